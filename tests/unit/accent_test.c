/* The course's colour, made readable. */
#include "site/theme.h"
#include "test.h"

TEST("contrast is WCAG's: black on white is 21, a colour on itself is 1")
{
    CHECK(contrast(0x000000, 0xffffff) > 20.99 && contrast(0x000000, 0xffffff) < 21.01);
    CHECK(contrast(0x1f5a54, 0x1f5a54) < 1.001);
    /* #767676 on white is the textbook's 4.54. */
    CHECK(contrast(0x767676, 0xffffff) > 4.53 && contrast(0x767676, 0xffffff) < 4.55);
}

TEST("an accent that is dark enough is left as it is on paper and lightened on dark paper")
{
    struct accent a = accent_readable(0x1f4a44);
    CHECK_INT(a.on_paper, 0x1f4a44);
    CHECK(contrast(a.on_dark, 0x1b1a17) >= 7);
}

TEST("any colour becomes readable on both papers")
{
    for (uint32_t c = 0; c <= 0xffffff; c += 0x010305) {
        struct accent a = accent_readable(c);
        CHECK(contrast(a.on_paper, 0xfaf8f4) >= 7);
        CHECK(contrast(a.on_dark, 0x1b1a17) >= 7);
    }
}
