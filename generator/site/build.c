/* build: the phases of a build, in order; see build.h and the house's floor plan in README.
 *
 *     1 load      the whole content tree, layouts, theme, words        one thread
 *     2 parse     front matter and bodies, file by file                workers
 *     3 index     identities, addresses, links; then frozen            one thread
 *     4 render    pages into the sink, which compares and stages       workers
 *     5 derive    what is made from the pages: the search's index      workers
 *     6 commit    the new site replaces the old, or nothing does       one thread
 *
 * Each edition of the course (the present one, and those that `versions` names, each in its
 * languages) goes through all phases; they meet in the sink. git is asked in phase 1 only.
 */
#include "site/build.h"
#include "base/interrupt.h"
#include "course/translation.h"
#include "site/changes.h"
#include "site/languages.h"
#include "site/outline.h"
#include "site/page.h"
#include "site/search.h"
#include "site/statements.h"
#include "site/twins.h"
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define MAX_PAGES 20000
#define RENDER_SECONDS 5
#define DERIVE_SECONDS 60 /* the index is one file, made from all pages */

/* One file of the site to be. */
enum making { MAKE_THEME_FILE, MAKE_ASSET, MAKE_PAGE, MAKE_TABLE, MAKE_OUTLINE, MAKE_DERIVED };

struct item {
    enum making making;
    uint32_t edition, index; /* in what the edition has of that */
};

struct building {
    const struct build_options *o;
    struct arena *arena;   /* shared with workers */
    struct arena *private; /* each worker has its own copy: the sink's descriptors */
    struct diags *d;
    struct workers *workers;
    struct edition present;
    struct versions versions; /* the present edition and the older ones, with a site each */
    struct changes *changes;  /* of the present one in each of its languages */
    struct search **search;   /* of each */
    struct sink *sink;
    struct item *items; /* item i is file i of the sink */
    size_t nitems, nrendered;
    struct twins twins;
    size_t *page_items; /* of each page that twins numbers: its item */
};

/* ---- How far it has come --------------------------------------------------------------------- */

static const char *const phases_en[BUILD_PHASES] = {
    [BUILD_READ] = "Reading the course",     [BUILD_PARSE] = "Reading the texts",
    [BUILD_INDEX] = "Following the links",   [BUILD_LOOK] = "Looking at texts and links",
    [BUILD_OPEN] = "Waiting for the folder", [BUILD_RENDER] = "Making pages and files",
    [BUILD_DERIVE] = "Making the search",    [BUILD_COMMIT] = "Putting the site in its place",
    [BUILD_PUBLISH] = "Writing the branch",
};
static const char *const phases_nb[BUILD_PHASES] = {
    [BUILD_READ] = "Leser kurset",      [BUILD_PARSE] = "Leser tekstene",
    [BUILD_INDEX] = "Følger lenkene",   [BUILD_LOOK] = "Ser på tekster og lenker",
    [BUILD_OPEN] = "Venter på mappa",   [BUILD_RENDER] = "Lager sider og filer",
    [BUILD_DERIVE] = "Lager søket",     [BUILD_COMMIT] = "Setter nettstedet på plass",
    [BUILD_PUBLISH] = "Skriver grenen",
};
const struct progress_words build_words[2] = {{"of", phases_en}, {"av", phases_nb}};

/* Begins a phase; false when somebody has asked to stop meanwhile. */
static bool phase(struct building *b, enum build_phase p)
{
    if (b->o->progress) progress_phase(b->o->progress, p);
    if (interrupt_came()) diag(b->d, DIAG_INTERRUPTED, (struct pos){0});
    return !interrupt_came();
}

/* ---- 1 load ---------------------------------------------------------------------------------- */

static void load_words(struct site *site, struct arena *a, struct diags *d)
{
    static const struct str files[] = {STR_INIT("i18n/nb.yml"), STR_INIT("i18n/nn.yml"),
                                       STR_INIT("i18n/en.yml")};
    for (int i = 0; i < 3; i++) {
        const struct file *f = theme_layout((void *)(uintptr_t)site->theme, files[i]);
        site->words[i] = f ? words_load(f, a, d) : NULL;
    }
}

