#include "base/reason.h"
#include "io/sink.h"
#include "io/source.h"
#include "io_fixture.h"
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A site as a line: "path=bytes path=bytes". Builds it in this process. */
static bool build_with(struct test *t, const char *out, const char *line, struct sink_options o,
                       struct sink_done *done, struct diags *d)
{
    struct str paths[64], bytes[64], rest = str_of(line);
    size_t n = 0;
    while (rest.len && n < 64) {
        bytes[n] = str_cut(&rest, ' ');
        paths[n] = str_cut(&bytes[n], '=');
        n++;
    }
    struct sink *k = sink_open_folder(out, &o, t->arena, d);
    bool good = k && sink_expect(k, paths, n, d);
    for (size_t i = 0; i < n && good; i++)
        good = sink_put(k, i, bytes[i], d);
    good = good && sink_commit(done, k, d);
    if (k) sink_abort(k);
    return good;
}

static bool build(struct test *t, const char *out, const char *line, struct sink_done *done)
{
    struct diags d = {.arena = t->arena};
    struct sink_options o = {.shown = STR("public")};
    return build_with(t, out, line, o, done, &d) && !d.first;
}

/* The ids of what a build says. */
static struct str complaints(struct test *t, const char *out, const char *line,
                             const char *source_dir)
{
    struct diags d = {.arena = t->arena};
    struct sink_done done;
    struct sink_options o = {.shown = STR("public"), .source_dir = source_dir};
    build_with(t, out, line, o, &done, &d);
    return fixture_ids(&d);
}

static const char *in(struct test *t, const char *dir, const char *name)
{
    return str_z(t->arena, STR_CAT(t->arena, str_of(dir), STR("/"), str_of(name)));
}

static ino_t inode(const char *path)
{
    struct stat st;
    return lstat(path, &st) == 0 ? st.st_ino : 0;
}

TEST("a site is put into a folder that does not exist, with the folders above it")
{
    const char *dir = fixture_make(t->arena);
    struct sink_done done;
    CHECK(build(t, in(t, dir, "a/b/public"), "style.css=x index.html=forside m/1.html=en", &done));
    CHECK_STR(fixture_list(t->arena, dir),
              STR("a/ a/b/ a/b/public/ a/b/public/.steg/ a/b/public/.steg/manifest "
                  "a/b/public/index.html a/b/public/m/ a/b/public/m/1.html "
                  "a/b/public/style.css "));
    CHECK_STR(fixture_read(t->arena, dir, "a/b/public/m/1.html"), STR("en"));
    CHECK_INT(done.files, 3);
    CHECK_INT(done.written, 3);
    fixture_remove(dir);
}

TEST("an equal site changes nothing at all, not even the folder")
{
    const char *dir = fixture_make(t->arena), *out = in(t, dir, "public");
    struct sink_done done;
    CHECK(build(t, out, "a.html=a m/b.html=b", &done));
    ino_t folder = inode(out), page = inode(in(t, out, "m/b.html"));
    struct stat before, after;
    CHECK(stat(out, &before) == 0);
    CHECK(build(t, out, "m/b.html=b a.html=a", &done));
    CHECK(stat(out, &after) == 0);
    CHECK_INT(done.written, 0);
    CHECK_INT(done.equal, 2);
    CHECK(inode(out) == folder && inode(in(t, out, "m/b.html")) == page);
    CHECK(before.st_ctim.tv_nsec == after.st_ctim.tv_nsec);
    fixture_remove(dir);
}

TEST("as a tree, the folder is exchanged and equal files are the same files as before")
{
    const char *dir = fixture_make(t->arena), *out = in(t, dir, "public");
    struct sink_done done;
    CHECK(build(t, out, "a.html=a b.html=b c/d.html=d", &done));
    ino_t folder = inode(out), a = inode(in(t, out, "a.html"));
    CHECK(build(t, out, "a.html=a b.html=ny e/f.html=f", &done));
    CHECK_INT(done.how, SWAP_TREE);
    CHECK_STR(done.why, STR(""));
    CHECK_INT(done.equal, 1);
    CHECK_INT(done.written, 2);
    CHECK_INT(done.removed, 1);
    CHECK(inode(out) != folder && inode(in(t, out, "a.html")) == a);
    CHECK_STR(fixture_list(t->arena, dir),
              STR("public/ public/.steg/ public/.steg/manifest public/a.html public/b.html "
                  "public/e/ public/e/f.html "));
    CHECK_STR(fixture_read(t->arena, out, "b.html"), STR("ny"));
    fixture_remove(dir);
}

