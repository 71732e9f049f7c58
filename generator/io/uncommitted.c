/* uncommitted: see uncommitted.h. */
#include "io/uncommitted.h"
#include "base/fd.h"
#include "io/branch_private.h"
#include "io/sink_private.h"
#include "io/source_private.h"
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#define DEPTH_MAX 64
#define LINKS_MAX 40

struct known { /* a file of the commit */
    struct repo_id id;
    enum repo_mode mode;
    bool wanted; /* it would be in the source */
    struct str path;
    struct known *next; /* in the order of the tree */
};

struct asking {
    struct uncommitted *out;
    struct repo *g;
    const struct uncommitted_options *o;
    struct arena *a;
    struct arena scratch; /* of one file */
    struct diags *d;
    struct map known; /* path from the source's folder → struct known */
    struct known *first, **last;
    struct manifest site;
};

static void add(struct asking *x, struct str path, enum uncommitted_how how)
{
    struct uncommitted *u = x->out;
    if (u->n == u->cap) u->files = arena_grow(x->a, u->files, &u->cap, sizeof *u->files);
    u->files[u->n++] = (struct uncommitted_file){str_dup(x->a, path), how};
}

static char *on_disk(struct asking *x, struct str path)
{
    return str_z(&x->scratch, STR_CAT(&x->scratch, str_of(x->o->dir), STR("/"), path));
}

/* ---- What the commit has --------------------------------------------------------------------- */

static bool list_folder(struct asking *x, struct repo_id tree, struct str folder, bool wanted,
                        unsigned depth)
{
    struct repo_object o;
    struct repo_entry e;
    if (depth > DEPTH_MAX) return true;
    if (!repo_read(&o, x->g, tree, REPO_TREE, x->d)) return false;
    bool good = true;
    for (struct str rest = o.bytes; good && repo_entry_next(&e, &rest);) {
        struct str path = STR_CAT(x->a, folder, folder.len ? STR("/") : STR(""), e.name);
        bool use = wanted && source_is_wanted(x->o->as, folder, e.name) &&
                   !(x->o->as->skip_below.len && str_eq(path, x->o->as->skip_below));
        if (e.mode == REPO_MODE_TREE) {
            good = list_folder(x, e.id, path, use, depth + 1);
            continue;
        }
        struct known *k = arena_new(x->a, struct known, 1);
        *k = (struct known){.id = e.id, .mode = e.mode, .wanted = use, .path = path};
        map_add(&x->known, path, k);
        *x->last = k;
        x->last = &k->next;
    }
    repo_release(&o);
    return good;
}

static bool list_commit(struct asking *x, struct repo_id commit)
{
    struct repo_commit c;
    struct branch_row row;
    if (!repo_commit(&c, x->g, commit, x->a, x->d)) return false;
    size_t before = x->d->count[SEVERITY_WARNING];
    bool there = branch_row_find(&row, x->g, c.tree, repo_folder(x->g), x->d);
    if (x->d->count[SEVERITY_WARNING] > before) return false;
    return !there || !str_eq(row.mode, STR("40000")) || list_folder(x, row.id, STR(""), true, 0);
}

/* ---- Is it the same? ------------------------------------------------------------------------- */

static bool same_but_for_line_ends(struct str a, struct str b)
{
    size_t i = 0, j = 0;
    for (;;) {
        if (i + 1 < a.len && a.ptr[i] == '\r' && a.ptr[i + 1] == '\n') i++;
        if (j + 1 < b.len && b.ptr[j] == '\r' && b.ptr[j + 1] == '\n') j++;
        if (i == a.len || j == b.len) return i == a.len && j == b.len;
        if (a.ptr[i++] != b.ptr[j++]) return false;
    }
}

static bool same_text(struct asking *x, struct str bytes, struct repo_id id)
{
    struct repo_object o;
    if (!repo_read(&o, x->g, id, REPO_BLOB, x->d)) return false;
    bool same = same_but_for_line_ends(bytes, o.bytes);
    repo_release(&o);
    return same;
}

/* `path` is where the entry's bytes lie when links are followed. */
static bool is_same(struct asking *x, const struct source_entry *e, struct str path,
                    struct repo_id id)
{
    struct repo_id now;
    struct str in_repo = STR_CAT(&x->scratch, repo_folder(x->g), path), bytes;
    if (e->file)
        return repo_id_eq(repo_blob_id(e->file->bytes), id) || same_text(x, e->file->bytes, id) ||
               repo_index_trusts(x->g, in_repo, id, &x->scratch);
    /* A film is not read when git need not. */
    if (repo_index_trusts(x->g, in_repo, id, &x->scratch)) return true;
    if (!repo_file_id(&now, on_disk(x, path))) return false;
    if (repo_id_eq(now, id)) return true;
    return e->size <= SOURCE_MAX_TEXT &&
           source_read(&bytes, x->o->source, e, 0, &x->scratch, x->d) && same_text(x, bytes, id);
}

static struct str read_link(struct asking *x, struct str path)
{
    char to[PATH_MAX];
    ssize_t n = readlink(on_disk(x, path), to, sizeof to);
    return n < 0 ? (struct str){0} : str_dup(&x->scratch, (struct str){to, (size_t)n});
}

static bool is_known_link(const struct asking *x, struct str path, struct str to)
{
    const struct known *k = map_get(&x->known, path);
    return k && k->mode == REPO_MODE_SYMLINK && repo_id_eq(repo_blob_id(to), k->id);
}

