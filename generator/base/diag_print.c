/* How diagnostics look in a terminal. */
#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/reason.h"
#include "base/utf8.h"
#include <stdlib.h>

enum {
    CELLS_MAX = 160,     /* of a source line; more is cut around the caret */
    CELLS_BEFORE = 60,   /* of a cut line, left of the caret */
    BYTES_AROUND = 2048, /* of a line looked at on either side of the caret */
    ARGUMENT_MAX = 120,  /* code points of an argument that are shown */
    TAB = 8,
};

struct printer {
    struct buf *out;
    struct diag_style style;
    struct line_cursor cursor;
};

/* ---- The words ------------------------------------------------------------------------------- */

/* Every text of the printer's own, by enum language. */
static const char *const word_error[] = {"error", "feil"};
static const char *const word_errors[] = {"errors", "feil"};
static const char *const word_warning[] = {"warning", "advarsel"};
static const char *const word_warnings[] = {"warnings", "advarsler"};

#define BOLD "\033[1m"
#define RED "\033[1;31m"
#define YELLOW "\033[1;33m"
#define BLUE "\033[34m"
#define PLAIN "\033[0m"

static void put_z(struct buf *b, const char *z)
{
    buf_put(b, str_of(z));
}

static void colour(struct printer *p, const char *sgr)
{
    if (p->style.colour) put_z(p->out, sgr);
}

/* What stands for a code point that would disturb the terminal: its picture, or U+FFFD. */
static uint32_t shown(uint32_t r)
{
    if (r < 0x20) return 0x2400 + r;
    if (r == 0x7F) return 0x2421;
    return utf8_is_control(r) || r == 0x2028 || r == 0x2029 ? 0xFFFD : r;
}

static void put_shown(struct buf *b, struct str s, size_t max)
{
    for (uint32_t r; utf8_next(&s, &r);) {
        if (!max--) {
            put_z(b, "…");
            return;
        }
        buf_put_rune(b, shown(r));
    }
}

/* A catalogue text with its {0} … {3} filled in; what follows {?N} stands only when argument N is
 * not empty ("… {?1}Did you mean "{1}"?"). */
static void put_text(struct buf *b, const char *text, const struct diag *d, enum language l)
{
    for (const char *at = text; *at;) {
        size_t plain = strcspn(at, "{");
        buf_put(b, (struct str){at, plain});
        at += plain;
        if (*at && at[1] >= '0' && at[1] <= '3' && at[2] == '}') {
            uint32_t i = (uint32_t)(at[1] - '0');
            put_shown(b, i < d->narg ? reason_in(d->args[i], l) : STR("…"), ARGUMENT_MAX);
            at += 3;
        } else if (*at && at[1] == '?' && at[2] >= '0' && at[2] <= '3' && at[3] == '}') {
            uint32_t i = (uint32_t)(at[2] - '0');
            if (i >= d->narg || d->args[i].len == 0) return;
            at += 4;
        } else if (*at) {
            buf_put_char(b, *at++);
        }
    }
}

/* ---- The excerpt ----------------------------------------------------------------------------- */

/* A line of source as cells of the terminal: x counts from its start. */
struct excerpt {
    struct str text; /* the line, or the part of it around the caret */
    bool cut_left, cut_right;
    size_t from, to;           /* the caret's bytes in text */
    size_t caret, caret_end;   /* its cells */
    size_t left, right, width; /* cells shown, cells there are */
};

static size_t cells_at(uint32_t r, size_t x)
{
    return r == '\t' ? TAB - x % TAB : utf8_cells(shown(r));
}

/* `at`, or up to three bytes before it, where a code point begins. */
static size_t rune_start(struct str s, size_t at)
{
    for (int i = 0; i < 3 && at && at < s.len && ((unsigned char)s.ptr[at] & 0xC0) == 0x80; i++)
        at--;
    return at;
}

static void excerpt_measure(struct excerpt *e)
{
    struct str rest = e->text;
    size_t x = 0;
    bool ended = false;
    for (uint32_t r; rest.len;) {
        size_t at = e->text.len - rest.len;
        utf8_next(&rest, &r);
        size_t cells = cells_at(r, x);
        if (at <= e->from && cells) e->caret = x; /* a mark without width: the letter it is on */
        if (at >= e->to && !ended) {
            e->caret_end = x;
            ended = true;
        }
        x += cells;
    }
    e->width = x;
    if (e->from >= e->text.len) e->caret = x;
    if (!ended) e->caret_end = x;
    if (e->caret_end <= e->caret) e->caret_end = e->caret + 1;
}

