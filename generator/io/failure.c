#include "io/failure.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/reason.h"
#include "base/utf8.h"
#include <errno.h>
#include <string.h>

struct str io_printable(struct arena *a, struct str path)
{
    struct str rest = path;
    uint32_t rune;
    bool fit = utf8_invalid(path) == STR_NONE;
    while (fit && utf8_next(&rest, &rune))
        fit = rune >= 0x20 && !utf8_is_control(rune);
    if (fit) return path;
    struct buf b = {.arena = a};
    rest = path;
    while (utf8_next(&rest, &rune)) {
        if (rune < 0x20)
            rune += 0x2400; /* the pictures of C0: ␊ for a line feed */
        else if (utf8_is_control(rune))
            rune = 0xFFFD;
        buf_put_rune(&b, rune);
    }
    return buf_str(&b);
}

bool io_failed(struct diags *d, struct str path, int err)
{
    struct str why = reason_of(err, d->arena);
    enum diag_id id = DIAG_IO_FAILED;
    if (err == ENOSPC || err == EDQUOT) id = DIAG_DISK_FULL;
    if (err == EACCES || err == EPERM) id = DIAG_NO_PERMISSION;
    if (err == EROFS) id = DIAG_READ_ONLY;
    diag(d, id, (struct pos){0}, io_printable(d->arena, path), why);
    return false;
}
