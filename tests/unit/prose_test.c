/* What a reader meets in a file, and how two files differ: `Dere [-leser-]{+lytter+}.` */
#include "base/buf.h"
#include "course/prose.h"
#include "test.h"
#include <string.h>

/* ---- Files become prose ---------------------------------------------------------------------- */

#define MOST_FILES 12

struct made {
    struct file files[MOST_FILES];
    size_t n;
    struct course course;
    struct diags diags;
};

/* `files` are pairs of path and text, ended by NULL. */
static struct made *make_of(struct test *t, const char *const *files)
{
    struct made *m = arena_new(t->arena, struct made, 1);
    struct course *c = &m->course;
    m->diags.arena = t->arena;
    m->files[m->n++] = (struct file){STR("course.yml"), STR("format: 1\nid: k\ntitle: Kurs\n")};
    for (; *files; files += 2)
        m->files[strcmp(files[0], "course.yml") ? m->n++ : 0] =
            (struct file){str_of(files[0]), str_of(files[1])};
    struct source *s = source_memory(m->files, m->n, t->arena);
    struct worker w = {.results = t->arena, .scratch = t->arena, .diags = &m->diags};
    if (!course_scan(c, s, STR(""), t->arena, &m->diags)) return m;
    for (size_t i = 0; i < c->nunits; i++)
        course_parse(c, c->units[i], &w);
    course_index(c, &m->diags);
    return m;
}

#define MAKE(...) make_of(t, (const char *const[]){__VA_ARGS__, NULL})

static struct str say_minutes(const struct minutes *m, struct arena *a, void *ctx)
{
    (void)ctx;
    struct buf b = {.arena = a};
    buf_printf(&b, "%s%u min", m->kind == MINUTES_ABOUT ? "ca. " : "", m->from);
    return buf_str(&b);
}

static struct str say_fact(const char *key, unsigned value, struct arena *a, void *ctx)
{
    (void)ctx;
    struct buf b = {.arena = a};
    buf_printf(&b, "%s=%u", key, value);
    return buf_str(&b);
}

static struct str say_string(const struct hole *h, struct arena *a, void *ctx)
{
    (void)a, (void)ctx;
    return h->string == DOC_BOX_TIP ? STR("Tips") : STR("");
}

static const struct prose *prose_at(struct test *t, const struct made *m, const char *path,
                                    bool with_words)
{
    struct prose_words words = {
        .course = &m->course, .string = say_string, .minutes = say_minutes, .fact = say_fact};
    struct prose *p = arena_new(t->arena, struct prose, 1);
    for (size_t i = 0; i < m->course.nunits; i++)
        if (str_eq(m->course.units[i]->path, str_of(path)))
            prose_of(p, m->course.units[i], with_words ? &words : NULL, t->arena);
    return p;
}

/* One line for each block: `kind, level, box, key: text`, each where it says something. */
static struct str listed(struct test *t, const struct prose *p)
{
    static const char *const kinds[] = {"title", "facts", "heading", "text",    "item", "quote",
                                        "box",   "cells", "code",    "picture", "note", "film",
                                        "task",  "ask",   "follow",  "entry"};
    struct buf b = {.arena = t->arena};
    for (size_t i = 0; i < p->len; i++) {
        const struct prose_block *x = &p->blocks[i];
        buf_printf(&b, "%s", kinds[x->kind]);
        if (x->level) buf_printf(&b, "%u", x->level);
        buf_printf(&b, "%s%s%s: %.*s\n", x->boxed ? " in box" : "", x->key ? " " : "",
                   x->key ? x->key : "", STR_ARG(x->text));
    }
    return buf_str(&b);
}

#define LISTS(path, expected, ...) \
    CHECK_STR(listed(t, prose_at(t, MAKE(__VA_ARGS__), path, true)), STR(expected))

