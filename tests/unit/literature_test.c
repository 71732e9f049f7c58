/* Works as they are read, told apart, ordered, and cited. */
#include "test.h"

#include "course/literature.h"

/* ---- Help ------------------------------------------------------------------------------------ */

static struct literature *read_works(struct test *t, const char *yaml, struct diags *d)
{
    struct file *f = arena_new(t->arena, struct file, 1);
    *f = (struct file){STR("literature.yml"), str_of(yaml)};
    *d = (struct diags){.arena = t->arena};
    return literature_parse(f, t->arena, d);
}

/* All the works, used and told apart. */
static struct literature *all_used(struct test *t, const char *yaml)
{
    struct diags d;
    struct literature *l = read_works(t, yaml, &d);
    if (!l || d.first) {
        test_fail(t, __FILE__, __LINE__, "the works cannot be read: %s",
                  d.first ? diag_catalogue[d.first->id].id : "?");
        return NULL;
    }
    for (size_t i = 0; i < l->len; i++)
        l->works[i].used = true;
    literature_number(l, t->arena);
    return l;
}

/* "id line:column" for each diagnostic, in the order they were found. */
static struct str faults(struct test *t, const char *yaml)
{
    struct diags d;
    struct buf out = {.arena = t->arena};
    read_works(t, yaml, &d);
    for (const struct diag *x = d.first; x; x = x->next) {
        uint32_t line, column;
        struct str text;
        pos_locate(x->pos, &line, &column, &text);
        buf_printf(&out, "%s%s %u:%u", out.len ? ", " : "", diag_catalogue[x->id].id, line, column);
    }
    return buf_str(&out);
}

static struct str ref_href(void *ctx, const struct work *w)
{
    return STR_CAT((struct arena *)ctx, STR("../literature.html#"), w->id);
}

/* The citation of n works, without tags: `text` when its links do not matter. */
static struct str without_tags(struct str html, struct arena *a)
{
    struct buf out = {.arena = a};
    while (html.len) {
        buf_put(&out, str_cut(&html, '<'));
        if (html.ptr) str_cut(&html, '>');
    }
    return buf_str(&out);
}

static struct str cite(struct test *t, const struct literature *l, enum apa_language lang,
                       bool in_text, const struct md_cite *cites, size_t n)
{
    struct buf out = {.arena = t->arena};
    const struct work **works = arena_new(t->arena, const struct work *, n);
    for (size_t i = 0; i < n; i++)
        works[i] = literature_find(l, cites[i].key);
    apa_citation(&out,
                 &(struct apa_citation){.cites = cites, .works = works, .n = n, .in_text = in_text},
                 lang, ref_href, t->arena);
    return buf_str(&out);
}

static struct str cite_one(struct test *t, const struct literature *l, const char *key,
                           const char *locator, enum apa_language lang, bool in_text)
{
    struct md_cite c = {.key = str_of(key), .locator = str_of(locator)};
    return without_tags(cite(t, l, lang, in_text, &c, 1), t->arena);
}

#define BOOK(id, family, given, year, title)                                                     \
    "- {id: " id ", type: book, author: [{family: " family ", given: " given "}], issued: " year \
    ", title: " title "}\n"

static const char roald[] = BOOK("roald2012", "Roald", "Knut", "2012", "Kvalitetsvurdering");

/* ---- Citations ------------------------------------------------------------------------------- */

TEST("a citation in parentheses links the name and the year")
{
    struct literature *l = all_used(t, roald);
    struct md_cite c = {.key = STR("roald2012"), .prefix = STR("se"), .locator = STR("s. 14")};
    CHECK_STR(cite(t, l, APA_NB, false, &c, 1),
              STR("(se <a class=\"cite\" href=\"../literature.html#roald2012\">Roald, 2012</a>, "
                  "s. 14)"));
}

