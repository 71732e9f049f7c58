/* differences: for programs. What the fields mean stands in docs/differences.md; within a format
 * number none goes away or changes its meaning, and others may come. */
#include "base/json.h"
#include "site/differences_internal.h"

#define FORMAT 1

static void put_place(struct json *j, struct pos pos)
{
    uint32_t line, column;
    struct str text;
    if (!pos.file) {
        json_key(j, "file"), json_null(j);
        json_key(j, "line"), json_null(j);
        return;
    }
    pos_locate(pos, &line, &column, &text);
    json_key(j, "file"), json_text(j, pos.file->path);
    json_key(j, "line"), json_number(j, line);
}

static void put_thing(struct json *j, const char *key, const struct thing *t)
{
    json_key(j, key);
    if (!t) {
        json_null(j);
        return;
    }
    json_object(j);
    json_key(j, "id"), json_text(j, t->id);
    json_key(j, "key"), json_text(j, t->key);
    json_key(j, "title"), json_text(j, t->title);
    json_key(j, "in"), json_text_or_null(j, t->in ? t->in->key : STR(""));
    json_key(j, "number"), json_number(j, t->order + 1);
    json_key(j, "page"), json_text_or_null(j, t->address);
    put_place(j, t->pos);
    json_end(j);
}

/* `translation`: what it is to its original, or NULL. */
static void put_what(struct json *j, const struct thing_change *c, const char *translation)
{
    const struct {
        const char *word;
        bool so;
    } all[] = {{"added", !c->before && !c->unread},
               {"removed", !c->after && !c->unread},
               {"renamed", c->renamed},
               {"moved", c->moved},
               {"changed", c->nkeys > 0},
               {"unread", c->unread}};
    json_key(j, "what"), json_list(j);
    if (translation) json_text(j, str_of(translation));
    for (size_t i = 0; !translation && i < sizeof all / sizeof *all; i++)
        if (all[i].so) json_text(j, str_of(all[i].word));
    json_end(j);
    json_key(j, "keys"), json_list(j);
    for (size_t i = 0; i < c->nkeys; i++)
        json_text(j, str_of(c->keys[i]));
    json_end(j);
}

static void put_lost(struct json *j, const struct thing_change *c)
{
    json_key(j, "lost");
    if (!c->lost) {
        json_null(j);
        return;
    }
    json_object(j);
    json_key(j, "questions"), json_number(j, c->lost_questions);
    json_key(j, "decisions"), json_number(j, c->lost_decisions);
    json_key(j, "with");
    if (c->because) {
        json_object(j);
        json_key(j, "kind"), json_text(j, str_of(thing_kinds[c->because->kind]));
        json_key(j, "key"), json_text(j, c->because->key);
        json_end(j);
    } else {
        json_null(j);
    }
    json_end(j);
}

static void put_change(struct json *j, const struct thing_change *c, const char *translation)
{
    json_object(j);
    json_key(j, "kind"), json_text(j, str_of(thing_kinds[(c->after ? c->after : c->before)->kind]));
    json_key(j, "module"), json_text_or_null(j, c->module ? c->module->id : STR(""));
    put_what(j, c, translation);
    put_lost(j, c);
    put_thing(j, "before", c->before);
    put_thing(j, "after", c->after);
    json_end(j);
}

void differences_json_changes(struct json *j, const struct inventory_diff *d)
{
    json_list(j);
    for (size_t i = 0; i < d->len; i++)
        put_change(j, &d->items[i], NULL);
    json_end(j);
}

void differences_json_translations(struct json *j, const struct translation_changes *t, size_t n)
{
    static const char *const words[] = {[TRANSLATION_NEW] = "translated",
                                        [TRANSLATION_GONE] = "untranslated",
                                        [TRANSLATION_CHANGED] = NULL,
                                        [TRANSLATION_BEHIND] = "behind"};
    json_list(j);
    for (size_t i = 0; i < n; i++) {
        if (!t[i].len) continue;
        json_object(j);
        json_key(j, "language"), json_text(j, t[i].language);
        json_key(j, "changes"), json_list(j);
        for (size_t k = 0; k < t[i].len; k++)
            put_change(j, &t[i].items[k].change, words[t[i].items[k].what]);
        json_end(j);
        json_end(j);
    }
    json_end(j);
}

void differences_json(struct buf *out, const struct inventory_diff *d,
                      const struct differences_of *what)
{
    struct json j = {.out = out};
    const struct thing *course = d->after->things[0];
    unsigned missing = d->before->missing | d->after->missing;
    json_object(&j);
    json_key(&j, "format"), json_number(&j, FORMAT);
    json_key(&j, "course"), json_object(&j);
    json_key(&j, "id"), json_text(&j, course->id);
    json_key(&j, "title"), json_text(&j, course->title);
    json_end(&j);
    json_key(&j, "before"), json_text(&j, what->before);
    json_key(&j, "after"), json_text(&j, what->after);
    json_key(&j, "unread"), json_list(&j);
    for (size_t i = 0; i < THING_KINDS; i++)
        if (missing >> i & 1) json_text(&j, str_of(thing_kinds[i]));
    json_end(&j);
    json_key(&j, "changes"), differences_json_changes(&j, d);
    json_key(&j, "translations");
    differences_json_translations(&j, what->translations, what->ntranslations);
    json_end(&j);
}
