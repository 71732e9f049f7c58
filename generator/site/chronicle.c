/* chronicle: see chronicle.h. */
#include "site/chronicle.h"
#include "course/address.h"
#include "course/translation.h"
#include "io/history.h"
#include "site/commit_words.h"
#include "site/dates.h"
#include "site/differences.h"
#include "site/edition.h"
#include <stdlib.h>

/* A change of one file: what it became. */
struct turn {
    const struct repo_commit *commit;
    struct str path; /* from the repository's top */
    struct repo_id blob;
    bool gone; /* it was taken away */
};

/* A file's way through history, newest first; also of files that are there no more. */
struct way {
    struct turn *turns;
    size_t len, cap;
};

/* A commit that changed something, and what. */
struct step_back {
    const struct repo_commit *commit;
    uint32_t order; /* the how manieth the walk came to */
    size_t *ways;
    size_t len, cap;
};

/* A text and its translations, by their names: 1-samtale.md, 1-samtale.nn.md. */
struct family {
    struct str *paths;
    size_t len, cap;
};

/* One commit that is told: which files to read, before and after. */
struct job {
    const struct step_back *of;
    struct job_side {
        struct file *files;
        size_t len, cap;
    } sides[2];
};

struct telling {
    const struct chronicle_options *o;
    struct chronicle *out;
    struct repo *repo;
    struct str below; /* the project's folder in the repository */
    struct way *ways;
    size_t nways, ways_cap;
    struct step_back **steps;
    size_t nsteps, steps_cap;
    struct map by_commit; /* id → struct step_back */
    struct map by_path;   /* of a file now → size_t, its way */
    struct map families;  /* of an original now → struct family */
    struct job *jobs;
    size_t njobs;
    struct arena *shared, *scratch;
    struct diags *d;
};

/* ---- What the commits did -------------------------------------------------------------------- */

static bool is_text(struct str path)
{
    return str_ends(path, STR(".md")) || str_ends(path, STR(".yml")) ||
           str_ends(path, STR(".json"));
}

/* The texts of the course as it is in the commit. */
static size_t list_paths(struct telling *t, struct repo_id head, struct str **out)
{
    struct source_options so = {.shown = STR("")};
    struct str folder = STR_CAT(t->scratch, t->below, t->o->project.root);
    struct diags unheard = {.arena = t->scratch};
    struct source *s = source_open_revision(t->repo, head, folder, &so, t->scratch, &unheard);
    if (!s) return 0;
    *out = arena_new(t->scratch, struct str, s->len);
    size_t n = 0;
    for (size_t i = 0; i < s->len; i++)
        if (is_text(s->entries[i].path))
            (*out)[n++] = STR_CAT(t->scratch, folder, s->entries[i].path);
    source_close(s);
    return n;
}

static struct way *new_way(struct telling *t)
{
    if (t->nways == t->ways_cap)
        t->ways = arena_grow(t->scratch, t->ways, &t->ways_cap, sizeof *t->ways);
    t->ways[t->nways] = (struct way){0};
    return &t->ways[t->nways++];
}

static void add_turn(struct telling *t, size_t way, struct turn turn)
{
    struct way *x = &t->ways[way];
    if (x->len == x->cap) x->turns = arena_grow(t->scratch, x->turns, &x->cap, sizeof *x->turns);
    struct str key = {(const char *)turn.commit->id.bytes, sizeof turn.commit->id.bytes};
    struct step_back *s = map_get(&t->by_commit, key);
    if (!s) {
        s = arena_new(t->scratch, struct step_back, 1);
        s->commit = turn.commit;
        s->order = UINT32_MAX;
        map_add(&t->by_commit, key, s);
        if (t->nsteps == t->steps_cap)
            t->steps = arena_grow(t->scratch, t->steps, &t->steps_cap, sizeof *t->steps);
        t->steps[t->nsteps++] = s;
    }
    turn.commit = s->commit;
    x->turns[x->len++] = turn;
    if (s->len == s->cap) s->ways = arena_grow(t->scratch, s->ways, &s->cap, sizeof *s->ways);
    s->ways[s->len++] = way;
}

static void follow(struct telling *t, const struct history *h, const struct history_file *f,
                   size_t way)
{
    for (size_t i = 0; i < f->ntouched; i++)
        add_turn(t, way,
                 (struct turn){&h->commits[f->touched[i].commit], f->touched[i].path,
                               f->touched[i].blob, false});
}

/* A file that was taken away: its way begins with that, and goes on from the commit before. */
static bool follow_gone(struct telling *t, const struct history *h, const struct history_gone *g)
{
    const struct repo_commit *c = &h->commits[g->commit];
    struct history *before = arena_new(t->scratch, struct history, 1);
    struct history_options o = {0};
    size_t way = (size_t)(new_way(t) - t->ways);
    add_turn(t, way, (struct turn){c, g->path, g->blob, true});
    if (!c->nparents) return true;
    if (!history_read(before, t->repo, c->parents[0], &g->path, 1, &o, t->scratch, t->d))
        return false;
    follow(t, before, &before->files[0], way);
    return true;
}

