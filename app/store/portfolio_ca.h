/* Trust beside pins: the prime's CA bundle, with a rule a supplier that says which certificates from it are theirs, and the assessors whom
 * the prime knows. Every change goes into the trust log. */
#ifndef TENKEN_STORE_PORTFOLIO_CA_H
#define TENKEN_STORE_PORTFOLIO_CA_H

#include "base/buffer.h"
#include "base/digest.h"
#include "store/portfolio.h"

#include <stdint.h>

/* All inside a writing transaction. reason: for the log, may be "". */

/* Puts the bundle (PEM as given) in the place of the one before; n 0: none from now on. */
enum status portfolio_bundle_put(struct portfolio *p, const char *pem, size_t n, const char *reason, int64_t at, struct error *e);
/* Replaces out; ST_NO when there is none. */
enum status portfolio_bundle(struct portfolio *p, struct buffer *out, struct error *e);

/* A certificate is the supplier's when its issuer's name and the only value of this attribute of its subject are exactly these. Borrowed.
 */
struct ca_rule {
    const char *code;
    const char *issuer;    /* RFC 2253 */
    const char *attribute; /* rule_attribute_name()'s word */
    const char *value;
};
/* A supplier has at most one rule, which this replaces. Refused (ST_INPUT): an unknown supplier, the very rule of another one. */
enum status portfolio_rule_put(struct portfolio *p, const struct ca_rule *rule, const char *reason, int64_t at, struct error *e);
/* ST_NO when there is none. */
enum status portfolio_rule_remove(struct portfolio *p, const char *code, const char *reason, int64_t at, struct error *e);
typedef enum status rule_visit(void *context, const struct ca_rule *rule, struct error *e);
enum status portfolio_rules(struct portfolio *p, rule_visit *visit, void *context, struct error *e); /* by code */

/* A certificate that something was merged with by way of a rule: its verdict rests on bundle and rule, and is asked again when these
 * change. Borrowed. */
struct ca_signer {
    int64_t pin;
    const char *code;
    int64_t since; /* first receipt */
    const uint8_t *der;
    size_t nder;
    uint8_t certificate[SHA256_BYTES];
};
typedef enum status ca_signer_visit(void *context, const struct ca_signer *signer, struct error *e);
enum status portfolio_ca_signers(struct portfolio *p, ca_signer_visit *visit, void *context, struct error *e);
/* Ends the signer's trust and takes out what it merged; adds to *files. */
enum status portfolio_ca_signer_end(struct portfolio *p, const struct ca_signer *signer, const char *reason, int64_t at, int64_t *files,
                                    struct error *e);
/* Remembers a signer by rule (during a merge, at the first file). ST_NO: the supplier's rule is gone, or the certificate was revoked. */
enum status portfolio_ca_signer_add(struct portfolio *p, const char *code, const uint8_t certificate[SHA256_BYTES], const char *subject,
                                    const uint8_t *der, size_t nder, int64_t at, struct error *e);

/* Borrowed. */
struct assessor_record {
    uint8_t certificate[SHA256_BYTES];
    const char *name; /* as the prime knows them */
    const char *since;
    const char *ended_at; /* "" while known */
};
/* ST_NO when the certificate is known already. */
enum status portfolio_assessor_add(struct portfolio *p, const uint8_t certificate[SHA256_BYTES], const char *name, const char *reason,
                                   int64_t at, struct error *e);
/* ST_NO when it is not known. Ratings that rest on it are only claimed from now on. */
enum status portfolio_assessor_remove(struct portfolio *p, const uint8_t certificate[SHA256_BYTES], const char *reason, int64_t at,
                                      struct error *e);
typedef enum status assessor_visit(void *context, const struct assessor_record *assessor, struct error *e);
enum status portfolio_assessors(struct portfolio *p, assessor_visit *visit, void *context, struct error *e);

#endif
