/* theme: see theme.h. */
#include "site/theme.h"
#include "base/digest.h"
#include "base/embedded.h"
#include "base/map.h"
#include "course/address.h"
#include "site/lean.h"
#include <assert.h>

static const struct file *embedded_find(struct str path)
{
    size_t low = 0, high = embedded_count;
    while (low < high) {
        size_t mid = (low + high) / 2;
        int c = str_cmp(embedded_files[mid].path, path);
        if (c == 0) return &embedded_files[mid];
        if (c < 0)
            low = mid + 1;
        else
            high = mid;
    }
    return NULL;
}

static struct str layout_path(struct str name, struct arena *a)
{
    bool plain = path_extension(name).len == 0;
    return STR_CAT(a, STR("layouts/"), name, plain ? STR(".html") : STR(""));
}

const struct file *theme_layout(void *theme, struct str name)
{
    struct theme *t = theme;
    struct str path = layout_path(name, t->arena);
    const struct file *own = t->project ? source_find(t->source, path) : NULL;
    if (own) map_add(&t->fetched, path, t);
    return own ? own : embedded_find(path);
}

void theme_report_unused(const struct theme *t, struct diags *d)
{
    size_t n = 0;
    struct str *names = arena_new(t->arena, struct str, embedded_count);
    for (size_t i = 0; i < embedded_count; i++)
        if (str_starts(embedded_files[i].path, STR("layouts/")))
            names[n++] = embedded_files[i].path;
    for (size_t i = 0; t->project && i < t->source->len; i++) {
        const struct source_entry *e = &t->source->entries[i];
        if (!e->file || !str_starts(e->path, STR("layouts/")) || map_has(&t->fetched, e->path) ||
            embedded_find(e->path))
            continue;
        diag(d, DIAG_UNUSED_LAYOUT, (struct pos){.file = e->file}, e->path,
             diag_nearest(e->path, names, n));
    }
}

bool theme_differs(struct str path, struct str bytes)
{
    const struct file *f = embedded_find(path);
    return !f || !str_eq(f->bytes, bytes);
}

/* ---- The theme's files ----------------------------------------------------------------------- */

static struct str hashed_address(struct str name, struct str bytes, struct arena *a)
{
    struct str ending = path_extension(name);
    struct str stem = ending.len ? str_sub(name, 0, name.len - ending.len - 1) : name;
    return STR_CAT(a, STR("assets/"), stem, STR("-"), digest_hex(a, digest(bytes)),
                   ending.len ? STR(".") : STR(""), ending);
}

static struct theme_file *add_file(struct theme *t, size_t *cap, struct str name, struct str bytes,
                                   bool own)
{
    if (t->nfiles == *cap) t->files = arena_grow(t->arena, t->files, cap, sizeof *t->files);
    struct theme_file *f = &t->files[t->nfiles++];
    if (str_eq(path_extension(name), STR("js"))) bytes = lean_script(bytes, t->arena);
    if (str_eq(path_extension(name), STR("css"))) bytes = lean_style(bytes, t->arena);
    *f = (struct theme_file){name, hashed_address(name, bytes, t->arena), bytes, own};
    return f;
}

static bool published(struct str name)
{
    static const char *const endings[] = {"css", "js", "svg", "png", "jpg", "webp"};
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (str_eq(path_extension(name), str_of(endings[i]))) return true;
    return false;
}

/* `theme: X` or `theme: themes/X`: the folder in the project, with '/'; "" for the default. */
static struct str theme_folder(const struct theme *t, const struct course *c, struct diags *d)
{
    const struct plain *key = &c->keys->theme;
    struct str name = key->text;
    if (!name.len || str_eq(name, STR("default"))) {
        bool own = t->project && source_has_folder(t->source, STR("themes/default"));
        return own ? STR("themes/default/") : STR("");
    }
    if (str_starts(name, STR("themes/"))) name = str_from(name, 7);
    while (str_ends(name, STR("/")))
        name = str_sub(name, 0, name.len - 1);
    struct str folder = STR_CAT(t->arena, STR("themes/"), name);
    if (!t->project || !source_has_folder(t->source, folder)) {
        diag(d, DIAG_NO_SUCH_THEME, key->pos, name);
        return STR("");
    }
    return STR_CAT(t->arena, folder, STR("/"));
}

static void collect_files(struct theme *t, struct str folder, struct diags *d)
{
    size_t cap = 0;
    struct map taken = {.arena = t->arena};
    for (size_t i = 0; folder.len && i < t->source->len; i++) {
        const struct source_entry *e = &t->source->entries[i];
        if (!str_starts(e->path, folder)) continue;
        struct str name = str_from(e->path, folder.len), bytes;
        if (!published(name)) continue;
        if (e->file)
            bytes = e->file->bytes;
        else if (!source_read(&bytes, t->source, e, 0, t->arena, d))
            continue;
        map_add(&taken, name, t);
        bool own = theme_differs(STR_CAT(t->arena, STR("themes/default/"), name), bytes);
        add_file(t, &cap, name, bytes, own);
    }
    struct str base = STR("themes/default/");
    for (size_t i = 0; i < embedded_count; i++) {
        struct str path = embedded_files[i].path;
        if (!str_starts(path, base) || !published(path)) continue;
        struct str name = str_from(path, base.len);
        if (!map_has(&taken, name)) add_file(t, &cap, name, embedded_files[i].bytes, false);
    }
}

