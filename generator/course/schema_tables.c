/* schema: the keys of files: course.yml, pages, modules, steps, the leader resource, methods and
 * terms. What stands in lists below them is in schema_parts.c.
 *
 * The rows are the reference: docs/format.md is made from them.
 */
#include "course/doc.h"
#include "course/figure.h"
#include "course/schema_rows.h"
#include "course/table.h"

/* ---- course.yml ------------------------------------------------------------------------------ */

static const struct schema_word raw_html_words[] = {
    {"safe",
     RAW_HTML_SAFE + 1,
     {"a table of harmless elements", "en liste med ufarlige elementer"}},
    {"none", RAW_HTML_NONE + 1, {"every tag is an error", "alle tagger er feil"}},
    {0}};

static const struct schema_word changes_words[] = {
    {"all",
     CHANGES_ALL,
     {"every commit that changes a text", "hver innsjekking som endrer en tekst"}},
    {"told",
     CHANGES_TOLD,
     {"those whose message has a line “Kurs-endring: …”",
      "de som har en linje «Kurs-endring: …» i meldingen"}},
    {"none", CHANGES_NONE, {"none", "ingen"}},
    {0}};

static const struct schema_key course_rows[] = {
    KEY("format", COUNT, course_keys, format, REQUIRED, .min = 1, .max = 1,
        SAYS("the version of this format", "versjonen av dette formatet"), SUCH_AS("1")),
    KEY("id", ID, course_keys, id, REQUIRED,
        SAYS("the course's name for machines; never change it, teams' records are kept under it",
             "kursets navn for maskiner; endre det aldri, for lagenes referater lagres under det"),
        SUCH_AS("laerende-skoleledelse")),
    KEY("title", TEXT, course_keys, title, REQUIRED, SAYS("the course's title", "kursets tittel"),
        SUCH_AS("Lærende skoleledelse")),
    KEY("language", LANGUAGE, course_keys, language, ELSE("nb"),
        SAYS("the language of the course; the interface speaks nb, nn and en",
             "språket i kurset; grensesnittet finnes på nb, nn og en"),
        SUCH_AS("nb")),
    KEY("description", TEXT, course_keys, description,
        SAYS("what the course is, in a sentence or two; for search engines and lists",
             "hva kurset er, i en setning eller to; for søkemotorer og lister"),
        SUCH_AS("Et kurs for lederteam i skolen.")),
    KEY("publisher", PLAIN, course_keys, publisher,
        SAYS("who publishes the course", "hvem som gir ut kurset"), SUCH_AS("Sørvika kommune")),
    KEY("authors", PLAIN, course_keys, authors, LIST,
        SAYS("who wrote the course", "hvem som har skrevet kurset"), SUCH_AS("[Kari Nordmann]")),
    KEY("license", PLAIN, course_keys, license,
        SAYS("what others may do with the course", "hva andre kan gjøre med kurset"),
        SUCH_AS("CC BY 4.0")),
    KEY("version", PLAIN, course_keys, version,
        SAYS("the course's version, shown in the footer", "kursets versjon, vises i bunnteksten"),
        SUCH_AS("\"1.0\"")),
    KEY("base_url", URL, course_keys, base_url,
        SAYS(
            "where the site will be; only for what needs absolute addresses (feed, sitemap)",
            "hvor nettstedet skal ligge; bare for det som trenger hele adresser (strøm, sidekart)"),
        SUCH_AS("https://kurs.sorvika.kommune.no/ledelse/")),
    KEY("modules", NAME, course_keys, modules, LIST,
        SAYS("the modules in order; what is left out is a draft. Without it: the numbered folders. "
             "They count from 1, or from 0 when the first one’s folder has the number 0",
             "modulene i rekkefølge; det som ikke står her, er utkast. Uten nøkkelen: mappene med "
             "nummer. De telles fra 1, eller fra 0 når mappa til den første har nummer 0"),
        SUCH_AS("[begynneropplaering, samtaler]")),
    KEY("theme", PLAIN, course_keys, theme, ELSE("default"),
        SAYS("a folder in themes/, or the name of a theme that steg carries",
             "en mappe i themes/, eller navnet på et tema som følger med steg"),
        SUCH_AS("default")),
    KEY("accent", COLOUR, course_keys, accent,
        SAYS("the colour of links and buttons, in quotation marks",
             "fargen på lenker og knapper, i anførselstegn"),
        SUCH_AS("\"#1f5a54\"")),
    KEY("logo", PATH, course_keys, logo,
        SAYS("a picture for the top of every page", "et bilde øverst på hver side"),
        SUCH_AS("logo.svg")),
    KEY("contact", RECORD, course_keys, contact, .of = &schema_contact,
        SAYS("whom to ask, in the footer", "hvem man kan spørre, i bunnteksten"),
        SUCH_AS("skoleavdelingen i Sørvika kommune")),
    KEY("privacy", LINK, course_keys, privacy,
        SAYS("the page about privacy: a file of the course, or a URL",
             "siden om personvern: en fil i kurset eller en nettadresse"),
        SUCH_AS("personvern.md")),
    KEY("accessibility_statement", URL, course_keys, accessibility_statement,
        SAYS("the accessibility statement at uustatus.no, in the footer",
             "tilgjengelighetserklæringen på uustatus.no, i bunnteksten"),
        SUCH_AS("https://uustatus.no/nb/erklaringer/publisert/…")),
    KEY("repository", URL, course_keys, repository,
        SAYS("where the course's files are", "hvor kursets filer ligger"),
        SUCH_AS("https://git.sorvika.no/kurs")),
    KEY("edit", PLAIN, course_keys, edit,
        SAYS("a link to edit each page: the kind of host the repository is on (github, gitlab, "
             "gitea, forgejo), or an address where {path}, {branch} and {rev} are filled in",
             "en lenke for å redigere hver side: hva slags tjeneste repository ligger på (github, "
             "gitlab, gitea, forgejo), eller en adresse der {path}, {branch} og {rev} fylles inn"),
        SUCH_AS("github")),
    KEY("branch", PLAIN, course_keys, branch, ELSE("main"),
        SAYS("the branch that edit leads to", "grenen som edit fører til"), SUCH_AS("main")),
    KEY("raw_html", CHOICE, course_keys, raw_html, .words = raw_html_words, ELSE("safe"),
        SAYS("whether HTML may stand in the texts", "om HTML kan stå i tekstene"), SUCH_AS("safe")),
    KEY("languages", LANGUAGE, course_keys, languages, LIST,
        SAYS("languages the course is translated to, its own among them",
             "språk kurset finnes på, dets eget medregnet"),
        SUCH_AS("[nb, nn]")),
    KEY("versions", PLAIN, course_keys, versions, LIST,
        SAYS("revisions kept readable under v/", "revisjoner som fortsatt kan leses under v/"),
        SUCH_AS("[v1.0]")),
    KEY("contributors", FLAG, course_keys, contributors, ELSE("true"),
        SAYS("the names of those who have changed a page, from Git, at its foot",
             "navnene på dem som har endret en side, hentet fra Git, nederst på siden"),
        SUCH_AS("false")),
    KEY("changes", CHOICE, course_keys, changes, .words = changes_words, ELSE("all"),
        SAYS("which changes readers are told of, from Git",
             "hvilke endringer leserne får vite om, hentet fra Git"),
        SUCH_AS("told")),
    KEY("names", PLAIN, course_keys, names, LIST,
        SAYS("words that must not appear in the course, such as names of people; for steg check",
             "ord som ikke skal forekomme i kurset, for eksempel personnavn; for steg check"),
        SUCH_AS("[Ola Nordmann]")),
    KEY("check", RECORD, course_keys, check, LIST, .of = &schema_check,
        SAYS("warnings that are to stay quiet about course.yml, glossary.yml, literature.yml and "
             "files without front matter, and why",
             "advarsler som skal tie om course.yml, glossary.yml, literature.yml og filer uten "
             "front matter, og hvorfor"),
        SUCH_AS("[{ignore: no-accessibility-statement, why: Hver skole har sin egen.}]")),
    {0}};

