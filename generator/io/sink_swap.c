/* How the new site takes the old one's place.
 *
 * As a tree: the files that stayed equal are hard-linked into the staged tree beside the changed
 * ones, and one renameat2(RENAME_EXCHANGE) makes the new site appear whole. A build that is killed
 * before it leaves the old site, after it the new one; what lies about is cleared by the next.
 *
 * File by file, where there is something to keep or the system cannot exchange: each file is
 * replaced by a rename, so none is ever half-written, in the order that the caller gave (assets,
 * then pages), removals last. The manifest names old and new files while this goes on, so that a
 * build after a crash knows all of them as its own.
 */
#include "io/sink_private.h"
#include "base/buf.h"
#include "base/interrupt.h"
#include "base/reason.h"
#include "io/beneath.h"
#include "io/failure.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct foreign {
    struct str path;
    bool folder;
    struct foreign *next;
};

struct swap {
    struct sink *k;
    const struct manifest *now;
    struct diags *d;
    struct foreign *foreign; /* in the target: topmost ones, and what lies where pages are to be */
    bool kept;               /* something in the old site could not be moved over */
};

static bool failed(struct swap *s, struct str path, int err)
{
    return io_failed(s->d, path.len ? sink_shown(s->k, s->d->arena, path) : s->k->shown, err);
}

/* ---- looking through a tree that steg wrote */

/* What to do with a name: file_is_ours, or something foreign; after: a folder of ours is done. */
struct visitor {
    bool (*ours)(struct swap *s, int dir, const char *name);
    bool (*foreign)(struct swap *s, int dir, const char *name, struct str path, bool folder);
    bool (*after)(struct swap *s, int dir, const char *name);
};

static bool walk(struct swap *s, int fd, struct str path, const struct visitor *v);

