#include "base/str.h"
#include "test.h"
#include <stdlib.h>

TEST("a view compares by its bytes, not by its pointer")
{
    char copy[] = "title";
    CHECK(str_eq(STR("title"), str_of(copy)));
    CHECK(!str_eq(STR("title"), STR("titl")));
    CHECK(!str_eq(STR("title"), STR("Title")));
    CHECK(str_eq((struct str){0}, STR("")));
    CHECK(str_eq(str_of(NULL), STR("")));
    CHECK(str_eq_nocase(STR("TitLE"), STR("tITle")));
    CHECK(!str_eq_nocase(STR("Æ"), STR("æ"))); /* ASCII only */
    CHECK(!str_eq_nocase(STR("@"), STR("`")));
    CHECK(str_cmp(STR("a"), STR("b")) < 0);
    CHECK(str_cmp(STR("a"), STR("å")) < 0); /* bytes are unsigned */
    CHECK(str_cmp(STR("ab"), STR("a")) > 0);
    CHECK_INT(str_cmp((struct str){0}, STR("")), 0);
}

TEST("natural order puts step 2 before step 10")
{
    static const char *const rising[] = {"",
                                         "1",
                                         "01-a",
                                         "1-a",
                                         "1-b",
                                         "2-b",
                                         "10-a",
                                         "010-b",
                                         "a",
                                         "a1",
                                         "a1/2",
                                         "a01/3",
                                         "a99999999999999999999998",
                                         "a99999999999999999999999",
                                         "b",
                                         "å"};
    size_t n = sizeof rising / sizeof *rising;
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++) {
            int c = str_cmp_natural(str_of(rising[i]), str_of(rising[j]));
            if (c != (i > j) - (i < j)) printf("%s %s\n", rising[i], rising[j]);
            CHECK_INT(c, (i > j) - (i < j));
        }
}

TEST("natural order is total: antisymmetric, transitive, and equal only for equal bytes")
{
    enum { N = 140 };
    static const char letters[] = "0012a-9";
    struct str s[N];
    for (int i = 0; i < N; i++) {
        char *p = arena_bytes(t->arena, 5);
        s[i] = (struct str){p, test_random(t) % 6};
        for (size_t j = 0; j < s[i].len; j++)
            p[j] = letters[test_random(t) % (sizeof letters - 1)];
    }
    for (int i = 0; i < N; i++)
        for (int j = 0; j < N; j++) {
            int ij = str_cmp_natural(s[i], s[j]);
            CHECK_INT(ij, -str_cmp_natural(s[j], s[i]));
            CHECK((ij == 0) == str_eq(s[i], s[j]));
            for (int k = 0; k < N; k++)
                CHECK(!(ij < 0 && str_cmp_natural(s[j], s[k]) < 0) ||
                      str_cmp_natural(s[i], s[k]) < 0);
        }
}

TEST("searching finds the first, the last, or STR_NONE")
{
    CHECK_INT(str_find(STR("a/b/c"), '/'), 1);
    CHECK_INT(str_rfind(STR("a/b/c"), '/'), 3);
    CHECK(str_find(STR("abc"), '/') == STR_NONE);
    CHECK(str_find((struct str){0}, '/') == STR_NONE);
    CHECK(str_rfind((struct str){0}, '/') == STR_NONE);
    CHECK_INT(str_find_str(STR("a---b"), STR("--")), 1);
    CHECK_INT(str_find_str(STR("ab"), STR("")), 0);
    CHECK(str_find_str(STR("ab"), STR("abc")) == STR_NONE);
    CHECK(str_find_str((struct str){0}, STR("a")) == STR_NONE);
    CHECK(str_starts(STR("content/a.md"), STR("content/")));
    CHECK(!str_starts(STR("con"), STR("content/")));
    CHECK(str_ends(STR("a.md"), STR(".md")));
    CHECK(!str_ends(STR("md"), STR(".md")));
    CHECK(str_ends((struct str){0}, STR("")));
}

TEST("parts of a view are clipped to it")
{
    CHECK_STR(str_sub(STR("steg"), 1, 2), STR("te"));
    CHECK_STR(str_sub(STR("steg"), 3, SIZE_MAX), STR("g"));
    CHECK_STR(str_sub(STR("steg"), 9, 2), STR(""));
    CHECK_STR(str_from(STR("steg"), 2), STR("eg"));
    CHECK_STR(str_from(STR("steg"), SIZE_MAX), STR(""));
    CHECK_STR(str_from((struct str){0}, 3), STR(""));
    CHECK_STR(str_trim(STR(" \t\r\n a b \r\n")), STR("a b"));
    CHECK_STR(str_trim(STR(" \t ")), STR(""));
    CHECK_STR(str_trim(STR("\xC2\xA0")), STR("\xC2\xA0")); /* a hard space is text */
}

TEST("cutting gives what stands before, and a NULL rest at the end")
{
    struct str rest = STR("a:b:");
    CHECK_STR(str_cut(&rest, ':'), STR("a"));
    CHECK_STR(str_cut(&rest, ':'), STR("b"));
    CHECK(rest.ptr && !rest.len);
    CHECK_STR(str_cut(&rest, ':'), STR(""));
    CHECK(!rest.ptr);
    CHECK_STR(str_cut(&rest, ':'), STR(""));
}

