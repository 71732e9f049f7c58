/* yaml: libyaml's events become a tree; the only file that knows libyaml.
 *
 * The scanner (yaml_scan.h) has gone through the bytes before and painted over what it found, so
 * what libyaml still refuses is rare. Its marks count characters; `cursor` turns them into bytes,
 * stepping from the last one asked for, so that all of them together cost one pass.
 */
#include "base/map.h"
#include "parts/yaml_scan.h"
#include <string.h>
#include <yaml.h>

#define MAP_WHEN 16 /* keys: with fewer, comparing all is cheaper than a map */

struct frame {
    struct yaml_node *node;
    size_t cap;
    struct str key; /* MAP: waiting for its value */
    struct pos key_pos;
    bool has_key;
};

struct reader {
    struct yaml_scan *scan;
    const struct file *file;
    struct str in, read; /* the author's bytes, and the painted ones */
    size_t byte, index;  /* the cursor */
    bool ascii;
    struct frame frames[YAML_MAX_DEPTH + 1];
    size_t depth, nodes, max_nodes, documents;
    struct yaml_node *root;
    struct arena *arena;
    struct diags *diags;
    struct diag *before; /* the last diagnostic that is not of this file's reading */
};

/* ---- Positions ------------------------------------------------------------------------------- */

static bool inside_rune(const struct reader *r, size_t i)
{
    return i < r->read.len && ((unsigned char)r->read.ptr[i] & 0xC0) == 0x80;
}

static size_t byte_of(struct reader *r, size_t index)
{
    if (r->ascii) return index < r->read.len ? index : r->read.len;
    while (r->index < index && r->byte < r->read.len) {
        do
            r->byte++;
        while (inside_rune(r, r->byte));
        r->index++;
    }
    while (r->index > index && r->byte > 0) {
        do
            r->byte--;
        while (r->byte > 0 && inside_rune(r, r->byte));
        r->index--;
    }
    return r->byte;
}

static bool is_ascii(struct str s)
{
    unsigned char all = 0;
    for (size_t i = 0; i < s.len; i++)
        all |= (unsigned char)s.ptr[i];
    return all < 0x80;
}

static struct pos pos_at(const struct reader *r, size_t from, size_t to)
{
    return pos_of(r->file, str_sub(r->in, from, to > from ? to - from : 0));
}

static size_t end_of(struct pos p)
{
    return (size_t)p.offset + p.length;
}

struct align {
    struct str text, source;
    size_t indent; /* of a block text */
    struct yaml_segment *segments;
    size_t len, cap;
};

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static size_t leading(struct str s, size_t i)
{
    size_t n = 0;
    while (i + n < s.len && s.ptr[i + n] == ' ')
        n++;
    return n;
}

/* The spaces before the first line that is not blank. */
static size_t first_indent(struct str s)
{
    for (struct str line; str_line(&s, &line);)
        if (str_trim(line).len) return leading(line, 0);
    return 0;
}

/* Past one line end at j and the indentation behind it. */
static size_t next_source_line(const struct align *a, size_t j, bool block)
{
    bool pair = a->source.ptr[j] == '\r' && j + 1 < a->source.len && a->source.ptr[j + 1] == '\n';
    j += pair ? 2 : 1;
    size_t spaces = leading(a->source, j);
    return j + (block && spaces > a->indent ? a->indent : spaces);
}

/* Walks through a value and the bytes it was written as; they differ in white space only. */
static bool align(struct align *a, size_t base, bool block, bool single, struct arena *arena)
{
    size_t i = 0, j = 0, last = SIZE_MAX;
    struct str t = a->text, f = a->source;
    for (; i < t.len; i++) {
        if (is_space(t.ptr[i])) {
            if (j >= f.len || !is_space(f.ptr[j])) continue;
            if (f.ptr[j] == '\n' || f.ptr[j] == '\r')
                j = next_source_line(a, j, block);
            else
                j++;
            continue;
        }
        while (j < f.len && is_space(f.ptr[j]))
            j++;
        if (j >= f.len || f.ptr[j] != t.ptr[i]) return false;
        if (j - i != last) {
            last = j - i;
            if (a->len == a->cap)
                a->segments = arena_grow(arena, a->segments, &a->cap, sizeof *a->segments);
            a->segments[a->len++] = (struct yaml_segment){(uint32_t)i, (uint32_t)(base + j)};
        }
        j += single && t.ptr[i] == '\'' ? 2 : 1;
    }
    return true;
}

