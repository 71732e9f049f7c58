/* interrupt: somebody asks the program to stop, while there are things on the disk to take away.
 *
 *     struct interrupt held;
 *     interrupt_hold(&held);                 from here on Ctrl-C waits
 *     … make a folder; work, and turn back when interrupt_came(); take it away …
 *     interrupt_release(&held);              if it came, the process ends here, by that signal
 *
 * The signals are those that ask: SIGINT, SIGTERM, SIGHUP. They are blocked, and the system keeps
 * what has come; there is no handler and nothing to remember. What is ignored (nohup) stays so.
 * Whoever called sees an end by the signal itself (130 in a shell), as if it had not been held.
 * Holds nest: the outermost release ends the process.
 *
 * Look often enough: while they are held, nothing else reacts. A child that shall be asked for
 * itself unblocks them (interrupt_forget), as workers do.
 * Threads: the calling one. Errors: none.
 */
#ifndef STEG_BASE_INTERRUPT_H
#define STEG_BASE_INTERRUPT_H

#include <signal.h>
#include <stdbool.h>

enum { INTERRUPTS = 3 };
extern const int interrupts[INTERRUPTS];

struct interrupt {
    sigset_t before;
};

void interrupt_hold(struct interrupt *i);
void interrupt_release(const struct interrupt *i);

/* Is one of them waiting? False when none is held. */
bool interrupt_came(void);

/* In a child: nothing is held, and what was not ignored does what it does by itself. */
void interrupt_forget(void);

#endif
