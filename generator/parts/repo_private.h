/* repo_private: the parts of a repository. Private to parts/repo*.c.
 *
 *   repo.c           libgit2: opening, commits, references, what git has been told
 *   repo_objects.c   libgit2: the database of objects, with files of their own read by us
 *   repo_place.c     where a repository lies, and what is wrong with it to look at
 *   repo_bytes.c     what objects' bytes say
 *
 * The last two need no library. */
#ifndef STEG_PARTS_REPO_PRIVATE_H
#define STEG_PARTS_REPO_PRIVATE_H

#include "parts/repo.h"

/* ---- Places (repo_place.c) ------------------------------------------------------------------- */

/* The folder that holds a .git, of any kind, or is a bare repository: `dir` or the first above it
 * that git(1) would look into. "" when there is none. `dir` is resolved (realpath). */
struct str repo_find_top(struct str dir, struct arena *a);

/* Where `dir` (resolved) stands below the working tree's top: "" or "kurs/". */
struct str repo_folder_below(const char *top, const char *dir, struct arena *a);

/* Whether a value of safe.directory means this folder: itself, "*", or all below it, with a "*" for
 * the last name. */
bool repo_trusts(struct str value, struct str top);

/* .git below `top` when there is one, else `top` itself. */
struct str repo_git_dir(struct str top, struct arena *a);

/* Tells what can be seen to be wrong with a repository that does not open: a .git that points
 * nowhere, may not be read or is not whole. False when nothing is seen, and no diagnostic added. */
bool repo_place_trouble(struct str top, struct arena *a, struct diags *d);

/* The first of what is needed to read references and this object (NULL: any) that may not be read;
 * "" when all may. `dir` is the common folder. */
struct str repo_unreadable(struct str dir, const struct repo_id *object, struct arena *a);

/* A file of at most 16 MiB; "" when it is not there or may not be read. */
struct str repo_small_file(struct str path, struct arena *a);

/* The commits at which a shallow clone ends: an id a line in the file "shallow". */
struct repo_id *repo_read_cuts(size_t *n, struct str common_dir, struct arena *a);

/* In what libgit2 says: the path that it may not read, "" when it is not that; the id of the object
 * that it does not find. */
struct str repo_denied(struct str words);
bool repo_named_id(struct repo_id *out, struct str words);

/* ---- Objects (repo_objects.c) ---------------------------------------------------------------- */

struct git_odb;

/* All that can be read in `dir`, "…/objects", and in those that its info/alternates name. `sync`:
 * what is written is to be on the disk before it counts (core.fsyncObjectFiles). What libgit2 gives
 * back, 0 or an error; *out is the caller's in any case, for git_odb_free. */
int repo_objects_open(struct git_odb **out, struct str dir, int sync, struct arena *a);

/* ---- Bytes (repo_bytes.c) -------------------------------------------------------------------- */

bool repo_is_hex(struct str s);
bool repo_read_id(struct repo_id *out, struct str hex);

/* Fills in all that a commit's own bytes tell; out->id is left as it is. */
bool repo_parse_commit(struct repo_commit *out, struct str bytes, struct arena *a);

#endif
