/* check_citations: «Roald (2012)» and «(Roald, 2012, s. 14)» written by hand, where the literature
 * has that work: a citation that the generator sets is in the list, is a link, and cannot be spelt
 * in a fifth way.
 *
 * Said only when names and year fit exactly one work: all the names of one or two authors, the
 * first of three or more with «mfl.» or "et al.". A name that goes on before it («Hansen og Roald»,
 * «Lund Roald») is somebody else's. A list written by hand, «Roald, K. (2012).», is known by its
 * first name at the beginning of a paragraph or list item.
 */
#include "base/utf8.h"
#include "site/check_rules.h"
#include <stdlib.h>
#include <string.h>

#define LIST_REACH 120 /* bytes from the first name to the year, in a list written by hand */

struct check_work {
    const struct work *work;
    unsigned year;        /* the works are sorted by it */
    struct str names[16]; /* "Riis og Paulsen", "Riis & Paulsen" … */
    size_t nnames;
    struct str begin; /* "Riis, P": how an entry of a list begins; "Utdanningsdirektoratet" */
    bool person;      /* not an organisation */
    struct str given;
};

/* ---- Before the workers start ---------------------------------------------------------------- */

static struct str family_of(const struct person *p, struct arena *a)
{
    if (p->literal.len) return p->literal;
    return p->particle.len ? STR_CAT(a, p->particle, STR(" "), p->family) : p->family;
}

static void add_name(struct check_work *w, struct str name)
{
    if (w->nnames < sizeof w->names / sizeof *w->names) w->names[w->nnames++] = name;
}

static void name_work(struct check_work *w, const struct people *p, struct arena *a)
{
    static const struct str and[] = {STR_INIT(" og "), STR_INIT(" & "), STR_INIT(" and ")};
    static const struct str others[] = {STR_INIT(" mfl."),   STR_INIT(" m.fl."),
                                        STR_INIT(" m. fl."), STR_INIT(" et al."),
                                        STR_INIT(" et al"),  STR_INIT(" mfl")};
    struct str second = p->len > 1 ? family_of(&p->items[1], a) : (struct str){0};
    struct str third = p->len > 2 ? family_of(&p->items[2], a) : (struct str){0};
    struct str first = family_of(&p->items[0], a), initial = str_sub(p->items[0].given, 0, 1);
    w->person = !p->items[0].literal.len;
    w->given = p->items[0].given;
    w->begin = w->person ? STR_CAT(a, first, STR(", "), initial) : first;
    if (w->person && !initial.len) w->begin.len = 0;
    if (p->len == 1) add_name(w, first);
    for (size_t i = 0; i < 3 && p->len == 2; i++)
        add_name(w, STR_CAT(a, first, and[i], second));
    for (size_t i = 0; i < 6 && p->len > 2; i++)
        add_name(w, STR_CAT(a, first, others[i]));
    for (size_t i = 0; i < 3 && p->len == 3; i++)
        add_name(w, STR_CAT(a, first, STR(", "), second, and[i], third));
}

static int by_year(const void *x, const void *y)
{
    const struct check_work *a = x, *b = y;
    if (a->year != b->year) return (a->year > b->year) - (a->year < b->year);
    return (a->work > b->work) - (a->work < b->work);
}

void check_prepare_works(struct checking *k, struct arena *a)
{
    const struct literature *l = k->c->literature;
    if (!l || k->c->literature_failed) return;
    struct check_work *works = arena_new(a, struct check_work, l->len);
    for (size_t i = 0; i < l->len; i++) {
        const struct work *w = &l->works[i];
        const struct people *p = w->authors.len ? &w->authors : &w->editors;
        if (w->issued.year <= 0 || !p->len) continue;
        struct check_work *x = &works[k->nworks++];
        *x = (struct check_work){.work = w, .year = (unsigned)w->issued.year};
        name_work(x, p, a);
    }
    if (k->nworks) qsort(works, k->nworks, sizeof *works, by_year);
    k->works = works;
}

/* The works of one year: [first, returned). */
static size_t works_of(const struct checking *k, unsigned year, size_t *first)
{
    size_t low = 0, high = k->nworks;
    while (low < high) {
        size_t mid = (low + high) / 2;
        if (k->works[mid].year < year)
            low = mid + 1;
        else
            high = mid;
    }
    for (*first = low; low < k->nworks && k->works[low].year == year;)
        low++;
    return low;
}

