/* apa: what the files apa*.c share: the words between, and a writer that never doubles a full stop.
 * Used by apa.c (entries), apa_people.c (names, dates), apa_cite.c (citations) and nobody else.
 *
 * The writer keeps the last visible character, so that `apa_stop` after a title that ends in a
 * question mark, or after "Forlag A.S.", adds nothing. Threads: pure.
 */
#ifndef STEG_COURSE_APA_H
#define STEG_COURSE_APA_H

#include "course/literature.h"

struct apa_words {
    const char *and_list; /* before the last of several, in lists and parentheses: " og ", ", & " */
    const char *and_two;  /* between two that are not inverted */
    const char *and_text; /* between two in a sentence */
    const char *et_al, *editor, *editors, *translator;
    const char *no_date, *circa;
    const char *in, *edition, *volume, *page, *pages, *chapter, *paragraph, *cited_in, *article;
    const char *retrieved, *retrieved_from, *original;
    const char *quote_open, *quote_close;
    const char *months[12];
    const char *code; /* of the language: "nb" */
};

struct apa {
    struct buf *out;
    const struct apa_words *words;
    enum apa_language lang;
    bool plain; /* text without HTML: nothing is escaped, no elements */
    char last;  /* the last visible byte, closing quotes aside */
};

struct apa apa_writer(struct buf *out, enum apa_language lang, bool plain);

void apa_text(struct apa *p, struct str s);  /* escaped */
void apa_word(struct apa *p, const char *s); /* escaped */
void apa_tag(struct apa *p, const char *s);  /* as it is; nothing in plain text */
void apa_stop(struct apa *p);                /* "." unless there is one, or ? or ! */
void apa_space(struct apa *p);               /* " " unless at the start */

/* A title with the rich text that CSL allows: <i> <b> <sup> <sub> and the nocase span. */
void apa_title(struct apa *p, const struct work *w, struct str title, bool italic);
/* Page numbers and spans: a hyphen between digits becomes a dash. */
void apa_span(struct apa *p, struct str s);

enum apa_names { APA_INVERTED, APA_STRAIGHT };
void apa_people(struct apa *p, const struct people *who, enum apa_names how);
void apa_people_in_text(struct apa *p, const struct work *w, bool in_sentence);
void apa_initials(struct apa *p, struct str given);
const struct people *apa_lead_people(const struct work *w); /* NULL: the lead is no person */

/* "2012a", "u.å.-a", "1916/1996"; and with the day in the list: "2019, 3. mai". */
void apa_year(struct apa *p, const struct work *w);
void apa_full_date(struct apa *p, const struct work *w);
void apa_day(struct apa *p, const struct work_date *d); /* "3. mai 2019" */

/* Whether the number in the author's place tells the year itself: "NOU 2015: 8". */
bool apa_year_in_number(const struct work *w);
/* Whether the title stands by itself (italic) or is part of something (a chapter). */
bool apa_stands_alone(const struct work *w);

#endif
