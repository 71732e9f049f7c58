/* Hostile texts end in a diagnostic or are read within seconds: each in a process of its own, under
 * a limit on processor time (longer with a sanitizer, which makes everything slow). */
#include "test.h"
#include "hostile.h"
#include "parts/markdown.h"
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define SECONDS (ARENA_ASAN ? 60 : 5)

static void read_in_child(struct arena *a, const struct hostile *h)
{
    setrlimit(RLIMIT_CPU, &(struct rlimit){SECONDS, SECONDS});
    setrlimit(RLIMIT_CORE, &(struct rlimit){0, 0});
    struct file file = {STR_INIT("x.md"), hostile_text(a, h)};
    struct diags d = {.arena = a};
    struct markdown md;
    bool ok =
        markdown_parse(&md, &(struct markdown_input){.file = &file, .text = file.bytes}, a, &d);
    _exit(ok == (d.count[SEVERITY_ERROR] == 0) ? 0 : 1);
}

TEST("each hostile text ends in a diagnostic, or is read within seconds")
{
    for (size_t i = 0; i < sizeof hostile_texts / sizeof *hostile_texts; i++) {
        const struct hostile *h = &hostile_texts[i];
        pid_t child = fork();
        CHECK(child >= 0);
        if (child == 0) read_in_child(t->arena, h);
        int status;
        struct rusage use;
        CHECK(wait4(child, &status, 0, &use) == child);
        double seconds = (double)use.ru_utime.tv_sec + 1e-6 * (double)use.ru_utime.tv_usec;
        if (getenv("HOSTILE"))
            printf("%7.3f s  %6ld MB  %s\n", seconds, use.ru_maxrss >> 10, h->name);
        if (status)
            test_fail(t, __FILE__, __LINE__, "%s: status %d after %.1f s", h->name, status,
                      seconds);
    }
}
