/* diag_formats: diagnostics for programs: editors, code hosts, scripts. For people: diags_print.
 *
 *     diags_gcc(&out, diags, style);
 *     diags_json(&json, diags, style);      members of an object that is open
 *     diags_sarif(&out, diags, style, "0.1.0");
 *
 * gcc: one line for each, as compilers write them, the remedy as a note below. What has no place
 * begins with "steg:".
 *
 *     content/m/1-a.md:3:7: warning: the step does not say how long it takes [no-minutes]
 *     content/m/1-a.md:3:7: note: Add minutes: such as 45, ca. 60, 45–60 or open.
 *
 * json: "findings", a list of {id, severity, file, line, column, end_line, end_column, text,
 * remedy}, sorted; file and the four numbers are null where there is no place, remedy where there
 * is none; then "errors" and "warnings", how many. docs/check.md describes the whole answer.
 *
 * sarif: a document of SARIF 2.1.0 with one run. Its rules are those of the catalogue that were
 * met, in English, with a translation to Norwegian; results are in the style's language.
 *
 * In all, lines and columns count from 1, columns in code points, an end is the first that is not
 * covered; `severity` and `level` are "error" or "warning", and with style.strict all are errors.
 * Texts in these formats are as people get them: {0} filled in, long arguments cut.
 * Source: OASIS, Static Analysis Results Interchange Format 2.1.0 (Errata 01), §3.
 *
 * Ownership: scratch from the collection's arena. Afterwards the collection is sorted. Threads: as
 * the collection.
 */
#ifndef STEG_BASE_DIAG_FORMATS_H
#define STEG_BASE_DIAG_FORMATS_H

#include "base/buf.h"
#include "base/diag.h"
#include "base/json.h"

void diags_gcc(struct buf *out, struct diags *d, struct diag_style style);
void diags_json(struct json *j, struct diags *d, struct diag_style style);
void diags_sarif(struct buf *out, struct diags *d, struct diag_style style, const char *version);

#endif
