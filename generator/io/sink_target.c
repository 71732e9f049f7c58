/* Which folder the site goes to, and whether it may. */
#include "io/sink_private.h"
#include "base/fd.h"
#include "base/interrupt.h"
#include "base/reason.h"
#include "base/str.h"
#include "io/beneath.h"
#include "io/failure.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define LOCK_WAIT_SECONDS 10
#define MANIFEST_MAX (64 << 20)
#define TREE_DEPTH_MAX 128

/* ---- the path */

/* The absolute path without links of a folder that may not exist yet: what exists is resolved, the
 * rest is kept. NULL and errno. */
static char *resolve(const char *path, struct arena *a)
{
    char head[PATH_MAX], tail[PATH_MAX] = "", real[PATH_MAX], link[PATH_MAX];
    size_t n = strlen(path);
    if (!n || n >= sizeof head) return errno = n ? ENAMETOOLONG : ENOENT, NULL;
    memcpy(head, path, n + 1);
    for (int tries = 0; tries < PATH_MAX; tries++) {
        if (realpath(*head ? head : ".", real)) {
            const char *slash = *tail && strcmp(real, "/") ? "/" : "";
            struct str whole = STR_CAT(a, str_of(real), str_of(slash), str_of(tail));
            return whole.len < PATH_MAX ? str_z(a, whole) : (errno = ENAMETOOLONG, NULL);
        }
        if (errno != ENOENT) return NULL;
        for (n = strlen(head); n > 1 && head[n - 1] == '/';)
            head[--n] = 0;
        ssize_t len = readlink(head, link, sizeof link - 1);
        char *slash = strrchr(head, '/');
        char *last = slash ? slash + 1 : head;
        char next[2 * PATH_MAX];
        if (len >= 0) { /* a link to what does not exist yet: go on from where it points */
            link[len] = 0;
            int keep = *link == '/' ? 0 : (int)(last - head);
            snprintf(next, sizeof next, "%.*s%s", keep, head, link);
            if (strlen(next) >= sizeof head) return errno = ENAMETOOLONG, NULL;
            strcpy(head, next);
            continue;
        }
        if (!*last || !strcmp(last, ".") || !strcmp(last, "..")) return errno = ENOENT, NULL;
        snprintf(next, sizeof next, "%s%s%s", last, *tail ? "/" : "", tail);
        if (strlen(next) >= sizeof tail) return errno = ENAMETOOLONG, NULL;
        strcpy(tail, next);
        if (last > head + 1)
            last[-1] = 0; /* "a/b" → "a" */
        else
            *last = 0; /* "/b" → "/", "b" → "" */
    }
    return errno = ELOOP, NULL;
}

/* Is `path` the folder `top` or in it? Both absolute and resolved. */
static bool lies_in(const char *path, const char *top)
{
    size_t n = strlen(top);
    if (!strcmp(top, "/")) return true;
    return !strncmp(path, top, n) && (!path[n] || path[n] == '/');
}

static bool in_git_folder(const char *path)
{
    const char *at = strstr(path, "/.git");
    for (; at; at = strstr(at + 1, "/.git"))
        if (!at[5] || at[5] == '/') return true;
    return false;
}

static bool refuse(struct sink *k, const char *source_dir, struct diags *d)
{
    static const char *const own[] = {"content", "layouts", "themes"};
    char source[PATH_MAX], home[PATH_MAX], part[PATH_MAX + 16];
    const char *h = getenv("HOME");
    enum diag_id id = DIAG_COUNT;
    if (!strcmp(k->real, "/") || in_git_folder(k->real)) id = DIAG_OUT_REFUSED;
    if (h && *h && realpath(h, home) && !strcmp(home, k->real)) id = DIAG_OUT_REFUSED;
    if (source_dir && realpath(source_dir, source)) {
        if (lies_in(source, k->real)) id = DIAG_OUT_IS_SOURCE;
        for (size_t i = 0; i < sizeof own / sizeof *own; i++) {
            snprintf(part, sizeof part, "%s/%s", source, own[i]);
            if (lies_in(k->real, part)) id = DIAG_OUT_IN_SOURCE;
        }
    }
    if (id == DIAG_COUNT) return true;
    diag(d, id, (struct pos){0}, io_printable(d->arena, k->shown));
    return false;
}

