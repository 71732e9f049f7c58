/* starter_list: a line added to a list that the author wrote, with everything else as it was.
 *
 *     modules:                      modules: [bokstaver, tall]
 *       - bokstaver
 *       - tall   # og regning
 *
 * The new name goes right behind the last item of a list in brackets, or on a line of its own below
 * it, with the hyphen where the author has it; comments and line ends stay. Then the new text is
 * read: when the list is not the old one and one name more, and all other keys what they were,
 * nothing is changed and the author is told what to write.
 */
#include "course/address.h"
#include "site/starter_private.h"

static const struct yaml_node *root_of(const struct file *f, struct arena *a)
{
    struct diags quiet = {.arena = a};
    const struct yaml_node *root = yaml_parse(f, f->bytes, YAML_USE_FILE, a, &quiet);
    return root && root->kind == YAML_MAP ? root : NULL;
}

static bool same(const struct yaml_node *x, const struct yaml_node *y)
{
    if (x->kind != y->kind || x->len != y->len) return false;
    for (size_t i = 0; i < x->len; i++) {
        if (x->kind == YAML_LIST && !same(x->items[i], y->items[i])) return false;
        if (x->kind != YAML_MAP) continue;
        if (!str_eq(x->pairs[i].key, y->pairs[i].key)) return false;
        if (!same(x->pairs[i].value, y->pairs[i].value)) return false;
    }
    return x->kind != YAML_TEXT || str_eq(x->text, y->text);
}

/* Whether `now` is `was` with one name more in modules. */
static bool is_wanted(const struct yaml_node *was, const struct yaml_node *now, struct str name)
{
    bool good = now && now->len == was->len;
    for (size_t i = 0; good && i < was->len; i++) {
        const struct yaml_node *x = was->pairs[i].value, *y = now->pairs[i].value;
        if (!str_eq(was->pairs[i].key, now->pairs[i].key)) return false;
        if (!str_eq(was->pairs[i].key, STR("modules"))) {
            good = same(x, y);
            continue;
        }
        good = y->kind == YAML_LIST && y->len == x->len + 1 &&
               y->items[x->len]->kind == YAML_TEXT && str_eq(y->items[x->len]->text, name);
        for (size_t k = 0; good && k < x->len; k++)
            good = same(x->items[k], y->items[k]);
    }
    return good;
}

/* What stands before the value on its line, "  - ", or "" when that is more than a hyphen. */
static struct str hyphen_before(struct str bytes, size_t value)
{
    size_t start = value;
    while (start && bytes.ptr[start - 1] != '\n' && bytes.ptr[start - 1] != '\r')
        start--;
    struct str before = str_sub(bytes, start, value - start);
    return str_eq(str_trim(before), STR("-")) ? before : STR("");
}

/* The file with the name behind or below the last item; "" when the list is written in a way that
 * is not known here. */
static struct str with_name(struct str bytes, const struct yaml_node *list, struct str name,
                            struct arena *a)
{
    struct pos last = list->items[list->len - 1]->pos;
    size_t end = last.offset + last.length;
    if (bytes.ptr[list->pos.offset] == '[')
        return STR_CAT(a, str_sub(bytes, 0, end), STR(", "), name, str_from(bytes, end));
    struct str hyphen = hyphen_before(bytes, last.offset);
    if (!hyphen.len) return STR("");
    while (end < bytes.len && bytes.ptr[end] != '\n' && bytes.ptr[end] != '\r')
        end++;
    bool crlf = str_find_str(bytes, STR("\r\n")) != STR_NONE;
    return STR_CAT(a, str_sub(bytes, 0, end), crlf ? STR("\r\n") : STR("\n"), hyphen, name,
                   str_from(bytes, end));
}

bool starter_list(struct str *out, const struct file *f, struct str name, struct str folder,
                  struct arena *a, struct diags *d)
{
    const struct yaml_node *root = root_of(f, a), *list = NULL;
    if (root) list = yaml_get(root, STR("modules"));
    if (!list || (list->kind == YAML_LIST && !list->len) || list->kind == YAML_NULL) return false;
    struct str rest, bytes = STR("");
    if (list->kind == YAML_LIST) {
        const struct yaml_node *last = list->items[list->len - 1];
        if (name_numbered(last->text, &rest)) name = folder;
        bytes = with_name(f->bytes, list, starter_yaml(name, a), a);
    }
    struct file changed = {f->path, bytes};
    if (bytes.len && is_wanted(root, root_of(&changed, a), name)) {
        *out = bytes;
        return true;
    }
    diag(d, DIAG_NEW_LIST_BY_HAND, list->pos, name);
    return false;
}
