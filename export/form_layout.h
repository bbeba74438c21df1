/* Where things stand in an answer sheet: shared by its writer and its reader. A hidden first row names what each column holds, a hidden
 * first column what each row is about, so that columns may be moved and rows sorted without an answer reaching the wrong question. */
#ifndef TENKEN_EXPORT_FORM_LAYOUT_H
#define TENKEN_EXPORT_FORM_LAYOUT_H

#include "export/form.h"

#define FORM_MAP_MARK FORM_FORMAT " map"
#define FORM_ANSWERS_MARK FORM_FORMAT " answers"
#define FORM_INVENTORY_MARK FORM_FORMAT " inventory"
#define FORM_ROW_KEY "row" /* in the map: a row that must be there */

/* Rows about the firm: the path for assessment_set_supplier, behind this prefix. */
#define FORM_SUPPLIER "supplier."
#define FORM_PERCEIVED "perceived"
#define FORM_INVENTORY "inventory:"

/* Columns of the inventory's sheet: the texts of an entry, then what is marked. */
#define FORM_PRODUCT_TEXTS 3
#define FORM_PRODUCT_COLUMNS 5
extern const char *const FORM_PRODUCT[FORM_PRODUCT_COLUMNS];

struct form_field {
    const char *path;
    const char *label; /* N_() */
    const char *help;  /* N_() or NULL */
};
#define FORM_FIELDS 9
extern const struct form_field FORM_FIELD[FORM_FIELDS];

#endif
