/* inventory: a thing's own words and values, spelt out and told by a digest for each key.
 *
 * Default values are spelt as nothing, as are those that are absent. Paths are spelt as what they
 * lead to, since files get new numbers when a step is put in before them.
 */
#include "base/digest.h"
#include "course/address.h"
#include "course/inventory_internal.h"
#include <string.h>

/* ---- Which keys count ------------------------------------------------------------------------ */

/* The key of identity; what steg and authors use among themselves; and what is told in another
 * way: a film's address is its id, what kind of step it is comes from more than its key. */
bool inventory_counts(const struct schema *s, const struct schema_key *k)
{
    static const char *const never[] = {"id", "draft", "check"};
    static const struct {
        const struct schema *schema;
        const char *key;
    } not_of[] = {
        {&schema_course, "format"},    {&schema_course, "base_url"}, {&schema_course, "modules"},
        {&schema_course, "edit"},      {&schema_course, "raw_html"}, {&schema_course, "languages"},
        {&schema_course, "versions"},  {&schema_course, "names"},    {&schema_course, "repository"},
        {&schema_course, "branch"},    {&schema_course, "changes"},  {&schema_step, "kind"},
        {&schema_step, "when"},        {&schema_term, "avoid"},      {&schema_presentation, "url"},
        {&schema_presentation, "file"}};
    for (size_t i = 0; i < sizeof never / sizeof *never; i++)
        if (strcmp(k->name, never[i]) == 0) return false;
    for (size_t i = 0; i < sizeof not_of / sizeof *not_of; i++)
        if (s == not_of[i].schema && strcmp(k->name, not_of[i].key) == 0) return false;
    /* Of a page they are old addresses, of a term other words for it. */
    return strcmp(k->name, "aliases") != 0 || s == &schema_term;
}

struct str film_id(const struct presentation *p)
{
    return p->url.text.len ? p->url.text : p->file.text;
}

/* ---- Where paths lead ------------------------------------------------------------------------ */

/* Between two parts: no byte of UTF-8. */
static void put_end(struct speller *s)
{
    buf_put_char(&s->text, '\xff');
}

static void put(struct speller *s, struct str part)
{
    buf_put(&s->text, part);
    put_end(s);
}

static void put_number(struct speller *s, uint64_t n)
{
    buf_put_number(&s->text, n);
    put_end(s);
}

/* What lies in the folder of the text's own module goes with it when it is moved. */
static void put_file(struct speller *s, struct str path)
{
    const struct course *c = s->course;
    struct str folder = str_from(path, c->root.len);
    const struct module *m = course_module(c, str_cut(&folder, '/'));
    if (!m || m->dir.len <= c->root.len || !str_starts(path, m->dir)) {
        put(s, path);
        return;
    }
    put(s, m == s->unit->module ? STR(".") : m->id);
    put(s, str_from(path, m->dir.len));
}

static void put_page(struct speller *s, const struct page *p)
{
    if (p->kind == PAGE_ATTACHED) {
        put_file(s, p->unit->path);
        return;
    }
    put_number(s, p->kind);
    put(s, p->module ? p->module->id : STR(""));
    put(s, p->unit ? p->identity : p->address);
}

static void put_path(struct speller *s, struct str path)
{
    struct str found;
    struct target to = course_target(s->course, s->unit, path);
    if (to.page)
        put_page(s, to.page);
    else if (path.len && path_resolve(&found, s->course->root, s->unit->path, path, s->text.arena))
        put_file(s, found);
    else
        put(s, path);
    put(s, to.anchor);
}

static bool is_url(struct str s)
{
    return str_starts(s, STR("https://")) || str_starts(s, STR("http://"));
}

/* ---- Markdown -------------------------------------------------------------------------------- */

/* Where the HTML is being spelt: it is handed over in pieces, between holes. */
struct spelling {
    struct speller *to;
    bool in_tag, pre, space;
};

/* An attribute that only says where on the page something is: made from its place among others. */
static size_t place_attribute(struct str html)
{
    if (!str_starts(html, STR(" id=\"")) && !str_starts(html, STR(" href=\"#"))) return 0;
    size_t open = str_find(html, '"') + 1, len = str_find(str_from(html, open), '"');
    return len == STR_NONE ? 0 : open + len + 1;
}

/* Without ids, and with one space for each run of them outside <pre>. */
static void put_html(struct spelling *x, struct str html)
{
    struct buf *out = &x->to->text;
    while (html.len) {
        char c = *html.ptr;
        size_t skip = x->in_tag ? place_attribute(html) : 0;
        if (skip) {
            html = str_from(html, skip);
            continue;
        }
        if (c == '<') {
            x->in_tag = true;
            if (str_starts(html, STR("<pre"))) x->pre = true;
            if (str_starts(html, STR("</pre"))) x->pre = false;
        } else if (c == '>') {
            x->in_tag = false;
        }
        bool space = (c == ' ' || c == '\n') && !x->pre;
        if (!space || !x->space) buf_put_char(out, space ? ' ' : c);
        x->space = space;
        html = str_from(html, 1);
    }
}

