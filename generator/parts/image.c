/* image: see image.h. Every reader looks only at bytes that are there; a size that cannot be read
 * is 0 × 0. */
#include "parts/image.h"
#include <string.h>

static uint32_t big(struct str s, size_t at, size_t n)
{
    uint32_t v = 0;
    for (size_t i = 0; i < n; i++)
        v = v << 8 | (at + i < s.len ? (unsigned char)s.ptr[at + i] : 0);
    return v;
}

static uint32_t little(struct str s, size_t at, size_t n)
{
    uint32_t v = 0;
    for (size_t i = n; i-- > 0;)
        v = v << 8 | (at + i < s.len ? (unsigned char)s.ptr[at + i] : 0);
    return v;
}

static struct image read_png(struct str s)
{
    /* IHDR is the first chunk: length, type, width, height. */
    return (struct image){.kind = IMAGE_PNG, .width = big(s, 16, 4), .height = big(s, 20, 4)};
}

static struct image read_gif(struct str s)
{
    return (struct image){.kind = IMAGE_GIF, .width = little(s, 6, 2), .height = little(s, 8, 2)};
}

/* RFC 9649: VP8X, VP8L or VP8 in the first chunk of the RIFF. */
static struct image read_webp(struct str s)
{
    struct image i = {.kind = IMAGE_WEBP};
    struct str chunk = str_sub(s, 12, 4);
    if (str_eq(chunk, STR("VP8X"))) {
        i.width = little(s, 24, 3) + 1;
        i.height = little(s, 27, 3) + 1;
    } else if (str_eq(chunk, STR("VP8L"))) {
        uint32_t bits = little(s, 21, 4);
        i.width = (bits & 0x3fff) + 1;
        i.height = (bits >> 14 & 0x3fff) + 1;
    } else if (str_eq(chunk, STR("VP8 "))) {
        i.width = little(s, 26, 2) & 0x3fff;
        i.height = little(s, 28, 2) & 0x3fff;
    }
    return i;
}

/* ---- JPEG ------------------------------------------------------------------------------------ */

/* Whether EXIF's orientation (tag 0x0112 of the first directory) turns the picture a quarter. */
static bool exif_turned(struct str exif)
{
    struct str tiff = str_from(exif, 6); /* after "Exif\0\0" */
    bool le = str_starts(tiff, STR("II"));
    uint32_t (*get)(struct str, size_t, size_t) = le ? little : big;
    size_t at = get(tiff, 4, 4);
    uint32_t n = get(tiff, at, 2);
    for (uint32_t i = 0; i < n && at + 2 + 12 * i + 12 <= tiff.len; i++) {
        size_t entry = at + 2 + 12 * i;
        if (get(tiff, entry, 2) == 0x0112) return get(tiff, entry + 8, 2) >= 5;
    }
    return false;
}

static bool is_frame(uint32_t marker)
{
    /* SOF0 … SOF15 but DHT, JPG and DAC. */
    return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
}

static struct image read_jpeg(struct str s)
{
    struct image i = {.kind = IMAGE_JPEG};
    bool turned = false;
    for (size_t at = 2; at + 4 <= s.len;) {
        if ((unsigned char)s.ptr[at] != 0xff) break;
        uint32_t marker = big(s, at + 1, 1), len = big(s, at + 2, 2);
        if (marker == 0xff) { /* fill */
            at++;
            continue;
        }
        struct str body = str_sub(s, at + 4, len < 2 ? 0 : len - 2);
        if (marker == 0xe1 && str_starts(body, (struct str){"Exif\0\0", 6}))
            turned = exif_turned(body);
        if (is_frame(marker)) {
            i.height = big(s, at + 5, 2);
            i.width = big(s, at + 7, 2);
            break;
        }
        if (marker == 0xda || len < 2) break;
        at += 2 + len;
    }
    if (turned) {
        uint32_t w = i.width;
        i.width = i.height;
        i.height = w;
    }
    return i;
}

/* ---- SVG ------------------------------------------------------------------------------------- */

/* The value of an attribute of the tag, or the empty string. */
static struct str attribute(struct str tag, struct str name)
{
    struct str rest = tag;
    for (size_t at; (at = str_find_str(rest, name)) != STR_NONE;) {
        char before = at ? rest.ptr[at - 1] : ' ';
        struct str value = str_trim_start(str_from(rest, at + name.len));
        rest = str_from(rest, at + name.len);
        if (before != ' ' && before != '\n' && before != '\t' && before != '\r') continue;
        if (!value.len || value.ptr[0] != '=') continue;
        value = str_trim_start(str_from(value, 1));
        if (!value.len || (value.ptr[0] != '"' && value.ptr[0] != '\'')) continue;
        char quote = value.ptr[0];
        value = str_from(value, 1);
        return str_cut(&value, quote);
    }
    return (struct str){0};
}

