#include "parts/markdown_internal.h"
#include <cmark-gfm.h>
#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm/node.h>
#include <cmark-gfm/parser.h>
#include <setjmp.h>
#include <string.h>

#define MAX_MEMORY ((size_t)512 << 20) /* of one text's tree; a worker has 1 GiB */
#define KEEP_MEMORY ((size_t)16 << 20) /* from one text to the next */

/* The only mutable state of the program outside main: cmark's allocator callbacks have no context
 * pointer, and node types and extensions are registered for the whole process. What is in `arena`
 * lasts from one markdown_parse to the next. */
static struct {
    struct arena arena;
    jmp_buf out_of_memory;
    bool registered;
    struct md_extensions extensions;
} library;

/* ---- Memory ---------------------------------------------------------------------------------- */

/* Each block is preceded by its size, for realloc; nothing is freed before the arena is reset. */
static void *block_new(size_t size)
{
    if (library.arena.used + size > MAX_MEMORY) longjmp(library.out_of_memory, 1);
    char *p = arena_get(&library.arena, size + sizeof(size_t), sizeof(size_t));
    memcpy(p, &size, sizeof size);
    return p + sizeof(size_t);
}

static void *mem_calloc(size_t n, size_t size)
{
    void *p = block_new(n * size);
    return memset(p, 0, n * size);
}

static void *mem_realloc(void *old, size_t size)
{
    if (!old) return block_new(size);
    char *start = (char *)old - sizeof(size_t);
    size_t was;
    memcpy(&was, start, sizeof was);
    if (size <= was) return old;
    if (arena_extend(&library.arena, start, was + sizeof was, size + sizeof size)) {
        if (library.arena.used > MAX_MEMORY) longjmp(library.out_of_memory, 1);
        memcpy(start, &size, sizeof size);
        return old;
    }
    return memcpy(block_new(size), old, was);
}

static void mem_free(void *p)
{
    (void)p;
}

/* ---- The tree as events ---------------------------------------------------------------------- */

static struct str chunk_str(const cmark_chunk *c)
{
    return (struct str){(const char *)c->data, c->data ? (size_t)c->len : 0};
}

static struct str content_of(const cmark_node *n)
{
    return (struct str){(const char *)n->content.ptr, (size_t)n->content.size};
}

/* What cmark calls a node, as one of our kinds; -1 for the document. */
static int kind_of(const cmark_node *n)
{
    if (n->extension == library.extensions.citation) return MD_CITATION;
    switch (n->type) {
    case CMARK_NODE_PARAGRAPH:
        return MD_PARAGRAPH;
    case CMARK_NODE_HEADING:
        return MD_HEADING;
    case CMARK_NODE_BLOCK_QUOTE:
        return MD_QUOTE;
    case CMARK_NODE_LIST:
        return MD_LIST;
    case CMARK_NODE_ITEM:
        return MD_ITEM;
    case CMARK_NODE_CODE_BLOCK:
        return MD_CODE_BLOCK;
    case CMARK_NODE_HTML_BLOCK:
        return MD_HTML_BLOCK;
    case CMARK_NODE_THEMATIC_BREAK:
        return MD_BREAK;
    case CMARK_NODE_FOOTNOTE_DEFINITION:
        return MD_FOOTNOTE;
    case CMARK_NODE_TEXT:
        return MD_TEXT;
    case CMARK_NODE_SOFTBREAK:
        return MD_SOFTBREAK;
    case CMARK_NODE_LINEBREAK:
        return MD_LINEBREAK;
    case CMARK_NODE_CODE:
        return MD_CODE;
    case CMARK_NODE_HTML_INLINE:
        return MD_HTML;
    case CMARK_NODE_EMPH:
        return MD_EMPH;
    case CMARK_NODE_STRONG:
        return MD_STRONG;
    case CMARK_NODE_LINK:
        return MD_LINK;
    case CMARK_NODE_IMAGE:
        return MD_IMAGE;
    case CMARK_NODE_FOOTNOTE_REFERENCE:
        return MD_FOOTNOTE_REF;
    default:
        break;
    }
    if (n->extension == library.extensions.box) return MD_BOX;
    if (n->extension == library.extensions.strikethrough) return MD_STRIKE;
    if (n->extension == library.extensions.table) {
        const char *name = cmark_node_get_type_string((cmark_node *)n);
        if (!strcmp(name, "table")) return MD_TABLE;
        return !strcmp(name, "table_cell") ? MD_CELL : MD_ROW;
    }
    return -1;
}

