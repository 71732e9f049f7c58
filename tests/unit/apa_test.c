/* What APA 7 makes of each kind of work: in bokmål and in English, in the list and in the text. */
#include "test.h"

#include "course/literature.h"

static struct str no_href(void *ctx, const struct work *w)
{
    (void)ctx, (void)w;
    return (struct str){0};
}

/* The citation without its link, which other tests look at. */
static struct str cited(const struct work *w, enum apa_language lang, struct arena *a)
{
    struct buf out = {.arena = a};
    struct md_cite cite = {.key = w->id};
    apa_citation(&out, &(struct apa_citation){.cites = &cite, .works = &w, .n = 1}, lang, no_href,
                 NULL);
    struct str html = buf_str(&out), open = STR("<a class=\"cite\" href=\"\">");
    size_t from = str_find_str(html, open), to = str_find_str(html, STR("</a>"));
    if (from == STR_NONE || to == STR_NONE) return html;
    return STR_CAT(a, str_sub(html, 0, from), str_sub(html, from + open.len, to - from - open.len),
                   str_from(html, to + 4));
}

static struct str listed(const struct work *w, enum apa_language lang, struct arena *a)
{
    struct buf out = {.arena = a};
    apa_entry(&out, w, lang);
    return buf_str(&out);
}

/* "- id: x" and the lines of the work, indented. */
static struct str as_list(const char *work, struct arena *a)
{
    struct buf out = {.arena = a};
    struct str rest = str_of(work), line;
    buf_put(&out, STR("- id: x\n"));
    while (str_line(&rest, &line)) {
        buf_put(&out, STR("  "));
        buf_put(&out, line);
        buf_put(&out, STR("\n"));
    }
    return buf_str(&out);
}

struct golden {
    const char *work, *nb, *en, *cited_nb, *cited_en;
};

static void golden(struct test *t, int line, const struct golden *g)
{
    struct file f = {STR("literature.yml"), as_list(g->work, t->arena)};
    struct diags d = {.arena = t->arena};
    struct literature *l = literature_parse(&f, t->arena, &d);
    if (!l || l->len != 1 || d.first) {
        test_fail(t, __FILE__, line, "the work cannot be read: %s",
                  d.first ? diag_catalogue[d.first->id].id : "?");
        return;
    }
    struct work *w = &l->works[0];
    w->used = true;
    literature_number(l, t->arena);
    struct arena *a = t->arena;
    test_same_str(t, __FILE__, line, "list, nb", listed(w, APA_NB, a), str_of(g->nb));
    test_same_str(t, __FILE__, line, "list, en", listed(w, APA_EN, a), str_of(g->en));
    test_same_str(t, __FILE__, line, "text, nb", cited(w, APA_NB, a), str_of(g->cited_nb));
    test_same_str(t, __FILE__, line, "text, en", cited(w, APA_EN, a), str_of(g->cited_en));
}

/* A sentence, the work, its entry in bokmål and English, its citation in both. */
#define GOLDEN(sentence, ...)                                     \
    TEST(sentence)                                                \
    {                                                             \
        golden(t, __LINE__, &(const struct golden){__VA_ARGS__}); \
    }

/* clang-format off */

GOLDEN("a book has its title in italics and its publisher last",
       "type: book\n"
       "author: [{family: Roald, given: Knut}]\n"
       "issued: 2012\n"
       "title: 'Kvalitetsvurdering: Når skole og skoleeigar utviklar kunnskap'\n"
       "publisher: Fagbokforlaget\n",
       "Roald, K. (2012). <em>Kvalitetsvurdering: Når skole og skoleeigar utviklar kunnskap</em>. Fagbokforlaget.",
       "Roald, K. (2012). <em>Kvalitetsvurdering: Når skole og skoleeigar utviklar kunnskap</em>. Fagbokforlaget.",
       "(Roald, 2012)", "(Roald, 2012)")

