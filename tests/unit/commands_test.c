#include "base/buf.h"
#include "commands/command.h"
#include "commands/command_pages.h"
#include "commands/help.h"
#include "test.h"

TEST("every command says what it is for, at length and in both languages")
{
    const struct command *c;
    for (size_t i = 0; (c = command_shown(i)); i++) {
        for (int l = 0; l < 2; l++) {
            if (!c->summary[l] || !c->more[l] || !*c->more[l])
                test_fail(t, __FILE__, __LINE__, "steg %s: nothing in summary or more", c->name);
            else if (str_ends(str_of(c->summary[l]), STR(".")))
                test_fail(t, __FILE__, __LINE__, "steg %s: a full stop in summary", c->name);
        }
        for (const struct command_example *e = c->examples; e && e->typed; e++)
            if (!e->meaning[0] || !e->meaning[1] || !str_starts(str_of(e->typed), STR("steg ")))
                test_fail(t, __FILE__, __LINE__, "steg %s: an example is not whole", c->name);
    }
}

TEST("no command has two options of one name or letter, or more than an invocation holds")
{
    const struct option *o, *other;
    for (size_t i = 0; commands[i]; i++) {
        size_t n = 0;
        for (; (o = command_option(commands[i], n)); n++) {
            if (!o->help[0] || !o->help[1])
                test_fail(t, __FILE__, __LINE__, "%s --%s: no help", commands[i]->name, o->name);
            for (size_t k = 0; k < n && (other = command_option(commands[i], k)); k++)
                if (str_eq(str_of(o->name), str_of(other->name)) ||
                    (o->letter && o->letter == other->letter))
                    test_fail(t, __FILE__, __LINE__, "%s: --%s and --%s", commands[i]->name,
                              other->name, o->name);
        }
        CHECK(n <= COMMAND_OPTIONS_MAX);
        CHECK(commands[i]->max_operands <=
              sizeof((struct invocation *)0)->operands / sizeof(char *));
    }
}

TEST("every word in capitals that stands for a value is known to completion")
{
    const struct command *c;
    const struct option *o;
    struct value v;
    for (size_t i = 0; (c = command_shown(i)); i++) {
        struct operand operands[OPERANDS_MAX];
        for (size_t k = 0; (o = command_option(c, k)); k++)
            if (!synopsis_value(&v, o->argument, t->arena))
                test_fail(t, __FILE__, __LINE__, "%s --%s %s", c->name, o->name, o->argument);
        for (size_t k = 0, n = synopsis_operands(operands, c->operands); k < n; k++)
            if (!synopsis_value(&v, str_z(t->arena, operands[k].word), t->arena))
                test_fail(t, __FILE__, __LINE__, "%s %s", c->name, c->operands);
    }
}

TEST("a synopsis is read word by word, by alternative and place")
{
    struct operand o[OPERANDS_MAX];
    CHECK_INT(synopsis_operands(o, ""), 0);
    CHECK_INT(synopsis_operands(o, "REV1 [REV2]"), 2);
    CHECK_STR(o[0].word, STR("REV1"));
    CHECK(!o[0].optional && o[0].place == 1);
    CHECK_STR(o[1].word, STR("REV2"));
    CHECK(o[1].optional && o[1].place == 2);
    CHECK_INT(synopsis_operands(o, "[A [B]] C…"), 3);
    CHECK(o[0].optional && o[1].optional && !o[2].optional);
    CHECK_STR(o[2].word, STR("C"));
    CHECK_INT(synopsis_operands(o, "course DIR | module TITLE"), 4);
    CHECK_STR(o[3].word, STR("TITLE"));
    CHECK(o[3].alternative == 1 && o[3].place == 2);
    CHECK_STR(o[3].first, STR("module"));
    CHECK_STR(o[2].first, STR(""));
}

TEST("words stand for what completion offers")
{
    struct value v;
    CHECK(synopsis_value(&v, "DIR", t->arena) && v.takes == TAKES_FOLDER);
    CHECK(synopsis_value(&v, "REV12", t->arena) && v.takes == TAKES_REVISION);
    CHECK(synopsis_value(&v, "tree|files", t->arena) && v.takes == TAKES_WORDS);
    CHECK_STR(v.words, STR("tree|files"));
    CHECK(synopsis_value(&v, "KIND", t->arena) && v.takes == TAKES_WORDS);
    CHECK(str_starts(v.words, STR("prework|")));
    CHECK(!synopsis_value(&v, "WHATEVER", t->arena) && v.takes == TAKES_TEXT);
    CHECK(synopsis_value(&v, NULL, t->arena));
}

static bool parse(struct invocation *in, struct test *t, char **words)
{
    struct diags *d = arena_new(t->arena, struct diags, 1);
    int n = 0;
    d->arena = t->arena;
    *in = (struct invocation){.arena = t->arena, .diags = d};
    while (words[n])
        n++;
    return command_parse(in, n, words);
}
#define PARSE(...) parse(&in, t, (char *[]){"steg", __VA_ARGS__, NULL})

TEST("options of all commands may stand before the command, others may not")
{
    struct invocation in;
    CHECK(PARSE("--lang", "nb", "--color=never", "build", "kurs", "--out", "ut"));
    CHECK(in.command == &command_build && in.colour == COLOUR_NEVER && in.noperands == 1);
    CHECK(in.given[0] && strcmp(in.values[0], "ut") == 0);
    CHECK(PARSE("build", "--", "--out"));
    CHECK(in.noperands == 1 && strcmp(in.operands[0], "--out") == 0);
    CHECK(PARSE("-h", "build") && in.help && in.command == &command_build);
    CHECK(PARSE("--version") && in.version && !in.command);
    CHECK(!PARSE("--strict", "build") && in.diags->first->id == DIAG_UNKNOWN_OPTION);
    CHECK(!PARSE("build", "--version") && in.diags->first->id == DIAG_UNKNOWN_OPTION);
    CHECK(!PARSE("--color", "blue", "build") && in.diags->first->id == DIAG_BAD_OPTION_VALUE);
    CHECK(!PARSE("build", "--lang=se") && in.diags->first->id == DIAG_UNKNOWN_LANGUAGE);
    CHECK(!PARSE("bulid") && in.diags->first->id == DIAG_UNKNOWN_COMMAND);
    CHECK(!PARSE("build", "--out") && in.diags->first->id == DIAG_OPTION_NEEDS_VALUE);
}

TEST("words that no line has room for are parted at a bar")
{
    static const struct command wide = {
        .name = "wide",
        .operands = "aaaaaaaaaaaaaaaaaaaaaaaaaa|bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb|"
                    "cccccccccccccccccccccccccccc|dd EE",
        .summary = {"w", "w"},
    };
    struct buf b = {.arena = t->arena};
    help_put(&b, &wide, LANGUAGE_EN, false);
    CHECK(str_starts(buf_str(&b),
                     STR("steg wide – w\n\nUsage\n  steg wide [options]\n"
                         "      aaaaaaaaaaaaaaaaaaaaaaaaaa|bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb|\n"
                         "      cccccccccccccccccccccccccccc|dd EE\n\nOptions\n")));
}
