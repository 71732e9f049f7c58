/* page_module: the front page, a module's page and its leader resource. */
#include "site/page_kinds.h"

/* ---- Front page ------------------------------------------------------------------------------ */

static void fill_card_steps(struct view *v, struct value *r, const struct module *m)
{
    struct value *rows = view_rows(v, m->nsteps, LINK_COUNT);
    for (size_t i = 0; i < m->nsteps; i++)
        view_link_row(v, rows + i * LINK_COUNT, m->steps[i].page);
    r[MODULE_CARD_HAS_STEPS] = value_true(m->nsteps > 0);
    r[MODULE_CARD_STEPS] = view_list(v, &link_shape, rows, m->nsteps, LINK_COUNT);
}

static void fill_card(struct view *v, struct value *r, const struct module *m)
{
    const struct module_keys *k = m->keys;
    struct str count = str_number(v->arena, m->nsteps);
    r[MODULE_CARD_ID] = value_text(m->id);
    r[MODULE_CARD_NUMBER] = value_number(m->number);
    r[MODULE_CARD_TITLE] = value_text(view_title(v, m->page));
    r[MODULE_CARD_LANG] = view_title_lang(v, m->page);
    r[MODULE_CARD_URL] = view_url(v, m->page->address);
    r[MODULE_CARD_TIMES] = view_times(v, m);
    fill_card_steps(v, r, m);
    if (m->nsteps)
        r[MODULE_CARD_STEPS_TEXT] = value_text(m->nsteps == 1 ? view_say(v, PHRASE_STEPS_ONE)
                                                              : view_say(v, PHRASE_STEPS, count));
    if (!k) return;
    r[MODULE_CARD_THEME] = view_text(v, &k->theme);
    r[MODULE_CARD_SUMMARY] = view_html(v, &k->page.summary);
    r[MODULE_CARD_PURPOSE] = view_html(v, &k->purpose);
    r[MODULE_CARD_AUDIENCE_TEXT] = view_joined_texts(v, &k->audience);
}

struct value page_module_cards(struct view *v)
{
    const struct course *c = v->site->course;
    struct value *rows = view_rows(v, c->npublished, MODULE_CARD_COUNT);
    for (size_t i = 0; i < c->npublished; i++)
        fill_card(v, rows + i * MODULE_CARD_COUNT, c->modules[i]);
    return view_list(v, &module_card_shape, rows, c->npublished, MODULE_CARD_COUNT);
}

struct value page_front(struct view *v)
{
    const struct course *c = v->site->course;
    struct value *r = view_rows(v, 1, FRONT_COUNT);
    const struct page_keys *k = v->page->keys;
    r[FRONT_TITLE] = value_text(view_title(v, v->page));
    r[FRONT_SUMMARY] =
        k && k->summary.doc ? view_html(v, &k->summary) : view_html(v, &c->keys->description);
    if (v->page->body) r[FRONT_BODY] = value_html(view_doc(v, v->page->body));
    if (c->npublished) r[FRONT_START] = view_page_link(v, c->modules[0]->page);
    r[FRONT_HAS_MODULES] = value_true(c->npublished > 0);
    r[FRONT_MODULES] = page_module_cards(v);
    r[FRONT_SHEETS] = page_course_sheets(v);
    r[FRONT_HAS_SHEETS] = value_true(r[FRONT_SHEETS].kind == VALUE_LIST);
    r[FRONT_CHANGES] = page_changes_link(v, NULL);
    r[FRONT_HAS_FRESH] = value_true(page_fresh(v, &r[FRONT_FRESH]) > 0);
    return value_record(v, &front_shape, r);
}

/* ---- Module ---------------------------------------------------------------------------------- */

