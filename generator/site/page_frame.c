/* page_frame: what stands around every page: head, bar, breadcrumbs, rail, contents, footer. */
#include "course/address.h"
#include "course/translation.h"
#include "site/film.h"
#include "site/languages.h"
#include "site/page_kinds.h"
#include "site/scripts.h"

/* ---- The course as a whole ------------------------------------------------------------------- */

/* Licences that people write by name, and where they can be read. */
static struct str license_url(struct view *v, struct str name)
{
    static const struct {
        struct str name, path;
    } known[] = {
        {STR_INIT("CC BY 4.0"), STR_INIT("licenses/by/4.0")},
        {STR_INIT("CC BY-SA 4.0"), STR_INIT("licenses/by-sa/4.0")},
        {STR_INIT("CC BY-NC 4.0"), STR_INIT("licenses/by-nc/4.0")},
        {STR_INIT("CC BY-NC-SA 4.0"), STR_INIT("licenses/by-nc-sa/4.0")},
        {STR_INIT("CC0 1.0"), STR_INIT("publicdomain/zero/1.0")},
    };
    bool english = str_eq(site_language(v->site, v->language), STR("en"));
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (str_eq_nocase(name, known[i].name))
            return STR_CAT(v->arena, STR("https://creativecommons.org/"), known[i].path,
                           english ? STR("/deed.en") : STR("/deed.no"));
    return STR("");
}

static void fill_contact(struct view *v, struct value *r, const struct contact *c)
{
    r[SITE_CONTACT_TEXT] = value_text(c->name.text.len ? c->name.text : c->email.text);
    if (c->url.text.len)
        r[SITE_CONTACT_URL] = value_url(c->url.text);
    else if (c->email.text.len)
        r[SITE_CONTACT_URL] = value_url(STR_CAT(v->arena, STR("mailto:"), c->email.text));
}

/* Methods, glossary, literature: those that exist. */
static void fill_reference(struct view *v, struct value *r)
{
    const struct course *c = v->site->course;
    const struct page *pages[] = {c->methods_page, c->glossary_page, c->literature_page};
    struct value *rows = view_rows(v, 3, LINK_COUNT);
    size_t n = 0;
    for (size_t i = 0; i < 3; i++)
        if (pages[i]) view_link_row(v, rows + LINK_COUNT * n++, pages[i]);
    r[SITE_HAS_REFERENCE] = value_true(n > 0);
    r[SITE_REFERENCE] = view_list(v, &link_shape, rows, n, LINK_COUNT);
}

static void fill_plain_pages(struct view *v, struct value *r)
{
    size_t n = v->site->nplain;
    struct value *rows = view_rows(v, n, LINK_COUNT);
    for (size_t i = 0; i < n; i++)
        view_link_row(v, rows + LINK_COUNT * i, v->site->plain[i]);
    r[SITE_HAS_PAGES] = value_true(n > 0);
    r[SITE_PAGES] = view_list(v, &link_shape, rows, n, LINK_COUNT);
}

/* The privacy page among the plain pages is not linked twice. */
static struct value privacy_link(struct view *v, const struct unit *course_unit)
{
    const struct plain *p = &v->site->course->keys->privacy;
    if (!p->text.len) return (struct value){0};
    const struct page *page = course_target(v->site->course, course_unit, p->text).page;
    if (page && page->kind == PAGE_PLAIN) return (struct value){0};
    return view_link(v, course_unit, p);
}

struct value page_site(struct view *v)
{
    const struct course *c = v->site->course;
    const struct course_keys *k = c->keys;
    const struct theme *t = v->site->theme;
    const struct unit *course_unit =
        map_get(&c->unit_by_path, STR_CAT(v->arena, c->root, STR("course.yml")));
    struct value *r = view_rows(v, 1, SITE_COUNT);
    r[SITE_ID] = value_text(c->id);
    r[SITE_TITLE] = view_text(v, &k->title);
    r[SITE_TITLE_LANG] = view_lang_at(v, k->title.pos);
    r[SITE_HOME] = view_url(v, c->front->address);
    r[SITE_DESCRIPTION] = view_text(v, &k->description);
    r[SITE_PUBLISHER] = value_text(k->publisher.text);
    r[SITE_AUTHORS_TEXT] = view_joined(v, &k->authors);
    r[SITE_VERSION] = value_text(k->version.text);
    if (k->version.text.len)
        r[SITE_VERSION_TEXT] = value_text(view_say(v, PHRASE_VERSION, k->version.text));
    r[SITE_LICENSE] = value_text(k->license.text);
    r[SITE_LICENSE_URL] = value_url(license_url(v, k->license.text));
    fill_contact(v, r, &k->contact);
    r[SITE_PRIVACY_URL] = privacy_link(v, course_unit);
    r[SITE_ACCESSIBILITY_URL] = value_url(k->accessibility_statement.text);
    r[SITE_REPOSITORY_URL] = value_url(k->repository.text);
    fill_reference(v, r);
    fill_plain_pages(v, r);
    r[SITE_STYLESHEET] = view_url(v, t->style->address);
    if (t->accent) r[SITE_ACCENT] = view_url(v, t->accent->address);
    r[SITE_ICON] = view_url(v, t->icon->address);
    r[SITE_LOGO] = view_link(v, course_unit, &k->logo);
    r[SITE_RECORD] = view_url(v, c->record->address);
    r[SITE_RECORDS] = view_url(v, c->records->address);
    return value_record(v, &site_shape, r);
}

