/* Markdown as events. Each test writes Markdown and what becomes of it, in a short notation:
 *
 *     p{Se em{dette}}            blocks and inlines by name, texts as they are
 *     link(neste.md|tittel){…}   in parentheses: text, then extra
 *     cite[se|a2010|s. 3; -b]    citations; cite:@ when in the sentence
 */
#include "test.h"
#include "base/buf.h"
#include "parts/markdown.h"

static const char *const names[] = {[MD_PARAGRAPH] = "p",
                                    [MD_HEADING] = "h",
                                    [MD_QUOTE] = "quote",
                                    [MD_LIST] = "list",
                                    [MD_ITEM] = "item",
                                    [MD_CODE_BLOCK] = "pre",
                                    [MD_HTML_BLOCK] = "htmlblock",
                                    [MD_BREAK] = "hr",
                                    [MD_TABLE] = "table",
                                    [MD_ROW] = "row",
                                    [MD_CELL] = "cell",
                                    [MD_FOOTNOTES] = "footnotes",
                                    [MD_FOOTNOTE] = "footnote",
                                    [MD_BOX] = "box",
                                    [MD_TEXT] = "",
                                    [MD_SOFTBREAK] = "_",
                                    [MD_LINEBREAK] = "br",
                                    [MD_CODE] = "code",
                                    [MD_HTML] = "html",
                                    [MD_EMPH] = "em",
                                    [MD_STRONG] = "strong",
                                    [MD_STRIKE] = "del",
                                    [MD_LINK] = "link",
                                    [MD_IMAGE] = "img",
                                    [MD_FOOTNOTE_REF] = "ref",
                                    [MD_CITATION] = "cite"};

static void put_citation(struct buf *b, const struct md_event *e)
{
    buf_put(b, e->as.citation.in_text ? STR("cite:@[") : STR("cite["));
    for (uint32_t i = 0; i < e->as.citation.len; i++) {
        const struct md_cite *c = &e->as.citation.items[i];
        if (i) buf_put(b, STR("; "));
        if (c->prefix.len) buf_printf(b, "%.*s|", STR_ARG(c->prefix));
        buf_printf(b, "%s%.*s", c->suppress_author ? "-" : "", STR_ARG(c->key));
        if (c->locator.len) buf_printf(b, "|%.*s", STR_ARG(c->locator));
    }
    buf_put(b, STR("]"));
}

static void put_details(struct buf *b, const struct md_event *e)
{
    switch ((enum md_kind)e->kind) {
    case MD_HEADING:
        buf_printf(b, "%d", e->as.heading.level);
        break;
    case MD_LIST:
        buf_put(b, e->as.list.ordered ? STR(":1") : STR(""));
        buf_put(b, e->as.list.tight ? STR("") : STR(":loose"));
        buf_put(b, e->as.list.tasks ? STR(":tasks") : STR(""));
        break;
    case MD_ITEM:
        if (e->as.item.task) buf_put(b, e->as.item.checked ? STR(":done") : STR(":open"));
        break;
    case MD_CELL:
        buf_printf(b, "%s%u", e->as.cell.header ? ":h" : ":", e->as.cell.column);
        break;
    case MD_FOOTNOTE:
    case MD_FOOTNOTE_REF:
        buf_printf(b, ":%u.%u", e->as.footnote.number, e->as.footnote.nth);
        break;
    default:
        break;
    }
}

static struct str show(const struct markdown *md, struct arena *a)
{
    struct buf b = {.arena = a};
    for (size_t i = 0; i < md->len; i++) {
        const struct md_event *e = &md->events[i];
        if (e->step == MD_LEAVE) {
            buf_put_char(&b, '}');
            continue;
        }
        if (e->kind == MD_CITATION) {
            put_citation(&b, e);
            continue;
        }
        buf_put(&b, str_of(names[e->kind]));
        put_details(&b, e);
        if (e->kind == MD_TEXT)
            buf_put(&b, e->text);
        else if (e->text.len || e->extra.len)
            buf_printf(&b, "(%.*s%s%.*s)", STR_ARG(e->text), e->extra.len ? "|" : "",
                       STR_ARG(e->extra));
        if (e->step == MD_ENTER) buf_put_char(&b, '{');
    }
    return buf_str(&b);
}

