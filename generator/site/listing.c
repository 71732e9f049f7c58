/* listing: see listing.h. */
#include "site/listing.h"
#include "course/translation.h"
#include "base/json.h"
#include "base/utf8.h"
#include "site/columns.h"
#include <string.h>

#define FORMAT 1
#define KEY_WIDTH 40 /* longer keys push their titles aside */

const struct listing_group listing_groups[] = {
    {"modules", "moduler", THING_MODULE, false, {"Modules", "Moduler"}},
    {"steps", "steg", THING_STEP, false, {"Steps", "Steg"}},
    {"tasks", "deler", THING_TASK, false, {"Parts", "Deler"}},
    {"questions", "spørsmål", THING_QUESTION, false, {"Questions", "Spørsmål"}},
    {"films", "filmer", THING_FILM, false, {"Presentations", "Presentasjoner"}},
    {"literature", "litteratur", THING_WORK, false, {"Literature", "Litteratur"}},
    {"terms", "begreper", THING_TERM, false, {"Terms", "Begreper"}},
    {"methods", "metoder", THING_METHOD, false, {"Methods", "Metoder"}},
    {"pages", "sider", THING_PAGE, true, {"Pages", "Sider"}},
    {0},
};

const struct listing_group *listing_find(struct str word)
{
    for (const struct listing_group *g = listing_groups; g->word; g++)
        if (str_eq(word, str_of(g->word)) || str_eq(word, str_of(g->norwegian))) return g;
    return NULL;
}

/* ---- What stands on a line ------------------------------------------------------------------- */

/* By enum page_kind; what steg makes itself has words for people. */
static const struct page_word {
    const char *name, *made[2];
} page_words[] = {
    [PAGE_FRONT] = {"front", {"the front page", "forsiden"}},
    [PAGE_MODULE] = {"module", {0}},
    [PAGE_STEP] = {"step", {"made of the module's file", "laget av fila til modulen"}},
    [PAGE_LEADER] = {"leader", {0}},
    [PAGE_ATTACHED] = {"attached", {0}},
    [PAGE_METHOD] = {"method", {0}},
    [PAGE_METHODS] = {"methods", {"the methods", "metodene"}},
    [PAGE_GLOSSARY] = {"glossary", {"the terms", "begrepene"}},
    [PAGE_LITERATURE] = {"literature", {"the literature", "litteraturen"}},
    [PAGE_PLAIN] = {"plain", {0}},
    [PAGE_NOT_FOUND] = {"not-found",
                        {"for addresses that are not there", "til adresser som ikke finnes"}},
    [PAGE_REDIRECT] = {"redirect", {"an old address, leads on", "en gammel adresse, fører videre"}},
    [PAGE_RECORD] = {"record", {"the record", "referatet"}},
    [PAGE_MISSED] = {"missed", {"for those who were away", "til dem som var borte"}},
    [PAGE_PRINT] = {"print", {"the whole module on one page", "hele modulen på én side"}},
    [PAGE_RUNSHEET] = {"runsheet", {"the run sheet", "kjøreplanen"}},
    [PAGE_CARDS] = {"cards", {"task cards", "oppgavekort"}},
    [PAGE_NOTESHEET] = {"notesheet", {"a sheet for notes", "et notatark"}},
    [PAGE_WORKSHEET] = {"worksheet", {"a worksheet", "et arbeidsark"}},
    [PAGE_STATEMENTS] = {"statements", {"statements to answer", "påstander å svare på"}},
    [PAGE_OBSERVATION] = {"observation", {"sheets to fill in", "ark å fylle ut"}},
    [PAGE_OUR_PLAN] = {"plan", {"a plan to fill in", "en plan å fylle ut"}},
    [PAGE_POSTER] = {"poster", {"a poster of the modules", "en plakat over modulene"}},
    [PAGE_RECORDS] = {"records", {"several teams' records", "flere lags referater"}},
    [PAGE_CHANGES] = {"changes", {"what was changed", "hva som er endret"}},
    [PAGE_CHANGE] = {"change", {"a change", "en endring"}},
};

/* Where a page comes from: its title, or its file. */
static struct pos page_pos(const struct page *p)
{
    const struct text *title = page_title(p);
    if (!p->unit) return (struct pos){0};
    return title && title->pos.file == p->unit->file ? title->pos
                                                     : (struct pos){.file = p->unit->file};
}

