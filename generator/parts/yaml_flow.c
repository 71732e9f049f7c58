/* yaml: lists in [ ] and maps in { }, over any number of lines (yaml_scan.h).
 *
 *     flow  = "[" entries "]" | "{" entries "}"
 *     entry = value [ ":" [ value ] ]
 *
 * A collection with a fault is painted out as a whole; the scanner goes on in it as far as its
 * brackets can be followed.
 */
#include "parts/yaml_scan.h"

#define NONE STR_NONE

/* What stands since the last comma, colon or opening bracket. */
enum last { LAST_NOTHING, LAST_PLAIN, LAST_CLOSED };

struct flow_level {
    size_t open;
    bool map;
    enum last last;
    size_t entry, colon, value;        /* of this entry; NONE while there is none */
    size_t end;                        /* behind its last character */
    size_t before_entry, before_value; /* of the entry before, when it had a value */
};

struct flow {
    struct flow_level levels[YAML_MAX_DEPTH + 1];
    size_t depth;
    size_t faults; /* the scan's when it began */
    bool fresh;    /* no character of this line yet */
    bool lost;     /* in a quotation mark that is never closed */
};

static bool closes(char c)
{
    return c == ']' || c == '}';
}
static bool opens(char c)
{
    return c == '[' || c == '{';
}

static struct flow_level *top(struct flow *f)
{
    return &f->levels[f->depth - 1];
}

static void new_entry(struct flow_level *l)
{
    bool valued = l->entry != NONE && l->colon != NONE;
    l->before_entry = valued ? l->entry : NONE;
    l->before_value = l->value;
    l->entry = l->colon = l->value = NONE;
    l->last = LAST_NOTHING;
}

/* A value begins at i. */
static void begin(struct yaml_scan *s, struct flow *f, size_t i)
{
    struct flow_level *l = top(f);
    if (l->last != LAST_NOTHING) yaml_fault(s, DIAG_YAML_NO_COMMA, i, i + 1);
    if (l->entry == NONE) l->entry = i;
    if (l->colon != NONE && l->value == NONE) l->value = i;
    l->last = LAST_CLOSED;
}

static bool push(struct yaml_scan *s, struct flow *f, size_t i)
{
    if (f->depth) begin(s, f, i);
    if (s->depth + f->depth >= YAML_MAX_DEPTH) {
        yaml_fault(s, DIAG_YAML_TOO_DEEP, i, i + 1, str_number(s->arena, YAML_MAX_DEPTH));
        s->stop = true;
        return false;
    }
    f->levels[f->depth++] = (struct flow_level){.open = i,
                                                .map = s->in.ptr[i] == '{',
                                                .entry = NONE,
                                                .colon = NONE,
                                                .value = NONE,
                                                .before_entry = NONE};
    return true;
}

/* An entry ends: in a map it must have had a colon. */
static void end_entry(struct yaml_scan *s, const struct flow *f, const struct flow_level *l)
{
    if (!l->map || l->entry == NONE || l->colon != NONE) return;
    struct str text = str_sub(s->in, l->entry, l->end - l->entry);
    size_t colon = str_find(text, ':');
    if (text.len == 0 || (opens(text.ptr[0]) && s->faults > f->faults)) return;
    if (colon != NONE && !opens(text.ptr[0]) && text.ptr[0] != '"' && text.ptr[0] != '\'')
        yaml_fault(
            s, DIAG_YAML_NO_SPACE, l->entry + colon, l->entry + colon + 1,
            STR_CAT(s->arena, str_sub(text, 0, colon + 1), STR(" "), str_from(text, colon + 1)));
    else if (l->before_entry != NONE)
        yaml_fault(s, DIAG_YAML_COMMA, l->entry, l->end, text,
                   yaml_remedy(s, l->before_entry, l->before_value, l->end));
    else
        yaml_fault(s, DIAG_YAML_BRACES, l->entry, l->end, text);
}

static uint64_t line_number(const struct yaml_scan *s, size_t i)
{
    uint32_t line, column;
    struct str text;
    pos_locate(yaml_pos(s, i, i), &line, &column, &text);
    return line;
}

/* A closing bracket at i; false when it is the wrong one. */
static bool close(struct yaml_scan *s, struct flow *f, size_t i)
{
    struct flow_level *l = top(f);
    end_entry(s, f, l);
    bool right = l->map == (s->in.ptr[i] == '}');
    if (!right)
        yaml_fault(s, DIAG_YAML_BRACKET_MISMATCH, i, i + 1, str_sub(s->in, i, 1),
                   l->map ? STR("}") : STR("]"), str_number(s->arena, line_number(s, l->open)));
    f->depth--;
    if (f->depth) top(f)->end = i + 1;
    return right;
}

