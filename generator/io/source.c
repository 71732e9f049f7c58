/* What is the same for every source: lookups, order, and reading an entry. */
#include "io/source_private.h"
#include "base/fd.h"
#include "base/utf8.h"
#include "io/failure.h"
#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

bool source_is_text(struct str path)
{
    static const struct str ends[] = {
        STR_INIT(".md"),   STR_INIT(".yml"), STR_INIT(".yaml"), STR_INIT(".json"), STR_INIT(".vtt"),
        STR_INIT(".html"), STR_INIT(".css"), STR_INIT(".js"),   STR_INIT(".svg"),  STR_INIT(".txt"),
    };
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        size_t n = ends[i].len;
        if (path.len > n && str_eq_nocase(str_from(path, path.len - n), ends[i])) return true;
    }
    return false;
}

static int by_path(const void *a, const void *b)
{
    const struct source_entry *x = a, *y = b;
    return str_cmp(x->path, y->path);
}

void source_index(struct source *s)
{
    if (s->len > 1) qsort(s->entries, s->len, sizeof *s->entries, by_path);
    s->by_path = (struct map){.arena = s->arena};
    s->folders = (struct map){.arena = s->arena};
    for (size_t i = 0; i < s->len; i++) {
        struct source_entry *e = &s->entries[i];
        map_add(&s->by_path, e->path, e);
        struct str nfc = utf8_nfc(s->arena, e->path);
        if (!str_eq(nfc, e->path)) map_add(&s->by_path, nfc, e);
        struct str folder = e->path;
        for (size_t slash; (slash = str_rfind(folder, '/')) != STR_NONE;) {
            folder = str_sub(folder, 0, slash);
            if (!map_add(&s->folders, folder, e)) break; /* its parents are there too */
        }
    }
}

const struct source_entry *source_entry(const struct source *s, struct str path)
{
    return map_get(&s->by_path, path);
}

const struct file *source_find(const struct source *s, struct str path)
{
    const struct source_entry *e = source_entry(s, path);
    return e ? e->file : NULL;
}

bool source_has_folder(const struct source *s, struct str path)
{
    return map_has(&s->folders, path);
}

bool source_read(struct str *out, const struct source *s, const struct source_entry *e,
                 size_t limit, struct arena *a, struct diags *d)
{
    if (e->file || s->dir < 0) {
        *out = e->file ? e->file->bytes : e->held;
        if (limit) *out = str_sub(*out, 0, limit);
        return true;
    }
    struct stat st;
    int fd = source_tree_open(s, e, &st, d);
    if (fd < 0) return false;
    size_t n = (size_t)st.st_size;
    if (limit && n > limit) n = limit;
    char *bytes = arena_bytes(a, n + 1);
    ssize_t got = fd_read(fd, bytes, n);
    int err = errno;
    close(fd);
    if (got < 0) return io_failed(d, STR_CAT(d->arena, s->shown, e->path), err);
    *out = (struct str){bytes, (size_t)got};
    return true;
}

void source_close(struct source *s)
{
    if (s->dir >= 0) close(s->dir);
    s->dir = -1;
}
