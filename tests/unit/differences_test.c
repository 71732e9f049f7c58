/* What differs between two versions of a course, as people and programs are told. */
#include "site/differences.h"
#include "parts/markdown.h"
#include "version_fixture.h"

enum form { TEXT_NB, TEXT_EN, MARKDOWN_NB, MARKDOWN_EN, JSON };

static struct str told(struct test *t, const struct version *before, const struct version *after,
                       enum form form)
{
    struct inventory_diff d;
    struct buf b = {.arena = t->arena};
    struct differences_of what = {.before = STR("1.0"), .after = STR("2.0")};
    inventory_compare(&d, &before->things, &after->things, t->arena);
    switch (form) {
    case TEXT_NB:
    case TEXT_EN:
        differences_text(&b, &d, &what, form == TEXT_NB ? LANGUAGE_NB : LANGUAGE_EN);
        break;
    case MARKDOWN_NB:
    case MARKDOWN_EN:
        differences_markdown(&b, &d, &what, form == MARKDOWN_NB ? LANGUAGE_NB : LANGUAGE_EN);
        break;
    case JSON:
        differences_json(&b, &d, &what);
    }
    return buf_str(&b);
}

#define PAGE(title, more) "---\ntitle: " title "\n" more "---\n"
#define TASK(id, title, more) "  - id: " id "\n    title: " title "\n" more
#define ASK "    questions:\n"
#define QUESTION(id, text) "      - id: " id "\n        text: " text "\n"

/* ---- A page of examples ---------------------------------------------------------------------- */

#define COURSE(more) "course.yml", "format: 1\nid: ledelse\ntitle: Ledelse sammen\n" more

static struct version *older(struct test *t)
{
    return VERSION(
        COURSE(""), "1-moter/index.md", PAGE("Lærende møter", ""), "1-moter/1-forarbeid.md",
        PAGE("Forarbeid", "kind: prework\nminutes: 20\n") "Les.\n", "1-moter/2-film.md",
        PAGE("Se og lytt", "presentations: [{title: Om møter, file: m.mp4}]\n"),
        "1-moter/3-refleksjon.md",
        PAGE("Refleksjon", "tasks:\n" TASK("par", "To og to",
                                           ASK QUESTION("sist", "Når lærte vi sist noe i et møte?")
                                               QUESTION("hvem", "Hvem snakket?"))
                               TASK("alle", "Alle sammen", "    decide: true\n")),
        "1-moter/4-mer.md", PAGE("Les mer", ""), "2-samtaler/index.md", PAGE("Samtaler", ""),
        "3-besok/index.md", PAGE("Besøk", ""), "3-besok/1-se.md",
        PAGE("Se etter", "tasks:\n" TASK("tegn", "Tegn",
                                         ASK QUESTION("a", "Hva så vi?") QUESTION("b", "Hvor?"))),
        "methods/igp.md", PAGE("IGP", "phases: [{text: Tenk.}]\n"), "glossary.yml",
        "- id: plf\n  term: PLF\n  definition: Et fellesskap.\n");
}

static struct version *newer(struct test *t)
{
    return VERSION(
        COURSE("description: For lederteam.\n"), "1-samtaler/index.md",
        PAGE("Elevsamtaler", "id: samtaler\n"), "2-moter/index.md", PAGE("Lærende møter", ""),
        "2-moter/1-film.md",
        PAGE("Se og lytt", "presentations: [{title: Om møter, file: n.mp4}]\n"),
        "2-moter/2-forarbeid.md",
        PAGE("Forberedelse", "id: forarbeid\nkind: prework\nminutes: 15\n") "Les før møtet.\n",
        "2-moter/3-refleksjon.md",
        PAGE("Refleksjon",
             "tasks:\n" TASK("par", "To og to", ASK QUESTION("sist", "Når lærte vi noe i et møte?"))
                 TASK("alle", "Alle sammen", ASK QUESTION("overrasker", "Hva overrasker dere?"))),
        "2-moter/4-lese.md", PAGE("Les mer", ""), "2-moter/5-prov.md",
        PAGE("Prøv ut", "kind: tryout\ntasks:\n" TASK("logg", "Logg", "")), "methods/igp.md",
        PAGE("IGP", "phases: [{text: Tenk.}, {text: Del.}]\n"), "glossary.yml",
        "- id: plf\n  term: PLF\n  definition: Et fellesskap.\n"
        "- id: laering\n  term: Lærende møte\n  definition: Alle bidrar.\n");
}

