/* publish: `steg publish [DIR]`: the course in DIR becomes a site on a branch of its repository. */
#include "base/interrupt.h"
#include "base/utf8.h"
#include "commands/building.h"
#include "commands/options.h"
#include "commands/shell.h"
#include "io/branch.h"
#include "io/temporary.h"
#include "io/uncommitted.h"
#include "site/edition.h"
#include <string.h>
#include <unistd.h>

enum { BRANCH, REV, DIRTY, JOBS, STRICT, VERBOSE, QUIET };

static const struct option options[] = {
    [BRANCH] = {"branch",
                'b',
                "BRANCH",
                {"the branch for the site (default: site)",
                 "grenen nettstedet legges på (ellers site)"}},
    [REV] = OPTION_REV("publish", "publiser"),
    [DIRTY] = {"dirty",
               0,
               NULL,
               {"publish also what is not committed", "publiser også det som ikke er sjekket inn"}},
    [JOBS] = OPTION_JOBS,
    [STRICT] = OPTION_STRICT,
    [VERBOSE] = {"verbose",
                 'v',
                 NULL,
                 {"say what was used and kept", "si hva som ble brukt og beholdt"}},
    [QUIET] = OPTION_QUIET,
    {0},
};

#define LISTED 10 /* files that differ: in messages, and in the commit */

struct publishing {
    struct invocation *in;
    struct arena *a;
    struct diags *d;
    const char *dir; /* as typed, or NULL */
    struct build_options o;
    struct repo_commit source; /* what is published */
    struct str title, version; /* of the course */
    struct branch branch;
    struct str top; /* the working tree's, or a bare repository */
    struct uncommitted dirty;
    struct temporary place;
    struct build_result built;
    struct branch_next next;
};

static bool say(struct publishing *p, enum diag_id id, struct str arg)
{
    diag(p->d, id, (struct pos){0}, arg);
    return false;
}

/* ---- What, and from where -------------------------------------------------------------------- */

static bool read_options(struct publishing *p)
{
    struct invocation *in = p->in;
    p->dir = in->noperands ? in->operands[0] : NULL;
    p->o.strict = in->given[STRICT];
    p->o.rev = in->values[REV];
    return option_jobs(&p->o.jobs, in, JOBS);
}

static bool is_bare(struct publishing *p)
{
    struct repo *g;
    struct diags unheard = {.arena = p->a};
    if (repo_open(&g, p->dir ? p->dir : ".", p->a, &unheard) != REPO_FOUND) return false;
    bool bare = repo_is_bare(g);
    repo_close(g);
    return bare;
}

static bool find_project(struct publishing *p)
{
    struct diags found = {.arena = p->a};
    if (p->o.rev) return project_find_revision(&p->o.project, p->dir, str_of(p->o.rev), p->a, p->d);
    bool good = project_find(&p->o.project, p->dir, p->a, &found);
    if (!good && is_bare(p)) return say(p, DIAG_PUBLISH_BARE, str_of(p->dir ? p->dir : "."));
    diags_merge(p->d, &found);
    return good;
}

static bool open_repo(struct publishing *p, struct repo **g)
{
    enum repo_found found = repo_open(g, p->o.project.dir, p->a, p->d);
    return found == REPO_FOUND || say(p, DIAG_GIT_NEEDED, STR("steg publish"));
}

/* Where the push is run from: the top of what the course lies in. */
static struct str top_of(const struct publishing *p, const struct repo *g)
{
    struct str dir = str_of(build_absolute(p->o.project.dir, p->a)), below = repo_folder(g);
    if (repo_is_bare(g)) return repo_common_dir(g);
    if (below.len == 0) return dir;
    return str_sub(dir, 0, dir.len + 1 - below.len); /* without a '/', with one */
}

static bool find_source(struct publishing *p, struct repo *g)
{
    struct repo_id id;
    struct str rev = p->o.rev ? str_of(p->o.rev) : STR("HEAD");
    enum repo_rev found = repo_resolve(&id, g, rev, p->d);
    if (found == REPO_REV_UNKNOWN)
        return say(p, p->o.rev ? DIAG_REVISION_UNKNOWN : DIAG_PUBLISH_NO_COMMIT, rev);
    if (found == REPO_REV_FAILED || !repo_commit(&p->source, g, id, p->a, p->d))
        return say(p, DIAG_GIT_NEEDED, STR("steg publish"));
    /* The same commit to the end, also when the name is moved meanwhile. */
    if (p->o.rev) p->o.rev = str_z(p->a, repo_id_hex(id, 40, p->a));
    return true;
}

