/* watch_walk: through all folders that count. With events each folder is watched; without, what is
 * known of each name is summed up. The sum does not depend on the order of names, which is the
 * disk's. */
#include "io/watch_private.h"
#include "base/digest.h"
#include "io/source_private.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

#define DEPTH_MAX 64
#define EVENTS                                                                          \
    (IN_CLOSE_WRITE | IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_ATTRIB | \
     IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR | IN_EXCL_UNLINK)

/* One walk, and the folders that it is in. */
struct steps {
    struct walk *w;
    int top;
    size_t names; /* met so far: a source does not list more either */
    size_t depth;
    struct stat above[DEPTH_MAX];
    char path[PATH_MAX];
};

static bool is_skipped(const struct watch_options *o, const char *folder, struct str name)
{
    struct str skip = str_of(o->skip), in = str_of(folder);
    return skip.len == in.len + 1 + name.len && str_starts(skip, in) && str_ends(skip, name) &&
           skip.ptr[in.len] == '/';
}

bool walk_counts(const struct walk *w, int top, struct str name)
{
    struct source_options as = {0};
    if (top >= 0) {
        as.only = w->o->tops[top].only;
        as.nonly = w->o->tops[top].nonly;
        if (is_skipped(w->o, w->o->tops[top].path, name)) return false;
    }
    return source_is_wanted(&as, top >= 0 ? STR("") : STR("x"), name);
}

/* ---- The folders that are watched ------------------------------------------------------------ */

