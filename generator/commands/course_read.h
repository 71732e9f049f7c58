/* course_read: what commands that make no site have in common: a course is read, on the disk or in
 * a version, and what it is made of is told.
 *
 *     struct course_read r;
 *     if (course_read(&r, in, dir, rev)) … &r.editions[0].course …, r.shared
 *     int code = course_read_end(&r, text, false);
 *
 * is all of `steg stats` and `steg list`. Who needs several editions, or none, goes step by step:
 *
 *     course_read_begin(&r, in);
 *     course_read_phase(&r, COURSE_READ_EARLIER);
 *     r.good = r.good && course_read_edition(&r, dir, rev, diags) && …
 *     int code = course_read_end(&r, text, strict);
 *
 * Work that takes over a second is shown on a terminal (base/progress.h), from the beginning to the
 * end.
 *
 * Warnings of the course are not told here: they are `steg check`'s and a build's. Ownership: all
 * lives until course_read_end, which is called whatever failed. Errors: in->diags. Threads: forks
 * workers.
 */
#ifndef STEG_COMMANDS_COURSE_READ_H
#define STEG_COMMANDS_COURSE_READ_H

#include "base/buf.h"
#include "base/progress.h"
#include "base/workers.h"
#include "commands/command.h"
#include "site/edition.h"

enum { COURSE_READ_MAX = 2 };

enum course_read_phase {
    COURSE_READ_COURSE,
    COURSE_READ_EARLIER, /* the first of two versions, and the other */
    COURSE_READ_LATER,
    COURSE_READ_COMPARE,
    COURSE_READ_CHANGES,
    COURSE_READ_PHASES
};

struct course_read {
    struct invocation *in;
    struct edition editions[COURSE_READ_MAX];
    size_t n; /* of them */
    struct workers workers;
    struct arena *shared; /* for what is made of them */
    struct progress progress;
    bool good; /* there is something to tell */
};

/* The course in a folder as typed, or NULL; in a revision, or NULL: as it lies on the disk. What is
 * wrong with it is told, and what could be read of it is there. */
bool course_read(struct course_read *r, struct invocation *in, const char *dir, const char *rev);

void course_read_begin(struct course_read *r, struct invocation *in);
void course_read_phase(struct course_read *r, enum course_read_phase phase);
/* One edition more; its faults go to `d`. */
bool course_read_edition(struct course_read *r, const char *dir, const char *rev, struct diags *d);

/* The errors among what was found in another of the languages of an edition, as course_read does; a
 * fault in a text that several languages show is told once. */
void course_read_tell(struct course_read *r, const struct diags *found);

/* Tells what is in in->diags, prints the text if there is something to tell, and gives the exit
 * code. */
int course_read_end(struct course_read *r, struct str text, bool strict);

#endif
