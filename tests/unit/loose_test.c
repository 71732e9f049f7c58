/* Objects of a repository that lie in files of their own: what is read, and what is broken. */
#include "base/buf.h"
#include "io_fixture.h"
#include "parts/loose.h"
#include "test.h"
#include <sys/stat.h>
#include <unistd.h>

/* As zlib would pack it if it did not: a block as it stands, and the checksum. */
static struct str packed(struct arena *a, struct str s)
{
    struct buf b = {.arena = a};
    uint32_t x = 1, y = 0;
    buf_put(&b, STR("\x78\x01\x01"));
    buf_put_char(&b, (char)(s.len & 255));
    buf_put_char(&b, (char)(s.len >> 8));
    buf_put_char(&b, (char)~(s.len & 255));
    buf_put_char(&b, (char)~(s.len >> 8));
    buf_put(&b, s);
    for (size_t i = 0; i < s.len; i++) {
        x = (x + (uint8_t)s.ptr[i]) % 65521;
        y = (y + x) % 65521;
    }
    for (int shift = 8; shift >= 0; shift -= 8)
        buf_put_char(&b, (char)(y >> shift));
    for (int shift = 8; shift >= 0; shift -= 8)
        buf_put_char(&b, (char)(x >> shift));
    return buf_str(&b);
}

/* "blob 100000 NUL" and 100,000 NULs, by zlib. */
static const struct str large = STR_INIT(
    "\x78\xda\xed\xc1\x31\x0d\x00\x30\x08\x00\x30\xa4\x4c\x02\x58\xe2\x5e\x32\xff\x1f\x99\x0b"
    "\x8e\xb6\x7d\x5f\x9f\xca\x2f\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"
    "\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"
    "\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"
    "\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"
    "\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x80\xbd\x06\xeb\xa3\x02\xe1");

/* The same, but it says that there is one NUL less, or very many more. */
static const struct str longer = STR_INIT(
    "\x78\xda\xed\xc1\x31\x0d\x00\x30\x08\x00\xb0\x49\xc1\xc6\xec\x70\x93\xe0\xff\x23\xb8\xe0"
    "\x68\x9b\xd5\x19\x7f\x3d\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"
    "\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"
    "\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"
    "\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"
    "\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\xe0\xae\x01\xce\x66\x02\xdd");
static const struct str boasting = STR_INIT(
    "\x78\xda\xed\xc1\x31\x0d\x00\x30\x08\x00\xb0\x49\xc1\xc6\xec\x70\x93\xe0\xff\xe3\xc6\x01"
    "\x47\xdb\xac\xce\xf8\xdb\x03\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"
    "\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"
    "\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"
    "\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"
    "\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\xee\x1a\xec\xbb\x05\x17");

/* "kind: bytes", "none", or what is wrong, of a file that holds this. */
static struct str read_as(struct test *t, struct str file)
{
    struct loose l;
    const char *dir = fixture_make(t->arena);
    fixture_write(dir, "object", file);
    char *path = str_z(t->arena, STR_CAT(t->arena, str_of(dir), STR("/object")));
    enum loose_end how = loose_read(&l, path, t->arena);
    fixture_remove(dir);
    return how == LOOSE_READ   ? STR_CAT(t->arena, l.kind, STR(": "), l.bytes)
           : how == LOOSE_NONE ? STR("none")
                               : str_of(l.why);
}

TEST("an object in a file of its own is read")
{
    CHECK_STR(read_as(t, packed(t->arena, STR("blob 5\0hallo"))), STR("blob: hallo"));
    CHECK_STR(read_as(t, packed(t->arena, STR("commit 0\0"))), STR("commit: "));
    CHECK_STR(read_as(t, packed(t->arena, STR("tree 3\0a\0b"))), STR("tree: a\0b"));
    CHECK_STR(read_as(t, packed(t->arena, STR("tag 1\0x"))), STR("tag: x"));
}

TEST("one that is much longer than its file is read too")
{
    struct str got = read_as(t, large);
    CHECK_INT(got.len, 6 + 100000);
    CHECK_STR(str_sub(got, 0, 8), STR("blob: \0\0"));
}

TEST("a file that is empty or ends early is cut short")
{
    struct str whole = packed(t->arena, STR("blob 5\0hallo"));
    for (size_t n = 0; n < whole.len; n++)
        CHECK_STR(read_as(t, str_sub(whole, 0, n)), STR("cut short"));
    CHECK_STR(read_as(t, str_sub(large, 0, large.len - 5)), STR("cut short"));
}

TEST("an object must be as long as it says")
{
    struct str wrong = STR("not as long as it says");
    CHECK_STR(read_as(t, packed(t->arena, STR("blob 4\0hallo"))), wrong);
    CHECK_STR(read_as(t, packed(t->arena, STR("blob 6\0hallo"))), wrong);
    CHECK_STR(read_as(t, packed(t->arena, STR("blob 999999999999999\0hallo"))), wrong);
    CHECK_STR(read_as(t, longer), wrong);
    CHECK_STR(read_as(t, boasting), wrong);
}

TEST("what is no object is told")
{
    struct str wrong = STR("not packed by zlib");
    CHECK_STR(read_as(t, STR("blob 5\0hallo")), wrong);
    CHECK_STR(read_as(t, packed(t->arena, STR("film 5\0hallo"))), wrong);
    CHECK_STR(read_as(t, packed(t->arena, STR("blob five\0hallo"))), wrong);
    CHECK_STR(read_as(t, packed(t->arena, STR("blob \0hallo"))), wrong);
    CHECK_STR(read_as(t, packed(t->arena, STR("blob"))), wrong);
    CHECK_STR(read_as(t, packed(t->arena, STR("blob 12345678901234567\0"))), wrong);
    CHECK_STR(read_as(t, packed(t->arena, STR("blob 5                                \0x"))),
              wrong);
}

TEST("no file is no object, and what is no file is not waited for")
{
    struct loose l;
    const char *dir = fixture_make(t->arena);
    char *fifo = str_z(t->arena, STR_CAT(t->arena, str_of(dir), STR("/fifo")));
    mkfifo(fifo, 0600);
    enum loose_end none = loose_read(&l, "/no/such/file", t->arena);
    enum loose_end folder = loose_read(&l, dir, t->arena);
    enum loose_end waits = loose_read(&l, fifo, t->arena);
    fixture_remove(dir);
    CHECK_INT(none, LOOSE_NONE);
    CHECK_INT(folder, LOOSE_BROKEN);
    CHECK_INT(waits, LOOSE_BROKEN);
    CHECK_STR(str_of(l.why), STR("no file"));
}
