/* site: small sites for trying the sink, and whether a folder holds one of them. */
#ifndef STEG_SINK_SITE_H
#define STEG_SINK_SITE_H

#include "io/sink.h"

struct page {
    const char *path;
    struct str bytes;
};

struct site {
    const struct page *pages;
    size_t n;
};

/* Two states of one site. From the first to the second a page changes, pages come and go, a folder
 * disappears, a file becomes a folder and a folder becomes a file. */
struct site site_before(void);
struct site site_after(void);
/* n pages of `size` bytes, five in a folder; the first `changed` of them tell their version. */
struct site site_many(size_t n, size_t size, unsigned version, size_t changed);

/* Builds it through the sink, with j forked workers, and prints what is wrong. Returns the exit
 * code that steg would have. */
struct site_build {
    const char *out, *source_dir;
    enum sink_swap swap;
    unsigned j;
    unsigned pause_ms; /* between the puts and the commit */
    bool quiet, leave; /* leave: no commit */
};
int site_build(struct sink_done *done, const struct site *s, const struct site_build *how);

/* Is the folder this site and nothing else, but for its manifest and names that begin with `keep`?
 * "" when it is, else what differs. */
const char *site_differs(const struct site *s, const char *out, const char *keep);
/* Is each file in the folder one of either site? */
const char *site_mixed(const struct site *a, const struct site *b, const char *out);
/* Does the folder that `out` lies in hold anything but `out`? */
const char *site_litter(const char *out);

#endif
