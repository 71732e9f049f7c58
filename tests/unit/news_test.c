#include "site/news.h"
#include "base/digest.h"
#include "io/sink_private.h"
#include "io_fixture.h"
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

/* A build of which steg's own list says this: "a.html 1, b.css 1". */
static size_t built(struct test *t, struct news *n, const char *files, size_t *gone)
{
    const char *dir = fixture_make(t->arena);
    struct manifest m = {.entries = arena_new(t->arena, struct manifest_entry, 64)};
    struct str rest = str_of(files), of;
    while (rest.len) {
        of = str_trim(str_cut(&rest, ','));
        struct str path = str_cut(&of, ' ');
        m.entries[m.len++] = (struct manifest_entry){path, digest(of), 1};
    }
    struct buf text = {.arena = t->arena};
    manifest_sort(&m);
    manifest_print(&text, &m);
    fixture_write(dir, ".steg/manifest", buf_str(&text));
    int folder = open(dir, O_PATH | O_DIRECTORY);
    size_t changed = news_built(n, folder, gone);
    close(folder);
    fixture_remove(dir);
    return changed;
}

/* The event for a page of build `since`, in one line and without the run. */
static struct str event(struct test *t, const struct news *n, uint32_t since)
{
    struct buf b = {.arena = t->arena}, out = {.arena = t->arena};
    news_event(&b, n, since);
    struct str rest = buf_str(&b), line;
    while (str_line(&rest, &line)) {
        if (!line.len) buf_put(&out, STR("end"));
        if (!str_starts(line, STR("data:"))) continue;
        line = str_trim(str_from(line, 5));
        if (!str_starts(line, STR("\"run\""))) buf_put(&out, line);
    }
    return buf_str(&out);
}

TEST("a page is told what has changed since its build, and nothing when nothing has")
{
    struct news n;
    size_t gone;
    news_open(&n);
    CHECK_INT(built(t, &n, "a.html 1, b.css 1, c.html 1", &gone), 2);
    CHECK_INT(built(t, &n, "a.html 2, b.css 1, c.html 1", &gone), 1);
    CHECK_INT(built(t, &n, "a.html 2, b.css 2, c.html 1", &gone), 0);
    struct str first = event(t, &n, 1), second = event(t, &n, 2), third = event(t, &n, 3);
    news_close(&n);
    CHECK_STR(first, STR("{\"build\": 3,\"all\": false,\"changed\": [\"a.html\",\"b.css\"],"
                         "\"gone\": [],\"fault\": null}end"));
    CHECK_STR(second, STR("{\"build\": 3,\"all\": false,\"changed\": [\"b.css\"],\"gone\": [],"
                          "\"fault\": null}end"));
    CHECK_STR(third, STR("{\"build\": 3,\"all\": false,\"changed\": [],\"gone\": [],"
                         "\"fault\": null}end"));
}

TEST("a build that changes nothing is no new one")
{
    struct news n;
    size_t gone;
    news_open(&n);
    built(t, &n, "a.html 1", &gone);
    CHECK_INT(built(t, &n, "a.html 1", &gone), 0);
    uint32_t build = n.build;
    news_close(&n);
    CHECK_INT(build, 1);
}

TEST("a page that is gone is told, until it comes back")
{
    struct news n;
    size_t gone, none;
    news_open(&n);
    built(t, &n, "a.html 1, b.html 1", &gone);
    built(t, &n, "a.html 1", &gone);
    struct str away = event(t, &n, 1);
    built(t, &n, "a.html 1, b.html 1", &none);
    struct str back = event(t, &n, 1);
    news_close(&n);
    CHECK_INT(gone, 1);
    CHECK_INT(none, 0);
    CHECK_STR(away, STR("{\"build\": 2,\"all\": false,\"changed\": [],\"gone\": [\"b.html\"],"
                        "\"fault\": null}end"));
    CHECK_STR(back, STR("{\"build\": 3,\"all\": false,\"changed\": [\"b.html\"],\"gone\": [],"
                        "\"fault\": null}end"));
}

TEST("a fault is told until the next good build")
{
    struct news n;
    size_t gone;
    news_open(&n);
    struct str nothing = event(t, &n, 0);
    news_fault(&n, STR("a.md:1:1: feil: «x» </script>\n"));
    struct str fault = event(t, &n, 0);
    built(t, &n, "a.html 1", &gone);
    struct str mended = event(t, &n, 1);
    news_close(&n);
    CHECK_STR(nothing, STR("{\"build\": 0,\"all\": false,\"changed\": [],\"gone\": [],"
                           "\"fault\": null}end"));
    CHECK_STR(fault, STR("{\"build\": 0,\"all\": false,\"changed\": [],\"gone\": [],"
                         "\"fault\": \"a.md:1:1: feil: «x» </script>\\n\"}end"));
    CHECK(str_ends(mended, STR("\"fault\": null}end")));
}

TEST("the text of a fault has an end, at a line's")
{
    struct news n;
    struct buf b = {.arena = t->arena};
    news_open(&n);
    for (int i = 0; i < 10000; i++)
        buf_put(&b, STR("æøå æøå æøå\n"));
    news_fault(&n, buf_str(&b));
    size_t len = n.fault.len;
    bool whole = str_ends(n.fault, STR("æøå\n…\n"));
    news_close(&n);
    CHECK(len <= NEWS_FAULT_MAX + 8);
    CHECK(whole);
}

TEST("a page of another run, or of none, is told that all has changed")
{
    struct news n, other;
    size_t gone;
    news_open(&n);
    news_open(&other);
    built(t, &n, "a.html 1", &gone);
    built(t, &n, "a.html 2", &gone);
    struct buf b = {.arena = t->arena};
    buf_printf(&b, "%s.1", n.run);
    uint32_t ours = news_since(&n, buf_str(&b));
    buf_printf(&b, "9");
    uint32_t future = news_since(&n, buf_str(&b));
    buf_reset(&b);
    buf_printf(&b, "%s.1", other.run);
    uint32_t theirs = news_since(&n, buf_str(&b)), none = news_since(&n, STR(""));
    struct str all = event(t, &n, 0);
    news_close(&n);
    news_close(&other);
    CHECK_INT(ours, 1);
    CHECK_INT(future, 0);
    CHECK_INT(theirs, 0);
    CHECK_INT(none, 0);
    CHECK_STR(all, STR("{\"build\": 2,\"all\": true,\"changed\": [],\"gone\": [],"
                       "\"fault\": null}end"));
}

TEST("what is remembered does not grow with the number of builds")
{
    struct news n;
    size_t gone, most = 0;
    news_open(&n);
    for (int i = 0; i < 3 * NEWS_GONE_BUILDS; i++) {
        char files[64];
        snprintf(files, sizeof files, "a.html 1, style-%d.css 1", i);
        built(t, &n, files, &gone);
        if (n.len > most) most = n.len;
    }
    struct str old = event(t, &n, 1);
    news_close(&n);
    CHECK(most <= NEWS_GONE_BUILDS + 3);
    CHECK(str_find_str(old, STR("\"all\": true")) != STR_NONE);
}
