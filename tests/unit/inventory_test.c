/* Two versions of a course that lie in memory, and what differs between them, thing by thing. */
#include "version_fixture.h"

/* ---- What differs, a line for each thing ----------------------------------------------------- */

static const char *const kind_names[] = {
    [THING_COURSE] = "course", [THING_PAGE] = "page",         [THING_MODULE] = "module",
    [THING_LEADER] = "leader", [THING_STEP] = "step",         [THING_FILM] = "film",
    [THING_TASK] = "task",     [THING_QUESTION] = "question", [THING_METHOD] = "method",
    [THING_TERM] = "term",     [THING_WORK] = "work",
};

static void put_line(struct buf *b, const struct thing_change *c)
{
    const struct thing *x = c->after ? c->after : c->before;
    buf_printf(b, "%s %.*s:", kind_names[x->kind], STR_ARG(x->key));
    if (!c->before && !c->unread) buf_printf(b, " added");
    if (!c->after && !c->unread) buf_printf(b, " gone");
    if (c->renamed) buf_printf(b, " renamed from %.*s", STR_ARG(c->before->id));
    if (c->moved && c->before->in == NULL) buf_printf(b, " moved");
    if (c->moved && c->before->in) buf_printf(b, " moved from %.*s", STR_ARG(c->before->in->key));
    for (size_t i = 0; i < c->nkeys; i++)
        buf_printf(b, "%s%s", i ? "," : " changed ", c->keys[i]);
    if (c->unread) buf_printf(b, " unread");
    if (c->because)
        buf_printf(b, " lost with %.*s", STR_ARG(c->because->key));
    else if (c->lost)
        buf_printf(b, " lost %u+%u", c->lost_questions, c->lost_decisions);
    buf_printf(b, "\n");
}

static struct str differences(struct test *t, const struct version *before,
                              const struct version *after)
{
    struct inventory_diff d;
    struct buf b = {.arena = t->arena};
    inventory_compare(&d, &before->things, &after->things, t->arena);
    for (size_t i = 0; i < d.len; i++)
        put_line(&b, &d.items[i]);
    return buf_str(&b);
}

static struct str warnings(struct test *t, const struct version *before,
                           const struct version *after)
{
    struct inventory_diff d;
    struct diags diags = {.arena = t->arena};
    struct buf b = {.arena = t->arena};
    inventory_compare(&d, &before->things, &after->things, t->arena);
    inventory_warn(&d, &diags);
    diags_print(&b, &diags, (struct diag_style){.language = LANGUAGE_EN});
    return buf_str(&b);
}

static struct str keys_of(struct test *t, const struct version *v, enum thing_kind kind)
{
    struct buf b = {.arena = t->arena};
    for (size_t i = 0; i < v->things.len; i++) {
        const struct thing *x = v->things.things[i];
        if (x->kind == kind) buf_printf(&b, "%s%.*s", b.len ? " " : "", STR_ARG(x->key));
    }
    return buf_str(&b);
}

#define MODULE(title) "---\ntitle: " title "\n---\n"
#define STEP(title, more) "---\ntitle: " title "\n" more "---\n"
#define TASK(id, title, more) "  - id: " id "\n    title: " title "\n" more
#define QUESTION(id, text) "      - id: " id "\n        text: " text "\n"
#define ASK "    questions:\n"

/* ---- What there is --------------------------------------------------------------------------- */

TEST("keys are those of records: a task belongs to its module, whatever step it stands in")
{
    struct version *v =
        VERSION("01-m/index.md", MODULE("M"), "01-m/2-snakk.md",
                STEP("Snakk", "tasks:\n" TASK("par", "To og to", ASK QUESTION("sist", "Når?"))),
                "01-m/1-les.md", STEP("Les", ""), "01-m/leader.md", MODULE("Lederen"), "om.md",
                MODULE("Om"), "methods/igp.md", STEP("IGP", "phases:\n  - text: Tenk.\n"));
    CHECK_STR(keys_of(t, v, THING_MODULE), STR("m"));
    CHECK_STR(keys_of(t, v, THING_STEP), STR("m/les m/snakk"));
    CHECK_STR(keys_of(t, v, THING_LEADER), STR("m"));
    CHECK_STR(keys_of(t, v, THING_TASK), STR("m/par"));
    CHECK_STR(keys_of(t, v, THING_QUESTION), STR("m/par/sist"));
    CHECK_STR(keys_of(t, v, THING_METHOD), STR("igp"));
    CHECK_STR(keys_of(t, v, THING_PAGE), STR("om"));
    const struct thing *q = inventory_find(&v->things, THING_QUESTION, STR("m/par/sist"));
    CHECK_STR(q->title, STR("Når?"));
    CHECK_STR(q->address, STR("m/snakk.html#par.sist"));
    CHECK_STR(pos_text(q->pos), STR("sist"));
    CHECK_STR(q->in->in->key, STR("m/snakk"));
    CHECK_INT(q->in->in->in->below[THING_STEP], 2);
    CHECK_INT(q->in->in->in->below[THING_QUESTION], 1);
}

