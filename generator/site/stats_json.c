/* stats: for programs. What the fields mean stands in docs/figures.md; within a format number none
 * goes away or changes its meaning, and others may come. */
#include "site/stats.h"
#include "base/json.h"

#define FORMAT 1

static const char *const whens[] = {
    [WHEN_BEFORE] = "before", [WHEN_TOGETHER] = "together", [WHEN_BETWEEN] = "between"};
static const char *const kinds[] = {[STEP_PREWORK] = "prework",
                                    [STEP_PRESENTATION] = "presentation",
                                    [STEP_REFLECTION] = "reflection",
                                    [STEP_TRYOUT] = "tryout",
                                    [STEP_FOLLOWUP] = "followup",
                                    [STEP_LITERATURE] = "literature",
                                    [STEP_TEXT] = "text"};
static const char *const bands[] = {[LIX_VERY_EASY] = "very-easy",
                                    [LIX_EASY] = "easy",
                                    [LIX_MEDIUM] = "medium",
                                    [LIX_HARD] = "hard",
                                    [LIX_VERY_HARD] = "very-hard"};

static void put_number(struct json *j, const char *key, size_t n)
{
    json_key(j, key);
    json_number(j, (int64_t)n);
}

static void put_time(struct json *j, const char *key, const struct stats_time *t)
{
    json_key(j, key), json_object(j);
    put_number(j, "from", t->from);
    put_number(j, "to", t->to);
    json_key(j, "about"), json_bool(j, t->about);
    put_number(j, "open", t->open);
    put_number(j, "missing", t->missing);
    json_end(j);
}

static void put_minutes(struct json *j, const struct minutes *m)
{
    json_key(j, "minutes");
    if (m->kind == MINUTES_NONE) {
        json_null(j);
        return;
    }
    json_object(j);
    json_key(j, "from"), m->kind == MINUTES_OPEN ? json_null(j) : json_number(j, m->from);
    json_key(j, "to"), m->kind == MINUTES_OPEN ? json_null(j) : json_number(j, m->to);
    json_key(j, "about"), json_bool(j, m->kind == MINUTES_ABOUT);
    json_key(j, "open"), json_bool(j, m->kind == MINUTES_OPEN);
    json_end(j);
}

static void put_text(struct json *j, const char *key, const struct stats_words *w)
{
    unsigned value = lix_value(&w->running);
    bool enough = w->running.words >= LIX_LEAST;
    json_key(j, key), json_object(j);
    put_number(j, "words", w->all.words);
    put_number(j, "reading_minutes", stats_reading_minutes(w));
    json_key(j, "lix"), enough ? json_number(j, value) : json_null(j);
    json_key(j, "level");
    json_text_or_null(j, enough ? str_of(bands[lix_band(value)]) : STR(""));
    put_number(j, "running_words", w->running.words);
    put_number(j, "long_words", w->running.long_words);
    put_number(j, "sentences", w->running.sentences);
    put_number(j, "longest_sentence", w->running.longest);
    json_end(j);
}

static void put_figures(struct json *j, const struct figures *f)
{
    json_key(j, "time"), json_object(j);
    for (int when = WHEN_BEFORE; when <= WHEN_BETWEEN; when++)
        put_time(j, whens[when], &f->time[when]);
    json_end(j);
    put_text(j, "text", &f->words);
    put_number(j, "tasks", f->tasks);
    put_number(j, "questions", f->questions);
    put_number(j, "decisions", f->decisions);
    put_number(j, "films", f->films);
    put_number(j, "transcripts", f->transcripts);
    put_number(j, "works", f->works);
}

static struct str title_of(const struct page *p)
{
    const struct text *title = page_title(p);
    return title && title->doc ? title->doc->text : STR("");
}

