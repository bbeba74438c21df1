/* What became of the answers for one recipient of a draft, for the screens (tui/finish.h). */
#ifndef TENKEN_COMMAND_HANDED_STATE_H
#define TENKEN_COMMAND_HANDED_STATE_H

#include "command/command.h"
#include "model/assessment.h"
#include "tui/finish.h"

/* catalog: with the draft's packs. request: the document, or NULL. */
void handed_state(const struct program *program, const struct assessment *a, const struct catalog *catalog, const cJSON *request,
                  struct handed_state *out);

/* What was signed for that recipient so far: had and nhad. */
void handed_had(const struct assessment *a, const cJSON *request, struct customer_request *out);

#endif
