/* Where inlines stand in the source.
 *
 * cmark's lines are nearly right and its columns are not: both drift after a line break in a link's
 * title, a hard break written with a backslash, or a link definition before the text. But it keeps
 * each block's content as it parsed it, and that is a piece of the source without the containers'
 * prefixes. So we follow the inlines through the content with a cursor, and know for each line of
 * the content which line of the source it ends.
 */
#include "parts/markdown_internal.h"
#include <string.h>

struct pos md_pos(const struct md_source *s, size_t at, size_t len)
{
    const struct markdown_input *in = s->in;
    if (at > s->text.len) at = s->text.len;
    size_t end = len < s->text.len - at ? at + len : s->text.len;
    at = at > s->shift ? at - s->shift : 0;
    end = end > s->shift ? end - s->shift : 0;
    len = end > at ? end - at : 0;
    if (in->locate) return in->locate(in->locate_ctx, at, len);
    size_t base = (size_t)(in->text.ptr - in->file->bytes.ptr);
    return (struct pos){in->file, (uint32_t)(base + at), (uint32_t)len};
}

struct str md_line(const struct md_source *s, uint32_t index)
{
    if (index >= s->nlines) return (struct str){0};
    size_t from = s->lines[index];
    size_t to = index + 1 < s->nlines ? s->lines[index + 1] : s->text.len;
    while (to > from && (s->text.ptr[to - 1] == '\n' || s->text.ptr[to - 1] == '\r'))
        to--;
    return str_sub(s->text, from, to - from);
}

struct pos md_line_pos(const struct md_source *s, uint32_t index)
{
    struct str line = md_line(s, index), text = str_trim(line);
    if (!text.len) return md_pos(s, index < s->nlines ? s->lines[index] : s->text.len, 0);
    return md_pos(s, (size_t)(text.ptr - s->text.ptr), text.len);
}

/* ---- Lines of the content -------------------------------------------------------------------- */

/* Where the text of a content's line stands in a line of the source: at its end, as cmark strips
 * prefixes; else, for what it also strips at the end (`## Title ##`, cells), the first place. */
static size_t find_in_line(const struct md_source *s, uint32_t index, struct str text,
                           size_t column)
{
    struct str line = str_from(md_line(s, index), column);
    if (!line.ptr) return STR_NONE;
    struct str trimmed = str_trim_end(line);
    text = str_trim_end(text);
    if (!column && str_ends(trimmed, text))
        return (size_t)(trimmed.ptr - s->text.ptr) + trimmed.len - text.len;
    size_t at = str_find_str(trimmed, text);
    return at == STR_NONE ? STR_NONE : (size_t)(trimmed.ptr - s->text.ptr) + at;
}

static size_t line_end(struct str content, size_t from)
{
    size_t len = str_find(str_from(content, from), '\n');
    return len == STR_NONE ? content.len : from + len;
}

static void begin(struct md_places *p, const struct md_source *s, struct str content,
                  uint32_t first, uint32_t last, size_t column)
{
    *p = (struct md_places){.source = s, .content = content, .source_at = STR_NONE, .line = first};
    p->to = line_end(content, 0);
    struct str text = str_sub(content, 0, p->to);
    if (last >= s->nlines) last = s->nlines ? s->nlines - 1 : 0;
    for (uint32_t i = first; i <= last && i < s->nlines; i++) {
        p->source_at = find_in_line(s, i, text, column);
        p->line = i;
        if (p->source_at != STR_NONE) return;
    }
    p->line = first;
}

void md_places_begin(struct md_places *p, const struct md_source *s, struct str content,
                     uint32_t first, uint32_t last)
{
    begin(p, s, content, first, last, 0);
}

void md_places_begin_cell(struct md_places *p, const struct md_source *s, struct str content,
                          uint32_t first, uint32_t last, size_t *column)
{
    begin(p, s, content, first, last, *column);
    if (p->source_at == STR_NONE || p->line >= s->nlines) return;
    size_t end = p->source_at - s->lines[p->line] + content.len;
    size_t bar = str_find(str_from(md_line(s, p->line), end), '|');
    *column = bar == STR_NONE ? end : end + bar + 1;
}

size_t md_places_source(struct md_places *p, size_t at)
{
    if (at == STR_NONE || at < p->from || at > p->content.len) return STR_NONE;
    while (at > p->to) {
        p->from = p->to + 1;
        p->to = line_end(p->content, p->from);
        p->source_at =
            find_in_line(p->source, ++p->line, str_sub(p->content, p->from, p->to - p->from), 0);
    }
    return p->source_at == STR_NONE ? STR_NONE : p->source_at + (at - p->from);
}

/* ---- The cursor ------------------------------------------------------------------------------ */

static size_t lose(struct md_places *p)
{
    p->lost = true;
    p->at = p->content.len;
    return STR_NONE;
}

/* Moves behind the next `needle` and tells where it was. */
static size_t behind(struct md_places *p, struct str needle)
{
    if (p->lost) return STR_NONE;
    size_t found = str_find_str(str_from(p->content, p->at), needle);
    if (found == STR_NONE) return lose(p);
    p->at += found + needle.len;
    return p->at - needle.len;
}

static char peek(const struct md_places *p)
{
    return p->at < p->content.len ? p->content.ptr[p->at] : 0;
}

