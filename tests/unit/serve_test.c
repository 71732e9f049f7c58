#include "base/buf.h"
#include "io_fixture.h"
#include "site/serve_private.h"
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

static const char page[] = "<!DOCTYPE html><head><title>x</title></head><body>page</body>";

/* A site of one page and a film, as build 1 left it, and what is asked of it. */
struct show {
    struct test *t;
    const char *dir;
    struct serve_options o;
    struct serve_site site;
    struct http_request r;
    struct http_answer a;
};

static void show_open(struct show *s, struct test *t)
{
    *s = (struct show){.t = t, .dir = fixture_make(t->arena)};
    s->o = (struct serve_options){.address = "127.0.0.1", .language = LANGUAGE_NB};
    fixture_write(s->dir, "index.html", STR(page));
    fixture_write(s->dir, "modul/film.mp4", STR("0123456789"));
    fixture_write(s->dir, "assets/style-0123456789abcdef.css", STR("css"));
    s->site = (struct serve_site){.o = &s->o};
    s->site.folder = open(s->dir, O_PATH | O_DIRECTORY);
    news_open(&s->site.news);
    s->site.news.build = 1;
    s->r = (struct http_request){.host = STR("127.0.0.1:7834")};
}

static void show_close(struct show *s)
{
    close(s->site.folder);
    news_close(&s->site.news);
    fixture_remove(s->dir);
}

/* The answer to a path with what stands in s->r; the status. */
static unsigned ask(struct show *s, const char *path)
{
    s->r.path = str_of(path);
    s->r.query = s->r.path;
    s->r.path = str_cut(&s->r.query, '?');
    s->a = (struct http_answer){.status = 200, .file = -1};
    serve_answer(&s->site, &s->r, &s->a, s->t->arena);
    return s->a.status;
}

/* What is sent, and closes the file that it is read from. */
static struct str body(struct show *s)
{
    if (s->a.body != HTTP_FILE) return s->a.text;
    char *bytes = arena_bytes(s->t->arena, s->a.size);
    ssize_t n = pread(s->a.file, bytes, s->a.size, (off_t)s->a.from);
    close(s->a.file);
    struct str read = {bytes, n > 0 ? (size_t)n : 0};
    return STR_CAT(s->t->arena, str_sub(read, 0, s->a.insert_at), s->a.insert,
                   str_from(read, s->a.insert_at));
}

static struct str field(const struct show *s, const char *name)
{
    for (size_t i = 0; i < s->a.nfields; i++)
        if (strcmp(s->a.fields[i].name, name) == 0) return s->a.fields[i].value;
    return STR("");
}

static bool holds(struct str text, const char *part)
{
    return str_find_str(text, str_of(part)) != STR_NONE;
}

TEST("a page is served with the client in its head, and with nothing else changed")
{
    struct show s;
    show_open(&s, t);
    unsigned status = ask(&s, "/");
    struct str sent = body(&s), type = field(&s, "Content-Type");
    show_close(&s);
    CHECK_INT(status, 200);
    CHECK_STR(type, STR("text/html; charset=utf-8"));
    struct str before = STR("<!DOCTYPE html><head><title>x</title>"),
               after = STR("</head><body>page</body>");
    CHECK(str_starts(sent, before));
    CHECK(str_ends(sent, after));
    struct str client = str_sub(sent, before.len, sent.len - before.len - after.len);
    CHECK(str_starts(client, STR("<script src=\"/.steg-serve/reload.js?")));
    CHECK(holds(client, ".1\" data-style=\"/.steg-serve/overlay.css?"));
    CHECK(holds(client, " data-language=\"nb\" defer></script>\n"));
    CHECK(!holds(client, "data-missing"));
}

TEST("a page that the browser has is not sent again, until there is another build")
{
    struct show s;
    show_open(&s, t);
    ask(&s, "/");
    body(&s);
    s.r.if_none_match = str_dup(t->arena, field(&s, "ETag"));
    unsigned same = ask(&s, "/");
    s.site.news.build = 2;
    unsigned other = ask(&s, "/");
    body(&s);
    show_close(&s);
    CHECK_INT(same, 304);
    CHECK_INT(other, 200);
}

TEST("a film is served in the parts that are asked for")
{
    struct show s;
    show_open(&s, t);
    unsigned whole = ask(&s, "/modul/film.mp4");
    struct str all = body(&s), ranges = field(&s, "Accept-Ranges"), tag = field(&s, "ETag");
    s.r.range = STR("bytes=2-4");
    unsigned part = ask(&s, "/modul/film.mp4");
    struct str some = body(&s), range = field(&s, "Content-Range");
    s.r.range = STR("bytes=10-");
    unsigned outside = ask(&s, "/modul/film.mp4");
    struct str length = field(&s, "Content-Range");
    s.r.range = STR("bytes=2-4");
    s.r.if_range = str_dup(t->arena, tag);
    unsigned same = ask(&s, "/modul/film.mp4");
    body(&s);
    s.r.if_range = STR("\"another\"");
    unsigned changed = ask(&s, "/modul/film.mp4");
    body(&s);
    show_close(&s);
    CHECK_INT(whole, 200);
    CHECK_STR(all, STR("0123456789"));
    CHECK_STR(ranges, STR("bytes"));
    CHECK_INT(part, 206);
    CHECK_STR(some, STR("234"));
    CHECK_STR(range, STR("bytes 2-4/10"));
    CHECK_INT(outside, 416);
    CHECK_STR(length, STR("bytes */10"));
    CHECK_INT(same, 206);
    CHECK_INT(changed, 200);
}

