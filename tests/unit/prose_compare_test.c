/* Any two pages compared: what always holds, and what it costs. */
#include "base/buf.h"
#include "course/prose.h"
#include "test.h"
#include <time.h>

/* A page of `n` words in blocks of about `size`, from a language of `language` words. */
static struct prose *any_page(struct test *t, size_t n, size_t size, size_t language)
{
    static const char *const keys[] = {NULL, "bring", "questions"};
    struct prose *p = arena_new(t->arena, struct prose, 1);
    p->blocks = arena_new(t->arena, struct prose_block, n + 1);
    for (size_t part = 0; n > 0; p->len++) {
        struct buf b = {.arena = t->arena};
        size_t len = 1 + test_random(t) % (2 * size);
        for (len = len < n ? len : n; len > 0; len--, n--) {
            size_t word = test_random(t) % language;
            buf_printf(&b, "%s%zu%s", b.len ? " " : "", word, word % 7 ? "" : ",");
        }
        part += test_random(t) % 20 == 0;
        p->blocks[p->len] = (struct prose_block){.kind = (enum prose_kind)(test_random(t) % 16),
                                                 .key = keys[test_random(t) % 3],
                                                 .part = (unsigned)part,
                                                 .text = buf_str(&b)};
    }
    return p;
}

/* Like it, but for about one of `every` blocks and one of `every` words. */
static struct prose *edited_page(struct test *t, const struct prose *p, size_t every)
{
    struct prose *q = arena_new(t->arena, struct prose, 1);
    q->blocks = arena_new(t->arena, struct prose_block, 2 * p->len + 1);
    for (size_t i = 0; i < p->len; i++) {
        struct buf b = {.arena = t->arena};
        struct str rest = p->blocks[i].text;
        if (test_random(t) % every == 0) q->blocks[q->len++] = p->blocks[test_random(t) % (i + 1)];
        if (test_random(t) % every == 0) continue;
        while (rest.len) {
            struct str word = str_cut(&rest, ' ');
            if (test_random(t) % every == 0) word = STR("nytt");
            if (test_random(t) % every) buf_printf(&b, "%s%.*s", b.len ? " " : "", STR_ARG(word));
        }
        q->blocks[q->len] = p->blocks[i];
        q->blocks[q->len].text = buf_str(&b);
        q->len += b.len > 0;
    }
    for (size_t i = 1; i < q->len; i++)
        if (q->blocks[i].part < q->blocks[i - 1].part) q->blocks[i].part = q->blocks[i - 1].part;
    return q;
}

/* The texts of a page, or of what is marked without one of the marks; with or without spaces. */
static struct str all_of(struct test *t, const struct prose *p, bool spaces)
{
    struct buf b = {.arena = t->arena};
    for (size_t i = 0; i < p->len; i++)
        for (size_t k = 0; k < p->blocks[i].text.len; k++)
            if (spaces || p->blocks[i].text.ptr[k] != ' ')
                buf_put_char(&b, p->blocks[i].text.ptr[k]);
    return buf_str(&b);
}

static struct str all_but(struct test *t, const struct marked *m, enum mark mark, bool spaces)
{
    struct prose p = {0};
    for (size_t i = 0; i < m->len; i++) {
        for (size_t k = 0; k < m->blocks[i].nruns; k++) {
            if (m->blocks[i].runs[k].mark == mark) continue;
            if (p.len == p.cap) p.blocks = arena_grow(t->arena, p.blocks, &p.cap, sizeof *p.blocks);
            p.blocks[p.len++].text = m->blocks[i].runs[k].text;
        }
    }
    return all_of(t, &p, spaces);
}

TEST("without what is taken out the newer page is left, without what is put in the older one")
{
    for (int round = 0; round < 1500; round++) {
        size_t n = test_random(t) % 200, language = 2 + test_random(t) % 60;
        const struct prose *p = any_page(t, n, 1 + test_random(t) % 12, language), *q;
        q = round % 3 ? edited_page(t, p, 2 + test_random(t) % 20) : any_page(t, n, 5, language);
        struct marked m;
        prose_compare(&m, p, q, t->arena);
        CHECK_STR(all_but(t, &m, MARK_OUT, true), all_of(t, q, true));
        CHECK_STR(all_but(t, &m, MARK_IN, false), all_of(t, p, false));
        for (size_t i = 0; i < m.len; i++) {
            const struct marked_block *x = &m.blocks[i];
            CHECK(x->nruns > 0 && (x->touched || x->nruns == 1));
            for (size_t k = 0; k < x->nruns; k++) {
                enum mark mark = x->runs[k].mark, last = k ? x->runs[k - 1].mark : MARK_SAME;
                CHECK(x->runs[k].text.len && (!x->mark || mark == x->mark));
                CHECK(!k || (mark != last && !(last == MARK_IN && mark == MARK_OUT)));
            }
        }
        if (round % 20 == 0) arena_reset(t->arena);
    }
}

TEST("paragraphs that are the same, or nearly, are found again on a page that is otherwise another")
{
    const struct prose *p = any_page(t, 20000, 40, 500), *other = any_page(t, 20000, 40, 500);
    struct prose q = {.blocks = arena_new(t->arena, struct prose_block, p->len)};
    size_t kept = 0, extended = 0, same = 0, touched = 0;
    for (size_t i = 0; i < p->len && i < other->len; i++) {
        bool is_long = p->blocks[i].text.len > 100;
        struct prose_block *b = &q.blocks[q.len++];
        *b = is_long && i % 3 < 2 ? p->blocks[i] : other->blocks[i];
        b->part = p->blocks[i].part;
        kept += is_long && i % 3 == 0;
        extended += is_long && i % 3 == 1;
        if (is_long && i % 3 == 1) b->text = STR_CAT(t->arena, STR("nytt "), b->text);
    }
    struct marked m;
    prose_compare(&m, p, &q, t->arena);
    for (size_t i = 0; i < m.len; i++) {
        same += !m.blocks[i].touched;
        touched += m.blocks[i].touched && m.blocks[i].mark == MARK_SAME;
    }
    CHECK(kept > 50 && extended > 50);
    CHECK_INT(same, kept);
    CHECK_INT(touched, extended);
}

/* Processor seconds, the fastest of three. */
static double cost(struct test *t, size_t n, size_t size, size_t language, bool edited)
{
    const struct prose *p = any_page(t, n, size, language);
    const struct prose *q = edited ? edited_page(t, p, 4) : any_page(t, n, size, language);
    double best = 1e9;
    for (int round = 0; round < 3; round++) {
        struct marked m;
        clock_t begin = clock();
        prose_compare(&m, p, q, t->arena);
        double took = (double)(clock() - begin) / CLOCKS_PER_SEC;
        if (took < best) best = took;
    }
    return best;
}

/* Were each block held against each, it would be four times as much. */
TEST("twice as long pages that have little in common cost about twice as much")
{
    static const struct {
        size_t size, language;
        bool edited;
    } hard[] = {{60, 4000, false},
                {60, 4000, true},
                {1, 100, false},
                {2, 40000, false},
                {8000, 4000, false}};
    for (size_t i = 0; i < sizeof hard / sizeof *hard; i++) {
        double once = cost(t, 15000, hard[i].size, hard[i].language, hard[i].edited);
        double twice = cost(t, 30000, hard[i].size, hard[i].language, hard[i].edited);
        CHECK(twice < 3 * once + 0.004);
    }
}
