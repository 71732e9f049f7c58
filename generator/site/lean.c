/* lean: see lean.h. */
#include "site/lean.h"
#include "base/buf.h"

static size_t count(struct str line, struct str what)
{
    size_t n = 0;
    for (size_t at; (at = str_find_str(line, what)) != STR_NONE; n++)
        line = str_from(line, at + what.len);
    return n;
}

/* Whether a line that is no comment stands for itself: what it opens, it closes. */
static bool is_whole(struct str line)
{
    return count(line, STR("`")) % 2 == 0 && !str_ends(line, STR("\\")) &&
           count(line, STR("/*")) == count(line, STR("*/"));
}

/* A block comment that begins the line: goes on behind it; false: something stands beside it. */
static bool skip_block(struct str *rest, struct str line)
{
    for (line = str_from(line, 2); str_find_str(line, STR("*/")) == STR_NONE;)
        if (!str_line(rest, &line)) return false;
    return str_ends(str_trim_end(line), STR("*/")) && count(line, STR("*/")) == 1;
}

static struct str lean(struct str whole, bool script, struct arena *a)
{
    struct buf b = {.arena = a};
    struct str rest = whole, line;
    while (str_line(&rest, &line)) {
        line = str_trim(line);
        if (!line.len || (script && str_starts(line, STR("//")))) continue;
        bool licence = str_starts(line, STR("/*!"));
        if (str_starts(line, STR("/*")) && !licence) {
            if (!skip_block(&rest, line)) return whole;
            continue;
        }
        if (!is_whole(line)) return whole;
        buf_put(&b, line);
        if (rest.len || str_ends(whole, STR("\n"))) buf_put_char(&b, '\n');
    }
    return buf_str(&b);
}

struct str lean_script(struct str script, struct arena *a)
{
    return lean(script, true, a);
}

struct str lean_style(struct str style, struct arena *a)
{
    return lean(style, false, a);
}