TEST("a page that somebody has a hard link to keeps its bytes there")
{
    const char *dir = fixture_make(t->arena), *out = in(t, dir, "public");
    struct sink_done done;
    for (int how = SWAP_TREE; how <= SWAP_FILES; how++) {
        struct diags d = {.arena = t->arena};
        struct sink_options o = {.swap = (enum sink_swap)how};
        CHECK(build_with(t, out, "a.html=gammel b.html=b", o, &done, &d));
        CHECK(link(in(t, out, "a.html"), in(t, dir, "kopi")) == 0);
        CHECK(build_with(t, out, "a.html=ny b.html=b", o, &done, &d));
        CHECK_STR(fixture_read(t->arena, dir, "kopi"), STR("gammel"));
        CHECK_STR(fixture_read(t->arena, out, "a.html"), STR("ny"));
        CHECK(unlink(in(t, dir, "kopi")) == 0);
    }
    fixture_remove(dir);
}

TEST("files that others put there are kept, and the rest is replaced one by one")
{
    const char *dir = fixture_make(t->arena), *out = in(t, dir, "public");
    struct sink_done done;
    CHECK(build(t, out, "a.html=a m/b.html=b n/c.html=c", &done));
    ino_t folder = inode(out);
    fixture_write(out, "CNAME", STR("skole.no"));
    fixture_write(out, "m/notat.txt", STR("mitt"));
    CHECK(mkdir(in(t, out, "tom"), 0755) == 0);
    CHECK(build(t, out, "a.html=ny o/d.html=d", &done));
    CHECK_INT(done.how, SWAP_FILES);
    CHECK(str_starts(reason_in(done.why, LANGUAGE_EN), STR("the folder holds other files: ")));
    CHECK(inode(out) == folder);
    CHECK_STR(fixture_list(t->arena, dir),
              STR("public/ public/.steg/ public/.steg/manifest public/CNAME public/a.html "
                  "public/m/ public/m/notat.txt public/o/ public/o/d.html public/tom/ "));
    CHECK_STR(fixture_read(t->arena, out, "a.html"), STR("ny"));
    CHECK_STR(fixture_read(t->arena, out, "CNAME"), STR("skole.no"));
    fixture_remove(dir);
}

TEST("nothing that steg did not write is overwritten: a file, a folder, a link in the way")
{
    const char *const lines[] = {"a.html=a film.html=f", "a.html=a film.html/x.html=f",
                                 "a.html=a film.html=f"};
    for (int i = 0; i < 3; i++) {
        const char *dir = fixture_make(t->arena), *out = in(t, dir, "public");
        struct sink_done done;
        CHECK(build(t, out, "a.html=a", &done));
        fixture_write(out, i == 2 ? "film.html/min.txt" : "film.html", STR("f"));
        CHECK_STR(complaints(t, out, lines[i], NULL), STR("out-foreign "));
        CHECK_STR(fixture_read(t->arena, out, i == 2 ? "film.html/min.txt" : "film.html"),
                  STR("f"));
        CHECK_STR(fixture_read(t->arena, out, "a.html"), STR("a"));
        fixture_remove(dir);
    }
}

TEST("a file of others in a folder of theirs is not overwritten, and the rest of it is kept")
{
    const char *dir = fixture_make(t->arena), *out = in(t, dir, "public");
    struct sink_done done;
    CHECK(build(t, out, "a.html=a", &done));
    fixture_write(out, "mer/ut/index.html", STR("mitt"));
    CHECK_STR(complaints(t, out, "a.html=a mer/ut/index.html=stegs", NULL), STR("out-foreign "));
    CHECK_STR(fixture_read(t->arena, out, "mer/ut/index.html"), STR("mitt"));
    CHECK(build(t, out, "a.html=a mer/ut/b.html=b", &done));
    CHECK(done.how == SWAP_FILES);
    CHECK_STR(fixture_read(t->arena, out, "mer/ut/index.html"), STR("mitt"));
    CHECK_STR(fixture_read(t->arena, out, "mer/ut/b.html"), STR("b"));
    fixture_remove(dir);
}

