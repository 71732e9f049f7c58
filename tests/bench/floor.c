/* floor: what building a course costs at the very least with the libraries that steg is made of.
 *
 *     floor CONTENT OUT
 *
 * One thread. Each .md of CONTENT is read, its front matter is parsed into events by libyaml, its
 * body is parsed and rendered by cmark-gfm (tables, strikethrough, autolinks, task lists,
 * footnotes; memory is taken from the front of a block that is used again for the next page), the
 * HTML is put into a fixed page shell of about 6 KiB and written as a flat file to OUT, which is
 * made. No layouts, navigation, links, citations, checks, comparison or swap. Measured times are
 * divided by this program's, so that they can be compared between machines.
 */
#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>
#include <yaml.h>

static void die(const char *what)
{
    perror(what);
    exit(3);
}

/* ---- Memory: one block, emptied for each page; a page that needs more is not in the corpus --- */

#define BLOCK ((size_t)64 << 20)
static struct {
    char *base, *next, *last;
} bump;

static void *bump_take(size_t n)
{
    size_t need = (n + sizeof(size_t) + 15) & ~(size_t)15;
    if (need > (size_t)(bump.base + BLOCK - bump.next)) {
        fprintf(stderr, "floor: a page needs more than %zu MiB\n", BLOCK >> 20);
        exit(3);
    }
    char *p = bump.next + sizeof(size_t);
    ((size_t *)p)[-1] = n;
    bump.last = p;
    bump.next += need;
    return p;
}

static void *bump_calloc(size_t n, size_t size)
{
    return memset(bump_take(n * size), 0, n * size);
}

static void *bump_realloc(void *p, size_t n)
{
    if (!p) return bump_take(n);
    size_t old = ((size_t *)p)[-1];
    if (n <= old) return p;
    if (p == bump.last) { /* the newest piece grows where it is */
        bump.next = (char *)p - sizeof(size_t);
        return bump_take(n);
    }
    return memcpy(bump_take(n), p, old);
}

static void bump_free(void *p)
{
    (void)p;
}

static cmark_mem memory = {bump_calloc, bump_realloc, bump_free};

/* ---- The shell: what stands around every text
 * ---------------------------------------------------- */

static char head[8192], foot[2048];
static size_t head_len, foot_len;

static void make_shell(void)
{
    head_len = (size_t)sprintf(
        head, "<!doctype html>\n<html lang=\"nb\">\n<head>\n<meta charset=\"utf-8\">\n");
    for (int i = 0; head_len < 2000; i++)
        head_len += (size_t)sprintf(head + head_len,
                                    "<link rel=\"icon\" href=\"../assets/icon-%02d.svg\">\n", i);
    head_len += (size_t)sprintf(head + head_len, "</head>\n<body>\n<nav>\n<ol>\n");
    for (int i = 0; head_len < 5200; i++)
        head_len += (size_t)sprintf(
            head + head_len,
            "<li><a href=\"../modul-%02d/forarbeid.html\">Steg %d av mange</a></li>\n", i, i);
    head_len += (size_t)sprintf(head + head_len, "</ol>\n</nav>\n<main>\n");
    foot_len = (size_t)sprintf(foot, "</main>\n");
    while (foot_len < 800)
        foot_len += (size_t)sprintf(foot + foot_len,
                                    "<p><a href=\"../om-kurset.html\">Om kurset</a></p>\n");
    foot_len += (size_t)sprintf(foot + foot_len, "</body>\n</html>\n");
}

/* ---- One page
 * ------------------------------------------------------------------------------------- */

