#include "base/str.h"
#include "base/arena.h"
#include "base/utf8.h"

struct str str_of(const char *z)
{
    return (struct str){z, z ? strlen(z) : 0};
}

static unsigned char lower(char c)
{
    unsigned char u = (unsigned char)c;
    return u >= 'A' && u <= 'Z' ? u | 0x20 : u;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

bool str_eq_nocase(struct str a, struct str b)
{
    if (a.len != b.len) return false;
    for (size_t i = 0; i < a.len; i++)
        if (lower(a.ptr[i]) != lower(b.ptr[i])) return false;
    return true;
}

int str_cmp(struct str a, struct str b)
{
    size_t n = a.len < b.len ? a.len : b.len;
    int c = n ? memcmp(a.ptr, b.ptr, n) : 0;
    if (c) return c < 0 ? -1 : 1;
    return (a.len > b.len) - (a.len < b.len);
}

/* The run of digits at s[*i], without leading zeros; *i moves past it. */
static struct str digit_run(struct str s, size_t *i)
{
    while (*i < s.len && s.ptr[*i] == '0')
        ++*i;
    size_t from = *i;
    while (*i < s.len && is_digit(s.ptr[*i]))
        ++*i;
    return (struct str){s.ptr + from, *i - from};
}

int str_cmp_natural(struct str a, struct str b)
{
    size_t i = 0, j = 0;
    while (i < a.len && j < b.len) {
        if (is_digit(a.ptr[i]) && is_digit(b.ptr[j])) {
            struct str x = digit_run(a, &i), y = digit_run(b, &j);
            if (x.len != y.len) return x.len < y.len ? -1 : 1;
            int c = str_cmp(x, y);
            if (c) return c;
        } else {
            unsigned char x = (unsigned char)a.ptr[i++], y = (unsigned char)b.ptr[j++];
            if (x != y) return x < y ? -1 : 1;
        }
    }
    if (i < a.len) return 1;
    if (j < b.len) return -1;
    return str_cmp(a, b);
}

bool str_starts(struct str s, struct str prefix)
{
    return s.len >= prefix.len && (!prefix.len || !memcmp(s.ptr, prefix.ptr, prefix.len));
}

bool str_ends(struct str s, struct str suffix)
{
    return s.len >= suffix.len &&
           (!suffix.len || !memcmp(s.ptr + s.len - suffix.len, suffix.ptr, suffix.len));
}

size_t str_find(struct str s, char c)
{
    const char *p = s.len ? memchr(s.ptr, c, s.len) : NULL;
    return p ? (size_t)(p - s.ptr) : STR_NONE;
}

size_t str_rfind(struct str s, char c)
{
    const char *p = s.len ? memrchr(s.ptr, c, s.len) : NULL;
    return p ? (size_t)(p - s.ptr) : STR_NONE;
}

/* Most needles begin with a rare byte ("{#", "[^"), which memchr finds far faster than memmem sets
 * out; where the first byte is common, memmem takes over and keeps the cost linear. */
size_t str_find_str(struct str s, struct str needle)
{
    enum { FALSE_STARTS = 16 };
    if (!needle.len) return 0;
    if (s.len < needle.len) return STR_NONE; /* s.ptr may be NULL */
    const char *p = s.ptr, *end = s.ptr + s.len;
    for (int i = 0; i < FALSE_STARTS && (size_t)(end - p) >= needle.len; i++, p++) {
        p = memchr(p, needle.ptr[0], (size_t)(end - p) - needle.len + 1);
        if (!p) return STR_NONE;
        if (memcmp(p, needle.ptr, needle.len) == 0) return (size_t)(p - s.ptr);
    }
    if ((size_t)(end - p) < needle.len || !p) return STR_NONE;
    p = memmem(p, (size_t)(end - p), needle.ptr, needle.len);
    return p ? (size_t)(p - s.ptr) : STR_NONE;
}

struct str str_sub(struct str s, size_t from, size_t len)
{
    s = str_from(s, from);
    if (len < s.len) s.len = len;
    return s;
}

struct str str_from(struct str s, size_t from)
{
    if (from > s.len) from = s.len;
    if (!s.ptr) return s;
    return (struct str){s.ptr + from, s.len - from};
}

struct str str_trim(struct str s)
{
    return str_trim_end(str_trim_start(s));
}

struct str str_trim_start(struct str s)
{
    while (s.len && is_space(*s.ptr)) {
        s.ptr++;
        s.len--;
    }
    return s;
}

struct str str_trim_end(struct str s)
{
    while (s.len && is_space(s.ptr[s.len - 1]))
        s.len--;
    return s;
}

struct str str_cut(struct str *rest, char c)
{
    struct str s = *rest;
    size_t at = str_find(s, c);
    if (at == STR_NONE) {
        *rest = (struct str){0};
        return s;
    }
    *rest = (struct str){s.ptr + at + 1, s.len - at - 1};
    return (struct str){s.ptr, at};
}

/* Offset of the first CR or LF, or s.len. In windows, so that a file of CRs alone is not searched
 * for a LF to its end, once per line. */
static size_t line_end(struct str s)
{
    enum { WINDOW = 256 };
    for (size_t from = 0; from < s.len; from += WINDOW) {
        struct str w = str_sub(s, from, WINDOW);
        size_t lf = str_find(w, '\n');
        if (lf != STR_NONE) w.len = lf;
        size_t cr = str_find(w, '\r');
        if (cr != STR_NONE) return from + cr;
        if (lf != STR_NONE) return from + lf;
    }
    return s.len;
}

bool str_line(struct str *rest, struct str *line)
{
    if (!rest->len) return false;
    struct str s = *rest;
    size_t end = line_end(s), after = end;
    if (after < s.len) {
        bool cr = s.ptr[after++] == '\r';
        if (cr && after < s.len && s.ptr[after] == '\n') after++;
    }
    *line = (struct str){s.ptr, end};
    *rest = (struct str){s.ptr + after, s.len - after};
    return true;
}

bool str_to_u32(struct str s, uint32_t max, uint32_t *out)
{
    if (!s.len) return false;
    uint64_t n = 0;
    for (size_t i = 0; i < s.len; i++) {
        if (!is_digit(s.ptr[i])) return false;
        n = n * 10 + (uint64_t)(s.ptr[i] - '0');
        if (n > max) return false;
    }
    *out = (uint32_t)n;
    return true;
}

struct str str_dup(struct arena *a, struct str s)
{
    if (!s.len) return (struct str){"", 0};
    char *p = arena_bytes(a, s.len);
    memcpy(p, s.ptr, s.len);
    return (struct str){p, s.len};
}

char *str_z(struct arena *a, struct str s)
{
    char *p = arena_bytes(a, s.len + 1);
    if (s.len) memcpy(p, s.ptr, s.len);
    p[s.len] = '\0';
    return p;
}

struct str str_join(struct arena *a, const struct str *parts, size_t n, struct str between)
{
    size_t len = n ? between.len * (n - 1) : 0;
    for (size_t i = 0; i < n; i++)
        len += parts[i].len;
    char *p = arena_bytes(a, len), *w = p;
    for (size_t i = 0; i < n; i++) {
        if (i && between.len) w = mempcpy(w, between.ptr, between.len);
        if (parts[i].len) w = mempcpy(w, parts[i].ptr, parts[i].len);
    }
    return (struct str){p, len};
}

struct str str_number(struct arena *a, uint64_t n)
{
    char digits[20], *p = digits + sizeof digits;
    do
        *--p = (char)('0' + n % 10);
    while (n /= 10);
    return str_dup(a, (struct str){p, (size_t)(digits + sizeof digits - p)});
}

struct str str_lower_ascii(struct arena *a, struct str s)
{
    char *p = arena_bytes(a, s.len);
    for (size_t i = 0; i < s.len; i++)
        p[i] = (char)lower(s.ptr[i]);
    return (struct str){p, s.len};
}

enum { WORD_MAX = 64 };

/* Code points of s, or WORD_MAX + 1 when there are more than WORD_MAX. */
static unsigned runes_of(struct str s, uint32_t runes[WORD_MAX])
{
    unsigned n = 0;
    for (uint32_t r; utf8_next(&s, &r); n++) {
        if (n == WORD_MAX) return WORD_MAX + 1;
        runes[n] = r;
    }
    return n;
}

static unsigned least(unsigned a, unsigned b)
{
    return a < b ? a : b;
}

unsigned str_distance(struct str a, struct str b, unsigned limit)
{
    uint32_t x[WORD_MAX], y[WORD_MAX];
    unsigned n = runes_of(a, x), m = runes_of(b, y);
    if (n > WORD_MAX || m > WORD_MAX) return str_eq(a, b) ? 0 : limit + 1;
    if ((n > m ? n - m : m - n) > limit) return limit + 1;

    /* Optimal string alignment, three rows: two back (for swaps), one back, this one. */
    unsigned rows[3][WORD_MAX + 1];
    for (unsigned j = 0; j <= m; j++)
        rows[0][j] = j;
    for (unsigned i = 1; i <= n; i++) {
        unsigned *row = rows[i % 3], *up = rows[(i + 2) % 3], *up2 = rows[(i + 1) % 3];
        unsigned best = row[0] = i;
        for (unsigned j = 1; j <= m; j++) {
            unsigned d = least(least(up[j], row[j - 1]) + 1, up[j - 1] + (x[i - 1] != y[j - 1]));
            if (i > 1 && j > 1 && x[i - 1] == y[j - 2] && x[i - 2] == y[j - 1])
                d = least(d, up2[j - 2] + 1);
            row[j] = d;
            best = least(best, d);
        }
        if (best > limit) return limit + 1;
    }
    return least(rows[n % 3][m], limit + 1);
}
