/* Two sequences compared. Things are letters here: `ab[-c-]{+d+}e` takes out c and puts in d. */
#include "base/buf.h"
#include "base/diff.h"
#include "test.h"
#include <time.h>

static uint32_t *numbers(struct test *t, const char *letters)
{
    uint32_t *ids = arena_new(t->arena, uint32_t, strlen(letters) + 1);
    for (size_t i = 0; letters[i]; i++)
        ids[i] = (uint32_t)letters[i];
    return ids;
}

static struct str shown(struct test *t, const char *a, const char *b)
{
    static const char *const around[][2] = {{"", ""}, {"[-", "-]"}, {"{+", "+}"}};
    struct diff_run *runs;
    size_t n = diff(&runs, numbers(t, a), strlen(a), numbers(t, b), strlen(b), t->arena);
    struct buf out = {.arena = t->arena};
    for (size_t i = 0; i < n; i++) {
        const char *from = runs[i].kind == DIFF_IN ? b + runs[i].b : a + runs[i].a;
        buf_printf(&out, "%s%.*s%s", around[runs[i].kind][0], (int)runs[i].len, from,
                   around[runs[i].kind][1]);
    }
    return buf_str(&out);
}

#define GIVES(a, b, runs) CHECK_STR(shown(t, a, b), STR(runs))

TEST("what is taken out stands before what is put in instead")
{
    GIVES("", "", "");
    GIVES("abc", "abc", "abc");
    GIVES("", "abc", "{+abc+}");
    GIVES("abc", "", "[-abc-]");
    GIVES("abc", "xyz", "[-abc-]{+xyz+}");
    GIVES("abcde", "abxde", "ab[-c-]{+x+}de");
    GIVES("bcd", "abc", "{+a+}bc[-d-]");
    GIVES("aaaa", "aa", "aa[-aa-]");
}

TEST("numbers may be any, the greatest too")
{
    const uint32_t a[] = {UINT32_MAX, 0, 7}, b[] = {0, 7, UINT32_MAX};
    struct diff_run *runs;
    CHECK_INT(diff(&runs, a, 3, b, 3, t->arena), 3);
    CHECK_INT(runs[1].kind, DIFF_SAME);
    CHECK_INT(runs[1].len, 2);
}

/* ---- What holds for all ---------------------------------------------------------------------- */

/* Runs as the header promises; `steps` is how much is taken out or put in. */
static bool is_right(const struct diff_run *runs, size_t n, const uint32_t *a, size_t na,
                     const uint32_t *b, size_t nb, size_t *steps)
{
    size_t i = 0, j = 0;
    *steps = 0;
    for (size_t k = 0; k < n; k++) {
        const struct diff_run *r = &runs[k];
        enum diff_kind before = k ? runs[k - 1].kind : DIFF_SAME;
        if (r->a != i || r->b != j || !r->len) return false;
        if (k && (before == r->kind || (before == DIFF_IN && r->kind == DIFF_OUT))) return false;
        if (r->kind != DIFF_SAME) *steps += r->len;
        if (r->kind != DIFF_IN) i += r->len;
        if (r->kind != DIFF_OUT) j += r->len;
        if (i > na || j > nb) return false;
        if (r->kind == DIFF_SAME && memcmp(a + r->a, b + r->b, r->len * sizeof *a)) return false;
    }
    return i == na && j == nb; /* so SAME and IN together are b, SAME and OUT are a */
}

/* The length of a shortest edit script, the slow way. */
static size_t shortest(struct test *t, const uint32_t *a, size_t na, const uint32_t *b, size_t nb)
{
    size_t *row = arena_new(t->arena, size_t, nb + 1);
    for (size_t i = 0; i < na; i++)
        for (size_t j = 0, corner = 0; j < nb; j++) {
            size_t north = row[j + 1];
            if (a[i] == b[j])
                row[j + 1] = corner + 1;
            else if (row[j] > north)
                row[j + 1] = row[j];
            corner = north;
        }
    return na + nb - 2 * row[nb];
}

