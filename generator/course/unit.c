/* unit: what one file is asked about itself; see course.h. */
#include "course/course.h"

const struct page_keys *unit_page_keys(const struct unit *u)
{
    /* Every schema of a page has page_keys as its first member. */
    return u->keys && u->kind != UNIT_COURSE ? u->keys : NULL;
}

const struct module_keys *module_keys_of(const struct unit *u)
{
    bool module = u && (u->kind == UNIT_MODULE || u->kind == UNIT_SHORT_MODULE);
    return module ? u->keys : NULL;
}

const struct step_load *unit_load(const struct unit *u)
{
    const struct step_keys *step = u->kind == UNIT_STEP ? u->keys : NULL;
    const struct module_keys *module = u->kind == UNIT_SHORT_MODULE ? u->keys : NULL;
    return step ? &step->load : module ? &module->load : NULL;
}

bool unit_draft(const struct unit *u)
{
    const struct page_keys *k = unit_page_keys(u);
    if ((k && k->draft.value) || (u->module && u->module->draft)) return true;
    return u->of && unit_draft(u->of);
}

struct str unit_identity(const struct unit *u)
{
    const struct page_keys *k = unit_page_keys(u->of ? u->of : u);
    return k && k->id.text.len ? k->id.text : u->name;
}

struct str unit_slug(const struct unit *u)
{
    const struct page_keys *k = unit_page_keys(u), *original = u->of ? unit_page_keys(u->of) : NULL;
    if (k && k->slug.text.len) return k->slug.text;
    return original && original->slug.text.len ? original->slug.text : unit_identity(u);
}

bool unit_translation(const struct unit *u)
{
    return !str_eq(u->path, u->original);
}

const struct schema *unit_schema(const struct unit *u)
{
    switch (u->kind) {
    case UNIT_COURSE:
        return unit_translation(u) ? &schema_course_texts : &schema_course;
    case UNIT_FRONT:
        return &schema_front;
    case UNIT_MODULE:
        return &schema_module;
    case UNIT_SHORT_MODULE:
        return &schema_short_module;
    case UNIT_STEP:
        return &schema_step;
    case UNIT_LEADER:
        return &schema_leader;
    case UNIT_METHOD:
        return &schema_method;
    default:
        return &schema_plain;
    }
}