static void put_hole(struct speller *s, const struct hole *h)
{
    put_end(s);
    put_number(s, h->kind);
    switch (h->kind) {
    case HOLE_LINK:
    case HOLE_IMAGE:
        put_path(s, h->path);
        put(s, h->anchor);
        put(s, h->title);
        break;
    case HOLE_TERM:
        put(s, h->path);
        break;
    case HOLE_CITATION:
        put_number(s, h->in_text);
        for (uint32_t i = 0; i < h->ncites; i++) {
            put(s, h->cites[i].key);
            put(s, h->cites[i].prefix);
            put(s, h->cites[i].locator);
            put_number(s, h->cites[i].suppress_author);
        }
        break;
    default: /* its argument stands in the text, too */
        put_number(s, h->string);
    }
}

static void put_doc(struct speller *s, const struct doc *doc)
{
    struct spelling x = {.to = s};
    size_t at = 0;
    for (size_t i = 0; i < doc->nholes; i++) {
        put_html(&x, str_sub(doc->html, at, doc->holes[i].at - at));
        put_hole(s, &doc->holes[i]);
        at = doc->holes[i].at;
        x.space = false;
    }
    put_html(&x, str_from(doc->html, at));
    put_end(s);
}

/* ---- Values ---------------------------------------------------------------------------------- */

static void put_rows(struct speller *s, const struct schema *schema, const struct schema *from,
                     const void *decoded);

static bool is_thing(const struct schema *of, const void *entry)
{
    if (of == &schema_task) return ((const struct task *)entry)->id.text.len > 0;
    if (of == &schema_question) return ((const struct question *)entry)->id.text.len > 0;
    return of == &schema_presentation && film_id(entry).len > 0;
}

static void put_plain(struct speller *s, const struct schema_key *k, struct str text)
{
    const struct course *c = s->course;
    if (!text.len) return;
    bool path = k->kind == SCHEMA_PATH || (k->kind == SCHEMA_LINK && !is_url(text));
    if (path && s->unit) {
        put_path(s, text);
        return;
    }
    /* A folder's number is no part of its name. */
    if (k->kind == SCHEMA_NAME && strcmp(k->name, "method") == 0) {
        const struct page *p = course_method(c, text);
        if (p) text = p->identity;
    } else if (k->kind == SCHEMA_NAME && strcmp(k->name, "builds_on") == 0) {
        const struct module *m = course_module(c, text);
        if (m) text = m->id;
    }
    put(s, text);
}

static void put_choice(struct speller *s, const struct schema_key *k, const struct choice *choice)
{
    bool fallback = false;
    for (const struct schema_word *w = k->words; w->word && k->fallback; w++)
        fallback = fallback || (w->value == choice->value && strcmp(w->word, k->fallback) == 0);
    if (choice->value && !fallback) put_number(s, (uint64_t)choice->value);
}

static void put_flag(struct speller *s, const struct schema_key *k, const struct flag *flag)
{
    bool fallback = k->fallback && strcmp(k->fallback, "true") == 0;
    if (flag->value != fallback) put_number(s, flag->value);
}

static void put_minutes(struct speller *s, const struct minutes *m)
{
    if (!m->kind) return;
    put_number(s, m->kind);
    put_number(s, m->from);
    put_number(s, m->to);
}

static void put_date(struct speller *s, const struct date *d)
{
    if (d->year) put_number(s, d->year * 10000u + d->month * 100u + d->day);
}

static void put_text(struct speller *s, const struct text *t)
{
    if (t->doc)
        put_doc(s, t->doc);
    else if (t->pos.file)
        put(s, t->raw);
}

static void put_value(struct speller *s, const struct schema_key *k, const void *at)
{
    switch (k->kind) {
    case SCHEMA_TEXT:
    case SCHEMA_BLOCK:
        put_text(s, at);
        break;
    case SCHEMA_DATE:
        put_date(s, at);
        break;
    case SCHEMA_FLAG:
        put_flag(s, k, at);
        break;
    case SCHEMA_CHOICE:
        put_choice(s, k, at);
        break;
    case SCHEMA_COUNT: {
        const struct count *n = at;
        if (n->pos.file) put_number(s, n->value);
        break;
    }
    case SCHEMA_MINUTES:
        put_minutes(s, at);
        break;
    case SCHEMA_RECORD: {
        const struct pos *pos = at; /* all that stand below a key begin with it */
        if (pos->file) put_rows(s, k->of, k->of, at);
        break;
    }
    default: {
        const struct plain *p = at;
        put_plain(s, k, p->text);
    }
    }
}

/* `own`: of the thing itself, so that what has an id in a list is left to speak for itself. */
static void put_row(struct speller *s, const struct schema_key *k, const void *decoded, bool own)
{
    const char *at = (const char *)decoded + k->offset;
    if (!k->list) {
        put_value(s, k, at);
        return;
    }
    struct plains list; /* as all lists are laid out */
    memcpy(&list, at, sizeof list);
    for (size_t i = 0; i < list.len; i++) {
        const char *item = (const char *)(const void *)list.items + i * schema_size(k);
        if (own && k->kind == SCHEMA_RECORD && is_thing(k->of, item)) continue;
        put_value(s, k, item);
        put_end(s);
    }
}

