/* yaml: the values of block YAML: plain, quoted and block texts (yaml_scan.h). */
#include "parts/yaml_scan.h"

static bool is_one_of(char c, const char *set)
{
    for (; *set; set++)
        if (c == *set) return true;
    return false;
}

void yaml_scan_rest(struct yaml_scan *s, size_t i)
{
    size_t hash = yaml_skip_blanks(s, i), end = yaml_line_end(s, hash);
    if (!yaml_eol(s, hash) && !yaml_blank_or_eol(s, hash + 1)) {
        size_t text = yaml_text_end(s, hash);
        yaml_fault(s, DIAG_YAML_HASH, hash, text, yaml_remedy(s, s->entry, hash, text));
        yaml_paint(s, hash, end, ' ');
    }
    s->at = yaml_next_line(s, hash);
}

/* ---- Plain texts ----------------------------------------------------------------------------- */

bool yaml_bad_start(struct yaml_scan *s, size_t i, size_t to, bool flow)
{
    char c = s->in.ptr[i], next = i + 1 < s->in.len ? s->in.ptr[i + 1] : '\n';
    bool alone = yaml_blank_or_eol(s, i + 1) || (flow && is_one_of(next, ",]}"));
    bool bad = is_one_of(c, flow ? "@`%|>" : "@`%,]}") || (is_one_of(c, "-?:") && alone) ||
               (flow && is_one_of(c, "?:"));
    if (!bad && !is_one_of(c, "!&*")) return false;
    if (yaml_may_report(s)) {
        struct pos p = yaml_pos(s, i, i + 1);
        struct str remedy = yaml_remedy(s, flow ? i : s->entry, i, to);
        size_t word = i;
        while (word < to && !yaml_blank(s, word))
            word++;
        if (c == '!' && (next == '!' || next == '<'))
            diag(s->diags, DIAG_YAML_TAG, p, str_sub(s->in, i, word - i), remedy);
        else if (c == '!')
            diag(s->diags, DIAG_YAML_EXCLAMATION, p, remedy);
        else if (c == '*')
            diag(s->diags, DIAG_YAML_ASTERISK, p, remedy);
        else if (c == '&')
            diag(s->diags, DIAG_YAML_AMPERSAND, p, remedy);
        else
            diag(s->diags, DIAG_YAML_START, p, str_sub(s->in, i, 1), remedy);
    }
    return true;
}

/* One line of a plain text from `from`. */
static void plain_line(struct yaml_scan *s, size_t from, bool continued)
{
    size_t i = from;
    s->expect = YAML_EXPECT_MORE;
    for (; !yaml_eol(s, i); i++) {
        if (s->in.ptr[i] == ':' && yaml_blank_or_eol(s, i + 1)) {
            if (continued)
                yaml_fault(s, DIAG_YAML_COLON_BELOW, i, i + 1, yaml_remedy_folded(s));
            else
                yaml_fault(s, DIAG_YAML_COLON, i, i + 1, yaml_remedy_value(s));
            yaml_paint(s, from, yaml_line_end(s, i), '_');
            break;
        }
        if (s->in.ptr[i] != '#' || i == from || !yaml_blank(s, i - 1)) continue;
        if (yaml_blank_or_eol(s, i + 1)) {
            s->expect = YAML_EXPECT_NONE; /* a comment ends a plain text */
            break;
        }
        size_t end = yaml_line_end(s, i);
        if (continued)
            yaml_fault(s, DIAG_YAML_HASH_BELOW, i, end, yaml_remedy_folded(s));
        else
            yaml_fault(s, DIAG_YAML_HASH, i, end, yaml_remedy_value(s));
        yaml_paint(s, i, end, '_');
        break;
    }
    s->at = yaml_next_line(s, i);
}

void yaml_scan_continued(struct yaml_scan *s)
{
    plain_line(s, s->at, true);
}

/* ---- Quoted texts ---------------------------------------------------------------------------- */

