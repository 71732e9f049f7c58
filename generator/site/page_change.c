/* page_change: one change, page by page of the course, with the words marked.
 *
 * What did not change is folded where it is long; a block on each side of a change stays to be
 * seen. A page shows so many bytes and no more: a text that was written anew is read where it
 * stands.
 */
#include "site/changes.h"
#include "site/page_kinds.h"
#include "site/shape_made.h"

#define NEAR 1            /* blocks shown on each side of a change */
#define FOLD_LEAST 3      /* fewer are shown */
#define SHOWN_MOST 48000  /* bytes of text on a page */
#define FOLDED_MOST 48000 /* the same of what is folded */

struct showing {
    struct view *v;
    size_t shown, folded; /* bytes that there is still room for */
    bool cut;
};

/* ---- What a block stands under --------------------------------------------------------------- */

static struct str label_of(struct view *v, const struct edit *e, const struct prose_block *b)
{
    static const struct {
        const char *key, *word; /* NULL: it speaks for itself */
    } others[] = {
        {"audience", "for_whom"}, {"questions", "change_question"},
        {"aliases", "also"},      {"tasks", NULL},
        {"decide", NULL},         {"title", NULL},
        {"presentations", NULL},
    };
    bool list = e->was == UNIT_GLOSSARY || e->was == UNIT_LITERATURE;
    if (b->kind == PROSE_PICTURE) return view_word(v, "change_picture");
    if (b->kind == PROSE_NOTE) return view_say(v, PHRASE_FOOTNOTES);
    if (!b->key || (list && b->kind == PROSE_ENTRY)) return STR("");
    struct str key = str_of(b->key);
    if (str_eq(key, STR("small"))) return view_say(v, PHRASE_VARIANT_SMALL);
    if (str_eq(key, STR("online"))) return view_say(v, PHRASE_VARIANT_ONLINE);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (str_eq(key, str_of(others[i].key)))
            return others[i].word ? view_word(v, others[i].word) : STR("");
    return view_word(v, b->key);
}

static bool is_heading(const struct edit *e, const struct prose_block *b)
{
    return b->kind == PROSE_HEADING || b->kind == PROSE_TASK || b->kind == PROSE_FILM ||
           b->kind == PROSE_BOX || (b->kind == PROSE_ENTRY && e->was == UNIT_GLOSSARY);
}

static struct str text_of(const struct marked_block *b, enum mark without, struct arena *a)
{
    struct str *parts = arena_new(a, struct str, b->nruns);
    size_t n = 0;
    for (size_t i = 0; i < b->nruns; i++)
        if (b->runs[i].mark != without) parts[n++] = b->runs[i].text;
    return str_trim(str_join(a, parts, n, STR("")));
}

/* ---- Blocks ---------------------------------------------------------------------------------- */

static void add_run(struct value *rows, size_t *n, struct str text, enum mark mark)
{
    struct value *r = rows + CHANGE_RUN_COUNT * *n;
    if (!text.len) return;
    r[CHANGE_RUN_TEXT] = value_text(text);
    r[CHANGE_RUN_IS_IN] = value_true(mark == MARK_IN);
    r[CHANGE_RUN_IS_OUT] = value_true(mark == MARK_OUT);
    (*n)++;
}

/* The spaces around marked words are not marked: a line through a space joins words. */
static struct value runs_of(struct view *v, const struct marked_block *b)
{
    struct value *rows = view_rows(v, 3 * b->nruns, CHANGE_RUN_COUNT);
    size_t n = 0;
    for (size_t i = 0; i < b->nruns; i++) {
        struct str text = b->runs[i].text, from = str_trim_start(text), words = str_trim_end(from);
        enum mark mark = b->mark == MARK_SAME ? b->runs[i].mark : MARK_SAME;
        add_run(rows, &n, str_sub(text, 0, text.len - from.len), MARK_SAME);
        add_run(rows, &n, words, mark);
        add_run(rows, &n, str_from(from, words.len), MARK_SAME);
    }
    return view_list(v, &change_run_shape, rows, n, CHANGE_RUN_COUNT);
}

