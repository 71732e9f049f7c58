/* test: a test is a sentence that says what holds, and a block that shows it.
 *
 *     TEST("a map gives back what was put into it")
 *     {
 *         struct map m = {.arena = t->arena};
 *         CHECK(map_add(&m, STR("a"), &x));
 *         CHECK_STR(buf_str(&b), STR("…"));
 *         CHECK_INT(n, 3);
 *     }
 *
 * Tests register themselves and run in the order of file name and line. A failed check prints
 * file:line, the test's name and what differed, and ends that test only (`return`), so checks stand
 * in the test's own block; a helper function returns bool or takes `t` and calls test_fail.
 * t->arena is emptied after each test. SKIP("why") ends a test that cannot run here.
 * The program takes words; only tests whose name or file contains one of them run. Its last line is
 * `N passed, N failed, N skipped`; it exits with 1 when something failed.
 */
#ifndef STEG_TEST_H
#define STEG_TEST_H

#include "base/arena.h"
#include "base/str.h"
#include <stdio.h>

struct test {
    const char *name, *file;
    int line;
    void (*run)(struct test *t);
    struct arena *arena;
    uint64_t random; /* state of test_random, the same at the start of every test */
    bool failed, skipped;
    struct test *next;
};

uint64_t test_random(struct test *t);
void test_register(struct test *t);
void test_fail(struct test *t, const char *file, int line, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
bool test_same_str(struct test *t, const char *file, int line, const char *what, struct str got,
                   struct str want);
bool test_same_int(struct test *t, const char *file, int line, const char *what, long long got,
                   long long want);

#define TEST_JOIN_(a, b) a##b
#define TEST_JOIN(a, b) TEST_JOIN_(a, b)
#define TEST(sentence) \
    TEST_(sentence, TEST_JOIN(test_run_, __LINE__), TEST_JOIN(test_add_, __LINE__))
#define TEST_(sentence, run_, add_)                                             \
    static void run_(struct test *t);                                           \
    __attribute__((constructor)) static void add_(void)                         \
    {                                                                           \
        static struct test self = {                                             \
            .name = sentence, .file = __FILE__, .line = __LINE__, .run = run_}; \
        test_register(&self);                                                   \
    }                                                                           \
    static void run_(struct test *t __attribute__((unused)))

#define CHECK(condition)                                        \
    do                                                          \
        if (!(condition)) {                                     \
            test_fail(t, __FILE__, __LINE__, "%s", #condition); \
            return;                                             \
        }                                                       \
    while (0)
#define CHECK_STR(got, want)                                                    \
    do                                                                          \
        if (!test_same_str(t, __FILE__, __LINE__, #got, (got), (want))) return; \
    while (0)
#define CHECK_INT(got, want)                                                                  \
    do                                                                                        \
        if (!test_same_int(t, __FILE__, __LINE__, #got, (long long)(got), (long long)(want))) \
            return;                                                                           \
    while (0)
#define SKIP(why)                                     \
    do {                                              \
        t->skipped = true;                            \
        printf("skipped: %s (%s)\n", t->name, (why)); \
        return;                                       \
    } while (0)

#endif
