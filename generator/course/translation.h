/* translation: a course in another of its languages, made of the same files.
 *
 *     course_scan(&course, source, root, …)              the course in the language it is written
 * in course_translate(&nn, &course, STR("nn"), …)       phase 1: the same course in nynorsk … both
 * are parsed; the original is indexed first, then the other …
 *
 * Beside `2-samtale.md` may stand `2-samtale.nn.md`, its translation to each of `languages` in
 * course.yml; so also of index.md, leader.md, methods, pages, modules in one file, and the texts
 * beside the steps. A translation is a whole page: it has front matter of its own. In its
 * language's course it stands where the original stands: identity, place and order are the
 * original's, and a link that names either of the two files leads to it. What is not translated, or
 * whose translation is a draft, is read from the original, and says by unit->language what it is
 * written in.
 *
 *     course.nn.yml      the course's own texts: title, description …; the rest is course.yml's
 *     glossary.nn.yml    the terms that are translated, by their ids; the rest are glossary.yml's
 *
 * literature.yml belongs to all languages. In the original's course translations are nothing.
 *
 * Teams' records are kept under ids, so these are the original's: an `id:` that says another is an
 * error; a question in only one of two languages is `steg check`'s (site/check_languages.c).
 *
 * Ownership: as course.h says; the original must outlive the translated course. Errors:
 * diagnostics. Threads: one; the course is constant after course_resolve, as every course.
 */
#ifndef STEG_COURSE_TRANSLATION_H
#define STEG_COURSE_TRANSLATION_H

#include "course/course.h"

/* Reads the files that `of` was scanned from. False when there is no going on: course.yml cannot be
 * read, which the scan of `of` has said. */
bool course_translate(struct course *c, const struct course *of, struct str language,
                      struct arena *a, struct diags *d);

/* What a file is a translation of: "01-a/2-b.nn.md" → language "nn", original "01-a/2-b.md". False:
 * it is none, in a course with these languages. */
struct translation {
    struct str original, language;
};
bool translation_of(struct translation *out, const struct course *c, struct str path,
                    struct arena *a);

/* A file that by its name would be one ("2-b.en.md" beside "2-b.md"), to a language that there is
 * but that this course does not have. */
bool translation_unlisted(struct translation *out, const struct course *c, struct str path,
                          struct arena *a);

/* course_scan's: which files are translations, and which of them this course reads. */
void translation_find(struct course *c);
/* What this course reads in place of an original's file; NULL: the original. */
const struct source_entry *translation_entry(const struct course *c, struct str original);

/* Phase 2: units whose translation turned out to be a draft become those of their originals; they
 * are to be parsed again. Returns how many. */
size_t translation_withdraw(struct course *c, struct unit **out, size_t max);

/* course_index's, first of all: identities that differ, and the texts of course.LANG.yml. */
void translation_settle(struct course *c, struct diags *d);
/* course_index's: the terms of all that glossary.LANG.yml has put into words, else the original's.
 */
void translation_terms(struct course *c, struct diags *d);

/* Where the pages of this language lie in the site: "" or "nn/". */
struct str course_below(const struct course *c, struct arena *a);

/* The language that the course is written in. */
struct str course_written(const struct course *c);

/* A text that readers meet, with a file of its own that can be translated; of the course as it is
 * written. */
bool unit_translatable(const struct unit *u);
/* The same in another language's course; NULL: it is not translated there. Of the glossary, the
 * file that has the terms that are. */
const struct unit *unit_translated(const struct course *c, const struct unit *u);

/* The file is read as it was written, since there is no translation. */
bool unit_untranslated(const struct course *c, const struct unit *u);

/* The language of what stands at a place of course.yml, of the glossary, or of their translations.
 */
struct str course_language_at(const struct course *c, struct pos pos);

/* The language of the file that a place is in: of anything but literature.yml. */
struct str course_language_of_file(const struct course *c, const struct file *f);

/* The language that a page is in: what its file says, else its file's own; a page that is made from
 * a module has its module's. */
struct str page_language(const struct course *c, const struct page *p);
/* A page that stands here as it was written: in a language that is not this course's. */
bool page_untranslated(const struct course *c, const struct page *p);

/* The same page in another language's course: the same part of the same file, or made from the same
 * module. NULL: it has none. */
const struct page *page_counterpart(const struct course *in, const struct course *c,
                                    const struct page *p);

#endif