/* Newest first; of the same moment, in the order in which the walk came to them. */
static int by_time(const void *a, const void *b)
{
    const struct step_back *const *x = a, *const *y = b;
    int64_t s = (*x)->commit->committed, u = (*y)->commit->committed;
    if (s != u) return s > u ? -1 : 1;
    return ((*x)->order > (*y)->order) - ((*x)->order < (*y)->order);
}

static void order_steps(struct telling *t, const struct history *h)
{
    for (size_t i = 0; i < t->nsteps; i++) {
        const struct repo_id *id = &t->steps[i]->commit->id;
        const uint32_t *order =
            map_get(&h->order, (struct str){(const char *)id->bytes, sizeof id->bytes});
        if (order) t->steps[i]->order = *order;
    }
    if (t->nsteps) qsort(t->steps, t->nsteps, sizeof *t->steps, by_time);
}

/* "x/1-samtale.nn.md" → "x/1-samtale.md"; any other name is its own. Which languages there are,
 * course.yml said in each commit anew: too many brothers do no harm. */
static struct str original_of(struct str path, struct arena *a)
{
    struct str name = path_name(path), ending = path_extension(name), stem = path_stem(name);
    size_t dot = str_rfind(stem, '.');
    struct str rest = dot == STR_NONE ? STR("") : str_from(stem, dot + 1);
    struct str primary = str_cut(&rest, '-');
    if (dot == STR_NONE || primary.len < 2 || primary.len > 3) return path;
    return STR_CAT(a, path_folder(path), str_sub(stem, 0, dot), STR("."), ending);
}

static void add_to_family(struct telling *t, struct str path)
{
    struct str original = original_of(path, t->scratch);
    struct family *f = map_get(&t->families, original);
    if (!f) {
        f = arena_new(t->scratch, struct family, 1);
        map_add(&t->families, original, f);
    }
    if (f->len == f->cap) f->paths = arena_grow(t->scratch, f->paths, &f->cap, sizeof *f->paths);
    f->paths[f->len++] = path;
}

static bool read_ways(struct telling *t, struct repo_id head)
{
    struct str *paths = NULL;
    struct history h;
    size_t n = list_paths(t, head, &paths);
    struct history_options o = {.gone = STR_CAT(t->scratch, t->below, t->o->project.root)};
    if (!history_read(&h, t->repo, head, paths, n, &o, t->scratch, t->d)) return false;
    t->out->shallow = h.shallow;
    for (size_t i = 0; i < n; i++) {
        size_t *way = arena_new(t->scratch, size_t, 1);
        *way = (size_t)(new_way(t) - t->ways);
        map_add(&t->by_path, paths[i], way);
        add_to_family(t, paths[i]);
        follow(t, &h, &h.files[i], *way);
    }
    for (size_t i = 0; i < h.ngone; i++)
        if (!follow_gone(t, &h, &h.gone[i])) return false;
    order_steps(t, &h);
    return true;
}

/* ---- Which files one commit is about --------------------------------------------------------- */

/* Below the project, or "" when it lies elsewhere. */
static struct str in_project(const struct telling *t, struct str path)
{
    return str_starts(path, t->below) ? str_from(path, t->below.len) : STR("");
}

static bool is_asked_for(const struct telling *t, struct str path)
{
    struct str of = t->o->path, here = in_project(t, path);
    if (!of.len) return true;
    return str_eq(here, of) || (str_ends(of, STR("/")) && str_starts(here, of));
}

/* What a file was before a commit, or after it; NULL: it was not there, or nothing is known. Turns
 * of one file are in order; other commits are put among them by their dates. */
static const struct turn *as_of(const struct way *x, const struct repo_commit *c, bool after)
{
    size_t at = 0;
    while (at < x->len && x->turns[at].commit != c)
        at++;
    if (at < x->len)
        at += !after;
    else
        for (at = 0; at < x->len && x->turns[at].commit->committed > c->committed;)
            at++;
    return at < x->len && !x->turns[at].gone ? &x->turns[at] : NULL;
}

static bool add_file(struct telling *t, struct job *j, int side, const struct turn *x)
{
    struct repo_object o;
    struct job_side *s = &j->sides[side];
    struct str path = in_project(t, x->path);
    for (size_t i = 0; i < s->len; i++)
        if (str_eq(s->files[i].path, path)) return true;
    if (s->len == s->cap) s->files = arena_grow(t->shared, s->files, &s->cap, sizeof *s->files);
    if (!repo_read(&o, t->repo, x->blob, REPO_BLOB, t->d)) return false;
    s->files[s->len++] = (struct file){str_dup(t->shared, path), str_dup(t->shared, o.bytes)};
    repo_release(&o);
    return true;
}

