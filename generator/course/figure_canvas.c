/* Lines of text, boxes and arrows as SVG. */
#include "base/utf8.h"
#include "course/figure_internal.h"
#include <math.h>

/* ---- Numbers --------------------------------------------------------------------------------- */

/* To a tenth, the same on every machine and in every locale. */
static void put_number(struct buf *b, double x)
{
    long tenths = lround(x * 10);
    if (tenths < 0) buf_put_char(b, '-');
    unsigned long n = (unsigned long)(tenths < 0 ? -tenths : tenths);
    buf_put_number(b, n / 10);
    if (n % 10) {
        buf_put_char(b, '.');
        buf_put_number(b, n % 10);
    }
}

static void put_attribute(struct buf *b, const char *name, double x)
{
    buf_put_char(b, ' ');
    buf_put(b, str_of(name));
    buf_put(b, STR("=\""));
    put_number(b, x);
    buf_put_char(b, '"');
}

static void put_point(struct buf *b, char command, double x, double y)
{
    buf_put_char(b, command);
    put_number(b, x);
    buf_put_char(b, ' ');
    put_number(b, y);
}

/* ---- Text: measuring ------------------------------------------------------------------------- */

static const struct {
    const char *class;
    unsigned size;
    double line;
    bool bold;
} faces[FACE_COUNT] = {
    [FACE_LABEL] = {"f-label", 15, 19, true},
    [FACE_TEXT] = {"f-text", 14, 19, false},
    [FACE_NAME] = {"f-name", 13, 17, true},
};

double canvas_line_height(enum face face)
{
    return faces[face].line;
}

double canvas_text_width(struct str text, enum face face)
{
    unsigned sum = 0;
    uint32_t rune;
    while (utf8_next(&text, &rune))
        if (rune != 0xAD) sum += figure_advance(rune, faces[face].bold);
    return sum * faces[face].size / 1000.0;
}

/* ---- Text: breaking -------------------------------------------------------------------------- */

struct breaker {
    struct arena *a;
    enum figure_rules rules;
    enum face face;
    double width;
    struct lines out;
    size_t cap, parted; /* what breaking words has cost: less at a joint */
    struct buf line;
};

static void end_line(struct breaker *b)
{
    if (!b->line.len) return;
    if (b->out.len == b->cap)
        b->out.line = arena_grow(b->a, b->out.line, &b->cap, sizeof *b->out.line);
    struct str line = str_dup(b->a, buf_str(&b->line));
    double w = canvas_text_width(line, b->face);
    b->out.line[b->out.len++] = line;
    if (w > b->out.width) b->out.width = w;
    buf_reset(&b->line);
}

static double width_with(struct breaker *b, struct str piece, const char *more)
{
    return canvas_text_width(buf_str(&b->line), b->face) + canvas_text_width(piece, b->face) +
           canvas_text_width(str_of(more), b->face);
}

/* An accent that stands over what is before it. */
static bool begins_with_mark(struct str s)
{
    uint32_t rune;
    return utf8_next(&s, &rune) && rune != 0xAD && utf8_cells(rune) == 0;
}

/* The length in bytes of the first part of a word that fits into `room` with a hyphen, 0 when none
 * does; a joint is taken before a later border of a syllable if it leaves no less than half of it.
 * `anywhere`: a word without either is broken between two letters, with three left if it is long.
 */
static size_t part_that_fits(struct breaker *b, struct str word, double room, bool anywhere)
{
    uint8_t at[FIGURE_WORD_MAX + 1];
    figure_hyphenate(at, word, b->rules);
    struct str rest = word;
    size_t joint = 0, border = 0, any = 0, last = word.len, i = 0;
    double w = 0, joint_width = 0;
    uint32_t rune;
    for (size_t left = 3; last && left; left--)
        for (last--; last && (word.ptr[last] & 0xC0) == 0x80;)
            last--;
    room -= canvas_text_width(STR("-"), b->face);
    while (utf8_next(&rest, &rune) && i < FIGURE_WORD_MAX) {
        unsigned advance = rune == 0xAD ? 0 : figure_advance(rune, faces[b->face].bold);
        w += advance * faces[b->face].size / 1000.0;
        size_t bytes = word.len - rest.len;
        if (w > room || !rest.len) break;
        if ((!any || bytes <= last) && !begins_with_mark(rest)) any = bytes;
        i++;
        if (rune == 0xAD || at[i] == 2) {
            joint = bytes;
            joint_width = w;
        }
        if (at[i] == 1) border = bytes;
    }
    bool at_joint = joint && (joint_width >= room / 2 || !border);
    size_t found = at_joint ? joint : border ? border : anywhere ? any : 0;
    if (found) b->parted += at_joint ? 1 : border ? 2 : 4;
    return found;
}

