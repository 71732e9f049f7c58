/* Events that need no more of cmark's tree than a text or what an extension left there: boxes,
 * citations, ids of headings, and footnotes that lead nowhere; and what their readers ask of them.
 */
#include "parts/markdown_internal.h"
#include "base/buf.h"
#include <string.h>

struct str md_copy(const struct md_flatten *f, struct str s)
{
    return s.len ? str_dup(f->a, s) : (struct str){0};
}

struct md_event *md_emit(struct md_flatten *f, enum md_kind kind, enum md_step step, struct pos pos)
{
    struct markdown *m = f->out;
    if (m->len == f->cap) m->events = arena_grow(f->a, m->events, &f->cap, sizeof *m->events);
    struct md_event *e = &m->events[m->len++];
    *e = (struct md_event){.kind = (uint8_t)kind, .step = (uint8_t)step, .pos = pos};
    return e;
}

/* ---- Boxes --- */

static struct str line_part(const struct md_flatten *f, const struct md_box *box, uint32_t at,
                            uint32_t len)
{
    return str_sub(md_line(f->source, box->line), at, len);
}

/* False: there is no box to enter. */
bool md_box_event(struct md_flatten *f, const struct md_box *box)
{
    if (box->form == MD_BOX_END) return false;
    struct str line = md_line(f->source, box->line);
    size_t start = (size_t)(line.ptr - f->source->text.ptr);
    struct pos pos = md_pos(f->source, start + box->at, box->end - box->at);
    struct str kind = line_part(f, box, box->kind_at, box->kind_len);
    if (box->form == MD_BOX_STRAY) diag(f->d, DIAG_BOX_STRAY, pos);
    if (box->form == MD_BOX_TOO_DEEP)
        diag(f->d, DIAG_TEXT_TOO_DEEP, pos, str_number(f->a, MARKDOWN_MAX_DEPTH));
    if (box->form == MD_BOX_STRAY || box->form == MD_BOX_TOO_DEEP) return false;
    if (!box->closed)
        diag(f->d, DIAG_BOX_UNCLOSED, pos, kind, line_part(f, box, box->at, box->colons));
    if (box->bad_len)
        diag(f->d, DIAG_BOX_ATTRIBUTE, md_pos(f->source, start + box->bad_at, box->bad_len),
             line_part(f, box, box->bad_at, box->bad_len));
    struct md_event *e = md_emit(f, MD_BOX, MD_ENTER, pos);
    e->text = md_copy(f, kind);
    e->extra = line_part(f, box, box->title_at, box->title_len);
    if (f->source->shift)
        e->extra = md_copy(f, e->extra); /* the text fed is ours, not the author's */
    e->as.box.github = box->form == MD_BOX_GITHUB;
    return true;
}

/* ---- Citations --- */

struct pos md_inline_pos(struct md_flatten *f, size_t from, size_t to)
{
    size_t start = md_places_source(&f->places, from), end = md_places_source(&f->places, to);
    if (start == STR_NONE) return f->block_pos;
    return md_pos(f->source, start, end == STR_NONE || end < start ? 0 : end - start);
}

static struct str one_line(const struct md_flatten *f, struct str s)
{
    char *p = arena_bytes(f->a, s.len);
    size_t len = 0;
    for (size_t i = 0; i < s.len; i++) {
        bool space = s.ptr[i] == ' ' || s.ptr[i] == '\n' || s.ptr[i] == '\t' || s.ptr[i] == '\r';
        if (space && len && p[len - 1] == ' ') continue;
        p[len++] = space ? ' ' : s.ptr[i];
    }
    return (struct str){p, len};
}

