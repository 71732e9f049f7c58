/* embed: a program of its own that the Makefile runs. Writes the C file behind embedded.h from all
 * files below the folders it is given.
 *
 *     embed build/gen/embedded.c layouts themes/default
 *
 * Bytes become string literals: compilers read those fifty times faster than lists of numbers. The
 * file is left alone when nothing has changed. A missing folder is an empty one; hidden files and
 * editors' backups are passed over. Exits with 3 when something cannot be read or written.
 */
#include <errno.h>
#include <fts.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static _Noreturn void stop(const char *path)
{
    fprintf(stderr, "embed: %s: %s\n", path, strerror(errno));
    exit(3);
}

static char *read_all(const char *path, size_t *len)
{
    FILE *f = fopen(path, "rb");
    struct stat st;
    if (!f || fstat(fileno(f), &st)) return NULL;
    char *bytes = malloc((size_t)st.st_size + 1);
    if (!bytes || fread(bytes, 1, (size_t)st.st_size, f) != (size_t)st.st_size) stop(path);
    *len = (size_t)st.st_size;
    fclose(f);
    return bytes;
}

static void put_literal(FILE *out, const char *bytes, size_t len)
{
    fputc('"', out);
    for (size_t i = 0; i < len; i++) {
        unsigned char c = (unsigned char)bytes[i];
        if (c == '\n')
            fputs(i + 1 < len ? "\\n\"\n\"" : "\\n", out);
        else if (c == '"' || c == '\\' || c == '?') /* ? for the trigraphs of C11 */
            fprintf(out, "\\%c", c);
        else if (c >= ' ' && c < 0x7F)
            fputc(c, out);
        else
            fprintf(out, "\\%03o", c);
    }
    fputc('"', out);
}

static int by_name(const FTSENT **a, const FTSENT **b)
{
    return strcmp((*a)->fts_name, (*b)->fts_name);
}

static int by_path(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static bool passed_over(const FTSENT *e)
{
    return e->fts_level > 0 && (e->fts_name[0] == '.' || e->fts_name[e->fts_namelen - 1] == '~');
}

/* The paths of all files, sorted by bytes; *n of them. */
static char **list(char **folders, size_t *n)
{
    char **paths = NULL;
    size_t cap = 0;
    FTS *walk = fts_open(folders, FTS_PHYSICAL | FTS_NOCHDIR, by_name);
    if (!walk) stop(folders[0]);
    for (FTSENT *e; (e = fts_read(walk));) {
        if (passed_over(e)) {
            fts_set(walk, e, FTS_SKIP);
        } else if (e->fts_info == FTS_F) {
            if (*n == cap) {
                cap = cap ? 2 * cap : 64;
                paths = realloc(paths, cap * sizeof *paths);
            }
            if (!paths || !(paths[(*n)++] = strdup(e->fts_path))) stop(e->fts_path);
        } else if (e->fts_info == FTS_ERR || e->fts_info == FTS_DNR) {
            errno = e->fts_errno;
            stop(e->fts_path);
        }
    }
    fts_close(walk);
    if (*n) qsort(paths, *n, sizeof *paths, by_path);
    return paths;
}

int main(int argc, char **argv)
{
    char *text = NULL;
    size_t text_len = 0, n = 0, old_len = 0;
    if (argc < 3) return 2;
    char **paths = list(argv + 2, &n);
    FILE *out = open_memstream(&text, &text_len);
    if (!out) stop(argv[1]);
    fputs("/* Written by generator/base/embed.c. */\n#include \"base/embedded.h\"\n\n"
          "const struct file embedded_files[] = {\n",
          out);
    for (size_t i = 0; i < n; i++) {
        size_t len;
        char *bytes = read_all(paths[i], &len);
        if (!bytes) stop(paths[i]);
        fprintf(out, "{STR_INIT(\"%s\"), STR_INIT(", paths[i]);
        put_literal(out, bytes, len);
        fputs(")},\n", out);
        free(bytes);
        free(paths[i]);
    }
    fprintf(out, "{{0}, {0}}};\n\nconst size_t embedded_count = %zu;\n", n);
    if (fclose(out)) stop(argv[1]);
    free(paths);

    char *old = read_all(argv[1], &old_len);
    bool same = old && old_len == text_len && memcmp(old, text, old_len) == 0;
    FILE *f = same ? NULL : fopen(argv[1], "wb");
    if (!same && (!f || fwrite(text, 1, text_len, f) != text_len || fclose(f))) stop(argv[1]);
    free(old);
    free(text);
    return 0;
}
