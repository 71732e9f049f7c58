/* diag_explain: see diag_explain.h. */
#include "base/diag_explain.h"
#include "base/utf8.h"

#define WIDTH 78 /* cells of a line */

static const struct diag_explanation explanations[DIAG_COUNT] = {
#define E(name, why_en, why_nb, before, after) [DIAG_##name] = {{why_en, why_nb}, before, after},
#include "base/catalogue/explain.def"
#undef E
};

/* A row twice is an initializer overridden, and that does not compile either. */
#define E(...) +1
_Static_assert(0
#include "base/catalogue/explain.def"
                   == (int)DIAG_COUNT,
               "a message has no explanation in base/catalogue/explain/");
#undef E

/* ---- Groups ---------------------------------------------------------------------------------- */

/* Where each file of the catalogue begins: what comes before it, counted. A file that is missing
 * here, or stands elsewhere than in all.def, does not get past the assertion. */
// clang-format off
#define D(...) + 1
enum {
    AT_BASE = 0,
    AT_COMMAND = AT_BASE
#include "base/catalogue/base.def"
    , AT_IO = AT_COMMAND
#include "base/catalogue/command.def"
    , AT_GIT = AT_IO
#include "base/catalogue/io.def"
    , AT_YAML = AT_GIT
#include "base/catalogue/git.def"
    , AT_MARKDOWN = AT_YAML
#include "base/catalogue/yaml.def"
    , AT_TEMPLATE = AT_MARKDOWN
#include "base/catalogue/markdown.def"
    , AT_SCHEMA = AT_TEMPLATE
#include "base/catalogue/template.def"
    , AT_COURSE = AT_SCHEMA
#include "base/catalogue/schema.def"
    , AT_DOC = AT_COURSE
#include "base/catalogue/course.def"
    , AT_FIGURE = AT_DOC
#include "base/catalogue/doc.def"
    , AT_LITERATURE = AT_FIGURE
#include "base/catalogue/figure.def"
    , AT_SITE = AT_LITERATURE
#include "base/catalogue/literature.def"
    , AT_CHECK = AT_SITE
#include "base/catalogue/site.def"
    , AT_SERVE = AT_CHECK
#include "base/catalogue/check.def"
    , AT_END = AT_SERVE
#include "base/catalogue/serve.def"
};
#undef D
// clang-format on

_Static_assert(AT_END == (int)DIAG_COUNT, "a file of the catalogue has no group");
_Static_assert(AT_CHECK == (int)DIAG_NO_OBJECTIVES && AT_COURSE == (int)DIAG_NO_COURSE_FILE,
               "the files of the catalogue stand in another order");

const struct diag_group diag_groups[] = {
    {AT_BASE, {"The machine", "Maskinen"}},
    {AT_COMMAND, {"The command line", "Kommandolinja"}},
    {AT_IO, {"Files and folders", "Filer og mapper"}},
    {AT_GIT, {"Versions and git", "Versjoner og git"}},
    {AT_YAML, {"Keys as text: YAML", "Nøkler som tekst: YAML"}},
    {AT_MARKDOWN, {"Texts: Markdown", "Tekster: Markdown"}},
    {AT_TEMPLATE, {"Layouts", "Sidemaler"}},
    {AT_SCHEMA, {"Keys and values", "Nøkler og verdier"}},
    {AT_COURSE, {"Modules, steps and addresses", "Moduler, steg og adresser"}},
    {AT_DOC, {"Links, pictures, headings and HTML", "Lenker, bilder, overskrifter og HTML"}},
    {AT_FIGURE, {"Figures", "Figurer"}},
    {AT_LITERATURE, {"Literature", "Litteratur"}},
    {AT_SITE, {"The site", "Nettstedet"}},
    {DIAG_NO_OBJECTIVES, {"steg check: structure", "steg check: struktur"}},
    {DIAG_ALT_IS_FILE_NAME, {"steg check: accessibility", "steg check: tilgjengelighet"}},
    {DIAG_EMAIL_ADDRESS, {"steg check: privacy", "steg check: personvern"}},
    {DIAG_REVIEW_OVERDUE, {"steg check: freshness", "steg check: ferskhet"}},
    {DIAG_HARD_TO_READ, {"steg check: language", "steg check: språk"}},
    {DIAG_TRANSLATION_MISSING,
     {"steg check: the course's languages", "steg check: språkene i kurset"}},
    {DIAG_HIDDEN_BY_IIS, {"steg check: hosting", "steg check: der nettstedet skal ligge"}},
    {DIAG_LINK_DEAD, {"steg check: links, with --online", "steg check: lenker, med --online"}},
    {DIAG_IGNORE_UNUSED, {"steg check: what is to stay quiet", "steg check: det som skal tie"}},
    {AT_SERVE, {"steg serve", "steg serve"}},
    {DIAG_COUNT, {"", ""}},
};

/* ---- Looking up ------------------------------------------------------------------------------ */

const struct diag_explanation *diag_explanation(enum diag_id id)
{
    return &explanations[id];
}

enum diag_id diag_called(struct str id)
{
    for (int i = 0; i < DIAG_COUNT; i++)
        if (str_eq(id, str_of(diag_catalogue[i].id))) return (enum diag_id)i;
    return DIAG_COUNT;
}

