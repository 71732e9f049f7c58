/* index: identities, order and addresses. Phase 3, one thread; what is made here is frozen after.
 *
 * Pages stand in the order of the site: the front page, each module with its steps and its leader
 * resource, methods, glossary, literature, plain pages, 404, and redirects for old addresses.
 */
#include "course/address.h"
#include "course/derived.h"
#include "course/translation.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

const struct text *page_title(const struct page *p)
{
    if (p->part != PART_SELF || !p->keys || !p->keys->title.pos.file) return NULL;
    return &p->keys->title;
}

/* ---- Making pages ---------------------------------------------------------------------------- */

/* The file could not be read, and may have had an id: or a slug: of its own. */
static bool name_lost(const struct unit *u)
{
    return u->failed && !u->keys;
}

struct indexing {
    struct course *c;
    struct diags *d;
    struct map named;            /* identity among its like → the struct unit that has it */
    bool from_zero;              /* the first module is module 0 */
    const struct unit *reserved; /* the last one that asked for an address of steg's own */
};

static struct pos unit_start(const struct unit *u)
{
    return (struct pos){.file = u->file};
}

/* Where an author would change a page's address: its slug, its id, else the file. */
static struct pos address_pos(const struct unit *u)
{
    const struct page_keys *k = unit_page_keys(u);
    if (k && k->slug.pos.file) return k->slug.pos;
    if (k && k->id.pos.file) return k->id.pos;
    return unit_start(u);
}

static struct str unit_address(const struct indexing *x, const struct unit *u)
{
    struct str name = unit_slug(u);
    struct str address = address_of(name, x->c->arena);
    if (address.len == 0) diag(x->d, DIAG_EMPTY_ADDRESS, address_pos(u), name);
    return address;
}

static struct str depth_of(struct str address, struct arena *a)
{
    return address_relative(address, STR(""), a);
}

static void put_page(struct indexing *x, struct page *p)
{
    struct course *c = x->c;
    if (c->npages == c->pages_cap)
        c->pages = arena_grow(c->arena, c->pages, &c->pages_cap, sizeof(struct page *));
    c->pages[c->npages++] = p;
}

/* What has been said in another way: two modules of one name, two files that differ by capital
 * letters, an address that steg needs for itself. */
static bool clash_is_known(struct indexing *x, const struct unit *u, const struct page *other)
{
    if (!u) return x->reserved && x->reserved == other->unit;
    const struct module *m = u->module;
    if (m && m->unit && map_get(&x->c->module_by_name, unit_identity(m->unit)) != m) return true;
    if (x->reserved == u) return true;
    if (name_lost(u) || (other->unit && name_lost(other->unit))) return true;
    return other->unit && str_eq_nocase(u->path, other->unit->path);
}

/* Blamed is the one that asked for the address by name, else the later one. */
static void address_taken(struct indexing *x, const struct unit *u, const struct page *other,
                          struct str address)
{
    if (clash_is_known(x, u, other)) return;
    const struct unit *blamed = u, *held = other->unit;
    if (u && held && address_pos(held).length && !address_pos(u).length) {
        blamed = held;
        held = u;
    }
    diag(x->d, DIAG_ADDRESS_TAKEN, blamed ? address_pos(blamed) : (struct pos){0}, address,
         held ? held->file->path : STR("steg"));
}

/* Where records and comparisons look for a page: two may not be called the same, whatever their
 * addresses are. */
static void claim_identity(struct indexing *x, struct unit *u, const struct page *p)
{
    bool step = p->kind == PAGE_STEP, method = p->kind == PAGE_METHOD;
    if (!step && !method && p->kind != PAGE_PLAIN) return;
    struct str among = step ? u->module->folder : method ? STR("methods") : STR("");
    struct str key = STR_CAT(x->c->arena, among, STR("/"), p->identity);
    const struct unit *other = map_get(&x->named, key);
    if (other && !name_lost(other) && !name_lost(u))
        diag(x->d, DIAG_PAGE_ID_TAKEN, address_pos(u), p->identity, other->file->path);
    map_add(&x->named, key, u);
}

