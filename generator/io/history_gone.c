/* history_gone: what a commit took away, and which parents of a merge to ask for more.
 *
 * A path that is not there has a history too: from a merge on it goes on in the first parent that
 * does not have the path either, so that a removal is told once, with the commit that made it, and
 * not at all when the merge left it out.
 */
#include "base/buf.h"
#include "io/history_private.h"
#include <assert.h>

static void note(struct walk *w, const struct repo_commit *c, struct str path, struct repo_id blob)
{
    struct history *h = w->out;
    uint32_t at = history_commit(w, c);
    if (h->ngone == h->gone_cap)
        h->gone = arena_grow(w->arena, h->gone, &h->gone_cap, sizeof *h->gone);
    h->gone[h->ngone++] = (struct history_gone){at, path, blob};
}

static bool taken(const struct text *t)
{
    return t->in_parent && !t->here;
}

static bool came(const struct text *t)
{
    return t->here && !t->in_parent;
}

static struct str blob_key(const struct repo_id *id)
{
    return (struct str){(const char *)id->bytes, sizeof id->bytes};
}

/* Those that came to a file below the folder: the walk has asked where the followed ones came
 * from, the others are asked here. */
static bool find_moved(struct walk *w, struct map *moved, const struct changes *ch,
                       struct repo_id tree, struct repo_id parent)
{
    for (size_t i = 0; i < w->sources.len && w->sources.known; i++)
        if (w->sources.items[i].moved) map_add(moved, w->sources.items[i].path, w);
    for (size_t i = 0; i < ch->ntexts; i++) {
        const struct text *t = &ch->texts[i];
        struct str old;
        enum moved how;
        if (!came(t) || (t->followed && !w->last_only)) continue;
        if (!history_moved(w, &old, &how, t->path, t->blob, tree, parent, true)) return false;
        if (how == MOVED_MERELY || how == MOVED_EDITED) map_add(moved, old, w);
    }
    return true;
}

bool history_gone(struct walk *w, const struct repo_commit *c, const struct changes *ch,
                  struct repo_id tree, struct repo_id parent)
{
    size_t ntaken = 0, ncame = 0;
    for (size_t i = 0; i < ch->ntexts; i++) {
        ntaken += taken(&ch->texts[i]);
        ncame += came(&ch->texts[i]);
    }
    if (!ntaken) return true;
    struct map moved = {.arena = w->arena}, stays = {.arena = w->arena};
    for (size_t i = 0; i < ch->ntexts && ncame; i++)
        if (came(&ch->texts[i])) map_add(&stays, blob_key(&ch->texts[i].blob), w);
    if (ncame && !find_moved(w, &moved, ch, tree, parent)) return false;
    for (size_t i = 0; i < ch->ntexts; i++) {
        const struct text *t = &ch->texts[i];
        if (taken(t) && !map_has(&stays, blob_key(&t->before)) && !map_has(&moved, t->path))
            note(w, c, t->path, t->before);
    }
    return true;
}

void history_part(struct walk *w, struct scope *goes, struct scope *left, const struct changes *ch)
{
    *goes = (struct scope){.all = left->all};
    set_join(&goes->places, &left->places, w->arena);
    *left = (struct scope){0};
    for (size_t i = 0; i < ch->ntexts; i++) {
        scope_drop(goes, ch->texts[i].place, w->arena);
        scope_add(left, ch->texts[i].place, w->arena);
    }
}

/* The lists of a merge are in the same order: looks on from where the last one was found. It is
 * there, since what was like one parent is not compared with the next. */
static const struct text *text_at(const struct changes *ch, size_t *from, uint32_t place)
{
    size_t left = ch->ntexts;
    for (; left && ch->texts[*from].place != place; left--)
        *from = (*from + 1) % ch->ntexts;
    assert(left);
    return &ch->texts[*from];
}

/* The texts that the merge has like none of its parents, as they stand against the first; those
 * that any parent had did not come into being here. */
static struct changes own_texts(struct walk *w, const struct repo_commit *c,
                                const struct scope *left, struct scope *goes)
{
    const struct changes *last = &w->changes[c->nparents - 1];
    size_t *at = arena_new(w->arena, size_t, c->nparents);
    struct changes own = {.texts = arena_new(w->arena, struct text, last->ntexts)};
    for (size_t i = 0; i < last->ntexts; i++) {
        uint32_t place = last->texts[i].place;
        if (!scope_has(left, place)) continue;
        struct text *t = &own.texts[own.ntexts++];
        *t = *text_at(&w->changes[0], &at[0], place);
        t->followed = false;
        unsigned had = 0;
        for (size_t p = 0; p < c->nparents; p++) {
            if (!text_at(&w->changes[p], &at[p], place)->in_parent) continue;
            scope_add(&goes[p], place, w->arena);
            had++;
        }
        if (!had) scope_add(&goes[0], place, w->arena);
        if (had > 1) set_add(&w->split_places, place, w->arena);
        t->in_parent = had;
    }
    return own;
}

bool history_gone_merge(struct walk *w, const struct repo_commit *c, const struct scope *left,
                        struct scope *goes)
{
    struct repo_id tree;
    if (!w->wants_gone) return true;
    struct changes own = own_texts(w, c, left, goes);
    if (!history_tree(w, &tree, c->parents[0])) return false;
    w->sources.known = false;
    return history_gone(w, c, &own, c->tree, tree);
}
