/* loose: an object of a git repository that lies in a file of its own, objects/ab/cdef…
 *
 *     switch (loose_read(&object, path, arena)) {
 *     case LOOSE_READ:                         object.kind "tree", object.bytes
 *     case LOOSE_NONE:                         there is no such file
 *     case LOOSE_BROKEN:                       object.why says what is wrong with it, in a few
 * words
 *     }
 *
 * The file is packed with zlib and begins with "tree 1234 NUL". What it holds is as long as it
 * says, or it is broken. Its bytes are not held against its name here.
 *
 * Ownership: the arena's. Errors: see above. Threads: one arena, one thread.
 * Source: gitformat-loose(5); object sizes as in git's own unpack_loose_header.
 */
#ifndef STEG_PARTS_LOOSE_H
#define STEG_PARTS_LOOSE_H

#include "base/arena.h"
#include "base/str.h"

enum loose_end { LOOSE_READ, LOOSE_NONE, LOOSE_BROKEN };

struct loose {
    struct str kind; /* "blob", "tree", "commit", "tag" */
    struct str bytes;
    const char *why;
};

enum loose_end loose_read(struct loose *out, const char *path, struct arena *a);

#endif
