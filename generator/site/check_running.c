/* check_running: the text of a manuscript as a reader hears it, block by block, each byte with its
 * place in the file; and its words and sentences. */
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
    put_aside(w, RUNNING_PICTURE, check_plain(&w->p->md, enter, leave, w->a), e->pos);
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
            size_t last = check_leave_of(md, i);
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

size_t check_letters(struct str word)
{
    size_t n = 0;
    for (uint32_t rune; utf8_next(&word, &rune);)
        n += utf8_is_letter(rune) || utf8_is_digit(rune);
    return n;
}

/* ---- Sentences ------------------------------------------------------------------------------- */

/* Words that end in a full stop in the middle of a sentence. */
static bool is_abbreviation(struct str before)
{
    static const struct str known[] = {
        STR_INIT("adj"),     STR_INIT("adm"),   STR_INIT("alt"),   STR_INIT("ang"),
        STR_INIT("art"),     STR_INIT("bl"),    STR_INIT("bl.a"),  STR_INIT("ca"),
        STR_INIT("dir"),     STR_INIT("dr"),    STR_INIT("dvs"),   STR_INIT("e.g"),
        STR_INIT("eks"),     STR_INIT("el"),    STR_INIT("et al"), STR_INIT("etg"),
        STR_INIT("ev"),      STR_INIT("evt"),   STR_INIT("f"),     STR_INIT("f.eks"),
        STR_INIT("fig"),     STR_INIT("forts"), STR_INIT("fung"),  STR_INIT("gj"),
        STR_INIT("hhv"),     STR_INIT("i.e"),   STR_INIT("inkl"),  STR_INIT("innst"),
        STR_INIT("jf"),      STR_INIT("jfr"),   STR_INIT("kap"),   STR_INIT("kl"),
        STR_INIT("kr"),      STR_INIT("m.a"),   STR_INIT("maks"),  STR_INIT("meld"),
        STR_INIT("mill"),    STR_INIT("mfl"),   STR_INIT("m.fl"),  STR_INIT("mr"),
        STR_INIT("mrd"),     STR_INIT("mrs"),   STR_INIT("nr"),    STR_INIT("ot.prp"),
        STR_INIT("pga"),     STR_INIT("pkt"),   STR_INIT("pr"),    STR_INIT("prof"),
        STR_INIT("red"),     STR_INIT("ref"),   STR_INIT("s"),     STR_INIT("st"),
        STR_INIT("st.meld"), STR_INIT("stk"),   STR_INIT("tab"),   STR_INIT("tlf"),
        STR_INIT("utg"),     STR_INIT("vs"),
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        struct str k = known[i];
        if (before.len < k.len || !str_eq_nocase(str_from(before, before.len - k.len), k)) continue;
        if (!check_letter_before(before, before.len - k.len)) return true;
    }
    /* An initial: "K. Roald". */
    size_t n = before.len;
    return n && before.ptr[n - 1] >= 'A' && before.ptr[n - 1] <= 'Z' &&
           !check_letter_before(before, n - 1);
}

static bool is_closer(uint32_t rune)
{
    return rune == 0xBB || rune == '"' || rune == ')' || rune == ']' || rune == 0x201D ||
           rune == 0x2019 || rune == '\'' || rune == 0x201C;
}

/* What a new sentence may begin with: a capital, a digit, an opening sign, a slot. */
static bool begins_sentence(struct str text, size_t at)
{
    size_t next;
    uint32_t rune = rune_at(text, at, &next);
    bool opener = rune == 0xAB || rune == '"' || rune == '(' || rune == '[' || rune == 0x201C ||
                  rune == 0x2018 || rune == 0x2013 || rune == 0x2014 || rune == 0xFFFC;
    return opener || utf8_is_digit(rune) || utf8_lower(rune) != rune;
}

static bool is_space(char c)
{
    return c == ' ' || c == '\n' || c == '\t';
}

/* Whether a sentence ends with the sign that stands at [at, next). */
static bool ends_sentence(struct str text, size_t at, size_t next, uint32_t rune)
{
    size_t to = next, after;
    if (rune != '.' && rune != '!' && rune != '?' && rune != ':' && rune != 0x2026) return false;
    while (to < text.len && is_closer(rune_at(text, to, &after)))
        to = after;
    size_t begin = to;
    while (begin < text.len && is_space(text.ptr[begin]))
        begin++;
    if (begin == text.len) return true;
    if (begin == to || !begins_sentence(text, begin)) return false;
    struct str before = str_sub(text, 0, at);
    if (rune != '.') return true;
    bool ordinal = at && before.ptr[at - 1] >= '0' && before.ptr[at - 1] <= '9';
    if (ordinal) { /* «1. Mars» or the end: a date is not worth a guess, a digit after it is one */
        char c = text.ptr[begin];
        return !(c >= '0' && c <= '9');
    }
    return !is_abbreviation(before);
}

bool check_sentence(struct str text, size_t *at, struct str *sentence)
{
    size_t from = *at, next;
    while (from < text.len && is_space(text.ptr[from]))
        from++;
    size_t to = from;
    while (to < text.len) {
        uint32_t rune = rune_at(text, to, &next);
        bool end = ends_sentence(text, to, next, rune);
        to = next;
        if (!end) continue;
        while (to < text.len && is_closer(rune_at(text, to, &next)))
            to = next;
        break;
    }
    *at = to;
    *sentence = str_trim(str_sub(text, from, to - from));
    return to > from;
}
