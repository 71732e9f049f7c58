/* serve: `steg serve [DIR]`: the course in the browser, built again whenever something is saved. */
#include "site/serve.h"
#include "commands/building.h"
#include "parts/listen.h"
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { PORT, BIND, OPEN, POLL, REPEAT, QUIET };

static const struct option options[] = {
    [PORT] = {"port",
              'p',
              "N",
              {"the port to show it at (default: the first free one from 7834)",
               "porten det vises på (ellers den første ledige fra 7834)"}},
    [BIND] = {"bind",
              0,
              "ADDRESS",
              {"an address of this machine, for others to see it too (default: 127.0.0.1)",
               "en adresse maskinen har, så andre også kan se det (ellers 127.0.0.1)"}},
    [OPEN] = {"open", 0, NULL, {"show it in the browser", "vis det i nettleseren"}},
    [POLL] = {"poll",
              0,
              NULL,
              {"look for changes twice a second: for network drives",
               "se etter endringer to ganger i sekundet: for nettverksdisker"}},
    [REPEAT] =
        {"repeat",
         0,
         NULL,
         {"say warnings again after each build: for an editor that reads along",
          "si advarslene igjen etter hver bygging: for et redigeringsprogram som leser med"}},
    [QUIET] = {"quiet",
               'q',
               NULL,
               {"say only where it is shown, and what is wrong",
                "si bare hvor det vises, og hva som er galt"}},
    {0},
};

/* ---- What is said ---------------------------------------------------------------------------- */

struct telling {
    struct invocation *in;
};

/* The diagnostics stand above. */
static void put_fault(struct buf *b, const struct serve_news *n, bool nb)
{
    if (n->first)
        buf_put(b, nb ? STR("Ikke bygget ennå. Rett det og lagre.\n")
                      : STR("Not built yet. Mend it and save.\n"));
    else
        buf_put(b, nb ? STR("Ikke bygget. Sidene er som før til det er rettet og lagret.\n")
                      : STR("Not built. The pages are as before until it is mended and saved.\n"));
}

/* "Bygget på 0,08 s: 3 sider endret, 1 fjernet." */
static void put_built(struct buf *b, const struct serve_news *n, bool nb)
{
    if (n->mended) buf_put(b, nb ? STR("Rettet. ") : STR("Mended. "));
    buf_put(b, nb ? STR("Bygget på ") : STR("Built in "));
    building_put_number(b, n->seconds, 2, nb ? LANGUAGE_NB : LANGUAGE_EN);
    buf_put(b, STR(" s"));
    if (n->what == SERVE_SAME) {
        buf_put(b, nb ? STR(": ingen sider er endret.\n") : STR(": no page has changed.\n"));
        return;
    }
    buf_printf(b, nb ? ": %zu %s endret" : ": %zu %s changed", n->changed,
               nb ? building_plural(n->changed, "side", "sider")
                  : building_plural(n->changed, "page", "pages"));
    if (n->gone) buf_printf(b, nb ? ", %zu fjernet" : ", %zu removed", n->gone);
    buf_put(b, STR(".\n"));
}

static void put_said_before(struct buf *b, const struct serve_news *n, bool nb)
{
    buf_printf(b, nb ? "%zu %s som før.\n" : "%zu %s as before.\n", n->warnings,
               nb ? building_plural(n->warnings, "advarsel", "advarsler")
                  : building_plural(n->warnings, "warning", "warnings"));
}

static void put_ready(struct buf *b, const struct serve_news *n, bool nb)
{
    buf_printf(b,
               nb ? "Kurset vises på %.*s og bygges på nytt når dere lagrer. Ctrl+C avslutter.\n"
                  : "The course is shown at %.*s and built again when you save. Ctrl+C ends it.\n",
               STR_ARG(n->address));
}

/* What has come up since, outside of any build. */
static void print_diags(struct invocation *in)
{
    command_finish(in, false);
    *in->diags = (struct diags){.arena = in->arena};
}

/* What is wrong goes to standard error; the number of warnings that are known into `b`. */
static void tell_said(struct buf *b, const struct invocation *in, const struct serve_news *n)
{
    bool again = n->what == SERVE_FAULT || in->given[REPEAT];
    if (n->said.len && (again || !n->said_before)) {
        fwrite(n->said.ptr, 1, n->said.len, stderr);
        fflush(stderr);
    } else if (n->said.len) {
        put_said_before(b, n, in->language == LANGUAGE_NB);
    }
}

