/* serve: a course in the browser while it is written.
 *
 *     struct serve_options o = {.project = …, .address = "127.0.0.1", .tell = …};
 *     serve(&o, arena, diags);                 until SIGINT, SIGTERM or SIGHUP
 *
 * The course is built into a folder of its own (io/temporary), which is served on this machine and
 * goes away at the end; what lies in public/ is not touched. When a file of the course changes, or
 * the repository's history does, it is built again, whole; pages that are another then reload in
 * the browser. A fault stands in the page, as it stands in the terminal, until it is mended;
 * meanwhile the last good site is served.
 *
 * One thread, one loop: the server, the watch, signals and the builder are descriptors that it
 * polls. Each build is a process of its own (base/child): whatever a course does to it, what serves
 * lives on, and does not grow. The files of the site are replaced one by one, so requests that come
 * meanwhile are answered; nothing is told to browsers before the build has ended.
 *
 * A build that was overtaken by another change is not told when it failed: the next one knows more,
 * and what an editor does in several steps would flash as a fault. Beginning and end are told in
 * turn, whoever reads along (an editor's problem matcher): the next one is then the same beginning.
 *
 * Who may see it: by default this machine alone. The field Host must name this machine, so that no
 * page of a stranger's can read the course by way of a name of its own (DNS rebinding).
 *
 * Ownership: all of its own. Errors: false when it could not begin, with a diagnostic; faults of
 * the course are told. Threads: one; blocks the signals above and ignores SIGPIPE while it runs.
 */
#ifndef STEG_SITE_SERVE_H
#define STEG_SITE_SERVE_H

#include "site/project.h"

#define SERVE_PORT 7834 /* "STEG" on the keys of a telephone */
#define SERVE_TRIES 10  /* ports after it that are tried too */

enum serve_what {
    SERVE_BEGINS, /* a build; what comes of it is one of the next three */
    SERVE_BUILT,  /* a good build; the first one, and those that changed something */
    SERVE_SAME,   /* a good build that changed nothing */
    SERVE_FAULT,  /* one that failed */
    SERVE_READY,  /* after the first build, good or not: the address */
    SERVE_LOOKS,  /* there are no events: the folders are looked through */
    SERVE_ENDS,
};

struct serve_news {
    enum serve_what what;
    struct str address;    /* "http://127.0.0.1:7834/" */
    bool first;            /* of BUILT and FAULT */
    bool mended;           /* there was a fault before */
    double seconds;        /* the build took */
    size_t pages, modules; /* of the site */
    size_t changed, gone;  /* pages */
    struct str said;       /* diagnostics, as the terminal shows them; "" for none */
    bool said_before;      /* the warnings are those of the last good build */
    size_t warnings;
};

struct serve_options {
    struct project project;
    const char *address; /* to listen at, in numbers */
    uint16_t port;       /* 0: any that is free */
    unsigned tries;      /* ports after it */
    bool poll;           /* look for changes; see io/watch.h */
    bool open;           /* show the front page in the user's browser, once it is there */
    enum language language;
    bool colour;
    void (*tell)(void *ctx, const struct serve_news *n);
    void *ctx;
};

bool serve(const struct serve_options *o, struct arena *a, struct diags *d);

#endif
