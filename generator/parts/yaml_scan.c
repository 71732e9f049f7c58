/* yaml: the lines of block YAML and how they are indented (yaml_scan.h).
 *
 *     line  = indentation ( comment | marker | entry )
 *     entry = { "- " } ( [ key ":" ] [ value ] )
 *
 * `levels` are the blocks that are open, outermost first, each with its column. A new line closes
 * those further in than itself and then belongs to the innermost that is left.
 */
#include "parts/yaml_scan.h"

#define KEY_MAX 1024 /* characters; libyaml's bound for a key on one line */

size_t yaml_line_end(const struct yaml_scan *s, size_t i)
{
    while (!yaml_eol(s, i))
        i++;
    return i;
}

size_t yaml_next_line(const struct yaml_scan *s, size_t i)
{
    i = yaml_line_end(s, i);
    if (i >= s->in.len) return i;
    bool pair = s->in.ptr[i] == '\r' && i + 1 < s->in.len && s->in.ptr[i + 1] == '\n';
    return i + (pair ? 2 : 1);
}

static char char_at(const struct yaml_scan *s, size_t i)
{
    return i < s->in.len ? s->in.ptr[i] : '\0';
}

bool yaml_marker(const struct yaml_scan *s, size_t line)
{
    struct str three = str_sub(s->in, line, 3);
    return (str_eq(three, STR("---")) || str_eq(three, STR("..."))) &&
           yaml_blank_or_eol(s, line + 3);
}

bool yaml_looks_like_key(const struct yaml_scan *s, size_t from)
{
    size_t i = from;
    for (;; i++) {
        char c = char_at(s, i);
        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
              c == '_' || c == '-'))
            break;
    }
    return i > from && char_at(s, i) == ':' && yaml_blank_or_eol(s, i + 1);
}

static bool dash(const struct yaml_scan *s, size_t i)
{
    return char_at(s, i) == '-' && yaml_blank_or_eol(s, i + 1);
}

/* The first character of the line at s->line that is not indentation, or STR_NONE when it was
 * indented with tabs: of such lines on end the first is reported, and all are left out. Tabs on a
 * blank line are only painted over, for libyaml. */
static size_t indentation(struct yaml_scan *s)
{
    size_t i = s->line, tab = STR_NONE;
    for (; yaml_blank(s, i); i++)
        if (s->in.ptr[i] == '\t' && tab == STR_NONE) tab = i;
    if (tab == STR_NONE) return i;
    bool blank = yaml_eol(s, i);
    if (!blank && !s->tabs) yaml_fault(s, DIAG_YAML_TAB, tab, i);
    s->tabs |= !blank;
    yaml_paint(s, tab, blank ? i : yaml_line_end(s, i), ' ');
    return blank ? i : STR_NONE;
}

static bool push(struct yaml_scan *s, size_t at, bool list)
{
    if (s->depth == YAML_MAX_DEPTH) {
        yaml_fault(s, DIAG_YAML_TOO_DEEP, at, at + 1, str_number(s->arena, YAML_MAX_DEPTH));
        s->stop = true;
        return false;
    }
    s->levels[s->depth++] = (struct yaml_level){at - s->line, list};
    return true;
}

/* ---- Lines that do not fit ------------------------------------------------------------------- */

/* Takes this line, and those below it that begin at `column` or further in, out of the text; with
 * `items` also a list's lines just before that column. */
static void drop_lines(struct yaml_scan *s, size_t column, bool items)
{
    size_t i = s->line;
    for (;;) {
        size_t end = yaml_line_end(s, i);
        yaml_paint(s, i, end, ' ');
        s->at = i = yaml_next_line(s, i);
        size_t first = yaml_skip_blanks(s, i);
        if (i >= s->in.len) break;
        bool inside = first - i >= column || (items && first - i + 1 == column && dash(s, first));
        if (!inside && !yaml_eol(s, first)) break;
    }
}

static void misplaced(struct yaml_scan *s, enum diag_id id, size_t first)
{
    long open = yaml_column(s);
    yaml_fault(s, id, first, yaml_text_end(s, first));
    drop_lines(s, first - s->line > (size_t)(open + 1) ? (size_t)(open + 1) : first - s->line,
               false);
}

static void key_below_text(struct yaml_scan *s, size_t first)
{
    struct str rest = str_from(s->in, first), word = str_cut(&rest, ':');
    yaml_fault(s, DIAG_YAML_KEY_BELOW_TEXT, first, first + word.len + 1, word,
               yaml_remedy_folded(s));
    drop_lines(s, (size_t)(yaml_column(s) + 1), false);
}

static void no_dash(struct yaml_scan *s, size_t first)
{
    struct str line = str_sub(s->in, first, yaml_text_end(s, first) - first);
    yaml_fault(s, DIAG_YAML_NO_DASH, first, yaml_text_end(s, first),
               STR_CAT(s->arena, STR("- "), line));
    drop_lines(s, first - s->line + 1, false);
    s->expect = YAML_EXPECT_NONE;
}

