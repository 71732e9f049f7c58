/* search_text: what a reader sees of a page's <main>, in sections that can be linked to.
 *
 * A section begins at an element with an id: a heading, which names it, or a question, a term, a
 * work, a task. What follows such an element, unless it is a heading, belongs again to where it
 * stands. A <dt> or a heading without an id names the section when it is the first thing in it.
 *
 * Left out: what comes before <h1> (breadcrumbs and the like), and elements that are no text (nav,
 * template, script, style, dialog, button, form, svg, audio, video …), that are not shown (hidden,
 * aria-hidden="true"), that are marks of footnotes, or that say data-search="no".
 *
 * The page comes from a layout that was checked, with bodies that we wrote; still, whatever comes,
 * this reads on to the end and goes over each byte a fixed number of times.
 */
#include "base/utf8.h"
#include "site/search_parts.h"

/* Elements with an id inside each other; those further in are not told apart. */
#define OPEN_MAX 24

enum element { BLOCK, INLINE, VOID, NO_TEXT };

struct tag {
    struct str name, id;
    enum element is;
    bool closing, unseen;
};

struct open {
    struct str name;
    unsigned depth; /* elements of the same name that are open inside it, itself counted */
    struct str anchor, heading; /* of what stands around it */
};

struct reader {
    struct page_text *out;
    const struct text_reader *to;
    struct arena *a;
    struct buf b;      /* the text of this section; of a heading while one is open */
    size_t told;       /* up to where in b blocks have been handed on */
    bool space, block; /* what stands before the next letter */
    struct str anchor, heading;
    bool heading_open, names_section, fresh;
    enum place place;
    struct str heading_tag;
    struct open open[OPEN_MAX];
    size_t nopen;
};

/* ---- Tags ------------------------------------------------------------------------------------ */

/* What is not here is a block; the first are there to be found first. Names are compared as
 * numbers; none is longer than eight letters. */
static enum element element(struct str name)
{
    static const struct {
        char name[sizeof(uint64_t)];
        enum element is;
    } known[] = {
        {"p", BLOCK},          {"li", BLOCK},         {"div", BLOCK},        {"ul", BLOCK},
        {"h2", BLOCK},         {"section", BLOCK},    {"a", INLINE},         {"em", INLINE},
        {"span", INLINE},      {"strong", INLINE},    {"small", INLINE},     {"code", INLINE},
        {"br", VOID},          {"svg", NO_TEXT},      {"nav", NO_TEXT},      {"img", VOID},
        {"template", NO_TEXT}, {"script", NO_TEXT},   {"form", NO_TEXT},     {"button", NO_TEXT},
        {"dialog", NO_TEXT},   {"audio", NO_TEXT},    {"video", NO_TEXT},    {"select", NO_TEXT},
        {"style", NO_TEXT},    {"textarea", NO_TEXT}, {"noscript", NO_TEXT}, {"math", NO_TEXT},
        {"iframe", NO_TEXT},   {"object", NO_TEXT},   {"hr", VOID},          {"input", VOID},
        {"wbr", VOID},         {"source", VOID},      {"track", VOID},       {"col", VOID},
        {"embed", VOID},       {"area", VOID},        {"link", VOID},        {"meta", VOID},
        {"b", INLINE},         {"i", INLINE},         {"sup", INLINE},       {"sub", INLINE},
        {"u", INLINE},         {"s", INLINE},         {"q", INLINE},         {"abbr", INLINE},
        {"cite", INLINE},      {"ins", INLINE},       {"del", INLINE},       {"mark", INLINE},
        {"kbd", INLINE},       {"bdi", INLINE},       {"dfn", INLINE},       {"time", INLINE},
    };
    uint64_t wanted = 0, this;
    if (name.len > sizeof wanted) return BLOCK;
    memcpy(&wanted, name.ptr, name.len);
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        memcpy(&this, known[i].name, sizeof this);
        if (this == wanted) return known[i].is;
    }
    return BLOCK;
}

static bool is_heading(struct str name)
{
    return name.len == 2 && name.ptr[0] == 'h' && name.ptr[1] >= '1' && name.ptr[1] <= '6';
}

/* What names its table, or cells of it, has an id for their sake. */
static bool is_label(struct str name)
{
    return str_eq(name, STR("th")) || str_eq(name, STR("caption"));
}

