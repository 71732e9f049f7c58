/* deflated: see deflated.h. */
#include "parts/deflated.h"

/* ---- Bits, lowest first ---------------------------------------------------------------------- */

struct reader {
    const uint8_t *next, *end;
    uint64_t held; /* beyond n bits there are zeros */
    unsigned n;
    uint8_t *out;
    size_t len, room;
};

static void fill(struct reader *r)
{
    for (; r->n <= 56 && r->next < r->end; r->n += 8)
        r->held |= (uint64_t)*r->next++ << r->n;
}

static unsigned drop(struct reader *r, unsigned n)
{
    unsigned value = (unsigned)(r->held & (((uint64_t)1 << n) - 1));
    r->held >>= n;
    r->n -= n;
    return value;
}

/* No more than 16 at once; false at the end. */
static bool take(struct reader *r, unsigned n, unsigned *value)
{
    fill(r);
    if (r->n < n) return false;
    *value = drop(r, n);
    return true;
}

/* ---- Codes: RFC 1951, 3.2.2 ------------------------------------------------------------------ */

#define LENGTH_MAX 15
#define QUICK 9 /* bits that are looked up at once; longer codes are found bit by bit */

struct code {
    uint16_t count[LENGTH_MAX + 1]; /* of symbols with codes of that length */
    uint16_t symbols[288];          /* by code */
    uint16_t quick[1 << QUICK];     /* symbol << 4 | length; 0: a longer code, or none */
};

static unsigned reversed(unsigned code, unsigned length)
{
    unsigned r = 0;
    for (; length; length--, code >>= 1)
        r = r << 1 | (code & 1);
    return r;
}

/* False when there are more codes than lengths allow, or fewer: only one alone may leave the other
 * half unused, and there may be none at all. */
static bool make_code(struct code *c, const uint8_t *lengths, unsigned n)
{
    unsigned at[LENGTH_MAX + 2] = {0}, code[LENGTH_MAX + 2] = {0};
    *c = (struct code){0};
    for (unsigned i = 0; i < n; i++)
        c->count[lengths[i]]++;
    unsigned used = n - c->count[0];
    c->count[0] = 0;
    int left = 1;
    for (unsigned l = 1; l <= LENGTH_MAX; l++) {
        left = left * 2 - c->count[l];
        at[l + 1] = at[l] + c->count[l];
        code[l + 1] = (code[l] + c->count[l]) << 1;
    }
    if (left && used && !(used == 1 && c->count[1] == 1)) return false;
    for (unsigned i = 0; i < n; i++) {
        unsigned l = lengths[i];
        if (!l) continue;
        c->symbols[at[l]++] = (uint16_t)i;
        unsigned from = reversed(code[l]++, l);
        for (unsigned k = from; l <= QUICK && k < 1 << QUICK; k += 1u << l)
            c->quick[k] = (uint16_t)(i << 4 | l);
    }
    return true;
}

enum { NO_SYMBOL = -1, CUT_SHORT = -2 };

static int symbol(struct reader *r, const struct code *c)
{
    fill(r);
    unsigned quick = c->quick[r->held & ((1 << QUICK) - 1)];
    if (quick && (quick & 15) <= r->n) {
        drop(r, quick & 15);
        return (int)(quick >> 4);
    }
    unsigned code = 0, first = 0, at = 0;
    for (unsigned l = 1; l <= LENGTH_MAX; l++) {
        if (l > r->n) return CUT_SHORT;
        code = code << 1 | (unsigned)(r->held >> (l - 1) & 1);
        if (code - first < c->count[l]) {
            drop(r, l);
            return c->symbols[at + code - first];
        }
        at += c->count[l];
        first = (first + c->count[l]) << 1;
    }
    return NO_SYMBOL;
}

static enum deflated no(int symbol)
{
    return symbol == CUT_SHORT ? DEFLATED_CUT : DEFLATED_DAMAGED;
}

/* ---- Blocks ---------------------------------------------------------------------------------- */

static enum deflated read_stored(struct reader *r)
{
    unsigned len, not_len;
    drop(r, r->n % 8);
    if (!take(r, 16, &len) || !take(r, 16, &not_len)) return DEFLATED_CUT;
    if ((len ^ not_len) != 0xffff) return DEFLATED_DAMAGED;
    for (unsigned byte; len; len--) {
        if (r->len == r->room) return DEFLATED_FULL;
        if (!take(r, 8, &byte)) return DEFLATED_CUT;
        r->out[r->len++] = (uint8_t)byte;
    }
    return DEFLATED_WHOLE;
}

/* Bytes that were there before: 3.2.5. */
static enum deflated read_match(struct reader *r, unsigned of, const struct code *distances)
{
    static const uint16_t lengths[] = {3,  4,  5,  6,   7,   8,   9,   10,  11, 13,
                                       15, 17, 19, 23,  27,  31,  35,  43,  51, 59,
                                       67, 83, 99, 115, 131, 163, 195, 227, 258};
    static const uint8_t more[] = {0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2,
                                   2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0};
    static const uint16_t starts[] = {
        1,   2,   3,   4,   5,   7,    9,    13,   17,   25,   33,   49,   65,    97,    129,
        193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577};
    unsigned extra;
    if (of >= sizeof more) return DEFLATED_DAMAGED;
    if (!take(r, more[of], &extra)) return DEFLATED_CUT;
    size_t len = lengths[of] + extra;
    int d = symbol(r, distances);
    if (d < 0) return no(d);
    if (d >= 30) return DEFLATED_DAMAGED;
    if (!take(r, d < 4 ? 0 : (unsigned)d / 2 - 1, &extra)) return DEFLATED_CUT;
    size_t back = starts[d] + extra;
    if (back > r->len) return DEFLATED_DAMAGED;
    for (; len && r->len < r->room; len--, r->len++)
        r->out[r->len] = r->out[r->len - back];
    return len ? DEFLATED_FULL : DEFLATED_WHOLE;
}

