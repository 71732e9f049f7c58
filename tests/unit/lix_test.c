/* How heavy a text is: what is a word, what is long, and where a sentence ends. */
#include "course/lix.h"
#include "base/buf.h"
#include "test.h"

/* "words long sentences" */
static struct str counted(struct test *t, const char *text)
{
    struct buf b = {.arena = t->arena};
    struct lix l = {0};
    lix_add(&l, str_of(text));
    buf_printf(&b, "%zu %zu %zu", l.words, l.long_words, l.sentences);
    return buf_str(&b);
}

static bool has(struct test *t, int line, const char *text, const char *want)
{
    return test_same_str(t, __FILE__, line, text, counted(t, text), str_of(want));
}

/* Words, long words and sentences of a text. */
#define COUNTS(text, want)                         \
    do                                             \
        if (!has(t, __LINE__, text, want)) return; \
    while (0)

static size_t sentences(const char *text)
{
    struct lix l = {0};
    lix_add(&l, str_of(text));
    return l.sentences;
}

/* ---- The formula ----------------------------------------------------------------------------- */

TEST("LIX is words to a sentence, and long words of a hundred")
{
    /* 10 words, 2 sentences, 3 long: 10 / 2 + 100 * 3 / 10 = 35 */
    struct lix l = {0};
    lix_add(&l, STR("Skolen har et lederteam som utvikler praksis. Det tar tid."));
    CHECK_INT(l.words, 10);
    CHECK_INT(l.long_words, 3);
    CHECK_INT(l.sentences, 2);
    CHECK_INT(l.longest, 7);
    CHECK_INT(lix_value(&l), 35);
}

TEST("LIX is rounded to the nearest whole number, and is 0 without words")
{
    struct lix none = {0}, down = {.words = 7, .sentences = 3}, up = {.words = 8, .sentences = 3};
    CHECK_INT(lix_value(&none), 0);
    CHECK_INT(lix_value(&down), 2);
    CHECK_INT(lix_value(&up), 3);
}

TEST("texts are added up before they are divided")
{
    struct lix one = {0}, two = {0}, both = {0};
    lix_add(&one, STR("Vi leser."));
    lix_add(&two, STR("Etterpå snakker dere sammen to og to om det dere leste."));
    lix_add(&both, STR("Vi leser. Etterpå snakker dere sammen to og to om det dere leste."));
    lix_add_sum(&one, &two);
    CHECK_INT(one.words, both.words);
    CHECK_INT(one.sentences, both.sentences);
    CHECK_INT(one.longest, 11);
    CHECK_INT(lix_value(&one), lix_value(&both));
}

TEST("each band has its words, from 30, 40, 50 and 60")
{
    CHECK_INT(lix_band(0), LIX_VERY_EASY);
    CHECK_INT(lix_band(29), LIX_VERY_EASY);
    CHECK_INT(lix_band(30), LIX_EASY);
    CHECK_INT(lix_band(40), LIX_MEDIUM);
    CHECK_INT(lix_band(50), LIX_HARD);
    CHECK_INT(lix_band(59), LIX_HARD);
    CHECK_INT(lix_band(60), LIX_VERY_HARD);
    CHECK_INT(lix_band(4000), LIX_VERY_HARD);
    CHECK_STR(str_of(lix_meaning(LIX_EASY, LANGUAGE_NB)), STR("lett, som en roman"));
    CHECK_STR(str_of(lix_meaning(LIX_VERY_HARD, LANGUAGE_EN)), STR("very heavy, as a law"));
}

/* ---- Words ----------------------------------------------------------------------------------- */

TEST("seven letters make a word long, six do not; æøå and accents are one letter each")
{
    COUNTS("skolen", "1 0 1");
    COUNTS("skolene", "1 1 1");
    COUNTS("bæåøér", "1 0 1");
    COUNTS("bæåøére", "1 1 1");
    COUNTS("cafe\xCC\x81"
           "er",
           "1 1 1"); /* e and a combining accent: seven code points that are letters or marks */
}

TEST("a word holds single signs, and only letters count")
{
    COUNTS("time-out", "1 1 1");
    COUNTS("kl 08.30", "2 0 1");
    COUNTS("1,5 timer", "2 0 1");
    COUNTS("12345678", "1 0 1");
    COUNTS("and/or", "2 0 1");
    COUNTS("ja,nei", "2 0 1");
    COUNTS("it's l’été", "2 0 1");
    COUNTS("lærer\xC2\xADteam", "1 1 1"); /* a soft hyphen is no sign */
}

TEST("an address is no word, and a sentence may end behind it")
{
    COUNTS("Se https://www.udir.no/laring-og-trivsel/. Les den.", "3 0 2");
    COUNTS("Skriv til skole@sorvika.kommune.no nå.", "3 0 1");
    COUNTS("https://example.org", "0 0 0");
}

TEST("signs alone are nothing")
{
    COUNTS("", "0 0 0");
    COUNTS(" . – … ! ", "0 0 0");
    COUNTS("Ja . . . Nei", "2 0 2");
}

/* ---- Sentences ------------------------------------------------------------------------------- */

