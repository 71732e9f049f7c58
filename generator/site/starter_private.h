/* starter_private: what the files of the starter share. */
#ifndef STEG_SITE_STARTER_PRIVATE_H
#define STEG_SITE_STARTER_PRIVATE_H

#include "base/map.h"
#include "course/course.h"
#include "site/project.h"
#include "site/starter.h"

/* ---- Text (starter_text.c) ------------------------------------------------------------------- */

/* Whether a title is one line of text that can be seen; else an error. */
bool starter_title_good(struct str title, struct diags *d);

/* A title as inline Markdown that gives back every sign of it. */
struct str starter_markdown(struct str title, struct arena *a);

/* A text as a YAML value: as it is where that is safe, else between quotation marks. */
struct str starter_yaml(struct str text, struct arena *a);

/* What a starter file's {{title}}, {{heading}}, {{id}}, {{name}}, {{date}}, {{review}} and
 * {{manus}} stand for. {{id WORD}} is WORD, or WORD-2 and so on when `ids` has it, and is added. */
struct starter_words {
    struct str title, id, name, manus;
    struct date today;
    struct map *ids;
};
struct str starter_fill(struct str bytes, const struct starter_words *w, struct arena *a);

/* `name`, or name-2 and so on: the first that is neither in `taken` nor reserved. NULL: nothing
 * is. */
typedef bool starter_reserved(struct str name);
struct str starter_free_name(struct str name, const struct map *taken, starter_reserved *reserved,
                             struct arena *a);

/* A title from the name of a folder: "vaart-kurs" is "Vaart kurs". */
struct str starter_title_of(struct str name, struct arena *a);

/* ---- The course that is there (starter_look.c) ----------------------------------------------- */

struct starter_course {
    struct project project;
    struct source *source;
    struct course course;
};

/* The course we stand in. What is wrong with its pages is no business of ours; course.yml must be
 * readable. */
bool starter_open(struct starter_course *s, struct arena *a, struct diags *d);
void starter_close(struct starter_course *s);

/* nb for Norwegian, Danish and Swedish, en for English; false for other languages. */
bool starter_language(const struct starter_course *s, enum language *out);

/* Names that are in use, as addresses → struct str, the path of what has it. */
void starter_names_of_modules(struct map *taken, const struct starter_course *s, struct arena *a);
void starter_names_in_module(struct map *taken, const struct starter_course *s,
                             const struct module *m, struct arena *a);
void starter_names_of_methods(struct map *taken, const struct starter_course *s, struct arena *a);

/* Ids of all tasks in a module. */
void starter_task_ids(struct map *ids, const struct module *m, struct arena *a);

/* "03" for a folder whose highest number is "02": as many digits as are used there, `usual` when
 * nothing has a number. Numbers of ten digits are dates or the like, and are passed over. */
struct str starter_next_number(struct str folder, unsigned usual, struct arena *a);

/* The module for a new step; NULL and an error. */
const struct module *starter_module(const struct starter_course *s, struct str name,
                                    struct arena *a, struct diags *d);

/* ---- modules: in course.yml (starter_list.c) ------------------------------------------------- */

/* course.yml with a module's name (or folder, if the list has folders) last in its list. False
 * when there is nothing to add it to, or when that cannot be done safely, which is a warning that
 * says what to write. */
bool starter_list(struct str *out, const struct file *f, struct str name, struct str folder,
                  struct arena *a, struct diags *d);

/* ---- Writing (starter_write.c) --------------------------------------------------------------- */

struct starter_file {
    struct str path; /* from where we stand, as the user would type it */
    struct str bytes;
    bool replaces; /* a file that is there */
};

/* All of them, or none and errors. A file that replaces comes last. */
bool starter_write(const struct starter_file *files, size_t n, struct arena *a, struct diags *d);

#endif
