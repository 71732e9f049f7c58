/* Words, and which of them differ between two blocks. */
#include "base/utf8.h"
#include "course/prose_internal.h"

/* ---- Words ----------------------------------------------------------------------------------- */

static bool is_wordly(uint32_t r)
{
    if (r < 0x80) return (r | 0x20) - 'a' < 26 || r - '0' < 10;
    return utf8_is_letter(r) || utf8_is_digit(r);
}

/* Between two letters or digits: time-out, 08.30, 3,5, og/eller, navn@skole.no. */
static bool is_link(uint32_t r)
{
    return r == '-' || r == 0x2010 || r == 0x2011 || r == '\'' || r == 0x2019 || r == '.' ||
           r == ',' || r == ':' || r == '/' || r == '_' || r == '@' || r == '&';
}

#define JOINER 0x200Du

static bool is_half_flag(uint32_t r)
{
    return r >= 0x1F1E6 && r <= 0x1F1FF;
}

/* Belongs to the sign `before` it: accents, what makes a family of three persons one picture, the
 * colour of a hand, the second half of a flag. */
static bool is_part_of(uint32_t before, uint32_t r, size_t nth)
{
    return before == JOINER || (r >= 0x1F3FB && r <= 0x1F3FF) || (r != ' ' && !utf8_cells(r)) ||
           (nth == 1 && is_half_flag(before) && is_half_flag(r));
}

/* Takes a word or a sign off the front, and says how many letters one reads of it. */
static bool next_word(struct str *rest, struct word *w, size_t *letters)
{
    struct str end = *rest, on;
    uint32_t r, before;
    if (!utf8_next(&end, &before)) return false;
    *w = (struct word){.letters = is_wordly(before)};
    *letters = 1;
    for (on = end; utf8_next(&on, &r); end = on) {
        bool part = is_part_of(before, r, *letters);
        if (w->letters && !part && !is_wordly(r)) {
            if (!is_link(r) || !utf8_next(&on, &r) || !is_wordly(r)) break;
            ++*letters;
        } else if (!w->letters && !part) {
            break;
        }
        ++*letters;
        before = r;
    }
    w->len = (uint32_t)(rest->len - end.len);
    *rest = end;
    return true;
}

static uint32_t number_of(struct numbers *n, struct str key)
{
    uintptr_t number = (uintptr_t)map_get(&n->map, key);
    if (number) return (uint32_t)number;
    map_add(&n->map, key, (void *)(uintptr_t)++n->next);
    return n->next;
}

/* ---- Sides ----------------------------------------------------------------------------------- */

static size_t count(struct str text, bool signs)
{
    struct word w;
    size_t n = 0, letters;
    while (text.len) {
        if (*text.ptr == ' ') text = str_from(text, 1);
        if (next_word(&text, &w, &letters)) n += w.letters || signs;
    }
    return n;
}

size_t prose_count_words(struct str text)
{
    return count(text, false);
}

static uint8_t edge_behind(struct str text, const struct word *before, bool gap)
{
    static const struct str ends[] = {STR_INIT("."), STR_INIT("?"), STR_INIT("!"), STR_INIT(":"),
                                      STR_INIT("…")};
    if (!gap) return 0;
    if (before->letters) return 1;
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (str_eq(str_sub(text, before->at, before->len), ends[i])) return 3;
    return 2;
}

#define EDGE_OF_BLOCK 4 /* among words */
#define EDGE_OF_PAGE 5  /* among blocks */

static uint8_t edge_of(const struct prose_block *b)
{
    switch (b->kind) {
    case PROSE_TITLE:
    case PROSE_FILM:
    case PROSE_TASK:
    case PROSE_ENTRY:
        return EDGE_OF_PAGE;
    case PROSE_HEADING:
        return b->level > 3 ? 2 : (uint8_t)(6 - b->level);
    case PROSE_FACTS:
    case PROSE_BOX:
    case PROSE_QUESTION:
        return 2;
    default:
        return b->level == 0;
    }
}

