/* Mustache as nodes. The grammar, with the current delimiters written {{ and }}:
 *
 *     file      = { line-break | text | tag }
 *     tag       = print | section | inverted | comment | delimiters | partial | parent | block
 *     section   = "{{#" name "}}" file "{{/" name "}}"
 *     …
 *
 * A tag that prints nothing and has its line to itself takes the line with it (standalone). For
 * that the parser remembers whether only white space has been seen on the line so far (`fresh`),
 * and holds that white space back until it knows what follows.
 *
 * Faults are said where they are and the parser goes on: an unclosed tag ends at its line, a wrong
 * closing tag closes what it can. The nodes are a proper tree in any case.
 */
#include "base/utf8.h"
#include "parts/template_internal.h"
#include <string.h>

#define FAULTS_MAX 100   /* in one file; the rest of it is not looked at */
#define TAG_MAX 1024     /* bytes of a tag that is not a comment */
#define DELIMITER_MAX 16 /* bytes */

struct parser {
    struct arena *arena;
    struct parsed *out;
    struct diags *diags;
    struct str src;
    size_t at;
    bool fresh;         /* only white space since the line began */
    struct str held;    /* that white space, as long as `fresh` */
    bool no_more_close; /* a search for the closing delimiter has reached the end of the file */
    struct str open, close;
    uint32_t stack[TEMPLATE_MAX_DEPTH]; /* nodes whose closing tag is to come */
    uint32_t depth;
    uint32_t faults;
    uint32_t skipped; /* openings beyond the greatest depth, whose closings are skipped too */
    size_t cap;
};

struct tag {
    char sigil;       /* one of # ^ / ! = > < $ & {, or 0 */
    struct str whole; /* with delimiters */
    struct str name;  /* trimmed; of a comment: nothing of interest */
};

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

/* Offset of the first white space of any kind, or the length. */
static size_t first_space(struct str s)
{
    size_t n = 0;
    while (n < s.len && !strchr(" \t\r\n\f\v", s.ptr[n]))
        n++;
    return n;
}

static struct str leading_blanks(struct str s)
{
    size_t n = 0;
    while (n < s.len && is_blank(s.ptr[n]))
        n++;
    return str_sub(s, 0, n);
}

/* Is there nothing but white space from `at` to the end of its line? *next is then the next line.
 */
static bool blank_to_end(const struct parser *p, size_t at, size_t *next)
{
    struct str rest = str_from(p->src, at);
    size_t i = leading_blanks(rest).len;
    if (i < rest.len && rest.ptr[i] == '\r' && i + 1 < rest.len && rest.ptr[i + 1] == '\n') i++;
    if (i < rest.len && rest.ptr[i] != '\n') return false;
    *next = at + i + (i < rest.len);
    return true;
}

#define complain(p, id, part, ...)                                           \
    do {                                                                     \
        (p)->out->faulty = true;                                             \
        (p)->faults++;                                                       \
        diag((p)->diags, (id), pos_of((p)->out->file, (part)), __VA_ARGS__); \
    } while (0)

static struct node *add(struct parser *p, enum node_kind kind, struct str text, struct str tag)
{
    struct parsed *out = p->out;
    if (out->count == p->cap)
        out->nodes = arena_grow(p->arena, out->nodes, &p->cap, sizeof *out->nodes);
    struct node *n = &out->nodes[out->count++];
    *n = (struct node){.kind = kind, .end = out->count, .text = text, .tag = tag};
    return n;
}

static struct node *innermost(const struct parser *p)
{
    return p->depth ? &p->out->nodes[p->stack[p->depth - 1]] : NULL;
}

/* The line goes on after all: what was held back belongs to it. */
static void begin_line(struct parser *p)
{
    if (p->fresh) add(p, NODE_LINE, p->held, p->held);
    p->fresh = false;
}

/* line = blanks line-end | [ blanks ] { character } line-end
 * A blank line is not indented, so it is plain text. What may yet turn out to be a standalone
 * tag's indentation is held back. */
static void take_line(struct parser *p, struct str line)
{
    bool ends = line.ptr[line.len - 1] == '\n';
    if (p->fresh) {
        struct str blanks = leading_blanks(line);
        struct str rest = str_from(line, blanks.len);
        p->held = blanks;
        p->at += blanks.len;
        if (!rest.len && p->at < p->src.len) return;
        if (!rest.len || rest.ptr[0] == '\n' || str_eq(rest, STR("\r\n"))) {
            add(p, NODE_TEXT, line, line);
        } else {
            begin_line(p);
            add(p, NODE_TEXT, rest, rest);
        }
        p->at += rest.len;
    } else {
        add(p, NODE_TEXT, line, line);
        p->at += line.len;
    }
    p->fresh = ends;
    p->held = str_sub(p->src, p->at, 0);
}

