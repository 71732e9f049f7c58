/* history: what io/history says of a repository, for tests that ask git the same.
 *
 *     history DIR REVISION [--last] [--touched] [--gone FOLDER]
 *
 * A line for each file of the revision: date and zone, commit, author, number of commits, their
 * subjects, path; or "cut" or "unknown", and the path. With --touched a line for each change of
 * each file: commit, blob, the path it had, "open" (for the last, when what was before it is not
 * known) or "", path. With --gone lines that begin with "gone": commit, blob, path. To stderr:
 * commits looked at, seconds.
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

static void print_touched(const struct history *h, const struct history_file *f, struct arena *a)
{
    for (size_t i = 0; i < f->ntouched; i++) {
        const struct history_touch *t = &f->touched[i];
        printf("%.*s\t%.*s\t%.*s\t%s\t%.*s\n",
               STR_ARG(repo_id_hex(h->commits[t->commit].id, 40, a)),
               STR_ARG(repo_id_hex(t->blob, 40, a)), STR_ARG(t->path),
               f->open && i + 1 == f->ntouched ? "open" : "", STR_ARG(f->path));
    }
    if (f->cut) printf("\t\t\t%s\t%.*s\n", f->open ? "open" : "", STR_ARG(f->path));
}

static void print_gone(const struct history *h, const struct history_gone *g, struct arena *a)
{
    printf("gone\t%.*s\t%.*s\t%.*s\n", STR_ARG(repo_id_hex(h->commits[g->commit].id, 40, a)),
           STR_ARG(repo_id_hex(g->blob, 40, a)), STR_ARG(g->path));
}

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static bool tell(struct repo *g, struct repo_id head, const struct history_options *o, bool touched,
                 struct arena *a, struct diags *d)
{
    struct repo_commit commit;
    struct list l = {0};
    struct history h;
    if (!repo_commit(&commit, g, head, a, d) || !collect(g, commit.tree, STR(""), &l, a, d))
        return false;
    double from = now();
    if (!history_read(&h, g, head, l.paths, l.n, o, a, d)) return false;
    fprintf(stderr, "%zu commits looked at in %.3f s\n", h.visited, now() - from);
    for (size_t i = 0; i < h.nfiles; i++)
        (touched ? print_touched : print_file)(&h, &h.files[i], a);
    for (size_t i = 0; i < h.ngone; i++)
        print_gone(&h, &h.gone[i], a);
    return true;
}

int main(int argc, char **argv)
{
    struct arena a = {0};
    struct diags d = {.arena = &a};
    struct history_options o = {0};
    struct repo *g;
    struct repo_id head;
    bool touched = false, good = false;
    if (argc < 3) return 2;
    for (int i = 3; i < argc; i++) {
        if (strcmp(argv[i], "--last") == 0) o.last_only = true;
        if (strcmp(argv[i], "--touched") == 0) touched = true;
        if (strcmp(argv[i], "--gone") == 0 && i + 1 < argc) o.gone = str_of(argv[++i]);
    }
    if (repo_open(&g, argv[1], &a, &d) == REPO_FOUND) {
        enum repo_rev how = repo_resolve(&head, g, str_of(argv[2]), &d);
        good = how == REPO_REV_UNKNOWN ||
               (how == REPO_REV_FOUND && tell(g, head, &o, touched, &a, &d));
        repo_close(g);
    }
    struct buf said = {.arena = &a};
    diags_print(&said, &d, (struct diag_style){.language = LANGUAGE_EN});
    fprintf(stderr, "%.*s", STR_ARG(buf_str(&said)));
    arena_free(&a);
    return good ? 0 : 1;
}
