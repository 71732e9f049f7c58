#include "course/table.h"
#include "base/buf.h"

/* A column that cells lie in. */
struct column {
    const struct text *text;
    struct str label;              /* the header without markup */
    uint32_t group;                /* the number of its group from 1; 0: none */
    uint32_t in_group;             /* how many the group has */
    const struct text *group_text; /* in the first of a group, else NULL */
    struct str group_label;
};

struct writing {
    struct doc_writer *w;
    const struct table *table;
    struct column *columns;
    uint32_t ncolumns;
    bool grouped;        /* there are groups of columns */
    bool ids;            /* cells name their headers */
    struct str id;       /* of the table: that of others begin with it */
    uint32_t row, group; /* numbers from 1; group 0: none yet */
    uint32_t *header_of; /* by number of a row: that of the row where its header stands */
};

static void put_z(struct writing *x, const char *s)
{
    buf_put(&x->w->html, str_of(s));
}

static void put_text(struct writing *x, const struct text *t)
{
    doc_write_text(x->w, t, false);
}

static bool is_blank(const struct text *t)
{
    return !str_trim(t->raw).len;
}

static struct str plain(struct writing *x, const struct text *t)
{
    struct str text = str_trim(t->raw);
    if (markdown_is_plain(text)) return text;
    struct doc_input in = *x->w->in;
    in.text = t->raw;
    in.node = t->node;
    struct diags apart = {.arena = x->w->scratch}; /* put_text reports them */
    struct markdown md;
    if (!doc_markdown(&md, &in, in.text, true, x->w->scratch, &apart)) return (struct str){0};
    return markdown_text(&md, 0, md.len, x->w->scratch);
}

/* ---- What is wrong --------------------------------------------------------------------------- */

static uint32_t count_columns(const struct table *t)
{
    size_t n = 0;
    for (size_t i = 0; i < t->columns.len; i++) {
        const struct table_column *c = &t->columns.items[i];
        n += c->columns.len ? c->columns.len : 1;
    }
    return (uint32_t)n;
}

static bool check_columns(struct writing *x)
{
    const struct table *t = x->table;
    bool good = true;
    x->ncolumns = count_columns(t);
    for (size_t i = 0; i < t->columns.len; i++) {
        const struct table_column *c = &t->columns.items[i];
        if (!is_blank(&c->text) || (i == 0 && !c->columns.len)) continue;
        diag(x->w->d, DIAG_TABLE_HEADER_EMPTY, c->pos);
        good = false;
    }
    if (x->ncolumns <= TABLE_MAX_COLUMNS) return good;
    diag(x->w->d, DIAG_TABLE_TOO_WIDE, t->columns.items[0].pos,
         str_number(x->w->scratch, x->ncolumns), str_number(x->w->scratch, TABLE_MAX_COLUMNS));
    return false;
}

static bool is_group(const struct table_row *r)
{
    return r->group.pos.file != NULL;
}

/* The rows from `first` on that belong together: up to the next group. */
static uint32_t rows_left(const struct table *t, size_t first)
{
    size_t i = first;
    while (i < t->rows.len && !is_group(&t->rows.items[i]))
        i++;
    return (uint32_t)(i - first);
}

static bool check_group(struct writing *x, size_t i)
{
    const struct table_row *r = &x->table->rows.items[i];
    const struct pos *cell = r->header.pos.file ? &r->header.pos
                             : r->cells.len     ? &r->cells.items[0].pos
                                                : NULL;
    if (cell)
        diag(x->w->d, DIAG_TABLE_GROUP_ALONE, *cell);
    else if (!rows_left(x->table, i + 1))
        diag(x->w->d, DIAG_TABLE_GROUP_EMPTY, r->group.pos);
    else
        return true;
    return false;
}

/* The header of a row is the cell in its first column. */
static bool check_header(struct writing *x, const struct table_grid *g, uint32_t number)
{
    const struct table_slot *s = &g->slots[0];
    if (s->row != number || !is_blank(&s->cell->text)) return true;
    diag(x->w->d, DIAG_TABLE_HEADER_EMPTY, s->cell->pos);
    return false;
}

static bool has_spans(const struct table_grid *g)
{
    for (uint32_t i = 0; i < g->len; i++)
        if (g->slots[i].rows > 1 || g->slots[i].to - g->slots[i].from > 1) return true;
    return false;
}

static bool check_rows(struct writing *x)
{
    const struct table *t = x->table;
    struct table_grid g = {.columns = x->ncolumns};
    uint32_t number = 0, left = 0, row = 0;
    bool good = true;
    x->header_of = arena_new(x->w->scratch, uint32_t, t->rows.len + 1);
    for (size_t i = 0; i < t->rows.len; i++) {
        const struct table_row *r = &t->rows.items[i];
        if (is_group(r)) {
            good &= check_group(x, i);
            x->ids = true;
            left = 0;
            continue;
        }
        if (!left) {
            g = (struct table_grid){.columns = x->ncolumns};
            number = 0;
            left = rows_left(t, i);
        }
        good &=
            table_lay(&g, r, number, left, x->w->scratch, x->w->d) && check_header(x, &g, number);
        x->ids |= has_spans(&g);
        row++;
        x->header_of[row] = g.len && g.slots[0].row < number ? x->header_of[row - 1] : row;
        number++;
        left--;
    }
    return good;
}

