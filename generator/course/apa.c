/* apa: one entry of a reference list, part by part: who, when, what, where. */
#include "course/apa.h"

#include "base/utf8.h"

/* " " and then the text, in one. */
static void spaced(struct apa *p, const char *s)
{
    apa_space(p);
    apa_word(p, s);
}

/* ---- Titles ---------------------------------------------------------------------------------- */

/* The rich text of CSL-JSON (CSL 1.0.2, "rich text"). */
static const struct rich {
    const char *open, *close, *html_open, *html_close;
} rich_text[] = {
    {"<i>", "</i>", "<i>", "</i>"},
    {"<b>", "</b>", "<b>", "</b>"},
    {"<sup>", "</sup>", "<sup>", "</sup>"},
    {"<sub>", "</sub>", "<sub>", "</sub>"},
    {"<span class=\"nocase\">", "</span>", "", ""},
};
#define RICH_COUNT (sizeof rich_text / sizeof *rich_text)
#define RICH_DEPTH 4

static void put_rich(struct apa *p, struct str s)
{
    const struct rich *stack[RICH_DEPTH];
    size_t depth = 0;
    while (s.len) {
        size_t at = str_find(s, '<');
        apa_text(p, str_sub(s, 0, at));
        if (at == STR_NONE) break;
        s = str_from(s, at);
        bool taken = false;
        if (depth && str_starts(s, str_of(stack[depth - 1]->close))) {
            const struct rich *r = stack[--depth];
            apa_tag(p, r->html_close);
            s = str_from(s, strlen(r->close));
            continue;
        }
        for (size_t i = 0; i < RICH_COUNT && depth < RICH_DEPTH && !taken; i++) {
            const struct rich *r = &rich_text[i];
            if (!str_starts(s, str_of(r->open))) continue;
            if (str_find_str(s, str_of(r->close)) == STR_NONE) continue;
            apa_tag(p, r->html_open);
            stack[depth++] = r;
            s = str_from(s, strlen(r->open));
            taken = true;
        }
        if (taken) continue;
        apa_text(p, str_sub(s, 0, 1));
        s = str_from(s, 1);
    }
    while (depth > 0)
        apa_tag(p, stack[--depth]->html_close);
}

/* The work's language when it is known and another than the page's: "nn" of "nn-NO". */
static struct str foreign(const struct apa *p, const struct work *w)
{
    struct str primary = w->language;
    size_t end = 0;
    while (end < primary.len && ((primary.ptr[end] | 32) >= 'a' && (primary.ptr[end] | 32) <= 'z'))
        end++;
    if (end < 2 || end > 3 || (end < primary.len && !strchr("-_", primary.ptr[end])))
        return (struct str){0};
    primary = str_sub(primary, 0, end);
    if (str_eq_nocase(primary, str_of(p->words->code))) return (struct str){0};
    bool norwegian = str_eq_nocase(primary, STR("no"));
    return norwegian && p->lang != APA_EN ? (struct str){0} : primary;
}

void apa_title(struct apa *p, const struct work *w, struct str title, bool italic)
{
    struct str lang = p->plain ? (struct str){0} : foreign(p, w);
    if (italic || lang.len) {
        apa_tag(p, italic ? "<em" : "<span");
        if (lang.len) {
            buf_put(p->out, STR(" lang=\""));
            buf_put_html(p->out, lang);
            buf_put(p->out, STR("\""));
        }
        apa_tag(p, ">");
    }
    put_rich(p, title);
    if (italic || lang.len) apa_tag(p, italic ? "</em>" : "</span>");
}

bool apa_stands_alone(const struct work *w)
{
    return w->type != WORK_CHAPTER && w->type != WORK_ENTRY && w->type != WORK_ARTICLE &&
           w->type != WORK_NEWSPAPER;
}

static void put_emphasis(struct apa *p, struct str s)
{
    apa_tag(p, "<em>");
    put_rich(p, s);
    apa_tag(p, "</em>");
}

/* ---- What stands in parentheses -------------------------------------------------------------- */

/* "(a, b; c)": opened by the first part, closed if anything was put. */
struct group {
    struct apa *p;
    bool open;
};

