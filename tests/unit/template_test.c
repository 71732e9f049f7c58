/* template: what layouts can say, and what is refused.
 *
 * Every test is a layout and what comes of it: SHOWS(layout, page) or REFUSED(layout, faults).
 * A layout of several files is one string, with "=== name" before each file but the first, "page".
 * A fault is written file:line:column «covered text» id(arguments). All use the values below.
 * The plain language is tested by the spec (tests/suites/30-mustache); here is what is ours.
 */
#include "test.h"
#include "base/buf.h"
#include "base/map.h"
#include "parts/template.h"
#include <string.h>
#include <time.h>

/* ---- The values
 * ---------------------------------------------------------------------------------- */

static const struct shape school_shape = {
    "school", "", (const struct field[]){{"name", VALUE_TEXT, NULL, ""}, {0}}};

static const struct shape person_shape = {
    "person", "",
    (const struct field[]){{"name", VALUE_TEXT, NULL, ""},
                           {"page", VALUE_URL, NULL, ""},
                           {"school", VALUE_RECORD, &school_shape, ""},
                           {0}}};

static const struct shape step_shape = {"step", "",
                                        (const struct field[]){{"title", VALUE_TEXT, NULL, ""},
                                                               {"minutes", VALUE_NUMBER, NULL, ""},
                                                               {"note", VALUE_TEXT, NULL, ""},
                                                               {0}}};

static const struct shape chapter_shape = {
    "chapter", "",
    (const struct field[]){
        {"heading", VALUE_TEXT, NULL, ""}, {"chapters", VALUE_LIST, &chapter_shape, ""}, {0}}};

static const struct shape page_shape = {
    "page", "",
    (const struct field[]){{"title", VALUE_TEXT, NULL, ""},
                           {"empty", VALUE_TEXT, NULL, ""},
                           {"absent", VALUE_TEXT, NULL, ""},
                           {"body", VALUE_HTML, NULL, ""},
                           {"url", VALUE_URL, NULL, ""},
                           {"id", VALUE_TEXT, NULL, ""},
                           {"three", VALUE_NUMBER, NULL, ""},
                           {"zero", VALUE_NUMBER, NULL, ""},
                           {"yes", VALUE_BOOL, NULL, ""},
                           {"no", VALUE_BOOL, NULL, ""},
                           {"author", VALUE_RECORD, &person_shape, ""},
                           {"nobody", VALUE_RECORD, &person_shape, ""},
                           {"words", VALUE_LIST, NULL, ""},
                           {"steps", VALUE_LIST, &step_shape, ""},
                           {"none", VALUE_LIST, &step_shape, ""},
                           {"chapters", VALUE_LIST, &chapter_shape, ""},
                           {0}}};

#define TEXT(s)                 \
    {                           \
        VALUE_TEXT,             \
        {                       \
            .text = STR_INIT(s) \
        }                       \
    }
#define NUMBER(n)         \
    {                     \
        VALUE_NUMBER,     \
        {                 \
            .number = (n) \
        }                 \
    }
#define RECORD(r)         \
    {                     \
        VALUE_RECORD,     \
        {                 \
            .record = (r) \
        }                 \
    }
#define LIST(items)                                             \
    {                                                           \
        VALUE_LIST,                                             \
        {                                                       \
            .list = {(items), sizeof(items) / sizeof *(items) } \
        }                                                       \
    }

static const struct value school_values[] = {TEXT("Åsen skole")};
static const struct record school = {&school_shape, school_values};
static const struct value person_values[] = {
    TEXT("Kari"), {VALUE_URL, {.text = STR_INIT("kari.html")}}, RECORD(&school)};
static const struct record person = {&person_shape, person_values};

static const struct value words[] = {TEXT("møte"), TEXT("lytte & lære")};

static const struct value step_values[2][3] = {
    {TEXT("Forarbeid"), NUMBER(20), TEXT("")},
    {TEXT("Møte"), NUMBER(45), TEXT("Ta med kaffe")},
};
static const struct record step_records[] = {{&step_shape, step_values[0]},
                                             {&step_shape, step_values[1]}};
static const struct value steps[] = {RECORD(&step_records[0]), RECORD(&step_records[1])};

/* Chapters 1, 1.1, 1.1.1 and 1.1.1.1 inside each other, and 2. */
static const struct record chapter_records[];
static const struct value inside[] = {RECORD(&chapter_records[1]), RECORD(&chapter_records[2]),
                                      RECORD(&chapter_records[3])};
#define ONE(item)                \
    {                            \
        VALUE_LIST,              \
        {                        \
            .list = {(item), 1 } \
        }                        \
    }
static const struct value chapter_values[][2] = {{TEXT("1"), ONE(&inside[0])},
                                                 {TEXT("1.1"), ONE(&inside[1])},
                                                 {TEXT("1.1.1"), ONE(&inside[2])},
                                                 {TEXT("1.1.1.1"), {0}},
                                                 {TEXT("2"), {0}}};
static const struct record chapter_records[] = {{&chapter_shape, chapter_values[0]},
                                                {&chapter_shape, chapter_values[1]},
                                                {&chapter_shape, chapter_values[2]},
                                                {&chapter_shape, chapter_values[3]},
                                                {&chapter_shape, chapter_values[4]}};
static const struct value chapters[] = {RECORD(&chapter_records[0]), RECORD(&chapter_records[4])};