static bool is_space(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
}

/* The attribute at *rest, which moves behind it; false at the end of the tag, where *rest stays. */
static bool attribute(struct str *rest, struct str *name, struct str *value)
{
    size_t i = 0, n = rest->len;
    const char *p = rest->ptr;
    while (i < n && (is_space(p[i]) || p[i] == '/'))
        i++;
    size_t from = i;
    while (i < n && !is_space(p[i]) && p[i] != '=' && p[i] != '>')
        i++;
    *name = str_sub(*rest, from, i - from);
    *value = (struct str){0};
    if (i < n && p[i] == '=') {
        char quote = i + 1 < n ? p[i + 1] : 0;
        bool quoted = quote == '"' || quote == '\'';
        from = i + 1 + quoted;
        if (quoted) {
            size_t len = str_find(str_from(*rest, from), quote);
            i = len == STR_NONE ? n : from + len;
        } else {
            for (i = from; i < n && !is_space(p[i]) && p[i] != '>';)
                i++;
        }
        *value = str_sub(*rest, from, i - from);
        i += quoted;
    }
    *rest = str_from(*rest, i);
    return i > 0 && rest->ptr != p && (name->len || value->ptr);
}

static void read_attribute(struct tag *t, struct str name, struct str value)
{
    if (str_eq(name, STR("class"))) return; /* the most frequent */
    if (str_eq(name, STR("id"))) t->id = value;
    t->unseen = t->unseen || str_eq(name, STR("hidden")) ||
                (str_eq(name, STR("aria-hidden")) && str_eq(value, STR("true"))) ||
                (str_eq(name, STR("data-search")) && str_eq(value, STR("no"))) ||
                (str_eq(name, STR("role")) &&
                 (str_eq(value, STR("doc-noteref")) || str_eq(value, STR("doc-backlink"))));
}

/* The tag at the front of *html, which begins with '<'; false when it is none. A comment gives a
 * tag without a name. */
static bool read_tag(struct tag *t, struct str *html)
{
    *t = (struct tag){0};
    if (str_starts(*html, STR("<!"))) {
        bool comment = str_starts(*html, STR("<!--"));
        size_t end = comment ? str_find_str(*html, STR("-->")) : str_find(*html, '>');
        *html = end == STR_NONE ? (struct str){0} : str_from(*html, end + (comment ? 3 : 1));
        return true;
    }
    t->closing = html->len > 1 && html->ptr[1] == '/';
    size_t from = 1 + (size_t)t->closing, i = from;
    while (i < html->len && ((unsigned)(html->ptr[i] | 0x20) - 'a' < 26 ||
                             (i > from && (unsigned)html->ptr[i] - '0' < 10)))
        i++;
    if (i == from) return false;
    t->name = str_sub(*html, from, i - from);
    t->is = element(t->name);
    struct str rest = str_from(*html, i), name, value;
    while (!t->closing && rest.len && *rest.ptr != '>' && attribute(&rest, &name, &value))
        read_attribute(t, name, value);
    size_t end = str_find(rest, '>');
    *html = end == STR_NONE ? (struct str){0} : str_from(rest, end + 1);
    return true;
}

/* Goes behind the end of the element that has just been opened. */
static void skip_element(struct str *html, struct str name)
{
    for (unsigned depth = 1; depth;) {
        size_t at = str_find(*html, '<');
        if (at == STR_NONE) {
            *html = (struct str){0};
            return;
        }
        bool closing = at + 1 < html->len && html->ptr[at + 1] == '/';
        *html = str_from(*html, at + 1 + closing);
        struct str rest = str_from(*html, name.len);
        bool same = str_starts(*html, name) && rest.len &&
                    (is_space(*rest.ptr) || *rest.ptr == '>' || *rest.ptr == '/');
        if (same) depth += closing ? -1u : 1;
    }
    size_t end = str_find(*html, '>');
    *html = end == STR_NONE ? (struct str){0} : str_from(*html, end + 1);
}

/* ---- Sections and blocks --------------------------------------------------------------------- */

static void end_block(struct reader *r)
{
    if (r->told < r->b.len) {
        struct str block = str_from(buf_str(&r->b), r->told);
        r->to->block(r->to->ctx, block, r->place);
        r->told = r->b.len;
    }
    r->block = true;
}

