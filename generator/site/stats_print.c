/* stats: for people, as three tables; for spreadsheets, as CSV (RFC 4180). */
#include "site/stats.h"
#include "site/columns.h"
#include "site/languages.h"

#define NONE "–"

/* ---- Words of both languages ----------------------------------------------------------------- */

static const struct said {
    const char *times[4], *texts[5], *content[7], *languages[6]; /* heads of columns */
    const char *course, *beside[BESIDE_COUNT], *sum;
    const char *share;
    const char *minutes, *about, *range, *open, *least, *and_open, *unsaid;
    const char *time_note, *least_note, *text_note, *unread;
    const char *terms[2], *methods[2], *works[2], *unused, *drafts[2]; /* one, several */
} said[2] = {
    [LANGUAGE_EN] =
        {
            .times = {"Time", "Alone before", "Together", "Between meetings"},
            .texts = {"Text", "Words", "Reading", "LIX", ""},
            .content = {"Content", "Steps", "Parts", "Questions", "Films", "No transcript",
                        "Works"},
            .languages = {"Language", "Translated", "Words", "Reading", "LIX", ""},
            .share = "%zu of %zu",
            .course = "The whole course",
            .beside = {"For whoever leads", "Transcripts and the like", "Other pages"},
            .sum = "In all",
            .minutes = "%u min",
            .about = "about %u min",
            .range = "%u–%u min",
            .open = "open",
            .least = "at least ",
            .and_open = " + open",
            .unsaid = "not said",
            .time_note = "The three kinds of time are never added up.",
            .least_note = "At least: some step does not say how long it takes.",
            .text_note =
                "Reading: %u words a minute. LIX: below 30 as for children, 40–49 as in a\n"
                "newspaper, 60 and more as in laws.",
            .unread = "Some files could not be read, and are not counted.",
            .terms = {"%zu term", "%zu terms"},
            .methods = {"%zu method", "%zu methods"},
            .works = {"%zu work in literature.yml", "%zu works in literature.yml"},
            .unused = ", %zu not used",
            .drafts = {"%zu module is a draft and not counted.",
                       "%zu modules are drafts and not counted."},
        },
    [LANGUAGE_NB] =
        {
            .times = {"Tid", "Alene før", "Sammen", "Mellom møtene"},
            .texts = {"Tekst", "Ord", "Lesetid", "LIX", ""},
            .content = {"Innhold", "Steg", "Deler", "Spørsmål", "Filmer", "Uten manus", "Verk"},
            .languages = {"Språk", "Oversatt", "Ord", "Lesetid", "LIX", ""},
            .share = "%zu av %zu",
            .course = "Hele kurset",
            .beside = {"Til den som leder", "Manus og lignende", "Andre sider"},
            .sum = "Til sammen",
            .minutes = "%u min",
            .about = "ca. %u min",
            .range = "%u–%u min",
            .open = "åpent",
            .least = "minst ",
            .and_open = " + åpent",
            .unsaid = "ikke sagt",
            .time_note = "De tre slagene tid legges aldri sammen.",
            .least_note = "Minst: Et eller flere steg sier ikke hvor lenge de varer.",
            .text_note = "Lesetid: %u ord i minuttet. LIX: under 30 som i barnebøker, 40–49 som i "
                         "aviser,\n60 og mer som i lover.",
            .unread = "Noen filer lot seg ikke lese, og er ikke talt med.",
            .terms = {"%zu begrep", "%zu begreper"},
            .methods = {"%zu metode", "%zu metoder"},
            .works = {"%zu verk i literature.yml", "%zu verk i literature.yml"},
            .unused = ", %zu ikke brukt",
            .drafts = {"%zu modul er utkast og ikke talt med.",
                       "%zu moduler er utkast og ikke talt med."},
        },
};

struct telling {
    const struct stats *s;
    const struct said *said;
    enum language l;
    struct buf *out;
    struct arena *a;
};

/* ---- Cells ----------------------------------------------------------------------------------- */

static struct str title_of(const struct telling *t, const struct module *m)
{
    const struct text *title = page_title(m->page);
    struct str words = title && title->doc ? title->doc->text : m->id;
    return STR_CAT(t->a, str_number(t->a, m->number), STR(" "), words);
}

static struct str number(const struct telling *t, size_t n)
{
    return str_number(t->a, n);
}

