/* view: values, addresses and texts; see view.h. */
#include "site/view.h"
#include "course/address.h"
#include "course/translation.h"
#include "site/versions.h"

struct value value_text(struct str s)
{
    return s.len ? (struct value){VALUE_TEXT, {.text = s}} : (struct value){0};
}

struct value value_url(struct str s)
{
    return s.len ? (struct value){VALUE_URL, {.text = s}} : (struct value){0};
}

struct value value_html(struct str s)
{
    return s.len ? (struct value){VALUE_HTML, {.text = s}} : (struct value){0};
}

struct value value_number(uint64_t n)
{
    return (struct value){VALUE_NUMBER, {.number = (int64_t)n}};
}

struct value value_true(bool yes)
{
    return yes ? (struct value){VALUE_BOOL, {.truth = true}} : (struct value){0};
}

struct value value_record(struct view *v, const struct shape *shape, struct value *values)
{
    struct record *r = arena_new(v->arena, struct record, 1);
    *r = (struct record){shape, values};
    return (struct value){VALUE_RECORD, {.record = r}};
}

struct value *view_rows(struct view *v, size_t n, size_t width)
{
    return arena_take(v->arena, n * width, sizeof(struct value));
}

struct value view_list(struct view *v, const struct shape *shape, struct value *rows, size_t n,
                       size_t width)
{
    if (n == 0) return (struct value){0};
    struct value *items = arena_new(v->arena, struct value, n);
    struct record *records = arena_new(v->arena, struct record, n);
    for (size_t i = 0; i < n; i++) {
        records[i] = (struct record){shape, rows + i * width};
        items[i] = (struct value){VALUE_RECORD, {.record = &records[i]}};
    }
    return (struct value){VALUE_LIST, {.list = {items, n}}};
}

/* ---- Addresses ------------------------------------------------------------------------------- */

void view_put_path(struct buf *out, struct str path)
{
    while (path.ptr) {
        buf_put_segment(out, str_cut(&path, '/'));
        if (path.ptr) buf_put_char(out, '/');
    }
}

static struct str site_address(struct view *v, struct str address)
{
    struct str base = v->site->course->keys->base_url.text;
    struct buf b = {.arena = v->arena};
    if (v->page->kind != PAGE_NOT_FOUND || !base.len) {
        view_put_path(&b, address_relative(v->page->address, address, v->arena));
        return buf_str(&b);
    }
    buf_put(&b, base);
    if (!str_ends(base, STR("/"))) buf_put_char(&b, '/');
    if (str_starts(address, STR("../")))
        address = str_from(address, 3); /* what all languages share lies above theirs */
    else
        view_put_path(&b, v->site->version->below);
    view_put_path(&b, address);
    return buf_str(&b);
}

struct value view_url(struct view *v, struct str address)
{
    return value_url(site_address(v, address));
}

struct value view_url_anchor(struct view *v, struct str address, struct str anchor)
{
    bool here = str_eq(address, v->page->address) && v->page->kind != PAGE_NOT_FOUND;
    if (!anchor.len) return view_url(v, address);
    struct buf b = {.arena = v->arena};
    if (!here) buf_put(&b, site_address(v, address));
    buf_put_char(&b, '#');
    buf_put_segment(&b, anchor);
    return value_url(buf_str(&b));
}

static bool absolute(struct str url)
{
    return str_starts(url, STR("https://")) || str_starts(url, STR("http://"));
}

struct value view_link(struct view *v, const struct unit *from, const struct plain *p)
{
    if (!p->text.len) return (struct value){0};
    if (absolute(p->text)) return value_url(p->text);
    struct target t = course_target(v->site->course, from, p->text);
    if (t.page) return view_url_anchor(v, t.page->address, t.anchor);
    return t.asset ? view_url(v, t.asset->address) : (struct value){0};
}

/* ---- Texts ----------------------------------------------------------------------------------- */

struct value view_html(struct view *v, const struct text *t)
{
    return t->doc ? value_html(view_doc(v, t->doc)) : (struct value){0};
}

struct value view_text(struct view *v, const struct text *t)
{
    (void)v;
    return t->doc ? value_text(t->doc->text) : (struct value){0};
}

struct value view_items(struct view *v, const struct texts *list)
{
    struct value *rows = view_rows(v, list->len, ITEM_COUNT);
    for (size_t i = 0; i < list->len; i++)
        rows[i * ITEM_COUNT + ITEM_TEXT] = view_html(v, &list->items[i]);
    return view_list(v, &item_shape, rows, list->len, ITEM_COUNT);
}

/* "a, b og c"; when one of them is a list itself, "a og b; c", for who belongs to whom is lost in
 * "a og b og c". */
