/* http: the only file that knows libmicrohttpd; see http.h. */
#include "parts/http.h"
#include "base/reason.h"
#include "parts/listen.h"
#include <errno.h>
#include <microhttpd.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum {
    HEAD_BYTES = 32 << 10, /* of a request */
    PIECE = 32 << 10,      /* of a file */
};

/* A connection. One that does not bring its next request whole within HTTP_PATIENCE is ended: the
 * library's own limit starts anew with every byte. */
struct peer {
    struct peer *next, *prev;
    int fd;
    int64_t since; /* it was opened, or its last answer was sent: seconds */
    bool busy;     /* a request is being answered */
};

/* A text that several streams send, each at its own pace. */
struct event {
    size_t users, len;
    char text[];
};

struct stream {
    struct stream *next, *prev;
    struct http *h;
    struct MHD_Connection *connection;
    int fd;
    struct event *event; /* what is being sent; NULL: all of it has been */
    size_t sent;
    bool suspended, over; /* over: ends as soon as it is asked for more */
};

struct http {
    struct http_options o;
    struct MHD_Daemon *daemon;
    uint16_t port;
    int epoll; /* the library's own descriptor, and whether those who follow have gone */
    struct peer *peers;
    struct stream *streams;
    size_t nstreams;
    bool woken; /* a connection was resumed: the library must run, and does not say so itself */
    int64_t swept, pulsed; /* seconds */
    struct arena scratch;
};

/* What a request is until it has been answered. */
struct request {
    bool begun;
    char target[]; /* as it came */
};

static int64_t now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec;
}

/* ---- Streams --------------------------------------------------------------------------------- */

static struct event *event_new(struct str text)
{
    struct event *e = malloc(sizeof *e + text.len);
    if (!e) return NULL;
    *e = (struct event){.len = text.len};
    if (text.len) memcpy(e->text, text.ptr, text.len);
    return e;
}

static void event_drop(struct event *e)
{
    if (e && --e->users == 0) free(e);
}

static void stream_wake(struct stream *s)
{
    if (s->suspended) MHD_resume_connection(s->connection);
    s->suspended = false;
    s->h->woken = true;
}

static void stream_give(struct stream *s, struct event *e)
{
    s->event = e;
    s->sent = 0;
    e->users++;
    stream_wake(s);
}

/* The library wants bytes. Where there are none the connection is suspended: a reader that returns
 * 0 would be asked again at once, for ever. */
static ssize_t stream_read(void *cls, uint64_t at, char *to, size_t room)
{
    struct stream *s = cls;
    (void)at;
    if (s->over) return MHD_CONTENT_READER_END_OF_STREAM;
    if (!s->event) {
        s->suspended = true;
        MHD_suspend_connection(s->connection);
        return 0;
    }
    size_t n = s->event->len - s->sent;
    if (n > room) n = room;
    memcpy(to, s->event->text + s->sent, n);
    s->sent += n;
    if (s->sent == s->event->len) {
        event_drop(s->event);
        s->event = NULL;
    }
    return (ssize_t)n;
}

static void stream_free(void *cls)
{
    struct stream *s = cls;
    epoll_ctl(s->h->epoll, EPOLL_CTL_DEL, s->fd, NULL);
    if (s->next) s->next->prev = s->prev;
    if (s->prev)
        s->prev->next = s->next;
    else
        s->h->streams = s->next;
    s->h->nstreams--;
    event_drop(s->event);
    free(s);
}

/* NULL: there are too many, or no memory. */
static struct stream *stream_new(struct http *h, struct MHD_Connection *c, struct str first)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(c, MHD_CONNECTION_INFO_CONNECTION_FD);
    if (!info || h->nstreams >= HTTP_STREAMS) return NULL;
    struct stream *s = calloc(1, sizeof *s);
    struct event *e = event_new(first);
    if (!s || !e) {
        free(s);
        free(e);
        return NULL;
    }
    *s = (struct stream){
        .next = h->streams, .h = h, .connection = c, .fd = info->connect_fd, .event = e};
    e->users = 1;
    if (s->next) s->next->prev = s;
    h->streams = s;
    h->nstreams++;
    struct epoll_event wanted = {.events = EPOLLRDHUP | EPOLLET, .data.ptr = s};
    epoll_ctl(h->epoll, EPOLL_CTL_ADD, s->fd, &wanted);
    return s;
}

