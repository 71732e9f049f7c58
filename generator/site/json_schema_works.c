/* json_schema: literature.yml, CSL's own format, as course/literature.c takes it. Names of keys and
 * types are its tables'; other keys may stand there, as Zotero writes them. */
#include "site/json_schema_internal.h"
#include "course/literature.h"
#include <string.h>

/* ---- What the keys mean ---------------------------------------------------------------------- */

static const struct {
    const char *key, *meaning[2], *example; /* the example as JSON */
} meanings[] = {
    {"title", {"the title", "tittelen"}, "\"Kvalitetsvurdering som organisasjonslæring\""},
    {"title-short", {"a shorter title", "en kortere tittel"}, "\"Kvalitetsvurdering\""},
    {"shortTitle", {"a shorter title", "en kortere tittel"}, "\"Kvalitetsvurdering\""},
    {"container-title",
     {"the journal, the book or the site it stands in",
      "tidsskriftet, boka eller nettstedet det står i"},
     "\"Norsk pedagogisk tidsskrift\""},
    {"publisher", {"the publisher", "forlaget eller utgiveren"}, "\"Fagbokforlaget\""},
    {"authority",
     {"who stands behind a law", "hvem som står bak en lov"},
     "\"Kunnskapsdepartementet\""},
    {"publisher-place", {"where the publisher is", "stedet forlaget holder til"}, "\"Bergen\""},
    {"edition", {"which edition", "hvilken utgave"}, "\"2\""},
    {"volume", {"the volume", "årgangen eller bindet"}, "\"96\""},
    {"issue", {"the issue", "nummeret i årgangen"}, "\"2\""},
    {"page", {"from which page to which", "fra hvilken side til hvilken"}, "\"116–128\""},
    {"number",
     {"the number of a report or a law", "nummeret på en rapport eller en lov"},
     "\"34\""},
    {"genre",
     {"what kind of report or thesis", "hva slags rapport eller avhandling"},
     "\"Doktoravhandling\""},
    {"archive", {"where it is kept", "hvor det er arkivert"}, "\"NTNU Open\""},
    {"ISBN", {"the book's ISBN", "bokas ISBN"}, "\"978-82-450-1302-3\""},
    {"DOI", {"the DOI, without https://", "DOI-en, uten https://"}, "\"10.1177/0013161X\""},
    {"URL", {"where it is on the web", "hvor det ligger på nettet"}, "\"https://www.udir.no/\""},
    {"note", {"a note", "et notat"}, "\"Utvalgte kapitler.\""},
    {"language", {"the language it is written in", "språket det er skrevet på"}, "\"nb\""},
    {"author",
     {"who wrote it", "hvem som har skrevet det"},
     "[{\"family\": \"Roald\", \"given\": \"Knut\"}]"},
    {"director",
     {"who made the film", "hvem som har laget filmen"},
     "[{\"family\": \"Ullmann\", \"given\": \"Liv\"}]"},
    {"editor",
     {"who edited the book", "hvem som er redaktør"},
     "[{\"family\": \"Roald\", \"given\": \"Knut\"}]"},
    {"translator",
     {"who translated it", "hvem som har oversatt det"},
     "[{\"family\": \"Roald\", \"given\": \"Knut\"}]"},
    {"issued", {"when it came out", "når det kom ut"}, "2012"},
    {"accessed", {"when it was read on the web", "når det ble lest på nettet"}, "\"2026-11-22\""},
    {"original-date", {"when the original came out", "når originalen kom ut"}, "1990"},
};

static void put_meaning(struct writing *w, const char *key)
{
    for (size_t i = 0; i < sizeof meanings / sizeof *meanings; i++) {
        if (strcmp(meanings[i].key, key)) continue;
        put_words(w, "description", meanings[i].meaning);
        json_key(&w->j, "examples"), json_list(&w->j);
        json_ready(&w->j, str_of(meanings[i].example));
        json_end(&w->j);
    }
}

/* ---- Parts ----------------------------------------------------------------------------------- */

static void put_types(struct writing *w, const char *const *types)
{
    json_key(&w->j, "type"), json_list(&w->j);
    for (; *types; types++)
        json_text(&w->j, str_of(*types));
    json_end(&w->j);
}

#define TYPES(...) ((const char *const[]){__VA_ARGS__, NULL})

/* {"$ref": …}, alone. */
static void put_one_ref(struct writing *w, struct str name)
{
    json_object(&w->j);
    put_ref(w, name);
    json_end(&w->j);
}

