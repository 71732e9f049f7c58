/* build: the phases of a build, in order; see build.h and the house's floor plan in README.
 *
 *     1 load      the whole content tree, layouts, theme, words        one thread
 *     2 parse     front matter and bodies, file by file                workers
 *     3 index     identities, addresses, links; then frozen            one thread
 *     4 render    pages into the sink, which compares and stages       workers
 *     5 derive    what is made from the pages: the search's index      workers
 *     6 commit    the new site replaces the old, or nothing does       one thread
 */
#include "site/build.h"
#include "site/outline.h"
#include "site/page.h"
#include "site/search.h"
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define MAX_PAGES 20000
#define SHARED_BYTES ((size_t)4 << 30) /* reserved, not used: see workers.h */
#define SHARED_LEAST ((size_t)128 << 20)
#define UNIT_SECONDS 5
#define DERIVE_SECONDS 60 /* the index is one file, made from all pages */

struct building {
    const struct build_options *o;
    struct arena *arena;   /* shared with workers */
    struct arena *private; /* each worker has its own copy: the sink's descriptors */
    struct diags *d;
    struct workers *workers;
    struct source *source;
    struct course course;
    struct site site;
    struct search *search;
    struct sink *sink;
    struct unit **batch; /* the units of the parse that is under way */
};

/* ---- 1 load ---------------------------------------------------------------------------------- */

static bool load_source(struct building *b)
{
    static const struct str folders[] = {STR_INIT("content"), STR_INIT("layouts"),
                                         STR_INIT("themes")};
    struct source_options so = {
        .shown = b->o->project.shown,
        .only = b->o->project.root.len ? folders : NULL,
        .nonly = b->o->project.root.len ? 3 : 0,
        .skip = b->o->out ? build_absolute(b->o->out, b->arena) : NULL,
    };
    /* Leaving the output out would leave the course out: the sink says what is wrong with that. */
    struct str content = STR_CAT(b->arena, str_of(b->o->project.dir), STR("/"), b->o->project.root);
    if (so.skip && str_starts(content, STR_CAT(b->arena, str_of(so.skip), STR("/"))))
        so.skip = NULL;
    b->source = source_open_tree(b->o->project.dir, &so, b->arena, b->d);
    return b->source != NULL;
}

static void load_words(struct building *b)
{
    static const struct str files[] = {STR_INIT("i18n/nb.yml"), STR_INIT("i18n/nn.yml"),
                                       STR_INIT("i18n/en.yml")};
    for (int i = 0; i < 3; i++) {
        const struct file *f = theme_layout((void *)(uintptr_t)b->site.theme, files[i]);
        b->site.words[i] = f ? words_load(f, b->arena, b->d) : NULL;
    }
}

static void load_layouts(struct building *b)
{
    struct template_set *set =
        template_set_new(b->arena, theme_layout, (void *)(uintptr_t)b->site.theme);
    for (int i = 0; i < LAYOUT_COUNT; i++)
        b->site.layouts[i] = template_compile(set, str_of(layouts[i].name), layouts[i].root, b->d);
    theme_report_unused(b->site.theme, b->d);
}

/* False when there is nothing to go on with; faults in layouts are reported with the course's. */
static bool load(struct building *b)
{
    if (!load_source(b)) return false;
    if (!course_scan(&b->course, b->source, b->o->project.root, b->arena, b->d)) return false;
    b->site.course = &b->course;
    b->site.theme = theme_open(&b->course, b->arena, b->d);
    load_words(b);
    load_layouts(b);
    dates_read(&b->site.dates, b->o->project.dir, b->source, b->arena, b->d);
    return true;
}

/* ---- 2 parse --------------------------------------------------------------------------------- */

static void parse_one(void *ctx, size_t i, struct worker *w)
{
    struct building *b = ctx;
    course_parse(&b->course, b->batch[i], w);
}

static void blame(struct building *b, const struct file *file, enum item_end how)
{
    struct pos pos = {.file = file};
    if (how == ITEM_TIMEOUT)
        diag(b->d, DIAG_PAGE_TIMEOUT, pos, str_number(b->arena, UNIT_SECONDS));
    else
        diag(b->d, how == ITEM_MEMORY ? DIAG_PAGE_MEMORY : DIAG_PAGE_CRASHED, pos);
}

