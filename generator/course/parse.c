/* parse: one file's keys and texts. Phase 2, in workers: a pure function of the file's bytes (and
 * of the course's `raw_html`), so that it can be run again when a worker dies.
 *
 * Texts of one page share one id space. Explicit ids (tasks, questions, {#id}) are collected from
 * all texts of the page before any heading gets its own.
 */
#include "course/address.h"
#include "course/course.h"
#include <string.h>

struct parsing {
    struct unit *unit;
    struct worker *w;
    struct doc_ids *ids; /* the id space of the texts being visited */
    bool collect;        /* first pass: explicit ids only */
    bool no_headings;
    enum raw_html raw_html;
    struct str language; /* of the file, or what its front matter says */
};

static struct doc_input text_input(const struct parsing *p, const struct text *t, bool block)
{
    return (struct doc_input){
        .file = p->unit->file,
        .text = t->raw,
        .node = t->node,
        .form = block ? DOC_BLOCKS : DOC_LINE,
        .raw_html = p->raw_html,
        .language = p->language,
        .headings_unchecked = p->no_headings,
    };
}

static void visit_text(struct text *t, bool block, void *ctx)
{
    struct parsing *p = ctx;
    if (!p->collect && t->doc) return; /* belongs to another page of the same file */
    struct doc_input in = text_input(p, t, block);
    if (p->collect) {
        if (block) doc_collect_ids(&in, p->ids, p->w->results, p->w->diags);
        return;
    }
    t->doc = doc_parse(&in, p->ids, p->w->results, p->w->scratch, p->w->diags);
    t->node = NULL; /* the YAML tree ends with this phase */
}

static void visit_all(struct parsing *p, const struct schema *s, void *decoded, enum unit_part part)
{
    p->ids = &p->unit->ids[part];
    schema_texts(s, decoded, visit_text, p);
}

/* ---- What a step carries, page by page ------------------------------------------------------- */

static void visit_load(struct parsing *p, struct step_load *l, bool one_file)
{
    enum unit_part presentation = one_file ? PART_PRESENTATION : PART_SELF;
    enum unit_part reflection = one_file ? PART_REFLECTION : PART_SELF;
    enum unit_part literature = one_file ? PART_LITERATURE : PART_SELF;
    for (size_t i = 0; i < l->presentations.len; i++)
        visit_all(p, &schema_presentation, &l->presentations.items[i], presentation);
    for (size_t i = 0; i < l->signs.len; i++)
        visit_all(p, &schema_sign, &l->signs.items[i], presentation);
    for (size_t i = 0; i < l->tasks.len; i++)
        visit_all(p, &schema_task, &l->tasks.items[i], reflection);
    for (size_t i = 0; i < l->literature.len; i++)
        visit_all(p, &schema_reading, &l->literature.items[i], literature);
}

/* A task's anchor is its id, a question's `task.question`: headings never hold a full stop. */
static void add_task_ids(struct parsing *p, struct step_load *l, enum unit_part part)
{
    struct arena *a = p->w->results;
    struct doc_ids *ids = &p->unit->ids[part];
    for (size_t i = 0; i < l->tasks.len; i++) {
        struct task *t = &l->tasks.items[i];
        if (!t->id.text.len) continue;
        doc_ids_add(ids, t->id.text, t->id.pos, a, p->w->diags);
        for (size_t k = 0; k < t->questions.len; k++) {
            struct question *q = &t->questions.items[k];
            if (!q->id.text.len) continue;
            bool twice = false;
            for (size_t j = 0; j < k && !twice; j++)
                twice = str_eq(t->questions.items[j].id.text, q->id.text);
            if (twice)
                diag(p->w->diags, DIAG_QUESTION_ID_TWICE, q->id.pos, q->id.text);
            else
                doc_ids_add(ids, STR_CAT(a, t->id.text, STR("."), q->id.text), q->id.pos, a,
                            p->w->diags);
        }
    }
}

/* Answers of two years meet by these. */
static void check_statements(struct parsing *p, const struct statements *s)
{
    for (size_t i = 0; i < s->items.len; i++) {
        const struct plain *id = &s->items.items[i].id;
        bool twice = false;
        for (size_t k = 0; k < i && id->text.len && !twice; k++)
            twice = str_eq(s->items.items[k].id.text, id->text);
        if (twice) diag(p->w->diags, DIAG_STATEMENT_ID_TWICE, id->pos, id->text);
    }
}

