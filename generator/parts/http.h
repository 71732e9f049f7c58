/* http: answers to browsers (libmicrohttpd), and streams of events that they follow.
 *
 *     struct http *h = http_open(&options, diags);
 *     for (;;) {
 *         … poll http_fd(h) for POLLIN, at most http_timeout(h) milliseconds …
 *         http_run(h);                    calls options.answer for each request that has come whole
 *     }
 *     http_tell(h, STR("data: 7\n\n"));   to everybody who follows
 *     http_close(h);
 *
 * One thread, the caller's: nothing happens but in http_run, and that never waits. `answer` gets a
 * request and says what to send: a text, a part of an open file, or a stream to be followed
 * (text/event-stream). It sees GET and HEAD only; any other method, a request with a body, or one
 * without exactly one Host is answered here. The path is handed over as it came, since the library
 * would decode it: `/..%2f..%2fetc/passwd` must not look like another path to those who check it.
 *
 * Bounded, whoever calls: HTTP_CONNECTIONS at a time (the rest wait in the system's queue),
 * HTTP_STREAMS that follow, 32 KiB for a request's head, HTTP_PATIENCE seconds for a request to
 * come whole or an answer to move on. Files are read as they are sent. Who follows and has not
 * taken one event when the next is told is cut off; browsers come again and ask for how things
 * stand. Streams get a line of comment every HTTP_PULSE seconds, or the library would never know
 * that the other end has vanished without a word.
 *
 * SIGPIPE must be ignored by the program. Ownership: what a request holds lives until `answer`
 * returns; what `answer` puts into its answer lives in `scratch`, or longer; a file is closed here.
 * Errors: http_open: false and a diagnostic. Threads: one; descriptors are close-on-exec, and of no
 * use to a fork. Sources: RFC 9110, RFC 9112; HTML Standard, 9.2 (server-sent events).
 */
#ifndef STEG_PARTS_HTTP_H
#define STEG_PARTS_HTTP_H

#include "base/arena.h"
#include "base/diag.h"

#define HTTP_CONNECTIONS 384
#define HTTP_STREAMS 64
#define HTTP_PATIENCE 20
#define HTTP_PULSE 20
#define HTTP_FIELDS 10

struct http_request {
    bool head;        /* HEAD: as GET, and the body is left out here */
    struct str path;  /* as it came, up to the '?': "/a%20b" */
    struct str query; /* what follows the '?' */
    struct str host, range, if_range, if_none_match; /* the fields, "" when they are missing */
};

struct http_field {
    const char *name;
    struct str value; /* no control characters */
};

enum http_body { HTTP_TEXT, HTTP_FILE, HTTP_FOLLOW };

struct http_answer {
    unsigned status; /* 200 … */
    struct http_field fields[HTTP_FIELDS];
    size_t nfields;
    enum http_body body;
    struct str text;     /* of TEXT: all of it; of FOLLOW: the first event */
    int file;            /* of FILE */
    uint64_t from, size; /* bytes of the file that are sent */
    struct str insert;   /* put between them: `insert_at` bytes after the first */
    uint64_t insert_at;
};

struct http_options {
    const char *address; /* "127.0.0.1", "::1" */
    uint16_t port;       /* 0: any that is free */
    unsigned tries;      /* this many ports after it, when it is taken */
    void (*answer)(void *ctx, const struct http_request *r, struct http_answer *a,
                   struct arena *scratch);
    void *ctx;
};

struct http *http_open(const struct http_options *o, struct diags *d);
uint16_t http_port(const struct http *h);

int http_fd(const struct http *h);
int http_timeout(struct http *h); /* -1: no hurry */
void http_run(struct http *h);

/* `event` is whole: it ends in an empty line. */
void http_tell(struct http *h, struct str event);
size_t http_followers(const struct http *h);

void http_close(struct http *h);

void http_field(struct http_answer *a, const char *name, struct str value);

#endif
