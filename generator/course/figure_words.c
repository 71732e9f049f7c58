/* The figure as a text: what the picture says, in the order one reads it, as lists. Lists and not
 * tables, since they are good to hear, good on a narrow page, and differ line by line. */
#include "course/figure_write.h"

static void put_z(struct doc_writer *w, const char *html)
{
    buf_put(&w->html, str_of(html));
}

void figure_put_text(struct doc_writer *w, struct str text)
{
    struct str rest = text;
    while (rest.ptr)
        w->doc->words += str_cut(&rest, ' ').len > 0;
    buf_put_html(&w->html, text);
}

static bool ends_sentence(struct str s)
{
    return s.len && strchr(".:!?", s.ptr[s.len - 1]);
}

/* <strong>label</strong>: text */
static void put_item(struct doc_writer *w, struct str label, struct str text, bool empty)
{
    put_z(w, "<strong>");
    figure_put_text(w, label);
    put_z(w, "</strong>");
    if (!text.len || empty) return;
    put_z(w, ends_sentence(label) ? " " : ": ");
    figure_put_text(w, text);
}

static void put_named(struct doc_writer *w, const struct figure *f, size_t i)
{
    const struct figure_item *item = &f->items.items[i];
    put_item(w, item->label.text, item->text.text, f->empty.value);
}

/* ---- In order: flow, cycle, ladder, rings, scale --------------------------------------------- */

static void put_between(struct doc_writer *w, struct str text)
{
    put_z(w, "<br>\n<em>");
    doc_string(w, DOC_FIGURE_BETWEEN, STR(""));
    put_z(w, "</em> ");
    figure_put_text(w, text);
}

static void put_list(struct doc_writer *w, const struct figure *f)
{
    bool open = false;
    for (size_t i = 0; i < f->items.len; i++) {
        const struct figure_item *item = &f->items.items[i];
        if (item->part.text.len || !open) {
            if (open) put_z(w, "</ol>\n");
            if (item->part.text.len) {
                put_z(w, "<p>");
                figure_put_text(w, item->part.text);
                put_z(w, "</p>\n");
            }
            put_z(w, "<ol");
            if (i) buf_printf(&w->html, " start=\"%zu\"", i + 1);
            put_z(w, ">\n");
            open = true;
        }
        put_z(w, "<li>");
        put_named(w, f, i);
        if (item->between.text.len) put_between(w, item->between.text);
        put_z(w, "</li>\n");
    }
    put_z(w, "</ol>\n");
}

static void put_loops(struct doc_writer *w, const struct figure *f)
{
    put_z(w, "<ul>\n");
    for (size_t i = 0; i < f->loops.len; i++) {
        const struct figure_loop *l = &f->loops.items[i];
        size_t from = l->from.pos.file ? l->from.value : f->items.len;
        put_z(w, "<li>");
        put_item(w, l->label.text, l->text.text, f->empty.value);
        put_z(w, " (");
        doc_string(w, DOC_FIGURE_FROM, f->items.items[from - 1].label.text);
        put_z(w, ", ");
        doc_string(w, DOC_FIGURE_BACK, f->items.items[l->to.value - 1].label.text);
        put_z(w, ")</li>\n");
    }
    put_z(w, "</ul>\n");
}

static void put_line(struct doc_writer *w, enum doc_string word)
{
    put_z(w, "<p>");
    doc_string(w, word, STR(""));
    put_z(w, "</p>\n");
}

/* ---- Rows and columns ------------------------------------------------------------------------ */

static void put_column(struct doc_writer *w, struct str name)
{
    if (!name.len) return;
    figure_put_text(w, name);
    put_z(w, ": ");
}