static uint32_t first_line(const cmark_node *n)
{
    return n->start_line > 0 ? (uint32_t)n->start_line - 1 : 0;
}

static uint32_t last_line(const cmark_node *n)
{
    return n->end_line > n->start_line ? (uint32_t)n->end_line - 1 : first_line(n);
}

/* A block's place: its first line, from the column cmark names when something stands there. */
static struct pos block_pos(const struct md_flatten *f, const cmark_node *n)
{
    struct str line = str_trim_end(md_line(f->source, first_line(n)));
    size_t column = n->start_column > 0 ? (size_t)n->start_column - 1 : 0;
    if (column >= line.len || line.ptr[column] == ' ' || line.ptr[column] == '\t')
        return md_line_pos(f->source, first_line(n));
    return md_pos(f->source, (size_t)(line.ptr - f->source->text.ptr) + column, line.len - column);
}

static bool is_alert(const cmark_node *quote)
{
    const cmark_node *n = quote->first_child;
    if (quote->type != CMARK_NODE_BLOCK_QUOTE || !n || n->extension != library.extensions.box)
        return false;
    return ((const struct md_box *)n->user_data)->form == MD_BOX_GITHUB;
}

/* ---- Blocks ---------------------------------------------------------------------------------- */

static void enter_list(struct md_event *e, const cmark_node *n)
{
    e->as.list.ordered = n->as.list.list_type == CMARK_ORDERED_LIST;
    e->as.list.tight = n->as.list.tight;
    e->as.list.start = (uint32_t)n->as.list.start;
    e->as.list.tasks = true;
    for (const cmark_node *item = n->first_child; item; item = item->next)
        e->as.list.tasks &= item->extension == library.extensions.tasklist;
}

/* Whether the box is ticked, read from the source: cmark takes any "[x]" in the line for a tick. */
static void enter_item(struct md_flatten *f, struct md_event *e, const cmark_node *n)
{
    if (n->extension != library.extensions.tasklist) return;
    size_t column = n->start_column > 0 ? (size_t)n->start_column - 1 : 0;
    struct str line = str_from(md_line(f->source, first_line(n)), column);
    size_t open = str_find(line, '[');
    e->as.item.task = true;
    e->as.item.checked = open != STR_NONE && open + 1 < line.len && line.ptr[open + 1] != ' ' &&
                         line.ptr[open + 1] != '\t';
}

static void enter_table(struct md_flatten *f, struct md_event *e, cmark_node *n)
{
    uint32_t columns = cmark_gfm_extensions_get_table_columns(n);
    const uint8_t *letters = cmark_gfm_extensions_get_table_alignments(n);
    uint8_t *align = arena_new(f->a, uint8_t, columns);
    for (uint32_t i = 0; i < columns; i++)
        align[i] = letters[i] == 'l'   ? MD_ALIGN_LEFT
                   : letters[i] == 'c' ? MD_ALIGN_CENTER
                   : letters[i] == 'r' ? MD_ALIGN_RIGHT
                                       : MD_ALIGN_NONE;
    e->as.table.columns = columns;
    e->as.table.align = align;
}

static void enter_cell(struct md_flatten *f, struct md_event *e, cmark_node *n)
{
    cmark_node *row = n->parent, *table = row->parent;
    const uint8_t *align = NULL; /* of the TABLE event, still open two levels up */
    uint32_t column = 0;
    const struct md_event *t = &f->out->events[f->stack[f->depth - 3].event];
    align = t->as.table.align;
    for (size_t i = f->out->len - 1; i-- > 0;) { /* the cell before, if any, tells the column */
        const struct md_event *before = &f->out->events[i];
        if (before->kind == MD_ROW) break;
        if (before->kind == MD_CELL) {
            column = before->as.cell.column + (before->step == MD_LEAVE);
            break;
        }
    }
    e->as.cell.column = column;
    e->as.cell.align = column < t->as.table.columns ? align[column] : MD_ALIGN_NONE;
    e->as.cell.header = cmark_gfm_extensions_get_table_row_is_header(row) != 0;
    md_places_begin_cell(&f->places, f->source, content_of(n), first_line(row),
                         e->as.cell.header ? last_line(table) : first_line(row), &f->cell_column);
    size_t at = md_places_source(&f->places, 0);
    if (at != STR_NONE) e->pos = md_pos(f->source, at, content_of(n).len);
}

