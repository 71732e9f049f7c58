/* What authors write by mistake in YAML, and what they are told; what is read when all is well. */
#include "base/buf.h"
#include "parts/yaml.h"
#include "test.h"
#include <stdlib.h>
#include <time.h>

/* "line:column id argument ¦ argument" of each diagnostic, a line each. */
static struct str said(struct test *t, struct diags *d)
{
    struct buf b = {.arena = t->arena};
    struct buf printed = {.arena = t->arena};
    diags_print(&printed, d, (struct diag_style){.language = LANGUAGE_NB}); /* sorts */
    for (const struct diag *x = d->first; x; x = x->next) {
        uint32_t line = 0, column = 0;
        struct str text;
        if (x->pos.file) pos_locate(x->pos, &line, &column, &text);
        buf_printf(&b, "%u:%u %s", line, column, diag_catalogue[x->id].id);
        for (uint32_t i = 0; i < x->narg; i++) {
            buf_put(&b, i ? STR(" ¦ ") : STR(" "));
            buf_put(&b, x->args[i]);
        }
        buf_put_char(&b, '\n');
    }
    return buf_str(&b);
}

static const struct file *file_of(struct test *t, struct str bytes)
{
    struct file *f = arena_new(t->arena, struct file, 1);
    *f = (struct file){STR("a.yml"), bytes};
    return f;
}

static struct str faults(struct test *t, struct str yaml)
{
    struct diags d = {.arena = t->arena};
    struct file const *f = file_of(t, yaml);
    const struct yaml_node *root = yaml_parse(f, f->bytes, YAML_USE_FILE, t->arena, &d);
    if (!root != (d.first != NULL)) return STR("a tree and faults, or neither");
    return said(t, &d);
}

static struct str front_faults(struct test *t, struct str page)
{
    struct diags d = {.arena = t->arena};
    struct front_matter fm;
    bool sound = front_matter_split(&fm, file_of(t, page), &d);
    if (sound != (d.first == NULL)) return STR("sound and faults, or neither");
    return said(t, &d);
}

static void put_tree(struct buf *b, const struct yaml_node *n)
{
    if (n->kind == YAML_NULL) buf_put(b, STR("~"));
    if (n->kind == YAML_TEXT) buf_printf(b, "<%.*s>", STR_ARG(n->text));
    if (n->kind == YAML_LIST || n->kind == YAML_MAP)
        buf_put_char(b, n->kind == YAML_MAP ? '{' : '[');
    for (size_t i = 0; i < n->len; i++) {
        if (i) buf_put(b, STR(", "));
        if (n->kind == YAML_MAP) buf_printf(b, "%.*s: ", STR_ARG(n->pairs[i].key));
        put_tree(b, n->kind == YAML_MAP ? n->pairs[i].value : n->items[i]); /* YAML_MAX_DEPTH */
    }
    if (n->kind == YAML_LIST || n->kind == YAML_MAP)
        buf_put_char(b, n->kind == YAML_MAP ? '}' : ']');
}

static struct str tree(struct test *t, struct str yaml)
{
    struct diags d = {.arena = t->arena};
    struct file const *f = file_of(t, yaml);
    struct buf b = {.arena = t->arena};
    const struct yaml_node *root = yaml_parse(f, f->bytes, YAML_USE_FILE, t->arena, &d);
    if (!root) return said(t, &d);
    put_tree(&b, root);
    return buf_str(&b);
}

#define FAULT(sentence, yaml, want)                 \
    TEST(sentence)                                  \
    {                                               \
        CHECK_STR(faults(t, STR(yaml)), STR(want)); \
    }
#define FRONT(sentence, page, want)                       \
    TEST(sentence)                                        \
    {                                                     \
        CHECK_STR(front_faults(t, STR(page)), STR(want)); \
    }
#define TREE(sentence, yaml, want)                \
    TEST(sentence)                                \
    {                                             \
        CHECK_STR(tree(t, STR(yaml)), STR(want)); \
    }

/* ---- The message as the author sees it ------------------------------------------------------- */

