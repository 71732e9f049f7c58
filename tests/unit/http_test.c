#include "parts/http.h"
#include "base/buf.h"
#include "io_fixture.h"
#include "parts/listen.h"
#include "test.h"
#include <arpa/inet.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

/* What the server of a test answers, by path. */
struct house {
    struct test *t;
    const char *dir; /* holds "file", ten digits */
    struct http *http;
    struct diags diags;
    struct str asked; /* the last request: path, '?', query, ' ', host */
};

static void answer(void *ctx, const struct http_request *r, struct http_answer *a,
                   struct arena *scratch)
{
    struct house *s = ctx;
    (void)scratch;
    s->asked = STR_CAT(s->t->arena, r->path, STR("?"), r->query, STR(" "), r->host);
    http_field(a, "Content-Type", STR("text/plain"));
    if (str_eq(r->path, STR("/events"))) {
        a->body = HTTP_FOLLOW;
        a->text = STR("data: first\n\n");
    } else if (str_starts(r->path, STR("/file"))) {
        char path[4096];
        snprintf(path, sizeof path, "%s/file", s->dir);
        a->body = HTTP_FILE;
        a->file = open(path, O_RDONLY);
        a->size = 10;
        if (str_eq(r->path, STR("/file/part"))) a->from = 3, a->size = 4;
        if (str_eq(r->path, STR("/file/with"))) a->insert = STR("<more>"), a->insert_at = 5;
        if (str_eq(r->path, STR("/file/end"))) a->insert = STR("<more>"), a->insert_at = 10;
        if (str_eq(r->path, STR("/file/short"))) a->size = 20;
    } else {
        a->text = STR("hello");
    }
}

static bool house_open(struct house *s, struct test *t)
{
    signal(SIGPIPE, SIG_IGN);
    *s = (struct house){.t = t, .dir = fixture_make(t->arena), .diags = {.arena = t->arena}};
    fixture_write(s->dir, "file", STR("0123456789"));
    struct http_options o = {.address = "127.0.0.1", .answer = answer, .ctx = s};
    s->http = http_open(&o, &s->diags);
    return s->http != NULL;
}

static void house_close(struct house *s)
{
    http_close(s->http);
    fixture_remove(s->dir);
}

static int call(struct house *s)
{
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(http_port(s->http))};
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (connect(fd, (struct sockaddr *)&to, sizeof to)) perror("connect");
    fcntl(fd, F_SETFL, O_NONBLOCK);
    return fd;
}

/* Lets the server work until the client has heard nothing for a moment, or the connection is
 * closed; what was heard. */
static struct str hear(struct house *s, int fd)
{
    struct buf b = {.arena = s->t->arena};
    char bytes[65536];
    for (int silent = 0; silent < 8;) {
        int wait = http_timeout(s->http);
        struct pollfd p[2] = {{.fd = http_fd(s->http), .events = POLLIN},
                              {.fd = fd, .events = POLLIN}};
        poll(p, 2, wait < 0 || wait > 5 ? 5 : wait);
        http_run(s->http);
        ssize_t n = read(fd, bytes, sizeof bytes);
        if (n > 0) buf_put(&b, (struct str){bytes, (size_t)n});
        if (n == 0) break;
        silent = n > 0 ? 0 : silent + 1;
    }
    return buf_str(&b);
}

static struct str ask(struct house *s, const char *request)
{
    int fd = call(s);
    if (write(fd, request, strlen(request)) < 0) perror("write");
    struct str heard = hear(s, fd);
    close(fd);
    return heard;
}

static struct str body(struct str response)
{
    size_t at = str_find_str(response, STR("\r\n\r\n"));
    return at == STR_NONE ? STR("") : str_from(response, at + 4);
}

static struct str status(struct str response)
{
    return str_sub(response, 9, 3);
}

static bool says(struct str response, const char *line)
{
    return str_find_str(response, str_of(line)) != STR_NONE;
}

TEST("a text is answered with its length, and to HEAD without its body")
{
    struct house s;
    CHECK(house_open(&s, t));
    struct str get = ask(&s, "GET / HTTP/1.1\r\nHost: h\r\n\r\n");
    struct str head = ask(&s, "HEAD / HTTP/1.1\r\nHost: h\r\n\r\n");
    house_close(&s);
    CHECK_STR(status(get), STR("200"));
    CHECK_STR(body(get), STR("hello"));
    CHECK_STR(status(head), STR("200"));
    CHECK(says(head, "Content-Length: 5\r\n"));
    CHECK_STR(body(head), STR(""));
}

