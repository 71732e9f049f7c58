/* markdown_internal: what the files of the markdown room say to each other; nobody else includes
 * it.
 *
 *   markdown.c             the library's state and memory; parse, then the tree laid out as events
 *   markdown_events.c      what needs only a text of the tree: boxes, citations, ids, footnotes
 *   markdown_limits.c      one pass over the bytes before the parser sees them
 *   markdown_extensions.c  boxes and citations, in cmark-gfm's extension API
 *   markdown_places.c      finds again in the source where an inline stands
 */
#ifndef STEG_PARTS_MARKDOWN_INTERNAL_H
#define STEG_PARTS_MARKDOWN_INTERNAL_H

#include "parts/markdown.h"

/* ---- The text as the parser gets it ---------------------------------------------------------- */

struct md_definition {
    uint32_t line, at,
        len;      /* `[^label]:` at the start of a line; offset and length of `[^label]` */
    bool settled; /* a footnote stands there, or code: nothing to report */
};

struct md_source {
    const struct markdown_input *in;
    struct str text;       /* as fed */
    size_t shift;          /* bytes of ours before the author's */
    const uint32_t *lines; /* where each line starts; cmark counts them in the same way */
    uint32_t nlines;
    struct md_definition *definitions; /* of footnotes, by line */
    size_t ndefinitions;
};

struct pos md_pos(const struct md_source *s, size_t at, size_t len);
struct str md_line(const struct md_source *s, uint32_t index);     /* without its line end */
struct pos md_line_pos(const struct md_source *s, uint32_t index); /* from its first non-blank */

/* Fills lines and definitions; false when the text is over a limit. */
bool md_check_limits(struct md_source *s, struct arena *scratch, struct diags *d);

/* ---- Boxes and citations --------------------------------------------------------------------- */

enum md_box_form {
    MD_BOX_FENCE,
    MD_BOX_GITHUB,
    MD_BOX_STRAY,    /* a closing fence without a box */
    MD_BOX_TOO_DEEP, /* not opened */
    MD_BOX_END       /* marks the line of a closing fence */
};

/* The user data of a box's node. Offsets count from the start of the source line. */
struct md_box {
    enum md_box_form form;
    bool closed;
    uint32_t colons;
    uint32_t line; /* from 0 */
    uint32_t at, end;
    uint32_t kind_at, kind_len, title_at, title_len;
    uint32_t bad_at, bad_len; /* an attribute that means nothing; len 0: none */
};

/* The user data of a citation's node. Offsets and views are into the block's content. */
struct md_group {
    bool in_text;
    size_t at, end;
    struct md_cite *items; /* pos is filled in later, from key_at */
    size_t *key_at;        /* of the key's @ (or -) */
    uint32_t len;
};

/* cmark's extensions and the node type of ours, kept opaque for the files that do not know cmark.
 */
struct md_extensions {
    void *box, *citation, *table, *strikethrough, *autolink, *tasklist;
    uint16_t box_type;
};

void md_extensions_register(struct md_extensions *e);

/* ---- Places ---------------------------------------------------------------------------------- */

/* A block's content, as cmark took it out of the source, and a cursor that follows the inlines
 * through it. Everything moves forward only, so following a block costs no more than its length.
 * When an inline is not found where it should be, the block is `lost` and has no places after. */
struct md_places {
    const struct md_source *source;
    struct str content;
    size_t at;
    bool lost;
    /* The content's line that was mapped last: content [from, to) stands at `source_at`. */
    size_t from, to, source_at;
    uint32_t line; /* of the source */
};

/* Lines from `first` on are searched for the content, up to and with `last` (both from 0). */
void md_places_begin(struct md_places *p, const struct md_source *s, struct str content,
                     uint32_t first, uint32_t last);
/* The same for a table's cell, sought in one line from *column on, which moves behind it. */
void md_places_begin_cell(struct md_places *p, const struct md_source *s, struct str content,
                          uint32_t first, uint32_t last, size_t *column);

/* Where content[at] stands in the source, or STR_NONE. Ask in ascending order. */
size_t md_places_source(struct md_places *p, size_t at);

/* Each moves the cursor over one inline, or over its opening or closing part, and returns where in
 * the content it began, or STR_NONE. */
size_t md_places_text(struct md_places *p, struct str text);
size_t md_places_newline(struct md_places *p);
size_t md_places_code(struct md_places *p);
size_t md_places_html(struct md_places *p, struct str html);
size_t md_places_footnote(struct md_places *p);
size_t md_places_delimiter(struct md_places *p, const char *any_of, size_t most);
size_t md_places_open(struct md_places *p, bool image);
void md_places_close(struct md_places *p);
bool md_places_autolink(struct md_places *p, struct str text, size_t *start);
void md_places_autolink_end(struct md_places *p);

/* ---- Events ---------------------------------------------------------------------------------- */

struct md_open {
    size_t event; /* of the ENTER, or STR_NONE when it has none */
    size_t start; /* in the source; STR_NONE when unknown */
    bool autolink;
};

struct md_flatten {
    struct md_source *source;
    struct markdown *out;
    size_t cap;
    struct arena *a;
    struct diags *d;
    struct md_places places;
    struct pos block_pos;
    struct md_open stack[2 * MARKDOWN_MAX_DEPTH + 4];
    uint32_t depth, levels; /* levels: without the lists around items */
    size_t cell_column;
    bool in_footnotes;
    bool drop_bracket; /* the next text begins with the ] of a citation */
    bool drop_paren;   /* the next text begins with our own ( of one line of text */
};

struct str md_copy(const struct md_flatten *f, struct str s);
struct md_event *md_emit(struct md_flatten *f, enum md_kind kind, enum md_step step,
                         struct pos pos);

/* False: nothing is to be entered; a fence that opens no box has been reported. */
bool md_box_event(struct md_flatten *f, const struct md_box *box);

/* The place of content [from, to), or that of the block; the content's places move on. */
struct pos md_inline_pos(struct md_flatten *f, size_t from, size_t to);
void md_citation_event(struct md_flatten *f, const struct md_group *g);

/* Takes `{#id}` at the end of a heading off its last text. */
void md_take_heading_id(struct md_flatten *f, size_t heading, struct str content);

/* No definition of a footnote in lines first … last (from 0) is worth a warning: it is used, or it
 * is not one. What is left at the end is reported. */
void md_settle(struct md_flatten *f, uint32_t first, uint32_t last);
void md_check_definitions(const struct md_source *s, struct diags *d);

/* Reports `[^label]` in a text that began at `from` of the content: had it a definition, it would
 * not be text. */
void md_check_references(struct md_flatten *f, struct str text, size_t from);
void md_check_spaced_links(struct md_flatten *f, struct str text, size_t from);

#endif
