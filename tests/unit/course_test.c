/* Courses that lie in memory: which pages they become, in which order, and at which addresses. */
#include "base/buf.h"
#include "course/course.h"
#include "test.h"
#include <string.h>

/* ---- A course, built as site/build.c does, but in one process
 * ---------------------------------------------------------------- */

#define MOST_FILES 32

struct built {
    struct file files[MOST_FILES];
    size_t n;
    struct course course;
    struct diags diags;
    struct arena *arena;
};

static void add(struct built *b, const char *path, const char *text)
{
    b->files[b->n++] = (struct file){.path = str_of(path), .bytes = str_of(text)};
}

static void parse_all(struct built *b, struct unit **units, size_t n)
{
    struct worker w = {.results = b->arena, .scratch = b->arena, .diags = &b->diags};
    for (size_t i = 0; i < n; i++)
        course_parse(&b->course, units[i], &w);
}

/* `files` are pairs of path and text, ended by NULL. What the tests need no words for is there. */
static struct built *build_of(struct test *t, const char *const *files)
{
    struct built *b = arena_new(t->arena, struct built, 1);
    b->arena = t->arena;
    b->diags.arena = t->arena;
    bool own = false;
    for (; *files; files += 2) {
        own = own || strcmp(files[0], "course.yml") == 0;
        add(b, files[0], files[1]);
    }
    if (!own) add(b, "course.yml", "format: 1\nid: kurs\ntitle: Kurs\n");
    struct source *s = source_memory(b->files, b->n, t->arena);
    struct course *c = &b->course;
    if (!course_scan(c, s, STR(""), t->arena, &b->diags)) return b;
    struct unit **batch = arena_new(t->arena, struct unit *, c->nunits + 1);
    size_t n = 0;
    for (size_t i = 0; i < c->nunits; i++)
        if (c->units[i]->wanted) batch[n++] = c->units[i];
    while (n > 0) {
        parse_all(b, batch, n);
        n = course_reach(c, batch, c->nunits, t->arena);
    }
    course_index(c, &b->diags);
    course_resolve(c, &b->diags);
    course_review(c, &b->diags);
    return b;
}

#define BUILD(...) build_of(t, (const char *const[]){__VA_ARGS__, NULL})

/* The addresses of the site in its order, but for those that every site has; either those that
 * authors wrote or those that are made from what they wrote. */
static struct str addresses_of(const struct built *b, bool made)
{
    struct buf out = {.arena = b->arena};
    for (size_t i = 0; i < b->course.npages; i++) {
        const struct page *p = b->course.pages[i];
        if (p->kind == PAGE_FRONT || p->kind == PAGE_NOT_FOUND) continue;
        if ((p->kind >= PAGE_RECORD) != made) continue;
        if (out.len) buf_put_char(&out, ' ');
        buf_put(&out, p->address);
    }
    return buf_str(&out);
}

static struct str addresses(const struct built *b)
{
    return addresses_of(b, false);
}

static struct str assets(const struct built *b)
{
    struct buf out = {.arena = b->arena};
    for (size_t i = 0; i < b->course.nassets; i++) {
        if (out.len) buf_put_char(&out, ' ');
        buf_put(&out, b->course.assets[i]->address);
    }
    return buf_str(&out);
}

/* The errors, each as its id and the file it is in; warnings are other tests' matter. */
static struct str errors(const struct built *b)
{
    struct buf out = {.arena = b->arena};
    for (const struct diag *d = b->diags.first; d; d = d->next) {
        if (diag_catalogue[d->id].severity == SEVERITY_WARNING) continue;
        if (out.len) buf_put_char(&out, ' ');
        buf_printf(&out, "%s", diag_catalogue[d->id].id);
        if (d->pos.file) buf_printf(&out, ":%.*s", STR_ARG(d->pos.file->path));
    }
    return buf_str(&out);
}

static const struct page *page_at(const struct built *b, const char *address)
{
    return map_get(&b->course.page_by_address, str_of(address));
}

/* Where the links of a page's body lead, in their order. */
static struct str links(const struct built *b, const char *address)
{
    const struct page *p = page_at(b, address);
    struct buf out = {.arena = b->arena};
    for (size_t i = 0; p && p->body && i < p->body->nholes; i++) {
        const struct hole *h = &p->body->holes[i];
        if (h->kind != HOLE_LINK && h->kind != HOLE_IMAGE) continue;
        if (out.len) buf_put_char(&out, ' ');
        struct str to = h->is_asset && h->to.asset   ? h->to.asset->address
                        : !h->is_asset && h->to.page ? h->to.page->address
                                                     : STR("nothing");
        buf_put(&out, to);
    }
    return buf_str(&out);
}

