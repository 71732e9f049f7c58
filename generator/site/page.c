/* page: see page.h. Which layout a page uses, and the root record that every layout gets. */
#include "site/page.h"
#include "course/translation.h"
#include "site/page_kinds.h"

static const struct {
    enum layout_id layout;
    struct value (*make)(struct view *v);
} kinds[] = {
    [PAGE_FRONT] = {LAYOUT_FRONT, page_front},
    [PAGE_MODULE] = {LAYOUT_MODULE, page_module},
    [PAGE_STEP] = {LAYOUT_STEP, page_step},
    [PAGE_LEADER] = {LAYOUT_LEADER, page_leader},
    [PAGE_ATTACHED] = {LAYOUT_PLAIN, page_plain},
    [PAGE_METHOD] = {LAYOUT_METHOD, page_method},
    [PAGE_METHODS] = {LAYOUT_METHODS, page_methods},
    [PAGE_GLOSSARY] = {LAYOUT_GLOSSARY, page_glossary},
    [PAGE_LITERATURE] = {LAYOUT_LITERATURE, page_literature},
    [PAGE_PLAIN] = {LAYOUT_PLAIN, page_plain},
    [PAGE_NOT_FOUND] = {LAYOUT_NOTFOUND, page_not_found},
    [PAGE_REDIRECT] = {LAYOUT_REDIRECT, page_redirect},
    [PAGE_RECORD] = {LAYOUT_RECORD, page_record},
    [PAGE_MISSED] = {LAYOUT_MISSED, page_missed},
    [PAGE_PRINT] = {LAYOUT_PRINT, page_sheet},
    [PAGE_RUNSHEET] = {LAYOUT_RUNSHEET, page_runsheet},
    [PAGE_CARDS] = {LAYOUT_CARDS, page_sheet},
    [PAGE_NOTESHEET] = {LAYOUT_NOTESHEET, page_sheet},
    [PAGE_WORKSHEET] = {LAYOUT_WORKSHEET, page_sheet},
    [PAGE_STATEMENTS] = {LAYOUT_STATEMENTS, page_statements},
    [PAGE_OBSERVATION] = {LAYOUT_OBSERVATION, page_sheet},
    [PAGE_OUR_PLAN] = {LAYOUT_OURPLAN, page_our_plan},
    [PAGE_POSTER] = {LAYOUT_POSTER, page_poster},
    [PAGE_RECORDS] = {LAYOUT_RECORDS, page_records},
    [PAGE_CHANGES] = {LAYOUT_CHANGES, page_changes},
    [PAGE_CHANGE] = {LAYOUT_CHANGE, page_change},
};

static struct view view_of(const struct site *site, const struct page *page, struct arena *scratch)
{
    struct view v = {
        .site = site,
        .page = page,
        .language = page_language(site->course, page->redirect ? page->redirect : page),
        .arena = scratch,
    };
    v.words = site_words(site, v.language);
    return v;
}

static struct str banner(const struct site *site, const struct page *page, struct arena *scratch)
{
    struct view v = view_of(site, page, scratch);
    struct buf b = {.arena = scratch};
    buf_put_html(&b, page_old_text(&v));
    return buf_str(&b);
}

void page_as_in(struct buf *out, struct str html, const struct site *site, const struct site *other,
                const struct page *page, struct arena *scratch)
{
    struct str mine = banner(site, page, scratch);
    size_t body = str_find_str(html, STR("<body"));
    size_t at = body == STR_NONE ? STR_NONE : str_find_str(str_from(html, body), mine);
    if (at == STR_NONE) { /* a layout of the course's own without a banner */
        buf_put(out, html);
        return;
    }
    buf_put(out, str_sub(html, 0, body + at));
    buf_put(out, banner(other, page, scratch));
    buf_put(out, str_from(html, body + at + mine.len));
}

bool page_render(struct buf *out, const struct site *site, const struct page *page,
                 struct arena *scratch, struct diags *d)
{
    struct view v = view_of(site, page, scratch);
    enum layout_id layout = kinds[page->kind].layout;
    struct value fields[ROOT_COUNT] = {
        [ROOT_SITE] = page_site(&v),
        [ROOT_T] = {VALUE_RECORD, {.record = &v.words->t}},
        [ROOT_PAGE] = page_frame(&v),
        [ROOT_MAIN] = kinds[page->kind].make(&v),
    };
    struct record root = {layouts[layout].root, fields};
    struct value value = {VALUE_RECORD, {.record = &root}};
    if (template_render(out, site->layouts[layout], &value, scratch)) return true;
    diag(d, DIAG_PAGE_ENDLESS, (struct pos){0}, page->address, str_of(layouts[layout].name));
    return false;
}
