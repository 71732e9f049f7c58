/* search_index: which words stand on which pages, packed; the format is in docs/search.md.
 *
 * Words: sorted, each as one letter from A on for how much it has in common with the one before,
 * and the rest of it. Places: a string of bits, six to a character (base64's alphabet), for each
 * word the number of pages (Elias gamma), the pages (binary interpolative coding: Moffat and
 * Stuiver, 2000, which makes use of that a module's pages stand together) and for each page how
 * often, and whether in a heading. Every BLOCK words the place where their bits begin is told.
 *
 * A word that stands on more than half of many pages says little about any of them: it is told only
 * where it stands more often than on most, or in a heading.
 */
#include "base/map.h"
#include "site/search_parts.h"
#include <stdlib.h>

#define BLOCK 256
#define SHARED_MAX 25 /* letters A to Z */
#define MANY_PAGES 64

/* ---- Bits ------------------------------------------------------------------------------------ */

struct bits {
    struct buf *out;
    uint32_t held; /* fewer than six, not yet written */
    unsigned nheld;
    uint64_t written;
};

static void put_bits(struct bits *b, uint32_t value, unsigned n)
{
    static const char alphabet[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    b->written += n;
    while (n--) {
        b->held = b->held << 1 | (value >> n & 1);
        if (++b->nheld == 6) {
            buf_put_char(b->out, alphabet[b->held]);
            b->held = b->nheld = 0;
        }
    }
}

static void end_bits(struct bits *b)
{
    while (b->nheld)
        put_bits(b, 0, 1);
}

static unsigned log2_of(uint32_t n) /* floor; n > 0 */
{
    return 31 - (unsigned)__builtin_clz(n);
}

static void put_gamma(struct bits *b, uint32_t n) /* n > 0 */
{
    unsigned k = log2_of(n);
    put_bits(b, 0, k);
    put_bits(b, n, k + 1);
}

/* A number below n, in as few bits as that takes (truncated binary). */
static void put_below(struct bits *b, uint32_t x, uint32_t n)
{
    unsigned k = log2_of(n);
    uint32_t shorter = (uint32_t)(((uint64_t)2 << k) - n);
    if (x < shorter)
        put_bits(b, x, k);
    else
        put_bits(b, x + shorter, k + 1);
}

/* Rising numbers from low to high: the middle one, then those on either side of it. The depth is
 * the logarithm of their number. */
static void put_rising(struct bits *b, const uint32_t *x, uint32_t n, uint32_t low, uint32_t high)
{
    if (!n || n == high - low + 1) return;
    uint32_t middle = n / 2, least = low + middle, most = high - (n - 1 - middle);
    put_below(b, x[middle] - least, most - least + 1);
    if (middle) put_rising(b, x, middle, low, x[middle] - 1);
    if (n - 1 - middle) put_rising(b, x + middle + 1, n - 1 - middle, x[middle] + 1, high);
}

/* ---- The words of all pages ------------------------------------------------------------------ */

struct entry {
    struct str text;
    uint32_t first, n; /* its places in `pages` and `weights` */
};

struct index {
    struct entry *entries; /* in the order in which they were met; from 1 */
    size_t len, cap;
    uint32_t *pages;
    struct weight *weights;
};

/* Numbers the words and counts the pages of each. A worker's words are its own, so the same text
 * comes several times. */
static size_t number_words(struct index *x, const struct search_page *const *pages, size_t n,
                           struct arena *a)
{
    struct map known = {.arena = a};
    size_t places = 0;
    x->len = 1;
    for (size_t p = 0; p < n; p++)
        for (size_t i = 0; pages[p] && i < pages[p]->nwords; i++)
            pages[p]->words[i]->id = 0;
    for (size_t p = 0; p < n; p++) {
        for (size_t i = 0; pages[p] && i < pages[p]->nwords; i++) {
            struct word *w = pages[p]->words[i];
            if (!w->id) {
                w->id = (uint32_t)(uintptr_t)map_get(&known, w->text);
                if (!w->id) {
                    w->id = (uint32_t)x->len++;
                    map_add(&known, w->text, (void *)(uintptr_t)w->id);
                }
            }
            while (x->cap <= w->id)
                x->entries = arena_grow(a, x->entries, &x->cap, sizeof *x->entries);
            x->entries[w->id].text = w->text;
            x->entries[w->id].n++;
            places++;
        }
    }
    return places;
}

static void collect(struct index *x, const struct search_page *const *pages, size_t n,
                    struct arena *a)
{
    size_t places = number_words(x, pages, n, a);
    x->pages = arena_new(a, uint32_t, places);
    x->weights = arena_new(a, struct weight, places);
    uint32_t at = 0;
    for (size_t i = 1; i < x->len; i++) {
        x->entries[i].first = at;
        at += x->entries[i].n;
        x->entries[i].n = 0;
    }
    uint32_t number = 0; /* of the page, among those that can be found */
    for (size_t p = 0; p < n; p++) {
        for (size_t i = 0; pages[p] && i < pages[p]->nwords; i++) {
            struct entry *e = &x->entries[pages[p]->words[i]->id];
            x->pages[e->first + e->n] = number;
            x->weights[e->first + e->n++] = pages[p]->weights[i];
        }
        number += pages[p] != NULL;
    }
}

static int by_text(const void *a, const void *b)
{
    return str_cmp(((const struct entry *)a)->text, ((const struct entry *)b)->text);
}

/* ---- Writing --------------------------------------------------------------------------------- */

/* Of a word that stands nearly everywhere: keeps the pages that it says something about. */
static void keep_telling(const struct index *x, struct entry *e)
{
    uint32_t *pages = x->pages + e->first, kept = 0;
    const struct weight *weights = x->weights + e->first;
    uint64_t sum = 0;
    for (uint32_t i = 0; i < e->n; i++)
        sum += weights[i].times;
    for (uint32_t i = 0; i < e->n; i++)
        if (weights[i].heading || (uint64_t)weights[i].times * e->n * 2 > sum * 3)
            pages[kept++] = pages[i];
    e->n = kept;
}

static void put_places(struct bits *b, const struct index *x, struct entry *e, uint32_t npages)
{
    const struct weight *weights = x->weights + e->first;
    bool common = npages >= MANY_PAGES && e->n > npages / 2, heading = false;
    for (uint32_t i = 0; i < e->n; i++)
        heading = heading || weights[i].heading;
    if (common) keep_telling(x, e);
    put_bits(b, common ? 3 : heading ? 2 : 0, common || heading ? 2 : 1); /* 11, 10, 0 */
    put_gamma(b, e->n + common);
    put_rising(b, x->pages + e->first, e->n, 0, npages - 1);
    for (uint32_t i = 0; i < e->n && !common; i++) {
        unsigned times = weights[i].times;
        put_bits(b, times > 3 ? 3 : times > 1 ? 2 : 0, times > 1 ? 2 : 1); /* 11, 10, 0 */
        if (heading) put_bits(b, weights[i].heading, 1);
    }
}

static void put_word(struct buf *out, struct str before, struct str word)
{
    size_t common = 0;
    while (common < SHARED_MAX && common < before.len && common < word.len &&
           before.ptr[common] == word.ptr[common])
        common++;
    /* Letters outside ASCII stay whole: the browser counts UTF-16's units. */
    while (common && ((unsigned char)before.ptr[common - 1] >= 0x80))
        common--;
    buf_put_char(out, (char)('A' + common));
    buf_put(out, str_from(word, common));
}

void index_put(struct buf *out, const struct search_page *const *pages, size_t n,
               struct arena *scratch)
{
    struct index x = {0};
    uint32_t npages = 0;
    for (size_t p = 0; p < n; p++)
        npages += pages[p] != NULL;
    collect(&x, pages, n, scratch);
    if (x.len > 1) qsort(x.entries + 1, x.len - 1, sizeof *x.entries, by_text);

    buf_put(out, STR("\"words\":\""));
    for (size_t i = 1; i < x.len; i++)
        put_word(out, x.entries[i - 1].text, x.entries[i].text);

    struct buf places = {.arena = scratch};
    struct bits bits = {.out = &places};
    uint64_t begun = 0;
    buf_put(out, STR("\",\n\"blocks\":["));
    for (size_t i = 1; i < x.len; i++) {
        put_places(&bits, &x, &x.entries[i], npages);
        if (i % BLOCK && i + 1 < x.len) continue;
        if (begun) buf_put_char(out, ',');
        buf_put_number(out, bits.written - begun);
        begun = bits.written;
    }
    end_bits(&bits);
    buf_put(out, STR("],\n\"places\":\""));
    buf_put(out, buf_str(&places));
    buf_put(out, STR("\""));
}
