/* shell: words of a command that people are told to type.
 *
 *     shell_put_word(&out, STR("Lærende møter"));      "Lærende møter", with quotation marks
 *
 * A word that every shell takes as it is stands bare; others stand between quotation marks, double
 * ones where they are enough, since those are the same on all machines, single ones where a shell
 * would read what is between double ones: bash takes `!` for a command of before.
 * Source: POSIX.1-2017, Shell Command Language, 2.2; bash(1), HISTORY EXPANSION.
 *
 * Ownership: out's arena. Errors: none. Threads: pure.
 */
#ifndef STEG_COMMANDS_SHELL_H
#define STEG_COMMANDS_SHELL_H

#include "base/buf.h"

void shell_put_word(struct buf *out, struct str word);

#endif