/* ---- Head ------------------------------------------------------------------------------------ */

static struct str head_title(struct view *v)
{
    const struct page *p = v->page;
    struct str course =
        v->site->course->keys->title.doc ? v->site->course->keys->title.doc->text : STR("");
    if (p->kind == PAGE_FRONT) return course;
    struct str title = view_title(v, p);
    const struct page *m = p->module ? p->module->page : NULL;
    if (m && m != p)
        return STR_CAT(v->arena, title, STR(" – "), view_title(v, m), STR(" – "), course);
    return STR_CAT(v->arena, title, STR(" – "), course);
}

static struct value description(struct view *v)
{
    const struct page *p = v->page;
    if (p->keys && p->part == PART_SELF && p->keys->summary.doc)
        return view_text(v, &p->keys->summary);
    if (p->step && p->step->keys && p->step->keys->purpose.doc)
        return view_text(v, &p->step->keys->purpose);
    /* Pages made from a module, or from the course, are about what it is about. */
    const struct page *m = p->module && p != p->module->page ? p->module->page : NULL;
    if (m && m->keys && m->keys->summary.doc)
        return value_text(
            STR_CAT(v->arena, view_title(v, p), STR(" – "), m->keys->summary.doc->text));
    if (p->kind == PAGE_NOT_FOUND) return (struct value){0};
    return view_text(v, &v->site->course->keys->description);
}

static struct str absolute_url(struct view *v, const struct version *to, struct str address)
{
    struct str base = to->site.course->keys->base_url.text;
    return STR_CAT(v->arena, base, str_ends(base, STR("/")) ? STR("") : STR("/"), to->below,
                   address);
}

/* Of the versions of a page the present one counts, if there is one; of a page that is not
 * translated, the original. */
static struct value canonical(struct view *v)
{
    const struct version *to = v->site->versions[0];
    const struct course *c = to->site.course;
    const struct page *p = v->page;
    if (!c->keys->base_url.text.len || p->kind == PAGE_NOT_FOUND) return (struct value){0};
    if (c != v->site->course) p = map_get(&c->page_by_address, p->address);
    if (p && page_untranslated(c, p)) {
        to = v->site->versions[0]->site.languages;
        p = page_counterpart(to->site.course, c, p);
    }
    return p ? value_url(absolute_url(v, to, p->address)) : (struct value){0};
}

/* What stands for a name in braces; false: it is none of ours. {rev} is the commit that the page
 * was made from; without git HEAD, which the hosts know. */
static bool put_named(struct buf *b, struct view *v, struct str name)
{
    const struct site *s = v->site;
    struct str branch = s->course->keys->branch.text, rev = s->dates.revision;
    if (str_eq(name, STR("path")))
        view_put_path(b, STR_CAT(v->arena, s->folder, v->page->unit->path));
    else if (str_eq(name, STR("branch")))
        view_put_path(b, branch.len ? branch : STR("main"));
    else if (str_eq(name, STR("rev")))
        buf_put(b, rev.len ? rev : STR("HEAD"));
    else
        return false;
    return true;
}

/* An old version is as it was. */
static struct value edit_url(struct view *v)
{
    struct str pattern = course_edit_pattern(v->site->course, v->arena);
    if (!pattern.len || !v->page->unit || v->site->version != v->site->versions[0])
        return (struct value){0};
    struct buf b = {.arena = v->arena};
    while (pattern.len) {
        size_t brace = str_find(pattern, '{');
        buf_put(&b, str_sub(pattern, 0, brace));
        if (brace == STR_NONE) break;
        pattern = str_from(pattern, brace + 1);
        size_t end = str_find(pattern, '}');
        if (end != STR_NONE && put_named(&b, v, str_sub(pattern, 0, end)))
            pattern = str_from(pattern, end + 1);
        else
            buf_put_char(&b, '{');
    }
    return value_url(buf_str(&b));
}

