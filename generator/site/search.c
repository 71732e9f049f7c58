/* search: see search.h. */
#include "site/search_parts.h"
#include "base/reason.h"
#include "site/view.h"
#include <errno.h>

#define FORMAT 1

/* ---- Which pages and files ------------------------------------------------------------------- */

/* Pages that repeat what others say (records, cards, worksheets …) are found by the others. */
static bool is_searched(const struct page *p)
{
    switch (p->kind) {
    case PAGE_FRONT:
    case PAGE_MODULE:
    case PAGE_STEP:
    case PAGE_LEADER:
    case PAGE_ATTACHED:
    case PAGE_METHOD:
    case PAGE_METHODS:
    case PAGE_GLOSSARY:
    case PAGE_LITERATURE:
    case PAGE_PLAIN:
        return true;
    default:
        return false;
    }
}

/* One for each module that has pages, and one for the rest. */
static void name_files(struct search *s, struct arena *a)
{
    const struct course *c = s->site->course;
    s->files = arena_new(a, struct search_file, 2 + c->npublished);
    s->files[s->nfiles++] = (struct search_file){STR("assets/search.js"), 0};
    s->files[s->nfiles++] = (struct search_file){STR("assets/text.js"), 0};
    for (size_t i = 0; i < c->npublished; i++) {
        struct str name = str_sub(c->modules[i]->base, 0, c->modules[i]->base.len - 1);
        s->files[s->nfiles++] =
            (struct search_file){STR_CAT(a, STR("assets/text/"), name, STR(".js")), 0};
    }
}

/* Which file holds a page's text, each file's pages in the order of the site. */
static void assign_files(struct search *s, struct arena *a)
{
    const struct course *c = s->site->course;
    s->file = arena_new(a, uint32_t, c->npages);
    s->next = arena_new(a, uint32_t, c->npages);
    for (size_t i = c->npages; i-- > 0;) {
        const struct module *m = c->pages[i]->module;
        uint32_t f = m && m->place ? 1 + m->place : 1;
        if (!is_searched(c->pages[i])) continue;
        s->file[i] = f;
        s->next[i] = s->files[f].first;
        s->files[f].first = (uint32_t)i + 1;
    }
}

struct search *search_new(const struct site *site, struct arena *shared, struct diags *d)
{
    const struct course *c = site->course;
    struct search *s = arena_new(shared, struct search, 1);
    *s = (struct search){.site = site, .seen = words_seen_new(c->language)};
    if (!s->seen) {
        diag(d, DIAG_NO_MEMORY, (struct pos){0}, reason_of(ENOMEM, shared));
        return NULL;
    }
    s->pages = arena_new(shared, const struct search_page *, c->npages);
    name_files(s, shared);
    assign_files(s, shared);
    return s;
}

void search_free(struct search *s)
{
    if (!s) return;
    words_seen_free(s->seen);
    s->seen = NULL;
}

/* ---- A page ---------------------------------------------------------------------------------- */

struct counting {
    struct words_seen *seen;
    struct worker *w;
};

static void count_block(void *ctx, struct str text, enum place place)
{
    struct counting *c = ctx;
    words_count(c->seen, text, place, c->w);
}

static void count_again(void *ctx)
{
    struct counting *c = ctx;
    words_begin(c->seen);
}

void script_put_text(struct buf *out, struct str s)
{
    size_t from = 0;
    buf_put_char(out, '"');
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.ptr[i];
        if (c > '"' && c != '\\' && c < 0x7F) continue;
        /* U+2028 and U+2029 end lines in scripts of old: E2 80 A8, E2 80 A9 */
        bool line = c == 0xE2 && s.len - i > 2 && (unsigned char)s.ptr[i + 1] == 0x80 &&
                    ((unsigned char)s.ptr[i + 2] | 1) == 0xA9;
        if (c >= 0x20 && c != '"' && c != '\\' && c != 0x7F && !line) continue;
        buf_put(out, str_sub(s, from, i - from));
        if (line)
            buf_printf(out, "\\u20%02x", (unsigned char)s.ptr[i + 2] - 0x80u);
        else if (c == '"' || c == '\\')
            buf_put(out, (struct str){(char[]){'\\', (char)c}, 2});
        else
            buf_printf(out, "\\u%04x", c);
        i += line ? 2 : 0;
        from = i + 1;
    }
    buf_put(out, str_from(s, from));
    buf_put_char(out, '"');
}

/* About as many bytes as they will be written in. */
static size_t size_of(const struct page_text *text)
{
    size_t n = 64;
    for (size_t i = 0; i < text->len; i++) {
        const struct section *s = &text->sections[i];
        n += s->anchor.len + s->heading.len + s->text.len + sizeof "[\"\",\"\",\"\"],";
    }
    return n;
}

/* [["anchor","heading","text"],…]; a heading like the one before is 0. */
static void put_sections(struct buf *out, const struct page_text *text)
{
    buf_put_char(out, '[');
    for (size_t i = 0; i < text->len; i++) {
        const struct section *s = &text->sections[i];
        bool again = i && str_eq(s->heading, s[-1].heading);
        buf_put(out, i ? STR(",[") : STR("["));
        script_put_text(out, s->anchor);
        buf_put_char(out, ',');
        if (again)
            buf_put_char(out, '0');
        else
            script_put_text(out, s->heading);
        buf_put_char(out, ',');
        script_put_text(out, s->text);
        buf_put_char(out, ']');
    }
    buf_put_char(out, ']');
}

