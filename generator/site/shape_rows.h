/* shape_rows: how the tables of shape.c and shape_made.c are written; nobody else includes it. */
#ifndef STEG_SITE_SHAPE_ROWS_H
#define STEG_SITE_SHAPE_ROWS_H

/* Rows in the order of the enums; the designators keep them there. */
#define BOOL VALUE_BOOL, NULL
#define NUMBER VALUE_NUMBER, NULL
#define TEXT VALUE_TEXT, NULL
#define URL VALUE_URL, NULL
#define HTML VALUE_HTML, NULL
#define RECORD(of) VALUE_RECORD, &of
#define LIST(of) VALUE_LIST, &of

#define SHAPE(NAME, COUNT, MEANING, ...)               \
    const struct shape NAME##_shape = {#NAME, MEANING, \
                                       (const struct field[COUNT + 1]){__VA_ARGS__}};

#endif
