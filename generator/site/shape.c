#include "site/shape_made.h"
#include "site/shape_rows.h"
#include "site/strings.h"

/* ---- Small things ---------------------------------------------------------------------------- */

SHAPE(link, LINK_COUNT, "A link in a list: breadcrumbs, contents, back-links, other pages.",
      [LINK_LABEL] = {"label", TEXT,
                      "What stands before the title: «Modul 1», «Del 2», or nothing"},
      [LINK_TITLE] = {"title", TEXT, "The page's or heading's title"},
      [LINK_LANG] = {"lang", TEXT, "The title's language, when it is not the page's"},
      [LINK_URL] = {"url", URL, "Where it leads; absent for the current page in breadcrumbs"},
      [LINK_NOTE] = {"note", TEXT, "A short fact after the title, such as «10 min», or nothing"},
      [LINK_CURRENT] = {"current", BOOL, "This is the page being read"},
      [LINK_KEY] = {"key", TEXT, "Of a step: MODULE/STEP, by which records know it"})

SHAPE(item, ITEM_COUNT, "A line of formatted text in a list.",
      [ITEM_TEXT] = {"text", HTML, "The line, without a paragraph around it"})

SHAPE(kind, KIND_COUNT, "What kind of step it is: exactly one is_… is true.",
      [KIND_NAME] = {"name", TEXT, "Its name in words: «forarbeid»"},
      [KIND_IS_PREWORK] = {"is_prework", BOOL, "Pre-work"},
      [KIND_IS_PRESENTATION] = {"is_presentation", BOOL, "Something to see or hear"},
      [KIND_IS_REFLECTION] = {"is_reflection", BOOL, "Joint reflection"},
      [KIND_IS_TRYOUT] = {"is_tryout", BOOL, "Trying something out between meetings"},
      [KIND_IS_FOLLOWUP] = {"is_followup", BOOL, "Coming back to what was tried"},
      [KIND_IS_LITERATURE] = {"is_literature", BOOL, "Recommended literature"},
      [KIND_IS_TEXT] = {"is_text", BOOL, "A text"})

SHAPE(when, WHEN_COUNT, "When it is done: exactly one is_… is true.",
      [WHEN_NAME] = {"name", TEXT, "In words: «sammen i møtet»"},
      [WHEN_IS_BEFORE] = {"is_before", BOOL, "Each alone, before the meeting"},
      [WHEN_IS_TOGETHER] = {"is_together", BOOL, "Together, in the room"},
      [WHEN_IS_BETWEEN] = {"is_between", BOOL, "Between meetings"})

SHAPE(grouping, GROUPING_COUNT, "How people sit: exactly one is_… is true.",
      [GROUPING_NAME] = {"name", TEXT, "In words: «i par»"},
      [GROUPING_IS_INDIVIDUAL] = {"is_individual", BOOL, "Alone"},
      [GROUPING_IS_PAIRS] = {"is_pairs", BOOL, "Two and two"},
      [GROUPING_IS_GROUP] = {"is_group", BOOL, "In a group"},
      [GROUPING_IS_PLENARY] = {"is_plenary", BOOL, "Everybody together"})

SHAPE(times, TIMES_COUNT, "The three kinds of time, each a phrase; never added up.",
      [TIMES_BEFORE_TEXT] = {"before_text", TEXT, "«20 min hver før møtet», or nothing"},
      [TIMES_TOGETHER_TEXT] = {"together_text", TEXT, "«ca. 110 min sammen», or nothing"},
      [TIMES_BETWEEN_TEXT] = {"between_text", TEXT, "«2 uker utprøving», or nothing"})

SHAPE(work, READING_COUNT,
      "A work in a list of literature.", [READING_ID] = {"id", TEXT, "The anchor"},
      [READING_ENTRY] = {"entry", HTML, "The entry in APA 7"},
      [READING_LOCATOR] = {"locator", TEXT, "Which part: «kap. 2»"},
      [READING_WHY] = {"why", HTML, "Why to read it"},
      [READING_HAS_USED_IN] = {"has_used_in", BOOL, "used_in has items"},
      [READING_USED_IN] = {"used_in", LIST(link_shape), "The pages that cite it"})

SHAPE(term, TERM_COUNT, "A term of the glossary.", [TERM_ID] = {"id", TEXT, "The anchor"},
      [TERM_TERM] = {"term", TEXT, "The term"},
      [TERM_LANG] = {"lang", TEXT, "Its language, when it is not the page's"},
      [TERM_URL] = {"url", URL, "Its place in the glossary"},
      [TERM_ALIASES_TEXT] = {"aliases_text", TEXT, "Other forms, with commas"},
      [TERM_AVOID_TEXT] = {"avoid_text", TEXT, "Forms not to use, with commas"},
      [TERM_DEFINITION] = {"definition", HTML, "What it means"},
      [TERM_HAS_USED_IN] = {"has_used_in", BOOL, "used_in has items"},
      [TERM_USED_IN] = {"used_in", LIST(link_shape), "The pages that use it"})

