/* serve: see serve.h. */
#include "site/serve_private.h"
#include "base/digest.h"
#include "base/reason.h"
#include "io/browser.h"
#include "io/temporary.h"
#include "io/watch.h"
#include "parts/listen.h"
#include "parts/repo.h"
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/signalfd.h>
#include <unistd.h>

enum { TOPS = 2, UNTOLD_MAX = 5 };

struct serving {
    const struct serve_options *o;
    struct arena *a;
    struct diags *d;
    struct serve_site site;
    struct http *http;
    struct str address;

    struct temporary place;
    struct serve_order order;
    struct child builder;
    bool again;    /* something has changed since the builder began */
    bool begun;    /* a beginning has been told, and no end since */
    bool told;     /* a build has been told */
    bool faulty;   /* the last one that was told failed */
    int untold;    /* failed builds that were overtaken, one after the other */
    uint64_t said; /* digest of the warnings that were told last */

    struct watch_top tops[TOPS];
    struct watch *watch;
    bool looks; /* it has been told that the watch looks */

    int signals;
    sigset_t before;
    struct sigaction pipe_before;
};

/* ---- What is watched ------------------------------------------------------------------------- */

static const struct str course_folders[] = {STR_INIT("content"), STR_INIT("layouts"),
                                            STR_INIT("themes")};
/* Where a commit, a tag, another branch show: pages say when they were changed last. */
static const struct str git_names[] = {STR_INIT("HEAD"), STR_INIT("packed-refs"), STR_INIT("refs")};

static bool start_watch(struct serving *s)
{
    const struct project *p = &s->o->project;
    struct watch_options o = {.tops = s->tops, .ntops = 1, .poll = s->o->poll};
    struct diags unheard = {.arena = s->a}; /* the build tells what is wrong with the repository */
    struct repo *repo = NULL;
    s->tops[0] = (struct watch_top){.path = p->dir};
    if (p->root.len) {
        s->tops[0].only = course_folders;
        s->tops[0].nonly = sizeof course_folders / sizeof *course_folders;
    } else {
        o.skip = s->order.skip;
    }
    if (repo_open(&repo, p->dir, s->a, &unheard) == REPO_FOUND) {
        struct str dir = repo_common_dir(repo);
        while (dir.len > 1 && str_ends(dir, STR("/")))
            dir.len--;
        s->tops[o.ntops++] =
            (struct watch_top){str_z(s->a, dir), git_names, sizeof git_names / sizeof *git_names};
        repo_close(repo);
    }
    s->watch = watch_open(&o, s->a, s->d);
    return s->watch != NULL;
}

/* ---- What is told ---------------------------------------------------------------------------- */

static void tell(struct serving *s, struct serve_news *n)
{
    n->address = s->address;
    if (n->what == SERVE_BUILT || n->what == SERVE_SAME || n->what == SERVE_FAULT) s->begun = false;
    s->o->tell(s->o->ctx, n);
}

static void tell_what(struct serving *s, enum serve_what what)
{
    tell(s, &(struct serve_news){.what = what});
}

static void tell_browsers(struct serving *s, uint32_t since)
{
    struct arena scratch = {0};
    struct buf b = {.arena = &scratch};
    news_event(&b, &s->site.news, since);
    http_tell(s->http, buf_str(&b));
    arena_free(&scratch);
}

/* ---- Building -------------------------------------------------------------------------------- */

static void open_site(struct serving *s)
{
    if (s->site.folder >= 0) close(s->site.folder);
    s->site.folder = open(s->order.out, O_PATH | O_DIRECTORY | O_CLOEXEC);
}

static void take_good(struct serving *s, const struct serve_built *b, struct serve_news *n)
{
    uint32_t since = s->site.news.build;
    open_site(s);
    n->changed = news_built(&s->site.news, s->site.folder, &n->gone);
    n->what = s->site.news.build > since || n->first ? SERVE_BUILT : SERVE_SAME;
    n->mended = s->faulty;
    n->pages = b->pages;
    n->modules = b->modules;
    s->faulty = false;
    tell(s, n);
    tell_browsers(s, since);
}

/* One that was overtaken is not told: see serve.h. */
static void take_fault(struct serving *s, const struct serve_built *b, struct serve_news *n)
{
    bool overtaken = s->again || watch_stirs(s->watch);
    if (overtaken && s->told && s->untold++ < UNTOLD_MAX) return;
    s->untold = 0;
    news_fault(&s->site.news, b->plain);
    n->what = SERVE_FAULT;
    s->faulty = true;
    tell(s, n);
    tell_browsers(s, s->site.news.build);
}

static void tell_begins(struct serving *s)
{
    if (!s->begun) tell_what(s, SERVE_BEGINS);
    s->begun = true;
}

static void take_build(struct serving *s, const struct serve_built *b)
{
    uint64_t said = digest(b->plain);
    struct serve_news n = {
        .first = !s->told,
        .seconds = b->seconds,
        .said = b->shown,
        .said_before = b->good && said == s->said,
        .warnings = b->warnings,
    };
    if (b->good)
        take_good(s, b, &n);
    else
        take_fault(s, b, &n);
    if (b->good) s->said = said;
    if (s->told) return;
    s->told = true;
    if (s->o->open) browser_open(s->address, s->d);
    tell_what(s, SERVE_READY);
}

static void end_build(struct serving *s)
{
    struct arena scratch = {0};
    struct serve_built b;
    serve_build_end(&b, &s->builder, s->o, &scratch);
    take_build(s, &b);
    arena_free(&scratch);
}

