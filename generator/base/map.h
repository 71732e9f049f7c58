/* map: from a string to a pointer.
 *
 * Open addressing, power-of-two sizes, XXH3 hashes with a fixed seed, so the order of anything is
 * the same in every run. Keys are views: their bytes must outlive the map. No removal: nothing
 * here needs it. The zero value with an arena is an empty map.
 *
 *     struct map m = {.arena = a};
 *     if (!map_add(&m, key, thing)) first = map_get(&m, key);    already there
 *
 * Threads: a map that nobody adds to may be read by many.
 */
#ifndef STEG_BASE_MAP_H
#define STEG_BASE_MAP_H

#include "base/str.h"

struct map_slot;

struct map {
    struct arena *arena;
    struct map_slot *slots;
    size_t len, cap;
};

void *map_get(const struct map *m, struct str key); /* NULL when absent */
bool map_has(const struct map *m, struct str key);
bool map_add(struct map *m, struct str key, void *value); /* false, and no change, if present */
void map_set(struct map *m, struct str key, void *value);

#endif
