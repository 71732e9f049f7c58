/* course: modules, steps, methods, terms and works, with their identities and addresses.
 *
 * The phases of a build, as far as the course goes (site/build.c calls them):
 *
 *     course_scan(&course, source, root, arena, diags)       1  which files there are, what each is
 *     course_parse(&course, unit, worker)                    2  in workers: keys and bodies
 *     course_reach(&course, …)                                  which attached texts are used
 *     course_index(&course, arena, diags)                    3  identities, order, addresses
 *     course_resolve(&course, arena, diags)                     links, citations, terms, files
 *     course_review(&course, diags)                             what is missing, minutes: warnings
 *
 * A `unit` is one source file; a `page` is one address of the site. Most units are one page; a
 * module in one file is several; glossary.yml and literature.yml are one each. After course_resolve
 * everything is constant.
 *
 * Identity and address: see course-format, "Identity and address are two things"; address.h.
 *
 * Ownership: everything lives in the arena given to course_scan, which must be shared with workers
 * (they write units' results through it), and in the workers' slices. Threads: as said per
 * function.
 */
#ifndef STEG_COURSE_COURSE_H
#define STEG_COURSE_COURSE_H

#include "base/workers.h"
#include "course/doc.h"
#include "course/keys.h"
#include "course/literature.h"
#include "io/source.h"
#include "parts/image.h"

struct module;
struct course;

enum unit_kind {
    UNIT_COURSE, /* course.yml: its texts; the keys themselves are read by course_scan */
    UNIT_FRONT,
    UNIT_PLAIN,
    UNIT_MODULE,
    UNIT_SHORT_MODULE,
    UNIT_STEP,
    UNIT_LEADER,
    UNIT_METHOD,
    UNIT_ATTACHED, /* an unnumbered .md in a module: parsed only when something uses it */
    UNIT_GLOSSARY,
    UNIT_LITERATURE
};

/* Id spaces of a unit: [0] is the page's; a module in one file has one per page it makes. */
enum unit_part {
    PART_SELF,
    PART_PREWORK,
    PART_PRESENTATION,
    PART_REFLECTION,
    PART_LITERATURE,
    PART_COUNT
};

struct unit {
    enum unit_kind kind;
    const struct file *file;
    struct str path;       /* in the source, of the file that is read: "content/01-x/2-y.nn.md" */
    struct str original;   /* of what that is a translation of (translation.h); else the same */
    struct str language;   /* that the file is written in, where it does not say another */
    const struct unit *of; /* in a translated course: the same in the original's; NULL in that */
    struct str name;       /* of the file (or folder, for a module) without number and ending */
    struct module *module; /* NULL at the top */
    bool wanted;           /* ATTACHED: used by something */
    bool published;        /* ATTACHED: used by something that is published */

    /* Written by course_parse. */
    bool parsed, failed; /* failed: keeps its identity, nothing else complains of it */
    void *keys;          /* struct front_keys, step_keys … by kind; NULL when failed */
    struct doc *body;
    struct str announced; /* STEP: «oppgaven nedenfor» in the text, or "" */
    struct doc_ids ids[PART_COUNT];
    struct term *terms; /* GLOSSARY */
    size_t nterms;
    struct literature *literature;

    struct page *pages[PART_COUNT]; /* made by course_index; [0] is the unit's own */
};

enum page_kind {
    PAGE_FRONT,
    PAGE_MODULE,
    PAGE_STEP,
    PAGE_LEADER,
    PAGE_ATTACHED,
    PAGE_METHOD,
    PAGE_METHODS,
    PAGE_GLOSSARY,
    PAGE_LITERATURE,
    PAGE_PLAIN,
    PAGE_NOT_FOUND,
    PAGE_REDIRECT,
    /* Made from what the steps hold; enum derived in the same order. */
    PAGE_RECORD, /* of a module; of the course where module is NULL */
    PAGE_MISSED,
    PAGE_PRINT,
    PAGE_RUNSHEET,
    PAGE_CARDS,
    PAGE_NOTESHEET,
    PAGE_WORKSHEET,
    PAGE_STATEMENTS,
    PAGE_OBSERVATION,
    /* Of the course. */
    PAGE_RECORDS,  /* the files of several teams, side by side */
    PAGE_OUR_PLAN, /* «vår plan», to fill in */
    PAGE_POSTER,   /* the modules, for the wall */
    /* Made from what git tells, by site/changes. */
    PAGE_CHANGES, /* of a module; of the course where module is NULL */
    PAGE_CHANGE   /* one of them */
};

