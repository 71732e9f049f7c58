/* history_gone: what a commit took away, and which parents of a merge to ask for more.
 *
 * A path that is not there has a history too: from a merge on it goes on in the first parent that
 * does not have the path either, so that a removal is told once, with the commit that made it, and
 * not at all when the merge left it out.
 */
#include "base/buf.h"
#include "io/history_private.h"

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
    for (size_t i = 0; i < w->moved.len && w->moved.known; i++)
        if (w->moved.items[i].moved) map_add(moved, w->moved.items[i].path, w);
    for (size_t i = 0; i < ch->ntexts; i++) {
        const struct text *t = &ch->texts[i];
        struct str old;
        bool edited;
        if (!came(t) || t->followed) continue;
        if (!history_moved(w, &old, &edited, t->path, t->blob, tree, parent)) return false;
        if (old.len) map_add(moved, old, w);
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

static const struct text *text_at(const struct changes *ch, uint32_t place)
{
    for (size_t i = 0; i < ch->ntexts; i++)
        if (ch->texts[i].place == place) return &ch->texts[i];
    return NULL;
}

void history_gone_merge(struct walk *w, const struct repo_commit *c, const struct scope *left,
                        struct scope *goes, size_t n)
{
    const struct changes *last = &w->changes[n - 1];
    for (size_t i = 0; i < last->ntexts; i++) {
        uint32_t place = last->texts[i].place;
        if (!scope_has(left, place)) continue;
        const struct text *first = text_at(&w->changes[0], place);
        if (!first->here) note(w, c, first->path, first->before);
        bool had = false;
        for (size_t p = 0; p < n; p++) {
            if (!text_at(&w->changes[p], place)->in_parent) continue;
            scope_add(&goes[p], place, w->arena);
            had = true;
        }
        if (!had) scope_add(&goes[0], place, w->arena);
    }
}