/* ---- Is it all committed? -------------------------------------------------------------------- */

/* How edition_open reads a project. In a course that is a bare content folder, what steg build
 * writes lies among its files. */
static struct source_options options_of(const struct project *project)
{
    static const struct str folders[] = {STR_INIT("content"), STR_INIT("layouts"),
                                         STR_INIT("themes")};
    bool bare = project->root.len == 0;
    return (struct source_options){
        .only = bare ? NULL : folders,
        .nonly = bare ? 0 : 3,
        .skip_below = bare ? STR("public") : STR(""),
    };
}

/* The files of the course that are not as in the commit. What is wrong with the course itself is
 * told by the build. */
static bool find_dirty(struct publishing *p, struct repo *g, const char *site)
{
    struct source_options as = options_of(&p->o.project);
    struct arena files = {0};
    struct diags unheard = {.arena = &files};
    struct edition_from from = {.project = p->o.project, .repo = g, .skip = p->o.skip};
    struct edition e;
    if (p->o.rev) from.commit = &p->source.id;
    bool good = true, course = edition_open(&e, &from, &files, &unheard);
    if (course && e.course.keys) {
        p->title = str_dup(p->a, str_trim(e.course.keys->title.raw));
        p->version = str_dup(p->a, str_trim(e.course.keys->version.text));
    }
    if (e.source && !p->o.rev) {
        struct uncommitted_options uo = {
            .dir = p->o.project.dir, .source = e.source, .as = &as, .site = site};
        good = uncommitted_read(&p->dirty, g, p->source.id, &uo, p->a, p->d);
    }
    edition_close(&e);
    arena_free(&files);
    return good;
}

/* Refuses, with the files, unless told to go on. */
static bool is_clean(struct publishing *p)
{
    static const enum diag_id ids[] = {DIAG_PUBLISH_CHANGED, DIAG_PUBLISH_NEW, DIAG_PUBLISH_GONE};
    const struct uncommitted *u = &p->dirty;
    if (u->n == 0 || p->in->given[DIRTY]) return true;
    for (size_t i = 0; i < u->n && i < LISTED; i++)
        say(p, ids[u->files[i].how], STR_CAT(p->a, p->o.project.shown, u->files[i].path));
    struct str more = u->n > LISTED ? str_number(p->a, u->n - LISTED) : STR("");
    diag(p->d, DIAG_PUBLISH_DIRTY, (struct pos){0}, repo_id_hex(p->source.id, 7, p->a),
         str_number(p->a, u->n), more);
    return false;
}

/* Everything that can be refused before time is spent on building. */
static bool look(struct publishing *p)
{
    struct repo *g;
    const char *name = p->in->values[BRANCH] ? p->in->values[BRANCH] : "site";
    if (!find_project(p) || !open_repo(p, &g)) return false;
    if (p->o.project.root.len == 0) p->o.skip = building_public(&p->o.project, p->a);
    p->top = str_dup(p->a, top_of(p, g));
    bool good = true;
    if (repo_is_bare(g) && !p->o.rev) good = say(p, DIAG_PUBLISH_BARE, p->top);
    good = good && find_source(p, g) && branch_open(&p->branch, g, str_of(name), p->a, p->d) &&
           find_dirty(p, g, NULL) && is_clean(p);
    repo_close(g);
    return good;
}

/* ---- The commit ------------------------------------------------------------------------------ */

/* English whatever the course and the machine speak: one history, read by everybody who maintains
 * it, in the language of git's own messages. */