#define MODULE(title) "---\ntitle: " title "\n---\n"
#define STEP(title) "---\ntitle: " title "\nminutes: 5\n---\n"

/* ---- Identity, order, address
 * ----------------------------------------------------------------------------------------- */

TEST("steps stand in natural order, and the number is not part of the address")
{
    struct built *b =
        BUILD("2-b/index.md", MODULE("B"), "10-c/index.md", MODULE("C"), "1-a/index.md",
              MODULE("A"), "1-a/10-z.md", STEP("Z"), "1-a/9-y.md", STEP("Y"));
    CHECK_STR(errors(b), STR(""));
    CHECK_STR(addresses(b), STR("a/index.html a/y.html a/z.html b/index.html c/index.html"));
}

TEST("an id changes the identity, a slug only the address")
{
    struct built *b = BUILD("1-a/index.md", "---\ntitle: A\nid: kjernen\nslug: Kapittel Én\n---\n",
                            "1-a/1-les.md", "---\ntitle: L\nid: lesing\n---\n");
    CHECK_STR(errors(b), STR(""));
    CHECK_STR(addresses(b), STR("kapittel-en/index.html kapittel-en/lesing.html"));
    CHECK_STR(page_at(b, "kapittel-en/index.html")->identity, STR("kjernen"));
}

TEST("a module may be listed by its name, its folder or its id")
{
    struct built *b =
        BUILD("course.yml", "format: 1\nid: k\ntitle: K\nmodules: [kjernen, 1-a, b]\n",
              "1-a/index.md", MODULE("A"), "2-b/index.md", MODULE("B"), "3-c/index.md",
              "---\ntitle: C\nid: kjernen\n---\n", "4-d/index.md", MODULE("D"));
    CHECK_STR(errors(b), STR(""));
    CHECK_STR(addresses(b), STR("kjernen/index.html a/index.html b/index.html"));
    CHECK_INT(b->course.npublished, 3);
    CHECK(course_module(&b->course, STR("d"))->draft);
}

TEST("a module listed by its name and its id is listed twice")
{
    struct built *b = BUILD("course.yml", "format: 1\nid: k\ntitle: K\nmodules: [a, kjernen]\n",
                            "1-a/index.md", "---\ntitle: A\nid: kjernen\n---\n");
    CHECK_STR(errors(b), STR("module-twice:course.yml"));
}

TEST("the road goes through the front page, each module and its steps")
{
    struct built *b =
        BUILD("index.md", "Hei", "1-a/index.md", MODULE("A"), "1-a/1-x.md", STEP("X"),
              "1-a/leader.md", MODULE("L"), "2-b/index.md", MODULE("B"), "om.md", MODULE("Om"));
    struct buf road = {.arena = t->arena};
    for (const struct page *p = b->course.front; p; p = p->next)
        buf_printf(&road, "%.*s ", STR_ARG(p->address));
    CHECK_STR(buf_str(&road), STR("index.html a/index.html a/x.html b/index.html "));
    CHECK(page_at(b, "a/leader.html")->next == NULL);
}

TEST("the kind of a step comes from what it carries")
{
    struct built *b =
        BUILD("literature.yml", "- {id: x, type: book, title: X}\n", "1-a/index.md", MODULE("A"),
              "1-a/1-a.md", STEP("A"), "1-a/2-b.md", STEP("B"), "1-a/3-c.md",
              "---\ntitle: C\ntasks:\n  - {id: t, title: T}\nliterature: [x]\n---\n", "1-a/4-d.md",
              "---\ntitle: D\nliterature: [x]\npresentations:\n  - {title: F, url: "
              "https://x.no/f}\n---\n",
              "1-a/5-e.md", "---\ntitle: E\nliterature: [x]\n---\n", "1-a/6-f.md",
              "---\ntitle: F\nkind: tryout\n---\n");
    CHECK_STR(errors(b), STR(""));
    static const enum step_kind kinds[] = {STEP_PREWORK,      STEP_TEXT,       STEP_REFLECTION,
                                           STEP_PRESENTATION, STEP_LITERATURE, STEP_TRYOUT};
    const struct module *m = b->course.modules[0];
    CHECK_INT(m->nsteps, 6);
    for (size_t i = 0; i < 6; i++)
        CHECK_INT(m->steps[i].kind, kinds[i]);
    CHECK_INT(m->steps[0].when, WHEN_BEFORE);
    CHECK_INT(m->steps[1].when, WHEN_TOGETHER);
    CHECK_INT(m->steps[5].when, WHEN_BETWEEN);
}