static const struct value page_values[] = {
    TEXT("Møter & <lytting>"),
    TEXT(""),
    {0},
    {VALUE_HTML, {.text = STR_INIT("<p>Hei</p>")}},
    {VALUE_URL, {.text = STR_INIT("https://x.no/a b?c=1&d=2")}},
    TEXT("åpen plass"),
    NUMBER(3),
    NUMBER(0),
    {VALUE_BOOL, {.truth = true}},
    {VALUE_BOOL, {.truth = false}},
    RECORD(&person),
    {0},
    LIST(words),
    LIST(steps),
    {VALUE_LIST, {.list = {NULL, 0}}},
    LIST(chapters),
};
static const struct record page_record = {&page_shape, page_values};
static const struct value page = RECORD(&page_record);

/* ---- The helpers
 * --------------------------------------------------------------------------------- */

static const struct file *fetch(void *ctx, struct str name)
{
    return map_get(ctx, name);
}

/* The files of a layout: "…=== head\n…" is page and head. */
static struct map *files_of(struct arena *a, struct str layout)
{
    struct map *files = arena_new(a, struct map, 1);
    files->arena = a;
    struct str name = STR("page");
    while (layout.ptr) {
        size_t end = str_find_str(layout, STR("=== "));
        struct file *f = arena_new(a, struct file, 1);
        *f = (struct file){name, str_sub(layout, 0, end)};
        map_add(files, name, f);
        if (end == STR_NONE) break;
        layout = str_from(layout, end + 4);
        name = str_cut(&layout, '\n');
    }
    return files;
}

static struct str faults_of(struct arena *a, const struct diags *d)
{
    struct buf b = {.arena = a};
    for (const struct diag *g = d->first; g; g = g->next) {
        uint32_t line = 0, column = 0;
        struct str text;
        if (g->pos.file) {
            pos_locate(g->pos, &line, &column, &text);
            buf_printf(&b, "%.*s:%u:%u «%.*s» ", STR_ARG(g->pos.file->path), line, column,
                       STR_ARG(pos_text(g->pos)));
        }
        buf_printf(&b, "%s(", diag_catalogue[g->id].id);
        for (uint32_t i = 0; i < g->narg; i++)
            buf_printf(&b, "%s%.*s", i ? ", " : "", STR_ARG(g->args[i]));
        buf_put(&b, STR(")\n"));
    }
    return buf_str(&b);
}

static const struct template *compiled(struct arena *a, struct str layout, struct diags *d)
{
    struct template_set *set = template_set_new(a, fetch, files_of(a, layout));
    return template_compile(set, STR("page"), &page_shape, d);
}

static struct str shown(struct arena *a, struct str layout)
{
    struct diags d = {.arena = a};
    const struct template *t = compiled(a, layout, &d);
    struct buf out = {.arena = a};
    if (!t || d.first) return faults_of(a, &d);
    return template_render(&out, t, &page, a) ? buf_str(&out) : STR("out of bounds");
}

static struct str refused(struct arena *a, struct str layout)
{
    struct diags d = {.arena = a};
    const struct template *t = compiled(a, layout, &d);
    if (t && d.count[SEVERITY_ERROR]) return STR("errors, and yet a template");
    return t && !d.first ? STR("nothing wrong") : faults_of(a, &d);
}

#define SHOWS(layout, page) CHECK_STR(shown(t->arena, STR(layout)), STR(page))
#define REFUSED(layout, faults) CHECK_STR(refused(t->arena, STR(layout)), STR(faults))

/* ---- Values
 * -------------------------------------------------------------------------------------- */

TEST("a text is escaped in text and in attributes")
{
    SHOWS("<h1 title=\"{{title}}\">{{title}}</h1>",
          "<h1 title=\"Møter &amp; &lt;lytting&gt;\">Møter &amp; &lt;lytting&gt;</h1>");
    SHOWS("<title>{{title}}</title>", "<title>Møter &amp; &lt;lytting&gt;</title>");
}

TEST("the last of a thousand names is found, and prints its own value")
{
    struct field *fields = arena_new(t->arena, struct field, 1001);
    struct value *values = arena_new(t->arena, struct value, 1000);
    for (size_t i = 0; i < 1000; i++) {
        struct str name = STR_CAT(t->arena, STR("n"), str_number(t->arena, i));
        fields[i] = (struct field){str_z(t->arena, name), VALUE_TEXT, NULL, ""};
        values[i] = (struct value){VALUE_TEXT, {.text = name}};
    }
    struct shape many = {"many", "", fields};
    struct record record = {&many, values};
    struct value value = {VALUE_RECORD, {.record = &record}};
    struct diags d = {.arena = t->arena};
    struct buf out = {.arena = t->arena};
    struct map *files = files_of(t->arena, STR("{{n0}} {{n255}} {{n256}} {{n999}}"));
    const struct template *layout =
        template_compile(template_set_new(t->arena, fetch, files), STR("page"), &many, &d);
    CHECK(layout && template_render(&out, layout, &value, t->arena));
    CHECK_STR(buf_str(&out), STR("n0 n255 n256 n999"));
}

TEST("HTML is printed as it is, by three braces or &")
{
    SHOWS("<main>{{{body}}}{{&body}}</main>", "<main><p>Hei</p><p>Hei</p></main>");
}

