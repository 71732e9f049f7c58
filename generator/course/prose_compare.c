/* Which blocks of two pages belong together. Each part of the page is compared with itself: first
 * the long blocks that are equal; then, between these, by the words that both sides have in the
 * same order, so that a small block that moved does not keep a large one from its like; then what
 * is equal and still alone. Blocks are not held each against each: the cost follows the words. */
#include "base/diff.h"
#include "course/prose_internal.h"
#include <limits.h>

#define ALONE SIZE_MAX

struct comparing {
    struct side before, after;
    size_t *to;   /* for each block of `before` its block in `after`, or ALONE */
    size_t *from; /* and back */
    uint32_t *times_before, *times_after; /* how often each word occurs, by number */
    struct marked_block *marks;           /* for each block of `before` that is in a pair */
    struct marked *out;
    size_t cap;
    struct arena *a, *scratch;
};

struct range { /* of blocks */
    size_t i, i_end, j, j_end;
};

/* ---- Pairs ----------------------------------------------------------------------------------- */

static void pair(struct comparing *c, size_t i, size_t j)
{
    c->to[i] = j;
    c->from[j] = i;
}

static bool is_equal(const struct comparing *c, size_t i, size_t j)
{
    return c->before.whole.ids[i] == c->after.whole.ids[j];
}

static bool is_under_same_key(const struct comparing *c, size_t i, size_t j)
{
    const char *k = c->before.blocks[i].key, *l = c->after.blocks[j].key;
    return str_eq(str_of(k), str_of(l));
}

/* Pairs two blocks if they have enough in common. */
static bool try_pair(struct comparing *c, size_t i, size_t j)
{
    if (!is_equal(c, i, j) &&
        !prose_mark(&c->marks[i], &c->before, i, &c->after, j, c->a, c->scratch))
        return false;
    pair(c, i, j);
    return true;
}

/* Two blocks that have words in common, in the order of both sides. */
struct touch {
    size_t i, j, words;
    size_t best, from; /* words of the best chain that ends here; the touch before it, or ALONE */
};

struct touches {
    struct touch *items;
    size_t len, cap;
};

static void add_touch(struct comparing *c, struct touches *t, size_t i, size_t j)
{
    struct touch *last = t->len ? &t->items[t->len - 1] : NULL;
    if (last && last->i == i && last->j == j) {
        last->words++;
        return;
    }
    if (t->len == t->cap) t->items = arena_grow(c->scratch, t->items, &t->cap, sizeof *t->items);
    t->items[t->len++] = (struct touch){.i = i, .j = j, .words = 1};
}

#define TOO_OFTEN 50

/* The words of the blocks [from, to) that tell something: «og» and the comma are everywhere on a
 * long page. */
struct rare_words {
    uint32_t *ids;
    size_t *block; /* that each stands in */
    size_t len;
};

static struct rare_words rare_words(struct comparing *c, const struct side *s, size_t from,
                                    size_t to)
{
    size_t most = s->first[to] - s->first[from];
    struct rare_words w = {.ids = arena_new(c->scratch, uint32_t, most),
                           .block = arena_new(c->scratch, size_t, most)};
    for (size_t i = from; i < to; i++) {
        for (size_t k = s->first[i]; k < s->first[i + 1]; k++) {
            uint32_t id = s->words.ids[k];
            if (c->times_before[id] > TOO_OFTEN || c->times_after[id] > TOO_OFTEN) continue;
            w.block[w.len] = i;
            w.ids[w.len++] = id;
        }
    }
    return w;
}

static void find_touches(struct comparing *c, struct touches *t, const struct range *r)
{
    struct rare_words x = rare_words(c, &c->before, r->i, r->i_end);
    struct rare_words y = rare_words(c, &c->after, r->j, r->j_end);
    struct diff_run *runs;
    size_t n = diff(&runs, x.ids, x.len, y.ids, y.len, c->scratch);
    for (size_t k = 0; k < n; k++)
        for (size_t w = 0; runs[k].kind == DIFF_SAME && w < runs[k].len; w++)
            add_touch(c, t, x.block[runs[k].a + w], y.block[runs[k].b + w]);
}

