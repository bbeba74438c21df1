/* Conditions: applies_if of an item, when of a cross-check. Data, never code:
 *   {"all": [C…]}  {"any": [C…]}  {"not": C}
 *   {"item": "PACK:ITEM" | "ITEM", and one or more of  "min": 0–4, "max": 0–4, "state": "answered"|"unanswered"|"unknown"|"na"|"done"|"not_done"}
 *   {"profile": "employees"|"industry", "in": ["1-5", …]}
 *   {"inventory": "any"|"internet"|"credentials"}    at least one entry (with that property)
 * min/max hold only for an answered level (unknown counts as level 0 for max, never for min). */
#ifndef TENKEN_MODEL_CONDITION_H
#define TENKEN_MODEL_CONDITION_H

#include "model/pack.h"

/* What conditions and questions look at: of a draft or of a signed document alike. Borrowed; each may be NULL. */
struct facts {
    const cJSON *answers;   /* {pack: {item: answer}} */
    const cJSON *supplier;  /* the company profile */
    const cJSON *inventory; /* array */
};

/* The answer of an item at its home; NULL when none. */
const cJSON *facts_answer(const struct facts *facts, const char *pack, const char *item);

/* condition NULL is true. pack: the one that the condition stands in (for item references without a pack). */
bool condition_holds(const cJSON *condition, const struct pack *pack, const struct catalog *catalog, const struct facts *facts);

/* Structure only: members, types, depth at most 8. where: for the sentence. */
enum status condition_check(const cJSON *condition, const char *where, struct error *e);

#endif
