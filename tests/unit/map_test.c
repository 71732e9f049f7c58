#include "base/map.h"
#include "test.h"

TEST("an empty map has nothing")
{
    struct map m = {.arena = t->arena};
    CHECK(!map_get(&m, STR("a")));
    CHECK(!map_has(&m, STR("")));
}

TEST("a key is added once; setting replaces")
{
    struct map m = {.arena = t->arena};
    int x, y;
    CHECK(map_add(&m, STR("a"), &x));
    CHECK(!map_add(&m, STR("a"), &y));
    CHECK(map_get(&m, STR("a")) == &x);
    map_set(&m, STR("a"), &y);
    CHECK(map_get(&m, STR("a")) == &y);
    map_set(&m, STR(""), NULL);
    CHECK(map_has(&m, STR("")) && !map_get(&m, STR("")));
    CHECK_INT(m.len, 2);
}

TEST("an absent key is absent, however full the map is")
{
    struct map m = {.arena = t->arena};
    for (uint64_t n = 0; n < 200; n++) {
        CHECK(map_add(&m, str_number(t->arena, n), t));
        CHECK(!map_has(&m, STR("absent")));
    }
}

TEST("a map agrees with a plain list over random keys")
{
    enum { N = 3000 };
    struct str keys[N];
    void *values[N];
    size_t n = 0;
    struct map m = {.arena = t->arena};
    for (int round = 0; round < 2 * N; round++) {
        struct str key = str_number(t->arena, test_random(t) % N);
        void *value = (void *)(uintptr_t)(test_random(t) | 1);
        bool set = test_random(t) % 4 == 0;
        size_t at = 0;
        while (at < n && !str_eq(keys[at], key))
            at++;
        bool fresh = at == n;
        if (fresh) keys[n++] = key;
        if (fresh || set) values[at] = value;
        if (set)
            map_set(&m, key, value);
        else
            CHECK(map_add(&m, key, value) == fresh);
    }
    CHECK_INT(m.len, n);
    for (size_t i = 0; i < n; i++)
        CHECK(map_get(&m, keys[i]) == values[i]);
    for (size_t i = N; i < 2 * N; i++)
        CHECK(!map_has(&m, str_number(t->arena, i)));
}
