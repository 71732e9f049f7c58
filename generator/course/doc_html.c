/* The authors' own tags: a small allow-list, told apart from everything else by a tokenizer over
 * the raw HTML that cmark-gfm finds. What is written out is made anew from the table, never copied.
 *
 * Elements must be balanced where Markdown would notice: one that is opened within a paragraph ends
 * in it, one that is opened between paragraphs ends between paragraphs of the same list item, quote
 * or box. Of an element that is not allowed only the first tag is reported, not what stands in it.
 */
#include "course/doc_internal.h"
#include <string.h>

const struct doc_element doc_elements[] = {
    {"abbr",
     "title lang",
     {"an abbreviation and what it stands for", "en forkortelse og det den står for"},
     false,
     false},
    {"bdi",
     "",
     {"a name whose letters run the other way", "et navn med bokstaver som går den andre veien"},
     false,
     false},
    {"br", "", {"a line break", "et linjeskift"}, true, false},
    {"cite", "lang", {"the title of a work", "tittelen på et verk"}, false, false},
    {"dd",
     "lang",
     {"the explanation in a list of words", "forklaringen i en ordliste"},
     false,
     true},
    {"del", "", {"text that was taken away", "tekst som er tatt bort"}, false, false},
    {"details",
     "open",
     {"text that is shown when one asks for it", "tekst som vises når noen ber om det"},
     false,
     true},
    {"dfn",
     "title",
     {"the word that is explained here", "ordet som blir forklart her"},
     false,
     false},
    {"dl",
     "",
     {"a list of words and explanations", "en liste med ord og forklaringer"},
     false,
     true},
    {"dt", "lang", {"the word in a list of words", "ordet i en ordliste"}, false, true},
    {"ins", "", {"text that was added", "tekst som er lagt til"}, false, false},
    {"kbd", "", {"a key, or what to type", "en tast, eller det man skriver"}, false, false},
    {"mark", "", {"marked text", "uthevet tekst"}, false, false},
    {"q", "lang", {"a short quotation", "et kort sitat"}, false, false},
    {"s", "", {"text that no longer holds", "tekst som ikke gjelder lenger"}, false, false},
    {"samp", "", {"what a program shows", "det et program viser"}, false, false},
    {"small", "", {"side remarks", "sidebemerkninger"}, false, false},
    {"span", "lang title", {"words in another language", "ord på et annet språk"}, false, false},
    {"sub", "", {"below the line", "under linja"}, false, false},
    {"summary",
     "",
     {"what one presses to open details", "det man trykker på for å åpne details"},
     false,
     true},
    {"sup", "", {"above the line", "over linja"}, false, false},
    {"var", "", {"a quantity", "en størrelse"}, false, false},
    {"wbr", "", {"a place where a word may break", "et sted der et ord kan deles"}, true, false},
    {0},
};

/* What to write instead of elements that people try. */
static const struct {
    const char *name, *instead;
} replacements[] = {
    {"a", "[tekst](adresse)"},
    {"audio", "presentations:"},
    {"b", "**…**"},
    {"blockquote", "> …"},
    {"caption", "| … | … |"},
    {"center", "Markdown"},
    {"code", "`…`"},
    {"div", "::: note … :::"},
    {"em", "*…*"},
    {"embed", "presentations:"},
    {"figure", "![…](…)"},
    {"h1", "title:"},
    {"h2", "## …"},
    {"h3", "### …"},
    {"h4", "#### …"},
    {"hr", "---"},
    {"i", "*…*"},
    {"iframe", "presentations:"},
    {"img", "![…](…)"},
    {"li", "- …"},
    {"object", "presentations:"},
    {"ol", "1. …"},
    {"picture", "![…](…)"},
    {"pre", "```"},
    {"section", "## …"},
    {"strike", "~~…~~"},
    {"strong", "**…**"},
    {"table", "| … | … |"},
    {"td", "| … | … |"},
    {"th", "| … | … |"},
    {"tr", "| … | … |"},
    {"tt", "`…`"},
    {"u", "*…*"},
    {"ul", "- …"},
    {"video", "presentations:"},
};

static const struct str void_names[] = {STR_INIT("area"),  STR_INIT("base"),   STR_INIT("col"),
                                        STR_INIT("embed"), STR_INIT("hr"),     STR_INIT("img"),
                                        STR_INIT("input"), STR_INIT("link"),   STR_INIT("meta"),
                                        STR_INIT("param"), STR_INIT("source"), STR_INIT("track")};

/* ---- Names ----------------------------------------------------------------------------------- */

static const struct doc_element *element_of(struct str name)
{
    for (const struct doc_element *e = doc_elements; e->name; e++)
        if (str_eq_nocase(name, str_of(e->name))) return e;
    return NULL;
}