SHAPE(phase, PHASE_COUNT, "A phase of a task or a method.",
      [PHASE_GROUPING] = {"grouping", RECORD(grouping_shape), "How people sit"},
      [PHASE_MINUTES_TEXT] = {"minutes_text", TEXT, "«5 min»"},
      [PHASE_PER_GROUP_TEXT] = {"per_group_text", TEXT, "«3 min til hver gruppe»"},
      [PHASE_TEXT] = {"text", HTML, "What to do"})

/* ---- The frame ------------------------------------------------------------------------------- */

SHAPE(site, SITE_COUNT, "The course as a whole; addresses are relative to the page.",
      [SITE_ID] = {"id", TEXT, "The course's id: records are kept under it"},
      [SITE_TITLE] = {"title", TEXT, "The course's title"},
      [SITE_TITLE_LANG] = {"title_lang", TEXT, "Its language, when it is not the page's"},
      [SITE_HOME] = {"home", URL, "The front page"},
      [SITE_DESCRIPTION] = {"description", TEXT, "The course in a sentence or two"},
      [SITE_PUBLISHER] = {"publisher", TEXT, "Who publishes it"},
      [SITE_AUTHORS_TEXT] = {"authors_text", TEXT, "The authors' names with commas"},
      [SITE_VERSION] = {"version", TEXT, "The course's version as written: «1.0»"},
      [SITE_VERSION_TEXT] = {"version_text", TEXT, "«Versjon 1.0, 3. mai 2027»"},
      [SITE_LICENSE] = {"license", TEXT, "The licence's name"},
      [SITE_LICENSE_URL] = {"license_url", URL, "Where the licence can be read, when known"},
      [SITE_CONTACT_TEXT] = {"contact_text", TEXT, "Whom to ask"},
      [SITE_CONTACT_URL] = {"contact_url", URL, "Their page, or mailto:"},
      [SITE_PRIVACY_URL] = {"privacy_url", URL, "The privacy statement"},
      [SITE_ACCESSIBILITY_URL] = {"accessibility_url", URL, "The statement at uustatus.no"},
      [SITE_REPOSITORY_URL] = {"repository_url", URL, "The course's source"},
      [SITE_HAS_REFERENCE] = {"has_reference", BOOL, "reference has items"},
      [SITE_REFERENCE] = {"reference", LIST(link_shape),
                          "Methods, glossary, literature: those that exist"},
      [SITE_HAS_PAGES] = {"has_pages", BOOL, "pages has items"},
      [SITE_PAGES] = {"pages", LIST(link_shape), "The plain pages, for the footer"},
      [SITE_STYLESHEET] = {"stylesheet", URL, "style.css"},
      [SITE_ACCENT] = {"accent", URL, "accent.css, made when the course has an accent"},
      [SITE_ICON] = {"icon", URL, "The icon of the browser's tab"},
      [SITE_LOGO] = {"logo", URL, "The course's logo"},
      [SITE_RECORD] = {"record", URL, "The record of the whole course"},
      [SITE_RECORDS] = {"records", URL, "Where the files of several teams are read together"})

SHAPE(style, STYLE_COUNT, "A stylesheet of the page, besides site.stylesheet.",
      [STYLE_URL] = {"url", URL, "A stylesheet that few pages need"})

SHAPE(script, SCRIPT_COUNT,
      "A script of the page.", [SCRIPT_URL] = {"url", URL, "A classic script, loaded with defer"})

SHAPE(language, LANGUAGE_COUNT, "The page in one of the course's languages, to switch to.",
      [LANGUAGE_NAME] = {"name", TEXT, "What the language calls itself: «Nynorsk»"},
      [LANGUAGE_TAG] = {"lang", TEXT, "BCP 47"}, [LANGUAGE_URL] = {"url", URL, "The page in it"},
      [LANGUAGE_CURRENT] = {"current", BOOL, "This is the language being read"})

SHAPE(alternate, ALTERNATE_COUNT, "The page in a language that it has been put into.",
      [ALTERNATE_TAG] = {"lang", TEXT, "BCP 47, or x-default"},
      [ALTERNATE_URL] = {"url", URL, "The page in it, by its whole address"})

SHAPE(rail_step, RAIL_STEP_COUNT,
      "A step in the rail.", [RAIL_STEP_NUMBER] = {"number", NUMBER, "Its number in the module"},
      [RAIL_STEP_TITLE] = {"title", TEXT, "Its title"},
      [RAIL_STEP_LANG] = {"lang", TEXT, "The title's language, when it is not the page's"},
      [RAIL_STEP_URL] = {"url", URL, "Its page"},
      [RAIL_STEP_CURRENT] = {"current", BOOL, "This is the page being read"},
      [RAIL_STEP_NOTE] = {"note", TEXT, "A short fact: «ca. 60 min»"},
      [RAIL_STEP_KEY] = {"key", TEXT, "MODULE/STEP"})

SHAPE(rail, RAIL_COUNT, "The current module's steps, beside the text; on a phone one line.",
      [RAIL_LABEL] = {"label", TEXT, "«Modul 1»"},
      [RAIL_TITLE] = {"title", TEXT, "The module's title"},
      [RAIL_LANG] = {"lang", TEXT, "The title's language, when it is not the page's"},
      [RAIL_URL] = {"url", URL, "The module's page"},
      [RAIL_CURRENT] = {"current", BOOL, "The module's page is being read"},
      [RAIL_POSITION_TEXT] = {"position_text", TEXT,
                              "The one line: «Steg 3 av 5»; off the steps «5 steg»"},
      [RAIL_STEPS] = {"steps", LIST(rail_step_shape), "The steps"},
      [RAIL_LEADER] = {"leader", RECORD(link_shape), "The leader resource"},
      [RAIL_RECORD] = {"record", RECORD(link_shape), "The module's record"},
      [RAIL_PRINT] = {"print", RECORD(link_shape), "The whole module on one page"})