/* What the arrays of a side are while they are being filled. */
struct filling {
    uint32_t *ids, *block_ids;
    uint8_t *edge, *block_edge;
    size_t *size;
};

static size_t fill_words(struct side *s, struct filling *f, size_t at, const struct prose_block *b,
                         struct numbers *words)
{
    struct str rest = b->text;
    size_t letters, first = at;
    while (rest.len) {
        bool gap = *rest.ptr == ' ';
        if (gap) rest = str_from(rest, 1);
        uint32_t from = (uint32_t)(b->text.len - rest.len);
        struct word *w = &s->word[at];
        if (!next_word(&rest, w, &letters)) break;
        w->at = from;
        w->gap = gap;
        f->ids[at] = number_of(words, str_sub(b->text, from, w->len));
        f->edge[at] = at > first ? edge_behind(b->text, w - 1, gap) : EDGE_OF_BLOCK;
        f->size[at + 1] = f->size[at] + letters;
        at++;
    }
    return at;
}

void side_of(struct side *s, const struct prose *p, struct numbers *words, struct numbers *blocks,
             struct arena *scratch)
{
    *s = (struct side){.blocks = p ? p->blocks : NULL, .len = p ? p->len : 0};
    size_t n = 0, at = 0;
    for (size_t i = 0; i < s->len; i++)
        n += count(s->blocks[i].text, true);
    s->word = arena_new(scratch, struct word, n);
    s->first = arena_new(scratch, size_t, s->len + 1);
    struct filling f = {.ids = arena_new(scratch, uint32_t, n),
                        .edge = arena_new(scratch, uint8_t, n + 1),
                        .size = arena_new(scratch, size_t, n + 1),
                        .block_ids = arena_new(scratch, uint32_t, s->len),
                        .block_edge = arena_new(scratch, uint8_t, s->len + 1)};
    for (size_t i = 0; i < s->len; i++) {
        const struct prose_block *b = &s->blocks[i];
        struct str key = STR_CAT(scratch, str_of(b->key), STR("\n"), b->text);
        f.block_ids[i] = number_of(blocks, key);
        f.block_edge[i] = edge_of(b);
        s->first[i] = at;
        at = fill_words(s, &f, at, b, words);
    }
    s->first[s->len] = at;
    f.edge[at] = EDGE_OF_BLOCK;
    f.block_edge[s->len] = EDGE_OF_PAGE;
    s->words = (struct sequence){f.ids, f.edge, f.size, at};
    s->whole = (struct sequence){f.block_ids, f.block_edge, NULL, s->len};
}

static size_t side_count(const struct side *s, size_t from, size_t to)
{
    size_t n = 0;
    for (size_t i = from; i < to; i++)
        n += s->word[i].letters;
    return n;
}

/* ---- Marks ----------------------------------------------------------------------------------- */

/* One block of a side, as the sequence that is compared. */
struct piece {
    struct str text;
    const struct word *word;
    struct sequence words;
    size_t count; /* without signs */
};

static struct piece piece_of(const struct side *s, size_t i)
{
    size_t from = s->first[i], n = s->first[i + 1] - from;
    return (struct piece){
        .text = s->blocks[i].text,
        .word = s->word + from,
        .words = {s->words.ids + from, s->words.edge + from, s->words.size + from, n},
        .count = side_count(s, from, from + n)};
}

struct marking {
    struct piece before, after;
    struct marked_block *out;
    struct arena *a;
};

static void add_run(struct marking *m, enum mark mark, struct str text)
{
    if (text.len) m->out->runs[m->out->nruns++] = (struct marked_run){mark, text};
}

/* The words as they stand, with the space before the first and behind the last where wanted. */
static struct str words_of(const struct piece *p, size_t from, size_t n, bool lead, bool trail)
{
    if (!n) return (struct str){0};
    const struct word *first = &p->word[from], *last = &p->word[from + n - 1];
    size_t begin = first->at - lead, end = last->at + last->len + trail;
    return str_sub(p->text, begin, end - begin);
}

