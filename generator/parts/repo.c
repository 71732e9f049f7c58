/* repo: see repo.h. */
#include "parts/repo.h"
#include "base/buf.h"
#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <git2.h>
#include <git2/sys/repository.h>
#include <limits.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

struct repo {
    git_repository *repo;
    git_odb *odb;
    git_mailmap *mailmap;
    struct str folder;
    struct repo_id *cuts; /* commits of a shallow clone whose parents are left out */
    size_t ncuts;
};

static struct str last_words(void)
{
    const git_error *e = git_error_last();
    return e && e->message ? str_of(e->message) : STR("no reason was given");
}

/* ---- Opening --------------------------------------------------------------------------------- */

/* A folder above which nobody looks, GIT_CEILING_DIRECTORIES of git(1): paths with ':' between. */
static bool is_ceiling(struct str folder)
{
    struct str rest = str_of(getenv("GIT_CEILING_DIRECTORIES"));
    while (rest.len) {
        struct str one = str_cut(&rest, ':');
        while (one.len > 1 && str_ends(one, STR("/")))
            one = str_sub(one, 0, one.len - 1);
        if (one.len && str_eq(one, folder)) return true;
    }
    return false;
}

/* A .git, or a bare repository, in the folder or above it: libgit2 says "not found" of some that it
 * merely will not open. "" when there is none. */
static struct str lies_in(const char *dir, struct arena *a)
{
    struct str at = str_of(dir);
    for (;;) {
        const char *const signs[] = {"/.git", "/HEAD"};
        struct stat st;
        struct str top = at.len ? at : STR("/");
        if (lstat(str_z(a, STR_CAT(a, at, str_of(signs[0]))), &st) == 0) return top;
        if (stat(str_z(a, STR_CAT(a, at, str_of(signs[1]))), &st) == 0 && S_ISREG(st.st_mode) &&
            stat(str_z(a, STR_CAT(a, at, STR("/objects"))), &st) == 0)
            return top;
        size_t slash = str_rfind(at, '/');
        if (slash == STR_NONE) return STR("");
        at = str_sub(at, 0, slash);
        if (is_ceiling(at.len ? at : STR("/"))) return STR("");
    }
}

static enum repo_found refuse(int error, const char *dir, struct arena *a, struct diags *d)
{
    struct str words = str_dup(a, last_words());
    struct str place = lies_in(dir, a);
    struct pos nowhere = {0};
    struct str git_dir = STR_CAT(a, place, STR("/.git"));
    if (error == GIT_EOWNER || str_find_str(words, STR("safe.directory")) != STR_NONE)
        diag(d, DIAG_GIT_OWNER, nowhere, place);
    else if (str_find_str(words, STR("objectformat")) != STR_NONE)
        diag(d, DIAG_GIT_SHA256, nowhere, place);
    else if (access(str_z(a, git_dir), F_OK) == 0 && access(str_z(a, git_dir), R_OK | X_OK) != 0)
        diag(d, DIAG_GIT_NO_PERMISSION, nowhere, git_dir);
    else
        diag(d, DIAG_GIT_UNUSABLE, nowhere, place, words);
    return REPO_REFUSED;
}

/* The commits at which a shallow clone ends: .git/shallow, an id a line. */
static void read_cuts(struct repo *g, struct arena *a)
{
    char *path = str_z(a, STR_CAT(a, str_of(git_repository_commondir(g->repo)), STR("shallow")));
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    struct stat st;
    if (fd < 0) return;
    if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && st.st_size < 1 << 24) {
        size_t size = (size_t)st.st_size, got = 0;
        char *bytes = arena_bytes(a, size + 1);
        for (ssize_t n = 1; n > 0 && got<size; got += n> 0 ? (size_t)n : 0)
            n = read(fd, bytes + got, size - got);
        g->cuts = arena_new(a, struct repo_id, got / 40 + 1);
        struct str rest = {bytes, got}, line;
        while (str_line(&rest, &line))
            if (line.len == 40 &&
                git_oid_fromstrn((git_oid *)&g->cuts[g->ncuts], line.ptr, line.len) == 0)
                g->ncuts++;
    }
    close(fd);
}

