/* search_words: from text to words that can be compared.
 *
 * A word is a run of letters and digits. It becomes lower case; æ and ä ae, ø and ö oe, å aa, so
 * that it is found from any keyboard; other accents go (utf8_fold_address); then its ending
 * (Snowball), and in Norwegian one thing more: see plain_stem. The browser does the same to what is
 * searched for: `fold` and `stem` in themes/default/search.js and stem-*.js.
 *
 * Most words of a page have been met before: a process remembers what each spelling became.
 */
#include "base/map.h"
#include "base/utf8.h"
#include "parts/stem.h"
#include "site/search_parts.h"
#include <stdlib.h>

#define SPELLINGS_MAX 250000 /* remembered at a time */
#define SPELLING_MAX 256     /* bytes of one */
#define JOINED_MAX 8         /* letters; see joined() */
#define DIGITS_MAX 6         /* letters of a word with digits: LK20 and 2026, no numbers of books */

struct words_seen {
    struct arena arena;
    struct stemmer *stemmer;
    bool norwegian;
    struct map words;     /* text → struct word */
    struct map spellings; /* as written → struct word */
    struct word nothing;  /* what is not worth finding */
    struct tally *counts;
    size_t ncounts, cap;
    uint32_t page, length;
};

/* ---- Languages ------------------------------------------------------------------------------- */

/* Those that the browser has a stemmer for too: words must become the same on both sides. */
static const struct {
    struct str language, script;
    const char *algorithm;
} stemmed[] = {
    {STR_INIT("nb"), STR_INIT("no"), "norwegian"},
    {STR_INIT("nn"), STR_INIT("no"), "norwegian"},
    {STR_INIT("no"), STR_INIT("no"), "norwegian"},
    {STR_INIT("en"), STR_INIT("en"), "english"},
};

static const char *algorithm_of(struct str language, struct str *script)
{
    struct str primary = language;
    primary = str_cut(&primary, '-');
    for (size_t i = 0; i < sizeof stemmed / sizeof *stemmed; i++)
        if (str_eq_nocase(primary, stemmed[i].language)) {
            *script = stemmed[i].script;
            return stemmed[i].algorithm;
        }
    *script = STR("");
    return NULL;
}

struct str words_stemming(struct str language)
{
    struct str script;
    algorithm_of(language, &script);
    return script;
}

struct words_seen *words_seen_new(struct str language)
{
    struct words_seen *s = calloc(1, sizeof *s);
    if (!s) return NULL;
    struct str script;
    const char *algorithm = algorithm_of(language, &script);
    s->stemmer = algorithm ? stemmer_new(algorithm) : NULL;
    s->norwegian = str_eq(script, STR("no"));
    s->words.arena = s->spellings.arena = &s->arena;
    if (!algorithm || s->stemmer) return s;
    words_seen_free(s);
    return NULL;
}

void words_seen_free(struct words_seen *s)
{
    if (!s) return;
    stemmer_free(s->stemmer);
    arena_free(&s->arena);
    free(s);
}

/* ---- One word -------------------------------------------------------------------------------- */

static struct str fold(struct str word, struct arena *a)
{
    struct buf b = {.arena = a};
    bool plain = true;
    word = utf8_nfc(a, word);
    for (uint32_t r; utf8_next(&word, &r);) {
        r = utf8_lower(r);
        if (r == 0xE6 || r == 0xE4)
            buf_put(&b, STR("ae")); /* æ ä */
        else if (r == 0xF8 || r == 0xF6)
            buf_put(&b, STR("oe")); /* ø ö */
        else if (r == 0xE5)
            buf_put(&b, STR("aa")); /* å */
        else
            buf_put_rune(&b, r);
        plain =
            plain && (r < 0x80 || r == 0xE4 || r == 0xE5 || r == 0xE6 || r == 0xF6 || r == 0xF8);
    }
    return plain ? buf_str(&b) : utf8_fold_address(a, buf_str(&b));
}

static struct str cut(struct str word)
{
    struct str rest = word;
    uint32_t r;
    for (int n = 0; n < WORD_MAX && utf8_next(&rest, &r);)
        n++;
    return str_sub(word, 0, word.len - rest.len);
}

/* Snowball takes «leder» for «led», but leaves leder- in «lederen» and «ledere», ledern- in
 * «lederne», and the same with the lærer, the møter and nynorsk's -ar. They are one word. */
static struct str plain_stem(struct str s)
{
    static const struct str endings[] = {STR_INIT("ern"), STR_INIT("er"), STR_INIT("ar")};
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (str_ends(s, endings[i]) && s.len >= endings[i].len + 3)
            return str_sub(s, 0, s.len - endings[i].len);
    return s;
}

