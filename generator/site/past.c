/* past: see past.h. */
#include "site/past.h"
#include "site/edition.h"

static bool is_text(const struct source_entry *e)
{
    return e->file && !str_starts(e->path, STR("layouts/")) &&
           (str_ends(e->path, STR(".md")) || str_ends(e->path, STR(".yml")) ||
            str_ends(e->path, STR(".json")));
}

void past_read(struct past *out, const struct edition_from *from, const struct repo_id *head,
               const struct source *s, struct str gone, struct arena *a, struct diags *d)
{
    *out = (struct past){.from = from, .head = *head, .below = edition_folder(from)};
    struct str *paths = arena_new(a, struct str, s->len);
    out->entries = arena_new(a, const struct source_entry *, s->len);
    size_t n = 0;
    for (size_t i = 0; i < s->len; i++) {
        if (!is_text(&s->entries[i])) continue;
        paths[n] = STR_CAT(a, out->below, s->entries[i].path);
        out->entries[n++] = &s->entries[i];
    }
    struct history_options o = {0};
    if (gone.ptr) o.gone = STR_CAT(a, out->below, gone);
    if (!history_read(&out->history, from->repo, *head, paths, n, &o, a, d)) {
        out->history = (struct history){0};
        return;
    }
    for (size_t i = 0; i < n; i++)
        out->known = out->known || out->history.files[i].known;
}