/* ---- In a text ------------------------------------------------------------------------------- */

struct cited {
    const struct check_work *work;
    size_t from, to;
    struct str instead;
};

static bool is_year(struct str s, size_t at, unsigned *year)
{
    *year = 0;
    for (size_t i = 0; i < 4; i++) {
        if (at + i >= s.len || s.ptr[at + i] < '0' || s.ptr[at + i] > '9') return false;
        *year = *year * 10 + (unsigned)(s.ptr[at + i] - '0');
    }
    return *year >= 1500 && *year < 2100 && !check_letter_before(s, at);
}

static bool is_upper_at(struct str s, size_t at)
{
    struct str rest = str_from(s, at);
    uint32_t rune = 0;
    return utf8_next(&rest, &rune) && utf8_lower(rune) != rune;
}

/* The word that ends at `end`. */
static struct str word_before(struct str s, size_t end)
{
    size_t from = end;
    while (from && s.ptr[from - 1] != ' ' && s.ptr[from - 1] != '(')
        from--;
    return str_sub(s, from, end - from);
}

/* Whether somebody else's name runs on into the one at `from`: «Hansen og », «Lund ». */
static bool is_part_of_more(struct str s, size_t from, const struct check_work *w)
{
    size_t end = from;
    while (end && s.ptr[end - 1] == ' ')
        end--;
    struct str word = word_before(s, end);
    if (str_eq(word, STR("og")) || str_eq(word, STR("&")) || str_eq(word, STR("and"))) return true;
    if (from == end || !word.len || !is_upper_at(word, 0))
        return from != 0 && from == end && check_letter_before(s, from);
    if (str_ends(word, STR(",")) || str_ends(word, STR(";"))) return false;
    if (str_starts(w->given, word) || str_ends(word, STR("."))) return false; /* «Knut», «K.» */
    /* A capital may be that of the sentence: «Hos Roald (2012)». */
    size_t at = (size_t)(word.ptr - s.ptr);
    while (at && s.ptr[at - 1] == ' ')
        at--;
    return at && !(s.ptr[at - 1] == '.' || s.ptr[at - 1] == '?' || s.ptr[at - 1] == '!' ||
                   s.ptr[at - 1] == ':');
}

/* The work whose names end at `end` and whose year it is; NULL: none, or several. */
static const struct check_work *work_before(const struct checking *k, struct str s, size_t end,
                                            unsigned year, size_t *from)
{
    const struct check_work *found = NULL;
    struct str before = str_sub(s, 0, end);
    bool genitive = str_ends(before, STR("s"));
    size_t first, last = works_of(k, year, &first);
    for (size_t i = first; i < last; i++) {
        const struct check_work *w = &k->works[i];
        for (size_t n = 0; n < w->nnames; n++) {
            struct str name = w->names[n], text = before;
            if (!str_ends(text, name) && genitive) text.len--;
            if (!str_ends(text, name) || check_letter_before(s, text.len - name.len)) continue;
            if (is_part_of_more(s, text.len - name.len, w)) continue;
            if (found && found != w) return NULL;
            found = w;
            *from = text.len - name.len;
            break;
        }
    }
    return found;
}

static size_t skip_space_back(struct str s, size_t at)
{
    while (at && (s.ptr[at - 1] == ' ' || (at > 1 && str_ends(str_sub(s, 0, at), STR("\xC2\xA0")))))
        at -= s.ptr[at - 1] == ' ' ? 1 : 2;
    return at;
}

/* What follows the year up to the bracket: ", s. 14" → "s. 14". False: no bracket, or more works.
 */
static bool locator_after(struct str s, size_t at, struct str *locator, size_t *to)
{
    if (at < s.len && s.ptr[at] >= 'a' && s.ptr[at] <= 'z' && !check_letter_at(s, at + 1)) at++;
    size_t close = str_find(str_from(s, at), ')');
    if (close == STR_NONE) return false;
    struct str rest = str_sub(s, at, close);
    *to = at + close + 1;
    if (str_find(rest, ';') != STR_NONE || str_find(rest, '(') != STR_NONE || rest.len > 40)
        return false;
    if (rest.len && !strchr(",: ", rest.ptr[0])) return false;
    while (rest.len && strchr(",: ", rest.ptr[0]))
        rest = str_from(rest, 1);
    *locator = str_trim(rest);
    return true;
}

