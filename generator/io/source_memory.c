/* A source that lies in memory: for tests, and for what is not on disk. */
#include "io/source_private.h"

struct source *source_memory(const struct file *files, size_t n, struct arena *a)
{
    struct source *s = arena_new(a, struct source, 1);
    *s = (struct source){.entries = arena_new(a, struct source_entry, n), .dir = -1, .arena = a};
    for (size_t i = 0; i < n; i++) {
        const struct file *f = &files[i];
        s->entries[s->len++] = (struct source_entry){
            .path = f->path,
            .file = source_is_text(f->path) ? f : NULL,
            .size = f->bytes.len,
            .held = f->bytes,
        };
    }
    source_index(s);
    return s;
}
