/* uncommitted: which files of a course are not as they are in a commit.
 *
 *     struct uncommitted u;
 *     uncommitted_read(&u, repo, head, &options, arena, diags);
 *     for (size_t i = 0; i < u.n; i++) … u.files[i].path …
 *
 * What counts is what a site is made from: the files of a source (see source.h), and those that
 * were in the commit and would have been in the source. Their bytes are compared with the commit's;
 * neither the index nor a status is asked, so that what is staged, and files elsewhere in the
 * repository, do not matter. The same as in the commit is:
 *
 *   - a file with the same bytes, but for line ends, which git may have turned on the way out
 *   - a file that git takes for unchanged by the index, where a filter keeps other bytes in the
 *     commit (Git LFS)
 *   - a file behind symbolic links, when the links and the file are in the commit
 *
 * A file that git ignores and that is no text, layout or theme counts only when the site has it:
 * Thumbs.db is nobody's work.
 *
 * Ownership: the arena's. Errors: objects that are missing (FATAL). Threads: reads the disk.
 */
#ifndef STEG_IO_UNCOMMITTED_H
#define STEG_IO_UNCOMMITTED_H

#include "io/source.h"

enum uncommitted_how { UNCOMMITTED_CHANGED, UNCOMMITTED_NEW, UNCOMMITTED_GONE };

struct uncommitted_file {
    struct str path; /* in the source */
    enum uncommitted_how how;
};

struct uncommitted {
    struct uncommitted_file *files; /* by path */
    size_t n, cap;
};

struct uncommitted_options {
    const char *dir;                 /* the source's folder, absolute, where `repo` was opened */
    const struct source *source;     /* as it is now */
    const struct source_options *as; /* how it was opened: `only`, `skip_below` */
    const char *site;                /* the folder of the site made from it, or NULL: not yet */
};

bool uncommitted_read(struct uncommitted *out, struct repo *g, struct repo_id commit,
                      const struct uncommitted_options *o, struct arena *a, struct diags *d);

#endif
