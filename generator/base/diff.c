/* A box is a piece of both sequences that is still to be compared. Seen as a map, a goes to the
 * east and b to the south, a step to the east takes out, a step to the south puts in, and a walk to
 * the south-east along equal things costs nothing. A diagonal is told by x - y. */
#include "base/diff.h"
#include <assert.h>

struct box {
    ptrdiff_t a0, a1, b0, b1;
};

/* How far one of the two searches has come: x on each diagonal from min to max, every other one. */
struct front {
    ptrdiff_t *x; /* may be asked for diagonals from -nb - 1 to na + 1 */
    ptrdiff_t min, max;
};

struct search {
    const uint32_t *a, *b;
    struct front down, up; /* from the box's beginning, from its end */
    bool *out, *in;        /* of each thing in a, in b */
};

struct point {
    ptrdiff_t x, y;
};

/* ---- Where to divide a box ------------------------------------------------------------------- */

/* One more step: the diagonals on both sides are within reach, unless they are outside the box. */
static void widen(struct front *f, const struct box *o, ptrdiff_t nowhere)
{
    if (f->min > o->a0 - o->b1)
        f->x[--f->min - 1] = nowhere;
    else
        f->min++;
    if (f->max < o->a1 - o->b0)
        f->x[++f->max + 1] = nowhere;
    else
        f->max--;
}

static bool reached(const struct front *f, ptrdiff_t diagonal)
{
    return diagonal >= f->min && diagonal <= f->max;
}

/* True when the way from the beginning has met the one from the end. */
static bool step_down(const struct search *s, struct front *f, const struct box *o, bool may_meet,
                      struct point *p)
{
    widen(f, o, -1);
    for (ptrdiff_t d = f->max; d >= f->min; d -= 2) {
        ptrdiff_t east = f->x[d - 1] + 1, south = f->x[d + 1];
        ptrdiff_t x = east > south ? east : south, y = x - d;
        while (x < o->a1 && y < o->b1 && s->a[x] == s->b[y])
            x++, y++;
        f->x[d] = x;
        if (!may_meet || !reached(&s->up, d) || s->up.x[d] > x) continue;
        *p = (struct point){x, y};
        return true;
    }
    return false;
}

static bool step_up(const struct search *s, struct front *f, const struct box *o, bool may_meet,
                    struct point *p)
{
    widen(f, o, PTRDIFF_MAX);
    for (ptrdiff_t d = f->max; d >= f->min; d -= 2) {
        ptrdiff_t north = f->x[d - 1], west = f->x[d + 1] - 1;
        ptrdiff_t x = north < west ? north : west, y = x - d;
        while (x > o->a0 && y > o->b0 && s->a[x - 1] == s->b[y - 1])
            x--, y--;
        f->x[d] = x;
        if (!may_meet || !reached(&s->down, d) || s->down.x[d] < x) continue;
        *p = (struct point){x, y};
        return true;
    }
    return false;
}

/* The search takes too long: where it came farthest from its beginning, or from its end. */
static struct point farthest(const struct search *s, const struct box *o)
{
    struct point down = {o->a0, o->b0}, up = {o->a1, o->b1};
    for (ptrdiff_t d = s->down.min; d <= s->down.max; d += 2) {
        ptrdiff_t x = s->down.x[d] < o->a1 ? s->down.x[d] : o->a1;
        if (x - d > o->b1) x = o->b1 + d;
        if (x + x - d > down.x + down.y) down = (struct point){x, x - d};
    }
    for (ptrdiff_t d = s->up.min; d <= s->up.max; d += 2) {
        ptrdiff_t x = s->up.x[d] > o->a0 ? s->up.x[d] : o->a0;
        if (x - d < o->b0) x = o->b0 + d;
        if (x + x - d < up.x + up.y) up = (struct point){x, x - d};
    }
    ptrdiff_t came_down = down.x + down.y - o->a0 - o->b0, came_up = o->a1 + o->b1 - up.x - up.y;
    return came_down >= came_up ? down : up;
}

