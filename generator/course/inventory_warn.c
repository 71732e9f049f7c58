/* inventory: what teams have written and will not find in its place any more. */
#include "course/inventory_internal.h"

static struct str name_of(const struct thing *t)
{
    return t->title.len ? t->title : t->id;
}

static void warn(const struct thing_change *c, struct diags *d)
{
    const struct thing *t = c->before;
    struct arena *a = d->arena;
    if (c->renamed) {
        diag(d, DIAG_ID_CHANGED, c->after->pos, name_of(c->after), t->id, c->after->id);
    } else if (t->kind == THING_QUESTION) {
        diag(d, DIAG_QUESTION_LOST, t->pos, t->title, STR_CAT(a, t->in->id, STR("."), t->id));
    } else if (t->kind == THING_TASK && !c->lost_questions) {
        diag(d, DIAG_DECISION_LOST, t->pos, name_of(t), t->id);
    } else if (c->lost_questions || c->lost_decisions) {
        struct str decisions = c->lost_decisions ? str_number(a, c->lost_decisions) : STR("");
        diag(d, DIAG_ANSWERS_LOST, t->pos, name_of(t), str_number(a, c->lost_questions), decisions);
    }
}

void inventory_warn(const struct inventory_diff *diff, struct diags *d)
{
    for (size_t i = 0; i < diff->len; i++)
        if (diff->items[i].lost && !diff->items[i].because) warn(&diff->items[i], d);
}
