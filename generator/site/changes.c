/* changes: what commits did to which files, and what the texts were; see changes.h. Phase 1.
 *
 * The walk tells which commits touched a file, and which files they took away. Here they are put
 * together by log and commit, and the texts before and after each are read.
 */
#include "site/changes.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "course/address.h"
#include "course/translation.h"
#include "site/commit_words.h"
#include "site/dates.h"
#include "site/edition.h"
#include <stdlib.h>

/* One commit at one file, as the walk tells it. */
struct touch {
    uint32_t log, commit;
    uint32_t file, touch; /* in the history; a file that is gone: NO_FILE, its place in `gone` */
    struct str path;      /* from the repository's top, in that commit */
};

#define NO_FILE UINT32_MAX

struct collecting {
    struct changes *out;
    const struct past *past;
    const struct course *course;
    struct arena *arena, *scratch;
    struct str root;     /* of the content, from the repository's top */
    struct map log_of;   /* a folder in the content, of now or then → uint32_t */
    struct map kinds;    /* a path from the top → enum unit_kind: what it was taken for */
    struct map files;    /* a blob's id → struct file */
    struct map commits;  /* a commit's id → the first place in history.commits that has it */
    struct edit **newer; /* of each of the history's files: the edit that was collected last */
    struct touch *touches;
    size_t ntouches, cap;
    struct diags dropped;
};

/* ---- Which log ------------------------------------------------------------------------------- */

/* The first folder below the content, or a module's file without its ending: what a module is
 * called on the disk. */
static struct str place_of(const struct collecting *x, struct str path)
{
    if (!str_starts(path, x->root)) return STR("");
    struct str rest = str_from(path, x->root.len), first = str_cut(&rest, '/');
    return rest.ptr ? first : path_stem(first);
}

static void add_place(struct collecting *x, struct str place, uint32_t log)
{
    uint32_t *number = arena_new(x->scratch, uint32_t, 1);
    *number = log;
    if (place.len) map_add(&x->log_of, place, number);
}

static const struct unit *unit_of(const struct collecting *x, size_t file)
{
    return map_get(&x->course->unit_by_path, x->past->entries[file]->path);
}

/* What the modules are called now, then what they were called before; a name that was another
 * module's once stays with the one that has it now. */
static void name_logs(struct collecting *x)
{
    const struct course *c = x->course;
    const struct history *h = &x->past->history;
    for (size_t i = 0; i < c->nmodules; i++) {
        x->out->logs[i + 1].module = c->modules[i];
        if (c->modules[i]->unit)
            add_place(x,
                      place_of(x, STR_CAT(x->scratch, x->past->below, c->modules[i]->unit->path)),
                      (uint32_t)i + 1);
    }
    for (size_t i = 0; i < h->nfiles; i++) {
        const struct unit *u = unit_of(x, i);
        if (!u || !u->module || u->module->unit != u) continue;
        const uint32_t *log = map_get(&x->log_of, place_of(x, h->files[i].path));
        for (size_t k = 0; log && k < h->files[i].ntouched; k++)
            add_place(x, place_of(x, h->files[i].touched[k].path), *log);
    }
}

static uint32_t log_at(const struct collecting *x, struct str path)
{
    const uint32_t *log = map_get(&x->log_of, place_of(x, path));
    return log ? *log : 0;
}

/* ---- What commits did ------------------------------------------------------------------------ */

static void add_touch(struct collecting *x, struct touch s)
{
    const struct repo_id *id = &x->past->history.commits[s.commit].id;
    struct str key = {(const char *)id->bytes, sizeof id->bytes};
    uint32_t *first = map_get(&x->commits, key);
    if (!first) {
        first = arena_new(x->scratch, uint32_t, 1);
        *first = s.commit;
        map_add(&x->commits, key, first);
    }
    s.commit = *first; /* the walk may come to a commit twice */
    if (x->ntouches == x->cap) x->touches = arena_grow(x->scratch, x->touches, &x->cap, sizeof s);
    x->touches[x->ntouches++] = s;
}

static void add_touches(struct collecting *x)
{
    const struct history *h = &x->past->history;
    for (size_t i = 0; i < h->nfiles; i++) {
        const struct unit *u = unit_of(x, i);
        if (!u) continue;
        uint32_t log = u->module ? log_at(x, h->files[i].path) : 0;
        x->out->logs[log].older |= h->files[i].cut || h->files[i].open;
        for (size_t k = 0; k < h->files[i].ntouched; k++) {
            const struct history_touch *t = &h->files[i].touched[k];
            add_touch(x, (struct touch){log, t->commit, (uint32_t)i, (uint32_t)k, t->path});
        }
    }
    for (size_t i = 0; i < h->ngone; i++) {
        const struct history_gone *g = &h->gone[i];
        add_touch(x, (struct touch){log_at(x, g->path), g->commit, NO_FILE, (uint32_t)i, g->path});
    }
}