/* As much of a word as goes on the line, with a hyphen; the rest. */
static struct str set_part(struct breaker *b, struct str word, bool space)
{
    double used = canvas_text_width(buf_str(&b->line), b->face);
    if (space && b->line.len) used += canvas_text_width(STR(" "), b->face);
    size_t n = part_that_fits(b, word, b->width - used, !b->line.len);
    if (n) {
        if (space && b->line.len) buf_put_char(&b->line, ' ');
        buf_put(&b->line, str_sub(word, 0, n));
        buf_put_char(&b->line, '-');
    }
    return str_from(word, n);
}

/* A piece that cannot be broken at a space: set on the line, on the next, or, when it is longer
 * than a line, in parts. */
static void set_piece(struct breaker *b, struct str piece, bool space)
{
    if (width_with(b, piece, space && b->line.len ? " " : "") <= b->width) {
        if (space && b->line.len) buf_put_char(&b->line, ' ');
        buf_put(&b->line, piece);
        return;
    }
    while (canvas_text_width(piece, b->face) > b->width) {
        struct str rest = set_part(b, piece, space);
        if (rest.len == piece.len && !b->line.len) break; /* not even one letter goes on a line */
        piece = rest;
        end_line(b);
    }
    end_line(b);
    buf_put(&b->line, piece);
}

static bool breaks_after(struct str s, size_t i)
{
    if (i + 1 >= s.len || i == 0) return false;
    return s.ptr[i] == '-' || s.ptr[i] == '/';
}

static void set_word(struct breaker *b, struct str word)
{
    bool space = true;
    for (size_t i = 0; i < word.len; i++) {
        if (!breaks_after(word, i)) continue;
        set_piece(b, str_sub(word, 0, i + 1), space);
        word = str_from(word, i + 1);
        space = false;
        i = 0;
    }
    set_piece(b, word, space);
}

static struct lines break_lines(const struct canvas *c, struct str text, enum face face,
                                double width, size_t *parted)
{
    struct breaker b = {
        .a = c->a, .rules = c->rules, .face = face, .width = width, .line = {.arena = c->a}};
    while (text.ptr) {
        struct str word = str_cut(&text, ' ');
        if (word.len) set_word(&b, word);
    }
    end_line(&b);
    b.out.face = face;
    b.out.height = (double)b.out.len * faces[face].line;
    *parted = b.parted;
    return b.out;
}

/* Few lines are made alike in width: the narrowest setting that needs no line more and breaks
 * words no worse. */
struct lines canvas_break(struct canvas *c, struct str text, enum face face, double width)
{
    size_t parted, more;
    struct lines lines = break_lines(c, text, face, width, &parted);
    if (lines.len < 2 || lines.len > 4) return lines;
    double low = width / 2, high = width;
    while (high - low > 2) {
        double middle = (low + high) / 2;
        struct lines tried = break_lines(c, text, face, middle, &more);
        bool good = tried.len == lines.len && tried.width <= middle && more <= parted;
        if (good) lines = tried;
        *(good ? &high : &low) = middle;
    }
    return lines;
}

/* ---- Text: setting --------------------------------------------------------------------------- */

static void put_text(struct canvas *c, struct str text, enum face face, double x, double y,
                     enum anchor to)
{
    static const char *const anchors[] = {"", " text-anchor=\"middle\"", " text-anchor=\"end\""};
    struct buf *b = &c->texts;
    buf_put(b, STR("<text class=\""));
    buf_put(b, str_of(faces[face].class));
    buf_put_char(b, '"');
    put_attribute(b, "x", x);
    put_attribute(b, "y", y);
    put_attribute(b, "font-size", faces[face].size);
    if (faces[face].bold) buf_put(b, STR(" font-weight=\"700\""));
    buf_put(b, str_of(anchors[to]));
    buf_put_char(b, '>');
    struct buf seen = {.arena = c->a}; /* without soft hyphens, which some fonts show */
    for (uint32_t rune; utf8_next(&text, &rune);)
        if (rune != 0xAD) buf_put_rune(&seen, rune);
    buf_put_html(b, buf_str(&seen));
    buf_put(b, STR("</text>"));
}

