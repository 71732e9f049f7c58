/* command: see command.h. */
#include "commands/command.h"
#include "base/buf.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

const struct command *const commands[] = {
    &command_new,    &command_serve, &command_check,   &command_explain,   &command_list,
    &command_stats,  &command_log,   &command_diff,    &command_build,     &command_publish,
    &command_schema, &command_help,  &command_version, &command_reference, NULL,
};

const struct option command_program_options[] = {
    {"version", 0, NULL, {"which steg this is", "hvilken steg dette er"}},
    {0},
};

enum { COMMON_LANG, COMMON_COLOUR, COMMON_HELP, COMMON_COUNT };

static const struct option common[] = {
    [COMMON_LANG] = {"lang",
                     0,
                     "nb|en",
                     {"language of the messages (default: the locale's)",
                      "språket i meldingene (ellers det maskinen er satt opp med)"}},
    [COMMON_COLOUR] = {"color",
                       0,
                       "auto|always|never",
                       {"colours in messages (default: auto, on a terminal)",
                        "farger i meldingene (ellers auto: i en terminal)"}},
    [COMMON_HELP] = {"help", 'h', NULL, {"this text", "denne teksten"}},
    [COMMON_COUNT] = {0},
};

const struct command_fact command_statuses[] = {
    {"0",
     {"All is well; there may be warnings. Also when whoever reads what is said has gone, as in "
      "`steg log | head`.",
      "Alt er i orden; det kan være advarsler. Også når den som leser det som blir sagt, har gått, "
      "som i `steg log | head`."}},
    {"1",
     {"There is something to mend in the course, or a warning with `--strict`.",
      "Det er noe å rette i kurset, eller en advarsel med `--strict`."}},
    {"2", {"The command was not written as it should be.", "Kommandoen var ikke skrevet riktig."}},
    {"3",
     {"The machine hindered it: a full disk, a missing permission, a folder that is in use; or "
      "what there was to say could not be written.",
      "Maskinen hindret det: full disk, manglende tilgang, en mappe som er i bruk; eller det som "
      "skulle sies, lot seg ikke skrive."}},
    {"4", {"A fault in steg itself.", "En feil i steg selv."}},
    {"130",
     {"Stopped with Ctrl-C (143: with SIGTERM). The last good site stands as it was, and nothing "
      "half-made is left.",
      "Stoppet med Ctrl-C (143: med SIGTERM). Det siste gode nettstedet står som det var, og "
      "ingenting halvferdig ligger igjen."}},
    {0},
};

const struct command_fact command_environment[] = {
    {"LC_ALL, LC_MESSAGES, LANG",
     {"The first that is set gives the language of the messages: Norwegian for nb, nn and no, "
      "otherwise English. `--lang` goes before.",
      "Den første som er satt, bestemmer språket i meldingene: norsk for nb, nn og no, ellers "
      "engelsk. `--lang` går foran."}},
    {"NO_COLOR",
     {"No colours, when it is set to something. `--color` goes before.",
      "Ingen farger når den er satt til noe. `--color` går foran."}},
    {"TERM",
     {"With `dumb` there are no colours and no progress line.",
      "Med `dumb` blir det verken farger eller fremdriftslinje."}},
    {"TMPDIR",
     {"Where folders that go away again are made; otherwise `/var/tmp`.",
      "Der mapper som skal bort igjen, blir laget; ellers `/var/tmp`."}},
    {"HOME",
     {"A folder that no site goes straight into.",
      "En mappe som ikke noe nettsted legges rett i."}},
    {"BROWSER",
     {"The program that `steg serve --open` starts; otherwise `xdg-open`.",
      "Programmet som `steg serve --open` starter; ellers `xdg-open`."}},
    {"GIT_COMMITTER_NAME, GIT_COMMITTER_EMAIL",
     {"Who publishes, when git's settings are not to say it.",
      "Hvem som publiserer, når ikke innstillingene i git skal bestemme det."}},
    {"GIT_CEILING_DIRECTORIES, GIT_DISCOVERY_ACROSS_FILESYSTEM",
     {"How far up a repository is looked for, as in git.",
      "Hvor langt opp det letes etter et kodelager, som i git."}},
    {"STEG_DEBUG",
     {"When it is set, what libraries print in steg's own processes is heard.",
      "Når den er satt, høres det bibliotekene skriver i prosessene til steg."}},
    {0},
};