/* ---- Where one is ---------------------------------------------------------------------------- */

static void fill_crumbs(struct view *v, struct value *r)
{
    const struct page *p = v->page;
    if (p->kind == PAGE_FRONT || p->kind == PAGE_NOT_FOUND || p->kind == PAGE_REDIRECT) return;
    const struct course *c = v->site->course;
    const struct page *way[3] = {c->front};
    size_t n = 1;
    if (p->kind == PAGE_METHOD) way[n++] = c->methods_page;
    if (p->module && p->module->page != p) way[n++] = p->module->page;
    if (p->kind == PAGE_CHANGE) way[n++] = page_changes_list(v, p->module);
    struct value *rows = view_rows(v, n, LINK_COUNT);
    for (size_t i = 0; i < n; i++)
        view_link_row(v, rows + LINK_COUNT * i, way[i]);
    rows[LINK_TITLE] = value_text(view_say(v, PHRASE_FRONT_PAGE));
    rows[LINK_LANG] = (struct value){0};
    r[PAGE_HAS_CRUMBS] = value_true(true);
    r[PAGE_CRUMBS] = view_list(v, &link_shape, rows, n, LINK_COUNT);
}

static struct value rail_leader(struct view *v, const struct module *m)
{
    return m->leader && !m->leader->draft ? view_page_link(v, m->leader) : (struct value){0};
}

static struct value rail(struct view *v)
{
    const struct page *p = v->page;
    const struct module *m = p->module;
    if (!m || !m->page) return (struct value){0};
    struct value *rows = view_rows(v, m->nsteps, RAIL_STEP_COUNT);
    for (size_t i = 0; i < m->nsteps; i++) {
        const struct step *s = &m->steps[i];
        struct value *row = rows + i * RAIL_STEP_COUNT;
        row[RAIL_STEP_NUMBER] = value_number(s->number);
        row[RAIL_STEP_TITLE] = value_text(view_title(v, s->page));
        row[RAIL_STEP_LANG] = view_title_lang(v, s->page);
        row[RAIL_STEP_URL] = view_url(v, s->page->address);
        row[RAIL_STEP_CURRENT] = value_true(s->page == p);
        row[RAIL_STEP_KEY] = view_step_key(v, s->page);
        if (s->keys) row[RAIL_STEP_NOTE] = value_text(view_minutes(v, &s->keys->minutes));
    }
    struct arena *a = v->arena;
    struct str count = str_number(a, m->nsteps);
    struct value *r = view_rows(v, 1, RAIL_COUNT);
    r[RAIL_LABEL] = value_text(view_label(v, m->page));
    r[RAIL_TITLE] = value_text(view_title(v, m->page));
    r[RAIL_LANG] = view_title_lang(v, m->page);
    r[RAIL_URL] = view_url(v, m->page->address);
    r[RAIL_CURRENT] = value_true(p == m->page);
    if (p->step)
        r[RAIL_POSITION_TEXT] =
            value_text(view_say(v, PHRASE_STEP_POSITION, str_number(a, p->step->number), count));
    else
        r[RAIL_POSITION_TEXT] = value_text(m->nsteps == 1 ? view_say(v, PHRASE_STEPS_ONE)
                                                          : view_say(v, PHRASE_STEPS, count));
    r[RAIL_STEPS] = view_list(v, &rail_step_shape, rows, m->nsteps, RAIL_STEP_COUNT);
    r[RAIL_LEADER] = rail_leader(v, m);
    r[RAIL_RECORD] = view_page_link(v, m->derived[DERIVED_RECORD]);
    r[RAIL_PRINT] = view_page_link(v, m->derived[DERIVED_PRINT]);
    return value_record(v, &rail_shape, r);
}

/* ---- What is on the page --------------------------------------------------------------------- */

struct toc {
    struct view *v;
    struct value *rows;
    size_t n;
};

static struct value *toc_add(struct toc *t, struct str anchor, struct str title)
{
    struct value *row = t->rows + LINK_COUNT * t->n++;
    row[LINK_TITLE] = value_text(title);
    row[LINK_URL] = view_url_anchor(t->v, t->v->page->address, anchor);
    return row;
}

