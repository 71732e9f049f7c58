/* outline: the course in order, for scripts that make a file of a whole record: a step's page knows
 * its own questions only.
 *
 *     assets/outline.js   steg.outline = {scripts: {"paper": "assets/paper-….js", …},
 *                         modules: [[id, label, title, steps]]}, where
 *                         step = [id, label, title, parts], part = [id, label, title, questions],
 *                         and a question is its id: its text stands with the answer
 *
 * A classic script, so that it works from a disk; themes/default/file.js loads it when somebody
 * downloads or opens a file. Its name stays when its content changes: a page must not change
 * because another has. `scripts` are all of the theme's, by name.
 *
 * Ownership: out's. Errors: none. Threads: read-only.
 */
#ifndef STEG_SITE_OUTLINE_H
#define STEG_SITE_OUTLINE_H

#include "site/site.h"

#define OUTLINE_ADDRESS "assets/outline.js"

void outline_write(struct buf *out, const struct site *s, struct arena *scratch);

#endif
