/* The search's rooms one by one; tests/search tries them together with the browser's half. */
#include "site/search_parts.h"
#include "test.h"
#include <stdlib.h>

/* ---- Words ----------------------------------------------------------------------------------- */

static struct str base(struct test *t, const char *language, const char *word)
{
    struct words_seen *s = words_seen_new(str_of(language));
    struct str b = words_base(s, str_of(word), t->arena);
    words_seen_free(s);
    return b;
}

TEST("æ, ø and å are found from any keyboard, and other accents make no difference")
{
    CHECK_STR(base(t, "nb", "LÆRENDE"), base(t, "nb", "laerende"));
    CHECK_STR(base(t, "nb", "Møtet"), base(t, "nb", "moete"));
    CHECK_STR(base(t, "nb", "Å"), STR("")); /* one letter */
    CHECK_STR(base(t, "nb", "årene"), base(t, "nb", "aarene"));
    CHECK_STR(base(t, "nb", "a\xcc\x8arene"), base(t, "nb", "årene")); /* å as two */
    CHECK_STR(base(t, "nb", "idé"), base(t, "nb", "ide"));
    CHECK_STR(base(t, "de", "Straße"), STR("strasse"));
}

TEST("all forms of a Norwegian noun for a person are one word")
{
    static const char *const forms[] = {"leder",    "lederen", "ledere", "lederne",
                                        "ledernes", "ledarar", "leders", "ledarane"};
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        CHECK_STR(base(t, "nn", forms[i]), STR("led"));
}

TEST("words are stemmed in the course's language, and not at all in one without a stemmer")
{
    CHECK_STR(base(t, "en-GB", "meetings"), STR("meet"));
    CHECK_STR(base(t, "se", "oahpaheaddjit"), STR("oahpaheaddjit"));
    CHECK_STR(words_stemming(STR("nn-NO")), STR("no"));
    CHECK_STR(words_stemming(STR("fi")), STR(""));
}

TEST("short numbers are words, long ones are not, and a very long word is cut")
{
    CHECK_STR(base(t, "nb", "4"), STR("4"));
    CHECK_STR(base(t, "nb", "2026"), STR("2026"));
    CHECK_STR(base(t, "nb", "LK20"), STR("lk20"));
    CHECK_STR(base(t, "nb", "9788215056739"), STR(""));
    char word[201] = {0};
    memset(word, 'x', 200);
    CHECK_INT(base(t, "se", word).len, WORD_MAX);
}

static uint32_t times(const struct words_seen *s, const char *word, bool *heading)
{
    size_t n;
    uint32_t length;
    const struct tally *c = words_counted(s, &n, &length);
    for (size_t i = 0; i < n; i++)
        if (str_eq(c[i].word->text, str_of(word))) {
            *heading = c[i].heading;
            return c[i].times;
        }
    return 0;
}

TEST("a page's words are counted, with their headings, and forgotten for the next")
{
    struct arena results = {0};
    struct worker w = {.results = &results, .scratch = t->arena};
    struct words_seen *s = words_seen_new(STR("nb"));
    bool heading = false;
    words_begin(s);
    words_count(s, STR("Møter, møtet – og «møtene»: time-out!"), PLACE_TEXT, &w);
    words_count(s, STR("Time-out"), PLACE_HEADING, &w);
    uint32_t meetings = times(s, "moet", &heading);
    bool in_heading = heading;
    uint32_t outs = times(s, "timeout", &heading);
    bool out_heading = heading;
    size_t n;
    uint32_t length;
    words_begin(s);
    words_count(s, STR("møte"), PLACE_TEXT, &w);
    words_counted(s, &n, &length);
    uint32_t again = times(s, "moet", &heading);
    words_seen_free(s);
    arena_free(&results);
    CHECK_INT(meetings, 3);
    CHECK(!in_heading);
    CHECK_INT(outs, 2);
    CHECK(out_heading);
    CHECK_INT(n, 1);
    CHECK_INT(length, 1);
    CHECK_INT(again, 1);
}

