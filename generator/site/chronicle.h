/* chronicle: what each commit did to the course, in the course's own terms: `steg log`.
 *
 *     struct chronicle_options o = {.most = 20, .path = STR("content/01-x/")};
 *     chronicle_read(&log, &o, workers, shared, diags);
 *     for (i < log.len) … log.entries[i].on, .words, .told …
 *
 * For each commit that changed a text of the course, the files it changed are read as they were
 * before and after, as a course of their own: with course.yml and the index.md of their modules as
 * these were then, so that identities are right. What differs is told by inventory and differences.
 * A commit that changed no word and no value that a reader or a record meets is left out.
 *
 * Newest first, by the committer's date, as `git log`. Files that were moved are followed. At most
 * `most` commits are read; `more` tells that there are others.
 *
 * Ownership: `shared` must be memory that workers share. Errors: diagnostics: no repository, no
 * commits, a broken object. Threads: forks workers.
 */
#ifndef STEG_SITE_CHRONICLE_H
#define STEG_SITE_CHRONICLE_H

#include "base/buf.h"
#include "base/workers.h"
#include "site/project.h"

enum chronicle_format { CHRONICLE_TEXT, CHRONICLE_MARKDOWN, CHRONICLE_JSON };

struct chronicle_options {
    struct project project;
    struct str path; /* below the project, of a file or folder ("content/01-x/"); "" for all */
    size_t most;     /* 0: all */
    enum chronicle_format format;
    enum language language;
};

struct chronicle_entry {
    struct str date;   /* the author's, in the author's time zone: "2026-11-22" */
    struct str commit; /* 40 hex digits */
    struct str words;  /* the author's: the trailer Kurs-endring, or the subject */
    struct str author;
    struct str told;         /* in the format asked for; of JSON a list */
    struct str translations; /* JSON: the list of what differs in translations */
};

struct chronicle {
    struct chronicle_entry *entries;
    size_t len;
    bool more;    /* there are older ones */
    bool shallow; /* and the repository does not hold the oldest */
};

bool chronicle_read(struct chronicle *out, const struct chronicle_options *o, struct workers *w,
                    struct arena *shared, struct diags *d);

#endif
