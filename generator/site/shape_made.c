/* shape_made: see shape_made.h. */
#include "site/shape_made.h"
#include "site/shape_rows.h"
#include "site/strings.h"

/* ---- The record ------------------------------------------------------------------------------ */

SHAPE(record_question, RECORD_QUESTION_COUNT, "A question in a record.",
      [RECORD_QUESTION_KEY] = {"key", TEXT, "COURSE/MODULE/TASK/QUESTION; absent without an id"},
      [RECORD_QUESTION_TEXT] = {"text", HTML, "The question: blocks"},
      [RECORD_QUESTION_URL] = {"url", URL,
                               "Its place on the step's page; its part's without an id"})

SHAPE(
    record_task, RECORD_TASK_COUNT,
    "A part that is answered or decided.", [RECORD_TASK_KEY] = {"key", TEXT, "COURSE/MODULE/TASK"},
    [RECORD_TASK_LABEL] = {"label", TEXT, "«Del 1»; absent when the step has one part only"},
    [RECORD_TASK_TITLE] = {"title", TEXT, "Its title"},
    [RECORD_TASK_URL] = {"url", URL, "Its place on the step's page"},
    [RECORD_TASK_DECIDE] = {"decide", BOOL, "It ends with a decision"},
    [RECORD_TASK_HAS_QUESTIONS] = {"has_questions", BOOL, "questions has items"},
    [RECORD_TASK_QUESTIONS] = {"questions", LIST(record_question_shape),
                               "Its questions, also those without an id"})

SHAPE(record_step, RECORD_STEP_COUNT,
      "A step in a record.", [RECORD_STEP_KEY] = {"key", TEXT, "MODULE/STEP"},
      [RECORD_STEP_LABEL] = {"label", TEXT, "«Steg 3»"},
      [RECORD_STEP_TITLE] = {"title", TEXT, "Its title"},
      [RECORD_STEP_LANG] = {"lang", TEXT, "The title's language, when it is not the page's"},
      [RECORD_STEP_URL] = {"url", URL, "Its page"},
      [RECORD_STEP_HAS_TASKS] = {"has_tasks", BOOL, "tasks has items"},
      [RECORD_STEP_TASKS] = {"tasks", LIST(record_task_shape),
                             "The parts that are answered or decided"})

SHAPE(record_module, RECORD_MODULE_COUNT,
      "A module in a record.", [RECORD_MODULE_ID] = {"id", TEXT, "Its identity"},
      [RECORD_MODULE_LABEL] = {"label", TEXT, "«Modul 1»"},
      [RECORD_MODULE_TITLE] = {"title", TEXT, "Its title"},
      [RECORD_MODULE_LANG] = {"lang", TEXT, "The title's language, when it is not the page's"},
      [RECORD_MODULE_URL] = {"url", URL, "Its page"},
      [RECORD_MODULE_RECORD] = {"record", URL, "Its own record"},
      [RECORD_MODULE_HAS_STEPS] = {"has_steps", BOOL, "steps has items"},
      [RECORD_MODULE_STEPS] = {"steps", LIST(record_step_shape), "Its steps, in order"})

SHAPE(record, RECORD_COUNT, "The record (referat) of a module or of the whole course.",
      [RECORD_TITLE] = {"title", TEXT, "«Referat»"},
      [RECORD_MODULE] = {"module", RECORD(link_shape), "The module; absent for the whole course"},
      [RECORD_HAS_MODULES] = {"has_modules", BOOL, "modules has items"},
      [RECORD_MODULES] = {"modules", LIST(record_module_shape), "The module, or all of them"})

SHAPE(records, RECORDS_COUNT,
      "The files of several teams, read together.", [RECORDS_TITLE] = {"title", TEXT, "The title"},
      [RECORDS_HAS_MODULES] = {"has_modules", BOOL, "modules has items"},
      [RECORDS_MODULES] = {"modules", LIST(record_module_shape),
                           "The modules with their questions, for headings and order"})

/* ---- Made from a module's steps -------------------------------------------------------------- */

