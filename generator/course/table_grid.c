/* table: which columns the cells of a row lie in. */
#include "course/table.h"

/* Whether a cell from a row above lies in the column, in this row. */
static bool taken(const struct table_grid *g, uint32_t column, uint32_t number)
{
    const struct table_slot *s = &g->down[column];
    return s->cell && s->row + s->rows > number;
}

static void add_slot(struct table_grid *g, struct table_slot slot)
{
    g->slots[g->len++] = slot;
}

/* Past what lies in the row already, which becomes part of it. */
static uint32_t pass(struct table_grid *g, uint32_t column, uint32_t number)
{
    while (column < g->columns && taken(g, column, number)) {
        add_slot(g, g->down[column]);
        column = g->down[column].to;
    }
    return column;
}

static uint32_t line_of(struct pos p)
{
    uint32_t line, column;
    struct str text;
    pos_locate(p, &line, &column, &text);
    return line;
}

struct laying {
    struct table_grid *g;
    uint32_t number, left, at;
    struct arena *a;
    struct diags *d;
};

/* Puts a cell where there is room; false: reported. */
static bool lay_cell(struct laying *l, const struct table_cell *cell)
{
    struct table_grid *g = l->g;
    l->at = pass(g, l->at, l->number);
    uint32_t span = cell->colspan.value ? cell->colspan.value : 1;
    uint32_t rows = cell->rowspan.value ? cell->rowspan.value : 1, room = g->columns - l->at;
    if (!room) {
        diag(l->d, DIAG_TABLE_ROW_LONG, cell->pos, str_number(l->a, g->columns));
        return false;
    }
    if (span > room) {
        diag(l->d, DIAG_TABLE_SPAN_WIDE, cell->colspan.pos, str_number(l->a, span),
             str_number(l->a, room));
        return false;
    }
    if (rows > l->left) {
        diag(l->d, DIAG_TABLE_SPAN_LOW, cell->rowspan.pos, str_number(l->a, rows),
             str_number(l->a, l->left));
        return false;
    }
    for (uint32_t c = l->at; c < l->at + span; c++) {
        if (!taken(g, c, l->number)) continue;
        diag(l->d, DIAG_TABLE_CELLS_MEET, cell->colspan.pos,
             str_number(l->a, line_of(g->down[c].cell->pos)), str_number(l->a, c - l->at));
        return false;
    }
    struct table_slot slot = {cell, l->at, l->at + span, rows, l->number};
    add_slot(g, slot);
    for (; l->at < slot.to; l->at++)
        g->down[l->at] = slot;
    return true;
}

bool table_lay(struct table_grid *g, const struct table_row *row, uint32_t number, uint32_t left,
               struct arena *a, struct diags *d)
{
    struct laying l = {g, number, left, 0, a, d};
    g->len = 0;
    if (row->header.pos.file && !lay_cell(&l, &row->header)) return false;
    for (size_t i = 0; i < row->cells.len; i++)
        if (!lay_cell(&l, &row->cells.items[i])) return false;
    l.at = pass(g, l.at, number);
    if (l.at == g->columns) return true;
    uint32_t missing = 0;
    for (uint32_t c = l.at; c < g->columns; c++)
        missing += !taken(g, c, number);
    diag(d, DIAG_TABLE_ROW_SHORT, row->pos, str_number(a, g->columns - missing),
         str_number(a, g->columns));
    return false;
}
