/* check_report: what check tells besides its findings: how hard the texts are, and where links go.
 */
#include "base/utf8.h"
#include "site/check.h"

#define LINKS_SHOWN 40

static const char *const level_words[][2] = {
    [LEVEL_VERY_EASY] = {"very easy", "svært lett"},         [LEVEL_EASY] = {"easy", "lett"},
    [LEVEL_MEDIUM] = {"as in a newspaper", "som i en avis"}, [LEVEL_HARD] = {"hard", "tung"},
    [LEVEL_VERY_HARD] = {"very hard", "svært tung"},
};
static const char *const level_names[] = {
    [LEVEL_VERY_EASY] = "very-easy", [LEVEL_EASY] = "easy",           [LEVEL_MEDIUM] = "medium",
    [LEVEL_HARD] = "hard",           [LEVEL_VERY_HARD] = "very-hard",
};
static const char *const state_names[] = {
    [LINK_UNTESTED] = "untested", [LINK_GOOD] = "good",     [LINK_MOVED] = "moved",
    [LINK_DEAD] = "dead",         [LINK_SILENT] = "silent",
};

/* ---- For people ------------------------------------------------------------------------------ */

static void put_padded(struct buf *b, struct str s, size_t width)
{
    buf_put(b, s);
    for (size_t n = utf8_width(s, 0, s.len); n < width; n++)
        buf_put_char(b, ' ');
}

/* What an author wrote, harmless in a terminal. */
static void put_clean(struct buf *b, struct str s)
{
    for (uint32_t rune; utf8_next(&s, &rune);)
        buf_put_rune(b, rune < 0x20 || utf8_is_control(rune) ? 0xFFFD : rune);
}

static void put_row(struct buf *b, struct str name, const struct check_text *t, size_t width,
                    enum language l)
{
    unsigned lix = check_lix(t);
    buf_put(b, STR("  "));
    put_padded(b, name, width);
    buf_printf(b, "  %6u", t->words);
    buf_printf(b, "  %3u  %s\n", lix, level_words[check_level(lix)][l]);
}

static struct str name_of(const struct check_text *t, enum language l)
{
    if (t->unit) return t->unit->file->path;
    return l == LANGUAGE_NB ? STR("alt i alt") : STR("all in all");
}

static void print_scale(struct buf *b, size_t left_out, enum language l)
{
    bool nb = l == LANGUAGE_NB;
    buf_put(b,
            nb ? STR("  Under 30 svært lett, 30–39 lett, 40–49 som i en avis, 50–59 tung, fra 60 "
                     "svært tung.\n")
               : STR("  Under 30 very easy, 30–39 easy, 40–49 as in a newspaper, 50–59 hard, "
                     "from 60 very hard.\n"));
    if (left_out)
        buf_printf(b,
                   nb ? "  Tekster under %d ord er ikke vist: %zu.\n"
                      : "  Texts of less than %d words are not shown: %zu.\n",
                   CHECK_LIX_WORDS, left_out);
}

/* Texts that are long enough to say something of. */
static void print_texts(struct buf *b, const struct check_report *r, enum language l)
{
    struct str head =
        l == LANGUAGE_NB ? STR("Hvor tung teksten er (lix)") : STR("How hard the text is (LIX)");
    size_t width = utf8_width(head, 0, head.len) - 2, shown = 0;
    for (size_t i = 0; i < r->ntexts; i++) {
        struct str name = name_of(&r->texts[i], l);
        size_t cells = utf8_width(name, 0, name.len);
        if (check_lix(&r->texts[i]) && cells > width) width = cells;
        shown += check_lix(&r->texts[i]) > 0;
    }
    if (!check_lix(&r->whole)) return;
    put_padded(b, head, width + 2);
    buf_printf(b, "  %6s  %3s\n", l == LANGUAGE_NB ? "ord" : "words", "lix");
    for (size_t i = 0; i < r->ntexts; i++)
        if (check_lix(&r->texts[i])) put_row(b, name_of(&r->texts[i], l), &r->texts[i], width, l);
    put_row(b, name_of(&r->whole, l), &r->whole, width, l);
    print_scale(b, r->ntexts - shown, l);
}

static const char *state_word(enum link_state s, bool nb)
{
    switch (s) {
    case LINK_GOOD:
        return "ok";
    case LINK_MOVED:
        return nb ? "flyttet" : "moved";
    case LINK_DEAD:
        return nb ? "borte" : "gone";
    case LINK_SILENT:
        return nb ? "svarer ikke" : "silent";
    default:
        return nb ? "ikke prøvd" : "untested";
    }
}

