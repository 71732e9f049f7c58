/* view_doc: a rendered text with its holes filled for the page it stands on. */
#include "site/view.h"

static enum phrase phrase_of(enum doc_string s, bool titled)
{
    switch (s) {
    case DOC_FOOTNOTES:
        return PHRASE_FOOTNOTES;
    case DOC_FOOTNOTE_BACK:
        return PHRASE_FOOTNOTE_BACK;
    case DOC_TASK_DONE:
        return PHRASE_TASK_DONE;
    case DOC_TASK_OPEN:
        return PHRASE_TASK_OPEN;
    case DOC_TABLE:
        return titled ? PHRASE_TABLE_TITLED : PHRASE_TABLE;
    default:
        break;
    }
    if (s >= DOC_FIGURE_TEXT) return (enum phrase)(PHRASE_FIGURE_TEXT + ((int)s - DOC_FIGURE_TEXT));
    /* The boxes stand in the same order in both. */
    return (enum phrase)(PHRASE_BOX_NOTE + ((int)s - DOC_BOX_NOTE));
}

struct str view_string(struct view *v, const struct hole *h)
{
    return view_say(v, phrase_of((enum doc_string)h->string, h->path.len > 0), h->path);
}

static void put_attribute_url(struct buf *out, const struct value *url)
{
    buf_put_url(out, url->as.text);
}

#define EXPLANATION_MAX 300 /* bytes; a longer definition is cut after a word */

/* What a term means, without markup, as an attribute's value: the html is escaped already. */
static void put_explanation(struct buf *out, struct str html)
{
    size_t start = out->len, word = start;
    bool in_tag = false, gap = false;
    for (size_t i = 0; i < html.len && out->len - start < EXPLANATION_MAX; i++) {
        char c = html.ptr[i];
        if (c == '<' || c == '>') {
            in_tag = c == '<';
        } else if (c == ' ' || c == '\n') {
            gap = gap || !in_tag;
        } else if (!in_tag) {
            if (gap && out->len > start) {
                word = out->len;
                buf_put_char(out, ' ');
            }
            gap = false;
            buf_put_char(out, c);
        }
    }
    if (out->len - start < EXPLANATION_MAX) return;
    buf_truncate(out, word);
    buf_put(out, STR(" …"));
}

/* Where the whole module stands on one page, a link to one of its steps stays there. */
static struct value page_link(struct view *v, const struct page *to, struct str anchor)
{
    bool here = v->page->kind == PAGE_PRINT && to->step && to->module == v->page->module;
    if (!here) return view_url_anchor(v, to->address, anchor);
    struct within w = {.name = view_step_name(to)};
    return view_url_anchor(v, v->page->address,
                           anchor.len ? within_id(&w, anchor, v->arena) : w.name);
}

static void fill_link(struct buf *out, const struct hole *h, struct view *v, struct str class)
{
    struct value url = {0};
    if (h->kind == HOLE_TERM) {
        if (h->to.term && v->site->course->glossary_page)
            url = view_url_anchor(v, v->site->course->glossary_page->address, h->to.term->id.text);
    } else if (h->is_asset) {
        if (h->to.asset) url = view_url(v, h->to.asset->address);
    } else if (h->to.page) {
        url = page_link(v, h->to.page, h->anchor);
    }
    buf_put(out, STR("<a"));
    if (class.len) {
        buf_put(out, STR(" class=\""));
        buf_put(out, class);
        buf_put_char(out, '"');
    }
    buf_put(out, STR(" href=\""));
    put_attribute_url(out, &url);
    if (h->title.len) {
        buf_put(out, STR("\" title=\""));
        buf_put_html(out, h->title);
    } else if (h->kind == HOLE_TERM && h->to.term && h->to.term->definition.doc) {
        buf_put(out, STR("\" title=\""));
        put_explanation(out, h->to.term->definition.doc->html);
    }
    buf_put(out, STR("\">"));
}

static void fill_image(struct buf *out, const struct hole *h, struct view *v)
{
    if (!h->to.asset) return;
    struct value url = view_url(v, h->to.asset->address);
    buf_put(out, STR("src=\""));
    put_attribute_url(out, &url);
    buf_put_char(out, '"');
    const struct image *i = &h->to.asset->image;
    if (!i->width || !i->height) return;
    buf_put(out, STR(" width=\""));
    buf_put_number(out, i->width);
    buf_put(out, STR("\" height=\""));
    buf_put_number(out, i->height);
    buf_put_char(out, '"');
}

/* A citation leads to the work in the course's list of literature. */
static struct str work_href(void *ctx, const struct work *w)
{
    struct view *v = ctx;
    const struct page *list = v->site->course->literature_page;
    return list ? view_url_anchor(v, list->address, w->id).as.text : STR("");
}

enum apa_language view_apa_language(const struct view *v)
{
    struct str l = site_language(v->site, v->language);
    return str_eq(l, STR("nn")) ? APA_NN : str_eq(l, STR("nb")) ? APA_NB : APA_EN;
}

static void fill_citation(struct buf *out, const struct hole *h, struct view *v)
{
    if (!h->to.works) return;
    struct apa_citation c = {h->cites, h->to.works, h->ncites, h->in_text};
    apa_citation(out, &c, view_apa_language(v), work_href, v);
}

static void fill(struct buf *out, const struct hole *h, void *ctx)
{
    struct view *v = ctx;
    switch (h->kind) {
    case HOLE_LINK:
        fill_link(out, h, v, STR(""));
        break;
    case HOLE_TERM:
        fill_link(out, h, v, STR("term"));
        break;
    case HOLE_IMAGE:
        fill_image(out, h, v);
        break;
    case HOLE_CITATION:
        fill_citation(out, h, v);
        break;
    default:
        buf_put_html(out, view_string(v, h));
    }
}

static void print_within(struct buf *out, const struct doc *doc, struct view *v)
{
    size_t at = 0;
    enum within_place place = WITHIN_TEXT;
    for (size_t i = 0; i < doc->nholes; i++) {
        const struct hole *h = &doc->holes[i];
        within_put(out, str_sub(doc->html, at, h->at - at), &v->within, &place);
        fill(out, h, v);
        at = h->at;
    }
    within_put(out, str_from(doc->html, at), &v->within, &place);
}

struct str view_doc(struct view *v, const struct doc *doc)
{
    bool alone = !v->within.name.len || doc->plain;
    if (!doc->nholes && alone) return doc->html;
    struct buf b = {.arena = v->arena};
    if (alone)
        doc_print(&b, doc, fill, v);
    else
        print_within(&b, doc, v);
    return buf_str(&b);
}
