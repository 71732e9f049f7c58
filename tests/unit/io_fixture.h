/* io_fixture: a folder of its own on the disk for a test of source or sink. */
#ifndef STEG_IO_FIXTURE_H
#define STEG_IO_FIXTURE_H

#include "base/diag.h"
#include "test.h"

/* A new, empty folder; its path. Removed by fixture_remove. */
const char *fixture_make(struct arena *a);
void fixture_remove(const char *dir);

/* Writes a file, making the folders it lies in. */
void fixture_write(const char *dir, const char *path, struct str bytes);
struct str fixture_read(struct arena *a, const char *dir, const char *path); /* "" when missing */
bool fixture_has(const char *dir, const char *path);
/* Every name in it, sorted, folders with a slash, each followed by a space: "a.md m/ m/b.md ". */
struct str fixture_list(struct arena *a, const char *dir);

/* The ids of the diagnostics in the order they came, each followed by a space. */
struct str fixture_ids(const struct diags *d);
/* All arguments of the first diagnostic, joined by " | ". */
struct str fixture_args(const struct diags *d);

#endif
