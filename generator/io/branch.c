/* branch: see branch.h. */
#include "base/arena.h"
#include "base/fd.h"
#include "io/branch_private.h"
#include "io/failure.h"
#include "io/sink_private.h"
#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define MANIFEST STR(".steg/manifest")
#define NOJEKYLL STR(".nojekyll")
#define COMMAND STR("steg publish")

static bool say(struct diags *d, enum diag_id id, struct str one, struct str two)
{
    diag(d, id, (struct pos){0}, one, two);
    return false;
}

/* ---- May it be published to? ----------------------------------------------------------------- */

/* Branches "a" and "a/b" cannot be at once. */
static bool is_free(struct repo *g, struct str name, struct arena *a, struct diags *d)
{
    struct str other = repo_branch_below(g, name, a);
    struct repo_id id;
    for (size_t i = 0; i < name.len && !other.len; i++) {
        if (name.ptr[i] != '/') continue;
        struct str above = str_sub(name, 0, i);
        if (repo_ref(&id, g, STR_CAT(a, STR("refs/heads/"), above), d) == REPO_REV_FOUND)
            other = above;
    }
    return !other.len || say(d, DIAG_BRANCH_IN_WAY, name, other);
}

static bool may_move(struct repo *g, struct str name, struct arena *a, struct diags *d)
{
    if (!repo_branch_name_is_good(name, a)) return say(d, DIAG_GIT_BRANCH_NAME, name, STR(""));
    if (str_eq(repo_head_branch(g, a), name)) return say(d, DIAG_BRANCH_IS_SOURCE, name, STR(""));
    if (repo_is_checked_out(g, name, a)) return say(d, DIAG_BRANCH_CHECKED_OUT, name, STR(""));
    if (!repo_identity(g, a).len) return say(d, DIAG_GIT_NOBODY, STR(""), STR(""));
    return is_free(g, name, a, d);
}

/* ---- What it is ------------------------------------------------------------------------------ */

/* Where git would push it: git-push(1), then where the course's own branch goes. */
static struct str push_remote(struct repo *g, struct str name, struct arena *a)
{
    struct str branch = STR("branch."), head = repo_head_branch(g, a);
    const struct str keys[] = {
        STR_CAT(a, branch, name, STR(".pushremote")), STR("remote.pushdefault"),
        STR_CAT(a, branch, name, STR(".remote")),     STR_CAT(a, branch, head, STR(".pushremote")),
        STR_CAT(a, branch, head, STR(".remote")),
    };
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        struct str remote = repo_config(g, keys[i], a);
        if (remote.len && !str_eq(remote, STR("."))) return remote;
    }
    return repo_config(g, STR("remote.origin.url"), a).len ? STR("origin") : STR("");
}

/* A reference as a commit; REPO_REV_FAILED after a diagnostic that ends it. */
static enum repo_rev find(struct repo_id *out, struct repo *g, struct str ref, struct diags *d)
{
    enum repo_rev how = repo_ref(out, g, ref, d);
    if (how == REPO_REV_FAILED) say(d, DIAG_GIT_NEEDED, COMMAND, STR(""));
    return how;
}

/* The branch here, the remote's as it was last fetched, and which of the two goes on. */
static bool find_base(struct branch *b, struct repo *g, struct arena *a, struct diags *d)
{
    struct repo_id theirs;
    struct str ref = STR_CAT(a, STR("refs/heads/"), b->name);
    enum repo_rev here = find(&b->tip, g, ref, d), there = REPO_REV_UNKNOWN;
    b->exists = b->has_base = here == REPO_REV_FOUND;
    b->base = b->tip;
    b->remote = push_remote(g, b->name, a);
    if (b->remote.len && repo_branch_name_is_good(b->remote, a)) /* else it is an address */
        there = find(&theirs, g, STR_CAT(a, STR("refs/remotes/"), b->remote, STR("/"), b->name), d);
    if (here == REPO_REV_FAILED || there == REPO_REV_FAILED) return false;
    if (there == REPO_REV_FOUND && (!b->exists || repo_is_ancestor(g, b->tip, theirs))) {
        b->has_base = true;
        b->base = theirs;
    } else if (there == REPO_REV_FOUND && !repo_is_ancestor(g, theirs, b->tip)) {
        say(d, DIAG_BRANCH_DIVERGED, b->name, b->remote);
    }
    return true;
}

/* Names that a branch may have before steg has written there, as a folder may: sink_target.c. */
static bool is_host_file(struct str name)
{
    return str_starts(name, STR(".")) || str_eq(name, STR("CNAME")) ||
           str_eq(name, STR("web.config"));
}

static bool check_empty(const struct branch *b, struct repo *g, struct diags *d)
{
    struct repo_object o;
    struct repo_entry e;
    bool good = repo_read(&o, g, b->tree, REPO_TREE, d);
    if (!good) return say(d, DIAG_GIT_NEEDED, COMMAND, STR(""));
    for (struct str rest = o.bytes; good && repo_entry_next(&e, &rest);)
        good = is_host_file(e.name) || say(d, DIAG_BRANCH_NOT_OURS, b->name, e.name);
    repo_release(&o);
    return good;
}

