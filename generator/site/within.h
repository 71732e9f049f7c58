/* within: a rendered text that stands with others on one page. Each was written for a page of its
 * own, so two of them may have the same ids; and its headings begin where the page's would.
 *
 *     struct within w = {.name = STR("forarbeid"), .deeper = 1};
 *     enum within_place at = WITHIN_TEXT;
 *     within_put(&out, html, &w, &at);   id="moter" → id="forarbeid.moter", <h2> → <h3>
 *
 * What is changed: the values of id, aria-labelledby and headers, links to the text's own anchors
 * (href="#…"), and the level of headings, down to h6. A landmark for footnotes (doc-endnotes) is
 * left out: several on one page would have no names to tell them apart.
 *
 * The html is what doc.h makes, piece by piece between its holes: tags are whole or cut at a hole,
 * values stand in quotation marks, and < > " of texts and values are escaped. `at` is where the
 * piece begins, and after it where it ends. What fills the holes is not for this: links there know
 * where they lead.
 *
 * The name must be able to stand in an id as it is, and hold no full stop (an address does neither
 * hold one nor needs escaping): then no two texts' ids can meet, nor a text's name and an id.
 *
 * Ownership: the buf's. Errors: none. Threads: pure. Cost: linear.
 */
#ifndef STEG_SITE_WITHIN_H
#define STEG_SITE_WITHIN_H

#include "base/buf.h"

struct within {
    struct str name; /* "": the text has the page for itself */
    unsigned deeper; /* levels that headings go down */
};

enum within_place { WITHIN_TEXT, WITHIN_TAG, WITHIN_VALUE };

void within_put(struct buf *out, struct str html, const struct within *w, enum within_place *at);

/* "moter" → "forarbeid.moter"; an empty id stays empty. */
struct str within_id(const struct within *w, struct str id, struct arena *a);

#endif
