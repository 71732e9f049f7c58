/* check_running: the text of a manuscript as a reader hears it, block by block, each byte with its
 * place in the file; and its words. */
#include "base/utf8.h"
#include "site/check_rules.h"
#include <string.h>

/* ---- Collecting ------------------------------------------------------------------------------ */

struct walk {
    struct manuscript *m;
    const struct passage *p;
    struct arena *a;
    struct buf text;
    struct running r; /* being filled */
    bool open;
    unsigned quotes;
    size_t emphasis;      /* where it began; STR_NONE: none is open */
    struct str marked_by; /* the element with `lang` that is open; "": none */
    size_t marked;
};

static void begin(struct walk *w, enum running_kind kind)
{
    w->r = (struct running){.in = w->p, .kind = kind, .quoted = w->quotes > 0};
    w->text = (struct buf){.arena = w->a};
    w->open = true;
    w->emphasis = STR_NONE;
    if (w->marked_by.len) w->marked = 0; /* <dt lang> and the like hold blocks */
}

static void add_span(struct walk *w, enum span_kind kind, size_t from)
{
    struct running *r = &w->r;
    if (r->nspans == r->spans_cap)
        r->spans = arena_grow(w->a, r->spans, &r->spans_cap, sizeof *r->spans);
    r->spans[r->nspans++] = (struct running_span){kind, (uint32_t)from, (uint32_t)w->text.len};
}

static void end(struct walk *w)
{
    struct manuscript *m = w->m;
    if (!w->open) return;
    w->open = false;
    if (w->marked_by.len) add_span(w, SPAN_MARKED, w->marked);
    w->r.text = buf_str(&w->text);
    if (!str_trim(w->r.text).len) return;
    if (m->nrunning == m->running_cap)
        m->running = arena_grow(w->a, m->running, &m->running_cap, sizeof *m->running);
    m->running[m->nrunning++] = w->r;
}

static void put(struct walk *w, struct str text, struct pos pos)
{
    struct running *r = &w->r;
    if (!w->open || !text.len) return;
    if (r->nplaces == r->places_cap)
        r->places = arena_grow(w->a, r->places, &r->places_cap, sizeof *r->places);
    r->places[r->nplaces++] = (struct running_place){
        .at = (uint32_t)w->text.len,
        .len = (uint32_t)text.len,
        .pos = pos,
        .exact = str_eq(text, pos_text(pos)),
    };
    buf_put(&w->text, text);
}

/* A text that is not in the flow: an alternative text, a caption, a box's title. */
static void put_aside(struct walk *w, enum running_kind kind, struct str text, struct pos around)
{
    if (!text.len) return;
    struct walk aside = *w;
    begin(&aside, kind);
    aside.marked_by = (struct str){0};
    put(&aside, text, check_within(around, text));
    end(&aside);
}

static void picture(struct walk *w, size_t enter, size_t leave)
{
    const struct md_event *e = &w->p->md.events[enter];
    put_aside(w, RUNNING_PICTURE, markdown_text(&w->p->md, enter, leave, w->a), e->pos);
    if (!str_eq(e->extra, STR("decorative"))) put_aside(w, RUNNING_CAPTION, e->extra, e->pos);
}

/* `<span lang="en">` … `</span>`: only the outermost counts. */
static void html(struct walk *w, const struct md_event *e)
{
    struct str tag = e->text;
    bool closing = str_starts(tag, STR("</"));
    struct str name = str_from(tag, closing ? 2 : 1);
    size_t n = 0;
    while (n < name.len && !strchr(" \t\n/>", name.ptr[n]))
        n++;
    name = str_sub(name, 0, n);
    if (!closing && !w->marked_by.len && str_find_str(tag, STR("lang=")) != STR_NONE) {
        w->marked_by = name;
        w->marked = w->open ? w->text.len : 0;
    } else if (closing && w->marked_by.len && str_eq_nocase(name, w->marked_by)) {
        if (w->open) add_span(w, SPAN_MARKED, w->marked);
        w->marked_by = (struct str){0};
    }
}

static void leaf(struct walk *w, const struct md_event *e)
{
    switch ((enum md_kind)e->kind) {
    case MD_TEXT:
        put(w, e->text, e->pos);
        break;
    case MD_SOFTBREAK:
    case MD_LINEBREAK:
        put(w, STR(" "), e->pos);
        break;
    case MD_CODE:
        put(w, STR(RUNNING_SLOT), e->pos);
        break;
    case MD_CITATION:
        if (e->as.citation.in_text) put(w, STR(RUNNING_SLOT), e->pos);
        break;
    case MD_HTML:
    case MD_HTML_BLOCK:
        html(w, e);
        break;
    default:
        break;
    }
}

static bool is_quote(const struct md_event *e)
{
    return e->kind == MD_QUOTE || (e->kind == MD_BOX && str_eq(e->text, STR("quote")));
}

