/* command: see command.h. */
#include "commands/command.h"
#include "base/buf.h"
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

const struct command *const commands[] = {
    &command_build,   &command_diff,      &command_log,   &command_new,
    &command_publish, &command_reference, &command_serve, NULL,
};

static const struct option common[] = {
    {"lang",
     0,
     "nb|en",
     {"language of the messages (default: the locale's)",
      "språket i meldingene (ellers det maskinen er satt opp med)"}},
    {"help", 'h', NULL, {"this text", "denne teksten"}},
    {0},
};

enum { COMMON_LANG, COMMON_HELP, COMMON_COUNT };

/* ---- Reading the command line ---------------------------------------------------------------- */

static size_t option_count(const struct option *o)
{
    size_t n = 0;
    while (o && o[n].name)
        n++;
    return n;
}

/* An option by its index: the command's own first, then the common ones. */
static const struct option *option_at(const struct command *c, size_t i)
{
    size_t own = option_count(c->options);
    return i < own ? &c->options[i] : &common[i - own];
}

static size_t option_find(const struct command *c, struct str name, char letter)
{
    size_t n = option_count(c->options) + COMMON_COUNT;
    for (size_t i = 0; i < n; i++) {
        const struct option *o = option_at(c, i);
        if (letter ? o->letter == letter : str_eq(name, str_of(o->name))) return i;
    }
    return n;
}

static void unknown_option(struct invocation *in, struct str word, struct str name)
{
    struct str names[32];
    size_t n = option_count(in->command->options) + COMMON_COUNT;
    for (size_t i = 0; i < n; i++)
        names[i] = str_of(option_at(in->command, i)->name);
    diag(in->diags, DIAG_UNKNOWN_OPTION, (struct pos){0}, word, diag_nearest(name, names, n),
         str_of(in->command->name));
}

/* Takes one option at argv[*i]; the value stands after `=`, in the letter's rest, or next. */
static bool take_option(struct invocation *in, int argc, char **argv, int *i)
{
    struct str word = str_of(argv[*i]), rest = {0};
    bool is_long = str_starts(word, STR("--"));
    struct str name = is_long ? str_from(word, 2) : STR("");
    if (is_long) {
        rest = name;
        name = str_cut(&rest, '=');
    } else if (word.len > 2) {
        rest = str_from(word, 2);
    }
    size_t k = option_find(in->command, name, is_long ? 0 : argv[*i][1]);
    if (k == option_count(in->command->options) + COMMON_COUNT) {
        unknown_option(in, word, name);
        return false;
    }
    const struct option *o = option_at(in->command, k);
    if (o->argument && !rest.ptr && *i + 1 < argc) rest = str_of(argv[++*i]);
    if (o->argument ? rest.len == 0 : rest.ptr != NULL) {
        diag(in->diags, o->argument ? DIAG_OPTION_NEEDS_VALUE : DIAG_OPTION_TAKES_NO_VALUE,
             (struct pos){0}, word, str_of(o->argument));
        return false;
    }
    in->given[k] = true;
    in->values[k] = rest.ptr ? str_z(in->arena, rest) : NULL;
    return true;
}

static const struct command *find_command(struct invocation *in, struct str word)
{
    struct str names[16];
    size_t n = 0;
    for (; commands[n]; n++) {
        names[n] = str_of(commands[n]->name);
        if (str_eq(word, names[n])) return commands[n];
    }
    diag(in->diags, DIAG_UNKNOWN_COMMAND, (struct pos){0}, word, diag_nearest(word, names, n));
    return NULL;
}

