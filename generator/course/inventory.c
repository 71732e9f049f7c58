/* inventory: the things of a course, in its order. */
#include "base/digest.h"
#include "course/address.h"
#include "course/inventory_internal.h"

const char *const thing_kinds[THING_KINDS] = {
    [THING_COURSE] = "course", [THING_PAGE] = "page",         [THING_MODULE] = "module",
    [THING_LEADER] = "leader", [THING_STEP] = "step",         [THING_FILM] = "film",
    [THING_TASK] = "task",     [THING_QUESTION] = "question", [THING_METHOD] = "method",
    [THING_TERM] = "term",     [THING_WORK] = "work",
};

/* While what stands below one thing, or at the top, is taken. */
struct place {
    struct thing *thing; /* NULL: the top */
    struct thing *last[THING_KINDS];
};

struct taking {
    struct inventory *out;
    const struct course *c;
    struct arena *a;
    struct arena scratch;
    struct speller speller;
    const struct unit **attached; /* texts that modules' pages use */
    size_t nattached;
};

#define BIT(kind) (1u << (kind))
#define IN_STEPS (BIT(THING_FILM) | BIT(THING_TASK) | BIT(THING_QUESTION))

/* ---- Putting a thing in its place ------------------------------------------------------------ */

static struct str kind_and_key(enum thing_kind kind, struct str key, struct arena *a)
{
    return STR_CAT(a, str_number(a, kind), STR(" "), key);
}

const struct thing *inventory_find(const struct inventory *v, enum thing_kind kind, struct str key)
{
    struct arena scratch = {.chunk_size = 1024};
    const struct thing *t = map_get(&v->by_key, kind_and_key(kind, key, &scratch));
    arena_free(&scratch);
    return t;
}

/* A task stands in a step, and is known by its module. */
static struct str key_of(const struct thing *t, struct arena *a)
{
    const struct thing *in = t->kind == THING_TASK ? t->in->in : t->in;
    if (t->kind == THING_LEADER) return in->key;
    return in ? STR_CAT(a, in->key, STR("/"), t->id) : t->id;
}

/* `t` has kind, id, title and pos; two of one key are told apart by a number. */
static struct thing *put(struct taking *x, struct place *at, struct thing t, const struct page *p,
                         struct str anchor)
{
    struct inventory *v = x->out;
    struct thing *new = arena_new(x->a, struct thing, 1);
    struct thing *last = at->last[t.kind];
    struct str id = t.id, name;
    *new = t;
    new->in = at->thing;
    new->previous = last;
    new->order = last ? last->order + 1 : 0;
    new->at = v->len;
    new->key = key_of(new, x->a);
    for (unsigned n = 2; name = kind_and_key(t.kind, new->key, x->a), map_has(&v->by_key, name);
         n++) {
        new->id = STR_CAT(x->a, id, STR("#"), str_number(x->a, n));
        new->key = key_of(new, x->a);
    }
    if (p) new->address = anchor.len ? STR_CAT(x->a, p->address, STR("#"), anchor) : p->address;
    map_add(&v->by_key, name, new);
    at->last[t.kind] = new;
    if (v->len == v->cap) v->things = arena_grow(x->a, v->things, &v->cap, sizeof *v->things);
    v->things[v->len++] = new;
    return new;
}

static struct speller *spell(struct taking *x, const struct unit *u)
{
    x->speller.unit = u;
    return &x->speller;
}

static struct str text_title(const struct text *t)
{
    return t->doc ? t->doc->text : t->raw;
}

static bool is_draft(const struct unit *u)
{
    return !u->pages[PART_SELF] || u->pages[PART_SELF]->draft;
}

/* ---- Pages ----------------------------------------------------------------------------------- */

static struct thing page_thing(enum thing_kind kind, struct str id, const struct page *p)
{
    struct thing t = {.kind = kind, .id = id, .failed = p->unit->failed};
    const struct text *title = page_title(p);
    if (title) t.title = text_title(title);
    t.pos = (struct pos){.file = p->unit->file};
    if (title) t.pos = title->pos;
    if (p->keys && p->part == PART_SELF && p->keys->id.pos.file) t.pos = p->keys->id.pos;
    return t;
}

static struct thing *put_page(struct taking *x, struct place *at, enum thing_kind kind,
                              struct str id, const struct page *p)
{
    struct thing *t = put(x, at, page_thing(kind, id, p), p, STR(""));
    const struct unit *u = p->unit;
    if (u->failed) return t;
    struct speller *s = spell(x, u);
    /* Of a module in one file the steps have what they show. */
    spell_record(s, u->kind == UNIT_SHORT_MODULE ? &schema_module : unit_schema(u), u->keys);
    spell_doc(s, "body", p->body);
    spell_end(s, t, x->a);
    return t;
}

static bool name_lost(const struct unit *u)
{
    return u->failed && !u->keys;
}

/* ---- What a step carries --------------------------------------------------------------------- */

