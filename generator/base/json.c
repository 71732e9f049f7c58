/* json: see json.h. */
#include "base/json.h"
#include "base/utf8.h"
#include <assert.h>

/* ---- Texts ----------------------------------------------------------------------------------- */

static bool is_plain(unsigned char c)
{
    return c >= 0x20 && c < 0x7F && c != '"' && c != '\\';
}

static void put_escape(struct buf *b, uint32_t rune)
{
    switch (rune) {
    case '"':
        buf_put(b, STR("\\\""));
        break;
    case '\\':
        buf_put(b, STR("\\\\"));
        break;
    case '\n':
        buf_put(b, STR("\\n"));
        break;
    case '\r':
        buf_put(b, STR("\\r"));
        break;
    case '\t':
        buf_put(b, STR("\\t"));
        break;
    default: /* none of them lies beyond U+FFFF */
        buf_printf(b, "\\u%04x", rune);
    }
}

static void put_string(struct buf *b, struct str s)
{
    buf_put_char(b, '"');
    while (s.len) {
        size_t run = 0;
        while (run < s.len && is_plain((unsigned char)s.ptr[run]))
            run++;
        buf_put(b, str_sub(s, 0, run));
        s = str_from(s, run);
        uint32_t rune;
        if (!utf8_next(&s, &rune)) break;
        bool escaped = rune < 0x20 || rune == '"' || rune == '\\' || rune == 0x2028 ||
                       rune == 0x2029 || utf8_is_control(rune);
        if (escaped)
            put_escape(b, rune);
        else
            buf_put_rune(b, rune);
    }
    buf_put_char(b, '"');
}

/* ---- Structure ------------------------------------------------------------------------------- */

static bool in_list(const struct json *j)
{
    return j->depth && j->lists >> (j->depth - 1) & 1;
}

static void new_line(const struct json *j)
{
    buf_put_char(j->out, '\n');
    for (unsigned i = 0; i < j->depth; i++)
        buf_put(j->out, STR("  "));
}

static void begin_member(struct json *j)
{
    if (j->filled) buf_put_char(j->out, ',');
    j->filled = true;
    new_line(j);
}

/* In an object a value follows its key; in a list it is a member; outermost there is one alone. */
static void begin_value(struct json *j)
{
    assert(j->depth ? in_list(j) != j->keyed : !j->filled);
    if (in_list(j)) begin_member(j);
    j->keyed = false;
}

static void end_value(struct json *j)
{
    j->filled = true;
    if (!j->depth) buf_put_char(j->out, '\n');
}

static void open_level(struct json *j, bool list)
{
    begin_value(j);
    assert(j->depth < JSON_DEPTH);
    uint32_t bit = UINT32_C(1) << j->depth++;
    j->lists = list ? j->lists | bit : j->lists & ~bit;
    j->filled = false;
    buf_put_char(j->out, list ? '[' : '{');
}

void json_object(struct json *j)
{
    open_level(j, false);
}

void json_list(struct json *j)
{
    open_level(j, true);
}

void json_end(struct json *j)
{
    assert(j->depth && !j->keyed);
    bool list = in_list(j);
    j->depth--;
    if (j->filled) new_line(j);
    buf_put_char(j->out, list ? ']' : '}');
    end_value(j);
}

void json_key(struct json *j, const char *name)
{
    assert(j->depth && !in_list(j) && !j->keyed);
    begin_member(j);
    put_string(j->out, str_of(name));
    buf_put(j->out, STR(": "));
    j->keyed = true;
}

/* ---- Values ---------------------------------------------------------------------------------- */

void json_text(struct json *j, struct str s)
{
    begin_value(j);
    put_string(j->out, s);
    end_value(j);
}

static void put_word(struct json *j, struct str word)
{
    begin_value(j);
    buf_put(j->out, word);
    end_value(j);
}

void json_number(struct json *j, int64_t n)
{
    begin_value(j);
    buf_printf(j->out, "%lld", (long long)n);
    end_value(j);
}

void json_bool(struct json *j, bool truth)
{
    put_word(j, truth ? STR("true") : STR("false"));
}

void json_null(struct json *j)
{
    put_word(j, STR("null"));
}

void json_ready(struct json *j, struct str value)
{
    put_word(j, value);
}

void json_text_or_null(struct json *j, struct str s)
{
    if (s.len)
        json_text(j, s);
    else
        json_null(j);
}
