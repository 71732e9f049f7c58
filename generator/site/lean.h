/* lean: a script or stylesheet as it is published: without the comments and the indentation that
 * are for those who read its source.
 *
 *     struct str bytes = lean_script(file, arena);      lean_style: the same, where // is no
 * comment
 *
 * Only comments that have their lines to themselves go (not those that begin with an exclamation
 * mark: licences), and blanks at the start and end of lines: no line is changed otherwise, so no
 * knowledge of the language is needed but of what may run over several lines. Where a line could
 * stand inside something longer (a template literal, a line ending in a backslash), the file is
 * published as it is. Ownership: a view of the file, or the arena's. Errors: none. Threads: pure.
 */
#ifndef STEG_SITE_LEAN_H
#define STEG_SITE_LEAN_H

#include "base/arena.h"
#include "base/str.h"

struct str lean_script(struct str script, struct arena *a);
struct str lean_style(struct str style, struct arena *a);

#endif