GOLDEN("a title in another language than the page's says so",
       "type: book\n"
       "author: [{family: Roald, given: Knut}]\n"
       "issued: 2012\n"
       "title: Kvalitetsvurdering\n"
       "language: nn-NO\n",
       "Roald, K. (2012). <em lang=\"nn\">Kvalitetsvurdering</em>.",
       "Roald, K. (2012). <em lang=\"nn\">Kvalitetsvurdering</em>.",
       "(Roald, 2012)", "(Roald, 2012)")

GOLDEN("two authors are joined by «og», in English by an ampersand",
       "type: book\n"
       "author: [{family: Riis, given: Pål}, {family: Paulsen, given: Jan Merok}]\n"
       "issued: {date-parts: [[2022]]}\n"
       "title: Ledelse som praksis\n"
       "publisher: Universitetsforlaget\n",
       "Riis, P. og Paulsen, J. M. (2022). <em>Ledelse som praksis</em>. Universitetsforlaget.",
       "Riis, P., &amp; Paulsen, J. M. (2022). <em>Ledelse som praksis</em>. Universitetsforlaget.",
       "(Riis og Paulsen, 2022)", "(Riis &amp; Paulsen, 2022)")

GOLDEN("three authors are all named in the list and become «mfl.» in the text",
       "type: book\n"
       "author: [{family: Postholm, given: May Britt}, {family: Dahl, given: Thomas}, {family: Engvik, given: Gunnar}]\n"
       "issued: 2013\n"
       "title: Ungdomstrinn i utvikling\n"
       "publisher: Akademika\n",
       "Postholm, M. B., Dahl, T. og Engvik, G. (2013). <em>Ungdomstrinn i utvikling</em>. Akademika.",
       "Postholm, M. B., Dahl, T., &amp; Engvik, G. (2013). <em>Ungdomstrinn i utvikling</em>. Akademika.",
       "(Postholm mfl., 2013)", "(Postholm et al., 2013)")

GOLDEN("editors stand in the authors' place with «red.»",
       "type: book\n"
       "editor: [{family: Palm, given: Kirsten}, {family: Michaelsen, given: Eva}]\n"
       "issued: 2018\n"
       "title: Den viktige begynneropplæringen\n"
       "publisher: Universitetsforlaget\n",
       "Palm, K. og Michaelsen, E. (red.). (2018). <em>Den viktige begynneropplæringen</em>. Universitetsforlaget.",
       "Palm, K., &amp; Michaelsen, E. (Eds.). (2018). <em>Den viktige begynneropplæringen</em>. Universitetsforlaget.",
       "(Palm og Michaelsen, 2018)", "(Palm &amp; Michaelsen, 2018)")

GOLDEN("a single editor is «Ed.» in English",
       "type: book\n"
       "editor: {family: Palm, given: Kirsten}\n"
       "issued: 2018\n"
       "title: Begynneropplæring\n",
       "Palm, K. (red.). (2018). <em>Begynneropplæring</em>.",
       "Palm, K. (Ed.). (2018). <em>Begynneropplæring</em>.",
       "(Palm, 2018)", "(Palm, 2018)")

GOLDEN("a later edition stands after the title, the first is not mentioned",
       "type: book\n"
       "author: [{family: Dalland, given: Olav}]\n"
       "issued: 2020\n"
       "title: Metode og oppgaveskriving\n"
       "edition: 7. utg.\n"
       "publisher: Gyldendal\n",
       "Dalland, O. (2020). <em>Metode og oppgaveskriving</em> (7. utg.). Gyldendal.",
       "Dalland, O. (2020). <em>Metode og oppgaveskriving</em> (7th ed.). Gyldendal.",
       "(Dalland, 2020)", "(Dalland, 2020)")

GOLDEN("the first edition is not mentioned",
       "type: book\n"
       "author: [{family: Dalland, given: Olav}]\n"
       "issued: 1993\n"
       "title: Metode\n"
       "edition: 1\n",
       "Dalland, O. (1993). <em>Metode</em>.",
       "Dalland, O. (1993). <em>Metode</em>.",
       "(Dalland, 1993)", "(Dalland, 1993)")