SHAPE(page, PAGE_COUNT, "The frame of one page.",
      [PAGE_HEAD_TITLE] = {"head_title", TEXT, "For <title>: page – module – course"},
      [PAGE_DESCRIPTION] = {"description", TEXT, "For search engines: plain text"},
      [PAGE_LANG] = {"lang", TEXT, "The page's language, BCP 47"},
      [PAGE_ROOT] = {"root", TEXT, "From the page to the site's root: «../»; absent at the root"},
      [PAGE_MODULE_ID] = {"module_id", TEXT, "The identity of the page's module"},
      [PAGE_STEP_KEY] = {"step_key", TEXT, "Of a step's page: MODULE/STEP"},
      [PAGE_RECORD_URL] = {"record", URL,
                           "The record nearest to the page: the module's or the course's"},
      [PAGE_CSP] = {"csp", TEXT, "The content security policy; every layout must print it"},
      [PAGE_CANONICAL] = {"canonical", URL, "The absolute address, when base_url is known"},
      [PAGE_IS_FRONT] = {"is_front", BOOL, "This is the front page"},
      [PAGE_STYLES] = {"styles", LIST(style_shape), "Stylesheets that this page needs too"},
      [PAGE_SCRIPTS] = {"scripts", LIST(script_shape), "Scripts that this page uses"},
      [PAGE_HAS_CRUMBS] = {"has_crumbs", BOOL, "crumbs has items"},
      [PAGE_CRUMBS] = {"crumbs", LIST(link_shape),
                       "The way here, from the front page to the parent"},
      [PAGE_HAS_TOC] = {"has_toc", BOOL, "toc has items: the page has three headings or more"},
      [PAGE_TOC] = {"toc", LIST(link_shape), "The page's h2 headings, parts and their minutes too"},
      [PAGE_RAIL] = {"rail", RECORD(rail_shape), "The module's steps; absent outside modules"},
      [PAGE_TURNS] = {"turns", BOOL, "prev or next is there"},
      [PAGE_PREV] = {"prev", RECORD(link_shape), "The page before, across modules"},
      [PAGE_NEXT] = {"next", RECORD(link_shape), "The page after, across modules"},
      [PAGE_EDIT_URL] = {"edit_url", URL, "Where the page's source can be edited"},
      [PAGE_CHANGED_TEXT] = {"changed_text", TEXT, "«Sist endret 3. mai 2027»"},
      [PAGE_CHANGED_URL] = {"changed_url", URL,
                            "The changes of the page's module, or the course's"},
      [PAGE_CONTRIBUTORS_TEXT] = {"contributors_text", TEXT,
                                  "Those who have changed the page, with commas"},
      [PAGE_DRAFT] = {"draft", BOOL, "The page's text is not as it was last committed"},
      [PAGE_OLD_TEXT] = {"old_text", TEXT,
                         "On a page of an older version: «Dette er en eldre versjon av kurset …»"},
      [PAGE_NEWEST_URL] = {"newest_url", URL, "The same page as it is now, or the front page"},
      [PAGE_UNLISTED] = {"unlisted", BOOL, "Search engines should leave the page out"},
      [PAGE_HAS_VERSIONS] = {"has_versions", BOOL, "versions has items"},
      [PAGE_VERSIONS] = {"versions", LIST(link_shape),
                         "The page in each version of the course, the present one first"},
      [PAGE_HAS_LANGUAGES] = {"has_languages", BOOL, "languages has items"},
      [PAGE_LANGUAGES] = {"languages", LIST(language_shape),
                          "The course's languages, the one it is written in first; absent when it "
                          "has one"},
      [PAGE_ALTERNATES] =
          {"alternates", LIST(alternate_shape),
           "For <link rel=\"alternate\" hreflang>, in the order of languages; with base_url"},
      [PAGE_UNTRANSLATED_TEXT] = {"untranslated_text", TEXT,
                                  "On a page that stands here in the language it was written in: "
                                  "that it does"},
      [PAGE_UNTRANSLATED_LANG] = {"untranslated_lang", TEXT, "The language of that text"},
      [PAGE_PAPER_TEXT] = {"paper_text", TEXT,
                           "For the foot of each sheet of paper: the course, «Modul 1», the "
                           "version, when the module was last reviewed"})

/* ---- Front page and module ------------------------------------------------------------------- */

