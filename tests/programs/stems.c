/* stems: what words become, a line for each word of the input:
 *
 *     stems LANGUAGE        word TAB the word as the index has it
 *
 * tests/search/stems.mjs compares this with what the browser makes of them.
 */
#include "site/search_parts.h"
#include <stdio.h>
#include <stdlib.h>

int main(int argc, char **argv)
{
    if (argc != 2) return fputs("usage: stems LANGUAGE\n", stderr), 2;
    struct arena a = {0};
    struct words_seen *seen = words_seen_new(str_of(argv[1]));
    if (!seen) return fputs("stems: no memory\n", stderr), 3;
    char *line = NULL;
    size_t room = 0;
    for (ssize_t n; (n = getline(&line, &room, stdin)) > 0;) {
        struct str word = str_trim((struct str){line, (size_t)n});
        struct str base = words_base(seen, word, &a);
        printf("%.*s\t%.*s\n", STR_ARG(word), STR_ARG(base));
        arena_reset(&a);
    }
    free(line);
    words_seen_free(seen);
    arena_free(&a);
    return 0;
}
