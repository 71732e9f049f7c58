/* repo: see repo.h. */
#include "parts/repo.h"
#include "base/buf.h"
#include "parts/repo_private.h"
#include <assert.h>
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
    bool partial;         /* blobs, or more, were left out until somebody asks for them */
    struct repo_id *cuts; /* commits of a shallow clone whose parents are left out */
    size_t ncuts;
};

static struct str last_words(void)
{
    const git_error *e = git_error_last();
    return e && e->message ? str_of(e->message) : STR("no reason was given");
}

/* ---- Opening --------------------------------------------------------------------------------- */

/* safe.directory as git(1) reads it, in the user's and the system's settings: libgit2 1.5 knows
 * neither "*" nor a folder with all that is in it. An empty value takes back those before it. */
static bool is_trusted(struct str top)
{
    git_config *config = NULL;
    git_config_iterator *it = NULL;
    git_config_entry *e;
    bool trusted = false;
    if (git_config_open_default(&config) == 0 &&
        git_config_multivar_iterator_new(&it, config, "safe.directory", NULL) == 0)
        while (git_config_next(&e, it) == 0)
            trusted = *e->value && (trusted || repo_trusts(str_of(e->value), top));
    git_config_iterator_free(it);
    git_config_free(config);
    return trusted;
}

/* Just there: it has been found. GIT_EOWNER: it is another user's, which libgit2 1.5.1 says with
 * the code for "not found". */
static int open_at(git_repository **out, struct str top, struct arena *a)
{
    const char *path = str_z(a, top);
    int error = git_repository_open_ext(out, path, GIT_REPOSITORY_OPEN_NO_SEARCH, NULL);
    if (error == 0 ||
        (error != GIT_EOWNER && str_find_str(last_words(), STR("safe.directory")) == STR_NONE))
        return error;
    if (!is_trusted(top)) return GIT_EOWNER;
    git_libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, 0);
    error = git_repository_open_ext(out, path, GIT_REPOSITORY_OPEN_NO_SEARCH, NULL);
    git_libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, 1);
    return error;
}

static int use_objects(struct repo *g, struct arena *a)
{
    git_config *config = NULL;
    int sync = 0;
    if (git_repository_config_snapshot(&config, g->repo) == 0)
        git_config_get_bool(&sync, config, "core.fsyncObjectFiles");
    git_config_free(config);
    struct str dir = STR_CAT(a, repo_common_dir(g), STR("objects"));
    int error = repo_objects_open(&g->odb, dir, sync, a);
    if (error == 0) error = git_repository_set_odb(g->repo, g->odb);
    return error;
}

static void refuse(int error, struct str top, struct arena *a, struct diags *d)
{
    struct str words = str_dup(a, last_words());
    struct pos nowhere = {0};
    if (error == GIT_EOWNER)
        diag(d, DIAG_GIT_OWNER, nowhere, top);
    else if (str_find_str(words, STR("objectformat")) != STR_NONE)
        diag(d, DIAG_GIT_SHA256, nowhere, top);
    else if (str_starts(words, STR("unsupported")))
        diag(d, DIAG_GIT_FORMAT, nowhere, top, words);
    else if (!repo_place_trouble(top, a, d))
        diag(d, DIAG_GIT_UNUSABLE, nowhere, top, words);
}

/* What only git's own commands need to know of, or libgit2 1.5 does right without knowing it. */
static void allow_extensions(void)
{
    const char *known[] = {"partialclone", "preciousobjects", "worktreeconfig"};
    git_libgit2_opts(GIT_OPT_SET_EXTENSIONS, known, sizeof known / sizeof *known);
}

