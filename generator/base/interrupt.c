/* interrupt: see interrupt.h. */
#include "base/interrupt.h"
#include <stddef.h>

const int interrupts[INTERRUPTS] = {SIGINT, SIGTERM, SIGHUP};

/* A blocked signal would wait also where it is ignored (signal(7) leaves that open; Linux keeps
 * it), and then look like one that was meant. */
static bool is_ignored(int signal)
{
    struct sigaction now;
    return sigaction(signal, NULL, &now) == 0 && now.sa_handler == SIG_IGN;
}

void interrupt_hold(struct interrupt *i)
{
    sigset_t held;
    sigemptyset(&held);
    for (size_t k = 0; k < INTERRUPTS; k++)
        if (!is_ignored(interrupts[k])) sigaddset(&held, interrupts[k]);
    sigprocmask(SIG_BLOCK, &held, &i->before);
}

void interrupt_release(const struct interrupt *i)
{
    sigprocmask(SIG_SETMASK, &i->before, NULL);
}

bool interrupt_came(void)
{
    sigset_t waiting;
    if (sigpending(&waiting)) return false;
    for (size_t k = 0; k < INTERRUPTS; k++)
        if (sigismember(&waiting, interrupts[k]) == 1 && !is_ignored(interrupts[k])) return true;
    return false;
}

void interrupt_forget(void)
{
    sigset_t none;
    for (size_t k = 0; k < INTERRUPTS; k++)
        if (!is_ignored(interrupts[k])) signal(interrupts[k], SIG_DFL);
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
}