struct parsed {
    struct file file;
    struct markdown md;
    struct diags diags;
    bool ok;
};

static struct parsed *parse(struct test *t, struct str text, bool line)
{
    struct parsed *p = arena_new(t->arena, struct parsed, 1);
    p->file = (struct file){STR_INIT("content/x.md"), text};
    p->diags.arena = t->arena;
    p->ok = markdown_parse(
        &p->md, &(struct markdown_input){.file = &p->file, .text = text, .inline_only = line},
        t->arena, &p->diags);
    return p;
}

/* The events, or the messages when there are any. */
static struct str reads(struct test *t, const char *text)
{
    struct parsed *p = parse(t, str_of(text), false);
    struct buf b = {.arena = t->arena};
    for (const struct diag *d = p->diags.first; d; d = d->next) {
        uint32_t line, column;
        struct str source;
        pos_locate(d->pos, &line, &column, &source);
        buf_printf(&b, "%s%u:%u %s «%.*s»", b.len ? ", " : "", line, column,
                   diag_catalogue[d->id].id, STR_ARG(pos_text(d->pos)));
    }
    return p->diags.first ? buf_str(&b) : show(&p->md, t->arena);
}

/* What the positions of all events of a kind cover, separated by " / ". */
static struct str places(struct test *t, const char *text, enum md_kind kind)
{
    struct parsed *p = parse(t, str_of(text), false);
    struct buf b = {.arena = t->arena};
    for (size_t i = 0; i < p->md.len; i++) {
        const struct md_event *e = &p->md.events[i];
        if (e->kind != kind || e->step == MD_LEAVE) continue;
        if (b.len) buf_put(&b, STR(" / "));
        buf_put(&b, pos_text(e->pos));
    }
    return buf_str(&b);
}

#define READS(text, events) CHECK_STR(reads(t, (text)), STR(events))
#define PLACES(text, kind, where) CHECK_STR(places(t, (text), (kind)), STR(where))

/* ---- GFM ------------------------------------------------------------------------------------- */

TEST("blocks and inlines come as events in the order of the text")
{
    READS("Se *dette* og **det**.\nNy linje\\\nog ~~bort~~ `kode`.",
          "p{Se em{dette} og strong{det}._Ny linjebrog del{bort} code(kode).}");
    READS("## Tittel\n\n- a\n- b\n\n1. x\n\n   y\n", "h2{Tittel}list{item{p{a}}item{p{b}}}"
                                                     "list:1:loose{item{p{x}p{y}}}");
    READS("> sitat\n\n---\n\n```c\nx\n```\n\n<b>hei</b>\n",
          "quote{p{sitat}}hrpre(x\n|c)p{html(<b>)heihtml(</b>)}");
    READS("[a](b.md \"T\") ![alt](f.svg) <https://x.no> www.y.no kari@skole.no",
          "p{link(b.md|T){a} img(f.svg){alt} link(https://x.no){https://x.no} "
          "link(http://www.y.no){www.y.no} link(mailto:kari@skole.no){kari@skole.no}}");
}

TEST("tables tell the column of each cell, and short rows are filled")
{
    READS("| a | b |\n|:--|--:|\n| c |\n",
          "table{row{cell:h0{a}cell:h1{b}}row{cell:0{c}cell:1{}}}");
}

TEST("a task box is ticked by its own mark, not by an [x] in its text")
{
    READS("- [ ] se [x] her\n- [X] gjort\n",
          "list:tasks{item:open{p{se [x] her}}item:done{p{gjort}}}");
    READS("- [ ] a\n- b\n", "list{item:open{p{a}}item{p{b}}}");
}

TEST("footnotes come at the end, numbered as they are first used")
{
    READS("En[^b] to[^a] igjen[^b].\n\n[^a]: A\n[^b]: B\n",
          "p{Enref:1.1(b) toref:2.1(a) igjenref:1.2(b).}"
          "footnotes{footnote:1.2(b){p{B}}footnote:2.1(a){p{A}}}");
}

