/* literature: CSL-YAML and CSL-JSON, typed by key. */
#include "course/literature_read.h"

/* ---- Tables ---------------------------------------------------------------------------------- */

/* CSL 1.0.2, appendix III. */
static const struct {
    const char *csl;
    enum work_type type;
} types[] = {
    {"article", WORK_BOOK},
    {"article-journal", WORK_ARTICLE},
    {"article-magazine", WORK_NEWSPAPER},
    {"article-newspaper", WORK_NEWSPAPER},
    {"bill", WORK_LAW},
    {"book", WORK_BOOK},
    {"broadcast", WORK_OTHER},
    {"chapter", WORK_CHAPTER},
    {"classic", WORK_BOOK},
    {"collection", WORK_BOOK},
    {"dataset", WORK_OTHER},
    {"document", WORK_BOOK},
    {"entry", WORK_ENTRY},
    {"entry-dictionary", WORK_ENTRY},
    {"entry-encyclopedia", WORK_ENTRY},
    {"event", WORK_OTHER},
    {"figure", WORK_OTHER},
    {"graphic", WORK_OTHER},
    {"hearing", WORK_LAW},
    {"interview", WORK_OTHER},
    {"legal_case", WORK_LAW},
    {"legislation", WORK_LAW},
    {"manuscript", WORK_OTHER},
    {"map", WORK_OTHER},
    {"motion_picture", WORK_OTHER},
    {"musical_score", WORK_OTHER},
    {"pamphlet", WORK_BOOK},
    {"paper-conference", WORK_CHAPTER},
    {"patent", WORK_OTHER},
    {"performance", WORK_OTHER},
    {"periodical", WORK_BOOK},
    {"personal_communication", WORK_OTHER},
    {"post", WORK_WEB},
    {"post-weblog", WORK_WEB},
    {"regulation", WORK_LAW},
    {"report", WORK_REPORT},
    {"review", WORK_ARTICLE},
    {"review-book", WORK_ARTICLE},
    {"software", WORK_OTHER},
    {"song", WORK_OTHER},
    {"speech", WORK_OTHER},
    {"standard", WORK_REPORT},
    {"thesis", WORK_THESIS},
    {"treaty", WORK_LAW},
    {"webpage", WORK_WEB},
};

/* CSL 1.0.2, appendix IV: the variables that an entry uses. */
static const struct field {
    const char *key;
    enum work_value kind;
    size_t offset;
} fields[] = {
    {"title", WORK_VALUE_TEXT, offsetof(struct work, title)},
    {"title-short", WORK_VALUE_TEXT, offsetof(struct work, title_short)},
    {"shortTitle", WORK_VALUE_TEXT, offsetof(struct work, title_short)},
    {"container-title", WORK_VALUE_TEXT, offsetof(struct work, container)},
    {"publisher", WORK_VALUE_TEXT, offsetof(struct work, publisher)},
    {"authority", WORK_VALUE_TEXT, offsetof(struct work, publisher)},
    {"publisher-place", WORK_VALUE_TEXT, offsetof(struct work, place)},
    {"edition", WORK_VALUE_TEXT, offsetof(struct work, edition)},
    {"volume", WORK_VALUE_TEXT, offsetof(struct work, volume)},
    {"issue", WORK_VALUE_TEXT, offsetof(struct work, issue)},
    {"page", WORK_VALUE_TEXT, offsetof(struct work, pages)},
    {"number", WORK_VALUE_TEXT, offsetof(struct work, number)},
    {"genre", WORK_VALUE_TEXT, offsetof(struct work, genre)},
    {"archive", WORK_VALUE_TEXT, offsetof(struct work, archive)},
    {"ISBN", WORK_VALUE_TEXT, offsetof(struct work, isbn)},
    {"DOI", WORK_VALUE_TEXT, offsetof(struct work, doi)},
    {"URL", WORK_VALUE_TEXT, offsetof(struct work, url)},
    {"note", WORK_VALUE_TEXT, offsetof(struct work, note)},
    {"language", WORK_VALUE_TEXT, offsetof(struct work, language)},
    {"author", WORK_VALUE_PEOPLE, offsetof(struct work, authors)},
    {"director", WORK_VALUE_PEOPLE, offsetof(struct work, authors)},
    {"editor", WORK_VALUE_PEOPLE, offsetof(struct work, editors)},
    {"translator", WORK_VALUE_PEOPLE, offsetof(struct work, translators)},
    {"issued", WORK_VALUE_DATE, offsetof(struct work, issued)},
    {"accessed", WORK_VALUE_DATE, offsetof(struct work, accessed)},
    {"original-date", WORK_VALUE_DATE, offsetof(struct work, original)},
};
#define FIELD_COUNT (sizeof fields / sizeof *fields)

const char *literature_key(size_t i, enum work_value *value)
{
    if (i >= FIELD_COUNT) return NULL;
    *value = fields[i].kind;
    return fields[i].key;
}

const char *literature_type(size_t i)
{
    return i < sizeof types / sizeof *types ? types[i].csl : NULL;
}

