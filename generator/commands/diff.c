/* diff: `steg diff REV1 [REV2]`: what differs between two versions of the course, in its own terms.
 */
#include "base/buf.h"
#include "commands/command.h"
#include "commands/versions_options.h"
#include "site/differences.h"
#include "site/edition.h"

enum { COURSE, FORMAT, STRICT };

static const struct option options[] = {
    [COURSE] = OPTION_COURSE,
    [FORMAT] = OPTION_FORMAT,
    [STRICT] = {"strict", 0, NULL, {"warnings are errors", "advarsler er feil"}},
    {0},
};

/* The faults of a version do not hinder comparing what could be read of it; the differences say
 * what could not. What is FATAL does. */
static bool read_version(struct edition *e, struct invocation *in, const char *rev,
                         struct workers *w, struct arena *shared)
{
    struct diags *own = arena_new(in->arena, struct diags, 1);
    own->arena = in->arena;
    bool good = edition_read(e, in->values[COURSE], rev, w, shared, own);
    if (!good) diags_merge(in->diags, own);
    return good;
}

static void compare(struct buf *out, struct invocation *in, int format,
                    const struct edition *editions, struct arena *shared)
{
    struct inventory before, after;
    struct inventory_diff diff;
    inventory_of(&before, &editions[0].course, shared);
    inventory_of(&after, &editions[1].course, shared);
    inventory_compare(&diff, &before, &after, shared);
    inventory_warn(&diff, in->diags);
    struct differences_of what = {
        .before = str_of(in->operands[0]),
        .after = in->noperands > 1             ? str_of(in->operands[1])
                 : in->language == LANGUAGE_NB ? STR("nå")
                                               : STR("now"),
    };
    if (format == VERSIONS_TEXT) differences_text(out, &diff, &what, in->language);
    if (format == VERSIONS_MARKDOWN) differences_markdown(out, &diff, &what, in->language);
    if (format == VERSIONS_JSON) differences_json(out, &diff, &what);
}

static int run(struct invocation *in)
{
    int format = versions_format(in, FORMAT);
    if (!in->noperands) diag(in->diags, DIAG_REVISION_MISSING, (struct pos){0});
    if (format < 0 || !in->noperands) {
        command_finish(in, false);
        return EXIT_USAGE;
    }
    struct workers w = {.n = workers_processors(), .diags = in->diags};
    struct arena *shared = edition_memory(&w, in->arena);
    struct edition editions[2];
    struct buf out = {.arena = in->arena};
    size_t n = 0;
    bool good = shared != NULL;
    for (; good && n < 2; n++)
        good =
            read_version(&editions[n], in, n < in->noperands ? in->operands[n] : NULL, &w, shared);
    if (good) compare(&out, in, format, editions, shared);
    int code = command_finish(in, in->given[STRICT]);
    if (good) {
        int printed = command_print(buf_str(&out));
        if (printed != EXIT_FINE) code = printed;
    }
    for (size_t i = 0; i < n; i++)
        edition_close(&editions[i]);
    workers_free(&w);
    return code;
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