static bool gap_before(const struct piece *p, size_t at)
{
    return at < p->words.len && p->word[at].gap;
}

/* Which run has the spaces around a hunk, so that the newer text has its own, and what is taken out
 * sticks to nothing. */
struct spaces {
    bool before; /* ends the run that is the same, before the hunk */
    bool out_lead, out_trail, in_lead, in_trail;
    bool apart;  /* put between two words that stand for each other and have no space */
    bool behind; /* begins the run that is the same, behind the hunk */
};

static struct spaces spaces_of(const struct marking *m, const struct hunk *h)
{
    const struct piece *old = &m->before, *new = &m->after;
    bool old_first = gap_before(old, h->a), old_last = gap_before(old, h->a + h->na);
    bool new_first = gap_before(new, h->b), new_last = gap_before(new, h->b + h->nb);
    struct spaces s = {0};
    s.before = old_first && new_first;
    if (!h->na) {
        s.in_lead = new_first && !s.before;
        s.in_trail = new_last && s.before;
        s.behind = new_last && !s.before;
    } else if (!h->nb) {
        s.behind = new_last && !s.before;
        s.out_lead = old_first && !new_first;
        s.out_trail = old_last && !s.behind;
    } else {
        s.behind = new_last;
        s.out_lead = old_first && !s.before;
        s.in_lead = new_first && !s.before;
        s.out_trail = old_last && !new_last;
        s.apart = !s.out_trail && !s.in_lead && old->word[h->a + h->na - 1].letters &&
                  new->word[h->b].letters;
    }
    return s;
}

static void add_hunk(struct marking *m, const struct hunk *h, const struct spaces *s)
{
    struct str out = words_of(&m->before, h->a, h->na, s->out_lead, s->out_trail);
    if (s->apart) out = STR_CAT(m->a, out, STR(" "));
    add_run(m, MARK_OUT, out);
    add_run(m, MARK_IN, words_of(&m->after, h->b, h->nb, s->in_lead, s->in_trail));
}

static void add_runs(struct marking *m, const struct hunks *hunks)
{
    size_t from = 0; /* in the newer */
    bool lead = false;
    m->out->runs = arena_new(m->a, struct marked_run, 3 * hunks->len + 1);
    for (size_t i = 0; i < hunks->len; i++) {
        const struct hunk *h = &hunks->items[i];
        struct spaces s = spaces_of(m, h);
        add_run(m, MARK_SAME, words_of(&m->after, from, h->b - from, lead, s.before));
        add_hunk(m, h, &s);
        from = h->b + h->nb;
        lead = s.behind;
    }
    add_run(m, MARK_SAME, words_of(&m->after, from, m->after.words.len - from, lead, false));
}

/* A third of the words of the two, each on its side, are the same. */
static bool is_alike(const struct side *before, size_t i, const struct hunks *hunks,
                     const struct marking *m)
{
    size_t common = m->before.count, all = m->before.count + m->after.count;
    for (size_t k = 0; k < hunks->len; k++) {
        size_t from = before->first[i] + hunks->items[k].a;
        common -= side_count(before, from, from + hunks->items[k].na);
    }
    return 2 * common * 3 >= all;
}

bool prose_mark(struct marked_block *out, const struct side *before, size_t i,
                const struct side *after, size_t j, struct arena *a, struct arena *scratch)
{
    struct marking m = {piece_of(before, i), piece_of(after, j), out, a};
    struct hunks hunks;
    *out = (struct marked_block){.block = &after->blocks[j]};
    hunks_of(&hunks, &m.before.words, &m.after.words, scratch);
    hunks_join(&hunks, &m.before.words, &m.after.words);
    if (!is_alike(before, i, &hunks, &m)) return false;
    hunks_slide(&hunks, &m.before.words, &m.after.words);
    out->touched = hunks.len > 0;
    add_runs(&m, &hunks);
    return true;
}
