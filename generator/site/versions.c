/* versions: see versions.h. */
#include "site/versions.h"
#include "course/address.h"

static void add_version(struct versions *out, const struct plain *name,
                        const struct edition_from *from, struct arena *a, struct diags *d)
{
    struct version *v = &out->items[out->len];
    struct repo_id *commit = arena_new(a, struct repo_id, 1);
    struct repo_commit c;
    enum repo_rev found = repo_resolve(commit, from->repo, name->text, d);
    if (found == REPO_REV_UNKNOWN) diag(d, DIAG_VERSION_UNKNOWN, name->pos, name->text);
    if (found != REPO_REV_FOUND || !repo_commit(&c, from->repo, *commit, a, d)) return;
    struct str folder = address_of(name->text, a);
    for (size_t i = 1; i < out->len; i++)
        if (str_eq(out->items[i].prefix, STR_CAT(a, STR("v/"), folder, STR("/")))) {
            diag(d, DIAG_LISTED_TWICE, name->pos, name->text, STR("versions"));
            return;
        }
    *v = (struct version){
        .name = name->text,
        .prefix = STR_CAT(a, STR("v/"), folder, STR("/")),
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
    out->len++; /* also when it cannot be read: versions_report tells why */
    if (!edition_open(v->edition, &then, a, v->diags)) {
        v->edition = NULL;
        return;
    }
    v->site.course = &v->edition->course;
    dates_read(&v->site.dates, &then, commit, v->edition->source, a, v->diags);
}

void versions_open(struct versions *out, struct edition *present, const struct site *site,
                   const struct edition_from *from, struct arena *a, struct diags *d)
{
    const struct plains *names = &present->course.keys->versions;
    *out = (struct versions){.items = arena_new(a, struct version, names->len + 1), .len = 1};
    out->items[0] = (struct version){.edition = present, .diags = d, .site = *site};
    if (names->len && !from->repo) diag(d, DIAG_VERSIONS_WITHOUT_GIT, names->items[0].pos);
    for (size_t i = 0; from->repo && i < names->len; i++)
        add_version(out, &names->items[i], from, a, d);
    for (size_t i = 0; i < out->len; i++) {
        struct site *s = &out->items[i].site;
        struct site own = *s;
        *s = *site;
        s->course = own.course;
        s->dates = own.dates;
        s->versions = out->items;
        s->nversions = out->len;
        s->version = &out->items[i];
    }
}

/* The first errors are enough to see why; an old text cannot be mended. */
#define ERRORS_TOLD 3

void versions_report(const struct versions *v, struct diags *d)
{
    for (size_t i = 1; i < v->len; i++) {
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

const struct page *version_page(const struct version *v, const struct page *p)
{
    const struct course *c = v->site.course;
    const struct page *same = map_get(&c->page_by_address, p->address);
    return same && same->kind != PAGE_REDIRECT ? same : c->front;
}
