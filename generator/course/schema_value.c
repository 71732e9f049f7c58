/* schema: one value, by its kind. What is wrong is said with what was probably meant. */
#include "base/buf.h"
#include "base/utf8.h"
#include "course/address.h"
#include "course/schema_private.h"
#include <string.h>

struct str schema_example(struct schema_decoder *d, const struct schema_key *k)
{
    return STR_CAT(d->arena, str_of(k->name), STR(": "), str_of(k->example));
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_lower(char c)
{
    return c >= 'a' && c <= 'z';
}

static bool is_alpha(char c)
{
    return is_lower(c) || (c >= 'A' && c <= 'Z');
}

/* Takes a run of digits off the front; false when there is none. More than six count as 999999. */
static bool take_number(struct str *s, uint32_t *n)
{
    size_t len = 0;
    while (len < s->len && is_digit(s->ptr[len]))
        len++;
    if (!len) return false;
    *n = 999999;
    str_to_u32(str_sub(*s, 0, len), *n, n);
    *s = str_from(*s, len);
    return true;
}

static bool take(struct str *s, struct str prefix)
{
    if (!str_starts(*s, prefix)) return false;
    *s = str_from(*s, prefix.len);
    return true;
}

/* ---- Texts ----------------------------------------------------------------------------------- */

/* Keeps offsets as they are in the node's text, so that places can be found again. */
static void read_text(struct schema_decoder *d, struct text *out, const struct schema_key *k,
                      const struct yaml_node *node)
{
    struct str raw = str_trim_end(node->text);
    if (k->kind == SCHEMA_TEXT && str_find(raw, '\n') != STR_NONE) {
        char *line = arena_bytes(d->arena, raw.len);
        for (size_t i = 0; i < raw.len; i++)
            line[i] = raw.ptr[i] == '\n' ? ' ' : raw.ptr[i];
        raw.ptr = line;
    }
    *out = (struct text){.raw = raw, .pos = node->pos, .node = node};
}

/* ---- Words and numbers ----------------------------------------------------------------------- */

static void read_choice(struct schema_decoder *d, struct choice *out, const struct schema_key *k,
                        struct pos pos, struct str text)
{
    struct str words[32];
    size_t n = 0;
    for (const struct schema_word *w = k->words; w->word; w++) {
        if (str_eq(text, str_of(w->word))) {
            *out = (struct choice){w->value, pos};
            return;
        }
        if (n < sizeof words / sizeof *words) words[n++] = str_of(w->word);
    }
    diag(d->diags, DIAG_UNKNOWN_WORD, pos, str_of(k->name), text,
         str_join(d->arena, words, n, STR(", ")), diag_nearest(text, words, n));
}

static void read_flag(struct schema_decoder *d, struct flag *out, const struct schema_key *k,
                      struct pos pos, struct str text)
{
    static const char *const yes[] = {"ja", "yes", "sant", "on", "1", "y", "j", "true", NULL};
    static const char *const no[] = {"nei", "no", "usant", "off", "0", "n", "false", NULL};
    bool truth = str_eq(text, STR("true"));
    if (truth || str_eq(text, STR("false"))) {
        *out = (struct flag){truth, pos};
        return;
    }
    struct str meant = {0};
    for (size_t i = 0; yes[i]; i++)
        if (str_eq_nocase(text, str_of(yes[i]))) meant = STR("true");
    for (size_t i = 0; no[i]; i++)
        if (str_eq_nocase(text, str_of(no[i]))) meant = STR("false");
    diag(d->diags, DIAG_TRUE_OR_FALSE, pos, str_of(k->name), text, meant);
}

static void read_count(struct schema_decoder *d, struct count *out, const struct schema_key *k,
                       struct pos pos, struct str text)
{
    uint32_t n;
    if (str_to_u32(text, k->max, &n) && n >= k->min) {
        *out = (struct count){n, pos};
        return;
    }
    enum diag_id id = k->min == k->max ? DIAG_WRONG_VERSION : DIAG_WRONG_NUMBER;
    diag(d->diags, id, pos, str_of(k->name), text, str_number(d->arena, k->min),
         str_number(d->arena, k->max));
}

/* ---- Minutes --------------------------------------------------------------------------------- */

/*     minutes = "open" | [ "ca." | "ca" ] number | number ( "–" | "-" ) number       */
static bool parse_minutes(struct minutes *out, struct str text)
{
    uint32_t from, to;
    *out = (struct minutes){0};
    if (str_eq(text, STR("open"))) {
        out->kind = MINUTES_OPEN;
        return true;
    }
    bool about = take(&text, STR("ca. ")) || take(&text, STR("ca "));
    if (!take_number(&text, &from)) return false;
    bool range = !about && (take(&text, STR("–")) || take(&text, STR("-")));
    to = from;
    if ((range && !take_number(&text, &to)) || text.len) return false;
    out->kind = about ? MINUTES_ABOUT : range ? MINUTES_RANGE : MINUTES_EXACT;
    out->from = (uint16_t)(from > 601 ? 601 : from); /* over the limit is enough to know */
    out->to = (uint16_t)(to > 601 ? 601 : to);
    return true;
}

/* What "45 min", "1 time", "Ca.60" or "45 – 60" was meant to be; "" when that cannot be told. */
static struct str probable_minutes(struct schema_decoder *d, struct str text)
{
    uint32_t n[3] = {0};
    size_t count = 0;
    struct str low = utf8_lower_str(d->arena, text);
    if (str_starts(low, STR("åp")) || str_eq(low, STR("fri"))) return STR("open");
    for (struct str rest = low; rest.len && count < 3;)
        if (take_number(&rest, &n[count]))
            count++;
        else
            rest = str_from(rest, 1);
    bool hours = str_find_str(low, STR("time")) != STR_NONE ||
                 str_find_str(low, STR("hour")) != STR_NONE ||
                 (count == 2 && str_find(low, ':') != STR_NONE); /* 1:30 */
    size_t dot = str_find(low, '.');
    bool decimal = str_find(low, ',') != STR_NONE || (dot != STR_NONE && dot + 1 < low.len);
    if (str_starts(low, STR("ca")) || str_starts(low, STR("om"))) decimal = false;
    struct buf b = {.arena = d->arena};
    if (hours && n[0] <= 10 && n[1] < 60 && !decimal && count && count < 3)
        buf_put_number(&b, n[0] * 60 + n[1]);
    else if (hours || decimal || !count || count > 2)
        return STR("");
    else if (count == 2)
        buf_printf(&b, "%u–%u", n[0], n[1]);
    else if (str_starts(low, STR("ca")) || str_starts(low, STR("om")))
        buf_printf(&b, "ca. %u", n[0]);
    else
        buf_put_number(&b, n[0]);
    struct minutes m;
    bool good = parse_minutes(&m, buf_str(&b)) && m.from >= 1 && m.to <= 600 && m.from <= m.to;
    return good ? buf_str(&b) : STR("");
}

static void read_minutes(struct schema_decoder *d, struct minutes *out, const struct schema_key *k,
                         struct pos pos, struct str text)
{
    struct minutes m;
    struct str name = str_of(k->name);
    if (!parse_minutes(&m, text)) {
        diag(d->diags, DIAG_WRONG_MINUTES, pos, name, text, probable_minutes(d, text));
    } else if (m.kind != MINUTES_OPEN && (m.from < 1 || m.from > 600 || m.to < 1 || m.to > 600)) {
        diag(d->diags, DIAG_MINUTES_LIMIT, pos, name, text);
    } else if (m.kind == MINUTES_RANGE && m.from >= m.to) {
        struct buf b = {.arena = d->arena};
        if (m.from == m.to)
            buf_put_number(&b, m.from);
        else
            buf_printf(&b, "%u–%u", m.to, m.from);
        diag(d->diags, DIAG_MINUTES_RANGE_FALLS, pos, name, text, buf_str(&b));
    } else {
        m.pos = pos;
        *out = m;
    }
}

/* ---- Dates ----------------------------------------------------------------------------------- */

static bool date_exists(uint32_t year, uint32_t month, uint32_t day)
{
    static const uint8_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1) return false;
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return day <= (uint32_t)days[month - 1] + (month == 2 && leap);
}