static bool add_sides(struct telling *t, struct job *j, size_t way)
{
    for (int side = 0; side < 2; side++) {
        const struct turn *x = as_of(&t->ways[way], j->of->commit, side == 1);
        if (x && !add_file(t, j, side, x)) return false;
    }
    return true;
}

/* The file that has this path now, if it has one. */
static bool add_named(struct telling *t, struct job *j, struct str path)
{
    const size_t *way = map_get(&t->by_path, path);
    return !way || add_sides(t, j, *way);
}

/* The original and all its translations: whether one of them has been left behind is told, too. */
static bool add_family(struct telling *t, struct job *j, struct str path)
{
    const struct family *f = map_get(&t->families, original_of(path, t->scratch));
    for (size_t i = 0; f && i < f->len; i++)
        if (!add_named(t, j, f->paths[i])) return false;
    return true;
}

/* The index.md of the module that a file lies in: without it nobody knows what it is part of. */
static bool add_module(struct telling *t, struct job *j, struct str path)
{
    struct str folder = STR_CAT(t->scratch, t->below, t->o->project.root);
    if (!str_starts(path, folder)) return true;
    size_t slash = str_find(str_from(path, folder.len), '/');
    if (slash == STR_NONE) return true;
    return add_family(t, j,
                      STR_CAT(t->scratch, str_sub(path, 0, folder.len + slash), STR("/index.md")));
}

static bool gather(struct telling *t, struct job *j)
{
    struct str course = STR_CAT(t->scratch, t->below, t->o->project.root, STR("course.yml"));
    if (!add_family(t, j, course)) return false;
    for (size_t i = 0; i < j->of->len; i++) {
        const struct way *x = &t->ways[j->of->ways[i]];
        if (!add_sides(t, j, j->of->ways[i]) || !add_family(t, j, x->turns[0].path) ||
            !add_module(t, j, x->turns[0].path))
            return false;
    }
    return true;
}

/* Whether the commit did anything to what was asked for, by the names that it has now. */
static bool concerns(const struct telling *t, const struct step_back *s)
{
    for (size_t i = 0; i < s->len; i++)
        if (is_asked_for(t, t->ways[s->ways[i]].turns[0].path)) return true;
    return false;
}

static void note(struct telling *t, struct chronicle_entry *e, const struct repo_commit *c)
{
    struct str words = commit_words(c->message, c->subject, t->shared);
    *e = (struct chronicle_entry){
        .date = dates_iso(dates_calendar(c->when, c->zone), t->shared),
        .commit = repo_id_hex(c->id, 40, t->shared),
        .words = words.len ? words : str_dup(t->shared, c->subject),
        .author = str_dup(t->shared, c->name),
    };
}

static bool choose(struct telling *t)
{
    size_t most = t->o->most && t->o->most < t->nsteps ? t->o->most : t->nsteps;
    t->jobs = arena_new(t->shared, struct job, most);
    t->out->entries = arena_new(t->shared, struct chronicle_entry, most);
    for (size_t i = 0; i < t->nsteps; i++) {
        if (!concerns(t, t->steps[i])) continue;
        if (t->njobs == most) {
            t->out->more = true;
            break;
        }
        struct job *j = &t->jobs[t->njobs];
        *j = (struct job){.of = t->steps[i]};
        if (!gather(t, j)) return false;
        note(t, &t->out->entries[t->njobs++], t->steps[i]->commit);
    }
    return true;
}

/* ---- In workers ------------------------------------------------------------------------------ */

static void finish(struct course *c, struct worker *w)
{
    /* Modules that are not among these files are no fault here. */
    for (size_t i = 0; i < c->nunits; i++) {
        c->units[i]->wanted = true;
        course_parse(c, c->units[i], w);
        arena_reset(w->scratch);
    }
    struct unit **again = arena_new(c->arena, struct unit *, c->nunits);
    size_t n = translation_withdraw(c, again, c->nunits);
    for (size_t i = 0; i < n; i++) {
        course_parse(c, again[i], w);
        arena_reset(w->scratch);
    }
    course_index(c, w->diags);
    course_resolve(c, w->diags);
}

/* A course of a few files. What is wrong in it has been said when it was new. */
static bool read_side(struct course *c, const struct telling *t, const struct job *j, int side,
                      struct arena *a, struct arena *scratch)
{
    struct diags unheard = {.arena = a};
    struct worker w = {a, scratch, &unheard};
    struct source *s = source_memory(j->sides[side].files, j->sides[side].len, a);
    if (!course_scan(c, s, t->o->project.root, a, &unheard) || !c->keys) return false;
    finish(c, &w);
    return true;
}

