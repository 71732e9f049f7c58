/* Nodes and a shape become ops.
 *
 * One walk over the nodes of the layout; a partial, a parent or a block's argument is walked where
 * it is used, with the scope, the indentation and the place in HTML that hold there. So an op never
 * asks who included it, and texts that meet are one text.
 *
 * Only recursion needs more. When a partial comes up that is being expanded already, with the same
 * names in scope, the same arguments and in the same place of HTML, its ops are called again with
 * the frames moved to where they expect them. Each round must go into the data (a record or an item
 * found in the one before), or it would never end: that is checked here, and the depth when
 * rendering.
 */
#include "parts/template_internal.h"
#include <assert.h>
#include <string.h>

#define OPS_MAX 200000
#define TEXT_MAX (4u << 20)
#define WORK_MAX 200000 /* nodes walked and bindings looked at */
#define BLOCKS_MAX 64   /* names offered as "did you mean" */

/* An argument: what a block is to hold. Newest first; the outermost of a name wins. */
struct binding {
    struct str name;
    const struct parsed *source;
    const struct node *node;
    struct binding *next;
    bool used;
    bool busy; /* being expanded: does not hold inside itself */
};

/* Where nodes are walked: their file, and what its users have decided. */
struct place {
    const struct parsed *source;
    struct binding *bindings;
    struct str indent; /* put before each line */
    struct str strip;  /* taken off each line first: an argument's own indentation */
    size_t fixed;      /* recursion's indentation comes after so much of `indent` */
    bool recursive;
};

/* A recursive file that is being expanded. */
struct instance {
    const struct parsed *source;
    const struct binding *bindings;
    struct html html;
    struct str indent;
    uint32_t start;
    uint8_t depth;
    bool called;
    struct instance *up;
};

struct site {
    struct str name;
    struct site *next;
};

struct compiler {
    struct template_set *set;
    struct faults faults;
    struct scope scope;
    struct html html;
    struct op *ops; /* the text of an OP_TEXT is {NULL + offset in `text`, length} until the end */
    size_t count, cap;
    struct buf text;
    bool joinable; /* the last op is a text, and no jump leads behind it */
    bool calls, stopped;
    uint8_t level, frames;
    size_t work;
    struct instance *instances;
    struct site *sites; /* blocks met so far, newest first */
};

static void expand(struct compiler *c, const struct place *p, uint32_t from, uint32_t to);

/* ---- Emitting -------------------------------------------------------------------------------- */

static struct op *emit(struct compiler *c, enum op_code code)
{
    if (c->count == c->cap) c->ops = arena_grow(c->set->arena, c->ops, &c->cap, sizeof *c->ops);
    struct op *op = &c->ops[c->count++];
    *op = (struct op){.code = (uint8_t)code};
    c->joinable = false;
    return op;
}

static void emit_text(struct compiler *c, const struct place *p, struct str s)
{
    if (!s.len) return;
    if (!c->joinable) {
        struct op *op = emit(c, OP_TEXT);
        op->jump = (uint32_t)c->text.len;
        c->joinable = true;
    }
    c->ops[c->count - 1].as.text.len += s.len;
    buf_put(&c->text, s);
    if (!c->scope.checked) return;
    struct str glued = {0};
    html_walk(&c->html, p->source->file, s, &glued);
    if (glued.len) fault(&c->faults, DIAG_LAYOUT_GLUED, pos_of(p->source->file, glued));
}

static struct str stripped(const struct place *p, struct str blanks)
{
    size_t n = 0;
    while (n < blanks.len && n < p->strip.len && blanks.ptr[n] == p->strip.ptr[n])
        n++;
    return str_from(blanks, n);
}

static void emit_line(struct compiler *c, const struct place *p, struct str blanks)
{
    emit_text(c, p, str_sub(p->indent, 0, p->fixed));
    if (p->recursive) emit(c, OP_INDENT);
    emit_text(c, p, str_from(p->indent, p->fixed));
    emit_text(c, p, blanks);
}

/* One more thing inside another; false, and a diagnostic, when there are too many. */
static bool enter(struct compiler *c, const struct place *p, const struct node *n)
{
    if (c->level == TEMPLATE_MAX_DEPTH) {
        fault(&c->faults, DIAG_LAYOUT_TOO_DEEP, pos_of(p->source->file, n->tag), n->tag,
              str_number(c->set->arena, TEMPLATE_MAX_DEPTH));
        return false;
    }
    c->level++;
    return true;
}