TEST("counting comes to the end of any bytes")
{
    struct arena results = {0};
    struct worker w = {.results = &results, .scratch = t->arena};
    struct words_seen *s = words_seen_new(STR("nb"));
    char bytes[4096];
    for (int round = 0; round < 50; round++) {
        for (size_t i = 0; i < sizeof bytes; i++) {
            uint64_t r = test_random(t);
            bytes[i] = r % 3 ? "abcæ-\xc3\xa6\xe2\x80 9"[r / 3 % 12] : (char)(r >> 8);
        }
        words_begin(s);
        words_count(s, (struct str){bytes, sizeof bytes}, PLACE_TEXT, &w);
    }
    words_seen_free(s);
    arena_free(&results);
}

/* ---- Text ------------------------------------------------------------------------------------ */

struct log {
    struct buf out;
};

static void log_block(void *ctx, struct str text, enum place place)
{
    struct log *l = ctx;
    buf_printf(&l->out, "%c{%.*s}", "thT"[place], STR_ARG(text));
}

static void log_restart(void *ctx)
{
    buf_reset(&((struct log *)ctx)->out);
}

/* "anchor|heading|text" line by line, and the blocks in *blocks. */
static struct str read_page(struct test *t, const char *html, struct str *blocks)
{
    struct log l = {.out = {.arena = t->arena}};
    struct page_text text;
    page_text_read(&text, str_of(html), &(struct text_reader){log_block, log_restart, &l},
                   t->arena);
    struct buf b = {.arena = t->arena};
    for (size_t i = 0; i < text.len; i++) {
        const struct section *s = &text.sections[i];
        buf_printf(&b, "%.*s|%.*s|%.*s\n", STR_ARG(s->anchor), STR_ARG(s->heading),
                   STR_ARG(s->text));
    }
    *blocks = str_dup(t->arena, buf_str(&l.out));
    return buf_str(&b);
}

#define CHECK_PAGE(html, want)                              \
    do {                                                    \
        struct str blocks_;                                 \
        CHECK_STR(read_page(t, html, &blocks_), STR(want)); \
    } while (0)

TEST("a page is its headings with an id, and what stands under them")
{
    CHECK_PAGE(
        "<body><p>før<main id=m><p>smule</p><h1>Tittel</h1><p>Én.</p><h2 id=\"a\">Del <b>1</b>"
        "</h2><p>To</p><p>tre</p><h3>Uten</h3>fire</main><p>etter",
        "||Én.\na|Del 1|To · tre · Uten · fire\n");
}

TEST("a question belongs to its task, and what follows it does too")
{
    CHECK_PAGE("<main><h2 id=t>Oppgave</h2><p>Les.</p><ol><li id=\"t.q\"><div>Hva?</div></li></ol>"
               "<p>Til slutt.</p></main>",
               "t|Oppgave|Les.\nt.q|Oppgave|Hva?\nt|Oppgave|Til slutt.\n");
}

TEST("a term names its own section")
{
    CHECK_PAGE("<main><h1>Ordliste</h1><dl><div id=plf><dt>fellesskap</dt><dd>De voksne.</dd></div>"
               "<div id=igp><dt>IGP</dt><dd>Tre faser.</dd></div></dl></main>",
               "plf|fellesskap|De voksne.\nigp|IGP|Tre faser.\n");
}

TEST("elements of one name inside each other are told apart")
{
    CHECK_PAGE("<main><div id=a>x<div>y<div id=b>z</div>u</div>v</div>w</main>",
               "a||x · y\nb||z\na||u · v\n||w\n");
}

TEST("what is not read is left out")
{
    CHECK_PAGE(
        "<main>a<nav>n<nav>n</nav>n</nav><template><p>t</p></template><script>s<b></script>"
        "<p hidden>h<br>h</p><span aria-hidden=\"true\">i</span><svg><g></g><path d=\"x>y\"></svg>"
        "<form>f</form><p data-search=\"no\">d</p><a role=\"doc-noteref\">1</a>b</main>",
        "||a · b\n");
}

