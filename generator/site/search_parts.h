/* search_parts: what the files of search share; see search.h.
 *
 *   search.c         which pages and files, and what goes between the rooms
 *   search_text.c    a page's HTML → its sections, block by block
 *   search_words.c   text → words as the index knows them, counted
 *   search_index.c   the words of all pages → assets/search.js
 */
#ifndef STEG_SITE_SEARCH_PARTS_H
#define STEG_SITE_SEARCH_PARTS_H

#include "site/search.h"

/* ---- Words ----------------------------------------------------------------------------------- */

/* What kind of block a word stands in. The browser knows the titles from the list of pages. */
enum place { PLACE_TEXT, PLACE_HEADING, PLACE_TITLE };

/* A word as the index knows it: lower case, without accents and endings. One process has one of
 * each; the index makes those of all processes one. */
struct word {
    struct str text;
    uint32_t page, at; /* the page that is being counted, and where in its list: in the process */
    uint32_t id;       /* in the index: from 1, 0 not yet */
};

struct tally {
    struct word *word;
    uint32_t times;
    bool heading; /* once at least */
};

#define WORD_MAX 80 /* code points of a word; the rest is left out, here and in the browser */

struct words_seen *words_seen_new(struct str language);
void words_seen_free(struct words_seen *s);

/* What the browser is told that words were stemmed with: "no", "en" or "". */
struct str words_stemming(struct str language);

/* A word as the index knows it, in arena a; "" when it is none worth finding. */
struct str words_base(struct words_seen *s, struct str word, struct arena *a);

/* Starts a page: what was counted is forgotten. */
void words_begin(struct words_seen *s);
/* Counts the words of a text in plain letters. Words that are new go to `results`. */
void words_count(struct words_seen *s, struct str text, enum place place, struct worker *w);
const struct tally *words_counted(const struct words_seen *s, size_t *n, uint32_t *length);

/* ---- Text ------------------------------------------------------------------------------------ */

struct section {
    struct str anchor, heading, text;
};

struct page_text {
    struct section *sections;
    size_t len, cap;
};

/* Called for each block of text, in order; `restart`: forget what came before. */
struct text_reader {
    void (*block)(void *ctx, struct str text, enum place place);
    void (*restart)(void *ctx);
    void *ctx;
};

/* What a reader sees of <main>, in sections; see search_text.c for what is left out. */
void page_text_read(struct page_text *out, struct str html, const struct text_reader *r,
                    struct arena *a);

/* ---- The index ------------------------------------------------------------------------------- */

struct weight {
    unsigned char times : 7; /* TIMES_MAX: that or more */
    unsigned char heading : 1;
};
#define TIMES_MAX 127

struct search_page { /* in a worker's slice */
    struct word **words;
    struct weight *weights; /* of each */
    uint32_t nwords;
    uint32_t length; /* words */
    struct str text; /* sections, as they stand in the text's script */
};

/* Puts the words and their places as members of an object: `"words":"…","blocks":[…],…`. */
void index_put(struct buf *out, const struct search_page *const *pages, size_t n,
               struct arena *scratch);

/* A text as a string of a script. */
void script_put_text(struct buf *out, struct str s);

#endif
