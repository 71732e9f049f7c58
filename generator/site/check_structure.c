/* check_structure: what a module needs besides what review.c says in every build, and what does not
 * add up across its steps. Published modules only.
 *
 * The three kinds of time are never added up: of a module's frame only this is certain, that what
 * the team does together may not take longer than the module promises in all. A task needs minutes
 * where there is a meeting to plan: not in pre-work or a try-out, not in a step whose time is open,
 * not when its phases or its method give them. A heading or a title that begins «Steg 2» is taken
 * for a level of its own; «Trinn 2» may be a year of school, and goes by.
 */
#include "base/utf8.h"
#include "site/check_rules.h"

struct looking {
    const struct course *c;
    struct arena *scratch;
    struct diags *d;
};

/* ---- The module ------------------------------------------------------------------------------ */

static void check_module(struct looking *l, const struct module *m)
{
    const struct module_keys *k = m->keys;
    bool together = false;
    for (size_t i = 0; i < m->nsteps; i++)
        together = together || m->steps[i].when == WHEN_TOGETHER;
    if (k && !k->objectives.len) diag(l->d, DIAG_NO_OBJECTIVES, check_title_pos(m->page));
    if (together && !m->leader_unit && m->unit->kind == UNIT_MODULE)
        diag(l->d, DIAG_NO_LEADER_RESOURCE, check_title_pos(m->page));
}

static bool has_time(const struct minutes *m)
{
    return m->kind != MINUTES_NONE && m->kind != MINUTES_OPEN;
}

/* The least that a step takes: its own frame, else that of its parts. */
static uint32_t least_of(const struct step *s)
{
    uint32_t sum = 0;
    if (s->keys && has_time(&s->keys->minutes)) return s->keys->minutes.from;
    for (size_t i = 0; s->has_tasks && i < s->load->tasks.len; i++)
        if (has_time(&s->load->tasks.items[i].minutes)) sum += s->load->tasks.items[i].minutes.from;
    for (size_t i = 0; s->has_presentations && i < s->load->presentations.len; i++)
        if (has_time(&s->load->presentations.items[i].minutes))
            sum += s->load->presentations.items[i].minutes.from;
    return sum;
}

static void check_frame(struct looking *l, const struct module *m)
{
    const struct minutes *frame = m->keys ? &m->keys->minutes : NULL;
    uint32_t sum = 0;
    if (!frame || !has_time(frame)) return;
    for (size_t i = 0; i < m->nsteps; i++)
        if (m->steps[i].when == WHEN_TOGETHER) sum += least_of(&m->steps[i]);
    if (sum > frame->to)
        diag(l->d, DIAG_MEETING_OVER_FRAME, frame->pos, str_number(l->scratch, sum),
             str_number(l->scratch, frame->to));
}

static void check_tryouts(struct looking *l, const struct module *m)
{
    for (size_t i = 0; i < m->nsteps; i++) {
        const struct step *s = &m->steps[i];
        if (s->kind != STEP_TRYOUT) continue;
        bool followed = false;
        for (size_t n = i + 1; n < m->nsteps; n++)
            followed = followed || m->steps[n].kind == STEP_FOLLOWUP;
        struct pos pos =
            s->keys && s->keys->kind.pos.file ? s->keys->kind.pos : check_title_pos(s->page);
        if (!followed) diag(l->d, DIAG_TRYOUT_WITHOUT_FOLLOWUP, pos);
    }
}

/* ---- Steps and tasks ------------------------------------------------------------------------- */

static bool phases_have_time(const struct phase *phases, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (!has_time(&phases[i].minutes) && !phases[i].per_group.value) return false;
    return n > 0;
}

static bool task_has_time(const struct looking *l, const struct task *t)
{
    if (t->minutes.kind != MINUTES_NONE || t->per_group.value) return true;
    if (t->phases.len) return phases_have_time(t->phases.items, t->phases.len);
    const struct page *method = t->method.text.len ? course_method(l->c, t->method.text) : NULL;
    if (!method || !method->unit->keys) return t->method.text.len > 0; /* reported, or unknown */
    const struct method_keys *k = method->unit->keys;
    return has_time(&k->minutes) || phases_have_time(k->phases.items, k->phases.len);
}

