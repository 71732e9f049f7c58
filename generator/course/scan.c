/* scan: which files a course has, and what each of them is. Phase 1, one thread.
 *
 *     course.yml                 the course; read here, since everything else depends on it
 *     index.md                   the front page's text
 *     literature.yml|json, glossary.yml
 *     methods/NAME.md            method cards
 *     NN-name/                   a module: index.md, leader.md, N-name.md (steps), other .md
 *     NN-name.md                 a module in one file
 *     name.md                    a plain page
 *
 * A module that course.yml's `modules:` leaves out is a draft. README.md is never a page.
 */
#include "base/buf.h"
#include "base/utf8.h"
#include "course/address.h"
#include "course/language_tags.h"
#include "course/translation.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* `read` is the file itself, or its translation. */
static struct unit *unit_put(struct course *c, enum unit_kind kind, const struct source_entry *e,
                             const struct source_entry *read, struct str name)
{
    struct unit *u = arena_new(c->arena, struct unit, 1);
    u->kind = kind;
    u->file = read->file;
    u->path = read->path;
    u->original = e->path;
    u->language = read == e ? course_written(c) : c->language;
    if (c->original) u->of = map_get(&c->original->unit_by_path, e->path);
    u->name = utf8_nfc(c->arena, name);
    u->wanted = kind != UNIT_ATTACHED;
    if (c->nunits == c->units_cap)
        c->units = arena_grow(c->arena, c->units, &c->units_cap, sizeof(struct unit *));
    c->units[c->nunits++] = u;
    map_add(&c->unit_by_path, u->path, u);
    if (read != e) map_add(&c->unit_by_original, u->original, u);
    return u;
}

/* A page: its translation is read instead. */
static struct unit *unit_add(struct course *c, enum unit_kind kind, const struct source_entry *e,
                             struct str name, struct module *m)
{
    const struct source_entry *t = translation_entry(c, e->path);
    struct unit *u = unit_put(c, kind, e, t ? t : e, name);
    u->module = m;
    return u;
}

/* `languages` as it would be with one more. */
static struct str languages_with(const struct course *c, struct str tag)
{
    const struct plains *l = &c->keys->languages;
    struct buf b = {.arena = c->arena};
    for (size_t i = 0; i < l->len; i++)
        buf_put(&b, l->items[i].text), buf_put(&b, STR(", "));
    if (!l->len) buf_put(&b, course_written(c)), buf_put(&b, STR(", "));
    buf_put(&b, tag);
    return buf_str(&b);
}

/* A page of a name like that would stand beside its original, in a language that nobody asked for.
 */
static bool is_unlisted(const struct course *c, const struct source_entry *e, struct diags *d)
{
    struct translation t;
    struct pos pos = {.file = e->file};
    if (!e->file || !translation_unlisted(&t, c, e->path, c->arena)) return false;
    if (str_eq_nocase(t.language, course_written(c)))
        diag(d, DIAG_TRANSLATION_TO_OWN, pos, path_name(t.original), t.language);
    else if (!c->original)
        diag(d, DIAG_TRANSLATION_NOT_LISTED, pos, path_name(t.original), t.language,
             languages_with(c, t.language), path_extension(e->path));
    return true;
}

/* A translation is published in place of what it translates, so without that it would be lost. */
static bool is_translation(const struct course *c, const struct source_entry *e, struct diags *d)
{
    const struct translation *t = map_get(&c->translations, e->path);
    if (!t) return is_unlisted(c, e, d);
    struct pos pos = {.file = e->file};
    if (str_eq_nocase(t->language, course_written(c)))
        diag(d, DIAG_TRANSLATION_TO_OWN, pos, path_name(t->original), t->language);
    else if (!source_entry(c->source, t->original))
        diag(d, DIAG_TRANSLATION_WITHOUT_ORIGINAL, pos, path_name(t->original), t->language);
    return true;
}

static bool is_markdown(struct str path)
{
    return str_eq(path_extension(path), STR("md"));
}

