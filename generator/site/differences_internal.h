/* differences_internal: what the files of differences say to each other; nobody else includes it.
 *
 *   differences.c        sentences, as text and as Markdown
 *   differences_words.c  the words of both languages
 *   differences_json.c   for programs
 */
#ifndef STEG_SITE_DIFFERENCES_INTERNAL_H
#define STEG_SITE_DIFFERENCES_INTERNAL_H

#include "site/differences.h"

/* A kind of thing: "The step", "It", "New step", "step", "steps". */
struct difference_noun {
    const char *the, *it, *new, *one, *many;
};

/* Sentences; {0} … {2} are the arguments. */
struct difference_words {
    const char *heading, *same;                                /* course, before, after */
    const char *course, *methods, *terms, *literature, *pages; /* headings of what is no module */
    const char *quoted;                                        /* a title */
    const char *and, *with; /* between the last two of several; before what a thing brings */
    const char *in, *in_part, *part; /* a step; a part's number and its step */
    const char *in_module;           /* a place, its module */
    const char *added, *gone;        /* new, where, name; who */
    /* who, then what */
    const char *called, *worded, *renamed, *address, *file, *changed, *unread;
    const char *moved_first, *moved_after, *moved, *moved_here;
    const char *terms_unread, *works_unread;
    /* what teams have written */
    const char *answered, *decided, *written, *kept, *ticked;
    const char *question, *questions, *decision, *decisions;
    const char *translated, *translation_gone, *translation_behind; /* of what */
};

extern const struct difference_words difference_words[2]; /* by enum language */
extern const struct difference_noun difference_nouns[2][THING_KINDS];

#endif
