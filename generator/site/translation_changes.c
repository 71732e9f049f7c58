/* translation_changes: see translation_changes.h. */
#include "site/translation_changes.h"
#include "course/translation.h"
#include <string.h>

struct side {
    const struct course *course;
    const struct inventory *things;
    struct map units;     /* by file->path: of translations alone */
    struct map things_of; /* the same → the struct thing that is the page */
};

struct finding {
    struct translation_changes *out;
    struct side sides[2];
    struct arena *a;
    struct map told;    /* terms and course keys that differ themselves: not behind */
    struct map changed; /* paths of originals with another word */
};

/* ---- What stands where ----------------------------------------------------------------------- */

static bool is_page(enum thing_kind k)
{
    return k == THING_PAGE || k == THING_MODULE || k == THING_LEADER || k == THING_STEP ||
           k == THING_METHOD;
}

/* The translation that a thing stands in; NULL: it stands in an original. */
static const struct unit *unit_of(const struct side *s, const struct thing *t)
{
    return t && t->pos.file ? map_get(&s->units, t->pos.file->path) : NULL;
}

static void look_at(struct side *s, const struct course *c, const struct inventory *v,
                    struct arena *a)
{
    *s = (struct side){.course = c, .things = v, .units.arena = a, .things_of.arena = a};
    for (size_t i = 0; i < c->nunits; i++)
        if (unit_translation(c->units[i])) map_add(&s->units, c->units[i]->file->path, c->units[i]);
    /* The first of a module in one file is the module. */
    for (size_t i = 0; i < v->len; i++)
        if (is_page(v->things[i]->kind) && v->things[i]->pos.file)
            map_add(&s->things_of, v->things[i]->pos.file->path, v->things[i]);
}

/* The same text, translated on that side too; else NULL. */
static const struct unit *counterpart(const struct side *s, const struct unit *u)
{
    const struct unit *same = unit_at(s->course, u->original);
    return same && unit_translation(same) ? same : NULL;
}

static const struct thing *module_of(const struct thing *t)
{
    while (t && t->kind != THING_MODULE)
        t = t->in;
    return t;
}

/* ---- Taking notes ---------------------------------------------------------------------------- */

static struct str name_of(struct finding *x, const struct thing *t)
{
    return STR_CAT(x->a, str_number(x->a, t->kind), STR(" "), t->key);
}

static void put(struct finding *x, enum translation_what what, struct thing_change c)
{
    struct translation_changes *out = x->out;
    c.lost = false;
    c.lost_questions = c.lost_decisions = 0;
    if (!c.module) c.module = module_of(c.after ? c.after : c.before);
    if (out->len == out->cap)
        out->items = arena_grow(x->a, out->items, &out->cap, sizeof *out->items);
    out->items[out->len++] = (struct translation_change){what, c};
}

static void put_page(struct finding *x, enum translation_what what, const struct thing *before,
                     const struct thing *after)
{
    put(x, what, (struct thing_change){.before = before, .after = after});
}

/* The front page is told with the course. */
static void put_front(struct finding *x, enum translation_what what)
{
    static const char *const keys[] = {"front"};
    put(x, what,
        (struct thing_change){.before = x->out->before.things[0],
                              .after = x->out->after.things[0],
                              .keys = keys,
                              .nkeys = 1});
}

/* ---- Pages that are translated in one version only ------------------------------------------- */

static bool is_text(const struct unit *u)
{
    return u->kind != UNIT_COURSE && u->kind != UNIT_GLOSSARY && u->kind != UNIT_LITERATURE;
}

static const struct thing *thing_of(const struct side *s, const struct unit *u)
{
    return u ? map_get(&s->things_of, u->file->path) : NULL;
}

/* In the order of the newer course, or of the older where it is gone. */
static void find_pages(struct finding *x, int side, enum translation_what what)
{
    const struct side *here = &x->sides[side], *there = &x->sides[!side];
    const struct unit *front = here->course->front ? here->course->front->unit : NULL;
    if (front && unit_translation(front) && !counterpart(there, front)) put_front(x, what);
    for (size_t i = 0; i < here->things->len; i++) {
        const struct thing *t = here->things->things[i];
        const struct unit *u = is_page(t->kind) ? unit_of(here, t) : NULL;
        if (!u || !is_text(u) || counterpart(there, u) || thing_of(here, u) != t) continue;
        const struct thing *other = thing_of(there, unit_at(there->course, u->original));
        if (what == TRANSLATION_NEW)
            put_page(x, what, other, t);
        else if (other) /* else its original is gone, too, which is told with that */
            put_page(x, what, t, other);
    }
}

