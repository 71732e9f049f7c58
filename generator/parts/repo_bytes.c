/* repo_bytes: ids in letters, the bytes of trees and of commits. Source: gitformat-object, as in
 * git's Documentation/user-manual, "The Object Database". */
#include "base/buf.h"
#include "parts/repo_private.h"

/* ---- Ids ------------------------------------------------------------------------------------- */

struct str repo_id_hex(struct repo_id id, size_t digits, struct arena *a)
{
    struct buf b = {.arena = a};
    for (size_t i = 0; i < digits; i++)
        buf_put_char(&b, "0123456789abcdef"[id.bytes[i / 2] >> (i % 2 ? 0 : 4) & 15]);
    return buf_str(&b);
}

static int digit(char c)
{
    return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

bool repo_is_hex(struct str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (digit((char)(s.ptr[i] | ' ')) < 0) return false;
    return true;
}

bool repo_read_id(struct repo_id *out, struct str hex)
{
    if (hex.len != 2 * sizeof out->bytes) return false;
    for (size_t i = 0; i < sizeof out->bytes; i++) {
        int high = digit(hex.ptr[2 * i]), low = digit(hex.ptr[2 * i + 1]);
        if (high < 0 || low < 0) return false;
        out->bytes[i] = (uint8_t)(high << 4 | low);
    }
    return true;
}

/* ---- Trees ----------------------------------------------------------------------------------- */

bool repo_entry_next(struct repo_entry *out, struct str *rest)
{
    size_t space = str_find(*rest, ' ');
    size_t nul = space == STR_NONE ? STR_NONE : str_find(*rest, '\0');
    if (nul == STR_NONE || nul < space || rest->len - nul < 21) return false;
    const char *mode = rest->ptr;
    out->mode = mode[0] == '4'                 ? REPO_MODE_TREE
                : space == 6 && mode[1] == '2' ? REPO_MODE_SYMLINK
                : space == 6 && mode[1] == '6' ? REPO_MODE_SUBMODULE
                                               : REPO_MODE_FILE;
    out->name = str_sub(*rest, space + 1, nul - space - 1);
    memcpy(out->id.bytes, rest->ptr + nul + 1, 20);
    *rest = str_from(*rest, nul + 21);
    return true;
}

int repo_entry_cmp(const struct repo_entry *a, const struct repo_entry *b)
{
    size_t n = a->name.len < b->name.len ? a->name.len : b->name.len;
    int c = memcmp(a->name.ptr, b->name.ptr, n);
    if (c) return c;
    int x = a->name.len > n ? (uint8_t)a->name.ptr[n] : a->mode == REPO_MODE_TREE ? '/' : 0;
    int y = b->name.len > n ? (uint8_t)b->name.ptr[n] : b->mode == REPO_MODE_TREE ? '/' : 0;
    return x - y;
}

/* ---- Commits --------------------------------------------------------------------------------- */

/* "Kari Nordmann <kari@example.no> 1762000000 +0100": the person, and when. */
static void read_signature(struct str line, struct str *name, struct str *email, int64_t *when,
                           int32_t *zone)
{
    size_t open = str_find(line, '<'), close = str_rfind(line, '>');
    if (open == STR_NONE || close == STR_NONE || close < open) return;
    *name = str_trim(str_sub(line, 0, open));
    *email = str_sub(line, open + 1, close - open - 1);
    struct str rest = str_trim(str_from(line, close + 1));
    struct str seconds = str_cut(&rest, ' ');
    bool negative = str_starts(seconds, STR("-"));
    int64_t t = 0;
    for (size_t i = negative;
         i < seconds.len && seconds.ptr[i] >= '0' && seconds.ptr[i] <= '9' && t < (int64_t)1 << 50;
         i++)
        t = t * 10 + (seconds.ptr[i] - '0');
    *when = negative ? -t : t;
    uint32_t hhmm = 0;
    if (rest.len == 5 && str_to_u32(str_from(rest, 1), 9999, &hhmm)) {
        int32_t minutes = (int32_t)(hhmm / 100 * 60 + hhmm % 100);
        *zone = rest.ptr[0] == '-' ? -minutes : minutes;
    }
}

static struct str subject_of(struct str message, struct arena *a)
{
    struct buf b = {.arena = a};
    struct str line;
    message = str_trim(message);
    while (str_line(&message, &line) && str_trim(line).len) {
        if (b.len) buf_put_char(&b, ' ');
        buf_put(&b, str_trim(line));
    }
    return buf_str(&b);
}

/* commit = "tree" id LF {"parent" id LF} "author" … LF "committer" … LF {header LF} LF message */
bool repo_parse_commit(struct repo_commit *c, struct str rest, struct arena *a)
{
    struct str line, nobody;
    int32_t nowhere;
    size_t cap = 0;
    bool tree = false;
    while (str_line(&rest, &line) && line.len) {
        struct str value = line, key = str_cut(&value, ' ');
        if (str_eq(key, STR("tree"))) {
            tree = repo_read_id(&c->tree, value);
        } else if (str_eq(key, STR("parent"))) {
            if (c->nparents == cap)
                c->parents = arena_grow(a, c->parents, &cap, sizeof *c->parents);
            if (!repo_read_id(&c->parents[c->nparents++], value)) return false;
        } else if (str_eq(key, STR("author"))) {
            read_signature(value, &c->name, &c->email, &c->when, &c->zone);
        } else if (str_eq(key, STR("committer"))) {
            read_signature(value, &nobody, &nobody, &c->committed, &nowhere);
        }
    }
    c->message = rest;
    c->subject = subject_of(rest, a);
    return tree;
}
