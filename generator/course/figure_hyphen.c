/* Where a long word may be broken: by the rules of Norwegian, of English, or, in a language whose
 * rules are not known here, where it is right in nearly all that are written with Latin letters.
 *
 * Norwegian, bokmål and nynorsk: first at the joints of a compound, which is where a reader looks
 * for them: before a stem that is often the last part of one in courses like ours, or that may
 * follow another. Then at borders of syllables, by the rule of the orthography: one consonant goes
 * to the next line. Three letters at least stay on either side.
 *
 * Debian's dictionary is better, but under a licence that a program like this cannot carry inside
 * it, and to read it from the machine would make the same course look different on two of them. The
 * test holds this against it. Where both are wrong, an author writes a soft hyphen.
 *
 * English has no rule for syllables that a table could hold: a word is broken before the endings
 * that dictionaries agree on, and between two equal consonants that no ending has doubled. In other
 * languages it is broken between two equal consonants only, but ll and rr, which are one letter to
 * some. A word without such a place is broken where its line ends, as far as it must be. */
#include "base/utf8.h"
#include "course/figure_internal.h"

#define EDGE 3

/* Parts that others stand before. A part of four letters is listed only where it does not begin in
 * the middle of common words. */
static const char *const stems[] = {
    "aktivitet",    "analyse",      "ansvar",         "antakelse",     "anvendelse",
    "arbeid",       "arena",        "atferd",         "avklaring",     "bakgrunn",
    "begrep",       "begynner",     "behov",          "beskriv",       "beslutning",
    "betingelse",   "bevegelse",    "bevissthet",     "bygger",        "dialog",
    "disiplin",     "drift",        "elev",           "endring",       "erfaring",
    "evaluer",      "faglig",       "faktor",         "fellesskap",    "figur",
    "forbedring",   "forberedelse", "foresatt",       "forhold",       "formål",
    "forskning",    "forståelse",   "forventning",    "gjennomføring", "gruppe",
    "grunnlag",     "handling",     "hverdag",        "hypotese",      "informasjon",
    "innsats",      "innhold",      "innhenting",     "kapital",       "klasse",
    "kompetanse",   "kontroll",     "krets",          "kultur",        "kunnskap",
    "kvalitet",     "leder",        "ledelse",        "ledet",         "lærer",
    "læring",       "løsning",      "målsetting",     "medvirk",       "mestring",
    "metode",       "mellom",       "modell",         "møte",          "nivå",
    "observasjon",  "område",       "oppfatning",     "oppfølging",    "oppgave",
    "opplæring",    "oppretthold",  "ordning",        "organisasjon",  "organisering",
    "overordn",     "overveielse",  "pedagog",        "planlegging",   "praksis",
    "profesjon",    "program",      "prosess",        "prosjekt",      "psykolog",
    "påvirkning",   "referat",      "refleksjon",     "rekkefølge",    "relasjon",
    "resultat",     "retning",      "ressurs",        "rutine",        "samarbeid",
    "samfunn",      "samtale",      "sammenheng",     "situasjon",     "skolering",
    "skole",        "spørsmål",     "standard",       "stasjon",       "stige",
    "strategi",     "struktur",     "støtte",         "syklus",        "system",
    "tenkning",     "teori",        "tilbakemelding", "tilhørighet",   "tilnærming",
    "tilpass",      "tiltak",       "trivsel",        "trygghet",      "undersøkelse",
    "undervisning", "utdanning",    "utfordring",     "utprøving",     "utvikling",
    "utvalg",       "vansker",      "verksted",       "verdi",         "veileder",
    "veiledning",   "virksomhet",   "vurdering",      "økonomi",       "øvelse",
    "årsak",
};

/* Short last parts: only as the end of a word, alone or with an ending of their own. */
static const char *const ends[] = {"rom",  "plan", "mål", "tid",   "ark",  "kart",
                                   "råd",  "bok",  "lag", "krav",  "kort", "hjul",
                                   "team", "ord",  "syn", "vilje", "form", "skap"};

