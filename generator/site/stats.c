/* stats: counting. */
#include "site/stats.h"
#include "course/prose.h"
#include "course/translation.h"
#include <string.h>

struct counting {
    struct stats *out;
    struct arena *a;
    struct arena scratch;
    struct prose_words words;
    struct map *works; /* of the module: id → itself */
    struct map all_works;
};

/* ---- Time ------------------------------------------------------------------------------------ */

static void add_minutes(struct stats_time *t, const struct minutes *m)
{
    switch (m->kind) {
    case MINUTES_NONE:
        t->missing++;
        return;
    case MINUTES_OPEN:
        t->open++;
        return;
    default:
        t->from += m->from;
        t->to += m->to;
        t->about = t->about || m->kind == MINUTES_ABOUT;
    }
}

static void add_time(struct stats_time *t, const struct stats_time *more)
{
    t->from += more->from;
    t->to += more->to;
    t->about = t->about || more->about;
    t->open += more->open;
    t->missing += more->missing;
}

static void add_step_time(struct figures *f, const struct step *s)
{
    if (!s->keys) return;
    add_minutes(&f->time[s->when], &s->keys->minutes);
    if (s->keys->period.doc) f->periods[f->nperiods++] = &s->keys->period;
}

/* ---- Words ----------------------------------------------------------------------------------- */

static void add_words(struct stats_words *w, const struct stats_words *more)
{
    lix_add_sum(&w->all, &more->all);
    lix_add_sum(&w->running, &more->running);
}

static bool is_reference(const struct prose_block *b)
{
    return b->kind == PROSE_ENTRY && b->key && strcmp(b->key, "literature") == 0;
}

static struct stats_words words_of(struct counting *x, const struct unit *u)
{
    struct stats_words w = {0};
    struct prose p;
    prose_of(&p, u, &x->words, &x->scratch);
    for (size_t i = 0; i < p.len; i++)
        if (!is_reference(&p.blocks[i])) lix_add(&w.all, p.blocks[i].text);
    lix_add_prose(&w.running, &p);
    arena_reset(&x->scratch);
    return w;
}

size_t stats_reading_minutes(const struct stats_words *w)
{
    return (w->all.words + STATS_WORDS_PER_MINUTE - 1) / STATS_WORDS_PER_MINUTE;
}

/* ---- Works ----------------------------------------------------------------------------------- */

static void use_work(struct counting *x, struct str id)
{
    struct work *w = literature_find(x->out->course->literature, id);
    if (!w) return;
    map_add(x->works, w->id, w);
    map_add(&x->all_works, w->id, w);
}

static void use_doc(struct counting *x, const struct doc *doc)
{
    for (size_t i = 0; doc && i < doc->nholes; i++) {
        const struct hole *h = &doc->holes[i];
        for (uint32_t k = 0; h->kind == HOLE_CITATION && k < h->ncites; k++)
            use_work(x, h->cites[k].key);
    }
}

static void use_text(struct text *t, bool block, void *ctx)
{
    (void)block;
    use_doc(ctx, t->doc);
}

/* All that a file cites or lists. */
static void use_unit(struct counting *x, const struct unit *u)
{
    const struct step_load *l = unit_load(u);
    use_doc(x, u->body);
    if (u->keys && u->kind != UNIT_GLOSSARY) schema_texts(unit_schema(u), u->keys, use_text, x);
    for (size_t i = 0; i < u->nterms; i++)
        schema_texts(&schema_term, &u->terms[i], use_text, x);
    for (size_t i = 0; l && i < l->literature.len; i++)
        use_work(x, l->literature.items[i].id.text);
}

/* ---- Modules --------------------------------------------------------------------------------- */

/* As course/review.c: what has sound is a film here. */
static bool is_film(const struct presentation *p)
{
    struct str f = p->file.text;
    return p->url.text.len || (f.len && !str_ends(f, STR(".pdf")) && !str_ends(f, STR(".md")));
}

static void count_load(struct figures *f, const struct step *s)
{
    const struct step_load *l = s->load;
    for (size_t i = 0; s->has_presentations && i < l->presentations.len; i++) {
        const struct presentation *p = &l->presentations.items[i];
        if (!is_film(p)) continue;
        f->films++;
        f->transcripts += p->transcript.text.len > 0;
    }
    for (size_t i = 0; s->has_tasks && i < l->tasks.len; i++) {
        const struct task *t = &l->tasks.items[i];
        f->tasks++;
        f->decisions += t->decide.value;
        for (size_t k = 0; k < t->questions.len; k++)
            f->questions += t->questions.items[k].id.text.len > 0;
    }
}

static void add_figures(struct figures *f, const struct figures *more)
{
    f->steps += more->steps;
    f->tasks += more->tasks;
    f->questions += more->questions;
    f->decisions += more->decisions;
    f->films += more->films;
    f->transcripts += more->transcripts;
    for (int when = WHEN_BEFORE; when <= WHEN_BETWEEN; when++)
        add_time(&f->time[when], &more->time[when]);
    add_words(&f->words, &more->words);
}

