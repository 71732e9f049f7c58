/* view: one page being made: helpers that turn what the author wrote into the values that layouts
 * see. Used by page_*.c only; page.h is the door.
 *
 *     struct view v = {.site = site, .page = page, .words = …, .arena = scratch};
 *     values[STEP_TITLE] = view_text(&v, &keys->page.title);
 *
 * Ownership: everything is taken from the scratch arena and lives until the page is printed.
 * Threads: one view belongs to one worker.
 */
#ifndef STEG_SITE_VIEW_H
#define STEG_SITE_VIEW_H

#include "course/prose.h"
#include "site/site.h"
#include "site/within.h"

struct edit;

struct view {
    const struct site *site;
    const struct page *page;
    const struct words *words;
    struct str language;
    struct arena *arena;
    struct within within; /* on a page of several texts: the one that is being made */
};

/* A phrase of the interface as a text. */
#define view_say(v, p, ...) words_say((v)->words, (v)->arena, (p), __VA_ARGS__)

/* ---- Values ---------------------------------------------------------------------------------- */

struct value value_text(struct str s); /* NONE when empty */
struct value value_url(struct str s);
struct value value_html(struct str s);
struct value value_number(uint64_t n);
struct value value_true(bool yes);
struct value value_record(struct view *v, const struct shape *shape, struct value *values);

/* A list of n records of a shape with `width` fields each, filled by the caller row by row. */
struct value *view_rows(struct view *v, size_t n, size_t width);
struct value view_list(struct view *v, const struct shape *shape, struct value *rows, size_t n,
                       size_t width);

/* ---- Addresses ------------------------------------------------------------------------------- */

/* A path as part of a URL: each of its names percent-encoded. */
void view_put_path(struct buf *out, struct str path);
/* The relative URL from this page (404.html: the absolute one, when base_url is known). */
struct value view_url(struct view *v, struct str address);
struct value view_url_anchor(struct view *v, struct str address, struct str anchor);
/* A URL or a course file as written in a key of `from`. */
struct value view_link(struct view *v, const struct unit *from, const struct plain *p);

/* ---- Texts ----------------------------------------------------------------------------------- */

/* A label of the interface by its key, as the layouts know it; "": there is none. */
struct str view_word(struct view *v, const char *key);

/* What the renderer says itself in a text: the name of a box, «Fotnoter». */
struct str view_string(struct view *v, const struct hole *h);

/* The words that prose (course/prose.h) cannot know; `v` must outlive them. */
struct prose_words view_prose_words(struct view *v);

/* The language of what literature says between names: "og", "and". */
enum apa_language view_apa_language(const struct view *v);

/* Markdown that was rendered in phase 2, with its holes filled for this page. */
struct str view_doc(struct view *v, const struct doc *doc);
struct value view_html(struct view *v, const struct text *t);      /* NONE when absent */
struct value view_text(struct view *v, const struct text *t);      /* without markup */
struct value view_items(struct view *v, const struct texts *list); /* of item_shape */
/* "a, b og c"; "a og b; c" when one of them holds an «og» or a comma itself. */
struct value view_joined(struct view *v, const struct plains *list);
struct value view_joined_names(struct view *v, const struct str *names, size_t n);
struct value view_joined_texts(struct view *v, const struct texts *list);

/* The title of any page, in words: the author's, or the interface's for made pages. */
struct str view_title(struct view *v, const struct page *p);
/* The title's language where it is another than the page's, in a course of several. */
struct value view_title_lang(const struct view *v, const struct page *p);
/* The same for what stands at a place of course.yml or the glossary. */
struct value view_lang_at(const struct view *v, struct pos pos);
/* What was changed (changes.h): a page of the course as it is now, NULL when it is gone, and its
 * title; of a change's own page, what its author says of it. */
const struct page *view_edit_page(const struct view *v, const struct edit *e);
struct str view_edit_title(struct view *v, const struct edit *e);
struct str view_change_title(struct view *v, const struct page *p);
/* «Modul 1», «Steg 3», or nothing. */
struct str view_label(struct view *v, const struct page *p);

/* A step's name in its module's addresses, "forarbeid": letters, digits and hyphens. */
struct str view_step_name(const struct page *p);

/* ---- Keys of a team's record: course-format, "Record keys" ----------------------------------- */

struct value view_step_key(struct view *v, const struct page *p); /* MODULE/STEP */
/* COURSE/MODULE/TASK; "" where the task has no id. */
struct str view_task_key(struct view *v, const struct module *m, const struct task *t);

/* What a team can write on a step: an answer needs an id, a decision a part that asks for it. */
bool view_asks(const struct step *s);
bool view_decides(const struct step *s);

/* ---- Small records --------------------------------------------------------------------------- */

struct value view_page_link(struct view *v, const struct page *p); /* link_shape */
void view_link_row(struct view *v, struct value *row, const struct page *p);
struct value view_kind(struct view *v, enum step_kind kind);
struct value view_when(struct view *v, enum step_when when);
struct value view_grouping(struct view *v, const struct choice *grouping); /* NONE when absent */
struct value view_phases(struct view *v, const struct phase *phases, size_t n);
struct value view_uses(struct view *v, const struct uses *u);

/* ---- Time and dates -------------------------------------------------------------------------- */

struct str view_minutes(struct view *v, const struct minutes *m); /* "ca. 60 min", or "" */
struct str view_date(struct view *v, const struct date *d);

struct value view_times(struct view *v, const struct module *m); /* times_shape */

#endif
