/* The official Mustache spec against parts/template, without a shape: the plain language.
 *
 *     mustache_spec SKIPPED FOLDER …      folders of the spec's JSON files, and how many are
 * missing
 *
 * Prints one line a file and names every case that fails. The optional modules for lambdas and
 * dynamic names are left out on purpose (template.h): their cases are named, and not counted.
 * The last line is `N passed, N failed, N skipped`; exits with 1 when something failed.
 */
#include "base/buf.h"
#include "base/map.h"
#include "parts/template.h"
#include <jansson.h>
#include <dirent.h>
#include <stdlib.h>
#include <string.h>

struct counts {
    size_t passed, failed, skipped;
};

static struct str json_str(const json_t *j)
{
    return j ? (struct str){json_string_value(j), json_string_length(j)} : (struct str){0};
}

static struct value value_of(struct arena *a, const json_t *j);

/* An object is a record with a shape of its own. */
static const struct record *record_of(struct arena *a, const json_t *j)
{
    size_t n = json_object_size(j), i = 0;
    struct field *fields = arena_new(a, struct field, n + 1);
    struct value *values = arena_new(a, struct value, n + 1);
    struct shape *shape = arena_new(a, struct shape, 1);
    struct record *r = arena_new(a, struct record, 1);
    const char *key;
    json_t *member;
    json_object_foreach((json_t *)(uintptr_t)j, key, member)
    {
        fields[i].name = key;
        values[i++] = value_of(a, member);
    }
    *shape = (struct shape){.name = "object", .fields = fields};
    *r = (struct record){shape, values};
    return r;
}

static struct value list_of(struct arena *a, const json_t *j)
{
    size_t n = json_array_size(j);
    struct value *items = arena_new(a, struct value, n);
    for (size_t i = 0; i < n; i++)
        items[i] = value_of(a, json_array_get(j, i));
    return (struct value){VALUE_LIST, {.list = {items, n}}};
}

static struct value value_of(struct arena *a, const json_t *j)
{
    struct buf number = {.arena = a};
    switch (json_typeof(j)) {
    case JSON_OBJECT:
        return (struct value){VALUE_RECORD, {.record = record_of(a, j)}};
    case JSON_ARRAY:
        return list_of(a, j);
    case JSON_STRING:
        return (struct value){VALUE_TEXT, {.text = json_str(j)}};
    case JSON_INTEGER:
        return (struct value){VALUE_NUMBER, {.number = json_integer_value(j)}};
    case JSON_REAL: /* steg has whole numbers only; the spec prints 1.21 as it is written */
        buf_printf(&number, "%.15g", json_real_value(j));
        return (struct value){VALUE_TEXT, {.text = buf_str(&number)}};
    case JSON_TRUE:
    case JSON_FALSE:
        return (struct value){VALUE_BOOL, {.truth = json_is_true(j)}};
    default:
        return (struct value){0};
    }
}

/* The case's partials and, under the name of a layout, its template. */
struct files {
    struct arena *arena;
    const json_t *test;
};

static const struct file *fetch(void *ctx, struct str name)
{
    struct files *f = ctx;
    const json_t *text =
        json_object_get(json_object_get(f->test, "partials"), str_z(f->arena, name));
    if (str_eq(name, STR("*template*"))) text = json_object_get(f->test, "template");
    if (!text) return NULL;
    struct file *file = arena_new(f->arena, struct file, 1);
    *file = (struct file){name, json_str(text)};
    return file;
}

static bool run_case(struct arena *a, const json_t *test, const char *path)
{
    struct files files = {a, test};
    struct diags d = {.arena = a};
    struct buf out = {.arena = a};
    struct value root = value_of(a, json_object_get(test, "data"));
    const struct template *t =
        template_compile(template_set_new(a, fetch, &files), STR("*template*"), NULL, &d);
    bool complete = t && template_render(&out, t, &root, a);
    struct str want = json_str(json_object_get(test, "expected")), got = buf_str(&out);
    if (complete && !d.first && str_eq(got, want)) return true;
    printf("FAILED %s: %s\n  template: %s\n  wanted:   «%.*s»\n  got:      «%.*s»\n", path,
           json_string_value(json_object_get(test, "name")),
           json_string_value(json_object_get(test, "template")), STR_ARG(want), STR_ARG(got));
    struct buf said = {.arena = a};
    diags_print(&said, &d, (struct diag_style){0});
    printf("%.*s", STR_ARG(buf_str(&said)));
    return false;
}

static bool left_out(const char *name)
{
    return strstr(name, "lambdas") || strstr(name, "dynamic-names");
}

static void run_file(const char *folder, const char *name, struct counts *total)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    json_error_t error;
    json_t *spec = json_load_file(path, 0, &error), *test;
    if (!spec) {
        printf("FAILED %s: %s\n", path, error.text);
        total->failed++;
        return;
    }
    size_t i, passed = 0, failed = 0;
    struct arena a = {0};
    json_array_foreach(json_object_get(spec, "tests"), i, test)
    {
        if (left_out(name)) {
            printf("left out: %s: %s\n", path, json_string_value(json_object_get(test, "name")));
            continue;
        }
        if (run_case(&a, test, path))
            passed++;
        else
            failed++;
        arena_reset(&a);
    }
    arena_free(&a);
    if (!left_out(name)) printf("%s: %zu passed, %zu failed\n", path, passed, failed);
    total->passed += passed;
    total->failed += failed;
    json_decref(spec);
}

static int is_json(const struct dirent *e)
{
    const char *dot = strrchr(e->d_name, '.');
    return dot && !strcmp(dot, ".json");
}

int main(int argc, char **argv)
{
    struct counts total = {.skipped = argc > 1 ? strtoul(argv[1], NULL, 10) : 0};
    for (int i = 2; i < argc; i++) {
        struct dirent **names;
        int n = scandir(argv[i], &names, is_json, alphasort);
        if (n < 0) {
            printf("FAILED %s: no such folder\n", argv[i]);
            total.failed++;
        }
        for (int k = 0; k < n; k++) {
            run_file(argv[i], names[k]->d_name, &total);
            free(names[k]);
        }
        if (n >= 0) free(names);
    }
    printf("%zu passed, %zu failed, %zu skipped\n", total.passed, total.failed, total.skipped);
    return total.failed != 0;
}
