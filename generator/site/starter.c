/* starter: see starter.h. Which files, under which names; the rest is in starter_*.c. */
#include "base/embedded.h"
#include "base/reason.h"
#include "base/utf8.h"
#include "course/address.h"
#include "site/json_schema.h"
#include "site/starter_private.h"
#include <assert.h>
#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <sys/stat.h>

#define NAME_BYTES 60 /* of a file's name, made from a title */

struct making {
    const struct starter_request *request;
    struct starter_made *made;
    struct starter_words words;
    struct starter_file *files;
    size_t n, cap;
    struct arena *a;
    struct diags *d;
};

/* ---- Kinds of steps -------------------------------------------------------------------------- */

/* In the order of a module; names are addresses, and each its own file in starters/LANG/step/. */
static const struct {
    enum step_kind kind;
    struct str word, name[2], title[2]; /* by enum language */
    struct str more[3];                 /* how else it may be called */
} kinds[] = {
    {STEP_PREWORK,
     STR_INIT("prework"),
     {STR_INIT("prework"), STR_INIT("forarbeid")},
     {STR_INIT("Pre-work"), STR_INIT("Forarbeid")},
     {STR_INIT("førearbeid"), STR_INIT("pre-work")}},
    {STEP_PRESENTATION,
     STR_INIT("presentation"),
     {STR_INIT("presentation"), STR_INIT("presentasjon")},
     {STR_INIT("Presentation"), STR_INIT("Presentasjon")},
     {{0}}},
    {STEP_REFLECTION,
     STR_INIT("reflection"),
     {STR_INIT("reflection"), STR_INIT("refleksjon")},
     {STR_INIT("Joint reflection"), STR_INIT("Felles refleksjon")},
     {STR_INIT("felles refleksjon"), STR_INIT("joint reflection")}},
    {STEP_TRYOUT,
     STR_INIT("tryout"),
     {STR_INIT("tryout"), STR_INIT("utproving")},
     {STR_INIT("Trying out"), STR_INIT("Utprøving")},
     {STR_INIT("try-out"), STR_INIT("trying out"), STR_INIT("utprøvning")}},
    {STEP_FOLLOWUP,
     STR_INIT("followup"),
     {STR_INIT("followup"), STR_INIT("oppfolging")},
     {STR_INIT("Follow-up"), STR_INIT("Oppfølging")},
     {STR_INIT("follow-up"), STR_INIT("oppfølgning"), STR_INIT("etterarbeid")}},
    {STEP_LITERATURE,
     STR_INIT("literature"),
     {STR_INIT("literature"), STR_INIT("litteratur")},
     {STR_INIT("Literature"), STR_INIT("Litteratur")},
     {{0}}},
    {STEP_TEXT,
     STR_INIT("text"),
     {STR_INIT("text"), STR_INIT("tekst")},
     {STR_INIT("Text"), STR_INIT("Tekst")},
     {{0}}},
};
enum { KINDS = sizeof kinds / sizeof *kinds };

static size_t kind_index(enum step_kind kind)
{
    size_t i = 0;
    while (kinds[i].kind != kind)
        i++;
    return i;
}

bool starter_kind(enum step_kind *out, struct str word, struct str *nearest, struct arena *a)
{
    struct str address = address_of(word, a), all[KINDS * 6];
    size_t n = 0;
    for (size_t i = 0; i < KINDS; i++) {
        size_t first = n;
        all[n++] = kinds[i].word;
        all[n++] = kinds[i].title[LANGUAGE_NB];
        all[n++] = kinds[i].name[LANGUAGE_NB];
        for (size_t k = 0; k < 3 && kinds[i].more[k].len; k++)
            all[n++] = kinds[i].more[k];
        for (size_t k = first; k < n; k++) {
            if (!address.len || !str_eq(address, address_of(all[k], a))) continue;
            *out = kinds[i].kind;
            return true;
        }
    }
    *nearest = utf8_lower_str(a, diag_nearest(word, all, n));
    return false;
}

/* ---- Dates ----------------------------------------------------------------------------------- */

struct date starter_next_year(struct date day)
{
    if (day.month == 2 && day.day == 29) day.day = 28;
    day.year++;
    return day;
}

/* ---- Files ----------------------------------------------------------------------------------- */

/* "dot-vscode/tasks.json" is .vscode/tasks.json: embed.c passes hidden files over. */
static struct str with_dots(struct str path, struct arena *a)
{
    struct str rest = path, whole = STR("");
    while (rest.ptr) {
        struct str part = str_cut(&rest, '/');
        bool hidden = str_starts(part, STR("dot-"));
        whole = STR_CAT(a, whole, whole.len ? STR("/") : STR(""), hidden ? STR(".") : STR(""),
                        hidden ? str_from(part, 4) : part);
    }
    return whole;
}