TEST("a step is told as its page is read: head, body, films, tasks, literature")
{
    LISTS(
        "1-m/2-s.md",
        "title title: Les *ikke* dette\n"
        "facts facts: when=2 · ca. 45 min · hele lederteamet · must=0\n"
        "text purpose: Dere får se.\n"
        "item1 bring: en penn\n"
        "item1 bring: papir\n"
        "text short: Svar.\n"
        "text short: Snu.\n"
        "text: Brødtekst.\n"
        "cells signs: ! | Viktig.\n"
        "film presentations: Filmen\n"
        "facts presentations: Kari · 18 min · https://vimeo.com/1\n"
        "text presentations: Om alt.\n"
        "task tasks: Arbeid i par\n"
        "facts tasks: grouping=2 · 10 min · per_group=3 · method=0: IGP\n"
        "text tasks: Gå sammen.\n"
        "facts phases: grouping=1 · 5 min\n"
        "text phases: Tenk.\n"
        "ask questions: Hva ser dere?\n"
        "follow questions: Og hva mer?\n"
        "ask questions: Uten felt?\n"
        "facts decide: decide=1\n"
        "text small: Alene.\n"
        "text online: Digitalt.\n"
        "entry literature: Roald, K. (2012). Læring. Fagbokforlaget. kap. 2\n"
        "text literature: God.\n"
        "entry literature: ukjent\n",
        "1-m/2-s.md",
        "---\ntitle: Les \\*ikke\\* dette\nid: x\nminutes: ca. 45\nwho: hele lederteamet\n"
        "must: false\npurpose: Dere får *se*.\nbring: [en penn, papir]\nshort: |\n  Svar.\n\n"
        "  Snu.\nsigns: [{sign: \"!\", meaning: Viktig.}]\npresentations:\n  - title: Filmen\n"
        "    url: https://vimeo.com/1\n    speaker: Kari\n    minutes: 18\n"
        "    captions: f.vtt\n    summary: Om alt.\ntasks:\n  - id: par\n    title: Arbeid i par\n"
        "    grouping: pairs\n    minutes: 10\n    per_group: 3\n    method: igp\n"
        "    text: Gå sammen.\n    phases: [{grouping: individual, minutes: 5, text: Tenk.}]\n"
        "    questions:\n      - id: a\n        text: Hva ser dere?\n"
        "        followups: [Og hva mer?]\n      - Uten felt?\n    decide: true\n"
        "    variants: {small: Alene., online: Digitalt.}\nliterature:\n"
        "  - {id: roald2012, locator: kap. 2, why: God.}\n  - ukjent\n---\n\nBrødtekst.\n",
        "methods/igp.md", "---\ntitle: IGP\nphases: [{text: Tenk.}]\n---\n", "literature.yml",
        "- {id: roald2012, type: book, author: [{family: Roald, given: Knut}], issued: 2012, "
        "title: Læring, publisher: Fagbokforlaget}\n");
}

TEST("tables and figures in a text are told by their texts, not as the data they are written as")
{
    LISTS("1-m/1-s.md",
          "title title: S\ntext: To samtaler\ncells: | Lukket | Åpen\ncells: I møtet\n"
          "cells: Uenighet | Vi går videre. | Vi spør: hva?\ncells: Slutt | Vi leser opp.\n"
          "text: Slik\ntext: Etter boka.\nitem1 in box: Planlegge\n"
          "item1 in box: Gjøre: Sammen.\n",
          "1-m/1-s.md",
          "---\ntitle: S\n---\n\n```table\ncaption: To *samtaler*\ncolumns: [\"\", Lukket, Åpen]\n"
          "rows:\n  - group: I møtet\n  - [Uenighet, Vi går videre., \"Vi spør: hva?\"]\n"
          "  - [Slutt, {text: Vi leser opp., colspan: 2}]\n```\n\n```figure\nkind: flow\n"
          "title: Slik\nitems: [Planlegge, {label: Gjøre, text: Sammen.}]\nnote: Etter *boka*.\n"
          "```\n");
}

TEST("without words, facts that are no text are left out, and names stand as they are written")
{
    struct made *m = MAKE("1-m/index.md", "---\ntitle: M\nbuilds_on: [n]\n---\n", "1-m/1-s.md",
                          "---\ntitle: S\nminutes: 5\nwho: alle\ntasks: [{id: a, title: A, "
                          "grouping: pairs, method: igp, decide: true}]\n---\nSe [@r, s. 3].\n");
    CHECK_STR(listed(t, prose_at(t, m, "1-m/1-s.md", false)),
              STR("title title: S\nfacts facts: alle\ntext: Se (r, s. 3).\ntask tasks: A\n"
                  "facts tasks: igp\n"));
    CHECK_STR(listed(t, prose_at(t, m, "1-m/index.md", false)),
              STR("title title: M\nitem1 builds_on: n\n"));
}