TEST("a module in one file has the steps it is made into, and films and terms are things, too")
{
    struct version *v = VERSION(
        "03-kort.md",
        "---\ntitle: Kort\npresentations:\n  - title: Filmen\n    url: https://vimeo.com/1\n"
        "tasks:\n" TASK("alle", "Alle", ASK QUESTION("a", "Hva?")) "---\n\nLes dette.\n",
        "glossary.yml", "- id: plf\n  term: PLF\n  definition: Et fellesskap.\n", "literature.yml",
        "- id: roald2012\n  type: book\n  title: Skolen\n");
    CHECK_STR(keys_of(t, v, THING_STEP), STR("kort/forarbeid kort/presentasjon kort/refleksjon"));
    CHECK_STR(keys_of(t, v, THING_FILM), STR("kort/presentasjon/https://vimeo.com/1"));
    CHECK_STR(keys_of(t, v, THING_QUESTION), STR("kort/alle/a"));
    CHECK_STR(inventory_find(&v->things, THING_TERM, STR("plf"))->address,
              STR("glossary.html#plf"));
    CHECK_STR(inventory_find(&v->things, THING_WORK, STR("roald2012"))->address,
              STR("literature.html#roald2012"));
}

TEST("drafts are not there, and publishing one is adding it")
{
    struct version *draft =
        VERSION("1-m/index.md", MODULE("M"), "1-m/1-a.md", STEP("A", ""), "1-m/2-b.md",
                STEP("B", "draft: true\n"), "om.md", STEP("Om", "draft: true\n"));
    struct version *out = VERSION("1-m/index.md", MODULE("M"), "1-m/1-a.md", STEP("A", ""),
                                  "1-m/2-b.md", STEP("B", ""));
    CHECK_STR(keys_of(t, draft, THING_STEP), STR("m/a"));
    CHECK_STR(keys_of(t, draft, THING_PAGE), STR(""));
    CHECK_STR(differences(t, draft, out), STR("step m/b: added\n"));
}

TEST("the same film twice in a step is two films")
{
#define FILM "{title: F, url: \"https://vimeo.com/1\"}"
    struct version *two = VERSION("1-m/index.md", MODULE("M"), "1-m/1-a.md",
                                  STEP("A", "presentations: [" FILM ", " FILM "]\n"));
    struct version *one = VERSION("1-m/index.md", MODULE("M"), "1-m/1-a.md",
                                  STEP("A", "presentations: [" FILM "]\n"));
    CHECK_STR(keys_of(t, two, THING_FILM),
              STR("m/a/https://vimeo.com/1 m/a/https://vimeo.com/1#2"));
    CHECK_STR(differences(t, two, one), STR("film m/a/https://vimeo.com/1#2: gone\n"));
}

/* ---- The same -------------------------------------------------------------------------------- */

TEST("new numbers, other line breaks, quotes and spellings of Markdown are no difference")
{
    CHECK_STR(
        differences(
            t,
            VERSION(
                "1-m/index.md", MODULE("M"), "1-m/1-a.md",
                STEP("A", "purpose: Dere *prøver* noe.\nmust: true\n") "Les teksten\nfør møtet, "
                                                                       "og\nse [b](2-b.md) og "
                                                                       "[filen](ark.pdf).\n\n"
                                                                       "## Så\n\n* en\n* to\n",
                "1-m/2-b.md", STEP("B", ""), "1-m/ark.pdf", "%PDF"),
            VERSION(
                "10-m/index.md", MODULE("M"), "10-m/3-a.md",
                STEP("\"A\"",
                     "purpose: >\n  Dere\n  _prøver_ noe.\n") "Les teksten før møtet,\nog se "
                                                              "[b](5-b.md) og [filen](ark.pdf).\n\n"
                                                              "Så\n---\n\n- en\n- to\n",
                "10-m/5-b.md", STEP("B", "slug: null\n"), "10-m/ark.pdf", "%PDF")),
        STR(""));
}