/* What is far from a third is not worth a look; words that are everywhere were not counted. */
static bool may_pair(const struct comparing *c, const struct touch *t)
{
    const struct side *x = &c->before, *y = &c->after;
    size_t all = x->first[t->i + 1] - x->first[t->i] + y->first[t->j + 1] - y->first[t->j];
    return is_under_same_key(c, t->i, t->j) && t->words * 20 >= all;
}

/* A touch may follow another when both its blocks are later. Since neither i nor j ever falls from
 * one touch to the next, those that it may follow are all up to a certain one. */
static size_t best_chain(const struct comparing *c, struct touches *t)
{
    size_t reach = 0, best = ALONE; /* of the touches before `reach`, the end of the best chain */
    size_t last = ALONE;
    for (size_t k = 0; k < t->len; k++) {
        struct touch *x = &t->items[k];
        for (; t->items[reach].i < x->i && t->items[reach].j < x->j; reach++)
            if (best == ALONE || t->items[reach].best > t->items[best].best) best = reach;
        bool may = may_pair(c, x);
        x->from = best;
        x->best = (may ? x->words : 0) + (best == ALONE ? 0 : t->items[best].best);
        if (last == ALONE || x->best > t->items[last].best) last = k;
    }
    return last;
}

/* ---- Steps ----------------------------------------------------------------------------------- */

static void pair_by_words(struct comparing *c, const struct range *r)
{
    struct touches t = {0};
    find_touches(c, &t, r);
    for (size_t k = best_chain(c, &t); k != ALONE; k = t.items[k].from)
        if (may_pair(c, &t.items[k])) try_pair(c, t.items[k].i, t.items[k].j);
}

static void pair_most_alike(struct comparing *c, const struct range *gap)
{
    struct range r = *gap;
    while (r.i < r.i_end && r.j < r.j_end && is_equal(c, r.i, r.j))
        pair(c, r.i++, r.j++);
    while (r.i < r.i_end && r.j < r.j_end && is_equal(c, r.i_end - 1, r.j_end - 1))
        pair(c, --r.i_end, --r.j_end);
    if (r.i < r.i_end && r.j < r.j_end) pair_by_words(c, &r);
}

/* The blocks of [from, to) that have so many words: their places and their numbers. */
static size_t pick(const struct comparing *c, const struct side *s, size_t from, size_t to,
                   size_t words, size_t **places, uint32_t **ids)
{
    size_t n = 0;
    *places = arena_new(c->scratch, size_t, to - from);
    *ids = arena_new(c->scratch, uint32_t, to - from);
    for (size_t i = from; i < to; i++) {
        if (s->first[i + 1] - s->first[i] < words) continue;
        (*places)[n] = i;
        (*ids)[n++] = s->whole.ids[i];
    }
    return n;
}

static void pair_equal_of(struct comparing *c, const struct range *r, size_t words)
{
    size_t *at, *other;
    uint32_t *a, *b;
    struct diff_run *runs;
    size_t na = pick(c, &c->before, r->i, r->i_end, words, &at, &a);
    size_t nb = pick(c, &c->after, r->j, r->j_end, words, &other, &b);
    size_t n = diff(&runs, a, na, b, nb, c->scratch);
    for (size_t k = 0; k < n; k++)
        for (size_t x = 0; runs[k].kind == DIFF_SAME && x < runs[k].len; x++)
            pair(c, at[runs[k].a + x], other[runs[k].b + x]);
}

#define LONG 12

static void pair_long(struct comparing *c, const struct range *r)
{
    pair_equal_of(c, r, LONG);
}

static void pair_equal(struct comparing *c, const struct range *gap)
{
    pair_equal_of(c, gap, 0);
}

