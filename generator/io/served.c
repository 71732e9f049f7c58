/* served: see served.h. */
#include "io/served.h"
#include "base/buf.h"
#include "base/fd.h"
#include "base/utf8.h"
#include "io/beneath.h"
#include "io/sink_private.h"
#include "io/source.h"
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { HEAD_MAX = 64 << 10, LIST_MAX = 64 << 20 };

/* ---- Types ----------------------------------------------------------------------------------- */

#define TEXT "; charset=utf-8"

static const struct {
    const char *ending, *type;
} types[] = {
    {"avif", "image/avif"},
    {"css", "text/css" TEXT},
    {"csv", "text/csv" TEXT},
    {"docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
    {"epub", "application/epub+zip"},
    {"gif", "image/gif"},
    {"html", "text/html" TEXT},
    {"ico", "image/x-icon"},
    {"ics", "text/calendar" TEXT},
    {"jpeg", "image/jpeg"},
    {"jpg", "image/jpeg"},
    {"js", "text/javascript" TEXT},
    {"json", "application/json"},
    {"m4a", "audio/mp4"},
    {"m4v", "video/mp4"},
    {"mov", "video/quicktime"},
    {"mp3", "audio/mpeg"},
    {"mp4", "video/mp4"},
    {"odp", "application/vnd.oasis.opendocument.presentation"},
    {"ods", "application/vnd.oasis.opendocument.spreadsheet"},
    {"odt", "application/vnd.oasis.opendocument.text"},
    {"ogg", "audio/ogg"},
    {"ogv", "video/ogg"},
    {"opus", "audio/ogg"},
    {"pdf", "application/pdf"},
    {"png", "image/png"},
    {"pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation"},
    {"svg", "image/svg+xml" TEXT},
    {"txt", "text/plain" TEXT},
    {"vtt", "text/vtt" TEXT},
    {"wav", "audio/wav"},
    {"webm", "video/webm"},
    {"webp", "image/webp"},
    {"woff2", "font/woff2"},
    {"xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
    {"xml", "application/xml" TEXT},
    {"zip", "application/zip"},
};

static const char *type_of(struct str path)
{
    size_t dot = str_rfind(path, '.');
    struct str ending = dot == STR_NONE ? STR("") : str_from(path, dot + 1);
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (str_eq_nocase(ending, str_of(types[i].ending))) return types[i].type;
    return "application/octet-stream";
}

/* "assets/style-0123456789abcdef.css", as the theme names what it publishes. */
static bool is_lasting(struct str path)
{
    enum { DIGITS = 16 };
    size_t dot = str_rfind(path, '.');
    if (!str_starts(path, STR("assets/")) || dot == STR_NONE || dot < DIGITS + 1) return false;
    struct str digits = str_sub(path, dot - DIGITS, DIGITS);
    if (path.ptr[dot - DIGITS - 1] != '-') return false;
    for (size_t i = 0; i < digits.len; i++)
        if (!memchr("0123456789abcdef", digits.ptr[i], 16)) return false;
    return true;
}

/* ---- From an address to a path --------------------------------------------------------------- */

static int hex(char c)
{
    if (c >= '0' && c <= '9') return c - '0';
    c = (char)(c | 0x20);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* One part of the address, decoded, at the end of `out`; false when it names nothing. */
static bool put_part(struct buf *out, struct str part)
{
    size_t from = out->len;
    for (size_t i = 0; i < part.len; i++) {
        unsigned char c = (unsigned char)part.ptr[i];
        if (c == '%') {
            int high = i + 2 < part.len ? hex(part.ptr[i + 1]) : -1;
            int low = i + 2 < part.len ? hex(part.ptr[i + 2]) : -1;
            if (high < 0 || low < 0) return false;
            c = (unsigned char)(high * 16 + low);
            i += 2;
        }
        if (c < 0x20 || c == 0x7F || c == '/') return false;
        buf_put_char(out, (char)c);
    }
    struct str name = str_from(buf_str(out), from);
    return name.len && name.len <= NAME_MAX && name.ptr[0] != '.' && utf8_invalid(name) == STR_NONE;
}

/* "/", "/modul/", "/modul/1-steg.html" → "index.html", "modul/index.html", … */
static bool path_of(struct str *out, struct str address, struct arena *a)
{
    struct buf b = {.arena = a};
    if (!str_starts(address, STR("/")) || address.len > 3 * SOURCE_MAX_PATH) return false;
    struct str rest = str_from(address, 1);
    while (rest.len) {
        bool folder = str_find(rest, '/') != STR_NONE;
        if (!put_part(&b, str_cut(&rest, '/'))) return false;
        if (folder) buf_put_char(&b, '/');
    }
    if (!b.len || b.ptr[b.len - 1] == '/') buf_put(&b, STR("index.html"));
    *out = buf_str(&b);
    return out->len <= SOURCE_MAX_PATH;
}

/* ---- From a path to a file ------------------------------------------------------------------- */

static struct str tag_of(const struct stat *st, struct arena *a)
{
    struct buf b = {.arena = a};
    buf_printf(&b, "\"%" PRIxMAX "-%" PRIxMAX "-%" PRIxMAX ".%lx\"", (uintmax_t)st->st_ino,
               (uintmax_t)st->st_size, (uintmax_t)st->st_mtim.tv_sec,
               (unsigned long)st->st_mtim.tv_nsec);
    return buf_str(&b);
}

static enum served_end open_path(struct served *out, int folder, struct str path, struct arena *a)
{
    struct stat st;
    int flags = O_RDONLY | O_NONBLOCK | O_NOCTTY;
    int fd = beneath_open(folder, str_z(a, path), flags, 0, BENEATH_NO_LINKS);
    if (fd < 0) return SERVED_NOTHING;
    if (fstat(fd, &st) < 0 || !S_ISREG(st.st_mode)) {
        bool is_folder = S_ISDIR(st.st_mode);
        close(fd);
        return is_folder ? SERVED_FOLDER : SERVED_NOTHING;
    }
    *out = (struct served){
        .fd = fd,
        .size = (uint64_t)st.st_size,
        .path = path,
        .type = type_of(path),
        .lasting = is_lasting(path),
        .etag = tag_of(&st, a),
    };
    out->page = str_starts(str_of(out->type), STR("text/html"));
    return SERVED_FILE;
}

enum served_end served_find(struct served *out, int folder, struct str address, struct arena *a)
{
    struct str path;
    *out = (struct served){.fd = -1};
    return path_of(&path, address, a) ? open_path(out, folder, path, a) : SERVED_NOTHING;
}

bool served_open(struct served *out, int folder, struct str path, struct arena *a)
{
    *out = (struct served){.fd = -1};
    return open_path(out, folder, path, a) == SERVED_FILE;
}

uint64_t served_head_end(const struct served *f)
{
    static const struct str end = STR_INIT("</head>");
    char bytes[HEAD_MAX];
    size_t len = 0;
    for (ssize_t n; len < sizeof bytes;) {
        n = pread(f->fd, bytes + len, sizeof bytes - len, (off_t)len);
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) break;
        len += (size_t)n;
    }
    for (size_t at = 0; at + end.len <= len; at++)
        if (bytes[at] == '<' && str_eq_nocase((struct str){bytes + at, end.len}, end)) return at;
    return f->size;
}

/* ---- Fields of a request --------------------------------------------------------------------- */

/* Digits; more than fit are as many as there can be. */
static bool number(struct str s, uint64_t *out)
{
    *out = 0;
    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] < '0' || s.ptr[i] > '9') return false;
        bool full = *out > (UINT64_MAX - 9) / 10;
        *out = full ? UINT64_MAX : *out * 10 + (uint64_t)(s.ptr[i] - '0');
    }
    return s.len > 0;
}

