/* One file of the site: compared with what is there, or written into the staged tree. These run
 * in workers, each index in one of them; what they find goes into memory they share. */
#include "io/sink_private.h"
#include "base/digest.h"
#include "base/fd.h"
#include "io/beneath.h"
#include "io/failure.h"
#include "io/source_private.h"
#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define PIECE ((size_t)1 << 20) /* of the manifest's digest, see sink_manifest.c */

/* ---- digests */

struct folded {
    uint64_t digest, size;
};

static void fold_piece(struct folded *f, struct str piece)
{
    uint64_t next = digest(piece);
    if (f->size) {
        unsigned char both[16];
        for (int i = 0; i < 8; i++) {
            both[i] = (unsigned char)(f->digest >> 8 * i);
            both[8 + i] = (unsigned char)(next >> 8 * i);
        }
        next = digest((struct str){(char *)both, sizeof both});
    }
    f->digest = next;
    f->size += piece.len;
}

static struct folded fold(struct str bytes)
{
    struct folded f = {0};
    do {
        fold_piece(&f, str_sub(bytes, 0, PIECE));
        bytes = str_from(bytes, PIECE);
    } while (bytes.len);
    return f;
}

/* ---- bytes */

/* Does the file go on with exactly these bytes? */
static bool continues_with(int fd, struct str bytes)
{
    char there[32 * 1024];
    while (bytes.len) {
        struct str now = str_sub(bytes, 0, sizeof there);
        if (fd_read(fd, there, now.len) != (ssize_t)now.len) return false;
        if (memcmp(there, now.ptr, now.len)) return false;
        bytes = str_from(bytes, now.len);
    }
    return true;
}

/* ---- the staged tree */

int stage_at(const struct sink *k)
{
    return k->inside ? k->target : k->parent;
}

int stage_open(struct sink *k)
{
    if (k->staged >= 0) return k->staged;
    char name[NAME_MAX + 1];
    struct place p = {.root = stage_at(k), .fd = -1, .chmod = k->mask & 0755};
    struct str path = str_of(k->stage_path);
    int at = place_of(&p, path, PLACE_MAKE, name);
    if (at >= 0 && mkdirat(at, name, 0755) < 0 && errno != EEXIST) at = -1;
    if (at >= 0 && k->mask & 0755 && fchmodat(at, name, 0755, 0) < 0) at = -1;
    if (at >= 0) k->staged = openat(at, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    int err = errno;
    place_close(&p);
    errno = err;
    return k->staged;
}

/* Opens `path` for writing as a file that was not there before: a file that is there may be a hard
 * link, or what a worker that died left half-written, and must not be written into. */
static int create(int dir, const char *path, const struct sink *k)
{
    bool made_room = false, made_folders = false;
    for (;;) {
        int fd = beneath_open(dir, path, O_WRONLY | O_CREAT | O_EXCL, 0644, BENEATH_NO_LINKS);
        if (fd >= 0 && k->mask & 0644 && fchmod(fd, 0644) < 0) {
            int err = errno;
            close(fd);
            return errno = err, -1;
        }
        if (fd >= 0) return fd;
        bool again = errno == EEXIST ? !made_room : errno == ENOENT && !made_folders;
        if (!again) return -1;
        char name[NAME_MAX + 1];
        made_room = made_room || errno == EEXIST;
        made_folders = made_folders || errno == ENOENT;
        bool unlinking = errno == EEXIST;
        struct place p = {.root = dir, .fd = -1, .chmod = k->mask & 0755};
        int at = place_of(&p, str_of(path), PLACE_MAKE, name);
        int bad = at < 0 || (unlinking && unlinkat(at, name, 0) < 0) ? errno : 0;
        place_close(&p);
        if (bad) return errno = bad, -1;
    }
}

static int close_checked(int fd, bool good)
{
    int err = errno;
    if (close(fd) < 0 && good && errno != EINTR) return -1;
    errno = err;
    return good ? 0 : -1;
}

int write_file(int dir, const char *path, struct str bytes, const struct sink *k)
{
    int fd = create(dir, path, k);
    if (fd < 0) return -1;
    return close_checked(fd, fd_write(fd, bytes));
}

/* ---- comparing */

/* The file of the old site at index i when it is a plain file of that size and ours, else -1. */
static int old_file(const struct sink *k, size_t i, uint64_t size)
{
    struct stat st;
    if (k->target < 0 || !k->files[i].known) return -1;
    int fd =
        beneath_open(k->target, k->files[i].path.ptr, O_RDONLY | O_NONBLOCK, 0, BENEATH_NO_LINKS);
    if (fd < 0) return -1; /* whatever is wrong with it: it is written anew */
    if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && (uint64_t)st.st_size == size) return fd;
    close(fd);
    return -1;
}

