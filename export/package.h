/* OPC packages (XLSX): reading foreign ones out of memory, and building our own. Nothing is ever extracted to disk. */
#ifndef TENKEN_EXPORT_PACKAGE_H
#define TENKEN_EXPORT_PACKAGE_H

#include "base/clock.h"
#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct buffer;

/* What a foreign package may hold at most; the sizes are those after inflating. */
#define PACKAGE_FILE_MAX ((size_t)32 * 1024 * 1024)
#define PACKAGE_ENTRIES_MAX 512
#define PACKAGE_PART_MAX ((uint64_t)16 * 1024 * 1024)
#define PACKAGE_TOTAL_MAX ((uint64_t)64 * 1024 * 1024)
#define PACKAGE_RATIO_MAX 200 /* of a part larger than PACKAGE_RATIO_FROM */
#define PACKAGE_RATIO_FROM ((uint64_t)64 * 1024)
#define PACKAGE_NAME_MAX 255

#define PACKAGE_ANSWERS_PART "/assessment/answers.json"
#define PACKAGE_MAP_PART "/assessment/map.json"

/* True for a zip archive that is no package at all: it lacks the part that every package has (OPC, ECMA-376-2 6.2.3). */
bool package_is_archive(const void *bytes, size_t n);

/* A foreign package, opened from memory. The bytes must outlive it. */
struct package_reader;

/* Checks the archive as a whole: consistent directory, nothing before or behind it, within the limits, no encryption, store or
 * deflate only, part names that mean one thing everywhere (ASCII; no `..`, `\`, `:`, `%`, `//`; none twice, also not by case).
 * name: for the sentence. ST_INPUT on refusal. */
enum status package_open(struct package_reader **reader, const void *bytes, size_t n, const char *name, struct error *e);
void package_close(struct package_reader *reader);

size_t package_count(const struct package_reader *reader);
const char *package_name(const struct package_reader *reader, size_t index); /* "/xl/workbook.xml" */
size_t package_find(const struct package_reader *reader, const char *name);  /* SIZE_MAX when absent */

/* Puts the part's bytes into out, which is cleared first; what the directory says about its size and checksum must hold. */
enum status package_read(struct package_reader *reader, size_t index, struct buffer *out, struct error *e);

/* The signed answers inside a workbook: ST_INPUT when the bytes are no sound package or hold none. */
enum status package_answers_json(const void *bytes, size_t n, const char *name, struct buffer *out, struct error *e);

/* A package being built: all parts in memory, in the order in which they are written. */
struct package_part {
    char *name; /* with the leading slash */
    char *data;
    size_t size;
};
struct package {
    struct package_part *parts;
    size_t count;
};

void package_release(struct package *p);
/* All parts of an archive that this program has just made (the same checks as for foreign ones). */
enum status package_load(struct package *p, const void *bytes, size_t n, struct error *e);
struct package_part *package_part(const struct package *p, const char *name); /* NULL when absent */
/* Adds a part, or replaces it, and states its content type (Override); content_type NULL: [Content_Types].xml says it already. */
enum status package_put(struct package *p, const char *name, const char *content_type, const void *data, size_t n, struct error *e);
/* States the content type of every part with this extension (Default). */
enum status package_default_type(struct package *p, const char *extension, const char *content_type, struct error *e);
/* Adds a relationship; source "/" is the package's root, else a part that exists. The .rels part is made when it is missing and stays
 * compact (no white space between elements: readers disagree about it in the relationship transform). id and target must be plain. */
enum status package_relate(struct package *p, const char *source, const char *id, const char *type, const char *target, struct error *e);
/* Writes the archive: equal parts give equal bytes (times fixed at 1980-01-01, the order is that of the parts). */
enum status package_write(const struct package *p, struct buffer *out, struct error *e);

/* What signs a finished package; it adds its own parts and relationships (relationships before it takes digests). */
struct package_signer {
    enum status (*sign)(const struct package_signer *signer, struct package *p, const struct clock *clock, struct error *e);
    const struct clock *clock;
    const void *context;
};

#endif
