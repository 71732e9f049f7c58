/* table: its keys. The rows are the reference, as in schema_tables.c. */
#include "course/schema_rows.h"
#include "course/table.h"

static const struct schema_key cell_rows[] = {
    KEY("text", TEXT, table_cell, text,
        SAYS("what stands in the cell; \"\" for a cell to fill in by hand",
             "det som står i cella; \"\" for en celle til å fylle ut for hånd"),
        SUCH_AS("Vi spør hva de ser.")),
    KEY("colspan", COUNT, table_cell, colspan, .min = 1, .max = TABLE_MAX_COLUMNS, ELSE("1"),
        SAYS("how many columns it goes over", "hvor mange kolonner den går over"), SUCH_AS("2")),
    KEY("rowspan", COUNT, table_cell, rowspan, .min = 1, .max = YAML_MAX_NODES, ELSE("1"),
        SAYS("how many rows it goes over; the rows below leave its place out",
             "hvor mange rader den går over; radene under hopper over plassen"),
        SUCH_AS("2")),
    {0}};

const struct schema schema_table_cell = {
    .name = "table-cell",
    .meaning = {"A cell of a table.", "En celle i en tabell."},
    .size = sizeof(struct table_cell),
    .keys = cell_rows,
    .entry = true,
    .shorthand = "text",
    .blank = true,
};

static const struct schema_key column_rows[] = {
    KEY("text", TEXT, table_column, text,
        SAYS("the column's header; only that of the first may be blank (\"\")",
             "overskriften til kolonnen; bare den første kan være tom (\"\")"),
        SUCH_AS("Åpen samtale")),
    KEY("columns", TEXT, table_column, columns, LIST,
        SAYS("the columns of a group, which then has text for its header",
             "kolonnene i en gruppe, som da har text som overskrift"),
        SUCH_AS("[Spør, Svarer]")),
    {0}};

const struct schema schema_table_column = {
    .name = "table-column",
    .meaning = {"An entry of columns, of a table.", "Et punkt i columns, i en tabell."},
    .size = sizeof(struct table_column),
    .keys = column_rows,
    .entry = true,
    .shorthand = "text",
    .blank = true,
};

static const struct schema_key row_rows[] = {
    KEY("group", TEXT, table_row, group,
        SAYS("instead of cells: a header for the rows below, up to the next group",
             "i stedet for celler: en overskrift for radene under, til neste gruppe"),
        SUCH_AS("Før møtet")),
    KEY("header", RECORD, table_row, header, .of = &schema_table_cell,
        SAYS("the row's header, when it should not be the first of cells",
             "overskriften til raden, når den ikke skal være den første i cells"),
        SUCH_AS("Slik begynner den")),
    KEY("cells", RECORD, table_row, cells, LIST, .of = &schema_table_cell,
        SAYS("the cells from the left; the first is the row's header, unless header is given",
             "cellene fra venstre; den første er overskriften til raden, hvis ikke header er "
             "skrevet"),
        SUCH_AS("[Slutten, {text: Ordstyreren oppsummerer., colspan: 2}]")),
    {0}};

const struct schema schema_table_row = {
    .name = "table-row",
    .meaning = {"An entry of rows, of a table.", "Et punkt i rows, i en tabell."},
    .size = sizeof(struct table_row),
    .keys = row_rows,
    .entry = true,
    .shorthand = "cells",
};

static const struct schema_key table_rows[] = {
    KEY("caption", TEXT, table, caption, REQUIRED,
        SAYS("what the table shows; stands above it", "det tabellen viser; står over den"),
        SUCH_AS("To samtaler om det samme")),
    KEY("columns", RECORD, table, columns, LIST, REQUIRED, .of = &schema_table_column,
        SAYS("the columns' headers, that of the column of row headers first",
             "overskriftene til kolonnene, først den over radenes overskrifter"),
        SUCH_AS("[Situasjon, Lukket samtale, Åpen samtale]")),
    KEY("rows", RECORD, table, rows, LIST, REQUIRED, .of = &schema_table_row,
        SAYS("the rows: lists of cells, or with keys",
             "radene: lister med celler, eller med nøkler"),
        SUCH_AS("[[Noen er uenig, Vi går videre., Vi spør hva de ser.]]")),
    {0}};

const struct schema schema_table = {
    .name = "table",
    .meaning = {"A table in a text: YAML in a fenced block that begins with ```table. "
                "Its texts are one line of Markdown each.",
                "En tabell i en tekst: YAML i en blokk som begynner med ```table. "
                "Hver tekst i den er én linje Markdown."},
    .size = sizeof(struct table),
    .keys = table_rows,
};
