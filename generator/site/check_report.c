/* check_report: what check tells besides its findings: how hard the texts are, and where links go.
 */
#include "base/utf8.h"
#include "site/check.h"
#include "site/columns.h"

#define LINKS_SHOWN 40

static const char *const level_names[] = {
    [LIX_VERY_EASY] = "very-easy", [LIX_EASY] = "easy",           [LIX_MEDIUM] = "medium",
    [LIX_HARD] = "hard",           [LIX_VERY_HARD] = "very-hard",
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

static void put_row(struct buf *b, struct str name, const struct lix *l, size_t width,
                    enum language language)
{
    unsigned value = lix_value(l);
    buf_put(b, STR("  "));
    put_padded(b, name, width);
    buf_printf(b, "  %6zu  %3u  %s\n", l->words, value, lix_meaning(lix_band(value), language));
}

static bool is_long_enough(const struct check_text *t)
{
    return t->lix.words >= LIX_LEAST;
}

/* Texts that are long enough to say something of. */
static void print_texts(struct buf *b, const struct check_report *r, enum language l)
{
    bool nb = l == LANGUAGE_NB;
    struct str head = nb ? STR("Hvor tung teksten er (lix)") : STR("How hard the text is (LIX)");
    size_t width = utf8_width(head, 0, head.len) - 2, short_ones = 0;
    for (size_t i = 0; i < r->ntexts; i++) {
        struct str name = r->texts[i].unit->file->path;
        size_t cells = utf8_width(name, 0, name.len);
        if (!is_long_enough(&r->texts[i]))
            short_ones++;
        else if (cells > width)
            width = cells;
    }
    if (r->whole.words < LIX_LEAST) return;
    put_padded(b, head, width + 2);
    buf_printf(b, "  %6s  lix\n", nb ? "ord" : "words");
    for (size_t i = 0; i < r->ntexts; i++)
        if (is_long_enough(&r->texts[i]))
            put_row(b, r->texts[i].unit->file->path, &r->texts[i].lix, width, l);
    put_row(b, nb ? STR("alt i alt") : STR("all in all"), &r->whole, width, l);
    if (short_ones)
        buf_printf(b,
                   nb ? "  Tekster under %d ord er ikke vist: %zu.\n"
                      : "  Texts of less than %d words are not shown: %zu.\n",
                   LIX_LEAST, short_ones);
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
        columns_put(b, x->url);
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

static void put_numbers(struct json *j, const struct lix *l)
{
    bool enough = l->words >= LIX_LEAST;
    unsigned value = lix_value(l);
    json_key(j, "words"), json_number(j, (int64_t)l->words);
    json_key(j, "long_words"), json_number(j, (int64_t)l->long_words);
    json_key(j, "sentences"), json_number(j, (int64_t)l->sentences);
    json_key(j, "longest_sentence"), json_number(j, (int64_t)l->longest);
    json_key(j, "lix");
    if (enough)
        json_number(j, value);
    else
        json_null(j);
    json_key(j, "level");
    json_text_or_null(j, enough ? str_of(level_names[lix_band(value)]) : STR(""));
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
        put_numbers(j, &r->texts[i].lix);
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
