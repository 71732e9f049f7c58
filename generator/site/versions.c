/* versions: see versions.h. */
#include "site/versions.h"
#include "course/address.h"
#include "course/translation.h"

static struct version *new_version(struct versions *out, struct arena *a)
{
    if (out->len == out->cap) out->items = arena_grow(a, out->items, &out->cap, sizeof *out->items);
    out->items[out->len] = (struct version){0};
    return &out->items[out->len++];
}

/* The last one added, in its other languages. */
static void add_languages(struct versions *out, struct arena *a)
{
    const struct version of = out->items[out->len - 1];
    const struct course *c = &of.edition->course;
    for (size_t i = 0; i < c->keys->languages.len; i++) {
        struct str language = c->keys->languages.items[i].text;
        if (str_eq_nocase(language, c->language)) continue;
        struct edition *e = arena_new(a, struct edition, 1);
        struct diags *own = arena_new(a, struct diags, 1);
        own->arena = a;
        if (!edition_translate(e, of.edition, language, a, own)) continue;
        struct version *v = new_version(out, a);
        *v = of;
        v->below = course_below(&e->course, a);
        v->prefix = STR_CAT(a, of.prefix, v->below);
        v->edition = e;
        v->diags = own;
        v->site.course = &e->course;
    }
}

static void add_version(struct versions *out, const struct plain *name,
                        const struct edition_from *from, struct arena *a, struct diags *d)
{
    struct repo_id *commit = arena_new(a, struct repo_id, 1);
    struct repo_commit c;
    enum repo_rev found = repo_resolve(commit, from->repo, name->text, d);
    if (found == REPO_REV_UNKNOWN) diag(d, DIAG_VERSION_UNKNOWN, name->pos, name->text);
    if (found != REPO_REV_FOUND || !repo_commit(&c, from->repo, *commit, a, d)) return;
    struct str prefix = STR_CAT(a, STR("v/"), address_of(name->text, a), STR("/"));
    for (size_t i = out->present; i < out->len; i++)
        if (str_eq(out->items[i].prefix, prefix)) {
            diag(d, DIAG_LISTED_TWICE, name->pos, name->text, STR("versions"));
            return;
        }
    struct version *v = new_version(out, a); /* also when it cannot be read: versions_report */
    *v = (struct version){
        .name = name->text,
        .prefix = prefix,
        .pos = name->pos,
        .on = dates_calendar(c.when, c.zone),
        .edition = arena_new(a, struct edition, 1),
        .diags = arena_new(a, struct diags, 1),
    };
    v->diags->arena = a;
    struct edition_from then = *from;
    then.commit = commit;
    then.project.below = edition_folder(from);
    then.project.shown = STR_CAT(a, name->text, STR(":"));
    if (!edition_open(v->edition, &then, a, v->diags)) {
        v->edition = NULL;
        return;
    }
    v->site.course = &v->edition->course;
    dates_read(&v->site.dates, &then, commit, v->edition->source, a, v->diags);
    add_languages(out, a);
}

/* Of each version the one in this language, else the one in the language that it is written in. */
static void list_versions(struct versions *all, struct version *v, struct arena *a)
{
    const struct version **list = arena_new(a, const struct version *, all->len);
    size_t n = 0;
    for (size_t i = 0; i < all->len; i++) {
        const struct version *x = &all->items[i];
        if (!x->below.len)
            list[n++] = x;
        else if (str_eq(x->below, v->below))
            list[n - 1] = x;
    }
    v->site.versions = list;
    v->site.nversions = n;
}

static void list_languages(struct versions *all, size_t i)
{
    size_t first = i, end = i + 1;
    while (all->items[first].below.len)
        first--;
    while (end < all->len && all->items[end].below.len)
        end++;
    all->items[i].site.languages = &all->items[first];
    all->items[i].site.nlanguages = end - first;
}

void versions_open(struct versions *out, struct edition *present, const struct site *site,
                   const struct edition_from *from, struct arena *a, struct diags *d)
{
    const struct plains *names = &present->course.keys->versions;
    *out = (struct versions){0};
    *new_version(out, a) = (struct version){.edition = present, .diags = d, .site = *site};
    add_languages(out, a);
    out->present = out->len;
    if (names->len && !from->repo) diag(d, DIAG_VERSIONS_WITHOUT_GIT, names->items[0].pos);
    for (size_t i = 0; from->repo && i < names->len; i++)
        add_version(out, &names->items[i], from, a, d);
    const struct theme *below = theme_from(site->theme, STR("../"), a);
    for (size_t i = 0; i < out->len; i++) {
        struct version *v = &out->items[i];
        struct site own = v->site;
        v->site = *site;
        v->site.course = own.course;
        v->site.dates = own.dates;
        v->site.version = v;
        if (v->below.len) v->site.theme = below;
        list_versions(out, v, a);
        list_languages(out, i);
    }
}

/* The first errors are enough to see why; an old text cannot be mended. */
#define ERRORS_TOLD 3

void versions_report(const struct versions *v, struct diags *d)
{
    for (size_t i = v->present; i < v->len; i++) {
        const struct version *x = &v->items[i];
        size_t errors = x->diags->count[SEVERITY_ERROR] + x->diags->count[SEVERITY_FATAL];
        if (!errors) continue;
        diag(d, DIAG_VERSION_BROKEN, x->pos, x->name);
        size_t told = 0;
        for (const struct diag *e = x->diags->first; e && told < ERRORS_TOLD; e = e->next) {
            if (diag_catalogue[e->id].severity == SEVERITY_WARNING) continue;
            diag_add(d, e->id, e->pos, e->args, e->narg);
            told++;
        }
    }
}

const struct page *version_page(const struct version *v, const struct version *from,
                                const struct page *p)
{
    const struct course *c = v->site.course, *own = from->site.course;
    if (own->original && !c->original) p = page_counterpart(own->original, own, p);
    const struct page *same = p ? map_get(&c->page_by_address, p->address) : NULL;
    return same && same->kind != PAGE_REDIRECT ? same : c->front;
}
