/* str: a view of bytes. The one string type of the program.
 *
 * A `struct str` owns nothing: it points into a file, an arena or a literal, and lives as long as
 * what it points into. It is not NUL-terminated; `str_z` makes a terminated copy at the edge of the
 * operating system. The zero value is the empty string. Passed by value.
 *
 *     struct str rest = line, key = str_cut(&rest, ':');
 *     if (str_eq(str_trim(key), STR("title"))) …
 *
 * Bytes are UTF-8 by convention, but nothing here depends on it: see utf8.h.
 * Errors: none. Threads: pure functions.
 */
#ifndef STEG_BASE_STR_H
#define STEG_BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct arena;

struct str {
    const char *ptr;
    size_t len;
};

/* A literal, and the pair for printf's "%.*s". */
#define STR(literal) ((struct str){(literal), sizeof(literal) - 1})
#define STR_INIT(literal)              \
    {                                  \
        (literal), sizeof(literal) - 1 \
    }
#define STR_ARG(s) (int)(s).len, (s).ptr

struct str str_of(const char *z); /* a NUL-terminated string, NULL gives the empty one */

static inline bool str_eq(struct str a, struct str b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}
bool str_eq_nocase(struct str a, struct str b); /* ASCII letters only */
int str_cmp(struct str a, struct str b);        /* by bytes, the same on every machine */

/* Natural order: runs of digits compare as numbers ("2-b" before "10-a"), the rest by bytes;
 * equal but for leading zeros falls back to str_cmp, so the order is total. */
int str_cmp_natural(struct str a, struct str b);

bool str_starts(struct str s, struct str prefix);
bool str_ends(struct str s, struct str suffix);

/* Offset of the first (last) `c` or `needle`, or STR_NONE. */
#define STR_NONE ((size_t)-1)
size_t str_find(struct str s, char c);
size_t str_rfind(struct str s, char c);
size_t str_find_str(struct str s, struct str needle);

struct str str_sub(struct str s, size_t from, size_t len); /* clipped to s */
struct str str_from(struct str s, size_t from);            /* clipped to s */

struct str str_trim(struct str s); /* space, tab, CR, LF */
struct str str_trim_start(struct str s);
struct str str_trim_end(struct str s);

/* Returns what stands before the first `c` and leaves what follows it in *rest. Without a `c`
 * the whole of *rest is returned and *rest becomes empty with a NULL ptr. */
struct str str_cut(struct str *rest, char c);

/* The next line without its line end (LF, CR LF or CR); false at the end. */
bool str_line(struct str *rest, struct str *line);

/* Decimal digits only, the whole of s, no more than `max`; false otherwise. */
bool str_to_u32(struct str s, uint32_t max, uint32_t *out);

struct str str_dup(struct arena *a, struct str s);
char *str_z(struct arena *a, struct str s); /* NUL-terminated copy */
struct str str_join(struct arena *a, const struct str *parts, size_t n, struct str between);
#define STR_CAT(a, ...)                        \
    str_join((a), (struct str[]){__VA_ARGS__}, \
             sizeof((struct str[]){__VA_ARGS__}) / sizeof(struct str), (struct str){0})
struct str str_number(struct arena *a, uint64_t n); /* decimal */
struct str str_lower_ascii(struct arena *a, struct str s);

/* Edits needed to turn a into b (insert, delete, replace, swap of neighbours; code points),
 * or `limit` + 1 when there are more: the measure behind "did you mean". Words of more than 64
 * code points are told equal or not, no more. */
unsigned str_distance(struct str a, struct str b, unsigned limit);

#endif
