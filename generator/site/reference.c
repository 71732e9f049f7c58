/* reference: see reference.h. */
#include "site/reference.h"
#include "base/arena.h"
#include "base/diag_explain.h"
#include "base/map.h"
#include "course/doc.h"
#include "course/schema.h"
#include "site/shape.h"
#include "site/strings.h"

#define MADE_FROM "<!-- Made by `make docs` from the tables in the code: change them there. -->\n\n"

/* A table cell: a bar would end it, a line break too. */
static void put_cell(struct buf *b, const char *z)
{
    for (; z && *z; z++) {
        if (*z == '|') buf_put_char(b, '\\');
        buf_put_char(b, *z == '\n' ? ' ' : *z);
    }
}

/* ---- The format ------------------------------------------------------------------------------ */

const char *const reference_kinds[][2] = {
    [SCHEMA_TEXT] = {"text", "tekst"},
    [SCHEMA_BLOCK] = {"Markdown", "Markdown"},
    [SCHEMA_PLAIN] = {"plain text", "ren tekst"},
    [SCHEMA_ID] = {"id", "id"},
    [SCHEMA_NAME] = {"name", "navn"},
    [SCHEMA_LANGUAGE] = {"language tag", "språkkode"},
    [SCHEMA_URL] = {"URL", "nettadresse"},
    [SCHEMA_PATH] = {"file", "fil"},
    [SCHEMA_LINK] = {"URL or file", "nettadresse eller fil"},
    [SCHEMA_ADDRESS] = {"address", "adresse"},
    [SCHEMA_COLOUR] = {"#rrggbb", "#rrggbb"},
    [SCHEMA_DATE] = {"date", "dato"},
    [SCHEMA_FLAG] = {"true or false", "true eller false"},
    [SCHEMA_CHOICE] = {"one word", "ett ord"},
    [SCHEMA_COUNT] = {"number", "tall"},
    [SCHEMA_MINUTES] = {"minutes", "minutter"},
    [SCHEMA_RECORD] = {"record", "post"},
};

static void put_kind(struct buf *b, const struct schema_key *k)
{
    if (k->list) buf_put(b, STR("list of "));
    if (k->kind == SCHEMA_RECORD) {
        buf_printf(b, "[%s](#%s)", k->of->name, k->of->name);
        return;
    }
    if (k->kind != SCHEMA_CHOICE) {
        buf_put(b, str_of(reference_kinds[k->kind][LANGUAGE_EN]));
        if (k->kind == SCHEMA_COUNT) buf_printf(b, " %u–%u", k->min, k->max);
        return;
    }
    for (const struct schema_word *w = k->words; w->word; w++)
        buf_printf(b, "%s`%s`", w == k->words ? "" : ", ", w->word);
}

static void put_schema(struct buf *b, const struct schema *s)
{
    buf_printf(b, "## %s\n\n%s\n\n*%s*\n\n", s->name, s->meaning[LANGUAGE_EN],
               s->meaning[LANGUAGE_NB]);
    if (s->base) buf_printf(b, "Also the keys of [%s](#%s).\n\n", s->base->name, s->base->name);
    const struct schema_key *bare = s->shorthand ? schema_key(s, str_of(s->shorthand)) : NULL;
    if (bare)
        buf_printf(b, "A bare %s stands for `%s`.\n\n", bare->list ? "list" : "text", bare->name);
    buf_put(b, STR("| key | what to write | default | meaning | betydning | example |\n"
                   "| --- | --- | --- | --- | --- | --- |\n"));
    for (const struct schema_key *k = s->keys; k->name; k++) {
        buf_printf(b, "| `%s`%s | ", k->name, k->required ? " (required)" : "");
        put_kind(b, k);
        buf_put(b, STR(" | "));
        put_cell(b, k->fallback ? k->fallback : k->fallback_in_words[LANGUAGE_EN]);
        buf_put(b, STR(" | "));
        put_cell(b, k->meaning[LANGUAGE_EN]);
        buf_put(b, STR(" | "));
        put_cell(b, k->meaning[LANGUAGE_NB]);
        buf_put(b, STR(" | "));
        if (k->example && *k->example) {
            buf_put_char(b, '`');
            put_cell(b, k->example);
            buf_put_char(b, '`');
        }
        buf_put(b, STR(" |\n"));
    }
    buf_put_char(b, '\n');
}

