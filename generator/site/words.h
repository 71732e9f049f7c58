/* words: the interface's strings of one language, loaded from layouts/i18n/LANG.yml.
 *
 *     struct words *w = words_load(file, arena, diags);     NULL: a string is missing or wrong
 *     struct str s = words_say(w, arena, PHRASE_STEP_POSITION, STR("3"), STR("5"));
 *
 * `t` is the record that layouts see. Ownership: the arena. Threads: constant after loading.
 */
#ifndef STEG_SITE_WORDS_H
#define STEG_SITE_WORDS_H

#include "base/arena.h"
#include "site/strings.h"

struct words {
    struct record t;
    struct str phrases[PHRASE_COUNT];
    struct str months[12];
};

struct words *words_load(const struct file *f, struct arena *a, struct diags *d);

struct str words_say_n(const struct words *w, struct arena *a, enum phrase p,
                       const struct str *args, size_t n);
#define words_say(w, a, p, ...)                                      \
    words_say_n((w), (a), (p), (struct str[]){{0}, __VA_ARGS__} + 1, \
                sizeof((struct str[]){{0}, __VA_ARGS__}) / sizeof(struct str) - 1)

/* The interface language for a page's language: nb, nn or en ("no" and "nb-NO" are nb);
 * "" when it is none of them. */
struct str words_language(struct str tag);

#endif
