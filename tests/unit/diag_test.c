#include "base/buf.h"
#include "base/diag.h"
#include "test.h"

TEST("an error shows where it is, the line, a caret and what to do")
{
    struct file f = {STR_INIT("content/a.md"), STR_INIT("---\ntitel: Forarbeid\n---\n")};
    struct diags d = {.arena = t->arena};
    struct buf out = {.arena = t->arena};
    diag(&d, DIAG_NO_PROCESS, ((struct pos){&f, 4, 5}), STR("EAGAIN"));
    diags_print(&out, &d, (struct diag_style){.language = LANGUAGE_NB});
    CHECK_STR(buf_str(&out),
              STR("content/a.md:2:1: feil: systemet vil ikke starte en prosess til: EAGAIN "
                  "[no-process]\n"
                  "  2 | titel: Forarbeid\n"
                  "    | ^~~~~\n"
                  "  Lukk andre programmer, eller bygg med «-j 1».\n"
                  "\n"
                  "1 feil\n"));
}