/* Makes yaml_pos_in possible for a text that is not a view into the file. */
static void locate_text(const struct reader *r, struct yaml_node *n, size_t from, size_t to)
{
    bool block = n->style == YAML_LITERAL || n->style == YAML_FOLDED;
    struct str source = str_sub(r->in, from, to - from);
    bool single = !block && source.len && source.ptr[0] == '\'';
    struct align a = {.text = n->text};
    if (block) {
        struct str rest = source, header;
        str_line(&rest, &header);
        from = (size_t)(rest.ptr ? rest.ptr - r->in.ptr : r->in.ptr + to - r->in.ptr);
        source = str_sub(r->in, from, to - from);
        size_t outer = first_indent(source), inner = first_indent(n->text);
        a.indent = outer > inner ? outer - inner : 0;
        from += leading(source, 0) < a.indent ? leading(source, 0) : a.indent;
    } else if (n->style == YAML_QUOTED) {
        from++;
        if (!single && str_find(source, '\\') != STR_NONE) return;
    }
    a.source = str_sub(r->in, from, to - from);
    size_t base = (size_t)(r->in.ptr - r->file->bytes.ptr) + from;
    if (!align(&a, base, block, single, r->arena)) return;
    n->segments = a.segments;
    n->nsegments = a.len;
}

static size_t place_of(const struct yaml_node *n, size_t offset)
{
    size_t lo = 0, hi = n->nsegments;
    while (lo + 1 < hi) {
        size_t mid = lo + (hi - lo) / 2;
        if (n->segments[mid].text <= offset)
            lo = mid;
        else
            hi = mid;
    }
    const struct yaml_segment *s = &n->segments[lo];
    return offset >= s->text ? s->file + (offset - s->text) : s->file;
}

struct pos yaml_pos_in(const struct yaml_node *n, size_t offset, size_t length)
{
    struct str all = n->pos.file ? n->pos.file->bytes : (struct str){0};
    if (offset > n->text.len) offset = n->text.len;
    if (length > n->text.len - offset) length = n->text.len - offset;
    if (n->text.ptr >= all.ptr && n->text.ptr + n->text.len <= all.ptr + all.len && n->text.len)
        return pos_of(n->pos.file, str_sub(n->text, offset, length));
    if (!n->nsegments) return (struct pos){n->pos.file, n->pos.offset, length ? 1 : 0};
    size_t from = place_of(n, offset), limit = end_of(n->pos);
    size_t to = length ? place_of(n, offset + length - 1) + 1 : from;
    if (from > limit) from = limit;
    if (to > limit) to = limit;
    return (struct pos){n->pos.file, (uint32_t)from, (uint32_t)(to > from ? to - from : 0)};
}

/* ---- The tree -------------------------------------------------------------------------------- */

static uint64_t line_of(struct pos p)
{
    uint32_t line, column;
    struct str text;
    pos_locate(p, &line, &column, &text);
    return line;
}

static void attach(struct reader *r, struct yaml_node *n)
{
    if (!r->depth) {
        r->root = n;
        return;
    }
    struct frame *f = &r->frames[r->depth - 1];
    struct yaml_node *parent = f->node;
    if (parent->kind == YAML_LIST) {
        if (parent->len == f->cap)
            parent->items = arena_grow(r->arena, parent->items, &f->cap, sizeof *parent->items);
        parent->items[parent->len++] = n;
        return;
    }
    if (parent->len == f->cap)
        parent->pairs = arena_grow(r->arena, parent->pairs, &f->cap, sizeof *parent->pairs);
    parent->pairs[parent->len++] = (struct yaml_pair){f->key, f->key_pos, n};
    f->has_key = false;
}

static bool wants_key(const struct reader *r)
{
    return r->depth && r->frames[r->depth - 1].node->kind == YAML_MAP &&
           !r->frames[r->depth - 1].has_key;
}

static bool count_node(struct reader *r, size_t from)
{
    if (++r->nodes <= r->max_nodes) return true;
    diag(r->diags, DIAG_YAML_TOO_MANY, pos_at(r, from, from), str_number(r->arena, r->max_nodes));
    return false;
}

static enum yaml_style style_of(yaml_scalar_style_t s)
{
    return s == YAML_LITERAL_SCALAR_STYLE  ? YAML_LITERAL
           : s == YAML_FOLDED_SCALAR_STYLE ? YAML_FOLDED
           : s == YAML_PLAIN_SCALAR_STYLE  ? YAML_PLAIN
                                           : YAML_QUOTED;
}

