/* project: which folder a command is about.
 *
 * A project is a folder with `content/` (and its own `layouts/` and `themes/`, if it likes); a bare
 * content folder has course.yml in it. Without a folder the command means the one it is run in, or
 * the nearest above that is a project or a content folder; in `content/` it is the project.
 *
 * Ownership: paths live in the arena. Errors: a diagnostic. Threads: reads the working directory.
 */
#ifndef STEG_SITE_PROJECT_H
#define STEG_SITE_PROJECT_H

#include "base/arena.h"
#include "base/diag.h"

struct project {
    const char *dir;  /* absolute, symlinks resolved */
    struct str root;  /* of the content in it: "content/" or "" */
    struct str shown; /* before paths in messages: "", "../" for a folder found above, "v1:" */
    struct str below; /* of a revision: where it lies below the repository's top, "" or "kurs/" */
};

/* `dir` as the user typed it, or NULL. */
bool project_find(struct project *out, const char *dir, struct arena *a, struct diags *d);

/* A path as the user typed it, as the course has it: "content/01-x/", a folder with '/'. It need
 * not be there any more. */
bool project_path(struct str *out, const struct project *p, const char *path, struct arena *a,
                  struct diags *d);

/* The same in a revision: what the folder holds now does not matter, nor whether it is still there.
 * In a bare repository `dir` is the repository. */
bool project_find_revision(struct project *out, const char *dir, struct str rev, struct arena *a,
                           struct diags *d);

#endif
