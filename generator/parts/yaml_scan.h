/* yaml_scan: finds what authors get wrong in YAML, before libyaml reads it. Internal to yaml.
 *
 * libyaml stops at its first fault, words it for programmers, often blames the next line, and lets
 * text that an author meant disappear as a comment, a tag or an alias. This scanner goes through
 * the same bytes line by line, knows the block structure (which columns are open), quotes, flow
 * collections and block scalars, and reports each mistake with the remedy made from the author's
 * own line. What it has reported it paints over in a copy of the text, byte for byte, so that
 * libyaml can read on behind it and positions stay true.
 *
 * It is a filter, not a second parser: it makes no values, and what it lets through libyaml judges.
 *
 * Bounds: one pass; a quote that turns out to be unclosed is scanned twice; at most
 * YAML_MAX_FAULTS faults; nesting at most YAML_MAX_DEPTH, brackets counted wherever they may open
 * a collection. Reaching a limit sets `stop`: libyaml must not see the bytes then.
 */
#ifndef STEG_PARTS_YAML_SCAN_H
#define STEG_PARTS_YAML_SCAN_H

#include "parts/yaml.h"

#define YAML_MAX_FAULTS 100

/* What the lines so far leave open. */
enum yaml_expect {
    YAML_EXPECT_ANY,   /* nothing yet */
    YAML_EXPECT_VALUE, /* after "key:" or "-": deeper lines are its value */
    YAML_EXPECT_MORE,  /* after a plain text: deeper lines continue it */
    YAML_EXPECT_NONE   /* after a finished value: deeper lines are wrong */
};

struct yaml_level {
    size_t column;
    bool list;
};

struct yaml_scan {
    const struct file *file;
    struct str in; /* a view into the file; cut short at the end of the first document */
    char *copy;    /* in, painted; NULL while there is nothing to paint */
    struct arena *arena;
    struct diags *diags;
    size_t faults;
    bool stop;
    bool tabs; /* the lines just above were indented with tabs */

    size_t at;    /* where to read on */
    size_t line;  /* start of the line */
    size_t entry; /* first character of the line on which the open value began */
    size_t key;   /* its innermost key, or == value */
    size_t value; /* the open value */
    enum yaml_expect expect;
    struct yaml_level levels[YAML_MAX_DEPTH + 1];
    size_t depth;
};

/* Fills faults, copy and stop; file, in, arena and diags are the caller's. */
void yaml_scan(struct yaml_scan *s);

/* ---- The scanner's own parts (yaml_scan.c, yaml_value.c, yaml_remedy.c) --------------------- */

static inline bool yaml_eol(const struct yaml_scan *s, size_t i)
{
    return i >= s->in.len || s->in.ptr[i] == '\n' || s->in.ptr[i] == '\r';
}
static inline bool yaml_blank(const struct yaml_scan *s, size_t i)
{
    return i < s->in.len && (s->in.ptr[i] == ' ' || s->in.ptr[i] == '\t');
}
static inline bool yaml_blank_or_eol(const struct yaml_scan *s, size_t i)
{
    return yaml_eol(s, i) || yaml_blank(s, i);
}
static inline size_t yaml_skip_blanks(const struct yaml_scan *s, size_t i)
{
    while (yaml_blank(s, i))
        i++;
    return i;
}
size_t yaml_line_end(const struct yaml_scan *s, size_t i);
size_t yaml_next_line(const struct yaml_scan *s, size_t i); /* start of the line after i's */
/* The column of the innermost open block, -1 at the top. */
static inline long yaml_column(const struct yaml_scan *s)
{
    return s->depth ? (long)s->levels[s->depth - 1].column : -1;
}
bool yaml_marker(const struct yaml_scan *s, size_t line); /* "---" or "..." alone in column 0 */
bool yaml_looks_like_key(const struct yaml_scan *s, size_t from); /* "word:" */

/* A value that begins at s->at; leaves s->at on the next line, or behind a list's bracket when it
 * stands where a key might. */
void yaml_scan_value(struct yaml_scan *s);
/* A line that continues a plain text. */
void yaml_scan_continued(struct yaml_scan *s);
/* Past a comment or the end of the line at i; a "#" that would swallow text is reported. */
void yaml_scan_rest(struct yaml_scan *s, size_t i);
void yaml_scan_flow(struct yaml_scan *s);
/* The offset behind the closing quote of the one at `open`; 0 when there is none before `*stop`,
 * the first line that cannot belong to it any more. Reports bad escapes when `report`. */
size_t yaml_scan_quoted(struct yaml_scan *s, size_t open, size_t *stop, bool report);
/* Whether a plain text may not begin at i; if so, reports it with the text ending at `to`. */
bool yaml_bad_start(struct yaml_scan *s, size_t i, size_t to, bool flow);

/* Reports at [from, to) of the text. */
#define yaml_fault(s, id, from, to, ...)                                                          \
    do {                                                                                          \
        if (yaml_may_report(s)) diag((s)->diags, (id), yaml_pos((s), (from), (to)), __VA_ARGS__); \
    } while (0)
bool yaml_may_report(struct yaml_scan *s);
struct pos yaml_pos(const struct yaml_scan *s, size_t from, size_t to);

/* Overwrites all but blanks and line ends in [from, to) of the copy. '_' keeps a text there, ' '
 * leaves nothing. */
void yaml_paint(struct yaml_scan *s, size_t from, size_t to, char with);

/* [from, to) in quotation marks, with [before, from) in front; long ones are shortened. */
struct str yaml_remedy(const struct yaml_scan *s, size_t before, size_t from, size_t to);
/* The same for the open value up to the end of its line: a list's item that reads like a sentence
 * is quoted with its "key". */
struct str yaml_remedy_value(const struct yaml_scan *s);
/* "key: >-" of the open value. */
struct str yaml_remedy_folded(const struct yaml_scan *s);
/* Where the text that begins at i ends: before a comment, without trailing blanks. */
size_t yaml_text_end(const struct yaml_scan *s, size_t i);

/* Encoding, NUL, control characters; false when nothing can be read. */
bool yaml_characters(struct yaml_scan *s);

#endif
