/* yaml: a text that was taken out of a file. It is read as if it were a file of its own, and then
 * every place is moved to where it stands in the real one. */
#include "parts/yaml.h"

struct mover {
    const struct yaml_taken *in;
    struct file apart; /* the text as a file */
    struct arena *arena;
};

static struct pos moved(const struct mover *m, struct pos p)
{
    if (p.file != &m->apart) return p;
    struct pos from = m->in->locate(m->in->ctx, p.offset, p.length ? 1 : 0);
    if (!p.length) return from;
    struct pos last = m->in->locate(m->in->ctx, p.offset + p.length - 1, 1);
    size_t end = (size_t)last.offset + last.length;
    if (end > from.offset) from.length = (uint32_t)(end - from.offset);
    return from;
}

/* ---- The tree -------------------------------------------------------------------------------- */

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* The value runs along with the file from each of these places on; a value that was not found in
 * the text (between double quotes, with backslashes) stays without. */
static void move_segments(const struct mover *m, struct yaml_node *n)
{
    struct yaml_segment *segments = NULL;
    size_t len = 0, cap = 0;
    int64_t last = INT64_MIN;
    for (size_t i = 0; i < n->text.len; i++) {
        if (is_space(n->text.ptr[i])) continue;
        struct pos at = yaml_pos_in(n, i, 1);
        at = m->in->locate(m->in->ctx, at.offset, 1);
        if ((int64_t)at.offset - (int64_t)i == last) continue;
        last = (int64_t)at.offset - (int64_t)i;
        if (len == cap) segments = arena_grow(m->arena, segments, &cap, sizeof *segments);
        segments[len++] = (struct yaml_segment){(uint32_t)i, at.offset};
    }
    n->segments = segments;
    n->nsegments = len;
}

static void move_node(const struct mover *m, struct yaml_node *n)
{
    struct str whole = m->apart.bytes;
    bool view = n->text.ptr >= whole.ptr && n->text.ptr + n->text.len <= whole.ptr + whole.len;
    if (n->text.len && (view || n->nsegments)) move_segments(m, n);
    n->pos = moved(m, n->pos);
    for (size_t i = 0; n->kind == YAML_LIST && i < n->len; i++)
        move_node(m, n->items[i]);
    for (size_t i = 0; n->kind == YAML_MAP && i < n->len; i++) {
        n->pairs[i].key_pos = moved(m, n->pairs[i].key_pos);
        move_node(m, n->pairs[i].value);
    }
}

/* ---- What was reported ----------------------------------------------------------------------- */

/* A line of the text as a line of the file. */
static struct str moved_line(const struct mover *m, struct str number)
{
    uint32_t line = 0, column;
    struct str rest = m->apart.bytes, text = {0};
    str_to_u32(number, UINT32_MAX, &line);
    while (line-- && str_line(&rest, &text))
        ;
    if (!text.ptr) return number;
    struct pos at = m->in->locate(m->in->ctx, (size_t)(text.ptr - m->apart.bytes.ptr), 0);
    pos_locate(at, &line, &column, &text);
    return str_number(m->arena, line);
}

static void report(const struct mover *m, const struct diag *x, struct diags *d)
{
    struct str args[2];
    struct pos p = moved(m, x->pos);
    if (x->id != DIAG_DUPLICATE_KEY || x->narg != 2) {
        diag_add(d, x->id, p, x->args, x->narg);
        return;
    }
    args[0] = x->args[0];
    args[1] = moved_line(m, x->args[1]); /* of the first of the two */
    diag_add(d, x->id, p, args, 2);
}

struct yaml_node *yaml_parse_taken(const struct yaml_taken *in, struct arena *a, struct diags *d)
{
    struct mover *m = arena_new(a, struct mover, 1);
    struct str text = in->text.ptr ? in->text : STR("");
    *m = (struct mover){.in = in, .apart = {in->file->path, text}, .arena = a};
    struct diags apart = {.arena = a};
    struct yaml_node *root = yaml_parse_damaged(&m->apart, text, YAML_USE_FRONT_MATTER, a, &apart);
    for (const struct diag *x = apart.first; x; x = x->next)
        report(m, x, d);
    if (root) move_node(m, root);
    return root;
}