static struct excerpt excerpt_of(struct str line, size_t at, size_t len)
{
    struct excerpt e = {.text = line, .from = at};
    if (len > line.len - at) len = line.len - at;
    if (line.len > 2 * BYTES_AROUND) {
        size_t lo = at > BYTES_AROUND ? rune_start(line, at - BYTES_AROUND) : 0;
        size_t hi = line.len - at > BYTES_AROUND ? rune_start(line, at + BYTES_AROUND) : line.len;
        e.text = str_sub(line, lo, hi - lo);
        e.from -= lo;
        e.cut_left = lo > 0;
        e.cut_right = hi < line.len;
    }
    e.to = e.from + len;
    excerpt_measure(&e);

    e.right = e.width;
    if (e.width > CELLS_MAX || e.cut_left || e.cut_right) {
        const size_t room = CELLS_MAX - 2; /* one cell each for the … */
        e.left = e.caret > CELLS_BEFORE ? e.caret - CELLS_BEFORE : 0;
        if (e.left + room > e.width) e.left = e.width > room ? e.width - room : 0;
        if (e.width > e.left + room) e.right = e.left + room;
        e.cut_left = e.cut_left || e.left > 0;
        e.cut_right = e.cut_right || e.right < e.width;
    }
    return e;
}

static void put_spaces(struct buf *b, size_t n)
{
    while (n--)
        buf_put_char(b, ' ');
}

static void put_excerpt_text(struct buf *b, const struct excerpt *e)
{
    struct str rest = e->text;
    size_t x = 0;
    if (e->cut_left) put_z(b, "…");
    for (uint32_t r; x <= e->right && utf8_next(&rest, &r);) {
        size_t end = x + cells_at(r, x);
        bool inside = x >= e->left && end <= e->right;
        if (r == '\t' || !inside) { /* half of a wide letter at an edge is a space too */
            size_t from = x > e->left ? x : e->left, to = end < e->right ? end : e->right;
            put_spaces(b, to > from ? to - from : 0);
        } else if (end > x || x > e->left) { /* no marks of a letter that was cut off */
            buf_put_rune(b, shown(r));
        }
        x = end;
    }
    if (e->cut_right) put_z(b, "…");
}

static void put_gutter(struct printer *p, const char *number, size_t width)
{
    colour(p, BLUE);
    buf_printf(p->out, "  %*s |", (int)width, number);
    colour(p, PLAIN);
}

static void put_excerpt(struct printer *p, uint32_t length, const char *sgr)
{
    char number[16];
    size_t width = (size_t)snprintf(number, sizeof number, "%u", p->cursor.line);
    struct excerpt e = excerpt_of(p->cursor.text, p->cursor.counted, length);
    put_gutter(p, number, width);
    if (e.text.len) {
        buf_put_char(p->out, ' ');
        put_excerpt_text(p->out, &e);
    }
    buf_put_char(p->out, '\n');
    put_gutter(p, "", width);
    put_spaces(p->out, 1 + (size_t)e.cut_left + e.caret - e.left);
    colour(p, sgr);
    buf_put_char(p->out, '^');
    for (size_t x = e.caret + 1; x < e.caret_end && x < e.right; x++)
        buf_put_char(p->out, '~');
    colour(p, PLAIN);
    buf_put_char(p->out, '\n');
}

/* ---- One diagnostic, and all of them --------------------------------------------------------- */

bool diag_is_warning(const struct diag *d, bool strict)
{
    return diag_catalogue[d->id].severity == SEVERITY_WARNING && !strict;
}

void diag_put_text(struct buf *out, const struct diag *d, enum language l)
{
    put_text(out, diag_catalogue[d->id].text[l], d, l);
}

void diag_put_remedy(struct buf *out, const struct diag *d, enum language l)
{
    put_text(out, diag_catalogue[d->id].remedy[l], d, l);
}

