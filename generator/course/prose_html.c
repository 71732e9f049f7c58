/* A doc's HTML, with its holes, as blocks of plain text. The HTML is doc_write's: every `<` begins
 * a tag, the next `>` ends it, values are in double quotes. Whatever comes, this reads on to the
 * end and goes over each byte a fixed number of times. */
#include "base/utf8.h"
#include "course/prose_internal.h"

/* ---- Lines ----------------------------------------------------------------------------------- */

static bool is_blank(uint32_t r)
{
    return r == ' ' || (r >= '\t' && r <= '\r') || r == 0x85 || r == 0xA0 || r == 0x1680 ||
           (r >= 0x2000 && r <= 0x200A) || r == 0x2028 || r == 0x2029 || r == 0x202F ||
           r == 0x205F || r == 0x3000;
}

/* Soft hyphens, places where a line may or may not break, marks of direction. */
static bool is_unseen(uint32_t r)
{
    return r == 0xAD || r == 0x200B || r == 0x2060 || r == 0xFEFF || utf8_is_control(r);
}

static void put_space(struct line *l)
{
    if (l->space && l->b.len) buf_put_char(&l->b, ' ');
    l->space = false;
}

static void put_rune(struct line *l, uint32_t r)
{
    if (is_blank(r)) {
        l->space = true;
    } else if (!is_unseen(r)) {
        put_space(l);
        buf_put_rune(&l->b, r);
    }
}

void line_put(struct line *l, struct str text)
{
    uint32_t r;
    while (text.len) {
        size_t n = 0;
        while (n < text.len && text.ptr[n] > ' ' && text.ptr[n] < 0x7F)
            n++;
        if (n) {
            put_space(l);
            buf_put(&l->b, str_sub(text, 0, n));
            text = str_from(text, n);
        } else if (utf8_next(&text, &r)) {
            put_rune(l, r);
        }
    }
}