static void group_next(struct group *g, const char *between)
{
    if (g->open) {
        apa_word(g->p, between);
        return;
    }
    apa_space(g->p);
    apa_word(g->p, "(");
    g->open = true;
}

static void group_close(struct group *g)
{
    if (g->open) apa_word(g->p, ")");
}

static bool is_number(struct str s)
{
    uint32_t ignored;
    return str_to_u32(s, 100000, &ignored);
}

/* "2", "2.", "2. utg.", "2nd ed." → 2; other editions are printed as they are. */
static uint32_t edition_number(struct str s)
{
    size_t digits = 0;
    uint32_t n;
    while (digits < s.len && s.ptr[digits] >= '0' && s.ptr[digits] <= '9')
        digits++;
    if (!str_to_u32(str_sub(s, 0, digits), 1000, &n)) return 0;
    static const char *const rests[] = {"",      ".",    ". utg.", ". utg",  ". utgave", ". opplag",
                                        " utg.", " ed.", "st ed.", "nd ed.", "rd ed.",   "th ed.",
                                        "st",    "nd",   "rd",     "th"};
    for (size_t i = 0; i < sizeof rests / sizeof *rests; i++)
        if (str_eq_nocase(str_from(s, digits), str_of(rests[i]))) return n;
    return 0;
}

static void put_edition(struct group *g, const struct work *w, const char *between)
{
    uint32_t n = edition_number(w->edition);
    if (n == 1 || !w->edition.len) return; /* the first edition is not mentioned */
    group_next(g, between);
    struct apa *p = g->p;
    if (!n) {
        apa_text(p, w->edition);
        return;
    }
    size_t digits = 0;
    while (digits < w->edition.len && w->edition.ptr[digits] >= '0' &&
           w->edition.ptr[digits] <= '9')
        digits++;
    apa_text(p, str_sub(w->edition, 0, digits));
    if (p->lang == APA_EN) {
        bool teen = n % 100 >= 11 && n % 100 <= 13;
        apa_word(p, teen          ? "th "
                    : n % 10 == 1 ? "st "
                    : n % 10 == 2 ? "nd "
                    : n % 10 == 3 ? "rd "
                                  : "th ");
    } else {
        apa_word(p, ". ");
    }
    apa_word(p, p->words->edition);
}

static void put_volume(struct group *g, const struct work *w)
{
    if (!w->volume.len) return;
    group_next(g, ", ");
    if (is_number(w->volume)) {
        apa_word(g->p, g->p->words->volume);
        apa_word(g->p, " ");
    }
    apa_span(g->p, w->volume);
}

/* The pages without a label of the author's: "s. 3-9" → "3-9". */
static struct str bare_pages(struct str s)
{
    static const char *const labels[] = {"pp.", "p.", "s."};
    for (size_t i = 0; i < 3; i++)
        if (str_starts(s, str_of(labels[i]))) return str_trim_start(str_from(s, strlen(labels[i])));
    return s;
}

static void put_pages(struct apa *p, struct str pages)
{
    pages = bare_pages(pages);
    bool several = str_find_str(pages, STR("–")) != STR_NONE || str_find(pages, '-') != STR_NONE ||
                   str_find(pages, ',') != STR_NONE;
    apa_word(p, several ? p->words->pages : p->words->page);
    apa_word(p, " ");
    apa_span(p, pages);
}

/* After the title of what stands alone: "(T. B. Høverstad, overs.; 2. utg., bd. 3)". */
static void put_after_title(struct apa *p, const struct work *w)
{
    struct group g = {.p = p};
    if (w->translators.len) {
        group_next(&g, ", ");
        apa_people(p, &w->translators, APA_STRAIGHT);
        apa_word(p, ", ");
        apa_word(p, p->words->translator);
    }
    put_edition(&g, w, "; ");
    put_volume(&g, w);
    if (w->number.len && w->lead != LEAD_NUMBER) {
        group_next(&g, ", ");
        if (w->type == WORK_REPORT && w->genre.len && is_number(str_sub(w->number, 0, 1))) {
            apa_text(p, w->genre);
            apa_word(p, " ");
        }
        apa_text(p, w->number);
    }
    group_close(&g);
}

