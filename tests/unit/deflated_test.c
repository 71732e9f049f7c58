/* What zlib packed is packed out, and what is not so is told: cut, damaged, too large. */
#include "base/buf.h"
#include "parts/deflated.h"
#include "test.h"

/* Made by zlib 1.2.13: as it stands, with the fixed codes, and with codes of its own. */
static const struct str as_it_stands = STR_INIT(
    "\x78\x01\x01\x0d\x00\xf2\xff\x73\x74\x65\x67\x20\x66\x6f\x72\x20\x73\x74\x65\x67\x22\xaf"
    "\x04\xee");
static const struct str fixed_codes = STR_INIT(
    "\x78\x01\xf3\x3d\xbc\xa3\x24\x35\x2f\x55\xa1\xec\xf0\xd2\xa2\x54\x85\x92\xc4\x22\x85\xdc"
    "\x4a\x20\x9d\x99\xa2\xa3\x90\x8b\x2c\xa5\x07\x00\x73\x7d\x11\x60");
static const struct str own_codes = STR_INIT(
    "\x78\xda\x75\xd3\x4b\x6a\x03\x41\x0c\x04\xd0\xbd\x4f\x31\x47\x18\xfd\xfa\x73\x1c\x2f\xbc"
    "\x48\x18\x27\x60\xe7\xfe\x04\x42\x57\x43\x09\x65\x5b\x34\xb2\x5e\x69\x7c\x7d\x7c\x7d\x3e"
    "\x8e\xf3\xf8\x7e\x1e\xef\xfb\xf3\xe7\x7e\x3d\x5e\xc7\x79\xbb\xfe\x52\xa1\x54\x56\xea\x94"
    "\xea\x4a\x27\xa5\x86\x09\x8d\x62\x5f\xb1\x06\xc5\xb1\x62\xe3\xd7\x0d\x3f\xc8\xb3\xfb\x8a"
    "\x1b\x2f\x32\x56\x3c\x78\xeb\x89\xd9\x6c\x01\x51\x79\x88\x6c\x64\xe7\x1c\xcc\xae\x9c\x03"
    "\x9a\x62\x40\x2d\x55\x08\x69\x4b\xef\x41\x9d\x5c\x8c\xc0\x6a\x69\x7d\x60\x3b\x1f\x4e\xa0"
    "\x15\x9e\xaf\xe0\x06\xcf\x51\x70\x27\x37\xaf\xe0\x7a\x3a\x36\xb8\x93\x5d\x0a\xaf\xa7\xf9"
    "\xf0\xce\x34\x07\xde\xe0\xfd\x15\xde\xc1\x31\xb8\x8d\xeb\x51\x70\x95\xaf\x65\xe0\x0e\x9e"
    "\x63\xe0\x06\xaf\x63\xe0\x2a\xd7\x66\xe0\x8e\xf4\x75\x83\xdb\xb8\x06\xdb\x1f\x32\xef\x69"
    "\xe0\x4a\x7a\xbf\xb9\x5c\xbf\x6d\x6f\xca\xe1\x75\x76\x39\xbc\xc6\xfb\x3b\xbc\x92\xde\xc3"
    "\x9b\xfe\x9d\xfb\xba\x7c\x45\x07\x77\x30\xcb\xc1\xed\x5c\x8f\x83\xdb\xd3\x7b\x70\x7b\x9a"
    "\x3f\xfe\xc9\x67\x3d\x27\xce\xfa\x77\x43\xea\x3d\x43\x6b\x57\x58\x59\x43\x78\xdd\x5a\x44"
    "\xdd\x72\xb4\xfa\x2a\xd1\xeb\x2b\xc6\xa8\xaf\x1e\xf3\xf6\x0b\xfe\xf1\xc6\x3d");

/* What own_codes holds. */
static struct str lines(struct arena *a)
{
    struct buf b = {.arena = a};
    for (unsigned i = 0; i < 60; i++)
        buf_printf(&b, "linje %u om samtaler %u\n", i * i % 97, i);
    return buf_str(&b);
}

static enum deflated end_of(struct test *t, struct str packed, size_t room)
{
    size_t len;
    return deflated_read(&len, arena_bytes(t->arena, room), room, packed);
}

static struct str text_of(struct test *t, struct str packed)
{
    size_t len, room = 4096;
    char *out = arena_bytes(t->arena, room);
    if (deflated_read(&len, out, room, packed) != DEFLATED_WHOLE) return STR("not whole");
    return (struct str){out, len};
}

/* Memory of just that length, so that a sanitizer sees what is read beyond it. */
static struct str exactly(struct test *t, struct str s)
{
    return str_dup(t->arena, s);
}

TEST("what zlib packed is read, in each of its three ways")
{
    CHECK_STR(text_of(t, as_it_stands), STR("steg for steg"));
    CHECK_STR(text_of(t, fixed_codes), STR("Møtene våre tar mye tid, møtene våre."));
    CHECK_STR(text_of(t, own_codes), lines(t->arena));
}

