#include "site.h"
#include "base/arena.h"
#include "base/buf.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define TEXT(literal) STR_INIT(literal)

struct site site_before(void)
{
    static const struct page pages[] = {
        {"assets/style.css", TEXT("body { margin: 0 }\n")},
        {"film/lang.vtt", TEXT("WEBVTT\n\nen film\n")},
        {"index.html", TEXT("<h1>Kurset</h1>\n")},
        {"m1/index.html", TEXT("<h1>Modul 1</h1>\n")},
        {"m1/steg.html", TEXT("<p>slik det var</p>\n")},
        {"m2/index.html", TEXT("<h1>Modul 2</h1>\n")},
        {"borte/dypt/nede/side.html", TEXT("<p>snart borte</p>\n")},
        {"borte/side.html", TEXT("<p>snart borte</p>\n")},
        {"gammel.html", TEXT("<p>gammel</p>\n")},
        {"snur", TEXT("en fil\n")},
        {"flytter/y.html", TEXT("i en mappe\n")},
    };
    return (struct site){pages, sizeof pages / sizeof *pages};
}

struct site site_after(void)
{
    static const struct page pages[] = {
        {"assets/style.css", TEXT("body { margin: 0 }\n")},
        {"film/lang.vtt", TEXT("WEBVTT\n\nen film\n")},
        {"index.html", TEXT("<h1>Kurset</h1>\n")},
        {"m1/index.html", TEXT("<h1>Modul 1</h1>\n")},
        {"m1/steg.html", TEXT("<p>slik det er</p>\n")},
        {"m2/index.html", TEXT("<h1>Modul 2, ny</h1>\n")},
        {"m3/dypere/ned/index.html", TEXT("<h1>Modul 3</h1>\n")},
        {"snur/x.html", TEXT("en mappe\n")},
        {"flytter", TEXT("en fil\n")},
    };
    return (struct site){pages, sizeof pages / sizeof *pages};
}

struct site site_many(size_t n, size_t size, unsigned version, size_t changed)
{
    struct page *pages = calloc(n, sizeof *pages);
    for (size_t i = 0; i < n; i++) {
        char *path, *bytes = malloc(size + 64);
        if (asprintf(&path, "m%04zu/side-%zu.html", i / 5, i % 5) < 0) abort();
        int head = sprintf(bytes, "side %zu versjon %u\n", i, i < changed ? version : 0);
        memset(bytes + head, 'x', size);
        pages[i] = (struct page){path, {bytes, size > (size_t)head ? size : (size_t)head}};
    }
    return (struct site){pages, n};
}

/* ---- building */

static void pause_for(unsigned ms)
{
    struct timespec t = {ms / 1000, (long)(ms % 1000) * 1000000};
    nanosleep(&t, NULL);
}

static void tell(struct diags *d, bool quiet)
{
    struct buf text = {.arena = d->arena};
    diags_print(&text, d, (struct diag_style){.language = LANGUAGE_EN});
    if (!quiet) fwrite(text.ptr, 1, text.len, stderr);
}

/* Page i is put by worker i % j. */
static bool put_all(struct sink *k, const struct site *s, const struct site_build *how)
{
    pid_t workers[64];
    unsigned j = how->j ? how->j : 1;
    bool good = true;
    fflush(NULL);
    for (unsigned w = 0; w < j; w++) {
        workers[w] = fork();
        if (workers[w] != 0) continue;
        struct arena a = {0};
        struct diags d = {.arena = &a};
        for (size_t i = w; i < s->n && good; i += j)
            good = sink_put(k, i, s->pages[i].bytes, &d);
        tell(&d, how->quiet);
        fflush(NULL);
        _exit(good ? 0 : 3);
    }
    for (unsigned w = 0; w < j; w++) {
        int status = -1;
        while (waitpid(workers[w], &status, 0) < 0 && errno == EINTR)
            ;
        if (status != 0) good = false;
    }
    return good;
}

