/* served: a file of a site, as a browser asks for it.
 *
 *     struct served f;
 *     switch (served_find(&f, folder, STR("/modul/"), arena)) {
 *     case SERVED_FILE:                f.fd, f.size, f.type, f.etag …; the caller closes f.fd
 *     case SERVED_FOLDER:              it lacks the '/' at its end
 *     case SERVED_NOTHING:
 *     }
 *
 * An address is taken apart before anything is opened: it begins with '/', each part is decoded
 * once, and a part that then is empty, begins with a dot, or holds a '/', a control character or
 * broken UTF-8 names nothing. What is left is opened beneath the folder, through no symlink
 * (openat2, RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS), and must be a plain file. So a mistake in the
 * first would still be stopped by the second. Which of the reasons it was is nobody's business.
 *
 * The tag of a file is made of its inode, size and time: the sink replaces files by rename and
 * never writes into one. Files whose name holds their content's digest never change.
 *
 * Ownership: texts are the arena's or constant. Errors: there is no file. Threads: none of its own.
 * Sources: RFC 3986, 2.1 and 3.3; RFC 9110, 8.8, 13.1 and 14; openat2(2).
 */
#ifndef STEG_IO_SERVED_H
#define STEG_IO_SERVED_H

#include "base/arena.h"
#include "base/str.h"

enum served_end { SERVED_FILE, SERVED_FOLDER, SERVED_NOTHING };

struct served {
    int fd;
    uint64_t size;
    struct str path;  /* in the folder: "modul/index.html" */
    const char *type; /* "text/html; charset=utf-8" */
    bool page;        /* an HTML page */
    bool lasting;     /* its content is in its name */
    struct str etag;  /* with its quotes */
};

enum served_end served_find(struct served *out, int folder, struct str address, struct arena *a);

/* A file by its path in the folder, as the sink knows it. */
bool served_open(struct served *out, int folder, struct str path, struct arena *a);

/* Where `</head>` begins in a page, or its end when there is none in the first 64 KiB. */
uint64_t served_head_end(const struct served *f);

/* What the field Range asks for, of a file of `size` bytes. Several ranges, another unit or
 * nonsense: the whole file. */
enum served_range { SERVED_WHOLE, SERVED_PART, SERVED_OUTSIDE };
enum served_range served_range(struct str field, uint64_t size, uint64_t *from, uint64_t *len);

/* Whether If-None-Match names the tag. */
bool served_has_tag(struct str field, struct str etag);

/* ---- What a folder holds, by steg's own list of it ------------------------------------------- */

struct served_entry {
    struct str path;
    uint64_t digest;
};

struct served_list {
    struct served_entry *entries; /* by path, bytewise */
    size_t len;
};

/* False: there is no such list, or it is damaged. */
bool served_list(struct served_list *out, int folder, struct arena *a);

#endif