TEST("a file with another name and the old id is the same step")
{
    CHECK_STR(differences(t, VERSION("1-m/index.md", MODULE("M"), "1-m/1-les.md", STEP("Les", "")),
                          VERSION("1-m/index.md", MODULE("M"), "1-m/1-lesing.md",
                                  STEP("Les", "id: les\n"))),
              STR(""));
}

TEST("what only steg and authors meet is no difference")
{
    CHECK_STR(differences(t, VERSION("1-m/index.md", MODULE("M")),
                          VERSION("course.yml",
                                  "format: 1\nid: kurs\ntitle: Kurs\nmodules: [m]\n"
                                  "names: [Ola]\ncontributors: true\n",
                                  "1-m/index.md",
                                  "---\ntitle: M\naliases: [gammel]\n"
                                  "check: [{ignore: no-purpose, why: Greit.}]\n---\n")),
              STR(""));
}

/* ---- Changed --------------------------------------------------------------------------------- */

TEST("a thing is changed by its own words and values, named by their keys")
{
    CHECK_STR(
        differences(t,
                    VERSION("course.yml", "format: 1\nid: kurs\ntitle: Kurs\npublisher: Sørvika\n",
                            "1-m/index.md", MODULE("M"), "1-m/1-a.md",
                            STEP("A", "minutes: 5\nbring: [penn, papir]\n") "Les.\n"),
                    VERSION("course.yml", "format: 1\nid: kurs\ntitle: Kurset\n", "index.md",
                            "Velkommen.\n", "1-m/index.md", "---\ntitle: M\npurpose: Prøve.\n---\n",
                            "1-m/1-a.md",
                            STEP("A", "minutes: ca. 5\nbring: [penn-papir]\n") "Les nå.\n")),
        STR("course kurs: changed title,front,publisher\n"
            "module m: changed purpose\n"
            "step m/a: changed minutes,bring,body\n"));
}

TEST("a question that changes does not change its task, nor a film its step")
{
    CHECK_STR(
        differences(
            t,
            VERSION("1-m/index.md", MODULE("M"), "1-m/1-a.md",
                    STEP("A", "presentations:\n  - title: F\n    url: https://vimeo.com/1\n"
                              "tasks:\n" TASK("x", "X", ASK QUESTION("q", "Hva?")))),
            VERSION("1-m/index.md", MODULE("M"), "1-m/1-a.md",
                    STEP("A", "presentations:\n  - title: Film\n    url: https://vimeo.com/1\n"
                              "tasks:\n" TASK("x", "X", ASK QUESTION("q", "Hva nå?"))))),
        STR("film m/a/https://vimeo.com/1: changed title\n"
            "question m/x/q: changed text\n"));
}

TEST("what has no id is a value of what it stands below")
{
    CHECK_STR(differences(t,
                          VERSION("1-m/index.md", MODULE("M"), "1-m/1-a.md",
                                  STEP("A", "tasks:\n" TASK("x", "X", ASK "      - Hva?\n"))),
                          VERSION("1-m/index.md", MODULE("M"), "1-m/1-a.md",
                                  STEP("A", "signs: [{sign: \"!\", meaning: Viktig}]\n"
                                            "tasks:\n" TASK("x", "X", ASK "      - Hvem?\n")))),
              STR("step m/a: changed signs\n"
                  "task m/x: changed questions\n"));
}

TEST("spaces are no words, but where code is shown")
{
    CHECK_STR(
        differences(t,
                    VERSION("1-m/index.md", MODULE("M"), "1-m/1-a.md", STEP("A", "") "Les  nå.\n",
                            "1-m/2-b.md", STEP("B", "") "```\na  b\n```\n"),
                    VERSION("1-m/index.md", MODULE("M"), "1-m/1-a.md", STEP("A", "") "Les nå.\n",
                            "1-m/2-b.md", STEP("B", "") "```\na b\n```\n")),
        STR("step m/b: changed body\n"));
}