/* A line without a colon where a key must stand. */
static void no_colon(struct yaml_scan *s, size_t first)
{
    size_t end = yaml_text_end(s, first), i = first;
    while (i < end && s->in.ptr[i] != ':' && !yaml_blank(s, i))
        i++;
    char c = s->in.ptr[first];
    if (c == ':' || (c == '?' && yaml_blank_or_eol(s, first + 1))) {
        yaml_fault(s, DIAG_YAML_KEY, first, first + 1);
    } else if (i > first && i + 1 < end && s->in.ptr[i] == ':' && s->in.ptr[i + 1] != '/') {
        struct str key = str_sub(s->in, first, i + 1 - first);
        struct str value = str_sub(s->in, i + 1, end - i - 1);
        struct str hard = STR("\u00a0");
        bool pasted = str_starts(value, hard);
        while (str_starts(value, hard))
            value = str_trim(str_from(value, hard.len));
        yaml_fault(s, pasted ? DIAG_YAML_HARD_SPACE : DIAG_YAML_NO_SPACE, i,
                   pasted ? i + 1 + hard.len : i + 1, STR_CAT(s->arena, key, STR(" "), value));
    } else {
        yaml_fault(s, DIAG_YAML_NO_COLON, first, end, str_sub(s->in, first, end - first));
    }
    drop_lines(s, first - s->line + 1, false);
    s->expect = s->depth ? YAML_EXPECT_NONE : YAML_EXPECT_ANY;
}

/* ---- Entries --------------------------------------------------------------------------------- */

/* The colon that makes a key of what begins at i, or STR_NONE. */
static size_t key_colon(struct yaml_scan *s, size_t i)
{
    size_t from = i, stop;
    char c = char_at(s, i);
    if (c == '|' || c == '>' || c == '[' || c == '{' || c == '#') return STR_NONE;
    if (c == '"' || c == '\'') {
        size_t end = yaml_scan_quoted(s, i, &stop, false);
        if (!end || end > yaml_line_end(s, i)) return STR_NONE;
        i = yaml_skip_blanks(s, end);
        return char_at(s, i) == ':' && yaml_blank_or_eol(s, i + 1) ? i : STR_NONE;
    }
    for (; !yaml_eol(s, i) && i - from < 4 * KEY_MAX; i++) {
        if (s->in.ptr[i] == ':' && yaml_blank_or_eol(s, i + 1)) break;
        if (s->in.ptr[i] == '#' && yaml_blank(s, i - 1)) return STR_NONE;
    }
    if (char_at(s, i) != ':' || i == from) return STR_NONE;
    size_t characters = 0;
    for (size_t k = from; k < i; k++)
        characters += ((unsigned char)s->in.ptr[k] & 0xC0) != 0x80;
    return characters < KEY_MAX ? i : STR_NONE;
}

/* What stands at s->at after any dashes: "key: value", or a value. */
static void key_or_value(struct yaml_scan *s)
{
    size_t first = s->at, column = first - s->line;
    size_t colon = key_colon(s, first);
    bool in_map = s->depth && !s->levels[s->depth - 1].list && yaml_column(s) == (long)column;
    char c = char_at(s, first);
    s->key = s->value = first;

    if (colon != STR_NONE && c != '"' && c != '\'' &&
        yaml_bad_start(s, first, yaml_text_end(s, first), false)) {
        if (in_map) {
            drop_lines(s, column + 1, false);
            s->expect = YAML_EXPECT_NONE;
        } else {
            yaml_paint(s, first, yaml_line_end(s, first), '_');
            s->at = yaml_next_line(s, first);
            s->expect = YAML_EXPECT_MORE;
        }
        return;
    }
    if (colon == STR_NONE) {
        bool root = s->depth == 0 && c != '[' && c != '{';
        if (in_map || root)
            no_colon(s, first);
        else
            yaml_scan_value(s);
        return;
    }
    if (!in_map && !push(s, first, false)) return;
    s->value = s->at = yaml_skip_blanks(s, colon + 1);
    s->expect = YAML_EXPECT_VALUE;
    if (yaml_eol(s, s->at) || s->in.ptr[s->at] == '#')
        yaml_scan_rest(s, s->at);
    else
        yaml_scan_value(s);
}

static void entry(struct yaml_scan *s, size_t first)
{
    s->entry = s->at = first;
    while (dash(s, s->at)) {
        bool open =
            s->depth && s->levels[s->depth - 1].list && yaml_column(s) == (long)(s->at - s->line);
        if (!open && !push(s, s->at, true)) return;
        size_t next = yaml_skip_blanks(s, s->at + 1);
        s->key = s->value = next;
        s->expect = YAML_EXPECT_VALUE;
        bool empty = yaml_eol(s, next) || s->in.ptr[next] == '#';
        size_t tab = str_find(str_sub(s->in, s->at, next - s->at), '\t');
        if (tab != STR_NONE) {
            if (!empty) yaml_fault(s, DIAG_YAML_TAB, s->at + tab, next);
            yaml_paint(s, s->at + tab, next, ' ');
        }
        if (empty) {
            yaml_scan_rest(s, next);
            return;
        }
        s->at = next;
    }
    key_or_value(s);
}

