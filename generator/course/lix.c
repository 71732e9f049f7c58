/* lix: words and sentences, counted as Björnsson counted them. */
#include "course/lix.h"
#include "base/utf8.h"
#include <stdlib.h>

/* ---- Words ----------------------------------------------------------------------------------- */

/* What stands between two spaces, taken apart: the last word, and the signs behind it. */
struct chunk {
    size_t words, long_words;
    struct str last; /* "" when it has no word */
    struct str tail; /* behind the last word; all of it when there is none */
};

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static struct str next_chunk(struct str *rest)
{
    while (rest->len && is_space(*rest->ptr))
        *rest = str_from(*rest, 1);
    size_t n = 0;
    while (n < rest->len && !is_space(rest->ptr[n]))
        n++;
    struct str chunk = str_sub(*rest, 0, n);
    *rest = str_from(*rest, n);
    return chunk;
}

static bool in_word(uint32_t rune)
{
    return utf8_is_letter(rune) || utf8_is_digit(rune);
}

/* May stand between two letters or digits of one word: hyphen, non-breaking hyphen, apostrophes. */
static bool joins(uint32_t rune)
{
    return rune == '-' || rune == 0x2010 || rune == 0x2011 || rune == '\'' || rune == 0x2019 ||
           rune == '.' || rune == ',' || rune == ':';
}

static bool begins_with_word(struct str s)
{
    uint32_t rune;
    return utf8_next(&s, &rune) && in_word(rune);
}

static bool is_mark(struct str s)
{
    uint32_t rune;
    return utf8_next(&s, &rune) && (rune == 0xAD || rune == 0x200D);
}

/* Takes a word off the front, where one begins; its letters. */
static size_t take_word(struct str *s)
{
    size_t letters = 0;
    uint32_t rune, previous = 0;
    for (struct str at = *s; utf8_next(&at, &rune); *s = at) {
        bool digit = utf8_is_digit(rune);
        if (in_word(rune)) {
            letters += !digit;
        } else if (!is_mark(*s)) {
            if (!joins(rune) || !begins_with_word(at)) break;
            if (rune == ',' && !utf8_is_digit(previous)) break; /* 1,5 but not ja,nei */
        }
        previous = rune;
    }
    return letters;
}

/* An address ends where its closing signs begin, so that a sentence may end behind it. */
static bool is_address(struct str s)
{
    size_t at = str_find(s, '@');
    return str_find_str(s, STR("://")) != STR_NONE || str_find_str(s, STR("www.")) != STR_NONE ||
           (at != STR_NONE && at > 0 && begins_with_word(str_from(s, at + 1)));
}

static struct chunk take_apart(struct str s)
{
    bool address = is_address(s);
    struct chunk c = {.tail = s};
    while (s.len) {
        if (!begins_with_word(s)) {
            uint32_t rune;
            utf8_next(&s, &rune);
            continue;
        }
        struct str word = s;
        size_t letters = take_word(&s);
        word.len -= s.len;
        c.tail = s;
        if (address) continue;
        c.last = word;
        c.words++;
        c.long_words += letters > 6;
    }
    return c;
}

/* ---- Ends of sentences ----------------------------------------------------------------------- */

/* In the order of the bytes, without the last stop, in small letters. Those which may end a
 * sentence as well ("osv.", "etc.", "m.m.") are not here: what follows them tells. */
static const char *const abbreviations[] = {
    "adm",   "al",    "ang",   "approx", "avd",   "bd",   "bl.a",  "ca",      "cf",
    "dir",   "dr",    "dvs",   "e.g",    "eds",   "eks",  "ekskl", "etg",     "ev",
    "evt",   "f.eks", "f.o.m", "fig",    "forts", "frk",  "ft",    "hhv",     "hr",
    "i.e",   "ibid",  "iflg",  "ifm",    "ift",   "iht",  "inkl",  "innst",   "jf",
    "jfr",   "kap",   "kgl",   "kl",     "m.a.o", "maks", "meld",  "mht",     "mill",
    "mr",    "mrd",   "mrs",   "ms",     "mtp",   "nr",   "o.fl",  "omkr",    "ot.prp",
    "overs", "p",     "p.g.a", "p.t",    "pga",   "pkt",  "pp",    "pr",      "prof",
    "ref",   "resp",  "rev",   "s",      "sml",   "ss",   "st",    "st.meld", "t.d",
    "t.o.m", "tab",   "tlf",   "utg",    "vedr",  "vha",  "viz",   "vol",     "vs"};

static int by_name(const void *key, const void *entry)
{
    return str_cmp(*(const struct str *)key, str_of(*(const char *const *)entry));
}