TEST("lines end with LF, CR LF or CR")
{
    struct str rest = STR("a\nb\r\nc\rd\n\n\r\re"), line;
    static const char *const lines[] = {"a", "b", "c", "d", "", "", "", "e"};
    for (size_t i = 0; i < 8; i++) {
        CHECK(str_line(&rest, &line));
        CHECK_STR(line, str_of(lines[i]));
    }
    CHECK(!str_line(&rest, &line));
    rest = STR("x\n");
    CHECK(str_line(&rest, &line) && !str_line(&rest, &line)); /* no line after the last end */
}

TEST("lines agree with a naive reading of random bytes, long lines included")
{
    for (int round = 0; round < 300; round++) {
        size_t n = test_random(t) % 1200;
        unsigned odds = round % 3 ? 200 : 4;
        char *p = arena_bytes(t->arena, n + 1);
        for (size_t i = 0; i < n; i++) {
            unsigned r = (unsigned)(test_random(t) % odds);
            p[i] = (char)(r == 0 ? '\n' : r == 1 ? '\r' : 'a');
        }
        struct str rest = {p, n}, line;
        size_t at = 0;
        while (at < n) {
            size_t end = at;
            while (end < n && p[end] != '\n' && p[end] != '\r')
                end++;
            CHECK(str_line(&rest, &line));
            CHECK(line.ptr == p + at && line.len == end - at);
            at = end + 1;
            if (end + 1 < n && p[end] == '\r' && p[end + 1] == '\n') at++;
        }
        CHECK(!str_line(&rest, &line));
    }
}

TEST("a number is digits only, and no more than allowed")
{
    uint32_t n = 7;
    CHECK(str_to_u32(STR("0"), 0, &n) && n == 0);
    CHECK(str_to_u32(STR("4294967295"), UINT32_MAX, &n) && n == UINT32_MAX);
    CHECK(str_to_u32(STR("007"), 9, &n) && n == 7);
    CHECK(!str_to_u32(STR("4294967296"), UINT32_MAX, &n));
    CHECK(!str_to_u32(STR("99999999999999999999999999"), UINT32_MAX, &n));
    CHECK(!str_to_u32(STR("10"), 9, &n));
    CHECK(!str_to_u32(STR(""), 9, &n));
    CHECK(!str_to_u32(STR("-1"), 9, &n));
    CHECK(!str_to_u32(STR(" 1"), 9, &n));
    CHECK_INT(n, 7);
}

TEST("strings are joined, copied and lowered in an arena")
{
    struct str parts[] = {STR("a"), {0}, STR("c")};
    CHECK_STR(str_join(t->arena, parts, 3, STR(", ")), STR("a, , c"));
    CHECK_STR(str_join(t->arena, parts, 0, STR(", ")), STR(""));
    CHECK_STR(STR_CAT(t->arena, STR("a"), STR("/"), STR("b.md")), STR("a/b.md"));
    CHECK_STR(str_number(t->arena, 0), STR("0"));
    CHECK_STR(str_number(t->arena, UINT64_MAX), STR("18446744073709551615"));
    CHECK_STR(str_lower_ascii(t->arena, STR("ABZ[@Æ")), STR("abz[@Æ"));
    CHECK_STR(str_dup(t->arena, (struct str){0}), STR(""));
    CHECK(strcmp(str_z(t->arena, STR("abc")), "abc") == 0);
    CHECK(strcmp(str_z(t->arena, (struct str){0}), "") == 0);
}

/* By the definition, recursively. */
static unsigned naive_distance(struct str a, struct str b)
{
    if (!a.len || !b.len) return (unsigned)(a.len + b.len);
    struct str a1 = str_from(a, 1), b1 = str_from(b, 1);
    unsigned best = naive_distance(a1, b1) + (*a.ptr != *b.ptr), d;
    if ((d = naive_distance(a1, b) + 1) < best) best = d;
    if ((d = naive_distance(a, b1) + 1) < best) best = d;
    if (a.len > 1 && b.len > 1 && a.ptr[0] == b.ptr[1] && a.ptr[1] == b.ptr[0] &&
        (d = naive_distance(str_from(a, 2), str_from(b, 2)) + 1) < best)
        best = d;
    return best;
}

TEST("the distance of two words counts insertions, deletions, changes and swaps")
{
    CHECK_INT(str_distance(STR("titel"), STR("title"), 2), 1);
    CHECK_INT(str_distance(STR("forberedelse"), STR("forbredelse"), 2), 1);
    CHECK_INT(str_distance(STR("må"), STR("ma"), 2), 1); /* one letter, two bytes */
    CHECK_INT(str_distance(STR("abc"), STR("xyz"), 2), 3);
    CHECK_INT(str_distance(STR("abc"), STR("xyz"), 0), 1);
    CHECK_INT(str_distance(STR(""), STR(""), 0), 0);
    for (int i = 0; i < 2000; i++) {
        char a[5], b[5];
        for (int j = 0; j < 5; j++) {
            a[j] = (char)('a' + test_random(t) % 3);
            b[j] = (char)('a' + test_random(t) % 3);
        }
        struct str x = {a, test_random(t) % 6}, y = {b, test_random(t) % 6};
        unsigned limit = (unsigned)(test_random(t) % 4), want = naive_distance(x, y);
        CHECK_INT(str_distance(x, y, limit), want > limit ? limit + 1 : want);
    }
}

TEST("very long words are equal or far apart")
{
    char a[200], b[200];
    memset(a, 'a', sizeof a);
    memset(b, 'a', sizeof b);
    CHECK_INT(str_distance((struct str){a, 200}, (struct str){b, 200}, 2), 0);
    b[100] = 'b';
    CHECK_INT(str_distance((struct str){a, 200}, (struct str){b, 200}, 2), 3);
}
