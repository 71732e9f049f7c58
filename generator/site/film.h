/* film: a film that lies elsewhere: whose it is, and the player that tells its host least.
 *
 *     struct film f = film_at(arena, url);
 *     meta = film_policy(arena, films, n);      the policy of a page with these films
 *
 * Pages never load a player; film.js does, when somebody presses play. Known are YouTube (its
 * player without cookies), Vimeo (told not to follow) and any https address that ends in .mp4 or
 * .webm. NRK publishes no player for others' pages, and of all other sites nothing is known:
 * FILM_LINK.
 *
 * Ownership: the arena's, or the url's. Threads: pure.
 */
#ifndef STEG_SITE_FILM_H
#define STEG_SITE_FILM_H

#include "base/arena.h"
#include "base/str.h"

enum film_as {
    FILM_LINK,  /* no player: only the link */
    FILM_FRAME, /* a page in a frame */
    FILM_FILE,  /* a file that the browser itself plays */
};

struct film {
    enum film_as as;
    struct str host;   /* as people call it: "YouTube", "film.example.org" */
    struct str owner;  /* who learns that somebody sees it: "Google", "film.example.org" */
    struct str player; /* its address; empty for a link */
    struct str origin; /* "https://player.vimeo.com": what the policy must allow */
};

struct film film_at(struct arena *a, struct str url);

/* SITE_CSP, with the hosts of these films and nothing else. */
struct str film_policy(struct arena *a, const struct film *films, size_t n);

#endif
