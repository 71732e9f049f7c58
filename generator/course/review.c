/* review: what is right by itself but wrong, or missing, in the whole: ids that records need,
 * minutes that do not add up, and what a module should not lack. Phase 3, one thread, over
 * published pages.
 */
#include "course/course.h"
#include <string.h>

struct reviewing {
    const struct course *c;
    struct diags *d;
    struct arena *scratch;
};

/* ---- Ids of tasks and questions -------------------------------------------------------------- */

static void review_questions(struct reviewing *r, const struct task *t)
{
    for (size_t i = 0; i < t->questions.len; i++) {
        const struct question *q = &t->questions.items[i];
        if (!q->id.text.len && !q->bare) diag(r->d, DIAG_QUESTION_WITHOUT_ID, q->pos);
        if (q->bare) diag(r->d, DIAG_QUESTION_WITHOUT_ID, q->text.pos);
    }
}

/* Records are kept under course/module/task/question, so a task's id is unique in its module. */
static void review_task_ids(struct reviewing *r, const struct module *m)
{
    struct map seen = {.arena = r->scratch};
    for (size_t i = 0; i < m->nsteps; i++) {
        const struct step *s = &m->steps[i];
        if (!s->has_tasks) continue;
        for (size_t k = 0; k < s->load->tasks.len; k++) {
            struct task *t = &s->load->tasks.items[k];
            review_questions(r, t);
            if (!t->id.text.len) {
                /* An id that is there but wrong has been reported. */
                if (!s->page->unit->failed) diag(r->d, DIAG_TASK_WITHOUT_ID, t->pos);
                continue;
            }
            const struct task *other = map_get(&seen, t->id.text);
            /* Two in one file are met by the page's id space already. */
            if (other && other->id.pos.file != t->id.pos.file)
                diag(r->d, DIAG_TASK_ID_TWICE, t->id.pos, t->id.text, other->id.pos.file->path);
            map_add(&seen, t->id.text, t);
        }
    }
}

/* ---- Minutes
 * -----------------------------------------------------------------------------------------------
 */

struct total {
    uint32_t from, to;
    bool whole; /* every part says how long it takes */
    bool exact;
};

static void total_add(struct total *t, const struct minutes *m)
{
    if (m->kind == MINUTES_NONE || m->kind == MINUTES_OPEN) {
        t->whole = false;
        return;
    }
    t->from += m->from;
    t->to += m->to;
    t->exact = t->exact && m->kind == MINUTES_EXACT;
}

/* Parts may not exceed their frame, and must equal an exact one; inside "ca." or a range is fine.
 */
static void compare(struct reviewing *r, const struct minutes *frame, const struct total *t)
{
    if (frame->kind == MINUTES_NONE || frame->kind == MINUTES_OPEN || t->to == 0) return;
    struct str sum = str_number(r->scratch, t->from), all = str_number(r->scratch, frame->to);
    if (t->from > frame->to)
        diag(r->d, DIAG_MINUTES_EXCEED, frame->pos, sum, all);
    else if (frame->kind == MINUTES_EXACT && t->whole && t->exact && t->to != frame->to)
        diag(r->d, DIAG_MINUTES_DIFFER, frame->pos, sum, all);
}

/* The task's own phases, else those of its method: the ones that the page shows. */
static struct total phases_of(struct reviewing *r, const struct task *t)
{
    struct total total = {.whole = true, .exact = true};
    const struct phase *phases = t->phases.items;
    size_t n = t->phases.len;
    const struct page *method = t->method.text.len ? course_method(r->c, t->method.text) : NULL;
    if (n == 0 && method && method->unit->keys) {
        const struct method_keys *k = method->unit->keys;
        phases = k->phases.items;
        n = k->phases.len;
    }
    for (size_t i = 0; i < n; i++)
        total_add(&total, &phases[i].minutes);
    return total;
}

static void review_minutes(struct reviewing *r, const struct step *s)
{
    struct total parts = {.whole = true, .exact = true};
    for (size_t i = 0; i < s->load->tasks.len; i++) {
        const struct task *t = &s->load->tasks.items[i];
        total_add(&parts, &t->minutes);
        struct total phases = phases_of(r, t);
        compare(r, &t->minutes, &phases);
    }
    if (s->keys) compare(r, &s->keys->minutes, &parts);
}

/* ---- What is missing ------------------------------------------------------------------------- */

/* The title is where an author looks first. */
static struct pos title_pos(const struct page *p)
{
    const struct text *t = page_title(p);
    return t ? t->pos : (struct pos){.file = p->unit->file};
}

static void review_module(struct reviewing *r, const struct module *m)
{
    const struct module_keys *k = m->keys;
    if (!k) return;
    if (!k->purpose.pos.file) diag(r->d, DIAG_NO_PURPOSE, title_pos(m->page));
    if (!k->reviewed.year) diag(r->d, DIAG_NO_REVIEW_DATE, title_pos(m->page));
}

static bool is_film(const struct presentation *p)
{
    struct str f = p->file.text;
    return p->url.text.len || !(str_ends(f, STR(".pdf")) || str_ends(f, STR(".md")));
}

static void review_presentations(struct reviewing *r, const struct step *s)
{
    for (size_t i = 0; i < s->load->presentations.len; i++) {
        const struct presentation *p = &s->load->presentations.items[i];
        if (!is_film(p) || !p->title.pos.file) continue;
        if (!p->transcript.text.len) diag(r->d, DIAG_NO_TRANSCRIPT, p->title.pos);
        if (p->minutes.kind == MINUTES_NONE) diag(r->d, DIAG_NO_LENGTH, p->title.pos);
    }
}

static void review_announced(struct reviewing *r, const struct step *s)
{
    const struct unit *u = s->page->unit;
    if (s->load->tasks.len == 0 && u->announced.len)
        diag(r->d, DIAG_ANNOUNCED_TASK_MISSING, pos_of(u->file, u->announced));
}

static void review_step(struct reviewing *r, const struct step *s)
{
    if (s->has_tasks) review_minutes(r, s);
    if (s->has_presentations) review_presentations(r, s);
    if (s->keys && s->keys->minutes.kind == MINUTES_NONE)
        diag(r->d, DIAG_NO_MINUTES, title_pos(s->page));
    if (s->keys) review_announced(r, s);
}

void course_review(const struct course *c, struct diags *d)
{
    struct arena scratch = {0};
    struct reviewing r = {.c = c, .d = d, .scratch = &scratch};
    if (c->npublished == 0 && c->keys->modules.len == 0)
        diag(d, DIAG_NO_MODULES, (struct pos){.file = c->course_file});
    for (size_t i = 0; i < c->npublished; i++) {
        const struct module *m = c->modules[i];
        if (!m->unit || m->unit->failed) continue;
        review_module(&r, m);
        review_task_ids(&r, m);
        for (size_t k = 0; k < m->nsteps; k++)
            if (!m->steps[k].page->unit->failed) review_step(&r, &m->steps[k]);
        arena_reset(&scratch);
    }
    arena_free(&scratch);
}