/* ---- Names that are almost right --------------------------------------------------------------
 */

static size_t digits_at(struct str s, size_t from)
{
    size_t n = 0;
    while (from + n < s.len && s.ptr[from + n] >= '0' && s.ptr[from + n] <= '9')
        n++;
    return n;
}

/* A name as steg reads it: "05 Møter" → "05-moter", "Modul 5" → "5-modul"; `word` where nothing is
 * left. */
static struct str numbered_name(struct course *c, struct str name, struct str word)
{
    size_t at = 0;
    while (at < name.len && !digits_at(name, at))
        at++;
    struct str number = str_sub(name, at, digits_at(name, at));
    struct str rest =
        STR_CAT(c->arena, str_sub(name, 0, at), STR(" "), str_from(name, at + number.len));
    rest = address_of(rest, c->arena);
    return STR_CAT(c->arena, number.len ? number : STR("01"), STR("-"), rest.len ? rest : word);
}

/* "Index.md", "1 Forarbeid.md" and "1-LES.MD" are what people mean, and not what is read. */
static void check_file_name(struct course *c, const struct source_entry *e, bool in_module,
                            struct diags *d)
{
    struct str name = path_name(e->path), stem = path_stem(e->path), rest, better = stem;
    if (!str_eq_nocase(path_extension(e->path), STR("md"))) return;
    if (str_eq_nocase(stem, STR("readme")) || c->original) return;
    if (str_eq_nocase(stem, STR("index")))
        better = STR("index");
    else if (in_module && str_eq_nocase(stem, STR("leader")))
        better = STR("leader");
    else if (digits_at(stem, 0) && !name_numbered(stem, &rest))
        better = numbered_name(c, stem, in_module ? STR("forarbeid") : STR("introduksjon"));
    better = STR_CAT(c->arena, better, STR(".md"));
    if (!str_eq(better, name))
        diag(d, DIAG_FILE_NOT_READ, (struct pos){.file = e->file}, name, better);
}

/* A folder that is no module, with a text such as modules have. With `modules:` it is a draft. */
static void check_folder_name(struct course *c, const struct source_entry *e, struct str folder,
                              struct diags *d)
{
    if (c->keys->modules.len || c->original) return;
    diag(d, DIAG_FOLDER_NOT_READ, (struct pos){.file = e->file}, folder,
         numbered_name(c, folder, STR("introduksjon")));
}

static bool looks_like_module(const struct source_entry *e, struct str folder)
{
    struct str stem = path_stem(e->path);
    return str_eq_nocase(path_extension(e->path), STR("md")) &&
           (str_eq_nocase(stem, STR("index")) || (digits_at(folder, 0) && digits_at(stem, 0)));
}

static bool same_number(struct str a, struct str b)
{
    while (a.len && a.ptr[0] == '0')
        a = str_from(a, 1);
    while (b.len && b.ptr[0] == '0')
        b = str_from(b, 1);
    return str_eq(str_sub(a, 0, digits_at(a, 0)), str_sub(b, 0, digits_at(b, 0)));
}

/* A copy that Windows made, "1-les - Kopi.md", would otherwise be a step before anyone knows. */
static void check_numbers(const struct course *c, const struct module *m, struct diags *d)
{
    for (size_t i = 1; i < m->nstep_units && !c->original; i++) {
        const struct unit *u = m->step_units[i], *before = m->step_units[i - 1];
        struct str other = path_name(before->original);
        if (str_eq_nocase(path_name(u->original), other)) continue; /* reported as one name */
        struct str stem = path_stem(other);
        /* 1-les.nn.md beside 1-les.md: a language that course.yml does not name. */
        if (str_starts(path_name(u->original), STR_CAT(c->arena, stem, STR(".")))) continue;
        if (same_number(path_name(u->original), other))
            diag(d, DIAG_SAME_NUMBER, (struct pos){.file = u->file}, other);
    }
}