/* text = { line } */
static void take_text(struct parser *p, size_t end)
{
    while (p->at < end) {
        struct str rest = str_sub(p->src, p->at, end - p->at);
        size_t newline = str_find(rest, '\n');
        take_line(p, newline == STR_NONE ? rest : str_sub(rest, 0, newline + 1));
    }
}

/* ---- One tag --------------------------------------------------------------------------------- */

/* A tag without an end: complain, and take what stands there as text to the end of the line. */
static void tag_unclosed(struct parser *p, struct tag *t)
{
    struct str rest = str_from(p->src, p->at), line = rest;
    str_line(&rest, &line);
    size_t again = str_find_str(str_from(line, p->open.len), p->open);
    if (again != STR_NONE) line = str_sub(line, 0, p->open.len + again);
    struct str shown = str_trim_end(line);
    struct str close = t->sigil == '{' ? STR_CAT(p->arena, STR("}"), p->close) : p->close;
    complain(p, DIAG_LAYOUT_TAG_UNCLOSED, shown, str_sub(shown, 0, 40), close);
    begin_line(p);
    p->at += line.len;
}

/* tag = open [ sigil ] content close
 * content ends at the first close; of "{" at "}" close, of "=" at "=" close. */
static bool read_tag(struct parser *p, struct tag *t)
{
    struct str rest = str_from(p->src, p->at + p->open.len);
    char first = rest.len ? rest.ptr[0] : 0;
    t->sigil = first && strchr("#^/!=><$&{", first) ? first : 0;
    struct str inside = str_from(rest, t->sigil != 0);
    struct str close = p->close;
    if (t->sigil == '{') close = STR_CAT(p->arena, STR("}"), p->close);
    if (t->sigil == '=') close = STR_CAT(p->arena, STR("="), p->close);

    bool comment = t->sigil == '!';
    size_t end = STR_NONE;
    if (!comment) end = str_find_str(str_sub(inside, 0, TAG_MAX), close);
    if (comment && !p->no_more_close) {
        end = str_find_str(inside, close);
        p->no_more_close = end == STR_NONE;
    }
    struct str content = str_trim(str_sub(inside, 0, end == STR_NONE ? 0 : end));
    if (end == STR_NONE || (!comment && (str_find(content, '\n') != STR_NONE ||
                                         str_find_str(content, p->open) != STR_NONE))) {
        tag_unclosed(p, t);
        return false;
    }
    const char *after = inside.ptr + end + close.len;
    const char *start = p->src.ptr + p->at;
    t->whole = (struct str){start, (size_t)(after - start)};
    t->name = content;
    return true;
}

/* name = "." | part { "." part }        part = { any character but white space and "." } */
static bool name_fits(struct parser *p, const struct tag *t)
{
    if (!t->name.len) {
        complain(p, DIAG_LAYOUT_TAG_EMPTY, t->whole, t->whole);
        return false;
    }
    if ((t->sigil == '>' || t->sigil == '<') && t->name.ptr[0] == '*') {
        complain(p, DIAG_LAYOUT_DYNAMIC_NAME, t->name, t->name);
        return false;
    }
    bool plain = t->sigil && strchr("><$", t->sigil); /* a file or a block, not a value */
    bool dots = !plain && !str_eq(t->name, STR(".")) &&
                (t->name.ptr[0] == '.' || t->name.ptr[t->name.len - 1] == '.' ||
                 str_find_str(t->name, STR("..")) != STR_NONE);
    if (dots || first_space(t->name) < t->name.len) {
        complain(p, DIAG_LAYOUT_TAG_NAME, t->name, t->name);
        return false;
    }
    return true;
}

/* delimiters = "{{=" blanks open blanks close blanks "=}}"
 * open, close = { any character but white space and "=" } */
static void set_delimiters(struct parser *p, const struct tag *t)
{
    size_t n = first_space(t->name);
    struct str open = str_sub(t->name, 0, n), close = str_trim_start(str_from(t->name, n));
    if (!open.len || !close.len || first_space(close) < close.len || open.len > DELIMITER_MAX ||
        close.len > DELIMITER_MAX || str_find(t->name, '=') != STR_NONE) {
        complain(p, DIAG_LAYOUT_DELIMITERS, t->whole, t->whole);
        return;
    }
    p->open = open;
    p->close = close;
    p->no_more_close = false;
}

/* ---- Tags with a body ------------------------------------------------------------------------ */

