/* repo: see repo.h. */
#include "parts/repo.h"
#include "base/buf.h"
#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <git2.h>
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
     * walk. What is damaged does not inflate. Commits are checked all the same, see repo_commit. */
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
    struct repo_id is;
    if (!read_object(&o, g, id, GIT_OBJECT_COMMIT, d)) return false;
    struct str bytes = str_dup(a, o.bytes);
    repo_release(&o);
    /* One that is not what its name says may lead to itself. */
    if (git_odb_hash((git_oid *)&is, bytes.ptr, bytes.len, GIT_OBJECT_COMMIT) == 0 &&
        !repo_id_eq(is, id)) {
        git_error_set_str(GIT_ERROR_ODB, "its content is not what its name says");
        return broken(id, d);
    }
    *out = (struct repo_commit){.id = id};
    if (!parse_commit(out, bytes, a)) return broken(id, d);
    out->subject = subject_of(out->message, a);
    use_mailmap(out, g, a);
    /* Git lists there what lies at the depth that was asked for: the first commit of all too. */
    for (size_t i = 0; i < g->ncuts && out->nparents; i++)
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

/* What is there already is not written again, but becomes young, so that no gc takes it away before
 * something leads to it. */
bool repo_write(struct repo_id *out, struct repo *g, struct str bytes, enum repo_kind kind,
                struct diags *d)
{
    git_object_t type = kind == REPO_TREE ? GIT_OBJECT_TREE : GIT_OBJECT_BLOB;
    const char *data = bytes.ptr ? bytes.ptr : "";
    return git_odb_write((git_oid *)out, g->odb, data, bytes.len, type) == 0 || not_written(d);
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

/* ---- References ------------------------------------------------------------------------------ */

struct str repo_identity(struct repo *g, struct arena *a)
{
    git_signature *who;
    struct buf b = {.arena = a};
    if (signature(&who, g) < 0) return STR("");
    int east = who->when.offset, zone = east < 0 ? -east : east;
    buf_printf(&b, "%s <%s> %lld %c%02d%02d", who->name, who->email, (long long)who->when.time,
               east < 0 ? '-' : '+', zone / 60, zone % 60);
    git_signature_free(who);
    return buf_str(&b);
}

enum repo_rev repo_ref(struct repo_id *out, struct repo *g, struct str name, struct diags *d)
{
    git_reference *ref = NULL;
    int error = git_reference_lookup(&ref, g->repo, str_z(d->arena, name));
    if (error == GIT_ENOTFOUND) return REPO_REV_UNKNOWN;
    const git_oid *id = error == 0 ? git_reference_target(ref) : NULL; /* NULL: of a symbolic one */
    if (id)
        memcpy(out->bytes, id->id, sizeof out->bytes);
    else
        diag(d, DIAG_GIT_REVISION, (struct pos){0}, name,
             error == 0 ? STR("symbolic") : str_dup(d->arena, last_words()));
    git_reference_free(ref);
    return id ? REPO_REV_FOUND : REPO_REV_FAILED;
}

bool repo_branch_name_is_good(struct str name, struct arena *a)
{
    int good = 0;
    return git_branch_name_is_valid(&good, str_z(a, name)) == 0 && good;
}

struct str repo_branch_below(struct repo *g, struct str name, struct arena *a)
{
    git_reference_iterator *it = NULL;
    const char *found = NULL;
    struct str branch = STR("");
    char *glob = str_z(a, STR_CAT(a, STR("refs/heads/"), name, STR("/*")));
    if (git_reference_iterator_glob_new(&it, g->repo, glob) == 0 &&
        git_reference_next_name(&found, it) == 0)
        branch = str_dup(a, str_from(str_of(found), strlen("refs/heads/")));
    git_reference_iterator_free(it);
    return branch;
}

bool repo_is_checked_out(struct repo *g, struct str branch, struct arena *a)
{
    git_reference *ref = NULL;
    if (git_reference_lookup(&ref, g->repo, str_z(a, STR_CAT(a, STR("refs/heads/"), branch))) < 0)
        return false;
    bool out = git_branch_is_checked_out(ref) == 1;
    git_reference_free(ref);
    return out;
}

struct str repo_head_branch(struct repo *g, struct arena *a)
{
    git_reference *head = NULL;
    struct str branch = STR("");
    if (git_reference_lookup(&head, g->repo, "HEAD") == 0) {
        struct str to = str_of(git_reference_symbolic_target(head));
        if (str_starts(to, STR("refs/heads/")))
            branch = str_dup(a, str_from(to, strlen("refs/heads/")));
    }
    git_reference_free(head);
    return branch;
}

bool repo_is_ancestor(struct repo *g, struct repo_id old, struct repo_id young)
{
    return repo_id_eq(old, young) ||
           git_graph_descendant_of(g->repo, (const git_oid *)&young, (const git_oid *)&old) == 1;
}

struct str repo_common_dir(const struct repo *g)
{
    return str_of(git_repository_commondir(g->repo));
}

struct str repo_config(struct repo *g, struct str key, struct arena *a)
{
    git_config *config = NULL;
    git_buf value = {0};
    struct str text = STR("");
    if (git_repository_config_snapshot(&config, g->repo) == 0 &&
        git_config_get_string_buf(&value, config, str_z(a, key)) == 0)
        text = str_dup(a, (struct str){value.ptr, value.size});
    git_buf_dispose(&value);
    git_config_free(config);
    return text;
}

/* ---- The working tree: read, never written --------------------------------------------------- */

static bool same_times(const git_index_entry *e, const struct stat *file, const struct stat *index)
{
    struct timespec w = index->st_mtim;
    /* A file as young as the index may have changed after it was looked at: git, "racy". */
    bool older = e->mtime.seconds < w.tv_sec ||
                 (e->mtime.seconds == w.tv_sec && e->mtime.nanoseconds < w.tv_nsec);
    return older && e->mtime.seconds == (int32_t)file->st_mtim.tv_sec &&
           e->mtime.nanoseconds == file->st_mtim.tv_nsec &&
           e->ctime.seconds == (int32_t)file->st_ctim.tv_sec;
}

bool repo_index_trusts(struct repo *g, struct str path, struct repo_id id, struct arena *a)
{
    git_index *index = NULL;
    struct stat file, own;
    const char *top = git_repository_workdir(g->repo);
    if (!top || git_repository_index(&index, g->repo) < 0) return false;
    const git_index_entry *e = git_index_get_bypath(index, str_z(a, path), 0);
    bool same = e && memcmp(e->id.id, id.bytes, sizeof id.bytes) == 0 &&
                lstat(str_z(a, STR_CAT(a, str_of(top), path)), &file) == 0 &&
                stat(git_index_path(index), &own) == 0 && S_ISREG(file.st_mode) &&
                e->file_size == (uint32_t)file.st_size && e->ino == (uint32_t)file.st_ino &&
                same_times(e, &file, &own);
    git_index_free(index);
    return same;
}

bool repo_ignores(struct repo *g, struct str path, struct arena *a)
{
    int ignored = 0;
    return git_ignore_path_is_ignored(&ignored, g->repo, str_z(a, path)) == 0 && ignored;
}

bool repo_file_id(struct repo_id *out, const char *path)
{
    return git_odb_hashfile((git_oid *)out, path, GIT_OBJECT_BLOB) == 0;
}
