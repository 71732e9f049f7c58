/* Where static text has brought us in HTML: enough of the tokenizer of the HTML standard (13.2.5,
 * html.spec.whatwg.org) to know what a value printed here would be to a browser. Values themselves
 * never move it: they are escaped, or stand where they cannot.
 *
 *     text      <…      tag            tag name, attribute names, values in "…", '…' or bare
 *               <!--…   comment        to -->
 *               <!… <?… declaration    to >
 *     raw text  after <script>, <style> and the like, to the matching end tag
 *     rcdata    after <title>, <textarea>, likewise
 */
#include "parts/template_internal.h"
#include <string.h>

/* Contents that a browser reads as something else than HTML: nothing is printed there. */
static const char *const raw_elements[] = {"script",   "style", "iframe",   "noembed",
                                           "noframes", "xmp",   "plaintext"};
static const char *const rcdata_elements[] = {"title", "textarea"};

static const struct {
    const char *name;
    enum attr_kind kind;
} attributes[] = {
    {"action", ATTR_URL},   {"archive", ATTR_URLS}, {"background", ATTR_URL},
    {"cite", ATTR_URL},     {"classid", ATTR_URL},  {"codebase", ATTR_URL},
    {"data", ATTR_URL},     {"dynsrc", ATTR_URL},   {"formaction", ATTR_URL},
    {"href", ATTR_URL},     {"icon", ATTR_URL},     {"imagesrcset", ATTR_URLS},
    {"longdesc", ATTR_URL}, {"lowsrc", ATTR_URL},   {"manifest", ATTR_URL},
    {"ping", ATTR_URLS},    {"poster", ATTR_URL},   {"profile", ATTR_URL},
    {"src", ATTR_URL},      {"srcdoc", ATTR_CODE},  {"srcset", ATTR_URLS},
    {"style", ATTR_CODE},   {"usemap", ATTR_URL},   {"xlink:href", ATTR_URL},
    {"xml:base", ATTR_URL},
};

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool is_letter(char c)
{
    return lower(c) >= 'a' && lower(c) <= 'z';
}

static bool is_one_of(struct str word, const char *const *list, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (str_eq(word, str_of(list[i]))) return true;
    return false;
}

static struct str element(const struct html *h)
{
    return (struct str){h->element, h->element_len};
}

static struct str name(const struct html *h)
{
    return (struct str){h->name, h->name_len};
}

static void append(char *text, uint8_t *len, char c)
{
    if (*len < HTML_NAME_MAX) text[(*len)++] = lower(c);
}

static enum attr_kind attr_kind(const struct html *h)
{
    if (str_starts(name(h), STR("on"))) return ATTR_CODE;
    for (size_t i = 0; i < sizeof attributes / sizeof *attributes; i++)
        if (str_eq(name(h), str_of(attributes[i].name))) return attributes[i].kind;
    return ATTR_PLAIN;
}

static void begin_value(struct html *h, enum html_state state)
{
    h->state = state;
    h->attr = attr_kind(h);
    h->fragment = false;
}

static void begin_name(struct html *h, char c)
{
    h->state = HTML_ATTR_NAME;
    h->name_len = 0;
    append(h->name, &h->name_len, c);
}

static void end_tag(struct html *h)
{
    h->state = HTML_TEXT;
    h->matched = 0;
    if (h->closing) return;
    if (is_one_of(element(h), raw_elements, sizeof raw_elements / sizeof *raw_elements))
        h->state = HTML_RAW;
    if (is_one_of(element(h), rcdata_elements, sizeof rcdata_elements / sizeof *rcdata_elements))
        h->state = HTML_RCDATA;
}

