/* utf8: code points, letters and display width (libutf8proc).
 *
 * Positions are byte offsets everywhere in the program; columns (code points) and the caret
 * (display cells) are computed from them only when something is printed.
 * Sources: RFC 3629 (UTF-8), Unicode 15 through utf8proc (case, NFC, width, categories).
 * Threads: pure functions.
 */
#ifndef STEG_BASE_UTF8_H
#define STEG_BASE_UTF8_H

#include "base/str.h"

/* Takes one code point off the front; false at the end. An ill-formed byte gives U+FFFD, one byte.
 */
bool utf8_next(struct str *s, uint32_t *rune);

/* Offset of the first byte that is not well-formed UTF-8 (RFC 3629: no overlong forms, surrogates
 * or values over U+10FFFF), or STR_NONE. Fast on ASCII. */
size_t utf8_invalid(struct str s);

size_t utf8_count(struct str s);                        /* code points */
size_t utf8_width(struct str s, size_t from, size_t n); /* display cells of s[from, from+n); a tab
                                                           advances to the next multiple of 8 */
unsigned utf8_cells(uint32_t rune);  /* display cells of one code point but a tab: 0, 1 or 2 */
bool utf8_is_letter(uint32_t rune);  /* category L* or M* */
bool utf8_is_digit(uint32_t rune);   /* category Nd */
bool utf8_is_control(uint32_t rune); /* Cc but tab, LF, CR; bidi controls too (Trojan Source) */
uint32_t utf8_lower(uint32_t rune);

struct str utf8_nfc(struct arena *a, struct str s); /* s itself when it is NFC already */
struct str utf8_lower_str(struct arena *a, struct str s);
/* NFC, lower case, æ→ae ø→o å→a, other accents dropped (é→e): the basis of an address. */
struct str utf8_fold_address(struct arena *a, struct str s);

#endif