static void load_layouts(struct site *site, struct arena *a, struct diags *d)
{
    struct template_set *set = template_set_new(a, theme_layout, (void *)(uintptr_t)site->theme);
    for (int i = 0; i < LAYOUT_COUNT; i++)
        site->layouts[i] = template_compile(set, str_of(layouts[i].name), layouts[i].root, d);
    theme_report_unused(site->theme, d);
}

/* What git tells of the present version, and the editions, with that. */
static void open_versions(struct building *b, struct site *site, const struct edition_from *from,
                          const struct repo_id *head)
{
    struct arena scratch = {0};
    struct past past;
    struct versions *v = &b->versions;
    if (head) {
        past_read(&past, from, head, b->present.source, site->course->root, &scratch, b->d);
        dates_of_past(&site->dates, &past, b->arena, b->d);
    }
    versions_open(v, &b->present, site, from, b->arena, b->d);
    b->changes = arena_new(b->arena, struct changes, v->present);
    for (size_t i = 0; i < v->present; i++) {
        v->items[i].site.changes = &b->changes[i];
        v->items[i].site.dates = site->dates;
        if (head) changes_collect(&b->changes[i], &past, v->items[i].site.course, b->arena);
    }
    arena_free(&scratch);
}

/* The repository is closed before workers are forked: nobody needs it afterwards. */
static bool load_from(struct building *b, struct repo *repo)
{
    const struct build_options *o = b->o;
    struct edition_from from = {
        .project = o->project,
        .skip = o->skip  ? o->skip
                : o->out ? build_absolute(o->out, b->arena)
                         : NULL,
        .repo = repo,
    };
    struct repo_id commit;
    bool known = false;
    if (repo) {
        struct str rev = o->rev ? str_of(o->rev) : STR("HEAD");
        enum repo_rev found = repo_resolve(&commit, repo, rev, b->d);
        if (found == REPO_REV_UNKNOWN && o->rev)
            diag(b->d, DIAG_REVISION_UNKNOWN, (struct pos){0}, rev);
        known = found == REPO_REV_FOUND;
    }
    if (o->rev && !known) return false;
    if (o->rev) from.commit = &commit;
    if (!edition_open(&b->present, &from, b->arena, b->d)) return false;
    struct site site = {.course = &b->present.course, .folder = edition_folder(&from)};
    site.theme = theme_open(site.course, b->arena, b->d);
    load_words(&site, b->arena, b->d);
    load_layouts(&site, b->arena, b->d);
    open_versions(b, &site, &from, known ? &commit : NULL);
    return true;
}

static bool load(struct building *b)
{
    struct repo *repo = NULL;
    enum repo_found found = repo_open(&repo, b->o->project.dir, b->private, b->d);
    if (found != REPO_FOUND && b->o->rev) {
        diag(b->d, DIAG_GIT_NEEDED, (struct pos){0}, STR("--rev"));
        return false;
    }
    bool good = load_from(b, repo);
    if (repo) repo_close(repo);
    return good;
}

/* ---- 2 parse, 3 index ------------------------------------------------------------------------ */

static bool has_errors(const struct building *b)
{
    return b->d->count[SEVERITY_ERROR] || b->d->count[SEVERITY_FATAL] ||
           (b->o->strict && b->d->count[SEVERITY_WARNING]);
}

/* What authors wrote is counted; what steg makes from it comes with it. */
static void limit_pages(struct building *b)
{
    const struct course *c = &b->present.course;
    size_t n = 0;
    for (size_t i = 0; i < c->npages; i++)
        n += c->pages[i]->unit != NULL;
    if (n > MAX_PAGES)
        diag(b->d, DIAG_TOO_MANY_PAGES, (struct pos){.file = c->course_file},
             str_number(b->arena, n), str_number(b->arena, MAX_PAGES));
}