/* Counts work; false when the layout has grown beyond all measure. */
static bool afford(struct compiler *c, const struct place *p, struct str at)
{
    if (c->stopped) return false;
    if (++c->work <= WORK_MAX && c->count <= OPS_MAX && c->text.len <= TEXT_MAX) return true;
    fault(&c->faults, DIAG_LAYOUT_EXPANDS, pos_of(p->source->file, at));
    c->stopped = true;
    return false;
}

/* ---- Values and sections --------------------------------------------------------------------- */

static void expand_print(struct compiler *c, const struct place *p, const struct node *n)
{
    const struct file *file = p->source->file;
    struct found v;
    if (!scope_find(&v, &c->scope, file, n->text, &c->faults)) return;
    enum op_code code = n->raw ? OP_RAW : OP_ESCAPED;
    if (c->scope.checked) code = print_code(&v, &c->html, file, n, &c->faults);
    if (c->html.state == HTML_RCDATA) c->html.matched = 0;
    if (code != OP_END) emit(c, code)->as.path = v.path;
}

/* A section that is left out must leave HTML where the section itself does. */
static void join_html(struct compiler *c, const struct place *p, const struct node *n,
                      const struct html *without, bool repeated)
{
    if (!c->scope.checked) return;
    struct html with = c->html;
    if (html_join(&c->html, without, repeated)) return;
    struct pos pos = pos_of(p->source->file, n->tag);
    struct arena *a = c->set->arena;
    c->html = *without;
    if (html_between_attributes(&with) && html_between_attributes(without))
        fault(&c->faults, DIAG_LAYOUT_GLUED, pos);
    else if (without->state == HTML_TEXT)
        fault(&c->faults, DIAG_LAYOUT_BRANCH_OPENS, pos, n->tag, html_sketch(&with, a));
    else if (with.state == HTML_TEXT)
        fault(&c->faults, DIAG_LAYOUT_BRANCH_CLOSES, pos, n->tag, html_sketch(without, a));
    else
        fault(&c->faults, DIAG_LAYOUT_BRANCH_CHANGES, pos, n->tag, html_sketch(without, a),
              html_sketch(&with, a));
}

static void push_frame(struct compiler *c, const struct found *v)
{
    bool record = v->kind == VALUE_RECORD || (v->kind == VALUE_LIST && v->of);
    c->scope.frames[c->scope.depth++] = (struct scope_frame){
        .kind = record                  ? VALUE_RECORD
                : v->kind == VALUE_LIST ? VALUE_TEXT
                                        : v->kind,
        .shape = record ? v->of : NULL,
        .from = v->path.slot,
    };
    if (c->scope.depth > c->frames) c->frames = c->scope.depth;
}

static void expand_section(struct compiler *c, const struct place *p, const struct node *n)
{
    uint32_t index = (uint32_t)(n - p->source->nodes), start = (uint32_t)c->count;
    struct found v;
    if (c->scope.checked) html_section(&c->html);
    if (!scope_find(&v, &c->scope, p->source->file, n->text, &c->faults) || !enter(c, p, n)) return;
    struct html before = c->html;
    bool inverted = n->kind == NODE_INVERTED;
    struct op *op = emit(c, inverted ? OP_INVERTED : OP_SECTION);
    op->as.path = v.path;
    op->push = c->scope.depth;
    if (!inverted) push_frame(c, &v);
    expand(c, p, index + 1, n->end);
    if (!inverted) {
        c->scope.depth--;
        struct op *next = emit(c, OP_NEXT);
        next->push = c->scope.depth;
        next->jump = start + 1;
    }
    c->joinable = false;
    c->ops[start].jump = (uint32_t)c->count;
    c->level--;
    join_html(c, p, n, &before, v.kind == VALUE_LIST && !inverted);
}

/* ---- Recursion ------------------------------------------------------------------------------- */

/* Can this file's tags lead back to it? */
static bool reaches_itself(struct compiler *c, struct parsed *start)
{
    if (start->recursive) return start->recursive == 2;
    uint32_t search = ++c->set->searches;
    struct parsed **todo = NULL;
    size_t n = 0, cap = 0;
    const struct parsed *next = start;
    start->recursive = 1;
    while (next && start->recursive == 1) {
        for (uint32_t i = 0; i < next->count; i++) {
            const struct node *node = &next->nodes[i];
            if (node->kind != NODE_PARTIAL && node->kind != NODE_PARENT) continue;
            struct parsed *found = template_parsed(c->set, node->text, c->faults.diags);
            if (found == start) start->recursive = 2;
            if (!found || found->seen == search) continue;
            found->seen = search;
            if (n == cap) todo = arena_grow(c->set->arena, todo, &cap, sizeof *todo);
            todo[n++] = found;
        }
        next = n ? todo[--n] : NULL;
    }
    return start->recursive == 2;
}

