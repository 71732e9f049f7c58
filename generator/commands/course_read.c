/* course_read: see course_read.h. */
#include "commands/course_read.h"
#include <assert.h>

static const char *const phases_en[COURSE_READ_PHASES] = {
    [COURSE_READ_COURSE] = "Reading the course",
    [COURSE_READ_EARLIER] = "Reading the first version",
    [COURSE_READ_LATER] = "Reading the second version",
    [COURSE_READ_COMPARE] = "Comparing them",
    [COURSE_READ_CHANGES] = "Reading the changes",
};
static const char *const phases_nb[COURSE_READ_PHASES] = {
    [COURSE_READ_COURSE] = "Leser kurset",
    [COURSE_READ_EARLIER] = "Leser den første versjonen",
    [COURSE_READ_LATER] = "Leser den andre versjonen",
    [COURSE_READ_COMPARE] = "Sammenligner dem",
    [COURSE_READ_CHANGES] = "Leser endringene",
};
static const struct progress_words words[2] = {{"of", phases_en}, {"av", phases_nb}};

void course_read_begin(struct course_read *r, struct invocation *in)
{
    *r = (struct course_read){.in = in};
    progress_begin(&r->progress, &words[in->language]);
    r->workers =
        (struct workers){.n = workers_processors(), .diags = in->diags, .watch = r->progress.watch};
    r->shared = edition_memory(&r->workers, in->arena);
    r->good = r->shared != NULL;
}

void course_read_phase(struct course_read *r, enum course_read_phase phase)
{
    progress_phase(&r->progress, phase);
}

bool course_read_edition(struct course_read *r, const char *dir, const char *rev, struct diags *d)
{
    assert(r->n < COURSE_READ_MAX);
    return edition_read(&r->editions[r->n++], dir, rev, &r->workers, r->shared, d);
}

/* The errors among what was found. */
static void tell_errors(struct diags *to, const struct diags *from)
{
    for (const struct diag *d = from->first; d; d = d->next)
        if (diag_catalogue[d->id].severity != SEVERITY_WARNING)
            diag_add(to, d->id, d->pos, d->args, d->narg);
}

static bool is_told(const struct diags *told, const struct diag *d)
{
    for (const struct diag *t = told->first; t; t = t->next)
        if (t->id == d->id && t->pos.file == d->pos.file && t->pos.offset == d->pos.offset)
            return true;
    return false;
}

void course_read_tell(struct course_read *r, const struct diags *found)
{
    struct diags *to = r->in->diags;
    for (const struct diag *d = found->first; d; d = d->next)
        if (diag_catalogue[d->id].severity != SEVERITY_WARNING && !is_told(to, d))
            diag_add(to, d->id, d->pos, d->args, d->narg);
}

bool course_read(struct course_read *r, struct invocation *in, const char *dir, const char *rev)
{
    struct diags *found = arena_new(in->arena, struct diags, 1);
    found->arena = in->arena;
    course_read_begin(r, in);
    course_read_phase(r, COURSE_READ_COURSE);
    r->good = r->good && course_read_edition(r, dir, rev, found);
    tell_errors(in->diags, found);
    return r->good;
}

int course_read_end(struct course_read *r, struct str text, bool strict)
{
    progress_end(&r->progress);
    int code = command_finish(r->in, strict);
    if (r->good) {
        int printed = command_print(text);
        if (printed != EXIT_FINE) code = printed;
    }
    for (size_t i = 0; i < r->n; i++)
        edition_close(&r->editions[i]);
    workers_free(&r->workers);
    return code;
}
