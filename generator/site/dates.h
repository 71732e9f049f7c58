/* dates: when each page was last changed, in which commit, and who has written on it, from git.
 *
 *     dates_of_past(&dates, &past, arena, diags);                phase 1, before workers are forked
 *     const struct change *c = dates_of(&dates, unit);           NULL: nothing is known
 *
 * A page is as old as its file's last change: author's date, in the author's own time zone, so that
 * the same commit gives the same words everywhere. No repository, or one without commits: nothing
 * is known and nothing is said; the same goes where git knows none of the course's files. A
 * repository that cannot be read is a warning with what to do. A shallow clone ends before the
 * truth is known: a warning, and no date for what lies beyond.
 *
 * A file that differs from the commit is a draft: it has the date it had, and says so. Line ends do
 * not make a draft: git may have turned them on the way out.
 *
 * Ownership: the arena's. Threads: constant once read.
 */
#ifndef STEG_SITE_DATES_H
#define STEG_SITE_DATES_H

#include "course/course.h"
#include "site/past.h"

struct change {
    struct date on;    /* in the author's time zone; year 0: not known */
    int64_t when;      /* the same as seconds since 1970 UTC */
    struct str commit; /* 40 hex digits */
    struct str subject;
    struct str *people; /* who has changed it, first author first, after .mailmap */
    size_t npeople;
    bool draft;
};

struct dates {
    struct map by_path;  /* a unit's path → struct change */
    struct str revision; /* the commit, 40 hex digits; "" without one */
    bool shallow;
};

void dates_of_past(struct dates *out, const struct past *p, struct arena *a, struct diags *d);

/* The same, where nothing else is wanted of the past. */
void dates_read(struct dates *out, const struct edition_from *from, const struct repo_id *commit,
                const struct source *s, struct arena *a, struct diags *d);

const struct change *dates_of(const struct dates *t, const struct unit *u);

/* The calendar date of a moment at a place `zone` minutes east of UTC: proleptic Gregorian. */
struct date dates_calendar(int64_t seconds, int32_t zone);

/* "2026-11-22" (ISO 8601). */
struct str dates_iso(struct date d, struct arena *a);

#endif
