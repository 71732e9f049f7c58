/* What a name means at a place, and whether its value may be printed there. */
#include "parts/template_internal.h"
#include <string.h>

#define CANDIDATES_MAX 512 /* names offered as "did you mean" */

bool fault_new(struct faults *f, enum diag_id id, struct pos pos)
{
    if (diag_catalogue[id].severity != SEVERITY_WARNING) f->any = true;
    struct {
        const struct file *file;
        uint32_t offset, id;
    } key = {pos.file, pos.offset, (uint32_t)id};
    struct str bytes = {(const char *)&key, sizeof key};
    if (map_has(&f->set->reported, bytes)) return false;
    return map_add(&f->set->reported, str_dup(f->set->arena, bytes), f);
}

/* ---- Names ----------------------------------------------------------------------------------- */

static const struct field *field_find(const struct shape *s, struct str name, uint16_t *index)
{
    for (uint16_t i = 0; s && s->fields[i].name; i++) {
        if (!str_eq(str_of(s->fields[i].name), name)) continue;
        *index = i;
        return &s->fields[i];
    }
    return NULL;
}

static void add_names(struct str *names, size_t *n, const struct shape *s)
{
    for (size_t i = 0; s->fields[i].name && *n < CANDIDATES_MAX; i++)
        names[(*n)++] = str_of(s->fields[i].name);
}

/* The name in another place: a field of something that is in scope here ("step.title"). */
static struct str found_inside(const struct scope *s, struct str name, struct arena *a)
{
    uint16_t index;
    for (uint8_t k = s->depth; k-- > 0;) {
        const struct shape *shape = s->frames[k].shape;
        for (size_t i = 0; shape && shape->fields[i].name; i++)
            if (shape->fields[i].kind == VALUE_RECORD &&
                field_find(shape->fields[i].of, name, &index))
                return STR_CAT(a, str_of(shape->fields[i].name), STR("."), name);
    }
    return (struct str){0};
}

static struct str innermost_shape(const struct scope *s)
{
    for (uint8_t k = s->depth; k-- > 0;)
        if (s->frames[k].shape) return str_of(s->frames[k].shape->name);
    return STR("");
}

static void name_unknown(const struct scope *s, const struct file *file, struct str name,
                         struct faults *f)
{
    struct str names[CANDIDATES_MAX];
    size_t n = 0;
    for (uint8_t k = s->depth; k-- > 0;)
        if (s->frames[k].shape) add_names(names, &n, s->frames[k].shape);
    struct str near = diag_nearest(name, names, n);
    if (!near.len) near = found_inside(s, name, f->set->arena);
    struct pos pos = pos_of(file, name);
    fault(f, DIAG_LAYOUT_NAME_UNKNOWN, pos, name, innermost_shape(s), near);
}

/* The fields after the first one of a dotted name: each in the record before it. */
static bool walk_fields(struct found *out, struct str owner, struct str rest,
                        const struct file *file, struct faults *f)
{
    while (rest.ptr) {
        struct str part = str_cut(&rest, '.');
        struct pos pos = pos_of(file, part);
        if (out->kind != VALUE_RECORD) {
            fault(f, DIAG_LAYOUT_NOT_RECORD, pos, owner, part);
            return false;
        }
        uint16_t index = 0;
        const struct field *field = field_find(out->of, part, &index);
        if (!field) {
            struct str names[CANDIDATES_MAX];
            size_t n = 0;
            add_names(names, &n, out->of);
            struct str near = diag_nearest(part, names, n);
            fault(f, DIAG_LAYOUT_FIELD_UNKNOWN, pos, part, owner, near);
            return false;
        }
        if (out->path.len == TEMPLATE_PATH_MAX) {
            fault(f, DIAG_LAYOUT_TAG_NAME, pos, part);
            return false;
        }
        out->path.fields[out->path.len++] = index;
        out->kind = field->kind;
        out->of = field->of;
        owner = part;
    }
    return true;
}

/* Without a shape: the name in parts, looked up when the page is rendered. */
static bool find_later(struct found *out, const struct scope *s, const struct file *file,
                       struct str name, struct faults *f)
{
    out->kind = VALUE_NONE;
    out->path.slot = (uint8_t)(s->depth - 1);
    if (str_eq(name, STR("."))) return true;
    struct str *names = arena_new(f->set->arena, struct str, TEMPLATE_PATH_MAX);
    out->path.names = names;
    for (struct str rest = name; rest.ptr;) {
        if (out->path.len == TEMPLATE_PATH_MAX) {
            fault(f, DIAG_LAYOUT_TAG_NAME, pos_of(file, name), name);
            return false;
        }
        names[out->path.len++] = str_cut(&rest, '.');
    }
    return true;
}

