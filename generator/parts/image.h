/* image: the size in pixels of PNG, JPEG (turned as its EXIF says), GIF, WebP and SVG, read from
 * the first bytes of the file; nothing is decoded. Sources: PNG 3rd ed. §11.2.1, JFIF/EXIF 2.32,
 * GIF89a, RFC 9649 (WebP), SVG 2 §8 (width, height, viewBox). Pure; bounded by the bytes given. */
#ifndef STEG_PARTS_IMAGE_H
#define STEG_PARTS_IMAGE_H

#include "base/str.h"

enum image_kind { IMAGE_UNKNOWN, IMAGE_PNG, IMAGE_JPEG, IMAGE_GIF, IMAGE_WEBP, IMAGE_SVG };

struct image {
    enum image_kind kind;
    uint32_t width, height; /* 0 when the file does not tell (an SVG without size) */
    bool scripted; /* an SVG with <script>, on… attributes, foreign references or a DOCTYPE */
};

struct image image_read(struct str bytes);

#endif
