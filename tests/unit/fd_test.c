#include "base/fd.h"
#include "test.h"
#include <errno.h>
#include <signal.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#define MUCH ((size_t)1 << 20) /* more than a pipe holds */

static void on_alarm(int signal)
{
    (void)signal;
}

/* Makes every call that waits be interrupted, again and again. */
static void interrupt_often(bool on)
{
    struct sigaction act = {.sa_handler = on ? on_alarm : SIG_DFL}; /* without SA_RESTART */
    struct itimerval every = {.it_interval.tv_usec = on ? 500 : 0,
                              .it_value.tv_usec = on ? 500 : 0};
    if (on) sigaction(SIGALRM, &act, NULL);
    setitimer(ITIMER_REAL, &every, NULL);
    if (!on) sigaction(SIGALRM, &act, NULL);
}

TEST("all is written and read through a pipe that holds less, whatever interrupts")
{
    int fds[2];
    char *bytes = arena_bytes(t->arena, MUCH), *got = arena_bytes(t->arena, MUCH + 1);
    for (size_t i = 0; i < MUCH; i++)
        bytes[i] = (char)(i * 7 % 251);
    CHECK(pipe(fds) == 0);
    pid_t pid = fork();
    if (pid == 0) {
        close(fds[0]);
        interrupt_often(true);
        _exit(!fd_write(fds[1], (struct str){bytes, MUCH}));
    }
    close(fds[1]);
    interrupt_often(true);
    ssize_t n = fd_read(fds[0], got, MUCH + 1);
    interrupt_often(false);
    int status = -1;
    CHECK(waitpid(pid, &status, 0) == pid);
    close(fds[0]);
    CHECK_INT(status, 0);
    CHECK_INT(n, MUCH);
    CHECK(memcmp(bytes, got, MUCH) == 0);
}

TEST("no more is read than was asked for, and nothing is written of nothing")
{
    int fds[2];
    char got[4] = "";
    CHECK(pipe(fds) == 0);
    CHECK(fd_write(fds[1], STR("abcdef")));
    CHECK(fd_write(fds[1], (struct str){0}));
    close(fds[1]);
    CHECK_INT(fd_read(fds[0], got, 4), 4);
    CHECK_STR(((struct str){got, 4}), STR("abcd"));
    CHECK_INT(fd_read(fds[0], got, 4), 2);
    CHECK_INT(fd_read(fds[0], got, 4), 0);
    close(fds[0]);
}

TEST("what cannot be written or read says why")
{
    char one;
    CHECK(!fd_write(-1, STR("a")));
    CHECK_INT(errno, EBADF);
    errno = 0;
    CHECK_INT(fd_read(-1, &one, 1), -1);
    CHECK_INT(errno, EBADF);
}
