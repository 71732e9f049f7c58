/* resolve: where everything that points somewhere leads. Phase 3, one thread, after course_index.
 *
 * Fills the holes of every doc (links, pictures, terms, citations), checks the names in keys
 * (methods, terms, works, modules, files), and so finds which course files are published.
 */
#include "course/address.h"
#include "course/derived.h"
#include "course/translation.h"
#include <string.h>

struct resolving {
    struct course *c;
    struct unit *unit;
    struct diags *d;
    struct arena *scratch;
};

/* Of a draft everything is checked and nothing is published. */
static bool is_draft(const struct unit *u)
{
    const struct page *p = u->pages[PART_SELF];
    return p ? p->draft : u->module && u->module->draft;
}

/* ---- Assets ---------------------------------------------------------------------------------- */

/* A file keeps its name; its module's folder becomes the module's address. */
static struct str asset_address(const struct course *c, struct str path)
{
    for (size_t i = 0; i < c->nmodules; i++) {
        const struct module *m = c->modules[i];
        if (m->dir.len > c->root.len && m->page && str_starts(path, m->dir))
            return STR_CAT(c->arena, m->base, str_from(path, m->dir.len));
    }
    return str_from(path, c->root.len);
}

#define IMAGE_HEAD (256 * 1024) /* enough for a JPEG's EXIF */

/* Where steg itself puts statements for spreadsheets. */
static bool is_table(const struct course *c, struct str address)
{
    bool taken = str_eq(address, c->table);
    for (size_t i = 0; i < c->nmodules && !taken; i++)
        taken = str_eq(address, c->modules[i]->table);
    return taken;
}

/* Two files can meet: the one of the module in 01-a/, and the one in the folder a/. */
static void asset_publish(struct resolving *r, struct asset *x, struct pos pos)
{
    struct course *c = r->c;
    const struct page *page = map_get(&c->page_by_address, x->address);
    const struct asset *other = map_get(&c->asset_by_address, x->address);
    bool table = is_table(c, x->address);
    if (page || table)
        diag(r->d, DIAG_ADDRESS_TAKEN, pos, x->address,
             page && page->unit ? page->unit->file->path : STR("steg"));
    else if (other)
        diag(r->d, DIAG_ADDRESS_TAKEN, pos, x->address,
             STR_CAT(c->arena, c->source->shown, other->entry->path));
    map_add(&c->asset_by_path, x->entry->path, x);
    map_add(&c->asset_by_address, x->address, x);
    if (c->nassets == c->assets_cap)
        c->assets = arena_grow(c->arena, c->assets, &c->assets_cap, sizeof(struct asset *));
    c->assets[c->nassets++] = x;
}

/* A file that something points to; published unless only drafts do. */
static struct asset *asset_add(struct resolving *r, const struct source_entry *e, struct pos pos)
{
    struct course *c = r->c;
    struct asset *x = map_get(&c->asset_by_path, e->path);
    if (x) return x;
    x = arena_new(c->arena, struct asset, 1);
    x->entry = e;
    x->address = asset_address(c, e->path);
    if (!is_draft(r->unit)) asset_publish(r, x, pos);
    /* A drawing is text and is there whole: a script may stand at its end. */
    struct str head = e->file ? e->file->bytes : (struct str){0};
    if (e->file || source_read(&head, c->source, e, IMAGE_HEAD, r->scratch, r->d))
        x->image = image_read(head);
    if (x->image.scripted) diag(r->d, DIAG_SVG_WITH_SCRIPT, pos, e->path);
    return x;
}

/* ---- Paths ----------------------------------------------------------------------------------- */

/* The file of the same folder whose name is nearest to the one that was written. */
static struct str nearest_file(const struct course *c, struct str path)
{
    struct str folder = path_folder(path);
    struct str names[256];
    size_t n = 0;
    for (size_t i = 0; i < c->source->len && n < 256; i++) {
        struct str p = c->source->entries[i].path;
        if (str_starts(p, folder) && str_find(str_from(p, folder.len), '/') == STR_NONE)
            names[n++] = str_from(p, folder.len);
    }
    return diag_nearest(str_from(path, folder.len), names, n);
}

/* What was meant, when what was written is no path: an address without its scheme, Windows' way of
 * writing paths, the page instead of its text. */