const struct schema schema_course = {
    .name = "course",
    .meaning = {"course.yml, the course itself.", "course.yml, selve kurset."},
    .size = sizeof(struct course_keys),
    .keys = course_rows,
};

/* What course.yml says in words, or in addresses that differ from language to language. */
static const struct schema_key course_texts_rows[] = {
    KEY("title", TEXT, course_keys, title, SAYS("the course's name", "kursets navn"),
        SUCH_AS("Lærande skuleleiing")),
    KEY("description", TEXT, course_keys, description,
        SAYS("one paragraph about the course", "et avsnitt om kurset"),
        SUCH_AS("Fem modular for leiargrupper i skulen.")),
    KEY("publisher", PLAIN, course_keys, publisher, SAYS("who publishes it", "hvem som utgir det"),
        SUCH_AS("Sørvika kommune")),
    KEY("contact", RECORD, course_keys, contact, .of = &schema_contact,
        SAYS("whom to ask, in the footer", "hvem man kan spørre, i bunnteksten"),
        SUCH_AS("skuleavdelinga i Sørvika kommune")),
    KEY("privacy", LINK, course_keys, privacy,
        SAYS("the page about privacy, where it is another than course.yml says; a translation of "
             "that page is found without",
             "siden om personvern, når den er en annen enn course.yml sier; en oversettelse av den "
             "siden blir funnet uten"),
        SUCH_AS("https://sorvika.no/nn/personvern")),
    KEY("accessibility_statement", URL, course_keys, accessibility_statement,
        SAYS("the accessibility statement in this language",
             "tilgjengelighetserklæringen på dette språket"),
        SUCH_AS("https://uustatus.no/nn/erklaringer/publisert/…")),
    KEY("check", RECORD, course_keys, check, LIST, .of = &schema_check,
        SAYS("warnings that are to stay quiet about this file, and why",
             "advarsler som skal tie om denne fila, og hvorfor"),
        SUCH_AS("[{ignore: no-purpose, why: Står i originalen.}]")),
    {0}};