static void put_step(struct json *j, const struct stats_step *x)
{
    const struct step *s = x->step;
    const struct minutes none = {0};
    json_object(j);
    json_key(j, "id"), json_text(j, s->page->identity);
    json_key(j, "title"), json_text_or_null(j, title_of(s->page));
    json_key(j, "page"), json_text(j, s->page->address);
    json_key(j, "file"), json_text(j, s->page->unit->file->path);
    json_key(j, "kind"), json_text(j, str_of(kinds[s->kind]));
    json_key(j, "when"), json_text(j, str_of(whens[s->when]));
    put_minutes(j, s->keys ? &s->keys->minutes : &none);
    json_key(j, "period");
    json_text_or_null(j, s->keys && s->keys->period.doc ? s->keys->period.doc->text : STR(""));
    if (x->alone)
        put_text(j, "text", &x->words);
    else
        json_key(j, "text"), json_null(j);
    json_end(j);
}

static void put_module(struct json *j, const struct stats_module *x)
{
    const struct module *m = x->module;
    const struct minutes none = {0};
    json_object(j);
    json_key(j, "id"), json_text(j, m->id);
    json_key(j, "number"), json_number(j, m->number);
    json_key(j, "title"), json_text_or_null(j, title_of(m->page));
    json_key(j, "page"), json_text(j, m->page->address);
    json_key(j, "file"), json_text(j, m->unit->file->path);
    put_minutes(j, m->keys ? &m->keys->minutes : &none);
    put_figures(j, &x->f);
    json_key(j, "steps"), json_list(j);
    for (size_t i = 0; i < m->nsteps; i++)
        put_step(j, &x->steps[i]);
    json_end(j);
    json_end(j);
}

static void put_share(struct json *j, const struct stats_share *s)
{
    put_number(j, "texts", s->texts);
    put_number(j, "translated", s->translated);
    put_text(j, "text", &s->words);
}

static void put_language(struct json *j, const struct stats *s, const struct stats_language *l)
{
    json_object(j);
    json_key(j, "language"), json_text(j, l->course->language);
    put_share(j, &l->all);
    json_key(j, "modules"), json_list(j);
    for (size_t i = 0; i < s->nmodules; i++) {
        json_object(j);
        json_key(j, "id"), json_text(j, s->modules[i].module->id);
        put_share(j, &l->modules[i]);
        json_end(j);
    }
    json_end(j);
    json_end(j);
}

void stats_json(struct buf *out, const struct stats *s)
{
    struct json j = {.out = out};
    const struct course *c = s->course;
    json_object(&j);
    json_key(&j, "format"), json_number(&j, FORMAT);
    json_key(&j, "course"), json_object(&j);
    json_key(&j, "id"), json_text(&j, c->id);
    json_key(&j, "title");
    json_text_or_null(&j, c->keys->title.doc ? c->keys->title.doc->text : STR(""));
    json_key(&j, "language"), json_text(&j, c->language);
    json_end(&j);
    json_key(&j, "whole"), json_bool(&j, s->all);
    put_number(&j, "words_per_minute", STATS_WORDS_PER_MINUTE);
    json_key(&j, "modules"), json_list(&j);
    for (size_t i = 0; i < s->nmodules; i++)
        put_module(&j, &s->modules[i]);
    json_end(&j);
    json_key(&j, "all_modules"), json_object(&j);
    put_number(&j, "steps", s->whole.steps);
    put_figures(&j, &s->whole);
    json_end(&j);
    put_text(&j, "leader", &s->beside[BESIDE_LEADER]);
    put_text(&j, "attached", &s->beside[BESIDE_ATTACHED]);
    put_text(&j, "other_pages", &s->beside[BESIDE_PAGES]);
    put_text(&j, "all_text", &s->sum);
    put_number(&j, "drafts", s->drafts);
    put_number(&j, "methods", s->methods);
    put_number(&j, "terms", s->terms);
    put_number(&j, "literature", s->works);
    put_number(&j, "unused_literature", s->unused);
    json_key(&j, "languages"), json_list(&j);
    for (size_t i = 0; i < s->nlanguages; i++)
        put_language(&j, s, &s->languages[i]);
    json_end(&j);
    json_end(&j);
}
