/* schema: a key that is not there. Was it misspelt, written in Norwegian, or put in the wrong
 * place? */
#include "base/utf8.h"
#include "course/keys.h"
#include "course/schema_private.h"
#include "course/table.h"

/* What Norwegian authors write before they have looked the key up. */
static const struct {
    const char *norwegian, *key;
} translations[] = {
    {"alternativ", "variants"},
    {"ansvarlig", "reviewer"},
    {"bakgrunn", "background"},
    {"begreper", "terms"},
    {"beskrivelse", "description"},
    {"beslutning", "decide"},
    {"betydning", "meaning"},
    {"bygger_på", "builds_on"},
    {"celle", "cells"},
    {"celler", "cells"},
    {"definisjon", "definition"},
    {"fase", "phases"},
    {"faser", "phases"},
    {"fil", "file"},
    {"film", "url"},
    {"for_hvem", "for"},
    {"forfatter", "authors"},
    {"forfattere", "authors"},
    {"formål", "purpose"},
    {"grunn", "why"},
    {"gruppe", "group"},
    {"gruppering", "grouping"},
    {"headers", "columns"},
    {"hensikt", "purpose"},
    {"hovedtema", "theme"},
    {"hvem", "who"},
    {"hvorfor", "why"},
    {"kilde", "source"},
    {"kolonne", "columns"},
    {"kolonner", "columns"},
    {"kontakt", "contact"},
    {"kort", "short"},
    {"kortversjon", "short"},
    {"lenke", "url"},
    {"lisens", "license"},
    {"litteratur", "literature"},
    {"lysbilder", "slides"},
    {"manus", "transcript"},
    {"materiell", "materials"},
    {"medbring", "bring"},
    {"metode", "method"},
    {"minutter", "minutes"},
    {"moduler", "modules"},
    {"mål", "objectives"},
    {"målgruppe", "audience"},
    {"navn", "names"},
    {"når", "when"},
    {"oppfølging", "followups"},
    {"oppgave", "tasks"},
    {"oppgaver", "tasks"},
    {"oppsummering", "summary"},
    {"overskrift", "header"},
    {"overskrifter", "columns"},
    {"periode", "period"},
    {"personvern", "privacy"},
    {"presentasjon", "presentations"},
    {"presentasjoner", "presentations"},
    {"rad", "rows"},
    {"rader", "rows"},
    {"roller", "roles"},
    {"sammendrag", "summary"},
    {"spørsmål", "questions"},
    {"språk", "language"},
    {"tabelltekst", "caption"},
    {"tegn", "signs"},
    {"teksting", "captions"},
    {"tekst", "text"},
    {"tema", "theme"},
    {"tid", "minutes"},
    {"tidsbruk", "minutes"},
    {"title", "caption"},
    {"tittel", "title"},
    {"tittel", "caption"},
    {"transkripsjon", "transcript"},
    {"unngå", "avoid"},
    {"utkast", "draft"},
    {"utgiver", "publisher"},
    {"utstyr", "materials"},
    {"varighet", "minutes"},
    {"versjon", "version"},
};

/* Where else a key may be at home, the likeliest first, and what that place is called there. */
static const struct {
    const struct schema *schema;
    const char *place;
} places[] = {
    {&schema_step, ""},
    {&schema_task, "tasks:"},
    {&schema_presentation, "presentations:"},
    {&schema_question, "questions:"},
    {&schema_phase, "phases:"},
    {&schema_sign, "signs:"},
    {&schema_variants, "variants:"},
    {&schema_reading, "literature:"},
    {&schema_contact, "contact:"},
    {&schema_check, "check:"},
    {&schema_course, "course.yml"},
    {&schema_module, "index.md"},
    {&schema_method, "methods/"},
    {&schema_term, "glossary.yml"},
    {&schema_table, "```table"},
};

enum { NAMES_MAX = 64 };

/* Whether a Norwegian word was meant, also as "formaal", "MÅL" or "oppfoelging". */
static bool is_word(struct str written, struct str word)
{
    while (word.len && written.len) {
        uint32_t a, b;
        utf8_next(&written, &a);
        utf8_next(&word, &b);
        a = utf8_lower(a);
        char second = b == 0xE5 ? 'a' : 'e'; /* å: aa, æ: ae, ø: oe */
        char first = b == 0xF8 ? 'o' : 'a';
        bool two = b >= 0x80 && a == (uint32_t)first && written.len && written.ptr[0] == second;
        if (two) written = str_from(written, 1);
        if (a != b && !two && !(b == '_' && (a == ' ' || a == '-'))) return false;
    }
    return !word.len && !written.len;
}

struct str schema_nearest(const struct schema *s, struct str word)
{
    struct str names[NAMES_MAX];
    size_t n = 0;
    for (size_t i = 0; i < sizeof translations / sizeof *translations; i++)
        if (is_word(word, str_of(translations[i].norwegian)) &&
            schema_key(s, str_of(translations[i].key)))
            return str_of(translations[i].key);
    const struct schema *chain[SCHEMA_CHAIN];
    for (size_t c = schema_chain(s, chain); c-- > 0;)
        for (const struct schema_key *k = chain[c]->keys; k->name && n < NAMES_MAX; k++)
            names[n++] = str_of(k->name);
    return diag_nearest(word, names, n);
}

void schema_unknown_key(struct schema_decoder *d, const struct schema *s,
                        const struct yaml_pair *pair)
{
    if (str_eq(pair->key, STR("<<"))) return; /* a merge key: parts/yaml has refused it */
    struct str near = schema_nearest(s, pair->key);
    for (size_t i = 0; !near.len && i < sizeof places / sizeof *places; i++) {
        if (!schema_key(places[i].schema, pair->key)) continue;
        if (*places[i].place)
            diag(d->diags, DIAG_KEY_ELSEWHERE, pair->key_pos, pair->key, str_of(places[i].place));
        else
            diag(d->diags, DIAG_KEY_OF_STEP, pair->key_pos, pair->key);
        return;
    }
    diag(d->diags, DIAG_UNKNOWN_KEY, pair->key_pos, pair->key, near);
}
