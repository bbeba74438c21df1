/* The map from cells to members of the signed answers, part /assessment/map.json (export/FORMAT.md, "The map"). */
#ifndef TENKEN_EXPORT_ANSWERS_MAP_H
#define TENKEN_EXPORT_ANSWERS_MAP_H

#include "base/error.h"

#include <cjson/cJSON.h>
#include <stdbool.h>
#include <stddef.h>

struct buffer;

#define MAP_FORMAT "tenken-map/1"
#define MAP_CELLS_MAX 50000

enum map_kind {
    MAP_TEXT,   /* the cell shows the text member (absent: an empty cell), as cell_text() cleans it */
    MAP_ANSWER, /* the cell shows the state of the answer object: 0–4, "?", "-", "○", "×" or nothing */
};

struct answers_map {
    cJSON *tree;
    cJSON *sheets;
    cJSON *cells;
    bool failed; /* out of memory: checked at the end */
};

void answers_map_begin(struct answers_map *m);
void answers_map_release(struct answers_map *m);
/* Sheets come in the workbook's order: the nth added is part /xl/worksheets/sheetN.xml. Returns the sheet's index. */
int answers_map_sheet(struct answers_map *m, const char *name);
/* pointer: JSON pointer (RFC 6901) into the document. */
void answers_map_add(struct answers_map *m, int sheet, int row, int column, enum map_kind kind, const char *pointer);
enum status answers_map_write(const struct answers_map *m, struct buffer *out, struct error *e);

/* Appends "/answers/PACK/ITEM" and, unless NULL, "/MEMBER", with ~ and / escaped. */
void map_pointer_answer(struct buffer *out, const char *pack, const char *item, const char *member);
/* The value that a pointer names, NULL when there is none. Array indices are decimal without leading zeros. */
const cJSON *map_pointer_find(const cJSON *document, const char *pointer);

/* What a cell of this kind shows for this value (NULL: absent), appended to out. A number where *number is set. */
void map_shows(enum map_kind kind, const cJSON *value, struct buffer *out, bool *number);

#endif
