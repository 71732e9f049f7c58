/* edition: one course as it is in one source: the folder on the disk, or a revision in git.
 *
 *     struct edition e;
 *     edition_open(&e, &from, shared, diags)      the files; course.yml
 *     edition_parse(&e, workers)                  front matter and bodies, in workers
 *     edition_index(&e)                           identities, addresses, links; then frozen
 *
 * A site has one edition for each of the course's languages, and more for each of `versions` in
 * course.yml; `steg diff` reads two and prints no page.
 *
 * Where a revision is read, `shown` in messages is the revision with a colon, as git writes it:
 * "v1:content/01-x/1-y.md".
 *
 * Ownership: everything lives in the arena given, which must be shared with workers. The repository
 * is needed by edition_open only. Errors: diagnostics; false when there is nothing to go on with,
 * which after edition_index is also where something in the course is wrong. Threads: edition_parse
 * forks.
 */
#ifndef STEG_SITE_EDITION_H
#define STEG_SITE_EDITION_H

#include "site/project.h"
#include "course/course.h"

struct edition_from {
    struct project project;
    const char *skip;             /* absolute path of a folder that is no part of it: the output */
    struct repo *repo;            /* NULL: there is none */
    const struct repo_id *commit; /* NULL: the folder on the disk */
};

struct edition {
    struct source *source;
    struct course course;
    struct diags *diags; /* where its faults are told */
    bool whole;          /* nothing in it is wrong, as far as it has been read */
};

bool edition_open(struct edition *e, const struct edition_from *from, struct arena *shared,
                  struct diags *d);
/* The same source in another of the course's languages (course/translation.h). `of` is closed last,
 * and indexed first. */
bool edition_translate(struct edition *e, const struct edition *of, struct str language,
                       struct arena *shared, struct diags *d);
bool edition_parse(struct edition *e, struct workers *w);
void edition_index(struct edition *e);
void edition_close(struct edition *e);

/* All of it at once, for commands that make no site: the course that `dir` (as typed, or NULL)
 * means, as it is on the disk, or in a revision. False: there is nothing to work with, and `diags`
 * says why; with other faults it is as much of a course as could be read, with e->whole false. */
bool edition_read(struct edition *e, const char *dir, const char *rev, struct workers *w,
                  struct arena *shared, struct diags *d);

/* The same for another of the languages of an edition that was read. */
bool edition_read_language(struct edition *e, const struct edition *of, struct str language,
                           struct workers *w, struct arena *shared, struct diags *d);

/* Memory that workers share, for the editions of one command; NULL and a diagnostic when the system
 * refuses. Freed with workers_free. */
struct arena *edition_memory(struct workers *w, struct arena *a);

/* Where the project lies below the repository's top: "", "kurs/". */
struct str edition_folder(const struct edition_from *from);

/* The diagnostic for an item of a job that ended a worker; the job gave each item `seconds`. */
void edition_blame(struct diags *d, const struct file *file, enum item_end how, unsigned seconds);

#endif
