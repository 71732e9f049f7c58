/* branch_private: the parts of publishing to a branch. Private to io/.
 *
 *   branch_tree.c   a commit's tree as rows, and rows as a tree
 *   branch_move.c   a branch moves, and no lock is left behind
 *   branch.c        may it be done; which files; the order of it all
 */
#ifndef STEG_IO_BRANCH_PRIVATE_H
#define STEG_IO_BRANCH_PRIVATE_H

#include "base/map.h"
#include "io/branch.h"

/* ---- branch_tree.c */

struct branch_row { /* a file, a link, or a folder that is taken over whole */
    struct str path;
    struct repo_id id;
    struct str mode; /* as a tree writes it: "100755", "40000"; "" for 100644 */
};

struct branch_rows {
    struct branch_row *items;
    size_t len, cap;
};

/* What a tree holds. A folder is looked into when one of the two sets has its path; else it is one
 * row. */
bool branch_rows_read(struct branch_rows *out, struct repo *g, struct repo_id tree,
                      const struct map *these, const struct map *and_these, struct arena *a,
                      struct diags *d);

/* Sorts the rows. Each path stands once, and none lies in another. */
bool branch_rows_write(struct repo_id *tree, struct repo *g, struct branch_rows *rows,
                       struct diags *d);

/* What stands at a path in a tree; false also when nothing does, without a diagnostic. */
bool branch_row_find(struct branch_row *out, struct repo *g, struct repo_id tree, struct str path,
                     struct diags *d);

/* ---- branch_move.c */

enum branch_move { BRANCH_MOVE_DONE, BRANCH_MOVE_OVERTAKEN, BRANCH_MOVE_FAILED };

/* refs/heads/NAME goes from `from` (NULL: it must not exist) to `to`, at once or not at all.
 * OVERTAKEN: it stood elsewhere; nothing has changed, and no diagnostic is added.
 *
 * git's own protocol: who makes NAME.lock may rename it to NAME. A process that is killed in
 * between would leave the lock, and git asks a person to remove it. So the lock is made as a hard
 * link to a file of ours in .git (`steg-HASH.PID`), whole from the start; who publishes next finds
 * the two to be one file, knows whose lock it is and, since it holds flock(2) on .git, that the one
 * who made it is gone. A lock of anybody else is never touched. Where hard links are not to be had,
 * the lock is made as git makes it.
 *
 * Objects are on the disk before the branch moves (syncfs). The reflog is kept as git keeps it. */
enum branch_move branch_move(struct repo *g, struct str name, const struct repo_id *from,
                             struct repo_id to, struct arena *a, struct diags *d);

/* Where there is nothing to move: takes away what one who was killed left, if nobody is at it. */
void branch_tidy(struct repo *g, struct str name, struct arena *a);

#endif
