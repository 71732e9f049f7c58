/* stats: a course in figures: `steg stats`.
 *
 *     struct stats s;
 *     stats_of(&s, &course, arena);                after edition_index
 *     stats_text(&out, &s, language);              or stats_json, stats_csv
 *
 * Time is of three kinds, alone before, together in the room, between meetings, and there is no
 * figure here that holds more than one of them: an hour of reading at home is no hour of a meeting.
 * Of one kind the steps' minutes are added, and the modules'. A module in one file promises its
 * frame, which is time in the room. A tryout's `period` is not added to anything.
 *
 * Words are those that authors wrote for readers: titles, front matter that is shown, bodies, as
 * course/prose.h reads them, without what steg puts there itself and without reference lists. The
 * text for whoever leads, and texts beside the pages (transcripts), are counted by themselves.
 * Reading time is at STATS_WORDS_PER_MINUTE, rounded up, and is no part of the time above: the
 * author knows how long a step takes.
 *
 * What is draft is left out, and so is a file that could not be read. All of it is told of the
 * course as it is written; of each other language it is told how much is translated, and how long
 * and how heavy those texts are:
 *
 *     stats_language_of(&s.languages[s.nlanguages++], &course, &nynorsk, arena);
 *
 * Ownership: the arena's; texts are the course's. Errors: none. Threads: pure.
 */
#ifndef STEG_SITE_STATS_H
#define STEG_SITE_STATS_H

#include "base/buf.h"
#include "course/course.h"
#include "course/lix.h"

/* Adults read 204 words of plain Norwegian prose a minute (SD 31): Norwegian IReST, Scandinavian
 * Journal of Optometry and Visual Science 17(1), 2024, doi:10.15626/sjovs.v17i1.4102. They read
 * aloud there; silently one is a little faster (Brysbaert, Journal of Memory and Language 109,
 * 2019), and with what is new to one, slower. */
#define STATS_WORDS_PER_MINUTE 200

/* Minutes of one kind. */
struct stats_time {
    uint32_t from, to; /* differ where a step gives a range */
    bool about;        /* one of them is `ca.` */
    size_t open;       /* steps that take the time they take */
    size_t missing;    /* steps that do not say */
};

struct stats_words {
    struct lix all;     /* of this only the words */
    struct lix running; /* running text: what LIX is of */
};

struct figures {
    size_t steps, tasks;
    size_t questions; /* with a writing field */
    size_t decisions;
    size_t films;                             /* and sound; not slides, not texts */
    size_t transcripts;                       /* of them have one */
    size_t works;                             /* cited or listed, each once */
    struct stats_time time[WHEN_BETWEEN + 1]; /* by enum step_when; [0] is not used */
    const struct text **periods;              /* of tryouts, in order */
    size_t nperiods;
    struct stats_words words;
};

struct stats_step {
    const struct step *step;
    struct stats_words words;
    bool alone; /* its text is a file of its own; else the words are the module's */
};

struct stats_module {
    const struct module *module;
    struct figures f; /* its page and its steps */
    struct stats_step *steps;
};

/* What is read outside the modules' steps. */
enum stats_beside { BESIDE_LEADER, BESIDE_ATTACHED, BESIDE_PAGES, BESIDE_COUNT };

/* What is translated, of all there is to translate. What stands in its place otherwise is not
 * counted. */
struct stats_share {
    size_t texts, translated;
    struct stats_words words;
};

struct stats_language {
    const struct course *course; /* in that language */
    struct stats_share all;
    struct stats_share
        *modules; /* as stats.modules: its page, its steps, and what lies with them */
};

struct stats {
    const struct course *course;
    struct stats_module *modules;
    size_t nmodules, drafts;
    struct figures whole; /* all modules; periods are not gathered */
    struct stats_words beside[BESIDE_COUNT];
    struct stats_words sum; /* all words there are */
    size_t terms, methods;
    size_t works, unused;             /* in literature.yml */
    bool all;                         /* every file could be read */
    struct stats_language *languages; /* the others, in the order of `languages`; the caller's */
    size_t nlanguages;
};

void stats_of(struct stats *out, const struct course *c, struct arena *a);

/* `written` as it was given to stats_of, `c` the same in another language. */
void stats_language_of(struct stats_language *out, const struct course *written,
                       const struct course *c, struct arena *a);

size_t stats_reading_minutes(const struct stats_words *w);

/* Three tables that fit 80 columns. JSON and CSV: docs/figures.md. */
void stats_text(struct buf *out, const struct stats *s, enum language l);
void stats_json(struct buf *out, const struct stats *s);
void stats_csv(struct buf *out, const struct stats *s);

#endif