/* The pages that a module gets without being asked, each only when there is something on it. */
enum derived {
    DERIVED_RECORD,
    DERIVED_MISSED,
    DERIVED_PRINT,
    DERIVED_RUNSHEET,
    DERIVED_CARDS,
    DERIVED_NOTESHEET,
    DERIVED_WORKSHEET,
    DERIVED_STATEMENTS,
    DERIVED_OBSERVATION,
    DERIVED_COUNT
};

struct step {
    struct page *page;
    const struct step_load *load; /* the step's, or the one-file module's */
    const struct step_keys *keys; /* NULL in a step made from a one-file module, and when failed */
    enum step_kind kind;          /* given or derived */
    enum step_when when;
    unsigned number;  /* in its module, from 1 */
    unsigned meeting; /* TOGETHER: in which meeting, from 1; a step apart ends one */
    bool has_presentations, has_tasks, has_literature; /* which part of `load` it shows */
};

struct page {
    enum page_kind kind;
    struct unit *unit; /* NULL: made by the generator alone */
    enum unit_part part;
    struct str identity;          /* "forarbeid" */
    struct str address;           /* "begynneropplaering/forarbeid.html": from the site's root */
    struct str depth;             /* "../": from the page to the site's root */
    const struct page_keys *keys; /* NULL when failed or made */
    struct doc *body;             /* NULL: none */
    struct doc_ids *ids;          /* NULL: none */
    struct module *module;
    struct step *step;
    const struct page *previous, *next; /* the road through the whole course */
    const struct page *redirect;        /* REDIRECT: where to */
    bool draft;
};

struct module {
    struct str name;   /* identity before `id:`: the folder's name without number */
    struct str folder; /* "01-begynneropplaering", as `modules:` may also write it */
    struct str dir;    /* source path of the folder with '/', or of the folder a file stands in */
    struct unit *unit, *leader_unit;
    struct unit **step_units;
    size_t nstep_units;
    bool draft;
    unsigned place;  /* from 1 among published modules; 0: a draft */
    unsigned number; /* as readers know it: the place, or one less in a course whose first module's
                        folder has the number 0 (00-introduksjon) */

    /* Made by course_index. */
    struct str id;   /* identity */
    struct str base; /* "begynneropplaering/" */
    struct page *page, *leader;
    struct page *derived[DERIVED_COUNT]; /* NULL: there is nothing for it to show */
    struct str table; /* address of its statements for spreadsheets; "": it has none */
    struct step *steps;
    size_t nsteps;
    unsigned meetings; /* of all steps together; 0 when nothing is done together */
    const struct module_keys *keys;
};

/* A course file that is published because something links to it. */
struct asset {
    struct str address; /* "../…" when it lies with the original's pages: see site/languages.h */
    bool elsewhere;     /* so it does */
    const struct source_entry *entry;
    struct image image;
};

struct course {
    const struct source *source;
    struct str root; /* "content/", or "" when the folder given is the content */
    const struct file *course_file;
    struct course_keys *keys;
    struct str id, language;
    const struct course *original; /* translation.h; NULL: the course as it was written */
    struct arena *arena;

    struct unit **units;
    size_t nunits, units_cap;
    struct map unit_by_path;
    struct map unit_by_original; /* units whose path is another */
    struct map translations;     /* path of a translation → struct translation */
    struct map translated; /* path of an original → struct source_entry that is read instead */

    struct module **modules; /* published first, in order; drafts after */
    size_t nmodules, npublished;
    struct map module_by_name; /* identity and folder name */

    struct page **pages; /* published ones, in the order of the site */
    size_t npages, pages_cap;
    struct map page_by_address;
    struct page *front, *methods_page, *glossary_page, *literature_page, *not_found;
    struct page *record, *records; /* of the course, and of several teams */
    struct page *plan, *poster;    /* NULL: there are no modules */
    struct str table;              /* address of all statements; "": there are none */