/* One against one, however common its words are. */
static void pair_last(struct comparing *c, const struct range *gap)
{
    bool one = gap->i_end - gap->i == 1 && gap->j_end - gap->j == 1;
    if (one && is_under_same_key(c, gap->i, gap->j)) try_pair(c, gap->i, gap->j);
}

/* Does a step in each place where neither side is paired yet. */
static void in_gaps(struct comparing *c, const struct range *r,
                    void (*step)(struct comparing *c, const struct range *gap))
{
    struct range gap = {.i = r->i, .j = r->j};
    for (; gap.i < r->i_end && gap.j < r->j_end; gap.i = gap.i_end + 1, gap.j = gap.j_end + 1) {
        for (gap.i_end = gap.i; gap.i_end < r->i_end && c->to[gap.i_end] == ALONE;)
            gap.i_end++;
        for (gap.j_end = gap.j; gap.j_end < r->j_end && c->from[gap.j_end] == ALONE;)
            gap.j_end++;
        if (gap.i < gap.i_end && gap.j < gap.j_end) step(c, &gap);
    }
}

static void pair_range(struct comparing *c, const struct range *r)
{
    pair_long(c, r);
    in_gaps(c, r, pair_most_alike);
    in_gaps(c, r, pair_equal);
    in_gaps(c, r, pair_last);
}

/* ---- In the order in which they are shown ---------------------------------------------------- */

/* What stands between pairs. */
static struct hunks hunks_between(struct comparing *c, const struct range *r)
{
    struct hunks h = {.items =
                          arena_new(c->scratch, struct hunk, r->i_end - r->i + r->j_end - r->j)};
    for (size_t i = r->i, j = r->j; i < r->i_end || j < r->j_end; i++, j++) {
        struct hunk x = {.a = i - r->i, .b = j - r->j};
        while (i < r->i_end && c->to[i] == ALONE)
            i++;
        while (j < r->j_end && c->from[j] == ALONE)
            j++;
        x.na = i - r->i - x.a;
        x.nb = j - r->j - x.b;
        if (x.na || x.nb) h.items[h.len++] = x;
    }
    return h;
}

/* The blocks [from, to) of a side; one whose words differ from its other's is like no block. */
static struct sequence sequence_of(struct comparing *c, const struct side *s, const size_t *other,
                                   size_t from, size_t to)
{
    const struct side *o = s == &c->before ? &c->after : &c->before;
    uint32_t *ids = arena_new(c->scratch, uint32_t, to - from);
    for (size_t i = from; i < to; i++) {
        bool differs = other[i] != ALONE && s->whole.ids[i] != o->whole.ids[other[i]];
        ids[i - from] = differs ? UINT32_MAX - (uint32_t)i : s->whole.ids[i];
    }
    return (struct sequence){ids, s->whole.edge + from, NULL, to - from};
}

/* Blocks that were put in or taken out begin, if they can, with one that begins something. */
static void slide(struct comparing *c, const struct range *r)
{
    struct sequence a = sequence_of(c, &c->before, c->to, r->i, r->i_end);
    struct sequence b = sequence_of(c, &c->after, c->from, r->j, r->j_end);
    struct hunks h = hunks_between(c, r);
    hunks_slide(&h, &a, &b);
    for (size_t k = 0, i = r->i, j = r->j; k < h.len; k++) {
        const struct hunk *x = &h.items[k];
        while (i < r->i + x->a)
            pair(c, i++, j++);
        for (; i < r->i + x->a + x->na; i++)
            c->to[i] = ALONE;
        for (; j < r->j + x->b + x->nb; j++)
            c->from[j] = ALONE;
        size_t next = k + 1 < h.len ? h.items[k + 1].a : a.len;
        while (i < r->i + next)
            pair(c, i++, j++);
    }
}

static void show(struct comparing *c, const struct marked_block *m)
{
    struct marked *o = c->out;
    if (o->len == c->cap) o->blocks = arena_grow(c->a, o->blocks, &c->cap, sizeof *o->blocks);
    o->blocks[o->len++] = *m;
    o->equal = o->equal && !m->touched;
}