void md_citation_event(struct md_flatten *f, const struct md_group *g)
{
    struct md_cite *items = arena_new(f->a, struct md_cite, g->len);
    struct md_event *e = md_emit(f, MD_CITATION, MD_LEAF, f->block_pos);
    e->as.citation.in_text = g->in_text;
    e->as.citation.items = items;
    e->as.citation.len = g->len;
    size_t start = md_places_source(&f->places, g->at);
    for (uint32_t i = 0; i < g->len; i++) {
        const struct md_cite *from = &g->items[i];
        size_t at = g->key_at[i], end = at + from->suppress_author + 1 + from->key.len;
        items[i] = (struct md_cite){.key = md_copy(f, from->key),
                                    .prefix = one_line(f, from->prefix),
                                    .locator = one_line(f, from->locator),
                                    .suppress_author = from->suppress_author,
                                    .pos = md_inline_pos(f, at, end)};
    }
    size_t end = md_places_source(&f->places, g->end);
    if (start != STR_NONE && end != STR_NONE) e->pos = md_pos(f->source, start, end - start);
    if (!f->places.lost) f->places.at = g->end;
}

/* ---- Headings --- */

/* `{#id}` at the end of a heading is taken off its last text. */
void md_take_heading_id(struct md_flatten *f, size_t heading, struct str content)
{
    struct md_event *e = &f->out->events[f->out->len - 1];
    struct str raw = str_trim_end(content), text = e->text;
    if (f->source->in->plain_gfm || !str_ends(raw, STR("}")) || e->kind != MD_TEXT) return;
    size_t open = str_rfind(raw, '{');
    if (open == STR_NONE || open + 2 >= raw.len || raw.ptr[open + 1] != '#') return;
    struct str mark = str_from(raw, open);
    if ((open && raw.ptr[open - 1] == '\\') || !str_ends(text, mark)) return;
    struct str id = str_sub(mark, 2, mark.len - 3);
    for (size_t i = 0; i < id.len; i++)
        if (strchr(" \t{}#\"'<>&", id.ptr[i])) {
            struct pos pos = f->out->events[heading].pos;
            size_t at = str_find_str(pos_text(pos), mark);
            if (at != STR_NONE)
                pos = (struct pos){pos.file, pos.offset + (uint32_t)at, (uint32_t)mark.len};
            diag(f->d, DIAG_HEADING_ID, pos, mark);
            return;
        }
    f->out->events[heading].extra = md_copy(f, id);
    e->text = str_trim_end(str_sub(text, 0, text.len - mark.len));
    if (!e->text.len) f->out->len--;
}

/* ---- Footnotes --- */

/* No definition of a footnote stands in lines first … last (from 0) that would be worth a warning.
 */
void md_settle(struct md_flatten *f, uint32_t first, uint32_t last)
{
    struct md_definition *all = f->source->definitions;
    size_t low = 0, high = f->source->ndefinitions;
    while (low < high) {
        size_t mid = (low + high) / 2;
        if (all[mid].line < first)
            low = mid + 1;
        else
            high = mid;
    }
    for (; low < f->source->ndefinitions && all[low].line <= last; low++)
        all[low].settled = true;
}

/* [^label] that is still text refers to nothing, unless it was escaped. Below a text of one line
 * there is no room for a note. */
void md_check_references(struct md_flatten *f, struct str text, size_t from)
{
    if (from == STR_NONE || f->source->in->plain_gfm) return;
    size_t found;
    while ((found = str_find_str(text, STR("[^"))) != STR_NONE) {
        text = str_from(text, found);
        size_t len = 2;
        while (len < text.len && !strchr("[] \t", text.ptr[len]))
            len++;
        if (len == text.len) return;
        struct str ref = str_sub(text, 0, len + 1);
        text = str_from(text, len);
        if (len == 2 || ref.ptr[len] != ']') continue;
        size_t at = str_find_str(str_sub(f->places.content, from, f->places.at - from), ref);
        if (at == STR_NONE) continue;
        from += at;
        if (from && f->places.content.ptr[from - 1] == '\\') continue;
        diag(f->d, f->source->in->inline_only ? DIAG_FOOTNOTE_IN_LINE : DIAG_FOOTNOTE_UNDEFINED,
             md_inline_pos(f, from, from + ref.len), ref);
    }
}

/* How the address should have been written: "a.md “Title”" → a.md "Title"; with other spaces in
 * angle brackets. */