TEST("what the steps hold decides which pages are made from them")
{
    struct built *b = BUILD("1-a/index.md", "---\ntitle: A\n---\n", "1-a/1-x.md",
                            "---\ntitle: X\nkind: prework\n---\nTekst\n");
    CHECK_STR(addresses_of(b, true),
              STR("a/missed.html a/print.html record.html records.html plan.html "
                  "poster.html"));
    b = BUILD("1-a/index.md", "---\ntitle: A\n---\n", "1-a/1-x.md",
              "---\ntitle: X\nsigns: [{sign: '!', meaning: Viktig}]\n"
              "tasks: [{id: t, title: T, questions: [{id: q, text: Q}]}]\n---\n");
    CHECK_STR(addresses_of(b, true),
              STR("a/record.html a/missed.html a/print.html a/runsheet.html a/cards.html "
                  "a/notesheet.html a/worksheet.html record.html records.html plan.html "
                  "poster.html"));
    b = BUILD("1-a/index.md", "---\ntitle: A\nstatements: [Vi spør.]\n---\n", "1-a/1-x.md",
              "---\ntitle: X\nkind: tryout\nobservation: [{columns: [Se etter]}]\n---\n");
    CHECK_STR(addresses_of(b, true),
              STR("a/missed.html a/print.html a/statements.html a/observation.html record.html "
                  "records.html plan.html poster.html"));
}

TEST("a module without steps is on the poster, and nothing else is made from it")
{
    struct built *b = BUILD("1-a/index.md", "---\ntitle: A\n---\n");
    CHECK_STR(addresses_of(b, true), STR("record.html records.html plan.html poster.html"));
}

TEST("a module in one file becomes steps with fixed names, and a link finds the one that has it")
{
    struct built *b =
        BUILD("1-a.md",
              "---\ntitle: A\nbackground: |\n  ### Bak {#bak}\n"
              "tasks:\n  - {id: par, title: P}\n---\n## Inn\n\n[x](#bak) [y](#par)\n",
              "om.md", "---\ntitle: Om\n---\n[a](1-a.md#inn) [b](1-a.md#par) [c](1-a.md)\n");
    CHECK_STR(errors(b), STR(""));
    CHECK_STR(addresses(b), STR("a/index.html a/forarbeid.html a/refleksjon.html om.html"));
    CHECK_STR(links(b, "om.html"), STR("a/forarbeid.html a/refleksjon.html a/index.html"));
    CHECK_STR(links(b, "a/forarbeid.html"), STR("a/index.html a/refleksjon.html"));
}

TEST("old addresses lead on, with and without .html")
{
    struct built *b = BUILD("om.md", "---\ntitle: Om\naliases: [gammel, mer/, a/b.html]\n---\n");
    CHECK_STR(errors(b), STR(""));
    CHECK_STR(addresses(b), STR("om.html gammel.html mer/index.html a/b.html"));
    CHECK(page_at(b, "mer/index.html")->redirect == page_at(b, "om.html"));
}

TEST("an old address stands in nobody's way")
{
    struct built *b =
        BUILD("course.yml", "format: 1\nid: k\ntitle: K\nlanguages: [nb, nn]\n", "1-a/index.md",
              MODULE("A"), "om.md",
              "---\ntitle: Om\naliases: [a, om.html/x, a/index, nn/x, assets/x, v/x, en/x, "
              "b, b]\n---\n");
    CHECK_STR(errors(b), STR("alias-is-page:om.md alias-is-page:om.md reserved-address:om.md "
                             "reserved-address:om.md reserved-address:om.md alias-is-page:om.md"));
    CHECK_STR(addresses(b), STR("a/index.html om.html a.html en/x.html b.html"));
}

TEST("two steps of a module are not called the same, though their addresses differ")
{
    struct built *b = BUILD("1-a/index.md", MODULE("A"), "1-a/1-x.md", STEP("X"), "1-a/2-x.md",
                            "---\ntitle: X\nslug: y\nminutes: 5\n---\n", "2-b/index.md",
                            MODULE("B"), "2-b/1-x.md", STEP("X"));
    CHECK_STR(errors(b), STR("page-id-taken:1-a/2-x.md"));
}

