/* project: see project.h. */
#include "site/project.h"
#include "base/reason.h"
#include "io/source.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool has(const char *dir, const char *name, struct arena *a)
{
    struct stat st;
    char *path = str_z(a, STR_CAT(a, str_of(dir), STR("/"), str_of(name)));
    return stat(path, &st) == 0;
}

/* What a folder is: "content/", "" or, with a NULL ptr, neither. */
static struct str content_root(const char *dir, struct arena *a)
{
    if (has(dir, "content/course.yml", a)) return STR("content/");
    if (has(dir, "course.yml", a)) return STR("");
    if (has(dir, "content", a)) return STR("content/");
    return (struct str){0};
}

static char *absolute(const char *dir, struct arena *a)
{
    char *real = realpath(dir, NULL);
    if (!real) return NULL;
    char *copy = str_z(a, str_of(real));
    free(real);
    return copy;
}

/* A repository without a working tree: what is wrong with it otherwise does not matter here. */
static bool is_bare(const char *dir, struct arena *a)
{
    struct repo *repo;
    struct diags unheard = {.arena = a};
    if (repo_open(&repo, dir, a, &unheard) != REPO_FOUND) return false;
    bool bare = repo_is_bare(repo);
    repo_close(repo);
    return bare;
}

bool project_find(struct project *out, const char *dir, struct arena *a, struct diags *d)
{
    *out = (struct project){.shown = STR("")};
    char *at = absolute(dir ? dir : ".", a);
    if (!at) {
        diag(d, DIAG_NO_SUCH_FOLDER, (struct pos){0}, str_of(dir ? dir : "."), reason_of(errno, a));
        return false;
    }
    struct str up = STR("");
    for (;;) {
        struct str root = content_root(at, a);
        char *slash = strrchr(at, '/');
        /* Whoever stands in content/ means the project around it, with its layouts and theme. */
        bool inside =
            !dir && root.ptr && !root.len && slash != at && strcmp(slash, "/content") == 0;
        if (root.ptr && !inside) {
            *out = (struct project){.dir = at, .root = root, .shown = up};
            return true;
        }
        if (dir || !slash || slash == at) break;
        *slash = '\0';
        up = STR_CAT(a, up, STR("../"));
    }
    diag(d, is_bare(dir ? dir : ".", a) ? DIAG_GIT_BARE : DIAG_NO_COURSE_HERE, (struct pos){0},
         str_of(dir ? dir : "."));
    return false;
}

/* The folder, or the nearest above it that is there: git is asked from there. `rest` is what is
 * missing, with '/'. */
static char *nearest_there(const char *dir, struct str *rest, struct arena *a)
{
    char *path = str_z(a, str_of(dir));
    *rest = STR("");
    for (;;) {
        char *at = absolute(*path ? path : ".", a);
        if (at || !*path || strcmp(path, "/") == 0) return at;
        size_t len = strlen(path);
        while (len && path[len - 1] == '/')
            path[--len] = '\0';
        char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
        *rest = STR_CAT(a, str_of(name), STR("/"), *rest);
        *name = '\0';
        if (slash && slash != path) *slash = '\0'; /* "a/b" → "a"; "/b" → "/" */
    }
}

/* The path from the root of the disk, also of what is gone: its nearest folder that is there, and
 * the rest. */
static struct str whole_path(const char *path, struct arena *a)
{
    struct str rest;
    char *there = nearest_there(path, &rest, a);
    if (!there) return (struct str){0};
    struct stat st;
    bool folder = stat(there, &st) == 0 && S_ISDIR(st.st_mode);
    if (rest.len && !str_ends(str_of(path), STR("/"))) rest.len--;
    return STR_CAT(a, str_of(there), folder ? STR("/") : STR(""), rest);
}

bool project_path(struct str *out, const struct project *p, const char *path, struct arena *a,
                  struct diags *d)
{
    struct str dir = STR_CAT(a, str_of(p->dir), STR("/"));
    struct str whole = whole_path(path, a);
    if (whole.ptr && str_starts(whole, dir)) {
        *out = str_from(whole, dir.len);
        return true;
    }
    diag(d, DIAG_PATH_OUTSIDE, (struct pos){0}, str_of(path), str_of(p->dir));
    return false;
}

/* ---- In a revision --------------------------------------------------------------------------- */

/* The nearest folder that holds a course: `below`, or one above when the user named none. */
static bool find_in_commit(struct project *out, struct repo *repo, struct repo_id commit,
                           bool named, struct arena *a, struct diags *d)
{
    for (;;) {
        static const struct str roots[] = {STR_INIT("content/"), STR_INIT("")};
        for (size_t i = 0; i < 2; i++) {
            struct str file = STR_CAT(a, out->below, roots[i], STR("course.yml"));
            bool inside = !named && !roots[i].len && str_ends(out->below, STR("content/"));
            out->root = roots[i];
            if (!inside && source_revision_has(repo, commit, file, a, d)) return true;
        }
        if (named || !out->below.len) return false;
        struct str above = str_sub(out->below, 0, out->below.len - 1);
        size_t slash = str_rfind(above, '/');
        out->below = slash == STR_NONE ? STR("") : str_sub(above, 0, slash + 1);
        out->dir = str_z(a, STR_CAT(a, str_of(out->dir), STR("/..")));
    }
}

bool project_find_revision(struct project *out, const char *dir, struct str rev, struct arena *a,
                           struct diags *d)
{
    struct repo *repo;
    struct repo_id commit;
    struct str rest;
    *out = (struct project){.dir = nearest_there(dir ? dir : ".", &rest, a)};
    if (!out->dir || repo_open(&repo, out->dir, a, d) != REPO_FOUND) {
        diag(d, DIAG_GIT_NEEDED, (struct pos){0}, STR("--rev"));
        return false;
    }
    out->below = STR_CAT(a, repo_folder(repo), rest);
    out->shown = STR_CAT(a, rev, STR(":"));
    enum repo_rev found = repo_resolve(&commit, repo, rev, d);
    bool good = found == REPO_REV_FOUND && find_in_commit(out, repo, commit, dir != NULL, a, d);
    if (found == REPO_REV_UNKNOWN)
        diag(d, DIAG_REVISION_UNKNOWN, (struct pos){0}, rev);
    else if (found == REPO_REV_FOUND && !good)
        diag(d, DIAG_REVISION_NO_COURSE, (struct pos){0}, rev, str_of(dir ? dir : "."));
    repo_close(repo);
    return good;
}