/* A length in px or without unit, rounded; others ("50%", "10cm") tell nothing. */
static uint32_t pixels(struct str s)
{
    uint32_t whole = 0;
    size_t i = 0;
    s = str_trim(s);
    for (; i < s.len && s.ptr[i] >= '0' && s.ptr[i] <= '9' && whole < 100000; i++)
        whole = whole * 10 + (uint32_t)(s.ptr[i] - '0');
    if (i == 0) return 0;
    if (i < s.len && s.ptr[i] == '.') {
        i++;
        if (i < s.len && s.ptr[i] >= '5' && s.ptr[i] <= '9') whole++;
        while (i < s.len && s.ptr[i] >= '0' && s.ptr[i] <= '9')
            i++;
    }
    struct str unit = str_from(s, i);
    return unit.len == 0 || str_eq(unit, STR("px")) ? whole : 0;
}

/* The last two of viewBox's four numbers. */
static void view_box(struct str box, struct image *i)
{
    uint32_t *to[] = {NULL, NULL, &i->width, &i->height};
    for (size_t k = 0; k < 4; k++) {
        while (box.len && (box.ptr[0] == ' ' || box.ptr[0] == ','))
            box = str_from(box, 1);
        size_t len = 0;
        while (len < box.len && box.ptr[len] != ' ' && box.ptr[len] != ',')
            len++;
        if (to[k]) *to[k] = pixels(str_sub(box, 0, len));
        box = str_from(box, len);
    }
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

static bool has_word(struct str s, const char *word)
{
    size_t n = strlen(word);
    for (size_t i = 0; i + n <= s.len; i++) {
        size_t k = 0;
        while (k < n && lower(s.ptr[i + k]) == word[k])
            k++;
        if (k == n) return true;
    }
    return false;
}

/* Any attribute whose name begins with "on": white space, on, letters, "=". */
static bool has_event(struct str s)
{
    for (size_t i = 1; i + 3 < s.len; i++) {
        char before = s.ptr[i - 1];
        if (lower(s.ptr[i]) != 'o' || lower(s.ptr[i + 1]) != 'n') continue;
        if (before != ' ' && before != '\n' && before != '\t' && before != '\r' && before != '/' &&
            before != '"' && before != '\'')
            continue;
        size_t k = i + 2;
        while (k < s.len && lower(s.ptr[k]) >= 'a' && lower(s.ptr[k]) <= 'z')
            k++;
        while (k < s.len && (s.ptr[k] == ' ' || s.ptr[k] == '\n' || s.ptr[k] == '\t'))
            k++;
        if (k > i + 2 && k < s.len && s.ptr[k] == '=') return true;
    }
    return false;
}

/* A letter or colon as a character reference, "&#106;avascript:", hides a word from us; nobody else
 * writes letters so. */
static bool has_hidden_letter(struct str s)
{
    for (size_t at; (at = str_find_str(s, STR("&#"))) != STR_NONE;) {
        s = str_from(s, at + 2);
        bool hex = s.len && lower(s.ptr[0]) == 'x';
        uint32_t rune = 0;
        for (size_t i = hex; i < s.len && rune < 0x110000; i++) {
            char c = lower(s.ptr[i]);
            if (c >= '0' && c <= '9')
                rune = rune * (hex ? 16 : 10) + (uint32_t)(c - '0');
            else if (hex && c >= 'a' && c <= 'f')
                rune = rune * 16 + (uint32_t)(c - 'a') + 10;
            else
                break;
        }
        if (rune == ':' || (rune < 0x80 && lower((char)rune) >= 'a' && lower((char)rune) <= 'z'))
            return true;
    }
    return false;
}

static bool svg_scripted(struct str s)
{
    static const char *const words[] = {"<script",   "<foreignobject", "<!doctype",
                                        "<!entity",  "javascript:",    "<?xml-stylesheet",
                                        "@import",   "href=\"http",    "href='http",
                                        "href=\"//", "href='//",       "url(http",
                                        "url('http", "url(\"http"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (has_word(s, words[i])) return true;
    return has_event(s) || has_hidden_letter(s);
}

static struct image read_svg(struct str s)
{
    struct image i = {.kind = IMAGE_SVG, .scripted = svg_scripted(s)};
    struct str tag = str_from(s, str_find_str(s, STR("<svg")));
    tag = str_cut(&tag, '>');
    i.width = pixels(attribute(tag, STR("width")));
    i.height = pixels(attribute(tag, STR("height")));
    if (!i.width || !i.height) view_box(attribute(tag, STR("viewBox")), &i);
    return i;
}

struct image image_read(struct str s)
{
    if (str_starts(s, STR("\x89PNG\r\n\x1a\n"))) return read_png(s);
    if (str_starts(s, STR("\xff\xd8\xff"))) return read_jpeg(s);
    if (str_starts(s, STR("GIF8"))) return read_gif(s);
    if (str_starts(s, STR("RIFF")) && str_eq(str_sub(s, 8, 4), STR("WEBP"))) return read_webp(s);
    if (str_find_str(s, STR("<svg")) != STR_NONE) return read_svg(s);
    return (struct image){0};
}