TEST("a method card is not called as the list of methods is")
{
    struct built *b = BUILD("methods/index.md", "---\ntitle: M\nphases:\n  - {text: x}\n---\n");
    CHECK_STR(errors(b), STR("reserved-address:methods/index.md"));
}

/* ---- Drafts
 * ----------------------------------------------------------------------------------------- */

TEST("a draft leaves nothing on the site: no page, no files, no texts beside it")
{
    struct built *b =
        BUILD("1-a/index.md", MODULE("A"), "1-a/1-x.md",
              "---\ntitle: X\ndraft: true\naliases: [gammel]\n---\n[f](f.pdf) [n](notat.md)\n",
              "1-a/2-y.md", STEP("Y"), "1-a/f.pdf", "%PDF", "1-a/notat.md",
              "---\ntitle: N\n---\n[g](g.pdf) [m](mer.md)\n", "1-a/mer.md", MODULE("M"),
              "1-a/g.pdf", "%PDF");
    CHECK_STR(errors(b), STR(""));
    CHECK_STR(addresses(b), STR("a/index.html a/y.html"));
    CHECK_STR(assets(b), STR(""));
    CHECK_INT(b->course.modules[0]->nsteps, 1);
}

TEST("a text beside the steps is a page when a published page uses it, whatever drafts do")
{
    struct built *b =
        BUILD("1-a/index.md", MODULE("A"), "1-a/1-x.md",
              "---\ntitle: X\ndraft: true\n---\n[n](notat.md)\n", "1-a/2-y.md",
              "---\ntitle: Y\nminutes: 5\n---\n[m](sub/mer.md)\n", "1-a/notat.md", MODULE("N"),
              "1-a/sub/mer.md", "---\ntitle: M\n---\n[n](../notat.md)\n");
    CHECK_STR(errors(b), STR(""));
    CHECK_STR(addresses(b), STR("a/index.html a/y.html a/notat.html a/sub/mer.html"));
}

/* ---- Names
 * ----------------------------------------------------------------------------------------- */

TEST("names are the same whether a Mac has taken their letters apart or not")
{
    struct built *b = BUILD(
        "course.yml", "format: 1\nid: k\ntitle: K\nmodules: [må]\n", "methods/ga\u030a.md",
        "---\ntitle: G\nphases:\n  - {text: x}\n---\n", "1-ma\u030a/index.md",
        "---\ntitle: M\nbuilds_on: [må]\n---\n[x](1-gå.md) [x](1-ga%CC%8A.md) ![b](bl%C3%A5.pdf)\n",
        "1-ma\u030a/1-ga\u030a.md",
        "---\ntitle: G\ntasks:\n  - {id: t, title: T, method: gå}\n---\n[t](tåle.md)\n",
        "1-ma\u030a/ta\u030ale.md", MODULE("T"), "1-ma\u030a/bla\u030a.pdf", "%PDF", "2-å.md",
        "---\ntitle: A\n---\n[x](1-må/1-gå.md)\n");
    CHECK_STR(errors(b), STR("not-a-picture:1-ma\u030a/index.md"));
    CHECK_STR(addresses(b),
              STR("ma/index.html ma/ga.html ma/tale.html methods/ga.html methods/index.html"));
    CHECK_STR(links(b, "ma/index.html"), STR("ma/ga.html ma/ga.html ma/bla\u030a.pdf"));
}

TEST("a file with a hash in its name can be named in a key")
{
    struct built *b =
        BUILD("1-a/index.md", MODULE("A"), "1-a/1-x.md",
              "---\ntitle: X\npresentations:\n  - title: F\n    file: \"film #1.mp4\"\n"
              "    transcript: \"ut #2.md\"\n---\n",
              "1-a/film #1.mp4", "x", "1-a/ut #2.md", MODULE("U"));
    CHECK_STR(errors(b), STR(""));
    CHECK_STR(assets(b), STR("a/film #1.mp4"));
    CHECK_STR(addresses(b), STR("a/index.html a/x.html a/ut-2.html"));
    const struct page *x = page_at(b, "a/x.html");
    CHECK(course_target(&b->course, x->unit, STR("ut #2.md")).page == page_at(b, "a/ut-2.html"));
    CHECK(course_target(&b->course, x->unit, STR("film #1.mp4")).asset == b->course.assets[0]);
}

TEST("two files that would meet at one address are an error")
{
    struct built *b = BUILD("1-a/index.md", "---\ntitle: A\n---\n[x](x.pdf)\n", "1-a/x.pdf", "1",
                            "a/x.pdf", "2", "om.md", "---\ntitle: Om\n---\n[x](a/x.pdf)\n");
    CHECK_STR(errors(b), STR("address-taken:om.md"));
}

