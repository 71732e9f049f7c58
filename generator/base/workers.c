#include "base/workers.h"
#include "base/interrupt.h"
#include "base/progress.h"
#include "base/reason.h"
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#ifdef STEG_COVERAGE
void __gcov_dump(void); /* gcc's; otherwise done by exit(), which a worker does not call */
#endif

#define SLICE_WANTED ((size_t)8 << 30)
#define SLICE_LEAST ((size_t)64 << 20)
#define OPENED ((size_t)1 << 20) /* bytes of a region that are opened at once, at least */
#define SECONDS_DEFAULT 5
#define BYTES_DEFAULT ((size_t)1 << 30)

enum { RUN_MAX = 16 };                      /* items claimed at once */
enum { UNEXPLAINED_MAX = 16 };              /* deaths outside of any item */
enum { LOOK_MS = 100 };                     /* between looks for a signal that is held */
enum { STATUS_CRASHED = 1, STATUS_MEMORY }; /* exit statuses of a worker that did not finish */

/* What became of an item. Shared; written by the worker that does it. */
struct item {
    struct diag *diags; /* in that worker's slice */
    uint32_t life;      /* the worker that finished it: valid if that one lived; 0: not done */
    uint32_t end;       /* enum item_end; written by the parent */
};

/* At the start of a slice: where its worker is. */
struct head {
    size_t at, end; /* the claimed run: places in the round's order */
    size_t open;    /* bytes of the slice that can be read, from its start */
    bool finished;
};
#define RESULTS_AT ((sizeof(struct head) + ARENA_ALIGN - 1) / ARENA_ALIGN * ARENA_ALIGN)

/* A place for one worker at a time; the next one to live there gets the slice cleared. */
struct slot {
    pid_t pid; /* 0: nobody */
    int fd;    /* read end of a pipe that closes when the worker ends */
    uint32_t life;
    struct workers_slice slice;
};

/* One workers_run. A round goes once through the items that are not done; a worker that dies is
 * replaced at once, and what it had done is for the next round. Culprits are never tried again, so
 * what the second round holds are items that did no harm in the first. */
struct crew {
    struct workers *w;
    const struct workers_job *job;
    struct item *items;   /* shared */
    _Atomic size_t *next; /* shared: the first place of the round that nobody has claimed */
    struct slot *slots;
    struct pollfd *polls; /* of the slots */
    size_t nslots, alive;
    size_t *order;   /* this round's items */
    size_t len, run; /* how many; how many are claimed at once */
    bool *died;      /* by life */
    uint32_t lives, lives_cap, unexplained;
    enum diag_id refusal; /* what the system refused last, and its errno */
    int why;
    pid_t parent;
};

/* ---- Shared memory --------------------------------------------------------------------------- */

static bool refused(struct workers *w, enum diag_id id)
{
    diag(w->diags, id, ((struct pos){0}), reason_of(errno, w->diags->arena));
    return false;
}

/* The same for later: somebody else may still be able to do the work. */
static bool refusal(struct crew *c, enum diag_id id)
{
    c->refusal = id;
    c->why = errno;
    return false;
}

