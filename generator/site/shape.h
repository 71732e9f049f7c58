/* shape: the names that pages offer to layouts.
 *
 * Layouts are written against these tables and nothing else. docs/layouts.md is made from them,
 * the layout compiler refuses names that are not in them, and page.c fills them by index:
 *
 *     struct value v[STEP_COUNT] = {0};             VALUE_NONE: absent, false
 *     v[STEP_TITLE] = text_value(step->title);
 *     struct record step = {&step_shape, v};
 *
 * Every layout is rendered with a root record of four fields, the same for all kinds of page:
 * `site` (the whole course), `t` (the interface's words, strings.h), `page` (this page's frame:
 * head, breadcrumbs, rail, previous and next) and its own, named after the layout (`step`).
 *
 * Conventions
 *   - A name that is a key of the course format means the same here: title, purpose, minutes …
 *   - …_text is a ready phrase in the page's language ("ca. 60 min"); is_… chooses an icon.
 *   - has_x stands directly before the list x and is true when x has items: Mustache cannot ask.
 *   - title, who, speaker and the like are plain text: Markdown's signs have been taken out.
 *     One-line Markdown (purpose, a sign's meaning, a follow-up) is HTML without <p>, so that it
 *     may stand in a <p>, <li> or <td>. text, body, short, unprepared, definition, background and
 *     variants are HTML blocks; a question's text too, so one line of it gives <p>…</p>.
 *   - Layouts' own anchors begin with an underscore (_main, _signs, _presentations, _literature),
 *     so no heading or task can meet them; page.toc may point to those that the page has, under
 *     the name of the label (strings.h) that is their heading.
 *   - Names are looked up the context stack, so an absent value hides the same name further out.
 *
 * What themes/default/style.css counts on in a body's HTML
 *
 *   heading    <h2 id="…"> … <h6 id="…">, without visible anchors
 *   tasks      <ul class="tasks">
 *                <li class="done"><span class="tick" role="img" aria-label="{task_done}"></span> …
 *                <li><span class="tick" role="img" aria-label="{task_open}"></span> …
 *   table      <div class="table" role="region" tabindex="0" aria-label="…"><table> …
 *              <th scope="col">, <td>; class="right" or "center"; each label once on a page
 *   code       <pre tabindex="0"><code class="language-x">
 *   footnotes  <sup class="fn"><a href="#fn-1" id="fnref-1" role="doc-noteref">1</a></sup>
 *              <section class="footnotes" role="doc-endnotes" aria-labelledby="footnotes">
 *                <h2 id="footnotes">…</h2><ol><li id="fn-1">…
 *                <a href="#fnref-1" role="doc-backlink" aria-label="{footnote_back}">↩</a>
 *   box        <div class="box example" role="note"><p class="box-title">…</p>…</div>
 *              the class is the kind. Not <aside>: a page with five of those has five landmarks
 *              without names
 *   picture    <figure><img src alt width height loading="lazy"><figcaption>…
 *              inside a line <img class="inline" …>
 *   term       <a class="term" href="…">
 *   citation   <a class="cite" href="…">
 *   elsewhere  <a class="external" href="https://…">: paper shows the address after it, so not
 *              where the text is the address
 *
 * accent.css, made for a course with `accent`, is `:root{--accent:#…;--accent-dark:#…}`. --accent
 * stands on the light paper (#faf8f4) and --accent-dark on the dark (#1b1a17), as text and under
 * text of the paper's colour: both must reach 7:1, so the author's colour is darkened or lightened
 * until they do.
 *
 * Ownership: constant tables. Errors: none. Threads: read-only.
 */
#ifndef STEG_SITE_SHAPE_H
#define STEG_SITE_SHAPE_H

#include "parts/template.h"

/* ---- Layouts: what can be rendered ----------------------------------------------------------- */

enum layout_id {
    LAYOUT_FRONT,
    LAYOUT_MODULE,
    LAYOUT_STEP,
    LAYOUT_LEADER,
    LAYOUT_METHOD,
    LAYOUT_METHODS,
    LAYOUT_GLOSSARY,
    LAYOUT_LITERATURE,
    LAYOUT_PLAIN,
    LAYOUT_NOTFOUND,
    LAYOUT_REDIRECT,
    LAYOUT_RECORD,
    LAYOUT_RECORDS,
    LAYOUT_MISSED,
    LAYOUT_PRINT,
    LAYOUT_RUNSHEET,
    LAYOUT_CARDS,
    LAYOUT_NOTESHEET,
    LAYOUT_WORKSHEET,
    LAYOUT_STATEMENTS,
    LAYOUT_OBSERVATION,
    LAYOUT_OURPLAN,
    LAYOUT_POSTER,
    LAYOUT_CHANGES,
    LAYOUT_CHANGE,
    LAYOUT_COUNT
};