/* ---- Columns --------------------------------------------------------------------------------- */

static void find_columns(struct writing *x)
{
    const struct table *t = x->table;
    uint32_t n = 0, group = 0;
    x->columns = arena_new(x->w->scratch, struct column, x->ncolumns);
    for (size_t i = 0; i < t->columns.len; i++) {
        const struct table_column *c = &t->columns.items[i];
        struct str label = plain(x, &c->text);
        group += c->columns.len > 0;
        for (size_t k = 0; k < c->columns.len; k++)
            x->columns[n++] = (struct column){.text = &c->columns.items[k],
                                              .label = plain(x, &c->columns.items[k]),
                                              .group = group,
                                              .in_group = (uint32_t)c->columns.len,
                                              .group_text = k ? NULL : &c->text,
                                              .group_label = label};
        if (!c->columns.len) x->columns[n++] = (struct column){.text = &c->text, .label = label};
    }
    x->grouped = group > 0;
    x->ids |= x->grouped;
}

/* id="tabell.c1": `letter` and `number` tell what of the table. No heading's id has a full stop. */
static void put_id(struct writing *x, char letter, uint32_t number)
{
    if (!x->ids) return;
    put_z(x, " id=\"");
    buf_put_html(&x->w->html, x->id);
    buf_printf(&x->w->html, ".%c%u\"", letter, number);
}

static void put_ref(struct writing *x, const char *before, char letter, uint32_t number)
{
    put_z(x, before);
    buf_put_html(&x->w->html, x->id);
    buf_printf(&x->w->html, ".%c%u", letter, number);
}

static void put_column(struct writing *x, uint32_t i, bool below)
{
    const struct column *c = &x->columns[i];
    if (is_blank(c->text)) {
        put_z(x, x->grouped ? "<td rowspan=\"2\"></td>" : "<td></td>");
        return;
    }
    put_z(x, "<th scope=\"col\"");
    put_id(x, 'c', i + 1);
    if (x->grouped && !below) put_z(x, " rowspan=\"2\"");
    if (below && x->ids) {
        put_ref(x, " headers=\"", 'g', c->group);
        put_z(x, "\"");
    }
    put_z(x, ">");
    put_text(x, c->text);
    put_z(x, "</th>");
}

static void put_column_group(struct writing *x, const struct column *c)
{
    put_z(x, "<th scope=\"colgroup\"");
    if (c->in_group > 1) buf_printf(&x->w->html, " colspan=\"%u\"", c->in_group);
    put_id(x, 'g', c->group);
    put_z(x, ">");
    put_text(x, c->group_text);
    put_z(x, "</th>");
}

static void put_head(struct writing *x)
{
    for (uint32_t i = 0; x->grouped && i < x->ncolumns; i++) {
        const struct column *c = &x->columns[i];
        if (c->group && !c->group_text) continue;
        put_z(x, "<colgroup");
        if (c->in_group > 1) buf_printf(&x->w->html, " span=\"%u\"", c->in_group);
        put_z(x, "></colgroup>\n");
    }
    put_z(x, "<thead>\n<tr>");
    for (uint32_t i = 0; i < x->ncolumns; i++) {
        if (x->columns[i].group_text)
            put_column_group(x, &x->columns[i]);
        else if (!x->columns[i].group)
            put_column(x, i, false);
    }
    put_z(x, "</tr>\n");
    if (x->grouped) put_z(x, "<tr>");
    for (uint32_t i = 0; x->grouped && i < x->ncolumns; i++)
        if (x->columns[i].group) put_column(x, i, true);
    put_z(x, x->grouped ? "</tr>\n</thead>\n" : "</thead>\n");
}

/* ---- Rows ------------------------------------------------------------------------------------ */

static void put_spans(struct writing *x, const struct table_slot *s)
{
    if (s->to - s->from > 1) buf_printf(&x->w->html, " colspan=\"%u\"", s->to - s->from);
    if (s->rows > 1) buf_printf(&x->w->html, " rowspan=\"%u\"", s->rows);
}

/* What the cell is called by when it stands alone: the headers of its columns, each group's once,
 * and no more than that when it goes over all of a group. */
static void put_label(struct writing *x, const struct table_slot *s)
{
    struct buf *html = &x->w->html;
    put_z(x, " data-label=\"");
    for (uint32_t c = s->from; c < s->to; c++) {
        const struct column *column = &x->columns[c];
        bool first = c == s->from || !column->group || column[-1].group != column->group;
        bool whole = column->group_text && s->to - c >= column->in_group;
        if (c > s->from) put_z(x, ", ");
        if (first && column->group) buf_put_html(html, column->group_label);
        if (whole) {
            c += column->in_group - 1;
            continue;
        }
        if (first && column->group) put_z(x, ": ");
        buf_put_html(html, column->label);
    }
    put_z(x, "\"");
}