static void add(struct making *m, struct str path, struct str bytes, bool replaces)
{
    if (m->n == m->cap) m->files = arena_grow(m->a, m->files, &m->cap, sizeof *m->files);
    m->files[m->n++] = (struct starter_file){path, bytes, replaces};
}

static struct str starters(const struct making *m)
{
    return m->made->language == LANGUAGE_NB ? STR("starters/nb/") : STR("starters/en/");
}

/* The starter files below a folder, with the words filled in, into the folder `to`. */
static void add_tree(struct making *m, struct str below, struct str to)
{
    struct str from = STR_CAT(m->a, starters(m), below);
    for (size_t i = 0; i < embedded_count; i++) {
        const struct file *f = &embedded_files[i];
        if (!str_starts(f->path, from)) continue;
        struct str path = STR_CAT(m->a, to, with_dots(str_from(f->path, from.len), m->a));
        add(m, path, starter_fill(f->bytes, &m->words, m->a), false);
    }
}

static void add_one(struct making *m, struct str name, struct str path)
{
    struct str from = STR_CAT(m->a, starters(m), name);
    size_t i = 0;
    while (i < embedded_count && !str_eq(embedded_files[i].path, from))
        i++;
    assert(i < embedded_count);
    add(m, path, starter_fill(embedded_files[i].bytes, &m->words, m->a), false);
}

/* A step of the kind at `index`; a presentation has a script to read aloud beside it. */
static void add_step(struct making *m, size_t index, struct str title, struct str folder,
                     struct str file)
{
    m->words.title = title;
    struct str starter = STR_CAT(m->a, STR("step/"), kinds[index].word, STR(".md"));
    add_one(m, starter, STR_CAT(m->a, folder, file, STR(".md")));
    if (kinds[index].kind == STEP_PRESENTATION)
        add_one(m, STR("step/manus.md"), STR_CAT(m->a, folder, m->words.manus, STR(".md")));
}

/* As they stand in a folder, and what replaces a file last of all. */
static int by_path(const void *x, const void *y)
{
    const struct starter_file *a = x, *b = y;
    return a->replaces != b->replaces ? a->replaces - b->replaces
                                      : str_cmp_natural(a->path, b->path);
}

static bool write_all(struct making *m)
{
    qsort(m->files, m->n, sizeof *m->files, by_path);
    if (!starter_write(m->files, m->n, m->a, m->d)) return false;
    m->made->files = arena_new(m->a, struct str, m->n);
    for (size_t i = 0; i < m->n; i++)
        if (!m->files[i].replaces) m->made->files[m->made->nfiles++] = m->files[i].path;
    return true;
}

/* ---- Names ----------------------------------------------------------------------------------- */

/* The address that a title gives, cut between words when it is long; `otherwise` for a title
 * without a letter that an address can have. */
static struct str name_of(const struct making *m, struct str title, struct str otherwise)
{
    struct str name = address_of(title, m->a);
    if (name.len > NAME_BYTES) {
        size_t hyphen = str_rfind(str_sub(name, 0, NAME_BYTES + 1), '-');
        name = str_sub(name, 0, hyphen == STR_NONE ? NAME_BYTES : hyphen);
    }
    return name.len ? name : otherwise;
}

static struct str by_language(const struct making *m, struct str en, struct str nb)
{
    return m->made->language == LANGUAGE_NB ? nb : en;
}

/* Two of the same name are most likely a mistake: false, and an error. */
static bool is_free(const struct making *m, const struct map *taken, struct str name)
{
    const struct str *by = map_get(taken, name);
    if (by) diag(m->d, DIAG_NEW_NAME_TAKEN, (struct pos){0}, name, *by);
    return !by;
}

/* ---- A course -------------------------------------------------------------------------------- */

static int by_name(const void *x, const void *y)
{
    return str_cmp_natural(*(const struct str *)x, *(const struct str *)y);
}

/* The first names in a folder that are not hidden: "bilder, notater.docx, plan.docx, …". */
static struct str names_in(DIR *list, struct arena *a)
{
    struct str *names = NULL;
    size_t n = 0, cap = 0;
    for (const struct dirent *e; (e = readdir(list));) {
        if (e->d_name[0] == '.') continue;
        if (n == cap) names = arena_grow(a, names, &cap, sizeof *names);
        names[n++] = str_dup(a, str_of(e->d_name));
    }
    if (!n) return STR("");
    qsort(names, n, sizeof *names, by_name);
    if (n > 4) names[3] = STR("…");
    return str_join(a, names, n > 4 ? 4 : n, STR(", "));
}

