/* outline: see outline.h. */
#include "site/outline.h"
#include "site/search_parts.h"
#include "site/view.h"

/* [id,label,title,[ : what all rows begin with. */
static void open_row(struct buf *out, bool *first, struct str id, struct str label,
                     struct str title)
{
    if (!*first) buf_put_char(out, ',');
    *first = false;
    buf_put_char(out, '[');
    script_put_text(out, id);
    buf_put_char(out, ',');
    script_put_text(out, label);
    buf_put_char(out, ',');
    script_put_text(out, title);
    buf_put(out, STR(",["));
}

static void put_task(struct buf *out, struct view *v, const struct step *s, size_t i, bool *first)
{
    const struct task *t = &s->load->tasks.items[i];
    struct str label = s->load->tasks.len > 1
                           ? view_say(v, PHRASE_PART_NUMBER, str_number(v->arena, i + 1))
                           : STR("");
    struct value title = view_text(v, &t->title);
    open_row(out, first, t->id.text, label, title.kind == VALUE_TEXT ? title.as.text : STR(""));
    bool first_question = true;
    for (size_t q = 0; q < t->questions.len; q++) {
        struct str id = t->questions.items[q].id.text;
        if (!id.len) continue;
        if (!first_question) buf_put_char(out, ',');
        script_put_text(out, id);
        first_question = false;
    }
    buf_put(out, STR("]]"));
}

static void put_step(struct buf *out, struct view *v, const struct step *s, bool *first)
{
    open_row(out, first, s->page->identity, view_label(v, s->page), view_title(v, s->page));
    bool first_task = true;
    for (size_t i = 0; s->has_tasks && i < s->load->tasks.len; i++)
        if (s->load->tasks.items[i].id.text.len) put_task(out, v, s, i, &first_task);
    buf_put(out, STR("]]"));
}

static void put_scripts(struct buf *out, const struct theme *t)
{
    bool first = true;
    for (size_t i = 0; i < t->nfiles; i++) {
        struct str name = t->files[i].name;
        if (!str_ends(name, STR(".js"))) continue;
        if (!first) buf_put_char(out, ',');
        script_put_text(out, str_sub(name, 0, name.len - 3));
        buf_put_char(out, ':');
        script_put_text(out, t->files[i].address);
        first = false;
    }
}

void outline_write(struct buf *out, const struct site *s, struct arena *scratch)
{
    const struct course *c = s->course;
    struct view v = {
        .site = s,
        .language = c->language,
        .words = site_words(s, c->language),
        .arena = scratch,
    };
    bool first = true;
    buf_put(out, STR("steg.outline={\"scripts\":{"));
    put_scripts(out, s->theme);
    buf_put(out, STR("},\"modules\":["));
    for (size_t i = 0; i < c->npublished; i++) {
        const struct module *m = c->modules[i];
        bool first_step = true;
        v.page = m->page;
        buf_put(out, first ? STR("\n") : STR(""));
        open_row(out, &first, m->id, view_label(&v, m->page), view_title(&v, m->page));
        for (size_t j = 0; j < m->nsteps; j++)
            put_step(out, &v, &m->steps[j], &first_step);
        buf_put(out, STR("]]\n"));
    }
    buf_put(out, STR("]};\n"));
}
