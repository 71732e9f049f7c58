/* version: which steg this is. */
#ifndef STEG_BASE_VERSION_H
#define STEG_BASE_VERSION_H

#define STEG_VERSION "0.1.0"
#define STEG_RELEASED "November 22, 2026" /* as mdoc(7) writes dates */

#endif
