/* figure: a model as data, drawn when the site is built.
 *
 * A fenced block ```figure holds YAML; it becomes an SVG picture, its caption, and the same as a
 * text that can be read, searched and compared.
 *
 *     struct figure f;
 *     if (figure_read(&f, root, where, scratch, diags)) {          keys, kinds, limits
 *         struct figure_form form = {.width = FIGURE_NARROW};
 *         figure_draw(&out, &f, &form, scratch);                    <svg>…</svg>
 *     }
 *
 * Seven kinds, each a way of thinking and not a way of decorating: what leads to what (flow), what
 * begins again (cycle), what rests on what (ladder), what lies inside what (rings), what is more of
 * something (scale), what differs (comparison), what two questions part into rooms (matrix). What
 * each can hold stands in figure_kinds; more is an error with a place, so nothing ever overflows.
 *
 * Text is measured when the site is built, and shown in a font nobody knows: a letter counts as
 * wide as in the widest of the common sans fonts (figure_metrics.c), and lines are broken at
 * spaces, after hyphens and slashes, at soft hyphens, and in long words by the rules of their
 * language (figure_hyphen.c).
 *
 * A picture is drawn twice, narrow for a phone and wide for a desk, a wall and paper; the theme
 * shows one of them. It needs no style sheet to be understood: all colours are those of the text
 * around it, and what belongs together is told by place, number and pattern of lines.
 *
 * *Empty*, a figure keeps its headings and leaves room to write: in its place (`empty: true`), or
 * as a sheet of its own among the module's worksheets (`worksheet: true`).
 *
 * Ownership: texts are views into the YAML tree. Threads: pure.
 */
#ifndef STEG_COURSE_FIGURE_H
#define STEG_COURSE_FIGURE_H

#include "base/buf.h"
#include "course/keys.h"

enum figure_kind {
    FIGURE_FLOW = 1,
    FIGURE_CYCLE,
    FIGURE_LADDER,
    FIGURE_RINGS,
    FIGURE_SCALE,
    FIGURE_COMPARISON,
    FIGURE_MATRIX
};

struct figure_item {
    struct pos pos;
    struct plain label, text;
    struct plain part;    /* FLOW: begins a part of this name, behind a divider */
    struct plain between; /* FLOW: what lies between this and the next */
    struct plains points; /* COMPARISON */
};

struct figure_axis {
    struct pos pos;
    struct plain label, low, high; /* `label` "" when only the ends have names */
};

struct figure_loop { /* CYCLE, LADDER: a way back, from one item to an earlier one */
    struct pos pos;
    struct plain label, text;
    struct count from, to; /* 1 is the first item; `from` absent: the last */
};

struct figure {
    struct choice kind; /* enum figure_kind */
    struct plain title, description;
    LIST_OF(struct figure_item) items;
    struct plains columns, rows;
    struct figure_axis across, up;
    LIST_OF(struct figure_loop) loops;
    struct text note;
    struct flag numbered, empty, worksheet;
};

extern const struct schema schema_figure, schema_figure_item, schema_figure_axis,
    schema_figure_loop;

/* What a kind can hold; the reference and the messages are made from it. */
struct figure_limits {
    const char *word; /* "flow" */
    uint8_t min, max; /* items */
    uint8_t loops;    /* at most */
    bool numbered;    /* unless the figure says otherwise */
    uint16_t keys;    /* FIGURE_HAS_…: those that not every kind knows */
};
enum {
    FIGURE_HAS_PART = 1,
    FIGURE_HAS_BETWEEN = 2,
    FIGURE_HAS_POINTS = 4,
    FIGURE_HAS_COLUMNS = 8,
    FIGURE_HAS_ROWS = 16,
    FIGURE_HAS_ACROSS = 32,
    FIGURE_HAS_UP = 64,
    FIGURE_HAS_LOOPS = 128
};
/* Letters at most. */
#define FIGURE_MAX_TITLE 120
#define FIGURE_MAX_LABEL 60
#define FIGURE_MAX_TEXT 200
#define FIGURE_MAX_NAME 40 /* of a column, a row, an axis, a part */
/* Of a matrix, and of an item of a comparison. */
#define FIGURE_MAX_COLUMNS 3
#define FIGURE_MAX_ROWS 4
#define FIGURE_MAX_POINTS 8
/* A cycle with ways back stands in a row: fewer items make sense, and fewer fit. */
#define FIGURE_LOOPED_MIN 2
#define FIGURE_LOOPED_MAX 6
extern const struct figure_limits figure_kinds[]; /* by enum figure_kind; [0] is empty */

/* Reads the keys and holds them against the kind. False: something was reported, `out` is not to be
 * used. `where` is blamed for what is missing. */
bool figure_read(struct figure *out, const struct yaml_node *root, struct pos where,
                 struct arena *a, struct diags *d);

/* Columns of a matrix or a comparison; 0 of others. */
size_t figure_columns(const struct figure *f);

/* Whether its items carry numbers. */
bool figure_numbered(const struct figure *f);

#define FIGURE_NARROW                                                                         \
    280 /* units; the smallest letters are 13, and 12 px high at least: the theme sees to the \
           width */
#define FIGURE_WIDE 640
#define FIGURE_SHEET 800 /* height of an A4 sheet's text below its heading, FIGURE_WIDE wide */

struct figure_form {
    unsigned width;  /* FIGURE_NARROW or FIGURE_WIDE */
    unsigned height; /* at least; room to write is stretched to it. 0: as high as needed */
    bool empty;
    bool spare;             /* the second picture of a figure: not shown unless a theme does */
    struct str language;    /* of its words, a tag: where long ones are broken */
    struct str labelled_by; /* id of the caption: the picture's name; "": the title is */
    struct str about;       /* HTML: its description for those who do not see it */
};

/* Puts one <svg>. What is in it depends on f and form alone. */
void figure_draw(struct buf *out, const struct figure *f, const struct figure_form *form,
                 struct arena *scratch);

#endif