TEST("the path comes as it was sent, not decoded")
{
    struct house s;
    CHECK(house_open(&s, t));
    ask(&s, "GET /..%2f%2e%2e/a%00b?x=%20&y HTTP/1.1\r\nHost: h:1\r\n\r\n");
    house_close(&s);
    CHECK_STR(s.asked, STR("/..%2f%2e%2e/a%00b?x=%20&y h:1"));
}

TEST("a part of a file, with something put into it, or at its end")
{
    struct house s;
    CHECK(house_open(&s, t));
    struct str whole = ask(&s, "GET /file HTTP/1.1\r\nHost: h\r\n\r\n");
    struct str part = ask(&s, "GET /file/part HTTP/1.1\r\nHost: h\r\n\r\n");
    struct str with = ask(&s, "GET /file/with HTTP/1.1\r\nHost: h\r\n\r\n");
    struct str end = ask(&s, "GET /file/end HTTP/1.1\r\nHost: h\r\n\r\n");
    struct str head = ask(&s, "HEAD /file/with HTTP/1.1\r\nHost: h\r\n\r\n");
    house_close(&s);
    CHECK_STR(body(whole), STR("0123456789"));
    CHECK_STR(body(part), STR("3456"));
    CHECK_STR(body(with), STR("01234<more>56789"));
    CHECK_STR(body(end), STR("0123456789<more>"));
    CHECK(says(head, "Content-Length: 16\r\n"));
}

TEST("a file that has become shorter ends the connection, and harms nobody else")
{
    struct house s;
    CHECK(house_open(&s, t));
    struct str cut = ask(&s, "GET /file/short HTTP/1.1\r\nHost: h\r\n\r\n");
    struct str next = ask(&s, "GET / HTTP/1.1\r\nHost: h\r\n\r\n");
    house_close(&s);
    CHECK_STR(body(cut), STR("0123456789"));
    CHECK_STR(body(next), STR("hello"));
}

