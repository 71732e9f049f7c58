/* commands_page: docs/commands.md, and the list of all pages that are made from these tables. */
#include "commands/command_pages.h"
#include "commands/help.h"

static void put_cell(struct buf *b, const char *z)
{
    for (; z && *z; z++) {
        if (*z == '|') buf_put_char(b, '\\');
        buf_put_char(b, *z);
    }
}

static void put_row(struct buf *b, const struct option *o)
{
    buf_put(b, STR("| "));
    if (o->letter) buf_printf(b, "`-%c`, ", o->letter);
    buf_printf(b, "`--%s", o->name);
    if (o->argument) buf_put_char(b, ' ');
    put_cell(b, o->argument);
    buf_put(b, STR("` | "));
    put_cell(b, o->help[LANGUAGE_EN]);
    buf_put(b, STR(" | "));
    put_cell(b, o->help[LANGUAGE_NB]);
    buf_put(b, STR(" |\n"));
}

#define OPTIONS_HEAD "| option | meaning | betydning |\n| --- | --- | --- |\n"

/* Paragraphs, each in a pair of asterisks when they are the Norwegian ones. */
static void put_paragraphs(struct buf *b, const char *text, const char *around)
{
    struct str rest = str_of(text);
    while (rest.ptr && rest.len) {
        size_t end = str_find_str(rest, STR("\n\n"));
        struct str one = str_sub(rest, 0, end);
        buf_printf(b, "%s%.*s%s\n\n", around, STR_ARG(one), around);
        rest = end == STR_NONE ? (struct str){0} : str_from(rest, end + 2);
    }
}

static void put_usage(struct buf *b, const struct command *c)
{
    struct operand operands[OPERANDS_MAX];
    size_t n = synopsis_operands(operands, c->operands), alternative = 0;
    buf_printf(b, "```\nsteg %s [options]", c->name);
    for (size_t i = 0; i < n; i++) {
        if (operands[i].alternative != alternative) buf_printf(b, "\nsteg %s [options]", c->name);
        alternative = operands[i].alternative;
        const char *open = operands[i].optional ? "[" : "", *close = *open ? "]" : "";
        buf_printf(b, " %s%.*s%s", open, STR_ARG(operands[i].word), close);
    }
    buf_put(b, STR("\n```\n\n"));
}

static void put_command(struct buf *b, const struct command *c)
{
    buf_printf(b, "### steg %s\n\n%s – *%s*\n\n", c->name, c->summary[LANGUAGE_EN],
               c->summary[LANGUAGE_NB]);
    put_usage(b, c);
    put_paragraphs(b, c->more[LANGUAGE_EN], "");
    put_paragraphs(b, c->more[LANGUAGE_NB], "*");
    if (c->options && c->options->name) {
        buf_put(b, STR(OPTIONS_HEAD));
        for (const struct option *o = c->options; o->name; o++)
            put_row(b, o);
        buf_put_char(b, '\n');
    }
    if (!c->examples) return;
    buf_put(b, STR("| example | meaning | betydning |\n| --- | --- | --- |\n"));
    for (const struct command_example *e = c->examples; e->typed; e++) {
        buf_put(b, STR("| `"));
        put_cell(b, e->typed);
        buf_put(b, STR("` | "));
        put_cell(b, e->meaning[LANGUAGE_EN]);
        buf_put(b, STR(" | "));
        put_cell(b, e->meaning[LANGUAGE_NB]);
        buf_put(b, STR(" |\n"));
    }
    buf_put_char(b, '\n');
}

static void put_facts(struct buf *b, const char *heading, const struct command_fact *f)
{
    buf_printf(b, "## %s\n\n| | meaning | betydning |\n| --- | --- | --- |\n", heading);
    for (; f->name; f++)
        buf_printf(b, "| `%s` | %s | %s |\n", f->name, f->meaning[LANGUAGE_EN],
                   f->meaning[LANGUAGE_NB]);
    buf_put_char(b, '\n');
}

void commands_page_write(struct buf *b, enum language l)
{
    static const enum command_group order[] = {COMMANDS_WRITE, COMMANDS_LOOK, COMMANDS_PUBLISH,
                                               COMMANDS_MORE};
    const struct command *c;
    (void)l; /* both */
    buf_put(b,
            STR("# Commands\n\n"
                "<!-- Made by `make docs` from the tables in the code: change them there. -->\n\n"
                "The same as `steg help` and steg(1), in both languages.\n\n"));
    for (size_t g = 0; g < sizeof order / sizeof *order; g++) {
        buf_printf(b, "## %s\n\n", help_groups[order[g]][LANGUAGE_EN]);
        for (size_t i = 0; (c = command_shown(i)); i++)
            if (c->group == order[g]) put_command(b, c);
    }
    buf_put(b, STR("## Options of every command\n\n" OPTIONS_HEAD));
    const struct option *o;
    for (size_t i = 0; (o = command_option(NULL, i)); i++)
        put_row(b, o);
    for (o = command_program_options; o->name; o++)
        put_row(b, o);
    buf_put_char(b, '\n');
    put_facts(b, "Exit status", command_statuses);
    put_facts(b, "Environment", command_environment);
    buf_truncate(b, b->len - 1);
}

const struct command *command_shown(size_t n)
{
    for (size_t i = 0; commands[i]; i++)
        if (commands[i]->group != COMMANDS_HIDDEN && n-- == 0) return commands[i];
    return NULL;
}

const struct reference_page command_pages[] = {
    {"commands", "docs/commands.md", LANGUAGE_EN, commands_page_write},
    {"steg.1", "man/man1/steg.1", LANGUAGE_EN, manual_write},
    {"nb/steg.1", "man/nb/man1/steg.1", LANGUAGE_NB, manual_write},
    {"bash", "completions/steg.bash", LANGUAGE_EN, completion_bash},
    {"zsh", "completions/_steg", LANGUAGE_EN, completion_zsh},
    {"fish", "completions/steg.fish", LANGUAGE_EN, completion_fish},
    {0},
};
