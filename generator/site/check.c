/* check: see check.h. Texts in workers, file by file; then the course as a whole. */
#include "course/translation.h"
#include "site/check_rules.h"
#include <string.h>

#define CHECK_SECONDS 10

struct running_check {
    struct checking common;
    struct check_found *found; /* by unit; shared */
    struct diags *d;
};

static void check_unit(void *ctx, size_t i, struct worker *w)
{
    struct running_check *r = ctx;
    const struct unit *u = r->common.c->units[i];
    struct manuscript m;
    struct checking k = r->common;
    r->found[i] = (struct check_found){.text.unit = u};
    if (!u->wanted || unit_untranslated(r->common.c, u) || !check_read(&m, k.c, u, w->scratch))
        return;
    k.m = &m;
    k.found = &r->found[i];
    k.results = w->results;
    k.scratch = w->scratch;
    k.d = w->diags;
    check_privacy(&k);
    if (unit_draft(u) || (u->kind == UNIT_ATTACHED && !u->published)) return;
    check_collect_links(&k);
    if (u->kind == UNIT_LITERATURE) return;
    check_pictures_and_links(&k);
    check_foreign(&k);
    check_borrowed(&k);
    check_language(&k);
    check_citations(&k);
}

static void check_failed(void *ctx, size_t i, enum item_end how)
{
    struct running_check *r = ctx;
    r->found[i] = (struct check_found){.text.unit = r->common.c->units[i]};
    edition_blame(r->d, r->common.c->units[i]->file, how, CHECK_SECONDS);
}

/* ---- The report ------------------------------------------------------------------------------ */

static void put_text(struct check_report *out, const struct check_text *t)
{
    if (!t->lix.words) return;
    out->texts[out->ntexts++] = *t;
    lix_add_sum(&out->whole, &t->lix);
}

/* In the order of the site's pages; what is no page of its own (course.yml) comes last. */
static void report_texts(struct check_report *out, const struct course *c,
                         struct check_found *found)
{
    struct map at = {.arena = c->arena};
    struct check_text *texts = arena_new(c->arena, struct check_text, out->ntexts + c->nunits);
    if (out->ntexts) memcpy(texts, out->texts, out->ntexts * sizeof *texts);
    out->texts = texts;
    for (size_t i = 0; i < c->nunits; i++)
        map_add(&at, c->units[i]->path, &found[i]);
    for (size_t i = 0; i < c->npages; i++) {
        struct check_found *f = c->pages[i]->unit ? map_get(&at, c->pages[i]->unit->path) : NULL;
        if (!f || !f->text.unit) continue;
        put_text(out, &f->text);
        f->text.unit = NULL; /* once */
    }
    for (size_t i = 0; i < c->nunits; i++)
        if (found[i].text.unit) put_text(out, &found[i].text);
}

bool check_course(struct check_report *out, const struct edition *e, const struct check_options *o,
                  struct workers *w, struct diags *d)
{
    const struct course *c = &e->course;
    struct arena scratch = {0};
    /* Who has a statement has a website. */
    bool website = c->keys->accessibility_statement.text.len > 0;
    out->without_base_url = website && !c->keys->base_url.text.len;
    size_t nlinks = out->nlinks;
    struct running_check r = {
        .common = {.c = c, .o = o},
        .found = workers_shared(w, c->nunits, sizeof *r.found),
        .d = d,
    };
    if (!r.found) return false;
    check_prepare_works(&r.common, c->arena);
    check_prepare_tongues(&r.common, c->arena);
    struct workers_job job = {
        .count = c->nunits,
        .run = check_unit,
        .ctx = &r,
        .failed = check_failed,
        .seconds = CHECK_SECONDS,
    };
    struct diags *others = w->diags;
    w->diags = d;
    bool good = workers_run(w, &job);
    w->diags = others;
    if (good && !c->original) {
        check_structure(c, &scratch, d);
        check_hosting(c, d);
        check_loose_files(c, &scratch, d);
    }
    if (good) {
        check_films(c, d);
        check_freshness(c, o->today, d);
        check_gather_links(out, c, r.found, c->arena);
        report_texts(out, c, r.found);
    }
    arena_free(&scratch);
    return good && (!o->online || check_test_links(out, nlinks, d));
}