TEST("modules, leader resources and methods have their own texts around the body")
{
    LISTS("1-m/index.md",
          "title title: M\ntext theme: Hovedtema\nitem1 audience: ledere\ntext summary: Kort.\n"
          "text purpose: Mål.\ntext: B.\ntext background: Før.\nitem1 objectives: Kan.\n"
          "item1 builds_on: Enda en\nitem1 terms: PLF\ntext authors: Kari, Per\n"
          "text source: Sørvika.\ntext license: CC BY\n",
          "1-m/index.md",
          "---\ntitle: M\ntheme: Hovedtema\naudience: [ledere]\nsummary: Kort.\npurpose: Mål.\n"
          "background: Før.\nobjectives: [Kan.]\nbuilds_on: [n]\nterms: [plf]\nminutes: 5\n"
          "authors: [Kari, Per]\nreviewer: Nils\nreviewed: 2026-11-22\nsource: Sørvika.\n"
          "license: CC BY\n---\nB.\n",
          "2-n/index.md", "---\ntitle: Enda en\n---\n", "glossary.yml",
          "- {id: plf, term: PLF, definition: D.}\n");
    LISTS("1-m/leader.md",
          "title title: L\nfacts facts: 15 min\ntext summary: S.\nitem1 bring: klokke\ntext: B.\n",
          "1-m/leader.md", "---\ntitle: L\nminutes: 15\nsummary: S.\nbring: [klokke]\n---\nB.\n");
    LISTS("methods/igp.md",
          "title title: IGP\nfacts facts: 30 min · 3–8\nitem1 materials: penn\n"
          "facts phases: grouping=3\ntext phases: Del.\ntext: B.\n",
          "methods/igp.md",
          "---\ntitle: IGP\nminutes: 30\ngroup_size: 3–8\nmaterials: [penn]\n"
          "phases: [{grouping: group, text: Del.}]\n---\nB.\n");
    LISTS("course.yml", "title title: K\ntext description: D.\ntext contact: skole · s@k.no\n",
          "course.yml",
          "format: 1\nid: k\ntitle: K\ndescription: D.\n"
          "contact: {name: skole, email: s@k.no}\nversion: \"2\"\n");
}

TEST("terms and works stand in the order of their ids, and letters behind years are no words")
{
    LISTS("glossary.yml",
          "entry terms: Alfa\ntext definition: D.\nentry terms: Beta\ntext definition: E.\n"
          "item1 definition: f\ntext aliases: B, b\ntext avoid: c\n",
          "glossary.yml",
          "- {id: b, term: Beta, definition: \"E.\\n\\n- f\", aliases: [B, b], avoid: [c]}\n"
          "- {id: a, term: Alfa, definition: D.}\n");
    struct made *m =
        MAKE("literature.yml",
             "- {id: b, type: book, title: To, issued: 2012, author: [{family: A}]}\n"
             "- {id: a, type: book, title: En, issued: 2012, author: [{family: A}]}\n");
    m->course.literature->works[0].used = m->course.literature->works[1].used = true;
    literature_number(m->course.literature, t->arena);
    CHECK_STR(listed(t, prose_at(t, m, "literature.yml", true)),
              STR("entry literature: A. (2012). En.\nentry literature: A. (2012). To.\n"));
}

TEST("of a file that cannot be read whole, what can be read is told")
{
    LISTS("1-m/1-s.md", "text: Brødtekst.\n", "1-m/1-s.md", "---\ntitle: [\n---\n\nBrødtekst.\n");
    LISTS("1-m/1-s.md", "title title: S\ntext: B.\n", "1-m/1-s.md",
          "---\ntitle: S\nminutes: mye\n---\nB.\n");
}

/* ---- Markdown -------------------------------------------------------------------------------- */

#define HEAD "---\ntitle: T\n---\n"
#define BODY(text, expected) \
    LISTS("1-m/1-s.md", "title title: T\n" expected, "1-m/1-s.md", HEAD "\n" text)

TEST("Markdown's signs are gone, its blocks are blocks")
{
    BODY("## Så *enkelt* {#x}\n\nEn [lenke](https://a.no \"t\") og **fet** `kode`\\\nog *mer*.\n",
         "heading2: Så enkelt\ntext: En lenke og fet kode og mer.\n");
    BODY("- a\n- b\n\n  c\n  - d\n    1. e\n- f\n",
         "item1: a\nitem1: b\ntext1: c\nitem2: d\nitem3: e\nitem1: f\n");
    BODY("-\n\na\n", "text: a\n");
    BODY("> a\n>\n> b\n> - c\n\nd\n", "quote: a\nquote: b\nitem1: c\ntext: d\n");
    BODY("| a | b |\n|---|---|\n| *c* | |\n| | |\n", "cells: a | b\ncells: c |\n");
    BODY("```\nen\n\n  to < tre\n```\n\n---\n", "code: en\ncode: to < tre\n");
    BODY("- [x] a\n- [ ] b\n\n+ [ ] c\n+ d\n", "item1: ☑ a\nitem1: ☐ b\nitem1: ☐ c\nitem1: d\n");
}

