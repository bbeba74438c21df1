/* Supplier codes in CSV files: their form, and that no code comes twice. */
#ifndef TENKEN_COMMAND_SUPPLIER_CODE_H
#define TENKEN_COMMAND_SUPPLIER_CODE_H

#include "store/portfolio_csv.h"
#include "store/portfolio_trust.h"

#include <stdint.h>

/* Heads of the column of codes in lists that are not made for this program. */
#define SUPPLIER_CODE_HEADS                                                                                                                \
    {                                                                                                                                      \
        "取引先コード", "取引先番号", "仕入先コード", "仕入先番号", "発注先コード", "発注先番号", "コード", "code"                         \
    }

/* Makes the row's code plain (full-width letters and digits are the same code: csv_plain) and checks it: 1–63 bytes without control
 * characters; refused with line and column. *folded: it was in full width; may be NULL. */
enum status supplier_code_check(struct csv *csv, size_t column, bool *folded, struct error *e);

/* The code of a supplier as somebody typed it, "００７" or " 007 ": *code is then the one that the list has, in room. One that stands for
 * itself, or for nobody, stays. */
enum status supplier_code_meant(struct portfolio *p, const char **code, char room[SUPPLIER_CODE_MAX + 1], struct error *e);

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