/* A view when the value stands in the file as it is, else a copy. */
static struct str text_of(struct reader *r, struct str value, size_t from, size_t to, bool quoted)
{
    struct str raw =
        quoted ? str_sub(r->in, from + 1, to - from - 2) : str_sub(r->in, from, to - from);
    return str_eq(raw, value) ? raw : str_dup(r->arena, value);
}

static bool scalar(struct reader *r, const yaml_event_t *e)
{
    struct str value = {(const char *)e->data.scalar.value, e->data.scalar.length};
    size_t from = byte_of(r, e->start_mark.index), to = byte_of(r, e->end_mark.index);
    enum yaml_style style = style_of(e->data.scalar.style);
    if (style == YAML_LITERAL || style == YAML_FOLDED)
        while (to > from && is_space(r->in.ptr[to - 1]))
            to--;
    if (!count_node(r, from)) return false;
    struct pos p = pos_at(r, from, to);
    struct str text = text_of(r, value, from, to, style == YAML_QUOTED);
    if (wants_key(r)) {
        struct frame *f = &r->frames[r->depth - 1];
        if (to == from) {
            diag(r->diags, DIAG_YAML_KEY, pos_at(r, from, from + 1));
            return false;
        }
        if (style == YAML_PLAIN && str_eq(text, STR("<<"))) diag(r->diags, DIAG_YAML_MERGE, p);
        f->key = text;
        f->key_pos = p;
        f->has_key = true;
        return true;
    }
    struct yaml_node *n = arena_new(r->arena, struct yaml_node, 1);
    bool null =
        style == YAML_PLAIN && (!text.len || str_eq(text, STR("~")) || str_eq(text, STR("null")));
    n->kind = null ? YAML_NULL : YAML_TEXT;
    n->style = style;
    n->pos = p;
    n->text = null ? (struct str){0} : text;
    n->damaged = r->scan->faults && (null || !str_eq(str_sub(r->in, from, to - from),
                                                     str_sub(r->read, from, to - from)));
    bool view = text.ptr >= r->in.ptr && text.ptr <= r->in.ptr + r->in.len;
    if (!view && text.len) locate_text(r, n, from, to);
    attach(r, n);
    return true;
}

static bool open_collection(struct reader *r, const yaml_event_t *e, enum yaml_kind kind)
{
    size_t from = byte_of(r, e->start_mark.index);
    if (wants_key(r)) {
        diag(r->diags, DIAG_YAML_KEY, pos_at(r, from, from + 1));
        return false;
    }
    if (r->depth == YAML_MAX_DEPTH) {
        diag(r->diags, DIAG_YAML_TOO_DEEP, pos_at(r, from, from + 1),
             str_number(r->arena, YAML_MAX_DEPTH));
        return false;
    }
    if (!count_node(r, from)) return false;
    struct yaml_node *n = arena_new(r->arena, struct yaml_node, 1);
    n->kind = kind;
    n->pos = pos_at(r, from, from + 1);
    attach(r, n);
    r->frames[r->depth++] = (struct frame){.node = n};
    return true;
}

static void repeated(struct reader *r, const struct yaml_pair *again, const struct yaml_pair *first)
{
    diag(r->diags, DIAG_DUPLICATE_KEY, again->key_pos, again->key,
         str_number(r->arena, line_of(first->key_pos)));
}

static void check_keys(struct reader *r, const struct yaml_node *n)
{
    struct map seen = {.arena = r->arena};
    for (size_t i = 1; n->len <= MAP_WHEN && i < n->len; i++)
        for (size_t k = 0; k < i; k++)
            if (str_eq(n->pairs[i].key, n->pairs[k].key)) {
                repeated(r, &n->pairs[i], &n->pairs[k]);
                break;
            }
    for (size_t i = 0; n->len > MAP_WHEN && i < n->len; i++)
        if (!map_add(&seen, n->pairs[i].key, &n->pairs[i]))
            repeated(r, &n->pairs[i], map_get(&seen, n->pairs[i].key));
}

