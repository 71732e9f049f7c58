/* literature_read: what literature.c and literature_date.c share; nobody else includes it.
 * Each function adds a diagnostic and returns false when the value is wrong; the work then goes on
 * without it. */
#ifndef STEG_COURSE_LITERATURE_READ_H
#define STEG_COURSE_LITERATURE_READ_H

#include "course/literature.h"

bool literature_date(struct work_date *out, const struct yaml_node *node, struct diags *d);
bool literature_people(struct people *out, struct str key, const struct yaml_node *node,
                       struct arena *a, struct diags *d);

/* Where to point for a whole value: its first key when it is a map. */
struct pos literature_place(const struct yaml_node *node);

/* What leads a work, and its key for sorting; after all its values are read. */
void literature_settle(struct work *w, struct arena *a);

#endif
