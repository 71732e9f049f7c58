/* main: finds the command and runs it. exit() lives here and nowhere else. */
#include "base/buf.h"
#include "commands/command.h"
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define STEG_VERSION "0.1.0"

static int print_help(const struct command *c, enum language l, struct arena *a)
{
    struct buf b = {.arena = a};
    command_help(&b, c, l);
    return command_print(buf_str(&b));
}

static bool is_word(const char *arg, const char *word, const char *option)
{
    return strcmp(arg, word) == 0 || strcmp(arg, option) == 0;
}

/* `steg --lang nb build` means `steg build --lang nb`. */
static void command_first(int argc, char **argv)
{
    int words = 0;
    if (argc > 2 && strncmp(argv[1], "--lang=", 7) == 0) words = 1;
    if (argc > 3 && strcmp(argv[1], "--lang") == 0) words = 2;
    if (!words) return;
    char *command = argv[1 + words];
    memmove(&argv[2], &argv[1], (size_t)words * sizeof *argv);
    argv[1] = command;
}

static int steg(int argc, char **argv, struct arena *a)
{
    struct diags diags = {.arena = a};
    struct invocation in = {
        .language = command_language(argc, argv),
        .arena = a,
        .diags = &diags,
    };
    if (argc < 2) {
        print_help(NULL, in.language, a);
        return EXIT_USAGE;
    }
    if (is_word(argv[1], "help", "--help") || strcmp(argv[1], "-h") == 0)
        return print_help(NULL, in.language, a);
    if (is_word(argv[1], "version", "--version"))
        return command_print(STR("steg " STEG_VERSION "\n"));
    if (!command_parse(&in, argc, argv)) {
        command_finish(&in, false);
        return EXIT_USAGE;
    }
    if (!in.command) {
        for (size_t i = 0; commands[i]; i++)
            if (strcmp(commands[i]->name, argv[1]) == 0)
                return print_help(commands[i], in.language, a);
    }
    return in.command->run(&in);
}

/* A standard stream that is closed would be the number of the next file opened, and messages would
 * be written into it. /dev/null, opened the wrong way round, makes writing to it fail instead. */
static void hold_standard_streams(void)
{
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
        if (fcntl(fd, F_GETFD) < 0 &&
            open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY) < 0)
            return;
}

int main(int argc, char **argv)
{
    hold_standard_streams();
    command_first(argc, argv);
    struct arena a = {0};
    int code = steg(argc, argv, &a);
    arena_free(&a);
    exit(code);
}
