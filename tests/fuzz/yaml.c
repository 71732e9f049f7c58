/* Fuzz: any bytes as a page's front matter, and as a YAML file.
 *
 * What must hold: no report from the sanitizers; a tree exactly when nothing was reported; every
 * position, of nodes and within texts, inside the file; limits kept.
 *
 *     clang -g -O1 -fsanitize=fuzzer,address,undefined … tests/fuzz/yaml.c; ./yaml
 * -max_total_time=60
 */
#include "parts/yaml.h"
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define HOLDS(condition)           \
    do                             \
        if (!(condition)) abort(); \
    while (0)

static void check_pos(const struct file *f, struct pos p)
{
    HOLDS(p.file == f && (uint64_t)p.offset + p.length <= f->bytes.len);
}

static void check_tree(const struct file *f, const struct yaml_node *root)
{
    const struct yaml_node *stack[YAML_MAX_DEPTH * 2 + 2];
    size_t at[YAML_MAX_DEPTH * 2 + 2], depth = 0;
    stack[depth] = root;
    at[depth++] = 0;
    while (depth) {
        const struct yaml_node *n = stack[depth - 1];
        size_t i = at[depth - 1]++;
        if (i == 0) {
            check_pos(f, n->pos);
            for (size_t k = 0; n->kind == YAML_TEXT && k <= n->text.len; k += 1 + n->text.len / 64)
                check_pos(f, yaml_pos_in(n, k, 3));
        }
        if ((n->kind != YAML_LIST && n->kind != YAML_MAP) || i == n->len) {
            depth--;
            continue;
        }
        if (n->kind == YAML_MAP) check_pos(f, n->pairs[i].key_pos);
        HOLDS(depth <= YAML_MAX_DEPTH);
        stack[depth] = n->kind == YAML_MAP ? n->pairs[i].value : n->items[i];
        at[depth++] = 0;
    }
}

static void check_reading(const struct file *f, struct str part, enum yaml_use use)
{
    struct arena a = {0};
    struct diags d = {.arena = &a};
    const struct yaml_node *root = yaml_parse(f, part, use, &a, &d);
    HOLDS((root == NULL) == (d.first != NULL));
    for (const struct diag *x = d.first; x; x = x->next)
        check_pos(f, x->pos);
    if (root) check_tree(f, root);
    root = yaml_parse_damaged(f, part, use, &a, &d);
    if (root) check_tree(f, root);
    arena_free(&a);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct file f = {STR_INIT("fuzz.md"), {(const char *)data, size}};
    struct arena a = {0};
    struct diags d = {.arena = &a};
    struct front_matter fm;
    bool sound = front_matter_split(&fm, &f, &d);
    HOLDS(sound == (d.first == NULL));
    for (const struct diag *x = d.first; x; x = x->next)
        check_pos(&f, x->pos);
    check_reading(&f, f.bytes, YAML_USE_FILE);
    if (sound && fm.present) check_reading(&f, fm.yaml, YAML_USE_FRONT_MATTER);
    arena_free(&a);
    return 0;
}
