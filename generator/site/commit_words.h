/* commit_words: what a change is called to readers: in the words of who made it.
 *
 * The value of the trailer `Kurs-endring:` (in English `Course-change:`), else the commit's
 * subject. Trailers stand in the last paragraph of the message, one to a line, `Key: value`, and go
 * on in lines that begin with a space (git-interpret-trailers(1)); case does not matter, the last
 * one wins. `ingen` or `none` as the value: readers need not be told. Pure functions.
 */
#ifndef STEG_SITE_COMMIT_WORDS_H
#define STEG_SITE_COMMIT_WORDS_H

#include "parts/repo.h"

/* One line; "" when readers need not be told. */
struct str commit_words(struct str message, struct str subject, struct arena *a);

#endif