static bool walk_folder(struct swap *s, int dir, const char *name, struct str path,
                        const struct visitor *v)
{
    int fd = openat(dir, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (fd < 0) return failed(s, path, errno);
    if (is_mount_point(fd)) { /* files cannot be renamed into it */
        close(fd);
        diag(s->d, DIAG_OUT_MOUNT, (struct pos){0},
             io_printable(s->d->arena, sink_shown(s->k, s->d->arena, path)));
        return false;
    }
    return walk(s, fd, path, v);
}

static bool walk_name(struct swap *s, int dir, const char *name, struct str folder,
                      const struct visitor *v)
{
    struct stat st;
    if (!strcmp(name, ".") || !strcmp(name, "..")) return true;
    struct arena *a = s->k->a;
    struct str path =
        folder.len ? STR_CAT(a, folder, STR("/"), str_of(name)) : str_dup(a, str_of(name));
    if (str_eq(path, STR(".steg"))) return true;
    if (fstatat(dir, name, &st, AT_SYMLINK_NOFOLLOW) < 0)
        return errno == ENOENT || failed(s, path, errno);
    bool is_folder = S_ISDIR(st.st_mode);
    if (!is_folder)
        return manifest_find(&s->k->old, path) ? v->ours(s, dir, name)
                                               : v->foreign(s, dir, name, path, false);
    if (!map_has(&s->k->old.folders, path)) return v->foreign(s, dir, name, path, true);
    return walk_folder(s, dir, name, path, v) && v->after(s, dir, name);
}

/* Closes fd. As deep as the folders of the old manifest and of the new site, which bound it. */
static bool walk(struct swap *s, int fd, struct str path, const struct visitor *v)
{
    DIR *list = fdopendir(fd);
    if (!list) {
        int err = errno;
        close(fd);
        return failed(s, path, err);
    }
    bool good = true;
    const struct dirent *e;
    while (good && (errno = 0, e = readdir(list)))
        good = walk_name(s, fd, e->d_name, path, v);
    if (good && errno) good = failed(s, path, errno);
    closedir(list);
    return good;
}

static bool walk_target(struct swap *s, const struct visitor *v)
{
    int fd = openat(s->k->target, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    return fd < 0 ? failed(s, (struct str){0}, errno) : walk(s, fd, (struct str){0}, v);
}

/* ---- what others put there */

static bool scan_nothing(struct swap *s, int dir, const char *name)
{
    (void)s, (void)dir, (void)name;
    return true;
}

static const struct visitor scan;

/* In a folder of others where the new site has pages too, each name counts. */
static bool scan_foreign(struct swap *s, int dir, const char *name, struct str path, bool folder)
{
    struct foreign *f = arena_new(s->k->a, struct foreign, 1);
    *f = (struct foreign){path, folder, s->foreign};
    s->foreign = f;
    return !folder || !map_has(&s->k->folders, path) || walk_folder(s, dir, name, path, &scan);
}

static const struct visitor scan = {scan_nothing, scan_foreign, scan_nothing};

/* Must the new site have something where this lies? */
static bool is_in_the_way(const struct sink *k, const struct foreign *f)
{
    struct str up = f->path;
    if (map_has(&k->paths, up) || (!f->folder && map_has(&k->folders, up))) return true;
    for (size_t slash; (slash = str_rfind(up, '/')) != STR_NONE;) {
        up = str_sub(up, 0, slash);
        if (map_has(&k->paths, up)) return true;
    }
    return false;
}

static bool find_foreign(struct swap *s)
{
    if (!walk_target(s, &scan)) return false;
    bool good = true;
    for (const struct foreign *f = s->foreign; f; f = f->next) {
        if (!is_in_the_way(s->k, f)) continue;
        diag(s->d, DIAG_OUT_FOREIGN, (struct pos){0},
             io_printable(s->d->arena, sink_shown(s->k, s->d->arena, f->path)));
        good = false;
    }
    return good;
}

/* ---- as a tree */

/* Not a failure of the disk, only of this way of doing it. */
static bool is_refusal(int err)
{
    return err == EBUSY || err == EXDEV || err == EINVAL || err == EPERM || err == ENOSYS ||
           err == EOPNOTSUPP || err == EMLINK;
}

enum outcome { DONE, FAILED, REFUSED }; /* REFUSED: errno says why */

static enum outcome tree_failed(struct swap *s, struct str path, bool may_refuse)
{
    if (may_refuse && is_refusal(errno)) return REFUSED;
    failed(s, path, errno);
    return FAILED;
}

static enum outcome link_equal(struct swap *s)
{
    struct sink *k = s->k;
    struct place from = {.root = k->target, .fd = -1};
    struct place to = {.root = k->staged, .fd = -1, .chmod = k->mask & 0755};
    char name[NAME_MAX + 1];
    enum outcome how = DONE;
    for (size_t i = 0; i < s->now->len && how == DONE; i++) { /* sorted: folder by folder */
        struct str path = s->now->entries[i].path;
        const struct sink_file *f = map_get(&k->paths, path);
        if (k->results[f - k->files].state != PUT_EQUAL) continue;
        int a = place_of(&from, path, PLACE_FIND, name);
        int b = a < 0 ? -1 : place_of(&to, path, PLACE_MAKE, name);
        if (b < 0)
            how = tree_failed(s, path, false);
        else if (linkat(a, name, b, name, 0) < 0)
            how = tree_failed(s, path, true);
    }
    int err = errno;
    place_close(&from);
    place_close(&to);
    errno = err;
    return how;
}

static bool write_manifest(struct swap *s, int dir, const char *path, const struct manifest *m)
{
    struct buf text = {.arena = s->k->a};
    manifest_print(&text, m);
    if (write_file(dir, path, buf_str(&text), s->k) == 0) return true;
    return failed(s, str_of(path), errno);
}

/* The new folder looks to others as the old one did: mode and owner of the top. */
static bool same_owner(struct sink *k)
{
    struct stat was, is;
    if (fstat(k->target, &was) < 0 || fstat(k->staged, &is) < 0) return false;
    if ((was.st_uid != is.st_uid || was.st_gid != is.st_gid) &&
        fchown(k->staged, was.st_uid, was.st_gid) < 0)
        return errno = EPERM, false;
    return fchmod(k->staged, was.st_mode & 07777) == 0;
}

static bool retire_file(struct swap *s, int dir, const char *name)
{
    (void)s;
    return unlinkat(dir, name, 0) == 0 || errno == ENOENT;
}

static bool retire_folder(struct swap *s, int dir, const char *name)
{
    (void)s;
    return unlinkat(dir, name, AT_REMOVEDIR) == 0 || errno == ENOENT || errno == ENOTEMPTY;
}

/* Something was put into the old site while the new one was made: it moves over. */
static bool rescue(struct swap *s, int dir, const char *name, struct str path, bool folder)
{
    (void)folder;
    char last[NAME_MAX + 1];
    int fd = openat(s->k->parent, s->k->name, O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    struct place p = {.root = fd, .fd = -1, .chmod = s->k->mask & 0755};
    int at = fd < 0 ? -1 : place_of(&p, path, PLACE_MAKE, last);
    bool good = at >= 0 && renameat2(dir, name, at, last, RENAME_NOREPLACE) == 0;
    place_close(&p);
    if (fd >= 0) close(fd);
    if (!good) s->kept = true;
    return true;
}

/* The old site, now under the staged name. What cannot be removed is left for the next build, but
 * never what others put there: then the folder gets a name that no build clears away. */
static void retire(struct swap *s)
{
    static const struct visitor take = {retire_file, rescue, retire_folder};
    struct sink *k = s->k;
    struct diags unsaid = {.arena = k->a}; /* the new site stands: nothing here is a failure */
    struct diags *d = s->d;
    s->d = &unsaid;
    bool good = walk_target(s, &take);
    s->d = d;
    if (s->kept) {
        struct str kept = STR_CAT(k->a, str_of(k->stage_path), STR("-kept"));
        renameat(k->parent, k->stage_path, k->parent, str_z(k->a, kept));
    } else if (good) {
        remove_tree(k->target, ".steg");
        unlinkat(k->parent, k->stage_path, AT_REMOVEDIR);
    }
    k->stage_path = NULL;
}

static enum outcome swap_tree(struct swap *s)
{
    struct sink *k = s->k;
    struct str none = {0};
    if (stage_open(k) < 0) return tree_failed(s, none, false);
    if (k->target >= 0) {
        enum outcome how = link_equal(s);
        if (how != DONE) return how;
        if (!same_owner(k)) return tree_failed(s, none, true);
    }
    if (!write_manifest(s, k->staged, ".steg/manifest", s->now)) return FAILED;
    if (!k->fleeting && syncfs(k->staged) < 0) return tree_failed(s, none, false);
    if (interrupt_came()) return errno = EINTR, tree_failed(s, none, false); /* the last time */
    if (k->target < 0) {
        if (renameat(k->parent, k->stage_path, k->parent, k->name) == 0) return DONE;
        return tree_failed(s, none, false);
    }
    if (renameat2(k->parent, k->stage_path, k->parent, k->name, RENAME_EXCHANGE) < 0)
        return tree_failed(s, none, true);
    retire(s);
    return DONE;
}

/* ---- file by file */

/* Something to remove is gone, or was never reached, since a folder on the way is missing. */
static bool is_gone(int err)
{
    return err == ENOENT || err == ENOTDIR || err == ELOOP;
}

/* Takes away a file that the new site has not, and the folders that it leaves empty; also when an
 * earlier build was killed half-way through that. */
static bool remove_file(struct swap *s, struct place *p, struct str path)
{
    char name[NAME_MAX + 1];
    int at = place_of(p, path, PLACE_FIND, name);
    if (at < 0 && !is_gone(errno)) return failed(s, path, errno);
    if (at >= 0 && unlinkat(at, name, 0) < 0 && !is_gone(errno) && errno != EISDIR)
        return failed(s, path, errno);
    for (size_t slash; (slash = str_rfind(path, '/')) != STR_NONE;) {
        path = str_sub(path, 0, slash);
        if (map_has(&s->k->folders, path)) break;
        at = place_of(p, path, PLACE_FIND, name);
        if (at >= 0 && unlinkat(at, name, AT_REMOVEDIR) == 0) continue;
        if (errno == ENOTEMPTY || errno == EEXIST) break; /* others' files, or ours to come */
        if (!is_gone(errno)) return failed(s, path, errno);
    }
    return true;
}

/* Where a file was there is to be a folder now, or the other way round. */
static bool blocks_new(const struct sink *k, struct str path)
{
    struct foreign f = {.path = path};
    return is_in_the_way(k, &f);
}

static bool remove_old(struct swap *s, bool blocking)
{
    struct sink *k = s->k;
    struct place p = {.root = k->target, .fd = -1};
    bool good = true;
    for (size_t i = 0; i < k->old.len && good; i++) {
        struct str path = k->old.entries[i].path;
        if (!map_has(&k->paths, path) && blocks_new(k, path) == blocking)
            good = remove_file(s, &p, path);
    }
    place_close(&p);
    return good;
}

static bool move_written(struct swap *s)
{
    struct sink *k = s->k;
    struct place from = {.root = k->staged, .fd = -1};
    struct place to = {.root = k->target, .fd = -1, .chmod = k->mask & 0755};
    char name[NAME_MAX + 1];
    bool good = true;
    for (size_t i = 0; i < k->n && good; i++) {
        if (k->results[i].state != PUT_WRITTEN) continue;
        struct str path = k->files[i].path;
        int a = place_of(&from, path, PLACE_FIND, name);
        int b = a < 0 ? -1 : place_of(&to, path, PLACE_MAKE, name);
        if (b < 0 || renameat(a, name, b, name) < 0) good = failed(s, path, errno);
    }
    place_close(&from);
    place_close(&to);
    return good;
}

/* The manifest in place, whole: its bytes are on the disk before its name is. */
static bool replace_manifest(struct swap *s, const struct manifest *m)
{
    struct sink *k = s->k;
    if (!write_manifest(s, k->target, ".steg/manifest.new", m)) return false;
    if (!k->fleeting && syncfs(k->target) < 0) return failed(s, (struct str){0}, errno);
    char name[NAME_MAX + 1];
    struct place p = {.root = k->target, .fd = -1};
    int at = place_of(&p, STR(".steg/manifest.new"), PLACE_FIND, name);
    bool good = (at >= 0 && renameat(at, name, at, "manifest") == 0) ||
                failed(s, STR(".steg/manifest"), errno);
    place_close(&p);
    return good;
}

/* May files in path's folder be replaced? A folder that is not there yet can be made. */
static bool may_change(struct swap *s, struct str path)
{
    size_t slash = str_rfind(path, '/');
    struct str folder = slash == STR_NONE ? (struct str){0} : str_sub(path, 0, slash);
    const char *name = folder.len ? str_z(s->k->a, STR_CAT(s->k->a, folder, STR("/."))) : ".";
    if (faccessat(s->k->target, name, W_OK | X_OK, AT_EACCESS) == 0) return true;
    return errno == ENOENT || errno == ENOTDIR || failed(s, folder, errno);
}

/* One by one there is no way back, so what would stop half-way must be found before the first. */
static bool may_change_all(struct swap *s)
{
    const struct sink *k = s->k;
    bool good = may_change(s, (struct str){0});
    for (size_t i = 0; i < k->n && good; i++)
        good = k->results[i].state != PUT_WRITTEN || may_change(s, k->files[i].path);
    for (size_t i = 0; i < k->old.len && good; i++) {
        struct str path = k->old.entries[i].path;
        good = map_has(&k->paths, path) || may_change(s, path);
    }
    return good;
}

static bool swap_files(struct swap *s)
{
    struct sink *k = s->k;
    struct manifest both = manifest_union(&k->old, s->now, k->a);
    if (stage_open(k) < 0) return failed(s, (struct str){0}, errno);
    return may_change_all(s) && replace_manifest(s, &both) && remove_old(s, true) &&
           move_written(s) && remove_old(s, false) && replace_manifest(s, s->now);
}

/* ---- which of the two */

static struct str why_not_tree(const struct swap *s)
{
    const struct sink *k = s->k;
    if (k->wanted == SWAP_FILES) return reason(STR("asked for"), STR("det var bedt om"), k->a);
    if (k->inside) return k->inside_why;
    if (s->foreign) {
        struct str path = io_printable(k->a, s->foreign->path);
        return reason(STR_CAT(k->a, STR("the folder holds other files: "), path),
                      STR_CAT(k->a, STR("det ligger andre filer i mappa: "), path), k->a);
    }
    if (is_mount_source(k->real, k->target))
        return reason(STR("the folder is mounted elsewhere too"),
                      STR("mappa er montert et annet sted også"), k->a);
    return (struct str){0};
}

bool swap_run(struct sink_done *done, struct sink *k, const struct manifest *now, struct diags *d)
{
    struct swap s = {.k = k, .now = now, .d = d};
    done->how = SWAP_TREE;
    if (k->target >= 0) {
        if (!find_foreign(&s)) return false;
        done->why = why_not_tree(&s);
    }
    if (!done->why.len) {
        enum outcome how = swap_tree(&s);
        if (how != REFUSED) return how == DONE;
        done->why = reason_of(errno, k->a);
    }
    if (k->wanted == SWAP_TREE) {
        diag(d, DIAG_OUT_NO_SWAP, (struct pos){0}, io_printable(d->arena, k->shown), done->why);
        return false;
    }
    done->how = SWAP_FILES;
    return swap_files(&s);
}
