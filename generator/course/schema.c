/* schema: a YAML map becomes a struct, as the rows say. */
#include "course/schema.h"
#include "course/keys.h"
#include "course/schema_private.h"
#include <string.h>

/* Every list struct of keys.h. */
struct list {
    void *items;
    size_t len;
};

const struct schema_key *schema_key(const struct schema *s, struct str name)
{
    for (; s; s = s->base)
        for (const struct schema_key *k = s->keys; k->name; k++)
            if (name.len && k->name[0] == name.ptr[0] && str_eq(str_of(k->name), name)) return k;
    return NULL;
}

size_t schema_size(const struct schema_key *k)
{
    switch (k->kind) {
    case SCHEMA_TEXT:
    case SCHEMA_BLOCK:
        return sizeof(struct text);
    case SCHEMA_DATE:
        return sizeof(struct date);
    case SCHEMA_FLAG:
        return sizeof(struct flag);
    case SCHEMA_CHOICE:
        return sizeof(struct choice);
    case SCHEMA_COUNT:
        return sizeof(struct count);
    case SCHEMA_MINUTES:
        return sizeof(struct minutes);
    case SCHEMA_RECORD:
        return k->of->size;
    default:
        return sizeof(struct plain);
    }
}

static void decode_record(struct schema_decoder *d, void *out, const struct schema *s,
                          const struct schema_key *key, const struct yaml_node *node,
                          struct pos where);

/* ---- One value ------------------------------------------------------------------------------- */

/* A text with a colon that YAML took for a map, where no map is wanted. */
static bool is_sentence(struct schema_decoder *d, const struct yaml_node *node, bool item)
{
    struct str text;
    if (!yaml_is_sentence(node, &text)) return false;
    struct str quoted = yaml_quoted(d->arena, text);
    diag(d->diags, DIAG_COLON_IN_TEXT, node->pos,
         item ? STR_CAT(d->arena, STR("- "), quoted) : quoted);
    return true;
}

static void decode_one(struct schema_decoder *d, void *out, const struct schema_key *k,
                       const struct yaml_node *node, bool item)
{
    struct str text = str_trim(node->text);
    if (node->damaged) return;
    if (k->kind == SCHEMA_RECORD) {
        decode_record(d, out, k->of, k, node, node->pos);
    } else if (node->kind == YAML_TEXT && text.len) {
        schema_read_value(d, out, k, node, text);
    } else if (node->kind == YAML_MAP || node->kind == YAML_LIST) {
        if (!is_sentence(d, node, item))
            diag(d->diags, DIAG_WANTS_TEXT, node->pos, str_of(k->name), schema_example(d, k));
    } else if (k->required || item) {
        diag(d->diags, DIAG_EMPTY_VALUE, node->pos, str_of(k->name), schema_example(d, k));
    }
}

/* ---- Lists ----------------------------------------------------------------------------------- */

static void not_a_list(struct schema_decoder *d, const struct schema_key *k,
                       const struct yaml_node *node)
{
    if (node->kind == YAML_MAP && k->kind == SCHEMA_RECORD)
        diag(d->diags, DIAG_WANTS_DASHES, node->pos, str_of(k->name));
    else if (node->kind == YAML_MAP)
        diag(d->diags, DIAG_WANTS_LIST, node->pos, str_of(k->name), schema_example(d, k));
    else
        diag(d->diags, DIAG_WANTS_LIST, node->pos, str_of(k->name),
             STR_CAT(d->arena, str_of(k->name), STR(": ["), str_trim(pos_text(node->pos)),
                     STR("]")));
}

static void decode_list(struct schema_decoder *d, void *out, const struct schema_key *k,
                        const struct yaml_node *node)
{
    bool blank = node->kind == YAML_NULL ||
                 (node->kind == YAML_TEXT && !str_trim(node->text).len) ||
                 (node->kind == YAML_LIST && node->len == 0);
    if (node->damaged) return;
    if (blank) {
        if (k->required)
            diag(d->diags, DIAG_EMPTY_VALUE, node->pos, str_of(k->name), schema_example(d, k));
        return;
    }
    if (node->kind != YAML_LIST) {
        not_a_list(d, k, node);
        return;
    }
    size_t size = schema_size(k);
    struct list list = {.items = arena_take(d->arena, node->len, size)};
    for (size_t i = 0; i < node->len; i++) {
        size_t errors = d->diags->count[SEVERITY_ERROR];
        char *item = (char *)list.items + list.len * size;
        decode_one(d, item, k, node->items[i], true);
        /* A wrong text is as if absent; a wrong record keeps what is right in it. */
        if (k->kind == SCHEMA_RECORD || d->diags->count[SEVERITY_ERROR] == errors) list.len++;
    }
    memcpy(out, &list, sizeof list);
}

/* ---- Records --------------------------------------------------------------------------------- */

static void decode_pairs(struct schema_decoder *d, char *out, const struct schema *s,
                         const struct yaml_node *node)
{
    for (size_t i = 0; i < node->len; i++) {
        const struct yaml_pair *pair = &node->pairs[i];
        const struct schema_key *k = schema_key(s, pair->key);
        if (!k)
            schema_unknown_key(d, s, pair);
        else if (k->list)
            decode_list(d, out + k->offset, k, pair->value);
        else
            decode_one(d, out + k->offset, k, pair->value, false);
    }
}

/* A misspelt key has been reported already and is not missing too. */
static bool misspelt(const struct schema *s, const struct yaml_node *node, struct str name)
{
    for (size_t i = 0; i < node->len; i++)
        if (!schema_key(s, node->pairs[i].key) &&
            str_eq(schema_nearest(s, node->pairs[i].key), name))
            return true;
    return false;
}