static void write_format(struct buf *b, enum language l)
{
    (void)l; /* both */
    buf_put(b, STR("# The course format, version 1: every key\n\n" MADE_FROM
                   "Keys stand in `course.yml`, in `glossary.yml`, in the front matter of Markdown "
                   "files, and in fenced blocks of a text that begin with a word such as "
                   "`table`.\n\n"));
    for (size_t i = 0; schema_all[i]; i++)
        put_schema(b, schema_all[i]);
    buf_put(b, STR("## raw HTML\n\nWith `raw_html: safe` (the default) these elements may stand in "
                   "Markdown; everything else is an error.\n\n"
                   "| element | attributes | meaning | betydning |\n"
                   "| --- | --- | --- | --- |\n"));
    for (const struct doc_element *e = doc_elements; e->name; e++)
        buf_printf(b, "| `%s` | %s%s%s | %s | %s |\n", e->name, *e->attributes ? "`" : "",
                   e->attributes, *e->attributes ? "`" : "", e->meaning[LANGUAGE_EN],
                   e->meaning[LANGUAGE_NB]);
}

/* ---- Layouts
 * -----------------------------------------------------------------------------------------------
 */

static const char *const value_names[] = {
    [VALUE_NONE] = "nothing", [VALUE_BOOL] = "yes or no", [VALUE_NUMBER] = "number",
    [VALUE_TEXT] = "text",    [VALUE_URL] = "URL",        [VALUE_HTML] = "HTML",
    [VALUE_RECORD] = "",      [VALUE_LIST] = "list of ",
};

struct shapes {
    struct buf *out;
    struct map seen;
    const struct shape *todo[128];
    size_t n;
};

static void want(struct shapes *s, const struct shape *shape)
{
    if (!shape || s->n == sizeof s->todo / sizeof *s->todo) return;
    if (map_add(&s->seen, str_of(shape->name), s)) s->todo[s->n++] = shape;
}

static void put_shape(struct shapes *s, const struct shape *shape)
{
    struct buf *b = s->out;
    buf_printf(b, "## %s\n\n%s\n\n| name | what | meaning |\n| --- | --- | --- |\n", shape->name,
               shape->meaning);
    for (const struct field *f = shape->fields; f->name; f++) {
        buf_printf(b, "| `%s` | %s", f->name, value_names[f->kind]);
        if (f->of)
            buf_printf(b, "[%s](#%s)", f->of->name, f->of->name);
        else if (f->kind == VALUE_LIST)
            buf_put(b, STR("texts"));
        buf_put(b, STR(" | "));
        put_cell(b, f->meaning);
        buf_put(b, STR(" |\n"));
        want(s, f->of);
    }
    buf_put_char(b, '\n');
}

static const char layouts_intro[] =
    "# Layouts: the names that pages offer, version 1\n\n" MADE_FROM
    "A layout is a Mustache template, `layouts/NAME.html`. The course's own file wins over the one "
    "that steg carries. The whole Mustache specification holds, with inheritance (`{{<base}}`, "
    "`{{$main}}`); lambdas and dynamic names are left out.\n\n"
    "Safety is by type: text is escaped, a URL may stand in `href` and `src`, and only HTML is "
    "printed with `{{{ }}}`. A name that is not listed here is an error with its position, and so "
    "is printing into an unquoted attribute, `<script>`, `<style>` or `on…`.\n\n"
    "Each layout gets four records: `site`, `t`, `page`, and its own.\n\n";