double canvas_lines(struct canvas *c, const struct lines *l, double x, double y, enum anchor to)
{
    for (size_t i = 0; i < l->len; i++) {
        double line = faces[l->face].line, size = faces[l->face].size;
        put_text(c, l->line[i], l->face, x, y + (line - size) / 2 + size * .8, to);
        y += line;
    }
    return y;
}

void canvas_turned(struct canvas *c, struct str text, enum face face, double x, double y)
{
    struct buf *b = &c->texts;
    buf_put(b, STR("<g transform=\"translate("));
    put_number(b, x + faces[face].size * .3);
    buf_put_char(b, ' ');
    put_number(b, y);
    buf_put(b, STR(") rotate(-90)\">"));
    put_text(c, text, face, 0, 0, ANCHOR_MIDDLE);
    buf_put(b, STR("</g>"));
}

/* ---- Shapes ---------------------------------------------------------------------------------- */

static const struct {
    const char *class, *attributes; /* what it is without a style sheet */
} looks[LOOK_COUNT] = {
    [LOOK_BOX] = {"f-box", ""},
    [LOOK_TINT] = {"f-tint", ""},
    [LOOK_DASH] = {"f-dash", " stroke-dasharray=\"5 4\""},
    [LOOK_LINE] = {"f-line", " stroke-width=\"2\""},
    [LOOK_HAIR] = {"f-hair", " stroke-opacity=\".5\""},
    [LOOK_ARROW] = {"f-arrow", " stroke-width=\"2\""},
    [LOOK_BACK] = {"f-back", " stroke-width=\"2\" stroke-dasharray=\"7 4\""},
    [LOOK_MARK] = {"f-mark", ""},
    [LOOK_DOT] = {"f-dot", " fill=\"currentColor\""},
    [LOOK_WRITE] = {"f-write", " stroke-dasharray=\"1 4\" stroke-linecap=\"round\""},
};

static void put_look(struct buf *b, enum look look)
{
    buf_put(b, STR(" class=\""));
    buf_put(b, str_of(looks[look].class));
    buf_put_char(b, '"');
    buf_put(b, str_of(looks[look].attributes));
    buf_put(b, STR("/>"));
}

void canvas_box(struct canvas *c, double x, double y, double w, double h, double radius,
                enum look look)
{
    struct buf *b = &c->shapes;
    buf_put(b, STR("<rect"));
    put_attribute(b, "x", x);
    put_attribute(b, "y", y);
    put_attribute(b, "width", w);
    put_attribute(b, "height", h);
    if (radius > 0) put_attribute(b, "rx", radius);
    put_look(b, look);
}

void canvas_circle(struct canvas *c, double x, double y, double r, enum look look)
{
    struct buf *b = &c->shapes;
    buf_put(b, STR("<circle"));
    put_attribute(b, "cx", x);
    put_attribute(b, "cy", y);
    put_attribute(b, "r", r);
    put_look(b, look);
}

#define CORNER 10.0

/* The point a little before `to` on the way from `from`, at most half of it. */
static struct point towards(struct point from, struct point to, double distance)
{
    double dx = to.x - from.x, dy = to.y - from.y, length = hypot(dx, dy);
    double part = length > 0 ? fmin(distance, length / 2) / length : 0;
    return (struct point){from.x + dx * part, from.y + dy * part};
}

static void put_way(struct buf *b, const struct point *p, size_t n)
{
    put_point(b, 'M', p[0].x, p[0].y);
    for (size_t i = 1; i + 1 < n; i++) {
        struct point in = towards(p[i], p[i - 1], CORNER), out = towards(p[i], p[i + 1], CORNER);
        put_point(b, 'L', in.x, in.y);
        put_point(b, 'Q', p[i].x, p[i].y);
        put_point(b, ' ', out.x, out.y);
    }
    put_point(b, 'L', p[n - 1].x, p[n - 1].y);
}

void canvas_path(struct canvas *c, const struct point *p, size_t n, enum look look)
{
    buf_put(&c->shapes, STR("<path d=\""));
    put_way(&c->shapes, p, n);
    buf_put_char(&c->shapes, '"');
    put_look(&c->shapes, look);
}

#define HEAD 9.0 /* length of an arrow's head */

static void put_head(struct canvas *c, struct point at, double direction)
{
    struct buf *b = &c->shapes;
    double side = HEAD * .55, dx = cos(direction), dy = sin(direction);
    double bx = at.x - HEAD * dx, by = at.y - HEAD * dy;
    buf_put(b, STR("<path d=\""));
    put_point(b, 'M', at.x, at.y);
    put_point(b, 'L', bx - side * dy, by + side * dx);
    put_point(b, 'L', bx + side * dy, by - side * dx);
    buf_put(b, STR("z\" class=\"f-head\" fill=\"currentColor\"/>"));
}

