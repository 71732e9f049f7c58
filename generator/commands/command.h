/* command: the program's commands and options, as tables. --help is made from them (and later the
 * man page and completion); main.c finds a command by name and nothing else knows the list.
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
    const char *argument; /* "DIR", or NULL for a switch */
    const char *help[2];  /* by enum language */
};

/* What an invocation said. `given` and `values` stand in the order of the command's options. */
struct invocation {
    enum language language;
    const struct command *command;
    bool given[16];
    const char *values[16];
    const char *operands[4];
    size_t noperands;
    struct arena *arena;
    struct diags *diags; /* usage errors and everything else */
};

struct command {
    const char *name;
    const char *operands; /* "[DIR]", for --help */
    size_t max_operands;
    const char *summary[2];
    const struct option *options; /* ends with a NULL name; every command has --lang, --help too */
    int (*run)(struct invocation *in);
};

extern const struct command command_build, command_diff, command_log, command_new, command_publish,
    command_reference, command_serve;
extern const struct command *const commands[]; /* ends with NULL */

/* Reads argv into `in`; false when something was wrong with it, which is in in->diags. */
bool command_parse(struct invocation *in, int argc, char **argv);

/* The text of --help for one command, or for the program. */
void command_help(struct buf *out, const struct command *c, enum language l);

/* From --lang, else LC_ALL, LC_MESSAGES, LANG: Norwegian for nb, nn, no; else English. */
enum language command_language(int argc, char **argv);

/* Prints diagnostics on stderr and gives the exit code; false output (a full disk) is noticed. */
int command_finish(struct invocation *in, bool strict);

/* Writes to stdout and checks that it arrived; EXIT_FINE or EXIT_ENVIRONMENT. */
int command_print(struct str text);

#endif
