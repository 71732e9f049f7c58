/* Scripts and stylesheets as they are published. */
#include "site/lean.h"
#include "test.h"

TEST("comments on lines of their own, blank lines and indentation are left out")
{
    CHECK_STR(
        lean_script(STR("// what it is\n(() => {\n  \"use strict\";\n\n  // why\n  f(); // how\n"
                        "})();\n"),
                    t->arena),
        STR("(() => {\n\"use strict\";\nf(); // how\n})();\n"));
}

TEST("an address in a string is no comment")
{
    struct str s = STR("const a = \"https://example.no\";\n");
    CHECK_STR(lean_script(s, t->arena), s);
}

TEST("a template literal on one line is a line like others")
{
    CHECK_STR(lean_script(STR("  f(`${a} // ${b}`);\n"), t->arena), STR("f(`${a} // ${b}`);\n"));
}

TEST("a script with a template literal over several lines is published as it is")
{
    struct str s = STR("const a = `\n  // text, not a comment\n`;\n");
    CHECK_STR(lean_script(s, t->arena), s);
}

TEST("a comment over several lines goes when it has them to itself, but for a licence")
{
    CHECK_STR(lean_script(STR("/* what\n * it is\n */\nf(); /* how */\n"), t->arena),
              STR("f(); /* how */\n"));
    struct str licence = STR("/*! Licence */\nf();\n"), beside = STR("/* a\n */ f();\n");
    CHECK_STR(lean_script(licence, t->arena), licence);
    CHECK_STR(lean_script(beside, t->arena), beside);
}

TEST("a script with a comment that never ends, or a line that goes on, is published as it is")
{
    struct str s = STR("// a\n/* b\nf();\n"), r = STR("f('a \\\n  // b');\n");
    CHECK_STR(lean_script(s, t->arena), s);
    CHECK_STR(lean_script(r, t->arena), r);
}

TEST("a backtick in a comment does not matter, an odd one in a line of code keeps all as it is")
{
    CHECK_STR(lean_script(STR("// it's `here\n  f();\n"), t->arena), STR("f();\n"));
    struct str s = STR("// a\nf(\"`\");\n");
    CHECK_STR(lean_script(s, t->arena), s);
}

TEST("of a stylesheet, the same is left out, but a line with two slashes stays")
{
    CHECK_STR(lean_style(STR("/* 1 Tokens\n * here */\n:root {\n    --u: 1px; /* unit */\n}\n\n"),
                         t->arena),
              STR(":root {\n--u: 1px; /* unit */\n}\n"));
    struct str urls = STR("a { background: url(\n//example.no/a.png) }\n");
    CHECK_STR(lean_style(urls, t->arena), urls);
    struct str licence = STR("/*! MIT */\nb {}\n"), goes_on = STR("a { content: 'x\\\n  /* y' }\n");
    CHECK_STR(lean_style(licence, t->arena), licence);
    CHECK_STR(lean_style(goes_on, t->arena), goes_on);
}
