/* check_foreign: sentences, quotations and emphasised words in another language than the page's,
 * without a `lang` that tells a screen reader so (WCAG 2.1, 3.1.2).
 *
 * Told by small words that one language has and the other has not: a sentence needs three of them
 * (a shorter span two), and none of the page's own. So a title such as «Learning Forward» goes by,
 * and so does every sentence that mixes the two: nobody could say where one ends. Known are
 * Norwegian, and from there English, Danish, Swedish and German; from English, Norwegian.
 */
#include "base/utf8.h"
#include "site/check_rules.h"
#include <string.h>

struct tongue {
    struct str home; /* "no" for nb and nn */
    struct str tag;
    const char *theirs; /* words that home has not */
    const char *ours;   /* words that it has not */
};

static const struct tongue tongues[] = {
    {STR_INIT("no"), STR_INIT("en"),
     " the of and that with this are was were which have has not from be been it you your we they "
     "their our or can could will would should what how when who why because about these those "
     "there than into its his she he us does did an more most only such where while between "
     "through each other ",
     " og ikke er å på av som til det den en et jeg vi dere du har med seg ved fra eller kan skal "
     "vil ble bli når hvor hva hvem hvordan så også dette disse vår våre deres sin sitt sine dei "
     "ein eit ikkje frå eg kva korleis etter mellom noe noen uten hos "},
    {STR_INIT("no"), STR_INIT("da"),
     " af hvad noget nogle efter uden mellem bliver blev mig dig gør meget hvornår vores jeres "
     "børn ud op ind kun igen måde arbejde arbejder udvikling nødvendig sådan hvilke kunne "
     "skolens derfor havde hvert ",
     " av hva noe noen etter uten mellom blir ble meg deg seg dere nå mye ut opp inn bare igjen "
     "måte måten arbeid arbeidet utvikling utviklingen gjør fram frem ikkje ein eit frå eg kva "
     "korleis hjem sånn "},
    {STR_INIT("no"), STR_INIT("sv"),
     " och att inte är för från också vad efter utan mellan ett jag dem ska kunna mycket något "
     "några även genom sig varje sätt skolan lärande ",
     " og å ikke er hva hvordan til jeg fra også noe et dette ble nå når etter uten mellom seg "
     "ikkje ein eit frå eg kva korleis "},
    {STR_INIT("no"), STR_INIT("de"),
     " und nicht das ist eine einen einer auf für sich auch wird werden mit zu wir sie ich dass "
     "oder wie aber sind haben zwischen durch ",
     " og ikke å på av som til det en et jeg dere har med seg ved fra eller kan skal vil ble når "
     "hvor hva ikkje eit frå eg kva korleis "},
    {STR_INIT("en"), STR_INIT("nb"),
     " og ikke å på av som til det den jeg dere har med seg ved fra eller kan skal ble når hvor "
     "hva hvem hvordan også dette disse vår våre deres sin sitt sine ikkje ein eit frå eg kva "
     "korleis etter mellom noe noen uten ",
     " the of and that with this are was were which have has not from be been it you your we they "
     "their our or can could will would should what how when who why because about these those "},
};

static struct str home_of(struct str language)
{
    struct str l = str_sub(language, 0, 2);
    if (str_eq_nocase(l, STR("nb")) || str_eq_nocase(l, STR("nn")) || str_eq_nocase(l, STR("no")))
        return STR("no");
    return str_eq_nocase(l, STR("en")) ? STR("en") : STR("");
}

#define TONGUES (sizeof tongues / sizeof *tongues)

/* What a word says: bit i, that tongue i has it; bit 8 + i, that its home has it. */
static void add_words(struct map *m, const char *list, unsigned bit, struct arena *a)
{
    struct str rest = str_of(list), word;
    while (rest.ptr) {
        word = str_cut(&rest, ' ');
        if (!word.len) continue;
        uint16_t *says = map_get(m, word);
        if (!says) {
            says = arena_new(a, uint16_t, 1);
            map_add(m, word, says);
        }
        *says |= (uint16_t)(1u << bit);
    }
}

