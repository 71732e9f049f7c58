#include "io/served.h"
#include "io_fixture.h"
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

/* A site, and beside it what must never be served: "secret" in the folder above. */
static int site(struct test *t, const char **above)
{
    *above = fixture_make(t->arena);
    fixture_write(*above, "secret", STR("secret"));
    fixture_write(*above, "site/index.html", STR("<head></head>front"));
    fixture_write(*above, "site/modul/index.html", STR("<head></HEAD>module"));
    fixture_write(*above, "site/modul/å b.html", STR("step"));
    fixture_write(*above, "site/modul/film.mp4", STR("0123456789"));
    fixture_write(*above, "site/.steg/manifest", STR("hidden"));
    fixture_write(*above, "site/modul/.skjult", STR("hidden"));
    fixture_write(*above, "site/assets/style-0123456789abcdef.css", STR("css"));
    fixture_write(*above, "site/assets/style.css", STR("css"));
    fixture_write(*above, "site/a\\..\\b.txt", STR("a name with backslashes"));
    struct str dir = str_of(*above);
    if (symlink("../secret", str_z(t->arena, STR_CAT(t->arena, dir, STR("/site/lenke.html")))) ||
        symlink("..", str_z(t->arena, STR_CAT(t->arena, dir, STR("/site/opp")))) ||
        symlink("modul", str_z(t->arena, STR_CAT(t->arena, dir, STR("/site/inn")))) ||
        mkfifo(str_z(t->arena, STR_CAT(t->arena, dir, STR("/site/ror.html"))), 0644))
        return -1;
    return open(str_z(t->arena, STR_CAT(t->arena, dir, STR("/site"))), O_PATH | O_DIRECTORY);
}

/* What an address gives: the file's path, "folder" or "nothing". */
static struct str gives(struct test *t, int folder, const char *address)
{
    struct served f;
    switch (served_find(&f, folder, str_of(address), t->arena)) {
    case SERVED_FILE:
        close(f.fd);
        return f.path;
    case SERVED_FOLDER:
        return STR("folder");
    default:
        return STR("nothing");
    }
}

TEST("an address is a path in the site, and of a folder its index.html")
{
    static const struct {
        const char *address, *gives;
    } cases[] = {
        {"/", "index.html"},
        {"/index.html", "index.html"},
        {"/modul/", "modul/index.html"},
        {"/modul", "folder"},
        {"/modul/film.mp4", "modul/film.mp4"},
        {"/modul/%C3%A5%20b.html", "modul/å b.html"},
        {"/modul/%c3%a5 b.html", "modul/å b.html"},
        {"/%6d%6f%64ul/film%2Emp4", "modul/film.mp4"},
        {"/a\\..\\b.txt", "a\\..\\b.txt"},
        {"/ingen.html", "nothing"},
        {"/modul/film.mp4/", "nothing"},
        {"", "nothing"},
        {"modul/", "nothing"},
        {"*", "nothing"},
        {"http://127.0.0.1/index.html", "nothing"},
    };
    const char *above, *wrong = "";
    int folder = site(t, &above);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (!str_eq(gives(t, folder, cases[i].address), str_of(cases[i].gives)))
            wrong = cases[i].address;
    close(folder);
    fixture_remove(above);
    CHECK_STR(str_of(wrong), STR(""));
}

TEST("nothing outside the site is given, nothing hidden, nothing that is no plain file")
{
    static const char *const cases[] = {
        "/../secret",
        "/..%2fsecret",
        "/%2e%2e/secret",
        "/%2e%2e%2fsecret",
        "/modul/../../secret",
        "/modul/..%2f..%2fsecret",
        "/%252e%252e/secret",
        "/..%5csecret",
        "/..%c0%afsecret",
        "/%c0%ae%c0%ae/secret",
        "/%e0%80%ae./secret",
        "/./index.html",
        "//index.html",
        "/modul//film.mp4",
        "//etc/passwd",
        "/opp/secret",
        "/lenke.html",
        "/inn/film.mp4",
        "/ror.html",
        "/.steg/manifest",
        "/.steg",
        "/modul/.skjult",
        "/modul/%2eskjult",
        "/%2esteg/manifest",
        "/index.html%00",
        "/index.html%00.png",
        "/%00",
        "/index.html%0a",
        "/index.html%7f",
        "/index.html%",
        "/index.html%2",
        "/index.html%zz",
        "/%ff",
        "/proc/self/environ",
        "/modul/film.mp4%2f",
        "/modul%2ffilm.mp4",
    };
    const char *above, *wrong = "";
    int folder = site(t, &above);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (!str_eq(gives(t, folder, cases[i]), STR("nothing"))) wrong = cases[i];
    close(folder);
    fixture_remove(above);
    CHECK_STR(str_of(wrong), STR(""));
}

TEST("an address of any length gives nothing, and takes nothing")
{
    const char *above;
    int folder = site(t, &above);
    char *address = arena_bytes(t->arena, 100001);
    for (size_t i = 0; i < 100000; i++)
        address[i] = i % 2 ? 'a' : '/';
    address[100000] = 0;
    struct str deep = gives(t, folder, address);
    memset(address + 1, 'a', 99999);
    struct str wide = gives(t, folder, address);
    close(folder);
    fixture_remove(above);
    CHECK_STR(deep, STR("nothing"));
    CHECK_STR(wide, STR("nothing"));
}