TEST("an address is encoded where it is followed and readable where it is read")
{
    SHOWS("<a href=\"{{url}}\">{{url}}</a>",
          "<a href=\"https://x.no/a%20b?c=1&amp;d=2\">https://x.no/a b?c=1&amp;d=2</a>");
}

TEST("any text may name a place after the layout's own #, and is encoded there")
{
    SHOWS("<a href=\"#{{id}}\">{{id}}</a>", "<a href=\"#%C3%A5pen%20plass\">åpen plass</a>");
    SHOWS("<a href='{{url}}#{{#yes}}{{id}}{{/yes}}'>",
          "<a href='https://x.no/a%20b?c=1&amp;d=2#%C3%A5pen%20plass'>");
}

TEST("a number stands anywhere a text may, and in addresses")
{
    SHOWS("{{three}} {{zero}} <a href=\"{{three}}.html\" width='{{three}}'>",
          "3 0 <a href=\"3.html\" width='3'>");
}

TEST("what is absent prints nothing, with a dotted name too")
{
    SHOWS("[{{absent}}{{empty}}{{nobody.name}}{{nobody.school.name}}]", "[]");
}

TEST("dotted names go from record to record")
{
    SHOWS("{{author.name}}, {{author.school.name}}", "Kari, Åsen skole");
}

/* ---- Sections
 * ------------------------------------------------------------------------------------ */

TEST("the empty text, 0, no, an empty list and what is absent are false")
{
    SHOWS("{{#empty}}x{{/empty}}{{#zero}}x{{/zero}}{{#no}}x{{/no}}{{#none}}x{{/none}}"
          "{{#absent}}x{{/absent}}{{#nobody}}x{{/nobody}}",
          "");
    SHOWS("{{^empty}}1{{/empty}}{{^zero}}2{{/zero}}{{^no}}3{{/no}}{{^none}}4{{/none}}"
          "{{^absent}}5{{/absent}}{{^nobody}}6{{/nobody}}",
          "123456");
}

TEST("texts, numbers, records and lists with something in them are true")
{
    SHOWS("{{#title}}1{{/title}}{{#three}}2{{/three}}{{#yes}}3{{/yes}}{{#body}}4{{/body}}"
          "{{#url}}5{{/url}}{{#author}}6{{/author}}{{^steps}}x{{/steps}}{{^title}}x{{/title}}",
          "123456");
}

TEST("a text is {{.}} inside its own section")
{
    SHOWS("{{#title}}<h1>{{.}}</h1>{{/title}}{{#empty}}<p>{{.}}</p>{{/empty}}",
          "<h1>Møter &amp; &lt;lytting&gt;</h1>");
    SHOWS("{{#url}}<a href=\"{{.}}\">{{/url}}{{#body}}{{{.}}}{{/body}}",
          "<a href=\"https://x.no/a%20b?c=1&amp;d=2\"><p>Hei</p>");
}

TEST("a list is gone through item by item, and the names outside it stay in sight")
{
    SHOWS(
        "{{#steps}}{{title}} {{minutes}}{{#note}} ({{.}}){{/note}} by {{author.name}}; {{/steps}}",
        "Forarbeid 20 by Kari; Møte 45 (Ta med kaffe) by Kari; ");
    SHOWS("{{#words}}<li>{{.}}</li>{{/words}}", "<li>møte</li><li>lytte &amp; lære</li>");
    SHOWS("{{#steps}}{{#words}}{{.}},{{/words}}{{/steps}}",
          "møte,lytte &amp; lære,møte,lytte &amp; lære,");
}

TEST("a record's name hides the same name further out, also where its value is empty")
{
    SHOWS("{{#author}}{{#steps}}{{title}} {{/steps}}{{title}} {{name}}{{/author}}",
          "Forarbeid Møte Møter &amp; &lt;lytting&gt; Kari");
    SHOWS("{{#nobody}}{{name}}{{/nobody}}{{#author}}{{#school}}{{name}}{{/school}}{{/author}}",
          "Åsen skole");
}

/* ---- Lines
 * --------------------------------------------------------------------------------------- */

TEST("tags alone on their line take the line with them")
{
    SHOWS("<ul>\n  {{#words}}\n  <li>{{.}}\n  {{/words}}\n</ul>\n",
          "<ul>\n  <li>møte\n  <li>lytte &amp; lære\n</ul>\n");
    SHOWS("a\n  {{! a note\n  to ourselves }}  \nb\n", "a\nb\n");
}

TEST("a partial is indented as its tag is, but blank lines and values are not")
{
    SHOWS("<div>\n  {{>part}}\n</div>\n=== part\n<p>\n\n{{title}}\n</p>\n",
          "<div>\n  <p>\n\n  Møter &amp; &lt;lytting&gt;\n  </p>\n</div>\n");
}

TEST("indentation adds up through partials in partials")
{
    SHOWS(" {{>a}}\n=== a\na\n  {{>b}}\n=== b\nb\n{{#yes}}\nyes\n{{/yes}}\n", " a\n   b\n   yes\n");
}

/* ---- Inheritance
 * --------------------------------------------------------------------------------- */

TEST("a layout fills the blocks of its parent, which may have parents in turn")
{
    SHOWS(
        "{{<frame}}\n{{$title}}Steg{{/title}}\n{{$main}}\n  "
        "<p>{{title}}</p>\n{{/main}}\n{{/frame}}\n"
        "=== frame\n{{<html}}{{$main}}\n<main>\n  {{$main}}{{/main}}\n</main>\n{{/main}}{{/html}}\n"
        "=== html\n<title>{{$title}}?{{/title}}</title>\n<body>\n  {{$main}}\n  "
        "{{/main}}\n</body>\n",
        "<title>Steg</title>\n<body>\n  <p>Møter &amp; &lt;lytting&gt;</p>\n</body>\n");
}

