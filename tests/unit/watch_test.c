#include "io/watch.h"
#include "base/buf.h"
#include "io/watch_private.h"
#include "io_fixture.h"
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

/* A folder with "a.md", "m/b.md" and "public/x.html", and its watch. */
struct yard {
    struct test *t;
    const char *dir;
    struct watch_top top;
    struct watch *watch;
    struct diags diags;
    int told;
};

static void yard_watch(struct yard *y, bool looks)
{
    struct watch_options o = {
        .tops = &y->top,
        .ntops = 1,
        .skip = str_z(y->t->arena, STR_CAT(y->t->arena, str_of(y->dir), STR("/public"))),
        .poll = looks,
        .look = 20,
    };
    y->watch = watch_open(&o, y->t->arena, &y->diags);
}

static void yard_make(struct yard *y, struct test *t)
{
    *y = (struct yard){.t = t, .dir = fixture_make(t->arena), .diags = {.arena = t->arena}};
    y->top.path = y->dir;
    fixture_write(y->dir, "a.md", STR("a"));
    fixture_write(y->dir, "m/b.md", STR("b"));
    fixture_write(y->dir, "public/x.html", STR("x"));
}

static void yard_end(struct yard *y)
{
    watch_close(y->watch);
    fixture_remove(y->dir);
}

static long ms_since(const struct timespec *from)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (t.tv_sec - from->tv_sec) * 1000 + (t.tv_nsec - from->tv_nsec) / 1000000;
}

/* How often each of them tells that something has changed, until all have been quiet for a while.
 */
static void listen_to(struct yard *yards, size_t n)
{
    struct timespec from;
    long patience = 5 * WATCH_LONG / 2;
    clock_gettime(CLOCK_MONOTONIC, &from);
    while (ms_since(&from) < patience) {
        usleep(2000);
        for (size_t i = 0; i < n; i++) {
            if (!watch_run(yards[i].watch)) continue;
            yards[i].told++;
            if (n == 1) patience = 5 * WATCH_LONG / 4;
            clock_gettime(CLOCK_MONOTONIC, &from);
        }
    }
}

static int told(struct yard *y)
{
    y->told = 0;
    listen_to(y, 1);
    return y->told;
}

static const char *in(struct yard *y, const char *path)
{
    return str_z(y->t->arena, STR_CAT(y->t->arena, str_of(y->dir), STR("/"), str_of(path)));
}

static void move(struct yard *y, const char *from, const char *to)
{
    if (rename(in(y, from), in(y, to))) perror(from);
}

/* Each of these is one change. */

static void writes(struct yard *y)
{
    fixture_write(y->dir, "a.md", STR("more"));
}

static void comes(struct yard *y)
{
    fixture_write(y->dir, "m/ny.md", STR("n"));
}

static void goes(struct yard *y)
{
    unlink(in(y, "m/b.md"));
}

static void renames(struct yard *y)
{
    move(y, "a.md", "å.md");
}

static void changes_mode(struct yard *y)
{
    chmod(in(y, "a.md"), 0);
}

static void links(struct yard *y)
{
    if (symlink("a.md", in(y, "m/lenke.md"))) perror("symlink");
}

static void folder_comes(struct yard *y)
{
    fixture_write(y->dir, "ny/dyp/dypere/c.md", STR("c"));
}

static void folder_goes(struct yard *y)
{
    unlink(in(y, "m/b.md"));
    rmdir(in(y, "m"));
}

static void folder_renamed(struct yard *y)
{
    move(y, "m", "modul");
}

static void vim(struct yard *y)
{
    fixture_write(y->dir, "4913", STR(""));
    unlink(in(y, "4913"));
    move(y, "a.md", "a.md~");
    fixture_write(y->dir, "a.md", STR("vim"));
    unlink(in(y, "a.md~"));
}

static void atomic(struct yard *y)
{
    fixture_write(y->dir, ".a.md.tmp", STR("atomic"));
    move(y, ".a.md.tmp", "a.md");
}

static void deletes_first(struct yard *y)
{
    unlink(in(y, "a.md"));
    usleep(WATCH_LONG * 400);
    fixture_write(y->dir, "a.md", STR("again"));
}

static void burst(struct yard *y)
{
    for (int i = 0; i < 300; i++) {
        char name[32];
        snprintf(name, sizeof name, "m/%d.md", i);
        fixture_write(y->dir, name, STR("x"));
    }
}

