/* Docs: what Markdown becomes in a page. Holes are shown as <LINK path #anchor>, <TERM id>,
 * src=[path], [CITE key], [STRING n argument]. */
#include "test.h"
#include "base/buf.h"
#include "course/doc.h"
#include "parts/yaml.h"

struct written {
    struct file file;
    struct doc_ids ids;
    struct diags diags;
    struct doc *doc;
};

static void fill(struct buf *out, const struct hole *h, void *ctx)
{
    (void)ctx;
    switch (h->kind) {
    case HOLE_LINK:
        buf_printf(out, "<LINK %.*s%s%.*s>", STR_ARG(h->path), h->anchor.len ? "#" : "",
                   STR_ARG(h->anchor));
        break;
    case HOLE_TERM:
        buf_printf(out, "<TERM %.*s>", STR_ARG(h->path));
        break;
    case HOLE_IMAGE:
        buf_printf(out, "src=[%.*s]", STR_ARG(h->path));
        break;
    case HOLE_CITATION:
        buf_printf(out, "[%s", h->in_text ? "CITE" : "(CITE)");
        for (uint32_t i = 0; i < h->ncites; i++)
            buf_printf(out, " %.*s", STR_ARG(h->cites[i].key));
        buf_put(out, STR("]"));
        break;
    default:
        buf_printf(out, "[%d%s%.*s]", h->string, h->path.len ? " " : "", STR_ARG(h->path));
    }
}

static struct written *write_doc(struct test *t, const char *text, enum doc_form form,
                                 enum raw_html raw)
{
    struct written *w = arena_new(t->arena, struct written, 1);
    w->file = (struct file){STR_INIT("content/x.md"), str_of(text)};
    w->diags.arena = w->ids.used.arena = t->arena;
    struct doc_input in = {.file = &w->file, .text = w->file.bytes, .form = form, .raw_html = raw};
    w->doc = doc_parse(&in, &w->ids, t->arena, t->arena, &w->diags);
    return w;
}

static struct str shown(struct test *t, const struct written *w)
{
    struct buf b = {.arena = t->arena};
    for (const struct diag *d = w->diags.first; d; d = d->next) {
        uint32_t line, column;
        struct str source;
        pos_locate(d->pos, &line, &column, &source);
        buf_printf(&b, "%s%u:%u %s", b.len ? ", " : "", line, column, diag_catalogue[d->id].id);
    }
    if (!w->diags.first) doc_print(&b, w->doc, fill, NULL);
    return buf_str(&b);
}

#define GIVES(text, html) \
    CHECK_STR(shown(t, write_doc(t, (text), DOC_BODY, RAW_HTML_SAFE)), STR(html))
#define LINE(text, html) \
    CHECK_STR(shown(t, write_doc(t, (text), DOC_LINE, RAW_HTML_SAFE)), STR(html))

/* ---- Text ------------------------------------------------------------------------------------ */

TEST("paragraphs, emphasis, lists and code become plain HTML")
{
    GIVES("Se *a* **b** ~~c~~ `d<e`\nf\\\ng & \"h\".",
          "<p>Se <em>a</em> <strong>b</strong> <del>c</del> <code>d&lt;e</code>\nf<br>\ng &amp; "
          "&quot;h&quot;.</p>\n");
    GIVES("- a\n- b\n\n3. c\n\n   d\n",
          "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n<ol start=\"3\">\n<li><p>c</p>\n<p>d</p>\n</li>\n"
          "</ol>\n");
    GIVES("> a\n\n---\n\n```c x\na<b\n```\n",
          "<blockquote>\n<p>a</p>\n</blockquote>\n<hr>\n<pre tabindex=\"0\"><code "
          "class=\"language-c\">a&lt;b\n</code></pre>\n");
}

TEST("a task list is read aloud: done or not, and holds no controls")
{
    GIVES("- [x] a\n- [ ] b\n",
          "<ul class=\"tasks\">\n<li class=\"done\"><span class=\"tick\" role=\"img\" "
          "aria-label=\"[2]\"></span>a</li>\n<li><span class=\"tick\" role=\"img\" "
          "aria-label=\"[3]\"></span>b</li>\n</ul>\n");
    GIVES("- [x] a\n- b\n",
          "<ul>\n<li class=\"done\"><span role=\"img\" aria-label=\"[2]\">☑</span> "
          "a</li>\n<li>b</li>\n</ul>\n");
}

