/* What was signed last for a recipient, kept in the draft as digests, so that whatever changes afterwards can be told. Never exported.
 *
 *   recipients[].as_signed: {content: digest of all that the recipient was told, beside: the same without the answers,
 *                            parts: {member of the document: digest}, those beside the answers,
 *                            answers: {pack: {item: digest of the answer}},
 *                            said: {pack: {item: the answer and its plan, and beside: {member: digest} of its other texts,
 *                                   before: the highest level of an earlier revision, where a correction lowered it}}} */
#ifndef TENKEN_MODEL_AS_SIGNED_H
#define TENKEN_MODEL_AS_SIGNED_H

#include "base/error.h"
#include "model/answer.h"
#include "model/members.h"

#include <cjson/cJSON.h>

/* Structure, when a draft is read; absent (drafts from before) is fine. */
enum status as_signed_check(const cJSON *recipient, const struct path *where, struct error *e);
/* Instead of what was noted before. document: as signed. */
enum status as_signed_note(cJSON *recipient, const cJSON *document, struct error *e);

/* What the firm says to whoever reads its answers; all else follows from it, or from the packs. */
enum said { SAID_FIRM, SAID_BELIEF, SAID_ANSWERS, SAID_PRODUCTS, SAID_PLAN, SAID_FOLLOWUPS, SAID_PERSON, SAID_UNFINISHED, SAID_PARTS };

struct as_signed {
    bool known;     /* else nothing can be said */
    bool changed;   /* something that the recipient would see is not as it was signed */
    bool beside;    /* among it something beside the answers; never for what was signed before that was noted */
    unsigned parts; /* which beside the answers: 1 << enum said; 0 where that was not noted when it was signed */
    size_t answers; /* among it so many answers, also given or dropped since */
};
/* document: what the recipient would get now. Who numbers and dates a document, and which versions of packs and which scores it names, does
 * not count: only what the firm itself says. */
enum status as_signed_compare(const cJSON *recipient, const cJSON *document, struct as_signed *out, struct error *e);

/* Whether it is noted that the recipient was told an answer to this question. */
bool as_signed_told(const cJSON *recipient, const char *pack, const char *item);
/* Whether the recipient was told another answer to this question than this one (as a document has it; NULL: none any more). False also
 * when it was told none, or nothing is noted. */
bool as_signed_otherwise(const cJSON *recipient, const char *pack, const char *item, const cJSON *answer);
/* What the recipient was told: the level or the state of the answer, and what it planned; ANSWER_NONE when that is not noted. */
struct answer as_signed_answer(const cJSON *recipient, const char *pack, const char *item);

/* The level that this recipient was told before a correction lowered it; -1: none. */
int as_signed_before(const cJSON *recipient, const char *pack, const char *item);

/* What is written beside an answer, as bits. */
enum beside_answer { BESIDE_PLAN = 1, BESIDE_NOTE = 2, BESIDE_EVIDENCE = 4, BESIDE_DETAILS = 8 };
/* Which of it is not as it was told. then: of as_signed_answer; answer: as in a draft or a document. 0 also where that was not noted. */
unsigned as_signed_beside(const struct answer *then, const cJSON *answer);

#endif
