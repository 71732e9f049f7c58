/* options: what several commands are asked in the same words: the rows of their tables, and what an
 * option says.
 *
 *     enum { REV, JOBS };
 *     static const struct option options[] = {
 *         [REV] = OPTION_REV("build", "bygg"),
 *         [JOBS] = OPTION_JOBS,
 *         {0},
 *     };
 *     unsigned jobs;
 *     if (!option_jobs(&jobs, in, JOBS)) …
 *
 * Errors: false, or -1, and a diagnostic that names the option and what it takes. Threads: pure.
 */
#ifndef STEG_COMMANDS_OPTIONS_H
#define STEG_COMMANDS_OPTIONS_H

#include "commands/command.h"
#include "course/schema.h"

/* clang-format off */

#define OPTION_COURSE \
    {"course", 'c', "DIR", \
     {"the course's folder (default: the one you stand in)", \
      "mappa kurset ligger i (ellers den dere står i)"}}
/* What is done with the course, in both languages. */
#define OPTION_REV(verb, verb_nb) \
    {"rev", 'r', "REV", \
     {verb " the course as it was in a tag, branch or commit", \
      verb_nb " kurset slik det var i en merkelapp (tag), gren eller innsjekking"}}
#define OPTION_VERSIONS \
    {"format", 'f', "text|markdown|json", \
     {"for people, for release notes, or for programs", \
      "for folk, til en nyhetsmelding eller for programmer"}}
#define OPTION_JOBS \
    {"jobs", 'j', "N", \
     {"processes at a time (default: one for each processor)", \
      "hvor mange prosesser som arbeider (ellers én for hver prosessor)"}}
/* What the day is for, in both languages. */
#define OPTION_TODAY(meaning, meaning_nb) \
    {"today", 0, "DATE", \
     {meaning " (default: today)", meaning_nb " (ellers dagens dato)"}}
#define OPTION_STRICT \
    {"strict", 0, NULL, {"warnings are errors", "advarsler er feil"}}
#define OPTION_QUIET \
    {"quiet", 'q', NULL, \
     {"say nothing when all is well; warnings and errors are still told", \
      "si ingenting når alt er bra; advarsler og feil blir fortalt likevel"}}

/* clang-format on */

enum versions_format { VERSIONS_TEXT, VERSIONS_MARKDOWN, VERSIONS_JSON };

/* What an option of the command says: the index of one of the words (NULL after the last), 0 when
 * it was not given; -1 when it says something else. */
int option_word(struct invocation *in, int option, const char *const *words);

/* OPTION_VERSIONS: an enum versions_format, or -1. */
int option_versions(struct invocation *in, int option);

/* OPTION_TODAY: the day that was given; else the one that it is where the author is, all zeros when
 * the clock cannot tell. */
bool option_day(struct date *out, struct invocation *in, int option);

/* OPTION_JOBS: 0 when it was not given. */
bool option_jobs(unsigned *out, struct invocation *in, int option);

#endif