TEST("a course and its next version, in Norwegian")
{
    CHECK_STR(
        told(t, older(t), newer(t), TEXT_NB),
        STR("Endringer i «Ledelse sammen» fra 1.0 til 2.0\n"
            "\n"
            "Kurset\n"
            "  Kurset er endret: beskrivelsen.\n"
            "\n"
            "Elevsamtaler (samtaler)\n"
            "  Modulen het før «Samtaler». Den er flyttet og kommer nå først.\n"
            "\n"
            "Lærende møter (moter)\n"
            "  Steget «Se og lytt» (film) er flyttet og kommer nå først.\n"
            "  Presentasjonen «Om møter» i «Se og lytt» har fått en ny fil: n.mp4\n"
            "  Steget «Forberedelse» (forarbeid) het før «Forarbeid». Det er endret: tiden og "
            "teksten.\n"
            "  Spørsmålet «Når lærte vi noe i et møte?» (par.sist) i del 1 av «Refleksjon» lød før "
            "«Når lærte vi sist noe i et møte?».\n"
            "  Spørsmålet «Hvem snakket?» (par.hvem) i del 1 av «Refleksjon» er tatt ut. Team kan "
            "ha svart på det.\n"
            "  Delen «Alle sammen» (alle) i «Refleksjon» er endret: om den ender med en "
            "beslutning. Team kan ha skrevet en beslutning der.\n"
            "  Nytt spørsmål i del 2 av «Refleksjon»: «Hva overrasker dere?» (alle.overrasker)\n"
            "  Steget «Les mer» har fått id-en lese i stedet for mer. Det team har krysset av, "
            "ligger fortsatt under mer.\n"
            "  Nytt steg: «Prøv ut» (prov), med 1 del\n"
            "\n"
            "Besøk\n"
            "  Modulen er tatt ut. Team kan ha skrevet der (2 spørsmål).\n"
            "\n"
            "Metoder\n"
            "  Metoden «IGP» er endret: fasene.\n"
            "\n"
            "Begreper\n"
            "  Nytt begrep: «Lærende møte» (laering)\n"));
}

TEST("the same in English")
{
    CHECK_STR(
        told(t, older(t), newer(t), TEXT_EN),
        STR("Changes in “Ledelse sammen” from 1.0 to 2.0\n"
            "\n"
            "The course\n"
            "  The course has changed: the description.\n"
            "\n"
            "Elevsamtaler (samtaler)\n"
            "  The module was called “Samtaler” before. It has moved and now comes first.\n"
            "\n"
            "Lærende møter (moter)\n"
            "  The step “Se og lytt” (film) has moved and now comes first.\n"
            "  The presentation “Om møter” in “Se og lytt” has a new file: n.mp4\n"
            "  The step “Forberedelse” (forarbeid) was called “Forarbeid” before. It has changed: "
            "the time and the text.\n"
            "  The question “Når lærte vi noe i et møte?” (par.sist) in part 1 of “Refleksjon” was "
            "“Når lærte vi sist noe i et møte?” before.\n"
            "  The question “Hvem snakket?” (par.hvem) in part 1 of “Refleksjon” has been taken "
            "out. Teams may have answered it.\n"
            "  The part “Alle sammen” (alle) in “Refleksjon” has changed: whether it ends with a "
            "decision. Teams may have written a decision there.\n"
            "  New question in part 2 of “Refleksjon”: “Hva overrasker dere?” (alle.overrasker)\n"
            "  The step “Les mer” has the id lese instead of mer. What teams have ticked is still "
            "kept under mer.\n"
            "  New step: “Prøv ut” (prov), with 1 part\n"
            "\n"
            "Besøk\n"
            "  The module has been taken out. Teams may have written there (2 questions).\n"
            "\n"
            "Methods\n"
            "  The method “IGP” has changed: the phases.\n"
            "\n"
            "Terms\n"
            "  New term: “Lærende møte” (laering)\n"));
}

