/* An assessment in work: the firm's own record of one period ("draft", file format tenken-draft/1), with all answers and all requests
 * received. Pure: bytes in, bytes out; store/draft.h keeps it in a file. */
#ifndef TENKEN_MODEL_ASSESSMENT_H
#define TENKEN_MODEL_ASSESSMENT_H

#include "base/clock.h"
#include "model/plan.h"
#include "model/question.h"

#include <stdint.h>

struct buffer;

/* tree: { "format": "tenken-draft/1", "period": "2026", "created_at", "saved_at", "language": "ja"|"en",
 *   "supplier": {…as in formats.md}, "packs": [{id, version, sha256}],
 *   "requests": [envelopes as received: {format, document, signatures}; a document that came with an enrol_secret is kept without it, and
 *   beside it "digest", that of the document as it came],
 *   "perceived": 0–4, "answers": {pack: {item: answer}}, "inventory": […], "followups": [{pack, item, text, …}],
 *   "plan": {"budget_initial", "budget_monthly", "wishes": […] (plan.h)}, "affirmation": {name, role, date, answers_sha256},
 * "set_aside" (set_aside.h), "cosign_expected": true, "recipients": [{ "request": digest | null, "assessment_id", "revision", "signed_at",
 * "files", "as_signed" (as_signed.h) }], "sendings": […], "receipts": […] (sendings.h; never exported), "embedded_packs": [pack…], an
 * answer may hold "to_confirm": marks for customers who asked after it was given (given.h; never exported), "looked": {pack: {item:
 * answer}} (what the second pass has shown, as it stood then: look.h; never exported), "left_at" (left_at.h; never exported), "plan_seen"
 * (plan_seen.h; never exported), "last_year": {…} (compare.h: the record that answers were carried over from, with "affirmation": {name,
 * role}; never exported), "inventory_carried": true (the products are last year's, and nobody has said yet that they are still the same;
 * never exported), "client_id": UUID (which of a consultant's clients this firm is: interview.h; never exported), "replaced_requests":
 * [digests of requests whose place later ones took; never exported] } Members that this version does not know are kept. */
struct assessment {
    cJSON *tree;
};

enum status assessment_new(struct assessment *a, const char *period, const struct clock *clock, struct error *e);
void assessment_release(struct assessment *a);
/* Refuses what is not JSON (with line and column), another format, a newer major version (named), and members of a wrong type (named). */
enum status assessment_read(struct assessment *a, const char *bytes, size_t n, const char *name, struct error *e);
enum status assessment_write(const struct assessment *a, struct buffer *out, struct error *e);

/* Names the pack; embed: also keeps a copy in the draft (a pack from a file, which nobody else may have). */
enum status assessment_add_pack(struct assessment *a, const struct pack *pack, bool embed, struct error *e);
#define REQUESTS_MAX 64
/* Keeps a request (an envelope's tree, copied). Refused: the same request twice, another period than the draft's. */
enum status assessment_add_request(struct assessment *a, const cJSON *envelope, struct error *e);
size_t assessment_request_count(const struct assessment *a);
const cJSON *assessment_request(const struct assessment *a, size_t i); /* the request's document */
/* The digest by which answers name a request of the draft (document: one of assessment_request's). */
enum status assessment_request_digest(const struct assessment *a, const cJSON *document, char out[65], struct error *e);
/* The document of the request with this request_id or this digest (either may be NULL); NULL: the draft does not hold it. */
const cJSON *assessment_find_request(const struct assessment *a, const char *id, const char *digest);
const cJSON *assessment_request_envelope(const struct assessment *a, size_t i); /* the whole file's tree */

/* Adds the packs embedded in the draft and in its requests to the catalog: to be called after the installed packs are loaded and
 * before assessment_questions. */
enum status assessment_load_packs(const struct assessment *a, struct catalog *catalog, struct error *e);
/* The same without checking what they refer to, which may not be loaded yet: call catalog_check when it is. */
enum status assessment_add_embedded(const struct assessment *a, struct catalog *catalog, struct error *e);
struct facts assessment_facts(const struct assessment *a);
/* What the record said that answers were carried over from: facts, and its period ("" when unknown); false when there is none. */
const cJSON *assessment_past(const struct assessment *a); /* "last_year" as a whole, for compare.h; NULL when there is none */
bool assessment_last_year(const struct assessment *a, struct facts *facts, const char **period);
/* All packs of the draft (its own and of its requests), as a question list; targets raised by any request. A pack that the catalog lacks,
 * or holds only with another digest: the newest with this id is used and *changed set; none: refused by name. changed may be NULL. */
enum status assessment_questions(const struct assessment *a, const struct catalog *catalog, struct question_list *list, bool *changed,
                                 struct error *e);

/* Changes to one answer, at its home. Each refuses what the item does not take. */
enum status assessment_set_level(struct assessment *a, const struct question *q, int level, struct error *e);
enum status assessment_set_state(struct assessment *a, const struct question *q, enum answer_state state,
                                 struct error *e); /* NONE clears it */
/* member: na_reason (of an answer "not applicable" only), scope, exceptions, compensating, note, planned_by, owner, done_at (of "done"
 * only), assessor.note, assessor.confidence, assessor.reason; text "" removes. Checks limits, UTF-8, dates. */
enum status assessment_set_text(struct assessment *a, const struct question *q, const char *member, const char *text, struct error *e);
enum status assessment_set_planned(struct assessment *a, const struct question *q, int level, struct error *e); /* -1 removes */
/* -1 removes. This and a text of the assessor's also note what the rating rests on: recheck.h. */
enum status assessment_set_assessor(struct assessment *a, const struct question *q, int level, struct error *e);
enum status assessment_set_flag(struct assessment *a, const struct question *q, const char *member, bool value,
                                struct error *e); /* ask_vendor, confirmed */
