/* repo: a git repository's commits, trees and files, as bytes (libgit2).
 *
 *     struct repo *g;
 *     switch (repo_open(&g, dir, arena, diags)) {
 *     case REPO_NONE:                      no repository here: everything works, without dates
 *     case REPO_REFUSED:                   there is one that cannot be used; a diagnostic says why
 *     case REPO_FOUND:                     repo_resolve, repo_commit, repo_read …; then
 * repo_close(g)
 *     }
 *
 * Objects are handed out raw, as git stores them, and read here: a tree is `mode SP name NUL id`
 * over and over (gitformat-tree in gitglossary, "tree object"), which is several times faster to
 * compare than libgit2's own lists. Nothing is cached, nothing leaves the machine, no hook and no
 * program is run.
 *
 * A repository that belongs to someone else is never taken for none: libgit2 1.5.1 reports it as
 * "config value 'safe.directory' was not found" with the code for "no repository". Nor is one that
 * is damaged: what libgit2 does not find is looked at, and the diagnostic says what is wrong.
 * Objects that lie in files of their own are read by parts/loose, since libgit2 1.5 never comes
 * back from one that is cut short.
 *
 * Ownership: `struct repo` holds libgit2's handles until repo_close; ids are values; texts of
 * commits live in the given arena; what repo_read gives out lives until repo_release. Errors:
 * diagnostics of git.def. Threads: one repository, one process: open it, ask, close it before
 * workers are forked.
 */
#ifndef STEG_PARTS_REPO_H
#define STEG_PARTS_REPO_H

#include "base/arena.h"
#include "base/diag.h"

struct repo;

enum repo_found { REPO_NONE, REPO_FOUND, REPO_REFUSED };

/* The repository that `dir` lies in, or is when it is bare; looked for as git(1) does: not in or
 * above the folders of GIT_CEILING_DIRECTORIES, nor on another file system. */
enum repo_found repo_open(struct repo **out, const char *dir, struct arena *a, struct diags *d);
void repo_close(struct repo *g);

bool repo_is_bare(const struct repo *g);
/* Where `dir` stands below the top of the working tree: "", "kurs/". "" in a bare repository. */
struct str repo_folder(const struct repo *g);

/* SHA-1, as in every repository that libgit2 1.5 reads. */
struct repo_id {
    uint8_t bytes[20];
};

static inline bool repo_id_eq(struct repo_id a, struct repo_id b)
{
    return memcmp(a.bytes, b.bytes, sizeof a.bytes) == 0;
}

struct str repo_id_hex(struct repo_id id, size_t digits, struct arena *a);

/* ---- Revisions and commits ------------------------------------------------------------------- */

enum repo_rev { REPO_REV_FOUND, REPO_REV_UNKNOWN, REPO_REV_FAILED };

/* A tag, a branch, a commit, HEAD~3 → the commit. UNKNOWN adds no diagnostic: HEAD of a repository
 * without commits is unknown too. */
enum repo_rev repo_resolve(struct repo_id *commit, struct repo *g, struct str rev, struct diags *d);

struct repo_commit {
    struct repo_id id, tree;
    struct repo_id *parents;
    size_t nparents;
    bool cut;        /* the parents are left out of a shallow clone */
    struct str name; /* the author's, after .mailmap */
    struct str email;
    int64_t when;       /* the author's date, seconds since 1970 UTC */
    int32_t zone;       /* minutes east of UTC */
    int64_t committed;  /* the committer's date: newest first is the order of a walk */
    struct str subject; /* the first paragraph in one line */
    struct str message;
};

bool repo_commit(struct repo_commit *out, struct repo *g, struct repo_id id, struct arena *a,
                 struct diags *d);

/* ---- Objects --------------------------------------------------------------------------------- */

enum repo_kind { REPO_BLOB, REPO_TREE };

struct repo_object {
    struct str bytes;
    void *held;
};

bool repo_read(struct repo_object *out, struct repo *g, struct repo_id id, enum repo_kind kind,
               struct diags *d);
void repo_release(struct repo_object *o);

/* Not there, since this is a partial clone (git clone --filter), which fetches it when it is asked
 * for: steg does not ask. */
bool repo_left_out(struct repo *g, struct repo_id id);

enum repo_mode { REPO_MODE_TREE, REPO_MODE_FILE, REPO_MODE_SYMLINK, REPO_MODE_SUBMODULE };

struct repo_entry {
    enum repo_mode mode;
    struct str name;
    struct repo_id id;
};

/* The next entry of a tree's bytes; false at the end. Entries are sorted as if the names of trees
 * ended in '/'. */
bool repo_entry_next(struct repo_entry *out, struct str *rest);
int repo_entry_cmp(const struct repo_entry *a, const struct repo_entry *b);

/* The id that a file with these bytes has. */
struct repo_id repo_blob_id(struct str bytes);

/* ---- Writing: objects; io/branch puts them together ------------------------------------------ */

/* Objects that nothing leads to do no harm. Working tree, index and branches are never touched. */
bool repo_write(struct repo_id *out, struct repo *g, struct str bytes, enum repo_kind kind,
                struct diags *d);

/* By GIT_COMMITTER_NAME and _EMAIL, or user.name and user.email, now. `parent` may be NULL. */
bool repo_write_commit(struct repo_id *out, struct repo *g, struct repo_id tree,
                       const struct repo_id *parent, struct str message, struct diags *d);

/* ---- References, and what git has been told -------------------------------------------------- */

/* "Kari <kari@example.no> 1700000000 +0100", as a commit has it; "" when it is not known. */
struct str repo_identity(struct repo *g, struct arena *a);

/* Where a reference with exactly this name ("refs/heads/site") stands, now. FAILED: it cannot be
 * read, or is symbolic; a diagnostic was added. */
enum repo_rev repo_ref(struct repo_id *out, struct repo *g, struct str name, struct diags *d);

bool repo_branch_name_is_good(struct str name, struct arena *a);
/* A branch whose name has `name` for a folder, "" for none: the two cannot be at once. */
struct str repo_branch_below(struct repo *g, struct str name, struct arena *a);
/* The branch that is checked out here or in another worktree may not be moved under it. */
bool repo_is_checked_out(struct repo *g, struct str branch, struct arena *a);
struct str repo_head_branch(struct repo *g, struct arena *a); /* "" when it is no branch */

bool repo_is_ancestor(struct repo *g, struct repo_id old, struct repo_id young);

/* The folder that all worktrees share, with '/' at its end. */
struct str repo_common_dir(const struct repo *g);
struct str repo_config(struct repo *g, struct str key, struct arena *a); /* "" when not set */

/* ---- The working tree: read, never written --------------------------------------------------- */

/* Whether git takes a file for unchanged without reading it: the index has it with this id, and its
 * times, size and inode are as then. Where filters stand between (Git LFS), bytes cannot be
 * compared. Paths are from the top. */
bool repo_index_trusts(struct repo *g, struct str path, struct repo_id id, struct arena *a);
bool repo_ignores(struct repo *g, struct str path, struct arena *a);

/* The id that a file on the disk has, read piece by piece; false when it cannot be read. */
bool repo_file_id(struct repo_id *out, const char *path);

#endif