TEST("the same as Markdown, for release notes: without ids")
{
    CHECK_STR(told(t, older(t), newer(t), MARKDOWN_NB),
              STR("# Endringer i «Ledelse sammen» fra 1.0 til 2.0\n"
                  "\n"
                  "## Kurset\n"
                  "\n"
                  "- Kurset er endret: beskrivelsen.\n"
                  "\n"
                  "## Elevsamtaler\n"
                  "\n"
                  "- Modulen het før «Samtaler». Den er flyttet og kommer nå først.\n"
                  "\n"
                  "## Lærende møter\n"
                  "\n"
                  "- Steget «Se og lytt» er flyttet og kommer nå først.\n"
                  "- Presentasjonen «Om møter» i «Se og lytt» har fått en ny fil: n.mp4\n"
                  "- Steget «Forberedelse» het før «Forarbeid». Det er endret: tiden og teksten.\n"
                  "- Spørsmålet «Når lærte vi noe i et møte?» i del 1 av «Refleksjon» lød før «Når "
                  "lærte vi sist noe i et møte?».\n"
                  "- Spørsmålet «Hvem snakket?» i del 1 av «Refleksjon» er tatt ut. Team kan ha "
                  "svart på det.\n"
                  "- Delen «Alle sammen» i «Refleksjon» er endret: om den ender med en beslutning. "
                  "Team kan ha skrevet en beslutning der.\n"
                  "- Nytt spørsmål i del 2 av «Refleksjon»: «Hva overrasker dere?»\n"
                  "- Steget «Les mer» har fått id-en lese i stedet for mer. Det team har krysset "
                  "av, ligger fortsatt under mer.\n"
                  "- Nytt steg: «Prøv ut», med 1 del\n"
                  "\n"
                  "## Besøk\n"
                  "\n"
                  "- Modulen er tatt ut. Team kan ha skrevet der (2 spørsmål).\n"
                  "\n"
                  "## Metoder\n"
                  "\n"
                  "- Metoden «IGP» er endret: fasene.\n"
                  "\n"
                  "## Begreper\n"
                  "\n"
                  "- Nytt begrep: «Lærende møte»\n"));
}

#define REFLECT(tasks)                                                                  \
    "1-m/index.md", PAGE("M", ""), "1-m/1-a.md", PAGE("A", "kind: reflection\n" tasks), \
        "1-m/2-b.md", PAGE("B", "kind: reflection\n")