/* The frames that a name can lead to: no record hidden by another of its shape, no text but the
 * innermost. Returns how many, innermost first. */
static uint8_t visible_frames(const struct scope *s, uint8_t depth, uint8_t *out)
{
    uint8_t n = 0;
    for (uint8_t k = depth; k-- > 0;) {
        bool hidden = k + 1 < depth && !s->frames[k].shape;
        for (uint8_t i = 0; i < n && !hidden; i++)
            hidden = s->frames[out[i]].shape == s->frames[k].shape;
        if (!hidden) out[n++] = k;
    }
    return n;
}

static bool found_in(const struct scope *s, uint8_t frame, uint8_t outer)
{
    while (frame > outer)
        frame = s->frames[frame].from;
    return frame == outer;
}

/* Do the frames here look like those that `i` was begun with? Fills the call's moves. */
static bool same_scope(const struct compiler *c, const struct instance *i, struct call *call)
{
    const struct scope *s = &c->scope;
    if (!s->checked) return true;
    uint8_t here[TEMPLATE_MAX_DEPTH + 2], there[TEMPLATE_MAX_DEPTH + 2];
    uint8_t n = visible_frames(s, s->depth, here);
    if (n != visible_frames(s, i->depth, there)) return false;
    for (uint8_t k = 0; k < n; k++) {
        const struct scope_frame *a = &s->frames[here[k]], *b = &s->frames[there[k]];
        if (a->shape != b->shape || a->kind != b->kind) return false;
        call->from[k] = here[k];
        call->to[k] = there[k];
    }
    call->moves = n;
    return true;
}

/* Does a round go deeper into the data? Without a shape only the data itself can tell. */
static bool goes_deeper(const struct compiler *c, const struct instance *i, const struct call *call)
{
    if (!c->scope.checked) return c->scope.depth > i->depth;
    for (uint8_t k = 0; k < call->moves; k++)
        if (call->from[k] != call->to[k] && found_in(&c->scope, call->from[k], call->to[k]))
            return true;
    return false;
}

/* Is p's file being expanded in the same way already? Then it is called: true. */
static bool call_again(struct compiler *c, const struct place *p, const struct place *user,
                       const struct node *n)
{
    struct call found = {0};
    struct instance *i = c->instances;
    while (i && (i->source != p->source || i->bindings != p->bindings ||
                 !html_same(&i->html, &c->html) || !same_scope(c, i, &found)))
        i = i->up;
    if (!i) return false;
    if (!goes_deeper(c, i, &found)) {
        fault(&c->faults, DIAG_LAYOUT_RECURSION, pos_of(user->source->file, n->tag), n->text);
        return true;
    }
    struct call *call = arena_new(c->set->arena, struct call, 1);
    *call = found;
    call->target = i->start;
    call->depth = c->scope.depth;
    call->callee = i->depth;
    call->restart = !p->recursive;
    if (str_starts(p->indent, i->indent)) call->indent = str_from(p->indent, i->indent.len);
    emit(c, OP_CALL)->as.call = call;
    i->called = c->calls = true;
    return true;
}

/* ---- Other files ----------------------------------------------------------------------------- */

/* The whole of p's file; `n` is the tag in `user` that asked for it. */
static void expand_file(struct compiler *c, struct place *p, struct parsed *source,
                        const struct place *user, const struct node *n)
{
    p->source = source;
    if (source->faulty) c->faults.any = true;
    if (!reaches_itself(c, source)) {
        expand(c, p, 0, source->count);
        return;
    }
    if (n && call_again(c, p, user, n)) return;
    if (!p->recursive) p->fixed = p->indent.len;
    p->recursive = true;
    c->joinable = false;
    struct instance self = {.source = source,
                            .bindings = p->bindings,
                            .html = c->html,
                            .indent = p->indent,
                            .start = (uint32_t)c->count,
                            .depth = c->scope.depth,
                            .up = c->instances};
    c->instances = &self;
    expand(c, p, 0, source->count);
    c->instances = self.up;
    if (!self.called) return;
    emit(c, OP_RETURN)->jump = self.start;
    if (c->scope.checked && n && !html_same(&self.html, &c->html))
        fault(&c->faults, DIAG_LAYOUT_BRANCH_CHANGES, pos_of(user->source->file, n->tag), n->tag,
              html_sketch(&self.html, c->set->arena), html_sketch(&c->html, c->set->arena));
}

