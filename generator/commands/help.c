/* help: see help.h; and `steg help [COMMAND]`. */
#include "commands/help.h"
#include "base/utf8.h"
#include <unistd.h>

enum { WIDTH = 80, COLUMN = 26 };

const char *const help_summary[2] = {
    "make sites from courses that a team works through together",
    "lag nettsteder av kurs som et team går gjennom sammen",
};

const char *const help_groups[COMMANDS_GROUPS][2] = {
    [COMMANDS_MORE] = {"More", "Mer"},
    [COMMANDS_WRITE] = {"Write", "Skrive"},
    [COMMANDS_LOOK] = {"Look", "Se over"},
    [COMMANDS_PUBLISH] = {"Publish", "Gi ut"},
};

/* The order in which the list has them. */
static const enum command_group shown[] = {COMMANDS_WRITE, COMMANDS_LOOK, COMMANDS_PUBLISH,
                                           COMMANDS_MORE};

struct page {
    struct buf *out;
    enum language l;
    bool bold;
};

static void put_spaces(struct buf *b, size_t n)
{
    while (n--)
        buf_put_char(b, ' ');
}

/* What stands between two ` is one word. */
static struct str next_word(struct str s)
{
    bool code = false;
    size_t n = 0;
    for (; n < s.len && (code || (s.ptr[n] != ' ' && s.ptr[n] != '\n')); n++)
        if (s.ptr[n] == '`') code = !code;
    return str_sub(s, 0, n);
}

static size_t cells_of(struct str word)
{
    size_t cells = utf8_width(word, 0, word.len);
    for (size_t i = 0; i < word.len; i++)
        cells -= word.ptr[i] == '`';
    return cells;
}

/* What fits on a line of a word that no line has room for: "course|glossary|", up to a bar. */
static struct str part_of(struct str word, size_t room)
{
    while (cells_of(word) > room) {
        size_t bar = str_rfind(str_sub(word, 0, word.len - 1), '|');
        if (bar == STR_NONE) break;
        word = str_sub(word, 0, bar + 1);
    }
    return word;
}

/* Fills lines with a text, from cell `at` on this line and `indent` on the next ones; ` is left
 * out, an empty line parts paragraphs. Ends the line. */
static void put_filled(struct page *p, const char *text, size_t at, size_t indent)
{
    struct str rest = str_of(text);
    bool begun = false;
    while (rest.len) {
        struct str whole = next_word(rest), word = part_of(whole, WIDTH - indent);
        if (begun && at + 1 + cells_of(word) > WIDTH) {
            buf_put_char(p->out, '\n');
            put_spaces(p->out, indent);
            at = indent;
        } else if (begun) {
            buf_put_char(p->out, ' ');
            at++;
        }
        for (size_t i = 0; i < word.len; i++)
            if (word.ptr[i] != '`') buf_put_char(p->out, word.ptr[i]);
        at = word.len < whole.len ? WIDTH : at + cells_of(word);
        begun = true;
        rest = str_from(rest, word.len);
        if (str_starts(rest, STR("\n\n"))) {
            buf_put(p->out, STR("\n\n"));
            put_spaces(p->out, indent);
            rest = str_from(rest, 2);
            begun = false;
            at = indent;
        } else if (word.len == whole.len) {
            rest = str_from(rest, 1);
        }
    }
    buf_put_char(p->out, '\n');
}

static void put_heading(struct page *p, const char *const words[2])
{
    buf_printf(p->out, p->bold ? "\n\033[1m%s\033[0m\n" : "\n%s\n", words[p->l]);
}

/* What stands left of the column, then what is said of it. */
static void put_row(struct page *p, size_t from, const char *text, size_t column)
{
    size_t at = utf8_width(buf_str(p->out), from, p->out->len - from);
    if (at + 1 > column) {
        buf_put_char(p->out, '\n');
        at = 0;
    }
    put_spaces(p->out, column - at);
    put_filled(p, text, column, column);
}

static void put_option(struct page *p, const struct option *o)
{
    size_t from = p->out->len;
    if (o->letter)
        buf_printf(p->out, "  -%c, --%s", o->letter, o->name);
    else
        buf_printf(p->out, "      --%s", o->name);
    if (o->argument) buf_printf(p->out, " %s", o->argument);
    put_row(p, from, o->help[p->l], COLUMN);
}