static void check_module_numbers(const struct course *c, struct diags *d)
{
    if (c->keys->modules.len || c->original) return;
    for (size_t i = 1; i < c->nmodules; i++) {
        const struct module *m = c->modules[i], *before = c->modules[i - 1];
        if (m->unit && same_number(m->folder, before->folder))
            diag(d, DIAG_SAME_NUMBER, (struct pos){.file = m->unit->file}, before->folder);
    }
}

/* ---- Folders and files ------------------------------------------------------------------------
 */

static struct module *module_add(struct course *c, struct str folder, struct str dir)
{
    struct module *m = arena_new(c->arena, struct module, 1);
    m->folder = utf8_nfc(c->arena, folder);
    if (!name_numbered(m->folder, &m->name)) m->name = m->folder;
    m->dir = dir;
    m->id = m->name;
    if (c->nmodules % 64 == 0) {
        struct module **more = arena_new(c->arena, struct module *, c->nmodules + 64);
        if (c->nmodules) memcpy(more, c->modules, c->nmodules * sizeof *more);
        c->modules = more;
    }
    c->modules[c->nmodules++] = m;
    return m;
}

/* A file directly in a module's folder, or deeper in it. */
static void scan_module_file(struct course *c, struct module *m, const struct source_entry *e,
                             struct diags *d)
{
    struct str below = str_from(e->path, m->dir.len);
    if (str_find(below, '/') == STR_NONE) check_file_name(c, e, true, d);
    if (!is_markdown(e->path)) return;
    struct str stem = path_stem(e->path), rest;
    if (str_eq_nocase(stem, STR("readme"))) return;
    if (is_translation(c, e, d)) return;
    bool top = str_find(below, '/') == STR_NONE;
    enum unit_kind kind = UNIT_ATTACHED;
    struct str name = stem;
    if (top && str_eq(stem, STR("index"))) {
        kind = UNIT_MODULE;
        name = m->name;
    } else if (top && str_eq(stem, STR("leader"))) {
        kind = UNIT_LEADER;
    } else if (top && name_numbered(stem, &rest)) {
        kind = UNIT_STEP;
        name = rest;
    }
    struct unit *u = unit_add(c, kind, e, name, m);
    if (kind == UNIT_MODULE) m->unit = u;
    if (kind == UNIT_LEADER) m->leader_unit = u;
    if (kind == UNIT_STEP) m->nstep_units++; /* collected and sorted by collect_steps */
}

static int by_file_name(const void *a, const void *b)
{
    const struct unit *const *x = a, *const *y = b;
    return str_cmp_natural(path_name((*x)->original), path_name((*y)->original));
}

static void collect_steps(struct course *c, struct module *m, size_t first)
{
    m->step_units = arena_new(c->arena, struct unit *, m->nstep_units);
    size_t n = 0;
    for (size_t i = first; i < c->nunits && n < m->nstep_units; i++) {
        struct unit *u = c->units[i];
        if (u->module == m && u->kind == UNIT_STEP) m->step_units[n++] = u;
    }
    assert(n == m->nstep_units);
    if (n > 1) qsort(m->step_units, n, sizeof *m->step_units, by_file_name);
}

static bool module_listed(const struct course *c, struct str folder)
{
    struct str name;
    folder = utf8_nfc(c->arena, folder);
    if (!name_numbered(folder, &name)) name = folder;
    for (size_t i = 0; i < c->keys->modules.len; i++) {
        struct str wanted = c->keys->modules.items[i].text;
        if (str_eq(wanted, folder) || str_eq(wanted, name)) return true;
    }
    return false;
}