TEST("for a program: what was taken out, what moved and changed, and what records lose by it")
{
    struct version *then = VERSION(REFLECT("tasks:\n" TASK("x", "X", ASK QUESTION("q", "Hva?"))));
    struct version *now = VERSION("1-m/index.md", PAGE("M", ""), "1-m/1-b.md",
                                  PAGE("B", "kind: reflection\nminutes: 5\n"), "1-m/2-a.md",
                                  PAGE("A", "kind: reflection\n"));
    CHECK_STR(told(t, then, now, JSON), STR("{\n"
                                            "  \"format\": 1,\n"
                                            "  \"course\": {\n"
                                            "    \"id\": \"kurs\",\n"
                                            "    \"title\": \"Kurs\"\n"
                                            "  },\n"
                                            "  \"before\": \"1.0\",\n"
                                            "  \"after\": \"2.0\",\n"
                                            "  \"unread\": [],\n"
                                            "  \"changes\": [\n"
                                            "    {\n"
                                            "      \"kind\": \"step\",\n"
                                            "      \"module\": \"m\",\n"
                                            "      \"what\": [\n"
                                            "        \"moved\",\n"
                                            "        \"changed\"\n"
                                            "      ],\n"
                                            "      \"keys\": [\n"
                                            "        \"minutes\"\n"
                                            "      ],\n"
                                            "      \"lost\": null,\n"
                                            "      \"before\": {\n"
                                            "        \"id\": \"b\",\n"
                                            "        \"key\": \"m/b\",\n"
                                            "        \"title\": \"B\",\n"
                                            "        \"in\": \"m\",\n"
                                            "        \"number\": 2,\n"
                                            "        \"page\": \"m/b.html\",\n"
                                            "        \"file\": \"1-m/2-b.md\",\n"
                                            "        \"line\": 2\n"
                                            "      },\n"
                                            "      \"after\": {\n"
                                            "        \"id\": \"b\",\n"
                                            "        \"key\": \"m/b\",\n"
                                            "        \"title\": \"B\",\n"
                                            "        \"in\": \"m\",\n"
                                            "        \"number\": 1,\n"
                                            "        \"page\": \"m/b.html\",\n"
                                            "        \"file\": \"1-m/1-b.md\",\n"
                                            "        \"line\": 2\n"
                                            "      }\n"
                                            "    },\n"
                                            "    {\n"
                                            "      \"kind\": \"task\",\n"
                                            "      \"module\": \"m\",\n"
                                            "      \"what\": [\n"
                                            "        \"removed\"\n"
                                            "      ],\n"
                                            "      \"keys\": [],\n"
                                            "      \"lost\": {\n"
                                            "        \"questions\": 1,\n"
                                            "        \"decisions\": 0,\n"
                                            "        \"with\": null\n"
                                            "      },\n"
                                            "      \"before\": {\n"
                                            "        \"id\": \"x\",\n"
                                            "        \"key\": \"m/x\",\n"
                                            "        \"title\": \"X\",\n"
                                            "        \"in\": \"m/a\",\n"
                                            "        \"number\": 1,\n"
                                            "        \"page\": \"m/a.html#x\",\n"
                                            "        \"file\": \"1-m/1-a.md\",\n"
                                            "        \"line\": 5\n"
                                            "      },\n"
                                            "      \"after\": null\n"
                                            "    },\n"
                                            "    {\n"
                                            "      \"kind\": \"question\",\n"
                                            "      \"module\": \"m\",\n"
                                            "      \"what\": [\n"
                                            "        \"removed\"\n"
                                            "      ],\n"
                                            "      \"keys\": [],\n"
                                            "      \"lost\": {\n"
                                            "        \"questions\": 0,\n"
                                            "        \"decisions\": 0,\n"
                                            "        \"with\": {\n"
                                            "          \"kind\": \"task\",\n"
                                            "          \"key\": \"m/x\"\n"
                                            "        }\n"
                                            "      },\n"
                                            "      \"before\": {\n"
                                            "        \"id\": \"q\",\n"
                                            "        \"key\": \"m/x/q\",\n"
                                            "        \"title\": \"Hva?\",\n"
                                            "        \"in\": \"m/x\",\n"
                                            "        \"number\": 1,\n"
                                            "        \"page\": \"m/a.html#x.q\",\n"
                                            "        \"file\": \"1-m/1-a.md\",\n"
                                            "        \"line\": 8\n"
                                            "      },\n"
                                            "      \"after\": null\n"
                                            "    }\n"
                                            "  ],\n"
                                            "  \"translations\": []\n"
                                            "}\n"));
}

TEST("nothing that differs is one line")
{
    CHECK_STR(told(t, older(t), older(t), TEXT_NB),
              STR("Ingenting i «Ledelse sammen» er endret fra 1.0 til 2.0.\n"));
    CHECK_STR(told(t, older(t), older(t), MARKDOWN_EN),
              STR("Nothing in “Ledelse sammen” has changed from 1.0 to 2.0.\n"));
}

/* ---- Moves, and other ids -------------------------------------------------------------------- */

#define SAME "1-m/index.md", PAGE("M", "")
#define STEPS(one, two)                                                    \
    SAME, "1-m/1-a.md", PAGE("A", "kind: reflection\n" one), "1-m/2-b.md", \
        PAGE("B", "kind: reflection\n" two)

