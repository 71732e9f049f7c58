/* view_time: minutes and dates in words, and the three kinds of time of a module.
 *
 * Alone before, together in the room and between meetings are summed each by itself and never into
 * one figure. A sum is exact when all its parts are; `open` and missing parts make it "ca.".
 */
#include "site/view.h"

struct str view_minutes(struct view *v, const struct minutes *m)
{
    struct str from = str_number(v->arena, m->from), to = str_number(v->arena, m->to);
    switch (m->kind) {
    case MINUTES_EXACT:
        return view_say(v, PHRASE_MINUTES, from);
    case MINUTES_ABOUT:
        return view_say(v, PHRASE_MINUTES_ABOUT, from);
    case MINUTES_RANGE:
        return view_say(v, PHRASE_MINUTES_RANGE, from, to);
    case MINUTES_OPEN:
        return view_say(v, PHRASE_MINUTES_OPEN);
    default:
        return STR("");
    }
}

struct str view_date(struct view *v, const struct date *d)
{
    if (!d->year) return STR("");
    return view_say(v, PHRASE_DATE, str_number(v->arena, d->day), v->words->months[d->month - 1],
                    str_number(v->arena, d->year));
}

struct sum {
    uint32_t from, to;
    bool about;
};

static void sum_add(struct sum *s, const struct minutes *m)
{
    if (m->kind == MINUTES_EXACT || m->kind == MINUTES_ABOUT || m->kind == MINUTES_RANGE) {
        s->from += m->from;
        s->to += m->to;
    }
    s->about = s->about || m->kind == MINUTES_ABOUT || m->kind == MINUTES_OPEN;
}

static struct str sum_text(struct view *v, const struct sum *s)
{
    if (s->to == 0) return STR("");
    struct str from = str_number(v->arena, s->from), to = str_number(v->arena, s->to);
    if (s->from != s->to) return view_say(v, PHRASE_MINUTES_RANGE, from, to);
    return view_say(v, s->about ? PHRASE_MINUTES_ABOUT : PHRASE_MINUTES, to);
}

struct value view_times(struct view *v, const struct module *m)
{
    struct sum sums[WHEN_BETWEEN + 1] = {0};
    struct str period = {0};
    for (size_t i = 0; i < m->nsteps; i++) {
        const struct step *s = &m->steps[i];
        if (!s->keys) continue;
        sum_add(&sums[s->when], &s->keys->minutes);
        if (s->when == WHEN_BETWEEN && s->keys->period.doc && !period.len)
            period = s->keys->period.doc->text;
    }
    /* A module in one file promises one frame, which is time in the room. */
    if (m->unit->kind == UNIT_SHORT_MODULE && m->keys)
        sum_add(&sums[WHEN_TOGETHER], &m->keys->minutes);

    static const enum phrase says[] = {[WHEN_BEFORE] = PHRASE_TIME_BEFORE,
                                       [WHEN_TOGETHER] = PHRASE_TIME_TOGETHER,
                                       [WHEN_BETWEEN] = PHRASE_TIME_BETWEEN};
    struct value *r = view_rows(v, 1, TIMES_COUNT);
    bool any = false;
    for (int w = WHEN_BEFORE; w <= WHEN_BETWEEN; w++) {
        struct str minutes = sum_text(v, &sums[w]);
        if (w == WHEN_BETWEEN && period.len)
            r[w - WHEN_BEFORE] = value_text(view_say(v, PHRASE_TIME_BETWEEN_PERIOD, period));
        else if (minutes.len && w == WHEN_TOGETHER && m->meetings > 1)
            r[w - WHEN_BEFORE] = value_text(
                view_say(v, PHRASE_TIME_MEETINGS, minutes, str_number(v->arena, m->meetings)));
        else if (minutes.len)
            r[w - WHEN_BEFORE] = value_text(view_say(v, says[w], minutes));
        any = any || r[w - WHEN_BEFORE].kind;
    }
    return any ? value_record(v, &times_shape, r) : (struct value){0};
}
