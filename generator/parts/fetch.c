/* fetch: see fetch.h. libcurl is loaded when it is needed and not before: linked in, it and the
 * twenty libraries it brings would cost every run of steg 4 ms, and every machine a package. */
#include "parts/fetch.h"
#include <curl/curl.h>
#include <dlfcn.h>
#include <stdio.h>
#include <string.h>

#define LIBRARY "libcurl.so.4"
#define PER_HOST 2
#define WAIT_MS 500

/* ---- The library ----------------------------------------------------------------------------- */

struct curl {
    void *library;
    __typeof__(curl_global_init) *global_init;
    __typeof__(curl_global_cleanup) *global_cleanup;
    __typeof__(curl_easy_init) *easy_init;
    __typeof__(curl_easy_setopt) *easy_setopt;
    __typeof__(curl_easy_getinfo) *easy_getinfo;
    __typeof__(curl_easy_cleanup) *easy_cleanup;
    __typeof__(curl_multi_init) *multi_init;
    __typeof__(curl_multi_add_handle) *multi_add_handle;
    __typeof__(curl_multi_remove_handle) *multi_remove_handle;
    __typeof__(curl_multi_perform) *multi_perform;
    __typeof__(curl_multi_poll) *multi_poll;
    __typeof__(curl_multi_info_read) *multi_info_read;
    __typeof__(curl_multi_cleanup) *multi_cleanup;
};

/* POSIX lets an address of data become one of a function, as C does not. */
static bool find(const struct curl *c, const char *name, void *function)
{
    void *at = dlsym(c->library, name);
    memcpy(function, (void *)&at, sizeof at);
    return at != NULL;
}

static bool load(struct curl *c)
{
    *c = (struct curl){.library = dlopen(LIBRARY, RTLD_NOW | RTLD_LOCAL)};
    if (!c->library) return false;
    bool good = find(c, "curl_global_init", (void *)&c->global_init) &&
                find(c, "curl_global_cleanup", (void *)&c->global_cleanup) &&
                find(c, "curl_easy_init", (void *)&c->easy_init) &&
                find(c, "curl_easy_setopt", (void *)&c->easy_setopt) &&
                find(c, "curl_easy_getinfo", (void *)&c->easy_getinfo) &&
                find(c, "curl_easy_cleanup", (void *)&c->easy_cleanup) &&
                find(c, "curl_multi_init", (void *)&c->multi_init) &&
                find(c, "curl_multi_add_handle", (void *)&c->multi_add_handle) &&
                find(c, "curl_multi_remove_handle", (void *)&c->multi_remove_handle) &&
                find(c, "curl_multi_perform", (void *)&c->multi_perform) &&
                find(c, "curl_multi_poll", (void *)&c->multi_poll) &&
                find(c, "curl_multi_info_read", (void *)&c->multi_info_read) &&
                find(c, "curl_multi_cleanup", (void *)&c->multi_cleanup);
    good = good && c->global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
    if (!good) dlclose(c->library);
    return good;
}

/* ---- One address ----------------------------------------------------------------------------- */

struct asking {
    CURL *handle; /* NULL: free */
    size_t index; /* of the address */
    struct str host;
    bool page; /* asked for the page, not its head alone */
    bool any;  /* an answer has begun */
    bool moved;
    bool refused; /* the reader stopped it: the page has begun to come */
};

struct fetching {
    struct curl c;
    CURLM *multi;
    struct asking slots[FETCH_AT_ONCE];
    const struct str *urls;
    struct fetched *out;
    bool *begun;
    size_t n, left;
    struct arena *a;
};

/* The first answer of all says whether it has moved for good. */
static size_t take_header(char *line, size_t size, size_t n, void *ctx)
{
    struct asking *x = ctx;
    struct str s = {line, size * n}, rest = s;
    if (!x->any && str_starts(s, STR("HTTP/"))) {
        str_cut(&rest, ' ');
        x->any = true;
        x->moved = str_starts(rest, STR("301")) || str_starts(rest, STR("308"));
    }
    return size * n;
}

/* The page is there: that is all one wanted to know. */
static size_t take_body(char *bytes, size_t size, size_t n, void *ctx)
{
    struct asking *x = ctx;
    (void)bytes, (void)size, (void)n;
    x->refused = true;
    return 0;
}

static struct str host_of(struct str url)
{
    size_t at = str_find_str(url, STR("://"));
    struct str rest = at == STR_NONE ? url : str_from(url, at + 3);
    return str_cut(&rest, '/');
}