static void start_build(struct serving *s)
{
    s->again = false;
    child_stop(&s->builder); /* the one before has said all, but may not be gone */
    struct arena scratch = {0};
    struct diags d = {.arena = &scratch};
    tell_begins(s);
    if (!serve_build_start(&s->builder, &s->order, &d)) {
        struct serve_built b = serve_build_refused(s->o, &d);
        take_build(s, &b);
    }
    arena_free(&scratch);
}

/* ---- The loop -------------------------------------------------------------------------------- */

static int sooner(int a, int b)
{
    return a < 0 || (b >= 0 && b < a) ? b : a;
}

static void notice_looks(struct serving *s)
{
    if (s->looks || !watch_looks(s->watch)) return;
    s->looks = true;
    tell_what(s, SERVE_LOOKS);
}

static bool step(struct serving *s)
{
    struct pollfd polls[] = {
        {.fd = s->signals, .events = POLLIN},
        {.fd = http_fd(s->http), .events = POLLIN},
        {.fd = watch_fd(s->watch), .events = POLLIN},
        {.fd = s->builder.fd, .events = POLLIN},
    };
    int wait = sooner(http_timeout(s->http), watch_timeout(s->watch));
    if (poll(polls, sizeof polls / sizeof *polls, wait) < 0 && errno != EINTR) return false;
    if (polls[0].revents) return false;
    http_run(s->http);
    if (watch_run(s->watch)) s->again = true;
    notice_looks(s);
    if (s->builder.fd >= 0 && !child_read(&s->builder)) end_build(s);
    if (s->again && s->builder.fd < 0) start_build(s);
    return true;
}

/* ---- Beginning and ending -------------------------------------------------------------------- */

static bool catch_signals(struct serving *s)
{
    sigset_t ends;
    struct sigaction ignore = {.sa_handler = SIG_IGN}, hangup;
    sigemptyset(&ends);
    sigaddset(&ends, SIGINT);
    sigaddset(&ends, SIGTERM);
    /* nohup(1): whoever closes the terminal wants it to go on. */
    if (sigaction(SIGHUP, NULL, &hangup) == 0 && hangup.sa_handler != SIG_IGN)
        sigaddset(&ends, SIGHUP);
    sigprocmask(SIG_BLOCK, &ends, &s->before);
    sigaction(SIGPIPE, &ignore, &s->pipe_before);
    s->signals = signalfd(-1, &ends, SFD_CLOEXEC | SFD_NONBLOCK);
    if (s->signals >= 0) return true;
    diag(s->d, DIAG_SERVE_FAILED, (struct pos){0}, reason_of(errno, s->a));
    return false;
}

/* The signal that ended it is taken, or it would end steg once it is let through. */
static void release_signals(struct serving *s)
{
    struct signalfd_siginfo taken;
    while (s->signals >= 0 && read(s->signals, &taken, sizeof taken) > 0)
        continue;
    if (s->signals >= 0) close(s->signals);
    sigaction(SIGPIPE, &s->pipe_before, NULL);
    sigprocmask(SIG_SETMASK, &s->before, NULL);
}

static struct str address_with(struct serving *s, const char *host)
{
    bool six = strchr(host, ':');
    return STR_CAT(s->a, STR("http://"), six ? STR("[") : STR(""), str_of(host),
                   six ? STR("]") : STR(""), STR(":"), str_number(s->a, http_port(s->http)),
                   STR("/"));
}

/* Where it is shown; and where others find it, when they may. */
static void find_address(struct serving *s)
{
    char name[HOST_NAME_MAX + 1] = "";
    const char *host = s->o->address;
    bool any = strcmp(host, "0.0.0.0") == 0 || strcmp(host, "::") == 0;
    s->address = address_with(s, any ? "127.0.0.1" : host);
    if (listen_is_local(host)) return;
    if (any && gethostname(name, sizeof name - 1) == 0 && *name) host = name;
    diag(s->d, DIAG_SERVE_OPEN_TO_ALL, (struct pos){0}, address_with(s, host));
}

static bool begin(struct serving *s)
{
    struct http_options h = {
        .address = s->o->address,
        .port = s->o->port,
        .tries = s->o->tries,
        .answer = serve_answer,
        .ctx = &s->site,
    };
    const struct project *p = &s->o->project;
    if (!catch_signals(s)) return false;
    s->http = http_open(&h, s->d);
    if (!s->http || !temporary_open(&s->place, "steg-serve-", s->a, s->d)) return false;
    find_address(s);
    s->order = (struct serve_order){
        .o = s->o,
        .out = str_z(s->a, STR_CAT(s->a, str_of(s->place.path), STR("/site"))),
        /* Where `steg build` puts the site of a bare content folder: among its files. */
        .skip = p->root.len ? NULL : str_z(s->a, STR_CAT(s->a, str_of(p->dir), STR("/public"))),
    };
    if (!start_watch(s)) return false;
    start_build(s);
    return true;
}

static void end(struct serving *s)
{
    child_stop(&s->builder);
    http_close(s->http);
    watch_close(s->watch);
    if (s->site.folder >= 0) close(s->site.folder);
    temporary_close(&s->place);
    news_close(&s->site.news);
    release_signals(s);
}

bool serve(const struct serve_options *o, struct arena *a, struct diags *d)
{
    struct serving s = {.o = o,
                        .a = a,
                        .d = d,
                        .site = {.o = o, .folder = -1},
                        .builder = {.fd = -1},
                        .signals = -1};
    news_open(&s.site.news);
    bool good = begin(&s);
    while (good && step(&s))
        continue;
    if (good) tell_what(&s, SERVE_ENDS);
    end(&s);
    return good;
}
