/* Is a folder shown somewhere else by a bind mount? A rename moves the name, not the mount: who
 * looks through it would go on seeing the old folder, and then an empty one. /proc/self/mountinfo
 * (proc(5)) tells for each mount which device it shows (3rd field) and from which folder of that
 * file system (4th). Mounts in another namespace, a container's, cannot be seen from here. */
#include "io/sink_private.h"
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>

struct mount {
    unsigned major, minor;
    char *root, *point;
};

/* Octal escapes (\040 for a space) become bytes again. */
static void unescape(char *s)
{
    char *to = s;
    for (; *s; s++, to++) {
        *to = *s;
        if (*s != '\\' || strspn(s + 1, "01234567") < 3) continue;
        *to = (char)((s[1] - '0') * 64 + (s[2] - '0') * 8 + (s[3] - '0'));
        s += 3;
    }
    *to = 0;
}

static bool parse(struct mount *m, char *line)
{
    char *save = NULL, *field = strtok_r(line, " ", &save);
    for (int i = 0; i < 5 && field; i++, field = strtok_r(NULL, " ", &save)) {
        if (i == 2 && sscanf(field, "%u:%u", &m->major, &m->minor) != 2) return false;
        if (i == 3) m->root = field;
        if (i == 4) m->point = field;
        if (i > 2) unescape(field);
    }
    return field != NULL;
}

static bool under(const char *path, const char *top)
{
    size_t n = strlen(top);
    if (!strcmp(top, "/")) return true;
    return !strncmp(path, top, n) && (!path[n] || path[n] == '/');
}

/* Calls `see` for each mount of that device until it says true. */
static bool each_mount(const struct stat *st, bool (*see)(void *ctx, const struct mount *m),
                       void *ctx)
{
    FILE *f = fopen("/proc/self/mountinfo", "re");
    char *line = NULL;
    size_t cap = 0;
    bool found = false;
    while (f && !found && getline(&line, &cap, f) > 0) {
        struct mount m = {0};
        if (!parse(&m, line)) continue;
        if (m.major != major(st->st_dev) || m.minor != minor(st->st_dev)) continue;
        found = see(ctx, &m);
    }
    free(line);
    if (f) fclose(f);
    return found;
}

struct look {
    const char *real;
    size_t best;              /* length of the mount point that real lies under */
    char inner[2 * PATH_MAX]; /* real as its own file system calls it */
};

static bool see_own(void *ctx, const struct mount *m)
{
    struct look *l = ctx;
    size_t n = strcmp(m->point, "/") ? strlen(m->point) : 0;
    if (!under(l->real, m->point) || (l->best && n < l->best)) return false;
    l->best = n;
    snprintf(l->inner, sizeof l->inner, "%s%s", strcmp(m->root, "/") ? m->root : "", l->real + n);
    return false;
}

static bool see_other(void *ctx, const struct mount *m)
{
    const struct look *l = ctx;
    return strcmp(m->root, "/") != 0 && under(m->root, l->inner);
}

bool is_mount_source(const char *real, int fd)
{
    struct stat st;
    struct look l = {.real = real};
    if (fstat(fd, &st) < 0) return false;
    each_mount(&st, see_own, &l);
    return *l.inner && each_mount(&st, see_other, &l);
}