static struct str parent_of(struct str path)
{
    size_t slash = str_rfind(path, '/');
    return slash == STR_NONE ? STR("") : str_sub(path, 0, slash);
}

/* Where a path leads when each link on the way is one of the commit's; a NULL ptr: some is not. */
static struct str follow(struct asking *x, struct str rest)
{
    struct str done = STR("");
    for (int links = 0; rest.len && links < LINKS_MAX;) {
        struct str name = str_cut(&rest, '/');
        if (!name.len || str_eq(name, STR("."))) continue;
        if (str_eq(name, STR(".."))) {
            if (!done.len) return (struct str){0};
            done = parent_of(done);
            continue;
        }
        struct str at = done.len ? STR_CAT(&x->scratch, done, STR("/"), name) : name;
        struct str to = read_link(x, at);
        if (!to.ptr) {
            done = at;
            continue;
        }
        links++;
        if (str_starts(to, STR("/")) || !is_known_link(x, at, to)) return (struct str){0};
        rest = STR_CAT(&x->scratch, to, STR("/"), rest);
    }
    return rest.len ? (struct str){0} : done;
}

/* ---- What git ignores ------------------------------------------------------------------------ */

static bool is_on_site(struct asking *x, const struct source_entry *e)
{
    struct repo_id id, other;
    if (!x->o->site || !repo_file_id(&id, on_disk(x, e->path))) return false;
    for (size_t i = 0; i < x->site.len; i++) {
        if (x->site.entries[i].size != e->size) continue;
        struct str path =
            STR_CAT(&x->scratch, str_of(x->o->site), STR("/"), x->site.entries[i].path);
        if (repo_file_id(&other, str_z(&x->scratch, path)) && repo_id_eq(id, other)) return true;
    }
    return false;
}

static bool counts(struct asking *x, const struct source_entry *e)
{
    if (source_is_text(e->path) || str_starts(e->path, STR("layouts/")) ||
        str_starts(e->path, STR("themes/")))
        return true;
    struct str in_repo = STR_CAT(&x->scratch, repo_folder(x->g), e->path);
    return !repo_ignores(x->g, in_repo, &x->scratch) || is_on_site(x, e);
}

/* The list of the site's files; without one nothing is on it. */
static void read_site(struct asking *x)
{
    struct stat st;
    if (!x->o->site) return;
    char *path = str_z(x->a, STR_CAT(x->a, str_of(x->o->site), STR("/.steg/manifest")));
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) return;
    if (fstat(fd, &st) == 0) {
        char *bytes = arena_bytes(x->a, (size_t)st.st_size);
        ssize_t n = fd_read(fd, bytes, (size_t)st.st_size);
        if (n != st.st_size || !manifest_parse(&x->site, (struct str){bytes, (size_t)n}, x->a))
            x->site.len = 0;
    }
    close(fd);
}

/* ---- The whole ------------------------------------------------------------------------------- */

static void look_at(struct asking *x, const struct source_entry *e)
{
    const struct known *k = map_get(&x->known, e->path);
    struct str path = e->path;
    bool is_new = !k;
    if (!k || k->mode == REPO_MODE_SYMLINK) {
        path = follow(x, e->path);
        k = path.ptr ? map_get(&x->known, path) : NULL;
    }
    if (k && k->mode == REPO_MODE_FILE && is_same(x, e, path, k->id)) return;
    if (!is_new)
        add(x, e->path, UNCOMMITTED_CHANGED);
    else if (counts(x, e))
        add(x, e->path, UNCOMMITTED_NEW);
}

/* Files of the commit that are gone. Links are followed above, from what they lead to. */
static void look_for(struct asking *x, const struct known *k)
{
    if (!k->wanted || k->mode == REPO_MODE_SUBMODULE) return;
    struct stat st;
    bool there = k->mode == REPO_MODE_SYMLINK ? lstat(on_disk(x, k->path), &st) == 0
                                              : source_entry(x->o->source, k->path) != NULL;
    if (!there) add(x, k->path, UNCOMMITTED_GONE);
}

static int by_path(const void *a, const void *b)
{
    const struct uncommitted_file *x = a, *y = b;
    return str_cmp(x->path, y->path);
}

bool uncommitted_read(struct uncommitted *out, struct repo *g, struct repo_id commit,
                      const struct uncommitted_options *o, struct arena *a, struct diags *d)
{
    struct asking x = {.out = out, .g = g, .o = o, .a = a, .d = d, .known = {.arena = a}};
    x.last = &x.first;
    *out = (struct uncommitted){0};
    size_t before = d->count[SEVERITY_WARNING];
    bool good = list_commit(&x, commit);
    if (good) read_site(&x);
    for (size_t i = 0; good && i < o->source->len; i++) {
        arena_reset(&x.scratch);
        look_at(&x, &o->source->entries[i]);
    }
    for (const struct known *k = x.first; good && k; k = k->next) {
        arena_reset(&x.scratch);
        look_for(&x, k);
    }
    arena_free(&x.scratch);
    if (out->n > 1) qsort(out->files, out->n, sizeof *out->files, by_path);
    if (d->count[SEVERITY_WARNING] > before || !good) {
        diag(d, DIAG_GIT_NEEDED, (struct pos){0}, STR("steg publish"));
        return false;
    }
    return true;
}
