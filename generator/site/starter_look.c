/* starter_look: what a new file must fit into: the course's modules, names, numbers and ids. */
#include "base/buf.h"
#include "course/address.h"
#include "io/source.h"
#include "site/starter_private.h"
#include <dirent.h>
#include <limits.h>
#include <stdlib.h>

bool starter_open(struct starter_course *s, struct arena *a, struct diags *d)
{
    static const struct str only[] = {STR_INIT("content")};
    struct diags quiet = {.arena = a};
    *s = (struct starter_course){0};
    if (!project_find(&s->project, NULL, a, &quiet)) {
        diag(d, DIAG_NEW_NO_COURSE, (struct pos){0});
        return false;
    }
    const struct project *p = &s->project;
    struct source_options o = {
        .shown = p->shown, .only = p->root.len ? only : NULL, .nonly = p->root.len ? 1 : 0};
    s->source = source_open_tree(p->dir, &o, a, &quiet);
    if (!s->source || !course_scan(&s->course, s->source, p->root, a, &quiet)) {
        diags_merge(d, &quiet);
    } else {
        const struct file *f = s->course.course_file;
        if (yaml_parse(f, f->bytes, YAML_USE_FILE, a, d)) return true;
    }
    starter_close(s);
    return false;
}

void starter_close(struct starter_course *s)
{
    if (s->source) source_close(s->source);
    s->source = NULL;
}

bool starter_language(const struct starter_course *s, enum language *out)
{
    struct str rest = s->course.language, primary = str_cut(&rest, '-');
    static const char *const nordic[] = {"nb", "nn", "no", "da", "sv"};
    *out = LANGUAGE_EN;
    if (str_eq_nocase(primary, STR("en"))) return true;
    for (size_t i = 0; i < sizeof nordic / sizeof *nordic; i++)
        if (str_eq_nocase(primary, str_of(nordic[i]))) *out = LANGUAGE_NB;
    return *out == LANGUAGE_NB;
}

/* ---- Front matter ---------------------------------------------------------------------------- */

/* Of a file that may have any fault: what can be read of it. NULL: nothing. */
static const struct yaml_node *front_of(const struct file *f, struct arena *a)
{
    struct diags quiet = {.arena = a};
    struct front_matter fm;
    if (!f || !front_matter_split(&fm, f, &quiet) || !fm.present) return NULL;
    const struct yaml_node *root = yaml_parse_damaged(f, fm.yaml, YAML_USE_FRONT_MATTER, a, &quiet);
    return root && root->kind == YAML_MAP ? root : NULL;
}

static struct str front_text(const struct yaml_node *map, struct str key)
{
    const struct yaml_node *n = map && map->kind == YAML_MAP ? yaml_get(map, key) : NULL;
    return n && n->kind == YAML_TEXT ? str_trim(n->text) : STR("");
}

void starter_task_ids(struct map *ids, const struct module *m, struct arena *a)
{
    for (size_t i = 0; i < m->nstep_units; i++) {
        const struct yaml_node *front = front_of(m->step_units[i]->file, a);
        const struct yaml_node *tasks = front ? yaml_get(front, STR("tasks")) : NULL;
        for (size_t k = 0; tasks && tasks->kind == YAML_LIST && k < tasks->len; k++)
            map_add(ids, front_text(tasks->items[k], STR("id")), ids);
    }
}

/* ---- Names ----------------------------------------------------------------------------------- */

static void take(struct map *taken, struct str name, const struct str *by, struct arena *a)
{
    struct str address = address_of(name, a);
    if (address.len) map_add(taken, address, (void *)by);
}

/* A page is known by its file's name or `id`, and has its address from that or from `slug`. */
static void take_unit(struct map *taken, const struct unit *u, const struct starter_course *s,
                      struct arena *a)
{
    struct str *by = arena_new(a, struct str, 1);
    *by = u->file ? u->file->path : STR_CAT(a, s->project.shown, u->path);
    const struct yaml_node *front = front_of(u->file, a);
    take(taken, u->name, by, a);
    take(taken, front_text(front, STR("id")), by, a);
    take(taken, front_text(front, STR("slug")), by, a);
}

void starter_names_of_modules(struct map *taken, const struct starter_course *s, struct arena *a)
{
    for (size_t i = 0; i < s->course.nmodules; i++) {
        const struct module *m = s->course.modules[i];
        struct str *by = arena_new(a, struct str, 1);
        *by = STR_CAT(a, s->project.shown, m->dir);
        if (m->unit) take_unit(taken, m->unit, s, a);
        take(taken, m->name, by, a);
    }
}