/* < and what may follow it. */
static void step_opening(struct html *h, char c)
{
    if (h->state == HTML_LT && c == '/') {
        h->state = HTML_LT_SLASH;
    } else if (h->state == HTML_LT && c == '!') {
        h->state = HTML_DECL;
    } else if (h->state == HTML_LT && c == '?') {
        h->state = HTML_BOGUS;
    } else if (is_letter(c)) {
        h->closing = h->state == HTML_LT_SLASH;
        h->state = HTML_TAG_NAME;
        h->element_len = h->name_len = 0;
        append(h->element, &h->element_len, c);
    } else if (h->state == HTML_LT_SLASH && c != '>') {
        h->state = HTML_BOGUS;
    } else if (c != '<') {
        h->state = HTML_TEXT; /* "a < b" */
    }
}

/* Inside a tag, outside values. */
static void step_tag(struct html *h, char c)
{
    if (c == '>') {
        end_tag(h);
    } else if (h->state == HTML_TAG_NAME && !is_space(c) && c != '/') {
        append(h->element, &h->element_len, c);
    } else if (is_space(c)) {
        bool named = h->state == HTML_ATTR_NAME || h->state == HTML_AFTER_NAME;
        h->state = named ? HTML_AFTER_NAME : HTML_IN_TAG;
    } else if (c == '/') {
        h->state = HTML_IN_TAG;
    } else if (c == '=' && (h->state == HTML_ATTR_NAME || h->state == HTML_AFTER_NAME)) {
        h->state = HTML_AFTER_EQUAL;
    } else if (h->state == HTML_ATTR_NAME) {
        append(h->name, &h->name_len, c);
    } else {
        begin_name(h, c);
    }
}

static void step_value(struct html *h, char c)
{
    if (h->state == HTML_AFTER_EQUAL) {
        if (is_space(c)) return;
        if (c == '>')
            end_tag(h);
        else
            begin_value(h, c == '"' ? HTML_DOUBLE : c == '\'' ? HTML_SINGLE : HTML_UNQUOTED);
        return;
    }
    if (h->state == HTML_UNQUOTED && is_space(c))
        h->state = HTML_IN_TAG;
    else if (h->state == HTML_UNQUOTED && c == '>')
        end_tag(h);
    else if ((h->state == HTML_DOUBLE && c == '"') || (h->state == HTML_SINGLE && c == '\''))
        h->state = HTML_EDGE;
    else if (c == '#')
        h->fragment = true;
}

/* <!-- … -->, <!doctype …>, <?xml …?> */
static void step_declaration(struct html *h, char c)
{
    switch (h->state) {
    case HTML_DECL:
    case HTML_DECL_DASH:
        if (c == '-') {
            h->state = h->state == HTML_DECL ? HTML_DECL_DASH : HTML_COMMENT;
            h->matched = h->state == HTML_COMMENT ? 2 : 0; /* <!--> is a whole comment */
            return;
        }
        h->state = c == '>' ? HTML_TEXT : HTML_BOGUS;
        return;
    case HTML_COMMENT:
        if (c == '>' && h->matched >= 2) h->state = HTML_TEXT;
        if (c == '-')
            h->matched = h->matched < 2 ? h->matched + 1 : 2;
        else if (c != '!' || h->matched != 2) /* --!> ends it too */
            h->matched = 0;
        return;
    default:
        if (c == '>') h->state = HTML_TEXT;
    }
}

/* Text up to </name followed by white space, / or >. */
static void step_raw(struct html *h, char c)
{
    if (h->matched == h->element_len + 2 && (is_space(c) || c == '/' || c == '>')) {
        h->closing = true;
        h->state = HTML_TAG_NAME;
        step_tag(h, c);
        return;
    }
    char want = 0;
    if (h->matched == 1) want = '/';
    if (h->matched > 1 && h->matched < h->element_len + 2) want = h->element[h->matched - 2];
    if (want && lower(c) == want)
        h->matched++;
    else
        h->matched = c == '<';
}