/* A point on a shortest way through a box that begins and ends with what differs, or on a way that
 * is short enough. Never the box's beginning or end. */
static struct point divide(struct search *s, const struct box *o)
{
    ptrdiff_t first = o->a0 - o->b0, last = o->a1 - o->b1;
    bool odd = (first - last) & 1;
    struct point p;
    s->down.min = s->down.max = first;
    s->up.min = s->up.max = last;
    s->down.x[first] = o->a0;
    s->up.x[last] = o->a1;
    for (int steps = 0; steps < DIFF_MOST; steps += 2)
        if (step_down(s, &s->down, o, odd, &p) || step_up(s, &s->up, o, !odd, &p)) return p;
    return farthest(s, o);
}

/* ---- All boxes ------------------------------------------------------------------------------- */

static void set_aside_what_is_common(const struct search *s, struct box *o)
{
    while (o->a0 < o->a1 && o->b0 < o->b1 && s->a[o->a0] == s->b[o->b0])
        o->a0++, o->b0++;
    while (o->a0 < o->a1 && o->b0 < o->b1 && s->a[o->a1 - 1] == s->b[o->b1 - 1])
        o->a1--, o->b1--;
}

static ptrdiff_t size(const struct box *o)
{
    return o->a1 - o->a0 + o->b1 - o->b0;
}

static void compare(struct search *s, size_t na, size_t nb)
{
    /* The smaller half is taken first, so no more wait than a size has bits. */
    struct box waiting[8 * sizeof(size_t) + 1] = {{0, (ptrdiff_t)na, 0, (ptrdiff_t)nb}};
    for (size_t n = 1; n > 0;) {
        struct box o = waiting[--n];
        set_aside_what_is_common(s, &o);
        if (o.a0 == o.a1 || o.b0 == o.b1) {
            memset(s->out + o.a0, true, (size_t)(o.a1 - o.a0));
            memset(s->in + o.b0, true, (size_t)(o.b1 - o.b0));
            continue;
        }
        struct point p = divide(s, &o);
        struct box before = {o.a0, p.x, o.b0, p.y}, after = {p.x, o.a1, p.y, o.b1};
        assert(p.x >= o.a0 && p.x <= o.a1 && p.y >= o.b0 && p.y <= o.b1 && size(&before) > 0 &&
               size(&after) > 0);
        bool after_first = size(&after) < size(&before);
        waiting[n++] = after_first ? before : after;
        waiting[n++] = after_first ? after : before;
    }
}

/* ---- Runs ------------------------------------------------------------------------------------ */

struct runs {
    struct diff_run *items;
    size_t len, cap;
    struct arena *arena;
};

static void add(struct runs *r, enum diff_kind kind, size_t a, size_t b, size_t len)
{
    if (!len) return;
    if (r->len == r->cap) r->items = arena_grow(r->arena, r->items, &r->cap, sizeof *r->items);
    r->items[r->len++] = (struct diff_run){kind, a, b, len};
}

size_t diff(struct diff_run **out, const uint32_t *a, size_t na, const uint32_t *b, size_t nb,
            struct arena *arena)
{
    struct search s = {.a = a, .b = b};
    s.down.x = arena_new(arena, ptrdiff_t, na + nb + 3) + nb + 1;
    s.up.x = arena_new(arena, ptrdiff_t, na + nb + 3) + nb + 1;
    s.out = arena_new(arena, bool, na + 1);
    s.in = arena_new(arena, bool, nb + 1);
    compare(&s, na, nb);
    struct runs r = {.arena = arena};
    for (size_t i = 0, j = 0; i < na || j < nb;) {
        size_t i0 = i, j0 = j;
        while (i < na && s.out[i])
            i++;
        add(&r, DIFF_OUT, i0, j, i - i0);
        while (j < nb && s.in[j])
            j++;
        add(&r, DIFF_IN, i, j0, j - j0);
        for (i0 = i, j0 = j; i < na && j < nb && !s.out[i] && !s.in[j];)
            i++, j++;
        add(&r, DIFF_SAME, i0, j0, i - i0);
    }
    *out = r.items;
    return r.len;
}
