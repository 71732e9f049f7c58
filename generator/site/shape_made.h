/* shape_made: the names that pages offer which nobody wrote: records, and sheets to print. See
 * shape.h, whose conventions are these too.
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

/* ---- Made from a module's steps: what can be printed, and «Var du borte?» ----------------------
 */

enum { SHEET_TITLE, SHEET_MODULE, SHEET_HAS_STEPS, SHEET_STEPS, SHEET_COUNT };
extern const struct shape sheet_shape;

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

#endif