/* ---- Lines ----------------------------------------------------------------------------------- */

/* Closes the blocks that end above a line whose first character is at `first`; false when the line
 * fits nowhere, which has been reported. */
static bool settle(struct yaml_scan *s, size_t first)
{
    size_t column = first - s->line;
    bool item = dash(s, first);
    if (s->expect == YAML_EXPECT_ANY) return true;
    if (s->expect == YAML_EXPECT_VALUE) {
        if ((long)column > yaml_column(s)) return true;
        if ((long)column == yaml_column(s) && item && !s->levels[s->depth - 1].list) return true;
    }
    while (s->depth > 1 && s->levels[s->depth - 1].column > column)
        s->depth--;
    if (s->depth > 1 && !item && s->levels[s->depth - 1].list && yaml_column(s) == (long)column &&
        !s->levels[s->depth - 2].list && s->levels[s->depth - 2].column == column)
        s->depth--; /* a list in its key's own column ends where the next key begins */
    bool list = s->depth && s->levels[s->depth - 1].list;
    if (s->depth == 0 || yaml_column(s) != (long)column) {
        misplaced(s, DIAG_YAML_INDENTATION, first);
    } else if (list && !item) {
        no_dash(s, first);
    } else if (!list && item) {
        yaml_fault(s, DIAG_YAML_LIST_WITHOUT_KEY, first, yaml_text_end(s, first));
        drop_lines(s, column + 1, true);
    } else {
        return true;
    }
    s->expect = YAML_EXPECT_NONE;
    return false;
}

/* "---" or "...": allowed before the first key and after the last. */
static void marker(struct yaml_scan *s)
{
    size_t i = s->line, after = s->line + 3;
    if (s->expect == YAML_EXPECT_ANY && s->in.ptr[i] == '-' && yaml_text_end(s, after) == after) {
        s->at = yaml_next_line(s, i);
        return;
    }
    for (size_t k = after; k < s->in.len; k = yaml_next_line(s, k)) {
        size_t first = yaml_skip_blanks(s, k);
        if (yaml_eol(s, first) || s->in.ptr[first] == '#' || yaml_marker(s, k)) continue;
        yaml_fault(s, DIAG_YAML_DOCUMENT, i, i + 3, str_sub(s->in, i, 3));
        break;
    }
    s->in.len = s->at = i;
}

static void comment(struct yaml_scan *s, size_t first)
{
    bool inside = s->expect == YAML_EXPECT_MORE && (long)(first - s->line) > yaml_column(s);
    if (inside && !yaml_blank_or_eol(s, first + 1)) {
        yaml_fault(s, DIAG_YAML_HASH_BELOW, first, yaml_line_end(s, first), yaml_remedy_folded(s));
        yaml_paint(s, first, yaml_line_end(s, first), '_');
    } else if (s->expect == YAML_EXPECT_MORE) {
        s->expect = YAML_EXPECT_NONE;
    }
    s->at = yaml_next_line(s, first);
}

static void line(struct yaml_scan *s)
{
    s->line = s->at;
    size_t first = indentation(s);
    bool deeper = (long)(first - s->line) > yaml_column(s);
    if (first == STR_NONE || yaml_eol(s, first)) {
        s->at = yaml_next_line(s, s->line);
        return;
    }
    s->tabs = false;
    if (s->in.ptr[first] == '#') {
        comment(s, first);
    } else if (first == s->line && yaml_marker(s, first)) {
        marker(s);
    } else if (first == s->line && s->in.ptr[first] == '%') {
        yaml_fault(s, DIAG_YAML_DIRECTIVE, first, yaml_line_end(s, first));
        yaml_paint(s, first, yaml_line_end(s, first), ' ');
        s->at = yaml_next_line(s, first);
    } else if (s->expect == YAML_EXPECT_MORE && deeper) {
        s->at = first;
        if (dash(s, first))
            misplaced(s, DIAG_YAML_LIST_AFTER_TEXT, first);
        else if (yaml_looks_like_key(s, first))
            key_below_text(s, first);
        else
            yaml_scan_continued(s);
    } else if (s->expect == YAML_EXPECT_NONE && deeper) {
        misplaced(s, DIAG_YAML_INDENTATION, first);
    } else if (settle(s, first)) {
        entry(s, first);
    }
}

void yaml_scan(struct yaml_scan *s)
{
    if (!yaml_characters(s)) {
        s->stop = true;
        return;
    }
    while (!s->stop && s->at < s->in.len)
        line(s);
}