static void toc_load(struct toc *t, const struct step *s)
{
    struct view *v = t->v;
    const struct step_load *l = s->load;
    if (s->has_presentations && l->signs.len) toc_add(t, STR("_signs"), view_word(v, "signs"));
    if (s->has_presentations && l->presentations.len)
        toc_add(t, STR("_presentations"), view_word(v, "presentations"));
    for (size_t i = 0; s->has_tasks && i < l->tasks.len; i++) {
        const struct task *task = &l->tasks.items[i];
        struct str title = task->title.doc ? task->title.doc->text : STR("");
        struct value *row = toc_add(t, task->id.text, title);
        if (l->tasks.len > 1)
            row[LINK_LABEL] =
                value_text(view_say(v, PHRASE_PART_NUMBER, str_number(v->arena, i + 1)));
        row[LINK_NOTE] = value_text(view_minutes(v, &task->minutes));
    }
    if (s->has_literature && l->literature.len)
        toc_add(t, STR("_literature"), view_word(v, "literature"));
}

#define TOC_LEAST 3 /* shorter pages are seen at a glance */

static void fill_toc(struct view *v, struct value *r)
{
    const struct page *p = v->page;
    const struct doc *body = p->body;
    size_t tasks = p->step ? p->step->load->tasks.len : 0;
    struct toc t = {.v = v};
    t.rows = view_rows(v, (body ? body->nheadings : 0) + tasks + 3, LINK_COUNT);
    for (size_t i = 0; body && i < body->nheadings; i++)
        if (body->headings[i].level == 2) toc_add(&t, body->headings[i].id, body->headings[i].text);
    if (p->step) toc_load(&t, p->step);
    if (t.n < TOC_LEAST) return;
    r[PAGE_HAS_TOC] = value_true(true);
    r[PAGE_TOC] = view_list(v, &link_shape, t.rows, t.n, LINK_COUNT);
}

static struct value styles(struct view *v)
{
    const struct theme_file **used =
        arena_new(v->arena, const struct theme_file *, v->site->theme->nfiles);
    size_t n = styles_of(used, v->site, v->page);
    struct value *rows = view_rows(v, n, STYLE_COUNT);
    for (size_t i = 0; i < n; i++)
        rows[STYLE_COUNT * i + STYLE_URL] = view_url(v, used[i]->address);
    return view_list(v, &style_shape, rows, n, STYLE_COUNT);
}

static struct value scripts(struct view *v)
{
    const struct theme *t = v->site->theme;
    const struct theme_file **used = arena_new(v->arena, const struct theme_file *, t->nfiles);
    size_t n = scripts_of(used, v->site, v->page);
    struct value *rows = view_rows(v, n, SCRIPT_COUNT);
    for (size_t i = 0; i < n; i++)
        rows[SCRIPT_COUNT * i + SCRIPT_URL] = view_url(v, used[i]->address);
    return view_list(v, &script_shape, rows, n, SCRIPT_COUNT);
}

/* Whose record is meant where «Referat» stands: the module's, or the course's. */
static struct value record_url(struct view *v)
{
    const struct module *m = v->page->module;
    const struct page *p = m ? m->derived[DERIVED_RECORD] : NULL;
    return view_url(v, p ? p->address : v->site->course->record->address);
}

/* What tells, on each sheet of paper, what it is a part of and how old it is. */
static struct value paper_text(struct view *v)
{
    const struct course_keys *c = v->site->course->keys;
    const struct module *m = v->page->module;
    struct buf b = {.arena = v->arena};
    if (c->title.doc) buf_put(&b, c->title.doc->text);
    struct str parts[] = {
        m && m->page ? view_label(v, m->page) : STR(""),
        c->version.text.len ? view_say(v, PHRASE_VERSION, c->version.text) : STR(""),
        m && m->keys && m->keys->reviewed.year
            ? view_say(v, PHRASE_REVIEWED, view_date(v, &m->keys->reviewed))
            : STR(""),
    };
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (!parts[i].len) continue;
        if (b.len) buf_put(&b, STR(" · "));
        buf_put(&b, parts[i]);
    }
    return value_text(buf_str(&b));
}

static size_t films_of(struct film *out, struct arena *a, const struct step *s)
{
    size_t n = 0;
    for (size_t i = 0; s->has_presentations && i < s->load->presentations.len; i++) {
        const struct presentation *p = &s->load->presentations.items[i];
        if (!p->url.text.len) continue;
        if (out) out[n] = film_at(a, p->url.text);
        n++;
    }
    return n;
}