/* The others of CSL 1.0.2 that are within two edits of ours: written on purpose. */
static const char *const other_fields[] = {"ISSN",    "PMID",   "event",  "part",
                                           "section", "source", "status", "version"};

/* What people write who do not know CSL's names. */
static const char *const meant[][2] = {
    {"year", "issued"},
    {"date", "issued"},
    {"år", "issued"},
    {"dato", "issued"},
    {"tittel", "title"},
    {"forfatter", "author"},
    {"forfattere", "author"},
    {"redaktør", "editor"},
    {"redaktører", "editor"},
    {"forlag", "publisher"},
    {"utgiver", "publisher"},
    {"utgave", "edition"},
    {"oversetter", "translator"},
    {"sider", "page"},
    {"journal", "container-title"},
    {"booktitle", "container-title"},
    {"tidsskrift", "container-title"},
    {"bok", "container-title"},
    {"address", "publisher-place"},
    {"lenke", "URL"},
    {"link", "URL"},
    {"språk", "language"},
};

/* ---- One work -------------------------------------------------------------------------------- */

struct pos literature_place(const struct yaml_node *node)
{
    return node->kind == YAML_MAP && node->len ? node->pairs[0].key_pos : node->pos;
}

static const struct field *field_of(struct str key)
{
    for (size_t i = 0; i < FIELD_COUNT; i++)
        if (str_eq_nocase(key, str_of(fields[i].key))) return &fields[i];
    return NULL;
}

/* A key that is nearly ours, or that means one of ours, would lose text silently. */
static void check_key(const struct yaml_pair *pair, struct diags *d)
{
    struct str names[FIELD_COUNT], instead = {0};
    for (size_t i = 0; i < sizeof other_fields / sizeof *other_fields; i++)
        if (str_eq(pair->key, str_of(other_fields[i]))) return;
    for (size_t i = 0; i < sizeof meant / sizeof *meant && !instead.len; i++)
        if (str_eq_nocase(pair->key, str_of(meant[i][0]))) instead = str_of(meant[i][1]);
    for (size_t i = 0; i < FIELD_COUNT; i++)
        names[i] = str_of(fields[i].key);
    if (!instead.len) instead = diag_nearest(pair->key, names, FIELD_COUNT);
    if (instead.len) diag(d, DIAG_WORK_KEY, pair->key_pos, pair->key, instead);
}

static void read_text(struct str *out, const struct yaml_pair *pair, struct diags *d)
{
    if (pair->value->kind == YAML_TEXT) {
        if (!out->len) *out = str_trim(pair->value->text);
        return;
    }
    diag(d, DIAG_WORK_TEXT, pair->key_pos, pair->key);
}

static void read_pair(struct work *w, const struct yaml_pair *pair, struct arena *a,
                      struct diags *d)
{
    if (str_eq(pair->key, STR("id")) || str_eq(pair->key, STR("type"))) return;
    const struct field *f = field_of(pair->key);
    if (!f) {
        check_key(pair, d);
        return;
    }
    if (pair->value->kind == YAML_NULL) return;
    void *slot = (char *)w + f->offset;
    if (f->kind == WORK_VALUE_TEXT)
        read_text(slot, pair, d);
    else if (f->kind == WORK_VALUE_DATE)
        literature_date(slot, pair->value, d);
    else if (!(str_eq_nocase(pair->key, STR("director")) && w->authors.len))
        literature_people(slot, pair->key, pair->value, a, d);
}

static void read_type(struct work *w, const struct yaml_node *node, const struct yaml_node *type,
                      struct diags *d)
{
    w->type = w->url.len && !w->publisher.len ? WORK_WEB : WORK_BOOK;
    if (!type || type->kind == YAML_NULL) {
        diag(d, DIAG_WORK_WITHOUT_TYPE, literature_place(node), w->id);
        return;
    }
    if (type->kind == YAML_TEXT) {
        w->csl_type = str_trim(type->text);
        for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
            if (!str_eq(w->csl_type, str_of(types[i].csl))) continue;
            w->type = types[i].type;
            return;
        }
    }
    diag(d, DIAG_WORK_TYPE, type->pos, str_trim(pos_text(type->pos)),
         w->type == WORK_WEB ? STR("webpage") : STR("book"));
}

/* ---- Addresses ------------------------------------------------------------------------------- */

static struct pos place_of(const struct yaml_node *node, struct str key)
{
    for (size_t i = 0; i < node->len; i++)
        if (str_eq_nocase(node->pairs[i].key, key)) return node->pairs[i].value->pos;
    return literature_place(node);
}

