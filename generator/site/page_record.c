/* page_record: the record (referat): every question and every decision of a module, or of the
 * course, in order and empty. Scripts fill in what the team has written; on paper it is a form. */
#include "site/page_kinds.h"
#include "site/shape_made.h"

static struct value questions(struct view *v, const struct step *s, const struct task *t)
{
    struct str task = view_task_key(v, s->page->module, t), address = s->page->address;
    struct value *rows = view_rows(v, t->questions.len, RECORD_QUESTION_COUNT);
    for (size_t i = 0; i < t->questions.len; i++) {
        struct value *r = rows + i * RECORD_QUESTION_COUNT;
        const struct question *q = &t->questions.items[i];
        struct str id = q->id.text, anchor = t->id.text;
        if (id.len && task.len) {
            r[RECORD_QUESTION_KEY] = value_text(STR_CAT(v->arena, task, STR("/"), id));
            anchor = STR_CAT(v->arena, anchor, STR("."), id);
        }
        r[RECORD_QUESTION_TEXT] = view_html(v, &q->text);
        r[RECORD_QUESTION_URL] = view_url_anchor(v, address, anchor);
    }
    return view_list(v, &record_question_shape, rows, t->questions.len, RECORD_QUESTION_COUNT);
}

static void fill_task(struct view *v, struct value *r, const struct step *s, size_t i)
{
    const struct task *t = &s->load->tasks.items[i];
    const struct module *m = s->page->module;
    r[RECORD_TASK_KEY] = value_text(view_task_key(v, m, t));
    if (s->load->tasks.len > 1)
        r[RECORD_TASK_LABEL] =
            value_text(view_say(v, PHRASE_PART_NUMBER, str_number(v->arena, i + 1)));
    r[RECORD_TASK_TITLE] = view_text(v, &t->title);
    r[RECORD_TASK_URL] = view_url_anchor(v, s->page->address, t->id.text);
    r[RECORD_TASK_DECIDE] = value_true(t->decide.value);
    r[RECORD_TASK_HAS_QUESTIONS] = value_true(t->questions.len > 0);
    r[RECORD_TASK_QUESTIONS] = questions(v, s, t);
}

static void fill_step(struct view *v, struct value *r, const struct step *s)
{
    r[RECORD_STEP_KEY] = view_step_key(v, s->page);
    r[RECORD_STEP_LABEL] = value_text(view_label(v, s->page));
    r[RECORD_STEP_TITLE] = value_text(view_title(v, s->page));
    r[RECORD_STEP_LANG] = view_title_lang(v, s->page);
    r[RECORD_STEP_URL] = view_url(v, s->page->address);
    size_t n = s->has_tasks ? s->load->tasks.len : 0, used = 0;
    struct value *rows = view_rows(v, n, RECORD_TASK_COUNT);
    for (size_t i = 0; i < n; i++) {
        const struct task *t = &s->load->tasks.items[i];
        if (!t->questions.len && !t->decide.value) continue;
        fill_task(v, rows + used++ * RECORD_TASK_COUNT, s, i);
    }
    r[RECORD_STEP_HAS_TASKS] = value_true(used > 0);
    r[RECORD_STEP_TASKS] = view_list(v, &record_task_shape, rows, used, RECORD_TASK_COUNT);
}

static void fill_module(struct view *v, struct value *r, const struct module *m, bool with_steps)
{
    r[RECORD_MODULE_ID] = value_text(m->id);
    r[RECORD_MODULE_LABEL] = value_text(view_label(v, m->page));
    r[RECORD_MODULE_TITLE] = value_text(view_title(v, m->page));
    r[RECORD_MODULE_LANG] = view_title_lang(v, m->page);
    r[RECORD_MODULE_URL] = view_url(v, m->page->address);
    if (m->derived[DERIVED_RECORD])
        r[RECORD_MODULE_RECORD] = view_url(v, m->derived[DERIVED_RECORD]->address);
    if (!with_steps) return;
    struct value *rows = view_rows(v, m->nsteps, RECORD_STEP_COUNT);
    for (size_t i = 0; i < m->nsteps; i++)
        fill_step(v, rows + i * RECORD_STEP_COUNT, &m->steps[i]);
    r[RECORD_MODULE_HAS_STEPS] = value_true(m->nsteps > 0);
    r[RECORD_MODULE_STEPS] = view_list(v, &record_step_shape, rows, m->nsteps, RECORD_STEP_COUNT);
}

static struct value modules(struct view *v, bool with_steps)
{
    const struct course *c = v->site->course;
    struct value *rows = view_rows(v, c->npublished, RECORD_MODULE_COUNT);
    for (size_t i = 0; i < c->npublished; i++)
        fill_module(v, rows + i * RECORD_MODULE_COUNT, c->modules[i], with_steps);
    return view_list(v, &record_module_shape, rows, c->npublished, RECORD_MODULE_COUNT);
}

struct value page_record(struct view *v)
{
    const struct module *m = v->page->module;
    struct value *r = view_rows(v, 1, RECORD_COUNT);
    r[RECORD_TITLE] = value_text(view_title(v, v->page));
    if (m) {
        struct value *row = view_rows(v, 1, RECORD_MODULE_COUNT);
        fill_module(v, row, m, true);
        r[RECORD_MODULE] = view_page_link(v, m->page);
        r[RECORD_MODULES] = view_list(v, &record_module_shape, row, 1, RECORD_MODULE_COUNT);
    } else {
        r[RECORD_MODULES] = modules(v, true);
    }
    r[RECORD_HAS_MODULES] = value_true(m || v->site->course->npublished > 0);
    return value_record(v, &record_shape, r);
}

struct value page_records(struct view *v)
{
    struct value *r = view_rows(v, 1, RECORDS_COUNT);
    r[RECORDS_TITLE] = value_text(view_title(v, v->page));
    r[RECORDS_HAS_MODULES] = value_true(v->site->course->npublished > 0);
    r[RECORDS_MODULES] = modules(v, true);
    return value_record(v, &records_shape, r);
}
