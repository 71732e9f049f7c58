#include "test.h"
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

static struct test *tests; /* registered by constructors, before main */

void test_register(struct test *t)
{
    t->next = tests;
    tests = t;
}

void test_fail(struct test *t, const char *file, int line, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    printf("%s:%d: failed: %s\n    ", file, line, t->name);
    vprintf(format, args);
    putchar('\n');
    va_end(args);
    t->failed = true;
}

bool test_same_str(struct test *t, const char *file, int line, const char *what, struct str got,
                   struct str want)
{
    if (str_eq(got, want)) return true;
    test_fail(t, file, line, "%s\n    got:  «%.*s»\n    want: «%.*s»", what, STR_ARG(got),
              STR_ARG(want));
    return false;
}

bool test_same_int(struct test *t, const char *file, int line, const char *what, long long got,
                   long long want)
{
    if (got != want)
        test_fail(t, file, line, "%s\n    got:  %lld\n    want: %lld", what, got, want);
    return got == want;
}

/* xorshift64*, Vigna 2016. */
uint64_t test_random(struct test *t)
{
    t->random ^= t->random >> 12;
    t->random ^= t->random << 25;
    t->random ^= t->random >> 27;
    return t->random * 0x2545F4914F6CDD1D;
}

static int by_place(const void *x, const void *y)
{
    const struct test *a = *(struct test *const *)x, *b = *(struct test *const *)y;
    int c = strcmp(a->file, b->file);
    return c ? c : a->line - b->line;
}

static bool wanted(const struct test *t, int nwords, char **words)
{
    for (int i = 0; i < nwords; i++)
        if (strstr(t->name, words[i]) || strstr(t->file, words[i])) return true;
    return nwords == 0;
}

int main(int argc, char **argv)
{
    size_t n = 0;
    unsigned passed = 0, failed = 0, skipped = 0;
    for (struct test *t = tests; t; t = t->next)
        n++;
    struct test **sorted = calloc(n + 1, sizeof *sorted);
    if (!sorted) return 3;
    n = 0;
    for (struct test *t = tests; t; t = t->next)
        sorted[n++] = t;
    qsort(sorted, n, sizeof *sorted, by_place);
    setvbuf(stdout, NULL, _IOLBF, 0);

    struct arena arena = {0};
    for (size_t i = 0; i < n; i++) {
        struct test *t = sorted[i];
        if (!wanted(t, argc - 1, argv + 1)) continue;
        t->arena = &arena;
        t->random = 1;
        t->run(t);
        arena_free(&arena);
        failed += t->failed;
        skipped += t->skipped;
        passed += !t->failed && !t->skipped;
    }
    arena_free(&arena);
    free(sorted);
    printf("%u passed, %u failed, %u skipped\n", passed, failed, skipped);
    return failed > 0;
}
