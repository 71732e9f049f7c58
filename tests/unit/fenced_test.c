/* Blocks of data in a text: where things stand, whatever stands before their lines. A file is shown
 * with what each place covers. */
#include "test.h"
#include "base/buf.h"
#include "course/fenced.h"
#include "course/schema.h"
#include "parts/yaml.h"

struct block {
    struct file file;
    struct diags diags;
    const struct yaml_node *root;
};

/* The first fenced block of a body, or of the value of `key` in a file that is all YAML. */
static struct block *block_in(struct test *t, const char *text, const char *key)
{
    struct block *b = arena_new(t->arena, struct block, 1);
    b->file = (struct file){STR_INIT("x.md"), str_of(text)};
    b->diags.arena = t->arena;
    struct doc_input in = {.file = &b->file, .text = b->file.bytes};
    if (key) {
        const struct yaml_node *root =
            yaml_parse(&b->file, b->file.bytes, YAML_USE_FRONT_MATTER, t->arena, &b->diags);
        in.node = root ? yaml_get(root, str_of(key)) : NULL;
        if (!in.node) return b;
        in.text = str_trim_end(in.node->text);
        in.form = DOC_BLOCKS;
    }
    struct markdown md;
    if (!doc_markdown(&md, &in, in.text, false, t->arena, &b->diags)) return b;
    for (size_t i = 0; i < md.len; i++)
        if (md.events[i].kind == MD_CODE_BLOCK && md.events[i].as.code.at)
            b->root = fenced_read(&in, &md.events[i], t->arena, &b->diags);
    return b;
}

static void put_place(struct buf *out, struct pos p)
{
    uint32_t line, column;
    struct str source;
    pos_locate(p, &line, &column, &source);
    buf_printf(out, "%u:%u", line, column);
    if (p.length) buf_printf(out, " %.*s", STR_ARG(pos_text(p)));
}

static void put_node(struct buf *out, const struct yaml_node *n)
{
    if (n->kind == YAML_TEXT) {
        struct str text = str_trim_end(n->text);
        size_t last = text.len ? text.len - 1 : 0;
        buf_put_char(out, '(');
        put_place(out, yaml_pos_in(n, 0, 1 + (n->text.ptr[0] < 0)));
        buf_put(out, STR(" … "));
        put_place(out, yaml_pos_in(n, last, 1));
        buf_put_char(out, ')');
    }
    for (size_t i = 0; n->kind == YAML_LIST && i < n->len; i++)
        put_node(out, n->items[i]);
    for (size_t i = 0; n->kind == YAML_MAP && i < n->len; i++) {
        put_place(out, n->pairs[i].key_pos);
        buf_put_char(out, ' ');
        put_node(out, n->pairs[i].value);
        buf_put_char(out, ' ');
    }
}

static struct str shown(struct test *t, const struct block *b)
{
    struct buf out = {.arena = t->arena};
    for (const struct diag *d = b->diags.first; d; d = d->next) {
        put_place(&out, d->pos);
        buf_printf(&out, " %s", diag_catalogue[d->id].id);
        if (d->narg > 1) buf_printf(&out, " %.*s", STR_ARG(d->args[1]));
        buf_put_char(&out, ' ');
    }
    if (!b->diags.first && b->root) put_node(&out, b->root);
    return str_trim(buf_str(&out));
}

#define SHOWS(text, want) CHECK_STR(shown(t, block_in(t, (text), NULL)), STR(want))
#define SHOWS_KEY(text, want) CHECK_STR(shown(t, block_in(t, (text), "text")), STR(want))

TEST("what stands in a fenced block has its place in the file")
{
    SHOWS("Å\n\n```x\na: åb\nc:\n  - d e\n```\n", "4:1 a (4:4 å … 4:5 b) 5:1 c (6:5 d … 6:7 e)");
    SHOWS("~~~x y\na: 'it''s'\n~~~", "2:1 a (2:5 i … 2:9 s)");
}

TEST("a fenced block may be indented, in a list, a box or a quotation")
{
    SHOWS("- A\n\n  ```x\n  a: b\n  c: d\n  ```\n", "4:3 a (4:6 b … 4:6 b) 5:3 c (5:6 d … 5:6 d)");
    SHOWS("1. ::: note\n   ```x\n   a:\n     - b\n   ```\n   :::\n", "3:4 a (4:8 b … 4:8 b)");
    SHOWS("> > ```x\n> > a: b\n>> c: d\n> > ```\n", "2:5 a (2:8 b … 2:8 b) 3:4 c (3:7 d … 3:7 d)");
    SHOWS("  ```x\n  a: b\nc: d\n  ```\n", "2:3 a (2:6 b … 2:6 b) 3:1 c (3:4 d … 3:4 d)");
    SHOWS("-\t```x\n\ta: b\n\t```\n", "2:2 a (2:5 b … 2:5 b)");
}

TEST("a text of several lines in a quotation keeps its places")
{
    SHOWS("> ```x\n> a: |\n>   b\n>   c\n> d: e\n>   f\n> ```\n",
          "2:3 a (3:5 b … 4:5 c) 5:3 d (5:6 e … 6:5 f)");
}

TEST("a fenced block in a text of front matter has its place there")
{
    SHOWS_KEY("text: |\n  A\n\n  ```x\n  a: b\n  c: [d, e]\n  ```\n",
              "5:3 a (5:6 b … 5:6 b) 6:3 c (6:7 d … 6:7 d)(6:10 e … 6:10 e)");
    SHOWS_KEY("text: |\n  > ```x\n  > a: b\n  > ```\n", "3:5 a (3:8 b … 3:8 b)");
    SHOWS_KEY("text: >\n  ```x\n\n  a: b\n\n  ```\n", "4:3 a (4:6 b … 4:6 b)");
    SHOWS_KEY("text: \"```x\\na: b\\n```\"\n", "1:7 \" (1:7 \" … 1:7 \")");
}

TEST("lines may end in CR LF, and the block at the end of the text")
{
    SHOWS("```x\r\na: b\r\n\r\nc: |\r\n  d\r\n  e\r\n```\r\n",
          "2:1 a (2:4 b … 2:4 b) 4:1 c (5:3 d … 6:3 e)");
    SHOWS_KEY("text: |\r\n  ```x\r\n  a: b\r\n  ```\r\n", "3:3 a (3:6 b … 3:6 b)");
    SHOWS("```x\na: b", "2:1 a (2:4 b … 2:4 b)");
    SHOWS("```x\n```\n", "");
    SHOWS("```x", "");
}

TEST("what is wrong in a fenced block is reported where it stands")
{
    SHOWS("> ```x\n> a: b: c\n> ```\n", "2:7 : yaml-colon");
    SHOWS("Å\n\n> ```x\n> a: b\n> c: d\n> a: e\n> ```\n", "6:3 a duplicate-key 4");
    SHOWS("- ```x\n  a: \"b\n  ```\n", "2:6 \" yaml-quote-unclosed");
    SHOWS("- ```x\n  a: [b\n  ```\n", "2:6 [ yaml-bracket-unclosed ]");
    SHOWS_KEY("text: |\n  - ```x\n    \ta: b\n    ```\n", "3:5 \t yaml-tab");
}