static size_t read_front(const char *s, size_t n)
{
    const char *end = n > 4 && !memcmp(s, "---\n", 4) ? memmem(s + 3, n - 3, "\n---\n", 5) : NULL;
    if (!end) return 0;
    yaml_parser_t p;
    yaml_event_t e;
    int more = 1;
    if (!yaml_parser_initialize(&p)) die("yaml");
    yaml_parser_set_input_string(&p, (const unsigned char *)s + 4, (size_t)(end + 1 - (s + 4)));
    while (more) {
        if (!yaml_parser_parse(&p, &e)) {
            fprintf(stderr, "floor: %s\n", p.problem);
            exit(1);
        }
        more = e.type != YAML_STREAM_END_EVENT;
        yaml_event_delete(&e);
    }
    yaml_parser_delete(&p);
    return (size_t)(end + 5 - s);
}

static cmark_syntax_extension *extensions[4];

static char *render(const char *s, size_t n)
{
    bump.next = bump.base;
    cmark_parser *p = cmark_parser_new_with_mem(CMARK_OPT_FOOTNOTES, &memory);
    for (int i = 0; i < 4; i++)
        cmark_parser_attach_syntax_extension(p, extensions[i]);
    cmark_parser_feed(p, s, n);
    cmark_node *root = cmark_parser_finish(p);
    return cmark_render_html_with_mem(root, CMARK_OPT_FOOTNOTES,
                                      cmark_parser_get_syntax_extensions(p), &memory);
}

static char *buffer;
static size_t buffer_size;

static size_t read_file(int dir, const char *name)
{
    size_t n = 0;
    int fd = openat(dir, name, O_RDONLY | O_CLOEXEC);
    if (fd < 0) die(name);
    for (;;) {
        if (n == buffer_size &&
            !(buffer = realloc(buffer, buffer_size = buffer_size ? 2 * buffer_size : 1 << 16)))
            die("memory");
        ssize_t r = read(fd, buffer + n, buffer_size - n);
        if (r < 0) die(name);
        if (r == 0) break;
        n += (size_t)r;
    }
    close(fd);
    return n;
}

static void page(int from, int to, const char *name)
{
    size_t n = read_file(from, name), front = read_front(buffer, n);
    char *html = render(buffer + front, n - front), target[300];
    snprintf(target, sizeof target, "%.*s.html", (int)strlen(name) - 3, name);
    struct iovec v[] = {{head, head_len}, {html, strlen(html)}, {foot, foot_len}};
    int fd = openat(to, target, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    if (fd < 0 || writev(fd, v, 3) != (ssize_t)(head_len + v[1].iov_len + foot_len) ||
        close(fd) != 0)
        die(target);
}

/* ---- All of them
 * ----------------------------------------------------------------------------------- */

static int open_dir(int at, const char *name)
{
    int fd = openat(at, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0) die(name);
    return fd;
}

static void folder(int from, int to)
{
    struct dirent **entries;
    int n = scandirat(from, ".", &entries, NULL, alphasort);
    if (n < 0) die("scandir");
    for (int i = 0; i < n; i++) {
        const char *name = entries[i]->d_name;
        size_t len = strlen(name);
        if (len > 3 && !strcmp(name + len - 3, ".md")) {
            page(from, to, name);
        } else if (entries[i]->d_type == DT_DIR && name[0] != '.') {
            if (mkdirat(to, name, 0755) && errno != EEXIST) die(name);
            int sub_from = open_dir(from, name), sub_to = open_dir(to, name);
            folder(sub_from, sub_to);
            close(sub_from);
            close(sub_to);
        }
        free(entries[i]);
    }
    free(entries);
}

int main(int argc, char **argv)
{
    static const char *const names[] = {"table", "strikethrough", "autolink", "tasklist"};
    if (argc != 3) {
        fprintf(stderr, "floor CONTENT OUT\n");
        return 2;
    }
    cmark_gfm_core_extensions_ensure_registered();
    for (int i = 0; i < 4; i++)
        extensions[i] = cmark_find_syntax_extension(names[i]);
    if (!(bump.base = malloc(BLOCK))) die("memory");
    make_shell();
    if (mkdir(argv[2], 0755) && errno != EEXIST) die(argv[2]);
    folder(open_dir(AT_FDCWD, argv[1]), open_dir(AT_FDCWD, argv[2]));
    return 0;
}