static bool begin(struct fetching *f, struct asking *x, size_t index, bool page)
{
    const struct curl *c = &f->c;
    *x = (struct asking){.index = index, .host = host_of(f->urls[index]), .page = page};
    CURL *h = x->handle = c->easy_init();
    if (!h) return false;
    c->easy_setopt(h, CURLOPT_URL, str_z(f->a, f->urls[index]));
    c->easy_setopt(h, CURLOPT_PROTOCOLS_STR, "http,https");
    c->easy_setopt(h, CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
    c->easy_setopt(h, CURLOPT_FOLLOWLOCATION, 1L);
    c->easy_setopt(h, CURLOPT_MAXREDIRS, 10L);
    c->easy_setopt(h, CURLOPT_NOBODY, page ? 0L : 1L);
    c->easy_setopt(h, CURLOPT_TIMEOUT, (long)FETCH_SECONDS);
    c->easy_setopt(h, CURLOPT_CONNECTTIMEOUT, (long)FETCH_SECONDS / 2);
    c->easy_setopt(h, CURLOPT_NOSIGNAL, 1L);
    c->easy_setopt(h, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
    c->easy_setopt(h, CURLOPT_USERAGENT, "steg (looks whether links lead anywhere)");
    c->easy_setopt(h, CURLOPT_HEADERFUNCTION, take_header);
    c->easy_setopt(h, CURLOPT_HEADERDATA, (void *)x);
    c->easy_setopt(h, CURLOPT_WRITEFUNCTION, take_body);
    c->easy_setopt(h, CURLOPT_WRITEDATA, (void *)x);
    c->easy_setopt(h, CURLOPT_PRIVATE, (void *)x);
    return c->multi_add_handle(f->multi, h) == CURLM_OK;
}

/* ---- What came of it ------------------------------------------------------------------------- */

/* Without what few would call another address: the scheme, www, a slash at the end, a fragment. */
static struct str essence(struct str url)
{
    struct str rest = url;
    url = str_cut(&rest, '#');
    size_t at = str_find_str(url, STR("://"));
    if (at != STR_NONE) url = str_from(url, at + 3);
    if (str_starts(url, STR("www."))) url = str_from(url, 4);
    return str_ends(url, STR("/")) ? str_sub(url, 0, url.len - 1) : url;
}

static bool dislikes_head(long status)
{
    return status == 400 || status == 403 || status == 404 || status == 405 || status == 501;
}

static enum fetch_end end_of(CURLcode code, const struct asking *x)
{
    if (code == CURLE_OK || x->refused) return FETCH_ANSWERED;
    return code == CURLE_COULDNT_RESOLVE_HOST ? FETCH_NO_HOST : FETCH_SILENT;
}

/* True: it is to be asked again, for the page. */
static bool finish(struct fetching *f, struct asking *x, CURLcode code)
{
    const struct curl *c = &f->c;
    struct fetched *out = &f->out[x->index];
    long status = 0;
    char *last = NULL;
    c->easy_getinfo(x->handle, CURLINFO_RESPONSE_CODE, &status);
    c->easy_getinfo(x->handle, CURLINFO_EFFECTIVE_URL, &last);
    struct str url = f->urls[x->index], to = str_of(last);
    *out = (struct fetched){.end = end_of(code, x), .status = status > 0 ? (unsigned)status : 0};
    bool there = out->end == FETCH_ANSWERED && status >= 200 && status < 400;
    if (there && x->moved && !str_eq_nocase(essence(url), essence(to)))
        out->moved_to = str_dup(f->a, to);
    bool again = !x->page && out->end == FETCH_ANSWERED && dislikes_head(status);
    again = again || (!x->page && out->end == FETCH_SILENT && x->any); /* odd answers to HEAD */
    c->multi_remove_handle(f->multi, x->handle);
    c->easy_cleanup(x->handle);
    x->handle = NULL;
    return again;
}

static bool host_is_busy(const struct fetching *f, struct str url)
{
    unsigned at_it = 0;
    for (size_t i = 0; i < FETCH_AT_ONCE; i++)
        at_it += f->slots[i].handle && str_eq_nocase(f->slots[i].host, host_of(url));
    return at_it >= PER_HOST;
}

static bool begin_more(struct fetching *f)
{
    for (size_t i = 0; i < FETCH_AT_ONCE; i++) {
        if (f->slots[i].handle) continue;
        for (size_t k = 0; k < f->n; k++) {
            if (f->begun[k] || host_is_busy(f, f->urls[k])) continue;
            f->begun[k] = true;
            if (!begin(f, &f->slots[i], k, false)) return false;
            break;
        }
    }
    return true;
}

static bool take_finished(struct fetching *f)
{
    int more;
    for (CURLMsg *m; (m = f->c.multi_info_read(f->multi, &more));) {
        if (m->msg != CURLMSG_DONE) continue;
        char *at = NULL;
        CURLcode code = m->data.result;
        f->c.easy_getinfo(m->easy_handle, CURLINFO_PRIVATE, &at);
        struct asking *x = (void *)at;
        size_t index = x->index;
        if (finish(f, x, code)) {
            if (!begin(f, x, index, true)) return false;
        } else {
            f->left--;
        }
    }
    return true;
}

static bool run(struct fetching *f)
{
    int running, events;
    while (f->left) {
        if (!begin_more(f)) return false;
        if (f->c.multi_perform(f->multi, &running) != CURLM_OK) return false;
        if (!take_finished(f)) return false;
        if (f->left && f->c.multi_poll(f->multi, NULL, 0, WAIT_MS, &events) != CURLM_OK)
            return false;
    }
    return true;
}

bool fetch_all(struct fetched *out, const struct str *urls, size_t n, struct arena *a,
               struct diags *d)
{
    struct fetching f = {.urls = urls, .out = out, .n = n, .left = n, .a = a};
    if (n == 0) return true;
    if (!load(&f.c)) {
        diag(d, DIAG_NO_CURL, (struct pos){0}, STR(LIBRARY));
        return false;
    }
    f.begun = arena_new(a, bool, n);
    f.multi = f.c.multi_init();
    bool good = f.multi && run(&f);
    for (size_t i = 0; i < FETCH_AT_ONCE; i++) {
        if (!f.slots[i].handle) continue;
        if (f.multi) f.c.multi_remove_handle(f.multi, f.slots[i].handle);
        f.c.easy_cleanup(f.slots[i].handle);
    }
    if (f.multi) f.c.multi_cleanup(f.multi);
    f.c.global_cleanup();
    /* The library stays loaded: it may have left threads of its name resolver. */
    if (!good) diag(d, DIAG_CURL_FAILED, (struct pos){0});
    return good;
}
