/* new: `steg new course|module|step|method …`: files to begin with, which nobody has to know by
 * heart. What they hold is in starters/, how they are made in site/starter.h. */
#include "base/buf.h"
#include "commands/options.h"
#include "commands/shell.h"
#include "site/starter.h"

/* LANG is the first of the options that every command has, and follows our own. */
enum { TITLE, MODULE, CI, TODAY, END, LANG = END };

static const struct option options[] = {
    [TITLE] = {"title",
               't',
               "TITLE",
               {"the title of a new course or step", "tittelen på et nytt kurs eller steg"}},
    [MODULE] = {"module",
                'm',
                "NAME",
                {"the module for a new step (default: the one you are in)",
                 "modulen et nytt steg skal inn i (ellers den dere står i)"}},
    [CI] = {"ci",
            0,
            "github|gitlab",
            {"let GitHub or GitLab make the site of a new course",
             "la GitHub eller GitLab lage nettstedet av et nytt kurs"}},
    [TODAY] =
        OPTION_TODAY("the date of review in a new module", "datoen en ny modul er gjennomgått"),
    [END] = {0},
};

/* What can be made, by enum starter, and which options go with it. */
static const struct {
    const char *word, *norwegian;
    bool takes[END];
    const char *example[2];
} things[] = {
    [STARTER_COURSE] = {"course",
                        "kurs",
                        {[TITLE] = true, [CI] = true, [TODAY] = true},
                        {"steg new course our-course", "steg new course kurset-vaart"}},
    [STARTER_MODULE] = {"module",
                        "modul",
                        {[TODAY] = true},
                        {"steg new module \"Listening to pupils\"",
                         "steg new module \"Lytte til elevene\""}},
    [STARTER_STEP] = {"step",
                      "steg",
                      {[TITLE] = true, [MODULE] = true},
                      {"steg new step reflection", "steg new step refleksjon"}},
    [STARTER_METHOD] = {"method",
                        "metode",
                        {[END - 1] = false},
                        {"steg new method \"World café\"", "steg new method \"Kafédialog\""}},
};
enum { THINGS = sizeof things / sizeof *things };

/* ---- The words on the command line ----------------------------------------------------------- */

static bool read_what(struct starter_request *r, struct invocation *in)
{
    struct str words[2 * THINGS];
    if (!in->noperands) {
        diag(in->diags, DIAG_NEW_NOTHING, (struct pos){0});
        return false;
    }
    struct str word = str_of(in->operands[0]);
    for (size_t i = 0; i < THINGS; i++) {
        words[2 * i] = str_of(things[i].word);
        words[2 * i + 1] = str_of(things[i].norwegian);
        if (!str_eq_nocase(word, words[2 * i]) && !str_eq_nocase(word, words[2 * i + 1])) continue;
        r->what = (enum starter)i;
        return true;
    }
    diag(in->diags, DIAG_NEW_UNKNOWN, (struct pos){0}, word, diag_nearest(word, words, 2 * THINGS));
    return false;
}

static bool check_options(const struct starter_request *r, struct invocation *in)
{
    bool good = true;
    for (size_t i = 0; i < END; i++) {
        if (!in->given[i] || things[r->what].takes[i]) continue;
        diag(in->diags, DIAG_NEW_OPTION, (struct pos){0},
             STR_CAT(in->arena, STR("--"), str_of(options[i].name)), str_of(things[r->what].word));
        good = false;
    }
    return good;
}

/* "new module Lytte til elevene": the shell has made three words of it. */
static bool one_name(const struct starter_request *r, struct invocation *in)
{
    struct str words[sizeof in->operands / sizeof *in->operands];
    if (in->noperands == 2) return true;
    if (in->noperands < 2) {
        diag(in->diags, DIAG_NEW_NAMELESS, (struct pos){0}, str_of(things[r->what].word),
             str_of(things[r->what].example[in->language]));
        return false;
    }
    for (size_t i = 1; i < in->noperands; i++)
        words[i - 1] = str_of(in->operands[i]);
    diag(in->diags, DIAG_NEW_UNQUOTED, (struct pos){0}, str_of(things[r->what].word),
         str_join(in->arena, words, in->noperands - 1, STR(" ")));
    return false;
}

