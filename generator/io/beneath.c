#include "io/beneath.h"
#include <errno.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Takes the first name off *path into `name`; false when it is too long. */
static bool first_name(const char **path, char name[NAME_MAX + 1], bool *last)
{
    const char *slash = strchrnul(*path, '/');
    size_t n = (size_t)(slash - *path);
    *last = !*slash;
    if (n > NAME_MAX) {
        errno = ENAMETOOLONG;
        return false;
    }
    memcpy(name, *path, n);
    name[n] = 0;
    *path = *last ? slash : slash + 1;
    return true;
}

/* Without openat2 (Linux before 5.6, or a sandbox that hides it): one name at a time, no links. */
static int open_stepwise(int dir, const char *path, int flags, mode_t mode, enum beneath how)
{
    char name[NAME_MAX + 1];
    for (int at = dir;;) {
        bool last;
        int fd = -1;
        if (first_name(&path, name, &last))
            fd = openat(at, name, O_NOFOLLOW | (last ? flags : O_PATH | O_DIRECTORY | O_CLOEXEC),
                        mode);
        int err = errno == ELOOP && how == BENEATH_LINKS ? ENOSYS : errno;
        if (at != dir) close(at);
        errno = err;
        if (fd < 0 || last) return fd;
        at = fd;
    }
}

int beneath_open(int dir, const char *path, int flags, mode_t mode, enum beneath how)
{
    flags |= O_CLOEXEC;
    struct open_how h = {
        .flags = (unsigned)flags,
        .mode = flags & O_CREAT ? mode : 0,
        .resolve =
            RESOLVE_BENEATH | (how == BENEATH_LINKS ? RESOLVE_NO_MAGICLINKS : RESOLVE_NO_SYMLINKS),
    };
    for (int tries = 0;; tries++) {
        long fd = syscall(SYS_openat2, dir, path, &h, sizeof h);
        if (fd >= 0) return (int)fd;
        /* EAGAIN: something was renamed meanwhile, so ".." could not be trusted. */
        if (errno == EINTR || (errno == EAGAIN && tries < 32)) continue;
        if (errno == ENOSYS || errno == EPERM) return open_stepwise(dir, path, flags, mode, how);
        return -1;
    }
}

static int step_into(int at, const char *name, enum place_make make, bool set_mode)
{
    int flags = O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;
    int fd = openat(at, name, flags);
    if (fd >= 0 || errno != ENOENT || make == PLACE_FIND) return fd;
    if (mkdirat(at, name, 0755) < 0) {
        if (errno != EEXIST) return -1; /* EEXIST: another worker was first */
    } else if (set_mode && fchmodat(at, name, 0755, 0) < 0) {
        return -1;
    }
    return openat(at, name, flags);
}

static int open_folder(const struct place *p, const char *path, enum place_make make)
{
    char name[NAME_MAX + 1];
    int at = openat(p->root, ".", O_PATH | O_DIRECTORY | O_CLOEXEC);
    for (bool last = !*path; at >= 0 && !last;) {
        int fd = first_name(&path, name, &last) ? step_into(at, name, make, p->chmod) : -1;
        int err = errno;
        close(at);
        errno = err;
        at = fd;
    }
    return at;
}

int place_of(struct place *p, struct str path, enum place_make make, char name[NAME_MAX + 1])
{
    size_t slash = str_rfind(path, '/');
    struct str folder = slash == STR_NONE ? (struct str){"", 0} : str_sub(path, 0, slash);
    struct str last = slash == STR_NONE ? path : str_from(path, slash + 1);
    if (folder.len >= PATH_MAX || last.len > NAME_MAX) {
        errno = ENAMETOOLONG;
        return -1;
    }
    memcpy(name, last.ptr, last.len);
    name[last.len] = 0;
    if (p->fd >= 0 && str_eq(folder, str_of(p->folder))) return p->fd;
    place_close(p);
    memcpy(p->folder, folder.ptr, folder.len);
    p->folder[folder.len] = 0;
    p->fd = open_folder(p, p->folder, make);
    return p->fd;
}

void place_close(struct place *p)
{
    if (p->fd >= 0) close(p->fd);
    p->fd = -1;
}