void http_tell(struct http *h, struct str event)
{
    struct event *e = event_new(event);
    if (!e) return;
    e->users++; /* ours, until all have theirs */
    for (struct stream *s = h->streams; s; s = s->next) {
        if (s->event)
            shutdown(s->fd, SHUT_RDWR); /* the library sees that it has ended */
        else
            stream_give(s, e);
    }
    event_drop(e);
}

size_t http_followers(const struct http *h)
{
    return h->nstreams;
}

static void pulse(struct http *h, int64_t at)
{
    if (at - h->pulsed < HTTP_PULSE) return;
    h->pulsed = at;
    struct event *e = event_new(STR(":\n\n"));
    if (!e) return;
    e->users++;
    for (struct stream *s = h->streams; s; s = s->next)
        if (!s->event) stream_give(s, e);
    event_drop(e);
}

/* ---- Files ----------------------------------------------------------------------------------- */

struct part {
    int file;
    uint64_t from, insert_at;
    size_t insert_len;
    char insert[];
};

static ssize_t part_read(void *cls, uint64_t at, char *to, size_t room)
{
    const struct part *p = cls;
    uint64_t end = p->insert_at + p->insert_len, from = p->from + at;
    if (at >= p->insert_at && at < end) {
        size_t n = (size_t)(end - at) < room ? (size_t)(end - at) : room;
        memcpy(to, p->insert + (at - p->insert_at), n);
        return (ssize_t)n;
    }
    if (at < p->insert_at && p->insert_at - at < room) room = (size_t)(p->insert_at - at);
    if (at >= end) from -= p->insert_len;
    for (;;) {
        ssize_t n = pread(p->file, to, room, (off_t)from);
        if (n > 0) return n;
        /* Nothing, before the end that was announced: somebody made the file shorter. */
        if (n == 0 || errno != EINTR) return MHD_CONTENT_READER_END_WITH_ERROR;
    }
}

static void part_free(void *cls)
{
    struct part *p = cls;
    close(p->file);
    free(p);
}

static struct MHD_Response *file_response(const struct http_answer *a)
{
    struct part *p = malloc(sizeof *p + a->insert.len);
    if (!p) {
        close(a->file);
        return NULL;
    }
    *p = (struct part){a->file, a->from, a->insert_at, a->insert.len};
    if (a->insert.len) memcpy(p->insert, a->insert.ptr, a->insert.len);
    struct MHD_Response *r =
        MHD_create_response_from_callback(a->size + a->insert.len, PIECE, part_read, p, part_free);
    if (!r) part_free(p);
    return r;
}

/* ---- Answers --------------------------------------------------------------------------------- */

void http_field(struct http_answer *a, const char *name, struct str value)
{
    if (a->nfields < HTTP_FIELDS) a->fields[a->nfields++] = (struct http_field){name, value};
}

static struct MHD_Response *text_response(struct str text)
{
    return MHD_create_response_from_buffer(text.len, (void *)(uintptr_t)text.ptr,
                                           MHD_RESPMEM_MUST_COPY);
}

static struct MHD_Response *follow_response(struct http *h, struct MHD_Connection *c,
                                            struct http_answer *a)
{
    struct stream *s = stream_new(h, c, a->text);
    if (!s) {
        a->status = MHD_HTTP_SERVICE_UNAVAILABLE;
        return text_response(STR(""));
    }
    struct MHD_Response *r =
        MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, PIECE, stream_read, s, stream_free);
    if (!r) stream_free(s);
    return r;
}

static enum MHD_Result give(struct http *h, struct MHD_Connection *c, struct http_answer *a,
                            bool head)
{
    struct MHD_Response *r = NULL;
    if (a->body == HTTP_FILE)
        r = file_response(a);
    else if (a->body == HTTP_FOLLOW && !head)
        r = follow_response(h, c, a);
    else
        r = text_response(a->body == HTTP_TEXT ? a->text : STR(""));
    if (!r) return MHD_NO;
    for (size_t i = 0; i < a->nfields; i++)
        MHD_add_response_header(r, a->fields[i].name, str_z(&h->scratch, a->fields[i].value));
    enum MHD_Result sent = MHD_queue_response(c, a->status, r);
    MHD_destroy_response(r);
    return sent;
}

static struct str field(struct MHD_Connection *c, const char *name)
{
    return str_trim(str_of(MHD_lookup_connection_value(c, MHD_HEADER_KIND, name)));
}

