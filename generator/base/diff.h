/* diff: what was taken out and put in between two sequences, of words or of blocks of text.
 *
 *     uint32_t a[], b[];                     equal numbers: equal things
 *     size_t n = diff(&runs, a, na, b, nb, arena);
 *     for (i < n) … runs[i].kind, runs[i].a .. + runs[i].len …
 *
 * The runs cover both sequences from beginning to end, in order; neighbours are of different kinds,
 * and where something is replaced, what was taken out comes before what was put in.
 *
 * Method: common beginning and end are set aside; the rest by the shortest edit script, searched
 * from both ends at once, in linear space. A search that has not met after DIFF_MOST steps is cut
 * where it came farthest from either end, and goes on from there: an edit script of up to DIFF_MOST
 * steps is the shortest, a longer one is nearly so, and however different the two are, the cost is
 * at most in the order of (na + nb) × DIFF_MOST.
 *
 * Ownership: the runs are the arena's, and so is the room that the search needs, about 16 bytes for
 * each of na + nb. Errors: none. Threads: pure.
 * Source: E. W. Myers, "An O(ND) Difference Algorithm and Its Variations", Algorithmica 1 (1986).
 */
#ifndef STEG_BASE_DIFF_H
#define STEG_BASE_DIFF_H

#include "base/arena.h"
#include <stdint.h>

#define DIFF_MOST 300

enum diff_kind { DIFF_SAME, DIFF_OUT, DIFF_IN };

struct diff_run {
    enum diff_kind kind;
    size_t a, b; /* where it begins in each; OUT has no length in b, IN none in a */
    size_t len;
};

size_t diff(struct diff_run **out, const uint32_t *a, size_t na, const uint32_t *b, size_t nb,
            struct arena *arena);

#endif
