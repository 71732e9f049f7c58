/* site: what every page is made from, frozen before pages are rendered: the course, the words of
 * its languages, the compiled layouts, the theme's addresses, and who uses what.
 *
 * Ownership: site/build.c makes it; everything lives in the build's arena. Threads: constant.
 */
#ifndef STEG_SITE_SITE_H
#define STEG_SITE_SITE_H

#include "course/course.h"
#include "site/dates.h"
#include "site/shape.h"
#include "site/theme.h"
#include "site/words.h"

/* Pages that name a term, a work or a method: in the order of the site, each once, at most
 * USES_MAX (a term that stands on every page would make the glossary grow with the square). */
#define USES_MAX 8
struct uses {
    const struct page *pages[USES_MAX];
    size_t len;
};

struct version;
struct changes;

struct site {
    const struct course *course;
    const struct theme *theme;
    const struct words *words[3]; /* nb, nn, en */
    const struct template *layouts[LAYOUT_COUNT];
    struct dates dates;
    const struct changes *changes;         /* changes.h; NULL in an old version */
    struct str folder;                     /* where the project lies below the repository's top */
    const struct version *version;         /* the one this is */
    const struct version *const *versions; /* versions.h: [0] is the present, then course.yml's */
    size_t nversions;
    const struct version *languages; /* this version in all its languages; [0] is the original */
    size_t nlanguages;
    struct map uses;           /* term id, "@work", "methods/NAME" → struct uses */
    const struct page **plain; /* for the footer */
    size_t nplain;
};

/* The Content-Security-Policy of every page; the only place where it is written. film.h adds the
 * hosts of a page's films. */
#define SITE_CSP                                                                                  \
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; media-src 'self'; " \
    "connect-src 'self'; base-uri 'none'; form-action 'none'"

/* nb, nn or en: what the interface speaks on a page in any language. One that steg does not know
 * gets the words of the course's. */
struct str site_language(const struct site *s, struct str tag);
const struct words *site_words(const struct site *s, struct str language);

/* Fills site->uses and site->plain. */
void site_collect(struct site *s, struct arena *a);

const struct uses *site_uses(const struct site *s, struct str key);

#endif
