/* literature_date: dates and names as CSL writes them (CSL-JSON schema 1.0.2, EDTF level 0). */
#include "course/literature_read.h"

/* ---- Dates ----------------------------------------------------------------------------------- */

static unsigned month_length(int year, unsigned month)
{
    static const unsigned char days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 && leap ? 29 : days[month - 1];
}

/* parts[0..n): year, month, day; n may be 1, 2 or 3. */
static bool date_of(struct work_date *out, const struct str *parts, size_t n)
{
    uint32_t v[3] = {0};
    if (n < 1 || n > 3) return false;
    for (size_t i = 0; i < n; i++)
        if (!str_to_u32(parts[i], 9999, &v[i]) || v[i] == 0) return false;
    if (n > 1 && v[1] > 12) return false;
    if (n > 2 && v[2] > month_length((int)v[0], v[1])) return false;
    out->year = (int)v[0];
    out->month = (uint8_t)v[1];
    out->day = (uint8_t)v[2];
    return true;
}

/* 2012, 2012-05, 2012-05-17, 2012~ (about), 2012/2014. */
static bool date_of_text(struct work_date *out, struct str text)
{
    struct str span = str_trim(text), first = str_cut(&span, '/');
    struct work_date end = {0};
    if (span.ptr && !date_of_text(&end, span)) return false;
    if (str_ends(first, STR("~"))) {
        out->circa = true;
        first.len--;
    }
    struct str parts[3];
    size_t n = 0;
    while (first.ptr && n < 3)
        parts[n++] = str_cut(&first, '-');
    if (first.ptr || !date_of(out, parts, n)) return false;
    if (end.year > out->year) out->end_year = end.year;
    return !end.year || end.year >= out->year;
}

static bool date_of_list(struct work_date *out, const struct yaml_node *list)
{
    struct str parts[3];
    if (list->kind != YAML_LIST || list->len > 3) return false;
    for (size_t i = 0; i < list->len; i++) {
        if (list->items[i]->kind != YAML_TEXT) return false;
        parts[i] = list->items[i]->text;
    }
    return date_of(out, parts, list->len);
}

/* date-parts: [[2012, 5, 17]], or two for a span; a bare list is read as the one. */
static bool date_of_parts(struct work_date *out, const struct yaml_node *parts)
{
    if (parts->kind != YAML_LIST || parts->len < 1) return false;
    if (parts->items[0]->kind != YAML_LIST) return date_of_list(out, parts);
    if (parts->len > 2 || !date_of_list(out, parts->items[0])) return false;
    struct work_date end = {0};
    if (parts->len == 2 && !date_of_list(&end, parts->items[1])) return false;
    if (end.year > out->year) out->end_year = end.year;
    return true;
}

static bool is_true(const struct yaml_node *node)
{
    return node && node->kind == YAML_TEXT && !str_eq(node->text, STR("false")) &&
           !str_eq(node->text, STR("0"));
}

static bool date_of_map(struct work_date *out, const struct yaml_node *map)
{
    const struct yaml_node *parts = yaml_get(map, STR("date-parts"));
    const struct yaml_node *year = yaml_get(map, STR("year"));
    const struct yaml_node *raw = yaml_get(map, STR("raw"));
    const struct yaml_node *literal = yaml_get(map, STR("literal"));
    out->circa = is_true(yaml_get(map, STR("circa")));
    if (parts) return date_of_parts(out, parts);
    if (year && year->kind == YAML_TEXT) {
        const struct yaml_node *month = yaml_get(map, STR("month")),
                               *day = yaml_get(map, STR("day"));
        bool has_month = month && month->kind == YAML_TEXT;
        bool has_day = has_month && day && day->kind == YAML_TEXT;
        struct str v[3] = {year->text, has_month ? month->text : year->text,
                           has_day ? day->text : year->text};
        return date_of(out, v, 1u + has_month + has_day);
    }
    if (!literal) literal = raw;
    if (!literal || literal->kind != YAML_TEXT) return false;
    if (!date_of_text(out, literal->text)) *out = (struct work_date){.literal = literal->text};
    return true;
}

bool literature_date(struct work_date *out, const struct yaml_node *node, struct diags *d)
{
    const struct yaml_node *at = node;
    bool good = true;
    *out = (struct work_date){0};
    if (node->kind == YAML_TEXT)
        good = date_of_text(out, node->text);
    else if (node->kind == YAML_LIST && node->len == 1 && node->items[0]->kind == YAML_MAP)
        good = date_of_map(out, node->items[0]); /* pandoc's older `issued: - year: 2012` */
    else if (node->kind == YAML_LIST)
        good = date_of_parts(out, node);
    else if (node->kind == YAML_MAP)
        good = date_of_map(out, node);
    if (good) return true;
    *out = (struct work_date){0};
    if (node->kind == YAML_MAP && yaml_get(node, STR("date-parts")))
        at = yaml_get(node, STR("date-parts"));
    diag(d, DIAG_WORK_DATE, at->pos, str_trim(pos_text(at->pos)));
    return false;
}

/* ---- Names ----------------------------------------------------------------------------------- */

static bool one_name(struct person *out, const struct yaml_node *node)
{
    static const struct {
        const char *key;
        size_t offset;
    } parts[] = {
        {"family", offsetof(struct person, family)},
        {"given", offsetof(struct person, given)},
        {"non-dropping-particle", offsetof(struct person, particle)},
        {"dropping-particle", offsetof(struct person, dropping)},
        {"suffix", offsetof(struct person, suffix)},
        {"literal", offsetof(struct person, literal)},
    };
    if (node->kind != YAML_MAP) return false;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        const struct yaml_node *value = yaml_get(node, str_of(parts[i].key));
        if (!value || value->kind == YAML_NULL) continue;
        if (value->kind != YAML_TEXT) return false;
        *(struct str *)(void *)((char *)out + parts[i].offset) = str_trim(value->text);
    }
    return out->family.len || out->literal.len;
}

/* A list of names; one alone may stand without the dash. */
bool literature_people(struct people *out, struct str key, const struct yaml_node *node,
                       struct arena *a, struct diags *d)
{
    struct yaml_node *const *items = node->items;
    const struct yaml_node *alone[] = {node};
    size_t n = node->kind == YAML_LIST ? node->len : 1;
    bool good = true;
    out->items = arena_new(a, struct person, n);
    out->len = 0;
    for (size_t i = 0; i < n; i++) {
        const struct yaml_node *item = node->kind == YAML_LIST ? items[i] : alone[i];
        if (one_name(&out->items[out->len], item)) {
            out->len++;
            continue;
        }
        out->items[out->len] = (struct person){0};
        diag(d, DIAG_WORK_NAME, literature_place(item), key);
        good = false;
    }
    return good;
}
