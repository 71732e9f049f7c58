/* words: see words.h. A file is a flat map; each label and each phrase stands in it exactly once.
 */
#include "site/words.h"
#include "base/buf.h"
#include "base/map.h"
#include "parts/yaml.h"

static size_t label_count(void)
{
    size_t n = 0;
    while (t_shape.fields[n].name)
        n++;
    return n;
}

/* {0} … {n-1}, each at least once, and no others. */
static bool placeholders_fit(struct str s, uint32_t n)
{
    uint32_t seen = 0;
    for (size_t i = 0; i + 2 < s.len; i++) {
        if (s.ptr[i] != '{' || s.ptr[i + 2] != '}') continue;
        char c = s.ptr[i + 1];
        if (c < '0' || c > '9' || (uint32_t)(c - '0') >= n) return false;
        seen |= 1u << (c - '0');
    }
    return seen == (1u << n) - 1;
}

struct loading {
    const struct file *file;
    const struct yaml_node *root;
    struct diags *d;
    bool good;
};

static struct str take(struct loading *l, const char *key, uint32_t placeholders)
{
    const struct yaml_node *v = yaml_get(l->root, str_of(key));
    if (!v || v->kind != YAML_TEXT) {
        diag(l->d, DIAG_STRING_MISSING, (struct pos){.file = l->file}, str_of(key));
        l->good = false;
        return (struct str){0};
    }
    if (!placeholders_fit(v->text, placeholders)) {
        struct str n = {(const char[]){(char)('0' + placeholders)}, 1};
        diag(l->d, DIAG_STRING_PLACEHOLDERS, v->pos, str_of(key), n);
        l->good = false;
    }
    return v->text;
}

static void report_unknown(struct loading *l, struct arena *a)
{
    struct map known = {.arena = a};
    size_t n = label_count();
    struct str *names = arena_new(a, struct str, n + PHRASE_COUNT);
    for (size_t i = 0; i < n; i++)
        names[i] = str_of(t_shape.fields[i].name);
    for (size_t i = 0; i < PHRASE_COUNT; i++)
        names[n + i] = str_of(phrases[i].key);
    for (size_t i = 0; i < n + PHRASE_COUNT; i++)
        map_add(&known, names[i], names);
    for (size_t i = 0; i < l->root->len; i++) {
        const struct yaml_pair *p = &l->root->pairs[i];
        if (map_has(&known, p->key)) continue;
        diag(l->d, DIAG_STRING_UNKNOWN, p->key_pos, p->key,
             diag_nearest(p->key, names, n + PHRASE_COUNT));
        l->good = false;
    }
}

struct words *words_load(const struct file *f, struct arena *a, struct diags *d)
{
    struct yaml_node *root = yaml_parse(f, f->bytes, YAML_USE_FILE, a, d);
    if (!root) return NULL;
    struct words *w = arena_new(a, struct words, 1);
    struct loading l = {.file = f, .root = root, .d = d, .good = true};
    size_t n = label_count();
    struct value *labels = arena_new(a, struct value, n);
    for (size_t i = 0; i < n; i++)
        labels[i] = (struct value){VALUE_TEXT, {.text = take(&l, t_shape.fields[i].name, 0)}};
    w->t = (struct record){&t_shape, labels};
    for (size_t i = 0; i < PHRASE_COUNT; i++)
        w->phrases[i] = take(&l, phrases[i].key, phrases[i].placeholders);
    struct str rest = w->phrases[PHRASE_MONTHS];
    for (size_t i = 0; i < 12; i++) {
        w->months[i] = str_cut(&rest, ' ');
        if (w->months[i].len == 0 && l.good) {
            diag(d, DIAG_STRING_MONTHS, yaml_get(root, STR("months"))->pos);
            l.good = false;
        }
    }
    report_unknown(&l, a);
    return l.good ? w : NULL;
}

struct str words_say_n(const struct words *w, struct arena *a, enum phrase p,
                       const struct str *args, size_t n)
{
    struct str s = w->phrases[p];
    if (n == 0) return s;
    struct buf b = {.arena = a};
    size_t from = 0;
    for (size_t i = 0; i + 2 < s.len; i++) {
        if (s.ptr[i] != '{' || s.ptr[i + 2] != '}') continue;
        size_t arg = (size_t)(s.ptr[i + 1] - '0');
        buf_put(&b, str_sub(s, from, i - from));
        if (arg < n) buf_put(&b, args[arg]);
        from = i + 3;
    }
    buf_put(&b, str_from(s, from));
    return buf_str(&b);
}

struct str words_language(struct str tag)
{
    struct str primary = str_cut(&tag, '-');
    if (str_eq_nocase(primary, STR("nn"))) return STR("nn");
    if (str_eq_nocase(primary, STR("nb")) || str_eq_nocase(primary, STR("no"))) return STR("nb");
    return str_eq_nocase(primary, STR("en")) ? STR("en") : STR("");
}
