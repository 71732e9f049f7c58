/* reference: `steg reference [PAGE]`: a page that is made from the tables in the code; alone, which
 * there are and where they lie. For `make docs`. */
#include "commands/command_pages.h"

static const struct reference_page *const tables[] = {reference_pages, command_pages};

static void put_list(struct buf *b)
{
    for (size_t t = 0; t < sizeof tables / sizeof *tables; t++)
        for (const struct reference_page *p = tables[t]; p->name; p++)
            buf_printf(b, "%s %s\n", p->name, p->file);
}

static int run(struct invocation *in)
{
    struct str names[32], wanted = str_of(in->noperands ? in->operands[0] : "");
    struct buf b = {.arena = in->arena};
    size_t n = 0;
    for (size_t t = 0; t < sizeof tables / sizeof *tables; t++)
        for (const struct reference_page *p = tables[t]; p->name; p++) {
            if (n < sizeof names / sizeof *names) names[n++] = str_of(p->name);
            if (!str_eq(str_of(p->name), wanted)) continue;
            p->write(&b, p->language);
            return command_print(buf_str(&b));
        }
    if (!in->noperands) {
        put_list(&b);
        return command_print(buf_str(&b));
    }
    diag(in->diags, DIAG_BAD_OPTION_VALUE, (struct pos){0}, STR("PAGE"), wanted,
         str_join(in->arena, names, n, STR(", ")));
    command_finish(in, false);
    return EXIT_USAGE;
}

const struct command command_reference = {
    .name = "reference",
    .group = COMMANDS_HIDDEN,
    .operands = "[PAGE]",
    .max_operands = 1,
    .summary = {"print a page that is made from the tables in the code",
                "skriv ut en side som er laget av tabellene i koden"},
    .more = {"Alone it lists the pages and the files they lie in. For `make docs`.",
             "Alene gir den en liste over sidene og filene de ligger i. Til `make docs`."},
    .run = run,
};
