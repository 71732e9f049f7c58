/* json_schema: records, files, and the document around them. */
#include "site/json_schema_internal.h"
#include "course/figure.h"
#include "course/keys.h"
#include "course/table.h"
#include <assert.h>
#include <string.h>

/* ---- Files ----------------------------------------------------------------------------------- */

const struct json_schema_file json_schema_files[] = {
    {"course", "content/course.yml", JSON_SCHEMA_RECORD, &schema_course, {0}},
    {"course-texts", "content/course.nn.yml", JSON_SCHEMA_RECORD, &schema_course_texts, {0}},
    {"glossary",
     "content/glossary.yml",
     JSON_SCHEMA_LIST,
     &schema_term,
     {"glossary.yml, a list of terms; and glossary.nn.yml, those that are translated.",
      "glossary.yml, en liste med begreper; og glossary.nn.yml, de som er oversatt."}},
    {"literature",
     "content/literature.yml",
     JSON_SCHEMA_WORKS,
     NULL,
     {"literature.yml, the works of the course as Zotero and pandoc write them (CSL).",
      "literature.yml, verkene i kurset slik Zotero og pandoc skriver dem (CSL)."}},
    {"front", "content/index.md", JSON_SCHEMA_RECORD, &schema_front, {0}},
    {"plain", "content/om-kurset.md", JSON_SCHEMA_RECORD, &schema_plain, {0}},
    {"module", "content/01-modul/index.md", JSON_SCHEMA_RECORD, &schema_module, {0}},
    {"short-module", "content/03-kort-modul.md", JSON_SCHEMA_RECORD, &schema_short_module, {0}},
    {"step", "content/01-modul/1-forarbeid.md", JSON_SCHEMA_RECORD, &schema_step, {0}},
    {"leader", "content/01-modul/leader.md", JSON_SCHEMA_RECORD, &schema_leader, {0}},
    {"method", "content/methods/igp.md", JSON_SCHEMA_RECORD, &schema_method, {0}},
    {"figure", "```figure", JSON_SCHEMA_RECORD, &schema_figure, {0}},
    {"table", "```table", JSON_SCHEMA_RECORD, &schema_table, {0}},
    {0},
};

const struct json_schema_file *json_schema_file(struct str name)
{
    for (const struct json_schema_file *f = json_schema_files; f->name; f++)
        if (str_eq(name, str_of(f->name))) return f;
    return NULL;
}

/* ---- What is referred to --------------------------------------------------------------------- */

/* The definitions that a document needs. */
struct needed {
    bool kinds[SCHEMA_RECORD][2]; /* required, optional */
    const struct schema *records[32];
    size_t len;
    bool lists, nothing, works;
};

static bool is_replaced(const struct schema *s, const struct schema_key *k)
{
    return schema_key(s, str_of(k->name)) != k;
}

/* What a schema is made of, the keys of any page first. */
static size_t bases_of(const struct schema *s, const struct schema *out[4])
{
    size_t n = 0;
    for (; s && n < 4; s = s->base)
        out[n++] = s;
    return n;
}

static void need_record(struct needed *need, const struct schema *s);

static void need_key(struct needed *need, const struct schema_key *k)
{
    if (k->list && !k->required) need->lists = true;
    if (k->kind == SCHEMA_RECORD) {
        for (size_t i = 0; i < need->len; i++)
            if (need->records[i] == k->of) return;
        assert(need->len < sizeof need->records / sizeof *need->records);
        need->records[need->len++] = k->of;
        if (!k->list && !k->required) need->nothing = true;
        need_record(need, k->of);
    } else if (json_schema_is_defined(k->kind)) {
        need->kinds[k->kind][!k->required && !k->list] = true;
    }
}

static void need_record(struct needed *need, const struct schema *s)
{
    const struct schema *bases[4];
    const struct schema_key *bare = s->shorthand ? schema_key(s, str_of(s->shorthand)) : NULL;
    if (bare && !bare->list && !s->blank) need->kinds[bare->kind][0] = true;
    for (size_t n = bases_of(s, bases); n-- > 0;)
        for (const struct schema_key *k = bases[n]->keys; k->name; k++)
            if (!is_replaced(s, k)) need_key(need, k);
}

static void need_file(struct needed *need, const struct json_schema_file *f)
{
    if (f->shape == JSON_SCHEMA_WORKS) {
        need->works = need->nothing = true;
        return;
    }
    if (f->shape == JSON_SCHEMA_LIST) need->records[need->len++] = f->schema;
    need_record(need, f->schema);
}

/* ---- What the tables do not say -------------------------------------------------------------- */

