/* reference: the pages of docs/ that are made from the tables in the code: the format's keys, the
 * names that layouts see, the messages. `make docs` writes them, a test says when they are stale.
 * Ownership: out's arena. Errors: none. Threads: pure.
 */
#ifndef STEG_SITE_REFERENCE_H
#define STEG_SITE_REFERENCE_H

#include "base/buf.h"
#include "base/diag.h"

struct reference_page {
    const char *name; /* docs/NAME.md */
    const char *summary[2];
    void (*write)(struct buf *out);
};

extern const struct reference_page reference_pages[]; /* ends with a NULL name */

#endif