static void fill_step_keys(struct view *v, struct value *r, const struct step_keys *k)
{
    r[STEP_CARD_MINUTES_TEXT] = value_text(view_minutes(v, &k->minutes));
    r[STEP_CARD_PERIOD_TEXT] = view_text(v, &k->period);
    r[STEP_CARD_WHO] = view_text(v, &k->who);
    if (k->for_whom.value == FOR_STAFF)
        r[STEP_CARD_FOR_TEXT] = value_text(view_say(v, PHRASE_FOR_STAFF));
    if (k->for_whom.value == FOR_OWNER)
        r[STEP_CARD_FOR_TEXT] = value_text(view_say(v, PHRASE_FOR_OWNER));
    if (!k->must.value) r[STEP_CARD_OPTIONAL_TEXT] = value_text(view_say(v, PHRASE_OPTIONAL));
    r[STEP_CARD_PURPOSE] = view_html(v, &k->purpose);
}

static void fill_road(struct view *v, struct value *r, const struct module *m)
{
    struct value *rows = view_rows(v, m->nsteps, STEP_CARD_COUNT);
    for (size_t i = 0; i < m->nsteps; i++) {
        const struct step *s = &m->steps[i];
        struct value *row = rows + i * STEP_CARD_COUNT;
        row[STEP_CARD_NUMBER] = value_number(s->number);
        row[STEP_CARD_TITLE] = value_text(view_title(v, s->page));
        row[STEP_CARD_LANG] = view_title_lang(v, s->page);
        row[STEP_CARD_URL] = view_url(v, s->page->address);
        row[STEP_CARD_KEY] = view_step_key(v, s->page);
        row[STEP_CARD_KIND] = view_kind(v, s->kind);
        row[STEP_CARD_WHEN] = view_when(v, s->when);
        if (s->keys) fill_step_keys(v, row, s->keys);
    }
    r[MODULE_HAS_STEPS] = value_true(m->nsteps > 0);
    r[MODULE_STEPS] = view_list(v, &step_card_shape, rows, m->nsteps, STEP_CARD_COUNT);
}

static void fill_builds_on(struct view *v, struct value *r, const struct module_keys *k)
{
    struct value *rows = view_rows(v, k->builds_on.len, LINK_COUNT);
    size_t n = 0;
    for (size_t i = 0; i < k->builds_on.len; i++) {
        const struct module *m = course_module(v->site->course, k->builds_on.items[i].text);
        if (m && m->page && !m->draft) view_link_row(v, rows + LINK_COUNT * n++, m->page);
    }
    r[MODULE_HAS_BUILDS_ON] = value_true(n > 0);
    r[MODULE_BUILDS_ON] = view_list(v, &link_shape, rows, n, LINK_COUNT);
}

static void fill_terms(struct view *v, struct value *r, const struct module_keys *k)
{
    struct value *items = arena_new(v->arena, struct value, k->terms.len);
    size_t n = 0;
    for (size_t i = 0; i < k->terms.len; i++) {
        const struct term *t = course_term(v->site->course, k->terms.items[i].text);
        if (t) items[n++] = page_term(v, t, false);
    }
    r[MODULE_HAS_TERMS] = value_true(n > 0);
    if (n) r[MODULE_TERMS] = (struct value){VALUE_LIST, {.list = {items, n}}};
}

static void fill_facts(struct view *v, struct value *r, const struct module_keys *k)
{
    r[MODULE_AUTHORS_TEXT] = view_joined(v, &k->authors);
    r[MODULE_REVIEWER] = value_text(k->reviewer.text);
    r[MODULE_REVIEWED_TEXT] = value_text(view_date(v, &k->reviewed));
    r[MODULE_REVIEW_BY_TEXT] = value_text(view_date(v, &k->review_by));
    r[MODULE_SOURCE] = view_html(v, &k->source);
    r[MODULE_LICENSE] = value_text(k->license.text);
    bool any = false;
    for (int i = MODULE_AUTHORS_TEXT; i <= MODULE_LICENSE; i++)
        any = any || r[i].kind;
    r[MODULE_HAS_FACTS] = value_true(any);
}

