/* Rings, one inside the other, and a scale. */
#include "course/figure_internal.h"
#include <math.h>

#define PAD 12.0
#define STEP 6.0  /* between rings at their common bottom */
#define ROOM 76.0 /* to write, at least */
#define RINGS_MAX 5
#define MARKS_MAX 7

/* ---- Rings ----------------------------------------------------------------------------------- */

struct rings {
    struct canvas *c;
    size_t len;
    double cx, top, outer, inner;
    struct lines label[RINGS_MAX], text[RINGS_MAX];
    double at[RINGS_MAX], height[RINGS_MAX]; /* of the texts, by item */
};

static double radius(const struct rings *r, size_t i)
{
    return r->inner + (r->outer - r->inner) * (double)i / (double)(r->len - 1);
}

/* The top of ring i: all touch the bottom but for a step. */
static double top_of(const struct rings *r, size_t i)
{
    double bottom = r->top + 2 * r->outer - STEP * (double)(r->len - 1 - i);
    return bottom - 2 * radius(r, i);
}

/* Where a ring can be named: in the middle of what is seen of it. */
static double middle_of(const struct rings *r, size_t i)
{
    if (!i) return top_of(r, 0) + radius(r, 0);
    return (top_of(r, i) + top_of(r, i - 1)) / 2;
}

static void measure_rings(struct rings *r, double width)
{
    const struct figure *f = r->c->f;
    bool empty = r->c->form->empty;
    for (size_t i = 0; i < r->len; i++) {
        const struct figure_item *item = &f->items.items[i];
        r->label[i] = canvas_break(r->c, item->label.text, FACE_LABEL, width);
        r->text[i] = canvas_break(r->c, empty ? STR("") : item->text.text, FACE_TEXT, width);
        r->height[i] = r->label[i].height + r->text[i].height + (empty ? ROOM : 0);
    }
}

static void draw_rings(const struct rings *r)
{
    for (size_t i = r->len; i-- > 0;)
        canvas_circle(r->c, r->cx, top_of(r, i) + radius(r, i), radius(r, i),
                      i ? LOOK_BOX : LOOK_TINT);
}

static double draw_ring_text(const struct rings *r, size_t i, double x, double y, double width)
{
    double below = canvas_lines(r->c, &r->label[i], x, y, ANCHOR_START);
    below = canvas_lines(r->c, &r->text[i], x, below, ANCHOR_START);
    if (!r->c->form->empty) return below;
    canvas_ruled(r->c, x, below, width, y + r->height[i]);
    return y + r->height[i];
}

/* Beside the rings, the outermost first, each led to its own. */
static double draw_beside(struct rings *r)
{
    double x = 2 * r->outer + 3 * PAD, width = r->c->width - x, all = 0;
    measure_rings(r, width);
    for (size_t i = 0; i < r->len; i++)
        all += r->height[i] + PAD;
    r->top = all > 2 * r->outer ? (all - PAD) / 2 - r->outer : 0;
    double from = 0, rest = all;
    for (size_t i = r->len; i-- > 0;) {
        double wanted = middle_of(r, i) - r->height[i] / 2;
        double last = fmax(2 * r->outer, all - PAD) - (rest - PAD);
        r->at[i] = fmax(from, fmin(wanted, last));
        from = r->at[i] + r->height[i] + PAD;
        rest -= r->height[i] + PAD;
    }
    draw_rings(r);
    for (size_t i = 0; i < r->len; i++) {
        double y = middle_of(r, i), to = r->at[i] + r->height[i] / 2;
        double bend = 2 * r->outer + PAD;
        canvas_circle(r->c, r->cx, y, 3, LOOK_DOT);
        canvas_path(r->c,
                    (struct point[]){{r->cx, y}, {bend - PAD, y}, {bend, to}, {x - PAD / 2, to}}, 4,
                    LOOK_HAIR);
        draw_ring_text(r, i, x, r->at[i], width);
    }
    return fmax(r->top + 2 * r->outer, from - PAD);
}

/* Below the rings, with numbers: where there is little width, or much to write. */
static double draw_below(struct rings *r)
{
    double x = 2 * CANVAS_MARK + PAD, width = r->c->width - x, y = 2 * r->outer + 1.5 * PAD;
    measure_rings(r, width);
    double room = r->c->form->height - y;
    for (size_t i = 0; i < r->len; i++)
        room -= r->height[i] + PAD;
    for (size_t i = 0; i < r->len && room > 0; i++)
        r->height[i] += room / (double)r->len;
    draw_rings(r);
    for (size_t i = 0; i < r->len; i++) {
        canvas_mark(r->c, r->cx, middle_of(r, i), (unsigned)i + 1, false);
        canvas_mark(r->c, CANVAS_MARK, y + canvas_line_height(FACE_LABEL) / 2, (unsigned)i + 1,
                    false);
        y = draw_ring_text(r, i, x, y, width) + PAD;
    }
    return y - PAD;
}

double figure_rings(struct canvas *c)
{
    struct rings *r = arena_new(c->a, struct rings, 1);
    *r = (struct rings){.c = c, .len = c->f->items.len};
    r->outer = c->wide ? 150 : 124;
    r->inner = r->outer * (r->len < 4 ? .36 : .28);
    bool beside = c->wide && !c->form->empty;
    r->cx = beside ? r->outer : c->width / 2;
    return beside ? draw_beside(r) : draw_below(r);
}

