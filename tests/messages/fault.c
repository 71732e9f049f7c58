/* fault: put before the other libraries (LD_PRELOAD), makes calls of steg's fail as $FAULT says.
 *
 *     FAULT="bind EADDRINUSE"               every bind fails
 *     FAULT="pread EIO on tekst.md at 2"    the second pread of a file with that in its path
 *     FAULT="poll INT"                      the process is sent SIGINT before each poll
 *     FAULT="fork KILL"                     each child ends as soon as it has begun
 *     FAULT="mkdtemp run"                   the shell runs $RUN before each mkdtemp
 *     FAULT="yaml SEGV on Tull"             … where a file's keys hold the word; "yaml spin" never
 * ends FAULT="malloc ENOMEM on libcurl"      memory that libcurl asks for is refused
 *
 * Several are parted by semicolons. What `on` is looked for in is the path of the call or of the
 * descriptor, the text that libyaml is given, or the library that asks for memory. `at` counts in
 * each process for itself.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>
#include <yaml.h>

enum { FAULTS_MAX = 8, TEXT_MAX = 200, ERRNO_MAX = 134 };

static struct fault {
    char call[32], effect[32], on[TEXT_MAX];
    long at, met;
} faults[FAULTS_MAX];
static int nfaults;

static void die(const char *why, const char *what)
{
    fprintf(stderr, "fault: %s: %s\n", why, what);
    _exit(99);
}

__attribute__((constructor)) static void begin(void)
{
    char text[1000], *rest = text, *one;
    if (!getenv("FAULT")) return;
    snprintf(text, sizeof text, "%s", getenv("FAULT"));
    while ((one = strsep(&rest, ";"))) {
        struct fault *f = &faults[nfaults++];
        char *word[6] = {0};
        int n = 0;
        while (n < 6 && (word[n] = strtok(n ? NULL : one, " ")))
            n++;
        if (n < 2 || nfaults == FAULTS_MAX) die("this is no fault", getenv("FAULT"));
        snprintf(f->call, sizeof f->call, "%s", word[0]);
        snprintf(f->effect, sizeof f->effect, "%s", word[1]);
        for (int i = 2; i + 1 < n; i += 2) {
            if (strcmp(word[i], "on") == 0) snprintf(f->on, sizeof f->on, "%s", word[i + 1]);
            if (strcmp(word[i], "at") == 0) f->at = atol(word[i + 1]);
        }
    }
}

static void run(void)
{
    unsetenv("LD_PRELOAD");
    if (system(getenv("RUN"))) die("RUN did not succeed", getenv("RUN"));
}

static int number(const char *name)
{
    for (int i = 1; i < ERRNO_MAX; i++)
        if (strerrorname_np(i) && strcmp(strerrorname_np(i), name) == 0) return i;
    return 0;
}

static int signal_of(const char *name)
{
    for (int i = 1; i < NSIG; i++)
        if (sigabbrev_np(i) && strcmp(sigabbrev_np(i), name) == 0) return i;
    return 0;
}

/* The fault that this call meets, or NULL. */
static struct fault *meets(const char *call, const char *where)
{
    for (struct fault *f = faults; f < faults + nfaults; f++)
        if (strcmp(f->call, call) == 0 && (!*f->on || (where && strstr(where, f->on))) &&
            (++f->met == f->at || !f->at))
            return f;
    return NULL;
}

/* Whether the call is to fail, with errno; what else is to happen, happens here. */
static bool struck(const char *call, const char *where)
{
    const struct fault *f = nfaults ? meets(call, where) : NULL;
    if (!f) return false;
    if (strcmp(f->effect, "run") == 0) {
        run();
    } else if (strcmp(f->effect, "spin") == 0) {
        for (;;)
            __asm__ volatile("");
    } else if (signal_of(f->effect)) {
        raise(signal_of(f->effect));
    } else {
        errno = number(f->effect);
        if (!errno) die("no such effect", f->effect);
        return true;
    }
    return false;
}

static const char *path_of(int fd, char path[TEXT_MAX])
{
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t n = readlink(link, path, TEXT_MAX - 1);
    path[n > 0 ? n : 0] = '\0';
    return path;
}

#define NEXT(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

