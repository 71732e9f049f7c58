/* dates: see dates.h. */
#include "site/dates.h"
#include "base/buf.h"
#include "io/history.h"
#include "site/edition.h"

/* Days since 1970-01-01 to a date, for all years from 1: Howard Hinnant, "chrono-Compatible
 * Low-Level Date Algorithms", civil_from_days. */
struct date dates_calendar(int64_t seconds, int32_t zone)
{
    int64_t local = seconds + (int64_t)zone * 60;
    int64_t z = local / 86400 - (local % 86400 < 0) + 719468;
    if (z < 306) return (struct date){0};
    uint64_t era = (uint64_t)z / 146097, day = (uint64_t)z % 146097;
    uint64_t year = (day - day / 1460 + day / 36524 - day / 146096) / 365;
    uint64_t of_year = day - (365 * year + year / 4 - year / 100);
    uint64_t m = (5 * of_year + 2) / 153;
    year += era * 400 + (m >= 10);
    if (year > 9999) return (struct date){0};
    return (struct date){.year = (uint16_t)year,
                         .month = (uint8_t)(m < 10 ? m + 3 : m - 9),
                         .day = (uint8_t)(of_year - (153 * m + 2) / 5 + 1)};
}

/* ---- One file -------------------------------------------------------------------------------- */

static struct str with_lf(struct str s, struct arena *a)
{
    if (str_find(s, '\r') == STR_NONE) return s;
    struct buf b = {.arena = a};
    for (size_t i = 0; i < s.len; i++)
        if (s.ptr[i] != '\r' || i + 1 == s.len || s.ptr[i + 1] != '\n') buf_put_char(&b, s.ptr[i]);
    return buf_str(&b);
}

/* Whether the file on the disk is another than the committed one. */
static bool is_draft(struct str bytes, const struct history_file *f, struct repo *repo,
                     struct arena *scratch, struct diags *d)
{
    struct repo_object o;
    if (!f->known || repo_id_eq(repo_blob_id(bytes), f->blob)) return !f->known;
    struct str lf = with_lf(bytes, scratch);
    if (lf.len != bytes.len && repo_id_eq(repo_blob_id(lf), f->blob)) return false;
    if (!repo_read(&o, repo, f->blob, REPO_BLOB, d)) return true;
    bool same = str_eq(with_lf(o.bytes, scratch), lf);
    repo_release(&o);
    return !same;
}

static void add_person(struct change *c, struct str name)
{
    if (!name.len) return;
    for (size_t i = 0; i < c->npeople; i++)
        if (str_eq(c->people[i], name)) return;
    c->people[c->npeople++] = name;
}

static struct change *change_of(const struct history *h, const struct history_file *f,
                                struct arena *a)
{
    struct change *c = arena_new(a, struct change, 1);
    c->people = arena_new(a, struct str, f->ntouched);
    for (size_t i = f->ntouched; i-- > 0;)
        add_person(c, str_dup(a, h->commits[f->touched[i].commit].name));
    if (f->cut || !f->ntouched) return c;
    const struct repo_commit *last = &h->commits[f->touched[0].commit];
    c->on = dates_calendar(last->when, last->zone);
    c->commit = repo_id_hex(last->id, 40, a);
    c->subject = str_dup(a, last->subject);
    return c;
}

/* ---- All of them ----------------------------------------------------------------------------- */

struct asking {
    struct dates *out;
    const struct edition_from *from;
    const struct source *source;
    struct arena *arena, *scratch;
    struct diags *d;
};

static void note(struct asking *x, const struct history *h,
                 const struct source_entry *const *entries)
{
    /* A course that git knows nothing of only happens to lie there. */
    bool ours = false;
    for (size_t i = 0; i < h->nfiles; i++)
        ours = ours || h->files[i].known;
    for (size_t i = 0; ours && i < h->nfiles; i++) {
        struct change *c = change_of(h, &h->files[i], x->arena);
        struct arena own = {0};
        c->draft = !x->from->commit &&
                   is_draft(entries[i]->file->bytes, &h->files[i], x->from->repo, &own, x->d);
        arena_free(&own);
        map_add(&x->out->by_path, entries[i]->path, c);
    }
    x->out->shallow = ours && h->shallow;
    if (x->out->shallow) diag(x->d, DIAG_GIT_SHALLOW, (struct pos){0});
}

/* The texts of the course: what authors write and readers read. */
static void ask(struct asking *x, struct repo_id head)
{
    const struct source *s = x->source;
    struct str below = edition_folder(x->from);
    struct str *paths = arena_new(x->scratch, struct str, s->len);
    const struct source_entry **entries =
        arena_new(x->scratch, const struct source_entry *, s->len);
    size_t n = 0;
    for (size_t i = 0; i < s->len; i++) {
        const struct source_entry *e = &s->entries[i];
        bool text = str_ends(e->path, STR(".md")) || str_ends(e->path, STR(".yml")) ||
                    str_ends(e->path, STR(".json"));
        if (!text || !e->file || str_starts(e->path, STR("layouts/"))) continue;
        paths[n] = STR_CAT(x->scratch, below, e->path);
        entries[n++] = e;
    }
    struct history h;
    struct history_options o = {0};
    x->out->revision = repo_id_hex(head, 40, x->arena);
    if (history_read(&h, x->from->repo, head, paths, n, &o, x->scratch, x->d)) note(x, &h, entries);
}

void dates_read(struct dates *out, const struct edition_from *from, const struct repo_id *commit,
                const struct source *s, struct arena *a, struct diags *d)
{
    *out = (struct dates){.by_path = {.arena = a}};
    struct arena scratch = {0};
    struct asking x = {out, from, s, a, &scratch, d};
    ask(&x, *commit);
    arena_free(&scratch);
}

const struct change *dates_of(const struct dates *t, const struct unit *u)
{
    return u ? map_get(&t->by_path, u->path) : NULL;
}
