/* fault: lets the N-th call to the system fail, or end the process there.
 *
 * The driver is linked with --wrap for each call in fault.c, so that a failing disk, a full one and
 * a power cut can be tried at every place where they can strike. The count is shared with forked
 * workers. One fault is set at a time. */
#ifndef STEG_SINK_FAULT_H
#define STEG_SINK_FAULT_H

#include <stdbool.h>

enum fault_kind {
    FAULT_NONE,
    FAULT_KILL,       /* the whole group of processes, as `kill -9` or a power cut */
    FAULT_KILL_ONE,   /* only the process that made the call */
    FAULT_ONCE,       /* that call fails with `error` */
    FAULT_FROM_HERE,  /* that one, and each that needs room on the disk from then on */
    FAULT_NO_OPENAT2, /* as on Linux before 5.6 */
};

void fault_set(enum fault_kind kind, long at, int error);
void fault_clear(void); /* no fault any more; what it did is still told */
bool fault_struck(void);

#endif
