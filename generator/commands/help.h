/* help: what --help and `steg help` print, from the tables in command.h.
 *
 * Lines are filled to 80 cells. With `bold`, headings are (for a terminal).
 * Ownership: out's arena. Errors: none. Threads: pure.
 */
#ifndef STEG_COMMANDS_HELP_H
#define STEG_COMMANDS_HELP_H

#include "base/buf.h"
#include "commands/command.h"

/* What steg is, in half a line; and the name of a group of commands. */
extern const char *const help_summary[2];
extern const char *const help_groups[COMMANDS_GROUPS][2];

/* For one command, or with NULL for the program. */
void help_put(struct buf *out, const struct command *c, enum language l, bool bold);

/* Prints it. */
int help_print(struct invocation *in, const struct command *c);

#endif
