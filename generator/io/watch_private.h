/* watch_private: the parts of a watch. Private to io/.
 *
 *   watch_walk.c    through the folders: each is watched, or each name in it is summed up
 *   watch_burst.c   what a run of events comes to: is it whole?
 *   watch.c         events and time
 */
#ifndef STEG_IO_WATCH_PRIVATE_H
#define STEG_IO_WATCH_PRIVATE_H

#include "io/watch.h"

/* ---- watch_burst.c: names that came and went since it was quiet last */

enum burst_event {
    BURST_MADE,   /* and not closed yet */
    BURST_PLACED, /* moved to this name, which was most likely free */
    BURST_WHOLE,  /* written and closed, or changed at once */
    BURST_GONE,
};

#define BURST_NAMES 64

struct burst {
    struct burst_name {
        uint64_t key;   /* of folder and name */
        bool new;       /* it was not there before */
        bool gone;      /* it is not there now */
        bool unwritten; /* it was made, and has not been closed */
    } names[BURST_NAMES];
    size_t len;
    bool many; /* more than fit */
};

void burst_add(struct burst *b, int folder, struct str name, enum burst_event what);
bool burst_is_whole(const struct burst *b);

/* ---- watch_walk.c */

struct watched { /* a folder */
    int wd;
    int top;     /* whose top it is, or -1 */
    unsigned at; /* the walk that met it last */
};

struct walk {
    const struct watch_options *o;
    int fd; /* inotify; -1: names are summed up */

    struct watched *folders; /* by wd */
    size_t len, cap;
    unsigned number;

    /* what the last walk came to */
    uint64_t sum;
    bool fresh;   /* it met folders that were not watched before */
    bool partial; /* a top folder was not there */
    int trouble;  /* errno where the system's limits were met, 0 otherwise */
};

void walk_run(struct walk *w);
const struct watched *walk_find(const struct walk *w, int wd);
void walk_free(struct walk *w);

/* Whether a name counts: `top` is the number of the top folder that it lies in, or -1. */
bool walk_counts(const struct walk *w, int top, struct str name);

#endif
