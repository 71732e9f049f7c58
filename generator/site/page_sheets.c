/* page_sheets: what is made from a module's steps without being asked: the whole module on one
 * page, run sheet, task cards, note sheet, worksheet, and «Var du borte?». All of it is what the
 * author wrote, chosen and put together; each costs what it shows. */
#include "course/figure_sheets.h"
#include "course/translation.h"
#include "site/page_kinds.h"
#include "site/shape_made.h"

/* ---- Steps among others ---------------------------------------------------------------------- */

struct sheet {
    unsigned content; /* enum step_content */
    unsigned deeper;  /* how far headings in texts go down: below the step's and the part's */
};

/* The view of one step: its language, and its name before its anchors. */
static struct view view_of_step(const struct view *v, const struct step *s, unsigned deeper)
{
    struct view own = *v;
    own.language = page_language(v->site->course, s->page);
    own.words = site_words(v->site, own.language);
    own.within = (struct within){view_step_name(s->page), deeper};
    return own;
}

static void fill_step(struct view *v, struct value *r, const struct step *s, struct sheet sheet)
{
    struct view own = view_of_step(v, s, sheet.deeper);
    r[SHEET_STEP_ID] = value_text(own.within.name);
    r[SHEET_STEP_URL] = view_url(v, s->page->address);
    r[SHEET_STEP_HEADING] = value_text(
        STR_CAT(v->arena, view_label(&own, s->page), STR(" · "), view_title(&own, s->page)));
    if (!str_eq(own.language, v->language)) r[SHEET_STEP_LANG] = value_text(own.language);
    r[SHEET_STEP_T] = (struct value){VALUE_RECORD, {.record = &own.words->t}};
    r[SHEET_STEP_STEP] = page_step_of(&own, s, sheet.content);
}

static bool has_questions(const struct step *s)
{
    for (size_t i = 0; s->has_tasks && i < s->load->tasks.len; i++)
        if (s->load->tasks.items[i].questions.len) return true;
    return false;
}

static bool has_place(enum page_kind kind, const struct step *s)
{
    switch (kind) {
    case PAGE_CARDS:
        return s->has_tasks && s->load->tasks.len;
    case PAGE_NOTESHEET:
        return s->has_presentations && s->load->signs.len;
    case PAGE_WORKSHEET:
        return has_questions(s);
    case PAGE_OBSERVATION:
        return s->keys && s->keys->observation.len;
    default:
        return true;
    }
}

static struct value steps(struct view *v, const struct module *m, struct sheet sheet)
{
    struct value *rows = view_rows(v, m->nsteps, SHEET_STEP_COUNT);
    size_t n = 0;
    for (size_t i = 0; i < m->nsteps; i++)
        if (has_place(v->page->kind, &m->steps[i]))
            fill_step(v, rows + SHEET_STEP_COUNT * n++, &m->steps[i], sheet);
    return view_list(v, &sheet_step_shape, rows, n, SHEET_STEP_COUNT);
}

/* ---- Figures to fill in ---------------------------------------------------------------------- */

static struct value figures(struct view *v, const struct module *m)
{
    struct figure_sheets sheets = figure_sheets_of(m, v->arena);
    struct value *rows = view_rows(v, sheets.len, SHEET_FIGURE_COUNT);
    for (size_t i = 0; i < sheets.len; i++) {
        struct value *r = rows + SHEET_FIGURE_COUNT * i;
        r[SHEET_FIGURE_TITLE] = value_text(sheets.items[i]->title);
        r[SHEET_FIGURE_DRAWING] = value_html(sheets.items[i]->svg);
    }
    return view_list(v, &sheet_figure_shape, rows, sheets.len, SHEET_FIGURE_COUNT);
}

/* ---- The module ------------------------------------------------------------------------------ */

struct value page_sheet_head(struct view *v, const struct module *m)
{
    struct value *r = view_rows(v, 1, MODULE_COUNT);
    r[MODULE_LABEL] = value_text(view_label(v, m->page));
    r[MODULE_TITLE] = value_text(view_title(v, m->page));
    r[MODULE_TIMES] = view_times(v, m);
    if (m->keys) r[MODULE_THEME] = view_text(v, &m->keys->theme);
    if (m->keys) r[MODULE_PURPOSE] = view_html(v, &m->keys->purpose);
    return value_record(v, &module_shape, r);
}

static struct value whole_module(struct view *v, const struct module *m)
{
    struct view own = *v;
    own.within = (struct within){.name = STR("_module")};
    return page_module_of(&own, m);
}

struct value page_sheet(struct view *v)
{
    static const struct sheet sheets[] = {
        [PAGE_PRINT] = {STEP_EVERYTHING, 1}, [PAGE_CARDS] = {STEP_PARTS, 0},
        [PAGE_NOTESHEET] = {STEP_SHOWN, 0},  [PAGE_WORKSHEET] = {STEP_PARTS, 1},
        [PAGE_OBSERVATION] = {STEP_FILL, 1},
    };
    const struct module *m = v->page->module;
    struct value *r = view_rows(v, 1, SHEET_COUNT);
    r[SHEET_TITLE] = value_text(view_title(v, v->page));
    r[SHEET_MODULE] = v->page->kind == PAGE_PRINT ? whole_module(v, m) : page_sheet_head(v, m);
    r[SHEET_STEPS] = steps(v, m, sheets[v->page->kind]);
    r[SHEET_HAS_STEPS] = value_true(r[SHEET_STEPS].kind == VALUE_LIST);
    if (v->page->kind == PAGE_WORKSHEET) r[SHEET_FIGURES] = figures(v, m);
    r[SHEET_HAS_FIGURES] = value_true(r[SHEET_FIGURES].kind == VALUE_LIST);
    return value_record(v, &sheet_shape, r);
}

