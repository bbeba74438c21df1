/* Detached JWS (RFC 7515) over canonical JSON: making and verifying the signatures of an envelope. Judges mathematics and header rules only;
 * whether a signer is trusted is verdict.h's. */
#ifndef TENKEN_TRUST_JWS_H
#define TENKEN_TRUST_JWS_H

#include "model/document.h"
#include "trust/identity.h"

enum role { ROLE_SUPPLIER, ROLE_ASSESSOR, ROLE_REQUESTER };
const char *role_name(enum role role); /* "supplier" … as in the header */

struct signer {
    char subject[256]; /* RFC 2253, cleaned for display */
    char sha256[SHA256_TEXT]; /* of the certificate's DER */
    enum role role;
    char alg[8];
    int64_t issued_at; /* iat, the signer's own claim */
    int64_t not_before, not_after;
    char enrol[64];               /* base64url or "" */
    char renew[SHA256_TEXT];      /* or "" */
};

/* Returns one {protected, signature} object for the document (owned by the caller), NULL on failure. alg follows from the key.
 * extra: members to add to the protected header (enrol, renew), or NULL; not owned. */
cJSON *jws_sign(const struct identity *id, const cJSON *document, enum document_kind kind, enum role role, const struct clock *clock,
                const cJSON *extra, struct error *e);

/* Verifies every signature of the envelope. canonical: the canonical form of its document. Fills signers[count] in order.
 * ST_OK: every one is valid. ST_NO: at least one is not, and e says which and why; *valid of them were filled. */
enum status jws_verify(const struct envelope *envelope, const char *canonical, size_t n, struct signer signers[ENVELOPE_SIGNATURES_MAX],
                       struct error *e);

#endif
