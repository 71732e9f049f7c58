/* progress: a line on the terminal that says how far long work has come.
 *
 *     static const struct progress_words words = {"of", phases};
 *     progress_begin(&p, &words);
 *     progress_phase(&p, READING);                what goes on now; what is counted begins anew
 *     workers.watch = p.watch;                    workers count what they do, see workers.h
 *     progress_end(&p);                           before anything else is printed
 *
 *     Making pages: 312 of 11005
 *
 * Only when standard error is a terminal that takes control codes (TERM is set and not dumb); only
 * after one second, and then no more than ten times a second; only while we are in the foreground.
 * The line is as long as the terminal is wide and taken away at the end, also when Ctrl-C ends the
 * process. Elsewhere everything here does nothing.
 *
 * The line is drawn by a process of its own, which looks at counters in shared memory: it is there
 * also while one long call is at work, and those who work do nothing for it but count. It is forked
 * by progress_begin: call that early, while there is little to copy. It dies with its parent.
 *
 * Ownership: the phases are borrowed. Errors: where the system refuses there is no line. Threads:
 * the calling one; between begin and end SIGINT, SIGTERM and SIGHUP have a handler, which takes
 * the line away and lets the signal end the process.
 */
#ifndef STEG_BASE_PROGRESS_H
#define STEG_BASE_PROGRESS_H

#include "base/interrupt.h"
#include "base/str.h"
#include <stdatomic.h>
#include <sys/types.h>

struct buf;

struct progress_words {
    const char *of;            /* "of", "av" */
    const char *const *phases; /* "Reading the course"; by the caller's numbers */
};

/* What workers count, in shared memory. */
struct progress_watch {
    _Atomic size_t total, done;
};

struct progress {
    struct progress_shared *shared; /* NULL: nothing is shown */
    struct progress_watch *watch;   /* the same */
    pid_t drawer;
    struct sigaction before[INTERRUPTS];
};

void progress_begin(struct progress *p, const struct progress_words *words);
void progress_phase(struct progress *p, unsigned phase);
void progress_end(struct progress *p); /* all zero, or ended before: nothing */

/* What is drawn, cut to less than `width` cells (0: 80), without control codes. */
void progress_line(struct buf *out, const struct progress_words *words, unsigned phase, size_t done,
                   size_t total, size_t width);

#endif
