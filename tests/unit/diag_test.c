#include "base/buf.h"
#include "base/diag.h"
#include "base/diag_explain.h"
#include "base/reason.h"
#include "base/utf8.h"
#include "test.h"
#include <ctype.h>
#include <errno.h>

static const struct file *file_of(struct test *t, struct str bytes)
{
    struct file *f = arena_new(t->arena, struct file, 1);
    *f = (struct file){STR("a.md"), bytes};
    return f;
}

/* Source line and caret line of one diagnostic at the given place. */
static struct str excerpt(struct test *t, struct str bytes, uint32_t offset, uint32_t length)
{
    struct diags d = {.arena = t->arena};
    struct buf out = {.arena = t->arena};
    diag(&d, DIAG_INTERRUPTED, ((struct pos){file_of(t, bytes), offset, length}));
    diags_print(&out, &d, (struct diag_style){0});
    struct str rest = buf_str(&out);
    struct str first = str_cut(&rest, '\n'), source = str_cut(&rest, '\n'),
               caret = str_cut(&rest, '\n');
    str_cut(&first, ':');
    struct str line = str_cut(&first, ':'), column = str_cut(&first, ':');
    return STR_CAT(t->arena, line, STR(":"), column, STR("\n"), source, STR("\n"), caret);
}

TEST("an error shows where it is, the line, a caret and what to do")
{
    struct file f = {STR_INIT("content/a.md"), STR_INIT("---\ntitel: Forarbeid\n---\n")};
    struct diags d = {.arena = t->arena};
    struct buf out = {.arena = t->arena};
    diag(&d, DIAG_NO_PROCESS, ((struct pos){&f, 4, 5}), STR("EAGAIN"));
    diags_print(&out, &d, (struct diag_style){.language = LANGUAGE_NB});
    CHECK_STR(buf_str(&out),
              STR("content/a.md:2:1: feil: systemet vil ikke starte en prosess til: EAGAIN "
                  "[no-process]\n"
                  "  2 | titel: Forarbeid\n"
                  "    | ^~~~~\n"
                  "  Lukk andre programmer, eller bygg med -j 1.\n"
                  "\n"
                  "1 feil\n"));
}

TEST("what has no place prints no line")
{
    struct diags d = {.arena = t->arena};
    struct buf out = {.arena = t->arena};
    diag(&d, DIAG_INTERRUPTED, ((struct pos){0}));
    diags_print(&out, &d, (struct diag_style){0});
    CHECK_STR(buf_str(&out), STR("steg: error: the build was interrupted [interrupted]\n"
                                 "  Nothing was changed. Run the command again.\n\n1 error\n"));
}

TEST("a reason is said in the language of the message")
{
    for (enum language l = LANGUAGE_EN; l <= LANGUAGE_NB; l++) {
        struct diags d = {.arena = t->arena};
        struct buf out = {.arena = t->arena};
        diag(&d, DIAG_NO_PROCESS, ((struct pos){0}), reason_of(ENOMEM, t->arena));
        diag_put_text(&out, d.first, l);
        CHECK_STR(buf_str(&out),
                  l == LANGUAGE_NB
                      ? STR("systemet vil ikke starte en prosess til: det er ikke mer minne")
                      : STR("the system will not start another process: Cannot allocate memory"));
    }
    CHECK_STR(reason_in(STR("a.md"), LANGUAGE_NB), STR("a.md"));
    CHECK_STR(reason_in(STR(""), LANGUAGE_NB), STR(""));
    CHECK_STR(reason_in(STR("\x1F half"), LANGUAGE_NB), STR(" half"));
    CHECK_STR(reason_in(reason_of(EUCLEAN, t->arena), LANGUAGE_NB),
              STR("på engelsk: Structure needs cleaning"));
}

TEST("nothing wrong prints nothing")
{
    struct diags d = {.arena = t->arena};
    struct buf out = {.arena = t->arena};
    diags_print(&out, &d, (struct diag_style){0});
    CHECK_INT(out.len, 0);
    CHECK_INT(diags_exit_code(&d, true), 0);
}