enum served_range served_range(struct str field, uint64_t size, uint64_t *from, uint64_t *len)
{
    uint64_t first = 0, last = UINT64_MAX;
    struct str rest = str_trim(str_from(field, 6));
    *from = 0;
    *len = size;
    if (!str_eq_nocase(str_sub(field, 0, 6), STR("bytes=")) || str_find(rest, ',') != STR_NONE ||
        str_find(rest, '-') == STR_NONE)
        return SERVED_WHOLE;
    struct str begin = str_trim(str_cut(&rest, '-')), end = str_trim(rest);
    if (!begin.len) { /* the last so many bytes */
        if (!number(end, &last)) return SERVED_WHOLE;
        if (!last || !size) return SERVED_OUTSIDE;
        *len = last < size ? last : size;
        *from = size - *len;
        return SERVED_PART;
    }
    if (!number(begin, &first) || (end.len && !number(end, &last)) || last < first)
        return SERVED_WHOLE;
    if (first >= size) return SERVED_OUTSIDE;
    *from = first;
    *len = last < size ? last - first + 1 : size - first;
    return SERVED_PART;
}

bool served_has_tag(struct str field, struct str etag)
{
    while (field.len) {
        struct str tag = str_trim(str_cut(&field, ','));
        if (str_starts(tag, STR("W/"))) tag = str_from(tag, 2);
        if (str_eq(tag, etag) || str_eq(tag, STR("*"))) return true;
    }
    return false;
}

/* ---- The list -------------------------------------------------------------------------------- */

static bool read_list(struct str *out, int folder, struct arena *a)
{
    struct stat st;
    int fd = beneath_open(folder, ".steg/manifest", O_RDONLY, 0, BENEATH_NO_LINKS);
    if (fd < 0) return false;
    bool good = fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && st.st_size <= LIST_MAX;
    size_t size = good ? (size_t)st.st_size : 0;
    char *bytes = arena_bytes(a, size + 1);
    good = good && fd_read(fd, bytes, size) == (ssize_t)size;
    close(fd);
    *out = (struct str){bytes, size};
    return good;
}

bool served_list(struct served_list *out, int folder, struct arena *a)
{
    struct str text;
    struct manifest m;
    *out = (struct served_list){0};
    if (!read_list(&text, folder, a) || !manifest_parse(&m, text, a)) return false;
    out->entries = arena_new(a, struct served_entry, m.len);
    out->len = m.len;
    for (size_t i = 0; i < m.len; i++)
        out->entries[i] = (struct served_entry){m.entries[i].path, m.entries[i].digest};
    return true;
}
