/* synopsis: what may stand after a command or an option, read from the word that --help prints.
 *
 * The tables say it once, for people and for completion: `DIR` is a folder, `REV` a version in git,
 * `text|json` one of two words. Which word means what stands in synopsis.c; one that is not there
 * is any text.
 *
 *     [DIR]                               a folder, or nothing
 *     REV1 [REV2]                         one or two versions
 *     course DIR | module TITLE           first `course`, then a folder; or `module`, and a text
 *
 * Ownership: views into the tables, or the arena. Errors: none. Threads: pure.
 */
#ifndef STEG_COMMANDS_SYNOPSIS_H
#define STEG_COMMANDS_SYNOPSIS_H

#include "base/arena.h"
#include "base/str.h"

enum takes { TAKES_TEXT, TAKES_FOLDER, TAKES_FILE, TAKES_REVISION, TAKES_BRANCH, TAKES_WORDS };

struct value {
    enum takes takes;
    struct str words; /* WORDS: parted by '|' */
};

/* "DIR", "REV2", "text|json"; NULL is a text. False when it is a word in capitals that is not
 * known, which a test asks about. */
bool synopsis_value(struct value *out, const char *word, struct arena *a);

/* Is the word itself typed, or does something stand for it? */
bool synopsis_is_literal(struct str word);

struct operand {
    struct str word; /* without brackets */
    bool optional;
    size_t alternative; /* from 0 */
    size_t place;       /* from 1: the how manieth word after the command */
    struct str first;   /* the alternative's first word, when that is a literal before this one */
};

enum { OPERANDS_MAX = 32 };

/* How many there are; the rest are left out. */
size_t synopsis_operands(struct operand out[OPERANDS_MAX], const char *operands);

#endif
