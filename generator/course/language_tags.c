/* language_tags: see language_tags.h. */
#include "course/language_tags.h"

/* ISO 639-1, in alphabetical order; sh is not used any more. */
static const char two_letters[] =
    "aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da "
    "de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy "
    "hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg "
    "li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or "
    "os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta "
    "te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu";

/* Sámi languages, Kven, Romani, Norwegian sign language; Kurdish, Dari, Filipino and the like. */
static const char three_letters[] = "sma smj sms smn sje fkv krl rom rmf rmu rmg nsl kmr ckb "
                                    "prs pes pst fil cmn yue arz apc ary swh";

/* What people write instead of the short code. */
static const struct {
    struct str written, meant;
} slips[] = {
    {STR_INIT("nob"), STR_INIT("nb")}, {STR_INIT("nno"), STR_INIT("nn")},
    {STR_INIT("nor"), STR_INIT("no")}, {STR_INIT("eng"), STR_INIT("en")},
    {STR_INIT("sme"), STR_INIT("se")}, {STR_INIT("swe"), STR_INIT("sv")},
    {STR_INIT("dan"), STR_INIT("da")}, {STR_INIT("dk"), STR_INIT("da")},
    {STR_INIT("fin"), STR_INIT("fi")}, {STR_INIT("deu"), STR_INIT("de")},
    {STR_INIT("ger"), STR_INIT("de")}, {STR_INIT("fra"), STR_INIT("fr")},
    {STR_INIT("fre"), STR_INIT("fr")}, {STR_INIT("spa"), STR_INIT("es")},
    {STR_INIT("pol"), STR_INIT("pl")}, {STR_INIT("ukr"), STR_INIT("uk")},
    {STR_INIT("ua"), STR_INIT("uk")},  {STR_INIT("rus"), STR_INIT("ru")},
    {STR_INIT("ara"), STR_INIT("ar")}, {STR_INIT("som"), STR_INIT("so")},
    {STR_INIT("tir"), STR_INIT("ti")}, {STR_INIT("isl"), STR_INIT("is")},
    {STR_INIT("cz"), STR_INIT("cs")},  {STR_INIT("gr"), STR_INIT("el")},
    {STR_INIT("jp"), STR_INIT("ja")},
};

static struct str primary_of(struct str tag)
{
    return str_cut(&tag, '-');
}

static bool is_in(const char *list, struct str word)
{
    struct str rest = str_of(list);
    while (rest.ptr)
        if (str_eq_nocase(str_cut(&rest, ' '), word)) return true;
    return false;
}

struct str language_meant(struct str tag)
{
    struct str primary = primary_of(tag);
    for (size_t i = 0; i < sizeof slips / sizeof *slips; i++)
        if (str_eq_nocase(primary, slips[i].written)) return slips[i].meant;
    return STR("");
}

bool language_known(struct str tag)
{
    struct str primary = primary_of(tag);
    if (primary.len == 2) return is_in(two_letters, primary);
    return primary.len == 3 && is_in(three_letters, primary) && !language_meant(tag).len;
}
