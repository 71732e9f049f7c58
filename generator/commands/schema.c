/* schema: `steg schema [FILE]`: JSON Schema for a file of the course, for an editor. */
#include "commands/command.h"
#include "base/buf.h"
#include "site/json_schema.h"

static void unknown_name(struct invocation *in, struct str wanted)
{
    struct str names[16];
    size_t n = 0;
    for (; json_schema_files[n].name; n++)
        names[n] = str_of(json_schema_files[n].name);
    diag(in->diags, DIAG_BAD_OPTION_VALUE, (struct pos){0}, STR("steg schema …"), wanted,
         str_join(in->arena, names, n, STR(", ")));
}

static int run(struct invocation *in)
{
    struct str wanted = in->noperands ? str_of(in->operands[0]) : STR("");
    const struct json_schema_file *file = in->noperands ? json_schema_file(wanted) : NULL;
    if (in->noperands && !file) {
        unknown_name(in, wanted);
        command_finish(in, false);
        return EXIT_USAGE;
    }
    struct buf out = {.arena = in->arena};
    json_schema_write(&out, file, in->language);
    return command_print(buf_str(&out));
}

static const struct command_example examples[] = {
    {"steg schema course > course.schema.json",
     NULL,
     {"What course.yml may hold.", "Hva course.yml kan inneholde."}},
    {"steg schema --lang en > steg.schema.json",
     "steg schema --lang nb > steg.schema.json",
     {"All kinds of files in one document, explained in English.",
      "Alle slags filer i ett dokument, forklart på norsk."}},
    {0},
};

const struct command command_schema = {
    .name = "schema",
    .group = COMMANDS_MORE,
    .operands = "[course|course-texts|glossary|literature|front|plain|module|short-module|"
                "step|leader|"
                "method|figure|table]",
    .max_operands = 1,
    .summary = {"tell an editor which keys there are",
                "fortell redigeringsprogrammet hvilke nøkler som finnes"},
    .more =
        {"Prints JSON Schema, with which an editor completes keys, explains them and underlines "
         "what is wrong while you write: course, course-texts, glossary or literature for "
         "the files in YAML; front, plain, module, short-module, step, leader or method for what "
         "stands between the two `---` of a Markdown file, a translation as its original; and "
         "figure or table for those blocks in a text. Without a word all of them are there, as "
         "`#/definitions/course` and so on.\n\n"
         "docs/schema.md says how to use it. What it cannot see, such as a link that leads "
         "nowhere, `steg build` tells.",
         "Skriver ut JSON Schema. Med det kan et redigeringsprogram foreslå nøkler, forklare "
         "dem og streke under det som er galt, mens dere skriver: course, course-texts, "
         "glossary eller literature for filene i YAML; front, plain, module, short-module, step, "
         "leader eller method for det som står mellom de to `---` i en Markdown-fil, en "
         "oversettelse som originalen; og figure eller table for slike blokker i en tekst. Uten "
         "et ord er alle med, som `#/definitions/course` og så videre.\n\n"
         "docs/schema.md forteller hvordan dere bruker det. Det som ikke kan ses slik, for "
         "eksempel en lenke som ikke fører noe sted, sier `steg build` fra om."},
    .examples = examples,
    .run = run,
};