TEST("an argument that holds a block of its own name is not filled with itself")
{
    SHOWS("{{<frame}}{{$main}}new {{$main}}old{{/main}}{{/main}}{{/frame}}\n"
          "=== frame\n<{{! }}p>{{$main}}{{/main}}</p>\n",
          "<p>new old</p>\n");
}

TEST("an argument sees the names at the block, not at the parent's tag")
{
    SHOWS("{{<list}}{{$item}}<b>{{title}}</b>{{/item}}{{/list}}\n"
          "=== list\n{{#steps}}{{$item}}{{/item}}{{/steps}}\n",
          "<b>Forarbeid</b><b>Møte</b>\n");
}

TEST("a block is indented as what it holds, or as its tag when it is empty")
{
    SHOWS("{{<p}}{{$a}}\nx\n{{/a}}{{/p}}=== p\n{{$a}}\n  old\n{{/a}}\n", "  x\n");
    SHOWS("{{<p}}{{$a}}\nx\n{{/a}}{{/p}}=== p\n  {{$a}}\n{{/a}}\n", "  x\n");
    SHOWS("{{<p}}{{$a}}x{{/a}}{{/p}}=== p\n  {{$a}}\n  {{/a}}\n", "  x");
}

/* ---- Recursion
 * ----------------------------------------------------------------------------------- */

TEST("a partial may include itself inside a section that goes deeper into the data")
{
    SHOWS("{{>toc}}\n"
          "=== toc\n<{{! }}ul>{{#chapters}}<li>{{heading}}{{>toc}}{{/chapters}}</ul>",
          "<ul><li>1<ul><li>1.1<ul><li>1.1.1<ul><li>1.1.1.1<ul></ul></ul></ul></ul><li>2<ul></ul></"
          "ul>");
}

TEST("recursion indents each level further, and finds the names of each level")
{
    SHOWS(" {{>toc}}\n"
          "=== toc\n{{#chapters}}\n- {{heading}} {{three}}\n  {{>toc}}\n{{/chapters}}\n",
          " - 1 3\n   - 1.1 3\n     - 1.1.1 3\n       - 1.1.1.1 3\n - 2 3\n");
}

TEST("recursion on a line of its own starts again from the line's indentation")
{
    SHOWS(" {{>toc}}\n"
          "=== toc\n{{#chapters}}\n- {{heading}}:{{>toc}}\n{{/chapters}}\n",
          " - 1:- 1.1:- 1.1.1:- 1.1.1.1:\n\n\n\n - 2:\n");
}

TEST("recursion in two steps, by way of another partial")
{
    SHOWS("{{>a}}=== a\n({{#chapters}}{{>b}}{{/chapters}})=== b\n[{{heading}}{{>a}}]",
          "([1([1.1([1.1.1([1.1.1.1()])])])][2()])");
}

TEST("recursion inside recursion returns to where each was called")
{
    SHOWS("{{>a}}=== a\n({{#chapters}}{{>b}}{{/chapters}})"
          "=== b\n[{{heading}} {{>a}}{{#chapters}}{{>b}}{{/chapters}}]",
          "([1 ([1.1 ([1.1.1 ([1.1.1.1 ()])[1.1.1.1 ()]])[1.1.1 ([1.1.1.1 ()])[1.1.1.1 ()]]])[1.1 "
          "([1.1.1 ([1.1.1.1 ()])[1.1.1.1 ()]])[1.1.1 ([1.1.1.1 ()])[1.1.1.1 ()]]]][2 ()])");
    SHOWS("{{#chapters}}{{>a}}{{/chapters}}=== a\n({{heading}}{{#chapters}}{{>b}}{{/chapters}})"
          "=== b\n[{{#chapters}}{{>b}}{{>a}}{{/chapters}}]",
          "(1[[[](1.1.1.1)](1.1.1[])])(2)");
}

TEST("recursion that does not go deeper is refused")
{
    REFUSED("{{>a}}=== a\nx{{>a}}", "a:1:2 «{{>a}}» layout-recursion(a)\n");
    REFUSED("{{>a}}=== a\n{{#yes}}{{>a}}{{/yes}}", "a:1:9 «{{>a}}» layout-recursion(a)\n");
    REFUSED("{{>a}}=== a\n{{#words}}{{>a}}{{/words}}", "a:1:11 «{{>a}}» layout-recursion(a)\n");
    REFUSED("{{#steps}}{{>page}}{{/steps}}", "page:1:11 «{{>page}}» layout-recursion(page)\n");
}

/* ---- Faults in tags
 * ------------------------------------------------------------------------------ */

TEST("an unclosed tag is found on its line, and the rest is still read")
{
    REFUSED("a {{title\n{{ title} b\n{{titel}}\n",
            "page:1:3 «{{title» layout-tag-unclosed({{title, }})\n"
            "page:2:1 «{{ title} b» layout-tag-unclosed({{ title} b, }})\n"
            "page:3:3 «titel» layout-name-unknown(titel, page, title)\n");
    REFUSED("{{{body}} x", "page:1:1 «{{{body}} x» layout-tag-unclosed({{{body}} x, }}})\n");
    REFUSED("{{! never closed",
            "page:1:1 «{{! never closed» layout-tag-unclosed({{! never closed, }})\n");
    REFUSED("{{#yes {{title}}", "page:1:1 «{{#yes» layout-tag-unclosed({{#yes, }})\n");
}

