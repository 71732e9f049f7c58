/* Trees as rows of paths, and back: see branch_private.h. */
#include "base/arena.h"
#include "base/buf.h"
#include "io/branch_private.h"
#include <stdlib.h>

/* ---- Reading --------------------------------------------------------------------------------- */

struct listing {
    struct branch_rows *rows;
    struct repo *g;
    const struct map *these, *and_these;
    struct arena *a;
    struct diags *d;
};

/* The next entry, and its mode as it is written. */
static bool next_entry(struct repo_entry *e, struct str *mode, struct str *rest)
{
    struct str from = *rest;
    *mode = str_cut(&from, ' ');
    return repo_entry_next(e, rest);
}

/* As deep as the folders of the sets, which are a manifest's: 64. */
static bool list_folder(struct listing *l, struct repo_id tree, struct str prefix)
{
    struct repo_object o;
    struct repo_entry e;
    struct str mode;
    if (!repo_read(&o, l->g, tree, REPO_TREE, l->d)) return false;
    bool good = true;
    for (struct str rest = o.bytes; good && next_entry(&e, &mode, &rest);) {
        struct branch_rows *rows = l->rows;
        struct str path = STR_CAT(l->a, prefix, e.name);
        if (e.mode == REPO_MODE_TREE && (map_has(l->these, path) || map_has(l->and_these, path))) {
            good = list_folder(l, e.id, STR_CAT(l->a, path, STR("/")));
            continue;
        }
        if (rows->len == rows->cap)
            rows->items = arena_grow(l->a, rows->items, &rows->cap, sizeof *rows->items);
        bool plain = str_eq(mode, STR("100644"));
        rows->items[rows->len++] =
            (struct branch_row){path, e.id, plain ? STR("") : str_dup(l->a, mode)};
    }
    repo_release(&o);
    return good;
}

bool branch_rows_read(struct branch_rows *out, struct repo *g, struct repo_id tree,
                      const struct map *these, const struct map *and_these, struct arena *a,
                      struct diags *d)
{
    struct listing l = {out, g, these, and_these, a, d};
    *out = (struct branch_rows){0};
    return list_folder(&l, tree, STR(""));
}

bool branch_row_find(struct branch_row *out, struct repo *g, struct repo_id tree, struct str path,
                     struct diags *d)
{
    struct str rest = path;
    *out = (struct branch_row){.path = path, .id = tree, .mode = STR("40000")};
    while (rest.len) {
        struct str name = str_cut(&rest, '/'), mode;
        struct repo_object o;
        struct repo_entry e;
        if (!str_eq(out->mode, STR("40000")) || !repo_read(&o, g, out->id, REPO_TREE, d))
            return false;
        bool there = false;
        for (struct str left = o.bytes; !there && next_entry(&e, &mode, &left);)
            there = str_eq(e.name, name);
        if (there) {
            out->id = e.id;
            out->mode = str_dup(d->arena, mode);
        }
        repo_release(&o);
        if (!there) return false;
    }
    return true;
}

/* ---- Writing --------------------------------------------------------------------------------- */

struct planned { /* the entry first, for by_entry */
    struct repo_entry entry;
    struct str mode;
};

static int by_entry(const void *a, const void *b)
{
    return repo_entry_cmp(a, b);
}

static int by_path(const void *a, const void *b)
{
    const struct branch_row *x = a, *y = b;
    return str_cmp(x->path, y->path);
}

static void put_entry(struct buf *b, const struct planned *p)
{
    buf_put(b, p->mode.len ? p->mode : STR("100644"));
    buf_put_char(b, ' ');
    buf_put(b, p->entry.name);
    buf_put_char(b, '\0');
    buf_put(b, (struct str){(const char *)p->entry.id.bytes, sizeof p->entry.id.bytes});
}

/* The rows are sorted and begin with the same `skip` bytes, a folder's name. */
static bool write_folder(struct repo_id *out, struct repo *g, const struct branch_row *rows,
                         size_t n, size_t skip, struct diags *d)
{
    struct arena scratch = {0};
    struct planned *list = arena_new(&scratch, struct planned, n);
    size_t len = 0;
    bool good = true;
    for (size_t i = 0, k; i < n && good; i = k) {
        struct str rest = str_from(rows[i].path, skip);
        size_t slash = str_find(rest, '/');
        struct planned *p = &list[len++];
        p->mode = slash == STR_NONE ? rows[i].mode : STR("40000");
        p->entry.mode = str_eq(p->mode, STR("40000")) ? REPO_MODE_TREE : REPO_MODE_FILE;
        p->entry.name = str_sub(rest, 0, slash);
        p->entry.id = rows[i].id;
        k = i + 1;
        if (slash == STR_NONE) continue;
        struct str folder = str_sub(rows[i].path, 0, skip + slash + 1);
        while (k < n && str_starts(rows[k].path, folder))
            k++;
        good = write_folder(&p->entry.id, g, rows + i, k - i, folder.len, d);
    }
    if (len > 1) qsort(list, len, sizeof *list, by_entry);
    struct buf b = {.arena = &scratch};
    for (size_t i = 0; i < len; i++)
        put_entry(&b, &list[i]);
    good = good && repo_write(out, g, buf_str(&b), REPO_TREE, d);
    arena_free(&scratch);
    return good;
}

bool branch_rows_write(struct repo_id *tree, struct repo *g, struct branch_rows *rows,
                       struct diags *d)
{
    if (rows->len > 1) qsort(rows->items, rows->len, sizeof *rows->items, by_path);
    return write_folder(tree, g, rows->items, rows->len, 0, d);
}