GOLDEN("an edition in words and a volume are printed as they are",
       "type: book\n"
       "author: [{family: Dalland, given: Olav}]\n"
       "issued: 1993\n"
       "title: Metode\n"
       "edition: Rev. utg.\n"
       "volume: 2\n",
       "Dalland, O. (1993). <em>Metode</em> (Rev. utg., bd. 2).",
       "Dalland, O. (1993). <em>Metode</em> (Rev. utg., Vol. 2).",
       "(Dalland, 1993)", "(Dalland, 1993)")

GOLDEN("a title that ends in a question mark gets no full stop",
       "type: book\n"
       "author: [{family: Vareide, given: Knut}]\n"
       "issued: 2018\n"
       "title: Hvorfor vokser steder?\n"
       "publisher: Cappelen Damm\n"
       "DOI: https://doi.org/10.23865/noasp.32\n",
       "Vareide, K. (2018). <em>Hvorfor vokser steder?</em> Cappelen Damm. <a href=\"https://doi.org/10.23865/noasp.32\">https://doi.org/10.23865/noasp.32</a>",
       "Vareide, K. (2018). <em>Hvorfor vokser steder?</em> Cappelen Damm. <a href=\"https://doi.org/10.23865/noasp.32\">https://doi.org/10.23865/noasp.32</a>",
       "(Vareide, 2018)", "(Vareide, 2018)")

GOLDEN("a publisher that ends in a full stop gets no other",
       "type: book\n"
       "author: [{family: Berg, given: A.}]\n"
       "issued: 2001\n"
       "title: Skole\n"
       "publisher: Bokforlaget A.S.\n",
       "Berg, A. (2001). <em>Skole</em>. Bokforlaget A.S.",
       "Berg, A. (2001). <em>Skole</em>. Bokforlaget A.S.",
       "(Berg, 2001)", "(Berg, 2001)")

GOLDEN("a chapter names its book with editors and pages",
       "type: chapter\n"
       "author: [{family: Svensen, given: Henrik H.}]\n"
       "issued: 2019\n"
       "title: Å skrive for livet\n"
       "editor: [{family: Jørgensen, given: Ida B.}, {family: Askeland, given: Norunn}]\n"
       "container-title: Kreativ akademisk skriving\n"
       "page: 157-178\n"
       "publisher: Universitetsforlaget\n",
       "Svensen, H. H. (2019). Å skrive for livet. I I. B. Jørgensen og N. Askeland (red.), <em>Kreativ akademisk skriving</em> (s. 157–178). Universitetsforlaget.",
       "Svensen, H. H. (2019). Å skrive for livet. In I. B. Jørgensen &amp; N. Askeland (Eds.), <em>Kreativ akademisk skriving</em> (pp. 157–178). Universitetsforlaget.",
       "(Svensen, 2019)", "(Svensen, 2019)")

GOLDEN("a chapter of a later edition in several volumes",
       "type: chapter\n"
       "author: [{family: Berg, given: Anne}]\n"
       "issued: 2011\n"
       "title: Læring\n"
       "editor: [{family: Dahl, given: Bo}]\n"
       "container-title: Pedagogikk\n"
       "edition: 2\n"
       "volume: 3\n"
       "page: s. 20\n"
       "publisher: Gyldendal\n",
       "Berg, A. (2011). Læring. I B. Dahl (red.), <em>Pedagogikk</em> (2. utg., bd. 3, s. 20). Gyldendal.",
       "Berg, A. (2011). Læring. In B. Dahl (Ed.), <em>Pedagogikk</em> (2nd ed., Vol. 3, p. 20). Gyldendal.",
       "(Berg, 2011)", "(Berg, 2011)")

GOLDEN("a chapter in a book without editors",
       "type: chapter\n"
       "author: [{family: Berg, given: Anne}]\n"
       "issued: 2011\n"
       "title: Læring\n"
       "container-title: Pedagogikk\n"
       "publisher: Gyldendal\n",
       "Berg, A. (2011). Læring. I <em>Pedagogikk</em>. Gyldendal.",
       "Berg, A. (2011). Læring. In <em>Pedagogikk</em>. Gyldendal.",
       "(Berg, 2011)", "(Berg, 2011)")