TEST("a tag needs a name, and a name is words with single full stops between")
{
    REFUSED("{{}}{{#  }}{{/}}", "page:1:1 «{{}}» layout-tag-empty({{}})\n"
                                "page:1:5 «{{#  }}» layout-tag-empty({{#  }})\n");
    REFUSED("{{author name}}{{author..name}}{{.name}}",
            "page:1:3 «author name» layout-tag-name(author name)\n"
            "page:1:18 «author..name» layout-tag-name(author..name)\n"
            "page:1:34 «.name» layout-tag-name(.name)\n");
}

TEST("sections are closed in the order they were opened")
{
    REFUSED("{{#yes}}", "page:1:1 «{{#yes}}» layout-section-unclosed({{#yes}}, yes)\n");
    REFUSED("{{/yes}}", "page:1:1 «{{/yes}}» layout-close-unopened({{/yes}}, yes)\n");
    REFUSED("\n{{#yes}}\n{{/no}}{{/yes}}",
            "page:3:1 «{{/no}}» layout-close-wrong({{/no}}, yes, {{#yes}}, 2)\n");
    REFUSED("{{#yes}}{{#steps}}{{/yes}}",
            "page:1:9 «{{#steps}}» layout-section-unclosed({{#steps}}, steps)\n");
}

TEST("delimiters can be changed, for the rest of the file only")
{
    SHOWS("{{=<% %>=}}<% id %> {{id}} <%>part%><%={{ }}=%>{{id}}=== part\n({{id}} <%id%>)",
          "åpen plass {{id}} (åpen plass <%id%>)åpen plass");
    REFUSED("{{=<%=}}{{= a b c =}}{{id}}",
            "page:1:1 «{{=<%=}}» layout-delimiters({{=<%=}})\n"
            "page:1:9 «{{= a b c =}}» layout-delimiters({{= a b c =}})\n");
}

TEST("dynamic names are not offered")
{
    REFUSED("{{>*title}}", "page:1:4 «*title» layout-dynamic-name(*title)\n");
}

TEST("a layout is UTF-8 without NUL, and not too big")
{
    REFUSED("a\xFF", "page:1:2 «\xFF» layout-not-text(page)\n");
    CHECK_STR(refused(t->arena, (struct str){"ab\0c", 4}),
              STR("page:1:3 «» layout-not-text(page)\n"));
    struct buf big = {.arena = t->arena};
    for (size_t i = 0; i <= TEMPLATE_MAX_BYTES; i++)
        buf_put_char(&big, 'x');
    CHECK_STR(refused(t->arena, buf_str(&big)),
              STR("page:1:1 «» layout-too-big(page, 262145, 262144)\n"));
    SHOWS("\xEF\xBB\xBF{{three}}", "3");
}

TEST("sections and partials lie at most 32 deep")
{
    struct buf deep = {.arena = t->arena};
    for (int i = 0; i < 33; i++)
        buf_put(&deep, STR("{{#yes}}"));
    for (int i = 0; i < 33; i++)
        buf_put(&deep, STR("{{/yes}}"));
    CHECK_STR(refused(t->arena, buf_str(&deep)),
              STR("page:1:257 «{{#yes}}» layout-too-deep({{#yes}}, 32)\n"));
    buf_reset(&deep);
    buf_put(&deep, STR("{{>p1}}"));
    for (int i = 1; i < 34; i++)
        buf_printf(&deep, "=== p%d\n{{>p%d}}", i, i + 1);
    CHECK_STR(refused(t->arena, buf_str(&deep)),
              STR("p32:1:1 «{{>p33}}» layout-too-deep({{>p33}}, 32)\n"));
}

TEST("partials that double at every level are stopped")
{
    struct buf bomb = {.arena = t->arena};
    buf_put(&bomb, STR("{{>p1}}{{>p1}}"));
    for (int i = 1; i < 30; i++)
        buf_printf(&bomb, "=== p%d\n{{>p%d}}{{>p%d}}", i, i + 1, i + 1);
    buf_put(&bomb, STR("=== p30\nx"));
    struct str said = refused(t->arena, buf_str(&bomb));
    CHECK(str_find_str(said, STR("layout-expands()\n")) != STR_NONE);
    CHECK_INT(str_find(said, '\n'), said.len - 1);
}

TEST("a hostile layout of the greatest size costs little")
{
    static const char *const patterns[] = {
        "{{",      "{{!",        "{{{a",   "{{=",    "{{/a}}", "{{#a}}", "{{yes}}",        "<",
        "<a b=\"", "\n  {{! }}", "{{>x}}", "{{<x}}", "{{$x}}", "<!--",   "{{#yes}}{{/no}}"};
    struct buf layout = {.arena = t->arena};
    for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++) {
        buf_reset(&layout);
        struct str p = str_of(patterns[i]);
        while (layout.len + p.len <= TEMPLATE_MAX_BYTES)
            buf_put(&layout, p);
        clock_t begun = clock();
        struct diags d = {.arena = t->arena};
        compiled(t->arena, buf_str(&layout), &d);
        CHECK((clock() - begun) / CLOCKS_PER_SEC < 2);
    }
}

