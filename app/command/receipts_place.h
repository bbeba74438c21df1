/* Where a prime's receipts are put: in the folder "receipts" of a WebDAV collection, or of a folder. */
#ifndef TENKEN_COMMAND_RECEIPTS_PLACE_H
#define TENKEN_COMMAND_RECEIPTS_PLACE_H

#include "base/error.h"
#include "model/offers.h"

#include <stdbool.h>

struct receipts_place;
struct net_options;

/* Makes "receipts" when it is missing, and looks which receipts are there. to: an https address or a path; options: borrowed, for the
 * former. The caller frees it. */
enum status receipts_place_open(struct receipts_place **out, const char *to, const struct net_options *options, struct error *e);
/* "D/receipts/": what is put at the place lies below it, as seen from where the command runs. Borrowed. */
const char *receipts_place_location(const struct receipts_place *p);
bool receipts_place_has(const struct receipts_place *p, const char *name);
/* Puts one there, whole or not at all; what has that name already stays. */
enum status receipts_place_put(struct receipts_place *p, const char *name, const void *bytes, size_t n, struct error *e);
void receipts_place_free(struct receipts_place *p);

#endif
