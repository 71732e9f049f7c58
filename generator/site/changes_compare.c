/* changes_compare: which words differ, what is told of that, and the pages it is told on; see
 * changes.h. Old texts go through the same parser as new ones, so in workers.
 */
#include "course/address.h"
#include "course/translation.h"
#include "site/changes.h"
#include "site/view.h"
#include <stdlib.h>

struct comparing {
    struct changes *out;
    const struct site *site;
    struct edit **edits;
    size_t n;
};

/* ---- In a worker ----------------------------------------------------------------------------- */

enum seen {
    SEEN_NOTHING, /* nobody could meet it: there was none, or it was a draft */
    SEEN_BROKEN,  /* and this could not even be published */
    SEEN_TEXT
};

/* What another of the course's languages has words of its own for: its readers do not meet the
 * original's. */
static void hide_translated_texts(struct course_keys *k, const struct course *now)
{
    const struct course_keys *own = now->keys;
    const struct file *f = now->course_file;
    if (!now->original) return;
    if (own->title.pos.file != f) k->title = (struct text){0};
    if (own->description.pos.file && own->description.pos.file != f)
        k->description = (struct text){0};
    if (own->publisher.pos.file && own->publisher.pos.file != f) k->publisher = (struct plain){0};
    if (own->contact.pos.file && own->contact.pos.file != f) k->contact = (struct contact){0};
}

static void hide_translated_terms(struct unit *u, const struct course *now)
{
    const struct unit *g = now->original ? now->glossary_unit : NULL;
    size_t n = 0;
    for (size_t i = 0; i < u->nterms; i++) {
        bool hidden = false;
        for (size_t k = 0; g && k < g->nterms && !hidden; k++)
            hidden = g->terms[k].id.pos.file != g->file &&
                     str_eq(g->terms[k].id.text, u->terms[i].id.text);
        if (!hidden) u->terms[n++] = u->terms[i];
    }
    u->nterms = n;
}

/* course.nn.yml as it was, beside course.yml as it is now. */
static enum seen read_course_texts(struct prose *out, const struct then *t,
                                   const struct comparing *x, const struct prose_words *words,
                                   struct worker *w)
{
    struct arena *a = w->results;
    const struct course *now = x->site->course;
    struct file *files = arena_new(a, struct file, 2);
    struct course *c = arena_new(a, struct course, 2);
    files[0] = *now->course_file;
    files[0].path = STR_CAT(a, now->root, STR("course.yml"));
    files[1] = (struct file){STR_CAT(a, now->root, STR("course."), now->language, STR(".yml")),
                             t->file->bytes};
    const struct source *s = source_memory(files, 2, a);
    if (!course_scan(&c[0], s, now->root, a, w->diags)) return SEEN_BROKEN;
    if (!course_translate(&c[1], &c[0], now->language, a, w->diags)) return SEEN_BROKEN;
    for (size_t i = 0; i < c[1].nunits; i++) {
        struct unit *u = c[1].units[i];
        if (u->kind != UNIT_COURSE || !unit_translation(u)) continue;
        if (u->failed) return SEEN_BROKEN;
        course_parse(&c[1], u, w);
        prose_of(out, u, words, a);
        return SEEN_TEXT;
    }
    return SEEN_BROKEN;
}

static enum seen read_course(struct prose *out, const struct plains **listed, const struct then *t,
                             const struct comparing *x, const struct prose_words *words,
                             struct worker *w)
{
    struct arena *a = w->results;
    const struct course *now = x->site->course;
    struct file *file = arena_new(a, struct file, 1);
    struct course *c = arena_new(a, struct course, 1);
    *file = (struct file){STR_CAT(a, now->root, STR("course.yml")), t->file->bytes};
    if (!course_scan(c, source_memory(file, 1, a), now->root, a, w->diags)) return SEEN_BROKEN;
    hide_translated_texts(c->keys, now);
    course_parse(c, c->units[0], w);
    prose_of(out, c->units[0], words, a);
    if (c->keys->modules.len) *listed = &c->keys->modules;
    return SEEN_TEXT;
}

/* A text of then, alone: its links and citations are not looked for. */
static enum seen read_text(struct prose *out, const struct plains **listed, const struct then *t,
                           const struct comparing *x, const struct prose_words *words,
                           struct worker *w)
{
    if (t->lost) return SEEN_BROKEN;
    if (!t->file) return SEEN_NOTHING;
    if (t->kind == UNIT_COURSE && t->translated) return read_course_texts(out, t, x, words, w);
    if (t->kind == UNIT_COURSE) return read_course(out, listed, t, x, words, w);
    struct unit *u = arena_new(w->results, struct unit, 1);
    *u = (struct unit){.kind = t->kind, .file = t->file, .path = t->file->path};
    course_parse(x->site->course, u, w);
    bool page = t->kind != UNIT_GLOSSARY && t->kind != UNIT_LITERATURE;
    if (page ? !u->keys : u->failed) return SEEN_BROKEN;
    if (page && ((const struct page_keys *)u->keys)->draft.value) return SEEN_NOTHING;
    if (t->kind == UNIT_GLOSSARY && !t->translated) hide_translated_terms(u, x->site->course);
    prose_of(out, u, words, w->results);
    return SEEN_TEXT;
}

