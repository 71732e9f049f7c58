/* command: the program's commands and options, as tables. What people read about them is made from
 * these alone: --help (help.h), steg(1), docs/commands.md, completion in three shells
 * (command_pages.h); nothing else knows the list.
 *
 *     const struct command command_sing = {
 *         .name = "sing",
 *         .group = COMMANDS_LOOK,
 *         .operands = "[DIR]",                     the words mean something: see synopsis.h
 *         .max_operands = 1,
 *         .summary = {"sing the course", "syng kurset"},
 *         .more = {"What `steg sing` does, …", "Hva `steg sing` gjør, …"},
 *         .examples = examples,
 *         .options = options,
 *         .run = run,
 *     };
 *
 * Threads: constant tables; one command runs at a time.
 */
#ifndef STEG_COMMANDS_COMMAND_H
#define STEG_COMMANDS_COMMAND_H

#include "base/arena.h"
#include "base/diag.h"

/* How an invocation ended; main.c gives it to exit(). Source: the house's exit codes. */
enum { EXIT_FINE = 0, EXIT_MISTAKES = 1, EXIT_USAGE = 2, EXIT_ENVIRONMENT = 3, EXIT_BUG = 4 };

struct option {
    const char *name;     /* "out": --out */
    char letter;          /* 'j': -j; 0 for none */
    const char *argument; /* "DIR", "text|json"; NULL for a switch */
    const char *help[2];  /* by enum language */
};

/* Where the list of commands has it. */
enum command_group {
    COMMANDS_MORE,
    COMMANDS_WRITE,
    COMMANDS_LOOK,
    COMMANDS_PUBLISH,
    COMMANDS_HIDDEN, /* for making steg itself */
    COMMANDS_GROUPS
};

struct command_example {
    const char *typed, *typed_nb; /* the second in a Norwegian text; NULL: the same */
    const char *meaning[2];
};

enum { COMMAND_OPTIONS_MAX = 24 }; /* of one command, with those that all have */
enum colour { COLOUR_AUTO, COLOUR_ALWAYS, COLOUR_NEVER };

/* What an invocation said. `given` and `values` stand in the order of the command's options. */
struct invocation {
    enum language language;
    enum colour colour;
    bool help, version;            /* asked for, instead of running */
    const struct command *command; /* NULL: none was named */
    bool given[COMMAND_OPTIONS_MAX];
    const char *values[COMMAND_OPTIONS_MAX];
    const char *operands[4];
    size_t noperands;
    struct arena *arena;
    struct diags *diags; /* usage errors and everything else */
};

struct command {
    const char *name;
    enum command_group group;
    const char *operands; /* "[DIR]"; "" for none */
    size_t max_operands;
    const char *summary[2]; /* half a line, without a full stop */
    const char *more[2];    /* paragraphs, parted by an empty line; `what one types` */
    const struct command_example *examples; /* ends with a NULL in typed; or NULL */
    const struct option *options; /* ends with a NULL name; every command has --lang, --help too */
    int (*run)(struct invocation *in);
};

extern const struct command command_build, command_check, command_diff, command_explain,
    command_help, command_list, command_log, command_new, command_publish, command_reference,
    command_schema, command_serve, command_stats, command_version;
/* In the order in which an author comes to need them; ends with NULL. */
extern const struct command *const commands[];

/* What stands beside the commands in the manual; both end with a NULL name. */
struct command_fact {
    const char *name;
    const char *meaning[2];
};
extern const struct command_fact command_statuses[];    /* how steg ends */
extern const struct command_fact command_environment[]; /* variables that it looks at */

/* The options of a command, its own first, then those that all have; NULL after the last. Without
 * a command: those that all have. */
const struct option *command_option(const struct command *c, size_t i);

/* Options of steg itself: --version. Ends with a NULL name. */
extern const struct option command_program_options[];

/* What an example types, for readers of a language. */
const char *command_typed(const struct command_example *e, enum language l);

/* The command of that name; NULL with a diagnostic, which names the nearest. */
const struct command *command_find(struct str word, struct diags *d);

/* Reads argv into `in`; false when something was wrong with it, which is in in->diags. Options that
 * all commands have may stand before the command too. */
bool command_parse(struct invocation *in, int argc, char **argv);

/* From --lang, else LC_ALL, LC_MESSAGES, LANG: Norwegian for nb, nn, no; else English. */
enum language command_language(int argc, char **argv);

/* Whether what is written to a descriptor may hold colours: as --color says; else on a terminal
 * (TERM is set and not dumb), unless NO_COLOR says something. Source: https://no-color.org. */
bool command_colour(const struct invocation *in, int fd);

/* Prints diagnostics on stderr and gives the exit code; false output (a full disk) is noticed. */
int command_finish(struct invocation *in, bool strict);

/* Writes to stdout and checks that it arrived: EXIT_FINE, or EXIT_ENVIRONMENT (main says why). A
 * reader who has gone (`steg log | head`) has heard enough: that is fine. */
int command_print(struct str text);

int command_print_version(void);

#endif