GOLDEN("a journal article has its volume in italics and a DOI",
       "type: article-journal\n"
       "author: [{family: Huang, given: Lihong}, {family: Mossige, given: Svein}]\n"
       "issued: 2012\n"
       "title: Academic achievement\n"
       "container-title: Social Psychology of Education\n"
       "volume: 15\n"
       "issue: 2\n"
       "page: 147–164\n"
       "DOI: 10.1007/s11218-011-9174-y\n"
       "URL: https://example.org/x\n",
       "Huang, L. og Mossige, S. (2012). Academic achievement. <em>Social Psychology of Education</em>, <em>15</em>(2), 147–164. <a href=\"https://doi.org/10.1007/s11218-011-9174-y\">https://doi.org/10.1007/s11218-011-9174-y</a>",
       "Huang, L., &amp; Mossige, S. (2012). Academic achievement. <em>Social Psychology of Education</em>, <em>15</em>(2), 147–164. <a href=\"https://doi.org/10.1007/s11218-011-9174-y\">https://doi.org/10.1007/s11218-011-9174-y</a>",
       "(Huang og Mossige, 2012)", "(Huang &amp; Mossige, 2012)")

GOLDEN("an article with a number instead of pages",
       "type: article-journal\n"
       "author: [{family: Berg, given: Anne}]\n"
       "issued: 2017\n"
       "title: Tid\n"
       "container-title: Skolen\n"
       "volume: 132\n"
       "issue: 2\n"
       "number: 99\n",
       "Berg, A. (2017). Tid. <em>Skolen</em>, <em>132</em>(2), artikkel 99.",
       "Berg, A. (2017). Tid. <em>Skolen</em>, <em>132</em>(2), Article 99.",
       "(Berg, 2017)", "(Berg, 2017)")

GOLDEN("an article with an issue alone",
       "type: article-journal\n"
       "author: [{family: Berg, given: Anne}]\n"
       "issued: 2017\n"
       "title: Tid\n"
       "container-title: Bedre skole\n"
       "issue: 3\n"
       "page: 12-15\n",
       "Berg, A. (2017). Tid. <em>Bedre skole</em>, (3), 12–15.",
       "Berg, A. (2017). Tid. <em>Bedre skole</em>, (3), 12–15.",
       "(Berg, 2017)", "(Berg, 2017)")

GOLDEN("a newspaper article has its day and «s.»",
       "type: article-newspaper\n"
       "author: [{family: Thuen, given: Frode}]\n"
       "issued: 2006-10-12\n"
       "title: Prisen\n"
       "container-title: Bergens Tidende\n"
       "page: 12\n",
       "Thuen, F. (2006, 12. oktober). Prisen. <em>Bergens Tidende</em>, s. 12.",
       "Thuen, F. (2006, October 12). Prisen. <em>Bergens Tidende</em>, p. 12.",
       "(Thuen, 2006)", "(Thuen, 2006)")

GOLDEN("a magazine has volume and issue as a journal has, and a month",
       "type: article-magazine\n"
       "author: [{family: Berg, given: Anne}]\n"
       "issued: 2019-05\n"
       "title: Tid\n"
       "container-title: Utdanning\n"
       "volume: 8\n"
       "issue: 5\n"
       "page: 3-4\n",
       "Berg, A. (2019, mai). Tid. <em>Utdanning</em>, <em>8</em>(5), 3–4.",
       "Berg, A. (2019, May). Tid. <em>Utdanning</em>, <em>8</em>(5), 3–4.",
       "(Berg, 2019)", "(Berg, 2019)")

GOLDEN("an article without an author is known by its title, in quotation marks in the text",
       "type: article-newspaper\n"
       "issued: 2019-05-03\n"
       "title: Skolen lukker\n"
       "container-title: Aftenposten\n",
       "Skolen lukker. (2019, 3. mai). <em>Aftenposten</em>.",
       "Skolen lukker. (2019, May 3). <em>Aftenposten</em>.",
       "(«Skolen lukker», 2019)", "(“Skolen lukker”, 2019)")

