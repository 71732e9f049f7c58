/* starter: the files to begin with: a course, a module, a step, a method card.
 *
 *     struct starter_request r = {.what = STARTER_MODULE, .title = STR("Lytte til elevene"), …};
 *     struct starter_made made;
 *     if (starter_make(&made, &r, arena, diags)) … made.files …
 *
 * The files themselves are in starters/, in Norwegian and English, and in the binary. What is made
 * builds without errors and warnings, under --strict too: titles are written so that YAML and
 * Markdown give them back whatever signs they hold, names and numbers are the next free ones, ids
 * of tasks are found nowhere else in the module, and a new module is added to `modules:` in
 * course.yml when the course has that list. A new course has schemas of its YAML files for an
 * editor (json_schema.h); steg check says nothing of what is made but that a try-out wants a
 * follow-up.
 *
 * Never overwrites, and makes all or nothing: every file that is in the way is reported before
 * anything is written; what is written lies under other names until all of it is; what fails then
 * is taken away again. Only course.yml is ever changed, by one line (starter_list.c).
 *
 * Ownership: the arena's. Threads: none of its own; looks at the working directory.
 * Errors: diagnostics. True with a warning in the collection: made, but something is left to do.
 */
#ifndef STEG_SITE_STARTER_H
#define STEG_SITE_STARTER_H

#include "course/keys.h"

enum starter { STARTER_COURSE, STARTER_MODULE, STARTER_STEP, STARTER_METHOD };
enum starter_ci { STARTER_CI_NONE, STARTER_CI_GITHUB, STARTER_CI_GITLAB };

struct starter_request {
    enum starter what;
    const char *dir;     /* COURSE: the folder, as the user typed it */
    struct str title;    /* MODULE and METHOD need one; "": the usual one */
    enum step_kind kind; /* STEP */
    struct str module;   /* STEP: its name or folder; "": the one we stand in, or the only one */
    enum starter_ci ci;  /* COURSE */
    struct date today;   /* for `reviewed` */
    enum language language;
    bool language_asked; /* else files in a course are in the course's own language */
};

struct starter_made {
    struct str *files; /* as the user would type them, in natural order */
    size_t nfiles;
    struct str title;  /* of what was made */
    struct str name;   /* its identity */
    struct str first;  /* the file to begin with; of a course its folder, "." for this one */
    struct str listed; /* course.yml, when the module's name was added to its list; else "" */
    enum language language;
};

bool starter_make(struct starter_made *out, const struct starter_request *r, struct arena *a,
                  struct diags *d);

/* The kind of step that is called so, in the format (`reflection`) or in the words of the
 * interface, æøå or not ("Utprøving", "utproving"); else false, nothing said, and the nearest word
 * in *nearest, if one is near. */
bool starter_kind(enum step_kind *out, struct str word, struct str *nearest, struct arena *a);

/* A year later, for `review_by`; 29 February becomes the 28th. */
struct date starter_next_year(struct date day);

#endif