TEST("wherever it is cut, it is told to be cut")
{
    const struct str all[] = {as_it_stands, fixed_codes, own_codes};
    for (size_t i = 0; i < 3; i++)
        for (size_t n = 0; n < all[i].len; n++)
            CHECK_INT(end_of(t, exactly(t, str_sub(all[i], 0, n)), 4096), DEFLATED_CUT);
}

TEST("one wrong bit never makes wrong bytes a whole")
{
    const struct str all[] = {as_it_stands, fixed_codes, own_codes};
    for (size_t i = 0; i < 3; i++)
        for (size_t bit = 0; bit < all[i].len * 8; bit++) {
            char *bytes = str_z(t->arena, all[i]);
            bytes[bit / 8] = (char)(bytes[bit / 8] ^ 1 << bit % 8);
            struct str got = text_of(t, (struct str){bytes, all[i].len});
            CHECK(str_eq(got, STR("not whole")) || str_eq(got, text_of(t, all[i])));
        }
}

TEST("no more is written than there is room for")
{
    struct str want = lines(t->arena);
    for (size_t room = 0; room < want.len; room++) {
        size_t len;
        char *out = arena_bytes(t->arena, room + 1);
        out[room] = '!';
        CHECK_INT(deflated_read(&len, out, room, own_codes), DEFLATED_FULL);
        CHECK_STR(((struct str){out, len}), str_sub(want, 0, room));
        CHECK_INT(out[room], '!');
    }
    CHECK_INT(end_of(t, own_codes, want.len), DEFLATED_WHOLE);
}

TEST("what zlib does not make is damaged")
{
    const struct str made[] = {
        STR("\x78\x9d\x03\x00\x00\x00\x00\x01"),     /* the head's own check is wrong */
        STR("\x79\x9b\x03\x00\x00\x00\x00\x01"),     /* another method */
        STR("\x78\xbb\x03\x00\x00\x00\x00\x01"),     /* with a dictionary that is not there */
        STR("\x78\x9c\x07\x00\x00\x00\x00\x01"),     /* a fourth way */
        STR("\x78\x9c\x01\x01\x00\xff\xff\x61"),     /* a length that its double denies */
        STR("\x78\x9c\x03\x02\x00\x00\x00\x00\x01"), /* a match before the beginning */
        STR("\x78\x9c\x03\x00\x00\x00\x00\x02"),     /* another checksum */
        STR("\x78\x9c\x03\x00\x00\x00\x00\x01!"),    /* something after the end */
        STR("\x78\x9c\x05\xe0\x93\x24\x49\x92\x24\x49\x92\x00\x00\x00\x00\x00\x00\x00\x00"
            "\x00"), /* more codes than there can be */
        STR("\x78\x9c\x05\xe0\x25\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"
            "\x00"), /* fewer than there must be */
    };
    CHECK_STR(text_of(t, STR("\x78\x9c\x03\x00\x00\x00\x00\x01")), STR(""));
    for (size_t i = 0; i < sizeof made / sizeof *made; i++)
        CHECK_INT(end_of(t, exactly(t, made[i]), 64), DEFLATED_DAMAGED);
}

TEST("codes fill what there is of them, or stand alone")
{
    /* "a", with codes for distances that are not used: two of one bit, one of one bit, three of
     * one bit, two of two bits. */
    CHECK_STR(text_of(t, STR("\x78\x9c\x05\xc1\x81\x00\x00\x00\x00\x80\x20\xd6\xfc\x25\x2a\x01\x00"
                             "\x62\x00\x62")),
              STR("a"));
    CHECK_STR(
        text_of(
            t, STR("\x78\x9c\x05\xc0\x81\x00\x00\x00\x00\x80\x20\xd6\xfc\x25\x4a\x00\x62\x00\x62")),
        STR("a"));
    CHECK_STR(text_of(t, STR("\x78\x9c\x05\xc2\x81\x00\x00\x00\x00\x80\x20\xd6\xfc\x25\xaa\x04\x00"
                             "\x62\x00\x62")),
              STR("not whole"));
    CHECK_STR(text_of(t, STR("\x78\x9c\x05\xc1\x81\x00\x00\x00\x00\x80\x20\xd6\xfc\x25\x7a\x01\x00"
                             "\x62\x00\x62")),
              STR("not whole"));
}

TEST("any bytes come to an end")
{
    for (int i = 0; i < 20000; i++) {
        char bytes[64] = "\x78\x9c";
        size_t n = 2 + test_random(t) % (sizeof bytes - 2);
        for (size_t k = 2; k < n; k++)
            bytes[k] = (char)test_random(t);
        size_t len = 0;
        char out[256];
        enum deflated how =
            deflated_read(&len, out, sizeof out, exactly(t, (struct str){bytes, n}));
        CHECK(how <= DEFLATED_DAMAGED && len <= sizeof out);
    }
}
