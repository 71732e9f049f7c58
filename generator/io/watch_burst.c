/* watch_burst: what a run of events comes to.
 *
 * An editor that saves makes several: vim moves the file away, makes it anew, writes, closes and
 * removes the old one; others write beside it and rename; some delete first. What counts is how
 * each name ends: one that was there and is gone may be about to come back.
 */
#include "base/digest.h"
#include "io/watch_private.h"

static struct burst_name *find(struct burst *b, uint64_t key)
{
    for (size_t i = 0; i < b->len; i++)
        if (b->names[i].key == key) return &b->names[i];
    return NULL;
}

void burst_add(struct burst *b, int folder, struct str name, enum burst_event what)
{
    uint64_t key = digest(name) + (uint64_t)folder * 0x9E3779B97F4A7C15u;
    struct burst_name *n = find(b, key);
    if (!n && b->len == BURST_NAMES) {
        b->many = true;
        return;
    }
    if (!n) {
        n = &b->names[b->len++];
        *n = (struct burst_name){.key = key, .new = what <= BURST_PLACED};
    }
    n->gone = what == BURST_GONE;
    n->unwritten = what == BURST_MADE;
}

bool burst_is_whole(const struct burst *b)
{
    for (size_t i = 0; i < b->len; i++) {
        const struct burst_name *n = &b->names[i];
        if (n->unwritten || (n->gone && !n->new)) return false;
    }
    return !b->many;
}
