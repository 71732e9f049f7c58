/* What an author is told when a file ends the process that reads it. */
#include "base/buf.h"
#include "site/edition.h"
#include "test.h"

static struct str told_of(struct test *t, enum item_end how, unsigned seconds, enum language l)
{
    static const struct file file = {STR_INIT("content/01-a/1-b.md"), STR_INIT("---\ntitle: B\n")};
    struct diags d = {.arena = t->arena};
    struct buf b = {.arena = t->arena};
    edition_blame(&d, &file, how, seconds);
    diags_print(&b, &d, (struct diag_style){.language = l});
    return buf_str(&b);
}

static struct str told(struct test *t, enum item_end how, enum language l)
{
    return told_of(t, how, 5, l);
}

#define EXCERPT "  1 | ---\n    | ^\n"

TEST("a file that ends the process that reads it is named, and so is what to do (page-crashed)")
{
    CHECK_STR(
        told(t, ITEM_CRASHED, LANGUAGE_EN),
        STR("content/01-a/1-b.md:1:1: error: this file stops the program that reads Markdown "
            "[page-crashed]\n" EXCERPT
            "  Take out the last thing you pasted in; look for very long or strangely nested text. "
            "The rest of the course has been checked.\n\n1 error\n"));
    CHECK_STR(
        told(t, ITEM_CRASHED, LANGUAGE_NB),
        STR("content/01-a/1-b.md:1:1: feil: denne fila stanser programmet som leser Markdown "
            "[page-crashed]\n" EXCERPT
            "  Ta bort det siste dere limte inn; se etter svært lang eller underlig nøstet tekst. "
            "Resten av kurset er kontrollert.\n\n1 feil\n"));
}

TEST("a file that takes too long is named, with the time it had (page-timeout)")
{
    CHECK_STR(
        told(t, ITEM_TIMEOUT, LANGUAGE_EN),
        STR("content/01-a/1-b.md:1:1: error: this file takes too long to read (more than 5 "
            "seconds) "
            "[page-timeout]\n" EXCERPT
            "  Take out the last thing you pasted in; look for very long or strangely nested text. "
            "The rest of the course has been checked.\n\n1 error\n"));
    CHECK_STR(
        told(t, ITEM_TIMEOUT, LANGUAGE_NB),
        STR("content/01-a/1-b.md:1:1: feil: denne fila tar for lang tid å lese (mer enn 5 "
            "sekunder) "
            "[page-timeout]\n" EXCERPT
            "  Ta bort det siste dere limte inn; se etter svært lang eller underlig nøstet tekst. "
            "Resten av kurset er kontrollert.\n\n1 feil\n"));
}

TEST("what had more time than a file is told with the time it had")
{
    struct str said = told_of(t, ITEM_TIMEOUT, 60, LANGUAGE_EN);
    CHECK(str_find_str(said, STR("(more than 60 seconds)")) != STR_NONE);
}

TEST("a file that needs too much memory is named (page-memory)")
{
    CHECK_STR(told(t, ITEM_MEMORY, LANGUAGE_EN),
              STR("content/01-a/1-b.md:1:1: error: this file needs too much memory "
                  "[page-memory]\n" EXCERPT "  Divide it into several steps.\n\n1 error\n"));
    CHECK_STR(told(t, ITEM_MEMORY, LANGUAGE_NB),
              STR("content/01-a/1-b.md:1:1: feil: denne fila trenger for mye minne "
                  "[page-memory]\n" EXCERPT "  Del den i flere steg.\n\n1 feil\n"));
}
