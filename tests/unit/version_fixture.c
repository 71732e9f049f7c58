/* version_fixture: see version_fixture.h. */
#include "version_fixture.h"

#define MOST_FILES 16

static void parse_all(struct course *c, struct unit **units, size_t n, struct diags *d)
{
    struct worker w = {.results = c->arena, .scratch = c->arena, .diags = d};
    for (size_t i = 0; i < n; i++)
        course_parse(c, units[i], &w);
}

struct version *version_of(struct test *t, const char *const *files)
{
    struct arena *a = t->arena;
    struct file *list = arena_new(a, struct file, MOST_FILES);
    struct diags d = {.arena = a};
    struct version *v = arena_new(a, struct version, 1);
    struct course *c = &v->course;
    size_t n = 0;
    list[n++] = (struct file){STR("course.yml"), STR("format: 1\nid: kurs\ntitle: Kurs\n")};
    for (; *files; files += 2) {
        bool own = strcmp(files[0], "course.yml") == 0;
        list[own ? 0 : n++] = (struct file){str_of(files[0]), str_of(files[1])};
    }
    if (!course_scan(c, source_memory(list, n, a), STR(""), a, &d)) return v;
    struct unit **batch = arena_new(a, struct unit *, c->nunits + 1);
    n = 0;
    for (size_t i = 0; i < c->nunits; i++)
        if (c->units[i]->wanted) batch[n++] = c->units[i];
    while (n > 0) {
        parse_all(c, batch, n, &d);
        n = course_reach(c, batch, c->nunits, a);
    }
    course_index(c, &d);
    inventory_of(&v->things, c, a);
    return v;
}
