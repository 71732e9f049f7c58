/* A source that is a folder as it was in a commit. Everything is read at once, so that nobody
 * needs the repository afterwards. */
#include "io/failure.h"
#include "io/source_private.h"

struct walk {
    struct repo *repo;
    struct source *s;
    const struct source_options *o;
    struct diags *d;
    struct arena *a;
    size_t cap, seen;
    bool failed; /* an object cannot be read: stop */
};

static bool is_lfs_pointer(struct str bytes)
{
    return bytes.len < 1024 && str_starts(bytes, STR("version https://git-lfs.github.com/spec/"));
}

static void add_file(struct walk *w, const struct repo_entry *e, struct str path,
                     struct str printed)
{
    struct repo_object o;
    struct source *s = w->s;
    if (!repo_read(&o, w->repo, e->id, REPO_BLOB, w->d)) {
        w->failed = true;
        return;
    }
    if (s->len == w->cap) s->entries = arena_grow(w->a, s->entries, &w->cap, sizeof *s->entries);
    struct source_entry *x = &s->entries[s->len++];
    *x = (struct source_entry){.path = path, .size = o.bytes.len};
    bool text = source_is_text(path);
    if (is_lfs_pointer(o.bytes)) {
        diag(w->d, DIAG_REVISION_LFS, (struct pos){0}, printed);
    } else if (text && o.bytes.len > SOURCE_MAX_TEXT) {
        diag(w->d, DIAG_FILE_TOO_BIG, (struct pos){0}, printed,
             str_number(w->d->arena, o.bytes.len), str_number(w->d->arena, SOURCE_MAX_TEXT));
    } else if (text) {
        struct file *f = arena_new(w->a, struct file, 1);
        *f = (struct file){STR_CAT(w->a, s->shown, path), str_dup(w->a, o.bytes)};
        x->file = f;
    } else {
        x->held = str_dup(w->a, o.bytes);
    }
    repo_release(&o);
}

#define DEPTH_MAX 64

static void list_folder(struct walk *w, struct repo_id tree, struct str folder, unsigned depth)
{
    struct repo_object o;
    struct repo_entry e;
    struct arena scratch = {0};
    struct map names = {.arena = &scratch};
    if (depth > DEPTH_MAX) return;
    if (!repo_read(&o, w->repo, tree, REPO_TREE, w->d)) {
        w->failed = true;
        return;
    }
    for (struct str rest = o.bytes; !w->failed && repo_entry_next(&e, &rest);) {
        if (!source_is_wanted(w->o, folder, e.name)) continue;
        if (++w->seen > SOURCE_MAX_FILES) {
            diag(w->d, DIAG_FILES_TOO_MANY, (struct pos){0},
                 w->s->shown.len ? w->s->shown : STR("."),
                 str_number(w->d->arena, SOURCE_MAX_FILES));
            w->failed = true;
            break;
        }
        struct str path = STR_CAT(w->a, folder, folder.len ? STR("/") : STR(""), e.name);
        if (w->o->skip_below.len && str_eq(path, w->o->skip_below)) continue;
        struct str printed = io_printable(w->a, STR_CAT(w->a, w->s->shown, path));
        if (!source_name_is_good(e.name, path, printed, w->d)) continue;
        source_check_twin(&names, e.name, printed, w->d);
        if (e.mode == REPO_MODE_TREE)
            list_folder(w, e.id, path, depth + 1);
        else if (e.mode == REPO_MODE_FILE)
            add_file(w, &e, path, printed);
        else
            diag(w->d,
                 e.mode == REPO_MODE_SYMLINK ? DIAG_REVISION_SYMLINK : DIAG_REVISION_SUBMODULE,
                 (struct pos){0}, printed);
    }
    repo_release(&o);
    arena_free(&scratch);
}

/* The folder or file at a path ("kurs/mappe/") of a tree, in its place; false: an object is
 * missing. */
static bool find_path(struct repo_id *tree, struct repo *repo, struct str below, bool *there,
                      struct diags *d)
{
    *there = true;
    while (below.len && *there) {
        struct str name = str_cut(&below, '/');
        struct repo_object o;
        struct repo_entry e;
        if (!name.len) continue;
        if (!repo_read(&o, repo, *tree, REPO_TREE, d)) return false;
        *there = false;
        for (struct str rest = o.bytes; !*there && repo_entry_next(&e, &rest);)
            *there = str_eq(e.name, name) && (e.mode == REPO_MODE_TREE || !below.len);
        if (*there) *tree = e.id;
        repo_release(&o);
    }
    return true;
}

bool source_revision_has(struct repo *repo, struct repo_id commit, struct str path, struct arena *a,
                         struct diags *d)
{
    struct repo_commit c;
    bool there;
    return repo_commit(&c, repo, commit, a, d) && find_path(&c.tree, repo, path, &there, d) &&
           there;
}

struct source *source_open_revision(struct repo *repo, struct repo_id commit, struct str below,
                                    const struct source_options *o, struct arena *a,
                                    struct diags *d)
{
    struct repo_commit c;
    bool there;
    if (!repo_commit(&c, repo, commit, a, d)) return NULL;
    if (!find_path(&c.tree, repo, below, &there, d)) return NULL;
    if (!there) {
        diag(d, DIAG_REVISION_NO_FOLDER, (struct pos){0}, below, repo_id_hex(commit, 10, a));
        return NULL;
    }
    struct source *s = arena_new(a, struct source, 1);
    *s = (struct source){.dir = -1, .shown = str_dup(a, o->shown), .arena = a};
    struct walk w = {.repo = repo, .s = s, .o = o, .d = d, .a = a};
    list_folder(&w, c.tree, STR(""), 0);
    if (w.failed) return NULL;
    source_index(s);
    return s;
}
