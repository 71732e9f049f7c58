/* diag_formats: see diag_formats.h. */
#include "base/diag_formats.h"
#include "base/diag_explain.h"

/* ---- Places and texts ------------------------------------------------------------------------ */

struct range {
    uint32_t line, column, end_line, end_column;
};

static struct range range_of(struct line_cursor *c, struct pos p)
{
    line_walk(c, p);
    struct range r = {c->line, c->columns + 1, c->line, c->columns + 1};
    struct line_cursor end = *c;
    line_walk(&end, (struct pos){p.file, p.offset + p.length, 0});
    r.end_line = end.line;
    r.end_column = end.columns + 1;
    return r;
}

static const char *severity_of(const struct diag *e, struct diag_style style)
{
    return diag_is_warning(e, style.strict) ? "warning" : "error";
}

static struct str text_of(const struct diag *e, enum language l, struct arena *a)
{
    struct buf b = {.arena = a};
    diag_put_text(&b, e, l);
    return buf_str(&b);
}

static struct str remedy_of(const struct diag *e, enum language l, struct arena *a)
{
    struct buf b = {.arena = a};
    diag_put_remedy(&b, e, l);
    return str_trim(buf_str(&b));
}

/* ---- gcc ------------------------------------------------------------------------------------- */

static void put_place(struct buf *b, struct line_cursor *c, struct pos p)
{
    if (!p.file) {
        buf_put(b, STR("steg: "));
        return;
    }
    line_walk(c, p);
    buf_put(b, p.file->path);
    buf_printf(b, ":%u:%u: ", c->line, c->columns + 1);
}

void diags_gcc(struct buf *out, struct diags *d, struct diag_style style)
{
    struct line_cursor cursor = {0};
    diags_sort(d);
    for (const struct diag *e = d->first; e; e = e->next) {
        put_place(out, &cursor, e->pos);
        buf_printf(out, "%s: ", severity_of(e, style)); /* what editors look for is English */
        diag_put_text(out, e, style.language);
        buf_printf(out, " [%s]\n", diag_catalogue[e->id].id);
        struct str remedy = remedy_of(e, style.language, d->arena);
        if (!remedy.len) continue;
        put_place(out, &cursor, e->pos);
        buf_put(out, STR("note: "));
        buf_put(out, remedy);
        buf_put_char(out, '\n');
    }
}

/* ---- json ------------------------------------------------------------------------------------ */

static void put_number(struct json *j, const char *name, const struct file *f, uint32_t n)
{
    json_key(j, name);
    if (f)
        json_number(j, n);
    else
        json_null(j);
}

void diags_json(struct json *j, struct diags *d, struct diag_style style)
{
    struct line_cursor cursor = {0};
    diags_sort(d);
    json_key(j, "findings"), json_list(j);
    for (const struct diag *e = d->first; e; e = e->next) {
        const struct file *f = e->pos.file;
        struct range r = f ? range_of(&cursor, e->pos) : (struct range){0};
        json_object(j);
        json_key(j, "id"), json_text(j, str_of(diag_catalogue[e->id].id));
        json_key(j, "severity"), json_text(j, str_of(severity_of(e, style)));
        json_key(j, "file"), json_text_or_null(j, f ? f->path : STR(""));
        put_number(j, "line", f, r.line);
        put_number(j, "column", f, r.column);
        put_number(j, "end_line", f, r.end_line);
        put_number(j, "end_column", f, r.end_column);
        json_key(j, "text"), json_text(j, text_of(e, style.language, d->arena));
        json_key(j, "remedy"), json_text_or_null(j, remedy_of(e, style.language, d->arena));
        json_end(j);
    }
    json_end(j);
    size_t warnings = style.strict ? 0 : d->count[SEVERITY_WARNING];
    size_t all = d->count[SEVERITY_WARNING] + d->count[SEVERITY_ERROR] + d->count[SEVERITY_FATAL];
    json_key(j, "errors"), json_number(j, (int64_t)(all - warnings));
    json_key(j, "warnings"), json_number(j, (int64_t)warnings);
}

/* ---- SARIF ----------------------------------------------------------------------------------- */

/* The rules that were met, each once, in the order of the catalogue. */
struct rules {
    bool met[DIAG_COUNT];
    int64_t index[DIAG_COUNT];
};

static struct rules rules_of(const struct diags *d)
{
    struct rules r = {{0}, {0}};
    int64_t n = 0;
    for (const struct diag *e = d->first; e; e = e->next)
        r.met[e->id] = true;
    for (int i = 0; i < DIAG_COUNT; i++)
        if (r.met[i]) r.index[i] = n++;
    return r;
}

/* {"text": …} */
static void put_message(struct json *j, const char *name, struct str text)
{
    json_key(j, name), json_object(j);
    json_key(j, "text"), json_text(j, text);
    json_end(j);
}

/* A text of the catalogue as a sentence of its own. */
static struct str sentence(struct str text, struct arena *a)
{
    bool ended = str_ends(text, STR(".")) || str_ends(text, STR("?")) || str_ends(text, STR("!"));
    char *p = arena_bytes(a, text.len + 1);
    memcpy(p, text.ptr, text.len);
    p[text.len] = '.';
    if (text.len && *p >= 'a' && *p <= 'z') *p = (char)(*p - 'a' + 'A');
    return (struct str){p, text.len + !ended};
}

