/* diag_explain: why a message matters, and what it looks like before and after.
 *
 *     const struct diag_explanation *x = diag_explanation(DIAG_LINK_SAYS_NOTHING);
 *     diag_put_explanation(&out, id, language);                  `steg explain ID`
 *     diag_put_list(&out, language);                             `steg explain`
 *
 * Explanations stand in catalogue/explain/, a file per room as the messages do; one that is missing
 * does not compile. Groups are the files of the catalogue, in the order of diag.h's enum.
 *
 * Threads: constant tables.
 */
#ifndef STEG_BASE_DIAG_EXPLAIN_H
#define STEG_BASE_DIAG_EXPLAIN_H

#include "base/buf.h"
#include "base/diag.h"

struct diag_explanation {
    const char *why[2];         /* by enum language; a paragraph or two, parted by an empty line */
    const char *before, *after; /* what an author may have written, and what to write; or "" */
};

struct diag_group {
    int first;            /* an enum diag_id, up to the next group's */
    const char *title[2]; /* by enum language */
};
extern const struct diag_group diag_groups[]; /* ends with first == DIAG_COUNT */

const struct diag_explanation *diag_explanation(enum diag_id id);

/* DIAG_COUNT when there is none. */
enum diag_id diag_called(struct str id);

/* "warning", "error", "error of the environment". */
const char *diag_severity_word(enum severity s, enum language l);

void diag_put_explanation(struct buf *out, enum diag_id id, enum language l);
void diag_put_list(struct buf *out, enum language l);

#endif
