/* What stands in a column: a flow, a ladder, and a cycle that has ways back or little width.
 *
 * From above to below, but for the ladder, whose first rung is the lowest. Ways back run in lanes
 * to the right of the boxes, the shortest nearest, each with its own letter and pattern of line; a
 * legend says their names, beside the boxes where there is room, else below them. */
#include "course/figure_internal.h"

#define PAD 12.0
#define GUTTER 38.0 /* for a number */
#define GAP 26.0    /* between boxes: an arrow */
#define STUB 17.0   /* an arrow that ends at, or begins after, what is in between */
#define LANE 26.0
#define BARE 400.0   /* a box without texts needs no more */
#define LEGEND 232.0 /* beside the boxes */
#define ROOM 40.0    /* to write, at least */
#define LOOPS_MAX 4

struct entry {
    const struct figure_item *item;
    struct lines label, text, between, part;
    double top, height;
    unsigned number;
};

struct loop {
    const struct figure_loop *loop; /* NULL: the way from a cycle's last item to its first */
    size_t from, to;                /* places in the column, from above */
    struct lines label, text;
};

struct stack {
    struct canvas *c;
    struct entry entries[16];
    size_t len;
    struct loop loops[LOOPS_MAX];
    size_t nloops;
    double x, width;     /* of the boxes */
    double label, texts; /* left edges of the two columns of text; equal when there is one */
    bool ladder, numbered, any_text, legend_beside;
};

/* ---- What is to be drawn --------------------------------------------------------------------- */

static size_t place_of(const struct stack *s, size_t number)
{
    return s->ladder ? s->len - number : number - 1;
}

static void take_items(struct stack *s)
{
    const struct figure *f = s->c->f;
    s->len = f->items.len;
    for (size_t i = 0; i < s->len; i++) {
        struct entry *e = &s->entries[place_of(s, i + 1)];
        *e = (struct entry){.item = &f->items.items[i], .number = (unsigned)i + 1};
        s->any_text = s->any_text || (e->item->text.text.len && !s->c->form->empty);
    }
}

static void take_loops(struct stack *s)
{
    const struct figure *f = s->c->f;
    for (size_t i = 0; i < f->loops.len && s->nloops < LOOPS_MAX; i++) {
        const struct figure_loop *l = &f->loops.items[i];
        size_t from = l->from.pos.file ? l->from.value : s->len;
        s->loops[s->nloops++] =
            (struct loop){.loop = l, .from = place_of(s, from), .to = place_of(s, l->to.value)};
    }
    if (!s->nloops && f->kind.value == FIGURE_CYCLE)
        s->loops[s->nloops++] = (struct loop){.from = place_of(s, s->len), .to = place_of(s, 1)};
}

static size_t span(const struct loop *l)
{
    return l->from > l->to ? l->from - l->to : l->to - l->from;
}

/* How near the boxes a loop runs: after those that are shorter. */
static size_t lane_of(const struct stack *s, size_t loop)
{
    size_t lane = 0;
    for (size_t i = 0; i < s->nloops; i++) {
        size_t a = span(&s->loops[i]), b = span(&s->loops[loop]);
        lane += a < b || (a == b && i < loop);
    }
    return lane;
}

/* ---- Widths ---------------------------------------------------------------------------------- */

static void share_width(struct stack *s)
{
    struct canvas *c = s->c;
    bool named = s->nloops && s->loops[0].loop;
    double lanes = (double)s->nloops * LANE + (s->nloops ? 10 : 0);
    s->legend_beside = c->wide && named && !c->form->empty;
    s->width = c->width - lanes - (s->legend_beside ? LEGEND + PAD : 0);
    if (c->wide && !s->any_text && !c->form->empty && s->width > BARE) s->width = BARE;
    s->x = s->nloops ? 0 : (c->width - s->width) / 2;
    s->label = s->x + (s->numbered ? GUTTER : PAD);
    s->texts = s->label;
    if (c->wide && s->any_text && s->width > BARE) s->texts = s->x + s->width * .44;
}