static void comma(struct yaml_scan *s, struct flow *f, size_t i)
{
    struct flow_level *l = top(f);
    if (l->entry == NONE) yaml_fault(s, DIAG_YAML_NO_VALUE, i, i + 1);
    end_entry(s, f, l);
    new_entry(l);
}

/* Where the text around i ends on its line: before a comma or a bracket. */
static size_t plain_end(const struct yaml_scan *s, size_t i)
{
    while (!yaml_eol(s, i) && s->in.ptr[i] != ',' && !opens(s->in.ptr[i]) && !closes(s->in.ptr[i]))
        i++;
    return i;
}

static bool spans_lines(const struct yaml_scan *s, size_t from, size_t to)
{
    struct str part = str_sub(s->in, from, to - from);
    return str_find(part, '\n') != STR_NONE || str_find(part, '\r') != STR_NONE;
}

/* The first character of i's line. */
static size_t line_text(const struct yaml_scan *s, size_t i)
{
    while (i > 0 && !yaml_eol(s, i - 1))
        i--;
    return yaml_skip_blanks(s, i);
}

static void colon(struct yaml_scan *s, struct flow *f, size_t i)
{
    struct flow_level *l = top(f);
    char next = i + 1 < s->in.len ? s->in.ptr[i + 1] : '\n';
    if (l->entry == NONE)
        yaml_fault(s, DIAG_YAML_KEY, i, i + 1);
    else if (l->colon != NONE && l->value != NONE && spans_lines(s, l->value, i))
        yaml_fault(s, DIAG_YAML_NO_COMMA, line_text(s, i), i);
    else if (l->colon != NONE)
        yaml_fault(s, DIAG_YAML_COLON, i, i + 1,
                   yaml_remedy(s, l->entry, l->value != NONE ? l->value : i, plain_end(s, i)));
    else if (l->last == LAST_PLAIN && (next == ',' || opens(next) || closes(next)))
        yaml_fault(s, DIAG_YAML_COLON, i, i + 1, yaml_remedy(s, l->entry, l->entry, i + 1));
    else if (closes(s->in.ptr[l->end - 1]) || spans_lines(s, l->entry, i))
        yaml_fault(s, DIAG_YAML_KEY, l->entry, l->end);
    if (l->entry == NONE) l->entry = i;
    if (l->colon == NONE) l->colon = i;
    l->end = i + 1;
    l->last = LAST_NOTHING;
}

/* A plain text on this line; the offset behind it. */
static size_t plain(struct yaml_scan *s, struct flow *f, size_t i)
{
    struct flow_level *l = top(f);
    bool more = l->last == LAST_PLAIN;
    size_t from = i, end = i;
    for (; !yaml_eol(s, i); i++) {
        char c = s->in.ptr[i], next = i + 1 < s->in.len ? s->in.ptr[i + 1] : '\n';
        if (c == ',' || opens(c) || closes(c)) break;
        if (c == ':' && (yaml_blank_or_eol(s, i + 1) || next == ',' || opens(next) || closes(next)))
            break;
        if (c == '#' && i > from && yaml_blank(s, i - 1)) break;
        if (!yaml_blank(s, i)) end = i + 1;
    }
    if (!more) {
        begin(s, f, from);
        yaml_bad_start(s, from, end > from ? end : from + 1, true);
        if (end == from) end = ++i;
    }
    l->last = LAST_PLAIN;
    l->end = end;
    return i;
}

static size_t quoted(struct yaml_scan *s, struct flow *f, size_t i)
{
    size_t stop = 0, end = yaml_scan_quoted(s, i, &stop, true);
    begin(s, f, i);
    if (!end) {
        yaml_fault(s, DIAG_YAML_QUOTE_OPEN, i, i + 1, str_sub(s->in, i, 1));
        f->lost = true;
        return stop;
    }
    top(f)->end = end;
    return end;
}

/* A "#" at i: a comment, or text that would be lost; then it is read on as text. */
static size_t hash(struct yaml_scan *s, struct flow *f, size_t i)
{
    struct flow_level *l = top(f);
    bool comment = (f->fresh && l->last != LAST_PLAIN) ||
                   (yaml_blank_or_eol(s, i + 1) && (f->fresh || yaml_blank(s, i - 1)));
    if (comment) {
        if (l->last == LAST_PLAIN) l->last = LAST_CLOSED;
        return yaml_line_end(s, i);
    }
    size_t from = l->last != LAST_PLAIN ? i : l->value != NONE ? l->value : l->entry;
    size_t end = plain_end(s, i);
    yaml_fault(s, DIAG_YAML_HASH, i, end, yaml_remedy(s, from, from, end));
    return plain(s, f, i);
}