static struct str message(const struct publishing *p)
{
    struct buf b = {.arena = p->a};
    const struct uncommitted *u = &p->dirty;
    struct str id = repo_id_hex(p->source.id, 40, p->a), subject = p->source.subject;
    static const char *const how[] = {"changed", "new", "deleted"};
    buf_printf(&b, "Publish %.*s from %.*s\n\nSource: %.*s\n", STR_ARG(p->title), 7, id.ptr,
               STR_ARG(id));
    if (subject.len && utf8_invalid(subject) == STR_NONE)
        buf_printf(&b, "Subject: %.*s\n", STR_ARG(subject));
    if (p->in->values[REV]) buf_printf(&b, "Revision: %s\n", p->in->values[REV]);
    if (p->version.len) buf_printf(&b, "Version: %.*s\n", STR_ARG(p->version));
    if (u->n) buf_put(&b, STR("\nWith changes that are in no commit:\n"));
    for (size_t i = 0; i < u->n && i < LISTED; i++)
        buf_printf(&b, "- %.*s (%s)\n", STR_ARG(u->files[i].path), how[u->files[i].how]);
    if (u->n > LISTED) buf_printf(&b, "- and %zu more\n", u->n - LISTED);
    return buf_str(&b);
}

/* What was built is what the message says: nothing of the course has changed meanwhile. */
static bool is_still(struct publishing *p, struct repo *g)
{
    struct repo_id now;
    if (p->o.rev) return true;
    if (repo_resolve(&now, g, STR("HEAD"), p->d) != REPO_REV_FOUND ||
        !repo_id_eq(now, p->source.id))
        return say(p, DIAG_PUBLISH_MOVING, STR(""));
    return find_dirty(p, g, p->o.out) && is_clean(p);
}

static bool commit(struct publishing *p)
{
    struct repo *g;
    if (!open_repo(p, &g)) return false;
    bool good =
        is_still(p, g) && branch_write(&p->next, g, &p->branch, p->o.out, message(p), p->a, p->d);
    /* Gone before the disk is waited for, most of the site never gets there. */
    temporary_close(&p->place);
    good = good && branch_advance(&p->next, g, &p->branch, p->a, p->d);
    repo_close(g);
    return good;
}

static bool make_site(struct publishing *p)
{
    if (!temporary_open(&p->place, "steg-publish-", p->a, p->d)) return false;
    p->o.out = str_z(p->a, STR_CAT(p->a, str_of(p->place.path), STR("/site")));
    p->o.fleeting = true;
    return build(&p->built, &p->o, p->a, p->d);
}

/* While the folder for the site is there, Ctrl-C waits until it is gone. */
static bool publish(struct publishing *p)
{
    struct interrupt held;
    struct progress progress = {0};
    interrupt_hold(&held);
    if (!p->in->given[QUIET]) progress_begin(&progress, &build_words[p->in->language]);
    p->o.progress = &progress;
    bool good = make_site(p);
    progress_phase(&progress, BUILD_PUBLISH);
    good = good && !interrupt_came() && commit(p);
    temporary_close(&p->place);
    progress_end(&progress);
    interrupt_release(&held);
    return good;
}

/* ---- What is said ---------------------------------------------------------------------------- */

/* From where the command was run, when that is in the same repository. */
static void put_git(struct buf *b, const struct publishing *p)
{
    char *here = build_absolute(".", p->a);
    struct str at = STR_CAT(p->a, str_of(here), STR("/")), top = p->top;
    if (!str_ends(top, STR("/"))) top = STR_CAT(p->a, top, STR("/"));
    buf_put(b, STR("git "));
    if (str_starts(at, top)) return;
    buf_put(b, STR("-C "));
    shell_put_word(b, p->dir && !p->o.rev ? str_of(p->dir) : p->top);
    buf_put_char(b, ' ');
}

static void put_push(struct buf *b, const struct publishing *p, bool nb)
{
    bool remote = p->branch.remote.len > 0;
    if (!remote) {
        buf_put(b, nb ? STR("Kodelageret vet ikke ennå hvor grenen skal sendes. "
                            "Legg til adressen, og send den:\n  ")
                      : STR("The repository does not know yet where to send the branch. "
                            "Add the address, and send it:\n  "));
        put_git(b, p);
        buf_put(b,
                nb ? STR("remote add origin ADRESSE\n  ") : STR("remote add origin ADDRESS\n  "));
    } else {
        buf_put(b, nb ? STR("Send den ut: ") : STR("Send it out: "));
    }
    put_git(b, p);
    buf_put(b, STR("push "));
    shell_put_word(b, remote ? p->branch.remote : STR("origin"));
    buf_put_char(b, ' ');
    shell_put_word(b, p->branch.name);
    buf_put_char(b, '\n');
}

