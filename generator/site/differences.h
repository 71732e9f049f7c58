/* differences: what differs between two versions of a course, told to people and to programs.
 *
 *     struct differences_of what = {STR("1.0"), STR("2.0")};
 *     differences_text(&out, &diff, &what, LANGUAGE_NB);
 *
 *         Endringer i «Lærende skoleledelse» fra 1.0 til 2.0
 *
 *         Begynneropplæring
 *           Nytt spørsmål i del 2 av «Refleksjon»: «Hva overrasker dere?» (alle.overrasker)
 *           Steget «Forarbeid» er flyttet og kommer nå etter «Presentasjon».
 *
 * Both for people group by module, in the newer course's order, and then methods, terms,
 * literature and pages. What did not change is not mentioned; when nothing did, that is one line.
 * Sentences use titles. The text, which authors read, has the id behind a title where it is not the
 * title itself; Markdown, for release notes, has none. What teams have written and will not find in
 * its place is said with the thing that is the cause; inventory_warn says what to do about it.
 *
 * Translations come last, module by module under the name of their language: what was translated,
 * what was added, changed or taken out in a translation, and which of them did not change while
 * their originals did (translation_changes.h).
 *
 * The text is safe in a terminal: one line for each sentence, without control characters. Of the
 * Markdown, nothing in a title becomes markup, but that GFM makes a link of an e-mail address
 * whatever stands before its signs. The JSON is documented in docs/differences.md.
 *
 * Ownership: writes to the buf. Errors: none. Threads: pure.
 */
#ifndef STEG_SITE_DIFFERENCES_H
#define STEG_SITE_DIFFERENCES_H

#include "base/json.h"
#include "site/translation_changes.h"

struct differences_of {
    struct str before, after; /* what to call the two versions: "1.0", "4f2a91c", "nå" */
    struct str heading;       /* stands instead of the sentence that names them, one level down */
    const struct translation_changes *translations; /* by language, each but the one written in */
    size_t ntranslations;
};

void differences_text(struct buf *out, const struct inventory_diff *d,
                      const struct differences_of *what, enum language l);
void differences_markdown(struct buf *out, const struct inventory_diff *d,
                          const struct differences_of *what, enum language l);
/* The list of changes alone, and that of the translations, as values of another document. */
void differences_json_changes(struct json *j, const struct inventory_diff *d);
void differences_json_translations(struct json *j, const struct translation_changes *t, size_t n);
void differences_json(struct buf *out, const struct inventory_diff *d,
                      const struct differences_of *what);

/* What people call the value of a key, "the time" for "minutes"; NULL: no word for it. */
const char *differences_key(const char *key, enum language l);

#endif
