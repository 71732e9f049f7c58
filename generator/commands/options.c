/* options: see options.h. */
#include "commands/options.h"
#include <string.h>

enum { JOBS_MAX = 64, WORDS_MAX = 8 };

static void refuse(struct invocation *in, int option, struct str good)
{
    struct str name = str_of(in->command->options[option].name);
    diag(in->diags, DIAG_BAD_OPTION_VALUE, (struct pos){0}, STR_CAT(in->arena, STR("--"), name),
         str_of(in->values[option]), good);
}

int option_word(struct invocation *in, int option, const char *const *words)
{
    struct str all[WORDS_MAX];
    const char *given = in->values[option];
    size_t n = 0;
    if (!given) return 0;
    for (; words[n]; n++) {
        if (strcmp(given, words[n]) == 0) return (int)n;
        all[n] = str_of(words[n]);
    }
    refuse(in, option, str_join(in->arena, all, n, STR(", ")));
    return -1;
}

int option_versions(struct invocation *in, int option)
{
    static const char *const words[] = {"text", "markdown", "json", NULL};
    return option_word(in, option, words);
}

bool option_jobs(unsigned *out, struct invocation *in, int option)
{
    const char *given = in->values[option];
    uint32_t jobs = 0;
    bool good = !given || (str_to_u32(str_of(given), JOBS_MAX, &jobs) && jobs > 0);
    if (!good) refuse(in, option, STR("1–64"));
    *out = jobs;
    return good;
}
