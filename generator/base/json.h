/* json: writing JSON (RFC 8259), for the commands that answer other programs.
 *
 *     struct json j = {.out = &b};
 *     json_object(&j);
 *     json_key(&j, "title"), json_text(&j, title);
 *     json_key(&j, "steps"), json_list(&j);
 *     for (…) json_number(&j, steps[i]);
 *     json_end(&j);
 *     json_end(&j);
 *
 * Each member stands on a line of its own, two spaces in for each level, and a line end follows
 * the outermost value, so that two of them can be compared line by line. Commas, colons and
 * brackets are made here: a value that is put where none may stand, an object left open within
 * another's end, or more than JSON_DEPTH levels are bugs, and assert.
 *
 * What comes out is valid whatever the texts hold: bytes that are not UTF-8 become U+FFFD. Control
 * characters (C0, C1, those that turn the direction of text), U+2028 and U+2029 are escaped, so
 * that the result is harmless in a terminal and inside a script. `<` is not: a page that holds JSON
 * has to see to that itself.
 *
 * Ownership: writes to the buf alone. Threads: as the buf.
 */
#ifndef STEG_BASE_JSON_H
#define STEG_BASE_JSON_H

#include "base/buf.h"

#define JSON_DEPTH 32

struct json {
    struct buf *out;
    unsigned depth;
    uint32_t lists; /* bit n: level n + 1 is a list */
    bool filled;    /* the innermost level has a member */
    bool keyed;     /* a key waits for its value */
};

/* A json for one value that will stand `levels` deep in another's. */
#define JSON_WITHIN(buf, levels)                       \
    {                                                  \
        .out = (buf), .depth = (levels), .keyed = true \
    }

void json_object(struct json *j);
void json_list(struct json *j);
void json_end(struct json *j); /* of the innermost object or list */

void json_key(struct json *j, const char *name);

void json_text(struct json *j, struct str s);
void json_number(struct json *j, int64_t n); /* exact for all readers up to 2^53 */
void json_bool(struct json *j, bool truth);
void json_null(struct json *j);

/* A value that was written elsewhere, by a json that begins as JSON_WITHIN. */
void json_ready(struct json *j, struct str value);

/* A text, or null where it is empty. */
void json_text_or_null(struct json *j, struct str s);

#endif