static void parse_failed(void *ctx, size_t i, enum item_end how)
{
    struct building *b = ctx;
    struct unit *u = b->batch[i];
    blame(b, u->file, how);
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

static bool parse_units(struct building *b, size_t n)
{
    struct workers_job job = {
        .count = n,
        .run = parse_one,
        .ctx = b,
        .failed = parse_failed,
        .seconds = UNIT_SECONDS,
    };
    return n == 0 || workers_run(b->workers, &job);
}

/* All files, then the attached texts that they use, and those that these use. */
static bool parse(struct building *b)
{
    struct course *c = &b->course;
    b->batch = arena_new(b->arena, struct unit *, c->nunits);
    size_t n = 0;
    for (size_t i = 0; i < c->nunits; i++)
        if (c->units[i]->wanted) b->batch[n++] = c->units[i];
    struct arena scratch = {0};
    bool good = true;
    while (n > 0 && good) {
        good = parse_units(b, n);
        if (good) n = course_reach(c, b->batch, c->nunits, &scratch);
        arena_reset(&scratch);
    }
    arena_free(&scratch);
    return good;
}

/* ---- 3 index --------------------------------------------------------------------------------- */

static bool has_errors(const struct building *b)
{
    return b->d->count[SEVERITY_ERROR] || b->d->count[SEVERITY_FATAL] ||
           (b->o->strict && b->d->count[SEVERITY_WARNING]);
}

/* What authors wrote is counted; what steg makes from it comes with it. */
static void limit_pages(struct building *b)
{
    const struct course *c = &b->course;
    size_t n = 0;
    for (size_t i = 0; i < c->npages; i++)
        n += c->pages[i]->unit != NULL;
    if (n > MAX_PAGES)
        diag(b->d, DIAG_TOO_MANY_PAGES, (struct pos){.file = c->course_file},
             str_number(b->arena, n), str_number(b->arena, MAX_PAGES));
}

static bool index_course(struct building *b)
{
    struct course *c = &b->course;
    course_index(c, b->d);
    course_resolve(c, b->d);
    course_review(c, b->d);
    limit_pages(b);
    course_silence(c, b->d);
    if (has_errors(b)) return false;
    site_collect(&b->site, b->arena);
    return true;
}

/* ---- 4 render -------------------------------------------------------------------------------- */

/* Theme, the course's own files, pages. */
static size_t rendered(const struct building *b)
{
    return b->site.theme->nfiles + b->course.nassets + b->course.npages + 1;
}

/* The files of a site, in the order in which they would replace old ones: theme, the course's own
 * files, pages, the outline, what is made from pages. Item i of the render is file i of the sink.
 */
static bool expect_files(struct building *b)
{
    const struct course *c = &b->course;
    const struct theme *t = b->site.theme;
    struct str *paths = arena_new(b->arena, struct str, rendered(b) + b->search->nfiles);
    size_t n = 0;
    for (size_t i = 0; i < t->nfiles; i++)
        paths[n++] = t->files[i].address;
    for (size_t i = 0; i < c->nassets; i++)
        paths[n++] = c->assets[i]->address;
    for (size_t i = 0; i < c->npages; i++)
        paths[n++] = c->pages[i]->address;
    paths[n++] = STR(OUTLINE_ADDRESS);
    for (size_t i = 0; i < b->search->nfiles; i++)
        paths[n++] = b->search->files[i].address;
    return sink_expect(b->sink, paths, n, b->d);
}

static void render_one(void *ctx, size_t i, struct worker *w)
{
    struct building *b = ctx;
    const struct course *c = &b->course;
    const struct theme *t = b->site.theme;
    if (i < t->nfiles) {
        sink_put(b->sink, i, t->files[i].bytes, w->diags);
        return;
    }
    size_t asset = i - t->nfiles;
    if (asset < c->nassets) {
        sink_copy(b->sink, i, b->source, c->assets[asset]->entry, w->diags);
        return;
    }
    struct buf out = {.arena = w->scratch};
    size_t page = asset - c->nassets;
    if (page == c->npages) {
        outline_write(&out, &b->site, w->scratch);
        sink_put(b->sink, i, buf_str(&out), w->diags);
        return;
    }
    if (!page_render(&out, &b->site, c->pages[page], w->scratch, w->diags)) return;
    sink_put(b->sink, i, buf_str(&out), w->diags);
    search_page(b->search, page, buf_str(&out), w);
}

static void render_failed(void *ctx, size_t i, enum item_end how)
{
    struct building *b = ctx;
    size_t first = b->site.theme->nfiles + b->course.nassets;
    bool page = i >= first && i - first < b->course.npages;
    const struct unit *u = page ? b->course.pages[i - first]->unit : NULL;
    blame(b, u ? u->file : b->course.course_file, how);
}

static bool render(struct building *b)
{
    struct sink_options so = {
        .swap = b->o->swap,
        .source_dir = b->o->project.dir,
        .shown = str_of(b->o->out),
    };
    b->sink = sink_open_folder(b->o->out, &so, b->private, b->d);
    b->search = b->sink ? search_new(&b->site, b->arena, b->d) : NULL;
    if (!b->search || !expect_files(b)) return false;
    struct workers_job job = {
        .count = rendered(b),
        .run = render_one,
        .ctx = b,
        .failed = render_failed,
    };
    return workers_run(b->workers, &job) && !has_errors(b);
}

/* ---- 5 derive -------------------------------------------------------------------------------- */

static void derive_one(void *ctx, size_t i, struct worker *w)
{
    struct building *b = ctx;
    struct buf out = {.arena = w->scratch};
    search_file(&out, b->search, i, w->scratch);
    sink_put(b->sink, rendered(b) + i, buf_str(&out), w->diags);
}

static void derive_failed(void *ctx, size_t i, enum item_end how)
{
    struct building *b = ctx;
    (void)i;
    blame(b, b->course.course_file, how);
}

static bool derive(struct building *b)
{
    struct workers_job job = {
        .count = b->search->nfiles,
        .run = derive_one,
        .ctx = b,
        .failed = derive_failed,
        .seconds = DERIVE_SECONDS,
    };
    return workers_run(b->workers, &job) && !has_errors(b);
}

/* ---- The whole ------------------------------------------------------------------------------- */

/* Which of the course's own files took the place of the embedded ones, for -v. */
static void note_own_files(struct building *b, struct build_result *out, struct arena *a)
{
    const struct theme *t = b->site.theme;
    out->own = arena_new(a, struct str, t->nfiles + b->source->len);
    for (size_t i = 0; t->project && i < b->source->len; i++) {
        const struct source_entry *e = &b->source->entries[i];
        if (str_starts(e->path, STR("layouts/")) && e->file &&
            theme_differs(e->path, e->file->bytes))
            out->own[out->nown++] = str_dup(a, e->path);
    }
    for (size_t i = 0; i < t->nfiles; i++)
        if (t->files[i].own) out->own[out->nown++] = STR_CAT(a, STR("theme: "), t->files[i].name);
}

/* Where a path leads, also when its last parts are yet to be made. */
char *build_absolute(const char *path, struct arena *a)
{
    char *real = realpath(path, NULL);
    bool missing = !real && errno == ENOENT;
    if (real) {
        char *copy = str_z(a, str_of(real));
        free(real);
        return copy;
    }
    char *dir = str_z(a, str_of(path));
    size_t len = strlen(dir);
    while (len > 1 && dir[len - 1] == '/')
        dir[--len] = '\0';
    char *slash = strrchr(dir, '/');
    const char *name = slash ? slash + 1 : dir, *above = slash ? dir : ".";
    if (slash == dir) above = "/";
    name = str_z(a, str_of(name));
    if (slash) *slash = '\0';
    if (!missing || !*name) return str_z(a, str_of(path));
    char *base = build_absolute(*above ? above : "/", a);
    return str_z(a, STR_CAT(a, str_of(base), STR("/"), str_of(name)));
}

static unsigned processors(void)
{
    long n = sysconf(_SC_NPROCESSORS_ONLN);
    return n < 1 ? 1 : n > 64 ? 64 : (unsigned)n;
}

bool build(struct build_result *out, const struct build_options *o, struct arena *a,
           struct diags *d)
{
    *out = (struct build_result){
        .memory = {.n = o->jobs ? o->jobs : processors(), .diags = d},
    };
    struct building b = {.o = o, .d = d, .workers = &out->memory, .private = a};
    struct arena shared = {0};
    size_t size = SHARED_BYTES;
    void *region = workers_region(b.workers, SHARED_LEAST, &size);
    bool good = region != NULL;
    if (good) {
        arena_fixed(&shared, region, size);
        b.arena = &shared;
    }
    good = good && load(&b);
    good = good && parse(&b);
    good = good && index_course(&b);
    good = good && render(&b);
    good = good && derive(&b);
    good = good && sink_commit(&out->done, b.sink, d);
    if (good) {
        out->pages = b.course.npages;
        out->modules = b.course.npublished;
        out->done.why = str_dup(a, out->done.why);
        note_own_files(&b, out, a);
    }
    search_free(b.search);
    if (b.sink) sink_abort(b.sink);
    if (b.source) source_close(b.source);
    return good;
}

void build_free(struct build_result *r)
{
    workers_free(&r->memory);
}