static void put_questions(struct taking *x, struct place *at, const struct step *s,
                          const struct task *t)
{
    for (size_t i = 0; i < t->questions.len; i++) {
        const struct question *q = &t->questions.items[i];
        if (!q->id.text.len) continue;
        struct thing thing = {.kind = THING_QUESTION,
                              .id = q->id.text,
                              .title = text_title(&q->text),
                              .pos = q->id.pos,
                              .answered = true};
        struct thing *made =
            put(x, at, thing, s->page, STR_CAT(&x->scratch, t->id.text, STR("."), q->id.text));
        spell_record(spell(x, s->page->unit), &schema_question, q);
        spell_end(&x->speller, made, x->a);
    }
}

static void put_tasks(struct taking *x, struct place *at, const struct step *s)
{
    for (size_t i = 0; i < s->load->tasks.len; i++) {
        const struct task *t = &s->load->tasks.items[i];
        if (!t->id.text.len) continue;
        struct thing thing = {.kind = THING_TASK,
                              .id = t->id.text,
                              .title = text_title(&t->title),
                              .pos = t->id.pos,
                              .answered = t->decide.value};
        struct place below = {put(x, at, thing, s->page, t->id.text), {0}};
        spell_record(spell(x, s->page->unit), &schema_task, t);
        spell_end(&x->speller, below.thing, x->a);
        put_questions(x, &below, s, t);
    }
}

static void put_films(struct taking *x, struct place *at, const struct step *s)
{
    for (size_t i = 0; i < s->load->presentations.len; i++) {
        const struct presentation *p = &s->load->presentations.items[i];
        if (!film_id(p).len) continue;
        struct thing thing = {.kind = THING_FILM,
                              .id = film_id(p),
                              .title = text_title(&p->title),
                              .pos = p->url.text.len ? p->url.pos : p->file.pos};
        struct thing *made = put(x, at, thing, s->page, STR(""));
        spell_record(spell(x, s->page->unit), &schema_presentation, p);
        spell_end(&x->speller, made, x->a);
    }
}

/* ---- Steps ----------------------------------------------------------------------------------- */

static void spell_step(struct taking *x, struct thing *t, const struct step *s)
{
    const struct unit *u = s->page->unit;
    struct speller *to = spell(x, u);
    spell_number(to, "kind", s->kind);
    spell_number(to, "when", s->when);
    if (s->keys) {
        spell_record(to, &schema_step, s->keys);
    } else {
        static const char *const shown[] = {"presentations", "signs"};
        for (size_t i = 0; s->has_presentations && i < 2; i++)
            spell_key(to, &schema_short_module, shown[i], u->keys);
        if (s->has_tasks) spell_key(to, &schema_short_module, "tasks", u->keys);
        if (s->has_literature) spell_key(to, &schema_short_module, "literature", u->keys);
    }
    spell_doc(to, "body", s->page->body);
    spell_end(to, t, x->a);
}

static void put_step(struct taking *x, struct place *at, const struct step *s)
{
    const struct page *p = s->page;
    struct thing thing = page_thing(THING_STEP, p->identity, p);
    thing.answered = true;
    struct place below = {put(x, at, thing, p, STR("")), {0}};
    if (p->unit->failed) {
        at->thing->missing |= IN_STEPS | BIT(THING_PAGE);
        if (name_lost(p->unit)) at->thing->missing |= BIT(THING_STEP);
        return;
    }
    spell_step(x, below.thing, s);
    if (s->has_presentations) put_films(x, &below, s);
    if (s->has_tasks) put_tasks(x, &below, s);
}

/* ---- Modules --------------------------------------------------------------------------------- */

static void put_attached(struct taking *x, struct place *at, const struct module *m)
{
    for (size_t i = 0; i < x->nattached; i++) {
        const struct unit *u = x->attached[i];
        if (u->module != m) continue;
        struct str folder = path_folder(str_from(u->path, m->dir.len));
        const struct page *p = u->pages[PART_SELF];
        put_page(x, at, THING_PAGE, STR_CAT(x->a, folder, p->identity), p);
        if (name_lost(u)) at->thing->missing |= BIT(THING_PAGE);
    }
}

static void put_module(struct taking *x, struct place *top, const struct module *m)
{
    struct place at = {put_page(x, top, THING_MODULE, m->id, m->page), {0}};
    if (m->unit->kind == UNIT_SHORT_MODULE && m->unit->failed) {
        at.thing->missing = ~0u;
        return;
    }
    for (size_t i = 0; i < m->nsteps; i++)
        put_step(x, &at, &m->steps[i]);
    if (m->leader && !m->leader->draft) put_page(x, &at, THING_LEADER, STR("leader"), m->leader);
    put_attached(x, &at, m);
}

static void find_attached(struct taking *x)
{
    const struct course *c = x->c;
    x->attached = arena_new(&x->scratch, const struct unit *, c->nunits);
    for (size_t i = 0; i < c->nunits; i++)
        if (c->units[i]->kind == UNIT_ATTACHED && c->units[i]->module && !is_draft(c->units[i]))
            x->attached[x->nattached++] = c->units[i];
}

