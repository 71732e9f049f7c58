/* course_read: what `steg stats` and `steg list` have in common: the course is read as it lies on
 * the disk, its faults are told, and what could be read of it is told of.
 *
 *     struct course_read r;
 *     if (course_read(&r, in, dir)) … &r.edition.course …, r.shared
 *     int code = course_read_end(&r, text);
 *
 * Warnings are not told here: they are `steg check`'s and a build's. Ownership: all lives until
 * course_read_end. Errors: in->diags. Threads: forks workers.
 */
#ifndef STEG_COMMANDS_COURSE_READ_H
#define STEG_COMMANDS_COURSE_READ_H

#include "base/buf.h"
#include "base/workers.h"
#include "commands/command.h"
#include "site/edition.h"

struct course_read {
    struct invocation *in;
    struct edition edition;
    struct workers workers;
    struct arena *shared; /* for what is made of it */
    bool good;            /* there is a course to tell of */
};

/* `dir` as typed, or NULL. */
bool course_read(struct course_read *r, struct invocation *in, const char *dir);

/* Tells the faults, prints the text if there is a course, and gives the exit code. */
int course_read_end(struct course_read *r, struct str text);

/* What an option says, one of the words; -1 and a diagnostic when it is another. 0 when it was not
 * given. `all` names the words in the message. */
int course_read_word(struct invocation *in, int option, const char *name, const char *const *words,
                     const char *all);

#endif
