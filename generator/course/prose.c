/* The keys of a unit and its texts in the order in which a reader meets them. One table holds the
 * order for all kinds of files; what a kind has not is passed over. */
#include "course/prose_internal.h"
#include <stdlib.h>

/* ---- Names ----------------------------------------------------------------------------------- */

static struct str title_of(const struct text *title, struct str name)
{
    return title && title->doc && title->doc->text.len ? title->doc->text : name;
}

/* What the author named: the title of a method or a module, a term; else the name itself. */
static struct str named(const struct telling *t, const char *key, struct str name)
{
    const struct course *c = t->words->course;
    if (!c) return name;
    if (str_eq(str_of(key), STR("method"))) {
        const struct page *p = course_method(c, name);
        return p ? title_of(page_title(p), name) : name;
    }
    if (str_eq(str_of(key), STR("terms"))) {
        const struct term *term = course_term(c, name);
        return term ? title_of(&term->term, name) : name;
    }
    const struct module *m = course_module(c, name);
    return m && m->keys ? title_of(&m->keys->page.title, name) : name;
}

static struct str entry_of(const struct telling *t, const struct work *w)
{
    struct buf html = {.arena = t->a};
    struct line l = {.b.arena = t->a};
    apa_entry(&html, w, t->words->apa);
    line_put_html(&l, buf_str(&html));
    return line_end(&l, t->a);
}

/* ---- Facts ----------------------------------------------------------------------------------- */

static struct str fact(const struct telling *t, const char *key, unsigned value)
{
    const struct prose_words *w = t->words;
    return w->fact ? w->fact(key, value, t->a, w->ctx) : STR("");
}

static struct str minutes(const struct telling *t, const struct minutes *m)
{
    const struct prose_words *w = t->words;
    return w->minutes && m->kind ? w->minutes(m, t->a, w->ctx) : STR("");
}

static void put_fact(struct line *l, struct str s)
{
    if (!s.len) return;
    if (l->b.len) line_put(l, STR(" · "));
    line_put(l, s);
}

static void end_facts(struct telling *t, struct line *l)
{
    prose_add(t, PROSE_FACTS, line_end(l, t->a));
}

/* How a task or a phase is done. */
static void put_how(struct telling *t, struct line *l, const struct choice *grouping,
                    const struct minutes *m, const struct count *per_group)
{
    if (grouping->value) put_fact(l, fact(t, "grouping", (unsigned)grouping->value));
    put_fact(l, minutes(t, m));
    if (per_group->value) put_fact(l, fact(t, "per_group", per_group->value));
}

/* As the index tells it, but for a step without anything: whether that is the module's first, its
 * file does not say. */
static enum step_when when_of(const struct step_keys *k)
{
    const struct step_load *l = &k->load;
    if (k->when.value) return (enum step_when)k->when.value;
    if (k->kind.value == STEP_PREWORK) return WHEN_BEFORE;
    if (k->kind.value == STEP_TRYOUT) return WHEN_BETWEEN;
    bool any = k->kind.value || l->tasks.len || l->presentations.len || l->literature.len;
    return any ? WHEN_TOGETHER : 0;
}

static void put_step_facts(struct telling *t, struct line *l, const struct step_keys *k)
{
    enum step_when when = when_of(k);
    if (when) put_fact(l, fact(t, "when", when));
    put_fact(l, minutes(t, &k->minutes));
    put_fact(l, prose_doc_line(t, k->period.doc));
    put_fact(l, prose_doc_line(t, k->who.doc));
    if (k->for_whom.value) put_fact(l, fact(t, "for", (unsigned)k->for_whom.value));
    if (!k->must.value) put_fact(l, fact(t, "must", 0));
}

static void tell_facts(struct telling *t)
{
    const struct unit *u = t->unit;
    struct line l = {.b.arena = t->a};
    if (u->kind == UNIT_STEP) put_step_facts(t, &l, u->keys);
    if (u->kind == UNIT_SHORT_MODULE)
        put_fact(&l, minutes(t, &((const struct module_keys *)u->keys)->minutes));
    if (u->kind == UNIT_LEADER)
        put_fact(&l, minutes(t, &((const struct leader_keys *)u->keys)->minutes));
    if (u->kind == UNIT_METHOD) {
        const struct method_keys *k = u->keys;
        put_fact(&l, minutes(t, &k->minutes));
        put_fact(&l, prose_doc_line(t, k->group_size.doc));
    }
    end_facts(t, &l);
}

