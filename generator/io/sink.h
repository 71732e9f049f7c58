/* sink: where a site goes, whole or not at all.
 *
 *     struct sink *k = sink_open_folder("public", &options, arena, diags);   lock, checks
 *     sink_expect(k, paths, n, diags);                      which files the site consists of
 *     … in any process: sink_put(k, i, bytes, diags);       page i
 *     … or: sink_copy(k, i, source, entry, diags);          a film, a picture
 *     sink_commit(&done, k, diags)  or  sink_abort(k);
 *
 * Who reads the folder sees the old site or the new one. A put compares with what is there; an
 * equal file is left alone, a differing one is written into a tree staged beside the target
 * (`.NAME.steg-PID/`). Commit does nothing at all when nothing differs; else it hard-links the
 * equal files into the staged tree, writes the manifest, syncs (syncfs), and exchanges the two
 * with renameat2(RENAME_EXCHANGE). Where that cannot be — foreign files in the folder (CNAME,
 * web.config), a mount point, a file system that cannot link or exchange (EBUSY, EXDEV, EINVAL,
 * EPERM, ENOSYS) — files are replaced one by one by rename: assets first, pages next, removals
 * last; `swap` forces either way; `done` says which was used and why. The same goes where nothing
 * may be written beside the folder, or a bind mount shows it elsewhere. Who stands in the folder
 * while it is exchanged (a shell, a web server's working folder, a container's mount) goes on
 * seeing the old one: SWAP_FILES is for them.
 *
 * The manifest, `.steg/manifest` in the folder, names each file that steg wrote, with size and
 * digest; its format stands at the top of sink_manifest.c. Nothing that it does not name is ever
 * changed or removed; where the new site must have something in its place, commit refuses before
 * anything is changed. A folder that is not ours (no manifest, and more in it than hidden names,
 * CNAME, web.config and lost+found), that is the source, above it or in its content, layouts or
 * themes, `/`, $HOME or inside `.git`, is refused with an explanation; so is one whose manifest is
 * damaged. A symlink as target is resolved first. Missing folders above it are made. The lock lies
 * beside the folder (`.NAME.steg-lock`, flock): a second build waits up to ten seconds, then gives
 * up (exit 3). Staged trees of killed builds are cleared away by the next one that holds the lock.
 *
 * Modes are 0644 and 0755, whatever the umask, times are not set.
 * Errors: FATAL diagnostics with path and errno; after one, only sink_abort. Threads: sink_put and
 * sink_copy may run in forked workers: each index once, results are kept in shared memory.
 */
#ifndef STEG_IO_SINK_H
#define STEG_IO_SINK_H

#include "base/diag.h"

struct arena;
struct source;
struct source_entry;
struct sink;

enum sink_swap { SWAP_AUTO, SWAP_TREE, SWAP_FILES };

struct sink_options {
    enum sink_swap swap;
    const char *source_dir; /* absolute: to refuse it and its parents as target */
    struct str shown;       /* the folder as the author typed it, for messages */
    bool fleeting;          /* nobody needs it after a power cut: the disk is not waited for */
};

struct sink_done {
    size_t files, written, equal, removed;
    enum sink_swap how; /* TREE or FILES; meaningless when nothing differed */
    struct str why;     /* why not TREE, for -v: a reason (base/reason.h); "" otherwise */
};

struct sink *sink_open_folder(const char *path, const struct sink_options *o, struct arena *a,
                              struct diags *d);

/* The paths of the new site, each once, relative, with '/'. Assets before pages: the order in which
 * files are replaced one by one. Call before workers fork. */
bool sink_expect(struct sink *k, const struct str *paths, size_t n, struct diags *d);

bool sink_put(struct sink *k, size_t index, struct str bytes, struct diags *d);
bool sink_copy(struct sink *k, size_t index, const struct source *s, const struct source_entry *e,
               struct diags *d);

bool sink_commit(struct sink_done *out, struct sink *k, struct diags *d);
void sink_abort(struct sink *k); /* also after commit: gives back the lock and descriptors */

#endif