static void put_matrix(struct doc_writer *w, const struct figure *f)
{
    size_t columns = figure_columns(f);
    put_z(w, "<ul>\n");
    for (size_t i = 0; i < f->items.len; i++) {
        size_t row = i / columns, column = i % columns;
        if (f->rows.len && !column) {
            put_z(w, "<li>");
            figure_put_text(w, f->rows.items[row].text);
            put_z(w, "\n<ul>\n");
        }
        put_z(w, "<li>");
        put_column(w, f->columns.len ? f->columns.items[column].text : STR(""));
        put_named(w, f, i);
        put_z(w, "</li>\n");
        if (f->rows.len && column + 1 == columns) put_z(w, "</ul>\n</li>\n");
    }
    put_z(w, "</ul>\n");
}

static void put_rows(struct doc_writer *w, const struct figure *f)
{
    put_z(w, "<ul>\n");
    for (size_t r = 0; r < f->rows.len; r++) {
        put_z(w, "<li>");
        figure_put_text(w, f->rows.items[r].text);
        put_z(w, "\n<ul>\n");
        for (size_t i = 0; i < f->items.len; i++) {
            const struct figure_item *item = &f->items.items[i];
            put_z(w, "<li>");
            put_item(w, item->label.text, item->points.items[r].text, f->empty.value);
            put_z(w, "</li>\n");
        }
        put_z(w, "</ul>\n</li>\n");
    }
    put_z(w, "</ul>\n");
}

static void put_columns(struct doc_writer *w, const struct figure *f)
{
    put_z(w, "<ul>\n");
    for (size_t i = 0; i < f->items.len; i++) {
        const struct figure_item *item = &f->items.items[i];
        put_z(w, "<li>");
        put_named(w, f, i);
        if (item->points.len && !f->empty.value) put_z(w, "\n<ul>\n");
        for (size_t k = 0; k < item->points.len && !f->empty.value; k++) {
            put_z(w, "<li>");
            figure_put_text(w, item->points.items[k].text);
            put_z(w, "</li>\n");
        }
        if (item->points.len && !f->empty.value) put_z(w, "</ul>\n");
        put_z(w, "</li>\n");
    }
    put_z(w, "</ul>\n");
}

static void put_comparison(struct doc_writer *w, const struct figure *f)
{
    for (size_t i = 0; i < f->items.len && f->rows.len; i++) {
        if (!f->items.items[i].text.text.len || f->empty.value) continue;
        put_z(w, "<p>");
        put_named(w, f, i);
        put_z(w, "</p>\n");
    }
    if (f->rows.len)
        put_rows(w, f);
    else
        put_columns(w, f);
}

static void put_axis(struct doc_writer *w, enum doc_string word, const struct figure_axis *axis)
{
    const struct str parts[] = {axis->label.text, axis->low.text, axis->high.text};
    if (!parts[0].len && !parts[1].len && !parts[2].len) return;
    put_z(w, "<p>");
    doc_string(w, word, STR(""));
    put_z(w, " ");
    figure_put_text(w, parts[0]);
    if (parts[1].len || parts[2].len) {
        put_z(w, parts[0].len ? " (" : "");
        figure_put_text(w, parts[1]);
        put_z(w, " → ");
        figure_put_text(w, parts[2]);
        put_z(w, parts[0].len ? ")" : "");
    }
    put_z(w, "</p>\n");
}

void figure_put_words(struct doc_writer *w, const struct figure *f)
{
    enum figure_kind kind = (enum figure_kind)f->kind.value;
    if (kind == FIGURE_LADDER) put_line(w, DOC_FIGURE_UPWARD);
    if (kind == FIGURE_RINGS) put_line(w, DOC_FIGURE_OUTWARD);
    put_axis(w, DOC_FIGURE_ACROSS, &f->across);
    put_axis(w, DOC_FIGURE_UP, &f->up);
    if (kind == FIGURE_MATRIX)
        put_matrix(w, f);
    else if (kind == FIGURE_COMPARISON)
        put_comparison(w, f);
    else
        put_list(w, f);
    if (f->loops.len)
        put_loops(w, f);
    else if (kind == FIGURE_CYCLE)
        put_line(w, DOC_FIGURE_AGAIN);
}