TEST("a table can be scrolled, has named columns, and aligns without style")
{
    GIVES("## Tid\n\n| a | |\n|---|--:|\n| b | c |\n",
          "<h2 id=\"tid\">Tid</h2>\n<div class=\"table\" role=\"group\" tabindex=\"0\" "
          "aria-label=\"[4 Tid]\">\n<table>\n<thead>\n<tr><th scope=\"col\">a</th><td "
          "class=\"right\"></td></tr>\n</thead>\n<tbody>\n<tr><td>b</td><td "
          "class=\"right\">c</td></tr>\n</tbody>\n</table>\n</div>\n");
}

TEST("footnotes lead there and back")
{
    GIVES(
        "a[^x] b[^x]\n\n[^x]: N\n",
        "<p>a<sup class=\"fn\"><a href=\"#fn-1\" id=\"fn-1.1\" role=\"doc-noteref\">1</a></sup> "
        "b<sup class=\"fn\"><a href=\"#fn-1\" id=\"fn-1.2\" role=\"doc-noteref\">1</a></sup></p>\n"
        "<section class=\"footnotes\" role=\"doc-endnotes\">\n<h2>[0]</h2>\n<ol>\n<li "
        "id=\"fn-1\"><p>N <a href=\"#fn-1.1\" role=\"doc-backlink\" aria-label=\"[1 1]\">↩</a> <a "
        "href=\"#fn-1.2\" role=\"doc-backlink\" aria-label=\"[1 1]\">↩</a></p>\n</li>\n</ol>\n"
        "</section>\n");
}

/* ---- Headings -------------------------------------------------------------------------------- */

TEST("headings get the ids of their texts, with numbers when they are the same")
{
    GIVES("## Å gjøre: nå!\n", "<h2 id=\"å-gjøre-nå\">Å gjøre: nå!</h2>\n");
    GIVES("## Mål\n\n## Mål\n\n## Mål\n", "<h2 id=\"mål\">Mål</h2>\n<h2 id=\"mål-2\">Mål</h2>\n"
                                          "<h2 id=\"mål-3\">Mål</h2>\n");
    GIVES("## *A* `b`\n\n### 🙂\n", "<h2 id=\"a-b\"><em>A</em> <code>b</code></h2>\n<h3 "
                                      "id=\"del\">🙂</h3>\n");
}

TEST("an id of its own wins over made ones, wherever it stands")
{
    GIVES("## Mål\n\n## Annet {#mål}\n", "<h2 id=\"mål-2\">Mål</h2>\n<h2 id=\"mål\">Annet</h2>\n");
    GIVES("## A {#x}\n\n## B {#x}\n", "3:6 id-twice");
    GIVES("## A {#_x}\n", "1:6 heading-id");
    GIVES("## A {#x y}\n", "1:6 heading-id");
}

TEST("texts of one page share their ids")
{
    struct written *w = write_doc(t, "## Mål\n", DOC_BODY, RAW_HTML_SAFE);
    struct doc_input in = {.file = &w->file, .text = STR("### Mål\n"), .form = DOC_BLOCKS};
    struct doc *second = doc_parse(&in, &w->ids, t->arena, t->arena, &w->diags);
    CHECK_STR(second->html, STR("<h3 id=\"mål-2\">Mål</h3>\n"));
    CHECK(!doc_ids_add(&w->ids, STR("mål"), (struct pos){&w->file, 1, 1}, t->arena, &w->diags));
    CHECK_INT(w->diags.first->id, DIAG_ID_TWICE);
}