/* ---- Scale ----------------------------------------------------------------------------------- */

struct scale {
    struct canvas *c;
    const struct figure_axis *axis;
    size_t len;
    struct lines label[MARKS_MAX], text[MARKS_MAX];
    bool numbered;
};

static double measure_scale(struct scale *s, double width)
{
    double highest = 0;
    for (size_t i = 0; i < s->len; i++) {
        const struct figure_item *item = &s->c->f->items.items[i];
        s->label[i] = canvas_break(s->c, item->label.text, FACE_LABEL, width);
        s->text[i] =
            canvas_break(s->c, s->c->form->empty ? STR("") : item->text.text, FACE_TEXT, width);
        highest = fmax(highest, s->label[i].height + s->text[i].height);
    }
    return highest;
}

static void draw_stop(const struct scale *s, size_t i, double x, double y)
{
    if (s->numbered)
        canvas_mark(s->c, x, y, (unsigned)i + 1, false);
    else
        canvas_circle(s->c, x, y, 6, LOOK_MARK);
}

static double draw_lying(struct scale *s)
{
    struct canvas *c = s->c;
    double column = c->width / (double)s->len, y = 0, end, third = c->width / 3 - PAD;
    double texts = measure_scale(s, column - PAD);
    struct lines low = canvas_break(c, s->axis->low.text, FACE_TEXT, third);
    struct lines high = canvas_break(c, s->axis->high.text, FACE_TEXT, third);
    double between = c->width - 2 * fmax(low.width, high.width) - 2 * PAD;
    struct lines name = canvas_break(c, s->axis->label.text, FACE_NAME, between);
    y = canvas_lines(c, &low, 0, 0, ANCHOR_START);
    end = canvas_lines(c, &name, c->width / 2, 1, ANCHOR_MIDDLE);
    y = fmax(y, end);
    end = canvas_lines(c, &high, c->width, 0, ANCHOR_END);
    y = fmax(y, end) + PAD + 2;
    canvas_arrow(c, (struct point[]){{0, y}, {c->width, y}}, 2, LOOK_ARROW);
    double top = y + CANVAS_MARK + PAD / 2, bottom = top + texts;
    if (c->form->empty) bottom = fmax(bottom + ROOM, c->form->height);
    for (size_t i = 0; i < s->len; i++) {
        double x = column * ((double)i + .5);
        draw_stop(s, i, x, y);
        double below = canvas_lines(c, &s->label[i], x, top, ANCHOR_MIDDLE);
        canvas_lines(c, &s->text[i], x, below, ANCHOR_MIDDLE);
        if (c->form->empty)
            canvas_box(c, column * (double)i + PAD / 2, top + texts + PAD / 2, column - PAD,
                       bottom - top - texts, 6, LOOK_BOX);
    }
    return bottom + (c->form->empty ? PAD : 0);
}

static double draw_standing(struct scale *s)
{
    struct canvas *c = s->c;
    double line = CANVAS_MARK + 1, x = 2 * CANVAS_MARK + PAD, width = c->width - x;
    struct lines name = canvas_break(c, s->axis->label.text, FACE_NAME, c->width);
    struct lines low = canvas_break(c, s->axis->low.text, FACE_TEXT, width);
    struct lines high = canvas_break(c, s->axis->high.text, FACE_TEXT, width);
    double y = canvas_lines(c, &name, 0, 0, ANCHOR_START);
    double from = y + (y > 0 ? PAD / 2 : 0), more = 0, all = 0;
    measure_scale(s, width);
    y = canvas_lines(c, &low, x, from, ANCHOR_START) + (low.len ? PAD : PAD / 2);
    for (size_t i = 0; i < s->len; i++)
        all += s->label[i].height + s->text[i].height + 1.5 * PAD;
    if (c->form->empty)
        more = fmax(ROOM, ((double)c->form->height - y - all - 4 * PAD) / (double)s->len);
    double stops[MARKS_MAX];
    for (size_t i = 0; i < s->len; i++) {
        stops[i] = y + canvas_line_height(FACE_LABEL) / 2;
        y = canvas_lines(c, &s->label[i], x, y, ANCHOR_START);
        y = canvas_lines(c, &s->text[i], x, y, ANCHOR_START) + 1.5 * PAD;
        if (more > 0) canvas_ruled(c, x, y - 1.5 * PAD, width, y - 1.5 * PAD + more - PAD);
        y += more;
    }
    y = canvas_lines(c, &high, x, y, ANCHOR_START);
    canvas_arrow(c, (struct point[]){{line, from}, {line, y}}, 2, LOOK_ARROW);
    for (size_t i = 0; i < s->len; i++)
        draw_stop(s, i, line, stops[i]);
    return y;
}

double figure_scale(struct canvas *c)
{
    struct scale *s = arena_new(c->a, struct scale, 1);
    *s = (struct scale){
        .c = c, .axis = &c->f->across, .len = c->f->items.len, .numbered = figure_numbered(c->f)};
    return c->wide && s->len <= 5 ? draw_lying(s) : draw_standing(s);
}
