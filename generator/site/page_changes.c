/* page_changes: the lists of what was changed, and each change's own page. */
#include "base/buf.h"
#include "site/changes.h"
#include "site/page_kinds.h"
#include "site/shape_made.h"
#include <stdlib.h>

#define FRESH_MOST 12   /* on the front page, for those who come back */
#define LISTED_MOST 100 /* on the course's list: the modules' own go on */
#define NAMES_MOST 4    /* pages that a list names for one change */

struct str view_change_title(struct view *v, const struct page *p)
{
    const struct entry *e = map_get(&v->site->changes->by_address, p->address);
    return e->words;
}

const struct page *page_changes_list(const struct view *v, const struct module *m)
{
    const struct changes *x = v->site->changes;
    const struct change_log *l = m ? changes_of(x, m) : NULL;
    return l && l->page ? l->page : x ? x->page : NULL;
}

struct value page_changes_url(struct view *v, const struct module *m)
{
    const struct page *p = page_changes_list(v, m);
    return p ? view_url(v, p->address) : (struct value){0};
}

struct value page_changes_link(struct view *v, const struct module *m)
{
    const struct changes *x = v->site->changes;
    const struct page *p = page_changes_list(v, m);
    if (!p || p->module != m) return (struct value){0};
    struct value *row = view_rows(v, 1, LINK_COUNT);
    view_link_row(v, row, p);
    for (size_t i = 0; i < x->nall; i++) {
        if (m && x->all[i]->module != m) continue;
        row[LINK_NOTE] = value_text(view_say(v, PHRASE_CHANGES_LAST, view_date(v, &x->all[i]->on)));
        break;
    }
    return value_record(v, &link_shape, row);
}

/* ---- One page of the course, by name --------------------------------------------------------- */

static struct str name_of_kind(struct view *v, enum unit_kind kind)
{
    switch (kind) {
    case UNIT_COURSE:
        return view_say(v, PHRASE_CHANGE_COURSE);
    case UNIT_FRONT:
        return view_say(v, PHRASE_FRONT_PAGE);
    case UNIT_LEADER:
        return view_say(v, PHRASE_LEADER_TITLE);
    case UNIT_GLOSSARY:
        return view_say(v, PHRASE_GLOSSARY_TITLE);
    case UNIT_LITERATURE:
        return view_say(v, PHRASE_LITERATURE_TITLE);
    default:
        return STR("");
    }
}

const struct page *view_edit_page(const struct view *v, const struct edit *e)
{
    if (!e->unit) return NULL;
    const struct course *c = v->site->course;
    const struct page *p = e->unit->kind == UNIT_COURSE     ? c->front
                           : e->unit->kind == UNIT_GLOSSARY ? c->glossary_page
                                                            : e->unit->pages[PART_SELF];
    return p && !p->draft ? p : NULL;
}

struct str view_edit_title(struct view *v, const struct edit *e)
{
    const struct page *p = view_edit_page(v, e);
    struct str fixed = name_of_kind(v, e->unit ? e->unit->kind : e->was);
    if (str_eq(fixed, STR("")) || e->was == UNIT_LEADER) {
        if (e->kind != EDIT_GONE && p) return view_title(v, p);
        if (e->title.len) return e->title;
    }
    return fixed;
}

static struct str short_name(struct view *v, const struct edit *e)
{
    bool module = e->was == UNIT_MODULE || e->was == UNIT_SHORT_MODULE;
    return module && e->kind != EDIT_GONE ? view_word(v, "about_module") : view_edit_title(v, e);
}

/* ---- Lists ----------------------------------------------------------------------------------- */

/* «Forarbeid, Etterarbeid og felles refleksjon, og 3 til»: titles may have an «og» of their own. */
static struct value pages_text(struct view *v, const struct entry *e)
{
    struct str names[NAMES_MOST];
    size_t n = 0;
    for (; n < e->nedits && n < NAMES_MOST; n++)
        names[n] = short_name(v, &e->edits[n]);
    struct str all = str_join(v->arena, names, n, STR(", "));
    if (n == e->nedits) return value_text(all);
    return value_text(view_say(v, PHRASE_CHANGES_MORE, all, str_number(v->arena, e->nedits - n)));
}