static void write_layouts(struct buf *b, enum language l)
{
    (void)l; /* both */
    struct shapes s = {.out = b, .seen = {.arena = b->arena}};
    buf_put(b, str_of(layouts_intro));
    for (int i = 0; i < LAYOUT_COUNT; i++)
        want(&s, layouts[i].root);
    for (size_t i = 0; i < s.n; i++)
        put_shape(&s, s.todo[i]);
    buf_put(b,
            STR("## interface texts\n\nEach language has a file `layouts/i18n/LANG.yml`. Besides "
                "the labels of [t](#t) it holds these phrases; {0} and {1} are filled in.\n\n"
                "| key | meaning |\n| --- | --- |\n"));
    for (size_t i = 0; i < PHRASE_COUNT; i++) {
        buf_printf(b, "| `%s` | ", phrases[i].key);
        put_cell(b, phrases[i].meaning);
        buf_put(b, STR(" |\n"));
    }
}

/* ---- Messages -------------------------------------------------------------------------------- */

/* What follows {?1} is a suggestion that is not always there. */
static struct str without_suggestion(const char *text)
{
    struct str s = str_of(text);
    size_t cut = str_find_str(s, STR("{?"));
    return str_trim(cut == STR_NONE ? s : str_sub(s, 0, cut));
}

static void put_lines(struct buf *b, const char *name, const char *lines)
{
    if (*lines) buf_printf(b, "%s\n\n````\n%s\n````\n\n", name, lines);
}

static void put_message(struct buf *b, enum diag_id id)
{
    static const char *const names[] = {"English", "Norsk"};
    const struct diag_entry *e = &diag_catalogue[id];
    const struct diag_explanation *x = diag_explanation(id);
    buf_printf(b, "### %s\n\n%s\n\n", e->id, diag_severity_word(e->severity, LANGUAGE_EN));
    for (int l = LANGUAGE_EN; l <= LANGUAGE_NB; l++) {
        struct str remedy = without_suggestion(e->remedy[l]);
        buf_printf(b, "- %s: ", names[l]);
        buf_put_html(b, without_suggestion(e->text[l]));
        if (remedy.len) {
            buf_put(b, STR(". *"));
            buf_put_html(b, remedy);
            buf_put(b, STR("*"));
        }
        buf_put_char(b, '\n');
    }
    buf_put_char(b, '\n');
    for (int l = LANGUAGE_EN; l <= LANGUAGE_NB; l++) {
        buf_put_html(b, str_of(x->why[l]));
        buf_put(b, STR("\n\n"));
    }
    put_lines(b, "Before, før:", x->before);
    put_lines(b, "After, etter:", x->after);
}

static void write_messages(struct buf *b, enum language l)
{
    (void)l; /* both */
    buf_put(b, STR("# Messages\n\n" MADE_FROM
                   "Every message of steg by its id, which stands in brackets at the end of its "
                   "first line. {0}, {1} … are names and numbers of the case. `steg explain ID` "
                   "tells the same. A warning can stay quiet in one file, with a reason:\n\n"
                   "```yaml\ncheck:\n  - ignore: no-minutes\n    why: Tiden er fri.\n```\n\n"));
    for (const struct diag_group *g = diag_groups; g->first != (int)DIAG_COUNT; g++) {
        buf_printf(b, "## %s\n\n*%s*\n\n", g->title[LANGUAGE_EN], g->title[LANGUAGE_NB]);
        for (int i = g->first; i < g[1].first; i++)
            put_message(b, (enum diag_id)i);
    }
}

const struct reference_page reference_pages[] = {
    {"format", "docs/format.md", LANGUAGE_EN, write_format},
    {"layouts", "docs/layouts.md", LANGUAGE_EN, write_layouts},
    {"messages", "docs/messages.md", LANGUAGE_EN, write_messages},
    {"steg-course.5", "man/man5/steg-course.5", LANGUAGE_EN, reference_manual},
    {"nb/steg-course.5", "man/nb/man5/steg-course.5", LANGUAGE_NB, reference_manual},
    {0},
};