/* Rules about texts beyond their kind; the place that has the rule is named. */
static const struct rule {
    const struct schema *schema;
    const char *key, *pattern, *message[2];
} rules[] = {
    /* course/resolve.c */
    {&schema_presentation,
     "file",
     "\\.(?:[Mm][Pp]4|[Ww][Ee][Bb][Mm]|[Mm][Pp]3|[Mm]4[Aa]|[Oo][Gg][Gg]|[Pp][Dd][Ff]|[Mm][Dd])",
     {"Name a file that ends in .mp4, .webm, .mp3, .m4a, .ogg, .pdf or .md.",
      "Oppgi en fil som slutter på .mp4, .webm, .mp3, .m4a, .ogg, .pdf eller .md."}},
    {&schema_presentation,
     "captions",
     "\\.vtt",
     {"Name a file that ends in .vtt.", "Oppgi en fil som slutter på .vtt."}},
    {&schema_presentation,
     "transcript",
     "\\.(?:vtt|md)",
     {"Name a file that ends in .md or .vtt.", "Oppgi en fil som slutter på .md eller .vtt."}},
    /* course/edit.c */
    {&schema_course,
     "edit",
     "^" BLANK "*(?:github|gitlab|gitea|forgejo|https?://.*\\{path\\}.*)",
     {"Write github, gitlab, gitea or forgejo, or an address with {path} in it.",
      "Skriv github, gitlab, gitea eller forgejo, eller en adresse med {path} i."}},
};

static const struct rule *rule_of(const struct schema *s, const struct schema_key *k)
{
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
        if (rules[i].schema == s && strcmp(rules[i].key, k->name) == 0) return &rules[i];
    return NULL;
}

static void put_rule(struct writing *w, const struct rule *r)
{
    put_member(w, "pattern",
               STR_CAT(w->a, STR(NOTHING_PATTERN "|(?:"), str_of(r->pattern), STR(")" BLANK "*$")));
    put_words(w, "patternErrorMessage", r->message);
    json_key(&w->j, "not"), json_object(&w->j);
    json_key(&w->j, "type"), json_list(&w->j);
    json_text(&w->j, STR("number"));
    json_text(&w->j, STR("boolean"));
    json_end(&w->j);
    json_end(&w->j);
}

/* Is the key there, with something behind it? */
static void put_given(struct writing *w, const char *key)
{
    struct json *j = &w->j;
    json_key(j, "required"), json_list(j);
    json_text(j, str_of(key));
    json_end(j);
    json_key(j, "properties"), json_object(j);
    json_key(j, key), json_object(j);
    put_member(w, "pattern", STR(SOMETHING_PATTERN));
    json_key(j, "not"), json_object(j);
    put_member(w, "type", STR("null"));
    json_end(j);
    json_end(j);
    json_end(j);
}

static void put_absent(struct writing *w, const char *key, const char *const message[2])
{
    struct json *j = &w->j;
    json_key(j, "properties"), json_object(j);
    json_key(j, key), json_object(j);
    put_member(w, "pattern", STR(NOTHING_PATTERN));
    put_words(w, "patternErrorMessage", message);
    json_key(j, "if"), json_object(j);
    json_key(j, "type"), json_list(j);
    json_text(j, STR("number"));
    json_text(j, STR("boolean"));
    json_end(j);
    json_end(j);
    json_key(j, "then"), json_object(j);
    put_member(w, "type", STR("null"));
    put_words(w, "errorMessage", message);
    json_end(j);
    json_end(j);
    json_end(j);
}

/* Two keys that shut each other out, of which one must be there or not: course/parse.c. */
static const struct pair {
    const struct schema *schema;
    const char *one, *other;
    bool required;
    const char *message[2];
} pairs[] = {
    {&schema_presentation,
     "url",
     "file",
     true,
     {"There is a url already; leave out one of the two.",
      "Her står det en url også; ta bort den ene."}},
    {&schema_phase,
     "per_group",
     "minutes",
     false,
     {"There is a per_group already; leave out one of the two.",
      "Her står det per_group også; ta bort den ene."}},
};

static void put_pairs(struct writing *w, const struct schema *s)
{
    struct json *j = &w->j;
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        const struct pair *p = &pairs[i];
        if (p->schema != s) continue;
        json_key(j, "if"), json_object(j);
        put_given(w, p->one);
        json_end(j);
        json_key(j, "then"), json_object(j);
        put_absent(w, p->other, p->message);
        json_end(j);
        if (!p->required) continue;
        json_key(j, "else"), json_object(j);
        put_given(w, p->other);
        json_end(j);
    }
}

