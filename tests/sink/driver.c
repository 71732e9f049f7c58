/* driver: tries the sink. Called by the suite 60-sink.
 *
 *     driver build [options] OUT before|after|many:N:SIZE:VERSION:CHANGED
 *         -s auto|tree|files   -j WORKERS   -p MS pause before commit   -S SOURCE   -q   -a abort
 * -O without openat2 driver is OUT SITE [KEEP]       is the folder that site, whole (but for names
 * from KEEP on)? driver sweep FOLDER KIND SWAP   a fault at every call, in builds from `before` to
 * `after` driver readers OUT ROUNDS       does a reader see half a site while it is exchanged?
 *     driver race OUT ROUNDS          builds at the same time
 */
#include "base/reason.h"
#include "fault.h"
#include "site.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static struct site site_named(const char *name)
{
    size_t n, size, changed;
    unsigned version;
    if (!strcmp(name, "before")) return site_before();
    if (!strcmp(name, "after")) return site_after();
    if (sscanf(name, "many:%zu:%zu:%u:%zu", &n, &size, &version, &changed) == 4)
        return site_many(n, size, version, changed);
    fprintf(stderr, "driver: no site %s\n", name);
    exit(2);
}

static enum sink_swap swap_named(const char *name)
{
    return !strcmp(name, "tree") ? SWAP_TREE : !strcmp(name, "files") ? SWAP_FILES : SWAP_AUTO;
}

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static int build(int argc, char **argv)
{
    struct site_build how = {.j = 1};
    for (int c; (c = getopt(argc, argv, "s:j:p:S:qaO")) != -1;) {
        if (c == 's') how.swap = swap_named(optarg);
        if (c == 'j') how.j = (unsigned)atoi(optarg);
        if (c == 'p') how.pause_ms = (unsigned)atoi(optarg);
        if (c == 'S') how.source_dir = optarg;
        if (c == 'q') how.quiet = true;
        if (c == 'a') how.leave = true;
        if (c == 'O') fault_set(FAULT_NO_OPENAT2, 0, 0);
    }
    if (argc - optind != 2) return 2;
    struct site s = site_named(argv[optind + 1]);
    struct sink_done done = {0};
    how.out = argv[optind];
    double from = now();
    int code = site_build(&done, &s, &how);
    if (code == 0)
        printf("files %zu written %zu equal %zu removed %zu how %s why \"%.*s\" (%.0f ms)\n",
               done.files, done.written, done.equal, done.removed,
               done.how == SWAP_TREE ? "tree" : "files", STR_ARG(reason_in(done.why, LANGUAGE_EN)),
               (now() - from) * 1e3);
    return code;
}

/* ---- faults */

static int count_fds(void)
{
    int n = 0;
    DIR *d = opendir("/proc/self/fd");
    while (d && readdir(d))
        n++;
    if (d) closedir(d);
    return n;
}

enum { LEAKED = 90, LIED = 91 };

