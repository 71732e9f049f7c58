/* A branch moves, and no lock is left behind: see branch_private.h. */
#include "base/buf.h"
#include "base/digest.h"
#include "base/fd.h"
#include "base/reason.h"
#include "io/branch_private.h"
#include "io/failure.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define LOCK_WAIT_SECONDS 10
#define DEPTH_MAX 32 /* of empty folders in a reference's way */

struct move {
    struct repo *g;
    struct arena *a;
    struct diags *d;
    struct str name;         /* "site" */
    int dir;                 /* .git, that of all worktrees */
    bool alone;              /* flock(2) is ours: no other steg is at this */
    char *ref, *lock, *ours; /* below .git: refs/heads/site, its lock, steg-HASH.PID */
    struct str ours_of_any;  /* "steg-HASH." */
    char *log;               /* logs/refs/heads/site; NULL: none is kept */
    struct str line;         /* what is added to it */
    char bytes[41];          /* what the reference will hold */
};

static bool failed(const struct move *m, const char *path, int err)
{
    struct arena *a = m->d->arena;
    struct str why = reason_of(err, a);
    struct str at = STR_CAT(a, repo_common_dir(m->g), str_of(path), STR(": "));
    diag(m->d, DIAG_GIT_NOT_WRITTEN, (struct pos){0},
         reason(STR_CAT(a, at, reason_in(why, LANGUAGE_EN)),
                STR_CAT(a, at, reason_in(why, LANGUAGE_NB)), a));
    return false;
}

static bool locked(const struct move *m)
{
    diag(m->d, DIAG_GIT_LOCKED, (struct pos){0}, m->name,
         STR_CAT(m->d->arena, repo_common_dir(m->g), str_of(m->lock)));
    return false;
}

/* ---- Files below .git ------------------------------------------------------------------------ */

/* The folders above a path. */
static bool make_folders(int dir, const char *path, struct arena *a)
{
    char *at = str_z(a, str_of(path));
    for (char *slash = strchr(at, '/'); slash; *slash = '/', slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        if (mkdirat(dir, at, 0777) < 0 && errno != EEXIST) return false;
    }
    return true;
}

