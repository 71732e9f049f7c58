/* derived: see derived.h. */
#include "course/derived.h"
#include "course/figure_sheets.h"

static const struct str names[DERIVED_COUNT] = {
    [DERIVED_RECORD] = STR_INIT("record.html"),
    [DERIVED_MISSED] = STR_INIT("missed.html"),
    [DERIVED_PRINT] = STR_INIT("print.html"),
    [DERIVED_RUNSHEET] = STR_INIT("runsheet.html"),
    [DERIVED_CARDS] = STR_INIT("cards.html"),
    [DERIVED_NOTESHEET] = STR_INIT("notesheet.html"),
    [DERIVED_WORKSHEET] = STR_INIT("worksheet.html"),
    [DERIVED_STATEMENTS] = STR_INIT("statements.html"),
    [DERIVED_OBSERVATION] = STR_INIT("observation.html"),
};

struct str derived_name(enum derived d)
{
    return names[d];
}

/* What is on the steps decides. */
void derived_wanted(bool wanted[DERIVED_COUNT], const struct module *m)
{
    bool tasks = false, questions = false, decisions = false, signs = false, together = false,
         sheets = false;
    for (size_t i = 0; i < m->nsteps; i++) {
        const struct step *s = &m->steps[i];
        together = together || s->when == WHEN_TOGETHER;
        signs = signs || (s->has_presentations && s->load->signs.len);
        sheets = sheets || (s->keys && s->keys->observation.len);
        for (size_t k = 0; s->has_tasks && k < s->load->tasks.len; k++) {
            tasks = true;
            questions = questions || s->load->tasks.items[k].questions.len;
            decisions = decisions || s->load->tasks.items[k].decide.value;
        }
    }
    wanted[DERIVED_RECORD] = questions || decisions;
    wanted[DERIVED_MISSED] = m->nsteps > 0;
    wanted[DERIVED_PRINT] = m->nsteps > 0;
    wanted[DERIVED_RUNSHEET] = together;
    wanted[DERIVED_CARDS] = tasks;
    wanted[DERIVED_NOTESHEET] = signs;
    wanted[DERIVED_WORKSHEET] = questions || figure_sheets_any(m);
    wanted[DERIVED_STATEMENTS] = m->keys && m->keys->statements.items.len;
    wanted[DERIVED_OBSERVATION] = sheets;
}

static bool is_derived(struct str name)
{
    for (int i = 0; i < DERIVED_COUNT; i++)
        if (str_eq(name, names[i])) return true;
    return false;
}

/* The module that a path lies in, and the rest of it. */
static const struct module *module_at(const struct course *c, const struct module *own,
                                      struct str path, struct str *rest)
{
    for (size_t i = 0; i < c->nmodules; i++) {
        const struct module *m = c->modules[i];
        *rest = str_from(path, m->dir.len);
        if (m->dir.len > c->root.len && str_starts(path, m->dir)) return m;
    }
    *rest = str_from(path, c->root.len);
    bool one_file = own && own->dir.len == c->root.len;
    return one_file && str_find(*rest, '/') == STR_NONE ? own : NULL;
}

const struct page *derived_at(const struct course *c, const struct module *own, struct str path)
{
    struct arena scratch = {.chunk_size = 1024};
    struct str name;
    const struct module *m = module_at(c, own, path, &name);
    struct str address = m ? STR_CAT(&scratch, m->base, name) : name;
    const struct page *p = map_get(&c->page_by_address, address);
    if (!p && m && m == own && own->dir.len == c->root.len) p = map_get(&c->page_by_address, name);
    bool made = p && (!p->unit || p == c->glossary_page || p == c->literature_page);
    made = made && p->kind != PAGE_REDIRECT && p->kind != PAGE_NOT_FOUND;
    arena_free(&scratch);
    if (m && m->draft && is_derived(name)) return m->page;
    return made ? p : NULL;
}
