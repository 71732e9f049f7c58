/* differences: sentences about what differs, as text and as Markdown. */
#include "base/utf8.h"
#include "course/address.h"
#include "site/differences_internal.h"
#include "site/languages.h"
#include <string.h>

struct teller {
    struct buf *out;
    struct arena scratch;
    const struct difference_words *words;
    const struct difference_noun *nouns;
    enum language language;
    bool markdown;
    bool within;                /* a part of a longer text: headings are one level down */
    const struct thing *module; /* whose heading stands last */
    const char *section;        /* the same outside modules; NULL: none yet, or a module's */
    struct str edition;         /* the language whose translations are told; "": none yet */
};

/* ---- Words as they go out -------------------------------------------------------------------- */

/* A title on one line: what would move a terminal is U+FFFD. */
static struct str plain(struct teller *x, struct str s)
{
    struct buf b = {.arena = &x->scratch};
    bool space = false;
    for (uint32_t r; utf8_next(&s, &r);) {
        if (r == ' ' || r == '\t' || r == '\n' || r == '\r') {
            space = b.len > 0;
            continue;
        }
        if (space) buf_put_char(&b, ' ');
        space = false;
        buf_put_rune(&b, utf8_is_control(r) || r == 0x2028 || r == 0x2029 ? 0xFFFD : r);
    }
    return buf_str(&b);
}

/* A backslash before every sign that could begin markup within a line; addresses that GFM would
 * make links of are broken at their first sign. */
static struct str escaped(struct teller *x, struct str s)
{
    struct buf b = {.arena = &x->scratch};
    for (size_t i = 0; i < s.len; i++) {
        char c = s.ptr[i];
        struct str rest = str_from(s, i), front = str_sub(s, 0, i);
        bool address = str_starts(rest, STR("://")) ||
                       (c == '.' && front.len > 2 &&
                        str_eq_nocase(str_from(front, front.len - 3), STR("www")));
        if (address || (c && strchr("\\`*_[]<>&~|#{}$@!", c))) buf_put_char(&b, '\\');
        buf_put_char(&b, c);
    }
    return buf_str(&b);
}

static struct str shown(struct teller *x, struct str s)
{
    s = plain(x, s);
    return x->markdown ? escaped(x, s) : s;
}

/* A sentence with its arguments, which are shown already. */
static struct str fill_n(struct teller *x, const char *sentence, const struct str *args)
{
    struct buf b = {.arena = &x->scratch};
    for (const char *at = sentence; *at;) {
        if (at[0] == '{' && at[2] == '}') {
            buf_put(&b, args[at[1] - '0']);
            at += 3;
        } else {
            buf_put_char(&b, *at++);
        }
    }
    return buf_str(&b);
}
#define fill(x, sentence, ...) fill_n((x), (sentence), (struct str[]){__VA_ARGS__})

/* "a", "a and b", "a, b and c" */
static struct str list(struct teller *x, const struct str *parts, size_t n)
{
    struct buf b = {.arena = &x->scratch};
    for (size_t i = 0; i < n; i++) {
        if (i) buf_put(&b, i + 1 == n ? str_of(x->words->and) : STR(", "));
        buf_put(&b, parts[i]);
    }
    return buf_str(&b);
}

/* ---- What things are called ------------------------------------------------------------------ */

static struct str title(struct teller *x, const struct thing *t)
{
    struct str s = plain(x, t->title);
    return shown(x, s.len ? s : t->id);
}

/* The id behind a title, for authors, where the title does not say it. */
static struct str id_behind(struct teller *x, const struct thing *t)
{
    struct arena *a = &x->scratch;
    bool known = str_eq(address_of(t->title, a), t->id) || !t->title.len;
    if (x->markdown || t->kind == THING_FILM || t->kind == THING_LEADER) return STR("");
    if (t->kind == THING_QUESTION)
        return STR_CAT(a, STR(" ("), plain(x, t->in->id), STR("."), plain(x, t->id), STR(")"));
    return known ? STR("") : STR_CAT(a, STR(" ("), plain(x, t->id), STR(")"));
}

static struct str name(struct teller *x, const struct thing *t)
{
    return STR_CAT(&x->scratch, fill(x, x->words->quoted, title(x, t)), id_behind(x, t));
}

/* A task's number, when its step has several; else "". */
static struct str part_number(struct teller *x, const struct thing *task)
{
    if (task->in->below[THING_TASK] < 2) return STR("");
    return str_number(&x->scratch, task->order + 1);
}