TEST("a symlink that somebody laid in the folder is not followed, for reading, writing or removal")
{
    const char *dir = fixture_make(t->arena), *out = in(t, dir, "public");
    struct sink_done done;
    CHECK(build(t, out, "m/a.html=a b.html=b", &done));
    fixture_write(dir, "utenfor/a.html", STR("utenfor"));
    CHECK(rename(in(t, out, "m"), in(t, dir, "m-borte")) == 0);
    CHECK(symlink("../utenfor", in(t, out, "m")) == 0);
    CHECK_STR(complaints(t, out, "m/a.html=ny b.html=b", NULL), STR("out-foreign "));
    CHECK(build(t, out, "b.html=b", &done)); /* m/a.html is to be removed */
    CHECK_STR(fixture_read(t->arena, dir, "utenfor/a.html"), STR("utenfor"));
    CHECK(unlink(in(t, out, "b.html")) == 0);
    CHECK(symlink("../utenfor/a.html", in(t, out, "b.html")) == 0);
    CHECK(build(t, out, "b.html=ny", &done)); /* our own name: replaced, not written through */
    CHECK_STR(fixture_read(t->arena, dir, "utenfor/a.html"), STR("utenfor"));
    CHECK_STR(fixture_read(t->arena, out, "b.html"), STR("ny"));
    fixture_remove(dir);
}

TEST("a page that became a link to another, equal page is a page again")
{
    const char *dir = fixture_make(t->arena), *out = in(t, dir, "public");
    struct sink_done done;
    struct stat st;
    CHECK(build(t, out, "a.html=x b.html=x", &done));
    CHECK(unlink(in(t, out, "a.html")) == 0);
    CHECK(symlink("b.html", in(t, out, "a.html")) == 0);
    CHECK(build(t, out, "a.html=x b.html=x", &done));
    CHECK_INT(done.written, 1);
    CHECK(lstat(in(t, out, "a.html"), &st) == 0 && S_ISREG(st.st_mode));
    fixture_remove(dir);
}

TEST("one of our own pages that somebody edited is written anew")
{
    const char *dir = fixture_make(t->arena), *out = in(t, dir, "public");
    struct sink_done done;
    CHECK(build(t, out, "a.html=a b.html=b", &done));
    fixture_write(out, "a.html", STR("z"));
    CHECK(unlink(in(t, out, "b.html")) == 0);
    CHECK(build(t, out, "a.html=a b.html=b", &done));
    CHECK_INT(done.written, 2);
    CHECK_STR(fixture_read(t->arena, out, "a.html"), STR("a"));
    fixture_remove(dir);
}

TEST("a file becomes a folder and a folder a file, both ways of swapping")
{
    for (int how = SWAP_TREE; how <= SWAP_FILES; how++) {
        const char *dir = fixture_make(t->arena), *out = in(t, dir, "public");
        struct diags d = {.arena = t->arena};
        struct sink_options o = {.swap = (enum sink_swap)how};
        struct sink_done done;
        CHECK(build_with(t, out, "a=fil b/c/d.html=d", o, &done, &d));
        CHECK(build_with(t, out, "a/x.html=x b=fil", o, &done, &d));
        CHECK_INT(done.how, how);
        CHECK_STR(fixture_list(t->arena, out), STR(".steg/ .steg/manifest a/ a/x.html b "));
        fixture_remove(dir);
    }
}

TEST("a folder that is not ours is refused, one with only a host's files is not")
{
    const char *dir = fixture_make(t->arena), *out = in(t, dir, "public");
    struct sink_done done;
    fixture_write(out, "brev.odt", STR("kjære"));
    CHECK_STR(complaints(t, out, "a.html=a", NULL), STR("out-not-ours "));
    CHECK_STR(fixture_list(t->arena, dir), STR("public/ public/brev.odt "));
    CHECK(unlink(in(t, out, "brev.odt")) == 0);
    fixture_write(out, "CNAME", STR("skole.no"));
    fixture_write(out, ".nojekyll", STR(""));
    CHECK(build(t, out, "a.html=a", &done));
    CHECK_INT(done.how, SWAP_FILES);
    CHECK_STR(fixture_read(t->arena, out, "CNAME"), STR("skole.no"));
    fixture_remove(dir);
}

