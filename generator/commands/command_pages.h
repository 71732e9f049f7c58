/* command_pages: what is made from the tables of commands and kept in the repository: steg(1),
 * docs/commands.md, completion for bash, zsh and fish. `make docs` writes them, a test says when
 * they are stale.
 * Ownership: out's arena. Errors: none. Threads: pure.
 */
#ifndef STEG_COMMANDS_COMMAND_PAGES_H
#define STEG_COMMANDS_COMMAND_PAGES_H

#include "commands/command.h"
#include "commands/synopsis.h"
#include "site/reference.h"

extern const struct reference_page command_pages[]; /* ends with a NULL name */

void manual_write(struct buf *out, enum language l);
void commands_page_write(struct buf *out, enum language l);
void completion_bash(struct buf *out, enum language l);
void completion_zsh(struct buf *out, enum language l);
void completion_fish(struct buf *out, enum language l);

/* Commands that people see, in order; NULL after the last. */
const struct command *command_shown(size_t i);

#endif
