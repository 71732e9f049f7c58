/* schema_rows: how the tables write a row. For schema_tables.c, schema_parts.c and the keys of
 * fenced blocks only.
 *
 *     KEY("title", TEXT, page_keys, title, .required = true,
 *         SAYS("meaning", "betydning"), SUCH_AS("Forarbeid"))
 */
#ifndef STEG_COURSE_SCHEMA_ROWS_H
#define STEG_COURSE_SCHEMA_ROWS_H

#include "course/keys.h"
#include <stddef.h>

#define KEY(name_, kind_, type, member, ...)                                              \
    {                                                                                     \
        .name = (name_), .kind = SCHEMA_##kind_, .offset = offsetof(struct type, member), \
        __VA_ARGS__                                                                       \
    }
#define LIST .list = true
#define REQUIRED .required = true
#define SAYS(en, nb) .meaning = {en, nb}
#define SUCH_AS(value) .example = (value)
#define ELSE(value) .fallback = (value)
#define ELSE_IT_DEPENDS(en, nb) .fallback_in_words = {en, nb}

#endif