TEST("a sentence ends at . : ! ? and the ellipsis, once, whatever closes behind it")
{
    CHECK_INT(sentences("En. To"), 2);
    CHECK_INT(sentences("Reglene er: Alle lytter"), 2);
    CHECK_INT(sentences("Hva?! Ja!"), 2);
    CHECK_INT(sentences("Vi venter … Så"), 2);
    CHECK_INT(sentences("Hun sa: «Ja.» Han gikk. (Sånn.) Slutt"), 5);
    CHECK_INT(sentences("En; to, tre – fire"), 1);
}

TEST("what is added ends the sentence, spaces behind it or not")
{
    CHECK_INT(sentences("uten punktum"), 1);
    CHECK_INT(sentences("uten punktum  "), 1);
    CHECK_INT(sentences("med punktum. "), 1);
}

TEST("a colon or a stop inside a word ends nothing")
{
    CHECK_INT(sentences("Møtet er 08:30 eller 10.15 hver uke"), 1);
    CHECK_INT(sentences("Forholdet er 1:3 i dag"), 1);
}

TEST("no sign before a small letter or a comma ends anything")
{
    CHECK_INT(sentences("Bøker, blader osv. er fine"), 1);
    CHECK_INT(sentences("Elever på 3. trinn, 17. mai"), 1);
    CHECK_INT(sentences("Noe (papir o.l.) og penn"), 1);
    CHECK_INT(sentences("Dere m.fl., og vi"), 1);
    CHECK_INT(sentences("Vi venter ... og ser"), 1);
    CHECK_INT(sentences("Ta med: penn"), 1);
    CHECK_INT(sentences("«Hva nå?» spurte hun"), 1);
    CHECK_INT(sentences("«Hva nå?», spurte Kari"), 1);
}

TEST("an abbreviation that may end a sentence does so before a capital")
{
    CHECK_INT(sentences("Ta med papir, penn osv. Så begynner dere"), 2);
    CHECK_INT(sentences("Det tar 5 min. Deretter bytter dere"), 2);
}

TEST("an abbreviation that asks for more ends nothing, in either case, before figures and names")
{
    CHECK_INT(sentences("Bruk ca. 20 minutter, jf. Roald, f.eks. PLF, s. 14, kap. 3 og kl. 12"), 1);
    CHECK_INT(sentences("Ca. 60 minutter"), 1);
    CHECK_INT(sentences("Jf. Roald et al. 2012"), 1);
    CHECK_INT(sentences("T.d. Oslo, bl.a. Bergen, dvs. Norge, nr. 3, m.a.o. Alle"), 1);
    CHECK_INT(sentences("See e.g. Dylan Wiliam, pp. 3–5, vs. Hattie, cf. Fullan"), 1);
}

TEST("a stop behind the bracket ends the sentence that an abbreviation in it does not")
{
    CHECK_INT(sentences("Dette er ledelse (Roald, overs.). Vi går videre"), 2);
}

TEST("initials end nothing")
{
    CHECK_INT(sentences("Boka til K. Roald og Ø. Aas, O.J. Hansen"), 1);
    CHECK_INT(sentences("Vi har PLF. Det er bra"), 2);
}

/* ---- Prose ----------------------------------------------------------------------------------- */

TEST("running text is counted; titles, facts, tables, code, figures and works are not")
{
    struct prose_block blocks[] = {
        {.kind = PROSE_TITLE, .text = STR_INIT("Lærende møter")},
        {.kind = PROSE_FACTS, .text = STR_INIT("45 min")},
        {.kind = PROSE_HEADING, .text = STR_INIT("Les")},
        {.kind = PROSE_TEXT, .text = STR_INIT("En to.")},
        {.kind = PROSE_ITEM, .text = STR_INIT("tre")},
        {.kind = PROSE_QUOTE, .text = STR_INIT("fire")},
        {.kind = PROSE_BOX, .text = STR_INIT("Tips")},
        {.kind = PROSE_CELLS, .text = STR_INIT("a | b")},
        {.kind = PROSE_CODE, .text = STR_INIT("x = 1")},
        {.kind = PROSE_PICTURE, .text = STR_INIT("En skole")},
        {.kind = PROSE_ITEM, .drawn = true, .text = STR_INIT("Trinn: ett")},
        {.kind = PROSE_NOTE, .text = STR_INIT("fem")},
        {.kind = PROSE_FILM, .text = STR_INIT("Film")},
        {.kind = PROSE_TASK, .text = STR_INIT("Oppgave")},
        {.kind = PROSE_QUESTION, .text = STR_INIT("Seks?")},
        {.kind = PROSE_FOLLOWUP, .text = STR_INIT("Sju?")},
        {.kind = PROSE_ENTRY, .text = STR_INIT("Roald, K. (2012). Bok.")},
    };
    struct prose p = {.blocks = blocks, .len = sizeof blocks / sizeof *blocks};
    struct lix l = {0};
    lix_add_prose(&l, &p);
    CHECK_INT(l.words, 7);
    CHECK_INT(l.sentences, 6);
}