enum date_end date_read(struct date *out, struct str text)
{
    uint32_t year = 0, month = 0, day = 0;
    bool form = text.len == 10 && text.ptr[4] == '-' && text.ptr[7] == '-' &&
                str_to_u32(str_sub(text, 0, 4), 9999, &year) &&
                str_to_u32(str_sub(text, 5, 2), 99, &month) &&
                str_to_u32(str_sub(text, 8, 2), 99, &day);
    if (!form) return DATE_UNREADABLE;
    if (!date_exists(year, month, day)) return DATE_MISSING;
    *out = (struct date){.year = (uint16_t)year, .month = (uint8_t)month, .day = (uint8_t)day};
    return DATE_READ;
}

/* Three numbers with anything but letters between them. */
static struct str probable_date(struct schema_decoder *d, struct str text)
{
    uint32_t n[3] = {0}, year, day;
    for (size_t i = 0; i < 3; i++) {
        if (!take_number(&text, &n[i])) return STR("");
        while (
            i < 2 && text.len &&
            (text.ptr[0] == '.' || text.ptr[0] == '/' || text.ptr[0] == '-' || text.ptr[0] == ' '))
            text = str_from(text, 1);
    }
    year = n[0] > 31 ? n[0] : n[2];
    day = n[0] > 31 ? n[2] : n[0];
    if (text.len || year < 1000 || !date_exists(year, n[1], day)) return STR("");
    struct buf b = {.arena = d->arena};
    buf_printf(&b, "%04u-%02u-%02u", year, n[1], day);
    return buf_str(&b);
}