/* "[Masteroppgave, Universitetet i Oslo]", "[Film]". */
static void put_kind(struct apa *p, const struct work *w)
{
    bool thesis = w->type == WORK_THESIS;
    bool report = w->type == WORK_REPORT && w->genre.len && !w->number.len;
    if (!report && !thesis && w->type != WORK_OTHER) return;
    struct str kind = w->genre;
    if (!kind.len && str_eq(w->csl_type, STR("motion_picture"))) kind = STR("Film");
    if (!kind.len && thesis) kind = p->lang == APA_EN ? STR("Thesis") : STR("Avhandling");
    if (!kind.len) return;
    apa_word(p, " [");
    apa_text(p, kind);
    if (thesis && w->archive.len && w->publisher.len) {
        apa_word(p, ", ");
        apa_text(p, w->publisher);
    }
    apa_word(p, "]");
}

/* ---- The parts ------------------------------------------------------------------------------- */

static void put_lead(struct apa *p, const struct work *w)
{
    const struct people *who = apa_lead_people(w);
    if (who) {
        apa_people(p, who, APA_INVERTED);
        if (w->lead == LEAD_EDITORS) {
            apa_word(p, " (");
            apa_word(p, who->len > 1 ? p->words->editors : p->words->editor);
            apa_word(p, ")");
        }
    } else if (w->lead == LEAD_NUMBER) {
        apa_text(p, w->number);
        if (!str_ends(w->number, STR(")"))) apa_stop(p);
        return;
    } else if (w->type == WORK_LAW && w->title_short.len) {
        apa_text(p, w->title_short);
    } else {
        apa_title(p, w, w->title, apa_stands_alone(w) && w->type != WORK_LAW);
        if (apa_stands_alone(w)) put_after_title(p, w);
        put_kind(p, w);
    }
    apa_stop(p);
}

bool apa_year_in_number(const struct work *w)
{
    if (w->lead != LEAD_NUMBER) return false;
    if (str_ends(w->number, STR(")"))) return true;
    char digits[12];
    int len = snprintf(digits, sizeof digits, "%d", w->issued.year);
    return w->issued.year && str_find_str(w->number, (struct str){digits, (size_t)len}) != STR_NONE;
}

/* "Meld. St. 28 (2015–2016)" has its year and needs no other. */
static void put_date(struct apa *p, const struct work *w)
{
    if (w->lead == LEAD_NUMBER && str_ends(w->number, STR(")"))) {
        apa_stop(p);
        return;
    }
    apa_word(p, " (");
    apa_full_date(p, w);
    apa_word(p, ").");
}

static void put_title(struct apa *p, const struct work *w)
{
    bool already = w->lead == LEAD_TITLE && !(w->type == WORK_LAW && w->title_short.len);
    if (already || !w->title.len) return;
    apa_space(p);
    apa_title(p, w, w->title, apa_stands_alone(w));
    if (apa_stands_alone(w)) put_after_title(p, w);
    put_kind(p, w);
    apa_stop(p);
}

static bool same_as_lead(const struct work *w, struct str name)
{
    const struct people *who = apa_lead_people(w);
    return who && who->len == 1 && who->items[0].literal.len &&
           str_eq_nocase(who->items[0].literal, name);
}

/* "I A. Redaktør og B. Redaktør (red.), *Bok* (2. utg., bd. 3, s. 1–20)." */
static void put_book_around(struct apa *p, const struct work *w)
{
    if (!w->container.len) return;
    spaced(p, p->words->in);
    apa_word(p, " ");
    if (w->editors.len) {
        apa_people(p, &w->editors, APA_STRAIGHT);
        apa_word(p, " (");
        apa_word(p, w->editors.len > 1 ? p->words->editors : p->words->editor);
        apa_word(p, "), ");
    }
    put_emphasis(p, w->container);
    struct group g = {.p = p};
    if (w->translators.len) {
        group_next(&g, ", ");
        apa_people(p, &w->translators, APA_STRAIGHT);
        apa_word(p, ", ");
        apa_word(p, p->words->translator);
    }
    put_edition(&g, w, "; ");
    put_volume(&g, w);
    if (w->pages.len) {
        group_next(&g, ", ");
        put_pages(p, w->pages);
    }
    group_close(&g);
    apa_stop(p);
}

