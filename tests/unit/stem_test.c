/* Words without their endings. */
#include "parts/stem.h"
#include "test.h"

TEST("Snowball takes Norwegian endings off, bokmål's and nynorsk's")
{
    struct stemmer *s = stemmer_new("norwegian");
    CHECK(s);
    CHECK_STR(stemmer_stem(s, STR("vurderinga")), STR("vurdering"));
    CHECK_STR(stemmer_stem(s, STR("vurderingene")), STR("vurdering"));
    CHECK_STR(stemmer_stem(s, STR("vurderingane")), STR("vurdering"));
    CHECK_STR(stemmer_stem(s, STR("")), STR(""));
    stemmer_free(s);
}

TEST("there is no stemmer for a language that the library does not have")
{
    CHECK(!stemmer_new("klingon"));
    stemmer_free(NULL);
}

TEST("without a stemmer a word is its own stem")
{
    CHECK_STR(stemmer_stem(NULL, STR("møter")), STR("møter"));
}