/* By log, newest first, and by path. */
static int by_log(const void *a, const void *b)
{
    const struct touch *x = a, *y = b;
    if (x->log != y->log) return x->log < y->log ? -1 : 1;
    if (x->commit != y->commit) return x->commit < y->commit ? -1 : 1;
    int order = str_cmp_natural(x->path, y->path);
    return order ? order : (x->file > y->file) - (x->file < y->file);
}

/* ---- What a file was ------------------------------------------------------------------------- */

static struct str below_project(const struct collecting *x, struct str path)
{
    return str_from(path, x->past->below.len);
}

/* Names decide what a file is: those of then are sorted as if they were all there now. */
static void find_kinds(struct collecting *x)
{
    struct file *files = arena_new(x->scratch, struct file, 2 * x->ntouches + 1);
    size_t n = 0;
    struct translation t;
    struct map seen = {.arena = x->scratch};
    files[n++] = (struct file){STR_CAT(x->scratch, x->course->root, STR("course.yml")),
                               x->course->course_file->bytes};
    map_add(&seen, files[0].path, x);
    for (size_t i = 0; i < x->ntouches; i++) {
        struct str path = x->touches[i].path;
        if (!str_starts(path, x->root)) continue;
        path = below_project(x, path);
        if (map_add(&seen, path, x)) files[n++] = (struct file){path, STR("")};
        /* A translation is what its original is. */
        if (translation_of(&t, x->course, path, x->scratch) && map_add(&seen, t.original, x))
            files[n++] = (struct file){t.original, STR("")};
    }
    struct course all, own, *c = x->course->original ? &own : &all;
    struct source *source = source_memory(files, n, x->scratch);
    if (!course_scan(&all, source, x->course->root, x->scratch, &x->dropped)) return;
    if (c == &own && !course_translate(&own, &all, x->course->language, x->scratch, &x->dropped))
        return;
    for (size_t i = 0; i < c->nunits; i++)
        map_add(&x->kinds, c->units[i]->path, c->units[i]);
}

static const struct file *file_of(struct collecting *x, struct repo_id id, struct str path)
{
    struct str key = {(const char *)id.bytes, sizeof id.bytes};
    struct file *f = map_get(&x->files, key);
    struct repo_object o;
    if (f || !repo_read(&o, x->past->from->repo, id, REPO_BLOB, &x->dropped)) return f;
    if (o.bytes.len <= SOURCE_MAX_TEXT) {
        f = arena_new(x->arena, struct file, 1);
        *f = (struct file){str_dup(x->arena, path), str_dup(x->arena, o.bytes)};
        map_add(&x->files, str_dup(x->scratch, key), f);
    }
    repo_release(&o);
    return f;
}

/* `now`: what the file is today, for names outside the content. */
static struct then then_of(struct collecting *x, struct repo_id id, struct str path,
                           const struct unit *now)
{
    bool inside = str_starts(path, x->root);
    const struct unit *u = inside ? map_get(&x->kinds, below_project(x, path)) : now;
    /* Whether a text beside the steps was used, and so published, is known of those of today. */
    if (u && u->kind == UNIT_ATTACHED) u = now;
    if (!u) return (struct then){0};
    struct then t = {
        .kind = u->kind, .file = file_of(x, id, path), .translated = unit_translation(u)};
    t.lost = !t.file;
    return t;
}

/* The file at a path of a tree. REPO_REV_FAILED: a tree is missing. */
static enum repo_rev blob_at(struct collecting *x, struct repo_id *out, struct repo_id tree,
                             struct str path)
{
    bool there = true;
    while (there && path.ptr) {
        struct str name = str_cut(&path, '/');
        struct repo_object o;
        struct repo_entry e;
        if (!repo_read(&o, x->past->from->repo, tree, REPO_TREE, &x->dropped))
            return REPO_REV_FAILED;
        there = false;
        for (struct str rest = o.bytes; !there && repo_entry_next(&e, &rest);)
            there = str_eq(e.name, name) && e.mode == (path.ptr ? REPO_MODE_TREE : REPO_MODE_FILE);
        repo_release(&o);
        tree = e.id;
    }
    *out = tree;
    return there ? REPO_REV_FOUND : REPO_REV_UNKNOWN;
}

/* ---- Entries --------------------------------------------------------------------------------- */

/* What the file was before the commit, whose first parent has this tree. */
static struct then before_of(struct collecting *x, const struct touch *s,
                             const struct repo_id *tree, const struct unit *now)
{
    struct repo_id id;
    enum repo_rev found = tree ? blob_at(x, &id, *tree, s->path) : REPO_REV_UNKNOWN;
    if (found == REPO_REV_FOUND) return then_of(x, id, s->path, now);
    if (found == REPO_REV_FAILED) return (struct then){.lost = true};
    const struct history_file *f = &x->past->history.files[s->file];
    if (!tree || s->touch + 1 == f->ntouched) return (struct then){0};
    /* It was moved here: the walk went on under the name that it had. */
    const struct history_touch *t = &f->touched[s->touch + 1];
    return then_of(x, t->blob, t->path, now);
}