TEST("references become letters, spaces become one, soft hyphens nothing")
{
    CHECK_PAGE("<main>R&amp;D &lt;3&gt; &quot;a&#39;&#x41;&nbsp;b \n\t c&shy;d e\xc2\xad"
               "f\xc2\xa0g &ukjent; &#0; &</main>",
               "||R&D <3> \"a'A b cd ef g &ukjent; &#0; &\n");
}

TEST("a reference with anything but digits in it is no reference")
{
    CHECK_PAGE("<main>&#7`; &#7@; &#7:; &#7a; &#x4G; &#x;</main>",
               "||&#7`; &#7@; &#7:; &#7a; &#x4G; &#x;\n");
}

TEST("words run on through what stands within a line, and end with a block")
{
    struct str blocks;
    read_page(t, "<main><h1>T</h1><p>sko<em>le</em>n</p><h2 id=a>H</h2>x<br>y</main>", &blocks);
    CHECK_STR(blocks, STR("T{T}t{skolen}h{H}t{x y}"));
}

TEST("broken pages are read to their end")
{
    static const char *const broken[] = {
        "<main",    "<main>",           "<main><",     "<main><p",          "<main><p id=\"",
        "<main></", "<main><!--",       "<main><svg>", "<main></div></p>x", "<main><h2 id=a>",
        "<main>&#", "<main><p =x =y>z",
    };
    for (size_t i = 0; i < sizeof broken / sizeof *broken; i++) {
        struct str blocks;
        read_page(t, broken[i], &blocks);
    }
    struct str blocks;
    CHECK_STR(read_page(t, "no main at all", &blocks), STR(""));
    static const char pieces[][12] = {"<div id=a>", "</div>", "<h2 id=b>", "</h2>",
                                      "x ",         "<li>",   "</li>",     "<dt>",
                                      "<svg>",      "&amp;",  "<",         "</main>"};
    for (int round = 0; round < 300; round++) {
        struct buf b = {.arena = t->arena};
        buf_put(&b, STR("<main>"));
        for (int k = 0; k < 60; k++)
            buf_put(&b, str_of(pieces[test_random(t) % 12]));
        buf_put_char(&b, '\0');
        read_page(t, b.ptr, &blocks);
    }
}

/* ---- The index ------------------------------------------------------------------------------- */

TEST("the index of two pages is what the documentation says")
{
    struct word a = {.text = STR("moet")}, b = {.text = STR("moeteplan")}, a2 = a;
    struct weight once = {1, 0}, often = {9, 1};
    struct search_page one = {.words = (struct word *[]){&b, &a},
                              .weights = (struct weight[]){once, often},
                              .nwords = 2},
                       two = {.words = (struct word *[]){&a2},
                              .weights = (struct weight[]){once},
                              .nwords = 1};
    const struct search_page *pages[] = {&one, NULL, &two};
    struct buf out = {.arena = t->arena};
    index_put(&out, pages, 3, t->arena);
    /* moet: 10 headings; 010 two pages; both; 11 often, 1 in a heading; 0 once, 0 not.
     * moeteplan: 0; 1 one page; 0 the first; 0 once. */
    CHECK_STR(buf_str(&out),
              STR("\"words\":\"AmoetEeplan\",\n\"blocks\":[14],\n\"places\":\"lxA\""));
}

TEST("a text is a string of a script whatever is in it")
{
    struct buf out = {.arena = t->arena};
    script_put_text(&out, STR("a\"b\\c\nd\x7f\xe2\x80\xa8\xe2\x80\xa9\xe2\x80\x9c</script>"));
    CHECK_STR(buf_str(&out),
              STR("\"a\\\"b\\\\c\\u000ad\\u007f\\u2028\\u2029\xe2\x80\x9c</script>\""));
}
