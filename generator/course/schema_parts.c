/* schema: the keys of what stands in lists: presentations, signs, tasks and what is in them. */
#include "course/schema_rows.h"

static const struct schema_key check_rows[] = {
    KEY("ignore", PLAIN, check_ignore, ignore, REQUIRED,
        SAYS("the message's id, in brackets at the end of its first line",
             "id-en til meldingen, i klammer sist på den første linja"),
        SUCH_AS("no-minutes")),
    KEY("why", TEXT, check_ignore, why, REQUIRED,
        SAYS("why it is all right here", "hvorfor det er greit her"), SUCH_AS("Tiden er fri.")),
    {0}};

const struct schema schema_check = {
    .name = "check",
    .meaning = {"An entry of check: a warning that is to stay quiet.",
                "Et punkt i check: en advarsel som skal tie."},
    .size = sizeof(struct check_ignore),
    .keys = check_rows,
    .entry = true,
};

static const struct schema_key contact_rows[] = {
    KEY("name", PLAIN, contact, name, SAYS("whom to ask", "hvem man kan spørre"),
        SUCH_AS("skoleavdelingen i Sørvika kommune")),
    KEY("email", PLAIN, contact, email, SAYS("an e-mail address", "en e-postadresse"),
        SUCH_AS("skole@sorvika.kommune.no")),
    KEY("url", URL, contact, url, SAYS("a page to ask at", "en side å spørre på"),
        SUCH_AS("https://sorvika.kommune.no/skole")),
    {0}};

const struct schema schema_contact = {
    .name = "contact",
    .meaning = {"contact in course.yml.", "contact i course.yml."},
    .size = sizeof(struct contact),
    .keys = contact_rows,
    .entry = true,
    .shorthand = "name",
};

static const struct schema_key presentation_rows[] = {
    KEY("title", TEXT, presentation, title, REQUIRED, SAYS("what it is called", "hva den heter"),
        SUCH_AS("Begynneropplæringen er hele skolens sak")),
    KEY("url", URL, presentation, url,
        SAYS("where a film elsewhere is; fetched only when someone presses play",
             "hvor en film et annet sted ligger; hentes først når noen trykker på avspilling"),
        SUCH_AS("https://vimeo.com/123456")),
    KEY("file", PATH, presentation, file,
        SAYS("a file of the course instead: mp4, webm, mp3, m4a, ogg, pdf or md",
             "i stedet en fil i kurset: mp4, webm, mp3, m4a, ogg, pdf eller md"),
        SUCH_AS("film.mp4")),
    KEY("speaker", TEXT, presentation, speaker, SAYS("who speaks", "hvem som snakker"),
        SUCH_AS("Kari Nordmann")),
    KEY("minutes", MINUTES, presentation, minutes, SAYS("how long it is", "hvor lang den er"),
        SUCH_AS("18")),
    KEY("language", LANGUAGE, presentation, language,
        SAYS("the language that is spoken", "språket det snakkes på"), SUCH_AS("nb")),
    KEY("captions", PATH, presentation, captions,
        SAYS("the captions, .vtt; the law asks for them", "teksting, .vtt; loven krever det"),
        SUCH_AS("film.vtt")),
    KEY("transcript", PATH, presentation, transcript,
        SAYS("what is said, to be read, .md or .vtt",
             "det som blir sagt, til å lese, .md eller .vtt"),
        SUCH_AS("manus.md")),
    KEY("slides", LINK, presentation, slides, SAYS("the slides", "lysbildene"),
        SUCH_AS("lysbilder.pdf")),
    KEY("poster", PATH, presentation, poster,
        SAYS("the picture before the film plays", "bildet før filmen spilles av"),
        SUCH_AS("film.jpg")),
    KEY("summary", TEXT, presentation, summary,
        SAYS("what it is about, for those who cannot see it",
             "hva den handler om, for dem som ikke får sett den"),
        SUCH_AS("Om hva ledere kan gjøre.")),
    {0}};

const struct schema schema_presentation = {
    .name = "presentation",
    .meaning = {"An entry of presentations; either url or file.",
                "Et punkt i presentations; enten url eller file."},
    .size = sizeof(struct presentation),
    .keys = presentation_rows,
    .entry = true,
};

static const struct schema_key sign_rows[] = {
    KEY("sign", PLAIN, sign, sign, REQUIRED,
        SAYS("the sign, in quotation marks", "tegnet, i anførselstegn"), SUCH_AS("\"!\"")),
    KEY("meaning", TEXT, sign, meaning, REQUIRED, SAYS("what it stands for", "hva det står for"),
        SUCH_AS("Dette er viktig for oss.")),
    {0}};

const struct schema schema_sign = {
    .name = "sign",
    .meaning = {"An entry of signs.", "Et punkt i signs."},
    .size = sizeof(struct sign),
    .keys = sign_rows,
    .entry = true,
};

static const struct schema_word grouping_words[] = {
    {"individual", GROUPING_INDIVIDUAL, {"each alone", "hver for seg"}},
    {"pairs", GROUPING_PAIRS, {"two and two", "to og to"}},
    {"group", GROUPING_GROUP, {"in groups", "i grupper"}},
    {"plenary", GROUPING_PLENARY, {"all together", "alle sammen"}},
    {0}};