static struct translation_changes *read_languages(size_t *n, const struct course courses[2],
                                                  const struct inventory_diff *diff,
                                                  struct arena *a, struct arena *scratch)
{
    struct diags unheard = {.arena = a};
    struct worker w = {a, scratch, &unheard};
    const struct plains *l = &courses[1].keys->languages;
    struct translation_changes *out = arena_new(a, struct translation_changes, l->len);
    for (size_t i = 0; i < l->len; i++) {
        struct str language = l->items[i].text;
        struct course *both = arena_new(a, struct course, 2);
        bool good = !str_eq_nocase(language, courses[1].language);
        for (size_t side = 0; good && side < 2; side++) {
            good = course_translate(&both[side], &courses[side], language, a, &unheard);
            if (good) finish(&both[side], &w);
        }
        if (!good) continue;
        translation_changes_of(&out[*n], language, &both[0], &both[1], diff, a);
        *n += out[*n].len > 0;
    }
    return out;
}

static void tell_one(void *ctx, size_t i, struct worker *w)
{
    struct telling *t = ctx;
    const struct job *j = &t->jobs[i];
    struct chronicle_entry *e = &t->out->entries[i];
    struct arena scratch = {0};
    struct course courses[2];
    struct inventory sides[2] = {{0}};
    for (int side = 0; side < 2; side++) {
        if (j->sides[side].len && read_side(&courses[side], t, j, side, w->scratch, &scratch))
            inventory_of(&sides[side], &courses[side], w->scratch);
    }
    if (!sides[1].len && !sides[0].len) {
        arena_free(&scratch);
        return;
    }
    struct inventory_diff diff;
    struct differences_of what = {.heading = STR_CAT(w->scratch, e->date, STR("  "), e->words)};
    inventory_compare(&diff, &sides[0], &sides[1], w->scratch);
    if (sides[0].len && sides[1].len)
        what.translations =
            read_languages(&what.ntranslations, courses, &diff, w->scratch, &scratch);
    arena_free(&scratch);
    if (!diff.len && !what.ntranslations) return;
    struct buf translations = {.arena = w->scratch};
    struct json more = JSON_WITHIN(&translations, 3);
    struct buf b = {.arena = w->scratch};
    struct json json = JSON_WITHIN(&b, 3);
    if (t->o->format == CHRONICLE_TEXT) differences_text(&b, &diff, &what, t->o->language);
    if (t->o->format == CHRONICLE_MARKDOWN) differences_markdown(&b, &diff, &what, t->o->language);
    if (t->o->format == CHRONICLE_JSON) {
        differences_json_changes(&json, &diff);
        differences_json_translations(&more, what.translations, what.ntranslations);
    }
    e->translations = str_dup(w->results, buf_str(&translations));
    e->told = str_dup(w->results, buf_str(&b));
}

/* Only this change is lost to the reader; which, is said. */
static void tell_failed(void *ctx, size_t i, enum item_end how)
{
    struct telling *t = ctx;
    (void)how;
    diag(t->d, DIAG_LOG_UNREAD, (struct pos){0}, str_sub(t->out->entries[i].commit, 0, 10));
}

/* ---- The whole ------------------------------------------------------------------------------- */

static bool read_history(struct telling *t)
{
    struct repo_id head;
    enum repo_rev found = repo_resolve(&head, t->repo, STR("HEAD"), t->d);
    if (found == REPO_REV_UNKNOWN) diag(t->d, DIAG_LOG_NO_COMMITS, (struct pos){0});
    return found == REPO_REV_FOUND && read_ways(t, head) && choose(t);
}

/* Entries that turned out to say nothing are left out. */
static void squeeze(struct chronicle *c, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (c->entries[i].told.len) c->entries[c->len++] = c->entries[i];
}

bool chronicle_read(struct chronicle *out, const struct chronicle_options *o, struct workers *w,
                    struct arena *shared, struct diags *d)
{
    *out = (struct chronicle){0};
    struct arena scratch = {0};
    struct telling t = {.o = o, .out = out, .shared = shared, .scratch = &scratch, .d = d};
    t.by_commit.arena = t.by_path.arena = t.families.arena = &scratch;
    bool good = repo_open(&t.repo, o->project.dir, shared, d) == REPO_FOUND;
    if (!good) diag(d, DIAG_GIT_NEEDED, (struct pos){0}, STR("steg log"));
    if (good) {
        t.below = repo_folder(t.repo);
        good = read_history(&t);
        repo_close(t.repo);
    }
    struct workers_job job = {.count = t.njobs, .run = tell_one, .failed = tell_failed, .ctx = &t};
    if (good && t.njobs) good = workers_run(w, &job);
    if (good) squeeze(out, t.njobs);
    arena_free(&scratch);
    return good;
}