static size_t some(struct test *t, uint32_t *ids, size_t most, uint32_t letters)
{
    size_t n = test_random(t) % (most + 1);
    for (size_t i = 0; i < n; i++)
        ids[i] = (uint32_t)(test_random(t) % letters);
    return n;
}

TEST("the runs cover both sequences, give the one from the other, and are the fewest steps")
{
    uint32_t a[60], b[60];
    for (int round = 0; round < 20000; round++) {
        size_t most = 1 + (size_t)round % 60, steps;
        uint32_t letters = 1 + (uint32_t)(test_random(t) % 12);
        size_t na = some(t, a, most, letters), nb = some(t, b, most, letters);
        struct diff_run *runs;
        size_t n = diff(&runs, a, na, b, nb, t->arena);
        CHECK(is_right(runs, n, a, na, b, nb, &steps));
        CHECK_INT(steps, shortest(t, a, na, b, nb));
        if (round % 100 == 0) arena_reset(t->arena);
    }
}

/* b is a with about `percent` of its things taken out, put in or replaced; returns its length. */
static size_t edited(struct test *t, uint32_t *b, const uint32_t *a, size_t na, unsigned percent,
                     uint32_t letters)
{
    size_t nb = 0;
    for (size_t i = 0; i < na; i++) {
        bool here = test_random(t) % 100 < percent;
        unsigned how = (unsigned)(test_random(t) % 3); /* 0 takes out, 1 replaces, 2 puts in */
        if (here && how > 0) b[nb++] = (uint32_t)(test_random(t) % letters);
        if (!here || how == 2) b[nb++] = a[i];
    }
    return nb;
}

TEST("more steps than DIFF_MOST are still told rightly, and nearly as few as can be")
{
    static const unsigned percents[] = {5, 30, 60, 100};
    size_t na = 3000, steps;
    uint32_t *a = arena_new(t->arena, uint32_t, na), *b = arena_new(t->arena, uint32_t, 2 * na);
    for (size_t i = 0; i < na; i++)
        a[i] = (uint32_t)(test_random(t) % 500);
    for (size_t i = 0; i < sizeof percents / sizeof *percents; i++) {
        size_t nb = edited(t, b, a, na, percents[i], 500);
        struct diff_run *runs;
        size_t n = diff(&runs, a, na, b, nb, t->arena), least = shortest(t, a, na, b, nb);
        CHECK(is_right(runs, n, a, na, b, nb, &steps));
        CHECK(least <= DIFF_MOST ? steps == least : steps <= least + least / 10);
        CHECK((least > DIFF_MOST) == (percents[i] > 5)); /* both sides are tried */
    }
}

/* ---- Cost ------------------------------------------------------------------------------------ */

enum hostile { ALL_DIFFER, FEW_WORDS, TURNED, PERIODS, HOSTILE_COUNT };

/* Processor seconds for two sequences of n that have little in common, the fastest of three. */
static double cost(struct test *t, enum hostile how, size_t n)
{
    uint32_t *a = arena_new(t->arena, uint32_t, n), *b = arena_new(t->arena, uint32_t, n);
    for (size_t i = 0; i < n; i++) {
        a[i] = (uint32_t)(how == FEW_WORDS ? test_random(t) % 50 : how == PERIODS ? i % 7 : i);
        b[i] = (uint32_t)(how == FEW_WORDS ? test_random(t) % 50
                          : how == PERIODS ? i % 11
                          : how == TURNED  ? n - i
                                           : n + i);
    }
    double best = 1e9;
    for (int round = 0; round < 3; round++) {
        struct diff_run *runs;
        clock_t begin = clock();
        diff(&runs, a, n, b, n, t->arena);
        double took = (double)(clock() - begin) / CLOCKS_PER_SEC;
        if (took < best) best = took;
    }
    return best;
}

/* Without the bound it would be four times as much; a little is forgiven a busy machine. */
TEST("twice as much that is not alike costs about twice as much")
{
    for (enum hostile how = 0; how < HOSTILE_COUNT; how++) {
        double once = cost(t, how, 16000), twice = cost(t, how, 32000);
        CHECK(twice < 3 * once + 0.004);
    }
}