static struct str title_of(const struct prose *p, struct arena *a)
{
    for (size_t i = 0; i < p->len; i++)
        if (p->blocks[i].kind == PROSE_TITLE) return str_dup(a, p->blocks[i].text);
    return (struct str){0};
}

/* What is kept when the parsed texts are gone. */
static void keep(struct marked *out, const struct marked *m, struct arena *a)
{
    *out = *m;
    out->blocks = arena_new(a, struct marked_block, m->len);
    struct prose_block *blocks = arena_new(a, struct prose_block, m->len);
    for (size_t i = 0; i < m->len; i++) {
        struct marked_block *b = &out->blocks[i];
        *b = m->blocks[i];
        blocks[i] = *m->blocks[i].block;
        blocks[i].text = (struct str){0}; /* the runs have it */
        b->block = &blocks[i];
        b->runs = arena_new(a, struct marked_run, b->nruns);
        for (size_t k = 0; k < b->nruns; k++)
            b->runs[k] = (struct marked_run){m->blocks[i].runs[k].mark,
                                             str_dup(a, m->blocks[i].runs[k].text)};
    }
}

static const struct plains *keep_names(const struct plains *names, struct arena *a)
{
    if (!names) return NULL;
    struct plains *p = arena_new(a, struct plains, 1);
    *p = (struct plains){arena_new(a, struct plain, names->len), names->len};
    for (size_t i = 0; i < names->len; i++)
        p->items[i].text = str_dup(a, names->items[i].text);
    return p;
}

static bool is_part(const struct then *t)
{
    return t->translated && (t->kind == UNIT_COURSE || t->kind == UNIT_GLOSSARY);
}

static void compare(struct edit *e, const struct comparing *x, const struct prose_words *words,
                    struct worker *own, struct arena *kept)
{
    struct prose before = {0}, after = {0};
    struct marked m;
    const struct plains *listed[2] = {NULL, NULL};
    if (e->before.lost || e->after.lost) return;
    enum seen now = read_text(&after, &listed[1], &e->after, x, words, own);
    enum seen was = read_text(&before, &listed[0], &e->before, x, words, own);
    /* What could not be read was on no site: what stood there is what was before that. */
    for (const struct edit *k = e->older; was == SEEN_BROKEN && k; k = k->older)
        was = read_text(&before, &listed[0], &k->before, x, words, own);
    if (now == SEEN_BROKEN || was == SEEN_BROKEN) return;
    for (int i = 0; i < 2; i++)
        e->listed[i] = keep_names(listed[i], kept);
    if (now == SEEN_NOTHING && was == SEEN_NOTHING) return;
    /* What stands in several files is there without one of them. */
    bool part = is_part(&e->before) || is_part(&e->after);
    prose_compare(&m, was || part ? &before : NULL, now || part ? &after : NULL, own->results);
    if (m.equal) return;
    e->kind = part || (was && now) ? EDIT_CHANGED : !was ? EDIT_NEW : EDIT_GONE;
    e->was = now ? e->after.kind : e->before.kind;
    e->title = title_of(e->kind == EDIT_GONE ? &before : &after, kept);
    if (e->kind != EDIT_NEW) keep(&e->marked, &m, kept);
    e->told = true;
}

static void compare_one(void *ctx, size_t i, struct worker *w)
{
    struct comparing *x = ctx;
    struct edit *e = x->edits[i];
    struct arena own = {0};
    struct diags dropped = {.arena = &own};
    struct worker alone = {.results = &own, .scratch = w->scratch, .diags = &dropped};
    const struct course *c = x->site->course;
    struct view v = {
        .site = x->site,
        .page = c->front,
        .language = c->language,
        .words = site_words(x->site, c->language),
        .arena = &own,
    };
    struct prose_words words = view_prose_words(&v);
    e->told = false;
    compare(e, x, &words, &alone, w->results);
    arena_free(&own);
}

/* What the worker had left in it went with its memory. */
static void compare_failed(void *ctx, size_t i, enum item_end how)
{
    struct comparing *x = ctx;
    struct edit *e = x->edits[i];
    (void)how;
    e->told = false;
    e->marked = (struct marked){0};
    e->title = (struct str){0};
    e->listed[0] = e->listed[1] = NULL;
}

/* ---- What is told ---------------------------------------------------------------------------- */

