/* schema: the keys of course.yml and front matter, one table per kind of thing.
 *
 * A row says a key's name, type, whether it is required, what it means in both languages, and an
 * example. Decoding, "did you mean", the reference page, the JSON Schema and the names that
 * layouts see are all made from the rows; nothing else in the program knows which keys exist.
 *
 *     struct step_keys keys;
 *     schema_decode(&keys, &schema_step, yaml, arena, diags);
 *
 * Every fault of a record is reported; a value that is wrong is left as if it were absent, and a
 * missing required key is one error. Values keep their positions; `pos.file == NULL` means absent.
 * Markdown in values is not rendered here: schema_texts() visits every text of a decoded record,
 * so that doc_parse (phase 2) and the resolving of links (phase 3) each need one loop.
 *
 * Ownership: what is decoded lives in the arena; texts are views into the YAML tree or the file.
 * Threads: pure; the tables are constant.
 */
#ifndef STEG_COURSE_SCHEMA_H
#define STEG_COURSE_SCHEMA_H

#include "base/arena.h"
#include "base/diag.h"
#include "parts/yaml.h"

/* ---- Values ---------------------------------------------------------------------------------- */

struct doc;

/* Markdown; `doc` is filled in phase 2. A required text is never blank. */
struct text {
    struct str raw;
    struct pos pos;
    const struct yaml_node *node; /* until the end of phase 2 */
    struct doc *doc;
};

/* Text that is not Markdown: an id, a path, a name, a URL. */
struct plain {
    struct str text;
    struct pos pos;
};

struct flag {
    bool value; /* the row's fallback when absent */
    struct pos pos;
};

/* One of a row's words; 0 when absent, else the word's value. */
struct choice {
    int value;
    struct pos pos;
};

struct count {
    uint32_t value;
    struct pos pos;
};

/* ISO 8601 calendar date that exists; zeros when absent. */
struct date {
    uint16_t year;
    uint8_t month, day;
    struct pos pos;
};

/* "2026-11-22": the date without its place. DATE_MISSING: the calendar has no such day. */
enum date_end { DATE_READ, DATE_UNREADABLE, DATE_MISSING };
enum date_end date_read(struct date *out, struct str text);

/* `45`, `ca. 60` (also `ca 60`), `45–60` (also `45-60`), `open`; 1–600, a range rises. */
enum minutes_kind { MINUTES_NONE, MINUTES_EXACT, MINUTES_ABOUT, MINUTES_RANGE, MINUTES_OPEN };
struct minutes {
    enum minutes_kind kind;
    uint16_t from, to; /* equal but in a range */
    struct pos pos;
};

/* Lists are {items, len}; every list struct in course/keys.h has this layout. */
struct plains {
    struct plain *items;
    size_t len;
};
struct texts {
    struct text *items;
    size_t len;
};

/* ---- Rows ------------------------------------------------------------------------------------ */

enum schema_kind {
    SCHEMA_TEXT,     /* struct text: one line of Markdown (line breaks fold to spaces) */
    SCHEMA_BLOCK,    /* struct text: Markdown blocks */
    SCHEMA_PLAIN,    /* struct plain: any text on one line */
    SCHEMA_ID,       /* struct plain: [a-z0-9-]+ */
    SCHEMA_NAME,     /* struct plain: a module's, method's or term's name; checked in phase 3 */
    SCHEMA_LANGUAGE, /* struct plain: BCP 47, well-formed (RFC 5646) */
    SCHEMA_URL,      /* struct plain: http or https (mailto, tel where it says so in the meaning) */
    SCHEMA_PATH,     /* struct plain: a file of the course, relative to this one */
    SCHEMA_LINK,     /* struct plain: SCHEMA_URL or SCHEMA_PATH */
    SCHEMA_ADDRESS,  /* struct plain: a path from the site's root (aliases) */
    SCHEMA_COLOUR,   /* struct plain: #rrggbb */
    SCHEMA_DATE,
    SCHEMA_FLAG,
    SCHEMA_CHOICE,
    SCHEMA_COUNT,
    SCHEMA_MINUTES,
    SCHEMA_RECORD /* the struct of `of`, an `entry` */
};

struct schema;

struct schema_word {
    const char *word;
    int value;
    const char *meaning[2]; /* by enum language */
};

struct schema_key {
    const char *name;
    enum schema_kind kind;
    bool list;     /* {items, len} of the kind; a single value where a list is wanted is an error
                      whose remedy shows the list */
    bool required; /* also: not empty */
    size_t offset; /* of the member in the decoded struct */
    const struct schema *of;
    const struct schema_word *words;  /* CHOICE; ends with a NULL word */
    uint32_t min, max;                /* COUNT; PLAIN: `max` letters, 0 for any number */
    const char *fallback;             /* the default, as one would write it; "" or NULL for none */
    const char *fallback_in_words[2]; /* a default that depends, and cannot be written */
    const char *meaning[2];
    const char *example; /* the value as one would write it after "key: " */
};

struct schema {
    const char *name; /* "step": heading of the reference */
    const char *meaning[2];
    size_t size;                   /* of the decoded struct */
    const struct schema *base;     /* keys it has too (of any page); its struct is the first
                                      member; a row of the same name replaces the base's */
    const struct schema_key *keys; /* ends with a NULL name */
    const char *shorthand;         /* RECORD: a bare text stands for this key ("id"), a bare list
                                      where the key is a list; or NULL */
    size_t shorthand_flag;         /* offset of a bool that is set then, or 0 */
    bool blank;                    /* the bare text may be blank (""): as if its key were absent */
    bool entry;                    /* its struct begins with its struct pos */
};

/* All schemas of the format, for references; ends with NULL. Defined in schema_tables.c. */
extern const struct schema *const schema_all[];

/* A required key that is not there is blamed on the map's first key. */
bool schema_decode(void *out, const struct schema *s, const struct yaml_node *map, struct arena *a,
                   struct diags *d);

/* The same for a value that was found elsewhere (or with yaml_parse_damaged: then what is damaged
 * or missing is not reported again, and `out` is not to be used): `map` may be NULL kind (an empty
 * front matter); `where` is blamed for missing keys. */
bool schema_decode_at(void *out, const struct schema *s, const struct yaml_node *map,
                      struct pos where, struct arena *a, struct diags *d);

/* Calls visit for every struct text in a decoded record and in the records below it, in the order
 * of the rows; `block` tells SCHEMA_BLOCK from SCHEMA_TEXT. Absent texts are not visited. */
typedef void schema_text_visit(struct text *t, bool block, void *ctx);
void schema_texts(const struct schema *s, void *decoded, schema_text_visit *visit, void *ctx);

const struct schema_key *schema_key(const struct schema *s, struct str name);

/* Bytes of one decoded value of a row; a list has many of them. */
size_t schema_size(const struct schema_key *k);

#endif
