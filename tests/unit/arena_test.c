#include "base/arena.h"
#include "test.h"
#include <setjmp.h>
#include <stdlib.h>

TEST("an arena hands out zeroed, aligned, separate blocks of any size")
{
    struct arena a = {0};
    unsigned char *blocks[500];
    size_t sizes[500];
    for (int round = 0; round < 3; round++) {
        for (int i = 0; i < 500; i++) {
            sizes[i] = test_random(t) % (i % 50 ? 300 : 200000);
            blocks[i] = arena_take(&a, sizes[i], 1);
            CHECK(blocks[i] && (uintptr_t)blocks[i] % 16 == 0);
            for (size_t j = 0; j < sizes[i]; j++)
                CHECK(blocks[i][j] == 0);
            memset(blocks[i], i, sizes[i]);
            arena_bytes(&a, test_random(t) % 30); /* text between, to disturb the alignment */
        }
        for (int i = 0; i < 500; i++)
            for (size_t j = 0; j < sizes[i]; j++)
                CHECK(blocks[i][j] == (unsigned char)i);
        arena_reset(&a);
        CHECK_INT(a.used, 0);
    }
    arena_free(&a);
}

TEST("after a reset the same work takes no more chunks")
{
    struct arena a = {0};
    for (int i = 0; i < 1000; i++)
        arena_take(&a, 1000, 1);
    arena_reset(&a);
    struct arena_chunk *only = a.chunks;
    for (int i = 0; i < 900; i++)
        arena_take(&a, 1000, 1);
    CHECK(a.chunks == only);
    arena_free(&a);
}

TEST("an array grows by doubling, keeps its items, and what is new is zero")
{
    struct arena a = {0};
    unsigned *items = NULL;
    size_t cap = 0;
    for (unsigned n = 0; n < 5000; n++) {
        if (n == cap) {
            items = arena_grow(&a, items, &cap, sizeof *items);
            CHECK(cap >= 8 && items[n] == 0 && items[cap - 1] == 0);
        }
        if (n == 700) arena_take(&a, 1, 1); /* something else comes after it */
        items[n] = n + 1;
    }
    for (unsigned n = 0; n < 5000; n++)
        CHECK(items[n] == n + 1);
    arena_free(&a);
}

TEST("the newest block grows where it stands")
{
    struct arena a = {0};
    char *p = arena_bytes(&a, 100);
    CHECK(arena_extend(&a, p, 100, 200));
    memset(p, 1, 200);
    arena_bytes(&a, 1);
    CHECK(!arena_extend(&a, p, 200, 300));
    CHECK(!arena_extend(&a, NULL, 0, 8));
    arena_free(&a);
}

struct fullness {
    jmp_buf back;
    size_t wanted;
};

static void on_full(void *ctx, size_t wanted)
{
    struct fullness *f = ctx;
    f->wanted = wanted;
    longjmp(f->back, 1);
}

/* What the arena's hook was told when n * size bytes were asked for again and again. */
static __attribute__((noinline)) size_t take_until_full(struct arena *a, volatile size_t n,
                                                        size_t size)
{
    struct fullness f = {.wanted = 0};
    a->full = on_full;
    a->full_ctx = &f;
    if (setjmp(f.back) == 0)
        for (;;)
            memset(arena_take(a, n, size), 0x33, n * size);
    return f.wanted;
}

TEST("a fixed arena stays in its region and says when it is full")
{
    static const char zero[1024];
    char *region = arena_take(t->arena, 1, 1024 + 64);
    memset(region + 1024, 0x55, 64);
    struct arena a;
    arena_fixed(&a, region, 1024);
    CHECK_INT(take_until_full(&a, 1, 96), 96);
    CHECK_INT(a.used, 960);
    CHECK(region[1024] == 0x55);
    arena_reset(&a);
    CHECK(memcmp(arena_take(&a, 1, 1024), zero, 1024) == 0);
}

TEST("sizes that overflow are refused, not wrapped")
{
    struct arena a = {0};
    CHECK(take_until_full(&a, SIZE_MAX / 8, 16) == SIZE_MAX);
    CHECK(take_until_full(&a, SIZE_MAX - 8, 1) == SIZE_MAX - 8);
    CHECK(take_until_full(&a, SIZE_MAX / 2, 1) == SIZE_MAX / 2);
    arena_free(&a);
}
