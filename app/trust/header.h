/* The protected header of a signature: strict rules, no mathematics. */
#ifndef TENKEN_TRUST_HEADER_H
#define TENKEN_TRUST_HEADER_H

#include "base/buffer.h"
#include "base/digest.h"
#include "model/envelope.h"

enum role { ROLE_SUPPLIER, ROLE_ASSESSOR, ROLE_REQUESTER };
const char *role_name(enum role role);  /* "supplier" … as in the header */
const char *role_words(enum role role); /* translated */

#define ENROL_TEXT 44 /* base64url of 32 bytes, and NUL */

/* Owns der: so that a reader can look the certificate's digest up before it decodes the certificate, which costs more than the
 * verification. */
struct jws_header {
    char alg[8]; /* "ES256", "PS256" or "EdDSA" */
    enum role role;
    int64_t issued_at;
    char enrol[ENROL_TEXT];   /* or "" */
    char renew[SHA256_TEXT];  /* or "" */
    char sha256[SHA256_TEXT]; /* of der */
    struct buffer der;
};

/* text: the member "protected" as written. Refuses (ST_NO): base64url with padding or spare bits; not strict JSON; crit, b64, jku, jwk,
 * x5u; another alg; typ of another kind of document; x5c other than one padded base64 text; no iat; a role that does not sign this kind;
 * enrol or renew malformed or not in a supplier's signature. Other members are without meaning here (RFC 7515, section 4) and are ignored.
 */
enum status jws_header_read(struct jws_header *header, const char *text, enum document_kind kind, struct error *e);
void jws_header_release(struct jws_header *header);

#endif