static struct str meant(struct resolving *r, struct str source_path, struct str path)
{
    struct str stem = source_path;
    if (str_starts(path, STR("www."))) return STR_CAT(r->scratch, STR("https://"), path);
    if (str_find(path, '@') != STR_NONE && str_find(path, '/') == STR_NONE)
        return STR_CAT(r->scratch, STR("mailto:"), path);
    if (str_find(path, '\\') != STR_NONE && path.ptr[0] != '\\') {
        char *p = arena_bytes(r->scratch, path.len);
        for (size_t i = 0; i < path.len; i++)
            p[i] = path.ptr[i] == '\\' ? '/' : path.ptr[i];
        return (struct str){p, path.len};
    }
    if (str_ends(stem, STR(".html"))) stem.len -= 5;
    if (source_entry(r->c->source, STR_CAT(r->scratch, stem, STR(".md"))))
        return STR_CAT(r->scratch, str_sub(path, 0, path.len - (source_path.len - stem.len)),
                       STR(".md"));
    return nearest_file(r->c, source_path);
}

/* A path's source path; false when it was an error, which has been reported. */
static bool locate(struct str *out, struct resolving *r, struct str path, struct pos pos)
{
    if (!path_resolve(out, r->c->root, r->unit->path, path, r->c->arena)) {
        diag(r->d, DIAG_LINK_OUT_OF_COURSE, pos, path);
        return false;
    }
    return true;
}

/* From a published page nothing leads to a draft; drafts may point at each other. */
static bool draft_ok(struct resolving *r, const struct unit *to, struct str path, struct pos pos)
{
    if (!is_draft(to) || is_draft(r->unit)) return true;
    diag(r->d, DIAG_LINK_TO_DRAFT, pos, path);
    return false;
}

static void no_such_file(struct resolving *r, struct str source_path, struct str path,
                         struct pos pos)
{
    struct str with_index =
        STR_CAT(r->scratch, source_path, str_ends(source_path, STR("/")) ? STR("") : STR("/"),
                STR("index.md"));
    if (source_entry(r->c->source, with_index)) {
        struct str better = STR_CAT(r->scratch, path, str_ends(path, STR("/")) ? STR("") : STR("/"),
                                    STR("index.md"));
        diag(r->d, DIAG_LINK_TO_FOLDER, pos, path, better);
        return;
    }
    diag(r->d, DIAG_NO_SUCH_FILE, pos, path, meant(r, source_path, path));
}

/* ---- Holes ----------------------------------------------------------------------------------- */

static bool has_id(const struct doc_ids *ids, struct str id)
{
    return ids && map_has(&ids->used, id);
}

/* The page of a unit that holds an anchor: a module in one file is several pages. */
static const struct page *page_with_anchor(const struct unit *u, struct str anchor)
{
    for (int part = 0; part < PART_COUNT; part++)
        if (u->pages[part] && has_id(&u->ids[part], anchor)) return u->pages[part];
    return NULL;
}

static struct str nearest_anchor(const struct unit *u, struct str anchor)
{
    struct str ids[256];
    size_t n = 0;
    for (size_t i = 0; u->body && i < u->body->nheadings && n < 256; i++)
        ids[n++] = u->body->headings[i].id;
    return diag_nearest(anchor, ids, n);
}

static void resolve_to_unit(struct resolving *r, struct hole *h, const struct unit *u)
{
    h->to.page = u->pages[PART_SELF];
    if (h->anchor.len == 0 || u->failed) return;
    const struct page *p = page_with_anchor(u, h->anchor);
    if (p) {
        h->to.page = p;
        return;
    }
    if (unit_translation(u) && unit_untranslated(r->c, r->unit)) {
        /* The original had it: the page is found, and what is missing is for its translator. */
        diag(r->d, DIAG_ANCHOR_NOT_TRANSLATED, h->pos, h->anchor, u->file->path);
        h->anchor = STR("");
        return;
    }
    diag(r->d, DIAG_NO_SUCH_ANCHOR, h->pos, h->anchor, u->file->path, nearest_anchor(u, h->anchor));
}

static void resolve_link(struct resolving *r, struct hole *h)
{
    if (h->path.len == 0) {
        resolve_to_unit(r, h, r->unit);
        return;
    }
    struct str path;
    if (!locate(&path, r, h->path, h->pos)) return;
    const struct source_entry *e = course_entry(r->c, path, r->scratch);
    const struct unit *u = e ? unit_at(r->c, e->path) : NULL;
    if (u && u->kind != UNIT_COURSE && (u->pages[PART_SELF] || u->failed)) {
        if (draft_ok(r, u, h->path, h->pos)) resolve_to_unit(r, h, u);
        return;
    }
    const struct page *made = e ? NULL : derived_at(r->c, r->unit->module, path);
    if (made && !h->anchor.len) {
        if (made->kind != PAGE_MODULE || draft_ok(r, made->unit, h->path, h->pos))
            h->to.page = made;
    } else if (!e) {
        no_such_file(r, path, h->path, h->pos);
    } else if (e->file == r->c->course_file ||
               (e->file && str_eq(path_extension(path), STR("md")))) {
        diag(r->d, DIAG_NOT_A_PAGE, h->pos, h->path);
    } else {
        h->is_asset = true;
        h->to.asset = asset_add(r, e, h->pos);
    }
}

