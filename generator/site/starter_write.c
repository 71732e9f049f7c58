/* starter_write: new files, all of them or none, and nothing overwritten.
 *
 * What is missing of a file's path is a *piece*: a folder with everything in it, or the file alone.
 * Each piece is written under another name beside its place (`.steg-new-PID-N`) and gets its own
 * when all are there: a folder by rename(2), which never takes the place of one that holds
 * something; a file by taking the name first (O_EXCL) and then putting itself there. A file that is
 * to be replaced comes last, so that whatever fails before can be taken away again.
 *
 * Signals that would end the program wait meanwhile; it is a matter of milliseconds.
 */
#include "site/starter_private.h"
#include "base/fd.h"
#include "base/interrupt.h"
#include "base/reason.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

struct piece {
    struct str target;
    const char *stage;
    size_t first, n; /* its files */
    bool replaces, placed;
};

struct writing {
    const struct starter_file *files;
    struct piece *pieces;
    size_t npieces;
    struct arena *a;
    struct diags *d;
};

static bool failed(struct writing *w, struct str path, int err)
{
    struct str why = reason_of(err, w->a);
    enum diag_id id = DIAG_NEW_FAILED;
    if (err == ENOSPC || err == EDQUOT) id = DIAG_NEW_DISK_FULL;
    if (err == EACCES || err == EPERM || err == EROFS) id = DIAG_NEW_NO_PERMISSION;
    if (err == EEXIST || err == ENOTEMPTY || err == ENOTDIR) id = DIAG_NEW_EXISTS;
    diag(w->d, id, (struct pos){0}, path, why);
    return false;
}

/* ---- What is there --------------------------------------------------------------------------- */

/* "a/../b" has no meaning before a is there. */
static bool climbs(struct str rest)
{
    while (rest.len)
        if (str_eq(str_cut(&rest, '/'), STR(".."))) return true;
    return false;
}

/* The length of the first part of the path that is not there; 0: something is in the way. */
static size_t first_missing(struct writing *w, const struct starter_file *f)
{
    for (size_t end = 1; end <= f->path.len; end++) {
        bool last = end == f->path.len;
        if (!last && f->path.ptr[end] != '/') continue;
        struct str part = str_sub(f->path, 0, end);
        const char *name = str_z(w->a, part);
        struct stat st;
        if (lstat(name, &st) < 0) {
            int err = errno == ENOENT && climbs(str_from(f->path, end)) ? EINVAL : errno;
            if (err == ENOENT) return end;
            failed(w, part, err);
            return 0;
        }
        if (last && f->replaces) return end;
        if (!last && stat(name, &st) == 0 && S_ISDIR(st.st_mode)) continue;
        failed(w, part, EEXIST);
        return 0;
    }
    return 0;
}

static const char *stage_name(struct writing *w, struct str target)
{
    size_t slash = str_rfind(target, '/');
    struct str folder = slash == STR_NONE ? STR("") : str_sub(target, 0, slash + 1);
    return str_z(w->a,
                 STR_CAT(w->a, folder, STR(".steg-new-"), str_number(w->a, (uint64_t)getpid()),
                         STR("-"), str_number(w->a, w->npieces)));
}

/* Files of one piece follow each other. */
static bool find_pieces(struct writing *w, size_t n)
{
    bool good = true;
    w->pieces = arena_new(w->a, struct piece, n);
    for (size_t i = 0; i < n; i++) {
        size_t len = first_missing(w, &w->files[i]);
        if (!len) {
            good = false;
            continue;
        }
        struct str target = str_sub(w->files[i].path, 0, len);
        struct piece *p = w->npieces ? &w->pieces[w->npieces - 1] : NULL;
        if (!p || !str_eq(p->target, target)) {
            p = &w->pieces[w->npieces];
            *p = (struct piece){.target = target, .stage = stage_name(w, target), .first = i};
            p->replaces = w->files[i].replaces;
            w->npieces++;
        }
        p->n = i + 1 - p->first;
    }
    return good;
}

/* ---- Writing --------------------------------------------------------------------------------- */

/* Where a file of a piece lies below `root`, the piece's present name. */
static char *path_in(struct writing *w, const struct piece *p, struct str root, size_t i)
{
    return str_z(w->a, STR_CAT(w->a, root, str_from(w->files[i].path, p->target.len)));
}

static bool make_folders(char *path, size_t from)
{
    for (char *slash = path + from; (slash = strchr(slash, '/')); slash++) {
        *slash = '\0';
        bool made = mkdir(path, 0777) == 0 || errno == EEXIST;
        *slash = '/';
        if (!made) return false;
    }
    return true;
}

static bool put_file(const char *path, const struct starter_file *f, struct arena *a)
{
    int flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC;
    int fd = open(path, flags, 0666);
    if (fd < 0) return false;
    bool good = fd_write(fd, f->bytes);
    struct stat st;
    if (good && f->replaces) { /* on the disk before the old one goes; its rights, if it can be */
        if (stat(str_z(a, f->path), &st) == 0) (void)!fchmod(fd, st.st_mode & 07777);
        good = fsync(fd) == 0;
    }
    int err = errno;
    if (close(fd) < 0 && good) return false;
    errno = err;
    return good;
}

static bool write_piece(struct writing *w, const struct piece *p)
{
    for (size_t i = p->first; i < p->first + p->n; i++) {
        char *path = path_in(w, p, str_of(p->stage), i);
        if (!make_folders(path, strlen(p->stage)) || !put_file(path, &w->files[i], w->a))
            return failed(w, w->files[i].path, errno);
    }
    return true;
}

/* ---- Into place ------------------------------------------------------------------------------ */

static bool place(struct writing *w, struct piece *p)
{
    const char *target = str_z(w->a, p->target);
    bool folder = w->files[p->first].path.len > p->target.len;
    if (!folder && !p->replaces) {
        int fd = open(target, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
        if (fd < 0) return failed(w, p->target, errno);
        close(fd);
        p->placed = true; /* the name is ours */
    }
    if (rename(p->stage, target) < 0) return failed(w, p->target, errno);
    p->placed = true;
    return true;
}

/* Files of ours, and folders that are then empty: nothing that somebody else has put there. */
static void take_away(struct writing *w, const struct piece *p, struct str root)
{
    for (size_t i = p->first; i < p->first + p->n; i++) {
        char *path = path_in(w, p, root, i);
        unlink(path);
        for (char *slash; (slash = strrchr(path, '/')) && slash >= path + root.len;) {
            *slash = '\0';
            if (rmdir(path) < 0 && errno != ENOENT) break;
        }
    }
}

bool starter_write(const struct starter_file *files, size_t n, struct arena *a, struct diags *d)
{
    struct writing w = {.files = files, .a = a, .d = d};
    if (!find_pieces(&w, n)) return false;
    struct interrupt held;
    interrupt_hold(&held);
    bool good = true;
    for (size_t i = 0; good && i < w.npieces; i++)
        good = write_piece(&w, &w.pieces[i]);
    for (size_t i = 0; good && i < w.npieces; i++)
        good = place(&w, &w.pieces[i]);
    for (size_t i = w.npieces; !good && i--;) {
        const struct piece *p = &w.pieces[i];
        take_away(&w, p, str_of(p->stage));
        if (p->placed && !p->replaces) take_away(&w, p, p->target);
    }
    interrupt_release(&held);
    return good;
}