TEST("a method by its file's name and by its id is the same method")
{
    const char *method = STEP("IGP", "id: igp\nphases: [{text: Tenk.}]\n");
    CHECK_STR(
        differences(t,
                    VERSION("methods/gruppe.md", method, "1-m/index.md", MODULE("M"), "1-m/1-a.md",
                            STEP("A", "tasks:\n" TASK("x", "X", "    method: gruppe\n"))),
                    VERSION("methods/igp.md", method, "1-m/index.md", MODULE("M"), "1-m/1-a.md",
                            STEP("A", "tasks:\n" TASK("x", "X", "    method: igp\n")))),
        STR(""));
}

TEST("words that go from one entry of a list to another are a change")
{
    CHECK_STR(
        differences(
            t,
            VERSION("1-m/index.md", MODULE("M"), "1-m/1-a.md",
                    STEP("A", "tasks:\n" TASK("x", "X",
                                              ASK "      - {text: A, followups: [F, text, B]}\n"))),
            VERSION(
                "1-m/index.md", MODULE("M"), "1-m/1-a.md",
                STEP("A", "tasks:\n" TASK("x", "X",
                                          ASK "      - {text: A, followups: [F]}\n      - B\n")))),
        STR("task m/x: changed questions\n"));
}

TEST("a step is of another kind, and done at another time, when its place or what it carries says "
     "so")
{
    CHECK_STR(
        differences(t,
                    VERSION("1-m/index.md", MODULE("M"), "1-m/1-a.md", STEP("A", ""), "1-m/2-b.md",
                            STEP("B", "")),
                    VERSION("1-m/index.md", MODULE("M"), "1-m/1-ny.md", STEP("Ny", "kind: text\n"),
                            "1-m/2-a.md", STEP("A", ""), "1-m/3-b.md", STEP("B", ""))),
        STR("step m/ny: added\n"
            "step m/a: changed kind,when\n"));
}

TEST("saying what is so already is no change")
{
    CHECK_STR(differences(t,
                          VERSION("1-m/index.md", MODULE("M"), "1-m/1-a.md",
                                  STEP("A", "kind: prework\nwhen: before\n")),
                          VERSION("1-m/index.md", MODULE("M"), "1-m/1-a.md",
                                  STEP("A", "must: true\nfor: leaders\n"))),
              STR(""));
}

TEST("a heading that gets a number because of another text does not change its own")
{
    const char *two = STEP("A", "tasks:\n" TASK("x", "X", "    text: |\n      ### Så\n")
                                    TASK("y", "Y", "    text: |\n      ### Så\n"));
    const char *one = STEP("A", "tasks:\n" TASK("y", "Y", "    text: |\n      ### Så\n"));
    CHECK_STR(differences(t, VERSION("1-m/index.md", MODULE("M"), "1-m/1-a.md", two),
                          VERSION("1-m/index.md", MODULE("M"), "1-m/1-a.md", one)),
              STR("task m/x: gone\n"));
}

TEST("terms, works and methods")
{
    CHECK_STR(
        differences(
            t,
            VERSION(
                "glossary.yml",
                "- id: a\n  term: A\n  definition: Det.\n- id: b\n  term: B\n  definition: D.\n",
                "literature.yml",
                "- id: x\n  type: book\n  title: X\n  issued: 2012\n"
                "- id: y\n  type: book\n  title: Y\n",
                "methods/igp.md", STEP("IGP", "phases: [{text: Tenk.}]\n")),
            VERSION(
                "glossary.yml",
                "- id: c\n  term: C\n  definition: D.\n- id: a\n  term: A\n  definition: Dette.\n",
                "literature.yml",
                "- id: y\n  type: book\n  title: Y\n"
                "- id: x\n  type: book\n  title: X\n  issued: 2013\n  URL: https://x.no/\n",
                "methods/igp.md", STEP("IGP", "phases: [{text: Tenk.}, {text: Del.}]\n"))),
        STR("method igp: changed phases\n"
            "term c: added\n"
            "term a: changed definition\n"
            "term b: gone\n"
            "work x: changed issued,URL\n"));
}

/* ---- Added, taken out, moved ----------------------------------------------------------------- */

#define PLAIN(title) STEP(title, "kind: text\n")
#define THREE(a, b, c)                                                                   \
    "1-m/index.md", MODULE("M"), "1-m/1-" a ".md", PLAIN(a), "1-m/2-" b ".md", PLAIN(b), \
        "1-m/3-" c ".md", PLAIN(c)

