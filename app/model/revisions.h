/* Which revisions of the answers were signed for a recipient, and what became of each. Never exported.
 *
 *   recipients[].revisions: [{revision, signed_at, files (as the recipient's own)}], in order, the last one signed at the end */
#ifndef TENKEN_MODEL_REVISIONS_H
#define TENKEN_MODEL_REVISIONS_H

#include "model/assessment.h"
#include "model/members.h"

#define REVISIONS_MAX 20 /* the oldest go */

/* Texts borrowed. */
struct revision {
    int number;              /* 0: sent by a version that kept no list, so that only its days are known */
    const char *signed_at;   /* NULL: not known */
    const char *sent_at;     /* when it was with the recipient first, as far as this draft knows; NULL: never */
    const char *received_at; /* by its receipt; NULL: there is none */
};

enum status revisions_check(const cJSON *recipient, const struct path *where, struct error *e);
/* Notes what the recipient's signed_at and files say now, as this revision, unless that one is noted. Nothing signed: nothing. */
enum status revision_note(cJSON *recipient, int number, struct error *e);
/* In order; how many. */
size_t revisions_of(const struct assessment *a, const cJSON *recipient, struct revision out[REVISIONS_MAX]);

#endif
