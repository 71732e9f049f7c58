/* apa_people: names and dates as APA 7 sets them (Publication Manual 8.10–8.22, 9.7–9.17). */
#include "course/apa.h"

#include "base/utf8.h"

/* ---- Names ----------------------------------------------------------------------------------- */

/* "Jan Merok" → "J. M.", "Jan-Erik" → "J.-E.", "J.M." → "J. M."; a part that begins with a small
 * letter is a particle and stays. */
void apa_initials(struct apa *p, struct str given)
{
    bool start = true, hyphen = false, any = false;
    struct str rest = given, from = given;
    uint32_t rune;
    for (; from = rest, utf8_next(&rest, &rune);) {
        size_t len = (size_t)(rest.ptr - from.ptr);
        if (rune == ' ' || rune == '.' || rune == '-' || rune == 0xA0) {
            start = true;
            hyphen = rune == '-';
            continue;
        }
        if (!start) continue;
        start = false;
        if (any) apa_word(p, hyphen ? "-" : " ");
        hyphen = false;
        any = true;
        if (utf8_lower(rune) == rune && utf8_is_letter(rune)) {
            size_t end = str_find(from, ' ');
            apa_text(p, str_sub(from, 0, end));
            continue;
        }
        apa_text(p, str_sub(from, 0, len));
        apa_word(p, ".");
    }
}

static void family_name(struct apa *p, const struct person *who)
{
    if (who->particle.len) {
        apa_text(p, who->particle);
        if (!str_ends(who->particle, STR("'")) && !str_ends(who->particle, STR("’")))
            apa_word(p, " ");
    }
    apa_text(p, who->family);
}

static void given_names(struct apa *p, const struct person *who)
{
    apa_initials(p, who->given);
    if (who->dropping.len) {
        if (who->given.len) apa_word(p, " ");
        apa_text(p, who->dropping);
    }
}

static void one_person(struct apa *p, const struct person *who, enum apa_names how)
{
    if (who->literal.len) {
        apa_text(p, who->literal);
        return;
    }
    bool given = who->given.len || who->dropping.len;
    if (how == APA_STRAIGHT && given) {
        given_names(p, who);
        apa_word(p, " ");
    }
    family_name(p, who);
    if (how == APA_INVERTED && given) {
        apa_word(p, ", ");
        given_names(p, who);
    }
    if (who->suffix.len) {
        apa_word(p, how == APA_INVERTED ? ", " : " ");
        apa_text(p, who->suffix);
    }
}

/* Up to twenty are named; of more, the first nineteen and the last. */
#define MOST_NAMES 20

void apa_people(struct apa *p, const struct people *who, enum apa_names how)
{
    for (size_t i = 0; i < who->len; i++) {
        bool last = i + 1 == who->len;
        if (who->len > MOST_NAMES && i == MOST_NAMES - 1) {
            apa_word(p, ", … ");
            i = who->len - 1;
        } else if (i > 0 && last) {
            bool two = who->len == 2 && how == APA_STRAIGHT;
            apa_word(p, two ? p->words->and_two : p->words->and_list);
        } else if (i > 0) {
            apa_word(p, ", ");
        }
        one_person(p, &who->items[i], how);
    }
}

const struct people *apa_lead_people(const struct work *w)
{
    if (w->lead == LEAD_AUTHORS) return &w->authors;
    if (w->lead == LEAD_EDITORS) return &w->editors;
    return NULL;
}

static void text_name(struct apa *p, const struct work *w, size_t i)
{
    const struct person *who = &apa_lead_people(w)->items[i];
    if (who->literal.len) {
        apa_text(p, who->literal);
        return;
    }
    if (i == 0 && w->with_initials && who->given.len) {
        apa_initials(p, who->given);
        apa_word(p, " ");
    }
    family_name(p, who);
}

/* One name; two with "og"; of three or more the first and "mfl.", or as many as tell it apart. */
void apa_people_in_text(struct apa *p, const struct work *w, bool in_sentence)
{
    const struct people *who = apa_lead_people(w);
    const char *and_two = in_sentence ? p->words->and_text : p->words->and_two;
    size_t shown = w->names ? w->names : 1;
    /* "mfl." stands for two or more. */
    bool all = who->len <= 2 || shown >= who->len || (w->names && shown + 1 == who->len);
    if (all) shown = who->len;
    for (size_t i = 0; i < shown; i++) {
        bool last = i + 1 == who->len;
        if (i > 0) apa_word(p, !last ? ", " : i > 1 && p->lang == APA_EN ? "," : "");
        if (i > 0 && last) apa_word(p, and_two);
        text_name(p, w, i);
    }
    if (!all) {
        apa_word(p, shown > 1 && p->lang == APA_EN ? ", " : " ");
        apa_word(p, p->words->et_al);
    }
}

/* ---- Dates ----------------------------------------------------------------------------------- */

static void put_letter(struct apa *p, const struct work *w)
{
    char letters[4];
    size_t n = 0;
    for (unsigned nth = w->nth; nth > 0 && n < sizeof letters; nth = (nth - 1) / 26)
        letters[n++] = (char)('a' + (nth - 1) % 26);
    while (n > 0)
        apa_text(p, (struct str){&letters[--n], 1});
}

static void put_number(struct apa *p, int n)
{
    char digits[12];
    size_t len = 0;
    unsigned rest = n < 0 ? 0u - (unsigned)n : (unsigned)n;
    do
        digits[sizeof digits - ++len] = (char)('0' + rest % 10);
    while (rest /= 10);
    apa_text(p, (struct str){digits + sizeof digits - len, len});
}

void apa_year(struct apa *p, const struct work *w)
{
    const struct work_date *d = &w->issued;
    if (w->original.year && w->original.year != d->year) {
        put_number(p, w->original.year);
        apa_word(p, "/");
    }
    if (d->year) {
        if (d->circa) apa_word(p, p->words->circa);
        put_number(p, d->year);
        if (d->end_year) {
            apa_word(p, "–");
            put_number(p, d->end_year);
        }
        put_letter(p, w);
        return;
    }
    if (d->literal.len)
        apa_text(p, d->literal);
    else
        apa_word(p, p->words->no_date);
    if (w->nth) apa_word(p, "-");
    put_letter(p, w);
}

/* In the list the original's year stands last instead, and news have their day. */
void apa_full_date(struct apa *p, const struct work *w)
{
    struct work only = *w;
    only.original = (struct work_date){0};
    apa_year(p, &only);
    bool with_day = w->type == WORK_NEWSPAPER || w->type == WORK_WEB || w->type == WORK_ENTRY ||
                    w->type == WORK_OTHER;
    const struct work_date *d = &w->issued;
    if (!with_day || !d->year || !d->month || d->end_year) return;
    apa_word(p, ", ");
    if (d->day && p->lang != APA_EN) {
        put_number(p, d->day);
        apa_word(p, ". ");
    }
    apa_word(p, p->words->months[d->month - 1]);
    if (d->day && p->lang == APA_EN) {
        apa_word(p, " ");
        put_number(p, d->day);
    }
}

void apa_day(struct apa *p, const struct work_date *d)
{
    bool english = p->lang == APA_EN;
    if (d->month && english) apa_word(p, p->words->months[d->month - 1]);
    if (d->day) {
        if (english) apa_word(p, " ");
        put_number(p, d->day);
        apa_word(p, english ? "," : ".");
    }
    if (d->month && !english) {
        if (d->day) apa_word(p, " ");
        apa_word(p, p->words->months[d->month - 1]);
    }
    if (d->month) apa_word(p, " ");
    put_number(p, d->year);
}