TEST("the caret stands by display width, the column counts code points")
{
    CHECK_STR(excerpt(t, STR("漢字 på"), 7, 3), STR("1:4\n  1 | 漢字 på\n    |      ^~"));
    CHECK_STR(excerpt(t, STR("e\xCC\x81x"), 3, 1), STR("1:3\n  1 | e\xCC\x81x\n    |  ^"));
    CHECK_STR(excerpt(t, STR("漢"), 0, 3), STR("1:1\n  1 | 漢\n    | ^~"));
    CHECK_STR(excerpt(t, STR("e\xCC\x81x"), 1, 2), STR("1:2\n  1 | e\xCC\x81x\n    | ^"));
}

TEST("tabs are shown as spaces, control characters as their pictures")
{
    CHECK_STR(excerpt(t, STR("a\tb"), 2, 1), STR("1:3\n  1 | a       b\n    |         ^"));
    CHECK_STR(excerpt(t, STR("\t\tb"), 1, 1),
              STR("1:2\n  1 |                 b\n    |         ^~~~~~~~"));
    CHECK_STR(excerpt(t, STR("a\033[31mb\x7F"), 1, 1), STR("1:2\n  1 | a␛[31mb␡\n    |  ^"));
    CHECK_STR(excerpt(t,
                      STR("a\xE2\x80\xAE"
                          "b\xFF"),
                      4, 2),
              STR("1:3\n  1 | a�b�\n    |   ^~"));
}

TEST("line ends of all kinds count, and are never shown")
{
    CHECK_STR(excerpt(t, STR("a\r\nbc\r\nd"), 4, 1), STR("2:2\n  2 | bc\n    |  ^"));
    CHECK_STR(excerpt(t, STR("a\rbc\rd"), 5, 1), STR("3:1\n  3 | d\n    | ^"));
    CHECK_STR(excerpt(t, STR("a\r\nbc"), 1, 5),
              STR("1:2\n  1 | a\n    |  ^")); /* at the line end */
    CHECK_STR(excerpt(t, STR("a\r\nbc"), 2, 1), STR("1:2\n  1 | a\n    |  ^")); /* inside CR LF */
    CHECK_STR(excerpt(t, STR("ab\ncd"), 1, 4), STR("1:2\n  1 | ab\n    |  ^")); /* over two lines */
    CHECK_STR(excerpt(t, STR("a\n\nb"), 2, 0), STR("2:1\n  2 |\n    | ^"));
}

TEST("a position at the end of the file is shown, with a last line end and without")
{
    CHECK_STR(excerpt(t, STR("ab"), 2, 0), STR("1:3\n  1 | ab\n    |   ^"));
    CHECK_STR(excerpt(t, STR("ab\n"), 3, 0), STR("2:1\n  2 |\n    | ^"));
    CHECK_STR(excerpt(t, STR(""), 0, 0), STR("1:1\n  1 |\n    | ^"));
    CHECK_STR(excerpt(t, (struct str){0}, 0, 0), STR("1:1\n  1 |\n    | ^"));
    CHECK_STR(excerpt(t, STR("ab"), 99, 7), STR("1:3\n  1 | ab\n    |   ^"));
}

TEST("a BOM is neither shown nor counted")
{
    CHECK_STR(excerpt(t, STR("\xEF\xBB\xBFtitle: x"), 3, 5),
              STR("1:1\n  1 | title: x\n    | ^~~~~"));
    CHECK_STR(excerpt(t, STR("\xEF\xBB\xBFtitle: x"), 0, 3), STR("1:1\n  1 | title: x\n    | ^~~"));
}

/* The caret stands under the letter meant, and the line is no wider than it may be. */
static bool caret_right(struct str shown, struct str letter)
{
    struct str rest = shown;
    str_cut(&rest, '\n');
    struct str source = str_cut(&rest, '\n'), caret = str_cut(&rest, '\n');
    size_t bar = str_find(source, '|') + 2, at = str_find(caret, '^'), x = bar;
    source = str_from(source, bar);
    size_t width = utf8_width(source, 0, source.len);
    if (width > 160 || (str_find_str(source, STR("…")) != STR_NONE && width < 158)) return false;
    for (uint32_t r; source.len;) {
        if (x == at) return str_starts(source, letter);
        utf8_next(&source, &r);
        x += utf8_cells(r);
    }
    return false;
}