/* The formats are all in the table above. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"

static void put_span(struct buf *b, const struct said *w, const struct stats_time *t)
{
    if (t->from != t->to)
        buf_printf(b, w->range, t->from, t->to);
    else
        buf_printf(b, t->about ? w->about : w->minutes, t->to);
}

static void put_line(struct buf *b, struct str line)
{
    buf_put(b, line);
    if (line.len) buf_put_char(b, '\n');
}

static void put_count(struct buf *b, const char *const words[2], size_t n)
{
    if (!n) return;
    if (b->len) buf_put(b, STR(" · "));
    buf_printf(b, words[n > 1], n);
}

static void put_note(struct buf *b, const char *format, unsigned n)
{
    buf_printf(b, format, n);
    buf_put_char(b, '\n');
}

static void put_unused(struct buf *b, const char *format, size_t n)
{
    if (n) buf_printf(b, format, n);
}

static struct str share_cell(const struct telling *t, const struct stats_share *s)
{
    struct buf b = {.arena = t->a};
    buf_printf(&b, t->said->share, s->translated, s->texts);
    return buf_str(&b);
}

#pragma GCC diagnostic pop

static struct str time_cell(const struct telling *t, const struct stats_time *time,
                            const struct figures *periods)
{
    struct buf b = {.arena = t->a};
    if (time->to) {
        if (time->missing) buf_put(&b, str_of(t->said->least));
        put_span(&b, t->said, time);
        if (time->open) buf_put(&b, str_of(t->said->and_open));
    } else if (time->open) {
        buf_put(&b, str_of(t->said->open));
    }
    for (size_t i = 0; periods && i < periods->nperiods; i++) {
        if (b.len) buf_put(&b, STR(", "));
        buf_put(&b, periods->periods[i]->doc->text);
    }
    if (!b.len && time->missing) return str_of(t->said->unsaid);
    return b.len ? buf_str(&b) : STR(NONE);
}

/* ---- Tables ---------------------------------------------------------------------------------- */

static void add_heads(struct columns *c, const char *const *heads)
{
    struct str cells[COLUMNS_MOST];
    for (size_t i = 0; i < c->n; i++)
        cells[i] = str_of(heads[i]);
    columns_add(c, cells);
}

static void end_table(const struct telling *t, const struct columns *c)
{
    columns_print(t->out, c, TERMINAL_WIDTH);
}

static void add_times(const struct telling *t, struct columns *c, struct str name,
                      const struct figures *f)
{
    columns_add(c, (struct str[]){name, time_cell(t, &f->time[WHEN_BEFORE], NULL),
                                  time_cell(t, &f->time[WHEN_TOGETHER], NULL),
                                  time_cell(t, &f->time[WHEN_BETWEEN], f)});
}

static void tell_time(const struct telling *t)
{
    struct columns c = {.arena = t->a, .n = 4};
    bool missing = false;
    add_heads(&c, t->said->times);
    for (size_t i = 0; i < t->s->nmodules; i++)
        add_times(t, &c, title_of(t, t->s->modules[i].module), &t->s->modules[i].f);
    columns_rule(&c);
    add_times(t, &c, str_of(t->said->course), &t->s->whole);
    end_table(t, &c);
    put_line(t->out, str_of(t->said->time_note));
    for (int when = WHEN_BEFORE; when <= WHEN_BETWEEN; when++)
        missing = missing || (t->s->whole.time[when].missing && t->s->whole.time[when].to);
    if (missing) put_line(t->out, str_of(t->said->least_note));
    buf_put_char(t->out, '\n');
}

/* `share`: how much of it is translated; NULL: there is no such column. */
static void add_words(const struct telling *t, struct columns *c, struct str name,
                      const struct str *share, const struct stats_words *w)
{
    struct str reading = STR_CAT(t->a, number(t, stats_reading_minutes(w)), STR(" min"));
    struct str lix = STR(NONE), band = STR("");
    unsigned value = lix_value(&w->running);
    if (w->running.words >= LIX_LEAST) {
        struct str meaning = str_of(lix_meaning(lix_band(value), t->l));
        lix = number(t, value);
        band = str_cut(&meaning, ','); /* without "as a novel", which the note says */
    }
    if (share)
        columns_add(c, (struct str[]){name, *share, number(t, w->all.words), reading, lix, band});
    else
        columns_add(c, (struct str[]){name, number(t, w->all.words), reading, lix, band});
}

static void tell_text(const struct telling *t)
{
    const struct stats *s = t->s;
    struct columns c = {.arena = t->a, .n = 5, .right = 1u << 1 | 1u << 2 | 1u << 3};
    add_heads(&c, t->said->texts);
    for (size_t i = 0; i < s->nmodules; i++)
        add_words(t, &c, title_of(t, s->modules[i].module), NULL, &s->modules[i].f.words);
    for (int i = 0; i < BESIDE_COUNT; i++)
        if (s->beside[i].all.words)
            add_words(t, &c, str_of(t->said->beside[i]), NULL, &s->beside[i]);
    columns_rule(&c);
    add_words(t, &c, str_of(t->said->sum), NULL, &s->sum);
    end_table(t, &c);
    put_note(t->out, t->said->text_note, STATS_WORDS_PER_MINUTE);
    buf_put_char(t->out, '\n');
}

