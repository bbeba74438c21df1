/* Supplier codes in CSV files: their form, and that no code comes twice. */
#ifndef TENKEN_COMMAND_SUPPLIER_CODE_H
#define TENKEN_COMMAND_SUPPLIER_CODE_H

#include "store/portfolio_csv.h"

#include <stdint.h>

/* 1–63 bytes without control characters; refused with line and column. */
enum status supplier_code_check(const struct csv *csv, size_t column, struct error *e);

/* Codes seen, with the lines that they stood on. Zeroed to begin with. */
struct code_set {
    struct code_seen *slots;
    size_t nslots, count;
    struct buffer text;
};
/* Adds the row's code; a second time is refused with both lines. */
enum status code_set_add(struct code_set *set, const struct csv *csv, size_t column, struct error *e);
bool code_set_has(const struct code_set *set, const char *code);
void code_set_release(struct code_set *set);

#endif
