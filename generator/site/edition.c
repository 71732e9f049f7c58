/* edition: see edition.h. */
#include "site/edition.h"
#include "course/translation.h"
#include <string.h>

#define UNIT_SECONDS 5

/* ---- The files ------------------------------------------------------------------------------- */

/* The output's path below the project, or "" when it lies elsewhere. */
static struct str below_project(const struct project *p, const char *skip, struct arena *a)
{
    struct str dir = STR_CAT(a, str_of(p->dir), STR("/"));
    struct str path = skip ? str_of(skip) : STR("");
    return str_starts(path, dir) ? str_from(path, dir.len) : STR("");
}

struct str edition_folder(const struct edition_from *from)
{
    if (from->commit) return from->project.below;
    return from->repo ? repo_folder(from->repo) : STR("");
}

bool edition_open(struct edition *e, const struct edition_from *from, struct arena *shared,
                  struct diags *d)
{
    static const struct str folders[] = {STR_INIT("content"), STR_INIT("layouts"),
                                         STR_INIT("themes")};
    const struct project *p = &from->project;
    struct source_options so = {
        .shown = p->shown,
        .only = p->root.len ? folders : NULL,
        .nonly = p->root.len ? 3 : 0,
        .skip = from->skip,
    };
    /* Leaving the output out would leave the course out: the sink says what is wrong with that. */
    struct str content = STR_CAT(shared, str_of(p->dir), STR("/"), p->root);
    if (so.skip && str_starts(content, STR_CAT(shared, str_of(so.skip), STR("/")))) so.skip = NULL;
    *e = (struct edition){.diags = d};
    if (from->commit) {
        so.skip_below = below_project(p, so.skip, shared);
        e->source = source_open_revision(from->repo, *from->commit, p->below, &so, shared, d);
    } else {
        e->source = source_open_tree(p->dir, &so, shared, d);
    }
    return e->source && course_scan(&e->course, e->source, p->root, shared, d);
}

bool edition_translate(struct edition *e, const struct edition *of, struct str language,
                       struct arena *shared, struct diags *d)
{
    *e = (struct edition){.source = of->source, .diags = d};
    return course_translate(&e->course, &of->course, language, shared, d);
}

void edition_close(struct edition *e)
{
    if (e->source && !e->course.original) source_close(e->source);
    e->source = NULL;
}

/* ---- Parsing --------------------------------------------------------------------------------- */

struct batch {
    struct edition *e;
    struct unit **units;
};

static void parse_one(void *ctx, size_t i, struct worker *w)
{
    struct batch *b = ctx;
    course_parse(&b->e->course, b->units[i], w);
}

void edition_blame(struct diags *d, const struct file *file, enum item_end how, unsigned seconds)
{
    struct pos pos = {.file = file};
    if (how == ITEM_TIMEOUT)
        diag(d, DIAG_PAGE_TIMEOUT, pos, str_number(d->arena, seconds));
    else
        diag(d, how == ITEM_MEMORY ? DIAG_PAGE_MEMORY : DIAG_PAGE_CRASHED, pos);
}

static void parse_failed(void *ctx, size_t i, enum item_end how)
{
    struct batch *b = ctx;
    struct unit *u = b->units[i];
    edition_blame(b->e->diags, u->file, how, UNIT_SECONDS);
    /* What the worker had left in the unit went with its memory. */
    u->parsed = true;
    u->failed = true;
    if (u->kind != UNIT_COURSE) u->keys = NULL;
    u->body = NULL;
    u->terms = NULL;
    u->nterms = 0;
    u->literature = NULL;
    memset(u->ids, 0, sizeof u->ids);
}

static bool parse_units(struct batch *b, size_t n, struct workers *w)
{
    struct workers_job job = {
        .count = n,
        .run = parse_one,
        .ctx = b,
        .failed = parse_failed,
        .seconds = UNIT_SECONDS,
    };
    return n == 0 || workers_run(w, &job);
}

/* All files, then the attached texts that they use, and those that these use. */
bool edition_parse(struct edition *e, struct workers *w)
{
    struct course *c = &e->course;
    struct batch b = {e, arena_new(c->arena, struct unit *, c->nunits)};
    struct diags *others = w->diags;
    w->diags = e->diags;
    size_t n = 0;
    for (size_t i = 0; i < c->nunits; i++)
        if (c->units[i]->wanted) b.units[n++] = c->units[i];
    struct arena scratch = {0};
    bool good = true;
    while (n > 0 && good) {
        good = parse_units(&b, n, w);
        if (!good) break;
        n = translation_withdraw(c, b.units, c->nunits);
        n += course_reach(c, b.units + n, c->nunits - n, &scratch);
        arena_reset(&scratch);
    }
    arena_free(&scratch);
    w->diags = others;
    return good;
}

void edition_index(struct edition *e)
{
    course_index(&e->course, e->diags);
    course_resolve(&e->course, e->diags);
    course_review(&e->course, e->diags);
    course_silence(&e->course, e->diags);
    e->whole = e->diags->count[SEVERITY_ERROR] + e->diags->count[SEVERITY_FATAL] == 0;
}

/* ---- For commands that make no site ---------------------------------------------------------- */

#define SHARED_BYTES ((size_t)4 << 30) /* reserved, not used: see workers.h */
#define SHARED_LEAST ((size_t)128 << 20)

struct arena *edition_memory(struct workers *w, struct arena *a)
{
    struct arena *shared = arena_new(a, struct arena, 1);
    return workers_arena(w, shared, SHARED_LEAST, SHARED_BYTES) ? shared : NULL;
}

static bool open_at(struct edition *e, struct edition_from *from, const char *rev,
                    struct arena *shared, struct diags *d)
{
    struct repo_id commit;
    if (!rev) return edition_open(e, from, shared, d);
    if (repo_open(&from->repo, from->project.dir, shared, d) != REPO_FOUND) {
        diag(d, DIAG_GIT_NEEDED, (struct pos){0}, str_of(rev));
        return false;
    }
    enum repo_rev found = repo_resolve(&commit, from->repo, str_of(rev), d);
    if (found == REPO_REV_UNKNOWN) diag(d, DIAG_REVISION_UNKNOWN, (struct pos){0}, str_of(rev));
    from->commit = &commit;
    bool good = found == REPO_REV_FOUND && edition_open(e, from, shared, d);
    repo_close(from->repo);
    return good;
}

bool edition_read(struct edition *e, const char *dir, const char *rev, struct workers *w,
                  struct arena *shared, struct diags *d)
{
    struct edition_from from = {0};
    *e = (struct edition){.diags = d};
    bool found = rev ? project_find_revision(&from.project, dir, str_of(rev), shared, d)
                     : project_find(&from.project, dir, shared, d);
    if (!found || !open_at(e, &from, rev, shared, d) || !edition_parse(e, w)) return false;
    edition_index(e);
    return true;
}

bool edition_read_language(struct edition *e, const struct edition *of, struct str language,
                           struct workers *w, struct arena *shared, struct diags *d)
{
    if (!edition_translate(e, of, language, shared, d) || !edition_parse(e, w)) return false;
    edition_index(e);
    return true;
}
