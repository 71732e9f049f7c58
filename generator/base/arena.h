/* arena: memory that lives and dies together.
 *
 * One arena per lifetime (the course, one page's scratch); objects are taken from it and never
 * freed one by one. Memory is zeroed, aligned to 16 bytes, and poisoned under AddressSanitizer
 * until it is handed out and after a reset.
 *
 *     struct arena a = {0};                    all-zero is a valid, empty, growing arena
 *     struct thing *t = arena_new(&a, struct thing, 3);
 *     arena_reset(&a);                         keeps the memory for the next page
 *     arena_free(&a);
 *
 * A growing arena takes chunks from malloc. A fixed arena (`arena_fixed`) works in a region that
 * somebody else owns: the slice that a worker process shares with its parent (workers.h); it is
 * not zeroed again and not poisoned, since the other process looks into it.
 *
 * Errors: running out calls the arena's `full` hook, or when there is none prints one line and
 * ends the process with exit status 3 (environment): this is the only place in base that may.
 * Threads: an arena belongs to one process and one thread.
 */
#ifndef STEG_BASE_ARENA_H
#define STEG_BASE_ARENA_H

#include <stddef.h>

struct arena_chunk;

struct arena {
    char *next, *end;           /* the free part of the current chunk */
    struct arena_chunk *chunks; /* newest first; NULL in a fixed arena */
    char *fixed;                /* start of the region of a fixed arena */
    size_t chunk_size;          /* of the next chunk; 0 means the default, 64 KiB */
    size_t used;                /* bytes handed out since the last reset */
    void (*full)(void *ctx, size_t wanted); /* must not return */
    void *full_ctx;
};

void arena_fixed(struct arena *a, void *region, size_t size);
void arena_reset(struct arena *a);
void arena_free(struct arena *a);

/* n objects of `size` bytes, zeroed; n * size is checked for overflow. n = 0 gives a valid,
 * unusable pointer. */
void *arena_take(struct arena *a, size_t n, size_t size);
#define arena_new(a, type, n) ((type *)arena_take((a), (n), sizeof(type)))

/* Bytes without zeroing, for text that is written at once. */
char *arena_bytes(struct arena *a, size_t n);

/* Grows an array taken from this arena: in place when it is the newest block, else by a copy.
 *     if (n == cap) items = arena_grow(a, items, &cap, sizeof *items);   doubles, at least 8 */
void *arena_grow(struct arena *a, void *items, size_t *cap, size_t size);

#endif
