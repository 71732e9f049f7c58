/* page_fill: sheets that people fill in by hand: statements to answer, «vår plan», and what there
 * is to observe; and the poster of the modules. Nothing is written into them on the screen. */
#include "course/derived.h"
#include "site/page_kinds.h"
#include "site/shape_made.h"

#define BLANK_ROWS 4 /* of a sheet whose author gave no rows */
#define FEW 3        /* modules on a poster */
#define SOME 5
#define WIDE 4 /* columns: more than an upright sheet has room for */

/* ---- What there is to observe ---------------------------------------------------------------- */

/* Cells to write in. */
static struct value cells(struct view *v, size_t n)
{
    return view_list(v, &item_shape, view_rows(v, n, ITEM_COUNT), n, ITEM_COUNT);
}

static struct value observation_rows(struct view *v, const struct observation *o)
{
    size_t blank = o->blank.value;
    if (!blank && !o->rows.len) blank = BLANK_ROWS;
    size_t n = o->rows.len + blank, columns = o->columns.len ? o->columns.len - 1 : 0;
    struct value *rows = view_rows(v, n, OBSERVATION_ROW_COUNT);
    for (size_t i = 0; i < n; i++) {
        struct value *r = rows + i * OBSERVATION_ROW_COUNT;
        if (i < o->rows.len) r[OBSERVATION_ROW_TEXT] = view_html(v, &o->rows.items[i]);
        r[OBSERVATION_ROW_CELLS] = cells(v, columns);
    }
    return view_list(v, &observation_row_shape, rows, n, OBSERVATION_ROW_COUNT);
}

struct value page_observations(struct view *v, const struct step *s)
{
    const struct page *to = s->page->module->derived[DERIVED_OBSERVATION];
    size_t n = s->keys ? s->keys->observation.len : 0;
    struct value *rows = view_rows(v, n, OBSERVATION_COUNT);
    for (size_t i = 0; i < n; i++) {
        const struct observation *o = &s->keys->observation.items[i];
        struct value *r = rows + i * OBSERVATION_COUNT;
        struct str id = STR("_observation");
        if (i) id = STR_CAT(v->arena, id, STR("-"), str_number(v->arena, i + 1));
        r[OBSERVATION_ID] = value_text(within_id(&v->within, id, v->arena));
        r[OBSERVATION_TITLE] = o->title.doc ? view_text(v, &o->title)
                                            : value_text(view_say(v, PHRASE_OBSERVATION_TITLE));
        r[OBSERVATION_TEXT] = view_html(v, &o->text);
        r[OBSERVATION_IS_WIDE] = value_true(o->columns.len >= WIDE);
        r[OBSERVATION_COLUMNS] = view_items(v, &o->columns);
        r[OBSERVATION_ROWS] = observation_rows(v, o);
        if (to) r[OBSERVATION_URL] = view_url(v, to->address);
    }
    return view_list(v, &observation_shape, rows, n, OBSERVATION_COUNT);
}

/* ---- Statements ------------------------------------------------------------------------------ */

struct value page_statements(struct view *v)
{
    const struct module *m = v->page->module;
    const struct statements *s = &m->keys->statements;
    struct value *rows = view_rows(v, s->items.len, STATEMENT_COUNT);
    for (size_t i = 0; i < s->items.len; i++) {
        struct value *row = rows + i * STATEMENT_COUNT;
        row[STATEMENT_NUMBER] = value_number(i + 1);
        row[STATEMENT_ID] = value_text(s->items.items[i].id.text);
        row[STATEMENT_TEXT] = view_html(v, &s->items.items[i].text);
    }
    struct value *r = view_rows(v, 1, STATEMENTS_COUNT);
    r[STATEMENTS_TITLE] =
        s->title.doc ? view_text(v, &s->title) : value_text(view_title(v, v->page));
    r[STATEMENTS_MODULE] = page_sheet_head(v, m);
    r[STATEMENTS_INTRO] = view_html(v, &s->intro);
    r[STATEMENTS_ITEMS] = view_list(v, &statement_shape, rows, s->items.len, STATEMENT_COUNT);
    r[STATEMENTS_USE] = view_html(v, &s->use);
    r[STATEMENTS_TABLE_URL] = view_url(v, m->table);
    r[STATEMENTS_ALL_URL] = view_url(v, v->site->course->table);
    return value_record(v, &statements_shape, r);
}

/* ---- Of the course --------------------------------------------------------------------------- */

struct value page_our_plan(struct view *v)
{
    struct value *r = view_rows(v, 1, OUR_PLAN_COUNT);
    r[OUR_PLAN_TITLE] = value_text(view_title(v, v->page));
    return value_record(v, &our_plan_shape, r);
}

struct value page_poster(struct view *v)
{
    size_t n = v->site->course->npublished;
    struct value *r = view_rows(v, 1, POSTER_COUNT);
    r[POSTER_TITLE] = value_text(view_title(v, v->page));
    r[POSTER_IS_FEW] = value_true(n <= FEW);
    r[POSTER_IS_SOME] = value_true(n > FEW && n <= SOME);
    r[POSTER_IS_MANY] = value_true(n > SOME);
    r[POSTER_MODULES] = page_module_cards(v);
    return value_record(v, &poster_shape, r);
}

/* «Vår plan», the poster, and all statements for spreadsheets: what is printed for the year. */
struct value page_course_sheets(struct view *v)
{
    const struct course *c = v->site->course;
    struct value *rows = view_rows(v, 3, LINK_COUNT);
    size_t n = 0;
    if (c->plan) view_link_row(v, rows + LINK_COUNT * n++, c->plan);
    if (c->poster) view_link_row(v, rows + LINK_COUNT * n++, c->poster);
    if (c->table.len) {
        struct value *row = rows + LINK_COUNT * n++;
        row[LINK_TITLE] = value_text(view_say(v, PHRASE_STATEMENTS_TABLE));
        row[LINK_URL] = view_url(v, c->table);
    }
    return view_list(v, &link_shape, rows, n, LINK_COUNT);
}