/* A body whose name is no name is parsed, to find its end, and then left out. */
static bool open_body(struct parser *p, const struct tag *t, enum node_kind kind)
{
    if (!name_fits(p, t)) kind = NODE_NOTHING;
    if (p->depth == TEMPLATE_MAX_DEPTH) {
        if (!p->skipped++)
            complain(p, DIAG_LAYOUT_TOO_DEEP, t->whole, t->whole,
                     str_number(p->arena, TEMPLATE_MAX_DEPTH));
        return false;
    }
    add(p, kind, t->name, t->whole);
    p->stack[p->depth++] = p->out->count - 1;
    return true;
}

/* The white space that begins the first line in a body that starts at `at`. */
static struct str first_indent(const struct parser *p, size_t at)
{
    size_t next;
    while (at < p->src.len && blank_to_end(p, at, &next))
        at = next;
    return leading_blanks(str_from(p->src, at));
}

/* block = "{{$" name "}}" file "{{/" name "}}"
 * As an argument (directly in a parent) a line end after its opening tag never counts: what stands
 * before it is not printed. */
static void take_block(struct parser *p, const struct tag *t, size_t after)
{
    const struct node *around = innermost(p);
    bool argument = around && around->kind == NODE_PARENT;
    size_t next;
    bool alone = blank_to_end(p, after, &next) && next < p->src.len && (argument || p->fresh);
    bool begins = p->fresh;
    if (!alone && !argument) begin_line(p);
    struct str before = p->held;
    p->at = alone ? next : after;
    p->fresh = alone;
    p->held = str_sub(p->src, p->at, 0);
    if (!open_body(p, t, NODE_BLOCK)) return;
    struct node *n = innermost(p);
    n->standalone = alone;
    n->begins = begins;
    n->before = begins ? before : (struct str){0};
    n->inside = alone ? first_indent(p, p->at) : (struct str){0};
}

/* parent = "{{<" name "}}" { block | ignored } "{{/" name "}}"
 * From opening to closing tag it counts as one tag, so whether it stands alone shows at the end. */
static void take_parent(struct parser *p, const struct tag *t, size_t after)
{
    bool begins = p->fresh;
    struct str before = p->held;
    begin_line(p);
    p->at = after;
    if (!open_body(p, t, NODE_PARENT)) return;
    struct node *n = innermost(p);
    n->begins = begins;
    n->before = before;
}

static void close_parent(struct parser *p, uint32_t index, size_t after)
{
    struct node *n = &p->out->nodes[index];
    size_t next;
    n->standalone = n->begins && blank_to_end(p, after, &next);
    p->at = n->standalone ? next : after;
    p->fresh = n->standalone;
    p->held = str_sub(p->src, p->at, 0);
    if (n->standalone) p->out->nodes[index - 1].kind = NODE_NOTHING; /* the line it began */
}

/* Takes the innermost node off the stack. An empty block's indentation is its own tag's. */
static uint32_t end_body(struct parser *p)
{
    uint32_t index = p->stack[--p->depth];
    struct node *n = &p->out->nodes[index];
    n->end = p->out->count;
    if (n->kind == NODE_BLOCK && n->end == index + 1) n->inside = n->before;
    return index;
}

static struct str line_number(const struct parser *p, struct str part)
{
    uint32_t line, column;
    struct str text;
    pos_locate(pos_of(p->out->file, part), &line, &column, &text);
    return str_number(p->arena, line);
}

static bool is_open(const struct parser *p, struct str name)
{
    for (uint32_t i = 0; i < p->depth; i++)
        if (str_eq(p->out->nodes[p->stack[i]].text, name)) return true;
    return false;
}

/* Finds what a closing tag closes; what is open inside it was forgotten. */
static bool match_close(struct parser *p, const struct tag *t, uint32_t *index)
{
    if (p->skipped) {
        p->skipped--;
        return false;
    }
    if (!is_open(p, t->name)) {
        const struct node *open = innermost(p);
        if (open)
            complain(p, DIAG_LAYOUT_CLOSE_WRONG, t->whole, t->whole, open->text, open->tag,
                     line_number(p, open->tag));
        else
            complain(p, DIAG_LAYOUT_CLOSE_UNOPENED, t->whole, t->whole, t->name);
        return false;
    }
    while (!str_eq(innermost(p)->text, t->name)) {
        const struct node *open = innermost(p);
        complain(p, DIAG_LAYOUT_SECTION_UNCLOSED, open->tag, open->tag, open->text);
        end_body(p);
    }
    *index = end_body(p);
    return true;
}

/* Goes on behind a tag that prints nothing: with the next line if it stands alone. */
static bool take_quiet(struct parser *p, size_t after)
{
    size_t next;
    bool alone = p->fresh && blank_to_end(p, after, &next);
    if (!alone) begin_line(p);
    p->at = alone ? next : after;
    return alone;
}

