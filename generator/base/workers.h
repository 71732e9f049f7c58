/* workers: the same job on many items, in processes that may die.
 *
 * A worker is a fork of the caller. It sees everything the caller had, works through items, and
 * leaves its results in a slice of memory that both share at the same address: pointers stay valid
 * and nothing is serialised. What a hostile input can do is end a worker; the parent then blames
 * the item the worker was at, drops that worker's slice, and has its other items done again.
 *
 *     struct workers w = {.n = workers_processors(), .diags = diags};
 *     page_of = workers_shared(&w, npages, sizeof *page_of);
 *     workers_run(&w, &(struct workers_job){.count = npages, .run = one_page, .ctx = &build});
 *     … results were stored by one_page() through pointers it was given in ctx (shared memory) …
 *     workers_free(&w);                            after the results have been used
 *
 * Items are claimed in small runs from a shared counter, so the split between workers differs from
 * run to run; an item's result must depend on nothing but the item. With that, -j1 and -j2 give the
 * same bytes. -j1 forks one worker too: isolation is not a matter of speed.
 *
 * Limits per item: `seconds` of CPU time (ITIMER_PROF), `bytes` of private memory (RLIMIT_DATA).
 * One item may add as much again to its slice. The slices are reserved, and opened as they are
 * filled: what nobody has asked for can be neither written nor read, by a wild pointer or by a tool
 * that looks through all memory (valgrind's search for leaks would fill gigabytes with zeros). An
 * item that ended a worker is not tried again; what it left in its slice is
 * gone. Diagnostics are merged, and `failed` is called, in the order of items when all are done.
 *
 * A worker writes to nobody's terminal (libraries print when they abort), unless the environment
 * holds STEG_DEBUG, or under a sanitizer. It dies with its parent and leaves no core file.
 * Errors: false when the operating system refuses (fork, mmap), and when a signal that was held
 * (interrupt.h) has come: a FATAL diagnostic was added.
 * Threads: call from a process that has one thread.
 */
#ifndef STEG_BASE_WORKERS_H
#define STEG_BASE_WORKERS_H

#include "base/arena.h"
#include "base/diag.h"

/* What a job's function gets: an arena in the shared slice for results, one for scratch that is
 * reset before each item, and a place for diagnostics (in the slice). */
struct worker {
    struct arena *results;
    struct arena *scratch;
    struct diags *diags;
};

/* Counts for whoever watches from another process: a struct in shared memory (progress.h). */
struct progress_watch;

enum item_end { ITEM_OK, ITEM_CRASHED, ITEM_TIMEOUT, ITEM_MEMORY };

struct workers_job {
    size_t count;
    /* Does item i. Whatever it stores must lie in w->results or in memory from workers_shared(). */
    void (*run)(void *ctx, size_t i, struct worker *w);
    void *ctx;
    /* Called in the parent for each item that ended a worker, to say so in a diagnostic. */
    void (*failed)(void *ctx, size_t i, enum item_end how);
    unsigned seconds; /* CPU per item; 0 means 5 */
    size_t bytes;     /* private memory; 0 means 1 GiB */
};

struct workers_slice { /* memory that parent and workers share */
    void *base;
    size_t size;
};

struct workers {
    unsigned n;                   /* processes at a time, at least 1 */
    struct workers_slice *slices; /* all that was shared, kept until workers_free */
    size_t nslices, slices_cap;
    struct diags *diags;          /* where the parent merges what the workers found */
    struct progress_watch *watch; /* told how many items there are and are done; or NULL */
};

/* Zeroed memory that is shared with workers forked later: the array of results, say. Freed by
 * workers_free. NULL and a diagnostic when the system refuses. */
void *workers_shared(struct workers *w, size_t n, size_t size);

/* The same as an arena of its own, for what is made between jobs: as many bytes as the system will
 * reserve, between `least` and `most`. Strict overcommit and `ulimit -v` want it small. Not for
 * workers to take from. */
bool workers_arena(struct workers *w, struct arena *out, size_t least, size_t most);

/* How many processes the machine runs at a time: 1 to 64. */
unsigned workers_processors(void);

bool workers_run(struct workers *w, const struct workers_job *job);
void workers_free(struct workers *w);

#endif
