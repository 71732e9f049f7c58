/* Comparison and matrix: what stands beside and below each other. */
#include "course/figure_internal.h"

#define PAD 11.0
#define GAP 8.0
#define HEADING 124.0 /* of rows, on a wide picture */
#define AXIS 26.0     /* room of an axis */
#define ROOM 64.0     /* to write, at least */
#define COLUMNS_MAX 3
#define ROWS_MAX 8

static double max(double a, double b)
{
    return a > b ? a : b;
}

/* What an empty figure has left to share among n rows. */
static double more_room(const struct canvas *c, double height, size_t n)
{
    double rest = (double)c->form->height - height;
    return c->form->empty && rest > 0 && n ? rest / (double)n : 0;
}

/* ---- Comparison ------------------------------------------------------------------------------ */

struct cell {
    struct lines name, text; /* of the row, where there is no column for names; the point */
};

struct comparison {
    struct canvas *c;
    size_t columns, rows;
    struct lines label[COLUMNS_MAX], text[COLUMNS_MAX], name[ROWS_MAX];
    struct cell cells[ROWS_MAX][COLUMNS_MAX];
    double x[COLUMNS_MAX], width, inner, left, head, row[ROWS_MAX];
    bool bullets;
};

static struct str point_at(const struct comparison *k, size_t row, size_t column)
{
    const struct plains *points = &k->c->f->items.items[column].points;
    return row < points->len && !k->c->form->empty ? points->items[row].text : (struct str){0};
}

static void measure_comparison(struct comparison *k, size_t first, size_t n)
{
    struct canvas *c = k->c;
    const struct figure *f = c->f;
    k->left = c->wide && f->rows.len ? HEADING : 0;
    k->width = (c->width - k->left - GAP * (double)(n - 1)) / (double)n;
    k->inner = k->width - 2 * PAD - (k->bullets ? PAD : 0);
    k->head = 0;
    for (size_t i = 0; i < n; i++) {
        const struct figure_item *item = &f->items.items[first + i];
        k->x[i] = k->left + (k->width + GAP) * (double)i;
        k->label[i] = canvas_break(c, item->label.text, FACE_LABEL, k->width - 2 * PAD);
        k->text[i] = canvas_break(c, c->form->empty ? STR("") : item->text.text, FACE_TEXT,
                                  k->width - 2 * PAD);
        k->head = max(k->head, k->label[i].height + k->text[i].height);
    }
    for (size_t r = 0; r < k->rows; r++) {
        k->row[r] = 0;
        if (k->left > 0)
            k->name[r] = canvas_break(c, f->rows.items[r].text, FACE_NAME, HEADING - PAD);
        for (size_t i = 0; i < n; i++) {
            struct cell *cell = &k->cells[r][i];
            cell->name =
                canvas_break(c, f->rows.len && k->left <= 0 ? f->rows.items[r].text : STR(""),
                             FACE_NAME, k->inner);
            cell->text = canvas_break(c, point_at(k, r, first + i), FACE_TEXT, k->inner);
            k->row[r] = max(k->row[r], cell->name.height + cell->text.height);
        }
        k->row[r] = max(k->row[r], k->name[r].height) + (c->form->empty ? ROOM : 0);
    }
}

static bool row_is_empty(const struct comparison *k, size_t r, size_t n)
{
    for (size_t i = 0; i < n && !k->c->form->empty; i++)
        if (k->cells[r][i].text.len) return false;
    return !k->c->form->empty && !k->name[r].len;
}

static void draw_cells(const struct comparison *k, size_t r, size_t n, double y)
{
    struct canvas *c = k->c;
    if (k->left > 0) canvas_lines(c, &k->name[r], 0, y + PAD + 1, ANCHOR_START);
    for (size_t i = 0; i < n; i++) {
        const struct cell *cell = &k->cells[r][i];
        double x = k->x[i] + PAD + (k->bullets ? PAD : 0);
        double at = canvas_lines(c, &cell->name, x, y + PAD, ANCHOR_START);
        canvas_lines(c, &cell->text, x, at, ANCHOR_START);
        if (k->bullets && cell->text.len)
            canvas_circle(c, k->x[i] + PAD + 2.5, y + PAD + 9.5, 2.5, LOOK_DOT);
    }
}

static double row_height(const struct comparison *k, size_t r, size_t n, double more)
{
    if (row_is_empty(k, r, n)) return 0;
    return k->row[r] + (k->bullets ? PAD : 2 * PAD) + more;
}