static void enter(struct walk *w, const struct md_event *e)
{
    if (is_quote(e)) w->quotes++;
    switch ((enum md_kind)e->kind) {
    case MD_PARAGRAPH:
        begin(w, RUNNING_TEXT);
        break;
    case MD_HEADING:
        begin(w, RUNNING_HEADING);
        break;
    case MD_CELL:
        begin(w, RUNNING_CELL);
        break;
    case MD_BOX:
        put_aside(w, RUNNING_BOX, e->extra, e->pos);
        break;
    case MD_EMPH:
        if (w->emphasis == STR_NONE) w->emphasis = w->text.len;
        break;
    default:
        break;
    }
}

static void leave(struct walk *w, const struct md_event *e)
{
    if (is_quote(e)) w->quotes--;
    if (e->kind == MD_PARAGRAPH || e->kind == MD_HEADING || e->kind == MD_CELL) end(w);
    if (e->kind != MD_EMPH || w->emphasis == STR_NONE || !w->open) return;
    add_span(w, SPAN_EMPHASIS, w->emphasis);
    w->emphasis = STR_NONE;
}

static void run(struct walk *w)
{
    const struct markdown *md = &w->p->md;
    bool line = !w->p->body && !w->p->block;
    if (line) begin(w, RUNNING_TEXT);
    for (size_t i = 0; i < md->len; i++) {
        const struct md_event *e = &md->events[i];
        bool skip = e->kind == MD_IMAGE || (e->kind == MD_LINK && e->as.link.autolink);
        if (e->step == MD_LEAF) {
            leaf(w, e);
        } else if (skip && e->step == MD_ENTER) {
            size_t last = markdown_leave(md, i);
            if (e->kind == MD_IMAGE)
                picture(w, i, last);
            else
                put(w, STR(RUNNING_SLOT), e->pos);
            i = last;
        } else if (e->step == MD_ENTER) {
            enter(w, e);
        } else {
            leave(w, e);
        }
    }
    if (line) end(w);
}

void check_run_together(struct manuscript *m, struct arena *a)
{
    for (size_t i = 0; i < m->len; i++) {
        struct walk w = {.m = m, .p = &m->passages[i], .a = a, .emphasis = STR_NONE};
        run(&w);
    }
}

/* ---- Places ---------------------------------------------------------------------------------- */

static const struct running_place *place_at(const struct running *r, size_t at)
{
    size_t low = 0, high = r->nplaces;
    while (high - low > 1) {
        size_t mid = (low + high) / 2;
        if (r->places[mid].at <= at)
            low = mid;
        else
            high = mid;
    }
    return &r->places[low];
}

struct pos running_pos(const struct running *r, size_t from, size_t to)
{
    if (!r->nplaces) return r->in->pos;
    const struct running_place *a = place_at(r, from), *b = place_at(r, to > from ? to - 1 : from);
    struct pos p = a->pos;
    size_t end = b->pos.offset + b->pos.length;
    if (a->exact) p.offset += (uint32_t)(from - a->at);
    if (b->exact) end = b->pos.offset + (to - b->at);
    if (!p.file || b->pos.file != p.file || end < p.offset) return a->pos;
    p.length = (uint32_t)(end - p.offset);
    return p;
}

bool running_in_span(const struct running *r, enum span_kind kind, size_t from, size_t to)
{
    for (size_t i = 0; i < r->nspans; i++)
        if (r->spans[i].kind == kind && r->spans[i].from < to && from < r->spans[i].to) return true;
    return false;
}

/* ---- Words ----------------------------------------------------------------------------------- */

static bool is_word_rune(uint32_t rune)
{
    return utf8_is_letter(rune) || utf8_is_digit(rune) || rune == 0xFFFC || rune == 0xAD;
}

static bool is_inner(uint32_t rune)
{
    return rune == '-' || rune == '\'' || rune == '.' || rune == 0x2019 || rune == 0x2010 ||
           rune == 0x2011;
}

static uint32_t rune_at(struct str text, size_t at, size_t *next)
{
    struct str rest = str_from(text, at);
    uint32_t rune = 0;
    utf8_next(&rest, &rune);
    *next = text.len - rest.len;
    return rune;
}

bool check_letter_at(struct str text, size_t at)
{
    size_t next;
    return at < text.len && is_word_rune(rune_at(text, at, &next));
}

bool check_letter_before(struct str text, size_t at)
{
    size_t from = at, next;
    while (from && ((unsigned char)text.ptr[from - 1] & 0xC0) == 0x80)
        from--;
    return from && is_word_rune(rune_at(text, from - 1, &next));
}

bool check_word(struct str text, size_t *at, struct str *word)
{
    size_t from = *at, next;
    while (from < text.len && !is_word_rune(rune_at(text, from, &next)))
        from = next;
    size_t to = from;
    while (to < text.len) {
        uint32_t rune = rune_at(text, to, &next);
        if (!is_word_rune(rune) && !(is_inner(rune) && check_letter_at(text, next))) break;
        to = next;
    }
    *at = to;
    *word = str_sub(text, from, to - from);
    return to > from;
}