static void put_key_ref(struct writing *w, const char *key, struct str name)
{
    json_key(&w->j, key);
    put_one_ref(w, name);
}

static void put_pattern(struct writing *w, const char *pattern, const char *const message[2])
{
    put_member(w, "pattern", str_of(pattern));
    put_words(w, "patternErrorMessage", message);
}

/* Nothing but the types named, without offering them. */
static void put_refused(struct writing *w, const char *const *types, const char *const message[2])
{
    struct json *j = &w->j;
    json_key(j, "if"), json_object(j);
    put_types(w, types);
    json_end(j);
    json_key(j, "then"), json_object(j);
    put_member(w, "type", STR("string"));
    put_words(w, "errorMessage", message);
    json_end(j);
}

static const char *const text_message[2] = {"Write a text on one line.",
                                            "Skriv en tekst på én linje."};

/* ---- Dates ----------------------------------------------------------------------------------- */

#define YEAR "0*[1-9][0-9]{0,3}"
#define MONTH "0*(?:[1-9]|1[0-2])"
#define DAY                                                                                      \
    "(?:0*(?:[13578]|1[02])-0*(?:[1-9]|[12][0-9]|3[01])|0*(?:[469]|11)-0*(?:[1-9]|[12][0-9]|30)" \
    "|0*2-0*(?:[1-9]|[12][0-9]))"
#define DAY_OF_YEAR YEAR "(?:-(?:" DAY "|" MONTH "))?~?"

static const char *const date_message[2] = {
    "Write 2012, 2012-05-17, or 2012/2014 for a span.",
    "Skriv 2012, 2012-05-17, eller 2012/2014 for et tidsrom."};

/* A number of a list: as a number, or between quotation marks. */
static void put_number(struct writing *w, const char *digits, int64_t max)
{
    struct json *j = &w->j;
    json_object(j);
    put_types(w, TYPES("integer", "string"));
    json_key(j, "minimum"), json_number(j, 1);
    json_key(j, "maximum"), json_number(j, max);
    put_pattern(w, digits, date_message);
    json_end(j);
}

/* [2012, 5, 17] */
static void put_date_list(struct writing *w)
{
    struct json *j = &w->j;
    json_key(j, "date-list"), json_object(j);
    put_member(w, "type", STR("array"));
    json_key(j, "items"), json_list(j);
    put_number(w, "^" YEAR "$", 9999);
    put_number(w, "^" MONTH "$", 12);
    put_number(w, "^0*(?:[1-9]|[12][0-9]|3[01])$", 31);
    json_end(j);
    json_key(j, "additionalItems"), json_bool(j, false);
    json_key(j, "minItems"), json_number(j, 1);
    json_end(j);
}

/* [[2012, 5, 17]], two for a span; the inner brackets may be left out. */
static void put_date_parts(struct writing *w)
{
    struct json *j = &w->j;
    json_key(j, "date-parts"), json_object(j);
    json_key(j, "anyOf"), json_list(j);
    put_one_ref(w, STR("date-list"));
    json_object(j);
    put_member(w, "type", STR("array"));
    put_key_ref(w, "items", STR("date-list"));
    json_key(j, "minItems"), json_number(j, 1);
    json_key(j, "maxItems"), json_number(j, 2);
    json_end(j);
    json_end(j);
    json_end(j);
}

static void put_needed(struct writing *w, const char *key)
{
    json_key(&w->j, "required"), json_list(&w->j);
    json_text(&w->j, str_of(key));
    json_end(&w->j);
}

/* A map with one of the keys that say a date; the first that is there is read. */
static void put_date_map(struct writing *w)
{
    static const char *const texts[] = {"literal", "raw"};
    struct json *j = &w->j;
    json_key(j, "date-map"), json_object(j);
    put_member(w, "type", STR("object"));
    json_key(j, "if"), json_object(j);
    put_needed(w, "date-parts");
    json_end(j);
    json_key(j, "then"), json_object(j);
    json_key(j, "properties"), json_object(j);
    put_key_ref(w, "date-parts", STR("date-parts"));
    json_end(j);
    json_end(j);
    json_key(j, "else"), json_object(j);
    json_key(j, "anyOf"), json_list(j);
    json_object(j);
    json_key(j, "properties"), json_object(j);
    json_key(j, "year"), put_number(w, "^" YEAR "$", 9999);
    json_key(j, "month"), json_bool(j, true);
    json_key(j, "day"), json_bool(j, true);
    json_end(j);
    put_needed(w, "year");
    json_end(j);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        json_object(j);
        json_key(j, "properties"), json_object(j);
        json_key(j, texts[i]), json_object(j);
        put_refused(w, TYPES("array", "object", "null"), text_message);
        json_end(j);
        json_end(j);
        put_needed(w, texts[i]);
        json_end(j);
    }
    json_end(j);
    json_end(j);
    json_end(j);
}

