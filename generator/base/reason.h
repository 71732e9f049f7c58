/* reason: why the system, or steg itself, could not, in a few words of either language.
 *
 *     diag(d, DIAG_IO_FAILED, pos, path, reason_of(errno, d->arena));
 *     struct str why = reason(STR("asked for"), STR("det var bedt om"), arena);
 *     buf_put(&b, reason_in(why, language));
 *
 * Arguments of diagnostics are names and numbers, the same in both languages. What is said of an
 * errno is neither, and its language is not known before it is printed: a reason is one string that
 * holds both, and printing chooses. It is a view like any other, and is copied and kept as such.
 *
 * Ownership: the arena's. Errors: none. Threads: none.
 */
#ifndef STEG_BASE_REASON_H
#define STEG_BASE_REASON_H

#include "base/diag.h"

struct str reason(struct str en, struct str nb, struct arena *a);

/* What errno means. */
struct str reason_of(int err, struct arena *a);

/* The words in one language; what is no reason is given back as it is. */
struct str reason_in(struct str s, enum language l);

#endif
