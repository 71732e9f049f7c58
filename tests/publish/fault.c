/* fault: preloaded into steg, ends it at its N-th change to the disk, or takes hard links away.
 *
 *     LD_PRELOAD=fault.so FAULT_AT=12 steg publish      killed before the 12th; prints nothing
 *     LD_PRELOAD=fault.so FAULT_COUNT=file steg …       writes how many there were into the file
 *     LD_PRELOAD=fault.so FAULT_NO_LINKS=1 steg …       link(2) and linkat(2) fail with EPERM
 *
 * Only the first process counts: workers die with it. Calls that libgit2 makes are counted too.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static pid_t first;
static long at, count;
static char no_links, out[4096];

static void end(void)
{
    FILE *f = getpid() == first && *out ? fopen(out, "w") : NULL;
    if (!f) return;
    fprintf(f, "%ld\n", count);
    fclose(f);
}

__attribute__((constructor)) static void begin(void)
{
    const char *n = getenv("FAULT_AT"), *o = getenv("FAULT_COUNT");
    first = getpid();
    at = n ? atol(n) : 0;
    no_links = getenv("FAULT_NO_LINKS") != NULL;
    if (o) snprintf(out, sizeof out, "%s", o);
    atexit(end);
}

static void step(void)
{
    if (getpid() == first && ++count == at) kill(0, SIGKILL);
}

#define NEXT(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))
#define WRAP(name, parameters, arguments) \
    int name parameters                   \
    {                                     \
        step();                           \
        return NEXT(name) arguments;      \
    }

WRAP(rename, (const char *a, const char *b), (a, b))
WRAP(renameat, (int d, const char *a, int e, const char *b), (d, a, e, b))
WRAP(unlink, (const char *a), (a))
WRAP(unlinkat, (int d, const char *a, int f), (d, a, f))
WRAP(rmdir, (const char *a), (a))
WRAP(mkdir, (const char *a, mode_t m), (a, m))
WRAP(mkdirat, (int d, const char *a, mode_t m), (d, a, m))
WRAP(fsync, (int d), (d))

int link(const char *a, const char *b)
{
    step();
    return no_links ? (errno = EPERM, -1) : NEXT(link)(a, b);
}

int linkat(int d, const char *a, int e, const char *b, int f)
{
    step();
    return no_links ? (errno = EPERM, -1) : NEXT(linkat)(d, a, e, b, f);
}

ssize_t write(int d, const void *p, size_t n)
{
    step();
    return NEXT(write)(d, p, n);
}

#define MODE(flags)                        \
    mode_t mode = 0;                       \
    if ((flags) & (O_CREAT | O_TMPFILE)) { \
        va_list list;                      \
        va_start(list, flags);             \
        mode = va_arg(list, mode_t);       \
        va_end(list);                      \
        if ((flags)&O_CREAT) step();       \
    }

int open(const char *path, int flags, ...)
{
    MODE(flags)
    return NEXT(open)(path, flags, mode);
}
int open64(const char *path, int flags, ...)
{
    MODE(flags)
    return NEXT(open64)(path, flags, mode);
}
int openat(int d, const char *path, int flags, ...)
{
    MODE(flags)
    return NEXT(openat)(d, path, flags, mode);
}
int openat64(int d, const char *path, int flags, ...)
{
    MODE(flags)
    return NEXT(openat64)(d, path, flags, mode);
}