static void count_step(struct counting *x, struct stats_module *to, size_t i)
{
    const struct step *s = &to->module->steps[i];
    const struct unit *u = s->page->unit;
    struct stats_step *step = &to->steps[i];
    *step = (struct stats_step){.step = s, .alone = u->kind == UNIT_STEP};
    to->f.steps++;
    if (u->failed) return;
    add_step_time(&to->f, s);
    count_load(&to->f, s);
    if (!step->alone) return;
    step->words = words_of(x, u);
    add_words(&to->f.words, &step->words);
    use_unit(x, u);
}

static void count_module(struct counting *x, struct stats_module *to, const struct module *m)
{
    struct map works = {.arena = x->a};
    const struct unit *u = m->unit;
    *to =
        (struct stats_module){.module = m, .steps = arena_new(x->a, struct stats_step, m->nsteps)};
    to->f.periods = arena_new(x->a, const struct text *, m->nsteps);
    x->works = &works;
    for (size_t i = 0; i < m->nsteps; i++)
        count_step(x, to, i);
    if (!u->failed) {
        struct stats_words own = words_of(x, u);
        add_words(&to->f.words, &own);
        use_unit(x, u);
        if (u->kind == UNIT_SHORT_MODULE && m->keys)
            add_minutes(&to->f.time[WHEN_TOGETHER], &m->keys->minutes);
    }
    to->f.works = works.len;
}

/* ---- The rest -------------------------------------------------------------------------------- */

static bool is_read(const struct unit *u)
{
    return !u->failed && u->pages[PART_SELF] && !u->pages[PART_SELF]->draft;
}

static enum stats_beside beside_of(const struct unit *u)
{
    switch (u->kind) {
    case UNIT_LEADER:
        return BESIDE_LEADER;
    case UNIT_ATTACHED:
        return BESIDE_ATTACHED;
    case UNIT_FRONT:
    case UNIT_PLAIN:
    case UNIT_METHOD:
    case UNIT_GLOSSARY:
        return BESIDE_PAGES;
    default:
        return BESIDE_COUNT;
    }
}

static void count_beside(struct counting *x, const struct unit *u)
{
    struct stats *s = x->out;
    enum stats_beside where = beside_of(u);
    if (u->failed && u->wanted) s->all = false;
    if (where == BESIDE_COUNT || !is_read(u)) return;
    struct stats_words w = words_of(x, u);
    struct map works = {.arena = x->a};
    x->works = &works;
    add_words(&s->beside[where], &w);
    use_unit(x, u);
    s->methods += u->kind == UNIT_METHOD;
    s->terms += u->nterms;
}

static enum apa_language apa_of(struct str language)
{
    return str_eq(language, STR("en")) ? APA_EN : str_eq(language, STR("nn")) ? APA_NN : APA_NB;
}

void stats_of(struct stats *out, const struct course *c, struct arena *a)
{
    struct counting x = {.out = out, .a = a, .words.course = c, .all_works.arena = a};
    *out = (struct stats){.course = c, .nmodules = c->npublished, .all = true};
    out->drafts = c->nmodules - c->npublished;
    out->works = c->literature->len;
    x.words.apa = apa_of(c->language);
    out->modules = arena_new(a, struct stats_module, out->nmodules);
    for (size_t i = 0; i < out->nmodules; i++) {
        count_module(&x, &out->modules[i], c->modules[i]);
        add_figures(&out->whole, &out->modules[i].f);
    }
    out->whole.works = x.all_works.len;
    for (size_t i = 0; i < c->nunits; i++)
        count_beside(&x, c->units[i]);
    out->unused = out->works > x.all_works.len ? out->works - x.all_works.len : 0;
    out->sum = out->whole.words;
    for (int i = 0; i < BESIDE_COUNT; i++)
        add_words(&out->sum, &out->beside[i]);
    arena_free(&x.scratch);
}

/* ---- Other languages ------------------------------------------------------------------------- */

/* Of a glossary that is put together from two files: the terms of one. */
static struct unit terms_of(const struct course *c, const struct unit *translated, struct arena *a)
{
    struct unit u = *translated;
    const struct unit *all = c->glossary_unit;
    u.terms = arena_new(a, struct term, all->nterms);
    u.nterms = 0;
    for (size_t i = 0; i < all->nterms; i++)
        if (all->terms[i].id.pos.file == translated->file) u.terms[u.nterms++] = all->terms[i];
    return u;
}

static void add_share(struct stats_share *s, const struct stats_words *words)
{
    s->texts++;
    s->translated += words != NULL;
    if (words) add_words(&s->words, words);
}

void stats_language_of(struct stats_language *out, const struct course *written,
                       const struct course *c, struct arena *a)
{
    struct counting x = {.a = a, .words.course = c, .words.apa = apa_of(c->language)};
    *out = (struct stats_language){.course = c};
    out->modules = arena_new(a, struct stats_share, written->npublished);
    for (size_t i = 0; i < written->nunits; i++) {
        const struct unit *u = written->units[i];
        if (!unit_translatable(u)) continue;
        const struct unit *own = unit_translated(c, u);
        struct unit terms;
        if (own && own->kind == UNIT_GLOSSARY) terms = terms_of(c, own, a), own = &terms;
        struct stats_words words = {0};
        if (own && !own->failed) words = words_of(&x, own);
        add_share(&out->all, own && !own->failed ? &words : NULL);
        for (size_t k = 0; k < written->npublished; k++)
            if (u->module == written->modules[k])
                add_share(&out->modules[k], own && !own->failed ? &words : NULL);
    }
    arena_free(&x.scratch);
}
