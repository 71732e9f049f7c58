/* changes: what was changed in the course, when, in the author's words, and which words differ.
 *
 *     changes_collect(&changes, &past, course, arena);      phase 1, the repository open: old texts
 *     changes_compare(&changes, &site, arena, workers);     after course_resolve: compares, in
 *                                                           workers; then makes the pages
 *     const struct change_log *l = changes_of(&changes, module);
 *     for (i < l->len) … l->entries[i].words, .edits …
 *
 * An *entry* is one commit as far as it concerns one module, or what stands outside modules (the
 * front page, plain pages, methods, glossary, literature, the texts of course.yml), in the words
 * that commit_words.h finds. These are left out:
 *   - what the author says is nothing for readers;
 *   - where no word differs that a reader meets (prose.h);
 *   - merges without a trailer of their own: the commits that they bring are told, each by itself;
 *   - what was a draft, or could not be read, before and after: nobody met it;
 *   - in another of the course's languages: what changed in a text that is translated now, as a
 *     whole, or, of course.yml and the glossary, in a text or a term;
 *   - all that was done to a module before its readers got it: its log begins with the module
 *     being new, when its index.md came, stopped being a draft, or was put into `modules:`.
 *
 * What a text was before is what it was in the commit's first parent, under the name that it had
 * there; so each of two branches that changed the same page tells its own words.
 *
 * Each log tells its newest CHANGES_MOST entries; `older` says that there were more, or that they
 * are not known (a shallow clone, objects that are missing).
 *
 * Ownership: the arena's, which workers must share. Errors: none of its own; what cannot be read is
 * not told. A text that ends a worker is not shown, and no more. Threads: changes_compare forks;
 * constant afterwards.
 */
#ifndef STEG_SITE_CHANGES_H
#define STEG_SITE_CHANGES_H

#include "course/prose.h"
#include "site/past.h"

#define CHANGES_MOST 30 /* entries that a log tells */
#define CHANGES_READ 60 /* commits that are looked into for them: some change no word */

struct site;

enum edit_kind { EDIT_CHANGED, EDIT_NEW, EDIT_GONE };

/* A file as it was. */
struct then {
    const struct file *file; /* NULL: there was none */
    enum unit_kind kind;
    bool lost;       /* there was one, but its bytes cannot be had */
    bool translated; /* a translation's own: course.nn.yml, glossary.nn.yml, 1-samtale.nn.md */
};

/* What a commit did to one file. */
struct edit {
    enum edit_kind kind;
    const struct unit *unit; /* as it is now; NULL: gone */
    enum unit_kind was;      /* what it was then */
    struct str title;        /* of what is gone; "" where a text of that kind has none */
    struct marked marked;    /* CHANGED: how the two differ; GONE: all of it; NEW: nothing */

    /* While comparing. */
    struct then before, after;
    const struct edit *older;       /* the same file's edit before this one, if it was collected */
    bool told;                      /* a reader meets another word */
    const struct plains *listed[2]; /* of course.yml, before and after: `modules`, NULL without */
};

struct entry {
    const struct module *module; /* NULL: outside modules */
    struct str commit;           /* 10 hex digits: the page's name */
    struct date on;              /* when it was written, where its author was */
    int64_t written;             /* the same as seconds since 1970 UTC */
    int64_t came;                /* when it came into the course (the committer's date) */
    uint32_t order;              /* among all commits of the walk, the newest first */
    struct str words;
    bool module_is_new; /* then `edits` holds the module's page alone */
    struct edit *edits; /* in the order of the site, what is gone last */
    size_t nedits;
    const struct page *page;
};

struct change_log {
    const struct module *module; /* NULL: outside modules */
    struct entry *entries;       /* newest first */
    size_t len;
    bool older;
    const struct page *page; /* NULL: there is none: outside modules, or nothing to tell */
};

struct changes {
    struct change_log *logs; /* [0] outside modules, then the modules */
    size_t nlogs;
    struct entry **all; /* of all logs, newest first; those of one commit stand together */
    size_t nall;
    bool older;              /* in one of the logs */
    const struct page *page; /* the course's list; NULL: nothing to tell */
    struct map by_address; /* of an entry's page → struct entry; of a log's page → change_log */
};

void changes_collect(struct changes *out, const struct past *p, const struct course *c,
                     struct arena *a);

/* False when workers cannot be had: a diagnostic was added to theirs. */
bool changes_compare(struct changes *x, const struct site *site, struct course *c, struct arena *a,
                     struct workers *w);

/* The module's log, NULL when it has none. */
const struct change_log *changes_of(const struct changes *x, const struct module *m);

#endif