const struct schema schema_course_texts = {
    .name = "course.LANG",
    .meaning = {"course.nn.yml beside course.yml: what the course says of itself in another of its "
                "languages. What is left out is course.yml's.",
                "course.nn.yml ved siden av course.yml: det kurset sier om seg selv på et annet av "
                "språkene sine. Det som ikke står der, er fra course.yml."},
    .size = sizeof(struct course_keys),
    .keys = course_texts_rows,
};

/* ---- Any page -------------------------------------------------------------------------------- */

static const struct schema_key page_rows[] = {
    KEY("title", TEXT, page_keys, title, REQUIRED, SAYS("the page's title", "sidens tittel"),
        SUCH_AS("Forarbeid")),
    KEY("id", ID, page_keys, id,
        SAYS("the identity, when it should not be the file's name; records are kept under it",
             "identiteten, når den ikke skal være filas navn; referater lagres under den"),
        SUCH_AS("forarbeid")),
    KEY("slug", PLAIN, page_keys, slug,
        SAYS("the address, when it should not be the identity",
             "adressen, når den ikke skal være identiteten"),
        SUCH_AS("forarbeid")),
    KEY("aliases", ADDRESS, page_keys, aliases, LIST,
        SAYS("old addresses, from the site's root, that lead here",
             "gamle adresser, fra nettstedets rot, som fører hit"),
        SUCH_AS("[gammel-modul/forarbeid]")),
    KEY("lang", LANGUAGE, page_keys, lang,
        SAYS("the page's language, when it is not the course's",
             "sidens språk, når det ikke er kursets"),
        SUCH_AS("nn")),
    KEY("summary", TEXT, page_keys, summary,
        SAYS("one paragraph for lists, the front page and search",
             "et avsnitt til lister, forsiden og søk"),
        SUCH_AS("Dere leser hver for dere og noterer.")),
    KEY("draft", FLAG, page_keys, draft, ELSE("false"),
        SAYS("the page is not published", "siden publiseres ikke"), SUCH_AS("true")),
    KEY("check", RECORD, page_keys, check, LIST, .of = &schema_check,
        SAYS("warnings that are to stay quiet on this page, and why",
             "advarsler som skal tie på denne siden, og hvorfor"),
        SUCH_AS("[{ignore: no-minutes, why: Tiden er fri.}]")),
    {0}};

