/* The limits: one pass over the bytes before the parser sees them.
 *
 * The installed cmark-gfm has known inputs of a few kilobytes that cost minutes or end the process
 * (CVE-2023-22483, -22484, -22486, -24824, -37463). What they have in common is long lines, long
 * runs without a blank line, deep or wide structures, and many definitions; nobody writes those by
 * hand. Each limit errs to the strict side: what looks like a table's delimiter row counts as one.
 *
 * Inside a fenced code block a run may be long. Only a fence that cmark is sure to see as one, at
 * the left margin and not in an HTML block, counts here.
 */
#include "parts/markdown_internal.h"
#include <string.h>

struct scan {
    struct md_source *s;
    struct arena *scratch;
    struct diags *d;
    bool ok;
    bool long_line;     /* in the run: reported already */
    struct str above;   /* the line before */
    size_t run, run_at; /* bytes since the last blank line, and where they began */
    char fence;         /* of the open code fence, 0 when none */
    size_t fence_len;
    const char *html_end;    /* what ends the open HTML block; "" is a blank line; NULL when none */
    uint32_t columns, cells; /* of the table the lines may belong to; 0 when none */
    uint32_t references;     /* link definitions, or what may be one */
    size_t references_at;    /* the first */
    size_t definitions_cap, lines_cap;
};

