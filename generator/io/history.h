/* history: when each file was last changed, by whom, and in which commits.
 *
 *     struct history h;
 *     history_read(&h, repo, head, paths, n, &options, arena, diags);
 *     h.files[i].touched[k].blob …  h.commits[h.files[i].touched[k].commit] …
 *
 * One walk over the commits, newest first, for all files at once. A file's chain of commits is the
 * one that `git log -- PATH` follows: at a merge it goes on in the first parent that has the file
 * with the same content; a merge that has it like none of its parents changed it itself, and the
 * chain goes on in all parents that have it, told by date. Trees are compared by id, so that what
 * did not change is not looked into; a walk that needs no contributors stops when every file is
 * settled.
 *
 * Renames: a file that comes into being while another of the same content goes away was moved, and
 * keeps the date it had. When at least half of its lines were in the one that went away, it was
 * moved and changed: the date is the commit's, and its history goes on under the old name. Unlike
 * `git log -- PATH`, a chain ends where its file came into being: one that was removed and written
 * anew later is another file with the same name, and the removal of the first is told in `gone`.
 *
 * What is gone has a chain too: at a merge it goes on in the first parent that does not have the
 * file either. So a removal is told with the commit that made it, not with the merge that brought
 * it in, and not at all when the merge left it out. A merge that lacks what all its parents have
 * removed it itself.
 *
 * A shallow clone ends before the truth: files that are not settled there are `cut`, and have no
 * date rather than a wrong one. A partial clone may lack the contents that tell a move that edited:
 * such a file's chain ends there, `open`.
 *
 * Ownership: the arena's. Cost: commits × what changed in them, plus the files once for each merge
 * and once for each commit without parents; `gone` asks for all commits. No cache. Errors: objects
 * that are missing or damaged (repo's GIT_BROKEN); `out` is then not to be used. Threads: none of
 * its own.
 * Sources: git-log(1), "History Simplification", default mode.
 */
#ifndef STEG_IO_HISTORY_H
#define STEG_IO_HISTORY_H

#include "base/map.h"
#include "parts/repo.h"

/* A commit that changed a file. What it was before is the next in the file's list; there is none
 * when the file came into being here. */
struct history_touch {
    uint32_t commit;     /* index in `commits` */
    struct str path;     /* the name it has in that commit, from the repository's top */
    struct repo_id blob; /* and its content */
};

struct history_file {
    struct str path;     /* from the repository's top */
    bool known;          /* in the revision that was asked for */
    struct repo_id blob; /* its content there */
    bool cut;            /* the walk ended before its last change: say no date */
    bool open;           /* the walk ended before its beginning: the last touch has a before that
                            is not known; with `last_only` not told */
    struct history_touch *touched; /* newest first; with `last_only` at most one */
    size_t ntouched, cap;
};

/* A file that a commit took away and that was not moved: no file came into being there below the
 * folder that has its content, or that half of its lines went to. */
struct history_gone {
    uint32_t commit;
    struct str path;
    struct repo_id blob; /* what it was */
};

struct history {
    struct history_file *files; /* as asked for */
    size_t nfiles;
    struct repo_commit *commits; /* those that touched a file or took one away */
    size_t ncommits, commits_cap;
    struct history_gone *gone; /* newest first; only with `gone` */
    size_t ngone, gone_cap;
    struct map order; /* a commit's id, as bytes → uint32_t, the how manieth the walk came to of all
                         that it looked at; only with `gone` */
    bool shallow;     /* the walk came to where a shallow clone ends */
    size_t visited;   /* commits looked at, for measurements */
};

struct history_options {
    bool last_only;  /* stop at each file's last change: no contributors, no list of changes */
    struct str gone; /* the folder ("kurs/content/") below which files that were taken away are
                        wanted: .md, .yml, .json; NULL pointer: none */
};

bool history_read(struct history *out, struct repo *g, struct repo_id head, const struct str *paths,
                  size_t n, const struct history_options *o, struct arena *a, struct diags *d);

#endif