/* A page at its address; a published one joins the site unless another page has the address. */
static struct page *make_page(struct indexing *x, enum page_kind kind, struct unit *u,
                              enum unit_part part, struct str address)
{
    struct course *c = x->c;
    struct page *p = arena_new(c->arena, struct page, 1);
    p->kind = kind;
    p->unit = u;
    p->part = part;
    p->address = address;
    p->depth = depth_of(address, c->arena);
    if (u) {
        p->identity = unit_identity(u);
        p->keys = unit_page_keys(u);
        p->body = part == PART_SELF || part == PART_PREWORK ? u->body : NULL;
        if (u->kind == UNIT_SHORT_MODULE && part == PART_SELF) p->body = NULL;
        p->ids = &u->ids[part];
        p->module = u->module;
        p->draft = unit_draft(u) || (u->kind == UNIT_ATTACHED && !u->published);
        u->pages[part] = p;
    }
    if (p->draft) return p;
    struct page *other = map_get(&c->page_by_address, address);
    if (other) {
        address_taken(x, u, other, address);
        return p;
    }
    map_add(&c->page_by_address, address, p);
    if (u && part == PART_SELF) claim_identity(x, u, p);
    put_page(x, p);
    return p;
}

static bool is_language(const struct course *c, struct str address)
{
    for (size_t i = 0; i < c->keys->languages.len; i++)
        if (str_eq_nocase(address, c->keys->languages.items[i].text)) return true;
    return str_eq(address, STR("nb")) || str_eq(address, STR("nn")) || str_eq(address, STR("en"));
}

static void refuse_reserved(struct indexing *x, const struct unit *u, struct str address)
{
    x->reserved = u;
    diag(x->d, DIAG_RESERVED_ADDRESS, address_pos(u), address);
}

static void check_reserved_at_top(struct indexing *x, const struct unit *u, struct str address)
{
    if (address_reserved_at_top(address) || is_language(x->c, address))
        refuse_reserved(x, u, address);
}

/* ---- Modules and steps ----------------------------------------------------------------------- */

static enum step_kind derive_kind(const struct step_load *l, bool first)
{
    if (l->tasks.len) return STEP_REFLECTION;
    if (l->presentations.len) return STEP_PRESENTATION;
    if (l->literature.len) return STEP_LITERATURE;
    return first ? STEP_PREWORK : STEP_TEXT;
}

static enum step_when default_when(enum step_kind kind)
{
    if (kind == STEP_PREWORK) return WHEN_BEFORE;
    if (kind == STEP_TRYOUT) return WHEN_BETWEEN;
    return WHEN_TOGETHER;
}

static const struct step_load no_load;

static void make_step(struct indexing *x, struct module *m, struct unit *u)
{
    struct arena *a = x->c->arena;
    const struct step_keys *k = u->keys;
    struct str name = unit_address(x, u);
    if (address_reserved_in_module(name)) refuse_reserved(x, u, name);
    struct str address = STR_CAT(a, m->base, name, STR(".html"));
    struct page *p = make_page(x, PAGE_STEP, u, PART_SELF, address);
    struct step *s = &m->steps[m->nsteps];
    *s = (struct step){.page = p, .keys = k, .load = k ? &k->load : &no_load};
    s->kind =
        k && k->kind.value ? (enum step_kind)k->kind.value : derive_kind(s->load, m->nsteps == 0);
    s->when = k && k->when.value ? (enum step_when)k->when.value : default_when(s->kind);
    s->has_presentations = s->has_tasks = s->has_literature = true;
    p->step = s;
    if (p->draft) return; /* the slot is used again */
    s->number = (unsigned)++m->nsteps;
}

