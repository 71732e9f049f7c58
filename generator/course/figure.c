/* figure: the keys held against the kind. */
#include "course/figure.h"
#include "base/utf8.h"

const struct figure_limits figure_kinds[] = {
    [FIGURE_FLOW] = {"flow", 2, 9, 0, true, FIGURE_HAS_PART | FIGURE_HAS_BETWEEN},
    [FIGURE_CYCLE] = {"cycle", 3, 8, 3, true, FIGURE_HAS_LOOPS},
    [FIGURE_LADDER] = {"ladder", 3, 9, 2, true, FIGURE_HAS_LOOPS},
    [FIGURE_RINGS] = {"rings", 2, 5, 0, false, 0},
    [FIGURE_SCALE] = {"scale", 2, 7, 0, false, FIGURE_HAS_ACROSS},
    [FIGURE_COMPARISON] = {"comparison", 2, 3, 0, false, FIGURE_HAS_POINTS | FIGURE_HAS_ROWS},
    [FIGURE_MATRIX] = {"matrix", 4, FIGURE_MAX_COLUMNS *FIGURE_MAX_ROWS, 0, false,
                       FIGURE_HAS_COLUMNS | FIGURE_HAS_ROWS | FIGURE_HAS_ACROSS | FIGURE_HAS_UP},
};

struct checker {
    const struct figure *f;
    const struct figure_limits *limits;
    struct arena *a;
    struct diags *d;
};

static const struct figure_limits *limits_of(const struct figure *f)
{
    return &figure_kinds[f->kind.value];
}

bool figure_numbered(const struct figure *f)
{
    return f->numbered.pos.file ? f->numbered.value : limits_of(f)->numbered;
}

size_t figure_columns(const struct figure *f)
{
    if (f->kind.value == FIGURE_COMPARISON) return f->items.len;
    if (f->kind.value != FIGURE_MATRIX) return 0;
    return f->columns.len ? f->columns.len : 2;
}

/* ---- Letters --------------------------------------------------------------------------------- */

static size_t letters(struct str s)
{
    size_t n = 0;
    uint32_t rune;
    while (utf8_next(&s, &rune))
        n += rune != 0xAD;
    return n;
}

static void check_length(struct checker *c, const struct plain *p, size_t max)
{
    size_t n = letters(p->text);
    if (n > max) diag(c->d, DIAG_FIGURE_LONG, p->pos, str_number(c->a, n), str_number(c->a, max));
}

static void check_lengths(struct checker *c, const struct plains *list, size_t max)
{
    for (size_t i = 0; i < list->len; i++)
        check_length(c, &list->items[i], max);
}

static void check_texts(struct checker *c)
{
    const struct figure *f = c->f;
    check_length(c, &f->title, FIGURE_MAX_TITLE);
    for (size_t i = 0; i < f->items.len; i++) {
        const struct figure_item *item = &f->items.items[i];
        check_length(c, &item->label, FIGURE_MAX_LABEL);
        check_length(c, &item->text, FIGURE_MAX_TEXT);
        check_length(c, &item->between, FIGURE_MAX_TEXT);
        check_length(c, &item->part, FIGURE_MAX_NAME);
        check_lengths(c, &item->points, FIGURE_MAX_TEXT);
    }
    for (size_t i = 0; i < f->loops.len; i++) {
        check_length(c, &f->loops.items[i].label, FIGURE_MAX_LABEL);
        check_length(c, &f->loops.items[i].text, FIGURE_MAX_TEXT);
    }
    check_lengths(c, &f->columns, FIGURE_MAX_NAME);
    check_lengths(c, &f->rows, FIGURE_MAX_NAME);
    const struct figure_axis *axes[] = {&f->across, &f->up};
    for (size_t i = 0; i < 2; i++) {
        check_length(c, &axes[i]->label, FIGURE_MAX_NAME);
        check_length(c, &axes[i]->low, FIGURE_MAX_NAME);
        check_length(c, &axes[i]->high, FIGURE_MAX_NAME);
    }
}

/* ---- Keys that the kind does not know -------------------------------------------------------- */

static void check_key(struct checker *c, unsigned key, const char *name, struct pos pos)
{
    struct str kinds[sizeof figure_kinds / sizeof *figure_kinds];
    size_t n = 0;
    if (!pos.file || c->limits->keys & key) return;
    for (size_t i = 1; i < sizeof figure_kinds / sizeof *figure_kinds; i++)
        if (figure_kinds[i].keys & key) kinds[n++] = str_of(figure_kinds[i].word);
    diag(c->d, DIAG_FIGURE_KEY, pos, str_of(name), str_of(c->limits->word),
         str_join(c->a, kinds, n, STR(", ")));
}

static struct pos first_pos(const struct plains *list)
{
    return list->len ? list->items[0].pos : (struct pos){0};
}