/* " in part 2 of “Reflection”": where it stands in its module. */
static struct str where(struct teller *x, const struct thing *t)
{
    const struct difference_words *w = x->words;
    if (t->kind == THING_TASK || t->kind == THING_FILM) return fill(x, w->in, title(x, t->in));
    if (t->kind != THING_QUESTION) return STR("");
    struct str number = part_number(x, t->in), step = title(x, t->in->in);
    return number.len ? fill(x, w->in_part, number, step) : fill(x, w->in, step);
}

static const struct thing *module_of(const struct thing *t)
{
    while (t && t->kind != THING_MODULE)
        t = t->in;
    return t;
}

/* What it stands below, a step or a part of one, and as much of what is around that as differs from
 * where it stands on the other side. */
static struct str place(struct teller *x, const struct thing *t, const struct thing *other)
{
    const struct difference_words *w = x->words;
    struct str at = fill(x, w->quoted, title(x, t->in));
    const struct thing *step = t->in->in, *others = other->in->in;
    if (t->kind == THING_QUESTION && !str_eq(step->key, others->key))
        at = STR_CAT(&x->scratch, at, fill(x, w->in, title(x, step)));
    const struct thing *module = module_of(t);
    if (str_eq(module->key, module_of(other)->key)) return at;
    return fill(x, w->in_module, at, title(x, module));
}

/* ---- Lines ----------------------------------------------------------------------------------- */

static void put_heading(struct teller *x, struct str heading)
{
    buf_put(x->out, !x->markdown ? STR("\n") : x->within ? STR("\n### ") : STR("\n## "));
    buf_put(x->out, x->edition);
    if (x->edition.len) buf_put(x->out, STR(": "));
    buf_put(x->out, heading);
    buf_put(x->out, x->markdown ? STR("\n\n") : STR("\n"));
}

static void put_section(struct teller *x, const char *section)
{
    if (x->section && strcmp(x->section, section) == 0) return;
    x->section = section;
    x->module = NULL;
    put_heading(x, str_of(section));
}

static void put_section_of(struct teller *x, const struct thing_change *c)
{
    const struct thing *t = c->after ? c->after : c->before;
    const struct difference_words *w = x->words;
    if (!c->module) {
        put_section(x, t->kind == THING_COURSE   ? w->course
                       : t->kind == THING_METHOD ? w->methods
                       : t->kind == THING_TERM   ? w->terms
                       : t->kind == THING_WORK   ? w->literature
                                                 : w->pages);
    } else if (x->module != c->module) {
        x->module = c->module;
        x->section = NULL;
        put_heading(x, STR_CAT(&x->scratch, title(x, c->module), id_behind(x, c->module)));
    }
}

/* One line for all there is to say of a thing. */
struct line {
    struct teller *x;
    struct buf text;
    struct str who; /* "The step “Reflection”"; from the second sentence on "It" */
    const struct difference_noun *noun;
};

static void say(struct line *l, struct str sentence)
{
    if (l->text.len) buf_put_char(&l->text, ' ');
    buf_put(&l->text, sentence);
    l->who = str_of(l->noun->it);
}

static void put_line(struct line *l)
{
    struct buf *out = l->x->out;
    buf_put(out, l->x->markdown ? STR("- ") : STR("  "));
    buf_put(out, buf_str(&l->text));
    buf_put_char(out, '\n');
}

/* ---- What is said of a thing ----------------------------------------------------------------- */

static struct str count(struct teller *x, unsigned n, const char *one, const char *many)
{
    return fill(x, n == 1 ? one : many, str_number(&x->scratch, n));
}

/* ", with 4 steps and 11 questions" */
static struct str brings(struct teller *x, const struct thing *t)
{
    static const enum thing_kind told[] = {THING_STEP, THING_FILM, THING_TASK, THING_QUESTION};
    struct arena *a = &x->scratch;
    struct str parts[4];
    size_t n = 0;
    for (size_t i = 0; i < sizeof told / sizeof *told; i++) {
        unsigned below = t->below[told[i]];
        const struct difference_noun *noun = &x->nouns[told[i]];
        if (below)
            parts[n++] = STR_CAT(a, str_number(a, below), STR(" "),
                                 str_of(below == 1 ? noun->one : noun->many));
    }
    return n ? STR_CAT(a, str_of(x->words->with), list(x, parts, n)) : STR("");
}

/* A module's heading has its title already. */
static void say_added(struct line *l, const struct thing *t)
{
    struct teller *x = l->x;
    struct str new = str_of(l->noun->new), with = brings(x, t);
    if (t->kind != THING_MODULE) new = fill(x, x->words->added, new, where(x, t), name(x, t));
    say(l, STR_CAT(&x->scratch, new, with));
}

