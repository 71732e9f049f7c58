/* embedded: the layouts, the default theme and the starter files that the binary carries, so that
 * one file is a whole installation. The table is generated from layouts/, themes/default/ and
 * starters/ by embed.c when steg is built. Sorted by path; paths are as in the repository
 * ("layouts/step.html"). Threads: constant.
 */
#ifndef STEG_BASE_EMBEDDED_H
#define STEG_BASE_EMBEDDED_H

#include "base/diag.h"

extern const struct file embedded_files[];
extern const size_t embedded_count;

#endif
