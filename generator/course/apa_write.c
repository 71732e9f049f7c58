/* apa_write: the words of each language, and the writer of apa.h. */
#include "course/apa.h"

static const struct apa_words words_nb = {
    .and_list = " og ",
    .and_two = " og ",
    .and_text = " og ",
    .et_al = "mfl.",
    .editor = "red.",
    .editors = "red.",
    .translator = "overs.",
    .no_date = "u.å.",
    .circa = "ca. ",
    .in = "I",
    .edition = "utg.",
    .volume = "bd.",
    .page = "s.",
    .pages = "s.",
    .chapter = "kap.",
    .paragraph = "avsn.",
    .cited_in = "sitert i",
    .article = "artikkel",
    .retrieved = "Hentet",
    .retrieved_from = "fra",
    .original = "Opprinnelig utgitt",
    .quote_open = "«",
    .quote_close = "»",
    .months = {"januar", "februar", "mars", "april", "mai", "juni", "juli", "august", "september",
               "oktober", "november", "desember"},
    .code = "nb",
};

static const struct apa_words words_nn = {
    .and_list = " og ",
    .and_two = " og ",
    .and_text = " og ",
    .et_al = "mfl.",
    .editor = "red.",
    .editors = "red.",
    .translator = "oms.",
    .no_date = "u.å.",
    .circa = "ca. ",
    .in = "I",
    .edition = "utg.",
    .volume = "bd.",
    .page = "s.",
    .pages = "s.",
    .chapter = "kap.",
    .paragraph = "avsn.",
    .cited_in = "sitert i",
    .article = "artikkel",
    .retrieved = "Henta",
    .retrieved_from = "frå",
    .original = "Opphavleg utgitt",
    .quote_open = "«",
    .quote_close = "»",
    .months = {"januar", "februar", "mars", "april", "mai", "juni", "juli", "august", "september",
               "oktober", "november", "desember"},
    .code = "nn",
};

static const struct apa_words words_en = {
    .and_list = ", & ",
    .and_two = " & ",
    .and_text = " and ",
    .et_al = "et al.",
    .editor = "Ed.",
    .editors = "Eds.",
    .translator = "Trans.",
    .no_date = "n.d.",
    .circa = "ca. ",
    .in = "In",
    .edition = "ed.",
    .volume = "Vol.",
    .page = "p.",
    .pages = "pp.",
    .chapter = "Chapter",
    .paragraph = "para.",
    .cited_in = "as cited in",
    .article = "Article",
    .retrieved = "Retrieved",
    .retrieved_from = "from",
    .original = "Original work published",
    .quote_open = "“",
    .quote_close = "”",
    .months = {"January", "February", "March", "April", "May", "June", "July", "August",
               "September", "October", "November", "December"},
    .code = "en",
};

/* ---- The writer ------------------------------------------------------------------------------ */

struct apa apa_writer(struct buf *out, enum apa_language lang, bool plain)
{
    static const struct apa_words *const by_language[] = {
        [APA_NB] = &words_nb, [APA_NN] = &words_nn, [APA_EN] = &words_en};
    return (struct apa){.out = out, .words = by_language[lang], .lang = lang, .plain = plain};
}

void apa_text(struct apa *p, struct str s)
{
    if (p->plain)
        buf_put(p->out, s);
    else
        buf_put_html(p->out, s);
    while (str_ends(s, STR("»")) || str_ends(s, STR("”")) || str_ends(s, STR("\"")))
        s.len -= str_ends(s, STR("\"")) ? 1 : str_ends(s, STR("»")) ? 2 : 3;
    if (s.len) p->last = s.ptr[s.len - 1];
}

void apa_word(struct apa *p, const char *s)
{
    apa_text(p, str_of(s));
}

void apa_tag(struct apa *p, const char *s)
{
    if (!p->plain) buf_put(p->out, str_of(s));
}

void apa_stop(struct apa *p)
{
    if (p->last && !strchr(".?!", p->last)) apa_word(p, ".");
}

void apa_space(struct apa *p)
{
    if (p->last) apa_word(p, " ");
}

void apa_span(struct apa *p, struct str s)
{
    size_t from = 0;
    for (size_t i = 1; i + 1 < s.len; i++) {
        bool between = s.ptr[i - 1] >= '0' && s.ptr[i - 1] <= '9' && s.ptr[i + 1] >= '0' &&
                       s.ptr[i + 1] <= '9';
        if (s.ptr[i] != '-' || !between) continue;
        apa_text(p, str_sub(s, from, i - from));
        apa_word(p, "–");
        from = i + 1;
    }
    apa_text(p, str_from(s, from));
}
