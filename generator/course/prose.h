/* prose: what a reader meets in one file of the course, block by block, as plain text; and how two
 * of them differ, word by word.
 *
 *     prose_of(&now, unit, &words, arena);         unit as course_parse left it; need not be
 *     prose_of(&then, older, &words, arena);       resolved, need not belong to a course
 *     prose_compare(&marked, &then, &now, arena);
 *     marked.equal: no word differs, whatever the files' bytes do
 *     for (i < marked.len) … marked.blocks[i].mark, .block->kind, .runs …
 *
 * The order is that of the page: title, facts, summary, what one should know before, the body,
 * signs, films, tasks with their phases and questions, literature. Terms and works stand in the
 * order of their ids, so that sorting the file is no change. A text of front matter has the name of
 * its key, for which layouts have words.
 *
 * What is a change is what a reader would call one. So these are words here:
 *   - texts and titles without Markdown's signs: a link is its text, a picture what it says to
 *     those who do not see it, a citation as the page has it;
 *   - facts: how long, who, when, how one sits together, a task's method, and that a part ends in a
 *     decision, where `prose_words` has words for them; the address of a film elsewhere;
 *   - the box in a list of tasks: ☐ or ☑.
 * And these are none: ids, addresses of links, names of files, emphasis, levels of headings and
 * lists, whether something is a list at all, the order of a glossary, dates of review, warnings
 * that stay quiet. Spaces of all kinds are one space; soft hyphens and other signs that nobody sees
 * are gone; letters are composed (NFC).
 *
 * Comparing: parts of the page are compared each with itself. In a part, blocks under the same key
 * are paired, in order, so that much is in common: long ones that are equal, then those that share
 * most words, then what else is equal. A pair is compared by words: a word is a run of letters and
 * digits, with single hyphens, apostrophes, stops and the like between them (time-out, 08.30); each
 * other sign stands alone. A few small words that are the same between two larger replacements are
 * marked with these. Blocks with less than a third of their words in common are no pair: one is
 * taken out, the other put in. So is a block that moved, in two places; and of a paragraph that was
 * divided, one half is put in where the other has lost it.
 *
 * Cost: in the order of the words, at most × DIFF_MOST where nothing is alike (base/diff.h).
 * Ownership: a prose lives in the given arena, with copies of all texts; what is marked lives in
 * its own and points into the two. Errors: none; a unit that failed to parse has the blocks that
 * could be read. Threads: pure.
 */
#ifndef STEG_COURSE_PROSE_H
#define STEG_COURSE_PROSE_H

#include "course/course.h"

enum prose_kind {
    PROSE_TITLE,
    PROSE_FACTS,   /* a line of short ones, divided by " · " */
    PROSE_HEADING, /* level 2 to 6 */
    PROSE_TEXT,
    PROSE_ITEM, /* of a list; level: how deep, from 1 */
    PROSE_QUOTE,
    PROSE_BOX,     /* the title of a box; its text follows as other blocks, `boxed` */
    PROSE_CELLS,   /* a row of a table, cells divided by " | " */
    PROSE_CODE,    /* a line of it */
    PROSE_PICTURE, /* its alternative text */
    PROSE_NOTE,    /* a footnote */
    PROSE_FILM,    /* a presentation's title */
    PROSE_TASK,    /* a task's title */
    PROSE_QUESTION,
    PROSE_FOLLOWUP,
    PROSE_ENTRY /* a term or a work: what names it */
};

struct prose_block {
    enum prose_kind kind;
    unsigned level;  /* HEADING, ITEM; of others in a list: how deep */
    bool boxed;      /* stands in a box */
    bool drawn;      /* belongs to a figure: its caption, its source, what it shows as text */
    const char *key; /* the schema's name for what it stands under: "purpose", "short" …; in a list
                        the list's: "presentations", "tasks", "phases", "questions" (follow-ups,
                        too); of a task's variants "small", "online"; "decide"; "facts" for the
                        page's own; NULL in a body */
    unsigned part;   /* of the page; rises */
    struct str text; /* one line; words divided by single spaces; never empty */
};

struct prose {
    struct prose_block *blocks;
    size_t len, cap;
};

/* What only others can say; each may be NULL, and so may the whole. Give the same for both that are
 * to be compared: another title of a method is no change of the page that names it. */
struct prose_words {
    const struct course *course; /* after course_index: titles of methods, modules and terms, and
                                    the works that are cited; else their names and ids */
    enum apa_language apa;
    struct str (*string)(const struct hole *string, struct arena *a, void *ctx); /* a box's kind */
    struct str (*minutes)(const struct minutes *m, struct arena *a, void *ctx);
    /* Facts that are no text, by key and value: "when", "for" and "grouping" with their enum's,
     * "must" 0, "per_group" minutes, "decide" 1, "method" 0 (the word before its title). "": says
     * nothing. */
    struct str (*fact)(const char *key, unsigned value, struct arena *a, void *ctx);
    void *ctx;
};

void prose_of(struct prose *out, const struct unit *u, const struct prose_words *w,
              struct arena *a);

/* ---- Differences ----------------------------------------------------------------------------- */

enum mark { MARK_SAME, MARK_OUT, MARK_IN };

/* Words with the spaces between them: runs are to be shown one after the other as they are. Those
 * that are not OUT give the newer text. */
struct marked_run {
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
    size_t words_out, words_in; /* commas and the like are not counted */
    bool equal;                 /* nothing is touched */
};

/* `before` or `after` may be NULL: the page is new, or gone. */
void prose_compare(struct marked *out, const struct prose *before, const struct prose *after,
                   struct arena *a);

#endif
