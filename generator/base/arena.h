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
 * not zeroed again and not poisoned, since the other process looks into it. Whoever owns the region
 * may hand out its beginning and give more of it when asked (`more`).
 *
 * Errors: running out calls the arena's `full` hook, or when there is none prints one line and
 * ends the process with exit status 3 (environment): this is the only place in base that may.
 * Threads: an arena belongs to one process and one thread.
 */
#ifndef STEG_BASE_ARENA_H
#define STEG_BASE_ARENA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct arena_chunk;

struct arena {
    char *next, *end;                       /* the free part of the current chunk */
    struct arena_chunk *chunks;             /* newest first; NULL in a fixed arena */
    char *fixed;                            /* start of the region of a fixed arena */
    size_t chunk_size;                      /* of the next chunk; 0 means the default, 64 KiB */
    size_t held;                            /* bytes in chunks */
    size_t limit;                           /* bytes in chunks at most; 0 means no limit */
    size_t used;                            /* bytes handed out since the last reset */
    void (*full)(void *ctx, size_t wanted); /* must not return */
    void *full_ctx;
    /* Fixed: moves `end` on, so that `bytes` have room at `next`; false: there is no more. */
    bool (*more)(struct arena *a, size_t bytes);
    void *more_ctx;
};

void arena_fixed(struct arena *a, void *region, size_t size);
void arena_reset(struct arena *a);
void arena_free(struct arena *a);

/* n objects of `size` bytes, zeroed; n * size is checked for overflow. n = 0 gives a valid,
 * unusable pointer. */
static inline void *arena_take(struct arena *a, size_t n, size_t size);
#define arena_new(a, type, n) ((type *)arena_take((a), (n), sizeof(type)))

/* Bytes without zeroing, for text that is written at once; not aligned. */
static inline char *arena_bytes(struct arena *a, size_t n);

/* Grows an array taken from this arena: in place when it is the newest block, else by a copy. What
 * is new is zeroed.
 *     if (n == cap) items = arena_grow(a, items, &cap, sizeof *items);   doubles, at least 8 */
void *arena_grow(struct arena *a, void *items, size_t *cap, size_t size);

/* Makes the newest block longer where it stands, `old` to `new` bytes, without zeroing; false when
 * it is not the newest or the chunk is full. */
bool arena_extend(struct arena *a, const void *block, size_t old, size_t new);

/* ---- The fast path, inline ------------------------------------------------------------------- */

#define ARENA_ALIGN 16

#if defined(__SANITIZE_ADDRESS__)
#define ARENA_ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ARENA_ASAN 1
#endif
#endif
#ifndef ARENA_ASAN
#define ARENA_ASAN 0
#endif

/* Under AddressSanitizer, and when the chunk is full. */
char *arena_slow(struct arena *a, size_t bytes, size_t align);

static inline char *arena_get(struct arena *a, size_t bytes, size_t align)
{
    size_t skip = -(uintptr_t)a->next & (align - 1), room = (size_t)(a->end - a->next);
    if (ARENA_ASAN || skip >= room || room - skip < bytes) return arena_slow(a, bytes, align);
    char *p = a->next + skip;
    a->next = p + bytes;
    a->used += bytes;
    return p;
}

static inline void *arena_take(struct arena *a, size_t n, size_t size)
{
    size_t bytes;
    if (__builtin_mul_overflow(n, size, &bytes)) bytes = SIZE_MAX;
    char *p = arena_get(a, bytes, ARENA_ALIGN);
    if (!a->fixed) memset(p, 0, bytes);
    return p;
}

static inline char *arena_bytes(struct arena *a, size_t n)
{
    return arena_get(a, n, 1);
}

#endif