static void break_texts(struct stack *s)
{
    struct canvas *c = s->c;
    double right = s->x + s->width - PAD, label = right - s->label;
    if (s->texts > s->label) label = s->texts - s->label - PAD;
    for (size_t i = 0; i < s->len; i++) {
        struct entry *e = &s->entries[i];
        e->label = canvas_break(c, e->item->label.text, FACE_LABEL, label);
        if (!c->form->empty)
            e->text = canvas_break(c, e->item->text.text, FACE_TEXT, right - s->texts);
        e->between = canvas_break(c, e->item->between.text, FACE_TEXT, s->width - 6 * PAD);
        e->part = canvas_break(c, e->item->part.text, FACE_NAME, s->width / 2 - 2 * PAD);
    }
    for (size_t i = 0; i < s->nloops; i++) {
        struct loop *l = &s->loops[i];
        double width = (s->legend_beside ? LEGEND : c->width) - 2 * CANVAS_MARK - PAD;
        if (!l->loop) continue;
        l->label = canvas_break(c, l->loop->label.text, FACE_LABEL, width);
        if (!c->form->empty) l->text = canvas_break(c, l->loop->text.text, FACE_TEXT, width);
    }
}

/* ---- Heights --------------------------------------------------------------------------------- */

static double text_height(const struct stack *s, const struct entry *e)
{
    double sum = e->label.height + e->text.height;
    if (s->texts > s->label)
        sum = e->label.height > e->text.height ? e->label.height : e->text.height;
    return sum;
}

/* What stands between an entry and the next. */
static double gap_after(const struct stack *s, size_t i)
{
    if (i + 1 == s->len) return 0;
    if (s->ladder) return 0;
    double gap = GAP;
    const struct entry *e = &s->entries[i], *next = &s->entries[i + 1];
    if (e->between.len) gap = 2 * STUB + e->between.height + PAD;
    if (next->part.len) gap += next->part.height + 2 * PAD;
    return gap;
}

static double legend_height(const struct stack *s)
{
    double sum = 0;
    for (size_t i = 0; i < s->nloops; i++)
        if (s->loops[i].loop) sum += s->loops[i].label.height + s->loops[i].text.height + PAD;
    return sum;
}

static double place(struct stack *s)
{
    const struct figure_form *form = s->c->form;
    double y = s->entries[0].part.len ? s->entries[0].part.height + PAD / 2 : 0, all = y;
    if (s->ladder) y = all = PAD;
    for (size_t i = 0; i < s->len; i++) {
        s->entries[i].height = text_height(s, &s->entries[i]) + 2 * PAD - (s->ladder ? 4 : 0);
        if (form->empty) s->entries[i].height += ROOM;
        all += s->entries[i].height + gap_after(s, i);
    }
    double rest = form->height - all - 2 * PAD - legend_height(s);
    double more = form->empty && rest > 0 ? rest / (double)s->len : 0;
    for (size_t i = 0; i < s->len; i++) {
        s->entries[i].top = y;
        s->entries[i].height += more;
        y += s->entries[i].height + gap_after(s, i);
    }
    return y;
}

/* ---- Boxes ----------------------------------------------------------------------------------- */

static void draw_entry(const struct stack *s, const struct entry *e)
{
    struct canvas *c = s->c;
    double room = e->height - text_height(s, e), y = e->top + room / 2;
    if (c->form->empty) y = e->top + PAD;
    if (!s->ladder) canvas_box(c, s->x, e->top, s->width, e->height, 6, LOOK_BOX);
    if (s->numbered)
        canvas_mark(c, s->x + GUTTER / 2, y + canvas_line_height(FACE_LABEL) / 2, e->number, false);
    bool beside = s->texts > s->label;
    double middle = e->top + e->height / 2;
    double below = canvas_lines(c, &e->label, s->label, y, ANCHOR_START);
    if (beside) {
        double top = e->text.height > e->label.height ? middle - e->text.height / 2 : y;
        canvas_lines(c, &e->text, s->texts, top, ANCHOR_START);
    } else {
        canvas_lines(c, &e->text, s->texts, below, ANCHOR_START);
    }
}

static void down(const struct stack *s, double from, double to)
{
    double x = s->x + s->width / 2;
    canvas_arrow(s->c, (struct point[]){{x, from}, {x, to}}, 2, LOOK_ARROW);
}

static double draw_part(const struct stack *s, const struct entry *e, double y)
{
    if (y > 0) canvas_path(s->c, (struct point[]){{0, y}, {s->c->width, y}}, 2, LOOK_LINE);
    return canvas_lines(s->c, &e->part, s->x, y > 0 ? y + PAD / 2 : y, ANCHOR_START);
}

