#include "base/arena.h"
#include <stdio.h>
#include <stdlib.h>

#if ARENA_ASAN
#include <sanitizer/asan_interface.h>
#define POISON(p, n) ASAN_POISON_MEMORY_REGION((p), (n))
#define UNPOISON(p, n) ASAN_UNPOISON_MEMORY_REGION((p), (n))
#define GAP ((size_t)ARENA_ALIGN) /* poisoned bytes after each block, so that overruns are seen */
#else
#define POISON(p, n) ((void)(p), (void)(n))
#define UNPOISON(p, n) ((void)(p), (void)(n))
#define GAP ((size_t)0)
#endif

#define CHUNK_DEFAULT ((size_t)64 << 10)
#define CHUNK_MAX ((size_t)4 << 20) /* chunks stop doubling here */

struct arena_chunk {
    struct arena_chunk *older;
    size_t size; /* of data */
    _Alignas(ARENA_ALIGN) char data[];
};

static _Noreturn void out_of_memory(struct arena *a, size_t wanted)
{
    if (a->full) a->full(a->full_ctx, wanted);
    fprintf(stderr, "steg: tomt for minne / out of memory (%zu B)\n", wanted);
    exit(3);
}

void arena_fixed(struct arena *a, void *region, size_t size)
{
    char *p = region;
    *a = (struct arena){.next = p, .end = p + size, .fixed = p};
}

static void chunk_add(struct arena *a, size_t size)
{
    struct arena_chunk *c = NULL;
    if (a->limit && (size > a->limit || a->held > a->limit - size)) out_of_memory(a, size);
    if (size <= PTRDIFF_MAX - sizeof *c) c = malloc(sizeof *c + size);
    if (!c) out_of_memory(a, size);
    c->older = a->chunks;
    c->size = size;
    a->chunks = c;
    a->held += size;
    a->next = c->data;
    a->end = c->data + size;
    POISON(c->data, size);
}

static void chunks_free(struct arena *a)
{
    for (struct arena_chunk *c = a->chunks, *older; c; c = older) {
        older = c->older;
        UNPOISON(c->data, c->size);
        free(c);
    }
    a->chunks = NULL;
    a->next = a->end = NULL;
    a->held = 0;
}

void arena_reset(struct arena *a)
{
    a->used = 0;
    if (a->fixed) {
        memset(a->fixed, 0, (size_t)(a->next - a->fixed));
        a->next = a->fixed;
        return;
    }
    if (!a->chunks) return;
    if (a->chunks->older) { /* one chunk that holds it all, so that the next page needs no other */
        size_t total = 0;
        for (const struct arena_chunk *c = a->chunks; c; c = c->older)
            total += c->size;
        chunks_free(a);
        chunk_add(a, total);
    }
    a->next = a->chunks->data;
    POISON(a->chunks->data, a->chunks->size);
}

void arena_free(struct arena *a)
{
    chunks_free(a);
    a->next = a->end = a->fixed = NULL;
    a->used = 0;
}

char *arena_slow(struct arena *a, size_t bytes, size_t align)
{
    size_t gap = a->fixed ? 0 : GAP;
    if (gap) align = ARENA_ALIGN;
    if (bytes > PTRDIFF_MAX / 2) out_of_memory(a, bytes);
    size_t skip = -(uintptr_t)a->next & (align - 1), room = (size_t)(a->end - a->next);
    if (!a->next || skip > room || room - skip < bytes + gap) {
        if (a->fixed && a->more && a->more(a, skip + bytes)) return arena_slow(a, bytes, align);
        if (a->fixed) out_of_memory(a, bytes);
        size_t size = a->chunk_size ? a->chunk_size : CHUNK_DEFAULT;
        if (size < CHUNK_MAX) a->chunk_size = size * 2;
        chunk_add(a, size > bytes + gap ? size : bytes + gap);
        skip = 0;
    }
    char *p = a->next + skip;
    a->next = p + bytes + gap;
    a->used += bytes;
    if (gap) UNPOISON(p, bytes);
    return p;
}

bool arena_extend(struct arena *a, const void *block, size_t old, size_t new)
{
    if (!block) return false;
    size_t gap = a->fixed ? 0 : GAP;
    const char *end = (const char *)block + old;
    if (end + gap != a->next || new < old || (size_t)(a->end - a->next) < new - old) return false;
    a->next += new - old;
    a->used += new - old;
    if (gap) UNPOISON(end, new - old);
    return true;
}

void *arena_grow(struct arena *a, void *items, size_t *cap, size_t size)
{
    size_t old = *cap, want = old < 4 ? 8 : old * 2, bytes;
    if (old > SIZE_MAX / 2 || __builtin_mul_overflow(want, size, &bytes))
        out_of_memory(a, SIZE_MAX);
    *cap = want;
    if (arena_extend(a, items, old * size, bytes)) {
        if (!a->fixed) memset((char *)items + old * size, 0, bytes - old * size);
        return items;
    }
    char *p = arena_get(a, bytes, ARENA_ALIGN);
    if (old) memcpy(p, items, old * size);
    if (!a->fixed) memset(p + old * size, 0, bytes - old * size);
    return p;
}