static void put_date(struct writing *w)
{
    struct json *j = &w->j;
    json_key(j, "work-date"), json_object(j);
    json_key(j, "anyOf"), json_list(j);
    json_object(j);
    put_types(w, TYPES("integer", "string"));
    json_key(j, "minimum"), json_number(j, 1);
    json_key(j, "maximum"), json_number(j, 9999);
    put_pattern(w, "^" BLANK "*(?:" DAY_OF_YEAR ")(?:/" BLANK "*(?:" DAY_OF_YEAR "))*" BLANK "*$",
                date_message);
    json_end(j);
    put_one_ref(w, STR("date-map"));
    put_one_ref(w, STR("date-parts"));
    json_object(j); /* pandoc's older `issued: - year: 2012` */
    put_member(w, "type", STR("array"));
    put_key_ref(w, "items", STR("date-map"));
    json_key(j, "minItems"), json_number(j, 1);
    json_key(j, "maxItems"), json_number(j, 1);
    json_end(j);
    json_object(j);
    put_ref(w, STR("nothing"));
    json_end(j);
    json_end(j);
    json_end(j);
}

/* ---- People ---------------------------------------------------------------------------------- */

static void put_named(struct writing *w, const char *key)
{
    static const char *const message[2] = {"Write a name here.", "Skriv et navn her."};
    struct json *j = &w->j;
    json_object(j);
    put_needed(w, key);
    json_key(j, "properties"), json_object(j);
    json_key(j, key), json_object(j);
    put_pattern(w, SOMETHING_PATTERN, message);
    put_refused(w, TYPES("array", "object", "null"), message);
    json_end(j);
    json_end(j);
    json_end(j);
}

static void put_person(struct writing *w)
{
    static const struct {
        const char *key, *meaning[2];
    } parts[] = {
        {"family", {"the surname", "etternavnet"}},
        {"given", {"the given names", "fornavnet"}},
        {"non-dropping-particle", {"part of the surname: van der", "del av etternavnet: van der"}},
        {"dropping-particle",
         {"stands with the given name: von", "står sammen med fornavnet: von"}},
        {"suffix", {"what follows the name: Jr.", "det som følger navnet: jr."}},
        {"literal",
         {"an organisation, instead of the others", "en organisasjon, i stedet for de andre"}},
    };
    struct json *j = &w->j;
    json_key(j, "person"), json_object(j);
    put_member(w, "type", STR("object"));
    json_key(j, "properties"), json_object(j);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        json_key(j, parts[i].key), json_object(j);
        put_words(w, "description", parts[i].meaning);
        put_refused(w, TYPES("array", "object"), text_message);
        json_end(j);
    }
    json_end(j);
    json_key(j, "anyOf"), json_list(j);
    put_named(w, "family");
    put_named(w, "literal");
    json_end(j);
    json_end(j);
    json_key(j, "people"), json_object(j);
    json_key(j, "anyOf"), json_list(j);
    json_object(j);
    put_member(w, "type", STR("array"));
    put_key_ref(w, "items", STR("person"));
    json_end(j);
    put_one_ref(w, STR("person"));
    put_one_ref(w, STR("nothing"));
    json_end(j);
    json_end(j);
}

/* ---- A work ---------------------------------------------------------------------------------- */

#define CI_HTTP "[Hh][Tt][Tt][Pp]"
#define DOI                                                                          \
    "^" BLANK "*(?:" CI_HTTP "[Ss]://)?(?:" CI_HTTP                                  \
    "://)?(?:[Dd][Xx]\\.)?(?:[Dd][Oo][Ii]\\.[Oo][Rr][Gg]/)?(?:[Dd][Oo][Ii]:)?" BLANK \
    "*(?:10\\.(?=[^ ]*" BLANK "*$)[^/]*/[^ ]*)?" BLANK "*$"