TEST("footnotes that lead nowhere are reported, escaped brackets are not")
{
    READS("Se[^x] og \\[^y].\n", "1:3 footnote-undefined «[^x]»");
    READS("Se.\n\n[^x]: X\n", "3:1 footnote-unused «[^x]»");
    READS("Se[^x].\n\n[^x]: X\n[^X]: Y\n", "4:1 footnote-twice «[^X]»");
    READS("Se `[^x]: a`.\n\n    [^x]: kode\n\n```\n[^x]: kode\n```\n\n<!--\n[^x]: a\n-->\n",
          "p{Se code([^x]: a).}pre([^x]: kode\n)pre([^x]: kode\n)htmlblock(<!--\n[^x]: a\n-->\n)");
}

TEST("below a text of one line there is no room for a note, wherever it may be written")
{
    struct parsed *p = parse(t, STR("Se[^x] og \\[^y]"), true);
    CHECK(!p->ok && p->diags.first && !p->diags.first->next);
    CHECK_INT(p->diags.first->id, DIAG_FOOTNOTE_IN_LINE);
    CHECK_STR(pos_text(p->diags.first->pos), STR("[^x]"));
}

TEST("a heading may have an id of its own")
{
    READS("## Vårt *valg* {#vårt-valg}\n", "h2(|vårt-valg){Vårt em{valg}}");
    READS("Tittel {#a}\n===\n", "h1(|a){Tittel}");
    READS("## Tittel {#a} ##\n", "h2(|a){Tittel}");
    READS("## Tittel \\{#a}\n", "h2{Tittel {#a}}");
    READS("## {#a}\n", "h2(|a){}");
    READS("## Tittel {#a b}\n", "1:11 heading-id «{#a b}»");
}

TEST("CR LF and a last line without an end are read as any other")
{
    READS("a\r\nb\r\n\r\n::: note\r\nc\r\n:::\r\nd", "p{a_b}box(note){p{c}}p{d}");
}

/* ---- Boxes ----------------------------------------------------------------------------------- */

TEST("a box has a kind and perhaps a title, in either spelling")
{
    READS("::: example Fra *en* skole\nTekst\n:::\n", "box(example|Fra *en* skole){p{Tekst}}");
    READS("::: {.example title=\"Fra en skole\"}\nx\n:::\n", "box(example|Fra en skole){p{x}}");
    READS("::: {title='A' .tip}\nx\n:::\n", "box(tip|A){p{x}}");
    READS(":::note\nx\n:::\n", "box(note){p{x}}");
    READS("::: note ::::\nx\n:::\n", "box(note){p{x}}");
    READS("::: øvelse\nx\n:::\n", "box(øvelse){p{x}}");
    READS("::: {.tip #id}\nx\n:::\n", "1:11 box-attribute «#id»");
}

TEST("a box opens and closes without blank lines around it")
{
    READS("før\n::: note\ninni\n:::\netter\n", "p{før}box(note){p{inni}}p{etter}");
    READS("|a|\n|-|\n|b|\n::: note\nx\n:::\n",
          "table{row{cell:h0{a}}row{cell:0{b}}}box(note){p{x}}");
}

TEST("a fence closes the innermost box whose opening has at most as many colons")
{
    READS(":::: note\n::: tip\nx\n:::\ny\n::::\n", "box(note){box(tip){p{x}}p{y}}");
    READS("::: note\n::: tip\nx\n:::\ny\n:::\n", "box(note){box(tip){p{x}}p{y}}");
    READS(":::: note\nx\n:::::\ny\n", "box(note){p{x}}p{y}");
    READS("::: note\n:::: tip\nx\n:::\ny\n", "2:1 box-unclosed «:::: tip»");
}

TEST("boxes stand in lists and hold them, and the list stays tight")
{
    READS("- a\n  ::: note\n  x\n  :::\n- b\n", "list{item{p{a}box(note){p{x}}}item{p{b}}}");
    READS("::: note\n- a\n- b\n:::\n- c\n- d\n",
          "box(note){list{item{p{a}}item{p{b}}}}list{item{p{c}}item{p{d}}}");
    READS("- a\n  ::: note\n  - x\n  - y\n  :::\n- b\n",
          "list{item{p{a}box(note){list{item{p{x}}item{p{y}}}}}item{p{b}}}");
    READS("- a\n  ::: note\n  x\n  :::\n\n- b\n",
          "list:loose{item{p{a}box(note){p{x}}}item{p{b}}}");
}