static struct str instead_of(struct str name)
{
    for (size_t i = 0; i < sizeof replacements / sizeof *replacements; i++)
        if (str_eq_nocase(name, str_of(replacements[i].name)))
            return str_of(replacements[i].instead);
    return STR("Markdown");
}

static bool is_void(struct str name)
{
    for (size_t i = 0; i < sizeof void_names / sizeof *void_names; i++)
        if (str_eq_nocase(name, void_names[i])) return true;
    return false;
}

static bool allows(const struct doc_element *e, struct str attribute)
{
    struct str rest = str_of(e->attributes);
    while (rest.len)
        if (str_eq_nocase(str_cut(&rest, ' '), attribute)) return true;
    return false;
}

/* What an element must stand directly in. */
static const char *parent_of(const struct doc_element *e)
{
    if (!strcmp(e->name, "dt") || !strcmp(e->name, "dd")) return "dl";
    return !strcmp(e->name, "summary") ? "details" : NULL;
}

/* ---- Tags ------------------------------------------------------------------------------------ */

#define MAX_TAG \
    2048 /* bytes; what is longer is text, so that "<a <a <a" costs no more than its length */

struct tag {
    struct str raw, name;
    struct str attributes; /* what stands between the name and the end */
    struct pos pos;
    bool end;
    bool other; /* a comment, declaration or instruction; name is what it begins with */
};

static bool is_name_char(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == ':' || c == '_';
}

static bool is_space(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
}

static size_t end_of(struct str s, const char *mark)
{
    size_t at = str_find_str(s, str_of(mark));
    return at == STR_NONE ? s.len : at + strlen(mark);
}

/* A tag at the start of s; false when it is only a "<". */
static bool read_tag(struct tag *t, struct str s)
{
    *t = (struct tag){0};
    if (str_starts(s, STR("<!--"))) {
        *t = (struct tag){.raw = str_sub(s, 0, 4 + end_of(str_from(s, 4), "-->")), .other = true};
        return true;
    }
    if (s.len > 1 && (s.ptr[1] == '!' || s.ptr[1] == '?')) {
        size_t n = 2;
        while (n < s.len && is_name_char(s.ptr[n]))
            n++;
        *t = (struct tag){.raw = str_sub(s, 0, end_of(s, s.ptr[1] == '?' ? "?>" : ">")),
                          .name = str_sub(s, 1, n - 1),
                          .other = true};
        return true;
    }
    size_t at = 1, start;
    if (at < s.len && s.ptr[at] == '/') {
        t->end = true;
        at++;
    }
    start = at;
    while (at < s.len && is_name_char(s.ptr[at]))
        at++;
    t->name = str_sub(s, start, at - start);
    char first = t->name.len ? t->name.ptr[0] : 0;
    if (!((first >= 'a' && first <= 'z') || (first >= 'A' && first <= 'Z'))) return false;
    start = at;
    if (s.len > MAX_TAG) s.len = MAX_TAG;
    for (char quote = 0; at < s.len && (quote || s.ptr[at] != '>'); at++) {
        if (quote && s.ptr[at] == quote)
            quote = 0;
        else if (!quote && (s.ptr[at] == '"' || s.ptr[at] == '\''))
            quote = s.ptr[at];
    }
    if (at >= s.len) return false;
    t->attributes = str_sub(s, start, at - start);
    t->raw = str_sub(s, 0, at + 1);
    return true;
}

struct attribute {
    struct str name, value;
    bool has_value;
};

/* attribute = name [ "=" ( '"' … '"' | "'" … "'" | word ) ] */
static bool next_attribute(struct str *rest, struct attribute *out)
{
    struct str s = *rest;
    while (s.len && (is_space(s.ptr[0]) || s.ptr[0] == '/'))
        s = str_from(s, 1);
    size_t n = 0;
    while (n < s.len && !is_space(s.ptr[n]) && s.ptr[n] != '=' && s.ptr[n] != '/')
        n++;
    if (!n) n = s.len ? 1 : 0;
    *out = (struct attribute){.name = str_sub(s, 0, n)};
    s = str_from(s, n);
    struct str after = str_trim_start(s);
    if (out->name.len && after.len && after.ptr[0] == '=') {
        after = str_trim_start(str_from(after, 1));
        out->has_value = true;
        char quote = after.len ? after.ptr[0] : 0;
        if (quote == '"' || quote == '\'') {
            size_t close = str_find(str_from(after, 1), quote);
            if (close == STR_NONE) close = after.len - 1;
            out->value = str_sub(after, 1, close);
            s = str_from(after, close + 2);
        } else {
            size_t len = 0;
            while (len < after.len && !is_space(after.ptr[len]))
                len++;
            out->value = str_sub(after, 0, len);
            s = str_from(after, len);
        }
    }
    *rest = s;
    return out->name.len > 0;
}