/* Whether the line at i can no longer belong to a collection in this place. */
static bool outside(const struct yaml_scan *s, size_t i)
{
    size_t first = yaml_skip_blanks(s, i);
    if (yaml_marker(s, i)) return true;
    bool item = first < s->in.len && s->in.ptr[first] == '-' && yaml_blank(s, first + 1);
    return (long)(first - i) <= yaml_column(s) && (yaml_looks_like_key(s, first) || item);
}

/* One token at i; the offset behind it. f->depth becomes 0 when the collection ends. */
static size_t token(struct yaml_scan *s, struct flow *f, size_t i)
{
    char c = s->in.ptr[i];
    struct flow_level *l = top(f);
    if (c == '#') return hash(s, f, i);
    if (opens(c)) {
        push(s, f, i);
    } else if (closes(c)) {
        if (!close(s, f, i) && f->depth == 0) return i + 1;
    } else if (c == ',') {
        comma(s, f, i);
    } else if (c == '"' || c == '\'') {
        if (l->last != LAST_PLAIN) return quoted(s, f, i);
        return plain(s, f, i);
    } else if (c == ':' && (l->last != LAST_NOTHING || yaml_blank_or_eol(s, i + 1))) {
        colon(s, f, i);
    } else {
        return plain(s, f, i);
    }
    return i + 1;
}

static void unclosed(struct yaml_scan *s, struct flow *f, size_t open, size_t i)
{
    struct flow_level *l = top(f);
    yaml_fault(s, DIAG_YAML_BRACKET_OPEN, l->open, l->open + 1, str_sub(s->in, l->open, 1),
               l->map ? STR("}") : STR("]"));
    yaml_paint(s, open, i, ' ');
    s->at = i;
}

/* Behind the outermost bracket: nothing, a comment, or text that makes it no collection. */
static void after(struct yaml_scan *s, size_t open, size_t end, bool sound)
{
    size_t i = yaml_skip_blanks(s, end), line_end = yaml_line_end(s, end);
    if (yaml_eol(s, i) || (s->in.ptr[i] == '#' && i > end && yaml_blank_or_eol(s, i + 1))) {
        if (!sound) yaml_paint(s, open, end, ' ');
    } else if (s->in.ptr[i] == ':' && yaml_blank_or_eol(s, i + 1)) {
        size_t column = open - s->line; /* the map that the author had in mind */
        yaml_fault(s, DIAG_YAML_KEY, open, end);
        yaml_paint(s, open, line_end, ' ');
        if ((long)column > yaml_column(s) && s->depth < YAML_MAX_DEPTH)
            s->levels[s->depth++] = (struct yaml_level){.column = column};
    } else {
        size_t text = yaml_line_end(s, open) == line_end ? open : i;
        if (sound)
            yaml_fault(s, DIAG_YAML_AFTER_BRACKET, i, yaml_text_end(s, i),
                       yaml_remedy(s, text == open ? s->entry : text, text, yaml_text_end(s, i)));
        yaml_paint(s, open, line_end, ' ');
    }
    s->at = yaml_next_line(s, end);
}

void yaml_scan_flow(struct yaml_scan *s)
{
    struct flow f = {.faults = s->faults};
    size_t open = s->at, i = open + 1;
    s->expect = YAML_EXPECT_NONE;
    if (!push(s, &f, open)) return;
    while (f.depth && !s->stop) {
        i = yaml_skip_blanks(s, i);
        if (i >= s->in.len) {
            unclosed(s, &f, open, i);
            return;
        }
        if (yaml_eol(s, i)) {
            i = yaml_next_line(s, i);
            size_t text = yaml_skip_blanks(s, i);
            if (str_find(str_sub(s->in, i, text - i), '\t') != STR_NONE)
                yaml_paint(s, i, text, ' '); /* no fault here, but libyaml minds */
            if (i < s->in.len && outside(s, i)) {
                unclosed(s, &f, open, i);
                return;
            }
            f.fresh = true;
            continue;
        }
        i = token(s, &f, i);
        f.fresh = false;
        if (!f.lost) continue;
        yaml_paint(s, open, i, ' ');
        s->at = i;
        return;
    }
    after(s, open, i, s->faults == f.faults);
}
