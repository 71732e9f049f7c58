/* project: see project.h. */
#include "site/project.h"
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

bool project_find(struct project *out, const char *dir, struct arena *a, struct diags *d)
{
    *out = (struct project){.shown = STR("")};
    char *at = absolute(dir ? dir : ".", a);
    if (!at) {
        diag(d, DIAG_NO_SUCH_FOLDER, (struct pos){0}, str_of(dir ? dir : "."),
             str_of(strerror(errno)));
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
    diag(d, DIAG_NO_COURSE_HERE, (struct pos){0}, str_of(dir ? dir : "."));
    return false;
}