static void enter_footnote(struct md_flatten *f, struct md_event *e, cmark_node *n)
{
    md_settle(f, first_line(n), first_line(n));
    struct str line = md_line(f->source, first_line(n));
    struct str label = chunk_str(&n->as.literal);
    size_t at = str_find_str(line, STR("[^"));
    if (at != STR_NONE)
        e->pos = md_pos(f->source, (size_t)(line.ptr - f->source->text.ptr) + at, label.len + 3);
    e->text = md_copy(f, label);
    e->as.footnote.number = 1;
    for (size_t i = f->out->len - 1; i-- > 0;) /* the one before is the sibling that just ended */
        if (f->out->events[i].kind == MD_FOOTNOTE) {
            e->as.footnote.number = f->out->events[i].as.footnote.number + 1;
            break;
        } else if (f->out->events[i].kind == MD_FOOTNOTES) {
            break;
        }
    e->as.footnote.nth = (uint32_t)n->footnote.def_count;
}

/* Fills the event of a block that is entered, or of a leaf. */
static void fill_block(struct md_flatten *f, struct md_event *e, cmark_node *n)
{
    switch ((enum md_kind)e->kind) {
    case MD_HEADING:
        e->as.heading.level = (uint8_t)n->as.heading.level;
        /* fall through */
    case MD_PARAGRAPH:
        md_places_begin(&f->places, f->source, content_of(n), first_line(n), last_line(n));
        break;
    case MD_LIST:
        enter_list(e, n);
        break;
    case MD_ITEM:
        enter_item(f, e, n);
        break;
    case MD_CODE_BLOCK:
        e->text = md_copy(f, chunk_str(&n->as.code.literal));
        e->extra = md_copy(f, chunk_str(&n->as.code.info));
        if (n->as.code.fenced && first_line(n) + 1 < f->source->nlines)
            e->as.code.at = f->source->lines[first_line(n) + 1];
        else if (n->as.code.fenced)
            e->as.code.at = (uint32_t)f->source->text.len;
        md_settle(f, first_line(n), last_line(n));
        break;
    case MD_HTML_BLOCK:
        e->text = md_copy(f, chunk_str(&n->as.literal));
        md_settle(f, first_line(n), last_line(n));
        break;
    case MD_TABLE:
        enter_table(f, e, n);
        break;
    case MD_ROW:
        e->as.row.header = cmark_gfm_extensions_get_table_row_is_header(n) != 0;
        f->cell_column = 0;
        break;
    case MD_CELL:
        enter_cell(f, e, n);
        break;
    case MD_FOOTNOTE:
        enter_footnote(f, e, n);
        break;
    default:
        break;
    }
}

/* ---- Inlines --------------------------------------------------------------------------------- */

static void text_event(struct md_flatten *f, const cmark_node *n)
{
    struct str text = chunk_str(&n->as.literal);
    if (f->drop_bracket && text.len && text.ptr[0] == ']') text = str_from(text, 1);
    if (f->drop_paren && text.len) {
        f->drop_paren = false;
        text = str_from(text, 1);
    }
    if (!text.len) return;
    size_t from = md_places_text(&f->places, text);
    struct md_event *e = md_emit(f, MD_TEXT, MD_LEAF, f->block_pos);
    e->text = md_copy(f, text);
    size_t start = md_places_source(&f->places, from);
    md_check_references(f, text, from);
    md_check_spaced_links(f, text, from);
    e = &f->out->events[f->out->len - 1];
    size_t end = md_places_source(&f->places, f->places.at);
    if (start != STR_NONE)
        e->pos = md_pos(f->source, start, end == STR_NONE || end < start ? 0 : end - start);
}

