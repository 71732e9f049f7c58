/* check: what makes a module good, and what no reader should meet: `steg check`.
 *
 *     struct check_report r = {0};
 *     check_course(&r, &edition, &options, workers, diags);     after edition_index
 *     check_languages(&version, diags);                         and as the present in its languages
 *     course_silence(&edition.course, diags);                   `check: [{ignore: …}]`
 *     check_print(&out, &r, language);                          or check_json(&json, &r)
 *
 * All findings are warnings of catalogue/check.def; what `build` says already is not said again.
 * A rule that cannot be sure says nothing: an author who is told ten false things does not read the
 * eleventh. So each has limits, which stand at the top of its file:
 *
 *     check_structure.c      what a module needs, and what does not add up
 *     check_accessibility.c  alternative texts, links, tables, films
 *     check_foreign.c        text in another language than the page's
 *     check_privacy.c        addresses, telephone and identity numbers, names
 *     check_freshness.c      dates of review, borrowed text
 *     check_language.c       LIX, long sentences, words the glossary does not want
 *     check_citations.c      works cited by hand
 *     check_hosting.c        names that a web server hides
 *     check_links.c          links to other hosts
 *     check_languages.c      what is not translated, or has grown old
 *
 * A course in another of its languages is looked at for what is translated alone: the rest has been
 * looked at as it was written. Its findings are added to the report.
 *
 * Rules about texts look at what the author wrote, with its places: each file is read once more, in
 * workers (check_read.c), so that a build pays nothing for it. Drafts are looked at for privacy
 * alone: they are unfinished, but the file may lie where others see it. A file that could not be
 * read has been reported, and is passed over.
 *
 * How hard a text is, is told as course/lix.h counts it: a table at the end, and a warning for what
 * is as heavy as a law.
 *
 * Ownership: the report lives in the arena of the edition's course; its files are the edition's.
 * Errors: false when the system refuses to start workers. Threads: forks workers.
 */
#ifndef STEG_SITE_CHECK_H
#define STEG_SITE_CHECK_H

#include "base/json.h"
#include "course/lix.h"
#include "site/versions.h"

struct check_options {
    struct date today; /* year 0: what needs a clock is not said */
    bool online;       /* ask other hosts whether the links lead anywhere */
};

/* The running text of one file. */
struct check_text {
    const struct unit *unit;
    struct lix lix;
};

enum link_state { LINK_UNTESTED, LINK_GOOD, LINK_MOVED, LINK_DEAD, LINK_SILENT };

/* An address on another host, and where it stands. */
struct check_link {
    struct str url;
    const struct pos *places;
    size_t nplaces;
    enum link_state state;
    unsigned status; /* the last answer's, 0: none */
};

struct check_report {
    struct check_text *texts; /* in the order of the site */
    size_t ntexts;
    struct lix whole;
    struct check_link *links; /* by url */
    size_t nlinks;
    bool tested;           /* the links were */
    bool without_base_url; /* of a course that is on the web: 404.html wants it */
};

bool check_course(struct check_report *out, const struct edition *e, const struct check_options *o,
                  struct workers *w, struct diags *d);

/* Of the present version: what is missing in its other languages (the original); what is old, and
 * which ids differ (a translation). */
void check_languages(const struct version *v, struct diags *d);

/* For people: how hard the texts are, page by page, and the links. */
void check_print(struct buf *out, const struct check_report *r, enum language l);

/* For programs: the members "texts" and "links" of an open object; see docs/check.md. */
void check_json(struct json *j, const struct check_report *r);

#endif
