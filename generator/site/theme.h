/* theme: where layouts and the theme's files come from, and what is published of them.
 *
 *     struct theme *t = theme_open(course, arena, diags);
 *     const struct file *f = theme_layout(t, STR("partials/rail"));
 *
 * The course's own files win, file by file: `layouts/NAME` of the project over the one that the
 * binary carries; `themes/X/NAME`, with `theme: X` in course.yml, over `themes/default/NAME`. A
 * bare content folder has neither. Published files are named after their content:
 * `assets/style-0123456789abcdef.css`. Scripts are published without the comments and indentation
 * of their source (lean.h).
 *
 * `accent` in course.yml becomes a small stylesheet of its own: the colour made dark (and light)
 * enough to be read on paper (and on dark paper), 7:1 by WCAG 2.1's relative luminance; a colour
 * that had to be changed gives a warning that says to what.
 *
 * Ownership: the arena. Threads: constant once the layouts
 * are compiled.
 */
#ifndef STEG_SITE_THEME_H
#define STEG_SITE_THEME_H

#include "course/course.h"

struct theme_file {
    struct str name;    /* "style.css" */
    struct str address; /* "assets/style-….css" */
    struct str bytes;
    bool own; /* the course's; else the embedded one */
};

struct theme {
    const struct source *source;
    bool project; /* layouts/ and themes/ of the project are looked at */
    struct arena *arena;
    struct map fetched; /* the project's layouts that something asked for */
    struct theme_file *files;
    size_t nfiles;
    const struct theme_file *style, *icon, *accent; /* accent: NULL without one */
};

struct theme *theme_open(const struct course *c, struct arena *a, struct diags *d);

/* The same theme for pages whose root lies below: its files' addresses begin with `way`, "../". */
const struct theme *theme_from(const struct theme *t, struct str way, struct arena *a);

/* A file of the theme by its name in the folder; NULL: there is none. */
const struct theme_file *theme_file_named(const struct theme *t, struct str name);

/* layouts/NAME.html, or layouts/NAME when it has an ending; NULL: there is none. A
 * template_fetch. */
const struct file *theme_layout(void *theme, struct str name);

/* Warns of the project's layouts that nothing has asked for: a misspelt name is never used. Call
 * after all layouts are compiled. */
void theme_report_unused(const struct theme *t, struct diags *d);

/* Whether a file of the project ("layouts/step.html") differs from what the binary carries. */
bool theme_differs(struct str path, struct str bytes);

/* The accent as it is used: text colours with at least 7:1 against paper (#faf8f4) and dark paper
 * (#1b1a17). Colours are 0xRRGGBB. */
struct accent {
    uint32_t on_paper, on_dark;
    double ratio; /* of the colour that was asked for, to paper */
};
struct accent accent_readable(uint32_t colour);
double contrast(uint32_t a, uint32_t b);

#endif