/* ---- Faults in names
 * ----------------------------------------------------------------------------- */

TEST("an unknown name is refused, with the name that was meant where there is one")
{
    REFUSED("{{titel}} {{xyzzy}}", "page:1:3 «titel» layout-name-unknown(titel, page, title)\n"
                                   "page:1:13 «xyzzy» layout-name-unknown(xyzzy, page, )\n");
    REFUSED("{{#steps}}{{minuts}} {{autor.name}}{{/steps}}",
            "page:1:13 «minuts» layout-name-unknown(minuts, step, minutes)\n"
            "page:1:24 «autor» layout-name-unknown(autor, step, author)\n");
    REFUSED("{{#stepz}}{{nonsense}}{{/stepz}}",
            "page:1:4 «stepz» layout-name-unknown(stepz, page, steps)\n");
}

TEST("a name that lies inside a record is offered with the record's name")
{
    REFUSED("{{school}}", "page:1:3 «school» layout-name-unknown(school, page, author.school)\n");
}

TEST("the parts of a dotted name must be there")
{
    REFUSED("{{author.nam}} {{author.yrs}} {{title.name}} {{steps.title}}",
            "page:1:10 «nam» layout-field-unknown(nam, author, name)\n"
            "page:1:25 «yrs» layout-field-unknown(yrs, author, )\n"
            "page:1:39 «name» layout-not-record(title, name)\n"
            "page:1:54 «title» layout-not-record(steps, title)\n");
}

TEST("a partial is checked in each place that uses it, and a fault is said once")
{
    REFUSED("{{#steps}}{{>p}}{{/steps}}{{>p}}{{>p}}=== p\n{{minutes}}",
            "p:1:3 «minutes» layout-name-unknown(minutes, page, )\n");
}

TEST("other files and their blocks must be there")
{
    REFUSED("{{>partials/hed}}", "page:1:4 «partials/hed» layout-partial-unknown(partials/hed)\n");
    REFUSED("{{<p}}{{$mian}}{{/mian}}{{/p}}=== p\n{{$main}}{{/main}}",
            "page:1:10 «mian» layout-block-unknown(mian, p, main)\n");
    REFUSED("{{<p}}{{$a}}{{/a}}{{$a}}{{/a}}{{/p}}=== p\n{{$a}}{{/a}}",
            "page:1:22 «a» layout-block-twice(a)\n");
}

TEST("what a parent would throw away is pointed out, and the layout still works")
{
    REFUSED("{{<p}} lost {{title}}{{$a}}b{{/a}}\n{{/p}}=== p\n{{$a}}{{/a}}",
            "page:1:8 «lost» layout-ignored()\npage:1:13 «{{title}}» layout-ignored()\n");
}

/* ---- Faults in printing
 * -------------------------------------------------------------------------- */

TEST("lists, records and yes-or-no have no text of their own")
{
    REFUSED("{{steps}}{{author}}{{yes}}{{.}}{{#steps}}{{.}}{{/steps}}",
            "page:1:3 «steps» layout-print-list(steps)\n"
            "page:1:12 «author» layout-print-record(author)\n"
            "page:1:22 «yes» layout-print-bool(yes)\n"
            "page:1:29 «.» layout-print-record(.)\n"
            "page:1:44 «.» layout-print-record(.)\n");
}

TEST("three braces are for HTML, and HTML takes three")
{
    REFUSED("{{body}}{{{title}}}{{&url}}", "page:1:3 «body» layout-html-escaped(body)\n"
                                           "page:1:12 «title» layout-raw-text(title)\n"
                                           "page:1:23 «url» layout-raw-text(url)\n");
}

TEST("HTML stands in text only")
{
    REFUSED("<p title=\"{{{body}}}\"><title>{{{body}}}</title>",
            "page:1:14 «body» layout-html-place(body, <p title=\")\n"
            "page:1:33 «body» layout-html-place(body, <title>)\n");
}

TEST("a value in the middle of an end tag does not end the element")
{
    REFUSED("<title></ti{{id}}tle>{{{body}}}</title>",
            "page:1:25 «body» layout-html-place(body, <title>)\n");
}

TEST("an attribute's value needs quotation marks")
{
    REFUSED("<p class={{title}}><p class=a{{title}} id=\"{{title}}\">",
            "page:1:12 «title» layout-unquoted(title, <p class=)\n"
            "page:1:32 «title» layout-unquoted(title, <p class=)\n");
}

TEST("a value never decides a tag's or an attribute's name")
{
    REFUSED("<{{title}}><h{{three}}></{{title}}><p {{title}}><p da{{title}}=\"\">",
            "page:1:4 «title» layout-in-tag(title, <)\n"
            "page:1:16 «three» layout-in-tag(three, <h)\n"
            "page:1:28 «title» layout-in-tag(title, </)\n"
            "page:1:41 «title» layout-in-tag(title, <p)\n"
            "page:1:56 «title» layout-in-tag(title, <p)\n");
}

