/* building: see building.h. */
#include "commands/building.h"
#include <string.h>
#include <time.h>
#include <unistd.h>

bool building_find(struct build_options *o, struct invocation *in, const char *dir)
{
    if (!o->rev) return project_find(&o->project, dir, in->arena, in->diags);
    return project_find_revision(&o->project, dir, str_of(o->rev), in->arena, in->diags);
}

const char *building_public(const struct project *p, struct arena *a)
{
    return str_z(a, STR_CAT(a, str_of(p->dir), STR("/public")));
}

/* ---- When it is asked to stop ---------------------------------------------------------------- */

static void end_with(int s, const char *words)
{
    ssize_t ignored = write(STDERR_FILENO, words, strlen(words));
    (void)ignored;
    signal(s, SIG_DFL);
    raise(s); /* waits until the handler returns, and then ends the process */
}

/* A handler knows nothing but the signal, so there is one for each thing to say. */
#define STOPS(name, words)                  \
    static void name(int s)                 \
    {                                       \
        end_with(s, words "\n");            \
    }                                       \
    static void name##_after_line(int s)    \
    {                                       \
        end_with(s, "\r\033[K" words "\n"); \
    }
STOPS(untouched_en, "steg: stopped; nothing was changed, the last site stands as it was")
STOPS(untouched_nb, "steg: stoppet; ingenting er endret, det forrige nettstedet står som det var")
STOPS(placed_en, "steg: stopped, but the new site was in its place by then")
STOPS(placed_nb, "steg: stoppet, men da var det nye nettstedet alt på plass")
#undef STOPS

static void handle(const struct building_stop *stop, bool placed)
{
    static void (*const says[2][2][2])(int) = {
        {{untouched_en, untouched_nb}, {untouched_en_after_line, untouched_nb_after_line}},
        {{placed_en, placed_nb}, {placed_en_after_line, placed_nb_after_line}},
    };
    struct sigaction now, action = {.sa_handler = says[placed][stop->line][stop->language]};
    for (size_t i = 0; i < INTERRUPTS; i++)
        if (sigaction(interrupts[i], NULL, &now) == 0 && now.sa_handler != SIG_IGN)
            sigaction(interrupts[i], &action, NULL);
}

static void tell_placed(void *ctx)
{
    handle(ctx, true);
}

void building_stops(struct building_stop *stop, enum language l, bool line, struct build_options *o)
{
    *stop = (struct building_stop){l, line};
    o->placed = tell_placed;
    o->placed_ctx = stop;
    handle(stop, false);
}

/* ---- What is said ---------------------------------------------------------------------------- */

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
