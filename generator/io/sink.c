#include "io/sink_private.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "io/failure.h"
#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

struct str sink_shown(const struct sink *k, struct arena *a, struct str path)
{
    struct str slash = str_ends(k->shown, STR("/")) ? (struct str){0} : STR("/");
    return STR_CAT(a, k->shown, slash, path);
}

struct sink *sink_open_folder(const char *path, const struct sink_options *o, struct arena *a,
                              struct diags *d)
{
    struct sink *k = arena_new(a, struct sink, 1);
    *k = (struct sink){
        .a = a,
        .shown = str_dup(a, o->shown.len ? o->shown : str_of(path)),
        .wanted = o->swap,
        .fleeting = o->fleeting,
        .parent = -1,
        .target = -1,
        .lock = -1,
        .staged = -1,
        .paths = {.arena = a},
        .folders = {.arena = a},
    };
    if (target_open(k, path, o, d)) return k;
    sink_abort(k);
    return NULL;
}

/* ---- what is expected */

static bool is_good_path(struct str path)
{
    size_t depth = 0;
    if (!path.len || path.len >= PATH_MAX || utf8_invalid(path) != STR_NONE) return false;
    for (size_t i = 0; i < path.len; i++)
        if ((unsigned char)path.ptr[i] < 0x20) return false;
    struct str rest = path;
    while (rest.ptr) {
        struct str part = str_cut(&rest, '/');
        if (!part.len || part.len > NAME_MAX || ++depth > SINK_FOLDERS_MAX) return false;
        if (str_eq(part, STR(".")) || str_eq(part, STR(".."))) return false;
        if (depth == 1 && str_eq(part, STR(".steg"))) return false;
    }
    return true;
}

static bool add_path(struct sink *k, struct str path, struct diags *d)
{
    struct sink_file *f = &k->files[k->n];
    enum diag_id id = DIAG_COUNT;
    f->path = (struct str){str_z(k->a, path), path.len};
    f->known = manifest_find(&k->old, path) != NULL;
    if (!is_good_path(path))
        id = DIAG_OUT_BAD_PATH;
    else if (!map_add(&k->paths, f->path, f))
        id = DIAG_OUT_TWICE;
    if (id == DIAG_COUNT) {
        folders_add(&k->folders, f->path);
        k->n++;
        return true;
    }
    diag(d, id, (struct pos){0}, io_printable(d->arena, path));
    return false;
}

bool sink_expect(struct sink *k, const struct str *paths, size_t n, struct diags *d)
{
    assert(!k->files);
    bool good = true;
    k->files = arena_new(k->a, struct sink_file, n);
    for (size_t i = 0; i < n; i++)
        if (!add_path(k, paths[i], d)) good = false;
    for (size_t i = 0; i < k->n; i++) {
        struct str path = k->files[i].path;
        if (!map_has(&k->folders, path)) continue;
        diag(d, DIAG_OUT_FILE_AND_FOLDER, (struct pos){0}, path);
        good = false;
    }
    if (!good) return false;
    size_t size = (n ? n : 1) * sizeof *k->results;
    k->results = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (k->results != MAP_FAILED) return true;
    k->results = NULL;
    return io_failed(d, k->shown, errno);
}

/* ---- the end */

static struct manifest manifest_now(const struct sink *k)
{
    struct manifest m = {.entries = arena_new(k->a, struct manifest_entry, k->n), .len = k->n};
    for (size_t i = 0; i < k->n; i++) {
        const struct put_result *r = &k->results[i];
        m.entries[i] = (struct manifest_entry){k->files[i].path, r->digest, r->size};
    }
    manifest_sort(&m);
    return m;
}

bool sink_commit(struct sink_done *out, struct sink *k, struct diags *d)
{
    *out = (struct sink_done){.files = k->n};
    for (size_t i = 0; i < k->n; i++) {
        assert(k->results[i].state != PUT_NOT);
        if (k->results[i].state == PUT_EQUAL)
            out->equal++;
        else
            out->written++;
    }
    for (size_t i = 0; i < k->old.len; i++)
        out->removed += !map_has(&k->paths, k->old.entries[i].path);
    struct manifest now = manifest_now(k);
    struct buf text = {.arena = k->a};
    manifest_print(&text, &now);
    bool same =
        k->has_manifest && !out->written && !out->removed && str_eq(buf_str(&text), k->old_text);
    if (!same && !swap_run(out, k, &now, d)) return false;
    k->committed = true;
    return true;
}

void sink_abort(struct sink *k)
{
    if (k->staged >= 0) close(k->staged);
    k->staged = -1;
    if (k->stage_path && stage_at(k) >= 0) remove_tree(stage_at(k), k->stage_path);
    if (k->inside && k->target >= 0) unlinkat(k->target, ".steg", AT_REMOVEDIR); /* when empty */
    if (k->results) munmap(k->results, (k->n ? k->n : 1) * sizeof *k->results);
    k->results = NULL;
    free(k->buffer);
    k->buffer = NULL;
    target_close(k);
}
