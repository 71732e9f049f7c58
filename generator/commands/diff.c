/* diff: `steg diff REV1 [REV2]`: what differs between two versions of the course, in its own terms.
 */
#include "commands/course_read.h"
#include "commands/options.h"
#include "site/differences.h"

enum { COURSE, FORMAT, STRICT };

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

static void compare(struct buf *out, struct course_read *r, struct invocation *in, int format)
{
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
        .courses = {&r->editions[0].course, &r->editions[1].course},
    };
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
    .more = {"Compares two versions in git, or one version with what lies on the disk now. It "
             "warns where answers that teams have written would lose their place, so that it can "
             "be mended before the course goes out.",
             "Sammenligner to versjoner i git, eller én versjon med det som ligger på disken nå. "
             "Den sier fra der svar som team har skrevet, ville miste plassen sin, så det kan "
             "rettes før kurset går ut."},
    .examples = examples,
    .options = options,
    .run = run,
};
