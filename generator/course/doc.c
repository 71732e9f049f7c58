#include "course/doc_internal.h"
#include "base/utf8.h"
#include "parts/yaml.h"
#include <string.h>

/* ---- Texts and places ------------------------------------------------------------------------ */

struct piece {
    const struct doc_input *in;
    size_t at; /* of the piece in in->text */
};

static struct pos locate(void *ctx, size_t offset, size_t length)
{
    const struct piece *p = ctx;
    return yaml_pos_in(p->in->node, p->at + offset, length);
}

bool doc_markdown(struct markdown *out, const struct doc_input *in, struct str text, bool line,
                  struct arena *a, struct diags *d)
{
    bool view = text.ptr >= in->text.ptr && text.ptr <= in->text.ptr + in->text.len;
    struct piece piece = {in, view && text.len ? (size_t)(text.ptr - in->text.ptr) : 0};
    struct markdown_input input = {.file = in->file, .text = text, .inline_only = line};
    if (in->node) {
        input.locate = locate;
        input.locate_ctx = &piece;
    }
    return markdown_parse(out, &input, a, d);
}

struct pos doc_pos_within(struct pos around, struct str part)
{
    if (!around.file || !part.len) return around;
    size_t at = str_find_str(pos_text(around), part);
    if (at == STR_NONE) return around;
    return (struct pos){around.file, around.offset + (uint32_t)at, (uint32_t)part.len};
}

struct str doc_keep(const struct doc_writer *w, struct str s)
{
    return s.len ? str_dup(w->results, s) : (struct str){0};
}

/* ---- Ids ------------------------------------------------------------------------------------- */

static struct doc_anchor *add_anchor(struct doc_ids *ids, struct str id, struct pos pos,
                                     bool explicit_id, struct arena *a)
{
    struct doc_anchor *x = arena_new(a, struct doc_anchor, 1);
    *x = (struct doc_anchor){str_dup(a, id), pos, explicit_id};
    map_add(&ids->used, x->id, x);
    return x;
}

bool doc_ids_add(struct doc_ids *ids, struct str id, struct pos pos, struct arena *a,
                 struct diags *d)
{
    const struct doc_anchor *x = map_get(&ids->used, id);
    if (!x) {
        add_anchor(ids, id, pos, true, a);
        return true;
    }
    if (x->pos.file == pos.file && x->pos.offset == pos.offset) return true; /* collected before */
    uint32_t line, column;
    struct str text;
    pos_locate(x->pos, &line, &column, &text);
    diag(d, DIAG_ID_TWICE, pos, id, str_number(a, line));
    return false;
}

struct str doc_unique_id(struct doc_writer *w, struct str base, struct pos pos)
{
    struct str id = base;
    uint32_t *number = map_get(&w->numbers, base);
    while (map_has(&w->ids->used, id)) {
        if (!number) {
            number = arena_new(w->scratch, uint32_t, 1);
            *number = 1;
            map_add(&w->numbers, str_dup(w->scratch, base), number);
        }
        id = STR_CAT(w->scratch, base, STR("-"), str_number(w->scratch, ++*number));
    }
    return add_anchor(w->ids, id, pos, false, w->results)->id;
}

static bool is_id(struct str id)
{
    uint32_t rune;
    if (!id.len || id.ptr[0] == '_') return false;
    while (utf8_next(&id, &rune))
        if (rune != '-' && rune != '_' && !utf8_is_letter(rune) && !utf8_is_digit(rune))
            return false;
    return true;
}

static void collect_ids(const struct markdown *md, struct doc_ids *ids, struct arena *results,
                        struct arena *scratch, struct diags *d)
{
    for (size_t i = 0; i < md->len; i++) {
        const struct md_event *e = &md->events[i];
        if (e->kind != MD_HEADING || e->step != MD_ENTER || !e->extra.len) continue;
        struct str mark = STR_CAT(scratch, STR("{#"), e->extra, STR("}"));
        struct pos pos = doc_pos_within(e->pos, mark);
        if (is_id(e->extra))
            doc_ids_add(ids, e->extra, pos, results, d);
        else
            diag(d, DIAG_HEADING_ID, pos, mark);
    }
}

static bool may_have_ids(const struct doc_input *in)
{
    return in->form != DOC_LINE && !in->headings_unchecked &&
           str_find_str(in->text, STR("{#")) != STR_NONE;
}

