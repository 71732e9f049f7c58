/* main: finds the command and runs it. exit() lives here and nowhere else. */
#include "commands/command.h"
#include "base/reason.h"
#include "commands/help.h"
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int steg(struct invocation *in, int argc, char **argv)
{
    if (!command_parse(in, argc, argv)) {
        command_finish(in, false);
        return EXIT_USAGE;
    }
    if (in->version && !in->help) return command_print_version();
    if (in->help) return help_print(in, in->command);
    if (in->command) return in->command->run(in);
    int printed = help_print(in, NULL);
    return printed == EXIT_FINE ? EXIT_USAGE : printed;
}

/* Was all that steg said taken? Writing once more tells why not: a line end does no harm there. */
static int heard(struct invocation *in, int code)
{
    bool lost = ferror(stdout);
    int why = !lost || write(STDOUT_FILENO, "\n", 1) == 1 ? 0 : errno;
    if (fclose(stdout) && !lost) { /* network drives tell it this late */
        lost = true;
        why = errno;
    }
    if (!lost || why == EPIPE) return code;
    struct diags told = {.arena = in->arena};
    diag(&told, DIAG_OUTPUT_LOST, (struct pos){0}, why ? reason_of(why, in->arena) : STR(""));
    in->diags = &told;
    return command_finish(in, false);
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
    signal(SIGPIPE, SIG_IGN); /* a reader who has gone is noticed where it is written */
    struct arena a = {0};
    struct diags diags = {.arena = &a};
    struct invocation in = {
        .language = command_language(argc, argv),
        .arena = &a,
        .diags = &diags,
    };
    int code = heard(&in, steg(&in, argc, argv));
    arena_free(&a);
    exit(code);
}
