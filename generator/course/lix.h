/* lix: how heavy a text is to read, by Björnsson's readability index.
 *
 *     struct lix l = {0};
 *     lix_add_prose(&l, &prose);            the running text of a page; pages may be added up
 *     if (l.words >= LIX_LEAST) … lix_value(&l), lix_meaning(lix_band(lix_value(&l)), language)
 *
 *     struct lix all = {0};
 *     lix_add(&all, block->text);           any text, such as each block of a page: all.words
 *
 * LIX = words / sentences + 100 × long words / words, where a long word has more than six letters
 * (C. H. Björnsson, Läsbarhet, Stockholm 1968). What he counted by hand is counted so:
 *   - a word is a run of letters and digits with single signs between them: time-out, 08.30, 1,5,
 *     f.eks; and/or is two. Letters are counted, not digits or signs. An address (https://…,
 *     www.…, a@b.no) is no word;
 *   - a sentence ends at . : ! ? or … behind a word, before a space or the text's end; closing
 *     quotation marks and brackets may stand between. It has one word or more. The end of what is
 *     added ends it too, so a point of a list is a sentence;
 *   - none of them ends it before a small letter or a comma: "osv. og", "3. trinn", "Ta med: penn",
 *     «Hva nå?» spurte hun;
 *   - a full stop does not end it behind an abbreviation that asks for more ("ca. 60", "s. 14",
 * "jf. Roald") or behind an initial ("K. Roald"). Abbreviations are those of bokmål, nynorsk and
 *     English in one list.
 *
 * Ownership: nothing is kept. Errors: none; ill-formed UTF-8 is no letter. Threads: pure.
 */
#ifndef STEG_COURSE_LIX_H
#define STEG_COURSE_LIX_H

#include "base/diag.h"
#include "course/prose.h"

/* With fewer words the index says more about chance than about the text: at 100 words one sentence
 * more or less moves it by a point or two, at 30 by six. */
#define LIX_LEAST 100

struct lix {
    size_t words, long_words, sentences;
    size_t longest; /* words in the longest sentence */
};

void lix_add(struct lix *l, struct str text);
/* The next sentence of *rest, a view into it, and what it counts; one without words counts nothing.
 * False at the end. */
bool lix_sentence(struct str *rest, struct str *sentence, struct lix *of);
void lix_add_sum(struct lix *l, const struct lix *more);

/* Is it running text: paragraphs, points of lists, quotations, questions, footnotes? Titles, facts,
 * tables, code, pictures, figures and works are not, and would make any page look easy. */
bool lix_is_running(const struct prose_block *b);
void lix_add_prose(struct lix *l, const struct prose *p);

unsigned lix_value(const struct lix *l); /* to the nearest whole number; 0: no words */

/* As the scale is read in Norway: below 30, 30–39, 40–49, 50–59, 60 and more. */
enum lix_band {
    LIX_VERY_EASY, /* books for children */
    LIX_EASY,      /* novels */
    LIX_MEDIUM,    /* newspapers */
    LIX_HARD,      /* official texts, textbooks */
    LIX_VERY_HARD  /* laws, research */
};
enum lix_band lix_band(unsigned value);
const char *lix_meaning(enum lix_band band, enum language l); /* "easy, as a novel" */

#endif
