/* course_read: see course_read.h. */
#include "commands/course_read.h"
#include <string.h>

/* The errors among what was found. */
static void tell_errors(struct diags *to, const struct diags *from)
{
    for (const struct diag *d = from->first; d; d = d->next)
        if (diag_catalogue[d->id].severity != SEVERITY_WARNING)
            diag_add(to, d->id, d->pos, d->args, d->narg);
}

bool course_read(struct course_read *r, struct invocation *in, const char *dir)
{
    struct diags *found = arena_new(in->arena, struct diags, 1);
    found->arena = in->arena;
    *r = (struct course_read){.in = in};
    r->workers = (struct workers){.n = workers_processors(), .diags = in->diags};
    r->shared = edition_memory(&r->workers, in->arena);
    if (!r->shared) return false;
    r->good = edition_read(&r->edition, dir, NULL, &r->workers, r->shared, found);
    tell_errors(in->diags, found);
    return r->good;
}

int course_read_end(struct course_read *r, struct str text)
{
    int code = command_finish(r->in, false);
    if (r->good) {
        int printed = command_print(text);
        if (printed != EXIT_FINE) code = printed;
    }
    edition_close(&r->edition);
    workers_free(&r->workers);
    return code;
}

int course_read_word(struct invocation *in, int option, const char *name, const char *const *words,
                     const char *all)
{
    const char *given = in->values[option];
    if (!given) return 0;
    for (int i = 0; words[i]; i++)
        if (strcmp(given, words[i]) == 0) return i;
    diag(in->diags, DIAG_BAD_OPTION_VALUE, (struct pos){0}, str_of(name), str_of(given),
         str_of(all));
    return -1;
}
