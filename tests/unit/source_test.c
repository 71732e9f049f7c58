#include "io/source.h"
#include "io_fixture.h"
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* The folder as a source; its entries as a line "path path " with * after those that are text. */
static struct source *open_in(const char *dir, struct arena *a, struct diags *d)
{
    return source_open_tree(dir, &(struct source_options){.shown = STR("kurs/")}, a, d);
}

static struct str listing(struct arena *a, const struct source *s)
{
    struct str all = {0};
    for (size_t i = 0; s && i < s->len; i++)
        all = STR_CAT(a, all, s->entries[i].path, s->entries[i].file ? STR("* ") : STR(" "));
    return all;
}

static void link_in(const char *dir, const char *to, const char *name)
{
    char full[4096];
    snprintf(full, sizeof full, "%s/%s", dir, name);
    if (symlink(to, full) < 0) perror(full);
}

TEST("a folder is listed by bytes, with the text loaded and films at hand")
{
    const char *dir = fixture_make(t->arena);
    struct diags d = {.arena = t->arena};
    fixture_write(dir, "content/m/2-b.md", STR("b"));
    fixture_write(dir, "content/m/10-c.md", STR("ccc"));
    fixture_write(dir, "content/m/film.mp4", STR("film"));
    fixture_write(dir, "content/m-x.MD", STR("stor"));
    fixture_write(dir, "content/course.yml", STR("id: x\n"));
    struct source *s = open_in(dir, t->arena, &d);
    CHECK_STR(listing(t->arena, s), STR("content/course.yml* content/m-x.MD* content/m/10-c.md* "
                                        "content/m/2-b.md* content/m/film.mp4 "));
    CHECK_STR(source_find(s, STR("content/m/10-c.md"))->bytes, STR("ccc"));
    CHECK_STR(source_find(s, STR("content/m/10-c.md"))->path, STR("kurs/content/m/10-c.md"));
    CHECK(!source_find(s, STR("content/m/film.mp4")));
    CHECK(!source_find(s, STR("content/m")));
    const struct source_entry *film = source_entry(s, STR("content/m/film.mp4"));
    CHECK_INT(film->size, 4);
    struct str bytes;
    CHECK(source_read(&bytes, s, film, 0, t->arena, &d));
    CHECK_STR(bytes, STR("film"));
    CHECK(source_read(&bytes, s, film, 2, t->arena, &d));
    CHECK_STR(bytes, STR("fi"));
    CHECK(source_has_folder(s, STR("content")) && source_has_folder(s, STR("content/m")));
    CHECK(!source_has_folder(s, STR("content/m/film.mp4")) && !source_has_folder(s, STR("")));
    CHECK(!d.first);
    source_close(s);
    fixture_remove(dir);
}

TEST("hidden names, node_modules, the output and folders nobody asked for are left out")
{
    const char *dir = fixture_make(t->arena);
    struct diags d = {.arena = t->arena};
    fixture_write(dir, "content/a.md", STR("a"));
    fixture_write(dir, "content/.skjult/b.md", STR("b"));
    fixture_write(dir, "content/.c.md", STR("c"));
    fixture_write(dir, "content/node_modules/d.md", STR("d"));
    fixture_write(dir, "content/ut/index.html", STR("e"));
    fixture_write(dir, "annet/f.md", STR("f"));
    fixture_write(dir, "g.md", STR("g"));
    struct str only[] = {STR("content"), STR("themes")};
    struct str skip = STR_CAT(t->arena, str_of(dir), STR("/content/ut"));
    struct source_options o = {.only = only, .nonly = 2, .skip = str_z(t->arena, skip)};
    struct source *s = source_open_tree(dir, &o, t->arena, &d);
    CHECK_STR(listing(t->arena, s), STR("content/a.md* "));
    CHECK(!source_has_folder(s, STR("content/ut")));
    CHECK(!d.first);
    source_close(s);
    fixture_remove(dir);
}

TEST("a folder that is not there is told, and there is no source")
{
    struct diags d = {.arena = t->arena};
    CHECK(!open_in("/tmp/steg-finnes-ikke", t->arena, &d));
    CHECK_STR(fixture_ids(&d), STR("source-missing "));
}