static void fill_edit(struct collecting *x, struct edit *e, const struct touch *s,
                      const struct repo_id *tree)
{
    const struct history *h = &x->past->history;
    if (s->file == NO_FILE) {
        const struct history_gone *g = &h->gone[s->touch];
        e->before = then_of(x, g->blob, g->path, NULL);
        return;
    }
    const struct history_touch *t = &h->files[s->file].touched[s->touch];
    e->unit = unit_of(x, s->file);
    e->after = then_of(x, t->blob, t->path, e->unit);
    e->before = before_of(x, s, tree, e->unit);
    if (x->newer[s->file]) x->newer[s->file]->older = e;
    x->newer[s->file] = e;
}

/* The tree of the commit's first parent; NULL: there is no parent. False: it cannot be read. */
static bool parent_tree(struct collecting *x, const struct repo_id **out, struct repo_id *tree,
                        const struct repo_commit *c)
{
    struct repo_commit parent;
    *out = NULL;
    if (!c->nparents) return true;
    if (!repo_commit(&parent, x->past->from->repo, c->parents[0], x->scratch, &x->dropped))
        return false;
    *tree = parent.tree;
    *out = tree;
    return true;
}

/* One line of text: spaces of all kinds are one, and what nobody sees is left out. */
static struct str one_line(struct str s, struct arena *a)
{
    struct buf b = {.arena = a};
    uint32_t rune;
    bool space = false;
    while (utf8_next(&s, &rune)) {
        if (rune <= 0x20 || rune == 0x7f || rune == 0xa0) {
            space = true;
        } else if (!utf8_is_control(rune)) {
            if (space && b.len) buf_put_char(&b, ' ');
            space = false;
            buf_put_rune(&b, rune);
        }
    }
    return utf8_nfc(a, buf_str(&b));
}

/* "": readers need not be told. A merge says itself when they are. */
static struct str words_of(struct collecting *x, const struct repo_commit *c)
{
    int which = x->course->keys->changes.value;
    struct str subject = c->nparents > 1 || which == CHANGES_TOLD ? STR("") : c->subject;
    if (which == CHANGES_NONE) return STR("");
    return one_line(commit_words(c->message, subject, x->scratch), x->arena);
}

static bool fill_entry(struct collecting *x, struct entry *e, const struct touch *touches, size_t n)
{
    const struct repo_commit *c = &x->past->history.commits[touches->commit];
    struct repo_id id;
    const struct repo_id *tree;
    struct str words = words_of(x, c);
    if (!words.len) return false;
    if (!parent_tree(x, &tree, &id, c)) {
        x->out->logs[touches->log].older = true;
        return false;
    }
    *e = (struct entry){
        .module = x->out->logs[touches->log].module,
        .commit = repo_id_hex(c->id, 10, x->arena),
        .on = dates_calendar(c->when, c->zone),
        .written = c->when,
        .came = c->committed > c->when ? c->committed : c->when,
        .order = touches->commit,
        .words = words,
        .edits = arena_new(x->arena, struct edit, n),
    };
    for (size_t i = 0; i < n; i++)
        fill_edit(x, &e->edits[e->nedits++], &touches[i], tree);
    return true;
}

static void fill_log(struct collecting *x, const struct touch *touches, size_t n)
{
    struct change_log *l = &x->out->logs[touches->log];
    l->entries = arena_new(x->arena, struct entry, CHANGES_READ);
    for (size_t i = 0, end; i < n; i = end) {
        for (end = i + 1; end < n && touches[end].commit == touches[i].commit;)
            end++;
        if (l->len == CHANGES_READ) {
            l->older = true;
            return;
        }
        if (fill_entry(x, &l->entries[l->len], touches + i, end - i)) l->len++;
    }
}

void changes_collect(struct changes *out, const struct past *p, const struct course *c,
                     struct arena *a)
{
    *out = (struct changes){.nlogs = c->nmodules + 1, .by_address = {.arena = a}};
    out->logs = arena_new(a, struct change_log, out->nlogs);
    if (!p->known) return;
    struct arena scratch = {0};
    struct collecting x = {.out = out, .past = p, .course = c, .arena = a, .scratch = &scratch};
    x.log_of.arena = x.kinds.arena = x.files.arena = x.commits.arena = &scratch;
    x.dropped.arena = &scratch;
    x.root = STR_CAT(&scratch, p->below, c->root);
    x.newer = arena_new(&scratch, struct edit *, p->history.nfiles);
    name_logs(&x);
    add_touches(&x);
    if (x.ntouches > 1) qsort(x.touches, x.ntouches, sizeof *x.touches, by_log);
    if (x.ntouches) find_kinds(&x);
    for (size_t i = 0, end; i < x.ntouches; i = end) {
        for (end = i + 1; end < x.ntouches && x.touches[end].log == x.touches[i].log;)
            end++;
        fill_log(&x, x.touches + i, end - i);
    }
    arena_free(&scratch);
}
