/* Differences between two records (drafts' or documents' facts), for `diff` and "changed since last year". */
#ifndef TENKEN_MODEL_DIFF_H
#define TENKEN_MODEL_DIFF_H

#include "model/condition.h"

/* NULL when memory runs out; freed with cJSON_Delete:
 * {"items": [{"pack", "item", "change": "new"|"gone"|"raised"|"lowered"|"changed"|"text", "from", "to", "texts": [member…]}],
 *  "inventory": [{"name", "vendor", "change": "new"|"gone"|"changed", "from": version|null, "to": version|null}],
 *  "supplier": [{"member": "contact.email", "from", "to"}]}
 * from, to of an item: 0–4, "unknown", "na", "done", "not_done" or null. "changed": between answers that no order compares (na to a level,
 * unknown to 0); "text": the same answer, other texts (named in texts) or evidence. Order: that of `to`, then what is gone. */
cJSON *facts_diff(const struct facts *from, const struct facts *to);

#endif
