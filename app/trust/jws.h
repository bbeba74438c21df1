/* Detached JWS (RFC 7515) over canonical JSON: making and verifying the signatures of an envelope. Judges mathematics, header and
 * certificate rules only; whether a signer is trusted, and valid in time, is verdict.h's. No global state: several threads may verify at
 * once. */
#ifndef TENKEN_TRUST_JWS_H
#define TENKEN_TRUST_JWS_H

#include "base/buffer.h"
#include "model/envelope.h"
#include "trust/certificate.h"
#include "trust/header.h"
#include "trust/identity.h"

struct signer {
    char subject[SUBJECT_BYTES]; /* RFC 2253, cleaned for display */
    char name[NAME_BYTES];       /* the same for people, see certificate.h */
    char sha256[SHA256_TEXT];    /* of the certificate's DER */
    enum role role;
    char alg[8];
    int64_t issued_at; /* iat, the signer's own claim */
    int64_t not_before, not_after;
    char enrol[ENROL_TEXT];  /* base64url or "" */
    char renew[SHA256_TEXT]; /* or "" */
};

/* Returns one {protected, signature} object for the document (owned by the caller), NULL on failure. alg follows from the key.
 * extra: members to add to the protected header (enrol, renew), or NULL; not owned. Refuses a certificate that is not valid now. */
cJSON *jws_sign(const struct identity *id, const cJSON *document, enum document_kind kind, enum role role, const struct clock *clock,
                const cJSON *extra, struct error *e);

/* The mathematics alone: one signature over the signing input. alg as from key_algorithm(key). ST_NO: it does not fit. */
enum status jws_verify_input(EVP_PKEY *key, const char *alg, const void *input, size_t n, const uint8_t *signature, size_t nsignature,
                             struct error *e);

/* How a reader of many files saves work; borrowed. */
struct jws_savings {
    struct workbench *bench;
    /* Whether the reader has pinned this certificate: true and the supplier's code. */
    bool (*lookup)(void *context, const char sha256[SHA256_TEXT], enum role role, char code[64]);
    void *context;
    const struct ca_bundle *ca; /* CA certificates that may vouch for one that is not pinned, at this moment; NULL: none */
    int64_t at;
};

/* Verifies every signature of the envelope, in order. canonical: the canonical form of its document. savings: or NULL. Fills signers[0 …
 * *valid) and, unless NULL, certificates (the caller releases as many). ST_OK: all are valid. ST_NO: the one after the first *valid is not,
 * and e says which and why; later ones were not looked at. */
enum status jws_verify(const struct envelope *envelope, const char *canonical, size_t n, const struct jws_savings *savings,
                       struct signer signers[ENVELOPE_SIGNATURES_MAX], struct certificate certificates[ENVELOPE_SIGNATURES_MAX],
                       size_t *valid, struct error *e);

#endif
