/* child: see child.h. */
#include "base/child.h"
#include "base/arena.h"
#include "base/fd.h"
#include "base/interrupt.h"
#include "base/reason.h"
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#ifdef STEG_COVERAGE
void __gcov_dump(void); /* gcc's; otherwise done by exit(), which a child does not call */
#endif

#define DONE "\n\0steg: all is said\n" /* ends an answer that is whole */

enum { OUT = STDERR_FILENO + 1, PIECE = 64 << 10, LAST_TRIES = 1000, LAST_MS = 2000 };

/* ---- In the child ---------------------------------------------------------------------------- */

/* The sockets and locks of the caller are none of the child's business: a connection that the
 * caller closes would stay open for as long as the child lives. */
static void close_others(int out)
{
    if (out != OUT) dup2(out, OUT);
    if (close_range(OUT + 1, ~0U, 0) == 0) return;
    long most = sysconf(_SC_OPEN_MAX); /* Linux before 5.9 */
    for (int fd = OUT + 1; fd < most; fd++)
        close(fd);
}

static void settle_in(pid_t parent)
{
    static const int ours[] = {SIGPIPE, SIGCHLD};
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent) _exit(1);
    setrlimit(RLIMIT_CORE, &(struct rlimit){0});
    for (size_t i = 0; i < sizeof ours / sizeof *ours; i++)
        signal(ours[i], SIG_DFL);
    interrupt_forget();
    int null = ARENA_ASAN || getenv("STEG_DEBUG") ? -1 : open("/dev/null", O_RDWR | O_CLOEXEC);
    if (null < 0) return;
    dup2(null, STDOUT_FILENO);
    dup2(null, STDERR_FILENO);
    close(null);
}

/* ---- In the parent --------------------------------------------------------------------------- */

bool child_start(struct child *c, bool (*run)(void *ctx, int out), void *ctx, struct diags *d)
{
    int fds[2];
    pid_t parent = getpid();
    *c = (struct child){.fd = -1, .why = ""};
    if (pipe2(fds, O_CLOEXEC)) {
        diag(d, DIAG_NO_PROCESS, (struct pos){0}, reason_of(errno, d->arena));
        return false;
    }
    c->pid = fork();
    if (c->pid == 0) {
        settle_in(parent);
        close_others(fds[1]);
        if (run(ctx, OUT)) fd_write(OUT, STR(DONE));
        close(OUT);
#ifdef STEG_COVERAGE
        __gcov_dump();
#endif
        _exit(0);
    }
    int err = errno;
    close(fds[1]);
    if (c->pid > 0) {
        c->fd = fds[0];
        fcntl(c->fd, F_SETFL, O_NONBLOCK);
        return true;
    }
    close(fds[0]);
    c->pid = 0;
    diag(d, DIAG_NO_PROCESS, (struct pos){0}, reason_of(err, d->arena));
    return false;
}

/* Forks of the child have its end of the pipe too: nothing more comes when the last one is gone. */
static void wait_for_all(const struct child *c)
{
    char rest[4096];
    struct pollfd p = {.fd = c->fd, .events = POLLIN};
    for (int tries = 0; tries < LAST_TRIES && poll(&p, 1, LAST_MS) != 0; tries++)
        if (read(c->fd, rest, sizeof rest) == 0) return;
}

/* The child is gone, or goes now. */
static void end(struct child *c, bool kill_it)
{
    int status = 0;
    if (kill_it && c->pid) kill(c->pid, SIGKILL);
    if (kill_it && c->fd >= 0) wait_for_all(c);
    if (c->fd >= 0) close(c->fd);
    c->fd = -1;
    if (!c->pid) return;
    while (waitpid(c->pid, &status, 0) < 0 && errno == EINTR)
        continue;
    c->pid = 0;
    if (WIFSIGNALED(status) && !c->trouble) {
        const char *name = sigabbrev_np(WTERMSIG(status));
        c->why = name ? name : "?";
    }
}

/* Nothing more comes. */
static void take_end(struct child *c)
{
    struct str done = STR(DONE);
    c->good = str_ends((struct str){c->answer, c->len}, done);
    if (!c->good) {
        end(c, false);
        return;
    }
    c->len -= done.len;
    c->answer[c->len] = '\0';
    close(c->fd);
    c->fd = -1;
}

static bool fail(struct child *c, int err)
{
    c->trouble = err;
    end(c, true);
    return false;
}

/* Room for a piece and the NUL. */
static bool grow(struct child *c)
{
    if (c->cap - c->len > PIECE) return true;
    size_t cap = 2 * c->cap + 2 * PIECE;
    char *more = realloc(c->answer, cap);
    if (!more) return false;
    c->answer = more;
    c->cap = cap;
    return true;
}

bool child_read(struct child *c)
{
    while (c->fd >= 0) {
        if (c->len > CHILD_ANSWER_MAX) return fail(c, EMSGSIZE);
        if (!grow(c)) return fail(c, ENOMEM);
        ssize_t n = read(c->fd, c->answer + c->len, PIECE);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0 && errno == EAGAIN) return true;
        if (n < 0) return fail(c, errno);
        c->len += (size_t)n;
        c->answer[c->len] = '\0';
        if (n == 0) take_end(c);
    }
    return false;
}

void child_stop(struct child *c)
{
    if (c->pid) end(c, true);
    free(c->answer);
    *c = (struct child){.fd = -1, .why = ""};
}
