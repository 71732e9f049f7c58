/* Completion in zsh, in the language of the locale: specifications for _arguments(1), from the
 * tables. */
#include "commands/command_pages.h"

/* Text within '...', where : and ] would mean something to _arguments. */
static void put_text(struct buf *b, const char *z)
{
    for (; *z; z++) {
        if (*z == '\'')
            buf_put(b, STR("'\\''"));
        else if (strchr("[]:\\", *z))
            buf_printf(b, "\\%c", *z);
        else if (*z != '`')
            buf_put_char(b, *z);
    }
}

/* ":what:how" of a value. */
static void put_value(struct buf *b, const char *word)
{
    static const char *const how[] = {
        [TAKES_TEXT] = " ",
        [TAKES_FOLDER] = "_files -/",
        [TAKES_FILE] = "_files",
        [TAKES_REVISION] = " _steg_names refs/tags refs/heads refs/remotes",
        [TAKES_BRANCH] = " _steg_names refs/heads",
    };
    struct value v;
    synopsis_value(&v, word, b->arena);
    buf_put_char(b, ':');
    put_text(b, synopsis_is_literal(str_of(word)) ? " " : word);
    buf_put_char(b, ':');
    if (v.takes != TAKES_WORDS) {
        buf_put(b, str_of(how[v.takes]));
        return;
    }
    buf_put_char(b, '(');
    struct str rest = v.words;
    while (rest.ptr) {
        buf_put(b, str_cut(&rest, '|'));
        if (rest.ptr) buf_put_char(b, ' ');
    }
    buf_put_char(b, ')');
}

/* '(-o --out)'{-o+,--out=}'[where to]:DIR:_files -/' */
static void put_option(struct buf *b, const struct option *o, enum language l)
{
    const char *own = o->argument ? "=" : "", *letters = o->argument ? "+" : "";
    if (o->letter)
        buf_printf(b, "            '(-%c --%s)'{-%c%s,--%s%s}'[", o->letter, o->name, o->letter,
                   letters, o->name, own);
    else
        buf_printf(b, "            '--%s%s[", o->name, own);
    put_text(b, o->help[l]);
    buf_put_char(b, ']');
    if (o->argument) put_value(b, o->argument);
    buf_put(b, STR("'\n"));
}

/* What can stand at a place, whatever stands before: what depends on the first word is chosen when
 * it is known. */
static void put_operands(struct buf *b, const struct command *c)
{
    struct operand all[OPERANDS_MAX];
    size_t n = synopsis_operands(all, c->operands), done = 0;
    for (size_t i = 0; i < n; i++) {
        if (all[i].first.len || all[i].place <= done) continue;
        struct buf words = {.arena = b->arena};
        for (size_t k = i; k < n; k++)
            if (all[k].place == all[i].place && !all[k].first.len)
                buf_printf(&words, "%s%.*s", words.len ? "|" : "", STR_ARG(all[k].word));
        done = all[i].place;
        buf_printf(b, "            '%zu%s", done, all[i].optional ? ":" : "");
        put_value(b, str_z(b->arena, buf_str(&words)));
        buf_put(b, STR("'\n"));
    }
}

static void put_later_operands(struct buf *b, const struct command *c)
{
    struct operand all[OPERANDS_MAX];
    size_t n = synopsis_operands(all, c->operands);
    for (size_t i = 0; i < n; i++) {
        if (!all[i].first.len) continue;
        buf_printf(b, "        (($words[(I)%.*s])) && arguments+=('%zu", STR_ARG(all[i].first),
                   all[i].place);
        put_value(b, str_z(b->arena, all[i].word));
        buf_put(b, STR("')\n"));
    }
}

static void put_arguments(struct buf *b, const struct command *c, enum language l)
{
    const struct option *o;
    buf_put(b, STR("        arguments=(\n"));
    for (size_t i = 0; (o = command_option(c, i)); i++)
        put_option(b, o, l);
    if (c) put_operands(b, c);
    for (o = c ? NULL : command_program_options; o && o->name; o++)
        put_option(b, o, l);
    buf_put(b, STR("        )\n"));
}

static void put_language(struct buf *b, enum language l)
{
    const struct command *c;
    buf_printf(b, "_steg_%s() {\n    case $1 in\n    commands)\n        commands=(\n",
               l == LANGUAGE_NB ? "nb" : "en");
    for (size_t k = 0; (c = command_shown(k)); k++) {
        buf_printf(b, "            '%s:", c->name);
        put_text(b, c->summary[l]);
        buf_put(b, STR("'\n"));
    }
    buf_put(b, STR("        )\n"));
    put_arguments(b, NULL, l);
    buf_put(b, STR("        ;;\n"));
    for (size_t k = 0; (c = command_shown(k)); k++) {
        buf_printf(b, "    %s)\n", c->name);
        put_arguments(b, c, l);
        put_later_operands(b, c);
        buf_put(b, STR("        ;;\n"));
    }
    buf_put(b, STR("    esac\n}\n\n"));
}

static const char functions[] =
    "_steg_names() {\n"
    "    local -a names\n"
    "    names=(${(f)\"$(git for-each-ref '--format=%(refname:short)' $@ 2>/dev/null)\"})\n"
    "    compadd -a names\n"
    "}\n"
    "\n"
    "_steg() {\n"
    "    local curcontext=$curcontext context state line language=en\n"
    "    local -a commands arguments\n"
    "    local -A opt_args\n"
    "    [[ ${LC_ALL:-${LC_MESSAGES:-$LANG}} == n[bno]* ]] && language=nb\n"
    "    _steg_$language commands\n"
    "    _arguments -C $arguments '1: :->command' '*:: :->rest' && return\n"
    "    case $state in\n"
    "    command) _describe -t commands steg commands ;;\n"
    "    rest)\n"
    "        curcontext=${curcontext%:*:*}:steg-$words[1]:\n"
    "        arguments=()\n"
    "        _steg_$language $words[1]\n"
    "        (($#arguments)) && _arguments $arguments\n"
    "        ;;\n"
    "    esac\n"
    "}\n"
    "\n"
    "_steg \"$@\"\n";

void completion_zsh(struct buf *b, enum language l)
{
    (void)l; /* both: the shell says which */
    buf_put(b, STR("#compdef steg\n"
                   "# Completion of steg in zsh.\n"
                   "# Made by `make docs` from the tables in the code: change them there.\n\n"));
    put_language(b, LANGUAGE_EN);
    put_language(b, LANGUAGE_NB);
    buf_put(b, str_of(functions));
}