/* ---- What differs in what is translated ------------------------------------------------------ */

/* What course.LANG.yml may say. */
static struct pos text_pos(const struct course_keys *k, const char *key)
{
    if (strcmp(key, "title") == 0) return k->title.pos;
    if (strcmp(key, "description") == 0) return k->description.pos;
    if (strcmp(key, "publisher") == 0) return k->publisher.pos;
    if (strcmp(key, "contact") == 0) return k->contact.pos;
    if (strcmp(key, "privacy") == 0) return k->privacy.pos;
    if (strcmp(key, "accessibility_statement") == 0) return k->accessibility_statement.pos;
    return (struct pos){0};
}

static bool says(const struct side *s, const char *key)
{
    struct pos p = text_pos(s->course->keys, key);
    return p.file && map_has(&s->units, p.file->path);
}

static bool front_is_translated(const struct side *s)
{
    return s->course->front && s->course->front->unit && unit_translation(s->course->front->unit);
}

static bool concerns_course(const struct finding *x, const char *key)
{
    if (strcmp(key, "front") == 0)
        return front_is_translated(&x->sides[0]) && front_is_translated(&x->sides[1]);
    return says(&x->sides[0], key) || says(&x->sides[1], key);
}

static void find_course(struct finding *x, const struct thing_change *c)
{
    struct thing_change own = *c;
    const char **keys = arena_new(x->a, const char *, c->nkeys + 1);
    bool title = false;
    own.nkeys = 0;
    for (size_t i = 0; i < c->nkeys; i++) {
        if (!concerns_course(x, c->keys[i])) continue;
        keys[own.nkeys++] = c->keys[i];
        title |= strcmp(c->keys[i], "title") == 0;
        map_add(&x->told, STR_CAT(x->a, STR("course "), str_of(c->keys[i])), x);
    }
    if (!own.nkeys && !c->unread) return;
    if (!title && c->before) { /* what it was called is its original's matter */
        struct thing *was = arena_new(x->a, struct thing, 1);
        *was = *c->before;
        was->title = c->after->title;
        own.before = was;
    }
    own.keys = keys;
    own.moved = own.renamed = false;
    put(x, TRANSLATION_CHANGED, own);
}

static void find_term(struct finding *x, const struct thing_change *c)
{
    bool was = unit_of(&x->sides[0], c->before), is = unit_of(&x->sides[1], c->after);
    map_add(&x->told, name_of(x, c->after ? c->after : c->before), x);
    if (!is && (!was || !c->after)) return;
    put(x, was && is ? TRANSLATION_CHANGED : is ? TRANSLATION_NEW : TRANSLATION_GONE, *c);
}

/* Something in a page, or the page itself, that is translated in both versions. */
static void find_change(struct finding *x, const struct thing_change *c)
{
    const struct thing *t = c->after ? c->after : c->before;
    const struct unit *u = unit_of(&x->sides[c->after ? 1 : 0], t);
    struct thing_change own = *c;
    if (t->kind == THING_COURSE) {
        find_course(x, c);
        return;
    }
    if (t->kind == THING_TERM) {
        find_term(x, c);
        return;
    }
    if (!u || !counterpart(&x->sides[c->after ? 0 : 1], u)) return;
    if (is_page(t->kind)) {
        own.moved = own.renamed = own.elsewhere = false;
        if (!c->before || !c->after || (!own.nkeys && !own.unread)) return;
    }
    put(x, TRANSLATION_CHANGED, own);
}

/* ---- What its original has left behind ------------------------------------------------------- */

static void note_original(struct finding *x, const struct inventory *after,
                          const struct thing_change *c)
{
    const struct thing *t = c->after ? c->after : c->before;
    if (t->kind == THING_TERM || t->kind == THING_COURSE || t->kind == THING_WORK || c->unread)
        return;
    bool whole = is_page(t->kind);
    if (whole ? !c->before || !c->after || !c->nkeys : !c->nkeys && c->before && c->after) return;
    const struct thing *page = t;
    while (!is_page(page->kind))
        page = page->in;
    if (!c->after) page = inventory_find(after, page->kind, page->key);
    if (page && page->pos.file) map_add(&x->changed, page->pos.file->path, x);
}

static bool same_bytes(const struct unit *a, const struct unit *b)
{
    return str_eq(a->file->bytes, b->file->bytes);
}

