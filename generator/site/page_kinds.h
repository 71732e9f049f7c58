/* page_kinds: the record of each kind of page (the room's own header; see page.h). Each function
 * fills the record that its layout names after itself. */
#ifndef STEG_SITE_PAGE_KINDS_H
#define STEG_SITE_PAGE_KINDS_H

#include "site/view.h"

struct value page_front(struct view *v);
struct value page_module(struct view *v);
struct value page_step(struct view *v);
struct value page_leader(struct view *v);
struct value page_method(struct view *v);
struct value page_methods(struct view *v);
struct value page_glossary(struct view *v);
struct value page_literature(struct view *v);
struct value page_plain(struct view *v);
struct value page_not_found(struct view *v);
struct value page_redirect(struct view *v);
struct value page_record(struct view *v);
struct value page_records(struct view *v);
struct value page_missed(struct view *v);
struct value page_sheet(struct view *v); /* print, cards, note sheet, worksheet,
                                             observation */
struct value page_runsheet(struct view *v);
struct value page_statements(struct view *v);
struct value page_our_plan(struct view *v);
struct value page_poster(struct view *v);
struct value page_changes(struct view *v);
struct value page_change(struct view *v);

/* The frame around it: page_frame.c. */
struct value page_site(struct view *v);
struct value page_frame(struct view *v);
/* What a page of an old version says of itself; the only thing that differs between twins. */
struct str page_old_text(struct view *v);

/* Shared between kinds. */

/* A step, on its own page or among others; which of it: */
enum step_content {
    STEP_HEAD = 1,  /* what stands before the text: when, purpose, what to bring, the short way */
    STEP_TEXTS = 2, /* the text */
    STEP_SHOWN = 4, /* presentations and signs */
    STEP_PARTS = 8, /* tasks */
    STEP_READ = 16, /* literature */
    STEP_FILL = 32, /* sheets to fill in by hand */
    STEP_EVERYTHING = 63
};
struct value page_step_of(struct view *v, const struct step *s, unsigned what);

/* A module with everything that its own page has, but for the text's place: `v->within`. */
struct value page_module_of(struct view *v, const struct module *m);
/* The steps that are done together, in order, with their parts and when they begin; or NONE. */
struct value page_plan(struct view *v, const struct module *m);
/* As much of a module as stands at the head of a sheet. */
struct value page_sheet_head(struct view *v, const struct module *m);
/* The modules as the front page lists them; what is printed for the whole course; the sheets of a
 * step that are filled in by hand. Lists, or NONE. */
struct value page_module_cards(struct view *v);
struct value page_course_sheets(struct view *v);
struct value page_observations(struct view *v, const struct step *s);
struct value page_term(struct view *v, const struct term *t, bool with_uses);
struct value page_questions(struct view *v, const struct module *m, const struct task *t);
/* The page that tells of a module's changes; where it has none, or there is no module, the
 * course's; NULL: nothing is told. Its address; and the link to just that of the module, NONE
 * without. */
const struct page *page_changes_list(const struct view *v, const struct module *m);
struct value page_changes_url(struct view *v, const struct module *m);
struct value page_changes_link(struct view *v, const struct module *m);
/* The changes that came last, for those who come back; returns how many. */
size_t page_fresh(struct view *v, struct value *list);
void page_reading(struct view *v, struct value *row, const struct work *w);

#endif
