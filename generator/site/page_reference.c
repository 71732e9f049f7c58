/* page_reference: what stands beside the modules: methods, glossary, literature, plain pages, 404
 * and redirects from old addresses. */
#include "base/utf8.h"
#include "site/page_kinds.h"
#include <stdlib.h>

/* ---- Methods --------------------------------------------------------------------------------- */

static void fill_method(struct view *v, struct value *r, const struct page *p, bool whole)
{
    const struct method_keys *k = p->unit->keys;
    r[METHOD_TITLE] = value_text(view_title(v, p));
    r[METHOD_LANG] = view_title_lang(v, p);
    r[METHOD_URL] = view_url(v, p->address);
    if (k) {
        r[METHOD_SUMMARY] = view_html(v, &k->page.summary);
        r[METHOD_MINUTES_TEXT] = value_text(view_minutes(v, &k->minutes));
        r[METHOD_GROUP_SIZE] = view_text(v, &k->group_size);
    }
    if (!k || !whole) return;
    r[METHOD_HAS_MATERIALS] = value_true(k->materials.len > 0);
    r[METHOD_MATERIALS] = view_items(v, &k->materials);
    r[METHOD_HAS_PHASES] = value_true(k->phases.len > 0);
    r[METHOD_PHASES] = view_phases(v, k->phases.items, k->phases.len);
    if (p->body) r[METHOD_BODY] = value_html(view_doc(v, p->body));
    const struct uses *u = site_uses(v->site, p->address);
    r[METHOD_HAS_USED_IN] = value_true(u != NULL);
    r[METHOD_USED_IN] = view_uses(v, u);
}

struct value page_method(struct view *v)
{
    struct value *r = view_rows(v, 1, METHOD_COUNT);
    fill_method(v, r, v->page, true);
    return value_record(v, &method_shape, r);
}

struct value page_methods(struct view *v)
{
    const struct course *c = v->site->course;
    struct value *rows = view_rows(v, c->npages, METHOD_COUNT);
    size_t n = 0;
    for (size_t i = 0; i < c->npages; i++)
        if (c->pages[i]->kind == PAGE_METHOD)
            fill_method(v, rows + METHOD_COUNT * n++, c->pages[i], false);
    struct value *r = view_rows(v, 1, METHODS_COUNT);
    r[METHODS_TITLE] = value_text(view_title(v, v->page));
    r[METHODS_METHODS] = view_list(v, &method_shape, rows, n, METHOD_COUNT);
    return value_record(v, &methods_shape, r);
}

/* ---- Glossary -------------------------------------------------------------------------------- */

struct value page_term(struct view *v, const struct term *t, bool with_uses)
{
    const struct page *glossary = v->site->course->glossary_page;
    struct value *r = view_rows(v, 1, TERM_COUNT);
    r[TERM_ID] = value_text(t->id.text);
    r[TERM_TERM] = view_text(v, &t->term);
    r[TERM_LANG] = view_lang_at(v, t->pos);
    r[TERM_URL] = view_url_anchor(v, glossary->address, t->id.text);
    r[TERM_ALIASES_TEXT] = view_joined_texts(v, &t->aliases);
    r[TERM_AVOID_TEXT] = view_joined(v, &t->avoid);
    r[TERM_DEFINITION] = view_html(v, &t->definition);
    if (!with_uses) return value_record(v, &term_shape, r);
    const struct uses *u = site_uses(v->site, t->id.text);
    r[TERM_HAS_USED_IN] = value_true(u != NULL);
    r[TERM_USED_IN] = view_uses(v, u);
    return value_record(v, &term_shape, r);
}

/* The Norwegian alphabet ends in æ, ø, å: their code points stand as å, æ, ø. */
static uint32_t alphabet_place(uint32_t rune)
{
    switch (rune) {
    case 0xe6:
    case 0xe4:
        return 0x10001; /* æ ä */
    case 0xf8:
    case 0xf6:
        return 0x10002; /* ø ö */
    case 0xe5:
        return 0x10003; /* å */
    default:
        return rune;
    }
}

