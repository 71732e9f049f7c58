/* check_freshness: dates of review against the day, and long quotations without a source.
 *
 * A quotation is long from forty words on, as in APA 7. It has a source when something in it, or in
 * the paragraph before or after it, says so: a citation, a link, a footnote, a year in brackets, a
 * last line that begins with a dash, the title of its box; or when the module has `source`.
 */
#include "base/utf8.h"
#include "site/check_rules.h"
#include "site/dates.h"

#define LONG_QUOTATION 40 /* words */
#define REACH 200         /* bytes from a year to the bracket before it, or after */

/* ---- Dates ----------------------------------------------------------------------------------- */

static long number_of(struct date d)
{
    return d.year * 10000L + d.month * 100L + d.day;
}

static void check_dates(const struct module *m, struct date today, struct diags *d)
{
    struct date last = m->keys->reviewed, next = m->keys->review_by;
    struct arena *a = d->arena;
    if (!next.year) {
        /* That there is no date at all has been said. */
        if (last.year) diag(d, DIAG_NO_REVIEW_BY, last.pos);
    } else if (last.year && number_of(next) <= number_of(last)) {
        diag(d, DIAG_REVIEW_BY_BEFORE_REVIEWED, next.pos, dates_iso(next, a), dates_iso(last, a));
    } else if (today.year && number_of(next) < number_of(today)) {
        diag(d, DIAG_REVIEW_OVERDUE, next.pos, dates_iso(next, a));
    }
    if (today.year && last.year && number_of(last) > number_of(today))
        diag(d, DIAG_REVIEWED_AHEAD, last.pos, dates_iso(last, a));
}

void check_freshness(const struct course *c, struct date today, struct diags *d)
{
    for (size_t i = 0; i < c->npublished; i++) {
        const struct module *m = c->modules[i];
        if (m->keys && m->unit && !m->unit->failed) check_dates(m, today, d);
    }
}

/* ---- Quotations ------------------------------------------------------------------------------ */

/* (2012), (Roald, 2012, s. 4): a year of these times before a bracket closes. */
static bool has_year(struct str text)
{
    for (size_t i = 0; i + 4 < text.len; i++) {
        const char *p = text.ptr + i;
        bool digits = (p[0] == '1' || p[0] == '2') && p[1] >= '0' && p[1] <= '9' && p[2] >= '0' &&
                      p[2] <= '9' && p[3] >= '0' && p[3] <= '9';
        if (!digits || check_letter_before(text, i)) continue;
        struct str before = str_sub(text, i > REACH ? i - REACH : 0, i > REACH ? REACH : i);
        if (str_rfind(before, '(') != STR_NONE &&
            str_find(str_sub(text, i, REACH), ')') != STR_NONE)
            return true;
    }
    return false;
}

static bool names_source(const struct markdown *md, size_t from, size_t to, struct arena *a)
{
    for (size_t i = from; i < to; i++) {
        const struct md_event *e = &md->events[i];
        if (e->kind == MD_CITATION || e->kind == MD_FOOTNOTE_REF) return true;
        if (e->kind == MD_LINK && !str_starts(e->text, STR("term:"))) return true;
    }
    return has_year(markdown_text(md, from, to, a));
}

static bool begins_with_dash(struct str s)
{
    return str_starts(s, STR("–")) || str_starts(s, STR("—")) || str_starts(s, STR("- "));
}

/* «– Kari Nordmann, rektor» as the last paragraph, or the last line of one. */
static bool is_signed(const struct markdown *md, size_t enter, size_t leave, struct arena *a)
{
    size_t last = leave;
    while (last > enter &&
           !(md->events[last].kind == MD_PARAGRAPH && md->events[last].step == MD_ENTER))
        last--;
    size_t line = leave;
    while (line > last && md->events[line].kind != MD_SOFTBREAK &&
           md->events[line].kind != MD_LINEBREAK)
        line--;
    return begins_with_dash(markdown_text(md, last, leave, a)) ||
           begins_with_dash(markdown_text(md, line, leave, a));
}

static unsigned words_in(struct str text)
{
    unsigned n = 0;
    struct str word;
    for (size_t at = 0; check_word(text, &at, &word);)
        n++;
    return n;
}

/* The paragraphs beside a quotation, as far as they touch it. */
static bool neighbours_name_source(const struct markdown *md, size_t enter, size_t leave,
                                   struct arena *a)
{
    size_t from = enter, to = leave + 1;
    if (from && md->events[from - 1].kind == MD_PARAGRAPH)
        for (from--;
             from && !(md->events[from].kind == MD_PARAGRAPH && md->events[from].step == MD_ENTER);)
            from--;
    if (to < md->len && md->events[to].kind == MD_PARAGRAPH) to = markdown_leave(md, to) + 1;
    return names_source(md, from, enter, a) || names_source(md, leave + 1, to, a);
}

static void check_quotation(const struct checking *k, const struct passage *p, size_t enter,
                            size_t leave)
{
    const struct markdown *md = &p->md;
    const struct md_event *e = &md->events[enter];
    struct buf text = {.arena = k->scratch};
    for (size_t i = enter; i < leave; i++) {
        if (md->events[i].kind == MD_TEXT) buf_put(&text, md->events[i].text);
        if (md->events[i].kind != MD_TEXT) buf_put_char(&text, ' ');
    }
    unsigned words = words_in(buf_str(&text));
    bool titled = e->kind == MD_BOX && e->extra.len;
    if (words < LONG_QUOTATION || titled || is_signed(md, enter, leave, k->scratch)) return;
    if (names_source(md, enter, leave, k->scratch)) return;
    if (neighbours_name_source(md, enter, leave, k->scratch)) return;
    diag(k->d, DIAG_BORROWED_WITHOUT_SOURCE, e->pos, str_number(k->scratch, words));
}

void check_borrowed(const struct checking *k)
{
    const struct module *m = k->m->unit->module;
    if (m && m->keys && m->keys->source.pos.file) return;
    for (size_t i = 0; i < k->m->len; i++) {
        const struct passage *p = &k->m->passages[i];
        for (size_t n = 0; n < p->md.len; n++) {
            const struct md_event *e = &p->md.events[n];
            bool quote =
                e->kind == MD_QUOTE || (e->kind == MD_BOX && str_eq(e->text, STR("quote")));
            if (!quote || e->step != MD_ENTER) continue;
            size_t leave = markdown_leave(&p->md, n);
            check_quotation(k, p, n, leave);
            n = leave;
        }
    }
}