/* ---- What a step carries --------------------------------------------------------------------- */

static void tell_signs(struct telling *t)
{
    const struct step_load *load = unit_load(t->unit);
    for (size_t i = 0; load && i < load->signs.len; i++) {
        const struct sign *s = &load->signs.items[i];
        struct line l = {.b.arena = t->a};
        line_put(&l, s->sign.text);
        line_put(&l, STR(" | "));
        line_put(&l, prose_doc_line(t, s->meaning.doc));
        prose_add(t, PROSE_CELLS, line_end(&l, t->a));
    }
}

static void tell_films(struct telling *t)
{
    const struct step_load *load = unit_load(t->unit);
    for (size_t i = 0; load && i < load->presentations.len; i++) {
        const struct presentation *p = &load->presentations.items[i];
        struct line l = {.b.arena = t->a};
        prose_add_doc(t, PROSE_FILM, p->title.doc);
        put_fact(&l, prose_doc_line(t, p->speaker.doc));
        put_fact(&l, minutes(t, &p->minutes));
        put_fact(&l, p->url.text);
        end_facts(t, &l);
        prose_add_doc(t, PROSE_TEXT, p->summary.doc);
    }
}

static void tell_phase(struct telling *t, const struct phase *f)
{
    struct line l = {.b.arena = t->a};
    t->key = "phases";
    put_how(t, &l, &f->grouping, &f->minutes, &f->per_group);
    end_facts(t, &l);
    prose_add_doc(t, PROSE_TEXT, f->text.doc);
}

static void tell_question(struct telling *t, const struct question *q)
{
    t->key = "questions";
    prose_add_doc(t, PROSE_QUESTION, q->text.doc);
    for (size_t i = 0; i < q->followups.len; i++)
        prose_add_doc(t, PROSE_FOLLOWUP, q->followups.items[i].doc);
}

static void put_method(struct telling *t, struct line *l, struct str name)
{
    if (!name.len) return;
    struct str word = fact(t, "method", 0);
    put_fact(l, word.len ? word : named(t, "method", name));
    if (!word.len) return;
    line_put(l, STR(": "));
    line_put(l, named(t, "method", name));
}

static void tell_task(struct telling *t, const struct task *task)
{
    struct line l = {.b.arena = t->a};
    t->key = "tasks";
    prose_add_doc(t, PROSE_TASK, task->title.doc);
    put_how(t, &l, &task->grouping, &task->minutes, &task->per_group);
    put_method(t, &l, task->method.text);
    end_facts(t, &l);
    prose_add_doc(t, PROSE_TEXT, task->text.doc);
    for (size_t i = 0; i < task->phases.len; i++)
        tell_phase(t, &task->phases.items[i]);
    for (size_t i = 0; i < task->questions.len; i++)
        tell_question(t, &task->questions.items[i]);
    t->key = "decide";
    if (task->decide.value) prose_add(t, PROSE_FACTS, fact(t, "decide", 1));
    t->key = "small";
    prose_add_doc(t, PROSE_TEXT, task->variants.small.doc);
    t->key = "online";
    prose_add_doc(t, PROSE_TEXT, task->variants.online.doc);
}

/* The headings, and each row that is not for writing in. */
static void tell_observation(struct telling *t)
{
    const struct step_keys *k = t->unit->kind == UNIT_STEP ? t->unit->keys : NULL;
    for (size_t i = 0; k && i < k->observation.len; i++) {
        const struct observation *o = &k->observation.items[i];
        struct line l = {.b.arena = t->a};
        prose_add_doc(t, PROSE_BOX, o->title.doc);
        prose_add_doc(t, PROSE_TEXT, o->text.doc);
        for (size_t c = 0; c < o->columns.len; c++) {
            if (c) line_put(&l, STR(" | "));
            line_put(&l, prose_doc_line(t, o->columns.items[c].doc));
        }
        prose_add(t, PROSE_CELLS, line_end(&l, t->a));
        for (size_t r = 0; r < o->rows.len; r++)
            prose_add_doc(t, PROSE_CELLS, o->rows.items[r].doc);
    }
}

static void tell_tasks(struct telling *t)
{
    const struct step_load *load = unit_load(t->unit);
    for (size_t i = 0; load && i < load->tasks.len; i++)
        tell_task(t, &load->tasks.items[i]);
}