static void expand_partial(struct compiler *c, const struct place *p, const struct node *n,
                           struct binding *bindings)
{
    struct parsed *source = template_parsed(c->set, n->text, c->faults.diags);
    if (!source) {
        if (c->scope.checked)
            fault(&c->faults, DIAG_LAYOUT_PARTIAL_UNKNOWN, pos_of(p->source->file, n->text),
                  n->text);
        return;
    }
    if (!enter(c, p, n)) return;
    struct place inner = {.bindings = bindings};
    if (n->standalone) {
        inner.indent = STR_CAT(c->set->arena, p->indent, stripped(p, n->before));
        inner.fixed = p->fixed;
        inner.recursive = p->recursive;
    }
    expand_file(c, &inner, source, p, n);
    c->level--;
}

/* ---- Inheritance ----------------------------------------------------------------------------- */

/* What stands in a parent beside its blocks is not printed: say so. */
static void ignored(struct compiler *c, const struct place *p, const struct node *n)
{
    bool blank = n->kind == NODE_NOTHING || n->kind == NODE_LINE ||
                 (n->kind == NODE_TEXT && !str_trim(n->text).len);
    if (blank || !c->scope.checked) return;
    fault(&c->faults, DIAG_LAYOUT_IGNORED, pos_of(p->source->file, str_trim(n->tag)));
}

static struct binding *bind(struct compiler *c, const struct place *p, const struct node *parent)
{
    struct binding *list = p->bindings;
    const struct node *nodes = p->source->nodes;
    for (uint32_t i = (uint32_t)(parent - nodes) + 1; i < parent->end; i = nodes[i].end) {
        const struct node *n = &nodes[i];
        if (n->kind != NODE_BLOCK) {
            ignored(c, p, n);
            continue;
        }
        const struct binding *b = list;
        while (b != p->bindings && !str_eq(b->name, n->text) && afford(c, p, n->text))
            b = b->next;
        if (b != p->bindings) {
            if (c->stopped) return list;
            fault(&c->faults, DIAG_LAYOUT_BLOCK_TWICE, pos_of(p->source->file, n->text), n->text);
            continue;
        }
        struct binding *new = arena_new(c->set->arena, struct binding, 1);
        *new = (struct binding){.name = n->text, .source = p->source, .node = n, .next = list};
        list = new;
    }
    return list;
}

/* An argument for a block that the parent does not have is a typing mistake. */
static void check_used(struct compiler *c, const struct place *p, const struct binding *list,
                       const struct node *parent, const struct site *sites)
{
    struct str names[BLOCKS_MAX];
    size_t n = 0;
    for (const struct site *s = c->sites; s != sites && n < BLOCKS_MAX; s = s->next)
        names[n++] = s->name;
    for (; list != p->bindings; list = list->next) {
        if (list->used || c->stopped) continue;
        struct pos pos = pos_of(p->source->file, list->name);
        struct str near = diag_nearest(list->name, names, n);
        fault(&c->faults, DIAG_LAYOUT_BLOCK_UNKNOWN, pos, list->name, parent->text, near);
    }
}

static void expand_parent(struct compiler *c, const struct place *p, const struct node *n)
{
    struct site *sites = c->sites;
    struct binding *bindings = bind(c, p, n);
    expand_partial(c, p, n, bindings);
    if (c->scope.checked && template_parsed(c->set, n->text, c->faults.diags))
        check_used(c, p, bindings, n, sites);
}

static struct binding *argument(struct compiler *c, const struct place *p, const struct node *n)
{
    struct binding *outermost = NULL;
    for (struct binding *b = p->bindings; b && afford(c, p, n->text); b = b->next) {
        if (!str_eq(b->name, n->text)) continue;
        b->used = true;
        if (!b->busy) outermost = b;
    }
    struct site *site = arena_new(c->set->arena, struct site, 1);
    *site = (struct site){n->text, c->sites};
    c->sites = site;
    return outermost;
}

