/* film: see film.h. */
#include "site/film.h"

#include "base/buf.h"
#include "site/site.h"
#include <assert.h>
#include <string.h>

/* ---- Addresses ------------------------------------------------------------------------------- */

struct address {
    bool https;
    struct str host; /* lower case, with its port, if any; empty when there is a user's name */
    struct str path, query, fragment;
};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_word(char c)
{
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_';
}

static bool is_hex(char c)
{
    return is_digit(c) || (c >= 'a' && c <= 'f');
}

/* All of s, at least `least` and at most `most` of them. */
static bool all(struct str s, bool (*of)(char), size_t least, size_t most)
{
    for (size_t i = 0; i < s.len; i++)
        if (!of(s.ptr[i])) return false;
    return s.len >= least && s.len <= most;
}

static struct address parse(struct arena *a, struct str url)
{
    struct address x = {.https = str_starts(url, STR("https://"))};
    size_t slashes = str_find_str(url, STR("//"));
    x.fragment = slashes == STR_NONE ? url : str_from(url, slashes + 2);
    x.query = str_cut(&x.fragment, '#');
    x.path = str_cut(&x.query, '?');
    size_t slash = str_find(x.path, '/');
    x.host = str_lower_ascii(a, str_sub(x.path, 0, slash));
    x.path = slash == STR_NONE ? STR("") : str_from(x.path, slash);
    if (str_find(x.host, '@') != STR_NONE) x.host = STR("");
    return x;
}

/* The value of `name` in name=value&name=value. */
static struct str parameter(struct str list, struct str name)
{
    while (list.len) {
        struct str value = str_cut(&list, '&');
        struct str key = str_cut(&value, '=');
        if (str_eq(key, name)) return value;
    }
    return STR("");
}

#define LONGEST_FILM 359999 /* seconds: 99:59:59 */

/* "90", "90s", "1h2m3s" in seconds; 0 when it is nothing of the kind. */
static uint32_t seconds(struct str s)
{
    uint32_t sum = 0, n = 0;
    for (size_t i = 0; i < s.len; i++) {
        char c = s.ptr[i];
        if (is_digit(c))
            n = n * 10 + (uint32_t)(c - '0');
        else if ((c == 'h' || c == 'm' || c == 's') && i && is_digit(s.ptr[i - 1])) {
            sum += n * (c == 'h' ? 3600 : c == 'm' ? 60 : 1);
            n = 0;
        } else
            return 0;
        if (n > LONGEST_FILM || sum > LONGEST_FILM) return 0;
    }
    return sum + n <= LONGEST_FILM ? sum + n : 0;
}

/* ---- Hosts ----------------------------------------------------------------------------------- */

/* The first name of the path after one of these, or of the whole path for "/". */
static struct str after(struct str path, const char *const *before)
{
    for (; *before; before++) {
        struct str start = str_of(*before);
        if (!str_starts(path, start)) continue;
        struct str rest = str_from(path, start.len);
        struct str name = str_cut(&rest, '/');
        return rest.len ? STR("") : name;
    }
    return STR("");
}

static bool one_of(struct str s, const char *const *names)
{
    for (; *names; names++)
        if (str_eq(s, str_of(*names))) return true;
    return false;
}

static bool youtube(struct film *f, struct arena *a, const struct address *x)
{
    static const char *const hosts[] = {"youtube.com",
                                        "www.youtube.com",
                                        "m.youtube.com",
                                        "music.youtube.com",
                                        "youtube-nocookie.com",
                                        "www.youtube-nocookie.com",
                                        NULL};
    static const char *const before[] = {"/shorts/", "/live/", "/embed/", "/v/", NULL};
    bool brief = str_eq(x->host, STR("youtu.be"));
    if (!brief && !one_of(x->host, hosts)) return false;
    f->host = STR("YouTube");
    f->owner = STR("Google");
    struct str id =
        brief ? after(x->path, (const char *const[]){"/", NULL}) : after(x->path, before);
    if (!brief && (str_eq(x->path, STR("/watch")) || str_eq(x->path, STR("/watch/"))))
        id = parameter(x->query, STR("v"));
    if (!all(id, is_word, 11, 11)) return true;
    struct str at = parameter(x->query, STR("t"));
    if (!at.len) at = parameter(x->query, STR("start"));
    if (!at.len) at = parameter(x->fragment, STR("t"));
    f->as = FILM_FRAME;
    f->origin = STR("https://www.youtube-nocookie.com");
    f->player = STR_CAT(a, f->origin, STR("/embed/"), id, STR("?rel=0&autoplay=1"));
    if (seconds(at)) f->player = STR_CAT(a, f->player, STR("&start="), str_number(a, seconds(at)));
    return true;
}

