/* synopsis: see synopsis.h. */
#include "commands/synopsis.h"
#include "base/buf.h"
#include "commands/command.h"
#include "course/keys.h"

static struct str join_words(struct buf *b)
{
    if (b->len) buf_truncate(b, b->len - 1);
    return buf_str(b);
}

static struct str command_words(struct arena *a)
{
    struct buf b = {.arena = a};
    for (size_t i = 0; commands[i]; i++)
        if (commands[i]->group != COMMANDS_HIDDEN) buf_printf(&b, "%s|", commands[i]->name);
    return join_words(&b);
}

static struct str kind_words(struct arena *a)
{
    struct buf b = {.arena = a};
    const struct schema_key *k = schema_key(&schema_step, STR("kind"));
    for (const struct schema_word *w = k ? k->words : NULL; w && w->word; w++)
        buf_printf(&b, "%s|", w->word);
    return join_words(&b);
}

static struct str message_words(struct arena *a)
{
    struct buf b = {.arena = a};
    for (size_t i = 0; i < DIAG_COUNT; i++)
        buf_printf(&b, "%s|", diag_catalogue[i].id);
    return join_words(&b);
}

/* Every word in capitals that the tables of commands use. */
static const struct {
    struct str word;
    enum takes takes;
    struct str (*words)(struct arena *a);
} meanings[] = {
    {STR_INIT("DIR"), TAKES_FOLDER, NULL},       {STR_INIT("FILE"), TAKES_FILE, NULL},
    {STR_INIT("PATH"), TAKES_FILE, NULL},        {STR_INIT("REV"), TAKES_REVISION, NULL},
    {STR_INIT("BRANCH"), TAKES_BRANCH, NULL},    {STR_INIT("COMMAND"), TAKES_WORDS, command_words},
    {STR_INIT("KIND"), TAKES_WORDS, kind_words}, {STR_INIT("MESSAGE"), TAKES_WORDS, message_words},
    {STR_INIT("ADDRESS"), TAKES_TEXT, NULL},     {STR_INIT("DATE"), TAKES_TEXT, NULL},
    {STR_INIT("LANGUAGE"), TAKES_TEXT, NULL},    {STR_INIT("N"), TAKES_TEXT, NULL},
    {STR_INIT("NAME"), TAKES_TEXT, NULL},        {STR_INIT("PAGE"), TAKES_TEXT, NULL},
    {STR_INIT("TITLE"), TAKES_TEXT, NULL},
};

bool synopsis_is_literal(struct str word)
{
    return word.len && word.ptr[0] >= 'a' && word.ptr[0] <= 'z';
}

bool synopsis_value(struct value *out, const char *word, struct arena *a)
{
    struct str w = str_of(word);
    *out = (struct value){.takes = TAKES_TEXT};
    if (synopsis_is_literal(w)) {
        *out = (struct value){TAKES_WORDS, w};
        return true;
    }
    while (w.len && w.ptr[w.len - 1] >= '0' && w.ptr[w.len - 1] <= '9')
        w.len--;
    for (size_t i = 0; i < sizeof meanings / sizeof *meanings; i++) {
        if (!str_eq(w, meanings[i].word)) continue;
        out->takes = meanings[i].takes;
        if (meanings[i].words) out->words = meanings[i].words(a);
        return true;
    }
    return w.len == 0;
}

/* What stands between brackets, dots of "…" and spaces. */
static struct str bare(struct str word)
{
    while (word.len && word.ptr[0] == '[')
        word = str_from(word, 1);
    while (word.len && (word.ptr[word.len - 1] == ']' || word.ptr[word.len - 1] == '.'))
        word.len--;
    return str_ends(word, STR("…")) ? str_sub(word, 0, word.len - strlen("…")) : word;
}

size_t synopsis_operands(struct operand out[OPERANDS_MAX], const char *operands)
{
    struct str rest = str_of(operands), first = STR("");
    size_t n = 0, alternative = 0, place = 0;
    bool optional = false;
    while (rest.ptr && n < OPERANDS_MAX) {
        struct str word = str_cut(&rest, ' ');
        if (str_eq(word, STR("|"))) {
            alternative++;
            place = 0;
            first = STR("");
            optional = false;
            continue;
        }
        optional = optional || str_starts(word, STR("["));
        bool ends = str_ends(word, STR("]"));
        word = bare(word);
        if (!word.len) continue;
        out[n++] = (struct operand){word, optional, alternative, ++place, first};
        bool one = synopsis_is_literal(word) && str_find(word, '|') == STR_NONE;
        if (place == 1 && one) first = word;
        if (ends) optional = false;
    }
    return n;
}