/* n columns from item `first` on, below y. */
static double draw_columns(struct comparison *k, size_t first, size_t n, double y, double more)
{
    struct canvas *c = k->c;
    measure_comparison(k, first, n);
    double rule = y + k->head + 2 * PAD, bottom = rule + (k->bullets ? PAD : 0);
    for (size_t r = 0; r < k->rows; r++)
        bottom += row_height(k, r, n, more);
    for (size_t i = 0; i < n; i++) {
        double x = k->x[i];
        canvas_box(c, x, y, k->width, bottom - y, 6, LOOK_BOX);
        canvas_path(c, (struct point[]){{x, rule}, {x + k->width, rule}}, 2, LOOK_LINE);
        double below = canvas_lines(c, &k->label[i], x + PAD, y + PAD, ANCHOR_START);
        canvas_lines(c, &k->text[i], x + PAD, below, ANCHOR_START);
    }
    y = rule;
    for (size_t r = 0; r < k->rows; r++) {
        if (r && !k->bullets) canvas_path(c, (struct point[]){{0, y}, {c->width, y}}, 2, LOOK_HAIR);
        draw_cells(k, r, n, y);
        y += row_height(k, r, n, more);
    }
    return bottom;
}

double figure_comparison(struct canvas *c)
{
    struct comparison *k = arena_new(c->a, struct comparison, 1);
    *k = (struct comparison){.c = c, .columns = c->f->items.len, .rows = c->f->rows.len};
    k->bullets = !k->rows;
    for (size_t i = 0; i < k->columns && !c->f->rows.len; i++) {
        size_t points = c->f->items.items[i].points.len;
        if (points > k->rows) k->rows = points;
    }
    if (!k->rows && c->form->empty) k->rows = 1;
    if (!c->wide && k->columns > 2) {
        double y = 0;
        for (size_t i = 0; i < k->columns; i++)
            y = draw_columns(k, i, 1, y, 0) + GAP;
        return y - GAP;
    }
    size_t texts = c->texts.len, shapes = c->shapes.len;
    double height = draw_columns(k, 0, k->columns, 0, 0), more = more_room(c, height, k->rows);
    if (!(more > 0)) return height;
    buf_truncate(&c->texts, texts);
    buf_truncate(&c->shapes, shapes);
    return draw_columns(k, 0, k->columns, 0, more);
}

/* ---- Matrix ---------------------------------------------------------------------------------- */

struct matrix {
    struct canvas *c;
    size_t columns, rows;
    double left, top, width; /* of the grid; of a cell */
    struct lines column[COLUMNS_MAX], row[FIGURE_MAX_ROWS];
    struct lines label[FIGURE_MAX_ROWS * COLUMNS_MAX], text[FIGURE_MAX_ROWS * COLUMNS_MAX];
    double height[FIGURE_MAX_ROWS]; /* of cells */
    bool beside;                    /* headings of rows stand beside them, else above */
    bool stacked;                   /* a row's cells stand below each other */
    bool numbered;
};

static bool has_axis(const struct figure_axis *axis)
{
    return axis->label.text.len || axis->low.text.len || axis->high.text.len;
}

static void measure_matrix(struct matrix *m)
{
    struct canvas *c = m->c;
    const struct figure *f = c->f;
    m->left = (has_axis(&f->up) ? AXIS : 0) + (m->beside ? HEADING : 0);
    size_t side = m->stacked ? 1 : m->columns;
    m->width = (c->width - m->left - GAP * (double)(side - 1)) / (double)side;
    for (size_t i = 0; i < f->columns.len; i++) {
        m->column[i] = canvas_break(c, f->columns.items[i].text, FACE_NAME, m->width - GAP);
        if (!m->stacked) m->top = max(m->top, m->column[i].height + GAP);
    }
    for (size_t r = 0; r < m->rows; r++) {
        if (f->rows.len)
            m->row[r] = canvas_break(c, f->rows.items[r].text, FACE_NAME,
                                     m->beside ? HEADING - PAD : c->width - m->left);
        double height = m->beside ? m->row[r].height : 0;
        for (size_t k = 0; k < m->columns; k++) {
            size_t i = r * m->columns + k;
            const struct figure_item *item = &f->items.items[i];
            double mark = m->numbered && c->wide ? 2 * CANVAS_MARK + 6 : 0;
            m->label[i] = canvas_break(c, item->label.text, FACE_LABEL, m->width - 2 * PAD - mark);
            m->text[i] = canvas_break(c, c->form->empty ? STR("") : item->text.text, FACE_TEXT,
                                      m->width - 2 * PAD);
            double name = m->stacked ? m->column[k].height : 0;
            if (m->numbered && !c->wide) name += 2 * CANVAS_MARK + 4;
            height = max(height, name + m->label[i].height + m->text[i].height + 2 * PAD);
        }
        m->height[r] = height + (c->form->empty ? ROOM : 0);
    }
}

static void draw_cell(const struct matrix *m, size_t i, double x, double y, double height)
{
    struct canvas *c = m->c;
    double at = y + PAD, left = x + PAD;
    canvas_box(c, x, y, m->width, height, 6, LOOK_BOX);
    if (m->stacked) at = canvas_lines(c, &m->column[i % m->columns], left, at, ANCHOR_START);
    if (m->numbered) {
        canvas_mark(c, left + CANVAS_MARK, at + CANVAS_MARK - 2, (unsigned)i + 1, false);
        at += c->wide ? 0 : 2 * CANVAS_MARK + 4;
        at = canvas_lines(c, &m->label[i], left + (c->wide ? 2 * CANVAS_MARK + 6 : 0), at,
                          ANCHOR_START);
    } else {
        at = canvas_lines(c, &m->label[i], left, at, ANCHOR_START);
    }
    canvas_lines(c, &m->text[i], left, at, ANCHOR_START);
}

