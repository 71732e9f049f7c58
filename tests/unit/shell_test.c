#include "commands/shell.h"
#include "test.h"

static struct str typed(struct test *t, struct str word)
{
    struct buf b = {.arena = t->arena};
    shell_put_word(&b, word);
    return buf_str(&b);
}

TEST("a word that every shell takes as it is stands bare")
{
    CHECK_STR(typed(t, STR("kurset-vaart")), STR("kurset-vaart"));
    CHECK_STR(typed(t, STR("../kurs/01_prøve.md")), STR("../kurs/01_prøve.md"));
    CHECK_STR(typed(t, STR("git@example.no:kurs")), STR("git@example.no:kurs"));
}

TEST("spaces and signs stand between quotation marks")
{
    CHECK_STR(typed(t, STR("Lærende møter")), STR("\"Lærende møter\""));
    CHECK_STR(typed(t, STR("Kari's kurs; to & tre (fire)")),
              STR("\"Kari's kurs; to & tre (fire)\""));
    CHECK_STR(typed(t, STR("~/kurs")), STR("\"~/kurs\""));
    CHECK_STR(typed(t, STR("")), STR("\"\""));
}

TEST("what a shell would read between double marks stands between single ones")
{
    CHECK_STR(typed(t, STR("Hva!Nå")), STR("'Hva!Nå'"));
    CHECK_STR(typed(t, STR("$HOME `x` \"y\" \\")), STR("'$HOME `x` \"y\" \\'"));
    CHECK_STR(typed(t, STR("Kari's $")), STR("'Kari'\\''s $'"));
}
