/* table: a comparison table in a text, for what pipe tables cannot carry: cells over several
 * columns or rows, groups of both, a caption.
 *
 *     ```table
 *     caption: To samtaler om det samme
 *     columns: [Situasjon, Lukket samtale, Åpen samtale]
 *     rows:
 *       - [Noen er uenig, Vi går videre., Vi spør hva de ser.]
 *       - [Slutten, {text: Ordstyreren oppsummerer., colspan: 2}]
 *     ```
 *
 * The first cell of a row is its header. Cells fall into the columns from the left, past what a
 * cell from a row above takes up, as in HTML; but every row must fill the table exactly, and no
 * cell may lie on another or reach out of it or its group: those are errors, where the cell stands.
 *
 * What is written: a table with caption and scopes. The theme lays the cells under each other on
 * narrow screens; there each is called by its columns' headers (data-label), and a cell over
 * several rows is told again, for the eye only, in the rows below (class `again`). Where cells span
 * or are grouped, each names its headers by id too: programs that read aloud find them by scope
 * alone in simple tables only. Rows that a cell ties together have the classes `with` (goes on
 * below) and `on` (the header stands above), so that paper does not part them.
 *
 * Limits: TABLE_MAX_COLUMNS; rows by the limits of fenced blocks. Memory: a row at a time.
 */
#ifndef STEG_COURSE_TABLE_H
#define STEG_COURSE_TABLE_H

#include "course/doc_internal.h"
#include "course/schema.h"

#define TABLE_MAX_COLUMNS 24 /* what anyone can read */

struct table_cell {
    struct pos pos;
    struct text text;
    struct count colspan, rowspan; /* 0: not given, 1 */
};

struct table_column {
    struct pos pos;
    struct text text;
    struct texts columns; /* of a group */
};

struct table_row {
    struct pos pos;
    struct text group; /* alone: a header for the rows below */
    struct table_cell header;
    struct {
        struct table_cell *items;
        size_t len;
    } cells;
};

struct table {
    struct text caption;
    struct {
        struct table_column *items;
        size_t len;
    } columns;
    struct {
        struct table_row *items;
        size_t len;
    } rows;
};

extern const struct schema schema_table, schema_table_column, schema_table_row, schema_table_cell;

/* A fenced_writer (fenced.h). */
void table_write(struct doc_writer *w, const struct yaml_node *root, struct pos where);

/* ---- table_grid.c ---------------------------------------------------------------------------- */

/* A cell with its place: columns from … to - 1. */
struct table_slot {
    const struct table_cell *cell;
    uint32_t from, to, rows;
    uint32_t row; /* where it begins */
};

/* The row being laid out: what lies in each column, also from rows above. */
struct table_grid {
    uint32_t columns;
    struct table_slot slots[TABLE_MAX_COLUMNS]; /* of the row, from the left; each once */
    uint32_t len;
    struct table_slot down[TABLE_MAX_COLUMNS]; /* by column: what reaches below this row */
};

/* The next row's slots; `left` is how many rows of its group there are from this one on. False:
 * reported. */
bool table_lay(struct table_grid *g, const struct table_row *row, uint32_t number, uint32_t left,
               struct arena *a, struct diags *d);

#endif
