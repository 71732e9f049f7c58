/* Where a figure would break the words that are given, a line each: "lærings=felles-skap". */
#include "base/utf8.h"
#include "course/figure_internal.h"
#include <stdio.h>

int main(void)
{
    char line[4 * FIGURE_WORD_MAX + 2];
    while (fgets(line, sizeof line, stdin)) {
        struct str word = str_trim(str_of(line)), rest = word;
        uint8_t at[FIGURE_WORD_MAX + 1];
        figure_hyphenate(at, word);
        uint32_t rune;
        for (size_t i = 0, from = 0; utf8_next(&rest, &rune); i++, from = word.len - rest.len) {
            if (at[i]) putchar(at[i] == 2 ? '=' : '-');
            printf("%.*s", STR_ARG(str_sub(word, from, word.len - rest.len - from)));
        }
        putchar('\n');
    }
    return 0;
}
