#include "base/diag.h"
#include "base/workers.h"
#include "test.h"
#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* A job whose items compute i * i, but some do what hostile input does. */
enum evil {
    GOOD,
    ABORTS,
    SEGFAULTS,
    LOOPS,
    EATS_MALLOC,
    EATS_SCRATCH,
    EATS_RESULTS,
    EXITS,
    OVERFLOWS
};

struct play {
    size_t count;
    const enum evil *evil; /* by item */
    struct str **results;  /* shared */
    unsigned *tries;       /* shared */
    size_t failed[64];
    enum item_end ends[64];
    size_t nfailed;
    struct file file;
};

static int recurse(volatile char *p)
{
    volatile char room[4096];
    room[0] = *p;
    return *p == 127 ? 0 : recurse(room) + room[0];
}

static void do_evil(enum evil evil, struct worker *w)
{
    volatile char zero = 0, *volatile nowhere = NULL;
    switch (evil) {
    case GOOD:
        return;
    case ABORTS:
        abort();
    case SEGFAULTS:
        *nowhere = 1;
        return;
    case LOOPS:
        while (!zero)
            continue;
        return;
    case EATS_MALLOC: /* as cmark does: abort when there is no more */
        for (;;) {
            char *p = malloc(1 << 20);
            if (!p) abort();
            memset(p, 1, 1 << 20);
        }
    case EATS_SCRATCH:
        for (;;)
            memset(arena_bytes(w->scratch, 1 << 16), 1, 1 << 16);
    case EATS_RESULTS:
        for (;;)
            arena_bytes(w->results, 1 << 16);
    case EXITS:
        _exit(0);
    case OVERFLOWS:
        recurse(&zero);
        return;
    }
}

static void play_one(void *ctx, size_t i, struct worker *w)
{
    struct play *p = ctx;
    p->tries[i]++;
    struct str *s = arena_new(w->results, struct str, 1);
    if (s->ptr || s->len) return; /* not zeroed: something of a worker that died is left */
    *s = str_number(w->results, i * i);
    p->results[i] = s;
    if (i % 3 == 0)
        diag(w->diags, DIAG_NO_PROCESS, ((struct pos){&p->file, 0, 0}), str_number(w->scratch, i));
    if (p->evil) do_evil(p->evil[i], w);
}

static void play_failed(void *ctx, size_t i, enum item_end how)
{
    struct play *p = ctx;
    if (p->nfailed == 64) return;
    p->failed[p->nfailed] = i;
    p->ends[p->nfailed++] = how;
}

static bool play_run(struct test *t, struct workers *w, struct play *p)
{
    w->diags = arena_new(t->arena, struct diags, 1);
    w->diags->arena = t->arena;
    p->results = workers_shared(w, p->count, sizeof *p->results);
    p->tries = workers_shared(w, p->count, sizeof *p->tries);
    p->file = (struct file){STR("a.md"), STR("text")};
    return p->results && p->tries &&
           workers_run(w, &(struct workers_job){.count = p->count,
                                                .run = play_one,
                                                .ctx = p,
                                                .failed = play_failed,
                                                .seconds = 1,
                                                .bytes = (size_t)64 << 20});
}

/* All good items have their results, all others none that anybody would look at. */
static bool play_right(const struct play *p)
{
    char want[32];
    for (size_t i = 0; i < p->count; i++) {
        if (p->evil && p->evil[i]) continue;
        snprintf(want, sizeof want, "%zu", i * i);
        if (!p->results[i] || !str_eq(*p->results[i], str_of(want))) return false;
    }
    return true;
}

TEST("workers leave results where the parent finds them, whatever their number")
{
    for (unsigned n = 1; n <= 4; n++) {
        struct workers w = {.n = n};
        struct play p = {.count = 1000};
        CHECK(play_run(t, &w, &p));
        CHECK(play_right(&p));
        CHECK_INT(p.nfailed, 0);
        workers_free(&w);
    }
}

TEST("workers' diagnostics arrive in the order of items, the same with one worker and with three")
{
    for (unsigned n = 1; n <= 3; n += 2) {
        struct workers w = {.n = n};
        struct play p = {.count = 300};
        size_t i = 0;
        CHECK(play_run(t, &w, &p));
        workers_free(&w); /* the diagnostics are copies */
        for (const struct diag *d = w.diags->first; d; d = d->next, i += 3)
            CHECK_STR(d->args[0], str_number(t->arena, i));
        CHECK_INT(i, 300);
    }
}

TEST("no items need no worker")
{
    struct diags d = {.arena = t->arena};
    struct workers w = {.n = 2, .diags = &d};
    CHECK(workers_run(&w, &(struct workers_job){.run = play_one}));
    workers_free(&w);
}