struct layout {
    const char *name;         /* layouts/NAME.html */
    const struct shape *root; /* of the record handed to template_render */
};

extern const struct layout layouts[LAYOUT_COUNT];

/* The root record's fields, in every layout. ROOT_MAIN is the layout's own record. */
enum { ROOT_SITE, ROOT_T, ROOT_PAGE, ROOT_MAIN, ROOT_COUNT };

/* ---- Small things used in many places -------------------------------------------------------- */

/* A link in a list: breadcrumbs, contents, back-links, other pages. */
enum { LINK_LABEL, LINK_TITLE, LINK_LANG, LINK_URL, LINK_NOTE, LINK_CURRENT, LINK_KEY, LINK_COUNT };
extern const struct shape link_shape;

/* One line of formatted text in a list: an objective, a thing to bring. */
enum { ITEM_TEXT, ITEM_COUNT };
extern const struct shape item_shape;

/* Choices with an icon each. */
enum {
    KIND_NAME,
    KIND_IS_PREWORK,
    KIND_IS_PRESENTATION,
    KIND_IS_REFLECTION,
    KIND_IS_TRYOUT,
    KIND_IS_FOLLOWUP,
    KIND_IS_LITERATURE,
    KIND_IS_TEXT,
    KIND_COUNT
};
extern const struct shape kind_shape;

enum { WHEN_NAME, WHEN_IS_BEFORE, WHEN_IS_TOGETHER, WHEN_IS_BETWEEN, WHEN_COUNT };
extern const struct shape when_shape;

enum {
    GROUPING_NAME,
    GROUPING_IS_INDIVIDUAL,
    GROUPING_IS_PAIRS,
    GROUPING_IS_GROUP,
    GROUPING_IS_PLENARY,
    GROUPING_COUNT
};
extern const struct shape grouping_shape;

/* The three kinds of time, never added up into one. */
enum { TIMES_BEFORE_TEXT, TIMES_TOGETHER_TEXT, TIMES_BETWEEN_TEXT, TIMES_COUNT };
extern const struct shape times_shape;

/* A work in a list of literature. */
enum {
    READING_ID,
    READING_ENTRY,
    READING_LOCATOR,
    READING_WHY,
    READING_HAS_USED_IN,
    READING_USED_IN,
    READING_COUNT
};
extern const struct shape work_shape;

enum {
    TERM_ID,
    TERM_TERM,
    TERM_LANG,
    TERM_URL,
    TERM_ALIASES_TEXT,
    TERM_AVOID_TEXT,
    TERM_DEFINITION,
    TERM_HAS_USED_IN,
    TERM_USED_IN,
    TERM_COUNT
};
extern const struct shape term_shape;

enum { PHASE_GROUPING, PHASE_MINUTES_TEXT, PHASE_PER_GROUP_TEXT, PHASE_TEXT, PHASE_COUNT };
extern const struct shape phase_shape;

/* ---- The frame around every page ------------------------------------------------------------- */

enum {
    SITE_ID,
    SITE_TITLE,
    SITE_TITLE_LANG,
    SITE_HOME,
    SITE_DESCRIPTION,
    SITE_PUBLISHER,
    SITE_AUTHORS_TEXT,
    SITE_VERSION,
    SITE_VERSION_TEXT,
    SITE_LICENSE,
    SITE_LICENSE_URL,
    SITE_CONTACT_TEXT,
    SITE_CONTACT_URL,
    SITE_PRIVACY_URL,
    SITE_ACCESSIBILITY_URL,
    SITE_REPOSITORY_URL,
    SITE_HAS_REFERENCE,
    SITE_REFERENCE,
    SITE_HAS_PAGES,
    SITE_PAGES,
    SITE_STYLESHEET,
    SITE_ACCENT,
    SITE_ICON,
    SITE_LOGO,
    SITE_RECORD,
    SITE_RECORDS,
    SITE_COUNT
};
extern const struct shape site_shape;

