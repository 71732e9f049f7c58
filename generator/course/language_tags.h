/* language_tags: which languages there are, as far as steg knows: to tell a slip of the pen from a
 * language, and a file's language from a part of its name.
 *
 *     language_known(STR("en-GB"))        true: of a tag the first part counts
 *     language_meant(STR("nno"))          "nn"; "" when nothing is known
 *
 * Known are all of ISO 639-1, and of the languages with three letters those that have pupils in
 * Norwegian schools. RFC 5646 wants the shortest code that a language has. Threads: pure.
 */
#ifndef STEG_COURSE_LANGUAGE_TAGS_H
#define STEG_COURSE_LANGUAGE_TAGS_H

#include "base/str.h"

bool language_known(struct str tag);
struct str language_meant(struct str tag);

#endif