TEST("what stands elsewhere than before is told with both places")
{
    struct version *then =
        VERSION(STEPS("tasks:\n" TASK("x", "X", ASK QUESTION("q", "Hva?")) TASK("y", "Y", ""), ""));
    struct version *now = VERSION(
        STEPS("tasks:\n" TASK("y", "Y", ASK QUESTION("q", "Hva?")), "tasks:\n" TASK("x", "X", "")));
    CHECK_STR(
        told(t, then, now, TEXT_NB),
        STR("Endringer i «Kurs» fra 1.0 til 2.0\n"
            "\n"
            "M\n"
            "  Spørsmålet «Hva?» (y.q) er flyttet fra «X» til «Y». Team kan ha svart på det.\n"
            "  Delen «X» er flyttet fra «A» til «B».\n"));
    CHECK_STR(
        told(t, then, now, TEXT_EN),
        STR("Changes in “Kurs” from 1.0 to 2.0\n"
            "\n"
            "M\n"
            "  The question “Hva?” (y.q) has moved from “X” to “Y”. Teams may have answered it.\n"
            "  The part “X” has moved from “A” to “B”.\n"));
}

TEST("of the places only as much is said as differs")
{
    struct version *then = VERSION(
        STEPS("tasks:\n" TASK("x", "X", ASK QUESTION("q", "Hva?")), "tasks:\n" TASK("z", "Z", "")),
        "2-n.md", PAGE("N", "tasks:\n" TASK("w", "W", "")));
    struct version *now =
        VERSION(STEPS("tasks:\n" TASK("x", "X", ""),
                      "tasks:\n" TASK("z", "Z", ASK QUESTION("q", "Hva?")) TASK("w", "W", "")),
                "2-n.md", PAGE("N", "") "Les.\n");
    CHECK_STR(told(t, then, now, TEXT_NB),
              STR("Endringer i «Kurs» fra 1.0 til 2.0\n"
                  "\n"
                  "M\n"
                  "  Spørsmålet «Hva?» (z.q) er flyttet fra «X» i «A» til «Z» i «B». Team kan ha "
                  "svart på det.\n"
                  "  Delen «W» er flyttet fra «refleksjon» i modulen «N» til «B» i modulen «M».\n"
                  "\n"
                  "N\n"
                  "  Nytt steg: «forarbeid»\n"
                  "  Steget «refleksjon» er tatt ut.\n"));
}

TEST("statements and sheets to fill in are changed with the module and the step that have them")
{
    struct version *a =
        VERSION(COURSE(""), "1-a/index.md",
                PAGE("A", "statements: [Vi spør., {id: b, text: Vi prøver.}]\n"), "1-a/1-x.md",
                PAGE("X", "kind: tryout\nobservation: [{columns: [Se etter], blank: 3}]\n"));
    struct version *b = VERSION(
        COURSE(""), "1-a/index.md", PAGE("A", "statements: [Vi spør., {id: b, text: Vi øver.}]\n"),
        "1-a/1-x.md", PAGE("X", "kind: tryout\nobservation: [{columns: [Se etter], blank: 4}]\n"));
    CHECK_STR(told(t, a, b, TEXT_NB), STR("Endringer i «Ledelse sammen» fra 1.0 til 2.0\n"
                                          "\n"
                                          "A\n"
                                          "  Modulen er endret: påstandene.\n"
                                          "  Steget «X» er endret: arkene å fylle ut.\n"));
}

TEST("a step that goes to another module leaves behind what was written, and says how much")
{
    const char *step = PAGE("A", "tasks:\n" TASK("x", "X",
                                                 "    decide: true\n" ASK QUESTION("q", "Hva?")
                                                     QUESTION("r", "Hvem?")));
    struct version *then = VERSION(SAME, "1-m/1-a.md", step, "2-n/index.md", PAGE("N", ""));
    struct version *now = VERSION(SAME, "2-n/index.md", PAGE("N", ""), "2-n/1-a.md", step);
    CHECK_STR(told(t, then, now, TEXT_NB),
              STR("Endringer i «Kurs» fra 1.0 til 2.0\n"
                  "\n"
                  "N\n"
                  "  Steget «A» er flyttet hit fra modulen «M». Team kan ha skrevet der (2 "
                  "spørsmål og 1 beslutning).\n"));
    CHECK_STR(told(t, then, now, TEXT_EN),
              STR("Changes in “Kurs” from 1.0 to 2.0\n"
                  "\n"
                  "N\n"
                  "  The step “A” has moved here from the module “M”. Teams may have written there "
                  "(2 questions and 1 decision).\n"));
}