/* `alone`: the change's words lead to its page, so its place need not. */
static void fill_place(struct view *v, struct value *r, const struct entry *e, bool alone)
{
    const struct module *m = e->module;
    r[CHANGE_PLACE_TITLE] =
        m ? value_text(view_title(v, m->page)) : value_text(view_word(v, "change_shared"));
    if (m) r[CHANGE_PLACE_LABEL] = value_text(view_label(v, m->page));
    if (!alone) r[CHANGE_PLACE_URL] = view_url(v, e->page->address);
    r[CHANGE_PLACE_IS_NEW] = value_true(e->module_is_new);
    if (!e->module_is_new) r[CHANGE_PLACE_PAGES_TEXT] = pages_text(v, e);
    struct value *steps = view_rows(v, e->nedits, LINK_COUNT);
    size_t n = 0;
    for (size_t i = 0; i < e->nedits; i++) {
        const struct page *p = view_edit_page(v, &e->edits[i]);
        if (p && p->step && e->edits[i].kind == EDIT_CHANGED)
            view_link_row(v, steps + LINK_COUNT * n++, p);
    }
    r[CHANGE_PLACE_HAS_STEPS] = value_true(n > 0);
    r[CHANGE_PLACE_STEPS] = view_list(v, &link_shape, steps, n, LINK_COUNT);
}

/* "2027-05-03T10:00:00Z" */
static struct str moment(struct view *v, int64_t seconds)
{
    struct date d = dates_calendar(seconds, 0);
    unsigned day = (unsigned)(((seconds % 86400) + 86400) % 86400);
    struct buf b = {.arena = v->arena};
    buf_printf(&b, "%04u-%02u-%02uT%02u:%02u:%02uZ", d.year, d.month, d.day, day / 3600,
               day / 60 % 60, day % 60);
    return buf_str(&b);
}

/* What one commit did, in one place or several: n entries that stand together. */
static void fill_row(struct view *v, struct value *r, struct entry *const *e, size_t n)
{
    struct value *places = view_rows(v, n, CHANGE_PLACE_COUNT);
    for (size_t i = 0; i < n; i++)
        fill_place(v, places + CHANGE_PLACE_COUNT * i, e[i], n == 1);
    r[CHANGE_ROW_WORDS] = value_text(e[0]->words);
    if (n == 1) r[CHANGE_ROW_URL] = view_url(v, e[0]->page->address);
    r[CHANGE_ROW_DATE_TEXT] = value_text(view_date(v, &e[0]->on));
    r[CHANGE_ROW_CAME] = value_text(moment(v, e[0]->came));
    r[CHANGE_ROW_HAS_PLACES] = value_true(true);
    r[CHANGE_ROW_PLACES] = view_list(v, &change_place_shape, places, n, CHANGE_PLACE_COUNT);
}

struct group { /* of entries of one commit */
    struct entry *const *first;
    size_t len;
};

/* The groups of a module, or of the whole course where it is NULL; at most `most`. */
static size_t groups_of(struct group *out, const struct changes *x, const struct module *m,
                        size_t most)
{
    size_t n = 0;
    for (size_t i = 0, end; i < x->nall && n < most; i = end) {
        end = i + 1;
        if (m && x->all[i]->module != m) continue;
        for (; !m && end < x->nall && x->all[end]->order == x->all[i]->order;)
            end++;
        out[n++] = (struct group){&x->all[i], end - i};
    }
    return n;
}

static int came_last(const void *a, const void *b)
{
    const struct entry *x = *((const struct group *)a)->first,
                       *y = *((const struct group *)b)->first;
    if (x->came != y->came) return x->came > y->came ? -1 : 1;
    return (x->order > y->order) - (x->order < y->order);
}