static void fill_block(struct view *v, struct value *r, const struct edit *e,
                       const struct marked_block *m)
{
    const struct prose_block *b = m->block;
    bool gone = e->kind == EDIT_GONE;
    r[CHANGE_BLOCK_IS_TITLE] = value_true(b->kind == PROSE_TITLE);
    r[CHANGE_BLOCK_IS_FACTS] = value_true(b->kind == PROSE_FACTS);
    r[CHANGE_BLOCK_IS_HEADING] = value_true(is_heading(e, b));
    r[CHANGE_BLOCK_IS_ITEM] = value_true(b->kind == PROSE_ITEM || b->kind == PROSE_FOLLOWUP);
    r[CHANGE_BLOCK_IS_QUOTE] = value_true(b->kind == PROSE_QUOTE || b->boxed);
    r[CHANGE_BLOCK_IS_CODE] = value_true(b->kind == PROSE_CODE);
    r[CHANGE_BLOCK_IS_QUESTION] = value_true(b->kind == PROSE_QUESTION);
    r[CHANGE_BLOCK_IS_IN] = value_true(m->mark == MARK_IN && !gone);
    r[CHANGE_BLOCK_IS_OUT] = value_true(m->mark == MARK_OUT && !gone);
    r[CHANGE_BLOCK_HAS_RUNS] = value_true(m->nruns > 0);
    r[CHANGE_BLOCK_RUNS] = runs_of(v, m);
}

/* Blocks [from, to) as a list; what stands under the same is said once. */
static struct value blocks_of(struct view *v, const struct edit *e, size_t from, size_t to)
{
    const struct marked_block *all = e->marked.blocks;
    struct value *rows = view_rows(v, to - from, CHANGE_BLOCK_COUNT);
    struct str last = {0};
    for (size_t i = from; i < to; i++) {
        struct value *r = rows + CHANGE_BLOCK_COUNT * (i - from);
        struct str label = label_of(v, e, all[i].block);
        fill_block(v, r, e, &all[i]);
        r[CHANGE_BLOCK_GOES_ON] =
            value_true(i > from && all[i].mark != MARK_SAME && all[i - 1].mark == all[i].mark);
        if (!str_eq(label, last)) r[CHANGE_BLOCK_LABEL] = value_text(label);
        last = label;
    }
    return view_list(v, &change_block_shape, rows, to - from, CHANGE_BLOCK_COUNT);
}

static size_t bytes_of(const struct edit *e, size_t from, size_t to)
{
    size_t n = 0;
    for (size_t i = from; i < to; i++)
        for (size_t k = 0; k < e->marked.blocks[i].nruns; k++)
            n += e->marked.blocks[i].runs[k].text.len;
    return n;
}

/* ---- Pieces ---------------------------------------------------------------------------------- */

static bool is_near(const struct marked *m, size_t i)
{
    for (size_t k = i < NEAR ? 0 : i - NEAR; k < m->len && k <= i + NEAR; k++)
        if (m->blocks[k].touched) return true;
    return false;
}

/* Where the piece that begins at i ends; whether it is to be folded. */
static size_t piece_end(const struct marked *m, size_t i, bool *fold)
{
    size_t end = i, far = i;
    while (far < m->len && !is_near(m, far))
        far++;
    *fold = far - i >= FOLD_LEAST;
    if (*fold) return far;
    for (end = far; end < m->len; end = far) {
        while (far < m->len && is_near(m, far))
            far++;
        end = far;
        while (far < m->len && !is_near(m, far))
            far++;
        if (far - end >= FOLD_LEAST) return end;
    }
    return m->len;
}

/* The heading above a piece, for those who look for its place, when it is in what was folded. */
static struct value under(struct view *v, const struct edit *e, size_t folded, size_t from)
{
    const struct marked_block *all = e->marked.blocks;
    if (is_heading(e, all[from].block)) return (struct value){0};
    for (size_t i = from; i-- > folded;) {
        if (all[i].mark == MARK_OUT || !is_heading(e, all[i].block)) continue;
        return value_text(view_say(v, PHRASE_CHANGE_UNDER, text_of(&all[i], MARK_OUT, v->arena)));
    }
    return (struct value){0};
}