struct settling {
    struct changes *out;
    struct course *course;
    struct arena *arena;
    struct map places; /* a unit's path → size_t: its place among the pages of the site */
};

/* Whether the module is among those that readers get; `modules` NULL: the numbered ones. */
static bool is_listed(const struct plains *modules, const struct module *m)
{
    struct str rest;
    for (size_t i = 0; modules && i < modules->len; i++) {
        struct str name = modules->items[i].text;
        if (str_eq(name, m->folder) || str_eq(name, m->name) || str_eq(name, m->id)) return true;
    }
    return !modules && name_numbered(m->folder, &rest);
}

/* The commit that put the module into `modules`; NULL: it was always there, as far as we know. */
static const struct entry *listed_by(const struct changes *x, const struct module *m)
{
    const struct change_log *l = &x->logs[0];
    for (size_t i = 0; i < l->len; i++)
        for (size_t k = 0; k < l->entries[i].nedits; k++) {
            const struct edit *e = &l->entries[i].edits[k];
            bool course = e->before.file && e->after.file && e->after.kind == UNIT_COURSE &&
                          !e->after.translated;
            if (course && is_listed(e->listed[1], m) && !is_listed(e->listed[0], m))
                return &l->entries[i];
        }
    return NULL;
}

static bool is_shown(const struct settling *x, const struct edit *e)
{
    if (!e->told) return false;
    if (!e->unit || e->unit->kind == UNIT_COURSE) return true;
    const struct page *p =
        e->unit->kind == UNIT_GLOSSARY ? x->course->glossary_page : e->unit->pages[PART_SELF];
    return e->kind == EDIT_GONE || (p && !p->draft);
}

/* What is gone comes last, as it stood there. */
static size_t place_of(const struct settling *x, const struct edit *e)
{
    const struct page *glossary = x->course->glossary_page;
    struct str path = e->unit ? e->unit->path : STR("");
    if (e->unit && e->unit->kind == UNIT_GLOSSARY && glossary && glossary->unit)
        path = glossary->unit->path;
    const size_t *place = path.len ? map_get(&x->places, path) : NULL;
    if (place || (e->unit && e->unit->kind == UNIT_COURSE)) return place ? *place : 0;
    bool first = e->was == UNIT_MODULE || e->was == UNIT_SHORT_MODULE;
    return SIZE_MAX - (first ? 2 : e->was == UNIT_LEADER ? 0 : 1);
}

static void keep_shown(struct settling *x, struct entry *e)
{
    size_t n = 0;
    for (size_t i = 0; i < e->nedits; i++) {
        if (!is_shown(x, &e->edits[i])) continue;
        struct edit edit = e->edits[i];
        size_t k = n++;
        for (; k > 0 && place_of(x, &e->edits[k - 1]) > place_of(x, &edit); k--)
            e->edits[k] = e->edits[k - 1];
        e->edits[k] = edit;
    }
    e->nedits = n;
}

/* With this commit the module came to its readers. */
static void make_arrival(struct settling *x, struct entry *e, const struct module *m)
{
    e->module = m;
    e->module_is_new = true;
    e->edits = arena_new(x->arena, struct edit, 1);
    e->edits[0] = (struct edit){.kind = EDIT_NEW, .unit = m->unit, .was = m->unit->kind};
    e->nedits = 1;
}

static bool module_came(const struct entry *e, const struct module *m)
{
    for (size_t i = 0; i < e->nedits; i++)
        if (e->edits[i].unit == m->unit && e->edits[i].kind == EDIT_NEW) return true;
    return false;
}

/* The log ends, or rather begins, where the module came. */
static void cut_at_arrival(struct settling *x, struct change_log *l)
{
    const struct module *m = l->module;
    const struct entry *listed = listed_by(x->out, m);
    struct entry *entries = arena_new(x->arena, struct entry, l->len + 1);
    size_t n = 0;
    bool came = false;
    for (size_t i = 0; i < l->len && !came; i++) {
        struct entry *e = &l->entries[i];
        if (listed && e->order >= listed->order) break;
        entries[n++] = *e;
        came = module_came(e, m);
        if (came) make_arrival(x, &entries[n - 1], m);
    }
    if (!came && listed) {
        entries[n] = *listed;
        make_arrival(x, &entries[n++], m);
        came = true;
    }
    if (came) l->older = false;
    l->entries = entries;
    l->len = n;
}

static void settle_log(struct settling *x, struct change_log *l)
{
    size_t n = 0;
    for (size_t i = 0; i < l->len; i++) {
        keep_shown(x, &l->entries[i]);
        if (l->entries[i].nedits) l->entries[n++] = l->entries[i];
    }
    l->len = n;
    if (l->module) cut_at_arrival(x, l);
    if (l->len > CHANGES_MOST) {
        l->len = CHANGES_MOST;
        l->older = true;
    }
}

