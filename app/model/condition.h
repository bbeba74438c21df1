/* Conditions: applies_if of an item, when of a cross-check. Data, never code:
 *   {"all": [C…]}  {"any": [C…]}  {"not": C}
 *   {"item": "PACK:ITEM" | "ITEM", and one or more of  "min": 0–4, "max": 0–4, "state":
 * "answered"|"unanswered"|"unknown"|"na"|"done"|"not_done"}
 *   {"profile": "employees"|"industry", "in": ["1-5", …]}
 *   {"inventory": "any"|"internet"|"credentials"}    at least one entry (with that property)
 * min/max hold only for an answered level: whoever does not know has not said that it is low. state "unknown" asks for that.
 * An unconfirmed answer counts as none, and so does the answer of an item that does not apply itself: it is kept, but hidden,
 * and what follows from it is hidden too. */
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

/* Whether an item (not an alias) of pack applies: its applies_if holds. */
bool item_applies(const struct item *item, const struct pack *pack, const struct catalog *catalog, const struct facts *facts);

/* condition NULL is true. pack: the one that the condition stands in (for item references without a pack). */
bool condition_holds(const cJSON *condition, const struct pack *pack, const struct catalog *catalog, const struct facts *facts);

/* Structure only: members, types, limits. where: for the sentence. */
#define CONDITION_DEPTH_MAX 8
#define CONDITION_NODES_MAX 100
enum status condition_check(const cJSON *condition, const char *where, struct error *e);

/* An item applies when its applies_if leads to another's, and so on: chains at most this long (catalog_check refuses more). */
#define CONDITION_CHAIN_MAX 16

/* Calls visit for each item that the (checked) condition refers to, in order, until it returns false; returns whether it never did. */
bool condition_items(const cJSON *condition, const char *own_pack, bool (*visit)(void *context, const char *pack, const char *item),
                     void *context);

#endif
