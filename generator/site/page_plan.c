/* page_plan: the run plan of a module: what is done together, in order, and when each part begins,
 * counted from the start of its meeting. The leader resource and the run sheet show it. */
#include "site/page_kinds.h"

struct plan {
    struct view *v;
    struct value *rows;
    size_t n;
    uint32_t at; /* minutes since the meeting's start */
    bool known;  /* false once a duration was missing or open: no clock after it */
};

static struct str offset_text(struct plan *p, uint32_t at)
{
    if (!p->known) return STR("");
    struct buf b = {.arena = p->v->arena};
    buf_printf(&b, "%02u:%02u", at / 60, at % 60);
    return buf_str(&b);
}

static struct value *plan_row(struct plan *p, uint32_t at, struct str label, struct str title,
                              const struct minutes *m)
{
    struct value *r = p->rows + PLAN_COUNT * p->n++;
    r[PLAN_OFFSET_TEXT] = value_text(offset_text(p, at));
    r[PLAN_LABEL] = value_text(label);
    r[PLAN_TITLE] = value_text(title);
    r[PLAN_MINUTES_TEXT] = value_text(view_minutes(p->v, m));
    return r;
}

static void plan_step(struct plan *p, const struct step *s)
{
    struct view *v = p->v;
    struct minutes none = {0};
    const struct minutes *m = s->keys ? &s->keys->minutes : &none;
    struct value *r = plan_row(p, p->at, view_label(v, s->page), view_title(v, s->page), m);
    r[PLAN_IS_STEP] = value_true(true);
    r[PLAN_LANG] = view_title_lang(v, s->page);
    r[PLAN_URL] = view_url(v, s->page->address);
    uint32_t at = p->at;
    bool known = p->known;
    for (size_t i = 0; s->has_tasks && i < s->load->tasks.len; i++) {
        const struct task *t = &s->load->tasks.items[i];
        struct str number = str_number(v->arena, i + 1);
        r = plan_row(p, at, view_say(v, PHRASE_PART_NUMBER, number),
                     t->title.doc ? t->title.doc->text : STR(""), &t->minutes);
        r[PLAN_LANG] = view_title_lang(v, s->page);
        r[PLAN_URL] = view_url_anchor(v, s->page->address, t->id.text);
        r[PLAN_GROUPING] = view_grouping(v, &t->grouping);
        at += t->minutes.to;
        if (!t->minutes.to) p->known = false;
    }
    p->known = known && m->to > 0;
    p->at += m->to;
}

/* The rows of one meeting. */
static struct value plan_meeting(struct plan *p, const struct module *m, unsigned meeting)
{
    size_t first = p->n;
    p->at = 0;
    p->known = true;
    for (size_t i = 0; i < m->nsteps; i++)
        if (m->steps[i].when == WHEN_TOGETHER && m->steps[i].meeting == meeting)
            plan_step(p, &m->steps[i]);
    return view_list(p->v, &plan_shape, p->rows + PLAN_COUNT * first, p->n - first, PLAN_COUNT);
}

struct value page_plan(struct view *v, const struct module *m)
{
    size_t most = 0;
    for (size_t i = 0; i < m->nsteps; i++)
        most += 1 + m->steps[i].load->tasks.len;
    struct plan p = {.v = v, .rows = view_rows(v, most, PLAN_COUNT)};
    struct value *rows = view_rows(v, m->meetings, PLAN_MEETING_COUNT);
    for (unsigned i = 0; i < m->meetings; i++) {
        struct value *r = rows + PLAN_MEETING_COUNT * i;
        if (m->meetings > 1)
            r[PLAN_MEETING_LABEL] =
                value_text(view_say(v, PHRASE_MEETING_NUMBER, str_number(v->arena, i + 1)));
        r[PLAN_MEETING_ROWS] = plan_meeting(&p, m, i + 1);
    }
    return view_list(v, &plan_meeting_shape, rows, m->meetings, PLAN_MEETING_COUNT);
}
