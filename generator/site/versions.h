/* versions: the editions that one site holds: the present one, and below v/NAME/ those that
 * `versions` in course.yml names, each as the course was in that revision; and each of them in its
 * other languages (languages.h).
 *
 *     versions_open(&versions, &present, &site, &from, arena, diags)     phase 1, with git
 *     … each edition is parsed and indexed …
 *     versions_report(&versions, diags)                                  what is wrong with old
 * ones
 *
 * An old edition has the texts, pictures and glossary of its time, and the layouts, words and theme
 * of the present: what has become easier to read since is so everywhere, and the banner and the
 * switch between versions stand on every page. It is a whole site with files of its own, so that
 * the folder can be copied away. What its authors could mend then is not reported now; what keeps
 * it from being made is an error that says which version.
 *
 * NAME is the revision's name as an address: `v1.0` lies in v/v1-0/.
 *
 * Ownership: the arena's. Errors: a revision that does not exist, two with the same address; that
 * there is no repository is a warning, and the site is made without versions. Threads: constant
 * after versions_report.
 */
#ifndef STEG_SITE_VERSIONS_H
#define STEG_SITE_VERSIONS_H

#include "site/edition.h"
#include "site/site.h"

struct version {
    struct str name;   /* "v1.0"; "" of the present */
    struct str prefix; /* "v/v1-0/"; "" of the present; in another language "v/v1-0/nn/" */
    struct str below;  /* that last part, "nn/"; "" in the language the course is written in */
    struct pos pos;    /* in course.yml */
    struct date on;    /* the commit's, in its author's time zone */
    struct edition *edition; /* NULL: it cannot even be opened */
    struct diags *diags;     /* the old edition's own */
    struct site site;
};

/* Each version in the language that it is written in, and after it in its other languages. */
struct versions {
    struct version *items; /* [0] is the present */
    size_t len, cap;
    size_t present; /* how many are of the present version: one for each language */
};

/* `site` is the present's, with everything that old editions share. */
void versions_open(struct versions *out, struct edition *present, const struct site *site,
                   const struct edition_from *from, struct arena *a, struct diags *d);

void versions_report(const struct versions *v, struct diags *d);

/* The page of another version that has the same address as this one (in the version's own
 * language, if it has this one not); else its front page. */
const struct page *version_page(const struct version *v, const struct version *from,
                                const struct page *p);

#endif
