/* temporary: a folder for work that nobody shall see, which goes away again.
 *
 *     struct temporary t;
 *     if (!temporary_open(&t, "steg-publish-", arena, diags)) …
 *     … t.path …
 *     temporary_close(&t);
 *
 * It lies in $TMPDIR; else in /var/tmp, which is on a disk where /tmp may be memory (a site has
 * films in it); else in /tmp. Only its owner may look into it.
 *
 * A process that is killed cannot take its folder away, and a site may be hundreds of megabytes. So
 * each folder is held by flock(2) while its process lives: whoever opens one next, in any
 * repository, removes those of the same user and prefix that nobody holds. Should nobody come, the
 * system clears such places in its own time.
 *
 * Ownership: the path is the arena's. Errors: path and errno (FATAL). Threads: the lock is shared
 * with forked workers, and given back when the last of them has ended.
 */
#ifndef STEG_IO_TEMPORARY_H
#define STEG_IO_TEMPORARY_H

#include "base/diag.h"

struct temporary {
    const char *path; /* absolute, without links in its last part */
    const char *name; /* its last part */
    int above, fd;    /* the folder that it lies in, and itself */
};

bool temporary_open(struct temporary *t, const char *prefix, struct arena *a, struct diags *d);
void temporary_close(struct temporary *t); /* removes it; all zero is closed */

#endif