/* Whether the folder is not there, or has nothing in it but what is hidden. */
static bool folder_free(const struct making *m, const char *dir)
{
    DIR *list = opendir(dir);
    if (!list && errno == ENOENT) return true;
    if (!list) {
        enum diag_id id = errno == ENOTDIR ? DIAG_NEW_NOT_FOLDER : DIAG_NEW_FAILED;
        diag(m->d, id, (struct pos){0}, str_of(dir), reason_of(errno, m->a));
        return false;
    }
    struct str names = names_in(list, m->a);
    closedir(list);
    if (names.len) diag(m->d, DIAG_NEW_NOT_EMPTY, (struct pos){0}, str_of(dir), names);
    return !names.len;
}

/* What a folder is called, wherever "." and ".." lead. */
static struct str folder_name(struct str dir, struct arena *a)
{
    char real[PATH_MAX];
    struct str name = path_name(dir);
    bool dots = !name.len || str_eq(name, STR(".")) || str_eq(name, STR(".."));
    if (dots && realpath(str_z(a, dir), real)) name = str_dup(a, path_name(str_of(real)));
    return name;
}

/* What an editor needs to offer and explain the keys of the YAML files; settings.json points at
 * it. */
static void add_schemas(struct making *m, struct str to)
{
    static const struct str names[] = {STR_INIT("course"), STR_INIT("course-texts"),
                                       STR_INIT("glossary"), STR_INIT("literature")};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct buf b = {.arena = m->a};
        json_schema_write(&b, json_schema_file(names[i]), m->made->language);
        add(m, STR_CAT(m->a, to, STR(".vscode/steg-"), names[i], STR(".schema.json")), buf_str(&b),
            false);
    }
}

static bool make_course(struct making *m)
{
    const struct starter_request *r = m->request;
    struct diags quiet = {.arena = m->a};
    struct str dir = str_of(r->dir);
    while (dir.len > 1 && str_ends(dir, STR("/")))
        dir.len--;
    if (!folder_free(m, str_z(m->a, dir))) return false;
    struct str folder = folder_name(dir, m->a), usual = by_language(m, STR("course"), STR("kurs"));
    if (!starter_title_good(folder, &quiet)) folder = usual;
    m->made->title = r->title.len ? r->title : starter_title_of(folder, m->a);
    m->made->name = name_of(m, folder, usual);
    m->made->first = dir;
    m->words.title = m->made->title;
    m->words.id = m->made->name;
    bool here = str_eq(dir, STR("."));
    bool root = str_eq(dir, STR("/"));
    struct str to = here ? STR("") : root ? dir : STR_CAT(m->a, dir, STR("/"));
    add_tree(m, STR("course/"), to);
    add_schemas(m, to);
    if (r->ci == STARTER_CI_GITHUB) add_tree(m, STR("ci/github/"), to);
    if (r->ci == STARTER_CI_GITLAB) add_tree(m, STR("ci/gitlab/"), to);
    return write_all(m);
}

/* ---- In a course ----------------------------------------------------------------------------- */

/* The content folder as one would type it, "../content/". */
static struct str content_of(const struct making *m, const struct starter_course *s)
{
    return STR_CAT(m->a, s->project.shown, s->project.root);
}

/* Languages have folders of their own at the top. */
static bool is_language(const struct starter_course *s, struct str name, struct arena *a)
{
    const struct plains *l = &s->course.keys->languages;
    bool found = str_eq(name, STR("nb")) || str_eq(name, STR("nn")) || str_eq(name, STR("en"));
    for (size_t i = 0; i < l->len && !found; i++)
        found = str_eq(name, address_of(l->items[i].text, a));
    return found;
}

/* course.yml is changed only where it is a file of its own, not a link to one elsewhere. */
static void add_to_list(struct making *m, const struct starter_course *s, struct str folder)
{
    const struct file *f = s->course.course_file;
    struct str bytes;
    struct stat st;
    bool link = lstat(str_z(m->a, f->path), &st) < 0 || !S_ISREG(st.st_mode);
    if (link && s->course.keys->modules.len)
        diag(m->d, DIAG_NEW_LIST_BY_HAND, s->course.keys->modules.items[0].pos, m->made->name);
    if (link || !starter_list(&bytes, f, m->made->name, folder, m->a, m->d)) return;
    add(m, f->path, bytes, true);
    m->made->listed = f->path;
}

