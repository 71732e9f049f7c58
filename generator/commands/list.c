/* list: `steg list [WHAT]`: what a course has, by id. */
#include "site/listing.h"
#include "commands/course_read.h"
#include "commands/options.h"

enum { COURSE, FORMAT, REV, IN };
enum { TEXT, JSON };

static const struct option options[] = {
    [COURSE] = OPTION_COURSE,
    [FORMAT] = {"format",
                'f',
                "text|json",
                {"for people, or for programs", "for folk eller for programmer"}},
    [REV] = OPTION_REV("look at", "se på"),
    [IN] = {"in",
            'i',
            "LANGUAGE",
            {"in another of the course’s languages: nn",
             "på et annet av språkene kurset finnes på: nn"}},
    {0},
};

/* NULL with a diagnostic: there is no such group. */
static bool read_group(const struct listing_group **only, struct invocation *in)
{
    *only = in->noperands ? listing_find(str_of(in->operands[0])) : NULL;
    if (*only || !in->noperands) return true;
    struct str words[16];
    size_t n = 0;
    for (; listing_groups[n].word; n++)
        words[n] = str_of(in->language == LANGUAGE_NB ? listing_groups[n].norwegian
                                                      : listing_groups[n].word);
    diag(in->diags, DIAG_BAD_OPTION_VALUE, (struct pos){0}, STR("steg list …"),
         str_of(in->operands[0]), str_join(in->arena, words, n, STR(", ")));
    return false;
}

/* The course in the language that was asked for; NULL with a diagnostic: it does not have that. */
static const struct course *read_course(struct course_read *r, struct invocation *in)
{
    const struct course *c = &r->editions[0].course;
    const struct plains *l = &c->keys->languages;
    const char *wanted = in->values[IN];
    struct str tags[32];
    size_t n = 0;
    if (!wanted || str_eq_nocase(str_of(wanted), c->language)) return c;
    for (size_t i = 0; i < l->len && n < sizeof tags / sizeof *tags; i++) {
        tags[n++] = l->items[i].text;
        if (!str_eq_nocase(tags[i], str_of(wanted))) continue;
        struct edition *e = arena_new(r->shared, struct edition, 1);
        struct diags *found = arena_new(in->arena, struct diags, 1);
        found->arena = in->arena;
        bool good =
            edition_read_language(e, &r->editions[0], tags[i], &r->workers, r->shared, found);
        course_read_tell(r, found);
        return good ? &e->course : NULL;
    }
    if (!n) tags[n++] = c->language;
    diag(in->diags, DIAG_BAD_OPTION_VALUE, (struct pos){0}, STR("--in"), str_of(wanted),
         str_join(in->arena, tags, n, STR(", ")));
    return NULL;
}

static int run(struct invocation *in)
{
    static const char *const words[] = {"text", "json", NULL};
    const struct listing_group *only;
    int format = option_word(in, FORMAT, words);
    if (!read_group(&only, in) || format < 0) {
        command_finish(in, false);
        return EXIT_USAGE;
    }
    struct course_read r;
    struct buf out = {.arena = in->arena};
    if (course_read(&r, in, in->values[COURSE], in->values[REV])) {
        const struct course *c = read_course(&r, in);
        struct inventory things;
        if (!c) {
            r.good = false;
            course_read_end(&r, STR(""), false);
            return EXIT_USAGE;
        }
        inventory_of(&things, c, r.shared);
        if (format == TEXT) listing_text(&out, &things, c, only, in->language);
        if (format == JSON) listing_json(&out, &things, c, only);
    }
    return course_read_end(&r, buf_str(&out), false);
}

static const struct command_example examples[] = {
    {"steg list",
     NULL,
     {"All there is in the course one stands in.", "Alt som finnes i kurset dere står i."}},
    {"steg list steps --in nn",
     "steg list steg --in nn",
     {"The steps in nynorsk, and which of them are not translated.",
      "Stegene på nynorsk, og hvilke som ikke er oversatt."}},
    {"steg list questions",
     "steg list spørsmål",
     {"The questions, with the ids that teams’ answers are kept under.",
      "Spørsmålene, med id-ene som lagenes svar blir lagret under."}},
    {0},
};

const struct command command_list = {
    .name = "list",
    .group = COMMANDS_LOOK,
    .operands = "[modules|steps|tasks|questions|films|literature|terms|methods|pages]",
    .max_operands = 1,
    .summary = {"list what is in the course, with ids, addresses and files",
                "list opp det som er i kurset, med id-er, adresser og filer"},
    .more = {"Two lines for each: the id that records and `steg diff` know it by, and its title; "
             "then its address in the site and its place in the files. Without a word all of it is "
             "listed. Drafts are left out.",
             "To linjer for hver ting: id-en som referater og `steg diff` kjenner den ved, og "
             "tittelen; så adressen på nettstedet og stedet i filene. Uten et ord kommer alt med. "
             "Ordene kan også være norske: moduler, steg, deler, spørsmål, filmer, litteratur, "
             "begreper, metoder, sider. Utkast er ikke med."},
    .examples = examples,
    .options = options,
    .run = run,
};
