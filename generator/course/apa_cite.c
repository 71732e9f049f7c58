/* apa_cite: citations in the text (Publication Manual 8.11–8.25).
 *
 *     parenthetical   (se Roald, 2012, s. 14; Riis og Paulsen, 2022)
 *     in the sentence Roald (2012, s. 14)
 */
#include "course/apa.h"

/* ---- Locators -------------------------------------------------------------------------------- */

enum label { LABEL_NONE, LABEL_PAGE, LABEL_CHAPTER, LABEL_PARAGRAPH, LABEL_CITED };

static const struct {
    const char *word;
    enum label label;
} labels[] = {
    {"pages", LABEL_PAGE},        {"page", LABEL_PAGE},       {"pp.", LABEL_PAGE},
    {"pp", LABEL_PAGE},           {"p.", LABEL_PAGE},         {"p", LABEL_PAGE},
    {"sidene", LABEL_PAGE},       {"sider", LABEL_PAGE},      {"side", LABEL_PAGE},
    {"s.", LABEL_PAGE},           {"s", LABEL_PAGE},          {"chapter", LABEL_CHAPTER},
    {"chap.", LABEL_CHAPTER},     {"ch.", LABEL_CHAPTER},     {"kapittel", LABEL_CHAPTER},
    {"kap.", LABEL_CHAPTER},      {"kap", LABEL_CHAPTER},     {"para.", LABEL_PARAGRAPH},
    {"avsnitt", LABEL_PARAGRAPH}, {"avsn.", LABEL_PARAGRAPH}, {"as cited in", LABEL_CITED},
    {"cited in", LABEL_CITED},    {"sitert i", LABEL_CITED},  {"sitert etter", LABEL_CITED},
};

static bool is_digit(struct str s, size_t i)
{
    return i < s.len && s.ptr[i] >= '0' && s.ptr[i] <= '9';
}

/* The label at the front, taken off; a number alone is a page. */
static enum label take_label(struct str *s)
{
    if (is_digit(*s, 0)) return LABEL_PAGE;
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) {
        struct str word = str_of(labels[i].word);
        if (!str_eq_nocase(str_sub(*s, 0, word.len), word)) continue;
        struct str rest = str_from(*s, word.len);
        bool apart = rest.len && (rest.ptr[0] == ' ' || is_digit(rest, 0));
        if (!apart) continue;
        *s = str_trim_start(rest);
        return labels[i].label;
    }
    return LABEL_NONE;
}

static void put_locator(struct apa *p, struct str locator)
{
    struct str rest = str_trim(locator);
    enum label label = take_label(&rest);
    bool several = str_find_str(rest, STR("–")) != STR_NONE || str_find(rest, ',') != STR_NONE;
    for (size_t i = 1; i < rest.len; i++)
        if (rest.ptr[i] == '-' && is_digit(rest, i - 1) && is_digit(rest, i + 1)) several = true;
    const char *word = label == LABEL_PAGE        ? (several ? p->words->pages : p->words->page)
                       : label == LABEL_CHAPTER   ? p->words->chapter
                       : label == LABEL_PARAGRAPH ? p->words->paragraph
                       : label == LABEL_CITED     ? p->words->cited_in
                                                  : "";
    apa_word(p, word);
    if (*word) apa_word(p, " ");
    if (label == LABEL_NONE) /* "§ 12-2" is one number */
        apa_text(p, rest);
    else
        apa_span(p, rest);
}

/* ---- Names ----------------------------------------------------------------------------------- */

/* The title in the author's place: the short one, in italics or quotation marks as in the list. */
static void put_title_name(struct apa *p, const struct work *w)
{
    struct str title = w->title_short.len ? w->title_short : w->title;
    if (!w->title_short.len) {
        size_t colon = str_find_str(title, STR(": "));
        if (colon != STR_NONE) title = str_sub(title, 0, colon);
    }
    if (!title.len) title = w->id;
    if (w->type == WORK_LAW) {
        apa_text(p, title);
    } else if (apa_stands_alone(w)) {
        apa_title(p, w, title, true);
    } else {
        apa_word(p, p->words->quote_open);
        apa_title(p, w, title, false);
        apa_word(p, p->words->quote_close);
    }
}

