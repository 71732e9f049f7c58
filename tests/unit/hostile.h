/* hostile: texts that stop cmark-gfm, or did: the triggers of its CVEs, of its own list of
 * pathological inputs, and patterns that a search of prefix×n + suffix×n found slow.
 *
 * Each is `first` times n, then `second` times m, then `last`. Used by hostile_test.c, one after
 * the other with a limit on time, and by the program `hostile`, which writes them as files.
 */
#ifndef STEG_TEST_HOSTILE_H
#define STEG_TEST_HOSTILE_H

#include "base/buf.h"

struct hostile {
    const char *name;
    const char *first;
    unsigned n;
    const char *second;
    unsigned m;
    const char *last;
};

#define HEAD_16 "|a|a|a|a|a|a|a|a|a|a|a|a|a|a|a|a"
#define RULE_16 "|-|-|-|-|-|-|-|-|-|-|-|-|-|-|-|-"
#define TABLE_64 HEAD_16 HEAD_16 HEAD_16 HEAD_16 "\n" RULE_16 RULE_16 RULE_16 RULE_16
#define HEAD_256 HEAD_16 HEAD_16 HEAD_16 HEAD_16 HEAD_16 HEAD_16 HEAD_16 HEAD_16
#define RULE_256 RULE_16 RULE_16 RULE_16 RULE_16 RULE_16 RULE_16 RULE_16 RULE_16
#define TABLE_256 HEAD_256 HEAD_256 "\n" RULE_256 RULE_256