enum status assessment_add_evidence(struct assessment *a, const struct question *q, cJSON *evidence, struct error *e); /* takes ownership */
/* Remembers that the second pass has shown this question with the answer that it has now; "looked" as a whole, NULL when none. */
enum status assessment_set_looked(struct assessment *a, const struct question *q, struct error *e);
const cJSON *assessment_looked(const struct assessment *a);
/* A copy of the answer object for undo (NULL: none), and putting it back (takes ownership). */
cJSON *assessment_copy_answer(const struct assessment *a, const struct question *q);
enum status assessment_restore_answer(struct assessment *a, const struct question *q, cJSON *answer, struct error *e);

enum status assessment_set_perceived(struct assessment *a, int perceived, struct error *e); /* 0–4; -1 removes */
int assessment_perceived(const struct assessment *a);                                       /* 0–4, -1 when not asked yet */
/* path: "name", "name_kana", "corporate_number", "supplier_code", "employees", "industry", "contact.email" … */
enum status assessment_set_supplier(struct assessment *a, const char *path, const char *text, struct error *e);

/* member: "name", "role" or "date"; text "" removes. */
enum status assessment_set_affirmation(struct assessment *a, const char *member, const char *text, struct error *e);
/* Notes what was affirmed: a confirmation is none of answers that were given after it. */
enum status assessment_bind_affirmation(struct assessment *a, struct error *e);
/* Somebody stands behind the answers as they are now. One that notes nothing (set from a script) is about any. */
bool assessment_affirmed(const struct assessment *a);
enum status assessment_add_inventory(struct assessment *a, cJSON *entry, struct error *e); /* takes ownership */
/* Whether the products are last year's, and nobody has said yet that the list is right as it stands: a change to one does not say so. */
bool assessment_inventory_carried(const struct assessment *a);
/* The same, and it is not as it was carried over any more. */
bool assessment_inventory_mended(const struct assessment *a);
/* Somebody has said so. */
void assessment_confirm_inventory(struct assessment *a);
enum status assessment_remove_inventory(struct assessment *a, size_t i, struct error *e);
/* The budgets that the plan was chosen under (yen, or BUDGET_NONE); false when none was chosen. */
bool assessment_budgets(const struct assessment *a, int64_t *initial, int64_t *monthly);
/* Those of the draft whose answers were carried over, to be proposed: kept in "last_year" as "budget_initial" and "budget_monthly". */
enum status assessment_keep_budgets(struct assessment *a, const struct assessment *old, struct error *e);
bool assessment_past_budgets(const struct assessment *a, int64_t *initial, int64_t *monthly);
#define BUDGET_MAX INT64_C(1000000000000) /* yen */
enum status assessment_set_budgets(struct assessment *a, int64_t initial, int64_t monthly, struct error *e);
/* Steps taken or left out by hand: the array, or NULL. A new wish takes those back that it rules out: whoever takes a step takes those
 * before it, and whoever leaves one out leaves those behind it. */
#define PLAN_WISHES_MAX 2000
const cJSON *assessment_wishes(const struct assessment *a);
enum status assessment_set_wish(struct assessment *a, const struct question *q, const struct action *action, enum plan_wish wish,
                                struct error *e);
/* What the plan is made under: the draft's budgets (none: no limit) and wishes, borrowed. */
struct plan_terms assessment_plan_terms(const struct assessment *a);
/* Of a draft's "plan", when read. */
enum status plan_draft_check(const cJSON *plan, struct error *e);

/* NULL: no consultant keeps this firm as a client. Set once. */
const char *assessment_client_id(const struct assessment *a);
enum status assessment_set_client_id(struct assessment *a, const char *id, struct error *e);

/* One assignment of `tenken set`: PACK:ITEM=0..4|unknown|na|done|not_done|none, PACK:ITEM.member=TEXT, perceived=0..4, supplier.path=TEXT,
 * inventory+=NAME;VENDOR;VERSION;internet|-;credentials|-, affirmation.name=TEXT, affirmation.role=TEXT,
 * PACK:ITEM.evidence+=TITLE;KIND;REFERENCE;DATE, PACK:ITEM.planned_level=0..4, PACK:ITEM.assessor.level=0..4, PACK:ITEM.ask_vendor=yes|no,
 * plan.budget_initial=YEN, plan.budget_monthly=YEN, cosign_expected=yes|no (an assessor is to sign too). An empty text removes. list must
 * be of this assessment; it is stale afterwards. */
enum status assessment_assign(struct assessment *a, const struct question_list *list, const char *assignment, struct error *e);

/* True for a text that only makes sense beside another one (na_reason, done_at): to be assigned after all others. */
bool assignment_depends(const char *assignment);

/* Finished = every asked question answered, na with a reason, nothing unconfirmed, supplier.name set, and wherever an assessor rates
 * otherwise than the firm a reason for it (rating.h). Marks for customers who asked later (given.h) do not count here: they keep those
 * customers' projections from being finished. Not finished: ST_NO and the first reasons in words. */
enum status assessment_finished(const struct assessment *a, const struct question_list *list, struct error *e);
/* The same for any record's facts, which list was built from. numbers: the list whose numbers the sentence uses, since a projection asks
 * fewer questions than the screens show; NULL: list itself. */
enum status record_finished(const struct facts *facts, const struct question_list *list, const struct question_list *numbers,
                            struct error *e);

#endif