static void check_phases(const struct phase *phases, size_t n, struct diags *d)
{
    for (size_t i = 0; i < n; i++)
        if (phases[i].minutes.kind && phases[i].per_group.pos.file)
            diag(d, DIAG_MINUTES_AND_PER_GROUP, phases[i].per_group.pos);
}

/* Signs are text; a task without questions is fine; phases share their minutes with per_group. */
static void check_load(struct parsing *p, const struct step_load *l)
{
    struct diags *d = p->w->diags;
    for (size_t i = 0; i < l->presentations.len; i++) {
        const struct presentation *x = &l->presentations.items[i];
        if (x->url.pos.file && x->file.pos.file)
            diag(d, DIAG_URL_AND_FILE, x->file.pos);
        else if (!x->url.pos.file && !x->file.pos.file && !p->unit->failed)
            diag(d, DIAG_PRESENTATION_WITHOUT_FILM, x->pos);
    }
    for (size_t i = 0; i < l->tasks.len; i++)
        check_phases(l->tasks.items[i].phases.items, l->tasks.items[i].phases.len, d);
}

/* ---- Kinds of files -------------------------------------------------------------------------- */

struct kind {
    const struct schema *schema;
    struct step_load *(*load)(void *keys); /* NULL: carries nothing */
};

static struct step_load *load_of_step(void *keys)
{
    return &((struct step_keys *)keys)->load;
}
static struct step_load *load_of_module(void *keys)
{
    return &((struct module_keys *)keys)->load;
}

static struct kind kind_of(enum unit_kind k)
{
    switch (k) {
    case UNIT_FRONT:
        return (struct kind){&schema_front, NULL};
    case UNIT_MODULE:
        return (struct kind){&schema_module, NULL};
    case UNIT_SHORT_MODULE:
        return (struct kind){&schema_short_module, load_of_module};
    case UNIT_STEP:
        return (struct kind){&schema_step, load_of_step};
    case UNIT_LEADER:
        return (struct kind){&schema_leader, NULL};
    case UNIT_METHOD:
        return (struct kind){&schema_method, NULL};
    default:
        return (struct kind){&schema_plain, NULL};
    }
}

/* "… oppgaven nedenfor", and no task. The words are those of real manuscripts; what they have in
 * common is looked for first, since nearly every page has none of them. */
static struct str announcement(struct str text)
{
    static const struct str words[] = {
        STR_INIT("oppgaven nedenfor"), STR_INIT("oppgavene nedenfor"),
        STR_INIT("oppgaven under"),    STR_INIT("oppgavene under"),
        STR_INIT("oppgåva nedanfor"),  STR_INIT("oppgåvene nedanfor"),
    };
    for (size_t at; (at = str_find_str(text, STR("oppg"))) != STR_NONE;) {
        text = str_from(text, at);
        for (size_t i = 0; i < sizeof words / sizeof *words; i++)
            if (str_starts(text, words[i])) return str_sub(text, 0, words[i].len);
        text = str_from(text, 4);
    }
    return (struct str){0};
}

static void parse_body(struct parsing *p, struct str body, enum unit_part part, bool collect)
{
    struct doc_input in = {.file = p->unit->file,
                           .text = body,
                           .form = DOC_BODY,
                           .raw_html = p->raw_html,
                           .language = p->language};
    if (collect)
        doc_collect_ids(&in, &p->unit->ids[part], p->w->results, p->w->diags);
    else
        p->unit->body =
            doc_parse(&in, &p->unit->ids[part], p->w->results, p->w->scratch, p->w->diags);
}

