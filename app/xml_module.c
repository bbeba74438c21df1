#include "xml_module.h"

#include <libxml/parser.h>

const struct xml_module xml_module = {
    .begin = xmlInitParser,
    .package_sign = package_sign,
    .package_verify = package_verify,
    .shared_strings_read = shared_strings_read,
    .shared_strings_release = shared_strings_release,
    .sheet_cells = sheet_cells,
    .multistatus_read = multistatus_read,
};
