#include "base/digest.h"
#include "test.h"

/* The empty input is in xxHash's documentation; the others are `xxhsum -H3` of Debian's xxhash. */
TEST("the digest is XXH3 with seed 0")
{
    CHECK_STR(digest_hex(t->arena, digest((struct str){0})), STR("2d06800538d394c2"));
    CHECK_STR(digest_hex(t->arena, digest(STR("steg"))), STR("e63efa986900e755"));
    char long_text[1000];
    memset(long_text, 'a', sizeof long_text);
    CHECK_STR(digest_hex(t->arena, digest((struct str){long_text, 1000})), STR("b3e7af627147db7c"));
    CHECK_STR(digest_hex(t->arena, 10), STR("000000000000000a"));
}