static void step(struct html *h, const struct file *file, const char *at, struct str *glued)
{
    char c = *at;
    switch (h->state) {
    case HTML_TEXT:
        if (c != '<') return;
        h->state = HTML_LT;
        h->began = pos_of(file, (struct str){at, 1});
        return;
    case HTML_LT:
    case HTML_LT_SLASH:
        step_opening(h, c);
        return;
    case HTML_EDGE:
        if (!is_space(c) && c != '/' && c != '>' && !glued->len) *glued = (struct str){at, 1};
        if (c != '=') step_tag(h, c);
        return;
    case HTML_TAG_NAME:
    case HTML_IN_TAG:
    case HTML_ATTR_NAME:
    case HTML_AFTER_NAME:
        step_tag(h, c);
        return;
    case HTML_AFTER_EQUAL:
    case HTML_UNQUOTED:
    case HTML_DOUBLE:
    case HTML_SINGLE:
        step_value(h, c);
        return;
    case HTML_RAW:
    case HTML_RCDATA:
        step_raw(h, c);
        return;
    default:
        step_declaration(h, c);
    }
}

void html_walk(struct html *h, const struct file *file, struct str text, struct str *glued)
{
    for (size_t i = 0; i < text.len; i++) {
        if (h->state == HTML_TEXT) {
            size_t lt = str_find(str_from(text, i), '<');
            if (lt == STR_NONE) return;
            i += lt;
        }
        step(h, file, text.ptr + i, glued);
    }
}

void html_section(struct html *h)
{
    if (h->state == HTML_TAG_NAME || h->state == HTML_ATTR_NAME) h->state = HTML_EDGE;
    if (h->state == HTML_AFTER_NAME) h->state = HTML_IN_TAG;
}

bool html_between_attributes(const struct html *h)
{
    return h->state == HTML_IN_TAG || h->state == HTML_EDGE;
}

bool html_same(const struct html *a, const struct html *b)
{
    if (a->state != b->state) return false;
    switch (a->state) {
    case HTML_TAG_NAME:
    case HTML_IN_TAG:
    case HTML_EDGE:
        return a->closing == b->closing && str_eq(element(a), element(b));
    case HTML_DOUBLE:
    case HTML_SINGLE:
    case HTML_UNQUOTED:
        return str_eq(element(a), element(b)) && a->attr == b->attr && str_eq(name(a), name(b));
    case HTML_RAW:
    case HTML_RCDATA:
        return a->matched == b->matched && str_eq(element(a), element(b));
    case HTML_COMMENT:
        return a->matched == b->matched;
    default:
        return true;
    }
}

bool html_join(struct html *h, const struct html *without, bool repeated)
{
    struct html with = *h;
    html_section(&with);
    *h = with;
    if (with.state == HTML_DOUBLE || with.state == HTML_SINGLE)
        h->fragment = with.fragment = with.fragment && without->fragment;
    if (html_between_attributes(&with) && html_between_attributes(without)) {
        bool glues = with.state == HTML_EDGE && without->state == HTML_IN_TAG;
        if (glues || without->state == HTML_EDGE) h->state = HTML_EDGE;
        return !(glues && repeated);
    }
    return html_same(&with, without);
}

/* What stands open, as a piece of source. */
struct str html_sketch(const struct html *h, struct arena *a)
{
    struct str tag = element(h);
    struct str open = h->closing ? STR("</") : STR("<");
    switch (h->state) {
    case HTML_TEXT:
        return STR("…");
    case HTML_LT:
        return STR("<");
    case HTML_LT_SLASH:
        return STR("</");
    case HTML_AFTER_EQUAL:
    case HTML_UNQUOTED:
        return STR_CAT(a, open, tag, STR(" "), name(h), STR("="));
    case HTML_DOUBLE:
        return STR_CAT(a, open, tag, STR(" "), name(h), STR("=\""));
    case HTML_SINGLE:
        return STR_CAT(a, open, tag, STR(" "), name(h), STR("='"));
    case HTML_COMMENT:
        return STR("<!--");
    case HTML_DECL:
    case HTML_DECL_DASH:
    case HTML_BOGUS:
        return STR("<!");
    case HTML_RAW:
    case HTML_RCDATA:
        return STR_CAT(a, STR("<"), tag, STR(">"));
    default:
        return STR_CAT(a, open, tag);
    }
}