TEST("boxes have their kind in words, and what stands in them is in a box")
{
    BODY("::: tip Skriv *roller*\na\n\n::: law\nb\n:::\n:::\n\n> [!TIP]\n> c\n\nd\n",
         "box: Tips: Skriv roller\ntext in box: a\nbox in box: law\ntext in box: b\n"
         "box: Tips\ntext in box: c\ntext: d\n");
    BODY("<details>\n<summary>Mer&shy; om&nbsp;&oslash;</summary>\n\na\n\n</details>\n\nb\n",
         "box: Mer om ø\ntext in box: a\ntext: b\n");
    BODY("<dl>\n<dt>Ord</dt>\n<dd>er <abbr title=\"x\">bl.a.</abbr> slikt</dd>\n</dl>\n",
         "entry: Ord\ntext: er bl.a. slikt\n");
}

TEST("a picture is what it says, a note stands at the end, a citation is as on the page")
{
    BODY("![Et hus](a.png \"Huset vårt\")\n\nSe ![ikonet](b.png) her. ![](c.png \"decorative\")\n",
         "picture: Et hus\ntext: Huset vårt\ntext: Se ikonet her.\n");
    BODY("Nå[^a].\n\n## Så\n\nDa[^a].\n\n[^a]: Noten.\n\n    Mer.\n\n    - liste\n",
         "text: Nå.\nheading2: Så\ntext: Da.\nnote: Noten.\nnote: Mer.\nitem1: liste\n");
    LISTS("1-m/1-s.md",
          "title title: T\ntext: Roald (2012, s. 3) og (se Roald, 2012, 2012).\n"
          "text: x og (se x; r, s. 3) og y, s. 1.\n",
          "1-m/1-s.md", HEAD "@r [s. 3] og [se @r; @r].\n\n@x og [se @x; @r, s. 3] og @y [s. 1].\n",
          "literature.yml",
          "- {id: r, type: book, author: [{family: Roald}], issued: 2012, title: L}\n");
}

TEST("a figure is its caption, its note and its text, not the words of the picture")
{
    LISTS("1-m/1-a.md",
          "title title: A\n"
          "text: Fra ide til handling\n"
          "text: Etter modellen.\n"
          "item1 in box: Ide: Hva vil vi?\n"
          "item1 in box: Handling\n",
          "1-m/index.md", "---\ntitle: M\n---\n", "1-m/1-a.md",
          "---\ntitle: A\n---\n```figure\nkind: flow\ntitle: Fra ide til handling\n"
          "note: Etter *modellen*.\nitems: [{label: Ide, text: Hva vil vi?}, Handling]\n```\n");
}

TEST("a doc is read to its end, whatever its HTML is")
{
    static const char *const bits[] = {"<p>",
                                       "</p>",
                                       "<li>",
                                       "</li>",
                                       "<ul>",
                                       "</ul>",
                                       "<",
                                       ">",
                                       "\"",
                                       "&",
                                       ";",
                                       "&#x1F600;",
                                       "&#9999999999;",
                                       "a",
                                       " ",
                                       "\n",
                                       "\xff",
                                       "<div class=\"box",
                                       "</div>",
                                       "<td>",
                                       "</tr>",
                                       "<tr>",
                                       "<img alt=\"",
                                       "<pre>",
                                       "</pre>",
                                       "<sup class=\"fn\">",
                                       "<section>",
                                       "<h2>",
                                       "</ol>",
                                       "æ",
                                       "<!--"};
    for (int round = 0; round < 3000; round++) {
        struct buf html = {.arena = t->arena};
        for (size_t n = test_random(t) % 40; n-- > 0;)
            buf_put(&html, str_of(bits[test_random(t) % (sizeof bits / sizeof *bits)]));
        struct hole holes[6] = {0};
        for (size_t i = 0; i < 6; i++) {
            holes[i].kind = (uint8_t)(test_random(t) % 5);
            holes[i].at = (uint32_t)(test_random(t) % (html.len + 3));
        }
        struct doc doc = {.html = str_dup(t->arena, buf_str(&html)), .holes = holes, .nholes = 6};
        struct unit u = {.kind = UNIT_PLAIN, .body = &doc};
        struct prose p;
        prose_of(&p, &u, NULL, t->arena);
        for (size_t i = 0; i < p.len; i++) {
            CHECK(p.blocks[i].text.len > 0);
            CHECK(str_find_str(p.blocks[i].text, STR("  ")) == STR_NONE);
            CHECK(str_eq(str_trim(p.blocks[i].text), p.blocks[i].text));
        }
        if (round % 100 == 0) arena_reset(t->arena);
    }
}

