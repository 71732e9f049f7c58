/* loose: see loose.h. */
#include "parts/loose.h"
#include "base/fd.h"
#include "parts/deflated.h"
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#define SIZE_MOST (1 << 30) /* packed; what steg reads of a repository is text */

static enum loose_end broken(struct loose *out, const char *why)
{
    out->why = why;
    return LOOSE_BROKEN;
}

static enum loose_end read_file(struct loose *out, struct str *file, const char *path,
                                struct arena *a)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0 && (errno == ENOENT || errno == ENOTDIR)) return LOOSE_NONE;
    if (fd < 0) return broken(out, strerror(errno));
    struct stat st;
    enum loose_end how = LOOSE_READ;
    ssize_t got = 0;
    char *bytes = NULL;
    if (fstat(fd, &st) < 0 || !S_ISREG(st.st_mode)) {
        how = broken(out, "no file");
    } else if (st.st_size > SIZE_MOST) {
        how = broken(out, "too large");
    } else {
        bytes = arena_bytes(a, (size_t)st.st_size + 1);
        got = fd_read(fd, bytes, (size_t)st.st_size);
    }
    if (got < 0) how = broken(out, strerror(errno));
    close(fd);
    *file = (struct str){bytes, got < 0 ? 0 : (size_t)got};
    return how;
}

/* "blob 12 NUL": how much of the beginning that is, 0 when it is something else. */
static size_t read_head(struct loose *out, uint64_t *size, struct str bytes)
{
    static const struct str kinds[] = {STR_INIT("blob"), STR_INIT("tree"), STR_INIT("commit"),
                                       STR_INIT("tag")};
    size_t nul = str_find(bytes, '\0');
    struct str digits = str_sub(bytes, 0, nul), kind = str_cut(&digits, ' ');
    if (nul == STR_NONE || !digits.len || digits.len > 15) return 0;
    *size = 0;
    for (size_t i = 0; i < digits.len; i++) {
        if (digits.ptr[i] < '0' || digits.ptr[i] > '9') return 0;
        *size = *size * 10 + (uint64_t)(digits.ptr[i] - '0');
    }
    out->kind.len = 0;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (str_eq(kind, kinds[i])) out->kind = kinds[i];
    return out->kind.len ? nul + 1 : 0;
}

#define HEAD_MAX 32

enum loose_end loose_read(struct loose *out, const char *path, struct arena *a)
{
    struct str file = {0};
    *out = (struct loose){0};
    enum loose_end read = read_file(out, &file, path, a);
    if (read != LOOSE_READ) return read;
    /* Most are small or four times as long at most; the others are packed out anew, in the room
     * that they say they need, when so few bytes can hold so much. */
    size_t room = file.len * 4 + 4096, len, head = 0;
    uint64_t size = 0;
    char *bytes = arena_bytes(a, room);
    enum deflated how = deflated_read(&len, bytes, room, file);
    if (how == DEFLATED_WHOLE || how == DEFLATED_FULL)
        head = read_head(out, &size, (struct str){bytes, len < HEAD_MAX ? len : HEAD_MAX});
    if (how == DEFLATED_FULL && head && size <= deflated_most(file.len)) {
        room = head + (size_t)size;
        bytes = arena_bytes(a, room);
        how = deflated_read(&len, bytes, room, file);
    }
    if (how == DEFLATED_CUT) return broken(out, "cut short");
    if (how == DEFLATED_DAMAGED || !head) return broken(out, "not packed by zlib");
    if (how == DEFLATED_FULL || len - head != size) return broken(out, "not as long as it says");
    out->bytes = (struct str){bytes + head, len - head};
    return LOOSE_READ;
}
