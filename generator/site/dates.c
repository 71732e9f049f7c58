/* dates: see dates.h. */
#include "site/dates.h"
#include "base/buf.h"
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

struct str dates_iso(struct date d, struct arena *a)
{
    struct buf b = {.arena = a};
    buf_printf(&b, "%04u-%02u-%02u", d.year, d.month, d.day);
    return buf_str(&b);
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
    c->when = last->when;
    c->commit = repo_id_hex(last->id, 40, a);
    c->subject = str_dup(a, last->subject);
    return c;
}

/* ---- All of them ----------------------------------------------------------------------------- */

void dates_of_past(struct dates *out, const struct past *p, struct arena *a, struct diags *d)
{
    const struct history *h = &p->history;
    *out = (struct dates){.by_path = {.arena = a}, .revision = repo_id_hex(p->head, 40, a)};
    for (size_t i = 0; p->known && i < h->nfiles; i++) {
        struct change *c = change_of(h, &h->files[i], a);
        struct arena own = {0};
        c->draft = !p->from->commit &&
                   is_draft(p->entries[i]->file->bytes, &h->files[i], p->from->repo, &own, d);
        arena_free(&own);
        map_add(&out->by_path, p->entries[i]->path, c);
    }
    out->shallow = p->known && h->shallow;
    if (out->shallow) diag(d, DIAG_GIT_SHALLOW, (struct pos){0});
}

void dates_read(struct dates *out, const struct edition_from *from, const struct repo_id *commit,
                const struct source *s, struct arena *a, struct diags *d)
{
    struct arena scratch = {0};
    struct past past;
    past_read(&past, from, commit, s, (struct str){0}, &scratch, d);
    dates_of_past(out, &past, a, d);
    arena_free(&scratch);
}

const struct change *dates_of(const struct dates *t, const struct unit *u)
{
    return u ? map_get(&t->by_path, u->path) : NULL;
}