TEST("a symlink within the course is followed, to a file and to a folder")
{
    const char *dir = fixture_make(t->arena);
    struct diags d = {.arena = t->arena};
    fixture_write(dir, "content/felles/bilde.png", STR("png"));
    fixture_write(dir, "content/felles/tekst.md", STR("tekst"));
    link_in(dir, "felles", "content/m");
    link_in(dir, "felles/tekst.md", "content/snarvei.md");
    struct source *s = open_in(dir, t->arena, &d);
    CHECK_STR(listing(t->arena, s), STR("content/felles/bilde.png content/felles/tekst.md* "
                                        "content/m/bilde.png content/m/tekst.md* "
                                        "content/snarvei.md* "));
    CHECK_STR(source_find(s, STR("content/snarvei.md"))->bytes, STR("tekst"));
    struct str bytes;
    CHECK(source_read(&bytes, s, source_entry(s, STR("content/m/bilde.png")), 0, t->arena, &d));
    CHECK_STR(bytes, STR("png"));
    CHECK(!d.first);
    source_close(s);
    fixture_remove(dir);
}

TEST("a symlink out of the course, to nothing, to something hidden or in a ring is an error")
{
    const struct {
        const char *to, *id;
    } cases[] = {
        {"/etc/passwd", "symlink-leaves-course "},
        {"../../../etc", "symlink-leaves-course "},
        {"finnes-ikke.md", "symlink-dangling "},
        {"a.md/under", "symlink-dangling "},
        {"../.git/config", "symlink-hidden "},
        {"..", "symlink-loop "},
        {".", "symlink-loop "},
        {"lenke.md", "symlink-loop "},
        {"/proc/self/root", "symlink-leaves-course "},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *dir = fixture_make(t->arena);
        struct diags d = {.arena = t->arena};
        fixture_write(dir, ".git/config", STR("hemmelig"));
        fixture_write(dir, "content/a.md", STR("a"));
        link_in(dir, cases[i].to, "content/lenke.md");
        struct source *s = open_in(dir, t->arena, &d);
        CHECK_STR(fixture_ids(&d), str_of(cases[i].id));
        CHECK_STR(fixture_args(&d), STR("kurs/content/lenke.md"));
        CHECK_STR(listing(t->arena, s), STR("content/a.md* "));
        source_close(s);
        fixture_remove(dir);
    }
}

TEST("links that fan out end at the limit on files, soon")
{
    const char *dir = fixture_make(t->arena);
    struct diags d = {.arena = t->arena};
    char name[64];
    for (int i = 0; i < 30; i++) {
        snprintf(name, sizeof name, "m%02d/a.md", i);
        fixture_write(dir, name, STR("a"));
    }
    for (int i = 0; i < 29; i++)
        for (int j = 0; j < 3; j++) {
            char to[64];
            snprintf(to, sizeof to, "../m%02d", i + 1);
            snprintf(name, sizeof name, "m%02d/l%d", i, j);
            link_in(dir, to, name);
        }
    struct source *s = open_in(dir, t->arena, &d);
    CHECK_STR(fixture_ids(&d), STR("files-too-many "));
    CHECK(s && s->len <= SOURCE_MAX_FILES);
    source_close(s);
    fixture_remove(dir);
}

TEST("a pipe, a socket or a device is an error and does not make us wait")
{
    const char *dir = fixture_make(t->arena);
    struct diags d = {.arena = t->arena};
    char full[4096];
    fixture_write(dir, "a.md", STR("a"));
    snprintf(full, sizeof full, "%s/f.md", dir);
    CHECK(mkfifo(full, 0644) == 0);
    link_in(dir, "f.md", "g.md");
    alarm(5);
    struct source *s = open_in(dir, t->arena, &d);
    alarm(0);
    CHECK_STR(fixture_ids(&d), STR("file-special file-special "));
    CHECK_STR(listing(t->arena, s), STR("a.md* "));
    source_close(s);
    fixture_remove(dir);
}

