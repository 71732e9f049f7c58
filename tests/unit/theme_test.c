/* A theme: the files of the project's folder over those of the program. */
#include "site/theme.h"
#include "test.h"

static const struct theme_file *theme_file(const struct theme *theme, const char *name)
{
    for (size_t i = 0; i < theme->nfiles; i++)
        if (str_eq(theme->files[i].name, str_of(name))) return &theme->files[i];
    return NULL;
}

/* A project with the theme «vaar», whose style sheet is `css`. */
static struct theme *theme_of(struct test *t, const char *css)
{
    struct file *files = arena_new(t->arena, struct file, 3);
    files[0] = (struct file){.path = STR("content/course.yml"),
                             .bytes = STR("format: 1\nid: k\ntitle: K\ntheme: vaar\n")};
    files[1] = (struct file){.path = STR("themes/vaar/style.css"), .bytes = str_of(css)};
    files[2] = (struct file){.path = STR("themes/vaar/bilder/b.svg"), .bytes = STR("<svg/>")};
    struct source *s = source_memory(files, 3, t->arena);
    struct diags d = {.arena = t->arena};
    struct course *c = arena_new(t->arena, struct course, 1);
    if (!course_scan(c, s, STR("content/"), t->arena, &d)) return NULL;
    return theme_open(c, t->arena, &d);
}

TEST("a theme has the program's files where it has none of its own")
{
    const struct theme *theme = theme_of(t, "body {}");
    CHECK(theme_file(theme, "style.css")->own);
    CHECK_STR(theme_file(theme, "style.css")->bytes, STR("body {}"));
    CHECK(!theme_file(theme, "favicon.svg")->own);
    CHECK(theme->style == theme_file(theme, "style.css"));
}

TEST("a style sheet finds the theme's pictures, whose names on the site tell their content")
{
    const struct theme *theme =
        theme_of(t, "a{b:url(bilder/b.svg)}c{d:url(\"./bilder/b.svg\") url( bilder/b.svg )}");
    struct str picture = str_from(theme_file(theme, "bilder/b.svg")->address, 7); /* assets/ */
    CHECK_STR(theme->style->bytes, STR_CAT(t->arena, STR("a{b:url("), picture, STR(")}c{d:url(\""),
                                           picture, STR("\") url("), picture, STR(")}")));
    CHECK(!str_eq(theme->style->address, theme_of(t, "a{}")->style->address));
}

TEST("what a style sheet names that is not the theme's stays as it is")
{
    static const char css[] =
        "a{b:url(nei.svg) url(//x) url(../../c) url() url('d) url(style.css) url(";
    CHECK_STR(theme_of(t, css)->style->bytes, str_of(css));
}
