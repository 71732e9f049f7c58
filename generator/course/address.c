/* address: see address.h. */
#include "course/address.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"

struct str address_of(struct str name, struct arena *a)
{
    struct str folded = utf8_fold_address(a, name);
    char *out = arena_bytes(a, folded.len);
    size_t n = 0;
    bool gap = false;
    for (size_t i = 0; i < folded.len; i++) {
        char c = folded.ptr[i];
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
            if (gap && n > 0) out[n++] = '-';
            out[n++] = c;
            gap = false;
        } else {
            gap = true;
        }
    }
    return (struct str){out, n};
}

bool name_numbered(struct str name, struct str *rest)
{
    size_t i = 0;
    while (i < name.len && name.ptr[i] >= '0' && name.ptr[i] <= '9')
        i++;
    if (i == 0 || i + 1 >= name.len || name.ptr[i] != '-') return false;
    *rest = str_from(name, i + 1);
    return true;
}

static bool one_of(struct str s, const char *const *words, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (str_eq(s, str_of(words[i]))) return true;
    return false;
}

bool address_reserved_in_module(struct str address)
{
    static const char *const words[] = {"index",   "leader",    "print",      "record",
                                        "cards",   "notesheet", "worksheet",  "missed",
                                        "changes", "runsheet",  "statements", "observation"};
    return one_of(address, words, sizeof words / sizeof *words);
}

bool address_reserved_at_top(struct str address)
{
    static const char *const words[] = {"index",      "404",      "record",  "records",
                                        "literature", "glossary", "methods", "assets",
                                        "v",          "changes",  "plan",    "poster"};
    return one_of(address, words, sizeof words / sizeof *words);
}

bool address_of_changes(struct str address)
{
    return str_eq(address, STR("changes.html")) || str_starts(address, STR("changes/"));
}

struct str path_folder(struct str path)
{
    size_t slash = str_rfind(path, '/');
    return slash == STR_NONE ? (struct str){path.ptr, 0} : str_sub(path, 0, slash + 1);
}

struct str path_name(struct str path)
{
    size_t slash = str_rfind(path, '/');
    return slash == STR_NONE ? path : str_from(path, slash + 1);
}

struct str path_stem(struct str path)
{
    struct str name = path_name(path);
    size_t dot = str_rfind(name, '.');
    return dot == STR_NONE || dot == 0 ? name : str_sub(name, 0, dot);
}

struct str path_extension(struct str path)
{
    struct str name = path_name(path);
    size_t dot = str_rfind(name, '.');
    return dot == STR_NONE || dot == 0 ? STR("") : str_from(name, dot + 1);
}

bool path_resolve(struct str *out, struct str root, struct str from, struct str path,
                  struct arena *a)
{
    if (path.len == 0) {
        *out = from;
        return true;
    }
    if (path.ptr[0] == '/') return false;
    struct str folder = path_folder(from);
    /* One buffer holds the result; every segment is appended, `..` cuts the last one off. */
    struct buf b = {.arena = a};
    buf_put(&b, folder);
    struct str rest = path;
    while (rest.ptr) {
        struct str part = str_cut(&rest, '/');
        if (part.len == 0 || str_eq(part, STR("."))) continue;
        if (str_eq(part, STR(".."))) {
            struct str now = buf_str(&b);
            if (now.len <= root.len) return false;
            now = path_folder(str_sub(now, 0, now.len - 1));
            if (now.len < root.len) return false;
            buf_truncate(&b, now.len);
            continue;
        }
        buf_put(&b, part);
        if (rest.ptr) buf_put_char(&b, '/');
    }
    *out = buf_str(&b);
    return out->len >= root.len;
}

struct str address_relative(struct str from, struct str to, struct arena *a)
{
    /* The folders that both share are left out; for each folder of `from` beyond, one "../". */
    size_t shared = 0, n = from.len < to.len ? from.len : to.len;
    for (size_t i = 0; i < n && from.ptr[i] == to.ptr[i]; i++)
        if (from.ptr[i] == '/') shared = i + 1;
    struct buf b = {.arena = a};
    for (size_t i = shared; i < from.len; i++)
        if (from.ptr[i] == '/') buf_put(&b, STR("../"));
    buf_put(&b, str_from(to, shared));
    return buf_str(&b);
}