/* A method's own. */
static void tell_phases(struct telling *t)
{
    const struct method_keys *k = t->unit->kind == UNIT_METHOD ? t->unit->keys : NULL;
    for (size_t i = 0; k && i < k->phases.len; i++)
        tell_phase(t, &k->phases.items[i]);
}

static void tell_readings(struct telling *t)
{
    const struct step_load *load = unit_load(t->unit);
    const struct course *c = t->words->course;
    for (size_t i = 0; load && i < load->literature.len; i++) {
        const struct reading *x = &load->literature.items[i];
        const struct work *w = c ? literature_find(c->literature, x->id.text) : NULL;
        struct line l = {.b.arena = t->a};
        line_put(&l, w ? entry_of(t, w) : x->id.text);
        l.space = true;
        line_put(&l, x->locator.text);
        prose_add(t, PROSE_ENTRY, line_end(&l, t->a));
        prose_add_doc(t, PROSE_TEXT, x->why.doc);
    }
}

static void tell_statements(struct telling *t)
{
    const struct module_keys *k = module_keys_of(t->unit);
    if (!k) return;
    prose_add_doc(t, PROSE_BOX, k->statements.title.doc);
    prose_add_doc(t, PROSE_TEXT, k->statements.intro.doc);
    for (size_t i = 0; i < k->statements.items.len; i++)
        prose_add_doc(t, PROSE_ITEM, k->statements.items.items[i].text.doc);
    prose_add_doc(t, PROSE_TEXT, k->statements.use.doc);
}

/* ---- Other files ----------------------------------------------------------------------------- */

static void tell_contact(struct telling *t)
{
    if (t->unit->kind != UNIT_COURSE) return;
    const struct contact *c = &((const struct course_keys *)t->unit->keys)->contact;
    struct line l = {.b.arena = t->a};
    put_fact(&l, c->name.text);
    put_fact(&l, c->email.text);
    put_fact(&l, c->url.text);
    prose_add(t, PROSE_TEXT, line_end(&l, t->a));
}

static int by_term_id(const void *a, const void *b)
{
    const struct term *const *x = a, *const *y = b;
    int order = str_cmp((*x)->id.text, (*y)->id.text);
    return order ? order : (*x > *y) - (*x < *y);
}

static struct str joined_texts(struct telling *t, const struct texts *list)
{
    struct str *parts = arena_new(t->a, struct str, list->len);
    for (size_t i = 0; i < list->len; i++)
        parts[i] = prose_doc_line(t, list->items[i].doc);
    return str_join(t->a, parts, list->len, STR(", "));
}

static struct str joined_plains(struct telling *t, const struct plains *list)
{
    struct line l = {.b.arena = t->a};
    for (size_t i = 0; i < list->len; i++) {
        if (i) line_put(&l, STR(", "));
        line_put(&l, list->items[i].text);
    }
    return line_end(&l, t->a);
}

static void tell_glossary(struct telling *t)
{
    const struct unit *u = t->unit;
    const struct term **terms = arena_new(t->a, const struct term *, u->nterms);
    for (size_t i = 0; i < u->nterms; i++)
        terms[i] = &u->terms[i];
    if (u->nterms) qsort(terms, u->nterms, sizeof *terms, by_term_id);
    for (size_t i = 0; i < u->nterms; i++) {
        t->key = "terms";
        prose_add_doc(t, PROSE_ENTRY, terms[i]->term.doc);
        t->key = "definition";
        prose_add_doc(t, PROSE_TEXT, terms[i]->definition.doc);
        t->key = "aliases";
        prose_add(t, PROSE_TEXT, joined_texts(t, &terms[i]->aliases));
        t->key = "avoid";
        prose_add(t, PROSE_TEXT, joined_plains(t, &terms[i]->avoid));
    }
}

static int by_work_id(const void *a, const void *b)
{
    const struct work *const *x = a, *const *y = b;
    int order = str_cmp((*x)->id, (*y)->id);
    return order ? order : (*x > *y) - (*x < *y);
}

/* «2012a» comes from what else is cited, which is no matter of this work's. */
static void tell_works(struct telling *t)
{
    const struct literature *l = t->unit->literature;
    size_t n = l ? l->len : 0;
    const struct work **works = arena_new(t->a, const struct work *, n);
    for (size_t i = 0; i < n; i++)
        works[i] = &l->works[i];
    if (n) qsort(works, n, sizeof *works, by_work_id);
    for (size_t i = 0; i < n; i++) {
        struct work alone = *works[i];
        alone.nth = alone.names = 0;
        alone.with_initials = false;
        prose_add(t, PROSE_ENTRY, entry_of(t, &alone));
    }
}