static void put_rule(struct json *j, enum diag_id id, enum language l, struct arena *a)
{
    const struct diag bare = {.id = id};
    const struct diag_explanation *x = diag_explanation(id);
    struct str text = sentence(text_of(&bare, l, a), a), remedy = remedy_of(&bare, l, a);
    json_object(j);
    json_key(j, "id"), json_text(j, str_of(diag_catalogue[id].id));
    put_message(j, "shortDescription", text);
    put_message(j, "fullDescription", x ? str_of(x->why[l]) : text);
    put_message(j, "help", remedy.len ? remedy : text);
    if (l == LANGUAGE_EN) {
        bool warning = diag_catalogue[id].severity == SEVERITY_WARNING;
        json_key(j, "defaultConfiguration"), json_object(j);
        json_key(j, "level"), json_text(j, warning ? STR("warning") : STR("error"));
        json_end(j);
    }
    json_end(j);
}

static void put_rules(struct json *j, const struct rules *r, enum language l, struct arena *a)
{
    json_key(j, "rules"), json_list(j);
    for (int i = 0; i < DIAG_COUNT; i++)
        if (r->met[i]) put_rule(j, (enum diag_id)i, l, a);
    json_end(j);
}

static void put_tool(struct json *j, const struct rules *r, const char *version, struct arena *a)
{
    json_key(j, "tool"), json_object(j);
    json_key(j, "driver"), json_object(j);
    json_key(j, "name"), json_text(j, STR("steg"));
    json_key(j, "version"), json_text(j, str_of(version));
    json_key(j, "semanticVersion"), json_text(j, str_of(version));
    json_key(j, "language"), json_text(j, STR("en"));
    put_rules(j, r, LANGUAGE_EN, a);
    json_end(j);
    json_end(j);

    json_key(j, "translations"), json_list(j);
    json_object(j);
    json_key(j, "name"), json_text(j, STR("steg"));
    json_key(j, "language"), json_text(j, STR("nb"));
    json_key(j, "contents"), json_list(j), json_text(j, STR("localizedData")), json_end(j);
    json_key(j, "translationMetadata"), json_object(j);
    json_key(j, "name"), json_text(j, STR("norsk bokmål"));
    json_end(j);
    put_rules(j, r, LANGUAGE_NB, a);
    json_end(j);
    json_end(j);
}

static void put_location(struct json *j, struct line_cursor *cursor, struct pos p, struct arena *a)
{
    json_key(j, "locations"), json_list(j);
    if (p.file) {
        struct range r = range_of(cursor, p);
        struct buf uri = {.arena = a};
        struct str rest = p.file->path, name;
        for (bool more = true; more;) {
            name = str_cut(&rest, '/');
            more = rest.ptr != NULL;
            buf_put_segment(&uri, name);
            if (more) buf_put_char(&uri, '/');
        }
        json_object(j), json_key(j, "physicalLocation"), json_object(j);
        json_key(j, "artifactLocation"), json_object(j);
        json_key(j, "uri"), json_text(j, buf_str(&uri));
        json_end(j);
        json_key(j, "region"), json_object(j);
        json_key(j, "startLine"), json_number(j, r.line);
        json_key(j, "startColumn"), json_number(j, r.column);
        json_key(j, "endLine"), json_number(j, r.end_line);
        json_key(j, "endColumn"), json_number(j, r.end_column);
        json_end(j), json_end(j), json_end(j);
    }
    json_end(j);
}

static void put_results(struct json *j, const struct diags *d, const struct rules *r,
                        struct diag_style style)
{
    struct line_cursor cursor = {0};
    json_key(j, "results"), json_list(j);
    for (const struct diag *e = d->first; e; e = e->next) {
        struct str text = sentence(text_of(e, style.language, d->arena), d->arena);
        struct str remedy = remedy_of(e, style.language, d->arena);
        json_object(j);
        json_key(j, "ruleId"), json_text(j, str_of(diag_catalogue[e->id].id));
        json_key(j, "ruleIndex"), json_number(j, r->index[e->id]);
        json_key(j, "level"), json_text(j, str_of(severity_of(e, style)));
        put_message(j, "message", remedy.len ? STR_CAT(d->arena, text, STR(" "), remedy) : text);
        put_location(j, &cursor, e->pos, d->arena);
        json_end(j);
    }
    json_end(j);
}

void diags_sarif(struct buf *out, struct diags *d, struct diag_style style, const char *version)
{
    struct json j = {.out = out};
    diags_sort(d);
    struct rules r = rules_of(d);
    json_object(&j);
    json_key(&j, "$schema");
    json_text(&j, STR("https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/"
                      "sarif-schema-2.1.0.json"));
    json_key(&j, "version"), json_text(&j, STR("2.1.0"));
    json_key(&j, "runs"), json_list(&j);
    json_object(&j);
    put_tool(&j, &r, version, d->arena);
    json_key(&j, "language"), json_text(&j, style.language == LANGUAGE_NB ? STR("nb") : STR("en"));
    json_key(&j, "columnKind"), json_text(&j, STR("unicodeCodePoints"));
    put_results(&j, d, &r, style);
    json_end(&j);
    json_end(&j);
    json_end(&j);
}
