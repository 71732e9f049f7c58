/* diff: `steg diff REV1 [REV2]`: what differs between two versions of the course, in its own terms.
 */
#include "commands/course_read.h"
#include "commands/options.h"
#include "site/differences.h"

enum { COURSE, FORMAT, STRICT };
enum { MOST_LANGUAGES = 32 };

static const struct option options[] = {
    [COURSE] = OPTION_COURSE,
    [FORMAT] = OPTION_VERSIONS,
    [STRICT] = OPTION_STRICT,
    {0},
};

/* The faults of a version do not hinder comparing what could be read of it; the differences say
 * what could not. What is FATAL does. */
static bool read_version(struct course_read *r, struct invocation *in, const char *rev)
{
    struct diags *own = arena_new(in->arena, struct diags, 1);
    own->arena = in->arena;
    course_read_phase(r, r->n ? COURSE_READ_LATER : COURSE_READ_EARLIER);
    bool good = course_read_edition(r, in->values[COURSE], rev, own);
    if (!good) diags_merge(in->diags, own);
    return good;
}

/* The languages of either version but the one that it is written in, the newer's first. */
static size_t list_languages(struct str *out, size_t max, const struct course_read *r)
{
    size_t n = 0;
    for (size_t i = 2; i-- > 0;) {
        const struct course *c = &r->editions[i].course;
        const struct plains *l = &c->keys->languages;
        for (size_t k = 0; k < l->len && n < max; k++) {
            bool known = str_eq_nocase(l->items[k].text, c->language);
            for (size_t m = 0; m < n; m++)
                known |= str_eq_nocase(out[m], l->items[k].text);
            if (!known) out[n++] = l->items[k].text;
        }
    }
    return n;
}

/* What is wrong in a translation is no more told than what is wrong in its original. */
static bool compare_language(struct translation_changes *out, struct course_read *r,
                             struct str language, const struct inventory_diff *original)
{
    struct edition *both = arena_new(r->shared, struct edition, 2);
    struct diags *unheard = arena_new(r->in->arena, struct diags, 1);
    unheard->arena = r->in->arena;
    for (size_t i = 0; i < 2; i++)
        if (!edition_read_language(&both[i], &r->editions[i], language, &r->workers, r->shared,
                                   unheard))
            return false;
    translation_changes_of(out, language, &both[0].course, &both[1].course, original, r->shared);
    return true;
}

static void compare(struct buf *out, struct course_read *r, struct invocation *in, int format)
{
    struct str languages[MOST_LANGUAGES];
    struct translation_changes *translations;
    struct inventory before, after;
    struct inventory_diff diff;
    course_read_phase(r, COURSE_READ_COMPARE);
    inventory_of(&before, &r->editions[0].course, r->shared);
    inventory_of(&after, &r->editions[1].course, r->shared);
    inventory_compare(&diff, &before, &after, r->shared);
    inventory_warn(&diff, in->diags);
    struct differences_of what = {
        .before = str_of(in->operands[0]),
        .after = in->noperands > 1             ? str_of(in->operands[1])
                 : in->language == LANGUAGE_NB ? STR("nå")
                                               : STR("now"),
    };
    size_t n = list_languages(languages, MOST_LANGUAGES, r);
    what.translations = translations = arena_new(r->shared, struct translation_changes, n);
    for (size_t i = 0; i < n; i++)
        what.ntranslations +=
            compare_language(&translations[what.ntranslations], r, languages[i], &diff);
    if (format == VERSIONS_TEXT) differences_text(out, &diff, &what, in->language);
    if (format == VERSIONS_MARKDOWN) differences_markdown(out, &diff, &what, in->language);
    if (format == VERSIONS_JSON) differences_json(out, &diff, &what);
}

static int run(struct invocation *in)
{
    int format = option_versions(in, FORMAT);
    if (!in->noperands) diag(in->diags, DIAG_REVISION_MISSING, (struct pos){0});
    if (format < 0 || !in->noperands) {
        command_finish(in, false);
        return EXIT_USAGE;
    }
    struct course_read r;
    struct buf out = {.arena = in->arena};
    course_read_begin(&r, in);
    for (size_t i = 0; r.good && i < 2; i++)
        r.good = read_version(&r, in, i < in->noperands ? in->operands[i] : NULL);
    if (r.good) compare(&out, &r, in, format);
    return course_read_end(&r, buf_str(&out), in->given[STRICT]);
}

static const struct command_example examples[] = {
    {"steg diff v1.0",
     NULL,
     {"What has changed since version v1.0.", "Hva som er endret siden versjon v1.0."}},
    {"steg diff v1.0 v2.0 --format markdown",
     NULL,
     {"What is new in version v2.0, for people to read.",
      "Hva som er nytt i versjon v2.0, til å lese for folk."}},
    {0},
};

const struct command command_diff = {
    .name = "diff",
    .group = COMMANDS_LOOK,
    .operands = "REV1 [REV2]",
    .max_operands = 2,
    .summary = {"tell what differs between two versions of the course",
                "fortell hva som er forskjellig mellom to versjoner av kurset"},
    .more = {"Compares two versions in git, or one version with what lies on the disk now; of a "
             "course in several languages also what was done to its translations. It warns where "
             "answers that teams have written would lose their place, so that it can be mended "
             "before the course goes out.",
             "Sammenligner to versjoner i git, eller én versjon med det som ligger på disken nå; "
             "for et kurs på flere språk også det som er gjort med oversettelsene. Den sier fra "
             "der svar som team har skrevet, ville miste plassen sin, så det kan rettes før kurset "
             "går ut."},
    .examples = examples,
    .options = options,
    .run = run,
};
