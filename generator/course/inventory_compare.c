/* inventory: which things of two courses are the same, and how they differ. */
#include "base/digest.h"
#include "course/inventory_internal.h"
#include <string.h>

struct comparing {
    const struct inventory *before, *after;
    struct inventory_diff *out;
    struct arena *a;
    struct arena scratch;
    const struct thing **now;     /* of each older thing: the same in the newer, or NULL */
    const struct thing **then;    /* and the other way round */
    bool *moved;                  /* of each newer thing */
    const struct thing **because; /* of each older thing that is lost; NULL: not lost */
    unsigned *losses, *questions, *decisions; /* because of each older thing */
};

/* ---- Pairs ----------------------------------------------------------------------------------- */

static const struct thing *now_of(const struct comparing *x, const struct thing *t)
{
    return t ? x->now[t->at] : NULL;
}

static const struct thing *then_of(const struct comparing *x, const struct thing *t)
{
    return t ? x->then[t->at] : NULL;
}

/* Among whose things it is known by its id; NULL: the course's. */
static const struct thing *scope_of(const struct thing *t)
{
    return t->kind == THING_TASK ? t->in->in : t->in;
}

/* The number of the older thing that a thing of either side is known in; 0: the top. */
static bool scope_number(const struct comparing *x, const struct thing *t, bool newer,
                         struct str *out, struct arena *a)
{
    const struct thing *scope = scope_of(t), *old = newer ? then_of(x, scope) : scope;
    if (scope && !old) return false;
    *out = str_number(a, old ? old->at + 1 : 0);
    return true;
}

/* By what two things would be the same; false: by nothing. */
typedef bool sameness(const struct comparing *x, const struct thing *t, bool newer, struct str *key,
                      struct arena *a);

static bool by_id(const struct comparing *x, const struct thing *t, bool newer, struct str *key,
                  struct arena *a)
{
    struct str scope;
    if (!scope_number(x, t, newer, &scope, a)) return false;
    *key = t->kind == THING_COURSE ? scope : STR_CAT(a, scope, STR(" "), t->id);
    return true;
}

static bool by_all_of_it(const struct comparing *x, const struct thing *t, bool newer,
                         struct str *key, struct arena *a)
{
    (void)x, (void)newer;
    if (t->failed) return false;
    *key = digest_hex(a, t->digest);
    return true;
}

static bool by_title(const struct comparing *x, const struct thing *t, bool newer, struct str *key,
                     struct arena *a)
{
    struct str scope;
    if (t->failed || !t->title.len || !scope_number(x, t, newer, &scope, a)) return false;
    *key = STR_CAT(a, scope, STR(" "), t->title);
    return true;
}

struct candidates {
    const struct thing *before, *after;
    unsigned nbefore, nafter;
};

/* Those of a kind that are not paired yet, and that are alone of their key on their side. */
static void pair(struct comparing *x, enum thing_kind kind, sameness *same)
{
    struct arena a = {0};
    struct map by_key = {.arena = &a};
    struct str key;
    for (size_t i = 0; i < x->before->len; i++) {
        const struct thing *t = x->before->things[i];
        if (t->kind != kind || now_of(x, t) || !same(x, t, false, &key, &a)) continue;
        struct candidates *c = map_get(&by_key, key);
        if (!c) map_add(&by_key, key, c = arena_new(&a, struct candidates, 1));
        c->before = t;
        c->nbefore++;
    }
    for (size_t i = 0; i < x->after->len && by_key.len; i++) {
        const struct thing *t = x->after->things[i];
        if (t->kind != kind || then_of(x, t) || !same(x, t, true, &key, &a)) continue;
        struct candidates *c = map_get(&by_key, key);
        if (!c) continue;
        c->after = t;
        c->nafter++;
    }
    for (size_t i = 0; i < x->before->len && by_key.len; i++) {
        const struct thing *t = x->before->things[i];
        if (t->kind != kind || now_of(x, t) || !same(x, t, false, &key, &a)) continue;
        const struct candidates *c = map_get(&by_key, key);
        if (c->nbefore != 1 || c->nafter != 1) continue;
        x->now[t->at] = c->after;
        x->then[c->after->at] = t;
    }
    arena_free(&a);
}

/* From the top down, since ids count within what is the same. */
static void pair_all(struct comparing *x)
{
    static const enum thing_kind kinds[] = {THING_COURSE, THING_MODULE, THING_PAGE, THING_LEADER,
                                            THING_STEP,   THING_FILM,   THING_TASK, THING_QUESTION,
                                            THING_METHOD, THING_TERM,   THING_WORK};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        pair(x, kinds[i], by_id);
        pair(x, kinds[i], by_all_of_it);
        pair(x, kinds[i], by_title);
    }
}

/* ---- Order ----------------------------------------------------------------------------------- */

/* Stays among the same things as before. */
static bool stays(const struct comparing *x, const struct thing *after)
{
    const struct thing *before = then_of(x, after);
    return before && then_of(x, after->in) == before->in && !after->in == !before->in;
}

