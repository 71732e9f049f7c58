#include "base/buf.h"
#include "base/interrupt.h"
#include "base/progress.h"
#include "test.h"
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static const char *const phases[] = {"Lager sider", "Ålesund"};
static const struct progress_words words = {"av", phases};

static struct str line(struct test *t, unsigned phase, size_t done, size_t total, size_t width)
{
    struct buf b = {.arena = t->arena};
    progress_line(&b, &words, phase, done, total, width);
    return buf_str(&b);
}

TEST("the line says what is done, how much and of how many")
{
    CHECK_STR(line(t, 0, 3, 10, 80), STR("Lager sider: 3 av 10"));
    CHECK_STR(line(t, 0, 0, 0, 80), STR("Lager sider"));
    CHECK_STR(line(t, 0, 12, 10, 80), STR("Lager sider: 10 av 10"));
    CHECK_STR(line(t, 0, 3, 10, 0), STR("Lager sider: 3 av 10"));
}

TEST("the line is shorter than the terminal is wide, in whole letters")
{
    CHECK_STR(line(t, 0, 3, 10, 21), STR("Lager sider: 3 av 10"));
    CHECK_STR(line(t, 0, 3, 10, 20), STR("Lager sider: 3 av 1"));
    CHECK_STR(line(t, 1, 0, 0, 2), STR("Å"));
    CHECK_STR(line(t, 1, 0, 0, 1), STR(""));
}

TEST("where standard error is no terminal nothing is begun")
{
    if (isatty(STDERR_FILENO)) SKIP("standard error is a terminal here");
    struct progress p;
    progress_begin(&p, &words);
    CHECK(!p.shared && !p.watch);
    progress_phase(&p, 1);
    progress_end(&p);
}

/* How a child ends that holds signals, is sent one, and releases them; 99: it lives on. */
static int ended(int sent, void (*before)(int), bool *came)
{
    int fds[2];
    if (pipe(fds)) return -1;
    pid_t pid = fork();
    if (pid == 0) {
        struct interrupt outer, inner;
        interrupt_forget();
        signal(sent, before);
        interrupt_hold(&outer);
        interrupt_hold(&inner);
        raise(sent);
        char seen = interrupt_came();
        interrupt_release(&inner); /* not the outermost: still held */
        if (write(fds[1], &seen, 1) != 1) _exit(1);
        interrupt_release(&outer);
        _exit(99);
    }
    char seen = 0;
    int status;
    close(fds[1]);
    ssize_t got = read(fds[0], &seen, 1);
    close(fds[0]);
    waitpid(pid, &status, 0);
    *came = got == 1 && seen;
    return WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status);
}

TEST("a signal that is held waits, is seen, and ends the process when it is released")
{
    bool came;
    for (size_t i = 0; i < INTERRUPTS; i++) {
        CHECK_INT(ended(interrupts[i], SIG_DFL, &came), interrupts[i]);
        CHECK(came);
    }
}

TEST("a signal that is ignored stays so: it neither comes nor ends")
{
    bool came;
    for (size_t i = 0; i < INTERRUPTS; i++) {
        CHECK_INT(ended(interrupts[i], SIG_IGN, &came), 99);
        CHECK(!came);
    }
}
