/* The manifest: which files of a folder steg wrote. `.steg/manifest`, text:
 *
 *     steg manifest 1
 *     3f0a8d2b91c4e576 10240 begynneropplaering/forarbeid.html
 *     …
 *     end 5001 0123456789abcdef
 *
 * One line a file: digest, size in bytes, path; sorted by the bytes of the path, each once. The
 * digest is XXH3 (base/digest.h) of the bytes; of a file over 1 MiB it is folded over its pieces of
 * 1 MiB from the left, d = XXH3(d, XXH3(piece)), both little-endian. The last line holds the number
 * of files and the digest of all lines before it. Nothing here depends on time or machine, so equal
 * sites have equal manifests.
 *
 * Whoever deletes by a list must be able to trust it: anything unexpected (another version, a
 * missing end, a path that leads out of the folder) makes the whole manifest unreadable.
 */
#include "io/sink_private.h"
#include "base/buf.h"
#include "base/digest.h"
#include <inttypes.h>
#include <limits.h>
#include <stdlib.h>

#define FIRST_LINE "steg manifest 1"

static bool parse_hex(struct str s, uint64_t *out)
{
    static const char digits[] = "0123456789abcdef";
    if (s.len != 16) return false;
    *out = 0;
    for (size_t i = 0; i < s.len; i++) {
        size_t v = str_find(STR(digits), s.ptr[i]);
        if (v == STR_NONE || v > 15) return false;
        *out = *out << 4 | v;
    }
    return true;
}

static bool parse_size(struct str s, uint64_t *out)
{
    *out = 0;
    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] < '0' || s.ptr[i] > '9' || i > 17) return false;
        *out = *out * 10 + (uint64_t)(s.ptr[i] - '0');
    }
    return s.len > 0;
}

/* Relative, no empty, "." or ".." part, not steg's own folder. */
static bool path_is_sane(struct str path)
{
    if (!path.len || path.len >= PATH_MAX) return false;
    struct str rest = path;
    size_t depth = 0;
    while (rest.ptr) {
        struct str part = str_cut(&rest, '/');
        if (++depth > SINK_FOLDERS_MAX) return false;
        if (!part.len || str_eq(part, STR(".")) || str_eq(part, STR(".."))) return false;
        if (depth == 1 && str_eq(part, STR(".steg"))) return false;
    }
    for (size_t i = 0; i < path.len; i++)
        if ((unsigned char)path.ptr[i] < 0x20) return false;
    return true;
}

void folders_add(struct map *folders, struct str path)
{
    for (size_t slash; (slash = str_rfind(path, '/')) != STR_NONE;) {
        path = str_sub(path, 0, slash);
        if (!map_add(folders, path, folders)) return; /* the ones above are there too */
    }
}

static bool parse_end(struct str line, struct str before, size_t count)
{
    uint64_t n, check;
    return str_eq(str_cut(&line, ' '), STR("end")) && parse_size(str_cut(&line, ' '), &n) &&
           n == count && parse_hex(line, &check) && check == digest(before);
}

bool manifest_parse(struct manifest *m, struct str text, struct arena *a)
{
    size_t cap = 0;
    struct str rest = text;
    *m = (struct manifest){.folders = {.arena = a}};
    if (!str_ends(text, STR("\n")) || !str_eq(str_cut(&rest, '\n'), STR(FIRST_LINE))) return false;
    while (rest.len) {
        struct str before = str_sub(text, 0, (size_t)(rest.ptr - text.ptr));
        struct str line = str_cut(&rest, '\n');
        if (str_starts(line, STR("end "))) return !rest.len && parse_end(line, before, m->len);
        struct manifest_entry e;
        if (!parse_hex(str_cut(&line, ' '), &e.digest)) return false;
        if (!parse_size(str_cut(&line, ' '), &e.size) || !path_is_sane(line)) return false;
        if (m->len && str_cmp(m->entries[m->len - 1].path, line) >= 0) return false;
        if (m->len == cap) m->entries = arena_grow(a, m->entries, &cap, sizeof e);
        e.path = (struct str){str_z(a, line), line.len};
        m->entries[m->len++] = e;
        folders_add(&m->folders, e.path);
    }
    return false;
}

void manifest_print(struct buf *out, const struct manifest *m)
{
    buf_put(out, STR(FIRST_LINE "\n"));
    for (size_t i = 0; i < m->len; i++) {
        const struct manifest_entry *e = &m->entries[i];
        buf_printf(out, "%016" PRIx64 " %" PRIu64 " ", e->digest, e->size);
        buf_put(out, e->path);
        buf_put_char(out, '\n');
    }
    uint64_t check = digest(buf_str(out));
    buf_printf(out, "end %zu %016" PRIx64 "\n", m->len, check);
}

static int by_path(const void *a, const void *b)
{
    const struct manifest_entry *x = a, *y = b;
    return str_cmp(x->path, y->path);
}

void manifest_sort(struct manifest *m)
{
    if (m->len > 1) qsort(m->entries, m->len, sizeof *m->entries, by_path);
}

const struct manifest_entry *manifest_find(const struct manifest *m, struct str path)
{
    if (!m->len) return NULL;
    struct manifest_entry key = {.path = path};
    return bsearch(&key, m->entries, m->len, sizeof *m->entries, by_path);
}

struct manifest manifest_union(const struct manifest *under, const struct manifest *over,
                               struct arena *a)
{
    struct manifest m = {.entries = arena_new(a, struct manifest_entry, under->len + over->len)};
    size_t i = 0, j = 0;
    while (i < under->len || j < over->len) {
        int c = i == under->len  ? 1
                : j == over->len ? -1
                                 : str_cmp(under->entries[i].path, over->entries[j].path);
        m.entries[m.len++] = c < 0 ? under->entries[i] : over->entries[j];
        if (c <= 0) i++;
        if (c >= 0) j++;
    }
    return m;
}