static bool is_autolink(const cmark_node *n)
{
    const cmark_node *t = n->first_child;
    if (!t || t->next || t->type != CMARK_NODE_TEXT) return false;
    struct str url = chunk_str(&n->as.link.url), text = chunk_str(&t->as.literal);
    return str_ends(url, text) && (url.len == text.len || str_starts(url, STR("mailto:")) ||
                                   str_starts(url, STR("http://")));
}

static void enter_link(struct md_flatten *f, struct md_event *e, const cmark_node *n,
                       struct md_open *open)
{
    struct str text = n->first_child ? chunk_str(&n->first_child->as.literal) : (struct str){0};
    size_t at = STR_NONE;
    open->autolink =
        e->kind == MD_LINK && is_autolink(n) && md_places_autolink(&f->places, text, &at);
    if (!open->autolink) at = md_places_open(&f->places, e->kind == MD_IMAGE);
    open->start = md_places_source(&f->places, at);
    e->text = md_copy(f, chunk_str(&n->as.link.url));
    e->extra = md_copy(f, chunk_str(&n->as.link.title));
    if (e->kind == MD_LINK) e->as.link.autolink = open->autolink;
}

static void leave_link(struct md_flatten *f, const struct md_open *open)
{
    if (open->autolink)
        md_places_autolink_end(&f->places);
    else
        md_places_close(&f->places);
    size_t end = md_places_source(&f->places, f->places.at);
    if (open->start != STR_NONE && end != STR_NONE && !f->places.lost)
        f->out->events[open->event].pos = md_pos(f->source, open->start, end - open->start);
}

/* Emphasis: the delimiters before and after it. */
static size_t pass_delimiters(struct md_flatten *f, int kind)
{
    if (kind == MD_STRIKE) return md_places_delimiter(&f->places, "~", 2);
    return md_places_delimiter(&f->places, "*_", kind == MD_STRONG ? 2 : 1);
}

static void leaf_event(struct md_flatten *f, int kind, const cmark_node *n)
{
    size_t from = STR_NONE;
    struct str text = {0};
    if (kind == MD_TEXT) {
        text_event(f, n);
        return;
    }
    if (kind == MD_CITATION) {
        md_citation_event(f, n->user_data);
        return;
    }
    if (kind == MD_SOFTBREAK || kind == MD_LINEBREAK) {
        from = md_places_newline(&f->places);
    } else if (kind == MD_CODE) {
        text = chunk_str(&n->as.literal);
        from = md_places_code(&f->places);
    } else if (kind == MD_HTML) {
        text = chunk_str(&n->as.literal);
        from = md_places_html(&f->places, text);
    } else if (kind == MD_FOOTNOTE_REF) {
        from = md_places_footnote(&f->places);
    }
    struct md_event *e =
        md_emit(f, (enum md_kind)kind, MD_LEAF, md_inline_pos(f, from, f->places.at));
    e->text = md_copy(f, text);
    if (kind == MD_FOOTNOTE_REF && n->parent_footnote_def) {
        uint32_t number = 0;
        str_to_u32(chunk_str(&n->as.literal), UINT32_MAX, &number);
        e->text = md_copy(f, chunk_str(&n->parent_footnote_def->as.literal));
        e->as.footnote.number = number;
        e->as.footnote.nth = (uint32_t)n->footnote.ref_ix;
    }
}

/* ---- The walk -------------------------------------------------------------------------------- */

static bool is_leaf(int kind)
{
    return kind == MD_CODE_BLOCK || kind == MD_HTML_BLOCK || kind == MD_BREAK ||
           kind == MD_CITATION || kind == MD_FOOTNOTE_REF || kind == MD_CODE || kind == MD_HTML ||
           kind == MD_TEXT || kind == MD_SOFTBREAK || kind == MD_LINEBREAK;
}

static bool is_inline(int kind)
{
    return kind >= MD_TEXT;
}

