/* What points somewhere: links, pictures, citations, footnotes. A place on the web is written at
 * once; everything in the course becomes a hole. */
#include "course/doc_internal.h"
#include <string.h>

static void put_z(struct doc_writer *w, const char *s)
{
    buf_put(&w->html, str_of(s));
    w->markup = true;
}

/* ---- Addresses ------------------------------------------------------------------------------- */

enum address_kind { ADDRESS_COURSE, ADDRESS_WEB, ADDRESS_TERM, ADDRESS_BAD };

/* Browsers drop blanks and control characters in an address before they look for its scheme. */
static struct str squeeze(struct arena *a, struct str url)
{
    char *p = arena_bytes(a, url.len);
    size_t n = 0;
    for (size_t i = 0; i < url.len; i++)
        if ((unsigned char)url.ptr[i] > ' ' && url.ptr[i] != 0x7f) p[n++] = url.ptr[i];
    return (struct str){p, n};
}

/* scheme = letter { letter | digit | "+" | "-" | "." } ":"  (RFC 3986, section 3.1) */
static struct str scheme_of(struct str url)
{
    for (size_t i = 0; i < url.len; i++) {
        char c = url.ptr[i];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (c == ':' && i) return str_sub(url, 0, i);
        if (!letter && (!i || !((c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.'))) break;
    }
    return (struct str){0};
}

/* The file's own name, of a path with slashes of either kind. */
static struct str file_name(struct str url)
{
    size_t n = url.len;
    while (n && url.ptr[n - 1] != '/' && url.ptr[n - 1] != '\\')
        n--;
    return str_from(url, n);
}

static enum address_kind address_kind(struct doc_writer *w, struct str url, struct pos pos)
{
    static const struct str web[] = {STR_INIT("http"), STR_INIT("https"), STR_INIT("mailto"),
                                     STR_INIT("tel")};
    struct str bare = squeeze(w->scratch, url), scheme = scheme_of(bare);
    if (!scheme.len) {
        if (!bare.len || bare.ptr[0] != '/') return ADDRESS_COURSE;
        diag(w->d, DIAG_ABSOLUTE_LINK, pos, url);
        return ADDRESS_BAD;
    }
    for (size_t i = 0; i < sizeof web / sizeof *web; i++)
        if (str_eq_nocase(scheme, web[i])) return ADDRESS_WEB;
    if (str_eq_nocase(scheme, STR("term"))) return ADDRESS_TERM;
    if (scheme.len == 1 || str_eq_nocase(scheme, STR("file")))
        diag(w->d, DIAG_LINK_TO_DISK, pos, url, file_name(url));
    else
        diag(w->d, DIAG_LINK_SCHEME, pos, scheme);
    return ADDRESS_BAD;
}

static int hex(char c)
{
    if (c >= '0' && c <= '9') return c - '0';
    c |= 0x20;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static struct str percent_decoded(struct arena *a, struct str s)
{
    if (str_find(s, '%') == STR_NONE) return s.len ? str_dup(a, s) : (struct str){0};
    char *p = arena_bytes(a, s.len);
    size_t n = 0;
    for (size_t i = 0; i < s.len; i++) {
        int high = i + 2 < s.len && s.ptr[i] == '%' ? hex(s.ptr[i + 1]) : -1;
        int low = high >= 0 ? hex(s.ptr[i + 2]) : -1;
        if (low >= 0) i += 2;
        p[n++] = low >= 0 ? (char)(high * 16 + low) : s.ptr[i];
    }
    return (struct str){p, n};
}

/* ---- Links ----------------------------------------------------------------------------------- */

static bool has_picture(const struct markdown *md, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        if (md->events[i].kind == MD_IMAGE) return true;
    return false;
}

static void write_web_link(struct doc_writer *w, const struct md_event *e)
{
    put_z(w, "<a href=\"");
    buf_put_url(&w->html, str_trim(e->text));
    if (e->extra.len) {
        put_z(w, "\" title=\"");
        buf_put_html(&w->html, e->extra);
    }
    put_z(w, "\">");
}

void doc_write_link(struct doc_writer *w, size_t enter, size_t leave)
{
    const struct md_event *e = &w->md->events[enter];
    struct str text = markdown_text(w->md, enter, leave, w->scratch);
    struct str url = str_trim(e->text);
    if (!url.len || (!text.len && !has_picture(w->md, enter, leave)))
        diag(w->d, DIAG_EMPTY_LINK, e->pos);
    enum address_kind kind = address_kind(w, url, e->pos);
    if (kind == ADDRESS_WEB) {
        write_web_link(w, e);
        return;
    }
    if (kind == ADDRESS_BAD || !url.len) {
        put_z(w, "<a>"); /* reported; the page is never written */
        return;
    }
    struct hole *h = doc_hole(w, kind == ADDRESS_TERM ? HOLE_TERM : HOLE_LINK, e->pos);
    h->text = doc_keep(w, text);
    h->title = doc_keep(w, e->extra);
    if (kind == ADDRESS_TERM) {
        h->path = percent_decoded(w->results, str_from(url, str_find(url, ':') + 1));
        return;
    }
    struct str anchor = url, path = str_cut(&anchor, '#');
    h->path = percent_decoded(w->results, path);
    h->anchor = percent_decoded(w->results, anchor);
}

/* ---- Pictures -------------------------------------------------------------------------------- */

static bool is_local_picture(struct doc_writer *w, const struct md_event *e)
{
    if (str_starts(e->text, STR("//"))) {
        diag(w->d, DIAG_REMOTE_PICTURE, e->pos);
        return false;
    }
    enum address_kind kind = address_kind(w, e->text, e->pos);
    if (kind == ADDRESS_COURSE && str_trim(e->text).len) return true;
    if (kind != ADDRESS_BAD)
        diag(w->d, kind == ADDRESS_COURSE ? DIAG_EMPTY_LINK : DIAG_REMOTE_PICTURE, e->pos);
    return false;
}

void doc_write_picture(struct doc_writer *w, size_t enter, size_t leave, bool figure)
{
    const struct md_event *e = &w->md->events[enter];
    struct str alt = markdown_text(w->md, enter, leave, w->scratch);
    bool decorative = str_eq(e->extra, STR("decorative"));
    if (!decorative && !alt.len) diag(w->d, DIAG_PICTURE_WITHOUT_TEXT, e->pos);
    put_z(w, figure ? "<figure>\n<img " : "<img ");
    if (is_local_picture(w, e)) {
        struct hole *h = doc_hole(w, HOLE_IMAGE, e->pos);
        h->path = percent_decoded(w->results, e->text);
    }
    put_z(w, " alt=\"");
    if (!decorative) buf_put_html(&w->html, alt);
    put_z(w, figure ? "\" loading=\"lazy\">\n" : "\" class=\"inline\">");
    if (!figure) return;
    if (e->extra.len && !decorative) {
        put_z(w, "<figcaption>");
        buf_put_html(&w->html, e->extra);
        put_z(w, "</figcaption>\n");
    }
    put_z(w, "</figure>\n");
}

/* ---- Citations ------------------------------------------------------------------------------- */

void doc_write_citation(struct doc_writer *w, const struct md_event *e)
{
    struct hole *h = doc_hole(w, HOLE_CITATION, e->pos);
    struct md_cite *cites = arena_new(w->results, struct md_cite, e->as.citation.len);
    for (uint32_t i = 0; i < e->as.citation.len; i++) {
        const struct md_cite *from = &e->as.citation.items[i];
        cites[i] = (struct md_cite){doc_keep(w, from->key), doc_keep(w, from->prefix),
                                    doc_keep(w, from->locator), from->suppress_author, from->pos};
    }
    h->cites = cites;
    h->ncites = e->as.citation.len;
    h->in_text = e->as.citation.in_text;
    w->in_word = true;
}

/* ---- Footnotes ------------------------------------------------------------------------------- */

/* The id of footnote `number`: "fn-1"; pages of several texts get "fn-1-2" for the next text's. */
struct str doc_note_id(struct doc_writer *w, uint32_t number, struct pos pos)
{
    while (w->nnotes < number) {
        if (w->nnotes == w->notes_cap)
            w->notes = arena_grow(w->scratch, w->notes, &w->notes_cap, sizeof *w->notes);
        w->notes[w->nnotes++] = (struct str){0};
    }
    struct str *id = &w->notes[number - 1];
    if (!id->ptr) {
        struct str base = STR_CAT(w->scratch, STR("fn-"), str_number(w->scratch, number));
        *id = doc_unique_id(w, base, pos);
    }
    return *id;
}

static void put_ref_id(struct doc_writer *w, struct str id, uint32_t nth)
{
    buf_put_html(&w->html, id);
    put_z(w, ".");
    buf_put_number(&w->html, nth);
}

/* The place of the reference has the note's id and a full stop, which no heading's id has. */
void doc_write_note_ref(struct doc_writer *w, const struct md_event *e)
{
    if (!e->as.footnote.number) return;
    struct str id = doc_note_id(w, e->as.footnote.number, e->pos);
    put_z(w, "<sup class=\"fn\"><a href=\"#");
    buf_put_html(&w->html, id);
    put_z(w, "\" id=\"");
    put_ref_id(w, id, e->as.footnote.nth);
    put_z(w, "\" role=\"doc-noteref\">");
    buf_put_number(&w->html, e->as.footnote.number);
    put_z(w, "</a></sup>");
}

void doc_write_backlinks(struct doc_writer *w, const struct md_event *note)
{
    struct str id = doc_note_id(w, note->as.footnote.number, note->pos);
    for (uint32_t nth = 1; nth <= note->as.footnote.nth; nth++) {
        put_z(w, " <a href=\"#");
        put_ref_id(w, id, nth);
        put_z(w, "\" role=\"doc-backlink\" aria-label=\"");
        doc_string(w, DOC_FOOTNOTE_BACK, str_number(w->scratch, note->as.footnote.number));
        put_z(w, "\">↩</a>");
    }
}
