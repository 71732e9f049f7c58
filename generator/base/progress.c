/* progress: see progress.h. */
#include "base/progress.h"
#include "base/buf.h"
#include "base/utf8.h"
#include <errno.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define LINE STDERR_FILENO
#define ERASE "\r\033[K"

enum { BEFORE_MS = 1000, BETWEEN_MS = 100, WIDTH = 80 };

struct progress_shared {
    struct progress_watch watch;
    _Atomic unsigned phase;
    _Atomic bool drawn;
};

/* ---- The line -------------------------------------------------------------------------------- */

void progress_line(struct buf *out, const struct progress_words *words, unsigned phase, size_t done,
                   size_t total, size_t width)
{
    size_t from = out->len, cells = 0;
    buf_put(out, str_of(words->phases[phase]));
    if (total) /* what ended a worker is done twice */
        buf_printf(out, ": %zu %s %zu", done < total ? done : total, words->of, total);
    if (!width) width = WIDTH;
    struct str rest = {out->ptr + from, out->len - from};
    for (uint32_t r; rest.len;) {
        size_t at = out->len - rest.len;
        utf8_next(&rest, &r);
        cells += utf8_cells(r);
        if (cells < width) continue; /* the last cell stays free: some terminals wrap there */
        buf_truncate(out, at);
        return;
    }
}

/* ---- In the drawing process ------------------------------------------------------------------ */

static void nap(long ms)
{
    struct timespec t = {.tv_sec = ms / 1000, .tv_nsec = ms % 1000 * 1000000};
    while (nanosleep(&t, &t) && errno == EINTR)
        continue;
}

static bool in_foreground(void)
{
    pid_t group = tcgetpgrp(LINE);
    return group < 0 || group == getpgrp();
}

static void draw(struct progress_shared *s, const struct progress_words *words, struct arena *a,
                 struct buf *last)
{
    struct winsize size = {0};
    struct buf b = {.arena = a};
    if (!in_foreground() || ioctl(LINE, TIOCGWINSZ, &size)) return;
    buf_put_char(&b, '\r');
    progress_line(&b, words, s->phase, s->watch.done, s->watch.total, size.ws_col);
    buf_put(&b, STR("\033[K"));
    if (str_eq(buf_str(&b), buf_str(last))) return;
    s->drawn = true;
    if (write(LINE, b.ptr, b.len) < 0) _exit(0); /* the terminal is gone */
    buf_reset(last);
    buf_put(last, buf_str(&b));
}

static _Noreturn void show(struct progress_shared *s, const struct progress_words *words,
                           pid_t parent)
{
    struct arena lines = {0}, kept = {0};
    struct buf last = {.arena = &kept};
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent) _exit(0);
    interrupt_forget();
    for (nap(BEFORE_MS);; nap(BETWEEN_MS)) {
        arena_reset(&lines);
        draw(s, words, &lines, &last);
    }
}

/* ---- In the parent --------------------------------------------------------------------------- */

static void on_deadly(int s)
{
    ssize_t ignored = write(LINE, ERASE, sizeof ERASE - 1);
    (void)ignored;
    signal(s, SIG_DFL);
    raise(s); /* waits until we return, and then ends the process */
}

static void take_signals(struct progress *p)
{
    struct sigaction action = {.sa_handler = on_deadly};
    for (size_t i = 0; i < INTERRUPTS; i++) {
        sigaction(interrupts[i], NULL, &p->before[i]);
        if (p->before[i].sa_handler != SIG_IGN) sigaction(interrupts[i], &action, NULL);
    }
}

void progress_begin(struct progress *p, const struct progress_words *words)
{
    const char *term = getenv("TERM");
    pid_t parent = getpid();
    *p = (struct progress){0};
    if (!isatty(LINE) || !term || !*term || str_eq(str_of(term), STR("dumb"))) return;
    struct progress_shared *s =
        mmap(NULL, sizeof *s, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (s == MAP_FAILED) return;
    pid_t drawer = fork();
    if (drawer == 0) show(s, words, parent);
    if (drawer < 0) {
        munmap(s, sizeof *s);
        return;
    }
    *p = (struct progress){.shared = s, .watch = &s->watch, .drawer = drawer};
    take_signals(p);
}

void progress_phase(struct progress *p, unsigned phase)
{
    if (!p->shared) return;
    p->watch->total = 0;
    p->watch->done = 0;
    p->shared->phase = phase;
}

void progress_end(struct progress *p)
{
    if (!p->shared) return;
    kill(p->drawer, SIGKILL);
    while (waitpid(p->drawer, NULL, 0) < 0 && errno == EINTR)
        continue;
    if (p->shared->drawn) {
        ssize_t ignored = write(LINE, ERASE, sizeof ERASE - 1);
        (void)ignored;
    }
    for (size_t i = 0; i < INTERRUPTS; i++)
        sigaction(interrupts[i], &p->before[i], NULL);
    munmap(p->shared, sizeof *p->shared);
    *p = (struct progress){0};
}