TEST("a long line is cut around the caret, wherever it stands")
{
    static const size_t lengths[] = {150, 159, 160, 161, 400, 2000, 4095, 5000, 100000};
    for (size_t i = 0; i < 9; i++)
        for (int wide = 0; wide < 2; wide++)
            for (int place = 0; place < 5; place++) {
                size_t n = lengths[i], at = place < 2 ? (size_t)place : n * (size_t)(place - 1) / 3;
                struct buf b = {.arena = t->arena};
                if (at >= n) at = n - 1;
                for (size_t j = 0; j < at; j++)
                    buf_put(&b, wide ? STR("漢") : STR("."));
                uint32_t offset = (uint32_t)b.len;
                buf_put(&b, STR("X"));
                for (size_t j = at + 1; j < n; j++)
                    buf_put(&b, wide ? STR("字") : STR("."));
                struct str shown = excerpt(t, buf_str(&b), offset, 1);
                if (!caret_right(shown, STR("X"))) printf("%.*s\n", STR_ARG(shown));
                CHECK(caret_right(shown, STR("X")));
            }
}

TEST("a line of marks without width ends")
{
    struct buf b = {.arena = t->arena};
    for (int i = 0; i < 50000; i++)
        buf_put_rune(&b, 0x301);
    struct str shown = excerpt(t, buf_str(&b), 50000, 2);
    CHECK(shown.len < 20000);
}

TEST("diagnostics are sorted by path, offset and id; repetitions go")
{
    struct file f10 = {STR_INIT("m/10.md"), STR_INIT("abc")},
                f2 = {STR_INIT("m/2.md"), STR_INIT("abc")};
    struct diags d = {.arena = t->arena};
    struct buf out = {.arena = t->arena};
    diag(&d, DIAG_NO_MEMORY, ((struct pos){&f10, 0, 1}), STR("x"));
    diag(&d, DIAG_NO_MEMORY, ((struct pos){&f2, 2, 1}), STR("x"));
    diag(&d, DIAG_NO_MEMORY, ((struct pos){&f2, 0, 1}), STR("y"));
    diag(&d, DIAG_NO_MEMORY, ((struct pos){&f2, 2, 1}), STR("x"));
    diag(&d, DIAG_NO_MEMORY, ((struct pos){&f2, 0, 1}), STR("x"));
    diag(&d, DIAG_INTERRUPTED, ((struct pos){0}));
    diags_print(&out, &d, (struct diag_style){0});
    static const char *const order[] = {"steg", "m/2.md:1:1", "m/2.md:1:1", "m/2.md:1:3",
                                        "m/10.md:1:1"};
    struct str rest = buf_str(&out), line;
    size_t n = 0;
    for (const struct diag *e = d.first; e; e = e->next)
        n++;
    CHECK_INT(n, 5);
    CHECK_INT(d.count[SEVERITY_FATAL], 5);
    for (size_t i = 0; str_line(&rest, &line);)
        if (str_find_str(line, STR(": error: ")) != STR_NONE)
            CHECK(str_starts(line, str_of(order[i++])));
    CHECK(str_ends(buf_str(&out), STR("\n5 errors\n")));
}

TEST("a disk that is full for many files is told once")
{
    struct diags d = {.arena = t->arena};
    struct buf out = {.arena = t->arena};
    diag(&d, DIAG_DISK_FULL, ((struct pos){0}), STR("ut/b.html"));
    diag(&d, DIAG_NO_PERMISSION, ((struct pos){0}), STR("ut/c.html"), STR("x"));
    diag(&d, DIAG_DISK_FULL, ((struct pos){0}), STR("ut/a.html"));
    diags_print(&out, &d, (struct diag_style){0});
    CHECK_INT(d.count[SEVERITY_FATAL], 2);
    CHECK(str_find_str(buf_str(&out), STR("ut/a.html")) != STR_NONE);
    CHECK(str_find_str(buf_str(&out), STR("ut/b.html")) == STR_NONE);
}

TEST("arguments cannot disturb the terminal, and long ones are cut")
{
    struct diags d = {.arena = t->arena};
    struct buf out = {.arena = t->arena}, arg = {.arena = t->arena};
    buf_put(&arg, STR("a\n\033[2J"));
    for (int i = 0; i < 5000; i++)
        buf_put(&arg, STR("å"));
    diag(&d, DIAG_NO_MEMORY, ((struct pos){0}), buf_str(&arg));
    diags_print(&out, &d, (struct diag_style){0});
    CHECK(str_find(buf_str(&out), '\033') == STR_NONE);
    CHECK(str_find_str(buf_str(&out), STR("a␊␛[2Jå")) != STR_NONE);
    CHECK(str_find_str(buf_str(&out), STR("å… [")) != STR_NONE);
    CHECK(out.len < 600);
}

