/* Figures: what they hold, how their texts are broken into lines, and what is drawn. Lines are
 * shown with | between them. */
#include "test.h"
#include "base/utf8.h"
#include "course/figure_internal.h"

static struct canvas *canvas_of(struct test *t)
{
    static const struct figure_form form = {.width = FIGURE_WIDE};
    struct canvas *c = arena_new(t->arena, struct canvas, 1);
    *c = (struct canvas){.a = t->arena, .form = &form};
    return c;
}

static struct str broken(struct test *t, const char *text, double width)
{
    struct lines l = canvas_break(canvas_of(t), str_of(text), FACE_TEXT, width);
    return str_join(t->arena, l.line, l.len, STR("|"));
}

/* The widths are in letters n of the text face. */
#define BREAKS(text, letters, lines) \
    CHECK_STR(broken(t, text, letters *canvas_text_width(STR("n"), FACE_TEXT)), STR(lines))

TEST("a figure's text is broken at spaces, into lines of like width")
{
    BREAKS("én", 10, "én");
    BREAKS("hva vi ser", 20, "hva vi ser");
    BREAKS("hva vi ser og hva vi tror", 16, "hva vi ser og|hva vi tror");
    BREAKS("  mange   mellomrom  ", 12, "mange|mellomrom");
    BREAKS("", 10, "");
}

TEST("a figure's text is broken after hyphens and slashes, which stay")
{
    BREAKS("IGP-metoden", 8, "IGP-|metoden");
    BREAKS("lærer/leder", 7, "lærer/|leder");
    BREAKS("-5 grader", 20, "-5 grader");
}

TEST("a long word is broken at a joint, at a soft hyphen, else between syllables")
{
    BREAKS("læringsfellesskap", 12, "lærings-|fellesskap");
    BREAKS("opprettholdende", 10, "opprett-|holdende");
    BREAKS("ord\xC2\xAD"
           "delt",
           5, "ord\xC2\xAD-|delt");
    BREAKS("ord\xC2\xAD"
           "delt",
           20,
           "ord\xC2\xAD"
           "delt");
    BREAKS("i profesjonsfellesskapet", 17, "i profesjons-|fellesskapet");
}

TEST("a word without any place is broken where the line ends")
{
    BREAKS("MMMMMMMM", 8, "MMMM-|MMMM");
}

static struct str parted(struct test *t, const char *word, const char *language)
{
    uint8_t at[FIGURE_WORD_MAX + 1];
    struct buf out = {.arena = t->arena};
    struct str rest = str_of(word);
    uint32_t rune;
    figure_hyphenate(at, rest, figure_rules_of(str_of(language)));
    for (size_t i = 0; utf8_next(&rest, &rune); i++) {
        if (at[i]) buf_put_char(&out, at[i] == 2 ? '=' : '-');
        buf_put_rune(&out, rune);
    }
    return buf_str(&out);
}

#define PARTS(word, language, marked) CHECK_STR(parted(t, word, language), STR(marked))

TEST("each language's long words are broken by its own rules, and not by those of Norwegian")
{
    PARTS("læringsfellesskap", "nb", "lærings=fel-les=skap");
    PARTS("læringsfellesskap", "nn", "lærings=fel-les=skap");
    PARTS("læringsfellesskap", "NN-no", "lærings=fel-les=skap");
    PARTS("responsibility", "en", "responsi=bility");
    PARTS("professionalism", "en-GB", "profes=sionalism");
    PARTS("implementation", "en", "imple=menta=tion");
    PARTS("commitment", "en", "com-mit=ment");
    PARTS("understanding", "en", "understanding");
    PARTS("conversation", "en", "conversa=tion");
    PARTS("calling", "en", "calling");
    PARTS("running", "en", "running");
    PARTS("learningsomething", "en", "learningsomething");
    PARTS("collaborazione", "it", "collaborazione");
    PARTS("connettere", "it", "con-net-tere");
    PARTS("opettajankokous", "fi", "opet-tajankokous");
    PARTS("oahpaheaddjit", "se", "oahpaheaddjit");
    PARTS("llamamientos", "es", "llamamientos");
}

TEST("a word of a language without a rule for it is broken where it must be, with three letters "
     "left")
{
    struct canvas *c = canvas_of(t);
    c->rules = FIGURE_OTHER;
    double n = canvas_text_width(STR("n"), FACE_TEXT);
    struct lines l = canvas_break(c, STR("nananananana"), FACE_TEXT, 12.4 * n);
    CHECK_INT(l.len, 1);
    l = canvas_break(c, STR("nnnnnnnnnnnn"), FACE_TEXT, 11.9 * n);
    CHECK_STR(str_join(t->arena, l.line, l.len, STR("|")), STR("nnnnnn-|nnnnnn"));
    l = canvas_break(c,
                     STR("e\xCC\x81"
                         "e\xCC\x81"
                         "e\xCC\x81"
                         "e\xCC\x81"),
                     FACE_TEXT, n * 3);
    for (size_t i = 0; i < l.len; i++)
        CHECK((unsigned char)l.line[i].ptr[0] == 'e');
}

