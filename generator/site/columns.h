/* columns: a table in a terminal.
 *
 *     struct columns c = {.arena = a, .n = 3, .right = 1u << 1 | 1u << 2};
 *     columns_add(&c, (struct str[]){STR("Tekst"), STR("Ord"), STR("LIX")});
 *     columns_rule(&c);                       the next row stands apart
 *     columns_print(&out, &c, 80);
 *
 * Columns are as wide as what they hold, by display width (letters of two cells, accents of none),
 * two cells apart. When all is too wide the first column gives way, cut with "…", down to
 * COLUMNS_LEAST cells; what is too wide even so is not cut. Lines have no blanks at their end.
 * Control characters, which could turn a terminal upside down, become U+FFFD.
 *
 * Ownership: cells are copied by reference; rows live in the arena. Errors: none. Threads: pure.
 */
#ifndef STEG_SITE_COLUMNS_H
#define STEG_SITE_COLUMNS_H

#include "base/buf.h"

#define COLUMNS_LEAST 12
#define COLUMNS_MOST 16
#define TERMINAL_WIDTH 80

struct columns {
    struct arena *arena;
    size_t n;       /* columns, at most COLUMNS_MOST */
    unsigned right; /* 1 << i: column i ends flush, as numbers do */
    struct str *cells;
    size_t len, cap; /* cells */
    size_t rule;     /* the row that a blank line stands before; 0: none */
};

void columns_add(struct columns *c, const struct str *cells);
void columns_rule(struct columns *c);
void columns_print(struct buf *out, const struct columns *c, size_t width);

/* A text of one line, harmless in a terminal. */
void columns_put(struct buf *out, struct str s);

#endif