static enum MHD_Result count_host(void *ctx, enum MHD_ValueKind kind, const char *name,
                                  const char *value)
{
    (void)kind, (void)value;
    *(int *)ctx += str_eq_nocase(str_of(name), STR("Host"));
    return MHD_YES;
}

/* What is wrong with a request whoever it is for; 0: nothing. */
static unsigned refusal(struct MHD_Connection *c, struct str method)
{
    int hosts = 0;
    struct str length = field(c, "Content-Length");
    if (!str_eq(method, STR("GET")) && !str_eq(method, STR("HEAD")))
        return MHD_HTTP_METHOD_NOT_ALLOWED;
    if ((length.len && !str_eq(length, STR("0"))) || field(c, "Transfer-Encoding").len)
        return MHD_HTTP_BAD_REQUEST;
    MHD_get_connection_values(c, MHD_HEADER_KIND, count_host, &hosts);
    return hosts == 1 ? 0 : MHD_HTTP_BAD_REQUEST;
}

static enum MHD_Result refuse(struct http *h, struct MHD_Connection *c, unsigned status)
{
    struct http_answer a = {.status = status};
    if (status == MHD_HTTP_METHOD_NOT_ALLOWED) http_field(&a, "Allow", STR("GET, HEAD"));
    return give(h, c, &a, false);
}

static struct peer *peer_of(struct MHD_Connection *c)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(c, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
    return info ? info->socket_context : NULL;
}

/* Called when the head of a request has come, and again when there is no body to come. */
static enum MHD_Result on_request(void *cls, struct MHD_Connection *c, const char *url,
                                  const char *method, const char *version, const char *upload,
                                  size_t *upload_size, void **context)
{
    struct http *h = cls;
    struct request *q = *context;
    struct peer *peer = peer_of(c);
    (void)url, (void)version, (void)upload;
    arena_reset(&h->scratch);
    if (!q || *upload_size) return MHD_NO;
    if (peer) peer->busy = true;
    if (!q->begun) {
        unsigned status = refusal(c, str_of(method));
        q->begun = true;
        return status ? refuse(h, c, status) : MHD_YES;
    }
    struct http_request r = {
        .head = method[0] == 'H',
        .query = str_of(q->target),
        .host = field(c, "Host"),
        .range = field(c, "Range"),
        .if_range = field(c, "If-Range"),
        .if_none_match = field(c, "If-None-Match"),
    };
    r.path = str_cut(&r.query, '?');
    struct http_answer a = {.status = MHD_HTTP_OK, .file = -1};
    h->o.answer(h->o.ctx, &r, &a, &h->scratch);
    return give(h, c, &a, r.head);
}

/* ---- What the library tells of connections --------------------------------------------------- */

static void *on_target(void *cls, const char *target, struct MHD_Connection *c)
{
    size_t len = strlen(target);
    struct request *q = malloc(sizeof *q + len + 1);
    (void)cls, (void)c;
    if (!q) return NULL;
    q->begun = false;
    memcpy(q->target, target, len + 1);
    return q;
}

static void on_completed(void *cls, struct MHD_Connection *c, void **context,
                         enum MHD_RequestTerminationCode how)
{
    struct peer *peer = peer_of(c);
    (void)cls, (void)how;
    free(*context);
    *context = NULL;
    if (!peer) return;
    peer->busy = false;
    peer->since = now();
}

static void on_connection(void *cls, struct MHD_Connection *c, void **context,
                          enum MHD_ConnectionNotificationCode how)
{
    struct http *h = cls;
    struct peer *p = *context;
    if (how == MHD_CONNECTION_NOTIFY_STARTED) {
        const union MHD_ConnectionInfo *info =
            MHD_get_connection_info(c, MHD_CONNECTION_INFO_CONNECTION_FD);
        p = calloc(1, sizeof *p);
        if (!p || !info) {
            free(p);
            return;
        }
        *p = (struct peer){.next = h->peers, .fd = info->connect_fd, .since = now()};
        if (p->next) p->next->prev = p;
        h->peers = p;
        *context = p;
    } else if (p) {
        if (p->next) p->next->prev = p->prev;
        if (p->prev)
            p->prev->next = p->next;
        else
            h->peers = p->next;
        free(p);
        *context = NULL;
    }
}

/* The other end has said that nothing more will come. The library misses that when it came along
 * with a request. */
static bool has_ended(const struct peer *p)
{
    char c;
    return recv(p->fd, &c, 1, MSG_PEEK | MSG_DONTWAIT) == 0;
}