static const struct hostile hostile_texts[] = {
    /* CVE-2023-37463: cells that are made up for short rows */
    {"table-square", TABLE_64 "\n", 1, "a\n", 8000, ""},
    {"table-wide", TABLE_256 "\n", 1, "a\n", 8000, ""},
    {"table-long", "|a|b|c|d|\n|-|-|-|-|\n", 1, "x\n", 32000, ""},
    {"table-many", "|a|b|\n|-|-|\nx\n\n", 50000, "", 0, ""},
    /* CVE-2023-24824: deep quotes and lists */
    {"quotes-then-text", ">", 32000, "a*", 30000, ""},
    {"quotes-deep-lines", "> > > > > > > > > > > > > > > > > > > > x\n", 40000, "", 0, ""},
    {"list-deep-blank", "- ", 60, "\n", 500000, "x"},
    {"list-then-blank", "- ", 32000, "x\n\n", 1000, ""},
    {"list-nested-lines", "- a\n - b\n  - c\n   - d\n", 40000, "", 0, ""},
    {"ordered", "1) ", 20000, "a", 1, ""},
    /* CVE-2023-22483: footnotes */
    {"footnotes-one-line", "[^1]:", 40000, "\n", 40000, ""},
    {"footnotes-lines", "[^1]:\n", 12000, "", 0, ""},
    {"footnote-references", "[^1] ", 100000, "\n\n", 1, "[^1]: x\n"},
    {"footnote-brackets", "[^", 30000, "a", 1, ""},
    /* CVE-2023-22484: scans that run to the end */
    {"html-comments", "a<!--", 12000, "", 0, ""},
    {"html-instructions", "a<?", 20000, "", 0, ""},
    {"html-declarations", "a<!A ", 12000, "", 0, ""},
    {"html-cdata", "a<![CDATA[", 6000, "", 0, ""},
    {"html-attributes", "<a b=\"", 10000, "", 0, ""},
    /* CVE-2023-22486: brackets */
    {"image-brackets", "![[]()", 10000, "", 0, ""},
    {"brackets-open", "[", 60000, "a", 1, ""},
    {"brackets-closed", "[", 30000, "]", 30000, ""},
    {"brackets-parens", "[a](", 15000, "", 0, ""},
    {"brackets-angle", "[a](<b", 10000, "", 0, ""},
    {"brackets-escaped", "[a\\](", 12000, "", 0, ""},
    /* CVE-2023-22485, CVE-2022-39209: autolinks */
    {"autolink-images", "![l", 20000, "", 0, ""},
    {"autolink-mail", "a@a.", 16000, "", 0, ""},
    {"autolink-www", "www.", 16000, "", 0, ""},
    {"autolink-parens", "http://", 1, "(", 60000, ")"},
    {"autolink-schemes", "http://a_", 7000, "", 0, ""},
    {"autolink-many", "http://a.b))))))))))))))) ", 2400, "", 0, ""},
    /* CVE-2023-26485 and upstream's list: delimiters */
    {"emphasis-nested", "*a **a ", 9000, "b** b*", 5000, ""},
    {"emphasis-runs", "*a ", 8000, "_a*_ ", 8000, ""},
    {"emphasis-mixed", "a**b", 12000, "c* ", 4000, ""},
    {"strong-open", "**a ", 15000, "", 0, ""},
    {"underscores", "_", 30000, "a", 1, "_"},
    {"strikes", "~~a ~b ", 9000, "", 0, ""},
    {"backticks", "e`e``e```e````", 4000, "", 0, ""},
    {"references-expand", "[a]: https://example.com/long/long/long/long/long\n\n", 1, "[a]", 20000,
     ""},
    {"references-expand-blank", "[a]: https://example.com/a-long-address-to-repeat\n\n", 1,
     "[a] [a] [a] [a]\n\n", 100000, ""},
    {"references-collide", "[a]: /u\n", 30000, "[a]", 10000, ""},
    {"entities", "&amp;&#0;&", 6000, "", 0, ""},
    {"backslashes", "\\", 60000, "", 0, ""},
    {"hard-breaks", "a  \n", 15000, "", 0, ""},
    {"headings", "# a\n", 15000, "", 0, ""},
    {"setext", "a\n=\n", 15000, "", 0, ""},
    {"fences", "```\n", 15000, "", 0, ""},
    {"fence-hides-run", "<!--\n```\n-->\n\n", 1, "*a_ *a*_\n", 200000, ""},
    {"tabs", "\t", 60000, "a", 1, ""},
    {"tab-lists", "-\t", 20000, "a", 1, ""},
    {"line", "a ", 2000000, "", 0, ""},
    /* our own syntax */
    {"boxes-nested", "::: note\n\n", 100000, "", 0, ""},
    {"boxes-closed", "::: note\n\n", 50000, ":::\n\n", 50000, ""},
    {"boxes-stray", ":::\n", 15000, "", 0, ""},
    {"boxes-colons", ":", 60000, " a", 1, ""},
    {"boxes-lists", "- ::: a\n  ", 5000, "", 0, ""},
    {"alerts", "> [!TIP] ", 15000, "", 0, ""},
    {"box-attributes", "::: {", 1, ".a ", 20000, "}"},
    {"citations", "@a ", 20000, "", 0, ""},
    {"citations-bracket", "[@a ", 15000, "", 0, ""},
    {"citations-open", "[", 1, "@a;", 20000, ""},
    {"citations-group", "[@a;@a;@a;@a]", 4500, "", 0, ""},
    {"citations-locator", "@a [", 14000, "", 0, ""},
    {"citations-signs", "-.+@", 15000, "", 0, ""},
    {"citation-key", "@", 1, "a.", 30000, ""},
    {"heading-ids", "# {#", 10000, "}", 10000, ""},
    {"footnotes-unused", "[^a]: b\n\n", 2000, "", 0, ""},
    {"footnotes-undefined", "[^a] ", 12000, "", 0, ""},
};

static inline struct str hostile_text(struct arena *a, const struct hostile *h)
{
    struct buf b = {.arena = a};
    for (unsigned i = 0; i < h->n; i++)
        buf_put(&b, str_of(h->first));
    for (unsigned i = 0; i < h->m; i++)
        buf_put(&b, str_of(h->second));
    buf_put(&b, str_of(h->last));
    return buf_str(&b);
}

#endif
