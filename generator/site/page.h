/* page: course and docs → values → bytes. The only room, with its page_*.c, that knows the names
 * that layouts use.
 *
 *     page_render(&out, site, page, scratch, diags);
 *
 * Ownership: out's arena. Errors: a layout that goes round for ever on this page; everything else
 * was checked before. Threads: pure but for out and scratch; runs in workers.
 */
#ifndef STEG_SITE_PAGE_H
#define STEG_SITE_PAGE_H

#include "site/site.h"

/* The same page in another old version: nothing but the name of the version in the banner differs
 * (twins.h). */
void page_as_in(struct buf *out, struct str html, const struct site *site, const struct site *other,
                const struct page *page, struct arena *scratch);

bool page_render(struct buf *out, const struct site *site, const struct page *page,
                 struct arena *scratch, struct diags *d);

#endif
