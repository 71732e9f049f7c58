#include "base/child.h"
#include "base/fd.h"
#include "base/interrupt.h"
#include "io_fixture.h"
#include "test.h"
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <unistd.h>

/* Reads until the child has ended. */
static void follow(struct child *c)
{
    do
        poll(&(struct pollfd){.fd = c->fd, .events = POLLIN}, 1, 10000);
    while (child_read(c));
}

static bool says_hello(void *ctx, int out)
{
    *(int *)ctx = 7;
    return fd_write(out, STR("hello"));
}

TEST("a child's answer comes back, and what it changed does not")
{
    struct child c;
    struct diags d = {.arena = t->arena};
    int n = 1;
    CHECK(child_start(&c, says_hello, &n, &d));
    follow(&c);
    CHECK(c.good);
    CHECK_STR(((struct str){c.answer, c.len}), STR("hello"));
    CHECK_INT(n, 1);
    child_stop(&c);
    CHECK_INT(c.pid, 0);
}

static bool says_much(void *ctx, int out)
{
    struct str piece = STR("0123456789abcdef");
    for (size_t i = 0; i < *(size_t *)ctx; i++)
        if (!fd_write(out, piece)) return false;
    return true;
}

TEST("an answer may be larger than a pipe holds")
{
    struct child c;
    struct diags d = {.arena = t->arena};
    size_t n = 60000;
    CHECK(child_start(&c, says_much, &n, &d));
    follow(&c);
    CHECK(c.good);
    CHECK_INT(c.len, 960000);
    child_stop(&c);
}

TEST("an answer without end ends the child")
{
    struct child c;
    struct diags d = {.arena = t->arena};
    size_t n = SIZE_MAX;
    CHECK(child_start(&c, says_much, &n, &d));
    follow(&c);
    CHECK(!c.good);
    CHECK(c.trouble != 0);
    CHECK_INT(c.pid, 0);
    child_stop(&c);
}

static bool says_no(void *ctx, int out)
{
    (void)ctx;
    fd_write(out, STR("an answer\n"));
    return false;
}

TEST("an answer that its child does not stand by is no good one")
{
    struct child c;
    struct diags d = {.arena = t->arena};
    CHECK(child_start(&c, says_no, NULL, &d));
    follow(&c);
    bool good = c.good;
    child_stop(&c);
    CHECK(!good);
}

static bool dies(void *ctx, int out)
{
    fd_write(out, STR("half of an ans"));
    return raise(*(int *)ctx) == 0;
}

TEST("a child that dies is told, with the signal")
{
    struct child c;
    struct diags d = {.arena = t->arena};
    int with = SIGKILL;
    CHECK(child_start(&c, dies, &with, &d));
    follow(&c);
    CHECK(!c.good);
    CHECK_STR(str_of(c.why), STR("KILL"));
    child_stop(&c);
}

static bool waits(void *ctx, int out)
{
    (void)ctx, (void)out;
    pause();
    return true;
}

TEST("a child that waits for ever is stopped at once")
{
    struct child c;
    struct diags d = {.arena = t->arena};
    CHECK(child_start(&c, waits, NULL, &d));
    pid_t pid = c.pid;
    CHECK(child_read(&c));
    child_stop(&c);
    CHECK_INT(c.pid, 0);
    CHECK(kill(pid, 0) < 0);
}

/* The standard descriptors and the answer's are there, and no other. */
static bool lists_descriptors(void *ctx, int out)
{
    char name[16];
    (void)ctx;
    for (int fd = 0; fd < 64; fd++)
        if (fcntl(fd, F_GETFD) >= 0 && snprintf(name, sizeof name, "%d ", fd) > 0)
            fd_write(out, str_of(name));
    return true;
}

TEST("a child has none of its parent's descriptors")
{
    struct child c;
    struct diags d = {.arena = t->arena};
    int one = open("/", O_RDONLY), two = open("/", O_RDONLY | O_CLOEXEC);
    bool started = child_start(&c, lists_descriptors, NULL, &d);
    close(one);
    close(two);
    CHECK(started);
    follow(&c);
    CHECK_STR(str_of(c.answer), STR("0 1 2 3 "));
    child_stop(&c);
}

/* A fork that dies with the child, after it has left a name behind. */
static bool forks(void *ctx, int out)
{
    (void)out;
    pid_t parent = getpid();
    if (fork() == 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        for (int n = 0; getppid() == parent; n++) {
            char name[64];
            snprintf(name, sizeof name, "%s/%d", (const char *)ctx, n);
            close(open(name, O_CREAT | O_WRONLY, 0600));
        }
        raise(SIGKILL);
    }
    pause();
    return true;
}

TEST("when a child has been stopped, its own forks do nothing more")
{
    struct child c;
    struct diags d = {.arena = t->arena};
    const char *dir = fixture_make(t->arena);
    CHECK(child_start(&c, forks, (void *)(uintptr_t)dir, &d));
    usleep(20000);
    child_stop(&c);
    struct str before = fixture_list(t->arena, dir);
    usleep(20000);
    struct str after = fixture_list(t->arena, dir);
    fixture_remove(dir);
    CHECK(before.len > 0);
    CHECK_STR(after, before);
}

static const int asking[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT};
enum { ASKING = sizeof asking / sizeof *asking };

static bool is_asked(void *ctx, int out)
{
    (void)ctx;
    for (size_t i = 0; i < ASKING; i++)
        raise(asking[i]);
    return fd_write(out, STR("still here"));
}

/* nohup(1), and a shell's background: whoever ignores a signal, means all that is started. */
TEST("a signal that was ignored before is ignored in a child too")
{
    struct child c;
    struct diags d = {.arena = t->arena};
    struct sigaction before[ASKING], ignore = {.sa_handler = SIG_IGN};
    for (size_t i = 0; i < ASKING; i++)
        sigaction(asking[i], &ignore, &before[i]);
    bool started = child_start(&c, is_asked, NULL, &d);
    for (size_t i = 0; i < ASKING; i++)
        sigaction(asking[i], &before[i], NULL);
    CHECK(started);
    follow(&c);
    CHECK(c.good);
    CHECK_STR(str_of(c.answer), STR("still here"));
    child_stop(&c);
}

static void pass_over(int signal)
{
    (void)signal;
}

TEST("a signal that the caller holds and handles itself ends a child")
{
    struct child c;
    struct diags d = {.arena = t->arena};
    struct sigaction before, own = {.sa_handler = pass_over};
    struct interrupt held;
    sigaction(SIGTERM, &own, &before);
    interrupt_hold(&held);
    int with = SIGTERM;
    bool started = child_start(&c, dies, &with, &d);
    interrupt_release(&held);
    sigaction(SIGTERM, &before, NULL);
    CHECK(started);
    follow(&c);
    CHECK(!c.good);
    CHECK_STR(str_of(c.why), STR("TERM"));
    child_stop(&c);
}
