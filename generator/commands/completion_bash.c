/* Completion in bash: what the tables say as `case`s, and a few functions that never change.
 *
 * Names of versions come from git and may hold whatever the shell would act on: they are compared
 * as text (never given to `compgen -W`, which would run what stands in them) and quoted when they
 * are put on the line.
 */
#include "commands/command_pages.h"

/* What may stand somewhere, as the functions below name it. */
static void put_takes(struct buf *b, const char *word)
{
    static const char *const names[] = {
        [TAKES_TEXT] = "text",         [TAKES_FOLDER] = "folder", [TAKES_FILE] = "file",
        [TAKES_REVISION] = "revision", [TAKES_BRANCH] = "branch",
    };
    struct value v;
    synopsis_value(&v, word, b->arena);
    buf_put(b, STR("takes='"));
    buf_put(b, v.takes == TAKES_WORDS ? v.words : str_of(names[v.takes]));
    buf_put(b, STR("' ;;\n"));
}

static void put_option_values(struct buf *b, const char *command, const struct option *o)
{
    if (!o->argument) return;
    buf_printf(b, "    '%s --%s'", command, o->name);
    if (o->letter) buf_printf(b, " | '%s -%c'", command, o->letter);
    buf_put(b, STR(") "));
    put_takes(b, o->argument);
}

static void put_options(struct buf *b)
{
    const struct command *c;
    const struct option *o;
    buf_put(b, STR("# What stands after an option, in $takes; nothing for a switch.\n"
                   "_steg_value() { # COMMAND OPTION\n"
                   "    takes=\n"
                   "    case \"$1 $2\" in\n"));
    for (size_t k = 0; (c = command_shown(k)); k++)
        for (o = c->options; o && o->name; o++)
            put_option_values(b, c->name, o);
    buf_put(b, STR("    esac\n    case $2 in\n"));
    for (size_t i = 0; (o = command_option(NULL, i)); i++) {
        if (!o->argument) continue;
        buf_printf(b, "    --%s) ", o->name);
        put_takes(b, o->argument);
    }
    buf_put(b, STR("    esac\n}\n\n_steg_options() { # COMMAND\n    case $1 in\n"));
    for (size_t k = 0; (c = command_shown(k)); k++) {
        buf_printf(b, "    %s) takes='", c->name);
        for (size_t i = 0; (o = command_option(c, i)); i++)
            buf_printf(b, "%s--%s", i ? "|" : "", o->name);
        buf_put(b, STR("' ;;\n"));
    }
    buf_put(b, STR("    *) takes='"));
    for (size_t i = 0; (o = command_option(NULL, i)); i++)
        buf_printf(b, "--%s|", o->name);
    for (o = command_program_options; o->name; o++)
        buf_printf(b, "%s--%s", o == command_program_options ? "" : "|", o->name);
    buf_put(b, STR("' ;;\n    esac\n}\n\n"));
}

static bool same_place(const struct operand *x, const struct operand *y)
{
    return x->place == y->place && str_eq(x->first, y->first);
}

/* Words that can stand in the same place are one case. */
static void put_operand(struct buf *b, const struct command *c, const struct operand *all, size_t n,
                        size_t i)
{
    const struct operand *o = &all[i];
    for (size_t k = 0; k < i; k++)
        if (same_place(&all[k], o)) return;
    struct buf words = {.arena = b->arena};
    for (size_t k = i; k < n; k++)
        if (same_place(&all[k], o))
            buf_printf(&words, "%s%.*s", words.len ? "|" : "", STR_ARG(all[k].word));
    buf_printf(b, "    '%s %zu '", c->name, o->place);
    if (o->first.len)
        buf_printf(b, "'%.*s'", STR_ARG(o->first));
    else
        buf_put_char(b, '*');
    buf_put(b, STR(") "));
    put_takes(b, str_z(b->arena, buf_str(&words)));
}