TEST("other methods, bodies and doubtful hosts are refused before anybody is asked")
{
    static const struct {
        const char *request, *status;
    } cases[] = {
        {"POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabc", "405"},
        {"PUT / HTTP/1.1\r\nHost: h\r\n\r\n", "405"},
        {"DELETE / HTTP/1.1\r\nHost: h\r\n\r\n", "405"},
        {"TRACE / HTTP/1.1\r\nHost: h\r\n\r\n", "405"},
        {"OPTIONS * HTTP/1.1\r\nHost: h\r\n\r\n", "405"},
        {"get / HTTP/1.1\r\nHost: h\r\n\r\n", "405"},
        {"GET / HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabc", "400"},
        {"GET / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "400"},
        {"GET / HTTP/1.1\r\n\r\n", "400"},
        {"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", "400"},
        {"GET / HTTP/1.0\r\n\r\n", "400"},
    };
    struct house s;
    const char *wrong = "";
    CHECK(house_open(&s, t));
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (!str_eq(status(ask(&s, cases[i].request)), str_of(cases[i].status)))
            wrong = cases[i].request;
    struct str post = ask(&s, cases[0].request);
    house_close(&s);
    CHECK_STR(str_of(wrong), STR(""));
    CHECK(says(post, "Allow: GET, HEAD\r\n"));
    CHECK(!s.asked.len);
}

TEST("one connection may ask again and again")
{
    struct house s;
    CHECK(house_open(&s, t));
    int fd = call(&s), good = 0;
    const char *request = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";
    for (int i = 0; i < 5; i++) {
        if (write(fd, request, strlen(request)) < 0) break;
        good += str_eq(body(hear(&s, fd)), STR("hello"));
    }
    close(fd);
    house_close(&s);
    CHECK_INT(good, 5);
}

static const char follow[] = "GET /events HTTP/1.1\r\nHost: h\r\n\r\n";

TEST("who follows hears the first event, and each that is told")
{
    struct house s;
    CHECK(house_open(&s, t));
    int fd = call(&s);
    if (write(fd, follow, strlen(follow)) < 0) perror("write");
    struct str first = hear(&s, fd);
    size_t followers = http_followers(s.http);
    http_tell(s.http, STR("data: second\n\n"));
    int hurry = http_timeout(s.http);
    struct str second = hear(&s, fd);
    struct str silence = hear(&s, fd);
    http_tell(s.http, STR("data: third\n\n"));
    struct str third = hear(&s, fd);
    close(fd);
    house_close(&s);
    CHECK(says(first, "data: first\n\n"));
    CHECK_INT(followers, 1);
    CHECK_INT(hurry, 0);
    CHECK(says(second, "data: second\n\n"));
    CHECK_STR(silence, STR(""));
    CHECK(says(third, "data: third\n\n"));
}

TEST("who follows and waits costs no time")
{
    struct house s;
    CHECK(house_open(&s, t));
    int fd = call(&s);
    if (write(fd, follow, strlen(follow)) < 0) perror("write");
    hear(&s, fd);
    int wait = http_timeout(s.http);
    struct pollfd p = {.fd = http_fd(s.http), .events = POLLIN};
    int ready = poll(&p, 1, 30);
    close(fd);
    house_close(&s);
    CHECK(wait < 0 || wait > 100);
    CHECK_INT(ready, 0);
}

TEST("who follows and goes away is noticed at once, though nothing is told")
{
    struct house s;
    CHECK(house_open(&s, t));
    int gone = call(&s), stays = call(&s);
    if (write(gone, follow, strlen(follow)) < 0 || write(stays, follow, strlen(follow)) < 0)
        perror("write");
    hear(&s, gone);
    hear(&s, stays);
    size_t before = http_followers(s.http);
    close(gone);
    hear(&s, stays);
    size_t after = http_followers(s.http);
    close(stays);
    house_close(&s);
    CHECK_INT(before, 2);
    CHECK_INT(after, 1);
}

TEST("no more than so many follow; the next one is asked to come later")
{
    struct house s;
    int fds[HTTP_STREAMS];
    CHECK(house_open(&s, t));
    for (int i = 0; i < HTTP_STREAMS; i++) {
        fds[i] = call(&s);
        if (write(fds[i], follow, strlen(follow)) < 0) perror("write");
    }
    hear(&s, fds[HTTP_STREAMS - 1]);
    size_t followers = http_followers(s.http);
    struct str more = ask(&s, follow), page = ask(&s, "GET / HTTP/1.1\r\nHost: h\r\n\r\n");
    for (int i = 0; i < HTTP_STREAMS; i++)
        close(fds[i]);
    house_close(&s);
    CHECK_INT(followers, HTTP_STREAMS);
    CHECK_STR(status(more), STR("503"));
    CHECK_STR(status(page), STR("200"));
}

TEST("who follows and does not read is cut off, and the others hear all")
{
    struct house s;
    CHECK(house_open(&s, t));
    int deaf = call(&s), hears = call(&s), heard = 0;
    if (write(deaf, follow, strlen(follow)) < 0 || write(hears, follow, strlen(follow)) < 0)
        perror("write");
    hear(&s, hears);
    size_t size = 1 << 20;
    char *long_text = arena_bytes(t->arena, size);
    memset(long_text, 'x', size);
    for (int i = 0; i < 12; i++) { /* more than the system takes for the one that does not read */
        http_tell(s.http, (struct str){long_text, size});
        heard += hear(&s, hears).len >= size;
    }
    close(deaf);
    size_t followers = http_followers(s.http);
    close(hears);
    house_close(&s);
    CHECK_INT(heard, 12);
    CHECK_INT(followers, 1);
}

TEST("to HEAD a stream is its fields alone")
{
    struct house s;
    CHECK(house_open(&s, t));
    struct str head = ask(&s, "HEAD /events HTTP/1.1\r\nHost: h\r\n\r\n");
    size_t followers = http_followers(s.http);
    house_close(&s);
    CHECK_STR(status(head), STR("200"));
    CHECK_STR(body(head), STR(""));
    CHECK_INT(followers, 0);
}

TEST("a port that is taken is told, or the next one is used")
{
    struct diags d = {.arena = t->arena};
    int first = listen_open("127.0.0.1", 0, 0, &d);
    uint16_t port = listen_port(first);
    int same = listen_open("127.0.0.1", port, 0, &d);
    struct str told = fixture_ids(&d);
    int next = listen_open("127.0.0.1", port, 10, &d);
    uint16_t other = listen_port(next);
    close(first);
    close(next);
    CHECK(port > 0);
    CHECK_INT(same, -1);
    CHECK_STR(told, STR("port-taken "));
    CHECK(other > port && other <= port + 10);
}

TEST("an address that is not this machine's is told")
{
    struct diags d = {.arena = t->arena};
    CHECK_INT(listen_open("192.0.2.1", 0, 0, &d), -1);
    CHECK_STR(fixture_ids(&d), STR("no-such-address "));
}

TEST("which addresses only this machine can reach")
{
    CHECK(listen_is_local("127.0.0.1"));
    CHECK(listen_is_local("127.1.2.3"));
    CHECK(listen_is_local("::1"));
    CHECK(!listen_is_local("0.0.0.0"));
    CHECK(!listen_is_local("::"));
    CHECK(!listen_is_local("192.168.0.1"));
    CHECK(!listen_is_address("localhost"));
    CHECK(!listen_is_address("127.0.0.1.example.org"));
    CHECK(!listen_is_address(""));
}