static bool put_done(struct sink *k, size_t i, struct folded f, enum put_state state)
{
    k->results[i] = (struct put_result){f.digest, f.size, state};
    return true;
}

bool sink_put(struct sink *k, size_t index, struct str bytes, struct diags *d)
{
    assert(index < k->n);
    const struct sink_file *f = &k->files[index];
    int fd = old_file(k, index, bytes.len);
    if (fd >= 0) {
        bool equal = continues_with(fd, bytes);
        close(fd);
        if (equal) return put_done(k, index, fold(bytes), PUT_EQUAL);
    }
    int dir = stage_open(k);
    if (dir < 0 || write_file(dir, f->path.ptr, bytes, k) < 0)
        return io_failed(d, sink_shown(k, d->arena, f->path), errno);
    return put_done(k, index, fold(bytes), PUT_WRITTEN);
}

/* Reads `from` to its end, piece by piece. With `old`, compares; with `to`, writes; false and
 * errno (0: it differs). */
static bool copy_pieces(struct sink *k, struct folded *f, int from, int old, int to)
{
    *f = (struct folded){0};
    for (;;) {
        ssize_t n = fd_read(from, k->buffer, PIECE);
        if (n < 0) return false;
        struct str piece = {k->buffer, (size_t)n};
        if (n || !f->size) fold_piece(f, piece);
        if (old >= 0 && !continues_with(old, piece)) return errno = 0, false;
        if (to >= 0 && !fd_write(to, piece)) return false;
        if ((size_t)n < PIECE) return true;
    }
}

static bool copy_fd(struct sink *k, size_t i, int from, uint64_t size, struct diags *d)
{
    struct folded f;
    struct str path = k->files[i].path;
    if (!k->buffer) k->buffer = malloc(PIECE);
    if (!k->buffer) return io_failed(d, sink_shown(k, d->arena, path), ENOMEM);
    int old = old_file(k, i, size);
    if (old >= 0) {
        bool equal = copy_pieces(k, &f, from, old, -1) && f.size == size;
        close(old);
        if (equal) return put_done(k, i, f, PUT_EQUAL);
        if (lseek(from, 0, SEEK_SET) < 0) return io_failed(d, sink_shown(k, d->arena, path), errno);
    }
    int dir = stage_open(k), to = dir < 0 ? -1 : create(dir, path.ptr, k);
    if (to < 0 || close_checked(to, copy_pieces(k, &f, from, -1, to)) < 0)
        return io_failed(d, sink_shown(k, d->arena, path), errno);
    return put_done(k, i, f, PUT_WRITTEN);
}

bool sink_copy(struct sink *k, size_t index, const struct source *s, const struct source_entry *e,
               struct diags *d)
{
    assert(index < k->n);
    if (e->file || s->dir < 0) return sink_put(k, index, e->file ? e->file->bytes : e->held, d);
    struct stat st;
    int from = source_tree_open(s, e, &st, d);
    if (from < 0) return false;
    bool good = copy_fd(k, index, from, (uint64_t)st.st_size, d);
    close(from);
    return good;
}