TEST("the course, what it lies in, its own folders, /, the home folder and .git are refused")
{
    const char *dir = fixture_make(t->arena);
    const char *project = in(t, dir, "kurs");
    fixture_write(dir, "kurs/content/a.md", STR("a"));
    fixture_write(dir, "kurs/.git/config", STR("c"));
    CHECK(symlink("kurs", in(t, dir, "lenke")) == 0);
    const struct {
        const char *out, *id;
    } cases[] = {
        {"kurs", "out-is-source "},
        {"kurs/", "out-is-source "},
        {".", "out-is-source "},
        {"lenke", "out-is-source "},
        {"kurs/content", "out-in-source "},
        {"kurs/content/public", "out-in-source "},
        {"lenke/../kurs/themes/x", "out-in-source "},
        {"kurs/layouts", "out-in-source "},
        {"kurs/.git/public", "out-refused "},
        {"kurs/content/a.md", "out-in-source "},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        CHECK_STR(complaints(t, in(t, dir, cases[i].out), "a.html=a", project),
                  str_of(cases[i].id));
    CHECK_STR(complaints(t, "/", "a.html=a", NULL), STR("out-refused "));
    char *home = getenv("HOME") ? strdup(getenv("HOME")) : NULL;
    setenv("HOME", in(t, dir, "kurs/content"), 1);
    CHECK_STR(complaints(t, in(t, dir, "kurs/content"), "a.html=a", NULL), STR("out-refused "));
    if (home) setenv("HOME", home, 1);
    free(home);
    CHECK_STR(complaints(t, in(t, dir, "kurs/public"), "a.html=a", project), STR(""));
    CHECK_STR(complaints(t, in(t, dir, "kurs2"), "a.html=a", project), STR(""));
    CHECK_STR(fixture_list(t->arena, in(t, dir, "kurs/content")), STR("a.md "));
    fixture_remove(dir);
}

TEST("a target that is a file, or lies under one, is refused")
{
    const char *dir = fixture_make(t->arena);
    fixture_write(dir, "public", STR("fil"));
    CHECK_STR(complaints(t, in(t, dir, "public"), "a.html=a", NULL), STR("out-is-file "));
    CHECK_STR(complaints(t, in(t, dir, "public/under"), "a.html=a", NULL), STR("out-is-file "));
    CHECK_STR(fixture_list(t->arena, dir), STR("public "));
    fixture_remove(dir);
}

TEST("a symlink as target means the folder it points to, even one that is not there yet")
{
    const char *dir = fixture_make(t->arena);
    struct sink_done done;
    CHECK(mkdir(in(t, dir, "disk"), 0755) == 0);
    CHECK(symlink("disk/nettsted", in(t, dir, "public")) == 0);
    CHECK(build(t, in(t, dir, "public"), "a.html=a", &done));
    CHECK(build(t, in(t, dir, "public"), "a.html=b", &done));
    CHECK_INT(done.how, SWAP_TREE);
    CHECK_STR(fixture_list(t->arena, dir),
              STR("disk/ disk/nettsted/ disk/nettsted/.steg/ disk/nettsted/.steg/manifest "
                  "disk/nettsted/a.html public "));
    CHECK(symlink("ring2", in(t, dir, "ring1")) == 0);
    CHECK(symlink("ring1", in(t, dir, "ring2")) == 0);
    CHECK_STR(complaints(t, in(t, dir, "ring1"), "a.html=a", NULL), STR("io-failed "));
    fixture_remove(dir);
}

TEST("a manifest that is damaged, cut off or from the future is refused, and nothing is touched")
{
    const char *const bad[] = {
        "",
        "steg manifest 2\nend 0 0000000000000000\n",
        "steg manifest 1\n",
        "steg manifest 1\nend 0 0000000000000000\n",
        "steg manifest 1\n0000000000000000 1 ../a.html\nend 1 0000000000000000\n",
        "hei",
    };
    const char *dir = fixture_make(t->arena), *out = in(t, dir, "public");
    struct sink_done done;
    CHECK(build(t, out, "a.html=a b.html=b", &done));
    struct str good = fixture_read(t->arena, out, ".steg/manifest");
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        fixture_write(out, ".steg/manifest", str_of(bad[i]));
        CHECK_STR(complaints(t, out, "a.html=ny", NULL), STR("out-manifest "));
    }
    for (size_t i = 0; i < good.len; i++) { /* each byte is guarded */
        char *copy = str_z(t->arena, good);
        copy[i] ^= 1;
        fixture_write(out, ".steg/manifest", (struct str){copy, good.len});
        CHECK_STR(complaints(t, out, "a.html=ny", NULL), STR("out-manifest "));
    }
    for (size_t i = 1; i < good.len; i++) {
        fixture_write(out, ".steg/manifest", str_sub(good, 0, i));
        CHECK_STR(complaints(t, out, "a.html=ny", NULL), STR("out-manifest "));
    }
    CHECK_STR(fixture_read(t->arena, out, "a.html"), STR("a"));
    fixture_write(out, ".steg/manifest", good);
    CHECK(build(t, out, "a.html=ny", &done));
    fixture_remove(dir);
}

