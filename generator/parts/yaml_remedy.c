/* yaml: reporting, painting over, and the author's own line as it should have been. */
#include "base/buf.h"
#include "base/utf8.h"
#include "parts/yaml_scan.h"
#include <string.h>

enum {
    REMEDY_BEFORE = 40, /* bytes of a remedy before the quotation marks */
    REMEDY_TEXT = 72,   /* and between them */
};

struct pos yaml_pos(const struct yaml_scan *s, size_t from, size_t to)
{
    return pos_of(s->file, str_sub(s->in, from, to - from));
}

bool yaml_may_report(struct yaml_scan *s)
{
    if (s->stop) return false;
    if (++s->faults <= YAML_MAX_FAULTS) return true;
    s->stop = true;
    diag(s->diags, DIAG_YAML_MANY_FAULTS, yaml_pos(s, s->at, s->at),
         str_number(s->arena, YAML_MAX_FAULTS));
    return false;
}

void yaml_paint(struct yaml_scan *s, size_t from, size_t to, char with)
{
    if (!s->copy) {
        s->copy = arena_bytes(s->arena, s->in.len + 1);
        memcpy(s->copy, s->in.ptr, s->in.len);
    }
    for (size_t i = from; i < to && i < s->in.len; i++)
        if (!yaml_blank_or_eol(s, i) || s->in.ptr[i] == '\t') s->copy[i] = with;
}

/* ---- Remedies -------------------------------------------------------------------------------- */

static bool continues_rune(char c)
{
    return ((unsigned char)c & 0xC0) == 0x80;
}

static void put_quoted(struct buf *b, struct str text)
{
    bool cut = text.len > REMEDY_TEXT;
    if (cut) {
        text.len = REMEDY_TEXT;
        while (text.len && continues_rune(text.ptr[text.len]))
            text.len--;
    }
    bool single = str_find(text, '"') != STR_NONE || str_find(text, '\\') != STR_NONE;
    char quote = single ? '\'' : '"';
    buf_put_char(b, quote);
    for (size_t i = 0; i < text.len; i++) {
        if (single && text.ptr[i] == '\'') buf_put_char(b, '\'');
        buf_put_char(b, text.ptr[i]);
    }
    if (cut) buf_put(b, STR("…"));
    buf_put_char(b, quote);
}

struct str yaml_quoted(struct arena *a, struct str text)
{
    struct buf b = {.arena = a};
    put_quoted(&b, str_trim(text));
    return buf_str(&b);
}

struct str yaml_remedy(const struct yaml_scan *s, size_t before, size_t from, size_t to)
{
    struct buf b = {.arena = s->arena};
    struct str head = str_sub(s->in, before, from - before);
    if (head.len > REMEDY_BEFORE) head = (struct str){0};
    buf_put(&b, head);
    put_quoted(&b, str_trim(str_sub(s->in, from, to - from)));
    return buf_str(&b);
}

/* Whether the innermost key of the open value reads like the beginning of a sentence: "Hva skal
 * vi", not "text". */
static bool key_is_prose(const struct yaml_scan *s)
{
    for (size_t i = s->key; i < s->value && s->in.ptr[i] != ':'; i++) {
        char c = s->in.ptr[i];
        if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-'))
            return true;
    }
    return false;
}

struct str yaml_remedy_value(const struct yaml_scan *s)
{
    bool item = s->entry < s->key && s->key < s->value;
    size_t from = item && key_is_prose(s) ? s->key : s->value;
    return yaml_remedy(s, s->entry, from, yaml_text_end(s, s->value));
}

struct str yaml_remedy_folded(const struct yaml_scan *s)
{
    struct str head = str_sub(s->in, s->entry, s->value - s->entry);
    if (head.len > REMEDY_BEFORE) head = (struct str){0};
    return STR_CAT(s->arena, str_trim(head), head.len ? STR(" >-") : STR(">-"));
}

size_t yaml_text_end(const struct yaml_scan *s, size_t i)
{
    size_t end = i;
    for (; !yaml_eol(s, i); i++) {
        if (s->in.ptr[i] == '#' && yaml_blank(s, i - 1) && yaml_blank_or_eol(s, i + 1)) break;
        if (!yaml_blank(s, i)) end = i + 1;
    }
    return end;
}

/* ---- Characters ------------------------------------------------------------------------------ */

/* What libyaml refuses (YAML 1.1 §5.1), or takes for a line break or for nothing at all. */
static bool unwanted(uint32_t r)
{
    if (r < 0x20) return r != '\t' && r != '\n' && r != '\r';
    return (r >= 0x7F && r <= 0x9F) || r == 0x2028 || r == 0x2029 || r == 0xFEFF || r == 0xFFFE ||
           r == 0xFFFF;
}

static void character(struct yaml_scan *s, size_t i, size_t len, uint32_t r)
{
    struct buf name = {.arena = s->arena};
    buf_printf(&name, "U+%04X", r);
    yaml_fault(s, DIAG_YAML_CONTROL, i, i + len, buf_str(&name));
    yaml_paint(s, i, i + len, '_');
}

bool yaml_characters(struct yaml_scan *s)
{
    size_t bad = utf8_invalid(s->in);
    if (bad != STR_NONE) {
        struct pos p = yaml_pos(s, bad, bad + 1);
        yaml_fault(s, DIAG_NOT_UTF8, bad, bad + 1, str_number(s->arena, p.offset));
        return false;
    }
    for (size_t i = 0; i < s->in.len && !s->stop; i++) {
        unsigned char c = (unsigned char)s->in.ptr[i];
        if (c >= 0x20 && c < 0x7F) continue;
        if (c == 0) {
            yaml_fault(s, DIAG_YAML_NUL, i, i + 1);
            return false;
        }
        if (c >= 0x80 && c != 0xC2 && c != 0xE2 && c != 0xEF) continue;
        struct str rest = str_from(s->in, i);
        uint32_t r = 0;
        utf8_next(&rest, &r);
        if (unwanted(r)) character(s, i, s->in.len - i - rest.len, r);
    }
    return !s->stop;
}
