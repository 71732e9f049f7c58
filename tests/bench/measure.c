/* measure: runs a command and says what it cost.
 *
 *     measure [-m] FILE COMMAND ARGUMENT…
 *
 * Writes one line to FILE: seconds of wall, seconds of processor (the command and all children it
 * waited for), peak memory in KiB, exit status (128 + signal when one ended it). Peak memory is 0
 * without -m: sampling disturbs the clock, so memory and time are measured in separate runs.
 *
 * Memory is the sum of PSS (each page counted once, shared ones in parts) over the command's
 * process group, sampled every 2 ms: forked workers that share pages with their parent count as
 * what they cost, which neither ru_maxrss nor a sum of RSS shows.
 */
#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

/* Whole small file of /proc as text; "" when the process has gone. */
static const char *proc(const char *pid, const char *name, char *buf, size_t size)
{
    char path[64];
    snprintf(path, sizeof path, "/proc/%.16s/%s", pid, name);
    buf[0] = 0;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) return buf;
    ssize_t n = read(fd, buf, size - 1);
    buf[n > 0 ? n : 0] = 0;
    close(fd);
    return buf;
}

static bool in_group(const char *pid, pid_t group)
{
    char buf[1024];
    const char *after_name = strrchr(proc(pid, "stat", buf, sizeof buf), ')');
    int pgrp = 0;
    return after_name && sscanf(after_name + 1, " %*c %*d %d", &pgrp) == 1 && pgrp == group;
}

static long group_pss(pid_t group)
{
    long sum = 0;
    DIR *d = opendir("/proc");
    if (!d) return 0;
    for (struct dirent *e; (e = readdir(d));) {
        if (!isdigit((unsigned char)e->d_name[0]) || !in_group(e->d_name, group)) continue;
        char buf[4096];
        const char *line = strstr(proc(e->d_name, "smaps_rollup", buf, sizeof buf), "\nPss:");
        if (line) sum += strtol(line + 5, NULL, 10);
    }
    closedir(d);
    return sum;
}

static pid_t start(char **command)
{
    pid_t child = fork();
    if (child == 0) {
        setpgid(0, 0);
        execvp(command[0], command);
        fprintf(stderr, "measure: %s: %s\n", command[0], strerror(errno));
        _exit(127);
    }
    return child;
}

int main(int argc, char **argv)
{
    bool memory = argc > 1 && !strcmp(argv[1], "-m");
    argv += memory;
    argc -= memory;
    if (argc < 3) {
        fprintf(stderr, "measure [-m] FILE COMMAND ARGUMENT…\n");
        return 2;
    }
    long peak = 0;
    int status = 0;
    struct rusage used;
    double begin = now();
    pid_t child = start(argv + 2);
    if (child < 0) {
        perror("fork");
        return 3;
    }
    while (wait4(child, &status, memory ? WNOHANG : 0, &used) == 0) {
        long pss = group_pss(child);
        if (pss > peak) peak = pss;
        nanosleep(&(struct timespec){.tv_nsec = 2000000}, NULL);
    }
    double wall = now() - begin;
    FILE *out = fopen(argv[1], "w");
    if (!out) {
        perror(argv[1]);
        return 3;
    }
    fprintf(out, "%.6f %.6f %ld %d\n", wall,
            (double)(used.ru_utime.tv_sec + used.ru_stime.tv_sec) +
                (double)(used.ru_utime.tv_usec + used.ru_stime.tv_usec) * 1e-6,
            peak, WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status));
    return fclose(out) == 0 ? 0 : 3;
}
