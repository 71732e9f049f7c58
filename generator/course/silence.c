/* silence: warnings that a file's `check: [{ignore: id, why: …}]` says are meant to be. Phase 3,
 * one thread, after all else has looked at the course. Errors cannot be silenced. */
#include "course/translation.h"

/* The entries of one file. */
struct silencing {
    struct check_ignore *items;
    size_t len;
};

static struct silencing silencing_of(const struct unit *u)
{
    if (!u->keys || u->kind == UNIT_GLOSSARY || u->kind == UNIT_LITERATURE)
        return (struct silencing){0};
    if (u->kind == UNIT_COURSE) {
        const struct course_keys *k = u->keys;
        return (struct silencing){k->check.items, k->check.len};
    }
    const struct page_keys *k = u->keys;
    return (struct silencing){k->check.items, k->check.len};
}

/* ---- Names ----------------------------------------------------------------------------------- */

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

static void check_names(const struct silencing *s, struct diags *d)
{
    for (size_t i = 0; i < s->len; i++) {
        const struct plain *p = &s->items[i].ignore;
        if (p->text.len && warning_called(p->text) == DIAG_COUNT)
            diag(d, DIAG_UNKNOWN_WARNING, p->pos, p->text, nearest_warning(p->text));
    }
}

/* ---- Silencing ------------------------------------------------------------------------------- */

struct silences {
    struct map by_file;               /* path → struct silencing; also of files without entries */
    const struct silencing *at_large; /* course.yml's */
};

static bool is_silenced(const struct diag *e, const struct silences *all)
{
    if (diag_catalogue[e->id].severity != SEVERITY_WARNING) return false;
    const struct silencing *s = e->pos.file ? map_get(&all->by_file, e->pos.file->path) : NULL;
    if (!s) s = all->at_large;
    bool found = false;
    for (size_t i = 0; s && i < s->len; i++) {
        if (!str_eq(s->items[i].ignore.text, str_of(diag_catalogue[e->id].id))) continue;
        s->items[i].used = found = true;
    }
    return found;
}

static struct silences silences_of(const struct course *c, struct diags *d)
{
    struct silences all = {.by_file.arena = c->arena};
    struct silencing *of = arena_new(c->arena, struct silencing, c->nunits);
    for (size_t i = 0; i < c->nunits; i++) {
        const struct unit *u = c->units[i];
        of[i] = silencing_of(u);
        check_names(&of[i], d);
        if (u->kind == UNIT_COURSE && !unit_translation(u)) all.at_large = &of[i];
        if (u->kind != UNIT_GLOSSARY && u->kind != UNIT_LITERATURE)
            map_add(&all.by_file, u->file->path, &of[i]);
    }
    return all;
}

void course_silence(const struct course *c, struct diags *d)
{
    struct silences all = silences_of(c, d);
    struct diag *next = d->first;
    *d = (struct diags){.arena = d->arena};
    for (struct diag *e = next; e; e = next) {
        next = e->next;
        if (is_silenced(e, &all)) continue;
        e->next = NULL;
        if (d->last)
            d->last->next = e;
        else
            d->first = e;
        d->last = e;
        d->count[diag_catalogue[e->id].severity]++;
    }
}

/* ---- What is left over ----------------------------------------------------------------------- */

/* They come and go with the day, the network and the translators. */
static bool is_passing(enum diag_id id)
{
    return id == DIAG_REVIEW_OVERDUE || id == DIAG_REVIEWED_AHEAD || id == DIAG_LINK_DEAD ||
           id == DIAG_LINK_NO_HOST || id == DIAG_LINK_MOVED || id == DIAG_LINK_UNANSWERED ||
           id == DIAG_ANCHOR_NOT_TRANSLATED || id == DIAG_TRANSLATION_OLD;
}

void course_silence_review(const struct course *c, struct diags *d)
{
    for (size_t i = 0; i < c->nunits; i++) {
        const struct unit *u = c->units[i];
        struct silencing s = silencing_of(u);
        if (u->failed || unit_draft(u) || unit_untranslated(c, u)) continue;
        for (size_t k = 0; k < s.len; k++) {
            const struct plain *p = &s.items[k].ignore;
            enum diag_id id = warning_called(p->text);
            if (!s.items[k].used && id != DIAG_COUNT && !is_passing(id))
                diag(d, DIAG_IGNORE_UNUSED, p->pos, p->text);
        }
    }
}