static void resolve_image(struct resolving *r, struct hole *h)
{
    struct str path;
    if (!locate(&path, r, h->path, h->pos)) return;
    const struct source_entry *e = course_entry(r->c, path, r->scratch);
    if (!e) {
        no_such_file(r, path, h->path, h->pos);
        return;
    }
    struct asset *x = asset_add(r, e, h->pos);
    if (x->image.kind == IMAGE_UNKNOWN) diag(r->d, DIAG_NOT_A_PICTURE, h->pos, h->path);
    h->is_asset = true;
    h->to.asset = x;
}

static void resolve_term(struct resolving *r, struct hole *h)
{
    struct course *c = r->c;
    h->to.term = course_term(c, h->path);
    if (h->to.term || c->glossary_failed) return;
    struct str ids[512];
    size_t n = 0;
    for (size_t i = 0; i < c->nunits; i++)
        for (size_t k = 0; k < c->units[i]->nterms && n < 512; k++)
            ids[n++] = c->units[i]->terms[k].id.text;
    diag(r->d, DIAG_UNKNOWN_TERM, h->pos, h->path, diag_nearest(h->path, ids, n));
}

static struct work *find_work(struct resolving *r, struct str key, struct pos pos, bool at_sign)
{
    struct course *c = r->c;
    struct work *w = map_get(&c->literature->by_id, key);
    if (w) {
        /* Work is counted where a published page names it. */
        if (!is_draft(r->unit)) w->used = true;
        return w;
    }
    if (c->literature_failed) return NULL;
    struct str ids[512];
    size_t n = 0;
    for (size_t i = 0; i < c->literature->len && n < 512; i++)
        ids[n++] = c->literature->works[i].id;
    struct str near = diag_nearest(key, ids, n);
    diag(r->d, at_sign ? DIAG_UNKNOWN_CITATION : DIAG_UNKNOWN_WORK, pos, key, near);
    return NULL;
}

static void resolve_citation(struct resolving *r, struct hole *h)
{
    const struct work **works = arena_new(r->c->arena, const struct work *, h->ncites);
    bool all = true;
    for (uint32_t i = 0; i < h->ncites; i++) {
        works[i] = find_work(r, h->cites[i].key, h->cites[i].pos, true);
        all = all && works[i];
    }
    h->to.works = all ? works : NULL;
}

static void resolve_doc(struct resolving *r, struct doc *doc)
{
    for (size_t i = 0; doc && i < doc->nholes; i++) {
        struct hole *h = &doc->holes[i];
        switch (h->kind) {
        case HOLE_LINK:
            resolve_link(r, h);
            break;
        case HOLE_TERM:
            resolve_term(r, h);
            break;
        case HOLE_IMAGE:
            resolve_image(r, h);
            break;
        case HOLE_CITATION:
            resolve_citation(r, h);
            break;
        default:
            break;
        }
    }
}

static void visit_doc(struct text *t, bool block, void *ctx)
{
    (void)block;
    resolve_doc(ctx, t->doc);
}

/* ---- Names in keys --------------------------------------------------------------------------- */

/* A file named in a key: a page (a transcript) or a file that is published with it. */
static void resolve_file(struct resolving *r, const struct plain *p)
{
    if (!p->text.len || str_starts(p->text, STR("http://")) || str_starts(p->text, STR("https://")))
        return;
    struct hole h = {.path = p->text, .pos = p->pos};
    h.path = course_cut_anchor(r->c, r->unit, p->text, &h.anchor);
    resolve_link(r, &h);
}

/* A picture named in a key. */
static void resolve_picture(struct resolving *r, const struct plain *p)
{
    struct hole h = {.path = p->text, .pos = p->pos};
    if (p->text.len) resolve_image(r, &h);
}

