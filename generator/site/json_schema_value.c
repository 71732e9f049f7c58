/* json_schema: what one value of a key may be. The patterns say in ECMA-262 what
 * course/schema_value.c does in C. */
#include "site/json_schema_internal.h"
#include "parts/yaml.h"
#include <assert.h>

/* ---- Patterns -------------------------------------------------------------------------------- */

/* 1–600; steg reads leading zeros. */
#define MINUTE_COUNT "0*(?:[1-9][0-9]?|[1-5][0-9]{2}|600)"
#define URL "https?://[^\\u0000- \"<>\\\\^`/?#.:][^\\u0000- \"<>\\\\^`]*"
#define NO_PATH "[A-Za-z][A-Za-z0-9]+:|/|www\\."
#define PATH "(?!" NO_PATH ")[^\\u0000-\\u001f\\\\]+"
#define ADDRESS "(?!" NO_PATH ")(?!.*(?:\\.\\.|//|\\./))[^\\u0000- \\\\?#]+"
/* RFC 5646, section 2.1. */
#define LANGUAGE_TAG                                  \
    "[A-Za-z]{2,3}(?:-[A-Za-z]{3})*(?:-[A-Za-z]{4})?" \
    "(?:-(?:[A-Za-z]{2}|[0-9][A-Za-z0-9]{2}))?"       \
    "(?:-(?:[A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))*"  \
    "(?:-[A-Za-z0-9](?:-[A-Za-z0-9]{1,8})+)?"
/* A day of the Gregorian calendar, years 1–9999. */
#define DATE                                                               \
    "(?!0000)(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])" \
    "|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))"  \
    "|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)"

/* Types of YAML that a kind of value cannot have; lists and maps never. */
enum {
    BARS_NUMBERS = 1,
    BARS_TRUTH = 2,
    WHOLE = 4, /* numbers without a fraction */
    TRUTH = 8  /* true or false is what is wanted */
};

static const struct form {
    const char *name;
    const char *pattern; /* of a text, without the blanks around; NULL: any */
    unsigned bars;
    const char *write[2]; /* what to write instead */
} forms[] = {
    [SCHEMA_TEXT] = {"text",
                     NULL,
                     0,
                     {"Write one text, not a list and no keys of its own.",
                      "Skriv én tekst, ikke en liste og ikke egne nøkler."}},
    [SCHEMA_BLOCK] = {"markdown",
                      NULL,
                      0,
                      {"Write one text, not a list and no keys of its own.",
                       "Skriv én tekst, ikke en liste og ikke egne nøkler."}},
    [SCHEMA_PLAIN] = {"line",
                      "[^\\n]+",
                      0,
                      {"Write a text on one line.", "Skriv en tekst på én linje."}},
    [SCHEMA_ID] = {"id",
                   "[a-z0-9-]+",
                   WHOLE,
                   {"Write the letters a–z, digits and hyphens only.",
                    "Skriv bare bokstavene a–z, sifre og bindestreker."}},
    [SCHEMA_NAME] = {"name",
                     "[^\\n]+",
                     0,
                     {"Write a name on one line.", "Skriv et navn på én linje."}},
    [SCHEMA_LANGUAGE] = {"language",
                         LANGUAGE_TAG,
                         BARS_NUMBERS | BARS_TRUTH,
                         {"Write nb (bokmål), nn (nynorsk), en (English), se (Northern Sámi) or "
                          "another such tag.",
                          "Skriv nb (bokmål), nn (nynorsk), en (engelsk), se (nordsamisk) eller en "
                          "annen slik kode."}},
    [SCHEMA_URL] = {"url",
                    URL,
                    BARS_NUMBERS | BARS_TRUTH,
                    {"Write the whole address, with https:// first.",
                     "Skriv hele adressen, med https:// først."}},
    [SCHEMA_PATH] = {"path",
                     PATH,
                     0,
                     {"Write the path from this file's folder, with / between folders.",
                      "Skriv stien fra mappa denne fila ligger i, med / mellom mapper."}},
    [SCHEMA_LINK] = {"link",
                     URL "|" PATH,
                     0,
                     {"Write an address with https:// first, or the path to a file of the course.",
                      "Skriv en adresse med https:// først, eller stien til en fil i kurset."}},
    [SCHEMA_ADDRESS] =
        {"address",
         ADDRESS,
         0,
         {"Write the old address from the site's root, as in gammel-modul/forarbeid.",
          "Skriv den gamle adressen fra nettstedets rot, for eksempel "
          "gammel-modul/forarbeid."}},
    [SCHEMA_COLOUR] = {"colour",
                       "#[0-9A-Fa-f]{6}",
                       BARS_NUMBERS | BARS_TRUTH,
                       {"Write six hexadecimal digits in quotation marks: \"#1f5a54\".",
                        "Skriv seks heksadesimale sifre i anførselstegn: \"#1f5a54\"."}},
    [SCHEMA_DATE] = {"date",
                     DATE,
                     BARS_NUMBERS | BARS_TRUTH,
                     {"Write a day that exists as year-month-day: 2026-11-22.",
                      "Skriv en dag som finnes, som år-måned-dag: 2026-11-22."}},
    [SCHEMA_FLAG] = {"flag",
                     "true|false",
                     BARS_NUMBERS | TRUTH,
                     {"Write true or false.", "Skriv true eller false."}},
    [SCHEMA_CHOICE] = {"",
                       NULL,
                       BARS_NUMBERS | BARS_TRUTH,
                       {"Write one of these: ", "Skriv ett av disse: "}},
    [SCHEMA_COUNT] = {"",
                      NULL,
                      BARS_TRUTH | WHOLE,
                      {"Write a whole number, ", "Skriv et helt tall, "}},
    [SCHEMA_MINUTES] = {"minutes",
                        "open|(?:ca\\.? )?" MINUTE_COUNT "|" MINUTE_COUNT "[–-]" MINUTE_COUNT,
                        BARS_TRUTH | WHOLE,
                        {"Write 45, ca. 60, 45–60 or open; at most 600.",
                         "Skriv 45, ca. 60, 45–60 eller open; høyst 600."}},
    [SCHEMA_RECORD] = {"", NULL, 0, {"", ""}},
};