SHAPE(module_card, MODULE_CARD_COUNT,
      "A module in the front page's list.", [MODULE_CARD_ID] = {"id", TEXT, "Its identity"},
      [MODULE_CARD_NUMBER] = {"number", NUMBER, "Its number in the course"},
      [MODULE_CARD_THEME] = {"theme", TEXT, "«Hovedtema 1»"},
      [MODULE_CARD_TITLE] = {"title", TEXT, "Its title"},
      [MODULE_CARD_LANG] = {"lang", TEXT, "Its texts' language, when it is not the page's"},
      [MODULE_CARD_URL] = {"url", URL, "Its page"},
      [MODULE_CARD_SUMMARY] = {"summary", HTML, "A paragraph"},
      [MODULE_CARD_PURPOSE] = {"purpose", HTML, "What it is good for, one sentence"},
      [MODULE_CARD_AUDIENCE_TEXT] = {"audience_text", TEXT,
                                     "For whom: «skoleledelsen og systemledere»"},
      [MODULE_CARD_TIMES] = {"times", RECORD(times_shape), "The three kinds of time"},
      [MODULE_CARD_STEPS_TEXT] = {"steps_text", TEXT, "«4 steg»"},
      [MODULE_CARD_HAS_STEPS] = {"has_steps", BOOL, "steps has items"},
      [MODULE_CARD_STEPS] = {"steps", LIST(link_shape), "Its steps, in order"})

SHAPE(front, FRONT_COUNT, "The front page.",
      [FRONT_TITLE] = {"title", TEXT, "The heading: index.md's title, or the course's"},
      [FRONT_SUMMARY] = {"summary", HTML, "The one sentence below it"},
      [FRONT_BODY] = {"body", HTML, "index.md's text"},
      [FRONT_START] = {"start", RECORD(link_shape), "Where to begin: the first module's page"},
      [FRONT_HAS_MODULES] = {"has_modules", BOOL, "modules has items"},
      [FRONT_MODULES] = {"modules", LIST(module_card_shape), "The modules in order"},
      [FRONT_CHANGES] = {"changes", RECORD(link_shape),
                         "What was changed in the course; note says when, the last time"},
      [FRONT_HAS_SHEETS] = {"has_sheets", BOOL, "sheets has items"},
      [FRONT_SHEETS] = {"sheets", LIST(link_shape),
                        "What is printed for the whole course: «vår plan», the poster, all "
                        "statements for spreadsheets; those that exist"},
      [FRONT_HAS_FRESH] = {"has_fresh", BOOL, "fresh has items"},
      [FRONT_FRESH] = {"fresh", LIST(change_row_shape), "The changes that came last"})

SHAPE(step_card, STEP_CARD_COUNT, "A step on the module's road.",
      [STEP_CARD_NUMBER] = {"number", NUMBER, "Its number in the module"},
      [STEP_CARD_TITLE] = {"title", TEXT, "Its title"},
      [STEP_CARD_LANG] = {"lang", TEXT, "The title's language, when it is not the page's"},
      [STEP_CARD_URL] = {"url", URL, "Its page"},
      [STEP_CARD_KIND] = {"kind", RECORD(kind_shape), "What kind of step"},
      [STEP_CARD_WHEN] = {"when", RECORD(when_shape), "When it is done"},
      [STEP_CARD_MINUTES_TEXT] = {"minutes_text", TEXT, "«ca. 60 min»"},
      [STEP_CARD_PERIOD_TEXT] = {"period_text", TEXT, "Of a try-out: «2 uker»"},
      [STEP_CARD_WHO] = {"who", TEXT, "«hele lederteamet»"},
      [STEP_CARD_FOR_TEXT] = {"for_text", TEXT, "«for personalet», when not for leaders"},
      [STEP_CARD_OPTIONAL_TEXT] = {"optional_text", TEXT, "«kan stå over», when it may be dropped"},
      [STEP_CARD_PURPOSE] = {"purpose", HTML, "Its purpose, one sentence"},
      [STEP_CARD_KEY] = {"key", TEXT, "MODULE/STEP"})

SHAPE(module, MODULE_COUNT, "A module's page.", [MODULE_LABEL] = {"label", TEXT, "«Modul 1»"},
      [MODULE_THEME] = {"theme", TEXT, "«Hovedtema 1»"},
      [MODULE_TITLE] = {"title", TEXT, "The title"},
      [MODULE_SUMMARY] = {"summary", HTML, "A paragraph"},
      [MODULE_PURPOSE] = {"purpose", HTML, "What it is good for, one sentence"},
      [MODULE_BACKGROUND] = {"background", HTML, "Why this theme"},
      [MODULE_AUDIENCE_TEXT] = {"audience_text", TEXT, "For whom, joined into one phrase"},
      [MODULE_MINUTES_TEXT] = {"minutes_text", TEXT, "The frame that the author promises"},
      [MODULE_TIMES] = {"times", RECORD(times_shape), "The three kinds of time"},
      [MODULE_HAS_STEPS] = {"has_steps", BOOL, "steps has items"},
      [MODULE_STEPS] = {"steps", LIST(step_card_shape), "The road"},
      [MODULE_BODY] = {"body", HTML, "index.md's text"},
      [MODULE_HAS_OBJECTIVES] = {"has_objectives", BOOL, "objectives has items"},
      [MODULE_OBJECTIVES] = {"objectives", LIST(item_shape), "What one can do afterwards"},
      [MODULE_HAS_BUILDS_ON] = {"has_builds_on", BOOL, "builds_on has items"},
      [MODULE_BUILDS_ON] = {"builds_on", LIST(link_shape), "Modules that are good to know first"},
      [MODULE_HAS_TERMS] = {"has_terms", BOOL, "terms has items"},
      [MODULE_TERMS] = {"terms", LIST(term_shape), "Terms of the module"},
      [MODULE_LEADER] = {"leader", RECORD(link_shape),
                         "The leader resource; note says how long it takes"},
      [MODULE_RECORD] = {"record", RECORD(link_shape), "The module's record"},
      [MODULE_MISSED] = {"missed", RECORD(link_shape), "«Var du borte?»"},
      [MODULE_HAS_SHEETS] = {"has_sheets", BOOL, "sheets has items"},
      [MODULE_SHEETS] = {"sheets", LIST(link_shape), "What can be printed: those that exist"},
      [MODULE_CHANGES] = {"changes", RECORD(link_shape),
                          "What was changed in it; note says when, the last time"},
      [MODULE_AUTHORS_TEXT] = {"authors_text", TEXT, "The authors' names with commas"},
      [MODULE_REVIEWER] = {"reviewer", TEXT, "Who has read it critically"},
      [MODULE_REVIEWED_TEXT] = {"reviewed_text", TEXT, "When: a date in words"},
      [MODULE_REVIEW_BY_TEXT] = {"review_by_text", TEXT,
                                 "When it should be read again: a date in words"},
      [MODULE_SOURCE] = {"source", HTML, "Where a borrowed text comes from"},
      [MODULE_LICENSE] = {"license", TEXT, "A borrowed text's licence"},
      [MODULE_HAS_FACTS] = {"has_facts", BOOL, "Any of authors_text to license is there"})