static const struct schema schema_page = {
    .name = "page",
    .meaning = {"Keys that any page may have.", "Nøkler som alle sider kan ha."},
    .size = sizeof(struct page_keys),
    .keys = page_rows,
};

static const struct schema_key front_rows[] = {
    KEY("title", TEXT, page_keys, title,
        SAYS("a title of the front page's own; otherwise the course's",
             "en egen tittel på forsiden; ellers kursets"),
        SUCH_AS("Velkommen")),
    {0}};

const struct schema schema_front = {
    .name = "front",
    .meaning = {"index.md at the top: the front page.", "index.md øverst: forsiden."},
    .size = sizeof(struct front_keys),
    .base = &schema_page,
    .keys = front_rows,
};

static const struct schema_key no_rows[] = {{0}};

const struct schema schema_plain = {
    .name = "plain",
    .meaning = {"A page of its own, such as om-kurset.md, and a text that a module links to.",
                "En egen side, som om-kurset.md, og en tekst som en modul lenker til."},
    .size = sizeof(struct plain_keys),
    .base = &schema_page,
    .keys = no_rows,
};

/* ---- Modules --------------------------------------------------------------------------------- */

static const struct schema_key module_rows[] = {
    KEY("theme", TEXT, module_keys, theme,
        SAYS("what the module belongs to", "hva modulen hører til"), SUCH_AS("Hovedtema 1")),
    KEY("purpose", TEXT, module_keys, purpose,
        SAYS("why the module is there", "hva modulen skal føre til"),
        SUCH_AS("Dere skal finne ut hva dere kan gjøre bedre.")),
    KEY("background", BLOCK, module_keys, background,
        SAYS("what the module builds on", "hva modulen bygger på"),
        SUCH_AS("Lærerne på de laveste trinnene arbeider ofte alene.")),
    KEY("audience", TEXT, module_keys, audience, LIST,
        SAYS("whom the module is for", "hvem modulen er for"), SUCH_AS("[skoleledelsen]")),
    KEY("objectives", TEXT, module_keys, objectives, LIST,
        SAYS("what the team can do afterwards", "hva teamet kan etterpå"),
        SUCH_AS("[Dere kan lede et lærende møte.]")),
    KEY("builds_on", NAME, module_keys, builds_on, LIST,
        SAYS("modules that are good to have done first", "moduler som er gode å ha gjort først"),
        SUCH_AS("[begynneropplaering]")),
    KEY("terms", NAME, module_keys, terms, LIST,
        SAYS("ids in glossary.yml, explained on the module's page",
             "id-er i glossary.yml, forklart på modulens side"),
        SUCH_AS("[laerende-mote]")),
    KEY("statements", RECORD, module_keys, statements, .of = &schema_statements,
        SAYS("statements that each answers alone, from 1 to 4; makes a sheet to print and a table "
             "for spreadsheets",
             "påstander som hver svarer på for seg selv, fra 1 til 4; blir et ark til utskrift og "
             "en tabell til regneark"),
        SUCH_AS("[Vi sier fra når vi er uenige.]")),
    KEY("minutes", MINUTES, module_keys, minutes,
        SAYS("the time that the module promises to take", "tiden modulen lover å ta"),
        SUCH_AS("ca. 120")),
    KEY("authors", PLAIN, module_keys, authors, LIST,
        SAYS("who wrote the module", "hvem som har skrevet modulen"), SUCH_AS("[Kari Nordmann]")),
    KEY("reviewer", PLAIN, module_keys, reviewer,
        SAYS("who looked over the module", "hvem som har sett over modulen"),
        SUCH_AS("Per Hansen")),
    KEY("reviewed", DATE, module_keys, reviewed, SAYS("when that was done", "når det ble gjort"),
        SUCH_AS("2026-11-22")),
    KEY("review_by", DATE, module_keys, review_by,
        SAYS("when it must be done again; steg check tells",
             "når det må gjøres igjen; steg check sier fra"),
        SUCH_AS("2027-11-22")),
    KEY("source", TEXT, module_keys, source,
        SAYS("where borrowed text comes from", "hvor lånt tekst kommer fra"),
        SUCH_AS("Bygger på et kurs fra Sørvika kommune.")),
    KEY("license", PLAIN, module_keys, license,
        SAYS("the module's own license", "modulens egen lisens"), SUCH_AS("CC BY 4.0")),
    {0}};