TEST("a colon in a title is explained with the author's own line put right")
{
    const struct file *f = file_of(t, STR("kind: text\ntitle: Kapittel 1: Start\n"));
    struct diags d = {.arena = t->arena};
    struct buf out = {.arena = t->arena};
    CHECK(!yaml_parse(f, f->bytes, YAML_USE_FRONT_MATTER, t->arena, &d));
    diags_print(&out, &d, (struct diag_style){.language = LANGUAGE_NB});
    CHECK_STR(buf_str(&out),
              STR("a.yml:2:18: feil: kolon midt i en tekst leses som om en ny nøkkel begynner "
                  "[yaml-colon]\n"
                  "  2 | title: Kapittel 1: Start\n"
                  "    |                  ^\n"
                  "  Sett teksten i anførselstegn: title: \"Kapittel 1: Start\"\n"
                  "\n"
                  "1 feil\n"));
}

/* ---- What is read ---------------------------------------------------------------------------- */

TREE("nothing is turned into numbers, dates or truth",
     "a: no\nb: ja\nc: 12:30\nd: 1e3\ne: 2026-02-30\nf: 0x1F\n",
     "{a: <no>, b: <ja>, c: <12:30>, d: <1e3>, e: <2026-02-30>, f: <0x1F>}")
TREE("nothing, ~ and null are no value; in quotation marks they are text",
     "a:\nb: ~\nc: null\nd: 'null'\ne: \"\"\nf: Null\n",
     "{a: ~, b: ~, c: ~, d: <null>, e: <>, f: <Null>}")
TREE("lists stand further in than their key or right below it", "a:\n  - x\n  - y\nb:\n- z\nc: w\n",
     "{a: [<x>, <y>], b: [<z>], c: <w>}")
TREE("block texts keep their lines, folded texts do not",
     "a: |\n  En\n    to\n\n  tre\nb: >-\n  En\n  to\n\n  tre\nc: |+\n  x\n\n",
     "{a: <En\n  to\n\ntre\n>, b: <En to\ntre>, c: <x\n\n>}")
TREE("a plain text goes on over lines that are further in", "a: En\n  to\n  - med\nb: c\n",
     "3:3 yaml-list-after-text\n")
TREE("CR LF is read as LF", "a: |\r\n  En\r\n  to\r\nb: c\r\n", "{a: <En\nto\n>, b: <c>}")
TREE("a BOM is read as nothing",
     "\xEF\xBB\xBF"
     "a: b\n",
     "{a: <b>}")
TREE("blank lines may hold tabs", "a: b\n\t\nc:\n  - d\n \t \n  - e\nf: |\n  g\n\t\n  h\n",
     "{a: <b>, c: [<d>, <e>], f: <g\n\nh\n>}")
TREE("comments have a space after the #, or a line of their own",
     "#a\na: b # c\n# d\n#e: f\ng: \"h\" # i\nj:  # k\n  - l\n  #- m\n",
     "{a: <b>, g: <h>, j: [<l>]}")
TREE("signs that mean something elsewhere are text inside a text",
     "a: x#y\nb: http://x.no/#y\nc: 10 % & mer * @ ! `\nd: -1\ne: ?x\nf: :-)\ng: a, b] }\n",
     "{a: <x#y>, b: <http://x.no/#y>, c: <10 % & mer * @ ! `>, d: <-1>, e: <?x>, f: <:-)>, "
     "g: <a, b] }>}")
TREE("questions may stand in brackets", "a: [Hva?, Hvorfor det?]\n",
     "{a: [<Hva?>, <Hvorfor det?>]}")
TREE("brackets may go over lines and end with a comma", "a: [\n  b,\n  c,\n]\nd: {e: f,\n  g: h}\n",
     "{a: [<b>, <c>], d: {e: <f>, g: <h>}}")
TREE("JSON is read", "{\"a\":\"b\", \"c\":[1,{\"d\":null}],\n\t\"e\":\"f\\/\\u00e5\\n\"}",
     "{a: <b>, c: [<1>, {d: ~}], e: <f/å\n>}")
TREE("one document may be marked at both ends", "# x\n---\na: b\n...\n", "{a: <b>}")
TREE("an empty file is no value", "# bare en merknad\n\n", "~")
TREE("both kinds of quotation marks", "a: 'It''s'\nb: \"x\\\"y\\\\z\"\n'c': \"d\n  e\"\n",
     "{a: <It's>, b: <x\"y\\z>, c: <d e>}")

/* ---- Text that must be quoted ---------------------------------------------------------------- */

