/* check_language: how hard the text is, sentences that are too long, and words that the glossary
 * has another for.
 *
 * What is running text, a word and a sentence, course/lix.h says. Where an author meets a sentence
 * in the file is found by the same rules in the text with its places; what is cited in brackets is
 * no part of it here, as it is short work for a reader to pass over.
 *
 * A word that is not wanted is found as it stands in `avoid`, with the endings of Norwegian nouns
 * when it is long enough for them to mean nothing else. Quotations and words between «» are
 * somebody else's, or are mentioned rather than used; the glossary itself may name them.
 */
#include "base/utf8.h"
#include "site/check_rules.h"

#define LONG_SENTENCE 40 /* words; longer ones are told */
#define WORD_SHOWN 40    /* bytes of a sentence that the caret covers */

/* ---- Sentences ------------------------------------------------------------------------------- */

/* A long sentence is told by its beginning: a caret over forty words says less. */
static void long_sentence(const struct checking *k, const struct running *r, struct str sentence,
                          size_t words)
{
    size_t from = (size_t)(sentence.ptr - r->text.ptr), to = from, at = 0;
    struct str word;
    while (check_word(sentence, &at, &word) && at <= WORD_SHOWN)
        to = from + at;
    diag(k->d, DIAG_LONG_SENTENCE, running_pos(r, from, to), str_number(k->scratch, words));
}

static void check_sentences(const struct checking *k, const struct running *r)
{
    struct str rest = r->text, sentence;
    struct lix one;
    while (lix_sentence(&rest, &sentence, &one))
        if (one.words > LONG_SENTENCE) long_sentence(k, r, sentence, one.words);
}

/* ---- Words that are not wanted --------------------------------------------------------------- */

/* In lower case, byte for byte in the same places. */
static struct str lowered(struct str s, struct arena *a)
{
    struct buf b = {.arena = a};
    struct str rest = s;
    for (uint32_t rune; rest.len;) {
        size_t at = s.len - rest.len;
        utf8_next(&rest, &rune);
        size_t before = b.len;
        buf_put_rune(&b, utf8_lower(rune));
        if (b.len - before == s.len - rest.len - at) continue;
        buf_truncate(&b, before);
        buf_put(&b, str_sub(s, at, s.len - rest.len - at));
    }
    return buf_str(&b);
}

/* Where a word that begins at `at` ends: with an ending, when it has one; 0: it goes on. */
static size_t end_of(struct str text, size_t at, struct str wanted)
{
    static const struct str endings[] = {
        STR_INIT("enes"), STR_INIT("anes"), STR_INIT("ene"), STR_INIT("ane"), STR_INIT("ens"),
        STR_INIT("ets"),  STR_INIT("ers"),  STR_INIT("en"),  STR_INIT("et"),  STR_INIT("er"),
        STR_INIT("ar"),   STR_INIT("as"),   STR_INIT("a"),   STR_INIT("e"),   STR_INIT("n"),
        STR_INIT("t"),    STR_INIT("r"),    STR_INIT("s"),
    };
    size_t end = at + wanted.len;
    bool hyphen = end < text.len && text.ptr[end] == '-';
    if (!check_letter_at(text, end)) return hyphen ? 0 : end;
    if (utf8_count(wanted) < 5) return 0;
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (str_starts(str_from(text, end), endings[i]) &&
            !check_letter_at(text, end + endings[i].len))
            return end + endings[i].len;
    return 0;
}

static bool is_mentioned(struct str text, size_t from, size_t to)
{
    struct str before = str_sub(text, 0, from), after = str_from(text, to);
    return (str_ends(before, STR("«")) && str_starts(after, STR("»"))) ||
           (str_ends(before, STR("\"")) && str_starts(after, STR("\"")));
}

static void look_for(const struct checking *k, const struct running *r, struct str lower,
                     struct str unwanted, const struct term *t)
{
    size_t at = 0, found;
    struct str wanted = lowered(unwanted, k->scratch);
    while (wanted.len && (found = str_find_str(str_from(lower, at), wanted)) != STR_NONE) {
        size_t from = at + found, to = end_of(lower, from, wanted);
        at = from + wanted.len;
        bool hyphen = from && lower.ptr[from - 1] == '-';
        if (!to || hyphen || check_letter_before(lower, from)) continue;
        if (is_mentioned(lower, from, to) || running_in_span(r, SPAN_MARKED, from, to)) continue;
        struct str term = t->term.doc ? t->term.doc->text : t->term.raw;
        diag(k->d, DIAG_UNWANTED_WORD, running_pos(r, from, to), str_sub(r->text, from, to - from),
             term);
    }
}

static void unwanted(const struct checking *k, const struct running *r)
{
    const struct unit *g = k->c->glossary_unit;
    if (!g || r->quoted || k->m->unit == g) return;
    struct str lower = {0};
    for (size_t i = 0; i < g->nterms; i++) {
        const struct term *t = &g->terms[i];
        for (size_t n = 0; n < t->avoid.len; n++) {
            if (!lower.ptr) lower = lowered(r->text, k->scratch);
            look_for(k, r, lower, t->avoid.items[n].text, t);
        }
    }
}

/* ---- The file -------------------------------------------------------------------------------- */

static struct pos text_pos(const struct manuscript *m)
{
    for (size_t i = 0; i < m->nrunning; i++)
        if (m->running[i].in->body && m->running[i].kind == RUNNING_TEXT)
            return running_pos(&m->running[i], 0, 0);
    return (struct pos){.file = m->unit->file};
}

static void check_weight(const struct checking *k)
{
    const struct prose_words words = {.course = k->c};
    struct lix *l = &k->found->text.lix;
    struct prose prose;
    prose_of(&prose, k->m->unit, &words, k->scratch);
    lix_add_prose(l, &prose);
    unsigned value = lix_value(l);
    if (l->words >= LIX_LEAST && lix_band(value) == LIX_VERY_HARD)
        diag(k->d, DIAG_HARD_TO_READ, text_pos(k->m), str_number(k->scratch, value));
}

void check_language(const struct checking *k)
{
    for (size_t i = 0; i < k->m->nrunning; i++) {
        if (k->m->running[i].kind == RUNNING_TEXT) check_sentences(k, &k->m->running[i]);
        unwanted(k, &k->m->running[i]);
    }
    check_weight(k);
}