TEST("in code and comments a fence is only text")
{
    READS("::: note\n```\n:::\n```\n:::\n", "box(note){pre(:::\n)}");
    READS("::: note\n<!--\n:::\n-->\n:::\n", "box(note){htmlblock(<!--\n:::\n-->\n)}");
    READS("    ::: note\n", "pre(::: note\n)");
    READS("`::: note`\n", "p{code(::: note)}");
    READS("- ::: a\n      :::\n  :::\n", "list{item{box(a){pre(:::\n)}}}");
}

TEST("unclosed and stray fences are errors where they stand")
{
    READS("a\n\n::: note\nb\n", "3:1 box-unclosed «::: note»");
    READS("a\n:::\nb\n", "2:1 box-stray «:::»");
    READS("::: note\n- a\n  ::: tip\n  b\n:::\n", "3:3 box-unclosed «::: tip»");
    READS("> ::: note\n> a\n\n:::\n", "1:3 box-unclosed «::: note», 4:1 box-stray «:::»");
}

TEST("GitHub's alerts are boxes too; the rest of their first line is the title")
{
    READS("> [!TIP]\n> Gjør *det*.\n", "box(TIP){p{Gjør em{det}.}}");
    READS("> [!warning] Pass på\n> a\nb\n", "box(warning|Pass på){p{a_b}}");
    READS("> [!TIP](x.md)\n", "quote{p{link(x.md){!TIP}}}");
    READS("> [!MERK] a\n", "box(MERK|a){}");
    READS("> [!en to]\n", "quote{p{[!en to]}}");
    READS("> a\n> [!TIP]\n", "quote{p{a_[!TIP]}}");
}

/* ---- Citations ------------------------------------------------------------------------------- */

TEST("citations are read as pandoc reads them")
{
    READS("[@roald2012]", "p{cite[roald2012]}");
    READS("[@roald2012, s. 14]", "p{cite[roald2012|s. 14]}");
    READS("[@roald2012 s. 14–16, 20]", "p{cite[roald2012|s. 14–16, 20]}");
    READS("[-@roald2012]", "p{cite[-roald2012]}");
    READS("[se @a2010; jf. også -@b2012, kap. 2]", "p{cite[se|a2010; jf. også|-b2012|kap. 2]}");
    READS("@roald2012 sier", "p{cite:@[roald2012] sier}");
    READS("@roald2012 [s. 3] sier", "p{cite:@[roald2012|s. 3] sier}");
    READS("som hos @a og (@b).", "p{som hos cite:@[a] og (cite:@[b]).}");
    READS("[se\n@a, s.\n3]", "p{cite[se|a|s. 3]}");
}

TEST("a key does not end in punctuation, nor take an emphasis with it")
{
    READS("Se @a. Og @b:c, @d/e; @f_g!", "p{Se cite:@[a]. Og cite:@[b:c], cite:@[d/e]; "
                                         "cite:@[f_g]!}");
    READS("_@a_ **[@b]**", "p{em{cite:@[a]} strong{cite[b]}}");
}

TEST("an @ in an address, after a letter, escaped or in code is no citation")
{
    READS("\\@a og \\[@b\\]", "p{@a og [cite:@[b]]}");
    READS("kari@skole.no <b@c.no>", "p{link(mailto:kari@skole.no){kari@skole.no} "
                                    "link(mailto:b@c.no){b@c.no}}");
    READS("x@ y @ z", "p{x@ y @ z}");
    READS("https://m.no/@u `@a`", "p{link(https://m.no/@u){https://m.no/@u} code(@a)}");
    READS("blå@b æ-@c", "p{blå@b æ-@c}");
}

TEST("links, task boxes, footnotes and bare brackets keep their meaning beside citations")
{
    READS("[@a](u) [om @a](u) ![@a](u)", "p{link(u){@a} link(u){om @a} img(u){@a}}");
    READS("@a [b](c) @a [^1]\n\n[^1]: x", "p{cite:@[a] link(c){b} cite:@[a] ref:1.1(1)}"
                                          "footnotes{footnote:1.1(1){p{x}}}");
    READS("- [ ] @a\n- [x] [@b]\n", "list:tasks{item:open{p{cite:@[a]}}item:done{p{cite[b]}}}");
    READS("[ikke @a; tull] [[@b]]", "p{[ikke cite:@[a]; tull] [cite[b]]}");
    READS("[@a] www.x.no [b](c)", "p{cite[a] link(http://www.x.no){www.x.no} link(c){b}}");
    READS("|a|\n|-|\n|[@b] @c|\n", "table{row{cell:h0{a}}row{cell:0{cite[b] cite:@[c]}}}");
}

