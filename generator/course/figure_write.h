/* figure_write: a figure in a text; a row of fenced.c.
 *
 * What is written: the caption, the picture twice (the theme shows one), the note, and the figure
 * as a text to unfold. The caption's id is the picture's name and the place to link to. With
 * `worksheet`, the doc keeps an empty picture too (doc.h: figures), for site/page_sheets.c.
 */
#ifndef STEG_COURSE_FIGURE_WRITE_H
#define STEG_COURSE_FIGURE_WRITE_H

#include "course/doc_internal.h"
#include "course/figure.h"

void figure_write(struct doc_writer *w, const struct yaml_node *root, struct pos where);

/* ---- figure_words.c -------------------------------------------------------------------------- */

void figure_put_words(struct doc_writer *w, const struct figure *f);
void figure_put_text(struct doc_writer *w, struct str text); /* escaped, its words counted */

#endif