/* ---- Records --------------------------------------------------------------------------------- */

/* One value of the key, its definition named or spelt out. */
static void put_one(struct writing *w, const struct schema_key *k, bool optional)
{
    if (k->kind == SCHEMA_PLAIN && k->max)
        json_schema_put_short(w, k->max, optional);
    else if (k->kind == SCHEMA_RECORD)
        put_ref(w, str_of(k->of->name));
    else if (json_schema_is_defined(k->kind))
        put_ref(w, json_schema_name(w->a, k->kind, optional));
    else
        json_schema_put_value(w, k, optional);
}

/* A list that is there. */
static void put_bare_list(struct writing *w, const struct schema_key *k)
{
    struct json *j = &w->j;
    json_key(j, "items"), json_object(j);
    put_one(w, k, false);
    json_end(j);
    put_member(w, "type", STR("array"));
    if (k->required) json_key(j, "minItems"), json_number(j, 1);
}

static void put_list(struct writing *w, const struct schema_key *k)
{
    struct json *j = &w->j;
    if (k->required) {
        put_bare_list(w, k);
        return;
    }
    json_key(j, "items"), json_object(j);
    put_one(w, k, false);
    json_end(j);
    json_key(j, "allOf"), json_list(j);
    json_object(j);
    put_ref(w, STR("list-or-nothing"));
    json_end(j);
    json_end(j);
}

static void put_key(struct writing *w, const struct schema *s, const struct schema_key *k)
{
    struct json *j = &w->j;
    const struct rule *rule = rule_of(s, k);
    json_key(j, k->name), json_object(j);
    put_words(w, "description", k->meaning);
    if (k->fallback && *k->fallback) {
        json_key(j, "default");
        json_schema_put_example(w, k, k->fallback);
    }
    json_key(j, "examples"), json_list(j);
    json_schema_put_example(w, k, k->example);
    json_end(j);
    bool record = k->kind == SCHEMA_RECORD && !k->list;
    if (rule || record) {
        json_key(j, rule ? "allOf" : "anyOf"), json_list(j);
        json_object(j);
        put_one(w, k, true);
        json_end(j);
        json_object(j);
        if (rule)
            put_rule(w, rule);
        else
            put_ref(w, STR("nothing"));
        json_end(j);
        json_end(j);
    } else if (k->list) {
        put_list(w, k);
    } else {
        put_one(w, k, !k->required);
    }
    json_end(j);
}

static bool put_required(struct writing *w, const struct schema *s)
{
    const struct schema *bases[4];
    bool any = false;
    for (size_t n = bases_of(s, bases); n-- > 0;) {
        for (const struct schema_key *k = bases[n]->keys; k->name; k++) {
            if (!k->required || is_replaced(s, k)) continue;
            if (!any) json_key(&w->j, "required"), json_list(&w->j);
            any = true;
            json_text(&w->j, str_of(k->name));
        }
    }
    if (any) json_end(&w->j);
    return any;
}

/* A text that may be blank, but not missing. */
static void put_any_text(struct writing *w)
{
    json_key(&w->j, "not"), json_object(&w->j);
    json_key(&w->j, "type"), json_list(&w->j);
    json_text(&w->j, STR("array"));
    json_text(&w->j, STR("object"));
    json_text(&w->j, STR("null"));
    json_end(&w->j);
    json_end(&w->j);
}

/* The keywords of a record. `file`: it stands for a whole file, which may be empty when nothing is
 * required. */
static void put_record(struct writing *w, const struct schema *s, bool file)
{
    struct json *j = &w->j;
    const struct schema *bases[4];
    bool required = put_required(w, s);
    if (s->shorthand) {
        const struct schema_key *bare = schema_key(s, str_of(s->shorthand));
        json_key(j, "anyOf"), json_list(j);
        json_object(j);
        put_member(w, "type", STR("object"));
        json_end(j);
        json_object(j);
        if (bare->list)
            put_bare_list(w, bare);
        else if (s->blank)
            put_any_text(w);
        else
            put_one(w, bare, false);
        json_end(j);
        json_end(j);
    } else if (file && !required) {
        json_key(j, "type"), json_list(j);
        json_text(j, STR("object"));
        json_text(j, STR("null"));
        json_end(j);
    } else {
        put_member(w, "type", STR("object"));
    }
    json_key(j, "properties"), json_object(j);
    for (size_t n = bases_of(s, bases); n-- > 0;)
        for (const struct schema_key *k = bases[n]->keys; k->name; k++)
            if (!is_replaced(s, k)) put_key(w, s, k);
    json_end(j);
    json_key(j, "additionalProperties"), json_bool(j, false);
    put_pairs(w, s);
    if (s == &schema_figure) json_schema_put_figure_kinds(w);
}

