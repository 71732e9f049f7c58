/* literature: the works of a course, and how they are cited: APA 7, in Norwegian and English.
 *
 *     struct literature *l = literature_parse(file, arena, diags);      phase 2; NULL: unreadable
 *     const struct work *w = literature_find(l, STR("roald2012"));      phase 3; mark it used
 *     literature_number(l, scratch)                     tells works apart: 2012a, 2012b
 *     apa_citation(&out, …);   apa_entry(&out, w, …);                   phase 4
 *
 * literature.yml is CSL-YAML as Zotero and pandoc write it (`references:` or the bare list),
 * literature.json is CSL-JSON; both are read through parts/yaml. Variables that APA has no use for
 * are ignored (Zotero writes many), but one that is nearly the name of a known one gets a warning;
 * unknown *types* get a warning and are set as a book or a web page.
 * Sources: CSL 1.0.2 appendix III and IV (types, variables), APA Publication Manual 7th ed. ch.
 * 8–10 and Norsk APA-manual (Sikt, 2023) for Norwegian public documents, laws and dates, with "og"
 * and "mfl." where the manual has "&" and "et al.": "s.", "kap.", "red.", "sitert i", "u.å.",
 * "Hentet".
 *
 * Ownership: works live in the arena. Threads: const after literature_number.
 */
#ifndef STEG_COURSE_LITERATURE_H
#define STEG_COURSE_LITERATURE_H

#include "base/buf.h"
#include "base/map.h"
#include "base/diag.h"
#include "parts/yaml.h"
#include "parts/markdown.h"

enum work_type {
    WORK_BOOK, /* the zero value: what is not known is set as a book */
    WORK_CHAPTER,
    WORK_ENTRY, /* of an encyclopaedia */
    WORK_ARTICLE,
    WORK_NEWSPAPER,
    WORK_REPORT,
    WORK_THESIS,
    WORK_WEB,
    WORK_LAW,
    WORK_OTHER /* film, talk, song …: a book with its kind in brackets */
};

struct person {
    struct str family, given;
    struct str particle; /* belongs to the family name: "van der" */
    struct str dropping; /* stands with the given name: "von" in "Humboldt, A. von" */
    struct str suffix;   /* "Jr." */
    struct str literal;  /* an organisation; then nothing else is given */
};

struct people {
    struct person *items;
    size_t len;
};

struct work_date {
    int year;           /* 0: none */
    int end_year;       /* of a span of years, 0: none */
    uint8_t month, day; /* 0: none */
    bool circa;
    struct str literal; /* "i trykk": printed as it is */
};

/* What stands where the author stands: in the list, in the text, and when sorting. */
enum work_lead { LEAD_AUTHORS, LEAD_EDITORS, LEAD_NUMBER, LEAD_TITLE };

struct work {
    struct str id;
    struct pos pos;
    enum work_type type;
    enum work_lead lead;
    struct str csl_type; /* as written: "motion_picture" */
    struct people authors, editors, translators;
    struct work_date issued, accessed, original;
    struct str title, title_short, container, publisher, place, edition, volume, issue, pages,
        number, article, genre, archive, isbn, doi, url, note, language;
    struct str sort_key; /* what literature_sorted compares, byte by byte */
    bool used;           /* cited or listed somewhere */

    /* How it is told apart from other used works: literature_number. */
    uint16_t nth;       /* 1 is "2012a", 27 "2012aa"; 0: the only one */
    uint8_t names;      /* how many names before "mfl."; 0 is the usual one */
    bool with_initials; /* "K. Roald": another first author has the same surname */
};

struct literature {
    struct work *works; /* in the file's order */
    size_t len;
    struct map by_id;
};

/* CSL's names as steg knows them, in the order of its tables, for references; NULL behind the last.
 * Keys are read whatever their case; the others of CSL are passed over. */
enum work_value { WORK_VALUE_TEXT, WORK_VALUE_PEOPLE, WORK_VALUE_DATE };
const char *literature_key(size_t i, enum work_value *value);
const char *literature_type(size_t i);

struct literature *literature_parse(const struct file *f, struct arena *a, struct diags *d);
struct work *literature_find(const struct literature *l, struct str id); /* l may be NULL */

/* Gives works with equal authors and year their letters, and those that would look alike more
 * names or initials, among the works marked `used`; call once, after everything is resolved. */
void literature_number(struct literature *l, struct arena *scratch);

/* Sorted as a reference list: authors, year, title, by Norwegian alphabetical order (æ ø å last,
 * aa as å in names is not attempted). Fills out[n] and returns n (works marked `used`). */
size_t literature_sorted(const struct literature *l, const struct work **out);

/* The language of the words between: enum, for "og"/"and", "mfl."/"et al." … */
enum apa_language { APA_NB, APA_NN, APA_EN };

/* HTML of one reference-list entry without any wrapping element: italics as <em>, DOI and URL as
 * links, a title in another language than the page's with its `lang`. "u.å." where the date is
 * missing; never invents. */
void apa_entry(struct buf *out, const struct work *w, enum apa_language lang);

/* HTML of a whole citation `[se @a, s. 14; @b]` or `@a [s. 3]` in the text: each name is a link
 * (class "cite") to `href(ctx, work)`, escaped here. Locators: "14" becomes "s. 14"; "s.", "kap.",
 * "p.", "ch.", "sitert i" are put into the page's language; other text stays. */
struct apa_citation {
    const struct md_cite *cites;
    const struct work *const *works; /* n, none NULL */
    size_t n;
    bool in_text;
};
void apa_citation(struct buf *out, const struct apa_citation *c, enum apa_language lang,
                  struct str (*href)(void *ctx, const struct work *w), void *ctx);

/* "Roald (2012)" as plain text: for titles of links and searches. */
struct str apa_short(const struct work *w, enum apa_language lang, struct arena *a);

#endif
