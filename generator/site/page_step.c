/* page_step: a step's page, the one that matters most. */
#include "course/address.h"
#include "site/film.h"
#include "site/page_kinds.h"

/* ---- Presentations --------------------------------------------------------------------------- */

struct media {
    const char *ending, *type;
    int is; /* index of the is_… field */
};

static const struct media media[] = {
    {"mp4", "video/mp4", PRESENTATION_IS_VIDEO},  {"webm", "video/webm", PRESENTATION_IS_VIDEO},
    {"mp3", "audio/mpeg", PRESENTATION_IS_AUDIO}, {"m4a", "audio/mp4", PRESENTATION_IS_AUDIO},
    {"ogg", "audio/ogg", PRESENTATION_IS_AUDIO},  {"pdf", "application/pdf", PRESENTATION_IS_TEXT},
    {"md", "text/html", PRESENTATION_IS_TEXT},
};

static struct str language_name(struct view *v, struct str tag)
{
    static const struct {
        struct str tag;
        enum phrase name;
    } names[] = {
        {STR_INIT("nb"), PHRASE_LANGUAGE_NB}, {STR_INIT("no"), PHRASE_LANGUAGE_NB},
        {STR_INIT("nn"), PHRASE_LANGUAGE_NN}, {STR_INIT("en"), PHRASE_LANGUAGE_EN},
        {STR_INIT("da"), PHRASE_LANGUAGE_DA}, {STR_INIT("sv"), PHRASE_LANGUAGE_SV},
        {STR_INIT("se"), PHRASE_LANGUAGE_SE}, {STR_INIT("de"), PHRASE_LANGUAGE_DE},
        {STR_INIT("fr"), PHRASE_LANGUAGE_FR}, {STR_INIT("fi"), PHRASE_LANGUAGE_FI},
    };
    struct str primary = str_cut(&tag, '-');
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (str_eq_nocase(primary, names[i].tag)) return view_say(v, names[i].name);
    return view_say(v, PHRASE_LANGUAGE_OTHER);
}

static void fill_captions(struct view *v, struct value *r, const struct unit *u,
                          const struct presentation *p)
{
    struct str language = p->language.text.len ? p->language.text : v->language;
    r[PRESENTATION_CAPTIONS] = view_link(v, u, &p->captions);
    r[PRESENTATION_CAPTIONS_LANG] = value_text(language);
    r[PRESENTATION_CAPTIONS_TEXT] = value_text(language_name(v, language));
}

static void fill_elsewhere(struct view *v, struct value *r, const struct presentation *p)
{
    struct film film = film_at(v->arena, p->url.text);
    r[PRESENTATION_IS_LINK] = value_true(true);
    r[PRESENTATION_HOST] = value_text(film.host);
    r[PRESENTATION_OPEN_TEXT] = value_text(view_say(v, PHRASE_FILM_OPEN, film.host));
    if (film.as == FILM_LINK) return;
    struct value *player = view_rows(v, 1, FILM_COUNT);
    player[FILM_URL] = value_url(film.player);
    player[FILM_IS_FRAME] = value_true(film.as == FILM_FRAME);
    player[FILM_IS_FILE] = value_true(film.as == FILM_FILE);
    player[FILM_SENDS_TEXT] = value_text(view_say(v, PHRASE_FILM_SENDS, film.host, film.owner));
    r[PRESENTATION_FILM] = value_record(v, &film_shape, player);
}

static void fill_presentation(struct view *v, struct value *r, const struct unit *u,
                              const struct presentation *p)
{
    r[PRESENTATION_TITLE] = view_text(v, &p->title);
    r[PRESENTATION_URL] = view_link(v, u, p->url.text.len ? &p->url : &p->file);
    if (p->url.text.len) fill_elsewhere(v, r, p);
    struct str ending = str_lower_ascii(v->arena, path_extension(p->file.text));
    for (size_t i = 0; i < sizeof media / sizeof *media; i++) {
        if (!str_eq(ending, str_of(media[i].ending))) continue;
        r[media[i].is] = value_true(true);
        r[PRESENTATION_TYPE] = value_text(str_of(media[i].type));
    }
    r[PRESENTATION_SPEAKER] = view_text(v, &p->speaker);
    r[PRESENTATION_MINUTES_TEXT] = value_text(view_minutes(v, &p->minutes));
    struct str primary = p->language.text, page = v->language;
    if (primary.len && !str_eq_nocase(str_cut(&primary, '-'), str_cut(&page, '-')))
        r[PRESENTATION_LANGUAGE_TEXT] =
            value_text(view_say(v, PHRASE_IN_LANGUAGE, language_name(v, p->language.text)));
    r[PRESENTATION_SUMMARY] = view_html(v, &p->summary);
    r[PRESENTATION_POSTER] = view_link(v, u, &p->poster);
    if (p->captions.text.len) fill_captions(v, r, u, p);
    r[PRESENTATION_TRANSCRIPT] = view_link(v, u, &p->transcript);
    r[PRESENTATION_SLIDES] = view_link(v, u, &p->slides);
}

