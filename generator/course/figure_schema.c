/* The keys of a figure. */
#include "course/figure.h"
#include "course/schema_rows.h"

static const struct schema_word kind_words[] = {
    {"flow",
     FIGURE_FLOW,
     {"what leads to what: 2–9 boxes with arrows between them; may have parts, and something in "
      "between",
      "det ene fører til det andre: 2–9 bokser med piler; kan ha deler, og noe imellom"}},
    {"cycle",
     FIGURE_CYCLE,
     {"what begins again: 3–8 items in a circle, or 2–6 in a row with loops back",
      "det begynner på nytt: 3–8 ledd i ring, eller 2–6 på rad med sløyfer tilbake"}},
    {"ladder",
     FIGURE_LADDER,
     {"what rests on what: 3–9 rungs, the lowest first; may have loops back",
      "det ene bygger på det andre: 3–9 trinn, det nederste først; kan ha sløyfer tilbake"}},
    {"rings",
     FIGURE_RINGS,
     {"what lies inside what: 2–5 rings, the innermost first",
      "det ene ligger inni det andre: 2–5 ringer, den innerste først"}},
    {"scale",
     FIGURE_SCALE,
     {"what is more of something: 2–7 marks on a line", "mer av noe: 2–7 merker på en linje"}},
    {"comparison",
     FIGURE_COMPARISON,
     {"what differs: 2–3 columns with up to 8 points each",
      "det som skiller: 2–3 kolonner med opptil 8 punkter hver"}},
    {"matrix",
     FIGURE_MATRIX,
     {"two questions that part into rooms: 2–3 columns and 2–4 rows",
      "to spørsmål som gir rom: 2–3 kolonner og 2–4 rader"}},
    {0}};

static const struct schema_key figure_rows[] = {
    KEY("kind", CHOICE, figure, kind, REQUIRED, .words = kind_words,
        SAYS("what is drawn", "hva som tegnes"), SUCH_AS("flow")),
    KEY("title", PLAIN, figure, title, REQUIRED, .max = FIGURE_MAX_TITLE,
        SAYS("the caption's first line, and the picture's name for those who do not see it; at "
             "most 120 letters",
             "den første linja i bildeteksten, og bildets navn for dem som ikke ser det; høyst 120 "
             "tegn"),
        SUCH_AS("Fra utfordring til tiltak")),
    KEY("description", PLAIN, figure, description,
        SAYS("what one sees in the picture, for those who do not; the text below it says the rest",
             "hva bildet viser, for dem som ikke ser det; teksten under sier resten"),
        SUCH_AS("Fire bokser under hverandre, med piler nedover.")),
    KEY("items", RECORD, figure, items, LIST, REQUIRED, .of = &schema_figure_item,
        SAYS("the boxes, rungs, rings, marks, columns or rooms, in order; rooms row by row",
             "boksene, trinnene, ringene, merkene, kolonnene eller rommene i rekkefølge; rom rad "
             "for rad"),
        SUCH_AS("[Planlegge, Gjøre, Se etter]")),
    KEY("columns", PLAIN, figure, columns, LIST, .max = FIGURE_MAX_NAME,
        SAYS("in a matrix: the columns' headings, from the left; at most 40 letters each",
             "i en matrise: overskriftene på kolonnene, fra venstre; høyst 40 tegn hver"),
        SUCH_AS("[Drift, Utvikling]")),
    KEY("rows", PLAIN, figure, rows, LIST, .max = FIGURE_MAX_NAME,
        SAYS("in a matrix: the rows' headings, from the top. In a comparison: what each row of "
             "points is about; then every item has as many points",
             "i en matrise: overskriftene på radene, ovenfra. I en sammenligning: hva hver rad med "
             "punkter handler om; da har hver kolonne like mange punkter"),
        SUCH_AS("[Hver for seg, Sammen]")),
    KEY("across", RECORD, figure, across, .of = &schema_figure_axis,
        SAYS("in a matrix and a scale: what grows from left to right",
             "i en matrise og en skala: det som øker fra venstre mot høyre"),
        SUCH_AS("{label: Grad av samarbeid, low: lite, high: mye}")),
    KEY("up", RECORD, figure, up, .of = &schema_figure_axis,
        SAYS("in a matrix: what grows from below to above",
             "i en matrise: det som øker nedenfra og opp"),
        SUCH_AS("{label: Grad av styring, low: lite, high: mye}")),
    KEY("loops", RECORD, figure, loops, LIST, .of = &schema_figure_loop,
        SAYS("in a cycle (at most 3) and a ladder (at most 2): ways back to an earlier item",
             "i en sirkel (høyst 3) og en stige (høyst 2): veier tilbake til et tidligere ledd"),
        SUCH_AS("[{label: Vi justerer, to: 2}]")),
    KEY("note", TEXT, figure, note,
        SAYS("below the picture, in Markdown: where the model comes from, what to look for",
             "under bildet, i Markdown: hvor modellen kommer fra, hva man skal se etter"),
        SUCH_AS("\"Etter [@roald2012].\"")),
    KEY("numbered", FLAG, figure, numbered,
        SAYS("numbers on the items; without the key in a flow, a cycle and a ladder",
             "tall på leddene; uten nøkkelen i flyt, sirkel og stige"),
        SUCH_AS("false")),
    KEY("empty", FLAG, figure, empty, ELSE("false"),
        SAYS("only the headings, and room to write", "bare overskriftene, og plass til å skrive"),
        SUCH_AS("true")),
    KEY("worksheet", FLAG, figure, worksheet, ELSE("false"),
        SAYS("also an empty one, large, on a page of its own among the module's worksheets",
             "også en tom, stor, på et eget ark blant modulens arbeidsark"),
        SUCH_AS("true")),
    {0}};

