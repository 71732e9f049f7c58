#include "fault.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stddef.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

struct shared {
    enum fault_kind kind;
    long at;
    int error;
    atomic_long count;
    atomic_bool struck;
};
static struct shared *shared;

void *__real_mmap(void *, size_t, int, int, int, off_t);

void fault_set(enum fault_kind kind, long at, int error)
{
    if (!shared)
        shared = __real_mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE,
                             MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    shared->kind = kind;
    shared->at = at;
    shared->error = error;
    atomic_store(&shared->count, 0);
    atomic_store(&shared->struck, false);
}

void fault_clear(void)
{
    shared->kind = FAULT_NONE;
}
bool fault_struck(void)
{
    return atomic_load(&shared->struck);
}

enum trait {
    PLAIN = 0,
    GROWS = 1, /* may need room on the disk */
    WAITS = 2, /* may be interrupted */
};

static bool strikes(enum trait trait)
{
    bool grows = trait & GROWS;
    if (!shared || shared->kind == FAULT_NONE || shared->kind == FAULT_NO_OPENAT2) return false;
    if (shared->error == EINTR && !(trait & WAITS)) return false;
    long n = atomic_fetch_add(&shared->count, 1) + 1;
    bool hit = shared->kind == FAULT_FROM_HERE ? n >= shared->at && grows : n == shared->at;
    if (!hit) return false;
    atomic_store(&shared->struck, true);
    if (shared->kind == FAULT_KILL) kill(0, SIGKILL);
    if (shared->kind == FAULT_KILL_ONE) kill(getpid(), SIGKILL);
    errno = shared->error;
    return true;
}

#define WRAP(type, name, parameters, arguments, trait) \
    type __real_##name parameters;                     \
    type __wrap_##name parameters;                     \
    type __wrap_##name parameters                      \
    {                                                  \
        if (strikes(trait)) return (type)-1;           \
        return __real_##name arguments;                \
    }

WRAP(int, mkdirat, (int d, const char *p, mode_t m), (d, p, m), GROWS)
WRAP(int, mkdir, (const char *p, mode_t m), (p, m), GROWS)
WRAP(int, unlinkat, (int d, const char *p, int f), (d, p, f), PLAIN)
WRAP(int, linkat, (int a, const char *p, int b, const char *q, int f), (a, p, b, q, f), GROWS)
WRAP(int, renameat, (int a, const char *p, int b, const char *q), (a, p, b, q), GROWS)
WRAP(int, renameat2, (int a, const char *p, int b, const char *q, unsigned f), (a, p, b, q, f),
     PLAIN)
WRAP(int, syncfs, (int f), (f), GROWS)
WRAP(int, fchmod, (int f, mode_t m), (f, m), PLAIN)
WRAP(int, fchmodat, (int d, const char *p, mode_t m, int f), (d, p, m, f), PLAIN)
WRAP(int, fstat, (int f, struct stat *s), (f, s), PLAIN)
WRAP(int, fstatat, (int d, const char *p, struct stat *s, int f), (d, p, s, f), PLAIN)
WRAP(int, flock, (int f, int o), (f, o), WAITS)
WRAP(ssize_t, read, (int f, void *b, size_t n), (f, b, n), WAITS)
WRAP(ssize_t, write, (int f, const void *b, size_t n), (f, b, n), GROWS | WAITS)
WRAP(void *, mmap, (void *a, size_t n, int p, int f, int d, off_t o), (a, n, p, f, d, o), PLAIN)

int __real_openat(int, const char *, int, ...);
int __wrap_openat(int dir, const char *path, int flags, ...);
int __wrap_openat(int dir, const char *path, int flags, ...)
{
    va_list v;
    va_start(v, flags);
    mode_t mode = flags & O_CREAT ? va_arg(v, mode_t) : 0;
    va_end(v);
    return strikes(flags & O_CREAT ? GROWS : PLAIN) ? -1 : __real_openat(dir, path, flags, mode);
}

int __real_open(const char *, int, ...);
int __wrap_open(const char *path, int flags, ...);
int __wrap_open(const char *path, int flags, ...)
{
    va_list v;
    va_start(v, flags);
    mode_t mode = flags & O_CREAT ? va_arg(v, mode_t) : 0;
    va_end(v);
    return strikes(flags & O_CREAT ? GROWS : PLAIN) ? -1 : __real_open(path, flags, mode);
}

/* openat2 is called through syscall(2): glibc 2.36 has no name for it. */
long __real_syscall(long, ...);
long __wrap_syscall(long number, ...);
long __wrap_syscall(long number, ...)
{
    va_list v;
    va_start(v, number);
    long a = va_arg(v, long), b = va_arg(v, long), c = va_arg(v, long), d = va_arg(v, long);
    va_end(v);
    if (shared && shared->kind == FAULT_NO_OPENAT2) return errno = ENOSYS, -1;
    return strikes(GROWS | WAITS) ? -1 : __real_syscall(number, a, b, c, d);
}

int __real_close(int);
int __wrap_close(int fd);
int __wrap_close(int fd)
{
    bool hit = strikes(WAITS);
    int err = errno, r = __real_close(fd); /* a failing close(2) has closed all the same */
    if (hit) errno = err;
    return hit ? -1 : r;
}

DIR *__real_fdopendir(int);
DIR *__wrap_fdopendir(int fd);
DIR *__wrap_fdopendir(int fd)
{
    return strikes(PLAIN) ? NULL : __real_fdopendir(fd);
}

struct dirent *__real_readdir(DIR *);
struct dirent *__wrap_readdir(DIR *);
struct dirent *__wrap_readdir(DIR *d)
{
    return strikes(PLAIN) ? NULL : __real_readdir(d);
}
