/* fd: all the bytes of a descriptor, however many the system takes or gives at a time.
 *
 *     if (!fd_write(fd, text)) … errno
 *     ssize_t got = fd_read(fd, bytes, n);      fewer than n only at the end of the file
 *
 * Signals that interrupt are no failures. Ownership: the caller's. Errors: errno; what was written
 * or read before then is undone by nobody. Threads: as the descriptor.
 */
#ifndef STEG_BASE_FD_H
#define STEG_BASE_FD_H

#include "base/str.h"
#include <sys/types.h>

bool fd_write(int fd, struct str bytes);

/* Up to n bytes; -1 when it cannot be read. */
ssize_t fd_read(int fd, char *to, size_t n);

#endif
