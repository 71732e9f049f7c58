/* versions_options: what `steg diff` and `steg log` have in common: which course, which format. */
#ifndef STEG_COMMANDS_VERSIONS_OPTIONS_H
#define STEG_COMMANDS_VERSIONS_OPTIONS_H

#include "commands/command.h"

#define OPTION_COURSE                                              \
    {                                                              \
        "course", 'c', "DIR",                                      \
        {                                                          \
            "the course's folder (default: the one you stand in)", \
                "mappa kurset ligger i (ellers den dere står i)"  \
        }                                                          \
    }
#define OPTION_FORMAT                                                 \
    {                                                                 \
        "format", 'f', "text|markdown|json",                          \
        {                                                             \
            "for people, for release notes, or for programs",         \
                "for folk, til en nyhetsmelding eller for programmer" \
        }                                                             \
    }

enum versions_format { VERSIONS_TEXT, VERSIONS_MARKDOWN, VERSIONS_JSON };

/* What --format says; -1 and a diagnostic when it says something else. */
int versions_format(struct invocation *in, int option);

#endif
