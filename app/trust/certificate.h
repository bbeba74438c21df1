/* Certificates of signers: what they say, and whether their key may sign here (formats.md, "Signed answers"). */
#ifndef TENKEN_TRUST_CERTIFICATE_H
#define TENKEN_TRUST_CERTIFICATE_H

#include "base/buffer.h"
#include "base/digest.h"
#include "base/error.h"

#include <openssl/types.h>
#include <stddef.h>
#include <stdint.h>

#define CERTIFICATE_BYTES_MAX ((size_t)8 * 1024)
#define SUBJECT_BYTES 256
#define NAME_BYTES 160

struct workbench;
struct plain_names;
struct ca_bundle;

/* Owns x509, names and der. alg is the only JWS algorithm that the key may be used with: "ES256", "PS256" or "EdDSA". */
struct certificate {
    X509 *x509;                /* NULL when a shortcut was taken */
    struct plain_names *names; /* of a certificate read by its issuer's word (certificate_read_issued), else NULL */
    struct buffer der;         /* of a signature's header (jws_verify), else empty */
    EVP_PKEY *key;             /* borrowed: x509's, or the workbench's until its next certificate */
    const char *alg;
    char sha256[SHA256_TEXT];    /* of the DER */
    char subject[SUBJECT_BYTES]; /* RFC 2253 with UTF-8, cleaned for display, cut at a character */
    /* The common name, with the organisation behind it; the whole subject where there is no common name or more than one. Cleaned, without
     * quotation marks, so that a name in quotation marks ends where it ends. It is what the certificate says of itself. */
    char name[NAME_BYTES];
    int64_t not_before, not_after;
};

/* Exactly one DER certificate, no byte after it. Refuses (ST_NO) what is no certificate, a key other than P-256 with a named curve,
 * RSA of 2048–4096 bits with a sound exponent or Ed25519 outside the small subgroup, a keyUsage that forbids signing, and critical
 * extensions nobody here understands. Does not judge validity in time, issuer or trust. */
enum status certificate_read(struct certificate *c, const uint8_t *der, size_t n, struct error *e);
/* The same for a certificate whose digest the reader has pinned, by a shortcut where there is one (certificate_plain.h). sha256: of the
 * DER, hex. bench NULL: without. */
enum status certificate_read_pinned(struct certificate *c, const uint8_t *der, size_t n, const char sha256[SHA256_TEXT],
                                    struct workbench *bench, struct error *e);
/* The same when a CA certificate of the bundle is found at once to have signed it, so that it is valid at that moment (ca_bundle_vouches):
 * then names is set, and x509 is not. Otherwise by certificate_read, and nothing is said of its issuer. */
enum status certificate_read_issued(struct certificate *c, const uint8_t *der, size_t n, const char sha256[SHA256_TEXT],
                                    const struct ca_bundle *ca, int64_t at, struct workbench *bench, struct error *e);
/* The same checks for a certificate at hand; takes its own reference. */
enum status certificate_take(struct certificate *c, X509 *x509, struct error *e);
void certificate_release(struct certificate *c);

/* Seconds since 1970. False: no time (NULL), or one that cannot be read. */
bool certificate_time(const ASN1_TIME *from, int64_t *to);

/* ST_NO with a sentence when the moment `at` lies outside the validity. */
enum status certificate_valid_at(const char *name, int64_t not_before, int64_t not_after, int64_t at, struct error *e);

/* "0123 4567 … cdef": groups of four to be read out on the phone. */
#define FINGERPRINT_TEXT 80
void fingerprint_format(const char sha256[SHA256_TEXT], char out[FINGERPRINT_TEXT]);

/* The JWS algorithm of a key, or NULL and a sentence that says why it is not accepted. */
const char *key_algorithm(const EVP_PKEY *key, struct error *e);

#endif