/* ---- What stands outside modules ------------------------------------------------------------- */

static void put_course(struct taking *x, struct place *top)
{
    const struct course *c = x->c;
    struct thing thing = {.kind = THING_COURSE,
                          .id = c->id,
                          .title = text_title(&c->keys->title),
                          .pos = c->keys->id.pos};
    struct thing *t = put(x, top, thing, c->front, STR(""));
    /* In another of its languages the keys have been put together from two files. */
    for (size_t i = 0; i < c->nunits; i++)
        if (c->units[i]->kind == UNIT_COURSE && !unit_translation(c->units[i]))
            spell_record(spell(x, c->units[i]), &schema_course, c->keys);
    const struct unit *front = c->front->unit;
    t->failed = front && front->failed;
    if (front && !front->failed) spell_front(spell(x, front), front->keys, front->body);
    spell_end(&x->speller, t, x->a);
    if (t->failed) t->nvalues = 0;
}

static void put_pages(struct taking *x, struct place *top, enum unit_kind unit,
                      enum thing_kind kind)
{
    for (size_t i = 0; i < x->c->nunits; i++) {
        const struct unit *u = x->c->units[i];
        if (u->kind != unit || is_draft(u)) continue;
        put_page(x, top, kind, u->pages[PART_SELF]->identity, u->pages[PART_SELF]);
        if (name_lost(u)) x->out->missing |= BIT(kind);
    }
}

static void put_terms(struct taking *x, struct place *top, const struct unit *u)
{
    if (u->failed) x->out->missing |= BIT(THING_TERM);
    for (size_t i = 0; !u->failed && i < u->nterms; i++) {
        const struct term *term = &u->terms[i];
        struct thing thing = {.kind = THING_TERM,
                              .id = term->id.text,
                              .title = text_title(&term->term),
                              .pos = term->id.pos};
        struct thing *t = put(x, top, thing, x->c->glossary_page, term->id.text);
        spell_record(spell(x, u), &schema_term, term);
        spell_end(&x->speller, t, x->a);
    }
}

static void put_works(struct taking *x, struct place *top)
{
    const struct literature *l = x->c->literature;
    if (x->c->literature_failed) x->out->missing |= BIT(THING_WORK);
    for (size_t i = 0; i < l->len; i++) {
        const struct work *w = &l->works[i];
        if (!w->id.len) continue;
        struct thing thing = {.kind = THING_WORK, .id = w->id, .title = w->title, .pos = w->pos};
        struct thing *t = put(x, top, thing, x->c->literature_page, w->id);
        spell_work(spell(x, NULL), w);
        spell_end(&x->speller, t, x->a);
    }
}

/* ---- The whole ------------------------------------------------------------------------------- */

static uint64_t both(uint64_t a, uint64_t b)
{
    const uint64_t two[] = {a, b};
    return digest((struct str){(const char *)two, sizeof two});
}

/* What stands below comes after: going backwards, all of it is known before the thing itself. */
static void sum_up(struct taking *x)
{
    const struct inventory *v = x->out;
    for (size_t i = v->len; i-- > 0;) {
        struct thing *t = v->things[i];
        t->digest = both(t->digest, both(t->kind, digest(t->id)));
        for (size_t k = 0; k < t->nvalues; k++)
            t->digest =
                both(t->digest, both(digest(str_of(t->values[k].key)), t->values[k].digest));
        if (!t->in) continue;
        struct thing *in = v->things[t->in->at];
        in->digest = both(in->digest, t->digest);
        in->below[t->kind]++;
        for (size_t k = 0; k < THING_KINDS; k++)
            in->below[k] += t->below[k];
    }
}

void inventory_of(struct inventory *out, const struct course *c, struct arena *a)
{
    struct taking x = {.out = out, .c = c, .a = a};
    struct place top = {0};
    *out = (struct inventory){.by_key = {.arena = a}};
    x.speller =
        (struct speller){.course = c, .text = {.arena = &x.scratch}, .kept = {.arena = &x.scratch}};
    put_course(&x, &top);
    find_attached(&x);
    for (size_t i = 0; i < c->npublished; i++)
        put_module(&x, &top, c->modules[i]);
    for (size_t i = 0; i < c->nmodules; i++)
        if (!c->modules[i]->unit) out->missing |= BIT(THING_MODULE);
    if (c->module_names_lost) out->missing |= BIT(THING_MODULE);
    put_pages(&x, &top, UNIT_METHOD, THING_METHOD);
    for (size_t i = 0; i < c->nunits; i++)
        if (c->units[i]->kind == UNIT_GLOSSARY) put_terms(&x, &top, c->units[i]);
    put_works(&x, &top);
    put_pages(&x, &top, UNIT_PLAIN, THING_PAGE);
    sum_up(&x);
    arena_free(&x.scratch);
}