static void put_diag(struct printer *p, const struct diag *d)
{
    const struct diag_entry *entry = &diag_catalogue[d->id];
    enum language l = p->style.language;
    const char *sgr = diag_is_warning(d, p->style.strict) ? YELLOW : RED;
    colour(p, BOLD);
    if (d->pos.file) {
        line_walk(&p->cursor, d->pos);
        put_shown(p->out, d->pos.file->path, SIZE_MAX);
        buf_printf(p->out, ":%u:%u: ", p->cursor.line, p->cursor.columns + 1);
    } else {
        put_z(p->out, "steg: ");
    }
    colour(p, PLAIN);
    colour(p, sgr);
    put_z(p->out, diag_is_warning(d, p->style.strict) ? word_warning[l] : word_error[l]);
    colour(p, PLAIN);
    put_z(p->out, ": ");
    put_text(p->out, entry->text[l], d, l);
    buf_printf(p->out, " [%s]\n", entry->id);
    if (d->pos.file) put_excerpt(p, d->pos.length, sgr);
    if (*entry->remedy[l]) {
        size_t from = p->out->len;
        put_z(p->out, "  ");
        put_text(p->out, entry->remedy[l], d, l);
        if (p->out->len == from + 2) /* all of it hung on an argument that is empty */
            buf_truncate(p->out, from);
        else
            buf_put_char(p->out, '\n');
    }
    buf_put_char(p->out, '\n');
}

static int by_number(size_t a, size_t b)
{
    return (a > b) - (a < b);
}

/* By path, offset and id; what follows makes the order total, so that it does not depend on which
 * worker found what. */
static int by_place(const void *x, const void *y)
{
    const struct diag *a = *(const struct diag *const *)x, *b = *(const struct diag *const *)y;
    const struct file *f = a->pos.file, *g = b->pos.file;
    int c = 0;
    if (f != g) c = str_cmp_natural(f ? f->path : STR(""), g ? g->path : STR(""));
    if (!c) c = by_number(a->pos.offset, b->pos.offset);
    if (!c) c = by_number(a->id, b->id);
    if (!c) c = by_number(a->pos.length, b->pos.length);
    if (!c) c = by_number(a->narg, b->narg);
    for (uint32_t i = 0; !c && i < a->narg; i++)
        c = str_cmp(a->args[i], b->args[i]);
    return c;
}

/* A repetition; or a disk that is full, or memory that is short, for one more file. */
static bool says_nothing_new(const struct diag *d, const struct diag *before)
{
    bool lack = d->id == DIAG_DISK_FULL || d->id == DIAG_YAML_MEMORY;
    return before && (by_place(&before, &d) == 0 || (lack && before->id == d->id));
}

void diags_sort(struct diags *d)
{
    size_t n = d->count[0] + d->count[1] + d->count[2], i = 0;
    struct diag **all = arena_new(d->arena, struct diag *, n);
    for (struct diag *e = d->first; e && i < n; e = e->next)
        all[i++] = e;
    if (n) qsort(all, n, sizeof(struct diag *), by_place);
    *d = (struct diags){.arena = d->arena};
    for (i = 0; i < n; i++) {
        if (says_nothing_new(all[i], d->last)) continue;
        if (d->last)
            d->last->next = all[i];
        else
            d->first = all[i];
        d->last = all[i];
        d->last->next = NULL;
        d->count[diag_catalogue[all[i]->id].severity]++;
    }
}

static void put_count(struct buf *b, size_t n, const char *const one[], const char *const many[],
                      enum language l)
{
    buf_put_number(b, n);
    buf_put_char(b, ' ');
    put_z(b, n == 1 ? one[l] : many[l]);
}

void diags_print(struct buf *out, struct diags *d, struct diag_style style)
{
    struct printer p = {.out = out, .style = style};
    if (!d->first) return;
    diags_sort(d);
    for (const struct diag *e = d->first; e; e = e->next)
        put_diag(&p, e);
    size_t warnings = style.strict ? 0 : d->count[SEVERITY_WARNING];
    size_t errors = d->count[0] + d->count[1] + d->count[2] - warnings;
    if (errors) put_count(out, errors, word_error, word_errors, style.language);
    if (errors && warnings) put_z(out, ", ");
    if (warnings) put_count(out, warnings, word_warning, word_warnings, style.language);
    buf_put_char(out, '\n');
}
