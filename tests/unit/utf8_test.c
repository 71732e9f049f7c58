#include "base/utf8.h"
#include "test.h"
#include <stdio.h>

TEST("code points come off the front, an ill-formed byte as U+FFFD")
{
    struct str s = STR("aå€😀\xFF\xC3");
    static const uint32_t want[] = {'a', 0xE5, 0x20AC, 0x1F600, 0xFFFD, 0xFFFD};
    uint32_t r;
    for (size_t i = 0; i < 6; i++) {
        CHECK(utf8_next(&s, &r));
        CHECK_INT(r, want[i]);
    }
    CHECK(!utf8_next(&s, &r));
}

/* Table 3-7 of the Unicode Standard, by decoding and looking at the result. */
static size_t naive_invalid(const unsigned char *p, size_t n)
{
    for (size_t i = 0; i < n;) {
        size_t len = p[i] < 0x80       ? 1
                     : p[i] >> 5 == 6  ? 2
                     : p[i] >> 4 == 14 ? 3
                     : p[i] >> 3 == 30 ? 4
                                       : 0;
        static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
        if (!len || i + len > n) return i;
        uint32_t r = len == 1 ? p[i] : p[i] & (0xFFu >> (len + 1));
        for (size_t j = 1; j < len; j++) {
            if (p[i + j] >> 6 != 2) return i;
            r = r << 6 | (p[i + j] & 0x3Fu);
        }
        if (r < least[len] || r > 0x10FFFF || (r >= 0xD800 && r < 0xE000)) return i;
        i += len;
    }
    return STR_NONE;
}

TEST("ill-formed bytes are found where a naive reading finds them")
{
    static const unsigned char telling[] = {0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0,
                                            0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xED,
                                            0xEF, 0xF0, 0xF1, 0xF4, 0xF5, 0xFF};
    unsigned char p[64];
    for (int round = 0; round < 200000; round++) {
        size_t n = test_random(t) % 24, pad = round % 2 ? test_random(t) % 30 : 0;
        memset(p, 'a', pad);
        for (size_t i = 0; i < n; i++)
            p[pad + i] = round % 3 ? telling[test_random(t) % sizeof telling]
                                   : (unsigned char)test_random(t);
        if (utf8_invalid((struct str){(char *)p, pad + n}) != naive_invalid(p, pad + n)) {
            for (size_t i = 0; i < pad + n; i++)
                printf("%02X ", p[i]);
            test_fail(t, __FILE__, __LINE__, "these bytes");
            return;
        }
    }
}

TEST("every code point is well-formed, counts one and comes back as it was")
{
    for (uint32_t r = 0; r <= 0x10FFFF; r++) {
        if (r >= 0xD800 && r < 0xE000) continue;
        char p[4];
        size_t n = 0;
        if (r < 0x80)
            p[n++] = (char)r;
        else if (r < 0x800)
            p[n++] = (char)(0xC0 | r >> 6);
        else if (r < 0x10000)
            p[n++] = (char)(0xE0 | r >> 12);
        else
            p[n++] = (char)(0xF0 | r >> 18);
        if (r >= 0x10000) p[n++] = (char)(0x80 | (r >> 12 & 0x3F));
        if (r >= 0x800) p[n++] = (char)(0x80 | (r >> 6 & 0x3F));
        if (r >= 0x80) p[n++] = (char)(0x80 | (r & 0x3F));
        struct str s = {p, n}, rest = s;
        uint32_t back;
        CHECK(utf8_invalid(s) == STR_NONE && utf8_count(s) == 1);
        CHECK(utf8_next(&rest, &back) && back == r && !rest.len);
    }
}

TEST("code points are counted, ill-formed bytes one each")
{
    CHECK_INT(utf8_count(STR("")), 0);
    CHECK_INT(utf8_count(STR("skoleutvikling på vei")), 21);
    CHECK_INT(utf8_count(STR("\xFF\xFE")), 2);
}

TEST("width counts cells: wide letters two, marks none, tabs to the next multiple of 8")
{
    CHECK_INT(utf8_width(STR("abc"), 0, 3), 3);
    CHECK_INT(utf8_width(STR("漢字"), 0, 6), 4);
    CHECK_INT(utf8_width(STR("e\xCC\x81x"), 0, 4), 2);
    CHECK_INT(utf8_width(STR("a\tb"), 0, 3), 9);
    CHECK_INT(utf8_width(STR("a\tb"), 1, 1), 7); /* the tab knows where it stands */
    CHECK_INT(utf8_width(STR("abc"), 2, SIZE_MAX), 1);
    CHECK_INT(utf8_width(STR("abc"), 7, 1), 0);
    CHECK_INT(utf8_width((struct str){0}, 0, 0), 0);
}