static void end_section(struct reader *r)
{
    end_block(r);
    if (r->b.len || (r->heading.len && r->names_section)) {
        struct page_text *o = r->out;
        if (o->len == o->cap)
            o->sections = arena_grow(r->a, o->sections, &o->cap, sizeof *o->sections);
        o->sections[o->len++] =
            (struct section){r->anchor, r->heading, str_dup(r->a, buf_str(&r->b))};
    }
    buf_reset(&r->b);
    r->told = 0;
    r->space = r->block = false;
    r->names_section = false;
}

static void begin_section(struct reader *r, struct str anchor, struct str heading)
{
    end_section(r);
    r->anchor = anchor;
    r->heading = heading;
    r->fresh = false;
}

static void open_heading(struct reader *r, const struct tag *t)
{
    bool first = r->fresh && !r->b.len;
    bool names = is_heading(t->name) && t->id.len;
    bool title = str_eq(t->name, STR("h1"));
    if (title) {
        r->to->restart(r->to->ctx);
        r->out->len = r->nopen = 0;
        buf_reset(&r->b);
        r->told = 0;
        r->names_section = false;
        r->anchor = r->heading = STR("");
    } else if (names) {
        begin_section(r, t->id, STR(""));
    }
    r->heading_tag = t->name;
    r->place = title ? PLACE_TITLE : PLACE_HEADING;
    r->heading_open = title || names || first;
}

static void close_heading(struct reader *r)
{
    end_block(r);
    if (r->heading_open) { /* its letters are no text of the section */
        if (r->place != PLACE_TITLE) {
            r->heading = str_dup(r->a, buf_str(&r->b));
            r->names_section = true;
        }
        buf_reset(&r->b);
        r->told = 0;
        r->block = false;
    }
    r->heading_open = false;
    r->heading_tag = (struct str){0};
    r->place = PLACE_TEXT;
}

static void open_anchor(struct reader *r, const struct tag *t)
{
    r->open[r->nopen++] = (struct open){t->name, 1, r->anchor, r->heading};
    begin_section(r, t->id, r->heading);
    r->fresh = true;
}

static void close_anchor(struct reader *r)
{
    const struct open *o = &r->open[--r->nopen];
    begin_section(r, o->anchor, o->heading);
}

static void at_tag(struct reader *r, const struct tag *t)
{
    struct open *top = r->nopen ? &r->open[r->nopen - 1] : NULL;
    bool same = top && str_eq(top->name, t->name);
    if (!t->name.len) return;
    if (t->is == VOID) {
        if (!str_eq(t->name, STR("wbr"))) r->space = true;
        return;
    }
    if (t->is != INLINE) end_block(r);
    if (t->closing) {
        if (r->heading_tag.len && str_eq(t->name, r->heading_tag)) close_heading(r);
        if (same && --top->depth == 0) close_anchor(r);
        return;
    }
    bool heading = is_heading(t->name) || str_eq(t->name, STR("dt"));
    bool anchor =
        !heading && t->id.len && !is_label(t->name) && !r->heading_tag.len && r->nopen < OPEN_MAX;
    if (heading && !r->heading_tag.len) open_heading(r, t);
    if (anchor)
        open_anchor(r, t);
    else if (same)
        top->depth++;
}

/* ---- Letters --------------------------------------------------------------------------------- */

/* Between blocks a dot, where the author's text has no sign that ends it. */
static void put_space(struct reader *r)
{
    size_t n = r->b.len;
    if (n && r->block) {
        static const char signs[] = ".?!:;,";
        bool ended = strchr(signs, r->b.ptr[n - 1]) || str_ends(buf_str(&r->b), STR("…"));
        buf_put(&r->b, ended ? STR(" ") : STR(" · "));
    } else if (n && r->space) {
        buf_put_char(&r->b, ' ');
    }
    r->space = r->block = false;
}

/* What a hexadecimal digit stands for; 16: it is none. */
static unsigned digit_value(char c)
{
    if (c >= '0' && c <= '9') return (unsigned)(c - '0');
    c |= 0x20;
    return c >= 'a' && c <= 'f' ? (unsigned)(c - 'a') + 10 : 16;
}

