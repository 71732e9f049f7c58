/* mdoc: see mdoc.h. */
#include "parts/mdoc.h"

enum { FILL = 72 }; /* bytes of a line of text */

/* ---- Signs ----------------------------------------------------------------------------------- */

/* What is a hyphen in text and a minus in what one types, so that it can be copied. */
enum signs { IN_TEXT, IN_CODE };

static void put_signs(struct buf *b, struct str s, enum signs how)
{
    for (size_t i = 0; i < s.len; i++) {
        char c = s.ptr[i];
        if (c == '\\')
            buf_put(b, STR("\\e"));
        else if (c == '-' && how == IN_CODE)
            buf_put(b, STR("\\-"));
        else if (c == '~' && how == IN_CODE)
            buf_put(b, STR("\\(ti"));
        else if (c == '^' && how == IN_CODE)
            buf_put(b, STR("\\(ha"));
        else if (c == '"')
            buf_put(b, STR("\\(dq"));
        else
            buf_put_char(b, c);
    }
}

/* Would a macro line take it for a macro ("Op") or for a sign that stands by itself? */
static bool means_something(struct str word)
{
    if (word.len == 1 && strchr(".,:;()[]?!|", word.ptr[0])) return true;
    return (word.len == 2 || word.len == 3) && word.ptr[0] >= 'A' && word.ptr[0] <= 'Z';
}

void mdoc_word(struct buf *b, struct str word)
{
    bool quoted = !word.len || str_find(word, ' ') != STR_NONE;
    buf_put(b, quoted ? STR(" \"") : STR(" "));
    if (means_something(word)) buf_put(b, STR("\\&"));
    put_signs(b, word, IN_CODE);
    if (quoted) buf_put_char(b, '"');
}

void mdoc_line(struct buf *b, const char *macro, struct str argument)
{
    buf_printf(b, ".%s", macro);
    if (argument.len) mdoc_word(b, argument);
    buf_put_char(b, '\n');
}

void mdoc_comment(struct buf *b, struct str line)
{
    buf_printf(b, ".\\\" %.*s\n", STR_ARG(line));
}

void mdoc_head(struct buf *b, const char *title, int section, const char *date, const char *os)
{
    buf_printf(b, ".Dd %s\n.Dt %s %d\n.Os \"%s\"\n", date, title, section, os);
}

/* The headings of a manual are words of capitals and spaces, which are not arguments. */
void mdoc_section(struct buf *b, struct str heading)
{
    buf_printf(b, ".Sh %.*s\n", STR_ARG(heading));
}

void mdoc_subsection(struct buf *b, struct str heading)
{
    buf_put(b, STR(".Ss"));
    mdoc_word(b, heading);
    buf_put_char(b, '\n');
}

/* ---- Text ------------------------------------------------------------------------------------ */

struct filler {
    struct buf *out;
    size_t start; /* of the line, in out */
    bool begun;   /* something stands on it */
};

static void end_line(struct filler *f)
{
    if (f->begun) buf_put_char(f->out, '\n');
    f->start = f->out->len;
    f->begun = false;
}

static bool ends_sentence(struct str word)
{
    while (word.len && strchr(")”»\"", word.ptr[word.len - 1]))
        word.len--;
    return word.len > 1 && strchr(".?!", word.ptr[word.len - 1]);
}

static void put_plain(struct filler *f, struct str word)
{
    if (f->begun && f->out->len - f->start + 1 + word.len > FILL) end_line(f);
    if (f->begun)
        buf_put_char(f->out, ' ');
    else if (word.ptr[0] == '.' || word.ptr[0] == '\'')
        buf_put(f->out, STR("\\&"));
    put_signs(f->out, word, IN_TEXT);
    f->begun = true;
    if (ends_sentence(word)) end_line(f);
}

/* "steg-course(5)" is a page of the manual. */
static bool is_page(struct str code)
{
    size_t n = code.len;
    return n > 3 && code.ptr[n - 3] == '(' && code.ptr[n - 1] == ')' && code.ptr[n - 2] >= '1' &&
           code.ptr[n - 2] <= '9';
}

/* "before`code`after" without spaces around, on a line of its own; signs after it by themselves. */
static void put_code(struct filler *f, struct str before, struct str code, struct str after)
{
    end_line(f);
    buf_put(f->out, STR("."));
    if (before.len) {
        buf_put(f->out, STR("Pf"));
        mdoc_word(f->out, before);
        buf_put_char(f->out, ' ');
    }
    bool page = is_page(code);
    if (page)
        buf_printf(f->out, "Xr %.*s %c", (int)(code.len - 3), code.ptr, code.ptr[code.len - 2]);
    else
        buf_put(f->out, STR("Ql"));
    if (!page) mdoc_word(f->out, code);
    while (after.len && strchr(".,:;)?!", after.ptr[0])) {
        buf_put_char(f->out, ' ');
        buf_put_char(f->out, after.ptr[0]);
        after = str_from(after, 1);
    }
    if (after.len) {
        buf_put(f->out, STR(" Ns"));
        mdoc_word(f->out, after);
    }
    f->begun = true;
    end_line(f);
}

/* Up to the next space outside of ` `. */
static struct str next_word(struct str *rest)
{
    bool code = false;
    size_t n = 0;
    for (; n < rest->len && (code || rest->ptr[n] != ' '); n++)
        if (rest->ptr[n] == '`') code = !code;
    struct str word = str_sub(*rest, 0, n);
    *rest = str_trim_start(str_from(*rest, n));
    return word;
}

static void put_paragraph(struct filler *f, struct str text)
{
    while (text.len) {
        struct str word = next_word(&text);
        size_t open = str_find(word, '`');
        size_t close = open == STR_NONE ? STR_NONE : str_find(str_from(word, open + 1), '`');
        if (close == STR_NONE)
            put_plain(f, word);
        else
            put_code(f, str_sub(word, 0, open), str_sub(word, open + 1, close),
                     str_from(word, open + close + 2));
    }
    end_line(f);
}

void mdoc_text(struct buf *b, struct str text)
{
    struct filler f = {.out = b, .start = b->len};
    struct str rest = text;
    for (;;) {
        size_t end = str_find_str(rest, STR("\n\n"));
        put_paragraph(&f, str_trim(str_sub(rest, 0, end)));
        if (end == STR_NONE) return;
        buf_put(b, STR(".Pp\n"));
        f.start = b->len;
        rest = str_from(rest, end + 2);
    }
}

/* A capital of ASCII or of Latin-1's letters, which UTF-8 writes as C3 and another byte. */
static void capitalise(char *z)
{
    unsigned char first = (unsigned char)z[0], second = first ? (unsigned char)z[1] : 0;
    if (first >= 'a' && first <= 'z') z[0] = (char)(first - 'a' + 'A');
    if (first == 0xC3 && second >= 0xA0 && second <= 0xBE) z[1] = (char)(second - 0x20);
}

void mdoc_sentence(struct buf *b, struct str text)
{
    bool whole = ends_sentence(text);
    char *z = str_z(b->arena, STR_CAT(b->arena, text, whole ? STR("") : STR(".")));
    capitalise(z);
    mdoc_text(b, str_of(z));
}

void mdoc_literal(struct buf *b, struct str lines)
{
    struct str line;
    buf_put(b, STR(".Bd -literal -offset indent\n"));
    while (str_line(&lines, &line)) {
        if (line.len && (line.ptr[0] == '.' || line.ptr[0] == '\'')) buf_put(b, STR("\\&"));
        put_signs(b, line, IN_CODE);
        buf_put_char(b, '\n');
    }
    buf_put(b, STR(".Ed\n"));
}