/* Defaults of flags, and required keys that are not there. */
static void complete(struct schema_decoder *d, char *out, const struct schema *s,
                     const struct yaml_node *node, struct pos where)
{
    const struct schema *chain[SCHEMA_CHAIN];
    for (size_t n = schema_chain(s, chain); n-- > 0;) {
        for (const struct schema_key *k = chain[n]->keys; k->name; k++) {
            if (schema_key(s, str_of(k->name)) != k) continue; /* replaced by the record's own */
            if (k->kind == SCHEMA_FLAG) {
                struct flag *f = (struct flag *)(void *)(out + k->offset);
                if (!f->pos.file) f->value = k->fallback && strcmp(k->fallback, "true") == 0;
            }
            if (k->required && !d->damaged && !yaml_get(node, str_of(k->name)) &&
                !misspelt(s, node, str_of(k->name)))
                diag(d->diags, DIAG_MISSING_KEY, where, str_of(k->name), schema_example(d, k));
        }
    }
}

/* A bare text where a record may stand, or a bare list: the shorthand's key. */
static bool decode_shorthand(struct schema_decoder *d, char *out, const struct schema *s,
                             const struct yaml_node *node)
{
    if (!s->shorthand) return false;
    if (node->kind == YAML_MAP && !(node->len && schema_key(s, node->pairs[0].key)))
        return is_sentence(d, node, true);
    const struct schema_key *k = schema_key(s, str_of(s->shorthand));
    if (k->list && node->kind == YAML_LIST) {
        decode_list(d, out + k->offset, k, node);
        return true;
    }
    bool blank = node->kind == YAML_TEXT && !str_trim(node->text).len;
    if (k->list || node->kind != YAML_TEXT || (blank && !s->blank)) return false;
    decode_one(d, out + k->offset, k, node, false);
    if (s->shorthand_flag) *(bool *)(void *)(out + s->shorthand_flag) = true;
    return true;
}

static const struct schema_key *first_key(const struct schema *s)
{
    while (!s->keys[0].name)
        s = s->base;
    return s->keys;
}

/* `key` is the row that asks for the record, NULL for a whole file. */
static void decode_record(struct schema_decoder *d, void *out, const struct schema *s,
                          const struct schema_key *key, const struct yaml_node *node,
                          struct pos where)
{
    if (s->entry) memcpy(out, &node->pos, sizeof node->pos); /* its first member */
    if (decode_shorthand(d, out, s, node)) return;
    struct str name = str_of(key ? key->name : s->name);
    struct str example = schema_example(d, key ? key : first_key(s));
    if (key && node->kind == YAML_NULL && !key->list && !key->required) {
        memset(out, 0, sizeof node->pos);
    } else if (key && node->kind == YAML_NULL) {
        diag(d->diags, DIAG_EMPTY_VALUE, node->pos, name, example);
    } else if (node->kind != YAML_MAP && node->kind != YAML_NULL) {
        bool list = s->shorthand && schema_key(s, str_of(s->shorthand))->list;
        if (list && node->kind == YAML_TEXT && str_find(node->text, '\n') == STR_NONE &&
            str_find(node->text, ',') == STR_NONE)
            example = STR_CAT(d->arena, name, STR(": ["), str_trim(node->text), STR("]"));
        diag(d->diags, list ? DIAG_WANTS_LIST : DIAG_WANTS_KEYS, node->pos, name, example);
    } else {
        if (key && node->len) where = node->pairs[0].key_pos;
        decode_pairs(d, out, s, node);
        complete(d, out, s, node, where);
    }
}

bool schema_decode_at(void *out, const struct schema *s, const struct yaml_node *node,
                      struct pos where, struct arena *a, struct diags *d)
{
    struct schema_decoder decoder = {.arena = a, .diags = d, .damaged = node->damaged};
    size_t errors = d->count[SEVERITY_ERROR];
    memset(out, 0, s->size);
    decode_record(&decoder, out, s, NULL, node, where);
    return d->count[SEVERITY_ERROR] == errors;
}

bool schema_decode(void *out, const struct schema *s, const struct yaml_node *map, struct arena *a,
                   struct diags *d)
{
    struct pos where = map->kind == YAML_MAP && map->len ? map->pairs[0].key_pos : map->pos;
    return schema_decode_at(out, s, map, where, a, d);
}

/* ---- Visiting -------------------------------------------------------------------------------- */

static void visit_value(const struct schema_key *k, void *at, schema_text_visit *visit, void *ctx)
{
    if (k->kind == SCHEMA_RECORD) {
        schema_texts(k->of, at, visit, ctx);
    } else if (k->kind == SCHEMA_TEXT || k->kind == SCHEMA_BLOCK) {
        struct text *t = at;
        if (t->pos.file) visit(t, k->kind == SCHEMA_BLOCK, ctx);
    }
}

void schema_texts(const struct schema *s, void *decoded, schema_text_visit *visit, void *ctx)
{
    const struct schema *chain[SCHEMA_CHAIN];
    for (size_t n = schema_chain(s, chain); n-- > 0;) {
        for (const struct schema_key *k = chain[n]->keys; k->name; k++) {
            bool holds_texts =
                k->kind == SCHEMA_TEXT || k->kind == SCHEMA_BLOCK || k->kind == SCHEMA_RECORD;
            /* A row of the base may be replaced; the schema's own rows never are. */
            if (!holds_texts || (n > 0 && schema_key(s, str_of(k->name)) != k)) continue;
            char *at = (char *)decoded + k->offset;
            struct list list = {at, 1};
            if (k->list) memcpy(&list, at, sizeof list);
            for (size_t i = 0; i < list.len; i++)
                visit_value(k, (char *)list.items + i * schema_size(k), visit, ctx);
        }
    }
}
