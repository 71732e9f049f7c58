/* browser: shows an address in the user's own browser.
 *
 *     browser_open(STR("http://127.0.0.1:7834/"), diags);
 *
 * The one program that steg runs, and only when somebody has asked for it (`--open`): $BROWSER when
 * it is one word, else xdg-open. No shell; the address is one that steg made, and its only
 * argument. The program has a session of its own, /dev/null for its standard streams and none of
 * our other descriptors, and is not waited for: one that ends is a zombie until steg does. Errors:
 * a warning when there is no such program. Threads: none of its own.
 */
#ifndef STEG_IO_BROWSER_H
#define STEG_IO_BROWSER_H

#include "base/diag.h"

void browser_open(struct str address, struct diags *d);

#endif