static void check_keys(struct checker *c)
{
    const struct figure *f = c->f;
    check_key(c, FIGURE_HAS_COLUMNS, "columns", first_pos(&f->columns));
    check_key(c, FIGURE_HAS_ROWS, "rows", first_pos(&f->rows));
    check_key(c, FIGURE_HAS_ACROSS, "across", f->across.pos);
    check_key(c, FIGURE_HAS_UP, "up", f->up.pos);
    if (f->loops.len) check_key(c, FIGURE_HAS_LOOPS, "loops", f->loops.items[0].pos);
    for (size_t i = 0; i < f->items.len; i++) {
        const struct figure_item *item = &f->items.items[i];
        check_key(c, FIGURE_HAS_PART, "part", item->part.pos);
        check_key(c, FIGURE_HAS_BETWEEN, "between", item->between.pos);
        check_key(c, FIGURE_HAS_POINTS, "points", first_pos(&item->points));
    }
}

/* ---- How many -------------------------------------------------------------------------------- */

static void check_count(struct checker *c, const char *name, struct pos pos, size_t n, size_t min,
                        size_t max)
{
    if (n >= min && n <= max) return;
    struct str range = STR_CAT(c->a, str_number(c->a, min), STR("–"), str_number(c->a, max));
    if (min == max) range = str_number(c->a, min);
    diag(c->d, DIAG_FIGURE_COUNT, pos, str_of(name), str_of(c->limits->word), range,
         str_number(c->a, n));
}

static void check_matrix(struct checker *c)
{
    const struct figure *f = c->f;
    size_t columns = figure_columns(f), rows = f->rows.len;
    struct pos items = f->items.items[0].pos;
    size_t errors = c->d->count[SEVERITY_ERROR];
    if (f->columns.len)
        check_count(c, "columns", first_pos(&f->columns), columns, 2, FIGURE_MAX_COLUMNS);
    if (rows) check_count(c, "rows", first_pos(&f->rows), rows, 2, FIGURE_MAX_ROWS);
    if (c->d->count[SEVERITY_ERROR] > errors) return;
    if (!rows) { /* as many as the items fill */
        rows = f->items.len / columns;
        rows = rows < 2 ? 2 : rows > FIGURE_MAX_ROWS ? FIGURE_MAX_ROWS : rows;
    }
    check_count(c, "items", items, f->items.len, columns * rows, columns * rows);
}

static void check_points(struct checker *c)
{
    const struct figure *f = c->f;
    if (f->rows.len) check_count(c, "rows", first_pos(&f->rows), f->rows.len, 1, FIGURE_MAX_POINTS);
    for (size_t i = 0; i < f->items.len; i++) {
        const struct figure_item *item = &f->items.items[i];
        if (f->rows.len)
            check_count(c, "points", item->pos, item->points.len, f->rows.len, f->rows.len);
        else
            check_count(c, "points", item->pos, item->points.len, 0, FIGURE_MAX_POINTS);
    }
}

static void check_loops(struct checker *c)
{
    const struct figure *f = c->f;
    if (!f->loops.len || !c->limits->loops) return;
    check_count(c, "loops", f->loops.items[0].pos, f->loops.len, 1, c->limits->loops);
    for (size_t i = 0; i < f->loops.len; i++) {
        const struct figure_loop *l = &f->loops.items[i];
        size_t from = l->from.pos.file ? l->from.value : f->items.len;
        if (from > f->items.len)
            diag(c->d, DIAG_FIGURE_LOOP, l->from.pos, str_number(c->a, from),
                 str_number(c->a, f->items.len));
        else if (l->to.value >= from)
            diag(c->d, DIAG_FIGURE_LOOP_FORWARD, l->to.pos, str_number(c->a, l->to.value),
                 str_number(c->a, from));
    }
}

static void check_counts(struct checker *c)
{
    const struct figure *f = c->f;
    bool looped = f->kind.value == FIGURE_CYCLE && f->loops.len;
    size_t errors = c->d->count[SEVERITY_ERROR];
    check_count(c, "items", f->items.items[0].pos, f->items.len,
                looped ? FIGURE_LOOPED_MIN : c->limits->min,
                looped ? FIGURE_LOOPED_MAX : c->limits->max);
    if (c->d->count[SEVERITY_ERROR] > errors) return;
    if (f->kind.value == FIGURE_MATRIX) check_matrix(c);
    if (f->kind.value == FIGURE_COMPARISON) check_points(c);
    check_loops(c);
}

bool figure_read(struct figure *out, const struct yaml_node *root, struct pos where,
                 struct arena *a, struct diags *d)
{
    size_t errors = d->count[SEVERITY_ERROR];
    bool good = schema_decode_at(out, &schema_figure, root, where, a, d) && !root->damaged;
    if (!out->kind.value) return false;
    struct checker c = {out, limits_of(out), a, d};
    check_keys(&c);
    check_texts(&c);
    if (good && out->items.len) check_counts(&c);
    return good && d->count[SEVERITY_ERROR] == errors;
}
