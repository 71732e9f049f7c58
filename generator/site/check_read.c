/* check_read: one file read once more, with the places that a build does not keep. What is wrong
 * with it has been said: that goes to nobody. */
#include "course/translation.h"
#include "site/check_rules.h"

struct rereading {
    struct manuscript *m;
    struct arena *a;
    struct diags unheard;
};

/* ---- Places ---------------------------------------------------------------------------------- */

static struct pos locate(void *ctx, size_t offset, size_t length)
{
    return yaml_pos_in(ctx, offset, length);
}

struct pos check_within(struct pos around, struct str part)
{
    if (!around.file || !part.len) return around;
    size_t at = str_find_str(pos_text(around), part);
    if (at == STR_NONE) return around;
    return (struct pos){around.file, around.offset + (uint32_t)at, (uint32_t)part.len};
}

struct pos check_title_pos(const struct page *p)
{
    const struct text *t = page_title(p);
    return t ? t->pos : (struct pos){.file = p->unit->file};
}

/* ---- Passages -------------------------------------------------------------------------------- */

static void add_passage(struct rereading *r, struct passage p)
{
    struct manuscript *m = r->m;
    struct markdown_input in = {
        .file = m->unit->file, .text = p.raw, .inline_only = !p.body && !p.block};
    if (p.node) {
        in.locate = locate;
        in.locate_ctx = (void *)(uintptr_t)p.node;
    }
    if (!str_trim(p.raw).len || !markdown_parse(&p.md, &in, r->a, &r->unheard)) return;
    if (m->len == m->cap) m->passages = arena_grow(r->a, m->passages, &m->cap, sizeof *m->passages);
    m->passages[m->len++] = p;
}

static void visit(struct text *t, bool block, void *ctx)
{
    add_passage(ctx,
                (struct passage){.block = block, .raw = t->raw, .node = t->node, .pos = t->pos});
}

static void read_keys(struct rereading *r, const struct schema *s, const struct yaml_node *map)
{
    void *keys = arena_take(r->a, 1, s->size);
    if (!map || map->kind != YAML_MAP || !schema_decode(keys, s, map, r->a, &r->unheard)) return;
    schema_texts(s, keys, visit, r);
}

static void read_yaml(struct rereading *r)
{
    struct manuscript *m = r->m;
    const struct file *f = m->unit->file;
    m->yaml = yaml_parse(f, f->bytes, YAML_USE_FILE, r->a, &r->unheard);
    if (!m->yaml) return;
    if (m->unit->kind == UNIT_COURSE) read_keys(r, unit_schema(m->unit), m->yaml);
    for (size_t i = 0; m->unit->kind == UNIT_GLOSSARY && i < m->yaml->len; i++)
        read_keys(r, &schema_term, m->yaml->items[i]);
}

static void read_page(struct rereading *r)
{
    struct manuscript *m = r->m;
    struct front_matter fm;
    if (!front_matter_split(&fm, m->unit->file, &r->unheard)) return;
    if (fm.present)
        m->yaml = yaml_parse(m->unit->file, fm.yaml, YAML_USE_FRONT_MATTER, r->a, &r->unheard);
    read_keys(r, unit_schema(m->unit), m->yaml);
    add_passage(
        r, (struct passage){.body = true, .raw = fm.body, .pos = pos_of(m->unit->file, fm.body)});
}

/* The page's language, else the course's. */
static struct str language_of(const struct course *c, const struct unit *u)
{
    bool page = u->kind != UNIT_COURSE && u->kind != UNIT_GLOSSARY && u->kind != UNIT_LITERATURE;
    const struct page_keys *k = page ? u->keys : NULL;
    if (k && k->lang.text.len) return k->lang.text;
    return page ? u->language : course_language_at(c, (struct pos){.file = u->file});
}

bool check_read(struct manuscript *out, const struct course *c, const struct unit *u,
                struct arena *a)
{
    *out = (struct manuscript){.unit = u, .language = language_of(c, u)};
    if (!u->parsed || u->failed) return false;
    struct rereading r = {.m = out, .a = a, .unheard.arena = a};
    if (u->kind == UNIT_COURSE || u->kind == UNIT_GLOSSARY || u->kind == UNIT_LITERATURE)
        read_yaml(&r);
    else
        read_page(&r);
    check_run_together(out, a);
    return true;
}
