/* Events as HTML. Every element that a page can get from Markdown is written here and in
 * doc_links.c; classes are those the theme knows. Nothing is written that a strict CSP would block:
 * no style, no align. */
#include "course/doc_internal.h"
#include "base/utf8.h"
#include "course/fenced.h"
#include "course/schema.h"
#include <string.h>

static void put(struct doc_writer *w, struct str s)
{
    buf_put(&w->html, s);
    w->markup = true;
}

static void put_z(struct doc_writer *w, const char *s)
{
    put(w, str_of(s));
}

static void count_words(struct doc_writer *w, struct str s)
{
    for (size_t i = 0; i < s.len; i++) {
        if ((unsigned char)s.ptr[i] <= ' ') {
            w->in_word = false;
            continue;
        }
        w->doc->words += !w->in_word;
        w->in_word = true;
        while (i + 1 < s.len && (unsigned char)s.ptr[i + 1] > ' ')
            i++;
    }
}

/* ---- Headings -------------------------------------------------------------------------------- */

/* letters, digits and `-`; what is empty is "del". */
static struct str id_of(struct str text, struct arena *a)
{
    struct buf b = {.arena = a};
    struct str rest = utf8_nfc(a, utf8_lower_str(a, text));
    uint32_t rune;
    while (utf8_next(&rest, &rune)) {
        if (utf8_is_letter(rune) || utf8_is_digit(rune))
            buf_put_rune(&b, rune);
        else if ((rune == ' ' || rune == '-' || rune == '\n' || rune == 0xa0 || rune == 0x2013) &&
                 b.len && b.ptr[b.len - 1] != '-')
            buf_put_char(&b, '-');
    }
    struct str id = buf_str(&b);
    while (id.len && id.ptr[id.len - 1] == '-')
        id.len--;
    return id.len ? id : STR("del");
}

static void check_colon(struct doc_writer *w, size_t heading)
{
    const struct md_event *events = w->md->events;
    if (heading < 2 || events[heading - 1].kind != MD_PARAGRAPH) return;
    const struct md_event *last = &events[heading - 2];
    while (last > events && last->step == MD_LEAVE && last->kind > MD_TEXT)
        last--; /* out of emphasis */
    if (last->kind == MD_TEXT && str_ends(str_trim_end(last->text), STR(":")))
        diag(w->d, DIAG_COLON_BEFORE_HEADING, events[heading - 1].pos);
}

static void check_level(struct doc_writer *w, const struct md_event *e)
{
    uint8_t level = e->as.heading.level;
    bool body = w->in->form == DOC_BODY;
    if (w->in->headings_unchecked)
        diag(w->d, DIAG_HEADING_NOT_HERE, e->pos);
    else if (body && level == 1)
        diag(w->d, DIAG_HEADING_LEVEL_ONE, e->pos);
    else if (!body && level < 3)
        diag(w->d, DIAG_HEADING_IN_KEY, e->pos);
    else if (level > w->level + 1)
        diag(w->d, DIAG_HEADING_JUMP, e->pos, str_sub(STR("######"), 0, level),
             str_sub(STR("######"), 0, w->level + 1u));
    w->level = level;
}

static void enter_heading(struct doc_writer *w, size_t i)
{
    const struct md_event *e = &w->md->events[i];
    check_colon(w, i);
    check_level(w, e);
    struct doc *doc = w->doc;
    struct str text = markdown_text(w->md, i, markdown_leave(w->md, i), w->scratch);
    if (!text.len) diag(w->d, DIAG_HEADING_EMPTY, e->pos);
    struct str id =
        e->extra.len ? doc_keep(w, e->extra) : doc_unique_id(w, id_of(text, w->scratch), e->pos);
    if (doc->nheadings == w->headings_cap)
        doc->headings =
            arena_grow(w->scratch, doc->headings, &w->headings_cap, sizeof *doc->headings);
    struct doc_heading *h = &doc->headings[doc->nheadings++];
    *h = (struct doc_heading){e->as.heading.level, id, doc_keep(w, text), e->pos};
    w->section = h->text;
    buf_printf(&w->html, "<h%d id=\"", e->as.heading.level);
    buf_put_html(&w->html, id);
    put_z(w, "\">");
}

/* ---- Boxes ----------------------------------------------------------------------------------- */

static const struct str box_kinds[] = {
    STR_INIT("note"),     STR_INIT("tip"),     STR_INIT("important"), STR_INIT("warning"),
    STR_INIT("caution"),  STR_INIT("example"), STR_INIT("law"),       STR_INIT("quote"),
    STR_INIT("dialogue"), STR_INIT("decide")}; /* in the order of DOC_BOX_… */

#define KINDS (sizeof box_kinds / sizeof *box_kinds)