static double draw_row(const struct matrix *m, size_t r, double y)
{
    struct canvas *c = m->c;
    if (m->row[r].len && m->beside) {
        double middle = y + m->height[r] / 2 - m->row[r].height / 2;
        canvas_lines(c, &m->row[r], m->left - PAD, middle, ANCHOR_END);
    } else if (m->row[r].len) {
        y = canvas_lines(c, &m->row[r], m->left, y, ANCHOR_START) + GAP / 2;
    }
    for (size_t k = 0; k < m->columns; k++) {
        double x = m->left + (m->stacked ? 0 : (m->width + GAP) * (double)k);
        draw_cell(m, r * m->columns + k, x, y, m->height[r]);
        if (m->stacked) y += m->height[r] + GAP;
    }
    return m->stacked ? y + GAP : y + m->height[r] + GAP;
}

/* low … label … high, beneath an arrow. */
static double draw_across(struct canvas *c, const struct figure_axis *axis, double left, double y)
{
    if (!has_axis(axis)) return y;
    double right = c->width, third = (right - left) / 3 - GAP, bottom = y, end;
    canvas_arrow(c, (struct point[]){{left, y + GAP}, {right, y + GAP}}, 2, LOOK_ARROW);
    struct lines low = canvas_break(c, axis->low.text, FACE_TEXT, third);
    struct lines high = canvas_break(c, axis->high.text, FACE_TEXT, third);
    double between = right - left - 2 * max(low.width, high.width) - 2 * GAP;
    struct lines label = canvas_break(c, axis->label.text, FACE_NAME, between);
    y += 2 * GAP;
    bottom = canvas_lines(c, &low, left, y, ANCHOR_START);
    end = canvas_lines(c, &label, (left + right) / 2, y + 1, ANCHOR_MIDDLE);
    bottom = max(bottom, end);
    end = canvas_lines(c, &high, right, y, ANCHOR_END);
    return max(bottom, end);
}

/* How high the grid must be for the texts beside its upward axis. */
static double up_height(const struct figure_axis *axis)
{
    double ends = max(canvas_text_width(axis->low.text, FACE_TEXT),
                      canvas_text_width(axis->high.text, FACE_TEXT));
    return has_axis(axis) ? canvas_text_width(axis->label.text, FACE_NAME) + 2 * ends + 4 * GAP : 0;
}

static void draw_up(struct canvas *c, const struct figure_axis *axis, double top, double bottom)
{
    if (!has_axis(axis)) return;
    double x = AXIS - GAP, text = AXIS - GAP - 11;
    canvas_arrow(c, (struct point[]){{x, bottom}, {x, top}}, 2, LOOK_ARROW);
    canvas_turned(c, axis->label.text, FACE_NAME, text, (top + bottom) / 2);
    canvas_turned(c, axis->low.text, FACE_TEXT, text,
                  bottom - canvas_text_width(axis->low.text, FACE_TEXT) / 2);
    canvas_turned(c, axis->high.text, FACE_TEXT, text,
                  top + canvas_text_width(axis->high.text, FACE_TEXT) / 2);
}

static double grid_height(const struct matrix *m)
{
    double sum = 0;
    for (size_t r = 0; r < m->rows; r++) {
        double cells = m->stacked ? (double)m->columns * (m->height[r] + GAP) : m->height[r];
        sum += cells + GAP + (m->beside || !m->row[r].len ? 0 : m->row[r].height + GAP / 2);
    }
    return sum - GAP;
}

double figure_matrix(struct canvas *c)
{
    struct matrix *m = arena_new(c->a, struct matrix, 1);
    const struct figure *f = c->f;
    *m = (struct matrix){.c = c, .columns = figure_columns(f), .numbered = figure_numbered(f)};
    m->rows = f->items.len / m->columns;
    m->beside = c->wide && f->rows.len;
    m->stacked = !c->wide && m->columns > 2;
    measure_matrix(m);
    double height = grid_height(m), wanted = up_height(&f->up);
    double axis = has_axis(&f->across) ? 60 : 0;
    double more = more_room(c, m->top + height + axis, m->rows);
    if (height + more * (double)m->rows < wanted) more = (wanted - height) / (double)m->rows;
    for (size_t r = 0; r < m->rows; r++)
        m->height[r] += m->stacked ? more / (double)m->columns : more;
    for (size_t k = 0; k < f->columns.len && !m->stacked; k++)
        canvas_lines(c, &m->column[k], m->left + (m->width + GAP) * (double)k + m->width / 2,
                     m->top - GAP / 2 - m->column[k].height, ANCHOR_MIDDLE);
    double y = m->top;
    for (size_t r = 0; r < m->rows; r++)
        y = draw_row(m, r, y);
    y -= m->stacked ? 2 * GAP : GAP;
    draw_up(c, &f->up, m->top, y);
    return draw_across(c, &f->across, m->left, y + GAP / 2);
}