static const char *title_key(enum thing_kind k)
{
    return k == THING_QUESTION ? "text" : k == THING_TERM ? "term" : "title";
}

static bool retitled(struct teller *x, const struct thing_change *c)
{
    struct str was = plain(x, c->before->title), is = plain(x, c->after->title);
    return was.len && is.len && !str_eq(was, is);
}

/* What is not said by its title and the one before. */
static void say_changed(struct line *l, const struct thing_change *c)
{
    struct teller *x = l->x;
    const char *told = retitled(x, c) ? title_key(c->after->kind) : "";
    struct str *parts = arena_new(&x->scratch, struct str, c->nkeys);
    size_t n = 0;
    for (size_t i = 0; i < c->nkeys; i++) {
        const char *word = differences_key(c->keys[i], x->language);
        if (strcmp(c->keys[i], told) == 0) continue;
        parts[n++] = word ? str_of(word) : shown(x, str_of(c->keys[i]));
    }
    if (n) say(l, fill(x, x->words->changed, l->who, list(x, parts, n)));
}

static void say_renamed(struct line *l, const struct thing_change *c)
{
    struct teller *x = l->x;
    const struct difference_words *w = x->words;
    struct str is = shown(x, c->after->id), was = shown(x, c->before->id);
    bool url = str_find_str(c->after->id, STR("://")) != STR_NONE;
    if (c->after->kind == THING_FILM)
        say(l, fill(x, url ? w->address : w->file, l->who, is));
    else
        say(l, fill(x, w->renamed, l->who, is, was));
}

static void say_moved(struct line *l, const struct thing_change *c)
{
    struct teller *x = l->x;
    const struct difference_words *w = x->words;
    const struct thing *t = c->after, *was = c->before;
    bool in_step = t->kind == THING_TASK || t->kind == THING_FILM || t->kind == THING_QUESTION;
    if (!c->elsewhere) {
        say(l, t->previous ? fill(x, w->moved_after, l->who, title(x, t->previous))
                           : fill(x, w->moved_first, l->who));
    } else if (in_step) {
        say(l, fill(x, w->moved, l->who, place(x, was, t), place(x, t, was)));
    } else if (was->in) {
        say(l, fill(x, w->moved_here, l->who, title(x, was->in)));
    }
}

static void say_lost(struct line *l, const struct thing_change *c)
{
    struct teller *x = l->x;
    const struct difference_words *w = x->words;
    struct str parts[2];
    size_t n = 0;
    if (c->renamed) {
        bool tick = c->before->kind == THING_STEP && !c->lost_questions && !c->lost_decisions;
        say(l, fill(x, tick ? w->ticked : w->kept, shown(x, c->before->id)));
    } else if (c->before->kind == THING_QUESTION) {
        say(l, str_of(w->answered));
    } else if (c->before->kind == THING_TASK && !c->lost_questions) {
        say(l, str_of(w->decided));
    } else {
        if (c->lost_questions) parts[n++] = count(x, c->lost_questions, w->question, w->questions);
        if (c->lost_decisions) parts[n++] = count(x, c->lost_decisions, w->decision, w->decisions);
        if (n) say(l, fill(x, w->written, list(x, parts, n)));
    }
}

/* "The step “Reflection”": the course and a module have their names above them. */
static struct str who(struct teller *x, const struct thing_change *c)
{
    const struct thing *t = c->after ? c->after : c->before;
    struct arena *a = &x->scratch;
    struct str the = str_of(x->nouns[t->kind].the);
    if (t->kind == THING_COURSE || t->kind == THING_MODULE || t->kind == THING_LEADER) return the;
    struct str called = c->renamed ? fill(x, x->words->quoted, title(x, t)) : name(x, t);
    return STR_CAT(a, the, STR(" "), called, c->elsewhere ? STR("") : where(x, t));
}

static void say_both(struct line *l, const struct thing_change *c)
{
    struct teller *x = l->x;
    const struct difference_words *w = x->words;
    bool question = c->after->kind == THING_QUESTION;
    if (retitled(x, c))
        say(l, fill(x, question ? w->worded : w->called, l->who, title(x, c->before)));
    if (c->renamed && c->after->kind != THING_FILM) say_renamed(l, c);
    if (c->moved) say_moved(l, c);
    say_changed(l, c);
    if (c->renamed && c->after->kind == THING_FILM) say_renamed(l, c); /* ends with an address */
}

