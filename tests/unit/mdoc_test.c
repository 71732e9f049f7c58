#include "parts/mdoc.h"
#include "test.h"

static struct str text(struct test *t, struct str plain)
{
    struct buf b = {.arena = t->arena};
    mdoc_text(&b, plain);
    return buf_str(&b);
}

TEST("each sentence begins a line, and lines are filled")
{
    CHECK_STR(text(t, STR("One is here. Two is there (yes!) So.")),
              STR("One is here.\nTwo is there (yes!)\nSo.\n"));
    CHECK_STR(
        text(
            t,
            STR("aaaaaaaaa bbbbbbbbb ccccccccc ddddddddd eeeeeeeee fffffffff ggggggggg hhhhhhhhh")),
        STR("aaaaaaaaa bbbbbbbbb ccccccccc ddddddddd eeeeeeeee fffffffff ggggggggg\nhhhhhhhhh\n"));
    CHECK_STR(text(t, STR("One.\n\nTwo.")), STR("One.\n.Pp\nTwo.\n"));
}

TEST("what one types stands on a macro line, with the signs after it by themselves")
{
    CHECK_STR(
        text(t, STR("Run `steg build --out x`, then (`y`) or `z`s.")),
        STR("Run\n.Ql \"steg build \\-\\-out x\" ,\nthen\n.Pf \\&( Ql y )\nor\n.Ql z Ns s.\n"));
    CHECK_STR(text(t, STR("See `steg-course(5)`.")), STR("See\n.Xr steg-course 5 .\n"));
}

TEST("what would mean something to the language does not")
{
    CHECK_STR(text(t, STR(".hidden files\\here 'x \"y\"")),
              STR("\\&.hidden files\\ehere 'x \\(dqy\\(dq\n"));
    CHECK_STR(text(t, STR("`Op` `.`")), STR(".Ql \\&Op\n.Ql \\&.\n"));
    struct buf b = {.arena = t->arena};
    mdoc_literal(&b, STR(".Bl\n'x\na-b\n"));
    CHECK_STR(buf_str(&b), STR(".Bd -literal -offset indent\n\\&.Bl\n\\&'x\na\\-b\n.Ed\n"));
}

TEST("a sentence has a capital first and a full stop last")
{
    struct buf b = {.arena = t->arena};
    mdoc_sentence(&b, STR("åpne den"));
    mdoc_sentence(&b, STR("ask!"));
    CHECK_STR(buf_str(&b), STR("Åpne den.\nAsk!\n"));
}
