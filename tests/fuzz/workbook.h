/* Reading a foreign workbook as far as the program ever does. */
#ifndef TENKEN_TESTS_FUZZ_WORKBOOK_H
#define TENKEN_TESTS_FUZZ_WORKBOOK_H

#include "base/buffer.h"
#include "export/package.h"
#include "export/sheet_reader.h"

static inline enum status visit_cell(void *context, const struct sheet_cell *cell, struct error *e)
{
    (void)e;
    *(size_t *)context += strlen(cell->reference) + strlen(cell->text);
    return ST_OK;
}

static inline void read_all_parts(struct package_reader *reader)
{
    struct error e = {.text = ""};
    struct buffer part;
    struct shared_strings strings;
    size_t seen = 0;
    buffer_init(&part, PACKAGE_PART_MAX);
    const bool has_strings = shared_strings_read(&strings, reader, &e) == ST_OK;
    for (size_t i = 0; i < package_count(reader); i++) {
        (void)package_read(reader, i, &part, &e);
        if (has_strings && strstr(package_name(reader, i), "/worksheets/sheet")) {
            (void)sheet_cells(reader, package_name(reader, i), &strings, visit_cell, &seen, &e);
        }
    }
    if (has_strings) {
        shared_strings_release(&strings);
    }
    buffer_release(&part);
}

#endif