static bool parse(struct building *b)
{
    for (size_t i = 0; i < b->versions.len; i++) {
        struct version *v = &b->versions.items[i];
        if (!v->edition || edition_parse(v->edition, b->workers)) continue;
        if (v->diags != b->d) diags_merge(b->d, v->diags);
        return false;
    }
    return true;
}

/* What the present version's other languages say goes with the rest; each silences its own. */
static void look(struct building *b)
{
    struct versions *v = &b->versions;
    for (size_t i = 0; b->o->look && i < v->present; i++)
        b->o->look(b->o->look_ctx, &v->items[i], b->workers);
    for (size_t i = 1; i < v->present; i++)
        diags_merge(b->d, v->items[i].diags);
}

static bool compare_changes(struct building *b)
{
    struct version *v = b->versions.items;
    for (size_t i = 0; i < b->versions.present; i++)
        if (!changes_compare(&b->changes[i], &v[i].site, &v[i].edition->course, b->arena,
                             b->workers))
            return false;
    return true;
}

static bool index_editions(struct building *b)
{
    struct versions *v = &b->versions;
    for (size_t i = 0; i < v->len; i++)
        if (v->items[i].edition) edition_index(v->items[i].edition);
    limit_pages(b);
    versions_report(v, b->d);
    look(b);
    if (has_errors(b) || !compare_changes(b)) return false;
    languages_share_files(v);
    for (size_t i = 0; i < v->len; i++)
        site_collect(&v->items[i].site, b->arena);
    twins_find(&b->twins, v, b->arena);
    return true;
}

/* ---- 4 render -------------------------------------------------------------------------------- */

static void add_item(struct building *b, struct str *paths, size_t version, enum making making,
                     size_t index, struct str path)
{
    const struct version *v = &b->versions.items[version];
    paths[b->nitems] = v->prefix.len ? STR_CAT(b->arena, v->prefix, path) : path;
    b->items[b->nitems++] = (struct item){making, (uint32_t)version, (uint32_t)index};
}

static void add_files(struct building *b, struct str *paths, size_t version)
{
    const struct version *v = &b->versions.items[version];
    const struct site *site = &v->site;
    for (size_t i = 0; !v->below.len && i < site->theme->nfiles; i++)
        add_item(b, paths, version, MAKE_THEME_FILE, i, site->theme->files[i].address);
    for (size_t i = 0; i < site->course->nassets; i++)
        if (!site->course->assets[i]->elsewhere)
            add_item(b, paths, version, MAKE_ASSET, i, site->course->assets[i]->address);
}

static void add_pages(struct building *b, struct str *paths, size_t version)
{
    const struct course *c = b->versions.items[version].site.course;
    for (size_t i = 0; i < c->npages; i++) {
        b->page_items[twins_number(&b->versions, version, i)] = b->nitems;
        add_item(b, paths, version, MAKE_PAGE, i, c->pages[i]->address);
    }
    for (size_t i = 0; i < c->npublished; i++)
        if (c->modules[i]->table.len)
            add_item(b, paths, version, MAKE_TABLE, 1 + i, c->modules[i]->table);
    if (c->table.len) add_item(b, paths, version, MAKE_TABLE, 0, c->table);
    add_item(b, paths, version, MAKE_OUTLINE, 0, STR(OUTLINE_ADDRESS));
}

static void add_derived(struct building *b, struct str *paths, size_t version)
{
    for (size_t i = 0; i < b->search[version]->nfiles; i++)
        add_item(b, paths, version, MAKE_DERIVED, i, b->search[version]->files[i].address);
}

/* No fewer than there are. */
static size_t count_items(const struct building *b)
{
    size_t n = 0;
    for (size_t i = 0; i < b->versions.len; i++) {
        const struct site *s = &b->versions.items[i].site;
        n += s->theme->nfiles + s->course->nassets + s->course->npages + 1 + b->search[i]->nfiles;
        n += s->course->npublished + 1; /* tables, at most */
    }
    return n;
}

/* The files of the site, in the order in which they would replace old ones: what pages need, pages,
 * what is made from pages. */
