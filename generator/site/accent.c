/* accent: the course's colour, made readable. Relative luminance and contrast as in WCAG 2.1,
 * "relative luminance" and "contrast ratio" (w3.org/TR/WCAG21/#dfn-relative-luminance). */
#include "site/theme.h"
#include <math.h>

#define PAPER 0xfaf8f4u
#define DARK_PAPER 0x1b1a17u
#define ENOUGH 7.0

static double channel(uint32_t colour, int shift)
{
    double c = (double)((colour >> shift) & 0xff) / 255.0;
    return c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
}

static double luminance(uint32_t c)
{
    return 0.2126 * channel(c, 16) + 0.7152 * channel(c, 8) + 0.0722 * channel(c, 0);
}

double contrast(uint32_t a, uint32_t b)
{
    double x = luminance(a), y = luminance(b);
    return x > y ? (x + 0.05) / (y + 0.05) : (y + 0.05) / (x + 0.05);
}

/* A step of 1/64 from one colour towards another, channel by channel. */
static uint32_t towards(uint32_t from, uint32_t to, uint32_t step)
{
    uint32_t out = 0;
    for (int shift = 0; shift <= 16; shift += 8) {
        uint32_t a = (from >> shift) & 0xff, b = (to >> shift) & 0xff;
        out |= ((a * (64 - step) + b * step) / 64) << shift;
    }
    return out;
}

static uint32_t readable_on(uint32_t colour, uint32_t paper, uint32_t towards_what)
{
    for (uint32_t step = 0; step < 64; step++) {
        uint32_t c = towards(colour, towards_what, step);
        if (contrast(c, paper) >= ENOUGH) return c;
    }
    return towards_what;
}

struct accent accent_readable(uint32_t colour)
{
    return (struct accent){
        .on_paper = readable_on(colour, PAPER, 0x000000u),
        .on_dark = readable_on(colour, DARK_PAPER, 0xffffffu),
        .ratio = contrast(colour, PAPER),
    };
}