static const struct schema_key phase_rows[] = {
    KEY("title", TEXT, phase, title, SAYS("a name for the phase", "et navn på fasen"),
        SUCH_AS("Alene")),
    KEY("grouping", CHOICE, phase, grouping, .words = grouping_words,
        SAYS("how people sit together", "hvordan dere sitter sammen"), SUCH_AS("group")),
    KEY("minutes", MINUTES, phase, minutes, SAYS("how long it takes", "hvor lang tid den tar"),
        SUCH_AS("5")),
    KEY("per_group", COUNT, phase, per_group, .min = 1, .max = 60,
        SAYS("instead of minutes: so many for each group in the room",
             "i stedet for minutes: så mange for hver gruppe i rommet"),
        SUCH_AS("3")),
    KEY("text", BLOCK, phase, text, REQUIRED, SAYS("what to do", "hva dere gjør"),
        SUCH_AS("Skriv for deg selv.")),
    {0}};

const struct schema schema_phase = {
    .name = "phase",
    .meaning = {"An entry of phases, of a task or a method.",
                "Et punkt i phases, i en oppgave eller en metode."},
    .size = sizeof(struct phase),
    .keys = phase_rows,
    .entry = true,
};

static const struct schema_key question_rows[] = {
    KEY("id", ID, question, id,
        SAYS(
            "unique in its task; the answer is kept under it, without it there is no writing field",
            "bare én gang i oppgaven; svaret lagres under den, uten den blir det ikke noe "
            "skrivefelt"),
        SUCH_AS("enige")),
    KEY("text", TEXT, question, text, REQUIRED, SAYS("the question", "spørsmålet"),
        SUCH_AS("Hva ser dere ut til å være enige om?")),
    KEY("followups", TEXT, question, followups, LIST,
        SAYS("questions that go deeper", "spørsmål som går dypere"), SUCH_AS("[Hva ligger bak?]")),
    {0}};

const struct schema schema_question = {
    .name = "question",
    .meaning = {"An entry of questions; a plain text is a question without a writing field.",
                "Et punkt i questions; en ren tekst er et spørsmål uten skrivefelt."},
    .size = sizeof(struct question),
    .keys = question_rows,
    .entry = true,
    .shorthand = "text",
    .shorthand_flag = offsetof(struct question, bare),
};

static const struct schema_key variants_rows[] = {
    KEY("small", BLOCK, variants, small,
        SAYS("when there are only one or two", "når dere bare er én eller to"),
        SUCH_AS("Skriv svarene.")),
    KEY("online", BLOCK, variants, online,
        SAYS("when you meet on a screen", "når dere møtes på skjerm"), SUCH_AS("Bruk grupperom.")),
    {0}};

const struct schema schema_variants = {
    .name = "variants",
    .meaning = {"variants of a task.", "variants i en oppgave."},
    .size = sizeof(struct variants),
    .keys = variants_rows,
    .entry = true,
};

static const struct schema_key task_rows[] = {
    KEY("id", ID, task, id,
        SAYS("unique in its module; records are kept under it. May be left out only in drafts",
             "bare én gang i modulen; referater lagres under den. Kan bare utelates i utkast"),
        SUCH_AS("par")),
    KEY("title", TEXT, task, title, REQUIRED, SAYS("the task's title", "oppgavens tittel"),
        SUCH_AS("Arbeid i par")),
    KEY("grouping", CHOICE, task, grouping, .words = grouping_words,
        SAYS("how people sit together", "hvordan dere sitter sammen"), SUCH_AS("pairs")),
    KEY("minutes", MINUTES, task, minutes, SAYS("how long it takes", "hvor lang tid den tar"),
        SUCH_AS("10")),
    KEY("per_group", COUNT, task, per_group, .min = 1, .max = 60,
        SAYS("minutes for each group in the room; minutes is then the total",
             "minutter for hver gruppe i rommet; minutes er da hele tiden"),
        SUCH_AS("3")),
    KEY("text", BLOCK, task, text, SAYS("what to do", "hva dere gjør"),
        SUCH_AS("Sammenlign tegnene dere har notert.")),
    KEY("method", NAME, task, method,
        SAYS("a method card in methods/, which gives the phases",
             "et metodekort i methods/, som gir fasene"),
        SUCH_AS("igp")),
    KEY("phases", RECORD, task, phases, LIST, .of = &schema_phase,
        SAYS("the task's own phases, instead of the method's",
             "oppgavens egne faser, i stedet for metodens"),
        SUCH_AS("[{grouping: individual, minutes: 5, text: Skriv for deg selv.}]")),
    KEY("questions", RECORD, task, questions, LIST, .of = &schema_question,
        SAYS("what to talk or write about", "det dere skal snakke eller skrive om"),
        SUCH_AS("[{id: enige, text: Hva er dere enige om?}]")),
    KEY("variants", RECORD, task, variants, .of = &schema_variants,
        SAYS("for one or two, and for meetings on a screen",
             "for én eller to, og for møter på skjerm"),
        SUCH_AS("{small: Skriv svarene.}")),
    KEY("decide", FLAG, task, decide, ELSE("false"),
        SAYS("ends with a decision: what, which role, by when, how you will see it",
             "ender med en beslutning: hva, hvilken rolle, når, hvordan dere vil se det"),
        SUCH_AS("true")),
    {0}};