static void over(struct scan *c, enum diag_id id, size_t at, size_t len, size_t got, size_t limit)
{
    c->ok = false;
    diag(c->d, id, md_pos(c->s, at, len), str_number(c->scratch, got),
         str_number(c->scratch, limit));
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

/* ---- What a line begins with ----------------------------------------------------------------- */

/* `[^label]:` at the start of s: its length up to and with the `]`, or 0. */
static size_t footnote_label(struct str s)
{
    if (!str_starts(s, STR("[^"))) return 0;
    size_t close = str_find(s, ']');
    if (close == STR_NONE || close < 3 || close + 1 >= s.len || s.ptr[close + 1] != ':') return 0;
    return close + 1;
}

/* Length of the container marker at the start of s: `>`, `-`, `1.`, `[^a]:`, or 0. */
static size_t marker_length(struct str s)
{
    if (!s.len) return 0;
    if (s.ptr[0] == '>') return 1;
    size_t n = 0;
    if (strchr("-+*", s.ptr[0])) {
        n = 1;
    } else {
        while (n < s.len && n < 10 && is_digit(s.ptr[n]))
            n++;
        if (!n || n == s.len || (s.ptr[n] != '.' && s.ptr[n] != ')')) {
            n = footnote_label(s);
            return n ? n + 1 : 0;
        }
        n++;
    }
    return n == s.len || is_blank(s.ptr[n]) ? n : 0;
}

/* The line without its container markers, which are counted. */
static struct str strip_markers(struct str line, size_t *count)
{
    struct str rest = str_trim_start(line);
    *count = 0;
    for (size_t n; (n = marker_length(rest)) > 0; ++*count)
        rest = str_trim_start(str_from(rest, n));
    return rest;
}

/* `* * *` and `- - -` are a break, however long. */
static bool is_break(struct str line)
{
    struct str text = str_trim(line);
    for (size_t i = 0; i < text.len; i++)
        if (text.ptr[i] != text.ptr[0] && !is_blank(text.ptr[i])) return false;
    return text.len && strchr("*-_", text.ptr[0]);
}

/* ---- Tables ---------------------------------------------------------------------------------- */

/* Columns of what may be a table's delimiter row, else 0. */
static uint32_t delimiter_columns(struct str line)
{
    struct str row = str_trim(line);
    bool dash = false;
    uint32_t bars = 0;
    while (row.len && row.ptr[0] == '>') /* a quote's prefix */
        row = str_trim_start(str_from(row, 1));
    for (size_t i = 0; i < row.len; i++) {
        if (!strchr("|:- \t", row.ptr[i])) return 0;
        dash |= row.ptr[i] == '-';
        bars += row.ptr[i] == '|';
    }
    if (!dash || !row.len) return 0;
    bars -= row.ptr[0] == '|';
    if (row.len > 1) bars -= row.ptr[row.len - 1] == '|';
    return bars + 1;
}

static void check_table(struct scan *c, struct str line, struct str rest)
{
    uint32_t columns = delimiter_columns(rest);
    if (!columns) columns = delimiter_columns(line);
    if (columns > MARKDOWN_MAX_COLUMNS)
        over(c, DIAG_TABLE_TOO_WIDE, (size_t)(c->above.ptr - c->s->text.ptr), c->above.len, columns,
             MARKDOWN_MAX_COLUMNS);
    if (columns > c->columns) c->columns = columns;
    if (c->columns) c->cells += c->columns;
}

/* ---- Definitions ----------------------------------------------------------------------------- */

static void check_definitions(struct scan *c, struct str line, uint32_t index, size_t at)
{
    struct str rest = str_trim_start(line);
    size_t label = footnote_label(rest), start = at + (line.len - rest.len);
    struct md_source *s = c->s;
    if (label) {
        if (s->ndefinitions == c->definitions_cap)
            s->definitions =
                arena_grow(c->scratch, s->definitions, &c->definitions_cap, sizeof *s->definitions);
        s->definitions[s->ndefinitions++] =
            (struct md_definition){.line = index, .at = (uint32_t)start, .len = (uint32_t)label};
        return;
    }
    size_t found; /* a definition's label may stand on the line before, so look for its end */
    for (struct str tail = line; (found = str_find_str(tail, STR("]:"))) != STR_NONE;
         tail = str_from(tail, found + 2))
        if (!c->references++) c->references_at = start;
}

/* ---- Fences and HTML ------------------------------------------------------------------------- */

static size_t margin(struct str line)
{
    size_t n = 0;
    while (n < line.len && line.ptr[n] == ' ')
        n++;
    return n;
}

static size_t fence_run(struct str s)
{
    size_t n = 0;
    while (n < s.len && s.ptr[n] == s.ptr[0])
        n++;
    return n >= 3 && (s.ptr[0] == '`' || s.ptr[0] == '~') ? n : 0;
}

/* True when the line belongs to a fenced code block. */
static bool in_fence(struct scan *c, struct str line)
{
    size_t indent = margin(line);
    struct str s = str_from(line, indent);
    size_t run = indent <= 3 ? fence_run(s) : 0;
    if (c->fence) {
        bool closes =
            run >= c->fence_len && s.ptr[0] == c->fence && !str_trim(str_from(s, run)).len;
        if (closes) c->fence = 0;
        return true;
    }
    if (!run || c->html_end || (s.ptr[0] == '`' && str_find(str_from(s, run), '`') != STR_NONE))
        return false;
    c->fence = s.ptr[0];
    c->fence_len = run;
    return true;
}

static bool contains_nocase(struct str s, const char *needle)
{
    size_t n = strlen(needle);
    for (size_t i = 0; i + n <= s.len; i++)
        if (str_eq_nocase(str_sub(s, i, n), str_of(needle))) return true;
    return false;
}

/* Follows HTML blocks, in which nothing is a fence (CommonMark 0.29, section 4.6). */
static void follow_html(struct scan *c, struct str line)
{
    static const struct {
        const char *start, *end;
    } kinds[] = {
        {"<!--", "-->"},          {"<?", "?>"},           {"<![CDATA[", "]]>"}, {"<!", ">"},
        {"<script", "</script>"}, {"<style", "</style>"}, {"<pre", "</pre>"},   {"<", ""}};
    size_t markers;
    struct str rest = strip_markers(line, &markers);
    if (!c->html_end)
        for (size_t i = 0; !c->html_end && i < sizeof kinds / sizeof *kinds; i++)
            if (str_eq_nocase(str_sub(rest, 0, strlen(kinds[i].start)), str_of(kinds[i].start)))
                c->html_end = kinds[i].end;
    if (!c->html_end) return;
    if (c->html_end[0] ? contains_nocase(line, c->html_end) : !str_trim(line).len)
        c->html_end = NULL;
}

/* ---- The pass -------------------------------------------------------------------------------- */

/* A blank line, a fence or the end: what was added up since the last is known now. */
static void end_run(struct scan *c)
{
    if (c->run > MARKDOWN_MAX_RUN && !c->long_line)
        over(c, DIAG_RUN_TOO_LONG, c->run_at, 0, c->run, MARKDOWN_MAX_RUN);
    if (c->cells > MARKDOWN_MAX_CELLS)
        over(c, DIAG_TABLE_TOO_LARGE, c->run_at, 0, c->cells, MARKDOWN_MAX_CELLS);
    c->run = 0;
    c->columns = c->cells = 0;
    c->long_line = false;
}

static void check_line(struct scan *c, struct str line, uint32_t index, size_t at)
{
    if (line.len > MARKDOWN_MAX_LINE) {
        c->long_line = true;
        over(c, DIAG_LINE_TOO_LONG, at, 0, line.len, MARKDOWN_MAX_LINE);
    }
    if (in_fence(c, line)) {
        end_run(c);
        return;
    }
    struct str text = str_trim(line);
    if (c->html_end || (text.len && strchr("<>-+*0123456789[", text.ptr[0]))) follow_html(c, line);
    if (!text.len) {
        end_run(c);
        c->above = str_sub(line, 0, 0);
        return;
    }
    if (!c->run) c->run_at = at;
    c->run += line.len + 1;
    size_t markers, start = at + (size_t)(text.ptr - line.ptr);
    struct str rest = strip_markers(line, &markers);
    if (markers > MARKDOWN_MAX_MARKERS && !is_break(line))
        over(c, DIAG_TOO_MANY_MARKERS, start, text.len, markers, MARKDOWN_MAX_MARKERS);
    if (c->columns || memchr(line.ptr, '-', line.len)) check_table(c, line, rest);
    if (memchr(line.ptr, ']', line.len)) check_definitions(c, line, index, at);
    c->above = text;
}

bool md_check_limits(struct md_source *s, struct arena *scratch, struct diags *d)
{
    struct scan c = {
        .s = s, .scratch = scratch, .d = d, .ok = true, .above = str_sub(s->text, 0, 0)};
    if (s->text.len > MARKDOWN_MAX_BYTES) {
        over(&c, DIAG_TEXT_TOO_LONG, 0, 0, s->text.len, MARKDOWN_MAX_BYTES);
        return false;
    }
    size_t nul = str_find(s->text, 0); /* cmark would make it three bytes and move all places */
    if (nul != STR_NONE) {
        diag(d, DIAG_YAML_NUL, md_pos(s, nul, 1));
        return false;
    }
    uint32_t *lines = NULL;
    struct str rest = s->text, line;
    while (str_line(&rest, &line)) {
        size_t at = (size_t)(line.ptr - s->text.ptr);
        if (s->nlines == c.lines_cap) {
            lines = arena_grow(scratch, lines, &c.lines_cap, sizeof *lines);
            s->lines = lines;
        }
        lines[s->nlines++] = (uint32_t)at;
        check_line(&c, line, s->nlines - 1, at);
    }
    end_run(&c);
    if (s->ndefinitions > MARKDOWN_MAX_DEFINITIONS)
        over(&c, DIAG_TOO_MANY_FOOTNOTES, s->definitions[0].at, s->definitions[0].len,
             s->ndefinitions, MARKDOWN_MAX_DEFINITIONS);
    if (c.references > MARKDOWN_MAX_DEFINITIONS)
        over(&c, DIAG_TOO_MANY_REFERENCES, c.references_at, 0, c.references,
             MARKDOWN_MAX_DEFINITIONS);
    return c.ok;
}