/* ---- Differences ----------------------------------------------------------------------------- */

/* A line for each block that differs, whole ones behind `-` or `+`; `…` for those that do not. */
static struct str shown(struct test *t, const struct marked *m)
{
    static const char *const around[][2] = {{"", ""}, {"[-", "-]"}, {"{+", "+}"}};
    struct buf b = {.arena = t->arena};
    bool same = false;
    for (size_t i = 0; i < m->len; i++) {
        const struct marked_block *x = &m->blocks[i];
        if (!x->touched && !same) buf_put(&b, STR("…\n"));
        same = !x->touched;
        if (same) continue;
        buf_put(&b, x->mark == MARK_OUT ? STR("- ") : x->mark == MARK_IN ? STR("+ ") : STR(""));
        for (size_t k = 0; k < x->nruns; k++) {
            const char *const *signs = around[x->mark ? MARK_SAME : x->runs[k].mark];
            buf_printf(&b, "%s%.*s%s", signs[0], STR_ARG(x->runs[k].text), signs[1]);
        }
        buf_put(&b, STR("\n"));
    }
    return buf_str(&b);
}

static struct marked *compared(struct test *t, const char *path, const char *before,
                               const char *after)
{
    struct marked *m = arena_new(t->arena, struct marked, 1);
    prose_compare(m, prose_at(t, MAKE(path, before), path, true),
                  prose_at(t, MAKE(path, after), path, true), t->arena);
    return m;
}

/* Two bodies under the same title, which is not shown. */
#define CHANGES(before, after, expected)                                              \
    CHECK_STR(shown(t, compared(t, "1-m/1-s.md", HEAD "\n" before, HEAD "\n" after)), \
              STR("…\n" expected))

TEST("a changed sentence shows the words that changed, with the spaces as they are read")
{
    CHANGES("Dere leser teksten.", "Dere leser hele teksten.", "Dere leser {+hele +}teksten.\n");
    CHANGES("Dere leser hele teksten.", "Dere leser teksten.", "Dere leser [-hele -]teksten.\n");
    CHANGES("Nå leser dere.", "Nå noterer dere.", "Nå [-leser -]{+noterer+} dere.\n");
    CHANGES("Møtet er kort.", "Møtet er langt.", "Møtet er [-kort -]{+langt+}.\n");
    CHANGES("Dere leser", "Dere leser nå", "Dere leser{+ nå+}\n");
    CHANGES("Dere leser nå", "Dere leser", "Dere leser[- nå-]\n");
    CHANGES("Les, så skriv.", "Les så skriv.", "Les[-,-] så skriv.\n");
    CHANGES("Les så skriv.", "Les, så skriv.", "Les{+,+} så skriv.\n");
    CHANGES("Vi er ferdige.", "Vi er ferdige!", "Vi er ferdige[-.-]{+!+}\n");
    CHANGES("Les så teksten.", "Les teksten.", "Les [-så -]teksten.\n");
    CHANGES("Det er slutt – nå.", "Det er slutt, da.", "Det er slutt[- – nå-]{+, da+}.\n");
    CHANGES("Se her nå.", "Se «nå.", "Se [-her -]{+«+}nå.\n");
    CHANGES("Det er slutt.", "Det er slutt – nå.", "Det er slutt{+ – nå+}.\n");
}

TEST("a changed cell of a table, and a changed text of a figure, show the words that changed")
{
#define TABLE(cell) "```table\ncaption: T\ncolumns: [A, B]\nrows: [[a, " cell "]]\n```\n"
#define FIGURE(label) "```figure\nkind: flow\ntitle: T\nitems: [Planlegge, " label "]\n```\n"
    CHANGES(TABLE("Vi spør."), TABLE("Vi spør igjen."), "a | Vi spør{+ igjen+}.\n");
    CHANGES(TABLE("Vi spør."), TABLE("{text: Vi spør., colspan: 1}"), "");
    CHANGES(FIGURE("Prøve"), FIGURE("Prøve ut"), "Prøve{+ ut+}\n");
#undef TABLE
#undef FIGURE
}

