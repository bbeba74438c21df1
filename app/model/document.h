/* The answers document inside the envelope, and the projection of a draft for one recipient. */
#ifndef TENKEN_MODEL_DOCUMENT_H
#define TENKEN_MODEL_DOCUMENT_H

#include "base/random.h"
#include "model/assessment.h"
#include "model/envelope.h"
#include "model/request.h"

/* Structure and types of an answers document, member by member: ids, dates, corporate number, levels, limits. Unknown members pass. The
 * sentence starts with the path of the member: "answers.basic10.3.level: …". */
enum status answers_check(const cJSON *document, struct error *e);
struct facts answers_facts(const cJSON *document);

/* The packs that an answers document names, for scoring, found by digest: packs[i] is the i-th one named, NULL when it is not at hand (then
 * missing is set). Fills at most max; returns how many it names. */
size_t answers_packs(const cJSON *document, const struct catalog *catalog, const struct pack **packs, size_t max, bool *missing);
/* The same without the gaps: fills and returns only those that are at hand, max at most. */
size_t answers_packs_held(const cJSON *document, const struct catalog *catalog, const struct pack **packs, size_t max, bool *missing);

/* What a draft shows to one recipient (formats.md, "Record, request, projection"): only the packs asked, aliases' homes included; never
 * another request's questions, notes or evidence. request: the request's document, or NULL (all packs of the draft; another assessment_id).
 * catalog: with the draft's packs loaded (assessment_load_packs). Not finished, as seen by this recipient: refused with ST_NO and the first
 * reasons, unless unfinished, which is then written into the document. Raises the recipient's revision in the draft and makes its
 * assessment_id on first use; a refusal leaves the draft as it was. The caller frees *document. */
enum status answers_project(struct assessment *a, const struct catalog *catalog, const cJSON *request, bool unfinished,
                            const struct clock *clock, struct random *random, cJSON **document, struct error *e);
/* The same as it stands now, finished or not, without touching the draft. request: one that the draft holds, or NULL. */
enum status answers_preview(const struct assessment *a, const struct catalog *catalog, const cJSON *request, const struct clock *clock,
                            struct random *random, cJSON **document, struct error *e);

/* The draft's note of a recipient: {request (digest or null), assessment_id, revision, signed_at}; NULL when nothing was ever made for it.
 * digest: of the request's document; "" for the one without a request. */
cJSON *recipient_find(const struct assessment *a, const char *digest);
cJSON *recipient_of(const struct assessment *a, const cJSON *request); /* the same, by the request's document or NULL */
/* When answers for it were last signed and written (a time), NULL when they never were. request: the document, or NULL. */
const char *recipient_signed_at(const struct assessment *a, const cJSON *request);
/* document: the answers that were signed for it. */
enum status recipient_signed(struct assessment *a, const cJSON *request, const cJSON *document, const struct clock *clock, struct error *e);
/* Whether what the recipient would get now says something else than what was signed for it last. Nothing signed, or noted by an older
 * version: not known. Costs a projection. The draft stays as it is. */
struct as_signed;
enum status recipient_changed(const struct assessment *a, const struct catalog *catalog, const cJSON *request, const struct clock *clock,
                              struct random *random, struct as_signed *out, struct error *e);

/* Whether another answer to this question was signed for this recipient (of the draft's list; NULL: nobody) than it has now. */
bool recipient_told_otherwise(const struct assessment *a, const cJSON *recipient, const struct question *q);
/* All those, without one of them (but; NULL: none left out): their names, joined (nameless: the files that were made for no request); names
 * may be NULL. Returns how many they are. A few digests: cheap enough for every key. */
size_t recipients_told_otherwise(struct buffer *names, const struct assessment *a, const struct question *q, const cJSON *but);

#endif