const struct schema schema_task = {
    .name = "task",
    .meaning = {"An entry of tasks: a part of the step's work.",
                "Et punkt i tasks: en del av arbeidet i steget."},
    .size = sizeof(struct task),
    .keys = task_rows,
    .entry = true,
};

static const struct schema_key reading_rows[] = {
    KEY("id", NAME, reading, id, REQUIRED,
        SAYS("the work's id in literature.yml", "verkets id i literature.yml"),
        SUCH_AS("roald2012")),
    KEY("locator", PLAIN, reading, locator, SAYS("which part of it", "hvilken del av det"),
        SUCH_AS("kap. 2")),
    KEY("why", TEXT, reading, why, SAYS("why one should read it", "hvorfor man bør lese det"),
        SUCH_AS("Her står mer om lærende møter.")),
    {0}};

const struct schema schema_reading = {
    .name = "reading",
    .meaning = {"An entry of literature; a bare text is the work's id.",
                "Et punkt i literature; en ren tekst er verkets id."},
    .size = sizeof(struct reading),
    .keys = reading_rows,
    .entry = true,
    .shorthand = "id",
};

static const struct schema_key statement_rows[] = {
    KEY("id", ID, statement, id,
        SAYS("unique in its module; stands in the table, so that answers can be compared with "
             "those of last time",
             "bare én gang i modulen; står i tabellen, så svarene kan sammenlignes med forrige "
             "gang"),
        SUCH_AS("to-uker")),
    KEY("text", TEXT, statement, text, REQUIRED, SAYS("the statement", "påstanden"),
        SUCH_AS("Vi sier fra når vi er uenige.")),
    {0}};

const struct schema schema_statement = {
    .name = "statement",
    .meaning = {"An entry of statements: one of the statements.",
                "Et punkt i statements: en av påstandene."},
    .size = sizeof(struct statement),
    .keys = statement_rows,
    .entry = true,
    .shorthand = "text",
};

static const struct schema_key statements_rows[] = {
    KEY("title", TEXT, statements, title, SAYS("a title for the sheet", "en tittel på arket"),
        SUCH_AS("Påstander om samtalene våre")),
    KEY("intro", BLOCK, statements, intro,
        SAYS("how to answer, instead of what steg says: alone, without names, from 1 to 4, and why",
             "hvordan dere svarer, i stedet for det steg selv skriver: hver for seg, uten navn, "
             "fra 1 til 4, og hvorfor"),
        SUCH_AS("Hver av dere svarer for seg selv, uten navn.")),
    KEY("items", RECORD, statements, items, LIST, REQUIRED, .of = &schema_statement,
        SAYS("the statements; four to six are enough", "påstandene; fire til seks er nok"),
        SUCH_AS("[Vi sier fra når vi er uenige.]")),
    KEY("use", BLOCK, statements, use,
        SAYS("what to do with the answers, instead of what steg says",
             "hva dere gjør med svarene, i stedet for det steg selv skriver"),
        SUCH_AS("Se etter spredningen, ikke gjennomsnittet.")),
    {0}};

const struct schema schema_statements = {
    .name = "statements",
    .meaning = {"statements of a module.", "statements i en modul."},
    .size = sizeof(struct statements),
    .keys = statements_rows,
    .entry = true,
    .shorthand = "items",
};

static const struct schema_key observation_rows[] = {
    KEY("title", TEXT, observation, title, SAYS("what the sheet is called", "hva arket heter"),
        SUCH_AS("Se etter dette")),
    KEY("text", BLOCK, observation, text,
        SAYS("what to know before one fills it in", "det en bør vite før en fyller det ut"),
        SUCH_AS("Skriv bare det som kan ses og høres.")),
    KEY("columns", TEXT, observation, columns, LIST, REQUIRED,
        SAYS("the headings of the columns", "overskriftene til kolonnene"),
        SUCH_AS("[Se etter, Hva så og hørte jeg?]")),
    KEY("rows", TEXT, observation, rows, LIST,
        SAYS("what stands in the first column; the others are for writing in",
             "det som står i den første kolonnen; de andre er til å skrive i"),
        SUCH_AS("[Hvem snakket?, Hvem spurte?]")),
    KEY("blank", COUNT, observation, blank, .min = 1, .max = 20,
        SAYS("so many empty rows at the end; 4 where there are no rows",
             "så mange tomme rader til slutt; 4 når det ikke er noen rader"),
        SUCH_AS("3")),
    {0}};

const struct schema schema_observation = {
    .name = "observation",
    .meaning = {"An entry of observation: a sheet to fill in by hand.",
                "Et punkt i observation: et ark å fylle ut for hånd."},
    .size = sizeof(struct observation),
    .keys = observation_rows,
    .entry = true,
};
