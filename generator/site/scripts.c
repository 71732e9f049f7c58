/* scripts: see scripts.h. */
#include "site/scripts.h"

#define ON(kind) (1u << (kind))
#define EVERYWHERE (~0u)
#define LATER 0u /* by another script, when it is needed */

static const struct {
    const char *name;
    unsigned pages;
} known[] = {
    {"record.js", ~(ON(PAGE_NOT_FOUND) | ON(PAGE_REDIRECT))},
    {"merge.js", ON(PAGE_RECORDS)}, /* and by file.js */
    {"team.js", ON(PAGE_FRONT) | ON(PAGE_MODULE) | ON(PAGE_STEP) | ON(PAGE_RECORD)},
    {"progress.js",
     ON(PAGE_FRONT) | ON(PAGE_MODULE) | ON(PAGE_STEP) | ON(PAGE_LEADER) | ON(PAGE_RECORD)},
    {"notes.js", ON(PAGE_STEP)},
    {"decisions.js", ON(PAGE_STEP) | ON(PAGE_RECORD)},
    {"last.js", ON(PAGE_FRONT)},
    {"minutes.js", ON(PAGE_RECORD)},
    {"file.js", ON(PAGE_STEP) | ON(PAGE_RECORD)},
    {"records.js", ON(PAGE_RECORDS)},
    {"film.js", ON(PAGE_STEP) | ON(PAGE_MISSED)},
    {"print.js", ON(PAGE_PRINT) | ON(PAGE_RUNSHEET) | ON(PAGE_CARDS) | ON(PAGE_NOTESHEET) |
                     ON(PAGE_WORKSHEET) | ON(PAGE_MISSED)},
    {"search.js", EVERYWHERE},
    {"paper.js", LATER},
    {"import.js", LATER},
    {"find.js", LATER},
    {"stem-no.js", LATER},
    {"stem-en.js", LATER},
};

static const struct theme_file *find(const struct theme *t, const char *name)
{
    for (size_t i = 0; i < t->nfiles; i++)
        if (str_eq(t->files[i].name, str_of(name))) return &t->files[i];
    return NULL;
}

static bool is_known(struct str name)
{
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (str_eq(name, str_of(known[i].name))) return true;
    return false;
}

size_t scripts_of(const struct theme_file **out, const struct theme *t, enum page_kind kind)
{
    size_t n = 0;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        const struct theme_file *f = known[i].pages & ON(kind) ? find(t, known[i].name) : NULL;
        if (f) out[n++] = f;
    }
    for (size_t i = 0; i < t->nfiles; i++)
        if (str_ends(t->files[i].name, STR(".js")) && !is_known(t->files[i].name))
            out[n++] = &t->files[i];
    return n;
}