FAULT("a colon in a list's sentence quotes the whole sentence", "a:\n  - Hva: nå: hvorfor?\n",
      "2:12 yaml-colon - \"Hva: nå: hvorfor?\"\n")
FAULT("a colon in the value of a key in a list quotes the value", "a:\n  - text: Husk: kaffe\n",
      "2:15 yaml-colon - text: \"Husk: kaffe\"\n")
FAULT("a colon at the end of a text", "title: Husk dette:\nkind: text\n",
      "1:18 yaml-colon title: \"Husk dette:\"\n")
FAULT("a text with quotation marks is quoted with the other kind", "a: Si \"hei\": nå\n",
      "1:12 yaml-colon a: 'Si \"hei\": nå'\n")
FAULT("a colon in a text's second line asks for >-", "summary: Her er\n  teksten som går: videre\n",
      "2:18 yaml-colon-below summary: >-\n")
FAULT("a key that is indented below a text", "title: A\n  minutes: 5\n  kind: text\npurpose: B\n",
      "2:3 yaml-key-below-text minutes ¦ title: >-\n")
FAULT("# without a space in a text", "title: Se #3\n", "1:11 yaml-hash title: \"Se #3\"\n")
FAULT("# first in a value, as in a colour", "accent: #1f5a54\nmodules:\n  - #1\n",
      "1:9 yaml-hash accent: \"#1f5a54\"\n3:5 yaml-hash - \"#1\"\n")
FAULT("# in a text's second line", "a: Se\n  oppgave #3\nb: Se\n  #4\n",
      "2:11 yaml-hash-below a: >-\n4:3 yaml-hash-below b: >-\n")
FAULT("# in brackets", "a: [Se #3, b]\n", "1:8 yaml-hash \"Se #3\"\n")
FAULT("! alone and before a word",
      "signs:\n  - sign: !\n    meaning: x\n  - sign: \"?\"\n    meaning: !y z\n",
      "2:11 yaml-exclamation-mark - sign: \"!\"\n5:14 yaml-exclamation-mark meaning: \"!y z\"\n")
FAULT("a tag", "a: !!python/object:os.system x\n",
      "1:4 yaml-tag !!python/object:os.system ¦ a: \"!!python/object:os.system x\"\n")
FAULT("@, ` and % first", "a: @ole\nb: `x` y\nc:\n  - %d\n",
      "1:4 yaml-first-character @ ¦ a: \"@ole\"\n2:4 yaml-first-character ` ¦ b: \"`x` y\"\n"
      "4:5 yaml-first-character % ¦ - \"%d\"\n")
FAULT("- ? and : alone", "a: -\nb: ?\nc: :\nd: - x\n",
      "1:4 yaml-first-character - ¦ a: \"-\"\n2:4 yaml-first-character ? ¦ b: \"?\"\n"
      "3:4 yaml-first-character : ¦ c: \":\"\n4:4 yaml-first-character - ¦ d: \"- x\"\n")
FAULT("] } and a comma first", "a: ]x\nb: }\nc: , y\n",
      "1:4 yaml-first-character ] ¦ a: \"]x\"\n2:4 yaml-first-character } ¦ b: \"}\"\n"
      "3:4 yaml-first-character , ¦ c: \", y\"\n")
FAULT("Markdown's emphasis first in a text", "a: *Viktig* å huske\nb: **x**\n",
      "1:4 yaml-asterisk a: \"*Viktig* å huske\"\n2:4 yaml-asterisk b: \"**x**\"\n")
FAULT("aliases and anchors", "a: &x [b]\nc: *x\nd: {<<: *x}\n",
      "1:4 yaml-ampersand a: \"&x [b]\"\n2:4 yaml-asterisk c: \"*x\"\n3:9 yaml-asterisk \"*x\"\n")
FAULT("a merge key", "<<: x\n", "1:1 yaml-merge-key\n")
FAULT("a Markdown link first in a text", "a: [neste](../x.md)\n",
      "1:11 yaml-text-after-bracket a: \"[neste](../x.md)\"\n")
FAULT("a Markdown quote first in a text", "a: > Slik sa hun\nb: | x\n",
      "1:4 yaml-text-after-bar > ¦ a: \"> Slik sa hun\"\n2:4 yaml-text-after-bar | ¦ b: \"| x\"\n")