static uint32_t reference_value(struct str name)
{
    static const struct {
        struct str name;
        uint32_t rune;
    } known[] = {
        {STR_INIT("amp"), '&'},       {STR_INIT("lt"), '<'},       {STR_INIT("gt"), '>'},
        {STR_INIT("quot"), '"'},      {STR_INIT("apos"), '\''},    {STR_INIT("nbsp"), 0xA0},
        {STR_INIT("shy"), 0xAD},      {STR_INIT("aelig"), 0xE6},   {STR_INIT("AElig"), 0xC6},
        {STR_INIT("oslash"), 0xF8},   {STR_INIT("Oslash"), 0xD8},  {STR_INIT("aring"), 0xE5},
        {STR_INIT("Aring"), 0xC5},    {STR_INIT("eacute"), 0xE9},  {STR_INIT("laquo"), 0xAB},
        {STR_INIT("raquo"), 0xBB},    {STR_INIT("ndash"), 0x2013}, {STR_INIT("mdash"), 0x2014},
        {STR_INIT("hellip"), 0x2026}, {STR_INIT("rsquo"), 0x2019},
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (str_eq(name, known[i].name)) return known[i].rune;
    uint32_t value = 0;
    bool hex = name.len > 1 && (name.ptr[1] | 0x20) == 'x';
    size_t first = hex ? 2 : 1;
    if (!str_starts(name, STR("#")) || name.len == first) return 0;
    for (size_t i = first; i < name.len; i++) {
        char c = (char)(name.ptr[i] | 0x20);
        bool digit = name.ptr[i] >= '0' && name.ptr[i] <= '9';
        if (!digit && !(hex && c >= 'a' && c <= 'f')) return 0;
        value = value * (hex ? 16 : 10) + (uint32_t)(digit ? name.ptr[i] - '0' : c - 'a' + 10);
        if (value > 0x10FFFF) return 0;
    }
    return value >= 0xD800 && value <= 0xDFFF ? 0 : value;
}

/* Text between tags. A character reference that is not known stays as it is written. */
static void put_escaped(struct line *l, struct str s)
{
    while (s.len) {
        size_t at = str_find(s, '&');
        line_put(l, str_sub(s, 0, at));
        if (at == STR_NONE) return;
        s = str_from(s, at);
        size_t end = str_find(str_sub(s, 0, 12), ';');
        uint32_t r = end == STR_NONE ? 0 : reference_value(str_sub(s, 1, end - 1));
        if (r)
            put_rune(l, r);
        else
            line_put(l, STR("&"));
        s = str_from(s, r ? end + 1 : 1);
    }
}

void line_put_html(struct line *l, struct str html)
{
    while (html.len) {
        size_t at = str_find(html, '<');
        put_escaped(l, str_sub(html, 0, at));
        html = at == STR_NONE ? (struct str){0} : str_from(html, at);
        size_t end = str_find(html, '>');
        html = end == STR_NONE ? (struct str){0} : str_from(html, end + 1);
    }
}

struct str line_end(struct line *l, struct arena *a)
{
    struct str text = str_dup(a, utf8_nfc(a, buf_str(&l->b)));
    buf_reset(&l->b);
    l->space = false;
    return text;
}

/* ---- Blocks ---------------------------------------------------------------------------------- */

static struct prose_block *add(struct telling *t, enum prose_kind kind, struct str text)
{
    struct prose *p = t->out;
    if (p->len == p->cap) p->blocks = arena_grow(t->a, p->blocks, &p->cap, sizeof *p->blocks);
    struct prose_block *b = &p->blocks[p->len++];
    *b = (struct prose_block){
        .kind = kind, .level = kind == PROSE_ITEM, .key = t->key, .part = t->part, .text = text};
    return b;
}

void prose_add(struct telling *t, enum prose_kind kind, struct str text)
{
    struct line l = {.b.arena = t->a};
    line_put(&l, text);
    if (l.b.len) add(t, kind, line_end(&l, t->a));
}

struct reader {
    struct telling *t;
    const struct doc *doc;
    enum prose_kind plain; /* what is in no block element */
    struct line line;
    bool fixed; /* by the element that is open: a heading, a row … */
    enum prose_kind kind;
    unsigned heading, lists, quotes, boxes, cells;
    bool item; /* the next text is a list item's first */
    bool notes, code, figure, table;
    struct str box;  /* the kind of the box opened last, as authors write it */
    struct str skip; /* an element that is not told */
};

static bool only_bars(struct str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (s.ptr[i] != '|' && s.ptr[i] != ' ') return false;
    return true;
}

static void end_block(struct reader *r)
{
    if (!r->line.b.len) {
        r->line.space = false;
        return;
    }
    struct str text = line_end(&r->line, r->t->a);
    bool note = r->notes && r->lists <= 1;
    enum prose_kind kind = r->fixed    ? r->kind
                           : note      ? PROSE_NOTE
                           : r->item   ? PROSE_ITEM
                           : r->quotes ? PROSE_QUOTE
                                       : r->plain;
    if (!r->fixed) r->item = false;
    if (kind == PROSE_CELLS && only_bars(text)) return;
    struct prose_block *b = add(r->t, kind, text);
    unsigned lists = r->lists - (r->notes && r->lists);
    if (kind == PROSE_HEADING)
        b->level = r->heading;
    else if (lists)
        b->level = lists;
    b->boxed = r->boxes > (kind == PROSE_BOX);
    b->drawn = r->figure;
}

static void fix(struct reader *r, enum prose_kind kind)
{
    r->fixed = true;
    r->kind = kind;
}

/* ---- Holes ----------------------------------------------------------------------------------- */

static struct str no_address(void *ctx, const struct work *w)
{
    (void)ctx, (void)w;
    return STR("#");
}

/* As the author wrote it: «(se roald2012, s. 3; riis2022)». */
static void put_keys(struct line *l, const struct hole *h)
{
    if (!h->in_text) line_put(l, STR("("));
    for (uint32_t i = 0; i < h->ncites; i++) {
        const struct md_cite *c = &h->cites[i];
        if (i) line_put(l, STR("; "));
        if (c->prefix.len) {
            line_put(l, c->prefix);
            l->space = true;
        }
        line_put(l, c->key);
        if (c->locator.len) {
            line_put(l, STR(", "));
            line_put(l, c->locator);
        }
    }
    if (!h->in_text) line_put(l, STR(")"));
}

static void put_citation(struct reader *r, const struct hole *h)
{
    struct arena *a = r->t->a;
    const struct course *course = r->t->words->course;
    const struct work **works = arena_new(a, const struct work *, h->ncites);
    bool known = course != NULL;
    for (uint32_t i = 0; i < h->ncites && known; i++) {
        works[i] = literature_find(course->literature, h->cites[i].key);
        known = works[i] != NULL;
    }
    if (!known) {
        put_keys(&r->line, h);
        return;
    }
    struct buf html = {.arena = a};
    struct apa_citation c = {h->cites, works, h->ncites, h->in_text};
    apa_citation(&html, &c, r->t->words->apa, no_address, NULL);
    line_put_html(&r->line, buf_str(&html));
}

static void tell_hole(struct reader *r, const struct hole *h)
{
    if (r->skip.len) return;
    if (h->kind == HOLE_CITATION) {
        put_citation(r, h);
    } else if (h->kind == HOLE_STRING) { /* outside of tags: the kind of a box */
        const struct prose_words *w = r->t->words;
        struct str s = w->string ? w->string(h, r->t->a, w->ctx) : STR("");
        line_put(&r->line, s.len ? s : r->box);
    }
}

/* ---- Tags ------------------------------------------------------------------------------------ */

enum element {
    INLINE, /* what is not in the table */
    PARAGRAPH,
    HEADING,
    QUOTE,
    LIST,
    ITEM,
    DIV,
    NOTES,
    PRE,
    FIGURE,
    PICTURE,
    ROW,
    CELL,
    DETAILS,
    SUMMARY,
    WORD,
    BREAK,
    EDGE, /* ends a block, no more */
    SUP,
    DRAWING, /* its words stand in the text below it */
    LINK,
    SPAN
};

struct tag {
    struct str all, name; /* what stands between < and > */
    enum element is;
    bool closing;
};

static enum element element_of(struct str name)
{
    static const struct {
        struct str name;
        enum element is;
    } known[] = {
        {STR_INIT("p"), PARAGRAPH},     {STR_INIT("a"), LINK},
        {STR_INIT("li"), ITEM},         {STR_INIT("td"), CELL},
        {STR_INIT("tr"), ROW},          {STR_INIT("ul"), LIST},
        {STR_INIT("ol"), LIST},         {STR_INIT("span"), SPAN},
        {STR_INIT("div"), DIV},         {STR_INIT("blockquote"), QUOTE},
        {STR_INIT("section"), NOTES},   {STR_INIT("pre"), PRE},
        {STR_INIT("figure"), FIGURE},   {STR_INIT("img"), PICTURE},
        {STR_INIT("th"), CELL},         {STR_INIT("details"), DETAILS},
        {STR_INIT("summary"), SUMMARY}, {STR_INIT("dt"), WORD},
        {STR_INIT("br"), BREAK},        {STR_INIT("sup"), SUP},
        {STR_INIT("dd"), EDGE},         {STR_INIT("dl"), EDGE},
        {STR_INIT("hr"), EDGE},         {STR_INIT("table"), EDGE},
        {STR_INIT("thead"), EDGE},      {STR_INIT("tbody"), EDGE},
        {STR_INIT("figcaption"), EDGE}, {STR_INIT("caption"), EDGE},
        {STR_INIT("svg"), DRAWING},
    };
    bool h = name.len == 2 && name.ptr[0] == 'h' && name.ptr[1] >= '1' && name.ptr[1] <= '6';
    if (h) return HEADING;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (str_eq(name, known[i].name)) return known[i].is;
    return INLINE;
}

static struct tag tag_of(struct str all)
{
    struct tag t = {.all = all, .closing = str_starts(all, STR("/"))};
    struct str rest = str_from(all, t.closing);
    t.name = str_cut(&rest, ' ');
    t.is = element_of(t.name);
    return t;
}

static bool has(const struct tag *t, struct str attribute)
{
    return str_find_str(t->all, attribute) != STR_NONE;
}

/* `before` is the attribute's name up to its quote. */
static struct str value_of(const struct tag *t, struct str before)
{
    size_t at = str_find_str(t->all, before);
    if (at == STR_NONE) return (struct str){0};
    struct str value = str_from(t->all, at + before.len);
    return str_cut(&value, '"');
}

static void picture(struct reader *r, const struct tag *t)
{
    struct str alt = value_of(t, STR(" alt=\""));
    if (!r->figure) {
        put_escaped(&r->line, alt);
        return;
    }
    end_block(r);
    put_escaped(&r->line, alt);
    fix(r, PROSE_PICTURE);
    end_block(r);
    r->fixed = false;
}

static void open_div(struct reader *r, const struct tag *t)
{
    struct str word = value_of(t, STR(" class=\"")), first = str_cut(&word, ' ');
    r->table = str_eq(first, STR("table"));
    if (r->table) return;
    r->boxes++;
    r->box = word;
}

/* `hole` is the last one inside the tag, or NULL. */
static void open_inline(struct reader *r, const struct tag *t, const struct hole *hole)
{
    if (t->is == BREAK) r->line.space = true;
    if (t->is == PICTURE) picture(r, t);
    if (t->is == DRAWING) r->skip = t->name;
    if (t->is == SUP && has(t, STR("class=\"fn\""))) r->skip = t->name;
    if (t->is == LINK && has(t, STR("role=\"doc-backlink\""))) r->skip = t->name;
    if (t->is == CELL && r->cells++) line_put(&r->line, STR(" | "));
    if (t->is == SPAN && hole && has(t, STR("class=\"tick\"")))
        line_put(&r->line, hole->string == DOC_TASK_DONE ? STR("☑ ") : STR("☐ "));
}

static void open_block(struct reader *r, const struct tag *t)
{
    end_block(r);
    switch (t->is) {
    case PARAGRAPH:
        if (has(t, STR("class=\"box-title\""))) fix(r, PROSE_BOX);
        break;
    case HEADING:
        if (r->notes) r->skip = t->name; /* the interface's word */
        r->heading = (unsigned)(t->name.ptr[1] - '0');
        if (!r->notes) fix(r, PROSE_HEADING);
        break;
    case QUOTE:
        r->quotes++;
        r->item = false;
        break;
    case LIST:
        r->lists++;
        break;
    case DIV:
        open_div(r, t);
        break;
    case DETAILS:
        r->boxes++;
        break;
    case SUMMARY:
        fix(r, PROSE_BOX);
        break;
    case WORD:
        fix(r, PROSE_ENTRY);
        break;
    case ROW:
        fix(r, PROSE_CELLS);
        r->cells = 0;
        break;
    case PRE:
        fix(r, PROSE_CODE);
        break;
    default:
        break;
    }
    r->item = r->item || t->is == ITEM;
    r->notes = r->notes || t->is == NOTES;
    r->code = r->code || t->is == PRE;
    r->figure = r->figure || t->is == FIGURE;
}

static void close_block(struct reader *r, const struct tag *t)
{
    end_block(r);
    r->fixed = false;
    if (t->is == ITEM) r->item = false;
    if (t->is == NOTES) r->notes = false;
    if (t->is == PRE) r->code = false;
    if (t->is == FIGURE) r->figure = false;
    if (t->is == QUOTE && r->quotes) r->quotes--;
    if (t->is == LIST && r->lists) r->lists--;
    if ((t->is == DETAILS || (t->is == DIV && !r->table)) && r->boxes) r->boxes--;
    if (t->is == DIV) r->table = false;
}

static void tell_tag(struct reader *r, const struct tag *t, const struct hole *hole)
{
    bool in_line =
        t->is == INLINE || t->is == BREAK || t->is == PICTURE || t->is == CELL || t->is >= SUP;
    if (r->skip.len) {
        if (t->closing && str_eq(t->name, r->skip)) r->skip = (struct str){0};
    } else if (t->closing) {
        if (!in_line) close_block(r, t);
    } else if (in_line) {
        open_inline(r, t, hole);
    } else {
        open_block(r, t);
    }
}

/* ---- The text -------------------------------------------------------------------------------- */

static void tell_text(struct reader *r, struct str text)
{
    if (r->skip.len) return;
    while (r->code && text.ptr && str_find(text, '\n') != STR_NONE) {
        put_escaped(&r->line, str_cut(&text, '\n'));
        end_block(r);
    }
    put_escaped(&r->line, text);
}

/* The holes up to a place in the HTML, the place itself included; *next is the first behind. */
static const struct hole *holes_until(struct reader *r, size_t at, size_t *next, bool tell)
{
    const struct hole *last = NULL;
    while (*next < r->doc->nholes && r->doc->holes[*next].at <= at) {
        last = &r->doc->holes[(*next)++];
        if (tell) tell_hole(r, last);
    }
    return last;
}

static void read_html(struct reader *r)
{
    const struct doc *doc = r->doc;
    struct str html = doc->html;
    size_t angle = str_find(html, '<'), at = 0, hole = 0; /* angle: the next one from `at` */
    while (at < html.len) {
        holes_until(r, at, &hole, true);
        if (at != angle) {
            size_t end = angle < html.len ? angle : html.len;
            if (hole < doc->nholes && doc->holes[hole].at < end) end = doc->holes[hole].at;
            tell_text(r, str_sub(html, at, end - at));
            at = end;
            continue;
        }
        size_t len = str_find(str_from(html, at), '>');
        if (len == STR_NONE) break;
        struct tag t = tag_of(str_sub(html, at + 1, len - 1));
        tell_tag(r, &t, holes_until(r, at + len, &hole, false));
        at += len + 1;
        angle = str_find(str_from(html, at), '<');
        if (angle != STR_NONE) angle += at;
    }
    holes_until(r, SIZE_MAX, &hole, true);
    end_block(r);
}

void prose_add_doc(struct telling *t, enum prose_kind kind, const struct doc *doc)
{
    if (!doc) return;
    struct reader r = {.t = t, .doc = doc, .plain = kind, .line.b.arena = t->a};
    read_html(&r);
}

struct str prose_doc_line(const struct telling *t, const struct doc *doc)
{
    struct prose apart = {0};
    struct telling aside = *t;
    aside.out = &apart;
    prose_add_doc(&aside, PROSE_TEXT, doc);
    struct line l = {.b.arena = t->a};
    for (size_t i = 0; i < apart.len; i++) {
        l.space = true;
        line_put(&l, apart.blocks[i].text);
    }
    return line_end(&l, t->a);
}