static void put_headers(struct writing *x, const struct table_slot *s)
{
    if (!x->ids) return;
    uint32_t last = 0;
    put_z(x, " headers=\"");
    if (x->group) put_ref(x, "", 's', x->group);
    for (uint32_t r = x->row, before = 0; r < x->row + s->rows; before = x->header_of[r++])
        if (x->header_of[r] != before)
            put_ref(x, x->group || before ? " " : "", 'r', x->header_of[r]);
    for (uint32_t c = s->from; c < s->to; c++) {
        const struct column *column = &x->columns[c];
        if (column->group && column->group != last) put_ref(x, " ", 'g', column->group);
        last = column->group;
        if (!is_blank(column->text)) put_ref(x, " ", 'c', c + 1);
    }
    put_z(x, "\"");
}

/* What lies here from a row above, for those who see the rows one by one. */
static void put_again(struct writing *x, const struct table_slot *s)
{
    if (is_blank(&s->cell->text)) return;
    put_z(x, "<span class=\"again\" aria-hidden=\"true\"");
    put_label(x, s);
    put_z(x, " data-text=\"");
    buf_put_html(&x->w->html, plain(x, &s->cell->text));
    put_z(x, "\"></span>");
}

static void put_slot(struct writing *x, const struct table_slot *s)
{
    bool header = s->from == 0;
    if (header)
        put_z(x, "<th scope=\"row\"");
    else
        put_z(x, "<td");
    put_spans(x, s);
    if (header)
        put_id(x, 'r', x->row);
    else
        put_headers(x, s);
    if (!header) put_label(x, s);
    put_z(x, ">");
    put_text(x, &s->cell->text);
}

static void put_row(struct writing *x, const struct table_grid *g, uint32_t number)
{
    bool goes_on = false, begun = g->slots[0].row < number;
    for (uint32_t i = 0; i < g->len; i++)
        goes_on |= g->slots[i].row + g->slots[i].rows > number + 1;
    x->row++;
    put_z(x, "<tr");
    if (begun || goes_on)
        put_z(x, begun && goes_on ? " class=\"on with\""
                 : begun          ? " class=\"on\""
                                  : " class=\"with\"");
    put_z(x, ">");
    const char *end = "";
    for (uint32_t i = 0; i < g->len; i++) {
        const struct table_slot *s = &g->slots[i];
        if (s->row < number) {
            if (*end) put_again(x, s);
            continue;
        }
        put_z(x, end);
        put_slot(x, s);
        end = s->from ? "</td>" : "</th>";
    }
    put_z(x, end);
    put_z(x, "</tr>\n");
}

static void put_group(struct writing *x, const struct table_row *r)
{
    x->group++;
    buf_printf(&x->w->html, "<tr class=\"group\"><th scope=\"rowgroup\" colspan=\"%u\"",
               x->ncolumns);
    put_id(x, 's', x->group);
    put_z(x, ">");
    put_text(x, &r->group);
    put_z(x, "</th></tr>\n");
}

static void put_body(struct writing *x)
{
    const struct table *t = x->table;
    for (size_t i = 0; i < t->rows.len;) {
        struct table_grid g = {.columns = x->ncolumns};
        put_z(x, "<tbody>\n");
        if (is_group(&t->rows.items[i])) put_group(x, &t->rows.items[i++]);
        uint32_t rows = rows_left(t, i);
        for (uint32_t number = 0; number < rows; number++, i++)
            if (table_lay(&g, &t->rows.items[i], number, rows - number, x->w->scratch, x->w->d))
                put_row(x, &g, number);
        put_z(x, "</tbody>\n");
    }
}

/* ---- The table ------------------------------------------------------------------------------- */

void table_write(struct doc_writer *w, const struct yaml_node *root, struct pos where)
{
    struct table table;
    bool good = schema_decode_at(&table, &schema_table, root, where, w->scratch, w->d);
    if (!good || root->damaged) return;
    struct writing x = {.w = w, .table = &table};
    if (!check_columns(&x) || !check_rows(&x)) return;
    find_columns(&x);
    x.id = doc_unique_id(w, STR("tabell"), where);
    put_z(&x, "<div class=\"table\" role=\"group\" tabindex=\"0\" id=\"");
    buf_put_html(&w->html, x.id);
    put_z(&x, "\" aria-labelledby=\"");
    buf_put_html(&w->html, x.id);
    put_z(&x, ".t\">\n<table class=\"stacks\">\n<caption id=\"");
    buf_put_html(&w->html, x.id);
    put_z(&x, ".t\">");
    put_text(&x, &table.caption);
    put_z(&x, "</caption>\n");
    put_head(&x);
    put_body(&x);
    put_z(&x, "</table>\n</div>\n");
}