/* A file at the top of the content folder. */
static void scan_top_file(struct course *c, const struct source_entry *e, struct diags *d)
{
    struct str stem = path_stem(e->path), rest;
    struct str name = path_name(e->path);
    if (is_translation(c, e, d)) return;
    check_file_name(c, e, false, d);
    if (str_eq(name, STR("glossary.yml"))) {
        const struct source_entry *t = translation_entry(c, e->path);
        c->glossary_unit = unit_put(c, UNIT_GLOSSARY, e, e, STR("glossary"));
        if (t) unit_put(c, UNIT_GLOSSARY, e, t, STR("glossary"));
        return;
    }
    if (str_eq(name, STR("literature.yml")) || str_eq(name, STR("literature.json"))) {
        unit_put(c, UNIT_LITERATURE, e, e, STR("literature"));
        return;
    }
    if (!is_markdown(e->path) || str_eq_nocase(stem, STR("readme"))) return;
    if (str_eq(stem, STR("index"))) {
        unit_add(c, UNIT_FRONT, e, stem, NULL);
    } else if (name_numbered(stem, &rest)) {
        struct module *m = module_add(c, stem, path_folder(e->path));
        m->unit = unit_add(c, UNIT_SHORT_MODULE, e, rest, m);
    } else {
        unit_add(c, UNIT_PLAIN, e, stem, NULL);
    }
}

/* All entries of one folder at the top: [i, returned). */
static size_t scan_folder(struct course *c, size_t i, struct str folder, struct diags *d)
{
    const struct source *s = c->source;
    struct str dir = str_sub(s->entries[i].path, 0, c->root.len + folder.len + 1);
    struct str rest;
    bool methods = str_eq(folder, STR("methods"));
    bool module = !methods && (name_numbered(folder, &rest) || module_listed(c, folder));
    struct module *m = module ? module_add(c, folder, dir) : NULL;
    size_t first = c->nunits;
    bool told = false;
    for (; i < s->len && str_starts(s->entries[i].path, dir); i++) {
        const struct source_entry *e = &s->entries[i];
        if (!e->file) continue;
        struct str below = str_from(e->path, dir.len);
        if (m) {
            scan_module_file(c, m, e, d);
        } else if (methods && is_markdown(e->path) && str_find(below, '/') == STR_NONE) {
            struct str stem = path_stem(e->path);
            if (str_eq_nocase(stem, STR("readme")) || is_translation(c, e, d)) continue;
            unit_add(c, UNIT_METHOD, e, stem, NULL);
        } else if (!methods && !told && str_find(below, '/') == STR_NONE &&
                   looks_like_module(e, folder)) {
            check_folder_name(c, e, folder, d);
            told = true;
        }
    }
    if (m) {
        collect_steps(c, m, first);
        check_numbers(c, m, d);
        if (!m->unit)
            diag(d, DIAG_MODULE_WITHOUT_INDEX, (struct pos){.file = c->course_file},
                 str_join(c->arena, (struct str[]){dir, STR("index.md")}, 2, STR("")));
    }
    return i;
}

static int by_folder_name(const void *a, const void *b)
{
    const struct module *const *x = a, *const *y = b;
    return str_cmp_natural((*x)->folder, (*y)->folder);
}

/* course.nn.yml, in the course that it is for. */
static void read_course_texts(struct course *c, const struct source_entry *e, struct diags *d)
{
    const struct source_entry *t = translation_entry(c, e->path);
    if (!t) return;
    struct course_keys *keys = arena_new(c->arena, struct course_keys, 1);
    struct pos whole = {.file = t->file};
    struct yaml_node *root =
        yaml_parse_damaged(t->file, t->file->bytes, YAML_USE_FILE, c->arena, d);
    struct unit *u = unit_put(c, UNIT_COURSE, e, t, STR("course"));
    u->keys = keys;
    u->failed = !root || !schema_decode_at(keys, &schema_course_texts, root, whole, c->arena, d) ||
                root->damaged;
}