TEST("a name that cannot be kept is an error: line break, invalid UTF-8, too long")
{
    const char *dir = fixture_make(t->arena);
    struct diags d = {.arena = t->arena};
    char lang[260];
    fixture_write(dir, "ok.md", STR("a"));
    fixture_write(dir, "a\nb.md", STR("a"));
    struct source *s = open_in(dir, t->arena, &d);
    CHECK_STR(fixture_ids(&d), STR("name-control "));
    CHECK_STR(fixture_args(&d), STR("kurs/a␊b.md"));
    CHECK_STR(listing(t->arena, s), STR("ok.md* "));
    source_close(s);
    fixture_write(dir, "\xff.md", STR("a"));
    memset(lang, 'x', 201);
    lang[201] = 0;
    fixture_write(dir, lang, STR("a"));
    fixture_write(dir, "\xE2\x80\xAEsnudd.md", STR("a"));
    struct diags e = {.arena = t->arena};
    s = open_in(dir, t->arena, &e);
    CHECK_INT(e.count[SEVERITY_ERROR], 4);
    CHECK(str_find_str(fixture_ids(&e), STR("name-too-long ")) != STR_NONE);
    CHECK(str_find_str(fixture_ids(&e), STR("name-not-utf8 ")) != STR_NONE);
    CHECK_STR(listing(t->arena, s), STR("ok.md* "));
    source_close(s);
    fixture_remove(dir);
}

TEST("a name that Windows cannot keep is a warning")
{
    const char *const names[] = {"hva?.md", "con", "AUX.md", "Lpt1.txt", "a:b", "slutt."};
    const char *const good[] = {"console.md", "com.md", "com0.md", "a.b.md", "hva nå.md"};
    for (size_t i = 0; i < 6; i++) {
        const char *dir = fixture_make(t->arena);
        struct diags d = {.arena = t->arena};
        fixture_write(dir, names[i], STR("a"));
        struct source *s = open_in(dir, t->arena, &d);
        CHECK_STR(fixture_ids(&d), STR("name-windows "));
        CHECK_INT(s->len, 1);
        source_close(s);
        fixture_remove(dir);
    }
    for (size_t i = 0; i < 5; i++) {
        const char *dir = fixture_make(t->arena);
        struct diags d = {.arena = t->arena};
        fixture_write(dir, good[i], STR("a"));
        source_close(open_in(dir, t->arena, &d));
        CHECK_STR(fixture_ids(&d), STR(""));
        fixture_remove(dir);
    }
}

TEST("two names that differ by case or by how an accent is stored are an error, once")
{
    const struct {
        const char *a, *b, *args;
    } cases[] = {
        {"A.md", "a.md", "kurs/A.md | kurs/a.md"},
        {"m/BILDE.png", "m/bilde.PNG", "kurs/m/BILDE.png | kurs/m/bilde.PNG"},
        {"\xC3\xA5.md", "a\xCC\x8A.md", "kurs/a\xCC\x8A.md | kurs/\xC3\xA5.md"},
        {"\xC3\x86.md", "\xC3\xA6.md", "kurs/\xC3\x86.md | kurs/\xC3\xA6.md"},
        {"Mappe/a.md", "mappe/b.md", "kurs/Mappe | kurs/mappe"},
    };
    for (size_t i = 0; i < 5; i++) {
        const char *dir = fixture_make(t->arena);
        struct diags d = {.arena = t->arena};
        fixture_write(dir, cases[i].a, STR("a"));
        fixture_write(dir, cases[i].b, STR("b"));
        source_close(open_in(dir, t->arena, &d));
        CHECK_STR(fixture_ids(&d), STR("name-twice "));
        CHECK_STR(fixture_args(&d), str_of(cases[i].args));
        fixture_remove(dir);
    }
}

TEST("a name that macOS stored as NFD is found by its NFC")
{
    const char *dir = fixture_make(t->arena);
    struct diags d = {.arena = t->arena};
    fixture_write(dir, "a\xCC\x8A.md", STR("å"));
    struct source *s = open_in(dir, t->arena, &d);
    CHECK(source_find(s, STR("\xC3\xA5.md")) && source_find(s, STR("a\xCC\x8A.md")));
    source_close(s);
    fixture_remove(dir);
}

TEST("a text that may not be read, or is too big, is told, and its name stays in the listing")
{
    const char *dir = fixture_make(t->arena);
    struct diags d = {.arena = t->arena};
    char full[4096];
    fixture_write(dir, "stor.md", STR("a"));
    snprintf(full, sizeof full, "%s/stor.md", dir);
    CHECK(truncate(full, SOURCE_MAX_TEXT + 1) == 0);
    fixture_write(dir, "stor.mp4", STR("a"));
    snprintf(full, sizeof full, "%s/stor.mp4", dir);
    CHECK(truncate(full, SOURCE_MAX_TEXT + 1) == 0);
    struct source *s = open_in(dir, t->arena, &d);
    CHECK_STR(fixture_ids(&d), STR("file-too-big "));
    CHECK_STR(fixture_args(&d), STR("kurs/stor.md | 16777217 | 16777216"));
    CHECK(source_entry(s, STR("stor.md")) && !source_find(s, STR("stor.md")));
    source_close(s);
    fixture_remove(dir);
}

