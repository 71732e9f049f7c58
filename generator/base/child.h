/* child: one call in a process of its own, and what it answers, as bytes.
 *
 *     struct child c;
 *     if (!child_start(&c, run, ctx, diags)) …
 *     … poll c.fd for POLLIN …
 *     if (!child_read(&c)) … that was all: c.good, c.answer, c.why …
 *     child_stop(&c);
 *
 * The child is a fork of the caller: `run` sees everything the caller had, as it was, and writes
 * its answer to `out` (base/fd.h). Whatever it does, leaks or breaks stays there. It has no
 * descriptors of the caller's but the three standard ones, and what libraries print is not heard,
 * unless the environment holds STEG_DEBUG, or under a sanitizer. It dies with its parent and leaves
 * no core file. Signals that ask it to stop are not held in it; those that were ignored when the
 * program began (nohup) still are. To the caller the answer is data from a process that may have
 * been mad: check it.
 *
 * Ownership: the answer belongs to the child until child_stop; it is NUL-terminated. More than
 * CHILD_ANSWER_MAX bytes are not read, and the child is ended. Errors: child_start: false and a
 * FATAL diagnostic where the system refuses. Threads: call from a process that has one thread.
 */
#ifndef STEG_BASE_CHILD_H
#define STEG_BASE_CHILD_H

#include "base/diag.h"
#include <sys/types.h>

#define CHILD_ANSWER_MAX ((size_t)4 << 20)

struct child {
    pid_t pid; /* 0: there is none */
    int fd;    /* what to poll; -1 when there is none, or all of the answer is here */
    char *answer;
    size_t len, cap;
    bool good;       /* `run` came to its end and said true */
    const char *why; /* when it was ended by a signal: the signal's name, "" otherwise */
    int trouble;     /* what the system refused while reading: errno, or 0 */
};

bool child_start(struct child *c, bool (*run)(void *ctx, int out), void *ctx, struct diags *d);

/* Takes what has come, without waiting for more. False when that was all. A child that has done its
 * work is not waited for: giving back its memory can take as long as a small piece of work. */
bool child_read(struct child *c);

/* Ends it, if it is still there, and forgets the answer. Returns when the child's own forks are
 * gone too, if they die with it. Stopped before: nothing. */
void child_stop(struct child *c);

#endif