static const struct theme_file *same_file(const struct theme *from, const struct theme *to,
                                          const struct theme_file *f)
{
    return f ? to->files + (f - from->files) : NULL;
}

const struct theme *theme_from(const struct theme *t, struct str way, struct arena *a)
{
    struct theme *own = arena_new(a, struct theme, 1);
    *own = *t;
    own->files = arena_new(a, struct theme_file, t->nfiles);
    for (size_t i = 0; i < t->nfiles; i++) {
        own->files[i] = t->files[i];
        own->files[i].address = STR_CAT(a, way, t->files[i].address);
    }
    own->style = same_file(t, own, t->style);
    own->icon = same_file(t, own, t->icon);
    own->accent = same_file(t, own, t->accent);
    return own;
}

const struct theme_file *theme_file_named(const struct theme *t, struct str name)
{
    for (size_t i = 0; i < t->nfiles; i++)
        if (str_eq(t->files[i].name, name)) return &t->files[i];
    return NULL;
}

/* The file that `url(name)` in a style sheet means; NULL: none of the theme's. */
static const struct theme_file *file_meant(const struct theme *t, const struct theme_file *css,
                                           struct str name)
{
    struct str found;
    if (!name.len || !path_resolve(&found, STR(""), css->name, name, t->arena)) return NULL;
    const struct theme_file *f = theme_file_named(t, found);
    return f && !str_eq(path_extension(f->name), STR("css")) ? f : NULL;
}

/* A style sheet names the theme's pictures as they are called in its folder: on the site they have
 * their content in their names. (Sheets that import sheets are not looked into.) */
static void link_pictures(struct theme *t, struct theme_file *css)
{
    struct buf b = {.arena = t->arena};
    struct str rest = css->bytes;
    for (size_t at; (at = str_find_str(rest, STR("url("))) != STR_NONE;) {
        buf_put(&b, str_sub(rest, 0, at + 4));
        rest = str_from(rest, at + 4);
        bool quoted = rest.len && (rest.ptr[0] == '"' || rest.ptr[0] == '\'');
        struct str inside = quoted ? str_from(rest, 1) : rest;
        size_t len = str_find(inside, quoted ? rest.ptr[0] : ')');
        if (len == STR_NONE) break;
        const struct theme_file *f = file_meant(t, css, str_trim(str_sub(inside, 0, len)));
        if (!f) continue;
        struct str quote = str_sub(rest, 0, quoted);
        buf_put(&b, quote);
        buf_put(&b, address_relative(css->address, f->address, t->arena));
        buf_put(&b, quote);
        rest = str_from(inside, len + quoted);
    }
    if (rest.len == css->bytes.len) return;
    buf_put(&b, rest);
    css->bytes = buf_str(&b);
    css->address = hashed_address(css->name, css->bytes, t->arena);
}

/* ---- The accent ------------------------------------------------------------------------------ */

static uint32_t colour_of(struct str hex)
{
    uint32_t c = 0;
    for (size_t i = 1; i < hex.len; i++) {
        char x = hex.ptr[i];
        uint32_t digit = x <= '9' ? (uint32_t)(x - '0') : (uint32_t)((x | 0x20) - 'a' + 10);
        c = c << 4 | (digit & 15);
    }
    return c;
}

static struct str accent_css(const struct course *c, struct arena *a, struct diags *d)
{
    const struct plain *key = &c->keys->accent;
    if (key->text.len != 7) return (struct str){0};
    uint32_t wanted = colour_of(key->text);
    struct accent used = accent_readable(wanted);
    struct buf b = {.arena = a};
    buf_printf(&b, ":root{--accent:#%06x;--accent-dark:#%06x}\n", used.on_paper, used.on_dark);
    if (used.on_paper != wanted) {
        struct buf ratio = {.arena = a}, better = {.arena = a};
        buf_printf(&ratio, "%.1f", used.ratio);
        buf_printf(&better, "#%06x", used.on_paper);
        diag(d, DIAG_ACCENT_TOO_LIGHT, key->pos, key->text, buf_str(&ratio), buf_str(&better));
    }
    return buf_str(&b);
}

struct theme *theme_open(const struct course *c, struct arena *a, struct diags *d)
{
    struct theme *t = arena_new(a, struct theme, 1);
    t->source = c->source;
    t->project = c->root.len > 0;
    t->arena = a;
    t->fetched.arena = a;
    collect_files(t, theme_folder(t, c, d), d);
    for (size_t i = 0; i < t->nfiles; i++)
        if (str_ends(t->files[i].name, STR(".css"))) link_pictures(t, &t->files[i]);
    struct str css = accent_css(c, a, d);
    if (css.len) {
        size_t cap = t->nfiles;
        add_file(t, &cap, STR("accent.css"), css, false);
    }
    t->style = theme_file_named(t, STR("style.css"));
    t->icon = theme_file_named(t, STR("favicon.svg"));
    t->accent = css.len ? &t->files[t->nfiles - 1] : NULL;
    assert(t->style && t->icon); /* the embedded theme has both */
    return t;
}