static bool read_base(struct branch *b, struct repo *g, struct arena *a, struct diags *d)
{
    struct repo_commit commit;
    struct repo_object o;
    struct branch_row row;
    if (!repo_commit(&commit, g, b->base, a, d)) return say(d, DIAG_GIT_NEEDED, COMMAND, STR(""));
    b->tree = commit.tree;
    size_t before = d->count[SEVERITY_WARNING];
    bool there = branch_row_find(&row, g, b->tree, MANIFEST, d);
    if (d->count[SEVERITY_WARNING] > before) return say(d, DIAG_GIT_NEEDED, COMMAND, STR(""));
    if (!there) return check_empty(b, g, d);
    if (!repo_read(&o, g, row.id, REPO_BLOB, d)) return say(d, DIAG_GIT_NEEDED, COMMAND, STR(""));
    struct manifest *m = arena_new(a, struct manifest, 1);
    b->old = m;
    bool good = manifest_parse(m, str_dup(a, o.bytes), a);
    folders_add(&m->folders, MANIFEST);
    repo_release(&o);
    return good || say(d, DIAG_BRANCH_MANIFEST, b->name, STR(""));
}

bool branch_open(struct branch *out, struct repo *g, struct str name, struct arena *a,
                 struct diags *d)
{
    *out = (struct branch){.name = str_dup(a, name)};
    if (!may_move(g, name, a, d) || !find_base(out, g, a, d)) return false;
    return !out->has_base || read_base(out, g, a, d);
}

/* ---- The files of the site ------------------------------------------------------------------- */

struct publishing {
    struct repo *g;
    const struct branch *b;
    struct branch_next *out;
    struct arena *a;
    struct diags *d;
    const char *folder;
    int dir;
    struct manifest old, now;
    struct branch_rows rows;   /* the tree to be */
    struct branch_rows before; /* the parent's */
    struct map was;            /* path → the row of before that steg wrote */
};

/* At most so much is read; what is larger (a film) is mapped. */
#define READ_MAX (1 << 20)

/* The whole of a file; `*mapped`: to be unmapped. */
static bool read_file(struct str *out, bool *mapped, int fd, struct arena *scratch)
{
    struct stat st;
    *mapped = false;
    if (fstat(fd, &st) < 0) return false;
    size_t size = (size_t)st.st_size;
    if (size > READ_MAX) {
        void *at = mmap(NULL, size, PROT_READ, MAP_PRIVATE, fd, 0);
        *mapped = at != MAP_FAILED;
        *out = (struct str){at, size};
        return *mapped;
    }
    char *bytes = arena_bytes(scratch, size);
    ssize_t got = fd_read(fd, bytes, size);
    *out = (struct str){bytes, got < 0 ? 0 : (size_t)got};
    return got >= 0;
}

/* What the parent has in the same place is not written again. */
static bool write_blob(struct publishing *p, struct repo_id *id, struct str bytes,
                       const struct branch_row *was)
{
    if (was) {
        *id = repo_blob_id(bytes);
        if (repo_id_eq(*id, was->id)) return true;
    }
    return repo_write(id, p->g, bytes, REPO_BLOB, p->d);
}