/* ---- Step ------------------------------------------------------------------------------------ */

SHAPE(sign, SIGN_COUNT, "A sign for taking notes.", [SIGN_SIGN] = {"sign", TEXT, "The sign: «!»"},
      [SIGN_MEANING] = {"meaning", HTML, "What it stands for"})

SHAPE(observation_row, OBSERVATION_ROW_COUNT, "A row of a sheet to fill in.",
      [OBSERVATION_ROW_TEXT] = {"text", HTML,
                                "What stands first in it; absent: a cell to write in"},
      [OBSERVATION_ROW_CELLS] = {"cells", LIST(item_shape), "The other cells, all empty"})

SHAPE(
    observation, OBSERVATION_COUNT,
    "A sheet to fill in by hand.", [OBSERVATION_ID] = {"id", TEXT, "Its anchor on the step's page"},
    [OBSERVATION_TITLE] = {"title", TEXT, "Its title, or «Observasjonsark»"},
    [OBSERVATION_TEXT] = {"text", HTML, "What to know before"},
    [OBSERVATION_IS_WIDE] = {"is_wide", BOOL, "It has four columns or more"},
    [OBSERVATION_COLUMNS] = {"columns", LIST(item_shape), "The headings of its columns"},
    [OBSERVATION_ROWS] = {"rows", LIST(observation_row_shape), "Its rows"},
    [OBSERVATION_URL] = {"url", URL, "Where the module's sheets are printed"})

SHAPE(film, FILM_COUNT, "The player of a film elsewhere: exactly one is_… is true.",
      [FILM_URL] = {"url", URL, "What is loaded when somebody presses play"},
      [FILM_IS_FRAME] = {"is_frame", BOOL, "A page for a frame"},
      [FILM_IS_FILE] = {"is_file", BOOL, "A file that the browser plays: mp4, webm"},
      [FILM_SENDS_TEXT] = {"sends_text", TEXT, "What pressing play tells whom"})

SHAPE(presentation, PRESENTATION_COUNT, "A presentation: exactly one is_… is true.",
      [PRESENTATION_TITLE] = {"title", TEXT, "Its title"},
      [PRESENTATION_URL] = {"url", URL, "Where it is"},
      [PRESENTATION_IS_LINK] = {"is_link", BOOL, "A film elsewhere: a link"},
      [PRESENTATION_IS_VIDEO] = {"is_video", BOOL, "A local film: mp4, webm"},
      [PRESENTATION_IS_AUDIO] = {"is_audio", BOOL, "Local sound: mp3, m4a, ogg"},
      [PRESENTATION_IS_TEXT] = {"is_text", BOOL, "A local text: pdf, md"},
      [PRESENTATION_HOST] = {"host", TEXT, "Of a link: the other site's name, «Vimeo»"},
      [PRESENTATION_TYPE] = {"type", TEXT, "Of a local file: «video/mp4»"},
      [PRESENTATION_SPEAKER] = {"speaker", TEXT, "Who speaks"},
      [PRESENTATION_MINUTES_TEXT] = {"minutes_text", TEXT, "«18 min»"},
      [PRESENTATION_LANGUAGE_TEXT] = {"language_text", TEXT,
                                      "«på engelsk», when not the page's language"},
      [PRESENTATION_SUMMARY] = {"summary", HTML, "What it is about"},
      [PRESENTATION_POSTER] = {"poster", URL, "The still picture of a local film"},
      [PRESENTATION_CAPTIONS] = {"captions", URL, "The captions' .vtt"},
      [PRESENTATION_CAPTIONS_LANG] = {"captions_lang", TEXT, "Their language, BCP 47"},
      [PRESENTATION_CAPTIONS_TEXT] = {"captions_text", TEXT, "Their language in words"},
      [PRESENTATION_TRANSCRIPT] = {"transcript", URL, "The same in writing"},
      [PRESENTATION_SLIDES] = {"slides", URL, "The slides"},
      [PRESENTATION_OPEN_TEXT] = {"open_text", TEXT, "Of a link: «Åpne hos Vimeo»"},
      [PRESENTATION_FILM] = {"film", RECORD(film_shape),
                             "Of a link: its player, when one is known (film.js)"})

