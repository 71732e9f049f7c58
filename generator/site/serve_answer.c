/* serve_answer: from a request to an answer.
 *
 *     /.steg-serve/reload.js      the client that reloads; it stands in every page that is served,
 *     /.steg-serve/overlay.css    and in none that is built
 *     /.steg-serve/events?STATE   what has happened since; STATE is RUN.BUILD, as the page has it
 *     anything else               a file of the site
 *
 * No name of a site begins with a dot, so these are nobody else's.
 */
#include "site/serve_private.h"
#include "base/digest.h"
#include "base/embedded.h"
#include "io/served.h"
#include "parts/listen.h"
#include <limits.h>
#include <unistd.h>

#define OWN "/.steg-serve/"

/* ---- Whose request is it? -------------------------------------------------------------------- */

/* "127.0.0.1:7834" → "127.0.0.1"; "[::1]:7834" → "::1" */
static struct str host_name(struct str field)
{
    if (!str_starts(field, STR("["))) return str_cut(&field, ':');
    field = str_from(field, 1);
    return str_cut(&field, ']');
}

/* An address in numbers is no name that somebody could have lead here. */
static bool is_number(struct str name, bool local, struct arena *a)
{
    const char *text = str_z(a, name);
    return listen_is_address(text) && (!local || listen_is_local(text));
}

static bool is_ours(struct str field, const char *address, struct arena *a)
{
    char own[HOST_NAME_MAX + 1] = "";
    bool local = listen_is_local(address);
    struct str name = host_name(field);
    if (str_eq_nocase(name, STR("localhost")) || is_number(name, local, a)) return true;
    if (local || gethostname(own, sizeof own - 1) < 0 || !*own) return false;
    struct str mine = str_of(own);
    return str_eq_nocase(name, mine) || str_eq_nocase(name, STR_CAT(a, mine, STR(".local")));
}

/* ---- Small answers --------------------------------------------------------------------------- */

static void put_type(struct http_answer *a, const char *type, const char *cache)
{
    http_field(a, "Content-Type", str_of(type));
    http_field(a, "Cache-Control", str_of(cache));
    http_field(a, "X-Content-Type-Options", STR("nosniff"));
    http_field(a, "Cross-Origin-Resource-Policy", STR("same-origin"));
}

static void say(struct http_answer *a, unsigned status, struct str text)
{
    a->status = status;
    a->text = text;
    put_type(a, "text/plain; charset=utf-8", "no-store");
}

static void refuse_host(const struct serve_site *s, struct http_answer *a)
{
    bool nb = s->o->language == LANGUAGE_NB;
    struct str text =
        nb ? STR("Denne adressen hører ikke til steg serve. Bruk adressen som står i terminalen.\n")
           : STR("This is no address of steg serve's. Use the one that stands in the terminal.\n");
    say(a, 403, text);
}

static const struct file *own_file(struct str name)
{
    for (size_t i = 0; i < embedded_count; i++) {
        struct str path = embedded_files[i].path;
        if (str_starts(path, STR("themes/serve/")) && str_eq(str_from(path, 13), name))
            return &embedded_files[i];
    }
    return NULL;
}

static void give_own(const struct serve_site *s, const struct http_request *r,
                     struct http_answer *a, struct arena *scratch)
{
    struct str name = str_from(r->path, sizeof OWN - 1);
    if (str_eq(name, STR("events"))) {
        struct buf b = {.arena = scratch};
        buf_put(&b, STR("retry: 500\n"));
        news_event(&b, &s->news, news_since(&s->news, r->query));
        a->body = HTTP_FOLLOW;
        a->text = buf_str(&b);
        put_type(a, "text/event-stream", "no-store");
        return;
    }
    const struct file *f = own_file(name);
    if (!f) {
        say(a, 404, STR(""));
        return;
    }
    a->text = f->bytes;
    bool script = str_ends(name, STR(".js"));
    /* The page names it with its digest. */
    put_type(a, script ? "text/javascript; charset=utf-8" : "text/css; charset=utf-8",
             r->query.len ? "max-age=31536000, immutable" : "no-cache");
}

/* ---- What stands in every page --------------------------------------------------------------- */

static void put_address(struct buf *b, struct str name, struct arena *a)
{
    const struct file *f = own_file(name);
    buf_put(b, STR(OWN));
    buf_put(b, name);
    buf_put_char(b, '?');
    if (f) buf_put(b, digest_hex(a, digest(f->bytes)));
}

/* `missing`: the page is not the one that was asked for. */
static struct str client(const struct serve_site *s, bool missing, struct arena *a)
{
    struct buf b = {.arena = a};
    buf_put(&b, STR("<script src=\""));
    put_address(&b, STR("reload.js"), a);
    buf_printf(&b, "\" data-state=\"%s.%u\" data-style=\"", s->news.run, s->news.build);
    put_address(&b, STR("overlay.css"), a);
    buf_printf(&b, "\" data-language=\"%s\"%s defer></script>\n",
               s->o->language == LANGUAGE_NB ? "nb" : "en", missing ? " data-missing" : "");
    return buf_str(&b);
}