static bool has_digit(struct str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (s.ptr[i] >= '0' && s.ptr[i] <= '9') return true;
    return false;
}

struct str words_base(struct words_seen *s, struct str word, struct arena *a)
{
    struct str folded = fold(word, a);
    uint32_t first = 0;
    struct str rest = word;
    utf8_next(&rest, &first);
    if (!folded.len || (!rest.len && !utf8_is_digit(first))) return STR("");
    if (folded.len > DIGITS_MAX && has_digit(folded)) return STR("");
    struct str stem = stemmer_stem(s->stemmer, cut(folded));
    return str_dup(a, s->norwegian ? plain_stem(stem) : stem);
}

/* ---- The words of a page --------------------------------------------------------------------- */

void words_begin(struct words_seen *s)
{
    if (s->spellings.len > SPELLINGS_MAX) {
        arena_free(&s->arena);
        s->words = s->spellings = (struct map){.arena = &s->arena};
        s->counts = NULL;
        s->cap = 0;
    }
    s->page++;
    s->ncounts = 0;
    s->length = 0;
}

static struct word *word_of(struct words_seen *s, struct str spelling, struct worker *w)
{
    struct word *t = map_get(&s->spellings, spelling);
    if (t) return t;
    struct str text = words_base(s, spelling, w->scratch);
    t = text.len ? map_get(&s->words, text) : &s->nothing;
    if (!t) {
        t = arena_new(w->results, struct word, 1);
        *t = (struct word){.text = str_dup(w->results, text)};
        map_add(&s->words, t->text, t);
    }
    map_add(&s->spellings, str_dup(&s->arena, spelling), t);
    return t;
}

static void count(struct words_seen *s, struct str spelling, enum place place, struct worker *w)
{
    struct word *t = spelling.len ? word_of(s, spelling, w) : NULL;
    if (!t || t == &s->nothing) return;
    s->length++;
    if (t->page != s->page) {
        if (s->ncounts == s->cap)
            s->counts = arena_grow(&s->arena, s->counts, &s->cap, sizeof *s->counts);
        t->page = s->page;
        t->at = (uint32_t)s->ncounts++;
        s->counts[t->at] = (struct tally){.word = t};
    }
    struct tally *c = &s->counts[t->at];
    c->times++;
    c->heading = c->heading || place == PLACE_HEADING;
}

/* ASCII's letters and digits. */
static const bool plain[256] = {['0' ... '9'] = true, ['A' ... 'Z'] = true, ['a' ... 'z'] = true};

/* How many bytes at s.ptr, not ASCII, belong to a word; 0: none. */
static size_t word_bytes(struct str s)
{
    if ((unsigned char)*s.ptr < 0x80) return 0;
    struct str rest = s;
    uint32_t r = 0;
    utf8_next(&rest, &r);
    bool letter = r >= 0xC0 && r < 0x250 ? r != 0xD7 && r != 0xF7 /* × ÷ */
                                         : r < 0x10000 && (utf8_is_letter(r) || utf8_is_digit(r));
    return letter ? s.len - rest.len : 0;
}

static size_t word_length(struct str s)
{
    size_t len = 0;
    for (;;) {
        while (len < s.len && plain[(unsigned char)s.ptr[len]])
            len++;
        size_t n = len < s.len ? word_bytes((struct str){s.ptr + len, s.len - len}) : 0;
        if (!n) return len;
        len += n;
    }
}

/* The second part of «time-out», «e-post», «pc-er», written together. Long words are compounds, and
 * are found by their parts. */
static struct str joined(struct str first, struct str rest, char *to)
{
    size_t len = word_length(str_from(rest, 1));
    size_t letters = utf8_count(first) + utf8_count(str_sub(rest, 1, len));
    if (!len || letters > JOINED_MAX) return STR("");
    memcpy(to, first.ptr, first.len);
    memcpy(to + first.len, rest.ptr + 1, len);
    return (struct str){to, first.len + len};
}

void words_count(struct words_seen *s, struct str text, enum place place, struct worker *w)
{
    char together[4 * JOINED_MAX];
    while (text.len) {
        size_t len = word_length(text), step = len ? len : 1;
        struct str word = {text.ptr, len};
        text = (struct str){text.ptr + step, text.len - step};
        if (!len || len > SPELLING_MAX) continue;
        count(s, word, place, w);
        if (text.len && *text.ptr == '-') count(s, joined(word, text, together), place, w);
    }
}

const struct tally *words_counted(const struct words_seen *s, size_t *n, uint32_t *length)
{
    *n = s->ncounts;
    *length = s->length;
    return s->counts;
}
