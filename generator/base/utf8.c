#include "base/utf8.h"
#include "base/buf.h"

#include <utf8proc.h>

#define REPLACEMENT 0xFFFDu

/* Length of the well-formed sequence at the front of s (RFC 3629, section 4), 0 when there is none.
 * The second byte's range is what excludes overlong forms, surrogates and values over U+10FFFF. */
static size_t sequence(struct str s)
{
    if (!s.len) return 0;
    unsigned char a = (unsigned char)s.ptr[0];
    if (a < 0x80) return 1;
    size_t n = a < 0xC2 ? 0 : a < 0xE0 ? 2 : a < 0xF0 ? 3 : a < 0xF5 ? 4 : 0;
    if (!n || s.len < n) return 0;
    unsigned char lo = 0x80, hi = 0xBF, b = (unsigned char)s.ptr[1];
    if (a == 0xE0) lo = 0xA0;
    if (a == 0xED) hi = 0x9F;
    if (a == 0xF0) lo = 0x90;
    if (a == 0xF4) hi = 0x8F;
    if (b < lo || b > hi) return 0;
    for (size_t i = 2; i < n; i++)
        if (((unsigned char)s.ptr[i] & 0xC0) != 0x80) return 0;
    return n;
}

bool utf8_next(struct str *s, uint32_t *rune)
{
    static const unsigned char mask[] = {0, 0x7F, 0x1F, 0x0F, 0x07};
    if (!s->len) return false;
    size_t n = sequence(*s);
    uint32_t r = n ? (unsigned char)s->ptr[0] & mask[n] : REPLACEMENT;
    for (size_t i = 1; i < n; i++)
        r = r << 6 | ((unsigned char)s->ptr[i] & 0x3F);
    if (!n) n = 1;
    s->ptr += n;
    s->len -= n;
    *rune = r;
    return true;
}

/* How many bytes at s[at…] are ASCII, eight at a time. */
static size_t ascii_run(struct str s, size_t at)
{
    size_t from = at;
    for (uint64_t word; s.len - at >= sizeof word; at += sizeof word) {
        memcpy(&word, s.ptr + at, sizeof word);
        if (word & 0x8080808080808080u) break;
    }
    while (at < s.len && (unsigned char)s.ptr[at] < 0x80)
        at++;
    return at - from;
}

size_t utf8_invalid(struct str s)
{
    for (size_t at = 0; at < s.len;) {
        at += ascii_run(s, at);
        if (at == s.len) break;
        size_t n = sequence(str_from(s, at));
        if (!n) return at;
        at += n;
    }
    return STR_NONE;
}

size_t utf8_count(struct str s)
{
    size_t n = 0;
    while (s.len) {
        size_t ascii = ascii_run(s, 0);
        n += ascii;
        s = str_from(s, ascii);
        uint32_t r;
        if (utf8_next(&s, &r)) n++;
    }
    return n;
}

unsigned utf8_cells(uint32_t rune)
{
    return (unsigned)utf8proc_charwidth((utf8proc_int32_t)rune);
}

size_t utf8_width(struct str s, size_t from, size_t n)
{
    size_t cells = 0, before = 0;
    if (from > s.len) from = s.len;
    s = str_sub(s, 0, n > s.len - from ? s.len : from + n);
    struct str rest = s;
    for (uint32_t r; utf8_next(&rest, &r);) {
        cells += r == '\t' ? 8 - cells % 8 : utf8_cells(r);
        if (s.len - rest.len <= from) before = cells;
    }
    return cells - before;
}

bool utf8_is_letter(uint32_t rune)
{
    switch (utf8proc_category((utf8proc_int32_t)rune)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ME:
        return true;
    default:
        return false;
    }
}

bool utf8_is_digit(uint32_t rune)
{
    return utf8proc_category((utf8proc_int32_t)rune) == UTF8PROC_CATEGORY_ND;
}

bool utf8_is_control(uint32_t r)
{
    if (r < 0x20) return r != '\t' && r != '\n' && r != '\r';
    if (r >= 0x7F && r < 0xA0) return true;
    /* Bidi_Control in Unicode's PropList.txt */
    return r == 0x061C || r == 0x200E || r == 0x200F || (r >= 0x202A && r <= 0x202E) ||
           (r >= 0x2066 && r <= 0x2069);
}

uint32_t utf8_lower(uint32_t rune)
{
    if (rune < 0x80) return rune >= 'A' && rune <= 'Z' ? rune | 0x20 : rune;
    return (uint32_t)utf8proc_tolower((utf8proc_int32_t)rune);
}

