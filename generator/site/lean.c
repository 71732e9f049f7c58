/* lean: see lean.h. */
#include "site/lean.h"
#include "base/buf.h"

static bool is_comment(struct str line)
{
    return str_starts(line, STR("//"));
}

/* Whether a line that is no comment stands for itself: what it opens, it closes. */
static bool is_whole(struct str line)
{
    size_t ticks = 0;
    for (size_t i = 0; i < line.len; i++)
        ticks += line.ptr[i] == '`';
    return ticks % 2 == 0 && !str_ends(line, STR("\\")) &&
           str_find_str(line, STR("/*")) == STR_NONE && str_find_str(line, STR("*/")) == STR_NONE;
}

struct str lean_script(struct str script, struct arena *a)
{
    struct buf b = {.arena = a};
    struct str rest = script, line;
    while (str_line(&rest, &line)) {
        line = str_trim(line);
        if (!line.len || is_comment(line)) continue;
        if (!is_whole(line)) return script;
        buf_put(&b, line);
        buf_put_char(&b, '\n');
    }
    return buf_str(&b);
}
