/* json_schema: what each kind of figure can hold, from the table that figure_read asks too. What
 * depends on how many there are of something else (a matrix's rooms, the points of each row, where
 * a way back leads) is left to steg. */
#include "course/figure.h"
#include "site/json_schema_internal.h"

struct keyword {
    unsigned key; /* FIGURE_HAS_… */
    const char *name;
    bool list;
};
static const struct keyword of_figure[] = {{FIGURE_HAS_COLUMNS, "columns", true},
                                           {FIGURE_HAS_ROWS, "rows", true},
                                           {FIGURE_HAS_ACROSS, "across", false},
                                           {FIGURE_HAS_UP, "up", false},
                                           {FIGURE_HAS_LOOPS, "loops", true}};
static const struct keyword of_item[] = {{FIGURE_HAS_PART, "part", false},
                                         {FIGURE_HAS_BETWEEN, "between", false},
                                         {FIGURE_HAS_POINTS, "points", true}};
#define LEN(a) (sizeof(a) / sizeof *(a))

static void put_count(struct writing *w, const char *keyword, size_t n)
{
    json_key(&w->j, keyword), json_number(&w->j, (int64_t)n);
}

/* Nothing may stand behind the key: a list is empty, a text blank, and no record is there. */
static void put_barred(struct writing *w, const struct keyword *k, struct str kind)
{
    struct json *j = &w->j;
    static const char *const barred[] = {"object", "number", "boolean"};
    struct str message =
        w->l == LANGUAGE_NB
            ? STR_CAT(w->a, str_of(k->name), STR(" betyr ingenting når kind er "), kind, STR("."))
            : STR_CAT(w->a, str_of(k->name), STR(" has no meaning when kind is "), kind, STR("."));
    json_key(j, k->name), json_object(j);
    if (k->list) {
        put_count(w, "maxItems", 0);
    } else {
        put_member(w, "pattern", STR(NOTHING_PATTERN));
        put_member(w, "patternErrorMessage", message);
        json_key(j, "not"), json_object(j);
        json_key(j, "type"), json_list(j);
        for (size_t i = 0; i < LEN(barred); i++)
            json_text(j, str_of(barred[i]));
        json_end(j);
        json_end(j);
    }
    put_member(w, "errorMessage", message);
    json_end(j);
}

static void put_all_barred(struct writing *w, const struct keyword *all, size_t n,
                           const struct figure_limits *limits)
{
    for (size_t i = 0; i < n; i++)
        if (!(limits->keys & all[i].key)) put_barred(w, &all[i], str_of(limits->word));
}

static void put_points(struct writing *w)
{
    json_key(&w->j, "points"), json_object(&w->j);
    put_count(w, "maxItems", FIGURE_MAX_POINTS);
    json_end(&w->j);
}

static void put_items(struct writing *w, enum figure_kind kind)
{
    struct json *j = &w->j;
    const struct figure_limits *limits = &figure_kinds[kind];
    json_key(j, "items"), json_object(j);
    put_count(w, "minItems", kind == FIGURE_CYCLE ? FIGURE_LOOPED_MIN : limits->min);
    put_count(w, "maxItems", limits->max);
    json_key(j, "items"), json_object(j);
    json_key(j, "properties"), json_object(j);
    put_all_barred(w, of_item, LEN(of_item), limits);
    if (limits->keys & FIGURE_HAS_POINTS) put_points(w);
    json_end(j);
    json_end(j);
    json_end(j);
}

/* `two`: or none; one alone parts nothing. */
static void put_list(struct writing *w, const char *name, size_t max, bool two)
{
    json_key(&w->j, name), json_object(&w->j);
    put_count(w, "maxItems", max);
    if (two) {
        json_key(&w->j, "not"), json_object(&w->j);
        put_member(w, "type", STR("array"));
        put_count(w, "minItems", 1);
        put_count(w, "maxItems", 1);
        json_end(&w->j);
    }
    json_end(&w->j);
}

/* A cycle with ways back stands in a row, where fewer items make sense, and fewer fit. */
static void put_looped(struct writing *w)
{
    struct json *j = &w->j;
    json_key(j, "if"), json_object(j);
    json_key(j, "required"), json_list(j);
    json_text(j, STR("loops"));
    json_end(j);
    json_key(j, "properties"), json_object(j);
    json_key(j, "loops"), json_object(j);
    put_member(w, "type", STR("array"));
    put_count(w, "minItems", 1);
    json_end(j);
    json_end(j);
    json_end(j);
    for (int looped = 1; looped >= 0; looped--) {
        json_key(j, looped ? "then" : "else"), json_object(j);
        json_key(j, "properties"), json_object(j);
        json_key(j, "items"), json_object(j);
        put_count(w, looped ? "maxItems" : "minItems",
                  looped ? FIGURE_LOOPED_MAX : figure_kinds[FIGURE_CYCLE].min);
        json_end(j);
        json_end(j);
        json_end(j);
    }
}

static void put_kind(struct writing *w, enum figure_kind kind)
{
    struct json *j = &w->j;
    const struct figure_limits *limits = &figure_kinds[kind];
    json_object(j);
    json_key(j, "if"), json_object(j);
    json_key(j, "required"), json_list(j);
    json_text(j, STR("kind"));
    json_end(j);
    json_key(j, "properties"), json_object(j);
    json_key(j, "kind"), json_object(j);
    put_member(w, "type", STR("string"));
    put_member(w, "pattern",
               STR_CAT(w->a, STR("^" BLANK "*"), str_of(limits->word), STR(BLANK "*$")));
    json_end(j);
    json_end(j);
    json_end(j);
    json_key(j, "then"), json_object(j);
    json_key(j, "properties"), json_object(j);
    put_all_barred(w, of_figure, LEN(of_figure), limits);
    if (limits->loops) put_list(w, "loops", limits->loops, false);
    if (kind == FIGURE_MATRIX) put_list(w, "columns", FIGURE_MAX_COLUMNS, true);
    if (limits->keys & FIGURE_HAS_ROWS)
        put_list(w, "rows", kind == FIGURE_MATRIX ? FIGURE_MAX_ROWS : FIGURE_MAX_POINTS,
                 kind == FIGURE_MATRIX);
    put_items(w, kind);
    json_end(j);
    if (kind == FIGURE_CYCLE) put_looped(w);
    json_end(j);
    json_end(j);
}

void json_schema_put_figure_kinds(struct writing *w)
{
    json_key(&w->j, "allOf"), json_list(&w->j);
    for (int kind = FIGURE_FLOW; kind <= FIGURE_MATRIX; kind++)
        put_kind(w, (enum figure_kind)kind);
    json_end(&w->j);
}
