/* steg-course(5): the format of a course as a page of the manual, from the schema tables. */
#include "base/version.h"
#include "course/doc.h"
#include "course/schema.h"
#include "parts/mdoc.h"
#include "site/reference.h"

/* Every text of this page's own, by enum language. */
static const char *const name_heading[] = {"NAME", "NAVN"};
static const char *const what[] = {"the files of a course for steg", "filene i et kurs for steg"};
static const char *const description_heading[] = {"DESCRIPTION", "BESKRIVELSE"};
static const char *const description[] = {
    "A course is a folder. In its folder `content` lie `course.yml`, which says what the course "
    "is, "
    "and Markdown files with front matter: keys and values in YAML, between two lines of `---`, "
    "before the text.\n\n"
    "A folder whose name begins with a number is a module. Its `index.md` says what the module is, "
    "and the other Markdown files in it are the steps; the numbers give the order and are no part "
    "of the address. A module of one step may be one file.\n\n"
    "This is version 1 of the format. A key that is not listed here is an error, and steg says "
    "which one it may have been.",
    "Et kurs er en mappe. I mappa `content` i den ligger `course.yml`, som sier hva kurset er, og "
    "Markdown-filer med metadata øverst: nøkler og verdier i YAML, mellom to linjer med `---`, før "
    "teksten.\n\n"
    "En mappe med et navn som begynner med et tall, er en modul. `index.md` i den sier hva modulen "
    "er, og de andre Markdown-filene i den er stegene; tallene gir rekkefølgen og er ikke med i "
    "adressen. En modul med ett steg kan være én fil.\n\n"
    "Dette er versjon 1 av formatet. En nøkkel som ikke står her, er en feil, og steg sier hvilken "
    "det kan ha vært.",
};
static const char *const keys_heading[] = {"KEYS", "NØKLER"};
static const char *const list_of[] = {"list of", "liste med"};
static const char *const required[] = {"required", "må være med"};
static const char *const also[] = {"Also the keys of", "Også nøklene til"};
static const char *const shorthand[2][2] = {{"A bare text stands for", "En tekst alene står for"},
                                            {"A bare list stands for", "En liste alene står for"}};
static const char *const otherwise[] = {"Otherwise:", "Ellers:"};
static const char *const html_heading[] = {"HTML", "HTML"};
static const char *const html[] = {
    "With `raw_html: safe`, which is what holds when nothing is said, these elements may stand in "
    "the texts. Everything else is an error.",
    "Med `raw_html: safe`, som gjelder når ingenting er sagt, kan disse elementene stå i tekstene. "
    "Alt annet er en feil.",
};
static const char *const example_heading[] = {"EXAMPLES", "EKSEMPLER"};
static const char *const example[] = {
    "A step, `content/01-learning-together/1-reflection.md`:",
    "Et steg, `content/01-laere-sammen/1-refleksjon.md`:",
};
static const char *const step[] = {
    "---\n"
    "title: Talk it over\n"
    "minutes: ca. 20\n"
    "tasks:\n"
    "  - id: pairs\n"
    "    title: Two and two\n"
    "    grouping: pairs\n"
    "    minutes: 10\n"
    "    questions:\n"
    "      - id: last\n"
    "        text: When did we last learn something in a meeting?\n"
    "---\n"
    "\n"
    "Think of the last meeting you had.\n",
    "---\n"
    "title: Snakk sammen\n"
    "minutes: ca. 20\n"
    "tasks:\n"
    "  - id: par\n"
    "    title: To og to\n"
    "    grouping: pairs\n"
    "    minutes: 10\n"
    "    questions:\n"
    "      - id: sist\n"
    "        text: Når lærte vi sist noe i et møte?\n"
    "---\n"
    "\n"
    "Tenk på det siste møtet dere hadde.\n",
};
static const char *const see_heading[] = {"SEE ALSO", "SE OGSÅ"};

static void put_kind(struct buf *b, const struct schema_key *k, enum language l)
{
    if (k->list) buf_printf(b, "%s ", list_of[l]);
    if (k->kind == SCHEMA_RECORD)
        buf_put(b, str_of(k->of->name));
    else if (k->kind == SCHEMA_CHOICE)
        for (const struct schema_word *w = k->words; w->word; w++)
            buf_printf(b, "%s%s", w == k->words ? "" : " | ", w->word);
    else
        buf_put(b, str_of(reference_kinds[k->kind][l]));
    if (k->kind == SCHEMA_COUNT) buf_printf(b, " %u–%u", k->min, k->max);
    if (k->required) buf_printf(b, ", %s", required[l]);
}

