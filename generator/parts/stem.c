/* stem: see stem.h. */
#include "parts/stem.h"
#include <libstemmer.h>
#include <limits.h>

/* A struct stemmer is libstemmer's own. */

struct stemmer *stemmer_new(const char *name)
{
    return (struct stemmer *)sb_stemmer_new(name, "UTF_8");
}

struct str stemmer_stem(struct stemmer *s, struct str word)
{
    struct sb_stemmer *library = (struct sb_stemmer *)s;
    if (!s || word.len > INT_MAX) return word;
    const sb_symbol *stem = sb_stemmer_stem(library, (const sb_symbol *)word.ptr, (int)word.len);
    if (!stem) return word;
    return (struct str){(const char *)stem, (size_t)sb_stemmer_length(library)};
}

void stemmer_free(struct stemmer *s)
{
    sb_stemmer_delete((struct sb_stemmer *)s);
}
