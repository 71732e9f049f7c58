/* statements: see statements.h. */
#include "site/statements.h"
#include "course/translation.h"
#include "site/view.h"
#include <string.h>

#define MARK "\xEF\xBB\xBF" /* U+FEFF, without which Excel reads another character set */
#define END "\r\n"

void statements_put_field(struct buf *out, struct str text)
{
    bool formula = text.len && strchr("=+-@\t\r", text.ptr[0]);
    bool quoted = text.len && (text.ptr[0] == ' ' || text.ptr[text.len - 1] == ' ');
    for (size_t i = 0; i < text.len && !quoted; i++)
        quoted = strchr(";\"\r\n", text.ptr[i]) != NULL;
    if (quoted) buf_put_char(out, '"');
    if (formula) buf_put_char(out, '\'');
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] == '"') buf_put_char(out, '"');
        buf_put_char(out, text.ptr[i]);
    }
    if (quoted) buf_put_char(out, '"');
}

static void put_cell(struct buf *out, struct str text)
{
    statements_put_field(out, text);
    buf_put_char(out, ';');
}

static void put_module(struct buf *out, struct view *v, const struct module *m)
{
    if (!m->table.len) return;
    struct str label = view_label(v, m->page), title = view_title(v, m->page);
    struct str name = STR_CAT(v->arena, label, STR(": "), title);
    const struct statements *s = &m->keys->statements;
    for (size_t i = 0; i < s->items.len; i++) {
        const struct statement *x = &s->items.items[i];
        put_cell(out, name);
        put_cell(out, x->id.text.len ? x->id.text : str_number(v->arena, i + 1));
        put_cell(out, x->text.doc ? x->text.doc->text : STR(""));
        buf_put(out, STR(";;;" END));
    }
}

void statements_table(struct buf *out, const struct site *s, const struct module *m,
                      struct arena *scratch)
{
    const struct course *c = s->course;
    struct view v = {.site = s, .page = m ? m->page : c->front, .arena = scratch};
    v.language = m ? page_language(c, m->page) : c->language;
    v.words = site_words(s, v.language);
    buf_put(out, STR(MARK));
    put_cell(out, view_word(&v, "statements_module"));
    put_cell(out, view_word(&v, "statements_id"));
    put_cell(out, view_word(&v, "statement"));
    buf_put(out, STR("1;2;3;4" END));
    for (size_t i = 0; i < c->npublished; i++)
        if (!m || m == c->modules[i]) put_module(out, &v, c->modules[i]);
}
