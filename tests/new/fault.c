/* fault: a library put before libc (LD_PRELOAD) that makes the Nth call that changes the disk fail.
 *
 *     STEG_FAULT=3 STEG_FAULT_ERROR=28 LD_PRELOAD=./fault.so steg new course kurset
 *
 * Counted are mkdir, open with O_CREAT, write to a file, fsync, close after one of these, and
 * rename. What takes things away again works: a full disk lets files be removed.
 */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/types.h>

static long count;
static bool ours[1024]; /* files opened to be written */

static bool strikes(void)
{
    const char *at = getenv("STEG_FAULT"), *error = getenv("STEG_FAULT_ERROR");
    if (!at || ++count != atol(at)) return false;
    errno = error ? atoi(error) : ENOSPC;
    return true;
}

#define NEXT(type, name, ...) ((type(*)(__VA_ARGS__))dlsym(RTLD_NEXT, name))

int mkdir(const char *path, mode_t mode)
{
    return strikes() ? -1 : NEXT(int, "mkdir", const char *, mode_t)(path, mode);
}

int open(const char *path, int flags, ...)
{
    va_list v;
    va_start(v, flags);
    mode_t mode = flags & O_CREAT ? va_arg(v, mode_t) : 0;
    va_end(v);
    if (flags & O_CREAT && strikes()) return -1;
    int fd = NEXT(int, "open", const char *, int, ...)(path, flags, mode);
    if (flags & O_CREAT && fd >= 0 && fd < 1024) ours[fd] = true;
    return fd;
}

ssize_t write(int fd, const void *bytes, size_t n)
{
    if (fd >= 0 && fd < 1024 && ours[fd]) {
        if (strikes()) return -1;
        n = n > 1000 ? n / 2 : n; /* a write may be short */
    }
    return NEXT(ssize_t, "write", int, const void *, size_t)(fd, bytes, n);
}

int fsync(int fd)
{
    return strikes() ? -1 : NEXT(int, "fsync", int)(fd);
}

int close(int fd)
{
    bool hit = fd >= 0 && fd < 1024 && ours[fd] && strikes();
    int err = errno;
    if (fd >= 0 && fd < 1024) ours[fd] = false;
    int r = NEXT(int, "close", int)(fd);
    if (!hit) return r;
    errno = err;
    return -1;
}

int rename(const char *from, const char *to)
{
    return strikes() ? -1 : NEXT(int, "rename", const char *, const char *)(from, to);
}
