/* Where the pages lie that are not for customers: the owner's own, and the one for the IT vendor. */
#ifndef TENKEN_COMMAND_OWN_PAGES_H
#define TENKEN_COMMAND_OWN_PAGES_H

#include "model/assessment.h"

/* The folder is made. *path: owned by the caller. */
enum status own_page_path(const struct assessment *a, char **path, struct error *e);
enum status vendor_page_path(const struct assessment *a, char **path, struct error *e);
/* The page for the IT vendor, for display; "": it was not written. */
void vendor_page_lies(const struct assessment *a, char *out, size_t size);

#endif