static void put_name(struct apa *p, const struct work *w, bool in_sentence)
{
    if (apa_lead_people(w))
        apa_people_in_text(p, w, in_sentence);
    else if (w->lead == LEAD_NUMBER)
        apa_text(p, w->number);
    else
        put_title_name(p, w);
}

static void open_link(struct apa *p, struct str href)
{
    apa_tag(p, "<a class=\"cite\" href=\"");
    if (!p->plain) buf_put_url(p->out, href);
    apa_tag(p, "\">");
}

/* ---- Whole citations ------------------------------------------------------------------------- */

static bool same_people(const struct work *a, const struct work *b)
{
    const struct people *x = apa_lead_people(a), *y = apa_lead_people(b);
    if (!x || !y || x->len != y->len) return false;
    for (size_t i = 0; i < x->len; i++)
        if (!str_eq(x->items[i].family, y->items[i].family) ||
            !str_eq(x->items[i].given, y->items[i].given) ||
            !str_eq(x->items[i].particle, y->items[i].particle) ||
            !str_eq(x->items[i].literal, y->items[i].literal))
            return false;
    return true;
}

/* Roald, 2012; and again by the same: only the year. */
static void put_in_parentheses(struct apa *p, const struct md_cite *cite, const struct work *w,
                               bool again, struct str href)
{
    if (cite->prefix.len) {
        apa_text(p, str_trim(cite->prefix));
        apa_word(p, " ");
    }
    bool year = !apa_year_in_number(w), name = !again && !(cite->suppress_author && year);
    open_link(p, href);
    if (name) put_name(p, w, false);
    if (name && year) apa_word(p, ", ");
    if (year) apa_year(p, w);
    apa_tag(p, "</a>");
    if (str_trim(cite->locator).len) {
        apa_word(p, ", ");
        put_locator(p, cite->locator);
    }
}

/* Roald (2012, s. 14); with -@ only what stands in the parentheses. */
static void put_in_sentence(struct apa *p, const struct md_cite *cite, const struct work *w,
                            struct str href)
{
    bool year = !apa_year_in_number(w), name = !(cite->suppress_author && year);
    bool locator = str_trim(cite->locator).len > 0;
    if (name) {
        open_link(p, href);
        put_name(p, w, true);
        apa_tag(p, "</a>");
    }
    if (!year && !locator) return;
    apa_word(p, name ? " (" : "(");
    if (!name) open_link(p, href);
    if (year) apa_year(p, w);
    if (!name) apa_tag(p, "</a>");
    if (year && locator) apa_word(p, ", ");
    if (locator) put_locator(p, cite->locator);
    apa_word(p, ")");
}

void apa_citation(struct buf *out, const struct apa_citation *c, enum apa_language lang,
                  struct str (*href)(void *ctx, const struct work *w), void *ctx)
{
    struct apa p = apa_writer(out, lang, false);
    if (c->in_text && c->n == 1) {
        put_in_sentence(&p, &c->cites[0], c->works[0], href(ctx, c->works[0]));
        return;
    }
    apa_word(&p, "(");
    for (size_t i = 0; i < c->n; i++) {
        const struct md_cite *cite = &c->cites[i];
        bool again = i > 0 && !cite->prefix.len && !str_trim(c->cites[i - 1].locator).len &&
                     same_people(c->works[i - 1], c->works[i]);
        if (i > 0) apa_word(&p, again ? ", " : "; ");
        put_in_parentheses(&p, cite, c->works[i], again, href(ctx, c->works[i]));
    }
    apa_word(&p, ")");
}

struct str apa_short(const struct work *w, enum apa_language lang, struct arena *a)
{
    struct buf out = {.arena = a};
    struct apa p = apa_writer(&out, lang, true);
    put_name(&p, w, true);
    if (!apa_year_in_number(w)) {
        apa_word(&p, " (");
        apa_year(&p, w);
        apa_word(&p, ")");
    }
    return buf_str(&out);
}