struct value view_joined_names(struct view *v, const struct str *names, size_t n)
{
    struct str and = STR_CAT(v->arena, STR(" "), view_say(v, PHRASE_AND), STR(" "));
    bool lists = false;
    for (size_t i = 0; i < n; i++)
        if (str_find_str(names[i], and) != STR_NONE || str_find(names[i], ',') != STR_NONE)
            lists = true;
    struct buf b = {.arena = v->arena};
    for (size_t i = 0; i < n; i++) {
        if (i > 0) buf_put(&b, lists ? STR("; ") : i + 1 == n ? and : STR(", "));
        buf_put(&b, names[i]);
    }
    return value_text(buf_str(&b));
}

struct value view_joined(struct view *v, const struct plains *list)
{
    struct str *names = arena_new(v->arena, struct str, list->len);
    for (size_t i = 0; i < list->len; i++)
        names[i] = list->items[i].text;
    return view_joined_names(v, names, list->len);
}

struct value view_joined_texts(struct view *v, const struct texts *list)
{
    struct str *names = arena_new(v->arena, struct str, list->len);
    size_t n = 0;
    for (size_t i = 0; i < list->len; i++)
        if (list->items[i].doc) names[n++] = list->items[i].doc->text;
    return view_joined_names(v, names, n);
}

struct str view_word(struct view *v, const char *key)
{
    for (size_t i = 0; t_shape.fields[i].name; i++)
        if (str_eq(str_of(t_shape.fields[i].name), str_of(key)))
            return v->words->t.values[i].as.text;
    return STR("");
}

static size_t count_observations(const struct module *m)
{
    size_t n = 0;
    for (size_t i = 0; i < m->nsteps; i++)
        if (m->steps[i].keys) n += m->steps[i].keys->observation.len;
    return n;
}

static struct str made_title(struct view *v, const struct page *p)
{
    switch (p->kind) {
    case PAGE_METHODS:
        return view_say(v, PHRASE_METHODS_TITLE);
    case PAGE_GLOSSARY:
        return view_say(v, PHRASE_GLOSSARY_TITLE);
    case PAGE_LITERATURE:
        return view_say(v, PHRASE_LITERATURE_TITLE);
    case PAGE_NOT_FOUND:
        return view_say(v, PHRASE_NOTFOUND_TITLE);
    case PAGE_REDIRECT:
        return view_say(v, PHRASE_MOVED_TITLE);
    case PAGE_LEADER:
        return view_say(v, PHRASE_LEADER_TITLE);
    case PAGE_RECORD:
    case PAGE_MISSED:
    case PAGE_PRINT:
    case PAGE_RUNSHEET:
    case PAGE_CARDS:
    case PAGE_NOTESHEET:
    case PAGE_WORKSHEET:
    case PAGE_STATEMENTS:
    case PAGE_RECORDS:
    case PAGE_OUR_PLAN:
    case PAGE_POSTER: /* the phrases stand in the same order */
        return view_say(v, (enum phrase)(PHRASE_RECORD_TITLE + ((int)p->kind - PAGE_RECORD)));
    case PAGE_OBSERVATION:
        return view_say(v, count_observations(p->module) > 1 ? PHRASE_OBSERVATION_SHEETS
                                                             : PHRASE_OBSERVATION_TITLE);
    case PAGE_CHANGES:
        return view_say(v, p->module ? PHRASE_CHANGES_MODULE_TITLE : PHRASE_CHANGES_TITLE);
    case PAGE_CHANGE:
        return view_change_title(v, p);
    case PAGE_STEP:
        break;
    default:
        return v->site->course->keys->title.doc ? v->site->course->keys->title.doc->text : STR("");
    }
    switch (p->part) {
    case PART_PREWORK:
        return view_say(v, PHRASE_TITLE_PREWORK);
    case PART_PRESENTATION:
        return view_say(v, PHRASE_TITLE_PRESENTATION);
    case PART_REFLECTION:
        return view_say(v, PHRASE_TITLE_REFLECTION);
    default:
        return view_say(v, PHRASE_TITLE_LITERATURE);
    }
}

struct str view_title(struct view *v, const struct page *p)
{
    const struct text *t = page_title(p);
    return t && t->doc ? t->doc->text : made_title(v, p);
}

static struct value other_language(const struct view *v, struct str language)
{
    bool same = v->site->nlanguages < 2 || str_eq_nocase(language, v->language);
    return same ? (struct value){0} : value_text(language);
}

struct value view_title_lang(const struct view *v, const struct page *p)
{
    const struct text *t = page_title(p);
    if (t && t->doc) return other_language(v, page_language(v->site->course, p));
    return p->kind == PAGE_FRONT ? view_lang_at(v, v->site->course->keys->title.pos)
                                 : (struct value){0};
}

struct value view_lang_at(const struct view *v, struct pos pos)
{
    return other_language(v, course_language_at(v->site->course, pos));
}

struct str view_label(struct view *v, const struct page *p)
{
    struct arena *a = v->arena;
    if (p->kind == PAGE_MODULE)
        return view_say(v, PHRASE_MODULE_NUMBER, str_number(a, p->module->number));
    if (p->kind == PAGE_STEP)
        return view_say(v, PHRASE_STEP_NUMBER, str_number(a, p->step->number));
    return STR("");
}

