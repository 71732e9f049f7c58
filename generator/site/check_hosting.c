/* check_hosting: names that are fine on this machine and gone on the server.
 *
 * IIS answers 404.8 for what lies in its own folders (request filtering's hidden segments, as a new
 * server has them) and 404.11 for + and % in a path, which it takes for a second escape. GitHub
 * Pages leaves out what begins with an underscore, unless there is a `.nojekyll`: `steg publish`
 * writes one, but a folder that somebody sends there by hand has none. What Windows itself cannot
 * store, io/source says in every build.
 *
 * Windows programs stop at 260 signs, of which a folder that Teams keeps on the machine takes about
 * ninety: C:\Users\name\Municipality\Team – Documents\Course\.
 * Sources: learn.microsoft.com, IIS "Request Filtering" and Windows "Maximum Path Length
 * Limitation"; docs.github.com, Pages and Jekyll.
 */
#include "base/utf8.h"
#include "course/address.h"
#include "site/check_rules.h"

#define MOST_SIGNS 160 /* of an address */

static bool is_hidden_segment(struct str name)
{
    static const struct str hidden[] = {
        STR_INIT("web.config"),         STR_INIT("bin"),
        STR_INIT("app_code"),           STR_INIT("app_globalresources"),
        STR_INIT("app_localresources"), STR_INIT("app_webreferences"),
        STR_INIT("app_data"),           STR_INIT("app_browsers"),
    };
    for (size_t i = 0; i < sizeof hidden / sizeof *hidden; i++)
        if (str_eq_nocase(name, hidden[i])) return true;
    return false;
}

/* What is wrong with an address. */
struct faults {
    struct str iis, github; /* the first name that is hidden; "": none */
    size_t signs;
};

static bool find_faults(struct faults *out, struct str address)
{
    struct str rest = address, name;
    *out = (struct faults){.signs = utf8_count(address)};
    while ((name = str_cut(&rest, '/')).len) {
        bool refused = str_find(name, '+') != STR_NONE || str_find(name, '%') != STR_NONE;
        if (!out->iis.len && (is_hidden_segment(name) || refused)) out->iis = name;
        if (!out->github.len && name.ptr[0] == '_') out->github = name;
    }
    return out->iis.len || out->github.len || out->signs > MOST_SIGNS;
}

static void tell(const struct faults *f, struct pos pos, struct diags *d)
{
    if (f->iis.len) diag(d, DIAG_HIDDEN_BY_IIS, pos, f->iis);
    if (f->github.len) diag(d, DIAG_HIDDEN_BY_GITHUB, pos, f->github);
    if (f->signs > MOST_SIGNS)
        diag(d, DIAG_LONG_ADDRESS, pos, str_number(d->arena, f->signs),
             str_number(d->arena, MOST_SIGNS));
}

/* A page that follows its module's name is not told of that name again. */
static bool follows_module(const struct page *p)
{
    return p->module && p->module->page && p->module->page != p;
}

static struct pos name_pos(const struct page *p)
{
    const struct page_keys *k = p->keys;
    if (k && k->slug.pos.file) return k->slug.pos;
    if (k && k->id.pos.file) return k->id.pos;
    return check_title_pos(p);
}

static struct pos use_in_text(const struct unit *u, const struct asset *x)
{
    for (size_t n = 0; u->body && n < u->body->nholes; n++) {
        const struct hole *h = &u->body->holes[n];
        if ((h->kind == HOLE_IMAGE || h->kind == HOLE_LINK) && h->is_asset && h->to.asset == x)
            return h->pos;
    }
    return (struct pos){0};
}

static struct pos use_in_film(const struct course *c, const struct unit *u, const struct asset *x)
{
    const struct step_load *l = unit_load(u);
    for (size_t i = 0; l && i < l->presentations.len; i++) {
        const struct presentation *p = &l->presentations.items[i];
        const struct plain *files[] = {&p->file, &p->captions, &p->transcript, &p->slides,
                                       &p->poster};
        for (size_t n = 0; n < sizeof files / sizeof *files; n++)
            if (files[n]->text.len && course_target(c, u, files[n]->text).asset == x)
                return files[n]->pos;
    }
    return (struct pos){0};
}

/* Where a file is used: the first place in the course. */
static struct pos use_of(const struct course *c, const struct asset *x)
{
    for (size_t i = 0; i < c->nunits; i++) {
        const struct unit *u = c->units[i];
        struct pos pos = u->failed ? (struct pos){0} : use_in_text(u, x);
        if (!pos.file && !u->failed) pos = use_in_film(c, u, x);
        if (pos.file) return pos;
    }
    return (struct pos){.file = x->entry->file};
}

void check_hosting(const struct course *c, struct diags *d)
{
    struct faults f;
    for (size_t i = 0; i < c->npages; i++) {
        const struct page *p = c->pages[i];
        if (!p->unit || p->unit->failed || p->part != PART_SELF) continue;
        struct str address = p->address;
        if (follows_module(p) && utf8_count(address) <= MOST_SIGNS)
            address = str_from(address, p->module->base.len);
        if (find_faults(&f, address)) tell(&f, name_pos(p), d);
    }
    for (size_t i = 0; i < c->nassets; i++) {
        const struct asset *x = c->assets[i];
        struct str address = x->address, dir = {0};
        for (size_t n = 0; n < c->npublished; n++)
            if (str_starts(address, c->modules[n]->base)) dir = c->modules[n]->base;
        if (utf8_count(address) <= MOST_SIGNS) address = str_from(address, dir.len);
        /* Where a file is used takes a look through all texts. */
        if (find_faults(&f, address)) tell(&f, use_of(c, x), d);
    }
}