void check_prepare_tongues(struct checking *k, struct arena *a)
{
    k->tongues.arena = a;
    for (unsigned i = 0; i < TONGUES; i++) {
        add_words(&k->tongues, tongues[i].theirs, i, a);
        add_words(&k->tongues, tongues[i].ours, 8 + i, a);
    }
}

/* The language that a text is surely in, or NULL. */
static const struct tongue *tongue_of(const struct checking *k, struct str text, struct str home,
                                      unsigned needed)
{
    struct str lower = utf8_lower_str(k->scratch, text), word;
    unsigned words = 0, theirs[TONGUES] = {0}, ours[TONGUES] = {0};
    for (size_t at = 0; check_word(lower, &at, &word); words++) {
        const uint16_t *says = map_get(&k->tongues, word);
        for (unsigned i = 0; says && i < TONGUES; i++) {
            theirs[i] += *says >> i & 1;
            ours[i] += *says >> (8 + i) & 1;
        }
    }
    for (unsigned i = 0; i < TONGUES; i++)
        if (str_eq(tongues[i].home, home) && theirs[i] >= needed && !ours[i] &&
            theirs[i] * 5 >= words && words > needed)
            return &tongues[i];
    return NULL;
}

static bool look(const struct checking *k, const struct running *r, struct str text,
                 unsigned needed)
{
    size_t from = (size_t)(text.ptr - r->text.ptr), to = from + text.len;
    if (!text.len || running_in_span(r, SPAN_MARKED, from, to)) return false;
    const struct tongue *t = tongue_of(k, text, home_of(k->m->language), needed);
    if (!t) return false;
    diag(k->d, DIAG_LANGUAGE_NOT_MARKED, running_pos(r, from, to), t->tag);
    return true;
}

/* The next part between quotation marks from *at on. One that is never closed is looked for once.
 */
struct quotations {
    size_t at;
    bool unclosed[3];
};

static bool next_quotation(struct str text, struct quotations *q, struct str *part)
{
    static const struct str open[] = {STR_INIT("«"), STR_INIT("“"), STR_INIT("\"")};
    static const struct str close[] = {STR_INIT("»"), STR_INIT("”"), STR_INIT("\"")};
    for (; q->at < text.len; q->at++) {
        struct str rest = str_from(text, q->at);
        for (size_t i = 0; i < sizeof open / sizeof *open; i++) {
            if (q->unclosed[i] || !str_starts(rest, open[i])) continue;
            *part = str_from(rest, open[i].len);
            size_t end = str_find_str(*part, close[i]);
            q->unclosed[i] = end == STR_NONE;
            if (q->unclosed[i]) continue;
            part->len = end;
            q->at += open[i].len + end + close[i].len;
            return true;
        }
    }
    return false;
}

static void parts_of(const struct checking *k, const struct running *r, struct str sentence)
{
    size_t from = (size_t)(sentence.ptr - r->text.ptr), to = from + sentence.len;
    struct str part;
    struct quotations q = {0};
    while (next_quotation(sentence, &q, &part))
        look(k, r, part, 2);
    for (size_t i = 0; i < r->nspans; i++) {
        const struct running_span *s = &r->spans[i];
        if (s->kind == SPAN_EMPHASIS && s->from >= from && s->to <= to)
            look(k, r, str_sub(r->text, s->from, s->to - s->from), 2);
    }
}

void check_foreign(const struct checking *k)
{
    /* Without tags there is no way to mark it. */
    if (k->c->keys->raw_html.value == RAW_HTML_NONE + 1) return;
    if (!home_of(k->m->language).len) return;
    for (size_t i = 0; i < k->m->nrunning; i++) {
        const struct running *r = &k->m->running[i];
        struct str rest = r->text, sentence;
        struct lix one;
        while (lix_sentence(&rest, &sentence, &one))
            if (!look(k, r, sentence, 3)) parts_of(k, r, sentence);
    }
}