static size_t box_kind(struct doc_writer *w, const struct md_event *e)
{
    for (size_t i = 0; i < KINDS; i++)
        if (str_eq(e->text, box_kinds[i]) ||
            (e->as.box.github && str_eq_nocase(e->text, box_kinds[i])))
            return i;
    struct str word = str_lower_ascii(w->scratch, e->text);
    struct pos pos = doc_pos_within(e->pos, e->text);
    if (e->as.box.github) pos = e->pos;
    diag(w->d, DIAG_UNKNOWN_BOX, pos, e->text, diag_nearest(word, box_kinds, KINDS));
    return 0;
}

static void write_inlines_of(struct doc_writer *w, struct str text)
{
    struct markdown md;
    const struct markdown *outer = w->md;
    if (!doc_markdown(&md, w->in, text, true, w->scratch, w->d)) return;
    w->nesting++;
    doc_write(w, &md);
    doc_html_end(w);
    w->nesting--;
    w->md = outer;
}

/* The kind is said in words too, since a colour alone says nothing to some. */
static void enter_box(struct doc_writer *w, const struct md_event *e)
{
    size_t kind = box_kind(w, e);
    enum doc_string word = (enum doc_string)(DOC_BOX_NOTE + kind);
    put_z(w, "<div class=\"box ");
    put(w, box_kinds[kind]);
    put_z(w, "\">\n<p class=\"box-title\">");
    if (e->extra.len) {
        put_z(w, "<span class=\"box-kind\">");
        doc_string(w, word, STR(""));
        put_z(w, ":</span> ");
        write_inlines_of(w, e->extra);
    } else {
        doc_string(w, word, STR(""));
    }
    put_z(w, "</p>\n");
    w->in_word = false;
}

/* ---- Lists and tables ------------------------------------------------------------------------ */

static void enter_list(struct doc_writer *w, size_t i)
{
    const struct md_event *e = &w->md->events[i];
    w->tight[w->depth] = e->as.list.tight;
    w->task_list[w->depth] = e->as.list.tasks;
    put_z(w, e->as.list.ordered ? "<ol" : "<ul");
    if (e->as.list.ordered && e->as.list.start != 1)
        buf_printf(&w->html, " start=\"%u\"", e->as.list.start);
    put_z(w, e->as.list.tasks ? " class=\"tasks\">\n" : ">\n");
}

/* A task is a text with a mark, not a control: there is nothing to press. */
static void enter_item(struct doc_writer *w, const struct md_event *e)
{
    if (!e->as.item.task) {
        put_z(w, "<li>");
        return;
    }
    bool done = e->as.item.checked, alone = w->depth && w->task_list[w->depth - 1];
    put_z(w, done ? "<li class=\"done\">" : "<li>");
    put_z(w, alone ? "<span class=\"tick\" role=\"img\" aria-label=\""
                   : "<span role=\"img\" aria-label=\"");
    doc_string(w, done ? DOC_TASK_DONE : DOC_TASK_OPEN, STR(""));
    put_z(w, alone ? "\"></span>" : done ? "\">☑</span> " : "\">☐</span> ");
}

static void table_event(struct doc_writer *w, size_t i)
{
    static const char *const align[] = {"", "", " class=\"center\"", " class=\"right\""};
    const struct md_event *e = &w->md->events[i];
    bool enter = e->step == MD_ENTER;
    if (e->kind == MD_TABLE && enter) {
        put_z(w, "<div class=\"table\" role=\"group\" tabindex=\"0\" aria-label=\"");
        doc_string(w, DOC_TABLE, w->section);
        put_z(w, "\">\n<table>\n");
    } else if (e->kind == MD_TABLE) {
        put_z(w, w->body_rows ? "</tbody>\n</table>\n</div>\n" : "</table>\n</div>\n");
        w->body_rows = false;
    } else if (e->kind == MD_ROW && enter) {
        bool first = !e->as.row.header && !w->body_rows;
        w->body_rows |= first;
        put_z(w, e->as.row.header ? "<thead>\n<tr>" : first ? "<tbody>\n<tr>" : "<tr>");
    } else if (e->kind == MD_ROW) {
        put_z(w, e->as.row.header ? "</tr>\n</thead>\n" : "</tr>\n");
    } else {
        /* An empty head would be a heading that says nothing. */
        const struct md_event *other = enter ? e + 1 : e - 1;
        bool head = e->as.cell.header && other->kind != MD_CELL;
        put_z(w, enter ? (head ? "<th scope=\"col\"" : "<td") : (head ? "</th>" : "</td>"));
        if (!enter) return;
        put_z(w, align[e->as.cell.align]);
        put_z(w, ">");
        w->in_word = false;
    }
}

/* ---- Paragraphs and code --------------------------------------------------------------------- */

