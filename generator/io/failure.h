/* failure: what the system said no to, as a diagnostic.
 *
 *     if (fd < 0) return io_failed(d, shown, errno);
 *
 * The commonest reasons (disk full, no permission, read-only disk) have messages of their own; the
 * rest are told in the system's words. Paths are made fit to print: control characters become
 * their pictures, ill-formed bytes U+FFFD.
 * Ownership: texts go into d's arena. Threads: none of its own. Private to io/.
 */
#ifndef STEG_IO_FAILURE_H
#define STEG_IO_FAILURE_H

#include "base/diag.h"

/* Always false, so that it can be returned. */
bool io_failed(struct diags *d, struct str path, int err);

/* `path` itself when it is fit to print, else a copy. */
struct str io_printable(struct arena *a, struct str path);

#endif