static enum deflated read_packed(struct reader *r, const struct code *literals,
                                 const struct code *distances)
{
    for (;;) {
        int s = symbol(r, literals);
        if (s < 0) return no(s);
        if (s == 256) return DEFLATED_WHOLE;
        if (s < 256) {
            if (r->len == r->room) return DEFLATED_FULL;
            r->out[r->len++] = (uint8_t)s;
            continue;
        }
        enum deflated how = read_match(r, (unsigned)s - 257, distances);
        if (how != DEFLATED_WHOLE) return how;
    }
}

static enum deflated read_fixed(struct reader *r)
{
    uint8_t lengths[288];
    struct code literals, distances;
    memset(lengths, 8, 144);
    memset(lengths + 144, 9, 256 - 144);
    memset(lengths + 256, 7, 280 - 256);
    memset(lengths + 280, 8, 288 - 280);
    make_code(&literals, lengths, 288);
    memset(lengths, 5, 32);
    make_code(&distances, lengths, 32);
    return read_packed(r, &literals, &distances);
}

/* The lengths of the codes are packed too: 3.2.7. */
static enum deflated read_lengths(struct reader *r, uint8_t *lengths, unsigned n)
{
    static const uint8_t order[] = {16, 17, 18, 0, 8,  7, 9,  6, 10, 5,
                                    11, 4,  12, 3, 13, 2, 14, 1, 15};
    uint8_t own[19] = {0};
    struct code code;
    unsigned given, value;
    if (!take(r, 4, &given)) return DEFLATED_CUT;
    for (unsigned i = 0; i < given + 4; i++) {
        if (!take(r, 3, &value)) return DEFLATED_CUT;
        own[order[i]] = (uint8_t)value;
    }
    if (!make_code(&code, own, 19)) return DEFLATED_DAMAGED;
    for (unsigned i = 0; i < n;) {
        int s = symbol(r, &code);
        if (s < 0) return no(s);
        if (s < 16) {
            lengths[i++] = (uint8_t)s;
            continue;
        }
        if (!take(r, s == 16 ? 2 : s == 17 ? 3 : 7, &value)) return DEFLATED_CUT;
        value += s == 18 ? 11 : 3;
        if ((s == 16 && !i) || value > n - i) return DEFLATED_DAMAGED;
        memset(lengths + i, s == 16 ? lengths[i - 1] : 0, value);
        i += value;
    }
    return DEFLATED_WHOLE;
}

static enum deflated read_own(struct reader *r)
{
    uint8_t lengths[286 + 32];
    struct code literals, distances;
    unsigned nliterals, ndistances;
    if (!take(r, 5, &nliterals) || !take(r, 5, &ndistances)) return DEFLATED_CUT;
    nliterals += 257;
    ndistances += 1;
    if (nliterals > 286) return DEFLATED_DAMAGED;
    enum deflated how = read_lengths(r, lengths, nliterals + ndistances);
    if (how != DEFLATED_WHOLE) return how;
    if (!lengths[256] || !make_code(&literals, lengths, nliterals) ||
        !make_code(&distances, lengths + nliterals, ndistances))
        return DEFLATED_DAMAGED;
    return read_packed(r, &literals, &distances);
}

/* ---- The whole: RFC 1950, 2.2 ---------------------------------------------------------------- */

static uint32_t checksum(const uint8_t *bytes, size_t len)
{
    uint32_t a = 1, b = 0;
    while (len) {
        size_t n = len < 5552 ? len : 5552; /* as many as go without an overflow */
        for (size_t i = 0; i < n; i++)
            b += a += bytes[i];
        a %= 65521;
        b %= 65521;
        bytes += n;
        len -= n;
    }
    return b << 16 | a;
}

static enum deflated read_end(struct reader *r)
{
    uint32_t want = 0;
    unsigned byte;
    drop(r, r->n % 8);
    for (int i = 0; i < 4; i++) {
        if (!take(r, 8, &byte)) return DEFLATED_CUT;
        want = want << 8 | byte;
    }
    bool right = !r->n && r->next == r->end && want == checksum(r->out, r->len);
    return right ? DEFLATED_WHOLE : DEFLATED_DAMAGED;
}

enum deflated deflated_read(size_t *len, void *out, size_t room, struct str packed)
{
    struct reader r = {.next = (const uint8_t *)packed.ptr, .out = out, .room = room};
    unsigned method, flags, last = 0, kind;
    *len = 0;
    if (!packed.len) return DEFLATED_CUT;
    r.end = r.next + packed.len;
    if (!take(&r, 8, &method) || !take(&r, 8, &flags)) return DEFLATED_CUT;
    if ((method & 15) != 8 || method >> 4 > 7 || (method << 8 | flags) % 31 || flags & 32)
        return DEFLATED_DAMAGED;
    enum deflated how = DEFLATED_WHOLE;
    while (!last && how == DEFLATED_WHOLE) {
        if (!take(&r, 1, &last) || !take(&r, 2, &kind)) return DEFLATED_CUT;
        how = kind == 0   ? read_stored(&r)
              : kind == 1 ? read_fixed(&r)
              : kind == 2 ? read_own(&r)
                          : DEFLATED_DAMAGED;
    }
    *len = r.len;
    return how == DEFLATED_WHOLE ? read_end(&r) : how;
}
