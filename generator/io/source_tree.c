/* A source that is a folder of the working tree, read in one pass.
 *
 * The walk keeps a stack of folders, so depth costs no C stack. Each folder is opened beneath the
 * top one; a file in it is opened by its bare name with O_NOFOLLOW, which cannot lead anywhere
 * else and is the cheapest lookup there is. Only symlinks need openat2(RESOLVE_BENEATH).
 *
 * Every folder knows its parents' identities (device and inode), so a link back to one of them is
 * found at once. Links that fan out without a loop end at SOURCE_MAX_FILES.
 */
#include "io/source_private.h"
#include "io/beneath.h"
#include "io/failure.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct folder {
    struct str path;
    const char *path_z;
    dev_t dev;
    ino_t ino;
    const struct folder *parent;
    struct folder *next; /* on the stack */
};

struct walk {
    struct source *s;
    const struct source_options *o;
    struct diags *d;
    struct arena *a;
    struct arena scratch; /* of one folder */
    struct folder *todo;
    size_t cap, seen; /* of entries; files and folders met */
    dev_t skip_dev;
    ino_t skip_ino;  /* 0: nothing to skip */
    struct str root; /* the folder's real path, "" when unknown */
};

/* What a name in a folder is, while it is being looked at. */
struct found {
    const char *name_z;
    struct str name;
    struct str full;    /* shown + path, NUL-terminated, in the source's arena */
    struct str path;    /* its last part */
    struct str printed; /* full, fit for a message */
    int folder;
};

static const int READ_FLAGS = O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC;

/* Why something could not be opened. What only the author can mend is an error and the walk goes
 * on; what the machine lacks is fatal. */
static void cannot_open(struct diags *d, struct str printed, int err)
{
    struct pos none = {0};
    switch (err) {
    case ENOENT:
    case ENOTDIR:
        diag(d, DIAG_SYMLINK_DANGLING, none, printed);
        break;
    case EXDEV:
        diag(d, DIAG_SYMLINK_LEAVES, none, printed);
        break;
    case ELOOP:
        diag(d, DIAG_SYMLINK_LOOP, none, printed);
        break;
    case ENOSYS:
        diag(d, DIAG_SYMLINK_UNCHECKED, none, printed);
        break;
    case EACCES:
    case EPERM:
        diag(d, DIAG_FILE_NO_PERMISSION, none, printed);
        break;
    case ENXIO:
        diag(d, DIAG_FILE_SPECIAL, none, printed);
        break; /* a socket, a lone FIFO */
    default:
        io_failed(d, printed, err);
    }
}

/* ---- files */

/* Reads the whole file into *out. A file that is being written is read again; one that changes
 * every time is an error. */
static bool read_text(struct walk *w, struct str *out, int fd, struct stat *st, struct str printed)
{
    for (int tries = 0; tries < 3; tries++) {
        if (st->st_size > SOURCE_MAX_TEXT) {
            diag(w->d, DIAG_FILE_TOO_BIG, (struct pos){0}, printed,
                 str_number(w->d->arena, (uint64_t)st->st_size),
                 str_number(w->d->arena, SOURCE_MAX_TEXT));
            return false;
        }
        /* One byte more than there should be: a full read then shows that the file has grown. */
        size_t want = (size_t)st->st_size + 1, got = 0;
        char *bytes = arena_bytes(w->a, want);
        while (got < want) {
            ssize_t r = pread(fd, bytes + got, want - got, (off_t)got);
            if (r < 0 && errno == EINTR) continue;
            if (r < 0) return io_failed(w->d, printed, errno);
            if (r == 0) break;
            got += (size_t)r;
            if (got == want - 1) break; /* as long as it said: no second read to see the end */
        }
        *out = (struct str){bytes, got};
        if (got == want - 1) return true;
        if (fstat(fd, st) < 0) return io_failed(w->d, printed, errno);
    }
    diag(w->d, DIAG_FILE_CHANGING, (struct pos){0}, printed);
    return false;
}

static void load_text(struct walk *w, struct source_entry *e, int fd, const struct found *f)
{
    struct stat st;
    if (fstat(fd, &st) < 0) {
        io_failed(w->d, f->printed, errno);
    } else if (!S_ISREG(st.st_mode)) {
        diag(w->d, DIAG_FILE_SPECIAL, (struct pos){0}, f->printed);
    } else {
        struct str bytes;
        if (!read_text(w, &bytes, fd, &st, f->printed)) return;
        struct file *file = arena_new(w->a, struct file, 1);
        *file = (struct file){f->full, bytes};
        e->file = file;
        e->size = bytes.len;
    }
}

