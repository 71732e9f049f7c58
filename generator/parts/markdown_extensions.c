/* Two extensions of cmark-gfm's syntax: `:::` boxes among the blocks, citations among the inlines.
 *
 * Boxes. cmark asks each open block, outermost first, whether it goes on in a new line
 * (box_continues). A closing fence belongs to the innermost box that it reaches and that has at
 * most as many colons, so an outer box looks inward before it takes the fence. A box that takes it
 * still "continues", over an emptied line, and ends with the next one. cmark must not take that
 * line for a blank one, or the list around the box would be loose: so a mark (MD_BOX_END) is put
 * there as a block.
 *
 * Citations. `[` and `]` belong to cmark, and a bracket on its stack cannot be taken off. So the
 * citation is made at the first `@`: it looks back to the `[`, takes what stood between out of the
 * tree, empties the `[`, reads on to the `]` and leaves that to cmark, which finds no link and
 * makes it a text. The `]` is dropped when the tree is laid out.
 */
#include "parts/markdown_internal.h"
#include "base/utf8.h"
#include <cmark-gfm.h>
#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm/node.h>
#include <cmark-gfm/parser.h>
#include <string.h>

#define LOOK_BACK 512   /* bytes of prefix between `[` and the first key */
#define LOOK_AHEAD 4096 /* bytes up to the closing `]` */

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

static bool is_line_end(char c)
{
    return c == '\n' || c == '\r';
}