/* ---- One line of text ------------------------------------------------------------------------ */

static struct str line(struct test *t, const char *text)
{
    struct parsed *p = parse(t, str_of(text), true);
    return show(&p->md, t->arena);
}

TEST("one line of text has inlines only, whatever it begins with")
{
    CHECK_STR(line(t, "Hva er *det*?"), STR("Hva er em{det}?"));
    CHECK_STR(line(t, "1. # - > og så? ```"), STR("1. # - > og så? ```"));
    CHECK_STR(line(t, "2. utgave"), STR("2. utgave"));
    CHECK_STR(line(t, "\\- og så?"), STR("- og så?"));
    CHECK_STR(line(t, "_a_"), STR("em{a}"));
    CHECK_STR(line(t, "www.x.no"), STR("link(http://www.x.no){www.x.no}"));
    CHECK_STR(line(t, "[@a]"), STR("cite[a]"));
    CHECK_STR(line(t, ""), STR(""));
    CHECK_STR(line(t, "("), STR("("));
    struct parsed *p = parse(t, STR("1. [a](b)"), true);
    CHECK_STR(pos_text(p->md.events[1].pos), STR("[a](b)"));
}

TEST("a heading, a list or several lines are not one line of text")
{
    static const char *const wrong[] = {"# a", "- a", "* a", "> a", "```", ":::", "a\nb", "## "};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct parsed *p = parse(t, str_of(wrong[i]), true);
        if (p->ok || p->diags.first->id != DIAG_NOT_ONE_LINE)
            test_fail(t, __FILE__, __LINE__, "%s is one line", wrong[i]);
    }
    static const char *const right[] = {"#hei", "*a*", "-5 grader", "+47", "1. a", "a\n"};
    for (size_t i = 0; i < sizeof right / sizeof *right; i++)
        if (!parse(t, str_of(right[i]), true)->ok)
            test_fail(t, __FILE__, __LINE__, "%s is not one line", right[i]);
}

static struct pos elsewhere(void *ctx, size_t offset, size_t length)
{
    return (struct pos){ctx, (uint32_t)(offset + 100), (uint32_t)length};
}

TEST("a text that is not a view of the file tells its places through `locate`")
{
    struct file file = {STR_INIT("x.yml"), STR_INIT("")};
    struct diags d = {.arena = t->arena};
    struct markdown md;
    CHECK(markdown_parse(
        &md,
        &(struct markdown_input){
            .file = &file, .text = STR("ab [c](d)"), .locate = elsewhere, .locate_ctx = &file},
        t->arena, &d));
    CHECK_INT(md.events[2].kind, MD_LINK);
    CHECK_INT(md.events[2].pos.offset, 103);
    CHECK_INT(md.events[2].pos.length, 6);
}

/* ---- Places ---------------------------------------------------------------------------------- */

TEST("links are placed where they stand, also where cmark's own columns drift")
{
    PLACES("Se [a](b) og\n   [c *d*](e \"t\") her", MD_LINK, "[a](b) / [c *d*](e \"t\")");
    PLACES("[a](b\n\"t\") så [c](d)\\\n[e](f)", MD_LINK, "[a](b\n\"t\") / [c](d) / [e](f)");
    PLACES("`a\nb` [c](d)", MD_LINK, "[c](d)");
    PLACES("[r]: x\n[s]: y\n[a][r] [b]\n[c](d)\n\n[b]: z", MD_LINK, "[a][r] / [b] / [c](d)");
    PLACES("> - a &amp; \\* [b](c)\n>   [d](e)\n", MD_LINK, "[b](c) / [d](e)");
    PLACES("> a\nlat [b](c)\n", MD_LINK, "[b](c)");
    PLACES("|a|b|\n|-|-|\n|x [c](d)|[e](f)|\n", MD_LINK, "[c](d) / [e](f)");
    PLACES("før\n| a |\n|---|\n| [b](c) |\n", MD_LINK, "[b](c)");
    PLACES("a <https://x.no> www.y.no, k@s.no", MD_LINK, "<https://x.no> / www.y.no / k@s.no");
    PLACES("[a [b](c)](d) ![e](f) ![g [h](i)](j)", MD_LINK, "[b](c) / [h](i)");
    PLACES("[a]\n\n[a]: x\n", MD_LINK, "[a]");
    PLACES("[a] [b](c)\n\n[a]: x\n", MD_LINK, "[a] / [b](c)");
    PLACES("[a][b](c)\n\n[a]: x\n[b]: y\n", MD_LINK, "[a][b]");
}

