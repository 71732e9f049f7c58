/* A shortest difference is right, but not always what a reader sees: a sentence that was put in may
 * be told as the end of the one before and most of itself, and two rewritten clauses as a dozen
 * words that happen to have «og» in common. */
#include "base/diff.h"
#include "course/prose_internal.h"

void hunks_of(struct hunks *out, const struct sequence *a, const struct sequence *b,
              struct arena *scratch)
{
    struct diff_run *runs;
    size_t n = diff(&runs, a->ids, a->len, b->ids, b->len, scratch);
    *out = (struct hunks){.items = arena_new(scratch, struct hunk, n)};
    for (size_t i = 0; i < n; i++) {
        bool replaced = runs[i].kind == DIFF_OUT && i + 1 < n && runs[i + 1].kind == DIFF_IN;
        if (runs[i].kind == DIFF_SAME) continue;
        struct hunk *h = &out->items[out->len++];
        *h = (struct hunk){.a = runs[i].a, .b = runs[i].b};
        if (runs[i].kind == DIFF_OUT) h->na = runs[i].len;
        if (runs[i].kind == DIFF_IN) h->nb = runs[i].len;
        if (replaced) h->nb = runs[++i].len;
    }
}

/* ---- Sliding --------------------------------------------------------------------------------- */

static unsigned seen(const struct sequence *s, size_t at, size_t len)
{
    return s->edge[at] + s->edge[at + len];
}

/* s[*at, *at + len) stands where s has at least `back` things before it and `on` after it that are
 * the same on both sides. */
static size_t best_place(const struct sequence *s, size_t at, size_t len, size_t back, size_t on)
{
    size_t first = at, last = at, best;
    while (at - first < back && s->ids[first - 1] == s->ids[first + len - 1])
        first--;
    while (last - at < on && s->ids[last] == s->ids[last + len])
        last++;
    best = first;
    for (size_t i = first; i <= last; i++)
        if (seen(s, i, len) >= seen(s, best, len)) best = i;
    return best;
}

void hunks_slide(struct hunks *hunks, const struct sequence *a, const struct sequence *b)
{
    for (size_t i = 0; i < hunks->len; i++) {
        struct hunk *h = &hunks->items[i];
        if (h->na && h->nb) continue;
        const struct hunk *next = i + 1 < hunks->len ? h + 1 : NULL;
        /* Something that is the same stays between two hunks. */
        size_t back = i ? h->a - h[-1].a - h[-1].na - 1 : h->a;
        size_t on = next ? next->a - h->a - h->na - 1 : a->len - h->a - h->na;
        size_t from = h->na ? h->a : h->b;
        size_t to = best_place(h->na ? a : b, from, h->na + h->nb, back, on);
        h->a = h->a + to - from;
        h->b = h->b + to - from;
    }
}

/* ---- Joining --------------------------------------------------------------------------------- */

#define JOIN_MOST 3 /* things between */

static size_t size_of(const struct sequence *s, size_t from, size_t len)
{
    return s->size[from + len] - s->size[from];
}

static size_t changed(const struct hunk *h, const struct sequence *a, const struct sequence *b)
{
    size_t out = size_of(a, h->a, h->na), in = size_of(b, h->b, h->nb);
    return out > in ? out : in;
}

static bool is_joined(const struct hunk *h, const struct hunk *next, const struct sequence *a,
                      const struct sequence *b)
{
    size_t from = h->a + h->na, len = next->a - from, between = size_of(a, from, len);
    if (len > JOIN_MOST || !(h->na + next->na) || !(h->nb + next->nb)) return false;
    return between <= changed(h, a, b) && between <= changed(next, a, b);
}

void hunks_join(struct hunks *hunks, const struct sequence *a, const struct sequence *b)
{
    size_t n = 0;
    for (size_t i = 0; i < hunks->len; i++) {
        hunks->items[n++] = hunks->items[i];
        while (n > 1 && is_joined(&hunks->items[n - 2], &hunks->items[n - 1], a, b)) {
            struct hunk *h = &hunks->items[n - 2], *last = h + 1;
            h->na = last->a + last->na - h->a;
            h->nb = last->b + last->nb - h->b;
            n--;
        }
    }
    hunks->len = n;
}
