/* version: `steg version`: which steg this is. */
#include "base/version.h"
#include "commands/command.h"

int command_print_version(void)
{
    return command_print(STR("steg " STEG_VERSION "\n"));
}

static int run(struct invocation *in)
{
    (void)in;
    return command_print_version();
}

const struct command command_version = {
    .name = "version",
    .operands = "",
    .summary = {"say which steg this is", "si hvilken steg dette er"},
    .more = {"The same as `steg --version`. The number stands in a report of a fault.",
             "Det samme som `steg --version`. Ta med tallet når dere melder fra om en feil."},
    .run = run,
};
