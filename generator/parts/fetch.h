/* fetch: whether addresses on the web lead anywhere (libcurl). The only room that speaks to other
 * machines, and only because somebody wrote --online.
 *
 *     struct fetched answers[n];
 *     fetch_all(answers, urls, n, arena, diags);
 *
 * Each address is asked once for its head, and when the server does not care for that (403, 404,
 * 405, 501), for the page, of which nothing is kept. At most FETCH_AT_ONCE are under way, and two
 * to one host. http and https alone, redirects too, at most ten of them; no cookies, no
 * credentials, nothing from .netrc; FETCH_SECONDS for each. A proxy is used when the environment
 * says so (https_proxy). What is sent tells no more than that it is steg, and where steg is from.
 *
 * A redirect that is for good (301, 308), and is the first, gives `moved_to`; but not one that only
 * adds or drops a slash or www, or goes from http to https: few would call that moved.
 *
 * Ownership: texts in the arena. Errors: false when libcurl cannot start; an address that does not
 * answer is no error. Threads: one at a time.
 * Sources: RFC 9110; libcurl's multi interface.
 */
#ifndef STEG_PARTS_FETCH_H
#define STEG_PARTS_FETCH_H

#include "base/arena.h"
#include "base/diag.h"

#define FETCH_AT_ONCE 8
#define FETCH_SECONDS 20

enum fetch_end { FETCH_ANSWERED, FETCH_NO_HOST, FETCH_SILENT };

struct fetched {
    enum fetch_end end;
    unsigned status;     /* of the last answer; 0: none */
    struct str moved_to; /* "" when it has not */
};

bool fetch_all(struct fetched *out, const struct str *urls, size_t n, struct arena *a,
               struct diags *d);

#endif
