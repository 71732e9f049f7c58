/* history: see history.h.
 *
 * A *name* is a path that one file had in some stretch of its history. A *set* says which names are
 * being followed from a commit on; each name is in one commit's set at a time, but after a merge
 * that changed a file by itself, where all parents are followed. Commits wait in a heap by the
 * committer's date, so that a commit mostly is looked at once, with the sets of all its children
 * put together.
 */
#include "io/history.h"
#include "base/buf.h"
#include "base/map.h"
#include "io/history_private.h"
#include <stdlib.h>

/* ---- Sets ------------------------------------------------------------------------------------ */

static void set_add(struct walk *w, struct set *s, uint32_t n)
{
    if (n / 64 >= s->len) {
        size_t len = (w->nnames + 64) / 64 + 1;
        uint64_t *words = arena_new(w->arena, uint64_t, len);
        if (s->len) memcpy(words, s->words, s->len * sizeof *words);
        *s = (struct set){words, len};
    }
    s->words[n / 64] |= (uint64_t)1 << (n % 64);
}

static bool set_has(const struct set *s, uint32_t n)
{
    return n / 64 < s->len && s->words[n / 64] >> (n % 64) & 1;
}

static void set_drop(struct set *s, uint32_t n)
{
    if (n / 64 < s->len) s->words[n / 64] &= ~((uint64_t)1 << (n % 64));
}

static bool set_empty(const struct set *s)
{
    for (size_t i = 0; i < s->len; i++)
        if (s->words[i]) return false;
    return true;
}

static struct set set_copy(struct walk *w, const struct set *s)
{
    struct set c = {arena_new(w->arena, uint64_t, s->len), s->len};
    if (s->len) memcpy(c.words, s->words, s->len * sizeof *s->words);
    return c;
}

static void set_join(struct walk *w, struct set *s, const struct set *more)
{
    if (s->len < more->len) {
        struct set big = set_copy(w, more);
        for (size_t i = 0; i < s->len; i++)
            big.words[i] |= s->words[i];
        *s = big;
        return;
    }
    for (size_t i = 0; i < more->len; i++)
        s->words[i] |= more->words[i];
}

/* ---- The heap of waiting commits ------------------------------------------------------------- */

struct waiting {
    struct repo_commit *commit;
    struct set set;
};

static bool later(const struct waiting *a, const struct waiting *b)
{
    return a->commit->committed > b->commit->committed;
}

static void swap(struct waiting **h, size_t i, size_t k)
{
    struct waiting *t = h[i];
    h[i] = h[k];
    h[k] = t;
}

static bool wait_for(struct walk *w, struct repo_id id, struct set *set)
{
    if (set_empty(set)) return true;
    struct str key = {(const char *)id.bytes, sizeof id.bytes};
    struct waiting *x = map_get(&w->waiting, key);
    if (x) {
        set_join(w, &x->set, set);
        return true;
    }
    struct repo_commit *c = map_get(&w->read, key);
    if (!c) {
        c = arena_new(w->arena, struct repo_commit, 1);
        if (!repo_commit(c, w->repo, id, w->arena, w->d)) return false;
        map_add(&w->read, (struct str){(const char *)c->id.bytes, sizeof id.bytes}, c);
    }
    x = arena_new(w->arena, struct waiting, 1);
    *x = (struct waiting){c, *set};
    map_set(&w->waiting, (struct str){(const char *)c->id.bytes, sizeof id.bytes}, x);
    if (w->nheap == w->heap_cap)
        w->heap = arena_grow(w->arena, w->heap, &w->heap_cap, sizeof *w->heap);
    size_t i = w->nheap++;
    w->heap[i] = x;
    for (; i && later(w->heap[i], w->heap[(i - 1) / 2]); i = (i - 1) / 2)
        swap(w->heap, i, (i - 1) / 2);
    return true;
}

static struct waiting *next_waiting(struct walk *w)
{
    struct waiting *first = w->heap[0];
    w->heap[0] = w->heap[--w->nheap];
    for (size_t i = 0, k; (k = 2 * i + 1) < w->nheap; i = k) {
        if (k + 1 < w->nheap && later(w->heap[k + 1], w->heap[k])) k++;
        if (!later(w->heap[k], w->heap[i])) break;
        swap(w->heap, i, k);
    }
    struct str key = {(const char *)first->commit->id.bytes, sizeof first->commit->id.bytes};
    map_set(&w->waiting, key, NULL);
    return first;
}

/* ---- Names ----------------------------------------------------------------------------------- */

static uint32_t add_name(struct walk *w, struct str path, uint32_t file)
{
    if (w->nnames == w->names_cap)
        w->names = arena_grow(w->arena, w->names, &w->names_cap, sizeof *w->names);
    uint32_t n = (uint32_t)w->nnames++, *first = map_get(&w->by_path, path);
    w->names[n] = (struct name){path, file, first ? *first : NO_NAME};
    if (!first) first = arena_new(w->arena, uint32_t, 1);
    *first = n;
    map_set(&w->by_path, path, first);
    for (size_t i = 0; i < path.len; i++)
        if (path.ptr[i] == '/') map_add(&w->folders, str_sub(path, 0, i), w);
    return n;
}

