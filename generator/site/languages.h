/* languages: what a page shows, and says to browsers, of the other languages it is in.
 *
 * A course with `languages` is one edition for each of them, made of the same files
 * (course/translation.h). The language it is written in stands at the root, every other in a folder
 * named after it: nn/. Each is whole: pages, records, search. What is the same in all of them lies
 * with the original's pages alone: the theme, and course files that the original uses too. Nothing
 * is fetched by an address that is not below the site's root, so the whole can be moved, and each
 * old version too.
 *
 *     languages_share_files(&versions)           once all is indexed
 *     languages_name(STR("nn"))                  "Nynorsk"
 *     languages_url(…)                           from a page to a page in another language
 *
 * Ownership: as the editions. Errors: none. Threads: languages_share_files alone; the rest are
 * pure.
 */
#ifndef STEG_SITE_LANGUAGES_H
#define STEG_SITE_LANGUAGES_H

#include "site/versions.h"

/* What a language is called by those who speak it; the tag itself where steg does not know. */
struct str languages_name(struct str tag);

/* The page that the switch leads to: the same in another language of the same version, else the
 * front page. */
const struct page *languages_page(const struct version *to, const struct version *from,
                                  const struct page *p);

/* The relative address, not yet escaped. */
struct str languages_url(const struct version *to, const struct page *there,
                         const struct version *from, const struct page *here, struct arena *a);

/* Files that the original publishes lie there; a translation's own lie below its language. */
void languages_share_files(struct versions *v);

#endif