static struct str folder_below(const char *top, const char *dir, struct arena *a)
{
    char whole[PATH_MAX];
    if (!top || !realpath(top, whole)) return STR("");
    struct str t = str_of(whole), s = str_of(dir);
    if (str_eq(t, STR("/"))) t = STR("");
    if (!str_starts(s, t) || s.len <= t.len) return STR("");
    return STR_CAT(a, str_from(s, t.len + 1), STR("/"));
}

enum repo_found repo_open(struct repo **out, const char *dir, struct arena *a, struct diags *d)
{
    char real[PATH_MAX];
    if (!realpath(dir, real) || lies_in(real, a).len == 0) return REPO_NONE;
    /* Costs as much as 300 pages: it reads all certificates of the system for a network that is
     * never used. So only where there is a repository. */
    if (git_libgit2_init() < 0) {
        diag(d, DIAG_GIT_UNUSABLE, (struct pos){0}, str_of(dir), last_words());
        return REPO_REFUSED;
    }
    /* git checks an object's hash in fsck, not when it reads; here it would be two thirds of a
     * walk. What is damaged does not inflate. */
    git_libgit2_opts(GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION, 0);
    struct repo *g = arena_new(a, struct repo, 1);
    int error = git_repository_open_ext(&g->repo, real, 0, NULL);
    if (error == 0) error = git_repository_odb(&g->odb, g->repo);
    if (error < 0) {
        enum repo_found how = refuse(error, real, a, d);
        repo_close(g);
        return how;
    }
    if (git_mailmap_from_repository(&g->mailmap, g->repo) < 0) g->mailmap = NULL;
    g->folder = folder_below(git_repository_workdir(g->repo), real, a);
    read_cuts(g, a);
    *out = g;
    return REPO_FOUND;
}

void repo_close(struct repo *g)
{
    git_mailmap_free(g->mailmap);
    git_odb_free(g->odb);
    git_repository_free(g->repo);
    git_libgit2_shutdown();
}

bool repo_is_bare(const struct repo *g)
{
    return git_repository_is_bare(g->repo) == 1;
}

struct str repo_folder(const struct repo *g)
{
    return g->folder;
}

/* ---- Ids ------------------------------------------------------------------------------------- */

static_assert(sizeof(git_oid) == sizeof(struct repo_id), "ids are handed to libgit2 as they are");

struct str repo_id_hex(struct repo_id id, size_t digits, struct arena *a)
{
    struct buf b = {.arena = a};
    for (size_t i = 0; i < digits; i++)
        buf_put_char(&b, "0123456789abcdef"[id.bytes[i / 2] >> (i % 2 ? 0 : 4) & 15]);
    return buf_str(&b);
}

struct repo_id repo_blob_id(struct str bytes)
{
    struct repo_id id = {{0}};
    git_odb_hash((git_oid *)&id, bytes.ptr ? bytes.ptr : "", bytes.len, GIT_OBJECT_BLOB);
    return id;
}

/* ---- Objects --------------------------------------------------------------------------------- */

static bool broken(struct repo_id id, struct diags *d)
{
    diag(d, DIAG_GIT_BROKEN, (struct pos){0}, repo_id_hex(id, 10, d->arena),
         str_dup(d->arena, last_words()));
    return false;
}

static bool read_object(struct repo_object *out, struct repo *g, struct repo_id id,
                        git_object_t type, struct diags *d)
{
    git_odb_object *o;
    if (git_odb_read(&o, g->odb, (const git_oid *)&id) < 0) return broken(id, d);
    if (git_odb_object_type(o) != type) {
        git_odb_object_free(o);
        return broken(id, d);
    }
    *out = (struct repo_object){{git_odb_object_data(o), git_odb_object_size(o)}, o};
    return true;
}

bool repo_read(struct repo_object *out, struct repo *g, struct repo_id id, enum repo_kind kind,
               struct diags *d)
{
    return read_object(out, g, id, kind == REPO_TREE ? GIT_OBJECT_TREE : GIT_OBJECT_BLOB, d);
}

void repo_release(struct repo_object *o)
{
    git_odb_object_free(o->held);
    *o = (struct repo_object){0};
}