/* ---- Text ------------------------------------------------------------------------------------ */

static size_t entity_length(struct str s)
{
    size_t n = 1;
    if (n < s.len && s.ptr[n] == '#') n++;
    size_t start = n;
    while (n < s.len && n < 34 && is_name_char(s.ptr[n]) && s.ptr[n] != '-' && s.ptr[n] != ':')
        n++;
    return n > start && n < s.len && s.ptr[n] == ';' ? n + 1 : 0;
}

/* Escaped, but for what is a character reference already. */
static void put_text(struct doc_writer *w, struct str s)
{
    for (size_t i = 0; i < s.len;) {
        size_t entity = s.ptr[i] == '&' ? entity_length(str_from(s, i)) : 0;
        if (entity)
            buf_put(&w->html, str_sub(s, i, entity));
        else
            buf_put_html(&w->html, str_sub(s, i, 1));
        i += entity ? entity : 1;
    }
}

static void put_attributes(struct doc_writer *w, const struct doc_element *e, const struct tag *t)
{
    struct str rest = t->attributes, seen[4];
    size_t nseen = 0;
    struct attribute a;
    while (next_attribute(&rest, &a)) {
        bool twice = false;
        for (size_t i = 0; i < nseen; i++)
            twice |= str_eq_nocase(seen[i], a.name);
        if (!allows(e, a.name) || twice) {
            diag(w->d, DIAG_HTML_ATTRIBUTE, t->pos, a.name, str_of(e->name), str_of(e->attributes));
            continue;
        }
        seen[nseen++] = a.name;
        buf_put_char(&w->html, ' ');
        buf_put(&w->html, str_lower_ascii(w->scratch, a.name));
        if (!a.has_value) continue;
        buf_put(&w->html, STR("=\""));
        put_text(w, a.value);
        buf_put_char(&w->html, '"');
    }
}

/* ---- Balance --------------------------------------------------------------------------------- */

static void push(struct doc_writer *w, const struct doc_element *e, const struct tag *t)
{
    if (w->nopen == w->open_cap)
        w->open = arena_grow(w->scratch, w->open, &w->open_cap, sizeof *w->open);
    w->open[w->nopen++] = (struct doc_open){e, t->name, t->pos, w->nesting};
}

static void unclosed(struct doc_writer *w, const struct doc_open *o)
{
    if (o->element && !w->bad_here)
        diag(w->d, DIAG_HTML_UNCLOSED, o->pos, str_of(o->element->name));
}

void doc_html_end(struct doc_writer *w)
{
    while (w->nopen && w->open[w->nopen - 1].nesting >= w->nesting)
        unclosed(w, &w->open[--w->nopen]);
}

static void forgive(struct doc_writer *w, struct str name)
{
    if (w->nforgiven < sizeof w->forgiven / sizeof *w->forgiven) w->forgiven[w->nforgiven++] = name;
}

static bool is_forgiven(struct doc_writer *w, struct str name)
{
    for (size_t i = 0; i < w->nforgiven; i++) {
        if (!str_eq_nocase(w->forgiven[i], name)) continue;
        w->forgiven[i] = w->forgiven[--w->nforgiven];
        return true;
    }
    return false;
}

static void close_tag(struct doc_writer *w, const struct tag *t)
{
    const struct doc_element *e = element_of(t->name);
    size_t i = w->nopen;
    while (i > 0) {
        const struct doc_open *o = &w->open[i - 1];
        if (o->nesting != w->nesting) {
            i = 0;
            break;
        }
        if (str_eq_nocase(o->name, t->name)) break;
        i--;
    }
    bool innermost = i && i == w->nopen;
    if (i) { /* what it crosses is forgiven: one mistake, one message */
        if (!w->open[i - 1].element && w->bad_here) w->bad_here--;
        while (w->nopen > i)
            forgive(w, w->open[--w->nopen].name);
        w->nopen--;
    }
    if (e && innermost) {
        buf_printf(&w->html, "</%s>", e->name);
        return;
    }
    if (w->bad_here || (i && !e) || (!i && is_forgiven(w, t->name))) return;
    if (e)
        diag(w->d, DIAG_HTML_STRAY, t->pos, str_of(e->name));
    else
        diag(w->d, DIAG_HTML_ELEMENT, t->pos, t->name, instead_of(t->name));
}

