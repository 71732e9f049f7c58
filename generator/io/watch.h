/* watch: when something in a few folders has changed, and nothing more is on its way.
 *
 *     struct watch *w = watch_open(&options, arena, diags);
 *     for (;;) {
 *         … poll watch_fd(w) for POLLIN, at most watch_timeout(w) milliseconds …
 *         if (watch_run(w)) … everything may have changed: look again …
 *     }
 *     watch_close(w);
 *
 * What changed is not told: a build is whole, so it does not matter. That it is told at all, and
 * not in the middle of something, is what matters.
 *
 * Folders are watched (inotify), not files: a file that an editor replaces by rename is another
 * file. What counts is a file that was closed after writing, a name that came or went, a mode that
 * changed. Names that a source would not list (hidden, node_modules, the output) do not count.
 *
 * Quiet, in milliseconds since the last event:
 *   WATCH_SHORT   when all that happened is whole: written and closed, or moved into its place
 *   WATCH_LONG    when something may be missing yet: a name went away and has not come back (an
 *                 editor that deletes first), a file was made and is not closed, a folder came, or
 *                 many names changed at once
 *   WATCH_MOST    since the first event, when quiet does not come at all
 *
 * Which folders there are is looked up anew, by a walk through all of them, whenever a folder came
 * or went and when the system lost count of events (IN_Q_OVERFLOW); the walk costs about as much as
 * `find`. What was in a new folder before it was watched is then found by the build that follows,
 * and what comes after is an event. A top folder that is not there is looked for every second.
 * Symlinks are followed as the source follows them: as far as they stay within the top folder.
 *
 * Where there are no events (`poll`; a file system of the network; the system's limits) the folders
 * are looked through every WATCH_LOOK milliseconds, but no more than a tenth of the time, and
 * names, kinds, sizes, times and inodes are compared; when they differ it is quiet once two looks
 * are the same.
 *
 * Ownership: the arena, and descriptors until watch_close. Errors: none that stop: a warning where
 * events were wanted and cannot be had; where that turns out later, it looks from then on. Threads:
 * one.
 * Sources: inotify(7); statfs(2).
 */
#ifndef STEG_IO_WATCH_H
#define STEG_IO_WATCH_H

#include "base/arena.h"
#include "base/diag.h"

#define WATCH_SHORT 12
#define WATCH_LONG 80
#define WATCH_MOST 2000
#define WATCH_LOOK 500

struct watch_top {
    const char *path;       /* absolute, no symlinks */
    const struct str *only; /* names in it that count; NULL: all */
    size_t nonly;
};

struct watch_options {
    const struct watch_top *tops; /* must outlive the watch */
    size_t ntops;
    const char *skip; /* absolute: a name right below one of them that does not count, or NULL */
    bool poll;        /* look, do not wait for events */
    unsigned look;    /* milliseconds between looks; 0: WATCH_LOOK */
};

struct watch *watch_open(const struct watch_options *o, struct arena *a, struct diags *d);

int watch_fd(const struct watch *w);      /* -1: there is nothing to wait for but the time */
int watch_timeout(const struct watch *w); /* -1: no hurry */
bool watch_run(struct watch *w);

bool watch_looks(const struct watch *w); /* there are no events: it looks */
bool watch_stirs(const struct watch *w); /* something has changed, and it is not quiet yet */

void watch_close(struct watch *w);

#endif