bool json_schema_is_defined(enum schema_kind kind)
{
    return *forms[kind].name != '\0';
}

struct str json_schema_name(struct arena *a, enum schema_kind kind, bool optional)
{
    struct str name = str_of(forms[kind].name);
    return optional ? STR_CAT(a, name, STR("-or-nothing")) : name;
}

/* ---- Keywords -------------------------------------------------------------------------------- */

static struct str whole_pattern(struct writing *w, struct str core, bool optional)
{
    if (!core.len) return optional ? core : STR(SOMETHING_PATTERN);
    return STR_CAT(w->a, STR("^" BLANK "*(?:(?!" BLANK ")(?:"), core, STR("))"),
                   optional ? STR("?") : STR(""), STR(BLANK "*$"));
}

/* Lists and maps, and what else a kind bars, are no texts. */
static void put_barred(struct writing *w, unsigned bars, bool optional, struct str message)
{
    struct json *j = &w->j;
    json_key(j, "if"), json_object(j);
    json_key(j, "type"), json_list(j);
    json_text(j, STR("array"));
    json_text(j, STR("object"));
    if (bars & BARS_NUMBERS) json_text(j, STR("number"));
    if (bars & BARS_TRUTH) json_text(j, STR("boolean"));
    if (!optional) json_text(j, STR("null"));
    json_end(j);
    json_end(j);
    json_key(j, "then"), json_object(j);
    put_member(w, "type", bars & TRUTH ? STR("boolean") : STR("string"));
    put_member(w, "errorMessage", message);
    json_end(j);
}

static void put_text(struct writing *w, struct str pattern, unsigned bars, bool optional,
                     struct str message)
{
    struct str whole = whole_pattern(w, pattern, optional);
    if (whole.len) {
        put_member(w, "pattern", whole);
        put_member(w, "patternErrorMessage", message);
    }
    if (bars & WHOLE) json_key(&w->j, "multipleOf"), json_number(&w->j, 1);
    put_barred(w, bars, optional, message);
}

static void put_limits(struct writing *w, uint32_t min, uint32_t max)
{
    json_key(&w->j, "minimum"), json_number(&w->j, min);
    json_key(&w->j, "maximum"), json_number(&w->j, max);
}

/* One of the words: as an editor offers them, or as steg reads them. */
static void put_choice(struct writing *w, const struct schema_key *k, bool optional)
{
    struct json *j = &w->j;
    struct buf words = {.arena = w->a}, message = {.arena = w->a};
    buf_put(&message, str_of(forms[SCHEMA_CHOICE].write[w->l]));
    json_key(j, "anyOf"), json_list(j);
    json_object(j);
    json_key(j, "enum"), json_list(j);
    for (const struct schema_word *x = k->words; x->word; x++) {
        json_text(j, str_of(x->word));
        buf_printf(&words, "%s%s", x == k->words ? "" : "|", x->word);
        buf_printf(&message, "%s%s", x == k->words ? "" : ", ", x->word);
    }
    json_end(j);
    json_key(j, "enumDescriptions"), json_list(j);
    for (const struct schema_word *x = k->words; x->word; x++)
        json_text(j, str_of(x->meaning[w->l]));
    json_end(j);
    json_end(j);
    json_object(j);
    buf_put_char(&message, '.');
    put_text(w, buf_str(&words), forms[SCHEMA_CHOICE].bars, optional, buf_str(&message));
    json_end(j);
    json_end(j);
}