FAULT("words after a quotation", "a: \"Hva\" sa hun\nb: 'x'#y\n",
      "1:10 yaml-text-after-quote a: '\"Hva\" sa hun'\n"
      "2:7 yaml-text-after-quote b: \"'x'#y\"\n")
FAULT("a long text is shortened in the remedy",
      "a: Dette er en lang tekst: den er så lang at den ikke kan stå hel i rådet, og da "
      "kortes den av\n",
      "1:26 yaml-colon a: \"Dette er en lang tekst: den er så lang at den ikke kan stå hel i "
      "råde…\"\n")

/* ---- Quotation marks, brackets --------------------------------------------------------------- */

FAULT("an unclosed quotation is blamed where it opens, and the rest is read",
      "a: \"x\nb: @y\nc: 'z\n",
      "1:4 yaml-quote-unclosed \"\n2:4 yaml-first-character @ ¦ b: \"@y\"\n"
      "3:4 yaml-quote-unclosed '\n")
FAULT("a quotation closed by the next one's opening is the first one's fault",
      "a: \"x\n  mer\n  b \"y\" z\nc: d\n", "1:4 yaml-quote-unclosed \"\n")
FAULT("an unclosed bracket is blamed where it opens, and the rest is read",
      "a: [b, c\nd: {e: f\ng: @h\n",
      "1:4 yaml-bracket-unclosed [ ¦ ]\n2:4 yaml-bracket-unclosed { ¦ }\n"
      "3:4 yaml-first-character @ ¦ g: \"@h\"\n")
FAULT("an unclosed bracket in a list", "a:\n  - [b\n  - c\n", "2:5 yaml-bracket-unclosed [ ¦ ]\n")
FAULT("the wrong bracket", "a: [b}\nc: {d: e]\n",
      "1:6 yaml-bracket-mismatch } ¦ ] ¦ 1\n2:9 yaml-bracket-mismatch ] ¦ } ¦ 2\n")
FAULT("a comma in a text between braces", "a:\n  - {text: Skriv, del}\n",
      "2:19 yaml-comma del ¦ text: \"Skriv, del\"\n")
FAULT("braces around a word", "a: {navn}\nb: {{ x }}\n",
      "1:5 yaml-braces navn\n2:7 yaml-braces x\n")
FAULT("two commas, and none", "a: [b, , c]\nd: [\"e\" f]\ng: [se [1]]\n",
      "1:8 yaml-empty-value\n2:9 yaml-missing-comma\n3:8 yaml-missing-comma\n")
FAULT("a comma that is missing at the end of a line", "a: {b: c\n  d: e}\n",
      "2:3 yaml-missing-comma\n")
TREE("tabs may indent inside brackets", "a: [b\n\tc,\n\td]\n", "{a: [<b c>, <d>]}")
FAULT("a colon too many between braces", "a: {b: c: d}\ne: [f:]\n",
      "1:9 yaml-colon b: \"c: d\"\n2:6 yaml-colon \"f:\"\n")
FAULT("a backslash that means nothing", "a: \"C:\\Dok\"\nb: \"\\0\"\nc: \"\\ud83d\"\n",
      "1:7 yaml-backslash \\D\n2:5 yaml-backslash \\0\n3:5 yaml-backslash \\u\n")

/* ---- Keys, lines, indentation ---------------------------------------------------------------- */

FAULT("no space after the colon", "title:Kapittel\nkind: text\n",
      "1:6 yaml-no-space-after-colon title: Kapittel\n")
FAULT("no space after a colon between braces", "a: {b:c}\n", "1:6 yaml-no-space-after-colon b: c\n")
FAULT("a line without a colon", "title: A\npurpose\nkind: text\n", "2:1 yaml-no-colon purpose\n")
FAULT("a file that is only text", "Hei på dere\n", "1:1 yaml-no-colon Hei på dere\n")
FAULT("tabs are told of once for lines on end", "a: b\nc:\n\td: e\n\tf: g\nh:\n\t- i\n",
      "3:1 yaml-tab\n6:1 yaml-tab\n")
FAULT("a tab after a list's dash", "-\ta\n", "1:2 yaml-tab\n")
FAULT("a key between two columns", "a:\n    b: c\n  d: e\nf: @g\n",
      "3:3 yaml-indentation\n4:4 yaml-first-character @ ¦ f: \"@g\"\n")