TEST("a word is a word with its hyphens and stops, and no sign is cut")
{
    CHANGES("Ta en time-out etter lunsj kl. 08.30 nå.", "Ta en timeout etter lunsj kl. 08.45 nå.",
            "Ta en [-time-out -]{+timeout+} etter lunsj kl. [-08.30 -]{+08.45+} nå.\n");
    CHANGES("En idé som går.", "En ide som går.", "En [-idé -]{+ide+} som går.\n");
    /* a family of three, a hand with a colour, a flag, k with an accent above */
    CHANGES("Se 👨‍👩‍👧 her.", "Se 👨‍👩‍👦 her.",
            "Se [-👨‍👩‍👧-]{+👨‍👩‍👦+} her.\n");
    CHANGES("Se 👍🏽 her.", "Se 👍🏿 her.", "Se [-👍🏽-]{+👍🏿+} her.\n");
    CHANGES("Se 🇳🇴🇸🇪 her.", "Se 🇳🇴🇩🇰 her.", "Se 🇳🇴[-🇸🇪-]{+🇩🇰+} her.\n");
    CHANGES("Se 🇳🇴 her.", "Se 🇳🇵 her.", "Se [-🇳🇴-]{+🇳🇵+} her.\n");
    CHANGES("Se k\xcc\x82 her.", "Se k\xcc\x80 her.", "Se [-k\xcc\x82 -]{+k\xcc\x80+} her.\n");
}

TEST("words next to each other are one change, and a small word between two is taken along")
{
    CHANGES("Dere leser og noterer sammen.", "Dere lytter og skriver sammen.",
            "Dere [-leser og noterer -]{+lytter og skriver+} sammen.\n");
    /* not a word that is larger than one of the two, nor many words */
    CHANGES("Vi diskuterer planen på møtet.", "Vi gjennomgår planen i møtet.",
            "Vi [-diskuterer -]{+gjennomgår+} planen [-på -]{+i+} møtet.\n");
    CHANGES("Vi så planen diskutert der.", "Vi ser planen gjennomgått der.",
            "Vi [-så -]{+ser+} planen [-diskutert -]{+gjennomgått+} der.\n");
    CHANGES("Gjennomføringen er til å se på sammenlignet da.",
            "Forberedelsene er til å se på undersøkende da.",
            "[-Gjennomføringen -]{+Forberedelsene+} er til å se på [-sammenlignet "
            "-]{+undersøkende+} da.\n");
    /* nor between what is only put in, or only taken out */
    CHANGES("Dere og vi kommer.", "Dere alene og alltid vi kommer.",
            "Dere {+alene +}og {+alltid +}vi kommer.\n");
    CHANGES("Dere alene og alltid vi kommer.", "Dere og vi kommer.",
            "Dere [-alene -]og [-alltid -]vi kommer.\n");
}

TEST("a sentence that is put in or taken out is one, from its beginning to its end")
{
    CHANGES("Dere leser. Dere noterer.", "Dere leser. Dere snakker. Dere noterer.",
            "Dere leser. {+Dere snakker. +}Dere noterer.\n");
    CHANGES("Les nå. Les så. Les mer.", "Les nå. Les mer.", "Les nå. [-Les så. -]Les mer.\n");
}

TEST("an inserted paragraph leaves its neighbours alone, a list item is one block")
{
    CHANGES("En.\n\nTre.", "En.\n\nTo.\n\nTre.", "+ To.\n…\n");
    CHANGES("- en\n- tre", "- en\n- to\n- tre", "+ to\n…\n");
    CHANGES("- ja\n- ja\n- ja", "- ja\n- ja\n- ja\n- ja", "+ ja\n");
    CHANGES("| a | b |\n|---|---|\n| c | d |", "| a | b |\n|---|---|\n| c | d |\n| e | f |",
            "+ e | f\n");
}

TEST("a rewritten paragraph is one out, one in; one that moved is so in two places")
{
    CHANGES("Møtene tar mye av tiden vår.\n\nSlutt.", "Vær snill mot hverandre!\n\nSlutt.",
            "- Møtene tar mye av tiden vår.\n+ Vær snill mot hverandre!\n…\n");
    CHANGES("Først kommer dette her.\n\nDeretter kommer det andre.\n\nTil slutt det siste.",
            "Deretter kommer det andre.\n\nTil slutt det siste.\n\nFørst kommer dette her.",
            "- Først kommer dette her.\n…\n+ Først kommer dette her.\n");
}