bool repo_entry_next(struct repo_entry *out, struct str *rest)
{
    size_t space = str_find(*rest, ' ');
    size_t nul = space == STR_NONE ? STR_NONE : str_find(*rest, '\0');
    if (nul == STR_NONE || nul < space || rest->len - nul < 21) return false;
    const char *mode = rest->ptr;
    out->mode = mode[0] == '4'                 ? REPO_MODE_TREE
                : space == 6 && mode[1] == '2' ? REPO_MODE_SYMLINK
                : space == 6 && mode[1] == '6' ? REPO_MODE_SUBMODULE
                                               : REPO_MODE_FILE;
    out->name = str_sub(*rest, space + 1, nul - space - 1);
    memcpy(out->id.bytes, rest->ptr + nul + 1, 20);
    *rest = str_from(*rest, nul + 21);
    return true;
}

int repo_entry_cmp(const struct repo_entry *a, const struct repo_entry *b)
{
    size_t n = a->name.len < b->name.len ? a->name.len : b->name.len;
    int c = memcmp(a->name.ptr, b->name.ptr, n);
    if (c) return c;
    int x = a->name.len > n ? (uint8_t)a->name.ptr[n] : a->mode == REPO_MODE_TREE ? '/' : 0;
    int y = b->name.len > n ? (uint8_t)b->name.ptr[n] : b->mode == REPO_MODE_TREE ? '/' : 0;
    return x - y;
}

/* ---- Revisions and commits ------------------------------------------------------------------- */

enum repo_rev repo_resolve(struct repo_id *commit, struct repo *g, struct str rev, struct diags *d)
{
    git_object *found = NULL, *peeled = NULL;
    int error = git_revparse_single(&found, g->repo, str_z(d->arena, rev));
    if (error == 0) error = git_object_peel(&peeled, found, GIT_OBJECT_COMMIT);
    enum repo_rev how = REPO_REV_FOUND;
    if (error == 0)
        memcpy(commit->bytes, git_object_id(peeled)->id, sizeof commit->bytes);
    else
        how = REPO_REV_UNKNOWN;
    /* What a revision's name leads to may itself be damaged. */
    if (error < 0 && error != GIT_ENOTFOUND && error != GIT_EINVALIDSPEC && error != GIT_EPEEL &&
        error != GIT_EAMBIGUOUS && error != GIT_EUNBORNBRANCH) {
        diag(d, DIAG_GIT_REVISION, (struct pos){0}, rev, str_dup(d->arena, last_words()));
        how = REPO_REV_FAILED;
    }
    git_object_free(peeled);
    git_object_free(found);
    return how;
}

/* "Kari Nordmann <kari@example.no> 1762000000 +0100": the person, and when. */
static void read_signature(struct str line, struct str *name, struct str *email, int64_t *when,
                           int32_t *zone)
{
    size_t open = str_find(line, '<'), close = str_rfind(line, '>');
    if (open == STR_NONE || close == STR_NONE || close < open) return;
    *name = str_trim(str_sub(line, 0, open));
    *email = str_sub(line, open + 1, close - open - 1);
    struct str rest = str_trim(str_from(line, close + 1));
    struct str seconds = str_cut(&rest, ' ');
    bool negative = str_starts(seconds, STR("-"));
    int64_t t = 0;
    for (size_t i = negative;
         i < seconds.len && seconds.ptr[i] >= '0' && seconds.ptr[i] <= '9' && t < (int64_t)1 << 50;
         i++)
        t = t * 10 + (seconds.ptr[i] - '0');
    *when = negative ? -t : t;
    uint32_t hhmm = 0;
    if (rest.len == 5 && str_to_u32(str_from(rest, 1), 9999, &hhmm)) {
        int32_t minutes = (int32_t)(hhmm / 100 * 60 + hhmm % 100);
        *zone = rest.ptr[0] == '-' ? -minutes : minutes;
    }
}

static struct str subject_of(struct str message, struct arena *a)
{
    struct buf b = {.arena = a};
    struct str line;
    message = str_trim(message);
    while (str_line(&message, &line) && str_trim(line).len) {
        if (b.len) buf_put_char(&b, ' ');
        buf_put(&b, str_trim(line));
    }
    return buf_str(&b);
}

static void use_mailmap(struct repo_commit *c, struct repo *g, struct arena *a)
{
    const char *name = NULL, *email = NULL;
    if (g->mailmap && git_mailmap_resolve(&name, &email, g->mailmap, str_z(a, c->name),
                                          str_z(a, c->email)) == 0) {
        c->name = str_dup(a, str_of(name));
        c->email = str_dup(a, str_of(email));
    }
}