static void add_file(struct walk *w, const struct found *f, bool link, const struct stat *known)
{
    struct source *s = w->s;
    if (s->len == w->cap) s->entries = arena_grow(w->a, s->entries, &w->cap, sizeof *s->entries);
    struct source_entry *e = &s->entries[s->len++];
    *e = (struct source_entry){.path = f->path};
    if (!source_is_text(f->path)) {
        struct stat st;
        if (!known && fstatat(f->folder, f->name_z, &st, AT_SYMLINK_NOFOLLOW) == 0) known = &st;
        e->size = known ? (uint64_t)known->st_size : 0;
        return;
    }
    int fd = link ? beneath_open(s->dir, f->path.ptr, READ_FLAGS, 0, BENEATH_LINKS)
                  : openat(f->folder, f->name_z, READ_FLAGS | O_NOFOLLOW);
    if (fd < 0 && (errno == ENOENT || errno == ELOOP) && !link) {
        s->len--; /* removed or replaced since it was listed: as if it had been so all along */
    } else if (fd < 0) {
        cannot_open(w->d, f->printed, errno);
    } else {
        load_text(w, e, fd, f);
        close(fd);
    }
}

/* ---- folders and links */

static void push(struct walk *w, const struct folder *parent, struct str path)
{
    struct folder *f = arena_new(w->a, struct folder, 1);
    *f = (struct folder){
        .path = path, .path_z = str_z(w->a, path), .parent = parent, .next = w->todo};
    w->todo = f;
}

/* Is what fd stands for hidden: does a name between the course's folder and it begin with a dot? */
static bool is_hidden(const struct walk *w, int fd)
{
    char link[64], real[PATH_MAX];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t n = readlink(link, real, sizeof real);
    struct str at = {real, n > 0 ? (size_t)n : 0};
    if (!w->root.len || !str_starts(at, w->root)) return false;
    return str_find_str(str_from(at, w->root.len), STR("/.")) != STR_NONE;
}

static void follow_link(struct walk *w, const struct folder *in, const struct found *f)
{
    struct stat st;
    int fd = beneath_open(w->s->dir, f->path.ptr, O_PATH, 0, BENEATH_LINKS);
    if (fd < 0) {
        cannot_open(w->d, f->printed, errno);
        return;
    }
    if (fstat(fd, &st) < 0)
        io_failed(w->d, f->printed, errno);
    else if (is_hidden(w, fd))
        diag(w->d, DIAG_SYMLINK_HIDDEN, (struct pos){0}, f->printed);
    else if (S_ISDIR(st.st_mode))
        push(w, in, f->path);
    else if (S_ISREG(st.st_mode))
        add_file(w, f, true, &st);
    else if (S_ISLNK(st.st_mode)) /* no openat2: it was not followed */
        cannot_open(w->d, f->printed, ENOSYS);
    else
        diag(w->d, DIAG_FILE_SPECIAL, (struct pos){0}, f->printed);
    close(fd);
}

static unsigned char kind_of(const struct dirent *e, int folder)
{
    struct stat st;
    if (e->d_type != DT_UNKNOWN) return e->d_type;
    if (fstatat(folder, e->d_name, &st, AT_SYMLINK_NOFOLLOW) < 0) return DT_UNKNOWN;
    return S_ISREG(st.st_mode)   ? DT_REG
           : S_ISDIR(st.st_mode) ? DT_DIR
           : S_ISLNK(st.st_mode) ? DT_LNK
                                 : DT_FIFO;
}

static void visit(struct walk *w, const struct folder *in, int folder, const struct dirent *e,
                  struct map *names)
{
    struct found f = {.name_z = e->d_name, .name = str_of(e->d_name), .folder = folder};
    struct str shown = w->o->shown, slash = in->path.len ? STR("/") : (struct str){0};
    f.full = STR_CAT(w->a, shown, in->path, slash, f.name, (struct str){"", 1});
    f.full.len--; /* the NUL that makes the path fit for the system */
    f.path = str_from(f.full, shown.len);
    f.printed = io_printable(w->a, f.full);
    if (!source_name_is_good(f.name, f.path, f.printed, w->d)) return;
    source_check_twin(names, f.name, f.printed, w->d);
    switch (kind_of(e, folder)) {
    case DT_REG:
        add_file(w, &f, false, NULL);
        break;
    case DT_DIR:
        push(w, in, f.path);
        break;
    case DT_LNK:
        follow_link(w, in, &f);
        break;
    case DT_UNKNOWN:
        break; /* gone again */
    default:
        diag(w->d, DIAG_FILE_SPECIAL, (struct pos){0}, f.printed);
    }
}

