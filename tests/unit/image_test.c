/* Sizes of pictures, from the first bytes of small files written here by hand. */
#include "test.h"
#include "base/buf.h"
#include "parts/image.h"
#include <string.h>

#define BYTES(literal) ((struct str){(literal), sizeof(literal) - 1})

static bool is(struct image i, enum image_kind kind, uint32_t width, uint32_t height)
{
    return i.kind == kind && i.width == width && i.height == height;
}

TEST("the size of PNG, GIF and WebP stands at fixed places")
{
    CHECK(is(image_read(BYTES("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\2\x80\0\0\1\xe0\x8\2")), IMAGE_PNG,
             640, 480));
    CHECK(is(image_read(BYTES("GIF89a\x40\x01\xf0\0\x80")), IMAGE_GIF, 320, 240));
    CHECK(is(image_read(BYTES("RIFF\0\0\0\0WEBPVP8X\xa\0\0\0\0\0\0\0\x7f\2\0\xdf\1\0")), IMAGE_WEBP,
             640, 480));
    CHECK(is(image_read(BYTES("RIFF\0\0\0\0WEBPVP8L\0\0\0\0\x2f\x7f\xc2\x77\0")), IMAGE_WEBP, 640,
             480));
    CHECK(is(image_read(BYTES("RIFF\0\0\0\0WEBPVP8 \0\0\0\0\0\0\0\x9d\x1\x2a\x80\2\xe0\1")),
             IMAGE_WEBP, 640, 480));
}

#define JFIF "\xff\xe0\0\x10JFIF\0\1\1\0\0\1\0\1\0\0"
#define FRAME "\xff\xc0\0\x11\x8\1\xe0\2\x80\3\1\"\0"
#define EXIF_LE(orientation) \
    "\xff\xe1\0\"Exif\0\0II*\0\x8\0\0\0\1\0\x12\1\3\0\1\0\0\0" orientation "\0\0\0\0\0\0\0"
#define EXIF_BE(orientation) \
    "\xff\xe1\0\"Exif\0\0MM\0*\0\0\0\x8\0\1\1\x12\0\3\0\0\0\1\0" orientation "\0\0\0\0\0\0"

TEST("a JPEG's size stands in its frame, and EXIF may turn it a quarter")
{
    CHECK(is(image_read(BYTES("\xff\xd8" JFIF FRAME)), IMAGE_JPEG, 640, 480));
    CHECK(is(image_read(BYTES("\xff\xd8\xff\xff\xe0\0\4ab\xff\xc2\0\x11\x8\1\xe0\2\x80\3")),
             IMAGE_JPEG, 640, 480));
    CHECK(is(image_read(BYTES("\xff\xd8" EXIF_LE("\x6") FRAME)), IMAGE_JPEG, 480, 640));
    CHECK(is(image_read(BYTES("\xff\xd8" EXIF_LE("\x3") FRAME)), IMAGE_JPEG, 640, 480));
    CHECK(is(image_read(BYTES("\xff\xd8" EXIF_BE("\x8") FRAME)), IMAGE_JPEG, 480, 640));
}

static struct image svg(struct test *t, const char *tag)
{
    return image_read(STR_CAT(t->arena, STR("<?xml version=\"1.0\"?>\n<svg "), str_of(tag),
                              STR("><path d=\"M0 0h4v2z\"/></svg>")));
}

TEST("an SVG's size is its width and height, else that of its viewBox")
{
    CHECK(is(svg(t, "width=\"40\" height='20px'"), IMAGE_SVG, 40, 20));
    CHECK(is(svg(t, "viewBox=\"0 0 40.6 20\""), IMAGE_SVG, 41, 20));
    CHECK(is(svg(t, "width=\"100%\" height=\"100%\" viewBox=\"0,0,40,20\""), IMAGE_SVG, 40, 20));
    CHECK(is(svg(t, "width=\"10cm\""), IMAGE_SVG, 0, 0));
    CHECK(is(svg(t, "stroke-width=\"9\" viewBox=\"0 0 4 2\""), IMAGE_SVG, 4, 2));
}

TEST("an SVG that could run or fetch something is known by it")
{
    static const char *const bad[] = {"><script>a</script><g",
                                      " onload=\"a\"",
                                      "\nONLOAD = 'a'",
                                      "><foreignObject/><g",
                                      "><a xlink:href=\"javascript:a\"/><g",
                                      "><a xlink:href=\"&#106;avascript:a\"/><g",
                                      "><a href=\"java&#x73;cript:a\"/><g",
                                      "><image href=\"https://x.no/a.png\"/><g",
                                      "><use href='//x.no/a.svg#b'/><g",
                                      "><style>@import 'x'</style><g",
                                      "><style>a{fill:url(http://x.no)}</style><g",
                                      "><!DOCTYPE a><g"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        if (!svg(t, bad[i]).scripted) test_fail(t, __FILE__, __LINE__, "%s is let through", bad[i]);
    CHECK(!svg(t, "viewBox=\"0 0 4 2\" xmlns=\"http://www.w3.org/2000/svg\"").scripted);
    CHECK(!svg(t, "><text>Kj&#248;r p&#xe5; &#10;</text><use href=\"#a\"/><g").scripted);
}

TEST("what is cut short, or no picture, has no size and reads nothing that is not there")
{
    static const char whole[] = "\xff\xd8" EXIF_LE("\x6") FRAME;
    for (size_t n = 0; n < sizeof whole - 1; n++) {
        char *exact = arena_bytes(t->arena, n); /* so that a sanitizer sees one byte too many */
        memcpy(exact, whole, n);
        struct image i = image_read((struct str){exact, n});
        CHECK(n < 3 ? i.kind == IMAGE_UNKNOWN : i.kind == IMAGE_JPEG);
    }
    CHECK(is(image_read(STR("dette er tekst")), IMAGE_UNKNOWN, 0, 0));
    CHECK(is(image_read(STR("")), IMAGE_UNKNOWN, 0, 0));
    CHECK(is(image_read(BYTES("\x89PNG\r\n\x1a\n")), IMAGE_PNG, 0, 0));
    CHECK_INT(image_read(BYTES("\xff\xd8\xff\xe0\0\0\0\0")).width, 0);
}