FAULT("a key indented below a quoted text", "a: \"b\"\n  c: d\n", "2:3 yaml-indentation\n")
FAULT("keys of a list's item that do not stand below each other",
      "a:\n  - id: b\n   title: c\n    kind: d\n  - id: e\n", "3:4 yaml-indentation\n")
FAULT("a list's line without its dash", "a:\n  - b\n  c d\n", "3:3 yaml-no-dash - c d\n")
FAULT("a list that no key waits for", "a: b\n- c\n- d\ne: f\n", "2:1 yaml-list-without-key\n")
FAULT("a list below a key that has a text", "a: alle\n  - b\n  - c\n", "2:3 yaml-list-after-text\n")
FAULT("a block text with a line too far to the left", "a: |\n    b\n  c\n  d\ne: f\n",
      "3:3 yaml-block-indentation | ¦ 4\n")
FAULT("a block text that is not indented", "a: |\nSkriv dette\n- og dette\nb: c\n",
      "2:1 yaml-block-not-indented | ¦ 2\n")
FAULT("a comment inside a block text's indentation would lose text", "a: |\n    b\n  # c\n",
      "3:3 yaml-block-indentation | ¦ 4\n")
FAULT("a tab in a block text's indentation", "a: |\n\tb\n", "2:1 yaml-tab\n")
FAULT("keys that are no text", "[a]: b\n? c\n: d\n",
      "1:1 yaml-key-not-text\n2:1 yaml-key-not-text\n3:1 yaml-key-not-text\n")
FAULT("duplicate keys, at the top and below",
      "a: b\nc:\n  d: e\n  f: g\n  d: h\na: i\nj: {k: l, k: m}\n",
      "5:3 duplicate-key d ¦ 3\n6:1 duplicate-key a ¦ 1\n7:11 duplicate-key k ¦ 7\n")
FAULT("a second document", "a: b\n---\nc: d\n", "2:1 yaml-second-document ---\n")
FAULT("what follows the end of the document", "a: b\n...\nc: d\n", "2:1 yaml-second-document ...\n")
FAULT("an empty document before another", "---\n---\na: b\n", "2:1 yaml-second-document ---\n")
FAULT("a directive", "%YAML 1.2\n---\na: b\n", "1:1 yaml-directive\n")

TEST("duplicates are found among many keys")
{
    struct buf b = {.arena = t->arena};
    for (int i = 0; i < 1000; i++)
        buf_printf(&b, "k%d: v\n", i);
    buf_put(&b, STR("k500: v\n"));
    CHECK_STR(faults(t, buf_str(&b)), STR("1001:1 duplicate-key k500 ¦ 501\n"));
}

/* ---- The file's bytes ------------------------------------------------------------------------ */

FAULT("Latin-1 is told of by its first byte", "a: b\xE6\xF8\n", "1:5 not-utf8 4\n")
FAULT("UTF-16", "\xFF\xFE\x61\x00", "1:1 utf16\n")
FAULT("a NUL byte", "a: b\0c\n", "1:5 yaml-nul\n")
FAULT("characters that nobody sees, all of them", "a: x\x01\nb: y\xE2\x80\xA8z\nc: \xC2\x85\n",
      "1:5 yaml-control-character U+0001\n2:5 yaml-control-character U+2028\n"
      "3:4 yaml-control-character U+0085\n")
FAULT("columns count characters, not bytes", "æøå: blåbær: 😀 \n",
      "1:12 yaml-colon æøå: \"blåbær: 😀\"\n")

/* ---- Limits
 * -------------------------------------------------------------------------------------- */

static struct str repeated(struct test *t, struct str before, struct str part, size_t n)
{
    struct buf b = {.arena = t->arena};
    buf_put(&b, before);
    for (size_t i = 0; i < n; i++)
        buf_put(&b, part);
    return buf_str(&b);
}

TEST("sixteen levels are enough")
{
    CHECK_STR(faults(t, repeated(t, STR(""), STR("- "), 16)), STR(""));
    CHECK_STR(faults(t, repeated(t, STR(""), STR("- "), 17)), STR("1:33 yaml-too-deep 16\n"));
    CHECK_STR(faults(t, repeated(t, STR("a: "), STR("["), 100000)), STR("1:19 yaml-too-deep 16\n"));
    CHECK_STR(faults(t, repeated(t, STR("a: "), STR("{b: "), 100000)),
              STR("1:64 yaml-too-deep 16\n"));
    CHECK_STR(faults(t, repeated(t, STR(""), STR("? "), 100000)), STR("1:1 yaml-key-not-text\n"));
}