TEST("nothing is printed into comments, scripts and styles")
{
    REFUSED("<!-- {{title}} --> <!doctype {{title}}>{{title}}",
            "page:1:8 «title» layout-in-comment(title, <!--)\n"
            "page:1:32 «title» layout-in-comment(title, <!)\n");
    REFUSED("<script>var a = \"</\" + {{title}};</script><STYLE>{{title}}</STYLE>{{title}}",
            "page:1:26 «title» layout-in-raw(title, <script>)\n"
            "page:1:52 «title» layout-in-raw(title, <style>)\n");
    SHOWS("<script src=\"{{url}}\"></script><p>{{three}}",
          "<script src=\"https://x.no/a%20b?c=1&amp;d=2\"></script><p>3");
}

TEST("a comment ends where a browser ends it")
{
    SHOWS("<!-->{{three}}<!--->{{three}}<!-- a --!>{{three}}<!-- -- > - -->{{three}}",
          "<!-->3<!--->3<!-- a --!>3<!-- -- > - -->3");
    REFUSED("<!-- a --x> {{three}} -->", "page:1:15 «three» layout-in-comment(three, <!--)\n");
}

TEST("nothing is printed into attributes that are code")
{
    REFUSED("<p onclick=\"{{title}}\" STYLE='{{title}}'><iframe srcdoc=\"{{title}}\">",
            "page:1:15 «title» layout-in-code(title, onclick)\n"
            "page:1:33 «title» layout-in-code(title, style)\n"
            "page:1:60 «title» layout-in-code(title, srcdoc)\n");
}

TEST("addresses alone go into attributes that are followed")
{
    REFUSED("<a href=\"{{title}}\"><img src='x/{{title}}'><img srcset=\"#{{title}}\"><a "
            "href=\"/{{id}}#\">",
            "page:1:12 «title» layout-not-url(title, href)\n"
            "page:1:35 «title» layout-not-url(title, src)\n"
            "page:1:60 «title» layout-not-url(title, srcset)\n"
            "page:1:81 «id» layout-not-url(id, href)\n");
    REFUSED("<a href=\"{{#no}}#{{/no}}{{id}}\">", "page:1:27 «id» layout-not-url(id, href)\n");
    SHOWS("<a data-href=\"{{title}}\">", "<a data-href=\"Møter &amp; &lt;lytting&gt;\">");
}

/* ---- Sections in HTML
 * ---------------------------------------------------------------------------- */

TEST("whole attributes and parts of a value can be left out")
{
    SHOWS(
        "<a{{#yes}} class=\"on{{#no}} off{{/no}}\"{{/yes}}{{#no}} hidden{{/no}} id=\"{{three}}\">",
        "<a class=\"on\" id=\"3\">");
    SHOWS("<input {{#yes}}checked {{/yes}}{{^yes}}required {{/yes}}name=\"a\">",
          "<input checked name=\"a\">");
    SHOWS("<option{{#yes}} selected{{/yes}}>", "<option selected>");
    SHOWS("<p{{#words}} data-{{! }}x=\"{{.}}\"{{/words}}>",
          "<p data-x=\"møte\" data-x=\"lytte &amp; lære\">");
}

TEST("a section leaves HTML as it found it")
{
    REFUSED("<p {{#yes}}class=\"{{/yes}}\">",
            "page:1:4 «{{#yes}}» layout-branch-changes({{#yes}}, <p, <p class=\")\n");
    REFUSED("{{#yes}}<a href=\"{{/yes}}",
            "page:1:1 «{{#yes}}» layout-branch-opens({{#yes}}, <a href=\")\n");
    REFUSED("<!-- {{^no}} --> {{/no}} -->",
            "page:1:6 «{{^no}}» layout-branch-closes({{^no}}, <!--)\n");
    REFUSED("<a href=\"{{#yes}}\" title=\"{{/yes}}\">",
            "page:1:10 «{{#yes}}» layout-branch-changes({{#yes}}, <a href=\", <a title=\")\n");
    REFUSED("{{>a}} {{#yes}}{{>a}}{{/yes}}=== a\n<p class=\"",
            "page:1:8 «{{#yes}}» layout-branch-changes({{#yes}}, <p class=\", <p)\n");
}

TEST("attributes that may follow each other have space between them")
{
    REFUSED("<a{{#yes}} hidden{{/yes}}class=\"b\">", "page:1:26 «c» layout-glued()\n");
    REFUSED("<a href=\"b\"class=\"c\">", "page:1:12 «c» layout-glued()\n");
    REFUSED("<a {{#words}}x=\"{{.}}\"{{/words}}>", "page:1:4 «{{#words}}» layout-glued()\n");
}

TEST("a page ends outside tags, comments and scripts")
{
    REFUSED("<p>\n<a href=\"x", "page:2:1 «<» layout-ends-inside(<a href=\")\n");
    REFUSED("<!-- {{>a}}=== a\n --", "page:1:1 «<» layout-ends-inside(<!--)\n");
    REFUSED("<script>if (a </script", "page:1:1 «<» layout-ends-inside(<script>)\n");
}

TEST("a partial may open what its user closes: HTML is followed through")
{
    SHOWS("{{>open}}{{title}}\">{{id}}</p>=== open\n<p title=\"",
          "<p title=\"Møter &amp; &lt;lytting&gt;\">åpen plass</p>");
    REFUSED("<a href=\"{{>name}}\">=== name\n{{title}}",
            "name:1:3 «title» layout-not-url(title, href)\n");
}

/* ---- Messages
 * ------------------------------------------------------------------------------------ */

