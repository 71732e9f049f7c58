#include "site/commit_words.h"
#include "test.h"

#define SAYS(message, words)                                                 \
    do {                                                                     \
        struct arena a = {0};                                                \
        CHECK_STR(commit_words(STR(message), STR("Emnet"), &a), STR(words)); \
        arena_free(&a);                                                      \
    } while (0)

TEST("a change is called by its subject, or by the trailer that is meant for readers")
{
    SAYS("Emnet\n", "Emnet");
    SAYS("Emnet\n\nMer om det.\n", "Emnet");
    SAYS("Emnet\n\nMer om det.\n\nKurs-endring: Nytt spørsmål om møtene\n",
         "Nytt spørsmål om møtene");
    SAYS("Emnet\n\nSigned-off-by: K\nkurs-endring:  Kort  \nReviewed-by: L\n", "Kort");
    SAYS("Emnet\n\nCourse-change: New question\n", "New question");
}

TEST("the last trailer wins, and one may go on in indented lines")
{
    SAYS("Emnet\n\nKurs-endring: Først\nKurs-endring: Så\n", "Så");
    SAYS("Emnet\n\nKurs-endring: Et langt\n ord\n\tog to\nX: y\n", "Et langt ord og to");
}

TEST("only the last paragraph holds trailers, and never the subject itself")
{
    SAYS("Emnet\n\nKurs-endring: Nei\n\nTakk til alle.\n", "Emnet");
    SAYS("Kurs-endring: Nei\n", "Emnet");
    SAYS("Kurs-endring: Nei\nen linje til\n", "Emnet");
    SAYS("Emnet\n\nKurs-endring: Ja\n\n\n", "Ja");
    SAYS("Emnet\n\nKurs-endring:\n", "Emnet");
}

TEST("a change may say that readers need not be told")
{
    SAYS("Emnet\n\nKurs-endring: ingen\n", "");
    SAYS("Emnet\n\nCourse-change: None\n", "");
}