static bool read_name(struct starter_request *r, struct invocation *in)
{
    struct str nearest, word = str_of(in->operands[1]);
    r->dir = in->operands[1];
    r->module = str_trim(str_of(in->values[MODULE]));
    r->title = str_trim(
        r->what == STARTER_MODULE || r->what == STARTER_METHOD ? word : str_of(in->values[TITLE]));
    if (r->what == STARTER_COURSE && !word.len) {
        diag(in->diags, DIAG_NEW_NAMELESS, (struct pos){0}, str_of(things[r->what].word),
             str_of(things[r->what].example[in->language]));
        return false;
    }
    if (r->what != STARTER_STEP || starter_kind(&r->kind, word, &nearest, in->arena)) return true;
    diag(in->diags, DIAG_NEW_UNKNOWN_KIND, (struct pos){0}, word, nearest);
    return false;
}

static bool read_ci(struct starter_request *r, struct invocation *in)
{
    struct str ci = str_of(in->values[CI]);
    if (str_eq(ci, STR("github"))) r->ci = STARTER_CI_GITHUB;
    if (str_eq(ci, STR("gitlab"))) r->ci = STARTER_CI_GITLAB;
    if (!ci.len || r->ci) return true;
    diag(in->diags, DIAG_BAD_OPTION_VALUE, (struct pos){0}, STR("--ci"), ci, STR("github, gitlab"));
    return false;
}

static bool read_request(struct starter_request *r, struct invocation *in)
{
    *r = (struct starter_request){.language = in->language, .language_asked = in->given[LANG]};
    if (!read_what(r, in)) return false;
    bool options_good = check_options(r, in);
    return one_name(r, in) && options_good && read_name(r, in) && read_ci(r, in) &&
           option_day(&r->today, in, TODAY);
}

/* ---- What was made --------------------------------------------------------------------------- */

/* The bytes of `path` that stand before its file's name and in `before` too, whole folders. */
static size_t shared_folders(struct str before, struct str path)
{
    size_t shared = 0;
    for (size_t i = 0; i < path.len && i < before.len && path.ptr[i] == before.ptr[i]; i++)
        if (path.ptr[i] == '/') shared = i + 1;
    return shared;
}

/* The files as a tree: each folder once, what is in it below, two spaces in. */
static void put_tree(struct buf *b, const struct starter_made *made, size_t root)
{
    struct str before = root ? str_sub(made->files[0], 0, root) : STR("");
    if (root) buf_printf(b, "  %.*s\n", STR_ARG(before));
    for (size_t i = 0; i < made->nfiles; i++) {
        struct str path = made->files[i];
        size_t at = shared_folders(before, path);
        while (at < path.len) {
            size_t slash = str_find(str_from(path, at), '/');
            size_t end = slash == STR_NONE ? path.len : at + slash + 1;
            size_t depth = root ? 1 : 0;
            for (size_t k = root; k < at; k++)
                depth += path.ptr[k] == '/';
            buf_printf(b, "  %*s%.*s\n", (int)(2 * depth), "", (int)(end - at), path.ptr + at);
            at = end;
        }
        before = path;
    }
}

/* The folders that all files are in. */
static size_t common_root(const struct starter_made *made)
{
    struct str folder = made->files[0];
    size_t slash = str_rfind(folder, '/');
    size_t root = slash == STR_NONE ? 0 : slash + 1;
    for (size_t i = 1; i < made->nfiles; i++) {
        size_t shared = shared_folders(str_sub(folder, 0, root), made->files[i]);
        if (shared < root) root = shared;
    }
    return root;
}

static void put_course(struct buf *b, const struct starter_made *made, bool nb)
{
    buf_put(b, nb ? STR("\nÅpne mappa i Visual Studio Code og les README.md.\n"
                        "Eller vis kurset i nettleseren: steg serve --open")
                  : STR("\nOpen the folder in Visual Studio Code and read README.md.\n"
                        "Or show the course in the browser: steg serve --open"));
    if (!str_eq(made->first, STR("."))) {
        buf_put_char(b, ' ');
        shell_put_word(b, made->first);
    }
    buf_put_char(b, '\n');
}

/* What a new step, which is the last of its module, still wants. */
static void put_step(struct buf *b, const struct starter_request *r, bool nb)
{
    buf_put(b, nb ? STR("Tallet i filnavnet bestemmer rekkefølgen. Gi fila et annet tall for å "
                        "flytte steget.\n")
                  : STR("The number in the file's name gives the order. Give the file another "
                        "number to move the step.\n"));
    if (r->kind != STEP_TRYOUT) return;
    buf_put(b, nb ? STR("Gi teamet et steg der de forteller hvordan det gikk: "
                        "steg new step oppfølging")
                  : STR("Give the team a step where they tell how it went: "
                        "steg new step followup"));
    if (r->module.len) {
        buf_put(b, STR(" --module "));
        shell_put_word(b, r->module);
    }
    buf_put_char(b, '\n');
}