/* Where wd stands, or belongs. */
static size_t place_of_wd(const struct walk *w, int wd)
{
    size_t low = 0, high = w->len;
    while (low < high) {
        size_t mid = (low + high) / 2;
        if (w->folders[mid].wd < wd)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

const struct watched *walk_find(const struct walk *w, int wd)
{
    size_t at = place_of_wd(w, wd);
    return at < w->len && w->folders[at].wd == wd ? &w->folders[at] : NULL;
}

static void note(struct walk *w, int wd, int top)
{
    size_t at = place_of_wd(w, wd);
    if (at < w->len && w->folders[at].wd == wd) {
        w->folders[at].at = w->number;
        if (top >= 0) w->folders[at].top = top;
        return;
    }
    if (w->len == w->cap) {
        size_t cap = w->cap ? 2 * w->cap : 64;
        struct watched *more = realloc(w->folders, cap * sizeof *more);
        if (!more) {
            w->trouble = ENOMEM;
            return;
        }
        w->folders = more;
        w->cap = cap;
    }
    memmove(&w->folders[at + 1], &w->folders[at], (w->len++ - at) * sizeof *w->folders);
    w->folders[at] = (struct watched){wd, top, w->number};
    w->fresh = true;
}

static bool watch_path(struct walk *w, const char *path, int top)
{
    int wd = inotify_add_watch(w->fd, path, EVENTS);
    if (wd >= 0) {
        note(w, wd, top);
        return true;
    }
    if (errno == ENOSPC || errno == ENOMEM) w->trouble = errno;
    return false;
}

/* Those that the walk has not met are not there any more, or not ours. */
static void forget_others(struct walk *w)
{
    size_t kept = 0;
    for (size_t i = 0; i < w->len; i++) {
        if (w->folders[i].at == w->number)
            w->folders[kept++] = w->folders[i];
        else
            inotify_rm_watch(w->fd, w->folders[i].wd);
    }
    w->len = kept;
}

/* ---- The walk -------------------------------------------------------------------------------- */

static void add_to_sum(struct walk *w, struct str path, const struct stat *st)
{
    uint64_t of[] = {
        digest(path),
        st->st_mode,
        st->st_ino,
        S_ISDIR(st->st_mode) ? 0 : (uint64_t)st->st_size,
        S_ISDIR(st->st_mode) ? 0 : (uint64_t)st->st_mtim.tv_sec,
        S_ISDIR(st->st_mode) ? 0 : (uint64_t)st->st_mtim.tv_nsec,
        S_ISDIR(st->st_mode) ? 0 : (uint64_t)st->st_ctim.tv_sec,
        S_ISDIR(st->st_mode) ? 0 : (uint64_t)st->st_ctim.tv_nsec,
    };
    w->sum += digest((struct str){(const char *)of, sizeof of});
}

static void walk_folder(struct steps *s, const struct stat *st);

/* A symlink: what it leads to counts too, as long as that lies below the top folder. `st` is what
 * it leads to. */
static void walk_link(struct steps *s, const struct stat *st)
{
    char real[PATH_MAX];
    const char *top = s->w->o->tops[s->top].path;
    size_t len = strlen(top);
    if (!realpath(s->path, real) || strncmp(real, top, len) != 0 || real[len] != '/') return;
    if (S_ISDIR(st->st_mode)) {
        walk_folder(s, st);
    } else if (s->w->fd >= 0) { /* a change of it is told by the folder that it lies in */
        *strrchr(real, '/') = '\0';
        watch_path(s->w, real, -1);
    }
}

static void walk_name(struct steps *s, int folder, const struct dirent *e, bool at_top)
{
    struct walk *w = s->w;
    struct stat st;
    struct str name = str_of(e->d_name);
    size_t len = strlen(s->path);
    bool known = e->d_type != DT_UNKNOWN && e->d_type != DT_DIR && e->d_type != DT_LNK;
    if (!walk_counts(w, at_top ? s->top : -1, name)) return;
    if (++s->names > SOURCE_MAX_FILES || len + 1 + name.len >= sizeof s->path) return;
    if (w->fd >= 0 && known) return;
    if (fstatat(folder, e->d_name, &st, AT_SYMLINK_NOFOLLOW) < 0) return;
    s->path[len] = '/';
    memcpy(s->path + len + 1, name.ptr, name.len + 1);
    bool link = S_ISLNK(st.st_mode);
    if (w->fd < 0) add_to_sum(w, str_of(s->path), &st);
    if (link && fstatat(folder, e->d_name, &st, 0) == 0) {
        if (w->fd < 0) add_to_sum(w, str_of(s->path), &st);
        walk_link(s, &st);
    } else if (S_ISDIR(st.st_mode)) {
        walk_folder(s, &st);
    }
    s->path[len] = '\0';
}

/* The folder at s->path. It is watched before its names are read, so that one which comes in
 * between is in either the list or an event. */
static void walk_folder(struct steps *s, const struct stat *st)
{
    bool at_top = s->depth == 0;
    if (s->depth == DEPTH_MAX) return;
    for (size_t i = 0; i < s->depth; i++) /* a symlink that leads up */
        if (s->above[i].st_ino == st->st_ino && s->above[i].st_dev == st->st_dev) return;
    if (s->w->fd >= 0 && !watch_path(s->w, s->path, at_top ? s->top : -1)) return;
    int fd = open(s->path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *list = fd < 0 ? NULL : fdopendir(fd);
    if (!list) {
        if (fd >= 0) close(fd);
        return;
    }
    s->above[s->depth++] = *st;
    for (const struct dirent *e; (e = readdir(list));)
        if (strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0)
            walk_name(s, fd, e, at_top);
    s->depth--;
    closedir(list);
}

void walk_run(struct walk *w)
{
    struct stat st;
    w->number++;
    w->sum = 0;
    w->fresh = w->partial = false;
    for (size_t i = 0; i < w->o->ntops; i++) {
        struct steps s = {.w = w, .top = (int)i};
        struct str path = str_of(w->o->tops[i].path);
        if (path.len >= sizeof s.path) continue;
        memcpy(s.path, path.ptr, path.len + 1);
        if (stat(s.path, &st) < 0 || !S_ISDIR(st.st_mode)) {
            w->partial = true;
            continue;
        }
        if (w->fd < 0) add_to_sum(w, path, &st);
        walk_folder(&s, &st);
    }
    if (w->fd >= 0) forget_others(w);
}

void walk_free(struct walk *w)
{
    free(w->folders);
    *w = (struct walk){.fd = -1};
}
