/* silence: warnings that a page's `check: [{ignore: id, why: …}]` says are meant to be. Phase 3,
 * one thread, after all else has looked at the course. Errors cannot be silenced. */
#include "course/course.h"

static const struct page_keys *keys_with_check(const struct unit *u)
{
    bool page = u->kind != UNIT_COURSE && u->kind != UNIT_GLOSSARY && u->kind != UNIT_LITERATURE;
    const struct page_keys *k = page ? u->keys : NULL;
    return k && k->check.len ? k : NULL;
}

static enum diag_id warning_called(struct str id)
{
    for (int i = 0; i < DIAG_COUNT; i++)
        if (diag_catalogue[i].severity == SEVERITY_WARNING &&
            str_eq(id, str_of(diag_catalogue[i].id)))
            return (enum diag_id)i;
    return DIAG_COUNT;
}

static struct str nearest_warning(struct str id)
{
    struct str names[DIAG_COUNT];
    size_t n = 0;
    for (int i = 0; i < DIAG_COUNT; i++)
        if (diag_catalogue[i].severity == SEVERITY_WARNING)
            names[n++] = str_of(diag_catalogue[i].id);
    return diag_nearest(id, names, n);
}

static void check_names(const struct page_keys *k, struct diags *d)
{
    for (size_t i = 0; i < k->check.len; i++) {
        const struct plain *p = &k->check.items[i].ignore;
        if (p->text.len && warning_called(p->text) == DIAG_COUNT)
            diag(d, DIAG_UNKNOWN_WARNING, p->pos, p->text, nearest_warning(p->text));
    }
}

static bool is_silenced(const struct diag *e, const struct map *by_file)
{
    if (!e->pos.file || diag_catalogue[e->id].severity != SEVERITY_WARNING) return false;
    const struct page_keys *k = map_get(by_file, e->pos.file->path);
    for (size_t i = 0; k && i < k->check.len; i++)
        if (str_eq(k->check.items[i].ignore.text, str_of(diag_catalogue[e->id].id))) return true;
    return false;
}

void course_silence(const struct course *c, struct diags *d)
{
    struct map by_file = {.arena = c->arena};
    for (size_t i = 0; i < c->nunits; i++) {
        const struct page_keys *k = keys_with_check(c->units[i]);
        if (!k) continue;
        check_names(k, d);
        map_add(&by_file, c->units[i]->file->path, (void *)(uintptr_t)k);
    }
    if (!by_file.len) return;
    struct diag *next = d->first;
    *d = (struct diags){.arena = d->arena};
    for (struct diag *e = next; e; e = next) {
        next = e->next;
        if (is_silenced(e, &by_file)) continue;
        e->next = NULL;
        if (d->last)
            d->last->next = e;
        else
            d->first = e;
        d->last = e;
        d->count[diag_catalogue[e->id].severity]++;
    }
}
