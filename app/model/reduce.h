/* What of a draft's parts may leave the firm: copies with the members of formats.md only, nothing that names another customer's business.
 * Each returns NULL when memory runs out. */
#ifndef TENKEN_MODEL_REDUCE_H
#define TENKEN_MODEL_REDUCE_H

#include <cjson/cJSON.h>

/* An answer; of evidence's references only the file's name stays (a path can name another customer), of web addresses no user, query or
 * fragment. */
cJSON *reduce_answer(const cJSON *answer);
/* The company profile. code: the supplier code that this recipient uses, or NULL: each customer has its own, and none may learn another's.
 */
cJSON *reduce_supplier(const cJSON *supplier, const char *code);
cJSON *reduce_inventory(const cJSON *inventory);
cJSON *reduce_affirmation(const cJSON *affirmation, const char *today);
/* The follow-ups about an answer in answers ({pack: {item: …}}). */
cJSON *reduce_followups(const cJSON *followups, const cJSON *answers);

#endif