static size_t entity_length(struct str s)
{
    size_t n = 1;
    while (n < s.len && n < 40 && s.ptr[n] != ';' && s.ptr[n] != ' ' && s.ptr[n] != '&')
        n++;
    return n > 1 && n < s.len && s.ptr[n] == ';' ? n + 1 : 0;
}

static size_t rune_length(struct str s, size_t at)
{
    size_t n = 1;
    while (at + n < s.len && ((unsigned char)s.ptr[at + n] & 0xc0) == 0x80)
        n++;
    return n;
}

/* The text's characters are in the content, but for backslashes, entities and delimiters. */
size_t md_places_text(struct md_places *p, struct str text)
{
    if (p->lost) return STR_NONE;
    size_t start = STR_NONE, i = 0;
    if (str_starts(str_from(p->content, p->at), text) && str_find(text, '&') == STR_NONE) {
        p->at += text.len;
        return p->at - text.len;
    }
    while (i < text.len && p->at < p->content.len) {
        const char *c = p->content.ptr + p->at;
        struct str rest = str_from(p->content, p->at);
        size_t entity = *c == '&' ? entity_length(rest) : 0;
        if (entity && !str_starts(str_from(text, i), str_sub(rest, 0, entity))) {
            if (start == STR_NONE) start = p->at;
            p->at += entity;
            i += rune_length(text, i);
            continue;
        }
        bool escape = *c == '\\' && rest.len > 1 && c[1] == text.ptr[i] &&
                      strchr("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", c[1]);
        if (escape || *c == text.ptr[i]) {
            if (start == STR_NONE) start = p->at;
            p->at += escape ? 2 : 1;
            i++;
        } else {
            p->at++;
        }
    }
    return i < text.len ? lose(p) : start;
}

size_t md_places_newline(struct md_places *p)
{
    size_t at = behind(p, STR("\n"));
    while (peek(p) == ' ' || peek(p) == '\t')
        p->at++;
    return at;
}

size_t md_places_code(struct md_places *p)
{
    size_t start = behind(p, STR("`"));
    if (start == STR_NONE) return start;
    while (peek(p) == '`')
        p->at++;
    size_t ticks = p->at - start;
    while (p->at < p->content.len) {
        size_t run = 0;
        while (peek(p) == '`') {
            p->at++;
            run++;
        }
        if (run == ticks) return start;
        if (!run) p->at++;
    }
    return lose(p);
}

size_t md_places_html(struct md_places *p, struct str html)
{
    return behind(p, html);
}

size_t md_places_footnote(struct md_places *p)
{
    size_t start = behind(p, STR("[^"));
    return behind(p, STR("]")) == STR_NONE ? STR_NONE : start;
}

size_t md_places_delimiter(struct md_places *p, const char *any_of, size_t most)
{
    size_t start = p->at;
    while (most-- && peek(p) && strchr(any_of, peek(p)))
        p->at++;
    return p->lost ? STR_NONE : start;
}

/* ---- Links ----------------------------------------------------------------------------------- */

bool md_places_autolink(struct md_places *p, struct str text, size_t *start)
{
    if (p->lost || (peek(p) != '<' && !str_starts(str_from(p->content, p->at), text))) return false;
    *start = p->at;
    if (peek(p) == '<') p->at++;
    return true;
}

void md_places_autolink_end(struct md_places *p)
{
    if (peek(p) == '>') p->at++;
}

size_t md_places_open(struct md_places *p, bool image)
{
    return behind(p, image ? STR("![") : STR("["));
}

static void skip_space(struct md_places *p)
{
    while (peek(p) == ' ' || peek(p) == '\t' || peek(p) == '\n' || peek(p) == '\r')
        p->at++;
}

/* To and over an unescaped `end`. */
static void skip_to(struct md_places *p, char end)
{
    for (; peek(p); p->at++) {
        if (peek(p) == '\\')
            p->at++;
        else if (peek(p) == end)
            break;
    }
    if (peek(p)) p->at++;
}

/* (destination "title"), the cursor standing on the parenthesis. */
static void skip_destination(struct md_places *p)
{
    p->at++;
    skip_space(p);
    if (peek(p) == '<') {
        skip_to(p, '>');
    } else {
        for (int depth = 0; peek(p) && !strchr(" \t\r\n", peek(p)); p->at++) {
            if (peek(p) == '(') depth++;
            if (peek(p) == ')' && depth-- == 0) break;
            if (peek(p) == '\\' && p->at + 1 < p->content.len && p->content.ptr[p->at + 1] != '\n')
                p->at++;
        }
    }
    skip_space(p);
    char quote = peek(p);
    if (quote == '"' || quote == '\'' || quote == '(') {
        p->at++;
        skip_to(p, quote == '(' ? ')' : quote);
        skip_space(p);
    }
    if (peek(p) == ')') p->at++;
}

/* Over `](…)`, `][label]` or `]`. */
void md_places_close(struct md_places *p)
{
    if (behind(p, STR("]")) == STR_NONE) return;
    size_t at = p->at;
    if (peek(p) == '(') {
        skip_destination(p);
        if (p->content.ptr[p->at - 1] != ')') p->at = at; /* a shortcut before a parenthesis */
    } else if (peek(p) == '[') {
        skip_to(p, ']');
    }
}
