/* strings: the interface's words, in bokmål, nynorsk and English.
 *
 * The words live in layouts/i18n/{nb,nn,en}.yml, flat `key: "text"` maps; a course may put its own
 * file in its layouts/i18n/ to say things in its own way. This room says which keys there are.
 * Two kinds:
 *   - labels, which layouts print as {{t.key}}: the fields of t_shape, without placeholders;
 *   - phrases, which page.c fills and hands over as …_text: {0}, {1} stand for the arguments, and
 *     each must occur in every language, in any order and as often as is needed.
 * A key that is missing, unknown, or whose text has other placeholders than its row says is an
 * error of the build.
 *
 * Numbers and the singular: a phrase whose key ends in _one is used for exactly one.
 * Ownership: constant tables. Threads: read-only.
 */
#ifndef STEG_SITE_STRINGS_H
#define STEG_SITE_STRINGS_H

#include "parts/template.h"

/* The labels: t_shape.fields[i] is the row of label i, ending with a NULL name. Layouts alone use
 * them, so nothing in C needs their numbers. */
extern const struct shape t_shape;

/* The phrases. */
enum phrase {
    /* names of things */
    PHRASE_FRONT_PAGE,
    PHRASE_MODULE_NUMBER,
    PHRASE_STEP_NUMBER,
    PHRASE_STEP_POSITION,
    PHRASE_PART_NUMBER,
    PHRASE_STEPS,
    PHRASE_STEPS_ONE,
    PHRASE_LEADER_TITLE,
    PHRASE_METHODS_TITLE,
    PHRASE_GLOSSARY_TITLE,
    PHRASE_LITERATURE_TITLE,
    PHRASE_NOTFOUND_TITLE,
    PHRASE_NOTFOUND_TEXT,
    PHRASE_MOVED_TITLE,
    /* pages made from the steps, in the order of enum derived */
    PHRASE_RECORD_TITLE,
    PHRASE_MISSED_TITLE,
    PHRASE_PRINT_TITLE,
    PHRASE_RUNSHEET_TITLE,
    PHRASE_CARDS_TITLE,
    PHRASE_NOTESHEET_TITLE,
    PHRASE_WORKSHEET_TITLE,
    PHRASE_STATEMENTS_TITLE,
    PHRASE_OBSERVATION_TITLE,
    PHRASE_RECORDS_TITLE,
    PHRASE_OUR_PLAN_TITLE,
    PHRASE_POSTER_TITLE,
    PHRASE_OBSERVATION_SHEETS,
    PHRASE_STATEMENTS_TABLE,
    /* what was changed; the pairs in the order of enum counted, page_change.c */
    PHRASE_CHANGES_TITLE,
    PHRASE_CHANGES_MODULE_TITLE,
    PHRASE_CHANGES_LAST,
    PHRASE_CHANGES_MORE,
    PHRASE_CHANGE_COURSE,
    PHRASE_CHANGE_UNDER,
    PHRASE_CHANGE_SAME_ONE,
    PHRASE_CHANGE_SAME,
    PHRASE_EDITED_TITLE,
    PHRASE_EDITED_FACTS,
    PHRASE_EDITED_QUESTION_ONE,
    PHRASE_EDITED_QUESTION,
    PHRASE_ADDED_QUESTION_ONE,
    PHRASE_ADDED_QUESTION,
    PHRASE_REMOVED_QUESTION_ONE,
    PHRASE_REMOVED_QUESTION,
    PHRASE_EDITED_TEXT_ONE,
    PHRASE_EDITED_TEXT,
    PHRASE_ADDED_TEXT_ONE,
    PHRASE_ADDED_TEXT,
    PHRASE_REMOVED_TEXT_ONE,
    PHRASE_REMOVED_TEXT,
    /* step kinds, where the author gives no better title */
    PHRASE_KIND_PREWORK,
    PHRASE_KIND_PRESENTATION,
    PHRASE_KIND_REFLECTION,
    PHRASE_KIND_TRYOUT,
    PHRASE_KIND_FOLLOWUP,
    PHRASE_KIND_LITERATURE,
    PHRASE_KIND_TEXT,
    /* titles of steps made from a module in one file */
    PHRASE_TITLE_PREWORK,
    PHRASE_TITLE_PRESENTATION,
    PHRASE_TITLE_REFLECTION,
    PHRASE_TITLE_LITERATURE,
    /* when, and for whom */
    PHRASE_WHEN_BEFORE,
    PHRASE_WHEN_TOGETHER,
    PHRASE_WHEN_BETWEEN,
    PHRASE_FOR_STAFF,
    PHRASE_FOR_OWNER,
    PHRASE_OPTIONAL,
    /* minutes */
    PHRASE_MINUTES,
    PHRASE_MINUTES_ABOUT,
    PHRASE_MINUTES_RANGE,
    PHRASE_MINUTES_OPEN,
    PHRASE_PER_GROUP,
    PHRASE_TIME_BEFORE,
    PHRASE_TIME_TOGETHER,
    PHRASE_TIME_MEETINGS,
    PHRASE_MEETING_NUMBER,
    PHRASE_TIME_BETWEEN,
    PHRASE_TIME_BETWEEN_PERIOD,
    /* groupings */
    PHRASE_GROUPING_INDIVIDUAL,
    PHRASE_GROUPING_PAIRS,
    PHRASE_GROUPING_GROUP,
    PHRASE_GROUPING_PLENARY,
    /* variants of a task */
    PHRASE_VARIANT_SMALL,
    PHRASE_VARIANT_ONLINE,
    /* presentations */
    PHRASE_FILM_OPEN,
    PHRASE_FILM_SENDS,
    PHRASE_IN_LANGUAGE,
    PHRASE_LANGUAGE_NB,
    PHRASE_LANGUAGE_NN,
    PHRASE_LANGUAGE_EN,
    PHRASE_LANGUAGE_DA,
    PHRASE_LANGUAGE_SV,
    PHRASE_LANGUAGE_SE,
    PHRASE_LANGUAGE_DE,
    PHRASE_LANGUAGE_FR,
    PHRASE_LANGUAGE_FI,
    PHRASE_LANGUAGE_OTHER,
    /* what the Markdown renderer says */
    PHRASE_TASK_DONE,
    PHRASE_TASK_OPEN,
    PHRASE_TABLE,
    PHRASE_TABLE_TITLED,
    PHRASE_FOOTNOTES,
    PHRASE_FOOTNOTE_BACK,
    /* figures, in the order of DOC_FIGURE_… */
    PHRASE_FIGURE_TEXT,
    PHRASE_FIGURE_BETWEEN,
    PHRASE_FIGURE_AGAIN,
    PHRASE_FIGURE_UPWARD,
    PHRASE_FIGURE_OUTWARD,
    PHRASE_FIGURE_ACROSS,
    PHRASE_FIGURE_UP,
    PHRASE_FIGURE_FROM,
    PHRASE_FIGURE_BACK,
    PHRASE_BOX_NOTE,
    PHRASE_BOX_TIP,
    PHRASE_BOX_IMPORTANT,
    PHRASE_BOX_WARNING,
    PHRASE_BOX_CAUTION,
    PHRASE_BOX_EXAMPLE,
    PHRASE_BOX_LAW,
    PHRASE_BOX_QUOTE,
    PHRASE_BOX_DIALOGUE,
    PHRASE_BOX_DECIDE,
    /* dates, versions, lists */
    PHRASE_DATE,
    PHRASE_MONTHS,
    PHRASE_MONTH,
    PHRASE_VERSION,
    PHRASE_VERSION_DATE,
    PHRASE_VERSION_PRESENT,
    PHRASE_VERSION_PRESENT_NAMED,
    PHRASE_VERSION_OLD,
    PHRASE_UNTRANSLATED,
    PHRASE_CHANGED,
    PHRASE_REVIEWED,
    PHRASE_AND,
    PHRASE_COUNT
};

struct phrase_row {
    const char *key;
    const char *meaning;
    uint32_t placeholders; /* {0} … {placeholders - 1} */
};

extern const struct phrase_row phrases[PHRASE_COUNT];

#endif