TEST("a citation in a sentence links the name")
{
    struct literature *l = all_used(t, roald);
    struct md_cite c = {.key = STR("roald2012"), .locator = STR("3")};
    CHECK_STR(
        cite(t, l, APA_NB, true, &c, 1),
        STR("<a class=\"cite\" href=\"../literature.html#roald2012\">Roald</a> (2012, s. 3)"));
}

TEST("a citation without its author links the year")
{
    struct literature *l = all_used(t, roald);
    struct md_cite c = {.key = STR("roald2012"), .suppress_author = true};
    CHECK_STR(cite(t, l, APA_NB, false, &c, 1),
              STR("(<a class=\"cite\" href=\"../literature.html#roald2012\">2012</a>)"));
    CHECK_STR(cite(t, l, APA_NB, true, &c, 1),
              STR("(<a class=\"cite\" href=\"../literature.html#roald2012\">2012</a>)"));
}

TEST("locators are put into the page's language, and a bare number is a page")
{
    struct literature *l = all_used(t, roald);
    static const struct {
        const char *written, *nb, *en;
    } rows[] = {
        {"14", "s. 14", "p. 14"},
        {"14-16", "s. 14–16", "pp. 14–16"},
        {"s. 14", "s. 14", "p. 14"},
        {"s.14", "s. 14", "p. 14"},
        {"side 14", "s. 14", "p. 14"},
        {"pp. 14–16", "s. 14–16", "pp. 14–16"},
        {"p. 4, 9", "s. 4, 9", "pp. 4, 9"},
        {"kap. 3", "kap. 3", "Chapter 3"},
        {"chapter 3", "kap. 3", "Chapter 3"},
        {"avsnitt 2", "avsn. 2", "para. 2"},
        {"§ 1-3", "§ 1-3", "§ 1-3"},
        {"steg 4", "steg 4", "steg 4"},
        {"sitert i Berg, 2010, s. 3", "sitert i Berg, 2010, s. 3", "as cited in Berg, 2010, s. 3"},
        {"as cited in Berg, 2010", "sitert i Berg, 2010", "as cited in Berg, 2010"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct str nb = STR_CAT(t->arena, STR("(Roald, 2012, "), str_of(rows[i].nb), STR(")"));
        struct str en = STR_CAT(t->arena, STR("(Roald, 2012, "), str_of(rows[i].en), STR(")"));
        CHECK_STR(cite_one(t, l, "roald2012", rows[i].written, APA_NB, false), nb);
        CHECK_STR(cite_one(t, l, "roald2012", rows[i].written, APA_EN, false), en);
    }
}

TEST("several works are divided by semicolons, several years of the same people by commas")
{
    struct literature *l = all_used(t, BOOK("a", "Berg", "Anne", "2010", "Tid")
                                           BOOK("b", "Berg", "Anne", "2012", "Rom")
                                               BOOK("c", "Dahl", "Bo", "2011", "Hus"));
    const struct md_cite cites[] = {{.key = STR("a")}, {.key = STR("b")}, {.key = STR("c")}};
    CHECK_STR(without_tags(cite(t, l, APA_NB, false, cites, 3), t->arena),
              STR("(Berg, 2010, 2012; Dahl, 2011)"));
    const struct md_cite located[] = {{.key = STR("a"), .locator = STR("3")}, {.key = STR("b")}};
    CHECK_STR(without_tags(cite(t, l, APA_NB, false, located, 2), t->arena),
              STR("(Berg, 2010, s. 3; Berg, 2012)"));
    const struct md_cite prefixed[] = {{.key = STR("a")}, {.key = STR("b"), .prefix = STR("jf.")}};
    CHECK_STR(without_tags(cite(t, l, APA_NB, false, prefixed, 2), t->arena),
              STR("(Berg, 2010; jf. Berg, 2012)"));
}

TEST("two authors in a sentence are joined by a word")
{
    struct literature *l = all_used(t, "- id: x\n  type: book\n  title: Tid\n  issued: 2022\n"
                                       "  author: [{family: Riis}, {family: Paulsen}]\n");
    CHECK_STR(cite_one(t, l, "x", "", APA_NB, true), STR("Riis og Paulsen (2022)"));
    CHECK_STR(cite_one(t, l, "x", "", APA_NN, true), STR("Riis og Paulsen (2022)"));
    CHECK_STR(cite_one(t, l, "x", "", APA_EN, true), STR("Riis and Paulsen (2022)"));
    CHECK_STR(apa_short(l->works, APA_EN, t->arena), STR("Riis and Paulsen (2022)"));
}

TEST("a public document in a sentence does not repeat its year")
{
    struct literature *l = all_used(t, "- id: x\n  type: report\n  title: Skole\n  issued: 2015\n"
                                       "  number: 'NOU 2015: 8'\n");
    CHECK_STR(cite_one(t, l, "x", "s. 9", APA_NB, true), STR("NOU 2015: 8 (s. 9)"));
    CHECK_STR(cite_one(t, l, "x", "", APA_NB, true), STR("NOU 2015: 8"));
    CHECK_STR(apa_short(l->works, APA_NB, t->arena), STR("NOU 2015: 8"));
}

TEST("a law is cited with its paragraph")
{
    struct literature *l =
        all_used(t, "- id: x\n  type: legislation\n  issued: 2023\n"
                    "  title: Lov om opplæring\n  title-short: Opplæringslova\n");
    CHECK_STR(cite_one(t, l, "x", "§ 12-2", APA_NN, false), STR("(Opplæringslova, 2023, § 12-2)"));
}

TEST("nynorsk has its own words")
{
    struct literature *l = all_used(t, "- id: x\n  type: webpage\n  accessed: 2021-05-03\n"
                                       "  title: Møte\n  author: [{literal: Udir}]\n"
                                       "  URL: https://udir.no/x\n");
    struct buf out = {.arena = t->arena};
    apa_entry(&out, l->works, APA_NN);
    CHECK_STR(without_tags(buf_str(&out), t->arena),
              STR("Udir. (u.å.). Møte. Henta 3. mai 2021 frå https://udir.no/x"));
}

/* ---- Told apart ------------------------------------------------------------------------------ */

TEST("works of the same people and year get letters in the order of their titles")
{
    struct literature *l = all_used(t, BOOK("x", "Berg", "Anne", "2010", "Tid")
                                           BOOK("y", "Berg", "Anne", "2010", "Rom")
                                               BOOK("z", "Berg", "Anne", "2011", "Hus"));
    CHECK_STR(cite_one(t, l, "x", "", APA_NB, false), STR("(Berg, 2010b)"));
    CHECK_STR(cite_one(t, l, "y", "", APA_NB, false), STR("(Berg, 2010a)"));
    CHECK_STR(cite_one(t, l, "z", "", APA_NB, false), STR("(Berg, 2011)"));
}

TEST("undated works of the same people get their letters after a hyphen")
{
    struct literature *l =
        all_used(t, "- {id: x, type: book, author: [{literal: Udir}], title: A}\n"
                    "- {id: y, type: book, author: [{literal: Udir}], title: B}\n");
    CHECK_STR(cite_one(t, l, "y", "", APA_NB, false), STR("(Udir, u.å.-b)"));
    CHECK_STR(cite_one(t, l, "y", "", APA_EN, false), STR("(Udir, n.d.-b)"));
}

TEST("a work that nobody uses takes no letter")
{
    struct diags d;
    struct literature *l = read_works(
        t, BOOK("x", "Berg", "Anne", "2010", "Tid") BOOK("y", "Berg", "Anne", "2010", "Rom"), &d);
    CHECK(l);
    l->works[0].used = true;
    literature_number(l, t->arena);
    CHECK_STR(cite_one(t, l, "x", "", APA_NB, false), STR("(Berg, 2010)"));
}

TEST("the twenty-seventh work of a year is aa")
{
    struct buf yaml = {.arena = t->arena};
    for (int i = 0; i < 28; i++)
        buf_printf(&yaml,
                   "- {id: b%02d, type: book, author: [{literal: Udir}], issued: 2010, "
                   "title: T%02d}\n",
                   i, i);
    buf_put_char(&yaml, '\0');
    struct literature *l = all_used(t, yaml.ptr);
    CHECK(l);
    CHECK_STR(cite_one(t, l, "b25", "", APA_NB, false), STR("(Udir, 2010z)"));
    CHECK_STR(cite_one(t, l, "b26", "", APA_NB, false), STR("(Udir, 2010aa)"));
    CHECK_STR(cite_one(t, l, "b27", "", APA_NB, false), STR("(Udir, 2010ab)"));
}

TEST("two first authors with the same surname get their initials in the text")
{
    struct literature *l = all_used(t, BOOK("x", "Berg", "Anne", "2010", "Tid")
                                           BOOK("y", "Berg", "Øyvind", "2010", "Rom")
                                               BOOK("z", "Dahl", "Bo", "2010", "Hus"));
    CHECK_STR(cite_one(t, l, "x", "", APA_NB, false), STR("(A. Berg, 2010)"));
    CHECK_STR(cite_one(t, l, "y", "", APA_NB, true), STR("Ø. Berg (2010)"));
    CHECK_STR(cite_one(t, l, "z", "", APA_NB, false), STR("(Dahl, 2010)"));
}

TEST("works whose «mfl.» would look alike show as many names as tell them apart")
{
    struct literature *l = all_used(
        t, "- {id: x, type: book, issued: 2010, title: A,\n"
           "   author: [{family: Berg}, {family: Dahl}, {family: Foss}, {family: Gran}]}\n"
           "- {id: y, type: book, issued: 2010, title: B,\n"
           "   author: [{family: Berg}, {family: Eide}, {family: Foss}, {family: Gran}]}\n"
           "- {id: z, type: book, issued: 2011, title: C,\n"
           "   author: [{family: Berg}, {family: Eide}, {family: Foss}, {family: Gran}]}\n");
    CHECK_STR(cite_one(t, l, "x", "", APA_NB, false), STR("(Berg, Dahl mfl., 2010)"));
    CHECK_STR(cite_one(t, l, "y", "", APA_EN, false), STR("(Berg, Eide, et al., 2010)"));
    CHECK_STR(cite_one(t, l, "z", "", APA_NB, false), STR("(Berg mfl., 2011)"));
}

TEST("«mfl.» never stands for one name alone when names have to be shown")
{
    struct literature *l =
        all_used(t, "- {id: x, type: book, issued: 2010, title: A,\n"
                    "   author: [{family: Berg}, {family: Dahl}, {family: Foss}]}\n"
                    "- {id: y, type: book, issued: 2010, title: B,\n"
                    "   author: [{family: Berg}, {family: Dahl}, {family: Gran}]}\n");
    CHECK_STR(cite_one(t, l, "x", "", APA_NB, false), STR("(Berg, Dahl og Foss, 2010)"));
    CHECK_STR(cite_one(t, l, "y", "", APA_EN, false), STR("(Berg, Dahl, &amp; Gran, 2010)"));
}

TEST("a list of more than twenty names keeps nineteen and the last")
{
    struct buf yaml = {.arena = t->arena};
    buf_put(&yaml, STR("- id: x\n  type: book\n  title: T\n  issued: 2017\n  author:\n"));
    for (int i = 1; i <= 21; i++)
        buf_printf(&yaml, "  - family: N%02d\n", i);
    buf_put_char(&yaml, '\0');
    struct literature *l = all_used(t, yaml.ptr);
    CHECK(l);
    struct buf out = {.arena = t->arena};
    apa_entry(&out, l->works, APA_NB);
    CHECK_STR(buf_str(&out),
              STR("N01, N02, N03, N04, N05, N06, N07, N08, N09, N10, N11, N12, N13, N14, N15, N16, "
                  "N17, N18, N19, … N21. (2017). <em>T</em>."));
}

/* ---- Order ----------------------------------------------------------------------------------- */

TEST("a list is in Norwegian order: å last, one author before the same with others, older first")
{
    struct literature *l = all_used(
        t, BOOK("aas", "Ås", "Bo", "2001", "T") BOOK("oe", "Østby", "Bo", "2001",
                                                     "T") BOOK("ae", "Ærlig", "Bo", "2001", "T")
               BOOK("z", "Zahl", "Bo", "2001",
                    "T") "- {id: two, type: book, issued: 1990, title: T, author: [{family: Berg, "
                         "given: Anne}, {family: Aa, given: B}]}\n" BOOK("new", "Berg", "Anne",
                                                                         "2011", "T")
                             BOOK("old", "Berg", "Anne", "2009", "T")
                                 BOOK("berge", "Berge", "Anne", "1980",
                                      "T") "- {id: en, type: book, issued: 2002, title: École}\n");
    const struct work *sorted[16];
    size_t n = literature_sorted(l, sorted);
    struct buf ids = {.arena = t->arena};
    for (size_t i = 0; i < n; i++) {
        buf_put(&ids, sorted[i]->id);
        buf_put_char(&ids, ' ');
    }
    CHECK_STR(buf_str(&ids), STR("old new two berge en z ae oe aas "));
}

/* ---- Files ----------------------------------------------------------------------------------- */

TEST("a list under «references:», a bare list and CSL-JSON say the same")
{
    static const char *const files[] = {
        "references:\n- id: x\n  type: book\n  title: T\n  issued: 2012\n",
        "- id: x\n  type: book\n  title: T\n  issued: {date-parts: [[2012]]}\n",
        ("[{\"id\": \"x\", \"type\": \"book\", \"title\": \"T\", \"issued\": {\"date-parts\": "
         "[[\"2012\"]]}}]"),
    };
    for (size_t i = 0; i < 3; i++) {
        struct literature *l = all_used(t, files[i]);
        CHECK(l);
        struct buf out = {.arena = t->arena};
        apa_entry(&out, l->works, APA_NB);
        CHECK_STR(buf_str(&out), STR("<em>T</em>. (2012)."));
    }
}

TEST("an empty file is a course without works")
{
    struct diags d;
    CHECK_STR(faults(t, ""), STR(""));
    CHECK_STR(faults(t, "references:\n"), STR(""));
    const struct literature *l = read_works(t, "references: []\n", &d);
    CHECK(l && l->len == 0);
    CHECK(!literature_find(l, STR("x")));
    CHECK(!literature_find(NULL, STR("x")));
}

TEST("a file that cannot be read is one error")
{
    struct diags d;
    CHECK(!read_works(t, "- id: x\n  title: \"uten slutt\n- id: y\n", &d));
    CHECK_INT(d.count[SEVERITY_ERROR], 1);
    CHECK(!read_works(t, "bøker: mange\n", &d));
    CHECK_INT(d.count[SEVERITY_ERROR], 1);
    CHECK_STR(faults(t, "bøker: mange\n"), STR("literature-shape 1:1"));
}

TEST("a work without an id, with a bad one or one used before is an error at its place")
{
    CHECK_STR(faults(t, "- type: book\n  title: T\n"), STR("work-without-id 1:3"));
    CHECK_STR(faults(t, "- id: [a]\n  type: book\n  title: T\n"), STR("work-without-id 1:7"));
    CHECK_STR(faults(t, "- id: to ord\n  type: book\n  title: T\n"), STR("work-id 1:7"));
    CHECK_STR(faults(t, "- id: slutt.\n  type: book\n  title: T\n"), STR("work-id 1:7"));
    CHECK_STR(faults(t, "- {id: x, type: book, title: T}\n- {id: x, type: book, title: U}\n"),
              STR("work-twice 2:8"));
    CHECK_STR(faults(t, "- bare tekst\n"), STR("work-shape 1:3"));
}

TEST("a work that lacks a title or a type is a warning, and an unknown type too")
{
    CHECK_STR(faults(t, "- id: x\n  type: book\n"), STR("work-without-title 1:7"));
    CHECK_STR(faults(t, "- id: x\n  title: T\n"), STR("work-without-type 1:3"));
    CHECK_STR(faults(t, "- id: x\n  title: T\n  type: bok\n"), STR("work-type 3:9"));
}

TEST("a key that nearly is ours, or means one of ours, is a warning; Zotero's others are not")
{
    CHECK_STR(faults(t, "- id: x\n  type: book\n  title: T\n  authors: [{family: A}]\n"),
              STR("work-key 4:3"));
    CHECK_STR(faults(t, "- id: x\n  type: book\n  title: T\n  year: 2012\n"), STR("work-key 4:3"));
    CHECK_STR(faults(t, "- id: x\n  type: book\n  title: T\n  abstract: A\n  source: B\n"
                        "  event-place: C\n  number-of-pages: 3\n  call-number: 4\n"
                        "  citation-key: x\n  ISSN: 1234-5678\n  PMID: 1\n  collection-title: S\n"
                        "  license: CC\n  section: A\n  container-title-short: D\n  keyword: E\n"),
              STR(""));
}

TEST("a date that does not exist is an error where it stands")
{
    CHECK_STR(faults(t, "- id: x\n  type: book\n  title: T\n  issued: 2026-02-30\n"),
              STR("work-date 4:11"));
    CHECK_STR(faults(t, "- id: x\n  type: book\n  title: T\n  issued: i fjor\n"),
              STR("work-date 4:11"));
    CHECK_STR(
        faults(t, "- id: x\n  type: book\n  title: T\n  issued: {date-parts: [[2012, 13]]}\n"),
        STR("work-date 4:24"));
    CHECK_STR(faults(t, "- id: x\n  type: book\n  title: T\n  issued: 2014/2012\n"),
              STR("work-date 4:11"));
    CHECK_STR(faults(t, "- id: x\n  type: book\n  title: T\n  issued: 2024-02-29\n"), STR(""));
}

TEST("names must be names, and every one that is not is reported")
{
    CHECK_STR(faults(t, "- id: x\n  type: book\n  title: T\n  author: Knut Roald\n"),
              STR("work-name 4:11"));
    CHECK_STR(faults(t, "- id: x\n  type: book\n  title: T\n  author:\n  - Knut Roald\n"
                        "  - {given: Knut}\n"),
              STR("work-name 5:5, work-name 6:6"));
}

TEST("a text that is a list, a bad DOI and a bad address are errors")
{
    CHECK_STR(faults(t, "- id: x\n  type: book\n  title: [T]\n"),
              STR("work-text 3:3, work-without-title 1:7"));
    CHECK_STR(faults(t, "- id: x\n  type: book\n  title: T\n  DOI: 11.1/x\n"), STR("work-doi 4:8"));
    CHECK_STR(faults(t, "- id: x\n  type: book\n  title: T\n  URL: www.udir.no\n"),
              STR("work-url 4:8"));
    CHECK_STR(faults(t, "- id: x\n  type: book\n  title: T\n  URL: javascript:alert(1)\n"),
              STR("work-url 4:8"));
    CHECK_STR(faults(t, "- id: x\n  type: book\n  title: T\n  doi: doi:10.1/x\n"), STR(""));
}

TEST("all the faults of a file are reported")
{
    CHECK_STR(faults(t, "- type: book\n  title: T\n- id: y\n  type: book\n  title: T\n"
                        "  issued: 2012-13\n- id: z\n  type: bok\n  title: T\n"),
              STR("work-without-id 1:3, work-date 6:11, work-type 8:9"));
}