static void resolve_presentation_types(struct resolving *r, const struct presentation *p)
{
    static const char *const types[] = {"mp4", "webm", "mp3", "m4a", "ogg", "pdf", "md"};
    if (p->file.text.len) {
        struct str ending = str_lower_ascii(r->scratch, path_extension(p->file.text));
        bool known = false;
        for (size_t i = 0; i < sizeof types / sizeof *types; i++)
            known = known || str_eq(ending, str_of(types[i]));
        if (!known) diag(r->d, DIAG_PRESENTATION_TYPE, p->file.pos, p->file.text);
    }
    if (p->captions.text.len && !str_ends(p->captions.text, STR(".vtt")))
        diag(r->d, DIAG_CAPTIONS_TYPE, p->captions.pos, p->captions.text);
    if (p->transcript.text.len && !str_ends(p->transcript.text, STR(".vtt")) &&
        !str_ends(p->transcript.text, STR(".md")))
        diag(r->d, DIAG_TRANSCRIPT_TYPE, p->transcript.pos, p->transcript.text);
}

static void resolve_load(struct resolving *r, const struct step_load *l)
{
    struct course *c = r->c;
    for (size_t i = 0; i < l->presentations.len; i++) {
        const struct presentation *p = &l->presentations.items[i];
        const struct plain *files[] = {&p->file, &p->captions, &p->transcript, &p->slides};
        for (size_t k = 0; k < sizeof files / sizeof *files; k++)
            resolve_file(r, files[k]);
        resolve_picture(r, &p->poster);
        resolve_presentation_types(r, p);
    }
    for (size_t i = 0; i < l->tasks.len; i++) {
        const struct plain *method = &l->tasks.items[i].method;
        if (!method->text.len || course_method(c, method->text) || c->method_names_lost) continue;
        struct str names[256];
        size_t n = 0;
        for (size_t k = 0; k < c->nunits && n < 256; k++)
            if (c->units[k]->kind == UNIT_METHOD) names[n++] = c->units[k]->name;
        diag(r->d, DIAG_UNKNOWN_METHOD, method->pos, method->text,
             diag_nearest(method->text, names, n));
    }
    for (size_t i = 0; i < l->literature.len; i++) {
        const struct reading *x = &l->literature.items[i];
        if (x->id.text.len) find_work(r, x->id.text, x->id.pos, false);
    }
}

static void resolve_module_names(struct resolving *r, const struct module_keys *k)
{
    struct course *c = r->c;
    for (size_t i = 0; i < k->builds_on.len; i++) {
        const struct plain *p = &k->builds_on.items[i];
        const struct module *m = course_module(c, p->text);
        if (!m && c->module_names_lost) continue;
        if (!m) {
            struct str names[256];
            size_t n = 0;
            for (size_t j = 0; j < c->nmodules && n < 256; j++)
                names[n++] = c->modules[j]->id;
            diag(r->d, DIAG_UNKNOWN_MODULE, p->pos, p->text, diag_nearest(p->text, names, n));
        } else if (m->draft && !is_draft(r->unit)) {
            diag(r->d, DIAG_LINK_TO_DRAFT, p->pos, p->text);
        }
    }
    for (size_t i = 0; i < k->terms.len; i++) {
        struct hole h = {.path = k->terms.items[i].text, .pos = k->terms.items[i].pos};
        resolve_term(r, &h);
    }
}

static void resolve_keys(struct resolving *r)
{
    struct unit *u = r->unit;
    schema_texts(unit_schema(u), u->keys, visit_doc, r);
    if (u->kind == UNIT_STEP) resolve_load(r, &((const struct step_keys *)u->keys)->load);
    if (u->kind == UNIT_SHORT_MODULE) resolve_load(r, &module_keys_of(u)->load);
    if (module_keys_of(u)) resolve_module_names(r, module_keys_of(u));
    if (u->kind == UNIT_COURSE && !unit_translation(u)) {
        resolve_picture(r, &r->c->keys->logo);
        resolve_file(r, &r->c->keys->privacy);
    }
}

void course_resolve(struct course *c, struct diags *d)
{
    struct arena scratch = {0};
    for (size_t i = 0; i < c->nunits; i++) {
        struct unit *u = c->units[i];
        if (!u->parsed) continue;
        struct resolving r = {.c = c, .unit = u, .d = d, .scratch = &scratch};
        resolve_doc(&r, u->body);
        if (u->keys) resolve_keys(&r);
        for (size_t k = 0; k < u->nterms; k++)
            schema_texts(&schema_term, &u->terms[k], visit_doc, &r);
        arena_reset(&scratch);
    }
    literature_number(c->literature, &scratch);
    arena_free(&scratch);
}