static void show_whole(struct comparing *c, const struct prose_block *b, enum mark mark)
{
    struct marked_run *run = arena_new(c->a, struct marked_run, 1);
    *run = (struct marked_run){mark, b->text};
    show(c, &(struct marked_block){mark, b, run, 1, mark != MARK_SAME});
}

static void show_pair(struct comparing *c, size_t i, size_t j)
{
    if (is_equal(c, i, j)) {
        show_whole(c, &c->after.blocks[j], MARK_SAME);
        return;
    }
    c->marks[i].block = &c->after.blocks[j];
    show(c, &c->marks[i]);
}

static void show_range(struct comparing *c, const struct range *r)
{
    for (size_t i = r->i, j = r->j; i < r->i_end || j < r->j_end;) {
        for (; i < r->i_end && c->to[i] == ALONE; i++)
            show_whole(c, &c->before.blocks[i], MARK_OUT);
        for (; j < r->j_end && c->from[j] == ALONE; j++)
            show_whole(c, &c->after.blocks[j], MARK_IN);
        for (; i < r->i_end && j < r->j_end && c->to[i] == j; i++, j++)
            show_pair(c, i, j);
    }
}

/* ---- The page -------------------------------------------------------------------------------- */

static uint32_t *times(const struct sequence *s, const struct numbers *n, struct arena *scratch)
{
    uint32_t *times = arena_new(scratch, uint32_t, n->next + 1);
    for (size_t i = 0; i < s->len; i++)
        times[s->ids[i]]++;
    return times;
}

static size_t end_of_part(const struct side *s, size_t from, unsigned part)
{
    while (from < s->len && s->blocks[from].part <= part)
        from++;
    return from;
}

static void compare_parts(struct comparing *c)
{
    const struct side *x = &c->before, *y = &c->after;
    for (struct range r = {0}; r.i < x->len || r.j < y->len; r.i = r.i_end, r.j = r.j_end) {
        unsigned here = r.i < x->len ? x->blocks[r.i].part : UINT_MAX;
        unsigned there = r.j < y->len ? y->blocks[r.j].part : UINT_MAX;
        r.i_end = end_of_part(x, r.i, here < there ? here : there);
        r.j_end = end_of_part(y, r.j, here < there ? here : there);
        pair_range(c, &r);
        slide(c, &r);
        show_range(c, &r);
    }
}

static void count_words(struct marked *m)
{
    for (size_t i = 0; i < m->len; i++) {
        for (size_t k = 0; k < m->blocks[i].nruns; k++) {
            const struct marked_run *run = &m->blocks[i].runs[k];
            if (run->mark == MARK_OUT) m->words_out += prose_count_words(run->text);
            if (run->mark == MARK_IN) m->words_in += prose_count_words(run->text);
        }
    }
}

static size_t *alone(size_t n, struct arena *scratch)
{
    size_t *other = arena_new(scratch, size_t, n);
    for (size_t i = 0; i < n; i++)
        other[i] = ALONE;
    return other;
}

void prose_compare(struct marked *out, const struct prose *before, const struct prose *after,
                   struct arena *a)
{
    struct arena scratch = {0};
    struct numbers words = {.map.arena = &scratch}, blocks = {.map.arena = &scratch};
    struct comparing c = {.out = out, .a = a, .scratch = &scratch};
    *out = (struct marked){.equal = true};
    side_of(&c.before, before, &words, &blocks, &scratch);
    side_of(&c.after, after, &words, &blocks, &scratch);
    c.times_before = times(&c.before.words, &words, &scratch);
    c.times_after = times(&c.after.words, &words, &scratch);
    c.marks = arena_new(&scratch, struct marked_block, c.before.len);
    c.to = alone(c.before.len, &scratch);
    c.from = alone(c.after.len, &scratch);
    compare_parts(&c);
    count_words(out);
    arena_free(&scratch);
}
