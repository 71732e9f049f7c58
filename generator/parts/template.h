/* template: the Mustache language, compiled once and rendered many times.
 *
 * The whole official spec (interpolation, sections, inverted sections, partials, delimiters,
 * comments) and its optional inheritance module; lambdas and dynamic names are left out. Source:
 * mustache.github.io/mustache.5.html and github.com/mustache/spec.
 *
 * Safety is by type, not by the author's care:
 *   TEXT  is escaped for HTML wherever it is printed;
 *   URL   was checked by whoever made it, may stand in href/src, is escaped for the attribute;
 *   HTML  is trusted markup, printed as it is, and only {{{name}}} or {{&name}} may print it;
 * After a # that the layout itself writes in such an attribute (href="#{{id}}") TEXT may stand too
 * and is encoded as a fragment; NUMBERs may stand in any attribute.
 * A layout is compiled against a *shape*, the table of names that a page offers, and is refused, by
 * diagnostics with positions, when it uses an unknown name; uses {{{ }}} of anything but HTML, or
 * {{ }} of HTML; prints into an unquoted attribute, a tag or attribute name, a comment, <script>,
 * <style> or an on… attribute; prints anything but a URL in href, src, action and the like;
 * prints HTML inside an attribute, <title> or <textarea>; has a section that leaves HTML elsewhere
 * than where it found it (a tag, value or comment opened and not closed); gives a block that the
 * parent does not have; or nests partials without end. A partial may include itself inside a
 * section that goes deeper into the data (a list of pages that have lists of pages).
 *
 * Calling sequence:
 *     struct template_set *set = template_set_new(arena, fetch, ctx);
 *     const struct template *t = template_compile(set, STR("step"), &step_shape, diags);
 *     … later, in any number of processes, with the set unchanged:
 *     template_render(&out, t, &value, scratch);
 *
 * Compiling resolves every partial and parent that is named, for each context shape it is used in.
 * With a NULL shape nothing is checked and names are looked up as they come (the spec's tests).
 * A fault in a shared partial is said once per set, though every layout that uses it is refused.
 * Ownership: the set and its templates live in the arena; file bytes are borrowed.
 * Rendering allocates in `scratch` only and is linear in its output. Depth, turns and output are
 * bounded (TEMPLATE_MAX_…); going over the bounds is the only way to fail, and takes data that goes
 * deeper than 32 levels or a page of 16 MiB. Threads: a compiled set is read-only.
 */
#ifndef STEG_PARTS_TEMPLATE_H
#define STEG_PARTS_TEMPLATE_H

#include "base/diag.h"

struct buf;

/* ---- Values: what a page hands over ---------------------------------------------------------- */

enum value_kind {
    VALUE_NONE, /* false: an absent text, an empty section */
    VALUE_BOOL,
    VALUE_NUMBER,
    VALUE_TEXT,
    VALUE_URL,
    VALUE_HTML,
    VALUE_RECORD,
    VALUE_LIST
};

struct shape;

struct value {
    enum value_kind kind;
    union {
        bool truth;
        int64_t number;
        struct str text;             /* TEXT, URL, HTML */
        const struct record *record; /* RECORD */
        struct {                     /* LIST: of records or of texts */
            const struct value *items;
            size_t len;
        } list;
    } as;
};

/* A record's values stand in the order of its shape's fields. */
struct record {
    const struct shape *shape;
    const struct value *values;
};

/* ---- Shapes: the names a page offers --------------------------------------------------------- */

struct field {
    const char *name;
    enum value_kind kind;   /* RECORD and LIST of records name `of` */
    const struct shape *of; /* NULL in a LIST: a list of texts, printed with {{.}} */
    const char *meaning;    /* one line of docs/layouts.md */
};

struct shape {
    const char *name; /* "step": the heading in docs/layouts.md */
    const char *meaning;
    const struct field *fields; /* ends with a NULL name; at most 1,000 */
};

/* A section on a TEXT, URL, HTML, NUMBER or BOOL tests it: the empty text and 0 are false (a
 * deviation from the spec for 0 and "", which JSON's data in the tests never meets: with a NULL
 * shape the spec's truth holds). What is true is pushed on the context stack: a record's names can
 * be used, a list is gone through item by item, and a text is {{.}} inside its own section.
 * A record's name hides the same name further out, also where its value is absent. */

/* ---- Templates ------------------------------------------------------------------------------- */

#define TEMPLATE_MAX_DEPTH 32 /* partials, parents and sections inside each other */
#define TEMPLATE_MAX_BYTES (256 * 1024)
#define TEMPLATE_MAX_TURNS 1000000 /* of loops and calls, in one page */
#define TEMPLATE_MAX_OUTPUT (16u << 20)

struct template_set;
struct template;

/* The file of a template by its name ("step", "partials/head"), or NULL. */
typedef const struct file *template_fetch(void *ctx, struct str name);

struct template_set *template_set_new(struct arena *a, template_fetch *fetch, void *ctx);

/* The template that a page begins with, which there must be: steg has one of each name built in.
 * The interface strings are records like any other and are part of a page's shape (`t`): nothing
 * in this room knows about languages. NULL when it has faults; all of them were said. */
const struct template *template_compile(struct template_set *set, struct str name,
                                        const struct shape *shape, struct diags *d);

/* Appends the page to out. False when a bound was met (DIAG_PAGE_ENDLESS is the caller's to say:
 * it knows the page); what was written so far is not a page. */
bool template_render(struct buf *out, const struct template *t, const struct value *root,
                     struct arena *scratch);

#endif
