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
    int64_t x = a->seen->commit.committed, y = b->seen->commit.committed;
    return x != y ? x > y : a->order < b->order;
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
    struct seen *seen = history_seen(w, id);
    if (!seen) return false;
    x = arena_new(w->arena, struct waiting, 1);
    *x = (struct waiting){seen, *set, *scope, w->nwaited++};
    map_set(&w->waiting, (struct str){(const char *)seen->commit.id.bytes, sizeof id.bytes}, x);
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
    const struct repo_id *id = &first->seen->commit.id;
    map_set(&w->waiting, (struct str){(const char *)id->bytes, sizeof id->bytes}, NULL);
    return first;
}

/* ---- Names ----------------------------------------------------------------------------------- */

/* Two sides of a merge may both lead to a name. */
static uint32_t add_name(struct walk *w, struct str path, uint32_t file)
{
    const uint32_t *same = map_get(&w->by_path, path);
    for (uint32_t n = same ? *same : NO_NAME; n != NO_NAME; n = w->names[n].first)
        if (w->names[n].file == file) {
            set_add(&w->split_names, n, w->arena);
            return n;
        }
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
static bool came_from(struct walk *w, struct set *goes, enum moved *how, const struct change *k,
                      struct repo_id tree, struct repo_id parent, bool alike)
{
    struct str old, path = w->names[k->name].path;
    if (!history_moved(w, &old, how, path, k->blob, tree, parent, alike)) return false;
    if (*how == MOVED_UNKNOWN) w->out->files[w->names[k->name].file].open = true;
    if (*how == MOVED_NOT || *how == MOVED_UNKNOWN || (*how == MOVED_EDITED && w->last_only))
        return true;
    set_add(goes, add_name(w, old, w->names[k->name].file), w->arena);
    return true;
}

/* The only parent: what differs was changed here. */
static bool step_back(struct walk *w, struct waiting *x)
{
    const struct repo_commit *c = &x->seen->commit;
    struct changes *ch = changes_of(w, 1);
    struct repo_id tree;
    if (!history_tree(w, &tree, c->parents[0])) return false;
    if (!history_compare(w, ch, c->tree, &tree, &x->set, &x->scope)) return false;
    w->sources.known = false;
    for (size_t i = 0; i < ch->len; i++) {
        const struct change *k = &ch->items[i];
        enum moved how = MOVED_NOT;
        if (!k->in_parent) {
            set_drop(&x->set, k->name);
            if (!came_from(w, &x->set, &how, k, c->tree, tree, !w->last_only)) return false;
        }
        if (how == MOVED_MERELY) continue;
        touch(w, c, k);
        if (w->last_only) set_drop(&x->set, k->name);
    }
    if (!history_gone(w, c, ch, c->tree, tree)) return false;
    return wait_for(w, c->parents[0], &x->set, &x->scope);
}

/* What a merge has and none of its parents (not in `had`): it may have moved it, as git does with a
 * file that one side added to a folder that the other side moved. The same content in any parent
 * goes before likeness. */
static bool merge_moves(struct walk *w, const struct repo_commit *c, struct set *goes,
                        struct set *left, const struct set *had, bool alike)
{
    const struct changes *own = &w->changes[c->nparents - 1];
    for (size_t p = 0; p < c->nparents; p++) {
        struct repo_id tree;
        if (!history_tree(w, &tree, c->parents[p])) return false;
        w->sources.known = false;
        for (size_t i = 0; i < own->len; i++) {
            const struct change *k = &own->items[i];
            enum moved how;
            if (set_has(had, k->name) || !set_has(left, k->name)) continue;
            if (!came_from(w, &goes[p], &how, k, c->tree, tree, alike)) return false;
            if (how == MOVED_NOT || how == MOVED_UNKNOWN) continue;
            if (how == MOVED_EDITED) touch(w, c, k);
            set_drop(left, k->name);
        }
    }
    return true;
}

/* What is like none of the parents was changed by the merge, and goes on in all that have it. */
static bool merge_changes(struct walk *w, const struct repo_commit *c, struct set *goes,
                          struct set *left)
{
    const struct changes *own = &w->changes[c->nparents - 1];
    struct set had = {0};
    for (size_t p = 0; p < c->nparents; p++)
        for (size_t i = 0; i < w->changes[p].len; i++) {
            const struct change *k = &w->changes[p].items[i];
            if (!k->in_parent || !set_has(left, k->name)) continue;
            set_add(&had, k->name, w->arena);
            if (w->last_only) continue;
            set_add(&goes[p], k->name, w->arena);
            set_add(&w->split_names, k->name, w->arena);
        }
    for (int alike = 0; alike < (w->last_only ? 1 : 2); alike++)
        if (!merge_moves(w, c, goes, left, &had, alike)) return false;
    for (size_t i = 0; i < own->len; i++)
        if (set_has(left, own->items[i].name)) touch(w, c, &own->items[i]);
    return true;
}

/* Several parents: each name goes on in the first that has it unchanged. */
static bool step_back_merge(struct walk *w, struct waiting *x)
{
    const struct repo_commit *c = &x->seen->commit;
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
    if (!merge_changes(w, c, goes, &left)) return false;
    if (!history_gone_merge(w, c, &scope, scopes)) return false;
    for (size_t p = 0; p < n; p++)
        if (!wait_for(w, c->parents[p], &goes[p], &scopes[p])) return false;
    return true;
}

/* No parent: what is there was made here. */
static bool begin(struct walk *w, struct waiting *x)
{
    struct changes *ch = changes_of(w, 1);
    const struct repo_commit *c = &x->seen->commit;
    if (!history_compare(w, ch, c->tree, NULL, &x->set, NULL)) return false;
    for (size_t i = 0; i < ch->len; i++)
        touch(w, c, &ch->items[i]);
    return true;
}

/* What went on in several parents of a merge meets again, mostly while both wait, and where dates
 * are the same or wrong, later: then it is not asked again, or it would be for each of all ways. */
static void leave_out_seen(struct walk *w, struct waiting *x)
{
    struct set names = {0}, places = {0};
    set_join(&names, &w->split_names, w->arena);
    set_keep(&names, &x->set);
    set_take(&x->set, &x->seen->names);
    set_join(&x->seen->names, &names, w->arena);
    for (uint32_t i = 0; i < w->split_places.len * 64; i++)
        if (set_has(&w->split_places, i) && scope_has(&x->scope, i)) set_add(&places, i, w->arena);
    for (uint32_t i = 0; i < x->seen->places.len * 64; i++)
        if (set_has(&x->seen->places, i)) scope_drop(&x->scope, i, w->arena);
    set_join(&x->seen->places, &places, w->arena);
}

/* Dates do not tell which of two commits of one second came first: git rebase makes many. */
static void put_in_order(struct walk *w, const struct repo_commit *c)
{
    uint32_t *place = arena_new(w->arena, uint32_t, 1);
    *place = (uint32_t)w->out->visited;
    map_add(&w->out->order, (struct str){(const char *)c->id.bytes, sizeof c->id.bytes}, place);
}

static bool visit(struct walk *w, struct waiting *x)
{
    const struct repo_commit *c = &x->seen->commit;
    if (w->split_names.len || w->split_places.len) leave_out_seen(w, x);
    if (set_empty(&x->set) && scope_empty(&x->scope)) return true;
    if (w->wants_gone) put_in_order(w, c);
    w->out->visited++;
    if (c->nparents > 1) return step_back_merge(w, x);
    if (c->nparents == 1) return step_back(w, x);
    if (!c->cut) return begin(w, x);
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
    *out = (struct history){
        .files = arena_new(a, struct history_file, n), .nfiles = n, .order = {.arena = a}};
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