static void put_place(struct buf *b, const struct check_link *x)
{
    struct pos p = x->places[0];
    uint32_t line, column;
    struct str text;
    if (!p.file) return;
    pos_locate(p, &line, &column, &text);
    buf_printf(b, "  %.*s:%u", STR_ARG(p.file->path), line);
    if (x->nplaces > 1) buf_printf(b, " (+%zu)", x->nplaces - 1);
}

static void print_links(struct buf *b, const struct check_report *r, enum language l)
{
    bool nb = l == LANGUAGE_NB;
    if (!r->nlinks) return;
    buf_printf(b, nb ? "Lenker til andre nettsteder: %zu%s\n" : "Links to other websites: %zu%s\n",
               r->nlinks,
               r->tested ? ""
               : nb      ? " (--online prøver dem)"
                         : " (--online tests them)");
    for (size_t i = 0; i < r->nlinks && i < LINKS_SHOWN; i++) {
        const struct check_link *x = &r->links[i];
        buf_put(b, STR("  "));
        if (r->tested) put_padded(b, str_of(state_word(x->state, nb)), nb ? 13 : 10);
        put_clean(b, x->url);
        put_place(b, x);
        buf_put_char(b, '\n');
    }
    if (r->nlinks > LINKS_SHOWN)
        buf_printf(b,
                   nb ? "  … og %zu til; alle står i --format=json\n"
                      : "  … and %zu more; --format=json has them all\n",
                   r->nlinks - LINKS_SHOWN);
}

void check_print(struct buf *out, const struct check_report *r, enum language l)
{
    bool nb = l == LANGUAGE_NB;
    size_t before = out->len;
    print_texts(out, r, l);
    if (out->len > before && r->nlinks) buf_put_char(out, '\n');
    print_links(out, r, l);
    if (!r->without_base_url) return;
    if (out->len > before) buf_put_char(out, '\n');
    buf_put(out,
            nb ? STR("course.yml har ingen base_url. På en nettserver trenger 404.html den for å "
                     "finne stilen sin.\n")
               : STR("course.yml has no base_url. On a web server 404.html needs it to find its "
                     "style.\n"));
}

/* ---- For programs ---------------------------------------------------------------------------- */

static void put_numbers(struct json *j, const struct check_text *t)
{
    unsigned lix = check_lix(t);
    json_key(j, "words"), json_number(j, t->words);
    json_key(j, "sentences"), json_number(j, t->sentences);
    json_key(j, "long_words"), json_number(j, t->long_words);
    json_key(j, "lix");
    if (lix)
        json_number(j, lix);
    else
        json_null(j);
    json_key(j, "level"),
        json_text_or_null(j, lix ? str_of(level_names[check_level(lix)]) : STR(""));
}

static void put_link(struct json *j, const struct check_link *x)
{
    json_object(j);
    json_key(j, "url"), json_text(j, x->url);
    json_key(j, "state"), json_text(j, str_of(state_names[x->state]));
    json_key(j, "status");
    if (x->status)
        json_number(j, x->status);
    else
        json_null(j);
    json_key(j, "places"), json_list(j);
    struct line_cursor cursor = {0};
    for (size_t i = 0; i < x->nplaces; i++) {
        if (!x->places[i].file) continue;
        line_walk(&cursor, x->places[i]);
        json_object(j);
        json_key(j, "file"), json_text(j, x->places[i].file->path);
        json_key(j, "line"), json_number(j, cursor.line);
        json_key(j, "column"), json_number(j, cursor.columns + 1);
        json_end(j);
    }
    json_end(j);
    json_end(j);
}

void check_json(struct json *j, const struct check_report *r)
{
    json_key(j, "texts"), json_list(j);
    for (size_t i = 0; i < r->ntexts; i++) {
        json_object(j);
        json_key(j, "file"), json_text(j, r->texts[i].unit->file->path);
        put_numbers(j, &r->texts[i]);
        json_end(j);
    }
    json_end(j);
    json_key(j, "whole"), json_object(j);
    put_numbers(j, &r->whole);
    json_end(j);
    json_key(j, "links"), json_list(j);
    for (size_t i = 0; i < r->nlinks; i++)
        put_link(j, &r->links[i]);
    json_end(j);
}