/* Soft hyphens are no letters, and blanks around do not count. */
void json_schema_put_short(struct writing *w, uint32_t max, bool optional)
{
    struct buf pattern = {.arena = w->a}, say = {.arena = w->a};
    buf_printf(&pattern, "^" BLANK "*(?:\\u00ad*[^\\u00ad]){0,%u}\\u00ad*" BLANK "*$", max);
    buf_put(&say, w->l == LANGUAGE_NB ? STR("Det er plass til ") : STR("There is room for "));
    buf_printf(&say, w->l == LANGUAGE_NB ? "%u tegn." : "%u letters.", max);
    json_key(&w->j, "allOf"), json_list(&w->j);
    json_object(&w->j);
    put_member(
        w, "$ref",
        STR_CAT(w->a, STR("#/definitions/"), json_schema_name(w->a, SCHEMA_PLAIN, optional)));
    json_end(&w->j);
    json_object(&w->j);
    put_member(w, "pattern", buf_str(&pattern));
    put_member(w, "patternErrorMessage", buf_str(&say));
    json_end(&w->j);
    json_end(&w->j);
}

/* Every number is named where there are few: no pattern is as plain. Of many, the digits are
 * counted, and the number itself is held against the limits. */
static void put_count(struct writing *w, const struct schema_key *k, bool optional)
{
    struct buf pattern = {.arena = w->a}, message = {.arena = w->a};
    if (k->max < 100) {
        buf_put(&pattern, STR("0*(?:"));
        for (uint32_t n = k->min; n <= k->max; n++)
            buf_printf(&pattern, "%s%u", n == k->min ? "" : "|", n);
        buf_put_char(&pattern, ')');
    } else {
        assert(k->min == 1 && k->max == 1000);
        buf_put(&pattern, STR("0*(?:[1-9][0-9]{0,2}|1000)"));
    }
    buf_printf(&message, "%s%u", forms[SCHEMA_COUNT].write[w->l], k->min);
    if (k->max > k->min) buf_printf(&message, "–%u", k->max);
    buf_put_char(&message, '.');
    put_text(w, buf_str(&pattern), forms[SCHEMA_COUNT].bars, optional, buf_str(&message));
    put_limits(w, k->min, k->max);
}

static void put_flag(struct writing *w, bool optional)
{
    struct json *j = &w->j;
    const struct form *f = &forms[SCHEMA_FLAG];
    json_key(j, "anyOf"), json_list(j);
    json_object(j);
    put_member(w, "type", STR("boolean"));
    json_end(j);
    json_object(j);
    put_text(w, str_of(f->pattern), f->bars, optional, str_of(f->write[w->l]));
    json_end(j);
    json_end(j);
}

void json_schema_put_value(struct writing *w, const struct schema_key *k, bool optional)
{
    const struct form *f = &forms[k->kind];
    if (k->kind == SCHEMA_CHOICE) {
        put_choice(w, k, optional);
    } else if (k->kind == SCHEMA_COUNT) {
        put_count(w, k, optional);
    } else if (k->kind == SCHEMA_FLAG) {
        put_flag(w, optional);
    } else {
        put_text(w, str_of(f->pattern), f->bars, optional, str_of(f->write[w->l]));
        if (k->kind == SCHEMA_MINUTES) put_limits(w, 1, 600);
    }
}

/* ---- Examples -------------------------------------------------------------------------------- */

static void put_node(struct writing *w, const struct schema_key *k, const struct yaml_node *node);

static void put_scalar(struct writing *w, const struct schema_key *k, struct str text)
{
    uint32_t n;
    bool number = k->kind == SCHEMA_COUNT || k->kind == SCHEMA_MINUTES;
    if (number && str_to_u32(text, 1000, &n))
        json_number(&w->j, n);
    else if (k->kind == SCHEMA_FLAG)
        json_bool(&w->j, str_eq(text, STR("true")));
    else
        json_text(&w->j, text);
}

static void put_map(struct writing *w, const struct schema *s, const struct yaml_node *map)
{
    json_object(&w->j);
    for (size_t i = 0; i < map->len; i++) {
        const struct schema_key *k = schema_key(s, map->pairs[i].key);
        assert(k);
        json_key(&w->j, k->name);
        put_node(w, k, map->pairs[i].value);
    }
    json_end(&w->j);
}

static void put_node(struct writing *w, const struct schema_key *k, const struct yaml_node *node)
{
    if (node->kind == YAML_LIST) {
        json_list(&w->j);
        for (size_t i = 0; i < node->len; i++)
            put_node(w, k, node->items[i]);
        json_end(&w->j);
    } else if (node->kind == YAML_MAP) {
        put_map(w, k->of, node);
    } else {
        put_scalar(w, k, node->text);
    }
}

void json_schema_put_example(struct writing *w, const struct schema_key *k, const char *text)
{
    struct file f = {.bytes = STR_CAT(w->a, STR("x: "), str_of(text))};
    struct diags d = {.arena = w->a};
    const struct yaml_node *root = yaml_parse(&f, f.bytes, YAML_USE_FRONT_MATTER, w->a, &d);
    assert(root && root->kind == YAML_MAP);
    put_node(w, k, root->pairs[0].value);
}