static struct str page_name(const struct page *p)
{
    const struct text *title = p->part == PART_SELF ? page_title(p) : NULL;
    return title && title->doc ? title->doc->text : STR("");
}

static uint32_t line_of(struct pos pos)
{
    uint32_t line, column;
    struct str text;
    pos_locate(pos, &line, &column, &text);
    return line;
}

/* A text to read needs no transcript. */
static bool is_text(const struct thing *t)
{
    return str_ends(t->id, STR(".pdf")) || str_ends(t->id, STR(".md"));
}

static bool has_transcript(const struct thing *t)
{
    for (size_t i = 0; i < t->nvalues; i++)
        if (strcmp(t->values[i].key, "transcript") == 0) return true;
    return false;
}

/* The literature page has what is cited or listed somewhere. */
static bool is_unused(const struct thing *t, const struct course *c)
{
    const struct work *w = t->kind == THING_WORK ? literature_find(c->literature, t->id) : NULL;
    return w && !w->used;
}

/* ---- For people ------------------------------------------------------------------------------ */

/* What and where it is: two lines of a list. */
struct entry {
    struct str key, title, address, remark;
    struct pos pos;
};

static void put_place(struct buf *b, struct pos pos)
{
    if (!pos.file) return;
    columns_put(b, pos.file->path);
    buf_printf(b, ":%u", line_of(pos));
}

static void put_entry(struct buf *b, const struct entry *e, size_t width)
{
    struct str title = str_trim(e->title);
    size_t cells = utf8_width(e->key, 0, e->key.len), from = cells > width ? cells : width;
    buf_put(b, STR("  "));
    columns_put(b, e->key);
    for (; title.len && cells < from + 2; cells++)
        buf_put_char(b, ' ');
    columns_put(b, title);
    buf_put_char(b, '\n');
    if (!e->address.len && !e->pos.file) return;
    buf_put(b, STR("    "));
    columns_put(b, e->address);
    if (e->address.len && e->pos.file) buf_put(b, STR("  "));
    put_place(b, e->pos);
    if (e->remark.len) buf_put(b, STR("  "));
    buf_put(b, e->remark);
    buf_put_char(b, '\n');
}

static void put_group(struct buf *b, const struct listing_group *g, const struct entry *entries,
                      size_t n, enum language l)
{
    size_t width = 0;
    for (size_t i = 0; i < n; i++) {
        size_t cells = utf8_width(entries[i].key, 0, entries[i].key.len);
        if (cells > width && cells <= KEY_WIDTH) width = cells;
    }
    if (b->len) buf_put_char(b, '\n');
    buf_printf(b, "%s (%zu)\n", g->heading[l], n);
    for (size_t i = 0; i < n; i++)
        put_entry(b, &entries[i], width);
}

/* "": a work has no language of the course's. */
static struct str language_of(const struct thing *t, const struct course *c)
{
    return t->kind == THING_WORK ? STR("") : course_language_of_file(c, t->pos.file);
}

/* From the root of the whole site; "" stays. */
static struct str address_in(const struct course *c, struct str address, struct arena *a)
{
    return c->original && address.len ? STR_CAT(a, course_below(c, a), address) : address;
}

static struct entry thing_entry(const struct thing *t, const struct course *c, enum language l,
                                struct arena *a)
{
    struct entry e = {
        .key = t->key, .title = t->title, .address = address_in(c, t->address, a), .pos = t->pos};
    bool nb = l == LANGUAGE_NB;
    struct str language = language_of(t, c);
    if (language.len && !str_eq(language, c->language))
        e.remark = nb ? STR("ikke oversatt") : STR("not translated");
    if (t->kind == THING_FILM && !is_text(t) && !has_transcript(t))
        e.remark = nb ? STR("uten manus") : STR("without a transcript");
    if (is_unused(t, c)) {
        e.address = STR("");
        e.remark = nb ? STR("ikke brukt") : STR("not used");
    }
    if (t->failed) e.remark = nb ? STR("lar seg ikke lese") : STR("cannot be read");
    return e;
}