GOLDEN("a book without an author is known by its title, in italics",
       "type: book\n"
       "issued: 2011\n"
       "title: 'Bibelen: Den hellige skrift'\n"
       "publisher: Bibelselskapet\n",
       "<em>Bibelen: Den hellige skrift</em>. (2011). Bibelselskapet.",
       "<em>Bibelen: Den hellige skrift</em>. (2011). Bibelselskapet.",
       "(<em>Bibelen</em>, 2011)", "(<em>Bibelen</em>, 2011)")

GOLDEN("an entry of an encyclopaedia",
       "type: entry-encyclopedia\n"
       "author: [{family: Fossheim, given: Hallvard}]\n"
       "issued: 2018-12-25\n"
       "title: Aristoteles\n"
       "container-title: Store norske leksikon\n"
       "URL: https://snl.no/Aristoteles\n",
       "Fossheim, H. (2018, 25. desember). Aristoteles. I <em>Store norske leksikon</em>. <a href=\"https://snl.no/Aristoteles\">https://snl.no/Aristoteles</a>",
       "Fossheim, H. (2018, December 25). Aristoteles. In <em>Store norske leksikon</em>. <a href=\"https://snl.no/Aristoteles\">https://snl.no/Aristoteles</a>",
       "(Fossheim, 2018)", "(Fossheim, 2018)")

GOLDEN("an official report is known by its number, and the ministry publishes it",
       "type: report\n"
       "author: [{literal: Kunnskapsdepartementet}]\n"
       "issued: 2015\n"
       "title: Fremtidens skole\n"
       "number: 'NOU 2015: 8'\n",
       "NOU 2015: 8. (2015). <em>Fremtidens skole</em>. Kunnskapsdepartementet.",
       "NOU 2015: 8. (2015). <em>Fremtidens skole</em>. Kunnskapsdepartementet.",
       "(NOU 2015: 8)", "(NOU 2015: 8)")

GOLDEN("a white paper carries its own years",
       "type: report\n"
       "issued: 2016\n"
       "title: Fag – Fordypning – Forståelse\n"
       "number: Meld. St. 28 (2015–2016)\n"
       "publisher: Kunnskapsdepartementet\n",
       "Meld. St. 28 (2015–2016). <em>Fag – Fordypning – Forståelse</em>. Kunnskapsdepartementet.",
       "Meld. St. 28 (2015–2016). <em>Fag – Fordypning – Forståelse</em>. Kunnskapsdepartementet.",
       "(Meld. St. 28 (2015–2016))", "(Meld. St. 28 (2015–2016))")

GOLDEN("the series that Zotero keeps in genre leads an official report",
       "type: report\n"
       "issued: 2015\n"
       "title: Fremtidens skole\n"
       "genre: NOU\n"
       "number: '2015: 8'\n"
       "publisher: Kunnskapsdepartementet\n",
       "NOU 2015: 8. (2015). <em>Fremtidens skole</em>. Kunnskapsdepartementet.",
       "NOU 2015: 8. (2015). <em>Fremtidens skole</em>. Kunnskapsdepartementet.",
       "(NOU 2015: 8)", "(NOU 2015: 8)")

GOLDEN("another report has its series in parentheses",
       "type: report\n"
       "author: [{family: Bergan, given: Morten A.}]\n"
       "issued: 2017\n"
       "title: Fiskebiologiske undersøkelser\n"
       "genre: NINA Rapport\n"
       "number: 1392\n"
       "publisher: Norsk institutt for naturforskning\n"
       "URL: http://hdl.handle.net/11250/2485755\n",
       "Bergan, M. A. (2017). <em>Fiskebiologiske undersøkelser</em> (NINA Rapport 1392). Norsk institutt for naturforskning. <a href=\"http://hdl.handle.net/11250/2485755\">http://hdl.handle.net/11250/2485755</a>",
       "Bergan, M. A. (2017). <em>Fiskebiologiske undersøkelser</em> (NINA Rapport 1392). Norsk institutt for naturforskning. <a href=\"http://hdl.handle.net/11250/2485755\">http://hdl.handle.net/11250/2485755</a>",
       "(Bergan, 2017)", "(Bergan, 2017)")

