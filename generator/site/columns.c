/* columns: see columns.h. */
#include "site/columns.h"
#include "base/utf8.h"
#include <assert.h>

#define GAP 2

void columns_add(struct columns *c, const struct str *cells)
{
    assert(c->n <= COLUMNS_MOST);
    for (size_t i = 0; i < c->n; i++) {
        if (c->len == c->cap) c->cells = arena_grow(c->arena, c->cells, &c->cap, sizeof *c->cells);
        c->cells[c->len++] = cells[i];
    }
}

void columns_rule(struct columns *c)
{
    c->rule = c->len / c->n;
}

static uint32_t harmless(uint32_t rune)
{
    bool bad = rune < 0x20 || utf8_is_control(rune) || rune == 0x2028 || rune == 0x2029;
    return bad ? 0xFFFD : rune;
}

void columns_put(struct buf *out, struct str s)
{
    for (uint32_t rune; utf8_next(&s, &rune);)
        buf_put_rune(out, harmless(rune));
}

static size_t cells_of(struct str s)
{
    size_t n = 0;
    for (uint32_t rune; utf8_next(&s, &rune);)
        n += utf8_cells(harmless(rune));
    return n;
}

/* As much as fits, with "…" where something is left out; the cells it takes. */
static size_t put_cut(struct buf *out, struct str s, size_t width)
{
    size_t n = 0, kept = 0;
    struct str rest = s;
    if (cells_of(s) <= width) {
        columns_put(out, s);
        return cells_of(s);
    }
    for (uint32_t rune; utf8_next(&rest, &rune); kept = s.len - rest.len) {
        unsigned more = utf8_cells(harmless(rune));
        if (n + more > width - 1) break;
        n += more;
    }
    struct str front = str_trim_end(str_sub(s, 0, kept));
    columns_put(out, front);
    buf_put(out, STR("…"));
    return cells_of(front) + 1;
}

static void put_blanks(struct buf *out, size_t n)
{
    while (n-- > 0)
        buf_put_char(out, ' ');
}

static void put_row(struct buf *out, const struct columns *c, const struct str *cells,
                    const size_t *widths)
{
    struct buf line = {.arena = out->arena};
    for (size_t i = 0; i < c->n; i++) {
        bool right = c->right >> i & 1;
        if (i) put_blanks(&line, GAP);
        if (right) put_blanks(&line, widths[i] - cells_of(cells[i]));
        size_t n = put_cut(&line, cells[i], widths[i]);
        if (!right) put_blanks(&line, widths[i] - n);
    }
    buf_put(out, str_trim_end(buf_str(&line)));
    buf_put_char(out, '\n');
}

void columns_print(struct buf *out, const struct columns *c, size_t width)
{
    size_t widths[COLUMNS_MOST] = {0}, all = 0;
    for (size_t i = 0; i < c->len; i++) {
        size_t n = cells_of(c->cells[i]);
        if (n > widths[i % c->n]) widths[i % c->n] = n;
    }
    for (size_t i = 0; i < c->n; i++)
        all += widths[i] + (i ? GAP : 0);
    size_t spare = widths[0] > COLUMNS_LEAST ? widths[0] - COLUMNS_LEAST : 0;
    size_t over = all > width ? all - width : 0;
    widths[0] -= over < spare ? over : spare;
    for (size_t row = 0; row * c->n < c->len; row++) {
        if (c->rule && row == c->rule) buf_put_char(out, '\n');
        put_row(out, c, c->cells + row * c->n, widths);
    }
}