/* Folders with nothing in them, where a branch "site/old" was once. */
static void remove_empty(int dir, const char *path, int depth)
{
    if (depth == 0 || unlinkat(dir, path, AT_REMOVEDIR) == 0) return;
    int fd = openat(dir, path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    DIR *list = fd < 0 ? NULL : fdopendir(fd);
    if (!list) {
        if (fd >= 0) close(fd);
        return;
    }
    const struct dirent *e;
    while ((e = readdir(list)))
        if (strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0 && e->d_type == DT_DIR)
            remove_empty(fd, e->d_name, depth - 1);
    closedir(list);
    unlinkat(dir, path, AT_REMOVEDIR);
}

/* Makes a file that must not be there; -1: errno. */
static int make_file(const struct move *m, const char *path)
{
    int fd = openat(m->dir, path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
    if (fd < 0) return -1;
    bool good = fd_write(fd, (struct str){m->bytes, sizeof m->bytes}) && fsync(fd) == 0;
    int err = errno;
    close(fd);
    if (good) return 0;
    unlinkat(m->dir, path, 0);
    return errno = err, -1;
}

static bool is_same_file(int dir, const char *one, const char *other)
{
    struct stat a, b;
    return fstatat(dir, one, &a, AT_SYMLINK_NOFOLLOW) == 0 &&
           fstatat(dir, other, &b, AT_SYMLINK_NOFOLLOW) == 0 && a.st_dev == b.st_dev &&
           a.st_ino == b.st_ino;
}

/* ---- One steg at a time ---------------------------------------------------------------------- */

/* False when another steg does not come to an end. Where there are no such locks, git's own decides
 * alone, and nothing that lies there is taken for a dead one's. */
static bool enter(struct move *m)
{
    struct timespec start, now, nap = {.tv_nsec = 10 * 1000 * 1000};
    clock_gettime(CLOCK_MONOTONIC, &start);
    for (;;) {
        m->alone = flock(m->dir, LOCK_EX | LOCK_NB) == 0;
        if (m->alone || (errno != EWOULDBLOCK && errno != EINTR)) return true;
        clock_gettime(CLOCK_MONOTONIC, &now);
        if (now.tv_sec - start.tv_sec >= LOCK_WAIT_SECONDS) return locked(m);
        nanosleep(&nap, NULL);
    }
}

/* What a steg that was killed left: its file, and the lock if that is the same file. */
static void clear_dead(const struct move *m)
{
    int fd = openat(m->dir, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *list = fd < 0 ? NULL : fdopendir(fd);
    if (!list) {
        if (fd >= 0) close(fd);
        return;
    }
    const struct dirent *e;
    while ((e = readdir(list))) {
        if (!str_starts(str_of(e->d_name), m->ours_of_any)) continue;
        if (is_same_file(m->dir, e->d_name, m->lock)) unlinkat(m->dir, m->lock, 0);
        unlinkat(m->dir, e->d_name, 0);
    }
    closedir(list);
}

/* ---- The lock -------------------------------------------------------------------------------- */

static bool take_lock(const struct move *m)
{
    if (!make_folders(m->dir, m->ref, m->a)) return failed(m, m->ref, errno);
    if (make_file(m, m->ours) < 0) return failed(m, m->ours, errno);
    int got = linkat(m->dir, m->ours, m->dir, m->lock, 0);
    if (got < 0 && errno == ENOENT && make_folders(m->dir, m->ref, m->a))
        got = linkat(m->dir, m->ours, m->dir, m->lock, 0); /* git pack-refs took the folder away */
    if (got < 0 && errno != EEXIST) got = make_file(m, m->lock); /* no hard links here */
    if (got == 0) return true;
    return errno == EEXIST ? locked(m) : failed(m, m->lock, errno);
}

/* Does the branch stand where it should? The lock is ours, so that it stays there. */
static enum branch_move compare(const struct move *m, const struct repo_id *from)
{
    struct repo_id now;
    switch (repo_ref(&now, m->g, str_of(m->ref), m->d)) {
    case REPO_REV_FAILED:
        diag(m->d, DIAG_GIT_NEEDED, (struct pos){0}, STR("steg publish"));
        return BRANCH_MOVE_FAILED;
    case REPO_REV_FOUND:
        return from && repo_id_eq(now, *from) ? BRANCH_MOVE_DONE : BRANCH_MOVE_OVERTAKEN;
    case REPO_REV_UNKNOWN:
        break;
    }
    /* A branch "site/old" that came since: the two cannot be at once. */
    bool free = !from && !repo_branch_below(m->g, m->name, m->a).len;
    return free ? BRANCH_MOVE_DONE : BRANCH_MOVE_OVERTAKEN;
}

/* ---- The log --------------------------------------------------------------------------------- */

static bool wants_log(const struct move *m, const char *log)
{
    static const struct str yes[] = {STR_INIT("true"), STR_INIT("always"), STR_INIT("yes"),
                                     STR_INIT("on"), STR_INIT("1")};
    struct stat st;
    if (fstatat(m->dir, log, &st, 0) == 0 && S_ISREG(st.st_mode)) return true;
    struct str said = repo_config(m->g, STR("core.logallrefupdates"), m->a);
    if (!said.len) return !repo_is_bare(m->g);
    for (size_t i = 0; i < sizeof yes / sizeof *yes; i++)
        if (str_eq_nocase(said, yes[i])) return true;
    return false;
}

/* Before the lock is taken, which is held for as short a time as can be. */
static void prepare_log(struct move *m, const struct repo_id *from, struct repo_id to)
{
    char *log = str_z(m->a, STR_CAT(m->a, STR("logs/"), str_of(m->ref)));
    struct repo_id none = {{0}};
    if (wants_log(m, log)) m->log = log;
    m->line = STR_CAT(m->a, repo_id_hex(from ? *from : none, 40, m->a), STR(" "),
                      repo_id_hex(to, 40, m->a), STR(" "), repo_identity(m->g, m->a),
                      STR("\tsteg publish\n"));
}

static bool add_to_log(const struct move *m)
{
    int flags = O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC;
    if (!m->log) return true;
    int fd = make_folders(m->dir, m->log, m->a) ? openat(m->dir, m->log, flags, 0666) : -1;
    if (fd < 0 && errno == EISDIR) {
        remove_empty(m->dir, m->log, DEPTH_MAX);
        fd = openat(m->dir, m->log, flags, 0666);
    }
    if (fd < 0) return failed(m, m->log, errno);
    bool good = fd_write(fd, m->line);
    int err = errno;
    close(fd);
    return good || failed(m, m->log, err);
}

/* ---- The whole ------------------------------------------------------------------------------- */

static bool rename_lock(const struct move *m)
{
    int got = renameat(m->dir, m->lock, m->dir, m->ref);
    if (got < 0 && (errno == EISDIR || errno == ENOTEMPTY || errno == EEXIST)) {
        remove_empty(m->dir, m->ref, DEPTH_MAX);
        got = renameat(m->dir, m->lock, m->dir, m->ref);
    }
    return got == 0 || failed(m, m->ref, errno);
}

static enum branch_move run(const struct move *m, const struct repo_id *from)
{
    if (!take_lock(m)) {
        unlinkat(m->dir, m->ours, 0);
        return BRANCH_MOVE_FAILED;
    }
    enum branch_move end = compare(m, from);
    if (end == BRANCH_MOVE_DONE && (!add_to_log(m) || !rename_lock(m))) end = BRANCH_MOVE_FAILED;
    if (end != BRANCH_MOVE_DONE) unlinkat(m->dir, m->lock, 0);
    unlinkat(m->dir, m->ours, 0);
    return end;
}

static bool begin(struct move *m)
{
    m->ours_of_any = STR_CAT(m->a, STR("steg-"), digest_hex(m->a, digest(m->name)), STR("."));
    m->ours = str_z(m->a, STR_CAT(m->a, m->ours_of_any, str_number(m->a, (uint64_t)getpid())));
    m->ref = str_z(m->a, STR_CAT(m->a, STR("refs/heads/"), m->name));
    m->lock = str_z(m->a, STR_CAT(m->a, str_of(m->ref), STR(".lock")));
    m->dir = open(str_z(m->a, repo_common_dir(m->g)), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    return m->dir >= 0;
}

enum branch_move branch_move(struct repo *g, struct str name, const struct repo_id *from,
                             struct repo_id to, struct arena *a, struct diags *d)
{
    struct move m = {.g = g, .a = a, .d = d, .name = name};
    enum branch_move end = BRANCH_MOVE_FAILED;
    memcpy(m.bytes, repo_id_hex(to, 40, a).ptr, 40);
    m.bytes[40] = '\n';
    if (!begin(&m)) {
        failed(&m, "", errno);
        return end;
    }
    if (syncfs(m.dir) < 0) {
        failed(&m, "", errno);
    } else if (enter(&m)) {
        if (m.alone) clear_dead(&m);
        prepare_log(&m, from, to);
        end = run(&m, from);
    }
    close(m.dir);
    return end;
}

void branch_tidy(struct repo *g, struct str name, struct arena *a)
{
    struct move m = {.g = g, .a = a, .name = name};
    if (!begin(&m)) return;
    if (flock(m.dir, LOCK_EX | LOCK_NB) == 0) clear_dead(&m);
    close(m.dir);
}