static void *map_shared(size_t size, int protection)
{
    void *p = mmap(NULL, size, protection, MAP_SHARED | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    return p == MAP_FAILED ? NULL : p;
}

static bool open_bytes(void *p, size_t n)
{
    return mprotect(p, n, PROT_READ | PROT_WRITE) == 0;
}

/* Notes it for workers_free. */
static bool keep(struct workers *w, void *base, size_t size)
{
    if (w->nslices == w->slices_cap) {
        size_t cap = w->slices_cap ? 2 * w->slices_cap : 8;
        struct workers_slice *more = realloc(w->slices, cap * sizeof *more);
        if (!more) return false;
        w->slices = more;
        w->slices_cap = cap;
    }
    w->slices[w->nslices++] = (struct workers_slice){base, size};
    return true;
}

void *workers_shared(struct workers *w, size_t n, size_t size)
{
    size_t bytes;
    void *p = NULL;
    errno = ENOMEM;
    if (!__builtin_mul_overflow(n, size, &bytes))
        p = map_shared(bytes ? bytes : 1, PROT_READ | PROT_WRITE);
    if (p && !keep(w, p, bytes ? bytes : 1)) {
        munmap(p, bytes ? bytes : 1);
        p = NULL;
    }
    if (!p) refused(w, DIAG_NO_MEMORY);
    return p;
}

/* As much as the system will reserve, closed, and noted for workers_free; NULL and errno. Where it
 * will not give all, no more than a quarter of what it would give is taken: others come after. */
static void *region(struct workers *w, size_t least, size_t *size)
{
    for (size_t n = *size; n >= least; n /= 2) {
        void *p = map_shared(n, PROT_NONE);
        if (!p) continue;
        if (n < *size && n / 4 >= least) {
            munmap((char *)p + n / 4, n - n / 4);
            n /= 4;
        }
        *size = n;
        if (keep(w, p, n)) return p;
        munmap(p, n);
        break;
    }
    return NULL;
}

/* An arena in a region that is opened as it fills; `top`: how far it may. */
struct opening {
    char *top;
    size_t *open; /* in the head of a slice; or NULL */
};

static bool open_more(struct arena *a, size_t bytes)
{
    const struct opening *o = a->more_ctx;
    size_t left = (size_t)(o->top - a->end), room = (size_t)(a->end - a->next);
    if (bytes > room + left) return false;
    size_t n = (bytes - room + OPENED - 1) / OPENED * OPENED;
    if (n > left) n = left;
    if (!open_bytes(a->end, n)) return false;
    a->end += n;
    if (o->open) *o->open += n;
    return true;
}

bool workers_arena(struct workers *w, struct arena *out, size_t least, size_t most)
{
    size_t size = most;
    char *p = region(w, least, &size);
    /* Its own first block says how far it goes. */
    if (!p || !open_bytes(p, OPENED)) return refused(w, DIAG_NO_MEMORY);
    arena_fixed(out, p, OPENED);
    struct opening *o = arena_new(out, struct opening, 1);
    *o = (struct opening){.top = p + size};
    out->more = open_more;
    out->more_ctx = o;
    return true;
}

static bool slice_make(struct crew *c, struct workers_slice *slice)
{
    size_t size = SLICE_WANTED;
    void *p = region(c->w, SLICE_LEAST, &size);
    if (!p || !open_bytes(p, OPENED)) return refusal(c, DIAG_NO_MEMORY);
    *slice = (struct workers_slice){p, size};
    return true;
}

/* Opens what its worker has filled, and gives the rest back. */
static bool slice_keep(struct workers *w, const struct workers_slice *slice, size_t open)
{
    if (!open_bytes(slice->base, open)) return false;
    for (size_t i = 0; i < w->nslices && open < slice->size; i++) {
        struct workers_slice *kept = &w->slices[i];
        if (kept->base != slice->base) continue;
        if (munmap((char *)kept->base + open, kept->size - open) == 0) kept->size = open;
    }
    return true;
}

void workers_free(struct workers *w)
{
    for (size_t i = 0; i < w->nslices; i++)
        munmap(w->slices[i].base, w->slices[i].size);
    free(w->slices);
    w->slices = NULL;
    w->nslices = w->slices_cap = 0;
}

/* ---- In the worker --------------------------------------------------------------------------- */

/* The memory that RLIMIT_DATA counts, or 0 when the system does not tell. Callable in a handler. */
static size_t data_bytes(void)
{
    char text[256];
    int fd = open("/proc/self/statm", O_RDONLY | O_CLOEXEC);
    ssize_t len = fd < 0 ? 0 : read(fd, text, sizeof text);
    if (fd >= 0) close(fd);
    size_t field = 0, pages = 0;
    for (ssize_t i = 0; i < len && field < 6; i++) { /* the sixth: data and stack, in pages */
        if (text[i] == ' ')
            field++;
        else if (field == 5 && text[i] >= '0' && text[i] <= '9')
            pages = pages * 10 + (size_t)(text[i] - '0');
    }
    return pages * (size_t)sysconf(_SC_PAGESIZE);
}

/* A library that runs out of memory aborts, or writes to NULL: how much of what it was allowed was
 * taken tells the one kind of end from the other. The handler also keeps the system's crash
 * reporter out of it. A handler gets no context: limit_memory left the allowance between the two
 * limits. */
static void on_crash(int signal)
{
    struct rlimit limit;
    (void)signal;
    bool full = getrlimit(RLIMIT_DATA, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY &&
                data_bytes() > limit.rlim_cur - (limit.rlim_max - limit.rlim_cur) / 3 * 2;
    _exit(full ? STATUS_MEMORY : STATUS_CRASHED);
}

static void on_full(void *ctx, size_t wanted)
{
    (void)ctx, (void)wanted;
    _exit(STATUS_MEMORY);
}

static void limit_memory(size_t bytes)
{
    size_t have = data_bytes();
    struct rlimit limit;
    if (ARENA_ASAN || !have || getrlimit(RLIMIT_DATA, &limit)) return;
    if (limit.rlim_max < have + 2 * bytes) return; /* somebody has set a stricter one */
    limit = (struct rlimit){.rlim_cur = have + bytes, .rlim_max = have + 2 * bytes};
    setrlimit(RLIMIT_DATA, &limit);
}

static void settle_in(const struct crew *c, char *stack, size_t stack_size)
{
    static const int deadly[] = {SIGSEGV, SIGBUS, SIGABRT, SIGFPE, SIGILL};
    static const int ours[] = {SIGPROF, SIGPIPE, SIGCHLD};
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != c->parent) _exit(STATUS_CRASHED);
    setrlimit(RLIMIT_CORE, &(struct rlimit){0});
    for (size_t i = 0; i < sizeof ours / sizeof *ours; i++)
        signal(ours[i], SIG_DFL);
    if (!ARENA_ASAN) { /* whose own handlers say more */
        sigaltstack(&(stack_t){.ss_sp = stack, .ss_size = stack_size}, NULL);
        struct sigaction action = {.sa_handler = on_crash, .sa_flags = SA_ONSTACK};
        for (size_t i = 0; i < sizeof deadly / sizeof *deadly; i++)
            sigaction(deadly[i], &action, NULL);
    }
    interrupt_forget();
    int null = ARENA_ASAN || getenv("STEG_DEBUG") ? -1 : open("/dev/null", O_RDWR | O_CLOEXEC);
    if (null >= 0) {
        dup2(null, STDOUT_FILENO);
        dup2(null, STDERR_FILENO);
    }
    limit_memory(c->job->bytes ? c->job->bytes : BYTES_DEFAULT);
}

/* The next item to do; false when the round has no more. */
static bool claim(const struct crew *c, struct head *h, size_t *i)
{
    if (h->at == h->end) {
        size_t from = atomic_fetch_add_explicit(c->next, c->run, memory_order_relaxed);
        if (from >= c->len) return false;
        h->end = c->len - from < c->run ? c->len : from + c->run;
        h->at = from;
    }
    *i = c->order[h->at];
    return true;
}

/* How far an item may fill the slice: so much, in whole steps; what is open already is its own. */
static char *item_top(const struct arena *results, char *slice_end, size_t most)
{
    size_t left = (size_t)(slice_end - results->end), steps = (most + OPENED - 1) / OPENED * OPENED;
    return results->end + (left < steps ? left : steps);
}

static _Noreturn void work(const struct crew *c, const struct slot *slot)
{
    char stack[32 << 10]; /* for the handler: the worker's own may be what is full */
    settle_in(c, stack, sizeof stack);

    struct head *h = slot->slice.base;
    struct arena results, scratch = {.full = on_full};
    struct opening opening = {.open = &h->open};
    arena_fixed(&results, (char *)h + RESULTS_AT, OPENED - RESULTS_AT);
    results.full = on_full;
    results.more = open_more;
    results.more_ctx = &opening;
    char *const slice_end = (char *)h + slot->slice.size;
    const size_t most = c->job->bytes ? c->job->bytes : BYTES_DEFAULT;
    scratch.limit = most; /* where RLIMIT_DATA is not kept, too */
    const struct itimerval allowed = {.it_value.tv_sec = c->job->seconds ? (time_t)c->job->seconds
                                                                         : SECONDS_DEFAULT};

    for (size_t i; claim(c, h, &i); h->at++) {
        struct diags found = {.arena = &results};
        struct worker self = {&results, &scratch, &found};
        arena_reset(&scratch);
        opening.top = item_top(&results, slice_end, most);
        setitimer(ITIMER_PROF, &allowed, NULL); /* its signal ends the process */
        c->job->run(c->job->ctx, i, &self);
        c->items[i].diags = found.first;
        c->items[i].life = slot->life;
        if (c->w->watch) atomic_fetch_add_explicit(&c->w->watch->done, 1, memory_order_relaxed);
    }
    setitimer(ITIMER_PROF, &(struct itimerval){0}, NULL);
    h->finished = true;
#ifdef STEG_COVERAGE
    __gcov_dump();
#endif
    _exit(0);
}

/* ---- In the parent --------------------------------------------------------------------------- */

static bool new_life(struct crew *c)
{
    if (c->lives + 1 >= c->lives_cap) {
        uint32_t cap = c->lives_cap ? 2 * c->lives_cap : 64;
        bool *more = realloc(c->died, cap * sizeof *more);
        if (!more) return false;
        c->died = more;
        c->lives_cap = cap;
    }
    c->died[++c->lives] = false;
    return true;
}

/* A fork into the slot, which carries on at places [at, end) before it claims more. False when the
 * system refuses; what the worker would have done is then left to the others or the next round. */
static bool slot_fill(struct crew *c, struct slot *s, size_t at, size_t end)
{
    int fds[2];
    if (!s->slice.base && !slice_make(c, &s->slice)) return false;
    if (!new_life(c)) return refusal(c, DIAG_NO_MEMORY);
    if (pipe2(fds, O_CLOEXEC)) return refusal(c, DIAG_NO_PROCESS);
    s->life = c->lives;
    *(struct head *)s->slice.base = (struct head){.at = at, .end = end, .open = OPENED};
    struct interrupt held; /* handlers are the parent's: they speak once */
    interrupt_hold(&held);
    pid_t pid = fork();
    const int why = errno;
    if (pid == 0) work(c, s);
    interrupt_release(&held);
    errno = why;
    if (pid < 0) {
        refusal(c, DIAG_NO_PROCESS);
        close(fds[0]);
    } else {
        s->pid = pid;
        s->fd = fds[0];
        c->alive++;
    }
    close(fds[1]);
    return pid > 0;
}

static int slot_wait(struct crew *c, struct slot *s)
{
    int status = 0;
    close(s->fd);
    while (waitpid(s->pid, &status, 0) < 0 && errno == EINTR)
        continue;
    s->pid = 0;
    c->alive--;
    return status;
}

/* Drops what is in the slice. Removing the pages gives the memory back at once, though workers
 * that were forked later have the slice mapped too. How much was filled is not asked: what crashed
 * may have written there, and pages that are closed cannot be removed. */
static void slot_clear(struct slot *s)
{
    char *base = s->slice.base;
    size_t size = s->slice.size;
    bool good = open_bytes(base, size) && !madvise(base, size, MADV_REMOVE) &&
                !mprotect(base + OPENED, size - OPENED, PROT_NONE);
    if (!good) s->slice = (struct workers_slice){0};
}

static enum item_end how_it_ended(int status)
{
    if (WIFSIGNALED(status) && WTERMSIG(status) == SIGPROF) return ITEM_TIMEOUT;
    if (WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL) return ITEM_MEMORY; /* the OOM killer */
    if (WIFEXITED(status) && WEXITSTATUS(status) == STATUS_MEMORY) return ITEM_MEMORY;
    return ITEM_CRASHED;
}

/* By the user, or the system going down. */
static bool was_told_to_stop(int status)
{
    int s = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
    return s == SIGINT || s == SIGTERM || s == SIGHUP || s == SIGQUIT;
}

static bool interrupted(const struct crew *c)
{
    diag(c->w->diags, DIAG_INTERRUPTED, ((struct pos){0}));
    return false;
}

/* The slot's worker has ended. If it did not finish, blames the item it was at and puts another
 * in its place. False when the whole run is to stop. */
static bool slot_ended(struct crew *c, struct slot *s)
{
    const int status = slot_wait(c, s);
    const struct head h = *(const struct head *)s->slice.base;
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0 && h.finished && h.open <= s->slice.size) {
        if (!slice_keep(c->w, &s->slice, h.open)) return refused(c->w, DIAG_NO_MEMORY);
        s->slice = (struct workers_slice){0}; /* the results stay; the next round takes another */
        return true;
    }
    if (was_told_to_stop(status)) return interrupted(c);
    c->died[s->life] = true;
    slot_clear(s);
    const bool busy = h.at < h.end && h.end <= c->len; /* what crashed may have written here too */
    if (busy) {
        c->items[c->order[h.at]].end = how_it_ended(status);
        slot_fill(c, s, h.at + 1, h.end);
    } else if (++c->unexplained <= UNEXPLAINED_MAX) {
        slot_fill(c, s, 0, 0);
    } else {
        diag(c->w->diags, DIAG_WORKERS_DIE, ((struct pos){0}));
        return false;
    }
    return true;
}

