/* source: the files a site is made from.
 *
 *     struct source *s = source_open_tree(dir, shown, arena, diags);     or source_memory(…)
 *     for (size_t i = 0; i < s->len; i++) … s->entries[i].file …
 *     const struct file *f = source_find(s, STR("content/course.yml"));
 *
 * A source is a frozen listing: paths relative to the project, sorted by bytes, folders implied,
 * with the bytes of text files loaded and of others (films, pictures) at hand on request. It has
 * three makers: a folder of the working tree; a revision in git; memory (tests). Everyone above
 * sees only this type.
 *
 * A tree is read beneath its folder only (openat2, RESOLVE_BENEATH): a symlink that leaves the
 * course, a FIFO, a socket, a device, an unreadable file, a name over the limits, a file over the
 * limits are diagnostics of their own, all reported; so are two names that Windows and macOS take
 * for one. What could not be read as text stays in the listing without `file`, so that a link to it
 * does not complain again. Symlinks that stay in the course and lead to nothing hidden are
 * followed. Names beginning with a dot are not listed, nor `node_modules`, nor the output folder
 * (`skip`).
 *
 * `shown` is what stands before a path in messages ("", "../kurs/"): paths are printed as the
 * author would type them from where the command was run.
 *
 * Text files: .md .yml .yaml .json .vtt .html .css .js .svg .txt; up to SOURCE_MAX_TEXT bytes.
 * Ownership: the arena's; big files are read when asked for (source_read) into the given arena.
 * Errors: NULL only when the folder itself cannot be read. Anything else is in d, and the source
 * holds the rest.
 * Threads: a source is immutable; source_read may be called from any process.
 * Sources: openat2(2), path_resolution(7).
 */
#ifndef STEG_IO_SOURCE_H
#define STEG_IO_SOURCE_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/map.h"
#include "parts/repo.h"

#define SOURCE_MAX_TEXT (16 * 1024 * 1024)
#define SOURCE_MAX_PATH 1024
#define SOURCE_MAX_NAME 200
#define SOURCE_MAX_FILES 100000

struct source_entry {
    struct str path;         /* "content/01-x/index.md" */
    const struct file *file; /* a text file's bytes, else NULL; file->path has `shown` before it */
    uint64_t size;
    struct str held; /* of memory: the bytes of a file that is not text */
};

struct source {
    struct source_entry *entries;
    size_t len;
    struct map by_path; /* path → struct source_entry; under its NFC too, as macOS stores NFD */
    struct map folders; /* each folder that holds something */
    int dir;            /* of a tree, -1 of memory */
    struct str shown;
    struct arena *arena;
};

struct source_options {
    struct str shown;
    const struct str *only; /* top folders to list ("content", "layouts", "themes"); NULL: all */
    size_t nonly;
    const char *skip;      /* absolute path of a folder to leave out: the output */
    struct str skip_below; /* the same in a revision: its path in the source, "" for none */
};

struct source *source_open_tree(const char *dir, const struct source_options *o, struct arena *a,
                                struct diags *d);
/* The folder `below` ("kurs/", "" for the top) as it is in a commit, whole in memory: the
 * repository may be closed afterwards. What a working tree may have and a revision cannot give is
 * an error with a remedy: submodules, symbolic links, files that Git LFS keeps elsewhere. NULL: the
 * folder is not in the commit, or an object is missing. */
struct source *source_open_revision(struct repo *repo, struct repo_id commit, struct str below,
                                    const struct source_options *o, struct arena *a,
                                    struct diags *d);

/* Whether a commit has a file or folder at a path from the repository's top. */
bool source_revision_has(struct repo *repo, struct repo_id commit, struct str path, struct arena *a,
                         struct diags *d);

/* The files must outlive the source. */
struct source *source_memory(const struct file *files, size_t n, struct arena *a);

const struct source_entry *source_entry(const struct source *s, struct str path);
const struct file *source_find(const struct source *s, struct str path);
bool source_has_folder(const struct source *s, struct str path);

/* The bytes of any entry, at most `limit` of them (0: all). False when it cannot be read now. */
bool source_read(struct str *out, const struct source *s, const struct source_entry *e,
                 size_t limit, struct arena *a, struct diags *d);

void source_close(struct source *s);

#endif
