/* buf: text being written.
 *
 *     struct buf b = {.arena = &scratch};
 *     buf_put(&b, STR("<p>"));
 *     buf_put_html(&b, title);
 *     struct str page = buf_str(&b);        a view, valid until the next put
 *
 * The bytes live in the arena (grown in place where possible). buf_reset keeps the memory.
 * Errors: none but the arena's. Threads: as the arena.
 */
#ifndef STEG_BASE_BUF_H
#define STEG_BASE_BUF_H

#include "base/arena.h"
#include "base/str.h"
#include <stdarg.h>

struct buf {
    struct arena *arena;
    char *ptr;
    size_t len, cap;
};

/* Room for n more bytes at b->ptr + b->len, for a writer that then adds to b->len itself. */
void buf_reserve(struct buf *b, size_t n);

static inline void buf_put(struct buf *b, struct str s)
{
    if (b->cap - b->len < s.len) buf_reserve(b, s.len);
    if (s.len) memcpy(b->ptr + b->len, s.ptr, s.len);
    b->len += s.len;
}

static inline void buf_put_char(struct buf *b, char c)
{
    if (b->cap == b->len) buf_reserve(b, 1);
    b->ptr[b->len++] = c;
}

void buf_put_number(struct buf *b, uint64_t n);
void buf_put_rune(struct buf *b, uint32_t rune); /* as UTF-8 */
void buf_printf(struct buf *b, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Escaped for HTML text and for double-quoted attributes alike: & < > " ' */
void buf_put_html(struct buf *b, struct str s);
/* A URL as it may stand in an attribute: bytes outside RFC 3986's reserved and unreserved sets
 * are percent-encoded, an existing %XX stays, and then & and ' are escaped for HTML. */
void buf_put_url(struct buf *b, struct str url);
/* A file name or anchor as one URL path segment (or fragment): also encodes / ? # % and the like.
 */
void buf_put_segment(struct buf *b, struct str name);

struct str buf_str(const struct buf *b);
void buf_reset(struct buf *b);
void buf_truncate(struct buf *b, size_t len);

#endif