/* vimeo.com/ID, /ID/HASH for those that are not listed, player.vimeo.com/video/ID?h=HASH. */
static bool vimeo(struct film *f, struct arena *a, const struct address *x)
{
    bool player = str_eq(x->host, STR("player.vimeo.com"));
    if (!player && !one_of(x->host, (const char *const[]){"vimeo.com", "www.vimeo.com", NULL}))
        return false;
    f->host = f->owner = STR("Vimeo");
    struct str rest = str_from(x->path, str_starts(x->path, STR("/")));
    if (player && !str_eq(str_cut(&rest, '/'), STR("video"))) return true;
    struct str id = str_cut(&rest, '/'), hash = str_cut(&rest, '/');
    if (!hash.len) hash = parameter(x->query, STR("h"));
    if (!all(id, is_digit, 1, 12) || !all(hash, is_hex, 0, 40) || rest.len) return true;
    f->as = FILM_FRAME;
    f->origin = STR("https://player.vimeo.com");
    f->player = STR_CAT(a, f->origin, STR("/video/"), id, STR("?"), hash.len ? STR("h=") : STR(""),
                        hash, hash.len ? STR("&") : STR(""), STR("dnt=1&autoplay=1"));
    uint32_t at = seconds(parameter(x->fragment, STR("t")));
    if (at) f->player = STR_CAT(a, f->player, STR("#t="), str_number(a, at), STR("s"));
    return true;
}

static bool is_host(char c)
{
    return is_digit(c) || (c >= 'a' && c <= 'z') || c == '-' || c == '.' || c == ':';
}

static void file(struct film *f, struct arena *a, const struct address *x, struct str url)
{
    struct str path = str_lower_ascii(a, x->path);
    if (!x->https || !all(x->host, is_host, 1, 255)) return;
    if (!str_ends(path, STR(".mp4")) && !str_ends(path, STR(".webm"))) return;
    f->as = FILM_FILE;
    f->origin = STR_CAT(a, STR("https://"), x->host);
    f->player = url;
}

struct film film_at(struct arena *a, struct str url)
{
    struct address x = parse(a, url);
    struct film f = {0};
    if (youtube(&f, a, &x) || vimeo(&f, a, &x)) return f;
    f.host = str_starts(x.host, STR("www.")) ? str_from(x.host, 4) : x.host;
    if (str_eq(f.host, STR("nrk.no")) || str_ends(f.host, STR(".nrk.no"))) f.host = STR("NRK");
    f.owner = f.host;
    file(&f, a, &x, url);
    return f;
}

/* ---- The policy ------------------------------------------------------------------------------ */

static void put_hosts(struct buf *b, const struct film *films, size_t n, enum film_as as)
{
    for (size_t i = 0; i < n; i++) {
        bool again = films[i].as != as;
        for (size_t k = 0; k < i && !again; k++)
            again = films[k].as == as && str_eq(films[k].origin, films[i].origin);
        if (again) continue;
        buf_put_char(b, ' ');
        buf_put(b, films[i].origin);
    }
}

struct str film_policy(struct arena *a, const struct film *films, size_t n)
{
    static const char media[] = "media-src 'self'", frames[] = "; frame-src";
    struct str policy = STR(SITE_CSP);
    size_t at = str_find_str(policy, STR(media));
    assert(at != STR_NONE);
    at += sizeof media - 1;
    struct buf b = {.arena = a}, framed = {.arena = a};
    buf_put(&b, str_sub(policy, 0, at));
    put_hosts(&b, films, n, FILM_FILE);
    buf_put(&b, str_from(policy, at));
    put_hosts(&framed, films, n, FILM_FRAME);
    if (buf_str(&framed).len) {
        buf_put(&b, STR(frames));
        buf_put(&b, buf_str(&framed));
    }
    return buf_str(&b);
}