static void enter(struct md_flatten *f, cmark_node *n, int kind)
{
    struct md_open *open = &f->stack[f->depth++];
    *open = (struct md_open){.event = STR_NONE, .start = STR_NONE};
    if (is_alert(n)) return;
    if (kind == MD_PARAGRAPH && f->source->in->inline_only) {
        md_places_begin(&f->places, f->source, content_of(n), 0, 0);
        f->places.at = f->source->shift;
        f->drop_paren = true;
        f->block_pos = md_line_pos(f->source, 0);
        return;
    }
    if (kind == MD_BOX) {
        if (md_box_event(f, n->user_data)) open->event = f->out->len - 1;
        return;
    }
    if (kind == MD_FOOTNOTE && !f->in_footnotes) {
        f->in_footnotes = true;
        md_emit(f, MD_FOOTNOTES, MD_ENTER, block_pos(f, n));
    }
    if (!is_inline(kind)) f->block_pos = block_pos(f, n);
    struct md_event *e = md_emit(f, (enum md_kind)kind, MD_ENTER, f->block_pos);
    open->event = f->out->len - 1;
    if (!is_inline(kind)) {
        fill_block(f, e, n);
        f->block_pos = e->pos;
    } else if (kind == MD_LINK || kind == MD_IMAGE) {
        enter_link(f, e, n, open);
    } else {
        open->start = md_places_source(&f->places, pass_delimiters(f, kind));
    }
}

static void leave(struct md_flatten *f, cmark_node *n, int kind)
{
    const struct md_open *open = &f->stack[--f->depth];
    if (open->event == STR_NONE) return;
    if (kind == MD_HEADING) md_take_heading_id(f, open->event, content_of(n));
    if (kind == MD_LINK || kind == MD_IMAGE) leave_link(f, open);
    if (kind == MD_EMPH || kind == MD_STRONG || kind == MD_STRIKE) {
        pass_delimiters(f, kind);
        size_t end = md_places_source(&f->places, f->places.at);
        if (open->start != STR_NONE && end != STR_NONE)
            f->out->events[open->event].pos = md_pos(f->source, open->start, end - open->start);
    }
    struct md_event e = f->out->events[open->event];
    md_emit(f, (enum md_kind)kind, MD_LEAVE, e.pos);
    e.step = MD_LEAVE;
    f->out->events[f->out->len - 1] = e;
}

