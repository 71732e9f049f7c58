/* check_languages: what is not translated, what has been changed since it was, and ids that are not
 * the original's.
 *
 * How old a text is, git tells by the author's date of its file's last commit; a translation that
 * is being worked on (it differs from what is committed) is not old. course.yml is left out: most
 * of what is changed in it is not for translators. */
#include "base/buf.h"
#include "course/address.h"
#include "course/translation.h"
#include "site/check_rules.h"

/* ---- What is missing ------------------------------------------------------------------------- */

static bool is_missing(const struct course *c, const struct unit *u)
{
    if (u->kind == UNIT_GLOSSARY) return !translation_entry(c, u->path);
    const struct unit *own = unit_at(c, u->path);
    return own && unit_untranslated(c, own);
}

struct counting {
    const struct course *written, *c;
    struct buf names;
    size_t all, missing;
};

/* Whether any of a module's texts is translated. */
static bool is_begun(const struct counting *x, const struct module *m)
{
    for (size_t i = 0; i < x->written->nunits; i++) {
        const struct unit *u = x->written->units[i];
        if (u->module == m && unit_translatable(u) && !is_missing(x->c, u)) return true;
    }
    return false;
}

/* A module of which nothing is translated is named as a whole, by its folder. */
static void count_unit(struct counting *x, const struct unit *u, const struct module **whole)
{
    const struct module *m = u->kind == UNIT_SHORT_MODULE ? NULL : u->module;
    struct str name = str_from(u->path, x->written->root.len);
    x->all++;
    if (!is_missing(x->c, u)) return;
    x->missing++;
    if (m && m == *whole) return;
    if (m && !is_begun(x, m)) {
        *whole = m;
        name = str_from(m->dir, x->written->root.len);
    }
    if (x->names.len) buf_put(&x->names, STR(", "));
    buf_put(&x->names, name);
}

static void check_missing(const struct course *written, const struct course *c, struct pos pos,
                          struct diags *d)
{
    struct counting x = {.written = written, .c = c, .names.arena = d->arena};
    const struct module *whole = NULL;
    for (size_t i = 0; i < written->nunits; i++)
        if (unit_translatable(written->units[i])) count_unit(&x, written->units[i], &whole);
    if (!x.missing) return;
    struct str missing = str_number(d->arena, x.missing), all = str_number(d->arena, x.all);
    diag(d, DIAG_TRANSLATION_MISSING, pos, missing, all, c->language, buf_str(&x.names));
}

/* ---- What is old ----------------------------------------------------------------------------- */

static void check_age(const struct dates *dates, const struct unit *u, struct diags *d)
{
    const struct change *own = dates_of(dates, u);
    const struct change *original = u->of ? dates_of(dates, u->of) : NULL;
    if (u->kind == UNIT_COURSE || !own || !original || own->draft) return;
    if (!own->on.year || !original->on.year || original->when <= own->when) return;
    diag(d, DIAG_TRANSLATION_OLD, (struct pos){.file = u->file}, u->of->file->path,
         dates_iso(original->on, d->arena), dates_iso(own->on, d->arena));
}

/* ---- Which ids differ ------------------------------------------------------------------------ */

/* "par", "par/enige" → where it is said. */
static void list_ids(struct map *out, const struct step_load *l, struct arena *a)
{
    for (size_t i = 0; i < l->tasks.len; i++) {
        struct task *t = &l->tasks.items[i];
        if (!t->id.text.len) continue;
        map_add(out, t->id.text, &t->id.pos);
        for (size_t k = 0; k < t->questions.len; k++) {
            struct plain *id = &t->questions.items[k].id;
            if (id->text.len) map_add(out, STR_CAT(a, t->id.text, STR("/"), id->text), &id->pos);
        }
    }
}

static void check_ids(const struct unit *u, struct diags *d)
{
    const struct step_load *own = unit_load(u), *original = u->of ? unit_load(u->of) : NULL;
    if (!own || !original) return;
    struct arena *a = d->arena;
    struct map here = {.arena = a}, there = {.arena = a};
    list_ids(&here, own, a);
    list_ids(&there, original, a);
    struct pos title = ((const struct page_keys *)u->keys)->title.pos;
    for (size_t i = 0; i < original->tasks.len; i++) {
        const struct task *t = &original->tasks.items[i];
        if (!t->id.text.len) continue;
        bool lost = !map_has(&here, t->id.text);
        if (lost) diag(d, DIAG_TRANSLATION_LACKS_ID, title, u->of->file->path, t->id.text);
        for (size_t k = 0; !lost && k < t->questions.len; k++) {
            struct str id = t->questions.items[k].id.text;
            struct str key = STR_CAT(a, t->id.text, STR("/"), id);
            if (id.len && !map_has(&here, key))
                diag(d, DIAG_TRANSLATION_LACKS_ID, title, u->of->file->path, key);
        }
    }
    for (size_t i = 0; i < own->tasks.len; i++) {
        const struct task *t = &own->tasks.items[i];
        if (!t->id.text.len) continue;
        bool added = !map_has(&there, t->id.text);
        if (added) diag(d, DIAG_TRANSLATION_ADDS_ID, t->id.pos, u->of->file->path, t->id.text);
        for (size_t k = 0; !added && k < t->questions.len; k++) {
            const struct plain *id = &t->questions.items[k].id;
            struct str key = STR_CAT(a, t->id.text, STR("/"), id->text);
            if (id->text.len && !map_has(&there, key))
                diag(d, DIAG_TRANSLATION_ADDS_ID, id->pos, u->of->file->path, key);
        }
    }
}

static const struct plain *statement(const struct module_keys *k, struct str id)
{
    for (size_t i = 0; i < k->statements.items.len; i++)
        if (str_eq(k->statements.items.items[i].id.text, id))
            return &k->statements.items.items[i].id;
    return NULL;
}

/* What is answered now is held against what was answered before, in any language. */
static void check_statements(const struct unit *u, struct diags *d)
{
    const struct module_keys *own = module_keys_of(u), *original = module_keys_of(u->of);
    if (!own || !original) return;
    for (size_t i = 0; i < original->statements.items.len; i++) {
        struct str id = original->statements.items.items[i].id.text;
        if (id.len && !statement(own, id))
            diag(d, DIAG_TRANSLATION_LACKS_ID, own->page.title.pos, u->of->file->path, id);
    }
    for (size_t i = 0; i < own->statements.items.len; i++) {
        const struct plain *id = &own->statements.items.items[i].id;
        if (id->text.len && !statement(original, id->text))
            diag(d, DIAG_TRANSLATION_ADDS_ID, id->pos, u->of->file->path, id->text);
    }
}

/* ---- Both ------------------------------------------------------------------------------------ */

void check_languages(const struct version *v, struct diags *d)
{
    const struct course *c = v->site.course;
    for (size_t i = 0; !c->original && i < c->keys->languages.len; i++) {
        const struct plain *l = &c->keys->languages.items[i];
        for (size_t k = 1; k < v->site.nlanguages; k++) {
            const struct course *other = v->site.languages[k].site.course;
            if (str_eq_nocase(other->language, l->text)) check_missing(c, other, l->pos, d);
        }
    }
    for (size_t i = 0; c->original && i < c->nunits; i++) {
        const struct unit *u = c->units[i];
        if (!unit_translation(u) || u->failed || unit_draft(u)) continue;
        check_age(&v->site.dates, u, d);
        check_ids(u, d);
        check_statements(u, d);
    }
}