SHAPE(question, QUESTION_COUNT, "A question of a task.",
      [QUESTION_ID] = {"id", TEXT, "The anchor, TASK.QUESTION; absent without an id"},
      [QUESTION_KEY] = {"key", TEXT, "COURSE/MODULE/TASK/QUESTION; absent without an id"},
      [QUESTION_TEXT] = {"text", HTML, "The question: blocks"},
      [QUESTION_HAS_FOLLOWUPS] = {"has_followups", BOOL, "followups has items"},
      [QUESTION_FOLLOWUPS] = {"followups", LIST(item_shape), "Questions that go deeper"})

SHAPE(variant, VARIANT_COUNT,
      "Another way to do a task.", [VARIANT_LABEL] = {"label", TEXT, "«Er dere få?»"},
      [VARIANT_TEXT] = {"text", HTML, "What to do then"})

SHAPE(task, TASK_COUNT, "A part (del) of a step.", [TASK_ID] = {"id", TEXT, "The anchor"},
      [TASK_LABEL] = {"label", TEXT, "«Del 1»; absent when the step has one part only"},
      [TASK_TITLE] = {"title", TEXT, "Its title"},
      [TASK_GROUPING] = {"grouping", RECORD(grouping_shape), "How people sit"},
      [TASK_MINUTES_TEXT] = {"minutes_text", TEXT, "«10 min»"},
      [TASK_PER_GROUP_TEXT] = {"per_group_text", TEXT, "«3 min til hver gruppe»"},
      [TASK_METHOD] = {"method", RECORD(link_shape), "The method card"},
      [TASK_TEXT] = {"text", HTML, "What to do"},
      [TASK_HAS_PHASES] = {"has_phases", BOOL, "phases has items"},
      [TASK_PHASES] = {"phases", LIST(phase_shape), "Its phases"},
      [TASK_HAS_QUESTIONS] = {"has_questions", BOOL, "questions has items"},
      [TASK_QUESTIONS] = {"questions", LIST(question_shape), "Its questions"},
      [TASK_HAS_VARIANTS] = {"has_variants", BOOL, "variants has items"},
      [TASK_VARIANTS] = {"variants", LIST(variant_shape), "Other ways to do it"},
      [TASK_DECIDE] = {"decide", BOOL, "It ends with a decision"},
      [TASK_KEY] = {"key", TEXT, "COURSE/MODULE/TASK: decisions are kept under it"})

SHAPE(step, STEP_COUNT, "A step's page.", [STEP_LABEL] = {"label", TEXT, "«Steg 3»"},
      [STEP_POSITION_TEXT] = {"position_text", TEXT, "«Steg 3 av 5»"},
      [STEP_TITLE] = {"title", TEXT, "The title"},
      [STEP_MODULE] = {"module", RECORD(link_shape), "Its module"},
      [STEP_KIND] = {"kind", RECORD(kind_shape), "What kind of step"},
      [STEP_WHEN] = {"when", RECORD(when_shape), "When it is done"},
      [STEP_MINUTES_TEXT] = {"minutes_text", TEXT, "«ca. 60 min»"},
      [STEP_PERIOD_TEXT] = {"period_text", TEXT, "Of a try-out: «2 uker»"},
      [STEP_WHO] = {"who", TEXT, "«hele lederteamet»"},
      [STEP_FOR_TEXT] = {"for_text", TEXT, "«for personalet», when not for leaders"},
      [STEP_OPTIONAL_TEXT] = {"optional_text", TEXT, "«kan stå over», when it may be dropped"},
      [STEP_PURPOSE] = {"purpose", HTML, "Its purpose, one sentence"},
      [STEP_HAS_BRING] = {"has_bring", BOOL, "bring has items"},
      [STEP_BRING] = {"bring", LIST(item_shape), "What to bring"},
      [STEP_HAS_ROLES] = {"has_roles", BOOL, "roles has items"},
      [STEP_ROLES] = {"roles", LIST(item_shape), "Roles to hand out"},
      [STEP_SHORT] = {"short", HTML, "The version for those with five minutes"},
      [STEP_UNPREPARED] = {"unprepared", HTML, "What to do when pre-work was not done"},
      [STEP_BODY] = {"body", HTML, "The text"},
      [STEP_HAS_OBSERVATION] = {"has_observation", BOOL, "observation has items"},
      [STEP_OBSERVATION] = {"observation", LIST(observation_shape), "Sheets to fill in by hand"},
      [STEP_HAS_SIGNS] = {"has_signs", BOOL, "signs has items"},
      [STEP_SIGNS] = {"signs", LIST(sign_shape), "Signs for taking notes"},
      [STEP_HAS_PRESENTATIONS] = {"has_presentations", BOOL, "presentations has items"},
      [STEP_PRESENTATIONS] = {"presentations", LIST(presentation_shape), "What to see or hear"},
      [STEP_HAS_TASKS] = {"has_tasks", BOOL, "tasks has items"},
      [STEP_TASKS] = {"tasks", LIST(task_shape), "The parts"},
      [STEP_HAS_READINGS] = {"has_literature", BOOL, "literature has items"},
      [STEP_READINGS] = {"literature", LIST(work_shape), "What to read"},
      [STEP_KEY] = {"key", TEXT, "MODULE/STEP, by which records know it"},
      [STEP_FOLLOWS] = {"followup", TEXT,
                        "Of a follow-up: the module whose decisions it comes back to"},
      [STEP_ASKS] = {"asks", BOOL, "It has a question that is answered in writing"},
      [STEP_DECIDES] = {"decides", BOOL, "A part of it ends with a decision"})

