/* prose: what a reader meets in one file of the course, block by block, as plain text; and how two
 * of them differ, word by word.
 *
 *     prose_of(&now, unit, &words, arena);         unit as course_parse left it; need not be
 *     prose_of(&then, older, &words, arena);       resolved, need not belong to a course
 *     prose_compare(&marked, &then, &now, arena);
 *     marked.equal: no word differs, whatever the files' bytes do
 *
 * The order is that of the page: title, summary, what one should know before, the body, films,
 * signs, tasks with their phases and questions, literature; glossary and literature files entry by
 * entry. Each text of front matter says where it stands (`place`), which the layouts have words
 * for. Markdown's signs and tags are gone; a picture is its alternative text, a link its text, a
 * citation as the page has it, or its key where the work is not known. Ids, dates of review, file
 * names and other keys that readers do not see are left out; minutes, groupings and choices are
 * texts like «ca. 45 min» only where `words` gives them, so that a changed time is a change.
 *
 * Comparing: blocks are paired (equal ones first; then, between these, those of the same kind that
 * share most words), and a pair is compared by words: a word is a run of letters and digits, each
 * other sign stands alone, spaces belong to what they follow. Pairs with less than a third of their
 * words in common are shown as one taken out and one put in. A block that moved is taken out in
 * one place and put in in another.
 *
 * Ownership: everything lives in the given arena; texts may be views into the unit's docs. Errors:
 * none; a unit that failed to parse has the blocks that could be read. Threads: pure.
 */
#ifndef STEG_COURSE_PROSE_H
#define STEG_COURSE_PROSE_H

#include "course/course.h"

enum prose_kind {
    PROSE_TITLE,
    PROSE_HEADING, /* level 2 to 6 */
    PROSE_TEXT,
    PROSE_ITEM, /* of a list; level: how deep, from 1 */
    PROSE_QUOTE,
    PROSE_BOX,   /* the title of a box; its text follows as other blocks */
    PROSE_CELLS, /* a row of a table, cells divided by " | " */
    PROSE_CODE,
    PROSE_PICTURE, /* its alternative text */
    PROSE_TASK,    /* a task's title */
    PROSE_QUESTION,
    PROSE_FOLLOWUP,
    PROSE_ENTRY /* a term or a work: what names it */
};

/* Which key a text of front matter stands under; PROSE_BODY for bodies. The schema's own names. */
struct prose_block {
    enum prose_kind kind;
    unsigned level;
    const char *key; /* "purpose", "short", "bring" …; NULL in a body */
    struct str text; /* one line; words divided by single spaces */
};

struct prose {
    struct prose_block *blocks;
    size_t len, cap;
};

/* What only the site can say; each may be NULL. */
struct prose_words {
    struct str (*citation)(const struct hole *cite, struct arena *a, void *ctx);
    struct str (*string)(const struct hole *string, struct arena *a, void *ctx);
    struct str (*minutes)(const struct minutes *m, struct arena *a, void *ctx);
    void *ctx;
};

void prose_of(struct prose *out, const struct unit *u, const struct prose_words *w,
              struct arena *a);

/* ---- Differences ----------------------------------------------------------------------------- */

enum mark { MARK_SAME, MARK_OUT, MARK_IN };

struct marked_run { /* words with the spaces between them, as they are to be shown */
    enum mark mark;
    struct str text;
};

struct marked_block {
    enum mark mark;                  /* OUT, IN: the whole block; SAME: look at the runs */
    const struct prose_block *block; /* the newer one, or the one taken out */
    struct marked_run *runs;         /* one when nothing differs */
    size_t nruns;
    bool touched; /* something in it differs */
};

struct marked {
    struct marked_block *blocks;
    size_t len;
    size_t words_out, words_in;
    bool equal;
};

/* `before` or `after` may be NULL: the page is new, or gone. */
void prose_compare(struct marked *out, const struct prose *before, const struct prose *after,
                   struct arena *a);

#endif