TEST("so are images, tags, code, footnotes and citations")
{
    PLACES("a ![b *c*](d \"e\") ![f][g]\n\n[g]: x", MD_IMAGE, "![b *c*](d \"e\") / ![f][g]");
    PLACES("a <b\nc> d <!-- e --> f</b>", MD_HTML, "<b\nc> / <!-- e --> / </b>");
    PLACES("a `b` ``c`d`` `e\nf`", MD_CODE, "`b` / ``c`d`` / `e\nf`");
    PLACES("a[^b] c[^d]\n\n[^b]: x\n[^d]: y", MD_FOOTNOTE_REF, "[^b] / [^d]");
    PLACES("a[^b] c[^d]\n\n[^b]: x\n[^d]: y", MD_FOOTNOTE, "[^b] / [^d]");
    PLACES("å @b [s. 3]\n*x* [se\n@c] -@d", MD_CITATION, "@b [s. 3] / [se\n@c] / -@d");
}

TEST("blocks are placed at their first line")
{
    PLACES("a\n\n- ## b {#c}\n\n> d\n> ===\n", MD_HEADING, "## b {#c} / d");
    PLACES("- ::: note A\n  b\n  :::\n> [!TIP] x\n", MD_BOX, "::: note A / [!TIP] x");
    PLACES("  <div>\n</div>\n", MD_HTML_BLOCK, "<div>");
    PLACES("a\n\n|b|\n|-|\n", MD_TABLE, "|b|");
}

TEST("the title of a box is a view of the file, so that it can be read on its own")
{
    struct parsed *p = parse(t, STR("a\n\n::: note Se [b](c)\n:::\n"), false);
    const struct md_event *box = &p->md.events[3];
    CHECK_INT(box->kind, MD_BOX);
    CHECK(box->extra.ptr == p->file.bytes.ptr + 12);
}

/* ---- Limits ---------------------------------------------------------------------------------- */

static struct str repeat(struct test *t, const char *text, size_t n, const char *end)
{
    struct buf b = {.arena = t->arena};
    for (size_t i = 0; i < n; i++)
        buf_put(&b, str_of(text));
    buf_put(&b, str_of(end));
    return buf_str(&b);
}

/* The id of the only error, with what was measured; "fine" without one. */
static struct str limit(struct test *t, struct str text)
{
    struct parsed *p = parse(t, text, false);
    if (p->ok) return STR("fine");
    const struct diag *d = p->diags.first;
    if (!d || d->next) return STR("not one error");
    return STR_CAT(t->arena, str_of(diag_catalogue[d->id].id), STR(" "),
                   d->narg ? d->args[0] : (struct str){0});
}

TEST("each limit has its own message with what was measured, and what is just within it is read")
{
    CHECK_STR(limit(t, repeat(t, "a\n\n", 700000, "")), STR("text-too-long 2100000"));
    CHECK_STR(limit(t, repeat(t, "a\n\n", 690000, "")), STR("fine"));
    CHECK_STR(limit(t, STR_CAT(t->arena, STR("```\n"), repeat(t, "a", 65537, "\n```"))),
              STR("line-too-long 65537"));
    CHECK_STR(limit(t, repeat(t, "a\n", 32769, "")), STR("run-too-long 65538"));
    CHECK_STR(limit(t, repeat(t, "a\n", 32768, "\nb\n")), STR("fine"));
    CHECK_STR(limit(t, repeat(t, "> ", 65, "a")), STR("too-many-markers 65"));
    CHECK_STR(limit(t, repeat(t, "- 1. ", 33, "a")), STR("too-many-markers 66"));
    CHECK_STR(limit(t, repeat(t, "> ", 64, "a")), STR("fine"));
    CHECK_STR(limit(t, repeat(t, "|a", 65, "\n\n|-|")), STR("fine"));
    struct str head = repeat(t, "|a", 65, "|\n"), rule = repeat(t, "|-", 65, "|\n");
    CHECK_STR(limit(t, STR_CAT(t->arena, head, rule)), STR("table-too-wide 65"));
    CHECK_STR(limit(t, STR_CAT(t->arena, STR("|a|b|\n|-|-|\n"), repeat(t, "c\n", 10000, ""))),
              STR("table-too-large 20002"));
    CHECK_STR(limit(t, repeat(t, "[a]: b\n\n", 2001, "")), STR("too-many-references 2001"));
    CHECK_STR(limit(t, (struct str){"a\0b", 3}), STR("yaml-nul "));
}