static void close_collection(struct reader *r, const yaml_event_t *e)
{
    struct yaml_node *n = r->frames[--r->depth].node;
    size_t base = (size_t)(r->in.ptr - r->file->bytes.ptr),
           end = base + byte_of(r, e->end_mark.index);
    char open = n->pos.length ? r->file->bytes.ptr[n->pos.offset] : ' ';
    bool flow = (open == '[' && n->kind == YAML_LIST) || (open == '{' && n->kind == YAML_MAP);
    const struct yaml_node *last = !n->len                ? NULL
                                   : n->kind == YAML_LIST ? n->items[n->len - 1]
                                                          : n->pairs[n->len - 1].value;
    if (!flow && last) end = end_of(last->pos);
    if (end > n->pos.offset) n->pos.length = (uint32_t)(end - n->pos.offset);
    if (n->kind == YAML_MAP) check_keys(r, n);
}

/* ---- Events ---------------------------------------------------------------------------------- */

/* The scanner reports anchors, tags and aliases where authors write them; this is for the rest. */
static bool refuse_names(struct reader *r, const yaml_event_t *e)
{
    const yaml_char_t *anchor = NULL, *tag = NULL;
    if (e->type == YAML_SCALAR_EVENT) {
        anchor = e->data.scalar.anchor;
        tag = e->data.scalar.tag;
    } else if (e->type == YAML_SEQUENCE_START_EVENT) {
        anchor = e->data.sequence_start.anchor;
        tag = e->data.sequence_start.tag;
    } else if (e->type == YAML_MAPPING_START_EVENT) {
        anchor = e->data.mapping_start.anchor;
        tag = e->data.mapping_start.tag;
    }
    if (!anchor && !tag && e->type != YAML_ALIAS_EVENT) return false;
    size_t from = byte_of(r, e->start_mark.index);
    struct pos p = pos_at(r, from, from + 1);
    if (e->type == YAML_ALIAS_EVENT)
        diag(r->diags, DIAG_YAML_ASTERISK, p, STR("\"*…\""));
    else if (anchor)
        diag(r->diags, DIAG_YAML_AMPERSAND, p, STR("\"&…\""));
    else
        diag(r->diags, DIAG_YAML_TAG, p, str_of((const char *)tag), STR("\"!…\""));
    return true;
}

static bool event(struct reader *r, const yaml_event_t *e)
{
    if (refuse_names(r, e)) return false;
    switch (e->type) {
    case YAML_DOCUMENT_START_EVENT:
        if (r->documents++ == 0) return true;
        size_t from = byte_of(r, e->start_mark.index);
        diag(r->diags, DIAG_YAML_DOCUMENT, pos_at(r, from, from + 3), STR("---"));
        return false;
    case YAML_SCALAR_EVENT:
        return scalar(r, e);
    case YAML_SEQUENCE_START_EVENT:
        return open_collection(r, e, YAML_LIST);
    case YAML_MAPPING_START_EVENT:
        return open_collection(r, e, YAML_MAP);
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT:
        close_collection(r, e);
        return true;
    default:
        return true;
    }
}

/* Whether the scanner has already reported something in the part of the file, from one line that
 * begins in the first column to the next, where libyaml gave up: then that is the reason. */
static bool explained(const struct reader *r, size_t at)
{
    size_t from = at;
    while (from > 0) {
        bool start = r->in.ptr[from - 1] == '\n' || r->in.ptr[from - 1] == '\r';
        if (start && from < at && r->read.ptr[from] != '#' && !is_space(r->read.ptr[from])) break;
        from--;
    }
    size_t base = (size_t)(r->in.ptr - r->file->bytes.ptr);
    const struct diag *d = r->before ? r->before->next : r->diags->first;
    for (; d; d = d->next)
        if (d->pos.offset >= base + from && d->pos.offset <= base + at) return true;
    return false;
}

static void failed(struct reader *r, const yaml_parser_t *p)
{
    if (p->error == YAML_MEMORY_ERROR) {
        diag(r->diags, DIAG_YAML_MEMORY, (struct pos){0}, r->file->path);
        return;
    }
    bool reader = p->error == YAML_READER_ERROR;
    size_t at = reader ? p->problem_offset : byte_of(r, p->problem_mark.index);
    if (at > r->in.len) at = r->in.len;
    if (r->scan->faults && explained(r, at)) return;
    while (at > 0 && at == r->in.len && is_space(r->in.ptr[at - 1]))
        at--;
    diag(r->diags, DIAG_YAML_UNREADABLE, pos_at(r, at, at + 1),
         str_dup(r->arena, str_of(p->problem)));
}

