/* uses: which pages name a term, cite a work, use a method. One pass over the published pages. */
#include "site/site.h"
#include "course/translation.h"

struct collecting {
    struct site *site;
    struct arena *arena;
    const struct page *page;
};

static void use(struct collecting *c, struct str key)
{
    struct uses *u = map_get(&c->site->uses, key);
    if (!u) {
        u = arena_new(c->arena, struct uses, 1);
        map_add(&c->site->uses, key, u);
    }
    for (size_t i = 0; i < u->len; i++)
        if (u->pages[i] == c->page) return;
    if (u->len < USES_MAX) u->pages[u->len++] = c->page;
}

static struct str work_use(struct collecting *c, struct str id)
{
    return STR_CAT(c->arena, STR("@"), id);
}

static void use_doc(struct collecting *c, const struct doc *doc)
{
    for (size_t i = 0; doc && i < doc->nholes; i++) {
        const struct hole *h = &doc->holes[i];
        if (h->kind == HOLE_TERM) use(c, h->path);
        if (h->kind == HOLE_CITATION)
            for (uint32_t k = 0; k < h->ncites; k++)
                use(c, work_use(c, h->cites[k].key));
    }
}

static void use_text(struct text *t, bool block, void *ctx)
{
    (void)block;
    use_doc(ctx, t->doc);
}

static void use_load(struct collecting *c, const struct step *s)
{
    const struct step_load *l = s->load;
    for (size_t i = 0; s->has_presentations && i < l->presentations.len; i++)
        schema_texts(&schema_presentation, &l->presentations.items[i], use_text, c);
    for (size_t i = 0; s->has_presentations && i < l->signs.len; i++)
        schema_texts(&schema_sign, &l->signs.items[i], use_text, c);
    for (size_t i = 0; s->has_tasks && i < l->tasks.len; i++) {
        struct task *t = &l->tasks.items[i];
        const struct page *m =
            t->method.text.len ? course_method(c->site->course, t->method.text) : NULL;
        if (m) use(c, m->address);
        schema_texts(&schema_task, t, use_text, c);
    }
    for (size_t i = 0; s->has_literature && i < l->literature.len; i++) {
        use(c, work_use(c, l->literature.items[i].id.text));
        schema_texts(&schema_reading, &l->literature.items[i], use_text, c);
    }
}

/* The texts of the front matter that stand on this page: what a module in one file carries stands
 * on the pages of its steps. */
static void use_keys(struct collecting *c, const struct unit *u)
{
    const struct schema *s = u->kind == UNIT_SHORT_MODULE ? &schema_module : unit_schema(u);
    schema_texts(s, u->keys, use_text, c);
    const struct module_keys *k = module_keys_of(u);
    for (size_t i = 0; k && i < k->terms.len; i++)
        use(c, k->terms.items[i].text);
}

void site_collect(struct site *s, struct arena *a)
{
    const struct course *course = s->course;
    s->uses.arena = a;
    s->plain = arena_new(a, const struct page *, course->npages);
    struct collecting c = {.site = s, .arena = a};
    for (size_t i = 0; i < course->npages; i++) {
        const struct page *p = course->pages[i];
        if (p->kind == PAGE_PLAIN) s->plain[s->nplain++] = p;
        if (p->kind == PAGE_GLOSSARY || p->kind == PAGE_LITERATURE) continue;
        c.page = p;
        use_doc(&c, p->body);
        if (p->keys && p->part == PART_SELF) use_keys(&c, p->unit);
        if (p->step) use_load(&c, p->step);
    }
}

const struct uses *site_uses(const struct site *s, struct str key)
{
    return map_get(&s->uses, key);
}

struct str site_language(const struct site *s, struct str tag)
{
    struct str l = words_language(tag);
    if (!l.len) l = words_language(s->course->language);
    if (!l.len) l = words_language(course_written(s->course));
    return l.len ? l : STR("en");
}

const struct words *site_words(const struct site *s, struct str language)
{
    struct str l = site_language(s, language);
    return s->words[str_eq(l, STR("nb")) ? 0 : str_eq(l, STR("nn")) ? 1 : 2];
}
