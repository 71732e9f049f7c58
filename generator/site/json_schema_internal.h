/* json_schema_internal: what json_schema.c and its neighbours share; nobody else includes it. */
#ifndef STEG_SITE_JSON_SCHEMA_INTERNAL_H
#define STEG_SITE_JSON_SCHEMA_INTERNAL_H

#include "base/json.h"
#include "site/json_schema.h"

/* Blanks that steg takes off both ends of a text. */
#define BLANK "[ \\t\\r\\n]"
#define NOTHING_PATTERN "^" BLANK "*$"
#define SOMETHING_PATTERN "[^ \\t\\r\\n]"

struct writing {
    struct json j;
    enum language l;
    struct arena *a;
};

/* `key: text`, a member of the object that is open. */
static inline void put_member(struct writing *w, const char *key, struct str text)
{
    json_key(&w->j, key);
    json_text(&w->j, text);
}

/* One of two texts, by language. */
static inline void put_words(struct writing *w, const char *key, const char *const words[2])
{
    put_member(w, key, str_of(words[w->l]));
}

static inline void put_ref(struct writing *w, struct str name)
{
    put_member(w, "$ref", STR_CAT(w->a, STR("#/definitions/"), name));
}

/* ---- Values: json_schema_value.c ------------------------------------------------------------- */

/* Kinds whose values are told by a definition of their own. The others stand in their place. */
bool json_schema_is_defined(enum schema_kind kind);
struct str json_schema_name(struct arena *a, enum schema_kind kind, bool optional);

/* The keywords that bind one value of a row; `optional`: it may be nothing. */
void json_schema_put_value(struct writing *w, const struct schema_key *k, bool optional);

/* A text on one line of so many letters at most. */
void json_schema_put_short(struct writing *w, uint32_t max, bool optional);

/* What stands behind "key: " in a table, as the value that a reader of YAML makes of it. */
void json_schema_put_example(struct writing *w, const struct schema_key *k, const char *text);

/* ---- Works: json_schema_works.c -------------------------------------------------------------- */

void json_schema_put_works(struct writing *w);            /* the file */
void json_schema_put_work_definitions(struct writing *w); /* what it refers to */

/* ---- Figures: json_schema_figure.c ----------------------------------------------------------- */

/* What each kind of figure can hold: keywords of the figure's record. */
void json_schema_put_figure_kinds(struct writing *w);

#endif