TEST("ids can be collected before, and are not counted twice for it")
{
    struct written *w = write_doc(t, "", DOC_BODY, RAW_HTML_SAFE);
    struct file f = {STR_INIT("y.md"), STR_INIT("## A {#b}\n")};
    struct doc_input in = {.file = &f, .text = f.bytes, .form = DOC_BODY};
    doc_collect_ids(&in, &w->ids, t->arena, &w->diags);
    CHECK(map_has(&w->ids.used, STR("b")));
    struct doc *doc = doc_parse(&in, &w->ids, t->arena, t->arena, &w->diags);
    CHECK(!w->diags.first);
    CHECK_STR(doc->headings[0].id, STR("b"));
}

TEST("levels begin below the title and do not jump")
{
    GIVES("# A\n", "1:1 heading-level-one");
    GIVES("A\n===\n", "1:1 heading-level-one");
    GIVES("### A\n", "1:1 heading-jump");
    GIVES("## A\n\n#### B\n", "3:1 heading-jump");
    GIVES("##\n", "1:1 heading-empty");
    CHECK_STR(shown(t, write_doc(t, "## A\n", DOC_BLOCKS, RAW_HTML_SAFE)),
              STR("1:1 heading-in-key"));
    CHECK_STR(shown(t, write_doc(t, "### A\n", DOC_BLOCKS, RAW_HTML_SAFE)),
              STR("<h3 id=\"a\">A</h3>\n"));
    GIVES("Gjør dette:\n\n## A\n", "1:1 colon-before-heading");
    GIVES("**Gjør dette:**\n\n## A\n", "1:1 colon-before-heading");
}

TEST("headings are kept for tables of contents, and words are counted")
{
    struct written *w =
        write_doc(t, "## En *to* [@a]\n\nTre fi*re* fem\nseks `sju`.\n", DOC_BODY, RAW_HTML_SAFE);
    CHECK_INT(w->doc->nheadings, 1);
    CHECK_STR(w->doc->headings[0].text, STR("En to"));
    CHECK_INT(w->doc->headings[0].level, 2);
    CHECK_INT(w->doc->words, 7);
}

/* ---- Boxes ----------------------------------------------------------------------------------- */

TEST("a box says its kind in words, in the language of the page")
{
    GIVES("::: tip\na\n:::\n", "<div class=\"box tip\">\n<p class=\"box-title\">[6]</p>\n<p>a</p>\n"
                               "</div>\n");
    GIVES(
        "::: law Om *alle* [b](c.md)\na\n:::\n",
        "<div class=\"box law\">\n<p class=\"box-title\"><span class=\"box-kind\">[11]:</span> Om "
        "<em>alle</em> <LINK c.md>b</a></p>\n<p>a</p>\n</div>\n");
    GIVES("> [!WARNING]\n> a\n", "<div class=\"box warning\">\n<p class=\"box-title\">[8]</p>\n"
                                 "<p>a</p>\n</div>\n");
}

TEST("an unknown kind of box is an error at its name, with a suggestion")
{
    GIVES("::: exampel\na\n:::\n", "1:5 unknown-box");
    GIVES("> [!HINT]\n> a\n", "1:3 unknown-box");
    struct written *w = write_doc(t, "::: exampel\na\n:::\n", DOC_BODY, RAW_HTML_SAFE);
    CHECK_STR(w->diags.first->args[1], STR("example"));
}

/* ---- Links and pictures ---------------------------------------------------------------------- */

TEST("places on the web are written at once, places in the course are holes")
{
    GIVES("[a](https://x.no/å?b=1&c \"T\") [d](mailto:e@f.no) <https://g.no>",
          "<p><a href=\"https://x.no/%C3%A5?b=1&amp;c\" title=\"T\">a</a> <a "
          "href=\"mailto:e@f.no\">d</a> <a href=\"https://g.no\">https://g.no</a></p>\n");
    GIVES("[a](../b%20c/d.md#%C3%A5) [e](#f) [g](term:plf)",
          "<p><LINK ../b c/d.md#å>a</a> <LINK #f>e</a> <TERM plf>g</a></p>\n");
    struct written *w = write_doc(t, "a [*b* c](d.md \"T\")", DOC_BODY, RAW_HTML_SAFE);
    CHECK_STR(w->doc->holes[0].text, STR("b c"));
    CHECK_STR(w->doc->holes[0].title, STR("T"));
    CHECK_STR(pos_text(w->doc->holes[0].pos), STR("[*b* c](d.md \"T\")"));
}

