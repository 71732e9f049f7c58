/* stem: words without their endings (Snowball, through libstemmer).
 *
 *     struct stemmer *s = stemmer_new("norwegian");             NULL: none such
 *     struct str stem = stemmer_stem(s, STR("vurderinga"));  "vurdering"
 *     stemmer_free(s);
 *
 * A word is lower case, UTF-8. What the algorithms do: snowballstem.org/algorithms/. The script
 * themes/default/stem-no.js does the same to what is searched for; tests/suites/46-search compares.
 * Ownership: a stem is a view, valid until the next call. Errors: without memory a word is its own
 * stem. Threads: a stemmer belongs to one process; a forked copy is its own.
 */
#ifndef STEG_PARTS_STEM_H
#define STEG_PARTS_STEM_H

#include "base/str.h"

struct stemmer;

/* `name` is Snowball's, "norwegian"; NULL when the library has none such, or no memory. */
struct stemmer *stemmer_new(const char *name);
struct str stemmer_stem(struct stemmer *s, struct str word);
void stemmer_free(struct stemmer *s);

#endif
