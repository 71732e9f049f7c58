/* build: from a source of files to a site in a sink. build.c reads like the list of its phases.
 *
 *     struct build_result r;
 *     if (build(&r, &options, arena, diags)) … r.pages pages at r.done …
 *
 * False when there were errors (the author's or the environment's): what was in the output folder
 * is as it was. Everything that can be wrong is in `diags`, unsorted.
 * Once there is something on the disk that must be taken away again, signals that ask to stop are
 * held (interrupt.h): the build turns back, and the process ends by the signal when all is clean.
 *
 * Ownership: the result holds the build's memory, which the diagnostics' files live in: print
 * first, then build_free, whether the build was good or not. Threads: forks workers; call with one
 * thread.
 */
#ifndef STEG_SITE_BUILD_H
#define STEG_SITE_BUILD_H

#include "base/progress.h"
#include "base/workers.h"
#include "io/sink.h"
#include "site/project.h"

struct version;

struct build_options {
    struct project project;
    const char *rev; /* a revision to read instead of the folder on the disk, or NULL */
    const char *out; /* the folder as typed; NULL: all is done but writing */
    unsigned jobs;   /* worker processes; 0: one for each processor */
    enum sink_swap swap;
    bool strict;      /* warnings stop the build as errors do */
    bool fleeting;    /* a site for now, see sink.h */
    const char *skip; /* absolute: another folder that is no part of the course, or NULL */
    /* For who wants to look at the course too: called when all is indexed, also when something in
     * it is wrong, for each language of the present version, the original first. What it finds goes
     * to the edition's diagnostics. NULL: nobody. */
    void (*look)(void *ctx, const struct version *present, struct workers *w);
    void *look_ctx;
    struct progress *progress; /* with build_words, or NULL */
    /* Called when the new site is in its place, before a signal that came meanwhile (interrupt.h)
     * ends the process. NULL: nobody. */
    void (*placed)(void *ctx);
    void *placed_ctx;
};

enum build_phase {
    BUILD_READ,
    BUILD_PARSE,
    BUILD_INDEX,
    BUILD_LOOK, /* for who looks at the course too */
    BUILD_OPEN, /* another build may have the folder */
    BUILD_RENDER,
    BUILD_DERIVE,
    BUILD_COMMIT,
    BUILD_PUBLISH, /* not build()'s own: for who puts the site elsewhere afterwards */
    BUILD_PHASES
};

extern const struct progress_words build_words[2]; /* by enum language */

struct build_result {
    size_t pages, modules;
    size_t shared; /* pages of old versions that are those of another, and were rendered once */
    struct {
        size_t files, versions;
        uint64_t bytes;
    } read; /* of the course, and of its older versions */
    struct sink_done done;
    struct str *own; /* the course's own layouts and theme files that were used */
    size_t nown;
    struct workers memory;
};

bool build(struct build_result *out, const struct build_options *o, struct arena *a,
           struct diags *d);

void build_free(struct build_result *r);

/* Absolute path of the output, symlinks in it resolved as far as it exists. */
char *build_absolute(const char *path, struct arena *a);

#endif