GOLDEN("an organisation that publishes its own report is named once",
       "type: report\n"
       "author: [{literal: Utdanningsdirektoratet}]\n"
       "issued: 2019\n"
       "title: Utdanningsspeilet\n"
       "publisher: utdanningsdirektoratet\n",
       "Utdanningsdirektoratet. (2019). <em>Utdanningsspeilet</em>.",
       "Utdanningsdirektoratet. (2019). <em>Utdanningsspeilet</em>.",
       "(Utdanningsdirektoratet, 2019)", "(Utdanningsdirektoratet, 2019)")

GOLDEN("a thesis in an archive has its kind and university in brackets",
       "type: thesis\n"
       "author: [{family: Thingnes, given: Jorunn S.}]\n"
       "issued: 2020\n"
       "title: Å velje minoriserte språk\n"
       "genre: Doktorgradsavhandling\n"
       "publisher: Universitetet i Oslo\n"
       "archive: DUO vitenarkiv\n"
       "URL: https://www.duo.uio.no/handle/10852/80634\n",
       "Thingnes, J. S. (2020). <em>Å velje minoriserte språk</em> [Doktorgradsavhandling, Universitetet i Oslo]. DUO vitenarkiv. <a href=\"https://www.duo.uio.no/handle/10852/80634\">https://www.duo.uio.no/handle/10852/80634</a>",
       "Thingnes, J. S. (2020). <em>Å velje minoriserte språk</em> [Doktorgradsavhandling, Universitetet i Oslo]. DUO vitenarkiv. <a href=\"https://www.duo.uio.no/handle/10852/80634\">https://www.duo.uio.no/handle/10852/80634</a>",
       "(Thingnes, 2020)", "(Thingnes, 2020)")

GOLDEN("a printed thesis has its university last",
       "type: thesis\n"
       "author: [{family: Berg, given: Anne}]\n"
       "issued: 2020\n"
       "title: Tid\n"
       "genre: Masteroppgave\n"
       "publisher: OsloMet\n",
       "Berg, A. (2020). <em>Tid</em> [Masteroppgave]. OsloMet.",
       "Berg, A. (2020). <em>Tid</em> [Masteroppgave]. OsloMet.",
       "(Berg, 2020)", "(Berg, 2020)")

GOLDEN("a web page has its day and the site it lies on",
       "type: webpage\n"
       "author: [{literal: Statsministerens kontor}]\n"
       "issued: 2018-03-20\n"
       "title: Offisielt fra statsråd\n"
       "container-title: Regjeringen\n"
       "URL: https://www.regjeringen.no/x\n",
       "Statsministerens kontor. (2018, 20. mars). <em>Offisielt fra statsråd</em>. Regjeringen. <a href=\"https://www.regjeringen.no/x\">https://www.regjeringen.no/x</a>",
       "Statsministerens kontor. (2018, March 20). <em>Offisielt fra statsråd</em>. Regjeringen. <a href=\"https://www.regjeringen.no/x\">https://www.regjeringen.no/x</a>",
       "(Statsministerens kontor, 2018)", "(Statsministerens kontor, 2018)")

GOLDEN("a web page without a date is «u.å.» and tells when it was read",
       "type: webpage\n"
       "author: [{literal: Utdanningsdirektoratet}]\n"
       "accessed: 2021-05-03\n"
       "title: Lærende møter\n"
       "container-title: Utdanningsdirektoratet\n"
       "URL: https://www.udir.no/x\n",
       "Utdanningsdirektoratet. (u.å.). <em>Lærende møter</em>. Hentet 3. mai 2021 fra <a href=\"https://www.udir.no/x\">https://www.udir.no/x</a>",
       "Utdanningsdirektoratet. (n.d.). <em>Lærende møter</em>. Retrieved May 3, 2021, from <a href=\"https://www.udir.no/x\">https://www.udir.no/x</a>",
       "(Utdanningsdirektoratet, u.å.)", "(Utdanningsdirektoratet, n.d.)")

