/* edit: where a page's source can be changed in the browser. `edit` in course.yml is an address
 * with {path} and more, or the word for the kind of host that `repository` is on.
 *
 * Sources: the hosts' own addresses: GitHub OWNER/REPO/edit/BRANCH/PATH, GitLab
 * GROUP/REPO/-/edit/BRANCH/PATH, Gitea and Forgejo OWNER/REPO/_edit/BRANCH/PATH.
 */
#include "course/course.h"

static const struct {
    struct str word, path;
} hosts[] = {
    {STR_INIT("github"), STR_INIT("/edit/{branch}/{path}")},
    {STR_INIT("gitlab"), STR_INIT("/-/edit/{branch}/{path}")},
    {STR_INIT("gitea"), STR_INIT("/_edit/{branch}/{path}")},
    {STR_INIT("forgejo"), STR_INIT("/_edit/{branch}/{path}")},
};
enum { HOSTS = sizeof hosts / sizeof *hosts };

static bool is_address(struct str s)
{
    return str_starts(s, STR("https://")) || str_starts(s, STR("http://"));
}

static size_t host_of(struct str word)
{
    size_t i = 0;
    while (i < HOSTS && !str_eq(word, hosts[i].word))
        i++;
    return i;
}

void course_check_edit(const struct course *c, struct diags *d)
{
    const struct plain *edit = &c->keys->edit;
    if (!edit->text.len) return;
    if (host_of(edit->text) < HOSTS) {
        if (!c->keys->repository.text.len)
            diag(d, DIAG_EDIT_WITHOUT_REPOSITORY, edit->pos, edit->text);
    } else if (!is_address(edit->text)) {
        struct str words[HOSTS];
        for (size_t i = 0; i < HOSTS; i++)
            words[i] = hosts[i].word;
        diag(d, DIAG_EDIT_UNKNOWN, edit->pos, edit->text, diag_nearest(edit->text, words, HOSTS));
    } else if (str_find_str(edit->text, STR("{path}")) == STR_NONE) {
        diag(d, DIAG_EDIT_WITHOUT_PATH, edit->pos);
    }
}

struct str course_edit_pattern(const struct course *c, struct arena *a)
{
    struct str edit = c->keys->edit.text, repository = c->keys->repository.text;
    size_t i = host_of(edit);
    if (i == HOSTS) return edit;
    while (str_ends(repository, STR("/")))
        repository.len--;
    if (str_ends(repository, STR(".git"))) repository.len -= 4;
    return STR_CAT(a, repository, hosts[i].path);
}
