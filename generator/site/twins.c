/* twins: see twins.h. */
#include "site/twins.h"
#include "base/buf.h"
#include "base/digest.h"
#include <string.h>

/* Fingerprints of pieces are added up, so that a piece can be taken out again. */
static uint64_t number(uint64_t sum, uint64_t n)
{
    uint64_t both[] = {sum, n};
    return digest((struct str){(const char *)both, sizeof both});
}

static uint64_t piece(struct str path, struct str bytes)
{
    return number(digest(path), digest(bytes));
}

static uint64_t dated(uint64_t sum, const struct change *c)
{
    if (!c) return sum;
    sum = number(sum, (uint64_t)c->on.year * 512 + (uint64_t)c->on.month * 32 + c->on.day);
    for (size_t i = 0; i < c->npeople; i++)
        sum = number(sum, digest(c->people[i]));
    return sum;
}

/* The part of a unit's file, or of its other languages', that other modules' pages may show. */
static struct str face(const struct unit *u, const struct file *file)
{
    struct front_matter fm;
    struct arena scratch = {0};
    struct diags unheard = {.arena = &scratch};
    bool whole = u->kind == UNIT_SHORT_MODULE || !front_matter_split(&fm, file, &unheard);
    arena_free(&scratch);
    return whole || !fm.present ? file->bytes : fm.yaml;
}

struct sums {
    uint64_t whole;     /* the course as far as any page can show it */
    uint64_t faces;     /* as far as every page can */
    struct map modules; /* struct module, as bytes → uint64_t, what its own pages show besides */
    struct arena *arena;
};

static struct str module_key(struct module *const *m)
{
    return (struct str){(const char *)m, sizeof *m};
}

static void add_entry(struct sums *x, const struct site *s, const struct source_entry *e)
{
    const struct unit *u = unit_at(s->course, e->path);
    struct str bytes = e->file ? e->file->bytes : e->held;
    uint64_t all = dated(piece(e->path, bytes), dates_of(&s->dates, u));
    uint64_t seen = u && u->module ? piece(e->path, face(u, e->file)) : piece(e->path, bytes);
    x->whole += all;
    x->faces += seen;
    if (!u || !u->module) return;
    uint64_t *own = map_get(&x->modules, module_key(&u->module));
    if (!own) {
        own = arena_new(x->arena, uint64_t, 1);
        map_set(&x->modules, module_key(&u->module), own);
    }
    *own += all - seen;
}

static void add_up(struct sums *x, const struct site *s, struct arena *a)
{
    const struct course *c = s->course;
    *x = (struct sums){.modules = {.arena = a}, .arena = a};
    uint64_t used = 0;
    for (size_t i = 0; i < c->source->len; i++)
        if (str_starts(c->source->entries[i].path, c->root))
            add_entry(x, s, &c->source->entries[i]);
    for (size_t i = 0; i < c->literature->len; i++)
        used = number(used, c->literature->works[i].used);
    x->whole += used;
    x->faces += used;
}

static uint64_t sum_of(const struct sums *x, const struct page *p)
{
    const uint64_t *own = p->module ? map_get(&x->modules, module_key(&p->module)) : NULL;
    return own ? x->faces + *own : x->whole;
}

size_t twins_number(const struct versions *v, size_t version, size_t page)
{
    for (size_t i = 0; i < version; i++)
        page += v->items[i].site.course->npages;
    return page;
}

struct finding {
    struct twins *out;
    struct map seen; /* what a page is made from, as bytes → size_t, the last page like it */
    struct arena *arena;
};

static void find(struct finding *f, size_t page, const struct version *v, const struct page *p,
                 uint64_t sum)
{
    struct arena *a = f->arena;
    sum = number(sum, (uint64_t)p->kind * PART_COUNT + p->part);
    struct str key = STR_CAT(a, v->below, p->address, STR(" "), digest_hex(a, sum));
    size_t *last = map_get(&f->seen, key);
    if (last) {
        f->out->first[page] = f->out->first[*last];
        f->out->next[*last] = page;
        f->out->shared++;
    } else {
        last = arena_new(a, size_t, 1);
        map_set(&f->seen, key, last);
    }
    *last = page;
}

void twins_find(struct twins *out, const struct versions *v, struct arena *a)
{
    *out = (struct twins){.len = twins_number(v, v->len, 0)};
    out->first = arena_new(a, size_t, out->len);
    out->next = arena_new(a, size_t, out->len);
    for (size_t i = 0; i < out->len; i++)
        out->first[i] = i;
    struct finding f = {out, {.arena = a}, a};
    struct sums sums;
    for (size_t i = v->present; i < v->len && v->len > v->present + 1; i++) {
        const struct course *c = v->items[i].site.course;
        add_up(&sums, &v->items[i].site, a);
        for (size_t k = 0; k < c->npages; k++)
            find(&f, twins_number(v, i, k), &v->items[i], c->pages[k], sum_of(&sums, c->pages[k]));
    }
}