static void put_next(struct buf *b, const struct starter_made *made,
                     const struct starter_request *r, bool nb)
{
    if (made->listed.len && nb)
        buf_printf(b, "\nModulen er ført opp sist i modules i %.*s.\n", STR_ARG(made->listed));
    else if (made->listed.len)
        buf_printf(b, "\nThe module was added last to modules in %.*s.\n", STR_ARG(made->listed));
    else
        buf_put_char(b, '\n');
    buf_printf(b,
               nb ? "Begynn med %.*s. Se kurset mens dere skriver: steg serve --open\n"
                  : "Begin with %.*s. See the course while you write: steg serve --open\n",
               STR_ARG(made->first));
    if (r->what == STARTER_STEP) put_step(b, r, nb);
    if (r->what == STARTER_METHOD)
        buf_printf(b,
                   nb ? "En oppgave bruker kortet når det står method: %.*s i den.\n"
                      : "A task uses the card by saying method: %.*s\n",
                   STR_ARG(made->name));
}

static int report(struct invocation *in, const struct starter_request *r,
                  const struct starter_made *made)
{
    static const char *const said[][2] = {
        [STARTER_COURSE] = {"The course", "Kurset"},
        [STARTER_MODULE] = {"The module", "Modulen"},
        [STARTER_STEP] = {"The step", "Steget"},
        [STARTER_METHOD] = {"The method card", "Metodekortet"},
    };
    bool nb = in->language == LANGUAGE_NB;
    struct buf b = {.arena = in->arena};
    buf_printf(&b, nb ? "%s «%.*s» er laget:\n\n" : "%s “%.*s” is made:\n\n",
               said[r->what][in->language], STR_ARG(made->title));
    put_tree(&b, made, common_root(made));
    if (r->what == STARTER_COURSE)
        put_course(&b, made, nb);
    else
        put_next(&b, made, r, nb);
    return command_print(buf_str(&b));
}

static int run(struct invocation *in)
{
    struct starter_request r;
    struct starter_made made;
    if (!read_request(&r, in)) {
        command_finish(in, false);
        return EXIT_USAGE;
    }
    bool good = starter_make(&made, &r, in->arena, in->diags);
    int code = command_finish(in, false);
    return good && code == EXIT_FINE ? report(in, &r, &made) : code;
}

static const struct command_example examples[] = {
    {"steg new course our-course",
     "steg new course kurset-vaart",
     {"A course to begin with, in a folder of its own.",
      "Et kurs å begynne med, i en egen mappe."}},
    {"steg new module \"Listening to pupils\"",
     "steg new module \"Lytte til elevene\"",
     {"One module more in the course you stand in.", "Én modul til i kurset dere står i."}},
    {"steg new step reflection --title \"What did we see?\"",
     "steg new step refleksjon --title \"Hva så vi?\"",
     {"One step more in the module you stand in.", "Ett steg til i modulen dere står i."}},
    {0},
};

const struct command command_new = {
    .name = "new",
    .group = COMMANDS_WRITE,
    .operands = "course DIR | module TITLE | step KIND | method NAME",
    .max_operands = 4,
    .summary = {"make files to begin with: a course, a module, a step or a method card",
                "lag filer å begynne med: et kurs, en modul, et steg eller et metodekort"},
    .more = {"`course` makes a folder with all that a course needs; `module` a module, which "
             "comes last in the course; `step` a step of some kind, such as `reflection`, in the "
             "module you stand in; `method` a card for a way to work together. The words may be "
             "Norwegian too: `kurs`, `modul`, `steg`, `metode`.\n\n"
             "The new files can be built as they are, and say what to put in them: in "
             "Norwegian with `--lang nb`, in English with `--lang en`, else in the course's own "
             "language, or for a new course that of the machine. Nothing is ever overwritten.",
             "`course` lager en mappe med alt et kurs trenger; `module` en modul, som kommer sist "
             "i kurset; `step` et steg av et visst slag, for eksempel `refleksjon`, i den modulen "
             "dere står i; `method` et kort for en måte å arbeide sammen på. Ordene kan også være "
             "norske: `kurs`, `modul`, `steg`, `metode`.\n\n"
             "De nye filene kan bygges som de er, og sier selv hva som skal stå i dem: på "
             "norsk med `--lang nb`, på engelsk med `--lang en`, ellers på kursets språk, eller "
             "for et nytt kurs det maskinen er satt opp med. Ingenting blir noen gang "
             "overskrevet."},
    .examples = examples,
    .options = options,
    .run = run,
};