/* ---- The run sheet --------------------------------------------------------------------------- */

/* Things named by several steps, each once. */
struct once {
    struct view *v;
    struct map seen;
    struct value *rows;
    size_t n, width;
};

static struct once once_of(struct view *v, size_t most, size_t width)
{
    return (struct once){v, {.arena = v->arena}, view_rows(v, most, width), 0, width};
}

/* The row to fill, or NULL where the text has been met before. */
static struct value *once_add(struct once *o, struct str text)
{
    if (!text.len || !map_add(&o->seen, text, o)) return NULL;
    return o->rows + o->width * o->n++;
}

static void once_add_items(struct once *o, const struct texts *list)
{
    for (size_t i = 0; i < list->len; i++) {
        struct value html = view_html(o->v, &list->items[i]);
        struct value *row = html.kind ? once_add(o, html.as.text) : NULL;
        if (row) row[ITEM_TEXT] = html;
    }
}

static void fill_items(struct view *v, struct value *r, const struct module *m, bool roles)
{
    const struct leader_keys *l = m->leader && !m->leader->draft ? m->leader_unit->keys : NULL;
    size_t most = l && !roles ? l->bring.len : 0;
    for (size_t i = 0; i < m->nsteps; i++)
        if (m->steps[i].keys)
            most += roles ? m->steps[i].keys->roles.len : m->steps[i].keys->bring.len;
    struct once o = once_of(v, most, ITEM_COUNT);
    if (l && !roles) once_add_items(&o, &l->bring);
    for (size_t i = 0; i < m->nsteps; i++) {
        const struct step *s = &m->steps[i];
        if (s->when == WHEN_TOGETHER && s->keys)
            once_add_items(&o, roles ? &s->keys->roles : &s->keys->bring);
    }
    int has = roles ? RUNSHEET_HAS_ROLES : RUNSHEET_HAS_BRING;
    r[has] = value_true(o.n > 0);
    r[has + 1] = view_list(v, &item_shape, o.rows, o.n, ITEM_COUNT);
}

static void fill_signs(struct view *v, struct value *r, const struct module *m)
{
    size_t most = 0;
    for (size_t i = 0; i < m->nsteps; i++)
        most += m->steps[i].load->signs.len;
    struct once o = once_of(v, most, SIGN_COUNT);
    for (size_t i = 0; i < m->nsteps; i++) {
        const struct step *s = &m->steps[i];
        for (size_t k = 0; s->has_presentations && k < s->load->signs.len; k++) {
            const struct sign *sign = &s->load->signs.items[k];
            struct value *row = once_add(&o, sign->sign.text);
            if (!row) continue;
            row[SIGN_SIGN] = value_text(sign->sign.text);
            row[SIGN_MEANING] = view_html(v, &sign->meaning);
        }
    }
    r[RUNSHEET_HAS_SIGNS] = value_true(o.n > 0);
    r[RUNSHEET_SIGNS] = view_list(v, &sign_shape, o.rows, o.n, SIGN_COUNT);
}

struct value page_runsheet(struct view *v)
{
    const struct module *m = v->page->module;
    struct value *r = view_rows(v, 1, RUNSHEET_COUNT);
    r[RUNSHEET_TITLE] = value_text(view_title(v, v->page));
    r[RUNSHEET_MODULE] = page_sheet_head(v, m);
    r[RUNSHEET_PLAN] = page_plan(v, m);
    r[RUNSHEET_HAS_PLAN] = value_true(r[RUNSHEET_PLAN].kind == VALUE_LIST);
    fill_items(v, r, m, false);
    fill_items(v, r, m, true);
    fill_signs(v, r, m);
    return value_record(v, &runsheet_shape, r);
}

/* ---- For those who were away ----------------------------------------------------------------- */

/* The one question to bring is where the module has got to: see shape.h. */
static void fill_ask(struct view *v, struct value *r, const struct module *m)
{
    const struct step *from = NULL;
    const struct task *part = NULL;
    for (size_t i = 0; i < m->nsteps; i++) {
        const struct step *s = &m->steps[i];
        for (size_t k = 0; s->has_tasks && k < s->load->tasks.len; k++) {
            const struct task *t = &s->load->tasks.items[k];
            if (!t->questions.len || (part && part->decide.value && !t->decide.value)) continue;
            from = s;
            part = t;
        }
    }
    if (!part) return;
    struct view own = view_of_step(v, from, 0);
    struct value questions = page_questions(&own, m, part);
    r[MISSED_ASK] = questions.as.list.items[0];
    struct value *link = view_rows(v, 1, LINK_COUNT);
    link[LINK_LABEL] = value_text(view_label(v, from->page));
    link[LINK_TITLE] = view_text(v, &part->title);
    link[LINK_URL] = view_url_anchor(v, from->page->address, part->id.text);
    r[MISSED_ASK_PART] = value_record(v, &link_shape, link);
}

struct value page_missed(struct view *v)
{
    const struct module *m = v->page->module;
    struct value *r = view_rows(v, 1, MISSED_COUNT);
    r[MISSED_TITLE] = value_text(view_title(v, v->page));
    r[MISSED_MODULE] = whole_module(v, m);
    r[MISSED_STEPS] = steps(v, m, (struct sheet){STEP_HEAD | STEP_SHOWN, 0});
    r[MISSED_HAS_STEPS] = value_true(r[MISSED_STEPS].kind == VALUE_LIST);
    fill_ask(v, r, m);
    return value_record(v, &missed_shape, r);
}