TEST("letters, digits and controls are what Unicode says")
{
    CHECK(utf8_is_letter('a') && utf8_is_letter(0xE5) && utf8_is_letter(0x430));
    CHECK(utf8_is_letter(0x301)); /* a mark goes with its letter */
    CHECK(!utf8_is_letter('1') && !utf8_is_letter('-') && !utf8_is_letter(0x1F600));
    CHECK(utf8_is_digit('7') && utf8_is_digit(0x665) && !utf8_is_digit(0xBD));
    CHECK(utf8_is_control(0) && utf8_is_control(0x1B) && utf8_is_control(0x7F));
    CHECK(utf8_is_control(0x85) && utf8_is_control(0x202E) && utf8_is_control(0x2066));
    CHECK(!utf8_is_control('\t') && !utf8_is_control('\n') && !utf8_is_control('\r'));
    CHECK(!utf8_is_control(' ') && !utf8_is_control(0xA0) && !utf8_is_control(0x200D));
    CHECK_INT(utf8_lower('A'), 'a');
    CHECK_INT(utf8_lower(0xC5), 0xE5);
    CHECK_STR(utf8_lower_str(t->arena, STR("ÆØÅ Ŋ x1")), STR("æøå ŋ x1"));
}

TEST("text that is NFC already is given back as it is")
{
    static const char *const nfc[] = {"", "blåbærsyltetøy", "漢字 Ελλάδα", "a\xFF\xCC\x81"};
    for (size_t i = 0; i < 4; i++) {
        struct str s = str_of(nfc[i]);
        CHECK(utf8_nfc(t->arena, s).ptr == s.ptr);
    }
}

TEST("decomposed letters are composed, marks put in order")
{
    CHECK_STR(utf8_nfc(t->arena, STR("bla\xCC\x8A"
                                     "ba\xCC\x88r")),
              STR("blåbär"));
    /* a, dot below (220), diaeresis (230): both orders are the same text */
    CHECK_STR(utf8_nfc(t->arena, STR("a\xCC\x88\xCC\xA3")),
              utf8_nfc(t->arena, STR("a\xCC\xA3\xCC\x88")));
    CHECK_STR(utf8_nfc(t->arena, STR("\xE1\x84\x80\xE1\x85\xA1")), STR("가")); /* Hangul */
}

TEST("a storm of marks costs linear time")
{
    enum { N = 400000 };
    char *p = arena_bytes(t->arena, 2 * N);
    for (int i = 0; i < N; i++)
        memcpy(p + 2 * i, i % 2 ? "\xCC\xA3" : "\xCC\x88", 2);
    struct str storm = {p, 2 * N};
    CHECK(utf8_nfc(t->arena, storm).ptr == p);
    CHECK(utf8_fold_address(t->arena, storm).len == 2 * N);
}

TEST("an address is folded the way Norwegians write one without the keys")
{
    struct arena *a = t->arena;
    CHECK_STR(utf8_fold_address(a, STR("Læring på Øya")), STR("laering pa oya"));
    CHECK_STR(utf8_fold_address(a, STR("LÆRING")), STR("laering"));
    CHECK_STR(utf8_fold_address(a, STR("idé, über, Čáhcesuolu, Ŋ đ ŧ")),
              STR("ide, uber, cahcesuolu, n d t"));
    CHECK_STR(utf8_fold_address(a, STR("pa\xCC\x8A")), STR("pa"));
    CHECK_STR(utf8_fold_address(a, STR("Straße, Þórr, Œuvre, Łódź")),
              STR("strasse, thorr, oeuvre, lodz"));
    CHECK_STR(utf8_fold_address(a, STR("ǽ ǿ")), STR("ae o"));
    CHECK_STR(utf8_fold_address(a, STR("Йод й 漢 가")), STR("йод й 漢 가"));
    CHECK_STR(utf8_fold_address(a, STR("")), STR(""));
    CHECK_STR(utf8_fold_address(a, STR("a\xFF")), STR("a\xEF\xBF\xBD"));
}