static uint32_t entity_value(struct str name)
{
    static const struct {
        struct str name;
        uint32_t rune;
    } known[] = {
        {STR_INIT("amp"), '&'},    {STR_INIT("lt"), '<'},       {STR_INIT("gt"), '>'},
        {STR_INIT("quot"), '"'},   {STR_INIT("apos"), '\''},    {STR_INIT("nbsp"), ' '},
        {STR_INIT("shy"), 0xAD},   {STR_INIT("ndash"), 0x2013}, {STR_INIT("mdash"), 0x2014},
        {STR_INIT("laquo"), 0xAB}, {STR_INIT("raquo"), 0xBB},   {STR_INIT("hellip"), 0x2026}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (str_eq(name, known[i].name)) return known[i].rune;
    uint32_t value = 0;
    if (!str_starts(name, STR("#"))) return 0;
    bool hex = name.len > 1 && (name.ptr[1] | 0x20) == 'x';
    for (size_t i = 1 + (size_t)hex; i < name.len && value < 0x110000; i++) {
        unsigned digit = digit_value(name.ptr[i]);
        if (digit >= (hex ? 16u : 10u)) return 0;
        value = value * (hex ? 16 : 10) + digit;
    }
    return value < 0x110000 && (value < 0xD800 || value > 0xDFFF) ? value : 0;
}

/* The character reference at the front of s, which begins with '&'; its bytes, 1 when none. */
static size_t entity(struct str s, uint32_t *rune)
{
    size_t end = str_find(str_sub(s, 0, 12), ';');
    *rune = end == STR_NONE ? 0 : entity_value(str_sub(s, 1, end - 1));
    if (*rune) return end + 1;
    *rune = '&';
    return 1;
}

/* Spaces, the sign before a reference, and the first byte of U+0080 to U+00BF. */
static const bool needs_care[256] = {
    [' '] = true,  ['\n'] = true, ['\t'] = true, ['\r'] = true,
    ['\f'] = true, ['&'] = true,  [0xC2] = true,
};

static void put_text(struct reader *r, struct str s)
{
    while (s.len) {
        size_t n = 0;
        while (n < s.len && !needs_care[(unsigned char)s.ptr[n]])
            n++;
        if (n) {
            if (r->space || r->block) put_space(r);
            buf_put(&r->b, str_sub(s, 0, n));
            s = str_from(s, n);
            continue;
        }
        uint32_t rune = ' ';
        n = 1;
        if (*s.ptr == '&') {
            n = entity(s, &rune);
        } else if ((unsigned char)*s.ptr == 0xC2) { /* U+0080 to U+00BF */
            struct str rest = s;
            utf8_next(&rest, &rune);
            n = s.len - rest.len;
        }
        s = str_from(s, n);
        if (rune == ' ' || rune == 0xA0 || rune == '\n') {
            r->space = true;
        } else if (rune != 0xAD) { /* a soft hyphen is no letter */
            put_space(r);
            buf_put_rune(&r->b, rune);
        }
    }
}

/* ---- The page -------------------------------------------------------------------------------- */

void page_text_read(struct page_text *out, struct str html, const struct text_reader *to,
                    struct arena *a)
{
    *out = (struct page_text){0};
    struct reader r = {.out = out, .to = to, .a = a, .b = {.arena = a}};
    buf_reserve(&r.b, html.len / 8);
    size_t main = str_find_str(html, STR("<main"));
    if (main == STR_NONE) return;
    html = str_from(html, main);
    struct tag t;
    read_tag(&t, &html);
    while (html.len) {
        size_t at = str_find(html, '<');
        put_text(&r, str_sub(html, 0, at));
        if (at == STR_NONE) break;
        html = str_from(html, at);
        if (!read_tag(&t, &html)) {
            put_text(&r, STR("<"));
            html = str_from(html, 1);
            continue;
        }
        if (t.closing && str_eq(t.name, STR("main"))) break;
        if (!t.closing && t.is != VOID && (t.unseen || t.is == NO_TEXT)) {
            skip_element(&html, t.name);
            if (t.is != INLINE) end_block(&r);
        } else {
            at_tag(&r, &t);
        }
    }
    if (r.heading_tag.len) close_heading(&r);
    end_section(&r);
}
