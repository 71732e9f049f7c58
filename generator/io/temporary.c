/* temporary: see temporary.h. */
#include "io/temporary.h"
#include "base/arena.h"
#include "base/reason.h"
#include "io/failure.h"
#include "io/sink_private.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define X STR("XXXXXX") /* what mkdtemp replaces */

/* Holds a folder; -1: it is not there, or another process holds it. Where there are no such locks
 * nobody holds anything, and `sure` says that it cannot be known. */
static int hold(int above, const char *name, bool *sure)
{
    struct stat a, b;
    int fd = openat(above, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (fd < 0) return -1;
    int got = flock(fd, LOCK_EX | LOCK_NB);
    *sure = got == 0;
    bool busy = got < 0 && errno == EWOULDBLOCK;
    /* Whoever held it a moment ago may have removed it. */
    bool there = !busy && fstat(fd, &a) == 0 &&
                 fstatat(above, name, &b, AT_SYMLINK_NOFOLLOW) == 0 && a.st_dev == b.st_dev &&
                 a.st_ino == b.st_ino;
    if (there) return fd;
    close(fd);
    return -1;
}

static bool is_name(struct str name, struct str prefix)
{
    if (!str_starts(name, prefix) || name.len != prefix.len + X.len) return false;
    for (size_t i = prefix.len; i < name.len; i++) {
        char c = name.ptr[i];
        if (!(c >= '0' && c <= '9') && !(c >= 'A' && c <= 'Z') && !(c >= 'a' && c <= 'z'))
            return false;
    }
    return true;
}

/* What killed processes left. */
static void sweep(int above, struct str prefix)
{
    struct stat st;
    bool sure = false;
    int copy = openat(above, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *list = copy < 0 ? NULL : fdopendir(copy);
    if (!list) {
        if (copy >= 0) close(copy);
        return;
    }
    const struct dirent *e;
    while ((e = readdir(list))) {
        if (!is_name(str_of(e->d_name), prefix)) continue;
        if (fstatat(above, e->d_name, &st, AT_SYMLINK_NOFOLLOW) < 0) continue;
        if (!S_ISDIR(st.st_mode) || st.st_uid != geteuid()) continue;
        int fd = hold(above, e->d_name, &sure);
        if (fd < 0) continue;
        if (sure) remove_tree(above, e->d_name);
        close(fd);
    }
    closedir(list);
}

/* In one place; false and errno. */
static bool make(struct temporary *t, const char *place, struct str prefix, struct arena *a)
{
    char real[PATH_MAX];
    bool sure;
    if (!realpath(place, real)) return false;
    t->above = open(real, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (t->above < 0) return false;
    sweep(t->above, prefix);
    for (int tries = 0; tries < 100; tries++) {
        char *path = str_z(a, STR_CAT(a, str_of(real), STR("/"), prefix, X));
        if (!mkdtemp(path)) break;
        t->path = path;
        t->name = strrchr(path, '/') + 1;
        t->fd = hold(t->above, t->name, &sure);
        if (t->fd >= 0) return true;
        errno = EBUSY; /* one who sweeps was quicker, and removes it */
    }
    int err = errno;
    close(t->above);
    return errno = err, false;
}

bool temporary_open(struct temporary *t, const char *prefix, struct arena *a, struct diags *d)
{
    const char *own = getenv("TMPDIR");
    const char *places[] = {"/var/tmp", "/tmp", NULL}, *wanted[] = {own, NULL};
    const char **place = own && *own ? wanted : places;
    *t = (struct temporary){0};
    int why = 0;
    for (size_t i = 0; place[i]; i++) {
        if (make(t, place[i], str_of(prefix), a)) return true;
        if (!i) why = errno;
    }
    *t = (struct temporary){0};
    diag(d, DIAG_PUBLISH_NO_PLACE, (struct pos){0}, io_printable(d->arena, str_of(place[0])),
         reason_of(why, d->arena));
    return false;
}

void temporary_close(struct temporary *t)
{
    if (!t->path) return;
    remove_tree(t->above, t->name);
    close(t->fd);
    close(t->above);
    *t = (struct temporary){0};
}
