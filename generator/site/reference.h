/* reference: the pages that are made from the tables in the code: the format's keys, the names that
 * layouts see, the messages, steg-course(5). `make docs` writes them, a test says when they are
 * stale. What is made from the tables of commands is in commands/command_pages.h.
 * Ownership: out's arena. Errors: none. Threads: pure.
 */
#ifndef STEG_SITE_REFERENCE_H
#define STEG_SITE_REFERENCE_H

#include "base/buf.h"
#include "base/diag.h"

struct reference_page {
    const char *name; /* `steg reference NAME` prints it */
    const char *file; /* in the repository */
    enum language language;
    void (*write)(struct buf *out, enum language l);
};

extern const struct reference_page reference_pages[]; /* ends with a NULL name */

/* steg-course(5): reference_manual.c */
void reference_manual(struct buf *out, enum language l);

/* What is written for a key of a kind: "date", "dato". By enum schema_kind and enum language. */
extern const char *const reference_kinds[][2];

#endif