static void put_id(struct writing *w)
{
    static const char *const meaning[2] = {"what the text cites it by: [@roald2012]",
                                           "det teksten viser til det med: [@roald2012]"};
    static const char *const message[2] = {
        "Write letters a–z, digits and signs such as - _ and :, with a letter or a digit at both "
        "ends.",
        "Skriv bokstavene a–z, sifre og tegn som - _ og :, med bokstav eller siffer i begge "
        "ender."};
    struct json *j = &w->j;
    json_key(j, "id"), json_object(j);
    put_words(w, "description", meaning);
    json_key(j, "examples"), json_list(j);
    json_text(j, STR("roald2012"));
    json_end(j);
    put_pattern(w, "^" BLANK "*[A-Za-z0-9_](?:[A-Za-z0-9_:.#$%&+?<>~/-]*[A-Za-z0-9_])?" BLANK "*$",
                message);
    json_key(j, "minimum"), json_number(j, 0);
    put_refused(w, TYPES("array", "object", "null"), message);
    json_end(j);
}

/* Offered, not demanded: steg only warns of a type that CSL has not. */
static void put_work_type(struct writing *w)
{
    static const char *const meaning[2] = {"what kind of work it is", "hva slags verk det er"};
    struct json *j = &w->j;
    json_key(j, "type"), json_object(j);
    put_words(w, "description", meaning);
    json_key(j, "examples"), json_list(j);
    json_text(j, STR("book"));
    json_end(j);
    json_key(j, "anyOf"), json_list(j);
    json_object(j);
    json_key(j, "enum"), json_list(j);
    for (size_t i = 0; literature_type(i); i++)
        json_text(j, str_of(literature_type(i)));
    json_end(j);
    json_end(j);
    json_bool(j, true);
    json_end(j);
    json_end(j);
}

static void put_work_text(struct writing *w, const char *key)
{
    static const char *const doi[2] = {"A DOI begins with 10., as in 10.1177/0013161X.",
                                       "En DOI begynner med 10., som i 10.1177/0013161X."};
    static const char *const url[2] = {"Write the whole address, with https:// in front.",
                                       "Skriv hele adressen, med https:// foran."};
    bool is_doi = strcmp(key, "DOI") == 0, is_url = strcmp(key, "URL") == 0;
    if (is_doi) put_pattern(w, DOI, doi);
    if (is_url) put_pattern(w, "^" BLANK "*(?:" CI_HTTP "[Ss]?://[^ ]+)?" BLANK "*$", url);
    if (is_doi || is_url)
        put_refused(w, TYPES("array", "object", "number", "boolean"), is_doi ? doi : url);
    else
        put_refused(w, TYPES("array", "object"), text_message);
}

static void put_work(struct writing *w)
{
    static const char *const meaning[2] = {"A work: - id: roald2012 and its keys below.",
                                           "Et verk: - id: roald2012 og nøklene under."};
    struct json *j = &w->j;
    const char *key;
    enum work_value value;
    json_key(j, "work"), json_object(j);
    put_words(w, "description", meaning);
    put_member(w, "type", STR("object"));
    put_needed(w, "id");
    json_key(j, "properties"), json_object(j);
    put_id(w);
    put_work_type(w);
    for (size_t i = 0; (key = literature_key(i, &value)); i++) {
        json_key(j, key), json_object(j);
        put_meaning(w, key);
        if (value == WORK_VALUE_TEXT)
            put_work_text(w, key);
        else
            put_ref(w, value == WORK_VALUE_DATE ? STR("work-date") : STR("people"));
        json_end(j);
    }
    json_end(j);
    json_end(j);
}

/* ---- The file -------------------------------------------------------------------------------- */

/* A list, perhaps of none. */
static void put_list_of_works(struct writing *w)
{
    put_types(w, TYPES("array", "null"));
    put_key_ref(w, "items", STR("work"));
}

void json_schema_put_works(struct writing *w)
{
    struct json *j = &w->j;
    json_key(j, "anyOf"), json_list(j);
    json_object(j);
    put_list_of_works(w);
    json_end(j);
    json_object(j);
    put_member(w, "type", STR("object"));
    put_needed(w, "references");
    json_key(j, "properties"), json_object(j);
    json_key(j, "references"), json_object(j);
    put_list_of_works(w);
    json_end(j);
    json_end(j);
    json_end(j);
    json_end(j);
}

void json_schema_put_work_definitions(struct writing *w)
{
    put_work(w);
    put_person(w);
    put_date(w);
    put_date_map(w);
    put_date_parts(w);
    put_date_list(w);
}