static void parse_page(struct parsing *p)
{
    struct unit *u = p->unit;
    struct worker *w = p->w;
    struct kind kind = kind_of(u->kind);
    bool one_file = u->kind == UNIT_SHORT_MODULE;
    enum unit_part body_part = one_file ? PART_PREWORK : PART_SELF;
    struct front_matter fm;
    if (!front_matter_split(&fm, u->file, w->diags)) {
        u->failed = true;
        return;
    }
    struct pos where = pos_of(u->file, str_sub(fm.present ? fm.yaml : fm.body, 0, 0));
    struct yaml_node *root = NULL;
    if (fm.present) {
        root = yaml_parse_damaged(u->file, fm.yaml, YAML_USE_FRONT_MATTER, w->results, w->diags);
        u->failed = root == NULL;
    } else if (u->kind != UNIT_FRONT) {
        diag(w->diags, DIAG_NO_FRONT_MATTER, (struct pos){.file = u->file});
        u->failed = true;
    }
    struct yaml_node nothing = {.kind = YAML_NULL, .pos = where};
    void *keys = arena_take(w->results, 1, kind.schema->size);
    if (!u->failed) {
        if (!schema_decode_at(keys, kind.schema, root ? root : &nothing, where, w->results,
                              w->diags))
            u->failed = true; /* one wrong key: what the others say is still checked below */
        /* Of damaged YAML only what is wrong with the keys that can be read is wanted. */
        if (root && root->damaged) u->failed = true;
        u->keys = root && root->damaged ? NULL : keys;
    }
    const struct page_keys *page = u->keys ? unit_page_keys(u) : NULL;
    if (page && page->lang.text.len) p->language = page->lang.text;
    if (u->kind == UNIT_STEP) u->announced = announcement(fm.body);
    struct step_load *load = u->keys && kind.load ? kind.load(keys) : NULL;
    if (load) {
        add_task_ids(p, load, one_file ? PART_REFLECTION : PART_SELF);
        check_load(p, load);
    }
    if (u->keys && u->kind == UNIT_METHOD) {
        const struct method_keys *m = keys;
        check_phases(m->phases.items, m->phases.len, w->diags);
    }
    if (module_keys_of(u)) check_statements(p, &module_keys_of(u)->statements);
    for (int pass = 0; pass < 2; pass++) {
        p->collect = pass == 0;
        parse_body(p, fm.body, body_part, p->collect);
        if (!u->keys) continue;
        if (load) visit_load(p, load, one_file);
        if (!(one_file && p->collect)) visit_all(p, kind.schema, keys, PART_SELF);
    }
}

static void parse_glossary(struct parsing *p)
{
    struct unit *u = p->unit;
    struct worker *w = p->w;
    struct yaml_node *root =
        yaml_parse(u->file, u->file->bytes, YAML_USE_FILE, w->results, w->diags);
    u->failed = root == NULL;
    if (!root || root->kind == YAML_NULL) return;
    if (root->kind != YAML_LIST) {
        diag(w->diags, DIAG_GLOSSARY_NOT_A_LIST, root->pos);
        u->failed = true;
        return;
    }
    struct term *terms = arena_new(w->results, struct term, root->len);
    p->no_headings = true;
    p->ids = &u->ids[PART_SELF];
    for (size_t i = 0; i < root->len; i++) {
        struct term *t = &terms[u->nterms];
        if (!schema_decode(t, &schema_term, root->items[i], w->results, w->diags)) u->failed = true;
        if (!t->id.text.len) continue;
        if (map_has(&p->ids->used, t->id.text))
            diag(w->diags, DIAG_TERM_TWICE, t->id.pos, t->id.text);
        else
            doc_ids_add(p->ids, t->id.text, t->id.pos, w->results, w->diags);
        u->nterms++;
    }
    for (size_t i = 0; i < u->nterms; i++)
        schema_texts(&schema_term, &terms[i], visit_text, p);
    u->terms = terms;
}

static void forget_doc(struct text *t, bool block, void *ctx)
{
    (void)block, (void)ctx;
    t->doc = NULL;
}

static void parse_course_texts(struct parsing *p)
{
    /* The texts belong to the scan: what a worker that died left in them is forgotten first. */
    const struct schema *s = unit_schema(p->unit);
    schema_texts(s, p->unit->keys, forget_doc, NULL);
    p->no_headings = true;
    p->ids = &p->unit->ids[PART_SELF];
    schema_texts(s, p->unit->keys, visit_text, p);
}

void course_parse(const struct course *c, struct unit *u, struct worker *w)
{
    struct parsing p = {
        .unit = u,
        .w = w,
        .language = u->language,
        .raw_html = c->keys->raw_html.value == RAW_HTML_NONE + 1 ? RAW_HTML_NONE : RAW_HTML_SAFE,
    };
    memset(u->ids, 0, sizeof u->ids);
    for (size_t i = 0; i < PART_COUNT; i++)
        u->ids[i].used.arena = w->results;
    u->body = NULL;
    u->terms = NULL;
    u->nterms = 0;
    u->literature = NULL;
    switch (u->kind) {
    case UNIT_COURSE:
        parse_course_texts(&p);
        break;
    case UNIT_GLOSSARY:
        u->failed = false;
        parse_glossary(&p);
        break;
    case UNIT_LITERATURE:
        u->literature = literature_parse(u->file, w->results, w->diags);
        u->failed = u->literature == NULL;
        break;
    default:
        u->failed = false;
        u->keys = NULL;
        parse_page(&p);
    }
    u->parsed = true;
}
