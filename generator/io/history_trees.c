/* history_trees: what differs between two trees, and where a file was before it was moved. */
#include "base/buf.h"
#include "io/history_private.h"

/* ---- Trees ----------------------------------------------------------------------------------- */

/* The bytes of a tree; they stay until another two are read at the same depth. */
static bool read_tree(struct walk *w, struct str *out, struct repo_id id, size_t depth,
                      struct repo_id keep)
{
    struct kept *k = w->trees[depth];
    for (int i = 0; i < 2; i++) {
        if (!k[i].object.held || !repo_id_eq(k[i].id, id)) continue;
        *out = k[i].object.bytes;
        return true;
    }
    int at = k[0].object.held && repo_id_eq(k[0].id, keep); /* the other one is in use */
    if (k[at].object.held) repo_release(&k[at].object);
    k[at].id = id;
    if (!repo_read(&k[at].object, w->repo, id, REPO_TREE, w->d)) return false;
    *out = k[at].object.bytes;
    return true;
}

void history_forget(struct walk *w)
{
    for (size_t i = 0; i < DEPTH_MAX; i++)
        for (int k = 0; k < 2; k++)
            if (w->trees[i][k].object.held) repo_release(&w->trees[i][k].object);
}

bool history_tree(struct walk *w, struct repo_id *out, struct repo_id commit)
{
    struct str key = {(const char *)commit.bytes, sizeof commit.bytes};
    struct repo_commit *c = map_get(&w->read, key);
    if (!c) {
        c = arena_new(w->arena, struct repo_commit, 1);
        if (!repo_commit(c, w->repo, commit, w->arena, w->d)) return false;
        map_add(&w->read, (struct str){(const char *)c->id.bytes, sizeof c->id.bytes}, c);
    }
    *out = c->tree;
    return true;
}

struct comparing {
    struct walk *w;
    const struct set *of;
    struct changes *out; /* NULL: what has gone is wanted */
    struct moved *gone;
    struct buf path;
};

static bool is_folder(const struct comparing *c)
{
    return !c->out || map_has(&c->w->folders, buf_str(&c->path));
}

static void note_change(struct comparing *c, const struct repo_entry *e, bool in_parent)
{
    struct walk *w = c->w;
    const uint32_t *first = map_get(&w->by_path, buf_str(&c->path));
    for (uint32_t n = first ? *first : NO_NAME; n != NO_NAME; n = w->names[n].first) {
        if (n / 64 >= c->of->len || !(c->of->words[n / 64] >> (n % 64) & 1)) continue;
        struct changes *out = c->out;
        if (out->len == out->cap)
            out->items = arena_grow(w->arena, out->items, &out->cap, sizeof *out->items);
        out->items[out->len++] = (struct change){n, in_parent, e->id};
    }
}

static void note_gone(struct comparing *c, const struct repo_entry *e)
{
    struct moved *m = c->gone;
    if (m->len == m->cap) m->items = arena_grow(c->w->arena, m->items, &m->cap, sizeof *m->items);
    m->items[m->len++] = (struct gone){str_dup(c->w->arena, buf_str(&c->path)), e->id};
}

static bool compare(struct comparing *c, const struct repo_id *a, const struct repo_id *b,
                    size_t depth);

/* One name that differs: x in the commit, y in the parent; either may be missing. */
static bool compare_entry(struct comparing *c, const struct repo_entry *x,
                          const struct repo_entry *y, size_t depth)
{
    size_t len = c->path.len;
    if (len) buf_put_char(&c->path, '/');
    buf_put(&c->path, x ? x->name : y->name);
    const struct repo_id *a = x && x->mode == REPO_MODE_TREE ? &x->id : NULL;
    const struct repo_id *b = y && y->mode == REPO_MODE_TREE ? &y->id : NULL;
    bool good = true;
    if (c->out && x && !a) note_change(c, x, y && !b);
    if (!c->out && y && !b && !(x && !a)) note_gone(c, y);
    if ((c->out ? a != NULL : b != NULL) && is_folder(c)) good = compare(c, a, b, depth + 1);
    buf_truncate(&c->path, len);
    return good;
}

/* Leaves out the entries that begin both and are the same to the byte: nearly all of them. */
static void skip_equal(struct str *x, struct str *y)
{
    for (;;) {
        size_t nul = str_find(*x, '\0');
        if (nul == STR_NONE || x->len - nul < 21 || y->len < nul + 21) return;
        if (memcmp(x->ptr, y->ptr, nul + 21) != 0) return;
        *x = str_from(*x, nul + 21);
        *y = str_from(*y, nul + 21);
    }
}

/* Goes through both at once: they are sorted alike. Only what differs is looked into. */
static bool compare(struct comparing *c, const struct repo_id *a, const struct repo_id *b,
                    size_t depth)
{
    if (depth >= DEPTH_MAX || (a && b && repo_id_eq(*a, *b))) return true;
    static const struct repo_id none;
    struct str left = {0}, right = {0};
    if (a && !read_tree(c->w, &left, *a, depth, b ? *b : none)) return false;
    if (b && !read_tree(c->w, &right, *b, depth, a ? *a : none)) return false;
    struct repo_entry x, y;
    skip_equal(&left, &right);
    bool has_x = repo_entry_next(&x, &left), has_y = repo_entry_next(&y, &right);
    while (has_x || has_y) {
        int order = !has_x ? 1 : !has_y ? -1 : repo_entry_cmp(&x, &y);
        bool same = order == 0 && repo_id_eq(x.id, y.id) && x.mode == y.mode;
        if (!same && !compare_entry(c, order <= 0 ? &x : NULL, order >= 0 ? &y : NULL, depth))
            return false;
        if (order == 0) skip_equal(&left, &right);
        if (order <= 0) has_x = repo_entry_next(&x, &left);
        if (order >= 0) has_y = repo_entry_next(&y, &right);
    }
    return true;
}

