/* schema_private: what schema.c and its neighbours share. */
#ifndef STEG_COURSE_SCHEMA_PRIVATE_H
#define STEG_COURSE_SCHEMA_PRIVATE_H

#include "course/schema.h"

#define SCHEMA_CHAIN 4 /* a schema, its base, the base's base */

/* The schemas whose keys a record may have, the record's own first. */
static inline size_t schema_chain(const struct schema *s, const struct schema *out[SCHEMA_CHAIN])
{
    size_t n = 0;
    for (; s && n < SCHEMA_CHAIN; s = s->base)
        out[n++] = s;
    return n;
}

struct schema_decoder {
    struct arena *arena;
    struct diags *diags;
    bool damaged; /* the YAML: what is missing may have been lost with a mistake */
};

/* A value of one line or more that has been found to be a text; each reports what is wrong and
 * leaves `out` alone then. `text` is trimmed. (schema_value.c) */
void schema_read_value(struct schema_decoder *d, void *out, const struct schema_key *k,
                       const struct yaml_node *node, struct str text);

/* "key: example" (schema_value.c) */
struct str schema_example(struct schema_decoder *d, const struct schema_key *k);

/* The key that a word was probably meant to be, "" when none is near. (schema_unknown.c) */
struct str schema_nearest(const struct schema *s, struct str word);

/* What to say of a key that is not in the schema. (schema_unknown.c) */
void schema_unknown_key(struct schema_decoder *d, const struct schema *s,
                        const struct yaml_pair *pair);

#endif