const struct schema schema_module = {
    .name = "module",
    .meaning = {"index.md in a module's folder.", "index.md i mappa til en modul."},
    .size = sizeof(struct module_keys),
    .base = &schema_page,
    .keys = module_rows,
};

/* What a step carries; a module in one file has the same. */
#define LOAD(type)                                                                           \
    KEY("presentations", RECORD, type, load.presentations, LIST, .of = &schema_presentation, \
        SAYS("films, sound or texts to see, hear or read",                                   \
             "film, lyd eller tekst å se, høre eller lese"),                                 \
        SUCH_AS("[{title: Filmen, file: film.mp4}]")),                                       \
        KEY("signs", RECORD, type, load.signs, LIST, .of = &schema_sign,                     \
            SAYS("signs for taking notes; makes a sheet to print",                           \
                 "tegn å notere med; blir et ark til utskrift"),                             \
            SUCH_AS("[{sign: \"!\", meaning: Viktig for oss}]")),                            \
        KEY("tasks", RECORD, type, load.tasks, LIST, .of = &schema_task,                     \
            SAYS("the parts of the work, in order", "delene i arbeidet, i rekkefølge"),      \
            SUCH_AS("[{id: par, title: Arbeid i par}]")),                                    \
        KEY("literature", RECORD, type, load.literature, LIST, .of = &schema_reading,        \
            SAYS("works from literature.yml, printed in APA 7",                              \
                 "verk fra literature.yml, skrevet etter APA 7"),                            \
            SUCH_AS("[roald2012]"))

static const struct schema_key short_module_rows[] = {LOAD(module_keys), {0}};

const struct schema schema_short_module = {
    .name = "short-module",
    .meaning = {"A module in one file, such as 03-kort-modul.md.",
                "En modul i én fil, som 03-kort-modul.md."},
    .size = sizeof(struct module_keys),
    .base = &schema_module,
    .keys = short_module_rows,
};

/* ---- Steps ----------------------------------------------------------------------------------- */

static const struct schema_word kind_words[] = {
    {"prework", STEP_PREWORK, {"preparation", "forarbeid"}},
    {"presentation", STEP_PRESENTATION, {"something to see or hear", "noe å se eller høre"}},
    {"reflection", STEP_REFLECTION, {"thinking together", "refleksjon sammen"}},
    {"tryout", STEP_TRYOUT, {"trying something out", "utprøving"}},
    {"followup", STEP_FOLLOWUP, {"looking back", "oppfølging"}},
    {"literature", STEP_LITERATURE, {"reading", "litteratur"}},
    {"text", STEP_TEXT, {"plain text", "bare tekst"}},
    {0}};

