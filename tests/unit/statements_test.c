/* Statements as spreadsheets and forms read them. */
#include "base/buf.h"
#include "site/statements.h"
#include "test.h"

static struct str field(struct test *t, const char *text)
{
    struct buf b = {.arena = t->arena};
    statements_put_field(&b, str_of(text));
    return buf_str(&b);
}

TEST("a field is as it is written, with æøå and commas")
{
    CHECK_STR(field(t, "Vi spør, og lærer."), STR("Vi spør, og lærer."));
    CHECK_STR(field(t, ""), STR(""));
}

TEST("a field is quoted where it would end too early, and quotation marks are doubled")
{
    CHECK_STR(field(t, "Vi spør; så lytter vi."), STR("\"Vi spør; så lytter vi.\""));
    CHECK_STR(field(t, "Vi sier \"vi\"."), STR("\"Vi sier \"\"vi\"\".\""));
    CHECK_STR(field(t, "Vi\nto"), STR("\"Vi\nto\""));
    CHECK_STR(field(t, "Vi "), STR("\"Vi \""));
}

TEST("a field that a spreadsheet would work out begins with an apostrophe")
{
    CHECK_STR(field(t, "=1+1"), STR("'=1+1"));
    CHECK_STR(field(t, "+47"), STR("'+47"));
    CHECK_STR(field(t, "-a"), STR("'-a"));
    CHECK_STR(field(t, "@vi"), STR("'@vi"));
    CHECK_STR(field(t, "\tvi"), STR("'\tvi"));
    CHECK_STR(field(t, "=HYPERLINK(\"x\";\"y\")"), STR("\"'=HYPERLINK(\"\"x\"\";\"\"y\"\")\""));
    CHECK_STR(field(t, "– vi = oss"), STR("– vi = oss"));
}
