/* within: see within.h. */
#include "site/within.h"

#define LANDMARK STR(" role=\"doc-endnotes\"")

/* Puts a heading's tag at its new level; how much of the html was used, or 0. */
static size_t heading(struct buf *out, struct str html, unsigned deeper)
{
    size_t at = html.len > 1 && html.ptr[1] == '/' ? 2 : 1;
    if (html.len < at + 3 || html.ptr[at] != 'h') return 0;
    char level = html.ptr[at + 1], after = html.ptr[at + 2];
    if (level < '1' || level > '6' || (after != ' ' && after != '>')) return 0;
    unsigned to = (unsigned)(level - '0') + deeper;
    buf_put(out, str_sub(html, 0, at + 1));
    buf_put_char(out, (char)('0' + (to > 6 ? 6 : to)));
    return at + 2;
}

static void put_name(struct buf *out, struct str name)
{
    buf_put(out, name);
    buf_put_char(out, '.');
}

/* headers="a b": puts all but the quotation mark at the end; used, or 0. */
static size_t list_of_ids(struct buf *out, struct str html, struct str name)
{
    struct str start = STR(" headers=\"");
    if (!str_starts(html, start)) return 0;
    struct str ids = str_from(html, start.len);
    size_t end = str_find(ids, '"');
    ids = str_sub(ids, 0, end);
    buf_put(out, start);
    for (struct str rest = ids; rest.len;) {
        put_name(out, name);
        buf_put(out, str_cut(&rest, ' '));
        if (rest.len) buf_put_char(out, ' ');
    }
    return start.len + ids.len;
}

/* Puts what may stand before a value that is an id, with the name; used, or 0. */
static size_t attribute(struct buf *out, struct str html, struct str name)
{
    static const struct str known[] = {STR_INIT(" id=\""), STR_INIT(" href=\"#"),
                                       STR_INIT(" aria-labelledby=\"")};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (!str_starts(html, known[i])) continue;
        buf_put(out, known[i]);
        put_name(out, name);
        return known[i].len;
    }
    return list_of_ids(out, html, name);
}

/* Puts the start of what is to be changed where it stands, and moves on; how much was used. */
static size_t changed(struct buf *out, struct str html, const struct within *w,
                      enum within_place *at)
{
    if (*at == WITHIN_TEXT) {
        *at = WITHIN_TAG;
        return heading(out, html, w->deeper);
    }
    if (str_starts(html, LANDMARK)) return LANDMARK.len;
    size_t used = attribute(out, html, w->name);
    if (used) *at = WITHIN_VALUE;
    return used;
}

/* Whether something may have to be changed at this byte; else the place moves on with it. */
static bool stops(char c, enum within_place *at)
{
    switch (*at) {
    case WITHIN_TEXT:
        return c == '<';
    case WITHIN_TAG:
        if (c == '>') *at = WITHIN_TEXT;
        if (c == '"') *at = WITHIN_VALUE;
        return c == ' ';
    default:
        if (c == '"') *at = WITHIN_TAG;
        return false;
    }
}

void within_put(struct buf *out, struct str html, const struct within *w, enum within_place *at)
{
    size_t kept = 0;
    for (size_t i = 0; i < html.len;) {
        if (!stops(html.ptr[i], at)) {
            i++;
            continue;
        }
        buf_put(out, str_sub(html, kept, i - kept));
        size_t used = changed(out, str_from(html, i), w, at);
        kept = i + used;
        i = used ? kept : i + 1;
    }
    buf_put(out, str_from(html, kept));
}

struct str within_id(const struct within *w, struct str id, struct arena *a)
{
    if (!w->name.len || !id.len) return id;
    return STR_CAT(a, w->name, STR("."), id);
}