/* ---- Leader resource ------------------------------------------------------------------------- */

SHAPE(plan, PLAN_COUNT,
      "A row of the run plan.", [PLAN_IS_STEP] = {"is_step", BOOL, "A step; else one of its parts"},
      [PLAN_OFFSET_TEXT] = {"offset_text", TEXT,
                            "When it begins, from the start of its meeting: «00:10»"},
      [PLAN_LABEL] = {"label", TEXT, "«Steg 3» or «Del 1»"},
      [PLAN_TITLE] = {"title", TEXT, "Its title"},
      [PLAN_LANG] = {"lang", TEXT, "The title's language, when it is not the page's"},
      [PLAN_URL] = {"url", URL, "Its place"},
      [PLAN_MINUTES_TEXT] = {"minutes_text", TEXT, "«10 min»"},
      [PLAN_GROUPING] = {"grouping", RECORD(grouping_shape), "How people sit"})

SHAPE(plan_meeting, PLAN_MEETING_COUNT, "A meeting of the run plan.",
      [PLAN_MEETING_LABEL] = {"label", TEXT, "«Møte 2»; absent when the module has one meeting"},
      [PLAN_MEETING_ROWS] = {"rows", LIST(plan_shape), "What is done in it"})

SHAPE(leader, LEADER_COUNT,
      "A module's leader resource.", [LEADER_TITLE] = {"title", TEXT, "The title"},
      [LEADER_MODULE] = {"module", RECORD(link_shape), "Its module"},
      [LEADER_SUMMARY] = {"summary", HTML, "One sentence"},
      [LEADER_MINUTES_TEXT] = {"minutes_text", TEXT, "How long it takes to prepare"},
      [LEADER_HAS_BRING] = {"has_bring", BOOL, "bring has items"},
      [LEADER_BRING] = {"bring", LIST(item_shape), "What to have ready"},
      [LEADER_HAS_PLAN] = {"has_plan", BOOL, "plan has items"},
      [LEADER_PLAN] = {"plan", LIST(plan_meeting_shape),
                       "The steps done together and their parts, in order"},
      [LEADER_HAS_SHEETS] = {"has_sheets", BOOL, "sheets has items"},
      [LEADER_SHEETS] = {"sheets", LIST(link_shape), "What can be printed: those that exist"},
      [LEADER_BODY] = {"body", HTML, "The text"})

/* ---- Methods, glossary, literature, plain pages ---------------------------------------------- */

SHAPE(method, METHOD_COUNT, "A method card.", [METHOD_TITLE] = {"title", TEXT, "The title"},
      [METHOD_LANG] = {"lang", TEXT, "Its texts' language, when it is not the page's"},
      [METHOD_URL] = {"url", URL, "Its page, in the list of methods"},
      [METHOD_SUMMARY] = {"summary", HTML, "One sentence"},
      [METHOD_MINUTES_TEXT] = {"minutes_text", TEXT, "«ca. 30 min»"},
      [METHOD_GROUP_SIZE] = {"group_size", TEXT, "«3–8 personer»"},
      [METHOD_HAS_MATERIALS] = {"has_materials", BOOL, "materials has items"},
      [METHOD_MATERIALS] = {"materials", LIST(item_shape), "What is needed"},
      [METHOD_HAS_PHASES] = {"has_phases", BOOL, "phases has items"},
      [METHOD_PHASES] = {"phases", LIST(phase_shape), "The phases"},
      [METHOD_BODY] = {"body", HTML, "The text"},
      [METHOD_HAS_USED_IN] = {"has_used_in", BOOL, "used_in has items"},
      [METHOD_USED_IN] = {"used_in", LIST(link_shape), "The parts that use it"})

SHAPE(methods, METHODS_COUNT,
      "The list of methods.", [METHODS_TITLE] = {"title", TEXT, "The title"},
      [METHODS_METHODS] = {"methods", LIST(method_shape), "The methods by title"})

SHAPE(glossary, GLOSSARY_COUNT, "The glossary.", [GLOSSARY_TITLE] = {"title", TEXT, "The title"},
      [GLOSSARY_TERMS] = {"terms", LIST(term_shape), "The terms in alphabetical order"})

SHAPE(literature, LITERATURE_COUNT,
      "All literature that the course uses.", [LITERATURE_TITLE] = {"title", TEXT, "The title"},
      [LITERATURE_WORKS] = {"works", LIST(work_shape), "The works in APA's order"})