static const struct schema_word when_words[] = {
    {"before", WHEN_BEFORE, {"each alone, before the meeting", "hver for seg, før møtet"}},
    {"together", WHEN_TOGETHER, {"in the meeting", "sammen, i møtet"}},
    {"between", WHEN_BETWEEN, {"between meetings", "mellom møtene"}},
    {0}};

static const struct schema_word for_words[] = {
    {"leaders", FOR_LEADERS, {"the leadership team", "lederteamet"}},
    {"staff", FOR_STAFF, {"all who work at the school", "alle som arbeider på skolen"}},
    {"owner", FOR_OWNER, {"the school's owner", "skoleeieren"}},
    {0}};

static const struct schema_key step_rows[] = {
    KEY("kind", CHOICE, step_keys, kind, .words = kind_words,
        ELSE_IT_DEPENDS("from what the step carries", "etter hva steget inneholder"),
        SAYS("what kind of step it is", "hva slags steg det er"), SUCH_AS("reflection")),
    KEY("when", CHOICE, step_keys, when, .words = when_words,
        ELSE_IT_DEPENDS("from the kind", "etter slaget"), SAYS("when it is done", "når det gjøres"),
        SUCH_AS("together")),
    KEY("minutes", MINUTES, step_keys, minutes, SAYS("how long it takes", "hvor lang tid det tar"),
        SUCH_AS("45–60")),
    KEY("period", TEXT, step_keys, period,
        SAYS("how long a try-out lasts; never added up",
             "hvor lenge en utprøving varer; legges aldri sammen"),
        SUCH_AS("2 uker")),
    KEY("who", TEXT, step_keys, who, SAYS("who takes part", "hvem som er med"),
        SUCH_AS("hele lederteamet")),
    KEY("for", CHOICE, step_keys, for_whom, .words = for_words, ELSE("leaders"),
        SAYS("whose page it is", "hvem sin side det er"), SUCH_AS("staff")),
    KEY("purpose", TEXT, step_keys, purpose,
        SAYS("what the step is to lead to", "hva steget skal føre til"),
        SUCH_AS("Dere får et felles bilde av møtene deres.")),
    KEY("bring", TEXT, step_keys, bring, LIST, SAYS("what to bring", "hva dere tar med"),
        SUCH_AS("[papir og penn til alle]")),
    KEY("roles", TEXT, step_keys, roles, LIST, SAYS("roles to share out", "roller å fordele"),
        SUCH_AS("[ordstyrer, tidtaker, referent]")),
    KEY("short", BLOCK, step_keys, short_version,
        SAYS("what to do with only five minutes", "hva dere gjør med bare fem minutter"),
        SUCH_AS("Svar på det siste spørsmålet.")),
    KEY("unprepared", BLOCK, step_keys, unprepared,
        SAYS("what to do in the room when the pre-work was not done",
             "hva dere gjør i rommet når forarbeidet ikke er gjort"),
        SUCH_AS("Les stille i fem minutter.")),
    KEY("must", FLAG, step_keys, must, ELSE("true"),
        SAYS("false: may be dropped when the meeting is short",
             "false: kan droppes når møtet er kort"),
        SUCH_AS("false")),
    KEY("observation", RECORD, step_keys, observation, LIST, .of = &schema_observation,
        SAYS("sheets to fill in by hand, such as an observation sheet; shown in the step, and one "
             "page each to print",
             "ark å fylle ut for hånd, for eksempel et observasjonsark; står i steget, og blir én "
             "side hver til utskrift"),
        SUCH_AS("[{columns: [Se etter, Hva så vi?], rows: [Hvem spurte?]}]")),
    LOAD(step_keys),
    {0}};

const struct schema schema_step = {
    .name = "step",
    .meaning = {"A step: a numbered file in a module's folder, such as 3-refleksjon.md.",
                "Et steg: en fil med nummer i mappa til en modul, som 3-refleksjon.md."},
    .size = sizeof(struct step_keys),
    .base = &schema_page,
    .keys = step_rows,
};