static bool is_bare(const struct doc_writer *w)
{
    return w->depth > 1 && w->container[w->depth - 1] == MD_ITEM && w->tight[w->depth - 2];
}

/* The note that ends with this paragraph: its links back go into it. */
static const struct md_event *note_ending(const struct markdown *md, size_t leave)
{
    if (leave + 1 >= md->len) return NULL;
    const struct md_event *next = &md->events[leave + 1];
    return next->kind == MD_FOOTNOTE && next->step == MD_LEAVE ? next : NULL;
}

/* The index of a picture that is the whole paragraph, or 0. */
static size_t lone_picture(const struct markdown *md, size_t paragraph)
{
    size_t i = paragraph + 1;
    if (md->events[i].kind != MD_IMAGE || md->events[i].step != MD_ENTER) return 0;
    size_t end = markdown_leave(md, i) + 1;
    return md->events[end].kind == MD_PARAGRAPH && !note_ending(md, end) ? i : 0;
}

static void leave_paragraph(struct doc_writer *w, size_t i)
{
    const struct md_event *note = note_ending(w->md, i);
    if (note) doc_write_backlinks(w, note);
    put_z(w, is_bare(w) ? "" : "</p>\n");
}

static void code_block(struct doc_writer *w, const struct md_event *e)
{
    struct str rest = e->extra, word = str_cut(&rest, ' ');
    if (fenced_write(w, e, word)) return;
    put_z(w, "<pre tabindex=\"0\"><code");
    if (word.len) {
        put_z(w, " class=\"language-");
        buf_put_html(&w->html, word);
        put_z(w, "\"");
    }
    put_z(w, ">");
    buf_put_html(&w->html, e->text);
    put_z(w, "</code></pre>\n");
}

/* ---- Footnotes ------------------------------------------------------------------------------- */

static void footnotes(struct doc_writer *w, const struct md_event *e)
{
    bool body = w->in->form == DOC_BODY;
    if (e->step == MD_LEAVE) {
        put_z(w, "</ol>\n</section>\n");
        return;
    }
    put_z(w, "<section class=\"footnotes\" role=\"doc-endnotes\"");
    if (!body) {
        put_z(w, " aria-label=\"");
        doc_string(w, DOC_FOOTNOTES, STR(""));
        put_z(w, "\">\n<ol>\n");
        return;
    }
    put_z(w, ">\n<h2>");
    doc_string(w, DOC_FOOTNOTES, STR(""));
    put_z(w, "</h2>\n<ol>\n");
}

static void footnote(struct doc_writer *w, size_t i)
{
    const struct md_event *e = &w->md->events[i];
    if (e->step == MD_ENTER) {
        put_z(w, "<li id=\"");
        buf_put_html(&w->html, doc_note_id(w, e->as.footnote.number, e->pos));
        put_z(w, "\">");
        return;
    }
    if (!i || w->md->events[i - 1].kind != MD_PARAGRAPH) { /* ends in a list, say */
        put_z(w, "<p>");
        doc_write_backlinks(w, e);
        put_z(w, "</p>\n");
    }
    put_z(w, "</li>\n");
}

/* ---- The walk -------------------------------------------------------------------------------- */

static void enter(struct doc_writer *w, size_t i)
{
    const struct md_event *e = &w->md->events[i];
    switch ((enum md_kind)e->kind) {
    case MD_PARAGRAPH:
        if (!is_bare(w)) put_z(w, "<p>");
        break;
    case MD_HEADING:
        enter_heading(w, i);
        break;
    case MD_QUOTE:
        put_z(w, "<blockquote>\n");
        break;
    case MD_LIST:
        enter_list(w, i);
        break;
    case MD_ITEM:
        enter_item(w, e);
        break;
    case MD_BOX:
        enter_box(w, e);
        break;
    case MD_FOOTNOTES:
        footnotes(w, e);
        break;
    case MD_FOOTNOTE:
        footnote(w, i);
        break;
    case MD_TABLE:
    case MD_ROW:
    case MD_CELL:
        table_event(w, i);
        break;
    case MD_EMPH:
        put_z(w, "<em>");
        break;
    case MD_STRONG:
        put_z(w, "<strong>");
        break;
    case MD_STRIKE:
        put_z(w, "<del>");
        break;
    default:
        break;
    }
    w->nesting++;
    if (e->kind >= MD_TEXT) return;
    w->in_word = false;
    w->bad_here = 0;
    w->container[w->depth++] = e->kind;
}