TEST("front matter has a limit of bytes and of values")
{
    struct diags d = {.arena = t->arena};
    struct str big = repeated(t, STR("a: "), STR("x"), YAML_MAX_FRONT_MATTER);
    struct str many = repeated(t, STR("a:\n"), STR("- b\n"), YAML_MAX_NODES);
    const struct file *f = file_of(t, big), *g = file_of(t, many);
    CHECK(!yaml_parse(f, big, YAML_USE_FRONT_MATTER, t->arena, &d));
    CHECK_STR(said(t, &d), STR("1:1 yaml-too-long 65539 ¦ 65536\n"));
    d = (struct diags){.arena = t->arena};
    CHECK(!yaml_parse(g, many, YAML_USE_FRONT_MATTER, t->arena, &d));
    CHECK_STR(said(t, &d), STR("999:3 yaml-too-many 1000\n"));
    CHECK_STR(faults(t, many), STR(""));
}

TEST("after a hundred faults the rest is not read")
{
    struct str all = faults(t, repeated(t, STR(""), STR("- @a\n"), 1000));
    CHECK(str_ends(all, STR("\n101:3 yaml-many-faults 100\n")));
}

/* ---- Front matter
 * -------------------------------------------------------------------------------- */

TEST("front matter ends at the second line of hyphens")
{
    struct front_matter fm;
    struct diags d = {.arena = t->arena};
    const struct file *f = file_of(t, STR("\xEF\xBB\xBF--- \r\na: b\r\n---\t\r\nTekst\r\n---\r\n"));
    CHECK(front_matter_split(&fm, f, &d));
    CHECK(fm.present);
    CHECK_STR(fm.yaml, STR("a: b\r\n"));
    CHECK_STR(fm.body, STR("Tekst\r\n---\r\n"));
    CHECK(front_matter_split(&fm, file_of(t, STR("---\n---\n")), &d));
    CHECK(fm.present && fm.yaml.len == 0 && fm.body.len == 0);
    CHECK(front_matter_split(&fm, file_of(t, STR("Tekst\n\n---\n")), &d));
    CHECK(!fm.present);
    CHECK_STR(fm.body, STR("Tekst\n\n---\n"));
    CHECK(front_matter_split(&fm, file_of(t, STR("")), &d));
    CHECK(!fm.present);
}

FRONT("unclosed front matter guesses where it should end",
      "---\ntitle: A\nkind: text\n\n## Overskrift\nTekst\n", "1:1 front-matter-unclosed 5\n")
FRONT("unclosed front matter in a file of keys", "---\ntitle: A\nb:\n  - c\n",
      "1:1 front-matter-unclosed \n")
FRONT("dashes for hyphens, below and above", "---\ntitle: A\n———\nTekst\n",
      "3:1 front-matter-fence ———\n")
FRONT("dashes for hyphens above", "–––\ntitle: A\n---\nTekst\n", "1:1 front-matter-fence –––\n")
FRONT("four hyphens", "----\ntitle: A\n----\n", "1:1 front-matter-fence ----\n")
FRONT("an empty line before front matter", "\n---\ntitle: A\n---\n", "2:1 front-matter-late\n")
FRONT("a line across the page is no front matter", "\n---\nTekst\n", "")
FRONT("a body that is not UTF-8", "---\na: b\n---\nbl\xE5\n", "4:3 not-utf8 15\n")

/* ---- Positions
 * ------------------------------------------------------------------------------------ */

static const struct yaml_node *value_of(struct test *t, struct str yaml)
{
    struct diags d = {.arena = t->arena};
    struct file const *f = file_of(t, yaml);
    const struct yaml_node *root = yaml_parse(f, f->bytes, YAML_USE_FILE, t->arena, &d);
    return root && root->kind == YAML_MAP ? root->pairs[0].value : NULL;
}