/* ---- Reading the command line ---------------------------------------------------------------- */

static size_t option_count(const struct option *o)
{
    size_t n = 0;
    while (o && o[n].name)
        n++;
    return n;
}

const struct option *command_option(const struct command *c, size_t i)
{
    size_t own = c ? option_count(c->options) : 0;
    if (i < own) return &c->options[i];
    return i - own < COMMON_COUNT ? &common[i - own] : NULL;
}

/* Its index, or how many there are. */
static size_t option_find(const struct command *c, struct str name, char letter)
{
    size_t i = 0;
    for (const struct option *o; (o = command_option(c, i)); i++)
        if (letter ? o->letter == letter : str_eq(name, str_of(o->name))) break;
    return i;
}

const char *command_typed(const struct command_example *e, enum language l)
{
    return l == LANGUAGE_NB && e->typed_nb ? e->typed_nb : e->typed;
}

/* An option as it stands in argv. */
struct word {
    struct str whole, name, value; /* the value when it is part of the word: .ptr is NULL if not */
    char letter;                   /* 0 for a long one */
};

static struct word split(const char *arg)
{
    struct word w = {.whole = str_of(arg)};
    if (str_starts(w.whole, STR("--"))) {
        w.value = str_from(w.whole, 2);
        w.name = str_cut(&w.value, '=');
    } else {
        w.letter = arg[1];
        if (w.whole.len > 2) w.value = str_from(w.whole, 2);
    }
    return w;
}

static void unknown_option(struct invocation *in, const struct command *c, const struct word *w)
{
    struct str names[COMMAND_OPTIONS_MAX];
    size_t n = 0;
    for (const struct option *o; n < COMMAND_OPTIONS_MAX && (o = command_option(c, n)); n++)
        names[n] = str_of(o->name);
    struct str help = c ? STR_CAT(in->arena, str_of(c->name), STR(" --help")) : STR("--help");
    diag(in->diags, DIAG_UNKNOWN_OPTION, (struct pos){0}, w->whole, diag_nearest(w->name, names, n),
         help);
}

/* `text|json`: one of these. */
static bool is_one_of(struct invocation *in, const struct option *o, struct str value)
{
    struct str rest = str_of(o->argument), words[16];
    size_t n = 0;
    if (str_find(rest, '|') == STR_NONE) return true;
    while (rest.ptr && n < sizeof words / sizeof *words) {
        words[n] = str_cut(&rest, '|');
        if (words[n].len && words[n].ptr[0] >= 'A' && words[n].ptr[0] <= 'Z') return true;
        if (str_eq(words[n++], value)) return true;
    }
    if (o == &common[COMMON_LANG])
        diag(in->diags, DIAG_UNKNOWN_LANGUAGE, (struct pos){0}, value);
    else
        diag(in->diags, DIAG_BAD_OPTION_VALUE, (struct pos){0},
             STR_CAT(in->arena, STR("--"), str_of(o->name)), value,
             str_join(in->arena, words, n, STR(", ")));
    return false;
}

/* Takes the option at argv[*i], one of c's; the value stands after `=`, in the letter's rest, or
 * next. */
static bool take_option(struct invocation *in, const struct command *c, int argc, char **argv,
                        int *i)
{
    struct word w = split(argv[*i]);
    size_t k = option_find(c, w.name, w.letter);
    const struct option *o = command_option(c, k);
    if (!o && !c && str_eq(w.whole, STR("--version"))) return in->version = true;
    if (!o) {
        unknown_option(in, c, &w);
        return false;
    }
    if (o->argument && !w.value.ptr && *i + 1 < argc) w.value = str_of(argv[++*i]);
    if (o->argument ? w.value.len == 0 : w.value.ptr != NULL) {
        diag(in->diags, o->argument ? DIAG_OPTION_NEEDS_VALUE : DIAG_OPTION_TAKES_NO_VALUE,
             (struct pos){0}, w.whole, str_of(o->argument));
        return false;
    }
    if (o->argument && !is_one_of(in, o, w.value)) return false;
    size_t at = c || !in->command ? k : option_count(in->command->options) + k;
    in->given[at] = true;
    in->values[at] = w.value.ptr ? str_z(in->arena, w.value) : NULL;
    return true;
}

