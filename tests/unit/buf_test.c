#include "base/buf.h"
#include "test.h"

TEST("a buffer holds what was put, in order, whatever its length")
{
    struct buf b = {.arena = t->arena};
    CHECK_STR(buf_str(&b), STR(""));
    buf_put(&b, STR("a"));
    buf_put(&b, (struct str){0});
    buf_put_char(&b, '-');
    buf_put_number(&b, 0);
    buf_put_number(&b, UINT64_MAX);
    buf_printf(&b, " %s %03d", "x", 7);
    CHECK_STR(buf_str(&b), STR("a-018446744073709551615 x 007"));
    buf_truncate(&b, 1);
    buf_truncate(&b, 5);
    CHECK_STR(buf_str(&b), STR("a"));
    buf_reset(&b);
    for (int i = 0; i < 100000; i++) {
        buf_put_char(&b, (char)('a' + i % 26));
        if (i % 1000 == 0) arena_bytes(t->arena, 1); /* so that it cannot always grow in place */
    }
    CHECK_INT(b.len, 100000);
    for (size_t i = 0; i < b.len; i++)
        CHECK(b.ptr[i] == (char)('a' + i % 26));
}

TEST("formatting grows the buffer to any length")
{
    struct buf b = {.arena = t->arena};
    for (int i = 250; i < 262; i++) {
        b = (struct buf){.arena = t->arena};
        buf_printf(&b, "%*s|", i, "x");
        CHECK_INT(b.len, i + 1);
        CHECK(b.ptr[i] == '|');
    }
}

TEST("HTML is escaped for text and for attributes alike, and nothing else is touched")
{
    struct buf b = {.arena = t->arena};
    buf_put_html(&b, STR("<a href=\"x\" title='å & ø'>"));
    CHECK_STR(buf_str(&b), STR("&lt;a href=&quot;x&quot; title=&#39;å &amp; ø&#39;&gt;"));
    for (int c = 0; c < 256; c++) {
        buf_reset(&b);
        char byte = (char)c;
        buf_put_html(&b, (struct str){&byte, 1});
        CHECK((b.len == 1 && b.ptr[0] == byte) != (c && strchr("&<>\"'", c)));
    }
    buf_reset(&b);
    buf_put_html(&b, (struct str){0});
    CHECK_INT(b.len, 0);
}

TEST("a URL keeps its structure and its escapes; what may not stand in it is encoded")
{
    struct buf b = {.arena = t->arena};
    buf_put_url(&b, STR("https://a.no/på vei?q=1&r='2'#s%20%zz%C3%A6%2"));
    CHECK_STR(buf_str(&b),
              STR("https://a.no/p%C3%A5%20vei?q=1&amp;r=&#39;2&#39;#s%20%25zz%C3%A6%252"));
    buf_reset(&b);
    buf_put_url(&b, STR("\"<>\\^`{|}\n"));
    buf_put_url(&b, (struct str){"\0", 1});
    CHECK_STR(buf_str(&b), STR("%22%3C%3E%5C%5E%60%7B%7C%7D%0A%00"));
}

TEST("a segment of a URL encodes all that has a meaning in one")
{
    struct buf b = {.arena = t->arena};
    buf_put_segment(&b, STR("1/2?#%& å'.-_~"));
    CHECK_STR(buf_str(&b), STR("1%2F2%3F%23%25%26%20%C3%A5%27.-_~"));
}