TEST("the fewest that explain a new order are moved")
{
    CHECK_STR(differences(t, VERSION(THREE("a", "b", "c")), VERSION(THREE("c", "a", "b"))),
              STR("step m/c: moved from m\n"));
    CHECK_STR(differences(t, VERSION(THREE("a", "b", "c")), VERSION(THREE("a", "c", "b"))),
              STR("step m/c: moved from m\n"));
    CHECK_STR(differences(t, VERSION("1-a.md", MODULE("A"), "2-b.md", MODULE("B")),
                          VERSION("1-b.md", MODULE("B"), "2-a.md", MODULE("A"))),
              STR("module b: moved\n"));
}

TEST("what is gone is told where it stood, what is new where it stands")
{
    CHECK_STR(differences(t, VERSION(THREE("a", "b", "c")), VERSION(THREE("a", "d", "c"))),
              STR("step m/d: added\n"
                  "step m/b: gone lost 0+0\n"));
    CHECK_STR(differences(t, VERSION(THREE("a", "b", "c")), VERSION(THREE("d", "b", "c"))),
              STR("step m/d: added\n"
                  "step m/a: gone lost 0+0\n"));
}

TEST("what stands below a thing that is new or gone is not told again")
{
    const char *step = STEP("A", "tasks:\n" TASK("x", "X", "    minutes: 5\n"));
    struct version *without = VERSION("1-m/index.md", MODULE("M"));
    struct version *with =
        VERSION("1-m/index.md", MODULE("M"), "2-n/index.md", MODULE("N"), "2-n/1-a.md", step);
    CHECK_STR(differences(t, without, with), STR("module n: added\n"));
    CHECK_STR(differences(t, with, without), STR("module n: gone lost 0+0\n"));
}

TEST("a task that changes its step is moved, and keeps its answers")
{
    const char *task = STEP("B", "tasks:\n" TASK("x", "X", ASK QUESTION("q", "Hva?")));
    CHECK_STR(differences(t,
                          VERSION("1-m/index.md", MODULE("M"), "1-m/1-a.md",
                                  STEP("A", "kind: reflection\n"
                                            "tasks:\n" TASK("x", "X", ASK QUESTION("q", "Hva?"))),
                                  "1-m/2-b.md", STEP("B", "kind: reflection\n")),
                          VERSION("1-m/index.md", MODULE("M"), "1-m/1-a.md",
                                  STEP("A", "kind: reflection\n"), "1-m/2-b.md", task)),
              STR("task m/x: moved from m/a\n"));
}

TEST("a step that goes to another module, as it was, is moved; its answers stay behind")
{
    const char *step = STEP(
        "A", "tasks:\n" TASK("x", "X",
                             ASK QUESTION("q", "Hva?") "    decide: true\n")) "Se ![s](s.svg).\n";
    CHECK_STR(differences(t,
                          VERSION("1-m/index.md", MODULE("M"), "1-m/1-a.md", step, "1-m/s.svg",
                                  "<svg/>", "2-n/index.md", MODULE("N")),
                          VERSION("1-m/index.md", MODULE("M"), "2-n/index.md", MODULE("N"),
                                  "2-n/1-a.md", step, "2-n/s.svg", "<svg/>")),
              STR("step n/a: moved from m lost 1+1\n"
                  "task n/x: lost with m/a\n"
                  "question n/x/q: lost with m/a\n"));
}

TEST("a film's text and pictures go with its step")
{
    const char *step = STEP("A", "presentations: [{title: F, file: f.mp4, poster: f.png, "
                                 "transcript: manus.md}]\n");
    CHECK_STR(differences(t,
                          VERSION("1-m/index.md", MODULE("M"), "1-m/1-a.md", step, "1-m/manus.md",
                                  MODULE("Manus"), "2-n/index.md", MODULE("N")),
                          VERSION("1-m/index.md", MODULE("M"), "2-n/index.md", MODULE("N"),
                                  "2-n/1-a.md", step, "2-n/manus.md", MODULE("Manus"))),
              STR("step n/a: moved from m lost 0+0\n"
                  "page n/manus: moved from m\n"));
}

