/* Fuzzing parts/markdown with libFuzzer:
 *
 *     clang -g -O1 -fsanitize=fuzzer,address,undefined -std=c11 -D_GNU_SOURCE -Igenerator \
 *         tests/fuzz/markdown.c generator/parts/markdown*.c \
 *         $(ls generator/base/[a-z]*.c | grep -v -e embed -e workers) \
 *         -lcmark-gfm-extensions -lcmark-gfm -lutf8proc -o build/fuzz-markdown
 *     build/fuzz-markdown -max_len=4096 -timeout=5 -max_total_time=300 build/corpus
 *
 * What must hold for every text: events nest, positions lie in the file, texts that a position
 * covers exactly are there, and false is returned exactly when an error was added.
 */
#include "parts/markdown.h"
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool condition)
{
    if (!condition) abort();
}

static void check_pos(struct pos p, const struct file *f)
{
    must(p.file == f && p.offset <= f->bytes.len && p.length <= f->bytes.len - p.offset);
}

static void check(const struct markdown *md, const struct file *f, bool complete)
{
    uint8_t open[MARKDOWN_MAX_DEPTH * 2 + 8];
    size_t depth = 0;
    for (size_t i = 0; i < md->len; i++) {
        const struct md_event *e = &md->events[i];
        check_pos(e->pos, f);
        if (e->step == MD_ENTER) {
            must(depth < sizeof open);
            open[depth++] = e->kind;
        } else if (e->step == MD_LEAVE) {
            must(depth > 0 && open[--depth] == e->kind);
        }
        if (e->kind == MD_CITATION)
            for (uint32_t k = 0; k < e->as.citation.len; k++)
                check_pos(e->as.citation.items[k].pos, f);
        if (e->kind == MD_CELL && e->as.cell.column > MARKDOWN_MAX_COLUMNS) abort();
    }
    must(!complete || depth == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena a = {0};
    struct file f = {STR_INIT("x.md"), {(const char *)data, size}};
    for (unsigned i = 0; i < 3; i++) {
        struct diags d = {.arena = &a};
        struct markdown md;
        bool ok = markdown_parse(
            &md,
            &(struct markdown_input){
                .file = &f, .text = f.bytes, .inline_only = i == 1, .plain_gfm = i == 2},
            &a, &d);
        must(ok == (d.count[SEVERITY_ERROR] == 0));
        check(&md, &f, ok);
        for (const struct diag *g = d.first; g; g = g->next)
            check_pos(g->pos, &f);
    }
    arena_free(&a);
    return 0;
}
