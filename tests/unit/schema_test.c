/* Keys and values: what is decoded, and what authors are told. */
#include "base/buf.h"
#include "course/keys.h"
#include "test.h"

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

/* Decodes yaml as `s` into fresh memory; *faults is what was said. */
static void *decoded(struct test *t, const struct schema *s, struct str yaml, struct str *faults)
{
    struct file *f = arena_new(t->arena, struct file, 1);
    struct diags d = {.arena = t->arena};
    *f = (struct file){STR("a.md"), yaml};
    void *out = arena_take(t->arena, 1, s->size);
    const struct yaml_node *root = yaml_parse(f, yaml, YAML_USE_FRONT_MATTER, t->arena, &d);
    bool good = root && schema_decode(out, s, root, t->arena, &d);
    *faults = good == (d.first == NULL) ? said(t, &d) : STR("true and faults, or neither");
    return out;
}

static struct str faults(struct test *t, const struct schema *s, struct str yaml)
{
    struct str all;
    decoded(t, s, yaml, &all);
    return all;
}

#define FAULT(sentence, schema, yaml, want)                           \
    TEST(sentence)                                                    \
    {                                                                 \
        CHECK_STR(faults(t, &schema_##schema, STR(yaml)), STR(want)); \
    }

/* ---- What is decoded ------------------------------------------------------------------------- */

TEST("a step is read key by key")
{
    struct str all;
    struct step_keys *k = decoded(t, &schema_step,
                                  STR("title: Refleksjon\nkind: reflection\nwhen: between\n"
                                      "minutes: ca. 60\nfor: staff\nbring: [penn, papir]\n"
                                      "must: false\nshort: |\n  En\n  to\n"),
                                  &all);
    CHECK_STR(all, STR(""));
    CHECK_STR(k->page.title.raw, STR("Refleksjon"));
    CHECK(k->kind.value == STEP_REFLECTION && k->when.value == WHEN_BETWEEN);
    CHECK(k->for_whom.value == FOR_STAFF);
    CHECK(k->minutes.kind == MINUTES_ABOUT && k->minutes.from == 60 && k->minutes.to == 60);
    CHECK_INT(k->bring.len, 2);
    CHECK_STR(k->bring.items[1].raw, STR("papir"));
    CHECK(!k->must.value && k->must.pos.file);
    CHECK_STR(k->short_version.raw, STR("En\nto"));
    CHECK_STR(pos_text(k->minutes.pos), STR("ca. 60"));
    CHECK(!k->purpose.pos.file && !k->unprepared.raw.len);
}

TEST("what is not given has its default")
{
    struct str all;
    struct step_keys *k = decoded(t, &schema_step, STR("title: A\n"), &all);
    CHECK_STR(all, STR(""));
    CHECK(k->must.value && !k->must.pos.file && !k->page.draft.value);
    CHECK(!k->kind.value && !k->when.value && k->minutes.kind == MINUTES_NONE);
}

TEST("an optional key without a value is as if absent")
{
    struct str all;
    struct step_keys *k = decoded(
        t, &schema_step, STR("title: A\npurpose:\nbring: []\nminutes: ~\nwho: \"\"\n"), &all);
    CHECK_STR(all, STR(""));
    CHECK(!k->purpose.pos.file && !k->bring.len && !k->minutes.kind && !k->who.pos.file);
}

TEST("tasks hold phases, questions and variants")
{
    struct str all;
    struct step_keys *k =
        decoded(t, &schema_step,
                STR("title: A\ntasks:\n  - id: par\n    title: Arbeid i par\n    grouping: pairs\n"
                    "    per_group: 3\n    decide: true\n    questions:\n      - id: enige\n"
                    "        text: Er dere enige?\n        followups: [Hvorfor?]\n      - Hva "
                    "skiller dere?\n"
                    "    phases:\n      - {grouping: plenary, minutes: 5–10, text: Del.}\n"
                    "    variants: {small: Alene, online: I rom}\n"),
                &all);
    CHECK_STR(all, STR(""));
    CHECK_INT(k->load.tasks.len, 1);
    struct task *task = k->load.tasks.items;
    CHECK_STR(task->id.text, STR("par"));
    CHECK(task->grouping.value == GROUPING_PAIRS && task->per_group.value == 3);
    CHECK(task->decide.value && task->pos.file);
    CHECK_INT(task->questions.len, 2);
    CHECK(!task->questions.items[0].bare && task->questions.items[1].bare);
    CHECK_STR(task->questions.items[0].followups.items[0].raw, STR("Hvorfor?"));
    CHECK_STR(task->questions.items[1].text.raw, STR("Hva skiller dere?"));
    CHECK_INT(task->phases.items[0].minutes.to, 10);
    CHECK_STR(task->variants.online.raw, STR("I rom"));
}

TEST("a bare text stands for the key that matters most")
{
    struct str all;
    struct step_keys *k = decoded(
        t, &schema_step,
        STR("title: A\nliterature:\n  - roald2012\n  - {id: riis2022, locator: s. 3}\n"), &all);
    CHECK_STR(all, STR(""));
    CHECK_STR(k->load.literature.items[0].id.text, STR("roald2012"));
    CHECK_STR(k->load.literature.items[1].locator.text, STR("s. 3"));
    struct course_keys *c = decoded(
        t, &schema_course, STR("format: 1\nid: a\ntitle: A\ncontact: skolekontoret\n"), &all);
    CHECK_STR(all, STR(""));
    CHECK_STR(c->contact.name.text, STR("skolekontoret"));
    CHECK(c->contact.pos.file);
}

TEST("a module in one file has a module's keys and a step's load")
{
    struct str all;
    struct module_keys *m = decoded(
        t, &schema_short_module,
        STR("title: A\ntheme: T\nreviewed: 2024-02-29\nsigns:\n  - {sign: \"!\", meaning: x}\n"),
        &all);
    CHECK_STR(all, STR(""));
    CHECK_STR(m->theme.raw, STR("T"));
    CHECK(m->reviewed.year == 2024 && m->reviewed.month == 2 && m->reviewed.day == 29);
    CHECK_STR(m->load.signs.items[0].sign.text, STR("!"));
}

TEST("one line of Markdown folds its line breaks and keeps its places")
{
    struct str all;
    struct page_keys *p =
        decoded(t, &schema_plain, STR("title: |\n  En\n  to\nsummary: >-\n  a\n  b\n"), &all);
    CHECK_STR(p->title.raw, STR("En to"));
    struct pos place = yaml_pos_in(p->title.node, str_find_str(p->title.raw, STR("to")), 2);
    CHECK_STR(pos_text(place), STR("to"));
}

TEST("a wrong value is as if absent, and the rest is read")
{
    struct str all;
    struct step_keys *k =
        decoded(t, &schema_step, STR("title: A\nkind: noe\nbring: [a, [b], c]\nwho: alle\n"), &all);
    CHECK(!k->kind.value && !k->kind.pos.file);
    CHECK_INT(k->bring.len, 2);
    CHECK_STR(k->bring.items[1].raw, STR("c"));
    CHECK_STR(k->who.raw, STR("alle"));
}

static void join(struct text *x, bool block, void *ctx)
{
    buf_printf(ctx, "%s%.*s ", block ? "#" : "", STR_ARG(x->raw));
}

TEST("every text is visited once, in the order of the rows")
{
    struct str all;
    struct buf b = {.arena = t->arena};
    struct step_keys *k = decoded(
        t, &schema_step,
        STR("bring: [c, d]\nshort: e\ntitle: a\nsummary: b\ntasks:\n  - text: g\n    title: f\n"
            "    questions: [h, {id: i, text: j, followups: [k]}]\n    variants: {online: l}\n"),
        &all);
    schema_texts(&schema_step, k, join, &b);
    CHECK_STR(buf_str(&b), STR("a b c d #e f #g h j k #l "));
}

TEST("every required key without a value is a fault, and every example is right")
{
    for (size_t i = 0; schema_all[i]; i++)
        for (const struct schema_key *k = schema_all[i]->keys; k->name; k++) {
            struct str line = STR_CAT(t->arena, str_of(k->name), STR(": "), str_of(k->example));
            struct str got = faults(t, schema_all[i], line);
            bool clean = str_find_str(got, STR("1:1 ")) != STR_NONE || got.len == 0;
            bool own = str_find_str(got, STR("unknown-key")) == STR_NONE;
            for (struct str rest = got, one; str_line(&rest, &one);)
                own &= str_find_str(one, STR(" missing-key ")) != STR_NONE;
            if (!clean || !own)
                test_fail(t, __FILE__, __LINE__, "%s.%s: %.*s", schema_all[i]->name, k->name,
                          STR_ARG(got));
            if (!k->meaning[0] || !k->meaning[1] || !*k->meaning[0] || !*k->meaning[1])
                test_fail(t, __FILE__, __LINE__, "%s.%s has no meaning", schema_all[i]->name,
                          k->name);
        }
}

/* ---- Keys ------------------------------------------------------------------------------------ */

FAULT("a misspelt key is not missing too", step, "titel: A\n", "1:1 unknown-key titel ¦ title\n")
FAULT("a key in Norwegian, with and without å", step,
      "title: A\nFormaal: B\nvarighet: 10\nNÅR: x\n",
      "2:1 unknown-key Formaal ¦ purpose\n3:1 unknown-key varighet ¦ minutes\n"
      "4:1 unknown-key NÅR ¦ when\n")
FAULT("a key that nobody knows", step, "title: A\nxyzzy: B\n", "2:1 unknown-key xyzzy ¦ \n")
FAULT("a step's key in a module's index.md", module, "title: A\ntasks: [b]\n",
      "2:1 key-of-step tasks\n")
FAULT("a key at home elsewhere", step, "title: A\nobjectives: [b]\nfollowups: [c]\n",
      "2:1 key-elsewhere objectives ¦ index.md\n3:1 key-elsewhere followups ¦ questions:\n")
FAULT("what must be there", course, "language: nb\n",
      "1:1 missing-key format ¦ format: 1\n"
      "1:1 missing-key id ¦ id: laerende-skoleledelse\n"
      "1:1 missing-key title ¦ title: Lærende skoleledelse\n")
FAULT("what must not be empty", method, "title: \" \"\nphases: []\n",
      "1:8 empty-value title ¦ title: Forarbeid\n"
      "2:9 empty-value phases ¦ phases: [{grouping: individual, minutes: 5, text: Tenk i "
      "stillhet.}]\n")
FAULT("in a list's record the first key is blamed for a missing one", step,
      "title: A\ntasks:\n  - id: b\n    minutes: 5\n",
      "3:5 missing-key title ¦ title: Arbeid i par\n")

TEST("what is wrong with the YAML does not hide what is wrong with the keys, nor is told twice")
{
    struct file f = {STR_INIT("a.md"),
                     STR_INIT("title: Se: på dette\nkind: noe\nbring: [a, b\nwho: @alle\ntasks:\n"
                              "  - title: A\n    text: Se #3\n    minuter: 5\nformål: x\n")};
    struct diags d = {.arena = t->arena};
    struct step_keys k;
    const struct yaml_node *root =
        yaml_parse_damaged(&f, f.bytes, YAML_USE_FRONT_MATTER, t->arena, &d);
    CHECK(root && root->damaged);
    CHECK(!schema_decode(&k, &schema_step, root, t->arena, &d));
    CHECK_STR(said(t, &d),
              STR("1:10 yaml-colon title: \"Se: på dette\"\n"
                  "2:7 unknown-word kind ¦ noe ¦ prework, presentation, reflection, tryout, "
                  "followup, literature, text ¦ \n"
                  "3:8 yaml-bracket-unclosed [ ¦ ]\n"
                  "4:6 yaml-first-character @ ¦ who: \"@alle\"\n"
                  "7:14 yaml-hash text: \"Se #3\"\n"
                  "8:5 unknown-key minuter ¦ minutes\n"
                  "9:1 unknown-key formål ¦ purpose\n"));
}

/* ---- Shapes ---------------------------------------------------------------------------------- */

FAULT("a list where one text is wanted", step, "title: [A, B]\n",
      "1:8 wants-text title ¦ title: Forarbeid\n")
FAULT("a text where a list is wanted", step,
      "title: A\nbring: penn, papir\nliterature: roald2012\n",
      "2:8 wants-list bring ¦ bring: [penn, papir]\n"
      "3:13 wants-list literature ¦ literature: [roald2012]\n")
FAULT("a list of records without dashes", step, "title: A\ntasks:\n  id: b\n  title: c\n",
      "3:3 wants-dashes tasks\n")
FAULT("a text where keys are wanted", step, "title: A\ntasks: [b]\nsigns:\n  - \"!\"\n",
      "2:9 wants-keys tasks ¦ tasks: [{id: par, title: Arbeid i par}]\n"
      "4:5 wants-keys signs ¦ signs: [{sign: \"!\", meaning: Viktig for oss}]\n")
FAULT("a colon in a list of texts", module,
      "title: A\nobjectives:\n  - Dere kan: lede møter\n  - Dere vet det:\n",
      "3:5 colon-in-text - \"Dere kan: lede møter\"\n4:5 colon-in-text - \"Dere vet det:\"\n")
FAULT(
    "a colon in a question", step,
    "title: A\ntasks:\n  - id: b\n    title: c\n    questions:\n      - Hva nå: skal vi begynne?\n",
    "6:9 colon-in-text - \"Hva nå: skal vi begynne?\"\n")
FAULT("an empty item of a list", module, "title: A\naudience:\n  - rektor\n  -\n",
      "4:4 empty-value audience ¦ audience: [skoleledelsen]\n")
FAULT("a name over two lines", module, "title: A\nreviewer: |\n  Kari\n  Per\n",
      "2:11 wants-one-line reviewer\n")

/* ---- Words, numbers, dates ------------------------------------------------------------------- */

FAULT("a word that is not among the words", step, "title: A\nwhen: togehter\nfor: foreldre\n",
      "2:7 unknown-word when ¦ togehter ¦ before, together, between ¦ together\n"
      "3:6 unknown-word for ¦ foreldre ¦ leaders, staff, owner ¦ \n")
FAULT("true and false in other words", step, "title: A\ndraft: ja\nmust: no\n",
      "2:8 true-or-false draft ¦ ja ¦ true\n3:7 true-or-false must ¦ no ¦ false\n")
FAULT("numbers out of their range", task, "title: A\nper_group: 61\n",
      "2:12 wrong-number per_group ¦ 61 ¦ 1 ¦ 60\n")
FAULT("a format of another day", course, "format: 2\nid: a\ntitle: A\n",
      "1:9 wrong-version format ¦ 2 ¦ 1 ¦ 1\n")

static struct str minutes_of(struct test *t, const char *value)
{
    struct str all;
    struct step_keys *k =
        decoded(t, &schema_step,
                STR_CAT(t->arena, STR("title: A\nminutes: "), str_of(value), STR("\n")), &all);
    struct buf b = {.arena = t->arena};
    if (all.len) return str_trim(str_from(all, 5));
    buf_printf(&b, "%d %u %u", k->minutes.kind, k->minutes.from, k->minutes.to);
    return buf_str(&b);
}

TEST("minutes are a number, about a number, a range or open")
{
    CHECK_STR(minutes_of(t, "45"), STR("1 45 45"));
    CHECK_STR(minutes_of(t, "ca. 60"), STR("2 60 60"));
    CHECK_STR(minutes_of(t, "ca 60"), STR("2 60 60"));
    CHECK_STR(minutes_of(t, "45–60"), STR("3 45 60"));
    CHECK_STR(minutes_of(t, "45-60"), STR("3 45 60"));
    CHECK_STR(minutes_of(t, "open"), STR("4 0 0"));
    CHECK_STR(minutes_of(t, "600"), STR("1 600 600"));
}

TEST("other minutes are errors, never 0, with what was probably meant")
{
    CHECK_STR(minutes_of(t, "45 min"), STR("wrong-minutes minutes ¦ 45 min ¦ 45"));
    CHECK_STR(minutes_of(t, "45 – 60"), STR("wrong-minutes minutes ¦ 45 – 60 ¦ 45–60"));
    CHECK_STR(minutes_of(t, "Ca.60"), STR("wrong-minutes minutes ¦ Ca.60 ¦ ca. 60"));
    CHECK_STR(minutes_of(t, "1 time"), STR("wrong-minutes minutes ¦ 1 time ¦ 60"));
    CHECK_STR(minutes_of(t, "1,5 time"), STR("wrong-minutes minutes ¦ 1,5 time ¦"));
    CHECK_STR(minutes_of(t, "åpent"), STR("wrong-minutes minutes ¦ åpent ¦ open"));
    CHECK_STR(minutes_of(t, "en time"), STR("wrong-minutes minutes ¦ en time ¦"));
    CHECK_STR(minutes_of(t, "-5"), STR("wrong-minutes minutes ¦ -5 ¦ 5"));
    CHECK_STR(minutes_of(t, "0"), STR("minutes-limit minutes ¦ 0"));
    CHECK_STR(minutes_of(t, "601"), STR("minutes-limit minutes ¦ 601"));
    CHECK_STR(minutes_of(t, "99999999999999999999"),
              STR("minutes-limit minutes ¦ 99999999999999999999"));
    CHECK_STR(minutes_of(t, "60–45"), STR("minutes-range minutes ¦ 60–45 ¦ 45–60"));
    CHECK_STR(minutes_of(t, "45-45"), STR("minutes-range minutes ¦ 45-45 ¦ 45"));
}

FAULT("dates that are written otherwise, or do not exist", module,
      "title: A\nreviewed: 22.11.2026\nreview_by: 2026-02-30\n",
      "2:11 wrong-date reviewed ¦ 22.11.2026 ¦ 2026-11-22\n3:12 no-such-date review_by ¦ "
      "2026-02-30\n")
FAULT("a date without its zeros", module, "title: A\nreviewed: 2026-1-2\nreview_by: mai 2026\n",
      "2:11 wrong-date reviewed ¦ 2026-1-2 ¦ 2026-01-02\n3:12 wrong-date review_by ¦ mai 2026 ¦ \n")
FAULT("a century that is no leap year", module,
      "title: A\nreviewed: 1900-02-29\nreview_by: 2000-02-29\n",
      "2:11 no-such-date reviewed ¦ 1900-02-29\n")

/* ---- Names and addresses --------------------------------------------------------------------- */

FAULT("an id with other letters", step, "title: A\nid: Første steg\n",
      "2:5 wrong-id id ¦ Første steg ¦ forste-steg\n")
FAULT("languages", course,
      "format: 1\nid: a\ntitle: A\nlanguage: norsk\nlanguages: [nb, nn-NO, zh-Hans-CN, sl-rozaj, "
      "en-x-a, de-1901, es-419, b, nb_NO, en-]\n",
      "4:11 wrong-language language ¦ norsk ¦ \n5:71 wrong-language languages ¦ b ¦ \n"
      "5:74 wrong-language languages ¦ nb_NO ¦ \n5:81 wrong-language languages ¦ en- ¦ \n")
FAULT("web addresses", course,
      "format: 1\nid: a\ntitle: A\nbase_url: www.skole.no/kurs\nrepository: ftp://x.no\n"
      "privacy: javascript:alert(1)\nedit: https://x.no/{rev}/{path}\n"
      "accessibility_statement: https://\n",
      "4:11 wrong-url base_url ¦ www.skole.no/kurs ¦ https://www.skole.no/kurs\n"
      "5:13 wrong-url repository ¦ ftp://x.no ¦ \n"
      "6:10 wrong-url privacy ¦ javascript:alert(1) ¦ \n"
      "8:26 wrong-url accessibility_statement ¦ https:// ¦ \n")
FAULT("paths", presentation,
      "title: A\nfile: C:\\film.mp4\nposter: /bilde.jpg\ncaptions: ../film.vtt\n"
      "transcript: https://x.no/a.md\nslides: https://x.no/a.pdf\n",
      "2:7 wrong-path file ¦ C:\\film.mp4 ¦ \n3:9 wrong-path poster ¦ /bilde.jpg ¦ \n"
      "5:13 wrong-path transcript ¦ https://x.no/a.md ¦ \n")
FAULT("old addresses", step, "title: A\naliases: [gammel/a.html, /b, c d, ../e]\n",
      "2:26 wrong-alias aliases ¦ /b ¦ \n2:30 wrong-alias aliases ¦ c d ¦ \n"
      "2:35 wrong-alias aliases ¦ ../e ¦ \n")
FAULT("colours", course, "format: 1\nid: a\ntitle: A\naccent: grønn\n",
      "4:9 wrong-colour accent ¦ grønn ¦ \n")
