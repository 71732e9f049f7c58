/* json_schema: JSON Schema for the files of a course, made from the tables in course/schema.h and
 * course/literature.h: what an editor needs to complete, explain and check while one writes.
 *
 *     json_schema_write(&out, json_schema_file(STR("step")), LANGUAGE_NB);
 *     json_schema_write(&out, NULL, LANGUAGE_NB);      all of them, as #/definitions/NAME
 *
 * Draft-07, since editors check by it: it is the newest draft that VS Code's JSON and YAML support
 * handles without gaps, the one SchemaStore asks for, and ajv's own. The few keywords beyond it are
 * those that VS Code's YAML support shows (enumDescriptions, errorMessage, patternErrorMessage);
 * others pass over them.
 *
 * What the schema takes is what steg takes, as far as one file alone can tell:
 *   - steg types by key and YAML types by looks, so `title: 2024` and `version: 1.0` are texts;
 *   - a key that is not required may have nothing behind it; blanks around a text do not count;
 *   - a bare text, or a bare list, stands for a record that has a shorthand.
 * It cannot tell 1.0 from 1 or 045 from 45, whether a range rises, nor anything that lies in
 * another file. In literature.yml it passes over what steg only warns of, and keys in another case
 * than CSL's. tests/suites/51-schema holds the two against each other, value by value.
 *
 * No type is `null` or, but for true and false themselves, `boolean`, where a condition says the
 * same: editors offer types as completions, and nobody wants `null` as a title. Beside a $ref
 * stands nothing but what explains it.
 *
 * Ownership: out's arena. Errors: none. Threads: pure.
 */
#ifndef STEG_SITE_JSON_SCHEMA_H
#define STEG_SITE_JSON_SCHEMA_H

#include "base/buf.h"
#include "base/diag.h"
#include "course/schema.h"

enum json_schema_shape {
    JSON_SCHEMA_RECORD,
    JSON_SCHEMA_LIST, /* of records, as glossary.yml */
    JSON_SCHEMA_WORKS /* literature.yml, which is not of our making */
};

struct json_schema_file {
    const char *name; /* what it is called after `steg schema` */
    const char *path; /* such as it lies in a course: "content/01-module/1-step.md" */
    enum json_schema_shape shape;
    const struct schema *schema; /* NULL: of works */
    const char *meaning[2];      /* where the schema's own is that of an entry */
};

extern const struct json_schema_file json_schema_files[]; /* ends with a NULL name */

const struct json_schema_file *json_schema_file(struct str name); /* NULL: there is none */

void json_schema_write(struct buf *out, const struct json_schema_file *file, enum language l);

#endif
