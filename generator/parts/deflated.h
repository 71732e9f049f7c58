/* deflated: bytes that zlib has packed, as git's loose objects are (zlib).
 *
 *     size_t len;
 *     switch (deflated_read(&len, out, room, packed)) {
 *     case DEFLATED_WHOLE:                     out holds len bytes, and the checksum is right
 *     case DEFLATED_FULL:                      there is no room for the rest
 *     case DEFLATED_CUT:                       packed ends too early
 *     case DEFLATED_DAMAGED:                   it is not what zlib made
 *     }
 *
 * Why not libgit2: its version 1.5 never comes back from an object that is cut short, as after a
 * power cut (libgit2's issue 7342), and writes past its memory when one holds more than it says
 * (7177). Packs are read by libgit2: there neither happens.
 *
 * Ownership: the caller's. Errors: see above; `out` is undefined but for WHOLE and FULL; no
 * memory is told as DAMAGED. Threads: pure. Sources: RFC 1950 (zlib), RFC 1951 (deflate).
 */
#ifndef STEG_PARTS_DEFLATED_H
#define STEG_PARTS_DEFLATED_H

#include "base/str.h"

enum deflated { DEFLATED_WHOLE, DEFLATED_FULL, DEFLATED_CUT, DEFLATED_DAMAGED };

enum deflated deflated_read(size_t *len, void *out, size_t room, struct str packed);

/* What bytes of this length can hold at most: a match of 258 bytes takes two bits. */
static inline uint64_t deflated_most(size_t packed)
{
    return (uint64_t)packed * 1032;
}

#endif