static bool make_module(struct making *m, const struct starter_course *s)
{
    struct map taken = {.arena = m->a};
    struct str title = m->request->title, content = content_of(m, s);
    struct str name = name_of(m, title, by_language(m, STR("module"), STR("modul")));
    starter_names_of_modules(&taken, s, m->a);
    if (!is_free(m, &taken, name)) return false;
    if (is_language(s, name, m->a)) map_add(&taken, name, m);
    name = starter_free_name(name, &taken, address_reserved_at_top, m->a);
    struct str here = content.len ? content : STR(".");
    struct str number = starter_next_number(here, 2, m->a);
    struct str folder = STR_CAT(m->a, number, STR("-"), name);
    struct str to = STR_CAT(m->a, content, folder, STR("/"));
    m->made->title = m->words.title = title;
    m->made->name = m->words.name = name;
    m->made->first = STR_CAT(m->a, to, STR("index.md"));
    m->words.manus = by_language(m, STR("script"), STR("manus"));
    add_tree(m, STR("module/"), to);
    for (size_t i = 0; i < KINDS; i++)
        add_step(
            m, i, kinds[i].title[m->made->language], to,
            STR_CAT(m->a, str_number(m->a, i + 1), STR("-"), kinds[i].name[m->made->language]));
    add_to_list(m, s, folder);
    return write_all(m);
}

static bool make_step(struct making *m, const struct starter_course *s)
{
    const struct starter_request *r = m->request;
    const struct module *module = starter_module(s, r->module, m->a, m->d);
    if (!module) return false;
    struct map taken = {.arena = m->a};
    size_t k = kind_index(r->kind);
    struct str usual = kinds[k].name[m->made->language], title = r->title;
    struct str to = STR_CAT(m->a, s->project.shown, module->dir);
    starter_names_in_module(&taken, s, module, m->a);
    starter_task_ids(m->words.ids, module, m->a);
    struct str name = title.len ? name_of(m, title, usual) : usual;
    struct str found = starter_free_name(name, &taken, address_reserved_in_module, m->a);
    if (!title.len) /* "Felles refleksjon 2" */
        title = STR_CAT(m->a, kinds[k].title[m->made->language],
                        found.len > name.len ? STR(" ") : STR(""),
                        str_from(found, name.len + (found.len > name.len)));
    map_add(&taken, found, m);
    m->words.manus = starter_free_name(by_language(m, STR("script"), STR("manus")), &taken,
                                       address_reserved_in_module, m->a);
    struct str number = starter_next_number(to, 1, m->a);
    struct str file = STR_CAT(m->a, number, STR("-"), found);
    m->made->title = title;
    m->made->name = found;
    m->made->first = STR_CAT(m->a, to, file, STR(".md"));
    add_step(m, k, title, to, file);
    return write_all(m);
}

/* The list of methods, READMEs, and what Windows takes for devices. */
static bool reserved_for_methods(struct str name)
{
    static const char *const words[] = {"index", "readme", "con", "prn", "aux", "nul"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (str_eq(name, str_of(words[i]))) return true;
    return name.len == 4 && name.ptr[3] >= '1' && name.ptr[3] <= '9' &&
           (str_starts(name, STR("com")) || str_starts(name, STR("lpt")));
}

static bool make_method(struct making *m, const struct starter_course *s)
{
    struct map taken = {.arena = m->a};
    struct str name = name_of(m, m->request->title, by_language(m, STR("method"), STR("metode")));
    starter_names_of_methods(&taken, s, m->a);
    if (!is_free(m, &taken, name)) return false;
    name = starter_free_name(name, &taken, reserved_for_methods, m->a);
    m->made->title = m->words.title = m->request->title;
    m->made->name = m->words.name = name;
    m->made->first = STR_CAT(m->a, content_of(m, s), STR("methods/"), name, STR(".md"));
    add_one(m, STR("method.md"), m->made->first);
    return write_all(m);
}

bool starter_make(struct starter_made *out, const struct starter_request *r, struct arena *a,
                  struct diags *d)
{
    struct map ids = {.arena = a};
    struct making m = {.request = r, .made = out, .a = a, .d = d};
    m.words = (struct starter_words){.today = r->today, .ids = &ids};
    *out = (struct starter_made){.language = r->language, .listed = STR("")};
    if (r->title.ptr && !starter_title_good(r->title, d)) return false;
    if (r->what == STARTER_COURSE) return make_course(&m);
    struct starter_course s;
    enum language own;
    if (!starter_open(&s, a, d)) return false;
    if (!r->language_asked && starter_language(&s, &own)) out->language = own;
    bool good = r->what == STARTER_MODULE ? make_module(&m, &s)
                : r->what == STARTER_STEP ? make_step(&m, &s)
                                          : make_method(&m, &s);
    starter_close(&s);
    return good;
}
