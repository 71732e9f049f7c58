/* check_accessibility: what those who do not see the page, or do not hear the film, are left with.
 *
 * A file name is told by its ending, or by being the file's own name with digits or signs in it, or
 * by what cameras and programs call pictures. A link says nothing when its whole text is one of a
 * few words; «les mer om læreplanen» is fine. Of a table's columns only the first may lack a
 * heading. A film on another host has its captions there, where nobody can see them from here.
 */
#include "base/utf8.h"
#include "course/address.h"
#include "site/check_rules.h"
#include <string.h>

/* ---- Texts ----------------------------------------------------------------------------------- */

/* Without capitals, and without signs at the ends: "Les mer »" is "les mer". */
static struct str bare(struct str text, struct arena *a)
{
    struct str lower = utf8_lower_str(a, text), rest = lower;
    size_t from = STR_NONE, to = 0;
    for (uint32_t rune; rest.len;) {
        size_t at = lower.len - rest.len;
        utf8_next(&rest, &rune);
        if (!utf8_is_letter(rune) && !utf8_is_digit(rune)) continue;
        if (from == STR_NONE) from = at;
        to = lower.len - rest.len;
    }
    return from == STR_NONE ? (struct str){0} : str_sub(lower, from, to - from);
}

static bool is_one_of(struct str text, const struct str *words, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (str_eq(text, words[i])) return true;
    return false;
}

/* ---- Pictures -------------------------------------------------------------------------------- */

static bool has_space(struct str s)
{
    return str_find(s, ' ') != STR_NONE;
}

static bool has_picture_ending(struct str s)
{
    static const struct str endings[] = {
        STR_INIT(".png"),  STR_INIT(".jpg"), STR_INIT(".jpeg"), STR_INIT(".gif"),  STR_INIT(".svg"),
        STR_INIT(".webp"), STR_INIT(".bmp"), STR_INIT(".tif"),  STR_INIT(".heic"),
    };
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (str_ends(s, endings[i])) return true;
    return false;
}

static bool has_digit_or_sign(struct str s)
{
    for (size_t i = 0; i < s.len; i++)
        if ((s.ptr[i] >= '0' && s.ptr[i] <= '9') || s.ptr[i] == '_' || s.ptr[i] == '-') return true;
    return false;
}

/* What a camera or a program called it: IMG_2041, DSC01234, bilde3, Skjermbilde 2026-11-22. */
static bool is_made_name(struct str s)
{
    static const struct str begins[] = {
        STR_INIT("img"),   STR_INIT("dsc"),     STR_INIT("pxl"),         STR_INIT("image"),
        STR_INIT("bilde"), STR_INIT("picture"), STR_INIT("skjermbilde"), STR_INIT("screenshot"),
    };
    for (size_t i = 0; i < sizeof begins / sizeof *begins; i++) {
        if (!str_starts(s, begins[i])) continue;
        struct str rest = str_from(s, begins[i].len);
        const char *signs = i < 6 ? "0123456789_-" : "0123456789_-. ";
        size_t n = 0;
        while (n < rest.len && strchr(signs, rest.ptr[n]))
            n++;
        if (n && n == rest.len) return true;
    }
    return false;
}

/* «Bilde 3» says no more than «bilde». */
static struct str without_number(struct str s)
{
    while (s.len && s.ptr[s.len - 1] >= '0' && s.ptr[s.len - 1] <= '9')
        s.len--;
    return str_trim_end(s);
}

static void check_picture(const struct checking *k, const struct markdown *md, size_t enter)
{
    static const struct str empty_words[] = {
        STR_INIT("bilde"),
        STR_INIT("bildet"),
        STR_INIT("bilete"),
        STR_INIT("figur"),
        STR_INIT("figuren"),
        STR_INIT("foto"),
        STR_INIT("illustrasjon"),
        STR_INIT("ikon"),
        STR_INIT("logo"),
        STR_INIT("skjermbilde"),
        STR_INIT("image"),
        STR_INIT("picture"),
        STR_INIT("figure"),
        STR_INIT("photo"),
        STR_INIT("illustration"),
        STR_INIT("icon"),
        STR_INIT("screenshot"),
        STR_INIT("alt"),
        STR_INIT("alternativ tekst"),
        STR_INIT("bildetekst"),
        STR_INIT("hva figuren viser"),
        STR_INIT("hva bildet viser"),
        STR_INIT("what the figure shows"),
    };
    const struct md_event *e = &md->events[enter];
    if (str_eq(e->extra, STR("decorative"))) return;
    struct str alt = markdown_text(md, enter, markdown_leave(md, enter), k->scratch);
    struct str lower = utf8_lower_str(k->scratch, alt);
    struct str stem = utf8_lower_str(k->scratch, path_stem(e->text));
    struct pos pos = check_within(e->pos, alt);
    bool file = (has_picture_ending(lower) && !has_space(lower)) || is_made_name(lower) ||
                (str_eq(lower, stem) && has_digit_or_sign(stem));
    if (file)
        diag(k->d, DIAG_ALT_IS_FILE_NAME, pos, alt);
    else if (is_one_of(without_number(bare(alt, k->scratch)), empty_words,
                       sizeof empty_words / sizeof *empty_words))
        diag(k->d, DIAG_ALT_SAYS_NOTHING, pos, alt);
}