TEST("no line of a figure's text is wider than what it was given")
{
    static const char *const words[] = {"hva", "læringsfellesskap", "opprettholdende/støttende",
                                        "vi",  "WWWWWWWWWWWWWWWW",  "IGP-metoden",
                                        "å"};
    for (int n = 0; n < 400; n++) {
        struct buf text = {.arena = t->arena};
        for (uint64_t i = test_random(t) % 12; i > 0; i--) {
            buf_put(&text, str_of(words[test_random(t) % (sizeof words / sizeof *words)]));
            buf_put_char(&text, ' ');
        }
        enum face face = (enum face)(test_random(t) % FACE_COUNT);
        double width = 40 + (double)(test_random(t) % 300);
        struct lines l = canvas_break(canvas_of(t), buf_str(&text), face, width);
        CHECK(l.width <= width);
        for (size_t i = 0; i < l.len; i++)
            CHECK(canvas_text_width(l.line[i], face) <= width);
    }
}

/* ---- Drawing --------------------------------------------------------------------------------- */

static struct figure *figure_of(struct test *t, const char *yaml)
{
    struct file *file = arena_new(t->arena, struct file, 1);
    struct figure *f = arena_new(t->arena, struct figure, 1);
    struct diags d = {.arena = t->arena};
    *file = (struct file){STR("x.md"), str_of(yaml)};
    const struct yaml_node *root =
        yaml_parse(file, file->bytes, YAML_USE_FRONT_MATTER, t->arena, &d);
    bool good = root && figure_read(f, root, root->pos, t->arena, &d);
    return good ? f : NULL;
}

static struct str drawn(struct test *t, const char *yaml, struct figure_form form)
{
    struct figure *f = figure_of(t, yaml);
    struct buf out = {.arena = t->arena};
    if (f) figure_draw(&out, f, &form, t->arena);
    return buf_str(&out);
}

TEST("a flow is boxes with numbers, and an arrow between them")
{
    struct figure_form form = {.width = FIGURE_NARROW, .labelled_by = STR("figur")};
    CHECK_STR(
        drawn(t, "kind: flow\ntitle: x\nitems: [Se & si, Gjøre]\n", form),
        STR("<svg class=\"fig-narrow\" role=\"img\" viewBox=\"-1 -1 282 114\" width=\"282\" "
            "height=\"114\" aria-labelledby=\"figur\" fill=\"none\" stroke=\"currentColor\">"
            "<rect x=\"0\" y=\"0\" width=\"280\" height=\"43\" rx=\"6\" class=\"f-box\"/>"
            "<circle cx=\"19\" cy=\"21.5\" r=\"11\" class=\"f-mark\"/>"
            "<path d=\"M140 45L140 59\" class=\"f-arrow\" stroke-width=\"2\"/>"
            "<path d=\"M140 67L135.1 58L145 58z\" class=\"f-head\" fill=\"currentColor\"/>"
            "<rect x=\"0\" y=\"69\" width=\"280\" height=\"43\" rx=\"6\" class=\"f-box\"/>"
            "<circle cx=\"19\" cy=\"90.5\" r=\"11\" class=\"f-mark\"/>"
            "<g fill=\"currentColor\" stroke=\"none\" font-family=\"sans-serif\">"
            "<text class=\"f-name\" x=\"19\" y=\"26.2\" font-size=\"13\" font-weight=\"700\" "
            "text-anchor=\"middle\">1</text>"
            "<text class=\"f-label\" x=\"38\" y=\"26\" font-size=\"15\" font-weight=\"700\">Se "
            "&amp; "
            "si</text>"
            "<text class=\"f-name\" x=\"19\" y=\"95.2\" font-size=\"13\" font-weight=\"700\" "
            "text-anchor=\"middle\">2</text>"
            "<text class=\"f-label\" x=\"38\" y=\"95\" font-size=\"15\" font-weight=\"700\">Gjøre"
            "</text></g></svg>\n"));
}

TEST("a sheet is as high as the paper, whatever stands on it")
{
    static const char *const figures[] = {
        "kind: flow\ntitle: x\nitems: [a, b]\n",
        "kind: ladder\ntitle: x\nitems: [a, b, c]\nloops: [{label: d, to: 1}]\n",
        "kind: rings\ntitle: x\nitems: [a, b, c]\n",
        "kind: scale\ntitle: x\nitems: [a, b, c, d, e, f]\n",
        "kind: comparison\ntitle: x\nitems: [a, b]\n",
        "kind: matrix\ntitle: x\nitems: [a, b, c, d]\nup: y\n",
    };
    struct figure_form form = {.width = FIGURE_WIDE, .height = FIGURE_SHEET, .empty = true};
    for (size_t i = 0; i < sizeof figures / sizeof *figures; i++) {
        struct str svg = drawn(t, figures[i], form), key = STR(" height=\"");
        size_t at = str_find_str(svg, key);
        CHECK(at != STR_NONE);
        struct str rest = str_from(svg, at + key.len);
        uint32_t height;
        CHECK(str_to_u32(str_cut(&rest, '"'), 10000, &height));
        CHECK(height > FIGURE_SHEET - 80 && height < FIGURE_SHEET + 40);
    }
}

TEST("an empty figure is drawn without its texts")
{
    const char *yaml = "kind: flow\ntitle: x\nitems: [{label: a, text: borte}, b]\n";
    struct figure_form form = {.width = FIGURE_WIDE};
    CHECK(str_find_str(drawn(t, yaml, form), STR("borte")) != STR_NONE);
    form.empty = true;
    CHECK(str_find_str(drawn(t, yaml, form), STR("borte")) == STR_NONE);
}