/* «Roald (2012, s. 14)»: the bracket stands at `open`. */
static bool in_sentence(const struct checking *k, struct str s, size_t open, unsigned year,
                        struct cited *out)
{
    struct str locator;
    out->work = work_before(k, s, skip_space_back(s, open), year, &out->from);
    if (!out->work || !locator_after(s, open + 5, &locator, &out->to)) return false;
    struct str key = out->work->work->id;
    out->instead = locator.len ? STR_CAT(k->scratch, STR("@"), key, STR(" ["), locator, STR("]"))
                               : STR_CAT(k->scratch, STR("@"), key);
    return true;
}

/* «(se Roald, 2012, s. 14)»: the year stands at `at`. */
static bool in_brackets(const struct checking *k, struct str s, size_t at, unsigned year,
                        struct cited *out)
{
    struct str locator;
    size_t end = skip_space_back(s, at);
    if (end && s.ptr[end - 1] == ',') end--;
    out->work = work_before(k, s, end, year, &out->from);
    if (!out->work || !locator_after(s, at + 4, &locator, &out->to)) return false;
    size_t open = str_rfind(str_sub(s, 0, out->from), '(');
    struct str before =
        open == STR_NONE ? (struct str){0} : str_sub(s, open + 1, out->from - open - 1);
    if (open == STR_NONE || before.len > 20 || str_find(before, ')') != STR_NONE ||
        str_find(before, ';') != STR_NONE)
        return false;
    out->from = open;
    struct str key = out->work->work->id;
    struct str comma = locator.len ? STR(", ") : STR("");
    out->instead = STR_CAT(k->scratch, STR("["), before, STR("@"), key, comma, locator, STR("]"));
    return true;
}

static void tell(const struct checking *k, const struct running *r, const struct cited *c)
{
    diag(k->d, DIAG_CITATION_BY_HAND, running_pos(r, c->from, c->to),
         str_sub(r->text, c->from, c->to - c->from), c->instead);
}

/* The first year behind a bracket near the beginning: where the bracket stands, else STR_NONE. */
static size_t year_of_entry(struct str s, unsigned *year)
{
    struct str near = str_sub(s, 0, LIST_REACH);
    for (size_t at = 0, found; (found = str_find(str_from(near, at), '(')) != STR_NONE;) {
        at += found;
        if (is_year(s, at + 1, year)) return at;
        at++;
    }
    return STR_NONE;
}

/* «Roald, K. (2012). Kvalitetsvurdering …» */
static bool in_list(const struct checking *k, const struct running *r)
{
    struct str s = r->text;
    struct cited found = {0};
    unsigned year;
    size_t at = year_of_entry(s, &year), first, last;
    if (at == STR_NONE) return false;
    last = works_of(k, year, &first);
    for (size_t i = first; i < last; i++) {
        const struct check_work *w = &k->works[i];
        if (!w->begin.len || !str_starts(s, w->begin)) continue;
        if (!w->person && skip_space_back(s, at) > w->begin.len + 1) continue;
        if (found.work) return false;
        size_t close = str_find(str_from(s, at), ')');
        found = (struct cited){.work = w, .to = close == STR_NONE ? at + 5 : at + close + 1};
        found.instead = STR_CAT(k->scratch, STR("["), STR("@"), w->work->id, STR("]"));
    }
    if (!found.work) return false;
    tell(k, r, &found);
    return true;
}

static void look_through(const struct checking *k, const struct running *r)
{
    struct str s = r->text;
    unsigned year;
    if (r->kind == RUNNING_TEXT && in_list(k, r)) return;
    for (size_t at = 0; at < s.len; at++) {
        struct cited c = {0};
        if (!is_year(s, at, &year)) continue;
        bool first = at && s.ptr[at - 1] == '(';
        bool found = first ? in_sentence(k, s, at - 1, year, &c) : in_brackets(k, s, at, year, &c);
        if (found) tell(k, r, &c);
        at = found ? c.to : at + 3;
    }
}

void check_citations(const struct checking *k)
{
    enum unit_kind kind = k->m->unit->kind;
    if (kind == UNIT_LITERATURE || kind == UNIT_COURSE) return;
    for (size_t i = 0; i < k->m->nrunning; i++)
        if (str_find(k->m->running[i].text, '(') != STR_NONE) look_through(k, &k->m->running[i]);
}