const char *diag_severity_word(enum severity s, enum language l)
{
    static const char *const words[][2] = {
        [SEVERITY_WARNING] = {"warning", "advarsel"},
        [SEVERITY_ERROR] = {"error", "feil"},
        [SEVERITY_FATAL] = {"error of the environment", "feil i omgivelsene"},
    };
    return words[s][l];
}

/* ---- For people ------------------------------------------------------------------------------ */

static void put_indent(struct buf *b, size_t n)
{
    while (n--)
        buf_put_char(b, ' ');
}

/* A paragraph in lines of at most WIDTH cells, each behind `indent` spaces. */
static void put_paragraph(struct buf *b, struct str text, size_t indent)
{
    size_t x = 0;
    struct str word;
    while ((word = str_cut(&text, ' ')).len) {
        size_t cells = utf8_width(word, 0, word.len);
        if (x && x + 1 + cells > WIDTH) {
            buf_put_char(b, '\n');
            x = 0;
        }
        put_indent(b, x ? 1 : indent);
        x += (x ? 1 : indent) + cells;
        buf_put(b, word);
    }
    buf_put_char(b, '\n');
}

static void put_paragraphs(struct buf *b, struct str text, size_t indent)
{
    for (size_t cut; (cut = str_find_str(text, STR("\n\n"))) != STR_NONE;) {
        put_paragraph(b, str_sub(text, 0, cut), indent);
        buf_put_char(b, '\n');
        text = str_from(text, cut + 2);
    }
    put_paragraph(b, text, indent);
}

static void put_example(struct buf *b, const char *name, const char *lines)
{
    struct str rest = str_of(lines), line;
    if (!*lines) return;
    buf_printf(b, "\n%s\n\n", name);
    while (str_line(&rest, &line)) {
        if (line.len) put_indent(b, 4);
        buf_put(b, line);
        buf_put_char(b, '\n');
    }
}

/* Where `check: [{ignore: …}]` silences it: course/silence.c. What is not about the course, but
 * about a command that was just given, cannot be silenced. */
enum quiet { NOWHERE, ITS_FILE, COURSE_FILE };

static enum quiet quiet_in(enum diag_id id)
{
    static const enum diag_id of_commands[] = {DIAG_IGNORE_UNUSED, DIAG_BRANCH_DIVERGED,
                                               DIAG_QUESTION_LOST, DIAG_DECISION_LOST,
                                               DIAG_ANSWERS_LOST,  DIAG_ID_CHANGED};
    const int i = (int)id;
    if (diag_catalogue[id].severity != SEVERITY_WARNING || i < AT_IO || i >= AT_SERVE)
        return NOWHERE;
    for (size_t k = 0; k < sizeof of_commands / sizeof *of_commands; k++)
        if (id == of_commands[k]) return NOWHERE;
    /* Nothing, or a file without front matter of the course's. */
    bool at_large =
        i < AT_YAML || (i >= AT_TEMPLATE && i < AT_SCHEMA) || (i >= AT_LITERATURE && i < AT_CHECK);
    return at_large ? COURSE_FILE : ITS_FILE;
}

void diag_put_explanation(struct buf *out, enum diag_id id, enum language l)
{
    const struct diag_entry *e = &diag_catalogue[id];
    const struct diag_explanation *x = diag_explanation(id);
    const struct diag bare = {.id = id};
    bool nb = l == LANGUAGE_NB;
    struct buf text = {.arena = out->arena}, remedy = {.arena = out->arena};
    diag_put_text(&text, &bare, l);
    diag_put_remedy(&remedy, &bare, l);
    buf_printf(out, "%s – %s\n\n", e->id, diag_severity_word(e->severity, l));
    put_paragraph(out, buf_str(&text), 2);
    if (remedy.len) put_paragraph(out, str_trim(buf_str(&remedy)), 2);
    buf_put_char(out, '\n');
    put_paragraphs(out, str_of(x->why[l]), 0);
    put_example(out, nb ? "Før:" : "Before:", x->before);
    put_example(out, nb ? "Etter:" : "After:", x->after);
    if (quiet_in(id) == NOWHERE) return;
    static const char *const where[][2] = {
        [ITS_FILE] = {"When it is right as it stands, the message can stay quiet in that file:",
                      "Er det riktig slik det står, kan meldingen tie i den fila:"},
        [COURSE_FILE] = {"When it is right as it is, the message can stay quiet, in course.yml:",
                         "Er det riktig slik det er, kan meldingen tie, i course.yml:"},
    };
    buf_put_char(out, '\n');
    put_paragraph(out, str_of(where[quiet_in(id)][l]), 0);
    buf_printf(out, "\n    check:\n      - ignore: %s\n        why: %s\n", e->id,
               nb ? "Grunnen, med egne ord." : "The reason, in your own words.");
}

void diag_put_list(struct buf *out, enum language l)
{
    for (const struct diag_group *g = diag_groups; g->first != (int)DIAG_COUNT; g++) {
        size_t width = 0;
        for (int i = g->first; i < g[1].first; i++)
            if (str_of(diag_catalogue[i].id).len > width) width = str_of(diag_catalogue[i].id).len;
        buf_printf(out, "%s%s\n", g == diag_groups ? "" : "\n", g->title[l]);
        for (int i = g->first; i < g[1].first; i++) {
            const struct diag bare = {.id = (enum diag_id)i};
            buf_printf(out, "  %-*s  ", (int)width, diag_catalogue[i].id);
            diag_put_text(out, &bare, l);
            buf_put_char(out, '\n');
        }
    }
}