static const struct {
    const char *what;
    void (*make)(struct yard *y);
} changes[] = {
    {"a file that is written", writes},
    {"a file that comes", comes},
    {"a file that goes", goes},
    {"a file that is renamed", renames},
    {"a mode that changes", changes_mode},
    {"a symlink that comes", links},
    {"a folder that comes, and what is in it", folder_comes},
    {"a folder that goes", folder_goes},
    {"a folder that is renamed", folder_renamed},
    {"a save as vim does it: moved away, made anew, the old one removed", vim},
    {"a save as many do it: written beside, moved into place", atomic},
    {"a save that deletes first and takes its time", deletes_first},
    {"a burst of changes", burst},
};

/* What is not told once; "" when all of them are. */
static const char *not_told_once(struct test *t, bool looks)
{
    enum { N = sizeof changes / sizeof *changes };
    struct yard yards[N];
    const char *wrong = "";
    for (size_t i = 0; i < N; i++) {
        yard_make(&yards[i], t);
        yard_watch(&yards[i], looks);
    }
    for (size_t i = 0; i < N; i++)
        changes[i].make(&yards[i]);
    listen_to(yards, N);
    for (size_t i = 0; i < N; i++) {
        yard_end(&yards[i]);
        if (yards[i].told != 1) wrong = changes[i].what;
    }
    return wrong;
}

TEST("a change is told once: by events")
{
    CHECK_STR(str_of(not_told_once(t, false)), STR(""));
}

TEST("a change is told once: by looking")
{
    CHECK_STR(str_of(not_told_once(t, true)), STR(""));
}

TEST("nothing is told when nothing has changed, and when files are read")
{
    struct yard y;
    yard_make(&y, t);
    yard_watch(&y, false);
    fixture_read(t->arena, y.dir, "a.md");
    fixture_list(t->arena, y.dir);
    int n = told(&y);
    yard_end(&y);
    CHECK_INT(n, 0);
}

static void disturb(struct yard *y)
{
    fixture_write(y->dir, ".a.md.swp", STR("x"));
    fixture_write(y->dir, ".git/index", STR("x"));
    fixture_write(y->dir, "node_modules/m/m.js", STR("x"));
    fixture_write(y->dir, "public/x.html", STR("y"));
    fixture_write(y->dir, "public/m/y.html", STR("y"));
    move(y, "public", ".public");
    move(y, ".public", "public");
}

TEST("what no source would list does not count: hidden names, node_modules, the output")
{
    struct yard y;
    yard_make(&y, t);
    disturb(&y);
    yard_watch(&y, false);
    disturb(&y);
    unlink(in(&y, ".a.md.swp"));
    int n = told(&y);
    yard_end(&y);
    CHECK_INT(n, 0);
}

TEST("the same without events")
{
    struct yard y;
    yard_make(&y, t);
    disturb(&y);
    yard_watch(&y, true);
    disturb(&y);
    unlink(in(&y, ".a.md.swp"));
    int n = told(&y);
    yard_end(&y);
    CHECK_INT(n, 0);
}

TEST("at the top only the names that were asked for count")
{
    struct yard y;
    static const struct str only[] = {STR_INIT("m")};
    yard_make(&y, t);
    y.top.only = only;
    y.top.nonly = 1;
    yard_watch(&y, false);
    fixture_write(y.dir, "a.md", STR("b"));
    fixture_write(y.dir, "x/m/a.md", STR("b"));
    int others = told(&y);
    fixture_write(y.dir, "m/x/m.md", STR("b"));
    int those = told(&y);
    yard_end(&y);
    CHECK_INT(others, 0);
    CHECK_INT(those, 1);
}

TEST("what comes into a new folder later is told, however deep it lies")
{
    struct yard y;
    yard_make(&y, t);
    yard_watch(&y, false);
    fixture_write(y.dir, "ny/dyp/dypere/c.md", STR("c"));
    int first = told(&y);
    fixture_write(y.dir, "ny/dyp/dypere/c.md", STR("d"));
    int second = told(&y);
    yard_end(&y);
    CHECK_INT(first, 1);
    CHECK_INT(second, 1);
}

TEST("a folder that was moved away is not watched any more")
{
    struct yard y;
    const char *elsewhere = fixture_make(t->arena);
    yard_make(&y, t);
    yard_watch(&y, false);
    rename(in(&y, "m"), str_z(t->arena, STR_CAT(t->arena, str_of(elsewhere), STR("/m"))));
    int first = told(&y);
    fixture_write(elsewhere, "m/b.md", STR("c"));
    int second = told(&y);
    yard_end(&y);
    fixture_remove(elsewhere);
    CHECK_INT(first, 1);
    CHECK_INT(second, 0);
}