static bool flatten(struct md_flatten *f, cmark_node *root)
{
    cmark_iter *iter = cmark_iter_new(root);
    cmark_event_type step;
    while ((step = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
        cmark_node *n = cmark_iter_get_node(iter);
        int kind = kind_of(n);
        if (kind < 0) continue;
        if (is_leaf(kind)) {
            if (step != CMARK_EVENT_ENTER) continue;
            if (is_inline(kind)) {
                leaf_event(f, kind, n);
                f->drop_bracket =
                    kind == MD_CITATION && !((const struct md_group *)n->user_data)->in_text;
            } else {
                fill_block(f, md_emit(f, (enum md_kind)kind, MD_LEAF, block_pos(f, n)), n);
            }
        } else if (step == CMARK_EVENT_EXIT) {
            f->levels -= kind != MD_LIST;
            leave(f, n, kind);
        } else if (f->levels > MARKDOWN_MAX_DEPTH) {
            diag(f->d, DIAG_TEXT_TOO_DEEP, f->block_pos, str_number(f->a, MARKDOWN_MAX_DEPTH));
            return false;
        } else {
            f->levels += kind != MD_LIST;
            enter(f, n, kind);
        }
    }
    if (f->in_footnotes) md_emit(f, MD_FOOTNOTES, MD_LEAVE, f->block_pos);
    return true;
}

/* ---- Parsing --------------------------------------------------------------------------------- */

static cmark_node *build_tree(const struct md_source *s)
{
    static const cmark_mem own = {mem_calloc, mem_realloc, mem_free};
    const struct md_extensions *e = &library.extensions;
    /* SOURCEPOS makes cmark count the lines of code spans and tags, too. */
    cmark_parser *parser =
        cmark_parser_new_with_mem(CMARK_OPT_FOOTNOTES | CMARK_OPT_SOURCEPOS, (cmark_mem *)&own);
    if (!s->in->plain_gfm) {
        cmark_parser_attach_syntax_extension(parser, e->box);
        cmark_parser_attach_syntax_extension(parser, e->citation);
    }
    cmark_parser_attach_syntax_extension(parser, e->table);
    cmark_parser_attach_syntax_extension(parser, e->strikethrough);
    cmark_parser_attach_syntax_extension(parser, e->autolink);
    cmark_parser_attach_syntax_extension(parser, e->tasklist);
    cmark_parser_feed(parser, s->text.ptr, s->text.len);
    return cmark_parser_finish(parser); /* the parser goes when the arena does */
}

/* Several lines, a heading, a bullet, a quote or a fence where one line is to stand. "1. Hva …" is
 * a line like any other. */
static bool is_one_line(struct str s)
{
    s = str_trim(s);
    if (str_find(s, '\n') != STR_NONE || str_find(s, '\r') != STR_NONE) return false;
    if (!s.len) return true;
    char after = s.len > 1 ? s.ptr[1] : ' ';
    if (strchr("-+*", s.ptr[0])) return after != ' ' && after != '\t';
    if (s.ptr[0] == '#') {
        size_t n = 0;
        while (n < s.len && s.ptr[n] == '#')
            n++;
        return n > 6 || (n < s.len && s.ptr[n] != ' ');
    }
    return s.ptr[0] != '>' && !str_starts(s, STR("```")) && !str_starts(s, STR("~~~")) &&
           !str_starts(s, STR(":::"));
}

/* A bracket before one line of text keeps "1. Hva" from being a list, and is to all inlines what
 * the beginning of a line is. */
static void feed_line(struct md_source *s)
{
    struct str text = s->in->text;
    char *p = arena_bytes(&library.arena, text.len + 1);
    p[0] = '(';
    for (size_t i = 0; i < text.len; i++)
        p[i + 1] = text.ptr[i] == '\n' || text.ptr[i] == '\r' ? ' ' : text.ptr[i];
    s->text = (struct str){p, text.len + 1};
    s->shift = 1;
}

/* Apart from markdown_parse, since a longjmp leaves that one's locals undefined. */
static bool parse(struct markdown *out, const struct markdown_input *in, struct arena *a,
                  struct diags *d)
{
    struct md_source source = {.in = in, .text = in->text};
    if (in->inline_only) {
        if (!is_one_line(in->text)) diag(d, DIAG_NOT_ONE_LINE, md_pos(&source, 0, in->text.len));
        feed_line(&source);
    }
    if (!md_check_limits(&source, &library.arena, d)) return false;
    struct md_flatten f = {.source = &source, .out = out, .a = a, .d = d};
    if (!flatten(&f, build_tree(&source))) return false;
    if (!in->plain_gfm) md_check_definitions(&source, d);
    return true;
}

bool markdown_parse(struct markdown *out, const struct markdown_input *in, struct arena *a,
                    struct diags *d)
{
    *out = (struct markdown){0};
    if (!library.registered) {
        md_extensions_register(&library.extensions);
        library.registered = true;
    }
    if (library.arena.used > KEEP_MEMORY)
        arena_free(&library.arena);
    else
        arena_reset(&library.arena);
    size_t errors = d->count[SEVERITY_ERROR];
    if (setjmp(library.out_of_memory)) {
        struct pos pos = {.file = in->file};
        diag(d, DIAG_TEXT_TOO_COSTLY, pos);
        return false;
    }
    return parse(out, in, a, d) && d->count[SEVERITY_ERROR] == errors;
}

bool markdown_is_plain(struct str text)
{
    if (!text.len) return true;
    char first = text.ptr[0], last = text.ptr[text.len - 1];
    if (strchr(" +-=", first) || last == ' ' || (first >= '0' && first <= '9')) return false;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (!c || strchr("\\`*_[]<>&~@#|\"'\n\r\t", c)) return false;
        if (c == ':' && (i == 0 || str_starts(str_from(text, i), STR("://")))) return false;
        if (c == 'w' && str_starts(str_from(text, i), STR("www."))) return false;
    }
    return true;
}
