#include "base/buf.h"
#include <stdio.h>
#include <stdlib.h>

void buf_reserve(struct buf *b, size_t n)
{
    if (b->cap - b->len >= n) return;
    size_t want = b->cap < 128 ? 256 : b->cap * 2;
    if (want - b->len < n) want = b->len + n;
    if (!arena_extend(b->arena, b->ptr, b->cap, want)) {
        char *p = arena_bytes(b->arena, want);
        if (b->len) memcpy(p, b->ptr, b->len);
        b->ptr = p;
    }
    b->cap = want;
}

void buf_put_number(struct buf *b, uint64_t n)
{
    char digits[20], *p = digits + sizeof digits;
    do
        *--p = (char)('0' + n % 10);
    while (n /= 10);
    buf_put(b, (struct str){p, (size_t)(digits + sizeof digits - p)});
}

void buf_put_rune(struct buf *b, uint32_t r)
{
    if (r > 0x10FFFF || (r >= 0xD800 && r <= 0xDFFF)) r = 0xFFFD;
    if (r < 0x80) {
        buf_put_char(b, (char)r);
    } else if (r < 0x800) {
        buf_put(b, (struct str){(char[]){(char)(0xC0 | r >> 6), (char)(0x80 | (r & 0x3F))}, 2});
    } else if (r < 0x10000) {
        buf_put(b, (struct str){(char[]){(char)(0xE0 | r >> 12), (char)(0x80 | (r >> 6 & 0x3F)),
                                         (char)(0x80 | (r & 0x3F))},
                                3});
    } else {
        buf_put(b, (struct str){(char[]){(char)(0xF0 | r >> 18), (char)(0x80 | (r >> 12 & 0x3F)),
                                         (char)(0x80 | (r >> 6 & 0x3F)), (char)(0x80 | (r & 0x3F))},
                                4});
    }
}

void buf_printf(struct buf *b, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    size_t room = b->cap - b->len;
    int n = vsnprintf(room ? b->ptr + b->len : NULL, room, format, args);
    if (n < 0) abort();      /* a format that libc refuses is our bug */
    if ((size_t)n >= room) { /* vsnprintf wants room for a NUL too */
        buf_reserve(b, (size_t)n + 1);
        vsnprintf(b->ptr + b->len, (size_t)n + 1, format, again);
    }
    b->len += (size_t)n;
    va_end(again);
    va_end(args);
}

/* What a byte becomes in HTML; the empty entry means itself. */
static const struct str html_escape[256] = {
    ['&'] = STR_INIT("&amp;"),  ['<'] = STR_INIT("&lt;"),   ['>'] = STR_INIT("&gt;"),
    ['"'] = STR_INIT("&quot;"), ['\''] = STR_INIT("&#39;"),
};

void buf_put_html(struct buf *b, struct str s)
{
    size_t from = 0;
    for (size_t i = 0; i < s.len; i++) {
        const struct str *e = &html_escape[(unsigned char)s.ptr[i]];
        if (!e->len) continue;
        buf_put(b, (struct str){s.ptr + from, i - from});
        buf_put(b, *e);
        from = i + 1;
    }
    if (s.len) buf_put(b, (struct str){s.ptr + from, s.len - from});
}

enum url_byte { URL_ENCODE, URL_RESERVED, URL_UNRESERVED };

/* RFC 3986, 2.2 and 2.3. */
static enum url_byte url_byte(unsigned char c)
{
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
        (c && strchr("-._~", c)))
        return URL_UNRESERVED;
    return c && strchr(":/?#[]@!$&'()*+,;=", c) ? URL_RESERVED : URL_ENCODE;
}

static bool is_hex(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

static void put_percent(struct buf *b, unsigned char c)
{
    static const char hex[] = "0123456789ABCDEF";
    buf_put(b, (struct str){(char[]){'%', hex[c >> 4], hex[c & 15]}, 3});
}

void buf_put_url(struct buf *b, struct str url)
{
    for (size_t i = 0; i < url.len; i++) {
        char c = url.ptr[i];
        bool encoded =
            c == '%' && url.len - i > 2 && is_hex(url.ptr[i + 1]) && is_hex(url.ptr[i + 2]);
        if (!encoded && url_byte((unsigned char)c) == URL_ENCODE)
            put_percent(b, (unsigned char)c);
        else if (html_escape[(unsigned char)c].len)
            buf_put(b, html_escape[(unsigned char)c]);
        else
            buf_put_char(b, c);
    }
}

void buf_put_segment(struct buf *b, struct str name)
{
    for (size_t i = 0; i < name.len; i++) {
        unsigned char c = (unsigned char)name.ptr[i];
        if (url_byte(c) == URL_UNRESERVED)
            buf_put_char(b, (char)c);
        else
            put_percent(b, c);
    }
}

struct str buf_str(const struct buf *b)
{
    return (struct str){b->len ? b->ptr : "", b->len};
}

void buf_reset(struct buf *b)
{
    b->len = 0;
}

void buf_truncate(struct buf *b, size_t len)
{
    if (len < b->len) b->len = len;
}
