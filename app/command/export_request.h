/* Which request an export answers. */
#ifndef TENKEN_COMMAND_EXPORT_REQUEST_H
#define TENKEN_COMMAND_EXPORT_REQUEST_H

#include "command/command.h"
#include "model/assessment.h"

/* Borrowed from the draft. */
struct chosen_request {
    const cJSON *document; /* NULL: the export answers no request */
    bool added;            /* it came with this command, and the draft holds it now (in memory) */
};

/* named: a request file; the request_id of one that the draft holds; "none"; or NULL: the draft's only request, or none when it has none.
 * Refused: several to choose from; a file that is no request, whose signature does not hold, whose packs may not be taken over, or whose
 * requester is not confirmed (received_request.h). catalog: with the installed packs; those of the draft and its requests are added.
 * draft: its name, for sentences. */
enum status chosen_request_find(struct chosen_request *chosen, const char *named, struct assessment *a, const char *draft,
                                struct catalog *catalog, const struct program *program, struct error *e);

#endif
