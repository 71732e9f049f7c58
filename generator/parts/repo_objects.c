/* repo_objects: the database of a repository's objects: its packs, the objects in files of their
 * own, and the folders that it borrows from.
 *
 * libgit2 reads packs; parts/loose reads what is in none, since libgit2 hangs where a file is cut
 * short. What is not reading is left to libgit2's own.
 */
#include "parts/loose.h"
#include "parts/repo_private.h"
#include <git2.h>
#include <git2/sys/odb_backend.h>
#include <limits.h>
#include <stdlib.h>

/* ---- Objects in files of their own ----------------------------------------------------------- */

struct objects {
    git_odb_backend parent; /* first: this is what libgit2 hands back */
    git_odb_backend *own;
    struct arena scratch;
    char dir[PATH_MAX];
};

static struct objects *objects_of(git_odb_backend *b)
{
    return (struct objects *)(void *)b;
}

static int find_object(struct loose *out, git_object_t *type, git_odb_backend *b, const git_oid *id)
{
    struct objects *o = objects_of(b);
    arena_reset(&o->scratch);
    struct repo_id name;
    memcpy(name.bytes, id->id, sizeof name.bytes);
    struct str hex = repo_id_hex(name, 40, &o->scratch);
    char *path = str_z(&o->scratch, STR_CAT(&o->scratch, str_of(o->dir), STR("/"),
                                            str_sub(hex, 0, 2), STR("/"), str_from(hex, 2)));
    enum loose_end how = loose_read(out, path, &o->scratch);
    if (how == LOOSE_NONE) return GIT_ENOTFOUND;
    if (how == LOOSE_BROKEN) {
        git_error_set_str(GIT_ERROR_ODB,
                          str_z(&o->scratch, STR_CAT(&o->scratch, str_of(out->why), STR(": '"),
                                                     str_of(path), STR("'"))));
        return GIT_ERROR;
    }
    *type = git_object_string2type(str_z(&o->scratch, out->kind));
    return 0;
}

static int read_file(void **data, size_t *len, git_object_t *type, git_odb_backend *b,
                     const git_oid *id)
{
    struct loose file;
    int error = find_object(&file, type, b, id);
    if (error < 0) return error;
    char *copy = git_odb_backend_data_alloc(b, file.bytes.len + 1);
    if (!copy) return GIT_ERROR;
    if (file.bytes.len) memcpy(copy, file.bytes.ptr, file.bytes.len);
    copy[file.bytes.len] = '\0';
    *data = copy;
    *len = file.bytes.len;
    return 0;
}

static int read_head_of_file(size_t *len, git_object_t *type, git_odb_backend *b, const git_oid *id)
{
    struct loose file;
    int error = find_object(&file, type, b, id);
    if (error == 0) *len = file.bytes.len;
    return error;
}

static int complete_id(git_oid *out, git_odb_backend *b, const git_oid *digits, size_t n)
{
    git_odb_backend *own = objects_of(b)->own;
    return own->exists_prefix(out, own, digits, n);
}

static int read_by_digits(git_oid *out, void **data, size_t *len, git_object_t *type,
                          git_odb_backend *b, const git_oid *digits, size_t n)
{
    int error = complete_id(out, b, digits, n);
    return error < 0 ? error : read_file(data, len, type, b, out);
}

static int file_exists(git_odb_backend *b, const git_oid *id)
{
    git_odb_backend *own = objects_of(b)->own;
    return own->exists(own, id);
}

static int write_file(git_odb_backend *b, const git_oid *id, const void *data, size_t len,
                      git_object_t type)
{
    git_odb_backend *own = objects_of(b)->own;
    return own->write(own, id, data, len, type);
}

static int freshen_file(git_odb_backend *b, const git_oid *id)
{
    git_odb_backend *own = objects_of(b)->own;
    return own->freshen(own, id);
}

static void free_files(git_odb_backend *b)
{
    struct objects *o = objects_of(b);
    o->own->free(o->own);
    arena_free(&o->scratch);
    free(o);
}

static int files_in(git_odb_backend **out, struct str dir, int sync)
{
    struct objects *o = calloc(1, sizeof *o);
    if (!o || dir.len >= sizeof o->dir) {
        free(o);
        return GIT_ERROR;
    }
    memcpy(o->dir, dir.ptr, dir.len);
    o->parent = (git_odb_backend){.version = GIT_ODB_BACKEND_VERSION,
                                  .read = read_file,
                                  .read_header = read_head_of_file,
                                  .read_prefix = read_by_digits,
                                  .exists = file_exists,
                                  .exists_prefix = complete_id,
                                  .write = write_file,
                                  .freshen = freshen_file,
                                  .free = free_files};
    int error = git_odb_backend_loose(&o->own, o->dir, -1, sync, 0, 0);
    if (error < 0)
        free(o);
    else
        *out = &o->parent;
    return error;
}

/* ---- The whole ------------------------------------------------------------------------------- */

enum { FILES_PRIORITY = 1, PACKS_PRIORITY = 2 }; /* as libgit2 has them: packs are asked first */

/* The backend is the object database's from here on, or freed. */
static int add_backend(git_odb *odb, git_odb_backend *b, int priority, bool alternate)
{
    int error =
        alternate ? git_odb_add_alternate(odb, b, priority) : git_odb_add_backend(odb, b, priority);
    if (error < 0) b->free(b);
    return error;
}

#define ALTERNATES_DEPTH 5 /* as in git */

/* A folder of objects, and those that it borrows from: info/alternates, a folder a line. */
static int add_objects(git_odb *odb, struct str dir, unsigned depth, int sync, struct arena *a)
{
    git_odb_backend *b = NULL;
    int error = git_odb_backend_pack(&b, str_z(a, dir));
    if (error == 0) error = add_backend(odb, b, PACKS_PRIORITY, depth > 0);
    if (error == 0) error = files_in(&b, dir, sync);
    if (error == 0) error = add_backend(odb, b, FILES_PRIORITY, depth > 0);
    struct str rest = repo_small_file(STR_CAT(a, dir, STR("/info/alternates")), a), line;
    while (error == 0 && depth < ALTERNATES_DEPTH && str_line(&rest, &line)) {
        if (!line.len || str_starts(line, STR("#"))) continue;
        if (!str_starts(line, STR("/"))) line = STR_CAT(a, dir, STR("/"), line);
        error = add_objects(odb, line, depth + 1, sync, a);
    }
    return error;
}

int repo_objects_open(git_odb **out, struct str dir, int sync, struct arena *a)
{
    int error = git_odb_new(out);
    return error == 0 ? add_objects(*out, dir, 0, sync, a) : error;
}
