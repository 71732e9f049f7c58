/* check_rules: what the files of check say to each other; nobody else includes it.
 *
 * A manuscript is one file as its author wrote it: its texts as events with places
 * (parts/markdown), and their running text block by block. It is made anew in a worker and lives in
 * the worker's scratch; findings and what goes into the report live in the worker's results.
 *
 *     check_read(&m, course, unit, scratch)     false: there is nothing to look at
 *     for each rule: rule(&checking)
 */
#ifndef STEG_SITE_CHECK_RULES_H
#define STEG_SITE_CHECK_RULES_H

#include "site/check.h"

/* ---- Manuscripts ----------------------------------------------------------------------------- */

/* One text: the body, or a value of front matter. */
struct passage {
    bool body;
    bool block; /* of front matter: Markdown blocks; else one line */
    struct str raw;
    const struct yaml_node *node; /* NULL: raw is a view into the file */
    struct pos pos;
    struct markdown md;
};

enum running_kind {
    RUNNING_TEXT,
    RUNNING_HEADING,
    RUNNING_CELL,
    RUNNING_BOX,     /* a box's title, as it was written */
    RUNNING_PICTURE, /* alternative text */
    RUNNING_CAPTION
};

/* From byte `at` of a running text on, it stands at `pos`; when not exact (an entity, a backslash
 * in it), all of it up to the next stands for all of pos. */
struct running_place {
    uint32_t at, len;
    struct pos pos;
    bool exact;
};

enum span_kind { SPAN_MARKED, SPAN_EMPHASIS }; /* `lang` in an element of the author's; *…* */
struct running_span {
    enum span_kind kind;
    uint32_t from, to;
};

/* One block of text without Markdown's signs. Code, addresses that stand for themselves and
 * citations in the sentence are one RUNNING_SLOT each; citations in brackets, references to notes
 * and pictures are nothing. */
#define RUNNING_SLOT "\xEF\xBF\xBC" /* U+FFFC OBJECT REPLACEMENT CHARACTER */
struct running {
    const struct passage *in;
    enum running_kind kind;
    bool quoted; /* in a block quotation or a box of kind quote */
    struct str text;
    struct running_place *places;
    size_t nplaces, places_cap;
    struct running_span *spans;
    size_t nspans, spans_cap;
};

struct manuscript {
    const struct unit *unit;
    struct str language;          /* the page's: "nb" */
    const struct yaml_node *yaml; /* front matter, or the whole of a .yml; NULL: none */
    struct passage *passages;
    size_t len, cap;
    struct running *running;
    size_t nrunning, running_cap;
};

bool check_read(struct manuscript *out, const struct course *c, const struct unit *u,
                struct arena *a);
/* The running text of a manuscript's passages; check_read calls it. */
void check_run_together(struct manuscript *m, struct arena *a);
/* Where bytes [from, to) of a running text stand in the file. */
struct pos running_pos(const struct running *r, size_t from, size_t to);
bool running_in_span(const struct running *r, enum span_kind kind, size_t from, size_t to);

/* `part` within what `around` covers, else `around`. */
struct pos check_within(struct pos around, struct str part);

/* ---- What a rule gets ------------------------------------------------------------------------ */

/* What one file gave to the report; shared memory. */
struct check_found {
    struct check_text text;
    struct link_place {
        struct str url;
        struct pos pos;
    } * links;
    size_t nlinks, links_cap;
};

struct check_work; /* check_citations.c */

struct checking {
    const struct course *c;
    const struct check_options *o;
    const struct check_work *works; /* what may be cited by hand; made before workers start */
    size_t nworks;
    struct map tongues; /* words that tell languages apart: check_foreign.c; made before, too */

    /* In a worker: */
    const struct manuscript *m;
    struct check_found *found;
    struct arena *results, *scratch;
    struct diags *d;
};

/* Texts, in workers. */
void check_pictures_and_links(const struct checking *k); /* check_accessibility.c */
void check_foreign(const struct checking *k);
void check_privacy(const struct checking *k);
void check_borrowed(const struct checking *k); /* check_freshness.c */
void check_language(const struct checking *k);
void check_citations(const struct checking *k);
void check_collect_links(struct checking *k);

/* The course, in one thread. */
void check_structure(const struct course *c, struct arena *scratch, struct diags *d);
void check_films(const struct course *c, struct diags *d); /* check_accessibility.c */
void check_freshness(const struct course *c, struct date today, struct diags *d);
void check_hosting(const struct course *c, struct diags *d);
void check_loose_files(const struct course *c, struct arena *scratch,
                       struct diags *d); /* check_privacy.c: captions and the like */

/* Before workers start. */
void check_prepare_works(struct checking *k, struct arena *a);
void check_prepare_tongues(struct checking *k, struct arena *a);

/* The report's links: what files gave, what keys hold; each address once, and after those that the
 * report has from the course's other languages. */
void check_gather_links(struct check_report *out, const struct course *c,
                        const struct check_found *found, struct arena *a);
bool check_test_links(struct check_report *r, size_t from, struct diags *d);

/* ---- Words ----------------------------------------------------------------------------------- */

/* The next word from *at on, of letters, digits and what stands between two of them (time-out,
 * 08.30, Norge's); false at the end. */
bool check_word(struct str text, size_t *at, struct str *word);
/* Whether a letter or digit stands before, or at, a place in a text. */
bool check_letter_before(struct str text, size_t at);
bool check_letter_at(struct str text, size_t at);

/* Where a module's, a step's … title stands, else the file. */
struct pos check_title_pos(const struct page *p);

#endif
