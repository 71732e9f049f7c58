/* repo_place: where a repository lies, as git(1) finds it, and what is wrong with it to look at.
 *
 * libgit2 says "not found" of much that is there and does not open; what it is must be seen here.
 */
#include "base/buf.h"
#include "base/fd.h"
#include "parts/repo_private.h"
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- Finding it ------------------------------------------------------------------------------ */

/* A folder above which nobody looks, GIT_CEILING_DIRECTORIES of git(1): paths with ':' between;
 * after an empty one they are taken as they stand, before it shortcuts in them are followed. */
static bool is_ceiling(struct str folder, struct arena *a)
{
    struct str rest = str_of(getenv("GIT_CEILING_DIRECTORIES"));
    bool follow = true;
    while (rest.len) {
        struct str one = str_cut(&rest, ':');
        char real[PATH_MAX];
        if (!one.len) follow = false;
        if (!str_starts(one, STR("/"))) continue;
        while (one.len > 1 && str_ends(one, STR("/")))
            one = str_sub(one, 0, one.len - 1);
        if (follow && realpath(str_z(a, one), real)) one = str_dup(a, str_of(real));
        if (str_eq(one, folder)) return true;
    }
    return false;
}

static bool is_folder(struct str path, struct arena *a)
{
    struct stat st;
    return stat(str_z(a, path), &st) == 0 && S_ISDIR(st.st_mode);
}

static bool is_file(struct str path, struct arena *a)
{
    struct stat st;
    return stat(str_z(a, path), &st) == 0 && S_ISREG(st.st_mode);
}

static bool is_there(struct str path, struct arena *a)
{
    struct stat st;
    return lstat(str_z(a, path), &st) == 0;
}

static bool is_bare(struct str dir, struct arena *a)
{
    return is_file(STR_CAT(a, dir, STR("/HEAD")), a) &&
           is_folder(STR_CAT(a, dir, STR("/objects")), a) &&
           is_folder(STR_CAT(a, dir, STR("/refs")), a);
}

struct str repo_find_top(struct str dir, struct arena *a)
{
    struct stat first, st;
    struct str at = dir;
    bool across = getenv("GIT_DISCOVERY_ACROSS_FILESYSTEM") != NULL;
    if (stat(str_z(a, dir), &first) < 0) return STR("");
    for (;;) {
        struct str top = at.len ? at : STR("/");
        if (stat(str_z(a, top), &st) == 0 && st.st_dev != first.st_dev && !across) return STR("");
        if (is_there(STR_CAT(a, at, STR("/.git")), a)) return top;
        /* What lies in a bare repository's folder is not under git. */
        if (is_bare(at, a)) return at.len == dir.len ? top : STR("");
        size_t slash = str_rfind(at, '/');
        if (slash == STR_NONE) return STR("");
        at = str_sub(at, 0, slash);
        if (is_ceiling(at.len ? at : STR("/"), a)) return STR("");
    }
}

struct str repo_git_dir(struct str top, struct arena *a)
{
    struct str git = STR_CAT(a, str_eq(top, STR("/")) ? STR("") : top, STR("/.git"));
    return is_there(git, a) ? git : top;
}

struct str repo_folder_below(const char *top, const char *dir, struct arena *a)
{
    char whole[PATH_MAX];
    if (!top || !realpath(top, whole)) return STR("");
    struct str t = str_of(whole), s = str_of(dir);
    if (str_eq(t, STR("/"))) t = STR("");
    if (!str_starts(s, t) || s.len <= t.len) return STR("");
    return STR_CAT(a, str_from(s, t.len + 1), STR("/"));
}

bool repo_trusts(struct str value, struct str top)
{
    if (str_eq(value, STR("*")) || str_eq(value, top)) return true;
    if (str_ends(value, STR("/*")))
        return str_starts(top, str_sub(value, 0, value.len - 1)) && top.len >= value.len;
    return str_ends(value, STR("/")) && str_eq(str_sub(value, 0, value.len - 1), top);
}

/* ---- Looking at it --------------------------------------------------------------------------- */

static bool may_read(struct str path, struct arena *a)
{
    const char *z = str_z(a, path);
    struct stat st;
    if (stat(z, &st) < 0) return errno != EACCES;
    return access(z, S_ISDIR(st.st_mode) ? R_OK | X_OK : R_OK) == 0;
}

