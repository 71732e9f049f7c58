/* A cycle: boxes around an ellipse, arrows along it; with much text, in a column. */
#include "course/figure_internal.h"
#include <math.h>

#define PAD 10.0
#define CLEAR 7.0 /* between an arrow and a box */
#define ITEMS_MAX 8
#define HIGHEST 300.0 /* half the height of an ellipse; higher, nobody sees the circle in it */
#define PI 3.14159265358979323846

struct place {
    struct lines label, text;
    double x, y, w, h; /* middle and size */
};

struct ring {
    struct canvas *c;
    struct place places[ITEMS_MAX];
    size_t len;
    double cx, cy, rx, ry, box;
    bool numbered;
};

static double angle_of(const struct ring *r, size_t i)
{
    return -PI / 2 + 2 * PI * (double)i / (double)r->len;
}

static void measure(struct ring *r)
{
    const struct figure *f = r->c->f;
    bool empty = r->c->form->empty;
    for (size_t i = 0; i < r->len; i++) {
        struct place *p = &r->places[i];
        const struct figure_item *item = &f->items.items[i];
        p->label = canvas_break(r->c, item->label.text, FACE_LABEL, r->box - 2 * PAD);
        if (!empty) p->text = canvas_break(r->c, item->text.text, FACE_TEXT, r->box - 2 * PAD);
        p->w = r->box;
        p->h = p->label.height + p->text.height + 2 * PAD + (empty ? 90 : 0) +
               (r->numbered ? CANVAS_MARK : 0);
    }
}

static bool apart(const struct place *a, const struct place *b)
{
    double gap = 40;
    return fabs(a->x - b->x) >= (a->w + b->w) / 2 + gap ||
           fabs(a->y - b->y) >= (a->h + b->h) / 2 + gap;
}

/* Puts the boxes on the ellipse; false when two are too near to each other. */
static bool put(struct ring *r)
{
    for (size_t i = 0; i < r->len; i++) {
        r->places[i].x = r->cx + r->rx * cos(angle_of(r, i));
        r->places[i].y = r->ry * sin(angle_of(r, i));
    }
    for (size_t i = 0; i < r->len; i++)
        for (size_t k = i + 1; k < r->len; k++)
            if (!apart(&r->places[i], &r->places[k])) return false;
    return true;
}

/* Whether a point of the ellipse is clear of a box, its mark included. */
static bool is_clear(const struct ring *r, const struct place *p, double angle)
{
    double x = r->cx + r->rx * cos(angle), y = r->cy + r->ry * sin(angle);
    double above = r->numbered ? CANVAS_MARK : 0;
    return fabs(x - p->x) > p->w / 2 + CLEAR || y > p->y + p->h / 2 + CLEAR ||
           y < p->y - p->h / 2 - CLEAR - above;
}

static void draw_arrow(const struct ring *r, size_t i)
{
    const struct place *a = &r->places[i], *b = &r->places[(i + 1) % r->len];
    double from = angle_of(r, i), to = angle_of(r, i) + 2 * PI / (double)r->len, step = PI / 720;
    while (from < to && !is_clear(r, a, from))
        from += step;
    while (to > from && !is_clear(r, b, to))
        to -= step;
    struct point start = {r->cx + r->rx * cos(from), r->cy + r->ry * sin(from)};
    struct point end = {r->cx + r->rx * cos(to), r->cy + r->ry * sin(to)};
    double near = to - .06; /* the head lies along the chord of its own length */
    struct point before = {r->cx + r->rx * cos(near), r->cy + r->ry * sin(near)};
    canvas_arc(r->c, start, end, r->rx, r->ry, atan2(end.y - before.y, end.x - before.x));
}

static void draw_place(const struct ring *r, size_t i)
{
    const struct place *p = &r->places[i];
    double top = p->y - p->h / 2, y = top + PAD + (r->numbered ? CANVAS_MARK : 0);
    canvas_box(r->c, p->x - p->w / 2, top, p->w, p->h, 6, LOOK_BOX);
    if (r->numbered) canvas_mark(r->c, p->x, top, (unsigned)i + 1, false);
    y = canvas_lines(r->c, &p->label, p->x, y, ANCHOR_MIDDLE);
    canvas_lines(r->c, &p->text, p->x, y, ANCHOR_MIDDLE);
}

double figure_cycle(struct canvas *c)
{
    struct ring *r = arena_new(c->a, struct ring, 1);
    *r = (struct ring){.c = c, .len = c->f->items.len, .cx = c->width / 2};
    r->numbered = figure_numbered(c->f);
    r->box = r->len <= 4 ? 188 : 168;
    measure(r);
    r->rx = (c->width - r->box) / 2;
    r->ry = c->form->height ? c->form->height / 2.0 - 100 : 90;
    while (!put(r) && r->ry < HIGHEST)
        r->ry += 4;
    if (r->ry >= HIGHEST && !c->form->empty) return figure_stack(c);
    double top = 0, bottom = 0;
    for (size_t i = 0; i < r->len; i++) {
        const struct place *p = &r->places[i];
        double mark = r->numbered ? CANVAS_MARK : 0;
        top = fmin(top, p->y - p->h / 2 - mark);
        bottom = fmax(bottom, p->y + p->h / 2);
    }
    r->cy = -top;
    for (size_t i = 0; i < r->len; i++)
        r->places[i].y += r->cy;
    for (size_t i = 0; i < r->len; i++)
        draw_arrow(r, i);
    for (size_t i = 0; i < r->len; i++)
        draw_place(r, i);
    return bottom - top;
}