/* A page of our own, where the site has none: no such address, or no site yet. */
static void give_notice(const struct serve_site *s, const struct http_request *r,
                        struct http_answer *a, struct arena *scratch)
{
    bool nb = s->o->language == LANGUAGE_NB, any = s->news.build > 0;
    const char *title = nb ? (any ? "Siden finnes ikke" : "Kurset er ikke bygget ennå")
                           : (any ? "There is no such page" : "The course is not built yet");
    const char *text =
        nb ? (any ? "Kurset har ingen side på denne adressen. Kommer den, vises den her."
                  : "Når det er bygget, vises det her.")
           : (any ? "The course has no page at this address. When it comes, it is shown here."
                  : "When it is, it is shown here.");
    struct buf b = {.arena = scratch};
    buf_printf(&b,
               "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n"
               "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
               "<meta name=\"color-scheme\" content=\"light dark\">\n"
               "<title>%s</title>\n<link rel=\"icon\" href=\"data:,\">\n"
               "<link rel=\"stylesheet\" href=\"",
               nb ? "nb" : "en", title);
    put_address(&b, STR("overlay.css"), scratch);
    buf_put(&b, STR("\">\n"));
    buf_put(&b, client(s, true, scratch));
    buf_printf(&b, "</head>\n<body class=\"notice\">\n<main>\n<h1>%s</h1>\n<p>%s</p>\n", title,
               text);
    if (any) {
        buf_put(&b, STR("<p><code>"));
        buf_put_html(&b, r->path);
        buf_printf(&b, "</code></p>\n<p><a href=\"/\">%s</a></p>\n",
                   nb ? "Til forsiden" : "To the front page");
    }
    buf_put(&b, STR("</main>\n</body>\n</html>\n"));
    a->status = any ? 404 : 503;
    a->text = buf_str(&b);
    put_type(a, "text/html; charset=utf-8", "no-store");
}

/* ---- Files of the site ----------------------------------------------------------------------- */

/* Whole, with the client in its head. It is another page for each build, since the client is told
 * which one it is in. */
static void give_page(const struct serve_site *s, const struct http_request *r,
                      struct http_answer *a, const struct served *f, struct arena *scratch)
{
    struct buf tag = {.arena = scratch};
    buf_put(&tag, str_sub(f->etag, 0, f->etag.len - 1));
    buf_printf(&tag, "-%s.%u\"", s->news.run, s->news.build);
    put_type(a, f->type, "no-cache");
    http_field(a, "ETag", buf_str(&tag));
    if (served_has_tag(r->if_none_match, buf_str(&tag))) {
        a->status = 304;
        close(f->fd);
        return;
    }
    a->body = HTTP_FILE;
    a->file = f->fd;
    a->size = f->size;
    a->insert = client(s, false, scratch);
    a->insert_at = served_head_end(f);
}

static void give_file(const struct http_request *r, struct http_answer *a, const struct served *f,
                      struct arena *scratch)
{
    struct str wanted = r->range;
    put_type(a, f->type, f->lasting ? "max-age=31536000, immutable" : "no-cache");
    http_field(a, "ETag", f->etag);
    http_field(a, "Accept-Ranges", STR("bytes"));
    if (served_has_tag(r->if_none_match, f->etag)) {
        a->status = 304;
        close(f->fd);
        return;
    }
    if (r->if_range.len && !str_eq(r->if_range, f->etag)) wanted = STR("");
    struct buf range = {.arena = scratch};
    enum served_range part = served_range(wanted, f->size, &a->from, &a->size);
    if (part == SERVED_OUTSIDE) {
        buf_printf(&range, "bytes */%llu", (unsigned long long)f->size);
        http_field(a, "Content-Range", buf_str(&range));
        a->status = 416;
        close(f->fd);
        return;
    }
    if (part == SERVED_PART) {
        buf_printf(&range, "bytes %llu-%llu/%llu", (unsigned long long)a->from,
                   (unsigned long long)(a->from + a->size - 1), (unsigned long long)f->size);
        http_field(a, "Content-Range", buf_str(&range));
        a->status = 206;
    }
    a->body = HTTP_FILE;
    a->file = f->fd;
}

void serve_answer(void *ctx, const struct http_request *r, struct http_answer *a,
                  struct arena *scratch)
{
    const struct serve_site *s = ctx;
    struct served f = {.fd = -1};
    if (!is_ours(r->host, s->o->address, scratch)) {
        refuse_host(s, a);
        return;
    }
    if (str_starts(r->path, STR(OWN))) {
        give_own(s, r, a, scratch);
        return;
    }
    switch (s->folder < 0 ? SERVED_NOTHING : served_find(&f, s->folder, r->path, scratch)) {
    case SERVED_FOLDER:
        say(a, 302, STR(""));
        http_field(a, "Location", STR_CAT(scratch, r->path, STR("/")));
        break;
    case SERVED_NOTHING:
        give_notice(s, r, a, scratch);
        break;
    case SERVED_FILE:
        if (f.page)
            give_page(s, r, a, &f, scratch);
        else
            give_file(r, a, &f, scratch);
        break;
    }
}
