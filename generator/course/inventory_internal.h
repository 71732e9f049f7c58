/* inventory_internal: what the files of inventory say to each other; nobody else includes it.
 *
 *   inventory.c          the things of a course
 *   inventory_values.c   what a thing says, as digests
 *   inventory_compare.c  which are the same, and what differs
 *   inventory_warn.c     what that means for records
 */
#ifndef STEG_COURSE_INVENTORY_INTERNAL_H
#define STEG_COURSE_INVENTORY_INTERNAL_H

#include "course/inventory.h"

/* Spells out values, so that two say the same to a reader exactly when they are spelt alike, and
 * keeps the digests. Zero but for `course` and `unit`, and the bufs' arenas. */
struct speller {
    const struct course *course;
    const struct unit *unit; /* where paths count from */
    struct buf text;         /* of the value at hand */
    struct buf kept;         /* of struct thing_value */
};

/* All that counts of a record, the base's keys first. */
void spell_record(struct speller *s, const struct schema *schema, const void *decoded);
/* One key of it, whether it counts or not. */
void spell_key(struct speller *s, const struct schema *schema, const char *name,
               const void *decoded);
void spell_doc(struct speller *s, const char *key, const struct doc *doc); /* NULL: nothing */
void spell_number(struct speller *s, const char *key, unsigned n);
void spell_front(struct speller *s, const struct front_keys *keys, const struct doc *body);
void spell_work(struct speller *s, const struct work *w);

/* Moves what has been spelt to a thing, and begins anew. */
void spell_end(struct speller *s, struct thing *t, struct arena *a);

/* Whether an entry of a list is a thing of its own, by what it is known by. */
struct str film_id(const struct presentation *p);

#endif
