#include "course/figure_write.h"

static void put_z(struct doc_writer *w, const char *html)
{
    buf_put(&w->html, str_of(html));
}

static void put_picture(struct doc_writer *w, const struct figure *f, struct str caption,
                        unsigned width)
{
    struct buf about = {.arena = w->scratch};
    buf_put_html(&about, f->description.text);
    struct figure_form form = {.width = width,
                               .empty = f->empty.value,
                               .spare = width == FIGURE_WIDE,
                               .language = w->in->language,
                               .labelled_by = caption,
                               .about = buf_str(&about)};
    figure_draw(&w->html, f, &form, w->scratch);
}

static void keep_sheet(struct doc_writer *w, const struct figure *f)
{
    struct doc *doc = w->doc;
    struct doc_figure *more = arena_new(w->results, struct doc_figure, doc->nfigures + 1);
    if (doc->nfigures) memcpy(more, doc->figures, doc->nfigures * sizeof *more);
    struct buf svg = {.arena = w->scratch};
    struct figure_form form = {
        .width = FIGURE_WIDE, .height = FIGURE_SHEET, .empty = true, .language = w->in->language};
    figure_draw(&svg, f, &form, w->scratch);
    more[doc->nfigures++] =
        (struct doc_figure){doc_keep(w, f->title.text), doc_keep(w, buf_str(&svg))};
    doc->figures = more;
}

void figure_write(struct doc_writer *w, const struct yaml_node *root, struct pos where)
{
    struct figure f;
    if (!figure_read(&f, root, where, w->scratch, w->d)) return;
    struct str caption = doc_unique_id(w, STR("figur"), where);
    put_z(w, f.empty.value ? "<figure class=\"figure empty\">\n<figcaption id=\""
                           : "<figure class=\"figure\">\n<figcaption id=\"");
    buf_put_html(&w->html, caption);
    put_z(w, "\">");
    figure_put_text(w, f.title.text);
    put_z(w, "</figcaption>\n");
    put_picture(w, &f, caption, FIGURE_NARROW);
    put_picture(w, &f, caption, FIGURE_WIDE);
    if (f.note.pos.file) {
        put_z(w, "<p class=\"figure-note\">");
        doc_write_text(w, &f.note, false);
        put_z(w, "</p>\n");
    }
    put_z(w, "<details class=\"figure-text\">\n<summary>");
    doc_string(w, DOC_FIGURE_TEXT, STR(""));
    put_z(w, "</summary>\n");
    figure_put_words(w, &f);
    put_z(w, "</details>\n</figure>\n");
    if (f.worksheet.value) keep_sheet(w, &f);
}
