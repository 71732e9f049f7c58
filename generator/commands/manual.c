/* manual: steg(1), from the tables of commands. */
#include "base/version.h"
#include "commands/command_pages.h"
#include "commands/help.h"
#include "parts/mdoc.h"

/* Every text of this page's own, by enum language. */
static const char *const name_heading[] = {"NAME", "NAVN"};
static const char *const synopsis_heading[] = {"SYNOPSIS", "BRUK"};
static const char *const description_heading[] = {"DESCRIPTION", "BESKRIVELSE"};
static const char *const description[] = {
    "A course is a folder of Markdown files with a few lines of YAML; what stands in them is in "
    "`steg-course(5)`. steg makes a folder of pages from it, which need no server and ask nothing "
    "of anybody: they can be opened with a double click.\n\n"
    "Commands that read a course take its folder, or the folder one stands in, or one above it. "
    "What they say of mistakes goes to standard error, what was asked for to standard output. On a "
    "terminal, a build that takes more than a second shows how far it has come.\n\n"
    "Messages are in Norwegian or English. Each has a name, which stands in brackets at the end of "
    "its first line.",
    "Et kurs er en mappe med Markdown-filer og noen linjer YAML; hva som står i dem, er forklart i "
    "`steg-course(5)`. steg lager en mappe med sider av det. Sidene trenger ingen tjener og spør "
    "ingen om noe: de kan åpnes med et dobbeltklikk.\n\n"
    "Kommandoer som leser et kurs, tar mappa til kurset, eller mappa dere står i, eller en over "
    "den. Det de sier om feil, går til standard feil, det dere ba om, til standard ut. I en "
    "terminal viser en bygging som tar mer enn et sekund, hvor langt den er kommet.\n\n"
    "Meldingene er på norsk eller engelsk. Hver av dem har et navn, som står i klammer sist på den "
    "første linja.",
};
static const char *const commands_heading[] = {"COMMANDS", "KOMMANDOER"};
static const char *const options_heading[] = {"OPTIONS", "VALG"};
static const char *const options_of_all[] = {"Every command has these.",
                                             "Disse har alle kommandoer."};
static const char *const environment_heading[] = {"ENVIRONMENT", "MILJØ"};
static const char *const files_heading[] = {"FILES", "FILER"};
static const char *const status_heading[] = {"EXIT STATUS", "SLUTTKODER"};
static const char *const examples_heading[] = {"EXAMPLES", "EKSEMPLER"};
static const char *const see_heading[] = {"SEE ALSO", "SE OGSÅ"};
static const char *const some[] = {"options", "valg"};

static const struct command_fact files[] = {
    {"content/",
     {"The texts of the course, pictures and films.", "Tekstene i kurset, bilder og filmer."}},
    {"content/course.yml", {"What the course is.", "Hva kurset er."}},
    {"layouts/",
     {"Layouts and words of the interface that are the course's own. What is not there, steg has "
      "itself.",
      "Sidemaler og ord i grensesnittet som er kursets egne. Det som ikke er der, har steg selv."}},
    {"themes/", {"Themes that are the course's own.", "Temaer som er kursets egne."}},
    {"public/",
     {"The site, when no other folder was named.", "Nettstedet, når ingen annen mappe er nevnt."}},
    {"public/.steg/manifest",
     {"The files that steg has written. It touches no others.",
      "Filene steg har skrevet. Den rører ingen andre."}},
    {0},
};

/* Words to type in one form, parted by bars, placeholders in another. */
static void put_value(struct buf *b, struct str word)
{
    bool literal = synopsis_is_literal(word);
    buf_put(b, literal ? STR("Cm") : STR("Ar"));
    while (literal && word.ptr) {
        mdoc_word(b, str_cut(&word, '|'));
        if (word.ptr) buf_put(b, STR(" |"));
    }
    if (!literal) mdoc_word(b, word);
}

static void put_operands(struct buf *b, const struct command *c, size_t alternative)
{
    struct operand operands[OPERANDS_MAX];
    size_t n = synopsis_operands(operands, c->operands);
    for (size_t i = 0; i < n; i++) {
        if (operands[i].alternative != alternative) continue;
        buf_put(b, operands[i].optional ? STR(".Op ") : STR("."));
        put_value(b, operands[i].word);
        buf_put_char(b, '\n');
    }
}

static size_t alternatives(const struct command *c)
{
    struct operand operands[OPERANDS_MAX];
    size_t n = synopsis_operands(operands, c->operands);
    return n ? operands[n - 1].alternative + 1 : 1;
}

/* The lines of a synopsis; in a list, since only a section called SYNOPSIS parts them by itself. */
static void put_usage(struct buf *b, const struct command *c, enum language l)
{
    for (size_t i = 0, n = alternatives(c); i < n; i++) {
        buf_printf(b, ".It\n.Nm\n.Cm %s\n.Op Ar %s\n", c->name, some[l]);
        put_operands(b, c, i);
    }
}

