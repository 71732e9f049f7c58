/* inventory: what a course consists of, by identity; and what was added, changed, moved and taken
 * out between two of them.
 *
 *     inventory_of(&then, &older_course, arena);        courses after course_index
 *     inventory_of(&now, &course, arena);
 *     inventory_compare(&diff, &then, &now, arena);
 *     for (i < diff.len) … diff.items[i].change, .before, .after …
 *
 * Things are known by their ids, never by lines or titles: a step that gets another title, number,
 * file name (with `id:`) or place is the same step. `key` is the path of ids from the top, as in
 * records (docs/record.md, without the course): "begynneropplaering/forarbeid",
 * "begynneropplaering/refleksjon/par.sist". Two things of the same kind with the same key are the
 * same; of the others, those with the same kind and id are the same, moved, when there is exactly
 * one on each side.
 *
 * Changed: the thing's own words or values differ; what stands below it does not count for it, so a
 * changed question does not change its task. Moved: below another, or in another order among
 * those of its kind (the fewest that explain the new order). What stands below a thing that was
 * added, moved or taken out is not told again, but for questions: see `lost`.
 *
 * Lost: a question or decision whose key teams' records may hold and that the newer course does
 * not have: taken out, or moved so that its key is another.
 *
 * Ownership: the arena's; texts are the courses'. Errors: none; what failed to parse is listed with
 * `failed` and nothing below it, and nothing is said to be gone for that reason. Threads: pure.
 */
#ifndef STEG_COURSE_INVENTORY_H
#define STEG_COURSE_INVENTORY_H

#include "course/course.h"

enum thing_kind {
    THING_COURSE, /* course.yml and the front page */
    THING_PAGE,   /* a page of its own */
    THING_MODULE,
    THING_LEADER,
    THING_STEP,
    THING_FILM, /* known by its address or file */
    THING_TASK,
    THING_QUESTION,
    THING_METHOD,
    THING_TERM,
    THING_WORK,
    THING_KINDS
};

struct thing {
    enum thing_kind kind;
    struct str id, key;
    struct str title;       /* as readers see it, plain; a question's text */
    const struct thing *in; /* what it stands below, NULL at the top */
    unsigned order;         /* among those of its kind below the same, from 0 */
    struct str address;     /* the page, with the anchor; "" when it has none */
    struct pos pos;         /* where to point in the source */
    uint64_t digest;        /* of its own words and values */
    bool answered;          /* records may hold its key */
    bool failed;
};

struct inventory {
    struct thing **things; /* in the order of the course */
    size_t len, cap;
    struct map by_key; /* "kind key" → struct thing */
};

/* Drafts are left out: no reader has met them. */
void inventory_of(struct inventory *out, const struct course *c, struct arena *a);

enum change_kind { CHANGE_ADDED, CHANGE_CHANGED, CHANGE_MOVED, CHANGE_REMOVED };

struct thing_change {
    enum change_kind change;
    bool also_changed; /* MOVED, and its words differ as well */
    bool lost;
    const struct thing *before, *after; /* NULL where there is none */
};

struct inventory_diff {
    struct thing_change *items; /* in the order of the newer course, what is gone where it stood */
    size_t len, cap;
};

void inventory_compare(struct inventory_diff *out, const struct inventory *before,
                       const struct inventory *after, struct arena *a);

#endif
