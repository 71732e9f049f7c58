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

struct seen *history_seen(struct walk *w, struct repo_id id)
{
    struct str key = {(const char *)id.bytes, sizeof id.bytes};
    struct seen *s = map_get(&w->read, key);
    if (s) return s;
    s = arena_new(w->arena, struct seen, 1);
    if (!repo_commit(&s->commit, w->repo, id, w->arena, w->d)) return NULL;
    map_add(&w->read, (struct str){(const char *)s->commit.id.bytes, sizeof id.bytes}, s);
    return s;
}

bool history_tree(struct walk *w, struct repo_id *out, struct repo_id commit)
{
    const struct seen *s = history_seen(w, commit);
    if (s) *out = s->commit.tree;
    return s != NULL;
}

struct comparing {
    struct walk *w;
    const struct set *of;
    const struct scope *scope; /* NULL: no texts are looked for */
    struct changes *out;       /* NULL: what has gone is wanted */
    struct sources *gone;
    struct buf path;
};

/* "kurs" and "kurs/content" on the way to "kurs/content", and what lies below it. */
static bool leads_to(struct str folder, struct str path)
{
    size_t shorter = path.len < folder.len ? path.len : folder.len;
    if (shorter && memcmp(path.ptr, folder.ptr, shorter) != 0) return false;
    return path.len < folder.len   ? folder.ptr[path.len] == '/'
           : path.len > folder.len ? !folder.len || path.ptr[folder.len] == '/'
                                   : true;
}

/* Whether to look into a folder that differs; in the commit it may be gone. */
static bool is_folder(const struct comparing *c, bool here, bool in_parent)
{
    struct str path = buf_str(&c->path);
    if (!c->out) return in_parent;
    if (c->scope && leads_to(c->w->folder, path)) return here || in_parent;
    return here && map_has(&c->w->folders, path);
}

/* Whether one of the names that are followed has this path. */
static bool note_change(struct comparing *c, const struct repo_entry *e, bool in_parent)
{
    struct walk *w = c->w;
    bool followed = false;
    const uint32_t *first = map_get(&w->by_path, buf_str(&c->path));
    for (uint32_t n = first ? *first : NO_NAME; n != NO_NAME; n = w->names[n].first) {
        if (!set_has(c->of, n)) continue;
        struct changes *out = c->out;
        if (out->len == out->cap)
            out->items = arena_grow(w->arena, out->items, &out->cap, sizeof *out->items);
        out->items[out->len++] = (struct change){n, in_parent, e->id};
        followed = true;
    }
    return followed;
}

static bool is_text(struct str path)
{
    return str_ends(path, STR(".md")) || str_ends(path, STR(".yml")) ||
           str_ends(path, STR(".json"));
}

/* x and y are no folders; one of them may be missing. */
static void note_text(struct comparing *c, const struct repo_entry *x, const struct repo_entry *y,
                      bool followed)
{
    struct walk *w = c->w;
    struct str path = buf_str(&c->path);
    if (y && y->mode != REPO_MODE_FILE) y = NULL;
    if ((!x && !y) || !is_text(path) || !leads_to(w->folder, path)) return;
    uint32_t *place = map_get(&w->places, path);
    if (!scope_has(c->scope, place ? *place : NO_NAME)) return;
    path = str_dup(w->arena, path);
    if (!place) {
        place = arena_new(w->arena, uint32_t, 1);
        *place = (uint32_t)w->nplaces++;
        map_add(&w->places, path, place);
    }
    struct changes *out = c->out;
    if (out->ntexts == out->texts_cap)
        out->texts = arena_grow(w->arena, out->texts, &out->texts_cap, sizeof *out->texts);
    struct text *t = &out->texts[out->ntexts++];
    *t = (struct text){path, *place, x, y, followed, {{0}}, {{0}}};
    if (x) t->blob = x->id;
    if (y) t->before = y->id;
}

static void note_gone(struct comparing *c, const struct repo_entry *e)
{
    struct sources *m = c->gone;
    if (m->len == m->cap) m->items = arena_grow(c->w->arena, m->items, &m->cap, sizeof *m->items);
    m->items[m->len++] =
        (struct source_of){.path = str_dup(c->w->arena, buf_str(&c->path)), .blob = e->id};
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
    const struct repo_entry *here = a ? NULL : x, *before = b ? NULL : y;
    bool good = true, followed = c->out && here && note_change(c, here, before);
    if (c->scope) note_text(c, here, before, followed);
    if (!c->out && before && !here) note_gone(c, before);
    if ((a || b) && is_folder(c, a, b)) good = compare(c, a, b, depth + 1);
    buf_truncate(&c->path, len);
    return good;
}

/* Leaves out the entries that begin both and are the same to the byte: nearly all of them. First
 * how far that goes, eight bytes at a time, then where the last whole entry ends there. */