/* close = "{{/" name "}}" */
static void take_close(struct parser *p, const struct tag *t, size_t after)
{
    const struct node *open = innermost(p);
    bool argument = p->depth > 1 && open->kind == NODE_BLOCK && str_eq(open->text, t->name) &&
                    p->out->nodes[p->stack[p->depth - 2]].kind == NODE_PARENT;
    bool parent = open && open->kind == NODE_PARENT && str_eq(open->text, t->name);
    uint32_t index = 0;
    if (argument || parent) {
        if (!p->skipped) p->fresh = false; /* what was held back is not the argument's */
        p->at = after;
    } else if (take_quiet(p, after)) {
        p->held = str_sub(p->src, p->at, 0);
    }
    if (match_close(p, t, &index) && p->out->nodes[index].kind == NODE_PARENT)
        close_parent(p, index, after);
}

/* ---- The whole ------------------------------------------------------------------------------- */

/* print = "{{" name "}}" | "{{{" name "}}}" | "{{&" name "}}" */
static void take_print(struct parser *p, const struct tag *t, size_t after)
{
    begin_line(p);
    p->at = after;
    if (!name_fits(p, t)) return;
    add(p, NODE_PRINT, t->name, t->whole)->raw = t->sigil != 0;
}

/* partial = "{{>" name "}}" */
static void take_partial(struct parser *p, const struct tag *t, size_t after)
{
    struct str before = p->held;
    bool alone = take_quiet(p, after);
    p->held = str_sub(p->src, p->at, 0);
    if (!name_fits(p, t)) return;
    struct node *n = add(p, NODE_PARTIAL, t->name, t->whole);
    n->standalone = alone;
    n->before = before;
}

/* section = "{{#" name "}}" file "{{/" name "}}"        inverted: with "^"
 * comment = "{{!" { any character } "}}" */
static void take_tag(struct parser *p)
{
    struct tag t;
    if (!read_tag(p, &t)) return;
    size_t after = p->at + t.whole.len;
    switch (t.sigil) {
    case 0:
    case '{':
    case '&':
        take_print(p, &t, after);
        return;
    case '>':
        take_partial(p, &t, after);
        return;
    case '<':
    case '$':
        if (t.sigil == '<')
            take_parent(p, &t, after);
        else
            take_block(p, &t, after);
        return;
    case '/':
        take_close(p, &t, after);
        return;
    default:
        take_quiet(p, after);
        p->held = str_sub(p->src, p->at, 0);
        if (t.sigil == '=') set_delimiters(p, &t);
        if (t.sigil == '#' || t.sigil == '^')
            open_body(p, &t, t.sigil == '#' ? NODE_SECTION : NODE_INVERTED);
    }
}

static bool bytes_fit(struct parser *p)
{
    if (p->src.len > TEMPLATE_MAX_BYTES) {
        complain(p, DIAG_LAYOUT_TOO_BIG, str_sub(p->src, 0, 0), p->out->file->path,
                 str_number(p->arena, p->src.len), str_number(p->arena, TEMPLATE_MAX_BYTES));
        return false;
    }
    size_t bad = utf8_invalid(p->src), nul = str_find(p->src, 0);
    if (bad == STR_NONE || nul < bad) bad = nul;
    if (bad == STR_NONE) return true;
    complain(p, DIAG_LAYOUT_NOT_TEXT, str_sub(p->src, bad, 1), p->out->file->path);
    return false;
}

/* file = { line | tag } */
struct parsed *template_parse(struct template_set *set, const struct file *f, struct diags *d)
{
    struct parsed *out = arena_new(set->arena, struct parsed, 1);
    out->file = f;
    struct parser p = {.arena = set->arena,
                       .out = out,
                       .diags = d,
                       .src = f->bytes,
                       .fresh = true,
                       .open = STR("{{"),
                       .close = STR("}}")};
    if (!bytes_fit(&p)) return out;
    if (str_starts(p.src, STR("\xEF\xBB\xBF"))) p.at = 3; /* a byte order mark */
    p.held = str_sub(p.src, p.at, 0);
    while (p.at < p.src.len && p.faults < FAULTS_MAX) {
        size_t tag = str_find_str(str_from(p.src, p.at), p.open);
        take_text(&p, tag == STR_NONE ? p.src.len : p.at + tag);
        if (tag != STR_NONE) take_tag(&p);
    }
    while (p.depth && p.faults < FAULTS_MAX) {
        const struct node *open = innermost(&p);
        complain(&p, DIAG_LAYOUT_SECTION_UNCLOSED, open->tag, open->tag, open->text);
        end_body(&p);
    }
    while (p.depth)
        end_body(&p);
    return out;
}
