/* shape_made: the names that pages offer which nobody wrote: records, sheets to print, and what was
 * changed. See shape.h, whose conventions are these too.
 */
#ifndef STEG_SITE_SHAPE_MADE_H
#define STEG_SITE_SHAPE_MADE_H

#include "site/shape.h"

/* ---- The record (referat): what a team has answered and decided ------------------------------ */

enum { RECORD_TITLE, RECORD_MODULE, RECORD_HAS_MODULES, RECORD_MODULES, RECORD_COUNT };
extern const struct shape record_shape;

enum {
    RECORD_MODULE_ID,
    RECORD_MODULE_LABEL,
    RECORD_MODULE_TITLE,
    RECORD_MODULE_LANG,
    RECORD_MODULE_URL,
    RECORD_MODULE_RECORD,
    RECORD_MODULE_HAS_STEPS,
    RECORD_MODULE_STEPS,
    RECORD_MODULE_COUNT
};
extern const struct shape record_module_shape;

enum {
    RECORD_STEP_KEY,
    RECORD_STEP_LABEL,
    RECORD_STEP_TITLE,
    RECORD_STEP_LANG,
    RECORD_STEP_URL,
    RECORD_STEP_HAS_TASKS,
    RECORD_STEP_TASKS,
    RECORD_STEP_COUNT
};
extern const struct shape record_step_shape;

/* A part that has questions to answer or ends with a decision. */
enum {
    RECORD_TASK_KEY,
    RECORD_TASK_LABEL,
    RECORD_TASK_TITLE,
    RECORD_TASK_URL,
    RECORD_TASK_DECIDE,
    RECORD_TASK_HAS_QUESTIONS,
    RECORD_TASK_QUESTIONS,
    RECORD_TASK_COUNT
};
extern const struct shape record_task_shape;

enum { RECORD_QUESTION_KEY, RECORD_QUESTION_TEXT, RECORD_QUESTION_URL, RECORD_QUESTION_COUNT };
extern const struct shape record_question_shape;

enum { RECORDS_TITLE, RECORDS_HAS_MODULES, RECORDS_MODULES, RECORDS_COUNT };
extern const struct shape records_shape;

/* ---- Made from a module's steps: what can be printed, and «Var du borte?» -------------------- */

enum {
    SHEET_TITLE,
    SHEET_MODULE,
    SHEET_HAS_STEPS,
    SHEET_STEPS,
    SHEET_HAS_FIGURES,
    SHEET_FIGURES,
    SHEET_COUNT
};
extern const struct shape sheet_shape;

/* A figure to fill in. */
enum { SHEET_FIGURE_TITLE, SHEET_FIGURE_DRAWING, SHEET_FIGURE_COUNT };
extern const struct shape sheet_figure_shape;

/* A step among others on one page, in its own language. */
enum {
    SHEET_STEP_ID,
    SHEET_STEP_URL,
    SHEET_STEP_HEADING,
    SHEET_STEP_LANG,
    SHEET_STEP_T,
    SHEET_STEP_STEP,
    SHEET_STEP_COUNT
};
extern const struct shape sheet_step_shape;

enum {
    RUNSHEET_TITLE,
    RUNSHEET_MODULE,
    RUNSHEET_HAS_PLAN,
    RUNSHEET_PLAN,
    RUNSHEET_HAS_BRING,
    RUNSHEET_BRING,
    RUNSHEET_HAS_ROLES,
    RUNSHEET_ROLES,
    RUNSHEET_HAS_SIGNS,
    RUNSHEET_SIGNS,
    RUNSHEET_COUNT
};
extern const struct shape runsheet_shape;

/* ---- To fill in by hand, and for the wall ---------------------------------------------------- */

enum {
    STATEMENTS_TITLE,
    STATEMENTS_MODULE,
    STATEMENTS_INTRO,
    STATEMENTS_ITEMS,
    STATEMENTS_USE,
    STATEMENTS_TABLE_URL,
    STATEMENTS_ALL_URL,
    STATEMENTS_COUNT
};
extern const struct shape statements_shape;

enum { STATEMENT_NUMBER, STATEMENT_ID, STATEMENT_TEXT, STATEMENT_COUNT };
extern const struct shape statement_shape;

enum { OUR_PLAN_TITLE, OUR_PLAN_COUNT };
extern const struct shape our_plan_shape;

