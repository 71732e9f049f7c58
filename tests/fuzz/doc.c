/* Fuzzing course/doc with libFuzzer: any bytes as a body, a text in a key, a line.
 *
 *     clang -g -O1 -fsanitize=fuzzer,address,undefined -std=c11 -D_GNU_SOURCE -Igenerator \
 *         tests/fuzz/doc.c \
 *         $(ls generator/course/{doc,fenced,figure,table,schema,address}*.c | grep -v _sheets) \
 *         generator/parts/markdown*.c generator/parts/yaml*.c \
 *         $(ls generator/base/[a-z]*.c | grep -v -e embed -e workers) \
 *         -lcmark-gfm-extensions -lcmark-gfm -lyaml -lutf8proc -o build/fuzz-doc
 *     build/fuzz-doc -max_len=4096 -timeout=30 -max_total_time=300 build/corpus
 *
 * What must hold: a text without errors becomes HTML whose tags nest, whose elements are known, and
 * whose attributes cannot run anything; holes lie in it in ascending order.
 */
#include "course/doc.h"
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool condition)
{
    if (!condition) abort();
}

static void fill(struct buf *out, const struct hole *h, void *ctx)
{
    (void)ctx;
    if (h->kind == HOLE_LINK || h->kind == HOLE_TERM)
        buf_put(out, STR("<a href=\"x\">"));
    else if (h->kind == HOLE_IMAGE)
        buf_put(out, STR("src=\"x\""));
    else
        buf_put(out, STR("x"));
}

static bool is_one_of(struct str name, const char *list)
{
    struct str rest = str_of(list);
    while (rest.len)
        if (str_eq(str_cut(&rest, ' '), name)) return true;
    return false;
}

static const char known[] =
    "p h1 h2 h3 h4 h5 h6 blockquote ul ol li pre code hr table caption colgroup thead tbody tr th "
    "td div section "
    "sup "
    "sub a em strong del br img figure figcaption span abbr bdi cite dd details dfn dl dt ins kbd "
    "mark q s samp small summary var wbr "
    "svg title desc g path rect circle text";

/* The tag at html[*at], which stands on "<"; moves behind it. */
static void check_tag(struct str html, size_t *at, struct str *open, size_t *depth)
{
    size_t i = *at + 1;
    bool end = i < html.len && html.ptr[i] == '/';
    i += end;
    size_t start = i;
    while (i < html.len && ((html.ptr[i] >= 'a' && html.ptr[i] <= 'z') ||
                            (html.ptr[i] >= '0' && html.ptr[i] <= '9')))
        i++;
    struct str name = str_sub(html, start, i - start);
    must(is_one_of(name, known));
    size_t close = i;
    for (bool quoted = false; quoted || html.ptr[close] != '>'; close++) {
        must(close < html.len);
        if (html.ptr[close] == '"') quoted = !quoted;
        must(html.ptr[close] != '<' && (quoted || html.ptr[close] != '\''));
    }
    struct str attributes = str_sub(html, i, close - i);
    must(str_find_str(attributes, STR(" on")) == STR_NONE ||
         str_find_str(attributes, STR("=")) != STR_NONE);
    must(str_find_str(attributes, STR("href=\"javascript")) == STR_NONE);
    must(str_find_str(attributes, STR(" style=")) == STR_NONE ||
         str_find_str(attributes, STR("=\"")) < str_find_str(attributes, STR(" style=")));
    *at = close;
    if (is_one_of(name, "br img hr wbr") || html.ptr[close - 1] == '/') return;
    if (end) {
        must(*depth > 0 && str_eq(open[--*depth], name));
    } else {
        must(*depth < 1000);
        open[(*depth)++] = name;
    }
}

static void check(struct str html)
{
    struct str open[1000];
    size_t depth = 0;
    for (size_t i = 0; i < html.len; i++)
        if (html.ptr[i] == '<') check_tag(html, &i, open, &depth);
    must(depth == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena a = {0}, scratch = {0};
    struct file f = {STR_INIT("x.md"), {(const char *)data, size}};
    for (int form = DOC_BODY; form <= DOC_LINE; form++) {
        struct diags d = {.arena = &a};
        struct doc_ids ids = {.used = {.arena = &a}};
        struct doc_input in = {.file = &f, .text = f.bytes, .form = (enum doc_form)form};
        doc_collect_ids(&in, &ids, &a, &d);
        struct doc *doc = doc_parse(&in, &ids, &a, &scratch, &d);
        uint32_t last = 0;
        for (size_t i = 0; i < doc->nholes; i++) {
            must(doc->holes[i].at >= last && doc->holes[i].at <= doc->html.len);
            last = doc->holes[i].at;
        }
        for (const struct diag *g = d.first; g; g = g->next)
            must(!g->pos.file || (g->pos.offset <= size && g->pos.length <= size - g->pos.offset));
        if (d.count[SEVERITY_ERROR]) continue;
        struct buf out = {.arena = &scratch};
        doc_print(&out, doc, fill, NULL);
        check(buf_str(&out));
    }
    arena_free(&a);
    arena_free(&scratch);
    return 0;
}