static bool expect_files(struct building *b)
{
    size_t n = count_items(b);
    struct str *paths = arena_new(b->arena, struct str, n);
    b->items = arena_new(b->arena, struct item, n);
    b->page_items = arena_new(b->arena, size_t, b->twins.len);
    for (size_t i = 0; i < b->versions.len; i++)
        add_files(b, paths, i);
    for (size_t i = 0; i < b->versions.len; i++)
        add_pages(b, paths, i);
    b->nrendered = b->nitems;
    for (size_t i = 0; i < b->versions.len; i++)
        add_derived(b, paths, i);
    return !b->sink || sink_expect(b->sink, paths, b->nitems, b->d);
}

static void put(struct building *b, size_t i, struct str bytes, struct worker *w)
{
    if (b->sink) sink_put(b->sink, i, bytes, w->diags);
}

static void keep_page(struct building *b, size_t i, struct str html, struct worker *w)
{
    const struct item *item = &b->items[i];
    put(b, i, html, w);
    search_page(b->search[item->edition], item->index, html, w);
}

/* A page, and the same page of other versions. */
static void render_page(struct building *b, size_t i, struct worker *w)
{
    const struct item *item = &b->items[i];
    const struct site *site = &b->versions.items[item->edition].site;
    const struct page *page = site->course->pages[item->index];
    size_t number = twins_number(&b->versions, item->edition, item->index);
    if (b->twins.first[number] != number) return;
    struct buf out = {.arena = w->scratch};
    if (!page_render(&out, site, page, w->scratch, w->diags)) return;
    keep_page(b, i, buf_str(&out), w);
    for (size_t k = b->twins.next[number]; k; k = b->twins.next[k]) {
        size_t twin = b->page_items[k];
        const struct site *other = &b->versions.items[b->items[twin].edition].site;
        struct buf copy = {.arena = w->scratch};
        page_as_in(&copy, buf_str(&out), site, other, page, w->scratch);
        keep_page(b, twin, buf_str(&copy), w);
    }
}

static void make_one(void *ctx, size_t i, struct worker *w)
{
    struct building *b = ctx;
    const struct item *item = &b->items[i];
    const struct version *v = &b->versions.items[item->edition];
    struct buf out = {.arena = w->scratch};
    switch (item->making) {
    case MAKE_THEME_FILE:
        put(b, i, v->site.theme->files[item->index].bytes, w);
        break;
    case MAKE_ASSET:
        if (b->sink)
            sink_copy(b->sink, i, v->edition->source, v->site.course->assets[item->index]->entry,
                      w->diags);
        break;
    case MAKE_PAGE:
        render_page(b, i, w);
        break;
    case MAKE_TABLE: /* 0: all of them */
        statements_table(&out, &v->site,
                         item->index ? v->site.course->modules[item->index - 1] : NULL, w->scratch);
        put(b, i, buf_str(&out), w);
        break;
    case MAKE_OUTLINE:
        outline_write(&out, &v->site, w->scratch);
        put(b, i, buf_str(&out), w);
        break;
    case MAKE_DERIVED:
        search_file(&out, b->search[item->edition], item->index, w->scratch);
        put(b, i, buf_str(&out), w);
        break;
    }
}

static void blame(struct building *b, size_t i, enum item_end how, unsigned seconds)
{
    const struct item *item = &b->items[i];
    const struct course *c = b->versions.items[item->edition].site.course;
    const struct unit *u = item->making == MAKE_PAGE ? c->pages[item->index]->unit : NULL;
    edition_blame(b->d, u ? u->file : c->course_file, how, seconds);
}

static void make_failed(void *ctx, size_t i, enum item_end how)
{
    blame(ctx, i, how, RENDER_SECONDS);
}

static bool open_sink(struct building *b)
{
    if (!b->o->out) return true;
    struct sink_options so = {
        .swap = b->o->swap,
        .source_dir = b->o->project.dir,
        .shown = str_of(b->o->out),
        .fleeting = b->o->fleeting,
    };
    b->sink = sink_open_folder(b->o->out, &so, b->private, b->d);
    return b->sink != NULL;
}