/* One of the steps that a module in one file is made into. */
static void make_part(struct indexing *x, struct module *m, enum unit_part part, bool wanted)
{
    static const struct {
        struct str name;
        enum step_kind kind;
    } parts[PART_COUNT] = {
        [PART_PREWORK] = {STR_INIT("forarbeid"), STEP_PREWORK},
        [PART_PRESENTATION] = {STR_INIT("presentasjon"), STEP_PRESENTATION},
        [PART_REFLECTION] = {STR_INIT("refleksjon"), STEP_REFLECTION},
        [PART_LITERATURE] = {STR_INIT("litteratur"), STEP_LITERATURE},
    };
    const struct module_keys *k = module_keys_of(m->unit);
    if (!wanted) return;
    struct str address = STR_CAT(x->c->arena, m->base, parts[part].name, STR(".html"));
    struct page *p = make_page(x, PAGE_STEP, m->unit, part, address);
    p->identity = parts[part].name;
    struct step *s = &m->steps[m->nsteps];
    *s = (struct step){.page = p, .load = k ? &k->load : &no_load, .kind = parts[part].kind};
    s->when = default_when(s->kind);
    s->has_presentations = part == PART_PRESENTATION;
    s->has_tasks = part == PART_REFLECTION;
    s->has_literature = part == PART_LITERATURE;
    p->step = s;
    s->number = (unsigned)++m->nsteps;
}

static void make_steps(struct indexing *x, struct module *m)
{
    m->steps = arena_new(x->c->arena, struct step, m->nstep_units + PART_COUNT);
    for (size_t i = 0; i < m->nstep_units; i++)
        make_step(x, m, m->step_units[i]);
    if (m->unit->kind != UNIT_SHORT_MODULE) return;
    const struct module_keys *k = module_keys_of(m->unit);
    const struct step_load *l = k ? &k->load : &no_load;
    make_part(x, m, PART_PREWORK, m->unit->body && m->unit->body->html.len);
    make_part(x, m, PART_PRESENTATION, l->presentations.len || l->signs.len);
    make_part(x, m, PART_REFLECTION, l->tasks.len);
    make_part(x, m, PART_LITERATURE, l->literature.len);
}

/* A team meets, does something apart (tries it out, reads for the next time), and meets again. */
static void count_meetings(struct module *m)
{
    bool apart = true;
    for (size_t i = 0; i < m->nsteps; i++) {
        struct step *s = &m->steps[i];
        if (s->when == WHEN_TOGETHER) s->meeting = m->meetings += apart;
        apart = s->when != WHEN_TOGETHER;
    }
}

/* The pages that are made from the steps, and the statements' table for spreadsheets. */
static void make_derived(struct indexing *x, struct module *m)
{
    bool wanted[DERIVED_COUNT];
    derived_wanted(wanted, m);
    for (int i = 0; i < DERIVED_COUNT; i++) {
        if (!wanted[i]) continue;
        struct str address = STR_CAT(x->c->arena, m->base, derived_name((enum derived)i));
        struct page *p =
            make_page(x, (enum page_kind)((int)PAGE_RECORD + i), NULL, PART_SELF, address);
        p->module = m;
        m->derived[i] = p;
    }
    if (!wanted[DERIVED_STATEMENTS]) return;
    m->table = STR_CAT(x->c->arena, m->base, STR(STATEMENTS_TABLE));
    x->c->table = STR(STATEMENTS_TABLE);
}

/* «00-introduksjon», «0-start.md»: a course that begins with it has a module 0. */
static bool is_module_zero(struct str folder)
{
    struct str rest;
    if (!name_numbered(folder, &rest)) return false;
    for (size_t i = 0; folder.ptr[i] != '-'; i++)
        if (folder.ptr[i] != '0') return false;
    return true;
}

static void make_module(struct indexing *x, struct module *m)
{
    struct course *c = x->c;
    struct arena *a = c->arena;
    if (!m->unit) return;
    struct str name = unit_address(x, m->unit);
    m->keys = module_keys_of(m->unit);
    if (unit_draft(m->unit)) m->draft = true;
    m->base = STR_CAT(a, name, STR("/"));
    if (!m->draft) {
        check_reserved_at_top(x, m->unit, name);
        m->place = (unsigned)++c->npublished;
        if (m->place == 1) x->from_zero = is_module_zero(m->folder);
        m->number = m->place - x->from_zero;
    }
    m->page = make_page(x, PAGE_MODULE, m->unit, PART_SELF, STR_CAT(a, m->base, STR("index.html")));
    make_steps(x, m);
    count_meetings(m);
    if (m->leader_unit)
        m->leader = make_page(x, PAGE_LEADER, m->leader_unit, PART_SELF,
                              STR_CAT(a, m->base, STR("leader.html")));
    if (!m->draft) make_derived(x, m);
}

