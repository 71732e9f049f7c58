#include "base/diag.h"
#include "base/arena.h"
#include "base/utf8.h"

const struct diag_entry diag_catalogue[DIAG_COUNT] = {
#define D(name, id, severity, text_en, text_nb, remedy_en, remedy_nb) \
    {id, SEVERITY_##severity, {text_en, text_nb}, {remedy_en, remedy_nb}},
#include "base/catalogue/all.def"
#undef D
};

void diag_add(struct diags *d, enum diag_id id, struct pos pos, const struct str *args, size_t n)
{
    struct diag *new = arena_new(d->arena, struct diag, 1);
    struct str *copies = arena_new(d->arena, struct str, n);
    for (size_t i = 0; i < n; i++)
        copies[i] = str_dup(d->arena, args[i]);
    *new = (struct diag){.pos = pos, .id = id, .narg = (uint32_t)n, .args = copies};
    if (d->last)
        d->last->next = new;
    else
        d->first = new;
    d->last = new;
    d->count[diag_catalogue[id].severity]++;
}

void diags_merge(struct diags *dst, const struct diags *src)
{
    for (const struct diag *e = src->first; e; e = e->next)
        diag_add(dst, e->id, e->pos, e->args, e->narg);
}

int diags_exit_code(const struct diags *d, bool strict)
{
    if (d->count[SEVERITY_FATAL]) return 3;
    return d->count[SEVERITY_ERROR] || (strict && d->count[SEVERITY_WARNING]) ? 1 : 0;
}

/* ---- Did you mean ---------------------------------------------------------------------------- */

enum { NEAREST_MAX = 64 * 4 }; /* bytes of the longest word that str_distance looks into */

/* s in lower case, in `room`; words that are too long are nobody's misspelling: empty. */
static struct str lower_in(struct str s, char room[static 4 * NEAREST_MAX])
{
    struct arena a;
    if (s.len > NEAREST_MAX) return (struct str){0};
    arena_fixed(&a, room, 4 * NEAREST_MAX); /* 2 bytes may become 3: twice doubled is enough */
    return utf8_lower_str(&a, s);
}

struct str diag_nearest(struct str word, const struct str *candidates, size_t n)
{
    char word_room[4 * NEAREST_MAX], room[4 * NEAREST_MAX];
    struct str wanted = lower_in(word, word_room), found = {0};
    size_t third = utf8_count(wanted) / 3;
    unsigned best = third > 2 ? 3 : (unsigned)third + 1; /* one more than is near enough */
    if (!wanted.len) return found;
    for (size_t i = 0; i < n && best; i++) {
        struct str candidate = lower_in(candidates[i], room);
        unsigned edits = candidate.len ? str_distance(wanted, candidate, best) : best;
        if (edits < best) {
            best = edits;
            found = candidates[i];
        }
    }
    return found;
}

/* ---- Positions ------------------------------------------------------------------------------- */

struct str pos_text(struct pos p)
{
    return p.file ? str_sub(p.file->bytes, p.offset, p.length) : (struct str){0};
}

struct pos pos_of(const struct file *f, struct str part)
{
    uintptr_t from = (uintptr_t)f->bytes.ptr, at = (uintptr_t)part.ptr;
    if (!part.ptr || at < from || at - from > f->bytes.len) return (struct pos){.file = f};
    return (struct pos){f, (uint32_t)(at - from), (uint32_t)part.len};
}

void line_walk(struct line_cursor *c, struct pos p)
{
    struct str bytes = p.file->bytes;
    if (c->file != p.file || p.offset < c->start + c->counted) {
        size_t bom = str_starts(bytes, STR("\xEF\xBB\xBF")) ? 3 : 0;
        *c = (struct line_cursor){.file = p.file, .start = bom, .next = bom};
    }
    while (c->line == 0 || (p.offset >= c->next && c->next > c->start + c->text.len)) {
        struct str rest = str_from(bytes, c->next);
        c->start = c->next;
        if (!str_line(&rest, &c->text)) c->text = rest;
        c->next = bytes.len - rest.len;
        c->line++;
        c->counted = c->columns = 0;
    }
    size_t in_line = p.offset > c->start ? p.offset - c->start : 0;
    if (in_line > c->text.len) in_line = c->text.len;
    c->columns += (uint32_t)utf8_count(str_sub(c->text, c->counted, in_line - c->counted));
    c->counted = in_line;
}

void pos_locate(struct pos p, uint32_t *line, uint32_t *column, struct str *text)
{
    struct line_cursor c = {0};
    *line = *column = 1;
    *text = (struct str){0};
    if (!p.file) return;
    line_walk(&c, p);
    *line = c.line;
    *column = c.columns + 1;
    *text = c.text;
}