TEST("arguments are copied when a diagnostic is added, and again when it is merged")
{
    char word[] = "title";
    struct arena slice = {0};
    struct diags d = {.arena = &slice}, all = {.arena = t->arena};
    diag(&d, DIAG_NO_MEMORY, ((struct pos){0}), str_of(word));
    word[0] = 'X';
    diags_merge(&all, &d);
    arena_free(&slice);
    CHECK_STR(all.first->args[0], STR("title"));
    CHECK_INT(all.count[SEVERITY_FATAL], 1);
}

TEST("the environment exits with 3, mistakes with 1, warnings with 0 unless strict")
{
    struct diags d = {.count = {[SEVERITY_WARNING] = 1}};
    CHECK_INT(diags_exit_code(&d, false), 0);
    CHECK_INT(diags_exit_code(&d, true), 1);
    d.count[SEVERITY_ERROR] = 1;
    CHECK_INT(diags_exit_code(&d, false), 1);
    d.count[SEVERITY_FATAL] = 1;
    CHECK_INT(diags_exit_code(&d, false), 3);
}

TEST("colours surround, and change nothing else")
{
    struct diags d = {.arena = t->arena};
    struct buf out = {.arena = t->arena}, plain = {.arena = t->arena},
               stripped = {.arena = t->arena};
    diag(&d, DIAG_NO_MEMORY, ((struct pos){file_of(t, STR("abc")), 0, 1}), STR("x"));
    diags_print(&out, &d, (struct diag_style){.colour = true});
    diags_print(&plain, &d, (struct diag_style){0});
    for (size_t i = 0; i < out.len; i++) {
        if (out.ptr[i] == '\033')
            while (out.ptr[i] != 'm')
                i++;
        else
            buf_put_char(&stripped, out.ptr[i]);
    }
    CHECK(out.len > plain.len);
    CHECK_STR(buf_str(&stripped), buf_str(&plain));
}

TEST("a hundred thousand diagnostics in one long line print in linear time")
{
    enum { N = 100000 };
    char *bytes = arena_bytes(t->arena, N);
    memset(bytes, 'x', N);
    const struct file *f = file_of(t, (struct str){bytes, N});
    struct diags d = {.arena = t->arena};
    for (uint32_t i = 0; i < N; i += 10)
        diag(&d, DIAG_INTERRUPTED, ((struct pos){f, i, 1}));
    struct buf out = {.arena = t->arena};
    diags_print(&out, &d, (struct diag_style){0});
    CHECK(str_find_str(buf_str(&out), STR("a.md:1:99991: ")) != STR_NONE);
}

TEST("did you mean: the nearest word, when it is near enough")
{
    const struct str keys[] = {STR("title"), STR("summary"), STR("id"), STR("forberedelse")};
    CHECK_STR(diag_nearest(STR("titel"), keys, 4), STR("title"));
    CHECK_STR(diag_nearest(STR("TITLE"), keys, 4), STR("title"));
    CHECK_STR(diag_nearest(STR("sumary"), keys, 4), STR("summary"));
    CHECK_STR(diag_nearest(STR("forbredels"), keys, 4), STR("forberedelse"));
    CHECK_STR(diag_nearest(STR("ix"), keys, 4), STR("")); /* two letters are too few to guess by */
    CHECK_STR(diag_nearest(STR("ID"), keys, 4), STR("id"));
    CHECK_STR(diag_nearest(STR("totally"), keys, 4), STR(""));
    CHECK_STR(diag_nearest(STR(""), keys, 4), STR(""));
    CHECK_STR(diag_nearest(STR("x"), keys, 0), STR(""));
    char big[5000];
    memset(big, 'a', sizeof big);
    CHECK_STR(diag_nearest((struct str){big, sizeof big}, keys, 4), STR(""));
    struct buf growing = {.arena = t->arena}; /* Ⱥ is 2 bytes, ⱥ is 3 */
    for (int i = 0; i < 128; i++)
        buf_put_rune(&growing, 0x23A);
    CHECK_STR(diag_nearest(buf_str(&growing), keys, 4), STR(""));
}