static bool render(struct building *b)
{
    b->search = arena_new(b->private, struct search *, b->versions.len);
    for (size_t i = 0; i < b->versions.len; i++) {
        b->search[i] = search_new(&b->versions.items[i].site, b->arena, b->d);
        if (!b->search[i]) return false;
    }
    if (!expect_files(b)) return false;
    struct workers_job job = {
        .count = b->nrendered,
        .run = make_one,
        .ctx = b,
        .failed = make_failed,
        .seconds = RENDER_SECONDS,
    };
    return workers_run(b->workers, &job) && !has_errors(b);
}

/* ---- 5 derive -------------------------------------------------------------------------------- */

static void derive_one(void *ctx, size_t i, struct worker *w)
{
    struct building *b = ctx;
    make_one(b, b->nrendered + i, w);
}

static void derive_failed(void *ctx, size_t i, enum item_end how)
{
    struct building *b = ctx;
    blame(b, b->nrendered + i, how, DERIVE_SECONDS);
}

static bool derive(struct building *b)
{
    struct workers_job job = {
        .count = b->nitems - b->nrendered,
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
    const struct source *s = b->present.source;
    const struct theme *t = b->versions.items[0].site.theme;
    out->own = arena_new(a, struct str, t->nfiles + s->len);
    for (size_t i = 0; t->project && i < s->len; i++) {
        const struct source_entry *e = &s->entries[i];
        if (str_starts(e->path, STR("layouts/")) && e->file &&
            theme_differs(e->path, e->file->bytes))
            out->own[out->nown++] = str_dup(a, e->path);
    }
    for (size_t i = 0; i < t->nfiles; i++)
        if (t->files[i].own) out->own[out->nown++] = STR_CAT(a, STR("theme: "), t->files[i].name);
}

static void note_read(struct building *b, struct build_result *out)
{
    for (size_t i = 0; i < b->versions.len; i++) {
        const struct edition *e = b->versions.items[i].edition;
        if (!e || e->course.original) continue;
        out->read.versions++;
        out->read.files += e->source->len;
        for (size_t k = 0; k < e->source->len; k++)
            out->read.bytes += e->source->entries[k].size;
    }
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

bool build(struct build_result *out, const struct build_options *o, struct arena *a,
           struct diags *d)
{
    *out = (struct build_result){
        .memory = {.n = o->jobs ? o->jobs : workers_processors(), .diags = d},
    };
    struct building b = {.o = o, .d = d, .workers = &out->memory, .private = a};
    b.arena = edition_memory(b.workers, a);
    if (o->progress) out->memory.watch = o->progress->watch;
    bool good = b.arena != NULL;
    good = good && phase(&b, BUILD_READ) && load(&b);
    good = good && phase(&b, BUILD_PARSE) && parse(&b);
    good = good && phase(&b, BUILD_INDEX) && index_editions(&b);
    struct interrupt held;
    interrupt_hold(&held);
    good = good && phase(&b, BUILD_OPEN) && open_sink(&b);
    good = good && phase(&b, BUILD_RENDER) && render(&b);
    good = good && phase(&b, BUILD_DERIVE) && derive(&b);
    good = good && phase(&b, BUILD_COMMIT) && (!b.sink || sink_commit(&out->done, b.sink, d));
    if (good) {
        for (size_t i = 0; i < b.versions.present; i++)
            out->pages += b.versions.items[i].site.course->npages;
        out->modules = b.present.course.npublished;
        out->shared = b.twins.shared;
        out->done.why = str_dup(a, out->done.why);
        note_own_files(&b, out, a);
        note_read(&b, out);
    }
    for (size_t i = 0; b.search && i < b.versions.len; i++)
        search_free(b.search[i]);
    if (b.sink) sink_abort(b.sink);
    if (good && o->placed) o->placed(o->placed_ctx);
    interrupt_release(&held);
    for (size_t i = 1; i < b.versions.len; i++)
        if (b.versions.items[i].edition) edition_close(b.versions.items[i].edition);
    edition_close(&b.present);
    return good;
}

void build_free(struct build_result *r)
{
    workers_free(&r->memory);
}