SHAPE(sheet_step, SHEET_STEP_COUNT,
      "A step among others on one page; its anchors begin with its id.",
      [SHEET_STEP_ID] = {"id", TEXT, "Its anchor: «forarbeid»"},
      [SHEET_STEP_URL] = {"url", URL, "Its own page"},
      [SHEET_STEP_HEADING] = {"heading", TEXT, "Label and title in one: «Steg 1 · Forarbeid»"},
      [SHEET_STEP_LANG] = {"lang", TEXT, "Its language, when not the page's"},
      [SHEET_STEP_T] = {"t", RECORD(t_shape), "The interface's words in its language"},
      [SHEET_STEP_STEP] = {"step", RECORD(step_shape), "The step: as much as the sheet shows"})

SHAPE(sheet_figure, SHEET_FIGURE_COUNT,
      "A figure to fill in.", [SHEET_FIGURE_TITLE] = {"title", TEXT, "Its title"},
      [SHEET_FIGURE_DRAWING] = {"drawing", HTML, "The empty figure, an <svg>"})

SHAPE(sheet, SHEET_COUNT,
      "What can be printed of a module.", [SHEET_TITLE] = {"title", TEXT, "«Oppgavekort»"},
      [SHEET_MODULE] = {"module", RECORD(module_shape),
                        "The module; on other sheets than print only what stands at their head"},
      [SHEET_HAS_STEPS] = {"has_steps", BOOL, "steps has items"},
      [SHEET_STEPS] = {"steps", LIST(sheet_step_shape),
                       "The steps that have something for the sheet, in order"},
      [SHEET_HAS_FIGURES] = {"has_figures", BOOL, "figures has items"},
      [SHEET_FIGURES] = {"figures", LIST(sheet_figure_shape),
                         "On the worksheet: the figures to fill in, large"})

SHAPE(runsheet, RUNSHEET_COUNT,
      "The run plan on a sheet.", [RUNSHEET_TITLE] = {"title", TEXT, "«Kjøreplan»"},
      [RUNSHEET_MODULE] = {"module", RECORD(module_shape), "What stands at the sheet's head"},
      [RUNSHEET_HAS_PLAN] = {"has_plan", BOOL, "plan has items"},
      [RUNSHEET_PLAN] = {"plan", LIST(plan_meeting_shape),
                         "The steps done together and their parts, in order"},
      [RUNSHEET_HAS_BRING] = {"has_bring", BOOL, "bring has items"},
      [RUNSHEET_BRING] = {"bring", LIST(item_shape),
                          "What the leader and the steps done together ask for, each thing once"},
      [RUNSHEET_HAS_ROLES] = {"has_roles", BOOL, "roles has items"},
      [RUNSHEET_ROLES] = {"roles", LIST(item_shape), "Roles to hand out, each once"},
      [RUNSHEET_HAS_SIGNS] = {"has_signs", BOOL, "signs has items"},
      [RUNSHEET_SIGNS] = {"signs", LIST(sign_shape), "Signs for taking notes, each once"})

SHAPE(statement, STATEMENT_COUNT,
      "A statement.", [STATEMENT_NUMBER] = {"number", NUMBER, "Its number in the list"},
      [STATEMENT_ID] = {"id", TEXT, "Its id, if it has one"},
      [STATEMENT_TEXT] = {"text", HTML, "The statement, on a line"})

SHAPE(statements, STATEMENTS_COUNT, "Statements that each answers alone, from 1 to 4.",
      [STATEMENTS_TITLE] = {"title", TEXT, "The title"},
      [STATEMENTS_MODULE] = {"module", RECORD(module_shape), "What stands at the sheet's head"},
      [STATEMENTS_INTRO] = {"intro", HTML, "How to answer, in the author's words"},
      [STATEMENTS_ITEMS] = {"items", LIST(statement_shape), "The statements"},
      [STATEMENTS_USE] = {"use", HTML, "What to do with the answers, in the author's words"},
      [STATEMENTS_TABLE_URL] = {"table", URL, "The statements for spreadsheets: a CSV file"},
      [STATEMENTS_ALL_URL] = {"all", URL, "The same for all modules"})

SHAPE(our_plan, OUR_PLAN_COUNT,
      "A plan to fill in, for all modules.", [OUR_PLAN_TITLE] = {"title", TEXT, "«Vår plan»"})

SHAPE(poster, POSTER_COUNT, "The modules, for the wall: exactly one is_… is true.",
      [POSTER_TITLE] = {"title", TEXT, "The title"},
      [POSTER_IS_FEW] = {"is_few", BOOL, "One to three modules"},
      [POSTER_IS_SOME] = {"is_some", BOOL, "Four or five"},
      [POSTER_IS_MANY] = {"is_many", BOOL, "More"},
      [POSTER_MODULES] = {"modules", LIST(module_card_shape), "The modules, in order"})