/* ---- The leader resource, methods, terms ----------------------------------------------------- */

static const struct schema_key leader_rows[] = {
    KEY("minutes", MINUTES, leader_keys, minutes,
        SAYS("how long the leader needs to prepare",
             "hvor lang tid lederen trenger på å forberede seg"),
        SUCH_AS("15")),
    KEY("bring", TEXT, leader_keys, bring, LIST,
        SAYS("what the leader brings", "hva lederen tar med"), SUCH_AS("[en klokke]")),
    {0}};

const struct schema schema_leader = {
    .name = "leader",
    .meaning = {"leader.md, for whoever leads the module.",
                "leader.md, for den som leder modulen."},
    .size = sizeof(struct leader_keys),
    .base = &schema_page,
    .keys = leader_rows,
};

static const struct schema_key method_rows[] = {
    KEY("minutes", MINUTES, method_keys, minutes,
        SAYS("how long it takes", "hvor lang tid den tar"), SUCH_AS("ca. 30")),
    KEY("group_size", TEXT, method_keys, group_size,
        SAYS("how many it is good for", "hvor mange den passer for"), SUCH_AS("3–8 personer")),
    KEY("materials", TEXT, method_keys, materials, LIST, SAYS("what is needed", "hva dere trenger"),
        SUCH_AS("[papir og penn til alle]")),
    KEY("phases", RECORD, method_keys, phases, LIST, REQUIRED, .of = &schema_phase,
        SAYS("what happens, in order", "hva som skjer, i rekkefølge"),
        SUCH_AS("[{grouping: individual, minutes: 5, text: Tenk i stillhet.}]")),
    {0}};

const struct schema schema_method = {
    .name = "method",
    .meaning = {"A method card, such as methods/igp.md; a task refers to it by its name.",
                "Et metodekort, som methods/igp.md; en oppgave viser til det ved navn."},
    .size = sizeof(struct method_keys),
    .base = &schema_page,
    .keys = method_rows,
};

static const struct schema_key term_rows[] = {
    KEY("id", ID, term, id, REQUIRED,
        SAYS("what links name it by: [PLF](term:plf)", "det lenker kaller det: [PLF](term:plf)"),
        SUCH_AS("plf")),
    KEY("term", TEXT, term, term, REQUIRED, SAYS("the term", "begrepet"), SUCH_AS("PLF")),
    KEY("definition", BLOCK, term, definition, REQUIRED, SAYS("what it means", "hva det betyr"),
        SUCH_AS("Et profesjonelt læringsfellesskap.")),
    KEY("aliases", TEXT, term, aliases, LIST,
        SAYS("other forms of the term", "andre former av begrepet"), SUCH_AS("[lærende møter]")),
    KEY("avoid", PLAIN, term, avoid, LIST,
        SAYS("variants that the course should not use; for steg check",
             "varianter kurset ikke bør bruke; for steg check"),
        SUCH_AS("[timeout]")),
    {0}};

const struct schema schema_term = {
    .name = "term",
    .meaning = {"An entry of glossary.yml.", "Et begrep i glossary.yml."},
    .size = sizeof(struct term),
    .keys = term_rows,
    .entry = true,
};

const struct schema *const schema_all[] = {
    &schema_course,       &schema_course_texts, &schema_contact,      &schema_page,
    &schema_check,        &schema_front,        &schema_plain,        &schema_module,
    &schema_step,         &schema_short_module, &schema_presentation, &schema_sign,
    &schema_task,         &schema_question,     &schema_phase,        &schema_variants,
    &schema_reading,      &schema_leader,       &schema_method,       &schema_term,
    &schema_statements,   &schema_statement,    &schema_observation,  &schema_table,
    &schema_table_column, &schema_table_row,    &schema_table_cell,   &schema_figure,
    &schema_figure_item,  &schema_figure_axis,  &schema_figure_loop,  NULL};
