/* keys: what the author wrote in course.yml and front matter, typed; the structs that
 * schema_tables.c describes row by row. No logic here, and no names of layouts.
 *
 * Every struct that stands in a list begins with its position. Words (`kind: prework`) are enums
 * that begin at 1; 0 is "not given". Meaning, defaults and examples of the keys stand in the tables
 * and in docs/format.md, not here.
 */
#ifndef STEG_COURSE_KEYS_H
#define STEG_COURSE_KEYS_H

#include "course/schema.h"

#define LIST_OF(type) \
    struct {          \
        type *items;  \
        size_t len;   \
    }

struct check_ignore {
    struct pos pos;
    struct plain ignore;
    struct text why;
    bool used; /* something was silenced by it */
};

/* Keys that any page may have. */
struct page_keys {
    struct text title;
    struct plain id, slug;
    struct plains aliases;
    struct plain lang;
    struct text summary;
    struct flag draft;
    LIST_OF(struct check_ignore) check;
};

struct contact {
    struct pos pos;
    struct plain name, email, url;
};

/* Which commits readers are told of. */
enum course_changes { CHANGES_ALL = 1, CHANGES_TOLD, CHANGES_NONE };

struct course_keys {
    struct count format;
    struct plain id;
    struct text title;
    struct plain language;
    struct text description;
    struct plain publisher;
    struct plains authors;
    struct plain license, version, base_url;
    struct plains modules;
    struct plain theme, accent, logo;
    struct contact contact; /* shorthand: a bare text is `name` */
    struct plain privacy, accessibility_statement, repository, edit, branch;
    struct choice raw_html; /* enum raw_html + 1 */
    struct plains languages, versions, names;
    struct flag contributors;
    struct choice changes; /* enum course_changes; 0 is all */
    LIST_OF(struct check_ignore) check;
};

struct front_keys { /* the course's index.md: title not required */
    struct page_keys page;
};

struct plain_keys { /* a page of its own, and an attached text (a transcript) */
    struct page_keys page;
};

struct sign {
    struct pos pos;
    struct plain sign;
    struct text meaning;
};

struct presentation {
    struct pos pos;
    struct text title;
    struct plain url, file;
    struct text speaker;
    struct minutes minutes;
    struct plain language, captions, transcript, slides, poster;
    struct text summary;
};

enum grouping { GROUPING_INDIVIDUAL = 1, GROUPING_PAIRS, GROUPING_GROUP, GROUPING_PLENARY };

struct phase {
    struct pos pos;
    struct text title;
    struct choice grouping;
    struct minutes minutes;
    struct count per_group;
    struct text text;
};

struct question {
    struct pos pos;
    struct plain id;
    struct text text;
    struct texts followups;
    bool bare; /* written as a plain string */
};

struct variants {
    struct pos pos;
    struct text small, online;
};

struct task {
    struct pos pos;
    struct plain id;
    struct text title;
    struct choice grouping;
    struct minutes minutes;
    struct count per_group;
    struct text text;
    struct plain method;
    LIST_OF(struct phase) phases;
    LIST_OF(struct question) questions;
    struct variants variants;
    struct flag decide;
};

struct reading {
    struct pos pos;
    struct plain id;
    struct plain locator;
    struct text why;
};

/* What a step carries; a module in one file has it too. */
struct step_load {
    LIST_OF(struct presentation) presentations;
    LIST_OF(struct sign) signs;
    LIST_OF(struct task) tasks;
    LIST_OF(struct reading) literature;
};

/* A sheet to fill in by hand, such as an observation sheet. */
struct observation {
    struct pos pos;
    struct text title, text;
    struct texts columns, rows;
    struct count blank;
};

enum step_kind {
    STEP_PREWORK = 1,
    STEP_PRESENTATION,
    STEP_REFLECTION,
    STEP_TRYOUT,
    STEP_FOLLOWUP,
    STEP_LITERATURE,
    STEP_TEXT
};
enum step_when { WHEN_BEFORE = 1, WHEN_TOGETHER, WHEN_BETWEEN };
enum step_for { FOR_LEADERS = 1, FOR_STAFF, FOR_OWNER };

struct step_keys {
    struct page_keys page;
    struct choice kind, when;
    struct minutes minutes;
    struct text period, who;
    struct choice for_whom; /* `for` */
    struct text purpose;
    struct texts bring, roles;
    struct text short_version; /* `short` */
    struct text unprepared;
    struct flag must;
    struct step_load load;
    LIST_OF(struct observation) observation;
};

struct statement {
    struct pos pos;
    struct plain id;
    struct text text;
};

/* What each answers for themselves, from 1 to 4. */
struct statements {
    struct pos pos; /* no file: there are none */
    struct text title, intro;
    LIST_OF(struct statement) items; /* shorthand: a bare list */
    struct text use;
};

struct module_keys {
    struct page_keys page;
    struct text theme, purpose, background;
    struct texts audience, objectives;
    struct plains builds_on, terms;
    struct statements statements;
    struct minutes minutes;
    struct plains authors;
    struct plain reviewer;
    struct date reviewed, review_by;
    struct text source;
    struct plain license;
    struct step_load
        load; /* only in a module in one file; else an error that says where to put it */
};

struct leader_keys {
    struct page_keys page;
    struct minutes minutes;
    struct texts bring;
};

struct method_keys {
    struct page_keys page;
    struct minutes minutes;
    struct text group_size;
    struct texts materials;
    LIST_OF(struct phase) phases;
};

struct term { /* glossary.yml */
    struct pos pos;
    struct plain id;
    struct text term;
    struct text definition;
    struct texts aliases;
    struct plains avoid;
};

extern const struct schema schema_course, schema_course_texts, schema_front, schema_plain,
    schema_step, schema_module, schema_short_module, schema_leader, schema_method, schema_term,
    schema_presentation, schema_task, schema_question, schema_phase, schema_variants, schema_sign,
    schema_reading, schema_contact, schema_check, schema_statements, schema_statement,
    schema_observation;

#endif