static struct str fold_text(struct view *v, size_t n)
{
    return n == 1 ? view_say(v, PHRASE_CHANGE_SAME_ONE)
                  : view_say(v, PHRASE_CHANGE_SAME, str_number(v->arena, n));
}

static void fill_piece(struct showing *s, struct value *r, const struct edit *e, size_t from,
                       size_t to, bool fold)
{
    size_t bytes = bytes_of(e, from, to), *room = fold ? &s->folded : &s->shown;
    bool fits = bytes <= *room;
    if (fold) r[CHANGE_PIECE_FOLD_TEXT] = value_text(fold_text(s->v, to - from));
    *room = fits ? *room - bytes : 0;
    s->cut = s->cut || (!fold && !fits);
    if (!fits) return;
    r[CHANGE_PIECE_HAS_BLOCKS] = value_true(true);
    r[CHANGE_PIECE_BLOCKS] = blocks_of(s->v, e, from, to);
}

static struct value pieces_of(struct showing *s, const struct edit *e, size_t *n)
{
    const struct marked *m = &e->marked;
    struct value *rows = view_rows(s->v, m->len, CHANGE_PIECE_COUNT);
    bool fold = false;
    /* The title stands above, where it is the same. */
    bool titled = m->len && m->blocks[0].block->kind == PROSE_TITLE && !m->blocks[0].touched;
    for (size_t i = titled, end, last = i; i < m->len && !s->cut; last = i, i = end) {
        struct value *r = rows + CHANGE_PIECE_COUNT * *n;
        end = piece_end(m, i, &fold);
        fill_piece(s, r, e, i, end, fold);
        if (!fold) r[CHANGE_PIECE_UNDER_TEXT] = under(s->v, e, last, i);
        *n += !s->cut;
    }
    return view_list(s->v, &change_piece_shape, rows, *n, CHANGE_PIECE_COUNT);
}

/* All that stood on a page that is gone. */
static struct value gone_piece(struct showing *s, const struct edit *e, size_t *n)
{
    struct value *r = view_rows(s->v, 1, CHANGE_PIECE_COUNT);
    if (!e->marked.len) return (struct value){0};
    fill_piece(s, r, e, 0, e->marked.len, true);
    r[CHANGE_PIECE_FOLD_TEXT] = value_text(view_word(s->v, "change_was"));
    *n = r[CHANGE_PIECE_HAS_BLOCKS].kind ? 1 : 0;
    return view_list(s->v, &change_piece_shape, r, *n, CHANGE_PIECE_COUNT);
}

/* ---- In short -------------------------------------------------------------------------------- */

enum counted { COUNT_EDITED, COUNT_ADDED, COUNT_REMOVED, COUNTED };

/* «1 spørsmål er nytt, 2 avsnitt er endret og tid eller opplegg er endret» */
static struct value summary(struct view *v, const struct edit *e)
{
    size_t texts[COUNTED] = {0}, questions[COUNTED] = {0}, n = 0;
    bool title = false, facts = false;
    for (size_t i = 0; i < e->marked.len; i++) {
        const struct marked_block *b = &e->marked.blocks[i];
        enum counted what = b->mark == MARK_IN    ? COUNT_ADDED
                            : b->mark == MARK_OUT ? COUNT_REMOVED
                                                  : COUNT_EDITED;
        if (!b->touched) continue;
        if (b->block->kind == PROSE_TITLE)
            title = true;
        else if (b->block->kind == PROSE_FACTS)
            facts = true;
        else if (b->block->kind == PROSE_QUESTION)
            questions[what]++;
        else
            texts[what]++;
    }
    struct str parts[2 * COUNTED + 2];
    if (title) parts[n++] = view_say(v, PHRASE_EDITED_TITLE);
    if (facts) parts[n++] = view_say(v, PHRASE_EDITED_FACTS);
    /* The phrases stand in pairs, «1 spørsmål» before «{0} spørsmål», in the order of `counted`. */
    for (int i = 0; i < COUNTED; i++)
        if (questions[i])
            parts[n++] =
                view_say(v, (enum phrase)(PHRASE_EDITED_QUESTION_ONE + 2 * i + (questions[i] > 1)),
                         str_number(v->arena, questions[i]));
    for (int i = 0; i < COUNTED; i++)
        if (texts[i])
            parts[n++] = view_say(v, (enum phrase)(PHRASE_EDITED_TEXT_ONE + 2 * i + (texts[i] > 1)),
                                  str_number(v->arena, texts[i]));
    return view_joined_names(v, parts, n);
}