const struct schema schema_figure = {
    .name = "figure",
    .meaning = {"A figure: a fenced block with the word figure, in any text.",
                "En figur: en kodeblokk med ordet figure, i hvilken som helst tekst."},
    .size = sizeof(struct figure),
    .keys = figure_rows,
};

static const struct schema_key item_rows[] = {
    KEY("label", PLAIN, figure_item, label, REQUIRED, .max = FIGURE_MAX_LABEL,
        SAYS("its heading; at most 60 letters", "overskriften; høyst 60 tegn"),
        SUCH_AS("Innhente informasjon")),
    KEY("text", PLAIN, figure_item, text, .max = FIGURE_MAX_TEXT,
        SAYS("a sentence below it; at most 200 letters", "en setning under; høyst 200 tegn"),
        SUCH_AS("Hva vet vi, og hvordan vet vi det?")),
    KEY("part", PLAIN, figure_item, part, .max = FIGURE_MAX_NAME,
        SAYS("in a flow: a part of this name begins here, with a divider; at most 40 letters",
             "i flyt: her begynner en del med dette navnet, med et skille; høyst 40 tegn"),
        SUCH_AS("Handling")),
    KEY("between", PLAIN, figure_item, between, .max = FIGURE_MAX_TEXT,
        SAYS(
            "in a flow: what lies between this and the next, such as a filter; at most 200 letters",
            "i flyt: det som ligger mellom dette og det neste, for eksempel et filter; høyst 200 "
            "tegn"),
        SUCH_AS("Har vi tid til å prøve?")),
    KEY("points", PLAIN, figure_item, points, LIST, .max = FIGURE_MAX_TEXT,
        SAYS("in a comparison: what stands in the column, at most 8; each at most 200 letters",
             "i en sammenligning: det som står i kolonnen, høyst 8; hvert høyst 200 tegn"),
        SUCH_AS("[Overbevise den andre, Vinne]")),
    {0}};

const struct schema schema_figure_item = {
    .name = "figure-item",
    .meaning = {"An item of a figure; its label alone is enough.",
                "Et ledd i en figur; bare overskriften er nok."},
    .size = sizeof(struct figure_item),
    .keys = item_rows,
    .shorthand = "label",
    .entry = true,
};

static const struct schema_key axis_rows[] = {
    KEY("label", PLAIN, figure_axis, label, .max = FIGURE_MAX_NAME,
        SAYS("what grows", "det som øker"), SUCH_AS("Grad av samarbeid")),
    KEY("low", PLAIN, figure_axis, low, .max = FIGURE_MAX_NAME,
        SAYS("what little of it is called", "hva lite kalles"), SUCH_AS("lite")),
    KEY("high", PLAIN, figure_axis, high, .max = FIGURE_MAX_NAME,
        SAYS("what much of it is called", "hva mye kalles"), SUCH_AS("mye")),
    {0}};

const struct schema schema_figure_axis = {
    .name = "figure-axis",
    .meaning = {"An axis of a figure; at most 40 letters each.",
                "En akse i en figur; høyst 40 tegn hver."},
    .size = sizeof(struct figure_axis),
    .keys = axis_rows,
    .shorthand = "label",
    .entry = true,
};

static const struct schema_key loop_rows[] = {
    KEY("label", PLAIN, figure_loop, label, REQUIRED, .max = FIGURE_MAX_LABEL,
        SAYS("its name; at most 60 letters", "navnet; høyst 60 tegn"),
        SUCH_AS("Enkeltkretslæring")),
    KEY("text", PLAIN, figure_loop, text, .max = FIGURE_MAX_TEXT,
        SAYS("what happens; at most 200 letters", "hva som skjer; høyst 200 tegn"),
        SUCH_AS("Vi gjør det samme, litt bedre.")),
    KEY("from", COUNT, figure_loop, from, .min = 2, .max = 9,
        SAYS("the number of the item it begins at; else the last one",
             "nummeret på leddet den begynner i; ellers det siste"),
        SUCH_AS("3")),
    KEY("to", COUNT, figure_loop, to, REQUIRED, .min = 1, .max = 8,
        SAYS("the number of the earlier item it leads back to",
             "nummeret på det tidligere leddet den går tilbake til"),
        SUCH_AS("2")),
    {0}};

const struct schema schema_figure_loop = {
    .name = "figure-loop",
    .meaning = {"A way back in a figure.", "En vei tilbake i en figur."},
    .size = sizeof(struct figure_loop),
    .keys = loop_rows,
    .entry = true,
};