static void put_date(struct schema_decoder *d, struct date *out, const struct schema_key *k,
                     struct pos pos, struct str text)
{
    struct date date;
    switch (date_read(&date, text)) {
    case DATE_UNREADABLE:
        diag(d->diags, DIAG_WRONG_DATE, pos, str_of(k->name), text, probable_date(d, text));
        break;
    case DATE_MISSING:
        diag(d->diags, DIAG_NO_SUCH_DATE, pos, str_of(k->name), text);
        break;
    case DATE_READ:
        *out = date;
        out->pos = pos;
    }
}

/* ---- Names and addresses --------------------------------------------------------------------- */

static bool is_id(struct str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (!is_lower(s.ptr[i]) && !is_digit(s.ptr[i]) && s.ptr[i] != '-') return false;
    return s.len > 0;
}

/* Of a subtag: `min` to `max` letters (or letters and digits). */
static bool is_subtag(struct str s, size_t min, size_t max, bool digits)
{
    for (size_t i = 0; i < s.len; i++)
        if (!is_alpha(s.ptr[i]) && !(digits && is_digit(s.ptr[i]))) return false;
    return s.len >= min && s.len <= max;
}

/* RFC 5646 §2.1: language, extlang, script, region, variants, extensions, private use, in this
 * order; but a language of four letters and more, which no register knows, is a word ("norsk"). */
static bool is_language(struct str tag)
{
    enum { EXTLANG, SCRIPT, REGION, VARIANT, SINGLETON } stage = EXTLANG;
    struct str rest = tag, part = str_cut(&rest, '-');
    if (!is_subtag(part, 2, 3, false)) return false;
    while (rest.ptr) {
        part = str_cut(&rest, '-');
        bool number = part.len == 3 && is_digit(part.ptr[0]) && is_subtag(part, 3, 3, true);
        if (stage == SINGLETON && is_subtag(part, 1, 8, true)) continue;
        if (stage <= EXTLANG && is_subtag(part, 3, 3, false))
            stage = EXTLANG;
        else if (stage < REGION && is_subtag(part, 4, 4, false))
            stage = REGION;
        else if (stage <= REGION && (is_subtag(part, 2, 2, false) || number))
            stage = VARIANT;
        else if (is_subtag(part, 5, 8, true) ||
                 (part.len == 4 && is_digit(part.ptr[0]) && is_subtag(part, 4, 4, true)))
            stage = VARIANT;
        else if (is_subtag(part, 1, 1, true) && rest.len)
            stage = SINGLETON;
        else
            return false;
    }
    return true;
}

/* http or https, a host, and nothing that ends an address in a text. */
static bool is_url(struct str s)
{
    if (!take(&s, STR("https://")) && !take(&s, STR("http://"))) return false;
    for (size_t i = 0; i < s.len; i++)
        if ((unsigned char)s.ptr[i] <= ' ' || strchr("\"<>\\^`", s.ptr[i])) return false;
    size_t host = 0;
    while (host < s.len && !strchr("/?#", s.ptr[host]))
        host++;
    return host > 0 && s.ptr[0] != '.' && s.ptr[0] != ':';
}

/* The name of a scheme and a colon, as in "https:". */
static bool has_scheme(struct str s)
{
    size_t i = 0;
    while (i < s.len && (is_alpha(s.ptr[i]) || (i && is_digit(s.ptr[i]))))
        i++;
    return i > 1 && i < s.len && s.ptr[i] == ':';
}

