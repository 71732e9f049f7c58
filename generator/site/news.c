/* news: see news.h. */
#include "site/news.h"
#include "base/digest.h"
#include "base/json.h"
#include "io/served.h"
#include <stdio.h>
#include <sys/random.h>
#include <time.h>
#include <unistd.h>

void news_open(struct news *n)
{
    struct {
        uint64_t chance;
        struct timespec now;
        pid_t pid;
    } of = {.pid = getpid()};
    *n = (struct news){0};
    clock_gettime(CLOCK_REALTIME, &of.now);
    if (getrandom(&of.chance, sizeof of.chance, GRND_NONBLOCK) < 0) of.chance = 0;
    uint64_t run = digest((struct str){(const char *)&of, sizeof of});
    snprintf(n->run, sizeof n->run, "%016llx", (unsigned long long)run);
}

void news_close(struct news *n)
{
    arena_free(&n->arenas[0]);
    arena_free(&n->arenas[1]);
    arena_free(&n->fault_arena);
    *n = (struct news){0};
}

/* ---- A new build ----------------------------------------------------------------------------- */

static bool is_page(struct str path)
{
    return str_ends(path, STR(".html"));
}

struct merge {
    struct news *n;
    struct news_file *files;
    size_t len, pages, gone;
    bool differs;
};

/* `old`, `new`: the same path, or one of them NULL. */
static void merge_one(struct merge *m, struct arena *a, const struct news_file *old,
                      const struct served_entry *new)
{
    uint32_t build = m->n->build + 1;
    bool was = old && !old->gone, same = was && new && old->digest == new->digest;
    struct news_file f = {.build = build};
    if (same || (!was && !new)) f.build = old->build;
    f.gone = !new;
    if (f.gone && build - f.build > NEWS_GONE_BUILDS) return;
    f.path = str_dup(a, new ? new->path : old->path);
    f.digest = new ? new->digest : 0;
    if (f.build == build) m->differs = true;
    if (f.build == build && is_page(f.path)) m->pages += new != NULL, m->gone += new == NULL;
    m->files[m->len++] = f;
}

static void merge_all(struct merge *m, const struct served_list *list, struct arena *a)
{
    const struct news *n = m->n;
    size_t i = 0, j = 0;
    while (i < n->len || j < list->len) {
        int c = i == n->len      ? 1
                : j == list->len ? -1
                                 : str_cmp(n->files[i].path, list->entries[j].path);
        const struct news_file *old = c <= 0 ? &n->files[i++] : NULL;
        const struct served_entry *new = c >= 0 ? &list->entries[j++] : NULL;
        merge_one(m, a, old, new);
    }
}

size_t news_built(struct news *n, int folder, size_t *gone)
{
    struct arena *a = &n->arenas[!n->at], scratch = {0};
    struct served_list list;
    struct merge m = {.n = n};
    *gone = 0;
    n->fault = (struct str){0};
    arena_free(&n->fault_arena);
    if (!served_list(&list, folder, &scratch)) { /* never of a good build */
        arena_free(&scratch);
        return 0;
    }
    m.files = arena_new(a, struct news_file, n->len + list.len);
    merge_all(&m, &list, a);
    arena_free(&scratch);
    arena_free(&n->arenas[n->at]);
    n->at = !n->at;
    n->files = m.files;
    n->len = m.len;
    n->build += m.differs;
    *gone = m.gone;
    return m.pages;
}

/* As many whole lines as are sent. */
void news_fault(struct news *n, struct str text)
{
    bool cut = text.len > NEWS_FAULT_MAX;
    if (cut) {
        text = str_sub(text, 0, NEWS_FAULT_MAX);
        size_t end = str_rfind(text, '\n');
        if (end != STR_NONE) text.len = end + 1;
    }
    arena_free(&n->fault_arena);
    n->fault = STR_CAT(&n->fault_arena, text, cut ? STR("…\n") : STR(""));
}

/* ---- Telling it ------------------------------------------------------------------------------ */

static void put_paths(struct json *j, const struct news *n, uint32_t since, bool gone)
{
    for (size_t i = 0; i < n->len; i++)
        if (n->files[i].build > since && n->files[i].gone == gone) json_text(j, n->files[i].path);
}

static void put_json(struct buf *out, const struct news *n, uint32_t since)
{
    struct json j = {.out = out};
    size_t changed = 0;
    for (size_t i = 0; i < n->len; i++)
        changed += n->files[i].build > since;
    bool old = since == 0 || since > n->build || n->build - since > NEWS_GONE_BUILDS;
    bool all = n->build > 0 && (old || changed > NEWS_CHANGED_MAX);
    json_object(&j);
    json_key(&j, "run"), json_text(&j, str_of(n->run));
    json_key(&j, "build"), json_number(&j, n->build);
    json_key(&j, "all"), json_bool(&j, all);
    json_key(&j, "changed"), json_list(&j);
    if (!all) put_paths(&j, n, since, false);
    json_end(&j);
    json_key(&j, "gone"), json_list(&j);
    put_paths(&j, n, since, true);
    json_end(&j);
    json_key(&j, "fault"), json_text_or_null(&j, n->fault);
    json_end(&j);
}

void news_event(struct buf *out, const struct news *n, uint32_t since)
{
    struct arena scratch = {0};
    struct buf json = {.arena = &scratch};
    put_json(&json, n, since);
    struct str rest = buf_str(&json), line;
    while (str_line(&rest, &line)) {
        buf_put(out, STR("data: "));
        buf_put(out, line);
        buf_put_char(out, '\n');
    }
    buf_put_char(out, '\n');
    arena_free(&scratch);
}

uint32_t news_since(const struct news *n, struct str state)
{
    uint32_t build;
    bool ours = str_eq(str_cut(&state, '.'), str_of(n->run));
    return ours && str_to_u32(state, n->build, &build) ? build : 0;
}