static void read_events(struct reader *r)
{
    yaml_parser_t p;
    yaml_event_t e;
    if (!yaml_parser_initialize(&p)) {
        diag(r->diags, DIAG_YAML_MEMORY, (struct pos){0}, r->file->path);
        return;
    }
    yaml_parser_set_encoding(&p, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&p, (const unsigned char *)r->read.ptr, r->read.len);
    for (bool more = true; more;) {
        if (!yaml_parser_parse(&p, &e)) {
            failed(r, &p);
            break;
        }
        more = event(r, &e) && e.type != YAML_STREAM_END_EVENT;
        yaml_event_delete(&e);
    }
    yaml_parser_delete(&p);
}

/* ---- Parsing --------------------------------------------------------------------------------- */

static bool too_long(const struct file *f, struct str part, enum yaml_use use, struct arena *a,
                     struct diags *d)
{
    size_t max = use == YAML_USE_FILE ? YAML_MAX_FILE : YAML_MAX_FRONT_MATTER;
    if (part.len <= max) return false;
    diag(d, DIAG_YAML_TOO_LONG, pos_of(f, str_sub(part, 0, 0)), str_number(a, part.len),
         str_number(a, max));
    return true;
}

static size_t errors_of(const struct diags *d)
{
    return d->count[SEVERITY_ERROR] + d->count[SEVERITY_FATAL];
}

struct yaml_node *yaml_parse_damaged(const struct file *f, struct str part, enum yaml_use use,
                                     struct arena *a, struct diags *d)
{
    struct diag *before = d->last;
    size_t errors = errors_of(d);
    if (!part.ptr) part = str_sub(f->bytes, 0, 0);
    if (str_starts(part, STR("\xEF\xBB\xBF"))) part = str_from(part, 3);
    if (str_starts(part, STR("\xFF\xFE")) || str_starts(part, STR("\xFE\xFF"))) {
        diag(d, DIAG_UTF16, pos_of(f, str_sub(part, 0, 0)));
        return NULL;
    }
    if (too_long(f, part, use, a, d)) return NULL;

    struct yaml_scan scan = {.file = f, .in = part, .arena = a, .diags = d};
    yaml_scan(&scan);
    if (scan.stop) return NULL;
    struct str read = {scan.copy ? scan.copy : scan.in.ptr, scan.in.len};
    struct reader r = {.scan = &scan,
                       .file = f,
                       .in = scan.in,
                       .read = read,
                       .ascii = is_ascii(read),
                       .max_nodes = use == YAML_USE_FILE ? YAML_MAX_FILE_NODES : YAML_MAX_NODES,
                       .arena = a,
                       .diags = d,
                       .before = before};
    read_events(&r);
    if (r.root && r.root->kind == YAML_TEXT) {
        if (errors_of(d) == errors) diag(d, DIAG_YAML_NO_COLON, r.root->pos, r.root->text);
        return NULL;
    }
    if (!r.root) {
        r.root = arena_new(a, struct yaml_node, 1);
        r.root->pos = pos_of(f, str_sub(part, 0, 0));
    }
    r.root->damaged = errors_of(d) > errors;
    return r.root;
}

struct yaml_node *yaml_parse(const struct file *f, struct str part, enum yaml_use use,
                             struct arena *a, struct diags *d)
{
    struct yaml_node *root = yaml_parse_damaged(f, part, use, a, d);
    return root && root->damaged ? NULL : root;
}

const struct yaml_node *yaml_get(const struct yaml_node *map, struct str key)
{
    for (size_t i = 0; map->kind == YAML_MAP && i < map->len; i++)
        if (str_eq(map->pairs[i].key, key)) return map->pairs[i].value;
    return NULL;
}

bool yaml_is_sentence(const struct yaml_node *map, struct str *text)
{
    if (map->kind != YAML_MAP || map->len != 1 || !map->pos.file) return false;
    const struct yaml_pair *p = &map->pairs[0];
    struct str whole = pos_text(map->pos);
    bool plain = p->value->kind == YAML_NULL ||
                 (p->value->kind == YAML_TEXT && p->value->style == YAML_PLAIN);
    if (!plain || p->key_pos.offset != map->pos.offset || whole.len == 0) return false;
    if (whole.ptr[0] == '"' || whole.ptr[0] == '\'' || str_find(whole, '\n') != STR_NONE)
        return false;
    *text = str_trim(whole);
    return true;
}