TEST("a file or folder without permission is told, and the rest is read")
{
    if (geteuid() == 0) SKIP("root may read everything");
    const char *dir = fixture_make(t->arena);
    struct diags d = {.arena = t->arena};
    char full[4096];
    fixture_write(dir, "a.md", STR("a"));
    fixture_write(dir, "b.md", STR("b"));
    fixture_write(dir, "m/c.md", STR("c"));
    snprintf(full, sizeof full, "%s/a.md", dir);
    chmod(full, 0);
    snprintf(full, sizeof full, "%s/m", dir);
    chmod(full, 0);
    struct source *s = open_in(dir, t->arena, &d);
    chmod(full, 0755);
    CHECK_STR(fixture_ids(&d), STR("file-no-permission file-no-permission "));
    CHECK_STR(listing(t->arena, s), STR("a.md b.md* "));
    source_close(s);
    fixture_remove(dir);
}

TEST("a file that is rewritten while it is read comes whole, as it was at one time")
{
    const char *dir = fixture_make(t->arena);
    char full[4096];
    snprintf(full, sizeof full, "%s/a.md", dir);
    fixture_write(dir, "a.md", STR(""));
    pid_t writer = fork();
    if (writer == 0)
        for (size_t n = 0;; n = (n + 1) % 5000) { /* grows, and is cut off again */
            FILE *f = fopen(full, n ? "a" : "w");
            if (f) fputs("0123456789", f), fclose(f);
        }
    bool good = true;
    struct arena a = {0};
    for (int i = 0; i < 300 && good; i++) {
        arena_reset(&a);
        struct diags d = {.arena = &a};
        struct source *s = open_in(dir, &a, &d);
        const struct file *f = source_find(s, STR("a.md"));
        if (f) good = f->bytes.len == source_entry(s, STR("a.md"))->size;
        for (size_t j = 0; f && good && j < f->bytes.len; j++)
            good = f->bytes.ptr[j] == (char)('0' + j % 10);
        if (!f) good = str_eq(fixture_ids(&d), STR("file-changing "));
        source_close(s);
    }
    arena_free(&a);
    kill(writer, SIGKILL);
    waitpid(writer, NULL, 0);
    fixture_remove(dir);
    CHECK(good);
}

TEST("a path through many folders is read without recursion, up to the limit")
{
    const char *dir = fixture_make(t->arena);
    struct diags d = {.arena = t->arena};
    char path[1200] = "";
    for (int i = 0; i < 500; i++)
        strcat(path, "d/");
    strcat(path, "a.md");
    fixture_write(dir, path, STR("dypt"));
    struct source *s = open_in(dir, t->arena, &d);
    CHECK_STR(fixture_ids(&d), STR(""));
    CHECK_STR(source_find(s, str_of(path))->bytes, STR("dypt"));
    source_close(s);
    strcpy(path + 1000, "ddddddddddddddddddddddddddddd.md");
    fixture_write(dir, path, STR("for dypt"));
    s = open_in(dir, t->arena, &d);
    CHECK_STR(fixture_ids(&d), STR("path-too-long "));
    source_close(s);
    fixture_remove(dir);
}

TEST("a source in memory is the same thing")
{
    const struct file files[] = {{STR("b/film.mp4"), STR("film")}, {STR("a.md"), STR("hei")}};
    struct source *s = source_memory(files, 2, t->arena);
    struct diags d = {.arena = t->arena};
    struct str bytes;
    CHECK_STR(listing(t->arena, s), STR("a.md* b/film.mp4 "));
    CHECK_STR(source_find(s, STR("a.md"))->bytes, STR("hei"));
    CHECK(source_has_folder(s, STR("b")));
    CHECK(source_read(&bytes, s, source_entry(s, STR("b/film.mp4")), 3, t->arena, &d));
    CHECK_STR(bytes, STR("fil"));
    source_close(s);
}