/* Two modules may not be known by the same name. A module's identity comes before what another
 * one's folder is called. */
static void name_modules(struct indexing *x)
{
    struct course *c = x->c;
    for (size_t i = 0; i < c->nmodules; i++) {
        struct module *m = c->modules[i];
        if (!m->unit) continue;
        c->module_names_lost = c->module_names_lost || name_lost(m->unit);
        m->id = unit_identity(m->unit);
        struct module *other = map_get(&c->module_by_name, m->id);
        if (other)
            diag(x->d, DIAG_MODULE_ID_TAKEN, address_pos(m->unit), m->id, other->unit->file->path);
        map_add(&c->module_by_name, m->id, m);
    }
    for (size_t i = 0; i < c->nmodules; i++) {
        struct module *m = c->modules[i];
        map_add(&c->module_by_name, m->folder, m);
        map_add(&c->module_by_name, m->name, m);
    }
}

static void unknown_module(struct indexing *x, const struct plain *p)
{
    struct course *c = x->c;
    if (c->module_names_lost) return;
    struct str *known = arena_new(c->arena, struct str, c->nmodules + 1);
    for (size_t i = 0; i < c->nmodules; i++)
        known[i] = c->modules[i]->id;
    diag(x->d, DIAG_UNKNOWN_MODULE, p->pos, p->text, diag_nearest(p->text, known, c->nmodules));
}

/* `modules:` gives the order; what it leaves out is a draft. Without it, folders are in order. */
static void list_modules(struct indexing *x)
{
    struct course *c = x->c;
    const struct plains *list = &c->keys->modules;
    if (list->len == 0) return;
    struct module **order = arena_new(c->arena, struct module *, c->nmodules + 1);
    size_t n = 0;
    for (size_t i = 0; i < c->nmodules; i++)
        c->modules[i]->draft = true;
    for (size_t i = 0; i < list->len; i++) {
        const struct plain *p = &list->items[i];
        struct module *m = map_get(&c->module_by_name, p->text);
        if (!m) {
            unknown_module(x, p);
        } else if (!m->draft) {
            diag(x->d, DIAG_MODULE_TWICE, p->pos, p->text);
        } else {
            m->draft = false;
            order[n++] = m;
        }
    }
    for (size_t i = 0; i < c->nmodules; i++)
        if (c->modules[i]->draft) order[n++] = c->modules[i];
    c->modules = order;
}

/* Published modules keep the order of the scan; those that say `draft: true` themselves go last. */
static void make_modules(struct indexing *x)
{
    struct course *c = x->c;
    name_modules(x);
    list_modules(x);
    struct module **order = arena_new(c->arena, struct module *, c->nmodules + 1);
    size_t n = 0;
    c->npublished = 0;
    for (size_t i = 0; i < c->nmodules; i++)
        make_module(x, c->modules[i]);
    for (int drafts = 0; drafts < 2; drafts++)
        for (size_t i = 0; i < c->nmodules; i++) {
            struct module *m = c->modules[i];
            if ((m->draft || !m->unit) == (drafts == 1)) order[n++] = m;
        }
    assert(n == c->nmodules);
    c->modules = order;
}

/* ---- Attached texts, methods, and the rest --------------------------------------------------- */

/* A text beside a module's steps: its folders below the module become part of its address. */
static void make_attached(struct indexing *x, struct unit *u)
{
    struct arena *a = x->c->arena;
    struct module *m = u->module;
    struct str folder = path_folder(str_from(u->path, m->dir.len));
    struct str place = m->base;
    while (folder.len) {
        struct str part = address_of(str_cut(&folder, '/'), a);
        place = STR_CAT(a, place, part, STR("/"));
    }
    struct str name = unit_address(x, u);
    bool changes = address_of_changes(str_from(place, m->base.len));
    if (changes || address_reserved_in_module(name)) refuse_reserved(x, u, name);
    make_page(x, PAGE_ATTACHED, u, PART_SELF, STR_CAT(a, place, name, STR(".html")));
}

