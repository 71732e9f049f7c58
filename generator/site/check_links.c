/* check_links: every address on another host, and where it stands; with --online, whether it leads
 * anywhere.
 *
 * A host that says 404 or 410, or is not there, is sure; one that says 401, 403, 405 or 429 may
 * well answer a person in a browser, and is listed as not tested. */
#include "parts/fetch.h"
#include "site/check_rules.h"
#include <stdlib.h>

/* ---- In the texts of one file ---------------------------------------------------------------- */

static bool is_web(struct str url)
{
    return str_starts(url, STR("https://")) || str_starts(url, STR("http://"));
}

static void collect(struct checking *k, struct str url, struct pos pos)
{
    struct check_found *f = k->found;
    if (!is_web(url)) return;
    if (f->nlinks == f->links_cap)
        f->links = arena_grow(k->results, f->links, &f->links_cap, sizeof *f->links);
    f->links[f->nlinks++] = (struct link_place){str_dup(k->results, url), pos};
}

void check_collect_links(struct checking *k)
{
    for (size_t i = 0; i < k->m->len; i++) {
        const struct markdown *md = &k->m->passages[i].md;
        for (size_t n = 0; n < md->len; n++) {
            const struct md_event *e = &md->events[n];
            if (e->kind == MD_LINK && e->step == MD_ENTER)
                collect(k, str_trim(e->text), check_within(e->pos, str_trim(e->text)));
        }
    }
}

/* ---- All of them ----------------------------------------------------------------------------- */

struct gathering {
    struct link_place *items;
    size_t len, cap;
    struct arena *a;
};

static void add(struct gathering *g, struct str url, struct pos pos)
{
    if (!is_web(url)) return;
    if (g->len == g->cap) g->items = arena_grow(g->a, g->items, &g->cap, sizeof *g->items);
    g->items[g->len++] = (struct link_place){url, pos};
}

static void add_plain(struct gathering *g, const struct plain *p)
{
    add(g, p->text, p->pos);
}

static void add_keys(struct gathering *g, const struct course *c)
{
    const struct course_keys *k = c->keys;
    const struct plain *of_course[] = {&k->contact.url, &k->privacy, &k->accessibility_statement,
                                       &k->repository};
    for (size_t i = 0; i < sizeof of_course / sizeof *of_course; i++)
        add_plain(g, of_course[i]);
    for (size_t i = 0; i < c->npublished; i++) {
        const struct module *m = c->modules[i];
        for (size_t n = 0; n < m->nsteps; n++) {
            const struct step *s = &m->steps[n];
            for (size_t p = 0; s->has_presentations && p < s->load->presentations.len; p++) {
                add_plain(g, &s->load->presentations.items[p].url);
                add_plain(g, &s->load->presentations.items[p].slides);
            }
        }
    }
}

/* Works that the site shows: a DOI, else the address. */
static void add_works(struct gathering *g, const struct course *c)
{
    const struct literature *l = c->literature;
    for (size_t i = 0; l && i < l->len; i++) {
        const struct work *w = &l->works[i];
        if (!w->used) continue;
        if (w->doi.len)
            add(g, STR_CAT(g->a, STR("https://doi.org/"), w->doi), w->pos);
        else
            add(g, w->url, w->pos);
    }
}

static int by_url(const void *x, const void *y)
{
    const struct link_place *a = x, *b = y;
    int order = str_cmp(a->url, b->url);
    const struct file *f = a->pos.file, *g = b->pos.file;
    if (!order && f != g) order = str_cmp_natural(f ? f->path : STR(""), g ? g->path : STR(""));
    return order ? order : (a->pos.offset > b->pos.offset) - (a->pos.offset < b->pos.offset);
}

void check_gather_links(struct check_report *out, const struct course *c,
                        const struct check_found *found, struct arena *a)
{
    struct gathering g = {.a = a};
    add_keys(&g, c);
    add_works(&g, c);
    for (size_t i = 0; i < c->nunits; i++)
        for (size_t n = 0; n < found[i].nlinks; n++)
            add(&g, found[i].links[n].url, found[i].links[n].pos);
    if (g.len) qsort(g.items, g.len, sizeof *g.items, by_url);
    struct check_link *links = arena_new(a, struct check_link, out->nlinks + g.len);
    struct map known = {.arena = a};
    for (size_t i = 0; i < out->nlinks; i++) {
        links[i] = out->links[i];
        map_add(&known, links[i].url, &links[i]);
    }
    out->links = links;
    for (size_t i = 0, next; i < g.len; i = next) {
        for (next = i; next < g.len && str_eq(g.items[next].url, g.items[i].url);)
            next++;
        if (map_has(&known, g.items[i].url)) continue;
        struct pos *places = arena_new(a, struct pos, next - i);
        for (size_t n = i; n < next; n++)
            places[n - i] = g.items[n].pos;
        out->links[out->nlinks++] =
            (struct check_link){.url = g.items[i].url, .places = places, .nplaces = next - i};
    }
}

/* ---- Asking ---------------------------------------------------------------------------------- */

static struct str host_of(struct str url)
{
    struct str rest = str_from(url, str_find_str(url, STR("://")) + 3);
    rest = str_cut(&rest, '/');
    return str_cut(&rest, ':');
}

static void tell(struct check_link *l, const struct fetched *f, struct diags *d)
{
    struct str status = f->status ? str_number(d->arena, f->status) : STR("");
    for (size_t i = 0; i < l->nplaces; i++) {
        if (f->end == FETCH_NO_HOST)
            diag(d, DIAG_LINK_NO_HOST, l->places[i], l->url, host_of(l->url));
        else if (l->state == LINK_DEAD)
            diag(d, DIAG_LINK_DEAD, l->places[i], l->url, status);
        else if (l->state == LINK_MOVED)
            diag(d, DIAG_LINK_MOVED, l->places[i], l->url, f->moved_to);
        else if (l->state == LINK_SILENT)
            diag(d, DIAG_LINK_UNANSWERED, l->places[i], l->url, status);
    }
}

static enum link_state state_of(const struct fetched *f)
{
    if (f->end == FETCH_NO_HOST) return LINK_DEAD;
    if (f->end == FETCH_SILENT) return LINK_SILENT;
    if (f->status == 404 || f->status == 410) return LINK_DEAD;
    if (f->status >= 500) return LINK_SILENT;
    if (f->status >= 400) return LINK_UNTESTED;
    return f->moved_to.len ? LINK_MOVED : LINK_GOOD;
}

bool check_test_links(struct check_report *r, size_t from, struct diags *d)
{
    struct arena *a = d->arena;
    size_t n = r->nlinks - from;
    struct str *urls = arena_new(a, struct str, n);
    struct fetched *answers = arena_new(a, struct fetched, n);
    for (size_t i = 0; i < n; i++)
        urls[i] = r->links[from + i].url;
    if (!fetch_all(answers, urls, n, a, d)) return false;
    r->tested = true;
    for (size_t i = 0; i < n; i++) {
        struct check_link *l = &r->links[from + i];
        l->status = answers[i].status;
        l->state = state_of(&answers[i]);
        tell(l, &answers[i], d);
    }
    return true;
}
