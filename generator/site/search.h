/* search: the index that the page's search box reads, made from the pages as readers see them.
 *
 *     struct search *s = search_new(site, shared, diags);       before workers fork; NULL: an error
 *     paths[…] = s->files[j].address;                           s->nfiles of them
 *     … in workers, for each page:  search_page(s, i, html, w)
 *     … then, in workers again:     search_file(&out, s, j, w)  the bytes of file j
 *
 * File 0 is `assets/search.js`: which words stand on which pages. The others hold the pages' texts
 * for excerpts: `assets/text.js` those of no module, `assets/text/MODULE.js` each module's. All are
 * classic scripts, so that they work from a disk; themes/default/search.js loads them when somebody
 * searches. docs/search.md has the format. Their names stay when their content changes: a page must
 * not change because another has.
 *
 * Ownership: `shared` must be memory that workers share, the build's arena. search_free gives back
 * what is not. Errors: no memory. Threads: search_page once for each page, in any process; the
 * counts of a word live in the process. Cost grows with the length of the pages, and with the
 * number of different words times its logarithm.
 */
#ifndef STEG_SITE_SEARCH_H
#define STEG_SITE_SEARCH_H

#include "site/site.h"

struct words_seen;
struct search_page;

struct search_file {
    struct str address; /* "assets/text/begynneropplaering.js" */
    uint32_t first;     /* page of the course + 1, whose text is in it; 0: none */
};

struct search {
    const struct site *site;
    struct search_file *files;
    size_t nfiles;
    const struct search_page **pages; /* by page of the course; NULL: not found in a search */
    uint32_t *file, *next;            /* by page: file of its text, the next page in that, + 1 */
    struct words_seen *seen;          /* this process's own */
};

struct search *search_new(const struct site *site, struct arena *shared, struct diags *d);
void search_page(struct search *s, size_t page, struct str html, struct worker *w);
void search_file(struct buf *out, struct search *s, size_t file, struct arena *scratch);
void search_free(struct search *s);

#endif
