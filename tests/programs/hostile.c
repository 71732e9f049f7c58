/* hostile: writes the hostile texts (tests/unit/hostile.h) as Markdown files.
 *
 *     hostile DIR            DIR/NAME.md for each
 */
#include "hostile.h"
#include <stdio.h>

int main(int argc, char **argv)
{
    if (argc != 2) return fputs("usage: hostile DIR\n", stderr), 2;
    struct arena a = {0};
    for (size_t i = 0; i < sizeof hostile_texts / sizeof *hostile_texts; i++) {
        const struct hostile *h = &hostile_texts[i];
        struct str path = STR_CAT(&a, str_of(argv[1]), STR("/"), str_of(h->name), STR(".md"));
        struct str text = hostile_text(&a, h);
        FILE *f = fopen(str_z(&a, path), "w");
        if (!f || fwrite(text.ptr, 1, text.len, f) != text.len || fclose(f))
            return perror(argv[1]), 3;
        arena_reset(&a);
    }
    arena_free(&a);
    return 0;
}
