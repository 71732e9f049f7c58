/* figure_internal: what the files of figure say to each other; nobody else includes it.
 *
 *   figure.c          keys held against the kind
 *   figure_schema.c   the keys
 *   figure_write.c    the block in a text: pictures, caption, worksheet
 *   figure_words.c    the figure as a text
 *   figure_metrics.c  how wide letters are (made by tests/figures/metrics.py)
 *   figure_hyphen.c   where words may be broken, by language
 *   figure_canvas.c   lines of text, boxes and arrows as SVG
 *   figure_stack.c    flow, ladder, and a cycle with ways back or on a narrow page
 *   figure_cycle.c    a cycle
 *   figure_grid.c     comparison, matrix
 *   figure_rings.c    rings, scale
 *
 * A picture is measured in units; y grows downward. Drawing functions return the y below what they
 * drew, and never look at more than the figure, the form and the canvas.
 */
#ifndef STEG_COURSE_FIGURE_INTERNAL_H
#define STEG_COURSE_FIGURE_INTERNAL_H

#include "course/figure.h"

/* ---- figure_metrics.c, figure_hyphen.c ------------------------------------------------------- */

#define FIGURE_ADVANCE_UNKNOWN 1100 /* a letter outside the table: an em and a little */

/* Thousandths of the font's size. */
unsigned figure_advance(uint32_t rune, bool bold);

#define FIGURE_WORD_MAX 80 /* code points; a longer word is broken anywhere */

/* By whose rules words are broken. */
enum figure_rules { FIGURE_NORWEGIAN, FIGURE_ENGLISH, FIGURE_OTHER };
enum figure_rules figure_rules_of(struct str language); /* a tag: "nn", "en-GB" */

/* Where a word may be broken: after code point i - 1 when at[i] is not 0; 2 is a joint of a
 * compound, 1 the border of a syllable. `word` has no more than FIGURE_WORD_MAX code points. */
void figure_hyphenate(uint8_t at[FIGURE_WORD_MAX + 1], struct str word, enum figure_rules rules);

/* ---- figure_canvas.c ------------------------------------------------------------------------- */

/* How a text is set. */
enum face { FACE_LABEL, FACE_TEXT, FACE_NAME, FACE_COUNT };

struct lines {
    struct str *line;
    size_t len;
    double width, height;
    enum face face;
};

enum anchor { ANCHOR_START, ANCHOR_MIDDLE, ANCHOR_END };

/* How a shape is drawn: classes of the theme, and without a theme lines in the text's colour. */
enum look {
    LOOK_BOX,   /* a thing */
    LOOK_TINT,  /* a heading, a part */
    LOOK_DASH,  /* what stands in between */
    LOOK_LINE,  /* an edge */
    LOOK_HAIR,  /* a thin line */
    LOOK_ARROW, /* a way */
    LOOK_BACK,  /* a way back */
    LOOK_MARK,  /* a number in a circle */
    LOOK_DOT,   /* before a point; where a line ends */
    LOOK_WRITE, /* a line to write on */
    LOOK_COUNT
};

struct canvas {
    struct arena *a;
    const struct figure *f;
    const struct figure_form *form;
    struct buf shapes, texts;
    double width;
    bool wide;
    enum figure_rules rules;
};

struct point {
    double x, y;
};

/* Lines no wider than `width`; an empty text has none. */
struct lines canvas_break(struct canvas *c, struct str text, enum face face, double width);
double canvas_line_height(enum face face);
double canvas_text_width(struct str text, enum face face);
/* Puts lines below y and returns the y below them; x is the left edge, the middle or the right. */
double canvas_lines(struct canvas *c, const struct lines *l, double x, double y, enum anchor to);
/* One line, turned to be read from below to above; y is its middle, x the middle of its letters. */
void canvas_turned(struct canvas *c, struct str text, enum face face, double x, double y);
void canvas_box(struct canvas *c, double x, double y, double w, double h, double radius,
                enum look look);
void canvas_circle(struct canvas *c, double x, double y, double r, enum look look);
/* A line through points, its corners rounded. */
void canvas_path(struct canvas *c, const struct point *p, size_t n, enum look look);
/* The same with a head at its end. */
void canvas_arrow(struct canvas *c, const struct point *p, size_t n, enum look look);
void canvas_arc(struct canvas *c, struct point from, struct point to, double rx, double ry,
                double direction);
/* A number or a letter in a circle of CANVAS_MARK, around (x, y). */
#define CANVAS_MARK 11.0
void canvas_mark(struct canvas *c, double x, double y, unsigned number, bool letter);
/* Dotted lines to write on, from y down to `to`. */
void canvas_ruled(struct canvas *c, double x, double y, double w, double to);

/* ---- The kinds: each returns the height of what it drew -------------------------------------- */

double figure_stack(struct canvas *c);      /* figure_stack.c */
double figure_cycle(struct canvas *c);      /* figure_cycle.c */
double figure_rings(struct canvas *c);      /* figure_rings.c */
double figure_scale(struct canvas *c);      /* figure_rings.c */
double figure_comparison(struct canvas *c); /* figure_grid.c */
double figure_matrix(struct canvas *c);     /* figure_grid.c */

#endif
