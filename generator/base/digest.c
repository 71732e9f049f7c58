#include "base/digest.h"
#include "base/arena.h"

#define XXH_INLINE_ALL /* keys of a map are short: the call would cost more than the hash */
#include <xxhash.h>

uint64_t digest(struct str bytes)
{
    return XXH3_64bits(bytes.len ? bytes.ptr : "", bytes.len);
}

struct str digest_hex(struct arena *a, uint64_t d)
{
    char *p = arena_bytes(a, 16);
    for (int i = 15; i >= 0; i--, d >>= 4)
        p[i] = "0123456789abcdef"[d & 15];
    return (struct str){p, 16};
}
