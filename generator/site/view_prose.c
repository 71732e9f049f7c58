/* view_prose: the interface's words in the prose of a page. */
#include "site/view.h"

static struct str string(const struct hole *hole, struct arena *a, void *ctx)
{
    struct view v = *(const struct view *)ctx;
    v.arena = a;
    return view_string(&v, hole);
}

static struct str minutes(const struct minutes *m, struct arena *a, void *ctx)
{
    struct view v = *(const struct view *)ctx;
    v.arena = a;
    return view_minutes(&v, m);
}

/* The phrases stand in the order of the format's words. */
static struct str fact(const char *key, unsigned value, struct arena *a, void *ctx)
{
    struct view v = *(const struct view *)ctx;
    struct str k = str_of(key);
    v.arena = a;
    if (str_eq(k, STR("when")))
        return view_say(&v, (enum phrase)(PHRASE_WHEN_BEFORE + (value - WHEN_BEFORE)));
    if (str_eq(k, STR("grouping")))
        return view_say(&v,
                        (enum phrase)(PHRASE_GROUPING_INDIVIDUAL + (value - GROUPING_INDIVIDUAL)));
    if (str_eq(k, STR("for")) && value != FOR_LEADERS)
        return view_say(&v, value == FOR_STAFF ? PHRASE_FOR_STAFF : PHRASE_FOR_OWNER);
    if (str_eq(k, STR("must"))) return view_say(&v, PHRASE_OPTIONAL);
    if (str_eq(k, STR("per_group"))) return view_say(&v, PHRASE_PER_GROUP, str_number(a, value));
    return str_eq(k, STR("for")) ? STR("") : view_word(&v, key); /* decide, method */
}

struct prose_words view_prose_words(struct view *v)
{
    return (struct prose_words){
        .course = v->site->course,
        .apa = view_apa_language(v),
        .string = string,
        .minutes = minutes,
        .fact = fact,
        .ctx = v,
    };
}