/* The language that the course is written in first. */
static void tell_languages(const struct telling *t)
{
    const struct stats *s = t->s;
    struct columns c = {.arena = t->a, .n = 6, .right = 1u << 1 | 1u << 2 | 1u << 3 | 1u << 4};
    struct str none = STR(NONE);
    if (!s->nlanguages) return;
    add_heads(&c, t->said->languages);
    add_words(t, &c, languages_name(s->course->language), &none, &s->sum);
    for (size_t i = 0; i < s->nlanguages; i++) {
        const struct stats_language *l = &s->languages[i];
        struct str share = share_cell(t, &l->all);
        add_words(t, &c, languages_name(l->course->language), &share, &l->all.words);
    }
    end_table(t, &c);
    buf_put_char(t->out, '\n');
}

static void add_content(const struct telling *t, struct columns *c, struct str name,
                        const struct figures *f)
{
    columns_add(c, (struct str[]){name, number(t, f->steps), number(t, f->tasks),
                                  number(t, f->questions), number(t, f->films),
                                  number(t, f->films - f->transcripts), number(t, f->works)});
}

static void tell_content(const struct telling *t)
{
    const struct stats *s = t->s;
    const struct said *w = t->said;
    struct columns c = {.arena = t->a, .n = 7, .right = ~1u};
    struct buf more = {.arena = t->a};
    add_heads(&c, w->content);
    for (size_t i = 0; i < s->nmodules; i++)
        add_content(t, &c, title_of(t, s->modules[i].module), &s->modules[i].f);
    columns_rule(&c);
    add_content(t, &c, str_of(w->course), &s->whole);
    end_table(t, &c);
    put_count(&more, w->methods, s->methods);
    put_count(&more, w->terms, s->terms);
    put_count(&more, w->works, s->works);
    put_unused(&more, w->unused, s->unused);
    put_line(t->out, buf_str(&more));
    buf_reset(&more);
    put_count(&more, w->drafts, s->drafts);
    put_line(t->out, buf_str(&more));
    if (!s->all) put_line(t->out, str_of(w->unread));
}

void stats_text(struct buf *out, const struct stats *s, enum language l)
{
    struct telling t = {s, &said[l], l, out, out->arena};
    const struct text *title = &s->course->keys->title;
    columns_put(out, title->doc ? title->doc->text : s->course->id);
    buf_put(out, STR("\n\n"));
    tell_time(&t);
    tell_text(&t);
    tell_languages(&t);
    tell_content(&t);
}

/* ---- CSV ------------------------------------------------------------------------------------- */

static void put_field(struct buf *b, struct str s)
{
    if (b->len && b->ptr[b->len - 1] != '\n') buf_put_char(b, ',');
    bool quoted = false;
    for (size_t i = 0; i < s.len; i++)
        quoted =
            quoted || s.ptr[i] == ',' || s.ptr[i] == '"' || s.ptr[i] == '\r' || s.ptr[i] == '\n';
    if (quoted) buf_put_char(b, '"');
    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] == '"') buf_put_char(b, '"');
        buf_put_char(b, s.ptr[i]);
    }
    if (quoted) buf_put_char(b, '"');
}

static void put_number_field(struct buf *b, size_t n)
{
    put_field(b, str_number(b->arena, n));
}

static void put_time_fields(struct buf *b, const struct stats_time *t)
{
    bool said_so = t->to > 0;
    put_field(b, said_so ? str_number(b->arena, t->from) : STR(""));
    put_field(b, said_so ? str_number(b->arena, t->to) : STR(""));
}

static void put_module_fields(struct buf *b, const struct stats_module *m)
{
    const struct figures *f = &m->f;
    const struct text *title = page_title(m->module->page);
    const struct lix *lix = &f->words.running;
    put_field(b, m->module->id);
    put_field(b, title && title->doc ? title->doc->text : STR(""));
    for (int when = WHEN_BEFORE; when <= WHEN_BETWEEN; when++)
        put_time_fields(b, &f->time[when]);
    put_number_field(b, f->words.all.words);
    put_number_field(b, stats_reading_minutes(&f->words));
    put_field(b, lix->words < LIX_LEAST ? STR("") : str_number(b->arena, lix_value(lix)));
    put_number_field(b, f->steps);
    put_number_field(b, f->tasks);
    put_number_field(b, f->questions);
    put_number_field(b, f->decisions);
    put_number_field(b, f->films);
    put_number_field(b, f->transcripts);
    put_number_field(b, f->works);
    buf_put(b, STR("\r\n"));
}

void stats_csv(struct buf *out, const struct stats *s)
{
    buf_put(out, STR("module,title,before_from,before_to,together_from,together_to,between_from,"
                     "between_to,words,reading_minutes,lix,steps,tasks,questions,decisions,films,"
                     "transcripts,works\r\n"));
    for (size_t i = 0; i < s->nmodules; i++)
        put_module_fields(out, &s->modules[i]);
}
