/* derived: what steg makes of a module and of the course without being asked, besides its pages of
 * the author's texts: sheets to print, the record, tables for spreadsheets. Which of them there is
 * something for, what they are called, and where a path written in a file leads to one of them.
 *
 * Ownership: nothing is kept; addresses lie in the course's arena. Errors: none. Threads: pure.
 */
#ifndef STEG_COURSE_DERIVED_H
#define STEG_COURSE_DERIVED_H

#include "course/course.h"

/* The name of the page in its module's folder: "cards.html". */
struct str derived_name(enum derived d);

/* Which pages have something on them; after the module's steps have been made. */
void derived_wanted(bool wanted[DERIVED_COUNT], const struct module *m);

/* Beside each page of statements, and at the top for all of them: the table for spreadsheets. */
#define STATEMENTS_TABLE "statements.csv"

/* A page that steg makes has no file; it is written as what it is called on the site, beside the
 * files: "content/02-samtaler/cards.html" of the source, "content/plan.html". In a module in one
 * file, `own`, a bare name is its own. The page that is there, of a draft the module's, which is a
 * draft as well; NULL: none. After course_index. */
const struct page *derived_at(const struct course *c, const struct module *own, struct str path);

#endif
