/* literature_order: what leads a work, in which order works stand, and what tells them apart. */
#include "course/literature_read.h"

#include "base/utf8.h"
#include <stdlib.h>

/* ---- What leads ------------------------------------------------------------------------------ */

/* Norwegian public documents are known by their number, not by the ministry. */
static bool is_public_number(struct str number)
{
    static const char *const series[] = {"NOU",    "Meld.",  "St.meld.", "St. meld.", "Prop.",
                                         "Ot.prp", "Innst.", "Dok.",     "Dokument"};
    for (size_t i = 0; i < sizeof series / sizeof *series; i++)
        if (str_starts(number, str_of(series[i]))) return true;
    return false;
}

static enum work_lead lead_of(const struct work *w)
{
    if (w->type == WORK_REPORT && is_public_number(w->number)) return LEAD_NUMBER;
    if (w->authors.len) return LEAD_AUTHORS;
    bool inside = w->type == WORK_CHAPTER || w->type == WORK_ENTRY || w->type == WORK_ARTICLE ||
                  w->type == WORK_NEWSPAPER;
    if (w->editors.len && !inside) return LEAD_EDITORS;
    return LEAD_TITLE;
}

static const struct people *people_of(const struct work *w)
{
    if (w->lead == LEAD_AUTHORS) return &w->authors;
    if (w->lead == LEAD_EDITORS) return &w->editors;
    return NULL;
}

/* ---- The key for sorting --------------------------------------------------------------------- */

/* Letter by letter as a Norwegian list is ordered: a–z, æ (ä), ø (ö), å; accents aside; signs are
 * not counted, and a space comes before any letter. */
static void put_collated(struct buf *key, struct str s)
{
    uint32_t rune;
    bool space = false, any = false;
    char bytes[4];
    struct arena *a = key->arena;
    for (struct str from = s; utf8_next(&s, &rune); from = s) {
        struct str one = str_sub(from, 0, (size_t)(s.ptr - from.ptr));
        if (rune == ' ' || rune == 0xA0 || rune == '-' || rune == 0x2013) {
            space = any;
            continue;
        }
        rune = utf8_lower(rune);
        if (!utf8_is_letter(rune) && !utf8_is_digit(rune)) continue;
        if (space) buf_put_char(key, ' ');
        space = false;
        any = true;
        if (rune == 0xE6 || rune == 0xE4)
            buf_put(key, STR("{"));
        else if (rune == 0xF8 || rune == 0xF6)
            buf_put(key, STR("|"));
        else if (rune == 0xE5)
            buf_put(key, STR("}"));
        else if (rune < 0x80)
            buf_put(key, (bytes[0] = (char)rune, (struct str){bytes, 1}));
        else
            buf_put(key, utf8_fold_address(a, one));
    }
}

static void put_person_key(struct buf *key, const struct person *who)
{
    const struct str parts[] = {who->literal, who->particle, who->family,
                                who->given,   who->dropping, who->suffix};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        put_collated(key, parts[i]);
        if (i >= 2) buf_put_char(key, '\3'); /* a short name before a longer one */
    }
}

static void put_sort_key(struct buf *key, const struct work *w)
{
    const struct people *who = people_of(w);
    for (size_t i = 0; who && i < who->len; i++) {
        put_person_key(key, &who->items[i]);
        buf_put_char(key, '\2'); /* one author before the same with others */
    }
    if (w->lead == LEAD_NUMBER) put_collated(key, w->number);
    if (w->lead == LEAD_TITLE)
        put_collated(key, w->type == WORK_LAW && w->title_short.len ? w->title_short : w->title);
    buf_put_char(key, '\1');
    buf_printf(key, "%04d%02d%02d", w->issued.year, w->issued.month, w->issued.day);
    put_collated(key, w->title);
}

void literature_settle(struct work *w, struct arena *a)
{
    /* Zotero keeps the series of a report apart from its number. */
    bool digit = w->number.len && w->number.ptr[0] >= '0' && w->number.ptr[0] <= '9';
    if (w->type == WORK_REPORT && digit && is_public_number(w->genre))
        w->number = STR_CAT(a, w->genre, STR(" "), w->number);
    w->lead = lead_of(w);
    struct buf key = {.arena = a};
    put_sort_key(&key, w);
    w->sort_key = buf_str(&key);
}

static int by_sort_key(const void *x, const void *y)
{
    const struct work *a = *(const struct work *const *)x, *b = *(const struct work *const *)y;
    int order = str_cmp(a->sort_key, b->sort_key);
    return order ? order : (a > b) - (a < b);
}

