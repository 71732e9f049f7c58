/* markdown: GitHub-flavoured Markdown as a flat list of events (cmark-gfm).
 *
 *     struct markdown md;
 *     if (markdown_parse(&md, &(struct markdown_input){.file = f, .text = body, …}, arena, diags))
 *         for (size_t i = 0; i < md.len; i++) handle(&md.events[i]);
 *
 * cmark-gfm builds a tree; this room walks it once, iteratively, and lays it out as enter and leave
 * events in document order, with text and attributes as views or arena copies. Nobody else sees
 * cmark. Its tree, its allocator and its global state end with the call.
 *
 * On top of GFM's tables, strikethrough, autolinks, task lists and footnotes there are two
 * extensions of our own, through cmark-gfm's extension API: `:::` boxes (MD_BOX) and pandoc's
 * citations (MD_CITATION); and three spellings that are recognised here: `> [!TIP]` (MD_BOX),
 * `## Title {#id}` (MD_HEADING's id) and `[text](term:id)`, which stays a link.
 *
 * Hostile input: limits are checked on the bytes before the parser sees them (MARKDOWN_MAX_…;
 * tests/unit/hostile.h has what they are for); each has its own diagnostic. What
 * gets through costs at most a few seconds; the worker's clock stops the rest.
 *
 * Positions: cmark's lines are right, its columns are not. An event's pos is found again in the
 * source; when a precise place cannot be told, it is the line's first non-blank character.
 * Ownership: events live in the arena, texts there or in the file. Threads: not thread-safe (the
 * library is not); fork instead.
 */
#ifndef STEG_PARTS_MARKDOWN_H
#define STEG_PARTS_MARKDOWN_H

#include "base/arena.h"
#include "base/diag.h"

#define MARKDOWN_MAX_BYTES (2 * 1024 * 1024)
#define MARKDOWN_MAX_LINE (64 * 1024)
#define MARKDOWN_MAX_RUN (64 * 1024)  /* non-blank lines on end outside a code fence */
#define MARKDOWN_MAX_MARKERS 64       /* container markers on one line */
#define MARKDOWN_MAX_COLUMNS 64       /* of a table */
#define MARKDOWN_MAX_CELLS 20000      /* of a table */
#define MARKDOWN_MAX_DEPTH 100        /* of the tree; a list and its item count as one */
#define MARKDOWN_MAX_DEFINITIONS 2000 /* footnotes, and link references, each */

enum md_kind {
    /* blocks */
    MD_PARAGRAPH,
    MD_HEADING,
    MD_QUOTE,
    MD_LIST,
    MD_ITEM,
    MD_CODE_BLOCK,
    MD_HTML_BLOCK,
    MD_BREAK,
    MD_TABLE,
    MD_ROW,
    MD_CELL,
    MD_FOOTNOTES,
    MD_FOOTNOTE,
    MD_BOX,
    /* inlines */
    MD_TEXT,
    MD_SOFTBREAK,
    MD_LINEBREAK,
    MD_CODE,
    MD_HTML,
    MD_EMPH,
    MD_STRONG,
    MD_STRIKE,
    MD_LINK,
    MD_IMAGE,
    MD_FOOTNOTE_REF,
    MD_CITATION
};

enum md_step { MD_ENTER, MD_LEAVE, MD_LEAF };
enum md_align { MD_ALIGN_NONE, MD_ALIGN_LEFT, MD_ALIGN_CENTER, MD_ALIGN_RIGHT };

/* One work of a citation; `[se @a, s. 3; -@b]` is a MD_CITATION with two. */
struct md_cite {
    struct str key;
    struct str prefix, locator; /* "se", "s. 3": plain text */
    bool suppress_author;       /* -@key */
    struct pos pos;             /* of the key with its @ */
};

struct md_event {
    uint8_t kind; /* enum md_kind */
    uint8_t step; /* enum md_step; TEXT, CODE, HTML, breaks, CITATION, … are leaves */
    struct pos pos;
    struct str text;  /* TEXT, CODE, CODE_BLOCK, HTML, HTML_BLOCK: the content;
                         LINK, IMAGE: the destination, as written, unescaped;
                         BOX: the kind as written ("example"); FOOTNOTE, FOOTNOTE_REF: the label */
    struct str extra; /* LINK, IMAGE: title; CODE_BLOCK: info string; HEADING: {#id} or "";
                         BOX: title, raw Markdown of one line, or "" */
    union {
        struct {
            uint8_t level;
        } heading;
        struct {
            bool ordered, tight, tasks;
            uint32_t start;
        } list; /* tasks: every item is one */
        struct {
            bool task, checked;
        } item;
        struct {
            uint32_t columns;
            const uint8_t *align;
        } table; /* enum md_align per column */
        struct {
            bool header;
        } row;
        struct {
            uint8_t align;
            bool header;
            uint32_t column;
        } cell;
        struct {
            uint32_t number, nth;
        } footnote; /* number in order of first use; nth reference to
                       it, from 1; FOOTNOTE: how many references */
        struct {
            bool in_text;
            const struct md_cite *items;
            uint32_t len;
        } citation;
        struct {
            bool github;
        } box; /* written as > [!TIP] */
        struct {
            uint32_t at;
        } code; /* offset in the text of the line behind the one that opened the fence; each line of
                   the content stands at the end of a line from there on. 0: indented, no fence */
        struct {
            bool autolink;
        } link;
    } as;
};

struct markdown {
    struct md_event *events;
    size_t len;
};

struct markdown_input {
    const struct file *file; /* for positions */
    struct str text;         /* the Markdown; a view into the file's bytes, or a YAML value */
    /* Where byte `offset` of text stands in the file; NULL: text is a view into file->bytes. */
    struct pos (*locate)(void *ctx, size_t offset, size_t length);
    void *locate_ctx;
    bool
        inline_only; /* one line of text: a block construct is an error, the paragraph is omitted */
    bool plain_gfm;  /* the conformance test's profile: no extensions of our own */
};

/* Limits first, then parse. False when an error was added; boxes that are unclosed or stray, and
 * limits, are errors of this room. */
bool markdown_parse(struct markdown *out, const struct markdown_input *in, struct arena *a,
                    struct diags *d);

/* The index of the event that leaves what is entered at `enter`. */
size_t markdown_leave(const struct markdown *md, size_t enter);

/* The text of events [from, to) without markup and without blanks around it; pictures by their
 * alternative text. */
struct str markdown_text(const struct markdown *md, size_t from, size_t to, struct arena *a);

/* Whether text has none of Markdown's special characters, so that it is its own rendering. */
bool markdown_is_plain(struct str text);

#endif