/* ---- Links and tables ------------------------------------------------------------------------ */

static void check_link(const struct checking *k, const struct markdown *md, size_t enter)
{
    static const struct str empty_words[] = {
        STR_INIT("her"),          STR_INIT("klikk her"),    STR_INIT("trykk her"),
        STR_INIT("se her"),       STR_INIT("sjå her"),      STR_INIT("les her"),
        STR_INIT("les mer"),      STR_INIT("les meir"),     STR_INIT("les mer her"),
        STR_INIT("les meir her"), STR_INIT("mer"),          STR_INIT("meir"),
        STR_INIT("hit"),          STR_INIT("link"),         STR_INIT("linken"),
        STR_INIT("lenke"),        STR_INIT("lenken"),       STR_INIT("lenka"),
        STR_INIT("lenkje"),       STR_INIT("lenkja"),       STR_INIT("denne"),
        STR_INIT("denne linken"), STR_INIT("denne lenken"), STR_INIT("denne lenka"),
        STR_INIT("denne siden"),  STR_INIT("denne sida"),   STR_INIT("here"),
        STR_INIT("click here"),   STR_INIT("read more"),    STR_INIT("see here"),
        STR_INIT("more"),         STR_INIT("this"),         STR_INIT("this link"),
        STR_INIT("this page"),    STR_INIT("the link"),
    };
    const struct md_event *e = &md->events[enter];
    if (e->as.link.autolink || str_starts(e->text, STR("term:"))) return;
    struct str text = markdown_text(md, enter, markdown_leave(md, enter), k->scratch);
    if (is_one_of(bare(text, k->scratch), empty_words, sizeof empty_words / sizeof *empty_words))
        diag(k->d, DIAG_LINK_SAYS_NOTHING, check_within(e->pos, text), text);
}

/* The first of the table's columns that has no heading, but the first one when others have. */
static void check_table(const struct checking *k, const struct markdown *md, size_t enter)
{
    uint32_t empty = UINT32_MAX, columns = 0;
    bool others = false;
    for (size_t i = enter + 1; md->events[i].kind != MD_TABLE; i++) {
        const struct md_event *e = &md->events[i];
        if (e->kind != MD_CELL || e->step != MD_ENTER || !e->as.cell.header) continue;
        bool bare_cell = md->events[i + 1].kind == MD_CELL;
        if (bare_cell && (empty == UINT32_MAX || empty == 0)) empty = columns;
        others = others || !bare_cell;
        columns++;
    }
    if (empty == UINT32_MAX || (empty == 0 && others)) return;
    diag(k->d, DIAG_COLUMN_WITHOUT_HEADING, md->events[enter].pos,
         str_number(k->scratch, others ? empty + 1 : 1));
}

void check_pictures_and_links(const struct checking *k)
{
    for (size_t i = 0; i < k->m->len; i++) {
        const struct markdown *md = &k->m->passages[i].md;
        for (size_t n = 0; n < md->len; n++) {
            if (md->events[n].step != MD_ENTER) continue;
            if (md->events[n].kind == MD_IMAGE) check_picture(k, md, n);
            if (md->events[n].kind == MD_LINK) check_link(k, md, n);
            if (md->events[n].kind == MD_TABLE) check_table(k, md, n);
        }
    }
}

/* ---- Films, and the course ------------------------------------------------------------------- */

static void check_presentations(const struct step *s, struct diags *d)
{
    for (size_t i = 0; s->has_presentations && i < s->load->presentations.len; i++) {
        const struct presentation *p = &s->load->presentations.items[i];
        struct str ending = path_extension(p->file.text);
        bool film = str_eq_nocase(ending, STR("mp4")) || str_eq_nocase(ending, STR("webm"));
        if (film && !p->captions.text.len) diag(d, DIAG_NO_CAPTIONS, p->file.pos);
    }
}

void check_films(const struct course *c, struct diags *d)
{
    for (size_t i = 0; i < c->npublished; i++) {
        const struct module *m = c->modules[i];
        for (size_t k = 0; m->unit && k < m->nsteps; k++)
            if (!m->steps[k].page->unit->failed) check_presentations(&m->steps[k], d);
    }
    const struct course_keys *k = c->keys;
    if (k->accessibility_statement.text.len || c->original) return;
    struct pos pos = k->title.pos.file ? k->title.pos : (struct pos){.file = c->course_file};
    if (c->npublished) diag(d, DIAG_NO_ACCESSIBILITY_STATEMENT, pos);
}
