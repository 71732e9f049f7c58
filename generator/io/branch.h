/* branch: a folder of files becomes the next commit on a branch, at once or not at all.
 *
 *     struct branch_commit c = {.branch = STR("site"), .message = …};
 *     switch (branch_publish(&done, repo, folder, &c, arena, diags)) { … }
 *
 * The files go into the object database as they are read; the working tree, the index, HEAD and
 * every other branch stay as they are, and nothing is checked out. The commit's parent is what the
 * branch was. Where the new tree is the one the branch has, there is no commit.
 *
 * What steg wrote last time is told by `.steg/manifest` on the branch: only that is taken away.
 * Files that others put there (CNAME, a workflow) stay, unless the site has one of the same name,
 * which is refused; a branch that has files and no manifest is refused too, it is not ours. Files
 * are 100644; `.nojekyll` is written, so that GitHub Pages shows addresses that begin with `_`.
 *
 * A branch that is checked out somewhere is refused: moving it would make that working tree look
 * changed. Two at once: whoever moves the branch first wins; the other is OVERTAKEN and has changed
 * nothing. A process that is killed leaves the branch where it was or where it was going, and at
 * worst objects that git gc takes away.
 *
 * Ownership: ids are values, texts the arena's. Errors: diagnostics of git.def, FATAL. Threads: one
 * repository, one process.
 */
#ifndef STEG_IO_BRANCH_H
#define STEG_IO_BRANCH_H

#include "parts/repo.h"

struct branch_commit {
    struct str branch;  /* "site" */
    struct str message; /* names the source commit */
};

enum branch_end { BRANCH_MOVED, BRANCH_SAME, BRANCH_FAILED };

struct branch_done {
    struct repo_id commit;                 /* where the branch stands now */
    bool first;                            /* the branch was made */
    size_t files, added, changed, removed; /* against the branch's last commit */
    size_t kept;                           /* files of others */
};

enum branch_end branch_publish(struct branch_done *out, struct repo *g, const char *folder,
                               const struct branch_commit *c, struct arena *a, struct diags *d);

#endif
