/* languages: see languages.h. */
#include "site/languages.h"
#include "course/address.h"
#include "course/translation.h"

/* Endonyms as in the Unicode CLDR, with a capital: they stand alone. */
static const struct {
    struct str tag, name;
} names[] = {
    {STR_INIT("nb"), STR_INIT("Bokmål")},
    {STR_INIT("nn"), STR_INIT("Nynorsk")},
    {STR_INIT("no"), STR_INIT("Norsk")},
    {STR_INIT("en"), STR_INIT("English")},
    {STR_INIT("se"), STR_INIT("Davvisámegiella")},
    {STR_INIT("sma"), STR_INIT("Åarjelsaemien gïele")},
    {STR_INIT("smj"), STR_INIT("Julevsámegiella")},
    {STR_INIT("fkv"), STR_INIT("Kvääni")},
    {STR_INIT("da"), STR_INIT("Dansk")},
    {STR_INIT("sv"), STR_INIT("Svenska")},
    {STR_INIT("fi"), STR_INIT("Suomi")},
    {STR_INIT("is"), STR_INIT("Íslenska")},
    {STR_INIT("fo"), STR_INIT("Føroyskt")},
    {STR_INIT("kl"), STR_INIT("Kalaallisut")},
    {STR_INIT("de"), STR_INIT("Deutsch")},
    {STR_INIT("fr"), STR_INIT("Français")},
    {STR_INIT("es"), STR_INIT("Español")},
    {STR_INIT("it"), STR_INIT("Italiano")},
    {STR_INIT("nl"), STR_INIT("Nederlands")},
    {STR_INIT("pl"), STR_INIT("Polski")},
    {STR_INIT("lt"), STR_INIT("Lietuvių")},
    {STR_INIT("uk"), STR_INIT("Українська")},
    {STR_INIT("ru"), STR_INIT("Русский")},
};

struct str languages_name(struct str tag)
{
    struct str rest = tag, primary = str_cut(&rest, '-');
    for (size_t i = 0; !rest.len && i < sizeof names / sizeof *names; i++)
        if (str_eq_nocase(primary, names[i].tag)) return names[i].name;
    return tag;
}

const struct page *languages_page(const struct version *to, const struct version *from,
                                  const struct page *p)
{
    const struct course *c = to->site.course;
    const struct page *same = page_counterpart(c, from->site.course, p);
    bool there = same && same->kind != PAGE_NOT_FOUND;
    return there ? same : c->front;
}

struct str languages_url(const struct version *to, const struct page *there,
                         const struct version *from, const struct page *here, struct arena *a)
{
    return address_relative(STR_CAT(a, from->below, here->address),
                            STR_CAT(a, to->below, there->address), a);
}

static void share_files(const struct course *c)
{
    for (size_t i = 0; i < c->nassets; i++) {
        struct asset *own = c->assets[i];
        const struct asset *x = map_get(&c->original->asset_by_path, own->entry->path);
        if (!x) continue;
        own->address = STR_CAT(c->arena, STR("../"), x->address);
        own->elsewhere = true;
    }
}

void languages_share_files(struct versions *v)
{
    for (size_t i = 0; i < v->len; i++)
        if (v->items[i].below.len) share_files(v->items[i].site.course);
}