TEST("the manifest is the same for the same site, whatever came before and in any order")
{
    const char *dir = fixture_make(t->arena);
    struct sink_done done;
    CHECK(build(t, in(t, dir, "en"), "a.html=a m/b.html=b c=c", &done));
    CHECK(build(t, in(t, dir, "to"), "x.html=x m/b.html=q", &done));
    fixture_write(in(t, dir, "to"), "CNAME", STR("skole.no"));
    CHECK(build(t, in(t, dir, "to"), "c=c m/b.html=b a.html=a", &done));
    struct str one = fixture_read(t->arena, dir, "en/.steg/manifest");
    CHECK_STR(one, fixture_read(t->arena, dir, "to/.steg/manifest"));
    CHECK(str_starts(one, STR("steg manifest 1\n")));
    fixture_remove(dir);
}

TEST("paths that cannot be, that come twice, or that are file and folder at once are errors")
{
    const struct {
        const char *line, *ids;
    } cases[] = {
        {"a.html=a a.html=b", "out-twice "},   {"a=a a/b.html=b", "out-file-and-folder "},
        {"../a=a", "out-bad-path "},           {"/a=a", "out-bad-path "},
        {"a//b=a", "out-bad-path "},           {"./a=a", "out-bad-path "},
        {".steg/manifest=a", "out-bad-path "}, {"a\nb=a", "out-bad-path "},
    };
    const char *dir = fixture_make(t->arena);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        CHECK_STR(complaints(t, in(t, dir, "public"), cases[i].line, NULL), str_of(cases[i].ids));
    CHECK_STR(fixture_list(t->arena, dir), STR(""));
    fixture_remove(dir);
}

TEST("an abort leaves the old site, and no trace of itself or of folders it made")
{
    const char *dir = fixture_make(t->arena);
    struct diags d = {.arena = t->arena};
    struct sink_options o = {.shown = STR("public")};
    struct str paths[] = {STR("m/a.html")};
    struct sink *k = sink_open_folder(in(t, dir, "x/y/public"), &o, t->arena, &d);
    CHECK(k && sink_expect(k, paths, 1, &d) && sink_put(k, 0, STR("a"), &d));
    sink_abort(k);
    CHECK_STR(fixture_list(t->arena, dir), STR(""));
    fixture_remove(dir);
}

TEST("modes are 0644 and 0755 under any umask; a folder that is there keeps its own")
{
    const char *dir = fixture_make(t->arena);
    struct sink_done done;
    mode_t old = umask(0077);
    bool good = build(t, in(t, dir, "x/public"), "m/a.html=a", &done);
    chmod(in(t, dir, "x/public"), 02775);
    good = good && build(t, in(t, dir, "x/public"), "m/a.html=b n/c.html=c", &done);
    umask(old);
    CHECK(good);
    CHECK_INT(done.how, SWAP_TREE);
    const char *const paths[] = {"x", "x/public", "x/public/m", "x/public/m/a.html",
                                 "x/public/.steg/manifest"};
    const mode_t modes[] = {0755, 02775, 0755, 0644, 0644};
    for (int i = 0; i < 5; i++) {
        struct stat st;
        CHECK(stat(in(t, dir, paths[i]), &st) == 0);
        CHECK_INT(st.st_mode & 07777, modes[i]);
    }
    fixture_remove(dir);
}

