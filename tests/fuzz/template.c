/* Fuzzing parts/template: any bytes as a layout.
 *
 *     clang -std=c11 -D_GNU_SOURCE -g -O1 -fsanitize=fuzzer,address,undefined -Igenerator \
 *         -o build/fuzz-template tests/fuzz/template.c generator/parts/template_*.c \
 *         $(ls generator/base/[!e]*.c) -lutf8proc
 *     build/fuzz-template -max_len=4096 -timeout=10 build/fuzz/template layouts layouts/partials
 *
 * The input is several files: a NUL byte ends one; they are called page, a, b and c. It is compiled
 * with a shape and without; what is accepted is rendered with full values, hostile ones and none.
 * Beyond not crashing, this must hold:
 *   - a layout is refused exactly when there is an error to show for it;
 *   - a page made from an accepted layout ends outside of tags, comments and scripts, whichever
 *     sections were left out, and its attributes have space between them;
 *   - a hostile value never becomes a tag.
 */
#include "parts/template_internal.h"
#include <stdlib.h>
#include <string.h>

static const struct shape node_shape;

static const struct field node_fields[] = {{"t", VALUE_TEXT, NULL, ""},
                                           {"h", VALUE_HTML, NULL, ""},
                                           {"u", VALUE_URL, NULL, ""},
                                           {"n", VALUE_NUMBER, NULL, ""},
                                           {"b", VALUE_BOOL, NULL, ""},
                                           {"r", VALUE_RECORD, &node_shape, ""},
                                           {"l", VALUE_LIST, &node_shape, ""},
                                           {"w", VALUE_LIST, NULL, ""},
                                           {0}};

static const struct shape node_shape = {"node", "", node_fields};

#define FIELDS (sizeof node_fields / sizeof *node_fields - 1)

/* A record of `depth` levels: of "<script>", or of what is absent. */
static const struct record *node(struct arena *a, struct str text, bool full, int depth)
{
    struct record *r = arena_new(a, struct record, 1);
    struct value *v = arena_new(a, struct value, FIELDS), *items = arena_new(a, struct value, 4);
    *r = (struct record){&node_shape, v};
    if (!full) return r;
    v[0] = (struct value){VALUE_TEXT, {.text = text}};
    v[1] = (struct value){VALUE_HTML, {.text = STR("<p title='x'>x</p>")}};
    v[2] = (struct value){VALUE_URL, {.text = STR("a\"b'c>")}};
    v[3] = (struct value){VALUE_NUMBER, {.number = -7}};
    v[4] = (struct value){VALUE_BOOL, {.truth = true}};
    if (depth) {
        for (int i = 0; i < 2; i++)
            items[i] = (struct value){VALUE_RECORD, {.record = node(a, text, full, depth - 1)}};
        v[5] = items[0];
        v[6] = (struct value){VALUE_LIST, {.list = {items, 2}}};
    }
    items[2] = items[3] = v[0];
    v[7] = (struct value){VALUE_LIST, {.list = {items + 2, 2}}};
    return r;
}

struct files {
    struct file file[4];
};

static const struct file *fetch(void *ctx, struct str name)
{
    struct files *f = ctx;
    for (int i = 0; i < 4; i++)
        if (str_eq(f->file[i].path, name)) return &f->file[i];
    return NULL;
}

static void check(bool holds)
{
    if (!holds) abort();
}

static void render(struct arena *a, const struct template *t, const struct record *r, bool checked)
{
    struct buf out = {.arena = a};
    struct value root = {VALUE_RECORD, {.record = r}};
    if (!template_render(&out, t, &root, a) || !checked) return;
    struct html h = {0};
    struct str glued = {0};
    struct file page = {STR("out"), buf_str(&out)};
    html_walk(&h, &page, page.bytes, &glued);
    check(h.state == HTML_TEXT && !glued.len);
    check(str_find_str(page.bytes, STR("<script>evil")) == STR_NONE);
}

static void try(struct arena *a, struct files *files, const struct shape *shape)
{
    struct diags d = {.arena = a};
    struct template_set *set = template_set_new(a, fetch, files);
    const struct template *t = template_compile(set, STR("page"), shape, &d);
    check(!t == (d.count[SEVERITY_ERROR] > 0));
    struct buf said = {.arena = a};
    if (d.count[SEVERITY_ERROR] < 20) diags_print(&said, &d, (struct diag_style){0});
    if (!t) return;
    struct str script = STR("<script>evil'\"</script>-->");
    render(a, t, node(a, STR("x"), true, 3), shape);
    render(a, t, node(a, script, true, 2), shape);
    render(a, t, node(a, script, false, 0), shape);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct str names[] = {STR_INIT("page"), STR_INIT("a"), STR_INIT("b"),
                                       STR_INIT("c")};
    struct str rest = {(const char *)data, size};
    struct files files = {0};
    for (int i = 0; i < 4; i++)
        files.file[i] = (struct file){names[i], i < 3 ? str_cut(&rest, 0) : rest};
    if (memmem(data, size, "evil", 4)) return 0; /* the mark of the hostile value */
    struct arena a = {0};
    try(&a, &files, &node_shape);
    try(&a, &files, NULL);
    arena_free(&a);
    return 0;
}