SHAPE(missed, MISSED_COUNT,
      "A module for those who were away.", [MISSED_TITLE] = {"title", TEXT, "«Var du borte?»"},
      [MISSED_MODULE] = {"module", RECORD(module_shape), "The module"},
      [MISSED_HAS_STEPS] = {"has_steps", BOOL, "steps has items"},
      [MISSED_STEPS] = {"steps", LIST(sheet_step_shape), "The steps: head and presentations"},
      [MISSED_ASK] = {"ask", RECORD(question_shape),
                      "One question to bring: the first one of the last part that ends with a "
                      "decision; of the last part with questions where none does"},
      [MISSED_ASK_PART] = {"ask_part", RECORD(link_shape), "The part it stands in"})

/* ---- What was changed ------------------------------------------------------------------------ */

SHAPE(change_run, CHANGE_RUN_COUNT, "Some words of a block; one after the other they are its text.",
      [CHANGE_RUN_TEXT] = {"text", TEXT, "The words, with the spaces that belong to them"},
      [CHANGE_RUN_IS_IN] = {"is_in", BOOL, "They were put in"},
      [CHANGE_RUN_IS_OUT] = {"is_out", BOOL, "They were taken out"})

SHAPE(change_block, CHANGE_BLOCK_COUNT, "A paragraph, heading or the like, as plain text.",
      [CHANGE_BLOCK_LABEL] = {"label", TEXT, "What it stands under: «Formål», «Spørsmål»"},
      [CHANGE_BLOCK_IS_TITLE] = {"is_title", BOOL, "The page's title"},
      [CHANGE_BLOCK_IS_FACTS] = {"is_facts", BOOL, "How long, who, how one sits"},
      [CHANGE_BLOCK_IS_HEADING] = {"is_heading", BOOL,
                                   "A heading, or the title of a part, a film or a box"},
      [CHANGE_BLOCK_IS_ITEM] = {"is_item", BOOL, "In a list"},
      [CHANGE_BLOCK_IS_QUOTE] = {"is_quote", BOOL, "Quoted, or in a box"},
      [CHANGE_BLOCK_IS_CODE] = {"is_code", BOOL, "A line of code"},
      [CHANGE_BLOCK_IS_QUESTION] = {"is_question", BOOL, "A question"},
      [CHANGE_BLOCK_IS_IN] = {"is_in", BOOL, "All of it is new"},
      [CHANGE_BLOCK_IS_OUT] = {"is_out", BOOL, "All of it was taken out"},
      [CHANGE_BLOCK_GOES_ON] = {"goes_on", BOOL, "So was the one before it"},
      [CHANGE_BLOCK_HAS_RUNS] = {"has_runs", BOOL, "runs has items"},
      [CHANGE_BLOCK_RUNS] = {"runs", LIST(change_run_shape), "Its words"})

SHAPE(change_piece, CHANGE_PIECE_COUNT, "A stretch of a changed page.",
      [CHANGE_PIECE_FOLD_TEXT] = {"fold_text", TEXT,
                                  "«6 avsnitt som før»; absent: to be shown at once"},
      [CHANGE_PIECE_UNDER_TEXT] = {"under_text", TEXT,
                                   "«Under «Arbeid i par»»: the heading above it, when folded"},
      [CHANGE_PIECE_HAS_BLOCKS] = {"has_blocks", BOOL, "blocks has items"},
      [CHANGE_PIECE_BLOCKS] = {"blocks", LIST(change_block_shape),
                               "Its blocks; none where a long page is cut short"})

