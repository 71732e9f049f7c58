/* history_private: the walk, and how two trees are compared. Private to io/history*.c. */
#ifndef STEG_IO_HISTORY_PRIVATE_H
#define STEG_IO_HISTORY_PRIVATE_H

#include "base/map.h"
#include "io/history.h"

/* ---- Sets of small numbers (history_sets.c) -------------------------------------------------- */

struct set {
    uint64_t *words;
    size_t len;
};

void set_add(struct set *s, uint32_t n, struct arena *a);
void set_drop(struct set *s, uint32_t n);
bool set_has(const struct set *s, uint32_t n);
bool set_empty(const struct set *s);
void set_join(struct set *s, const struct set *more, struct arena *a);
void set_take(struct set *s, const struct set *less); /* those in `less` go out of s */
void set_keep(struct set *s, const struct set *both); /* only those in `both` stay in s */

/* What is looked for that was taken away, from a commit on: only these places, or all but these. A
 * merge parts them among its parents, as it does names. */
struct scope {
    bool all;
    struct set places; /* indices of paths, see walk.places */
};

bool scope_empty(const struct scope *s);
bool scope_has(const struct scope *s, uint32_t place);
void scope_add(struct scope *s, uint32_t place, struct arena *a);
void scope_drop(struct scope *s, uint32_t place, struct arena *a);
void scope_join(struct scope *s, const struct scope *more, struct arena *a);

/* ---- What differs between two trees ---------------------------------------------------------- */

#define NO_NAME UINT32_MAX

struct name {
    struct str path;
    uint32_t file, first; /* first: another name with this path, or NO_NAME */
};

/* A followed name that differs between a commit and a parent. */
struct change {
    uint32_t name;
    bool in_parent;
    struct repo_id blob; /* in the commit */
};

/* A text below the wanted folder that differs, followed or not. */
struct text {
    struct str path;
    uint32_t place;
    bool here, in_parent, followed;
    struct repo_id blob, before;
};

struct changes {
    struct change *items;
    size_t len, cap;
    struct text *texts; /* only where something that was taken away is looked for */
    size_t ntexts, texts_cap;
};

/* What one commit took away, anywhere: looked for only when it may have been moved. */
struct source_of {
    struct str path;
    struct repo_id blob;
    struct source_of *next; /* another with the same content */
    bool moved;             /* to a followed name */
};

struct sources {
    bool known;
    struct source_of *items;
    size_t len, cap;
    struct map by_blob; /* id → the first struct source_of */
};

/* ---- The walk -------------------------------------------------------------------------------- */

/* A commit, and what of that which goes on in several parents was asked of it already. */
struct seen {
    struct repo_commit commit;
    struct set names, places;
};

struct waiting {
    struct seen *seen;
    struct set set;
    struct scope scope;
    size_t order; /* among those of the same time, first come first served */
};

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
    bool wants_gone;
    struct str folder; /* below which; no '/' at the end */
    struct name *names;
    size_t nnames, names_cap;
    struct map by_path; /* → a struct name that holds the first of the names with this path */
    struct map folders; /* that hold a name */
    struct map read;    /* commit id → struct seen */
    struct map waiting; /* commit id → struct waiting, or NULL */
    struct waiting **heap;
    size_t nheap, heap_cap;
    struct changes *changes; /* against each parent */
    size_t nchanges;
    struct map places; /* path → uint32_t: those of texts that differed somewhere */
    size_t nplaces, nwaited;
    struct set split_names, split_places; /* that went on in several parents of a merge */
    struct sources sources;
    struct kept trees[DEPTH_MAX][2];
};

/* The commit's place among those of the history. */
uint32_t history_commit(struct walk *w, const struct repo_commit *c);

/* Reads a commit once; NULL when it cannot be read. */
struct seen *history_seen(struct walk *w, struct repo_id id);

/* The tree of a commit. */
bool history_tree(struct walk *w, struct repo_id *out, struct repo_id commit);

/* Which of the names in `of`, and of the texts in `scope`, differ between two trees. Without a
 * parent: what is there. */
bool history_compare(struct walk *w, struct changes *out, struct repo_id tree,
                     const struct repo_id *parent, const struct set *of, const struct scope *scope);

/* UNKNOWN: a partial clone does not hold what it would have to be compared with. */
enum moved { MOVED_NOT, MOVED_MERELY, MOVED_EDITED, MOVED_UNKNOWN };

/* The name that a file, `path` with the content `blob`, had before this commit, when it was MERELY
 * moved, or EDITED as well. `alike`: what was edited is looked for too. w->sources.known is false
 * for the first of a commit and parent. */
bool history_moved(struct walk *w, struct str *old, enum moved *how, struct str path,
                   struct repo_id blob, struct repo_id tree, struct repo_id parent, bool alike);

/* Takes out of the set the names that the commit does not have, and notes the others' content. */
bool history_find(struct walk *w, struct set *all, struct repo_id head);

void history_forget(struct walk *w);

/* ---- What was taken away (history_gone.c) ---------------------------------------------------- */

/* Notes what the commit took away from its only parent, after its names were looked at. */
bool history_gone(struct walk *w, const struct repo_commit *c, const struct changes *ch,
                  struct repo_id tree, struct repo_id parent);

/* The part of `left` that goes on in this parent, whose differences are given; the rest is left. */
void history_part(struct walk *w, struct scope *goes, struct scope *left, const struct changes *ch);

/* What a merge has like none of its parents: notes what it took away itself, and lets the rest go
 * on in all parents that have it, or in the first. */
bool history_gone_merge(struct walk *w, const struct repo_commit *c, const struct scope *left,
                        struct scope *goes);

#endif