/* ---- Documents ------------------------------------------------------------------------------- */

static void put_file(struct writing *w, const struct json_schema_file *f)
{
    struct json *j = &w->j;
    put_member(w, "title", str_of(f->name));
    put_words(w, "description", f->meaning[0] ? f->meaning : f->schema->meaning);
    if (f->shape == JSON_SCHEMA_WORKS) {
        json_schema_put_works(w);
    } else if (f->shape == JSON_SCHEMA_LIST) {
        json_key(j, "type"), json_list(j);
        json_text(j, STR("array"));
        json_text(j, STR("null"));
        json_end(j);
        json_key(j, "items"), json_object(j);
        put_ref(w, str_of(f->schema->name));
        json_end(j);
    } else {
        put_record(w, f->schema, true);
    }
}

/* A blank text is no record, but nothing at all is as if the key were not there. */
static void put_nothing(struct writing *w)
{
    static const char *const types[] = {"array", "boolean", "number", "object", "string"};
    struct json *j = &w->j;
    json_key(j, "nothing"), json_object(j);
    json_key(j, "not"), json_object(j);
    json_key(j, "type"), json_list(j);
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        json_text(j, str_of(types[i]));
    json_end(j);
    json_end(j);
    json_end(j);
}

/* What an optional list may be, whatever stands in it. */
static void put_list_or_nothing(struct writing *w)
{
    static const char *const message[2] = {
        "Write a list: each entry on a line with “- ” first.",
        "Skriv en liste: hvert punkt på en linje med «- » først."};
    struct json *j = &w->j;
    json_key(j, "list-or-nothing"), json_object(j);
    json_key(j, "if"), json_object(j);
    json_key(j, "type"), json_list(j);
    json_text(j, STR("string"));
    json_text(j, STR("null"));
    json_end(j);
    json_end(j);
    json_key(j, "then"), json_object(j);
    put_member(w, "pattern", STR(NOTHING_PATTERN));
    put_words(w, "patternErrorMessage", message);
    json_end(j);
    json_key(j, "else"), json_object(j);
    put_member(w, "type", STR("array"));
    put_words(w, "errorMessage", message);
    json_end(j);
    json_end(j);
}

static void put_definitions(struct writing *w, const struct needed *need)
{
    struct json *j = &w->j;
    for (size_t i = 0; i < need->len; i++) {
        const struct schema *s = need->records[i];
        json_key(j, s->name), json_object(j);
        put_words(w, "description", s->meaning);
        put_record(w, s, false);
        json_end(j);
    }
    for (int kind = 0; kind < SCHEMA_RECORD; kind++) {
        for (int optional = 0; optional < 2; optional++) {
            struct schema_key k = {.kind = (enum schema_kind)kind};
            if (!need->kinds[kind][optional]) continue;
            json_key(j, str_z(w->a, json_schema_name(w->a, k.kind, optional)));
            json_object(j);
            json_schema_put_value(w, &k, optional);
            json_end(j);
        }
    }
    if (need->lists) put_list_or_nothing(w);
    if (need->nothing) put_nothing(w);
    if (need->works) json_schema_put_work_definitions(w);
}

static void put_all(struct writing *w)
{
    static const char *const meaning[2] = {
        "The files of a course: give an editor this file with #/definitions/course and so on.",
        "Filene i et kurs: gi redigeringsprogrammet denne fila med #/definitions/course og så "
        "videre."};
    put_member(w, "title", STR("steg"));
    put_words(w, "description", meaning);
}

void json_schema_write(struct buf *out, const struct json_schema_file *file, enum language l)
{
    struct writing w = {.j = {.out = out}, .l = l, .a = out->arena};
    struct json *j = &w.j;
    struct needed need = {0};
    json_object(j);
    put_member(&w, "$schema", STR("http://json-schema.org/draft-07/schema#"));
    put_member(&w, "$comment", STR("Made by steg schema for course format 1."));
    if (file) {
        need_file(&need, file);
        put_file(&w, file);
    } else {
        put_all(&w);
    }
    json_key(j, "definitions"), json_object(j);
    for (const struct json_schema_file *f = json_schema_files; !file && f->name; f++) {
        need_file(&need, f);
        json_key(j, f->name), json_object(j);
        put_file(&w, f);
        json_end(j);
    }
    put_definitions(&w, &need);
    json_end(j);
    json_end(j);
}
