/* scripts: see scripts.h. */
#include "site/scripts.h"
#include "site/changes.h"
#include "site/view.h"

#define ON(kind) (1u << (kind))
#define EVERYWHERE (~0u)
#define LATER 0u /* by another script, when it is needed */

/* What a page has that a script is for. */
enum need { ANY, ANSWERS, DECISIONS, FILMS, NEWS };

static const struct {
    const char *name;
    unsigned pages;
    enum need need; /* but for NEWS: of a step's page */
} known[] = {
    {"record.js", ~(ON(PAGE_NOT_FOUND) | ON(PAGE_REDIRECT)), ANY},
    {"merge.js", ON(PAGE_RECORDS), ANY}, /* and by file.js */
    {"team.js", ON(PAGE_FRONT) | ON(PAGE_MODULE) | ON(PAGE_STEP) | ON(PAGE_RECORD), ANY},
    {"progress.js",
     ON(PAGE_FRONT) | ON(PAGE_MODULE) | ON(PAGE_STEP) | ON(PAGE_LEADER) | ON(PAGE_RECORD), ANY},
    {"notes.js", ON(PAGE_STEP), ANSWERS},
    {"decisions.js", ON(PAGE_STEP) | ON(PAGE_RECORD), DECISIONS},
    {"last.js", ON(PAGE_FRONT), ANY},
    {"fresh.js", ON(PAGE_FRONT) | ON(PAGE_CHANGES), NEWS},
    {"minutes.js", ON(PAGE_RECORD), ANY},
    {"file.js", ON(PAGE_STEP) | ON(PAGE_RECORD), ANY},
    {"records.js", ON(PAGE_RECORDS), ANY},
    {"film.js", ON(PAGE_STEP) | ON(PAGE_MISSED), FILMS},
    {"print.js",
     ON(PAGE_PRINT) | ON(PAGE_RUNSHEET) | ON(PAGE_CARDS) | ON(PAGE_NOTESHEET) | ON(PAGE_WORKSHEET) |
         ON(PAGE_STATEMENTS) | ON(PAGE_OBSERVATION) | ON(PAGE_OUR_PLAN) | ON(PAGE_POSTER) |
         ON(PAGE_MISSED),
     ANY},
    {"search.js", EVERYWHERE, ANY},
    {"paper.js", LATER, ANY},
    {"import.js", LATER, ANY},
    {"find.js", LATER, ANY},
    {"stem-no.js", LATER, ANY},
    {"stem-en.js", LATER, ANY},
};

static const struct {
    const char *name;
    unsigned pages;
} styles[] = {
    {"edits.css", ON(PAGE_CHANGES) | ON(PAGE_CHANGE)},
    {"records.css", ON(PAGE_RECORDS)},
    {"sheets.css", ON(PAGE_PRINT) | ON(PAGE_RUNSHEET) | ON(PAGE_CARDS) | ON(PAGE_NOTESHEET) |
                       ON(PAGE_WORKSHEET) | ON(PAGE_MISSED)},
    {"answers.css", ON(PAGE_STATEMENTS) | ON(PAGE_OUR_PLAN)},
    {"poster.css", ON(PAGE_POSTER)},
};

static bool is_known(struct str name)
{
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (str_eq(name, str_of(known[i].name))) return true;
    return false;
}

static bool has_films(const struct step *s)
{
    for (size_t i = 0; s->has_presentations && i < s->load->presentations.len; i++)
        if (s->load->presentations.items[i].url.text.len) return true;
    return false;
}

static bool has(const struct step *s, enum need need)
{
    if (need == FILMS) return has_films(s);
    return need == ANSWERS ? view_asks(s) : view_decides(s) || s->kind == STEP_FOLLOWUP;
}

static bool is_used(size_t i, const struct site *s, const struct page *p)
{
    if (!(known[i].pages & ON(p->kind))) return false;
    if (known[i].need == NEWS) return s->changes && s->changes->page;
    return known[i].need == ANY || !p->step || has(p->step, known[i].need);
}

size_t scripts_of(const struct theme_file **out, const struct site *s, const struct page *p)
{
    const struct theme *t = s->theme;
    size_t n = 0;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        const struct theme_file *f =
            is_used(i, s, p) ? theme_file_named(t, str_of(known[i].name)) : NULL;
        if (f) out[n++] = f;
    }
    for (size_t i = 0; i < t->nfiles; i++)
        if (str_ends(t->files[i].name, STR(".js")) && !is_known(t->files[i].name))
            out[n++] = &t->files[i];
    return n;
}

size_t styles_of(const struct theme_file **out, const struct site *s, const struct page *p)
{
    size_t n = 0;
    for (size_t i = 0; i < sizeof styles / sizeof *styles; i++) {
        const struct theme_file *f = theme_file_named(s->theme, str_of(styles[i].name));
        if (f && styles[i].pages & ON(p->kind)) out[n++] = f;
    }
    return n;
}