/* Who has not brought a request in time finds the connection closed; the library sees it end. */
static void sweep(struct http *h, int64_t at)
{
    if (at == h->swept) return;
    h->swept = at;
    for (struct peer *p = h->peers; p; p = p->next)
        if (!p->busy && (at - p->since > HTTP_PATIENCE || has_ended(p))) shutdown(p->fd, SHUT_RDWR);
}

/* ---- The loop -------------------------------------------------------------------------------- */

int http_fd(const struct http *h)
{
    return h->epoll;
}

int http_timeout(struct http *h)
{
    MHD_UNSIGNED_LONG_LONG ms = 1000;
    if (h->woken) return 0;
    bool wanted = MHD_get_timeout(h->daemon, &ms) == MHD_YES;
    if (h->peers && (!wanted || ms > 1000)) return 1000;
    return wanted ? (int)(ms < 60000 ? ms : 60000) : -1;
}

/* Of those who follow, which have gone? Nobody else would notice: the library does not look at a
 * connection that is suspended. */
static void look_at_streams(struct http *h)
{
    struct epoll_event events[32];
    int n = epoll_wait(h->epoll, events, 32, 0);
    for (int i = 0; i < n; i++) {
        struct stream *s = events[i].data.ptr;
        if (!s) continue; /* the library's own descriptor */
        s->over = true;
        stream_wake(s);
    }
}

void http_run(struct http *h)
{
    int64_t at = now();
    look_at_streams(h);
    sweep(h, at);
    pulse(h, at);
    h->woken = false;
    MHD_run(h->daemon);
}

/* ---- Opening and closing --------------------------------------------------------------------- */

/* The library closes the socket, once it has taken it. */
static bool start(struct http *h, int socket)
{
    h->epoll = epoll_create1(EPOLL_CLOEXEC);
    if (h->epoll < 0) return close(socket), false;
    h->daemon = MHD_start_daemon(
        MHD_USE_EPOLL | MHD_ALLOW_SUSPEND_RESUME, 0, NULL, NULL, on_request, h,
        MHD_OPTION_LISTEN_SOCKET, socket, MHD_OPTION_CONNECTION_LIMIT, (unsigned)HTTP_CONNECTIONS,
        MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)HTTP_PATIENCE, MHD_OPTION_CONNECTION_MEMORY_LIMIT,
        (size_t)HEAD_BYTES, MHD_OPTION_STRICT_FOR_CLIENT, 1, MHD_OPTION_URI_LOG_CALLBACK, on_target,
        h, MHD_OPTION_NOTIFY_COMPLETED, on_completed, h, MHD_OPTION_NOTIFY_CONNECTION,
        on_connection, h, MHD_OPTION_END);
    if (!h->daemon) return close(socket), false;
    const union MHD_DaemonInfo *info = MHD_get_daemon_info(h->daemon, MHD_DAEMON_INFO_EPOLL_FD);
    struct epoll_event wanted = {.events = EPOLLIN};
    return info && epoll_ctl(h->epoll, EPOLL_CTL_ADD, info->epoll_fd, &wanted) == 0;
}

struct http *http_open(const struct http_options *o, struct diags *d)
{
    int fd = listen_open(o->address, o->port, o->tries, d);
    if (fd < 0) return NULL;
    struct http *h = calloc(1, sizeof *h);
    if (!h) {
        close(fd);
        diag(d, DIAG_SERVE_FAILED, (struct pos){0}, reason_of(ENOMEM, d->arena));
        return NULL;
    }
    *h = (struct http){.o = *o, .port = listen_port(fd), .epoll = -1, .pulsed = now()};
    if (start(h, fd)) return h;
    diag(d, DIAG_SERVE_FAILED, (struct pos){0}, reason_of(errno, d->arena));
    http_close(h);
    return NULL;
}

uint16_t http_port(const struct http *h)
{
    return h->port;
}

void http_close(struct http *h)
{
    if (!h) return;
    for (struct stream *s = h->streams; s; s = s->next) {
        s->over = true;
        stream_wake(s); /* the library must not be stopped while anything is suspended */
    }
    for (int i = 0; i < 3 && h->daemon && h->streams; i++) /* what ends them is sent */
        MHD_run(h->daemon);
    if (h->daemon) MHD_stop_daemon(h->daemon);
    if (h->epoll >= 0) close(h->epoll);
    arena_free(&h->scratch);
    free(h);
}