void canvas_arrow(struct canvas *c, const struct point *p, size_t n, enum look look)
{
    struct point end = p[n - 1], before = p[n - 2];
    double direction = atan2(end.y - before.y, end.x - before.x);
    struct point *way = arena_new(c->a, struct point, n);
    memcpy(way, p, n * sizeof *p);
    way[n - 1].x -= (HEAD - 1) * cos(direction); /* the line must not look out of the head's tip */
    way[n - 1].y -= (HEAD - 1) * sin(direction);
    canvas_path(c, way, n, look);
    put_head(c, end, direction);
}

void canvas_arc(struct canvas *c, struct point from, struct point to, double rx, double ry,
                double direction)
{
    struct buf *b = &c->shapes;
    buf_put(b, STR("<path d=\""));
    put_point(b, 'M', from.x, from.y);
    put_point(b, 'A', rx, ry);
    buf_put(b, STR(" 0 0 1"));
    put_point(b, ' ', to.x - (HEAD - 1) * cos(direction), to.y - (HEAD - 1) * sin(direction));
    buf_put_char(b, '"');
    put_look(b, LOOK_ARROW);
    put_head(c, to, direction);
}

void canvas_mark(struct canvas *c, double x, double y, unsigned number, bool letter)
{
    canvas_circle(c, x, y, CANVAS_MARK, LOOK_MARK);
    struct str text = str_number(c->a, number);
    if (letter) text = str_sub(STR("ABCDEFGH"), number - 1, 1);
    put_text(c, text, FACE_NAME, x, y + faces[FACE_NAME].size * .36, ANCHOR_MIDDLE);
}

#define RULED 30.0 /* between two lines to write on: 8 mm on paper */

void canvas_ruled(struct canvas *c, double x, double y, double w, double to)
{
    for (y += RULED; y <= to; y += RULED)
        canvas_path(c, (struct point[]){{x, y}, {x + w, y}}, 2, LOOK_WRITE);
}

/* ---- The picture ----------------------------------------------------------------------------- */

static double draw(struct canvas *c)
{
    switch ((enum figure_kind)c->f->kind.value) {
    case FIGURE_CYCLE:
        return c->wide && !c->f->loops.len ? figure_cycle(c) : figure_stack(c);
    case FIGURE_RINGS:
        return figure_rings(c);
    case FIGURE_SCALE:
        return figure_scale(c);
    case FIGURE_COMPARISON:
        return figure_comparison(c);
    case FIGURE_MATRIX:
        return figure_matrix(c);
    default:
        return figure_stack(c);
    }
}

void figure_draw(struct buf *out, const struct figure *f, const struct figure_form *form,
                 struct arena *scratch)
{
    struct canvas c = {.a = scratch,
                       .f = f,
                       .form = form,
                       .shapes = {.arena = scratch},
                       .texts = {.arena = scratch},
                       .width = form->width,
                       .wide = form->width >= FIGURE_WIDE,
                       .rules = figure_rules_of(form->language)};
    double height = ceil(draw(&c)) + 2;
    buf_put(out, STR("<svg class=\"fig-"));
    buf_put(out, c.wide ? STR("wide") : STR("narrow"));
    buf_printf(out, "\" role=\"img\" viewBox=\"-1 -1 %u %ld\" width=\"%u\" height=\"%ld\"",
               form->width + 2, (long)height, form->width + 2, (long)height);
    if (form->labelled_by.len) {
        buf_put(out, STR(" aria-labelledby=\""));
        buf_put_html(out, form->labelled_by);
        buf_put_char(out, '"');
    } else {
        buf_put(out, STR(" aria-label=\""));
        buf_put_html(out, f->title.text);
        buf_put_char(out, '"');
    }
    if (form->spare) buf_put(out, STR(" display=\"none\""));
    buf_put(out, STR(" fill=\"none\" stroke=\"currentColor\">"));
    if (form->about.len) {
        buf_put(out, STR("<desc>"));
        buf_put(out, form->about);
        buf_put(out, STR("</desc>"));
    }
    buf_put(out, buf_str(&c.shapes));
    buf_put(out, STR("<g fill=\"currentColor\" stroke=\"none\" font-family=\"sans-serif\">"));
    buf_put(out, buf_str(&c.texts));
    buf_put(out, STR("</g></svg>\n"));
}