static void put_news(struct buf *b, const struct serve_news *n, enum language l)
{
    bool nb = l == LANGUAGE_NB;
    switch (n->what) {
    case SERVE_BEGINS:
        buf_put(b, nb ? STR("Bygger kurset …\n") : STR("Building the course …\n"));
        break;
    case SERVE_BUILT:
    case SERVE_SAME:
        if (n->first)
            building_put_site(b, n->pages, n->modules, n->seconds, l);
        else
            put_built(b, n, nb);
        break;
    case SERVE_FAULT:
        put_fault(b, n, nb);
        break;
    case SERVE_READY:
        put_ready(b, n, nb);
        break;
    case SERVE_LOOKS:
        buf_put(b, nb ? STR("Mappene ses gjennom to ganger i sekundet.\n")
                      : STR("The folders are looked through twice a second.\n"));
        break;
    case SERVE_ENDS:
        buf_put(b, nb ? STR("\nAvsluttet.\n") : STR("\nEnded.\n"));
        break;
    }
}

static void tell(void *ctx, const struct serve_news *n)
{
    struct telling *t = ctx;
    struct arena scratch = {0};
    struct buf b = {.arena = &scratch};
    bool ready = n->what == SERVE_READY;
    tell_said(&b, t->in, n);
    if (ready) print_diags(t->in);
    put_news(&b, n, t->in->language);
    if (ready || !t->in->given[QUIET])
        command_print(buf_str(&b)); /* whoever closed the terminal still has the browser */
    arena_free(&scratch);
}

/* ---- Beginning ------------------------------------------------------------------------------- */

static bool bad_value(struct invocation *in, const char *option, const char *value, struct str good)
{
    diag(in->diags, DIAG_BAD_OPTION_VALUE, (struct pos){0}, str_of(option), str_of(value), good);
    return false;
}

static bool read_options(struct serve_options *o, struct invocation *in)
{
    uint32_t port = SERVE_PORT;
    const char *typed = in->values[PORT], *bind = in->values[BIND];
    if (typed && !str_to_u32(str_of(typed), UINT16_MAX, &port))
        return bad_value(in, "--port", typed, STR("0–65535"));
    o->port = (uint16_t)port;
    o->tries = typed ? 0 : SERVE_TRIES;
    o->address = bind && strcmp(bind, "localhost") != 0 ? bind : "127.0.0.1";
    if (!listen_is_address(o->address))
        return bad_value(in, "--bind", bind, STR("127.0.0.1, 0.0.0.0, 192.168.0.10, ::1"));
    o->open = in->given[OPEN];
    o->poll = in->given[POLL];
    return true;
}

static int run(struct invocation *in)
{
    struct telling t = {.in = in};
    struct serve_options o = {
        .language = in->language,
        .colour = command_colour(in, STDERR_FILENO),
        .tell = tell,
        .ctx = &t,
    };
    if (!read_options(&o, in)) {
        command_finish(in, false);
        return EXIT_USAGE;
    }
    const char *dir = in->noperands ? in->operands[0] : NULL;
    if (project_find(&o.project, dir, in->arena, in->diags)) serve(&o, in->arena, in->diags);
    return command_finish(in, false);
}

static const struct command_example examples[] = {
    {"steg serve --open",
     NULL,
     {"The course you stand in, shown in the browser.", "Kurset dere står i, vist i nettleseren."}},
    {0},
};

const struct command command_serve = {
    .name = "serve",
    .group = COMMANDS_WRITE,
    .operands = "[DIR]",
    .max_operands = 1,
    .summary = {"show the course in the browser while you write it",
                "vis kurset i nettleseren mens dere skriver det"},
    .more = {"Builds the course to look at and shows it at an address on this machine. When you "
             "save a file it is built again, and the page you look at is shown anew. A mistake "
             "stands in the page, with its place and what to write instead, until it is "
             "mended.\n\n"
             "The site in `public/` is not touched, and nobody else can see the pages unless you "
             "write `--bind`. Ctrl-C ends it.",
             "Bygger kurset til å se på, og viser det på en adresse på denne maskinen. Når dere "
             "lagrer en fil, bygges det på nytt, og siden dere ser på, vises om igjen. En feil "
             "står på siden, med stedet og hva dere kan skrive i stedet, til den er rettet.\n\n"
             "Nettstedet i `public/` blir ikke rørt, og ingen andre ser sidene med mindre dere "
             "skriver `--bind`. Ctrl-C avslutter."},
    .examples = examples,
    .options = options,
    .run = run,
};