size_t page_fresh(struct view *v, struct value *list)
{
    const struct changes *x = v->site->changes;
    if (!x || !x->nall) return 0;
    struct group *groups = arena_new(v->arena, struct group, x->nall);
    size_t n = groups_of(groups, x, NULL, x->nall);
    qsort(groups, n, sizeof *groups, came_last);
    if (n > FRESH_MOST) n = FRESH_MOST;
    struct value *rows = view_rows(v, n, CHANGE_ROW_COUNT);
    for (size_t i = 0; i < n; i++)
        fill_row(v, rows + CHANGE_ROW_COUNT * i, groups[i].first, groups[i].len);
    *list = view_list(v, &change_row_shape, rows, n, CHANGE_ROW_COUNT);
    return n;
}

static bool same_month(const struct group *a, const struct group *b)
{
    const struct date *x = &a->first[0]->on, *y = &b->first[0]->on;
    return x->year == y->year && x->month == y->month;
}

static void fill_month(struct view *v, struct value *r, const struct group *groups, size_t n)
{
    const struct date *d = &groups->first[0]->on;
    struct value *rows = view_rows(v, n, CHANGE_ROW_COUNT);
    for (size_t i = 0; i < n; i++)
        fill_row(v, rows + CHANGE_ROW_COUNT * i, groups[i].first, groups[i].len);
    if (d->year)
        r[MONTH_TITLE] = value_text(view_say(v, PHRASE_MONTH, v->words->months[d->month - 1],
                                             str_number(v->arena, d->year)));
    r[MONTH_HAS_CHANGES] = value_true(true);
    r[MONTH_CHANGES] = view_list(v, &change_row_shape, rows, n, CHANGE_ROW_COUNT);
}

/* The modules whose own lists go further back than the course's. */
static void fill_modules(struct view *v, struct value *r)
{
    const struct changes *x = v->site->changes;
    const struct course *c = v->site->course;
    struct value *rows = view_rows(v, c->npublished, LINK_COUNT);
    size_t n = 0;
    for (size_t i = 0; i < c->npublished; i++) {
        const struct change_log *l = changes_of(x, c->modules[i]);
        if (!l || !l->page) continue;
        struct value *row = rows + LINK_COUNT * n++;
        view_link_row(v, row, c->modules[i]->page);
        row[LINK_URL] = view_url(v, l->page->address);
    }
    r[CHANGES_HAS_MODULES] = value_true(n > 0);
    r[CHANGES_MODULES] = view_list(v, &link_shape, rows, n, LINK_COUNT);
}

struct value page_changes(struct view *v)
{
    const struct changes *x = v->site->changes;
    const struct module *m = v->page->module;
    struct group *groups = arena_new(v->arena, struct group, x->nall);
    size_t n = groups_of(groups, x, m, m ? x->nall : LISTED_MOST), nmonths = 0, shown = 0;
    struct value *months = view_rows(v, n, MONTH_COUNT), *r = view_rows(v, 1, CHANGES_COUNT);
    for (size_t i = 0, end; i < n; i = end) {
        for (end = i + 1; end < n && same_month(&groups[i], &groups[end]);)
            end++;
        fill_month(v, months + MONTH_COUNT * nmonths++, groups + i, end - i);
    }
    for (size_t i = 0; i < n; i++)
        shown += groups[i].len;
    r[CHANGES_TITLE] = value_text(view_title(v, v->page));
    if (m) r[CHANGES_MODULE] = view_page_link(v, m->page);
    r[CHANGES_HAS_MONTHS] = value_true(nmonths > 0);
    r[CHANGES_MONTHS] = view_list(v, &month_shape, months, nmonths, MONTH_COUNT);
    bool older = m ? changes_of(x, m)->older : x->older || shown < x->nall;
    r[CHANGES_OLDER] = value_true(older);
    if (!m && shown < x->nall) fill_modules(v, r);
    return value_record(v, &changes_shape, r);
}
