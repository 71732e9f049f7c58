/* check: `steg check [DIR]`: all that a build says of the course, and what would make it better. */
#include "site/check.h"
#include "base/diag_formats.h"
#include "base/version.h"
#include "commands/building.h"
#include "commands/options.h"

enum { FORMAT, TODAY, ONLINE, STRICT, REV, JOBS, QUIET };

static const struct option options[] = {
    [FORMAT] = {"format",
                0,
                "text|gcc|json|sarif",
                {"how it is written: for people (text), editors, scripts or code hosts",
                 "hvordan det skrives: for folk (text), redigeringsprogrammer, skript eller "
                 "kodelagre"}},
    [TODAY] = OPTION_TODAY("the day that dates of review are held against",
                           "dagen som datoene for gjennomgang holdes opp mot"),
    [ONLINE] = {"online",
                0,
                NULL,
                {"ask other websites whether the links lead anywhere",
                 "spør andre nettsteder om lenkene fører noe sted"}},
    [STRICT] = OPTION_STRICT,
    [REV] = OPTION_REV("look at", "se på"),
    [JOBS] = OPTION_JOBS,
    [QUIET] = {"quiet",
               'q',
               NULL,
               {"no tables of how hard the texts are and where links lead",
                "ingen tabeller over hvor tunge tekstene er, og hvor lenkene fører"}},
    {0},
};

enum format { FORMAT_TEXT, FORMAT_GCC, FORMAT_JSON, FORMAT_SARIF };

struct asked {
    struct invocation *in;
    enum format format;
    struct check_options how;
    struct check_report report;
    struct progress progress;
    bool looked; /* the report says something */
};

/* ---- What was asked for ---------------------------------------------------------------------- */

static bool read_format(struct asked *q)
{
    static const char *const words[] = {"text", "gcc", "json", "sarif", NULL};
    int format = option_word(q->in, FORMAT, words);
    if (format >= 0) q->format = (enum format)format;
    return format >= 0;
}

/* ---- Looking --------------------------------------------------------------------------------- */

static void look(void *ctx, const struct version *v, struct workers *w)
{
    struct asked *q = ctx;
    struct edition *e = v->edition;
    progress_phase(&q->progress, BUILD_LOOK);
    q->looked = check_course(&q->report, e, &q->how, w, e->diags);
    check_languages(v, e->diags);
    course_silence(&e->course, e->diags);
    if (q->looked) course_silence_review(&e->course, e->diags);
}

static void look_over(struct build_result *r, struct build_options *o, struct asked *q)
{
    struct invocation *in = q->in;
    if (!building_find(o, in, in->noperands ? in->operands[0] : NULL)) return;
    /* In a bare content folder the site lies among the files. */
    o->skip = building_public(&o->project, in->arena);
    if (!in->given[QUIET]) progress_begin(&q->progress, &build_words[in->language]);
    o->progress = &q->progress;
    build(r, o, in->arena, in->diags);
    progress_end(&q->progress);
}

/* ---- Telling --------------------------------------------------------------------------------- */

static int tell_people(struct asked *q)
{
    struct buf b = {.arena = q->in->arena};
    bool nothing = q->in->diags->first == NULL;
    int code = command_finish(q->in, q->in->given[STRICT]);
    if (q->in->given[QUIET] || !q->looked || code == EXIT_ENVIRONMENT) return code;
    if (nothing)
        buf_put(&b, q->in->language == LANGUAGE_NB ? STR("Ingenting å utsette på kurset.\n\n")
                                                   : STR("Nothing to mend in the course.\n\n"));
    check_print(&b, &q->report, q->in->language);
    int printed = command_print(buf_str(&b));
    return printed == EXIT_FINE ? code : printed;
}

static int tell_program(struct asked *q)
{
    struct diag_style style = {.language = q->in->language, .strict = q->in->given[STRICT]};
    struct diags *d = q->in->diags;
    struct buf b = {.arena = q->in->arena};
    struct json j = {.out = &b};
    if (q->format == FORMAT_GCC) diags_gcc(&b, d, style);
    if (q->format == FORMAT_SARIF) diags_sarif(&b, d, style, STEG_VERSION);
    if (q->format == FORMAT_JSON) {
        json_object(&j);
        json_key(&j, "format"), json_text(&j, STR("steg-check"));
        json_key(&j, "version"), json_number(&j, 1);
        json_key(&j, "language");
        json_text(&j, style.language == LANGUAGE_NB ? STR("nb") : STR("en"));
        diags_json(&j, d, style);
        check_json(&j, &q->report);
        json_end(&j);
    }
    int code = diags_exit_code(d, style.strict), printed = command_print(buf_str(&b));
    return printed == EXIT_FINE ? code : printed;
}

static int run(struct invocation *in)
{
    struct asked q = {.in = in, .how.online = in->given[ONLINE]};
    struct build_options o = {.look = look, .look_ctx = &q, .rev = in->values[REV]};
    bool format = read_format(&q), day = option_day(&q.how.today, in, TODAY);
    if (!option_jobs(&o.jobs, in, JOBS) || !format || !day) {
        command_finish(in, false);
        return EXIT_USAGE;
    }
    struct build_result r = {0};
    look_over(&r, &o, &q);
    int code = q.format == FORMAT_TEXT ? tell_people(&q) : tell_program(&q);
    build_free(&r);
    return code;
}

static const struct command_example examples[] = {
    {"steg check", NULL, {"Look at the course one stands in.", "Se på kurset man står i."}},
    {"steg check --online",
     NULL,
     {"Also ask whether links to other websites lead anywhere.",
      "Spør også om lenker til andre nettsteder fører noe sted."}},
    {"steg check --strict --format sarif >steg.sarif",
     NULL,
     {"For a code host that shows findings beside the text; a warning is a failure.",
      "Til et kodelager som viser funnene ved siden av teksten; en advarsel er en feil."}},
    {0},
};

const struct command command_check = {
    .name = "check",
    .group = COMMANDS_LOOK,
    .operands = "[DIR]",
    .max_operands = 1,
    .summary = {"look for what is wrong with the course, and what would make it better",
                "se etter det som er galt i kurset, og det som kan bli bedre"},
    .more = {"Says all that a build says, and more: what a module lacks, what those who do not see "
             "or hear meet, what points to a person, what has grown old, what is hard to read, and "
             "what a web server would hide. No site is made. Warnings that are meant to be can "
             "stay quiet in one file, with a reason: `check: [{ignore: no-minutes, why: …}]`.\n\n"
             "How hard each text is to read, and where links to other websites lead, is told at "
             "the end. Nothing is asked of any other machine without `--online`.",
             "Sier alt en bygging sier, og mer: hva en modul mangler, hva de som ikke ser eller "
             "hører, møter, hva som peker på en person, hva som er blitt gammelt, hva som er tungt "
             "å lese, og hva en nettserver ville skjult. Det lages ikke noe nettsted. Advarsler "
             "som er meningen, kan tie i én fil, med en grunn: `check: [{ignore: no-minutes, why: "
             "…}]`.\n\n"
             "Hvor tung hver tekst er å lese, og hvor lenker til andre nettsteder fører, står til "
             "slutt. Ingen annen maskin blir spurt om noe uten `--online`."},
    .examples = examples,
    .options = options,
    .run = run,
};