/* The arrow to the next box, and what it passes. */
static void draw_gap(const struct stack *s, size_t i)
{
    const struct entry *e = &s->entries[i], *next = &s->entries[i + 1];
    double y = e->top + e->height + 2;
    if (e->between.len) {
        double h = e->between.height + PAD, inset = 2 * PAD;
        down(s, y, y + STUB - 4);
        y += STUB - 2;
        canvas_box(s->c, s->x + inset, y, s->width - 2 * inset, h, h / 2 < 14 ? h / 2 : 14,
                   LOOK_DASH);
        canvas_lines(s->c, &e->between, s->x + s->width / 2, y + PAD / 2, ANCHOR_MIDDLE);
        y += h + 2;
    }
    if (next->part.len) draw_part(s, next, next->top - next->part.height - PAD);
    down(s, y, next->top - 2);
}

static void draw_rungs(const struct stack *s, double bottom)
{
    double left = s->x + 2, right = s->x + s->width - 2;
    for (int side = 0; side < 2; side++) {
        double x = side ? right : left;
        canvas_path(s->c, (struct point[]){{x, 0}, {x, bottom + PAD}}, 2, LOOK_LINE);
    }
    for (size_t i = 0; i < s->len; i++) {
        double y = s->entries[i].top + s->entries[i].height;
        canvas_path(s->c, (struct point[]){{left, y}, {right, y}}, 2, LOOK_LINE);
    }
}

/* ---- Ways back ------------------------------------------------------------------------------- */

/* Loops that meet at one item do so at different heights: an outer one further out. */
static double height_at(const struct stack *s, size_t place, size_t lane, bool below)
{
    const struct entry *e = &s->entries[place];
    double step =
        e->height / (double)(s->nloops + 1) < 14 ? e->height / (double)(s->nloops + 1) : 14;
    double off = ((double)lane - (double)(s->nloops - 1) / 2) * step;
    return e->top + e->height / 2 + (below ? off : -off);
}

static void draw_loop(const struct stack *s, size_t i)
{
    static const enum look looks[] = {LOOK_ARROW, LOOK_BACK, LOOK_DASH, LOOK_DASH};
    const struct loop *l = &s->loops[i];
    size_t lane = lane_of(s, i);
    double edge = s->x + s->width + 2, x = edge + LANE * ((double)lane + 1) - CANVAS_MARK + 6;
    bool below = l->from > l->to;
    double from = height_at(s, l->from, lane, below), to = height_at(s, l->to, lane, !below);
    canvas_arrow(s->c, (struct point[]){{edge, from}, {x, from}, {x, to}, {edge, to}}, 4,
                 l->loop ? looks[lane] : LOOK_ARROW);
    if (l->loop) canvas_mark(s->c, x, (from + to) / 2, (unsigned)i + 1, true);
}

static double draw_legend(const struct stack *s, double y)
{
    double x = s->legend_beside ? s->c->width - LEGEND : 0, all = legend_height(s);
    if (s->legend_beside) y = y > all ? (y - all) / 2 : 0;
    for (size_t i = 0; i < s->nloops; i++) {
        const struct loop *l = &s->loops[i];
        if (!l->loop) continue;
        double left = x + 2 * CANVAS_MARK + PAD / 2;
        canvas_mark(s->c, x + CANVAS_MARK, y + canvas_line_height(FACE_LABEL) / 2, (unsigned)i + 1,
                    true);
        y = canvas_lines(s->c, &l->label, left, y, ANCHOR_START);
        y = canvas_lines(s->c, &l->text, left, y, ANCHOR_START) + PAD;
    }
    return y;
}

double figure_stack(struct canvas *c)
{
    struct stack *s = arena_new(c->a, struct stack, 1);
    *s = (struct stack){
        .c = c, .ladder = c->f->kind.value == FIGURE_LADDER, .numbered = figure_numbered(c->f)};
    take_items(s);
    take_loops(s);
    share_width(s);
    break_texts(s);
    double bottom = place(s);
    if (s->entries[0].part.len) draw_part(s, &s->entries[0], 0);
    for (size_t i = 0; i < s->len; i++) {
        draw_entry(s, &s->entries[i]);
        if (i + 1 < s->len && !s->ladder) draw_gap(s, i);
    }
    if (s->ladder) draw_rungs(s, bottom);
    for (size_t i = 0; i < s->nloops; i++)
        draw_loop(s, i);
    if (s->ladder) bottom += PAD;
    if (!s->nloops || !s->loops[0].loop) return bottom;
    double legend = draw_legend(s, s->legend_beside ? bottom : bottom + 1.5 * PAD);
    return legend > bottom ? legend : bottom;
}
