#include "course/figure_sheets.h"
#include "course/keys.h"

struct gathering {
    struct figure_sheets out;
    size_t cap;
    struct arena *a; /* NULL: only counted */
};

static void gather_doc(struct gathering *g, const struct doc *doc)
{
    for (size_t i = 0; doc && i < doc->nfigures; i++) {
        if (g->a && g->out.len == g->cap)
            g->out.items = arena_grow(g->a, g->out.items, &g->cap, sizeof *g->out.items);
        if (g->a) g->out.items[g->out.len] = &doc->figures[i];
        g->out.len++;
    }
}

static void gather_text(struct text *t, bool block, void *ctx)
{
    (void)block;
    gather_doc(ctx, t->doc);
}

static void gather_unit(struct gathering *g, const struct unit *u)
{
    if (!u || u->failed) return;
    gather_doc(g, u->body);
    if (u->keys) schema_texts(unit_schema(u), u->keys, gather_text, g);
}

static struct gathering gather(const struct module *m, struct arena *a)
{
    struct gathering g = {.a = a};
    gather_unit(&g, m->unit);
    for (size_t i = 0; i < m->nsteps; i++) /* those of a module in one file are in its own texts */
        if (m->steps[i].page->unit != m->unit) gather_unit(&g, m->steps[i].page->unit);
    if (m->leader && !m->leader->draft) gather_unit(&g, m->leader_unit);
    return g;
}

struct figure_sheets figure_sheets_of(const struct module *m, struct arena *a)
{
    return gather(m, a).out;
}

bool figure_sheets_any(const struct module *m)
{
    return gather(m, NULL).out.len > 0;
}