TEST("a file has a type, a size, and a tag that is another when the file is")
{
    const char *above;
    struct served f, again, other;
    int folder = site(t, &above);
    bool good = served_open(&f, folder, STR("index.html"), t->arena) &&
                served_open(&again, folder, STR("index.html"), t->arena);
    fixture_write(above, "site/ny.html", STR("<head></head>other"));
    int at = openat(folder, ".", O_RDONLY);
    renameat(at, "ny.html", at, "index.html");
    good = good && served_open(&other, folder, STR("index.html"), t->arena);
    close(at);
    close(folder);
    fixture_remove(above);
    CHECK(good);
    close(f.fd);
    close(again.fd);
    close(other.fd);
    CHECK(f.page && !f.lasting);
    CHECK_STR(str_of(f.type), STR("text/html; charset=utf-8"));
    CHECK_INT(f.size, 18);
    CHECK_STR(f.etag, again.etag);
    CHECK(!str_eq(f.etag, other.etag));
}

TEST("what has its content in its name lasts")
{
    const char *above;
    struct served hashed, plain;
    int folder = site(t, &above);
    bool good = served_open(&hashed, folder, STR("assets/style-0123456789abcdef.css"), t->arena) &&
                served_open(&plain, folder, STR("assets/style.css"), t->arena);
    close(folder);
    fixture_remove(above);
    CHECK(good);
    close(hashed.fd);
    close(plain.fd);
    CHECK(hashed.lasting);
    CHECK(!plain.lasting);
}

TEST("the end of a page's head is found in any case, or the page's end")
{
    const char *above;
    struct served front, module, step;
    int folder = site(t, &above);
    bool good = served_open(&front, folder, STR("index.html"), t->arena) &&
                served_open(&module, folder, STR("modul/index.html"), t->arena) &&
                served_open(&step, folder, STR("modul/å b.html"), t->arena);
    uint64_t ends[3] = {0};
    if (good) {
        ends[0] = served_head_end(&front);
        ends[1] = served_head_end(&module);
        ends[2] = served_head_end(&step);
        close(front.fd);
        close(module.fd);
        close(step.fd);
    }
    close(folder);
    fixture_remove(above);
    CHECK(good);
    CHECK_INT(ends[0], 6);
    CHECK_INT(ends[1], 6);
    CHECK_INT(ends[2], 4);
}

TEST("a range is a part of the file, the whole of it, or outside")
{
    static const struct {
        const char *field;
        enum served_range is;
        uint64_t from, len;
    } cases[] = {
        {"", SERVED_WHOLE, 0, 10},
        {"bytes=0-", SERVED_PART, 0, 10},
        {"bytes=2-4", SERVED_PART, 2, 3},
        {"Bytes= 2 - 4 ", SERVED_PART, 2, 3},
        {"bytes=2-400", SERVED_PART, 2, 8},
        {"bytes=9-9", SERVED_PART, 9, 1},
        {"bytes=-3", SERVED_PART, 7, 3},
        {"bytes=-300", SERVED_PART, 0, 10},
        {"bytes=0-18446744073709551615", SERVED_PART, 0, 10},
        {"bytes=0-99999999999999999999999", SERVED_PART, 0, 10},
        {"bytes=10-", SERVED_OUTSIDE, 0, 10},
        {"bytes=99999999999999999999999-", SERVED_OUTSIDE, 0, 10},
        {"bytes=-0", SERVED_OUTSIDE, 0, 10},
        {"bytes=5-1", SERVED_WHOLE, 0, 10},
        {"bytes=0-1,3-4", SERVED_WHOLE, 0, 10},
        {"bytes=", SERVED_WHOLE, 0, 10},
        {"bytes=-", SERVED_WHOLE, 0, 10},
        {"bytes=a-b", SERVED_WHOLE, 0, 10},
        {"bytes=--1", SERVED_WHOLE, 0, 10},
        {"pages=1-2", SERVED_WHOLE, 0, 10},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        uint64_t from, len;
        enum served_range is = served_range(str_of(cases[i].field), 10, &from, &len);
        if (is != cases[i].is || (is == SERVED_PART && from != cases[i].from) ||
            (is == SERVED_PART && len != cases[i].len))
            CHECK_STR(str_of(cases[i].field), STR("")); /* names the case */
    }
}

TEST("no part of an empty file can be had")
{
    uint64_t from, len;
    CHECK_INT(served_range(STR("bytes=0-"), 0, &from, &len), SERVED_OUTSIDE);
    CHECK_INT(served_range(STR("bytes=-5"), 0, &from, &len), SERVED_OUTSIDE);
    CHECK_INT(served_range(STR(""), 0, &from, &len), SERVED_WHOLE);
}

TEST("a tag is found in a list of them")
{
    struct str tag = STR("\"ab-1\"");
    CHECK(served_has_tag(STR("\"ab-1\""), tag));
    CHECK(served_has_tag(STR("\"x\", \"ab-1\""), tag));
    CHECK(served_has_tag(STR("W/\"ab-1\""), tag));
    CHECK(served_has_tag(STR("*"), tag));
    CHECK(!served_has_tag(STR(""), tag));
    CHECK(!served_has_tag(STR("\"ab-\""), tag));
    CHECK(!served_has_tag(STR("ab-1"), tag));
}

TEST("a list of files that is missing or damaged is none")
{
    struct served_list list;
    const char *above;
    int folder = site(t, &above);
    bool damaged = served_list(&list, folder, t->arena);
    unlinkat(folder, ".steg/manifest", 0);
    bool missing = served_list(&list, folder, t->arena);
    close(folder);
    fixture_remove(above);
    CHECK(!damaged);
    CHECK(!missing);
}