/* Marks what is not in a longest run that rises in the older order: the fewest that, moved, give
 * the newer order. `row` has the newer things that stay, in their order. Fredman 1975: for each
 * length, the end of the run that ends lowest. */
static void mark_moved(struct comparing *x, const struct thing *const *row, size_t n)
{
    size_t *ends = arena_new(&x->scratch, size_t, n), *from = arena_new(&x->scratch, size_t, n);
    size_t longest = 0;
    for (size_t i = 0; i < n; i++) {
        unsigned order = then_of(x, row[i])->order;
        size_t low = 0, high = longest;
        while (low < high) {
            size_t middle = (low + high) / 2;
            if (then_of(x, row[ends[middle]])->order < order)
                low = middle + 1;
            else
                high = middle;
        }
        from[i] = low ? ends[low - 1] : n;
        ends[low] = i;
        if (low == longest) longest++;
        x->moved[row[i]->at] = true;
    }
    for (size_t i = longest ? ends[longest - 1] : n; i != n; i = from[i])
        x->moved[row[i]->at] = false;
}

static bool has_order(enum thing_kind k)
{
    return k == THING_MODULE || k == THING_STEP || k == THING_FILM || k == THING_TASK ||
           k == THING_QUESTION;
}

static void find_moved(struct comparing *x)
{
    const struct inventory *v = x->after;
    const struct thing **next = arena_new(&x->scratch, const struct thing *, v->len);
    const struct thing **row = arena_new(&x->scratch, const struct thing *, v->len);
    for (size_t i = 0; i < v->len; i++)
        if (v->things[i]->previous) next[v->things[i]->previous->at] = v->things[i];
    for (size_t i = 0; i < v->len; i++) {
        const struct thing *t = v->things[i];
        x->moved[i] = x->moved[i] || (then_of(x, t) && !stays(x, t));
        if (t->previous || !has_order(t->kind)) continue;
        size_t n = 0;
        for (; t; t = next[t->at])
            if (stays(x, t)) row[n++] = t;
        mark_moved(x, row, n);
    }
}

/* ---- What cannot be known -------------------------------------------------------------------- */

static const struct thing *module_of(const struct thing *t)
{
    while (t && t->kind != THING_MODULE)
        t = t->in;
    return t;
}

/* Whether what is only on one side may stand in a file of the other that could not be read. */
static bool may_be_there(const struct thing *t, const struct inventory *other,
                         const struct thing *const *same)
{
    const struct thing *m = t->in ? module_of(t) : NULL;
    if (!m) return other->missing >> t->kind & 1;
    const struct thing *there = same[m->at];
    return there ? there->missing >> t->kind & 1 : other->missing >> THING_MODULE & 1;
}

static bool is_gone(const struct comparing *x, const struct thing *t)
{
    for (; t && !now_of(x, t); t = t->in)
        if (t->failed || may_be_there(t, x->after, x->now)) return false;
    return true;
}

static bool is_new(const struct comparing *x, const struct thing *t)
{
    for (; t && !then_of(x, t); t = t->in)
        if (t->failed || may_be_there(t, x->before, x->then)) return false;
    return true;
}

/* ---- What records lose ----------------------------------------------------------------------- */

static bool renamed(const struct comparing *x, const struct thing *before)
{
    const struct thing *after = now_of(x, before);
    return after && !str_eq(after->id, before->id);
}

static bool is_lost(const struct comparing *x, const struct thing *t)
{
    if (!t->answered || !(now_of(x, t) || is_gone(x, t))) return false;
    const struct thing *there = inventory_find(x->after, t->kind, t->key);
    return !there || !there->answered;
}

/* What it stands below, or is known below, when it went the way of that; else NULL. */
static const struct thing *went_with(const struct comparing *x, const struct thing *t)
{
    const struct thing *after = now_of(x, t), *in = now_of(x, t->in), *scope = scope_of(t);
    if (!t->in) return NULL;
    if (!after) return in ? NULL : t->in;
    if (in && after->in == in) return t->in;
    return now_of(x, scope) && scope_of(after) == now_of(x, scope) ? scope : NULL;
}

/* Taken out, renamed, or known in another module or task than before. A step's id is in no key
 * but its own. */
static bool changes_keys(const struct comparing *x, const struct thing *t, bool of_step)
{
    const struct thing *after = now_of(x, t);
    if (!after) return true;
    if (renamed(x, t) && (t->kind != THING_STEP || of_step)) return true;
    return scope_of(t) && now_of(x, scope_of(t)) != scope_of(after);
}

static void find_lost(struct comparing *x)
{
    for (size_t i = 0; i < x->before->len; i++) {
        const struct thing *t = x->before->things[i], *cause = t;
        if (!is_lost(x, t)) continue;
        for (const struct thing *up = t; up; up = went_with(x, up))
            if (changes_keys(x, up, t->kind == THING_STEP)) cause = up;
        x->because[i] = cause;
        x->losses[cause->at]++;
        if (t->kind == THING_QUESTION) x->questions[cause->at]++;
        if (t->kind == THING_TASK) x->decisions[cause->at]++;
    }
}

/* ---- The list -------------------------------------------------------------------------------- */

