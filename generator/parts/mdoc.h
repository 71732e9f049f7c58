/* mdoc: a page of the manual in the mdoc(7) language, which man(1) shows.
 *
 *     mdoc_head(b, "STEG", 1, "November 22, 2026", "steg 0.1.0");
 *     mdoc_section(b, STR("NAME"));
 *     mdoc_line(b, "Nm", STR("steg"));
 *     mdoc_text(b, STR("Reads the course. With `--rev`, an old one."));
 *
 * Texts are plain words and may hold anything: what would mean something to the language is
 * written so that it does not. What stands between ` is what one types, or a page of the manual,
 * `steg(1)`. An empty line begins a new paragraph; lines are filled, and every sentence begins one,
 * as the language wants it. Source: mdoc(7) and mandoc_char(7) of mandoc 1.14.
 *
 * Ownership: out's arena. Errors: none. Threads: pure.
 */
#ifndef STEG_PARTS_MDOC_H
#define STEG_PARTS_MDOC_H

#include "base/buf.h"

void mdoc_comment(struct buf *b, struct str line); /* not shown */
void mdoc_head(struct buf *b, const char *title, int section, const char *date, const char *os);
void mdoc_section(struct buf *b, struct str heading);    /* .Sh */
void mdoc_subsection(struct buf *b, struct str heading); /* .Ss */

/* A line of one macro and its argument, ".Nm steg"; an empty argument is left out. */
void mdoc_line(struct buf *b, const char *macro, struct str argument);

/* A word among the arguments of a macro line: " steg"; with spaces in it, in quotation marks. */
void mdoc_word(struct buf *b, struct str word);

void mdoc_text(struct buf *b, struct str text);

/* The same with a capital letter first and a full stop last. */
void mdoc_sentence(struct buf *b, struct str text);

/* Lines as they are, indented. */
void mdoc_literal(struct buf *b, struct str lines);

#endif