static bool write_file_of(struct publishing *p, struct repo_id *id, const char *path,
                          const struct branch_row *was, struct arena *scratch)
{
    struct str bytes;
    bool mapped;
    int fd = openat(p->dir, path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    if (fd < 0 || !read_file(&bytes, &mapped, fd, scratch)) {
        int err = errno;
        if (fd >= 0) close(fd);
        return io_failed(p->d, STR_CAT(p->a, str_of(p->folder), STR("/"), str_of(path)), err);
    }
    close(fd);
    bool good = write_blob(p, id, bytes, was);
    if (mapped) munmap((void *)(uintptr_t)bytes.ptr, bytes.len);
    return good;
}

static void add_row(struct publishing *p, struct str path, struct repo_id id, struct str mode)
{
    struct branch_rows *r = &p->rows;
    if (r->len == r->cap) r->items = arena_grow(p->a, r->items, &r->cap, sizeof *r->items);
    r->items[r->len++] = (struct branch_row){path, id, mode};
}

static bool add_site(struct publishing *p)
{
    struct arena scratch = {0};
    bool good = true;
    for (size_t i = 0; good && i < p->now.len; i++) {
        struct str path = p->now.entries[i].path;
        const struct branch_row *was = map_get(&p->was, path);
        struct repo_id id = {{0}};
        arena_reset(&scratch);
        good = write_file_of(p, &id, path.ptr, was, &scratch);
        p->out->added += !was;
        p->out->changed += was && !repo_id_eq(was->id, id);
        add_row(p, path, id, STR(""));
    }
    arena_free(&scratch);
    return good;
}

/* The manifest itself, and the file that keeps GitHub from leaving names with `_` out. */
static bool add_own(struct publishing *p, bool nojekyll)
{
    struct arena scratch = {0};
    struct repo_id id;
    bool good = write_file_of(p, &id, MANIFEST.ptr, NULL, &scratch);
    if (good) add_row(p, MANIFEST, id, STR(""));
    if (good && !nojekyll) {
        good = repo_write(&id, p->g, STR(""), REPO_BLOB, p->d);
        if (good) add_row(p, NOJEKYLL, id, STR(""));
    }
    arena_free(&scratch);
    return good;
}

/* ---- The files of others --------------------------------------------------------------------- */

static bool is_ours(const struct publishing *p, const struct branch_row *row)
{
    bool file = !row->mode.len || str_starts(row->mode, STR("100"));
    return file && p->b->old && (manifest_find(&p->old, row->path) || str_eq(row->path, MANIFEST));
}

/* Does the site want a file in its place, in a folder of its name, or above it? */
static bool is_in_the_way(const struct publishing *p, struct str path)
{
    if (map_has(&p->now.folders, path) || str_eq(path, MANIFEST)) return true;
    for (;;) {
        if (manifest_find(&p->now, path)) return true;
        size_t slash = str_rfind(path, '/');
        if (slash == STR_NONE) return false;
        path = str_sub(path, 0, slash);
    }
}

/* Parts what the parent holds into ours, which the site replaces, and that of others. */
static bool part(struct publishing *p, bool *nojekyll)
{
    for (size_t i = 0; i < p->before.len; i++) {
        struct branch_row *row = &p->before.items[i];
        if (is_ours(p, row)) {
            map_add(&p->was, row->path, row);
            p->out->removed += !str_eq(row->path, MANIFEST) && !manifest_find(&p->now, row->path);
            continue;
        }
        if (is_in_the_way(p, row->path))
            return say(p->d, DIAG_BRANCH_CONFLICT, p->b->name, io_printable(p->a, row->path));
        bool own = str_eq(row->path, NOJEKYLL);
        *nojekyll = *nojekyll || own;
        p->out->kept += !own;
        add_row(p, row->path, row->id, row->mode);
    }
    return true;
}

/* ---- The whole ------------------------------------------------------------------------------- */

static bool open_folder(struct publishing *p)
{
    struct str text, shown = STR_CAT(p->a, str_of(p->folder), STR("/"), MANIFEST);
    bool mapped = false;
    p->dir = open(p->folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    int fd = p->dir < 0 ? -1 : openat(p->dir, MANIFEST.ptr, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    if (fd < 0 || !read_file(&text, &mapped, fd, p->a)) {
        int err = errno;
        if (fd >= 0) close(fd);
        return io_failed(p->d, shown, err);
    }
    close(fd);
    bool good = manifest_parse(&p->now, text, p->a);
    folders_add(&p->now.folders, MANIFEST);
    if (mapped) munmap((void *)(uintptr_t)text.ptr, text.len);
    return good || say(p->d, DIAG_OUT_MANIFEST, str_of(p->folder), STR(""));
}

static bool make_tree(struct publishing *p, struct repo_id *tree)
{
    bool nojekyll = false;
    p->out->files = p->now.len;
    if (p->b->has_base && !branch_rows_read(&p->before, p->g, p->b->tree, &p->old.folders,
                                            &p->now.folders, p->a, p->d))
        return say(p->d, DIAG_GIT_NEEDED, COMMAND, STR(""));
    return part(p, &nojekyll) && add_site(p) && add_own(p, nojekyll) &&
           branch_rows_write(tree, p->g, &p->rows, p->d);
}

static bool write_commit(struct publishing *p, struct str message)
{
    const struct branch *b = p->b;
    struct repo_id tree;
    if (!open_folder(p) || !make_tree(p, &tree)) return false;
    p->out->same = b->has_base && repo_id_eq(tree, b->tree);
    p->out->commit = b->base;
    return p->out->same || repo_write_commit(&p->out->commit, p->g, tree,
                                             b->has_base ? &b->base : NULL, message, p->d);
}

bool branch_write(struct branch_next *out, struct repo *g, const struct branch *b,
                  const char *folder, struct str message, struct arena *a, struct diags *d)
{
    struct publishing p = {
        .g = g,
        .b = b,
        .out = out,
        .a = a,
        .d = d,
        .folder = folder,
        .dir = -1,
        .old = {.folders = {.arena = a}},
        .was = {.arena = a},
    };
    if (b->old) p.old = *b->old;
    *out = (struct branch_next){0};
    bool good = write_commit(&p, message);
    if (p.dir >= 0) close(p.dir);
    return good;
}

bool branch_advance(const struct branch_next *next, struct repo *g, const struct branch *b,
                    struct arena *a, struct diags *d)
{
    if (b->exists && repo_id_eq(b->tip, next->commit)) {
        branch_tidy(g, b->name, a);
        return true;
    }
    switch (branch_move(g, b->name, b->exists ? &b->tip : NULL, next->commit, a, d)) {
    case BRANCH_MOVE_DONE:
        return true;
    case BRANCH_MOVE_OVERTAKEN:
        return say(d, DIAG_BRANCH_OVERTAKEN, b->name, STR(""));
    case BRANCH_MOVE_FAILED:
        break;
    }
    return false;
}
