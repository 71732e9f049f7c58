/* JSON as it is written, and that no text breaks it. */
#include "base/json.h"
#include "base/utf8.h"
#include "test.h"

static struct str text(struct test *t, struct str s)
{
    struct buf b = {.arena = t->arena};
    struct json j = {.out = &b};
    json_text(&j, s);
    return buf_str(&b);
}

TEST("each member of an object or a list stands on a line of its own")
{
    struct buf b = {.arena = t->arena};
    struct json j = {.out = &b};
    json_object(&j);
    json_key(&j, "format"), json_number(&j, 1);
    json_key(&j, "title"), json_text(&j, STR("Kurs"));
    json_key(&j, "minutes"), json_list(&j);
    json_number(&j, 45), json_number(&j, -1);
    json_end(&j);
    json_key(&j, "draft"), json_bool(&j, false);
    json_key(&j, "next"), json_text_or_null(&j, STR(""));
    json_end(&j);
    CHECK_STR(buf_str(&b), STR("{\n"
                               "  \"format\": 1,\n"
                               "  \"title\": \"Kurs\",\n"
                               "  \"minutes\": [\n"
                               "    45,\n"
                               "    -1\n"
                               "  ],\n"
                               "  \"draft\": false,\n"
                               "  \"next\": null\n"
                               "}\n"));
}

TEST("a list of objects, some of them empty")
{
    struct buf b = {.arena = t->arena};
    struct json j = {.out = &b};
    json_list(&j);
    json_object(&j), json_end(&j);
    json_object(&j), json_key(&j, "a"), json_bool(&j, true), json_end(&j);
    json_list(&j), json_end(&j);
    json_end(&j);
    CHECK_STR(buf_str(&b), STR("[\n  {},\n  {\n    \"a\": true\n  },\n  []\n]\n"));
}

TEST("the largest and the smallest number are written whole")
{
    struct buf b = {.arena = t->arena};
    struct json j = {.out = &b};
    json_list(&j), json_number(&j, INT64_MAX), json_number(&j, INT64_MIN), json_end(&j);
    CHECK_STR(buf_str(&b), STR("[\n  9223372036854775807,\n  -9223372036854775808\n]\n"));
}

TEST("quotes, backslashes and line ends in a text are escaped, letters are not")
{
    CHECK_STR(text(t, STR("«Å» \"sitat\" C:\\kurs\nto\tog\rto </script>")),
              STR("\"«Å» \\\"sitat\\\" C:\\\\kurs\\nto\\tog\\rto </script>\"\n"));
}

TEST("what moves a terminal, turns a text or ends a script's line is escaped")
{
    CHECK_STR(text(t, STR("\x1b[2J\x7f\xc2\x9b")), STR("\"\\u001b[2J\\u007f\\u009b\"\n"));
    CHECK_STR(text(t, STR("a\xe2\x80\xae"
                          "b\xe2\x81\xa6")),
              STR("\"a\\u202eb\\u2066\"\n"));
    CHECK_STR(text(t, STR("\xe2\x80\xa8\xe2\x80\xa9")), STR("\"\\u2028\\u2029\"\n"));
    CHECK_STR(text(t, (struct str){"a\0b", 3}), STR("\"a\\u0000b\"\n"));
}

TEST("bytes that are no UTF-8 become the replacement character, each of them")
{
    CHECK_STR(text(t, STR("\xff\xe6\xf8")), STR("\"���\"\n"));
    CHECK_STR(text(t, STR("\xf0\x9f\x99\x82")), STR("\"🙂\"\n"));
}

/* A string's text back, as any reader of JSON has it; false: it is not one. */
static bool unescape(struct str s, struct buf *out)
{
    static const char letters[] = "\"\\nrt", means[] = "\"\\\n\r\t";
    if (s.len < 3 || s.ptr[0] != '"' || !str_ends(s, STR("\"\n"))) return false;
    for (s = str_sub(s, 1, s.len - 3); s.len;) {
        char c = *s.ptr;
        if ((unsigned char)c < 0x20 || c == '"') return false;
        s = str_from(s, 1);
        if (c != '\\') {
            buf_put_char(out, c);
            continue;
        }
        if (!s.len) return false;
        const char *at = strchr(letters, *s.ptr);
        if (*s.ptr != 'u' && !at) return false;
        if (at) {
            buf_put_char(out, means[at - letters]);
            s = str_from(s, 1);
            continue;
        }
        uint32_t rune = 0;
        for (size_t i = 1; i < 5; i++) {
            const char *digit = i < s.len ? strchr("0123456789abcdef", s.ptr[i]) : NULL;
            if (!digit) return false;
            rune = rune * 16 + (uint32_t)(digit - "0123456789abcdef");
            if (i == 4) buf_put_rune(out, rune);
        }
        s = str_from(s, 5);
    }
    return true;
}

TEST("whatever bytes a text has, a reader gets the same text back, mended to UTF-8")
{
    for (int round = 0; round < 2000; round++) {
        char bytes[40];
        size_t n = test_random(t) % sizeof bytes;
        for (size_t i = 0; i < n; i++) {
            uint64_t r = test_random(t);
            bytes[i] = (char)(r % 3 ? r >> 8 & 0x7F : r >> 8 & 0xFF);
        }
        struct buf mended = {.arena = t->arena}, back = {.arena = t->arena};
        struct str rest = {bytes, n};
        for (uint32_t rune; utf8_next(&rest, &rune);)
            buf_put_rune(&mended, rune);
        struct str written = text(t, (struct str){bytes, n});
        CHECK_INT(utf8_invalid(written), STR_NONE);
        CHECK(unescape(written, &back));
        CHECK_STR(buf_str(&back), buf_str(&mended));
    }
}