enum {
    PAGE_HEAD_TITLE,
    PAGE_DESCRIPTION,
    PAGE_LANG,
    PAGE_ROOT,
    PAGE_MODULE_ID,
    PAGE_STEP_KEY,
    PAGE_RECORD_URL,
    PAGE_CSP,
    PAGE_CANONICAL,
    PAGE_IS_FRONT,
    PAGE_STYLES,
    PAGE_SCRIPTS,
    PAGE_HAS_CRUMBS,
    PAGE_CRUMBS,
    PAGE_HAS_TOC,
    PAGE_TOC,
    PAGE_RAIL,
    PAGE_TURNS,
    PAGE_PREV,
    PAGE_NEXT,
    PAGE_EDIT_URL,
    PAGE_CHANGED_TEXT,
    PAGE_CHANGED_URL,
    PAGE_CONTRIBUTORS_TEXT,
    PAGE_DRAFT,
    PAGE_OLD_TEXT,
    PAGE_NEWEST_URL,
    PAGE_UNLISTED,
    PAGE_HAS_VERSIONS,
    PAGE_VERSIONS,
    PAGE_HAS_LANGUAGES,
    PAGE_LANGUAGES,
    PAGE_ALTERNATES,
    PAGE_UNTRANSLATED_TEXT,
    PAGE_UNTRANSLATED_LANG,
    PAGE_PAPER_TEXT,
    PAGE_COUNT
};
extern const struct shape page_shape;

enum { STYLE_URL, STYLE_COUNT };
extern const struct shape style_shape;

enum { SCRIPT_URL, SCRIPT_COUNT };
extern const struct shape script_shape;

/* The page in one of the course's languages. */
enum { LANGUAGE_NAME, LANGUAGE_TAG, LANGUAGE_URL, LANGUAGE_CURRENT, LANGUAGE_COUNT };
extern const struct shape language_shape;

enum { ALTERNATE_TAG, ALTERNATE_URL, ALTERNATE_COUNT };
extern const struct shape alternate_shape;

/* The current module's steps, beside the text. Bounded: never another module's. */
enum {
    RAIL_LABEL,
    RAIL_TITLE,
    RAIL_LANG,
    RAIL_URL,
    RAIL_CURRENT,
    RAIL_POSITION_TEXT,
    RAIL_STEPS,
    RAIL_LEADER,
    RAIL_RECORD,
    RAIL_PRINT,
    RAIL_COUNT
};
extern const struct shape rail_shape;

enum {
    RAIL_STEP_NUMBER,
    RAIL_STEP_TITLE,
    RAIL_STEP_LANG,
    RAIL_STEP_URL,
    RAIL_STEP_CURRENT,
    RAIL_STEP_NOTE,
    RAIL_STEP_KEY,
    RAIL_STEP_COUNT
};
extern const struct shape rail_step_shape;

/* ---- Front page ------------------------------------------------------------------------------ */

enum {
    FRONT_TITLE,
    FRONT_SUMMARY,
    FRONT_BODY,
    FRONT_START,
    FRONT_HAS_MODULES,
    FRONT_MODULES,
    FRONT_CHANGES,
    FRONT_HAS_SHEETS,
    FRONT_SHEETS,
    FRONT_HAS_FRESH,
    FRONT_FRESH,
    FRONT_COUNT
};
extern const struct shape front_shape;

enum {
    MODULE_CARD_ID,
    MODULE_CARD_NUMBER,
    MODULE_CARD_THEME,
    MODULE_CARD_TITLE,
    MODULE_CARD_LANG,
    MODULE_CARD_URL,
    MODULE_CARD_SUMMARY,
    MODULE_CARD_PURPOSE,
    MODULE_CARD_AUDIENCE_TEXT,
    MODULE_CARD_TIMES,
    MODULE_CARD_STEPS_TEXT,
    MODULE_CARD_HAS_STEPS,
    MODULE_CARD_STEPS,
    MODULE_CARD_COUNT
};
extern const struct shape module_card_shape;

/* ---- Module ---------------------------------------------------------------------------------- */

