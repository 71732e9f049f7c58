/* build: `steg build [DIR]`: the course in DIR becomes a site in a folder. */
#include "commands/building.h"
#include "base/reason.h"
#include "commands/options.h"
#include <string.h>

enum { OUT, REV, JOBS, STRICT, SWAP, VERBOSE, QUIET };

static const struct option options[] = {
    [OUT] = {"out",
             'o',
             "DIR",
             {"the folder for the site (default: public in the project)",
              "mappa nettstedet legges i (ellers public i prosjektet)"}},
    [REV] = OPTION_REV("build", "bygg"),
    [JOBS] = OPTION_JOBS,
    [STRICT] = OPTION_STRICT,
    [SWAP] = {"swap",
              0,
              "tree|files",
              {"how the new site replaces the old one",
               "hvordan det nye nettstedet erstatter det gamle"}},
    [VERBOSE] = {"verbose",
                 'v',
                 NULL,
                 {"say what was read, linked and written",
                  "si hva som ble lest, lenket og skrevet"}},
    [QUIET] = OPTION_QUIET,
    {0},
};

static bool read_options(struct build_options *o, struct invocation *in)
{
    static const char *const words[] = {"tree", "files", NULL};
    static const enum sink_swap swaps[] = {SWAP_TREE, SWAP_FILES};
    int swap = option_word(in, SWAP, words);
    o->rev = in->values[REV];
    o->strict = in->given[STRICT];
    if (in->given[SWAP] && swap >= 0) o->swap = swaps[swap];
    return option_jobs(&o->jobs, in, JOBS) && swap >= 0;
}

static void put_read(struct buf *b, const struct build_result *r, bool nb)
{
    buf_printf(b, nb ? "  lest: %zu %s, " : "  read: %zu %s, ", r->read.files,
               nb ? building_plural(r->read.files, "fil", "filer")
                  : building_plural(r->read.files, "file", "files"));
    building_put_number(b, (double)r->read.bytes / 1e6, 1, nb ? LANGUAGE_NB : LANGUAGE_EN);
    buf_put(b, STR(" MB"));
    if (r->read.versions > 1)
        buf_printf(b, nb ? ", i %zu versjoner" : ", in %zu versions", r->read.versions);
    buf_put_char(b, '\n');
}

/* How the new site took the old one's place. */
static void put_swap(struct buf *b, const struct sink_done *done, bool nb)
{
    bool tree = done->how == SWAP_TREE;
    buf_put(b, STR("  "));
    if (tree)
        buf_put(b, nb ? STR("hele mappa byttet i ett") : STR("the whole folder was exchanged"));
    else
        buf_put(b, nb ? STR("filene byttet én og én") : STR("files were replaced one by one"));
    if (tree && done->equal)
        buf_printf(b,
                   nb ? ", med %zu uendrede filer lenket inn"
                      : ", with %zu unchanged files linked into it",
                   done->equal);
    struct str why = reason_in(done->why, nb ? LANGUAGE_NB : LANGUAGE_EN);
    if (why.len) buf_printf(b, ": %.*s", STR_ARG(why));
    buf_put_char(b, '\n');
}

static void put_verbose(struct buf *b, const struct build_result *r, bool nb)
{
    put_read(b, r, nb);
    building_put_own(b, r, nb ? LANGUAGE_NB : LANGUAGE_EN);
    if (nb)
        buf_printf(b, "  nettstedet: %zu filer, %zu skrevet, %zu uendret, %zu fjernet\n",
                   r->done.files, r->done.written, r->done.equal, r->done.removed);
    else
        buf_printf(b, "  the site: %zu files, %zu written, %zu unchanged, %zu removed\n",
                   r->done.files, r->done.written, r->done.equal, r->done.removed);
    if (r->shared)
        buf_printf(b,
                   nb ? "  %zu sider er like i flere eldre versjoner, og er laget én gang\n"
                      : "  %zu pages are the same in several older versions, and were made once\n",
                   r->shared);
    if (r->done.written + r->done.removed) put_swap(b, &r->done, nb);
}

/* Pages, time, and the file to open: what one wants to know. */
static int report(struct invocation *in, const struct build_options *o,
                  const struct build_result *r, double seconds)
{
    bool nb = in->language == LANGUAGE_NB;
    struct buf b = {.arena = in->arena};
    building_put_site(&b, r->pages, r->modules, seconds, in->language);
    if (in->given[VERBOSE]) put_verbose(&b, r, nb);
    size_t len = strlen(o->out);
    bool slash = len && o->out[len - 1] == '/';
    buf_printf(&b, "%s: %s%sindex.html\n", nb ? "Åpne" : "Open", o->out, slash ? "" : "/");
    return command_print(buf_str(&b));
}

static int run(struct invocation *in)
{
    struct build_options o = {0};
    if (!read_options(&o, in)) {
        command_finish(in, false);
        return EXIT_USAGE;
    }
    double start = building_clock();
    struct build_result r = {0};
    bool good = building_find(&o, in, in->noperands ? in->operands[0] : NULL);
    if (good) {
        o.out = in->given[OUT] ? in->values[OUT] : building_public(&o.project, in->arena);
        struct progress progress = {0};
        struct building_stop stop;
        if (!in->given[QUIET]) {
            progress_begin(&progress, &build_words[in->language]);
            building_stops(&stop, in->language, progress.shared != NULL, &o);
        }
        o.progress = &progress;
        good = build(&r, &o, in->arena, in->diags);
        progress_end(&progress);
    }
    int code = command_finish(in, o.strict);
    if (good && code == EXIT_FINE && !in->given[QUIET])
        code = report(in, &o, &r, building_clock() - start);
    build_free(&r);
    return code;
}

static const struct command_example examples[] = {
    {"steg build",
     NULL,
     {"The course you stand in becomes a site in `public/`.",
      "Kurset dere står i, blir til et nettsted i `public/`."}},
    {"steg build our-course --out our-site",
     "steg build kurset --out nettstedet",
     {"The course in one folder becomes a site in another.",
      "Kurset i én mappe blir til et nettsted i en annen."}},
    {"steg build --rev v1.0 --out v1",
     NULL,
     {"The site as it was in version v1.0.", "Nettstedet slik det var i versjon v1.0."}},
    {0},
};

const struct command command_build = {
    .name = "build",
    .group = COMMANDS_PUBLISH,
    .operands = "[DIR]",
    .max_operands = 1,
    .summary = {"make the site from the course in DIR", "lag nettstedet av kurset i DIR"},
    .more = {"Reads the course in DIR, or the one you stand in, and makes a folder of pages that "
             "can be opened with a double click or put on any web server. If something is wrong, "
             "it says in which file and on which line, and what to write instead; the site that "
             "was there before then stands as it was.\n\n"
             "What has not changed is not written again, so the next time is quick. Files that "
             "others have put in the folder are never touched. With `--rev` the course is built "
             "as it was in a version in git, whatever lies on the disk now.",
             "Leser kurset i DIR, eller det dere står i, og lager en mappe med sider som kan "
             "åpnes med et dobbeltklikk eller legges på en hvilken som helst nettjener. Er noe "
             "galt, står det i hvilken fil og på hvilken linje, og hva dere kan skrive i stedet; "
             "nettstedet som var der fra før, blir da stående som det var.\n\n"
             "Det som ikke er endret, blir ikke skrevet på nytt, så neste gang går fort. Filer "
             "som andre har lagt i mappa, blir aldri rørt. Med `--rev` bygges kurset slik det var "
             "i en versjon i git, uansett hva som ligger på disken nå."},
    .examples = examples,
    .options = options,
    .run = run,
};