/* The folders above the target, as mkdir -p. */
static bool make_parents(struct sink *k, struct diags *d)
{
    char path[PATH_MAX];
    strcpy(path, k->real);
    size_t depth = 0;
    for (const char *p = path; *p; p++)
        depth += *p == '/';
    k->made = arena_new(k->a, char *, depth + 1);
    for (char *p = strchr(path + 1, '/'); p; *p = '/', p = strchr(p + 1, '/')) {
        *p = 0;
        struct stat st;
        if (stat(path, &st) == 0) continue;
        if (mkdir(path, 0755) < 0 && errno != EEXIST) return io_failed(d, str_of(path), errno);
        if (k->mask & 0755 && chmod(path, 0755) < 0) return io_failed(d, str_of(path), errno);
        k->made[k->nmade++] = str_z(k->a, str_of(path));
    }
    return true;
}

/* ---- the lock */

static bool same_file(int fd, int dir, const char *name)
{
    struct stat a, b;
    return fstat(fd, &a) == 0 && fstatat(dir, name, &b, AT_SYMLINK_NOFOLLOW) == 0 &&
           a.st_dev == b.st_dev && a.st_ino == b.st_ino;
}

/* 1: locked, 0: somebody else has it until `deadline`, -1: errno. */
static int lock_until(int fd, const struct timespec *deadline)
{
    for (;;) {
        if (flock(fd, LOCK_EX | LOCK_NB) == 0) return 1;
        if (errno == ENOLCK || errno == EOPNOTSUPP) return 1; /* no locks here: go on without */
        if (errno != EWOULDBLOCK && errno != EINTR) return -1;
        if (interrupt_came()) return errno = EINTR, -1;
        struct timespec now, nap = {.tv_nsec = 20 * 1000 * 1000};
        clock_gettime(CLOCK_MONOTONIC, &now);
        if (now.tv_sec > deadline->tv_sec ||
            (now.tv_sec == deadline->tv_sec && now.tv_nsec >= deadline->tv_nsec))
            return 0;
        nanosleep(&nap, NULL);
    }
}

/* Opens `name` with `flags` and locks it; again if the name means another file by then, since the
 * one before us removed or exchanged it. *out stays -1 when it cannot be opened: errno. */
static int lock_name(int *out, int dir, const char *name, int flags, const struct timespec *until)
{
    for (;;) {
        int fd = openat(dir, name, flags | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0644);
        if (fd < 0 && errno == EINTR) continue;
        if (fd < 0) return -1;
        int got = lock_until(fd, until);
        if (got == 1 && same_file(fd, dir, name)) return *out = fd, 1;
        int err = errno;
        close(fd);
        errno = err;
        if (got != 1) return got;
    }
}

static bool lock_all(struct sink *k, struct diags *d)
{
    struct timespec until;
    struct str shown = k->shown;
    clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_sec += LOCK_WAIT_SECONDS;
    int got = lock_name(&k->lock, k->parent, k->lock_name, O_RDONLY | O_CREAT, &until);
    int why = errno;
    if (got < 0 && why == EACCES) /* in a sticky folder another user's file cannot be O_CREATed */
        got = lock_name(&k->lock, k->parent, k->lock_name, O_RDONLY, &until);
    bool no_parent = got < 0 && (why == EACCES || why == EPERM || why == EROFS);
    if (got < 0 && !no_parent) return io_failed(d, shown, why);
    /* The folder itself is locked too: for builds that may not write beside it, it is the lock. */
    if (got != 0) got = lock_name(&k->target, k->parent, k->name, O_RDONLY | O_DIRECTORY, &until);
    if (got == 0) {
        diag(d, DIAG_OUT_LOCKED, (struct pos){0}, io_printable(d->arena, shown));
        return false;
    }
    if (k->target < 0 && errno == ENOTDIR) {
        diag(d, DIAG_OUT_IS_FILE, (struct pos){0}, io_printable(d->arena, shown));
        return false;
    }
    if (k->target < 0 && (errno != ENOENT || no_parent))
        return io_failed(d, shown, errno == ENOENT ? why : errno);
    if (no_parent) {
        k->inside = true;
        k->inside_why = reason(STR("nothing may be written beside the folder"),
                               STR("ingenting får skrives ved siden av mappa"), k->a);
    }
    return true;
}

