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

/* ---- The heap of waiting commits ------------------------------------------------------------- */

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

static bool wait_for(struct walk *w, struct repo_id id, struct set *set, struct scope *scope)
{
    if (set_empty(set) && scope_empty(scope)) return true;
    struct str key = {(const char *)id.bytes, sizeof id.bytes};
    struct waiting *x = map_get(&w->waiting, key);
    if (x) {
        set_join(&x->set, set, w->arena);
        scope_join(&x->scope, scope, w->arena);
        return true;
    }
    struct repo_commit *c = map_get(&w->read, key);
    if (!c) {
        c = arena_new(w->arena, struct repo_commit, 1);
        if (!repo_commit(c, w->repo, id, w->arena, w->d)) return false;
        map_add(&w->read, (struct str){(const char *)c->id.bytes, sizeof id.bytes}, c);
    }
    x = arena_new(w->arena, struct waiting, 1);
    *x = (struct waiting){c, *set, *scope};
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

uint32_t history_commit(struct walk *w, const struct repo_commit *c)
{
    struct history *h = w->out;
    if (!h->ncommits || !repo_id_eq(h->commits[h->ncommits - 1].id, c->id)) {
        if (h->ncommits == h->commits_cap)
            h->commits = arena_grow(w->arena, h->commits, &h->commits_cap, sizeof *h->commits);
        h->commits[h->ncommits++] = *c;
    }
    return (uint32_t)h->ncommits - 1;
}

static void touch(struct walk *w, const struct repo_commit *c, const struct change *k)
{
    const struct name *n = &w->names[k->name];
    struct history_file *f = &w->out->files[n->file];
    uint32_t at = history_commit(w, c);
    if (f->ntouched && (w->last_only || f->touched[f->ntouched - 1].commit == at)) return;
    if (f->ntouched == f->cap)
        f->touched = arena_grow(w->arena, f->touched, &f->cap, sizeof *f->touched);
    f->touched[f->ntouched++] = (struct history_touch){at, n->path, k->blob};
}

/* ---- One commit ------------------------------------------------------------------------------ */

/* A shallow clone ends here, and with it what is known of these names. */
static void cut_names(struct walk *w, const struct set *s)
{
    for (size_t i = 0; i < s->len; i++)
        for (uint64_t bits = s->words[i]; bits; bits &= bits - 1) {
            size_t name = i * 64 + (size_t)__builtin_ctzll(bits);
            struct history_file *f = &w->out->files[w->names[name].file];
            if (!f->ntouched) f->cut = true;
            f->open = !w->last_only;
        }
}

/* Room for what differs from each of n parents. */
static struct changes *changes_of(struct walk *w, size_t n)
{
    if (w->nchanges < n) {
        w->changes = arena_new(w->arena, struct changes, n);
        w->nchanges = n;
    }
    return w->changes;
}

/* Where a name that the parent does not have came from: it goes on under that name. */
static bool came_from(struct walk *w, struct set *goes, bool *edited, const struct change *k,
                      struct repo_id tree, struct repo_id parent)
{
    struct str old, path = w->names[k->name].path;
    if (!history_moved(w, &old, edited, path, k->blob, tree, parent)) return false;
    if (!old.len || (*edited && w->last_only)) return true;
    set_add(goes, add_name(w, old, w->names[k->name].file), w->arena);
    return true;
}

/* The only parent: what differs was changed here. */
static bool step_back(struct walk *w, struct waiting *x)
{
    const struct repo_commit *c = x->commit;
    struct changes *ch = changes_of(w, 1);
    struct repo_id tree;
    if (!history_tree(w, &tree, c->parents[0])) return false;
    if (!history_compare(w, ch, c->tree, &tree, &x->set, &x->scope)) return false;
    w->moved.known = false;
    for (size_t i = 0; i < ch->len; i++) {
        const struct change *k = &ch->items[i];
        bool edited = true;
        if (!k->in_parent) {
            set_drop(&x->set, k->name);
            if (!came_from(w, &x->set, &edited, k, c->tree, tree)) return false;
        }
        if (edited) touch(w, c, k);
        if (edited && w->last_only) set_drop(&x->set, k->name);
    }
    if (!history_gone(w, c, ch, c->tree, tree)) return false;
    return wait_for(w, c->parents[0], &x->set, &x->scope);
}

/* Several parents: each name goes on in the first that has it unchanged; what is like none of them
 * was changed by the merge, and goes on in all that have it. */
static bool step_back_merge(struct walk *w, struct waiting *x)
{
    const struct repo_commit *c = x->commit;
    size_t n = c->nparents;
    struct changes *ch = changes_of(w, n);
    struct set left = x->set, *goes = arena_new(w->arena, struct set, n);
    struct scope scope = x->scope, *scopes = arena_new(w->arena, struct scope, n);
    for (size_t p = 0; p < n; p++) {
        struct repo_id tree;
        if (!history_tree(w, &tree, c->parents[p])) return false;
        if (!history_compare(w, &ch[p], c->tree, &tree, &left, &scope)) return false;
        goes[p] = left;
        left = (struct set){0};
        for (size_t i = 0; i < ch[p].len; i++) {
            set_drop(&goes[p], ch[p].items[i].name);
            set_add(&left, ch[p].items[i].name, w->arena);
        }
        if (w->wants_gone) history_part(w, &scopes[p], &scope, &ch[p]);
    }
    for (size_t i = 0; i < ch[n - 1].len; i++)
        touch(w, c, &ch[n - 1].items[i]);
    for (size_t p = 0; p < n && !w->last_only; p++)
        for (size_t i = 0; i < ch[p].len; i++) {
            const struct change *k = &ch[p].items[i];
            if (k->in_parent && set_has(&left, k->name)) set_add(&goes[p], k->name, w->arena);
        }
    history_gone_merge(w, c, &scope, scopes, n);
    for (size_t p = 0; p < n; p++)
        if (!wait_for(w, c->parents[p], &goes[p], &scopes[p])) return false;
    return true;
}

/* No parent: what is there was made here. */
static bool begin(struct walk *w, struct waiting *x)
{
    struct changes *ch = changes_of(w, 1);
    if (!history_compare(w, ch, x->commit->tree, NULL, &x->set, NULL)) return false;
    for (size_t i = 0; i < ch->len; i++)
        touch(w, x->commit, &ch->items[i]);
    return true;
}

static bool visit(struct walk *w, struct waiting *x)
{
    w->out->visited++;
    if (x->commit->nparents > 1) return step_back_merge(w, x);
    if (x->commit->nparents == 1) return step_back(w, x);
    if (!x->commit->cut) return begin(w, x);
    w->out->shallow = true;
    cut_names(w, &x->set);
    return true;
}

static struct str without_slash(struct str folder)
{
    return str_ends(folder, STR("/")) ? str_sub(folder, 0, folder.len - 1) : folder;
}

bool history_read(struct history *out, struct repo *g, struct repo_id head, const struct str *paths,
                  size_t n, const struct history_options *o, struct arena *a, struct diags *d)
{
    *out = (struct history){.files = arena_new(a, struct history_file, n), .nfiles = n};
    struct walk w = {.repo = g, .out = out, .arena = a, .d = d, .last_only = o->last_only};
    w.waiting.arena = w.read.arena = w.by_path.arena = w.folders.arena = w.places.arena = a;
    w.wants_gone = o->gone.ptr != NULL;
    w.folder = without_slash(o->gone);
    struct set all = {0};
    struct scope scope = {.all = w.wants_gone};
    for (size_t i = 0; i < n; i++) {
        out->files[i].path = paths[i];
        set_add(&all, add_name(&w, paths[i], (uint32_t)i), a);
    }
    bool good = history_find(&w, &all, head) && wait_for(&w, head, &all, &scope);
    while (good && w.nheap)
        good = visit(&w, next_waiting(&w));
    history_forget(&w);
    return good;
}
