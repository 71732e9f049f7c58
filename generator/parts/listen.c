/* listen: see listen.h. */
#include "parts/listen.h"
#include "base/arena.h"
#include "base/reason.h"
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { BACKLOG = 512 };

union address {
    struct sockaddr any;
    struct sockaddr_in v4;
    struct sockaddr_in6 v6;
};

static socklen_t address_of(union address *out, const char *text, uint16_t port)
{
    *out = (union address){0};
    if (inet_pton(AF_INET, text, &out->v4.sin_addr) == 1) {
        out->v4.sin_family = AF_INET;
        out->v4.sin_port = htons(port);
        return sizeof out->v4;
    }
    if (inet_pton(AF_INET6, text, &out->v6.sin6_addr) != 1) return 0;
    out->v6.sin6_family = AF_INET6;
    out->v6.sin6_port = htons(port);
    return sizeof out->v6;
}

/* A socket that listens, or -1 and errno. */
static int listen_at(const char *address, uint16_t port)
{
    union address at;
    socklen_t len = address_of(&at, address, port);
    if (!len) return errno = EINVAL, -1;
    int fd = socket(at.any.sa_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0), on = 1;
    if (fd < 0) return -1;
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on); /* not while somebody listens */
    if (bind(fd, &at.any, len) == 0 && listen(fd, BACKLOG) == 0) return fd;
    int err = errno;
    close(fd);
    return errno = err, -1;
}

static void explain(const char *address, unsigned port, unsigned tries, int err, struct diags *d)
{
    struct str first = str_number(d->arena, port), why = reason_of(err, d->arena);
    struct pos none = {0};
    if (err == EADDRINUSE && tries)
        diag(d, DIAG_SERVE_PORTS_TAKEN, none, first, str_number(d->arena, port + tries));
    else if (err == EADDRINUSE)
        diag(d, DIAG_SERVE_PORT_TAKEN, none, first);
    else if (err == EACCES)
        diag(d, DIAG_SERVE_PORT_REFUSED, none, first, why);
    else
        diag(d, DIAG_SERVE_NO_ADDRESS, none, str_of(address), why);
}

int listen_open(const char *address, uint16_t port, unsigned tries, struct diags *d)
{
    if (!port) tries = 0;
    for (unsigned i = 0;; i++) {
        int fd = listen_at(address, (uint16_t)(port + i));
        if (fd >= 0) return fd;
        if (errno == EADDRINUSE && i < tries && port + i < UINT16_MAX) continue;
        explain(address, port, tries, errno, d);
        return -1;
    }
}

uint16_t listen_port(int fd)
{
    union address at = {0};
    socklen_t len = sizeof at;
    getsockname(fd, &at.any, &len);
    return ntohs(at.any.sa_family == AF_INET ? at.v4.sin_port : at.v6.sin6_port);
}

bool listen_is_address(const char *text)
{
    union address at;
    return address_of(&at, text, 0) > 0;
}

bool listen_is_local(const char *address)
{
    union address at;
    if (!address_of(&at, address, 0)) return false;
    if (at.any.sa_family == AF_INET) return ntohl(at.v4.sin_addr.s_addr) >> 24 == 127;
    return IN6_IS_ADDR_LOOPBACK(&at.v6.sin6_addr);
}