TEST("another id of the course, of a module and of a question")
{
    const char *step = PAGE("A", "tasks:\n" TASK("x", "X", ASK QUESTION("q", "Hva?")));
    struct version *then = VERSION(SAME, "1-m/1-a.md", step);
    CHECK_STR(
        told(t, then,
             VERSION("course.yml", "format: 1\nid: annet\ntitle: Kurs\n", SAME, "1-m/1-a.md", step),
             TEXT_NB),
        STR("Endringer i «Kurs» fra 1.0 til 2.0\n"
            "\n"
            "Kurset\n"
            "  Kurset har fått id-en annet i stedet for kurs. Det team har skrevet, ligger "
            "fortsatt under kurs.\n"));
    CHECK_STR(told(t, then, VERSION("1-n/index.md", PAGE("M", ""), "1-n/1-a.md", step), TEXT_NB),
              STR("Endringer i «Kurs» fra 1.0 til 2.0\n"
                  "\n"
                  "M (n)\n"
                  "  Modulen har fått id-en n i stedet for m. Det team har skrevet, ligger "
                  "fortsatt under m.\n"));
    CHECK_STR(told(t, then,
                   VERSION(SAME, "1-m/1-a.md",
                           PAGE("A", "tasks:\n" TASK("x", "X", ASK QUESTION("hva", "Hva?")))),
                   TEXT_EN),
              STR("Changes in “Kurs” from 1.0 to 2.0\n"
                  "\n"
                  "M\n"
                  "  The question “Hva?” in “A” has the id hva instead of q. What teams have "
                  "written is still kept under q.\n"));
}

TEST("what is lost is said once, with the cause")
{
    struct version *then = VERSION(SAME, "1-m/1-a.md",
                                   PAGE("A", "tasks:\n" TASK("x", "X", ASK QUESTION("q", "Hva?"))));
    struct version *now =
        VERSION("1-n/index.md", PAGE("M", ""), "1-n/1-a.md",
                PAGE("A", "tasks:\n" TASK("x", "X", ASK QUESTION("q", "Hva nå?"))));
    CHECK_STR(told(t, then, now, TEXT_NB),
              STR("Endringer i «Kurs» fra 1.0 til 2.0\n"
                  "\n"
                  "M (n)\n"
                  "  Modulen har fått id-en n i stedet for m. Det team har skrevet, ligger "
                  "fortsatt under m.\n"
                  "  Spørsmålet «Hva nå?» (x.q) i «A» lød før «Hva?».\n"));
}

/* ---- What is new, and what cannot be read ---------------------------------------------------- */

TEST("a new module, a page for its leader, a text it uses, and a work")
{
    CHECK_STR(told(t, VERSION(SAME),
                   VERSION(SAME, "1-m/leader.md", PAGE("Til deg", ""), "1-m/1-a.md",
                           PAGE("A", "") "[Manus](manus.md)\n", "1-m/manus.md", PAGE("Manus", ""),
                           "2-n.md",
                           PAGE("N", "presentations: [{title: F, url: \"https://vimeo.com/1\"}]\n"
                                     "tasks:\n" TASK("x", "X", ASK QUESTION("q", "Hva?"))
                                         TASK("y", "Y", "")),
                           "literature.yml", "- id: roald2012\n  type: book\n  title: Skolen\n"),
                   TEXT_NB),
              STR("Endringer i «Kurs» fra 1.0 til 2.0\n"
                  "\n"
                  "M\n"
                  "  Nytt steg: «A»\n"
                  "  Ny side for den som leder: «Til deg»\n"
                  "  Ny side: «Manus»\n"
                  "\n"
                  "N\n"
                  "  Ny modul, med 2 steg, 1 presentasjon, 2 deler og 1 spørsmål\n"
                  "\n"
                  "Litteratur\n"
                  "  Nytt verk: «Skolen» (roald2012)\n"));
}

