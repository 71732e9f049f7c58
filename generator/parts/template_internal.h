/* template_internal: what the files of the room share. Nobody else includes it.
 *
 *     template_parse.c    bytes → nodes: the grammar, standalone lines, delimiters
 *     template_html.c     static text → where in HTML we stand: the only thing that knows HTML
 *     template_check.c    a name → where its value lies; may it be printed here?
 *     template_compile.c  nodes + shape → ops: partials, parents and blocks expanded in place
 *     template_render.c   ops + value → bytes
 *
 * A file is parsed once per set and expanded once per use. Expansion is what makes rendering fast
 * (a page is one straight list of ops, with texts joined across partials) and checking exact (a
 * partial is checked in each context it is used in, names and HTML alike).
 */
#ifndef STEG_PARTS_TEMPLATE_INTERNAL_H
#define STEG_PARTS_TEMPLATE_INTERNAL_H

#include "base/buf.h"
#include "base/map.h"
#include "parts/template.h"

/* ---- Nodes: a parsed file -------------------------------------------------------------------- */

enum node_kind {
    NODE_NOTHING,
    NODE_TEXT,     /* static bytes, never more than one line */
    NODE_LINE,     /* a line that is not blank begins: indentation goes here */
    NODE_PRINT,    /* {{name}} {{{name}}} {{&name}} */
    NODE_SECTION,  /* {{#name}} … {{/name}} */
    NODE_INVERTED, /* {{^name}} … {{/name}} */
    NODE_PARTIAL,  /* {{>name}} */
    NODE_PARENT,   /* {{<name}} … {{/name}} */
    NODE_BLOCK,    /* {{$name}} … {{/name}}: a parameter, or directly in a parent an argument */
};

/* Nodes lie in the order of the file; a body is what follows its node up to `end`. Views point
 * into the file, so every one of them is also a position. */
struct node {
    enum node_kind kind;
    bool raw;        /* PRINT: without escaping */
    bool standalone; /* the tag (PARENT: from opening to closing tag) has its line to itself;
                        BLOCK as argument: a new line follows its opening tag */
    bool begins;     /* BLOCK: only white space stands before it on its line */
    uint32_t end;
    struct str text;   /* TEXT: the bytes; LINE: its leading white space; else the name */
    struct str tag;    /* the whole (opening) tag */
    struct str before; /* the white space in front of a tag that begins its line */
    struct str inside; /* BLOCK: the white space that begins its first line inside */
};

struct parsed {
    const struct file *file;
    struct node *nodes;
    uint32_t count;
    bool faulty;       /* a diagnostic was added */
    uint8_t recursive; /* does it come back to itself? 0 not asked yet, 1 no, 2 yes */
    uint32_t seen;     /* by which search; see reaches() */
};

struct template_set {
    struct arena *arena;
    template_fetch *fetch;
    void *ctx;
    struct map parsed;   /* by name; a missing file is `missing` */
    struct map reported; /* file, offset and id of what was said already */
    uint32_t searches;
    struct parsed missing;
};

/* The parsed file, or NULL when there is none of that name. */
struct parsed *template_parsed(struct template_set *set, struct str name, struct diags *d);
struct parsed *template_parse(struct template_set *set, const struct file *f, struct diags *d);

/* ---- HTML: where the static text has brought us ---------------------------------------------- */

enum html_state {
    HTML_TEXT,
    HTML_LT,          /* < */
    HTML_LT_SLASH,    /* </ */
    HTML_TAG_NAME,    /* <na */
    HTML_IN_TAG,      /* <a ▮ */
    HTML_ATTR_NAME,   /* <a hre */
    HTML_AFTER_NAME,  /* <a hidden ▮ */
    HTML_AFTER_EQUAL, /* <a href= */
    HTML_UNQUOTED,    /* <a href=x */
    HTML_DOUBLE,      /* <a href="x */
    HTML_SINGLE,      /* <a href='x */
    HTML_EDGE,        /* <a href="x": white space, / or > must follow */
    HTML_DECL,        /* <! */
    HTML_DECL_DASH,   /* <!- */
    HTML_COMMENT,     /* <!-- x */
    HTML_BOGUS,       /* <!doctype, <?xml */
    HTML_RAW,         /* <script>, <style> and the like: text that is not ours to fill in */
    HTML_RCDATA,      /* <title>, <textarea>: characters only, no tags */
};

/* What an attribute's value is to a browser. */
enum attr_kind { ATTR_PLAIN, ATTR_URL, ATTR_URLS, ATTR_CODE };