static void put_argument(struct buf *b, const struct option *o)
{
    if (!o->argument) return;
    buf_put_char(b, ' ');
    put_value(b, str_of(o->argument));
}

static void put_option(struct buf *b, const struct option *o, enum language l)
{
    buf_put(b, STR(".It"));
    if (o->letter) {
        buf_printf(b, " Fl %c", o->letter);
        put_argument(b, o);
        buf_put(b, STR(" ,"));
    }
    buf_put(b, STR(" Fl"));
    mdoc_word(b, STR_CAT(b->arena, STR("-"), str_of(o->name)));
    put_argument(b, o);
    buf_put_char(b, '\n');
    mdoc_sentence(b, str_of(o->help[l]));
}

static void put_own_options(struct buf *b, const struct command *c, enum language l)
{
    if (!c->options || !c->options->name) return;
    buf_put(b, STR(".Bl -tag -width Ds\n"));
    for (const struct option *o = c->options; o->name; o++)
        put_option(b, o, l);
    buf_put(b, STR(".El\n"));
}

static void put_command(struct buf *b, const struct command *c, enum language l)
{
    mdoc_subsection(b, STR_CAT(b->arena, STR("steg "), str_of(c->name)));
    buf_put(b, STR(".Bl -item -compact\n"));
    put_usage(b, c, l);
    buf_put(b, STR(".El\n.Pp\n"));
    mdoc_sentence(b, str_of(c->summary[l]));
    if (c->more[l]) {
        buf_put(b, STR(".Pp\n"));
        mdoc_text(b, str_of(c->more[l]));
    }
    put_own_options(b, c, l);
}

static void put_facts(struct buf *b, const struct command_fact *f, const char *macro,
                      enum language l)
{
    buf_put(b, STR(".Bl -tag -width Ds\n"));
    for (; f->name; f++) {
        struct str rest = str_of(f->name);
        buf_printf(b, ".It %s", macro);
        while (rest.ptr) {
            mdoc_word(b, str_trim(str_cut(&rest, ',')));
            if (rest.ptr) buf_put(b, STR(" ,"));
        }
        buf_put_char(b, '\n');
        mdoc_text(b, str_of(f->meaning[l]));
    }
    buf_put(b, STR(".El\n"));
}

static void put_examples(struct buf *b, enum language l)
{
    const struct command *c;
    bool begun = false;
    for (size_t i = 0; (c = command_shown(i)); i++)
        for (const struct command_example *e = c->examples; e && e->typed; e++) {
            if (begun) buf_put(b, STR(".Pp\n"));
            begun = true;
            mdoc_text(b, str_of(e->meaning[l]));
            mdoc_line(b, "Dl", str_of(command_typed(e, l)));
        }
}

static void put_options_of_all(struct buf *b, enum language l)
{
    const struct option *o;
    mdoc_section(b, str_of(options_heading[l]));
    mdoc_text(b, str_of(options_of_all[l]));
    buf_put(b, STR(".Bl -tag -width Ds\n"));
    for (size_t i = 0; (o = command_option(NULL, i)); i++)
        put_option(b, o, l);
    for (o = command_program_options; o->name; o++)
        put_option(b, o, l);
    buf_put(b, STR(".El\n"));
}

static void put_synopsis(struct buf *b, enum language l)
{
    const struct command *c;
    mdoc_section(b, str_of(synopsis_heading[l]));
    buf_put(b, STR(".Bl -item -compact\n"));
    for (size_t i = 0; (c = command_shown(i)); i++)
        put_usage(b, c, l);
    buf_put(b, STR(".El\n"));
}

void manual_write(struct buf *b, enum language l)
{
    const struct command *c;
    mdoc_comment(b, STR("Made by `make docs` from the tables in the code: change them there."));
    mdoc_head(b, "STEG", 1, STEG_RELEASED, "steg " STEG_VERSION);
    mdoc_section(b, str_of(name_heading[l]));
    mdoc_line(b, "Nm", STR("steg"));
    mdoc_line(b, "Nd", str_of(help_summary[l]));
    put_synopsis(b, l);
    mdoc_section(b, str_of(description_heading[l]));
    mdoc_text(b, str_of(description[l]));
    mdoc_section(b, str_of(commands_heading[l]));
    for (size_t i = 0; (c = command_shown(i)); i++)
        put_command(b, c, l);
    put_options_of_all(b, l);
    mdoc_section(b, str_of(environment_heading[l]));
    put_facts(b, command_environment, "Ev", l);
    mdoc_section(b, str_of(files_heading[l]));
    put_facts(b, files, "Pa", l);
    mdoc_section(b, str_of(status_heading[l]));
    put_facts(b, command_statuses, "Li", l);
    mdoc_section(b, str_of(examples_heading[l]));
    put_examples(b, l);
    mdoc_section(b, str_of(see_heading[l]));
    buf_put(b, STR(".Xr git 1 ,\n.Xr steg-course 5\n"));
}