/* name = "." | field { "." field }: the first field in the innermost frame that has it. */
bool scope_find(struct found *out, const struct scope *s, const struct file *file, struct str name,
                struct faults *f)
{
    *out = (struct found){0};
    if (!s->checked) return find_later(out, s, file, name, f);
    const struct scope_frame *top = &s->frames[s->depth - 1];
    out->path.slot = (uint8_t)(s->depth - 1);
    out->kind = top->kind;
    out->of = top->shape;
    if (str_eq(name, STR("."))) return true;
    struct str rest = name, first = str_cut(&rest, '.');
    for (uint8_t k = s->depth; k-- > 0;) {
        uint16_t index = 0;
        const struct field *field = field_find(s->frames[k].shape, first, &index);
        if (!field) continue;
        out->path.slot = k;
        out->path.fields[out->path.len++] = index;
        out->kind = field->kind;
        out->of = field->of;
        return walk_fields(out, first, rest, file, f);
    }
    name_unknown(s, file, first, f);
    return false;
}

/* ---- Printing -------------------------------------------------------------------------------- */

/* May anything at all be printed here? */
static bool place_fits(const struct html *h, struct pos pos, struct str name, struct faults *f)
{
    struct arena *a = f->set->arena;
    switch (h->state) {
    case HTML_TEXT:
    case HTML_RCDATA:
        return true;
    case HTML_DOUBLE:
    case HTML_SINGLE:
        if (h->attr != ATTR_CODE) return true;
        fault(f, DIAG_LAYOUT_IN_CODE, pos, name, (struct str){h->name, h->name_len});
        return false;
    case HTML_AFTER_EQUAL:
    case HTML_UNQUOTED:
        fault(f, DIAG_LAYOUT_UNQUOTED, pos, name, html_sketch(h, a));
        return false;
    case HTML_RAW:
        fault(f, DIAG_LAYOUT_IN_RAW, pos, name, html_sketch(h, a));
        return false;
    case HTML_COMMENT:
    case HTML_DECL:
    case HTML_DECL_DASH:
    case HTML_BOGUS:
        fault(f, DIAG_LAYOUT_IN_COMMENT, pos, name, html_sketch(h, a));
        return false;
    default:
        fault(f, DIAG_LAYOUT_IN_TAG, pos, name, html_sketch(h, a));
        return false;
    }
}

/* Is this the kind of value that can be printed with these braces? */
static bool kind_fits(const struct found *v, const struct node *n, struct pos pos, struct faults *f)
{
    switch (v->kind) {
    case VALUE_RECORD:
        fault(f, DIAG_LAYOUT_PRINT_RECORD, pos, n->text);
        return false;
    case VALUE_LIST:
        fault(f, DIAG_LAYOUT_PRINT_LIST, pos, n->text);
        return false;
    case VALUE_BOOL:
    case VALUE_NONE:
        fault(f, DIAG_LAYOUT_PRINT_BOOL, pos, n->text);
        return false;
    case VALUE_HTML:
        if (!n->raw) fault(f, DIAG_LAYOUT_HTML_ESCAPED, pos, n->text);
        return n->raw;
    default:
        if (n->raw) fault(f, DIAG_LAYOUT_RAW_TEXT, pos, n->text);
        return !n->raw;
    }
}

static enum op_code url_code(const struct found *v, const struct html *h, struct pos pos,
                             struct str name, struct faults *f)
{
    if (v->kind == VALUE_URL) return OP_URL;
    if (v->kind == VALUE_NUMBER) return OP_ESCAPED;
    if (v->kind == VALUE_TEXT && h->fragment && h->attr == ATTR_URL) return OP_FRAGMENT;
    fault(f, DIAG_LAYOUT_NOT_URL, pos, name, (struct str){h->name, h->name_len});
    return OP_END;
}

enum op_code print_code(const struct found *v, const struct html *h, const struct file *file,
                        const struct node *n, struct faults *f)
{
    struct pos pos = pos_of(file, n->text);
    bool fits = kind_fits(v, n, pos, f);
    if (!place_fits(h, pos, n->text, f) || !fits) return OP_END;
    if (v->kind == VALUE_HTML && h->state != HTML_TEXT) {
        fault(f, DIAG_LAYOUT_HTML_PLACE, pos, n->text, html_sketch(h, f->set->arena));
        return OP_END;
    }
    if (v->kind == VALUE_HTML) return OP_RAW;
    bool value = h->state == HTML_DOUBLE || h->state == HTML_SINGLE;
    if (value && h->attr != ATTR_PLAIN) return url_code(v, h, pos, n->text, f);
    return OP_ESCAPED;
}
