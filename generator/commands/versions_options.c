/* versions_options: see versions_options.h. */
#include "commands/versions_options.h"
#include <string.h>

int versions_format(struct invocation *in, int option)
{
    static const char *const words[] = {"text", "markdown", "json"};
    const char *given = in->values[option];
    if (!given) return VERSIONS_TEXT;
    for (int i = 0; i < 3; i++)
        if (strcmp(given, words[i]) == 0) return i;
    diag(in->diags, DIAG_BAD_OPTION_VALUE, (struct pos){0}, STR("--format"), str_of(given),
         STR("text, markdown, json"));
    return -1;
}
