/* listen: a socket that browsers can reach.
 *
 *     int fd = listen_open("127.0.0.1", 7834, 10, diags);     the first that is free of 7834–7844
 *
 * The address is written as numbers, IPv4 or IPv6: no name is looked up. A port that somebody
 * listens on already is never shared.
 * Ownership: the caller closes. Errors: -1 and a diagnostic. Threads: none of its own.
 */
#ifndef STEG_PARTS_LISTEN_H
#define STEG_PARTS_LISTEN_H

#include "base/diag.h"

/* Port 0: any that is free. `tries`: so many ports after it, where it is taken. */
int listen_open(const char *address, uint16_t port, unsigned tries, struct diags *d);

uint16_t listen_port(int fd);

/* Whether it is an address in numbers, and whether only this machine can reach it. */
bool listen_is_address(const char *text);
bool listen_is_local(const char *address);

#endif