static struct entry page_entry(const struct page *p, const struct course *c, enum language l,
                               struct arena *a)
{
    const char *made = page_words[p->kind].made[l];
    struct entry e = {
        .key = address_in(c, p->address, a), .title = page_name(p), .pos = page_pos(p)};
    if (made && !e.title.len) e.title = str_of(made);
    return e;
}

void listing_text(struct buf *out, const struct inventory *v, const struct course *c,
                  const struct listing_group *only, enum language l)
{
    struct entry *entries = arena_new(out->arena, struct entry, v->len + c->npages);
    for (const struct listing_group *g = listing_groups; g->word; g++) {
        size_t n = 0;
        if (only && g != only) continue;
        for (size_t i = 0; !g->pages && i < v->len; i++)
            if (v->things[i]->kind == g->kind)
                entries[n++] = thing_entry(v->things[i], c, l, out->arena);
        for (size_t i = 0; g->pages && i < c->npages; i++)
            entries[n++] = page_entry(c->pages[i], c, l, out->arena);
        if (n || only) put_group(out, g, entries, n, l);
    }
}

/* ---- For programs ---------------------------------------------------------------------------- */

static void json_place(struct json *j, struct pos pos)
{
    json_key(j, "file"), json_text_or_null(j, pos.file ? pos.file->path : STR(""));
    json_key(j, "line");
    if (pos.file)
        json_number(j, line_of(pos));
    else
        json_null(j);
}

static void json_thing(struct json *j, const struct thing *t, const struct course *c)
{
    json_object(j);
    json_key(j, "kind"), json_text(j, str_of(thing_kinds[t->kind]));
    json_key(j, "id"), json_text(j, t->id);
    json_key(j, "key"), json_text(j, t->key);
    json_key(j, "title"), json_text_or_null(j, t->title);
    json_key(j, "in"), json_text_or_null(j, t->in ? t->in->key : STR(""));
    json_key(j, "number"), json_number(j, t->order + 1);
    json_key(j, "page");
    json_text_or_null(j, is_unused(t, c) ? STR("") : address_in(c, t->address, j->out->arena));
    json_place(j, t->pos);
    json_key(j, "answered"), json_bool(j, t->answered);
    if (t->kind == THING_FILM) {
        json_key(j, "transcript");
        is_text(t) ? json_null(j) : json_bool(j, has_transcript(t));
    }
    json_key(j, "read"), json_bool(j, !t->failed);
    json_key(j, "language"), json_text_or_null(j, language_of(t, c));
    json_end(j);
}

static void json_page(struct json *j, const struct page *p, const struct course *c)
{
    json_object(j);
    json_key(j, "kind"), json_text(j, str_of(page_words[p->kind].name));
    json_key(j, "page"), json_text(j, address_in(c, p->address, j->out->arena));
    json_key(j, "title"), json_text_or_null(j, page_name(p));
    json_key(j, "module"), json_text_or_null(j, p->module ? p->module->id : STR(""));
    json_place(j, page_pos(p));
    json_end(j);
}

/* Every file could be read. */
static bool is_whole(const struct inventory *v)
{
    bool whole = v->missing == 0;
    for (size_t i = 0; whole && i < v->len; i++)
        whole = !v->things[i]->failed;
    return whole;
}

void listing_json(struct buf *out, const struct inventory *v, const struct course *c,
                  const struct listing_group *only)
{
    struct json j = {.out = out};
    bool things = !only || !only->pages, pages = !only || only->pages;
    json_object(&j);
    json_key(&j, "format"), json_number(&j, FORMAT);
    json_key(&j, "course"), json_object(&j);
    json_key(&j, "id"), json_text(&j, v->things[0]->id);
    json_key(&j, "title"), json_text_or_null(&j, v->things[0]->title);
    json_key(&j, "language"), json_text(&j, c->language);
    json_end(&j);
    json_key(&j, "whole"), json_bool(&j, is_whole(v));
    json_key(&j, "things"), things ? json_list(&j) : json_null(&j);
    for (size_t i = 0; things && i < v->len; i++)
        if (!only || v->things[i]->kind == only->kind) json_thing(&j, v->things[i], c);
    if (things) json_end(&j);
    json_key(&j, "pages"), pages ? json_list(&j) : json_null(&j);
    for (size_t i = 0; pages && i < c->npages; i++)
        json_page(&j, c->pages[i], c);
    if (pages) json_end(&j);
    json_end(&j);
}
