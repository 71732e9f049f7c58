/* commit_words: see commit_words.h. */
#include "site/commit_words.h"
#include "base/buf.h"

/* The lines after the last empty one; "" when there is but one paragraph, the subject's. */
static struct str last_paragraph(struct str message)
{
    struct str line, rest = message, from = {0};
    bool empty = true, first = true;
    for (size_t at = 0; str_line(&rest, &line); at = message.len - rest.len) {
        bool blank = str_trim(line).len == 0;
        if (!blank && empty) from = first ? STR("") : str_from(message, at);
        if (!blank) first = false;
        empty = blank;
    }
    return from;
}

static bool is_ours(struct str line, struct str *value)
{
    static const struct str keys[] = {STR_INIT("Kurs-endring"), STR_INIT("Course-change")};
    size_t colon = str_find(line, ':');
    if (colon == STR_NONE) return false;
    struct str key = str_trim(str_sub(line, 0, colon));
    *value = str_trim(str_from(line, colon + 1));
    return str_eq_nocase(key, keys[0]) || str_eq_nocase(key, keys[1]);
}

struct str commit_words(struct str message, struct str subject, struct arena *a)
{
    struct str line, value, rest = last_paragraph(message);
    struct buf words = {.arena = a};
    bool found = false, in = false;
    while (str_line(&rest, &line)) {
        bool more = line.len && (line.ptr[0] == ' ' || line.ptr[0] == '\t');
        if (more && in) {
            buf_put_char(&words, ' ');
            buf_put(&words, str_trim(line));
            continue;
        }
        in = !more && is_ours(line, &value);
        if (!in) continue;
        found = true;
        buf_truncate(&words, 0);
        buf_put(&words, value);
    }
    struct str said = buf_str(&words);
    if (!found || !said.len) return str_dup(a, subject);
    return str_eq_nocase(said, STR("ingen")) || str_eq_nocase(said, STR("none")) ? STR("") : said;
}
