/* history_private: the walk, and how two trees are compared. Private to io/history*.c. */
#ifndef STEG_IO_HISTORY_PRIVATE_H
#define STEG_IO_HISTORY_PRIVATE_H

#include "base/map.h"
#include "io/history.h"

#define NO_NAME UINT32_MAX
#define PARENTS_MAX 16 /* of an octopus; more are as if they were not there */

struct name {
    struct str path;
    uint32_t file, first; /* first: another name with this path, or NO_NAME */
};

struct set {
    uint64_t *words;
    size_t len;
};

/* A followed name that differs between a commit and a parent. */
struct change {
    uint32_t name;
    bool in_parent;
    struct repo_id blob; /* in the commit */
};

struct changes {
    struct change *items;
    size_t len, cap;
};

/* What a commit took away: looked for only when a name comes into being there. */
struct gone {
    struct str path;
    struct repo_id blob;
};

struct moved {
    bool known;
    struct gone *items;
    size_t len, cap;
    struct map by_blob; /* id → struct gone */
};

struct waiting;

#define DEPTH_MAX 64 /* of folders; files deeper down are not followed */

/* Trees that were read last, two at each depth: the commit's and its parent's, which mostly is the
 * next commit's. */
struct kept {
    struct repo_id id;
    struct repo_object object;
};

struct walk {
    struct repo *repo;
    struct history *out;
    struct arena *arena;
    struct diags *d;
    bool last_only;
    struct name *names;
    size_t nnames, names_cap;
    struct map by_path; /* → a struct name that holds the first of the names with this path */
    struct map folders; /* that hold a name */
    struct map read;    /* commit id → struct repo_commit */
    struct map waiting; /* commit id → struct waiting, or NULL */
    struct waiting **heap;
    size_t nheap, heap_cap;
    struct changes changes[PARENTS_MAX];
    struct moved moved;
    struct kept trees[DEPTH_MAX][2];
};

/* The tree of a commit. */
bool history_tree(struct walk *w, struct repo_id *out, struct repo_id commit);

/* Which of the names in `of` differ between two trees. */
bool history_compare(struct walk *w, struct changes *out, struct repo_id tree,
                     struct repo_id parent, const struct set *of);

/* The name a file had before this commit made the change `c`; "": it is new. `edited`: it was not
 * merely moved. */
bool history_moved(struct walk *w, struct str *old, bool *edited, const struct change *c,
                   struct repo_id tree, struct repo_id parent);

/* Takes out of the set the names that the commit does not have, and notes the others' content. */
bool history_find(struct walk *w, struct set *all, struct repo_id head);

void history_forget(struct walk *w);

#endif
