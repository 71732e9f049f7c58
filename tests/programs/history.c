/* history: what io/history says of a repository, for tests that ask git the same.
 *
 *     history DIR REVISION [--last]     a line for each file under DIR: date, zone, commit,
 * authors, commits, path; "cut" or "unknown" for a date the last line, to stderr: commits looked
 * at, seconds
 */
#include "base/buf.h"
#include "io/history.h"
#include <stdio.h>
#include <time.h>

struct list {
    struct str *paths;
    size_t n, cap;
};

static bool collect(struct repo *g, struct repo_id tree, struct str prefix, struct list *l,
                    struct arena *a, struct diags *d)
{
    struct repo_object o;
    struct repo_entry e;
    if (!repo_read(&o, g, tree, REPO_TREE, d)) return false;
    struct str rest = str_dup(a, o.bytes);
    repo_release(&o);
    while (repo_entry_next(&e, &rest)) {
        struct str path = STR_CAT(a, prefix, e.name);
        if (e.mode == REPO_MODE_TREE) {
            if (!collect(g, e.id, STR_CAT(a, path, STR("/")), l, a, d)) return false;
            continue;
        }
        if (l->n == l->cap) l->paths = arena_grow(a, l->paths, &l->cap, sizeof *l->paths);
        l->paths[l->n++] = path;
    }
    return true;
}

static void print_file(const struct history *h, const struct history_file *f, struct arena *a)
{
    if (f->cut || !f->ntouched) {
        printf("%s\t%.*s\n", f->cut ? "cut" : "unknown", STR_ARG(f->path));
        return;
    }
    const struct repo_commit *c = &h->commits[f->touched[0].commit];
    printf("%lld %+d\t%.*s\t%.*s\t%zu\t", (long long)c->when, c->zone,
           STR_ARG(repo_id_hex(c->id, 40, a)), STR_ARG(c->name), f->ntouched);
    for (size_t i = 0; i < f->ntouched; i++)
        printf("%s%.*s", i ? " < " : "", STR_ARG(h->commits[f->touched[i].commit].subject));
    printf("\t%.*s\n", STR_ARG(f->path));
}

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

int main(int argc, char **argv)
{
    struct arena a = {0};
    struct diags d = {.arena = &a};
    struct repo *g;
    struct repo_id head;
    struct repo_commit commit;
    struct list l = {0};
    struct history h;
    if (argc < 3) return 2;
    bool good = repo_open(&g, argv[1], &a, &d) == REPO_FOUND;
    if (good && repo_resolve(&head, g, str_of(argv[2]), &d) == REPO_REV_FOUND) {
        good =
            repo_commit(&commit, g, head, &a, &d) && collect(g, commit.tree, STR(""), &l, &a, &d);
        struct history_options o = {.last_only = argc > 3};
        double from = now();
        good = good && history_read(&h, g, head, l.paths, l.n, &o, &a, &d);
        double took = now() - from;
        for (size_t i = 0; good && i < h.nfiles; i++)
            print_file(&h, &h.files[i], &a);
        if (good) fprintf(stderr, "%zu commits looked at in %.3f s\n", h.visited, took);
    }
    struct buf said = {.arena = &a};
    diags_print(&said, &d, (struct diag_style){.language = LANGUAGE_EN});
    fprintf(stderr, "%.*s", STR_ARG(buf_str(&said)));
    return good ? 0 : 1;
}
