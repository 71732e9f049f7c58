/* branch: a folder of files becomes the next commit on a branch, at once or not at all.
 *
 *     struct branch b;
 *     branch_open(&b, repo, STR("site"), arena, diags)              may it be published to?
 *     … the site is built; the repository may be closed and opened again …
 *     branch_write(&next, repo, &b, folder, message, arena, diags)  objects that nobody sees yet
 *     … the folder may be removed …
 *     branch_advance(&next, repo, &b, arena, diags)                 the branch moves
 *
 * The files go into the object database as they are read; the working tree, the index, HEAD and
 * every other branch stay as they are, and nothing is checked out. The commit's parent is what the
 * branch was when it was opened. Where the new tree is the one the branch has, there is no commit.
 * Where the branch is only known from the remote (refs/remotes/origin/site: a fresh clone), or the
 * remote's is further on, that one is the parent, or the push would be refused; where both have
 * gone their own way there is a warning.
 *
 * What steg wrote last time is told by `.steg/manifest` on the branch: only that is taken away.
 * Files that others put there (CNAME, a workflow) stay as they are, unless the site has one in the
 * same place, which is refused; a branch that holds more than hidden names, CNAME and web.config,
 * and no manifest, is refused too: it is not ours. Files are 100644; `.nojekyll` is written, so
 * that GitHub Pages shows addresses that begin with `_`.
 *
 * A branch that is checked out somewhere is refused: moving it would make that working tree look
 * changed. Two at once: whoever moves the branch first wins; the other is told so and has changed
 * nothing. A process that is killed leaves the branch where it was or where it was going,
 * and at worst objects that git gc takes away; see branch_move.h.
 *
 * Ownership: ids are values, texts the arena's. Errors: diagnostics of git.def, FATAL. Threads: one
 * repository, one process.
 */
#ifndef STEG_IO_BRANCH_H
#define STEG_IO_BRANCH_H

#include "parts/repo.h"

struct manifest;

struct branch {
    struct str name; /* "site" */
    bool exists;
    struct repo_id tip; /* where it stands, when it exists */
    bool has_base;
    struct repo_id base, tree;  /* the parent of the next commit */
    struct str remote;          /* where it is pushed to: "origin"; "" when there is none */
    const struct manifest *old; /* what steg wrote there; NULL: nothing */
};

bool branch_open(struct branch *out, struct repo *g, struct str name, struct arena *a,
                 struct diags *d);

struct branch_next {
    struct repo_id commit;                 /* where the branch is to stand */
    bool same;                             /* the parent, which has this site already */
    size_t files, added, changed, removed; /* against the parent; steg's own two are not counted */
    size_t kept;                           /* files of others, or folders with nothing but such */
};

/* `folder` is a site that a sink has written. */
bool branch_write(struct branch_next *out, struct repo *g, const struct branch *b,
                  const char *folder, struct str message, struct arena *a, struct diags *d);

/* Everything is on the disk before the branch moves: what lies on the same disk and is not needed
 * is better removed first, or it is waited for too. */
bool branch_advance(const struct branch_next *next, struct repo *g, const struct branch *b,
                    struct arena *a, struct diags *d);

#endif
