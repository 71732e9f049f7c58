/* reference: `steg reference PAGE`: a page of docs/ that is made from the tables in the code. */
#include "site/reference.h"
#include "commands/command.h"

static int run(struct invocation *in)
{
    struct str names[8], all[8];
    size_t n = 0;
    struct str wanted = in->noperands ? str_of(in->operands[0]) : STR("");
    for (; reference_pages[n].name; n++) {
        names[n] = str_of(reference_pages[n].name);
        if (!str_eq(names[n], wanted)) continue;
        struct buf b = {.arena = in->arena};
        reference_pages[n].write(&b);
        return command_print(buf_str(&b));
    }
    for (size_t i = 0; i < n; i++)
        all[i] = names[i];
    diag(in->diags, DIAG_BAD_OPTION_VALUE, (struct pos){0}, STR("PAGE"), wanted,
         str_join(in->arena, all, n, STR(", ")));
    command_finish(in, false);
    return EXIT_USAGE;
}

const struct command command_reference = {
    .name = "reference",
    .group = COMMANDS_HIDDEN,
    .operands = "PAGE",
    .max_operands = 1,
    .summary = {"print a reference page: format, layouts or messages",
                "skriv ut en oppslagsside: format, layouts eller messages"},
    .run = run,
};