/* The length of the escape at i (a backslash between double quotes), 0 when it means nothing. */
static size_t escape(const struct yaml_scan *s, size_t i)
{
    if (i + 1 >= s->in.len) return 0;
    char c = s->in.ptr[i + 1];
    if (yaml_eol(s, i + 1)) return 1;
    if (is_one_of(c, "tn\"/\\ N_LPr")) return 2;
    size_t digits = c == 'x' ? 2 : c == 'u' ? 4 : c == 'U' ? 8 : 0;
    uint32_t rune = 0;
    for (size_t k = 0; k < digits; k++) {
        char h = i + 2 + k < s->in.len ? s->in.ptr[i + 2 + k] : '\0';
        bool lower = h >= 'a' && h <= 'f', upper = h >= 'A' && h <= 'F';
        if (!lower && !upper && (h < '0' || h > '9')) return 0;
        rune = rune << 4 | (uint32_t)(lower ? h - 'a' + 10 : upper ? h - 'A' + 10 : h - '0');
    }
    bool text =
        rune >= 0x20 && rune != 0x7F && (rune < 0xD800 || rune > 0xDFFF) && rune <= 0x10FFFF;
    return digits && text ? digits + 2 : 0;
}

size_t yaml_scan_quoted(struct yaml_scan *s, size_t open, size_t *stop, bool report)
{
    char quote = s->in.ptr[open];
    long column = yaml_column(s);
    size_t i = open + 1;
    while (i < s->in.len) {
        char c = s->in.ptr[i];
        if (c == quote) {
            bool twice = quote == '\'' && i + 1 < s->in.len && s->in.ptr[i + 1] == '\'';
            if (!twice) return i + 1;
            i += 2;
        } else if (c == '\\' && quote == '"') {
            size_t n = escape(s, i);
            if (!n && report) {
                size_t end = i + 2;
                while (end < s->in.len && ((unsigned char)s->in.ptr[end] & 0xC0) == 0x80)
                    end++;
                yaml_fault(s, DIAG_YAML_ESCAPE, i, end, str_sub(s->in, i, end - i));
                yaml_paint(s, i, i + 1, '_');
            }
            i += n ? n : 1;
        } else if (yaml_eol(s, i)) {
            i = yaml_next_line(s, i);
            size_t first = yaml_skip_blanks(s, i);
            bool item = first < s->in.len && s->in.ptr[first] == '-' && yaml_blank(s, first + 1);
            bool out = yaml_marker(s, i) ||
                       ((long)(first - i) <= column && (item || yaml_looks_like_key(s, first)));
            if (out && !yaml_eol(s, first)) {
                *stop = i;
                return 0;
            }
        } else {
            i++;
        }
    }
    *stop = s->in.len;
    return 0;
}

/* After a quoted text or a collection that ends before `end`: only a comment may follow. */
static bool nothing_follows(const struct yaml_scan *s, size_t end)
{
    size_t i = yaml_skip_blanks(s, end);
    return yaml_eol(s, i) || (s->in.ptr[i] == '#' && i > end && yaml_blank_or_eol(s, i + 1));
}

static void quoted(struct yaml_scan *s)
{
    size_t open = s->at, stop = 0;
    size_t end = yaml_scan_quoted(s, open, &stop, true);
    size_t first_end = yaml_line_end(s, open);
    s->expect = YAML_EXPECT_NONE;
    if (end && nothing_follows(s, end)) {
        s->at = yaml_next_line(s, end);
        return;
    }
    if (end && end <= first_end) {
        size_t text = yaml_skip_blanks(s, end);
        yaml_fault(s, DIAG_YAML_AFTER_QUOTE, text, yaml_text_end(s, text),
                   yaml_remedy(s, s->entry, open, yaml_text_end(s, open)));
        yaml_paint(s, open, first_end, '_');
        s->at = yaml_next_line(s, end);
        s->expect = YAML_EXPECT_MORE;
        return;
    }
    yaml_fault(s, DIAG_YAML_QUOTE_OPEN, open, open + 1, str_sub(s->in, open, 1));
    if (end) { /* closed by a quotation mark that opens another text further down */
        yaml_paint(s, open, first_end, '_');
        s->at = yaml_next_line(s, open);
        s->expect = YAML_EXPECT_MORE;
    } else {
        yaml_paint(s, open, stop, ' ');
        s->at = stop;
    }
}

/* ---- Block texts ----------------------------------------------------------------------------- */

/* "|" or ">" with its indicators: the explicit indentation, or 0; false when text follows. */
static bool block_header(const struct yaml_scan *s, size_t *explicit_indent)
{
    size_t i = s->at + 1;
    *explicit_indent = 0;
    for (int n = 0; n < 2 && !yaml_blank_or_eol(s, i); n++, i++) {
        char c = s->in.ptr[i];
        if (c >= '1' && c <= '9' && !*explicit_indent)
            *explicit_indent = (size_t)(c - '0');
        else if ((c != '+' && c != '-') || (n == 1 && !*explicit_indent))
            break;
    }
    return nothing_follows(s, i);
}