static void skip_equal(struct str *x, struct str *y)
{
    size_t most = x->len < y->len ? x->len : y->len, same = 0, at = 0;
    while (same + 8 <= most && memcmp(x->ptr + same, y->ptr + same, 8) == 0)
        same += 8;
    while (at < same) {
        const char *nul = memchr(x->ptr + at, '\0', same - at);
        size_t end = nul ? (size_t)(nul - x->ptr) + 21 : most;
        if (end > same) break;
        at = end;
    }
    *x = str_from(*x, at);
    *y = str_from(*y, at);
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
                     const struct repo_id *parent, const struct set *of, const struct scope *scope)
{
    out->len = out->ntexts = 0;
    struct comparing c = {.w = w, .of = of, .out = out, .path = {.arena = w->arena}};
    if (scope && !scope_empty(scope)) c.scope = scope;
    return compare(&c, &tree, parent, 0);
}

/* ---- Moves ----------------------------------------------------------------------------------- */

static struct str blob_key(const struct repo_id *id)
{
    return (struct str){(const char *)id->bytes, sizeof id->bytes};
}

static bool find_gone(struct walk *w, struct repo_id tree, struct repo_id parent)
{
    struct sources *m = &w->sources;
    if (m->known) return true;
    *m = (struct sources){.known = true, .by_blob = {.arena = w->arena}};
    struct comparing c = {.w = w, .gone = m, .path = {.arena = w->arena}};
    if (!compare(&c, &tree, &parent, 0)) return false;
    for (size_t i = m->len; i-- > 0;) {
        struct source_of *s = &m->items[i];
        s->next = map_get(&m->by_blob, blob_key(&s->blob));
        map_set(&m->by_blob, blob_key(&s->blob), s);
    }
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

struct likest {
    struct source_of *from; /* NULL: none is like it */
    bool unknown;           /* one that it might be like is not here */
    unsigned best;
    size_t tried;
    struct arena scratch;
};

static bool try_one(struct walk *w, struct likest *l, struct str now, struct source_of *s)
{
    struct repo_object then;
    l->tried++;
    if (repo_left_out(w->repo, s->blob)) {
        l->unknown = true;
        return true;
    }
    if (!repo_read(&then, w->repo, s->blob, REPO_BLOB, w->d)) return false;
    unsigned like = likeness(now, then.bytes, &l->scratch);
    repo_release(&then);
    arena_reset(&l->scratch);
    if (like <= l->best) return true;
    l->best = like;
    l->from = s;
    return true;
}

/* The file that went away and was most like this one, at least half. */
static bool most_like(struct walk *w, struct likest *l, struct str path, struct repo_id blob)
{
    struct repo_object now = {0};
    bool good = true, here = !repo_left_out(w->repo, blob);
    *l = (struct likest){.best = LIKE_ENOUGH - 1};
    if (here && !repo_read(&now, w->repo, blob, REPO_BLOB, w->d)) return false;
    for (int same_name = 1; same_name >= 0; same_name--)
        for (size_t i = 0; i < w->sources.len && good && l->tried < CANDIDATES_MAX; i++) {
            struct source_of *s = &w->sources.items[i];
            if (str_eq(name_of(s->path), name_of(path)) != (same_name == 1) ||
                !str_eq(ending_of(s->path), ending_of(path)))
                continue;
            if (here)
                good = try_one(w, l, now.bytes, s);
            else
                l->unknown = true;
        }
    if (here) repo_release(&now);
    arena_free(&l->scratch);
    return good;
}

/* Of several that had the same content, the one that had the same name. */
static struct source_of *of_that_name(struct source_of *first, struct str name)
{
    for (struct source_of *s = first; s; s = s->next)
        if (str_eq(name_of(s->path), name)) return s;
    return first;
}

bool history_moved(struct walk *w, struct str *old, enum moved *how, struct str path,
                   struct repo_id blob, struct repo_id tree, struct repo_id parent, bool alike)
{
    *how = MOVED_NOT;
    if (!find_gone(w, tree, parent)) return false;
    struct source_of *from = map_get(&w->sources.by_blob, blob_key(&blob));
    if (from) {
        from = of_that_name(from, name_of(path));
        *how = MOVED_MERELY;
    } else if (alike && w->sources.len) {
        struct likest l;
        if (!most_like(w, &l, path, blob)) return false;
        from = l.from;
        *how = from ? MOVED_EDITED : l.unknown ? MOVED_UNKNOWN : MOVED_NOT;
    }
    if (!from) return true;
    *old = from->path;
    from->moved = true;
    return true;
}

/* ---- What is there to begin with ------------------------------------------------------------- */

bool history_find(struct walk *w, struct set *all, struct repo_id head)
{
    struct repo_id tree;
    if (!history_tree(w, &tree, head)) return false;
    struct changes there = {0};
    if (!history_compare(w, &there, tree, NULL, all, NULL)) return false;
    *all = (struct set){0};
    for (size_t i = 0; i < there.len; i++) {
        struct change *k = &there.items[i];
        struct history_file *f = &w->out->files[w->names[k->name].file];
        f->known = true;
        f->blob = k->blob;
        set_add(all, k->name, w->arena);
    }
    return true;
}