struct str repo_small_file(struct str path, struct arena *a)
{
    int fd = open(str_z(a, path), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    struct stat st;
    ssize_t got = 0;
    char *bytes = NULL;
    if (fd < 0) return STR("");
    if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && st.st_size < 1 << 24) {
        bytes = arena_bytes(a, (size_t)st.st_size + 1);
        got = fd_read(fd, bytes, (size_t)st.st_size);
    }
    close(fd);
    return got > 0 ? (struct str){bytes, (size_t)got} : STR("");
}

struct repo_id *repo_read_cuts(size_t *n, struct str common_dir, struct arena *a)
{
    struct str rest = repo_small_file(STR_CAT(a, common_dir, STR("shallow")), a), line;
    struct repo_id *cuts = arena_new(a, struct repo_id, rest.len / 40 + 1);
    *n = 0;
    while (str_line(&rest, &line))
        *n += repo_read_id(&cuts[*n], line);
    return cuts;
}

/* Where a .git leads that is no folder: a file that says "gitdir: PATH", or a shortcut. "" when it
 * says something else. */
static struct str leads_to(struct str git, struct str top, struct arena *a)
{
    char text[PATH_MAX];
    ssize_t n = readlink(str_z(a, git), text, sizeof text);
    struct str to = {text, n < 0 ? 0 : (size_t)n};
    if (n < 0) {
        to = repo_small_file(git, a);
        if (!str_starts(to, STR("gitdir: "))) return STR("");
        to = str_trim(str_from(to, strlen("gitdir: ")));
    }
    return str_starts(to, STR("/")) ? str_dup(a, to) : STR_CAT(a, top, STR("/"), to);
}

bool repo_place_trouble(struct str top, struct arena *a, struct diags *d)
{
    static const struct str needed[] = {STR_INIT("HEAD"), STR_INIT("objects"), STR_INIT("refs")};
    struct pos nowhere = {0};
    struct str git = repo_git_dir(top, a);
    if (!may_read(git, a)) {
        diag(d, DIAG_GIT_NO_PERMISSION, nowhere, git);
        return true;
    }
    if (!is_folder(git, a)) {
        struct str to = leads_to(git, top, a);
        if (!to.len || is_there(to, a)) return false;
        diag(d, DIAG_GIT_POINTS_NOWHERE, nowhere, git, to);
        return true;
    }
    for (size_t i = 0; i < sizeof needed / sizeof *needed; i++) {
        struct str path = STR_CAT(a, git, STR("/"), needed[i]);
        if (is_there(path, a) && may_read(path, a)) continue;
        if (is_there(path, a))
            diag(d, DIAG_GIT_NO_PERMISSION, nowhere, path);
        else
            diag(d, DIAG_GIT_INCOMPLETE, nowhere, git, needed[i]);
        return true;
    }
    return false;
}

struct str repo_unreadable(struct str dir, const struct repo_id *object, struct arena *a)
{
    struct str in[] = {STR("HEAD"),         STR("refs"),    STR("refs/heads"),
                       STR("packed-refs"),  STR("objects"), STR("objects/pack"),
                       STR("objects/info"), STR(""),        STR("")};
    size_t n = sizeof in / sizeof *in - 2;
    if (object) {
        struct str hex = repo_id_hex(*object, 40, a);
        in[n] = STR_CAT(a, STR("objects/"), str_sub(hex, 0, 2));
        in[n + 1] = STR_CAT(a, in[n], STR("/"), str_from(hex, 2));
        n += 2;
    }
    for (size_t i = 0; i < n; i++) {
        struct str path = STR_CAT(a, dir, in[i]);
        if (is_there(path, a) && !may_read(path, a)) return path;
    }
    return STR("");
}

/* ---- What libgit2 says of it ----------------------------------------------------------------- */

/* "failed open - '/kurs/.git/HEAD' is locked: Permission denied" */
struct str repo_denied(struct str words)
{
    if (str_find_str(words, STR("Permission denied")) == STR_NONE) return STR("");
    (void)str_cut(&words, '\'');
    return str_cut(&words, '\'');
}

/* "object not found - no match for id (0123…)" */
bool repo_named_id(struct repo_id *out, struct str words)
{
    (void)str_cut(&words, '(');
    return repo_read_id(out, str_cut(&words, ')'));
}