/* «Steg 2», «Step 2:»; the words as they stand, or "". */
static struct str step_words(struct str text)
{
    static const struct str words[] = {STR_INIT("steg "), STR_INIT("step ")};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        struct str first = str_sub(text, 0, words[i].len);
        if (!str_eq_nocase(first, words[i])) continue;
        size_t n = words[i].len;
        while (n < text.len && text.ptr[n] >= '0' && text.ptr[n] <= '9')
            n++;
        if (n > words[i].len && !check_letter_at(text, n)) return str_sub(text, 0, n);
    }
    return (struct str){0};
}

static void check_title(struct looking *l, const struct text *t)
{
    struct str words = t->doc ? step_words(t->doc->text) : (struct str){0};
    if (words.len) diag(l->d, DIAG_STEP_IN_STEP, check_within(t->pos, words), words);
}

static void check_task(struct looking *l, const struct step *s, const struct task *t)
{
    struct pos pos = t->title.pos.file ? t->title.pos : t->pos;
    bool open = s->keys && s->keys->minutes.kind == MINUTES_OPEN;
    if (s->when == WHEN_TOGETHER && !open && !task_has_time(l, t))
        diag(l->d, DIAG_TASK_WITHOUT_MINUTES, pos);
    if (!t->text.pos.file && !t->questions.len && !t->phases.len && !t->method.text.len &&
        !t->decide.value)
        diag(l->d, DIAG_EMPTY_TASK, pos);
    check_title(l, &t->title);
    for (size_t i = 0; i < t->phases.len; i++)
        check_title(l, &t->phases.items[i].title);
}

static void check_step(struct looking *l, const struct step *s)
{
    for (size_t i = 0; s->has_tasks && i < s->load->tasks.len; i++)
        check_task(l, s, &s->load->tasks.items[i]);
    const struct doc *body = s->page->body;
    for (size_t i = 0; body && i < body->nheadings; i++) {
        const struct doc_heading *h = &body->headings[i];
        struct str words = step_words(h->text);
        if (words.len) diag(l->d, DIAG_STEP_IN_STEP, check_within(h->pos, words), words);
    }
}

/* ---- Pages ----------------------------------------------------------------------------------- */

static bool carries_something(const struct page *p)
{
    const struct step *s = p->step;
    if (p->body && p->body->html.len) return true;
    if (!s) return false;
    const struct step_load *l = s->load;
    return l->tasks.len || l->presentations.len || l->literature.len || l->signs.len ||
           (s->keys && (s->keys->observation.len || s->keys->short_version.pos.file ||
                        s->keys->unprepared.pos.file));
}

static void check_pages(struct looking *l)
{
    for (size_t i = 0; i < l->c->npages; i++) {
        const struct page *p = l->c->pages[i];
        bool of_text = p->kind == PAGE_STEP || p->kind == PAGE_LEADER || p->kind == PAGE_PLAIN ||
                       p->kind == PAGE_ATTACHED;
        if (!of_text || !p->unit || p->unit->failed || p->part != PART_SELF) continue;
        if (!carries_something(p)) diag(l->d, DIAG_EMPTY_PAGE, check_title_pos(p));
    }
}

void check_structure(const struct course *c, struct arena *scratch, struct diags *d)
{
    struct looking l = {c, scratch, d};
    for (size_t i = 0; i < c->npublished; i++) {
        const struct module *m = c->modules[i];
        if (!m->unit || m->unit->failed) continue;
        check_module(&l, m);
        check_frame(&l, m);
        check_tryouts(&l, m);
        for (size_t k = 0; k < m->nsteps; k++)
            if (!m->steps[k].page->unit->failed) check_step(&l, &m->steps[k]);
    }
    check_pages(&l);
}