TEST("course.yml is not published, whoever links to it")
{
    struct built *b = BUILD("om.md", "---\ntitle: Om\n---\n[x](course.yml)\n");
    CHECK_STR(errors(b), STR("not-a-page:om.md"));
}

TEST("a key may name a part of a page")
{
    struct built *b = BUILD("1-a.md", "---\ntitle: A\ntasks:\n  - {id: par, title: P}\n---\n",
                            "om.md", MODULE("Om"));
    struct target at = course_target(&b->course, page_at(b, "om.html")->unit, STR("1-a.md#par"));
    CHECK(at.page == page_at(b, "a/refleksjon.html"));
    CHECK_STR(at.anchor, STR("par"));
}

TEST("the phases of a method count against the minutes of a task that has none of its own")
{
    struct built *b = BUILD(
        "methods/m.md", "---\ntitle: M\nphases:\n  - {minutes: 10, text: x}\n---\n", "1-a/index.md",
        "---\ntitle: A\npurpose: p\nreviewed: 2026-01-01\n---\n", "1-a/1-x.md",
        "---\ntitle: X\npurpose: p\nminutes: 20\ntasks:\n"
        "  - {id: a, title: A, method: m, minutes: 5}\n"
        "  - {id: b, title: B, method: m, minutes: 15, phases: [{minutes: 15, text: y}]}\n---\n");
    CHECK_INT(b->diags.count[SEVERITY_WARNING], 1);
    CHECK(b->diags.first->id == DIAG_MINUTES_EXCEED);
}

/* ---- What failed stays where it was
 * ----------------------------------------------------------------------------------------- */

TEST("a page that cannot be read keeps its name, and nobody complains of it")
{
    struct built *b = BUILD(
        "1-a/index.md", MODULE("A"), "1-a/1-x.md", "---\ntitle: \"X\n---\n## Del {#d}\n",
        "1-a/2-y.md", "---\ntitle: Y\nminutes: 5\n---\n[x](1-x.md#d) [x](1-x.md#t) [x](1-x.md)\n");
    CHECK_INT(b->diags.count[SEVERITY_ERROR], 1);
    CHECK_STR(addresses(b), STR("a/index.html a/x.html a/y.html"));
}

TEST("a name that a damaged file may have given itself is not missed elsewhere")
{
    struct built *b =
        BUILD("1-a/index.md", "---\nid: kjernen\ntitle: \"A\n---\n", "2-b/index.md",
              "---\ntitle: B\nbuilds_on: [kjernen]\n---\n", "methods/m.md",
              "---\nid: runde\ntitle: \"M\n---\n", "2-b/1-x.md",
              "---\ntitle: X\ntasks:\n  - {id: t, title: T, method: runde}\n---\n", "2-b/2-y.md",
              "---\nslug: z\ntitle: \"Y\n---\n", "2-b/3-y.md", STEP("Y"));
    CHECK_INT(b->diags.count[SEVERITY_ERROR], 3);
}

/* ---- Translations
 * ----------------------------------------------------------------------------------------- */

TEST("a translation without the page it translates is an error")
{
    struct built *b = BUILD("course.yml", "format: 1\nid: k\ntitle: K\nlanguages: [nb, nn]\n",
                            "1-a/index.md", MODULE("A"), "1-a/1-x.md", STEP("X"), "1-a/1-x.nn.md",
                            STEP("X"), "1-a/2-y.nn.md", STEP("Y"), "1-a/3-z.en.md", STEP("Z"));
    CHECK_STR(errors(b), STR("translation-without-original:1-a/2-y.nn.md"));
    CHECK_STR(addresses(b), STR("a/index.html a/x.html a/z-en.html"));
}

TEST("a logo and a poster are pictures")
{
    struct built *b =
        BUILD("course.yml", "format: 1\nid: k\ntitle: K\nlogo: logo.pdf\n", "logo.pdf", "%PDF",
              "1-a/index.md", MODULE("A"), "1-a/1-x.md",
              "---\ntitle: X\npresentations:\n  - {title: F, file: f.mp4, poster: f.vtt}\n---\n",
              "1-a/f.mp4", "x", "1-a/f.vtt", "WEBVTT\n");
    CHECK_STR(errors(b), STR("not-a-picture:course.yml not-a-picture:1-a/1-x.md"));
}