static bool read_id(struct repo_id *out, struct str hex)
{
    return hex.len == 40 && git_oid_fromstrn((git_oid *)out, hex.ptr, 40) == 0;
}

/* commit = "tree" id LF {"parent" id LF} "author" … LF "committer" … LF {header LF} LF message */
static bool parse_commit(struct repo_commit *c, struct str rest, struct arena *a)
{
    struct str line, nobody;
    int32_t nowhere;
    size_t cap = 0;
    bool tree = false;
    while (str_line(&rest, &line) && line.len) {
        struct str value = line, key = str_cut(&value, ' ');
        if (str_eq(key, STR("tree"))) {
            tree = read_id(&c->tree, value);
        } else if (str_eq(key, STR("parent"))) {
            if (c->nparents == cap)
                c->parents = arena_grow(a, c->parents, &cap, sizeof *c->parents);
            if (!read_id(&c->parents[c->nparents++], value)) return false;
        } else if (str_eq(key, STR("author"))) {
            read_signature(value, &c->name, &c->email, &c->when, &c->zone);
        } else if (str_eq(key, STR("committer"))) {
            read_signature(value, &nobody, &nobody, &c->committed, &nowhere);
        }
    }
    c->message = rest;
    return tree;
}

bool repo_commit(struct repo_commit *out, struct repo *g, struct repo_id id, struct arena *a,
                 struct diags *d)
{
    struct repo_object o;
    if (!read_object(&o, g, id, GIT_OBJECT_COMMIT, d)) return false;
    struct str bytes = str_dup(a, o.bytes);
    repo_release(&o);
    *out = (struct repo_commit){.id = id};
    if (!parse_commit(out, bytes, a)) return broken(id, d);
    out->subject = subject_of(out->message, a);
    use_mailmap(out, g, a);
    for (size_t i = 0; i < g->ncuts; i++)
        if (repo_id_eq(g->cuts[i], id)) {
            out->cut = true;
            out->nparents = 0;
        }
    return true;
}

/* ---- Writing --------------------------------------------------------------------------------- */

static bool not_written(struct diags *d)
{
    diag(d, DIAG_GIT_NOT_WRITTEN, (struct pos){0}, str_dup(d->arena, last_words()));
    return false;
}

/* What is there already is not written again: that is most of a site. */
static bool write_object(struct repo_id *out, struct repo *g, struct str bytes, git_object_t type,
                         struct diags *d)
{
    const char *data = bytes.ptr ? bytes.ptr : "";
    if (git_odb_hash((git_oid *)out, data, bytes.len, type) == 0 &&
        git_odb_exists(g->odb, (const git_oid *)out))
        return true;
    return git_odb_write((git_oid *)out, g->odb, data, bytes.len, type) == 0 || not_written(d);
}

bool repo_write_blob(struct repo_id *out, struct repo *g, struct str bytes, struct diags *d)
{
    return write_object(out, g, bytes, GIT_OBJECT_BLOB, d);
}

static int by_entry(const void *a, const void *b)
{
    return repo_entry_cmp(a, b);
}

static int by_path(const void *a, const void *b)
{
    const struct repo_row *x = a, *y = b;
    return str_cmp(x->path, y->path);
}

#define FOLDERS_MAX 64 /* inside each other, as in a site */

