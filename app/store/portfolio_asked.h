/* What requests ask for beyond their questionnaires: the levels by which answers to them are measured. Small enough to be held for all
 * requests at once, so that the threads of a merge need no database: requests of a round have one or two such lists in common. */
#ifndef TENKEN_STORE_PORTFOLIO_ASKED_H
#define TENKEN_STORE_PORTFOLIO_ASKED_H

#include "store/portfolio.h"

#include <cjson/cJSON.h>

/* Never changes once made. */
struct asked_targets;
enum status asked_targets_load(struct asked_targets **out, struct portfolio *p, struct error *e);
void asked_targets_free(struct asked_targets *asked);
/* {pack: {item: level}} of the request with this digest (hex), NULL when it raises none, or there is no such request; asked may be NULL. */
const cJSON *asked_targets_find(const struct asked_targets *asked, const char *request);

#endif
