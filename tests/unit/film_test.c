/* Films that lie elsewhere: which addresses have a player, and what a page then may load. */
#include "site/film.h"
#include "site/site.h"
#include "test.h"

#define TUBE "https://www.youtube-nocookie.com/embed/"
#define VIMEO "https://player.vimeo.com/video/"

TEST("the player of each way to write a film's address")
{
    static const struct {
        const char *url, *player;
    } cases[] = {
        {"https://www.youtube.com/watch?v=dQw4w9WgXcQ", TUBE "dQw4w9WgXcQ?rel=0&autoplay=1"},
        {"http://youtube.com/watch?v=dQw4w9WgXcQ", TUBE "dQw4w9WgXcQ?rel=0&autoplay=1"},
        {"https://WWW.YouTube.com/watch?v=dQw4w9WgXcQ", TUBE "dQw4w9WgXcQ?rel=0&autoplay=1"},
        {"https://m.youtube.com/watch?app=desktop&v=dQw4w9WgXcQ&feature=share",
         TUBE "dQw4w9WgXcQ?rel=0&autoplay=1"},
        {"https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=90s",
         TUBE "dQw4w9WgXcQ?rel=0&autoplay=1&start=90"},
        {"https://www.youtube.com/watch?v=dQw4w9WgXcQ#t=1m30s",
         TUBE "dQw4w9WgXcQ?rel=0&autoplay=1&start=90"},
        {"https://youtu.be/dQw4w9WgXcQ", TUBE "dQw4w9WgXcQ?rel=0&autoplay=1"},
        {"https://youtu.be/dQw4w9WgXcQ?si=AbC_1-2&t=1h2m3s",
         TUBE "dQw4w9WgXcQ?rel=0&autoplay=1&start=3723"},
        {"https://www.youtube.com/shorts/-abc_DEF012", TUBE "-abc_DEF012?rel=0&autoplay=1"},
        {"https://www.youtube.com/live/dQw4w9WgXcQ?feature=shared",
         TUBE "dQw4w9WgXcQ?rel=0&autoplay=1"},
        {"https://www.youtube.com/embed/dQw4w9WgXcQ?start=12&autoplay=0",
         TUBE "dQw4w9WgXcQ?rel=0&autoplay=1&start=12"},
        {"https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ/",
         TUBE "dQw4w9WgXcQ?rel=0&autoplay=1"},
        {"https://vimeo.com/76979871", VIMEO "76979871?dnt=1&autoplay=1"},
        {"https://vimeo.com/76979871#t=1m5s", VIMEO "76979871?dnt=1&autoplay=1#t=65s"},
        {"https://vimeo.com/791813674/2c9cfc5030?share=copy",
         VIMEO "791813674?h=2c9cfc5030&dnt=1&autoplay=1"},
        {"https://player.vimeo.com/video/76979871", VIMEO "76979871?dnt=1&autoplay=1"},
        {"https://player.vimeo.com/video/791813674?h=2c9cfc5030&title=0",
         VIMEO "791813674?h=2c9cfc5030&dnt=1&autoplay=1"},
        {"https://film.example.org/a/Film%20to.MP4?v=2",
         "https://film.example.org/a/Film%20to.MP4?v=2"},
        {"https://film.example.org:8443/b.webm#t=10", "https://film.example.org:8443/b.webm#t=10"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        CHECK_STR(film_at(t->arena, str_of(cases[i].url)).player, str_of(cases[i].player));
}

TEST("what is no single film of a known host stays a link")
{
    static const char *const urls[] = {
        "https://www.youtube.com/playlist?list=PL0123456789",
        "https://www.youtube.com/@kanal",
        "https://www.youtube.com/watch?v=forkort",
        "https://www.youtube.com/watch?v=dQw4w9WgXcQ%22x",
        "https://www.youtube.com/embed/dQw4w9WgXcQ/mer",
        "https://youtube.com.example.org/watch?v=dQw4w9WgXcQ",
        "https://notyoutu.be/dQw4w9WgXcQ",
        "https://youtu.be@example.org/dQw4w9WgXcQ",
        "https://vimeo.com/channels/staffpicks",
        "https://vimeo.com/76979871/settings",
        "https://player.vimeo.com/76979871",
        "https://tv.nrk.no/program/MSUM02900123",
        "http://film.example.org/a.mp4",
        "https://navn:ord@film.example.org/a.mp4",
        "https://blåbær.example.org/a.mp4",
        "https://film.example.org/a.mp4.html",
        "https://film.example.org/?fil=a.mp4",
        "https://film.example.org",
        "https://",
    };
    for (size_t i = 0; i < sizeof urls / sizeof *urls; i++) {
        struct film f = film_at(t->arena, str_of(urls[i]));
        CHECK_STR(f.player, STR(""));
        CHECK_INT(f.as, FILM_LINK);
    }
}

TEST("an absurd time is left out, and an address of any bytes is only read")
{
    static const char *const times[] = {"99999999999999999999", "1x", "s", "-1", "0", ""};
    for (size_t i = 0; i < sizeof times / sizeof *times; i++) {
        struct str url =
            STR_CAT(t->arena, STR("https://youtu.be/dQw4w9WgXcQ?t="), str_of(times[i]));
        CHECK_STR(film_at(t->arena, url).player, STR(TUBE "dQw4w9WgXcQ?rel=0&autoplay=1"));
    }
    char bytes[48];
    for (int round = 0; round < 20000; round++) {
        size_t n = (size_t)(test_random(t) % sizeof bytes);
        for (size_t i = 0; i < n; i++)
            bytes[i] = "/?#&=:.@hwtv0aé"[test_random(t) % 16];
        struct film f =
            film_at(t->arena, STR_CAT(t->arena, STR("https://"), (struct str){bytes, n}));
        CHECK_INT(f.as == FILM_LINK, f.player.len == 0);
    }
}

TEST("a host is called by its name")
{
    CHECK_STR(film_at(t->arena, STR("https://youtu.be/x")).host, STR("YouTube"));
    CHECK_STR(film_at(t->arena, STR("https://youtu.be/x")).owner, STR("Google"));
    CHECK_STR(film_at(t->arena, STR("https://vimeo.com/x")).host, STR("Vimeo"));
    CHECK_STR(film_at(t->arena, STR("https://tv.nrk.no/x")).host, STR("NRK"));
    CHECK_STR(film_at(t->arena, STR("https://www.udir.no/x")).host, STR("udir.no"));
}

TEST("the policy of a page names the hosts of its films, each once, and no others")
{
    struct film films[] = {
        film_at(t->arena, STR("https://youtu.be/dQw4w9WgXcQ")),
        film_at(t->arena, STR("https://tv.nrk.no/program/MSUM02900123")),
        film_at(t->arena, STR("https://film.example.org/a.mp4")),
        film_at(t->arena, STR("https://www.youtube.com/shorts/dQw4w9WgXcQ")),
        film_at(t->arena, STR("https://vimeo.com/76979871")),
    };
    CHECK_STR(film_policy(t->arena, films, 0), STR(SITE_CSP));
    CHECK_STR(film_policy(t->arena, films + 1, 1), STR(SITE_CSP));
    struct str policy = film_policy(t->arena, films, 5);
    CHECK(str_find_str(policy, STR("media-src 'self' https://film.example.org; connect-src")) !=
          STR_NONE);
    CHECK(str_ends(policy, STR("form-action 'none'; frame-src https://www.youtube-nocookie.com "
                               "https://player.vimeo.com")));
    CHECK_INT(policy.len, sizeof SITE_CSP - 1 +
                              sizeof " https://film.example.org; frame-src "
                                     "https://www.youtube-nocookie.com https://player.vimeo.com" -
                              1);
}