static void put_counts(struct buf *b, const struct publishing *p, bool nb)
{
    const struct branch_next *done = &p->next;
    struct str id = repo_id_hex(done->commit, 7, p->a), name = p->branch.name;
    if (done->same) {
        buf_printf(b,
                   nb ? "Ingenting nytt: grenen %.*s har allerede dette nettstedet (%.*s).\n"
                      : "Nothing new: the branch %.*s already has this site (%.*s).\n",
                   STR_ARG(name), STR_ARG(id));
        return;
    }
    buf_printf(
        b,
        nb ? "Publisert på grenen %.*s (%.*s): %zu %s, %zu %s, %zu endret, %zu fjernet.\n"
           : "Published on the branch %.*s (%.*s): %zu %s, %zu %s, %zu changed, %zu removed.\n",
        STR_ARG(name), STR_ARG(id), done->files,
        nb ? building_plural(done->files, "fil", "filer")
           : building_plural(done->files, "file", "files"),
        done->added, nb ? building_plural(done->added, "ny", "nye") : "new", done->changed,
        done->removed);
}

static void put_verbose(struct buf *b, const struct publishing *p, bool nb, double seconds)
{
    building_put_own(b, &p->built, p->in->language);
    if (p->dirty.n)
        buf_printf(b, nb ? "  ikke sjekket inn: %zu\n" : "  not committed: %zu\n", p->dirty.n);
    buf_printf(b, nb ? "  fra %.*s, %zu sider på " : "  from %.*s, %zu pages in ",
               STR_ARG(repo_id_hex(p->source.id, 7, p->a)), p->built.pages);
    building_put_number(b, seconds, 2, p->in->language);
    buf_put(b, nb ? STR(" sekunder\n") : STR(" seconds\n"));
    if (p->next.kept)
        buf_printf(b, nb ? "  beholdt fra andre: %zu\n" : "  kept from others: %zu\n",
                   p->next.kept);
}

static int report(const struct publishing *p, double seconds)
{
    bool nb = p->in->language == LANGUAGE_NB;
    struct buf b = {.arena = p->a};
    put_counts(&b, p, nb);
    if (p->in->given[VERBOSE]) put_verbose(&b, p, nb, seconds);
    put_push(&b, p, nb);
    return command_print(buf_str(&b));
}

static int run(struct invocation *in)
{
    struct publishing p = {.in = in, .a = in->arena, .d = in->diags};
    if (!read_options(&p)) {
        command_finish(in, false);
        return EXIT_USAGE;
    }
    double start = building_clock();
    bool good = look(&p) && publish(&p);
    int code = command_finish(in, p.o.strict);
    if (good && code == EXIT_FINE && !in->given[QUIET]) code = report(&p, building_clock() - start);
    build_free(&p.built);
    return code;
}

static const struct command_example examples[] = {
    {"steg publish",
     NULL,
     {"The site goes to the branch `site`.", "Nettstedet legges på grenen `site`."}},
    {"steg publish --rev v1.0 --branch gh-pages",
     NULL,
     {"The site of version v1.0 goes to a branch of another name.",
      "Nettstedet for versjon v1.0 legges på en gren med et annet navn."}},
    {0},
};

const struct command command_publish = {
    .name = "publish",
    .group = COMMANDS_PUBLISH,
    .operands = "[DIR]",
    .max_operands = 1,
    .summary = {"put the site on a branch, ready to be sent out",
                "legg nettstedet på en gren, klar til å sendes ut"},
    .more = {"Builds the course as it is committed, and puts the site as one commit on a branch "
             "of the same repository. Your files and the branch you work on are not touched. "
             "Nothing is sent anywhere: the last line says what to run when you want that.\n\n"
             "What is not committed yet is named and stops it, unless you write `--dirty`. When "
             "the site is the same as before, no commit is made.",
             "Bygger kurset slik det er sjekket inn, og legger nettstedet som én innsjekking på "
             "en gren i samme kodelager. Filene deres og grenen dere arbeider på, blir ikke rørt. "
             "Ingenting sendes noe sted: den siste linja sier hva dere kjører når dere vil "
             "det.\n\n"
             "Det som ikke er sjekket inn ennå, blir nevnt og stopper det, med mindre dere skriver "
             "`--dirty`. Er nettstedet det samme som før, blir det ikke laget noen innsjekking."},
    .examples = examples,
    .options = options,
    .run = run,
};
