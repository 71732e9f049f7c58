/* news: what browsers are told while a course is served: which build they see, what is another
 * since, and what is wrong.
 *
 *     struct news n;
 *     news_open(&n);
 *     size_t pages = news_built(&n, folder);       after a good build
 *     news_fault(&n, text);                        after one that was not
 *     news_event(&b, &n, n.build - 1);             an event for those who saw the build before
 *     news_close(&n);
 *
 * Builds are numbered from 1 and count only when they changed something. For each file of the site
 * it is known which build changed it last, so that a page of any build can be told what has
 * happened since; one that is very old, or of another run of steg, is told that all has changed.
 *
 * An event is JSON, sent as server-sent events are (HTML Standard, 9.2):
 *
 *     {"run": "6f1c…", "build": 7, "all": false,
 *      "changed": ["modul/1-steg.html"], "gone": ["modul/2-steg.html"], "fault": null}
 *
 * Paths are the site's own, not encoded. `fault` is the text of the terminal, or null when there is
 * none. Ownership: it keeps copies, in two arenas of which the older is emptied with each build, so
 * it does not grow with time. Errors: none. Threads: one.
 */
#ifndef STEG_SITE_NEWS_H
#define STEG_SITE_NEWS_H

#include "base/buf.h"

#define NEWS_CHANGED_MAX 200      /* files named in one event; more are `all` */
#define NEWS_GONE_BUILDS 50       /* a file that is gone is remembered for so many builds */
#define NEWS_FAULT_MAX (64 << 10) /* bytes of the terminal's text */

struct news_file {
    struct str path;
    uint64_t digest;
    uint32_t build; /* that changed it last */
    bool gone;
};

struct news {
    char run[17];            /* another each time steg is started */
    uint32_t build;          /* 0: there is no site yet */
    struct news_file *files; /* by path */
    size_t len;
    struct str fault; /* "" for none */
    struct arena arenas[2], fault_arena;
    int at;
};

void news_open(struct news *n);

/* Takes in the list of files in the folder of the site. How many pages are new or changed; *gone:
 * how many there are no more. Any fault is over. */
size_t news_built(struct news *n, int folder, size_t *gone);

void news_fault(struct news *n, struct str text);

/* For somebody whose page is of build `since` of this run. */
void news_event(struct buf *out, const struct news *n, uint32_t since);

/* The build that "RUN.BUILD" means; 0 when it is of another run, or nonsense. */
uint32_t news_since(const struct news *n, struct str state);

void news_close(struct news *n);

#endif
