/* listing: what a course has, with ids, titles, addresses and places in files: `steg list`.
 *
 *     listing_text(&out, &inventory, &course, listing_find(STR("tasks")), language);
 *     listing_json(&out, &inventory, &course, NULL);            everything
 *
 * Things are those of course/inventory.h, under the keys that teams' records have; pages are all
 * addresses of the site but those that only git can tell of (what was changed), also the ones that
 * steg makes itself. For people each is two lines, what it is and where:
 *
 *     Deler (2)
 *       begynneropplaering/par   Arbeid i par
 *         begynneropplaering/refleksjon.html#par  content/01-begynneropplaering/3-refleksjon.md:9
 *
 * In another of the course's languages (course/translation.h) titles and addresses are that
 * language's, and it is said what stands there as it was written.
 *
 * Drafts are left out; of a file that could not be read there is the page.
 *
 * Ownership: writes to the buf. Errors: none. Threads: pure.
 */
#ifndef STEG_SITE_LISTING_H
#define STEG_SITE_LISTING_H

#include "base/buf.h"
#include "course/inventory.h"

struct listing_group {
    const char *word, *norwegian; /* as typed: "tasks", "deler" */
    enum thing_kind kind;         /* of its things */
    bool pages;                   /* no things, but pages */
    const char *heading[2];
};

extern const struct listing_group listing_groups[]; /* ends with a NULL word */

const struct listing_group *listing_find(struct str word); /* in either language; NULL: none */

/* `only`: one group; NULL: all. The JSON is documented in docs/list.md. */
void listing_text(struct buf *out, const struct inventory *v, const struct course *c,
                  const struct listing_group *only, enum language l);
void listing_json(struct buf *out, const struct inventory *v, const struct course *c,
                  const struct listing_group *only);

#endif