/* The sheets that can be printed, in the order in which a session uses them. */
static struct value sheets(struct view *v, const struct module *m)
{
    const struct page *plan = v->site->course->plan;
    struct value *rows = view_rows(v, DERIVED_COUNT + 1, LINK_COUNT);
    size_t n = 0;
    for (int i = DERIVED_PRINT; i < DERIVED_COUNT; i++)
        if (m->derived[i]) view_link_row(v, rows + LINK_COUNT * n++, m->derived[i]);
    if (plan) view_link_row(v, rows + LINK_COUNT * n++, plan);
    return view_list(v, &link_shape, rows, n, LINK_COUNT);
}

struct value page_module_of(struct view *v, const struct module *m)
{
    const struct module_keys *k = m->keys;
    struct value *r = view_rows(v, 1, MODULE_COUNT);
    r[MODULE_LABEL] = value_text(view_label(v, m->page));
    r[MODULE_TITLE] = value_text(view_title(v, m->page));
    r[MODULE_TIMES] = view_times(v, m);
    fill_road(v, r, m);
    r[MODULE_RECORD] = view_page_link(v, m->derived[DERIVED_RECORD]);
    r[MODULE_MISSED] = view_page_link(v, m->derived[DERIVED_MISSED]);
    r[MODULE_HAS_SHEETS] = value_true(m->derived[DERIVED_PRINT] != NULL);
    r[MODULE_SHEETS] = sheets(v, m);
    r[MODULE_CHANGES] = page_changes_link(v, m);
    if (m->page->body) r[MODULE_BODY] = value_html(view_doc(v, m->page->body));
    if (m->leader && !m->leader->draft) {
        const struct leader_keys *l = m->leader_unit->keys;
        struct value *row = view_rows(v, 1, LINK_COUNT);
        view_link_row(v, row, m->leader);
        if (l) row[LINK_NOTE] = value_text(view_minutes(v, &l->minutes));
        r[MODULE_LEADER] = value_record(v, &link_shape, row);
    }
    if (!k) return value_record(v, &module_shape, r);
    r[MODULE_THEME] = view_text(v, &k->theme);
    r[MODULE_SUMMARY] = view_html(v, &k->page.summary);
    r[MODULE_PURPOSE] = view_html(v, &k->purpose);
    r[MODULE_BACKGROUND] = view_html(v, &k->background);
    r[MODULE_AUDIENCE_TEXT] = view_joined_texts(v, &k->audience);
    r[MODULE_MINUTES_TEXT] = value_text(view_minutes(v, &k->minutes));
    r[MODULE_HAS_OBJECTIVES] = value_true(k->objectives.len > 0);
    r[MODULE_OBJECTIVES] = view_items(v, &k->objectives);
    fill_builds_on(v, r, k);
    fill_terms(v, r, k);
    fill_facts(v, r, k);
    return value_record(v, &module_shape, r);
}

struct value page_module(struct view *v)
{
    return page_module_of(v, v->page->module);
}

/* ---- Leader resource ------------------------------------------------------------------------- */

struct value page_leader(struct view *v)
{
    const struct module *m = v->page->module;
    const struct leader_keys *k = v->page->unit->keys;
    struct value *r = view_rows(v, 1, LEADER_COUNT);
    r[LEADER_TITLE] = value_text(view_title(v, v->page));
    r[LEADER_MODULE] = view_page_link(v, m->page);
    r[LEADER_PLAN] = page_plan(v, m);
    r[LEADER_HAS_PLAN] = value_true(r[LEADER_PLAN].kind == VALUE_LIST);
    r[LEADER_HAS_SHEETS] = value_true(m->derived[DERIVED_PRINT] != NULL);
    r[LEADER_SHEETS] = sheets(v, m);
    if (v->page->body) r[LEADER_BODY] = value_html(view_doc(v, v->page->body));
    if (!k) return value_record(v, &leader_shape, r);
    r[LEADER_SUMMARY] = view_html(v, &k->page.summary);
    r[LEADER_MINUTES_TEXT] = value_text(view_minutes(v, &k->minutes));
    r[LEADER_HAS_BRING] = value_true(k->bring.len > 0);
    r[LEADER_BRING] = view_items(v, &k->bring);
    return value_record(v, &leader_shape, r);
}
