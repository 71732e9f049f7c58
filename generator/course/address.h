/* address: from a name to a place on the site, and paths inside the course.
 *
 * Identity: a file's name without number and ending, or `id:`. Address: `slug:` or the identity, in
 * NFC, lower case, æ→ae ø→o å→a, accents dropped, every other run of characters one `-`, none at
 * the ends. What becomes empty needs a slug (the caller says so). Pure functions.
 */
#ifndef STEG_COURSE_ADDRESS_H
#define STEG_COURSE_ADDRESS_H

#include "base/str.h"

struct arena;

struct str address_of(struct str name, struct arena *a);

/* "2-presentasjon" → true, number 2, rest "presentasjon". */
bool name_numbered(struct str name, struct str *rest);

/* Names that the generator uses itself: a step may not take one (in a module), nor a plain page or
 * a module (at the top). `languages` and version folders are checked by the caller. */
bool address_reserved_in_module(struct str address);
bool address_reserved_at_top(struct str address);
/* changes.html, and what lies in changes/: of the site, or of a module below its own folder. */
bool address_of_changes(struct str address);

/* Joins a path as written in `from` (a source path of a file) with the file's folder, resolving
 * `.` and `..`; false when it climbs above `root` or is absolute. "" gives the file itself. */
bool path_resolve(struct str *out, struct str root, struct str from, struct str path,
                  struct arena *a);

struct str path_folder(struct str path);    /* with '/', or "" */
struct str path_name(struct str path);      /* after the last '/' */
struct str path_stem(struct str path);      /* name without its last ending */
struct str path_extension(struct str path); /* lower-case ASCII as written, without '.', or "" */

/* The relative URL from one address to another, both from the site's root: always names the file;
 * an address to itself is its own name. Not yet escaped. */
struct str address_relative(struct str from, struct str to, struct arena *a);

#endif