static void put_operands(struct buf *b)
{
    const struct command *c;
    buf_put(b, STR("# The how manieth word after a command, when the first one is known.\n"
                   "_steg_operand() { # COMMAND PLACE FIRST\n"
                   "    takes=text\n"
                   "    case \"$1 $2 $3\" in\n"));
    for (size_t k = 0; (c = command_shown(k)); k++) {
        struct operand all[OPERANDS_MAX];
        size_t n = synopsis_operands(all, c->operands);
        for (size_t i = 0; i < n; i++)
            put_operand(b, c, all, n, i);
    }
    buf_put(b, STR("    esac\n}\n\n"));
}

static const char functions[] =
    "# Those lines of standard input that begin with a word, quoted for the shell.\n"
    "_steg_matching() { # WORD\n"
    "    local line quoted\n"
    "    while IFS= read -r line; do\n"
    "        [[ $line == \"$1\"* ]] || continue\n"
    "        printf -v quoted %q \"$line\"\n"
    "        COMPREPLY+=(\"$quoted\")\n"
    "    done\n"
    "}\n"
    "\n"
    "_steg_names() { # -d or -f, WORD: folders or files\n"
    "    local line\n"
    "    compopt -o filenames 2>/dev/null\n"
    "    while IFS= read -r line; do\n"
    "        COMPREPLY+=(\"$line\")\n"
    "    done < <(compgen \"$1\" -- \"$2\")\n"
    "}\n"
    "\n"
    "_steg_reply() { # WORD: what fits it, of what $takes says\n"
    "    local git='git for-each-ref --format=%(refname:short)'\n"
    "    case $takes in\n"
    "    text) ;;\n"
    "    folder) _steg_names -d \"$1\" ;;\n"
    "    file) _steg_names -f \"$1\" ;;\n"
    "    revision) _steg_matching \"$1\" < <($git refs/tags refs/heads refs/remotes 2>/dev/null) "
    ";;\n"
    "    branch) _steg_matching \"$1\" < <($git refs/heads 2>/dev/null) ;;\n"
    "    *) _steg_matching \"$1\" <<<\"${takes//|/$'\\n'}\" ;;\n"
    "    esac\n"
    "}\n"
    "\n"
    "_steg() {\n"
    "    local word=${COMP_WORDS[COMP_CWORD]} command= first= takes= past i\n"
    "    local -i place=1 value=0 plain=0\n"
    "    COMPREPLY=()\n"
    "    for ((i = 1; i < COMP_CWORD; i++)); do\n"
    "        past=${COMP_WORDS[i]}\n"
    "        if [[ $past == '=' ]]; then # bash makes three words of --out=x\n"
    "            continue\n"
    "        elif ((value)); then\n"
    "            value=0\n"
    "        elif [[ $past == '--' ]]; then\n"
    "            plain=1\n"
    "        elif [[ $past == -?* ]] && ((!plain)); then\n"
    "            _steg_value \"$command\" \"$past\"\n"
    "            [[ -z $takes ]] || value=1\n"
    "        elif [[ -z $command ]]; then\n"
    "            command=$past\n"
    "        else\n"
    "            ((place++ > 1)) || first=$past\n"
    "        fi\n"
    "    done\n"
    "    [[ $word != '=' ]] || word=\n"
    "    if ((!value)); then\n"
    "        if [[ $word == -* ]] && ((!plain)); then\n"
    "            _steg_options \"$command\"\n"
    "        elif [[ -z $command ]]; then\n"
    "            _steg_operand help 1 ''\n"
    "        else\n"
    "            _steg_operand \"$command\" \"$place\" \"$first\"\n"
    "        fi\n"
    "    fi\n"
    "    _steg_reply \"$word\"\n"
    "}\n"
    "\n"
    "complete -F _steg steg\n";

void completion_bash(struct buf *b, enum language l)
{
    (void)l; /* bash shows words alone */
    buf_put(b, STR("# Completion of steg in bash.\n"
                   "# Made by `make docs` from the tables in the code: change them there.\n\n"));
    put_options(b);
    put_operands(b);
    buf_put(b, str_of(functions));
}
