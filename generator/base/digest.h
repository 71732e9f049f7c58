/* digest: a 64-bit fingerprint of bytes (XXH3, seed 0; xxhash.com). For names of assets and for
 * telling equal files apart from changed ones; never for security. Threads: pure. */
#ifndef STEG_BASE_DIGEST_H
#define STEG_BASE_DIGEST_H

#include "base/str.h"

uint64_t digest(struct str bytes);
struct str digest_hex(struct arena *a, uint64_t d); /* 16 lower-case hexadecimal digits */

#endif