TEST("what cannot be read is not told as gone, but as not compared")
{
    struct version *then =
        VERSION(SAME, "1-m/1-a.md", PAGE("A", "tasks:\n" TASK("x", "X", ASK QUESTION("q", "Hva?"))),
                "glossary.yml", "- id: plf\n  term: PLF\n  definition: Et fellesskap.\n");
    struct version *now =
        VERSION(SAME, "1-m/1-a.md", "---\ntitle: [A\n---\n", "glossary.yml", "- id: [plf\n");
    CHECK_STR(told(t, then, now, TEXT_NB),
              STR("Endringer i «Kurs» fra 1.0 til 2.0\n"
                  "\n"
                  "M\n"
                  "  Steget «a» er ikke sammenlignet, for fila lar seg ikke lese.\n"
                  "\n"
                  "Begreper\n"
                  "  Begrepene er ikke sammenlignet, for fila lar seg ikke lese.\n"));
    CHECK_STR(told(t, then, now, MARKDOWN_EN),
              STR("# Changes in “Kurs” from 1.0 to 2.0\n"
                  "\n"
                  "## M\n"
                  "\n"
                  "- The step “a” has not been compared, since the file cannot be read.\n"
                  "\n"
                  "## Terms\n"
                  "\n"
                  "- The terms have not been compared, since the file cannot be read.\n"));
    CHECK(str_find_str(told(t, then, now, JSON), STR("  \"unread\": [\n    \"term\"\n  ],\n")) !=
          STR_NONE);
}

/* ---- Titles that would be something else ----------------------------------------------------- */

/* A new module of that title, and nothing else. */
static struct str titled(struct test *t, struct str title, enum form form)
{
    struct thing course = {
        .kind = THING_COURSE, .title = STR("K"), .key = STR("k"), .id = STR("k")};
    struct thing module = {.kind = THING_MODULE, .title = title, .key = STR("m"), .id = STR("m")};
    struct thing *things[] = {&course, &module};
    struct inventory before = {.things = things, .len = 1}, after = {.things = things, .len = 2};
    struct thing_change added = {.after = &module, .module = &module};
    struct inventory_diff d = {.before = &before, .after = &after, .items = &added, .len = 1};
    struct differences_of what = {.before = title, .after = STR("2")};
    struct buf b = {.arena = t->arena};
    if (form == TEXT_EN) differences_text(&b, &d, &what, LANGUAGE_EN);
    if (form == MARKDOWN_EN) differences_markdown(&b, &d, &what, LANGUAGE_EN);
    if (form == JSON) differences_json(&b, &d, &what);
    return buf_str(&b);
}

TEST("no title breaks a line or moves a terminal")
{
    CHECK_STR(titled(t, STR(" A\x1b[2J\xe2\x80\xae \"B\"\n\n# C\xe2\x80\xa8"), TEXT_EN),
              STR("Changes in “K” from A�[2J� \"B\" # C� to 2\n"
                  "\n"
                  "A�[2J� \"B\" # C� (m)\n"
                  "  New module\n"));
}

TEST("no title is markup in Markdown")
{
    CHECK_STR(titled(t, STR("*A* [b](c) <i> `d` \\ {#e} f_g_ ![](h) https://x.no www.x.no $y$"),
                     MARKDOWN_EN),
              STR("# Changes in “K” from \\*A\\* \\[b\\](c) \\<i\\> \\`d\\` \\\\ \\{\\#e\\} "
                  "f\\_g\\_ \\!\\[\\](h) https\\://x.no www\\.x.no \\$y\\$ to 2\n"
                  "\n"
                  "## \\*A\\* \\[b\\](c) \\<i\\> \\`d\\` \\\\ \\{\\#e\\} f\\_g\\_ \\!\\[\\](h) "
                  "https\\://x.no www\\.x.no \\$y\\$\n"
                  "\n"
                  "- New module\n"));
}