TEST("an address that would run something, or lead off the course, is an error however it is "
     "spelled")
{
    GIVES("[a](javascript:b)", "1:1 link-scheme");
    GIVES("[a](JaVaScript:b)", "1:1 link-scheme");
    GIVES("[a](javascript&colon;b)", "1:1 link-scheme");
    GIVES("[a](<java&#10;script:b>)", "1:1 link-scheme");
    GIVES("[a](&#1;javascript:b)", "1:1 link-scheme");
    GIVES("[a](data:text/html,b) [c](file:///d)", "1:1 link-scheme, 1:23 link-to-disk");
    GIVES("[a](/b.html) [c](//d.no)", "1:1 absolute-link, 1:14 absolute-link");
    GIVES("[](a.md) [b]()", "1:1 empty-link, 1:10 empty-link");
}

TEST("a picture alone in its paragraph is a figure, one in a line is not")
{
    GIVES("![En *trekant*](figur.svg \"Veien\")\n",
          "<figure>\n<img src=[figur.svg] alt=\"En trekant\" "
          "loading=\"lazy\">\n<figcaption>Veien</figcaption>\n</figure>\n");
    GIVES("Se ![a](b.svg) her", "<p>Se <img src=[b.svg] alt=\"a\" class=\"inline\"> her</p>\n");
    GIVES("![](a.svg \"decorative\")", "<figure>\n<img src=[a.svg] alt=\"\" loading=\"lazy\">\n"
                                       "</figure>\n");
    GIVES("[![a](b.svg)](c.md)", "<p><LINK c.md><img src=[b.svg] alt=\"a\" class=\"inline\"></a>"
                                 "</p>\n");
    GIVES("![](a.svg) ![ ](b.svg)", "1:1 picture-without-text, 1:12 picture-without-text");
    GIVES("![a](https://b.no/c.png) ![a](//b.no/c.png)", "1:1 remote-picture, 1:26 remote-picture");
    GIVES("![a](data:image/png;base64,AA)", "1:1 link-scheme");
}

TEST("a citation is one hole, which knows its keys")
{
    GIVES("Se [@a; -@b] og @c [s. 3].", "<p>Se [(CITE) a b] og [CITE c].</p>\n");
}

/* ---- Lines ----------------------------------------------------------------------------------- */

TEST("a line has no paragraph around it, and knows whether it is plain")
{
    LINE("Hva er *det*?", "Hva er <em>det</em>?");
    LINE("1. Tom & \"Per\"", "1. Tom &amp; &quot;Per&quot;");
    struct written *w = write_doc(t, "Hva *er* `det`?", DOC_LINE, RAW_HTML_SAFE);
    CHECK_STR(w->doc->text, STR("Hva er det?"));
    CHECK(!w->doc->plain);
    w = write_doc(t, "Tom \\* Per & \"Kari\"\n", DOC_LINE, RAW_HTML_SAFE);
    CHECK_STR(w->doc->html, STR("Tom * Per &amp; &quot;Kari&quot;"));
    CHECK(w->doc->plain);
    CHECK_INT(w->doc->words, 5);
    w = write_doc(t, "Bare tekst her", DOC_LINE, RAW_HTML_SAFE);
    CHECK(w->doc->plain);
    CHECK_STR(w->doc->text, STR("Bare tekst her"));
    CHECK_INT(w->doc->words, 3);
}

/* ---- Raw HTML -------------------------------------------------------------------------------- */

TEST("the elements of the list are written anew")
{
    GIVES(
        "H<sub>2</sub>O<br/> <SPAN LANG='en'>team</SPAN> <abbr title=\"a &amp; b\">f</abbr><wbr >",
        "<p>H<sub>2</sub>O<br> <span lang=\"en\">team</span> <abbr title=\"a &amp; "
        "b\">f</abbr><wbr></p>\n");
    GIVES("<details open>\n<summary>Mer & mer</summary>\n\nSkjult **tekst**.\n\n</details>\n",
          "<details open>\n<summary>Mer &amp; mer</summary>\n<p>Skjult "
          "<strong>tekst</strong>.</p>\n</details>\n");
    GIVES("<dl>\n<dt>a</dt>\n<dd>b</dd>\n</dl>\n", "<dl>\n<dt>a</dt>\n<dd>b</dd>\n</dl>\n");
    GIVES("3 < 4 og a<b.", "<p>3 &lt; 4 og a&lt;b.</p>\n");
}