/* Whether every word of the value is found where yaml_pos_in says. */
static bool found_again(struct test *t, struct str yaml)
{
    const struct yaml_node *n = value_of(t, yaml);
    if (!n || n->kind != YAML_TEXT) return false;
    for (size_t i = 0; i < n->text.len; i++) {
        size_t word = 0;
        while (i + word < n->text.len && (unsigned char)n->text.ptr[i + word] > ' ')
            word++;
        if (!word) continue;
        struct str got = pos_text(yaml_pos_in(n, i, word));
        if (!str_eq(got, str_sub(n->text, i, word))) return false;
    }
    return true;
}

TEST("every word of a value is found again in the file, however it was written")
{
    CHECK(found_again(t, STR("æ: blåbær og 😀\n")));
    CHECK(found_again(t, STR("å: blåbær\n  og 😀\n\n  mer\n")));
    CHECK(found_again(t, STR("å: \"blåbær og\n   mer\"\n")));
    CHECK(found_again(t, STR("å: |\n  En\n    to\n\n   \n  tre\n")));
    CHECK(found_again(t, STR("å: |\r\n    En\r\n    to\r\n      tre\r\n")));
    CHECK(found_again(t, STR("å: |2-\n    En\n   to\n  tre\n")));
    CHECK(found_again(t, STR("å: >-\n  En\n  to\n\n    tre\n  fire # fem\n")));
    CHECK(found_again(t, STR("x: |-\n\n\n  En\n  to\n")));
    CHECK(found_again(t, STR("x: 'En to'\n")));
}

TEST("a place in a literal text is exact, spaces and all")
{
    const struct yaml_node *n = value_of(t, STR("å: |\n    En\n      to\n"));
    struct pos p = yaml_pos_in(n, 5, 2); /* "En\n  to\n" */
    uint32_t line, column;
    struct str text;
    pos_locate(p, &line, &column, &text);
    CHECK_INT(line, 3);
    CHECK_INT(column, 7);
    CHECK_STR(pos_text(p), STR("to"));
    CHECK_STR(pos_text(n->pos), STR("|\n    En\n      to"));
}

TEST("a text with doubled quotation marks keeps its places; one with backslashes its start")
{
    const struct yaml_node *n = value_of(t, STR("a: 'It''s so'\n"));
    CHECK_STR(pos_text(yaml_pos_in(n, 5, 2)), STR("so"));
    n = value_of(t, STR("a: \"x\\ty so\"\n"));
    CHECK_INT(yaml_pos_in(n, 4, 2).offset, 3);
}

TEST("lists and maps reach from their first to their last item")
{
    const struct yaml_node *n = value_of(t, STR("å:\n  - b\n  - c: d\n    # e\nf: g\n"));
    CHECK_STR(pos_text(n->pos), STR("- b\n  - c: d"));
    n = value_of(t, STR("å: [b, {c: d}]  \n"));
    CHECK_STR(pos_text(n->pos), STR("[b, {c: d}]"));
    CHECK_STR(pos_text(n->items[1]->pos), STR("{c: d}"));
}

TEST("a sentence that became a map is recognised")
{
    struct str text;
    const struct yaml_node *n =
        value_of(t, STR("a:\n  - Hva: hvorfor nå?\n  - {b: c}\n  - Hva:\n"));
    CHECK(yaml_is_sentence(n->items[0], &text));
    CHECK_STR(text, STR("Hva: hvorfor nå?"));
    CHECK(!yaml_is_sentence(n->items[1], &text));
    CHECK(yaml_is_sentence(n->items[2], &text));
    CHECK_STR(text, STR("Hva:"));
}

TEST("values that stand in the file as they are, are not copied")
{
    struct file const *f = file_of(t, STR("a: bcd\n"));
    struct diags d = {.arena = t->arena};
    const struct yaml_node *root = yaml_parse(f, f->bytes, YAML_USE_FILE, t->arena, &d);
    CHECK(root->pairs[0].value->text.ptr == f->bytes.ptr + 3);
    CHECK(yaml_get(root, STR("a")) == root->pairs[0].value && !yaml_get(root, STR("b")));
}

/* ---- Whatever comes
 * ------------------------------------------------------------------------------- */

static const struct str sample = STR_INIT(
    "title: Se og lytt\nkind: presentation\nminutes: ca. 45\nbring: [penn, \"papir\"]\n"
    "signs:\n  - sign: \"!\"\n    meaning: Viktig å huske\n  - sign: '?'\n    meaning: Uklart\n"
    "short: |\n  Se de første minuttene.\n\n  - Noter ett tegn\n"
    "tasks:\n  - id: par\n    title: Arbeid i par # to og to\n    questions:\n"
    "      - id: enige\n        text: >-\n          Hva er dere\n          enige om?\n"
    "      - Hva skiller dere?\n    variants: {small: alene, online: i rom}\n");