/* "https://doi.org/10.1/x", "doi:10.1/x" → "10.1/x" */
static void settle_doi(struct work *w, const struct yaml_node *node, struct diags *d)
{
    static const char *const fronts[] = {"https://", "http://", "dx.", "doi.org/", "doi:"};
    struct str doi = w->doi;
    for (size_t i = 0; i < sizeof fronts / sizeof *fronts; i++) {
        struct str front = str_of(fronts[i]);
        if (str_eq_nocase(str_sub(doi, 0, front.len), front)) doi = str_from(doi, front.len);
    }
    doi = str_trim(doi);
    w->doi = doi;
    if (!doi.len || (str_starts(doi, STR("10.")) && str_find(doi, '/') != STR_NONE &&
                     str_find(doi, ' ') == STR_NONE))
        return;
    diag(d, DIAG_WORK_DOI, place_of(node, STR("DOI")), doi);
    w->doi = (struct str){0};
}

static void settle_url(struct work *w, const struct yaml_node *node, struct diags *d)
{
    struct str url = w->url;
    bool scheme = str_eq_nocase(str_sub(url, 0, 8), STR("https://")) ||
                  str_eq_nocase(str_sub(url, 0, 7), STR("http://"));
    size_t host = scheme ? str_find(url, ':') + 3 : 0;
    if (!url.len || (scheme && host < url.len && str_find(url, ' ') == STR_NONE)) return;
    diag(d, DIAG_WORK_URL, place_of(node, STR("URL")), url);
    w->url = (struct str){0};
}

/* An article's number is not a report's. */
static void settle_number(struct work *w)
{
    if (w->type != WORK_ARTICLE) return;
    w->article = w->number;
    w->number = (struct str){0};
}

/* ---- The id ---------------------------------------------------------------------------------- */

static bool is_alnum(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* [A-Za-z0-9_][A-Za-z0-9_:.#$%&+?<>~/-]*, not ending in punctuation: what a citation can name. */
static bool is_citation_key(struct str s)
{
    if (!s.len || !(is_alnum(s.ptr[0]) || s.ptr[0] == '_')) return false;
    for (size_t i = 1; i < s.len; i++)
        if (!is_alnum(s.ptr[i]) && !(s.ptr[i] && strchr("_:.#$%&+?<>~/-", s.ptr[i]))) return false;
    return is_alnum(s.ptr[s.len - 1]) || s.ptr[s.len - 1] == '_';
}

static void read_id(struct literature *l, struct work *w, const struct yaml_node *node,
                    struct arena *a, struct diags *d)
{
    const struct yaml_node *id = yaml_get(node, STR("id"));
    if (!id || id->kind != YAML_TEXT || !str_trim(id->text).len) {
        diag(d, DIAG_WORK_WITHOUT_ID,
             id && id->kind != YAML_NULL ? id->pos : literature_place(node));
        return;
    }
    w->id = str_trim(id->text);
    w->pos = id->pos;
    if (!is_citation_key(w->id)) {
        diag(d, DIAG_WORK_ID, id->pos, w->id);
        return;
    }
    if (map_add(&l->by_id, w->id, w)) return;
    const struct work *first = map_get(&l->by_id, w->id);
    uint32_t line, column;
    struct str text;
    pos_locate(first->pos, &line, &column, &text);
    diag(d, DIAG_WORK_TWICE, id->pos, w->id, str_number(a, line));
}

static void read_work(struct literature *l, struct work *w, const struct yaml_node *node,
                      struct arena *a, struct diags *d)
{
    w->pos = literature_place(node);
    read_id(l, w, node, a, d);
    for (size_t i = 0; i < node->len; i++)
        read_pair(w, &node->pairs[i], a, d);
    read_type(w, node, yaml_get(node, STR("type")), d);
    settle_doi(w, node, d);
    settle_url(w, node, d);
    settle_number(w);
    if (!w->title.len && w->id.len) diag(d, DIAG_WORK_WITHOUT_TITLE, w->pos, w->id);
    literature_settle(w, a);
}

/* ---- The file -------------------------------------------------------------------------------- */

/* The list of works: the root, or what stands under `references:`; NULL: neither. */
static const struct yaml_node *works_of(const struct yaml_node *root)
{
    const struct yaml_node *list = root;
    if (root->kind == YAML_MAP) {
        list = yaml_get(root, STR("references"));
        if (!list) return NULL;
    }
    return list->kind == YAML_LIST || list->kind == YAML_NULL ? list : NULL;
}

struct literature *literature_parse(const struct file *f, struct arena *a, struct diags *d)
{
    const struct yaml_node *root = yaml_parse(f, f->bytes, YAML_USE_FILE, a, d);
    if (!root) return NULL;
    const struct yaml_node *list = works_of(root);
    if (!list) {
        diag(d, DIAG_LITERATURE_SHAPE, literature_place(root), f->path);
        return NULL;
    }
    struct literature *l = arena_new(a, struct literature, 1);
    l->by_id.arena = a;
    l->works = arena_new(a, struct work, list->len);
    for (size_t i = 0; i < list->len; i++) {
        if (list->items[i]->kind == YAML_MAP)
            read_work(l, &l->works[l->len++], list->items[i], a, d);
        else
            diag(d, DIAG_WORK_SHAPE, list->items[i]->pos);
    }
    return l;
}

struct work *literature_find(const struct literature *l, struct str id)
{
    return l ? map_get(&l->by_id, id) : NULL;
}