static void make_methods(struct indexing *x)
{
    struct course *c = x->c;
    for (size_t i = 0; i < c->nunits; i++) {
        struct unit *u = c->units[i];
        if (u->kind != UNIT_METHOD) continue;
        struct str name = unit_address(x, u);
        if (str_eq(name, STR("index"))) refuse_reserved(x, u, name);
        struct str address = STR_CAT(c->arena, STR("methods/"), name, STR(".html"));
        struct page *p = make_page(x, PAGE_METHOD, u, PART_SELF, address);
        c->method_names_lost = c->method_names_lost || name_lost(u);
        map_add(&c->method_by_name, p->identity, p);
        map_add(&c->method_by_name, u->name, p);
        if (!c->methods_page && !p->draft)
            c->methods_page =
                make_page(x, PAGE_METHODS, NULL, PART_SELF, STR("methods/index.html"));
    }
}

static void make_plain_pages(struct indexing *x)
{
    struct course *c = x->c;
    struct unit **plain = arena_new(c->arena, struct unit *, c->nunits + 1);
    size_t n = 0;
    for (size_t i = 0; i < c->nunits; i++)
        if (c->units[i]->kind == UNIT_PLAIN) plain[n++] = c->units[i];
    /* Natural order: the source is sorted by bytes, which differs where names hold numbers. */
    for (size_t i = 1; i < n; i++)
        for (size_t k = i; k > 0 && str_cmp_natural(plain[k]->original, plain[k - 1]->original) < 0;
             k--) {
            struct unit *u = plain[k];
            plain[k] = plain[k - 1];
            plain[k - 1] = u;
        }
    for (size_t i = 0; i < n; i++) {
        struct str name = unit_address(x, plain[i]);
        check_reserved_at_top(x, plain[i], name);
        make_page(x, PAGE_PLAIN, plain[i], PART_SELF, STR_CAT(c->arena, name, STR(".html")));
    }
}

static void take_glossary_and_literature(struct indexing *x)
{
    struct course *c = x->c;
    struct unit *literature = NULL;
    translation_terms(c, x->d);
    for (size_t i = 0; i < c->nunits; i++) {
        struct unit *u = c->units[i];
        if (u->kind == UNIT_LITERATURE && literature)
            diag(x->d, DIAG_TWO_LITERATURE_FILES, unit_start(u), literature->file->path);
        else if (u->kind == UNIT_LITERATURE)
            literature = u;
        if (u->kind != UNIT_GLOSSARY || unit_translation(u)) continue;
        c->glossary_failed = u->failed;
        for (size_t k = 0; k < u->nterms; k++)
            map_add(&c->term_by_id, u->terms[k].id.text, &u->terms[k]);
        if (u->nterms)
            c->glossary_page = make_page(x, PAGE_GLOSSARY, u, PART_SELF, STR("glossary.html"));
    }
    c->literature_failed = literature && literature->failed;
    if (literature && literature->literature) {
        c->literature = literature->literature;
        if (c->literature->len)
            c->literature_page =
                make_page(x, PAGE_LITERATURE, literature, PART_SELF, STR("literature.html"));
    } else {
        c->literature = arena_new(c->arena, struct literature, 1);
        c->literature->by_id.arena = c->arena;
    }
}

/* An old address as the file that leads on: with or without .html, a folder's with a slash. */
static struct str alias_file(struct str path, struct arena *a)
{
    if (path.len == 0 || str_ends(path, STR("/"))) return STR_CAT(a, path, STR("index.html"));
    return str_ends(path, STR(".html")) ? path : STR_CAT(a, path, STR(".html"));
}

/* What stands where a file of the alias, or a folder above it, would be; NULL: nothing. */
static const struct page *page_in_the_way(const struct course *c, struct str path)
{
    for (size_t i = 1; i < path.len; i++)
        if (path.ptr[i] == '/' && map_has(&c->page_by_address, str_sub(path, 0, i)))
            return map_get(&c->page_by_address, str_sub(path, 0, i));
    return map_get(&c->page_by_address, path);
}

