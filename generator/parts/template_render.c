/* Ops and a value become bytes: one loop, no look-ups but by index when a shape was given.
 *
 * A frame is what a section has pushed: the value itself, and for a list the end of its items, so
 * that the frame is the loop's state too. A call of a recursive body gets frames of its own behind
 * the caller's; without a shape it sees the caller's too.
 */
#include "parts/template_internal.h"
#include <assert.h>

struct frame {
    const struct value *value;
    const struct value *end; /* one behind the last item; NULL: not a list */
};

/* One round of a recursive body. */
struct round {
    uint32_t target;
    struct str indent; /* added to that of the round before */
    bool restart;
    const struct round *before;
};

struct run {
    struct buf *out;
    size_t limit;
    const struct op *ops;
    struct frame *frames;
    size_t turns;
    unsigned depth;
    bool spec; /* no shape: the spec's truth, and names instead of indices */
    bool complete;
};

/* ---- Finding and judging values -------------------------------------------------------------- */

static const struct value nothing;

static const struct value *field_named(const struct value *v, struct str name)
{
    if (v->kind != VALUE_RECORD) return NULL;
    const struct record *r = v->as.record;
    for (size_t i = 0; r->shape->fields[i].name; i++)
        if (str_eq(str_of(r->shape->fields[i].name), name)) return &r->values[i];
    return NULL;
}

/* Without a shape: the first name in the innermost frame that has it, the others in turn. */
static const struct value *find_named(const struct run *r, const struct frame *f,
                                      const struct path *p)
{
    const struct value *v = NULL;
    for (const struct frame *k = f + p->slot; !v && k >= r->frames; k--)
        v = field_named(k->value, p->names[0]);
    for (uint8_t i = 1; v && i < p->len; i++)
        v = field_named(v, p->names[i]);
    return v ? v : &nothing;
}

static const struct value *find(const struct run *r, const struct frame *f, const struct path *p)
{
    if (p->names) return find_named(r, f, p);
    const struct value *v = f[p->slot].value;
    for (uint8_t i = 0; i < p->len; i++) {
        if (v->kind != VALUE_RECORD) return &nothing; /* an absent record in a dotted name */
        v = &v->as.record->values[p->fields[i]];
    }
    return v;
}

/* With a shape the empty text and 0 are false; the spec's truth knows neither. */
static bool is_true(const struct value *v, bool spec)
{
    switch (v->kind) {
    case VALUE_NONE:
        return false;
    case VALUE_BOOL:
        return v->as.truth;
    case VALUE_NUMBER:
        return spec || v->as.number;
    case VALUE_TEXT:
    case VALUE_URL:
    case VALUE_HTML:
        return spec || v->as.text.len;
    case VALUE_RECORD:
        return true;
    case VALUE_LIST:
        return v->as.list.len;
    }
    return false;
}

/* ---- Printing -------------------------------------------------------------------------------- */

static void print_number(struct buf *out, int64_t n)
{
    if (n < 0) buf_put_char(out, '-');
    buf_put_number(out, n < 0 ? 0 - (uint64_t)n : (uint64_t)n);
}

/* The op was chosen by the declared kind; a value that came as another kind is printed safely. */
static void print(struct buf *out, enum op_code code, const struct value *v, bool checked)
{
    switch (v->kind) {
    case VALUE_NUMBER:
        print_number(out, v->as.number);
        return;
    case VALUE_BOOL:
        buf_put(out, v->as.truth ? STR("true") : STR("false"));
        return;
    case VALUE_TEXT:
    case VALUE_URL:
    case VALUE_HTML:
        break;
    default:
        return;
    }
    struct str text = v->as.text;
    if (code == OP_RAW && (v->kind == VALUE_HTML || !checked))
        buf_put(out, text);
    else if (code == OP_FRAGMENT)
        buf_put_segment(out, text);
    else if (code != OP_URL)
        buf_put_html(out, text);
    else if (v->kind == VALUE_URL)
        buf_put_url(out, text); /* nothing else: an address that nobody checked is left out */
}

static void print_indent(struct buf *out, const struct round *round)
{
    const struct round *rounds[TEMPLATE_MAX_DEPTH + 1];
    size_t n = 0;
    for (; round; round = round->restart ? NULL : round->before)
        rounds[n++] = round;
    while (n)
        buf_put(out, rounds[--n]->indent);
}

/* ---- Running --------------------------------------------------------------------------------- */

static void fill(struct frame *f, const struct value *v)
{
    f->value = v;
    f->end = NULL;
    if (v->kind != VALUE_LIST) return;
    f->value = v->as.list.items;
    f->end = v->as.list.items + v->as.list.len;
}

/* Counts a turn of a loop or a call: false when the page has grown beyond all measure. */
static bool within_limits(struct run *r)
{
    if (++r->turns <= TEMPLATE_MAX_TURNS && r->out->len <= r->limit) return true;
    r->complete = false;
    return false;
}

static void run(struct run *r, uint32_t at, struct frame *f, const struct round *round);

static void call(struct run *r, const struct call *c, struct frame *f, const struct round *round)
{
    if (r->depth == TEMPLATE_MAX_DEPTH) {
        r->complete = false;
        return;
    }
    struct frame *g = f + c->depth - c->callee; /* without a shape: everything stays in sight */
    if (c->moves) g = f + c->depth;
    for (uint8_t i = 0; i < c->moves; i++)
        g[c->to[i]] = f[c->from[i]];
    r->depth++;
    run(r, c->target, g,
        &(struct round){
            .target = c->target, .indent = c->indent, .restart = c->restart, .before = round});
    r->depth--;
}

static void run(struct run *r, uint32_t at, struct frame *f, const struct round *round)
{
    for (const struct op *op = r->ops + at;; op++) {
        switch (op->code) {
        case OP_TEXT:
            buf_put(r->out, op->as.text);
            break;
        case OP_ESCAPED:
        case OP_RAW:
        case OP_URL:
        case OP_FRAGMENT:
            print(r->out, op->code, find(r, f, &op->as.path), !r->spec);
            break;
        case OP_SECTION:
        case OP_INVERTED: {
            const struct value *v = find(r, f, &op->as.path);
            if (is_true(v, r->spec) == (op->code == OP_INVERTED))
                op = r->ops + op->jump - 1;
            else if (op->code == OP_SECTION)
                fill(&f[op->push], v);
            break;
        }
        case OP_NEXT: {
            struct frame *loop = &f[op->push];
            if (loop->end && ++loop->value < loop->end) {
                if (!within_limits(r)) return;
                op = r->ops + op->jump - 1;
            }
            break;
        }
        case OP_INDENT:
            print_indent(r->out, round);
            break;
        case OP_CALL:
            if (!within_limits(r)) return;
            call(r, op->as.call, f, round);
            break;
        case OP_RETURN:
            if (round && round->target == op->jump) return;
            break;
        default:
            return;
        }
    }
}

bool template_render(struct buf *out, const struct template *t, const struct value *root,
                     struct arena *scratch)
{
    assert(!t->shape || (root->kind == VALUE_RECORD && root->as.record->shape == t->shape));
    size_t rounds = t->calls ? TEMPLATE_MAX_DEPTH + 1 : 1;
    struct run r = {.out = out,
                    .limit = out->len + TEMPLATE_MAX_OUTPUT,
                    .ops = t->ops,
                    .frames = arena_new(scratch, struct frame, rounds * t->frames),
                    .spec = !t->shape,
                    .complete = true};
    r.frames[0].value = root;
    run(&r, 0, r.frames, NULL);
    return r.complete;
}