void starter_names_in_module(struct map *taken, const struct starter_course *s,
                             const struct module *m, struct arena *a)
{
    for (size_t i = 0; i < s->course.nunits; i++)
        if (s->course.units[i]->module == m) take_unit(taken, s->course.units[i], s, a);
}

void starter_names_of_methods(struct map *taken, const struct starter_course *s, struct arena *a)
{
    for (size_t i = 0; i < s->course.nunits; i++)
        if (s->course.units[i]->kind == UNIT_METHOD) take_unit(taken, s->course.units[i], s, a);
}

/* ---- Numbers --------------------------------------------------------------------------------- */

struct str starter_next_number(struct str folder, unsigned usual, struct arena *a)
{
    uint32_t highest = 0, number;
    unsigned width = 0;
    DIR *list = opendir(str_z(a, folder));
    for (const struct dirent *e; list && (e = readdir(list));) {
        struct str name = str_of(e->d_name), rest;
        if (!name_numbered(name, &rest)) continue;
        struct str digits = str_sub(name, 0, name.len - rest.len - 1);
        if (digits.len > 9 || !str_to_u32(digits, 999999998, &number)) continue;
        if (number > highest) highest = number;
        if (digits.len > width) width = (unsigned)digits.len;
    }
    if (list) closedir(list);
    struct buf b = {.arena = a};
    buf_printf(&b, "%0*u", (int)(width ? width : usual), highest + 1);
    return buf_str(&b);
}

/* ---- Which module ---------------------------------------------------------------------------- */

static bool is_folder(const struct module *m)
{
    return !(m->unit && m->unit->kind == UNIT_SHORT_MODULE);
}

/* The module in whose folder we stand. */
static const struct module *module_around(const struct starter_course *s, struct arena *a)
{
    char here[PATH_MAX];
    if (!realpath(".", here)) return NULL;
    struct str at = STR_CAT(a, str_of(here), STR("/"));
    for (size_t i = 0; i < s->course.nmodules; i++) {
        const struct module *m = s->course.modules[i];
        struct str dir = STR_CAT(a, str_of(s->project.dir), STR("/"), m->dir);
        if (is_folder(m) && str_starts(at, dir)) return m;
    }
    return NULL;
}

/* "03-samtaler", "samtaler", its `id`, or "content/03-samtaler/" as a shell completes it. */
static bool is_called(const struct module *m, struct str name, struct arena *a)
{
    struct str id = front_text(front_of(m->unit ? m->unit->file : NULL, a), STR("id"));
    return str_eq(name, m->folder) || str_eq(name, m->name) || (id.len && str_eq(name, id)) ||
           str_eq(address_of(name, a), address_of(m->name, a));
}

/* "bokstaver, samtaler, tall", as --module wants them; at most ten. */
static struct str names_of(const struct starter_course *s, struct arena *a)
{
    struct str names[10];
    size_t n = 0;
    for (size_t i = 0; i < s->course.nmodules; i++) {
        if (!is_folder(s->course.modules[i])) continue;
        if (n == 10) {
            names[9] = STR("…");
            break;
        }
        names[n++] = s->course.modules[i]->name;
    }
    return str_join(a, names, n, STR(", "));
}

static const struct module *module_called(const struct starter_course *s, struct str name,
                                          struct arena *a, struct diags *d)
{
    const struct course *c = &s->course;
    struct str *names = arena_new(a, struct str, c->nmodules);
    while (str_ends(name, STR("/")))
        name.len--;
    struct str last = path_name(name);
    for (size_t i = 0; i < c->nmodules; i++) {
        const struct module *m = c->modules[i];
        names[i] = m->name;
        if (!is_called(m, last, a)) continue;
        if (is_folder(m)) return m;
        diag(d, DIAG_NEW_ONE_FILE, (struct pos){0}, m->unit->file->path);
        return NULL;
    }
    diag(d, DIAG_NEW_UNKNOWN_MODULE, (struct pos){0}, name, names_of(s, a),
         diag_nearest(last, names, c->nmodules));
    return NULL;
}

const struct module *starter_module(const struct starter_course *s, struct str name,
                                    struct arena *a, struct diags *d)
{
    if (name.len) return module_called(s, name, a, d);
    const struct module *around = module_around(s, a), *only = NULL;
    size_t folders = 0;
    for (size_t i = 0; i < s->course.nmodules; i++) {
        if (!is_folder(s->course.modules[i])) continue;
        only = s->course.modules[i];
        folders++;
    }
    if (around || folders == 1) return around ? around : only;
    if (folders)
        diag(d, DIAG_NEW_WHICH_MODULE, (struct pos){0}, names_of(s, a));
    else
        diag(d, DIAG_NEW_NO_MODULE, (struct pos){0});
    return NULL;
}
