/* doc: one piece of Markdown, checked and rendered, with holes for what only the whole course can
 * tell: where a link leads, how big a picture is, how a work is cited.
 *
 *     struct doc *doc = doc_parse(&in, &ids, w->results, w->scratch, w->diags);   phase 2: pure
 *     for each hole: course_resolve() finds what it points to, or says what is wrong   phase 3
 *     doc_print(&out, doc, fill, ctx);                                            phase 4
 *
 * A doc is the Markdown's only form after phase 2: the tree is gone, the HTML is final but for the
 * holes. Bodies, block texts in front matter (`text`, `short` …) and one-line texts (`title`) are
 * all docs.
 *
 * What is checked here, since it needs nothing but the text: `#` in a body, heading jumps, the
 * ids of headings and `{#id}`, alternative text, raw HTML (doc_html.c has the table), URL schemes,
 * absolute links, kinds of boxes, a text that ends in a colon before a heading (warning).
 *
 * Heading ids: the text in lower case, letters (æøå and accents kept), digits and `-`; empty gives
 * `del`; duplicates get -2, -3; an explicit {#id} wins over generated ones wherever it stands.
 * Ids that begin with `_` belong to the layouts.
 *
 * Ownership: a doc lives in the `results` arena; texts there or in the file. Threads: see
 * markdown.h.
 */
#ifndef STEG_COURSE_DOC_H
#define STEG_COURSE_DOC_H

#include "base/buf.h"
#include "base/map.h"
#include "parts/markdown.h"

struct page; /* course/course.h */
struct term;
struct asset;
struct work;
struct yaml_node;

/* The ids of one page: bodies, tasks, footnotes and headings share one space. Explicit ids are
 * added before any heading gets its own. */
struct doc_ids {
    struct map used; /* id → a doc_anchor */
};

struct doc_anchor {
    struct str id;
    struct pos pos;
    bool explicit_id;
};

/* Adds an explicit id (a task's, `{#id}`); an id met twice is an error. */
bool doc_ids_add(struct doc_ids *ids, struct str id, struct pos pos, struct arena *a,
                 struct diags *d);

enum raw_html { RAW_HTML_SAFE, RAW_HTML_NONE };
enum doc_form {
    DOC_BODY,   /* headings from ##, boxes, everything */
    DOC_BLOCKS, /* of front matter: headings from ### */
    DOC_LINE    /* inlines only; no <p> around */
};

struct doc_input {
    const struct file *file;
    struct str text;
    const struct yaml_node
        *node; /* the YAML value the text came from; NULL: a view into the file */
    enum doc_form form;
    enum raw_html raw_html;
    struct str language;     /* that it is written in, a tag: where figures break words */
    bool headings_unchecked; /* glossary definitions and the like: no ids, no headings allowed */
};

/* Interface texts inside a doc, in the page's language; site/strings knows the words. */
enum doc_string {
    DOC_FOOTNOTES,     /* heading of the footnotes */
    DOC_FOOTNOTE_BACK, /* "Tilbake til teksten" */
    DOC_TASK_DONE,
    DOC_TASK_OPEN,
    DOC_TABLE, /* accessible name of a table that can be scrolled */
    DOC_BOX_NOTE,
    DOC_BOX_TIP,
    DOC_BOX_IMPORTANT,
    DOC_BOX_WARNING,
    DOC_BOX_CAUTION,
    DOC_BOX_EXAMPLE,
    DOC_BOX_LAW,
    DOC_BOX_QUOTE,
    DOC_BOX_DIALOGUE,
    DOC_BOX_DECIDE,
    DOC_FIGURE_TEXT,    /* what unfolds the figure as a text */
    DOC_FIGURE_BETWEEN, /* before what lies between two items */
    DOC_FIGURE_AGAIN,   /* after the last item of a cycle */
    DOC_FIGURE_UPWARD,  /* before the items of a ladder */
    DOC_FIGURE_OUTWARD, /* before those of rings */
    DOC_FIGURE_ACROSS,  /* before what grows from left to right */
    DOC_FIGURE_UP,      /* and from below to above */
    DOC_FIGURE_FROM,    /* {0}: the item a loop begins at */
    DOC_FIGURE_BACK,    /* {0}: the item it leads to */
    DOC_STRING_COUNT
};

enum hole_kind {
    HOLE_LINK,     /* the opening tag `<a …>` of a link to a course file, page or anchor */
    HOLE_TERM,     /* the opening tag of a glossary link; `</a>` stands in the html */
    HOLE_IMAGE,    /* the attributes src, width, height of an <img> */
    HOLE_CITATION, /* the whole citation */
    HOLE_STRING,   /* an interface text, escaped */
};

struct hole {
    uint8_t kind;      /* enum hole_kind */
    uint8_t string;    /* enum doc_string */
    uint32_t at;       /* offset in html, ascending */
    struct pos pos;    /* what to point at when it leads nowhere */
    struct str path;   /* LINK, IMAGE: the path as written, percent-decoded, without anchor;
                          TERM: the id; STRING: the argument {0} */
    struct str anchor; /* LINK: what follows #, percent-decoded, or "" */
    struct str title;  /* LINK: the title attribute */
    struct str text;   /* LINK, TERM: the link's own plain text */
    const struct md_cite *cites;
    uint32_t ncites;
    bool in_text; /* CITATION: @key in the sentence, not in brackets */

    /* Found in phase 3; NULL before, and where an error was added. */
    union {
        const struct page *page;
        const struct term *term;
        const struct asset *asset;
        const struct work *const *works; /* ncites of them */
    } to;
    bool is_asset; /* LINK: to.asset, not to.page */
};

struct doc_heading {
    uint8_t level;
    struct str id;
    struct str text; /* plain, for tables of contents and search */
    struct pos pos;
};

/* A figure to fill in, on a sheet of its own. */
struct doc_figure {
    struct str title; /* plain */
    struct str svg;
};

struct doc {
    struct str html;
    struct hole *holes;
    size_t nholes;
    struct doc_heading *headings;
    size_t nheadings;
    struct doc_figure *figures;
    size_t nfigures;
    uint32_t words;  /* of running text */
    bool plain;      /* html is escaped text without any markup: titles in <title> */
    struct str text; /* DOC_LINE: the text without markup; else "" */
};

/* Never NULL; a text with errors gives an empty doc and diagnostics. Absolute URLs (http, https,
 * mailto, tel) are printed at once; everything else is a hole. */
struct doc *doc_parse(const struct doc_input *in, struct doc_ids *ids, struct arena *results,
                      struct arena *scratch, struct diags *d);

/* Collects the explicit ids ({#id}) of a text before its headings get theirs: doc_parse does it for
 * its own text; a page of several texts calls it for each first. */
void doc_collect_ids(const struct doc_input *in, struct doc_ids *ids, struct arena *results,
                     struct diags *d);

typedef void doc_fill(struct buf *out, const struct hole *hole, void *ctx);
void doc_print(struct buf *out, const struct doc *doc, doc_fill *fill, void *ctx);

/* The allow-list of raw HTML for the reference page: one row per element. */
struct doc_element {
    const char *name;
    const char *attributes; /* space-separated, "" for none */
    const char *meaning[2]; /* by enum language */
    bool empty, block;
};
extern const struct doc_element doc_elements[]; /* ends with a NULL name */

#endif
