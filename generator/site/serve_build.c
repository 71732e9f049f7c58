/* serve_build: a build in a process of its own. Its answer is a head and two texts; see
 * serve_private.h. */
#include "site/serve_private.h"
#include "base/fd.h"
#include "base/reason.h"
#include "site/build.h"
#include <string.h>
#include <time.h>

#define MAGIC 0x67657473u /* "steg" */
#define TEXT_MAX (CHILD_ANSWER_MAX / 4)

/* One program on both sides: no need for a format. */
struct head {
    uint32_t magic;
    bool good;
    double seconds;
    size_t pages, modules, warnings;
    size_t plain, shown; /* bytes of the texts that follow */
};

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

/* As many whole lines as there is room for. */
static struct str clipped(struct str text)
{
    if (text.len <= TEXT_MAX) return text;
    text = str_sub(text, 0, TEXT_MAX);
    size_t end = str_rfind(text, '\n');
    return end == STR_NONE ? text : str_sub(text, 0, end + 1);
}

static struct str print(struct diags *d, const struct serve_options *o, bool colour)
{
    struct buf b = {.arena = d->arena};
    diags_print(&b, d, (struct diag_style){.language = o->language, .colour = colour});
    return clipped(buf_str(&b));
}

/* Of a build that failed: what must be mended. A course may have a hundred warnings. */
static struct diags errors_of(const struct diags *d)
{
    struct diags errors = {.arena = d->arena};
    for (const struct diag *e = d->first; e; e = e->next)
        if (diag_catalogue[e->id].severity != SEVERITY_WARNING)
            diag_add(&errors, e->id, e->pos, e->args, e->narg);
    return errors;
}

/* In the child. */
static bool run(void *ctx, int out)
{
    const struct serve_order *order = ctx;
    struct arena a = {0};
    struct diags d = {.arena = &a};
    struct build_result r;
    struct build_options o = {
        .project = order->o->project,
        .out = order->out,
        .skip = order->skip,
        .swap = SWAP_FILES,
        .fleeting = true,
    };
    double start = now();
    bool good = build(&r, &o, &a, &d) && diags_exit_code(&d, false) == 0;
    struct head h = {.magic = MAGIC, .good = good, .pages = r.pages, .modules = r.modules};
    h.seconds = now() - start;
    if (!good) d = errors_of(&d);
    struct str plain = print(&d, order->o, false);
    struct str shown = order->o->colour ? print(&d, order->o, true) : plain;
    h.warnings = d.count[SEVERITY_WARNING]; /* without repetitions, once they are printed */
    h.plain = plain.len;
    h.shown = shown.len;
    return fd_write(out, (struct str){(const char *)&h, sizeof h}) && fd_write(out, plain) &&
           fd_write(out, shown);
}

bool serve_build_start(struct child *c, struct serve_order *order, struct diags *d)
{
    return child_start(c, run, order, d);
}

/* ---- In the parent --------------------------------------------------------------------------- */

static bool read_answer(struct serve_built *out, const struct child *c)
{
    struct head h;
    if (!c->good || c->len < sizeof h) return false;
    memcpy(&h, c->answer, sizeof h);
    size_t rest = c->len - sizeof h;
    if (h.magic != MAGIC || h.plain > rest || h.shown != rest - h.plain) return false;
    *out = (struct serve_built){
        .good = h.good,
        .seconds = h.seconds,
        .pages = h.pages,
        .modules = h.modules,
        .warnings = h.warnings,
        .plain = {c->answer + sizeof h, h.plain},
        .shown = {c->answer + sizeof h + h.plain, h.shown},
    };
    return true;
}

struct serve_built serve_build_refused(const struct serve_options *o, struct diags *d)
{
    return (struct serve_built){.plain = print(d, o, false), .shown = print(d, o, o->colour)};
}

void serve_build_end(struct serve_built *out, const struct child *c, const struct serve_options *o,
                     struct arena *a)
{
    if (read_answer(out, c)) return;
    struct diags d = {.arena = a};
    struct str why = c->trouble ? reason_of(c->trouble, a) : str_of(c->why);
    diag(&d, DIAG_SERVE_BUILD_DIED, (struct pos){0}, why.len ? why : STR("?"));
    *out = serve_build_refused(o, &d);
}