/* "*Tidsskrift*, *12*(3), 45–67." */
static void put_journal(struct apa *p, const struct work *w)
{
    if (!w->container.len) return;
    apa_space(p);
    put_emphasis(p, w->container);
    if (w->volume.len) {
        apa_word(p, ", ");
        put_emphasis(p, w->volume);
    }
    if (w->issue.len) {
        apa_word(p, w->volume.len ? "(" : ", (");
        apa_span(p, w->issue);
        apa_word(p, ")");
    }
    if (w->pages.len) {
        apa_word(p, ", ");
        if (w->type == WORK_NEWSPAPER && !w->volume.len)
            put_pages(p, w->pages);
        else
            apa_span(p, bare_pages(w->pages));
    } else if (w->article.len) {
        apa_word(p, ", ");
        apa_word(p, p->words->article);
        apa_word(p, " ");
        apa_text(p, w->article);
    }
    apa_stop(p);
}

static void put_name_of(struct apa *p, const struct work *w, struct str name)
{
    if (!name.len || same_as_lead(w, name)) return;
    apa_space(p);
    apa_text(p, name);
    apa_stop(p);
}

static void put_container(struct apa *p, const struct work *w)
{
    switch (w->type) {
    case WORK_CHAPTER:
    case WORK_ENTRY:
        put_book_around(p, w);
        put_name_of(p, w, w->publisher);
        break;
    case WORK_ARTICLE:
    case WORK_NEWSPAPER:
        put_journal(p, w);
        break;
    case WORK_THESIS:
        put_name_of(p, w, w->archive.len ? w->archive : w->publisher);
        break;
    case WORK_WEB:
    case WORK_LAW:
        put_name_of(p, w, w->container.len ? w->container : w->publisher);
        break;
    case WORK_REPORT:
        /* A ministry that had to give its place to the number is the publisher. */
        if (w->lead == LEAD_NUMBER && w->authors.len && !w->publisher.len) {
            apa_space(p);
            apa_people(p, &w->authors, APA_STRAIGHT);
            apa_stop(p);
        }
        put_name_of(p, w, w->publisher);
        break;
    case WORK_OTHER:
        put_name_of(p, w, w->container);
        put_name_of(p, w, w->publisher);
        break;
    case WORK_BOOK:
        put_name_of(p, w, w->publisher);
        break;
    }
}

static void put_link(struct apa *p, const char *before, struct str url)
{
    apa_space(p);
    apa_tag(p, "<a href=\"");
    if (!p->plain) {
        buf_put(p->out, str_of(before));
        buf_put_url(p->out, url);
    }
    apa_tag(p, "\">");
    apa_word(p, before);
    apa_text(p, url);
    apa_tag(p, "</a>");
    p->last = ' ';
}

/* The DOI, or else the address; with the day it was read when the page itself has no date. */
static void put_address(struct apa *p, const struct work *w)
{
    if (w->doi.len) {
        put_link(p, "https://doi.org/", w->doi);
        return;
    }
    if (!w->url.len) return;
    if (w->accessed.year && !w->issued.year) {
        spaced(p, p->words->retrieved);
        apa_word(p, " ");
        apa_day(p, &w->accessed);
        if (p->lang == APA_EN) apa_word(p, ",");
        apa_word(p, " ");
        apa_word(p, p->words->retrieved_from);
    }
    put_link(p, "", w->url);
}

void apa_entry(struct buf *out, const struct work *w, enum apa_language lang)
{
    struct apa p = apa_writer(out, lang, false);
    put_lead(&p, w);
    put_date(&p, w);
    put_title(&p, w);
    put_container(&p, w);
    put_address(&p, w);
    if (w->original.year && w->original.year != w->issued.year) {
        apa_word(&p, " (");
        apa_word(&p, p.words->original);
        apa_word(&p, " ");
        apa_day(&p, &(struct work_date){.year = w->original.year});
        apa_word(&p, ")");
    }
}