static void leave(struct doc_writer *w, size_t i)
{
    const struct md_event *e = &w->md->events[i];
    doc_html_end(w);
    w->nesting--;
    if (e->kind < MD_TEXT) w->depth--;
    switch ((enum md_kind)e->kind) {
    case MD_PARAGRAPH:
        leave_paragraph(w, i);
        break;
    case MD_HEADING:
        buf_printf(&w->html, "</h%d>\n", e->as.heading.level);
        break;
    case MD_QUOTE:
        put_z(w, "</blockquote>\n");
        break;
    case MD_LIST:
        put_z(w, e->as.list.ordered ? "</ol>\n" : "</ul>\n");
        break;
    case MD_ITEM:
        put_z(w, "</li>\n");
        break;
    case MD_BOX:
        put_z(w, "</div>\n");
        break;
    case MD_FOOTNOTES:
        footnotes(w, e);
        break;
    case MD_FOOTNOTE:
        footnote(w, i);
        break;
    case MD_TABLE:
    case MD_ROW:
    case MD_CELL:
        table_event(w, i);
        break;
    case MD_EMPH:
        put_z(w, "</em>");
        break;
    case MD_STRONG:
        put_z(w, "</strong>");
        break;
    case MD_STRIKE:
        put_z(w, "</del>");
        break;
    case MD_LINK:
        put_z(w, "</a>");
        break;
    default:
        break;
    }
}

static void leaf(struct doc_writer *w, const struct md_event *e)
{
    switch ((enum md_kind)e->kind) {
    case MD_TEXT:
        count_words(w, e->text);
        doc_html_text(w, e);
        buf_put_html(&w->html, e->text);
        break;
    case MD_CODE:
        count_words(w, e->text);
        put_z(w, "<code>");
        buf_put_html(&w->html, e->text);
        put_z(w, "</code>");
        break;
    case MD_SOFTBREAK:
        w->in_word = false;
        buf_put_char(&w->html, w->in->form == DOC_LINE ? ' ' : '\n');
        break;
    case MD_LINEBREAK:
        w->in_word = false;
        put_z(w, "<br>\n");
        break;
    case MD_HTML:
        doc_html_inline(w, e);
        break;
    case MD_HTML_BLOCK:
        doc_html_block(w, e);
        break;
    case MD_CODE_BLOCK:
        code_block(w, e);
        break;
    case MD_BREAK:
        put_z(w, "<hr>\n");
        break;
    case MD_CITATION:
        doc_write_citation(w, e);
        break;
    case MD_FOOTNOTE_REF:
        doc_write_note_ref(w, e);
        break;
    default:
        break;
    }
}

void doc_write(struct doc_writer *w, const struct markdown *md)
{
    w->md = md;
    for (size_t i = 0; i < md->len; i++) {
        const struct md_event *e = &md->events[i];
        size_t picture;
        if (e->step == MD_LEAF) {
            leaf(w, e);
        } else if (e->step == MD_LEAVE) {
            leave(w, i);
        } else if (e->kind == MD_IMAGE) {
            size_t end = markdown_leave(md, i);
            doc_write_picture(w, i, end, false);
            i = end;
        } else if (e->kind == MD_PARAGRAPH && !is_bare(w) && (picture = lone_picture(md, i)) > 0) {
            size_t end = markdown_leave(md, picture);
            doc_write_picture(w, picture, end, true);
            i = end + 1;
        } else if (e->kind == MD_LINK) {
            doc_write_link(w, i, markdown_leave(md, i));
            w->nesting++;
        } else {
            enter(w, i);
        }
    }
}

/* A text within the text begins anew: in its own block, list and footnotes, on its own lines. */
void doc_write_text(struct doc_writer *w, const struct text *t, bool block)
{
    struct doc_input in = *w->in;
    in.text = t->raw;
    in.node = t->node;
    in.form = block ? DOC_BLOCKS : DOC_LINE;
    struct markdown md;
    w->in_word = false;
    if (!block && markdown_is_plain(str_trim(t->raw))) {
        count_words(w, t->raw);
        buf_put_html(&w->html, str_trim(t->raw));
        return;
    }
    if (!t->pos.file || !doc_markdown(&md, &in, in.text, !block, w->scratch, w->d)) return;
    struct doc_writer *inner = arena_new(w->scratch, struct doc_writer, 1);
    *inner = *w;
    inner->in = &in;
    inner->nesting = inner->depth = 0;
    inner->open = NULL;
    inner->nopen = inner->open_cap = inner->nforgiven = 0;
    inner->notes = NULL;
    inner->nnotes = inner->notes_cap = 0;
    inner->body_rows = inner->in_word = false;
    inner->bad_here = 0;
    doc_write(inner, &md);
    doc_html_end(inner);
    w->html = inner->html;
    w->holes_cap = inner->holes_cap;
    w->headings_cap = inner->headings_cap;
    w->level = inner->level;
    w->section = inner->section;
    w->numbers = inner->numbers;
    w->markup = true;
    w->in_word = false;
}
