/* beneath: names looked up below an open folder, and never out of it.
 *
 *     int fd = beneath_open(dir, "a/b.md", O_RDONLY, 0, BENEATH_LINKS);
 *
 *     struct place p = {.root = dir, .fd = -1};       a folder kept open for the files in it
 *     int at = place_of(&p, STR("a/b.html"), PLACE_MAKE, name);
 *     if (at >= 0) unlinkat(at, name, 0);
 *     place_close(&p);
 *
 * The sink must not follow a symlink that somebody laid in the folder it writes to, or it would
 * change files elsewhere; the source follows links as long as they stay in the course.
 * Errors: -1 and errno, as open(2): EXDEV for a link that leads out, ELOOP for one that loops or is
 * not allowed, ENOSYS where a link cannot be checked (no openat2).
 * Threads: a place belongs to one process. Private to io/.
 */
#ifndef STEG_IO_BENEATH_H
#define STEG_IO_BENEATH_H

#include "base/str.h"
#include <limits.h>
#include <sys/types.h>

enum beneath { BENEATH_LINKS, BENEATH_NO_LINKS };

/* `path` is relative and NUL-terminated. Never a controlling terminal, always close-on-exec. */
int beneath_open(int dir, const char *path, int flags, mode_t mode, enum beneath how);

enum place_make { PLACE_FIND, PLACE_MAKE };

struct place {
    int root;              /* borrowed */
    int fd;                /* of the folder (O_PATH), -1: none yet */
    char folder[PATH_MAX]; /* its path, NUL-terminated */
    bool chmod;            /* the umask would take from 0755: set the mode of what is made */
};

/* The folder that `path` lies in, open until the next call, and its last name. PLACE_MAKE makes
 * the folders that are missing (0755). */
int place_of(struct place *p, struct str path, enum place_make make, char name[NAME_MAX + 1]);
void place_close(struct place *p);

#endif