static void fill_presentations(struct view *v, struct value *r, const struct step *s)
{
    const struct step_load *l = s->load;
    struct value *signs = view_rows(v, l->signs.len, SIGN_COUNT);
    for (size_t i = 0; i < l->signs.len; i++) {
        signs[i * SIGN_COUNT + SIGN_SIGN] = value_text(l->signs.items[i].sign.text);
        signs[i * SIGN_COUNT + SIGN_MEANING] = view_html(v, &l->signs.items[i].meaning);
    }
    r[STEP_HAS_SIGNS] = value_true(l->signs.len > 0);
    r[STEP_SIGNS] = view_list(v, &sign_shape, signs, l->signs.len, SIGN_COUNT);

    size_t n = l->presentations.len;
    struct value *rows = view_rows(v, n, PRESENTATION_COUNT);
    for (size_t i = 0; i < n; i++)
        fill_presentation(v, rows + i * PRESENTATION_COUNT, s->page->unit,
                          &l->presentations.items[i]);
    r[STEP_HAS_PRESENTATIONS] = value_true(n > 0);
    r[STEP_PRESENTATIONS] = view_list(v, &presentation_shape, rows, n, PRESENTATION_COUNT);
}

/* ---- Tasks ----------------------------------------------------------------------------------- */

struct value page_questions(struct view *v, const struct module *m, const struct task *t)
{
    struct str task = view_task_key(v, m, t);
    struct value *rows = view_rows(v, t->questions.len, QUESTION_COUNT);
    for (size_t i = 0; i < t->questions.len; i++) {
        struct value *r = rows + i * QUESTION_COUNT;
        const struct question *q = &t->questions.items[i];
        if (q->id.text.len && task.len) {
            struct str id = STR_CAT(v->arena, t->id.text, STR("."), q->id.text);
            r[QUESTION_ID] = value_text(within_id(&v->within, id, v->arena));
            r[QUESTION_KEY] = value_text(STR_CAT(v->arena, task, STR("/"), q->id.text));
        }
        r[QUESTION_TEXT] = view_html(v, &q->text);
        r[QUESTION_HAS_FOLLOWUPS] = value_true(q->followups.len > 0);
        r[QUESTION_FOLLOWUPS] = view_items(v, &q->followups);
    }
    return view_list(v, &question_shape, rows, t->questions.len, QUESTION_COUNT);
}

static void fill_variants(struct view *v, struct value *r, const struct variants *x)
{
    const struct {
        const struct text *text;
        enum phrase label;
    } both[] = {{&x->small, PHRASE_VARIANT_SMALL}, {&x->online, PHRASE_VARIANT_ONLINE}};
    struct value *rows = view_rows(v, 2, VARIANT_COUNT);
    size_t n = 0;
    for (size_t i = 0; i < 2; i++) {
        if (!both[i].text->doc) continue;
        rows[n * VARIANT_COUNT + VARIANT_LABEL] = value_text(view_say(v, both[i].label));
        rows[n++ * VARIANT_COUNT + VARIANT_TEXT] = view_html(v, both[i].text);
    }
    r[TASK_HAS_VARIANTS] = value_true(n > 0);
    r[TASK_VARIANTS] = view_list(v, &variant_shape, rows, n, VARIANT_COUNT);
}

/* `phases` of the task replace those of its method. */
static struct value task_phases(struct view *v, const struct task *t, const struct page *method)
{
    if (t->phases.len) return view_phases(v, t->phases.items, t->phases.len);
    const struct method_keys *k = method && method->unit ? method->unit->keys : NULL;
    return k ? view_phases(v, k->phases.items, k->phases.len) : (struct value){0};
}

static void fill_task(struct view *v, struct value *r, const struct task *t, struct str label)
{
    const struct page *method =
        t->method.text.len ? course_method(v->site->course, t->method.text) : NULL;
    r[TASK_ID] = value_text(within_id(&v->within, t->id.text, v->arena));
    r[TASK_LABEL] = value_text(label);
    r[TASK_TITLE] = view_text(v, &t->title);
    r[TASK_GROUPING] = view_grouping(v, &t->grouping);
    r[TASK_MINUTES_TEXT] = value_text(view_minutes(v, &t->minutes));
    if (t->per_group.value)
        r[TASK_PER_GROUP_TEXT] =
            value_text(view_say(v, PHRASE_PER_GROUP, str_number(v->arena, t->per_group.value)));
    if (method && !method->draft) r[TASK_METHOD] = view_page_link(v, method);
    r[TASK_TEXT] = view_html(v, &t->text);
    r[TASK_PHASES] = task_phases(v, t, method);
    r[TASK_HAS_PHASES] = value_true(r[TASK_PHASES].kind == VALUE_LIST);
    r[TASK_HAS_QUESTIONS] = value_true(t->questions.len > 0);
    r[TASK_QUESTIONS] = page_questions(v, v->page->module, t);
    fill_variants(v, r, &t->variants);
    r[TASK_DECIDE] = value_true(t->decide.value);
    r[TASK_KEY] = value_text(view_task_key(v, v->page->module, t));
}

