/* translation: see translation.h. course_translate itself is scan.c's: it sorts the same files. */
#include "course/translation.h"
#include "course/address.h"
#include "course/language_tags.h"
#include <string.h>

/* ---- Which files ----------------------------------------------------------------------------- */

/* Texts may be translated, and of the other files two; works belong to all languages. */
static bool is_translatable(const struct course *c, struct str original)
{
    struct str name = path_name(original);
    if (str_eq(path_extension(name), STR("md"))) return !str_eq_nocase(name, STR("readme.md"));
    bool top = path_folder(original).len == c->root.len;
    return top && (str_eq(name, STR("course.yml")) || str_eq(name, STR("glossary.yml")));
}

bool translation_of(struct translation *out, const struct course *c, struct str path,
                    struct arena *a)
{
    const struct plains *languages = &c->keys->languages;
    struct str stem = path_stem(path), ending = path_extension(path);
    size_t dot = str_rfind(stem, '.');
    if (!languages->len || dot == STR_NONE || dot == 0) return false;
    struct str tag = str_from(stem, dot + 1);
    for (size_t i = 0; i < languages->len; i++) {
        if (!str_eq_nocase(tag, languages->items[i].text)) continue;
        out->language = languages->items[i].text;
        out->original = STR_CAT(a, path_folder(path), str_sub(stem, 0, dot), STR("."), ending);
        return is_translatable(c, out->original);
    }
    return false;
}

bool translation_unlisted(struct translation *out, const struct course *c, struct str path,
                          struct arena *a)
{
    struct str stem = path_stem(path), ending = path_extension(path);
    size_t dot = str_rfind(stem, '.');
    if (dot == STR_NONE || dot == 0) return false;
    struct str tag = str_from(stem, dot + 1);
    for (size_t i = 0; i < c->keys->languages.len; i++)
        if (str_eq_nocase(tag, c->keys->languages.items[i].text)) return false;
    if (!language_known(tag)) return false;
    out->language = tag;
    out->original = STR_CAT(a, path_folder(path), str_sub(stem, 0, dot), STR("."), ending);
    const struct source_entry *e = source_entry(c->source, out->original);
    return e && e->file && is_translatable(c, out->original);
}

void translation_find(struct course *c)
{
    for (size_t i = 0; c->keys->languages.len && i < c->source->len; i++) {
        const struct source_entry *e = &c->source->entries[i];
        struct translation t;
        if (!e->file || !str_starts(e->path, c->root)) continue;
        if (!translation_of(&t, c, e->path, c->arena)) continue;
        struct translation *kept = arena_new(c->arena, struct translation, 1);
        *kept = t;
        map_add(&c->translations, e->path, kept);
        if (c->original && str_eq_nocase(t.language, c->language))
            map_add(&c->translated, t.original, (void *)(uintptr_t)e);
    }
}

const struct source_entry *translation_entry(const struct course *c, struct str original)
{
    return c->original ? map_get(&c->translated, original) : NULL;
}

/* ---- After parsing --------------------------------------------------------------------------- */

size_t translation_withdraw(struct course *c, struct unit **out, size_t max)
{
    size_t n = 0;
    for (size_t i = 0; c->original && i < c->nunits && n < max; i++) {
        struct unit *u = c->units[i];
        const struct page_keys *k = u->parsed ? unit_page_keys(u) : NULL;
        if (!unit_translation(u) || !u->of || !k || !k->draft.value) continue;
        u->file = u->of->file;
        u->path = u->original;
        u->language = course_written(c);
        map_add(&c->unit_by_path, u->path, u);
        out[n++] = u;
    }
    return n;
}

/* ---- course.LANG.yml ------------------------------------------------------------------------- */

static void settle_texts(struct course *c, const struct course_keys *in)
{
    struct course_keys *k = arena_new(c->arena, struct course_keys, 1);
    *k = *c->keys;
    if (in->title.pos.file) k->title = in->title;
    if (in->description.pos.file) k->description = in->description;
    if (in->publisher.pos.file) k->publisher = in->publisher;
    if (in->contact.pos.file) k->contact = in->contact;
    if (in->privacy.pos.file) k->privacy = in->privacy;
    if (in->accessibility_statement.pos.file)
        k->accessibility_statement = in->accessibility_statement;
    c->keys = k;
}

static void settle_id(const struct unit *u, struct diags *d)
{
    const struct page_keys *k = unit_page_keys(u);
    if (!k || !k->id.text.len || !u->of || u->of->failed) return;
    struct str id = unit_identity(u);
    if (!str_eq(k->id.text, id))
        diag(d, DIAG_TRANSLATION_ID_DIFFERS, k->id.pos, k->id.text, id, u->of->file->path);
}

void translation_settle(struct course *c, struct diags *d)
{
    for (size_t i = 0; c->original && i < c->nunits; i++) {
        const struct unit *u = c->units[i];
        if (!unit_translation(u) || !u->parsed) continue;
        if (u->kind == UNIT_COURSE)
            settle_texts(c, u->keys);
        else
            settle_id(u, d);
    }
}