TEST("messages show the place and what to write, in both languages")
{
    struct diags d = {.arena = t->arena};
    struct buf nb = {.arena = t->arena}, en = {.arena = t->arena};
    CHECK(!compiled(t->arena, STR("<a href=\"{{title}}\">\n{{#stegs}}\n"), &d));
    diags_print(&nb, &d, (struct diag_style){.language = LANGUAGE_NB});
    diags_print(&en, &d, (struct diag_style){.language = LANGUAGE_EN});
    CHECK_STR(
        buf_str(&nb),
        STR("page:1:12: feil: «title» er ikke en adresse, og href tar ikke imot noe annet "
            "[layout-not-url]\n"
            "  1 | <a href=\"{{title}}\">\n"
            "    |            ^~~~~\n"
            "  Bruk et navn som docs/layouts.md kaller en adresse. Etter en # kan dere skrive "
            "hvilken tekst som helst: href=\"#{{title}}\".\n"
            "\n"
            "page:2:1: feil: «{{#stegs}}» blir aldri lukket [layout-section-unclosed]\n"
            "  2 | {{#stegs}}\n"
            "    | ^~~~~~~~~~\n"
            "  Skriv {{/stegs}} der den skal slutte.\n"
            "\n"
            "page:2:4: feil: det finnes ingen «stegs» her, verken i «page» eller utenfor "
            "[layout-name-unknown]\n"
            "  2 | {{#stegs}}\n"
            "    |    ^~~~~\n"
            "  Navnene står i docs/layouts.md. Mente dere «steps»?\n"
            "\n"
            "3 feil\n"));
    CHECK(str_starts(buf_str(&en), STR("page:1:12: error: “title” is not an address, and href "
                                       "takes nothing else [layout-not-url]\n")));
}

/* ---- Bounds of rendering
 * ------------------------------------------------------------------------- */

TEST("data deeper than 32 levels ends the page with false")
{
    struct value values[40][2];
    struct record records[40];
    struct value items[40];
    for (int i = 40; i-- > 0;) {
        values[i][0] = (struct value)TEXT("x");
        values[i][1] =
            i < 39 ? (struct value){VALUE_LIST, {.list = {&items[i + 1], 1}}} : (struct value){0};
        records[i] = (struct record){&chapter_shape, values[i]};
        items[i] = (struct value)RECORD(&records[i]);
    }
    struct map *files = files_of(t->arena, STR("{{heading}}{{#chapters}}{{>page}}{{/chapters}}"));
    struct diags d = {.arena = t->arena};
    const struct template *toc =
        template_compile(template_set_new(t->arena, fetch, files), STR("page"), &chapter_shape, &d);
    struct buf out = {.arena = t->arena};
    CHECK(toc && !template_render(&out, toc, &items[0], t->arena));
    CHECK_INT(out.len, 33);
    buf_reset(&out);
    CHECK(template_render(&out, toc, &items[7], t->arena));
    CHECK_INT(out.len, 33);
}

TEST("a page of more than 16 MiB ends with false")
{
    struct buf text = {.arena = t->arena};
    for (int i = 0; i < 10000; i++)
        buf_put_char(&text, 'x');
    struct value many[300], values[sizeof page_values / sizeof *page_values];
    memcpy(values, page_values, sizeof values);
    for (int i = 0; i < 300; i++)
        many[i] = (struct value){VALUE_TEXT, {.text = buf_str(&text)}};
    values[12] = (struct value){VALUE_LIST, {.list = {many, 300}}};
    struct diags d = {.arena = t->arena};
    struct record record = {&page_shape, values};
    struct value root = RECORD(&record);
    struct buf out = {.arena = t->arena};
    const struct template *once = compiled(t->arena, STR("{{#words}}{{.}}{{/words}}"), &d);
    CHECK(template_render(&out, once, &root, t->arena));
    const struct template *often =
        compiled(t->arena, STR("{{#words}}{{#words}}{{.}}{{/words}}{{/words}}"), &d);
    CHECK(!template_render(&out, often, &root, t->arena));
    CHECK(out.len < 2 * TEMPLATE_MAX_OUTPUT);
}

TEST("a value of another kind than its shape says is still printed safely")
{
    struct value values[sizeof page_values / sizeof *page_values];
    memcpy(values, page_values, sizeof values);
    values[3] = (struct value)TEXT("<script>");
    values[4] = (struct value)TEXT("javascript:alert(1)");
    struct diags d = {.arena = t->arena};
    struct record record = {&page_shape, values};
    struct value root = RECORD(&record);
    struct buf out = {.arena = t->arena};
    const struct template *both = compiled(t->arena, STR("{{{body}}}<a href=\"{{url}}\">"), &d);
    CHECK(template_render(&out, both, &root, t->arena));
    CHECK_STR(buf_str(&out), STR("&lt;script&gt;<a href=\"\">"));
}

TEST("every message about layouts is provoked by a test here")
{
    struct buf source = {.arena = t->arena};
    FILE *f = fopen(__FILE__, "r");
    if (!f) SKIP("the source of the test is not here");
    for (int c; (c = getc(f)) != EOF;)
        buf_put_char(&source, (char)c);
    fclose(f);
    for (int i = 0; i < DIAG_COUNT; i++) {
        struct str id = str_of(diag_catalogue[i].id);
        if (!str_starts(id, STR("layout-"))) continue;
        if (str_find_str(buf_str(&source), STR_CAT(t->arena, id, STR("("))) == STR_NONE)
            CHECK_STR(id, STR("in a test"));
    }
}
