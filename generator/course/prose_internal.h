/* prose_internal: what the files of prose say to each other; nobody else includes it.
 *
 *   prose.c          a unit's keys and texts, in the order of the page
 *   prose_html.c     one text's HTML as blocks; lines of plain text
 *   prose_compare.c  which blocks of two belong together
 *   prose_words.c    which words of two blocks differ
 *   prose_hunks.c    differences of sequences, moved and joined so that they read well
 */
#ifndef STEG_COURSE_PROSE_INTERNAL_H
#define STEG_COURSE_PROSE_INTERNAL_H

#include "course/prose.h"

/* A unit being told: where the next block stands. */
struct telling {
    struct prose *out;
    const struct unit *unit;
    const struct prose_words *words; /* never NULL */
    struct arena *a;
    const char *key;
    unsigned part;
};

/* ---- prose_html.c ---------------------------------------------------------------------------- */

/* A line of text being put together: spaces become one, what nobody sees is left out. */
struct line {
    struct buf b;
    bool space; /* before the next letter */
};

void line_put(struct line *l, struct str text);       /* plain */
void line_put_html(struct line *l, struct str html);  /* inline elements only */
struct str line_end(struct line *l, struct arena *a); /* composed; the line is empty again */

/* A block of the kind, unless the text is empty. */
void prose_add(struct telling *t, enum prose_kind kind, struct str text);
/* The blocks of a doc, which may be NULL; what is in no block element is of the kind. */
void prose_add_doc(struct telling *t, enum prose_kind kind, const struct doc *doc);
/* All of it in one line. */
struct str prose_doc_line(const struct telling *t, const struct doc *doc);

/* ---- prose_hunks.c --------------------------------------------------------------------------- */

/* Words, or blocks, by number. */
struct sequence {
    const uint32_t *ids;
    const uint8_t *edge; /* how well a reader sees a border before each, and one behind the last:
                            len + 1 of them */
    const size_t *size;  /* of all before each: len + 1 of them; for hunks_join */
    size_t len;
};

/* a[a, a + na) is taken out, b[b, b + nb) is put in; between hunks the two are the same. */
struct hunk {
    size_t a, na, b, nb;
};

struct hunks {
    struct hunk *items;
    size_t len;
};

void hunks_of(struct hunks *out, const struct sequence *a, const struct sequence *b,
              struct arena *scratch);
/* What is only taken out, or only put in, and could stand a little earlier or later as well, goes
 * where its borders are seen best. */
void hunks_slide(struct hunks *h, const struct sequence *a, const struct sequence *b);
/* Joins replacements that have little between them. */
void hunks_join(struct hunks *h, const struct sequence *a, const struct sequence *b);

/* ---- prose_words.c --------------------------------------------------------------------------- */

struct word {
    uint32_t at, len; /* in its block's text */
    bool gap;         /* a space stands before it */
    bool letters;     /* a word, not a sign */
};

/* One of the two that are compared: its blocks, and the words of all of them on end. Words and
 * blocks that are equal have equal numbers on both sides. */
struct side {
    const struct prose_block *blocks;
    size_t len;
    struct sequence whole; /* the blocks; without sizes */
    struct sequence words; /* sizes are letters */
    struct word *word;
    size_t *first; /* word of each block, len + 1 of them */
};

struct numbers {
    struct map map;
    uint32_t next;
};

void side_of(struct side *out, const struct prose *p, struct numbers *words, struct numbers *blocks,
             struct arena *scratch);

size_t prose_count_words(struct str text); /* without signs */

/* Compares two blocks; false, and nothing, when they have too little in common. */
bool prose_mark(struct marked_block *out, const struct side *before, size_t i,
                const struct side *after, size_t j, struct arena *a, struct arena *scratch);

#endif