TEST("what has its content in its name may be kept, other things are asked for again")
{
    struct show s;
    show_open(&s, t);
    ask(&s, "/assets/style-0123456789abcdef.css");
    struct str lasting = field(&s, "Cache-Control");
    body(&s);
    ask(&s, "/modul/film.mp4");
    struct str film = field(&s, "Cache-Control");
    body(&s);
    show_close(&s);
    CHECK_STR(lasting, STR("max-age=31536000, immutable"));
    CHECK_STR(film, STR("no-cache"));
}

TEST("every answer says that its type is its type, and is for this site alone")
{
    static const char *const paths[] = {"/",      "/modul/film.mp4",        "/modul",
                                        "/ingen", "/.steg-serve/reload.js", "/.steg-serve/events"};
    struct show s;
    const char *wrong = "";
    show_open(&s, t);
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        ask(&s, paths[i]);
        body(&s);
        if (!str_eq(field(&s, "X-Content-Type-Options"), STR("nosniff")) ||
            !str_eq(field(&s, "Cross-Origin-Resource-Policy"), STR("same-origin")))
            wrong = paths[i];
    }
    show_close(&s);
    CHECK_STR(str_of(wrong), STR(""));
}

TEST("a folder without its '/' is sent to where it has one")
{
    struct show s;
    show_open(&s, t);
    unsigned status = ask(&s, "/modul");
    struct str to = field(&s, "Location");
    show_close(&s);
    CHECK_INT(status, 302);
    CHECK_STR(to, STR("/modul/"));
}

TEST("an address that is none gets a page that says so, and waits for it")
{
    struct show s;
    show_open(&s, t);
    unsigned status = ask(&s, "/<b>ingen</b>");
    struct str text = body(&s);
    show_close(&s);
    CHECK_INT(status, 404);
    CHECK(holds(text, "<h1>Siden finnes ikke</h1>"));
    CHECK(holds(text, "/&lt;b&gt;ingen&lt;/b&gt;"));
    CHECK(holds(text, " data-missing defer>"));
}

TEST("before there is a site, every address gets a page that waits for it")
{
    struct show s;
    show_open(&s, t);
    close(s.site.folder);
    s.site.folder = -1;
    s.site.news.build = 0;
    s.o.language = LANGUAGE_EN;
    unsigned status = ask(&s, "/");
    struct str text = body(&s);
    show_close(&s);
    CHECK_INT(status, 503);
    CHECK(holds(text, "<h1>The course is not built yet</h1>"));
    CHECK(holds(text, " data-missing defer>"));
}

TEST("who calls the machine by a name that is not its own learns nothing")
{
    static const struct {
        const char *host, *address;
        unsigned status;
    } cases[] = {
        {"127.0.0.1:7834", "127.0.0.1", 200},
        {"localhost", "127.0.0.1", 200},
        {"[::1]:7834", "127.0.0.1", 200},
        {"example.org", "127.0.0.1", 403},
        {"", "127.0.0.1", 403},
        {"192.168.0.1", "127.0.0.1", 403},
        {"192.168.0.1:7834", "0.0.0.0", 200},
        {"[fe80::1]", "::", 200},
        {"example.org", "0.0.0.0", 403},
        {"localhost", "0.0.0.0", 200},
        {"1.2.3.4.example.org", "::", 403},
    };
    struct show s;
    const char *wrong = "";
    show_open(&s, t);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        s.o.address = cases[i].address;
        s.r.host = str_of(cases[i].host);
        if (ask(&s, "/") != cases[i].status) wrong = cases[i].host;
        struct str sent = body(&s);
        if (cases[i].status == 403 && holds(sent, "page")) wrong = "the page was sent";
    }
    show_close(&s);
    CHECK_STR(str_of(wrong), STR(""));
}

TEST("the client and its styles are ours to give, and no other of the files we carry")
{
    struct show s;
    show_open(&s, t);
    unsigned script = ask(&s, "/.steg-serve/reload.js?1");
    struct str type = field(&s, "Content-Type");
    unsigned style = ask(&s, "/.steg-serve/overlay.css");
    unsigned other = ask(&s, "/.steg-serve/../default/style.css");
    unsigned none = ask(&s, "/.steg-serve/");
    show_close(&s);
    CHECK_INT(script, 200);
    CHECK_STR(type, STR("text/javascript; charset=utf-8"));
    CHECK_INT(style, 200);
    CHECK_INT(other, 404);
    CHECK_INT(none, 404);
}

TEST("who follows is told first how things stand")
{
    struct show s;
    show_open(&s, t);
    news_fault(&s.site.news, STR("en feil\n"));
    ask(&s, "/.steg-serve/events?x.1");
    struct str first = s.a.text, type = field(&s, "Content-Type");
    bool follows = s.a.body == HTTP_FOLLOW, whole = str_ends(first, STR("}\n\n"));
    bool fault = holds(first, "\"fault\": \"en feil\\n\"");
    show_close(&s);
    CHECK(follows && whole && fault);
    CHECK_STR(type, STR("text/event-stream"));
}