/* ---- A page of the course in a change -------------------------------------------------------- */

static struct value purpose_of(struct view *v, const struct unit *u)
{
    if (u->kind == UNIT_STEP && u->keys) {
        const struct step_keys *k = u->keys;
        if (k->purpose.doc) return view_html(v, &k->purpose);
    }
    const struct module_keys *m = module_keys_of(u);
    if (m && m->purpose.doc) return view_html(v, &m->purpose);
    const struct page *p = u->pages[PART_SELF];
    return p && p->keys ? view_html(v, &p->keys->summary) : (struct value){0};
}

static void fill_edit(struct showing *s, struct value *r, const struct edit *e)
{
    struct view *v = s->v;
    const struct page *p = view_edit_page(v, e);
    size_t n = 0;
    s->cut = false;
    r[CHANGE_EDIT_TITLE] = value_text(view_edit_title(v, e));
    r[CHANGE_EDIT_IS_NEW] = value_true(e->kind == EDIT_NEW);
    r[CHANGE_EDIT_IS_GONE] = value_true(e->kind == EDIT_GONE);
    if (p) {
        r[CHANGE_EDIT_LABEL] = value_text(view_label(v, p));
        r[CHANGE_EDIT_URL] = view_url(v, p->address);
        if (p->keys && p->keys->lang.text.len && !str_eq(p->keys->lang.text, v->language))
            r[CHANGE_EDIT_LANG] = value_text(p->keys->lang.text);
    }
    if (e->kind == EDIT_NEW && e->unit) r[CHANGE_EDIT_PURPOSE] = purpose_of(v, e->unit);
    if (e->kind == EDIT_CHANGED) {
        r[CHANGE_EDIT_SUMMARY_TEXT] = summary(v, e);
        r[CHANGE_EDIT_PIECES] = pieces_of(s, e, &n);
    }
    if (e->kind == EDIT_GONE) r[CHANGE_EDIT_PIECES] = gone_piece(s, e, &n);
    r[CHANGE_EDIT_HAS_PIECES] = value_true(n > 0);
    r[CHANGE_EDIT_CUT] = value_true(s->cut);
}

struct value page_change(struct view *v)
{
    const struct entry *e = map_get(&v->site->changes->by_address, v->page->address);
    struct showing s = {.v = v, .shown = SHOWN_MOST, .folded = FOLDED_MOST};
    struct value *rows = view_rows(v, e->nedits, CHANGE_EDIT_COUNT);
    struct value *r = view_rows(v, 1, CHANGE_COUNT);
    bool marks = false;
    for (size_t i = 0; i < e->nedits; i++) {
        fill_edit(&s, rows + CHANGE_EDIT_COUNT * i, &e->edits[i]);
        marks = marks || e->edits[i].kind == EDIT_CHANGED;
    }
    r[CHANGE_TITLE] = value_text(view_title(v, v->page));
    r[CHANGE_DATE_TEXT] = value_text(view_date(v, &e->on));
    if (e->module) r[CHANGE_MODULE] = view_page_link(v, e->module->page);
    r[CHANGE_MODULE_IS_NEW] = value_true(e->module_is_new);
    r[CHANGE_MARKS] = value_true(marks);
    r[CHANGE_HAS_EDITS] = value_true(e->nedits > 0);
    r[CHANGE_EDITS] = view_list(v, &change_edit_shape, rows, e->nedits, CHANGE_EDIT_COUNT);
    r[CHANGE_ALL] = page_changes_link(v, e->module);
    return value_record(v, &change_shape, r);
}