int site_build(struct sink_done *done, const struct site *s, const struct site_build *how)
{
    struct arena a = {0};
    struct diags d = {.arena = &a};
    struct sink_options o = {
        .swap = how->swap, .source_dir = how->source_dir, .shown = str_of(how->out)};
    struct str *paths = calloc(s->n, sizeof *paths);
    for (size_t i = 0; i < s->n; i++)
        paths[i] = str_of(s->pages[i].path);
    struct sink *k = sink_open_folder(how->out, &o, &a, &d);
    bool good = k && sink_expect(k, paths, s->n, &d) && put_all(k, s, how);
    if (good) pause_for(how->pause_ms);
    if (good && !how->leave) good = sink_commit(done, k, &d);
    if (k) sink_abort(k);
    tell(&d, how->quiet);
    if (good != (diags_exit_code(&d, false) == 0) && d.count[SEVERITY_FATAL]) abort();
    int code = good ? 0 : d.first ? diags_exit_code(&d, false) : 3;
    free(paths);
    arena_free(&a);
    return code;
}

/* ---- looking at what is there */

static char said[8192];

static const char *say(const char *what, const char *path)
{
    snprintf(said, sizeof said, "%s: %s", what, path);
    return said;
}

static bool has(const char *out, const char *path, struct str bytes)
{
    char full[4096], there[65536];
    snprintf(full, sizeof full, "%s/%s", out, path);
    int fd = open(full, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    if (fd < 0) return false;
    bool same = true;
    for (ssize_t n; (n = read(fd, there, sizeof there)) != 0 && same;
         bytes = str_from(bytes, (size_t)n))
        same = n > 0 && (size_t)n <= bytes.len && !memcmp(there, bytes.ptr, (size_t)n);
    close(fd);
    return same && !bytes.len;
}

static const struct page *page_of(const struct site *s, const char *path)
{
    for (size_t i = 0; i < s->n; i++)
        if (!strcmp(s->pages[i].path, path)) return &s->pages[i];
    return NULL;
}

static struct {
    const struct site *a, *b;
    const char *out, *keep;
    bool (*is_wrong)(const char *path);
    size_t files;
    bool strict; /* empty folders are wrong too */
} look;

static int see(const char *full, const struct stat *st, int type, struct FTW *f)
{
    (void)st;
    if (f->level == 0) return 0;
    const char *path = full + strlen(look.out) + 1;
    if (!strncmp(path, ".steg", 5) && (!path[5] || !strcmp(path, ".steg/manifest"))) return 0;
    if (look.keep && !strncmp(path, look.keep, strlen(look.keep))) return 0;
    if (type == FTW_D) {
        DIR *d = opendir(full);
        int n = 0;
        while (d && readdir(d))
            n++;
        if (d) closedir(d);
        if (!look.strict || n > 2) return 0;
        return say("empty folder", path), 1;
    }
    look.files++;
    const struct page *a = page_of(look.a, path), *b = look.b ? page_of(look.b, path) : NULL;
    if ((a && has(look.out, path, a->bytes)) || (b && has(look.out, path, b->bytes))) return 0;
    return say("should not be there, or not so", path), 1;
}

const char *site_differs(const struct site *s, const char *out, const char *keep)
{
    look.a = s, look.b = NULL, look.out = out, look.keep = keep;
    look.files = 0, look.strict = true;
    for (size_t i = 0; s->n < 100 && i < s->n; i++)
        if (!has(out, s->pages[i].path, s->pages[i].bytes)) return say("differs", s->pages[i].path);
    if (s->n >= 100) {
        for (size_t i = 0; i < s->n; i++)
            if (!has(out, s->pages[i].path, s->pages[i].bytes))
                return say("differs", s->pages[i].path);
        return "";
    }
    if (nftw(out, see, 32, FTW_PHYS)) return said;
    return look.files == s->n ? "" : say("number of files", out);
}

const char *site_mixed(const struct site *a, const struct site *b, const char *out)
{
    look.a = a, look.b = b, look.out = out, look.keep = ".steg";
    look.files = 0, look.strict = false;
    return nftw(out, see, 32, FTW_PHYS) ? said : "";
}

const char *site_litter(const char *out)
{
    char parent[4096];
    snprintf(parent, sizeof parent, "%s", out);
    char *slash = strrchr(parent, '/');
    *slash = 0;
    DIR *d = opendir(parent);
    const struct dirent *e;
    const char *found = "";
    while (d && (e = readdir(d)))
        if (strcmp(e->d_name, ".") && strcmp(e->d_name, "..") && strcmp(e->d_name, slash + 1))
            found = say("litter", e->d_name);
    if (d) closedir(d);
    return found;
}
