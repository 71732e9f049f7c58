/* reach: which texts beside the steps are used, and what a path written in a file leads to.
 *
 * An unnumbered .md in a module is parsed when a link or a key of any parsed file names it (phase
 * 2, over and over until there are no more), and published when the way to it begins on a published
 * page (phase 3): what only drafts use is a draft.
 */
#include "base/utf8.h"
#include "course/address.h"
#include "course/derived.h"
#include "course/translation.h"

/* ---- Paths ----------------------------------------------------------------------------------- */

const struct source_entry *course_entry(const struct course *c, struct str path, struct arena *a)
{
    /* The source knows a file by its own spelling and by its NFC; a link may be in NFD. */
    const struct source_entry *e = source_entry(c->source, path);
    return e ? e : source_entry(c->source, utf8_nfc(a, path));
}

static const struct source_entry *entry_from(const struct course *c, const struct unit *from,
                                             struct str path, struct arena *a)
{
    struct str found;
    if (!path.len || !path_resolve(&found, c->root, from->path, path, a)) return NULL;
    return course_entry(c, found, a);
}

struct str course_cut_anchor(const struct course *c, const struct unit *from, struct str path,
                             struct str *anchor)
{
    *anchor = (struct str){0};
    size_t hash = str_rfind(path, '#');
    if (hash == STR_NONE) return path;
    struct arena scratch = {.chunk_size = 4096};
    bool in_name = entry_from(c, from, path, &scratch) != NULL;
    arena_free(&scratch);
    if (in_name) return path;
    *anchor = str_from(path, hash + 1);
    return str_sub(path, 0, hash);
}

/* A module in one file is several pages; without the anchor the file is its own page. */
static const struct page *page_with_anchor(const struct unit *u, struct str anchor)
{
    for (int part = 0; anchor.len && part < PART_COUNT; part++)
        if (u->pages[part] && map_has(&u->ids[part].used, anchor)) return u->pages[part];
    return u->pages[PART_SELF];
}

struct unit *unit_at(const struct course *c, struct str path)
{
    struct unit *u = map_get(&c->unit_by_path, path);
    if (u || !c->keys->languages.len) return u;
    const struct translation *t = map_get(&c->translations, path);
    if (t) path = t->original;
    u = map_get(&c->unit_by_original, path);
    return u ? u : map_get(&c->unit_by_path, path);
}

struct target course_target(const struct course *c, const struct unit *from, struct str path)
{
    struct target t = {0};
    struct arena scratch = {.chunk_size = 4096};
    struct str anchor;
    struct str file = course_cut_anchor(c, from, path, &anchor);
    t.anchor = anchor;
    const struct source_entry *e = entry_from(c, from, file, &scratch);
    const struct unit *u = e ? unit_at(c, e->path) : NULL;
    struct str made;
    if (!e && file.len && path_resolve(&made, c->root, from->path, file, &scratch))
        t.page = derived_at(c, from->module, made);
    if (u && u->pages[PART_SELF])
        t.page = page_with_anchor(u, anchor);
    else if (e)
        t.asset = map_get(&c->asset_by_path, e->path);
    arena_free(&scratch);
    return t;
}

/* ---- Attached texts -------------------------------------------------------------------------- */

struct reaching {
    struct course *c;
    const struct unit *from;
    struct unit **out; /* those met for the first time */
    size_t n, max;
    bool publish; /* marks `published`, not `wanted` */
    struct arena *scratch;
};

static void reach(struct reaching *r, struct str path)
{
    const struct source_entry *e = entry_from(r->c, r->from, path, r->scratch);
    struct unit *u = e ? unit_at(r->c, e->path) : NULL;
    if (!u || u->kind != UNIT_ATTACHED || r->n == r->max) return;
    bool *mark = r->publish ? &u->published : &u->wanted;
    if (*mark) return;
    *mark = true;
    r->out[r->n++] = u;
}

static void reach_key(struct reaching *r, const struct plain *p)
{
    struct str anchor;
    if (p->text.len) reach(r, course_cut_anchor(r->c, r->from, p->text, &anchor));
}

static void reach_doc(struct reaching *r, const struct doc *doc)
{
    for (size_t i = 0; doc && i < doc->nholes; i++)
        if (doc->holes[i].kind == HOLE_LINK) reach(r, doc->holes[i].path);
}

static void reach_text(struct text *t, bool block, void *ctx)
{
    (void)block;
    reach_doc(ctx, t->doc);
}

static void reach_load(struct reaching *r, const struct step_load *l)
{
    for (size_t i = 0; i < l->presentations.len; i++) {
        const struct presentation *p = &l->presentations.items[i];
        reach_key(r, &p->file);
        reach_key(r, &p->transcript);
        reach_key(r, &p->slides);
    }
}

static void reach_from(struct reaching *r, const struct unit *u)
{
    r->from = u;
    reach_doc(r, u->body);
    for (size_t k = 0; k < u->nterms; k++)
        schema_texts(&schema_term, &u->terms[k], reach_text, r);
    if (!u->keys) return;
    schema_texts(unit_schema(u), u->keys, reach_text, r);
    if (u->kind == UNIT_STEP) reach_load(r, &((const struct step_keys *)u->keys)->load);
    if (u->kind == UNIT_SHORT_MODULE) reach_load(r, &module_keys_of(u)->load);
    if (u->kind == UNIT_COURSE) reach_key(r, &r->c->keys->privacy);
}

static bool any_attached(const struct course *c)
{
    for (size_t i = 0; i < c->nunits; i++)
        if (c->units[i]->kind == UNIT_ATTACHED) return true;
    return false;
}

size_t course_reach(struct course *c, struct unit **out, size_t max, struct arena *scratch)
{
    struct reaching r = {.c = c, .out = out, .max = max, .scratch = scratch};
    bool any = any_attached(c);
    for (size_t i = 0; any && i < c->nunits; i++)
        if (c->units[i]->parsed) reach_from(&r, c->units[i]);
    return r.n;
}

void course_publish_attached(struct course *c)
{
    if (!any_attached(c)) return;
    struct arena scratch = {0};
    struct reaching r = {.c = c, .max = c->nunits, .publish = true, .scratch = &scratch};
    r.out = arena_new(&scratch, struct unit *, c->nunits);
    for (size_t i = 0; i < c->nunits; i++) {
        const struct unit *u = c->units[i];
        if (u->parsed && u->kind != UNIT_ATTACHED && !unit_draft(u)) reach_from(&r, u);
    }
    for (size_t i = 0; i < r.n; i++)
        if (r.out[i]->parsed && !unit_draft(r.out[i])) reach_from(&r, r.out[i]);
    arena_free(&scratch);
}
