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
      [RECORD_STEP_URL] = {"url", URL, "Its page"},
      [RECORD_STEP_HAS_TASKS] = {"has_tasks", BOOL, "tasks has items"},
      [RECORD_STEP_TASKS] = {"tasks", LIST(record_task_shape),
                             "The parts that are answered or decided"})

SHAPE(record_module, RECORD_MODULE_COUNT,
      "A module in a record.", [RECORD_MODULE_ID] = {"id", TEXT, "Its identity"},
      [RECORD_MODULE_LABEL] = {"label", TEXT, "«Modul 1»"},
      [RECORD_MODULE_TITLE] = {"title", TEXT, "Its title"},
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

SHAPE(sheet, SHEET_COUNT,
      "What can be printed of a module.", [SHEET_TITLE] = {"title", TEXT, "«Oppgavekort»"},
      [SHEET_MODULE] = {"module", RECORD(module_shape),
                        "The module; on other sheets than print only what stands at their head"},
      [SHEET_HAS_STEPS] = {"has_steps", BOOL, "steps has items"},
      [SHEET_STEPS] = {"steps", LIST(sheet_step_shape),
                       "The steps that have something for the sheet, in order"})

SHAPE(runsheet, RUNSHEET_COUNT,
      "The run plan on a sheet.", [RUNSHEET_TITLE] = {"title", TEXT, "«Kjøreplan»"},
      [RUNSHEET_MODULE] = {"module", RECORD(module_shape), "What stands at the sheet's head"},
      [RUNSHEET_HAS_PLAN] = {"has_plan", BOOL, "plan has items"},
      [RUNSHEET_PLAN] = {"plan", LIST(plan_shape),
                         "The steps done together and their parts, in order"},
      [RUNSHEET_HAS_BRING] = {"has_bring", BOOL, "bring has items"},
      [RUNSHEET_BRING] = {"bring", LIST(item_shape),
                          "What the leader and the steps done together ask for, each thing once"},
      [RUNSHEET_HAS_ROLES] = {"has_roles", BOOL, "roles has items"},
      [RUNSHEET_ROLES] = {"roles", LIST(item_shape), "Roles to hand out, each once"},
      [RUNSHEET_HAS_SIGNS] = {"has_signs", BOOL, "signs has items"},
      [RUNSHEET_SIGNS] = {"signs", LIST(sign_shape), "Signs for taking notes, each once"})

SHAPE(missed, MISSED_COUNT,
      "A module for those who were away.", [MISSED_TITLE] = {"title", TEXT, "«Var du borte?»"},
      [MISSED_MODULE] = {"module", RECORD(module_shape), "The module"},
      [MISSED_HAS_STEPS] = {"has_steps", BOOL, "steps has items"},
      [MISSED_STEPS] = {"steps", LIST(sheet_step_shape), "The steps: head and presentations"},
      [MISSED_ASK] = {"ask", RECORD(question_shape),
                      "One question to bring: the first one of the last part that ends with a "
                      "decision; of the last part with questions where none does"},
      [MISSED_ASK_PART] = {"ask_part", RECORD(link_shape), "The part it stands in"})