TEST("each changed paragraph is shown in its own place, among others that came and went")
{
    CHANGES("Alle leser teksten hver for seg.\n\nDette går ut helt og holdent.\n\n"
            "Etterpå snakker dere om den i par.\n\nHva lærte dere?",
            "Noe helt nytt står nå øverst.\n\nAlle leser hele teksten hver for seg.\n\n"
            "Etterpå snakker dere om den i grupper.\n\nHva lærte dere av det?",
            "+ Noe helt nytt står nå øverst.\nAlle leser {+hele +}teksten hver for seg.\n"
            "- Dette går ut helt og holdent.\n"
            "Etterpå snakker dere om den i [-par -]{+grupper+}.\nHva lærte dere{+ av det+}?\n");
}

TEST("a small block that moved past a large one does not keep that from being shown as changed")
{
    CHANGES("Hva ser dere?\n\nHva er viktig for oss, og hva vil vi mestre?",
            "Hva er viktig for oss, og hva vil vi bli gode til?\n\nHva ser dere?",
            "- Hva ser dere?\nHva er viktig for oss, og hva vil vi [-mestre -]{+bli gode til+}?\n"
            "+ Hva ser dere?\n");
}

#define TEN_TIMES(s) s s s s s s s s s s
#define EVERYWHERE "\n\n" TEN_TIMES(TEN_TIMES("og ")) "\n"

TEST("words that are everywhere on a page hide neither what is equal nor what changed")
{
    CHANGES("Ny her, først.\n\nog og\n\nog og og\n\nSlutt." EVERYWHERE,
            "Noe annet.\n\nog og\n\nog og og og\n\nSlutt." EVERYWHERE,
            "- Ny her, først.\n+ Noe annet.\n…\nog og og{+ og+}\n…\n");
}

/* ---- What is no change ----------------------------------------------------------------------- */

#define EQUAL(path, before, after)                                     \
    do {                                                               \
        const struct marked *same_ = compared(t, path, before, after); \
        CHECK_STR(shown(t, same_), STR("…\n"));                        \
        CHECK(same_->equal && !same_->words_out && !same_->words_in);  \
    } while (0)
#define EQUAL_BODY(before, after) EQUAL("1-m/1-s.md", HEAD "\n" before, HEAD "\n" after)

TEST("how the Markdown is written is no change")
{
    EQUAL_BODY("En *linje* og\nen til.\n\n- a\n- b\n",
               "En _linje_\r\nog en til.\r\n\r\n* a\r\n* b\r\n");
    EQUAL_BODY("## Så\n\na\n\n1. b\n2. c\n", "## **Så** {#saa}\n\n   a\n\n1) b\n1) c\n");
    EQUAL_BODY("| a | b |\n|---|---|\n| c | d |\n", "|a|b|\n|-|:-:|\n|c|*d*|\n");
    EQUAL_BODY("Se [her](https://a.no).\n", "Se [her](https://b.no \"titt\").\n");
    EQUAL_BODY("a\n\nb\n", "- a\n\n> b\n");
}

TEST("signs that nobody sees, kinds of spaces and how an å is put together are no change")
{
    EQUAL_BODY("møte\xc2\xadreferat på 10\xc2\xa0min", "møtereferat p\x61\xcc\x8a 10 min");
    EQUAL_BODY("a\xe2\x80\xaf"
               "b&nbsp;c",
               "a b c");
    EQUAL_BODY("stor\xe2\x80\x8b"
               "avis",
               "storavis");
}

TEST("ids, dates of review and the order of a glossary are no change")
{
    EQUAL("1-m/index.md", "---\ntitle: M\nreviewed: 2026-11-22\nslug: a\n---\nB.\n",
          "---\nid: x\nslug: b\naliases: [c]\nreviewed: 2027-01-02\nreviewer: N\ntitle: "
          "M\n---\nB.\n");
    EQUAL("1-m/1-s.md", "---\ntitle: T\ntasks: [{id: a, title: A, questions: [Hva?]}]\n---\n",
          "---\ntitle: T\ntasks: [{id: b, title: A, questions: [{id: c, text: Hva?}]}]\n---\n");
    EQUAL("glossary.yml",
          "- {id: a, term: A, definition: D.}\n- {id: b, term: B, definition: E.}\n",
          "- {id: b, term: B, definition: E.}\n- {id: a, term: A, definition: D.}\n");
}