/* Of the is_… one is true: how much room each module has on the sheet. */
enum { POSTER_TITLE, POSTER_IS_FEW, POSTER_IS_SOME, POSTER_IS_MANY, POSTER_MODULES, POSTER_COUNT };
extern const struct shape poster_shape;

/* ask: one question to bring, the first one of the last part that ends with a decision; of the
 * last part with questions where none does. */
enum {
    MISSED_TITLE,
    MISSED_MODULE,
    MISSED_HAS_STEPS,
    MISSED_STEPS,
    MISSED_ASK,
    MISSED_ASK_PART,
    MISSED_COUNT
};
extern const struct shape missed_shape;

/* ---- What was changed ------------------------------------------------------------------------ */

enum {
    CHANGES_TITLE,
    CHANGES_MODULE,
    CHANGES_HAS_MONTHS,
    CHANGES_MONTHS,
    CHANGES_OLDER,
    CHANGES_HAS_MODULES,
    CHANGES_MODULES,
    CHANGES_COUNT
};
extern const struct shape changes_shape;

enum { MONTH_TITLE, MONTH_HAS_CHANGES, MONTH_CHANGES, MONTH_COUNT };
extern const struct shape month_shape;

/* A change in a list. */
enum {
    CHANGE_ROW_WORDS,
    CHANGE_ROW_URL,
    CHANGE_ROW_DATE_TEXT,
    CHANGE_ROW_CAME,
    CHANGE_ROW_HAS_PLACES,
    CHANGE_ROW_PLACES,
    CHANGE_ROW_COUNT
};
extern const struct shape change_row_shape;

/* Where it was made: a module, or what stands outside modules. */
enum {
    CHANGE_PLACE_LABEL,
    CHANGE_PLACE_TITLE,
    CHANGE_PLACE_URL,
    CHANGE_PLACE_IS_NEW,
    CHANGE_PLACE_PAGES_TEXT,
    CHANGE_PLACE_HAS_STEPS,
    CHANGE_PLACE_STEPS,
    CHANGE_PLACE_COUNT
};
extern const struct shape change_place_shape;

/* A change's own page. */
enum {
    CHANGE_TITLE,
    CHANGE_DATE_TEXT,
    CHANGE_MODULE,
    CHANGE_MODULE_IS_NEW,
    CHANGE_MARKS,
    CHANGE_HAS_EDITS,
    CHANGE_EDITS,
    CHANGE_ALL,
    CHANGE_COUNT
};
extern const struct shape change_shape;

/* One page of the course in it. */
enum {
    CHANGE_EDIT_LABEL,
    CHANGE_EDIT_TITLE,
    CHANGE_EDIT_URL,
    CHANGE_EDIT_IS_NEW,
    CHANGE_EDIT_IS_GONE,
    CHANGE_EDIT_PURPOSE,
    CHANGE_EDIT_LANG,
    CHANGE_EDIT_SUMMARY_TEXT,
    CHANGE_EDIT_CUT,
    CHANGE_EDIT_HAS_PIECES,
    CHANGE_EDIT_PIECES,
    CHANGE_EDIT_COUNT
};
extern const struct shape change_edit_shape;

/* A stretch of its text: folded, or shown. */
enum {
    CHANGE_PIECE_FOLD_TEXT,
    CHANGE_PIECE_UNDER_TEXT,
    CHANGE_PIECE_HAS_BLOCKS,
    CHANGE_PIECE_BLOCKS,
    CHANGE_PIECE_COUNT
};
extern const struct shape change_piece_shape;

enum {
    CHANGE_BLOCK_LABEL,
    CHANGE_BLOCK_IS_TITLE,
    CHANGE_BLOCK_IS_FACTS,
    CHANGE_BLOCK_IS_HEADING,
    CHANGE_BLOCK_IS_ITEM,
    CHANGE_BLOCK_IS_QUOTE,
    CHANGE_BLOCK_IS_CODE,
    CHANGE_BLOCK_IS_QUESTION,
    CHANGE_BLOCK_IS_IN,
    CHANGE_BLOCK_IS_OUT,
    CHANGE_BLOCK_GOES_ON,
    CHANGE_BLOCK_HAS_RUNS,
    CHANGE_BLOCK_RUNS,
    CHANGE_BLOCK_COUNT
};
extern const struct shape change_block_shape;

enum { CHANGE_RUN_TEXT, CHANGE_RUN_IS_IN, CHANGE_RUN_IS_OUT, CHANGE_RUN_COUNT };
extern const struct shape change_run_shape;

#endif
