#include "io_fixture.h"
#include "base/buf.h"
#include <fcntl.h>
#include <ftw.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

const char *fixture_make(struct arena *a)
{
    const char *tmp = getenv("TMPDIR");
    char *dir = str_z(a, STR_CAT(a, str_of(tmp ? tmp : "/tmp"), STR("/steg-test-XXXXXX")));
    return mkdtemp(dir);
}

static int remove_one(const char *path, const struct stat *st, int type, struct FTW *f)
{
    (void)st, (void)type, (void)f;
    return remove(path);
}

void fixture_remove(const char *dir)
{
    nftw(dir, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

void fixture_write(const char *dir, const char *path, struct str bytes)
{
    char full[4096];
    snprintf(full, sizeof full, "%s/%s", dir, path);
    mkdir(dir, 0755);
    for (char *p = strchr(full + strlen(dir) + 1, '/'); p; *p = '/', p = strchr(p + 1, '/')) {
        *p = 0;
        mkdir(full, 0755);
    }
    FILE *f = fopen(full, "w");
    if (!f) return;
    fwrite(bytes.ptr, 1, bytes.len, f);
    fclose(f);
}

struct str fixture_read(struct arena *a, const char *dir, const char *path)
{
    char full[4096], bytes[4096];
    snprintf(full, sizeof full, "%s/%s", dir, path);
    FILE *f = fopen(full, "r");
    struct buf b = {.arena = a};
    for (size_t n; f && (n = fread(bytes, 1, sizeof bytes, f)) > 0;)
        buf_put(&b, (struct str){bytes, n});
    if (f) fclose(f);
    return buf_str(&b);
}

bool fixture_has(const char *dir, const char *path)
{
    char full[4096];
    struct stat st;
    snprintf(full, sizeof full, "%s/%s", dir, path);
    return lstat(full, &st) == 0;
}

struct str fixture_list(struct arena *a, const char *dir)
{
    char command[8192];
    struct buf b = {.arena = a};
    snprintf(
        command, sizeof command,
        "cd '%s' && find . -mindepth 1 \\( -type d -printf '%%P/\\n' -o -printf '%%P\\n' \\) | "
        "LC_ALL=C sort",
        dir);
    FILE *f = popen(command, "r");
    for (int c; f && (c = fgetc(f)) != EOF;)
        buf_put_char(&b, c == '\n' ? ' ' : (char)c);
    if (f) pclose(f);
    return buf_str(&b);
}

struct str fixture_ids(const struct diags *d)
{
    struct buf b = {.arena = d->arena};
    for (const struct diag *x = d->first; x; x = x->next) {
        buf_put(&b, str_of(diag_catalogue[x->id].id));
        buf_put_char(&b, ' ');
    }
    return buf_str(&b);
}

struct str fixture_args(const struct diags *d)
{
    return d->first ? str_join(d->arena, d->first->args, d->first->narg, STR(" | "))
                    : (struct str){0};
}
