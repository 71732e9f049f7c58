/* Texts that stand with others on one page: their anchors and headings. */
#include "test.h"
#include "course/address.h"
#include "course/doc.h"
#include "site/within.h"

static struct str put(struct arena *a, const char *html, const char *name, unsigned deeper)
{
    struct within w = {str_of(name), deeper};
    struct buf b = {.arena = a};
    enum within_place at = WITHIN_TEXT;
    within_put(&b, str_of(html), &w, &at);
    return buf_str(&b);
}

TEST("anchors get the text's name, and links to them follow")
{
    CHECK_STR(put(t->arena, "<h2 id=\"moter\">M</h2>", "forarbeid", 0),
              STR("<h2 id=\"forarbeid.moter\">M</h2>"));
    CHECK_STR(put(t->arena, "<a href=\"#fn-1\" id=\"fn-1.1\" role=\"doc-noteref\">1</a>", "s", 1),
              STR("<a href=\"#s.fn-1\" id=\"s.fn-1.1\" role=\"doc-noteref\">1</a>"));
    CHECK_STR(put(t->arena, "<td headers=\"a.r1 a.c2\" headers=\"\" x=\"a b\">", "s", 0),
              STR("<td headers=\"s.a.r1 s.a.c2\" headers=\"\" x=\"a b\">"));
    CHECK_STR(put(t->arena, "<section aria-labelledby=\"x\">", "s", 0),
              STR("<section aria-labelledby=\"s.x\">"));
}

TEST("links elsewhere stay as they are")
{
    const char *html =
        "<a href=\"../b.html#c\">b</a> <a class=\"external\" href=\"https://x.no/#y\">x</a>";
    CHECK_STR(put(t->arena, html, "s", 1), str_of(html));
}

TEST("headings go down, never below h6, and other tags do not")
{
    CHECK_STR(put(t->arena, "<h2>a</h2><h3 id=\"b\">b</h3>", "s", 1),
              STR("<h3>a</h3><h4 id=\"s.b\">b</h4>"));
    CHECK_STR(put(t->arena, "<h5>a</h5><h6>b</h6>", "s", 3), STR("<h6>a</h6><h6>b</h6>"));
    CHECK_STR(put(t->arena, "<hr><h><header><h12>", "s", 1), STR("<hr><h><header><h12>"));
}

TEST("words that look like markup are text, and stay")
{
    const char *html = "<p>Skriv &lt;h2 id=&quot;x&quot;&gt; eller id=x, a < b</p>";
    CHECK_STR(put(t->arena, html, "s", 1), str_of(html));
}

TEST("a value that ends like an attribute is a value")
{
    const char *html = "<abbr title=\"a id=\">x</abbr><img alt=\" href=\" src=\"b.png\">";
    CHECK_STR(put(t->arena, html, "s", 1), str_of(html));
}

TEST("a text in pieces is the same as the text in one, wherever it is cut in a tag or a value")
{
    struct within w = {STR("s"), 1};
    struct str html =
        STR("<h2 id=\"a\">A</h2><div class=\"table\" aria-label=\"x id=\"><p>b</p></div>");
    struct str whole = put(t->arena, html.ptr, "s", 1);
    static const struct str before[] = {STR_INIT("x id="), STR_INIT("A</h2>"), STR_INIT(" class"),
                                        STR_INIT("<p>")};
    for (size_t i = 0; i < sizeof before / sizeof *before; i++) {
        struct buf b = {.arena = t->arena};
        enum within_place at = WITHIN_TEXT;
        size_t cut = str_find_str(html, before[i]);
        within_put(&b, str_sub(html, 0, cut), &w, &at);
        within_put(&b, str_from(html, cut), &w, &at);
        CHECK_STR(buf_str(&b), whole);
    }
    CHECK_STR(put(t->arena, "", "s", 1), STR(""));
    CHECK_STR(put(t->arena, "<", "s", 1), STR("<"));
}

TEST("the landmark of the footnotes is left out")
{
    CHECK_STR(put(t->arena, "<section class=\"footnotes\" role=\"doc-endnotes\"><h2>", "s", 1),
              STR("<section class=\"footnotes\"><h3>"));
}

TEST("an address can be such a name: no full stop, no need to escape")
{
    CHECK_STR(address_of(STR("Før dere møtes. «1.2»"), t->arena), STR("for-dere-motes-1-2"));
    struct within w = {.name = STR("forarbeid")}, none = {0};
    CHECK_STR(within_id(&w, STR("moter.styrke"), t->arena), STR("forarbeid.moter.styrke"));
    CHECK_STR(within_id(&w, STR(""), t->arena), STR(""));
    CHECK_STR(within_id(&none, STR("moter"), t->arena), STR("moter"));
}

/* What the renderer makes is what the pass is for: every id in it, and nothing but ids. */
TEST("a whole rendered text keeps its links together")
{
    static const char md[] = "Se [her](#b) og noten.[^1]\n\n## A id=\"x\"\n\n### B {#b}\n\n"
                             "<abbr title=\"a id=\">x</abbr>\n\n[^1]: Note.\n";
    struct diags d = {.arena = t->arena};
    struct file file = {.path = STR("a.md"), .bytes = STR(md)};
    struct doc_ids ids = {.used = {.arena = t->arena}};
    struct doc_input in = {.file = &file, .text = file.bytes, .form = DOC_BODY};
    struct doc *doc = doc_parse(&in, &ids, t->arena, t->arena, &d);
    struct within w = {STR("s"), 1};
    struct buf b = {.arena = t->arena};
    enum within_place at = WITHIN_TEXT;
    within_put(&b, doc->html, &w, &at);
    struct str html = buf_str(&b);
    CHECK(str_find_str(html, STR("<h3 id=\"s.a-")) != STR_NONE);
    CHECK(str_find_str(html, STR("<h4 id=\"s.b\">")) != STR_NONE);
    CHECK(str_find_str(html, STR("href=\"#s.fn-1\"")) != STR_NONE);
    CHECK(str_find_str(html, STR("<li id=\"s.fn-1\">")) != STR_NONE);
    CHECK(str_find_str(html, STR("title=\"a id=")) != STR_NONE);
    CHECK(str_find_str(html, STR("title=\"a id=\"s.")) == STR_NONE);
}