enum {
    MODULE_LABEL,
    MODULE_THEME,
    MODULE_TITLE,
    MODULE_SUMMARY,
    MODULE_PURPOSE,
    MODULE_BACKGROUND,
    MODULE_AUDIENCE_TEXT,
    MODULE_MINUTES_TEXT,
    MODULE_TIMES,
    MODULE_HAS_STEPS,
    MODULE_STEPS,
    MODULE_BODY,
    MODULE_HAS_OBJECTIVES,
    MODULE_OBJECTIVES,
    MODULE_HAS_BUILDS_ON,
    MODULE_BUILDS_ON,
    MODULE_HAS_TERMS,
    MODULE_TERMS,
    MODULE_LEADER,
    MODULE_RECORD,
    MODULE_MISSED,
    MODULE_HAS_SHEETS,
    MODULE_SHEETS,
    MODULE_CHANGES,
    MODULE_AUTHORS_TEXT,
    MODULE_REVIEWER,
    MODULE_REVIEWED_TEXT,
    MODULE_REVIEW_BY_TEXT,
    MODULE_SOURCE,
    MODULE_LICENSE,
    MODULE_HAS_FACTS,
    MODULE_COUNT
};
extern const struct shape module_shape;

/* A step on the module's road. */
enum {
    STEP_CARD_NUMBER,
    STEP_CARD_TITLE,
    STEP_CARD_LANG,
    STEP_CARD_URL,
    STEP_CARD_KIND,
    STEP_CARD_WHEN,
    STEP_CARD_MINUTES_TEXT,
    STEP_CARD_PERIOD_TEXT,
    STEP_CARD_WHO,
    STEP_CARD_FOR_TEXT,
    STEP_CARD_OPTIONAL_TEXT,
    STEP_CARD_PURPOSE,
    STEP_CARD_KEY,
    STEP_CARD_COUNT
};
extern const struct shape step_card_shape;

/* ---- Step ------------------------------------------------------------------------------------ */

enum {
    STEP_LABEL,
    STEP_POSITION_TEXT,
    STEP_TITLE,
    STEP_MODULE,
    STEP_KIND,
    STEP_WHEN,
    STEP_MINUTES_TEXT,
    STEP_PERIOD_TEXT,
    STEP_WHO,
    STEP_FOR_TEXT,
    STEP_OPTIONAL_TEXT,
    STEP_PURPOSE,
    STEP_HAS_BRING,
    STEP_BRING,
    STEP_HAS_ROLES,
    STEP_ROLES,
    STEP_SHORT,
    STEP_UNPREPARED,
    STEP_BODY,
    STEP_HAS_OBSERVATION,
    STEP_OBSERVATION,
    STEP_HAS_SIGNS,
    STEP_SIGNS,
    STEP_HAS_PRESENTATIONS,
    STEP_PRESENTATIONS,
    STEP_HAS_TASKS,
    STEP_TASKS,
    STEP_HAS_READINGS,
    STEP_READINGS,
    STEP_KEY,
    STEP_FOLLOWS,
    STEP_ASKS,
    STEP_DECIDES,
    STEP_COUNT
};
extern const struct shape step_shape;

/* A sheet to fill in by hand, and a row of it: text first, or nothing, and cells to write in. */
enum {
    OBSERVATION_ID,
    OBSERVATION_TITLE,
    OBSERVATION_TEXT,
    OBSERVATION_IS_WIDE,
    OBSERVATION_COLUMNS,
    OBSERVATION_ROWS,
    OBSERVATION_URL,
    OBSERVATION_COUNT
};
extern const struct shape observation_shape;

enum { OBSERVATION_ROW_TEXT, OBSERVATION_ROW_CELLS, OBSERVATION_ROW_COUNT };
extern const struct shape observation_row_shape;

enum { SIGN_SIGN, SIGN_MEANING, SIGN_COUNT };
extern const struct shape sign_shape;

enum {
    PRESENTATION_TITLE,
    PRESENTATION_URL,
    PRESENTATION_IS_LINK,
    PRESENTATION_IS_VIDEO,
    PRESENTATION_IS_AUDIO,
    PRESENTATION_IS_TEXT,
    PRESENTATION_HOST,
    PRESENTATION_TYPE,
    PRESENTATION_SPEAKER,
    PRESENTATION_MINUTES_TEXT,
    PRESENTATION_LANGUAGE_TEXT,
    PRESENTATION_SUMMARY,
    PRESENTATION_POSTER,
    PRESENTATION_CAPTIONS,
    PRESENTATION_CAPTIONS_LANG,
    PRESENTATION_CAPTIONS_TEXT,
    PRESENTATION_TRANSCRIPT,
    PRESENTATION_SLIDES,
    PRESENTATION_OPEN_TEXT,
    PRESENTATION_FILM,
    PRESENTATION_COUNT
};
extern const struct shape presentation_shape;

