/* deflated: see deflated.h. */
#include "parts/deflated.h"
#include <limits.h>
#include <zlib.h>

/* zlib counts in unsigned int: longer inputs are handed over a piece at a time. */
static uInt piece(size_t left)
{
    return left < UINT_MAX ? (uInt)left : UINT_MAX;
}

static enum deflated unpack(z_stream *z, size_t *len, size_t room, size_t packed)
{
    size_t given = 0, lent = 0;
    int end;
    do { /* as long as it goes on: Z_BUF_ERROR says that it cannot */
        if (!z->avail_in) given += z->avail_in = piece(packed - given);
        if (!z->avail_out) lent += z->avail_out = piece(room - lent);
        end = inflate(z, Z_NO_FLUSH);
    } while (end == Z_OK);
    *len = lent - z->avail_out;
    bool more = z->avail_in || given < packed;
    if (end == Z_STREAM_END) return more ? DEFLATED_DAMAGED : DEFLATED_WHOLE;
    if (end != Z_BUF_ERROR) return DEFLATED_DAMAGED;
    return more ? DEFLATED_FULL : DEFLATED_CUT;
}

enum deflated deflated_read(size_t *len, void *out, size_t room, struct str packed)
{
    z_stream z = {.next_in = (Bytef *)(uintptr_t)packed.ptr, .next_out = out};
    *len = 0;
    if (inflateInit(&z) != Z_OK) return DEFLATED_DAMAGED;
    enum deflated how = unpack(&z, len, room, packed.len);
    inflateEnd(&z);
    return how;
}