static void fill_tasks(struct view *v, struct value *r, const struct step_load *l)
{
    size_t n = l->tasks.len;
    struct value *rows = view_rows(v, n, TASK_COUNT);
    for (size_t i = 0; i < n; i++) {
        struct str number = str_number(v->arena, i + 1);
        struct str label = n > 1 ? view_say(v, PHRASE_PART_NUMBER, number) : STR("");
        fill_task(v, rows + i * TASK_COUNT, &l->tasks.items[i], label);
    }
    r[STEP_HAS_TASKS] = value_true(n > 0);
    r[STEP_TASKS] = view_list(v, &task_shape, rows, n, TASK_COUNT);
}

/* ---- Literature ------------------------------------------------------------------------------ */

void page_reading(struct view *v, struct value *row, const struct work *w)
{
    struct buf b = {.arena = v->arena};
    apa_entry(&b, w, view_apa_language(v));
    row[READING_ENTRY] = value_html(buf_str(&b));
}

static void fill_readings(struct view *v, struct value *r, const struct step_load *l)
{
    struct value *rows = view_rows(v, l->literature.len, READING_COUNT);
    size_t n = 0;
    for (size_t i = 0; i < l->literature.len; i++) {
        const struct reading *x = &l->literature.items[i];
        const struct work *w = literature_find(v->site->course->literature, x->id.text);
        if (!w) continue;
        struct value *row = rows + READING_COUNT * n++;
        page_reading(v, row, w);
        row[READING_LOCATOR] = value_text(x->locator.text);
        row[READING_WHY] = view_html(v, &x->why);
    }
    r[STEP_HAS_READINGS] = value_true(n > 0);
    r[STEP_READINGS] = view_list(v, &work_shape, rows, n, READING_COUNT);
}

/* ---- The step -------------------------------------------------------------------------------- */

static void fill_keys(struct view *v, struct value *r, const struct step_keys *k)
{
    r[STEP_MINUTES_TEXT] = value_text(view_minutes(v, &k->minutes));
    r[STEP_PERIOD_TEXT] = view_text(v, &k->period);
    r[STEP_WHO] = view_text(v, &k->who);
    if (k->for_whom.value == FOR_STAFF)
        r[STEP_FOR_TEXT] = value_text(view_say(v, PHRASE_FOR_STAFF));
    if (k->for_whom.value == FOR_OWNER)
        r[STEP_FOR_TEXT] = value_text(view_say(v, PHRASE_FOR_OWNER));
    if (!k->must.value) r[STEP_OPTIONAL_TEXT] = value_text(view_say(v, PHRASE_OPTIONAL));
    r[STEP_PURPOSE] = view_html(v, &k->purpose);
    r[STEP_HAS_BRING] = value_true(k->bring.len > 0);
    r[STEP_BRING] = view_items(v, &k->bring);
    r[STEP_HAS_ROLES] = value_true(k->roles.len > 0);
    r[STEP_ROLES] = view_items(v, &k->roles);
    r[STEP_SHORT] = view_html(v, &k->short_version);
    r[STEP_UNPREPARED] = view_html(v, &k->unprepared);
}

struct value page_step_of(struct view *v, const struct step *s, unsigned what)
{
    const struct page *p = s->page;
    struct arena *a = v->arena;
    struct value *r = view_rows(v, 1, STEP_COUNT);
    r[STEP_LABEL] = value_text(view_label(v, p));
    r[STEP_TITLE] = value_text(view_title(v, p));
    r[STEP_KEY] = view_step_key(v, p);
    if (what & STEP_HEAD) {
        struct str count = str_number(a, p->module->nsteps);
        r[STEP_POSITION_TEXT] =
            value_text(view_say(v, PHRASE_STEP_POSITION, str_number(a, s->number), count));
        r[STEP_MODULE] = view_page_link(v, p->module->page);
        /* «Forarbeid» above «Forarbeid» would say it twice. */
        struct value kind = view_kind(v, s->kind);
        if (!str_eq(kind.as.record->values[KIND_NAME].as.text, view_title(v, p)))
            r[STEP_KIND] = kind;
        r[STEP_WHEN] = view_when(v, s->when);
        if (s->keys) fill_keys(v, r, s->keys);
        if (s->kind == STEP_FOLLOWUP) r[STEP_FOLLOWS] = value_text(p->module->id);
        r[STEP_ASKS] = value_true(view_asks(s));
        r[STEP_DECIDES] = value_true(view_decides(s));
    }
    if (what & STEP_TEXTS && p->body) r[STEP_BODY] = value_html(view_doc(v, p->body));
    if (what & STEP_FILL) {
        r[STEP_OBSERVATION] = page_observations(v, s);
        r[STEP_HAS_OBSERVATION] = value_true(r[STEP_OBSERVATION].kind == VALUE_LIST);
    }
    if (what & STEP_SHOWN && s->has_presentations) fill_presentations(v, r, s);
    if (what & STEP_PARTS && s->has_tasks) fill_tasks(v, r, s->load);
    if (what & STEP_READ && s->has_literature) fill_readings(v, r, s->load);
    return value_record(v, &step_shape, r);
}

struct value page_step(struct view *v)
{
    return page_step_of(v, v->page->step, STEP_EVERYTHING);
}
