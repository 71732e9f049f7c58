/* A version of a course that lies in memory, and its inventory. */
#ifndef STEG_VERSION_FIXTURE_H
#define STEG_VERSION_FIXTURE_H

#include "course/inventory.h"
#include "test.h"

struct version {
    struct course course;
    struct inventory things;
};

/* Pairs of path and text, 15 at most. A course.yml, with the id «kurs», need not be among them.
 * Mistakes in the course are not told. */
#define VERSION(...) version_of(t, (const char *const[]){__VA_ARGS__, NULL})
struct version *version_of(struct test *t, const char *const *files);

#endif
