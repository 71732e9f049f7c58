/* yaml: where front matter ends and the body begins. */
#include "base/utf8.h"
#include "parts/yaml.h"

#define BOM STR("\xEF\xBB\xBF")

/* "---", perhaps with blanks behind it. */
static bool is_fence(struct str line)
{
    return str_starts(line, STR("---")) && str_trim_end(line).len == 3;
}

/* What an editor or a hasty hand makes of it: four hyphens, or dashes. */
static bool is_like_fence(struct str line)
{
    size_t dashes = 0;
    line = str_trim(line);
    for (uint32_t r; utf8_next(&line, &r); dashes++)
        if (r != '-' && r != 0x2010 && r != 0x2011 && r != 0x2013 && r != 0x2014) return false;
    return dashes > 0;
}

/* "word:" in the first column. */
static bool is_key(struct str line)
{
    size_t colon = str_find(line, ':');
    if (colon == STR_NONE || colon == 0) return false;
    for (size_t i = 0; i < colon; i++) {
        char c = line.ptr[i];
        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '-'))
            return false;
    }
    return colon + 1 == line.len || line.ptr[colon + 1] == ' ' || line.ptr[colon + 1] == '\t';
}

static bool encoding(const struct file *f, struct diags *d)
{
    if (str_starts(f->bytes, STR("\xFF\xFE")) || str_starts(f->bytes, STR("\xFE\xFF"))) {
        diag(d, DIAG_UTF16, pos_of(f, str_sub(f->bytes, 0, 0)));
        return false;
    }
    size_t bad = utf8_invalid(f->bytes);
    if (bad == STR_NONE) return true;
    diag(d, DIAG_NOT_UTF8, pos_of(f, str_sub(f->bytes, bad, 1)), str_number(d->arena, bad));
    return false;
}

/* No fence on the first line: a body, unless it looks as if keys were meant. */
static bool without(const struct file *f, struct str text, struct diags *d)
{
    struct str rest = text, line = {0}, next;
    bool first = true;
    while (str_line(&rest, &line) && str_trim(line).len == 0)
        first = false;
    if (!is_like_fence(line)) return true;
    struct str after = rest;
    if (!str_line(&after, &next) || !is_key(next)) return true;
    if (!is_fence(line))
        diag(d, DIAG_FRONT_MATTER_FENCE, pos_of(f, line), str_trim(line));
    else if (!first)
        diag(d, DIAG_FRONT_MATTER_LATE, pos_of(f, line));
    return first && is_fence(line);
}

/* The number of the first line that no longer looks like YAML, "" when all do; a line that was
 * meant for a fence is put into *like. */
static struct str guess_end(struct str rest, struct str *like, struct diags *d)
{
    struct str line;
    for (uint64_t number = 2; str_line(&rest, &line); number++) {
        if (line.len && is_like_fence(line) && str_trim(line).len > 1) {
            *like = line;
            return (struct str){0};
        }
        char c = line.len ? line.ptr[0] : ' ';
        bool yaml = c == ' ' || c == '\t' || c == '-' || is_key(line);
        bool heading = c == '#';
        if (!yaml && (heading || str_find(line, ':') == STR_NONE || utf8_count(line) > 60))
            return str_number(d->arena, number);
    }
    return (struct str){0};
}

bool front_matter_split(struct front_matter *out, const struct file *f, struct diags *d)
{
    struct str rest = f->bytes, line;
    *out = (struct front_matter){0};
    if (!encoding(f, d)) return false;
    if (str_starts(rest, BOM)) rest = str_from(rest, BOM.len);
    out->body = rest;
    struct str text = rest;
    if (!str_line(&rest, &line) || !is_fence(line)) return without(f, text, d);
    struct str opening = line, inside = rest;
    out->present = true;
    while (str_line(&rest, &line)) {
        if (!is_fence(line)) continue;
        out->yaml = str_sub(inside, 0, (size_t)(line.ptr - inside.ptr));
        out->body = rest;
        return true;
    }
    out->body = (struct str){0};
    struct str like = {0}, number = guess_end(inside, &like, d);
    if (like.len)
        diag(d, DIAG_FRONT_MATTER_FENCE, pos_of(f, like), str_trim(like));
    else
        diag(d, DIAG_FRONT_MATTER_UNCLOSED, pos_of(f, opening), number);
    return false;
}