/* The rows are sorted and begin with the same `skip` bytes, a folder's name. */
static bool write_folder(struct repo_id *out, struct repo *g, const struct repo_row *rows, size_t n,
                         size_t skip, unsigned depth, struct diags *d)
{
    struct arena scratch = {0};
    struct repo_entry *entries = arena_new(&scratch, struct repo_entry, n);
    size_t len = 0;
    bool good = depth < FOLDERS_MAX;
    for (size_t i = 0, k; i < n && good; i = k) {
        struct str rest = str_from(rows[i].path, skip);
        size_t slash = str_find(rest, '/');
        struct repo_entry *e = &entries[len++];
        *e = (struct repo_entry){.mode = slash == STR_NONE ? REPO_MODE_FILE : REPO_MODE_TREE,
                                 .name = str_sub(rest, 0, slash),
                                 .id = rows[i].id};
        k = i + 1;
        if (slash == STR_NONE) continue;
        struct str folder = str_sub(rows[i].path, 0, skip + slash + 1);
        while (k < n && str_starts(rows[k].path, folder))
            k++;
        good = write_folder(&e->id, g, rows + i, k - i, folder.len, depth + 1, d);
    }
    qsort(entries, len, sizeof *entries, by_entry);
    struct buf b = {.arena = &scratch};
    for (size_t i = 0; i < len; i++) {
        buf_put(&b, entries[i].mode == REPO_MODE_TREE ? STR("40000 ") : STR("100644 "));
        buf_put(&b, entries[i].name);
        buf_put_char(&b, '\0');
        buf_put(&b, (struct str){(const char *)entries[i].id.bytes, sizeof entries[i].id.bytes});
    }
    good = good && write_object(out, g, buf_str(&b), GIT_OBJECT_TREE, d);
    arena_free(&scratch);
    return good;
}

bool repo_write_tree(struct repo_id *out, struct repo *g, struct repo_row *rows, size_t n,
                     struct diags *d)
{
    if (n > 1) qsort(rows, n, sizeof *rows, by_path);
    return write_folder(out, g, rows, n, 0, 0, d);
}

static int signature(git_signature **out, struct repo *g)
{
    const char *name = getenv("GIT_COMMITTER_NAME"), *email = getenv("GIT_COMMITTER_EMAIL");
    if (name && *name && email && *email) return git_signature_now(out, name, email);
    return git_signature_default(out, g->repo);
}

bool repo_write_commit(struct repo_id *out, struct repo *g, struct repo_id tree,
                       const struct repo_id *parent, struct str message, struct diags *d)
{
    git_signature *who = NULL;
    git_tree *t = NULL;
    git_commit *before = NULL;
    int error = signature(&who, g);
    if (error < 0) {
        diag(d, DIAG_GIT_NOBODY, (struct pos){0});
        return false;
    }
    error = git_tree_lookup(&t, g->repo, (const git_oid *)&tree);
    if (error == 0 && parent) error = git_commit_lookup(&before, g->repo, (const git_oid *)parent);
    const git_commit *parents[] = {before};
    if (error == 0)
        error = git_commit_create((git_oid *)out, g->repo, NULL, who, who, NULL,
                                  str_z(d->arena, message), t, before ? 1 : 0, parents);
    if (error < 0) not_written(d);
    git_commit_free(before);
    git_tree_free(t);
    git_signature_free(who);
    return error == 0;
}

static char *branch_ref(struct str name, struct arena *a)
{
    return str_z(a, STR_CAT(a, STR("refs/heads/"), name));
}

enum repo_move repo_move_branch(struct repo *g, struct str name, const struct repo_id *from,
                                struct repo_id to, struct diags *d)
{
    git_reference *ref = NULL;
    const char *path = branch_ref(name, d->arena);
    int error =
        from ? git_reference_create_matching(&ref, g->repo, path, (const git_oid *)&to, 1,
                                             (const git_oid *)from, "steg publish")
             : git_reference_create(&ref, g->repo, path, (const git_oid *)&to, 0, "steg publish");
    git_reference_free(ref);
    if (error == 0) return REPO_MOVED;
    if (error == GIT_EMODIFIED || error == GIT_EEXISTS || error == GIT_ENOTFOUND)
        return REPO_OVERTAKEN;
    if (error == GIT_ELOCKED)
        diag(d, DIAG_GIT_LOCKED, (struct pos){0}, name,
             STR_CAT(d->arena, str_of(git_repository_commondir(g->repo)), str_of(path),
                     STR(".lock")));
    else if (error == GIT_EINVALIDSPEC)
        diag(d, DIAG_GIT_BRANCH_NAME, (struct pos){0}, name);
    else
        not_written(d);
    return REPO_NOT_MOVED;
}

bool repo_is_checked_out(struct repo *g, struct str branch, struct arena *a)
{
    git_reference *ref = NULL;
    if (git_reference_lookup(&ref, g->repo, branch_ref(branch, a)) < 0) return false;
    bool out = git_branch_is_checked_out(ref) == 1;
    git_reference_free(ref);
    return out;
}