/* ---- The order ------------------------------------------------------------------------------- */

static void tell_body(struct telling *t)
{
    prose_add_doc(t, PROSE_TEXT, t->unit->body);
}

struct row {
    const char *key;
    enum prose_kind kind;            /* of the key's texts */
    void (*tell)(struct telling *t); /* instead of the texts of the key alone */
    bool without_keys;               /* there, even when the keys could not be read */
};

static const struct row rows[] = {
    {"title", PROSE_TITLE, NULL, false},
    {"theme", PROSE_TEXT, NULL, false},
    {"facts", PROSE_FACTS, tell_facts, false},
    {"audience", PROSE_ITEM, NULL, false},
    {"summary", PROSE_TEXT, NULL, false},
    {"description", PROSE_TEXT, NULL, false},
    {"purpose", PROSE_TEXT, NULL, false},
    {"materials", PROSE_ITEM, NULL, false},
    {"bring", PROSE_ITEM, NULL, false},
    {"roles", PROSE_ITEM, NULL, false},
    {"short", PROSE_TEXT, NULL, false},
    {"unprepared", PROSE_TEXT, NULL, false},
    {"phases", PROSE_TEXT, tell_phases, false},
    {NULL, PROSE_TEXT, tell_body, true},
    {"background", PROSE_TEXT, NULL, false},
    {"objectives", PROSE_ITEM, NULL, false},
    {"builds_on", PROSE_ITEM, NULL, false},
    {"terms", PROSE_ITEM, NULL, false},
    {"statements", PROSE_ITEM, tell_statements, false},
    {"observation", PROSE_CELLS, tell_observation, false},
    {"signs", PROSE_CELLS, tell_signs, false},
    {"presentations", PROSE_FILM, tell_films, false},
    {"tasks", PROSE_TASK, tell_tasks, false},
    {"literature", PROSE_ENTRY, tell_readings, false},
    {"authors", PROSE_TEXT, NULL, false},
    {"source", PROSE_TEXT, NULL, false},
    {"contact", PROSE_TEXT, tell_contact, false},
    {"license", PROSE_TEXT, NULL, false},
    {"terms", PROSE_ENTRY, tell_glossary, true},
    {"literature", PROSE_ENTRY, tell_works, true},
};

static void tell_one(struct telling *t, const struct row *row, const struct schema_key *k,
                     const void *at)
{
    if (k->kind == SCHEMA_TEXT || k->kind == SCHEMA_BLOCK)
        prose_add_doc(t, row->kind, ((const struct text *)at)->doc);
    else if (k->kind == SCHEMA_NAME)
        prose_add(t, row->kind, named(t, row->key, ((const struct plain *)at)->text));
}

/* The texts of a key that is nothing but texts, names, or words that are no Markdown. */
static void tell_key(struct telling *t, const struct row *row)
{
    const struct schema_key *k = schema_key(unit_schema(t->unit), str_of(row->key));
    if (!k) return;
    char *at = (char *)t->unit->keys + k->offset;
    const struct plains *plains = (void *)at;
    const struct texts *texts = (void *)at;
    if (k->kind == SCHEMA_PLAIN) {
        struct plains one = {(void *)at, 1};
        prose_add(t, row->kind, joined_plains(t, k->list ? plains : &one));
    } else if (!k->list) {
        tell_one(t, row, k, at);
    } else if (k->kind == SCHEMA_NAME) {
        for (size_t i = 0; i < plains->len; i++)
            tell_one(t, row, k, &plains->items[i]);
    } else {
        for (size_t i = 0; i < texts->len; i++)
            tell_one(t, row, k, &texts->items[i]);
    }
}

void prose_of(struct prose *out, const struct unit *u, const struct prose_words *w, struct arena *a)
{
    static const struct prose_words none;
    *out = (struct prose){0};
    struct telling t = {.out = out, .unit = u, .words = w ? w : &none, .a = a};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (!u->keys && !rows[i].without_keys) continue;
        t.part = (unsigned)i;
        t.key = rows[i].key;
        if (rows[i].tell)
            rows[i].tell(&t);
        else
            tell_key(&t, &rows[i]);
    }
}
