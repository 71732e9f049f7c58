/* source_private: what the makers of a source share. Private to io/. */
#ifndef STEG_IO_SOURCE_PRIVATE_H
#define STEG_IO_SOURCE_PRIVATE_H

#include "io/source.h"

struct stat;

bool source_is_text(struct str path);

/* Sorts the entries and fills both maps. */
void source_index(struct source *s);

/* Opens an entry of a tree for reading and says what it is; -1 and a diagnostic when it is no
 * regular file (any more) or cannot be opened. The caller closes. */
int source_tree_open(const struct source *s, const struct source_entry *e, struct stat *st,
                     struct diags *d);

#endif