/* What a first part ends in before another; hardly a word has one of these in its middle. */
static const char *const before[] = {"ings", "sjons", "skaps", "hets", "tets", "doms", "trinns"};
static const char *const endings[] = {"", "et", "en", "er", "ene", "a", "s"};

/* English: what others stand before, and after which a word may go on (“nation-ally”). */
static const char *const english_ends[] = {"tion", "sion", "ment", "ness",   "less",   "ful",
                                           "ship", "hood", "tive", "tial",   "cial",   "ture",
                                           "room", "work", "able", "bility", "teacher"};
/* Before these a consonant is the stem's own (“call-ing”) or doubled (“run-ning”); nobody knows. */
static const char *const english_doubling[] = {"ing", "ed", "er", "ers", "able", "y", "ish", "est"};

struct letters {
    uint32_t at[FIGURE_WORD_MAX];
    size_t len;
};

static struct letters letters_of(struct str word)
{
    struct letters l = {.len = 0};
    uint32_t rune;
    while (l.len < FIGURE_WORD_MAX && utf8_next(&word, &rune))
        l.at[l.len++] = utf8_lower(rune);
    return l;
}

static bool is_vowel(uint32_t r)
{
    switch (r) {
    case 'a':
    case 'e':
    case 'i':
    case 'o':
    case 'u':
    case 'y':
    case 0xE6: /* æ */
    case 0xF8: /* ø */
    case 0xE5: /* å */
    case 0xE9: /* é */
    case 0xF2: /* ò */
        return true;
    default:
        return false;
    }
}

static bool stands_at(const struct letters *l, size_t at, const char *stem)
{
    struct str rest = str_of(stem);
    uint32_t rune;
    for (; utf8_next(&rest, &rune); at++)
        if (at >= l->len || l->at[at] != rune) return false;
    return true;
}

static bool ends_with_part(const struct letters *l, size_t at, const char *part)
{
    struct str rest = str_of(part);
    uint32_t rune;
    size_t n = 0;
    if (!stands_at(l, at, part)) return false;
    while (utf8_next(&rest, &rune))
        n++;
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (l->len == at + n + strlen(endings[i]) && stands_at(l, at + n, endings[i])) return true;
    return false;
}

static bool follows_part(const struct letters *l, size_t at)
{
    for (size_t i = 0; i < sizeof before / sizeof *before; i++) {
        size_t n = strlen(before[i]);
        if (at >= n + 2 && stands_at(l, at - n, before[i])) return true;
    }
    return false;
}

static void mark_joints(uint8_t *at, const struct letters *l)
{
    for (size_t i = EDGE; i + EDGE <= l->len; i++)
        if (follows_part(l, i)) at[i] = 2;
    for (size_t i = EDGE + 1; i + EDGE <= l->len; i++)
        for (size_t e = 0; !at[i] && e < sizeof ends / sizeof *ends; e++)
            if (ends_with_part(l, i, ends[e])) at[i] = 2;
    for (size_t i = EDGE; i + EDGE <= l->len; i++)
        for (size_t s = 0; !at[i] && s < sizeof stems / sizeof *stems; s++)
            if (stands_at(l, i, stems[s])) at[i] = 2;
}

static bool near_joint(const uint8_t *at, size_t i, size_t len)
{
    for (size_t k = i > EDGE ? i - EDGE + 1 : 0; k < i + EDGE && k <= len; k++)
        if (at[k] == 2) return true;
    return false;
}

/* Between two vowels: before the last consonant, but not into the sounds ng, sj, skj, kj and tj. */
static size_t border(const struct letters *l, size_t from, size_t to)
{
    uint32_t last = l->at[to - 1], previous = to - from > 1 ? l->at[to - 2] : 0;
    if (previous == 'n' && last == 'g') return to;
    if (previous == 'c' && (last == 'k' || last == 'h')) return last == 'k' ? to : to - 2;
    if (last == 'j' && (previous == 's' || previous == 't' || previous == 'g')) return to - 2;
    if (last == 'j' && previous == 'k')
        return to - from > 2 && l->at[to - 3] == 's' ? to - 3 : to - 2;
    if (previous == 'k' && last == 'v') return to - 2;
    if (last == 'r' && (previous == 'b' || previous == 'p' || previous == 'g' || previous == 'f'))
        return to - 2;
    if (last == 'l' && previous == 'f') return to - 2;
    return to - 1;
}