TEST("comments are dropped")
{
    GIVES("a <!-- b --> c\n\n<!--\n<b>\n-->\n", "<p>a  c</p>\n\n");
}

TEST("of an element that is not allowed, the first tag is reported and nothing in it")
{
    GIVES("<script>alert(1)</script>\n", "1:1 html-element");
    GIVES("a <b>c</b> <u>d</u>", "1:3 html-element, 1:12 html-element");
    GIVES("<table><tr><td onclick=x>y</td></tr></table>\n", "1:1 html-element");
    GIVES("<div>\n\na <i>b</i>\n\n</div>\n", "1:1 html-element, 3:3 html-element");
    GIVES("> - <div>\n>   <img src=x>\n>   </div>\n", "1:5 html-element");
    GIVES("a <img src=x> b <!DOCTYPE c> <?php ?> <o:p></o:p>",
          "1:3 html-element, 1:17 html-element, 1:30 html-element, 1:39 html-element");
    struct written *w = write_doc(t, "a <b>c</b>", DOC_BODY, RAW_HTML_SAFE);
    CHECK_STR(w->diags.first->args[1], STR("**…**"));
}

TEST("attributes that are not in the list are errors")
{
    GIVES("<span onclick=\"a\">b</span>", "1:1 html-attribute");
    GIVES("<mark style=a>b</mark>", "1:1 html-attribute");
    GIVES("<span lang=en lang=nb>b</span>", "1:1 html-attribute");
}

TEST("elements are balanced where Markdown would notice")
{
    GIVES("a <mark>b", "1:3 html-unclosed");
    GIVES("a</mark>", "1:2 html-stray");
    GIVES("<mark><q>x</mark></q>", "1:11 html-stray");
    GIVES("*<mark>a*</mark>", "1:2 html-unclosed, 1:10 html-stray");
    GIVES("<details>\n<summary>a</summary>\n\nb\n", "1:1 html-unclosed");
    GIVES("- <details>\n  <summary>a</summary>\n\nb\n\n</details>\n",
          "1:3 html-unclosed, 6:1 html-stray");
    GIVES("<details>\n<summary>a</summary>\n\nb </details>\n", "4:3 html-stray, 1:1 html-unclosed");
    GIVES("a</br>", "1:2 html-stray");
    GIVES("a <details>b</details>", "1:3 html-place");
    GIVES("<dt>a</dt>\n", "1:1 html-parent");
}

TEST("tags are found where they stand, also in quotes and on later lines")
{
    GIVES("> <details>\n> <summary>a</summary> <b>c</b>\n> </details>\n", "2:24 html-element");
}

TEST("with raw_html: none every tag is an error, comments still are not")
{
    CHECK_STR(shown(t, write_doc(t, "a<sup>2</sup> <!-- b -->", DOC_BODY, RAW_HTML_NONE)),
              STR("1:2 html-none, 1:8 html-none"));
}

/* ---- Texts in keys --------------------------------------------------------------------------- */

TEST("a fault in a key's text is placed in the file")
{
    struct file file = {STR_INIT("x.yml"), STR_INIT("a: |\n  Se\n  [b](/c) nå\n")};
    struct diags d = {.arena = t->arena};
    struct yaml_node *root = yaml_parse(&file, file.bytes, YAML_USE_FILE, t->arena, &d);
    const struct yaml_node *node = yaml_get(root, STR("a"));
    struct doc_ids ids = {.used = {.arena = t->arena}};
    struct doc_input in = {.file = &file, .text = node->text, .node = node, .form = DOC_BLOCKS};
    doc_parse(&in, &ids, t->arena, t->arena, &d);
    CHECK_INT(d.first->id, DIAG_ABSOLUTE_LINK);
    CHECK_STR(pos_text(d.first->pos), STR("[b](/c)"));
}