static bool is_abbreviation(struct str word)
{
    char small[8];
    struct str key = {small, word.len};
    if (word.len > sizeof small) return false;
    for (size_t i = 0; i < word.len; i++)
        small[i] = (char)(word.ptr[i] | (word.ptr[i] >= 'A' && word.ptr[i] <= 'Z' ? 0x20 : 0));
    return bsearch(&key, abbreviations, sizeof abbreviations / sizeof *abbreviations,
                   sizeof *abbreviations, by_name) != NULL;
}

/* K., Ø., J.P. */
static bool is_initial(struct str word)
{
    uint32_t rune;
    while (utf8_next(&word, &rune) && utf8_is_letter(rune) && utf8_lower(rune) != rune) {
        if (!word.len) return true;
        if (*word.ptr != '.') return false;
        word = str_from(word, 1);
    }
    return false;
}

/* The next word begins with a small letter. */
static bool goes_on(struct str rest)
{
    uint32_t rune;
    while (utf8_next(&rest, &rune)) {
        if (utf8_is_digit(rune)) return false;
        if (utf8_is_letter(rune)) return rune == utf8_lower(rune);
    }
    return false;
}

static bool is_end(uint32_t rune)
{
    return rune == '.' || rune == ':' || rune == '!' || rune == '?' || rune == 0x2026;
}

static bool ends_sentence(const struct chunk *c, struct str rest)
{
    bool ends = false, first = true;
    uint32_t rune;
    for (struct str tail = c->tail; utf8_next(&tail, &rune); first = false) {
        if (rune == ',' || rune == ';') return false;
        bool shortens = first && rune == '.' && (is_abbreviation(c->last) || is_initial(c->last));
        if (is_end(rune) && !shortens) ends = true;
    }
    return ends && !goes_on(rest);
}

bool lix_sentence(struct str *rest, struct str *sentence, struct lix *of)
{
    *of = (struct lix){0};
    *rest = str_trim_start(*rest);
    *sentence = *rest;
    while (rest->len) {
        struct chunk c = take_apart(next_chunk(rest));
        of->words += c.words;
        of->long_words += c.long_words;
        if (ends_sentence(&c, *rest)) break;
    }
    sentence->len -= rest->len;
    *sentence = str_trim_end(*sentence);
    of->sentences = of->words > 0;
    of->longest = of->words;
    return sentence->len > 0;
}

void lix_add(struct lix *l, struct str text)
{
    struct str sentence;
    struct lix one;
    while (lix_sentence(&text, &sentence, &one))
        lix_add_sum(l, &one);
}

void lix_add_sum(struct lix *l, const struct lix *more)
{
    l->words += more->words;
    l->long_words += more->long_words;
    l->sentences += more->sentences;
    if (more->longest > l->longest) l->longest = more->longest;
}

bool lix_is_running(const struct prose_block *b)
{
    if (b->drawn) return false;
    switch (b->kind) {
    case PROSE_TEXT:
    case PROSE_ITEM:
    case PROSE_QUOTE:
    case PROSE_NOTE:
    case PROSE_QUESTION:
    case PROSE_FOLLOWUP:
        return true;
    default:
        return false;
    }
}

void lix_add_prose(struct lix *l, const struct prose *p)
{
    for (size_t i = 0; i < p->len; i++)
        if (lix_is_running(&p->blocks[i])) lix_add(l, p->blocks[i].text);
}

/* ---- What it says ---------------------------------------------------------------------------- */

unsigned lix_value(const struct lix *l)
{
    uint64_t words = l->words, sentences = l->sentences, part = words * sentences;
    if (!part) return 0;
    return (unsigned)((words * words + 100 * l->long_words * sentences + part / 2) / part);
}

enum lix_band lix_band(unsigned value)
{
    return value < 30    ? LIX_VERY_EASY
           : value >= 60 ? LIX_VERY_HARD
                         : (enum lix_band)(value / 10 - 2);
}

const char *lix_meaning(enum lix_band band, enum language l)
{
    static const char *const meanings[][2] = {
        [LIX_VERY_EASY] = {"very easy, as a book for children", "svært lett, som en barnebok"},
        [LIX_EASY] = {"easy, as a novel", "lett, som en roman"},
        [LIX_MEDIUM] = {"of medium weight, as a newspaper", "middels, som en avis"},
        [LIX_HARD] = {"heavy, as an official document", "tung, som et offentlig dokument"},
        [LIX_VERY_HARD] = {"very heavy, as a law", "svært tung, som en lov"}};
    return meanings[band][l];
}