/* Pages that play films from elsewhere may load those, and no others: film.js runs on no more. */
static struct str policy(struct view *v)
{
    const struct page *p = v->page;
    const struct module *m = p->module;
    if (p->step) m = NULL;
    const struct step *steps = p->step ? p->step : m && p->kind == PAGE_MISSED ? m->steps : NULL;
    size_t nsteps = p->step ? 1 : steps ? m->nsteps : 0, n = 0;
    for (size_t i = 0; i < nsteps; i++)
        n += films_of(NULL, v->arena, steps + i);
    struct film *films = arena_new(v->arena, struct film, n);
    n = 0;
    for (size_t i = 0; i < nsteps; i++)
        n += films_of(films + n, v->arena, steps + i);
    return film_policy(v->arena, films, n);
}

/* What git says of the page's file; nothing on pages that are made from others. */
static void fill_change(struct view *v, struct value *r)
{
    const struct change *c = dates_of(&v->site->dates, v->page->unit);
    if (!c) return;
    r[PAGE_DRAFT] = value_true(c->draft);
    if (c->on.year)
        r[PAGE_CHANGED_TEXT] = value_text(view_say(v, PHRASE_CHANGED, view_date(v, &c->on)));
    r[PAGE_CHANGED_URL] = page_changes_url(v, v->page->module);
    if (v->site->course->keys->contributors.value)
        r[PAGE_CONTRIBUTORS_TEXT] = view_joined_names(v, c->people, c->npeople);
}

/* The same on a page of all old versions that it is in (twins.h): it goes by v/, also to itself. */
static struct value version_url(struct view *v, const struct version *to)
{
    const struct version *own = v->site->version;
    const struct page *p = version_page(to, own, v->page);
    struct arena *a = v->arena;
    struct buf b = {.arena = a};
    if (!own->name.len) {
        view_put_path(&b, address_relative(STR_CAT(a, own->prefix, v->page->address),
                                           STR_CAT(a, to->prefix, p->address), a));
        return value_url(buf_str(&b));
    }
    buf_put(&b, v->page->depth);
    if (own->below.len) buf_put(&b, STR("../"));
    buf_put(&b, to->name.len ? STR("../") : STR("../../"));
    view_put_path(&b, STR_CAT(a, to->name.len ? str_from(to->prefix, 2) : to->prefix, p->address));
    return value_url(buf_str(&b));
}

struct str page_old_text(struct view *v)
{
    const struct version *x = v->site->version;
    return view_say(v, PHRASE_VERSION_OLD, x->name, view_date(v, &x->on));
}

/* The page in other versions; 404.html has no address of its own to start from. */
static void fill_versions(struct view *v, struct value *r)
{
    const struct site *s = v->site;
    const struct version *present = s->versions[0];
    if (s->nversions < 2 || v->page->kind == PAGE_NOT_FOUND) return;
    struct value *rows = view_rows(v, s->nversions, LINK_COUNT);
    for (size_t i = 0; i < s->nversions; i++) {
        const struct version *x = s->versions[i];
        struct str number = x->site.course->keys->version.text;
        struct value *row = rows + i * LINK_COUNT;
        row[LINK_TITLE] =
            value_text(i            ? x->name
                       : number.len ? view_say(v, PHRASE_VERSION_PRESENT_NAMED, number)
                                    : view_say(v, PHRASE_VERSION_PRESENT));
        row[LINK_URL] = version_url(v, x);
        row[LINK_CURRENT] = value_true(x == present && s->version == present);
    }
    r[PAGE_HAS_VERSIONS] = value_true(true);
    r[PAGE_VERSIONS] = view_list(v, &link_shape, rows, s->nversions, LINK_COUNT);
    if (s->version == present) return;
    r[PAGE_OLD_TEXT] = value_text(page_old_text(v));
    r[PAGE_NEWEST_URL] = rows[LINK_URL];
    r[PAGE_UNLISTED] = value_true(true);
}

/* ---- Its languages --------------------------------------------------------------------------- */

static struct value language_url(struct view *v, const struct version *to, const struct page *p)
{
    struct buf b = {.arena = v->arena};
    bool lost = v->page->kind == PAGE_NOT_FOUND; /* its address is anywhere */
    if (lost && v->site->course->keys->base_url.text.len)
        return value_url(absolute_url(v, to, p->address));
    view_put_path(&b, languages_url(to, p, v->site->version, v->page, v->arena));
    return value_url(buf_str(&b));
}

