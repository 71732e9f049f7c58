/* history_sets: sets of small numbers, and what a walk looks for. See history_private.h. */
#include "io/history_private.h"

void set_add(struct set *s, uint32_t n, struct arena *a)
{
    if (n / 64 >= s->len) {
        size_t len = n / 64 + n / 512 + 2;
        uint64_t *words = arena_new(a, uint64_t, len);
        if (s->len) memcpy(words, s->words, s->len * sizeof *words);
        *s = (struct set){words, len};
    }
    s->words[n / 64] |= (uint64_t)1 << (n % 64);
}

void set_drop(struct set *s, uint32_t n)
{
    if (n / 64 < s->len) s->words[n / 64] &= ~((uint64_t)1 << (n % 64));
}

bool set_has(const struct set *s, uint32_t n)
{
    return n / 64 < s->len && s->words[n / 64] >> (n % 64) & 1;
}

bool set_empty(const struct set *s)
{
    for (size_t i = 0; i < s->len; i++)
        if (s->words[i]) return false;
    return true;
}

void set_join(struct set *s, const struct set *more, struct arena *a)
{
    if (s->len < more->len) {
        struct set big = {arena_new(a, uint64_t, more->len), more->len};
        if (s->len) memcpy(big.words, s->words, s->len * sizeof *s->words);
        *s = big;
    }
    for (size_t i = 0; i < more->len; i++)
        s->words[i] |= more->words[i];
}

void set_take(struct set *s, const struct set *less)
{
    for (size_t i = 0; i < s->len && i < less->len; i++)
        s->words[i] &= ~less->words[i];
}

void set_keep(struct set *s, const struct set *both)
{
    for (size_t i = 0; i < s->len; i++)
        s->words[i] &= i < both->len ? both->words[i] : 0;
}

bool scope_empty(const struct scope *s)
{
    return !s->all && set_empty(&s->places);
}

bool scope_has(const struct scope *s, uint32_t place)
{
    return set_has(&s->places, place) != s->all;
}

void scope_add(struct scope *s, uint32_t place, struct arena *a)
{
    if (s->all)
        set_drop(&s->places, place);
    else
        set_add(&s->places, place, a);
}

void scope_drop(struct scope *s, uint32_t place, struct arena *a)
{
    if (s->all)
        set_add(&s->places, place, a);
    else
        set_drop(&s->places, place);
}

/* All but A, and all but B: all but what is in both. All but A, and B: all but A without B. */
void scope_join(struct scope *s, const struct scope *more, struct arena *a)
{
    if (!s->all && !more->all) {
        set_join(&s->places, &more->places, a);
    } else if (s->all && more->all) {
        set_keep(&s->places, &more->places);
    } else {
        struct set but = {0};
        set_join(&but, s->all ? &s->places : &more->places, a);
        set_take(&but, s->all ? &more->places : &s->places);
        *s = (struct scope){true, but};
    }
}