TEST("a position and the text it covers lead to one another")
{
    const struct file *f = file_of(t, STR("one two"));
    struct pos p = pos_of(f, str_sub(f->bytes, 4, 3));
    CHECK_INT(p.offset, 4);
    CHECK_STR(pos_text(p), STR("two"));
    CHECK_STR(pos_text((struct pos){f, 5, 99}), STR("wo"));
    CHECK_STR(pos_text((struct pos){0}), STR(""));
    CHECK_INT(pos_of(f, STR("elsewhere")).offset, 0);
    CHECK_INT(pos_of(f, (struct str){0}).length, 0);
    CHECK_INT(pos_of(f, str_from(f->bytes, 7)).offset, 7);
}

TEST("walking a file line by line agrees with looking each position up")
{
    struct str bytes = STR("a\r\nbå\rc\n\n\ndef\xFF\n");
    const struct file *f = file_of(t, bytes);
    struct line_cursor c = {0};
    for (uint32_t i = 0; i <= bytes.len; i++) {
        uint32_t line, column, again = 1;
        struct str text;
        pos_locate((struct pos){f, i, 0}, &line, &column, &text);
        line_walk(&c, (struct pos){f, i, 0});
        for (uint32_t j = 0; j < i; j++)
            again += bytes.ptr[j] == '\n' || (bytes.ptr[j] == '\r' && bytes.ptr[j + 1] != '\n');
        CHECK_INT(line, again);
        CHECK_INT(c.line, line);
        CHECK(text.ptr == c.text.ptr && text.len == c.text.len);
    }
}

/* ---- The catalogue --------------------------------------------------------------------------- */

static unsigned placeholders(const char *text)
{
    unsigned set = 0;
    for (; *text; text++)
        if (text[0] == '{' && text[1] >= '0' && text[1] <= '3' && text[2] == '}')
            set |= 1u << (text[1] - '0');
    return set;
}

TEST("every id of the catalogue is kebab-case and stands once")
{
    for (size_t i = 0; i < DIAG_COUNT; i++) {
        const char *id = diag_catalogue[i].id;
        CHECK(*id && strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789-") == strlen(id));
        for (size_t j = 0; j < i; j++)
            CHECK(strcmp(id, diag_catalogue[j].id) != 0);
    }
}

/* A text starts small, but for names such as HTML, and has no full stop; a remedy is a sentence, or
 * one and what to write. */
static bool well_shaped(const struct diag_entry *e, enum language l)
{
    struct str text = str_of(e->text[l]), remedy = str_of(e->remedy[l]);
    return text.len && !str_ends(text, STR(".")) &&
           (!isupper((unsigned char)text.ptr[0]) || isupper((unsigned char)text.ptr[1])) &&
           !islower((unsigned char)(remedy.len ? *remedy.ptr : 'A')) &&
           str_eq(str_trim(remedy), remedy) && str_eq(str_trim(text), text);
}

TEST("every message is explained in whole sentences, in as many paragraphs in either language")
{
    for (int i = 0; i < DIAG_COUNT; i++) {
        const struct diag_explanation *x = diag_explanation((enum diag_id)i);
        size_t paragraphs[2] = {0};
        bool good = true;
        for (int l = LANGUAGE_EN; l <= LANGUAGE_NB; l++) {
            struct str why = str_of(x->why[l]);
            good = good && why.len > 40 && str_eq(str_trim(why), why) && str_ends(why, STR("."));
            for (size_t at; (at = str_find_str(why, STR("\n\n"))) != STR_NONE; paragraphs[l]++)
                why = str_from(why, at + 2);
        }
        if (!good || paragraphs[LANGUAGE_EN] != paragraphs[LANGUAGE_NB])
            test_fail(t, __FILE__, __LINE__, "%s: %s", diag_catalogue[i].id,
                      good ? "languages differ" : "no whole sentences");
        CHECK(!*x->after || strcmp(x->after, x->before) != 0);
    }
}

TEST("every text of the catalogue says the same in both languages, in the same shape")
{
    for (size_t i = 0; i < DIAG_COUNT; i++) {
        const struct diag_entry *e = &diag_catalogue[i];
        bool shape = well_shaped(e, LANGUAGE_EN) && well_shaped(e, LANGUAGE_NB);
        bool both = !*e->remedy[0] == !*e->remedy[1] &&
                    (placeholders(e->text[0]) | placeholders(e->remedy[0])) ==
                        (placeholders(e->text[1]) | placeholders(e->remedy[1]));
        if (!shape || !both)
            test_fail(t, __FILE__, __LINE__, "%s: %s", e->id, both ? "shape" : "languages differ");
    }
}
