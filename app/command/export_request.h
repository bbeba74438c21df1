/* Which request an export answers. */
#ifndef TENKEN_COMMAND_EXPORT_REQUEST_H
#define TENKEN_COMMAND_EXPORT_REQUEST_H

#include "base/error.h"
#include "model/assessment.h"

#include <stdint.h>

/* Borrowed from the draft. */
struct chosen_request {
    const cJSON *document; /* NULL: the export answers no request */
    bool added;            /* it came with this command, and the draft holds it now (in memory) */
};

/* named: a request file; the request_id of one that the draft holds; "none"; or NULL: the draft's only request, or none when it has none.
 * Refused: several to choose from; a file that is no request, whose signature does not hold, or whose packs may not be taken over.
 * catalog: with the installed packs; those of the draft and its requests are added. */
enum status chosen_request_find(struct chosen_request *chosen, const char *named, struct assessment *a, struct catalog *catalog, int64_t at,
                                struct error *e);

#endif
