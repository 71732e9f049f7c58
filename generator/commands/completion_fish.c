/* Completion in fish, in the language of the locale: a `complete` line for each row of the tables.
 */
#include "commands/command_pages.h"

/* Between ' and '. */
static void put_text(struct buf *b, const char *z)
{
    for (; *z; z++) {
        if (*z == '\'' || *z == '\\') buf_put_char(b, '\\');
        if (*z != '`') buf_put_char(b, *z);
    }
}

static void put_said(struct buf *b, const char *const text[2])
{
    buf_put(b, STR(" -d (__steg_say '"));
    put_text(b, text[LANGUAGE_EN]);
    buf_put(b, STR("' '"));
    put_text(b, text[LANGUAGE_NB]);
    buf_put(b, STR("')"));
}

/* What may stand there, as -a or -F says it; after an option also that something must. */
static void put_value(struct buf *b, const char *word, const char *must)
{
    static const char *const how[] = {
        [TAKES_TEXT] = "",
        [TAKES_FOLDER] = " -a '(__fish_complete_directories)'",
        [TAKES_FILE] = " -F",
        [TAKES_REVISION] = " -a '(__steg_names refs/tags refs/heads refs/remotes)'",
        [TAKES_BRANCH] = " -a '(__steg_names refs/heads)'",
    };
    struct value v;
    synopsis_value(&v, word, b->arena);
    buf_put(b, v.takes == TAKES_FILE && *must ? STR(" -r") : str_of(must));
    if (v.takes != TAKES_WORDS) {
        buf_put(b, str_of(how[v.takes]));
        return;
    }
    buf_put(b, STR(" -a '"));
    struct str rest = v.words;
    while (rest.ptr) {
        buf_put(b, str_cut(&rest, '|'));
        if (rest.ptr) buf_put_char(b, ' ');
    }
    buf_put_char(b, '\'');
}

static void put_option(struct buf *b, const char *command, const struct option *o)
{
    buf_put(b, STR("complete -c steg"));
    if (command) buf_printf(b, " -n '__steg_at %s'", command);
    if (o->letter) buf_printf(b, " -s %c", o->letter);
    buf_printf(b, " -l %s", o->name);
    if (o->argument) put_value(b, o->argument, " -x");
    put_said(b, o->help);
    buf_put_char(b, '\n');
}

static void put_operands(struct buf *b, const struct command *c)
{
    struct operand all[OPERANDS_MAX];
    size_t n = synopsis_operands(all, c->operands);
    for (size_t i = 0; i < n; i++) {
        struct value v;
        synopsis_value(&v, str_z(b->arena, all[i].word), b->arena);
        if (v.takes == TAKES_TEXT) continue;
        buf_printf(b, "complete -c steg -n '__steg_at %s %zu%s%.*s'", c->name, all[i].place,
                   all[i].first.len ? " " : "", STR_ARG(all[i].first));
        put_value(b, str_z(b->arena, all[i].word), "");
        buf_put_char(b, '\n');
    }
}

/* The options that a value follows, by command; those of all commands by no name. */
static void put_taking(struct buf *b)
{
    const struct command *c;
    const struct option *o;
    buf_put(b, STR("# Is the word after an option its value?\n"
                   "function __steg_takes # COMMAND OPTION\n"
                   "    switch \"$argv\"\n"
                   "        case"));
    for (size_t k = 0; (c = command_shown(k)); k++)
        for (o = c->options; o && o->name; o++) {
            if (!o->argument) continue;
            buf_printf(b, " '%s --%s'", c->name, o->name);
            if (o->letter) buf_printf(b, " '%s -%c'", c->name, o->letter);
        }
    for (size_t i = 0; (o = command_option(NULL, i)); i++)
        if (o->argument) buf_printf(b, " '* --%s'", o->name);
    buf_put(b, STR("\n            return 0\n"
                   "    end\n"
                   "    return 1\n"
                   "end\n\n"));
}

static const char functions[] =
    "function __steg_say # ENGLISH NORWEGIAN\n"
    "    set -l locale (string match -r '.+' -- $LC_ALL $LC_MESSAGES $LANG)\n"
    "    if string match -qr '^n[bno]' -- $locale[1]\n"
    "        echo $argv[2]\n"
    "    else\n"
    "        echo $argv[1]\n"
    "    end\n"
    "end\n"
    "\n"
    "function __steg_names\n"
    "    command git for-each-ref '--format=%(refname:short)' $argv 2>/dev/null\n"
    "end\n"
    "\n"
    "# Is this the command (\"\" for none yet), the how manieth word after it, and the first one?\n"
    "function __steg_at # COMMAND [PLACE [FIRST]]\n"
    "    set -l words (commandline -opc)\n"
    "    set -l found\n"
    "    set -l value 0\n"
    "    for word in $words[2..]\n"
    "        if test $value = 1\n"
    "            set value 0\n"
    "        else if string match -q -- '-*' $word\n"
    "            __steg_takes \"$found[1]\" $word; and set value 1\n"
    "        else\n"
    "            set -a found $word\n"
    "        end\n"
    "    end\n"
    "    test \"$found[1]\" = \"$argv[1]\"; or return 1\n"
    "    test -z \"$argv[2]\"; or test (count $found) = $argv[2]; or return 1\n"
    "    test -z \"$argv[3]\"; or test \"$found[2]\" = \"$argv[3]\"\n"
    "end\n"
    "\n"
    "complete -c steg -f\n";

void completion_fish(struct buf *b, enum language l)
{
    const struct command *c;
    const struct option *o;
    (void)l; /* both: the shell says which */
    buf_put(b, STR("# Completion of steg in fish.\n"
                   "# Made by `make docs` from the tables in the code: change them there.\n\n"));
    put_taking(b);
    buf_put(b, str_of(functions));
    for (size_t k = 0; (c = command_shown(k)); k++) {
        buf_printf(b, "complete -c steg -n '__steg_at \"\"' -a %s", c->name);
        put_said(b, c->summary);
        buf_put_char(b, '\n');
    }
    for (size_t i = 0; (o = command_option(NULL, i)); i++)
        put_option(b, NULL, o);
    for (o = command_program_options; o->name; o++)
        put_option(b, "\"\"", o);
    for (size_t k = 0; (c = command_shown(k)); k++) {
        for (o = c->options; o && o->name; o++)
            put_option(b, c->name, o);
        put_operands(b, c);
    }
}
