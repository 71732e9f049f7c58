/* diag: what is wrong, where, and what to do instead.
 *
 * Three failures, three roads. The author's mistake is a diagnostic: it is collected, work goes on,
 * and all are printed at the end, sorted. The environment (disk, permission) is an `enum diag_id`
 * of severity FATAL with path and errno: work stops. Our own bugs are assertions.
 *
 * Every text comes from one catalogue, the .def files in base/catalogue/, in Norwegian and English.
 * Placeholders {0} … {3} stand for the arguments, which are names and numbers, never sentences; or
 * a reason in both languages (reason.h).
 *
 *     diag(d, DIAG_UNKNOWN_KEY, key->pos, key->text, nearest);
 *
 * A position is {file, byte offset, length}; line, column and caret are computed when printed.
 * A position without a file prints no source line; {0}-arguments then say which file is meant.
 * Arguments are copied into the collection's arena; files are borrowed and must outlive it.
 *
 * Ownership: a `struct diags` borrows its arena. In a worker process that is the worker's shared
 * slice, so that the parent can read the list afterwards (diags_merge).
 * Threads: a collection belongs to one process.
 */
#ifndef STEG_BASE_DIAG_H
#define STEG_BASE_DIAG_H

#include "base/str.h"
#include <stdio.h>

struct arena;
struct buf;

/* A file of the course, a layout or a theme: bytes and the name to call it by. Made by io/source,
 * immutable. `path` is what the author would type, relative to the folder the command was given. */
struct file {
    struct str path;
    struct str bytes;
};

struct pos {
    const struct file *file; /* NULL: no place */
    uint32_t offset, length; /* bytes; length 0 is a caret between two characters */
};

enum severity { SEVERITY_WARNING, SEVERITY_ERROR, SEVERITY_FATAL };
enum language { LANGUAGE_EN, LANGUAGE_NB }; /* of the messages, not of the course */

/* The catalogue: DIAG_UNKNOWN_KEY and so on. The only X-macro of the program.
 *     D(UNKNOWN_KEY, "unknown-key", ERROR, text_en, text_nb, remedy_en, remedy_nb) */
enum diag_id {
#define D(name, id, severity, text_en, text_nb, remedy_en, remedy_nb) DIAG_##name,
#include "base/catalogue/all.def"
#undef D
    DIAG_COUNT
};

struct diag_entry {
    const char *id; /* stable; [id] in the output, `check: [{ignore: id}]` in front matter */
    enum severity severity;
    const char *text[2];   /* by enum language */
    const char *remedy[2]; /* "" for none */
};
extern const struct diag_entry diag_catalogue[DIAG_COUNT];

struct diag {
    struct pos pos;
    enum diag_id id;
    uint32_t narg;
    const struct str *args;
    struct diag *next;
};

struct diags {
    struct arena *arena;
    struct diag *first, *last;
    size_t count[3]; /* by severity */
};

void diag_add(struct diags *d, enum diag_id id, struct pos pos, const struct str *args, size_t n);
/* The leading empty string keeps the list valid without arguments: diag(d, DIAG_X, pos). */
#define diag(d, id, pos, ...)                                        \
    diag_add((d), (id), (pos), (struct str[]){{0}, __VA_ARGS__} + 1, \
             sizeof((struct str[]){{0}, __VA_ARGS__}) / sizeof(struct str) - 1)

/* Appends copies of src's diagnostics (arguments too) to dst. */
void diags_merge(struct diags *dst, const struct diags *src);

/* The candidate nearest to `word` when it is near enough to be meant (at most 2 edits, at most a
 * third of the word, case aside), else the empty string. */
struct str diag_nearest(struct str word, const struct str *candidates, size_t n);

struct diag_style {
    enum language language;
    bool strict; /* warnings print, and count, as errors */
    bool colour; /* SGR sequences for a terminal */
};

/* Sorts by path (natural order), offset and id, drops exact repetitions and, of a full disk or
 * missing memory that many files met, all but the first; writes:
 *
 *     content/m/1-a.md:3:7: error: unknown key «titel» [unknown-key]
 *       3 | titel: Forarbeid
 *         | ^~~~~
 *       Did you mean «title»?
 *
 * Lines and columns count from 1, columns in code points; the caret stands by display width; a
 * source line over 160 cells is cut around the caret with «…», control characters are shown as
 * their pictures, tabs as spaces; the same goes for arguments, of which 120 code points are shown.
 * A blank line parts one from the next. Ends with a line that sums up ("2 errors, 1 warning");
 * an empty collection prints nothing. Afterwards d holds the list sorted, without repetitions. */
void diags_print(struct buf *out, struct diags *d, struct diag_style style);

/* Sorts and drops repetitions, as diags_print does. */
void diags_sort(struct diags *d);

/* The text of a diagnostic, or its remedy ("": none), with its arguments in it. `d` may be one
 * without arguments: each is then "…". */
void diag_put_text(struct buf *out, const struct diag *d, enum language l);
void diag_put_remedy(struct buf *out, const struct diag *d, enum language l);
bool diag_is_warning(const struct diag *d, bool strict);

/* 0 nothing or warnings, 1 the author's errors, 3 the environment; `strict` counts warnings. */
int diags_exit_code(const struct diags *d, bool strict);

/* Line and column (code points) of a position, both from 1, and the line's text. A leading BOM is
 * not counted. */
void pos_locate(struct pos p, uint32_t *line, uint32_t *column, struct str *text);

/* The same for many positions in rising order, each line walked once. Starts as {0}. */
struct line_cursor {
    const struct file *file;
    uint32_t line;      /* from 1 */
    uint32_t columns;   /* code points of the line before the position */
    size_t start, next; /* offsets of this line and the one after */
    size_t counted;     /* bytes of the line before the position, clipped to the line */
    struct str text;
};
void line_walk(struct line_cursor *c, struct pos p); /* p.file is not NULL */

/* The part of p's file that p covers; and a position for a view into the file's bytes. */
struct str pos_text(struct pos p);
struct pos pos_of(const struct file *f, struct str part);

#endif