bool command_parse(struct invocation *in, int argc, char **argv)
{
    in->command = find_command(in, str_of(argv[1]));
    if (!in->command) return false;
    bool good = true, only_operands = false;
    for (int i = 2; i < argc; i++) {
        const char *word = argv[i];
        if (!only_operands && strcmp(word, "--") == 0) {
            only_operands = true;
        } else if (!only_operands && word[0] == '-' && word[1]) {
            good = take_option(in, argc, argv, &i) && good;
        } else if (in->noperands < in->command->max_operands) {
            in->operands[in->noperands++] = word;
        } else {
            diag(in->diags, DIAG_TOO_MANY_WORDS, (struct pos){0}, str_of(word));
            good = false;
        }
    }
    size_t own = option_count(in->command->options);
    const char *lang = in->values[own + COMMON_LANG];
    if (lang && strcmp(lang, "nb") != 0 && strcmp(lang, "en") != 0) {
        diag(in->diags, DIAG_UNKNOWN_LANGUAGE, (struct pos){0}, str_of(lang));
        good = false;
    }
    if (good && in->given[own + COMMON_HELP]) in->command = NULL; /* main prints the help */
    return good;
}

/* ---- Help
 * ------------------------------------------------------------------------------------------------
 */

static void put_option(struct buf *b, const struct option *o, enum language l)
{
    size_t from = b->len;
    buf_put(b, STR("  "));
    if (o->letter) {
        buf_put_char(b, '-');
        buf_put_char(b, o->letter);
        buf_put(b, STR(", "));
    } else {
        buf_put(b, STR("    "));
    }
    buf_printf(b, "--%s", o->name);
    if (o->argument) buf_printf(b, " %s", o->argument);
    while (b->len - from < 26)
        buf_put_char(b, ' ');
    buf_printf(b, " %s\n", o->help[l]);
}

void command_help(struct buf *b, const struct command *c, enum language l)
{
    bool nb = l == LANGUAGE_NB;
    if (c) {
        buf_printf(b, "steg %s – %s\n\n%s: steg %s [%s] %s\n\n", c->name, c->summary[l],
                   nb ? "Bruk" : "Usage", c->name, nb ? "valg" : "options", c->operands);
        for (const struct option *o = c->options; o && o->name; o++)
            put_option(b, o, l);
        for (const struct option *o = common; o->name; o++)
            put_option(b, o, l);
        return;
    }
    buf_put(b, nb ? STR("steg lager nettsteder av kurs som et team går gjennom sammen.\n\n"
                        "Bruk: steg KOMMANDO [valg] [mappe]\n\n")
                  : STR("steg makes sites from courses that a team works through together.\n\n"
                        "Usage: steg COMMAND [options] [folder]\n\n"));
    for (size_t i = 0; commands[i]; i++)
        buf_printf(b, "  %-12s %s\n", commands[i]->name, commands[i]->summary[l]);
    buf_put(b, nb ? STR("\nsteg KOMMANDO --help sier mer om en kommando.\n")
                  : STR("\nsteg COMMAND --help says more about a command.\n"));
}

/* ---- Language and output --------------------------------------------------------------------- */

static enum language language_of(const char *tag)
{
    return tag[0] == 'n' && (tag[1] == 'b' || tag[1] == 'n' || tag[1] == 'o') ? LANGUAGE_NB
                                                                              : LANGUAGE_EN;
}

enum language command_language(int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--") == 0) break;
        if (strncmp(argv[i], "--lang=", 7) == 0) return language_of(argv[i] + 7);
        if (strcmp(argv[i], "--lang") == 0 && i + 1 < argc) return language_of(argv[i + 1]);
    }
    static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *value = getenv(names[i]);
        if (value && *value) return language_of(value);
    }
    return LANGUAGE_EN;
}

int command_print(struct str text)
{
    if (text.len) fwrite(text.ptr, 1, text.len, stdout);
    return fflush(stdout) == 0 && !ferror(stdout) ? EXIT_FINE : EXIT_ENVIRONMENT;
}

int command_finish(struct invocation *in, bool strict)
{
    struct diag_style style = {
        .language = in->language,
        .strict = strict,
        .colour = isatty(STDERR_FILENO) && !getenv("NO_COLOR"),
    };
    struct buf b = {.arena = in->arena};
    diags_print(&b, in->diags, style);
    if (b.len) fwrite(b.ptr, 1, b.len, stderr);
    int code = diags_exit_code(in->diags, strict);
    return fflush(stderr) == 0 && !ferror(stderr) ? code : EXIT_ENVIRONMENT;
}