/* A line below a block text that is not indented enough: another key, or lost text? */
static void block_ended(struct yaml_scan *s, size_t header, size_t first, size_t indent, bool empty)
{
    struct str bar = str_sub(s->in, header, 1);
    size_t column = first - s->line, parent = (size_t)(yaml_column(s) + 1);
    bool item = s->in.ptr[first] == '-' && yaml_blank_or_eol(s, first + 1);
    if (column >= parent) {
        yaml_fault(s, DIAG_YAML_BLOCK_INDENT, first, yaml_text_end(s, first), bar,
                   str_number(s->arena, indent));
    } else if (empty && column + 1 == parent && !yaml_looks_like_key(s, first) &&
               !(item && s->levels[s->depth - 1].list) && s->in.ptr[first] != '#' &&
               !yaml_marker(s, s->line)) {
        yaml_fault(s, DIAG_YAML_BLOCK_FLAT, first, yaml_text_end(s, first), bar,
                   str_number(s->arena, parent + 1));
        parent--;
    } else {
        return;
    }
    for (size_t i = s->line;;) { /* what belongs to it in the author's eyes */
        yaml_paint(s, i, yaml_line_end(s, i), ' ');
        s->at = s->line = i = yaml_next_line(s, i);
        first = yaml_skip_blanks(s, i);
        if (i >= s->in.len) return;
        if (!yaml_eol(s, first) && (first - i < parent || yaml_looks_like_key(s, first))) return;
    }
}

static void block_text(struct yaml_scan *s)
{
    size_t header = s->at, explicit_indent, blank_max = 0, indent = 0;
    size_t parent = (size_t)(yaml_column(s) + 1);
    if (!block_header(s, &explicit_indent)) {
        size_t end = yaml_text_end(s, header);
        yaml_fault(s, DIAG_YAML_AFTER_BAR, header, end, str_sub(s->in, header, 1),
                   yaml_remedy(s, s->entry, header, end));
        yaml_paint(s, header, yaml_line_end(s, header), '_');
        s->at = yaml_next_line(s, header);
        s->expect = YAML_EXPECT_MORE;
        return;
    }
    s->expect = YAML_EXPECT_NONE;
    if (explicit_indent) indent = (parent ? parent - 1 : 0) + explicit_indent;
    for (s->at = yaml_next_line(s, header); s->at < s->in.len; s->at = yaml_next_line(s, s->at)) {
        size_t i = s->line = s->at;
        while (i < s->in.len && s->in.ptr[i] == ' ')
            i++;
        size_t first = yaml_skip_blanks(s, i), column = i - s->line;
        if (yaml_eol(s, first)) {
            yaml_paint(s, i, first, ' ');
            if (!indent && first - s->line > blank_max) blank_max = first - s->line;
            continue;
        }
        size_t least = parent > 1 ? parent : 1;
        size_t want = indent ? indent : blank_max > least ? blank_max : least;
        if (!indent && column > want) want = column;
        if (first > i && (!indent || column < want)) {
            yaml_fault(s, DIAG_YAML_TAB, i, first);
            yaml_paint(s, s->line, yaml_line_end(s, i), ' ');
            continue;
        }
        if (column < want) {
            block_ended(s, header, first, want, !indent);
            return;
        }
        indent = want;
    }
}

/* ---- Values ---------------------------------------------------------------------------------- */

void yaml_scan_value(struct yaml_scan *s)
{
    char c = s->in.ptr[s->at];
    size_t first_end = yaml_line_end(s, s->at);
    s->value = s->at;
    if (c == '"' || c == '\'') {
        quoted(s);
    } else if (c == '|' || c == '>') {
        block_text(s);
    } else if (c == '[' || c == '{') {
        yaml_scan_flow(s);
    } else if (yaml_bad_start(s, s->at, yaml_text_end(s, s->at), false)) {
        yaml_paint(s, s->at, first_end, '_');
        s->at = yaml_next_line(s, s->at);
        s->expect = YAML_EXPECT_MORE;
    } else {
        plain_line(s, s->at, false);
    }
}
