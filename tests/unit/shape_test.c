/* The names that pages offer, the layouts that use them, and the interface's words. */
#include "test.h"
#include "base/embedded.h"
#include "site/shape_made.h"
#include "site/strings.h"
#include <string.h>

#define MOST_FIELDS 1000

static const struct {
    const struct shape *shape;
    size_t count;
} shapes[] = {
    {&link_shape, LINK_COUNT},
    {&item_shape, ITEM_COUNT},
    {&kind_shape, KIND_COUNT},
    {&when_shape, WHEN_COUNT},
    {&grouping_shape, GROUPING_COUNT},
    {&times_shape, TIMES_COUNT},
    {&work_shape, READING_COUNT},
    {&term_shape, TERM_COUNT},
    {&phase_shape, PHASE_COUNT},
    {&site_shape, SITE_COUNT},
    {&page_shape, PAGE_COUNT},
    {&script_shape, SCRIPT_COUNT},
    {&rail_shape, RAIL_COUNT},
    {&rail_step_shape, RAIL_STEP_COUNT},
    {&front_shape, FRONT_COUNT},
    {&module_card_shape, MODULE_CARD_COUNT},
    {&module_shape, MODULE_COUNT},
    {&step_card_shape, STEP_CARD_COUNT},
    {&step_shape, STEP_COUNT},
    {&sign_shape, SIGN_COUNT},
    {&presentation_shape, PRESENTATION_COUNT},
    {&task_shape, TASK_COUNT},
    {&question_shape, QUESTION_COUNT},
    {&variant_shape, VARIANT_COUNT},
    {&leader_shape, LEADER_COUNT},
    {&plan_shape, PLAN_COUNT},
    {&method_shape, METHOD_COUNT},
    {&methods_shape, METHODS_COUNT},
    {&glossary_shape, GLOSSARY_COUNT},
    {&literature_shape, LITERATURE_COUNT},
    {&plain_shape, PLAIN_COUNT},
    {&notfound_shape, NOTFOUND_COUNT},
    {&sheet_shape, SHEET_COUNT},
    {&sheet_step_shape, SHEET_STEP_COUNT},
    {&runsheet_shape, RUNSHEET_COUNT},
    {&missed_shape, MISSED_COUNT},
    {&redirect_shape, REDIRECT_COUNT},
};

static size_t fields_of(const struct shape *s)
{
    size_t n = 0;
    while (s->fields[n].name)
        n++;
    return n;
}

TEST("a shape has a row for every index, without gaps")
{
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++)
        CHECK_INT(fields_of(shapes[i].shape), shapes[i].count);
    for (size_t i = 0; i < LAYOUT_COUNT; i++)
        CHECK_INT(fields_of(layouts[i].root), ROOT_COUNT);
}

TEST("a shape stays within the number of names that a template may be offered")
{
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++)
        CHECK(fields_of(shapes[i].shape) <= MOST_FIELDS);
    CHECK(fields_of(&t_shape) <= MOST_FIELDS);
}

TEST("has_x stands directly before the list x")
{
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
        const struct field *f = shapes[i].shape->fields;
        for (; f->name; f++) {
            if (f->kind != VALUE_BOOL || strncmp(f->name, "has_", 4) != 0) continue;
            if (strcmp(f->name, "has_facts") == 0) continue; /* several texts, no list */
            CHECK_STR(str_of(f[1].name), str_of(f->name + 4));
            CHECK(f[1].kind == VALUE_LIST);
        }
    }
}

TEST("records and lists say what they hold, and everything has a meaning")
{
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++)
        for (const struct field *f = shapes[i].shape->fields; f->name; f++) {
            CHECK((f->of != NULL) == (f->kind == VALUE_RECORD || f->kind == VALUE_LIST));
            CHECK(f->meaning && *f->meaning);
        }
}

/* ---- Layouts --------------------------------------------------------------------------------- */

static const struct file *embedded(struct str path)
{
    for (size_t i = 0; i < embedded_count; i++)
        if (str_eq(embedded_files[i].path, path)) return &embedded_files[i];
    return NULL;
}

static const struct file *fetch(void *ctx, struct str name)
{
    return embedded(STR_CAT(ctx, STR("layouts/"), name, STR(".html")));
}

TEST("every layout that ships compiles against the names its pages offer")
{
    struct diags d = {.arena = t->arena};
    struct template_set *set = template_set_new(t->arena, fetch, t->arena);
    for (size_t i = 0; i < LAYOUT_COUNT; i++) {
        CHECK(template_compile(set, str_of(layouts[i].name), layouts[i].root, &d));
        CHECK(d.first == NULL);
    }
}

TEST("every page that ships prints the content security policy and loads nothing inline")
{
    static const char *const forbidden[] = {"<style",   " style=", "<script>", "javascript:",
                                            " onclick", " onload", "http://",  "https://"};
    size_t documents = 0;
    for (size_t i = 0; i < embedded_count; i++) {
        struct str path = embedded_files[i].path, bytes = embedded_files[i].bytes;
        if (!str_starts(path, STR("layouts/")) || !str_ends(path, STR(".html"))) continue;
        for (size_t k = 0; k < sizeof forbidden / sizeof *forbidden; k++)
            CHECK(str_find_str(bytes, str_of(forbidden[k])) == STR_NONE);
        if (str_find_str(bytes, STR("<html")) == STR_NONE) continue;
        documents++;
        CHECK(str_find_str(bytes, STR("\"Content-Security-Policy\" content=\"{{page.csp}}\"")) !=
              STR_NONE);
    }
    CHECK_INT(documents, 2); /* base and redirect: the rest inherit */
}

/* ---- Words ----------------------------------------------------------------------------------- */

/* The text of a key in a flat `key: "text"` file; a NULL ptr without it. */
static struct str word(struct str yml, struct str key)
{
    struct str line;
    while (str_line(&yml, &line)) {
        struct str rest = line;
        if (str_eq(str_cut(&rest, ':'), key)) return str_trim(rest);
    }
    return (struct str){0};
}

static size_t keys_of(struct str yml)
{
    size_t n = 0;
    struct str line;
    while (str_line(&yml, &line))
        n += line.len && line.ptr[0] != '#';
    return n;
}

/* Exactly {0} … {n - 1} occur. */
static bool has_placeholders(struct str text, uint32_t n)
{
    char hole[] = "{0}";
    for (uint32_t i = 0; i < 10; i++) {
        hole[1] = (char)('0' + i);
        if ((str_find_str(text, str_of(hole)) != STR_NONE) != (i < n)) return false;
    }
    return true;
}

TEST("each language has a text for every label and phrase, with its placeholders, and no others")
{
    static const char *const languages[] = {"layouts/i18n/nb.yml", "layouts/i18n/nn.yml",
                                            "layouts/i18n/en.yml"};
    for (size_t i = 0; i < sizeof languages / sizeof *languages; i++) {
        const struct file *f = embedded(str_of(languages[i]));
        CHECK(f != NULL);
        size_t labels = fields_of(&t_shape);
        for (size_t k = 0; k < labels; k++) {
            struct str text = word(f->bytes, str_of(t_shape.fields[k].name));
            CHECK(text.len > 2 && has_placeholders(text, 0));
        }
        for (size_t k = 0; k < PHRASE_COUNT; k++) {
            struct str text = word(f->bytes, str_of(phrases[k].key));
            CHECK(text.len > 2 && has_placeholders(text, phrases[k].placeholders));
        }
        CHECK_INT(keys_of(f->bytes), labels + PHRASE_COUNT);
    }
}
