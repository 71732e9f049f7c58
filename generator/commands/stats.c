/* stats: `steg stats [DIR]`: a course in figures. */
#include "site/stats.h"
#include "commands/course_read.h"
#include "commands/options.h"

enum { FORMAT, REV };
enum { TEXT, JSON, CSV };

static const struct option options[] = {
    [FORMAT] = {"format",
                'f',
                "text|json|csv",
                {"for people, for programs, or for a spreadsheet",
                 "for folk, for programmer eller for et regneark"}},
    [REV] = OPTION_REV("look at", "se på"),
    {0},
};

/* The course in each of its other languages. */
static void read_languages(struct stats *s, struct course_read *r)
{
    const struct course *c = &r->editions[0].course;
    const struct plains *l = &c->keys->languages;
    s->languages = arena_new(r->shared, struct stats_language, l->len);
    for (size_t i = 0; i < l->len; i++) {
        if (str_eq_nocase(l->items[i].text, c->language)) continue;
        struct edition *e = arena_new(r->shared, struct edition, 1);
        struct diags *found = arena_new(r->in->arena, struct diags, 1);
        found->arena = r->in->arena;
        bool good = edition_read_language(e, &r->editions[0], l->items[i].text, &r->workers,
                                          r->shared, found);
        if (good) stats_language_of(&s->languages[s->nlanguages++], c, &e->course, r->in->arena);
        course_read_tell(r, found);
    }
}

static int run(struct invocation *in)
{
    static const char *const words[] = {"text", "json", "csv", NULL};
    int format = option_word(in, FORMAT, words);
    if (format < 0) {
        command_finish(in, false);
        return EXIT_USAGE;
    }
    struct course_read r;
    struct buf out = {.arena = in->arena};
    if (course_read(&r, in, in->noperands ? in->operands[0] : NULL, in->values[REV])) {
        struct stats s;
        stats_of(&s, &r.editions[0].course, in->arena);
        read_languages(&s, &r);
        if (format == TEXT) stats_text(&out, &s, in->language);
        if (format == JSON) stats_json(&out, &s);
        if (format == CSV) stats_csv(&out, &s);
    }
    return course_read_end(&r, buf_str(&out), false);
}

static const struct command_example examples[] = {
    {"steg stats", NULL, {"The course one stands in.", "Kurset dere står i."}},
    {"steg stats --format csv >figures.csv",
     "steg stats --format csv >tall.csv",
     {"One line for each module, for a spreadsheet.", "Én linje for hver modul, til et regneark."}},
    {"steg stats --rev v1.0",
     NULL,
     {"The figures as they were in version v1.0.", "Tallene slik de var i versjon v1.0."}},
    {0},
};

const struct command command_stats = {
    .name = "stats",
    .group = COMMANDS_LOOK,
    .operands = "[DIR]",
    .max_operands = 1,
    .summary = {"tell how long the course is, and how heavy to read",
                "fortell hvor langt kurset er, og hvor tungt det er å lese"},
    .more = {"Minutes alone before, together and between meetings, for each module and for the "
             "course; the three are never added up. Words, reading time and LIX; steps, parts, "
             "questions, films with and without a transcript, and literature.\n\n"
             "Of a course in several languages it tells how much is translated. What is draft is "
             "not counted. docs/figures.md says what each figure is.",
             "Minutter alene før, sammen og mellom møtene, for hver modul og for kurset; de tre "
             "legges aldri sammen. Ord, lesetid og liks (lesbarhetsindeks, LIX); steg, deler, "
             "spørsmål, filmer med og uten manus, og litteratur.\n\n"
             "For et kurs på flere språk står det også hvor mye som er oversatt. Utkast er ikke "
             "talt med. docs/figures.md forteller hva hvert tall er."},
    .examples = examples,
    .options = options,
    .run = run,
};