enum repo_found repo_open(struct repo **out, const char *dir, struct arena *a, struct diags *d)
{
    char real[PATH_MAX];
    if (!realpath(dir, real)) return REPO_NONE;
    struct str top = repo_find_top(str_of(real), a);
    if (!top.len) return REPO_NONE;
    /* Costs as much as 300 pages: it reads all certificates of the system for a network that is
     * never used. So only where there is a repository. */
    if (git_libgit2_init() < 0) {
        diag(d, DIAG_GIT_UNUSABLE, (struct pos){0}, top, last_words());
        return REPO_REFUSED;
    }
    /* git checks an object's hash in fsck, not when it reads; here it would be two thirds of a
     * walk. What is damaged does not inflate. Commits are checked all the same, see repo_commit. */
    git_libgit2_opts(GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION, 0);
    allow_extensions();
    struct repo *g = arena_new(a, struct repo, 1);
    int error = open_at(&g->repo, top, a);
    if (error == 0) error = use_objects(g, a);
    if (error < 0) {
        refuse(error, top, a, d);
        repo_close(g);
        return REPO_REFUSED;
    }
    if (git_mailmap_from_repository(&g->mailmap, g->repo) < 0) g->mailmap = NULL;
    g->folder = repo_folder_below(git_repository_workdir(g->repo), real, a);
    g->partial = str_eq(repo_config(g, STR("remote.origin.promisor"), a), STR("true")) ||
                 repo_config(g, STR("extensions.partialclone"), a).len;
    g->cuts = repo_read_cuts(&g->ncuts, repo_common_dir(g), a);
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

struct repo_id repo_blob_id(struct str bytes)
{
    struct repo_id id = {{0}};
    git_odb_hash((git_oid *)&id, bytes.ptr ? bytes.ptr : "", bytes.len, GIT_OBJECT_BLOB);
    return id;
}

/* ---- Objects --------------------------------------------------------------------------------- */

/* Why an object, or the revision (when there is no id), cannot be read; always false. */
static bool unread(struct repo *g, int error, const struct repo_id *id, struct str rev,
                   struct diags *d)
{
    struct str words = str_dup(d->arena, last_words());
    struct str path = repo_unreadable(repo_common_dir(g), id, d->arena);
    struct str short_id = id ? repo_id_hex(*id, 10, d->arena) : STR("");
    struct pos nowhere = {0};
    if (!path.len) path = repo_denied(words);
    if (path.len)
        diag(d, DIAG_GIT_NO_PERMISSION, nowhere, path);
    else if (!id)
        diag(d, DIAG_GIT_REVISION, nowhere, rev, words);
    else if (error != GIT_ENOTFOUND)
        diag(d, DIAG_GIT_BROKEN, nowhere, short_id, words);
    else
        diag(d, g->partial ? DIAG_GIT_PARTIAL : DIAG_GIT_MISSING, nowhere, short_id);
    return false;
}

static bool read_object(struct repo_object *out, struct repo *g, struct repo_id id,
                        git_object_t type, struct diags *d)
{
    git_odb_object *o;
    int error = git_odb_read(&o, g->odb, (const git_oid *)&id);
    if (error == 0 && git_odb_object_type(o) != type) {
        git_odb_object_free(o);
        git_error_set_str(GIT_ERROR_ODB, "of another kind");
        error = GIT_ERROR;
    }
    if (error < 0) return unread(g, error, &id, STR(""), d);
    *out = (struct repo_object){{git_odb_object_data(o), git_odb_object_size(o)}, o};
    return true;
}

bool repo_left_out(struct repo *g, struct repo_id id)
{
    return g->partial && !git_odb_exists(g->odb, (const git_oid *)&id);
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

/* ---- Revisions and commits ------------------------------------------------------------------- */

/* The object that is not there when something leads to it; not one that only the caller names. */
static bool is_lost(struct repo_id *id, int error, struct str rev)
{
    const git_error *e = git_error_last();
    return error == GIT_ENOTFOUND && e && e->klass == GIT_ERROR_ODB && !repo_is_hex(rev) &&
           repo_named_id(id, str_of(e->message));
}

enum repo_rev repo_resolve(struct repo_id *commit, struct repo *g, struct str rev, struct diags *d)
{
    git_object *found = NULL, *peeled = NULL;
    struct repo_id lost;
    int error = git_revparse_single(&found, g->repo, str_z(d->arena, rev));
    if (error == 0) error = git_object_peel(&peeled, found, GIT_OBJECT_COMMIT);
    enum repo_rev how = error == 0 ? REPO_REV_FOUND : REPO_REV_UNKNOWN;
    if (error == 0) memcpy(commit->bytes, git_object_id(peeled)->id, sizeof commit->bytes);
    /* What a revision's name leads to may itself be damaged. */
    bool leads_nowhere = is_lost(&lost, error, rev);
    if (leads_nowhere ||
        (error < 0 && error != GIT_ENOTFOUND && error != GIT_EINVALIDSPEC && error != GIT_EPEEL &&
         error != GIT_EAMBIGUOUS && error != GIT_EUNBORNBRANCH)) {
        unread(g, error, leads_nowhere ? &lost : NULL, rev, d);
        how = REPO_REV_FAILED;
    }
    git_object_free(peeled);
    git_object_free(found);
    return how;
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
        git_error_set_str(GIT_ERROR_ODB, "other content than its name says");
        return unread(g, GIT_ERROR, &id, STR(""), d);
    }
    *out = (struct repo_commit){.id = id};
    if (!repo_parse_commit(out, bytes, a)) {
        git_error_set_str(GIT_ERROR_ODB, "no commit");
        return unread(g, GIT_ERROR, &id, STR(""), d);
    }
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