const struct command *command_find(struct str word, struct diags *d)
{
    struct str names[32];
    size_t n = 0;
    for (size_t i = 0; commands[i]; i++) {
        struct str name = str_of(commands[i]->name);
        if (str_eq(word, name)) return commands[i];
        if (commands[i]->group != COMMANDS_HIDDEN && n < sizeof names / sizeof *names)
            names[n++] = name;
    }
    diag(d, DIAG_UNKNOWN_COMMAND, (struct pos){0}, word, diag_nearest(word, names, n));
    return NULL;
}

/* Where the command stands: the first word that is neither an option nor the value of one; or argc.
 */
static int find_command(int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        if (argv[i][0] != '-' || !argv[i][1]) return i;
        struct word w = split(argv[i]);
        const struct option *o = command_option(NULL, option_find(NULL, w.name, w.letter));
        i += o && o->argument && !w.value.ptr;
    }
    return argc;
}

static void settle_common(struct invocation *in)
{
    size_t own = in->command ? option_count(in->command->options) : 0;
    const char *colour = in->values[own + COMMON_COLOUR];
    if (colour && strcmp(colour, "always") == 0) in->colour = COLOUR_ALWAYS;
    if (colour && strcmp(colour, "never") == 0) in->colour = COLOUR_NEVER;
    in->help = in->given[own + COMMON_HELP];
}

bool command_parse(struct invocation *in, int argc, char **argv)
{
    int at = find_command(argc, argv);
    if (at < argc && !(in->command = command_find(str_of(argv[at]), in->diags))) return false;
    bool good = true, only_operands = false;
    for (int i = 1; i < argc; i++) {
        const char *word = argv[i];
        if (i == at) continue;
        if (i > at && !only_operands && strcmp(word, "--") == 0) {
            only_operands = true;
        } else if (!only_operands && word[0] == '-' && word[1]) {
            good = take_option(in, i < at ? NULL : in->command, argc, argv, &i) && good;
        } else if (in->noperands < in->command->max_operands) {
            in->operands[in->noperands++] = word;
        } else {
            diag(in->diags, DIAG_TOO_MANY_WORDS, (struct pos){0}, str_of(word));
            good = false;
        }
    }
    settle_common(in);
    return good;
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

bool command_colour(const struct invocation *in, int fd)
{
    const char *none = getenv("NO_COLOR"), *term = getenv("TERM");
    if (in->colour != COLOUR_AUTO) return in->colour == COLOUR_ALWAYS;
    return isatty(fd) && !(none && *none) && term && *term && strcmp(term, "dumb") != 0;
}

int command_print(struct str text)
{
    errno = 0;
    if (text.len) fwrite(text.ptr, 1, text.len, stdout);
    if (fflush(stdout) == 0 && !ferror(stdout)) return EXIT_FINE;
    if (errno != EPIPE) return EXIT_ENVIRONMENT;
    clearerr(stdout);
    return EXIT_FINE;
}

int command_finish(struct invocation *in, bool strict)
{
    struct diag_style style = {
        .language = in->language,
        .strict = strict,
        .colour = command_colour(in, STDERR_FILENO),
    };
    struct buf b = {.arena = in->arena};
    diags_print(&b, in->diags, style);
    errno = 0;
    if (b.len) fwrite(b.ptr, 1, b.len, stderr);
    int code = diags_exit_code(in->diags, strict);
    return (fflush(stderr) == 0 && !ferror(stderr)) || errno == EPIPE ? code : EXIT_ENVIRONMENT;
}