struct str utf8_lower_str(struct arena *a, struct str s)
{
    struct buf b = {.arena = a};
    buf_reserve(&b, s.len);
    for (uint32_t r; utf8_next(&s, &r);)
        buf_put_rune(&b, utf8_lower(r));
    return buf_str(&b);
}

/* ---- Normal forms ---------------------------------------------------------------------------- */

/* Code points below U+0300 are NFC as they stand, whatever they stand beside. */
static bool below_0300(struct str s)
{
    for (size_t i = 0; i < s.len; i++)
        if ((unsigned char)s.ptr[i] >= 0xCC) return false;
    return true;
}

/* utf8proc sorts combining marks by insertion, which is quadratic in a run of them. Nobody writes
 * more than 30 in a row (UAX #15, Stream-Safe Text Format). */
static bool has_mark_storm(struct str s)
{
    unsigned run = 0;
    for (uint32_t r; utf8_next(&s, &r);) {
        bool mark = r >= 0x300 && utf8proc_get_property((utf8proc_int32_t)r)->combining_class;
        run = mark ? run + 1 : 0;
        if (run > 30) return true;
    }
    return false;
}

/* s as decomposed code points (NFD); *n of them. */
static utf8proc_int32_t *decompose(struct arena *a, struct str s, size_t *n)
{
    const utf8proc_uint8_t *bytes = (const utf8proc_uint8_t *)s.ptr;
    utf8proc_ssize_t len = (utf8proc_ssize_t)s.len;
    const utf8proc_option_t how = UTF8PROC_DECOMPOSE | UTF8PROC_STABLE;
    utf8proc_ssize_t want = utf8proc_decompose(bytes, len, NULL, 0, how);
    if (want <= 0) return NULL;
    utf8proc_int32_t *runes = arena_new(a, utf8proc_int32_t, (size_t)want);
    want = utf8proc_decompose(bytes, len, runes, want, how);
    *n = want > 0 ? (size_t)want : 0;
    return want > 0 ? runes : NULL;
}

static struct str compose(struct arena *a, utf8proc_int32_t *runes, size_t n)
{
    struct buf b = {.arena = a};
    utf8proc_ssize_t len =
        utf8proc_normalize_utf32(runes, (utf8proc_ssize_t)n, UTF8PROC_COMPOSE | UTF8PROC_STABLE);
    for (utf8proc_ssize_t i = 0; i < len; i++)
        buf_put_rune(&b, (uint32_t)runes[i]);
    return buf_str(&b);
}

struct str utf8_nfc(struct arena *a, struct str s)
{
    size_t n;
    if (below_0300(s) || utf8_invalid(s) != STR_NONE || has_mark_storm(s)) return s;
    utf8proc_int32_t *runes = decompose(a, s, &n);
    if (!runes) return s;
    struct str nfc = compose(a, runes, n);
    return str_eq(nfc, s) ? s : nfc;
}

/* Letters that no decomposition takes to ASCII: Norwegian, Sámi and their neighbours. */
static struct str ascii_of(uint32_t rune)
{
    switch (rune) {
    case 0xE6:
        return STR("ae"); /* æ */
    case 0xF8:
        return STR("o"); /* ø */
    case 0x153:
        return STR("oe"); /* œ */
    case 0xDF:
        return STR("ss"); /* ß */
    case 0xF0:            /* ð */
    case 0x111:
        return STR("d"); /* đ */
    case 0xFE:
        return STR("th"); /* þ */
    case 0x14B:
        return STR("n"); /* ŋ */
    case 0x167:
        return STR("t"); /* ŧ */
    case 0x127:
        return STR("h"); /* ħ */
    case 0x142:
        return STR("l"); /* ł */
    case 0x131:
        return STR("i"); /* ı */
    default:
        return (struct str){0};
    }
}

struct str utf8_fold_address(struct arena *a, struct str s)
{
    size_t n = 0, kept = 0;
    struct str lower = utf8_lower_str(a, s); /* well-formed now */
    if (has_mark_storm(lower)) return lower;
    utf8proc_int32_t *runes = decompose(a, lower, &n);
    if (!runes) return (struct str){"", 0};
    uint32_t base = 0;
    for (size_t i = 0; i < n; i++) {
        uint32_t r = (uint32_t)runes[i];
        bool accent = r >= 0x300 && r < 0x370;
        if (!accent) base = r;
        if (!accent || base >= 0x250) runes[kept++] = runes[i]; /* й stays й, é becomes e */
    }
    struct str composed = compose(a, runes, kept);
    struct buf b = {.arena = a};
    for (uint32_t r; utf8_next(&composed, &r);) {
        struct str ascii = ascii_of(r);
        if (ascii.len)
            buf_put(&b, ascii);
        else
            buf_put_rune(&b, utf8_lower(r));
    }
    return buf_str(&b);
}