TEST("a run may be long in a code fence, but not in what only looks like one")
{
    struct str code = repeat(t, "a b\n", 20000, "");
    CHECK_STR(limit(t, STR_CAT(t->arena, STR("```\n"), code, STR("```\n"))), STR("fine"));
    CHECK_STR(limit(t, STR_CAT(t->arena, STR("<!--\n```\n-->\n\n"), code)),
              STR("run-too-long 80000"));
    CHECK_STR(limit(t, STR_CAT(t->arena, STR("``` a`b\n"), code)), STR("run-too-long 80008"));
    CHECK_STR(limit(t, STR_CAT(t->arena, STR("```\n```\n"), code)), STR("run-too-long 80000"));
}

TEST("a limit is reported where the author can see it")
{
    struct str head = repeat(t, "|a", 65, "|\n"), rule = repeat(t, "|-", 65, "|\n");
    struct parsed *p = parse(t, STR_CAT(t->arena, STR("x\n\n"), head, rule), false);
    CHECK_INT(p->diags.first->pos.offset, 3);
    CHECK_STR(limit(t, repeat(t, "langt ord ", 7000, "")), STR("line-too-long 70000"));
    CHECK_STR(limit(t, repeat(t, "- ", 60, "a")), STR("fine"));
}

TEST("too many footnotes, and too deep a tree, are errors")
{
    struct buf b = {.arena = t->arena};
    for (int i = 0; i < 2001; i++)
        buf_printf(&b, "x[^%d]\n\n[^%d]: y\n\n", i, i);
    CHECK_STR(limit(t, buf_str(&b)), STR("too-many-footnotes 2001"));
    buf_reset(&b);
    for (int i = 0; i < 101; i++)
        buf_printf(&b, "%*s- a\n", 2 * i, "");
    CHECK_STR(limit(t, buf_str(&b)), STR("text-too-deep 100"));
    CHECK_STR(
        limit(t, STR_CAT(t->arena, repeat(t, "::: a\n\n", 101, ""), repeat(t, ":::\n\n", 100, ""))),
        STR("text-too-deep 100"));
}

TEST("a text that costs too much memory is one error, and the next is read as if nothing had been")
{
    if (ARENA_ASAN) SKIP("a sanitizer's memory is another matter");
    struct buf b = {.arena = t->arena};
    buf_put(&b, STR("[a]: https://example.no/"));
    buf_put(&b, repeat(t, "x", 5000, "\n\n"));
    buf_put(&b, repeat(t, "[a] [a] [a] [a]\n\n", 60000, ""));
    struct parsed *p = parse(t, buf_str(&b), false);
    CHECK(!p->ok);
    CHECK_INT(p->diags.first->id, DIAG_TEXT_TOO_COSTLY);
    READS("a *b* @c", "p{a em{b} cite:@[c]}");
}

/* ---- Plain text ------------------------------------------------------------------------------ */

TEST("text without any special character is known to be its own rendering")
{
    CHECK(markdown_is_plain(STR("Hva ser dere – og hva gjør dere? (Ti minutter.)")));
    CHECK(markdown_is_plain(STR("Time-out: en pause")));
    static const char *const not_plain[] = {
        "*a*", "a_b",  "`a`", "[a]",  "a & b", "<a",  "a@b.no", "https://x.no", "www.x.no", "1. a",
        "- a", "a\nb", "# a", "a\\b", "a~b",   "|a|", " a",     "a ",           ":::"};
    for (size_t i = 0; i < sizeof not_plain / sizeof *not_plain; i++)
        if (markdown_is_plain(str_of(not_plain[i])))
            test_fail(t, __FILE__, __LINE__, "%s is plain", not_plain[i]);
}
