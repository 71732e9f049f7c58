/* explain: `steg explain [MESSAGE]`: why a message is given, and how to mend it. */
#include "base/buf.h"
#include "base/diag_explain.h"
#include "commands/command.h"

static struct str nearest(struct str word)
{
    struct str names[DIAG_COUNT];
    for (int i = 0; i < DIAG_COUNT; i++)
        names[i] = str_of(diag_catalogue[i].id);
    return diag_nearest(word, names, DIAG_COUNT);
}

/* As it is copied from a message: "[no-minutes]". */
static struct str bare(struct str word)
{
    bool brackets = word.len > 2 && word.ptr[0] == '[' && word.ptr[word.len - 1] == ']';
    return brackets ? str_sub(word, 1, word.len - 2) : word;
}

static int run(struct invocation *in)
{
    struct buf out = {.arena = in->arena};
    if (!in->noperands) {
        diag_put_list(&out, in->language);
        return command_print(buf_str(&out));
    }
    struct str word = bare(str_of(in->operands[0]));
    enum diag_id id = diag_called(word);
    if (id == DIAG_COUNT) {
        diag(in->diags, DIAG_UNKNOWN_MESSAGE, (struct pos){0}, word, nearest(word));
        command_finish(in, false);
        return EXIT_USAGE;
    }
    diag_put_explanation(&out, id, in->language);
    return command_print(buf_str(&out));
}

static const struct command_example examples[] = {
    {"steg explain no-minutes",
     NULL,
     {"Why a step should say how long it takes.", "Hvorfor et steg bør si hvor lang tid det tar."}},
    {"steg explain",
     NULL,
     {"All messages, by what they are about.", "Alle meldinger, etter emne."}},
    {0},
};

const struct command command_explain = {
    .name = "explain",
    .group = COMMANDS_LOOK,
    .operands = "[MESSAGE]",
    .max_operands = 1,
    .summary = {"say why a message is given, and how to mend it",
                "si hvorfor en melding kommer, og hvordan det rettes"},
    .more = {"Every message ends its first line with a name in square brackets, such as "
             "`[no-minutes]`. This tells why it matters, and shows it before and after. Without a "
             "name all messages are listed.",
             "Hver melding slutter den første linja med et navn i hakeparentes, som "
             "`[no-minutes]`. Her står det hvorfor det betyr noe, og hvordan det ser ut før og "
             "etter. Uten navn listes alle meldingene opp."},
    .examples = examples,
    .run = run,
};