/* A block: its argument, indented as the block is, or what it holds itself. */
static void expand_block(struct compiler *c, const struct place *p, const struct node *n)
{
    struct binding *b = argument(c, p, n);
    uint32_t index = (uint32_t)(n - p->source->nodes);
    if (!enter(c, p, n)) return;
    if (!b) {
        expand(c, p, index + 1, n->end);
        c->level--;
        return;
    }
    const struct node *arg = b->node;
    struct str blanks = n->standalone ? n->inside : n->before;
    struct place inner = *p;
    inner.source = b->source;
    inner.indent = STR_CAT(c->set->arena, p->indent, stripped(p, blanks));
    inner.strip = arg->inside;
    uint32_t from = (uint32_t)(arg - b->source->nodes) + 1;
    bool has_line = from < arg->end && b->source->nodes[from].kind == NODE_LINE;
    if (n->standalone && !arg->standalone && from < arg->end) emit_line(c, &inner, (struct str){0});
    if (!n->standalone && has_line) from++; /* that line has begun already */
    b->busy = true;
    expand(c, &inner, from, arg->end);
    b->busy = false;
    c->level--;
}

/* ---- The whole ------------------------------------------------------------------------------- */

static void expand(struct compiler *c, const struct place *p, uint32_t from, uint32_t to)
{
    const struct node *nodes = p->source->nodes;
    for (uint32_t i = from; i < to; i = nodes[i].end) {
        const struct node *n = &nodes[i];
        if (!afford(c, p, n->tag)) return;
        switch (n->kind) {
        case NODE_NOTHING:
            break;
        case NODE_TEXT:
            emit_text(c, p, n->text);
            break;
        case NODE_LINE:
            emit_line(c, p, stripped(p, n->text));
            break;
        case NODE_PRINT:
            expand_print(c, p, n);
            break;
        case NODE_SECTION:
        case NODE_INVERTED:
            expand_section(c, p, n);
            break;
        case NODE_PARTIAL:
            expand_partial(c, p, n, p->bindings);
            break;
        case NODE_PARENT:
            expand_parent(c, p, n);
            break;
        case NODE_BLOCK:
            expand_block(c, p, n);
            break;
        }
    }
}

static const struct template *finish(struct compiler *c, const struct shape *shape)
{
    emit(c, OP_END);
    for (size_t i = 0; i < c->count; i++) {
        if (c->ops[i].code != OP_TEXT) continue;
        c->ops[i].as.text.ptr = c->text.ptr + c->ops[i].jump;
        c->ops[i].jump = 0;
    }
    struct template *t = arena_new(c->set->arena, struct template, 1);
    *t = (struct template){.ops = c->ops,
                           .count = (uint32_t)c->count,
                           .frames = c->frames,
                           .calls = c->calls,
                           .shape = shape};
    return t;
}

const struct template *template_compile(struct template_set *set, struct str name,
                                        const struct shape *shape, struct diags *d)
{
    struct parsed *source = template_parsed(set, name, d);
    assert(source);
    struct compiler c = {.set = set,
                         .faults = {.set = set, .diags = d},
                         .scope = {.checked = shape != NULL,
                                   .frames = {{.kind = VALUE_RECORD, .shape = shape}},
                                   .depth = 1},
                         .text = {.arena = set->arena},
                         .frames = 1};
    struct place root = {0};
    expand_file(&c, &root, source, NULL, NULL);
    if (shape && c.html.state != HTML_TEXT && !c.faults.any)
        fault(&c.faults, DIAG_LAYOUT_ENDS_INSIDE, c.html.began, html_sketch(&c.html, set->arena));
    return c.faults.any ? NULL : finish(&c, shape);
}

struct template_set *template_set_new(struct arena *a, template_fetch *fetch, void *ctx)
{
    struct template_set *set = arena_new(a, struct template_set, 1);
    *set = (struct template_set){
        .arena = a, .fetch = fetch, .ctx = ctx, .parsed = {.arena = a}, .reported = {.arena = a}};
    return set;
}

struct parsed *template_parsed(struct template_set *set, struct str name, struct diags *d)
{
    struct parsed *p = map_get(&set->parsed, name);
    if (!p) {
        const struct file *f = set->fetch(set->ctx, name);
        p = f ? template_parse(set, f, d) : &set->missing;
        map_add(&set->parsed, str_dup(set->arena, name), p);
    }
    return p == &set->missing ? NULL : p;
}
