/* figure_sheets: the figures of a module that are to be filled in on paper (`worksheet: true`), in
 * the order of the module: its own texts, the steps', the leader resource's.
 *
 * Ownership: the list is in the arena, what it points to in the docs. Threads: pure.
 */
#ifndef STEG_COURSE_FIGURE_SHEETS_H
#define STEG_COURSE_FIGURE_SHEETS_H

#include "course/course.h"
#include "course/doc.h"

struct figure_sheets {
    const struct doc_figure **items;
    size_t len;
};

/* Once the module's steps are known (phase 3). */
struct figure_sheets figure_sheets_of(const struct module *m, struct arena *a);

/* Whether there are any. */
bool figure_sheets_any(const struct module *m);

#endif