/* Builds in a process of its own, in a group of its own, under the fault. */
static int build_under(const struct site *s, const struct site_build *how, enum fault_kind kind,
                       long at, int error)
{
    pid_t pid = fork();
    if (pid == 0) {
        setpgid(0, 0);
        int fds = count_fds();
        struct sink_done done;
        fault_set(kind, at, error);
        int code = site_build(&done, s, how);
        fault_clear();
        _exit(count_fds() == fds ? code : LEAKED);
    }
    int status;
    waitpid(pid, &status, 0);
    fault_clear();
    return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

struct sweep {
    const char *folder;
    struct site a, b;
    struct site_build how;
    enum fault_kind kind;
    int error;
    bool must_succeed; /* EINTR: nothing is wrong */
    long succeeded, failed, refused;
};

static int complain(const struct sweep *w, long at, const char *when, const char *what)
{
    fprintf(stderr, "  call %ld, kind %d, %s: %s: %s\n", at, w->kind, strerror(w->error), when,
            what);
    return 1;
}

/* One fault. 0: as it should be; 1: not; 2: there is no such call any more. */
static int try_at(struct sweep *w, long at)
{
    char parent[4096], out[4200];
    struct sink_done done;
    snprintf(parent, sizeof parent, "%s/%d-%d-%d-%ld", w->folder, w->kind, w->error, w->how.swap,
             at);
    snprintf(out, sizeof out, "%s/ut", parent);
    if (mkdir(parent, 0755) < 0) return complain(w, at, "mkdir", strerror(errno));
    w->how.out = out;
    fault_set(FAULT_NONE, 0, 0);
    if (site_build(&done, &w->a, &w->how)) return complain(w, at, "first build", "failed");
    int code = build_under(&w->b, &w->how, w->kind, at, w->error);
    bool struck = fault_struck() || code < 0;
    const char *not_a = site_differs(&w->a, out, NULL);
    bool is_a = !*not_a, is_b = !*site_differs(&w->b, out, NULL);
    if (code == LEAKED) return complain(w, at, "after the build", "a descriptor is left open");
    if (code == 0 && !is_b) return complain(w, at, "exit 0", "but the new site is not there");
    bool killed = w->kind == FAULT_KILL || w->kind == FAULT_KILL_ONE;
    if (code < 0 && !killed) return complain(w, at, "the build", "ended by a signal");
    if (code > 0 && code != 3) return complain(w, at, "exit code", "not 3");
    if (code != 0 && w->must_succeed) return complain(w, at, "an interruption", "ended the build");
    if (w->how.swap != SWAP_FILES && !is_a && !is_b)
        return complain(w, at, "neither the old site nor the new one", not_a);
    const char *mixed = site_mixed(&w->a, &w->b, out);
    if (*mixed) return complain(w, at, "a file is neither old nor new", mixed);
    w->succeeded += code == 0;
    w->failed += code != 0;
    int again = site_build(&done, &w->b, &w->how);
    if (again) return complain(w, at, "the next build", "failed");
    const char *wrong = site_differs(&w->b, out, NULL);
    if (*wrong) return complain(w, at, "after the next build", wrong);
    wrong = site_litter(out);
    if (*wrong) return complain(w, at, "after the next build", wrong);
    return struck ? 0 : 2;
}

static int sweep(int argc, char **argv)
{
    static const struct {
        const char *name;
        enum fault_kind kind;
        int error;
    } kinds[] = {
        {"kill", FAULT_KILL, 0},           {"kill-one", FAULT_KILL_ONE, 0},
        {"ENOSPC", FAULT_ONCE, ENOSPC},    {"EACCES", FAULT_ONCE, EACCES},
        {"EMFILE", FAULT_ONCE, EMFILE},    {"EIO", FAULT_ONCE, EIO},
        {"EINTR", FAULT_ONCE, EINTR},      {"EXDEV", FAULT_ONCE, EXDEV},
        {"full", FAULT_FROM_HERE, ENOSPC}, {"EROFS", FAULT_FROM_HERE, EROFS},
    };
    struct sweep w = {.a = site_before(), .b = site_after()};
    if (argc != 4) return 2;
    w.folder = argv[1];
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (!strcmp(argv[2], kinds[i].name)) w.kind = kinds[i].kind, w.error = kinds[i].error;
    w.how = (struct site_build){.swap = swap_named(argv[3]), .j = 1, .quiet = true};
    if (w.kind == FAULT_NONE) return 2;
    w.must_succeed = w.error == EINTR;
    fault_set(FAULT_NONE, 0, 0);
    long bad = 0, at = 1;
    for (int r; at < 5000 && (r = try_at(&w, at)) != 2; at++)
        bad += r;
    printf("%ld calls, %ld builds succeeded, %ld failed as they should, %ld wrong\n", at - 1,
           w.succeeded, w.failed, bad);
    return bad || at < 20 ? 1 : 0;
}

/* ---- readers */

enum { PAGES = 25 };

/* The version that all pages tell, 0 when the folder went away meanwhile, -1 for a mixture. */
static int read_version(const char *out)
{
    int dir = open(out, O_RDONLY | O_DIRECTORY | O_CLOEXEC), first = 0;
    if (dir < 0) return -2;
    for (int i = 0; i < PAGES; i++) {
        char path[64], text[64] = "";
        int page, version;
        snprintf(path, sizeof path, "m%04d/side-%d.html", i / 5, i % 5);
        int fd = openat(dir, path, O_RDONLY | O_CLOEXEC);
        if (fd < 0) { /* allowed only if this folder is no longer the site */
            struct stat held, named;
            bool replaced =
                fstat(dir, &held) == 0 && stat(out, &named) == 0 && held.st_ino != named.st_ino;
            close(dir);
            return replaced ? 0 : -3;
        }
        ssize_t n = read(fd, text, sizeof text - 1);
        close(fd);
        if (n < 10 || sscanf(text, "side %d versjon %d", &page, &version) != 2 || page != i)
            first = -4;
        if (i == 0) first = version;
        if (first > 0 && version != first) first = -1;
    }
    close(dir);
    return first;
}

static int readers(int argc, char **argv)
{
    if (argc != 3) return 2;
    struct site_build how = {.out = argv[1], .j = 2, .swap = SWAP_TREE};
    struct sink_done done;
    int rounds = atoi(argv[2]);
    struct site first = site_many(PAGES, 200, 1, PAGES);
    if (site_build(&done, &first, &how)) return 1;
    pid_t writer = fork();
    if (writer == 0) {
        for (int i = 2; i <= rounds; i++) {
            struct site s = site_many(PAGES, 200, (unsigned)i, PAGES);
            if (site_build(&done, &s, &how)) _exit(1);
        }
        _exit(0);
    }
    long seen = 0, moved = 0;
    int wrong = 0, status, last = 0;
    while (waitpid(writer, &status, WNOHANG) == 0) {
        int v = read_version(argv[1]);
        seen += v > 0;
        moved += v == 0;
        if (v < 0 || (v > 0 && v < last)) wrong = v < 0 ? v : -5;
        if (v > 0) last = v;
    }
    printf("%ld readings of a whole site, %ld overtaken by an exchange, fault %d\n", seen, moved,
           wrong);
    return wrong || status || read_version(argv[1]) != rounds;
}

static int race(int argc, char **argv)
{
    if (argc != 3) return 2;
    struct site_build how = {.out = argv[1], .j = 2};
    int bad = 0;
    for (int round = 0; round < atoi(argv[2]); round++) {
        pid_t pids[4];
        for (unsigned i = 0; i < 4; i++) {
            pids[i] = fork();
            if (pids[i] != 0) continue;
            struct sink_done done;
            struct site s = site_many(PAGES, 200, 4 * (unsigned)round + i + 1, PAGES);
            _exit(site_build(&done, &s, &how));
        }
        for (unsigned i = 0; i < 4; i++) {
            int status;
            waitpid(pids[i], &status, 0);
            bad += status != 0;
        }
        if (read_version(argv[1]) <= 4 * round) bad++;
    }
    printf("%d wrong\n", bad);
    return bad != 0;
}

int main(int argc, char **argv)
{
    if (argc >= 2 && !strcmp(argv[1], "build")) return build(argc - 1, argv + 1);
    if (argc >= 2 && !strcmp(argv[1], "sweep")) return sweep(argc - 1, argv + 1);
    if (argc >= 2 && !strcmp(argv[1], "readers")) return readers(argc - 1, argv + 1);
    if (argc >= 2 && !strcmp(argv[1], "race")) return race(argc - 1, argv + 1);
    if (argc >= 4 && !strcmp(argv[1], "is")) {
        struct site s = site_named(argv[3]);
        const char *wrong = site_differs(&s, argv[2], argc > 4 ? argv[4] : NULL);
        if (*wrong) printf("%s\n", wrong);
        return *wrong != 0;
    }
    fprintf(stderr, "driver: see the top of driver.c\n");
    return 2;
}