static void put_examples(struct page *p, const struct command_example *e)
{
    static const char *const heading[] = {"Examples", "Eksempler"};
    if (!e) return;
    put_heading(p, heading);
    for (; e->typed; e++) {
        buf_printf(p->out, "  %s\n      ", command_typed(e, p->l));
        put_filled(p, e->meaning[p->l], 6, 6);
    }
}

static void put_command(struct page *p, const struct command *c)
{
    static const char *const usage[] = {"Usage", "Bruk"}, *const options[] = {"Options", "Valg"};
    static const char *const some[] = {"[options]", "[valg]"};
    struct arena *a = p->out->arena;
    struct str title = STR_CAT(a, str_of(c->name), STR(" – "), str_of(c->summary[p->l]));
    buf_put(p->out, STR("steg "));
    put_filled(p, str_z(a, title), 5, 5);
    put_heading(p, usage);
    struct str rest = str_of(c->operands), between = STR(" | ");
    do {
        size_t bar = str_find_str(rest, between);
        struct str one = bar == STR_NONE ? rest : str_sub(rest, 0, bar);
        struct str line = STR_CAT(a, STR("steg "), str_of(c->name), STR(" "), str_of(some[p->l]),
                                  one.len ? STR(" ") : STR(""), one);
        buf_put(p->out, STR("  "));
        put_filled(p, str_z(a, line), 2, 6);
        rest = bar == STR_NONE ? (struct str){0} : str_from(rest, bar + between.len);
    } while (rest.ptr);
    if (c->more[p->l]) {
        buf_put_char(p->out, '\n');
        put_filled(p, c->more[p->l], 0, 0);
    }
    put_heading(p, options);
    const struct option *o;
    for (size_t i = 0; (o = command_option(c, i)); i++)
        put_option(p, o);
    put_examples(p, c->examples);
}

static void put_program(struct page *p)
{
    static const char *const options[] = {"Options of every command", "Valg for alle kommandoer"};
    static const char *const what[] = {
        "steg makes sites from courses that a team works through together.\n\n"
        "Usage: steg COMMAND [options] …\n",
        "steg lager nettsteder av kurs som et team går gjennom sammen.\n\n"
        "Bruk: steg KOMMANDO [valg] …\n",
    };
    static const char *const end[] = {
        "\nsteg help COMMAND says more about a command; man steg says everything.\n",
        "\nsteg help KOMMANDO sier mer om en kommando; alt står i man steg.\n",
    };
    buf_put(p->out, str_of(what[p->l]));
    for (size_t g = 0; g < sizeof shown / sizeof *shown; g++) {
        bool any = false;
        for (size_t i = 0; commands[i]; i++) {
            if (commands[i]->group != shown[g]) continue;
            if (!any) put_heading(p, help_groups[shown[g]]);
            any = true;
            size_t from = p->out->len;
            buf_printf(p->out, "  %s", commands[i]->name);
            put_row(p, from, commands[i]->summary[p->l], 12);
        }
    }
    put_heading(p, options);
    const struct option *o;
    for (size_t i = 0; (o = command_option(NULL, i)); i++)
        put_option(p, o);
    buf_put(p->out, str_of(end[p->l]));
}

void help_put(struct buf *out, const struct command *c, enum language l, bool bold)
{
    struct page p = {out, l, bold};
    if (c)
        put_command(&p, c);
    else
        put_program(&p);
}

int help_print(struct invocation *in, const struct command *c)
{
    struct buf b = {.arena = in->arena};
    help_put(&b, c, in->language, command_colour(in, STDOUT_FILENO));
    return command_print(buf_str(&b));
}

/* ---- steg help ------------------------------------------------------------------------------- */

static int run(struct invocation *in)
{
    const struct command *c = NULL;
    if (in->noperands && !(c = command_find(str_of(in->operands[0]), in->diags))) {
        command_finish(in, false);
        return EXIT_USAGE;
    }
    return help_print(in, c);
}

static const struct command_example examples[] = {
    {"steg help build",
     NULL,
     {"How the site is made, with all options; the same as `steg build --help`.",
      "Hvordan nettstedet blir laget, med alle valg; det samme som `steg build --help`."}},
    {0},
};

const struct command command_help = {
    .name = "help",
    .operands = "[COMMAND]",
    .max_operands = 1,
    .summary = {"say how steg, or one of its commands, is used",
                "si hvordan steg, eller en av kommandoene, brukes"},
    .more = {"Alone it lists the commands, in the order in which one comes to need them.",
             "Alene gir den en liste over kommandoene, i den rekkefølgen dere får bruk for dem."},
    .examples = examples,
    .run = run,
};
