#include "base/map.h"
#include "base/arena.h"
#include "base/digest.h"

struct map_slot {
    struct str key;
    uint64_t hash; /* 0: free */
    void *value;
};

static uint64_t hash_of(struct str key)
{
    uint64_t h = digest(key);
    return h ? h : 1;
}

/* The slot that holds the key, or the free one where it belongs. There is always a free one. */
static struct map_slot *slot_of(const struct map *m, struct str key, uint64_t hash)
{
    size_t mask = m->cap - 1;
    for (size_t i = hash & mask;; i = (i + 1) & mask) {
        struct map_slot *s = &m->slots[i];
        if (!s->hash || (s->hash == hash && str_eq(s->key, key))) return s;
    }
}

/* At most three quarters full. */
static void make_room(struct map *m)
{
    if (m->len + 1 <= m->cap / 4 * 3) return;
    struct map old = *m;
    m->cap = old.cap ? old.cap * 2 : 16;
    m->slots = arena_new(m->arena, struct map_slot, m->cap);
    for (size_t i = 0; i < old.cap; i++)
        if (old.slots[i].hash) *slot_of(m, old.slots[i].key, old.slots[i].hash) = old.slots[i];
}

void *map_get(const struct map *m, struct str key)
{
    return m->len ? slot_of(m, key, hash_of(key))->value : NULL;
}

bool map_has(const struct map *m, struct str key)
{
    return m->len && slot_of(m, key, hash_of(key))->hash;
}

static bool put(struct map *m, struct str key, void *value, bool replace)
{
    make_room(m);
    uint64_t hash = hash_of(key);
    struct map_slot *s = slot_of(m, key, hash);
    bool fresh = !s->hash;
    if (fresh) {
        *s = (struct map_slot){key, hash, value};
        m->len++;
    } else if (replace) {
        s->value = value;
    }
    return fresh;
}

bool map_add(struct map *m, struct str key, void *value)
{
    return put(m, key, value, false);
}

void map_set(struct map *m, struct str key, void *value)
{
    put(m, key, value, true);
}