GOLDEN("a dated web page does not tell when it was read",
       "type: webpage\n"
       "author: [{literal: Udir}]\n"
       "issued: 2020\n"
       "accessed: 2021-05-03\n"
       "title: Møter\n"
       "URL: https://www.udir.no/x\n",
       "Udir. (2020). <em>Møter</em>. <a href=\"https://www.udir.no/x\">https://www.udir.no/x</a>",
       "Udir. (2020). <em>Møter</em>. <a href=\"https://www.udir.no/x\">https://www.udir.no/x</a>",
       "(Udir, 2020)", "(Udir, 2020)")

GOLDEN("a law is known by its short name and carries its date code",
       "type: legislation\n"
       "title-short: Folketrygdloven\n"
       "title: Lov om folketrygd\n"
       "issued: 1997-02-28\n"
       "number: LOV-1997-02-28-19\n"
       "container-title: Lovdata\n"
       "URL: https://lovdata.no/lov/1997-02-28-19\n",
       "Folketrygdloven. (1997). <em>Lov om folketrygd</em> (LOV-1997-02-28-19). Lovdata. <a href=\"https://lovdata.no/lov/1997-02-28-19\">https://lovdata.no/lov/1997-02-28-19</a>",
       "Folketrygdloven. (1997). <em>Lov om folketrygd</em> (LOV-1997-02-28-19). Lovdata. <a href=\"https://lovdata.no/lov/1997-02-28-19\">https://lovdata.no/lov/1997-02-28-19</a>",
       "(Folketrygdloven, 1997)", "(Folketrygdloven, 1997)")

GOLDEN("a law without a short name is known by its title",
       "type: regulation\n"
       "title: Forskrift om barnehager\n"
       "issued: 2006\n"
       "number: FOR-2006-04-24-455\n",
       "Forskrift om barnehager (FOR-2006-04-24-455). (2006).",
       "Forskrift om barnehager (FOR-2006-04-24-455). (2006).",
       "(Forskrift om barnehager, 2006)", "(Forskrift om barnehager, 2006)")

GOLDEN("a translated book names its translator and its original year",
       "type: book\n"
       "author: [{family: Tolkien, given: J. R. R.}]\n"
       "issued: 2004\n"
       "original-date: 1954\n"
       "title: Ringenes herre\n"
       "translator: [{family: Høverstad, given: Torstein Bugge}]\n"
       "edition: 2\n"
       "publisher: Tiden\n",
       "Tolkien, J. R. R. (2004). <em>Ringenes herre</em> (T. B. Høverstad, overs.; 2. utg.). Tiden. (Opprinnelig utgitt 1954)",
       "Tolkien, J. R. R. (2004). <em>Ringenes herre</em> (T. B. Høverstad, Trans.; 2nd ed.). Tiden. (Original work published 1954)",
       "(Tolkien, 1954/2004)", "(Tolkien, 1954/2004)")

GOLDEN("a film names its director and its kind",
       "type: motion_picture\n"
       "director: [{family: Trier, given: Joachim}]\n"
       "issued: 2021\n"
       "title: Verdens verste menneske\n"
       "publisher: Oslo Pictures\n",
       "Trier, J. (2021). <em>Verdens verste menneske</em> [Film]. Oslo Pictures.",
       "Trier, J. (2021). <em>Verdens verste menneske</em> [Film]. Oslo Pictures.",
       "(Trier, 2021)", "(Trier, 2021)")

GOLDEN("statistics have their kind in brackets",
       "type: dataset\n"
       "author: [{literal: Statistisk sentralbyrå}]\n"
       "issued: 2017\n"
       "title: '08145: Nye studenter'\n"
       "genre: Statistikk\n"
       "URL: https://www.ssb.no/statbank/table/08145\n",
       "Statistisk sentralbyrå. (2017). <em>08145: Nye studenter</em> [Statistikk]. <a href=\"https://www.ssb.no/statbank/table/08145\">https://www.ssb.no/statbank/table/08145</a>",
       "Statistisk sentralbyrå. (2017). <em>08145: Nye studenter</em> [Statistikk]. <a href=\"https://www.ssb.no/statbank/table/08145\">https://www.ssb.no/statbank/table/08145</a>",
       "(Statistisk sentralbyrå, 2017)", "(Statistisk sentralbyrå, 2017)")