SHAPE(change_edit, CHANGE_EDIT_COUNT,
      "What a change did to one page.", [CHANGE_EDIT_LABEL] = {"label", TEXT, "«Steg 3»"},
      [CHANGE_EDIT_TITLE] = {"title", TEXT, "The page's title now; what it was, when gone"},
      [CHANGE_EDIT_URL] = {"url", URL, "The page as it is now, if it is there"},
      [CHANGE_EDIT_IS_NEW] = {"is_new", BOOL, "The page is new"},
      [CHANGE_EDIT_IS_GONE] = {"is_gone", BOOL, "The page was taken out"},
      [CHANGE_EDIT_PURPOSE] = {"purpose", HTML, "Of a new page: what it is good for"},
      [CHANGE_EDIT_LANG] = {"lang", TEXT, "Its language, when not the page's"},
      [CHANGE_EDIT_SUMMARY_TEXT] = {"summary_text", TEXT,
                                    "«2 avsnitt er endret og 1 spørsmål er nytt»"},
      [CHANGE_EDIT_CUT] = {"cut", BOOL, "There is more than the page can show"},
      [CHANGE_EDIT_HAS_PIECES] = {"has_pieces", BOOL, "pieces has items"},
      [CHANGE_EDIT_PIECES] = {"pieces", LIST(change_piece_shape), "Its text, with the marks"})

SHAPE(change, CHANGE_COUNT,
      "A change's own page.", [CHANGE_TITLE] = {"title", TEXT, "What its author says of it"},
      [CHANGE_DATE_TEXT] = {"date_text", TEXT, "When: a date in words"},
      [CHANGE_MODULE] = {"module", RECORD(link_shape), "In which module; absent outside modules"},
      [CHANGE_MODULE_IS_NEW] = {"module_is_new", BOOL, "With it the module came"},
      [CHANGE_MARKS] = {"marks", BOOL, "Words are marked on the page"},
      [CHANGE_HAS_EDITS] = {"has_edits", BOOL, "edits has items"},
      [CHANGE_EDITS] = {"edits", LIST(change_edit_shape), "The pages, in the order of the site"},
      [CHANGE_ALL] = {"all", RECORD(link_shape), "The list of changes it belongs to"})

SHAPE(change_place, CHANGE_PLACE_COUNT, "Where a change was made.",
      [CHANGE_PLACE_LABEL] = {"label", TEXT, "«Modul 1»; absent outside modules"},
      [CHANGE_PLACE_TITLE] = {"title", TEXT, "The module's title; outside modules words for that"},
      [CHANGE_PLACE_URL] = {"url", URL, "The change's own page; absent when the row leads there"},
      [CHANGE_PLACE_IS_NEW] = {"is_new", BOOL, "The module is new"},
      [CHANGE_PLACE_PAGES_TEXT] = {"pages_text", TEXT, "«Forarbeid og Felles refleksjon»"},
      [CHANGE_PLACE_HAS_STEPS] = {"has_steps", BOOL, "steps has items"},
      [CHANGE_PLACE_STEPS] = {"steps", LIST(link_shape),
                              "The steps among the changed pages, with their keys"})

SHAPE(change_row, CHANGE_ROW_COUNT,
      "A change in a list.", [CHANGE_ROW_WORDS] = {"words", TEXT, "What its author says of it"},
      [CHANGE_ROW_URL] = {"url", URL, "Its page, when it was made in one place only"},
      [CHANGE_ROW_DATE_TEXT] = {"date_text", TEXT, "When it was written: a date in words"},
      [CHANGE_ROW_CAME] = {"came", TEXT, "When it came into the course: 2027-05-03T10:00:00Z"},
      [CHANGE_ROW_HAS_PLACES] = {"has_places", BOOL, "places has items"},
      [CHANGE_ROW_PLACES] = {"places", LIST(change_place_shape), "Where it was made"})

SHAPE(month, MONTH_COUNT,
      "A month in a list of changes.", [MONTH_TITLE] = {"title", TEXT, "«mars 2027»"},
      [MONTH_HAS_CHANGES] = {"has_changes", BOOL, "changes has items"},
      [MONTH_CHANGES] = {"changes", LIST(change_row_shape), "Its changes, the newest first"})

SHAPE(changes, CHANGES_COUNT, "The changes of a module or of the whole course.",
      [CHANGES_TITLE] = {"title", TEXT, "«Endringer i modulen»"},
      [CHANGES_MODULE] = {"module", RECORD(link_shape), "The module; absent for the whole course"},
      [CHANGES_HAS_MONTHS] = {"has_months", BOOL, "months has items"},
      [CHANGES_MONTHS] = {"months", LIST(month_shape), "The months, the newest first"},
      [CHANGES_OLDER] = {"older", BOOL, "There are older changes that are not in the list"},
      [CHANGES_HAS_MODULES] = {"has_modules", BOOL, "modules has items"},
      [CHANGES_MODULES] = {"modules", LIST(link_shape),
                           "Of the course, when `older`: the modules' own lists"})