void doc_collect_ids(const struct doc_input *in, struct doc_ids *ids, struct arena *results,
                     struct diags *d)
{
    if (!may_have_ids(in)) return;
    struct arena scratch = {0};
    struct diags later = {.arena = &scratch}; /* doc_parse says it all again */
    struct markdown md;
    if (doc_markdown(&md, in, in->text, false, &scratch, &later))
        collect_ids(&md, ids, results, &scratch, d);
    arena_free(&scratch);
}

/* ---- Holes ----------------------------------------------------------------------------------- */

struct hole *doc_hole(struct doc_writer *w, enum hole_kind kind, struct pos pos)
{
    struct doc *doc = w->doc;
    if (doc->nholes == w->holes_cap)
        doc->holes = arena_grow(w->scratch, doc->holes, &w->holes_cap, sizeof *doc->holes);
    struct hole *h = &doc->holes[doc->nholes++];
    *h = (struct hole){.kind = (uint8_t)kind, .at = (uint32_t)w->html.len, .pos = pos};
    w->markup = true;
    return h;
}

void doc_string(struct doc_writer *w, enum doc_string s, struct str argument)
{
    struct hole *h = doc_hole(w, HOLE_STRING, (struct pos){0});
    h->string = (uint8_t)s;
    h->path = doc_keep(w, argument);
}

void doc_print(struct buf *out, const struct doc *doc, doc_fill *fill, void *ctx)
{
    size_t at = 0;
    for (size_t i = 0; i < doc->nholes; i++) {
        const struct hole *h = &doc->holes[i];
        buf_put(out, str_sub(doc->html, at, h->at - at));
        fill(out, h, ctx);
        at = h->at;
    }
    buf_put(out, str_from(doc->html, at));
}

/* ---- Parsing --------------------------------------------------------------------------------- */

static uint32_t count_words(struct str s)
{
    uint32_t n = 0;
    bool in_word = false;
    for (size_t i = 0; i < s.len; i++) {
        bool blank = s.ptr[i] == ' ';
        n += !blank && !in_word;
        in_word = !blank;
    }
    return n;
}

/* Most titles and questions are plain: no parser is needed for them. */
static bool plain_line(struct doc *doc, const struct doc_input *in, struct arena *results,
                       struct arena *scratch)
{
    struct str text = str_trim(in->text);
    if (in->form != DOC_LINE || !markdown_is_plain(text)) return false;
    struct buf b = {.arena = scratch};
    buf_put_html(&b, text);
    doc->html = str_dup(results, buf_str(&b));
    doc->text = str_dup(results, text);
    doc->words = count_words(text);
    doc->plain = true;
    return true;
}

static void *copy(struct arena *a, const void *items, size_t n, size_t size)
{
    void *p = arena_take(a, n, size);
    if (n) memcpy(p, items, n * size);
    return p;
}

struct doc *doc_parse(const struct doc_input *in, struct doc_ids *ids, struct arena *results,
                      struct arena *scratch, struct diags *d)
{
    struct doc *doc = arena_new(results, struct doc, 1);
    if (plain_line(doc, in, results, scratch)) return doc;
    bool line = in->form == DOC_LINE;
    struct markdown md;
    if (!doc_markdown(&md, in, in->text, line, scratch, d)) return doc;
    if (may_have_ids(in)) collect_ids(&md, ids, results, scratch, d);

    struct doc_writer *w = arena_new(scratch, struct doc_writer, 1);
    *w = (struct doc_writer){.in = in,
                             .ids = ids,
                             .results = results,
                             .scratch = scratch,
                             .d = d,
                             .doc = doc,
                             .html = {.arena = scratch},
                             .numbers = {.arena = scratch},
                             .level = in->form == DOC_BODY ? 1 : 2};
    doc_write(w, &md);
    doc_html_end(w);
    doc->html = str_dup(results, buf_str(&w->html));
    doc->holes = copy(results, doc->holes, doc->nholes, sizeof *doc->holes);
    doc->headings = copy(results, doc->headings, doc->nheadings, sizeof *doc->headings);
    doc->plain = !w->markup;
    if (line) doc->text = doc_keep(w, markdown_text(&md, 0, md.len, scratch));
    return doc;
}