static void mark_syllables(uint8_t *at, const struct letters *l)
{
    size_t vowel = SIZE_MAX;
    for (size_t i = 0; i < l->len; i++) {
        if (!is_vowel(l->at[i])) continue;
        if (vowel != SIZE_MAX && i > vowel + 1) {
            size_t b = border(l, vowel + 1, i);
            if (b >= EDGE && b + EDGE <= l->len && !near_joint(at, b, l->len)) at[b] = 1;
        }
        vowel = i;
    }
}

/* ---- Other languages ------------------------------------------------------------------------- */

/* The vowels of Latin letters, with accents or without. */
static bool is_any_vowel(uint32_t r)
{
    static const struct {
        uint32_t from, to;
    } accented[] = {{0xE0, 0xE6},   {0xE8, 0xEF},   {0xF2, 0xF6},   {0xF8, 0xFD},  {0x101, 0x105},
                    {0x113, 0x11B}, {0x129, 0x131}, {0x14D, 0x153}, {0x169, 0x173}};
    for (size_t i = 0; i < sizeof accented / sizeof *accented; i++)
        if (r >= accented[i].from && r <= accented[i].to) return true;
    return is_vowel(r);
}

static bool ends_english(const struct letters *l, size_t at)
{
    for (size_t i = 0; i < sizeof english_doubling / sizeof *english_doubling; i++) {
        const char *end = english_doubling[i];
        if (l->len == at + strlen(end) && stands_at(l, at, end)) return true;
    }
    return false;
}

/* Between two equal consonants that stand between vowels. */
static void mark_doubles(uint8_t *at, const struct letters *l, bool english)
{
    for (size_t i = EDGE; i + EDGE <= l->len; i++) {
        uint32_t c = l->at[i];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 0xDF && c <= 0x24F && c != 0xF7);
        if (at[i] || !letter || is_any_vowel(c) || l->at[i - 1] != c) continue;
        if (!is_any_vowel(l->at[i - 2]) || !is_any_vowel(l->at[i + 1])) continue;
        if (english ? !ends_english(l, i + 1) : c != 'l' && c != 'r') at[i] = 1;
    }
}

static void mark_english(uint8_t *at, const struct letters *l)
{
    for (size_t i = EDGE; i + EDGE <= l->len; i++)
        for (size_t e = 0; !at[i] && e < sizeof english_ends / sizeof *english_ends; e++)
            if (stands_at(l, i, english_ends[e])) at[i] = 2;
    mark_doubles(at, l, true);
}

enum figure_rules figure_rules_of(struct str language)
{
    struct str rest = language, primary = str_cut(&rest, '-');
    static const struct {
        const char *tag;
        enum figure_rules rules;
    } known[] = {{"nb", FIGURE_NORWEGIAN},
                 {"nn", FIGURE_NORWEGIAN},
                 {"no", FIGURE_NORWEGIAN},
                 {"en", FIGURE_ENGLISH}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (str_eq_nocase(primary, str_of(known[i].tag))) return known[i].rules;
    return FIGURE_OTHER;
}

void figure_hyphenate(uint8_t at[FIGURE_WORD_MAX + 1], struct str word, enum figure_rules rules)
{
    struct letters l = letters_of(word);
    memset(at, 0, FIGURE_WORD_MAX + 1);
    if (rules == FIGURE_ENGLISH) {
        mark_english(at, &l);
    } else if (rules == FIGURE_OTHER) {
        mark_doubles(at, &l, false);
    } else {
        mark_joints(at, &l);
        mark_syllables(at, &l);
    }
}
