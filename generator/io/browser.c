/* browser: see browser.h. */
#include "io/browser.h"
#include "base/arena.h"
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Tells nobody when it ends, so that nobody has to wait for it. */
static int run(const char *program, char *address)
{
    posix_spawnattr_t how;
    posix_spawn_file_actions_t files;
    sigset_t none, all;
    char *argv[] = {(char *)(uintptr_t)program, address, NULL};
    int err = posix_spawnattr_init(&how);
    if (err) return err;
    err = posix_spawn_file_actions_init(&files);
    if (err) {
        posix_spawnattr_destroy(&how);
        return err;
    }
    sigemptyset(&none);
    sigfillset(&all);
    posix_spawnattr_setsigmask(&how, &none);
    posix_spawnattr_setsigdefault(&how, &all);
    posix_spawnattr_setflags(&how,
                             POSIX_SPAWN_SETSID | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO && !err; fd++)
        err = posix_spawn_file_actions_addopen(&files, fd, "/dev/null", O_RDWR, 0);
    pid_t pid;
    if (!err) err = posix_spawnp(&pid, program, &files, &how, argv, environ);
    posix_spawn_file_actions_destroy(&files);
    posix_spawnattr_destroy(&how);
    return err;
}

void browser_open(struct str address, struct diags *d)
{
    const char *own = getenv("BROWSER");
    char *text = str_z(d->arena, address);
    bool plain = own && *own && !strpbrk(own, " \t:%;&|<>$`\"'\\");
    if (plain && run(own, text) == 0) return;
    if (run("xdg-open", text) == 0) return;
    diag(d, DIAG_SERVE_NO_BROWSER, (struct pos){0}, address);
}