static struct str address_with_space(struct arena *a, struct str inner)
{
    static const struct str quotes[] = {STR_INIT(" “"), STR_INIT(" ”"), STR_INIT(" «"),
                                        STR_INIT(" ‘")};
    for (size_t i = 0; i < sizeof quotes / sizeof *quotes; i++) {
        size_t at = str_find_str(inner, quotes[i]);
        if (at == STR_NONE) continue;
        struct str title = str_from(inner, at + quotes[i].len);
        while (title.len && (unsigned char)title.ptr[title.len - 1] >= 0x80)
            title.len--;
        return STR_CAT(a, str_sub(inner, 0, at), STR(" \""), title, STR("\""));
    }
    return STR_CAT(a, STR("<"), inner, STR(">"));
}

/* Something that an address has and a remark in brackets has not. */
static bool looks_like_address(struct str s)
{
    if (str_find(s, '/') != STR_NONE || str_find(s, '\\') != STR_NONE) return true;
    for (size_t i = 1; i + 2 < s.len; i++)
        if (s.ptr[i] == '.' && s.ptr[i - 1] != ' ' && s.ptr[i + 1] >= 'A') return true;
    return false;
}

/* [text](an address.pdf) that is still text: a space ended the address, unless it was escaped. What
 * has another bracket or a line's end in it was meant as something else. */
void md_check_spaced_links(struct md_flatten *f, struct str text, size_t from)
{
    if (from == STR_NONE || f->source->in->plain_gfm) return;
    size_t found;
    while ((found = str_find_str(text, STR("]("))) != STR_NONE) {
        bool opened = str_find(str_sub(text, 0, found), '[') != STR_NONE;
        struct str link = str_from(text, found);
        text = str_from(link, 2);
        size_t close = 0;
        while (close < text.len && !memchr("()[]\n", text.ptr[close], 5))
            close++;
        if (!opened || close == text.len || text.ptr[close] != ')') continue;
        struct str inner = str_trim(str_sub(text, 0, close));
        link.len = 2 + close + 1;
        if (str_find(inner, ' ') == STR_NONE || !looks_like_address(inner)) continue;
        size_t at = str_find_str(str_sub(f->places.content, from, f->places.at - from), link);
        if (at == STR_NONE) return; /* written otherwise: with escapes, which say that it is text */
        from += at;
        size_t bracket = str_rfind(str_sub(f->places.content, 0, from), '[');
        if (bracket != STR_NONE && bracket && f->places.content.ptr[bracket - 1] == '\\') continue;
        diag(f->d, DIAG_SPACED_LINK, md_inline_pos(f, from, from + link.len),
             address_with_space(f->a, inner));
    }
}

void md_check_definitions(const struct md_source *s, struct diags *d)
{
    for (size_t i = 0; i < s->ndefinitions; i++) {
        const struct md_definition *def = &s->definitions[i];
        if (def->settled) continue;
        struct str label = str_sub(s->text, def->at, def->len);
        bool twice = false; /* at most MARKDOWN_MAX_DEFINITIONS², and only for the unsettled */
        for (size_t k = 0; k < i && !twice; k++)
            twice =
                str_eq_nocase(str_sub(s->text, s->definitions[k].at, s->definitions[k].len), label);
        diag(d, twice ? DIAG_FOOTNOTE_TWICE : DIAG_FOOTNOTE_UNUSED, md_pos(s, def->at, def->len),
             label);
    }
}

/* ---- For who reads them ---------------------------------------------------------------------- */

size_t markdown_leave(const struct markdown *md, size_t enter)
{
    size_t depth = 0;
    for (size_t i = enter; i < md->len; i++) {
        if (md->events[i].step == MD_ENTER) depth++;
        if (md->events[i].step == MD_LEAVE && --depth == 0) return i;
    }
    return md->len - 1;
}

struct str markdown_text(const struct markdown *md, size_t from, size_t to, struct arena *a)
{
    struct buf b = {.arena = a};
    for (size_t i = from; i < to; i++) {
        const struct md_event *e = &md->events[i];
        if (e->kind == MD_TEXT || e->kind == MD_CODE)
            buf_put(&b, e->text);
        else if (e->kind == MD_SOFTBREAK || e->kind == MD_LINEBREAK)
            buf_put_char(&b, ' ');
    }
    return str_trim(buf_str(&b));
}