/* Calls that fail with -1. */
#define CALL(type, name, parameters, arguments, where) \
    type name parameters                               \
    {                                                  \
        if (struck(#name, where)) return -1;           \
        return NEXT(name) arguments;                   \
    }
#define OF(fd) path_of(fd, (char[TEXT_MAX]){0})

CALL(int, bind, (int d, const struct sockaddr *a, socklen_t n), (d, a, n), NULL)
CALL(int, poll, (struct pollfd * p, nfds_t n, int t), (p, n, t), NULL)
CALL(int, epoll_create1, (int f), (f), NULL)
CALL(int, inotify_add_watch, (int d, const char *p, uint32_t m), (d, p, m), p)
CALL(ssize_t, pread, (int d, void *p, size_t n, off_t at), (d, p, n, at), OF(d))
CALL(ssize_t, write, (int d, const void *p, size_t n), (d, p, n), OF(d))
CALL(int, fsync, (int d), (d), OF(d))
CALL(int, syncfs, (int d), (d), OF(d))
CALL(int, mkdir, (const char *p, mode_t m), (p, m), p)
CALL(int, mkdirat, (int d, const char *p, mode_t m), (d, p, m), p)
CALL(int, rename, (const char *a, const char *b), (a, b), b)
CALL(int, renameat2, (int d, const char *a, int e, const char *b, unsigned f), (d, a, e, b, f), b)
CALL(int, link, (const char *a, const char *b), (a, b), b)
CALL(int, linkat, (int d, const char *a, int e, const char *b, int f), (d, a, e, b, f), b)

#define OPENED(flags)                      \
    mode_t mode = 0;                       \
    if ((flags) & (O_CREAT | O_TMPFILE)) { \
        va_list v;                         \
        va_start(v, flags);                \
        mode = va_arg(v, mode_t);          \
        va_end(v);                         \
    }

int open(const char *path, int flags, ...)
{
    OPENED(flags)
    return struck("open", path) ? -1 : NEXT(open)(path, flags, mode);
}

int openat(int d, const char *path, int flags, ...)
{
    OPENED(flags)
    return struck("openat", path) ? -1 : NEXT(openat)(d, path, flags, mode);
}

char *mkdtemp(char *path)
{
    return struck("mkdtemp", path) ? NULL : NEXT(mkdtemp)(path);
}

/* A signal is for the child. */
pid_t fork(void)
{
    struct fault *f = nfaults ? meets("fork", NULL) : NULL;
    int end = f ? signal_of(f->effect) : 0;
    if (f && !end) return errno = number(f->effect), -1;
    pid_t pid = NEXT(fork)();
    if (pid == 0 && end) kill(getpid(), end);
    return pid;
}

long syscall(long n, ...)
{
    long a[6];
    va_list v;
    va_start(v, n);
    for (int i = 0; i < 6; i++)
        a[i] = va_arg(v, long);
    va_end(v);
    if (n == SYS_openat2 && struck("openat2", (const char *)a[1])) return -1;
    return NEXT(syscall)(n, a[0], a[1], a[2], a[3], a[4], a[5]);
}

static char *keys; /* of the file that libyaml is at */

void yaml_parser_set_input_string(yaml_parser_t *p, const unsigned char *text, size_t n)
{
    free(keys);
    keys = strndup((const char *)text, n);
    struck("yaml", keys);
    NEXT(yaml_parser_set_input_string)(p, text, n);
}

/* A libyaml that finds something to say which today's does not. */
int yaml_parser_parse(yaml_parser_t *p, yaml_event_t *e)
{
    if (!struck("yaml_parser_parse", keys)) return NEXT(yaml_parser_parse)(p, e);
    p->error = YAML_PARSER_ERROR;
    p->problem = "found something new";
    return 0;
}

extern void *__libc_malloc(size_t n), *__libc_calloc(size_t n, size_t size);

static bool refused_memory(void *caller)
{
    Dl_info who;
    return nfaults && dladdr(caller, &who) && struck("malloc", who.dli_fname);
}

void *malloc(size_t n)
{
    return refused_memory(__builtin_return_address(0)) ? NULL : __libc_malloc(n);
}

void *calloc(size_t n, size_t size)
{
    return refused_memory(__builtin_return_address(0)) ? NULL : __libc_calloc(n, size);
}

/* Gives the error, as it does. */
int posix_spawnp(pid_t *pid, const char *file, const posix_spawn_file_actions_t *actions,
                 const posix_spawnattr_t *a, char *const argv[], char *const env[])
{
    if (struck("posix_spawnp", file)) return errno;
    return NEXT(posix_spawnp)(pid, file, actions, a, argv, env);
}
