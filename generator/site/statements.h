/* statements: a module's statements, or all of the course's, as a table for spreadsheets and forms:
 * one row each, with an empty column for each answer from 1 to 4 to count in.
 *
 *     Modul;Id;Påstand;1;2;3;4
 *     Modul 2: Lærende samtaler;uenige;Vi sier fra når vi er uenige.;;;;
 *
 * As Excel opens it right with a double click where the comma is for decimals: UTF-8 with a byte
 * order mark, semicolons, lines that end in CR LF, quotation marks as RFC 4180 has them. A text
 * that a spreadsheet would take for a formula (it begins with = + - @, a tab or a carriage return)
 * gets an apostrophe before it: https://owasp.org/www-community/attacks/CSV_Injection. A statement
 * without an id has its number.
 *
 * Ownership: out's arena. Errors: none. Threads: pure.
 */
#ifndef STEG_SITE_STATEMENTS_H
#define STEG_SITE_STATEMENTS_H

#include "site/site.h"

/* Of the module; NULL: of all published modules, in their order. */
void statements_table(struct buf *out, const struct site *s, const struct module *m,
                      struct arena *scratch);

/* One field, quoted where it must be. */
void statements_put_field(struct buf *out, struct str text);

#endif
