/* Tables in a terminal. */
#include "site/columns.h"
#include "test.h"

#define ROW(...) ((struct str[]){__VA_ARGS__})

static struct str printed(const struct columns *c, size_t width, struct test *t)
{
    struct buf b = {.arena = t->arena};
    columns_print(&b, c, width);
    return buf_str(&b);
}

TEST("columns are as wide as what they hold, numbers end flush, and no line ends in blanks")
{
    struct columns c = {.arena = t->arena, .n = 3, .right = 1u << 1};
    columns_add(&c, ROW(STR("Tekst"), STR("Ord"), STR("LIX")));
    columns_add(&c, ROW(STR("En"), STR("1234"), STR("lett")));
    columns_add(&c, ROW(STR("To og tre"), STR("7"), STR("")));
    CHECK_STR(printed(&c, 80, t), STR("Tekst       Ord  LIX\n"
                                      "En         1234  lett\n"
                                      "To og tre     7\n"));
}

TEST("width is that of the terminal: æøå one cell, an accent none, Chinese two")
{
    struct columns c = {.arena = t->arena, .n = 2};
    columns_add(&c, ROW(STR("æøå"), STR("|")));
    columns_add(&c, ROW(STR("e\xCC\x81"
                            "ab"),
                        STR("|")));
    columns_add(&c, ROW(STR("学a"), STR("|")));
    CHECK_STR(printed(&c, 80, t), STR("æøå  |\ne\xCC\x81"
                                      "ab  |\n学a  |\n"));
}

TEST("the first column gives way, and says so")
{
    struct columns c = {.arena = t->arena, .n = 2};
    columns_add(&c, ROW(STR("En tittel som er lang"), STR("12345")));
    columns_add(&c, ROW(STR("Kort"), STR("1")));
    CHECK_STR(printed(&c, 22, t), STR("En tittel som…   12345\n"
                                      "Kort             1\n"));
    CHECK_STR(printed(&c, 28, t), STR("En tittel som er lang  12345\n"
                                      "Kort                   1\n"));
}

TEST("no letter of two cells is cut in half")
{
    struct columns c = {.arena = t->arena, .n = 2};
    columns_add(&c, ROW(STR("学校领导如何共同学习"), STR("|")));
    CHECK_STR(printed(&c, 17, t), STR("学校领导如何…   |\n"));
    CHECK_STR(printed(&c, 18, t), STR("学校领导如何共…  |\n"));
}

TEST("the first column keeps twelve cells, whatever becomes of the rest")
{
    struct columns c = {.arena = t->arena, .n = 2};
    columns_add(&c, ROW(STR("abcdefghijklmnopqrst"), STR("en ganske lang celle")));
    CHECK_STR(printed(&c, 10, t), STR("abcdefghijk…  en ganske lang celle\n"));
}

TEST("a row can stand apart")
{
    struct columns c = {.arena = t->arena, .n = 1};
    columns_add(&c, ROW(STR("a")));
    columns_rule(&c);
    columns_add(&c, ROW(STR("b")));
    CHECK_STR(printed(&c, 80, t), STR("a\n\nb\n"));
}

TEST("what would turn a terminal upside down is shown as a sign")
{
    struct columns c = {.arena = t->arena, .n = 2};
    columns_add(&c, ROW(STR("a\x1B[31mb"), STR("\xE2\x80\xAE"
                                               "c")));
    CHECK_STR(printed(&c, 80, t), STR("a\xEF\xBF\xBD[31mb  \xEF\xBF\xBD"
                                      "c\n"));
}