/* The texts of a Markdown with all that is not plain text in headings, lists and paragraphs as «?».
 */
static struct str read_back(struct test *t, struct str markdown, bool plain_gfm)
{
    struct file f = {STR("a.md"), markdown};
    struct diags d = {.arena = t->arena};
    struct markdown md;
    struct buf b = {.arena = t->arena};
    struct markdown_input in = {.file = &f, .text = markdown, .plain_gfm = plain_gfm};
    if (!markdown_parse(&md, &in, t->arena, &d)) return STR("?");
    for (size_t i = 0; i < md.len; i++) {
        const struct md_event *e = &md.events[i];
        if (e->kind == MD_TEXT)
            buf_put(&b, e->text);
        else if (e->kind == MD_HEADING || e->kind == MD_LIST || e->kind == MD_ITEM ||
                 e->kind == MD_PARAGRAPH)
            buf_put(&b, e->step == MD_LEAVE || e->extra.len ? STR("") : STR("/"));
        else
            buf_put(&b, STR("?"));
    }
    return buf_str(&b);
}

TEST("a title does not cite, though @ begins a citation in a course")
{
    CHECK_STR(read_back(t, titled(t, STR("Se @roald2012"), MARKDOWN_EN), false),
              STR("/Changes in “K” from Se @roald2012 to 2/Se @roald2012///New module"));
}

TEST("whatever signs a title is made of, a reader of Markdown sees the title")
{
    static const char *const pieces[] = {
        "*", "_",  "`", "[", "]", "(", ")", "<",     ">",    "#",       "!",   "&",    "\\",
        "|", "~",  "{", "}", ":", "/", ".", "-",     "+",    "=",       "\"",  "'",    "$",
        "^", "1.", "a", "b", " ", "©", "å", "&amp;", "www.", "http://", "://", "[^1]", ":::"};
    for (int round = 0; round < 3000; round++) {
        struct buf title = {.arena = t->arena};
        buf_put(&title, STR("x"));
        for (uint64_t n = test_random(t) % 12; n > 0; n--)
            buf_put(&title, str_of(pieces[test_random(t) % (sizeof pieces / sizeof *pieces)]));
        buf_put(&title, STR("x"));
        struct buf seen = {.arena = t->arena}, want = {.arena = t->arena};
        struct str rest = buf_str(&title);
        for (bool space = false; rest.len; rest = str_from(rest, 1)) {
            if (*rest.ptr != ' ' || !space) buf_put_char(&seen, *rest.ptr);
            space = *rest.ptr == ' ';
        }
        buf_printf(&want, "/Changes in “K” from %.*s to 2/%.*s///New module",
                   STR_ARG(buf_str(&seen)), STR_ARG(buf_str(&seen)));
        struct str markdown = titled(t, buf_str(&title), MARKDOWN_EN);
        CHECK_STR(read_back(t, markdown, true), buf_str(&want));
        CHECK_STR(read_back(t, markdown, false), buf_str(&want));
    }
}

/* ---- Words ----------------------------------------------------------------------------------- */

TEST("every key that counts has a word in both languages")
{
    static const struct schema *const of[] = {
        &schema_course,       &schema_plain,  &schema_module,       &schema_step,
        &schema_short_module, &schema_leader, &schema_presentation, &schema_task,
        &schema_question,     &schema_method, &schema_term};
    for (size_t i = 0; i < sizeof of / sizeof *of; i++)
        for (const struct schema *s = of[i]; s; s = s->base)
            for (const struct schema_key *k = s->keys; k->name; k++) {
                if (!inventory_counts(of[i], k)) continue;
                for (int l = 0; l < 2; l++)
                    if (!differences_key(k->name, (enum language)l))
                        test_fail(t, __FILE__, __LINE__, "no word for %s of %s", k->name,
                                  of[i]->name);
            }
    CHECK(!differences_key("tittel", LANGUAGE_NB));
}