static bool read_course_file(struct course *c, struct diags *d)
{
    struct str path = STR_CAT(c->arena, c->root, STR("course.yml"));
    const struct source_entry *e = source_entry(c->source, path);
    if (!e || !e->file) {
        diag(d, DIAG_NO_COURSE_FILE, (struct pos){0}, path);
        return false;
    }
    c->course_file = e->file;
    struct yaml_node *root =
        yaml_parse_damaged(e->file, e->file->bytes, YAML_USE_FILE, c->arena, d);
    if (!root) return false;
    c->keys = arena_new(c->arena, struct course_keys, 1);
    /* A fault in one key leaves the others usable: what follows can still be checked. */
    struct pos whole = {.file = e->file};
    bool good = schema_decode_at(c->keys, &schema_course, root, whole, c->arena, d);
    /* A list that may have lost a line would make drafts of the modules on it. */
    if (root->damaged) c->keys->modules.len = 0;
    c->id = c->keys->id.text;
    if (!c->original) c->language = c->keys->language.pos.file ? c->keys->language.text : STR("nb");
    translation_find(c);
    struct unit *u = unit_put(c, UNIT_COURSE, e, e, STR("course"));
    u->keys = c->keys;
    u->failed = !good || root->damaged;
    read_course_texts(c, e, d);
    return true;
}

static void check_language(const struct plain *tag, struct diags *d)
{
    if (tag->text.len && !language_known(tag->text))
        diag(d, DIAG_LANGUAGE_UNKNOWN, tag->pos, tag->text, language_meant(tag->text));
}

/* `languages` must hold `language`, and none twice. */
static void check_languages(struct course *c, struct diags *d)
{
    const struct plains *l = &c->keys->languages;
    if (!c->original) check_language(&c->keys->language, d);
    for (size_t i = 0; !c->original && i < l->len; i++)
        if (!str_eq_nocase(l->items[i].text, c->keys->language.text))
            check_language(&l->items[i], d);
    bool found = l->len == 0;
    for (size_t i = 0; i < l->len; i++) {
        if (str_eq_nocase(l->items[i].text, c->language)) found = true;
        for (size_t k = 0; k < i; k++)
            if (str_eq_nocase(l->items[i].text, l->items[k].text))
                diag(d, DIAG_LISTED_TWICE, l->items[i].pos, l->items[i].text, STR("languages"));
    }
    if (!found) diag(d, DIAG_LANGUAGES_WITHOUT_OWN, l->items[0].pos, c->language);
}

static bool scan(struct course *c, struct diags *d)
{
    const struct source *s = c->source;
    struct map *maps[] = {&c->unit_by_path,     &c->module_by_name,   &c->page_by_address,
                          &c->asset_by_path,    &c->term_by_id,       &c->method_by_name,
                          &c->asset_by_address, &c->unit_by_original, &c->translations,
                          &c->translated};
    for (size_t i = 0; i < sizeof maps / sizeof *maps; i++)
        maps[i]->arena = c->arena;
    if (!read_course_file(c, d)) return false;
    check_languages(c, d);
    course_check_edit(c, d);
    for (size_t i = 0; i < s->len;) {
        struct str path = s->entries[i].path;
        if (!str_starts(path, c->root)) {
            i++;
            continue;
        }
        struct str below = str_from(path, c->root.len);
        size_t slash = str_find(below, '/');
        if (slash != STR_NONE) {
            i = scan_folder(c, i, str_sub(below, 0, slash), d);
            continue;
        }
        if (s->entries[i].file) scan_top_file(c, &s->entries[i], d);
        i++;
    }
    /* In the order of their folders; course_index puts them as `modules:` says. */
    if (c->nmodules > 1) qsort(c->modules, c->nmodules, sizeof *c->modules, by_folder_name);
    check_module_numbers(c, d);
    return true;
}

bool course_scan(struct course *c, const struct source *s, struct str root, struct arena *a,
                 struct diags *d)
{
    *c = (struct course){.source = s, .root = root, .arena = a};
    return scan(c, d);
}

bool course_translate(struct course *c, const struct course *of, struct str language,
                      struct arena *a, struct diags *d)
{
    *c = (struct course){
        .source = of->source, .root = of->root, .arena = a, .language = language, .original = of};
    return scan(c, d);
}