/* ---- Front matter ---------------------------------------------------------------------------- */

#define STEP(keys) "---\ntitle: T\n" keys "---\n"

TEST("facts are words, and each key is compared with itself")
{
    CHECK_STR(shown(t, compared(t, "1-m/1-s.md", STEP("minutes: 45\nwho: alle\n"),
                                STEP("minutes: ca. 60\nwho: alle\n"))),
              STR("…\n[-45 -]{+ca. 60+} min · alle\n"));
    CHECK_STR(shown(t, compared(t, "1-m/1-s.md",
                                STEP("purpose: Dere ser det.\nbring: [penn, en klokke]\n"),
                                STEP("purpose: Noe annet helt.\nbring: [en klokke, papir]\n"))),
              STR("…\n- Dere ser det.\n+ Noe annet helt.\n- penn\n…\n+ papir\n"));
    CHECK_STR(shown(t, compared(t, "1-m/1-s.md", STEP("bring: [noe å skrive med]\n"),
                                STEP("roles: [noe å skrive med]\n"))),
              STR("…\n- noe å skrive med\n+ noe å skrive med\n"));
    CHECK_STR(shown(t, compared(t, "1-m/1-s.md",
                                STEP("presentations: [{title: F, url: \"https://a.no/1\"}]\n"),
                                STEP("presentations: [{title: F, url: \"https://a.no/2\"}]\n"))),
              STR("…\nhttps://[-a.no/1 -]{+a.no/2+}\n"));
}

#define VARIANTS(list) STEP("tasks: [{id: a, title: A, variants: {" list "}}]\n")

TEST("what moves from one key to another is taken out there and put in here")
{
    CHECK_STR(shown(t, compared(t, "1-m/1-s.md", VARIANTS("small: Del dere i to."),
                                VARIANTS("online: Del dere i to."))),
              STR("…\n- Del dere i to.\n+ Del dere i to.\n"));
    CHECK_STR(shown(t, compared(t, "1-m/1-s.md", VARIANTS("small: Del dere nå i to."),
                                VARIANTS("online: Del dere i to."))),
              STR("…\n- Del dere nå i to.\n+ Del dere i to.\n"));
    CHECK_STR(shown(t, compared(t, "1-m/1-s.md", VARIANTS("small: Én., online: Del dere nå i to."),
                                VARIANTS("small: Del dere i to."))),
              STR("…\n- Én.\n- Del dere nå i to.\n+ Del dere i to.\n"));
}

#define PHASE(how, text) "{grouping: " how ", minutes: 5, text: " text "}"
#define PHASES(list) STEP("tasks:\n  - id: a\n    title: A\n    phases: [" list "]\n")

TEST("a phase that is put in begins with its facts, though the next one's are the same")
{
    CHECK_STR(shown(t, compared(t, "1-m/1-s.md",
                                PHASES(PHASE("group", "Del.") "," PHASE("group", "Slutt.")),
                                PHASES(PHASE("group", "Del.") "," PHASE(
                                    "group", "Drøft.") "," PHASE("group", "Slutt.")))),
              STR("…\n+ grouping=3 · 5 min\n+ Drøft.\n…\n"));
}

/* ---- The whole ------------------------------------------------------------------------------- */

TEST("a page that is new is all put in, one that is gone all taken out")
{
    const struct prose *p =
        prose_at(t, MAKE("1-m/1-s.md", HEAD "Én setning.\n"), "1-m/1-s.md", true);
    struct marked m;
    prose_compare(&m, NULL, p, t->arena);
    CHECK_STR(shown(t, &m), STR("+ T\n+ Én setning.\n"));
    CHECK(!m.equal && m.words_in == 3 && m.words_out == 0);
    prose_compare(&m, p, NULL, t->arena);
    CHECK_STR(shown(t, &m), STR("- T\n- Én setning.\n"));
    CHECK(!m.equal && m.words_in == 0 && m.words_out == 3);
    prose_compare(&m, NULL, NULL, t->arena);
    CHECK(m.equal && m.len == 0);
}

TEST("signs are marked but not counted as words")
{
    struct marked *m = compared(t, "1-m/1-s.md", HEAD "Les, så skriv.\n", HEAD "Les så skriv.\n");
    CHECK(!m->equal && m->words_out == 0 && m->words_in == 0);
    m = compared(t, "1-m/1-s.md", HEAD "Les det.\n", HEAD "Les time-out nå.\n");
    CHECK(m->words_out == 1 && m->words_in == 2);
}