static void tell(struct teller *x, const struct thing_change *c)
{
    const struct thing *t = c->after ? c->after : c->before;
    struct line l = {.x = x, .text = {.arena = &x->scratch}, .noun = &x->nouns[t->kind]};
    l.who = who(x, c);
    if (c->unread)
        say(&l, fill(x, x->words->unread, l.who));
    else if (!c->before)
        say_added(&l, t);
    else if (!c->after && !c->because)
        say(&l, fill(x, x->words->gone, l.who));
    else if (c->after)
        say_both(&l, c);
    if (!l.text.len) return; /* lost with another, which says so */
    if (c->lost && !c->because) say_lost(&l, c);
    put_section_of(x, c);
    put_line(&l);
}

/* A whole file, of which nothing is listed. */
static void tell_unread(struct teller *x, const struct inventory_diff *d, enum thing_kind kind,
                        const char *section, const char *sentence)
{
    if (!((d->before->missing | d->after->missing) >> kind & 1)) return;
    struct line l = {.x = x, .text = {.arena = &x->scratch}, .noun = &x->nouns[kind]};
    put_section(x, section);
    say(&l, str_of(sentence));
    put_line(&l);
}

/* ---- Translations ---------------------------------------------------------------------------- */

/* What a translation is of: a page or a term by its title, the course's own texts by their names.
 */
static struct str translated_name(struct teller *x, const struct thing_change *c)
{
    const struct thing *t = c->after;
    if (t->kind != THING_COURSE) return name(x, t);
    struct str *parts = arena_new(&x->scratch, struct str, c->nkeys);
    for (size_t i = 0; i < c->nkeys; i++)
        parts[i] = str_of(differences_key(c->keys[i], x->language));
    return list(x, parts, c->nkeys);
}

static void tell_translation(struct teller *x, const struct translation_change *t)
{
    const struct difference_words *w = x->words;
    const struct thing_change *c = &t->change;
    if (t->what == TRANSLATION_CHANGED) {
        tell(x, c);
        return;
    }
    struct line l = {.x = x, .text = {.arena = &x->scratch}, .noun = &x->nouns[THING_PAGE]};
    const char *sentence = t->what == TRANSLATION_NEW    ? w->translated
                           : t->what == TRANSLATION_GONE ? w->translation_gone
                                                         : w->translation_behind;
    say(&l, fill(x, sentence, translated_name(x, c)));
    put_section_of(x, c);
    put_line(&l);
}

static void tell_translations(struct teller *x, const struct differences_of *what)
{
    for (size_t i = 0; i < what->ntranslations; i++) {
        const struct translation_changes *t = &what->translations[i];
        x->edition = languages_name(t->language);
        x->module = NULL;
        x->section = NULL;
        for (size_t k = 0; k < t->len; k++)
            tell_translation(x, &t->items[k]);
    }
}

static void tell_all(struct buf *out, const struct inventory_diff *d,
                     const struct differences_of *what, enum language l, bool markdown)
{
    struct teller x = {.out = out,
                       .words = &difference_words[l],
                       .nouns = difference_nouns[l],
                       .language = l,
                       .markdown = markdown,
                       .within = what->heading.len > 0};
    const struct difference_words *w = x.words;
    struct str course = title(&x, d->after->things[0]);
    struct str before = shown(&x, what->before), after = shown(&x, what->after);
    struct str heading =
        x.within ? shown(&x, what->heading) : fill(&x, w->heading, course, before, after);
    size_t start = out->len;
    if (markdown) buf_put(out, x.within ? STR("## ") : STR("# "));
    buf_put(out, heading);
    buf_put_char(out, '\n');
    size_t nothing = out->len;
    for (size_t i = 0; i < d->len; i++)
        tell(&x, &d->items[i]);
    tell_unread(&x, d, THING_TERM, w->terms, w->terms_unread);
    tell_unread(&x, d, THING_WORK, w->literature, w->works_unread);
    tell_translations(&x, what);
    if (out->len == nothing) {
        buf_truncate(out, start);
        buf_put(out, fill(&x, w->same, course, before, after));
        buf_put_char(out, '\n');
    }
    arena_free(&x.scratch);
}

void differences_text(struct buf *out, const struct inventory_diff *d,
                      const struct differences_of *what, enum language l)
{
    tell_all(out, d, what, l, false);
}

void differences_markdown(struct buf *out, const struct inventory_diff *d,
                          const struct differences_of *what, enum language l)
{
    tell_all(out, d, what, l, true);
}
