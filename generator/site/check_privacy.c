/* check_privacy: what points to a person.
 *
 * Looked at: running text, alternative texts, addresses of links (mailto:), every value of front
 * matter and of the .yml files but `contact` and `names` of course.yml, and captions and texts that
 * are published. Not code, and not addresses on the web.
 *
 * E-mail: those of example.org and the other names that RFC 2606 keeps for examples go by, and so
 * does the address in `contact`.
 *
 * Telephone: eight digits as Norwegians write them, 912 34 567 or 22 85 50 50, with or without +47;
 * all eight in one only with +47 or a word such as «tlf» before; others with + and a country's
 * number. Not part of a longer row, not years, pages, dates, amounts; not numbers that begin with
 * 0, 1 or 8, which are services; not a row that only rises (20 30 40 50). Source: Nkom's numbering
 * plan for E.164 numbers in Norway.
 *
 * Identity numbers: eleven digits, the first six a date (D-numbers have 40 added to the day,
 * H-numbers to the month), the last two control digits modulo 11. Numbers made for tests, with 65
 * or 80 added to the month, belong to nobody. Source: forskrift om folkeregistrering, § 2-2-1.
 *
 * Names: whole words as they stand in `names`, also with the s of the genitive.
 */
#include "base/utf8.h"
#include "course/address.h"
#include "site/check_rules.h"
#include <string.h>

/* Where bytes of a text stand in the file. */
struct scanned {
    struct str text;
    const struct running *running;
    const struct yaml_node *node;
    const struct file *file; /* else: text is a view into it */
};

struct scan {
    const struct course *c;
    struct arena *scratch;
    struct diags *d;
    bool drawing; /* digits in a drawing are places */
};

