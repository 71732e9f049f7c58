/* doc_internal: what the files of doc, and the writers of blocks of data in it (fenced.h), say to
 * each other; nobody else includes it.
 *
 *   doc.c        parse, ids, print
 *   doc_write.c  events → HTML: blocks and inlines
 *   doc_links.c  links, pictures, footnotes, citations: what leaves holes
 *   doc_html.c   the authors' own tags
 */
#ifndef STEG_COURSE_DOC_INTERNAL_H
#define STEG_COURSE_DOC_INTERNAL_H

#include "course/doc.h"

/* An element the author opened and has not closed. */
struct doc_open {
    const struct doc_element *element; /* NULL: one that is not allowed, reported when it began */
    struct str name;
    struct pos pos;
    uint32_t nesting; /* of Markdown around it: it must end there, too */
};

struct doc_writer {
    const struct doc_input *in;
    struct doc_ids *ids;
    struct arena *results, *scratch;
    struct diags *d;
    struct doc *doc;
    struct buf html; /* in scratch until it is done */
    size_t holes_cap, headings_cap;

    const struct markdown *md; /* being written: the text's, or that of a box's title in it */
    uint32_t nesting;          /* of Markdown's blocks and inlines */
    uint32_t depth;            /* of its blocks */
    uint8_t container[2 * MARKDOWN_MAX_DEPTH + 8]; /* enum md_kind of what is open */
    bool tight[2 * MARKDOWN_MAX_DEPTH + 8];        /* of the lists among them */
    bool task_list[2 * MARKDOWN_MAX_DEPTH + 8];

    uint8_t level;      /* of the last heading */
    struct str section; /* its text */
    struct map numbers; /* base of a generated id → uint32_t *, the number tried last */
    struct str *notes;  /* ids of footnotes by number - 1 */
    size_t nnotes, notes_cap;
    bool body_rows; /* a <tbody> is open */
    bool markup;    /* anything but text was written */
    bool in_word;   /* for counting */

    struct doc_open *open; /* a stack */
    size_t nopen, open_cap;
    struct str forgiven[8]; /* elements that another's end crossed: their own end is not reported */
    size_t nforgiven;
    uint32_t bad_here; /* elements not allowed that were opened in the block at hand */
};

/* ---- doc.c ----------------------------------------------------------------------------------- */

/* An id that nobody has yet, from `base`; taken. */
struct str doc_unique_id(struct doc_writer *w, struct str base, struct pos pos);
struct str doc_keep(const struct doc_writer *w, struct str s); /* a copy in results */
struct hole *doc_hole(struct doc_writer *w, enum hole_kind kind, struct pos pos);
void doc_string(struct doc_writer *w, enum doc_string s, struct str argument);
/* Parses a piece of the text: `text` is a view into in->text. False: reported. */
bool doc_markdown(struct markdown *out, const struct doc_input *in, struct str text, bool line,
                  struct arena *a, struct diags *d);
/* The place of `part` within the text that `around` covers, else `around`. */
struct pos doc_pos_within(struct pos around, struct str part);

/* ---- doc_write.c ----------------------------------------------------------------------------- */

void doc_write(struct doc_writer *w, const struct markdown *md);
/* Writes a Markdown text that stands in a block of data (fenced.h), which becomes part of the doc:
 * one line, or blocks as in front matter; what it opens ends in it. An absent text is nothing. */
struct text; /* course/schema.h */
void doc_write_text(struct doc_writer *w, const struct text *t, bool block);

/* ---- doc_links.c ----------------------------------------------------------------------------- */

/* These take the index of an ENTER and know the LEAVE's. */
void doc_write_link(struct doc_writer *w, size_t enter, size_t leave);
void doc_write_picture(struct doc_writer *w, size_t enter, size_t leave, bool figure);
void doc_write_citation(struct doc_writer *w, const struct md_event *e);
void doc_write_note_ref(struct doc_writer *w, const struct md_event *e);
struct str doc_note_id(struct doc_writer *w, uint32_t number, struct pos pos);
void doc_write_backlinks(struct doc_writer *w, const struct md_event *note);

/* ---- doc_html.c ------------------------------------------------------------------------------ */

void doc_html_text(struct doc_writer *w, const struct md_event *e);
void doc_html_inline(struct doc_writer *w, const struct md_event *e);
void doc_html_block(struct doc_writer *w, const struct md_event *e);
/* Something of Markdown's ends, at w->nesting: the elements in it must have ended. */
void doc_html_end(struct doc_writer *w);

#endif