TEST("steps of two modules that only have the same id are not one that was moved")
{
    CHECK_STR(differences(t,
                          VERSION("1-m/index.md", MODULE("M"), "1-m/1-forarbeid.md",
                                  STEP("Forarbeid", "") "Les om møter.\n"),
                          VERSION("1-n/index.md", MODULE("N"), "1-n/1-forarbeid.md",
                                  STEP("Forarbeid", "") "Les om samtaler.\n")),
              STR("module n: added\n"
                  "module m: gone lost 0+0\n"));
}

TEST("moved and changed in the same module is both")
{
    CHECK_STR(differences(t, VERSION(THREE("a", "b", "c")),
                          VERSION("1-m/index.md", MODULE("M"), "1-m/1-c.md",
                                  STEP("c", "kind: text\nminutes: 5\n"), "1-m/2-a.md", PLAIN("a"),
                                  "1-m/3-b.md", PLAIN("b"))),
              STR("step m/c: moved from m changed minutes\n"));
}

/* ---- Other ids ------------------------------------------------------------------------------- */

TEST("another id under the same title is the same thing, renamed, and records lose it")
{
    const char *step = STEP("Les", "tasks:\n" TASK("x", "X", ASK QUESTION("q", "Hva?")));
    CHECK_STR(differences(t, VERSION("1-m/index.md", MODULE("M"), "1-m/1-les.md", step),
                          VERSION("1-n/index.md", MODULE("M"), "1-n/1-les.md", step)),
              STR("module n: renamed from m lost 1+0\n"
                  "step n/les: lost with m\n"
                  "question n/x/q: lost with m\n"));
    CHECK_STR(
        differences(t, VERSION("1-m/index.md", MODULE("M"), "1-m/1-les.md", step),
                    VERSION("1-m/index.md", MODULE("M"), "1-m/1-lese.md",
                            STEP("Les", "tasks:\n" TASK("y", "X", ASK QUESTION("q", "Hva?"))))),
        STR("step m/lese: renamed from les lost 0+0\n"
            "task m/y: renamed from x lost 1+0\n"
            "question m/y/q: lost with m/x\n"));
}

TEST("what a renamed module's records lose is its doing, in whatever step a task now stands")
{
    const char *with = STEP("A", "kind: reflection\n"
                                 "tasks:\n" TASK("x", "X", ASK QUESTION("q", "Hva?")));
    CHECK_STR(differences(t,
                          VERSION("1-m/index.md", MODULE("M"), "1-m/1-a.md", with, "1-m/2-b.md",
                                  STEP("B", "kind: reflection\n")),
                          VERSION("1-n/index.md", MODULE("M"), "1-n/1-a.md",
                                  STEP("A", "kind: reflection\n"), "1-n/2-b.md",
                                  STEP("B", "kind: reflection\n"
                                            "tasks:\n" TASK("x", "X", ASK QUESTION("q", "Hva?"))))),
              STR("module n: renamed from m lost 1+0\n"
                  "step n/a: lost with m\n"
                  "step n/b: lost with m\n"
                  "task n/x: moved from m/a\n"
                  "question n/x/q: lost with m\n"));
}

TEST("of two under the same title neither is taken for the other")
{
    CHECK_STR(differences(t,
                          VERSION("1-m/index.md", MODULE("M"), "1-m/1-a.md", STEP("Les", ""),
                                  "1-m/2-b.md", STEP("Les", "")),
                          VERSION("1-m/index.md", MODULE("M"), "1-m/1-c.md", STEP("Les", ""))),
              STR("step m/c: added\n"
                  "step m/a: gone lost 0+0\n"
                  "step m/b: gone lost 0+0\n"));
}

/* ---- What records lose ----------------------------------------------------------------------- */

#define ASKING(task, q1, q2)                                   \
    "1-m/index.md", MODULE("M"), "1-m/1-a.md",                 \
        STEP("A", "tasks:\n" TASK(task, "To og to", ASK q1 q2) \
                      TASK("alle", "Alle", "    decide: true\n"))

TEST("a question that is taken out is a warning at its id in the older file")
{
    CHECK_STR(warnings(t, VERSION(ASKING("par", QUESTION("sist", "Når?"), QUESTION("ny", "Hva?"))),
                       VERSION(ASKING("par", QUESTION("ny", "Hva?"), ""))),
              STR("1-m/1-a.md:7:13: warning: the question “Når?” no longer stands under par.sist, "
                  "where teams may have answered it [question-lost]\n"
                  "  7 |       - id: sist\n"
                  "    |             ^~~~\n"
                  "  The answers are not lost: they stand last in the record, with the question as "
                  "it was. If it is still the same question, give it back its place and its id.\n"
                  "\n"
                  "1 warning\n"));
}