/* Once through c->order. */
static bool crew_round(struct crew *c)
{
    size_t n = c->nslots < c->len ? c->nslots : c->len;
    c->run = c->len / (n * 8);
    if (c->run < 1) c->run = 1;
    if (c->run > RUN_MAX) c->run = RUN_MAX;
    atomic_store(c->next, 0);
    for (size_t i = 0; i < n && slot_fill(c, &c->slots[i], 0, 0);)
        i++;
    if (!c->alive) {
        errno = c->why;
        return refused(c->w, c->refusal);
    }
    while (c->alive) {
        for (size_t i = 0; i < n; i++)
            c->polls[i] = (struct pollfd){.fd = c->slots[i].pid ? c->slots[i].fd : -1};
        if (poll(c->polls, n, LOOK_MS) < 0 && errno != EINTR) return refused(c->w, DIAG_NO_PROCESS);
        if (interrupt_came()) return interrupted(c);
        for (size_t i = 0; i < n; i++)
            if (c->slots[i].pid && c->polls[i].revents && !slot_ended(c, &c->slots[i]))
                return false;
    }
    return true;
}

/* What is neither done by a worker that lived nor to blame for one that died. */
static void crew_order(struct crew *c)
{
    c->len = 0;
    for (size_t i = 0; i < c->job->count; i++) {
        const struct item *item = &c->items[i];
        bool done = item->life && item->life <= c->lives && !c->died[item->life];
        if (!done && item->end == ITEM_OK) c->order[c->len++] = i;
    }
}