static int by_term(const void *a, const void *b)
{
    const struct term *const *x = a, *const *y = b;
    struct str s = (*x)->term.raw, t = (*y)->term.raw;
    uint32_t i = 0, k = 0;
    while (utf8_next(&s, &i)) {
        if (!utf8_next(&t, &k)) return 1;
        i = alphabet_place(utf8_lower(i));
        k = alphabet_place(utf8_lower(k));
        if (i != k) return i < k ? -1 : 1;
    }
    return t.len ? -1 : str_cmp((*x)->id.text, (*y)->id.text);
}

struct value page_glossary(struct view *v)
{
    const struct unit *u = v->page->unit;
    const struct term **terms = arena_new(v->arena, const struct term *, u->nterms);
    for (size_t i = 0; i < u->nterms; i++)
        terms[i] = &u->terms[i];
    if (u->nterms > 1) qsort(terms, u->nterms, sizeof *terms, by_term);
    struct value *items = arena_new(v->arena, struct value, u->nterms);
    for (size_t i = 0; i < u->nterms; i++)
        items[i] = page_term(v, terms[i], true);
    struct value *r = view_rows(v, 1, GLOSSARY_COUNT);
    r[GLOSSARY_TITLE] = value_text(view_title(v, v->page));
    r[GLOSSARY_TERMS] = (struct value){VALUE_LIST, {.list = {items, u->nterms}}};
    return value_record(v, &glossary_shape, r);
}

/* ---- Literature ------------------------------------------------------------------------------ */

struct value page_literature(struct view *v)
{
    const struct literature *l = v->site->course->literature;
    const struct work **works = arena_new(v->arena, const struct work *, l->len);
    size_t n = literature_sorted(l, works);
    struct value *rows = view_rows(v, n, READING_COUNT);
    for (size_t i = 0; i < n; i++) {
        struct value *row = rows + i * READING_COUNT;
        row[READING_ID] = value_text(works[i]->id);
        page_reading(v, row, works[i]);
        const struct uses *u = site_uses(v->site, STR_CAT(v->arena, STR("@"), works[i]->id));
        row[READING_HAS_USED_IN] = value_true(u != NULL);
        row[READING_USED_IN] = view_uses(v, u);
    }
    struct value *r = view_rows(v, 1, LITERATURE_COUNT);
    r[LITERATURE_TITLE] = value_text(view_title(v, v->page));
    r[LITERATURE_WORKS] = view_list(v, &work_shape, rows, n, READING_COUNT);
    return value_record(v, &literature_shape, r);
}

/* ---- Plain pages, 404, old addresses --------------------------------------------------------- */

struct value page_plain(struct view *v)
{
    struct value *r = view_rows(v, 1, PLAIN_COUNT);
    r[PLAIN_TITLE] = value_text(view_title(v, v->page));
    if (v->page->keys) r[PLAIN_SUMMARY] = view_html(v, &v->page->keys->summary);
    if (v->page->body) r[PLAIN_BODY] = value_html(view_doc(v, v->page->body));
    return value_record(v, &plain_shape, r);
}

struct value page_not_found(struct view *v)
{
    const struct course *c = v->site->course;
    struct value *rows = view_rows(v, c->npublished, LINK_COUNT);
    for (size_t i = 0; i < c->npublished; i++)
        view_link_row(v, rows + i * LINK_COUNT, c->modules[i]->page);
    struct value *r = view_rows(v, 1, NOTFOUND_COUNT);
    r[NOTFOUND_TITLE] = value_text(view_title(v, v->page));
    r[NOTFOUND_TEXT] = value_text(view_say(v, PHRASE_NOTFOUND_TEXT));
    r[NOTFOUND_HAS_MODULES] = value_true(c->npublished > 0);
    r[NOTFOUND_MODULES] = view_list(v, &link_shape, rows, c->npublished, LINK_COUNT);
    return value_record(v, &notfound_shape, r);
}

struct value page_redirect(struct view *v)
{
    const struct page *to = v->page->redirect;
    struct value *r = view_rows(v, 1, REDIRECT_COUNT);
    r[REDIRECT_TITLE] = value_text(view_title(v, v->page));
    r[REDIRECT_PAGE_TITLE] = value_text(view_title(v, to));
    r[REDIRECT_URL] = view_url(v, to->address);
    r[REDIRECT_REFRESH] = value_text(STR_CAT(v->arena, STR("0; url="), r[REDIRECT_URL].as.text));
    return value_record(v, &redirect_shape, r);
}