static void one_evil(struct test *t, enum evil evil, enum item_end how)
{
    enum evil evils[100] = {[41] = evil};
    for (unsigned n = 1; n <= 2; n++) {
        struct workers w = {.n = n};
        struct play p = {.count = 100, .evil = evils};
        CHECK(play_run(t, &w, &p));
        CHECK(play_right(&p));
        CHECK_INT(p.nfailed, 1);
        CHECK_INT(p.failed[0], 41);
        CHECK_INT(p.ends[0], how);
        CHECK_INT(p.tries[41], 1);
        workers_free(&w);
    }
}

TEST("an item that aborts is named, and all others are done")
{
    one_evil(t, ABORTS, ITEM_CRASHED);
}

TEST("an item that writes to a wild address is named")
{
    if (ARENA_ASAN) SKIP("AddressSanitizer reports it, at length");
    one_evil(t, SEGFAULTS, ITEM_CRASHED);
}

TEST("an item that recurses without end is named")
{
    if (ARENA_ASAN) SKIP("AddressSanitizer reports it, at length");
    one_evil(t, OVERFLOWS, ITEM_CRASHED);
}

TEST("an item that ends the process quietly is named")
{
    one_evil(t, EXITS, ITEM_CRASHED);
}

TEST("an item that never ends is stopped after its seconds of CPU")
{
    one_evil(t, LOOPS, ITEM_TIMEOUT);
}

TEST("an item that eats memory through a library is stopped at the limit")
{
    if (ARENA_ASAN) SKIP("AddressSanitizer has a shadow that RLIMIT_DATA would count");
    one_evil(t, EATS_MALLOC, ITEM_MEMORY);
}

TEST("an item that fills its scratch arena is stopped at the limit")
{
    one_evil(t, EATS_SCRATCH, ITEM_MEMORY);
}

TEST("an item that fills its slice is stopped at the limit")
{
    one_evil(t, EATS_RESULTS, ITEM_MEMORY);
}

TEST("many hostile items cost one attempt each and two for the others at most")
{
    enum evil evils[2000] = {0};
    for (size_t i = 300; i < 330; i++)
        evils[i] = ABORTS;
    for (size_t i = 7; i < 2000; i += 97)
        evils[i] = i % 2 ? EXITS : ABORTS;
    struct workers w = {.n = 2};
    struct play p = {.count = 2000, .evil = evils};
    CHECK(play_run(t, &w, &p));
    CHECK(play_right(&p));
    for (size_t i = 0; i < 2000; i++) {
        CHECK(evils[i] == GOOD || p.tries[i] == 1);
        CHECK(p.tries[i] >= 1 && p.tries[i] <= 2);
    }
    for (size_t i = 1; i < p.nfailed; i++)
        CHECK(p.failed[i - 1] < p.failed[i]);
    workers_free(&w);
}

TEST("a job in which every item crashes ends")
{
    enum evil evils[40];
    for (size_t i = 0; i < 40; i++)
        evils[i] = ABORTS;
    struct workers w = {.n = 3};
    struct play p = {.count = 40, .evil = evils};
    CHECK(play_run(t, &w, &p));
    CHECK_INT(p.nfailed, 40);
    CHECK(!w.diags->first);
    workers_free(&w);
}

static void told_to_stop(void *ctx, size_t i, struct worker *w)
{
    (void)ctx, (void)w;
    if (i == 5) raise(SIGTERM);
}

TEST("a worker that is told to stop stops the run, and no item is blamed")
{
    struct diags d = {.arena = t->arena};
    struct workers w = {.n = 2, .diags = &d};
    CHECK(!workers_run(&w, &(struct workers_job){.count = 50, .run = told_to_stop}));
    CHECK(d.first && d.first->id == DIAG_INTERRUPTED);
    workers_free(&w);
}

static size_t address_space(void)
{
    size_t pages = 0;
    FILE *f = fopen("/proc/self/statm", "r");
    if (!f || fscanf(f, "%zu", &pages) != 1) pages = 0;
    if (f) fclose(f);
    return pages * (size_t)sysconf(_SC_PAGESIZE);
}

/* All that a process can read: what a search for leaks goes through. */
static size_t readable_bytes(void)
{
    char line[512];
    size_t sum = 0;
    FILE *f = fopen("/proc/self/maps", "r");
    while (f && fgets(line, sizeof line, f)) {
        unsigned long long from, to;
        char may;
        if (sscanf(line, "%llx-%llx %c", &from, &to, &may) == 3 && may == 'r') sum += to - from;
    }
    if (f) fclose(f);
    return sum;
}

struct look {
    size_t *readable; /* shared, by item */
};