/* ---- glossary.LANG.yml ----------------------------------------------------------------------- */

static void unknown_term(const struct term *t, const struct unit *of, struct diags *d)
{
    struct str ids[512];
    size_t n = 0;
    for (size_t i = 0; i < of->nterms && n < 512; i++)
        ids[n++] = of->terms[i].id.text;
    diag(d, DIAG_TRANSLATED_TERM_UNKNOWN, t->id.pos, t->id.text, of->file->path,
         diag_nearest(t->id.text, ids, n));
}

/* Terms stay in the original's order, and become those of its unit. */
static void translate_terms(struct course *c, struct unit *from, struct diags *d)
{
    struct unit *of = c->glossary_unit;
    struct map at = {.arena = c->arena};
    for (size_t i = 0; i < of->nterms; i++)
        map_add(&at, of->terms[i].id.text, &of->terms[i]);
    for (size_t i = 0; i < from->nterms; i++) {
        struct term *t = map_get(&at, from->terms[i].id.text);
        if (t)
            *t = from->terms[i];
        else if (!of->failed)
            unknown_term(&from->terms[i], of, d);
    }
    from->nterms = 0;
}

void translation_terms(struct course *c, struct diags *d)
{
    for (size_t i = 0; c->original && i < c->nunits; i++) {
        struct unit *u = c->units[i];
        if (u->kind == UNIT_GLOSSARY && unit_translation(u)) translate_terms(c, u, d);
    }
}

/* ---- In which language ----------------------------------------------------------------------- */

struct str course_below(const struct course *c, struct arena *a)
{
    return c->original ? STR_CAT(a, address_of(c->language, a), STR("/")) : STR("");
}

struct str course_language_of_file(const struct course *c, const struct file *f)
{
    for (size_t i = 0; c->original && i < c->nunits; i++)
        if (c->units[i]->file == f)
            return unit_translation(c->units[i]) ? c->language : course_written(c);
    return course_written(c);
}

struct str course_written(const struct course *c)
{
    return c->original ? c->original->language : c->language;
}

bool unit_translatable(const struct unit *u)
{
    if (u->kind == UNIT_COURSE || u->kind == UNIT_LITERATURE || unit_draft(u)) return false;
    return u->parsed && (u->kind != UNIT_ATTACHED || u->published);
}

const struct unit *unit_translated(const struct course *c, const struct unit *u)
{
    const struct source_entry *e = translation_entry(c, u->path);
    const struct unit *own = e && u->kind == UNIT_GLOSSARY ? map_get(&c->unit_by_path, e->path)
                             : u->kind == UNIT_GLOSSARY    ? NULL
                                                           : unit_at(c, u->path);
    return own && unit_translation(own) ? own : NULL;
}

bool unit_untranslated(const struct course *c, const struct unit *u)
{
    return c->original && !unit_translation(u);
}

struct str course_language_at(const struct course *c, struct pos pos)
{
    if (!c->original || !pos.file) return c->language;
    bool original = pos.file == c->course_file ||
                    (c->original->glossary_unit && pos.file == c->original->glossary_unit->file);
    return original ? course_written(c) : c->language;
}

struct str page_language(const struct course *c, const struct page *p)
{
    if (!p->keys && p->module && p->module->page) p = p->module->page;
    if (p->keys && p->keys->lang.text.len) return p->keys->lang.text;
    /* Terms and works say their languages themselves. */
    bool page = p->unit && p->kind != PAGE_GLOSSARY && p->kind != PAGE_LITERATURE;
    return page ? p->unit->language : c->language;
}

bool page_untranslated(const struct course *c, const struct page *p)
{
    if (p->redirect) p = p->redirect;
    if (!p->keys && p->module && p->module->page) p = p->module->page;
    if (!c->original || !p->unit || p->kind == PAGE_LITERATURE) return false;
    if (p->kind == PAGE_GLOSSARY) return !translation_entry(c, p->unit->original);
    return unit_untranslated(c, p->unit);
}

/* ---- From one language to another ------------------------------------------------------------ */

static const struct page *page_of_unit(const struct course *in, const struct page *p)
{
    const struct unit *u = unit_at(in, p->unit->original);
    const struct page *same = u ? u->pages[p->part] : NULL;
    return same && !same->draft ? same : NULL;
}

const struct page *page_counterpart(const struct course *in, const struct course *c,
                                    const struct page *p)
{
    if (in == c) return p;
    if (p->redirect) p = p->redirect;
    if (p->unit) return page_of_unit(in, p);
    /* Pages that are made stand at the same place below their module. */
    struct str base = p->module ? p->module->base : STR("");
    const struct module *m = p->module ? course_module(in, p->module->id) : NULL;
    if (p->module && (!m || m->draft)) return NULL;
    struct arena scratch = {.chunk_size = 4096};
    const struct page *same =
        map_get(&in->page_by_address,
                STR_CAT(&scratch, m ? m->base : STR(""), str_from(p->address, base.len)));
    arena_free(&scratch);
    return same && same->kind == p->kind ? same : NULL;
}
