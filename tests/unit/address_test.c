/* From names to addresses, and paths inside the course. */
#include "base/arena.h"
#include "course/address.h"
#include "test.h"

TEST("an address is lower case, with æøå spelt out and accents dropped")
{
    CHECK_STR(address_of(STR("Lærende møter på skolen"), t->arena),
              STR("laerende-moter-pa-skolen"));
    CHECK_STR(address_of(STR("ÆØÅ"), t->arena), STR("aeoa"));
    CHECK_STR(address_of(STR("Idé & Café!"), t->arena), STR("ide-cafe"));
    CHECK_STR(address_of(STR("--1.2 -- 3--"), t->arena), STR("1-2-3"));
}

TEST("composed and decomposed spellings of a name have one address")
{
    CHECK_STR(address_of(STR("a\u030ar"), t->arena), STR("ar"));
    CHECK_STR(address_of(STR("\u00e5r"), t->arena), STR("ar"));
}

TEST("a name without letters or digits has no address")
{
    CHECK_STR(address_of(STR("???"), t->arena), STR(""));
    CHECK_STR(address_of(STR(""), t->arena), STR(""));
}

TEST("a number and a hyphen before a name give its order and are not part of it")
{
    struct str rest = STR("untouched");
    CHECK(name_numbered(STR("10-forarbeid"), &rest));
    CHECK_STR(rest, STR("forarbeid"));
    CHECK(name_numbered(STR("00-x-y"), &rest));
    CHECK_STR(rest, STR("x-y"));
    CHECK(!name_numbered(STR("forarbeid"), &rest));
    CHECK(!name_numbered(STR("10-"), &rest));
    CHECK(!name_numbered(STR("-a"), &rest));
    CHECK(!name_numbered(STR("10a-b"), &rest));
}

static const char *resolved(struct arena *a, const char *from, const char *path)
{
    struct str out;
    bool good = path_resolve(&out, STR("content/"), str_of(from), str_of(path), a);
    return good ? str_z(a, out) : "outside";
}

TEST("a path counts from the folder of the file it stands in")
{
    const char *from = "content/01-a/2-b.md";
    CHECK_STR(str_of(resolved(t->arena, from, "figur.svg")), STR("content/01-a/figur.svg"));
    CHECK_STR(str_of(resolved(t->arena, from, "./bilder/../figur.svg")),
              STR("content/01-a/figur.svg"));
    CHECK_STR(str_of(resolved(t->arena, from, "../02-c/index.md")), STR("content/02-c/index.md"));
    CHECK_STR(str_of(resolved(t->arena, from, "../index.md")), STR("content/index.md"));
    CHECK_STR(str_of(resolved(t->arena, from, "")), STR("content/01-a/2-b.md"));
}

TEST("a path that climbs out of the course, or is absolute, leads nowhere")
{
    const char *from = "content/01-a/2-b.md";
    CHECK_STR(str_of(resolved(t->arena, from, "../../hemmelig.md")), STR("outside"));
    CHECK_STR(str_of(resolved(t->arena, from, "../../content/x.md")), STR("outside"));
    CHECK_STR(str_of(resolved(t->arena, from, "/etc/passwd")), STR("outside"));
}

TEST("a relative URL leaves out the folders that both pages share and names the file")
{
    CHECK_STR(address_relative(STR("a/x.html"), STR("a/y.html"), t->arena), STR("y.html"));
    CHECK_STR(address_relative(STR("a/x.html"), STR("b/index.html"), t->arena),
              STR("../b/index.html"));
    CHECK_STR(address_relative(STR("index.html"), STR("a/x.html"), t->arena), STR("a/x.html"));
    CHECK_STR(address_relative(STR("a/b/x.html"), STR("index.html"), t->arena),
              STR("../../index.html"));
    CHECK_STR(address_relative(STR("ab/x.html"), STR("abc/x.html"), t->arena),
              STR("../abc/x.html"));
    CHECK_STR(address_relative(STR("a/x.html"), STR("a/x.html"), t->arena), STR("x.html"));
}

TEST("the generator's own names are taken")
{
    CHECK(address_reserved_in_module(STR("leader")));
    CHECK(address_reserved_in_module(STR("worksheet")));
    CHECK(!address_reserved_in_module(STR("forarbeid")));
    CHECK(address_reserved_at_top(STR("glossary")));
    CHECK(address_reserved_at_top(STR("v")));
    CHECK(!address_reserved_at_top(STR("om-kurset")));
    CHECK(address_of_changes(STR("changes.html")));
    CHECK(address_of_changes(STR("changes/0a1b2c3d4e.html")));
    CHECK(!address_of_changes(STR("changes-2.html")));
}
