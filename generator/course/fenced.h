/* fenced: blocks of data in a text. A fenced code block whose first word is that of a kind is no
 * code but YAML, and becomes what its kind makes of it:
 *
 *     ```table
 *     caption: To samtaler
 *     …
 *     ```
 *
 * Any other word stays code. The block may stand wherever a code block may: in a list, a box, a
 * quotation, a text of front matter (`text: |`); what is wrong in it is reported where it stands in
 * the file, whatever stands before its lines.
 *
 * A new kind is a row in fenced.c and a writer. The writer gets the root of the YAML and reads it
 * through a schema, so that its keys are in the reference, in the JSON Schema and known to "did you
 * mean":
 *
 *     void table_write(struct doc_writer *w, const struct yaml_node *root, struct pos where)
 *     {
 *         struct table table;
 *         bool good = schema_decode_at(&table, &schema_table, root, where, w->scratch, w->d);
 *         if (!good || root->damaged) return;
 *         …
 *     }
 *
 * Texts of the record are Markdown; doc_write_text() (doc_internal.h) writes them with their links,
 * terms and citations, which are the doc's from then on. So words are counted, and search and
 * `steg diff` see what is written.
 *
 * Limits: those of front matter, YAML_MAX_FRONT_MATTER and YAML_MAX_NODES.
 * Ownership: the tree lives in w->scratch. Errors: as said; a block with errors writes nothing.
 */
#ifndef STEG_COURSE_FENCED_H
#define STEG_COURSE_FENCED_H

#include "course/doc_internal.h"

/* `root` is damaged when something in it was reported: then schema_decode_at reports what else is
 * wrong, but the record is not to be used, whatever it returns. The root is of NULL kind when the
 * block is empty. `where` is the line that opens the block: to be blamed for what is missing. */
typedef void fenced_writer(struct doc_writer *w, const struct yaml_node *root, struct pos where);

/* Writes a code block with that first word, or reports what is wrong with it; false when the word
 * is of no kind: then it is code. */
bool fenced_write(struct doc_writer *w, const struct md_event *code, struct str word);

/* The YAML in a fenced code block of the text, every place being the file's. NULL: reported. */
const struct yaml_node *fenced_read(const struct doc_input *in, const struct md_event *code,
                                    struct arena *a, struct diags *d);

#endif
