#include "course/fenced.h"
#include "course/figure_write.h"
#include "course/table.h"
#include "parts/yaml.h"

static const struct {
    const char *word;
    fenced_writer *write;
} kinds[] = {
    {"table", table_write},
    {"figure", figure_write},
    {NULL, NULL},
};

/* ---- Places ---------------------------------------------------------------------------------- */

/* A line of the content, and the piece at its end that stands in the doc's text as it is; what is
 * before it (a tab that became spaces) stands where the piece begins. */
struct fenced_line {
    uint32_t from, len; /* in the content, without the line end */
    uint32_t piece;     /* in the content */
    uint32_t at;        /* of the piece, in the doc's text */
};

struct places {
    const struct doc_input *in;
    struct pos fence;
    struct fenced_line *lines;
    size_t len;
};

static size_t common_end(struct str a, struct str b)
{
    size_t n = 0;
    while (n < a.len && n < b.len && a.ptr[a.len - 1 - n] == b.ptr[b.len - 1 - n])
        n++;
    return n;
}

static void find_lines(struct places *p, const struct md_event *code, struct arena *a)
{
    struct str content = code->text, line, source;
    struct str rest = str_from(p->in->text, code->as.code.at);
    size_t cap = 0;
    while (content.len) {
        size_t from = (size_t)(content.ptr - code->text.ptr);
        if (!str_line(&content, &line) || !str_line(&rest, &source)) return;
        size_t same = common_end(line, source);
        size_t at = (size_t)(source.ptr - p->in->text.ptr) + source.len - same;
        if (p->len == cap) p->lines = arena_grow(a, p->lines, &cap, sizeof *p->lines);
        p->lines[p->len++] = (struct fenced_line){(uint32_t)from, (uint32_t)line.len,
                                                  (uint32_t)(from + line.len - same), (uint32_t)at};
    }
}

/* A value of YAML knows where its words stand; the blanks before one are found from there. */
static struct pos pos_in_text(const struct doc_input *in, size_t offset, size_t length)
{
    if (!in->node) return pos_of(in->file, str_sub(in->text, offset, length));
    size_t word = offset;
    while (word < in->text.len && (in->text.ptr[word] == ' ' || in->text.ptr[word] == '\t'))
        word++;
    struct pos p = yaml_pos_in(in->node, word, length);
    if (p.offset >= in->node->pos.offset + (word - offset)) p.offset -= (uint32_t)(word - offset);
    return p;
}

/* Of one byte or none: what covers more is put together from its ends. */
static struct pos locate(void *ctx, size_t offset, size_t length)
{
    const struct places *p = ctx;
    if (!p->len) return p->fence;
    size_t low = 0, high = p->len;
    while (low + 1 < high) {
        size_t mid = low + (high - low) / 2;
        if (p->lines[mid].from <= offset)
            low = mid;
        else
            high = mid;
    }
    const struct fenced_line *line = &p->lines[low];
    size_t end = line->from + line->len;
    if (offset >= end) return pos_in_text(p->in, line->at + (end - line->piece), 0);
    size_t within = offset > line->piece ? offset - line->piece : 0;
    return pos_in_text(p->in, line->at + within, length ? 1 : 0);
}

/* ---- Blocks ---------------------------------------------------------------------------------- */

const struct yaml_node *fenced_read(const struct doc_input *in, const struct md_event *code,
                                    struct arena *a, struct diags *d)
{
    struct places places = {.in = in, .fence = code->pos};
    find_lines(&places, code, a);
    struct yaml_taken taken = {in->file, code->text, locate, &places};
    return yaml_parse_taken(&taken, a, d);
}

bool fenced_write(struct doc_writer *w, const struct md_event *code, struct str word)
{
    fenced_writer *write = NULL;
    for (size_t i = 0; kinds[i].word; i++)
        if (str_eq(word, str_of(kinds[i].word))) write = kinds[i].write;
    if (!write || !code->as.code.at) return false;
    const struct yaml_node *root = fenced_read(w->in, code, w->scratch, w->d);
    if (root) write(w, root, code->pos);
    w->markup = true;
    w->in_word = false;
    return true;
}
