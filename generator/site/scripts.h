/* scripts: which of the theme's scripts a page loads, and in which order; and which stylesheets
 * besides style.css, which is every page's.
 *
 *     n = scripts_of(used, site, page);              used: room for site->theme->nfiles
 *     n = styles_of(used, site, page);
 *
 * A script is a classic file of one capability, named after it, loaded with `defer`. steg's own
 * stand in a table here, in the order in which they need each other; the budget of a page is 15 KB
 * gzipped. On a step's page those for answers, decisions and films stand only where there are such,
 * and on the front page the one for news where git tells of changes.
 * Any other .js of a course's own theme is loaded on every page, after them, in the order of names.
 * What search.js and file.js fetch, they load when they are used.
 *
 * A stylesheet is split off when few pages need it: all of a page's are at most 12 KB gzipped. A
 * course's own theme replaces each by a file of the same name.
 *
 * Ownership: constant. Threads: read-only.
 */
#ifndef STEG_SITE_SCRIPTS_H
#define STEG_SITE_SCRIPTS_H

#include "site/site.h"

size_t scripts_of(const struct theme_file **out, const struct site *s, const struct page *p);
size_t styles_of(const struct theme_file **out, const struct site *s, const struct page *p);

#endif