size_t literature_sorted(const struct literature *l, const struct work **out)
{
    size_t n = 0;
    for (size_t i = 0; l && i < l->len; i++)
        if (l->works[i].used) out[n++] = &l->works[i];
    if (n) qsort(out, n, sizeof *out, by_sort_key);
    return n;
}

/* ---- Told apart ------------------------------------------------------------------------------ */

static void put_exact(struct buf *key, const struct person *who)
{
    buf_put(key, who->literal);
    buf_put(key, who->particle);
    buf_put_char(key, ' ');
    buf_put(key, who->family);
    buf_put_char(key, '\2');
}

/* The first n surnames and the year: what a citation that shows n of more names looks like. */
static struct str look(const struct work *w, size_t n, struct arena *scratch)
{
    const struct people *who = people_of(w);
    struct buf key = {.arena = scratch};
    for (size_t i = 0; i < who->len && i < n; i++)
        put_exact(&key, &who->items[i]);
    buf_printf(&key, "%d", w->issued.year);
    return buf_str(&key);
}

/* Everything of the lead and the year: works with the same get letters. */
static struct str identity(const struct work *w, struct arena *scratch)
{
    const struct people *who = people_of(w);
    struct buf key = {.arena = scratch};
    for (size_t i = 0; who && i < who->len; i++) {
        put_exact(&key, &who->items[i]);
        buf_put(&key, who->items[i].given);
        buf_put_char(&key, '\1');
    }
    if (!who) buf_put(&key, w->lead == LEAD_NUMBER ? w->number : w->title);
    buf_printf(&key, "\1%d\1", w->issued.year);
    buf_put(&key, w->issued.literal);
    return buf_str(&key);
}

static void give_letters(const struct work **sorted, size_t n, struct arena *scratch)
{
    struct map last = {.arena = scratch};
    for (size_t i = 0; i < n; i++) {
        struct work *w = (struct work *)(uintptr_t)sorted[i];
        struct str key = identity(w, scratch);
        struct work *before = map_get(&last, key);
        if (before) {
            if (!before->nth) before->nth = 1;
            w->nth = before->nth < UINT16_MAX ? (uint16_t)(before->nth + 1) : before->nth;
        }
        map_set(&last, key, w);
    }
}

static uint32_t first_letter(struct str s)
{
    uint32_t rune = 0;
    return utf8_next(&s, &rune) ? rune : 0;
}

/* Surnames that two first authors share get initials. */
static void give_initials(const struct work **sorted, size_t n, struct arena *scratch)
{
    struct map first = {.arena = scratch}, shared = {.arena = scratch};
    for (int pass = 0; pass < 2; pass++) {
        for (size_t i = 0; i < n; i++) {
            struct work *w = (struct work *)(uintptr_t)sorted[i];
            const struct people *who = people_of(w);
            if (!who || who->items[0].literal.len) continue;
            const struct person *p = &who->items[0];
            struct str key =
                look(&(struct work){.lead = LEAD_AUTHORS, .authors = *who}, 1, scratch);
            if (pass == 1) {
                w->with_initials = map_has(&shared, key);
            } else if (!map_add(&first, key, (void *)(uintptr_t)p)) {
                const struct person *other = map_get(&first, key);
                if (first_letter(other->given) != first_letter(p->given)) map_set(&shared, key, w);
            }
        }
    }
}

/* Of works with three authors or more, each shows as many names as tell it apart. */
static void give_names(const struct work **sorted, size_t n, struct arena *scratch)
{
    enum { MOST = 20 };
    for (uint8_t shown = 1; shown < MOST; shown++) {
        struct map first = {.arena = scratch}, clash = {.arena = scratch};
        size_t clashes = 0;
        for (int pass = 0; pass < 2; pass++) {
            for (size_t i = 0; i < n; i++) {
                struct work *w = (struct work *)(uintptr_t)sorted[i];
                const struct people *who = people_of(w);
                if (!who || who->len < 3 || (w->names ? w->names : 1) != shown) continue;
                struct str key = look(w, shown, scratch);
                if (pass == 1) {
                    if (!map_has(&clash, key)) continue;
                    w->names = (uint8_t)(shown + 1);
                    clashes++;
                } else if (!map_add(&first, key, w)) {
                    const struct work *other = map_get(&first, key);
                    if (!str_eq(identity(w, scratch), identity(other, scratch)))
                        map_set(&clash, key, w);
                }
            }
        }
        if (!clashes) return;
    }
}

void literature_number(struct literature *l, struct arena *scratch)
{
    if (!l) return;
    const struct work **sorted = arena_new(scratch, const struct work *, l->len);
    size_t n = literature_sorted(l, sorted);
    give_letters(sorted, n, scratch);
    give_initials(sorted, n, scratch);
    give_names(sorted, n, scratch);
}
