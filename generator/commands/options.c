/* options: see options.h. */
#include "commands/options.h"
#include <string.h>
#include <time.h>

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

/* In the machine's own time zone: a day begins where the author is. */
static struct date day_of_clock(void)
{
    time_t now = time(NULL);
    struct tm t;
    if (!localtime_r(&now, &t)) return (struct date){0};
    return (struct date){.year = (uint16_t)(t.tm_year + 1900),
                         .month = (uint8_t)(t.tm_mon + 1),
                         .day = (uint8_t)t.tm_mday};
}

bool option_day(struct date *out, struct invocation *in, int option)
{
    struct str text = str_of(in->values[option]);
    struct str name = STR_CAT(in->arena, STR("--"), str_of(in->command->options[option].name));
    *out = day_of_clock();
    if (!text.len) return true;
    enum date_end end = date_read(out, text);
    if (end == DATE_READ) return true;
    enum diag_id id = end == DATE_MISSING ? DIAG_NO_SUCH_DATE : DIAG_WRONG_DATE;
    diag(in->diags, id, (struct pos){0}, name, text, STR(""));
    return false;
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