static void look_around(void *ctx, size_t i, struct worker *w)
{
    struct look *look = ctx;
    memset(arena_bytes(w->results, 3 << 20), 1, 3 << 20);
    look->readable[i] = readable_bytes();
}

TEST("of what is reserved, workers and parent can read only what was asked for")
{
    if (ARENA_ASAN) SKIP("AddressSanitizer has a shadow of all memory");
    struct diags d = {.arena = t->arena};
    struct workers w = {.n = 1, .diags = &d};
    struct arena region;
    size_t before = readable_bytes();
    CHECK(workers_arena(&w, &region, (size_t)1 << 20, (size_t)1 << 30));
    memset(arena_bytes(&region, 5 << 20), 1, 5 << 20);
    struct look look = {.readable = workers_shared(&w, 4, sizeof(size_t))};
    CHECK(workers_run(&w, &(struct workers_job){.count = 4, .run = look_around, .ctx = &look}));
    for (size_t i = 0; i < 4; i++)
        CHECK(look.readable[i] - before < (size_t)32 << 20);
    CHECK(readable_bytes() - before < (size_t)32 << 20);
    workers_free(&w);
}

TEST("workers start where address space is short")
{
    if (ARENA_ASAN) SKIP("AddressSanitizer needs the address space");
    pid_t pid = fork();
    if (pid == 0) {
        rlim_t most = address_space() + ((rlim_t)3 << 30);
        struct rlimit limit = {most, most};
        struct workers w = {.n = 2};
        struct play p = {.count = 100};
        _exit(setrlimit(RLIMIT_AS, &limit) || !play_run(t, &w, &p) || !play_right(&p));
    }
    int status = 0;
    CHECK(waitpid(pid, &status, 0) == pid);
    CHECK_INT(status, 0);
}

TEST("a system that refuses to fork gives one fatal diagnostic")
{
    pid_t pid = fork();
    if (pid == 0) { /* nobody: root is not limited in its processes */
        if (geteuid() == 0 && setresuid(65534, 65534, 65534)) _exit(9);
        struct workers w = {.n = 2};
        struct play p = {.count = 10};
        setrlimit(RLIMIT_NPROC, &(struct rlimit){0, 0});
        bool ok = play_run(t, &w, &p);
        _exit(ok || w.diags->count[SEVERITY_FATAL] != 1 || w.diags->first->id != DIAG_NO_PROCESS);
    }
    int status = 0;
    CHECK(waitpid(pid, &status, 0) == pid);
    CHECK_INT(status, 0);
}

TEST("a list of items that there is no memory for gives one fatal diagnostic")
{
    if (ARENA_ASAN) SKIP("AddressSanitizer ends the process when there is no memory");
    pid_t pid = fork();
    if (pid == 0) {
        struct rlimit limit = {(rlim_t)256 << 20, (rlim_t)256 << 20};
        struct diags d = {.arena = t->arena};
        struct workers w = {.n = 2, .diags = &d};
        struct workers_job job = {.count = (size_t)1 << 27, .run = play_one};
        bool ok = setrlimit(RLIMIT_DATA, &limit) || workers_run(&w, &job);
        _exit(ok || d.count[SEVERITY_FATAL] != 1 || d.first->id != DIAG_NO_MEMORY);
    }
    int status = 0;
    CHECK(waitpid(pid, &status, 0) == pid);
    CHECK_INT(status, 0);
}

static void fork_a_run(void *ctx, size_t i, struct worker *w)
{
    (void)i, (void)w;
    *(pid_t *)ctx = getpid();
    for (;;)
        pause();
}

TEST("workers die with their parent")
{
    struct diags d = {.arena = t->arena};
    struct workers w = {.n = 1, .diags = &d};
    volatile pid_t *child = workers_shared(&w, 1, sizeof *child);
    CHECK(child);
    pid_t pid = fork();
    if (pid == 0) {
        workers_run(&w, &(struct workers_job){.count = 1, .run = fork_a_run, .ctx = (void *)child});
        _exit(0);
    }
    const struct timespec pause = {.tv_nsec = 5000000};
    for (int i = 0; i < 400 && !*child; i++)
        nanosleep(&pause, NULL);
    CHECK(*child);
    kill(pid, SIGKILL);
    waitpid(pid, NULL, 0);
    bool gone = false;
    for (int i = 0; i < 400 && !gone; i++) {
        char path[64], state = 0;
        snprintf(path, sizeof path, "/proc/%d/stat", (int)*child);
        FILE *f = fopen(path, "r");
        gone = !f || fscanf(f, "%*d (%*[^)]) %c", &state) != 1 || state == 'Z';
        if (f) fclose(f);
        nanosleep(&pause, NULL);
    }
    CHECK(gone);
    workers_free(&w);
}
