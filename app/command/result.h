/* What `tenken show` shows, computed once for both forms of it. */
#ifndef TENKEN_COMMAND_RESULT_H
#define TENKEN_COMMAND_RESULT_H

#include "command/record.h"
#include "model/gap.h"
#include "model/plan.h"
#include "model/score.h"
#include "model/threat.h"

#define HITS_MAX 64

struct result {
    const struct record *record;
    struct score score;
    bool claim_differs; /* the document's own score is another one */
    int perceived;      /* 0…1000 or SCORE_NONE */
    struct gap *gaps;
    size_t ngaps;
    struct threat_cover *threats;
    size_t nthreats;
    struct plan plan;
    int64_t budget_initial, budget_monthly; /* that the plan was made under */
    bool budget_given;                      /* by a flag, or chosen in the draft */
    struct check_hit hits[HITS_MAX];
    size_t nhits;
    struct error unfinished; /* its text says what is open; "" when finished */
};

void result_print_text(const struct result *result);
void result_print_assessor(const struct result *result);           /* nothing when there are no ratings */
void result_print_followups(const struct result *result);          /* nothing when there are none */
bool result_put_assessor(cJSON *out, const struct result *result); /* assessor_ratings and ratings */
cJSON *result_to_json(const struct result *result);                /* NULL: out of memory */

#endif