TEST("more events than the system keeps: told, and nothing is missed afterwards")
{
    struct yard y;
    yard_make(&y, t);
    yard_watch(&y, false);
    for (int i = 0; i < 12000; i++) { /* the system keeps 16,384, and each of these makes two */
        move(&y, "a.md", "b.md");
        move(&y, "b.md", "a.md");
    }
    fixture_write(y.dir, "ny/dyp/c.md", STR("c"));
    int first = told(&y);
    fixture_write(y.dir, "ny/dyp/c.md", STR("d"));
    int second = told(&y);
    yard_end(&y);
    CHECK(first >= 1);
    CHECK_INT(second, 1);
}

TEST("a file behind a symlink counts, as far as it lies below the top")
{
    struct yard y;
    static const struct str only[] = {STR_INIT("m")};
    const char *elsewhere = fixture_make(t->arena);
    yard_make(&y, t);
    y.top.only = only;
    y.top.nonly = 1;
    fixture_write(y.dir, "felles/c.md", STR("c"));
    fixture_write(y.dir, "bilder/x/c.png", STR("c"));
    bool made = symlink("../felles/c.md", in(&y, "m/c.md")) == 0 &&
                symlink("../bilder", in(&y, "m/bilder")) == 0 &&
                symlink("..", in(&y, "m/opp")) == 0 && symlink(elsewhere, in(&y, "m/ut")) == 0;
    yard_watch(&y, false);
    fixture_write(y.dir, "felles/c.md", STR("d"));
    int file = told(&y);
    fixture_write(y.dir, "bilder/x/c.png", STR("d"));
    int folder = told(&y);
    fixture_write(elsewhere, "d.md", STR("d"));
    int out = told(&y);
    yard_end(&y);
    fixture_remove(elsewhere);
    CHECK(made);
    CHECK_INT(file, 1);
    CHECK_INT(folder, 1);
    CHECK_INT(out, 0);
}

TEST("a top folder that goes away and comes back is told both times")
{
    struct yard y;
    yard_make(&y, t);
    yard_watch(&y, false);
    const char *aside = str_z(t->arena, STR_CAT(t->arena, str_of(y.dir), STR("-aside")));
    rename(y.dir, aside);
    int gone = told(&y);
    rename(aside, y.dir);
    usleep(1100 * 1000);
    int back = told(&y);
    fixture_write(y.dir, "m/b.md", STR("c"));
    int after = told(&y);
    yard_end(&y);
    CHECK_INT(gone, 1);
    CHECK_INT(back, 1);
    CHECK_INT(after, 1);
}

TEST("changes without end are told all the same after two seconds")
{
    struct yard y;
    struct timespec from;
    int n = 0;
    yard_make(&y, t);
    yard_watch(&y, false);
    clock_gettime(CLOCK_MONOTONIC, &from);
    while (ms_since(&from) < WATCH_MOST + 200) {
        unlink(in(&y, "m/b.md"));
        n += watch_run(y.watch);
        fixture_write(y.dir, "m/b.md", STR("c"));
        n += watch_run(y.watch);
        usleep(1000);
    }
    yard_end(&y);
    CHECK(n >= 1);
}

/* "+a" made, ">a" moved into place, "=a" whole, "-a" gone, in the order that they came. */
static bool whole(const char *story)
{
    struct burst b = {0};
    for (; *story; story += 2) {
        enum burst_event what = *story == '+'   ? BURST_MADE
                                : *story == '>' ? BURST_PLACED
                                : *story == '-' ? BURST_GONE
                                                : BURST_WHOLE;
        burst_add(&b, 1, (struct str){story + 1, 1}, what);
    }
    return burst_is_whole(&b);
}

TEST("a run of events is whole when nothing is missing at its end")
{
    CHECK(whole("=a"));         /* written */
    CHECK(whole("+a=a"));       /* made and written */
    CHECK(whole("-a=a"));       /* away and back */
    CHECK(whole("+t=t-t>a"));   /* written beside and moved into place */
    CHECK(whole("-a>b+a=a-b")); /* vim: a backup, the file anew, the backup away */
    CHECK(whole("+t-t"));       /* came and went */
}

TEST("a run of events is not whole while a name is away, or a file is not closed")
{
    CHECK(!whole("-a"));
    CHECK(!whole("=a-a"));
    CHECK(!whole("+a"));
    CHECK(!whole("-a=b"));
    CHECK(!whole("-a+a"));
}

TEST("of very many names it is not known whether they are whole")
{
    struct burst b = {0};
    for (int i = 0; i <= BURST_NAMES; i++)
        burst_add(&b, i, STR("a"), BURST_WHOLE);
    CHECK(!burst_is_whole(&b));
}
