/* The signed envelope, the answers document inside it, requests, and the projection of a draft for one recipient. */
#ifndef TENKEN_MODEL_DOCUMENT_H
#define TENKEN_MODEL_DOCUMENT_H

#include "base/random.h"
#include "model/assessment.h"

#define ENVELOPE_SIGNATURES_MAX 8

enum document_kind { DOCUMENT_ANSWERS, DOCUMENT_REQUEST, DOCUMENT_RECEIPT };
/* "tenken-answers/1" and "tenken-answers+jws" … */
const char *document_format(enum document_kind kind);
const char *document_typ(enum document_kind kind);

struct envelope_signature {
    const char *protected_header; /* base64url as written */
    const char *signature;
    const cJSON *header; /* unprotected, or NULL */
};

/* Owns tree; the rest is borrowed from it. */
struct envelope {
    cJSON *tree;
    enum document_kind kind;
    const cJSON *document;
    struct envelope_signature signatures[ENVELOPE_SIGNATURES_MAX];
    size_t count;
};

/* Strict JSON; the outer object has exactly format, document, signatures (1–8, or 0 when allow_unsigned); another major number of format
 * is refused with the version needed. Does not look into the document: document_check does. */
enum status envelope_read(struct envelope *envelope, const char *bytes, size_t n, const char *name, bool allow_unsigned, struct error *e);
void envelope_release(struct envelope *envelope);
/* Builds {format, document, signatures}; takes ownership of both, also on failure. */
cJSON *envelope_build(enum document_kind kind, cJSON *document, cJSON *signatures);

/* Structure and types of an answers document, member by member: ids, dates, corporate number, levels, limits. Unknown members pass. */
enum status answers_check(const cJSON *document, struct error *e);
struct facts answers_facts(const cJSON *document);

/* A request document: { request_id (UUID), period, issued_at, due (date), requester {name, contact {…}, certificate?}, supplier_code, supplier_name,
 *   packs [{id, version, sha256}], embedded_packs [pack…], targets {pack: {item: level}}, tier "higher"|"base"?, encrypt_to (base64 DER certificate)?,
 *   upload_url?, enrol_secret (base64url, 32 bytes)? } */
enum status request_check(const cJSON *document, struct error *e);

/* What a draft shows to one recipient (formats.md, "Record, request, projection"): only the packs asked, aliases' homes included; never another
 * request's questions, notes or evidence. request: the request's document, or NULL (all packs of the draft; another assessment_id).
 * Raises the recipient's revision in the draft and makes its assessment_id on first use. The caller frees *document. */
enum status answers_project(struct assessment *a, const struct catalog *catalog, const cJSON *request, bool unfinished, const struct clock *clock,
                            struct random *random, cJSON **document, struct error *e);
/* The packs that an answers document names, for scoring: those at hand by digest go to packs (at most max); returns how many it names. missing: set
 * when one is not at hand. */
size_t answers_packs(const cJSON *document, const struct catalog *catalog, const struct pack **packs, size_t max, bool *missing);

/* Differences between two records (drafts' or documents' facts), for `diff` and "changed since last year". Freed with cJSON_Delete:
 * {"items": [{"pack","item","change": "new"|"gone"|"raised"|"lowered"|"text", "from", "to"}], "inventory": […], "supplier": […]} */
cJSON *facts_diff(const struct facts *from, const struct facts *to);

#endif