/* ---- what lies there */

bool is_mount_point(int fd)
{
    struct statx x;
    if (statx(fd, "", AT_EMPTY_PATH | AT_STATX_DONT_SYNC, 0, &x) < 0) return false;
    return x.stx_attributes_mask & x.stx_attributes & STATX_ATTR_MOUNT_ROOT;
}

static bool remove_level(int dir, const char *name, dev_t dev, int depth)
{
    if (unlinkat(dir, name, 0) == 0 || errno == ENOENT) return true;
    if (errno != EISDIR && errno != EPERM) return false;
    struct stat st;
    int fd = openat(dir, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (fd < 0) return false;
    DIR *list = NULL;
    bool good = depth > 0 && fstat(fd, &st) == 0 && st.st_dev == dev && !is_mount_point(fd) &&
                (list = fdopendir(fd));
    const struct dirent *e;
    while (good && (e = readdir(list)))
        if (strcmp(e->d_name, ".") && strcmp(e->d_name, ".."))
            good = remove_level(fd, e->d_name, dev, depth - 1);
    int err = errno;
    if (list)
        closedir(list);
    else
        close(fd);
    errno = err;
    return good && unlinkat(dir, name, AT_REMOVEDIR) == 0;
}

bool remove_tree(int dir, const char *name)
{
    struct stat st;
    if (fstatat(dir, name, &st, AT_SYMLINK_NOFOLLOW) < 0) return errno == ENOENT;
    return remove_level(dir, name, st.st_dev, TREE_DEPTH_MAX);
}

/* Staged trees of builds that were killed: PREFIX and a number. We hold the lock, so nobody is at
 * work on them. What cannot be removed stays; it harms nothing. */
static void clear_litter(int dir, const char *prefix)
{
    if (dir < 0) return;
    DIR *list = fdopendir(dir);
    if (!list) {
        close(dir);
        return;
    }
    size_t n = strlen(prefix);
    const struct dirent *e;
    while ((e = readdir(list))) {
        if (strncmp(e->d_name, prefix, n)) continue;
        const char *rest = e->d_name + n;
        if (*rest && !rest[strspn(rest, "0123456789")]) remove_tree(dir, e->d_name);
    }
    closedir(list);
}

/* Names that hosts and Git put into a folder that is to be published; a folder with nothing else
 * counts as empty. */
static bool is_host_file(struct str name)
{
    return name.ptr[0] == '.' || str_eq(name, STR("CNAME")) || str_eq(name, STR("web.config")) ||
           str_eq(name, STR("lost+found"));
}

static bool check_empty(struct sink *k, struct diags *d)
{
    int fd = openat(k->target, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *list = fd < 0 ? NULL : fdopendir(fd);
    if (!list) {
        int err = errno;
        if (fd >= 0) close(fd);
        return io_failed(d, k->shown, err);
    }
    bool good = true;
    const struct dirent *e;
    while (good && (e = readdir(list))) {
        good = is_host_file(str_of(e->d_name));
        if (!good)
            diag(d, DIAG_OUT_NOT_OURS, (struct pos){0}, io_printable(d->arena, k->shown),
                 io_printable(d->arena, str_of(e->d_name)));
    }
    closedir(list);
    return good;
}

/* The whole of an open file, at most MANIFEST_MAX. */
static bool read_whole(struct str *out, int fd, struct arena *a)
{
    struct stat st;
    if (fstat(fd, &st) < 0) return false;
    if (!S_ISREG(st.st_mode) || st.st_size > MANIFEST_MAX) return errno = EFBIG, false;
    char *bytes = arena_bytes(a, (size_t)st.st_size + 1);
    ssize_t got = fd_read(fd, bytes, (size_t)st.st_size);
    *out = (struct str){bytes, got < 0 ? 0 : (size_t)got};
    return got >= 0;
}

static bool read_manifest(struct sink *k, struct diags *d)
{
    int fd = beneath_open(k->target, ".steg/manifest", O_RDONLY | O_NONBLOCK, 0, BENEATH_NO_LINKS);
    if (fd < 0 && errno == ENOENT) return check_empty(k, d);
    bool good = fd >= 0 && read_whole(&k->old_text, fd, k->a);
    int err = errno;
    if (fd >= 0) close(fd);
    if (!good && err != EFBIG && err != ELOOP && err != ENOTDIR)
        return io_failed(d, sink_shown(k, d->arena, STR(".steg/manifest")), err);
    if (!good || !manifest_parse(&k->old, k->old_text, k->a)) {
        diag(d, DIAG_OUT_MANIFEST, (struct pos){0}, io_printable(d->arena, k->shown));
        return false;
    }
    k->has_manifest = true;
    return true;
}

/* ---- the whole */

static bool name_target(struct sink *k, const char *path, struct diags *d)
{
    k->real = resolve(path, k->a);
    if (!k->real && errno == ENOTDIR) {
        diag(d, DIAG_OUT_IS_FILE, (struct pos){0}, io_printable(d->arena, k->shown));
        return false;
    }
    if (!k->real) return io_failed(d, k->shown, errno);
    k->name = strrchr(k->real, '/') + 1;
    k->lock_name = str_z(k->a, STR_CAT(k->a, STR("."), str_of(k->name), STR(".steg-lock")));
    return true;
}

static bool open_parent(struct sink *k, struct diags *d)
{
    struct str path = {k->real, (size_t)(k->name - k->real)};
    k->parent = open(str_z(k->a, path), O_PATH | O_DIRECTORY | O_CLOEXEC);
    return k->parent >= 0 || io_failed(d, path, errno);
}

bool target_open(struct sink *k, const char *path, const struct sink_options *o, struct diags *d)
{
    k->mask = umask(0);
    umask(k->mask);
    if (!name_target(k, path, d) || !refuse(k, o->source_dir, d) || !make_parents(k, d))
        return false;
    if (!open_parent(k, d) || !lock_all(k, d)) return false;
    if (k->target >= 0 && !k->inside && is_mount_point(k->target)) {
        k->inside = true;
        k->inside_why =
            reason(STR("something is mounted on the folder"), STR("noe er montert på mappa"), k->a);
    }
    struct str beside = STR_CAT(k->a, STR("."), str_of(k->name), STR(".steg-"));
    if (!k->inside)
        clear_litter(openat(k->parent, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC),
                     str_z(k->a, beside));
    struct str pid = str_number(k->a, (uint64_t)getpid());
    k->stage_path = str_z(k->a, STR_CAT(k->a, k->inside ? STR(".steg/staged-") : beside, pid));
    if (k->target < 0) return true;
    clear_litter(beneath_open(k->target, ".steg", O_RDONLY | O_DIRECTORY, 0, BENEATH_NO_LINKS),
                 "staged-");
    return read_manifest(k, d);
}

void target_close(struct sink *k)
{
    /* Removed while it is locked: who waits for it sees that the name is gone and makes a new one.
     */
    if (k->lock >= 0) {
        unlinkat(k->parent, k->lock_name, 0);
        close(k->lock);
    }
    if (k->target >= 0) close(k->target);
    if (k->parent >= 0) close(k->parent);
    k->lock = k->target = k->parent = -1;
    if (!k->committed)
        while (k->nmade > 0 && rmdir(k->made[--k->nmade]) == 0)
            ;
}