GOLDEN("hyphenated and Nordic given names become initials",
       "type: book\n"
       "author: [{family: Skaug, given: Eva-Åse}, {family: Ås, given: Øystein J.}]\n"
       "issued: 2016\n"
       "title: Pleie\n",
       "Skaug, E.-Å. og Ås, Ø. J. (2016). <em>Pleie</em>.",
       "Skaug, E.-Å., &amp; Ås, Ø. J. (2016). <em>Pleie</em>.",
       "(Skaug og Ås, 2016)", "(Skaug &amp; Ås, 2016)")

GOLDEN("particles stay with the family name, dropping ones go to the given name, «Jr.» last",
       "type: book\n"
       "author: [{family: Lippe, given: Anne Lise, non-dropping-particle: von der}, {family: Humboldt, given: Alexander, dropping-particle: von}, {family: King, given: Martin Luther, suffix: Jr.}]\n"
       "issued: 1999\n"
       "title: Navn\n",
       "von der Lippe, A. L., Humboldt, A. von og King, M. L., Jr. (1999). <em>Navn</em>.",
       "von der Lippe, A. L., Humboldt, A. von, &amp; King, M. L., Jr. (1999). <em>Navn</em>.",
       "(von der Lippe mfl., 1999)", "(von der Lippe et al., 1999)")

GOLDEN("a span of years and an uncertain year",
       "type: book\n"
       "author: [{family: Berg, given: A.}]\n"
       "issued: {date-parts: [[2015], [2018]], circa: true}\n"
       "title: Samlet\n",
       "Berg, A. (ca. 2015–2018). <em>Samlet</em>.",
       "Berg, A. (ca. 2015–2018). <em>Samlet</em>.",
       "(Berg, ca. 2015–2018)", "(Berg, ca. 2015–2018)")

GOLDEN("a date in words is printed as it is",
       "type: book\n"
       "author: [{family: Berg, given: A.}]\n"
       "issued: {literal: i trykk}\n"
       "title: Snart\n",
       "Berg, A. (i trykk). <em>Snart</em>.",
       "Berg, A. (i trykk). <em>Snart</em>.",
       "(Berg, i trykk)", "(Berg, i trykk)")

GOLDEN("signs that mean something in HTML are text",
       "type: book\n"
       "author: [{family: 'O&Brien <b>', given: A.}]\n"
       "issued: 2001\n"
       "title: 'Skole & <script>'\n"
       "publisher: A & B\n",
       "O&amp;Brien &lt;b&gt;, A. (2001). <em>Skole &amp; &lt;script&gt;</em>. A &amp; B.",
       "O&amp;Brien &lt;b&gt;, A. (2001). <em>Skole &amp; &lt;script&gt;</em>. A &amp; B.",
       "(O&amp;Brien &lt;b&gt;, 2001)", "(O&amp;Brien &lt;b&gt;, 2001)")

GOLDEN("CSL's rich text is kept where it is well formed",
       "type: article-journal\n"
       "author: [{family: Berg, given: A.}]\n"
       "issued: 2001\n"
       "title: 'Om <i>Lex</i> og <span class=\"nocase\">CO<sub>2</sub></span> og <b>x'\n"
       "container-title: Skolen\n",
       "Berg, A. (2001). Om <i>Lex</i> og CO<sub>2</sub> og &lt;b&gt;x. <em>Skolen</em>.",
       "Berg, A. (2001). Om <i>Lex</i> og CO<sub>2</sub> og &lt;b&gt;x. <em>Skolen</em>.",
       "(Berg, 2001)", "(Berg, 2001)")

GOLDEN("a work of which only the title is known",
       "type: book\n"
       "title: Udatert\n",
       "<em>Udatert</em>. (u.å.).",
       "<em>Udatert</em>. (n.d.).",
       "(<em>Udatert</em>, u.å.)", "(<em>Udatert</em>, n.d.)")