static void put_key(struct buf *b, const struct schema_key *k, enum language l)
{
    struct buf line = {.arena = b->arena};
    put_kind(&line, k, l);
    buf_put(b, STR(".It Ic"));
    mdoc_word(b, str_of(k->name));
    buf_put(b, STR(" No :"));
    mdoc_word(b, buf_str(&line));
    buf_put_char(b, '\n');
    mdoc_sentence(b, str_of(k->meaning[l]));
    const char *fallback = k->fallback ? k->fallback : k->fallback_in_words[l];
    if (fallback && *fallback) {
        buf_reset(&line);
        buf_printf(&line, "%s %s.", otherwise[l], fallback);
        mdoc_text(b, buf_str(&line));
    }
    for (const struct schema_word *w = k->kind == SCHEMA_CHOICE ? k->words : NULL; w && w->word;
         w++) {
        if (!w->meaning[l] || !*w->meaning[l]) continue;
        buf_reset(&line);
        buf_printf(&line, "`%s`: %s.", w->word, w->meaning[l]);
        buf_put(b, STR(".br\n"));
        mdoc_text(b, buf_str(&line));
    }
    if (!k->example || !*k->example) return;
    buf_reset(&line);
    buf_printf(&line, "%s: %s", k->name, k->example);
    mdoc_line(b, "Dl", buf_str(&line));
}

static void put_schema(struct buf *b, const struct schema *s, enum language l)
{
    struct buf line = {.arena = b->arena};
    mdoc_subsection(b, str_of(s->name));
    mdoc_text(b, str_of(s->meaning[l]));
    if (s->base) buf_printf(&line, "%s `%s`.", also[l], s->base->name);
    if (s->base && s->shorthand) buf_put_char(&line, ' ');
    const struct schema_key *bare = s->shorthand ? schema_key(s, str_of(s->shorthand)) : NULL;
    if (bare) buf_printf(&line, "%s `%s`.", shorthand[bare->list][l], bare->name);
    mdoc_text(b, buf_str(&line));
    if (!s->keys->name) return;
    buf_put(b, STR(".Bl -tag -width Ds\n"));
    for (const struct schema_key *k = s->keys; k->name; k++)
        put_key(b, k, l);
    buf_put(b, STR(".El\n"));
}

static void put_html(struct buf *b, enum language l)
{
    mdoc_section(b, str_of(html_heading[l]));
    mdoc_text(b, str_of(html[l]));
    buf_put(b, STR(".Bl -tag -width Ds\n"));
    for (const struct doc_element *e = doc_elements; e->name; e++) {
        buf_put(b, STR(".It Ic"));
        mdoc_word(b, str_of(e->name));
        struct str rest = str_of(e->attributes);
        while (rest.len)
            mdoc_word(b, STR_CAT(b->arena, str_cut(&rest, ' '), STR("=")));
        buf_put_char(b, '\n');
        mdoc_sentence(b, str_of(e->meaning[l]));
    }
    buf_put(b, STR(".El\n"));
}

void reference_manual(struct buf *b, enum language l)
{
    mdoc_comment(b, STR("Made by `make docs` from the tables in the code: change them there."));
    mdoc_head(b, "STEG-COURSE", 5, STEG_RELEASED, "steg " STEG_VERSION);
    mdoc_section(b, str_of(name_heading[l]));
    mdoc_line(b, "Nm", STR("steg-course"));
    mdoc_line(b, "Nd", str_of(what[l]));
    mdoc_section(b, str_of(description_heading[l]));
    mdoc_text(b, str_of(description[l]));
    mdoc_section(b, str_of(keys_heading[l]));
    for (size_t i = 0; schema_all[i]; i++)
        put_schema(b, schema_all[i], l);
    put_html(b, l);
    mdoc_section(b, str_of(example_heading[l]));
    mdoc_text(b, str_of(example[l]));
    mdoc_literal(b, str_of(step[l]));
    mdoc_section(b, str_of(see_heading[l]));
    buf_put(b, STR(".Xr steg 1\n"));
}