static void touch(struct walk *w, uint32_t name, const struct repo_commit *c, struct repo_id blob)
{
    struct history *h = w->out;
    struct history_file *f = &h->files[w->names[name].file];
    uint32_t last = (uint32_t)h->ncommits - 1;
    if (!h->ncommits || !repo_id_eq(h->commits[last].id, c->id)) {
        if (h->ncommits == h->commits_cap)
            h->commits = arena_grow(w->arena, h->commits, &h->commits_cap, sizeof *h->commits);
        h->commits[h->ncommits++] = *c;
        last++;
    }
    if (f->ntouched && (w->last_only || f->touched[f->ntouched - 1].commit == last)) return;
    if (f->ntouched == f->cap)
        f->touched = arena_grow(w->arena, f->touched, &f->cap, sizeof *f->touched);
    f->touched[f->ntouched++] = (struct history_touch){last, w->names[name].path, blob};
}

/* ---- One commit ------------------------------------------------------------------------------ */

static void each_name(struct walk *w, const struct set *s,
                      void (*f)(struct walk *w, uint32_t n, void *ctx), void *ctx)
{
    for (size_t i = 0; i < s->len; i++)
        for (uint64_t bits = s->words[i]; bits; bits &= bits - 1)
            f(w, (uint32_t)(i * 64) + (uint32_t)__builtin_ctzll(bits), ctx);
}

static void touch_name(struct walk *w, uint32_t n, void *commit)
{
    touch(w, n, commit, (struct repo_id){0});
}

static void cut_name(struct walk *w, uint32_t n, void *ctx)
{
    (void)ctx;
    struct history_file *f = &w->out->files[w->names[n].file];
    if (!f->ntouched) f->cut = true;
}

/* Where a name that the parent does not have came from; NO_NAME: it was made here. */
static bool came_from(struct walk *w, uint32_t *out, bool *edited, const struct change *c,
                      const struct repo_commit *commit, struct repo_id parent)
{
    *out = NO_NAME;
    struct str old;
    if (!history_moved(w, &old, edited, c, commit->tree, parent)) return false;
    if (old.len) *out = add_name(w, old, w->names[c->name].file);
    return true;
}

/* The only parent: what differs was changed here. */
static bool step_back(struct walk *w, struct waiting *x)
{
    const struct repo_commit *c = x->commit;
    struct changes *ch = &w->changes[0];
    struct repo_id tree;
    if (!history_tree(w, &tree, c->parents[0])) return false;
    if (!history_compare(w, ch, c->tree, tree, &x->set)) return false;
    w->moved.known = false;
    for (size_t i = 0; i < ch->len; i++) {
        const struct change *k = &ch->items[i];
        bool edited = true;
        if (!k->in_parent) {
            uint32_t old;
            if (!came_from(w, &old, &edited, k, c, tree)) return false;
            set_drop(&x->set, k->name);
            if (old != NO_NAME) set_add(w, &x->set, old);
            if (old != NO_NAME && edited && w->last_only) set_drop(&x->set, old);
        }
        if (edited) touch(w, k->name, c, k->blob);
        if (edited && w->last_only) set_drop(&x->set, k->name);
    }
    return wait_for(w, c->parents[0], &x->set);
}

/* Several parents: each name goes on in the first that has it unchanged; what is like none of them
 * was changed by the merge, and goes on in all that have it. */
static bool step_back_merge(struct walk *w, struct waiting *x)
{
    const struct repo_commit *c = x->commit;
    struct set left = x->set;
    size_t n = c->nparents < PARENTS_MAX ? c->nparents : PARENTS_MAX;
    struct set goes[PARENTS_MAX];
    for (size_t p = 0; p < n; p++) {
        struct changes *ch = &w->changes[p];
        struct repo_id tree;
        if (!history_tree(w, &tree, c->parents[p])) return false;
        if (!history_compare(w, ch, c->tree, tree, &left)) return false;
        goes[p] = left;
        left = (struct set){arena_new(w->arena, uint64_t, goes[p].len), goes[p].len};
        for (size_t i = 0; i < ch->len; i++) {
            set_drop(&goes[p], ch->items[i].name);
            set_add(w, &left, ch->items[i].name);
        }
    }
    each_name(w, &left, touch_name, (void *)(uintptr_t)c);
    for (size_t p = 0; p < n && !w->last_only; p++)
        for (size_t i = 0; i < w->changes[p].len; i++) {
            const struct change *k = &w->changes[p].items[i];
            if (k->in_parent && set_has(&left, k->name)) set_add(w, &goes[p], k->name);
        }
    for (size_t p = 0; p < n; p++)
        if (!wait_for(w, c->parents[p], &goes[p])) return false;
    return true;
}

static bool visit(struct walk *w, struct waiting *x)
{
    w->out->visited++;
    if (x->commit->cut) {
        w->out->shallow = true;
        each_name(w, &x->set, cut_name, NULL);
        return true;
    }
    if (x->commit->nparents > 1) return step_back_merge(w, x);
    if (x->commit->nparents == 1) return step_back(w, x);
    each_name(w, &x->set, touch_name, x->commit);
    return true;
}

bool history_read(struct history *out, struct repo *g, struct repo_id head, const struct str *paths,
                  size_t n, const struct history_options *o, struct arena *a, struct diags *d)
{
    *out = (struct history){.files = arena_new(a, struct history_file, n), .nfiles = n};
    struct walk w = {.repo = g, .out = out, .arena = a, .d = d, .last_only = o->last_only};
    w.waiting.arena = w.read.arena = w.by_path.arena = w.folders.arena = a;
    struct set all = {0};
    for (size_t i = 0; i < n; i++) {
        out->files[i].path = paths[i];
        set_add(&w, &all, add_name(&w, paths[i], (uint32_t)i));
    }
    bool good = history_find(&w, &all, head) && wait_for(&w, head, &all);
    while (good && w.nheap)
        good = visit(&w, next_waiting(&w));
    history_forget(&w);
    return good;
}