/* For search engines: the languages that a page has been put into, and the original for all others.
 * They take whole addresses only; without base_url the switch, which all can follow, says as much.
 */
static void fill_alternates(struct view *v, struct value *r)
{
    const struct site *s = v->site;
    if (!s->course->keys->base_url.text.len || s->version->name.len) return;
    struct value *rows = view_rows(v, s->nlanguages + 1, ALTERNATE_COUNT);
    size_t n = 0;
    for (size_t i = 0; i < s->nlanguages; i++) {
        const struct version *to = &s->languages[i];
        const struct page *p = page_counterpart(to->site.course, s->course, v->page);
        if (!p || page_untranslated(to->site.course, p)) continue;
        struct value *row = rows + n++ * ALTERNATE_COUNT;
        row[ALTERNATE_TAG] = value_text(to->site.course->language);
        row[ALTERNATE_URL] = value_url(absolute_url(v, to, p->address));
    }
    if (n < 2) return;
    rows[n * ALTERNATE_COUNT + ALTERNATE_TAG] = value_text(STR("x-default"));
    rows[n * ALTERNATE_COUNT + ALTERNATE_URL] = rows[ALTERNATE_URL];
    r[PAGE_ALTERNATES] = view_list(v, &alternate_shape, rows, n + 1, ALTERNATE_COUNT);
}

static void fill_languages(struct view *v, struct value *r)
{
    const struct site *s = v->site;
    if (s->nlanguages < 2) return;
    struct value *rows = view_rows(v, s->nlanguages, LANGUAGE_COUNT);
    for (size_t i = 0; i < s->nlanguages; i++) {
        const struct version *to = &s->languages[i];
        struct value *row = rows + i * LANGUAGE_COUNT;
        row[LANGUAGE_NAME] = value_text(languages_name(to->site.course->language));
        row[LANGUAGE_TAG] = value_text(to->site.course->language);
        row[LANGUAGE_URL] = language_url(v, to, languages_page(to, s->version, v->page));
        row[LANGUAGE_CURRENT] = value_true(to == s->version);
    }
    r[PAGE_HAS_LANGUAGES] = value_true(true);
    r[PAGE_LANGUAGES] = view_list(v, &language_shape, rows, s->nlanguages, LANGUAGE_COUNT);
    bool lost = v->page->kind == PAGE_NOT_FOUND;
    if (!lost && !page_untranslated(s->course, v->page)) fill_alternates(v, r);
    if (!page_untranslated(s->course, v->page)) return;
    struct view reader = *v;
    reader.language = site_language(s, s->course->language);
    reader.words = site_words(s, s->course->language);
    r[PAGE_UNTRANSLATED_TEXT] = value_text(view_say(&reader, PHRASE_UNTRANSLATED));
    r[PAGE_UNTRANSLATED_LANG] = value_text(reader.language);
}

struct value page_frame(struct view *v)
{
    const struct page *p = v->page;
    struct value *r = view_rows(v, 1, PAGE_COUNT);
    r[PAGE_HEAD_TITLE] = value_text(head_title(v));
    r[PAGE_DESCRIPTION] = description(v);
    r[PAGE_LANG] = value_text(v->language);
    r[PAGE_ROOT] = value_text(p->depth);
    if (p->module) r[PAGE_MODULE_ID] = value_text(p->module->id);
    if (p->step) r[PAGE_STEP_KEY] = view_step_key(v, p);
    r[PAGE_RECORD_URL] = record_url(v);
    r[PAGE_CSP] = value_text(policy(v));
    r[PAGE_CANONICAL] = canonical(v);
    r[PAGE_IS_FRONT] = value_true(p->kind == PAGE_FRONT);
    r[PAGE_STYLES] = styles(v);
    r[PAGE_SCRIPTS] = scripts(v);
    fill_crumbs(v, r);
    if (p->kind != PAGE_FRONT && p->kind != PAGE_MODULE) fill_toc(v, r);
    r[PAGE_RAIL] = rail(v);
    r[PAGE_TURNS] = value_true(p->previous || p->next);
    r[PAGE_PREV] = view_page_link(v, p->previous);
    r[PAGE_NEXT] = view_page_link(v, p->next);
    r[PAGE_EDIT_URL] = edit_url(v);
    fill_change(v, r);
    if (p->kind == PAGE_CHANGE) r[PAGE_UNLISTED] = value_true(true);
    fill_versions(v, r);
    fill_languages(v, r);
    r[PAGE_PAPER_TEXT] = paper_text(v);
    return value_record(v, &page_shape, r);
}
