/* starter_text: titles as YAML and Markdown, and what is filled into a starter file. */
#include "base/buf.h"
#include "base/utf8.h"
#include "site/starter_private.h"
#include "site/dates.h"
#include <assert.h>

#define TITLE_MAX 200 /* code points */

static bool is_digit(uint32_t r)
{
    return r >= '0' && r <= '9';
}

static bool is_word(uint32_t r)
{
    return is_digit(r) || (r >= 'a' && r <= 'z') || (r >= 'A' && r <= 'Z') || r > 0x7F;
}

/* ---- Titles ---------------------------------------------------------------------------------- */

/* A line separator, a byte order mark and the like: no sign that anybody typed. */
static bool unseen(uint32_t r)
{
    return r < 0x20 || utf8_is_control(r) || r == 0x2028 || r == 0x2029 || r == 0xFEFF ||
           (r & 0xFFFE) == 0xFFFE;
}

bool starter_title_good(struct str title, struct diags *d)
{
    bool bad = utf8_invalid(title) != STR_NONE;
    struct str rest = title;
    for (uint32_t r; !bad && utf8_next(&rest, &r);)
        bad = unseen(r);
    if (bad)
        diag(d, DIAG_NEW_TITLE_SIGNS, (struct pos){0}, title);
    else if (!str_trim(title).len)
        diag(d, DIAG_NEW_TITLE_EMPTY, (struct pos){0});
    else if (utf8_count(title) > TITLE_MAX)
        diag(d, DIAG_NEW_TITLE_LONG, (struct pos){0}, str_number(d->arena, utf8_count(title)),
             str_number(d->arena, TITLE_MAX));
    else
        return true;
    return false;
}

/* Whether Markdown would take a sign for more than itself. At the start of a line: a list, a
 * heading, a quote, a box; elsewhere: emphasis, code, links, tags, entities, citations. */
static bool is_active(struct str title, size_t at)
{
    uint32_t c = (unsigned char)title.ptr[at];
    uint32_t before = at ? (unsigned char)title.ptr[at - 1] : ' ';
    uint32_t after = at + 1 < title.len ? (unsigned char)title.ptr[at + 1] : ' ';
    switch (c) {
    case '\\':
    case '`':
    case '*':
    case '[':
    case ']':
    case '<':
    case '~':
        return true;
    case '#':
    case '-':
    case '+':
    case '=':
    case '>':
    case '|':
        return at == 0;
    case '_':
        return !is_word(before) || !is_word(after);
    case '&':
        return after == '#' || is_word(after);
    case '@':
        return !is_word(before);
    case ':': /* a box, or an address */
        return at == 0 || after == '/';
    case '.': /* "1." begins a list, "www." an address */
    case ')':
        for (size_t i = 0; i < at; i++)
            if (!is_digit((unsigned char)title.ptr[i]))
                return c == '.' && at >= 3 && str_eq_nocase(str_sub(title, at - 3, 3), STR("www"));
        return at > 0;
    default:
        return false;
    }
}

struct str starter_markdown(struct str title, struct arena *a)
{
    struct buf b = {.arena = a};
    for (size_t i = 0; i < title.len; i++) {
        if (is_active(title, i)) buf_put_char(&b, '\\');
        buf_put_char(&b, title.ptr[i]);
    }
    return buf_str(&b);
}

/* Letters, digits and such signs as never mean anything in a YAML value. */
static bool is_plain(struct str text)
{
    struct str rest = text;
    uint32_t first = ' ', r = ' ';
    for (bool begun = false; utf8_next(&rest, &r); begun = true) {
        if (!begun) first = r;
        if (!is_word(r) && !(r < 0x80 && strchr(" -.,()!?'/%+", (int)r))) return false;
    }
    return is_word(first) && r != ' ' && !str_eq_nocase(text, STR("null"));
}

struct str starter_yaml(struct str text, struct arena *a)
{
    struct buf b = {.arena = a};
    if (is_plain(text)) return text;
    buf_put_char(&b, '"');
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] == '"' || text.ptr[i] == '\\') buf_put_char(&b, '\\');
        buf_put_char(&b, text.ptr[i]);
    }
    buf_put_char(&b, '"');
    return buf_str(&b);
}

/* ---- Names ----------------------------------------------------------------------------------- */

struct str starter_free_name(struct str name, const struct map *taken, starter_reserved *reserved,
                             struct arena *a)
{
    struct str found = name;
    for (uint64_t n = 2; map_has(taken, found) || (reserved && reserved(found)); n++)
        found = STR_CAT(a, name, STR("-"), str_number(a, n));
    return found;
}

/* Capitals of ASCII and Latin-1 are 32 below the small letters; ÷ stands among these. */
static uint32_t capital(uint32_t r)
{
    bool small = (r >= 'a' && r <= 'z') || (r >= 0xE0 && r <= 0xFE && r != 0xF7);
    return small ? r - 0x20 : r;
}

struct str starter_title_of(struct str name, struct arena *a)
{
    struct buf b = {.arena = a};
    bool spaces = str_find(name, ' ') != STR_NONE;
    uint32_t r;
    for (struct str rest = name; utf8_next(&rest, &r);) {
        if (!spaces && (r == '-' || r == '_')) r = ' ';
        if (b.len || r != ' ') buf_put_rune(&b, b.len ? r : capital(r));
    }
    return str_trim(buf_str(&b));
}

/* ---- Filling in ------------------------------------------------------------------------------ */

static struct str task_id(struct str word, const struct starter_words *w, struct arena *a)
{
    struct str id = starter_free_name(word, w->ids, NULL, a);
    map_add(w->ids, id, w->ids);
    return id;
}

static struct str meaning_of(struct str word, const struct starter_words *w, struct arena *a)
{
    if (str_starts(word, STR("id "))) return task_id(str_from(word, 3), w, a);
    if (str_eq(word, STR("id"))) return starter_yaml(w->id, a);
    if (str_eq(word, STR("name"))) return w->name;
    if (str_eq(word, STR("title"))) return starter_yaml(starter_markdown(w->title, a), a);
    if (str_eq(word, STR("heading"))) return starter_markdown(w->title, a);
    if (str_eq(word, STR("date"))) return dates_iso(w->today, a);
    if (str_eq(word, STR("review"))) return dates_iso(starter_next_year(w->today), a);
    assert(str_eq(word, STR("manus")));
    return w->manus;
}

struct str starter_fill(struct str bytes, const struct starter_words *w, struct arena *a)
{
    struct buf b = {.arena = a};
    struct str open = STR("{{"), close = STR("}}");
    for (;;) {
        size_t at = str_find_str(bytes, open), end;
        if (at == STR_NONE) break;
        buf_put(&b, str_sub(bytes, 0, at));
        bytes = str_from(bytes, at + open.len);
        end = str_find_str(bytes, close);
        assert(end != STR_NONE);
        buf_put(&b, meaning_of(str_sub(bytes, 0, end), w, a));
        bytes = str_from(bytes, end + close.len);
    }
    buf_put(&b, bytes);
    return buf_str(&b);
}