static void find_behind_course(struct finding *x, const struct thing_change *c)
{
    const char **keys = arena_new(x->a, const char *, c->nkeys + 1);
    size_t n = 0;
    for (size_t i = 0; i < c->nkeys; i++) {
        const char *key = c->keys[i];
        bool front = strcmp(key, "front") == 0;
        bool told = map_has(&x->told, STR_CAT(x->a, STR("course "), str_of(key)));
        if (front ? concerns_course(x, key) && !told
                  : says(&x->sides[0], key) && says(&x->sides[1], key) && !told)
            keys[n++] = key;
    }
    if (n)
        put(x, TRANSLATION_BEHIND,
            (struct thing_change){.before = x->out->before.things[0],
                                  .after = x->out->after.things[0],
                                  .keys = keys,
                                  .nkeys = n});
}

static void find_behind_term(struct finding *x, const struct thing_change *c)
{
    if (!c->before || !c->after || !c->nkeys) return;
    const struct thing *was = inventory_find(&x->out->before, THING_TERM, c->after->key);
    const struct thing *is = inventory_find(&x->out->after, THING_TERM, c->after->key);
    if (!unit_of(&x->sides[0], was) || !unit_of(&x->sides[1], is)) return;
    if (!map_has(&x->told, name_of(x, is))) put_page(x, TRANSLATION_BEHIND, was, is);
}

static void find_behind(struct finding *x, const struct inventory_diff *original)
{
    const struct side *now = &x->sides[1];
    for (size_t i = 0; i < original->len; i++) {
        const struct thing_change *c = &original->items[i];
        const struct thing *t = c->after ? c->after : c->before;
        if (t->kind == THING_COURSE && c->before && c->after) find_behind_course(x, c);
        note_original(x, original->after, c);
    }
    for (size_t i = 0; i < now->things->len; i++) {
        const struct thing *t = now->things->things[i];
        const struct unit *u = is_page(t->kind) ? unit_of(now, t) : NULL;
        const struct unit *was = u ? counterpart(&x->sides[0], u) : NULL;
        if (!was || thing_of(now, u) != t || !same_bytes(was, u)) continue;
        if (u->of && map_has(&x->changed, u->of->file->path))
            put_page(x, TRANSLATION_BEHIND, thing_of(&x->sides[0], was), t);
    }
    for (size_t i = 0; i < original->len; i++) {
        const struct thing_change *c = &original->items[i];
        if ((c->after ? c->after : c->before)->kind == THING_TERM) find_behind_term(x, c);
    }
}

/* ---- The whole ------------------------------------------------------------------------------- */

/* The course, its modules in order, then methods, terms and pages. */
static size_t group_of(const struct finding *x, const struct thing_change *c)
{
    const struct thing *t = c->after ? c->after : c->before;
    if (t->kind == THING_COURSE) return 0;
    if (!c->module) return x->out->after.len + x->out->before.len + t->kind;
    const struct thing *now = inventory_find(&x->out->after, THING_MODULE, c->module->key);
    return now ? now->at : x->out->after.len + c->module->at;
}

/* What belongs together stands together, in the order in which it was found. */
static void put_in_order(struct finding *x)
{
    struct translation_changes *out = x->out;
    for (size_t i = 1; i < out->len; i++) {
        struct translation_change one = out->items[i];
        size_t group = group_of(x, &one.change), at = i;
        for (; at && group_of(x, &out->items[at - 1].change) > group; at--)
            out->items[at] = out->items[at - 1];
        out->items[at] = one;
    }
}

void translation_changes_of(struct translation_changes *out, struct str language,
                            const struct course *before, const struct course *after,
                            const struct inventory_diff *original, struct arena *a)
{
    struct finding x = {.out = out, .a = a, .told.arena = a, .changed.arena = a};
    *out = (struct translation_changes){.language = language};
    inventory_of(&out->before, before, a);
    inventory_of(&out->after, after, a);
    inventory_compare(&out->diff, &out->before, &out->after, a);
    look_at(&x.sides[0], before, &out->before, a);
    look_at(&x.sides[1], after, &out->after, a);
    find_pages(&x, 1, TRANSLATION_NEW);
    for (size_t i = 0; i < out->diff.len; i++)
        find_change(&x, &out->diff.items[i]);
    find_pages(&x, 0, TRANSLATION_GONE);
    find_behind(&x, original);
    put_in_order(&x);
}