struct str view_step_name(const struct page *p)
{
    return path_stem(path_name(p->address));
}

/* ---- Record keys ----------------------------------------------------------------------------- */

struct value view_step_key(struct view *v, const struct page *p)
{
    return value_text(STR_CAT(v->arena, p->module->id, STR("/"), p->identity));
}

struct str view_task_key(struct view *v, const struct module *m, const struct task *t)
{
    if (!t->id.text.len) return STR("");
    return STR_CAT(v->arena, v->site->course->id, STR("/"), m->id, STR("/"), t->id.text);
}

bool view_asks(const struct step *s)
{
    for (size_t i = 0; s->has_tasks && i < s->load->tasks.len; i++) {
        const struct task *t = &s->load->tasks.items[i];
        for (size_t k = 0; t->id.text.len && k < t->questions.len; k++)
            if (t->questions.items[k].id.text.len) return true;
    }
    return false;
}

bool view_decides(const struct step *s)
{
    for (size_t i = 0; s->has_tasks && i < s->load->tasks.len; i++) {
        const struct task *t = &s->load->tasks.items[i];
        if (t->id.text.len && t->decide.value) return true;
    }
    return false;
}

/* ---- Small records --------------------------------------------------------------------------- */

void view_link_row(struct view *v, struct value *row, const struct page *p)
{
    row[LINK_LABEL] = value_text(view_label(v, p));
    row[LINK_TITLE] = value_text(view_title(v, p));
    row[LINK_LANG] = view_title_lang(v, p);
    row[LINK_URL] = view_url(v, p->address);
    row[LINK_CURRENT] = value_true(p == v->page);
    if (p->step) row[LINK_KEY] = view_step_key(v, p);
}

struct value view_page_link(struct view *v, const struct page *p)
{
    if (!p) return (struct value){0};
    struct value *row = view_rows(v, 1, LINK_COUNT);
    view_link_row(v, row, p);
    return value_record(v, &link_shape, row);
}

struct value view_kind(struct view *v, enum step_kind kind)
{
    struct value *r = view_rows(v, 1, KIND_COUNT);
    /* Both enums and the phrases stand in the order of the format's words. */
    int i = (int)kind - STEP_PREWORK;
    r[KIND_NAME] = value_text(view_say(v, (enum phrase)(PHRASE_KIND_PREWORK + i)));
    r[KIND_IS_PREWORK + i] = value_true(true);
    return value_record(v, &kind_shape, r);
}

struct value view_when(struct view *v, enum step_when when)
{
    struct value *r = view_rows(v, 1, WHEN_COUNT);
    int i = (int)when - WHEN_BEFORE;
    r[WHEN_NAME] = value_text(view_say(v, (enum phrase)(PHRASE_WHEN_BEFORE + i)));
    r[WHEN_IS_BEFORE + i] = value_true(true);
    return value_record(v, &when_shape, r);
}

struct value view_grouping(struct view *v, const struct choice *grouping)
{
    if (!grouping->value) return (struct value){0};
    struct value *r = view_rows(v, 1, GROUPING_COUNT);
    int i = grouping->value - GROUPING_INDIVIDUAL;
    r[GROUPING_NAME] = value_text(view_say(v, (enum phrase)(PHRASE_GROUPING_INDIVIDUAL + i)));
    r[GROUPING_IS_INDIVIDUAL + i] = value_true(true);
    return value_record(v, &grouping_shape, r);
}

struct value view_phases(struct view *v, const struct phase *phases, size_t n)
{
    struct value *rows = view_rows(v, n, PHASE_COUNT);
    for (size_t i = 0; i < n; i++) {
        struct value *r = rows + i * PHASE_COUNT;
        const struct phase *f = &phases[i];
        r[PHASE_GROUPING] = view_grouping(v, &f->grouping);
        r[PHASE_MINUTES_TEXT] = value_text(view_minutes(v, &f->minutes));
        if (f->per_group.value)
            r[PHASE_PER_GROUP_TEXT] =
                value_text(view_say(v, PHRASE_PER_GROUP, str_number(v->arena, f->per_group.value)));
        r[PHASE_TEXT] = view_html(v, &f->text);
    }
    return view_list(v, &phase_shape, rows, n, PHASE_COUNT);
}

struct value view_uses(struct view *v, const struct uses *u)
{
    size_t n = u ? u->len : 0;
    struct value *rows = view_rows(v, n, LINK_COUNT);
    for (size_t i = 0; i < n; i++) {
        struct value *r = rows + i * LINK_COUNT;
        view_link_row(v, r, u->pages[i]);
        /* «Modul 1» says more than «Steg 3» where steps of all modules meet. */
        const struct module *m = u->pages[i]->module;
        if (m && m->page) r[LINK_LABEL] = value_text(view_label(v, m->page));
    }
    return view_list(v, &link_shape, rows, n, LINK_COUNT);
}