SHAPE(
    plain, PLAIN_COUNT, "A plain page.", [PLAIN_TITLE] = {"title", TEXT, "The title"},
    [PLAIN_SUMMARY] = {"summary", HTML, "One sentence"}, [PLAIN_BODY] = {"body", HTML, "The text"})

SHAPE(notfound, NOTFOUND_COUNT, "404.html: the only page with absolute addresses.",
      [NOTFOUND_TITLE] = {"title", TEXT, "The title"},
      [NOTFOUND_TEXT] = {"text", TEXT, "What to do now"},
      [NOTFOUND_HAS_MODULES] = {"has_modules", BOOL, "modules has items"},
      [NOTFOUND_MODULES] = {"modules", LIST(link_shape), "The modules"})

SHAPE(redirect, REDIRECT_COUNT,
      "A page at an old address.", [REDIRECT_TITLE] = {"title", TEXT, "The title"},
      [REDIRECT_PAGE_TITLE] = {"page_title", TEXT, "The title of the page that moved"},
      [REDIRECT_URL] = {"url", URL, "Where it is now"},
      [REDIRECT_REFRESH] = {"refresh", TEXT, "For the meta element: «0; url=…»"})

/* ---- Roots ----------------------------------------------------------------------------------- */

#define ROOT(NAME, SHAPE_NAME, MEANING)                                          \
    static const struct shape NAME##_root = {                                    \
        "layout " #NAME, MEANING,                                                \
        (const struct field[ROOT_COUNT + 1]){                                    \
            [ROOT_SITE] = {"site", RECORD(site_shape), "The course as a whole"}, \
            [ROOT_T] = {"t", RECORD(t_shape), "The interface's words"},          \
            [ROOT_PAGE] = {"page", RECORD(page_shape), "The frame of the page"}, \
            [ROOT_MAIN] = {#NAME, RECORD(SHAPE_NAME), MEANING}}};

ROOT(front, front_shape, "The front page")
ROOT(module, module_shape, "A module's page")
ROOT(step, step_shape, "A step's page")
ROOT(leader, leader_shape, "A module's leader resource")
ROOT(method, method_shape, "A method card")
ROOT(methods, methods_shape, "The list of methods")
ROOT(glossary, glossary_shape, "The glossary")
ROOT(literature, literature_shape, "All literature that the course uses")
ROOT(plain, plain_shape, "A plain page")
ROOT(notfound, notfound_shape, "The page for addresses that lead nowhere")
ROOT(record, record_shape, "What a team has answered and decided")
ROOT(records, records_shape, "The files of several teams, read together")
ROOT(missed, missed_shape, "A module for those who were away")
ROOT(print, sheet_shape, "The whole module on one page")
ROOT(runsheet, runsheet_shape, "The run plan on a sheet")
ROOT(cards, sheet_shape, "Task cards")
ROOT(notesheet, sheet_shape, "A sheet for notes, with the signs")
ROOT(worksheet, sheet_shape, "The questions with lines to write on")
ROOT(statements, statements_shape, "Statements to answer")
ROOT(observation, sheet_shape, "What there is to observe, and other sheets to fill in")
ROOT(ourplan, our_plan_shape, "A plan to fill in")
ROOT(poster, poster_shape, "The modules, for the wall")
ROOT(changes, changes_shape, "What was changed in a module or in the course")
ROOT(change, change_shape, "One change: which words are new, and which are gone")
ROOT(redirect, redirect_shape, "A page at an old address")

const struct layout layouts[LAYOUT_COUNT] = {
    [LAYOUT_FRONT] = {"front", &front_root},
    [LAYOUT_MODULE] = {"module", &module_root},
    [LAYOUT_STEP] = {"step", &step_root},
    [LAYOUT_LEADER] = {"leader", &leader_root},
    [LAYOUT_METHOD] = {"method", &method_root},
    [LAYOUT_METHODS] = {"methods", &methods_root},
    [LAYOUT_GLOSSARY] = {"glossary", &glossary_root},
    [LAYOUT_LITERATURE] = {"literature", &literature_root},
    [LAYOUT_PLAIN] = {"plain", &plain_root},
    [LAYOUT_NOTFOUND] = {"notfound", &notfound_root},
    [LAYOUT_REDIRECT] = {"redirect", &redirect_root},
    [LAYOUT_RECORD] = {"record", &record_root},
    [LAYOUT_RECORDS] = {"records", &records_root},
    [LAYOUT_MISSED] = {"missed", &missed_root},
    [LAYOUT_PRINT] = {"print", &print_root},
    [LAYOUT_RUNSHEET] = {"runsheet", &runsheet_root},
    [LAYOUT_CARDS] = {"cards", &cards_root},
    [LAYOUT_NOTESHEET] = {"notesheet", &notesheet_root},
    [LAYOUT_WORKSHEET] = {"worksheet", &worksheet_root},
    [LAYOUT_STATEMENTS] = {"statements", &statements_root},
    [LAYOUT_OBSERVATION] = {"observation", &observation_root},
    [LAYOUT_OURPLAN] = {"ourplan", &ourplan_root},
    [LAYOUT_POSTER] = {"poster", &poster_root},
    [LAYOUT_CHANGES] = {"changes", &changes_root},
    [LAYOUT_CHANGE] = {"change", &change_root},
};
