/* serve_private: the parts of serving a course. Private to site/.
 *
 *   serve_build.c    a build in a process of its own, and what it says of itself
 *   serve_answer.c   from a request to an answer: the site, the client that reloads, the events
 *   serve.c          the loop
 */
#ifndef STEG_SITE_SERVE_PRIVATE_H
#define STEG_SITE_SERVE_PRIVATE_H

#include "base/child.h"
#include "parts/http.h"
#include "site/news.h"
#include "site/serve.h"

/* ---- serve_build.c */

struct serve_order { /* what is to be built */
    const struct serve_options *o;
    const char *out, *skip;
};

/* What a build said of itself. The texts live in the child. */
struct serve_built {
    bool good;
    double seconds;
    size_t pages, modules, warnings;
    struct str plain, shown; /* diagnostics: for the page, and for the terminal. Of a build that
                                failed the errors alone */
};

bool serve_build_start(struct child *c, struct serve_order *order, struct diags *d);

/* What stands for a build that could not begin. The texts are the diags' arena's. */
struct serve_built serve_build_refused(const struct serve_options *o, struct diags *d);

/* When the child has ended, however it did. */
void serve_build_end(struct serve_built *out, const struct child *c, const struct serve_options *o,
                     struct arena *a);

/* ---- serve_answer.c */

struct serve_site {
    const struct serve_options *o;
    int folder; /* -1: there is none yet */
    struct news news;
};

/* An http_options.answer; ctx is the struct serve_site. */
void serve_answer(void *ctx, const struct http_request *r, struct http_answer *a,
                  struct arena *scratch);

#endif
