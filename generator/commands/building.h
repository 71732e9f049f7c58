/* building: what `steg build`, `steg check`, `steg publish` and `steg serve` have in common.
 *
 * Ownership: what is found is the invocation's arena's. Errors: in->diags. Threads: none.
 */
#ifndef STEG_COMMANDS_BUILDING_H
#define STEG_COMMANDS_BUILDING_H

#include "base/buf.h"
#include "base/interrupt.h"
#include "commands/command.h"
#include "site/build.h"

/* The project that `dir` (as typed, or NULL) means, in the revision o->rev if there is one. */
bool building_find(struct build_options *o, struct invocation *in, const char *dir);

/* The folder where `steg build` puts the site of a project unless told otherwise. */
const char *building_public(const struct project *p, struct arena *a);

/* What is said on standard error when Ctrl-C (SIGTERM, SIGHUP) ends a build, in one line:
 *
 *     progress_begin(&progress, …);                    has handlers of its own, which these replace
 *     building_stops(&stop, in->language, progress.shared, &o);
 *     build(…);                                        calls back when the new site is in its place
 *     progress_end(&progress);
 *
 * The process ends by the signal all the same. Signals that are ignored stay so. */
struct building_stop {
    enum language language;
    bool line; /* there is a progress line to take away */
};
void building_stops(struct building_stop *stop, enum language l, bool line,
                    struct build_options *o);

/* Seconds since some moment. */
double building_clock(void);

/* "one" of one, else "many". */
const char *building_plural(size_t n, const char *one, const char *many);

/* "0.05"; in Norwegian "0,05". */
void building_put_number(struct buf *b, double number, int decimals, enum language l);

/* "44 pages in 2 modules in 0.05 seconds." and a line break. */
void building_put_site(struct buf *b, size_t pages, size_t modules, double seconds,
                       enum language l);

/* With -v: which layouts and theme files are the course's own. */
void building_put_own(struct buf *b, const struct build_result *r, enum language l);

#endif