#define HTML_NAME_MAX 24

struct html {
    enum html_state state;
    enum attr_kind attr;
    bool closing;    /* an end tag */
    bool fragment;   /* a # stands before in this value: the scheme cannot change any more */
    uint8_t matched; /* COMMENT: dashes; RAW, RCDATA: how much of </name */
    uint8_t element_len, name_len;
    char element[HTML_NAME_MAX]; /* lower case; too long a name is cut, which none of ours is */
    char name[HTML_NAME_MAX];    /* of the attribute */
    struct pos began;            /* the < of the tag or comment, for messages */
};

/* Walks over text of a file. Where an attribute is glued to what stands before it, *glued becomes
 * the offending character and the walk goes on. */
void html_walk(struct html *h, const struct file *file, struct str text, struct str *glued);
/* A section begins here: what a name could still have become is settled. */
void html_section(struct html *h);
/* The state after a section that may be left out (or come again): false when there is none. */
bool html_join(struct html *h, const struct html *without, bool repeated);
bool html_between_attributes(const struct html *h);
bool html_same(const struct html *a, const struct html *b);
/* <a href="…  <!-- …  <script>…  : the state as the author knows it. */
struct str html_sketch(const struct html *h, struct arena *a);

/* ---- Ops: a compiled template ---------------------------------------------------------------- */

enum op_code {
    OP_TEXT,
    OP_ESCAPED,  /* print, for HTML text and attributes */
    OP_RAW,      /* print as it is: trusted HTML */
    OP_URL,      /* print in an attribute that holds an address */
    OP_FRAGMENT, /* print after the # of such an attribute */
    OP_SECTION,  /* false: jump; else fill frame `push`, go on */
    OP_NEXT,     /* end of a section: the next item and jump to its body, or go on */
    OP_INVERTED, /* true: jump */
    OP_INDENT,   /* what recursion has added to the indentation */
    OP_CALL,     /* a body that is being expanded already, once more */
    OP_RETURN,   /* the end of such a body, for those who called it */
    OP_END,
};

#define TEMPLATE_PATH_MAX 16

/* How to find a value: the frame, then field by field. Without a shape: names. */
struct path {
    uint8_t slot, len;
    uint16_t fields[TEMPLATE_PATH_MAX];
    const struct str *names; /* without a shape: len of them; len 0 is {{.}} */
};

struct op {
    uint8_t code;
    uint8_t push;
    uint32_t jump;
    union {
        struct str text;
        struct path path;
        const struct call *call;
    } as;
};

/* Frames of the caller that become frames of the callee: to[i] = from[i]. */
struct call {
    uint32_t target;
    uint8_t depth;  /* frames of the caller in use */
    uint8_t callee; /* frames of the callee in use */
    uint8_t moves;
    bool restart; /* the indentation begins anew */
    struct str indent;
    uint8_t from[TEMPLATE_MAX_DEPTH + 2], to[TEMPLATE_MAX_DEPTH + 2];
};

struct template
{
    const struct op *ops;
    uint32_t count;
    uint8_t frames; /* most in use at once */
    bool calls;
    const struct shape *shape;
};

/* ---- Scope: what names mean while compiling -------------------------------------------------- */

struct scope_frame {
    enum value_kind kind; /* what the frame holds: a record, or a text to be printed by {{.}} */
    const struct shape *shape; /* RECORD */
    uint8_t from;              /* the frame it was found in */
};

struct scope {
    bool checked; /* false: no shape was given */
    struct scope_frame frames[TEMPLATE_MAX_DEPTH + 2];
    uint8_t depth;
};

struct found {
    struct path path;
    enum value_kind kind;
    const struct shape *of;
};

/* Messages of one compilation: a fault is said once, however often its partial is used. */
struct faults {
    struct template_set *set;
    struct diags *diags;
    bool any;
};

/* True when it has not been said before. An error counts in any case. */
bool fault_new(struct faults *f, enum diag_id id, struct pos pos);
#define fault(f, id, pos, ...)                                                       \
    do                                                                               \
        if (fault_new((f), (id), (pos))) diag((f)->diags, (id), (pos), __VA_ARGS__); \
    while (0)

bool scope_find(struct found *out, const struct scope *s, const struct file *file, struct str name,
                struct faults *f);
/* How a value of this kind may be printed here: an OP_ code, or OP_END and a diagnostic. */
enum op_code print_code(const struct found *v, const struct html *h, const struct file *file,
                        const struct node *n, struct faults *f);

#endif
