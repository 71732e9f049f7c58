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

/* The frame around it: page_frame.c. */
struct value page_site(struct view *v);
struct value page_frame(struct view *v);

/* Shared between kinds. */
struct value page_term(struct view *v, const struct term *t, bool with_uses);
struct value page_questions(struct view *v, const struct module *m, const struct task *t);
void page_reading(struct view *v, struct value *row, const struct work *w);

#endif