static struct str first_line(struct str s)
{
    return str_cut(&s, '\n');
}

TEST("so is a decision that is no longer asked for")
{
    struct version *then = VERSION("1-m/index.md", MODULE("M"), "1-m/1-a.md",
                                   STEP("A", "tasks:\n" TASK("x", "Alle", "    decide: true\n")));
    struct version *now = VERSION("1-m/index.md", MODULE("M"), "1-m/1-a.md",
                                  STEP("A", "tasks:\n" TASK("x", "Alle", "")));
    CHECK_STR(differences(t, then, now), STR("task m/x: changed decide lost 0+1\n"));
    CHECK_STR(first_line(warnings(t, then, now)),
              STR("1-m/1-a.md:4:9: warning: “Alle” no longer asks for a decision under x, where "
                  "teams may have written one [decision-lost]"));
}

TEST("a step that is taken out with all it asks is one warning, a step that asks nothing none")
{
    struct version *then = VERSION(ASKING("par", QUESTION("sist", "Når?"), QUESTION("ny", "Hva?")),
                                   "1-m/2-b.md", STEP("B", ""));
    struct version *now = VERSION("1-m/index.md", MODULE("M"));
    CHECK_STR(differences(t, then, now), STR("step m/a: gone lost 2+1\n"
                                             "question m/par/sist: gone lost with m/a\n"
                                             "question m/par/ny: gone lost with m/a\n"
                                             "task m/alle: gone lost with m/a\n"
                                             "step m/b: gone lost 0+0\n"));
    CHECK_STR(warnings(t, then, now),
              STR("1-m/1-a.md:2:8: warning: teams may have written in “A”, which was taken out or "
                  "moved to another module; questions: 2, decisions: 1 [answers-lost]\n"
                  "  2 | title: A\n"
                  "    |        ^\n"
                  "  What they wrote is not lost: it stands last in the record. Tell those who are "
                  "working with the module before you publish.\n"
                  "\n"
                  "1 warning\n"));
}

TEST("another id is one warning, in the newer file, that says which id to write")
{
    struct version *then = VERSION(ASKING("par", QUESTION("sist", "Når?"), ""));
    struct version *now = VERSION(ASKING("toogto", QUESTION("sist", "Når?"), ""));
    CHECK_STR(warnings(t, then, now),
              STR("1-m/1-a.md:4:9: warning: “To og to” has the id toogto instead of par, and what "
                  "teams have written is still kept under par [id-changed]\n"
                  "  4 |   - id: toogto\n"
                  "    |         ^~~~~~\n"
                  "  Write id: par, and they find it again where they wrote it.\n"
                  "\n"
                  "1 warning\n"));
}

TEST("a course with another id loses everything, and says so once")
{
    const char *step = STEP("A", "tasks:\n" TASK("x", "X", ASK QUESTION("q", "Hva?")));
    struct version *then = VERSION("1-m/index.md", MODULE("M"), "1-m/1-a.md", step);
    struct version *now = VERSION("course.yml", "format: 1\nid: annet\ntitle: Kurs\n",
                                  "1-m/index.md", MODULE("M"), "1-m/1-a.md", step);
    CHECK_STR(differences(t, then, now), STR("course annet: renamed from kurs lost 0+0\n"));
    CHECK_STR(first_line(warnings(t, then, now)),
              STR("course.yml:2:5: warning: “Kurs” has the id annet instead of kurs, and what "
                  "teams have written is still kept under kurs [id-changed]"));
}

TEST("a question that only gets other words loses nothing")
{
    CHECK_STR(warnings(t, VERSION(ASKING("par", QUESTION("sist", "Når?"), "")),
                       VERSION(ASKING("par", QUESTION("sist", "Når var det?"), ""))),
              STR(""));
}

/* ---- What cannot be read --------------------------------------------------------------------- */

