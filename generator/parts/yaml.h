/* yaml: a small YAML file or front matter as a tree that knows where everything stands (libyaml).
 *
 *     struct front_matter fm;
 *     front_matter_split(&fm, file, diags);               where the YAML ends and the body begins
 *     const struct yaml_node *root = yaml_parse(file, fm.yaml, arena, diags);
 *
 * The tree holds text only: nothing is turned into numbers, dates or truth here, so `no`, `ja` and
 * `12:30` stay what the author wrote; the schema (course/schema.h) types by key. JSON is read by
 * the same way in (CSL-JSON), being nearly a subset.
 *
 * YAML must not lose text silently. Beyond what libyaml refuses, these are errors, each with its
 * own remedy: a ` #` followed by anything but a space after a plain text value; an unquoted `: `
 * in a value or a list item; `{text: Skriv, del}` (a flow mapping with a key without value); a bare
 * `!`, `@`, `` ` `` or `%`; tabs as indentation; anchors, aliases, tags, merge keys; a second
 * document; duplicate keys; keys that are not text. Limits are checked before libyaml sees the
 * bytes: see YAML_MAX_….
 *
 * After a fault libyaml cannot read on; faults that can be found without it (tabs, ` #`, bad UTF-8)
 * are all reported. Positions are right even where libyaml's marks are not (they count characters,
 * blame the next line, or say 1:1).
 *
 * Ownership: the tree lives in the arena; file bytes are borrowed. Threads: pure.
 */
#ifndef STEG_PARTS_YAML_H
#define STEG_PARTS_YAML_H

#include "base/arena.h"
#include "base/diag.h"

#define YAML_MAX_FRONT_MATTER (64 * 1024)
#define YAML_MAX_FILE (16 * 1024 * 1024) /* literature.yml of a large course */
#define YAML_MAX_DEPTH 16
#define YAML_MAX_NODES 1000 /* in front matter */
#define YAML_MAX_FILE_NODES 1000000

enum yaml_kind { YAML_NULL, YAML_TEXT, YAML_LIST, YAML_MAP };

/* How a text was written. */
enum yaml_style { YAML_PLAIN, YAML_QUOTED, YAML_LITERAL, YAML_FOLDED };

struct yaml_node {
    enum yaml_kind kind; /* NULL: nothing, `~` or `null` unquoted */
    enum yaml_style style;
    struct pos pos;  /* TEXT: the value as it stands in the file, with its quotes; LIST, MAP: from
                        its first item or bracket to the end of its last */
    struct str text; /* TEXT */
    struct yaml_pair *pairs;  /* MAP, in the file's order */
    struct yaml_node **items; /* LIST */
    size_t len;
    bool damaged;                        /* see yaml_parse_damaged */
    const struct yaml_segment *segments; /* TEXT that is no view into the file; may be NULL */
    size_t nsegments;
};

/* From byte `text` of a value on, it runs along with the file's bytes from `file` on. */
struct yaml_segment {
    uint32_t text, file;
};

struct yaml_pair {
    struct str key;
    struct pos key_pos;
    struct yaml_node *value;
};

struct front_matter {
    bool present;
    struct str yaml; /* between the fences, a view into the file */
    struct str body; /* after the closing fence */
};

/* `---` on the first line (after a BOM; trailing spaces allowed) opens front matter, the next line
 * that is `---` closes it. Unclosed front matter and ill-formed UTF-8 anywhere in the file are
 * errors. CR LF is read as LF by everyone after this. */
bool front_matter_split(struct front_matter *out, const struct file *f, struct diags *d);

enum yaml_use { YAML_USE_FRONT_MATTER, YAML_USE_FILE };

/* The root of the YAML in `part` (a view into f->bytes): a MAP, a LIST, or NULL kind when empty.
 * Returns NULL when an error was added. */
struct yaml_node *yaml_parse(const struct file *f, struct str part, enum yaml_use use,
                             struct arena *a, struct diags *d);

/* The same, but returns what could be read in spite of errors, so that the schema can report what
 * is wrong elsewhere in the same run. After an error the root is `damaged`: keys may be missing
 * from it; and so is every value that stands where something was reported: it is not to be relied
 * on. NULL when nothing could be read. */
struct yaml_node *yaml_parse_damaged(const struct file *f, struct str part, enum yaml_use use,
                                     struct arena *a, struct diags *d);

/* The same for YAML that was taken out of a file line by line and so is no view into it: a block of
 * a Markdown text that stands behind "> " or in a list. `locate` says where byte `offset` of `text`
 * stands in the file (at the end, too); all places of the tree and the diagnostics are the file's.
 * `text` must live as long as the tree. Limits are those of front matter. (yaml_taken.c) */
struct yaml_taken {
    const struct file *file;
    struct str text;
    struct pos (*locate)(void *ctx, size_t offset, size_t length);
    void *ctx;
};
struct yaml_node *yaml_parse_taken(const struct yaml_taken *in, struct arena *a, struct diags *d);

const struct yaml_node *yaml_get(const struct yaml_node *map, struct str key); /* NULL: absent */

/* The place in the file of byte `offset` of a text's value: exact, over folded lines too, but for
 * double-quoted texts with backslashes, where it is the value's start. Logarithmic. */
struct pos yaml_pos_in(const struct yaml_node *text, size_t offset, size_t length);

/* Whether a map is most likely a text whose colon YAML took for a key's ("- Hva: hvorfor nå?"): one
 * plain pair on one line, without brackets. Then *text is that line, from the "key" to the end of
 * the value: whoever wanted a text says so, with `yaml_quoted` for a remedy. */
bool yaml_is_sentence(const struct yaml_node *map, struct str *text);

/* A text as it is written in YAML between quotation marks; long ones are cut with "…". */
struct str yaml_quoted(struct arena *a, struct str text);

#endif
