/* past: the one walk through the repository from which all is read that git tells of a course: when
 * its pages were changed, and by whom (dates.h), and what was changed (changes.h).
 *
 *     struct past past;
 *     past_read(&past, &from, &head, source, gone, scratch, diags);    phase 1, the repository open
 *     dates_of_past(&dates, &past, arena, diags);
 *     changes_collect(&changes, &past, course, arena);
 *
 * It knows the texts of the course: .md, .yml and .json, layouts left out.
 *
 * Ownership: the arena's; source and repository are borrowed. Errors: what cannot be read is a
 * warning, and then nothing is known. Threads: needs the repository.
 */
#ifndef STEG_SITE_PAST_H
#define STEG_SITE_PAST_H

#include "io/history.h"
#include "io/source.h"

struct edition_from;

struct past {
    const struct edition_from *from;
    struct repo_id head;
    struct str below;                    /* the project, from the repository's top: "", "kurs/" */
    struct history history;              /* its paths are from the repository's top */
    const struct source_entry **entries; /* that of each of the history's files */
    bool known; /* git knows some of them; a course that it knows nothing of only lies there */
};

/* As of a commit. `gone`: the folder below the project ("content/", "" for all of it) whose removed
 * files are wanted too; NULL pointer: none. */
void past_read(struct past *out, const struct edition_from *from, const struct repo_id *head,
               const struct source *s, struct str gone, struct arena *a, struct diags *d);

#endif