/* The player of a film that lies elsewhere. */
enum { FILM_URL, FILM_IS_FRAME, FILM_IS_FILE, FILM_SENDS_TEXT, FILM_COUNT };
extern const struct shape film_shape;

enum {
    TASK_ID,
    TASK_LABEL,
    TASK_TITLE,
    TASK_GROUPING,
    TASK_MINUTES_TEXT,
    TASK_PER_GROUP_TEXT,
    TASK_METHOD,
    TASK_TEXT,
    TASK_HAS_PHASES,
    TASK_PHASES,
    TASK_HAS_QUESTIONS,
    TASK_QUESTIONS,
    TASK_HAS_VARIANTS,
    TASK_VARIANTS,
    TASK_DECIDE,
    TASK_KEY,
    TASK_COUNT
};
extern const struct shape task_shape;

enum {
    QUESTION_ID,
    QUESTION_KEY,
    QUESTION_TEXT,
    QUESTION_HAS_FOLLOWUPS,
    QUESTION_FOLLOWUPS,
    QUESTION_COUNT
};
extern const struct shape question_shape;

enum { VARIANT_LABEL, VARIANT_TEXT, VARIANT_COUNT };
extern const struct shape variant_shape;

/* ---- Leader resource ------------------------------------------------------------------------- */

enum {
    LEADER_TITLE,
    LEADER_MODULE,
    LEADER_SUMMARY,
    LEADER_MINUTES_TEXT,
    LEADER_HAS_BRING,
    LEADER_BRING,
    LEADER_HAS_PLAN,
    LEADER_PLAN,
    LEADER_HAS_SHEETS,
    LEADER_SHEETS,
    LEADER_BODY,
    LEADER_COUNT
};
extern const struct shape leader_shape;

/* The run plan, meeting by meeting: after something done apart the clock begins again. */
enum { PLAN_MEETING_LABEL, PLAN_MEETING_ROWS, PLAN_MEETING_COUNT };
extern const struct shape plan_meeting_shape;

/* A row of a meeting: a step, or one of its parts. */
enum {
    PLAN_IS_STEP,
    PLAN_OFFSET_TEXT,
    PLAN_LABEL,
    PLAN_TITLE,
    PLAN_LANG,
    PLAN_URL,
    PLAN_MINUTES_TEXT,
    PLAN_GROUPING,
    PLAN_COUNT
};
extern const struct shape plan_shape;

/* ---- Methods, glossary, literature, plain pages ---------------------------------------------- */

enum {
    METHOD_TITLE,
    METHOD_LANG,
    METHOD_URL,
    METHOD_SUMMARY,
    METHOD_MINUTES_TEXT,
    METHOD_GROUP_SIZE,
    METHOD_HAS_MATERIALS,
    METHOD_MATERIALS,
    METHOD_HAS_PHASES,
    METHOD_PHASES,
    METHOD_BODY,
    METHOD_HAS_USED_IN,
    METHOD_USED_IN,
    METHOD_COUNT
};
extern const struct shape method_shape;

enum { METHODS_TITLE, METHODS_METHODS, METHODS_COUNT };
extern const struct shape methods_shape;

enum { GLOSSARY_TITLE, GLOSSARY_TERMS, GLOSSARY_COUNT };
extern const struct shape glossary_shape;

enum { LITERATURE_TITLE, LITERATURE_WORKS, LITERATURE_COUNT };
extern const struct shape literature_shape;

enum { PLAIN_TITLE, PLAIN_SUMMARY, PLAIN_BODY, PLAIN_COUNT };
extern const struct shape plain_shape;

enum { NOTFOUND_TITLE, NOTFOUND_TEXT, NOTFOUND_HAS_MODULES, NOTFOUND_MODULES, NOTFOUND_COUNT };
extern const struct shape notfound_shape;

/* ---- Old addresses; for other pages that nobody wrote see shape_made.h ----------------------- */

enum { REDIRECT_TITLE, REDIRECT_PAGE_TITLE, REDIRECT_URL, REDIRECT_REFRESH, REDIRECT_COUNT };
extern const struct shape redirect_shape;

#endif
