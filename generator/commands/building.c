/* building: see building.h. */
#include "commands/building.h"
#include <time.h>

bool building_find(struct build_options *o, struct invocation *in, const char *dir)
{
    if (!o->rev) return project_find(&o->project, dir, in->arena, in->diags);
    return project_find_revision(&o->project, dir, str_of(o->rev), in->arena, in->diags);
}

const char *building_public(const struct project *p, struct arena *a)
{
    return str_z(a, STR_CAT(a, str_of(p->dir), STR("/public")));
}

double building_clock(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

const char *building_plural(size_t n, const char *one, const char *many)
{
    return n == 1 ? one : many;
}

void building_put_number(struct buf *b, double number, int decimals, enum language l)
{
    size_t from = b->len;
    buf_printf(b, "%.*f", decimals, number);
    for (size_t i = from; l == LANGUAGE_NB && i < b->len; i++)
        if (b->ptr[i] == '.') b->ptr[i] = ',';
}

void building_put_site(struct buf *b, size_t pages, size_t modules, double seconds, enum language l)
{
    bool nb = l == LANGUAGE_NB;
    if (nb)
        buf_printf(b, "%zu %s i %zu %s på ", pages, building_plural(pages, "side", "sider"),
                   modules, building_plural(modules, "modul", "moduler"));
    else
        buf_printf(b, "%zu %s in %zu %s in ", pages, building_plural(pages, "page", "pages"),
                   modules, building_plural(modules, "module", "modules"));
    building_put_number(b, seconds, 2, l);
    buf_put(b, nb ? STR(" sekunder.\n") : STR(" seconds.\n"));
}

void building_put_own(struct buf *b, const struct build_result *r, enum language l)
{
    for (size_t i = 0; i < r->nown; i++)
        buf_printf(b, "%s %.*s\n", l == LANGUAGE_NB ? "  kursets egen:" : "  the course's own:",
                   STR_ARG(r->own[i]));
}
