/* Where a figure would break the words that are given, a line each: "lærings=felles-skap".
 *     hyphens [LANGUAGE]      nb without */
#include "base/utf8.h"
#include "course/figure_internal.h"
#include <stdio.h>

int main(int argc, char **argv)
{
    enum figure_rules rules = figure_rules_of(str_of(argc > 1 ? argv[1] : "nb"));
    char line[4 * FIGURE_WORD_MAX + 2];
    while (fgets(line, sizeof line, stdin)) {
        struct str word = str_trim(str_of(line)), rest = word;
        uint8_t at[FIGURE_WORD_MAX + 1];
        figure_hyphenate(at, word, rules);
        uint32_t rune;
        for (size_t i = 0, from = 0; utf8_next(&rest, &rune); i++, from = word.len - rest.len) {
            if (at[i]) putchar(at[i] == 2 ? '=' : '-');
            printf("%.*s", STR_ARG(str_sub(word, from, word.len - rest.len - from)));
        }
        putchar('\n');
    }
    return 0;
}
