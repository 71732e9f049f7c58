/* translation_changes: what differs in the translations to one language between two versions of a
 * course, in the course's own terms, and which of them its original has left behind.
 *
 *     inventory_compare(&diff, &then, &now, arena);             the course as it is written
 *     translation_changes_of(&nn, STR("nn"), &older_nn, &newer_nn, &diff, arena);
 *     for (i < nn.len) … nn.items[i].what, .change …
 *
 * Told is what stands in files of that language (1-samtale.nn.md, course.nn.yml, glossary.nn.yml):
 *   NEW      a page or a term that is translated now and was not
 *   GONE     one that was, and is shown as it was written now
 *   CHANGED  what was added, changed or taken out in a page that is translated in both versions,
 *            a question as much as a text; the course's own texts; terms
 *   BEHIND   what is translated and did not change, while its original did: a reader's word or
 *            value of it differs, or something in it came or went
 * Where pages stand and what they are called for machines is their originals'; what that means for
 * teams' records, inventory_warn says of these.
 *
 * Both courses are of that language (course_translate) and indexed; where a version does not have
 * the language, all of it is untranslated. Ownership: the arena's, texts are the courses'. Errors:
 * none. Threads: pure.
 */
#ifndef STEG_SITE_TRANSLATION_CHANGES_H
#define STEG_SITE_TRANSLATION_CHANGES_H

#include "course/inventory.h"

enum translation_what {
    TRANSLATION_NEW,
    TRANSLATION_GONE,
    TRANSLATION_CHANGED,
    TRANSLATION_BEHIND
};

struct translation_change {
    enum translation_what what;
    /* In the language's courses. GONE: `after` is the original that is shown instead. Of the course
     * itself `keys` say what is meant: "front", or the keys of course.LANG.yml. Never `lost`. */
    struct thing_change change;
};

struct translation_changes {
    struct str language;
    struct inventory before, after;
    struct inventory_diff diff; /* of the language's courses as wholes */
    struct translation_change *items;
    size_t len, cap;
};

void translation_changes_of(struct translation_changes *out, struct str language,
                            const struct course *before, const struct course *after,
                            const struct inventory_diff *original, struct arena *a);

#endif