/* A record below a key: the rows of `from`'s bases, then its own. */
static void put_rows(struct speller *s, const struct schema *schema, const struct schema *from,
                     const void *decoded)
{
    if (from->base) put_rows(s, schema, from->base, decoded);
    for (const struct schema_key *k = from->keys; k->name; k++) {
        if (schema_key(schema, str_of(k->name)) != k) continue;
        size_t start = s->text.len;
        put(s, str_of(k->name));
        size_t named = s->text.len;
        put_row(s, k, decoded, false);
        if (s->text.len == named) buf_truncate(&s->text, start);
    }
}

/* ---- Things ---------------------------------------------------------------------------------- */

/* What has been spelt is the value of `key`; nothing: it has none. */
static void keep(struct speller *s, const char *key)
{
    if (!s->text.len) return;
    struct thing_value v = {key, digest(buf_str(&s->text))};
    buf_put(&s->kept, (struct str){(const char *)&v, sizeof v});
    buf_reset(&s->text);
}

static void spell_rows(struct speller *s, const struct schema *schema, const struct schema *from,
                       const void *decoded)
{
    if (from->base) spell_rows(s, schema, from->base, decoded);
    for (const struct schema_key *k = from->keys; k->name; k++) {
        if (schema_key(schema, str_of(k->name)) != k || !inventory_counts(schema, k)) continue;
        put_row(s, k, decoded, true);
        keep(s, k->name);
    }
}

void spell_record(struct speller *s, const struct schema *schema, const void *decoded)
{
    spell_rows(s, schema, schema, decoded);
}

void spell_key(struct speller *s, const struct schema *schema, const char *name,
               const void *decoded)
{
    const struct schema_key *k = schema_key(schema, str_of(name));
    put_row(s, k, decoded, true);
    keep(s, k->name);
}

void spell_doc(struct speller *s, const char *key, const struct doc *doc)
{
    if (doc) put_doc(s, doc);
    keep(s, key);
}

void spell_number(struct speller *s, const char *key, unsigned n)
{
    put_number(s, n);
    keep(s, key);
}

void spell_front(struct speller *s, const struct front_keys *keys, const struct doc *body)
{
    if (keys) put_rows(s, &schema_front, &schema_front, keys);
    if (body) put_doc(s, body);
    keep(s, "front");
}

void spell_end(struct speller *s, struct thing *t, struct arena *a)
{
    t->nvalues = s->kept.len / sizeof(struct thing_value);
    struct thing_value *values = arena_new(a, struct thing_value, t->nvalues);
    if (t->nvalues) memcpy(values, s->kept.ptr, s->kept.len);
    t->values = values;
    buf_reset(&s->kept);
}

/* ---- Works ----------------------------------------------------------------------------------- */

static void spell_people(struct speller *s, const char *key, const struct people *people)
{
    for (size_t i = 0; i < people->len; i++) {
        const struct person *p = &people->items[i];
        const struct str parts[] = {p->family,   p->given,  p->particle,
                                    p->dropping, p->suffix, p->literal};
        for (size_t k = 0; k < sizeof parts / sizeof *parts; k++)
            put(s, parts[k]);
    }
    keep(s, key);
}

static void spell_date(struct speller *s, const char *key, const struct work_date *d)
{
    if (!d->year && !d->literal.len) return;
    put_number(s, (uint64_t)(uint32_t)d->year);
    put_number(s, (uint64_t)(uint32_t)d->end_year);
    put_number(s, d->month * 100u + d->day);
    put_number(s, d->circa);
    put(s, d->literal);
    keep(s, key);
}

/* The variables that a reference has, by their names in CSL. */
void spell_work(struct speller *s, const struct work *w)
{
    const struct {
        const char *key;
        struct str text;
    } texts[] = {{"title", w->title},
                 {"type", w->csl_type},
                 {"container-title", w->container},
                 {"publisher", w->publisher},
                 {"publisher-place", w->place},
                 {"edition", w->edition},
                 {"volume", w->volume},
                 {"issue", w->issue},
                 {"page", w->pages},
                 {"number", w->number.len ? w->number : w->article},
                 {"genre", w->genre},
                 {"archive", w->archive},
                 {"DOI", w->doi},
                 {"URL", w->url},
                 {"title-short", w->title_short},
                 {"language", w->language}};
    spell_people(s, "author", &w->authors);
    spell_people(s, "editor", &w->editors);
    spell_people(s, "translator", &w->translators);
    spell_date(s, "issued", &w->issued);
    spell_date(s, "original-date", &w->original);
    spell_date(s, "accessed", &w->accessed);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        if (texts[i].text.len) put(s, texts[i].text);
        keep(s, texts[i].key);
    }
}