static bool is_alnum(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/* ---- Boxes: lines ---------------------------------------------------------------------------- */

/* What stands after the fence: a kind, or {.kind title="…"}, or both, then a title. */
struct line_reader {
    struct str line; /* without its line end and trailing blanks */
    size_t at;
};

static void skip_blanks(struct line_reader *r)
{
    while (r->at < r->line.len && is_blank(r->line.ptr[r->at]))
        r->at++;
}

/* attributes = "{" { "." name | "title=" ( '"' text '"' | "'" text "'" | word ) } "}" */
static void read_attributes(struct line_reader *r, struct md_box *box)
{
    size_t end = r->line.len - 1; /* the } */
    r->at++;
    while (skip_blanks(r), r->at < end) {
        size_t start = r->at;
        struct str rest = str_sub(r->line, start, end - start);
        if (rest.ptr[0] == '.' && !box->kind_len) {
            while (r->at < end && !is_blank(r->line.ptr[r->at]))
                r->at++;
            box->kind_at = (uint32_t)start + 1;
            box->kind_len = (uint32_t)(r->at - start - 1);
            continue;
        }
        if (str_starts(rest, STR("title="))) {
            r->at += 6;
            char quote = r->at < end ? r->line.ptr[r->at] : 0;
            if (quote == '"' || quote == '\'') {
                size_t close = str_find(str_sub(r->line, r->at + 1, end - r->at - 1), quote);
                if (close != STR_NONE) {
                    box->title_at = (uint32_t)r->at + 1;
                    box->title_len = (uint32_t)close;
                    r->at += close + 2;
                    continue;
                }
            }
            box->title_at = (uint32_t)r->at;
        }
        while (r->at < end && !is_blank(r->line.ptr[r->at]))
            r->at++;
        if (box->title_at > start) {
            box->title_len = (uint32_t)r->at - box->title_at;
        } else {
            box->bad_at = (uint32_t)start;
            box->bad_len = (uint32_t)(r->at - start);
        }
    }
    r->at = r->line.len;
}

/* fence = ":::" { ":" } ; opening = fence [ kind ] [ attributes | title [ fence ] ] ; closing =
 * fence False when no fence stands at `at`. A closing fence has neither kind nor title. */
static bool read_fence(struct md_box *box, struct str line, size_t at)
{
    *box = (struct md_box){.at = (uint32_t)at};
    struct line_reader r = {str_trim_end(line), at};
    while (r.at < r.line.len && r.line.ptr[r.at] == ':')
        r.at++;
    if (r.at - at < 3) return false;
    box->colons = (uint32_t)(r.at - at);
    box->end = (uint32_t)r.line.len;
    size_t end = r.line.len; /* pandoc lets the opening line end in colons too */
    while (end > r.at && r.line.ptr[end - 1] == ':')
        end--;
    if (r.line.len - end >= 3 && end > r.at && is_blank(r.line.ptr[end - 1]))
        r.line = str_trim_end(str_sub(r.line, 0, end));
    skip_blanks(&r);
    if (r.at < r.line.len && r.line.ptr[r.at] != '{') {
        size_t start = r.at;
        while (r.at < r.line.len && !is_blank(r.line.ptr[r.at]) && r.line.ptr[r.at] != '{')
            r.at++;
        box->kind_at = (uint32_t)start;
        box->kind_len = (uint32_t)(r.at - start);
        skip_blanks(&r);
    }
    if (r.at == r.line.len) return true;
    if (r.line.ptr[r.at] == '{' && r.line.ptr[r.line.len - 1] == '}') {
        read_attributes(&r, box);
        return true;
    }
    box->title_at = (uint32_t)r.at;
    box->title_len = (uint32_t)(r.line.len - r.at);
    return true;
}

static bool is_closing(const struct md_box *box)
{
    return box->end == box->at + box->colons;
}

/* `[!TIP]` alone, or before a title, on the first line of a quote. Any word is a kind: whoever
 * writes
 * [!HINT] means a box. */
static bool read_alert(struct md_box *box, struct str line, size_t at)
{
    line = str_trim_end(line);
    size_t end = at + 2;
    if (!str_starts(str_from(line, at), STR("[!"))) return false;
    while (end < line.len && (is_alnum(line.ptr[end]) || (line.ptr[end] & 0x80)))
        end++;
    if (end == at + 2 || end >= line.len || line.ptr[end] != ']') return false;
    size_t title = end + 1;
    if (title < line.len && !is_blank(line.ptr[title])) return false;
    while (title < line.len && is_blank(line.ptr[title]))
        title++;
    *box = (struct md_box){.form = MD_BOX_GITHUB,
                           .closed = true,
                           .at = (uint32_t)at,
                           .end = (uint32_t)line.len,
                           .kind_at = (uint32_t)at + 2,
                           .kind_len = (uint32_t)(end - at - 2),
                           .title_at = (uint32_t)title,
                           .title_len = (uint32_t)(line.len - title)};
    return true;
}

/* ---- Boxes: blocks --------------------------------------------------------------------------- */

static const struct md_extensions *extensions_of(cmark_syntax_extension *self)
{
    return cmark_syntax_extension_get_private(self);
}

static bool too_deep(const cmark_node *parent)
{
    int depth = 0;
    while (parent && depth < MARKDOWN_MAX_DEPTH) {
        depth += parent->type != CMARK_NODE_LIST;
        parent = parent->parent;
    }
    return parent != NULL;
}

static void finish_line(cmark_parser *parser, unsigned char *input, int len)
{
    cmark_parser_advance_offset(parser, (char *)input, len - 1 - cmark_parser_get_offset(parser),
                                0);
}

static cmark_node *add_box(cmark_syntax_extension *self, cmark_parser *parser, cmark_node *parent,
                           const struct md_box *box)
{
    cmark_node *node =
        cmark_parser_add_child(parser, parent, extensions_of(self)->box_type, (int)box->at + 1);
    cmark_node_set_syntax_extension(node, self);
    struct md_box *data = parser->mem->calloc(1, sizeof *data);
    *data = *box;
    data->line = (uint32_t)cmark_parser_get_line_number(parser) - 1;
    cmark_node_set_user_data(node, data);
    return node;
}

/* A box that is closed and still there was closed by this line. */
static bool closes_here(const cmark_node *n, uint16_t box_type)
{
    for (; n; n = n->parent) {
        const struct md_box *box = n->type == box_type ? n->user_data : NULL;
        if (box && box->form == MD_BOX_END) return false;
        if (box && box->form == MD_BOX_FENCE && box->closed) return true;
    }
    return false;
}

static cmark_node *box_opens(cmark_syntax_extension *self, int indented, cmark_parser *parser,
                             cmark_node *parent, unsigned char *input, int len)
{
    if (indented) return NULL;
    struct str line = {(char *)input, (size_t)len};
    size_t at = (size_t)cmark_parser_get_first_nonspace(parser);
    struct md_box box = {.at = (uint32_t)at};
    if (at >= line.len) return NULL;
    if (line.ptr[at] == '\n' && closes_here(parent, extensions_of(self)->box_type)) {
        box.form = MD_BOX_END;
        return add_box(self, parser, parent, &box);
    }
    if (line.ptr[at] == '[') {
        if (parent->type != CMARK_NODE_BLOCK_QUOTE || parent->first_child ||
            !read_alert(&box, line, at))
            return NULL;
    } else if (line.ptr[at] != ':' || !read_fence(&box, line, at)) {
        return NULL;
    }
    if (box.form == MD_BOX_FENCE && is_closing(&box)) box.form = MD_BOX_STRAY;
    if (too_deep(parent)) box.form = MD_BOX_TOO_DEEP;
    cmark_node *node = add_box(self, parser, parent, &box);
    finish_line(parser, input, len);
    return node;
}

/* Whether a closing fence that has reached `outer` goes further in: to a box it closes, or to code
 * or HTML that it is a part of. `indent` is that of the line, inside `outer`. */
static bool goes_inward(const cmark_node *outer, int indent, uint32_t colons, uint16_t box_type)
{
    for (const cmark_node *n = outer->last_child; n && (n->flags & CMARK_NODE__OPEN);
         n = n->last_child) {
        switch (n->type) {
        case CMARK_NODE_LIST:
            continue;
        case CMARK_NODE_ITEM:
            indent -= n->as.list.marker_offset + n->as.list.padding;
            if (indent < 0) return false;
            continue;
        case CMARK_NODE_FOOTNOTE_DEFINITION:
            indent -= 4;
            if (indent < 0) return false;
            continue;
        case CMARK_NODE_CODE_BLOCK:
            return n->as.code.fenced || indent >= 4;
        case CMARK_NODE_HTML_BLOCK:
            return n->as.html_block_type <= 5; /* comments, <pre> …: until their end mark */
        default:
            break;
        }
        if (n->type != box_type) return false;
        const struct md_box *box = n->user_data;
        if (box->form == MD_BOX_FENCE && !box->closed && box->colons <= colons && indent <= 3)
            return true;
    }
    return false;
}

static int box_continues(cmark_syntax_extension *self, cmark_parser *parser, unsigned char *input,
                         int len, cmark_node *node)
{
    struct md_box *box = node->user_data, fence;
    if (box->form == MD_BOX_GITHUB) return 1; /* the quote around it decides */
    if (box->form != MD_BOX_FENCE || box->closed) return 0;
    size_t at = (size_t)cmark_parser_get_first_nonspace(parser);
    int indent = cmark_parser_get_indent(parser);
    if (input[at] != ':' || !read_fence(&fence, (struct str){(char *)input, (size_t)len}, at))
        return 1;
    uint16_t type = extensions_of(self)->box_type;
    if (!is_closing(&fence) || fence.colons < box->colons || indent > 3 ||
        goes_inward(node, indent, fence.colons, type))
        return 1;
    box->closed = true;
    finish_line(parser, input, len);
    return 1;
}

static int box_contains(cmark_syntax_extension *self, cmark_node *node, cmark_node_type child)
{
    (void)self, (void)node;
    return CMARK_NODE_TYPE_BLOCK_P(child) && child != CMARK_NODE_ITEM;
}

static const char *box_name(cmark_syntax_extension *self, cmark_node *node)
{
    (void)self, (void)node;
    return "box";
}

/* ---- Citations: text ------------------------------------------------------------------------- */

static bool is_key_punctuation(char c)
{
    return c && strchr(":.#$%&-+?<>~/", c);
}

/* key = ( letter | digit | "_" ) { letter | digit | "_" | punctuation }, not ending in punctuation.
 * Letters beyond ASCII are taken along, so that "@ås2010" is an unknown key, not the word "@". */
static size_t key_length(struct str s)
{
    size_t len = 0;
    struct str rest = s;
    uint32_t rune;
    for (size_t at = 0; utf8_next(&rest, &rune); at = s.len - rest.len) {
        bool letter = rune < 0x80 ? is_alnum((char)rune) : utf8_is_letter(rune);
        if (letter || (rune == '_' && at == 0))
            len = s.len - rest.len;
        else if (rune == '_' || (at > 0 && rune < 0x80 && is_key_punctuation((char)rune)))
            continue; /* counts when a letter or digit follows */
        else
            break;
    }
    return len;
}

/* An @ right after a letter or digit is part of an address, also with a sign between: ola.@skole.
 */
static bool follows_word(struct str s, size_t at)
{
    while (at > 0 && s.ptr[at - 1] && strchr("._+-", s.ptr[at - 1]))
        at--;
    if (at == 0) return false;
    size_t start = at - 1;
    while (start > 0 && at - start < 4 && ((unsigned char)s.ptr[start] & 0xc0) == 0x80)
        start--;
    struct str before = str_sub(s, start, at - start);
    uint32_t rune;
    return utf8_next(&before, &rune) && (utf8_is_letter(rune) || utf8_is_digit(rune));
}

/* Offset of the `]` that ends the bracket `s` stands in, at most LOOK_AHEAD bytes away, or STR_NONE
 * when there is none or another construct begins before it. */
static size_t closing_bracket(struct str s, size_t from, const char *stop)
{
    for (size_t i = from; i < s.len && i - from < LOOK_AHEAD; i++) {
        char c = s.ptr[i];
        if (c == ']') return i;
        if (c && strchr(stop, c)) return STR_NONE;
        if (c == '\\' && i + 1 < s.len) i++;
    }
    return STR_NONE;
}

/* Whether what ends at `close` is the text of a link: [text](…), [text][label]. */
static bool is_link_text(struct str s, size_t close)
{
    return close + 1 < s.len && (s.ptr[close + 1] == '(' || s.ptr[close + 1] == '[');
}

/* The `[` before `at` with nothing but plain text between, or STR_NONE. */
static size_t opening_bracket(struct str s, size_t at)
{
    for (size_t i = at; i > 0 && at - i < LOOK_BACK; i--) {
        char c = s.ptr[i - 1];
        if (c == '[') {
            size_t open = i - 1;
            if (open > 0 && (s.ptr[open - 1] == '!' || s.ptr[open - 1] == '\\')) return STR_NONE;
            return open + 1 < s.len && s.ptr[open + 1] == '^' ? STR_NONE : open;
        }
        if (c && strchr("]\\`*_~<&!@", c)) return STR_NONE;
    }
    return STR_NONE;
}

/* item = [ prefix " " ] [ "-" ] "@" key [ [","] locator ]; false unless it holds exactly one key.
 */
static bool read_cite(struct md_cite *out, size_t *key_at, struct str s, size_t from, size_t to)
{
    size_t at = from;
    struct str part = str_sub(s, 0, to);
    for (;; at++) {
        while (at < to && s.ptr[at] != '@')
            at++;
        if (at == to) return false;
        bool minus = at > from && s.ptr[at - 1] == '-';
        size_t len = key_length(str_from(part, at + 1));
        if (!len || follows_word(s, at)) continue;
        *out = (struct md_cite){.key = str_sub(s, at + 1, len), .suppress_author = minus};
        *key_at = at - minus;
        break;
    }
    out->prefix = str_trim(str_sub(s, from, *key_at - from));
    struct str rest = str_trim(str_from(part, at + 1 + out->key.len));
    if (rest.len && rest.ptr[0] == ',') rest = str_trim_start(str_from(rest, 1));
    out->locator = rest;
    for (size_t i = to - rest.len; i < to; i++)
        if (s.ptr[i] == '@' && !follows_word(s, i) && key_length(str_from(part, i + 1)))
            return false;
    return true;
}

/* The items of a bracket, separated by semicolons; 0 when one of them is not a citation. */
static uint32_t read_items(struct md_group *g, struct str s, size_t from, size_t to)
{
    uint32_t n = 0;
    for (size_t start = from; start <= to; n++) {
        size_t len = str_find(str_sub(s, start, to - start), ';');
        size_t end = len == STR_NONE ? to : start + len;
        struct md_cite item;
        size_t at;
        if (!read_cite(&item, &at, s, start, end)) return 0;
        if (g->items) {
            g->items[n] = item;
            g->key_at[n] = at;
        }
        start = end + 1;
    }
    return n;
}

/* ---- Citations: inlines ---------------------------------------------------------------------- */

static struct md_group *new_group(cmark_mem *mem, uint32_t len)
{
    struct md_group *g = mem->calloc(1, sizeof *g);
    g->items = mem->calloc(len, sizeof *g->items);
    g->key_at = mem->calloc(len, sizeof *g->key_at);
    g->len = len;
    return g;
}

/* A citation is an HTML inline with our extension on it: a table's cell takes no inline of a type
 * that it does not know, and drops it. */
static cmark_node *citation_node(cmark_syntax_extension *self, cmark_mem *mem, struct md_group *g)
{
    cmark_node *node = cmark_node_new_with_mem(CMARK_NODE_HTML_INLINE, mem);
    cmark_node_set_syntax_extension(node, self);
    cmark_node_set_user_data(node, g);
    return node;
}

/* Takes the prefix out of the tree and empties the `[`. cmark's own bracket is a text that points
 * outside the content; an escaped one would point into it. False when it is not there. */
static bool empty_bracket(cmark_node *parent, struct str content)
{
    cmark_node *open = parent->last_child;
    for (; open; open = open->prev) {
        if (open->type == CMARK_NODE_SOFTBREAK) continue;
        if (open->type != CMARK_NODE_TEXT) return false;
        const char *text = (const char *)open->as.literal.data;
        bool inside = text >= content.ptr && text < content.ptr + content.len;
        if (!inside && open->as.literal.len == 1 && *text == '[') break;
    }
    if (!open) return false;
    while (parent->last_child != open)
        cmark_node_unlink(parent->last_child);
    open->as.literal.len = 0;
    return true;
}

static cmark_node *bracketed(cmark_syntax_extension *self, cmark_parser *parser, cmark_node *parent,
                             cmark_inline_parser *inlines, struct str s, size_t open, size_t close)
{
    struct md_group probe = {0};
    uint32_t n = read_items(&probe, s, open + 1, close);
    if (!n || !empty_bracket(parent, s)) return NULL;
    struct md_group *g = new_group(parser->mem, n);
    read_items(g, s, open + 1, close);
    g->at = open;
    g->end = close + 1;
    cmark_inline_parser_set_offset(inlines, (int)close);
    return citation_node(self, parser->mem, g);
}

/* `@key`, `-@key`, `@key [s. 3]` in the sentence. */
static cmark_node *in_sentence(cmark_syntax_extension *self, cmark_parser *parser,
                               cmark_node *parent, cmark_inline_parser *inlines, struct str s,
                               size_t at, bool locator)
{
    size_t len = key_length(str_from(s, at + 1));
    if (!len) return NULL;
    struct md_group *g = new_group(parser->mem, 1);
    bool minus = at > 0 && s.ptr[at - 1] == '-' &&
                 (at == 1 || is_blank(s.ptr[at - 2]) || is_line_end(s.ptr[at - 2]));
    if (minus) cmark_node_unput(parent, 1);
    g->in_text = true;
    g->at = g->key_at[0] = at - minus;
    g->items[0] = (struct md_cite){.key = str_sub(s, at + 1, len), .suppress_author = minus};
    g->end = at + 1 + len;
    size_t open = g->end;
    while (open < s.len && is_blank(s.ptr[open]))
        open++;
    if (locator && open + 1 < s.len && s.ptr[open] == '[' && !strchr("^!", s.ptr[open + 1])) {
        size_t close = closing_bracket(s, open + 1, "[`<@");
        if (close != STR_NONE && close > open + 1 && !is_link_text(s, close)) {
            g->items[0].locator = str_trim(str_sub(s, open + 1, close - open - 1));
            g->end = close + 1;
        }
    }
    cmark_inline_parser_set_offset(inlines, (int)g->end);
    return citation_node(self, parser->mem, g);
}

static cmark_node *citation_matches(cmark_syntax_extension *self, cmark_parser *parser,
                                    cmark_node *parent, unsigned char c,
                                    cmark_inline_parser *inlines)
{
    const cmark_chunk *chunk = cmark_inline_parser_get_chunk(inlines);
    struct str s = {(const char *)chunk->data, (size_t)chunk->len};
    size_t at = (size_t)cmark_inline_parser_get_offset(inlines);
    if (c != '@' || cmark_inline_parser_in_bracket(inlines, true)) return NULL;
    bool in_bracket = cmark_inline_parser_in_bracket(inlines, false);
    if (in_bracket) {
        size_t close = closing_bracket(s, at, "[");
        if (close != STR_NONE && is_link_text(s, close)) return NULL; /* an @ in a link's text */
        size_t open = opening_bracket(s, at);
        if (open != STR_NONE && close != STR_NONE && closing_bracket(s, at, "[`<") == close) {
            cmark_node *node = bracketed(self, parser, parent, inlines, s, open, close);
            if (node) return node;
        }
    }
    if (follows_word(s, at)) return NULL;
    return in_sentence(self, parser, parent, inlines, s, at, !in_bracket);
}

/* ---- Registration ---------------------------------------------------------------------------- */

static void keep(cmark_mem *mem, void *p)
{
    (void)mem, (void)p; /* the private pointer belongs to markdown.c */
}

/* No plugin is registered: that would copy the extensions into cmark's list of names, which nobody
 * asks. They are attached to each parser by pointer and live as long as the process. */
void md_extensions_register(struct md_extensions *e)
{
    cmark_gfm_core_extensions_ensure_registered();
    e->table = cmark_find_syntax_extension("table");
    e->strikethrough = cmark_find_syntax_extension("strikethrough");
    e->autolink = cmark_find_syntax_extension("autolink");
    e->tasklist = cmark_find_syntax_extension("tasklist");

    cmark_syntax_extension *box = cmark_syntax_extension_new("box");
    e->box_type = (uint16_t)cmark_syntax_extension_add_node(0);
    cmark_syntax_extension_set_private(box, e, keep);
    cmark_syntax_extension_set_open_block_func(box, box_opens);
    cmark_syntax_extension_set_match_block_func(box, box_continues);
    cmark_syntax_extension_set_can_contain_func(box, box_contains);
    cmark_syntax_extension_set_get_type_string_func(box, box_name);
    e->box = box;

    cmark_syntax_extension *citation = cmark_syntax_extension_new("citation");
    cmark_syntax_extension_set_private(citation, e, keep);
    cmark_syntax_extension_set_match_inline_func(citation, citation_matches);
    cmark_llist *at_sign =
        cmark_llist_append(cmark_get_default_mem_allocator(), NULL, (void *)(uintptr_t)'@');
    cmark_syntax_extension_set_special_inline_chars(citation, at_sign);
    e->citation = citation;
}