static const struct str pieces[] = {
    STR_INIT(": "), STR_INIT("\n"),   STR_INIT("\n  "), STR_INIT("- "),   STR_INIT(" #"),
    STR_INIT("\""), STR_INIT("'"),    STR_INIT("["),    STR_INIT("]"),    STR_INIT("{"),
    STR_INIT("}"),  STR_INIT(", "),   STR_INIT("|\n"),  STR_INIT(">-\n"), STR_INIT("\t"),
    STR_INIT("!"),  STR_INIT("&a "),  STR_INIT("*a"),   STR_INIT("? "),   STR_INIT("\r\n"),
    STR_INIT("å"),  STR_INIT("\\"),   STR_INIT("---"),  STR_INIT("@"),    STR_INIT("\xE2\x80\xA8"),
    STR_INIT("%"),  STR_INIT("<<: "), STR_INIT("   "),  STR_INIT("\xC3"), STR_INIT("a: b\n")};
enum { PIECES = sizeof pieces / sizeof *pieces };

static struct str mutated(struct test *t)
{
    struct str s = sample;
    for (uint64_t n = 1 + test_random(t) % 4; n; n--) {
        size_t at = (size_t)(test_random(t) % (s.len + 1)), cut = (size_t)(test_random(t) % 12);
        struct str in = pieces[test_random(t) % PIECES];
        if (test_random(t) % 3 == 0) in.len = 0;
        if (test_random(t) % 2 == 0) cut = 0;
        s = STR_CAT(t->arena, str_sub(s, 0, at), in, str_from(s, at + cut));
    }
    return s;
}

static bool inside(const struct file *f, struct pos p)
{
    return p.file == f && (size_t)p.offset + p.length <= f->bytes.len;
}

static bool tree_inside(const struct file *f, const struct yaml_node *n)
{
    bool ok = inside(f, n->pos);
    for (size_t i = 0; ok && i < n->text.len; i += 7)
        ok = inside(f, yaml_pos_in(n, i, 5));
    for (size_t i = 0; ok && i < n->len; i++)
        ok = tree_inside(f, n->kind == YAML_MAP ? n->pairs[i].value : n->items[i]);
    return ok;
}

TEST("front matter changed at random is read or explained, and places stay inside the file")
{
    for (int i = 0; i < 20000; i++) {
        struct diags d = {.arena = t->arena};
        const struct file *f = file_of(t, mutated(t));
        const struct yaml_node *n = yaml_parse(f, f->bytes, YAML_USE_FRONT_MATTER, t->arena, &d);
        CHECK(!n == (d.first != NULL));
        CHECK(!n || tree_inside(f, n));
        for (const struct diag *x = d.first; x; x = x->next)
            CHECK(inside(f, x->pos));
        arena_reset(t->arena);
    }
}

TEST("a file of one long line costs no more than its length")
{
    struct str json = repeated(t, STR("[{}"), STR(",{\"a\":\"b\", c: [d, 'e']}"), 40000);
    struct str yaml = STR_CAT(t->arena, json, STR("]"));
    clock_t from = clock();
    CHECK_STR(faults(t, yaml), STR(""));
    CHECK((double)(clock() - from) / CLOCKS_PER_SEC < 3);
}

TEST("a pattern that repeats costs no more than its length")
{
    for (size_t i = 0; i < PIECES * PIECES; i++) {
        struct str pair = STR_CAT(t->arena, pieces[i / PIECES], pieces[i % PIECES]);
        struct str all = repeated(t, STR("a: "), pair, 60000 / pair.len);
        const struct file *f = file_of(t, all);
        struct diags d = {.arena = t->arena};
        clock_t from = clock();
        yaml_parse(f, f->bytes, YAML_USE_FRONT_MATTER, t->arena, &d);
        double seconds = (double)(clock() - from) / CLOCKS_PER_SEC;
        if (seconds > 0.5)
            test_fail(t, __FILE__, __LINE__, "«%.*s»: %.2f s", STR_ARG(pair), seconds);
        arena_reset(t->arena);
    }
}