/* Opens a folder; -1 when there is nothing to list: the output, a loop, or a diagnostic. */
static int open_folder(struct walk *w, struct folder *f)
{
    struct stat st;
    struct str shown = w->o->shown, printed = STR_CAT(w->a, shown, f->path);
    const char *path = f->path.len ? f->path_z : ".";
    int fd = beneath_open(w->s->dir, path, O_RDONLY | O_DIRECTORY, 0, BENEATH_LINKS);
    if (fd < 0) {
        if (errno != ENOENT) cannot_open(w->d, printed, errno);
        return -1;
    }
    if (fstat(fd, &st) < 0) {
        io_failed(w->d, printed, errno);
        close(fd);
        return -1;
    }
    bool use = true;
    f->dev = st.st_dev;
    f->ino = st.st_ino;
    if (w->skip_ino && f->ino == w->skip_ino && f->dev == w->skip_dev) use = false;
    for (const struct folder *up = f->parent; use && up; up = up->parent) {
        if (up->ino != f->ino || up->dev != f->dev) continue;
        diag(w->d, DIAG_SYMLINK_LOOP, (struct pos){0}, printed);
        use = false;
    }
    if (use) return fd;
    close(fd);
    return -1;
}

/* False when the walk must end here. */
static bool list_folder(struct walk *w, struct folder *f)
{
    int fd = open_folder(w, f);
    if (fd < 0) return true;
    struct str printed = STR_CAT(w->a, w->o->shown, f->path);
    DIR *dir = fdopendir(fd);
    if (!dir) {
        int err = errno;
        close(fd);
        return io_failed(w->d, printed, err);
    }
    arena_reset(&w->scratch);
    struct map names = {.arena = &w->scratch};
    const struct dirent *e;
    bool go_on = true;
    while (go_on && (errno = 0, e = readdir(dir))) {
        if (!source_is_wanted(w->o, f->path, str_of(e->d_name))) continue;
        go_on = ++w->seen <= SOURCE_MAX_FILES;
        if (go_on) visit(w, f, fd, e, &names);
    }
    if (!go_on)
        diag(w->d, DIAG_FILES_TOO_MANY, (struct pos){0}, w->o->shown.len ? w->o->shown : STR("."),
             str_number(w->d->arena, SOURCE_MAX_FILES));
    else if (errno)
        go_on = io_failed(w->d, printed, errno);
    closedir(dir);
    return go_on;
}

/* ---- the whole */

static struct str real_path(struct arena *a, int dir)
{
    char link[64], real[PATH_MAX];
    snprintf(link, sizeof link, "/proc/self/fd/%d", dir);
    ssize_t n = readlink(link, real, sizeof real);
    return n > 1 ? str_dup(a, (struct str){real, (size_t)n}) : (struct str){0};
}

struct source *source_open_tree(const char *dir, const struct source_options *o, struct arena *a,
                                struct diags *d)
{
    int fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0) {
        struct str printed = io_printable(d->arena, str_of(dir));
        if (errno == ENOENT || errno == ENOTDIR)
            diag(d, DIAG_SOURCE_MISSING, (struct pos){0}, printed);
        else
            io_failed(d, printed, errno);
        return NULL;
    }
    struct source *s = arena_new(a, struct source, 1);
    *s = (struct source){.dir = fd, .shown = str_dup(a, o->shown), .arena = a};
    struct walk w = {.s = s, .o = o, .d = d, .a = a, .root = real_path(a, fd)};
    struct stat st;
    if (o->skip && stat(o->skip, &st) == 0) {
        w.skip_dev = st.st_dev;
        w.skip_ino = st.st_ino;
    }
    push(&w, NULL, (struct str){0});
    while (w.todo) {
        struct folder *f = w.todo;
        w.todo = f->next;
        if (!list_folder(&w, f)) break;
    }
    arena_free(&w.scratch);
    source_index(s);
    return s;
}

int source_tree_open(const struct source *s, const struct source_entry *e, struct stat *st,
                     struct diags *d)
{
    struct str printed = STR_CAT(d->arena, s->shown, e->path);
    int fd = beneath_open(s->dir, str_z(d->arena, e->path), READ_FLAGS, 0, BENEATH_LINKS);
    if (fd < 0) {
        cannot_open(d, printed, errno);
        return -1;
    }
    if (fstat(fd, st) < 0)
        io_failed(d, printed, errno);
    else if (!S_ISREG(st->st_mode))
        diag(d, DIAG_FILE_SPECIAL, (struct pos){0}, printed);
    else
        return fd;
    close(fd);
    return -1;
}
