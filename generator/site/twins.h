/* twins: pages of older versions that are the same page, so that each is rendered once.
 *
 *     twins_find(&twins, &versions, arena);          after everything is indexed
 *     twins.first[k]                                 the page that page k is like; k itself if none
 *
 * Pages are numbered through all versions: those of versions.items[0] first. The present edition's
 * pages are nobody's twins: they can be edited, and have no banner.
 *
 * Two pages are the same when all that they are made from is: the module's own files, bytes and
 * dates; of the rest of the course what pages of a module can show (course.yml, glossary,
 * literature and which works are used, methods, pages of their own, pictures, and the front matter
 * of other modules); for a page outside modules the whole course. What differs even so is the name
 * of the version in the banner; page.h has a mark for it.
 *
 * Ownership: the arena's. Errors: none. Cost: one pass over the bytes of each old edition.
 * Threads: pure.
 */
#ifndef STEG_SITE_TWINS_H
#define STEG_SITE_TWINS_H

#include "site/versions.h"

struct twins {
    size_t *first; /* of each page */
    size_t *next;  /* of each page: the next one that is like it, or 0 */
    size_t len;
    size_t shared; /* pages that need not be rendered */
};

void twins_find(struct twins *out, const struct versions *v, struct arena *a);

/* The number of a page of a version. */
size_t twins_number(const struct versions *v, size_t version, size_t page);

#endif