static struct pos place(const struct scanned *s, size_t from, size_t to)
{
    if (s->running) return running_pos(s->running, from, to);
    if (s->node) return yaml_pos_in(s->node, from, to - from);
    return pos_of(s->file, str_sub(s->text, from, to - from));
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_alnum(char c)
{
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* ---- E-mail ---------------------------------------------------------------------------------- */

static bool is_local(char c)
{
    return is_alnum(c) || (c && strchr("._%+-", c));
}

static bool is_domain(char c)
{
    return is_alnum(c) || c == '.' || c == '-';
}

static bool for_examples(struct str domain)
{
    static const struct str names[] = {
        STR_INIT("example.org"), STR_INIT("example.com"), STR_INIT("example.net"),
        STR_INIT("example.no"),  STR_INIT("eksempel.no"), STR_INIT(".example"),
        STR_INIT(".invalid"),    STR_INIT(".test"),       STR_INIT(".localhost"),
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (str_ends(domain, names[i])) return true;
    return false;
}

/* What stands round the @ at `at`: [from, to). */
static bool email_at(struct str text, size_t at, size_t *from, size_t *to)
{
    *from = at;
    *to = at + 1;
    while (*from && is_local(text.ptr[*from - 1]))
        --*from;
    while (*to < text.len && is_domain(text.ptr[*to]))
        ++*to;
    while (*to > at + 1 && !is_alnum(text.ptr[*to - 1]))
        --*to;
    while (*from < at && !is_alnum(text.ptr[*from]))
        ++*from;
    struct str domain = str_sub(text, at + 1, *to - at - 1);
    size_t dot = str_rfind(domain, '.');
    if (*from == at || dot == STR_NONE || dot == 0 || domain.len - dot < 3) return false;
    for (size_t i = dot + 1; i < domain.len; i++)
        if (is_digit(domain.ptr[i])) return false;
    return true;
}

static void find_emails(struct scan *x, const struct scanned *s)
{
    struct str contact = x->c->keys->contact.email.text;
    for (size_t at = 0, found; (found = str_find(str_from(s->text, at), '@')) != STR_NONE;) {
        size_t from, to;
        at += found;
        if (email_at(s->text, at, &from, &to)) {
            struct str address = str_sub(s->text, from, to - from);
            struct str lower = str_lower_ascii(x->scratch, address);
            struct str domain = str_from(lower, str_find(lower, '@') + 1);
            bool git = str_starts(lower, STR("git@"));
            if (!git && !for_examples(domain) && !str_eq_nocase(address, contact))
                diag(x->d, DIAG_EMAIL_ADDRESS, place(s, from, to), address);
        }
        at++;
    }
}

/* ---- Rows of digits -------------------------------------------------------------------------- */

#define MOST_GROUPS 8

/* Digits in groups with single spaces between: "+47 912 34 567". */
struct row {
    size_t from, to; /* the plus sign included */
    bool plus;
    unsigned n, len[MOST_GROUPS], value[MOST_GROUPS];
    unsigned digits;
    char all[40];
    bool too_long;
};

/* A space of any width: its bytes, or 0. */
static size_t space_at(struct str s, size_t at)
{
    static const struct str wide[] = {STR_INIT("\xC2\xA0"), STR_INIT("\xE2\x80\xAF"),
                                      STR_INIT("\xE2\x80\x89")};
    if (at < s.len && s.ptr[at] == ' ') return 1;
    for (size_t i = 0; i < sizeof wide / sizeof *wide; i++)
        if (str_starts(str_from(s, at), wide[i])) return wide[i].len;
    return 0;
}

static void take_group(struct row *r, struct str s, size_t *at)
{
    unsigned len = 0, value = 0;
    for (; *at < s.len && is_digit(s.ptr[*at]); ++*at, len++) {
        value = value % 100000000 * 10 + (unsigned)(s.ptr[*at] - '0');
        if (r->digits < sizeof r->all)
            r->all[r->digits++] = s.ptr[*at];
        else
            r->too_long = true;
    }
    if (r->n == MOST_GROUPS) {
        r->too_long = true;
        return;
    }
    r->len[r->n] = len;
    r->value[r->n++] = value;
}

/* The row that begins at a digit. */
static struct row row_at(struct str s, size_t at)
{
    struct row r = {.from = at};
    if (at && s.ptr[at - 1] == '+') {
        r.plus = true;
        r.from--;
    }
    for (;;) {
        take_group(&r, s, &at);
        r.to = at;
        size_t space = space_at(s, at);
        if (!space || at + space >= s.len || !is_digit(s.ptr[at + space])) return r;
        at += space;
    }
}

/* Whether the row stands alone: not glued to letters, signs of numbers, or an address. */
static bool stands_alone(struct str s, const struct row *r)
{
    static const char glue[] = "-./,_=&#%:§";
    size_t from = r->from, to = r->to;
    if (from && (check_letter_before(s, from) || s.ptr[from - 1] == '@')) return false;
    if (from > 1 && strchr(glue, s.ptr[from - 1]) && is_alnum(s.ptr[from - 2]) &&
        s.ptr[from - 1] != ':')
        return false;
    if (from > 1 && s.ptr[from - 1] == ':' && is_digit(s.ptr[from - 2])) return false;
    if (str_ends(str_sub(s, 0, from), STR("–")) || str_starts(str_from(s, to), STR("–")))
        return false;
    if (from && (s.ptr[from - 1] == '#' || s.ptr[from - 1] == '/' || s.ptr[from - 1] == '='))
        return false;
    if (to < s.len && (check_letter_at(s, to) || s.ptr[to] == '%' || s.ptr[to] == '@'))
        return false;
    return !(to + 1 < s.len && strchr("-./,_:", s.ptr[to]) && is_alnum(s.ptr[to + 1]));
}

/* ---- Telephone ------------------------------------------------------------------------------- */

/* «tlf. 91234567»: one of the words just before. */
static bool is_called_phone(struct str before, struct arena *a)
{
    static const struct str words[] = {
        STR_INIT("tlf"),  STR_INIT("tel"),   STR_INIT("mobil"), STR_INIT("telefon"),
        STR_INIT("ring"), STR_INIT("phone"), STR_INIT("sms"),   STR_INIT("call"),
    };
    size_t from = before.len > 24 ? before.len - 24 : 0;
    struct str near = str_lower_ascii(a, str_from(before, from));
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        size_t at = str_find_str(near, words[i]);
        if (at != STR_NONE && !(at && is_alnum(near.ptr[at - 1]))) return true;
    }
    return false;
}

/* A service (800, 815 …), or nothing that anybody has. */
static bool is_nobodys(char first)
{
    return first == '0' || first == '1' || first == '8';
}

static bool only_rises(const struct row *r, unsigned first)
{
    for (unsigned i = first + 1; i < r->n; i++)
        if (r->value[i] <= r->value[i - 1]) return false;
    return true;
}

/* Groups from `first` on: 3-2-3, 2-2-2-2 or 8. */
static bool is_phone_shape(const struct row *r, unsigned first, bool sure)
{
    unsigned n = r->n - first, skipped = 0;
    const unsigned *len = &r->len[first];
    for (unsigned i = 0; i < first; i++)
        skipped += r->len[i];
    if (r->digits - skipped != 8 || is_nobodys(r->all[skipped])) return false;
    bool mobile = r->all[skipped] == '4' || r->all[skipped] == '9';
    if (n == 1) return sure;
    if (n == 3) return len[0] == 3 && len[1] == 2 && len[2] == 3 && (mobile || sure);
    bool pairs = n == 4 && len[0] == 2 && len[1] == 2 && len[2] == 2 && len[3] == 2;
    return pairs && (sure || !only_rises(r, first));
}

static bool is_phone(struct scan *x, struct str s, const struct row *r)
{
    if (r->too_long) return false;
    if (r->plus && r->value[0] == 47 && r->n > 1) return is_phone_shape(r, 1, true);
    if (r->plus && r->n == 1 && r->digits == 10 && r->all[0] == '4' && r->all[1] == '7')
        return !is_nobodys(r->all[2]);
    if (r->plus) return r->all[0] != '0' && r->digits >= 9 && r->digits <= 15;
    if (r->n > 1 && r->len[0] == 4 && r->value[0] == 47 && r->all[0] == '0')
        return is_phone_shape(r, 1, true);
    return is_phone_shape(r, 0, is_called_phone(str_sub(s, 0, r->from), x->scratch));
}

/* ---- Identity numbers ------------------------------------------------------------------------ */

static bool control(const char *digits, const unsigned *weights, unsigned n)
{
    unsigned sum = 0;
    for (unsigned i = 0; i < n; i++)
        sum += (unsigned)(digits[i] - '0') * weights[i];
    return sum % 11 == 0;
}

static bool is_national_id(const struct row *r)
{
    static const unsigned first[] = {3, 7, 6, 1, 8, 9, 4, 5, 2, 1};
    static const unsigned second[] = {5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1};
    bool shape = r->n == 1 || (r->n == 2 && r->len[0] == 6) ||
                 (r->n == 4 && r->len[0] == 2 && r->len[1] == 2 && r->len[2] == 2);
    if (r->digits != 11 || r->plus || r->too_long || !shape) return false;
    const char *d = r->all;
    unsigned day = (unsigned)(d[0] - '0') * 10 + (unsigned)(d[1] - '0');
    unsigned month = (unsigned)(d[2] - '0') * 10 + (unsigned)(d[3] - '0');
    if (day > 40) day -= 40;
    if (month > 40 && month < 53) month -= 40;
    if (day < 1 || day > 31 || month < 1 || month > 12) return false;
    return control(d, first, 10) && control(d, second, 11);
}

#define ADDRESS_REACH 500 /* bytes from the beginning of an address to a number in it */

static bool in_web_address(struct str s, size_t at)
{
    size_t from = at, least = at > ADDRESS_REACH ? at - ADDRESS_REACH : 0;
    while (from > least && (unsigned char)s.ptr[from - 1] > ' ' && !strchr("<>\"", s.ptr[from - 1]))
        from--;
    struct str word = str_sub(s, from, at - from);
    return str_find_str(word, STR("://")) != STR_NONE ||
           str_find_str(word, STR("www.")) != STR_NONE ||
           str_find_str(word, STR("doi")) != STR_NONE;
}

static void find_numbers(struct scan *x, const struct scanned *s)
{
    struct str text = s->text;
    for (size_t at = 0; at < text.len; at++) {
        if (!is_digit(text.ptr[at])) continue;
        struct row r = row_at(text, at);
        at = r.to;
        if (!stands_alone(text, &r) || in_web_address(text, r.from)) continue;
        struct str shown = str_sub(text, r.from, r.to - r.from);
        if (is_national_id(&r))
            diag(x->d, DIAG_NATIONAL_ID, place(s, r.from, r.to));
        else if (is_phone(x, text, &r))
            diag(x->d, DIAG_PHONE_NUMBER, place(s, r.from, r.to), shown);
    }
}

/* ---- Names ----------------------------------------------------------------------------------- */

/* Where `name` ends when it stands at `at`, its words divided by any spaces; 0: it does not. */
static size_t name_end(struct str text, size_t at, struct str name)
{
    struct str word;
    while ((word = str_cut(&name, ' ')).ptr) {
        if (!str_starts(str_from(text, at), word)) return 0;
        at += word.len;
        if (!name.ptr) break;
        size_t before = at, space;
        while ((space = space_at(text, at)) || (at < text.len && text.ptr[at] == '\n'))
            at += space ? space : 1;
        if (at == before) return 0;
    }
    size_t genitive = at < text.len && (text.ptr[at] == 's' || text.ptr[at] == 'S');
    return check_letter_at(text, at + genitive) ? 0 : at;
}

static void find_names(struct scan *x, const struct scanned *s)
{
    const struct plains *names = &x->c->keys->names;
    for (size_t i = 0; i < names->len; i++) {
        struct str name = str_trim(names->items[i].text), first = name;
        first = str_cut(&first, ' ');
        for (size_t at = 0, found;
             first.len && (found = str_find_str(str_from(s->text, at), first)) != STR_NONE;) {
            at += found;
            size_t end = check_letter_before(s->text, at) ? 0 : name_end(s->text, at, name);
            if (end) diag(x->d, DIAG_LISTED_NAME, place(s, at, end), name);
            at += first.len;
        }
    }
}

static void scan(struct scan *x, const struct scanned *s)
{
    find_emails(x, s);
    find_names(x, s);
    if (!x->drawing) find_numbers(x, s);
}

/* ---- What is looked at ----------------------------------------------------------------------- */

static bool is_passed_over(const struct checking *k, const struct yaml_pair *p)
{
    if (str_eq(p->key, STR("check"))) return true;
    if (k->m->unit->kind == UNIT_LITERATURE) /* numbers of all kinds, and addresses */
        return !str_eq(p->key, STR("note")) && !str_eq(p->key, STR("abstract"));
    return k->m->unit->kind == UNIT_COURSE &&
           (str_eq(p->key, STR("contact")) || str_eq(p->key, STR("names")));
}

static void scan_yaml(const struct checking *k, struct scan *x, const struct yaml_node *n,
                      unsigned depth)
{
    if (n->kind == YAML_TEXT) {
        scan(x, &(struct scanned){.text = n->text, .node = n});
        return;
    }
    for (size_t i = 0; i < n->len && depth < YAML_MAX_DEPTH; i++) {
        if (n->kind == YAML_LIST) scan_yaml(k, x, n->items[i], depth + 1);
        if (n->kind != YAML_MAP) continue;
        bool whole = n->pairs[i].value->kind != YAML_TEXT; /* references: */
        if (!is_passed_over(k, &n->pairs[i]) || (whole && k->m->unit->kind == UNIT_LITERATURE))
            scan_yaml(k, x, n->pairs[i].value, depth + 1);
    }
}

/* mailto:kari@skolen.no behind a name. */
static void scan_links(const struct checking *k, struct scan *x)
{
    for (size_t i = 0; i < k->m->len; i++) {
        const struct passage *p = &k->m->passages[i];
        for (size_t n = 0; p->body && n < p->md.len; n++) {
            const struct md_event *e = &p->md.events[n];
            if (e->kind != MD_LINK || e->step != MD_ENTER) continue;
            bool mail = str_starts(e->text, STR("mailto:"));
            if (!mail && !str_starts(e->text, STR("tel:"))) continue;
            struct str rest = str_from(e->text, mail ? 7 : 4);
            struct pos pos = check_within(e->pos, rest);
            struct scanned s = {.text = pos_text(pos), .file = k->m->unit->file};
            struct str shown = markdown_text(&p->md, n, markdown_leave(&p->md, n), k->scratch);
            /* What is shown as it is has been found in the text. */
            if (e->as.link.autolink || str_find_str(shown, rest) == STR_NONE) scan(x, &s);
        }
    }
}

void check_privacy(const struct checking *k)
{
    struct scan x = {.c = k->c, .scratch = k->scratch, .d = k->d};
    if (k->m->yaml) scan_yaml(k, &x, k->m->yaml, 0);
    for (size_t i = 0; i < k->m->nrunning; i++) {
        const struct running *r = &k->m->running[i];
        if (r->in->body) scan(&x, &(struct scanned){.text = r->text, .running = r});
    }
    scan_links(k, &x);
}

/* Files beside the texts that are published with them. */
void check_loose_files(const struct course *c, struct arena *scratch, struct diags *d)
{
    for (size_t i = 0; i < c->nassets; i++) {
        const struct source_entry *e = c->assets[i]->entry;
        struct str ending = path_extension(e->path), rest, line;
        bool drawing = str_eq(ending, STR("svg"));
        if (!e->file || !(drawing || str_eq(ending, STR("vtt")) || str_eq(ending, STR("txt"))))
            continue;
        struct scan x = {.c = c, .scratch = scratch, .d = d, .drawing = drawing};
        for (rest = e->file->bytes; str_line(&rest, &line);)
            if (str_find_str(line, STR("-->")) == STR_NONE)
                scan(&x, &(struct scanned){.text = line, .file = e->file});
    }
}