/* Where steg makes pages itself: assets/, v/, .steg/, the other languages' own, and changes/. */
static bool in_reserved_folder(const struct course *c, struct str path)
{
    for (size_t i = 0; i <= c->nmodules; i++) {
        struct str base = i < c->nmodules ? c->modules[i]->base : STR("");
        if (str_starts(path, base) && address_of_changes(str_from(path, base.len))) return true;
    }
    struct str folder = str_cut(&path, '/');
    if (!path.ptr) return false;
    for (size_t i = 0; i < c->keys->languages.len; i++)
        if (str_eq_nocase(folder, c->keys->languages.items[i].text)) return true;
    return str_eq(folder, STR("assets")) || str_eq(folder, STR("v")) ||
           str_starts(folder, STR("."));
}

static void make_alias(struct indexing *x, struct page *p, const struct plain *alias)
{
    struct course *c = x->c;
    struct str path = alias_file(alias->text, c->arena);
    const struct page *other = page_in_the_way(c, path);
    if (other) {
        const struct unit *u = other->redirect ? other->redirect->unit : other->unit;
        struct str held = u ? u->file->path : STR("steg");
        diag(x->d, DIAG_ALIAS_IS_PAGE, alias->pos, path, held);
    } else if (in_reserved_folder(c, path)) {
        diag(x->d, DIAG_RESERVED_ADDRESS, alias->pos, path);
    } else {
        make_page(x, PAGE_REDIRECT, NULL, PART_SELF, path)->redirect = p;
    }
}

static void make_aliases(struct indexing *x)
{
    size_t n = x->c->npages; /* redirects are pages too, with no aliases of their own */
    for (size_t i = 0; i < n; i++) {
        struct page *p = x->c->pages[i];
        if (p->part != PART_SELF || !p->keys) continue;
        for (size_t k = 0; k < p->keys->aliases.len; k++)
            make_alias(x, p, &p->keys->aliases.items[k]);
    }
}

/* One road through the course: front page, each module, its steps. */
static void lay_road(struct course *c)
{
    struct page *last = NULL;
    for (size_t i = 0; i < c->npages; i++) {
        struct page *p = c->pages[i];
        if (p->kind != PAGE_FRONT && p->kind != PAGE_MODULE && p->kind != PAGE_STEP) continue;
        p->previous = last;
        if (last) last->next = p;
        last = p;
    }
}

void course_index(struct course *c, struct diags *d)
{
    struct indexing x = {.c = c, .d = d, .named = {.arena = c->arena}};
    struct unit *front = NULL;
    translation_settle(c, d);
    for (size_t i = 0; i < c->nunits && !front; i++)
        if (c->units[i]->kind == UNIT_FRONT) front = c->units[i];
    c->front = make_page(&x, PAGE_FRONT, front, PART_SELF, STR("index.html"));
    make_modules(&x);
    course_publish_attached(c);
    for (size_t i = 0; i < c->nunits; i++) {
        struct unit *u = c->units[i];
        if (u->kind == UNIT_ATTACHED && u->parsed) make_attached(&x, u);
    }
    make_methods(&x);
    take_glossary_and_literature(&x);
    make_plain_pages(&x);
    c->record = make_page(&x, PAGE_RECORD, NULL, PART_SELF, STR("record.html"));
    c->records = make_page(&x, PAGE_RECORDS, NULL, PART_SELF, STR("records.html"));
    if (c->npublished) {
        c->plan = make_page(&x, PAGE_OUR_PLAN, NULL, PART_SELF, STR("plan.html"));
        c->poster = make_page(&x, PAGE_POSTER, NULL, PART_SELF, STR("poster.html"));
    }
    c->not_found = make_page(&x, PAGE_NOT_FOUND, NULL, PART_SELF, STR("404.html"));
    make_aliases(&x);
    lay_road(c);
}

const struct module *course_module(const struct course *c, struct str name)
{
    return map_get(&c->module_by_name, name);
}

const struct page *course_method(const struct course *c, struct str name)
{
    return map_get(&c->method_by_name, name);
}

const struct term *course_term(const struct course *c, struct str id)
{
    return map_get(&c->term_by_id, id);
}