TEST("what killed builds left beside the folder is cleared, what looks like it is not")
{
    const char *dir = fixture_make(t->arena), *out = in(t, dir, "public");
    struct sink_done done;
    fixture_write(dir, ".public.steg-123/m/a.html", STR("halv"));
    fixture_write(dir, ".public.steg-12x/b", STR("annet"));
    fixture_write(dir, ".annet.steg-9/c", STR("annet"));
    CHECK(build(t, out, "a.html=a", &done));
    CHECK_STR(fixture_list(t->arena, dir),
              STR(".annet.steg-9/ .annet.steg-9/c .public.steg-12x/ .public.steg-12x/b public/ "
                  "public/.steg/ public/.steg/manifest public/a.html "));
    fixture_remove(dir);
}

TEST("a big file is copied from the source piece by piece, and left alone when it is equal")
{
    const char *dir = fixture_make(t->arena), *out = in(t, dir, "public");
    const size_t sizes[] = {0, 1, (1 << 20) - 1, 1 << 20, (1 << 20) + 1, 5 << 19};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        struct diags d = {.arena = t->arena};
        char *bytes = arena_new(t->arena, char, sizes[i] + 1);
        for (size_t j = 0; j < sizes[i]; j++)
            bytes[j] = (char)test_random(t);
        struct str film = {bytes, sizes[i]};
        fixture_write(dir, "kurs/film.mp4", film);
        struct source_options so = {0};
        struct source *s = source_open_tree(in(t, dir, "kurs"), &so, t->arena, &d);
        struct str path = STR("film.mp4");
        for (int round = 0; round < 3; round++) { /* copied, equal, put from memory: equal too */
            struct sink_done done;
            struct sink *k = sink_open_folder(out, &(struct sink_options){0}, t->arena, &d);
            CHECK(k && sink_expect(k, &path, 1, &d));
            CHECK(round == 2 ? sink_put(k, 0, film, &d)
                             : sink_copy(k, 0, s, source_entry(s, path), &d));
            CHECK(sink_commit(&done, k, &d));
            sink_abort(k);
            CHECK_INT(done.written, round == 0);
        }
        CHECK(str_eq(fixture_read(t->arena, out, "film.mp4"), film));
        if (sizes[i]) { /* one byte differs, the size does not */
            bytes[sizes[i] - 1] ^= 1;
            fixture_write(dir, "kurs/film.mp4", film);
            struct sink_done done;
            struct sink *k = sink_open_folder(out, &(struct sink_options){0}, t->arena, &d);
            CHECK(k && sink_expect(k, &path, 1, &d));
            CHECK(sink_copy(k, 0, s, source_entry(s, path), &d) && sink_commit(&done, k, &d));
            sink_abort(k);
            CHECK_INT(done.written, 1);
            CHECK(str_eq(fixture_read(t->arena, out, "film.mp4"), film));
        }
        source_close(s);
    }
    fixture_remove(dir);
}

TEST("an empty site is a site")
{
    const char *dir = fixture_make(t->arena), *out = in(t, dir, "public");
    struct sink_done done;
    CHECK(build(t, out, "a.html=a", &done));
    CHECK(build(t, out, "", &done));
    CHECK_STR(fixture_list(t->arena, out), STR(".steg/ .steg/manifest "));
    fixture_remove(dir);
}

TEST("--swap=tree with others' files in the folder is refused, not done by halves")
{
    const char *dir = fixture_make(t->arena), *out = in(t, dir, "public");
    struct diags d = {.arena = t->arena};
    struct sink_done done;
    CHECK(build(t, out, "a.html=a", &done));
    fixture_write(out, "CNAME", STR("skole.no"));
    struct sink_options o = {.swap = SWAP_TREE, .shown = STR("public")};
    CHECK(!build_with(t, out, "a.html=b", o, &done, &d));
    CHECK_STR(fixture_ids(&d), STR("out-no-swap "));
    CHECK_STR(fixture_read(t->arena, out, "a.html"), STR("a"));
    fixture_remove(dir);
}