static bool is_path(struct str s)
{
    if (has_scheme(s) || s.ptr[0] == '/' || str_starts(s, STR("www."))) return false;
    for (size_t i = 0; i < s.len; i++)
        if ((unsigned char)s.ptr[i] < ' ' || s.ptr[i] == '\\') return false;
    return true;
}

static bool is_alias(struct str s)
{
    if (!is_path(s) || str_find_str(s, STR("..")) != STR_NONE) return false;
    if (str_find_str(s, STR("//")) != STR_NONE || str_find_str(s, STR("./")) != STR_NONE)
        return false;
    for (size_t i = 0; i < s.len; i++)
        if (strchr("?# ", s.ptr[i])) return false;
    return true;
}

static bool is_colour(struct str s)
{
    for (size_t i = 1; i < s.len; i++)
        if (!is_digit(s.ptr[i]) && !(s.ptr[i] >= 'a' && s.ptr[i] <= 'f') &&
            !(s.ptr[i] >= 'A' && s.ptr[i] <= 'F'))
            return false;
    return s.len == 7 && s.ptr[0] == '#';
}

static struct str probable_url(struct schema_decoder *d, struct str text)
{
    size_t dot = str_find(text, '.');
    bool host = dot != STR_NONE && dot > 0 && dot + 1 < text.len && !has_scheme(text);
    struct str url = STR_CAT(d->arena, STR("https://"), text);
    return host && is_url(url) ? url : STR("");
}

static struct str probable_id(struct schema_decoder *d, struct str text)
{
    return address_of(text, d->arena);
}

/* What is wrong with a plain text of this kind; DIAG_COUNT when nothing is. */
static enum diag_id fault_of(enum schema_kind kind, struct str s)
{
    switch (kind) {
    case SCHEMA_ID:
        return is_id(s) ? DIAG_COUNT : DIAG_WRONG_ID;
    case SCHEMA_LANGUAGE:
        return is_language(s) ? DIAG_COUNT : DIAG_WRONG_LANGUAGE;
    case SCHEMA_URL:
        return is_url(s) ? DIAG_COUNT : DIAG_WRONG_URL;
    case SCHEMA_PATH:
        return is_path(s) ? DIAG_COUNT : DIAG_WRONG_PATH;
    case SCHEMA_LINK:
        if (has_scheme(s) || str_starts(s, STR("www.")))
            return is_url(s) ? DIAG_COUNT : DIAG_WRONG_URL;
        return is_path(s) ? DIAG_COUNT : DIAG_WRONG_PATH;
    case SCHEMA_ADDRESS:
        return is_alias(s) ? DIAG_COUNT : DIAG_WRONG_ALIAS;
    case SCHEMA_COLOUR:
        return is_colour(s) ? DIAG_COUNT : DIAG_WRONG_COLOUR;
    default:
        return DIAG_COUNT;
    }
}

static void read_plain(struct schema_decoder *d, struct plain *out, const struct schema_key *k,
                       struct pos pos, struct str text)
{
    if (str_find(text, '\n') != STR_NONE) {
        diag(d->diags, DIAG_WANTS_ONE_LINE, pos, str_of(k->name));
        return;
    }
    enum diag_id fault = fault_of(k->kind, text);
    if (fault == DIAG_COUNT) {
        *out = (struct plain){text, pos};
        return;
    }
    struct str meant = fault == DIAG_WRONG_ID    ? probable_id(d, text)
                       : fault == DIAG_WRONG_URL ? probable_url(d, text)
                                                 : STR("");
    diag(d->diags, fault, pos, str_of(k->name), text, meant);
}

void schema_read_value(struct schema_decoder *d, void *out, const struct schema_key *k,
                       const struct yaml_node *node, struct str text)
{
    switch (k->kind) {
    case SCHEMA_TEXT:
    case SCHEMA_BLOCK:
        read_text(d, out, k, node);
        break;
    case SCHEMA_DATE:
        put_date(d, out, k, node->pos, text);
        break;
    case SCHEMA_FLAG:
        read_flag(d, out, k, node->pos, text);
        break;
    case SCHEMA_CHOICE:
        read_choice(d, out, k, node->pos, text);
        break;
    case SCHEMA_COUNT:
        read_count(d, out, k, node->pos, text);
        break;
    case SCHEMA_MINUTES:
        read_minutes(d, out, k, node->pos, text);
        break;
    default:
        read_plain(d, out, k, node->pos, text);
    }
}