TEST("a step that cannot be read is told, and nothing in it is said to be gone or new")
{
    const char *good = STEP("A", "tasks:\n" TASK("x", "X", ASK QUESTION("q", "Hva?")));
    struct version *whole = VERSION("1-m/index.md", MODULE("M"), "1-m/1-a.md", good);
    struct version *torn =
        VERSION("1-m/index.md", MODULE("M"), "1-m/1-a.md", "---\ntitle: [A\n---\n");
    CHECK_STR(differences(t, whole, torn), STR("step m/a: unread\n"));
    CHECK_STR(differences(t, torn, whole), STR("step m/a: unread\n"));
    CHECK_STR(warnings(t, whole, torn), STR(""));
}

TEST("a file that cannot be read may have the id that is missed")
{
    CHECK_STR(differences(t,
                          VERSION("1-m/index.md", MODULE("M"), "1-m/1-a.md", STEP("A", "id: les\n"),
                                  "2-n/index.md", MODULE("N"), "2-n/1-b.md", STEP("B", "")),
                          VERSION("1-m/index.md", MODULE("M"), "1-m/1-a.md",
                                  "---\nid: les\ntitle: [A\n---\n", "2-n/index.md", MODULE("N"))),
              STR("step m/a: unread\n"
                  "step n/b: gone lost 0+0\n"));
}

TEST(
    "a glossary, a literature list and a module in one file that cannot be read hide what they had")
{
    CHECK_STR(differences(t,
                          VERSION("glossary.yml", "- id: a\n  term: A\n  definition: D.\n",
                                  "literature.yml", "- id: x\n  type: book\n  title: X\n", "1-m.md",
                                  "---\ntitle: M\n---\n\nLes.\n"),
                          VERSION("glossary.yml", "- id: [a\n", "literature.yml", "- id: [x\n",
                                  "1-m.md", "---\ntitle: [M\n---\n\nLes.\n")),
              STR("module m: unread\n"));
}

/* ---- At any size ----------------------------------------------------------------------------- */

/* A module in one file with the given tasks in this order, each with the questions whose bits are
 * set, in an order that turns with the task's number. */
static const char *random_module(struct test *t, struct buf *b)
{
    unsigned used = 0;
    buf_printf(b, "---\ntitle: M\ntasks:\n");
    for (int i = 0; i < 6; i++) {
        unsigned task = (unsigned)(test_random(t) % 8);
        if (used >> task & 1) continue;
        used |= 1u << task;
        buf_printf(b, "  - id: t%u\n    title: T%u\n    questions:\n      - Fri?\n", task, task);
        unsigned asked = 0;
        for (int k = 0; k < 4; k++) {
            unsigned q = (unsigned)(test_random(t) % 6);
            if (asked >> q & 1) continue;
            asked |= 1u << q;
            buf_printf(b, "      - id: q%u\n        text: Spørsmål %u%s\n", q, q,
                       test_random(t) % 4 ? "" : " nå");
        }
    }
    buf_printf(b, "---\n");
    buf_put_char(b, 0);
    return b->ptr;
}

TEST("told are exactly the keys that differ: added and gone are the two courses' difference")
{
    for (int round = 0; round < 150; round++) {
        struct buf one = {.arena = t->arena}, two = {.arena = t->arena};
        struct version *then = VERSION("1-m.md", random_module(t, &one));
        struct version *now = VERSION("1-m.md", random_module(t, &two));
        struct inventory_diff d;
        inventory_compare(&d, &then->things, &now->things, t->arena);
        unsigned *told = arena_new(t->arena, unsigned, now->things.len);
        unsigned *lost = arena_new(t->arena, unsigned, then->things.len);
        for (size_t i = 0; i < d.len; i++) {
            const struct thing_change *c = &d.items[i];
            if (c->after) CHECK_INT(++told[c->after->at], 1);
            if (c->before && c->lost) lost[c->before->at]++;
            /* In the order of the newer course. */
            for (size_t k = i; c->after && k-- > 0;)
                CHECK(!d.items[k].after || d.items[k].after->at < c->after->at);
        }
        for (size_t i = 0; i < then->things.len; i++) {
            const struct thing *x = then->things.things[i];
            bool there = inventory_find(&now->things, x->kind, x->key) != NULL;
            if (x->kind == THING_QUESTION) CHECK_INT(lost[i], !there);
        }
        /* And the same with itself is nothing. */
        struct inventory_diff none;
        inventory_compare(&none, &now->things, &now->things, t->arena);
        CHECK_INT(none.len, 0);
    }
}
