/* source_names: which names a course's files may have, the same for every source. */
#include "base/arena.h"
#include "base/utf8.h"
#include "io/source_private.h"
#include <string.h>

static bool windows_refuses(struct str name)
{
    static const char *const devices[] = {"con", "prn", "aux", "nul"};
    for (size_t i = 0; i < name.len; i++)
        if (strchr("<>:\"\\|?*", name.ptr[i])) return true;
    char last = name.ptr[name.len - 1];
    if (last == '.' || last == ' ') return true;
    struct str stem = name;
    stem = str_cut(&stem, '.');
    for (size_t i = 0; i < sizeof devices / sizeof *devices; i++)
        if (str_eq_nocase(stem, str_of(devices[i]))) return true;
    return stem.len == 4 && stem.ptr[3] >= '1' && stem.ptr[3] <= '9' &&
           (str_eq_nocase(str_sub(stem, 0, 3), STR("com")) ||
            str_eq_nocase(str_sub(stem, 0, 3), STR("lpt")));
}

static bool has_control(struct str name)
{
    uint32_t rune;
    while (utf8_next(&name, &rune))
        if (rune < 0x20 || utf8_is_control(rune)) return true;
    return false;
}

bool source_name_is_good(struct str name, struct str path, struct str printed, struct diags *d)
{
    struct pos none = {0};
    struct arena *a = d->arena;
    if (utf8_invalid(name) != STR_NONE) {
        diag(d, DIAG_NAME_NOT_UTF8, none, printed);
    } else if (has_control(name)) {
        diag(d, DIAG_NAME_CONTROL, none, printed);
    } else if (name.len > SOURCE_MAX_NAME) {
        diag(d, DIAG_NAME_TOO_LONG, none, printed, str_number(a, name.len),
             str_number(a, SOURCE_MAX_NAME));
    } else if (path.len > SOURCE_MAX_PATH) {
        diag(d, DIAG_PATH_TOO_LONG, none, printed, str_number(a, path.len),
             str_number(a, SOURCE_MAX_PATH));
    } else {
        if (windows_refuses(name)) diag(d, DIAG_NAME_WINDOWS, none, printed);
        return true;
    }
    return false;
}

/* Two names of one folder that differ by case or by NFC and NFD: which of them a copy on Windows
 * or macOS keeps is a matter of chance. */
void source_check_twin(struct map *names, struct str name, struct str printed, struct diags *d)
{
    struct arena *tmp = names->arena;
    struct str key = utf8_nfc(tmp, utf8_lower_str(tmp, utf8_nfc(tmp, name)));
    struct str *first = map_get(names, key);
    if (first) {
        /* In the order of bytes: the order of a listing is the disk's. */
        bool later = str_cmp(*first, printed) > 0;
        diag(d, DIAG_NAME_TWICE, (struct pos){0}, later ? printed : *first,
             later ? *first : printed);
        return;
    }
    struct str *mine = arena_new(tmp, struct str, 1);
    *mine = printed;
    map_add(names, str_dup(tmp, key), mine);
}

bool source_is_wanted(const struct source_options *o, struct str folder, struct str name)
{
    if (name.ptr[0] == '.' || str_eq(name, STR("node_modules"))) return false;
    if (folder.len || !o->only) return true;
    for (size_t i = 0; i < o->nonly; i++)
        if (str_eq(name, o->only[i])) return true;
    return false;
}
