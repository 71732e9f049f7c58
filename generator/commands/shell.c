/* shell: see shell.h. */
#include "commands/shell.h"

/* Letters outside ASCII are letters to a shell too. */
static bool is_plain(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (unsigned char)c >= 0x80 || str_find(STR("./_-+:@%,"), c) != STR_NONE;
}

void shell_put_word(struct buf *out, struct str word)
{
    bool plain = word.len > 0, read = false;
    for (size_t i = 0; i < word.len; i++) {
        plain = plain && is_plain(word.ptr[i]);
        read = read || str_find(STR("\"\\$`!"), word.ptr[i]) != STR_NONE;
    }
    char mark = read ? '\'' : '"';
    if (!plain) buf_put_char(out, mark);
    for (size_t i = 0; i < word.len; i++)
        if (word.ptr[i] == mark)
            buf_put(out, STR("'\\''"));
        else
            buf_put_char(out, word.ptr[i]);
    if (!plain) buf_put_char(out, mark);
}