void search_page(struct search *s, size_t page, struct str html, struct worker *w)
{
    const struct page *p = s->site->course->pages[page];
    if (!is_searched(p)) return;
    struct counting counting = {s->seen, w};
    const struct text_reader reader = {count_block, count_again, &counting};
    struct page_text text;
    words_begin(s->seen);
    page_text_read(&text, html, &reader, w->scratch);

    size_t n;
    struct search_page *out = arena_new(w->results, struct search_page, 1);
    const struct tally *counts = words_counted(s->seen, &n, &out->length);
    out->nwords = (uint32_t)n;
    out->words = arena_new(w->results, struct word *, n);
    out->weights = arena_new(w->results, struct weight, n);
    for (size_t i = 0; i < n; i++) {
        uint32_t times = counts[i].times < TIMES_MAX ? counts[i].times : TIMES_MAX;
        out->words[i] = counts[i].word;
        out->weights[i] = (struct weight){times & TIMES_MAX, counts[i].heading};
    }
    struct buf sections = {.arena = w->results};
    buf_reserve(&sections, size_of(&text));
    put_sections(&sections, &text);
    out->text = buf_str(&sections);
    s->pages[page] = out;
}

/* ---- The files ------------------------------------------------------------------------------- */

static struct view view_of(const struct search *s, const struct page *p, struct arena *a)
{
    const struct course *c = s->site->course;
    return (struct view){
        .site = s->site,
        .page = p,
        .words = site_words(s->site, c->language),
        .language = c->language,
        .arena = a,
    };
}

/* «Modul 1: Begynneropplæring», or nothing: what the page is part of. */
static struct str whole_of(struct view *v)
{
    const struct page *p = v->page, *whole = NULL;
    if (p->module && p->module->page != p) whole = p->module->page;
    if (p->kind == PAGE_METHOD) whole = v->site->course->methods_page;
    if (!whole) return view_label(v, p);
    struct str label = view_label(v, whole), title = view_title(v, whole);
    return label.len ? STR_CAT(v->arena, label, STR(": "), title) : title;
}

static void put_path(struct buf *out, struct str path, struct arena *a)
{
    struct buf b = {.arena = a};
    view_put_path(&b, path);
    script_put_text(out, buf_str(&b));
}

/* [address, title, what it is part of, file of texts, words]. */
static void put_page(struct buf *out, const struct search *s, size_t i, struct arena *a)
{
    const struct page *p = s->site->course->pages[i];
    struct view v = view_of(s, p, a);
    buf_put(out, STR("\n["));
    put_path(out, p->address, a);
    buf_put_char(out, ',');
    script_put_text(out, view_title(&v, p));
    buf_put_char(out, ',');
    script_put_text(out, whole_of(&v));
    buf_printf(out, ",%u,%u]", s->file[i] - 1, s->pages[i]->length);
}

static void put_pages(struct buf *out, const struct search *s, struct arena *a)
{
    bool first = true;
    buf_put(out, STR("\"pages\":["));
    for (size_t i = 0; i < s->site->course->npages; i++) {
        if (!s->pages[i]) continue;
        if (!first) buf_put_char(out, ',');
        put_page(out, s, i, a);
        first = false;
    }
    buf_put(out, STR("],\n\"texts\":["));
    for (size_t i = 1; i < s->nfiles; i++) {
        if (i > 1) buf_put_char(out, ',');
        put_path(out, s->files[i].address, a);
    }
    buf_put(out, STR("],\n"));
}

/* The address of one of the theme's files, which is named after its content; false: none such. */
static bool put_script(struct buf *out, const struct search *s, struct str name, struct arena *a)
{
    const struct theme_file *f = theme_file_named(s->site->theme, name);
    if (f) put_path(out, f->address, a);
    return f != NULL;
}

/* What looks things up: find.js, and the stemmer where the language has one. */
static void put_scripts(struct buf *out, const struct search *s, struct arena *a)
{
    struct str language = words_stemming(s->site->course->language);
    buf_put(out, STR("\"scripts\":["));
    if (put_script(out, s, STR("find.js"), a) && language.len) {
        buf_put_char(out, ',');
        put_script(out, s, STR_CAT(a, STR("stem-"), language, STR(".js")), a);
    }
    buf_put(out, STR("],\n"));
}

static void put_index(struct buf *out, const struct search *s, struct arena *a)
{
    buf_printf(out, "steg.searchIndex={\"format\":%d,", FORMAT);
    put_scripts(out, s, a);
    put_pages(out, s, a);
    index_put(out, s->pages, s->site->course->npages, a);
    buf_put(out, STR("};\n"));
}

static void put_texts(struct buf *out, const struct search *s, size_t file, struct arena *a)
{
    const struct course *c = s->site->course;
    bool first = true;
    buf_put(out, STR("Object.assign(steg.searchTexts,{"));
    for (uint32_t i = s->files[file].first; i; i = s->next[i - 1]) {
        if (!s->pages[i - 1]) continue;
        buf_put(out, first ? STR("\n") : STR(",\n"));
        put_path(out, c->pages[i - 1]->address, a);
        buf_put_char(out, ':');
        buf_put(out, s->pages[i - 1]->text);
        first = false;
    }
    buf_put(out, STR("\n});\n"));
}

void search_file(struct buf *out, struct search *s, size_t file, struct arena *scratch)
{
    if (file == 0)
        put_index(out, s, scratch);
    else
        put_texts(out, s, file, scratch);
}
