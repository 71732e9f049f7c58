/* log: `steg log [PATH]`: what each change did to the course, in its own terms. */
#include "base/json.h"
#include "commands/course_read.h"
#include "commands/options.h"
#include "site/chronicle.h"

enum { COURSE, FORMAT, MOST };

static const struct option options[] = {
    [COURSE] = OPTION_COURSE,
    [FORMAT] = OPTION_VERSIONS,
    [MOST] = {"number",
              'n',
              "N",
              {"how many changes, the newest first (default: 20; 0: all)",
               "hvor mange endringer, de nyeste først (ellers 20; 0: alle)"}},
    {0},
};

static bool read_options(struct chronicle_options *o, struct invocation *in)
{
    uint32_t most = 20;
    const char *given = in->values[MOST];
    bool good = !given || str_to_u32(str_of(given), 1000000, &most);
    if (!good)
        diag(in->diags, DIAG_BAD_OPTION_VALUE, (struct pos){0}, STR("--number"), str_of(given),
             STR("0–1000000"));
    int format = option_versions(in, FORMAT);
    *o = (struct chronicle_options){
        .most = most, .format = (enum chronicle_format)format, .language = in->language};
    return good && format >= 0;
}

static void put_text(struct buf *b, const struct chronicle *c, const struct chronicle_options *o)
{
    bool nb = o->language == LANGUAGE_NB;
    for (size_t i = 0; i < c->len; i++) {
        if (i) buf_put_char(b, '\n');
        buf_put(b, c->entries[i].told);
    }
    if (!c->len)
        buf_put(b, nb ? STR("Ingen endringer i kurset.\n") : STR("No changes in the course.\n"));
    if (c->more)
        buf_put(b, nb ? STR("\nDet finnes eldre endringer: steg log -n 0 viser alle.\n")
                      : STR("\nThere are older changes: steg log -n 0 shows all.\n"));
}

static void put_json(struct buf *b, const struct chronicle *c)
{
    struct json j = {.out = b};
    json_object(&j);
    json_key(&j, "format"), json_number(&j, 1);
    json_key(&j, "more"), json_bool(&j, c->more);
    json_key(&j, "entries"), json_list(&j);
    for (size_t i = 0; i < c->len; i++) {
        const struct chronicle_entry *e = &c->entries[i];
        json_object(&j);
        json_key(&j, "commit"), json_text(&j, e->commit);
        json_key(&j, "date"), json_text(&j, e->date);
        json_key(&j, "author"), json_text(&j, e->author);
        json_key(&j, "words"), json_text(&j, e->words);
        json_key(&j, "changes"), json_ready(&j, e->told);
        json_key(&j, "translations"), json_ready(&j, e->translations);
        json_end(&j);
    }
    json_end(&j);
    json_end(&j);
}

static bool print(struct buf *out, struct chronicle_options *o, struct course_read *r,
                  struct invocation *in)
{
    struct chronicle c;
    const char *path = in->noperands ? in->operands[0] : NULL;
    if (!project_find(&o->project, in->values[COURSE], in->arena, in->diags)) return false;
    if (path && !project_path(&o->path, &o->project, path, in->arena, in->diags)) return false;
    course_read_phase(r, COURSE_READ_CHANGES);
    if (!chronicle_read(&c, o, &r->workers, r->shared, in->diags)) return false;
    if (o->format == CHRONICLE_JSON)
        put_json(out, &c);
    else
        put_text(out, &c, o);
    return true;
}

static int run(struct invocation *in)
{
    struct chronicle_options o;
    if (!read_options(&o, in)) {
        command_finish(in, false);
        return EXIT_USAGE;
    }
    struct course_read r;
    struct buf out = {.arena = in->arena};
    course_read_begin(&r, in);
    r.good = r.good && print(&out, &o, &r, in);
    return course_read_end(&r, buf_str(&out), false);
}

static const struct command_example examples[] = {
    {"steg log", NULL, {"The last 20 changes.", "De siste 20 endringene."}},
    {"steg log content/02-numbers",
     "steg log content/02-tall",
     {"What has been done with one module.", "Hva som er gjort med én modul."}},
    {"steg log --format markdown -n 0",
     NULL,
     {"All changes, as text for a news item.", "Alle endringene, som tekst til en nyhetsmelding."}},
    {0},
};

const struct command command_log = {
    .name = "log",
    .group = COMMANDS_LOOK,
    .operands = "[PATH]",
    .max_operands = 1,
    .summary = {"tell what each change did to the course, newest first",
                "fortell hva hver endring gjorde med kurset, de nyeste først"},
    .more = {"Tells what each commit did as one speaks of a course: which modules, steps, "
             "questions, methods and works came, went or were changed, and not which lines and "
             "files. With a PATH, only what changed that file or folder.",
             "Forteller hva hver innsjekking gjorde, slik man snakker om et kurs: hvilke moduler, "
             "steg, spørsmål, metoder og verk som kom til, gikk ut eller ble endret, og ikke "
             "hvilke linjer og filer. Med en PATH: bare det som endret den fila eller mappa."},
    .examples = examples,
    .options = options,
    .run = run,
};
