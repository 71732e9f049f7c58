/* sink_private: the parts of the sink. Private to io/.
 *
 *   sink_target.c    which folder is meant, may it be written, lock, what killed builds left
 *   sink_mount.c     is the folder shown elsewhere by a bind mount
 *   sink_manifest.c  the list of what steg wrote
 *   sink_put.c       one file: compare, or write into the staged tree; runs in workers
 *   sink_swap.c      the staged tree takes the old one's place, at once or file by file
 *   sink.c           open, expect, commit, abort: the order of the above
 */
#ifndef STEG_IO_SINK_PRIVATE_H
#define STEG_IO_SINK_PRIVATE_H

#include "base/arena.h"
#include "base/map.h"
#include "io/sink.h"
#include <sys/types.h>

#define SINK_FOLDERS_MAX 64 /* inside each other */

struct buf;

struct manifest_entry {
    struct str path; /* NUL-terminated in the manifest that was read */
    uint64_t digest, size;
};

struct manifest {
    struct manifest_entry *entries; /* sorted by path, each path once */
    size_t len;
    struct map folders; /* that the files lie in */
};

/* False when the text is not a whole manifest of a version that we know. */
bool manifest_parse(struct manifest *m, struct str text, struct arena *a);
void manifest_print(struct buf *out, const struct manifest *m);
const struct manifest_entry *manifest_find(const struct manifest *m, struct str path);
void manifest_sort(struct manifest *m);
/* What either names; where both do, as `over` says. */
struct manifest manifest_union(const struct manifest *under, const struct manifest *over,
                               struct arena *a);
void folders_add(struct map *folders, struct str path); /* each folder that path lies in */

enum put_state { PUT_NOT, PUT_EQUAL, PUT_WRITTEN };

struct put_result { /* in memory that the workers share */
    uint64_t digest, size;
    enum put_state state;
};

struct sink_file {
    struct str path; /* NUL-terminated */
    bool known;      /* the old manifest names it too */
};

struct sink {
    struct arena *a;
    struct str shown;
    enum sink_swap wanted;
    bool fleeting;
    mode_t mask; /* the umask */

    /* sink_target.c */
    char *real, *name; /* the folder's absolute path, and the last part of it */
    int parent;        /* O_PATH */
    int target;        /* -1: there is none yet */
    int lock;          /* -1: the folder above may not be written */
    char *lock_name;
    bool inside;           /* staged within the target: a mount, or nothing may be made beside */
    struct str inside_why; /* a reason (base/reason.h) */
    char **made;           /* folders made above the target, outermost first */
    size_t nmade;
    struct manifest old;
    bool has_manifest;
    struct str old_text;

    /* the new site */
    struct sink_file *files;
    size_t n;
    struct map paths, folders; /* of the new site */
    struct put_result *results;
    int staged;             /* each process opens its own; -1: not yet */
    const char *stage_path; /* from stage_at() */
    char *buffer;           /* for sink_copy */
    bool committed;
};

/* ---- sink_target.c */
bool target_open(struct sink *k, const char *path, const struct sink_options *o, struct diags *d);
void target_close(struct sink *k);
bool is_mount_point(int fd);
/* Removes a file or a folder with all that is in it, on this file system, following nothing. */
bool remove_tree(int dir, const char *name);

/* ---- sink_mount.c */
/* Is the folder, or one in it, mounted somewhere else too (a container that shows it)? */
bool is_mount_source(const char *real, int fd);

/* ---- sink_put.c */
int stage_at(const struct sink *k); /* the folder that stage_path starts from */
int stage_open(struct sink *k);     /* makes it on first use; -1 and errno */
/* Makes `path` anew with these bytes, 0644; -1 and errno. */
int write_file(int dir, const char *path, struct str bytes, const struct sink *k);

/* ---- sink_swap.c */
bool swap_run(struct sink_done *done, struct sink *k, const struct manifest *now, struct diags *d);

struct str sink_shown(const struct sink *k, struct arena *a, struct str path);

#endif