    struct asset **assets;
    size_t nassets, assets_cap;
    struct map asset_by_path, asset_by_address;

    struct unit *glossary_unit;
    struct map term_by_id;         /* struct term */
    struct literature *literature; /* never NULL after course_index; empty when there is none */
    bool literature_failed, glossary_failed;   /* then citations and terms stay quiet */
    bool module_names_lost, method_names_lost; /* an id: may stand in a file that cannot be read */
    struct map method_by_name;                 /* struct page of kind METHOD */
};

/* ---- Phases ---------------------------------------------------------------------------------- */

/* Reads course.yml and sorts the files. False when there is no course.yml that can be used: an
 * error was added. `root` as in struct course. */
bool course_scan(struct course *c, const struct source *s, struct str root, struct arena *a,
                 struct diags *d);

/* Parses one unit in a worker; safe to run again for a unit whose worker died. */
void course_parse(const struct course *c, struct unit *u, struct worker *w);

/* Marks the attached texts that parsed units use; returns the newly wanted ones (parse them, then
 * call again until there are none). */
size_t course_reach(struct course *c, struct unit **out, size_t max, struct arena *scratch);

/* Marks the attached texts that published pages use; course_index calls it. */
void course_publish_attached(struct course *c);

void course_index(struct course *c, struct diags *d);
void course_resolve(struct course *c, struct diags *d);
void course_review(const struct course *c, struct diags *d);

/* `check: [{ignore: …, why: …}]`: takes out the warnings that an author has silenced, in the file
 * that says so; course.yml speaks for files that have no front matter of their own, and for what
 * has no file. After all else; may be called again when more has been said. */
void course_silence(const struct course *c, struct diags *d);
/* Once everything that can be said has been: what silences nothing any more. */
void course_silence_review(const struct course *c, struct diags *d);

/* ---- Looking things up (constant after course_resolve) --------------------------------------- */

/* The unit of a file, or of the file that it is a translation or the original of; NULL: none. */
struct unit *unit_at(const struct course *c, struct str path);

/* What a path written in a file of the course leads to; both NULL: nothing. */
struct target {
    const struct page *page;
    const struct asset *asset;
    struct str anchor; /* behind #, or "" */
};
struct target course_target(const struct course *c, const struct unit *from, struct str path);

/* The file at a path of the source, however its letters are composed. */
const struct source_entry *course_entry(const struct course *c, struct str path, struct arena *a);

/* A path of a key without its #anchor; a # in the name of a file is no anchor. */
struct str course_cut_anchor(const struct course *c, const struct unit *from, struct str path,
                             struct str *anchor);

const struct module *course_module(const struct course *c, struct str name);
const struct page *course_method(const struct course *c, struct str name);
const struct term *course_term(const struct course *c, struct str id);

/* The road's name for a page: its title's doc, or NULL (made pages: the layout has words). */
const struct text *page_title(const struct page *p);

/* `edit` of course.yml: is it an address with {path}, or a host that `repository` is on? */
void course_check_edit(const struct course *c, struct diags *d);
/* The address with {path}, {branch} and {rev} still in it; "": there is none. */
struct str course_edit_pattern(const struct course *c, struct arena *a);

/* ---- One file: unit.c ------------------------------------------------------------------------ */

/* The keys that a unit's file may have. */
const struct schema *unit_schema(const struct unit *u);

/* Those of any page; NULL: it has none, or failed. */
const struct page_keys *unit_page_keys(const struct unit *u);

/* Says itself, or by its module, that it is not to be published; before pages are made. */
bool unit_draft(const struct unit *u);

/* `id:` of the original, else its name; what the address is made from. */
struct str unit_identity(const struct unit *u);
struct str unit_slug(const struct unit *u);

/* The file is a translation of another. */
bool unit_translation(const struct unit *u);

/* The kinds' keys of a page's unit, NULL where they do not apply or failed. */
const struct module_keys *module_keys_of(const struct unit *u);
/* What its file gives a step to carry, also for the steps of a module in one file. */
const struct step_load *unit_load(const struct unit *u);

#endif
