/* source_private: what the makers of a source share. Private to io/. */
#ifndef STEG_IO_SOURCE_PRIVATE_H
#define STEG_IO_SOURCE_PRIVATE_H

#include "io/source.h"

struct stat;

bool source_is_text(struct str path);

/* Sorts the entries and fills both maps. */
void source_index(struct source *s);

/* ---- source_names.c */

/* Whether a name may be used; else a diagnostic. `path` is the whole, `printed` fit for a message.
 */
bool source_name_is_good(struct str name, struct str path, struct str printed, struct diags *d);

/* Two names of a folder that some systems take for one; `names` holds those met so far. */
void source_check_twin(struct map *names, struct str name, struct str printed, struct diags *d);

/* Whether a name in a folder of the source belongs to it at all. */
bool source_is_wanted(const struct source_options *o, struct str folder, struct str name);

/* ---- source_tree.c */

/* Opens an entry of a tree for reading and says what it is; -1 and a diagnostic when it is no
 * regular file (any more) or cannot be opened. The caller closes. */
int source_tree_open(const struct source *s, const struct source_entry *e, struct stat *st,
                     struct diags *d);

#endif
