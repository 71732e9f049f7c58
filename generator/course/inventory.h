/* inventory: what a course consists of, by identity; and what was added, changed, moved and taken
 * out between two of them.
 *
 *     inventory_of(&then, &older_course, arena);        courses after course_index
 *     inventory_of(&now, &course, arena);
 *     inventory_compare(&diff, &then, &now, arena);
 *     for (i < diff.len) … diff.items[i].before, .after …
 *     inventory_warn(&diff, diags);
 *
 * `key` is where a record keeps what a team writes (docs/record.md, without the course):
 * "begynneropplaering/forarbeid" for a step, "begynneropplaering/par" for a task of that module,
 * "begynneropplaering/par/sist" for its question. A task belongs to its module there, not to its
 * step, so that a task may change its step and keep its answers. The others' keys are their ids,
 * a film's and an attached text's those of what they stand below, too.
 *
 * Which things are the same, in this order:
 *   1  the same id among those of its kind (in its module: steps, tasks, attached texts; in its
 *      step or task: films, questions). Titles, numbers, file names (with `id:`) do not matter.
 *   2  the same id elsewhere, with all that stands in it and below it as it was, when there is
 *      one such on each side: it was moved. What was moved to another module and changed at the
 *      same time is told as taken out and added; «forarbeid» is the id of a step in every module,
 *      and says nothing alone.
 *   3  another id among those of its kind, with the same title, when there is one such on each
 *      side: it was renamed. Teams' records do not follow, so this is told and warned of.
 *
 * Changed: the thing's own words or values differ; what stands below it does not count for it, so a
 * changed question does not change its task. Words are compared as they are set on the page: how
 * lines are broken in the file, or which of two spellings of Markdown is used, makes no difference,
 * nor does a link's path when it leads to the same page. Keys that neither readers nor records meet
 * do not count (inventory_counts). What has no id of its own, such as a question without a writing
 * field, is a value of what it stands below. Pictures and films are compared by name.
 *
 * Moved: below another, or in another order among those of its kind (the fewest that explain the
 * new order; not for methods, terms, works and pages, which the site sorts). What stands below a
 * thing that was added, moved or taken out is not told again, but for questions: see `lost`.
 *
 * Lost: a step, question or decision whose key teams' records may hold and that the newer course
 * does not have. A step's own is only a tick, and who was there.
 *
 * A file that could not be read is `failed`; what stands in it is not listed, and nothing is said
 * to be new or gone that may stand in such a file. A course without a course.yml that can be used
 * has no inventory: the caller has to know.
 *
 * Ownership: the arena's; texts are the courses'. Errors: none. Threads: pure.
 */
#ifndef STEG_COURSE_INVENTORY_H
#define STEG_COURSE_INVENTORY_H

#include "course/course.h"

enum thing_kind {
    THING_COURSE, /* course.yml and the front page; always the first */
    THING_PAGE,   /* a page of its own, or a text that a module's pages use */
    THING_MODULE,
    THING_LEADER,
    THING_STEP,
    THING_FILM, /* or sound, or a text to read; known by its address or file */
    THING_TASK,
    THING_QUESTION,
    THING_METHOD,
    THING_TERM,
    THING_WORK,
    THING_KINDS
};

/* What programs are told: "course", "page" … */
extern const char *const thing_kinds[THING_KINDS];

/* One of a thing's own words or values, if it has it, under the name of its key in docs/format.md;
 * "body" is the text below the front matter. */
struct thing_value {
    const char *key;
    uint64_t digest;
};

struct thing {
    enum thing_kind kind;
    struct str id, key;
    struct str title; /* as readers see it, plain; a question's text; "" of a step that was made
                         from a module in one file, which the layouts name */
    const struct thing *in;       /* what it stands below, NULL at the top */
    const struct thing *previous; /* the one of its kind before it below the same */
    unsigned order;               /* among those, from 0 */
    unsigned below[THING_KINDS];  /* how many stand below it, at any depth */
    struct str address;           /* the page, with the anchor */
    struct pos pos;               /* where its id stands, else its title, else its file */
    const struct thing_value *values;
    size_t nvalues;
    uint64_t digest; /* of its id, its own words and values, and all below it */
    size_t at;       /* its place in the inventory */
    bool answered;   /* records may hold its key */
    bool failed;
    unsigned missing; /* MODULE: 1 << kind: some of these below it may stand in a failed file */
};

struct inventory {
    struct thing **things; /* in the order of the course, each before what stands below it */
    size_t len, cap;
    struct map by_key; /* "kind key" → struct thing */
    unsigned missing;  /* 1 << kind: the same for those at the top */
};

/* Drafts are left out: no reader has met them. */
void inventory_of(struct inventory *out, const struct course *c, struct arena *a);

/* NULL when there is none. */
const struct thing *inventory_find(const struct inventory *v, enum thing_kind kind, struct str key);

/* Whether a key of front matter counts when things of this schema are compared. */
bool inventory_counts(const struct schema *s, const struct schema_key *k);

struct thing_change {
    const struct thing *before, *after; /* NULL before: added; NULL after: taken out */
    const struct thing *module;         /* to which it belongs; the newer when there is one */
    const char *const *keys;            /* changed: which of its values differ */
    size_t nkeys;
    bool moved, renamed;
    bool elsewhere; /* moved: below another thing than before, not in another order */
    bool unread;    /* failed on one side at least: not compared */

    /* Something of it, or below it, is lost. Of the course it means everything: another id. */
    bool lost;
    const struct thing *because; /* lost: the older thing above it that was taken out, moved or
                                    renamed, and is told itself; NULL: its own doing */
    unsigned lost_questions, lost_decisions; /* because of this one, itself counted */
};

struct inventory_diff {
    const struct inventory *before, *after;
    struct thing_change *items; /* in the order of the newer course, what is gone where it stood */
    size_t len, cap;
};

void inventory_compare(struct inventory_diff *out, const struct inventory *before,
                       const struct inventory *after, struct arena *a);

/* A warning for what teams have written and will not find in its place any more: once for each
 * thing that is the cause. The place is that of the id in the older file; where an id has changed,
 * that of the new one. Both courses' files must outlive the diagnostics. */
void inventory_warn(const struct inventory_diff *diff, struct diags *d);

#endif