static bool is_published(const struct change_log *l)
{
    return !l->module || (!l->module->draft && l->module->page);
}

/* Modules first: what the course says of them stands in the log of the others. */
static void settle(struct settling *x)
{
    struct changes *out = x->out;
    for (size_t i = out->nlogs; i-- > 0;) {
        struct change_log *l = &out->logs[i];
        if (is_published(l))
            settle_log(x, l);
        else
            l->len = 0;
        out->nall += l->len;
        out->older = out->older || (l->len && l->older);
    }
}

/* ---- The pages ------------------------------------------------------------------------------- */

static const struct page *make_page(struct settling *x, enum page_kind kind, const struct module *m,
                                    struct str address, const void *what)
{
    struct course *c = x->course;
    struct page *p = arena_new(x->arena, struct page, 1);
    *p = (struct page){
        .kind = kind,
        .address = address,
        .depth = address_relative(address, STR(""), x->arena),
        .module = (struct module *)(uintptr_t)m,
    };
    if (!map_add(&c->page_by_address, address, p)) return NULL;
    if (c->npages == c->pages_cap)
        c->pages = arena_grow(c->arena, c->pages, &c->pages_cap, sizeof(struct page *));
    c->pages[c->npages++] = p;
    map_add(&x->out->by_address, address, (void *)(uintptr_t)what);
    return p;
}

static void make_pages(struct settling *x, struct change_log *l)
{
    struct str base = l->module ? l->module->base : STR("");
    if (!l->len) return;
    if (l->module)
        l->page =
            make_page(x, PAGE_CHANGES, l->module, STR_CAT(x->arena, base, STR("changes.html")), l);
    for (size_t i = 0; i < l->len; i++) {
        struct entry *e = &l->entries[i];
        struct str address = STR_CAT(x->arena, base, STR("changes/"), e->commit, STR(".html"));
        e->page = make_page(x, PAGE_CHANGE, l->module, address, e);
        if (e->page) x->out->all[x->out->nall++] = e;
    }
}

/* By the day when they were written; what one commit did to several modules stands together. */
static int newest_first(const void *a, const void *b)
{
    const struct entry *x = *(struct entry *const *)a, *y = *(struct entry *const *)b;
    if (x->written != y->written) return x->written > y->written ? -1 : 1;
    if (x->order != y->order) return x->order < y->order ? -1 : 1;
    unsigned m = x->module ? x->module->number : UINT32_MAX,
             n = y->module ? y->module->number : UINT32_MAX;
    return (m > n) - (m < n);
}

static void publish(struct settling *x)
{
    struct changes *out = x->out;
    out->all = arena_new(x->arena, struct entry *, out->nall);
    if (!out->nall) return;
    out->nall = 0;
    for (size_t i = 0; i < out->nlogs; i++)
        make_pages(x, &out->logs[i]);
    out->page = make_page(x, PAGE_CHANGES, NULL, STR("changes.html"), NULL);
    if (out->nall > 1) qsort(out->all, out->nall, sizeof(struct entry *), newest_first);
}

/* ---- The whole ------------------------------------------------------------------------------- */

static void gather(struct comparing *x, struct arena *a)
{
    const struct changes *c = x->out;
    for (int pass = 0; pass < 2; pass++) {
        if (pass) x->edits = arena_new(a, struct edit *, x->n);
        x->n = 0;
        for (size_t i = 0; i < c->nlogs; i++)
            for (size_t k = 0; k < c->logs[i].len; k++)
                for (size_t e = 0; e < c->logs[i].entries[k].nedits; e++, x->n++)
                    if (pass) x->edits[x->n] = &c->logs[i].entries[k].edits[e];
    }
}

bool changes_compare(struct changes *out, const struct site *site, struct course *c,
                     struct arena *a, struct workers *w)
{
    struct comparing x = {.out = out, .site = site};
    gather(&x, a);
    struct workers_job job = {
        .count = x.n,
        .run = compare_one,
        .ctx = &x,
        .failed = compare_failed,
    };
    if (!x.n) return true;
    if (!workers_run(w, &job)) return false;
    struct settling s = {.out = out, .course = c, .arena = a, .places.arena = a};
    size_t *places = arena_new(a, size_t, c->npages);
    for (size_t i = 0; i < c->npages; i++) {
        places[i] = i;
        if (c->pages[i]->unit) map_add(&s.places, c->pages[i]->unit->path, &places[i]);
    }
    settle(&s);
    publish(&s);
    return true;
}

const struct change_log *changes_of(const struct changes *x, const struct module *m)
{
    for (size_t i = 0; x && i < x->nlogs; i++)
        if (x->logs[i].module == m && x->logs[i].len) return &x->logs[i];
    return NULL;
}