static void bad_tag(struct doc_writer *w, const struct tag *t)
{
    if (!w->bad_here) diag(w->d, DIAG_HTML_ELEMENT, t->pos, t->name, instead_of(t->name));
    if (is_void(t->name) || str_ends(t->attributes, STR("/"))) return;
    push(w, NULL, t);
    w->bad_here++;
}

static void open_tag(struct doc_writer *w, const struct tag *t, bool in_line)
{
    const struct doc_element *e = element_of(t->name);
    if (!e) {
        bad_tag(w, t);
        return;
    }
    const char *parent = parent_of(e);
    const struct doc_element *around = w->nopen ? w->open[w->nopen - 1].element : NULL;
    if (parent && (!around || strcmp(around->name, parent)))
        diag(w->d, DIAG_HTML_PARENT, t->pos, str_of(e->name), str_of(parent));
    else if (e->block && in_line && !parent)
        diag(w->d, DIAG_HTML_PLACE, t->pos, str_of(e->name));
    buf_printf(&w->html, "<%s", e->name);
    put_attributes(w, e, t);
    buf_put_char(&w->html, '>');
    if (!e->empty) push(w, e, t);
}

static void tag(struct doc_writer *w, const struct tag *t, bool in_line)
{
    w->markup = true;
    if (t->other && !t->name.len) return; /* a comment */
    if (w->in->raw_html == RAW_HTML_NONE) {
        diag(w->d, DIAG_HTML_NONE, t->pos, t->raw);
        return;
    }
    if (t->other) {
        if (!w->bad_here) diag(w->d, DIAG_HTML_ELEMENT, t->pos, t->name, STR("Markdown"));
        return;
    }
    const struct doc_element *e = element_of(t->name);
    if (e && e->empty && t->end)
        diag(w->d, DIAG_HTML_STRAY, t->pos, str_of(e->name));
    else if (t->end)
        close_tag(w, t);
    else
        open_tag(w, t, in_line);
}

/* What Word leaves behind, <o:p>, is no tag to Markdown, so it would be seen by the readers. */
void doc_html_text(struct doc_writer *w, const struct md_event *e)
{
    if (str_find_str(e->text, STR("<o:p")) == STR_NONE) return;
    struct pos pos = doc_pos_within(e->pos, STR("<o:p>"));
    if (pos.offset && pos.file && pos.file->bytes.ptr[pos.offset - 1] == '\\') return;
    diag(w->d, DIAG_HTML_ELEMENT, pos, STR("o:p"), STR("Markdown"));
}

void doc_html_inline(struct doc_writer *w, const struct md_event *e)
{
    struct tag t;
    if (!read_tag(&t, e->text)) {
        put_text(w, e->text);
        return;
    }
    t.pos = e->pos;
    tag(w, &t, true);
}

/* Follows an HTML block's text and the same lines in the file, where containers' prefixes stand
 * before them. */
struct block_cursor {
    const struct md_event *e;
    size_t at, line; /* in the text: where we are, and where its line starts */
    size_t offset;   /* of that line in the file */
    bool lost;
};

static struct pos pos_in_block(struct block_cursor *c, size_t at, struct str part)
{
    struct pos p = c->e->pos;
    if (!p.file) return p;
    struct str bytes = p.file->bytes;
    for (; c->at < at && !c->lost; c->at++) {
        if (c->e->text.ptr[c->at] != '\n') continue;
        size_t end = str_find(str_from(bytes, c->offset), '\n');
        c->lost = end == STR_NONE;
        c->offset += end + 1;
        c->line = c->at + 1;
    }
    if (c->lost) return p;
    struct str rest = part, first = str_cut(&rest, '\n'), line = str_from(bytes, c->offset);
    size_t end = str_find(line, '\n'), before = at - c->line;
    if (end != STR_NONE) line.len = end;
    size_t found = str_find_str(str_from(line, before), first);
    if (found == STR_NONE) return p;
    return (struct pos){p.file, (uint32_t)(c->offset + before + found), (uint32_t)first.len};
}

void doc_html_block(struct doc_writer *w, const struct md_event *e)
{
    struct block_cursor cursor = {.e = e, .offset = e->pos.offset};
    size_t text = 0;
    w->bad_here = 0;
    for (size_t i = 0; i < e->text.len; i++) {
        struct tag t;
        if (e->text.ptr[i] != '<' || !read_tag(&t, str_from(e->text, i))) continue;
        if (!w->bad_here) put_text(w, str_sub(e->text, text, i - text));
        t.pos = pos_in_block(&cursor, i, t.raw);
        tag(w, &t, false);
        i += t.raw.len - 1;
        text = i + 1;
    }
    if (!w->bad_here) put_text(w, str_from(e->text, text));
    w->bad_here = 0;
}