bool history_compare(struct walk *w, struct changes *out, struct repo_id tree,
                     struct repo_id parent, const struct set *of)
{
    out->len = 0;
    struct comparing c = {.w = w, .of = of, .out = out, .path = {.arena = w->arena}};
    return compare(&c, &tree, &parent, 0);
}

/* ---- Moves ----------------------------------------------------------------------------------- */

static struct str blob_key(const struct repo_id *id)
{
    return (struct str){(const char *)id->bytes, sizeof id->bytes};
}

static bool find_gone(struct walk *w, struct repo_id tree, struct repo_id parent)
{
    struct moved *m = &w->moved;
    if (m->known) return true;
    *m = (struct moved){.known = true, .by_blob = {.arena = w->arena}};
    struct comparing c = {.w = w, .gone = m, .path = {.arena = w->arena}};
    if (!compare(&c, &tree, &parent, 0)) return false;
    for (size_t i = 0; i < m->len; i++)
        map_add(&m->by_blob, blob_key(&m->items[i].blob), &m->items[i]);
    return true;
}

static struct str name_of(struct str path)
{
    size_t slash = str_rfind(path, '/');
    return slash == STR_NONE ? path : str_from(path, slash + 1);
}

static struct str ending_of(struct str path)
{
    size_t dot = str_rfind(name_of(path), '.');
    return dot == STR_NONE ? STR("") : str_from(name_of(path), dot);
}

/* How much of `text` stands in `other` too: lines in common of the longer one's, in hundredths. */
static unsigned likeness(struct str text, struct str other, struct arena *a)
{
    struct map lines = {.arena = a};
    struct str line;
    size_t n = 0, m = 0, common = 0;
    for (struct str rest = other; str_line(&rest, &line);) {
        line = str_trim(line);
        if (!line.len) continue;
        map_add(&lines, line, a);
        n++;
    }
    for (struct str rest = text; str_line(&rest, &line);) {
        line = str_trim(line);
        if (!line.len) continue;
        m++;
        common += map_has(&lines, line);
    }
    size_t most = n > m ? n : m;
    return most ? (unsigned)(common * 100 / most) : 0;
}

#define CANDIDATES_MAX 40
#define LIKE_ENOUGH 50

/* The file that went away and was most like this one, at least half. */
static bool most_like(struct walk *w, struct str *old, const struct change *c)
{
    struct str path = w->names[c->name].path;
    struct repo_object now, then;
    struct arena scratch = {0};
    unsigned best = LIKE_ENOUGH - 1;
    size_t tried = 0;
    if (!repo_read(&now, w->repo, c->blob, REPO_BLOB, w->d)) return false;
    bool good = true;
    for (int same_name = 1; same_name >= 0 && good; same_name--)
        for (size_t i = 0; i < w->moved.len && good && tried < CANDIDATES_MAX; i++) {
            const struct gone *g = &w->moved.items[i];
            if (str_eq(name_of(g->path), name_of(path)) != (same_name == 1) ||
                !str_eq(ending_of(g->path), ending_of(path)))
                continue;
            tried++;
            good = repo_read(&then, w->repo, g->blob, REPO_BLOB, w->d);
            if (!good) break;
            unsigned like = likeness(now.bytes, then.bytes, &scratch);
            repo_release(&then);
            arena_reset(&scratch);
            if (like > best) {
                best = like;
                *old = g->path;
            }
        }
    repo_release(&now);
    arena_free(&scratch);
    return good;
}

bool history_moved(struct walk *w, struct str *old, bool *edited, const struct change *c,
                   struct repo_id tree, struct repo_id parent)
{
    *old = STR("");
    if (!find_gone(w, tree, parent)) return false;
    const struct gone *same = map_get(&w->moved.by_blob, blob_key(&c->blob));
    *edited = !same;
    if (!same) return w->moved.len == 0 || most_like(w, old, c);
    *old = same->path;
    return true;
}

/* ---- What is there to begin with ------------------------------------------------------------- */

bool history_find(struct walk *w, struct set *all, struct repo_id head)
{
    struct repo_id tree;
    if (!history_tree(w, &tree, head)) return false;
    struct changes there = {0};
    struct comparing c = {.w = w, .of = all, .out = &there, .path = {.arena = w->arena}};
    if (!compare(&c, &tree, NULL, 0)) return false;
    *all = (struct set){arena_new(w->arena, uint64_t, all->len), all->len};
    for (size_t i = 0; i < there.len; i++) {
        struct change *k = &there.items[i];
        struct history_file *f = &w->out->files[w->names[k->name].file];
        f->known = true;
        f->blob = k->blob;
        all->words[k->name / 64] |= (uint64_t)1 << (k->name % 64);
    }
    return true;
}
