#include "export/form_layout.h"

#include "base/i18n.h"

const char *const FORM_PRODUCT[FORM_PRODUCT_COLUMNS] = {"name", "vendor", "version", "internet", "credentials"};

const struct form_field FORM_FIELD[FORM_FIELDS] = {
    {"name", N_("Name of the firm"), N_("As it stands in the register, with the legal form.")},
    {"name_kana", N_("Reading (kana)"), NULL},
    {"corporate_number", N_("Corporate number"),
     N_("13 digits, public, on your tax papers and at the National Tax Agency's site. Sole proprietors have none: leave it empty.")},
    {"employees", N_("People"), NULL},
    {"industry", N_("Industry"), NULL},
    {"contact.name", N_("Contact person"), N_("Whom customers may ask about these answers.")},
    {"contact.email", N_("Mail"), NULL},
    {"contact.phone", N_("Phone"), NULL},
    {"contact.emergency_phone", N_("Emergency phone"),
     N_("Where somebody answers at night and on holidays, if a product that you use is under attack.")},
};