static void crew_report(const struct crew *c)
{
    const struct workers_job *job = c->job;
    for (size_t i = 0; i < job->count; i++) {
        if (c->items[i].end == ITEM_OK) {
            for (const struct diag *d = c->items[i].diags; d; d = d->next)
                diag_add(c->w->diags, d->id, d->pos, d->args, d->narg);
        } else if (job->failed) {
            job->failed(job->ctx, i, (enum item_end)c->items[i].end);
        }
    }
}

static void crew_dismiss(struct crew *c)
{
    for (size_t i = 0; c->slots && i < c->nslots; i++) {
        if (!c->slots[i].pid) continue;
        kill(c->slots[i].pid, SIGKILL);
        slot_wait(c, &c->slots[i]);
    }
    free(c->slots);
    free(c->polls);
    free(c->order);
    free(c->died);
}

bool workers_run(struct workers *w, const struct workers_job *job)
{
    if (!job->count) return true;
    struct crew c = {.w = w, .job = job, .nslots = w->n ? w->n : 1, .parent = getpid()};
    bool ok = false;
    if (w->watch) atomic_fetch_add(&w->watch->total, job->count);
    if (c.nslots > job->count) c.nslots = job->count;
    c.items = workers_shared(w, job->count, sizeof *c.items);
    c.next = workers_shared(w, 1, sizeof *c.next);
    if (!c.items || !c.next) return false;
    c.slots = calloc(c.nslots, sizeof *c.slots);
    c.polls = calloc(c.nslots, sizeof *c.polls);
    c.order = calloc(job->count, sizeof *c.order);
    ok = c.slots && c.polls && c.order;
    if (!ok) refused(w, DIAG_NO_MEMORY);

    if (ok) crew_order(&c);
    while (ok && c.len) {
        ok = crew_round(&c);
        crew_order(&c);
    }
    if (ok) crew_report(&c);
    crew_dismiss(&c);
    return ok;
}

unsigned workers_processors(void)
{
    long n = sysconf(_SC_NPROCESSORS_ONLN);
    return n < 1 ? 1 : n > 64 ? 64 : (unsigned)n;
}