static void add(struct comparing *x, struct thing_change c)
{
    struct inventory_diff *d = x->out;
    if (d->len == d->cap) d->items = arena_grow(x->a, d->items, &d->cap, sizeof *d->items);
    c.module = module_of(c.after ? c.after : c.before);
    if (!c.after && now_of(x, c.module)) c.module = now_of(x, c.module);
    if (c.before) {
        const struct thing *cause = x->because[c.before->at];
        c.lost = cause || x->losses[c.before->at];
        c.because = cause == c.before ? NULL : cause;
        c.lost_questions = x->questions[c.before->at];
        c.lost_decisions = x->decisions[c.before->at];
        if (c.before->kind == THING_COURSE && c.renamed) c.lost = true;
    }
    d->items[d->len++] = c;
}

static const struct thing_value *value_of(const struct thing *t, const char *key)
{
    for (size_t i = 0; i < t->nvalues; i++)
        if (strcmp(t->values[i].key, key) == 0) return &t->values[i];
    return NULL;
}

/* The keys whose values differ: the newer thing's in their order, then those it has no longer. */
static void compare_values(struct comparing *x, struct thing_change *c)
{
    const struct thing *b = c->before, *a = c->after;
    const char **keys = NULL;
    for (size_t i = 0; i < a->nvalues + b->nvalues; i++) {
        bool newer = i < a->nvalues;
        const struct thing_value *v = newer ? &a->values[i] : &b->values[i - a->nvalues];
        const struct thing_value *other = value_of(newer ? b : a, v->key);
        if (other && (!newer || other->digest == v->digest)) continue;
        if (!keys) keys = arena_new(x->a, const char *, a->nvalues + b->nvalues);
        keys[c->nkeys++] = v->key;
    }
    c->keys = keys;
}

static void tell_newer(struct comparing *x, const struct thing *t)
{
    struct thing_change c = {.before = then_of(x, t), .after = t};
    c.unread = t->failed || (c.before && c.before->failed);
    if (!c.before) {
        bool below_new = t->in && !then_of(x, t->in);
        if (c.unread || (is_new(x, t) && !below_new)) add(x, c);
        return;
    }
    c.moved = x->moved[t->at];
    c.elsewhere = !stays(x, t);
    c.renamed = renamed(x, c.before);
    if (!c.unread) compare_values(x, &c);
    if (c.moved || c.renamed || c.nkeys || c.unread || x->because[c.before->at]) add(x, c);
}

/* The thing after all that stands below. */
static size_t end_of(const struct thing *t)
{
    size_t end = t->at + 1;
    for (size_t k = 0; k < THING_KINDS; k++)
        end += t->below[k];
    return end;
}

/* Older things from one to another, all of one place; those that are not gone are told, with what
 * stands below them, where they stand now. */
static void tell_gone(struct comparing *x, size_t from, size_t to)
{
    for (size_t i = from, next; i < to; i = next) {
        const struct thing *t = x->before->things[i];
        next = now_of(x, t) ? end_of(t) : i + 1;
        if (now_of(x, t)) continue;
        bool below_gone = t->in && !now_of(x, t->in);
        bool written = x->because[i] && (t->kind == THING_QUESTION || t->kind == THING_TASK);
        struct thing_change c = {.before = t, .unread = t->failed};
        if (c.unread || (is_gone(x, t) && (!below_gone || written))) add(x, c);
    }
}

/* The places of one kind or another below the same thing, on both sides; each side's things from
 * one number to another. What is gone comes before the next that stays. Three levels deep. */
static void tell(struct comparing *x, size_t from, size_t to, size_t old, size_t old_end)
{
    for (size_t next; from < to; from = next) {
        const struct thing *t = x->after->things[from], *before = then_of(x, t);
        next = end_of(t);
        bool here =
            before && before->at >= old && before->at < old_end && stays(x, t) && !x->moved[t->at];
        if (here) {
            tell_gone(x, old, before->at);
            old = end_of(before);
        }
        tell_newer(x, t);
        if (before)
            tell(x, from + 1, next, before->at + 1, end_of(before));
        else
            tell(x, from + 1, next, 0, 0);
    }
    tell_gone(x, old, old_end);
}

void inventory_compare(struct inventory_diff *out, const struct inventory *before,
                       const struct inventory *after, struct arena *a)
{
    *out = (struct inventory_diff){.before = before, .after = after};
    struct comparing x = {.before = before, .after = after, .out = out, .a = a};
    x.now = arena_new(&x.scratch, const struct thing *, before->len);
    x.then = arena_new(&x.scratch, const struct thing *, after->len);
    x.moved = arena_new(&x.scratch, bool, after->len);
    x.because = arena_new(&x.scratch, const struct thing *, before->len);
    x.losses = arena_new(&x.scratch, unsigned, before->len);
    x.questions = arena_new(&x.scratch, unsigned, before->len);
    x.decisions = arena_new(&x.scratch, unsigned, before->len);
    pair_all(&x);
    find_moved(&x);
    find_lost(&x);
    tell(&x, 0, after->len, 0, before->len);
    arena_free(&x.scratch);
}
